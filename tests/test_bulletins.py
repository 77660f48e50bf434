"""Bulletins: written, read back and verified. All texts are invented."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest
from attrs import evolve

from zhaoshang import Count, Ledger, Money, Project, evaluate, find_mentions
from zhaoshang.bulletins import ZH, Answer, FigureReading, Template, read_figures, verify, write
from zhaoshang.kpis import Figure, Figures, Rounding
from zhaoshang.model import Agreement, Milestone, Park, ServiceTeam, Target

KPIS = (
    "signed_project_count",
    "signed_investment_total",
    "contract_performance_rate",
    "start_rate",
    "production_rate",
    "average_project_size",
)


def ledger(seed: int = 7, size: int = 37) -> Ledger:
    """Make up a ledger of the first half of 2022."""
    draw = random.Random(seed)  # noqa: S311 - an invented ledger needs no secrecy
    projects = []
    for number in range(size):
        month, day = draw.randint(1, 6), draw.randint(1, 28)
        steps = [
            *([Milestone(stage="started", on="2022-06-28")] if draw.random() < 0.55 else []),
            *([Milestone(stage="producing", on="2022-06-29")] if draw.random() < 0.3 else []),
        ]
        projects.append(
            Project(
                id=f"P{number}",
                name=f"项目{number}",
                owner=draw.choice(["东镇", "西镇", "南园区"]),
                investment=Money.of(str(draw.randint(800, 250000)), "万元"),
                agreements=[Agreement(signed_on=f"2022-0{month}-{day:02d}")],
                milestones=steps,
            )
        )
    return Ledger(as_of="2022-06-30", projects=projects)


LEDGER = ledger()


def kpis_of(text: str) -> list[str | None]:
    return [item.kpi for item in read_figures(text)]


# reading --------------------------------------------------------------------------------------------------------


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


# writing --------------------------------------------------------------------------------------------------------


def figures(**more: object) -> Figures:
    return evaluate(LEDGER, KPIS, **more)  # type: ignore[arg-type]


def test_a_bulletin_on_a_half_year() -> None:
    text = write(figures(period="2022-H1"), subject="滨江县")
    assert text.startswith("2022年上半年，滨江县共签约招商项目37个，总投资")
    assert text.endswith("亿元。")


@pytest.mark.parametrize("period", ["2022-H1", None])
def test_a_bulletin_that_names_nobody_has_no_blank_in_that_place(period: str | None) -> None:
    figures = evaluate(ledger(), KPIS, period=period)
    text = write(figures, locale="en")
    assert "  " not in text
    assert not text.startswith(" ")


def test_openings_by_period_and_day() -> None:
    assert write(figures(), subject="甲县").startswith("截至2022年6月30日，甲县共签约")
    assert write(figures(period="2022-Q1", as_of="2022-03-31"), subject="甲县").startswith(
        "2022年第一季度，甲县"
    )
    both = write(figures(period="2022-Q1", as_of="2022-06-30"), subject="甲县")
    assert both.startswith("2022年第一季度（数据截至2022年6月30日），甲县共签约")
    plain = {"signed_project_count": evolve(figures()["signed_project_count"], as_of=None)}
    assert write(plain, subject="甲县") == "甲县共签约招商项目37个。"
    assert write(figures(period="2022-H1"), subject="甲縣", locale="zh_TW").startswith(
        "2022年上半年，甲縣共簽約招商項目37個"
    )


def test_groups_and_sizes() -> None:
    found = evaluate(
        LEDGER,
        ["signed_project_count", "projects_in_band"],
        by="owner",
        bands=["≥5亿元", "<2亿元", "[1亿元,5亿元)"],
        period="2022-H1",
    )
    text = write(found, subject="甲县", names={"南园区": "南区"})
    assert "。东镇共签约招商项目" in text
    assert "。南区共签约招商项目" in text
    assert "其中5亿元以上项目" in text
    assert "不足2亿元项目" in text
    assert "分规模" not in text


def test_a_group_without_a_name_is_said_to_have_none() -> None:
    projects = [Project(id="1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])]
    found = evaluate(Ledger(as_of="2022-06-30", projects=projects), "signed_project_count", by="owner")
    assert write(found, subject="甲县").endswith("未填报单位共签约招商项目1个。")


def test_a_template_may_be_changed() -> None:
    mine = Template(
        clauses=["签下{signed_project_count}（{signed_investment_total}）"], closing="！", joiner="；"
    )
    assert write(figures(period="2022-H1"), subject="", template=mine).startswith("2022年上半年，签下37个（")
    assert "{" not in write(figures(period="2022-H1"), template=evolve(ZH, fallback="{name}为{value}"))


def test_what_has_no_value_or_is_no_quantity_is_left_out() -> None:
    empty = Ledger(as_of="2022-06-30")
    assert write(evaluate(empty, ["signed_project_count", "start_rate"]), subject="甲县") == (
        "截至2022年6月30日，甲县共签约招商项目0个。"
    )
    assert write({"x": Figure(kpi="x", unit="rank", value=None)}) == ""
    assert write({"x": evolve(figures()["start_rate"], unit="rank")}) == ""
    assert write({"x": evolve(figures()["start_rate"], unit="杯")}) == ""


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, 130, "近130亿元"), (130, None, "超130亿元"), (None, None, "约130亿元"), (120, 140, "约130亿元")],
)
def test_hedged_sums_keep_their_hedge(low: int | None, high: int | None, words: str) -> None:
    value = Decimal(13_000_000_000)
    ends = [None if end is None else Decimal(end * 10**8) for end in (low, high)]
    figure = evolve(figures()["signed_investment_total"], value=value, low=ends[0], high=ends[1])
    text = write({"signed_investment_total": figure})
    assert words in text
    assert read_figures(text)[0].quantity.hedge in {"near", "over", "about"}


def test_a_figure_may_carry_its_argument() -> None:
    steps = [Milestone(stage="started", on="2022-06-28")]
    projects = [Project(id=str(number), name=str(number), milestones=steps) for number in range(3)]
    known = Ledger(as_of="2022-06-30", projects=projects)
    count = evaluate(known, "milestone_count", of="started", period="2022-H1")["milestone_count"]
    text = write({"milestone_count:started": count}, subject="甲县")
    assert text == "2022年上半年，甲县新开工项目3个。"
    assert verify(text, known).agrees[0].kpi == "milestone_count:started"


# verifying ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW", "en"])
@pytest.mark.parametrize(
    "asked",
    [
        {"period": "2022-H1"},
        {},
        {"period": "2022-H1", "by": "owner"},
        {"period": "2022-Q1", "as_of": "2022-06-30"},
    ],
)
def test_a_bulletin_verifies_clean(asked: dict[str, str], locale: str) -> None:
    found = verify(write(figures(**asked), subject="滨江县", locale=locale), LEDGER)
    assert found.is_clean, found.render()
    assert found.unknown == ()
    assert len(found.agrees) >= len(KPIS)


@pytest.mark.parametrize("asked", [{"period": "2022-H1"}, {}, {"period": "2022-H1", "by": "owner"}])
@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW", "en"])
def test_every_corrupted_digit_is_found(asked: dict[str, str], locale: str) -> None:
    """Fifty random single digits, dates among them, are changed one at a time."""
    text = write(figures(**asked), subject="滨江县", locale=locale)
    draw = random.Random(locale)  # noqa: S311 - as above
    places = [place for place, char in enumerate(text) if char.isdigit()]
    for _ in range(50):
        place = draw.choice(places)
        wrong = draw.choice([digit for digit in "0123456789" if digit != text[place]])
        corrupted = f"{text[:place]}{wrong}{text[place + 1 :]}"
        assert not verify(corrupted, LEDGER).is_clean, corrupted


def test_both_numbers_span_and_reason_are_given() -> None:
    text = "2022年上半年共签约招商项目47个。"
    (verdict,) = verify(text, LEDGER)
    assert (verdict.answer, verdict.against, verdict.code) == (Answer.DIFFERS, "ledger", "value_differs")
    assert (text[verdict.start : verdict.end], verdict.raw, verdict.expected) == ("47个", "47个", "37个")
    assert verdict.render("en") == "47个: differs, the text has 47个, the ledger 37个"
    assert verdict.render("zh_TW") == "47个：不符，文中為 47個，臺帳為 37個"


def test_sizes_are_compared() -> None:
    sized = evaluate(LEDGER, "projects_in_band", bands=["≥5亿元", "<2亿元"], period="2022-H1").of(
        "projects_in_band"
    )
    above, below = (figure.value for figure in sized[1:])
    text = f"2022年上半年共签约项目37个，其中5亿元以上项目{above}个、不足2亿元项目{below}个。"
    assert verify(text, LEDGER).is_clean
    assert len(verify(text.replace("5亿元", "9亿元"), LEDGER).differs) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2022年上半年，甲县同比增长3%。", "no_measure"),
        ("2022年上半年，甲县开工率提高3个百分点。", "no_definition"),
        ("2022年上半年，甲县盘活闲置用地80亩。", "no_definition"),
        ("2022年上半年，甲县签约项目37家。", None),
        ("2022年上半年，甲县签约百亿级项目，总投资达百亿级。", None),
        ("2022年上半年，甲县签约项目约36个。", "only_about"),
        ("2022年上半年，甲县10亿元至20亿元（含）项目5个。", "no_definition"),
        ("2022年上半年，甲县签约项目1个。乙县签约项目3个。", "unknown_subject"),
        ("2022年上半年，甲县对接签约项目40个，总投资900亿元。", "no_measure"),
        ("2023年上半年，甲县开工率50%。", "after_ledger"),
        ("2021年上半年，甲县转合同率50%。", "no_denominator"),
        ("力争2022年新签项目200个。", "no_target"),
        ("力争2022年新开工项目200个。", "no_definition"),
    ],
)
def test_what_cannot_be_told_says_why(text: str, code: str | None) -> None:
    codes = [verdict.code for verdict in verify(text, LEDGER).unknown]
    assert codes == ([] if code is None else [code]) or code in codes


def test_without_any_date_nothing_is_compared() -> None:
    undated = evolve(LEDGER, as_of=None)
    assert [verdict.code for verdict in verify("签约项目37个。", undated)] == ["no_date"]
    assert verify("签约项目37个。", undated, period="2022-H1").agrees
    assert verify("签约项目37个。", undated, as_of="2022-06-30").agrees


def test_hedged_figures_agree_where_their_bounds_hold() -> None:
    def answer(said: str) -> str:
        return str(verify(f"2022年上半年，甲县共签约项目{said}。", LEDGER).verdicts[0].answer)

    assert [answer(said) for said in ("近40个", "超30个", "30多个", "约37个", "近30个", "超40个", "20多个")] == [
        "agrees", "agrees", "agrees", "agrees", "differs", "differs", "differs",
    ]  # fmt: skip


def test_cut_off_digits_need_to_be_asked_for() -> None:
    rate = evaluate(LEDGER, "start_rate", period="2022-H1", round={"digits": 1, "mode": "truncate"})[
        "start_rate"
    ]
    text = f"2022年上半年，甲县开工率{rate.value}%。"
    assert verify(text, LEDGER, rounding=Rounding(mode="truncate")).is_clean
    whole = evaluate(LEDGER, "start_rate", period="2022-H1", round=0)["start_rate"]
    assert verify(f"2022年上半年，甲县开工率{whole.value}%。", LEDGER).is_clean


BANDS = ["<1亿元", "[1亿元,5亿元)", "[5亿元,10亿元)", "≥10亿元"]


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW"])
@pytest.mark.parametrize("by", [[], ["owner"]])
@pytest.mark.parametrize(
    "kpis", [["signed_project_count", "projects_in_band"], ["start_rate", "projects_in_band"]]
)
def test_size_classes_are_written_and_read(locale: str, by: list[str], kpis: list[str]) -> None:
    """Each class is read with its edges, and the bulletin verifies clean whether or not the whole number is told."""
    found = evaluate(LEDGER, kpis, by=by, bands=BANDS, period="2022-H1")
    text = write(found, subject="滨江县", locale=locale)
    sized = [item for item in read_figures(text) if item.kpi == "projects_in_band"]
    counts = [figure.value or 0 for figure in found.values() if figure.is_part]
    assert sorted(map(int, counts)) == sorted(int(item.quantity.value or 0) for item in sized)
    assert {item.measure for item in sized} == {"projects_in_band"}
    verdicts = verify(text, LEDGER)
    assert verdicts.is_clean, verdicts.render("zh_CN")
    assert verdicts.unknown == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1亿元以上5亿元以下项目4个、10亿元及以上2个。", [("≥1<5", 4), ("≥10", 2)]),
        ("亿元以上项目3个，5亿元至10亿元（不含）2个。", [("≥1", 3), ("≥5<10", 2)]),
        ("10亿元以上、5亿元以上和1亿元以上项目分别为3个、9个、20个。", [("≥10", 3), ("≥5", 9), ("≥1", 20)]),
        ("10亿元以上的3个，不足1亿元的9个。", [("≥10", 3), ("<1", 9)]),
        ("落地15个投资1—5亿元项目。", [("≥1<5", 15)]),
    ],
)
def test_sizes_in_the_ways_they_are_told(text: str, said: list[tuple[str, int]]) -> None:
    def words(item: FigureReading) -> str:
        assert item.band is not None
        ends = item.band.interval
        low = "" if ends.low is None else f"≥{ends.low / 10**8}"
        return low + ("" if ends.high is None else f"<{ends.high / 10**8}")

    sized = [item for item in read_figures(text) if item.kpi == "projects_in_band"]
    assert [(words(item), int(item.quantity.value or 0)) for item in sized] == said


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("开工项目73个，其中10亿元以上项目3个、亿元以上26个。", ["projects_in_band:started"] * 2),
        ("新开工亿元以上项目20个，新签约亿元以上项目9个。", ["projects_in_band:started", "projects_in_band"]),
        ("签约项目40个，其中亿元以上工业项目9个。", [None]),
        ("对接签约项目40个，其中亿元以上项目9个。", [None]),
        ("停滞项目数3个，亿元以上项目9个。", ["projects_in_band"]),
    ],
)
def test_a_number_by_size_is_of_what_its_whole_counts(text: str, measures: list[str | None]) -> None:
    found = [item.measure for item in read_figures(text) if item.kpi == "projects_in_band"]
    assert found == measures


def gap_ledger() -> Ledger:
    """Make up a ledger without projects between 6亿元 and 30亿元."""
    projects = [
        Project(
            id=str(n),
            name=str(n),
            investment=Money.of(n, "亿元"),
            agreements=[Agreement(signed_on="2022-03")],
        )
        for n in (1, 2, 3, 5, 30, 40)
    ]
    return Ledger(as_of="2022-06-30", projects=projects)


def test_a_changed_size_whose_number_stays_true_is_told_by_the_sizes_that_are_counted_by() -> None:
    """13亿元 is no size; 20亿元 is one, so that a true number agrees unless the sizes are given."""
    text = "2022年上半年，甲县共签约项目6个，其中10亿元以上项目2个。"
    odd, usual = text.replace("10亿元", "13亿元"), text.replace("10亿元", "20亿元")
    known = gap_ledger()
    assert verify(text, known).is_clean
    assert [verdict.code for verdict in verify(odd, known).differs] == ["unusual_size"]
    assert verify(usual, known).is_clean
    assert (
        evaluate(known, "projects_in_band", bands=["≥20亿元"], period="2022-H1")["projects_in_band"].value
        == 2
    )
    assert verify(text, known, bands=["≥10亿元"]).is_clean
    assert [verdict.code for verdict in verify(usual, known, bands=["≥10亿元"]).differs] == ["unusual_size"]
    assert [verdict.code for verdict in verify(usual.replace("2个", "3个"), known).differs] == [
        "value_differs"
    ]


@pytest.mark.parametrize(
    "bands", [["≥10亿元", "≥5亿元", "≥1亿元"], BANDS, ["≥5亿元", "<2亿元", "[2亿元,5亿元)"]]
)
@pytest.mark.parametrize("by", [[], ["owner"]])
@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW"])
def test_every_corrupted_digit_of_sizes_is_found(bands: list[str], by: list[str], locale: str) -> None:
    """Whatever digit of a bulletin with sizes is changed to whatever other, the sizes being given."""
    known = ledger(seed=len(bands), size=25)
    kpis = ["signed_project_count", "signed_investment_total", "projects_in_band", "start_rate"]
    found = evaluate(known, kpis, by=by, bands=bands, period="2022-H1")
    text = write(found, subject="滨江县", locale=locale)
    assert verify(text, known, bands=bands).is_clean
    draw = random.Random(f"{bands}{by}{locale}")  # noqa: S311 - as above
    places = [place for place, char in enumerate(text) if char.isdigit()]
    for place in draw.sample(places, min(40, len(places))):
        wrong = draw.choice([digit for digit in "0123456789" if digit != text[place]])
        corrupted = f"{text[:place]}{wrong}{text[place + 1 :]}"
        assert not verify(corrupted, known, bands=bands).is_clean, corrupted


def test_what_a_corruption_leaves_true_agrees() -> None:
    """A statement that is true of another month too cannot be told from one that was meant so."""
    known = Ledger(as_of="2022-06-30", projects=[Project(id="1", name="甲")])
    for month in ("5月", "6月"):
        found = verify(f"2022年{month}，甲县共签约项目0个。", known)
        assert [str(verdict.answer) for verdict in found] == ["agrees"]


def test_a_template_of_ones_own_reads_what_it_wrote() -> None:
    """Its words decide before the rules, in either script."""
    mine = Template(
        clauses=["新引进项目{signed_project_count}、投资额{signed_investment_total}", "其中动工{start_rate}"],
        joiner="；",
    )
    for locale in ("zh_CN", "zh_TW"):
        text = write(figures(period="2022-H1"), subject="滨江县", locale=locale, template=mine)
        kpis = [item.kpi for item in read_figures(text, template=mine)]
        assert sorted(map(str, kpis)) == sorted(KPIS)
        found = verify(text, LEDGER, template=mine)
        assert found.is_clean
        assert found.unknown == ()
        assert [item.base for item in found.readings if item.kpi == "signed_investment_total"] == [0]
    wrong = text.replace("37個", "38個")
    assert "signed_project_count" in [verdict.kpi for verdict in verify(wrong, LEDGER, template=mine).differs]


def test_a_period_that_the_ledger_does_not_reach_differs_once() -> None:
    found = verify("2023年上半年，甲县共签约项目4个，总投资9亿元，开工率50%。", LEDGER)
    assert [verdict.code for verdict in found.differs] == ["another_day"]
    assert {verdict.code for verdict in found.unknown} == {"after_ledger"}


def test_a_rate_of_nothing_differs_where_the_ledger_knows_such_rates() -> None:
    assert [verdict.code for verdict in verify("2012年，甲县开工率50%。", LEDGER).differs] == ["no_base"]
    empty = Ledger(as_of="2022-06-30")
    assert [verdict.code for verdict in verify("2012年，甲县开工率50%。", empty).unknown] == [
        "no_denominator"
    ]


def test_what_the_ledger_does_not_keep_cannot_be_told() -> None:
    text = "2022年上半年，甲县新增就业300人，外出招商48次，实际到位资金9亿元，解决企业问题95个，合同外资3亿美元。"
    found = verify(text, LEDGER)
    assert found.is_clean
    assert {verdict.code for verdict in found.unknown} == {"no_data", "not_recorded"}
    assert len(found.unknown) == 5


def test_a_unit_of_a_numbered_series_is_known_although_nothing_is_credited_to_it() -> None:
    signed = [Agreement(signed_on="2022-03-05")]
    projects = [Project(id=str(n), name=str(n), owner=f"招商{n}组", agreements=signed) for n in (1, 2)]
    known = Ledger(as_of="2022-06-30", projects=projects)
    text = "2022年上半年，甲县签约项目2个。招商1组签约项目1个，开工率0%。招商2组签约项目1个。"
    assert verify(text, known).is_clean
    found = verify(text.replace("招商1组", "招商7组"), known)
    assert [verdict.code for verdict in found.differs] == ["value_differs", "no_base"]


def test_units_parks_and_districts_have_their_own_figures() -> None:
    signed = [Agreement(signed_on="2022-03-05")]
    known = Ledger(
        as_of="2022-06-30",
        name="滨江县",
        teams=[ServiceTeam(id="U1", name="招商一组")],
        parks=[Park(id="K1", name="芯谷园")],
        projects=[
            Project(id="1", name="甲", owner="U1", park="K1", district="东区", agreements=signed),
            Project(id="2", name="乙", district="西区", agreements=signed),
        ],
        targets=[Target(id="T", measure="signed_project_count", period="2022", value=Count.of(4, "个"))],
    )
    text = (
        "2022年上半年，滨江县签约项目2个。招商一组签约项目1个。芯谷园签约项目1个。东区签约项目1个。"
        "力争2022年滨江县新签项目4个。"
    )
    found = verify(text, known, subject="滨江县")
    assert found.is_clean, found.render()
    assert len(found.agrees) == 5


def test_a_day_other_than_the_ledgers_differs() -> None:
    text = write(figures(), subject="甲县").replace("6月30日", "6月29日")
    assert "another_day" in [verdict.code for verdict in verify(text, LEDGER).differs]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("上半年共签约项目41个，开工率51.2%。", []),
        ("上半年共签约项目40个，开工率51.2%。", ["impossible_rate"]),
        ("上半年共签约项目40个，开工项目10个，开工率50%。", ["rate_mismatch"]),
        ("共签约项目40个，其中工业项目45个。", ["part_exceeds_whole"]),
        ("共签约项目40个、总投资90亿元，其中合同项目30个、总投资95亿元。", ["part_exceeds_whole"]),
        ("共签约项目40个，其中10亿元以上项目9个、5亿元以上项目8个。", ["nesting_violated"]),
        ("共签约项目4个，5亿元以上项目8个。", ["part_exceeds_whole"]),
        ("新签约项目10个，续建项目20个，共开工项目35个。", ["sum_mismatch"]),
        ("新签约项目10个，总投资5亿元；续建项目20个，总投资7亿元；共开工项目30个，总投资12亿元。", []),
        ("外出招商12次，外出招商9次，合计22次。", []),
        ("签约项目12个，签约项目9个，合计签约项目22个。", ["sum_mismatch"]),
        ("共签约项目12个，总投资近30亿元。\n共签约项目12个，总投资30亿元。", ["hedge_differs"]),
        ("共签约项目12个，总投资20亿元。\n共签约项目12个，总投资30亿元。", ["value_differs"]),
        ("上半年共签约项目12个，总投资20亿元。引进补链项目15个，总投资28亿元。", ["part_exceeds_whole", "part_exceeds_whole"]),
        ("上半年累计建成标准厂房20万平方米。", ["ambiguous_period"]),
        ("截至6月底累计建成标准厂房20万平方米。", []),
        ("截至2022年6月30日，完成全年任务的62.5%，超序时进度12.5个百分点。", []),
        ("截至2022年6月30日，完成全年任务的62.5%，超序时进度22.5个百分点。", ["gap_to_time"]),
        ("签约项目02个。", ["malformed_number"]),
        ("签约项目40个，其中1亿元至8亿元项目20个、5亿元至10亿元项目8个。", []),
        ("签约项目40个，其中1亿元以上38个，1亿元至5亿元项目20个、5亿元至10亿元项目8个、10亿元以上10个。", []),
        ("签约项目40个，其中1亿元至5亿元项目20个、10亿元以上10个。", []),
        ("签约项目40个，其中6亿元（含）至5亿元（不含）项目20个。", ["reversed_range"]),
        ("签约项目40个，其中5亿元以上38个、5亿元以上38个。", ["sizes_repeated"]),
        ("共签约项目40个，新开工项目10个，开工率50%。", []),
        ("单价从100亿元到80亿元不等。", []),
        ("2023年上半年（数据截至2022年6月30日），签约项目12个，开工项目6个。", ["period_after_day"]),
        ("截至2022年6月底，签约项目12个。2023年一季度，签约项目6个。", []),
        ("7022年签约项目2个，2022年2月30日签约项目1个，13月5日。", ["malformed_date", "malformed_date", "malformed_date"]),
        ("2022年3月，云岭智能制造项目落地。\n2022年5月，云岭智能制造项目落地。", ["two_dates"]),
        ("2022年3月，云岭智能制造项目落地。\n2022年3月中旬，云岭智能制造项目落地。", []),
        ("海云新材料项目进展顺利。该项目由海云新型材料股份公司投资。“3月项目确定落地。”海云新材料项目负责人说。\n5月，海云新型材料总部、天河物流等项目落地。",
         ["two_dates"]),
        ("2022年3月，海云新材料项目正在建设。项目顺利落地。", []),
    ],
)  # fmt: skip
def test_a_text_against_itself(text: str, codes: list[str]) -> None:
    found = verify(text)
    assert [verdict.code for verdict in found.differs] == codes, found.render("zh_CN")
    assert all(verdict.against == "text" for verdict in found)
    assert found.is_clean is not bool(codes)


def test_verdicts_can_be_walked_and_said() -> None:
    found = verify("2022年上半年共签约项目40个，开工率51.2%，资料12条。", LEDGER)
    assert {str(verdict.answer) for verdict in found} == {"differs"}
    assert len(found.render("zh_CN").splitlines()) == len(found)
    assert found.report.codes == ("impossible_rate",)
    assert len(found.readings) == 3


def test_a_mention_is_found_for_every_figure_written() -> None:
    found = figures(period="2022-H1")
    text = write(found, subject="滨江县")
    assert [mention.quantity.value for mention in find_mentions(text)] == [
        figure.value for figure in found.values()
    ]


def test_some_of_the_projects_are_not_compared_with_all() -> None:
    text = "2022年上半年共签约招商项目37个，其中工业项目12个；新签约工业项目9个，总投资20亿元；5亿元以上项目28个，总投资400亿元。"
    found = verify(text, ledger=LEDGER)
    assert [(verdict.raw, verdict.code) for verdict in found.differs] == [("28个", "value_differs")]
    assert [verdict.raw for verdict in found.unknown] == ["12个", "9个", "20亿元", "400亿元"]


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    """Three thousand figures without a full stop, and as many dated projects."""
    text = "2022年3月签约项目12个、总投资3亿元，开工率50%、" * 1000
    assert len(read_figures(text)) == 3000
    assert verify(text).report is not None
    dated = "2022年3月，云岭智能制造项目落地。2022年5月，海云新材料项目落地。" * 200
    assert len(verify(dated).differs) == 0 or verify(dated).differs[0].code == "two_dates"
