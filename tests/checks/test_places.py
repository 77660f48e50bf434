"""What land, energy and the environment allow, and land that a project left: limits, a check, and what parks offer."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from zhaoshang import Area, Ledger, Money, Park, Project
from zhaoshang.checks import Admission, Limit, check, screen
from zhaoshang.model import (
    Agreement,
    Demand,
    Factor,
    Fund,
    Milestone,
    PromisedTerm,
    ServiceTeam,
    Space,
    coverage_gaps,
    match_demands,
)
from zhaoshang.quantities import Mass


def factor(kind: str, needed: str, secured: str | None = None) -> Factor:
    """Invent a factor in tonnes."""
    return Factor(
        kind=kind, needed=Mass.of(needed, "t"), secured=None if secured is None else Mass.of(secured, "t")
    )


def output(amount: int) -> list[Agreement]:
    """Promise output, in 10 thousand yuan."""
    term = PromisedTerm(measure="output", period="2027", promised=Money.of(amount, "万元"))
    return [Agreement(kind="intent", terms=[term])]


@pytest.mark.parametrize(
    ("measure", "given", "value"),
    [
        ("energy_per_output", {"factors": [factor("energy", "1200")], "agreements": output(8000)}, "3/20"),
        (
            "energy_per_output",
            {"factors": [factor("energy", "900"), factor("energy", "300")], "agreements": output(8000)},
            "3/20",
        ),
        ("energy_per_output", {"factors": [factor("energy", "1200")]}, None),
        ("energy_per_output", {"agreements": output(8000)}, None),
        ("environment_short", {"factors": [factor("environment", "5", "3")]}, "1"),
        ("environment_short", {"factors": [factor("environment", "5", "5")]}, "0"),
        ("environment_short", {"factors": [factor("environment", "5")]}, None),
        ("environment_short", {"factors": [factor("energy", "5", "3")]}, None),
        ("park_chains", {"park": "K", "chain_nodes": ["C/n", "D/m"]}, "1"),
        ("park_chains", {"park": "K", "chain_nodes": ["D/m"]}, "0"),
        ("park_chains", {"park": "L", "chain_nodes": ["C/n"]}, None),
        ("park_chains", {"park": "K"}, None),
    ],
    ids=str,
)
def test_limits_of_energy_environment_and_chains_are_read(
    measure: str, given: dict[str, Any], value: str | None
) -> None:
    """What is not on record has no value, and is neither met nor missed."""
    parks = [Park(id="K", name="甲园", chains=["C"]), Park(id="L", name="乙园")]
    rule = Admission(limits=[Limit(measure=measure, at_most=0)])
    (result,) = screen(Project(id="P", name="甲", **given), rule, ledger=Ledger(parks=parks)).results
    assert result.value == (None if value is None else Fraction(value))
    assert result.is_met is (None if value is None else Fraction(value) <= 0)


def test_what_a_limit_looks_at_is_exact_where_nothing_divides_evenly() -> None:
    terms = [
        PromisedTerm(measure=measure, period="2027", promised=Money.of(amount, "元"))
        for measure, amount in (("tax", "7654321.01"), ("output", "87654321.09"))
    ]
    given = Project(
        id="P",
        name="甲",
        investment=Money.of("1234567890.1", "元"),
        fixed_investment=Money.of("987654321.1", "元"),
        land=Area.of(7, "亩"),
        floor_area=Area.of(10_001, "平方米"),
        factors=[factor("energy", "13.7")],
        agreements=[Agreement(kind="intent", terms=terms)],
    )
    wanted = {
        "investment": Fraction("12.345678901"),
        "fixed_investment": Fraction("9.876543211"),
        "land": Fraction(7),
        "intensity": Fraction("98765.43211") / 7,
        "tax_per_mu": Fraction("765.432101") / 7,
        "output_per_mu": Fraction("8765.432109") / 7,
        "plot_ratio": Fraction(30_003, 14_000),
        "energy_per_output": Fraction("13.7") / Fraction("8765.432109"),
    }
    rule = Admission(limits=[Limit(measure=measure, at_most=0) for measure in wanted])
    assert {each.limit.measure: each.value for each in screen(given, rule).results} == wanted


def test_the_score_that_is_kept_is_rounded_and_exact() -> None:
    """A third of the points is kept with two places, a whole score without any."""
    land = Project(id="P", name="甲", land=Area.of(10, "亩"))
    limits = [Limit(measure="land", at_most=most) for most in (5, 7, 20)]
    assert screen(land, Admission(limits=limits)).appraisal().score == Decimal("33.33")
    assert screen(land, Admission(limits=limits[2:])).appraisal().score == Decimal(100)


def left(*steps: tuple[str, str, list[str]], **given: Any) -> tuple[str, ...]:
    """Check a project on 40 mu that went through some steps."""
    milestones = [Milestone(stage=stage, on=on, evidence=papers) for stage, on, papers in steps]
    project = Project(id="P", name="甲", land=Area.of(40, "亩"), milestones=milestones, **given)
    return check(Ledger(as_of="2025-12-31", projects=[project])).only("land_not_recovered").codes


def test_land_that_a_project_left_must_be_taken_back() -> None:
    """Only a project that had land, and left it, has to show that it was taken back."""
    started: tuple[str, str, list[str]] = ("started", "2024-03", [])
    gone: tuple[str, str, list[str]] = ("exited", "2025-05", [])
    assert left(started, gone) == ("land_not_recovered",)
    assert left(started, ("exited", "2025-05", ["land_recovered"])) == ()
    assert left(started) == ()
    assert left(("terminated", "2025-05", [])) == ()
    assert left(started, gone, track="leased_plant") == ()


def test_a_demand_for_amenities_is_met_where_the_park_has_them() -> None:
    """A park that lists others lacks them; one that lists none stays possible, behind those known to fit."""
    spaces = [Space(id="s", kind="plant", area=Area.of(3000, "㎡"))]
    parks = [
        Park(id="A", name="甲园", spaces=spaces, demands=[Demand(id="D", amenities=["公寓", "小学"])]),
        Park(id="B", name="乙园", spaces=spaces, amenities=["公寓"]),
        Park(id="C", name="丙园", spaces=spaces, amenities=["小学", "公寓", "食堂"]),
    ]
    (found,) = match_demands(parks)
    assert [offer.park for offer in found.offers] == ["A", "C"]
    assert [offer.match.reasons for offer in found.offers] == [
        (("配套不明", "amenities not known"),),
        (("配套符合", "amenities met"),),
    ]


def test_gaps_are_found_among_teams_funds_and_regions_served() -> None:
    """What is only planned covers nothing; a fund closed to money goes on, a team closed does not."""
    funds = [
        Fund(id="F", name="甲", stages=["vc"], status="closed"),
        Fund(id="G", name="乙", stages=["angel"], status="planned"),
        Fund(id="H", name="丙", stages=["pe"]),
    ]
    assert coverage_gaps(funds, ["angel", "vc", "pe"]) == ("angel",)
    teams = [ServiceTeam(id="U", name="甲", covers=["石材"], status="closed")]
    assert coverage_gaps(teams, ["石材"]) == ("石材",)
    serving = [Project(id="P", name="甲", regions=["闽南", "粤东"])]
    assert coverage_gaps(serving, ["粤东", "赣南"]) == ("赣南",)
