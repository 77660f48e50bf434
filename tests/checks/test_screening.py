"""Lists of what may be offered and how, and the screening of projects before they are signed."""

from typing import Any

import pytest

from zhaoshang import Area, Ledger, Money, Park, Project
from zhaoshang.checks import (
    ADMISSION_MEASURES,
    PRACTICES,
    RULES,
    Admission,
    Limit,
    ListedIndustry,
    Practice,
    Rule,
    check,
    practices,
    screen,
)
from zhaoshang.errors import UnknownCodeError
from zhaoshang.model import Agreement, Capacity, Commitment, Factor, PromisedTerm, Reservation

# lists ------------------------------------------------------------------------------------------------------------


def against(kind: str, signed: str | None = "2024-08-01", **more: Any) -> list[str]:
    """Offer something in an agreement, and list what is found against the shipped list."""
    paper = Agreement(signed_on=signed, commitments=[Commitment(id="C", kind=kind, **more)])
    ledger = Ledger(projects=[Project(id="P", name="甲", agreements=[paper])])
    return [str(each.detail["practice"]) for each in check(ledger) if each.code == "against_list"]


@pytest.mark.parametrize(
    ("offer", "found"),
    [
        ("前三年税收返还", ["tax_favour"]),
        ("增值税先征后返", ["tax_favour"]),
        ("落户奖励200万元", ["selective_subsidy"]),
        ("土地出让金返还", ["factor_favour"]),
        ("零地价供地", ["factor_favour"]),
        ("修建园区道路", []),
        ("标准厂房交付", []),
        ("协助办理环评", []),
        ("人才公寓30套", []),
        ("", []),
    ],
)
def test_what_is_offered_is_held_against_the_list(offer: str, found: list[str]) -> None:
    assert against(offer) == found


def test_a_legal_basis_allows_it_and_older_agreements_are_not_judged() -> None:
    assert against("税收返还", legal_basis="企业所得税法第二十八条") == []
    assert against("税收返还", signed="2024-07-31") == []
    assert against("税收返还", signed=None) == []


def test_a_city_adds_a_list_of_its_own() -> None:
    """Ways of recruiting too; what is encouraged is no finding, what is restricted a note."""
    own = [
        Practice(
            code="agents", zh="有偿委托招商", en="paid agents", kind="restricted", channels=["entrusted"]
        ),
        Practice(code="chains", zh="产业链招商", en="by chain", kind="encouraged", channels=["chain"]),
    ]
    rule = Rule(code="against_list", zh="市清单", en="list of the city", find=practices(own))
    projects = [
        Project(id=channel, name=channel, channel=channel) for channel in ("entrusted", "chain", "squad")
    ]
    (finding,) = check(Ledger(projects=projects), rules=[rule])
    assert (finding.ids, finding.severity.value, finding.zh) == (
        ("entrusted",),
        "info",
        "限制事项：有偿委托招商",
    )
    assert len({practice.code for practice in PRACTICES}) == len(PRACTICES)
    assert any(each.code == "against_list" for each in RULES)


# screening --------------------------------------------------------------------------------------------------------

RULE = Admission(
    limits=[
        Limit(measure="intensity", at_least=300, points=40, is_required=True),
        Limit(measure="tax_per_mu", at_least=20, points=30),
        Limit(measure="plot_ratio", at_least=1, at_most="2.5", points=20),
        Limit(measure="output_per_mu", at_least=500, points=10, industries=["C39"]),
    ],
    industries=[
        ListedIndustry(code="C22", kind="prohibited"),
        ListedIndustry(code="C39", kind="encouraged"),
    ],
    pass_mark=60,
    revise_mark=50,
)


def project(**told: Any) -> Project:
    """Make a project of 50 mu with 200 million yuan of fixed assets: 400 a mu."""
    terms = [
        PromisedTerm(measure=measure, period="2027", promised=Money.of(told.pop(measure), "万元"))
        for measure in ("tax", "output")
        if measure in told
    ]
    given = {"fixed_investment": Money.of(2, "亿元"), "land": Area.of(50, "亩"), "industry": "C35", **told}
    return Project(id="P", name="甲", agreements=[Agreement(kind="intent", terms=terms)], **given)


@pytest.mark.parametrize(
    ("told", "low", "high", "verdict"),
    [
        # everything known: 40 + 30 + 20 of 90
        ({"tax": 1000, "floor_area": Area.of(60000, "平方米")}, 100, 100, "admit"),
        ({"tax": 999, "floor_area": Area.of(60000, "平方米")}, 66.67, 66.67, "admit"),
        ({"tax": 999, "floor_area": Area.of(20000, "平方米")}, 44.44, 44.44, "reject"),
        # what is not known leaves bounds, and is not guessed
        ({"tax": 1000}, 77.78, 100, "admit"),
        ({}, 44.44, 100, "revise"),
        ({"land": None, "tax": 1000}, 0, 100, "revise"),
        ({"fixed_investment": Money.of(2, "亿元", hedge="near")}, 0, 100, "revise"),
        # a required limit that is missed, or a prohibited industry, rejects whatever the score
        ({"fixed_investment": Money.of(1, "亿元"), "tax": 1000}, 33.33, 55.56, "reject"),
        ({"industry": "C2221", "tax": 1000, "floor_area": Area.of(60000, "平方米")}, 100, 100, "reject"),
        # one more limit for C39: 30 of 100 are open
        ({"industry": "C3911", "tax": 1000, "output": 25000}, 80, 100, "admit"),
        ({"industry": "C3911", "tax": 1000, "output": 24999}, 70, 90, "admit"),
    ],
)
def test_a_project_is_screened(told: dict[str, Any], low: float, high: float, verdict: str) -> None:
    found = screen(project(**told), RULE)
    assert (round(float(found.low), 2), round(float(found.high), 2), str(found.verdict)) == (
        low,
        high,
        verdict,
    )
    assert (found.score is None) is (low != high)
    assert found.appraisal(on="2025-03").verdict is found.verdict


def test_a_park_must_have_land_and_energy_left() -> None:
    """What is kept for the project itself is its own; without a park, or a factor, nothing is known."""
    rule = Admission(
        limits=[Limit(measure="land_left", at_least=0), Limit(measure="energy_short", at_most=0)]
    )

    def park(free: int, own: int = 0) -> Ledger:
        kept = [Reservation(project="Q", amount=Area.of(100 - free, "亩"))]
        kept += [Reservation(project="P", amount=Area.of(own, "亩"))] if own else []
        held = Capacity(resource="land", total=Area.of(100 + own, "亩"), reserved=kept)
        return Ledger(parks=[Park(id="K", name="园", capacity=[held])])

    there = project(park="K")
    values = [screen(there, rule, ledger=park(*asked)).results[0].value for asked in ((60,), (40,), (0, 50))]
    assert values == [10, -10, 0]
    assert [each.is_met for each in screen(there, rule).results] == [None, None]
    short = Factor(kind="energy", needed=Area.of(2, "亩"), secured=Area.of(1, "亩"))
    assert screen(project(factors=[short]), rule).results[1].is_met is False


def test_measures_are_named_and_unknown_ones_refused() -> None:
    with pytest.raises(UnknownCodeError):
        Limit(measure="beauty")
    for zh, en, _ in ADMISSION_MEASURES.values():
        assert zh
        assert en.isascii()
    assert screen(project(), Admission()).score == 100  # nothing is asked
