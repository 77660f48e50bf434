"""Assessment schemes: a published result reproduced, every method, hedges, gaps, ranks, notices, files."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Count, Ledger, Money, Project, ServiceTeam
from zhaoshang.assessments import (
    SCHEMES,
    Assessment,
    Bonus,
    Cap,
    Grade,
    Indicator,
    Measure,
    Method,
    Scheme,
    assess,
    notice,
    read_scheme,
    score_table,
)
from zhaoshang.errors import (
    DuplicateIdError,
    FieldError,
    FieldTypeError,
    RecordError,
    UnknownCodeError,
    UnknownFieldError,
    UnknownIdError,
)
from zhaoshang.kpis import evaluate
from zhaoshang.model import Agreement, Arrival, Milestone, Target

YEAR: dict[str, Any] = {"period": "2024", "as_of": "2024-12-31"}


def signed(id_: str, owner: str, amount: str | Money, *stages: str, **more: Any) -> Project:
    """Draw up a project signed in March."""
    money = Money.of(amount, "亿元") if isinstance(amount, str) else amount
    return Project(
        id=id_,
        name=f"虚构项目{id_}",
        owner=owner,
        investment=money,
        agreements=[Agreement(signed_on="2024-03-05")],
        milestones=[Milestone(stage=stage, on="2024-06-01") for stage in stages],
        **more,
    )


def target(unit: str, measure: str, value: Count | Money) -> Target:
    """Set a target for the year."""
    return Target(id=f"{unit}-{measure}", unit=unit, measure=measure, period="2024", value=value)


def district() -> Ledger:
    """Invent a district with the totals of a published result: 28 projects, 177.7亿元, 7, 4 and 1 by size."""
    amounts = ["5"] * 7 + ["12"] * 4 + ["50"] + ["2.79375"] * 16
    started = [signed(str(place), "D", amount, "started") for place, amount in enumerate(amounts)]
    arrivals = [
        Arrival(on="2024-05-01", amount=Money.of(96, "亿元"), origin="out_of_province"),
        Arrival(on="2024-05-02", amount=Money.of(120, "万美元"), origin="foreign"),
    ]
    started[0] = signed("0", "D", "5", "started", arrivals=arrivals)
    return Ledger(
        projects=started,
        teams=[ServiceTeam(id="D", name="虚构区")],
        targets=[
            target("D", "out_of_province_funds", Money.of(100, "亿元")),
            target("D", "fdi_utilised", Money.of(100, "万美元")),
            target("D", "signed_project_count", Count.of(27, "个")),
            target("D", "signed_investment_total", Money.of(54, "亿元")),
        ],
    )


def test_a_published_result_comes_out() -> None:
    """0.48 + 0.6 + 0.5 (of 1.08) + 0.5 + 0.3 and what is left of 0.5."""
    found = assess(SCHEMES["districts_2024"], district(), given={"awards": {"D": "0.3"}}, **YEAR)
    (score,) = found.scores
    points = {cell.line.id: cell.points.value for cell in score.cells}
    assert points == {
        "from_outside": Fraction(48, 100),
        "fdi": Fraction(6, 10),
        "signed": Fraction(1, 2),
        "by_size": Fraction(1, 2),
        "awards": Fraction(3, 10),
        "overdue": Fraction(1, 2),
        "false_projects": 0,
    }
    assert (score.name, score.total.value, score.place) == ("虚构区", Fraction(288, 100), 1)


def scored(line: Indicator, ledger: Ledger, **more: Any) -> dict[str, Fraction | int | None]:
    """Give the points of one indicator by unit."""
    found = assess(Scheme(id="x", zh="甲", en="one", indicators=[line]), ledger, **{**YEAR, **more})
    return {score.unit: score.cells[0].points.value for score in found.scores}


def towns() -> Ledger:
    """Invent two towns: four projects of which one started, and two that both did."""
    return Ledger(
        projects=[
            signed("1", "E", "4", "started"),
            *(signed(str(place), "E", "2") for place in (2, 3, 4)),
            signed("5", "W", "8", "started"),
            signed("6", "W", "12", "started"),
        ],
        targets=[
            target("E", "signed_project_count", Count.of(8, "个")),
            target("W", "signed_project_count", Count.of(1, "个")),
        ],
    )


# method, its rule, the KPI, its measure, the points of the eastern town (4 of 8 projects, 1 of 4 started, 10亿元) and of
# the western (2 of 1, both started, 20亿元)
METHOD_TABLE: list[tuple[Method, dict[str, Any], str, dict[str, Any], Fraction, Fraction]] = [
    ("rate", {}, "start_rate", {}, Fraction(5), Fraction(20)),
    ("completion", {}, "signed_project_count", {}, Fraction(10), Fraction(20)),
    ("completion", {"cap": "none"}, "signed_project_count", {}, Fraction(10), Fraction(40)),
    ("completion", {}, "signed_project_count", {"target": "5个"}, Fraction(16), Fraction(8)),
    ("completion", {}, "signed_investment_total", {"target": "40亿元"}, Fraction(5), Fraction(10)),
    ("each", {"step": 3}, "signed_project_count", {}, Fraction(12), Fraction(6)),
    ("each", {"step": 9}, "signed_project_count", {}, Fraction(20), Fraction(18)),
    ("efficacy", {}, "signed_project_count", {}, Fraction(20), Fraction(12)),
    ("efficacy", {"lower_better": True}, "signed_project_count", {}, Fraction(12), Fraction(20)),
    ("relative", {}, "signed_investment_total", {}, Fraction(10), Fraction(20)),
    ("shortfall", {"step": 2}, "signed_project_count", {}, Fraction(12), Fraction(20)),
    ("shortfall", {"step": 2}, "signed_project_count", {"target": "5个"}, Fraction(18), Fraction(14)),
    ("deduct", {"step": 3}, "signed_project_count", {}, Fraction(8), Fraction(14)),
    ("deduct", {"step": 9}, "signed_project_count", {}, Fraction(0), Fraction(2)),
]


@pytest.mark.parametrize("row", METHOD_TABLE)
def test_methods(row: tuple[Method, dict[str, Any], str, dict[str, Any], Fraction, Fraction]) -> None:
    """Every method earns what its formula says, by the figures of the KPI."""
    method, rule, kpi, measure, east, west = row
    line = Indicator(
        id="x", zh="甲", en="one", points=20, method=method, measures=[Measure(kpi=kpi, **measure)], **rule
    )
    assert scored(line, towns()) == {"E": east, "W": west}


def test_schedule_compares_with_the_time_gone() -> None:
    """Half of the target by the middle of the year is on schedule."""
    line = Indicator(
        id="x",
        zh="甲",
        en="one",
        points=20,
        method="schedule",
        cap="none",
        measures=[Measure(kpi="signed_project_count")],
    )
    expected = evaluate(
        towns(), "schedule_index", of="signed_project_count", by="owner", period="2024", as_of="2024-06-30"
    )
    points = scored(line, towns(), as_of="2024-06-30")
    for figure in expected.items_:
        if figure.group:
            assert points[figure.group[0]] == Fraction(figure.exact or 0) / 100 * 20
    assert points["E"] == 20


def test_measures_weigh_and_are_capped_each() -> None:
    """A measure above its target does not make up for another where each is capped."""
    measures = [
        Measure(kpi="signed_project_count", target="2个", weight=3),
        Measure(kpi="signed_investment_total", target="20亿元", weight=1),
    ]
    caps: dict[Cap, Fraction] = {"each": Fraction(35, 2), "total": Fraction(20), "none": Fraction(65, 2)}
    for cap, east in caps.items():
        line = Indicator(
            id="x", zh="甲", en="one", points=20, method="completion", cap=cap, measures=measures
        )
        assert scored(line, towns())["E"] == east, cap


def test_a_hedged_figure_gives_bounds() -> None:
    """More than 8亿元 of 20 earns at least 8 of 20 points, and not more than all."""
    ledger = Ledger(projects=[signed("1", "E", Money.of(8, "亿元", hedge="over"))])
    line = Indicator(
        id="x",
        zh="甲",
        en="one",
        points=20,
        method="completion",
        measures=[Measure(kpi="signed_investment_total", target="20亿元")],
    )
    scheme = Scheme(
        id="x",
        zh="甲",
        en="one",
        indicators=[line],
        grades=[Grade(zh="合格", en="passed", at_least=5), Grade(zh="良好", en="good", at_least=12)],
    )
    (score,) = assess(scheme, ledger, **YEAR).scores
    assert (score.total.value, score.total.low, score.total.high) == (8, 8, 20)
    assert score.grade is None  # 8 is passed, 20 would be good
    assert "8 [8, 20]" in score.cells[0].explain("en")


def test_a_hedged_figure_compares_with_none() -> None:
    """Who is best cannot be told where one amount is hedged; the points lie between none and all."""
    ledger = Ledger(
        projects=[signed("1", "E", Money.of(8, "亿元", hedge="over")), signed("2", "W", "9")],
    )
    line = Indicator(
        id="x",
        zh="甲",
        en="one",
        points=20,
        method="relative",
        measures=[Measure(kpi="signed_investment_total")],
    )
    scheme = Scheme(id="x", zh="甲", en="one", indicators=[line])
    for score in assess(scheme, ledger, **YEAR).scores:
        points = score.cells[0].points
        assert (points.value, points.reason, points.low, points.high) == (None, "both_hedged", 0, 20)


def test_bonuses_reward_a_project_once() -> None:
    """A project of 12亿元 takes the higher bonus alone; caps and penalties follow."""
    bonuses = [
        Bonus(
            id="3",
            zh="3亿元",
            en="3",
            points=2,
            cap=3,
            kpi="projects_in_band",
            arguments={"bands": ["≥3亿元"]},
        ),
        Bonus(
            id="10", zh="10亿元", en="10", points=4, kpi="projects_in_band", arguments={"bands": ["≥10亿元"]}
        ),
        Bonus(id="over", zh="超目标", en="over", points=1, kpi="signed_project_count", above_target=True),
        Bonus(id="absent", zh="缺席", en="absent", points=-1),
        Bonus(id="slow", zh="未开工", en="slow", points="-0.5", kpi="start_rate"),
    ]
    scheme = Scheme(id="x", zh="甲", en="one", indicators=[], bonuses=bonuses)
    found = assess(scheme, towns(), given={"absent": {"W": 2}}, **YEAR)
    points = {score.unit: [cell.points.value for cell in score.cells] for score in found.scores}
    assert points == {"E": [2, 0, 0, 0, Fraction(-25, 2)], "W": [2, 4, 1, -2, -50]}
    given_times = found.of("W").cells[3]
    assert given_times.given == 2
    assert given_times.explain("en") == "absent: -2 points (-1 for each)"
    with pytest.raises(UnknownIdError):
        found.of("N")


def test_a_missing_figure_leaves_no_total() -> None:
    """A unit without a target has no points there, no total and no place; its duty is named."""
    line = Indicator(
        id="count",
        zh="签约个数",
        en="signed",
        points=10,
        method="completion",
        measures=[Measure(kpi="signed_project_count")],
        duty="商务局",
    )
    daily = Indicator(id="daily", zh="日常", en="daily", points=5, method="given")
    scheme = Scheme(id="x", zh="月度考核", en="monthly", indicators=[line, daily])
    ledger = towns().with_(projects=[signed("9", "N", "3")])
    found = assess(scheme, ledger, given={"daily": {"E": 4, "N": 5, "W": 9}}, **YEAR)
    none = found.of("N")
    assert (none.total.value, none.total.low, none.total.high, none.place) == (None, 5, 15, None)
    assert found.scores[-1] is none
    assert found.of("W").cells[1].points.value == 5  # 9 of 5 points are 5
    assert found.gaps() == {"商务局": (("N", "count"),)}
    assert "未计分（没有目标任务）：N" in notice(found)
    assert "—" in score_table(found).to_text()
    assert {*assess(scheme, ledger, **YEAR).gaps()[""]} == {("E", "daily"), ("W", "daily"), ("N", "daily")}


def test_classes_are_ranked_and_compared_apart() -> None:
    """Each class has its own best and its own places; the table says how units moved."""
    line = Indicator(id="x", zh="投资", en="investment", points=10, method="given", cap="none")
    grades = [Grade(zh="优秀", en="excellent", at_least=8)]
    scheme = Scheme(id="x", zh="考核", en="assessment", indicators=[line], grades=grades)
    classes = {"A": "甲类", "B": "甲类", "C": "乙类"}
    first = assess(scheme, None, given={"x": {"A": 5, "B": 7, "C": 3}}, classes=classes, period="2024-05")
    second = assess(
        scheme,
        None,
        given={"x": {"A": 8, "B": 7, "C": 3}},
        classes=classes,
        previous=first,
        period="2024-06",
    )
    places = [(score.unit, score.class_, score.place, score.change) for score in second.scores]
    assert places == [("A", "甲类", 1, 1), ("B", "甲类", 2, -1), ("C", "乙类", 1, 0)]
    assert notice(second) == (
        "考核（2024年6月）：共考核3个单位，满分10分。\n"
        "甲类：第一：A（8分）；末位：B（7分）。\n"
        "乙类：并列第一：C（3分）。\n"
        "位次变化：A ↑1、B ↓1。"
    )
    table = score_table(second)
    assert [column.title for column in table.columns][-2:] == ["位次变化", "等次"]
    assert table.rows[0] == ("1", "甲类", "A", "8", "8", "↑1", "优秀")
    assert "All first" in notice(first, locale="en") or "First: B" in notice(first, locale="en")


def test_only_some_units() -> None:
    """Units named are assessed in their order, even those without a figure."""
    line = Indicator(
        id="x", zh="甲", en="one", points=20, method="each", step=1, measures=[Measure(kpi="签约项目数")]
    )
    scheme = Scheme(id="x", zh="甲", en="one", indicators=[line])
    found = assess(scheme, towns(), units=["W", "N"], **YEAR)
    assert [(score.unit, score.total.value) for score in found.scores] == [("W", 2), ("N", None)]


@pytest.mark.long
@given(st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 30), min_size=1), st.integers(1, 20))
def test_points_never_leave_the_full_points(given_points: dict[str, int], full: int) -> None:
    """A capped line earns no more than its points, and the places follow the totals."""
    line = Indicator(id="x", zh="甲", en="one", points=full, method="given")
    found = assess(Scheme(id="x", zh="甲", en="one", indicators=[line]), None, given={"x": given_points})
    totals = [score.total.value for score in found.scores]
    assert all(total is not None and total <= full for total in totals)
    assert totals == sorted(totals, key=lambda total: -(total or 0))
    for score in found.scores:
        assert score.place == 1 + sum(other.total.value > score.total.value for other in found.scores)  # type: ignore[operator]


FAULTY: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"method": "rate"}, FieldTypeError),
    ({"method": "given", "measures": [Measure(kpi="start_rate")]}, FieldTypeError),
    ({"method": "each", "measures": [Measure(kpi="start_rate")]}, FieldTypeError),
    ({"method": "rate", "step": 1, "measures": [Measure(kpi="start_rate")]}, FieldTypeError),
    ({"method": "guess"}, UnknownCodeError),
    ({"method": "given", "cap": "some"}, UnknownCodeError),
]


@pytest.mark.parametrize(("rule", "error"), FAULTY)
def test_indicators_that_cannot_be_scored(rule: dict[str, Any], error: type[Exception]) -> None:
    """An indicator is refused where it is written, not where it is asked."""
    with pytest.raises(error):
        Indicator(**{"id": "x", "zh": "甲", "en": "one", "points": 1, **rule})


def test_schemes_refuse_what_is_not_theirs() -> None:
    """A line twice, points for a line that is worked out, a KPI that does not exist."""
    line = Indicator(id="x", zh="甲", en="one", points=1, method="given")
    with pytest.raises(DuplicateIdError):
        Scheme(id="x", zh="甲", en="one", indicators=[line, line])
    with pytest.raises(UnknownIdError):
        assess(Scheme(id="x", zh="甲", en="one", indicators=[line]), None, given={"y": {"A": 1}})
    with pytest.raises(UnknownCodeError):
        Measure(kpi="签约数目")
    with pytest.raises(UnknownCodeError):
        assess(Scheme(id="x", zh="甲", en="one", indicators=[line]), None, chain=["A"])


TOML = """
id = "town"
zh = "乡镇考核"
en = "towns"

[[indicators]]
id = "starts"
zh = "开工率"
en = "start rate"
points = "20"
method = "rate"
measures = [{ kpi = "开工率" }]

[[bonuses]]
id = "absent"
zh = "缺席"
en = "absent"
points = "-1/2"
"""


def test_a_scheme_is_a_file(tmp_path: Path) -> None:
    """A TOML file gives a scheme; every fault is named with its place."""
    path = tmp_path / "scheme.toml"
    path.write_text(TOML, encoding="utf-8")
    scheme = read_scheme(path)
    assert scheme.full_points == 20
    assert scheme.bonuses[0].points == Fraction(-1, 2)
    assert scheme.by == "owner"
    path.write_text(TOML.replace("points = ", "piont = ").replace("开工率", "开工比"), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_scheme(str(path))
    faults = {
        fault.path: type(fault.cause) for fault in caught.value.exceptions if isinstance(fault, FieldError)
    }
    assert faults["$.indicators[0].piont"] is UnknownFieldError
    assert faults["$.indicators[0].measures[0]"] is UnknownCodeError
    assert {"$.indicators[0]", "$.bonuses[0]", "$.bonuses[0].piont"} <= faults.keys()
    for broken in ("id = ", "id = 'x'\nzh = 'a'\nen = 'b'\nindicators = 3", "bonuses = [1]"):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(RecordError):
            read_scheme(path)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
def test_published_schemes_can_be_scored(scheme: Scheme) -> None:
    """Each is scored over a ledger, explained in both languages, and cites its source."""
    read: dict[str, Any] = {"chains": ["虚构链"]} if scheme.id == "industry_teams" else {}
    found: Assessment = assess(scheme, district(), **YEAR, **read)
    (score,) = found.scores
    assert scheme.references
    assert scheme.references[0].address
    for cell in score.cells:
        assert cell.line.label("zh_CN") in cell.explain("zh_CN")
        assert cell.line.label("en") in cell.explain("en")
        assert (cell.points.value is None) is (cell.points.reason is not None)
    assert scheme.label() in score_table(found).title
    assert scheme.label("en").casefold() in score_table(found, locale="en").title.casefold()


def test_points_without_end_are_shown_to_two_places() -> None:
    """A third of 20 points is exact in the value and 6.67 in the table."""
    line = Indicator(
        id="x",
        zh="甲",
        en="one",
        points=20,
        method="completion",
        measures=[Measure(kpi="signed_project_count", target="12个")],
    )
    found = assess(Scheme(id="x", zh="甲", en="one", indicators=[line]), towns(), units=["E"], **YEAR)
    assert found.scores[0].total.value == Fraction(20, 3)
    assert score_table(found).rows[0][-1] == "6.67"
    starts = Indicator(
        id="s", zh="乙", en="two", points=20, method="rate", measures=[Measure(kpi="start_rate")]
    )
    three = Ledger(projects=[signed("1", "E", "2", "started"), signed("2", "E", "2"), signed("3", "E", "2")])
    (score,) = assess(Scheme(id="x", zh="甲", en="one", indicators=[starts]), three, **YEAR).scores
    assert score.total.low == score.total.value == score.total.high == Fraction(20, 3)
