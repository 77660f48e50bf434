"""What stands at the head of a sentence, a list or a text, and holds for the figures behind it."""

import pytest

from zhaoshang.bulletins import read_figures, verify

UNITS = ("东岭区", "西川县", "北原县")
READ = [
    (
        "前5月到位资金排名：东岭区（40亿元）、西川县（31亿元）、北原县（12亿元）。",
        [("arrived_funds", name) for name in UNITS],
    ),
    (
        "1-9月签约项目总投资，东岭区为90亿元，西川县为78亿元，全市为300亿元。",
        [
            ("signed_investment_total", "东岭区"),
            ("signed_investment_total", "西川县"),
            ("signed_investment_total", None),
        ],
    ),
    (
        "签约项目数2024年上半年东岭区18个、西川县13个，全市49个。",
        [
            ("signed_project_count", "东岭区"),
            ("signed_project_count", "西川县"),
            ("signed_project_count", None),
        ],
    ),
    (
        "上半年，东岭区、西川县、北原县各签约7个、9个、4个。",
        [("signed_project_count", name) for name in UNITS],
    ),
    (
        "上半年，东岭区签约项目13个，占到全市总数36个的36.1%。",
        [("signed_project_count", "东岭区"), ("signed_project_count", None), ("share_of_total", "东岭区")],
    ),
    (
        "上半年，西川县到位资金4.5亿元，全市为9亿元，占全市50%。",
        [("arrived_funds", "西川县"), ("arrived_funds", None), ("share_of_total", "西川县")],
    ),
    (
        "上半年签约项目数占全市比重：东岭区40%，西川县25%。",
        [("share_of_total", "东岭区"), ("share_of_total", "西川县")],
    ),
    (
        "上半年，继东岭区签约12个后，西川县也签约9个。",
        [("signed_project_count", "东岭区"), ("signed_project_count", "西川县")],
    ),
    (
        "年初下达的到位资金任务为80亿元，前10月实际到位60亿元。",
        [("target:arrived_funds", None), ("arrived_funds", None)],
    ),
    (
        "对照80个的签约目标，上半年全市签约41个，进度51.3%。",
        [(None, None), ("signed_project_count", None), ("target_completion_rate", None)],
    ),
    (
        "上半年签约总投资居后三位的是东岭区（2.8亿元）、西川县（2.6亿元）。",
        [("signed_investment_total", "东岭区"), ("signed_investment_total", "西川县")],
    ),
    ("上半年，单个签约项目平均投资2.5亿元。", [("average_project_size", None)]),
    ("同比看，上半年签约项目增长30%、到位资金下降5%。", [("yoy_growth", None), ("yoy_growth", None)]),
]


@pytest.mark.parametrize(("text", "told"), READ, ids=[text[:12] for text, _ in READ])
def test_heads_tell_what_bare_figures_are(text: str, told: list[tuple[str | None, str | None]]) -> None:
    readings = read_figures(text, today="2025-01-10", subjects=UNITS)
    assert [(item.kpi, item.subject) for item in readings] == told


DATED = [
    "签约项目：55个\n总投资：92亿元\n到位资金：19亿元\n统计期间：2024年1-8月",
    "28个签约项目、92亿元总投资，这是2024年1-8月全市交出的成绩单。",
]


@pytest.mark.parametrize("text", DATED)
def test_a_period_behind_its_figures_is_theirs(text: str) -> None:
    readings = read_figures(text)
    assert {str(item.period) for item in readings} == {"2024-01-01/2024-08-31"}
    assert [item.kpi for item in readings][:2] == ["signed_project_count", "signed_investment_total"]


@pytest.mark.parametrize(
    "text",
    [
        "上半年，东岭区签约12个、西川县签约9个，其余县区合计签约25个。",
        "力争新签约项目80个，实际到位资金60亿元。",
        "上半年，东岭区、西川县各签约2个项目。",
    ],
)
def test_what_a_head_does_not_reach_is_left(text: str) -> None:
    assert not verify(text).differs
    assert {item.subject for item in read_figures(text)} <= {"东岭区", "西川县", "其余县区", None}


def test_a_unit_pointed_at_is_the_one_named_last() -> None:
    text = "东岭区招商局通报，上半年该区签约项目20个，总投资98亿元。"
    assert {item.subject for item in read_figures(text, subjects=UNITS)} == {"东岭区"}


def test_a_name_alone_heads_the_sentence_behind_it() -> None:
    text = "1.东岭区。签约项目14个，到位资金9亿元。2.西川县。签约项目7个，到位资金6亿元。"
    subjects = [item.subject for item in read_figures(text, subjects=UNITS)]
    assert subjects == ["东岭区", "东岭区", "西川县", "西川县"]


def test_what_a_bracket_tells_of_a_month_ends_with_it() -> None:
    text = "2024年1-5月，全市签约项目55个（5月12个），总投资704亿元（5月119亿元），已有34个开工建设，9个建成投产。"
    months = [(1, 5), (5, 5), (1, 5), (5, 5), (1, 5), (1, 5)]
    signed, total, started, producing = (
        "signed_project_count", "signed_investment_total", "milestone_count:started", "milestone_count:producing",
    )  # fmt: skip
    readings = read_figures(text)
    assert [item.kpi for item in readings] == [signed, signed, total, total, started, producing]
    periods = [item.period for item in readings]
    assert [(period.start.month, period.end.month) for period in periods if period is not None] == months


def test_a_rate_may_be_of_another_number_between() -> None:
    assert not verify("签约项目50个，履约45个，开工38个，开工率84.4%（按履约项目计算）。").differs
    assert verify("签约项目50个，履约45个，开工38个，开工率88.4%。").differs
