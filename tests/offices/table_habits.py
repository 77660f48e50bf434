"""Habits of headers: more tables and sheets, other words, units in other places."""

from random import Random

from tests.offices import drawing
from tests.offices.drawing import (
    AREAS,
    DATES,
    MONEY,
    Book,
    Cell,
    Column,
    Sheet,
    Table,
    Truth,
    amount,
    number_of,
)
from tests.offices.registry import habit


def _retitle(book: Book, rng: Random, words: dict[str, str], share: float = 0.8) -> bool:
    hit = False
    for table in book.tables:
        for column in table.columns:
            if column.key in words and rng.random() < share:
                column.head = rng.choice(words[column.key].split())
                hit = True
    return hit


# ------------------------------------------------------------------ more tables and sheets


def _more(book: Book, rng: Random, size: int | None = None) -> Table:
    """Draw another table with the columns of the first."""
    projects = [drawing.draw(rng, book.used) for _ in range(size or rng.randint(3, 8))]
    table = Table(projects, [Column(c.key, c.head, c.path, c.unit) for c in book.table.columns])
    drawing.fill(table)
    return table


@habit(0.05, "tables")
def sheets_by_town(book: Book, rng: Random) -> None:
    for name in rng.sample(["石桥镇", "云门乡", "白塔镇", "古渡镇"], 2):
        book.sheets.append(Sheet(name, [_more(book, rng)]))


@habit(0.04, "tables")
def sheets_of_new_projects_by_month(book: Book, rng: Random) -> None:
    book.sheets[0].name = "4月新签"
    for name in ("5月新签", "6月新签"):
        book.sheets.append(Sheet(name, [_more(book, rng)]))


@habit(0.05, "tables")
def sections_with_the_same_header(book: Book, rng: Random) -> None:
    book.table.above.append(["一、在谈项目"])
    other = _more(book, rng)
    other.above.append(["二、签约项目"])
    book.sheets[0].tables.append(other)


@habit(0.05, "tables")
def sections_with_other_columns(book: Book, rng: Random) -> None:
    other = _more(book, rng)
    rng.shuffle(other.columns)
    other.above += [[], [rng.choice(["2022年签约项目", "附：重点推进项目", "（二）在谈项目"])]]
    book.sheets[0].tables.append(other)


@habit(0.03, "tables")
def side_by_side_without_a_gap(book: Book, rng: Random) -> bool:
    if book.table.columns[0].key != "number":
        return False
    other = _more(book, rng)
    other.is_beside, other.gap = True, 0
    book.sheets[0].tables.append(other)
    return True


@habit(0.03, "tables")
def side_by_side_with_other_columns(book: Book, rng: Random) -> None:
    other = _more(book, rng)
    keep = [column for column in other.columns if column.key not in {"number", "stage"}]
    rng.shuffle(keep)
    other.columns, other.is_beside, other.gap = keep, True, rng.choice([1, 2])
    book.sheets[0].tables.append(other)


@habit(0.04, "turned")
def transposed(book: Book, rng: Random) -> bool:  # noqa: ARG001 - as the others
    if len(book.sheets) > 1 or len(book.sheets[0].tables) > 1:
        return False
    book.table.is_turned, book.table.says_all = True, False
    book.table.columns = [column for column in book.table.columns if column.key != "number"]
    return True


# ------------------------------------------------------------------ the words of headers


@habit(0.35)
def words_of_names(book: Book, rng: Random) -> bool:
    return _retitle(
        book,
        rng,
        {"name": "工程名称 招引项目名称 投资项目名称 在建项目名称 意向项目名称 项目简称 拟建项目名称"},
    )


@habit(0.35)
def words_of_firms(book: Book, rng: Random) -> bool:
    return _retitle(
        book,
        rng,
        {"investors": "来投企业 出资方 意向投资方 合作企业名称 投资业主 投资集团 引资企业 客商名称"},
    )


@habit(0.35)
def words_of_money(book: Book, rng: Random) -> bool:
    return _retitle(
        book,
        rng,
        {
            "investment": "投资概算 估算总投资 投资总规模 概算投资额 项目总投资规模 签约总额 总投资估算 投资体量",
            "fixed": "固投总额 固定资产投入 固资投资额 其中固定资产投资 固投规模",
            "arrived": "累计到账资金 已到账资金 目前到位资金 资金到账额 累计到位额 已到资",
        },
    )


@habit(0.35)
def words_of_areas(book: Book, rng: Random) -> bool:
    return _retitle(
        book,
        rng,
        {
            "land": "规划用地规模 新增用地面积 用地数量 项目占地面积 需求土地面积",
            "floor": "承租厂房面积 需求厂房面积 拟租办公面积 入驻面积 用房面积",
        },
    )


@habit(0.35)
def words_of_units(book: Book, rng: Random) -> bool:
    return _retitle(
        book,
        rng,
        {
            "owner": "主责部门 跟进单位 服务专班 包挂单位 招商小组 首谈单位 牵头科室",
            "district": "落户镇街 所在镇办 选址区域 项目所属县区 建设地址 镇街 落地板块",
            "code": "项目流水号 入库项目编码 项目统一代码 项目库号",
        },
    )


@habit(0.35)
def words_of_dates(book: Book, rng: Random) -> bool:
    return _retitle(
        book,
        rng,
        {
            "signed": "签署日期 合同签署时间 签约年月日 正式签约时间 协议签定日期",
            "started": "破土动工时间 开工建设日期 实际动工日期 已开工时间",
            "completed": "竣工验收时间 实际完工时间 完建日期",
            "started_plan": "拟动工日期 计划开工建设时间 预期开工时间 开工时间（拟） 约定开工日期",
            "completed_plan": "拟建成时间 竣工日期（预计） 计划完工年月 目标竣工时间",
            "stage": "推进阶段 建设状态 所处进度 现状态 项目进展阶段 实施阶段",
        },
    )


@habit(0.06, "decoration")
def bilingual_headers(book: Book, rng: Random) -> None:
    words = {
        "name": "Project Name", "investors": "Investor", "investment": "Total Investment", "signed": "Signing Date",
        "owner": "Department", "land": "Land Area", "stage": "Status",
    }  # fmt: skip
    between = rng.choice([" ", "\n"])
    for table in book.tables:
        for column in table.columns:
            if column.key in words:
                column.head += between + words[column.key]


@habit(0.05, "decoration")
def numbered_headers(book: Book, rng: Random) -> None:
    form = rng.choice(["{n}.{h}", "{n}、{h}", "（{n}）{h}", "{c}{h}"])
    for table in book.tables:
        for number, column in enumerate(table.columns, 1):
            column.head = form.format(n=number, h=column.head, c=chr(0x245F + min(number, 20)))


@habit(0.06, "decoration")
def starred_headers(book: Book, rng: Random) -> None:
    form = rng.choice(["*{h}", "{h}*", "{h}（必填）", "★{h}", "{h}（选填）"])
    for table in book.tables:
        for column in table.columns:
            if rng.random() < 0.6:
                column.head = form.format(h=column.head)


@habit(0.05, "decoration")
def headers_with_colons(book: Book, rng: Random) -> None:
    mark = rng.choice(["：", ":"])
    for table in book.tables:
        for column in table.columns:
            column.head += mark


@habit(0.08, "decoration")
def spaced_headers(book: Book, rng: Random) -> None:
    gap = rng.choice([" ", "　", "\n"])
    for table in book.tables:
        for column in table.columns:
            if len(column.head) <= 4:
                column.head = gap.join(column.head)


@habit(0.04, "decoration")
def traditional_headers(book: Book, rng: Random) -> None:  # noqa: ARG001 - as the others
    script = str.maketrans("项称资额单责开间预计签约业厂积状态", "項稱資額單責開間預計簽約業廠積狀態")
    for table in book.tables:
        for column in table.columns:
            column.head = column.head.translate(script)


@habit(0.05, "decoration")
def headers_of_a_form(book: Book, rng: Random) -> None:
    """The header says what to write: 签约时间（格式：2022-01-01）."""
    told = rng.choice(["（格式：2022-01-01）", "（年/月/日）", "（yyyy-mm-dd）", "（精确到日）"])
    for table in book.tables:
        for column in table.of(*DATES):
            column.head += told


# ------------------------------------------------------------------ units


@habit(0.1, "unit")
def unit_in_other_brackets(book: Book, rng: Random) -> None:
    shape = rng.choice(
        [
            "{head}[{unit}]",
            "{head}【{unit}】",
            "{head}({unit})",
            "{head}（单位:{unit}）",
            "{head}\n（{unit}）",
            "{head}（ {unit} ）",
        ]
    )
    for table in book.tables:
        for column in table.of(*MONEY, *AREAS):
            column.shape = shape


@habit(0.08, "unit")
def unit_behind_a_mark(book: Book, rng: Random) -> None:
    shape = rng.choice(
        [
            "{head}/{unit}",
            "{head}-{unit}",
            "{head}：{unit}",
            "{head} {unit}",
            "{head}，{unit}",
            "{unit}：{head}",
        ]
    )
    if shape.startswith("{unit}"):
        shape = "{head}{unit}"
    for table in book.tables:
        for column in table.of(*MONEY, *AREAS):
            column.shape = shape


@habit(0.06, "unit")
def unit_of_a_group(book: Book, rng: Random) -> bool:
    word = rng.choice(["投资（{}）", "资金情况（单位：{}）", "投资及到资（{}）"])
    hit = False
    for table in book.tables:
        money = table.of(*MONEY)
        places = [table.columns.index(column) for column in money]
        if (
            len(money) < 2
            or places[-1] - places[0] != len(places) - 1
            or any(column.tiers for column in table.columns)
        ):
            continue
        for column in money:
            column.tiers, column.shape = [word.format(column.unit)], "{head}"
        hit = True
    return hit


@habit(0.06, "unit")
def unit_row(book: Book, rng: Random) -> bool:
    mark, empty = rng.choice(["{}", "（{}）", "({})"]), rng.choice([None, "/", "-"])
    for table in book.tables:
        if any(column.tiers for column in table.columns) or table.under_head:
            return False
    for table in book.tables:
        table.under_head.append(
            [mark.format(column.unit) if column.unit else empty for column in table.columns]
        )
        for column in table.columns:
            column.shape = "{head}"
    return True


@habit(0.1, "unit")
def unit_sentence(book: Book, rng: Random) -> bool:
    form = rng.choice(
        [
            "金额单位：人民币{m}",
            "（单位：{m}）",
            "计量单位：{m}、亩、平方米",
            "单位：{m}、亩、㎡",
            "单位: {m}/亩/平方米",
            "金额单位:{m}",
        ]
    )
    areas = "亩" in form
    hit = False
    for table in book.tables:
        money = table.of(*MONEY)
        if not money:
            continue
        place = rng.choice([0, len(table.columns) - 1])
        table.above.append([None] * place + [form.format(m=money[0].unit)])
        for column in [*money, *(table.of(*AREAS) if areas else ())]:
            column.shape = "{head}"
        hit = True
    return hit


@habit(0.06)
def two_scales(book: Book, rng: Random) -> bool:
    """总投资 in 亿元 beside 到位资金 in 万元."""
    if any(column.shape == "{head}" for table in book.tables for column in table.of(*MONEY)):
        return False
    for table in book.tables:
        for column in table.of("arrived", "fixed"):
            column.unit = rng.choice(["万元", "千元", "百万元"])
        for line in table.rows:
            for column in table.of("arrived", "fixed"):
                if line.project:
                    line.cells[column.key] = drawing.cell(line.project, column, 0)
    return True


@habit(0.05, "unit")
def no_unit(book: Book, rng: Random) -> bool:  # noqa: ARG001 - as the others
    hit = False
    for table in book.tables:
        for column in table.of(*MONEY):
            column.shape, hit = "{head}", True
            for line in table.rows:
                found = line.cells[column.key]
                found.truths = {path: Truth((), tells=True) for path in found.truths}
                found.code = "touched"
    return hit


@habit(0.05, "unit")
def unit_of_each_row(book: Book, rng: Random) -> bool:
    head = rng.choice(["金额单位", "计量单位", "单位", "单位（亿元/万元）"])
    for table in book.tables:
        money = table.of(*MONEY)
        if not money:
            return False
        at = table.columns.index(money[-1]) + 1
        table.columns.insert(at, Column("unit", head))
        for line in table.rows:
            unit = rng.choice(["亿元", "万元"])
            line.cells["unit"] = Cell(unit)
            for column in money:
                assert line.project is not None
                value = number_of(line.project, column.key, unit)
                line.cells[column.key] = Cell(
                    drawing.plain(value), {column.path or "": Truth((amount(value, unit),))}
                )
        for column in money:
            column.shape = "{head}"
    return True
