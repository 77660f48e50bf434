"""Habits that look like something else: what a row, a header or a number is, only the table around it tells."""

from decimal import Decimal
from random import Random

from tests.offices.drawing import AREAS, MONEY, Book, Cell, Line, Plain, Truth, amount
from tests.offices.registry import habit


def _plain(book: Book) -> bool:
    return all(
        not table.is_turned and not table.is_beside and all(line.kind == "project" for line in table.lines)
        for table in book.tables
    )


@habit(0.05, "groups")
def members_numbered_in_brackets(book: Book, rng: Random) -> bool:
    """（1）, （2） … below a title, with a name and an amount and nothing else."""
    if not _plain(book) or any(
        len(table.lines) < 4 or not table.of(*MONEY) or not table.column("number") for table in book.tables
    ):
        return False
    form = rng.choice(["（{}）", "({})", "{}、"])
    is_lettered = rng.random() < 0.5
    for table in book.tables:
        table.columns = [one for one in table.columns if one.key in {"number", "name", *MONEY, *AREAS}]
        half = len(table.lines) // 2
        for part, word, ordinal in (
            (table.lines[half:], "服务业项目", "二"),
            (table.lines[:half], "工业项目", "一"),
        ):
            for number, line in enumerate(part, 1):
                line.cells["number"] = Cell(form.format(number))
            cells = {"name": Cell(word)} | ({"number": Cell(ordinal)} if is_lettered else {})
            table.lines.insert(table.lines.index(part[0]), Line("group", cells))
    return True


@habit(0.05)
def signatures_below_other_columns(book: Book, rng: Random) -> bool:
    """Who made and who checked a table, below whichever columns there is room, and the title on each page."""
    if not _plain(book) or any(table.merged for table in book.tables):
        return False
    table = next(sheet for sheet in book.sheets if sheet.tables and not sheet.is_copy).tables[-1]
    width = len(table.columns)
    first, second = rng.choice(
        [
            ("制表人：张某", "审核：李某"),
            ("经办人：周某 电话：8765432", "局长签字："),
            ("复核人：", "（公章）："),
        ]
    )
    row: list[Plain] = [None] * max(width, 4)
    row[rng.randint(0, 1)], row[rng.randint(2, max(width, 4) - 1)] = first, second
    table.below.append(row)
    if rng.random() < 0.5 and len(table.lines) > 4 and not any(one.is_copy for one in book.sheets):
        table.above.insert(0, ["虚构县重点招商项目推进表"])
        table.lines.insert(len(table.lines) // 2, Line("page", texts=["虚构县重点招商项目推进表"]))
    return True


@habit(0.05, "unit")
def numbers_of_another_scale(book: Book, rng: Random) -> bool:
    """Numbers in 亿元 below 万元, beside land in mu or paid-in amounts that are far too great for them."""
    table = book.tables[0]
    whole, land, paid = (table.column(key) for key in ("investment", "land", "arrived"))
    beside = rng.choice([each for each in (land, paid) if each] or [None])
    if (
        len(book.tables) > 1
        or not _plain(book)
        or whole is None
        or beside is None
        or any(sheet.is_copy for sheet in book.sheets)
        or any(column.key in {"unit", "currency"} for column in table.columns)
        or any("{unit}" not in column.shape for column in (whole, beside))
        or any(column.tiers for column in table.columns)
        or any(
            type(line.cells[column.key].value) not in {int, float} or line.cells[column.key].code == "touched"
            for line in table.rows
            for column in (whole, beside)
        )
    ):
        return False
    whole.unit = "万元"
    for line in table.rows:
        assert line.project is not None
        yi = line.project.amounts["investment"].scaleb(-8)
        line.cells["investment"] = Cell(float(yi), {"investment": Truth(tells=True)})
        if beside is land:
            mu = int(yi * 40) + 1
            line.cells["land"] = Cell(mu, {"land": Truth((amount(Decimal(mu), land.unit or "亩"),))})
            land.unit = land.unit or "亩"
        for key in {"arrived", "fixed"} & line.cells.keys():  # which of them is off cannot always be told
            cell = line.cells[key]
            cell.truths = {path: Truth(truth.accept, tells=True) for path, truth in cell.truths.items()}
    return True


@habit(0.05)
def ordinals_under_other_words(book: Book, rng: Random) -> bool:
    """A column that counts the rows, under two languages or a word of the office's own."""
    tables = [table for table in book.tables if table.column("number")]
    head = rng.choice(["序号 No.", "顺次", "NO.序号", "台账行", "Item 项次"])
    for table in tables:
        column = table.column("number")
        if column is not None and (column.tiers or len(table.rows) < 3 or table.is_turned):
            return False
    for table in tables:
        column = table.column("number")
        if column is not None:
            column.head = head
    return bool(tables)


@habit(0.05)
def amounts_shown_as_percentages(book: Book, rng: Random) -> bool:  # noqa: ARG001 - as the others
    """A cell of an amount whose format shows a percentage: 0.35 that reads 35 %."""
    cells = [one for one in book.some(*MONEY, share=0.1) if type(one[2].value) in {int, float}]
    if book.kind != "xlsx" or any(table.is_turned for table in book.tables):
        return False
    for _, _, cell in cells:
        cell.code = "0.0%"
        cell.truths = {path: Truth(tells=True) for path in cell.truths}
    return bool(cells)


@habit(0.04)
def names_and_firms_in_one_column(book: Book, rng: Random) -> bool:
    """项目名称/投资方: a cell is read whole, and that it holds two things is told."""
    if len(book.tables) > 1 or not _plain(book) or any(sheet.is_copy for sheet in book.sheets):
        return False
    table = book.tables[0]
    name, firm = table.column("name"), table.column("investors")
    if name is None or firm is None or table.merged or name.tiers or firm.tiers:
        return False
    head, form = rng.choice(
        [("项目名称/投资方", "{}/{}"), ("项目名称（投资方）", "{}（{}）"), ("投资方、项目名称", "{1}/{0}")]
    )
    if any(any(mark in str(line.cells["name"].value) for mark in "（(/") for line in table.rows):
        return False
    name.head = head
    table.columns.remove(firm)
    for line in table.rows:
        assert line.project is not None
        line.project.name = form.format(line.project.name, line.cells["investors"].value)
        line.cells["name"] = Cell(line.project.name, {"investors": Truth(tells=True)})
    return True


@habit(0.05)
def another_table_below(book: Book, rng: Random) -> bool:
    """A table of something else below the last: visits, problems, tasks of offices; with a title, a gap or neither."""
    if not _plain(book) or any(table.merged or table.below for table in book.tables):
        return False
    table = next(sheet for sheet in book.sheets if sheet.tables and not sheet.is_copy).tables[-1]
    if len(table.columns) < 5 or not table.column("number") or table.column("number") is not table.columns[0]:
        return False
    other: list[list[Plain]] = rng.choice(
        [
            [["序号", "带队领导", "目的地", "拜访客商", "成效"], [1, "张某", "西安", "某集团", "有意向"]],
            [["序号", "问题", "责任人", "时限", "进度"], [1, "用地", "李某", "9月", "推进中"]],
            [["科室", "任务数", "完成数", "排名"], ["一科", 5, 4, 1], ["二科", 6, 3, 2]],
            [["序号", "活动", "主办方", "嘉宾"], [1, "推介会", "商会", "王某"], [2, "座谈", "协会", "赵某"]],
        ]
    )
    between: list[list[Plain]] = rng.choice([[], [[]], [["二、其他工作"]], [[], ["附：其他工作"]]])
    table.below += [*between, *other]
    return True
