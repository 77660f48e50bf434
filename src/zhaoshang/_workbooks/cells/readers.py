"""Which reader reads the cells of a column, by the kind of its field."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.cells.dates import DateReader, SpanReader, drops_noughts, form_of
from zhaoshang._workbooks.cells.faults import Fault, cell_text, lost_digits
from zhaoshang._workbooks.cells.firms import read_investors
from zhaoshang._workbooks.cells.scales import WHOLE, suspects
from zhaoshang._workbooks.cells.values import (
    INEXACT,
    NAMES_YUAN,
    NO_CURRENCY,
    QuantityReader,
    Read,
    Reader,
    WordReader,
    number_in,
    read_flag,
    read_industry,
    read_name,
    read_stage,
    read_text,
    read_uscc,
)
from zhaoshang._workbooks.files.grids import Cell, Formats
from zhaoshang._workbooks.words import cellwords
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.columns import MAPPED, Column, is_money_unit
from zhaoshang._workbooks.words.composing import find_unit
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import EMPTY_WORDS, bare, key
from zhaoshang.units import scaled

__all__ = ["CurrencyReader", "TitledReader", "is_size_alone", "reader_of"]

_EPOCH: Final = 1900
_ALL: Final = (float("inf"), float("inf"))


def reader_of(
    column: Column,
    *,
    year: int | None,
    cells: Callable[[], Iterable[Cell]],
    epoch: int = _EPOCH,
    formats: Formats | None = None,
    is_contradicted: bool = False,
    is_delimited: bool = False,
    years: Mapping[int, int | None] | None = None,
    last: date | None = None,
) -> Callable[..., Read]:
    """Give the reader of a column.

    Args:
        column: the column, with its field.
        year: the year of dates that print none.
        cells: gives the cells, to judge which of them are slips of unit.
        epoch: the year that day numbers count from.
        formats: the number formats of the sheet, which tell how fine a date is shown.
        is_contradicted: whether the other columns speak against the unit of its bare numbers.
        is_delimited: whether the cells are of a file of text, in which numbers have no format.
        years: by row, the year of dates that print none where it is another.
        last: the last day on which something can have come about.
    """
    kind = column.kind
    if (dimension := AMOUNT_KINDS.get(kind or "")) is not None:
        is_whole = column.field == "investment"
        return QuantityReader(
            column.scaled,
            dimension,
            suspect=_ALL
            if is_contradicted
            else suspects(_numbers(cells()), column.scaled, is_whole=column.field in WHOLE),
            zero_is_odd=is_whole,
            field=column.field,
            is_size=is_size_alone(column),
        )
    if kind == "currency":
        return CurrencyReader(cells)
    if kind in {"date", "milestone"}:
        return DateReader(
            year=year,
            epoch=epoch,
            formats=formats,
            column=column.number,
            takes_flags=kind == "milestone" and "planned" not in (column.field or ""),
            doubts_ones=_DATED.search(column.header) is not None,
            is_fact="planned" not in (column.field or ""),
            years=years or {},
            last=last,
            form=form_of(column.header, cells(), year),
            drops_noughts=is_delimited and drops_noughts(cells()),
        )
    if kind == "span":
        is_fact = "planned" not in (column.field or "")
        return SpanReader(DateReader(year=year, epoch=epoch, is_fact=is_fact, last=last))
    return _READERS[kind or "text"]


_DATED: Final = re.compile("时间|時間|日期|年月|月份|[日月]$|date|time|when", re.IGNORECASE)


def _numbers(cells: Iterable[Cell]) -> list[float]:
    """Give the bare numbers of some cells, nearly."""
    told = [cell for cell in cells if cell is not None]
    numbers = [cell for cell in told if type(cell) is float]
    if len(numbers) < len(told):
        read = (number_in(cell) for cell in told if type(cell) is not float)
        numbers += [number for number in read if number is not None]
    return numbers


def _read_unit(raw: Cell, _row: int = 0, /) -> Read:
    word = key(cell_text(raw))
    if is_money_unit(word):
        return Read(word)
    return Read(None, None if bare(word) else Fault("unknown_word", "金额单位"))


def is_size_alone(column: Column) -> bool:
    """Tell whether the header of a column of money names a size and no currency: 总投资（万）."""
    is_yuan = column.scaled is not None and column.scaled.unit.code == "CNY"
    is_its_own = column.why != MAPPED and find_unit(column.header) is not None
    return is_yuan and is_its_own and not NAMES_YUAN.search(column.header)


@final
class TitledReader:
    """Reads amounts of one kind, some of them in the unit that the title above their row states."""

    def __init__(
        self, plain: Callable[..., Read], titled: Mapping[str, tuple[Callable[..., Read], str]], /
    ) -> None:
        """Take the reader of all other rows, and those below titles, each with the units that contradict there, if any."""
        self._plain = plain
        self._titled = titled
        read = {"": (plain, ""), **titled}
        self.way: Final = tuple(
            (said, getattr(each, "way", each), torn) for said, (each, torn) in read.items()
        )

    def __call__(self, raw: Cell, row: int = 0, /, context: str = "") -> Read:
        """Read one cell; what the title says comes last of what is said of the amounts of its row."""
        before, _, said = context.rpartition(" ")
        if said not in self._titled:
            return self._plain(raw, row, context=context)
        read, torn = self._titled[said]
        found = read(raw, row, context=before)
        is_torn = torn and found.fault is not None and found.fault.code == "unit_missing"
        return Read(None, Fault("row_units_disagree", torn)) if is_torn else found


@final
class CurrencyReader:
    """Reads the currency of each row, and says whether any has one."""

    way: Final = "currency"

    def __init__(self, cells: Callable[[], Iterable[Cell]], /) -> None:
        """Take what gives the cells of the column."""
        self._cells = cells

    def __call__(self, raw: Cell, _row: int = 0, /) -> Read:
        """Read one cell."""
        return _read_currency(raw)

    @cached_property
    def is_told(self) -> bool:
        """Whether a row says its currency, so that an empty cell does not mean that of the header."""
        return any(cell is not None and _read_currency(cell).value for cell in self._cells())


def _read_currency(raw: Cell) -> Read:
    word = key(cell_text(raw))
    if bare(word) or word in EMPTY_WORDS:
        return Read()
    code = cellwords.CURRENCIES.get(word)
    if code is None and is_money_unit(word) and not (stated := scaled(word)).power:
        code = stated.unit.code
    return Read(NO_CURRENCY, Fault("unknown_word", "币种")) if code is None else Read(code)


def _read_as_shown(raw: Cell, _row: int = 0, /) -> Read:
    return INEXACT if lost_digits(raw) else Read(cell_text(raw) or None)


_READERS: Final[dict[str, Reader]] = {
    EXTRA: _read_as_shown,
    "text": read_text,
    "code": read_text,
    "name": read_name,
    "investors": read_investors,
    "uscc": read_uscc,
    "stage": read_stage,
    "flag": read_flag,
    "industry": read_industry,
    "category": WordReader(cellwords.CATEGORIES, "项目类别"),
    "channel": WordReader(cellwords.CHANNELS, "招商方式"),
    "origin": WordReader(cellwords.ORIGINS, "迁出地范围"),
    "relation": WordReader(cellwords.RELATIONS, "与上级项目关系"),
    "track": WordReader(cellwords.TRACKS, "用地方式"),
    "ownership": WordReader(cellwords.OWNERSHIPS, "企业性质"),
    "agreement_kind": WordReader(cellwords.AGREEMENT_KINDS, "协议类型"),
    "unit": _read_unit,
}
