"""Amounts below tiers: what was agreed, what was spent, and a tier of units; and units that a line above states."""

from itertools import product
from pathlib import Path

import pytest

from zhaoshang import Money, workbooks
from zhaoshang._workbooks.words.columns import Header, propose
from zhaoshang._workbooks.words.composing import find_unit


def _field(*texts: str) -> str | None:
    unit = next((found for text in reversed(texts) if (found := find_unit(text))), None)
    (column,) = propose([Header(number=1, texts=texts, unit=unit)])
    return column.field


@pytest.mark.parametrize(
    ("above", "leaf", "unit"),
    list(
        product(
            ["总投资", "计划总投资", "投资总额"], ["协议", "合同", "计划"], ["亿元", "（万元）", "万美元"]
        )
    ),
)
def test_what_was_agreed_is_the_investment(above: str, leaf: str, unit: str) -> None:
    assert _field(above, leaf, unit) == _field(above, leaf) == "investment"


@pytest.mark.parametrize(
    ("above", "leaf"),
    list(product(["总投资", "计划总投资", "固定资产投资"], ["实际", "实际完成", "已完成", "其中"])),
)
def test_what_was_spent_is_not(above: str, leaf: str) -> None:
    assert _field(above, leaf, "亿元") is None
    assert _field(above, leaf) is None


@pytest.mark.parametrize("line", ["（金额：万元）", "金额：万元", "（投资额：万元）", "单位：万元"])
def test_a_line_above_states_the_unit(tmp_path: Path, line: str) -> None:
    path = tmp_path / "表.csv"
    path.write_text(
        f"某县任务表,,\n,,{line}\n项目名称,投资方,拟投资\n虚构甲项目,甲公司,约4500\n", encoding="utf-8"
    )
    (project,) = workbooks.read(path).ledger.projects
    assert project.investment == Money.of(4500, "万元", hedge="about")


PERIODS = (
    "2023年 2023 2023年度 当年 本年 年度 1-6月 上半年 第一季度 全年 一至九月 十四五期间 十四五 开工以来 累计 2023年完成情况 FY2023 2023H1"
    " 本周 上周 第九周 首年 第一年 近三年 一期 首期 本期 年初至今 截至6月底 2024年及以后 2023-2025年 6月5日"
).split()


@pytest.mark.long
@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("amount", ["总投资", "计划投资", "投资额", "固定资产投资"])
def test_a_period_beside_an_amount_is_as_one_in_its_own_words(period: str, amount: str) -> None:
    """What is spent in 2023 is no total, wherever in the header the year stands."""
    places: list[tuple[str, ...]] = [
        (period, f"{amount}（万元）"),
        (f"{period}{amount}（万元）",),
        (f"{amount}（{period}）（万元）",),
        (f"{amount}（万元）\n（{period}）",),
        (f"{amount}（{period}，万元）",),
        (f"{amount}(万元、{period})",),
    ]
    assert [_field(*texts) for texts in places] == [None] * len(places)


@pytest.mark.parametrize("period", ["2023年", "本周", "一期", "截至6月底"])
def test_so_are_payments_and_land_of_a_period(period: str) -> None:
    assert _field(f"到位资金（{period}，万元）") is None
    assert _field(f"用地面积（{period}，亩）") is None
    assert _field(f"{period}用地面积（亩）") is None


@pytest.mark.parametrize("included", ["含2023年价差", "含一期", "含二期", "包括三年流动资金", "其他", "现价"])
def test_what_an_amount_holds_is_no_period_of_it(included: str) -> None:
    assert _field(f"总投资（{included}，万元）") == "investment"


def test_an_amount_that_leaves_something_out_or_is_a_part_is_not_the_whole() -> None:
    """However many rows and brackets say it, the answer is that to one cell."""
    left_out = "不含地价 不含二期 不包括流动资金 不计利息 未含设备 未计税金 扣除补贴 剔除土地 除厂房外 按不含税口径".split()
    parts = "其中外资 其中：内资 其中 外资 内资 外资情况".split()
    read = [
        texts
        for amount in ("总投资", "投资额")
        for texts in (
            *((f"{amount}（{word}，亿元）",) for word in left_out),
            *((f"{amount}（亿元，{word}）",) for word in left_out),
            *((f"{amount}（{word}）（亿元）",) for word in left_out),
            *((part, f"{amount}（亿元）") for part in parts),
            *((f"{part}{amount}（亿元）",) for part in parts),
        )
        if _field(*texts) == "investment"
    ]
    assert not read
    whole = [("项目情况", "总投资（亿元）"), ("投资方", "总投资（亿元）"), ("总投资（含外资，亿元）",)]
    assert [_field(*texts) for texts in whole] == ["investment"] * len(whole)
    assert _field("其中", "固定资产投资（亿元）") == "fixed_investment"
    assert _field("其中：固定资产投资（亿元）") == "fixed_investment"


def test_a_period_above_the_names_is_of_the_projects() -> None:
    above = "2023年签约项目"
    headers = [
        Header(number=number, texts=(above, leaf))
        for number, leaf in enumerate(("项目名称", "总投资（亿元）"), 1)
    ]
    assert [column.field for column in propose(headers)] == ["name", "investment"]


def test_money_that_came_in_so_far_is_an_arrival() -> None:
    (column,) = propose([Header(number=1, texts=("累计", "到位资金（万元）"))])
    assert column.field == "arrivals[].amount"


def test_a_row_of_brackets_below_a_header_goes_on_with_it() -> None:
    rows = "项目名称,投资方,总投资,签约日期\n（全称）,（全称）,（万元）,（年月日）\n云岭阀门项目,云岭公司,3500,2024-03-01\n"
    found = workbooks.read(rows.encode(), name="a.csv", as_of="2024-12-31")
    (project,) = found.ledger.projects
    assert (project.name, str(project.investment)) == ("云岭阀门项目", "35000000 CNY")
    assert found.sheets[0].header_rows == (1, 2)
    assert not found.findings


PARTED: dict[str, tuple[str | None, ...]] = {
    "一期 二期 三期": (None, None, None),
    "2022年 2023年": (None, None),
    "中央 省级": (None, None),
    "土建 设备 预备费": (None, None, None),
    "协议 实际": ("investment", None),
}


def test_a_row_below_the_blanks_of_a_header_parts_it_where_its_merge_was_lost() -> None:
    """The first part was the whole."""
    found = {}
    for parts in PARTED:
        words = parts.split()
        gap = "," * (len(words) - 1)
        rows = "".join(f"虚构{n}项目,{n}公司{',约1.5亿元' * len(words)},甲局\n" for n in "甲乙丙")
        table = f"项目名称,投资方,总投资（亿元）{gap},责任单位\n-, ,{','.join(words)},\n{rows}"
        imported = workbooks.read(table.encode(), name="a.csv")
        assert len(imported.ledger.projects) == 3
        found[parts] = tuple(column.field for column in imported.columns["a"][2:-1])
    assert found == PARTED


NO_TIERS = {
    "words where texts stand": (
        "项目名称,投资方,总投资（亿元）,备注,",
        ",,,重点,续建",
        "虚构甲,甲公司,1.5,a,b",
    ),
    "a name": ("项目名称,投资方,总投资（亿元）,,责任单位", "虚构丁,,一期,二期,", "虚构甲,甲公司,1.5,2,甲局"),
    "an amount": ("项目名称,投资方,总投资（亿元）,,责任单位", ",,3亿元,二期,", "虚构甲,甲公司,1.5,2,甲局"),
}


def test_other_rows_below_a_header_are_no_tier_of_it() -> None:
    for lines in NO_TIERS.values():
        imported = workbooks.read("\n".join((*lines, lines[-1])).encode(), name="a.csv")
        assert imported.sheets[0].header_rows == (1,)


def test_a_word_alone_below_a_header_word_says_more_of_its_column() -> None:
    """A plan was a fact, and what is fixed or foreign the whole; what stands in the place of a value is none."""
    cases: dict[tuple[str, str], tuple[str | None, int]] = {
        ("开工时间", "计划"): ("milestones[started,planned]", 2),
        ("时间", "竣工"): ("milestones[completed]", 2),
        ("总投资", "（亿元）"): ("investment", 2),
        ("总投资（亿元）", "固定资产投资"): ("fixed_investment", 2),
        ("总投资（亿元）", "其中：外资"): ("foreign_investment", 2),
        ("总投资（亿元）", "本年"): (None, 2),
        ("开工时间", "待定"): ("milestones[started]", 1),
        ("总投资（亿元）", "面议"): ("investment", 1),
    }
    wrong = []
    for (header, word), expected in cases.items():
        cells = ["3.5", "2"] if "投资" in header else ["2022-03-05", "2022-04-06"]
        lines = [f"项目名称,投资方,{header},责任单位", f",,{word},"]
        lines += [
            f"虚构{sign}项目,虚构{sign}公司,{cell},虚构局" for sign, cell in zip("甲乙", cells, strict=True)
        ]
        sheet = workbooks.read("\n".join([*lines, ""]).encode(), name="p.csv").sheets[0]
        if (sheet.columns[2].field, len(sheet.header_rows)) != expected:
            wrong.append((header, word, sheet.columns[2].field, sheet.header_rows))
    assert not wrong
