"""Habits of cells, and of columns that hold other things."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from tests.offices import drawing
from tests.offices.drawing import AREAS, DATES, MONEY, Book, Cell, Column, Plain, Truth, amount, number_of
from tests.offices.registry import habit

if TYPE_CHECKING:
    from collections.abc import Callable

# ------------------------------------------------------------------ cells


def _set(
    cell: Cell, value: drawing.Plain, path: str, *accept: object, tells: bool = False, code: str = "touched"
) -> None:
    cell.value, cell.truths, cell.code = value, {path: Truth(accept, tells=tells)}, code


@habit(0.15)
def amounts_in_words(book: Book, rng: Random) -> None:
    for line, column, found in book.some(*MONEY, share=0.4):
        assert line.project is not None
        unit = rng.choice(["亿元", "万元"])
        value = number_of(line.project, column.key, unit)
        form, exact = rng.choice(
            [
                ("{}{}", True), ("人民币{}{}", True), ("{} {}", True), ("{}{}人民币", True), ("约{}{}", True), ("{}{}左右", False),
                ("总投资{}{}", False), ("预计{}{}", False), ("{}{}（一期）", False), ("{}{}，一期", False), ("不低于{}{}", False),
            ]
        )  # fmt: skip
        _set(found, form.format(f"{value:f}", unit), column.path or "", amount(value, unit), tells=not exact)


@habit(0.08)
def amounts_of_several_parts(book: Book, rng: Random) -> None:
    for _, column, found in book.some(*MONEY, share=0.15):
        text = rng.choice(
            [
                "一期2亿元，二期3亿元",
                "3.5+1.2",
                "2亿元（含设备0.8亿元）",
                "1.5亿元/2亿元",
                "首期5000万元",
                "5亿元（分三期）",
                "固定资产2亿元",
            ]
        )
        value = {
            "2亿元（含设备0.8亿元）": amount(Decimal(2), "亿元"),
            "5亿元（分三期）": amount(Decimal(5), "亿元"),
        }.get(text)
        _set(found, text, column.path or "", *([value] if value else []), tells=True)


@habit(0.08)
def amounts_with_commas(book: Book, rng: Random) -> bool:
    hit = False
    for line, column, found in book.some(*MONEY, share=0.5):
        assert line.project is not None
        if column.unit is None or column.shape == "{head}" or not found.truths:
            continue
        value = number_of(line.project, column.key, column.unit)
        text = f"{value:,f}"
        _set(
            found,
            rng.choice([text, f" {text} ", text.replace(",", "，")]),
            column.path or "",
            amount(value, column.unit),
        )
        hit = True
    return hit


@habit(0.06)
def footnote_marks(book: Book, rng: Random) -> None:
    for line, column, found in book.some(*MONEY, share=0.2):
        assert line.project is not None
        if column.unit and isinstance(found.value, int | float):
            value = number_of(line.project, column.key, column.unit)
            accept = (
                [] if any(truth.tells for truth in found.truths.values()) else [amount(value, column.unit)]
            )
            _set(found, f"{value:f}{rng.choice('①②③*※')}", column.path or "", *accept, tells=True)


@habit(0.06)
def odd_amounts(book: Book, rng: Random) -> None:
    for _, column, found in book.some(*MONEY, share=0.12):
        _set(
            found,
            rng.choice(["-1.5", "若干", "面议", "详见附件", "3..5", "3，5", "#", "见备注", "1.2.3"]),
            column.path or "",
            tells=True,
        )


@habit(0.2)
def dates_in_words(book: Book, rng: Random) -> None:
    for _, column, found in book.some(*DATES, share=0.5):
        day = found.value
        if not isinstance(day, date):
            continue
        y, m, d = day.year, day.month, day.day
        exact, month = str(day), f"{y}-{m:02}"
        text, truth = rng.choice(
            [
                (f"{y}年{m}月{d}日", exact), (f"{y}.{m:02}.{d:02}", exact), (f"{y}/{m}/{d}", exact), (f"{y}{m:02}{d:02}", exact),
                (f"{y}-{m}-{d} 00:00:00", exact), (f"{y} 年 {m} 月 {d} 日", exact), (f"{y}年{m:02}月", month), (f"{y}-{m:02}", month),
                (f"{y}年{m}月份", month), (f"{y}—{m:02}—{d:02}", exact), (f"{y}。{m}。{d}", None), (f"{y}年{m}月{d}号", exact),
            ]
        )  # fmt: skip
        _set(
            found,
            text,
            column.path or "",
            exact if truth is None else truth,
            tells=truth is None or text.endswith("号") or "—" in text,
        )


@habit(0.1)
def dates_that_are_none(book: Book, rng: Random) -> None:
    for _, column, found in book.some(*DATES, share=0.2):
        text = rng.choice(
            [
                "2022年6月底前",
                "力争6月开工",
                "2022年内",
                "待定",
                "2022.3-2022.5",
                "正在办理",
                "2022年2月30日",
                "2022.13.5",
                "2022年3月、5月",
                "年内",
                "手续齐全后",
                "2022年3月签约",
                "2023年以后",
            ]
        )
        accept = ["2022-03-01/2022-05-31"] if text.startswith("2022.3-") else []
        accept += ["2022"] if "内" in text else []
        accept += ["2022-03"] if "签约" in text else []
        if (column.path or "").endswith("planned"):
            accept += ["2022-06", "2022-06-L", "2022-06-30", "2023"]
        _set(found, text, column.path or "", *accept, tells=True)


@habit(0.06)
def plans_in_columns_of_facts(book: Book, rng: Random) -> bool:
    """预计2022年9月 under 开工时间 is no start."""
    hit = False
    for _, column, found in book.some("started", "completed", share=0.3):
        text = rng.choice(
            ["预计2022年9月", "2022年9月（计划）", "拟2022年9月", "计划2022.9", "2022年9月（预计）"]
        )
        _set(found, text, column.path or "", tells=True)
        hit = True
    return hit


@habit(0.08)
def months_by_format(book: Book, rng: Random) -> bool:
    if book.kind == "csv":
        return False
    code, length = rng.choice([('yyyy"年"m"月"', 7), ("yyyy/m", 7), ("yyyy", 4), ("mmm-yy", 7)])
    for _, column, found in book.some(*DATES, share=0.4):
        if isinstance(found.value, date):
            _set(found, found.value, column.path or "", str(found.value)[:length], code=code)
    book.is_coarse = True
    return True


@habit(0.08)
def years_in_the_title_only(book: Book, rng: Random) -> bool:
    if len(book.tables) > 1:
        return False
    book.table.above.insert(
        0, [rng.choice(["2022年上半年招商引资项目明细", "某县2022年招引项目台账（截至6月）"])]
    )
    for _, column, found in book.some("started_plan", "signed", share=0.4):
        day = found.value
        if isinstance(day, date) and day.year == 2022 and found.code == "yyyy-mm-dd":
            _set(found, f"{day.month}月{day.day}日", column.path or "", str(day))
    return True


@habit(0.05)
def year_and_month_apart(book: Book, rng: Random) -> bool:
    """签约年份 beside 签约月份."""
    hit = False
    for table in book.tables:
        column = table.column("signed")
        if column is None or table.is_turned or column.tiers or table.under_head:
            continue
        at = table.columns.index(column)
        words = rng.choice([("签约年份", "签约月份"), ("签约年度", "签约月份"), ("年", "月")])
        tier = ["签约时间"] if words[0] == "年" else []
        column.head, column.tiers = words[0], list(tier)
        table.columns.insert(at + 1, Column("signed_month", words[1], tiers=list(tier)))
        for line in table.rows:
            assert line.project is not None
            day = line.project.dates["signed"]
            line.cells["signed"] = Cell(
                day.year if day else None, {"signed": Truth((str(day)[:7],), tells=True)} if day else {}
            )
            line.cells["signed_month"] = Cell(day.month if day else None)
        hit = True
    return hit


@habit(0.05)
def lists_of_firms(book: Book, rng: Random) -> None:
    for line, column, found in book.some("investors", share=0.3):
        assert line.project is not None
        first, second = (
            line.project.firm,
            f"{rng.choice(['厦门', '苏州'])}{line.project.name[:2]}实业有限公司",
        )
        text, tells = rng.choice(
            [
                (f"1.{first}\n2.{second}", False), (f"①{first}②{second}", True), (f"{first}；{second}", False),
                    (f"{first}\n{second}", False),
                (f"{first}（60%）、{second}（40%）", True), (f"{first}与{second}", True), (f"{first}、{second}等3家", True),
                (f"{first},{second}", True), (f"（1）{first}（2）{second}", True), (f"{first}/{second}", False),
            ]
        )  # fmt: skip
        shares = (f"{first}（60%）", f"{second}（40%）")
        _set(
            found, text, column.path or "", (first, second), *([shares] if "60%" in text else []), tells=tells
        )


@habit(0.05)
def stages_with_words(book: Book, rng: Random) -> None:
    for line, _, found in book.some("stage", share=0.4):
        assert line.project is not None
        word, code = line.project.stage
        text, tells = rng.choice(
            [
                (f"{word}阶段", False),
                (f"{word}项目", False),
                (f"已{word.removeprefix('已')}", True),
                (f"{word}，手续办理中", True),
                (f"{word}（100%）", True),
                ("推进中", True),
            ]
        )
        _set(found, text, "stage", *([] if text == "推进中" else [code]), tells=tells)


@habit(0.06)
def ticks_of_stages(book: Book, rng: Random) -> bool:
    """项目进展 over 在谈, 签约, 开工, 竣工, with √ in one of them."""
    words = {
        "negotiating": "在谈",
        "signed": "签约",
        "started": "开工",
        "completed": "竣工",
        "producing": "投产",
    }
    hit = False
    for table in book.tables:
        column = table.column("stage")
        if column is None or table.is_turned or table.under_head:
            continue
        at = table.columns.index(column)
        tier = rng.choice(["项目进展", "项目阶段", "推进情况", "当前阶段"])
        table.columns[at : at + 1] = [
            Column(f"tick_{key}", word, tiers=[tier]) for key, word in words.items()
        ]
        for line in table.rows:
            assert line.project is not None
            line.cells.pop("stage", None)
            for key in words:
                is_it = key == line.project.stage[1]
                line.cells[f"tick_{key}"] = Cell(
                    "√" if is_it else None, {"stage": Truth((key,), tells=True)} if is_it else {}
                )
        hit = True
    return hit


@habit(0.05)
def padded_names(book: Book, rng: Random) -> None:
    for line, _, found in book.some("name", share=0.3):
        assert line.project is not None
        name = line.project.name
        found.value = rng.choice(
            [
                f" {name} ",
                f"{name}\n",
                name[:3] + "\n" + name[3:],
                name.replace("（", "(").replace("）", ")"),
                f"{name}\u200b",
            ]
        )


@habit(0.06)
def booleans(book: Book, rng: Random) -> bool:
    """是否开工 as TRUE and FALSE, 1 and 0, 是 and 否."""
    pairs: list[tuple[Plain, Plain]] = [
        (True, False),
        (1, 0),
        ("是", "否"),
        ("Y", "N"),
        ("√", "×"),
        ("已开工", "未开工"),
    ]
    yes, no = rng.choice(pairs)
    for table in book.tables:
        table.columns.append(Column("begun", rng.choice(["是否开工", "是否已开工", "是否动工"])))
        for line in table.rows:
            assert line.project is not None
            line.cells["begun"] = Cell(yes if line.project.dates["started"] else no)
    return True


# ------------------------------------------------------------------ more columns


@habit(0.25)
def columns_of_other_things(book: Book, rng: Random) -> None:
    extras: dict[str, Callable[[], Plain]] = {
        "联系电话": lambda: 13900000000 + rng.randint(1, 9999), "年产值（万元）": lambda: rng.randint(500, 90000),
        "税收（万元/年）": lambda: rng.randint(5, 900),
        "带动就业（人）": lambda: rng.randint(5, 900), "备注": lambda: rng.choice([None, "省重点", "2021年结转", "总投资含流动资金"]),
        "年度计划投资（万元）": lambda: rng.randint(500, 9000), "本年完成投资（亿元）": lambda: rng.randint(1, 90) / 10,
        "包抓领导": lambda: rng.choice(["赵某", "钱某"]),
        "建设规模及内容": lambda: f"新建厂房{rng.randint(1, 9)}万平方米，总投资{rng.randint(1, 9)}亿元",
            "存在困难": lambda: rng.choice([None, "缺用地指标", "无"]),
        "完成率": lambda: rng.randint(1, 100) / 100, "能耗（吨标煤）": lambda: rng.randint(5, 9000),
            "亩均税收（万元/亩）": lambda: rng.randint(5, 60),
        "容积率": lambda: 1.5, "投资强度（万元/亩）": lambda: rng.randint(200, 500), "注册资本（万元）": lambda: rng.randint(500, 9000),
        "备案时间": lambda: date(2022, 3, 1),
        "土地摘牌时间": lambda: date(2022, 4, 1), "法人代表": lambda: "孙某", "更新日期": lambda: date(2022, 6, 28),
        "设备投资（亿元）": lambda: rng.randint(1, 20) / 10,
        "流动资金（万元）": lambda: rng.randint(100, 900), "上月到位资金（万元）": lambda: rng.randint(100, 900),
            "银行贷款（万元）": lambda: rng.randint(100, 900),
    }  # fmt: skip
    for table in book.tables:
        for head in rng.sample(list(extras), rng.randint(1, 6)):
            at = rng.randint(1, len(table.columns))
            tiers = table.columns[at - 1].tiers
            if at < len(table.columns) and tiers and tiers == table.columns[at].tiers:
                at = len(table.columns)
            table.columns.insert(at, Column(head, head))
            for texts in table.under_head:
                texts.insert(at, None)
            for line in table.rows:
                line.cells[head] = Cell(extras[head]())


@habit(0.05)
def columns_of_months(book: Book, rng: Random) -> None:
    """1月 to 6月: what was done each month."""
    tier = rng.choice([[], ["各月到位资金（万元）"], ["2022年完成投资"]])
    if any(table.under_head for table in book.tables):
        tier = []
    for table in book.tables:
        for month in range(1, 7):
            table.columns.append(Column(f"month {month}", f"{month}月", tiers=list(tier)))
            for line in table.rows:
                line.cells[f"month {month}"] = Cell(rng.randint(0, 900))


@habit(0.05)
def plan_beside_fact(book: Book, rng: Random) -> bool:
    """开工时间 over 计划 and 实际."""
    hit = False
    for table in book.tables:
        plan, fact = table.column("started_plan"), table.column("started")
        if plan is None or fact is None or table.under_head or plan.tiers or fact.tiers or table.is_turned:
            continue
        table.columns.remove(plan)
        table.columns.insert(table.columns.index(fact), plan)
        tier = rng.choice(["开工时间", "开工日期", "开工", "开工情况"])
        plan.head, fact.head = rng.choice(
            [("计划", "实际"), ("拟开工", "已开工"), ("预计", "实际"), ("计划日期", "实际日期")]
        )
        plan.tiers, fact.tiers, hit = [tier], [tier], True
    return hit


@habit(0.08, "tiers")
def upper_header(book: Book, rng: Random) -> bool:
    """基本情况, 投资情况, 时间安排 over the columns."""
    groups = {
        "基本情况": {"name", "investors", "owner", "district", "code"}, rng.choice(["投资情况", "资金情况"]): set(MONEY),
        rng.choice(["时间安排", "进度节点", "推进情况"]): set(DATES), "要素需求": set(AREAS),
    }  # fmt: skip
    for table in book.tables:
        if any(column.tiers for column in table.columns) or table.under_head or table.is_turned:
            return False
    for table in book.tables:
        for column in table.columns:
            column.tiers = [next(([word] for word, keys in groups.items() if column.key in keys), [])][0]
    return True
