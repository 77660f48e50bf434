"""What a cell states beside its own amount: a part of it that another field takes, or what no field takes."""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.words.cellwords import AMBIGUOUS_STAGES, CURRENCIES, STAGES
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.headwords import INCLUDED, SURE, match, strange_in
from zhaoshang._workbooks.words.text import EMPTY_WORDS, key, unit_words
from zhaoshang.errors import AmbiguousQuantityError, QuantitySyntaxError
from zhaoshang.model._fields.amounts import PROJECT_AMOUNTS
from zhaoshang.quantities import Quantity
from zhaoshang.reading import find_mentions, find_periods, parse_quantity, parse_quantity_cell
from zhaoshang.units import Dimension, Scaled, Unit

__all__ = ["inner_of", "is_of_other", "is_restated", "label_of", "named_in", "part_named", "told_beside"]

_INNER: Final = re.compile(
    r"(?:其中|[包内]?含)?:?([\u4e00-\u9fff]{2,12}?)(?=(?:[约近超为]|[^\u4e00-\u9fff])*\d)"
)
"""What an amount within another is of: 其中固投2亿元."""
_BESIDE: Final = re.compile(r"[(（,，;；]")
_TWICE: Final = re.compile(r"[（(].*(?:折|约合|相当于).*\d")
_BARE: Final = re.compile(
    r"(?<![A-Za-z\d.#№])(?<!第)(?<!附件)(?<!附表)(?<![号表注条款图见行])(?!(?:19|20)\d\d(?!\d))"
    r"\d{1,6}(?:,\d{3})*(?:\.\d+)?(?![A-Za-z\d%％‰期次批年月日号条款\-—/])"
)
_SIZED: Final = re.compile("[万萬亿億兆]")


def is_restated(raw: str, of: Unit) -> bool:
    """Tell whether a cell states its amount again in another currency: 3亿元（折合4500万美元）.

    Args:
        raw: the cell.
        of: the unit of its amount.

    Examples:
        >>> from zhaoshang.units import unit
        >>> [is_restated(f"3亿元（折合{again}）", unit("CNY")) for again in ("4500万美元", "80亩", "5亿元")]
        [True, False, False]
    """
    return _TWICE.search(raw) is not None and any(
        each.quantity.unit.dimension is Dimension.MONEY is of.dimension and each.quantity.unit != of
        for each in find_mentions(raw)
    )


def told_beside(remark: str | None, of: Unit) -> Fault | None:
    """Tell of what a cell states beside its own amount: another, with a unit or in that of its header, a state, or anything.

    Args:
        remark: what it states.
        of: the unit of its amount, which may be said again.

    Examples:
        >>> from zhaoshang.units import unit
        >>> for remark in ("变更为2.5", "已取消", "待定", "含代征道路", "人民币"):
        ...     found = told_beside(remark, unit("CNY"))
        ...     print(found and found.code)
        inner_amount
        status_beside
        status_beside
        remark_beside
        None
    """
    if remark is None:
        return None
    label = _INNER.search(key(remark))
    found = find_mentions(remark)
    is_stated = (
        (label is not None and match(label[1])[0] in PROJECT_AMOUNTS)
        or any(each.quantity.unit.dimension in AMOUNT_KINDS for each in found)
        or _has_bare_number(
            remark,
            [
                *((each.start, each.end) for each in found),
                *((each.start, each.end) for each in find_periods(remark)),
            ],
        )
    )
    if is_stated:
        return Fault("inner_amount", remark)
    word = key(remark)
    if CURRENCIES.get(word) == of.code:
        return None
    is_state = word in STAGES or word in AMBIGUOUS_STAGES or word in EMPTY_WORDS
    return Fault("status_beside" if is_state else "remark_beside", remark)


def _has_bare_number(remark: str, taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a remark has a number that is of nothing else: no date, no share, no count, no number of an annex."""
    return any(
        not any(start < number.end() and number.start() < end for start, end in taken)
        for number in _BARE.finditer(remark)
    )


def inner_of(whole: Quantity, raw: str) -> Fault | None:
    """Tell of an amount that a cell states within or beside the one that was read of it."""
    if _BESIDE.search(raw) is None or is_restated(raw, whole.unit):
        return None
    try:
        return told_beside(parse_quantity_cell(raw, default_unit=_unit_of(whole)).remark, whole.unit)
    except (QuantitySyntaxError, AmbiguousQuantityError):
        return None


def part_named(whole: object, raw: object) -> tuple[str, Quantity] | None:
    """Read the amount of another field that a cell states within its own, with that field."""
    if not (isinstance(whole, Quantity) and isinstance(raw, str)):
        return None
    fault = inner_of(whole, raw)
    return None if fault is None else named_in(fault.note, whole)


def named_in(remark: str, whole: Quantity) -> tuple[str, Quantity] | None:
    """Read an amount that a cell states within its own, where it says of which field: 其中固投2亿元."""
    label = _INNER.match(key(remark))
    path = None if label is None else match(label[1])[0]
    if label is None or path not in PROJECT_AMOUNTS:
        return None
    rest = key(remark)[label.end(1) :]
    try:
        part = parse_quantity(rest, default_unit=whole.unit.zh if _SIZED.search(rest) else _unit_of(whole))
    except (QuantitySyntaxError, AmbiguousQuantityError):
        return None
    fits = type(part) is type(whole) and (part.unit != whole.unit or (part.value or 0) <= (whole.value or 0))
    return (path, part) if fits else None


def _unit_of(whole: Quantity) -> str:
    return unit_words(Scaled(whole.unit, whole.scale or 0))


# ------------------------------------------------------------------ what stands in front of it

_NUMERALS: Final = "一二两三四五六七八九十百千"
_LABEL: Final = re.compile(
    rf"([\u4e00-\u9fff]{{1,12}}):?[约近超]?\d|((?:第?[{_NUMERALS}]期)?(?:(?![{_NUMERALS}])[\u4e00-\u9fff]){{1,12}}):?[{_NUMERALS}]"
)
_AROUND: Final = re.compile(
    r"(?:人民币|大?约|不?[超低高少多]于?过?|接?近|总计|合计|共计?|达到?|至[少多]|最[高多]|上限|为|是)+$"
)
"""What stands before an amount and names no measure."""
_MEASURE: Final = re.compile("(?:[资本税费价款额地]|资金|投资|产值|资产|收入|利润|面积|规模|费用)$")
_REMARK: Final = re.compile(r"(?<![^()])[^()\d]*+\d[^()]*+\(([^()\d]++)\)$")
_PHASE: Final = re.compile(r"^(?:首|[一二三四前]|第[一二三四])期")


def label_of(raw: str) -> str:
    """Give the words in front of an amount, without those that name no measure.

    Examples:
        >>> label_of("流动资金约2亿元"), label_of("含地价三亿元"), label_of("不超过3.5")
        ('流动资金', '含地价', '')
    """
    found = _LABEL.match(key(raw))
    return _AROUND.sub("", found[found.lastindex or 0]) if found else ""


def is_of_other(raw: str, label: str, path: str) -> bool:
    """Tell whether a cell says that its amount is of something else, or of a part: 流动资金2亿元, 2亿元（一期）.

    Args:
        raw: the cell.
        label: the words in front of its amount.
        path: the field that the amount is of.

    Examples:
        >>> [is_of_other(f"{word}2亿元", word, "investment") for word in ("地价", "合同总投资", "含地价")]
        [True, False, False]
    """
    if label and _names_other(label, path):
        return True
    remark = _REMARK.search(key(raw))
    if remark is None:
        return False
    return _PHASE.search(remark[1]) is not None or match(remark[1])[0] not in {None, path}


def _names_other(label: str, path: str) -> bool:
    known, certainty, _ = match(label)
    if certainty >= SURE or known not in {None, path}:
        return known != path
    is_measure = _MEASURE.search(label) is not None and not INCLUDED.match(label)
    return is_measure and bool(strange_in(path, (label,)))
