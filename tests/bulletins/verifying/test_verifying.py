"""Bulletins verified against the ledger and against themselves."""

import pytest
from attrs import evolve
from tests.bulletins.counties import BANDS, KPIS, LEDGER, figures

from zhaoshang import Count, Ledger, Money, Project, evaluate, find_mentions
from zhaoshang.bulletins import Answer, FigureReading, Template, read_figures, verify, write
from zhaoshang.kpis import Rounding
from zhaoshang.model import Agreement, Park, ServiceTeam, Target


@pytest.mark.long
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


def test_both_numbers_span_and_reason_are_given() -> None:
    text = "2022年上半年共签约招商项目47个。"
    (verdict,) = verify(text, LEDGER)
    assert (verdict.answer, verdict.against, verdict.code) == (Answer.DIFFERS, "ledger", "value_differs")
    assert (text[verdict.start : verdict.end], verdict.raw, verdict.expected) == ("47个", "47个", "37个")
    assert verdict.render("en") == "47个 (first half of 2022): differs, the text has 47个, the ledger 37个"
    assert verdict.render("zh_TW") == "47个（2022年上半年）：不符，文中為 47個，臺帳為 37個"


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
        ("2022年上半年，甲县签约项目37家。", "not_judged"),
        ("2022年上半年，甲县签约百亿级项目，总投资达百亿级。", "not_judged"),
        ("2022年上半年，甲县签约项目约36个。", "only_about"),
        ("2022年上半年，甲县超过23亿元项目1个。", "no_definition"),
        ("2022年上半年，甲县签约项目1个。乙县签约项目3个。", "unknown_subject"),
        ("2022年上半年，甲县对接签约项目40个，总投资900亿元。", "no_measure"),
        ("2023年上半年，甲县开工率50%。", "after_ledger"),
        ("2021年上半年，甲县转合同率50%。", "no_denominator"),
        ("力争2022年新签项目200个。", "no_target"),
        ("力争2022年新开工项目200个。", "no_definition"),
    ],
)
def test_what_cannot_be_told_says_why(text: str, code: str) -> None:
    found = verify(text, LEDGER)
    assert code in [verdict.code for verdict in found.unknown]
    assert {item.start for item in found.readings if item.kpi != "band"} <= {item.start for item in found}


@pytest.mark.parametrize(
    "text",
    ["签约项目37家。", "会议开了3天，12个单位汇报。", "This year 3 halls were rented.", "今日天气晴。", ""],
)
@pytest.mark.parametrize("known", [None, LEDGER])
def test_a_text_of_which_nothing_was_judged_is_not_clean(text: str, known: Ledger | None) -> None:
    found = verify(text, known)
    assert (found.judged, found.is_clean, found.differs) == (0, False, ())
    numbers = len(found.readings)
    assert found.figures == numbers
    assert ("0 of " in found.render()) is bool(numbers)
    if known is not None:
        assert len(found.unknown) == numbers


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


@pytest.mark.long
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
    told = [
        found,
        *([evaluate(LEDGER, kpis, bands=BANDS, period="2022-H1")] if by else []),
    ]  # the whole has its own
    counts = [figure.value or 0 for each in told for figure in each.values() if figure.is_part]
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
    assert not found.differs
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
        ("新开工项目10个，续建项目20个，共开工项目35个。", ["sum_mismatch"]),
        ("新签约项目10个，续建项目20个，共开工项目35个。", []),
        ("新签约项目10个，总投资5亿元；续建项目20个，总投资7亿元；共开工项目30个，总投资12亿元。", []),
        ("外出招商12次，外出招商9次，合计22次。", []),
        ("签约项目12个，签约项目9个，合计签约项目22个。", ["sum_mismatch"]),
        ("共签约项目12个，总投资近30亿元。\n共签约项目12个，总投资超30亿元。", ["hedge_differs"]),
        ("共签约项目12个，总投资20亿元。\n共签约项目12个，总投资30亿元。", ["value_differs"]),
        ("上半年共签约项目12个，总投资20亿元。引进补链项目15个，总投资28亿元。", ["part_exceeds_whole", "part_exceeds_whole"]),
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
        ("2022年3月，海云新材料项目正在建设。项目顺利落地。", []),
    ],
)  # fmt: skip
def test_a_text_against_itself(text: str, codes: list[str]) -> None:
    found = verify(text)
    assert [verdict.code for verdict in found.differs] == codes, found.render("zh_CN")
    assert all(verdict.against == "text" for verdict in found)
    assert bool(found.differs) is bool(codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # what is printed as 30 may be rounded from what is nearly 30
        ("共签约项目12个，总投资近30亿元。\n共签约项目12个，总投资30亿元。", "hedge_differs"),
        ("上半年累计建成标准厂房20万平方米。", "ambiguous_period"),
        # an amount in another currency is no part that could be compared
        ("签约项目40个，总投资90亿元，其中外资项目9个，总投资8亿美元。", "unit_mismatch"),
        # one investor may have two projects
        (
            (
                "海云新材料项目进展顺利。该项目由海云新型材料股份公司投资。“3月项目确定落地。”海云新材料项目负责人说。\n"
                "5月，海云新型材料总部、天河物流等项目落地。"
            ),
            "two_dates",
        ),
    ],
)
def test_what_may_be_meant_in_two_ways_is_open(text: str, code: str) -> None:
    found = verify(text)
    assert not found.differs
    assert [verdict.code for verdict in found.unknown] == [code]
    assert found.report.codes == (code,) or code == "two_dates"


def test_verdicts_can_be_walked_and_said() -> None:
    found = verify("2022年上半年共签约项目40个，开工率51.2%，资料12条。", LEDGER)
    assert [str(verdict.answer) for verdict in found] == ["differs", "differs", "differs", "unknown"]
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


@pytest.mark.long
def test_a_long_text_takes_no_longer_than_its_length() -> None:
    """Three thousand figures without a full stop, and as many dated projects."""
    text = "2022年3月签约项目12个、总投资3亿元，开工率50%、" * 1000
    assert len(read_figures(text)) == 3000
    assert verify(text).report is not None
    dated = "2022年3月，云岭智能制造项目落地。2022年5月，海云新材料项目落地。" * 200
    assert len(verify(dated).differs) == 0 or verify(dated).differs[0].code == "two_dates"
