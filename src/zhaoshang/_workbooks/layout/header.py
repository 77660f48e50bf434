"""Where the header of a table is and what it says: its rows, columns, units and years."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.cells.barestages import with_bare_stages
from zhaoshang._workbooks.cells.joined import (
    DateColumns,
    Disagreement,
    continued_rows,
    date_of,
    find_dated,
    join_rows,
)
from zhaoshang._workbooks.files.grids import Cell, Grid
from zhaoshang._workbooks.layout.counting import OF_TITLES, ordinal_of
from zhaoshang._workbooks.layout.naming import with_name
from zhaoshang._workbooks.layout.roles import with_roles
from zhaoshang._workbooks.layout.stated import StatedUnits, find_years, stated_units, width_of
from zhaoshang._workbooks.layout.tiers import cell_at, depth_of, merged_from, texts_above
from zhaoshang._workbooks.words.columns import MAPPED, Column, Header, is_money_unit, leaf_of, propose
from zhaoshang._workbooks.words.composing import find_unit, is_open, named_units, unit_of_tiers
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import bare, key
from zhaoshang.units import Dimension, Scaled

__all__ = ["READ", "Adjust", "Layout", "RowKind", "below_title", "layout_at"]

_MOST: Final = 0.8
_LOOKED_AT: Final = 200  # so many rows tell what a column holds
_FILLED: Final = frozenset(
    {"text", "category", "investors", "stage", "channel", "track", "ownership", "date", "milestone"}
    | {"currency", "unit"}
)
_CODE: Final = re.compile(r"(?=\S*[A-Za-z!])(?=\S*\d)\S+|(?!(?:19|20)\d\d$)\d{4,}")
"""A code of a project, or the place that stands for one: no word of a header or total, and no count."""


class RowKind(StrEnum):
    r"""What a row is; every row of a sheet is one of these.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> text = "2022年项目台账,,\n项目名称,投资方,总投资（亿元）\n虚构甲项目,甲公司,3.5\n合计,,3.5\n"
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     imported = workbooks.read(path)
        >>> [row.kind.value for row in imported.rows]
        ['title', 'header', 'project', 'total']
    """

    PROJECT = "project"
    REJECTED = "rejected"
    TITLE = "title"
    UNIT = "unit"
    HEADER = "header"
    GROUP = "group"
    TOTAL = "total"
    NOTE = "note"
    BLANK = "blank"
    CONTINUED = "continued"

    __hash__ = str.__hash__  # that of `Enum` takes ten times as long, and every row asks for it


READ: Final = frozenset({RowKind.PROJECT, RowKind.REJECTED})
"""The rows that are read as projects, whatever became of them."""


@final
@frozen(kw_only=True, eq=False, slots=False)
class Layout:
    """How a sheet is laid out.

    Attributes:
        grid: the sheet.
        header_rows: the rows of the header, from 1.
        columns: what each column is.
        years: the years that the title names.
        units: the units that a line above or below the table states.
        dated: the dates that are told in several columns.
        top: its first row, with the titles above it.
        is_beside: whether it stands to the right of another table.
        is_turned: whether it lies on its side: its rows are columns of the file.
        units_above: the units that hold for the tables above it.
        titles_above: by the text of a title, how many rows stand above the first table that has it.
        goes_on: whether it goes on with the table above it, without a title of its own: on the next page, in another unit.
    """

    grid: Grid
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    years: tuple[int, ...] = ()
    units: tuple[Scaled, ...] = ()
    dated: tuple[DateColumns, ...] = ()
    top: int = 1
    is_beside: bool = False
    is_turned: bool = False
    units_above: tuple[Scaled, ...] = ()
    titles_above: Mapping[str, int] = field(factory=dict)
    goes_on: bool = False

    @property
    def head(self) -> int:
        """The first row of the header; where there is none, the first row of the table."""
        return self.header_rows[0] if self.header_rows else self.top

    @property
    def bottom(self) -> int:
        """The last row of the header; where there is none, the row above the table."""
        return self.header_rows[-1] if self.header_rows else self.top - 1

    @cached_property
    def filled(self) -> dict[int, list[tuple[int, int]]]:
        """Which cells of a row take the text of a merged cell above: by row, (column, row of the text)."""
        kinds = {column.number: column.kind for column in self.columns if column.field}
        filled: dict[int, list[tuple[int, int]]] = {}
        if self.grid.merged is None:
            self._fill_blanks(filled)
        for first, left, last, right in self.grid.merged or ():
            if first <= self.bottom or left != right or first > len(self.grid.rows):
                continue  # what is merged below belongs to another table
            if kinds[left] in _FILLED if left in kinds else isinstance(cell_at(self.grid, first, left), str):
                for row in range(first + 1, last + 1):
                    filled.setdefault(row, []).append((left, first))
        return filled

    def _fill_blanks(self, filled: dict[int, list[tuple[int, int]]]) -> None:
        """Fill down where the file does not tell merged cells: a place or unit left of the name, mostly blank below its first."""
        name = self.column("name")
        places = [column.number for column in self.columns if column.field in {"district", "owner"}]
        for place in places:
            if name is None or place > name.number:
                continue
            origin = 0
            blanks: list[tuple[int, int]] = []
            known = 0
            for number, row in enumerate(self.grid.rows[self.bottom :], self.bottom + 1):
                if len(row) < name.number or row[name.number - 1] is None:
                    continue
                if row[place - 1] is not None:
                    origin = number
                    known += 1
                elif origin:
                    blanks.append((number, origin))
            if known and len(blanks) >= known:
                for number, first in blanks:
                    filled.setdefault(number, []).append((place, first))

    @cached_property
    def continued(self) -> dict[int, int]:
        """The rows that go on with a project above them: by row, the one that the project begins in."""
        name = self.column("name")
        return continued_rows(self.grid, name and name.number, self.bottom)

    @cached_property
    def shared(self) -> dict[int, list[tuple[int, int]]]:
        """The amounts that are merged over several projects, so that none has them: by row, (column, row of the amount)."""
        kinds = {column.number: column.kind for column in self.columns if column.field}
        found: dict[int, list[tuple[int, int]]] = {}
        for first, left, last, right in self.grid.merged or ():
            rows = range(first, min(last, len(self.grid.rows)) + 1)
            projects = [row for row in rows if row not in self.continued]
            if (
                first > self.bottom
                and left == right
                and kinds.get(left) in AMOUNT_KINDS
                and len(projects) > 1
            ):
                for row in projects:
                    found.setdefault(row, []).append((left, first))
        return found

    @cached_property
    def _more(self) -> dict[int, list[int]]:
        more: dict[int, list[int]] = {}
        for row, first in self.continued.items():
            more.setdefault(first, []).append(row)
        return more

    def row(self, number: int) -> Sequence[Cell]:
        """Give a row's cells, with merged texts filled down and what several cells say together put into one."""
        return self._joined(number)[0] if number in self._more else self._own_row(number)

    def rows(self, numbers: Iterable[int]) -> list[Sequence[Cell]]:
        """Give the cells of some rows, each as `row` gives them."""
        if self.continued or self.filled or self.dated or self.grid.merged:
            return list(map(self.row, numbers))
        rows = self.grid.rows
        return [rows[number - 1] for number in numbers]

    def disagreeing(self, number: int) -> list[Disagreement]:
        """List the cells of a project's further rows that say something else than its first."""
        return self._joined(number)[1] if number in self._more else []

    def _joined(self, number: int) -> tuple[list[Cell], list[Disagreement]]:
        more = {row: self.grid.rows[row - 1] for row in sorted(self._more[number])}
        return join_rows(list(self._own_row(number)), more, self.columns)

    def _own_row(self, number: int) -> Sequence[Cell]:
        origins = self.filled.get(number)
        cells = self.grid.rows[number - 1]
        shared = self.shared.get(number, ()) if self.grid.merged else ()
        if origins is None and not self.dated and not shared:
            return cells
        cells = list(cells)
        cells += [None] * (max((column for column, _ in origins or ()), default=0) - len(cells))
        for column, origin in origins or ():
            if cells[column - 1] is None:
                source = self.grid.rows[origin - 1]
                cells[column - 1] = source[column - 1] if column <= len(source) else None
        for column, _ in shared:
            if column <= len(cells):
                cells[column - 1] = None
        for place in self.dated:
            if place.year <= len(cells):
                cells[place.year - 1] = date_of(cells, place)
        return cells

    def is_coded(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row has a code of its own and something in the place of a name: a project, whatever it is called."""
        code, name = self._coded
        if not 0 < code <= len(row) or not 0 < name <= len(row) or row[name - 1] is None:
            return False
        cell = row[code - 1]
        return type(cell) is str and _CODE.fullmatch(cell.strip()) is not None

    @cached_property
    def _coded(self) -> tuple[int, int]:
        """The columns of codes and names, 0 where there is none."""
        code, name = self.column("id"), self.column("name")
        return code.number if code else 0, name.number if name else 0

    def column(self, path: str) -> Column | None:
        """Find the column that was read into a field."""
        return next((column for column in self.columns if column.field == path), None)


Adjust = Callable[[tuple[Column, ...]], tuple[Column, ...]]
"""Puts what a mapping says in the place of what is proposed."""


def layout_at(
    grid: Grid,
    top: int,
    words: frozenset[str],
    /,
    *,
    adjust: Adjust | None = None,
    header: tuple[int, ...] | None = None,
    left: int = 1,
    stated: StatedUnits | None = None,
    width_above: int = 0,
    is_trial: bool = False,
) -> Layout:
    """Take a row for the first of a header, and say what the table would be.

    Args:
        grid: the sheet.
        top: the row, from 1.
        words: header words that a mapping names, in comparing form.
        adjust: puts what a mapping says in the place of what is proposed.
        header: the rows of the header, none where there is no header; found where it is not given.
        left: its first column, from 1; those before are of other tables.
        stated: the units that hold, where the lines beside it do not say them.
        width_above: how wide the tables above it are: so wide it may be, as far as its rows hold anything.
        is_trial: whether a column matters only where the header or the first rows below it hold anything.
    """
    rows = tuple(range(top, top + depth_of(grid, top, words))) if header is None else header
    last = rows[-1] if rows else top - 1
    stated = stated_units(grid, top) if stated is None else stated
    width = width_of(grid, last if rows else min(_LOOKED_AT, len(grid.rows)))
    if width_above > width:
        width = max(width, min(width_above, width_of(grid, len(grid.rows))))
    merged = merged_from(grid, rows)
    below = grid.rows[last : last + _LOOKED_AT]
    if is_trial:
        held = max(map(len, (*grid.rows[top - 1 : last], *below)))
        width = min(width, max(held, *(number for _, number in merged), 0))
    headers = []
    for number in range(left, width + 1):
        texts = texts_above(grid, rows, number, merged)
        headers.append(Header(number=number, texts=texts, unit=unit_of_tiers(texts, stated.currency)))
    proposed = propose(headers)
    columns = tuple(_with_unit(column, stated, proposed) for column in proposed)
    columns, dated = find_dated(columns)
    columns = _with_units_of_rows(columns, below)
    columns = _with_ordinals(columns, below)
    columns = with_roles(with_name(columns, below), below)
    columns = with_bare_stages(columns, lambda at: (row[at - 1] for row in below if at <= len(row)))
    if adjust is not None:
        columns = adjust(columns)
    return Layout(
        grid=grid,
        header_rows=rows,
        columns=columns,
        years=find_years(grid, top),
        units=stated.units,
        top=1 if rows else top,
        dated=dated,
    )


_NUMBER: Final = "编号"
_OF_ROWS: Final = ("arabic", "arabic in brackets")
_COUNTED: Final = 3  # so many rows are counted before it is no chance
_FOREIGN: Final = "foreign_investment"
_FLOOR_UNITS: Final = frozenset({"m2"})


def _with_unit(column: Column, stated: StatedUnits, beside: Sequence[Column]) -> Column:
    """Give a column the unit that is stated for its field, or for its kind of field; land is not measured as floors are.

    Of 亿元、万美元 the foreign amounts of the table take the one, and all others the other; without such amounts either
    may hold, unless a column tells the currency of each row and both are of one size.
    """
    dimension = AMOUNT_KINDS.get(column.kind or "")
    if dimension is None or column.scaled is not None:
        return column
    if is_open(leaf_of(column), dimension) or any(
        one.unit.dimension is dimension for one in named_units(column.header)
    ):
        return column  # nobody can know which of its units holds
    own = stated.of_fields.get(column.field or "", ())
    fitting = [one for one in own or stated.units if one.unit.dimension is dimension]
    if column.field == "floor_area":
        fitting = [one for one in fitting if one.unit.code in _FLOOR_UNITS]
    elif len(fitting) > 1 and dimension is Dimension.AREA:
        fitting = [one for one in fitting if one.unit.code not in _FLOOR_UNITS]
    elif len(fitting) > 1 and len({one.power > 0 for one in fitting}) == 1:  # 亿元、美元 are one, or none
        is_foreign = column.field == _FOREIGN
        is_told = "人民币" in column.header or any(
            each.field == _FOREIGN
            or (each.scaled is not None and _is_foreign(each.scaled))
            or (each.field == "@currency" and len({one.power for one in fitting}) == 1)
            for each in beside
        )
        fitting = [one for one in fitting if is_told and _is_foreign(one) == is_foreign]
    if len(fitting) != 1:
        return column
    return evolve(column, scaled=fitting[0], why=f"{column.why}{_OUTSIDE}")


_OUTSIDE: Final = "; the unit stands outside the table"


def below_title(column: Column, stated: StatedUnits, layout: Layout, /) -> Column | None:
    """Give a column of amounts the unit that a title states for the rows below it; `None` where its header speaks against that.

    Args:
        column: the column.
        stated: what the title states.
        layout: the table.
    """
    dimension = AMOUNT_KINDS.get(column.kind or "")
    said = stated.of_fields.get(column.field or "", ()) or stated.units
    fitting = [one for one in said if one.unit.dimension is dimension]
    if not fitting:
        is_said = bool(said) or bool(stated.of_fields) or column.scaled is None
        is_said |= (
            stated.currency is not None
            and column.scaled is not None
            and stated.currency == column.scaled.unit
        )
        return column if is_said or dimension is not Dimension.MONEY else None
    is_mapped = column.why == MAPPED and find_unit(column.header) is None and column.scaled in layout.units
    if is_mapped or column.why.endswith(_OUTSIDE):
        column = evolve(column, scaled=None, why=column.why.removesuffix(_OUTSIDE))
    if column.scaled is not None:
        return column if column.scaled in fitting else None
    return _with_unit(column, stated, layout.columns)


def _is_foreign(one: Scaled) -> bool:
    return one.unit.dimension is Dimension.MONEY and one.unit.code != "CNY"


def _with_units_of_rows(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Find the column that gives each row its unit: its header says 单位, and it holds units of money."""
    found = []
    for column in columns:
        if column.field is None and "单位" in key(column.header):
            cells = [row[column.number - 1] for row in rows if column.number <= len(row)]
            texts = [cell for cell in cells if isinstance(cell, str) and not bare(key(cell))]
            if texts and sum(map(is_money_unit, texts)) >= _MOST * len(texts):
                why = "it holds the unit of each row"
                column = evolve(column, field="@unit", certainty=1.0, scaled=None, why=why, candidates=())  # noqa: PLW2901 - said anew
        found.append(column)
    return tuple(found)


def _with_ordinals(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Find the column that counts the rows, whatever its header says: before the names, 1, 2, 3 …, perhaps again from 1."""
    name = next((column.number for column in columns if column.field in {"name", "investors"}), 0)
    if any(column.field == "@number" for column in columns):
        return columns
    for place, column in enumerate(columns):
        if column.number >= name:
            break
        cells = [row[column.number - 1] for row in rows if column.number <= len(row)]
        is_free = column.field is None and not column.candidates
        if (is_free and _counts_up(cells)) or (column.header == _NUMBER and _are_ordinals(cells)):
            found = evolve(column, field="@number", certainty=1.0, why="it counts the rows")
            return (*columns[:place], found, *columns[place + 1 :])
    return columns


def _are_ordinals(cells: Sequence[Cell]) -> bool:
    """Tell whether cells are ordinals, and codes of nothing: they count from 1 more than once, or titles in a series of their own."""
    found = [own for cell in cells if cell is not None and (own := ordinal_of(cell)) is not None]
    series = {own.series for own in found}
    main = next((one for one in _OF_ROWS if one in series), "")
    numbers = [own.number or 0 for own in found if own.series == main]
    return (
        numbers[:1] == [1]
        and all(after in {before + 1, 1} for before, after in pairwise(numbers))
        and all(own.number is not None for own in found)
        and (numbers.count(1) > 1 or not series.isdisjoint(OF_TITLES))
    )


def _counts_up(cells: Sequence[Cell]) -> bool:
    """Tell whether cells count 1, 2, 3 …; titles and blanks may stand between them."""
    words = [
        "" if cell is None else f"{cell:g}" if isinstance(cell, float) else key(str(cell)) for cell in cells
    ]
    numbers = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 6]
    told = sum(map(bool, words))
    steps = all(after in {before + 1, 1} for before, after in pairwise(numbers))
    return (
        len(numbers) >= _COUNTED
        and numbers[0] == 1
        and steps
        and max(numbers) >= _COUNTED
        and len(numbers) >= _MOST * told
    )
