"""Names of projects in one cell with what is built: the name is parted from it, and the whole cell is kept."""

from typing import TYPE_CHECKING, Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.layout.header import Layout
from zhaoshang._workbooks.words.columns import Column, leaf_of
from zhaoshang._workbooks.words.text import key, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhaoshang._workbooks.files.grids import Cell

__all__ = ["with_contents"]

_HEAD: Final = re.compile(
    r"(?:项目|工程)(?:名称|名)(?:\(?(?:及|和|与|、|/)|\()(?:主要)?(?:建设|投资|项目)?(?:规模|内容|概况|简介|情况)(?:(?:及|和|与|、)?(?:建设)?(?:规模|内容|概况))?\)?"
)
_MARK: Final = re.compile(r"[：:，,。；;\n]+")
_COLON: Final = "：:"
_IN_BRACKETS: Final = re.compile(r"[(（\[【“\"《][^)）\]】”\"》]*[)）\]】”\"》]")
_NAME_END: Final = re.compile(
    r"(?:项目|工程|基地|园区?|中心|平台|[工电]厂|厂房|生产线|综合体|小镇|[医学]院|酒店|总部|二期|一期|三期)(?:[(（][^()（）]*[)）])?$"
)
_BUILDS: Final = re.compile(
    r"(?:项目)?(?:拟|计划|主要|将|总)?(?:新建|建设|改建|扩建|改造|购置|购买|新增|租[用赁]|占地|用地|利用|年产|年处理|年加工|打造|建成|生产|投资|总投资|一期|从事|引进|布局|规划|形成)"
)
_NO_NAME: Final = re.compile(
    r"^(?:拟|计划|将)?(?:新建|改建|扩建|建设|购置|租[用赁]|年产|占地|总?投资|利用)|(?:内容|规模|名称|概况|情况)$"
)
_LABEL: Final = re.compile(r"^\s*项目名称[:：]\s*")
_SHORTEST: Final = 3


def with_contents(layout: Layout, /) -> Layout:
    """Part the names of a column that holds what is built as well; what it held is kept in a column behind the last.

    Args:
        layout: the table.
    """
    name = layout.column("name")
    if name is None or layout.is_turned or not _HEAD.fullmatch(key(leaf_of(name))):
        return layout
    width = max(map(len, layout.grid.rows))
    rows: list[Sequence[Cell]] = []
    for number, row in enumerate(layout.grid.rows, 1):
        cell = row[name.number - 1] if number > layout.bottom and name.number <= len(row) else None
        own = _own(cell) if isinstance(cell, str) else None
        if own is None:
            rows.append(row)
        else:
            parted = [*row, *[None] * (width + 1 - len(row))]
            parted[name.number - 1], parted[width] = own, cell
            rows.append(parted)
    kept = Column(number=width + 1, header=name.header, certainty=1.0, why="it holds what is built as well")
    return evolve(layout, grid=evolve(layout.grid, rows=rows), columns=(*layout.columns, kept))


def _own(text: str) -> str | None:
    """Give the name before what is built; `None` where a cell holds nothing but a name, or nobody can tell where it ends."""
    text = _LABEL.sub("", text)
    plain = _IN_BRACKETS.sub(lambda match: "□" * len(match[0]), text)
    mark = _MARK.search(plain)
    if mark is None:
        return None
    name, rest = tidy(text[: mark.start()]), tidy(text[mark.end() :])
    is_whole = _NAME_END.search(key(name)) is not None
    if _NO_NAME.search(key(name)) and not key(name).endswith(("项目", "工程")):
        return None
    is_parted = is_whole or mark[0][0] in _COLON
    return name if rest and len(name) >= _SHORTEST and (is_parted or _BUILDS.match(key(rest))) else None
