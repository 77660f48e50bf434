"""What was decided about each sheet, on what evidence, and what else it might have been."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._text.languages import is_chinese
from zhaoshang._workbooks.files.grids import Grid, column_letter
from zhaoshang._workbooks.layout.candidates import header_candidates
from zhaoshang._workbooks.layout.header import RowKind
from zhaoshang._workbooks.reading.sheet_imports import SheetImport
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.columns import Column
from zhaoshang.findings import Finding

__all__ = ["Decision", "decisions"]


@final
@frozen(kw_only=True)
class Decision:
    r"""One thing that the reader decided, with its evidence; a `Mapping` can say most of them.

    Attributes:
        sheet: the sheet.
        about: what it is about: `sheet`, `header`, `bounds`, `rows`, `year`, or `column` and its letter.
        choice: what was decided: `ledger`, `copy`, `summary`, `form`, `other`, `empty` or `left out` for a sheet; rows,
            cells or a field else.
        zh: the evidence in Chinese.
        en: the evidence in English.
        runner_up: what came next; empty where nothing did.

    Examples:
        >>> from zhaoshang import workbooks
        >>> text = "2022年项目台账,,\n项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,3.5\n"
        >>> imported = workbooks.read(text.encode(), name="某区.csv")
        >>> for decision in imported.layout[:3]:
        ...     print(decision.about, decision.choice, "-", decision.en)
        sheet ledger - column A names projects, and 2 more columns hold facts of them
        header row 2 - 3 of its words are known, and 3 name fields
        bounds A2:C3 - the header, and the last row that holds anything
    """

    sheet: str
    about: str
    choice: str
    zh: str
    en: str
    runner_up: str = ""

    def render(self, locale: str = "en") -> str:
        r"""Say it in a line, in Chinese or English.

        Args:
            locale: `zh_CN` or `en`.

        Examples:
            >>> from zhaoshang import workbooks
            >>> table = "项目名称,总投资（亿元）\n虚构项目,3.5\n".encode()
            >>> print(workbooks.read(table, name="某区.csv").layout[-1].render("zh_CN"))
            某区 列 B：investment (亿元)（表头“总投资（亿元）”，把握 100%）
        """
        if is_chinese(locale):
            other = f"；其次：{_in_chinese(self.runner_up)}" if self.runner_up else ""
            return f"{self.sheet} {_in_chinese(self.about)}：{_in_chinese(self.choice)}（{self.zh}{other}）"
        other = f"; else {self.runner_up}" if self.runner_up else ""
        return f"{self.sheet} {self.about}: {self.choice} ({self.en}{other})"


_ZH: Final = {
    "sheet": "工作表", "header": "表头", "bounds": "范围", "rows": "各行", "year": "年份", "column": "列",
    "ledger": "项目清单", "copy": "副本", "summary": "汇总表", "form": "表单", "other": "其他", "empty": "空表",
    "left out": "未选", "row": "行", "project": "项目", "rejected": "未读入", "title": "标题", "unit": "单位",
    "group": "分组", "total": "合计", "note": "说明", "blank": "空行", "continued": "续行",
}  # fmt: skip
_WORD: Final = re.compile(r"left out|(?<![\w.\[])[a-z]+(?![\w.\[])")


def _in_chinese(text: str) -> str:
    """Say what a decision is about, or what was decided, in Chinese; fields keep their names."""
    return _WORD.sub(lambda match: _ZH.get(match[0], match[0]), text)


def decisions(
    sheets: Sequence[SheetImport], grids: Sequence[Grid], findings: Iterable[Finding]
) -> tuple[Decision, ...]:
    """List what was decided about the sheets of a workbook, in their order."""
    told = {
        (str(finding.detail["sheet"]), finding.code): str(finding.detail.get("note", ""))
        for finding in findings
        if finding.code in {"copied_sheet", "not_a_ledger", "names_not_told"}
    }
    by_name = {grid.name: grid for grid in grids}
    found: list[Decision] = []
    for sheet in sheets:
        grid = by_name[sheet.name]
        if sheet.is_ledger:
            found += _of_ledger(sheet, grid)
        else:
            found.append(_of_other(sheet, grid, told))
    return tuple(found)


def _of_other(sheet: SheetImport, grid: Grid, told: dict[tuple[str, str], str]) -> Decision:
    """Say why a sheet was not read."""
    name = sheet.name
    original = told.get((name, "copied_sheet"))
    if original is not None:
        zh, en = f"再次列出“{original}”中的项目", f"it lists projects of {original} once more"
        return Decision(sheet=name, about="sheet", choice="copy", zh=zh, en=en, runner_up="ledger")
    if not any(cell is not None for row in grid.rows for cell in row):
        return Decision(sheet=name, about="sheet", choice="empty", zh="没有内容", en="it holds nothing")
    if not {(name, "not_a_ledger"), (name, "names_not_told")} & told.keys():
        zh, en = "mapping 未选此表", "the mapping leaves it out"
        return Decision(sheet=name, about="sheet", choice="left out", zh=zh, en=en)
    tried = header_candidates(grid)
    reason = next((one.refused for one in tried if one.refused), "")
    near = max(tried, key=lambda one: len(_fields(one.layout.columns)), default=None)
    zh, en = _REFUSED[reason]
    return Decision(
        sheet=name,
        about="sheet",
        choice=reason or "other",
        zh=zh,
        en=en,
        runner_up=f"ledger, header = {_rows(near.layout.header_rows)}" if near else "",
    )


_REFUSED: Final = {
    "summary": ("只有个数和合计，没有逐个项目", "it counts projects, or lists firms, and names no project"),
    "form": ("标签与内容并列，是一张表单", "labels stand beside values, as in a form"),
    "": ("没有能认出项目名称的表头", "no row names projects and facts of them"),
}


def _of_ledger(sheet: SheetImport, grid: Grid) -> Iterator[Decision]:
    """Say what a sheet of projects is made of."""
    name, columns = sheet.name, sheet.columns
    naming = next((column for column in columns if column.field in {"name", "investors"}), None)
    facts = len(_fields(columns) - {"name"})
    letter = naming.letter if naming else ""
    yield Decision(
        sheet=name,
        about="sheet",
        choice="ledger",
        zh=f"{letter} 列是项目名称，另有 {facts} 列是项目的情况",
        en=f"column {letter} names projects, and {facts} more columns hold facts of them",
    )
    if sheet.header_rows:
        yield _header(sheet, grid)
    used = [number for number, row in enumerate(grid.rows, 1) if any(cell is not None for cell in row)]
    first, last = min(sheet.header_rows, default=1), max(used, default=1)
    width = column_letter(max((column.number for column in columns), default=1))
    yield Decision(
        sheet=name,
        about="bounds",
        choice=f"A{first}:{width}{last}",
        zh="从表头到最后一个有内容的行",
        en="the header, and the last row that holds anything",
    )
    kinds = [(kind, count) for kind, count in sheet.counts.items() if count]
    yield Decision(
        sheet=name,
        about="rows",
        choice=", ".join(f"{count} {kind}" for kind, count in sorted(kinds, key=_in_order)),
        zh="各行按序号、合计、括注个数和空白判断",
        en="told by ordinals, sums, counts in brackets and what is blank",
    )
    if sheet.year is not None:
        zh, en = "取自标题、表名或参数", "the title, the sheet's name or the caller says so"
        yield Decision(sheet=name, about="year", choice=str(sheet.year), zh=zh, en=en)
    for column in columns:
        if column.header or column.field:
            yield _column(name, column)


def _in_order(item: tuple[RowKind, int]) -> int:
    return list(RowKind).index(item[0])


def _header(sheet: SheetImport, grid: Grid) -> Decision:
    """Say how the header was found, and which row came next."""
    tried = [] if sheet.is_turned else header_candidates(grid)
    own = set(sheet.header_rows)
    others = [one for one in tried if one.points and not own & set(one.layout.header_rows)]
    best = max(others, key=lambda one: one.points, default=None)
    known = next((one.known for one in tried if own >= set(one.layout.header_rows)), 0)
    named = len(_fields(sheet.columns))
    return Decision(
        sheet=sheet.name,
        about="header",
        choice=f"row {_rows(sheet.header_rows)}",
        zh=f"其中 {known} 个词认得，{named} 列有字段",
        en=f"{known} of its words are known, and {named} name fields",
        runner_up=f"row {_rows(best.layout.header_rows)}" if best else "",
    )


def _column(sheet: str, column: Column) -> Decision:
    choice = column.field or ("left out" if column.is_left_out else EXTRA)
    sure = f"，把握 {column.certainty:.0%}" if column.certainty else ""
    return Decision(
        sheet=sheet,
        about=f"column {column.letter}",
        choice=f"{choice} ({column.unit})" if column.unit and column.field else choice,
        zh=f"表头“{column.header}”{sure}",
        en=f"{column.header!r}: {column.why}",
        runner_up=", ".join(column.candidates),
    )


def _fields(columns: Sequence[Column]) -> set[str]:
    return {column.field for column in columns if column.field and not column.field.startswith(("@", EXTRA))}


def _rows(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows))
