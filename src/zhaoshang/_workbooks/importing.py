"""A workbook's grids to a ledger, with an account of every row and a finding for every doubt."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from os import PathLike
from typing import Final, Protocol, final

from attrs import evolve, field, frozen

from zhaoshang._workbooks import words
from zhaoshang._workbooks.assembly import Assembler, Place, Spec, slot_of
from zhaoshang._workbooks.cells import (
    DateReader,
    QuantityReader,
    Read,
    Reader,
    number_in,
    read_flag,
    read_industry,
    read_investors,
    read_name,
    read_stage,
    read_text,
    read_uscc,
    text_reader,
    word_reader,
)
from zhaoshang._workbooks.columns import Column
from zhaoshang._workbooks.errors import NoHeaderError, UnknownSheetError, UnreadableWorkbookError
from zhaoshang._workbooks.faults import Fault, cell_text, finding
from zhaoshang._workbooks.files import open_workbook
from zhaoshang._workbooks.grids import Cell, Grid, Oddity, Workbook, column_letter
from zhaoshang._workbooks.layout import Layout, RowKind, find_layout, row_kinds
from zhaoshang._workbooks.limits import LIMITS, Limits
from zhaoshang._workbooks.mappings import Mapping, to_mapping
from zhaoshang._workbooks.scales import suspects
from zhaoshang._workbooks.text import key
from zhaoshang._workbooks.totals import Block, Total, candidates, judge, level_of
from zhaoshang.findings import Finding, Report
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import Quantity
from zhaoshang.units import Dimension

__all__ = ["Fact", "Import", "Progress", "RejectedRow", "Row", "SheetImport", "read_workbook"]


class Progress(Protocol):
    """Told how far reading is, about every thousand rows."""

    def __call__(self, sheet: str, done: int, total: int, /) -> None:
        """Take the sheet's name, the rows done and the rows in all."""


_STEP: Final = 1000
_FILLED: Final = frozenset({"text", "category", "investors", "stage", "channel", "track", "ownership"})


@final
@frozen(kw_only=True)
class Row:
    """One row of a sheet and what became of it.

    Attributes:
        sheet: the sheet.
        number: the row, from 1.
        kind: what it is: `project`, `rejected`, or the furniture it is.
        project: the id of the project that it was read into.
        groups: the titles of the groups that it stands under, outermost first.
        is_hidden: whether the row is hidden.
    """

    sheet: str
    number: int
    kind: RowKind
    project: str | None = None
    groups: tuple[str, ...] = ()
    is_hidden: bool = False


@final
@frozen(kw_only=True)
class RejectedRow:
    """A row that was not read, whole, with the reason."""

    sheet: str
    number: int
    cells: tuple[str, ...]
    reason: Finding


@final
@frozen(kw_only=True)
class Fact:
    """What one cell gave to a project.

    Attributes:
        field: the path of the field.
        value: what was read, or `None`.
        sheet: the sheet.
        cell: the cell, such as `F12`; for a merged cell the one that holds the text.
        raw: the cell's text as it stands in the file.
        header: the header of its column.
        fault: the code of the finding, where there is one.
    """

    field: str
    value: object
    sheet: str
    cell: str
    raw: str
    header: str
    fault: str | None = None


@final
@frozen(kw_only=True, eq=False)
class SheetImport:
    """How one sheet was read.

    Attributes:
        name: the sheet.
        is_ledger: whether it holds a list of projects.
        is_hidden: whether it is hidden.
        header_rows: the rows of its header, from 1.
        columns: what each column was read as, and why.
        counts: how many rows there are of each kind; together they are all rows of the sheet.
        year: the year that dates without one were read in.
        totals: the printed totals beside the sums.
    """

    name: str
    is_ledger: bool
    is_hidden: bool = False
    header_rows: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    counts: AnyMapping[RowKind, int] = field(factory=dict)
    year: int | None = None
    totals: tuple[Total, ...] = ()
    _source: "_Sheet | None" = field(default=None, repr=False)

    @property
    def row_count(self) -> int:
        """How many rows the sheet has."""
        return sum(self.counts.values())


@final
@frozen(kw_only=True, eq=False)
class Import:
    """What was read from a workbook: the ledger, and an account of everything else.

    Attributes:
        ledger: the projects, investors, parks and units in charge.
        findings: everything doubtful, with sheet, row, column, value and reason.
        rejected: rows that were not read, whole, with the reason.
        sheets: how each sheet was read.
        rows: every row of every sheet, and what became of it.
        path: the file.
        kind: what the file is: `xlsx`, `xlsb`, `xls`, `ods`, `csv`.
        encoding: for CSV, the text encoding found.
        delimiter: for CSV, the separator found.
        grids: the sheets as they are in the file.
    """

    ledger: Ledger
    findings: Report
    rejected: tuple[RejectedRow, ...] = ()
    sheets: tuple[SheetImport, ...] = ()
    rows: tuple[Row, ...] = field(default=(), repr=False)
    path: str = ""
    kind: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    grids: tuple[Grid, ...] = field(default=(), repr=False)

    @property
    def columns(self) -> dict[str, tuple[Column, ...]]:
        """By sheet, what each column was read as, and why."""
        return {sheet.name: sheet.columns for sheet in self.sheets if sheet.is_ledger}

    @property
    def unsure(self) -> tuple[Column, ...]:
        """The columns that were left unread because they may be more than one field; a mapping settles them."""
        return tuple(column for sheet in self.sheets for column in sheet.columns if column.candidates)

    def facts(self, project: str | None = None, /, *, sheet: str = "", row: int = 0) -> tuple[Fact, ...]:
        """Tell where every field of a project comes from: sheet, cell, the text as it stands there.

        Args:
            project: the id of a project of the ledger.
            sheet: instead of a project, a sheet and a row of it.
            row: the row, from 1.

        Returns:
            A fact for every cell of the row that was read; nothing for an id that no row was read into.
        """
        places = [(sheet, row)] if project is None else self._places.get(project, [])
        sources = {entry.name: entry._source for entry in self.sheets}  # noqa: SLF001 - same module
        return tuple(
            fact
            for name, number in places
            if (source := sources.get(name)) is not None
            for fact in source.facts(number)
        )

    @property
    def _places(self) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {}
        for row in self.rows:
            if row.project is not None:
                found.setdefault(row.project, []).append((row.sheet, row.number))
        return found


# ------------------------------------------------------------------ one sheet


@final
class _Sheet:
    """Reads the rows of one sheet of projects."""

    def __init__(
        self, layout: Layout, kinds: Sequence[RowKind], epoch: int, year: int | None, years: tuple[int, ...]
    ) -> None:
        self.layout = layout
        self.kinds = list(kinds)
        self.epoch = epoch
        self.year = year if year is not None else years[0] if len(years) == 1 else None
        self._filled = _fill_down(layout)
        self.specs = tuple(self._specs())
        self._by_number = {column.number: column for column in layout.columns}

    @property
    def grid(self) -> Grid:
        """The sheet's cells."""
        return self.layout.grid

    def _specs(self) -> Iterator[Spec]:
        columns = [column for column in self.layout.columns if column.field and column.kind != "number"]
        columns.sort(key=lambda column: column.kind != "currency")
        for column in columns:
            slot, name, mark = slot_of(column)
            yield Spec(column.number - 1, column, self._reader(column), slot, name, mark)

    def _reader(self, column: Column) -> Callable[..., Read]:
        kind = column.kind
        if kind in {"money", "area"}:
            dimension = Dimension.MONEY if kind == "money" else Dimension.AREA
            return QuantityReader(
                column.scaled,
                dimension,
                suspect=suspects(self._numbers(column.number - 1), column.scaled),
                zero_is_odd=column.field == "investment",
            )
        if kind in {"date", "milestone"}:
            return DateReader(
                year=self.year,
                epoch=self.epoch,
                formats=self.grid.formats,
                column=column.number,
                takes_flags=kind == "milestone",
            )
        readers: dict[str, Reader] = {
            "name": read_name,
            "investors": read_investors,
            "uscc": read_uscc,
            "stage": read_stage,
            "flag": read_flag,
            "industry": read_industry,
            "category": word_reader(words.CATEGORIES, "项目类别"),
            "channel": word_reader(words.CHANNELS, "招商方式"),
            "track": word_reader(words.TRACKS, "用地方式"),
            "ownership": word_reader(words.OWNERSHIPS, "企业性质"),
            "agreement_kind": word_reader(words.AGREEMENT_KINDS, "协议类型"),
            "currency": _read_currency,
        }
        return readers.get(kind or "") or (text_reader() if kind == "text" else read_text)

    def _numbers(self, index: int) -> Iterator[float]:
        for row, kind in zip(self.grid.rows, self.kinds, strict=True):
            if kind is RowKind.PROJECT and index < len(row):
                raw = row[index]
                if type(raw) is float:
                    yield raw
                elif raw is not None:
                    number = number_in(raw)
                    if number is not None:
                        yield number

    def row(self, number: int) -> Sequence[Cell]:
        """Give a row's cells, with merged ones filled down."""
        origins = self._filled.get(number)
        if origins is None:
            return self.grid.rows[number - 1]
        cells = list(self.grid.rows[number - 1])
        for column, origin in origins:
            if column <= len(cells) and cells[column - 1] is None:
                source = self.grid.rows[origin - 1]
                cells[column - 1] = source[column - 1] if column <= len(source) else None
        return cells

    def oddities(self, number: int) -> Iterator[Place]:
        """Report the error values of a row, and formulas that were never computed."""
        for (row, column), (kind, text) in self.grid.oddities.items():
            if row == number and (found := self._by_number.get(column)) and found.field:
                if kind is Oddity.ERROR:
                    yield Place(column, Fault("error_value"), text)
                elif number <= len(self.grid.rows) and self._cell(number, column) is None:
                    yield Place(column, Fault("uncached_formula"), f"={text}")

    def _cell(self, row: int, column: int) -> Cell:
        cells = self.grid.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else None

    def facts(self, number: int) -> Iterator[Fact]:
        """Read a row once more, cell by cell."""
        if not 1 <= number <= len(self.kinds) or self.kinds[number - 1] not in {
            RowKind.PROJECT,
            RowKind.REJECTED,
        }:
            return
        cells = self.row(number)
        origins = dict(self._filled.get(number, ()))
        currency = ""
        for spec in self.specs:
            raw = cells[spec.at] if spec.at < len(cells) else None
            if raw is None:
                continue
            if currency and spec.slot in {"shared", "arrival"}:
                value, fault = spec.read(raw, number, currency)
            else:
                value, fault = spec.read(raw, number)
            if spec.slot == "currency":
                currency = str(value or "")
            yield Fact(
                field=spec.column.field or "",
                value=value,
                sheet=self.grid.name,
                cell=f"{spec.column.letter}{origins.get(spec.column.number, number)}",
                raw=cell_text(raw),
                header=spec.column.header,
                fault=fault.code if fault else None,
            )


def _read_currency(raw: Cell, _row: int = 0, /) -> Read:
    word = key(cell_text(raw))
    code = words.CURRENCIES.get(word)
    if code is None and word:
        return Read(None, Fault("unknown_word", "币种"))
    return Read(code)


def _fill_down(layout: Layout) -> dict[int, list[tuple[int, int]]]:
    """Say which cells of a row take the text of a merged cell above: by row, (column, row of the text)."""
    kinds = {column.number: column.kind for column in layout.columns if column.field}
    filled: dict[int, list[tuple[int, int]]] = {}
    for first, left, last, right in layout.grid.merged or ():
        if first > layout.header_rows[-1] and left == right and kinds.get(left) in _FILLED:
            for row in range(first + 1, last + 1):
                filled.setdefault(row, []).append((left, first))
    return filled


# ------------------------------------------------------------------ a workbook


def read_workbook(
    path: str | PathLike[str],
    /,
    *,
    mapping: Mapping | AnyMapping[str, object] | str | PathLike[str] | None = None,
    as_of: DateLike | None = None,
    year: int | None = None,
    epoch: int | None = None,
    limits: Limits = LIMITS,
    on_progress: Progress | None = None,
) -> Import:
    """Read a workbook into a ledger; see `zhaoshang.workbooks.read`."""
    day = None if as_of is None else Period.of(as_of)
    book = open_workbook(path, limits)
    rules = to_mapping(mapping)
    reading = _Reading(book, rules, year, epoch or book.epoch, on_progress)
    for grid in book.grids:
        reading.sheet(grid)
    return reading.result(day)


@final
class _Reading:
    """Gathers what the sheets of one workbook give."""

    def __init__(
        self,
        book: Workbook,
        rules: Mapping | None,
        year: int | None,
        epoch: int,
        on_progress: Progress | None,
    ) -> None:
        self._book = book
        self._rules = rules or Mapping()
        self._year = year if year is not None else self._rules.year
        self._epoch = epoch
        self._on_progress = on_progress
        self._assembler = Assembler()
        self._projects: list[Project] = []
        self._ids: dict[str, str] = {}
        self._findings: list[Finding] = []
        self._rejected: list[RejectedRow] = []
        self._sheets: list[SheetImport] = []
        self._rows: list[Row] = []
        known = tuple(grid.name for grid in book.grids)
        for name in (*self._rules.sheets, *self._rules.skip):
            if name not in known:
                raise UnknownSheetError(book.path, name, known)

    def result(self, as_of: Period | None) -> Import:
        """Put the ledger together."""
        if not any(sheet.is_ledger for sheet in self._sheets):
            if not any(any(row) for grid in self._book.grids for row in grid.rows):
                raise UnreadableWorkbookError(self._book.path, "empty")
            raise NoHeaderError(self._book.path, tuple(grid.name for grid in self._book.grids))
        if self._book.has_external_links:
            self._say(Fault("external_links"), self._book.grids[0].name, 1, 1)
        ledger = Ledger(
            as_of=as_of,
            projects=self._projects,
            investors=self._assembler.investors(),
            parks=self._assembler.parks(),
            teams=self._assembler.teams(),
        )
        return Import(
            ledger=ledger,
            findings=Report(self._findings),
            rejected=tuple(self._rejected),
            sheets=tuple(self._sheets),
            rows=tuple(self._rows),
            path=self._book.path,
            kind=self._book.kind,
            encoding=self._book.encoding,
            delimiter=self._book.delimiter,
            grids=self._book.grids,
        )

    def _say(self, fault: Fault, sheet: str, row: int, column: int, value: Cell = None) -> Finding:
        found = finding(fault, sheet, row, column, value)
        self._findings.append(found)
        return found

    def sheet(self, grid: Grid) -> None:
        """Read one sheet."""
        is_wanted = grid.name not in self._rules.skip and (
            not self._rules.sheets or grid.name in self._rules.sheets
        )
        layout = find_layout(grid, extra=tuple(self._rules.columns)) if is_wanted else None
        if layout is None:
            self._not_read(grid, is_wanted=is_wanted)
            return
        layout = evolve(layout, columns=self._rules.apply(layout.columns))
        sheet = _Sheet(layout, row_kinds(layout), self._epoch, self._year, layout.years)
        if grid.is_hidden:
            self._say(Fault("hidden_sheet"), grid.name, 1, 1)
        if self._year is None and len(layout.years) > 1:
            self._say(Fault("several_years", "、".join(map(str, layout.years))), grid.name, 1, 1)
        for column in layout.columns:
            if column.candidates and column.certainty and column.why.startswith("not sure"):
                fault = Fault("unsure_column", "、".join(column.candidates))
                self._say(fault, grid.name, layout.header_rows[-1], column.number, column.header)
        self._read(sheet)

    def _not_read(self, grid: Grid, *, is_wanted: bool) -> None:
        blank = [not any(cell is not None for cell in row) for row in grid.rows]
        kinds = [RowKind.BLANK if empty else RowKind.NOTE for empty in blank]
        self._rows += [
            Row(sheet=grid.name, number=number, kind=kind, is_hidden=number in grid.hidden_rows)
            for number, kind in enumerate(kinds, 1)
        ]
        self._sheets.append(
            SheetImport(name=grid.name, is_ledger=False, is_hidden=grid.is_hidden, counts=Counter(kinds))
        )
        if is_wanted and not all(blank):
            self._say(Fault("not_a_ledger"), grid.name, 1, 1)

    def _read(self, sheet: _Sheet) -> None:
        grid = sheet.grid
        odd = {row for row, _ in grid.oddities}
        groups: list[tuple[int, str]] = []
        project_rows: list[int] = []
        blocks: list[Block] = []
        twins = _Twins(sheet)
        total = len(grid.rows)
        for number, kind in enumerate(sheet.kinds, 1):
            if self._on_progress is not None and number % _STEP == 0:
                self._on_progress(grid.name, number, total)
            hidden = number in grid.hidden_rows
            project: Project | None = None
            if kind in {RowKind.PROJECT, RowKind.REJECTED}:
                project = self._project(sheet, number, twins, is_odd=number in odd, is_hidden=hidden)
                if project is None:
                    kind = sheet.kinds[number - 1] = RowKind.REJECTED  # noqa: PLW2901 - what became of it
                else:
                    project_rows.append(number)
            elif kind in {RowKind.GROUP, RowKind.TOTAL}:
                block = _block(grid, number, is_total=kind is RowKind.TOTAL)
                blocks.append(block)
                if kind is RowKind.GROUP:
                    groups = [
                        *(group for group in groups if group[0] < block.level),
                        (block.level, block.label),
                    ]
            self._rows.append(
                Row(
                    sheet=grid.name,
                    number=number,
                    kind=kind,
                    project=project.id if project else None,
                    groups=tuple(label for _, label in groups) if project and groups else (),
                    is_hidden=hidden,
                )
            )
        if self._on_progress is not None:
            self._on_progress(grid.name, total, total)
        totals = self._totals(sheet, blocks, project_rows)
        self._sheets.append(
            SheetImport(
                name=grid.name,
                is_ledger=True,
                is_hidden=grid.is_hidden,
                header_rows=sheet.layout.header_rows,
                columns=sheet.layout.columns,
                counts=Counter(sheet.kinds),
                year=sheet.year,
                totals=totals,
                source=sheet,
            )
        )

    def _project(
        self, sheet: _Sheet, number: int, twins: "_Twins", *, is_odd: bool, is_hidden: bool
    ) -> Project | None:
        grid = sheet.grid
        row = sheet.row(number)

        def new_id(code: str | None) -> str:
            return self._new_id(code, sheet, number)

        project, places = self._assembler.project(row, number, sheet.specs, new_id)
        name = sheet.layout.column("name") or sheet.layout.column("investors")
        name_column = name.number if name else 1
        if is_odd:
            places.extend(sheet.oddities(number))
        if project is None:
            reason = self._say(Fault("missing_name"), grid.name, number, name_column)
            cells = tuple(cell_text(cell) for cell in row)
            self._rejected.append(RejectedRow(sheet=grid.name, number=number, cells=cells, reason=reason))
        for place in places:
            self._say(place.fault, grid.name, number, place.column, place.value)
        if is_hidden:
            self._say(Fault("hidden_row"), grid.name, number, 1)
        if project is not None:
            fault = twins.check(row, number, project)
            if fault is not None:
                self._say(fault, grid.name, number, name_column, project.name)
            self._projects.append(project)
        return project

    def _new_id(self, code: str | None, sheet: _Sheet, number: int) -> str:
        place = f"{sheet.grid.name}!{number}"
        if code is None:
            chosen = place
        elif code not in self._ids:
            chosen = code
        else:
            chosen = f"{code}~{place}"
        while chosen in self._ids:
            chosen += "'"
        self._ids[chosen] = place
        return chosen

    def _totals(self, sheet: _Sheet, blocks: Sequence[Block], rows: Sequence[int]) -> tuple[Total, ...]:
        if not any(block.is_total for block in blocks):
            return ()
        found: list[Total] = []
        for spec in sheet.specs:
            if spec.slot not in {"shared", "arrival"} or spec.column.kind not in {"money", "area"}:
                continue
            plain = QuantityReader(
                spec.column.scaled,
                Dimension.MONEY if spec.column.kind == "money" else Dimension.AREA,
            )
            amounts: dict[int, Quantity | None] | None = None
            for block in blocks:
                cells = sheet.grid.rows[block.row - 1]
                raw = cells[spec.at] if block.is_total and spec.at < len(cells) else None
                printed = plain(raw).value if raw is not None else None
                if not isinstance(printed, Quantity):
                    continue
                if amounts is None:
                    amounts = self._amounts(sheet, spec, rows)
                covers, total, agrees = judge(printed, candidates(block, blocks, rows), amounts)
                letter = spec.column.letter
                found.append(
                    Total(
                        sheet=sheet.grid.name,
                        row=block.row,
                        column=letter,
                        printed=printed,
                        covers=covers,
                        sum=total,
                        agrees=agrees,
                    )
                )
                if agrees is False and total is not None:
                    scale = 10 ** (spec.column.scaled.power if spec.column.scaled else 0)
                    shown = f"{float(total / scale):.15g}"
                    self._say(
                        Fault("total_mismatch", shown), sheet.grid.name, block.row, spec.column.number, raw
                    )
        return tuple(sorted(found, key=lambda item: (item.row, len(item.column), item.column)))

    def _amounts(self, sheet: _Sheet, spec: Spec, rows: Sequence[int]) -> dict[int, Quantity | None]:
        """Collect a column's amounts by row; `None` where a cell states none that can be summed."""
        dropped = {
            (item.detail["row"], item.detail["column"])
            for item in self._findings
            if item.code == "columns_disagree" and item.detail.get("sheet") == sheet.grid.name
        }
        amounts: dict[int, Quantity | None] = {}
        currency = next((other for other in sheet.specs if other.slot == "currency"), None)
        for number in rows:
            cells = sheet.grid.rows[number - 1]
            raw = cells[spec.at] if spec.at < len(cells) else None
            if raw is None:
                if (number, spec.column.number) in sheet.grid.oddities:
                    amounts[number] = None
                continue
            code = ""
            if currency is not None and currency.at < len(cells) and cells[currency.at] is not None:
                code = str(currency.read(cells[currency.at], number).value or "")
            value, fault = spec.read(raw, number, code) if code else spec.read(raw, number)
            if (str(number), column_letter(spec.column.number)) in dropped:
                amounts[number] = None
            elif isinstance(value, Quantity):
                amounts[number] = value
            elif fault is not None and fault.code != "empty_mark":
                amounts[number] = None
        return amounts


def _block(grid: Grid, number: int, *, is_total: bool) -> Block:
    label = next((key(cell) for cell in grid.rows[number - 1] if isinstance(cell, str) and key(cell)), "")
    return Block(row=number, label=label, is_total=is_total, level=level_of(label))


@final
class _Twins:
    """Finds rows that say the same as one before."""

    def __init__(self, sheet: _Sheet) -> None:
        ordinal = sheet.layout.column("@number")
        self._ordinal = ordinal.number - 1 if ordinal else None
        self._source = sheet
        self._sheet = sheet.grid.name
        self._rows: dict[int, int] = {}
        self._names: dict[tuple[str, tuple[str, ...]], int] = {}

    def _plain(self, row: Sequence[Cell]) -> list[Cell]:
        cells = list(row)
        if self._ordinal is not None and self._ordinal < len(cells):
            cells[self._ordinal] = None
        while cells and cells[-1] is None:
            cells.pop()
        return cells

    def check(self, row: Sequence[Cell], number: int, project: Project) -> Fault | None:
        """Compare a row with those before it."""
        cells = self._plain(row)
        first = self._rows.setdefault(hash(tuple(cells)), number)
        if first != number and self._plain(self._source.row(first)) != cells:
            first = number  # two rows of one hash
        pair = (key(project.name), project.investors)
        same = self._names.setdefault(pair, number)
        if first != number:
            return Fault("duplicate_row", str(first))
        if same != number and project.investors:
            return Fault("possible_duplicate", f"{self._sheet}!{same}")
        return None
