"""Each rule finds its fault in a ledger that has it, and nothing in one that has not."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from zhaoshang import Area, Count, Investor, Ledger, Money, Park, Project, ServiceTeam
from zhaoshang.checks import REQUIREMENTS, RULES, Requirement, Rule, check, completeness, rule_table
from zhaoshang.errors import UnknownFieldError
from zhaoshang.findings import Finding, Severity
from zhaoshang.model import (
    Agreement,
    Arrival,
    Assignment,
    Capacity,
    CreditShare,
    Factor,
    Lease,
    Milestone,
    Outcome,
    Reservation,
    Space,
    Target,
)
from zhaoshang.quantities import Power
from zhaoshang.records import structure
from zhaoshang.vocabulary import Stage


def keys(*projects: Project, **more: object) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.key, finding.ids) for finding in check(Ledger(projects=projects, **more))]  # type: ignore[arg-type]


def yi(number: str, hedge: str = "none") -> Money:
    return Money.of(number, "亿元", hedge=hedge)


def test_a_sound_ledger_has_no_findings() -> None:
    sound = Project(
        id="P1",
        name="石墨烯产业园",
        owner="U1",
        investors=["I1"],
        investment=yi("3"),
        fixed_investment=yi("2"),
        industry="C39",
        agreements=[Agreement(signed_on="2022-03")],
        milestones=[
            Milestone(stage="landed", on="2022-05"),
            Milestone(stage="completed", on="2024", planned=True),
        ],
        arrivals=[Arrival(on="2022-06", amount=yi("1"), fixed=yi("1"))],
        shares=[CreditShare(unit="U1", share="0.5"), CreditShare(unit="U2", share="0.5")],
        outcomes=[Outcome(period="2022", tax=yi("1")), Outcome(period="2023", tax=yi("2"))],
        factors=[
            Factor(kind="land", needed=Area.of(1, "亩"), secured=Area.of(1, "亩")),
            Factor(kind="energy"),
        ],
    )
    ledger = Ledger(
        as_of="2022-06-30", projects=[sound], investors=[Investor(id="I1", name="某", industry="C")]
    )
    assert check(ledger).findings == ()
    assert check(Ledger()).findings == ()


def test_rules_are_data() -> None:
    """Every rule has a code and both titles; further rules leave the shipped ones alone."""
    assert all(rule.code and rule.zh and rule.en for rule in RULES)
    before = RULES
    own = Rule(
        code="own", zh="自", en="own", severity="info", since="2023", find=lambda _: [Finding(code="own")]
    )
    report = check(Ledger(as_of="2023-06"), rules=[*RULES, own])
    assert [(finding.code, finding.severity) for finding in report] == [("own", Severity.INFO)]
    assert check(Ledger(as_of="2022-06"), rules=[own]).findings == ()
    assert len(check(Ledger(), rules=[own])) == 1
    past = Rule(code="past", zh="旧", en="past", find=lambda _: [Finding(code="past")], until="2023-06")
    held = ("2022", "2023-06-30", "2023", "2023-07-01", "2024")
    assert [len(check(Ledger(as_of=day), rules=[past])) for day in held] == [1, 1, 1, 0, 0]
    assert before is RULES


def test_dates() -> None:
    milestones = [
        Milestone(stage="landed", on="2019-10"),
        Milestone(stage="landed", on="2019-11"),
        Milestone(stage="started", on="2019-09"),
        Milestone(stage="completed", on="2030"),
        Milestone(stage="producing", on="2031", planned=True),
    ]
    project = Project(id="P", name="x", milestones=milestones, arrivals=[Arrival(on="2029", amount=yi("1"))])
    assert keys(project, as_of="2022-06") == [
        ("two_dates:landed", ("P",)),
        ("stage_order:started<landed", ("P",)),
        ("future_date:completed", ("P",)),
        ("future_date:arrival", ("P",)),
    ]


def test_two_signings_are_a_note() -> None:
    """Agreements may follow each other, so two dates of signing are no warning."""
    project = Project(
        id="P",
        name="x",
        agreements=[Agreement(signed_on="2022-03")],
        milestones=[Milestone(stage="signed", on="2022-05")],
    )
    assert [(finding.key, finding.severity) for finding in check(Ledger(projects=[project]))] == [
        ("two_dates:signed", Severity.INFO)
    ]


def test_amounts() -> None:
    """Other currencies and what a hedge leaves open decide nothing."""
    projects = [
        Project(id="A", name="a", investment=yi("3"), outside_investment=yi("4")),
        Project(id="B", name="b", investment=yi("3", "over"), fixed_investment=yi("4")),
        Project(id="C", name="c", investment=Money.of(3, "亿美元"), fixed_investment=yi("4")),
        Project(id="D", name="d", arrivals=[Arrival(amount=yi("1"), fixed=yi("2"))]),
        Project(id="E", name="e", parent="A", relation="phase", investment=yi("2")),
        Project(id="F", name="f", parent="A", relation="part", investment=yi("2")),
        Project(id="G", name="g", parent="B", relation="part", investment=yi("2")),
        Project(id="H", name="h", parent="B", relation="part", investment=Money.of(2, "亿美元")),
        Project(id="I", name="i", investment=yi("0"), land=Area.of(0, "亩")),
    ]
    assert keys(*projects) == [
        ("part_exceeds_whole:outside_investment", ("A",)),
        ("part_exceeds_whole:arrivals.fixed", ("D",)),
        ("part_exceeds_whole:children", ("A",)),
        ("zero_amount:investment", ("I",)),
        ("zero_amount:land", ("I",)),
    ]


def test_scale() -> None:
    """Five amounts make a column; ten thousand times off its middle is suspicious."""
    amounts = ["3", "2", "1.5", "4", "0.0003", "50000"]
    projects = [
        Project(id=f"P{place}", name=f"n{place}", investment=yi(text)) for place, text in enumerate(amounts)
    ]
    assert keys(*projects) == [
        ("scale_suspicion:investment", ("P4",)),
        ("scale_suspicion:investment", ("P5",)),
    ]
    assert keys(*projects[1:5]) == []
    # three thousand times is a coarse column still
    for amounts in (["1", "1", "1", "1", "3000"], ["3000", "3000", "3000", "3000", "1"]):
        assert (
            keys(*(Project(id=f"P{n}", name=f"n{n}", investment=yi(text)) for n, text in enumerate(amounts)))
            == []
        )
    plots = [
        Project(id=f"P{place}", name=f"n{place}", land=Area.of(size, "亩"))
        for place, size in enumerate([9, 9, 9, 9, 90_000])
    ]
    assert keys(*plots) == [("scale_suspicion:land", ("P4",))]


def test_outcomes_and_factors() -> None:
    project = Project(
        id="P",
        name="x",
        outcomes=[
            Outcome(period="2022", tax=yi("1"), jobs=3),
            Outcome(period="2022", tax=yi("2"), jobs=3),
            Outcome(period="2022", tax=yi("3"), recorded_on="2023"),
        ],
        factors=[Factor(kind="land", needed=Area.of(2, "亩"), secured=Area.of(1, "亩"))],
    )
    assert keys(project) == [("value_differs:tax", ("P",)), ("factor_short:land", ("P",))]


def test_kinship() -> None:
    projects = [
        Project(id="A", name="a", parent="B"),
        Project(id="B", name="b", parent="A"),
        Project(id="C", name="c", parent="C"),
        Project(id="D", name="d", relation="phase"),
        Project(id="E", name="e", relation="relocation"),
    ]
    assert keys(*projects) == [
        ("parent_cycle:projects", ("A", "B")),
        ("parent_cycle:projects", ("C",)),
        ("missing_parent:phase", ("D",)),
    ]


def test_shares() -> None:
    """Shares count while they hold; one that is not known makes the sum unknown."""
    split = Project(
        id="P",
        name="x",
        shares=[CreditShare(unit="U", share="0.5", until="2021"), CreditShare(unit="V", share="0.6")],
    )
    unknown = Project(id="Q", name="y", shares=[CreditShare(unit="U")])
    assert keys(split, unknown, as_of="2022") == [("shares_sum", ("P",))]
    assert check(Ledger(projects=[split]))[0].detail["sum"] == "1.1"


def target(
    id_: str, value: Count | Money, parent: str | None = None, measure: str = "signed_project_count"
) -> Target:
    return Target(id=id_, measure=measure, value=value, parent=parent)


def test_targets_add_up() -> None:
    def found(*targets: Target) -> list[tuple[str, tuple[str, ...]]]:
        return keys(targets=targets)

    whole = target("T", Count.of(200, "个"))
    assert found(whole, target("A", Count.of(120, "个"), "T"), target("B", Count.of(80, "个"), "T")) == []
    assert found(whole, target("A", Count.of(120, "个"), "T"), target("B", Count.of(70, "个"), "T")) == [
        ("target_split", ("T", "A", "B"))
    ]
    firms = ("target_unit:signed_project_count", ("A",))  # no parts that could be added up
    assert found(whole, target("A", Count.of(120, "家"), "T")) == [firms]
    assert found(whole, target("A", Count.of(1, "个"), "T", "milestone_count")) == []
    assert [key for key, _ in found(target("A", Count.of(1, "个"), "gone"))] == ["unknown_reference:gone"]


def test_targets_of_one_thing_are_told() -> None:
    """A figure adds them up; those of other levels, bands and leaders, and the parts of one, are of other things."""
    goal = Target(id="T", unit="U", measure="签约项目数", period="2022", value=Count.of(4, "个"))
    others: dict[str, tuple[dict[str, Any], bool]] = {
        "again": ({}, True),
        "another value": ({"value": Count.of(6, "个")}, True),
        "a level": ({"level": "stretch"}, False),
        "a band": ({"band": "≥1亿元"}, False),
        "a leader": ({"leader": "某县长"}, False),
        "a campaign": ({"campaign": "C"}, False),
        "another unit": ({"unit": "V"}, False),
        "another year": ({"period": "2023"}, False),
        "a part": ({"parent": "T"}, False),
        "no value": ({"value": None}, False),
    }
    for name, (change, is_told) in others.items():
        ledger = Ledger(as_of="2022-06-30", targets=[goal, evolve(goal, id="T2", **change)])
        found = [finding.ids for finding in check(ledger) if finding.code == "repeated_target"]
        assert found == ([("T", "T2")] if is_told else []), name


def test_a_target_of_a_unit_that_no_project_names() -> None:
    def found(*targets: Target, **more: Any) -> list[tuple[str, ...]]:
        ledger = Ledger(as_of="2022-06-30", targets=targets, **more)
        return [finding.ids for finding in check(ledger) if finding.code == "unknown_target_unit"]

    goal = Target(id="T", unit="东阵", measure="签约项目数", period="2022", value=Count.of(4, "个"))
    part = evolve(goal, id="T1", unit="东镇", parent="T")
    east = Project(id="P", name="虚构", owner="东镇")
    shared = Project(id="Q", name="虚构", shares=[CreditShare(unit="东阵", share="1")])
    assert found(goal, projects=[east]) == [("T",)]
    assert found(goal, projects=[east, shared]) == []
    assert found(goal, part, projects=[east]) == []  # of all its parts together
    assert found(goal, projects=[Project(id="P", name="虚构")]) == []  # no project names any unit
    assert (
        found(goal, projects=[east], teams=[ServiceTeam(id="东镇", name="东镇")]) == []
    )  # a reference, told as such


def test_one_member_each() -> None:
    team = ServiceTeam(
        id="U",
        name="组",
        assignments=[
            Assignment(project="A", member="M1"),
            Assignment(project="A", member="M2"),
            Assignment(project="B", member="M1"),
        ],
    )
    projects = [Project(id=name, name=name) for name in "ABC"]
    assert keys(*projects, teams=[team]) == [("one_member:2", ("A",)), ("one_member:0", ("C",))]
    assert keys(*projects, teams=[ServiceTeam(id="U", name="组")]) == []


def test_rows_are_complete_by_stage() -> None:
    """Only fields that the ledger states somewhere are asked for; a city may ask for others."""
    signed = Project(id="A", name="a", agreements=[Agreement()])
    full = Project(id="B", name="b", owner="U", investment=yi("1"), agreements=[Agreement(signed_on="2022")])
    lead = Project(id="C", name="c", milestones=[Milestone(stage="lead")])
    report = check(Ledger(projects=[signed, full, lead]))
    assert [(finding.ids, finding.detail["fields"]) for finding in report] == [
        (("A",), "owner signed_on investment")
    ]
    assert "责任单位" in report.render("zh_CN")
    own = completeness(
        [*REQUIREMENTS, Requirement(stage=Stage.LEAD, field="investment", zh="投资", en="sum")]
    )
    assert [finding.ids for finding in own(Ledger(projects=[full, lead]))] == [("C",)]


def test_what_is_required_is_a_field_and_false_is_stated() -> None:
    with pytest.raises(UnknownFieldError) as caught:
        Requirement(stage="lead", field="投资", zh="投资", en="sum")
    assert (caught.value.record, caught.value.field) == ("Project", "投资")
    need = Requirement(stage="signed", field="government_funded", zh="政府投资", en="public money")
    projects = [
        Project(id="A", name="甲", government_funded=False, agreements=[Agreement()]),
        Project(id="B", name="乙", agreements=[Agreement()]),
    ]
    assert [finding.ids for finding in completeness([need])(Ledger(projects=projects))] == [("B",)]


def test_duplicates() -> None:
    projects = [
        Project(id="A", name="云科卫浴项目", events=["E1"]),
        Project(id="B", name="云科 卫浴", events=["E2"]),
        Project(id="C", name="泰维(福建)石墨烯", investors=["I"]),
        Project(id="D", name="泰维石墨烯", investors=["I"]),
        Project(id="E", name="泰维石墨烯", parent="D", relation="phase"),
        Project(id="F", name="永佳(一期)", investors=["J"]),
        Project(id="G", name="永佳(二期)", investors=["J"]),
    ]
    found = check(Ledger(projects=projects))
    assert [(finding.key, finding.ids) for finding in found] == [
        ("duplicate_project:name", ("A", "B")),
        ("duplicate_project:core", ("C", "D")),
    ]
    assert "E1、E2" in found.render("zh_CN")
    firms = [Investor(id="1", name="某公司"), Investor(id="2", name="某 公司")]
    assert keys(investors=firms) == [("duplicate_investor:name", ("1", "2"))]


def test_codes() -> None:
    found = keys(
        Project(id="P", name="x", industry="C99"),
        investors=[Investor(id="I", name="某", uscc="91110000600037341A")],
        teams=[
            ServiceTeam(id="U", name="组", code="990000"),
            ServiceTeam(id="V", name="组二", code="350583"),
        ],
    )
    assert found == [
        ("invalid_code:industry", ("P",)),
        ("invalid_code:uscc", ("I",)),
        ("invalid_code:code", ("U",)),
    ]


@pytest.mark.parametrize(
    ("paper", "near"),
    [
        ("bussiness_license", "business_license"),
        ("land_paymnt", "land_payment"),
        ("Business_License", "business_license"),
        ("营业执招", "business_license"),
        ("business_license", None),
        ("营业执照", None),
        ("local_form_7", None),  # a city's own
    ],
)
def test_a_paper_that_is_nearly_a_known_one_is_told(paper: str, near: str | None) -> None:
    project = Project(
        id="P",
        name="x",
        agreements=[Agreement(signed_on="2022-01-01", evidence=[paper])],
        milestones=[Milestone(stage="landed", on="2022-02-01", evidence=[paper])],
    )
    told = [finding for finding in check(Ledger(projects=[project])) if finding.code == "invalid_code"]
    assert [finding.key for finding in told] == ([] if near is None else ["invalid_code:evidence"])
    assert all(f"{near} may be meant" in finding.en for finding in told)


def test_parks() -> None:
    park = Park(
        id="K",
        name="园",
        spaces=[
            Space(id="a", area=Area.of(1000, "㎡"), lettable=Area.of(1200, "㎡")),
            Space(id="b", area=Area.of(1000, "㎡")),
            Space(id="c"),
        ],
        leases=[
            Lease(space="b", tenant="T1", area=Area.of(600, "㎡"), stage="moved_in"),
            Lease(space="b", tenant="T2", area=Area.of(600, "㎡"), stage="contracted"),
            Lease(space="c", tenant="T2", area=Area.of(600, "㎡"), stage="contracted"),
            Lease(space="b", tenant="T3", area=Area.of(600, "㎡"), stage="intent"),
        ],
        capacity=[
            Capacity(
                resource="power", total=Power.of(1, "MW"), reserved=[Reservation(amount=Power.of(2, "MW"))]
            ),
            Capacity(
                resource="steam", total=Power.of(1, "MW"), reserved=[Reservation(amount=Area.of(2, "亩"))]
            ),
            Capacity(resource="land"),
        ],
    )
    assert keys(parks=[park]) == [
        ("part_exceeds_whole:lettable", ("K", "a")),
        ("part_exceeds_whole:leases", ("K", "b")),
        ("over_reserved:power", ("K",)),
    ]


def test_checks_change_nothing() -> None:
    ledger = Ledger(projects=[Project(id="A", name="a", investment=yi("3"), fixed_investment=yi("4"))])
    before = hash(ledger)
    check(ledger)
    assert hash(ledger) == before
    assert ledger.projects["A"].fixed_investment == Money(value=Decimal(400_000_000), unit=yi("4").unit)


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_every_finding_speaks_both_languages(locale: str) -> None:
    ledger = Ledger(
        as_of="2022",
        projects=[
            Project(
                id="A",
                name="a",
                relation="part",
                industry="X",
                investment=yi("1"),
                fixed_investment=yi("2"),
                owner="Q",
            ),
            Project(id="B", name="a", parent="B"),
        ],
        teams=[ServiceTeam(id="U", name="组", assignments=[Assignment(project="A", member="M1")])],
    )
    for finding in check(ledger):
        assert finding.render(locale).split("：" if locale == "zh_CN" else ": ")[-1] != finding.key


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_the_table_of_rules_has_a_line_for_each(locale: str) -> None:
    head, line, *rows = rule_table(RULES, locale).splitlines()
    assert head.count("|") == line.count("|")
    assert [row.split("`")[1] for row in rows] == [rule.code for rule in RULES]


def _paid(on: str, amount: str, **more: object) -> Arrival:
    return Arrival(on=on, amount=yi(amount), **more)  # type: ignore[arg-type]


def _taxed(period: str, amount: str) -> Outcome:
    return Outcome(period=period, tax=yi(amount))


@pytest.mark.parametrize(
    ("arrivals", "found"),
    [
        ([_paid("2022-03-01", "1"), _paid("2022-03-01", "1")], ["possible_duplicate_arrival:2022-03-01"]),
        ([_paid("2022-03-01", "1", id="R1"), _paid("2022-03-01", "1", id="R2")], []),
        ([_paid("2022-03-01", "1"), _paid("2022-03-01", "2", correction=True)], []),
        ([_paid("2022-03-01", "2", correction=True)], ["unmatched_correction:P"]),
        (
            [_paid("2022-03-01", "1"), _paid("2022-03-01", "3"), _paid("2022-03-01", "2", correction=True)],
            ["ambiguous_correction:P"],
        ),
    ],
)
def test_payments_that_repeat(arrivals: list[Arrival], found: list[str]) -> None:
    assert [key for key, _ in keys(Project(id="P", name="甲", arrivals=arrivals))] == found


@pytest.mark.parametrize(
    ("outcomes", "found"),
    [
        ([_taxed("2022-01/2022-06", "1"), _taxed("2022-04/2022-09", "2")], ["overlapping_periods:tax"]),
        ([_taxed("2022-Q1", "1"), _taxed("2022-H1", "2"), _taxed("2022", "5")], []),
        ([_taxed("2022-Q1", "3"), _taxed("2022-H1", "2")], ["decreasing_cumulative:tax"]),
        ([_taxed("2022-Q1", "3"), _taxed("2022-Q2", "2")], []),
    ],
)
def test_outcomes_that_repeat(outcomes: list[Outcome], found: list[str]) -> None:
    assert [key for key, _ in keys(Project(id="P", name="甲", outcomes=outcomes))] == found


@pytest.mark.parametrize(
    "names",
    [
        ("虚构甲项目", "虚构甲项目一期", "虚构甲项目二期"),
        ("虚构甲项目", "虚构甲（一期）项目", "虚构甲（二期）项目"),
        ("虚构甲", "虚构甲首期工程", "虚构甲第2期", "虚构甲三期"),
    ],
    ids=lambda names: names[1],
)
def test_phases_beside_their_whole_are_told(names: tuple[str, ...]) -> None:
    projects = [Project(id=str(number), name=name) for number, name in enumerate(names)]
    found = check(Ledger(projects=projects)).only("phases_beside_whole")
    assert [finding.ids for finding in found] == [tuple(map(str, range(len(names))))]
    assert all(name in found.render("zh_CN") for name in names)
    parted = [projects[0], *(evolve(phase, parent="0", relation="phase") for phase in projects[1:])]
    assert not check(Ledger(projects=parted)).only("phases_beside_whole")
    assert not check(Ledger(projects=projects[:2])).only(
        "phases_beside_whole"
    )  # a second project of that name
    assert not check(Ledger(projects=projects[1:])).only("phases_beside_whole")


def test_numbers_against_the_text_kept_with_them() -> None:
    """A number and its text say one thing; texts that need a heading's unit, and amounts through a rate, say nothing."""
    rate = {"base": "USD", "quote": "CNY", "rate": "7"}
    amounts: list[tuple[dict[str, object], bool]] = [
        ({"value": "500000000", "text": "5亿元"}, False),
        ({"value": "500000000", "text": "50000万元"}, False),
        ({"value": "500000000", "text": "5"}, False),
        ({"value": "500000000", "text": "见附件"}, False),
        ({"value": "700000000", "text": "1亿美元", "rates": [rate]}, False),
        ({"value": "50000", "text": "5亿元"}, True),
        ({"value": "500000000", "text": "近5亿元"}, True),
        ({"value": "500000000", "text": "5亿美元"}, True),
        ({"value": "500000000", "text": "5亩"}, True),
    ]
    wrong = []
    for parts, is_found in amounts:
        data = {"id": "P", "name": "p", "agreements": [{"amount": {"unit": "CNY", **parts}}]}
        found = keys(structure(data, Project))
        if ([("value_unlike_text:agreements.amount", ("P",))] if is_found else []) != found:
            wrong.append((parts, found))
    assert wrong == []
