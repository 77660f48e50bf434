"""Promises have one home: what stands, what is due, how far it was kept."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from tests.lifecycle.papers import paper, project, tax, term

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.errors import UnknownCodeError, ZhaoshangError
from zhaoshang.frames import from_ledger
from zhaoshang.lifecycle import Disposal, standing_terms, supervise
from zhaoshang.model import Agreement, PromisedTerm
from zhaoshang.periods import Period
from zhaoshang.profiles import DEFAULT
from zhaoshang.records import json_schema, structure, unstructure


def scores(held: Project, as_of: str = "2026-01-31", **more: Any) -> dict[int, tuple[Any, str]]:
    return {
        review.year: (review.score, str(review.class_)) for review in supervise(held, as_of=as_of, **more)
    }


def test_a_stage_is_promised_by_a_day_and_not_by_an_amount() -> None:
    """What is said beside the day of a stage is no amount of it, and a term that says neither is none."""
    amount = Money.of(900, "万元")
    terms = [
        PromisedTerm(measure="started_by", period="2024-09-30", promised=amount),
        PromisedTerm(measure="tax", period="2023", promised=amount),
        PromisedTerm(measure="output", period="2023"),
    ]
    held = Project(id="P", name="甲", agreements=[Agreement(signed_on="2021", terms=terms)])
    stands = standing_terms(held, as_of="2024-12-31")
    assert [(each.measure, each.promised) for each in stands] == [("started_by", ()), ("tax", (amount,))]


def test_a_year_that_is_over_is_reviewed_alike_before_and_after_a_later_paper_about_it() -> None:
    """A supplement of 2024 names a measure of 2023 that nothing stood for: it was due in 2023, whenever that is asked."""
    held = project(
        paper(term("tax", "2023", "100万元"), id="G1"),
        paper(
            term("tax_per_mu", "2023", "1万元/亩"),
            term("tax", "2023", "9万元"),
            term("tax", "2024", "5万元"),
            id="G2",
            amends="G1",
            signed_on="2024-05-06",
        ),
    )
    early, late = (
        [
            (each.measure, each.period)
            for each in standing_terms(held, as_of=day)
            if each.is_due(date(2023, 12, 31))
        ]
        for day in ("2023-12-31", "2025-12-31")
    )
    assert early == late == [("tax", Period.of("2023")), ("tax_per_mu", Period.of("2023"))]
    assert [each.measure for each in standing_terms(held, as_of="2023-06-30")] == ["tax"]


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


@pytest.mark.parametrize(
    ("first", "second", "amount"),
    [
        ("800万元", "400万元", "[4000000, 8000000] CNY (range)"),
        ("800万元", "100万美元", "None"),
        ("100万美元", "800万元", "None"),
    ],
)
def test_two_amounts_of_which_either_may_stand_are_no_one_of_them(
    first: str, second: str, amount: str
) -> None:
    """Of two in two currencies the last was said to be promised."""
    later = paper(term("tax", "2024-H1", second), amends="G1", signed_on="2024")
    held = project(paper(term("tax", "2024-H1", first), id="G1"), later, outcomes=[tax("2024-H1", "400万元")])
    (stands,) = standing_terms(held, as_of="2025-01-31")
    assert (str(stands.amount), len(stands.promised)) == (amount, 2)
    (review,) = supervise(held, as_of="2025-01-31")
    assert ([str(each.promised) for each in review.results], review.score) == ([amount], None)


def test_where_dates_leave_open_which_amount_stood_the_score_has_bounds() -> None:
    later = paper(term("tax", "2024-H1", "400万元"), amends="G1", signed_on="2024")
    held = project(
        paper(term("tax", "2024-H1", "800万元"), id="G1"), later, outcomes=[tax("2024-H1", "400万元")]
    )
    (review,) = supervise(held, as_of="2025-01-31")
    assert [review.score, review.low, review.high, review.reason] == [None, 50, 100, "imprecise_dates"]
    assert str(review.class_) == "open"
    (result,) = review.results
    assert str(result.promised) == "[4000000, 8000000] CNY (range)"
    kept = evolve(
        held,
        outcomes=structure(
            {"id": "P", "name": "甲", "outcomes": [tax("2024-H1", "900万元")]}, Project
        ).outcomes,
    )
    assert scores(kept) == {2024: (100, "full")}


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
        # on the last day it is in time, on the next nobody knows
        (
            term("started_by", "2024-06-30"),
            {"milestones": [{"stage": "completed", "on": "2024-06-30"}]},
            (100, 100, None),
        ),
        (
            term("started_by", "2024-06-30"),
            {"milestones": [{"stage": "completed", "on": "2024-07-01"}]},
            (0, 100, "imprecise_dates"),
        ),
        (
            term("started_by", "2024-06-30"),
            {"milestones": [{"stage": "completed"}]},
            (0, 100, "imprecise_dates"),
        ),
        # trial production implies a start; of both the first to have ended is held against the day
        (
            term("started_by", "2025-06-30"),
            {"milestones": [{"stage": "trial", "on": "2025-05"}]},
            (100, 100, None),
        ),
        (
            term("producing_by", "2025-06-30"),
            {"milestones": [{"stage": "trial", "on": "2025-05"}, {"stage": "producing", "on": "2025-09"}]},
            (100, 100, None),
        ),
        (
            term("producing_by", "2025-06-30"),
            {"milestones": [{"stage": "trial", "on": "2025-05"}, {"stage": "producing"}]},
            (100, 100, None),
        ),
        (
            term("producing_by", "2025-06-30"),
            {"milestones": [{"stage": "trial"}, {"stage": "producing", "on": "2025-05"}]},
            (100, 100, None),
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


@pytest.mark.parametrize(
    "reached",
    [
        "不超过250万元",
        "不低于250万元",
        "近250万元",
        "250万元左右",
        "200万元至300万元",
        "数百万元",
        "250万美元",
    ],
)
def test_a_promise_for_each_mu_is_judged_as_the_promise_for_all_the_land(reached: str) -> None:
    """Dividing by the land loses nothing of what is known, and takes no other reason for what is not."""
    each, whole = (
        supervise(project(paper(promise), land="50亩", outcomes=[tax("2025", reached)]), as_of="2026-01-31")
        for promise in (term("tax_per_mu", "2025", "10万元/亩"), term("tax", "2025", "500万元"))
    )
    assert [(year.low, year.high, year.score, year.reason) for year in each] == [
        (year.low, year.high, year.score, year.reason) for year in whole
    ]


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
