"""Promises have one home: what stands, what is due, how far it was kept, and that every face says the same."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.errors import UnknownCodeError, ZhaoshangError
from zhaoshang.frames import Frames, from_ledger
from zhaoshang.lifecycle import Disposal, alarms, standing_terms, supervise
from zhaoshang.model import PromisedTerm
from zhaoshang.periods import Period
from zhaoshang.profiles import DEFAULT
from zhaoshang.records import json_schema, structure, unstructure


def term(measure: str, period: str, promised: str | None = None) -> dict[str, Any]:
    return {"measure": measure, "period": period} | ({"promised": promised} if promised else {})


def paper(*terms: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "formal", "signed_on": "2021-05-06", "terms": list(terms), **more}


def project(*papers: Mapping[str, Any], **more: Any) -> Project:
    return structure({"id": "P", "name": "甲", "agreements": list(papers), **more}, Project)


def tax(period: str, amount: str, **more: str) -> dict[str, str]:
    return {"period": period, "tax": amount, **more}


def scores(held: Project, as_of: str = "2026-01-31", **more: Any) -> dict[int, tuple[Any, str]]:
    return {
        review.year: (review.score, str(review.class_)) for review in supervise(held, as_of=as_of, **more)
    }


# what stands ------------------------------------------------------------------------------------------------------

FIRST = paper(
    term("tax", "2023", "900万元"), term("tax", "2024", "900万元"), term("output", "2024", "3亿元"), id="G1"
)


@pytest.mark.parametrize(
    ("later", "as_of", "stands"),
    [
        # a supplement that is not signed yet changes nothing
        (
            [paper(term("tax", "2024", "600万元"), id="G2", amends="G1", signed_on="2023-08-01")],
            "2023-07-31",
            [900, 900],
        ),
        # it changes what it names, and nothing that was due before
        (
            [paper(term("tax", "2024", "600万元"), id="G2", amends="G1", signed_on="2023-08-01")],
            "2024-12-31",
            [900, 600],
        ),
        (
            [paper(term("tax", "2023", "100万元"), id="G2", amends="G1", signed_on="2024-02-01")],
            "2024-12-31",
            [900, 900],
        ),
        # on the very last day of the period it was not yet due
        (
            [paper(term("tax", "2023", "100万元"), id="G2", amends="G1", signed_on="2023-12-31")],
            "2024-12-31",
            [100, 900],
        ),
        # the last of several, in order of their dates, whichever paper they name
        (
            [
                paper(term("tax", "2024", "500万元"), id="G3", amends="G2", signed_on="2024-03-01"),
                paper(term("tax", "2024", "600万元"), id="G2", amends="G1", signed_on="2023-08-01"),
            ],
            "2024-12-31",
            [900, 500],
        ),
        # a paper that amends none is a promise of its own beside the others
        (
            [paper(term("tax", "2024", "50万元"), id="G2", signed_on="2023-08-01")],
            "2024-12-31",
            [900, 900, 50],
        ),
        (
            [paper(term("tax", "2024", "50万元"), amends="G9", signed_on="2023-08-01")],
            "2024-12-31",
            [900, 900, 50],
        ),
        # what it names for the first time is added
        (
            [paper(term("tax", "2025", "70万元"), amends="G1", signed_on="2023-08-01")],
            "2024-12-31",
            [900, 900, 70],
        ),
    ],
)
def test_a_supplement_changes_what_it_names_from_its_date(
    later: list[dict[str, Any]], as_of: str, stands: list[int]
) -> None:
    found = standing_terms(project(FIRST, *later), as_of=as_of)
    assert [
        [int(amount.value or 0) // 10_000 for amount in each.promised]
        for each in found
        if each.measure == "tax"
    ] == [[amount] for amount in stands]
    assert [each.measure for each in found].count("output") == 1


def test_papers_that_amend_one_another_are_none_the_less_read() -> None:
    one, other = (
        paper(term("tax", "2024", "9万元"), id=a, amends=b) for a, b in (("G1", "G2"), ("G2", "G1"))
    )
    assert len(standing_terms(project(one, other), as_of="2025-01-01")) == 2


def test_where_dates_leave_open_which_amount_stood_the_score_has_bounds() -> None:
    later = paper(term("tax", "2024-H1", "400万元"), amends="G1", signed_on="2024")
    held = project(
        paper(term("tax", "2024-H1", "800万元"), id="G1"), later, outcomes=[tax("2024-H1", "400万元")]
    )
    (review,) = supervise(held, as_of="2025-01-31")
    assert [review.score, review.low, review.high, review.reason] == [None, 50, 100, "imprecise_dates"]
    assert str(review.class_) == "open"
    kept = evolve(
        held,
        outcomes=structure(
            {"id": "P", "name": "甲", "outcomes": [tax("2024-H1", "900万元")]}, Project
        ).outcomes,
    )
    assert scores(kept) == {2024: (100, "full")}


# what is due ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["exited", "terminated", "closed"])
def test_nothing_is_due_in_the_year_of_the_end_nor_after(end: str) -> None:
    terms = [term("tax", year, "100万元") for year in ("2022", "2023", "2024")]
    held = project(
        paper(*terms),
        milestones=[{"stage": end, "on": "2023-11-30", "recorded_on": "2024-01-10"}],
        outcomes=[tax("2022", "80万元")],
    )
    assert scores(held) == {2022: (80, "partial")}
    assert set(scores(held, known_on="2023-12-31")) == {2022, 2023, 2024}
    assert set(scores(held, as_of="2023-06-30")) == {2022, 2023, 2024}
    figure = evaluate(
        Ledger(projects=[held]), "agreement_compliance", as_of="2026-01-31", weights={"tax": "100"}
    )
    assert figure["agreement_compliance"].value == 80


def test_an_end_without_a_date_leaves_nothing_due() -> None:
    assert scores(project(paper(term("tax", "2022", "100万元")), milestones=[{"stage": "exited"}])) == {}


def test_the_reason_says_whether_anything_was_looked_at() -> None:
    def asked(outcomes: list[Any], period: str) -> Any:
        held = project(paper(term("tax", period, "100万元")), outcomes=outcomes)
        figures = evaluate(
            Ledger(projects=[held]), "agreement_compliance", as_of="2026-01-31", weights={"tax": "100"}
        )
        return figures["agreement_compliance"]

    assert asked([], "2027").reason == "not_recorded"
    assert asked([tax("2025", "1万元")], "2027").reason == "no_data"
    silent = asked([], "2025")
    assert (silent.value, silent.class_, silent.warnings) == (0, "failed", ("missing_outcome:tax",))


# how far it was kept ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "facts", "kept"),
    [
        (
            term("tax_per_mu", "2025", "12万元/亩"),
            {"land": "50亩", "outcomes": [tax("2025", "450万元")]},
            (75, 75, None),
        ),
        (
            term("tax_per_mu", "2025", "1800万元/公顷"),
            {"land": "1公顷", "outcomes": [tax("2025", "900万元")]},
            (50, 50, None),
        ),
        (
            term("tax_per_mu", "2025", "12万元/亩"),
            {"outcomes": [tax("2025", "450万元")]},
            (0, 100, "no_denominator"),
        ),
        (
            term("output_per_mu", "2025", "200万元/亩"),
            {"land": "10亩", "outcomes": [{"period": "2025", "output": "500万元"}]},
            (25, 25, None),
        ),
        (
            # fixed assets are booked over years
            term("intensity", "2025", "不低于400万元/亩"),
            {
                "land": "100亩",
                "outcomes": [
                    {"period": "2024", "fixed_asset_investment": "1.2亿元"},
                    {"period": "2025", "fixed_asset_investment": "1.8亿元"},
                ],
            },
            (75, 75, None),
        ),
        (term("plot_ratio", "2025", "1.6"), {"land": "10公顷", "floor_area": "12万平方米"}, (75, 75, None)),
        (
            term("plot_ratio", "2025", "不低于1.2"),
            {"land": "10公顷", "floor_area": "15万平方米"},
            (100, 100, None),
        ),
        (
            term("registered_capital", "2025", "2000万元"),
            {
                "outcomes": [
                    {"period": "2025-H1", "registered_capital": "500万元"},
                    {"period": "2025-H2", "registered_capital": "800万元"},
                ]
            },
            (40, 40, None),
        ),
        # what is promised not to be passed
        (
            term("energy", "2025", "400万千瓦时以下"),
            {"outcomes": [{"period": "2025", "energy": "500万千瓦时"}]},
            (80, 80, None),
        ),
        (
            term("energy", "2025", "400万千瓦时以下"),
            {"outcomes": [{"period": "2025", "energy": "40万千瓦时"}]},
            (100, 100, None),
        ),
        # a part of the year is not reported
        (
            term("tax", "2025", "100万元"),
            {"outcomes": [tax("2025-Q1", "30万元"), tax("2025-Q3", "30万元")]},
            (60, 100, "incomplete_year"),
        ),
        (term("tax", "2025", "100万元"), {"outcomes": [tax("2025-Q1", "130万元")]}, (100, 100, None)),
        (
            term("tax", "2025", "100万元"),
            {"outcomes": [tax(f"2025-Q{each}", "15万元") for each in (1, 2, 3, 4)]},
            (60, 60, None),
        ),
        (
            term("jobs", "2025", "100人"),
            {"outcomes": [{"period": "2025-Q2", "jobs": "80名"}]},
            (80, 80, None),
        ),
        (term("tax", "2025-H1", "100万元"), {"outcomes": [tax("2025", "90万元")]}, (0, 90, "coarse_period")),
        # a stage by a day: in full or not at all
        (
            term("started_by", "2024-06-30"),
            {"milestones": [{"stage": "started", "on": "2024-06-30"}]},
            (100, 100, None),
        ),
        (
            term("started_by", "2024-06-30"),
            {"milestones": [{"stage": "started", "on": "2024-07-01"}]},
            (0, 0, None),
        ),
        (
            term("started_by", "2024-06"),
            {"milestones": [{"stage": "started", "on": "2024-06"}]},
            (100, 100, None),
        ),
        (term("started_by", "2024-06-30"), {}, (0, 0, None)),
        (
            term("started_by", "2024-06-30"),
            {"milestones": [{"stage": "started", "on": "2024"}]},
            (0, 100, "imprecise_dates"),
        ),
        (
            term("started_by", "2024-06-30"),
            {"milestones": [{"stage": "started"}]},
            (0, 100, "imprecise_dates"),
        ),
        # completed by the day, so started; completed later, nobody knows when it was started
        (
            term("started_by", "2024-06-30"),
            {"milestones": [{"stage": "completed", "on": "2024-03"}]},
            (100, 100, None),
        ),
        (
            term("started_by", "2024-06-30"),
            {"milestones": [{"stage": "completed", "on": "2024-09"}]},
            (0, 100, "imprecise_dates"),
        ),
        (
            term("producing_by", "2025-06-30"),
            {"milestones": [{"stage": "trial", "on": "2025-05"}]},
            (100, 100, None),
        ),
        (
            term("at_capacity_by", "2025-06-30"),
            {"milestones": [{"stage": "producing", "on": "2025-05"}]},
            (0, 0, None),
        ),
    ],
)
def test_every_measure_is_held_against_what_was_reached(
    promise: dict[str, Any], facts: dict[str, Any], kept: tuple[int, int, str | None]
) -> None:
    held = project(paper(promise), **facts)
    (review,) = supervise(held, as_of="2026-01-31")
    low, high, reason = kept
    assert [review.low, review.high, review.reason] == [low, high, reason]
    assert review.score == (low if low == high else None)
    ledger = Ledger(as_of="2026-01-31", projects=[held])
    for source in (ledger, from_ledger(ledger, evidence="ids")):
        figure = evaluate(
            source, "agreement_compliance", as_of="2026-01-31", weights={promise["measure"]: "100"}
        )["agreement_compliance"]
        assert [figure.exact, figure.low, figure.high, figure.reason] == [review.score, low, high, reason]


def test_trial_production_counts_as_the_profile_says() -> None:
    held = project(
        paper(term("producing_by", "2025-06-30")), milestones=[{"stage": "trial", "on": "2025-05"}]
    )
    assert scores(held) == {2025: (100, "full")}
    assert scores(held, trial_counts=False) == {2025: (0, "failed")}


def test_a_day_put_off_before_it_came_is_the_new_day() -> None:
    later = paper(term("started_by", "2024-12-31"), amends="G1", signed_on="2024-05-01")
    held = project(
        paper(term("started_by", "2024-06-30"), id="G1"),
        later,
        milestones=[{"stage": "started", "on": "2024-10-08"}],
    )
    assert scores(held) == {2024: (100, "full")}
    first, second = held.agreements
    late = evolve(held, agreements=(first, evolve(second, signed_on=Period.of("2024-08-01"))))
    assert scores(late) == {2024: (50, "failed")}  # missed, then promised anew and kept


def test_promises_in_another_currency_need_a_rate() -> None:
    held = project(
        paper(term("output", "2025", "100万美元")), outcomes=[{"period": "2025", "output": "350万元"}]
    )
    assert scores(held) == {2025: (None, "open")}
    assert scores(held, rates={"USD": 7}) == {2025: (50, "failed")}


def test_what_follows_is_a_table_of_class_years_and_cause() -> None:
    table = [
        Disposal(years=1, zh="提醒", en="a reminder"),
        Disposal(years=1, class_="failed", zh="约谈", en="a talk"),
        Disposal(years=1, class_="failed", cause="missing_outcome", zh="限期报送", en="reports by a day"),
        Disposal(years=2, cause="tax", zh="暂缓兑现", en="incentives held back"),
    ]
    terms = [term("tax", year, "100万元") for year in ("2023", "2024", "2025")]
    held = project(paper(*terms), outcomes=[tax("2023", "70万元"), tax("2024", "10万元")])
    found = [
        review.disposal and review.disposal.zh
        for review in supervise(held, as_of="2026-01-31", disposals=table)
    ]
    assert found == ["提醒", "暂缓兑现", "暂缓兑现"]
    rows = [
        {"years": each.years, "class_": each.class_, "cause": each.cause, "zh": each.zh, "en": each.en}
        for each in table
    ]
    county = DEFAULT.vary("county", disposals=rows)
    assert county.disposals == tuple(table)
    assert county != DEFAULT
    alone = supervise(project(paper(terms[2])), as_of="2026-01-31", disposals=county.disposals)
    assert alone[0].disposal == table[2]
    with pytest.raises(UnknownCodeError):
        Disposal(years=1, cause="weather", zh="", en="")


# records ----------------------------------------------------------------------------------------------------------


def test_agreements_keep_what_both_sides_promised() -> None:
    commitment = {
        "id": "C1",
        "kind": "租金补贴",
        "amount": "60万元",
        "condition": "投产",
        "due_on": "2025-12",
        "legal_basis": "园区办法",
        "reviewed_on": "2022-04-01",
    }
    data = {
        "projects": [
            {
                "id": "P",
                "name": "甲",
                "agreements": [paper(id="G1", amount="3亿元", commitments=[commitment])],
            }
        ],
        "payments": [
            {"id": "Y1", "amount": "20万元", "commitment": "C1", "agreement": "G1"},
            {"id": "Y2", "commitment": "C2"},
        ],
    }
    ledger = structure(data, Ledger)
    assert structure(unstructure(ledger), Ledger) == ledger
    assert ledger.projects["P"].agreements[0].commitments[0].legal_basis == "园区办法"
    assert [(each.subject, each.path) for each in ledger.dangling()] == [("C2", "$.payments[1].commitment")]
    broken = structure({"projects": [{"id": "P", "name": "甲", "agreements": [paper(amends="G7")]}]}, Ledger)
    assert [each.subject for each in broken.dangling()] == ["G7"]


def test_a_measure_that_nobody_may_promise_is_refused() -> None:
    with pytest.raises(ZhaoshangError):
        project(paper(term("taxes", "2025", "1万元")))
    schema: Any = json_schema(Ledger)
    assert "at_capacity_by" in schema["$defs"]["PromisedTerm"]["properties"]["measure"]["enum"]
    read = structure(term("started_by", "2025", "2025-06-30"), PromisedTerm)
    assert (str(read.period), read.promised) == ("2025-06-30", None)
    assert structure(term("plot_ratio", "2025", "≥1.2"), PromisedTerm).promised is not None


# one answer on every face -----------------------------------------------------------------------------------------

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


# alarms, and jobs -------------------------------------------------------------------------------------------------


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
