"""One sheet of projects: how each column is read, and each row with its merged cells filled down."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from math import isfinite
from operator import itemgetter
from typing import final

from attrs import evolve

from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.cells.dates import LOOKED_AT
from zhaoshang._workbooks.cells.faults import Fault, cell_text
from zhaoshang._workbooks.cells.fitting import with_slips
from zhaoshang._workbooks.cells.inside import part_named
from zhaoshang._workbooks.cells.readers import reader_of
from zhaoshang._workbooks.cells.rowscales import contradicted
from zhaoshang._workbooks.cells.specs import ABOVE, FaultPlace, Known, Spec, contexts_of, spec_of
from zhaoshang._workbooks.cells.values import Read
from zhaoshang._workbooks.files.formats import shown_code, shown_date, shown_number, shown_text
from zhaoshang._workbooks.files.grids import Cell, Grid, Oddity, column_letter
from zhaoshang._workbooks.layout.header import READ, Layout, RowKind
from zhaoshang._workbooks.layout.othertables import other_tables
from zhaoshang._workbooks.layout.rowparts import parts_and_loose
from zhaoshang._workbooks.layout.unitsums import projects_of
from zhaoshang._workbooks.reading.around import EARLIER, STAGE, SaidAround, said_of_table
from zhaoshang._workbooks.reading.columnplaces import denied_places, empty_places
from zhaoshang._workbooks.reading.contents import with_contents
from zhaoshang._workbooks.reading.groups import SaidOfRows
from zhaoshang._workbooks.reading.restated import Restated, restated
from zhaoshang._workbooks.reading.rowyears import RowYears
from zhaoshang._workbooks.reading.sheet_imports import Fact
from zhaoshang._workbooks.reading.splits import split_numbers
from zhaoshang._workbooks.reading.titleunits import TitleUnits
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import is_name

__all__ = ["Sheet"]

_TOLD = {
    Oddity.STRUCK: "struck_text",
    Oddity.HIDDEN: "hidden_text",
    Oddity.COVERED: "covered_cell",
    Oddity.WIDE: "wide_cell",
    Oddity.PALE: "pale_text",
    Oddity.STYLED: "styled_text",
}
"""What is told of cells that are not as they seem."""


@final
class Sheet:
    """Reads the rows of one sheet of projects."""

    def __init__(
        self,
        layout: Layout,
        kinds: Sequence[RowKind],
        epoch: int,
        year: int | None,
        years: tuple[int, ...],
        *,
        constants: Mapping[str, str],
        last: date | None = None,
        known: dict[object, Known] | None = None,
        above: "Sheet | None" = None,
    ) -> None:
        self._known = known
        carries = above is not None and layout.goes_on
        self._above = above.said.carried(layout.grid.above - above.grid.above) if above and carries else None
        name = layout.column("name") or layout.column("investors")
        self.name_column = name.number if name else 1
        self.kinds = list(kinds)
        self.others = () if layout.is_turned else other_tables(layout, kinds)
        for other in self.others:
            for number in range(other.first, other.last + 1):
                if self.kinds[number - 1] is not RowKind.BLANK:
                    self.kinds[number - 1] = RowKind.NOTE
        self._as_written = layout.grid.rows
        self.layout = with_contents(_as_shown(_without_struck_out(layout, self.name_column)))
        self.layout = evolve(self.layout, columns=with_slips(self.layout.columns, self.cells))
        self.units = TitleUnits(self.layout, self.kinds)
        self.epoch = epoch
        self.last = last
        over = [each for each in years if last is None or each <= last.year]
        self.years = tuple(over or years)  # 2021-2025年 tells of no year to come
        self.year = year if year is not None else self.years[0] if len(self.years) == 1 else None
        self._row_years = None if year is not None else RowYears(self.layout, self.kinds, self.year, epoch)
        self.said: SaidOfRows = SaidOfRows(self.layout, ())
        self.denied: Collection[SaidAround] = ()
        specs, self._fixed = self._with_constants(tuple(self._specs()), constants)
        self.specs, self._said = (specs, {}) if layout.is_turned else self._with_titles(specs)
        self.is_marked = bool(layout.shared or layout.continued)
        self.ids: dict[int, str] = {}
        self._read_columns = {spec.column.number for spec in self.specs}
        self.odd: dict[int, list[tuple[int, Oddity, str]]] = {}
        for (row, column), (kind, text) in (
            *layout.grid.oddities.items(),
            *_covered(layout, self.kinds),
            *_wide(layout, self.kinds),
        ):
            self.odd.setdefault(row, []).append((column, kind, text))

    @property
    def titled_years(self) -> frozenset[int]:
        """The titles between rows whose year holds for dates below them."""
        return self._row_years.titles if self._row_years is not None else frozenset()

    def leave_out(self, whole: Grid, /) -> None:
        """Call the rows notes that hold something and of which the bounds leave nothing."""
        if self.layout.is_turned:
            return
        rows = whole.rows[self.grid.above :]
        for number, (kind, row) in enumerate(zip(self.kinds, rows, strict=False), 1):
            if kind is RowKind.BLANK and any(cell is not None for cell in row):
                self.kinds[number - 1] = RowKind.NOTE

    @property
    def grid(self) -> Grid:
        """The sheet's cells."""
        return self.layout.grid

    def _specs(self) -> Iterator[Spec]:
        columns = [
            column
            for column in self.layout.columns
            if column.field not in {None, EXTRA} and column.kind != "number"
        ]
        columns += self._kept(columns)
        columns.sort(key=lambda column: column.kind not in {"currency", "unit"})
        states = Counter(column.field for column in columns)
        for column in columns:
            yield spec_of(column, self._reader(column), is_alone=states[column.field] == 1, known=self._known)

    def _with_constants(
        self, specs: tuple[Spec, ...], constants: Mapping[str, str]
    ) -> tuple[tuple[Spec, ...], Sequence[tuple[int, str]]]:
        """Place what holds for every row: in the column of its field, else in one behind the last."""
        places = {spec.column.field: spec.at for spec in reversed(specs)}
        new = [path for path in constants if path not in places]
        for number, path in enumerate(new, self._width + 1 if new else 0):
            column = Column(number=number, header=path, field=path, certainty=1.0)
            specs += (spec_of(column, self._reader(column), is_alone=True),)
            places[path] = number - 1
        return specs, [(places[path], text) for path, text in constants.items()]

    def _with_titles(
        self, specs: tuple[Spec, ...]
    ) -> tuple[tuple[Spec, ...], Mapping[int, tuple[tuple[int, SaidAround], ...]]]:
        """Place what titles say of the rows below them: in the column of its field, else in one behind the last; by row.

        A stage has a column of its own before the others: what a row says of its stage may be no word that is known.
        """
        above = self._above
        of_table = said_of_table(
            self.layout, () if above is None else above.titles, empty=empty_places(self.layout, self.kinds)
        )
        self.said = SaidOfRows(self.layout, self.kinds, of_table, above)
        self.denied = denied_places(self.layout, self.kinds, self.said.found)
        if not self.said.found and not self.units:
            return specs, {}
        held = {
            number: (
                *(one for one in self.said.found.get(number, ()) if one not in self.denied),
                *self.units.facts(number),
            )
            for number, kind in enumerate(self.kinds, 1)
            if kind in READ
        }
        places = {spec.column.field: spec.at for spec in reversed(specs) if spec.slot != "stage"}
        last = max(self._width, *(spec.at + 1 for spec in specs))
        placed: dict[tuple[SaidAround, ...], tuple[tuple[int, SaidAround], ...]] = {}
        for groups in dict.fromkeys(held.values()):
            by_path = {one.path: one for one in groups}
            new = [path for path in by_path if path not in places]
            for path in sorted(new, key=EARLIER.__eq__):  # it is put before that of the last stage
                last += 1
                header = STAGE if path == EARLIER else path.removeprefix(f"{EXTRA}.")
                field = STAGE if path == EARLIER else path
                column = Column(number=last, header=header, field=field, certainty=1.0)
                spec = spec_of(column, self._reader(column), is_alone=True)
                specs = (spec, *specs) if spec.slot == "stage" else (*specs, spec)
                places[path] = last - 1
            placed[groups] = tuple((places[path], said) for path, said in by_path.items())
        return specs, {number: placed[groups] for number, groups in held.items()}

    @cached_property
    def _width(self) -> int:
        return max(len(row) for row in self.grid.rows)

    def rows(self, numbers: Sequence[int]) -> list[Sequence[Cell]]:
        """Give rows, merged cells filled down, and what holds for every row, or for those below a title, where they say nothing."""
        rows = self.layout.rows(numbers)
        if self.restated:
            rows = [self._without_old(number, row) for number, row in zip(numbers, rows, strict=True)]
        if self._said:
            return [
                self._with_held(
                    row, [*self._fixed, *((at, one.text) for at, one in self._said.get(number, ()))]
                )
                for number, row in zip(numbers, rows, strict=True)
            ]
        return [self._with_held(row, self._fixed) for row in rows] if self._fixed else rows

    def _without_old(self, number: int, row: Sequence[Cell]) -> Sequence[Cell]:
        """Leave out the amounts of a row that another column says anew."""
        old = {place.column for place, hides in self.restated.get(number, ()) if hides}
        return [None if at in old else cell for at, cell in enumerate(row, 1)] if old else row

    def _with_held(self, row: Sequence[Cell], held: Sequence[tuple[int, str]]) -> Sequence[Cell]:
        if not held:
            return row
        cells = [*row, *[None] * (max(self._width, *(at + 1 for at, _ in held)) - len(row))]
        for at, text in held:
            if cells[at] is None or cells[at] == "":
                cells[at] = text
        return cells

    def _kept(self, read: Sequence[Column]) -> Iterator[Column]:
        """Give the columns that no field takes and that hold data, each with a place among the extra texts.

        It goes by its header, by its letter where that is no name, and by both where the header stands twice.
        """
        names = {column.field for column in read}
        parts = {part for date in self.layout.dated for part in (date.month, date.day)}
        unread = [
            column
            for column in self.layout.columns
            if not (column.field not in {None, EXTRA} or column.is_left_out or column.number in parts)
        ]
        held = self._held({column.number for column in unread})
        for column in unread:
            if column.number in held:
                path = f"{EXTRA}.{column.header if is_name(column.header) else column.letter}"
                if path in names:
                    path = f"{path}（{column.letter}）"
                names.add(path)
                yield evolve(column, field=path)

    def _held(self, numbers: set[int]) -> set[int]:
        """Find which of some columns hold anything in the rows of projects."""
        return {number for number in numbers if any(cell is not None for cell in self.cells(number))}

    @cached_property
    def _project_rows(self) -> list[Sequence[Cell]]:
        return [row for row, kind in zip(self.grid.rows, self.kinds, strict=True) if kind is RowKind.PROJECT]

    def _reader(self, column: Column) -> Callable[..., Read]:
        if self.units and column.kind in AMOUNT_KINDS:
            return self.units.reader(column, self._amounts)
        return reader_of(
            column,
            year=self.year,
            cells=lambda: self.cells(
                column.number, None if column.kind in {*AMOUNT_KINDS, "currency"} else LOOKED_AT
            ),
            epoch=self.epoch,
            formats=self.grid.formats,
            is_contradicted=column.number in self._contradicted,
            is_delimited=self.grid.is_delimited,
            years=self._row_years.of(column)
            if self._row_years and column.kind in {"date", "milestone"}
            else None,
            last=self.last,
        )

    @staticmethod
    def _amounts(
        column: Column, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
    ) -> Callable[..., Read]:
        """Give the reader of the amounts of some rows."""
        cells = [row[column.number - 1] for row in rows if column.number <= len(row)]
        is_contradicted = column.number in contradicted(columns, rows)
        return reader_of(column, year=None, cells=lambda: cells, is_contradicted=is_contradicted)

    @cached_property
    def restated(self) -> Restated:
        """The amounts that another column may say anew."""
        rows = self.layout.grid.rows
        numbered = [(at, rows[at - 1]) for at, kind in enumerate(self.kinds, 1) if kind is RowKind.PROJECT]
        return restated(self.layout.columns, numbered)

    @cached_property
    def _contradicted(self) -> frozenset[int]:
        return contradicted(self.layout.columns, self._project_rows)

    def cells(self, number: int, most: int | None = None) -> list[Cell]:
        """Give the cells of a column in the rows of projects, or in the first of them."""
        rows = self._project_rows if most is None else self._project_rows[:most]
        if number <= self._narrowest:
            return list(map(itemgetter(number - 1), rows))
        return [row[number - 1] for row in rows if number <= len(row)]

    @cached_property
    def _narrowest(self) -> int:
        return min(map(len, self._project_rows), default=0)

    def holds(self, number: int) -> bool:
        """Tell whether a column holds anything in the rows of projects."""
        return bool(self._held({number}))

    def beyond(self, number: int) -> int | None:
        """Find the first cell of a row that stands beyond the header, where a separator may have shifted the cells.

        Blank cells beyond it are let pass where most rows have as many.
        """
        row = self._as_written[number - 1]
        if number in self.split:
            return self.split[number]
        if not self.grid.is_delimited or not self.layout.header_rows or len(row) <= self._widths[0]:
            return None
        held = (
            place
            for place, cell in enumerate(row[self._widths[0] :], self._widths[0] + 1)
            if cell is not None
        )
        return next(held, None if len(row) == self._widths[1] else self._widths[0] + 1)

    @cached_property
    def split(self) -> Mapping[int, int]:
        """The rows with a number that was split at its thousands, and the column of what was split off."""
        if not self.grid.is_delimited or self.layout.is_turned:
            return {}
        rows = enumerate(self.grid.rows, 1)
        return split_numbers(
            self.layout.columns,
            (item for item, kind in zip(rows, self.kinds, strict=True) if kind is RowKind.PROJECT),
        )

    @cached_property
    def _widths(self) -> tuple[int, int]:
        """How many cells the header has, and how many most rows."""
        rows = self._as_written
        most = Counter(
            len(row) for row, kind in zip(rows, self.kinds, strict=True) if kind is RowKind.PROJECT
        )
        return max(len(rows[row - 1]) for row in self.layout.header_rows), max(
            most, key=lambda width: (most[width], width), default=0
        )

    @cached_property
    def parts(self) -> tuple[dict[int, int], frozenset[int]]:
        """The rows that are parts of the project above them, each with that of the whole; those that only look like it."""
        number = self.layout.column("@number")
        ordinal = number.number if number else None
        amounts = [column.number for column in self.layout.columns if column.kind in AMOUNT_KINDS]
        return parts_and_loose(projects_of(self.layout, self.kinds), self.name_column, amounts, ordinal)

    def contexts(self, rows: Sequence[Sequence[Cell]], numbers: Sequence[int]) -> dict[int, list[str]]:
        """Give the currency and unit that columns state for the amounts of some rows, by the place of their column."""
        return contexts_of(self.specs, rows, numbers)

    def oddities(self, number: int) -> Iterator[FaultPlace]:
        """Report the error values of a row, formulas that were never computed, and what is struck out or hidden."""
        odd = self.odd.get(number, ())
        is_struck = any(column == self.name_column and kind is Oddity.STRUCK_OUT for column, kind, _ in odd)
        for column, kind, text in odd:
            if column not in self._read_columns:
                continue
            written = _cell(self._as_written, number, column)
            match kind:
                case Oddity.ERROR:
                    yield FaultPlace(column, Fault("error_value"), text)
                case Oddity.UNCACHED if written is None:
                    yield FaultPlace(column, Fault("uncached_formula"), f"={text}")
                case Oddity.STRUCK_OUT if is_struck and column == self.name_column:
                    yield FaultPlace(column, Fault("struck_row"), written)
                case Oddity.STRUCK_OUT if not is_struck and written is not None:
                    yield FaultPlace(column, Fault("struck_text", cell_text(written)), written)
                case _ if kind in _TOLD and (written is not None or text):
                    yield FaultPlace(column, Fault(_TOLD[kind], text), written)
                case _:
                    pass

    def _address(self, row: int, column: int) -> str:
        return _address(self.layout, row, column)

    def facts(self, number: int, project: str | None = None, /) -> Iterator[Fact]:
        """Read a row of the sheet once more, cell by cell; nothing where another project than the one asked for stands in it."""
        number -= self.grid.above
        if project is not None and self.ids.get(number, project) != project:
            return
        if not 1 <= number <= len(self.kinds) or self.kinds[number - 1] not in {
            RowKind.PROJECT,
            RowKind.REJECTED,
        }:
            return
        cells = self.layout.row(number)
        origins = dict(self.layout.filled.get(number, ()))
        said = {at: one for at, one in self._said.get(number, ()) if one.row}
        contexts = self.contexts(self.rows([number]), [number])
        stated: set[str] = set()
        parts: list[Fact] = []
        for spec in self.specs:
            raw = cells[spec.at] if spec.at < len(cells) else None
            above = said.get(spec.at) if raw is None or raw == "" else None
            raw = above.text if above is not None else raw
            if raw is None or spec.slot == ABOVE:
                continue
            value, fault = spec.cell(raw, number, *contexts.get(spec.at, ()))
            fact = Fact(
                field=spec.column.field or "",
                value=value,
                sheet=self.grid.name,
                cell=self._address(above.row, above.column)
                if above is not None
                else self._address(origins.get(spec.column.number, number), spec.column.number),
                raw=cell_text(raw),
                header=spec.column.header,
                fault=fault.code if fault else None,
            )
            yield fact
            if value is not None:
                stated.add(fact.field)
            if spec.is_amount and (part := part_named(value, raw)) is not None:
                parts.append(evolve(fact, field=part[0], value=part[1], fault="inner_amount_read"))
        yield from (fact for fact in parts if fact.field not in stated)


def _address(layout: Layout, row: int, column: int) -> str:
    """Name a cell as the sheet does."""
    if layout.is_turned:
        row, column = column, row
    return f"{column_letter(column)}{row + layout.grid.above}"


def _cell(rows: Sequence[Sequence[Cell]], row: int, column: int) -> Cell:
    cells = rows[row - 1] if row <= len(rows) else ()
    return cells[column - 1] if column <= len(cells) else None


def _covered(
    layout: Layout, kinds: Sequence[RowKind]
) -> Iterator[tuple[tuple[int, int], tuple[Oddity, str]]]:
    """Find the cells of projects that lie under merged ones and say something else; amounts that several share are told as such."""
    rows, shared = layout.grid.rows, layout.shared if layout.grid.merged else {}
    for top, left, low, right in layout.grid.merged or ():
        value = _cell(rows, top, left)
        for row in range(max(top, layout.bottom + 1), min(low, len(rows)) + 1):
            told = {column for column, _ in shared.get(row, ())}
            for column in range(left, right + 1) if kinds[row - 1] in READ else ():
                cell = _cell(rows, row, column)
                if (row, column) != (top, left) and cell is not None and cell != value and column not in told:
                    yield (row, column), (Oddity.COVERED, _address(layout, top, left))


def _wide(layout: Layout, kinds: Sequence[RowKind]) -> Iterator[tuple[tuple[int, int], tuple[Oddity, str]]]:
    """Find the cells of projects that are merged over columns of several fields, of which one alone has what they say."""
    fields = {column.number: column.field for column in layout.columns if column.field}
    for top, left, low, right in layout.grid.merged or ():
        columns = [column for column in range(left, right + 1) if column in fields]
        is_read = layout.bottom < top <= len(kinds) and kinds[top - 1] in READ
        if (
            is_read
            and len({fields[at] for at in columns}) > 1
            and _cell(layout.grid.rows, top, left) is not None
        ):
            ends = f"{_address(layout, top, left)}:{_address(layout, low, right)}"
            yield (top, columns[0]), (Oddity.WIDE, ends)


def _without_struck_out(layout: Layout, name: int) -> Layout:
    """Empty the cells that are struck out, but of rows that are with their name: these stand, and are told."""
    struck: dict[int, set[int]] = {}
    for (row, column), (kind, _) in layout.grid.oddities.items():
        if kind is Oddity.STRUCK_OUT and layout.bottom < row <= len(layout.grid.rows):
            struck.setdefault(row, set()).add(column)
    if not struck:
        return layout
    rows = list(layout.grid.rows)
    for row, columns in struck.items():
        if name not in columns:
            rows[row - 1] = [None if at in columns else cell for at, cell in enumerate(rows[row - 1], 1)]
    return evolve(layout, grid=evolve(layout.grid, rows=rows))


def _as_shown(layout: Layout) -> Layout:
    """Write numbers and days whose format shows more than themselves as they are shown: 0.35 shown as 35% is no amount."""
    if not layout.grid.formats.has_words:
        return layout
    formats, rows = layout.grid.formats, list(layout.grid.rows)
    read = {*AMOUNT_KINDS, "date", "milestone"}
    columns = [
        (column.number, (column.unit or "") if column.kind in read else None) for column in layout.columns
    ]
    for number, row in enumerate(rows[layout.bottom :], layout.bottom + 1):
        shown = {
            at - 1: text
            for at, unit in columns
            if at <= len(row) and (text := _shown(row[at - 1], formats.code(number, at), unit)) is not None
        }
        if shown:
            rows[number - 1] = [shown.get(at, cell) for at, cell in enumerate(row)]
    return evolve(layout, grid=evolve(layout.grid, rows=rows))


def _shown(cell: Cell, code: str | None, unit: str | None) -> str | None:
    """Write a cell as it is shown; a number in a column without a unit is a code, or the name of something."""
    if code is None or isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        if not isfinite(cell):
            return None
        return shown_code(code, cell) if unit is None else shown_number(code, cell, unit)
    if unit is None:
        return None
    if isinstance(cell, str):
        return shown_text(code, cell)
    return shown_date(code, cell) if isinstance(cell, date) else None
