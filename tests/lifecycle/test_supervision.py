"""Reviews by year, years short, grounds for withdrawal."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from tests.lifecycle.stepping import project

from zhaoshang import Money, Project
from zhaoshang.errors import (
    UnknownCodeError,
)
from zhaoshang.lifecycle import (
    DISPOSALS,
    Disposal,
    exit_grounds,
    supervise,
)
from zhaoshang.model import (
    Agreement,
    Milestone,
    Outcome,
    PromisedTerm,
)
from zhaoshang.quantities import Count


def agreed(*terms: tuple[str, str, Any], **outcomes: Any) -> Project:
    return Project(
        id="P1",
        name="甲",
        agreements=[Agreement(terms=[PromisedTerm(measure=m, period=p, promised=q) for m, p, q in terms])],
        outcomes=[
            Outcome(period=period.replace("_", "-")[1:], **values) for period, values in outcomes.items()
        ],
    )


wan: Callable[[Any], Money] = lambda number: Money.of(number, "万元")  # noqa: E731 - a short word for tables


def test_reviews_by_year_with_weights() -> None:
    held = agreed(
        ("tax", "2023", wan(800)),
        ("output", "2023", wan(10000)),
        ("tax", "2024", wan(900)),
        ("jobs", "2024", Count.of(100, "人")),
        ("tax", "2025", wan(900)),
        p2023={"tax": wan(1000), "output": wan(2000)},
        p2024_H1={"tax": wan(300), "jobs": 60},
        p2024_H2={"tax": wan(600), "jobs": 50},
    )
    first, second, third = supervise(held, as_of="2025-03-31")
    assert (first.year, first.score, str(first.class_)) == (2023, Fraction(60), "partial")
    assert [result.weight for result in first.results] == [50, 50]
    assert first.results[0].ratio == Fraction(5, 4)
    assert (second.score, str(second.class_), second.years_short) == (Fraction(75), "partial", 2)
    assert second.results[0].actual == wan(900)
    assert second.disposal == DISPOSALS[1]
    assert (third.score, str(third.class_), third.disposal) == (None, "not_yet_due", None)
    weighted = supervise(held, as_of="2025-03-31", weights={"tax": 3, "output": 1}, edges=(80, 60))
    assert weighted[0].score == 80
    assert [str(review.class_) for review in weighted[:2]] == ["full", "full"]
    assert weighted[1].results[1].weight == 0


def test_a_due_term_without_an_outcome_counts_as_nothing() -> None:
    (review,) = supervise(agreed(("tax", "2023", wan(800)), ("output", "2023", wan(1))), as_of="2024-01-31")
    assert review.score == 0
    assert (str(review.class_), review.missing) == ("failed", ("tax", "output"))


def test_what_was_not_yet_recorded_does_not_count() -> None:
    held = agreed(("tax", "2023", wan(800)))
    held = evolve(held, outcomes=[Outcome(period="2023", tax=wan(800), recorded_on="2024-06-01")])
    assert supervise(held, as_of="2024-12-31")[0].class_ == "full"
    assert supervise(held, as_of="2024-12-31", known_on="2024-05-31")[0].class_ == "failed"


def test_terms_that_cannot_be_held_against_anything_leave_the_score_open() -> None:
    terms = [
        ("tax", wan(0)),
        ("revenue", wan(1)),
        ("jobs", Count.of(9, "户")),
        ("output", wan(9)),
    ]
    odd = agreed(
        *((measure, "2023", promised) for measure, promised in terms),
        p2023={"tax": wan(1), "revenue": Money.of(1, "USD"), "jobs": 9},
        p2023_H1={"output": wan(1)},
        p2023_H2={"output": Money.of(1, "USD")},
    )
    (review,) = supervise(odd, as_of="2024-01-31")
    assert [result.measure for result in review.results] == ["tax", "revenue", "jobs", "output"]
    assert [(result.ratio, result.reason) for result in review.results] == [
        (None, "no_denominator"),
        (None, "mixed_currency"),
        (None, "units_differ"),
        (None, "mixed_currency"),
    ]
    assert review.missing == ()
    assert review.score is None
    assert [review.low, review.high] == [0, 100]
    assert (str(review.class_), review.years_short, review.disposal) == ("open", 0, None)
    with pytest.raises(UnknownCodeError):
        PromisedTerm(measure="charity", promised=wan(1))
    with pytest.raises(UnknownCodeError):
        supervise(odd, as_of="2024-01-31", weights={"taxes": 1})
    assert supervise(project(), as_of="2024-01-31") == ()


def test_years_short_are_counted_in_a_row() -> None:
    terms = [("tax", str(year), wan(100)) for year in (2018, 2019, 2020, 2022, 2023)]
    held = agreed(*terms, p2019={"tax": wan(100)})
    found = supervise(held, as_of="2024-06-30")
    assert [review.years_short for review in found] == [1, 0, 1, 1, 2]
    own = [Disposal(years=2, zh="约谈", en="talk")]
    assert [review.disposal for review in supervise(held, as_of="2024-06-30", disposals=own)][-1] == own[0]


def test_grounds_for_withdrawal() -> None:
    def found(held: Project, as_of: str = "2022-12-31", **more: Any) -> list[str]:
        return [ground.code for ground in exit_grounds(held, as_of=as_of, **more)]

    plan = Milestone(stage="landed", on="2022-06-01", planned=True)
    done = Milestone(stage="completed", on="2022-03-01", planned=True)
    signed = Milestone(stage="signed", on="2022-01-01")
    assert found(project(milestones=[signed, plan])) == ["no_registration"]
    assert found(project(milestones=[signed, plan]), "2022-07-01") == []
    assert (
        found(
            project(
                milestones=[Milestone(stage="signed", on="2022-01-01", evidence=["business_license"]), plan]
            )
        )
        == []
    )
    assert found(project(milestones=[signed, done])) == ["slow_building"]
    later = Milestone(stage="breached", on="2023-01-01", evidence=["business_license"])
    assert found(project(milestones=[signed, plan, later])) == [
        "no_registration"
    ]  # the paper came after the day
    assert found(project(("landed", "2022-01-01")), reported="false_papers") == [
        "false_papers",
        "not_started",
    ]
    assert found(project(("landed", "2022-01-01"), track="equity")) == []
    assert found(project(("landed", "2022-01-01"), ("exited", "2022-02-01"))) == []
    assert found(project(milestones=[plan])) == []
    assert found(agreed(("tax", "2021", wan(1)))) == ["below_agreement"]


@pytest.mark.parametrize(
    ("stage", "plan", "day", "ground"),
    [
        # thirty days to register, six months to start and to complete: the last day is in time
        ("signed", "landed", "2022-03-31", None),
        ("signed", "landed", "2022-04-01", "no_registration"),
        ("landed", None, "2022-09-01", None),
        ("landed", None, "2022-09-02", "not_started"),
        ("started", "completed", "2022-09-01", None),
        ("started", "completed", "2022-09-02", "slow_building"),
        # what is not signed owes nothing, what is done owes no more
        ("negotiating", "landed", "2023-01-01", None),
        ("approving", "landed", "2022-04-01", "no_registration"),
        ("landed", "landed", "2022-04-01", None),
        ("started", None, "2023-01-01", None),
        ("negotiating", "completed", "2023-01-01", None),
        ("signed", "completed", "2022-09-02", "slow_building"),
        ("completed", "completed", "2023-01-01", None),
    ],
)
def test_a_ground_for_withdrawal_begins_the_day_after_the_last(
    stage: str, plan: str | None, day: str, ground: str | None
) -> None:
    steps = [Milestone(stage=stage, on="2022-03-01")]
    steps += [Milestone(stage=plan, on="2022-03-01", planned=True)] if plan else []
    found = [each.code for each in exit_grounds(project(milestones=steps, track="land"), as_of=day)]
    assert found == ([ground] if ground else [])
