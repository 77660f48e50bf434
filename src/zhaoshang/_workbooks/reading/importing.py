"""A workbook's grids to a ledger, with an account of every row and a finding for every doubt."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from datetime import date
from functools import partial
from os import PathLike
from typing import Final, NamedTuple, final

from attrs import evolve

from zhaoshang._calls.limits import check_year
from zhaoshang._workbooks.cells.assembly import Assembler
from zhaoshang._workbooks.cells.faults import Fault, cell_text, finding
from zhaoshang._workbooks.cells.specs import FaultPlace, Known
from zhaoshang._workbooks.files.errors import NoHeaderError, UnknownSheetError, UnreadableWorkbookError
from zhaoshang._workbooks.files.grids import Cell, Grid, Workbook, cut_to
from zhaoshang._workbooks.files.limits import LIMITS, Limits
from zhaoshang._workbooks.files.opening import open_workbook
from zhaoshang._workbooks.layout.candidates import holds_a_form, unnamed_header
from zhaoshang._workbooks.layout.header import READ, RowKind
from zhaoshang._workbooks.layout.rowkinds import row_kinds
from zhaoshang._workbooks.layout.tables import find_tables
from zhaoshang._workbooks.layout.totals import Block, level_of
from zhaoshang._workbooks.mapping.mappings import Mapping, to_mapping
from zhaoshang._workbooks.mapping.repeated import applied
from zhaoshang._workbooks.mapping.suggesting import likeliest_header, nearest_words
from zhaoshang._workbooks.mapping.years import epoch_of
from zhaoshang._workbooks.reading.accounts import Account, Accounts
from zhaoshang._workbooks.reading.asides import asides, column_asides, row_asides
from zhaoshang._workbooks.reading.copied import Copied
from zhaoshang._workbooks.reading.ids import GivenIds
from zhaoshang._workbooks.reading.imports import Import, Progress, RejectedRow
from zhaoshang._workbooks.reading.setaside import SetAside
from zhaoshang._workbooks.reading.sheet_imports import SheetImport
from zhaoshang._workbooks.reading.sheets import Sheet
from zhaoshang._workbooks.reading.stacked import one_sheet
from zhaoshang._workbooks.reading.summing import Printed, printed_totals
from zhaoshang._workbooks.reading.twins import Met, Twins
from zhaoshang._workbooks.reading.untaken import untaken
from zhaoshang._workbooks.words.text import key
from zhaoshang.findings import Finding, Report
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.periods import DateLike, Period
from zhaoshang.vocabulary import Relation

__all__ = ["read_workbook"]


_STEP: Final = 1000
_BLOCK: Final = 250  # so many rows are read a column after the other: few enough to stay near the processor


@final
class _Built(NamedTuple):
    """A row that was read: its cells, its project, and its faults; no faults at all where it is wider than the header."""

    number: int
    row: Sequence[Cell]
    project: Project | None
    places: Sequence[FaultPlace] | None


def read_workbook(
    book: Workbook,
    /,
    *,
    mapping: Mapping | AnyMapping[str, object] | str | PathLike[str] | None = None,
    as_of: DateLike | None = None,
    year: int | None = None,
    epoch: int | None = None,
    on_progress: Progress | None = None,
) -> Import:
    """Read an opened workbook into a ledger; see `zhaoshang.workbooks.read`."""
    day = None if as_of is None else Period.of(as_of)
    rules = to_mapping(mapping)
    check_year(year, "year")
    reading = _BookReading(book, rules, year, epoch_of(book, epoch), on_progress, last=day and day.end)
    reading.sheets()
    return reading.result(day)


def look_at_workbook(
    path: str | PathLike[str], /, *, mapping: Mapping | None = None, limits: Limits = LIMITS
) -> Import:
    """Say what the sheets of a workbook are that lists no projects: the account of an empty ledger."""
    book = open_workbook(path, limits)
    reading = _BookReading(book, mapping, None, book.epoch, None)
    reading.sheets()
    return reading.imported(Ledger())


@final
class _BookReading:
    """Gathers what the sheets of one workbook give."""

    def __init__(
        self,
        book: Workbook,
        rules: Mapping | None,
        year: int | None,
        epoch: int,
        on_progress: Progress | None,
        *,
        last: date | None = None,
    ) -> None:
        self._book = book
        self._rules = rules or Mapping()
        self._year = year
        self._epoch = epoch
        self._last = last
        self._on_progress = on_progress
        self._assembler = Assembler()
        self._projects: list[Project] = []
        self._ids = GivenIds()
        self._tables: dict[str, list[Sheet]] = {}
        self._aside = SetAside()
        self._copied: Copied | None = None
        self._turned: set[str] = set()
        self._met = Met()
        self._findings: list[Finding] = []
        self._rejected: list[RejectedRow] = []
        self._sheets: list[SheetImport] = []
        self._accounts: list[Account] = []
        known = tuple(grid.name for grid in book.grids)
        for name in (*self._rules.sheets, *self._rules.skip, *self._rules.by_sheet):
            if name not in known:
                raise UnknownSheetError(book.path, name, known)

    def result(self, as_of: Period | None) -> Import:
        """Put the ledger together."""
        if not any(sheet.is_ledger for sheet in self._sheets):
            if not any(any(row) for grid in self._book.grids for row in grid.rows):
                raise UnreadableWorkbookError(self._book.path, "empty")
            raise self._no_header()
        if self._book.has_external_links:
            self._say(Fault("external_links"), self._book.grids[0], 1, 1)
        ledgers = [sheet for sheet in self._sheets if sheet.is_ledger]
        own = [
            (rules, [sheet for sheet in ledgers if sheet.name == name])
            for name, rules in self._rules.by_sheet.items()
        ]
        grids = {grid.name: grid for grid in self._book.grids}
        for rules, sheets in ((self._rules, ledgers), *own):
            first = next(iter(sheets), ledgers[0])
            for word in rules.unused(column for sheet in sheets for column in sheet.columns):
                self._say(Fault("unused_rule", word), grids[first.name], max(first.header_rows, default=1), 1)
        ledger = Ledger(
            as_of=as_of,
            projects=self._projects,
            investors=self._assembler.investors(),
            parks=self._assembler.parks(),
            teams=self._assembler.teams(),
        )
        if self._rules.identity:
            named = ledger.keyed(self._rules.identity)
            ids = dict(zip(ledger.projects.ids, named.projects.ids, strict=True))
            for sheet in (table for tables in self._tables.values() for table in tables):
                sheet.ids.update({number: ids[id_] for number, id_ in sheet.ids.items()})
            ledger = named
        return self.imported(ledger)

    def imported(self, ledger: Ledger) -> Import:
        """Put a ledger and the account of the file together."""
        return Import(
            ledger=ledger,
            findings=Report(self._findings),
            rejected=tuple(self._rejected),
            sheets=tuple(self._sheets),
            rows=Accounts(self._accounts),
            path=self._book.path,
            kind=self._book.kind,
            encoding=self._book.encoding,
            delimiter=self._book.delimiter,
            grids=self._book.grids,
            package=self._book.package,
        )

    def _no_header(self) -> NoHeaderError:
        """Say what looks most like a header, and which words would be known."""
        grids = self._book.grids
        grid, row = next(((grid, row) for grid in grids if (row := likeliest_header(grid))), (None, None))
        words = [cell for cell in grid.rows[row - 1] if isinstance(cell, str)] if grid and row else []
        near = dict.fromkeys(word for text in words for word in nearest_words(text)[:1])
        return NoHeaderError(
            self._book.path,
            tuple(grid.name for grid in grids),
            grid.name if grid else None,
            row,
            tuple(" ".join(word.split()) for word in words),
            tuple(near),
            any(map(holds_a_form, grids)),
        )

    def _say(self, fault: Fault, grid: Grid, row: int, column: int, value: Cell = None) -> Finding:
        """Report of a cell of a table, whose rows are columns of the sheet where the table is turned."""
        row += grid.above
        at = (column, row) if grid.name in self._turned else (row, column)
        return self._say_there(fault, grid.name, *at, value)

    def _say_all(self, grid: Grid, told: Iterable[tuple[Fault, int, int, Cell]]) -> None:
        for fault, row, column, value in told:
            self._say(fault, grid, row, column, value)

    def _say_there(self, fault: Fault, sheet: str, row: int, column: int, value: Cell = None) -> Finding:
        """Report of a cell of the sheet as it is."""
        found = finding(fault, sheet, row, column, value)
        self._findings.append(found)
        return found

    def _tell(self, grid: Grid, row: int, place: FaultPlace) -> None:
        self._say(place.fault, grid, row, place.column, place.value)

    def sheets(self) -> None:
        """Read every sheet."""
        self._survey()
        for grid in self._book.grids:
            self._sheet(grid)

    def _survey(self) -> None:
        """Find the tables of every sheet, and the sheets that list the same projects once more."""
        known: dict[object, Known] = {}
        for grid in self._book.grids:
            rules = self._rules.of_sheet(grid.name)
            bounds = rules.cells()
            within = grid if bounds is None else cut_to(grid, *bounds)
            layouts = (
                find_tables(
                    within,
                    extra=tuple(rules.columns),
                    adjust=partial(applied, rules) if rules.columns else None,
                    header=rules.header,
                    path=self._book.path,
                )
                if self._is_wanted(grid)
                else ()
            )
            self._turned |= {grid.name for layout in layouts if layout.is_turned}
            year = rules.year if self._year is None else self._year
            tables: list[Sheet] = []
            self._tables[grid.name] = tables
            for layout in layouts:
                sheet = Sheet(
                    layout,
                    row_kinds(layout),
                    self._epoch,
                    year,
                    layout.years,
                    constants=rules.constants,
                    last=self._last,
                    known=known,
                    above=tables[-1] if tables else None,
                )
                tables.append(sheet)
            for table in self._tables[grid.name] if within is not grid else ():
                table.leave_out(grid)
        if not self._rules.sheets:
            self._aside = SetAside(self._tables, self._rules.by_sheet)
        if not self._rules.sheets and sum(map(bool, self._tables.values())) > 1:
            hidden = (grid.name for grid in self._book.grids if grid.is_hidden)
            self._copied = Copied(self._tables, self._aside.named.union(hidden))
            self._aside.leave_out(self._copied.originals)

    def _is_wanted(self, grid: Grid) -> bool:
        return grid.name not in self._rules.skip and (
            not self._rules.sheets or grid.name in self._rules.sheets
        )

    def _sheet(self, grid: Grid) -> None:
        """Read one sheet."""
        tables = self._tables[grid.name]
        if not tables or (self._copied and grid.name in self._copied.originals):
            self._not_read(grid, is_wanted=self._is_wanted(grid))
            return
        if grid.is_hidden:
            self._say(Fault("hidden_sheet"), grid, 1, 1)
        layout = tables[0].layout
        if tables[0].year is None and len(tables[0].years) > 1:
            self._say(Fault("several_years", "、".join(map(str, tables[0].years))), grid, 1, 1)
        self._say_all(grid, self._aside.doubts(grid.name))
        for table in tables:
            self._say_all(table.grid, column_asides(table))
            self._say_all(table.grid, untaken(table))
        head = 1 if layout.is_turned else max(layout.header_rows, default=1)
        for fault, row, column, value in asides(grid, head):
            self._say_there(fault, grid.name, row, column, value)
        above: list[Printed] = []
        read = [
            self._read(
                table, 0 if place == 0 else table.layout.top - 1, [] if table.layout.is_beside else above
            )
            for place, table in enumerate(tables)
        ]
        self._sheets.append(read[0] if len(read) == 1 else one_sheet(read, tables))

    def _not_read(self, grid: Grid, *, is_wanted: bool) -> None:
        blank = [not any(cell is not None for cell in row) for row in grid.rows]
        kinds = [RowKind.BLANK if empty else RowKind.NOTE for empty in blank]
        self._accounts.append(Account(grid.name, kinds, grid.hidden_rows))
        self._sheets.append(
            SheetImport(name=grid.name, is_ledger=False, is_hidden=grid.is_hidden, counts=Counter(kinds))
        )
        if self._copied and grid.name in self._copied.originals:
            self._say_all(grid, self._copied.faults(grid.name))
        elif grid.name in self._aside.left_out:
            self._say_all(grid, [self._aside.left_out[grid.name]])
        elif is_wanted and not all(blank):
            head = unnamed_header(grid)
            self._say(Fault("names_not_told" if head else "not_a_ledger"), grid, head or 1, 1)

    def _read(self, sheet: Sheet, start: int, above: list[Printed]) -> SheetImport:
        """Read the rows of one table from a row on, counted from 0; `above` gathers the totals of one below the other."""
        grid, told = sheet.grid, len(self._findings)
        groups: list[tuple[int, str]] = []
        titles: dict[int, tuple[str, ...]] = dict.fromkeys(sheet.said.ends, ())
        project_rows: list[int] = []
        blocks: list[Block] = []
        twins = Twins(sheet, self._met)
        parts, _ = sheet.parts
        said: list[int] = []
        ids = sheet.ids
        is_beside = sheet.layout.is_beside
        self._accounts.append(
            Account(grid.name, sheet.kinds, grid.hidden_rows, start, is_beside, ids, titles, grid.above)
        )
        total = grid.above + len(grid.rows)
        counts: Counter[RowKind] = Counter()
        for number, kind, built in self._rows(sheet, start):
            if is_beside and kind is RowKind.BLANK:
                continue  # the row is counted with the table that it is filled in
            if self._on_progress is not None and (grid.above + number) % _STEP == 0:
                self._on_progress(grid.name, grid.above + number, total)
            hidden = number in grid.hidden_rows
            project: Project | None = None
            if built is not None:
                project = self._told(sheet, built, twins, is_hidden=hidden)
                if project is None:
                    kind = sheet.kinds[number - 1] = RowKind.REJECTED  # noqa: PLW2901 - what became of it
                else:
                    ids[number] = project.id
                    says_so = project.parent is not None  # the row itself, of which project it is
                    said += [number] * says_so
                    whole = None if says_so else ids.get(parts.get(number, 0))
                    if whole is None:
                        project_rows.append(number)
                    else:
                        project = evolve(project, parent=whole, relation=Relation.PART)
                    self._projects.append(project)
            elif kind in {RowKind.GROUP, RowKind.TOTAL}:
                block = _block(grid, number, is_total=kind is RowKind.TOTAL)
                blocks.append(block)
                if kind is RowKind.GROUP:
                    groups = [
                        *(group for group in groups if group[0] < block.level),
                        (block.level, block.label),
                    ]
                    titles[number] = tuple([label for _, label in groups])
            counts[kind] += 1
        self._say_all(grid, row_asides(sheet, {*parts, *said}))
        if self._on_progress is not None:
            self._on_progress(grid.name, total, total)
        tell, dropped = partial(self._tell, grid), self._dropped(grid, told)
        totals = printed_totals(sheet, blocks, tuple(project_rows), dropped, tell, above=above)
        return SheetImport(
            name=grid.name,
            is_ledger=True,
            is_hidden=grid.is_hidden,
            is_turned=sheet.layout.is_turned,
            header_rows=tuple([row + grid.above for row in sheet.layout.header_rows]),
            columns=sheet.layout.columns,
            counts=counts,
            year=sheet.year,
            totals=totals,
            source=sheet,
        )

    def _rows(self, sheet: Sheet, start: int) -> Iterator[tuple[int, RowKind, _Built | None]]:
        """Give the rows of a table from a row on, counted from 0, with what was built of those that are read."""
        built = self._built(sheet, start)
        for number, kind in enumerate(sheet.kinds[start:], start + 1):
            yield number, kind, next(built) if kind in READ else None

    def _built(self, sheet: Sheet, start: int) -> Iterator[_Built]:
        """Build the projects of a table from a row on, counted from 0, some rows at a time."""
        numbers = [number for number, kind in enumerate(sheet.kinds[start:], start + 1) if kind in READ]
        projects = partial(
            self._assembler.projects,
            specs=sheet.specs,
            new_ids=lambda codes, rows: self._ids.given_to(
                sheet.grid.name, codes, [sheet.grid.above + row for row in rows]
            ),
            names_by_investor=not any("name" in column.candidates for column in sheet.layout.columns),
        )
        for first in range(0, len(numbers), _BLOCK):
            block = numbers[first : first + _BLOCK]
            wide = {number for number in block if sheet.beyond(number)} if sheet.grid.is_delimited else ()
            fitting = [number for number in block if number not in wide] if wide else block
            rows = sheet.rows(fitting)
            found = iter(projects(rows, fitting))
            lines = iter(rows)
            for number in block:
                if number in wide:
                    yield _Built(number, sheet.layout.row(number), None, None)
                else:
                    yield _Built(number, next(lines), *next(found))

    def _told(self, sheet: Sheet, built: _Built, twins: Twins, *, is_hidden: bool) -> Project | None:
        """Report what is to be said of a row that was read."""
        grid, name = sheet.grid, sheet.name_column
        number, row, project, places = built
        if places is None:
            extra = sheet.beyond(number) or 1
            reason = Fault("split_number" if number in sheet.split else "row_too_wide")
            self._reject(sheet, number, row, FaultPlace(extra, reason, row[extra - 1]))
            return None
        if number in sheet.odd:
            places = [*places, *sheet.oddities(number)]
        places = [*places, *(place for place, _ in sheet.restated.get(number, ()))]
        if project is None:
            self._reject(sheet, number, row, FaultPlace(name, Fault("missing_name"), None))
        for place in places:
            self._tell(grid, number, place)
        if is_hidden or sheet.is_marked:
            self._tell_row(sheet, number, is_hidden=is_hidden)
        if project is not None:
            fault = twins.check(number, project)
            if fault is not None:
                self._say(fault, grid, number, name, project.name)
            code = self._ids.repeated.get(project.id)
            column = sheet.layout.column("id") if code is not None else None
            if code is not None and column is not None and (fault is None or fault.code != "duplicate_row"):
                self._say(Fault("duplicate_id", self._ids.places[code]), grid, number, column.number, code)
        return project

    def _reject(self, sheet: Sheet, number: int, row: Sequence[Cell], place: FaultPlace) -> None:
        """Keep a row of which no project can be made, with the reason."""
        reason = self._say(place.fault, sheet.grid, number, place.column, place.value)
        cells = tuple(cell_text(cell) for cell in row)
        self._rejected.append(
            RejectedRow(sheet=sheet.grid.name, number=sheet.grid.above + number, cells=cells, reason=reason)
        )

    def _tell_row(self, sheet: Sheet, number: int, *, is_hidden: bool) -> None:
        """Name how a row is shown, the amounts that projects share, and what the rows of one do not agree on."""
        grid = sheet.grid
        if is_hidden:
            self._say(Fault("hidden_row"), grid, number, 1)
        if not grid.merged:
            return
        for column, first in sheet.layout.shared.get(number, ()):
            value = grid.rows[first - 1][column - 1]
            if value is not None:
                self._say(Fault("shared_amount", str(grid.above + first)), grid, number, column, value)
        for row, column, value in sheet.layout.disagreeing(number):
            self._say(Fault("rows_disagree", str(grid.above + number)), grid, row, column, value)
            first_value = grid.rows[number - 1][column - 1]
            self._say(Fault("rows_disagree", str(grid.above + row)), grid, number, column, first_value)

    def _dropped(self, grid: Grid, told: int) -> frozenset[tuple[int, str]]:
        """Give the rows and columns of amounts of a table that were not kept, as columns disagree: its findings tell, from one on."""
        details = (item.detail for item in self._findings[told:] if item.code == "columns_disagree")
        return frozenset((int(str(one["row"])) - grid.above, str(one["column"])) for one in details)


def _block(grid: Grid, number: int, *, is_total: bool) -> Block:
    label = next((key(cell) for cell in grid.rows[number - 1] if isinstance(cell, str) and key(cell)), "")
    return Block(row=number, label=label, is_total=is_total, level=level_of(label))
