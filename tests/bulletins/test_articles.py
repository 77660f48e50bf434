"""Articles read: whose figures are, when, and what they measure. All texts are invented."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from zhaoshang import Count, Ledger, Money, Project
from zhaoshang.__main__ import main
from zhaoshang._bulletins.texts.gazetteer import places, stem_of
from zhaoshang.bulletins import Answer, read_figures, verify, verify_corpus
from zhaoshang.errors import ArgumentError, DuplicateIdError
from zhaoshang.model import Agreement, Arrival, Milestone, Target

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
        ("江州、临水、石岭三个县区分别新开工项目4个、6个和3个。", [None, "江州", "临水", "石岭"]),
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
        ("到位资金9亿元，完成目标任务20亿元的45%。", ["arrived_funds", "target:arrived_funds", "target_completion_rate"]),
        ("新开工项目9个，完成年度计划（20个）的45%。",
         ["milestone_count:started", "target:milestone_count:started", "target_completion_rate"]),
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


# arithmetic -----------------------------------------------------------------------------------------------------

SUMS = [
    # rule, text, the number that is right, one that is wrong
    ("share_of_whole", "全市240亿元到位资金中，云岭区到位90亿元，占总数的{}。", "37.5%", "39.5%"),
    ("share_of_whole", "上半年签约项目80个，其中亿元以上项目36个，占比{}。", "45%", "48%"),
    ("share_of_whole", "年内签约项目80个。其中工业项目36个，占签约项目总数的{}。", "45.0%", "54.0%"),
    ("completion_of_target", "实际利用外资7.0亿美元，完成年度计划20.0亿美元的{}。", "35%", "38%"),
    ("completion_of_target", "新开工项目21个，完成年度目标（35个）的{}。", "60%", "66%"),
    ("growth_of_levels", "上半年签约项目36个，较去年同期的30个增长{}。", "20%", "25%"),
    ("growth_of_levels", "上半年签约项目27个，去年同期为36个，同比下降{}。", "25%", "20%"),
    ("times_of_level", "今年签约项目36个，去年签约项目24个，是去年的{}。", "1.5倍", "1.8倍"),
    ("mean_size", "签约项目40个，总投资180亿元，平均投资额{}。", "4.5亿元", "5.4亿元"),
    ("rate_of_counts", "80个重点项目开工72个，开工率{}。", "90%", "95%"),
    ("rate_of_counts", "签约的80个项目中，已投产36个，投产率为{}。", "45%", "54%"),
    ("parts_of_whole", "新签约项目{}，分别为：云岭区12个、白鹭县9个。", "21个", "23个"),
    ("parts_within_whole", "签约项目{}，其中云岭区12个、白鹭县9个。", "21个", "20个"),
    ("amounts_of_parts", "签约项目20个，总投资{}；其中合同项目12个，总投资70亿元，协议项目8个，总投资30亿元。", "100亿元", "110亿元"),
    ("parts_of_whole", "集中签约、开工项目共{}。其中集中签约项目47个，集中开工项目38个。", "85个", "83个"),
    ("phase_within_total", "该项目总投资30亿元，其中一期投资{}。", "12亿元", "32亿元"),
    ("what_is_left", "标准厂房总面积30万平方米，已出租18万平方米，剩余{}。", "12万平方米", "15万平方米"),
    ("one_land_in_two_units", "项目占地150亩，折合{}。", "10公顷", "12公顷"),
    ("shares_of_all", "一、二、三产投资占比分别为20.5%、49.5%和{}。", "30.0%", "35.0%"),
    ("gap_to_time", "1-9月完成投资占年度计划的82.4%，超时间进度{}。", "7.4个百分点", "12.4个百分点"),
    ("completion_of_target", "全年引资任务50.0亿元，实际到位31.5亿元，完成率{}。", "63%", "73%"),
    ("completion_of_target", "截至6月底已签约项目24个，完成全年40个目标的{}。", "60%", "64%"),
    ("parts_of_whole", "云岭区、白鹭县分别签约12个、8个，共签约{}。", "20个", "24个"),
    ("parts_of_whole", "内资项目22个、外资项目8个，合计{}。", "30个", "34个"),
    ("growth_of_levels", "到位资金24.0亿元，上年同期为20.0亿元，增长{}。", "20%", "24%"),
    ("one_number_twice", "此次签约的40个项目涉及多个领域，签约项目共{}。", "40个", "46个"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "right", "wrong"), SUMS)
def test_what_a_text_prints_is_worked_out_again(rule: str, text: str, right: str, wrong: str) -> None:
    """What keeps within a limit (a part below its whole) is not wrong, and is not called right for it."""
    sound = verify(text.format(right))
    is_limit = rule in {"parts_within_whole", "phase_within_total"}
    assert [verdict.code for verdict in sound.agrees] == ([] if is_limit else [rule]), sound.render("zh_CN")
    assert not sound.differs
    assert sound.is_clean is not is_limit
    (verdict,) = verify(text.format(wrong)).differs
    assert (verdict.code, verdict.against) == (rule, "text")
    assert verdict.expected
    assert verdict.others


@pytest.mark.parametrize(
    "text",
    [
        # cut off or rounded up, of numbers that may be rounded themselves
        "全市签约项目30个，其中工业项目7个，占比23.3%。",
        "全市签约项目30个，其中工业项目17个，占比56.6%。",
        "实际利用外资9.2亿美元，完成年度计划22.2亿美元的41.3%。",
        # another whole than the one that is printed
        "云岭区签约项目12个，白鹭县签约项目8个，占全市的10%。",
        "云岭区签约项目12个，白鹭县签约项目8个，占总数的10%。",
        "农业项目20个，到位资金5亿元，占到位资金10%；工业项目90个，到位资金40亿元，占到位资金80%。",
        "全市签约项目50个，其中外资项目20个，占外资项目总数的8%。",
        "新签约项目18个，其中制造业11个、文旅4个、其他3个，投资额分别占61%、22%和17%。",
        # not all parts, or parts that may be two things
        "到位资金50亿元，排名前三的分别为：云岭区20亿元、白鹭县9亿元、玉溪市7亿元。",
        "签约项目50个，其中工业项目30个、外资项目25个、亿元以上项目28个。",
        "签约项目50个，分别为：云岭区20个、白鹭县9个等。",
        # another year, another unit, other land
        "2021年签约项目30个，2022年签约项目36个，增长20%。",
        "云岭区签约项目12个，白鹭县完成目标20个的40%。",
        "项目占地100亩，约8万平方米的厂房已建成。",
        "新签约项目40个，新开工项目10个，开工率50%。",
        "实际到位资金11亿元，其中外资3亿元，完成目标任务20亿元的55%。",
        "此次签约的40个项目涉及多个领域，全年累计签约项目共146个。",
    ],
)
def test_no_alarm_where_another_reading_is_right(text: str) -> None:
    assert not verify(text, today=TODAY).differs, verify(text, today=TODAY).render("zh_CN")


def test_a_number_that_only_rounding_saves_cannot_be_told() -> None:
    (verdict,) = verify("实际利用外资9.2亿美元，完成年度计划22.2亿美元的41.7%。").verdicts
    assert (verdict.answer, verdict.expected) == (Answer.UNKNOWN, "41.4%")


# against a ledger -----------------------------------------------------------------------------------------------


def ledger() -> Ledger:
    """24 projects of the first half of 2023 in two districts, 20 of that of 2022, a target and money for each."""
    projects = []
    for year, districts in (
        (2023, ["云岭区"] * 15 + ["白鹭县"] * 9),
        (2022, ["云岭区"] * 12 + ["白鹭县"] * 8),
    ):
        projects += [
            Project(
                id=f"{year}-{number}",
                name=f"{year}项目{number}",
                district=place,
                investment=Money.of(2 + number % 3, "亿元"),
                agreements=[Agreement(signed_on=f"{year}-{1 + number % 6:02d}-05")],
                milestones=[Milestone(stage="started", on=f"{year}-06-20")] if number % 2 else [],
                arrivals=[Arrival(on=f"{year}-06-25", amount=Money.of(1, "亿元"))],
            )
            for number, place in enumerate(districts)
        ]
    goal = Target(id="T", measure="signed_project_count", period="2023", value=Count.of(40, "个"))
    return Ledger(as_of="2023-06-30", projects=projects, targets=[goal])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("上半年，全市签约项目24个，同比增长20%。", "20%→25%"),
        ("与去年同期相比，上半年全市签约项目增长20%，到位资金增长20.0%。", "20.0%→21.0%"),
        ("上半年，全市签约项目24个，较去年同期的20个增长20%。", "20个→18个"),
        ("上半年，全市签约项目24个，是去年同期的1.2倍，总投资72亿元。", "1.2倍→1.4倍"),
        ("上半年，全市签约项目24个，比去年同期增加4个。", "4个→5个"),
        ("上半年，云岭区签约项目15个，占全市的62.5%。", "62.5%→65.2%"),
        ("上半年，全市签约项目24个，云岭区、白鹭县分别占62.5%和37.5%。", "37.5%→35.7%"),
        ("上半年，云岭区、白鹭县分别签约项目15个和9个。", "9个→8个"),
        ("上半年，签约项目云岭15个、白鹭9个。", "15个→14个"),
        ("上半年，全市签约项目24个，完成年度目标任务40个的60%。", "40个→45个"),
        ("上半年，全市签约项目24个，达到全年任务的60%。", "60%→66%"),
        ("上半年，全市签约3亿元以上项目16个，占签约项目总数的66.7%。", "66.7%→76.6%"),
        ("上半年，白鹭县签约项目9个。目前全市签约项目24个。", "24个→34个"),
        ("上半年，白鹭县签约项目数占全市签约项目总数的37.5%。", "37.5%→35.7%"),
        ("上半年，全市签约项目较去年同期净增4个。", "4个→6个"),
        ("上半年，全市新签约24个项目，较上年同期增加4个、增长20%。", "20%→30%"),
        ("上半年，全市到位资金24亿元，上年同期为20亿元，增长20.0%。", "20.0%→24.0%"),
        ("上半年，全市签约项目24个，平均每个项目投资3亿元。", "3亿元→4亿元"),
    ],
)
def test_what_is_worked_out_is_held_against_the_ledger(text: str, wrong: str) -> None:
    found = verify(text, ledger(), today=TODAY)
    assert not found.differs, found.render("zh_CN")
    assert not found.unknown, found.render("zh_CN")
    old, new = wrong.split("→")
    assert new != old
    spoiled = verify(text.replace(old, new), ledger(), today=TODAY)
    assert new in {verdict.raw for verdict in spoiled.differs}, spoiled.render("zh_CN")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("上半年，新能源产业签约项目9个。", "no_measure"),
        ("上半年，全市收集线索76条。", "no_data"),
        ("上半年，全市开工率同比提高3个百分点。", "no_definition"),
        ("上半年，江川区签约项目9个，全市签约项目24个，华宁县签约项目2个。", "unknown_subject"),
        ("2022年上半年，全市签约项目同比增长9%。", "no_data"),
    ],
)
def test_what_is_open_is_said(text: str, code: str) -> None:
    found = verify(text, ledger(), today=TODAY)
    assert not found.differs, found.render("zh_CN")
    assert code in {verdict.code for verdict in found.unknown}


# many, pages and the command ------------------------------------------------------------------------------------

SLIP = "上半年，全市签约项目24个，同比增长25%。"


def test_many_articles_are_counted_and_sampled() -> None:
    texts = {f"第{number}篇": SLIP if number % 2 else SLIP.replace("25%", "20%") for number in range(10)}
    found = verify_corpus(texts, ledger(), today=TODAY)
    assert [found.counts[answer] for answer in Answer] == [15, 5, 0]
    drawn = found.sample("differs", 3, seed=4)
    assert [(place.name, place.verdict.raw) for place in drawn] == [
        (place.name, "25%") for place in found.sample("differs", 3, seed=4)
    ]
    checked = {(place.name, place.number): place is not drawn[0] for place in drawn}
    rate = found.accuracy("differs", checked)
    assert (rate.checked, rate.right, rate.total) == (3, 2, 5)
    assert rate.low < rate.share < rate.high
    assert found.accuracy("differs", {}).low == 0
    assert (
        found.render("zh_CN").splitlines()[-1]
        == "共 10 篇：不符 5，无法判断 0，一致 15；20 个数字中判断了 20 个"
    )
    alone = verify_corpus([("a", SLIP)]).render("en")
    assert alone.endswith("1 texts: 0 differ, 0 cannot be told, 0 agree; 0 of 2 figures judged")


@pytest.mark.parametrize(
    ("given", "place"),
    [
        pytest.param(["ab"], "texts[0]", id="two-letters"),
        pytest.param({1: SLIP}, "texts", id="a-number-as-a-key"),
        pytest.param([("a", SLIP), (1, SLIP)], "texts[1][0]", id="a-number-as-a-name"),
    ],
)
def test_articles_without_names_are_refused(given: Any, place: str) -> None:
    """A text of two letters was an article `b` called `a`; a number was a name that no place is shown by."""
    with pytest.raises(ArgumentError, match=re.escape(f"for {place}:")):
        verify_corpus(given)


def test_two_articles_of_one_name_are_refused() -> None:
    """The first was lost."""
    with pytest.raises(DuplicateIdError) as caught:
        verify_corpus([("3月", SLIP), ("3月", "签约项目9个。")])
    assert (caught.value.collection, caught.value.id) == ("texts", "3月")


@pytest.mark.parametrize(
    ("right", "checked", "low", "high"), [(0, 10, "0.0000", "0.3085"), (9, 10, "0.5550", "0.9975")]
)
def test_the_bounds_are_those_of_clopper_and_pearson(right: int, checked: int, low: str, high: str) -> None:
    found = verify_corpus({str(number): SLIP for number in range(checked)}, ledger(), today=TODAY)
    places = found.of("differs")
    rate = found.accuracy("differs", {(item.name, item.number): n < right for n, item in enumerate(places)})
    assert (str(rate.low), str(rate.high)) == (low, high)


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW", "en"])
def test_a_page_marks_every_figure_and_keeps_the_text(locale: str) -> None:
    text = f"<b>{SLIP}</b>\n外出招商6次，约37个项目。"
    found = verify(text, ledger(), today=TODAY)
    html = found.to_html(locale, title="3月 <通报>")
    assert "<script" not in html
    assert "&lt;b&gt;" in html
    shown = re.sub(r"<sup>.</sup>|<[^>]+>", "", html.split('<p class="text">')[1].split("</p>")[0])
    assert unescape(shown) == text
    assert sorted(re.findall(r'<mark class="(\w+)"', html)) == ["agrees", "differs", "unknown", "unknown"]
    assert set(re.findall(r'href="#(\w+)"', html)) <= set(re.findall(r'id="(\w+)"', html))
    assert "prefers-color-scheme:dark" in html
    assert verify("").to_html(locale).count("<mark") == 0


def test_the_command_checks_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("签约项目80个，其中亿元以上项目36个，占比45%。", "utf-8")
    bad.write_text("签约项目80个，其中亿元以上项目36个，占比54%。", "utf-8")
    assert main(["verify", str(good), "--all", "--locale", "zh_CN"]) == 0
    assert "45%：一致" in capsys.readouterr().out
    assert main(["verify", str(good), str(bad), "--locale", "zh_CN"]) == 1
    out = capsys.readouterr().out
    assert "54%：不符" in out
    assert out.splitlines()[-1] == "共 2 篇：不符 1，无法判断 0，一致 1；6 个数字中判断了 2 个"
    page = tmp_path / "page.html"
    assert main(["verify", str(bad), "--html", str(page), "--locale", "en"]) == 1
    assert '<mark class="differs"' in page.read_text("utf-8")
    book = tmp_path / "book.csv"
    book.write_text("项目名称,投资额（亿元）,签约日期\n甲,3,2023-03-05\n乙,4,2023-04-05\n", "utf-8")
    good.write_text("2023年上半年，全市签约项目2个。", "utf-8")
    assert (
        main(["verify", str(good), "--ledger", str(book), "--as-of", "2023-06-30", "--locale", "zh_CN"]) == 0
    )
    assert "一致 1" in capsys.readouterr().out
    for line in (
        ["verify", str(tmp_path / "none.txt")],
        ["verify", str(good), "--ledger", str(book)],
        ["verify", str(good), str(bad), "--html", str(page)],
    ):
        with pytest.raises(SystemExit) as left:
            main(line)
        assert left.value.code == 2
    (tmp_path / "gbk.txt").write_bytes("签约项目".encode("gbk"))
    with pytest.raises(SystemExit):
        main(["verify", str(tmp_path / "gbk.txt")])
