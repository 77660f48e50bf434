"""Every threshold of the checks, told one below it, exactly at it, and one above it."""

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from tests.lifecycle.test_commitments import KEPT, SHORT, TAX, TIED, county

from zhaoshang import Area, Investor, Ledger, Money, Park, Project, evaluate, parse_quantity, reports
from zhaoshang.checks import (
    REQUIREMENTS,
    Admission,
    Limit,
    ListedIndustry,
    PrintedFigure,
    RateOf,
    Requirement,
    Rule,
    SameFact,
    SumOf,
    check,
    completeness,
    screen,
    verify_claims,
)
from zhaoshang.kpis import CATALOGUE
from zhaoshang.model import (
    Agreement,
    Arrival,
    Capacity,
    CreditShare,
    Lease,
    Milestone,
    Outcome,
    Reservation,
    Space,
    Target,
)
from zhaoshang.periods import Period
from zhaoshang.quantities import Power
from zhaoshang.scoring import Measured, completion
from zhaoshang.vocabulary import Stage


def codes(*projects: Project, **more: Any) -> list[str]:
    """Name the rules that find something."""
    return [finding.code for finding in check(Ledger(projects=projects, **more))]


def yuan(amount: int) -> Money:
    return Money.of(amount, "元")


# ---------------------------------------------------------------- amounts against the middle of their column

MIDDLE = 6000


@pytest.mark.parametrize(
    ("odd", "is_odd"),
    [
        (MIDDLE * 3000 - 1, False),
        (MIDDLE * 3000, False),
        (MIDDLE * 3000 + 1, True),
        (MIDDLE // 3000 + 1, False),
        (MIDDLE // 3000, False),
        (MIDDLE // 3000 - 1, True),
    ],
)
@pytest.mark.parametrize("rows", [4, 5, 6])
def test_three_thousand_times_the_middle_is_no_slip_and_one_yuan_more_is(
    odd: int, rows: int, *, is_odd: bool
) -> None:
    """Of five amounts or more; fewer have no middle."""
    amounts = [MIDDLE] * (rows - 1) + [odd]
    projects = [Project(id=f"P{n}", name=f"n{n}", investment=yuan(one)) for n, one in enumerate(amounts)]
    found = [each for each in check(Ledger(projects=projects)) if each.code == "scale_suspicion"]
    assert [each.ids for each in found] == ([(f"P{rows - 1}",)] if is_odd and rows >= 5 else [])
    told = [(each.detail["value"], each.detail["median"], each.zh) for each in found]
    assert [one[:2] for one in told] == [(str(odd), str(MIDDLE))] * len(found)
    assert all(("万倍以上" in zh, "万分之一以下" in zh) == (odd > MIDDLE, odd < MIDDLE) for *_, zh in told)


@pytest.mark.parametrize(("amount", "is_found"), [(-1, True), (0, True), (1, False)])
def test_an_amount_of_nothing_is_odd(amount: int, *, is_found: bool) -> None:
    found = codes(Project(id="P", name="甲", investment=yuan(amount)))
    assert found == (["zero_amount"] if is_found else [])


# ---------------------------------------------------------------- parts against wholes


@pytest.mark.parametrize(("part", "is_found"), [(99, False), (100, False), (101, True)])
@pytest.mark.parametrize(
    "of", ["fixed_investment", "outside_investment", "arrival", "children", "space", "lease"]
)
def test_a_part_may_be_the_whole_and_no_more(of: str, part: int, *, is_found: bool) -> None:
    whole: dict[str, Any] = {"id": "P", "name": "甲", "investment": yuan(100)}
    projects, parks = [Project(**whole)], []
    if of == "arrival":
        projects = [Project(**whole, arrivals=[Arrival(on="2022-01", amount=yuan(100), fixed=yuan(part))])]
    elif of == "children":
        below: dict[str, Any] = {"parent": "P", "relation": "part"}
        projects += [
            Project(id="Q", name="乙", investment=yuan(60), **below),
            Project(id="R", name="丙", investment=yuan(part - 60), **below),
        ]
    elif of in {"space", "lease"}:
        size = Area.of(part, "㎡")
        space = Space(id="a", area=Area.of(100, "㎡"), lettable=size if of == "space" else None)
        let = [Lease(space="a", tenant="T", area=size, stage="moved_in")] if of == "lease" else []
        parks = [Park(id="K", name="园", spaces=[space], leases=let)]
    else:
        given: dict[str, Any] = {of: yuan(part)}
        projects = [Project(**whole, **given)]
    assert codes(*projects, parks=parks) == (["part_exceeds_whole"] if is_found else [])


@pytest.mark.parametrize(("kept", "is_found"), [(9, False), (10, False), (11, True)])
def test_all_of_a_capacity_may_be_kept_and_no_more(kept: int, *, is_found: bool) -> None:
    held = Capacity(
        resource="power", total=Power.of(10, "MW"), reserved=[Reservation(amount=Power.of(kept, "MW"))]
    )
    assert codes(parks=[Park(id="K", name="园", capacity=[held])]) == (["over_reserved"] if is_found else [])


@pytest.mark.parametrize("share", ["0.49", "0.50", "0.51"])
def test_shares_are_one_in_all(share: str) -> None:
    two = [CreditShare(unit="U", share="0.5"), CreditShare(unit="V", share=share)]
    assert codes(Project(id="P", name="甲", shares=two)) == ([] if share == "0.50" else ["shares_sum"])


@pytest.mark.parametrize(
    ("until", "as_of", "is_found"),
    [
        ("2022-06-29", "2022-06-30", False),
        ("2022-06-30", "2022-06-30", True),
        ("2022-07-01", "2022-06-30", True),
        ("2022-05", "2022-06", False),
        ("2022-06", "2022-06", True),
        ("2022", "2022-06", True),
    ],
)
def test_a_share_counts_to_its_last_day(until: str, as_of: str, *, is_found: bool) -> None:
    """Half that ran out leaves the other whole; what still runs on the day makes one and a half."""
    two = [CreditShare(unit="U", share="0.5", until=until), CreditShare(unit="V", share="1")]
    assert codes(Project(id="P", name="甲", shares=two), as_of=as_of) == (["shares_sum"] if is_found else [])


@pytest.mark.parametrize("number", [29, 30, 31])
def test_targets_below_make_the_one_above(number: int) -> None:
    parts = [
        Target(id="T", measure="signed_investment_total", value=yuan(100)),
        Target(id="A", measure="signed_investment_total", value=yuan(70), parent="T"),
        Target(id="B", measure="signed_investment_total", value=yuan(number), parent="T"),
    ]
    assert codes(targets=parts) == ([] if number == 30 else ["target_split"])


@pytest.mark.parametrize(("later", "is_found"), [(99, True), (100, False), (101, False)])
def test_a_longer_stretch_holds_no_less(later: int, *, is_found: bool) -> None:
    """From the same first day; a stretch of its own may hold less."""
    told = [Outcome(period="2022-Q1", tax=yuan(100)), Outcome(period="2022-H1", tax=yuan(later))]
    assert codes(Project(id="P", name="甲", outcomes=told)) == (["decreasing_cumulative"] if is_found else [])
    apart = [Outcome(period="2022-Q1", tax=yuan(100)), Outcome(period="2022-Q2", tax=yuan(later))]
    assert codes(Project(id="P", name="甲", outcomes=apart)) == []


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("on", "is_found"),
    [
        ("2022-06-29", False),
        ("2022-06-30", False),
        ("2022-07-01", True),
        ("2022-06", False),
        ("2022-07", True),
        ("2022", False),
    ],
)
@pytest.mark.parametrize("kind", ["step", "payment"])
def test_what_lies_after_the_day_of_the_ledger_is_a_slip(kind: str, on: str, *, is_found: bool) -> None:
    """A coarse date is one where all of it lies after that day."""
    given: dict[str, Any] = (
        {"milestones": [Milestone(stage="lead", on=on)]}
        if kind == "step"
        else {"arrivals": [Arrival(on=on, amount=yuan(1))]}
    )
    found = codes(Project(id="P", name="甲", **given), as_of="2022-06-30")
    assert ("future_date" in found) is is_found


@pytest.mark.parametrize(
    ("later", "is_found"),
    [
        ("2022-04-30", True),
        ("2022-05-01", False),
        ("2022-05-02", False),
        ("2022-04", True),
        ("2022-05", False),
    ],
)
def test_a_later_stage_may_fall_on_the_day_of_the_earlier(later: str, *, is_found: bool) -> None:
    steps = [Milestone(stage="landed", on="2022-05-01"), Milestone(stage="started", on=later)]
    found = codes(Project(id="P", name="甲", milestones=steps), as_of="2023")
    assert ("stage_order" in found) is is_found


def test_a_stage_before_all_others_is_told_once() -> None:
    """With the earliest that it cannot precede, not with each."""
    steps = [
        Milestone(stage="landed", on="2022-05-01"),
        Milestone(stage="started", on="2022-06-01"),
        Milestone(stage="completed", on="2021-01-01"),
    ]
    found = check(Ledger(as_of="2023", projects=[Project(id="P", name="甲", milestones=steps)]))
    assert [each.subject for each in found if each.code == "stage_order"] == ["completed<landed"]


@pytest.mark.parametrize(
    ("as_of", "holds"),
    [
        ("2022-12-31", False),
        ("2023-01-01", True),
        ("2024-06-30", True),
        ("2024-07-01", False),
        ("2022", False),
        ("2023-H1", True),
        ("2024", True),
        ("2024-H2", False),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last(as_of: str, *, holds: bool) -> None:
    rule = Rule(code="x", zh="甲", en="x", find=lambda _: [], since="2023", until="2024-06")
    assert rule.holds_on(Period.of(as_of)) is holds


# ---------------------------------------------------------------- stages

MAIN = sorted((stage for stage in Stage if stage.is_main), key=lambda stage: stage.rank)


@pytest.mark.parametrize("stage", MAIN, ids=str)
def test_land_is_to_be_taken_back_from_landing_on(stage: Stage) -> None:
    """Whoever left before landing had none; whoever left later, at any stage, had."""
    steps = [Milestone(stage=stage, on="2024-01"), Milestone(stage="exited", on="2025-01")]
    project = Project(id="P", name="甲", land=Area.of(40, "亩"), milestones=steps)
    found = check(Ledger(as_of="2025-12-31", projects=[project])).only("land_not_recovered").codes
    assert bool(found) is (stage.rank >= Stage.LANDED.rank)


@pytest.mark.parametrize("asked", MAIN, ids=str)
@pytest.mark.parametrize("reached", MAIN, ids=str)
def test_a_field_is_asked_for_from_its_stage_on(asked: Stage, reached: Stage) -> None:
    need = Requirement(stage=asked, field="park", zh="载体", en="park")
    there = Project(id="P", name="甲", milestones=[Milestone(stage=reached, on="2022")])
    other = Project(id="Q", name="乙", park="K")
    found = list(completeness([need])(Ledger(projects=[there, other])))
    assert [each.ids for each in found] == ([("P",)] if reached.rank >= asked.rank else [])


def test_what_is_only_planned_asks_for_nothing() -> None:
    need = Requirement(stage="signed", field="park", zh="载体", en="park")
    plan = Project(id="P", name="甲", milestones=[Milestone(stage="signed", on="2022", planned=True)])
    other = Project(id="Q", name="乙", park="K")
    assert list(completeness([need])(Ledger(projects=[plan, other]))) == []
    assert {need.field for need in REQUIREMENTS} == {
        *("investors", "owner", "category", "signed_on", "investment", "district")
    }


# ---------------------------------------------------------------- marks of a screening


@pytest.mark.parametrize("value", [Fraction(2, 1), Fraction(299, 100), 3, Fraction(301, 100), 5])
def test_a_limit_is_kept_at_either_end(value: Fraction) -> None:
    ends: tuple[dict[str, Any], ...] = {"at_least": 3}, {"at_most": 3}, {"at_least": 3, "at_most": 3}, {}
    kept = [Limit(measure="plot_ratio", **end).is_met(Fraction(value)) for end in ends]
    assert kept == [value >= 3, value <= 3, value == 3, True]


def _scoring(met: int) -> tuple[Project, list[Limit]]:
    """Make limits of which as many points of a hundred are kept."""
    keeps = Limit(measure="land", at_most=10, points=met)
    misses = Limit(measure="land", at_most=9, points=100 - met)
    return Project(id="P", name="甲", land=Area.of(10, "亩"), industry="C35"), [keeps, misses]


@pytest.mark.parametrize(
    ("marks", "score", "verdict"),
    [
        ({"pass_mark": 80, "revise_mark": 40}, 39, "reject"),
        ({"pass_mark": 80, "revise_mark": 40}, 40, "revise"),
        ({"pass_mark": 80, "revise_mark": 40}, 79, "revise"),
        ({"pass_mark": 80, "revise_mark": 40}, 80, "admit"),
        # the usual marks: 60 passes, and nothing is rejected for its score alone
        ({}, 60, "admit"),
        ({}, 59, "revise"),
        ({}, 1, "revise"),
        ({}, 0, "revise"),
    ],
)
def test_a_score_at_a_mark_reaches_it(marks: dict[str, Any], score: int, verdict: str) -> None:
    project, limits = _scoring(score)
    found = screen(project, Admission(limits=limits, **marks))
    assert (float(found.low), float(found.high), str(found.verdict)) == (score, score, verdict)


def test_a_limit_weighs_one_point_and_is_not_required_unless_it_says_so() -> None:
    project, _ = _scoring(0)
    kept = [
        Limit(measure="land", at_most=10),
        Limit(measure="land", at_most=10),
        Limit(measure="land", at_most=9),
    ]
    found = screen(project, Admission(limits=kept))
    assert (found.low, str(found.verdict)) == (Fraction(200, 3), "admit")
    must = Limit(measure="land", at_most=9, is_required=True)
    assert str(screen(project, Admission(limits=[*kept, must])).verdict) == "reject"


@pytest.mark.parametrize(
    ("kind", "verdict"), [("encouraged", "admit"), ("restricted", "admit"), ("prohibited", "reject")]
)
@pytest.mark.parametrize(("code", "is_meant"), [("C35", True), ("C3", True), ("C352", False), ("C36", False)])
def test_only_a_prohibited_industry_rejects(kind: str, verdict: str, code: str, *, is_meant: bool) -> None:
    """A list means what stands below its codes too."""
    project, limits = _scoring(100)
    found = screen(project, Admission(limits=limits, industries=[ListedIndustry(code=code, kind=kind)]))
    assert str(found.verdict) == (verdict if is_meant else "admit")
    assert len(found.listed) == is_meant


# ---------------------------------------------------------------- printed figures


def verified(claim: Any, **printed: str) -> tuple[str, ...]:
    figures = [PrintedFigure(id=name, value=value) for name, value in printed.items()]
    return verify_claims(figures, [claim]).codes


@pytest.mark.parametrize("whole", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_sum_is_told_to_the_last_digit(whole: int, off: int) -> None:
    claim = SumOf(parts=["a", "b"], total="all")
    found = verified(claim, a=f"{whole}个", b="5个", all=f"{whole + 5 + off}个")
    assert found == (() if not off else ("sum_mismatch",))
    # in another unit than the total, and rounded as printed: half goes up
    for tenths in (4, 5, 14):
        rounded = (whole * 10 + tenths + 5) // 10
        found = verified(claim, a=f"{whole}亿元", b=f"{tenths}000万元", all=f"{rounded + off}亿元")
        assert found == (() if not off else ("sum_mismatch",)), (whole, tenths, off)


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("1亿元", "10000万元", ()),
        ("1亿元", "10001万元", ("value_differs",)),
        ("近1亿元", "10000万元", ("hedge_differs",)),
        ("近1亿元", "近10000万元", ()),
        ("1亿元", "1亿美元", ("unit_mismatch",)),
        ("3公顷", "45亩", ()),
        ("3公顷", "46亩", ("value_differs",)),
        ("3—5亿元", "5—8亿元", ()),
        ("3—5亿元", "6—8亿元", ("value_differs",)),
    ],
)
def test_one_fact_is_one_value_in_any_unit(one: str, two: str, found: tuple[str, ...]) -> None:
    claim = SameFact(of=["one", "two"])
    assert verified(claim, one=one, two=two) == found
    assert verified(claim, one=two, two=one) == found
    assert verified(SameFact(of=["one"]), one=one) == ()
    assert verified(SameFact(of=["one", "two", "three"]), one=one, two=one, three=two) == found


@pytest.mark.parametrize(("part", "is_sound"), [(2, False), (3, True), (4, False)])
def test_a_rate_is_told_to_the_last_project(part: int, *, is_sound: bool) -> None:
    claim = RateOf(rate="rate", numerator="part", denominator="whole")
    found = verified(claim, rate="42.86%", part=f"{part}个", whole="7个")
    assert found == (() if is_sound else ("rate_mismatch",))
    for scale in ("30000万元", "3亿元"):
        found = verified(claim, rate="42.86%", part=scale if part == 3 else f"{part}亿元", whole="7亿元")
        assert found == (() if is_sound else ("rate_mismatch",))


def test_an_impossible_rate_names_the_nearest_counts() -> None:
    figures = [PrintedFigure(id="rate", value="42.9%"), PrintedFigure(id="whole", value="8个")]
    (found,) = verify_claims(figures, [RateOf(rate="rate", denominator="whole")])
    assert (found.code, found.detail["nearest"]) == ("impossible_rate", ("3", "4"))


def test_an_investor_without_a_code_is_no_slip() -> None:
    assert codes(investors=[Investor(id="I", name="某")]) == []


# ---------------------------------------------------------------- payments for what was promised


@pytest.mark.parametrize(
    ("on", "kept", "is_found"),
    [
        # what is promised for 2024 cannot be kept before its last day
        ("2024-12-30", KEPT, True),
        ("2024-12-31", KEPT, False),
        ("2025-01-01", KEPT, False),
        ("2024-12-31", SHORT, True),
        ("2025-01-01", SHORT, True),
        # of which nobody told, nothing is known to be missing once it was due
        ("2024-12-30", [], True),
        ("2025-01-01", [], False),
    ],
)
def test_a_payment_on_the_day_on_which_the_term_is_due_is_in_order(
    on: str, kept: list[dict[str, str]], *, is_found: bool
) -> None:
    """A payment without a day or an amount is judged by nothing, and takes nothing from the others."""
    paid: dict[str, Any] = {"amount": "80万元", "on": on}
    vague: list[dict[str, Any]] = [{"amount": "80万元"}, {"on": on}]
    for payments, place in (([paid], 0), ([*vague, paid], 2), ([paid, *vague], 0)):
        found = check(county(TIED, payments, terms=[TAX], outcomes=kept)).only("paid_before_terms")
        assert [each.detail["payment"] for each in found] == ([f"Y{place}"] if is_found else [])
    assert codes_of(county(TIED, vague, terms=[TAX], outcomes=SHORT)) == []


def codes_of(ledger: Ledger) -> list[str]:
    return [each.code for each in check(ledger) if each.code == "paid_before_terms"]


UNITED = {kpi.id: kpi.unit for kpi in CATALOGUE if "measure" not in kpi.arguments}
VALUES = ["3亿元", "3亿美元", "200亩", "200个", "200家", "200人次", "80%", "3个百分点", "30天", "300万元/亩"]


@pytest.mark.long
@pytest.mark.parametrize("measure", UNITED)
def test_a_target_of_another_dimension_is_told_by_the_check_as_by_the_kpi(measure: str) -> None:
    """What the completion of the KPI's own unit calls `units_differ` the check finds, and nothing else."""
    for text in VALUES:
        target = Target(id="T", measure=measure, period="2022", value=parse_quantity(text))
        own = evolve(Measured.of(1), unit=UNITED[measure])
        differs = completion(own, target.value).reason == "units_differ"
        assert codes(targets=[target]) == (["target_unit"] if differs else [])


def test_an_area_for_an_investment_is_built_told_and_gives_no_figure() -> None:
    target = Target(id="T", measure="signed_investment_total", period="2022", value=Area.of(200, "亩"))
    signed = Project(
        id="P", name="甲", investment=yuan(300_000_000), agreements=[Agreement(signed_on="2022-03-05")]
    )
    ledger = Ledger(as_of="2022-06-30", projects=[signed], targets=[target])
    (found,) = check(ledger)
    assert (found.code, found.ids, found.subject) == ("target_unit", ("T",), "signed_investment_total")
    assert "200亩" in found.zh
    assert "“元”" in found.zh
    assert "200 mu" in found.en
    assert "yuan" in found.en
    for kpi in ("target_completion_rate", "overfulfilment_rate", "schedule_gap", "schedule_index"):
        figure = evaluate(ledger, [kpi], of="signed_investment_total", period="2022")[kpi]
        assert (figure.value, figure.low, figure.high, figure.reason) == (None, None, None, "units_differ")
    (item,) = reports.progress(ledger, "signed_investment_total", period="2022")
    assert (item.completion, item.target) == (None, None)
