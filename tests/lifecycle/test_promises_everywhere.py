"""Every face says the same of a promise: figures, tables, phases, alarms."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lifecycle.papers import paper, project, tax, term

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.frames import Frames, from_ledger
from zhaoshang.lifecycle import alarms, supervise
from zhaoshang.records import structure, unstructure

PERIODS = st.sampled_from(["2023", "2024", "2024-H1", "2025"])


TERMS = st.one_of(
    st.builds(term, st.sampled_from(["tax", "output"]), PERIODS, st.integers(1, 9).map("{}00万元".format)),
    st.builds(term, st.just("tax_per_mu"), PERIODS, st.integers(1, 9).map("{}万元/亩".format)),
    st.builds(
        term,
        st.sampled_from(["started_by", "producing_by"]),
        st.sampled_from(["2023-06-30", "2024-03", "2025"]),
    ),
)


PAPERS = st.lists(
    st.builds(
        lambda terms, signed, place, base: paper(
            *terms, signed_on=signed, id=f"G{place}", **({} if base == place else {"amends": f"G{base}"})
        ),
        st.lists(TERMS, max_size=3),
        st.sampled_from(["2021-03-04", "2022-07", "2023-08-09", "2024", "2024-09-30"]),
        st.integers(1, 3),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=3,
)


OUTCOMES = st.lists(
    st.builds(
        lambda period, measure, amount: {"period": period, measure: f"{amount}00万元"},
        st.sampled_from(["2023", "2024", "2024-H1", "2024-Q3", "2025", "2025-Q1"]),
        st.sampled_from(["tax", "output"]),
        st.integers(1, 12),
    ),
    max_size=4,
)


STEPS = st.lists(
    st.builds(
        lambda stage, on: {"stage": stage, "on": on},
        st.sampled_from(["started", "completed", "producing", "trial", "exited"]),
        st.sampled_from(["2023-05-05", "2024", "2024-02", "2025-07-07"]),
    ),
    max_size=3,
    unique_by=lambda step: step["stage"],
)


WEIGHTS = {"tax": "40", "output": "20", "tax_per_mu": "20", "started_by": "10", "producing_by": "10"}


@pytest.mark.long
@given(PAPERS, OUTCOMES, STEPS)
def test_supervision_and_the_figure_say_the_same_on_every_engine(
    papers: list[Any], outcomes: list[Any], steps: list[Any]
) -> None:
    """One review over all that is due is the figure, on objects and on frames; and no score leaves its bounds."""
    held = project(*papers, outcomes=outcomes, milestones=steps, land="40亩")
    ledger = Ledger(as_of="2025-12-31", projects=[held])
    reviews = supervise(
        held,
        as_of="2025-12-31",
        weights={name: Fraction(each) for name, each in WEIGHTS.items()},
        yearly=False,
    )
    for source in (ledger, from_ledger(ledger, evidence="ids")):
        figure = evaluate(source, "agreement_compliance", as_of="2025-12-31", weights=WEIGHTS)[
            "agreement_compliance"
        ]
        review = reviews[0] if reviews and reviews[0].low is not None else None
        if review is None:
            assert (figure.value, figure.reason) in {(None, "no_data"), (None, "not_recorded")}
            continue
        assert (figure.exact, figure.reason) == (review.score, review.reason)
        assert review.low is not None
        assert review.high is not None
        assert 0 <= review.low <= (review.low if review.score is None else review.score) <= review.high <= 100


@pytest.mark.long
@given(PAPERS, OUTCOMES, STEPS)
def test_what_is_due_in_a_year_does_not_change_with_what_comes_later(
    papers: list[Any], outcomes: list[Any], steps: list[Any]
) -> None:
    """A review of amounts of a year that is over is the same later on, where nothing ended the project."""
    amounts = [{**each, "terms": [one for one in each["terms"] if "promised" in one]} for each in papers]
    held = project(
        *amounts, outcomes=outcomes, milestones=[step for step in steps if step["stage"] != "exited"]
    )
    early = {review.year: review for review in supervise(held, as_of="2023-12-31") if review.year == 2023}
    late = {review.year: review for review in supervise(held, as_of="2025-12-31") if review.year == 2023}
    for year, review in early.items():
        before = [(each.measure, each.low, each.high) for each in review.results if each.is_due]
        assert before == [(each.measure, each.low, each.high) for each in late[year].results if each.is_due]


def test_tables_handed_over_hold_amendments_and_ends() -> None:
    tables = {
        "projects": pl.DataFrame({"id": ["A", "B"], "land": [5000, 5000], "land_unit": ["mu", "mu"]}),
        "history": pl.DataFrame(
            {
                "parent": ["A", "B", "B"],
                "part": ["signed", "signed", "exited"],
                "on": ["2021-01-05", "2021-01-05", "2024-02-01"],
                "kind": ["formal", "formal", ""],
            }
        ).with_columns(pl.col("on").str.to_date()),
        "terms": pl.DataFrame(
            {
                "parent": ["A", "A", "B"],
                "agreement": ["G1", "G2", "G1"],
                "amends": [None, "G1", None],
                "measure": ["tax"] * 3,
                "lo": ["2024-01-01"] * 3,
                "hi": ["2024-12-31"] * 3,
                "signed_on": ["2021-01-05", "2023-01-05", "2021-01-05"],
                "promised": [100_000_00, 50_000_00, 10_000_00],
                "promised_unit": ["CNY"] * 3,
            }
        ).with_columns(pl.col("lo", "hi", "signed_on").str.to_date()),
        "outcomes": pl.DataFrame(
            {
                "parent": ["A"],
                "lo": ["2024-01-01"],
                "hi": ["2024-12-31"],
                "tax": [25_000_00],
                "tax_unit": ["CNY"],
            }
        ).with_columns(pl.col("lo", "hi").str.to_date()),
    }
    found = evaluate(Frames(tables), "agreement_compliance", as_of="2025-01-31", weights={"tax": "100"})
    assert {
        figure.group: (figure.value, figure.reason)
        for figure in found.of("agreement_compliance")
        if figure.group
    } == {
        ("A",): (50, None),
        ("B",): (None, "no_data"),
    }
    wide = {name: table for name, table in tables.items() if name != "history"}
    wide["projects"] = pl.DataFrame(
        {"id": ["A", "B"], "signed_on": ["2021-01-05"] * 2, "exited_on": [None, "2024-02-01"]}
    ).with_columns(pl.col("signed_on", "exited_on").str.to_date())
    again = evaluate(Frames(wide), "agreement_compliance", as_of="2025-01-31", weights={"tax": "100"})
    assert [figure.value for figure in again.of("agreement_compliance")] == [None, 50, None]


def test_a_phase_is_held_to_its_own_promises_and_the_whole_to_what_both_report() -> None:
    root = {
        "id": "R",
        "name": "整体",
        "agreements": [paper(term("tax", "2024", "300万元"))],
        "outcomes": [tax("2024", "100万元")],
    }
    phase = {
        "id": "F",
        "name": "二期",
        "parent": "R",
        "relation": "phase",
        "agreements": [paper(term("tax", "2024", "200万元"))],
        "outcomes": [tax("2024", "200万元")],
        "milestones": [{"stage": "producing", "on": "2023-05"}],
    }
    ledger = structure({"projects": [root, phase]}, Ledger)
    for source in (ledger, from_ledger(ledger, evidence="ids"), Frames(pa_tables(ledger), evidence="ids")):
        figure = evaluate(source, "capacity_rate", as_of="2025-01-31", cohort="all")["capacity_rate"]
        assert [figure.value, figure.numerator] == [100, 1]


def pa_tables(ledger: Ledger) -> Mapping[str, pa.Table]:
    """The same ledger as tables handed over: one project and its phase."""
    assert ledger.projects.ids == ("R", "F")
    return {
        "projects": pl.DataFrame(
            {"id": ["R", "F"], "parent": [None, "R"], "relation": [None, "phase"], "is_child": [False, True]}
        ).to_arrow(),
        "history": pl.DataFrame(
            {
                "parent": ["R", "R", "R"],
                "own": ["R", "F", "F"],
                "part": ["signed", "signed", "producing"],
                "kind": ["formal", "formal", ""],
                "is_phase": [False, True, True],
                "lo": ["2021-05-06", "2021-05-06", "2023-05-01"],
                "hi": ["2021-05-06", "2021-05-06", "2023-05-31"],
            }
        )
        .with_columns(pl.col("lo", "hi").str.to_date())
        .to_arrow(),
        "terms": pl.DataFrame(
            {
                "parent": ["R", "R"],
                "own": ["R", "F"],
                "measure": ["tax", "tax"],
                "lo": ["2024-01-01"] * 2,
                "hi": ["2024-12-31"] * 2,
                "promised": [3_000_000_00, 2_000_000_00],
                "promised_unit": ["CNY"] * 2,
            }
        )
        .with_columns(pl.col("lo", "hi").str.to_date())
        .to_arrow(),
        "outcomes": pl.DataFrame(
            {
                "parent": ["R", "R"],
                "own": ["R", "F"],
                "lo": ["2024-01-01"] * 2,
                "hi": ["2024-12-31"] * 2,
                "tax": [1_000_000_00, 2_000_000_00],
                "tax_unit": ["CNY"] * 2,
            }
        )
        .with_columns(pl.col("lo", "hi").str.to_date())
        .to_arrow(),
    }


def ringing(held: Project, as_of: str, **more: Any) -> list[tuple[str, str, int]]:
    ledger = Ledger(projects=[held], **more)
    found = alarms(ledger, as_of=as_of)
    return [
        (each.rule, str(each.level), each.days_over)
        for each in found
        if each.rule in {"term_missed", "commitment_due"}
    ]


def test_a_stage_promised_by_a_day_rings_as_it_stands() -> None:
    first = paper(term("started_by", "2024-06-30"), id="G1")
    held = project(first)
    assert ringing(held, "2024-05-01") == []
    assert ringing(held, "2024-06-10") == [("term_missed", "amber", -20)]
    assert ringing(held, "2024-07-10") == [("term_missed", "red", 10)]
    later = paper(term("started_by", "2024-12-31"), amends="G1", signed_on="2024-06-20")
    assert ringing(project(first, later), "2024-07-10") == []
    assert (
        ringing(project(first, milestones=[{"stage": "completed", "on": "2024-07-01"}]), "2024-07-10") == []
    )
    trial = project(
        paper(term("producing_by", "2024-06-30")), milestones=[{"stage": "trial", "on": "2024-06-01"}]
    )
    assert ringing(trial, "2024-07-10") == []
    assert ringing(project(first, milestones=[{"stage": "exited", "on": "2024-03-01"}]), "2024-07-10") == []


@pytest.mark.parametrize(
    ("kept", "payments", "rings"),
    [
        ({}, [], True),
        ({"honoured_on": "2025-06-30"}, [], False),
        ({"honoured_on": "2026-03-01"}, [], True),
        ({}, [{"amount": "60万元", "on": "2025-05-01"}], False),
        ({}, [{"amount": "20万元", "on": "2025-05-01"}, {"amount": "40万元", "on": "2025-06-01"}], False),
        ({}, [{"amount": "20万元", "on": "2025-05-01"}], True),
        ({}, [{"amount": "60万元", "on": "2026-05-01"}], True),
        ({}, [{"amount": "60万美元", "on": "2025-05-01"}], True),
        ({}, [{"on": "2025-05-01", "planned": "60万元"}], True),
    ],
)
def test_what_the_government_promised_rings_until_it_is_kept(
    kept: dict[str, str],
    payments: list[dict[str, str]],
    rings: bool,
) -> None:
    promise = {"id": "C1", "kind": "租金补贴", "amount": "60万元", "due_on": "2025-06-30", **kept}
    held = project(paper(id="G1", commitments=[promise]))
    paid = [{"id": f"Y{place}", "commitment": "C1", **each} for place, each in enumerate(payments)]
    ledger = structure({"projects": [unstructure(held)], "payments": paid}, Ledger)
    found = [
        (each.rule, each.subject, each.days_over)
        for each in alarms(ledger, as_of="2025-07-10")
        if each.rule == "commitment_due"
    ]
    assert found == ([("commitment_due", "租金补贴", 10)] if rings else [])


def test_jobs_promised_are_those_that_stand_at_last() -> None:
    """100 by 2024 and 250 by 2025 are 250; what is amended counts under the date of the first agreement."""
    first = paper(
        term("jobs", "2024", "100人"), term("jobs", "2025", "250人"), id="G1", signed_on="2023-04-05"
    )
    later = paper(term("jobs", "2025", "180人"), id="G2", amends="G1", signed_on="2024-08-01")
    other = paper(term("jobs", "2025", "30人"), id="G3", signed_on="2023-09-01")
    for papers, as_of, value in (
        ([first], "2025-12-31", 250),
        ([first, later], "2024-07-31", 250),
        ([first, later], "2025-12-31", 180),
        ([first, later, other], "2025-12-31", 210),
    ):
        ledger = Ledger(projects=[project(*papers)])
        for source in (ledger, from_ledger(ledger)):
            found = evaluate(source, "jobs", measure="promised", as_of=as_of, period="2023")
            assert found["jobs"].value == value
