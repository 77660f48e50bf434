"""The column of names under a word that is not known, told by the rest of the table and by what it holds."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.values import number_in
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.columns import Column, leaf_of
from zhaoshang._workbooks.words.text import bare, key

__all__ = ["NAMED_BY_CELLS", "is_projects_word", "is_told", "with_name"]

NAMED_BY_CELLS: Final = "its header is not known, and it holds names of projects"
"""Why a column was taken for the names that only its cells speak for."""

_PROJECTS: Final = re.compile(r"[^\W\d]{1,4}项目(?:\([^()]*\))?")
_COUNTS: Final = re.compile("[是否有无数总重]|[上下]级")
_SUMS: Final = re.compile(r"(?:[合小总共]计:?)?(?:共?\d{1,4}[个项家宗](?:项目)?)?")
_MOST: Final = 0.8
_SHORT: Final = 3  # a word of a list, such as 工业, is no longer than this
_CERTAINTY: Final = 0.7
_BY_CELLS: Final = 0.6
_LOOKED_AT: Final = 200
_ENDS: Final = re.compile(
    r"(?:项目|工程|基地|园区?|中心|平台|[工电][厂站]|厂|生产线|产线|建设|扩[建产能]|改造|综合体|小镇|[学医]院|酒店|广场|总部|仓储?|车间|枢纽|一条街|"
    r"生产|制造|加工|研发|开发|种植|养殖|改扩建|[一二三四五六]期)(?:\([^()]*\))?$"
)
"""How the names of projects end, and those of firms do not: with what is built or done."""
_OTHERS: Final = re.compile(
    r"(?:公司|集团|企业|合作社|[^布格]局|委员会|管委会|办|[乡镇村县区市]|街道|银行|协会|商会)(?:\([^()]*\))?$"
)
_MANY: Final = 0.6
_ABOUT: Final = re.compile(
    r"(?:内容|情况|说明|简介|概况|备注|进展|进度|问题|方式|用途|范围|目标|措施|条件|地[点址]?|位置|范畴|领域|行业|产业|类[别型]?|性质|方向)$"
)
"""How the header of a column ends that tells of projects what their names do not."""
_DATED: Final = ("agreements[", "milestones[")
_AMOUNTS: Final = frozenset({"investment", "fixed_investment", "outside_investment"})


def is_projects_word(text: str, /) -> bool:
    """Tell whether a header says of which projects it is, and nothing more: 引进项目, 意向项目.

    Examples:
        >>> is_projects_word("引进项目"), is_projects_word("项目类别"), is_projects_word("是否重点项目")
        (True, False, False)
    """
    word = key(text)
    return _PROJECTS.fullmatch(word) is not None and _COUNTS.search(word) is None


def is_told(columns: Sequence[Column], rows: Sequence[Sequence[Cell]] = (), /) -> bool:
    """Tell whether a header speaks of projects, whichever column names them: an amount in a unit, and two more facts.

    Args:
        columns: the columns of a table.
        rows: the rows below its header: the unit may stand in their cells.
    """
    fields = {column.field for column in columns if column.field}
    has_amount = any(
        column.field in _AMOUNTS and (column.scaled is not None or _has_units(column.number, rows))
        for column in columns
    )
    facts = (
        "investors" in fields,
        any(field.startswith(_DATED) for field in fields),
        bool(fields & {"@number", "id"}),
    )
    return has_amount and sum(facts) > 1


def _has_units(number: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether nearly all texts of a column end as amounts do: 3亿元, 500万美元, 数千万元."""
    texts = [key(cell) for cell in _held(number, rows) if isinstance(cell, str) and not bare(key(cell))]
    return bool(texts) and sum(map(bool, map(_AMOUNT.search, texts))) >= _MOST * len(texts)


_AMOUNT: Final = re.compile(
    r"[\d一二三四五六七八九十百数几][\d.,]*(?:余|多)?(?:[百千万亿]+(?:美|港|欧|日)?元?|元)(?:$|以[上下]|左右|\()"
)


def with_name(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]], /) -> tuple[Column, ...]:
    """Take the one column for the names whose header speaks of projects, and whose cells are as names are.

    Where no header speaks of them, it is the one whose cells end as names of projects do.

    Args:
        columns: the columns of a table.
        rows: the rows below its header.
    """
    if any(column.field == "name" or "name" in column.candidates for column in columns):
        return columns
    rows = rows[:_LOOKED_AT]
    if not is_told(columns, rows):
        return columns
    unread = [column for column in columns if column.field is None and _are_names(column.number, rows)]
    found, certainty = [column for column in unread if is_projects_word(column.header)], _CERTAINTY
    why = "its header speaks of projects and it holds names"
    if not found:
        found = [column for column in unread if _may_name(column) and _are_of_projects(column.number, rows)]
        certainty, why = _BY_CELLS, NAMED_BY_CELLS
    if len(found) != 1:
        return columns
    name = evolve(found[0], field="name", certainty=certainty, scaled=None, why=why, candidates=())
    return tuple(name if column is found[0] else column for column in columns)


def _may_name(column: Column) -> bool:
    """Tell whether a header that is not known says nothing against names."""
    leaf = key(leaf_of(column))
    says_other = _ABOUT.search(leaf) or _COUNTS.search(leaf)
    return not column.certainty and not column.candidates and bool(leaf) and not says_other


def _are_of_projects(number: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether most texts of a column end as names of projects do, and none as those of firms, offices and places."""
    texts = [key(cell) for cell in _held(number, rows) if isinstance(cell, str) and not bare(key(cell))]
    texts = [text for text in texts if not _SUMS.fullmatch(text)]
    ends = sum(map(bool, map(_ENDS.search, texts)))
    return ends > 1 and ends >= _MANY * len(texts) and not any(map(_OTHERS.search, texts))


def _held(number: int, rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    return [row[number - 1] for row in rows if number <= len(row) and row[number - 1] is not None]


def _are_names(number: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the cells of a column are as names are: texts, longer than words of a list, hardly two the same."""
    told = [cell for cell in _held(number, rows) if not bare(key(str(cell)))]
    held = [cell for cell in told if not _SUMS.fullmatch(key(str(cell)))]
    texts = [key(cell) for cell in held if isinstance(cell, str) and number_in(cell) is None]
    long = [text for text in texts if len(text) > _SHORT]
    return bool(held) and len(long) >= _MOST * len(held) and len(set(long)) >= _MOST * len(long)
