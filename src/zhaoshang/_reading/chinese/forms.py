"""How ledgers write what is no amount by itself: units in brackets, a label in front, a plus behind, a remark.

A form is a row: its name, a pattern over the folded cell, what the cell is read as instead, an example and its ruling. They
are tried in order where the grammar of amounts refuses a cell, and only one is taken.
"""

from collections.abc import Callable, Iterator
from decimal import InvalidOperation
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import decimal_of, shifted
from zhaoshang._reading.chinese.hedging import APART, REMARKS
from zhaoshang._reading.chinese.lexicon import UNIT_WORDS
from zhaoshang._reading.script import both
from zhaoshang.units import Dimension, Scaled

__all__ = ["EACH", "EACH_LASTS", "FORMS", "Form", "Rewritten", "rewritten"]


class Rewritten(NamedTuple):
    """A cell in another form: what is read instead, and what stands beside the amount."""

    text: str
    remark: str | None = None


class Form(NamedTuple):
    """One form of a cell.

    Attributes:
        name: what it is called in the reference.
        pattern: what the whole cell looks like.
        read: what it is read as; `None` where it is not of the form after all.
        example: a cell of the form.
        ruling: the number of the ruling that it follows.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Scaled | None], Rewritten | None]
    example: str
    ruling: int = 40


_MAGNITUDES: Final = "十百千万亿"
_SCALED_UNIT: Final = re.compile(r"[百千]?[万亿]?(.+)")


def _unit_in_brackets(match: re.Match[str], default: Scaled | None) -> Rewritten | None:
    number, name, after = match.groups()
    if not name.strip(_MAGNITUDES):
        return Rewritten(number.rstrip() + name + after)  # 3.5（亿）
    scale = _SCALED_UNIT.fullmatch(name)
    word = UNIT_WORDS.get(name) or (UNIT_WORDS.get(scale[1]) if scale else None)
    if default is not None and word and word.unit == default.unit and word.word == name and "元" not in name:
        return Rewritten(
            number.rstrip() + after
        )  # 3（人民币） below 亿元: its currency once more, and no size
    return None if word is None else Rewritten(number.rstrip() + name + after)


def _plus(match: re.Match[str], _: Scaled | None) -> Rewritten:
    return Rewritten(match[1] + "以上")


def _label(match: re.Match[str], _: Scaled | None) -> Rewritten | None:
    label = match["label"]
    is_more = _FALLING.search(label) or APART.search(label) or _BOUNDING.search(label)
    return None if is_more else Rewritten(match["rest"])


def _in_words(match: re.Match[str], _: Scaled | None) -> Rewritten | None:
    rest = match["rest"]
    if _TO.search(rest):
        return Rewritten(rest)
    return Rewritten(rest + match["like"]) if match["lead"] else None  # 之间 makes a range of 与


def _per_unit(match: re.Match[str], _: Scaled | None) -> Rewritten:
    return Rewritten(f"{match[1]}元/{match[2]}")


def _area(match: re.Match[str], default: Scaled | None) -> Rewritten | None:
    is_area = default is not None and default.unit.dimension is Dimension.AREA
    return Rewritten(match[1] + "平方米") if is_area or match[1][-1] in "万亿" else None


def _power(match: re.Match[str], _: Scaled | None) -> Rewritten | None:
    if abs(int(match[2])) > _GREATEST:
        return None
    try:
        value = shifted(decimal_of(match[1]), int(match[2]))
    except (InvalidOperation, OverflowError):
        return None
    return Rewritten(f"{value:f}" + match[3])


def _point(match: re.Match[str], _: Scaled | None) -> Rewritten:
    return Rewritten(f"{match[1]}0.{match[2]}")


def _remark(match: re.Match[str], _: Scaled | None) -> Rewritten | None:
    main = match["main"] if match["main"] is not None else match["main_part"]
    remark = (match["remark"] if match["remark"] is not None else match["further"]).strip()
    return Rewritten(main.rstrip(), remark) if remark and not REMARKS.fullmatch(remark) else None


_TO: Final = re.compile("[-—–~～至到]")
_GREATEST: Final = 30
_FALLING: Final = re.compile(both("[减降少欠缺差亏退]"))
_BOUNDING: Final = re.compile(both("[上下]限|[封触]顶|[保托兜打]底|起[拍投步征]|最[高低大小多少]|门槛"))
"""A label that bounds its amount: 上限额3亿元."""
_LABELS: Final = both(
    "投资|投资额|总额|金额|额|资金|面积|用地|占地|产值|税收|税|营收|收入|利润|资本|资产|贷款|规模|产能|装机|容量|人数|员工|就业|岗位|价款|款|价|成本|费用|经费"
)
_PER: Final = "亩|年|月|日|人|户|家|平方米|㎡|平米|公顷|吨|套|台|辆"

_TIMES: Final = "年|个?月|天|日|小时"
_EACH: Final = both(rf"(?:平均)?每一?({_TIMES})|([年月日])均")
EACH: Final = re.compile(f"(?:{_EACH})$")
EACH_LASTS: Final = frozenset("年月天日时時均")
"""What money is told by in front of it, so that it is no sum, and what that ends with: 每年3亿元, 月均3亿元."""


def _by_the(match: re.Match[str], _: Scaled | None) -> Rewritten | None:
    return None if "/" in match[3] else Rewritten(f"{match[3]}/{(match[1] or match[2]).lstrip('个')}")


FORMS: Final = (
    Form(
        "unit in brackets",
        re.compile(r"([^()]*[0-9一二两三四五六七八九十百千万亿])[ ]?\(([^()0-9]{1,8})\)((?:以上|以下|以内|左右)?)"),
        _unit_in_brackets,
        "1200（万元）",
    ),
    Form(
        "range in words",
        re.compile(rf"(?P<lead>{both('介于|处于|[从由自在]')})?(?P<rest>.+?)(?P<like>之间|不等)"),
        _in_words,
        "从1亿元到3亿元不等",
        28,
    ),
    Form("plus behind", re.compile(r"([^+]*[0-9万亿元%㎡亩人家个项户])\+"), _plus, "10亿+"),
    Form(
        "label in front",
        re.compile(
            rf"(?P<label>[\u4e00-\u9fff]{{0,8}}?(?:{_LABELS}))(?:约?为|约(?=[^0-9])|[:：]|是)? ?(?P<rest>.*[0-9一二两三四五六七八九十].*)"
        ),
        _label,
        "总投资10亿元",
    ),
    Form("unit in front", re.compile(rf"(?:{_EACH})(.*[元万亿])"), _by_the, "每年30万元"),
    Form("money of a unit", re.compile(rf"([^/]*[0-9][十百千]?[万亿])/({_PER})"), _per_unit, "30万/亩"),
    Form("area in 方", re.compile(r"([^方]*[0-9万亿])方"), _area, "3.2万方"),
    Form("power of ten", re.compile(r"([+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?)[eE]\+?(-?[0-9]{1,3})(.*)"), _power, "2.5E+07"),
    Form("point without its nought", re.compile(r"([^0-9.]*)\.([0-9].*)"), _point, ".5"),
    Form(
        "remark",
        re.compile(r"(?P<main>[^()（）]*[^()（）\s])\s*\((?P<remark>[^()]*(?:\([^()]*\)[^()]*)*)\)|(?P<main_part>.+?)[,，;；、]?\s*(?P<further>其中.+)"),
        _remark,
        "约1.2亿（其中外资3000万美元）",
        41,
    ),
)  # fmt: skip
"""The forms, in the order in which they are tried."""


def rewritten(text: str, default: Scaled | None) -> Iterator[Rewritten]:
    """Give what a folded cell may be read as, in the order of the forms."""
    for form in FORMS:
        match = form.pattern.fullmatch(text)
        one = None if match is None else form.read(match, default)
        if one is not None:
            yield one
