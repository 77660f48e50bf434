"""Habits of rows, of what stands around a table, of other sheets and of files."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Final

from tests.offices import drawing
from tests.offices.drawing import MONEY, Book, Cell, Line, Sheet, Table, Truth
from tests.offices.registry import habit

# ------------------------------------------------------------------ rows


@habit(0.08, "groups")
def groups_between(book: Book, rng: Random) -> bool:
    form = rng.choice(
        [
            "【{}】",
            "▲{}",
            "{}类（{}个）",
            "{}（{}个，{}亿元）",
            "一、{}项目（共{}个）",
            "（一）{}项目",
            "{}板块：",
            "◆ {}",
            "第一类 {}",
        ]
    )
    is_wide = rng.random() < 0.4
    for table in book.tables:
        if table.is_turned or len(table.lines) < 4:
            return False
    for table in book.tables:
        half = len(table.lines) // 2
        for at, word, size in ((half, "服务业", len(table.lines) - half), (0, "工业", half)):
            text = form.format(word, size, rng.randint(3, 60))
            first = (
                0
                if is_wide or table.columns[0].key == "number"
                else [c.key for c in table.columns].index("name")
            )
            table.lines.insert(
                at, Line("group", texts=[None] * first + [text], is_wide=is_wide and book.kind == "xlsx")
            )
    return True


@habit(0.05, "groups")
def groups_with_sums(book: Book, rng: Random) -> bool:
    for table in book.tables:
        if table.is_turned or len(table.lines) < 4 or not table.of(*MONEY):
            return False
    for table in book.tables:
        half = len(table.lines) // 2
        parts = (table.lines[:half], table.lines[half:])
        for at, word, part in ((half, "服务业项目", parts[1]), (0, "工业项目", parts[0])):
            cells: dict[str, Cell] = {}
            if table.column("number"):
                cells["number"] = Cell("一" if at == 0 else "二")
            cells["name"] = Cell(rng.choice([f"{word}（{len(part)}个）", word, f"{word}小计"]))
            for column in table.of(*MONEY):
                numbers = [line.cells[column.key].value for line in part]
                if all(isinstance(n, int | float) for n in numbers):
                    cells[column.key] = Cell(float(sum(Decimal(str(n)) for n in numbers)))
            table.lines.insert(at, Line("group", cells))
    return True


@habit(0.12)
def totals(book: Book, rng: Random) -> bool:
    word = rng.choice(["合计", "总计", "合 计", "小计", "全县合计", "合计：", "总计（个）", "共计"])
    on_top = rng.random() < 0.4
    for table in book.tables:
        if table.is_turned:
            return False
    for table in book.tables:
        cells = {table.columns[0].key if rng.random() < 0.6 else "name": Cell(word)}
        for column in table.of(*MONEY):
            numbers = [line.cells[column.key].value for line in table.rows]
            if all(isinstance(n, int | float) for n in numbers):
                cells.setdefault(column.key, Cell(float(sum(Decimal(str(n)) for n in numbers))))
        table.lines.insert(0 if on_top else len(table.lines), Line("total", cells))
    return True


@habit(0.05)
def printed_pages(book: Book, rng: Random) -> bool:
    """The header again on every page."""
    table = book.table
    if (
        len(book.tables) > 1
        or table.is_turned
        or len(table.lines) < 6
        or any(column.tiers for column in table.columns)
    ):
        return False
    at = len(table.lines) // 2
    again: list[Line] = [Line("header", texts=[column.heading for column in table.columns])]
    again += [Line("header", texts=list(texts)) for texts in table.under_head]
    if rng.random() < 0.5:
        again.insert(0, Line("page", texts=[rng.choice(["第2页", "— 2 —", "（续表）", "续表"])]))
    table.lines[at:at] = again
    return True


@habit(0.06)
def struck_rows(book: Book, rng: Random) -> bool:
    """A row struck out: read, and named."""
    if book.kind != "xlsx" or book.table.is_turned:
        return False
    for line in rng.sample(book.table.rows, 1):
        line.is_struck = True
    return True


@habit(0.06)
def several_rows_of_one_project(book: Book, rng: Random) -> bool:
    """Two investors of one project in rows of their own, the rest merged."""
    table = book.table
    if (
        book.kind != "xlsx"
        or table.is_turned
        or not table.column("investors")
        or any(line.kind != "project" for line in table.lines)
    ):
        return False
    at = rng.randrange(len(table.lines))
    line = table.lines[at]
    assert line.project is not None
    second = "赣州" + line.project.name[:2] + "投资有限公司"
    merged = {key: Cell(cell.value, {}, cell.code) for key, cell in line.cells.items() if key != "investors"}
    table.lines.insert(at + 1, Line("part", {**merged, "investors": Cell(second)}))
    line.cells["investors"].truths = {"investors": Truth(((line.project.firm, second),), tells=True)}
    table.merged += [
        column.key for column in table.columns if column.key != "investors" and column.key not in table.merged
    ]
    return True


@habit(0.06)
def merged_places(book: Book, rng: Random) -> bool:  # noqa: ARG001 - as the others
    hit = False
    for table in book.tables:
        for key in ("owner", "district"):
            if book.kind == "xlsx" and table.column(key) and not table.is_turned and key not in table.merged:
                table.merged.append(key)
                plain = [line for line in table.lines if key in line.cells]
                words = sorted({str(line.cells[key].value) for line in plain})
                plain = [line for word in words for line in plain if str(line.cells[key].value) == word]
                rest = [line for line in table.lines if key not in line.cells]
                if not rest:
                    table.lines = plain
                    hit = True
                break
    return hit


@habit(0.06)
def hidden_rows_and_columns(book: Book, rng: Random) -> bool:
    if book.kind != "xlsx" or book.table.is_turned:
        return False
    for line in book.table.rows:
        line.is_hidden = rng.random() < 0.2
    rng.choice(book.table.columns).is_hidden = True
    return True


@habit(0.05)
def blank_lines(book: Book, rng: Random) -> bool:
    for table in book.tables:
        if table.is_turned or table.is_beside or table.merged:
            return False
    for table in book.tables:
        for _ in range(2):
            table.lines.insert(rng.randint(0, len(table.lines)), Line("blank"))
    return True


@habit(0.05)
def the_same_row_twice(book: Book, rng: Random) -> bool:
    table = book.table
    if table.is_turned or any(line.kind != "project" for line in table.lines):
        return False
    line = rng.choice(table.rows)
    again = Line("project", dict(line.cells), line.project)
    if "code" in again.cells:  # two projects of one code: which is which is told
        again.cells["code"] = Cell(again.cells["code"].value)
    table.lines.append(again)
    return True


# ------------------------------------------------------------------ around


@habit(0.4)
def titles(book: Book, rng: Random) -> None:
    book.table.above.insert(
        0,
        [
            rng.choice(
                [
                    "全县招引项目一览表",
                    "重点项目调度表（2022年6月）",
                    "招商引资“百日攻坚”项目清单",
                    "附件2",
                    "XX县2022年上半年签约项目统计表",
                ]
            )
        ],
    )


@habit(0.15)
def lines_under_the_title(book: Book, rng: Random) -> None:
    book.table.above.append(
        rng.choice(
            [
                ["填报单位：（盖章）", None, None, "填报日期：2022年7月2日"],
                ["统计截止日期：2022.6.30", None, "联系人：赵某 0595-1234567"],
                ["上半年新签约项目28个、总投资96.5亿元，开工率61%。"],
                ["密级：内部"],
                ["制表单位：投资促进局", None, None, None, "2022-07-01"],
            ]
        )
    )


@habit(0.12)
def notes_below(book: Book, rng: Random) -> bool:
    if any(table.is_beside or table.is_turned for table in book.tables):
        return False
    book.sheets[0].tables[-1].below += rng.choice(
        [
            [["填表说明："], ["1.总投资指合同约定投资额。"], ["2.到位资金以银行凭证为准。"]],
            [[], ["单位负责人：", None, "填表人：", None, "报出日期：2022年7月"]],
            [["以下空白"]],
            [["注：带*的为省重点项目；单位为万元的请注明。"]],
            [["说明：本表由各乡镇填报，县投促局汇总"], ["审核：赵某", "制表：钱某"]],
            [["数据来源：招商引资管理系统"]],
        ]
    )
    return True


@habit(0.06)
def rows_that_explain(book: Book, rng: Random) -> bool:
    for table in book.tables:
        if table.is_turned or table.under_head:
            return False
    kind = rng.choice(["count", "letters", "sample", "told"])
    for table in book.tables:
        width = len(table.columns)
        row: list[drawing.Plain]
        match kind:
            case "count":
                row = list(range(1, width + 1))
            case "letters":
                row = ["ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at % 26] for at in range(width)]
            case "sample":
                row = [
                    "例" if column.key == "number" else "例：某某项目" if column.key == "name" else None
                    for column in table.columns
                ]
            case _:
                row = [
                    "填写说明" if at == 0 else "如实填写" if column.unit is None else "保留两位小数"
                    for at, column in enumerate(table.columns)
                ]
        table.under_head.append(row)
    return True


@habit(0.08)
def offset(book: Book, rng: Random) -> None:
    book.sheets[0].offset = (rng.randint(0, 4), rng.randint(0, 3))


# ------------------------------------------------------------------ other sheets


_OTHERS: Final[dict[str, list[list[drawing.Plain]]]] = {
    "汇总": [
        ["分乡镇汇总表"], ["乡镇", "签约项目数", "总投资（亿元）", "开工数"], ["石桥镇", 5, 12.5, 3], ["云门乡", 3, 4.2, 1],
            ["合计", 8, 16.7, 4]],
    "通讯录": [
        ["姓名", "单位", "职务", "联系电话"], ["赵某", "县商务局", "科长", 13900000001], ["钱某", "县工信局", "股长", 13900000002]],
    "地块": [
        ["序号", "地块名称", "面积（亩）", "所属片区", "用途"], [1, "城南1号地块", 120, "石桥镇", "工业"], [2, "城北2号地块", 60,
            "白塔镇", "商业"]],
    "政策": [
        ["政策名称", "文号", "出台时间"], ["扶持办法", "某政发（2021）3号", date(2021, 5, 1)]],
    "企业纳税": [
        ["企业名称", "统一社会信用代码", "纳税额（万元）", "年度"], ["某甲科技有限公司", None, 120, 2021],
            ["某乙实业有限公司", None, 85, 2021]],
    "拜访记录": [
        ["日期", "拜访企业", "拜访人员", "洽谈内容"], [date(2022, 3, 4), "某丙集团有限公司", "赵某、钱某", "了解投资意向"]],
    "目标任务": [
        ["单位", "签约项目目标（个）", "到位资金目标（亿元）", "完成数", "完成率"], ["石桥镇", 6, 8, 5, 0.8], ["云门乡", 4, 5, 3, 0.75]],
    "数据字典": [
        ["字段", "含义", "类型"], ["xmmc", "项目名称", "文本"], ["tzf", "投资方", "文本"], ["ztz", "总投资", "数值"]],
    "考核": [
        ["单位", "签约得分", "开工得分", "总分", "排名"], ["石桥镇", 30, 28, 58, 1], ["云门乡", 25, 20, 45, 2]],
    "活动": [
        ["活动名称", "时间", "地点", "参会企业数"], ["招商推介会", date(2022, 5, 8), "深圳", 60]],
    "申报表": [
        ["招商项目申报表"], ["项目名称", "某某智能制造项目", "申报单位", "县工信局"], ["投资方", "某甲科技有限公司", "总投资",
            "3.5亿元"], ["建设内容", "新建厂房"]],
}  # fmt: skip


@habit(0.3)
def sheets_of_other_things(book: Book, rng: Random) -> bool:
    if book.kind == "csv":
        return False
    taken = {sheet.name for sheet in book.sheets}
    for name in rng.sample(list(_OTHERS), rng.randint(1, 3)):
        if name not in taken:
            book.sheets.insert(
                rng.choice([len(book.sheets), len(book.sheets), 0]), Sheet(name, rows=_OTHERS[name])
            )
    return True


@habit(0.08, "copy")
def updated_copy_of_last_month(book: Book, rng: Random) -> bool:
    """The list of May, with fewer projects and older figures, before that of June."""
    main = next(sheet for sheet in book.sheets if sheet.tables)
    if (
        sum(bool(sheet.tables) for sheet in book.sheets) > 1
        or len(main.tables) > 1
        or main.tables[0].is_turned
        or book.kind == "csv"
    ):
        return False
    table = main.tables[0]
    if len(table.projects) < 5 or any(line.kind == "part" for line in table.lines):
        return False
    rows = [line for line in table.lines if not line.is_struck][: len(table.lines) - rng.randint(0, 1)]
    older = Table(
        table.projects,
        table.columns,
        [],
        [list(row) for row in table.above],
        [list(row) for row in table.under_head],
    )
    for line in rows:
        cells = dict(line.cells)
        for key in ("arrived", "investment"):
            if key in cells and isinstance(cells[key].value, int | float) and rng.random() < 0.5:
                cells[key] = Cell(round(float(cells[key].value) * 0.5, 4))  # type: ignore[arg-type]
        older.lines.append(Line(line.kind, cells, None, line.texts))
    older_name, newer = rng.choice(
        [
            ("5月", "6月"),
            ("2022年5月", "2022年6月"),
            ("1-5月", "1-6月"),
            ("0531", "0630"),
            ("第20周", "第21周"),
        ]
    )
    main.name = newer
    book.sheets.insert(book.sheets.index(main) + rng.randint(0, 1), Sheet(older_name, [older], is_copy=True))
    return True


@habit(0.04, "copy")
def hidden_backup(book: Book, rng: Random) -> bool:
    if updated_copy_of_last_month(book, rng) is False:
        return False
    copy = next(sheet for sheet in book.sheets if sheet.is_copy)
    copy.name, copy.is_hidden = rng.choice(["备份", "原表", "Sheet9"]), True
    book.sheets.remove(copy)
    book.sheets.append(copy)
    return True


# ------------------------------------------------------------------ files


@habit(0.06, "file")
def open_document(book: Book, rng: Random) -> bool:  # noqa: ARG001 - as the others
    if any(sheet.is_hidden for sheet in book.sheets) or any(
        table.merged or table.is_turned for table in book.tables
    ):
        return False
    if any(line.is_hidden or line.is_struck for table in book.tables for line in table.lines):
        return False
    book.kind, book.suffix = "ods", ".ods"
    return True


@habit(0.08, "file")
def text_file(book: Book, rng: Random) -> bool:
    """CSV in UTF-16, GB18030 or with a mark; separated by tabs or semicolons; or called .txt."""
    if len(book.sheets) > 1 or any(table.merged for table in book.tables) or book.is_coarse:
        return False
    if any(line.is_hidden or line.is_struck or line.is_wide for table in book.tables for line in table.lines):
        return False
    book.kind = "csv"
    book.encoding, book.delimiter, book.suffix = rng.choice(
        [
            ("utf-16", "\t", ".csv"),
            ("utf-16", ",", ".csv"),
            ("gb18030", "\t", ".txt"),
            ("utf-8-sig", ";", ".csv"),
            ("gb18030", ",", ".csv"),
            ("utf-8", "\t", ".tsv"),
            ("utf-16-le", "\t", ".txt"),
        ]
    )
    return True


@habit(0.04, "file")
def counts_days_from_1904(book: Book, rng: Random) -> None:  # noqa: ARG001 - as the others
    book.epoch = 1904
