"""What titles and names of sheets say of every row below them: a stage, a kind, a place, a unit in charge."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.header import Layout
from zhaoshang._workbooks.layout.stated import states_unit, without_units
from zhaoshang._workbooks.reading.titlewords import (
    LEAD,
    OF_TIME,
    ORDINAL,
    is_plain,
    place_of,
    town_of,
)
from zhaoshang._workbooks.words.cellwords import AMBIGUOUS_STAGES, CATEGORIES, STAGES
from zhaoshang._workbooks.words.composing import says_unit
from zhaoshang._workbooks.words.headwords import match
from zhaoshang._workbooks.words.text import key
from zhaoshang.vocabulary import Stage

__all__ = [
    "CATEGORY",
    "STAGE",
    "SaidAround",
    "dates_stage",
    "denied_by_titles",
    "doubted_title",
    "doubts_stage",
    "means_of",
    "plain_kind",
    "said_of_table",
]


_STAGE_WORD: Final = 4  # so long is a word for a stage in a title at most
STAGE: Final = "milestones[].stage"
"""The path of the stages that cells say."""
CATEGORY: Final = "category"
_OF_SIZE: Final = r"(?:[全]?[省市区县镇]级?|重[点大]|亿元以上|招商|引资|产业|新|已|正在|本|外资|内资)"
_LIST: Final = (
    r"(?:推进|进展|调度|跟踪|统计|汇总|登记)?(?:情况)?(?:清单|名单|一览表?|明细表?|台账|表)?(?:\([^()]*\))?"
)
_OTHER_WORK: Final = frozenset(
    "建设 信息 对接 跟踪 推进 考察 接触 服务 运营 报批 审批 前期 前期工作 建成 恢复 取消 放弃 装修 完成 关闭 移交 流转 入驻 启动".split()
)
"""Words for stages that titles of any list have: 重点建设项目, 项目信息表."""
_TITLED: Final = frozenset(
    word for word in STAGES if word not in _OTHER_WORK and "项目" not in word and len(word) <= _STAGE_WORD
)
_STAGES: Final = "|".join(sorted(map(re.escape, _TITLED), key=len, reverse=True))
_IS_STAGE: Final = re.compile(
    rf"(?:{OF_TIME}|{_OF_SIZE})*?({_STAGES})(?:阶段|类)?(?:的?{_OF_SIZE}*?项目)?{_LIST}"
)
_ANY_STAGE: Final = "|".join(
    sorted(map(re.escape, {*_TITLED, *AMBIGUOUS_STAGES} - _OTHER_WORK), key=len, reverse=True)
)
_IN_TITLE: Final = re.compile(rf"([拟未待应需]|计划|预计|即将|尚未|不)?({_ANY_STAGE})")
_OF_PROJECTS: Final = re.compile(rf"({_STAGES})(?:阶段)?(?:的)?{_OF_SIZE}*项目")


@final
class SaidAround(NamedTuple):
    """A field and its text, and the cell that says it; row 0 is the name of the sheet."""

    path: str
    text: str
    row: int
    column: int = 1


def said_of_table(layout: Layout, above: Sequence[SaidAround] = (), /) -> tuple[SaidAround, ...]:
    """Find what the titles above a table, or the name of its sheet, say of all its rows, where no column says it.

    Of a stage nothing is said where a column dates it, nor where titles name several.

    Args:
        layout: the table.
        above: what the titles of the table above it say that it goes on with.
    """
    columns = {column.field for column in layout.columns}
    found: dict[str, SaidAround] = {}
    for number, at, text in _titles(layout):
        stage = _stage_in(text)
        if stage is not None and STAGE not in found and is_plain(text, STAGES[stage]):
            found[STAGE] = SaidAround(STAGE, stage, number, at)
        town = town_of(text)
        if town and (not number or _is_titled(layout.grid.rows[number - 1], at)):
            found.setdefault("district", SaidAround("district", town, number, at))
        elif (
            not number
            and (means := means_of(text)) is not None
            and means[0] in {"district", "park", CATEGORY}
        ):
            found.setdefault(means[0], SaidAround(*means, number, at))
    found |= {one.path: one for one in above if one.path not in found or not found[one.path].row}
    if STAGE in found and dates_stage(columns, found[STAGE].text):
        del found[STAGE]
    return tuple(said for path, said in found.items() if path == STAGE or path not in columns)


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

    Gives its row, its column and its text; nothing where a column says the stage.
    """
    columns = {column.field for column in layout.columns}
    if STAGE in columns or any(said.path == STAGE for said in said_of_table(layout)):
        return None
    return next((title for title in _titles(layout) if doubts_stage(title[2], columns)), None)


def doubts_stage(title: str, columns: set[str | None], /) -> bool:
    """Tell whether a title names a stage, which no column dates, among words that are not understood."""
    stage = _stage_in(title)
    return (
        stage is not None
        and not _SENTENCE.search(title)
        and not dates_stage(columns, stage)
        and not is_plain(title, STAGES[stage])
    )


def denied_by_titles(layout: Layout, /) -> Iterator[tuple[int, int, str, frozenset[Stage]]]:
    """Find the titles, or the name of a sheet, of what has not come to a stage yet: 未签约项目, 拟开工项目.

    Gives the row, column and text of each, and the stages.
    """
    for number, at, text in _titles(layout):
        words = (found[2] for found in _IN_TITLE.finditer(text) if found[1])
        stages = frozenset(stage for word in words if (stage := STAGES.get(word)) is not None)
        if stages:
            yield number, at, text, stages


_SENTENCE: Final = re.compile("[,;。]")


def dates_stage(columns: set[str | None], word: str) -> bool:
    """Tell whether a column dates a stage, or says whether it came about."""
    stage = STAGES[word]
    if stage in {Stage.SIGNED, Stage.INTENT}:
        return any(path is not None and path.endswith("].signed_on") for path in columns)
    return any(path is not None and path.startswith(f"milestones[{stage}") for path in columns)


def _stage_in(title: str) -> str | None:
    """Give the one stage that a title says its projects are at."""
    said = [(match[1], match[2]) for match in _IN_TITLE.finditer(title)]
    named = {word for mark, word in said if not mark}
    stages = {STAGES.get(word) for word in named}
    if len(stages) != 1 or None in stages or any(mark for mark, _ in said):
        return None
    own = _OF_PROJECTS.search(title) or _IS_STAGE.fullmatch(LEAD.sub("", title))
    return own[1] if own is not None else None


def means_of(word: str) -> tuple[str, str] | None:
    """Tell the field of a word that titles rows, and its text there."""
    stage = _IS_STAGE.fullmatch(word)
    if stage is not None:
        return STAGE, stage[1]
    for form in (word, word.removesuffix("项目"), plain_kind(word)):
        if form in CATEGORIES:
            return CATEGORY, form
    return place_of(word)


def plain_kind(word: str) -> str:
    return word.removesuffix("项目").removesuffix("类")
