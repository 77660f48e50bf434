"""What can be wrong with a cell, a row or a sheet, as data: each fault has a code, a gravity and its words."""

from typing import Final, NamedTuple, final

from zhaoshang._workbooks.files.grids import Cell, column_letter
from zhaoshang.findings import Finding, Severity

__all__ = ["FAULTS", "Fault", "Rule", "cell_text", "finding"]


@final
class Rule(NamedTuple):
    """A kind of fault: how grave it is, and its message in Chinese and English; `{value}` is the cell's text."""

    severity: Severity
    zh: str
    en: str


@final
class Fault(NamedTuple):
    """A fault of one cell: its code, and what the message names besides the cell's text."""

    code: str
    note: str = ""


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

FAULTS: Final[dict[str, Rule]] = {
    "missing_name": Rule(_E, "没有项目名称，该行未读入", "no project name: the row was not read"),
    "row_too_wide": Rule(
        _E,
        "该行比表头多出单元格（{value}），可能是单元格内的分隔符没有加引号，该行未读入",
        "the row has more cells than the header ({value}): a separator inside a cell without quotes? It was not read",
    ),
    "stray_quote": Rule(
        _W,
        "该行的引号没有配对，引号按文字读入",
        "the row has a quote that quotes nothing; it was read as text",
    ),
    "error_value": Rule(
        _E, "单元格是错误值 {value}，未读入", "the cell holds the error value {value}; not read"
    ),
    "uncached_formula": Rule(
        _E,
        "公式 {value} 没有计算结果，未读入；请用 Excel 打开并保存一次",
        "the formula {value} was never computed; open the file in Excel and save it",
    ),
    "formula_text": Rule(
        _W,
        "文本 {value} 像公式，按文本处理，不作计算",
        "the text {value} looks like a formula; it is kept as text, never run",
    ),
    "ditto_mark": Rule(
        _W,
        "{value} 指上一行的内容，未读入；请写明",
        "{value} points to the row above and was not read; write out what it stands for",
    ),
    "unit_missing": Rule(
        _W,
        "{value} 没有单位，表头和单元格都未写明，未读入",
        "no unit for {value} in the header or the cell; not read",
    ),
    "unit_conflict": Rule(
        _W,
        "{value} 与表头单位（{note}）不同，以单元格为准",
        "{value} states another unit than the header ({note}); the cell wins",
    ),
    "not_a_quantity": Rule(_W, "{value} 不是可读的数量，未读入", "{value} is no quantity that can be read"),
    "other_measure": Rule(
        _W,
        "{value} 写明是另一项或其中一部分的数额，与表头不符，未读入",
        "{value} says that it is the amount of something else or of a part, not of what the header says; not read",
    ),
    "restated_amount": Rule(
        _W,
        "{value} 写有两种币种的数额，取前者，未核对折算",
        "{value} states the amount in two currencies: the first was kept, and the conversion not checked",
    ),
    "wrong_kind": Rule(_W, "{value} 不是{note}，未读入", "{value} is no {note}; not read"),
    "scale_suspect": Rule(
        _W,
        "{value} 与同列相差约一万倍，疑为单位填错（{note}），未读入",
        "{value} is about 10,000 times off its column ({note}): a slip of unit? Not read",
    ),
    "negative_amount": Rule(_W, "{value} 为负数，未读入", "{value} is negative; not read"),
    "zero_amount": Rule(_W, "金额为 0，请核实是否应为空", "the amount is 0; should it be empty?"),
    "columns_disagree": Rule(
        _W,
        "{value} 与 {note} 列所写不一致，两处均未读入",
        "{value} disagrees with column {note}; neither was read",
    ),
    "shared_amount": Rule(
        _W,
        "{value} 所在单元格自第 {note} 行起合并，跨多个项目，无法分摊，未读入",
        "the cell of {value} is merged over several projects from row {note}; not read for any of them",
    ),
    "rows_disagree": Rule(
        _W,
        "同一项目占多行，{value} 与第 {note} 行不一致，未读入",
        "the project stands in several rows, and {value} disagrees with row {note}; not read",
    ),
    "two_currencies": Rule(
        _I,
        "{value} 与 {note} 列币种不同，取前一列",
        "{value} is in another currency than column {note}; the first was kept",
    ),
    "not_a_date": Rule(_W, "{value} 不是可读的日期，未读入", "{value} is no date that can be read"),
    "open_date": Rule(
        _W,
        "{value} 是期限（某日之前或之后），不是日期，未读入",
        "{value} is a limit, before or after a day, and no date; not read",
    ),
    "planned_date": Rule(
        _W,
        "{value} 是计划，表头为实际时间，未读入",
        "{value} is a plan, and the header speaks of what came about; not read",
    ),
    "ambiguous_date": Rule(
        _W,
        "{value} 可能是 1 月或 10 月，未读入；请写成 2022-01 或 2022-10",
        "{value} may be January or October; not read. Write 2022-01 or 2022-10",
    ),
    "year_missing": Rule(
        _W,
        "{value} 没有年份，标题中也未写明，未读入",
        "no year for {value} in the cell or the title; pass year=…",
    ),
    "serial_as_date": Rule(
        _I, "数字 {value} 按 Excel 日期读为 {note}", "the number {value} was read as the Excel date {note}"
    ),
    "ambiguous_status": Rule(
        _W, "“{value}”可能指 {note}，未读入；请明确", "{value} may mean {note}; not read, please say which"
    ),
    "unknown_status": Rule(
        _W, "“{value}”不是已知的阶段用语，未读入", "{value} is no status word that is known"
    ),
    "status_in_text": Rule(
        _I, "进度栏是一段文字，未从中推断阶段", "the progress cell is running text; no stage was read from it"
    ),
    "unknown_word": Rule(
        _W, "“{value}”不在{note}的已知用语中，未读入", "{value} is no known word for {note}; not read"
    ),
    "several_investors": Rule(
        _W,
        "“{value}”中有多个投资方，无法确定如何拆分，未读入",
        "{value} names several investors in a way that cannot be parted",
    ),
    "bad_uscc": Rule(
        _W,
        "{value} 不是有效的统一社会信用代码，未读入",
        "{value} is no valid unified social credit code; not read",
    ),
    "empty_mark": Rule(_I, "“{value}”按空白处理", "{value} was read as empty"),
    "start_or_opening": Rule(
        _I,
        "开工开业类型为“{note}”，不作开工读入",
        "the kind of start is {note}: it was not read as a start of construction",
    ),
    "investor_unnamed": Rule(
        _I,
        "该行没有可读的投资方，其属性未归入任何投资方",
        "the row names no investor, so this belongs to none in the ledger",
    ),
    "investor_conflict": Rule(
        _W,
        "{value} 与前文所填 {note} 不同，取前者",
        "another row says {note} of this investor, not {value}; the first was kept",
    ),
    "duplicate_row": Rule(
        _W, "与第 {note} 行内容相同，两行均已读入", "the same as row {note}; both were read"
    ),
    "duplicate_id": Rule(
        _W,
        "编号 {value} 与 {note} 重复，已加后缀区分",
        "the code {value} is also in {note}; a suffix was added",
    ),
    "possible_duplicate": Rule(
        _I,
        "项目名称和投资方与 {note} 相同，请核实是否重复",
        "name and investor are the same as in {note}; is it one project?",
    ),
    "total_mismatch": Rule(
        _W,
        "合计数 {value} 与各行之和 {note} 不符",
        "the printed total {value} differs from the sum of its rows, {note}",
    ),
    "not_a_span": Rule(
        _W,
        "“{value}”不是写明年份的起止两个时间，未读入",
        "cannot read {value} as a start and an end, each with its year",
    ),
    "hidden_row": Rule(_I, "该行已隐藏，照常读入", "the row is hidden; it was read all the same"),
    "hidden_column": Rule(_I, "该列已隐藏，照常读入", "the column is hidden; it was read all the same"),
    "cell_comment": Rule(_I, "该单元格有批注：“{note}”", "a comment of the cell says: {note}"),
    "comments_not_read": Rule(
        _W,
        "该工作表的批注过多或已损坏，只读取了 {note} 条，其余未读取",
        "the sheet has too many comments, or damaged ones: {note} were read, and no others",
    ),
    "struck_row": Rule(
        _W,
        "“{value}”已用删除线划去，仍照常读入，请核实",
        "{value} is struck out; it was read all the same: does it still count?",
    ),
    "hidden_sheet": Rule(_I, "该工作表已隐藏，照常读入", "the sheet is hidden; it was read all the same"),
    "not_a_ledger": Rule(
        _W, "该工作表不是项目台账，未读入", "the sheet is no list of projects; it was not read"
    ),
    "unsure_column": Rule(
        _W,
        "“{value}”列可能是 {note}，不能确定，未读入；可用 mapping= 指定",
        "the column {value} may be {note}; not sure, so it was not read: say so with mapping=…",
    ),
    "column_not_read": Rule(
        _I,
        "“{value}”列有内容而无对应字段，未读作字段，原文保留在 extra 中；可用 mapping= 指定",
        "the column {value} holds data but no field that is known; its texts are kept as extra: say what it is with mapping=…",
    ),
    "copied_sheet": Rule(
        _W,
        "该工作表与“{note}”是同一批项目，未重复读入；可用 mapping= 的 sheets 指定读哪一张",
        "the sheet lists the projects of {note} once more; it was not read again: say with sheets= of a mapping which to read",
    ),
    "unused_rule": Rule(
        _W,
        "列映射中的“{note}”不是任何一列的表头或列号，没有起作用",
        "the mapping names {note}, which is the header or letter of no column; it had no effect",
    ),
    "several_years": Rule(
        _I,
        "标题中有多个年份（{note}），不写年份的日期未读入",
        "the title names several years ({note}); dates without one are unread",
    ),
    "external_links": Rule(
        _I,
        "工作簿链接到其他文件，只读取已保存的结果",
        "the workbook links to other files; only stored results were read",
    ),
}
"""Every fault by its code."""

_SHOWN: Final = 60


def cell_text(value: Cell) -> str:
    """Write a cell's value as it is shown, or nearly so."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 2**53:  # codes of 16 digits are exact up to here
            return str(int(value))
        return f"{value:.15g}"
    return str(value)


def finding(fault: Fault, sheet: str, row: int, column: int, value: Cell = None) -> Finding:
    """Make the finding of a fault at a place; rows and columns count from 1."""
    rule = FAULTS[fault.code]
    text = cell_text(value)
    letter = column_letter(column)
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    detail = {"sheet": sheet, "row": str(row), "column": letter, "value": text}
    if fault.note:
        detail["note"] = fault.note
    return Finding(
        code=fault.code,
        severity=rule.severity,
        path=f"{sheet}!{letter}{row}",
        detail=detail,
        zh=rule.zh.format(value=short, note=fault.note),
        en=rule.en.format(value=short, note=fault.note),
    )
