"""What titles and names of sheets say of every row below them: a stage, a kind, a place, a unit in charge."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.denials import still_holds
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.header import Layout
from zhaoshang._workbooks.layout.stated import states_unit, without_units
from zhaoshang._workbooks.reading.titlestages import denied_in, stages_in
from zhaoshang._workbooks.reading.titlewords import OF_TIME, ORDINAL, place_of, town_of
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.cellwords import CATEGORIES, STAGES
from zhaoshang._workbooks.words.composing import says_unit
from zhaoshang._workbooks.words.headwords import match
from zhaoshang._workbooks.words.text import key
from zhaoshang.vocabulary import Stage

__all__ = [
    "CATEGORY",
    "EARLIER",
    "GROUP",
    "STAGE",
    "SaidAround",
    "denied_by_titles",
    "doubted_title",
    "doubts_stage",
    "joined",
    "means_of",
    "plain_kind",
    "said_of_table",
    "said_of_title",
]


STAGE: Final = "milestones[].stage"
"""The path of the stages that cells say."""
EARLIER: Final = "milestones[].stage, earlier"
"""That of the stage which a title says was passed before the last it names."""
CATEGORY: Final = "category"
GROUP: Final = f"{EXTRA}.分组"
"""That of what a title says beside its fields."""


@final
class SaidAround(NamedTuple):
    """A field and its text, and the cell that says it; row 0 is the name of the sheet."""

    path: str
    text: str
    row: int
    column: int = 1


def said_of_table(
    layout: Layout, above: Sequence[SaidAround] = (), /, empty: Container[str | None] = ()
) -> tuple[SaidAround, ...]:
    """Find what the titles above a table, or the name of its sheet, say of all its rows, where no column says it.

    Of a stage nothing is said where it is not understood, nor where several are named that do not follow each other.

    Args:
        layout: the table.
        above: what the titles of the table above it say that it goes on with.
        empty: the fields whose columns say nothing in any row.
    """
    columns = {column.field for column in layout.columns if column.field not in empty}
    found: dict[str, SaidAround] = {}
    for number, at, text in _titles(layout):
        said = {path: SaidAround(path, word, number, at) for path, word in said_of_title(text)}
        if STAGE not in found:
            found |= {path: one for path, one in said.items() if path in {STAGE, EARLIER}}
        if "district" in said and (not number or _is_titled(layout.grid.rows[number - 1], at)):
            found.setdefault("district", said["district"])
        elif (
            not number
            and (means := means_of(text)) is not None
            and means[0] in {"district", "park", CATEGORY}
        ):
            found.setdefault(means[0], SaidAround(*means, number, at))
    is_below = STAGE in found and found[STAGE].row > 0
    found |= {
        one.path: one
        for one in above
        if not is_below or one.path not in {STAGE, EARLIER}
        if one.path not in found or not found[one.path].row
    }
    return tuple(
        said for path, said in joined(found.values(), columns).items() if path == STAGE or path not in columns
    )


def said_of_title(title: str, /) -> Iterator[tuple[str, str]]:
    """Give what a title says of its rows: the fields and their texts.

    Examples:
        >>> [*said_of_title("柳溪镇签约项目(已开工)")]
        [('milestones[].stage, earlier', '签约'), ('milestones[].stage', '已开工'), ('district', '柳溪镇')]
    """
    read = stages_in(title)
    words, place = read.words, read.place
    yield from zip((EARLIER, STAGE)[-len(words) :] if words else (), words, strict=True)
    town = town_of(title)
    if town:
        yield "district", town
    if place is not None and not (town and place[0] == "district"):
        yield place


def joined(said: Iterable[SaidAround], columns: Container[str | None], /) -> dict[str, SaidAround]:
    """Put together what titles say of the same rows, by field; the inner ones stand last, and hold.

    A stage further out holds beside one further in that comes after it. What is of intent is none where a column dates a signing,
    which may be that of the intent.
    """
    found: dict[str, SaidAround] = {}
    stages: list[SaidAround] = []
    for one in said:
        if one.path not in {STAGE, EARLIER}:
            found[one.path] = one
        elif STAGES[one.text] is Stage.INTENT and "agreements[].signed_on" in columns:
            found[GROUP] = SaidAround(GROUP, one.text, one.row, one.column)
        else:
            stages.append(one)
    if stages:
        last = stages[-1]
        before = [one for one in stages[:-1] if still_holds(STAGES[one.text], STAGES[last.text])]
        if before:
            found[EARLIER] = before[0]._replace(path=EARLIER)
        found[STAGE] = last._replace(path=STAGE)
    return found


def _is_titled(row: Sequence[Cell], at: int) -> bool:
    """Tell whether a cell titles the table: beside it stand its ordinal, a unit or a time, or it is called a place.

    Longer titles may have others beside them.
    """
    said = [(place, key(str(cell))) for place, cell in enumerate(row, 1) if cell is not None and cell != ""]
    before = next((text.rstrip(":") for place, text in reversed(said) if place < at), "")
    return (
        place_of(key(str(row[at - 1]))) is None
        or match(before)[0] == "district"
        or all(place == at or _says_no_place(text) for place, text in said)
    )


def _says_no_place(text: str) -> bool:
    return (
        states_unit(text)
        or says_unit(text.strip("()"))
        or (ORDINAL.fullmatch(text) or _WHEN.fullmatch(text)) is not None
    )


_LONGEST: Final = 60
_WHEN: Final = re.compile(rf"\(?{OF_TIME}\)?")


def _titles(layout: Layout) -> Iterator[tuple[int, int, str]]:
    """Give the texts above a table, the lowest first, and the name of its sheet, each with its row and column."""
    left = next((column.number for column in layout.columns if column.header), 1) if layout.is_beside else 1
    top = 1 if layout.is_beside or not layout.header_rows else layout.top
    for number in range(layout.head - 1, top - 1, -1):
        for at, cell in enumerate(layout.grid.rows[number - 1], 1):
            if at >= left and isinstance(cell, str) and 1 < len(cell) <= _LONGEST:
                yield number, at, key(without_units(cell))
    yield 0, 1, key(layout.grid.name)


def doubted_title(layout: Layout, /) -> tuple[int, int, str] | None:
    """Find the title, or the name of a sheet, that names a stage among words that may deny it, wish it or put it off.

    Gives its row, its column and its text; where a column says the stage, only of what a title says beside.
    """
    if any(said.path == STAGE for said in said_of_table(layout)):
        return None
    columns = {column.field for column in layout.columns}
    return next((title for title in _titles(layout) if doubts_stage(title[2], columns)), None)


def doubts_stage(title: str, columns: Container[str | None], /) -> bool:
    """Tell whether a title names a stage among words that are not understood.

    Where a column dates that stage, or says that of each row, only what stands beside is told.
    """
    read = stages_in(title)
    if not read.doubted or read.is_apart:
        return bool(read.doubted)
    stage = STAGES[read.doubted]
    is_signing = stage in {Stage.SIGNED, Stage.INTENT}
    dated = "agreements[].signed_on" if is_signing else f"milestones[{stage}]"
    return STAGE not in columns and dated not in columns and not _SENTENCE.search(title)


def denied_by_titles(layout: Layout, /) -> Iterator[tuple[int, int, str, frozenset[Stage]]]:
    """Find the titles, or the name of a sheet, of what has not come to a stage yet: 未签约项目, 拟开工项目.

    Gives the row, column and text of each, and the stages.
    """
    for number, at, text in _titles(layout):
        stages = denied_in(text)
        if stages:
            yield number, at, text, stages


_SENTENCE: Final = re.compile("[,;。]")


def means_of(word: str) -> tuple[str, str] | None:
    """Tell the field of a word that titles rows, and its text there."""
    for form in (word, word.removesuffix("项目"), plain_kind(word)):
        if form in CATEGORIES:
            return CATEGORY, form
    return place_of(word)


def plain_kind(word: str) -> str:
    return word.removesuffix("项目").removesuffix("类")
