"""Cells to dates, coarse or fine, and to the two ends of the works."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import Fault, cell_text
from zhaoshang._workbooks.cells.values import EMPTY, FORMULA, NOTHING, Read
from zhaoshang._workbooks.files.formats import shown_period
from zhaoshang._workbooks.files.grids import Cell, Formats
from zhaoshang._workbooks.words import cellwords
from zhaoshang._workbooks.words.headwords import PLANNED
from zhaoshang._workbooks.words.text import EMPTY_WORDS, bare, is_formula, key
from zhaoshang.errors import DateValueError, ZhaoshangError
from zhaoshang.periods import Period
from zhaoshang.reading import parse_period, period_from_excel

__all__ = ["LOOKED_AT", "DateReader", "SpanReader", "drops_noughts", "form_of"]

_NOT_A_DATE: Final = Read(None, Fault("not_a_date"))
_AMBIGUOUS: Final = Read(None, Fault("ambiguous_date"))
_NOT_A_SPAN: Final = Read(None, Fault("not_a_span"))
_OPEN: Final = Read(None, Fault("open_date"))

_SAME: Final[Mapping[int, int | None]] = {}
_ISO_RANGE: Final = re.compile(r"\d{4}-[\dhqeml-]+/\d{4}-[\dhqeml-]+|\d{4}-\d\d-[eml]|\d{4}-[hq]\d")
_NOT_YET: Final = re.compile(r"未(?:签约|开工|动工|竣工|完工|投产|达产|落地|到位)")
_PLAN: Final = re.compile(r"\d.*(?:预计|计划|拟|力争|预期|争取)|(?:预计|计划|拟|力争|预期|争取|确保).*\d")
_OPEN_DATE: Final = re.compile(r"[\d年月季旬周日节].*(?:之?前|以前|之?后|以后|起)(?:\(.*\)|[^\d]{0,4})$")
"""A day before or after which something is to be; it says no date."""
_MONTH_HEAD: Final = re.compile(r"(?<!年)[月](?:份)?\)?$")
_DAY_HEAD: Final = re.compile(r"(?<!年)月[/.、-]?日")
_MONTH: Final = re.compile(r"0?([1-9]|1[0-2])(?:\.0)?")
_MONTH_DAY: Final = re.compile(
    r"(0?[1-9]|1[0-2])([/.-])(0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])([0-2]\d|3[01])"
)
_LONGEST: Final = 256
"""No date takes more characters, with what is said beside it."""
LOOKED_AT: Final = 200
"""So many cells say whether two numbers are a month and a day."""
_YEAR_MONTH: Final = re.compile(r"((?:19|20)\d\d)\.(\d{1,2})")
_FIRST_DAY: Final = 20_000
_LAST_DAY: Final = 60_000


@final
class DateReader:
    """Reads dates, coarse or fine.

    Args:
        year: the year of dates that print none, from the title or the caller.
        epoch: the year that day numbers count from.
        formats: answers how a number is shown, or `None`.
        column: the column read, for its formats.
        takes_flags: whether 是 and √ count as yes, 否 as no: `True` and nothing.
        doubts_ones: whether the header asks for a date, so that a 1 that counts as yes is told.
        is_fact: whether the header speaks of what came about, so that a plan in a cell is none of it.
        years: by row, the year of dates that print none where it is another; `None` where none is certain.
        last: the last day on which something can have come about, of which later dates are doubtful.
        form: `month` where bare numbers are months, `day` where 2/18 is a month and a day, `short` where 26.4 is 2026.4.
        drops_noughts: whether 2022.1 may be a 2022.10 that was a number.

    Attributes:
        way: how a cell is read where no row says otherwise; readers of one way read equal cells alike.
    """

    def __init__(
        self,
        *,
        year: int | None,
        epoch: int,
        formats: Formats | None = None,
        column: int = 0,
        takes_flags: bool = False,
        doubts_ones: bool = False,
        is_fact: bool = False,
        years: Mapping[int, int | None] = _SAME,
        last: date | None = None,
        form: str = "",
        drops_noughts: bool = False,
    ) -> None:
        self._form = form
        self._drops_noughts = drops_noughts
        self._year = year
        self._years = years
        self._epoch = epoch
        self._formats = formats
        self.shows_coarse = formats is not None and formats.has_coarse
        self.depends = self.shows_coarse or bool(years)
        self._column = column
        self._takes_flags = takes_flags and form != "month"
        self._one = Read(True, Fault("one_as_yes")) if doubts_ones else Read(True)  # noqa: FBT003 - the value read
        self._is_fact = is_fact
        self.last = last if is_fact else None
        self.way: Final = (year, epoch, takes_flags, doubts_ones, is_fact, self.last, form, drops_noughts)

    def __call__(self, raw: Cell, row: int = 0, /) -> Read:
        """Read one cell; of what came about a date that begins after the last day is told, and kept for the days to come."""
        found = self.whenever(raw, row)
        if self.last is None or not isinstance(found.value, Period) or found.value.start <= self.last:
            return found
        return Read(found.value, Fault("date_after_ledger", str(self.last)))

    def whenever(self, raw: Cell, row: int = 0, /) -> Read:
        """Read one cell, before the last day or after it."""
        if isinstance(raw, date):
            if self.shows_coarse and self._formats:
                shown = shown_period(self._formats.code(row, self._column) or "", raw)
                if shown is not None:
                    return Read(shown)
            day = raw.date() if isinstance(raw, datetime) else raw
            return Read(Period.of(day)) if day.year > 1900 else _NOT_A_DATE
        if isinstance(raw, float | int):
            return self._number(float(raw), row)
        if isinstance(raw, str):
            return self._text(raw, row)
        return _NOT_A_DATE if isinstance(raw, time | timedelta) else NOTHING

    def _number(self, number: float, row: int) -> Read:
        if self._takes_flags and number in {0.0, 1.0}:
            return self._one if number else NOTHING
        if _FIRST_DAY <= number <= _LAST_DAY:
            try:
                day = period_from_excel(number, epoch=self._epoch)
            except DateValueError:
                return _NOT_A_DATE
            return Read(day, Fault("serial_as_date", str(day)))
        if self._form == "month" and number in _MONTHS:
            return self._date(f"{int(number)}月", f"{int(number)}月", row)
        if number.is_integer():
            return self._whole(int(number))
        shown = f"{number:.15g}"
        is_short = self._form == "short" and _SHORT_YEAR.fullmatch(shown)
        return self._year_month(f"20{shown}" if is_short else shown, row)

    def _whole(self, number: int) -> Read:
        digits = str(number)
        if 1900 <= number <= 2100:
            return Read(Period.year(number))
        iso = {6: f"{digits[:4]}-{digits[4:]}", 8: f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"}.get(
            len(digits)
        )
        if iso and digits[:2] in {"19", "20"}:
            try:
                return Read(Period.of(iso))
            except ZhaoshangError:
                return _NOT_A_DATE
        return _NOT_A_DATE

    def _year_month(self, shown: str, row: int) -> Read:
        """Read 2022.3 as a month; 2022.1 may be October unless its format shows how many places it has."""
        match = _YEAR_MONTH.fullmatch(shown)
        if match is None:
            return _NOT_A_DATE
        year, month = match.groups()
        if month == "1":
            code = (self._formats.code(row, self._column) if self._formats else None) or ""
            places = re.fullmatch(r"0\.(0+)(?:_.*)?", code)
            if places is None or len(places[1]) > 2:
                return _AMBIGUOUS
            month = "10" if len(places[1]) == 2 else "1"
        if not 1 <= int(month) <= 12:
            return _NOT_A_DATE
        return Read(Period.month(int(year), int(month)))

    def _text(self, raw: str, row: int) -> Read:
        word = key(raw)
        if self._takes_flags and word in cellwords.YES:
            return self._one if word[0] == "1" else Read(True)  # noqa: FBT003 - the value read
        if (self._takes_flags and word in cellwords.NO) or bare(word):
            return NOTHING
        if len(word) > _LONGEST:
            return _NOT_A_DATE
        if self._is_fact and _PLAN.search(word):
            return Read(None, Fault("planned_date"))
        found = self._date(word, raw, row)
        is_plan = self._is_fact and isinstance(found.value, Period) and PLANNED.search(word)
        return Read(None, Fault("planned_date")) if is_plan else found

    def _with_month(self, word: str, raw: str) -> str:
        """Write 3 as 3月 and 2/18 as 2月18日, where the column says so."""
        if self._form == "month" and (month := _MONTH.fullmatch(word)):
            return f"{month[1]}月"
        if self._form == "short" and _SHORT_YEAR.fullmatch(word):
            return f"20{word}"
        if self._form == "day" and (day := _MONTH_DAY.fullmatch(word)):
            return f"{int(day[1] or day[4])}月{int(day[3] or day[5])}日"
        return raw

    def _date(self, word: str, raw: str, row: int) -> Read:
        said = _no_date(word, raw)
        if said is not None:
            return said
        if (
            self._drops_noughts
            and _TENTH.fullmatch(word)
            and (len(word) > _SHORTEST or self._form == "short")
        ):
            return _AMBIGUOUS
        if self._form and word[0].isdigit():
            raw = self._with_month(word, raw)
            word = key(raw)
        if re.fullmatch(r"\d{5}(?:\.\d+)?", word):
            return self._number(float(word), 0)
        if re.fullmatch(r"\d{6}|\d{8}", word):
            return self._whole(int(word))
        if _ISO_RANGE.fullmatch(word):
            try:
                return Read(Period.of(word.upper()))
            except (ZhaoshangError, ValueError):
                return _NOT_A_DATE
        year = self._years.get(row, self._year)
        try:
            return Read(parse_period(raw, year=year))
        except ZhaoshangError as cause:
            missing = year is None and "Today" in type(cause).__name__
            return Read(None, Fault("year_missing")) if missing else _NOT_A_DATE


def form_of(header: str, cells: Iterable[Cell], year: int | None = None) -> str:
    """Tell whether bare numbers are months, 2/18 a month and a day, or 26.4 a year and a month, by the header or the cells alone.

    Args:
        header: the header of a column of dates.
        cells: its cells; of texts such as 2/18 some must be no year and month, none may be anything else.
        year: the year of the title.
    """
    word = key(header.rpartition(" / ")[2])
    if _DAY_HEAD.search(word):
        return "day"
    if _MONTH_HEAD.search(word):
        return "month"
    held = list(islice(cells, LOOKED_AT))
    shown = [cell_text(cell) for cell in held if isinstance(cell, str | float)]
    if _is_short([key(text) for text in shown if len(text) <= _LONGEST], year):
        return "short"
    pairs = [
        match
        for cell in held
        if type(cell) is str
        and len(cell) <= _WIDEST
        and (match := _MONTH_DAY.fullmatch(key(cell)))
        and match[2]
    ]
    is_one = len({match[2] for match in pairs}) == 1 and any(int(match[3]) > max(_MONTHS) for match in pairs)
    return "day" if is_one else ""


def drops_noughts(cells: Iterable[Cell], /) -> bool:
    """Tell whether the texts of a column without formats may be numbers: none shows a nought that a number would lose.

    Examples:
        >>> (
        ...     drops_noughts(["2022.1", "2022.3"]),
        ...     drops_noughts(["2022.1", "2022.10"]),
        ...     drops_noughts(["2022.01"]),
        ... )
        (True, False, False)
    """
    texts = (
        key(cell) for cell in islice(cells, LOOKED_AT) if isinstance(cell, str) and len(cell) <= _LONGEST
    )
    return not any(map(_WITH_NOUGHT.fullmatch, texts))


_TENTH: Final = re.compile(r"(?:19|20)?\d\d\.1")
_WITH_NOUGHT: Final = re.compile(r"(?:19|20)?\d\d\.(?:10|0[1-9])")
_SHORTEST: Final = 4  # 26.1


def _is_short(texts: Sequence[str], year: int | None) -> bool:
    """Tell whether 26.4 is a year of two digits and a month: whole years beside it, or that of the title, are near to all such."""
    short = [2000 + int(match[1]) for text in texts if (match := _SHORT_YEAR.fullmatch(text))]
    whole = {int(match[1]) for text in texts if (match := _WHOLE_YEAR.match(text))}
    whole |= {year} if year is not None else set()
    return bool(short) and all(
        any(abs(each - one) <= _NEAR for one in whole) and each - 2000 not in _MONTHS for each in short
    )


_SHORT_YEAR: Final = re.compile(r"(\d\d)\.(?:0?[1-9]|1[0-2])(?:\.(?:0?[1-9]|[12]\d|3[01]))?")
_WHOLE_YEAR: Final = re.compile(r"((?:19|20)\d\d)[年./-]\d")
_NEAR: Final = 2  # so many years are not far apart in one list
_MONTHS: Final = range(1, 13)
_WIDEST: Final = 6

_ENDS: Final = re.compile(
    r"((?:19|20)\d\d(?![-~至到]?(?:19|20)\d\d).*?|(?:19|20)\d\d)[-~至到—]+((?:19|20)\d\d.*)"
)
"""Two dates, each with its year, and what parts them."""


@final
class SpanReader:
    """Reads a start and an end from one cell: `2021.3-2023.12`; a date alone may be either, and is none."""

    def __init__(self, dates: DateReader, /) -> None:
        """Take the reader of each of the two, which says also whether they came about, and until when."""
        self._dates = dates
        self.way: Final = ("span", dates.way)

    def __call__(self, raw: Cell, _row: int = 0, /) -> Read:
        """Read one cell."""
        text = cell_text(raw)
        word = key(text)
        if bare(word) or word in EMPTY_WORDS:
            return NOTHING if bare(word) else EMPTY
        ends = _ENDS.fullmatch(word)
        if ends is None or isinstance(raw, date):
            return _NOT_A_SPAN
        first, last = (self._dates.whenever(end).value for end in ends.groups())
        if not isinstance(first, Period) or not isinstance(last, Period) or last.end < first.start:
            return _NOT_A_SPAN
        if self._dates.last is not None and last.start > self._dates.last:
            return Read((first, last), Fault("date_after_ledger", str(self._dates.last)))
        return Read((first, last))


def _no_date(word: str, raw: str) -> Read | None:
    """Read what stands in the place of a date and says none: marks, 未开工, formulas, limits such as 6月30日前."""
    if word in EMPTY_WORDS or _NOT_YET.fullmatch(word):
        return EMPTY
    if is_formula(raw):
        return FORMULA
    return _OPEN if _OPEN_DATE.search(word) else None
