"""Remarks that take back, or say anew, what another cell of their row says: 尚未正式签约 beside a day of signing, 投资额调整为8000万元."""

from collections.abc import Container, Iterator, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.denials import put_off
from zhaoshang._workbooks.words.headwords import SURE, match
from zhaoshang._workbooks.words.text import key
from zhaoshang.quantities import Quantity
from zhaoshang.reading import find_mentions
from zhaoshang.vocabulary import Stage

__all__ = ["UNIT", "restating", "said_again", "states_again"]

UNIT: Final = "@unit"
"""What is said anew where a remark states a unit."""
_HINT: Final = re.compile("[未没待拟]|[调变更应]|修[正改]|核定|实际|[单單]位|[币幣]种|幣種")
_CLAUSE: Final = re.compile("[,;。、\n]")
_SIGNED: Final = "agreements[].signed_on"
_ANEW: Final = re.compile(
    r"(?:该?项目|现|目前)?([\u4e00-\u9fff]{2,8}?)(?:由[^为至到]{1,16})?(?:已|现)?"
    r"(?:调[整增减]|变更|[更修]正|修[改订]|更改|改|应|核定)(?:为|至|到|成)约?\d"
)
_REALLY: Final = re.compile(r"实际([\u4e00-\u9fff]{2,8}?)(?:应?[为是]|:)约?\d")
_OF_UNIT: Final = re.compile(r"(?:金额|投资|计量|货币)?(?:单位|币种)(?:应|均)?[为是:].{0,4}元")


def restating(texts: Sequence[str], /) -> bool:
    """Tell whether any of some texts may say something anew; most lists have none, and are asked once."""
    return _HINT.search("\n".join(texts)) is not None


def said_again(text: str, taken: Container[str], /) -> Iterator[tuple[str, bool]]:
    """Find which fields of its row a remark takes back or says anew, and whether it takes back.

    Args:
        text: the remark.
        taken: the fields that the row states.

    Examples:
        >>> fields = ("investment", "agreements[].signed_on")
        >>> for remark in (
        ...     "尚未正式签约",
        ...     "投资额调整为8000万元",
        ...     "实际签约时间为2023年3月",
        ...     "一期投资2亿元",
        ... ):
        ...     print([*said_again(remark, fields)])
        [('agreements[].signed_on', True)]
        [('investment', False)]
        [('agreements[].signed_on', False)]
        []
    """
    for clause in _CLAUSE.split(key(text)):
        stage = put_off(clause)
        if stage is not None:
            path = _SIGNED if stage is Stage.SIGNED else f"milestones[{stage}]"
            if path in taken:
                yield path, True
        elif _OF_UNIT.match(clause):
            yield UNIT, False
        else:
            found = _REALLY.match(clause) or _ANEW.match(clause)
            known, certainty, _ = match(found[1]) if found is not None else (None, 0.0, "")
            if known is not None and certainty >= SURE and known in taken:
                yield known, False


_PARTLY: Final = re.compile("[含包扣剔除折]|计入")


def states_again(clause: str, value: object, /) -> bool:
    """Tell whether a clause says no more than that an amount is what it is: 总投资为3亿元 beside 3亿元.

    Examples:
        >>> from zhaoshang.reading import parse_quantity
        >>> held = parse_quantity("3亿元")
        >>> [states_again(clause, held) for clause in ("总投资为3亿元", "总投资为4亿元", "总投资含二期3亿元")]
        [True, False, False]
    """
    if not isinstance(value, Quantity) or _PARTLY.search(clause) is not None:
        return False
    found = [each.quantity for each in find_mentions(clause)]
    return bool(found) and all(one.unit == value.unit and one.value == value.value for one in found)
