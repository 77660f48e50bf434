"""Figures tied by the part that each plays in its sentence, in whatever order they stand."""

import re
from pathlib import Path

import pytest

from zhaoshang._bulletins.arithmetic.printed import RULES
from zhaoshang.bulletins import read_figures, verify


@pytest.mark.parametrize(
    ("rule", "text", "right", "wrong"),
    [
        ("completion_of_target", "今年到位资金任务40亿元，截至6月底到位31亿元，完成率{}。", "77.5%", "72.5%"),
        ("completion_of_target", "到位资金31亿元（年度目标40亿元，完成{}）。", "77.5%", "87.5%"),
        ("growth_of_levels", "去年上半年签约25个，今年上半年签约30个，增幅为{}。", "20%", "25%"),
        ("growth_of_levels", "签约项目由去年的25个减少到20个，下降{}。", "20%", "15%"),
        ("times_of_level", "签约额由12亿元提高到30亿元，是原来的{}。", "2.5倍", "3.5倍"),
        ("change_of_levels", "今年签约项目31个，去年同期22个，净增{}。", "9个", "11个"),
        ("what_is_left", "签约项目26个，其中9个已开工，其余{}正在办理前期手续。", "17个", "19个"),
        ("what_is_left", "年度目标36个，已签约21个，尚差{}。", "15个", "17个"),
        ("what_is_left", "26个签约项目中，尚有9个未开工，已开工{}。", "17个", "16个"),
        ("rate_of_counts", "40家企业中，12家已投产，投产率{}。", "30%", "40%"),
        ("mean_size", "12家企业共投资30亿元，户均投资{}。", "2.5亿元", "3.5亿元"),
        ("rate_of_counts", "园区标准厂房50万平方米，已出租12万平方米，出租率{}。", "24%", "34%"),
        (
            "parts_of_whole",
            "上半年到位资金18亿元，下半年到位资金21亿元，全年到位资金{}。",
            "39亿元",
            "45亿元",
        ),
        ("parts_of_whole", "三个片区新签约项目共{}：东片区9个，南片区5个，西片区6个。", "20个", "24个"),
        ("share_of_whole", "投产项目9个，占签约项目（36个）的{}。", "25%", "35%"),
        (
            "amounts_of_parts",
            "签约项目90个，总投资{}。工业项目60个，总投资412亿元；服务业项目30个，总投资100亿元。",
            "512亿元",
            "521亿元",
        ),
    ],
)
def test_a_number_is_held_against_those_it_can_only_be_of(
    rule: str, text: str, right: str, wrong: str
) -> None:
    assert not verify(text.format(right)).differs
    found = verify(text.format(wrong)).differs
    assert [(verdict.code, verdict.raw) for verdict in found] == [(rule, wrong)]


@pytest.mark.parametrize(
    "text",
    [
        # two figures could play the part
        "今年签约项目31个，开工22个，去年同期20个，净增5个。",
        "年度目标36个，已签约21个，已开工12个，完成率50%。",
        # the growth is of the amount beside it
        "今年签约项目30个，去年同期20个，总投资15亿元，同比增长12%。",
        # other verbs
        "开工任务36个，已签约21个，完成率50%。",
        # parts of a whole that nobody says are all
        "全市签约项目共40个：东片区9个，南片区5个，西片区6个。",
        # numbers that meet by chance: their amounts are far apart
        "签约项目90个，总投资900亿元。工业项目60个，总投资412亿元；服务业项目30个，总投资100亿元。",
    ],
)
def test_where_several_could_be_meant_nothing_is_said(text: str) -> None:
    assert not verify(text).differs


@pytest.mark.parametrize(
    ("text", "kpis"),
    [
        ("签约额方面，东河区为20亿元，西山县为8亿元。", ["signed_investment_total"] * 2),
        ("签约方面，全县共33个；开工方面，全县共24个。", ["signed_project_count", "milestone_count:started"]),
        ("签约项目由去年同期的25个增至30个。", ["signed_project_count"] * 2),
        ("与上年同期相比，签约项目增加5个，达到30个。", [None, "signed_project_count"]),
        ("累计签约项目30个，6月新增5个。", ["signed_project_count"] * 2),
        ("在签约的30个项目中，东河区有12个，西山县有8个。", ["signed_project_count"] * 3),
        ("东河区到位资金20亿元，占全市80亿元的25%。", ["arrived_funds", "arrived_funds", "share_of_total"]),
        (
            "签约项目9个、开工项目7个，签约金额30亿元。",
            ["signed_project_count", "milestone_count:started", "signed_investment_total"],
        ),
        ("30 projects were signed; 12 projects have started construction.", ["signed_project_count", "milestone_count:started"]),
    ],
)  # fmt: skip
def test_what_figures_without_words_of_their_own_measure(text: str, kpis: list[str | None]) -> None:
    assert [item.kpi for item in read_figures(text)] == kpis


def test_whose_and_when_a_level_is() -> None:
    found = read_figures("2022年上半年，签约项目由去年同期的25个增至30个。")
    assert [str(item.period) for item in found] == ["2021-H1", "2022-H1"]
    found = read_figures("2021年同期，全市签约项目25个；2022年1-9月，全市签约项目30个。")
    assert [str(item.period and item.period.end) for item in found] == ["2021-09-30", "2022-09-30"]
    found = read_figures("上年同期，到位资金25亿元；2022年1-9月，到位资金30亿元。")
    assert [str(item.period and item.period.end) for item in found] == ["2021-09-30", "2022-09-30"]
    found = read_figures("东河区到位资金20亿元，占全市80亿元的25%。", subjects=["东河区"])
    assert [item.subject for item in found] == ["东河区", None, "东河区"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_guide_names_every_rule(language: str) -> None:
    """The table of codes in the how-to is that of the rules, in their order."""
    page = Path(__file__).parents[3] / "docs" / language / "how-to" / "write-a-bulletin.md"
    assert re.findall(r"^\| `(\w+)` \|", page.read_text("utf-8"), re.MULTILINE) == [*RULES]
