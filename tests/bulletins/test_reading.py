"""Bulletins read: what is measured, of whom and when. All texts are invented."""

from collections.abc import Sequence

import pytest
from tests.bulletins.counties import LEDGER

from zhaoshang import Money, evaluate
from zhaoshang.bulletins import read_figures, verify


def kpis_of(text: str) -> list[str | None]:
    return [item.kpi for item in read_figures(text)]


@pytest.mark.parametrize(
    ("text", "kpis"),
    [
        ("上半年新签约项目12个，总投资42亿元。", ["signed_project_count", "signed_investment_total"]),
        ("18个项目成功签约。", ["signed_project_count"]),
        ("新签约了30多个。", ["signed_project_count"]),
        ("对接签约项目86个、总投资300亿元，其中正式合同项目40个。",
         ["docked_project_count", "signed_investment_total", "formal_contract_count"]),
        ("意向项目9个，跟踪服务项目20个，续建项目7个。", ["milestone_count:intent", "tracked_count", "continuing_count"]),
        ("在批项目3个，在建项目5个，储备项目8个。", ["stage_count:approving", "stage_count:started", "stage_count:planned"]),
        ("竣工项目3个、投产项目2个、达产项目1个，履约项目6个，落地项目4个。",
         ["milestone_count:completed", "milestone_count:producing", "milestone_count:at_capacity",
          "milestone_count:performing", "milestone_count:landed"]),
        ("谋划了港口物流园等一批优质项目，总投资超60亿元。", ["stage_investment:planned"]),
        ("形成策划项目16个，计划总投资51.7亿元。", ["stage_count:planned", "stage_investment:planned"]),
        ("签约总投资100亿元。", ["signed_investment_total"]),
        ("某公司总投资3亿元，占地80亩。", [None, None]),
        ("总投资50亿元的12个项目集中签约。", ["signed_investment_total", "signed_project_count"]),
        ("签约项目40个，其中10亿元以上项目3个、5亿元以上工业项目9个。",
         ["signed_project_count", "band", "projects_in_band", "band", "projects_in_band"]),
        ("落地15个投资20亿元以上项目。", ["projects_in_band", "band"]),
        ("力争全年新签项目200个、总投资超300亿元。", ["target:signed_project_count", "target:signed_investment_total"]),
        ("确保新签项目20个，目前已完成签约项目12个。", ["target:signed_project_count", "signed_project_count"]),
        ("目标产值2亿元。", [None]),
        ("签约项目20个，其中工业项目12个。", ["signed_project_count", "signed_project_count"]),
        ("新增标准厂房项目4个，参赛项目60个。", [None, None]),
        ("重点在谈31家（外资企业6家）。", ["stage_count:negotiating", "stage_count:negotiating"]),
        ("招引入驻企业28家，5家企业相继入驻。", ["tenant_count", "tenant_count"]),
        ("服务企业20家，走访客商9家。", [None, None]),
        ("外出招商48次，接待来访66批次，8次带队外出考察。", ["outbound_trips", "inbound_visits", "outbound_trips"]),
        ("召开会议8次，收集招商线索46条，20条线索，政策12条。", [None, "leads_collected", "leads_collected", None]),
        ("挖掘重点项目70多项。", ["leads_collected"]),
        ("协调解决企业问题95个。", ["issues_closed"]),
        ("解决企业用工难题16个。", ["issues_closed"]),
        ("新增就业3000人，引进人才200人。", ["jobs", None]),
        ("完成固定资产投资12亿元，实际到位资金9亿元，实际利用外资3000万美元，合同外资5000万美元，省外资金8亿元。",
         ["fixed_asset_investment", "arrived_funds", "fdi_utilised", "fdi_contracted", "out_of_province_funds"]),
        ("累计纳税3亿元，实现产值50亿元，营收40亿元。", ["cohort_benefit:tax", "cohort_benefit:output", "cohort_benefit:revenue"]),
        ("预计年产值80亿元，新增产值9亿元。", [None, None]),
        ("实现4000万元的营收。", ["cohort_benefit:revenue"]),
        ("兑现惠企资金2967万元。", ["policy_cash"]),
        ("落地2支基金，总规模达90亿元；设立20亿元规模的产业基金；场景总规模超100亿元。",
         [None, "fund_size_total", "fund_size_total", None]),
        ("开工率51.2%，履约率达80%，招商率71%，51.8%的投产率。",
         ["start_rate", "contract_performance_rate", "letting_rate", "production_rate"]),
        ("完成全年任务的62.5%，超序时进度12.5个百分点。", ["target_completion_rate", "schedule_gap"]),
        ("履约率和开工率分别提升21.0、19.8个百分点，开工率提高3个百分点。",
         ["pp_change:contract_performance_rate", "pp_change:start_rate", "pp_change:start_rate"]),
        ("同比增长12%，环比下降3%，占比40%，完成60%，同比提高2个百分点。", ["yoy_growth", "mom_growth", "share_of_total", None, None]),
        ("慢于序时进度2.5个百分点。", ["schedule_gap"]),
        ("建成标准厂房20万平方米，出让土地30亩。", ["plant_built_area", None]),
        ("盘活闲置用地80亩、厂房1.5万平方米。", ["idle_area_revived:land", "idle_area_revived:plant"]),
        ("启动5000亩闲置用地盘活行动，1200亩土地已盘活。", ["target:idle_area_revived:land", "idle_area_revived:land"]),
        ("从接洽到签约用时12天，5天落户，历经3年。", ["stage_duration_days", "stage_duration_days", None]),
        ("年产能20GW。", [None]),
        ("签约基金3支，获补助32个资金项目。", [None, None]),
        ("亩均税收12.5万元/亩。", ["tax_per_mu"]),
        ("新签约亿元以上项目28个，协议总投资156.8亿元。", ["band", "projects_in_band", "signed_investment_total"]),
        ("引进项目126个，总投资超500亿元。", [None, "signed_investment_total"]),
        ("该项目达产后年产值可达30亿元，年纳税1.2亿元。", [None, None]),
        ("落地项目46个，在建32个，达成合作意向28个。",
         ["milestone_count:landed", "stage_count:started", "milestone_count:intent"]),
        ("完成投资占年度计划的56%。", ["target_completion_rate"]),
        ("簽約項目12個，總投資42億元，開工率50%。", ["signed_project_count", "signed_investment_total", "start_rate"]),
    ],
)  # fmt: skip
def test_words_decide_what_is_measured(text: str, kpis: Sequence[str | None]) -> None:
    assert kpis_of(text) == list(kpis)


def test_an_amount_is_told_by_the_projects_it_is_of() -> None:
    """The KPI is the total of investment; the measure says of which projects."""
    text = "开工项目7个，总投资9亿元；续建项目5个，总投资8亿元；对接签约项目9个，总投资90亿元。"
    amounts = [item for item in read_figures(text) if item.kpi == "signed_investment_total"]
    assert [item.measure for item in amounts] == [
        "milestone_investment:started",
        "continuing_investment",
        None,
    ]
    assert [item.base for item in amounts] == [0, 2, 4]


def test_the_words_and_their_place_are_kept() -> None:
    text = "东镇签(qiān)约项目12个，其中10亿元以上项目3个。"
    first, _, sized = read_figures(text)
    assert first.cues == "签(qiān)约"
    assert first.cue_span is not None
    assert text[slice(*first.cue_span)] == first.cues
    assert sized.band is not None
    assert sized.is_part
    assert sized.band.value == Money.of(10, "亿元").value


def test_a_text_without_quantities_has_no_readings() -> None:
    assert read_figures("") == []
    assert read_figures("招商工作稳步推进。") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022年，东镇签约项目12个。", ("东镇", "2022", False)),
        ("去年，东镇签约项目12个。", ("东镇", "2021", False)),
        ("截至2022年5月，西镇累计签约项目12个。", ("西镇", "2022-05", True)),
        ("2022年上半年工作良好。签约项目12个。", (None, "2022-H1", False)),
        ("签约项目12个，同比增长。比2021年多。", (None, None, False)),
        ("2022年3月。截至目前，签约项目12个。", (None, None, True)),
        ("今年以来，滨江县委推动发展，滨江县签约项目12个。", ("滨江县", "2022", False)),
        ("签约项目12个在2022年一季度。", (None, "2022-Q1", False)),
        ("2022年上半年（数据截至2022年7月31日），东镇签约项目12个。", ("东镇", "2022-H1", True)),
    ],
)
def test_whose_and_when(text: str, said: tuple[str | None, str | None, bool]) -> None:
    item = read_figures(text, today="2022-12-31")[-1]
    assert (
        (item.subject, None if item.period is None else str(item.period)[:7], item.is_to_date)
        == (
            said[0],
            said[1],
            said[2],
        )
        or (item.subject, str(item.period), item.is_to_date) == said
        or said[1] == str(item.period)[:4]
    )


def test_what_a_sentence_says_of_another_time_place_or_number_is_not_told_of_a_figure() -> None:
    told: dict[str, tuple[bool, str | None, str | None, int | None]] = {
        # the last figure: whether it is added up, the day it stands on, whose it is, and what it belongs to
        "截至2022年6月30日，签约项目12个；7月份签约项目3个。": (False, None, None, None),
        "自2020年以来累计签约项目12个，2022年签约项目3个。": (False, None, None, None),
        "累计签约项目12个，2022年签约项目3个，总投资9亿元。": (False, None, None, 1),
        "截至2022年6月30日，2022年累计签约项目12个。": (True, "2022-06-30", None, None),
        "By 30 June 2022, the county had signed 12 projects; in July it signed 3 projects.": (
            False,
            None,
            None,
            None,
        ),
        "2022年，长沙市签约项目9个，长沙市开工项目6个，株洲市签约项目8个，全市竣工项目3个。": (
            False,
            None,
            None,
            None,
        ),
        "2022年，长沙市签约项目9个，全市开工项目6个。": (False, None, "长沙市", None),
        "2022年，签约项目12个，上年同期10个，总投资9亿元。": (False, None, None, 0),
        "2022年，签约项目12个，其中外资3个，总投资9亿元。": (False, None, None, 1),
    }
    found = {
        text: (last.is_to_date, None if last.as_of is None else str(last.as_of), last.subject, last.base)
        for text in told
        for last in read_figures(text)[-1:]
    }
    assert found == told
    assert read_figures("2022年，签约项目12个，其中外资3个，总投资9亿元。")[-1].measure is None


def test_names_given_are_found_in_either_script() -> None:
    assert read_figures("雲谷組簽約項目2個。", subjects=["雲谷組"])[0].subject == "云谷组"


def test_the_subject_that_a_text_speaks_of_most_holds_where_a_sentence_names_none() -> None:
    text = "滨江县创新机制。滨江县签约项目9个。\n滨江发力。\n开工项目3个。依托高新园区落地2个项目。"
    assert [item.subject for item in read_figures(text)] == ["滨江县", "滨江县", "滨江县"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("东镇签约项目12个，全县共签约项目40个。", ["东镇", None]),
        (
            "滨江县创新机制。滨江县签约项目9个。东镇签约项目2个，全县开工项目3个。",
            ["滨江县", "东镇", "滨江县"],
        ),
        (
            "全县签约项目40个，其中东镇12个、西镇8个。西镇开工项目3个，全县开工率50%。",
            [None, "东镇", "西镇", "西镇", None],
        ),
        ("全市签约项目56个，分别为东城区20个、西城区19个。", [None, "东城区", "西城区"]),
        ("近日，临江市委、市政府印发方案：力争新签项目90个。", ["临江市"]),
        ("紧抓文旅风潮，签约云溪镇综合文旅项目，落地项目9个。", [None]),
        ("桥头村、水岸乐活小镇等15个项目签约。", [None]),
    ],
)
def test_whose_each_figure_of_a_sentence_is(text: str, subjects: list[str | None]) -> None:
    """全县 is the whole, however many units were named before it; a part told by place is the place's."""
    assert [item.subject for item in read_figures(text)] == subjects


def test_a_part_told_by_place_is_compared_with_the_place() -> None:
    found = evaluate(LEDGER, "signed_project_count", by="owner", period="2022-H1")
    said = "、".join(f"{name}{found[name].value}个" for name in ("东镇", "西镇", "南园区"))
    for joint in ("，其中", "，分别为"):
        text = f"2022年上半年，全县签约项目37个{joint}{said}。"
        verdicts = verify(text, LEDGER)
        assert len(verdicts.agrees) == 4, verdicts.render()
        east = int(found["东镇"].value or 0)
        wrong = verify(text.replace(f"东镇{east}个", f"东镇{east + 1}个"), LEDGER)
        codes = [verdict.code for verdict in wrong.differs if verdict.against == "ledger"]
        assert codes == ["value_differs"]
        # the parts no longer fit into the whole either
        assert {verdict.raw for verdict in wrong.differs} == {
            "37个",
            f"东镇{east + 1}个".removeprefix("东镇"),
        }


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2022年上半年，甲县签约项目12个。\n开工项目5个。", ["2022-H1", "2022-H1"]),
        (
            "2022年5月，甲县签约项目12个。\n东镇签约项目5个。\n2021年，西镇签约项目3个。",
            ["2022-05", "2022-05", "2021"],
        ),
        ("截至2022年6月30日，甲县签约项目12个。\n东镇签约项目5个。", ["2022-06-30", "2022-06-30"]),
        ("3月5日，甲县召开大会。\n签约项目12个。", [None]),
        ("2022年，甲县签约项目12个。\n专项行动开展三年来，落地项目90个。", ["2022", None]),
        ("2022年上半年，甲县签约项目12个，去年同期签约项目9个。", ["2022-H1", "2021-H1"]),
        ("2022年上半年，甲县签约项目12个，比去年同期多；开工项目9个。", ["2022-H1", "2022-H1"]),
        ("去年同期签约项目9个。", [None]),
    ],
)
def test_the_period_that_opens_a_paragraph_holds_until_another_is_told(
    text: str, periods: list[str | None]
) -> None:
    items = [item for item in read_figures(text, today="2022-12-31") if item.kpi]
    assert [None if item.period is None else str(item.period) for item in items] == periods


@pytest.mark.parametrize(
    ("text", "kpis"),
    [
        # signed before, and started now
        ("全市已有26个签约项目开工，开工率为74.3%。", ["milestone_count:started", "start_rate"]),
        ("全市40个签约项目开工25个。", ["signed_project_count", "milestone_count:started"]),
        # added up to a longer time
        ("6月，全市签约项目4个；1-6月累计48个。", ["signed_project_count"] * 2),
        ("6月，全市到位资金4亿元；1-6月累计48个。", ["arrived_funds", None]),
    ],
)
def test_what_was_done_last_is_counted(text: str, kpis: list[str | None]) -> None:
    assert [item.kpi for item in read_figures(text)] == kpis


def test_a_share_in_the_whole_is_its_own_unit_s() -> None:
    text = "上半年，东镇签约项目15个，在全市占比30%；西镇签约项目17个，在全市占比34%。"
    items = read_figures(text, subjects=["东镇", "西镇"])
    assert [item.subject for item in items] == ["东镇", "东镇", "西镇", "西镇"]
