"""Articles read: whose figures are, when, and what they measure. All texts are invented."""

import pytest

from zhaoshang._bulletins.gazetteer import places, stem_of
from zhaoshang.bulletins import read_figures

TODAY = "2023-07-12"


def subjects_of(text: str, *names: str) -> list[str | None]:
    return [item.subject for item in read_figures(text, today=TODAY, subjects=names)]


def periods_of(text: str) -> list[str | None]:
    items = read_figures(text, today=TODAY)
    return [None if item.period is None else str(item.period) for item in items]


def kpis_of(text: str) -> list[str | None]:
    return [item.kpi for item in read_figures(text, today=TODAY)]


# whose ----------------------------------------------------------------------------------------------------------


def test_the_gazetteer_knows_full_names_and_short_ones_of_cities() -> None:
    known = places()
    assert {"昆明市", "楚雄彝族自治州", "霍邱县"} <= known.full
    assert {"昆明", "楚雄", "黔东南"} <= known.cities
    assert "霍邱" in known.counties
    assert not {"市辖区", "城区", "县", "市区"} & known.full
    assert stem_of("黔东南苗族侗族自治州") == "黔东南"
    assert stem_of("内蒙古自治区") == "内蒙古"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        # what ends in 市, 县, 区 is no place for that
        ("推行区长负责制，签约项目8个。", [None]),
        ("落实县抓落实机制，签约项目8个。", [None]),
        ("全省市州排名靠前，签约项目8个。", [None]),
        ("城镇化率为61%，签约项目8个。", [None, None]),
        ("完成市定任务的71%，签约项目8个。", [None, None]),
        # the whole, whatever stands before it
        ("云岭区签约项目3个。目前全市签约项目8个。", ["云岭区", None]),
        ("云岭区签约项目3个。1-6月份全市签约项目8个。", ["云岭区", None]),
        ("云岭区签约项目3个，占全市的37.5%。", ["云岭区", "云岭区"]),
        # handed out in their order
        ("云岭区、白鹭县分别签约项目3个和5个。", ["云岭区", "白鹭县"]),
        ("云岭区、白鹭县签约项目分别为3个、5个。", ["云岭区", "白鹭县"]),
        ("昆明、曲靖、玉溪三市分别到位资金7亿元、5亿元和4亿元。", ["昆明", "曲靖", "玉溪"]),
        ("全市签约项目8个，云岭区、白鹭县分别占37.5%和62.5%。", [None, "云岭区", "白鹭县"]),
        # a name with each
        ("新签约项目昆明5个、曲靖3个、玉溪2个。", ["昆明", "曲靖", "玉溪"]),
        ("全市签约项目8个（其中云岭区3个），总投资9亿元。", [None, "云岭区", None]),
        ("到位资金较多的是昆明7亿元、曲靖5亿元。", ["昆明", "曲靖"]),
        # where something was, or came from, is nobody's
        ("在昆明市举办推介会，签约项目8个。", [None]),
        ("赴昆明招商，签约项目8个。", [None]),
        # a name holds for its sentence; of several, none goes on
        ("云岭区签约项目3个。白鹭县签约项目5个。总投资9亿元。", ["云岭区", "白鹭县", None]),
        ("云岭区签约项目3个。\n总投资9亿元。", ["云岭区", None]),
    ],
)
def test_whose_a_figure_is(text: str, subjects: list[str | None]) -> None:
    assert subjects_of(text) == subjects


def test_names_given_are_known_without_what_kind_of_place_they_are() -> None:
    assert subjects_of("新签约项目东丘5个、南浦3个。", "东丘区", "南浦县") == ["东丘", "南浦"]


def test_the_area_that_a_text_is_about_is_the_whole() -> None:
    text = "玉溪市加快招商。玉溪签约项目9个。\n全市开工项目4个。\n到位资金7亿元。"
    assert subjects_of(text) == ["玉溪市"] * 3
    assert subjects_of(text.replace("全市", "全省")) == ["玉溪", None, None]


# when -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # a comparison's period is the comparison's alone
        ("上半年签约金额90亿元，同比2022年增长8%、2021年增长5%；到位资金20亿元。", ["2023-H1"] * 4),
        ("上半年签约项目24个，是去年的1.2倍，总投资31亿元。", ["2023-H1"] * 3),
        ("与去年同期相比，上半年签约项目增长9%，到位资金20亿元。", ["2023-H1"] * 2),
        ("在去年高基数的基础上，上半年利用外资保持增长。实际使用外资2亿元。", ["2023-H1"]),
        # but the level that it compares with is of that year
        ("上半年签约项目24个，较去年同期的20个增长20%。", ["2023-H1", "2022-H1", "2023-H1"]),
        ("上半年签约项目24个，去年同期为20个，到位资金7亿元。", ["2023-H1", "2022-H1", "2023-H1"]),
        # the day of telling is nobody's period
        ("云岭日报7月8日讯 上半年签约项目24个。", ["2023-H1"]),
        ("7月8日，记者获悉，签约项目24个。", [None]),
        ("记者7月8日从会上获悉，签约项目24个。", [None]),
        # words that lean on what was told
        ("2022年1月至2023年6月签约项目90个。当月签约项目4个。", ["2022-01-01/2023-06-30", "2023-06"]),
        ("前四月，签约项目24个。同期全市到位资金7亿元。", ["2023-01-01/2023-04-30"] * 2),
    ],
)
def test_for_when_a_figure_is(text: str, periods: list[str | None]) -> None:
    assert periods_of(text) == periods


def test_a_text_tells_its_own_day_of_writing() -> None:
    for text in (
        "发布时间：2023年7月12日\n上半年签约项目24个。",
        "——2023年7月12日在云岭区全体会议上\n上半年签约项目24个。",
    ):
        assert [str(item.period) for item in read_figures(text)] == ["2023-H1"]


# what -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kpis"),
    [
        ("到位资金9亿元，完成目标任务20亿元的45%。", ["arrived_funds", None, "target_completion_rate"]),
        ("新开工项目9个，完成年度计划（20个）的45%。", ["milestone_count:started", None, "target_completion_rate"]),
        ("签约项目9个，达到全年任务的45%。", ["signed_project_count", "target_completion_rate"]),
        ("签约项目9个，占总项目数的45%。", ["signed_project_count", "share_of_total"]),
        ("签约项目中有7个项目已投产，投产（运营）率35%。", ["milestone_count:producing", "production_rate"]),
        ("全市20个签约项目开工7个，开工率35%。", ["signed_project_count", "milestone_count:started", "start_rate"]),
        ("全省60亿元到位资金中，昆明市到位20亿元。", ["arrived_funds", "arrived_funds"]),
        ("集中签约、开工项目共20个。", [None]),
        ("签约亿元以上项目9个，分别为：云岭区5个、白鹭县4个。", ["band", *["projects_in_band"] * 3]),
        ("平均开工率超过60%，云岭区、白鹭县分别为72%和66%。", ["start_rate"] * 3),
        ("签约项目9个，较去年同期的6个增长50%。", ["signed_project_count", "signed_project_count", "yoy_growth"]),
        # what a policy asks for has not happened
        ("固定资产投资达到5000万元方可申请补助。", [None]),
        ("完成市定任务的62%，新开工项目17个。", ["target_completion_rate", "milestone_count:started"]),
    ],
)  # fmt: skip
def test_what_a_figure_measures(text: str, kpis: list[str | None]) -> None:
    assert kpis_of(text) == kpis


def test_a_kind_of_projects_is_told_apart() -> None:
    items = read_figures("上半年，新能源产业签约项目9个；全市签约项目20个，其中新材料项目4个。")
    assert [(item.kpi, item.measure, item.narrow) for item in items] == [
        ("signed_project_count", None, "新能源"),
        ("signed_project_count", "signed_project_count", ""),
        ("signed_project_count", None, "新材料"),
    ]
