"""What titles, names of sheets and titles of groups say of every row below them: a stage, a kind, a place, a unit in charge."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import cell_text
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.generic import names_no_thing
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.stated import states_unit, without_units
from zhaoshang._workbooks.layout.totalwords import calls_total
from zhaoshang._workbooks.reading.titlewords import (
    LEAD,
    OF_TIME,
    ORDINAL,
    SERIES,
    is_plain,
    place_of,
    town_of,
)
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.cellwords import AMBIGUOUS_STAGES, CATEGORIES, STAGES
from zhaoshang._workbooks.words.composing import says_unit
from zhaoshang._workbooks.words.headwords import match
from zhaoshang._workbooks.words.text import key
from zhaoshang.vocabulary import Stage

__all__ = [
    "STAGE",
    "SaidAround",
    "calls_sum",
    "denied_by_titles",
    "doubted_title",
    "rank_of",
    "said_of_groups",
    "said_of_table",
    "words_of",
]

GROUP: Final = "分组"
_STAGE_WORD: Final = 4  # so long is a word for a stage in a title at most
STAGE: Final = "milestones[].stage"
"""The path of the stages that cells say."""
CATEGORY: Final = "category"
_CODE: Final = re.compile(r"\d{1,2}(?:[-.]\d{1,2}){1,2}|[^\d\u4e00-\u9fff]{1,4}\d{1,4}")
"""What counts a title whose words stand in a cell of their own."""
_DEPTHS: Final = ("一", "(一)", "1", "(1)")
"""The series of an official text, each within the one before."""
_TAIL: Final = re.compile(r"(?:[:。]|\((?:共|合?计)?\d[^()]*\)|(?:共|合?计)?\d+[个项家宗](?:项目)?)+$")
_FRAMED: Final = re.compile(r"\(([^()]+)\)")
"""A title in brackets: 【青坪镇】."""
_SUM: Final = re.compile(r"[合小总共累分]计|其中")
_SUB: Final = re.compile(r"小计|分计")
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
_WORD: Final = re.compile(r"[\w()、,-]{2,30}")


@final
class SaidAround(NamedTuple):
    """A field and its text, and the cell that says it; row 0 is the name of the sheet."""

    path: str
    text: str
    row: int
    column: int = 1


def said_of_table(layout: Layout, /) -> tuple[SaidAround, ...]:
    """Find what the titles above a table, or the name of its sheet, say of all its rows, where no column says it.

    Of a stage nothing is said where a column dates it, nor where titles name several.
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
            not number and (means := _means(text)) is not None and means[0] in {"district", "park", CATEGORY}
        ):
            found.setdefault(means[0], SaidAround(*means, number, at))
    if STAGE in found and _dates(columns, found[STAGE].text):
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
    for number, at, text in _titles(layout):
        stage = _stage_in(text)
        if stage is None or _SENTENCE.search(text) or _dates(columns, stage):
            continue
        if not is_plain(text, STAGES[stage]):
            return number, at, text
    return None


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


def _dates(columns: set[str | None], word: str) -> bool:
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


def said_of_groups(
    layout: Layout, kinds: Sequence[RowKind], of_table: Sequence[SaidAround] = (), /
) -> Mapping[int, tuple[SaidAround, ...]]:
    """Find what the titles of groups say of the rows below them, by row, with what those above the table still say of them.

    A title below projects takes the place of one above the table that is of its rank, and a note that names another
    place ends what was said of places.
    """
    if RowKind.GROUP not in kinds and RowKind.TOTAL not in kinds:
        return {}
    found: dict[int, tuple[SaidAround, ...]] = {}
    open_: list[_Open] = []
    of_titles = tuple(of_table)
    held = of_titles
    is_begun = False
    columns = {column.field for column in layout.columns}
    for number, kind in enumerate(kinds, 1):
        if number <= layout.bottom:
            continue
        if kind is RowKind.PROJECT or kind is RowKind.REJECTED:
            is_begun = True
            if open_ and not open_[-1].has_rows:
                open_ = [*open_[:-1], open_[-1]._replace(has_rows=True)]
            if held:
                found[number] = held
        elif kind is RowKind.GROUP or kind is RowKind.TOTAL:
            row = layout.grid.rows[number - 1]
            if kind is RowKind.GROUP and is_begun and of_titles:
                rank = rank_of(row)
                of_titles = tuple([one for one in of_titles if not _is_of_rank(layout, one, rank)])
            open_ = _opened(open_, row, number, is_total=kind is RowKind.TOTAL)
            inner = _settled([one for each in open_ for one in each.said], columns)
            held = tuple({one.path: one for one in (*of_titles, *inner)}.values())
        elif kind is RowKind.NOTE and held and _names_other_place(layout.grid.rows[number - 1], held):
            open_ = []
            of_titles = held = tuple([one for one in of_titles if one.path not in _PLACED])
    return found


def _is_of_rank(layout: Layout, said: SaidAround, rank: str) -> bool:
    """Tell whether a title that says something is of a rank; the name of a sheet is above all of them."""
    return said.row > 0 and rank_of(layout.grid.rows[said.row - 1]) == rank


def rank_of(row: Sequence[Cell], /) -> str:
    """Give the rank of a title: how it is counted, or else whether it names a list.

    Examples:
        >>> [
        ...     rank_of([title])
        ...     for title in ("二、市外项目", "（一）工业", "青溪镇项目台账（单位：亿元）", "青溪镇")
        ... ]
        ['一', '(一)', '表', '']
    """
    ordinal, label, _ = _parted(row)
    return _style(_mark(ordinal, label)) or ("表" if _NAMES_LIST.search(_BRACKETS.sub("", label)) else "")


_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NAMES_LIST: Final = re.compile("(?:表|台账|清单|名单|名册|目录|汇总|一览)$")


def calls_sum(label: str, /) -> bool:
    """Tell whether the words of a total say that it sums up rows, or a part of them; any other titles those below it.

    Examples:
        >>> [calls_sum(label) for label in ("小计", "其中:工业", "承前页", "二、市外项目")]
        [True, True, True, False]
    """
    return _SUM.search(label) is not None or calls_total(label)


def words_of(row: Sequence[Cell], /) -> str:
    """Give the words of a title without its ordinal, where that stands in a cell of its own, and what they say of units."""
    return _parted(row)[1]


def _parted(row: Sequence[Cell]) -> tuple[str, str, int]:
    """Give the ordinal of a title that stands in a cell of its own, its words without what they say of units, and their column."""
    texts = [(at, key(without_units(cell))) for at, cell in enumerate(row, 1) if isinstance(cell, str)]
    texts = [(at, text) for at, text in texts if text]
    first = texts[0][1] if texts else ""
    is_code = len(texts) > 1 and _CODE.fullmatch(first) is not None
    ordinal = first if is_code or ORDINAL.fullmatch(first) else ""
    words = texts[1:] if is_code else texts
    at, label = next(((at, text) for at, text in words if not ORDINAL.fullmatch(text)), (0, ""))
    return ordinal, label, at


@final
class _Open(NamedTuple):
    """A group that is open: the series of its ordinal, what its title says, whether rows stand right below it."""

    style: str
    said: tuple[SaidAround, ...]
    has_rows: bool = False


_PLACED: Final = frozenset({"district", "park", "owner"})
_NOTED: Final = re.compile("[\u4e00-\u9fff]{2,8}:(.+)")


def _names_other_place(row: Sequence[Cell], held: Sequence[SaidAround]) -> bool:
    """Tell whether a note names a place that is none of those that rows are said to be of: 填报单位：石桥乡."""
    noted = [match[1] for cell in row if isinstance(cell, str) and (match := _NOTED.fullmatch(key(cell)))]
    places = [means for word in noted if (means := _means(word)) is not None and means[0] in _PLACED]
    return bool(places) and not any((one.path, one.text) in places for one in held)


def _outside(open_: list[_Open], mark: str, style: str) -> list[_Open]:
    """Give the open groups that a title of a series stands in.

    One of another series stands in the last where no rows came between them, or where it begins a series that
    official texts have within that. Of any other the rank is not known: it ends them all.
    """
    styles = [each.style for each in open_]
    if style in styles:
        return open_[: styles.index(style)]
    if not open_ or not open_[-1].has_rows:
        return open_
    last = styles[-1]
    is_within = (
        mark == style and style in _DEPTHS and last in _DEPTHS and _DEPTHS.index(last) < _DEPTHS.index(style)
    )
    return open_ if is_within else []


def _opened(open_: list[_Open], row: Sequence[Cell], number: int, *, is_total: bool) -> list[_Open]:
    """Open the group that a row titles, in those that are open and of another series; a total closes."""
    ordinal, label, at = _parted(row)
    if is_total and "页" in label and calls_sum(label):
        return open_  # carried over, as each page of a print is
    if not label or (is_total and calls_sum(label)):
        return open_[:-1] if _SUB.search(label) else []
    mark = _mark(ordinal, label)
    style = _style(mark)
    plain = _TAIL.sub("", LEAD.sub("", label)).strip()
    framed = _FRAMED.fullmatch(plain)
    plain = framed[1] if framed is not None else plain
    named = _means(plain)
    if named is None and (town := town_of(plain)):
        named = ("district", town)
    is_sum = is_total and not style and names_no_thing(plain)  # of others, or of the rows above it
    if named is None and _WORD.fullmatch(plain) and not is_sum and not _SUM.search(plain):
        named = (f"{EXTRA}.{GROUP}", _shown(row, at))
    said: tuple[SaidAround, ...] = () if named is None else (SaidAround(*named, number, at),)
    if (
        named is not None
        and named[0] == CATEGORY
        and CATEGORIES[named[1]].zh not in {named[1], _plain(named[1])}
    ):
        said += (SaidAround(f"{EXTRA}.{GROUP}", named[1], number, at),)  # the office's own word says more
    return [*_outside(open_, mark, style), _Open(style, said)]


def _shown(row: Sequence[Cell], at: int) -> str:
    """Write the title of a group without its ordinal and count."""
    text = " ".join(without_units(cell_text(row[at - 1])).replace("（", "(").replace("）", ")").split())
    return _TAIL.sub("", LEAD.sub("", text)).strip("【】 ")


def _settled(said: list[SaidAround], columns: set[str | None]) -> Iterator[SaidAround]:
    """Give what open groups say, the inner ones first where they speak of one thing; what columns date is left to them."""
    found: dict[str, SaidAround] = {}
    for one in said:
        found[one.path] = one
    for one in found.values():
        if one.path != STAGE or not _dates(columns, one.text):
            yield one
        elif STAGES[one.text] is Stage.INTENT:  # a column of signing says nothing of it
            yield SaidAround(f"{EXTRA}.{GROUP}", one.text, one.row, one.column)


def _means(word: str) -> tuple[str, str] | None:
    """Tell the field of a word that titles rows, and its text there."""
    stage = _IS_STAGE.fullmatch(word)
    if stage is not None:
        return STAGE, stage[1]
    for form in (word, word.removesuffix("项目"), _plain(word)):
        if form in CATEGORIES:
            return CATEGORY, form
    return place_of(word)


def _plain(word: str) -> str:
    return word.removesuffix("项目").removesuffix("类")


def _mark(ordinal: str, label: str) -> str:
    """Give the ordinal of a title, or else that before its words."""
    lead = LEAD.match(label)
    return (ordinal or (lead[0] if lead else "")).strip("、.: ")


def _style(mark: str) -> str:
    """Say of which series an ordinal is, by the first of it."""
    series = next((first for first, signs in SERIES if signs.fullmatch(mark)), mark)
    return re.sub(r"\d+", "1", re.sub(r"[一二三四五六七八九十]+", "一", series))
