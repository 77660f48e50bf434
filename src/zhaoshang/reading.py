"""Reading what officials write: quantities, money, dates and periods, in cells and in running text.

A cell is read whole: `parse_quantity`, `parse_money`, `parse_period`, `period_from_excel`. Text is folded first
(traditional script, full-width digits, pinyin glosses, stray blanks), and every span points into the text as it was
given. Nothing is guessed: what is not wholly understood raises an error that marks the place. The inverse is
`zhaoshang.writing`, in every locale that it writes.

Chinese in either script and English are read alike, and beside each other in one text. No locale chooses between them:
no word of one is a word of the other, so each amount and each date says itself which it is.

Examples:
    What a cell may hold where nothing is known, and how long one may be that is read at all:

    >>> from zhaoshang.errors import QuantitySyntaxError
    >>> from zhaoshang.reading import LONGEST_CELL, MISSING, parse_quantity
    >>> "待定" in MISSING, LONGEST_CELL
    (True, 1000)
    >>> try:
    ...     parse_quantity("1" * 2000)
    ... except QuantitySyntaxError as error:
    ...     print(error.span, error.expected)
    (1000, 2000) at most 1000 characters
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.deferred import Deferred
from zhaoshang._basics.lazy import lazy
from zhaoshang._calls.guard import guard_room, guarded, telling
from zhaoshang._reading import LONGEST
from zhaoshang.errors import DateValueError, NumberRangeError, QuantitySyntaxError, UnknownUnitError
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import Count, Money, Quantity
from zhaoshang.units import Dimension, Scaled, Unit, scaled, unit

if TYPE_CHECKING:
    from zhaoshang._reading import calendar, cells, columns, dates, folding, mentions, records, whole
    from zhaoshang._reading.chinese import nouns
    from zhaoshang._reading.english import units as english_units
    from zhaoshang._reading.folding import Folded
    from zhaoshang._reading.found import Found
    from zhaoshang._reading.records import Column, Mention, PeriodCell, PeriodMention, QuantityCell
else:  # patterns are compiled when the first text is read, not when the library is imported
    calendar, cells, columns, dates, folding, mentions, records, whole = (
        Deferred(f"zhaoshang._reading.{name}")
        for name in (
            "calendar",
            "cells",
            "columns",
            "dates",
            "folding",
            "mentions",
            "records",
            "whole",
        )
    )
    nouns = Deferred("zhaoshang._reading.chinese.nouns")
    english_units = Deferred("zhaoshang._reading.english.units")

__all__ = [
    "LONGEST_CELL",
    "MISSING",
    "Column",
    "Mention",
    "PeriodCell",
    "PeriodMention",
    "QuantityCell",
    "find_mentions",
    "find_periods",
    "parse_column",
    "parse_money",
    "parse_number",
    "parse_period",
    "parse_period_cell",
    "parse_quantity",
    "parse_quantity_cell",
    "period_from_excel",
]

LONGEST_CELL: Final = LONGEST
"""A cell of more characters than this is no amount and no date."""


@telling("text")
def parse_quantity(text: str, /, *, default_unit: "str | Unit | None" = None) -> Quantity:
    """Read one quantity that is the whole of a text.

    Digits and numerals, 万 and 亿, hedges (近, 约, 超, 余, 以上 …), ranges and units are understood in either script, and
    so is English: about RMB 13 billion, between 10 and 20 million yuan, 35 projects. The sign $ alone is the US dollar,
    as in news; words that name several units (dollars, tons, pounds) are refused. The inverse is
    `zhaoshang.writing.format_quantity`.

    Args:
        text: the text of a cell.
        default_unit: the unit of a number that prints none, such as `亿元` or `RMB million` from a column's header; a
            printed unit wins over it.

    Returns:
        The quantity, of the kind that its unit has.

    Raises:
        QuantitySyntaxError: when the text is not wholly a quantity; `span` marks the first part not understood.
        AmbiguousQuantityError: when it has two readings, such as 5000-1亿 or 5 million dollars.
        UnknownUnitError: when `default_unit` does not exist.

    Examples:
        >>> from zhaoshang import parse_quantity
        >>> print(parse_quantity("近130亿元"), parse_quantity("80余亩").interval)
        13000000000 CNY (near) (80, 90)
        >>> parse_quantity("10.00", default_unit="亿元").value
        Decimal('1000000000')
        >>> print(parse_quantity("nearly US$300 million"), parse_quantity("80-odd mu").interval)
        300000000 USD (near) (80, 90)
    """
    return cells.quantity(text) if default_unit is None else cells.quantity(text, _scaled(default_unit))


def parse_quantity_cell(text: str, /, *, default_unit: "str | Unit | None" = None) -> "QuantityCell":
    """Read one cell that holds an amount, and what stands beside the amount.

    `parse_quantity` reads the same cells and leaves a remark out that names a part of the amount or says it again; it
    refuses one that may deny it (8亿元（不实）).

    Args:
        text: the text of a cell: `100亩（一期60亩）`, `1200（万元）`, `总投资10亿元`.
        default_unit: the unit of a number that prints none, as for `parse_quantity`.

    Returns:
        The amount and the remark.

    Raises:
        QuantitySyntaxError: when the text holds no amount with or without a remark.
        AmbiguousQuantityError: when it has two readings.
        UnknownUnitError: when `default_unit` does not exist.

    Examples:
        >>> from zhaoshang.reading import parse_quantity_cell
        >>> parse_quantity_cell("80亩（含代征道路）").remark
        '含代征道路'
    """
    word = None if default_unit is None else _scaled(default_unit)
    return records.QuantityCell(*cells.with_remark(text, word))


def _scaled(one: "str | Unit") -> Scaled:
    return _named(one) if isinstance(one, str) else Scaled(one, 0)


def _named(name: str) -> Scaled:
    """Find the unit of a header, in either language."""
    try:
        return scaled(name)
    except UnknownUnitError:
        found = english_units.named(name) if name.isascii() else None
        if found is None:
            raise
        return found


@telling("text")
def parse_money(text: str, /, *, default_unit: "str | Unit | None" = None) -> Money:
    """Read one amount of money that is the whole of a text.

    Full-width digits, thousands separators and numerals such as 三亿五千万 are understood; 万 and 亿 without a unit are
    yuan. The inverse is `zhaoshang.writing.format_quantity`.

    Args:
        text: the text of a cell.
        default_unit: the unit of a number that prints none, such as `万元`.

    Returns:
        The amount.

    Raises:
        QuantitySyntaxError: when the text is not wholly an amount of money.
        AmbiguousQuantityError: when it has two readings.

    Examples:
        >>> from zhaoshang import parse_money
        >>> parse_money("３亿2000万").value, parse_money("5.6亿美元").unit.code
        (Decimal('320000000'), 'USD')
    """
    found = parse_quantity(text, default_unit=default_unit)
    if not isinstance(found, Money):
        raise QuantitySyntaxError(text, (0, len(text)), "an amount of money")
    return found


@telling("text")
def parse_number(text: str, /) -> Decimal:
    """Read one exact number that is the whole of a text: 3亿2000万, 一万五千亿, 壹佰贰拾, 1,234.5, 三点五.

    The inverse is `zhaoshang.writing.format_number`.

    Args:
        text: the number, in digits or numerals, in either script.

    Returns:
        The number, exactly.

    Raises:
        QuantitySyntaxError: when the text is not wholly a number, or is a hedged one such as 十几.

    Examples:
        >>> from zhaoshang.reading import parse_number
        >>> parse_number("3亿2000万"), parse_number("一萬五千億"), parse_number("三点五")
        (Decimal('320000000'), Decimal('1500000000000'), Decimal('3.5'))
    """
    value = cells.number(text)
    if value is None:
        raise QuantitySyntaxError(text, (0, len(text)), "an exact number")
    return value


MISSING: Final = frozenset(
    (
        "", "-", "--", "/", "\\", "—", "——", "－", "–", "无", "無", "待定", "待核实", "待核實", "待确认", "待补充", "暂无", "暫無",
        "未定", "不详", "不詳", "n/a", "N/A", "#N/A", "NA", "NULL", "null", "None", "TBD",
    )
)  # fmt: skip
"""What is written in a cell where nothing is known."""


@telling("texts")
def parse_column(texts: Iterable[str | None], /, *, default_unit: "str | Unit | None" = None) -> "Column":
    """Read a column of cells; equal texts are read once, and no cell raises.

    Args:
        texts: the cells.
        default_unit: the unit of the column's header, as for `parse_quantity`.

    Returns:
        The quantities and the findings.

    Raises:
        UnknownUnitError: when `default_unit` does not exist.

    Examples:
        >>> from zhaoshang.reading import parse_column
        >>> column = parse_column(["1.5", "近3亿元", "待定", "三百五千"], default_unit="亿元")
        >>> [None if value is None else int(value.value) for value in column.values]
        [150000000, 300000000, None, None]
        >>> [(finding.code, finding.path) for finding in column.findings]
        [('nothing_stated', '[2]'), ('not_a_quantity', '[3]')]
    """
    return columns.read(texts, None if default_unit is None else _scaled(default_unit), MISSING)


def find_mentions(
    text: str, /, *, currency: "str | Unit | None" = None, region: str | None = None
) -> "list[Mention]":
    """Find every quantity in running text, in order.

    Names, codes, ordinals, idioms, slogans, dates, telephone and document numbers are no quantities. The time is
    linear in the length of the text.

    Args:
        text: any text, in either script, with pinyin glosses or without, or in English.
        currency: what 元 and money without a unit mean in the text; the renminbi unless it is said. Money that names its
            currency (人民币, 新台币, RMB) keeps it.
        region: instead of a currency, the region whose 元 it is: `CN`, `TW`, `HK`, `MO` or `SG`.

    Returns:
        The mentions; spans point into the text as given.

    Raises:
        UnknownUnitError: when the currency or the region is not known.

    Examples:
        >>> from zhaoshang import find_mentions
        >>> [str(found.quantity) for found in find_mentions("投資2億元、人民幣3億元", region="TW")]
        ['200000000 TWD', '300000000 CNY']
        >>> for mention in find_mentions("上半年新签约招商项目41个，总投资超200亿元。"):
        ...     print(mention.raw, mention.quantity, mention.counted)
        41个 41 个 项目
        超200亿元 20000000000 CNY (over) None
        >>> for mention in find_mentions("In 2022 it signed 41 new projects worth over RMB 20 billion."):
        ...     print(mention.raw, "|", mention.quantity, "|", mention.counted)
        41 new projects | 41 个 | new projects
        over RMB 20 billion | 20000000000 CNY (over) | None
    """
    folded = folding.fold(text)
    plain = folded.text
    amounts = mentions.find(plain)
    meant = _currency(currency, region)
    if meant is not None:
        amounts = [mentions.in_currency(plain, found, meant) for found in amounts]
    return _mentions(text, folded, amounts)


_REGIONS: Final = {"CN": "CNY", "TW": "TWD", "HK": "HKD", "MO": "MOP", "SG": "SGD"}


def _currency(currency: "str | Unit | None", region: str | None) -> Unit | None:
    if currency is None and region is None:
        return None
    if isinstance(currency, Unit):
        return currency
    name = currency if currency is not None else _REGIONS.get(region or "")
    found = unit(name) if name is not None else None
    if found is None or found.dimension is not Dimension.MONEY:
        raise UnknownUnitError(str(currency or region), tuple(sorted(_REGIONS)))
    return found


def _mentions(text: str, folded: "Folded", amounts: "Iterable[Found]") -> "list[Mention]":
    plain, spans = folded.text, folded.raw if folded.starts else None
    mention, counted = records.Mention, nouns.counted
    made = []
    for found in amounts:
        start, end, word = found.start, found.end, found.word
        noun = None
        if found.kind is Count:  # English counts with the noun itself
            is_noun = word is not None and word.word.isascii()
            noun = word.word if word is not None and is_noun else counted(plain, start, end)
        if spans is not None:
            start, end = spans(start, end)
        raw = text[start:end]
        made.append(mention(start, end, raw, found.quantity(raw), noun))
    return made


def find_periods(text: str, /, *, today: DateLike | None = None) -> "list[PeriodMention]":
    """Find every date and calendar period in running text, in order.

    A month without a year takes the year last dated in the same sentence, else the year of `today`. Durations such as
    近一年来 are quantities and left to `find_mentions`; words without calendar content (近日, 目前) are not reported. A word
    beside a date that makes another time of it (6月底前, 3月以后) makes the mention open.

    Args:
        text: any text, in either script or in English.
        today: the day of writing; a month or a year will do where it is all that is known.

    Returns:
        The mentions; spans point into the text as given.

    Examples:
        >>> from zhaoshang.reading import find_periods
        >>> for mention in find_periods("去年9月接洽，10月签约。", today="2020-04-20"):
        ...     print(mention.raw, mention.period)
        去年9月 2019-09
        10月 2019-10
        >>> [str(mention.period) for mention in find_periods("Signed in H1 2022, opened in May 2023.")]
        ['2022-H1', '2023-05']
    """
    folded = folding.fold(text)
    known_day = None if today is None else Period.of(today)
    mentions = []
    for found in dates.scan(folded.text, known_day):
        start, end = folded.raw(found.start, found.end)
        mentions.append(
            records.PeriodMention(
                start, end, text[start:end], found.period, found.is_relative, found.is_planned, found.is_open
            )
        )
    return mentions


@telling("text")
def parse_period(text: str, /, *, today: DateLike | None = None, year: int | None = None) -> Period:
    """Read one date or period that is the whole of a text.

    The inverse is `zhaoshang.writing.format_period`.

    Args:
        text: the text of a cell: `2022.3`, `2022年3月`, `2022-03-05`, `12月中旬`, `去年9月`, `“十四五”期间`, `近一年来`,
            `H1 2026`, `January–June 2026`, `end of June 2026` …
        today: the day of writing, which relative dates count from; a month or year will do where it is all that is
            known.
        year: the year of a date that prints none (`3月15日`), such as the year in a title row; it wins over the year
            of `today`.

    Returns:
        The period, in the precision that was written.

    Raises:
        PeriodSyntaxError: when the text is not wholly a date, or names one that does not exist.
        TodayNeededError: when it is relative and neither `today` nor `year` settles it.

    Examples:
        >>> import datetime
        >>> from zhaoshang import parse_period
        >>> print(parse_period("2022.10"), parse_period("12月中旬", year=2022))
        2022-10 2022-12-M
        >>> print(parse_period("去年9月", today=datetime.date(2020, 4, 20)))
        2019-09
    """
    return whole.cell(text, None if today is None else Period.of(today), year).period


def parse_period_cell(
    text: str, /, *, today: DateLike | None = None, year: int | None = None
) -> "PeriodCell":
    """Read one date or period that is the whole of a text, and whether it is only planned.

    Args:
        text: the text of a cell, as for `parse_period`.
        today: the day of writing.
        year: the year of a date that prints none.

    Returns:
        The period, and what the cell says about it.

    Raises:
        PeriodSyntaxError: when the text is not wholly a date, or names one that does not exist.
        TodayNeededError: when it is relative and neither `today` nor `year` settles it.

    Examples:
        >>> from zhaoshang.reading import parse_period_cell
        >>> parse_period_cell("预计2022年3月")
        PeriodCell(period=Period('2022-03'), is_planned=True)
    """
    return whole.cell(text, None if today is None else Period.of(today), year)


@telling("number")
def period_from_excel(number: float | Decimal, /, *, epoch: int = 1900) -> Period:
    """Turn an Excel day number into a day; the time of day is dropped.

    Args:
        number: the serial number of a cell, such as 44926 or 44926.5.
        epoch: 1900, or 1904 for workbooks that count from there.

    Returns:
        The day.

    Raises:
        DateValueError: when it is no day: below 1, day 60 of the 1900 system (29 February 1900 never was), or after
            the year 9999.
        ValueError: for another epoch.

    Examples:
        >>> from zhaoshang.reading import period_from_excel
        >>> print(period_from_excel(44926), period_from_excel(43464, epoch=1904))
        2022-12-31 2022-12-31
    """
    if epoch not in {1900, 1904}:
        raise NumberRangeError(as_python(epoch), "1900 or 1904")
    try:
        given: object = number
        is_far = isinstance(number, Decimal) and number.adjusted() > 9  # none that a calendar has
        is_number = isinstance(given, int | float | Decimal) and not isinstance(given, bool)
        day = calendar.from_serial(number, epoch) if is_number and not is_far else None
    except (OverflowError, ValueError, TypeError):
        day = None
    if day is None:
        raise DateValueError(as_python(number), f"an Excel day number of the {epoch} system")
    return Period.of(day)


_HOMES: Final = dict.fromkeys(
    ("Column", "Mention", "PeriodCell", "PeriodMention", "QuantityCell"), "zhaoshang._reading.records"
)

__getattr__, __dir__ = lazy(__name__, _HOMES, around=guarded)

guard_room(globals())
