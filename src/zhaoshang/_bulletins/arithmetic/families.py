"""Kinds told apart by their names: those that are all there are, and those of which none is two.

Two rows of names are of one family if each name has one of its words and what is left of them is the same, or says only
what is counted: 内资项目 and 外资项目, 驻外小分队 and 驻本地小分队, 大型企业 and 小型企业.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.steps import STEP_WORDS


class Kinship(Enum):
    """What the kinds of a family are to their whole."""

    ALL = "all"
    """Together they are all there is."""
    APART = "apart"
    """None of them is two, but there may be others."""


_ALL: Final = tuple(
    frozenset(words.split())
    for words in (
        "一产 二产 三产",
        "第一产业 第二产业 第三产业",
        "一产业 二产业 三产业",
        "内资 外资 港澳台资",
        "省内 省外 境外",
        "国企 民企 外企",
        "已 未",
        "线上 线下",
        "现场 场外",
        "现场 会外",
        "城 乡",
        "会上 会下",
        *(f"{place}内 {place}外" for place in "场境市县区国"),
    )
)
_APART: Final = tuple(
    frozenset(words.split())
    for words in (
        "省内 省外",
        "内资 外资",
        "国有 民营 外资",
        "企业 个体工商户",
        "工业 农业 服务业",
        "大型 中型 小型 微型",
        *(f"{word} 在建 {ceased}" for word in STEP_WORDS["producing"] for ceased in ("停产", "停建")),
        "固定资产 流动",
        "合同 协议",
        "内 外",
        "新 老",
        "新 旧",
        "新 续",
        "驻外 本地",
        "本 外",
        "公 民",
    )
)
_FAMILIES: Final = (
    *((family, Kinship.ALL) for family in _ALL),
    *((family, Kinship.APART) for family in (*_ALL, *_APART)),
)
_NOUN: Final = re.compile(r"(?:类|项目|资金|投资|企业|到位|总)*(?:额|数)?(?:为|约|有)?")
KIND: Final = "|".join(
    sorted(
        {kind for family in (*_ALL, *_APART) for kind in family if len(kind) > 1},
        key=lambda kind: (-len(kind), kind),
    )
)
"""Every word for a kind that can be told outside of a row of them."""


def kinship_of(names: Sequence[str]) -> Kinship | None:
    """Tell what names of a row are to the whole that they are of; `None` where they are of no one family."""
    if len(names) < 2:
        return None
    return next((kinship for family, kinship in _FAMILIES if _are_of(names, family, kinship)), None)


def _are_of(names: Sequence[str], family: frozenset[str], kinship: Kinship) -> bool:
    if len(names) > len(family) or (kinship is Kinship.ALL and len(names) < len(family)):
        return False
    told: set[str] = set()
    rests: list[str] = []
    for name in names:
        kinds = [kind for kind in family if kind in name]
        kind = max(kinds, key=len, default=None)
        if kind is None or any(other not in kind for other in kinds) or name.count(kind) > 1:
            return False
        told.add(kind)
        rests.append(name.replace(kind, "", 1))
    is_one = len(set(rests)) == 1 or all(_NOUN.fullmatch(rest) for rest in rests)
    return is_one and len(told) == len(names)
