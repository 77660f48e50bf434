"""What is told of a sheet beside its values: columns that are not shown, comments, notes, rows that may be no projects."""

from collections.abc import Container, Iterator, Sequence
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.denials import denies, puts_off, shown_alone, step_of
from zhaoshang._workbooks.cells.faults import Fault, cell_text
from zhaoshang._workbooks.files.grids import Cell, Grid, column_letter
from zhaoshang._workbooks.layout.barerows import bare_rows
from zhaoshang._workbooks.layout.candidates import unnamed_header
from zhaoshang._workbooks.layout.header import READ, Layout, RowKind
from zhaoshang._workbooks.layout.lonerows import lone_names
from zhaoshang._workbooks.layout.naming import NAMED_BY_CELLS
from zhaoshang._workbooks.layout.ordinals import odd_ordinals
from zhaoshang._workbooks.layout.rowparts import calls_phase, counted_below
from zhaoshang._workbooks.layout.setaside import calls_set_aside
from zhaoshang._workbooks.layout.settling import undecided
from zhaoshang._workbooks.layout.stated import states_other_unit
from zhaoshang._workbooks.layout.subheaders import names_sample
from zhaoshang._workbooks.layout.unitsums import projects_of
from zhaoshang._workbooks.reading.around import STAGE, denied_by_titles, doubted_title, said_of_table
from zhaoshang._workbooks.reading.sheets import Sheet
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.cellwords import STAGES
from zhaoshang._workbooks.words.columns import Column, leaf_of, overruled_unit
from zhaoshang._workbooks.words.doubted import doubting, marks_in
from zhaoshang._workbooks.words.ended import ENDED, says_ended
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.headwords import match, parts
from zhaoshang._workbooks.words.text import EMPTY_WORDS, bare, key, unit_words
from zhaoshang.units import Dimension
from zhaoshang.vocabulary import Stage

__all__ = ["Aside", "asides", "column_asides", "row_asides"]


@final
class Aside(NamedTuple):
    """A fault and its cell."""

    fault: Fault
    row: int
    column: int
    value: Cell = None


def asides(grid: Grid, head: int, /) -> Iterator[Aside]:
    """Tell what stands beside the values of a sheet.

    Args:
        grid: the sheet.
        head: the row whose cells name the columns, from 1.
    """
    for number in sorted(grid.stray_quotes):
        yield Aside(Fault("stray_quote"), number, 1)
    for column in sorted(grid.hidden_columns):
        if any(_cell(row, column) is not None for row in grid.rows):
            yield Aside(Fault("hidden_column"), head, column, _cell(grid.rows[head - 1], column))
    yield from _on_rules(grid, head)
    for (number, column), said in sorted(grid.comments.items()):
        row = grid.rows[number - 1] if number <= len(grid.rows) else ()
        yield Aside(Fault("cell_comment", said), number, column, _cell(row, column))
    if not grid.has_all_comments:
        yield Aside(Fault("comments_not_read", str(len(grid.comments))), 1, 1)


def _on_rules(grid: Grid, head: int) -> Iterator[Aside]:
    """Tell the ranges in which a rule may strike out or hide what the cells below the header say."""
    last: dict[int, int] = {}  # the last row of each column that says anything
    for number, row in enumerate(grid.rows if grid.ruled else (), 1):
        last.update((at, number) for at, cell in enumerate(row, 1) if cell is not None and cell != "")
    told: set[str] = set()
    for top, left, low, right in grid.ruled:
        begin = max(top, head + 1)
        held = [at for at in sorted(last) if left <= at <= right and begin <= last[at]]
        end = min(low, max((last[at] for at in held), default=0))
        said = (
            f"{column_letter(held[0])}{begin}:{column_letter(held[-1])}{end}" if held and begin <= end else ""
        )
        if said and said not in told:
            told.add(said)
            yield Aside(Fault("ruled_text", said), head, held[0], _cell(grid.rows[head - 1], held[0]))


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column - 1] if column <= len(row) else None


def column_asides(sheet: Sheet, /) -> Iterator[Aside]:
    """Name the columns that were not sure, those not read that hold data, those that hold two things; and tables of something else."""
    place = max(sheet.layout.bottom, 1)
    for other in sheet.others:
        row = sheet.grid.rows[other.head - 1]
        first = next(number for number, cell in enumerate(row, 1) if cell is not None)
        is_list = unnamed_header(sheet.grid, other.head) is not None
        yield Aside(Fault("names_not_told" if is_list else "not_a_ledger"), other.head, first, row[first - 1])
    yield from _on_names(sheet.layout, place)
    yield from _on_units(sheet.layout, place)
    if not sheet.layout.is_turned:
        yield from _on_titles(sheet, place)
    for column in sheet.layout.columns:
        if column.kind in AMOUNT_KINDS and (stated := overruled_unit(column)):
            yield Aside(Fault("mapped_unit", unit_words(stated)), place, column.number, column.header)
        if "安排" in column.header and column.kind in _DATED and "planned" not in (column.field or ""):
            yield Aside(Fault("scheduled_date"), place, column.number, column.header)
        if column.candidates and column.certainty and column.why.startswith("not sure"):
            yield Aside(
                Fault("unsure_column", "、".join(column.candidates)), place, column.number, column.header
            )
        elif column.field is None and _is_told(column) and sheet.holds(column.number):
            yield Aside(Fault("column_not_read"), place, column.number, column.header or column.letter)
        elif column.field in _NAMING and (second := _second(column, sheet)):
            yield Aside(Fault("two_in_one", f"{column.field}、{second}"), place, column.number, column.header)
    yield from _on_stages(sheet, place)
    kept = list(_known_and_kept(sheet))
    if kept:
        names = "、".join(column.header for column in kept)
        yield Aside(Fault("kept_as_extra", names), place, kept[0].number, kept[0].header)


def _on_titles(sheet: Sheet, place: int) -> Iterator[Aside]:
    """Tell the title that says a stage among other words, and those of what has not come to one that columns say was reached."""
    doubted = doubted_title(sheet.layout)
    if doubted is not None:
        yield Aside(Fault("title_not_read"), doubted[0] or place, doubted[1], doubted[2])
    for row, at, title, stages in denied_by_titles(sheet.layout):
        for column in _contradicting(sheet, stages):
            yield Aside(Fault("title_denies", column.header), row or place, at, title)
    for number, (stages, below) in sorted(sheet.said.denied.items()):
        at, cell = next(
            (at, cell) for at, cell in enumerate(sheet.grid.rows[number - 1], 1) if cell is not None
        )
        for column in _contradicting(sheet, stages, below):
            yield Aside(Fault("title_denies", column.header), number, at, cell)


def _contradicting(
    sheet: Sheet, stages: Container[Stage], rows: Sequence[int] | None = None
) -> Iterator[Column]:
    """Find the columns that say of any of some rows, or of all, that they came to a stage."""
    for column in sheet.layout.columns:
        if column.field == STAGE or step_of(column) in stages:
            cells = (
                sheet.cells(column.number)
                if rows is None
                else [_cell(sheet.grid.rows[row - 1], column.number) for row in rows]
            )
            if any(
                _says(cell, stages) if column.field == STAGE else _is_taken(cell, column) for cell in cells
            ):
                yield column


_PLANNED: Final = ("预计", "计划", "拟", "预期", "力争")


def _is_taken(cell: Cell, column: Column) -> bool:
    """Tell whether a cell says that a step was taken: no blank, no mark for one, no plan."""
    word = key(cell_text(cell))
    return not (
        bare(word)
        or word in EMPTY_WORDS
        or word.startswith(_PLANNED)
        or denies(cell, column)
        or puts_off(cell)
    )


def _says(cell: Cell, stages: Container[Stage]) -> bool:
    return isinstance(cell, str) and STAGES.get(key(cell)) in stages


def _on_stages(sheet: Sheet, place: int) -> Iterator[Aside]:
    """Tell the stages of which columns of later ones alone tell."""
    for column, stage in shown_alone(spec.column for spec in sheet.specs):
        yield Aside(Fault("stage_not_told", stage.zh), place, column.number, column.header)


def _on_names(layout: Layout, place: int) -> Iterator[Aside]:
    """Tell where no header says which column names the projects."""
    name, investors = layout.column("name"), layout.column("investors")
    if name is not None and name.why == NAMED_BY_CELLS:
        yield Aside(Fault("names_by_cells"), place, name.number, name.header)
        return
    may_be_named = name is not None or any("name" in column.candidates for column in layout.columns)
    if investors is not None and not may_be_named:
        yield Aside(Fault("names_made_up"), place, investors.number, investors.header)


def _on_units(layout: Layout, place: int) -> Iterator[Aside]:
    """Tell the amounts whose header states another size than the line beside the table, where that is the unit of none."""
    stated = [one for one in layout.units if one.unit.dimension is Dimension.MONEY]
    amounts = [
        (column, column.scaled) for column in layout.columns if column.kind == "money" and column.scaled
    ]
    if len(stated) != 1 or any(scaled == stated[0] for _, scaled in amounts):
        return
    for column, scaled in amounts:
        if scaled.unit == stated[0].unit:
            yield Aside(Fault("title_unit", unit_words(stated[0])), place, column.number, column.header)


def _known_and_kept(sheet: Sheet) -> Iterator[Column]:
    """Give the columns that are known to hold no field, and whose texts are kept."""
    kept = {spec.column.number for spec in sheet.specs if spec.slot == EXTRA}
    for column in sheet.layout.columns:
        if column.number in kept and column.field is None and not _is_told(column):
            yield column


def _is_told(column: Column) -> bool:
    """Tell whether an unread column deserves a word: not where its header is known to hold no field."""
    return column.certainty < 1 or bool(column.candidates)


_NAMING: Final = frozenset({"name", "investors"})
_DATED: Final = frozenset({"date", "milestone", "span"})
_JOINT: Final = re.compile(r"[/、;]|与|及|和")
_PARTING: Final = re.compile(r"[/|;\n]|\(")
_NEARLY_ALL: Final = 0.8
_SURE: Final = 0.8


def _second(column: Column, sheet: Sheet) -> str | None:
    """Find what else a column holds whose header names two things, and nearly all of whose cells have two parts."""
    leaf = key(leaf_of(column) if _JOINT.search(key(column.header)) is None else column.header)
    base, inside = parts(leaf)
    words = [word for word in (*_JOINT.split(base), *inside) if word]
    named = [match(word) for word in words] if len(words) == 2 else []
    other = {path for path, certainty, _ in named if path is not None and certainty >= _SURE} - {column.field}
    if len(other) != 1:
        return None
    texts = [key(cell) for cell in sheet.cells(column.number) if isinstance(cell, str)]
    parted = sum(len(_PARTING.findall(text)) == 1 for text in texts)
    return other.pop() if parted >= max(2, _NEARLY_ALL * len(texts)) else None


def row_asides(sheet: Sheet, parts: Container[int], /) -> Iterator[Aside]:
    """Name the titles that may be projects, the projects that may be titles, sums or phases of others, and the notes on projects.

    Args:
        sheet: the table.
        parts: its rows that are parts of projects.
    """
    rows, name = sheet.grid.rows, sheet.name_column
    for number in sorted(lone_names(sheet.layout, sheet.kinds)):
        yield Aside(Fault("name_alone"), number, name, rows[number - 1][name - 1])
    found = projects_of(sheet.layout, sheet.kinds)
    below = _below(sheet, found)
    for number, row in filter(None, found):
        cell = _cell(row, name)
        if number not in parts and (number in below or calls_phase(cell)):
            yield Aside(Fault("phase_alone"), number, name, cell)
    for number in sorted(
        {*bare_rows(found, sheet.layout.columns, name), *undecided(sheet.layout, sheet.kinds)}
    ):
        if number not in parts and number not in below:
            yield Aside(Fault("bare_row"), number, name, _cell(rows[number - 1], name))
    yield from _on_ordinals(sheet, found, parts)
    yield from _on_samples(sheet)
    yield from _in_notes(sheet)


def _below(sheet: Sheet, rows: Sequence[tuple[int, Sequence[Cell]] | None]) -> Container[int]:
    """Find the rows that are counted below the project above them, or look like parts of it."""
    ordinal = sheet.layout.column("@number")
    amounts = [column.number for column in sheet.layout.columns if column.kind in AMOUNT_KINDS]
    below = counted_below(rows, sheet.name_column, amounts, ordinal and ordinal.number)
    return sheet.parts[1].union(below)


def _on_ordinals(
    sheet: Sheet, rows: Sequence[tuple[int, Sequence[Cell]] | None], parts: Container[int]
) -> Iterator[Aside]:
    """Name the projects in whose rows something else stands where the others are counted."""
    column = sheet.layout.column("@number")
    if column is None:
        return
    for number in odd_ordinals(rows, column.number):
        if number not in parts:
            cell = _cell(sheet.grid.rows[number - 1], column.number)
            yield Aside(Fault("odd_ordinal"), number, column.number, cell)


def _on_samples(sheet: Sheet) -> Iterator[Aside]:
    """Name the titles of groups that call the rows below them samples, drafts or old, and the projects that are called so."""
    last = _last_read(sheet)
    name = sheet.name_column - 1
    for number, (kind, row) in enumerate(zip(sheet.kinds[:last], sheet.grid.rows, strict=False), 1):
        for at, cell in enumerate(row, 1) if kind is RowKind.GROUP else ():
            if (
                isinstance(cell, str) and calls_set_aside(cell) and not says_ended(cell)
            ):  # which is told of each
                yield Aside(Fault("may_be_set_aside"), number, at, cell)
        called = row[name] if kind is RowKind.PROJECT and name < len(row) else None
        if type(called) is str and "例" in called and names_sample(called):
            yield Aside(Fault("may_be_set_aside"), number, name + 1, called)


def _last_read(sheet: Sheet) -> int:
    return max((number for number, kind in enumerate(sheet.kinds, 1) if kind in READ), default=0)


def _in_notes(sheet: Sheet) -> Iterator[Aside]:
    """Name the notes and titles that say of projects that they ended, or of another unit, which nothing was made of."""
    read = {(doubted_title(sheet.layout) or ())[:2]}
    read |= {(one.row, one.column) for one in said_of_table(sheet.layout) if STAGES.get(one.text) in ENDED}
    last = _last_read(sheet)
    name = sheet.name_column
    marks = marks_in("".join(cell for cell in sheet.cells(name) if isinstance(cell, str)))
    for number, (kind, row) in enumerate(zip(sheet.kinds, sheet.grid.rows, strict=True), 1):
        if number < sheet.layout.top or not (kind in _BESIDE or (kind is RowKind.GROUP and number > last)):
            continue
        for at, cell in enumerate(row, 1):
            is_said = isinstance(cell, str) and (
                says_ended(cell)
                or states_other_unit(cell)
                or _speaks_of_rows(cell, marks, is_headed=kind is RowKind.TITLE)
            )
            if is_said and (number, at) not in read:
                yield Aside(Fault("said_in_note"), number, at, cell)


_BESIDE: Final = frozenset({RowKind.TITLE, RowKind.NOTE})


def _speaks_of_rows(cell: str, marks: Container[str], *, is_headed: bool) -> bool:
    """Tell whether a note says what marked names are, or what the amounts and dates of the rows are; no title of a list does."""
    text = key(cell)
    if any(mark in marks for mark in marks_in(text)):
        return True
    passed = {"money", "amount"} if is_headed and _NOTES.match(text) is None else {"money"}
    return any(
        kind not in passed
        and not (kind == "amount" and "单位" in clause)  # of units others tell
        and _BY_PAPERS.search(clause) is None
        for kind, clause in doubting(text)
    )


_NOTES: Final = re.compile(r"[(*※]?(?:附?注|备注|说明|填[报表]说明|表中|上表|本表|以上)")
_BY_PAPERS: Final = re.compile(
    r"^(?:.*[.:])?[^\d]{0,12}以.{0,12}(?:合同|协议|批[文复]|单|证|凭证|签订日|公章|文件)为准$|截[至止]"
)
"""How all cells of a list were filled in, by papers or up to a day: it doubts none of them."""
