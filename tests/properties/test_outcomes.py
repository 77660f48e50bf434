"""Laws of what projects report: a year is told once, however often and however finely it was reported."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Ledger, Money, Project, evaluate, parse_money
from zhaoshang.lifecycle import supervise
from zhaoshang.model import Agreement, Outcome, PromisedTerm
from zhaoshang.model._facts.outcomes import (
    OPEN,
    OVERLAPPING,
    OutcomeRecord,
    Standing,
    reached,
    settled,
    standings,
)

YEAR = (1, 360)
SPANS = st.tuples(st.integers(1, 360), st.integers(0, 120)).map(lambda pair: (pair[0], min(360, sum(pair))))
RECORDS = st.lists(
    st.builds(OutcomeRecord, span=SPANS, recorded=st.none() | st.integers(1, 9), size=st.integers(0, 50))
)


def _total(*outcomes: tuple[str, int]) -> Ledger:
    reported = [Outcome(period=period, tax=Money.of(amount, "万元")) for period, amount in outcomes]
    return Ledger(as_of="2025-12-31", projects=[Project(id="P", name="甲", outcomes=reported)])


def _tax(ledger: Ledger) -> Fraction | None:
    found = evaluate(ledger, "cohort_benefit", measure="tax", as_of="2025-12-31")
    return found["cohort_benefit"].exact


@given(st.lists(st.integers(1, 999), min_size=4, max_size=4), st.permutations(range(7)))
def test_quarters_halves_and_the_year_are_one_year(quarters: list[int], order: list[int]) -> None:
    """Cumulative reports in any order give the year, never their sum."""
    cumulative = [
        *((f"2025-Q{place + 1}", amount) for place, amount in enumerate(quarters)),
        ("2025-01/2025-06", sum(quarters[:2])),
        ("2025-01/2025-09", sum(quarters[:3])),
        ("2025", sum(quarters)),
    ]
    assert _tax(_total(*(cumulative[place] for place in order))) == sum(quarters) * 10_000


def test_what_overlaps_has_bounds_and_no_value() -> None:
    ledger = _total(("2025-01/2025-06", 100), ("2025-04/2025-09", 70))
    figure = evaluate(ledger, "cohort_benefit", measure="tax")["cohort_benefit"]
    assert figure.value is None
    assert [figure.low, figure.high] == [1_000_000, 1_700_000]
    assert figure.warnings == ("overlapping_periods:P",)


@given(RECORDS)
def test_counted_records_never_overlap(records: list[OutcomeRecord]) -> None:
    found = standings(records, YEAR, is_stock=False)
    counted = sorted(
        record.span
        for record, standing in zip(records, found, strict=True)
        if standing in {Standing.COUNTS, Standing.BEST} and record.span is not None
    )
    assert all(one[1] < other[0] for one, other in pairwise(counted))


@given(RECORDS)
def test_no_record_inside_the_window_is_lost(records: list[OutcomeRecord]) -> None:
    """What is superseded lies in a period that counts, or is open."""
    found = standings(records, YEAR, is_stock=False)
    kept = [
        record.span
        for record, standing in zip(records, found, strict=True)
        if standing is Standing.COUNTS or standing in OPEN
    ]
    for record, standing in zip(records, found, strict=True):
        assert record.span is not None
        if standing is Standing.SUPERSEDED:
            assert any(span[0] <= record.span[0] and record.span[1] <= span[1] for span in kept if span)


@given(RECORDS)
def test_one_record_of_a_stock_counts(records: list[OutcomeRecord]) -> None:
    found = standings(records, YEAR, is_stock=True)
    assert found.count(Standing.COUNTS) == bool(records)


def test_a_record_wider_than_the_window_is_not_cut() -> None:
    year = OutcomeRecord((1, 360))
    assert standings([year], (1, 90), is_stock=False) == [Standing.WIDE]
    assert standings([year, OutcomeRecord((1, 90))], (1, 90), is_stock=False) == [
        Standing.OUTSIDE,
        Standing.COUNTS,
    ]


PERIODS = st.sampled_from(
    ["2024", "2024-Q1", "2024-Q2", "2024-H1", "2024-03/2024-08", "2024-05", "2023-10/2024-03", "2023/2024"]
)
REPORTS = st.lists(
    st.builds(
        lambda period, amount, recorded: Outcome(
            period="2023-01-01/2024-12-31" if period == "2023/2024" else period,
            tax=Money.of(amount, "万元"),
            recorded_on=recorded,
        ),
        PERIODS,
        st.integers(1, 900),
        st.sampled_from([None, "2024-10-01", "2024-11-01"]),
    ),
    max_size=6,
)


@given(REPORTS)
def test_supervision_and_compliance_give_one_answer(outcomes: list[Outcome]) -> None:
    """A promise is kept as far in the review of a project as in the KPI; what cannot be told has no value in either."""
    term = PromisedTerm(measure="tax", period="2024", promised=Money.of(1000, "万元"))
    papers = [Agreement(signed_on="2023-01-05", terms=[term])]
    project = Project(id="P", name="甲", agreements=papers, outcomes=outcomes)
    (review,) = supervise(project, as_of="2025-01-31")
    (result,) = review.results
    reporting = Project(id="Z", name="乙", outcomes=[Outcome(period="2020", tax=Money.of(1, "万元"))])
    ledger = Ledger(as_of="2025-01-31", projects=[project, reporting])  # so that outcomes were looked at
    figure = evaluate(ledger, "agreement_compliance", weights={"tax": "100"})["agreement_compliance"]
    assert (figure.exact, figure.low, figure.high) == (review.score, review.low, review.high)
    assert (figure.class_ or "open") == str(review.class_)
    if not outcomes:
        assert result.actual is None
        assert review.score == 0
        assert figure.warnings == ("missing_outcome:tax",)
    if result.reason is not None:
        assert figure.exact is None or figure.exact == 100


TEXTS = ("0万元", "70万元", "100万元", "-30万元", "不超过500万元", "不低于20万元", "约60万元", "3至5万元")
MIXED = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "2024-01/2024-06", "2024-04/2024-09", "2024-06/2024-12", "2024-08/2024-10", "2024-11",
                "2023-07/2025-06", "2023-06/2025-05", "2023-10/2024-03", "2024-12/2025-02",
            ]
        ),
        st.sampled_from(TEXTS),
    ),
    unique_by=lambda pair: pair[0],
    max_size=6,
)  # fmt: skip
WINDOW = (date(2024, 1, 1).toordinal(), date(2024, 12, 31).toordinal())


def _reports(told: list[tuple[str, str]]) -> list[Outcome]:
    return [Outcome(period=period, tax=parse_money(text)) for period, text in told]


@given(MIXED, st.randoms())
def test_the_order_of_the_list_never_matters(told: list[tuple[str, str]], random: Random) -> None:
    """Of periods that are each reported once, what counts hangs on no place in the ledger."""
    mixed = list(told)
    random.shuffle(mixed)
    assert reached(_reports(told), "tax", WINDOW) == reached(_reports(mixed), "tax", WINDOW)


@given(MIXED)
def test_bounds_hold_and_an_unknown_end_never_beats_a_known_one(told: list[tuple[str, str]]) -> None:
    """What surely adds up is known to; what is below nothing leaves both ends of an open whole open."""
    outcomes = _reports(told)
    stated = [(each, each.tax) for each in outcomes if each.tax is not None]
    found = settled(stated, WINDOW, is_stock=False)
    lows = [
        amount.interval.low
        for (_, amount), (standing, _) in zip(stated, found, strict=True)
        if standing is Standing.BEST
    ]
    assert all(low is not None and low > 0 for low in lows)
    whole = reached(outcomes, "tax", WINDOW)
    if whole is None or whole.amount is None:
        return
    bounds = whole.amount.interval
    assert bounds.low is None or bounds.high is None or bounds.low <= bounds.high
    opened = [amount for (_, amount), (standing, _) in zip(stated, found, strict=True) if standing in OPEN]
    if any(amount.interval.low is not None and amount.interval.low < 0 for amount in opened):
        assert (bounds.low, bounds.high) == (None, None)
    if opened:
        assert whole.amount.value is None
        overlaps = any(standing in OVERLAPPING for standing, _ in found)
        assert whole.reason == ("overlapping_periods" if overlaps else "coarse_period")


@given(MIXED)
def test_the_engine_gives_the_bounds_of_the_facts(told: list[tuple[str, str]]) -> None:
    told = [(period, text) for period, text in told if "至" not in text]  # a range is no summand: `no_value`
    outcomes = _reports(told)
    project = Project(id="P", name="甲", outcomes=outcomes, agreements=[Agreement(signed_on="2024-03-05")])
    day = date(2025, 6, 30)
    figure = evaluate(Ledger(as_of=str(day), projects=[project]), "cohort_benefit", measure="tax")[
        "cohort_benefit"
    ]
    whole = reached(outcomes, "tax", (None, day.toordinal()))
    if whole is not None and whole.amount is not None:
        assert (figure.low, figure.high) == (whole.amount.interval.low, whole.amount.interval.high)
