"""Laws of the figures, over random ledgers."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang._engine.catalogue.progress import signed_rate
from zhaoshang._engine.catalogue.signing import signed_count, signed_total
from zhaoshang._engine.objects.interpreter import Objects
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.kpis import evaluate
from zhaoshang.ledger import Ledger
from zhaoshang.model import Agreement, Arrival, CreditShare, Milestone, Outcome, Project
from zhaoshang.periods import Period
from zhaoshang.profiles import DEFAULT
from zhaoshang.quantities import Count
from zhaoshang.reading import parse_money

days = st.dates(min_value=Period.of("2021").start, max_value=Period.of("2023").end).map(Period.of)
months = st.builds(Period.month, st.integers(2021, 2023), st.integers(1, 12))
dates = st.one_of(st.none(), days, months)
amounts = st.sampled_from(
    ["1亿元", "近2亿元", "超3亿元", "5000余万元", "约8000万元", "300万美元", "百亿级", None]
).map(lambda text: None if text is None else parse_money(text))
agreements = st.lists(
    st.builds(
        Agreement, kind=st.sampled_from(["formal", "intent"]), signed_on=dates, recorded_on=st.none() | days
    ),
    max_size=2,
)
milestones = st.lists(
    st.builds(
        Milestone,
        stage=st.sampled_from(
            [
                "lead",
                "negotiating",
                "landed",
                "started",
                "completed",
                "trial",
                "producing",
                "terminated",
                "on_hold",
            ]
        ),
        on=dates,
        recorded_on=st.none() | days,
        planned=st.booleans(),
        evidence=st.lists(st.sampled_from(["business_license", "filing"]), max_size=1),
    ),
    max_size=4,
)
arrivals = st.lists(st.builds(Arrival, on=dates, amount=amounts, recorded_on=st.none() | days), max_size=2)
shares = st.sampled_from(
    [(), (CreditShare(unit="U1", share="0.5"), CreditShare(unit="U2", share="0.5", until="2022-03-31"))]
)


@st.composite
def ledgers(draw: st.DrawFn, most: int = 6) -> Ledger:
    count = draw(st.integers(0, most))
    listed = [
        Project(
            id=f"P{number}",
            name=draw(st.sampled_from(["甲", "乙", "丙"])),
            owner=draw(st.sampled_from(["U1", "U2", None])),
            district=draw(st.sampled_from(["D1", "D2", None])),
            relation=draw(st.sampled_from([None, None, None, "relocation", "expansion", "renamed"])),
            investment=draw(amounts),
            agreements=draw(agreements),
            milestones=draw(milestones),
            arrivals=draw(arrivals),
            shares=draw(shares),
        )
        for number in range(count)
    ]
    return Ledger(as_of="2022-06-30", projects=listed)


COUNTS = (
    "signed_project_count",
    "docked_project_count",
    "formal_contract_count",
    "tracked_count",
    "stalled_count",
)
RATES = ("start_rate", "contract_performance_rate", "production_rate", "fund_arrival_rate")
SUMS = ("signed_investment_total", "arrived_funds")
questions = st.sampled_from([{}, {"period": "2022-H1"}, {"period": "2022", "partial_dates": "touch"}])


def ask(ledger: Ledger, kpis: Any, question: dict[str, str], **more: Any) -> Any:
    options: Any = {name: text for name, text in question.items() if name == "partial_dates"}
    profile = more.pop("profile", None) or (DEFAULT.vary("other", **options) if options else DEFAULT)
    period = question.get("period")
    return evaluate(ledger, kpis, period=period, profile=profile, **more)


@given(ledgers(), ledgers(1), questions)
def test_adding_a_project_never_lowers_a_count(
    ledger: Ledger, more: Ledger, question: dict[str, str]
) -> None:
    added = [evolve(project, id=f"X{project.id}", relation=None, parent=None) for project in more.projects]
    larger = evolve(ledger, projects=[*ledger.projects, *added])
    before, after = (ask(each, COUNTS, question) for each in (ledger, larger))
    for kpi in COUNTS:
        assert after[kpi].value >= before[kpi].value


@given(ledgers(), questions)
def test_bounds_hold_the_value(ledger: Ledger, question: dict[str, str]) -> None:
    for figure in ask(ledger, (*COUNTS, *RATES, *SUMS), question, by="owner").values():
        if figure.value is not None:
            assert figure.low is None or figure.low <= figure.value
            assert figure.high is None or figure.value <= figure.high
        else:
            assert figure.reason


@given(ledgers(), questions, st.sampled_from(["owner", "district", "track"]))
def test_a_partition_adds_up_to_the_whole(ledger: Ledger, question: dict[str, str], key: str) -> None:
    """Counts of groups add up to the whole, also where credit is shared between units."""
    figures = ask(ledger, COUNTS, question, by=key)
    for kpi in COUNTS:
        groups = sum((Fraction(figure.value or 0) for figure in figures.of(kpi) if figure.group), Fraction(0))
        assert groups == figures[kpi].value


@given(ledgers(), questions)
def test_known_on_in_the_far_future_is_none(ledger: Ledger, question: dict[str, str]) -> None:
    now, then = (
        ask(ledger, (*COUNTS, *RATES, *SUMS), question, known_on=known) for known in (None, "2099-12-31")
    )
    for one, other in zip(now.values(), then.values(), strict=True):
        assert (one.value, one.low, one.high, one.ids) == (other.value, other.low, other.high, other.ids)


outcomes = st.lists(
    st.builds(
        Outcome,
        period=st.sampled_from(["2021", "2022-Q1", "2022-Q2", "2022-03"]).map(Period.of),
        tax=st.sampled_from([None, parse_money("100万元"), parse_money("近200万元")]),
        jobs=st.sampled_from([None, Count.of(0, "人"), Count.of(30, "人")]),
        recorded_on=st.none() | days,
    ),
    max_size=3,
)


@given(ledgers(), st.lists(outcomes, min_size=6, max_size=6), questions, days)
def test_what_was_recorded_later_changes_nothing(
    ledger: Ledger, reported: list[list[Outcome]], question: dict[str, str], day: Period
) -> None:
    """A figure as known on a day is that of the ledger without every record made after it."""
    projects = [
        evolve(project, outcomes=held) for project, held in zip(ledger.projects, reported, strict=False)
    ]

    def known(records: Iterable[Any]) -> list[Any]:
        return [each for each in records if each.recorded_on is None or each.recorded_on.end <= day.end]

    before = [
        evolve(
            project,
            agreements=known(project.agreements),
            milestones=known(project.milestones),
            arrivals=known(project.arrivals),
            outcomes=known(project.outcomes),
        )
        for project in projects
    ]
    counts = (kpi for kpi in COUNTS if kpi != "tracked_count")  # a project is on record with its first record
    kpis = (*counts, *RATES, *SUMS, "cohort_benefit", "fixed_asset_investment")
    for asked, more in ((kpis, {"measure": "tax"}), (("jobs",), {})):
        one, other = (
            ask(evolve(ledger, projects=listed), asked, question, by="owner", known_on=day, **more)
            for listed in (projects, before)
        )
        for left, right in zip(one.values(), other.values(), strict=True):
            found = (left.value, left.low, left.high, left.reason)
            assert found == (right.value, right.low, right.high, right.reason)


@given(ledgers(), questions)
def test_a_profile_that_differs_in_nothing_gives_equal_figures(
    ledger: Ledger, question: dict[str, str]
) -> None:
    same = DEFAULT.vary("same", started=["started"], trial_counts=True)
    plain = {name: text for name, text in question.items() if name == "period"}
    one, other = (ask(ledger, (*COUNTS, *RATES), plain, profile=each) for each in (DEFAULT, same))
    for figure, twin in zip(one.values(), other.values(), strict=True):
        assert evolve(figure, profile=twin.profile) == twin


@given(ledgers(), st.integers(0, 6))
def test_parts_of_a_ledger_merge_to_the_whole(ledger: Ledger, cut: int) -> None:
    """Atoms of two halves merge to those of the whole, and so do the figures finished from them."""
    listed = list(ledger.projects)
    halves = [Ledger(as_of=ledger.as_of, projects=part) for part in (listed[:cut], listed[cut:])]
    for lower in (signed_count, signed_total, signed_rate(lambda facts: facts.profile.started)):
        context = Context(kpi="x", ledger=ledger, as_of=ledger.as_of, period=Period.of("2022"))
        shape = lower(context).shape
        assert shape is not None
        one, two, whole = (
            {atom: Objects(Tables(each)).atom(atom) for atom in shape.atoms()} for each in (*halves, ledger)
        )
        merged = {atom: atom.merge(one[atom], two[atom]) for atom in shape.atoms()}
        assert merged == whole
        assert shape.finish(merged.__getitem__) == shape.finish(whole.__getitem__)
