"""Rules that make questions to data frames less work: each keeps every answer, on both layouts, and says that it was there."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve
from tests.engine.held_tables import ENGINES, WIDE, told
from tests.properties import drawn

from zhaoshang._engine.frames.run import FrameExecutor
from zhaoshang._engine.query.execution_plans import PLAN_RULES, without
from zhaoshang.frames import Frames, from_ledger
from zhaoshang.kpis import evaluate, explain_plan
from zhaoshang.ledger import Ledger
from zhaoshang.model import Agreement, CreditShare, Project
from zhaoshang.profiles import DEFAULT
from zhaoshang.quantities import Money

MONTHS: list[Any] = ["signed_project_count", "signed_investment_total"]
SOME: list[Any] = ["signed_investment_total", "start_rate", "stage_duration_days"]
ASKED: dict[str, Any] = {"as_of": "2022-06-30", "period": "2022"}
STAGES: dict[str, Any] = {"from_stage": "signed", "to_stage": "started"}


def _wide(engine: str) -> Any:
    frames = Frames({"projects": ENGINES[engine](WIDE)}, evidence="counts")
    return told(evaluate(frames, SOME, by="district", **ASKED, **STAGES))


def _long(by: Any) -> Any:
    frames = from_ledger(drawn.ledger(Random(3)), evidence="counts")  # noqa: S311 - ledgers need no secrecy
    return told(evaluate(frames, [*MONTHS, "start_rate"], by=by, as_of="2022-12-31", period="2022-H1"))


USUAL: dict[str, Any] = {}


@pytest.mark.long
@pytest.mark.parametrize("rule", PLAN_RULES)
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_rule_changes_no_answer_of_wide_tables(engine: str, rule: str) -> None:
    usual = USUAL.get(engine) or USUAL.setdefault(engine, _wide(engine))
    with without(rule):
        assert _wide(engine) == usual


@pytest.mark.long
@pytest.mark.parametrize("rule", PLAN_RULES)
@pytest.mark.parametrize("by", ["owner", "month"])
def test_a_rule_changes_no_answer_of_records(rule: str, by: Any) -> None:
    """Long tables, with shares between units, corrections, and a time cut into months."""
    usual = USUAL.get(by) or USUAL.setdefault(by, _long(by))
    with without(rule):
        assert _long(by) == usual


def _steps(rule: str | None = None) -> set[str]:
    frames = Frames({"projects": pl.from_arrow(WIDE)}, evidence="counts")
    questions: list[tuple[Any, dict[str, Any]]] = [
        (SOME, {"by": "district", **ASKED, **STAGES}),
        (MONTHS, {"by": "month", "as_of": "2022-06-30", "period": "2022"}),
    ]
    found: set[str] = set()
    for kpis, asked in questions:
        if rule is None:
            found |= {step.rule for step in explain_plan(frames, kpis, **asked).steps}
        else:
            with without(rule):
                found |= {step.rule for step in explain_plan(frames, kpis, **asked).steps}
    return found


@pytest.mark.long
def test_every_rule_is_at_work() -> None:
    assert _steps() == set(PLAN_RULES)


@pytest.mark.parametrize("rule", PLAN_RULES)
def test_a_rule_that_is_off_is_not(rule: str) -> None:
    assert rule not in _steps(rule)


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no such rule: fold"), without("fold"):
        pass


@pytest.mark.parametrize(
    ("engine", "word"), [("polars", "AGGREGATE"), ("duckdb", "GROUP BY"), ("pyarrow", "")]
)
def test_a_plan_holds_what_the_engine_was_asked(engine: str, word: str) -> None:
    table = pa.table({"id": ["P1"], "district": ["东"], "signed_on": [date(2022, 3, 5)]})
    frames = Frames({"projects": ENGINES[engine](table)}, evidence="none")
    plan = explain_plan(frames, "签约项目数", by="district", as_of="2022-12-31")
    assert word in plan.queries[0]
    assert str(plan) == plan.explain("en") != plan.explain("zh")
    assert len(repr(plan)) < 200


def test_what_is_asked_of_the_whole_alone_is_not_grouped() -> None:
    """The rows left out of a duration are counted over most rows, for no group: to group them takes longer."""
    frames = Frames({"projects": ENGINES["duckdb"](WIDE)}, evidence="counts")
    queries = explain_plan(frames, "stage_duration_days", by="district", **ASKED, **STAGES).queries
    (query,) = [query for query in queries if re.search(' AS "?_s_', query)]
    assert "GROUP BY ALL" in query  # over no columns


def test_nothing_is_noted_where_nobody_asks() -> None:
    """A plan holds its own question alone."""
    frames = Frames({"projects": pl.from_arrow(WIDE)})
    first = explain_plan(frames, "start_rate", as_of="2022-06-30")
    evaluate(frames, "completion_rate", as_of="2022-06-30")
    again = explain_plan(frames, "start_rate", as_of="2022-06-30")
    assert (again.aggregates, again.steps) == (first.aggregates, first.steps)
    assert len(again.queries) == len(first.queries)


@pytest.mark.long
def test_shares_that_do_not_add_up_are_asked_for_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """More KPIs cost no further pass over the data, though each names the projects whose shares are wrong."""
    passes: list[int] = []
    run = FrameExecutor._run

    def counted(executor: FrameExecutor) -> None:
        passes.append(1)
        run(executor)

    monkeypatch.setattr(FrameExecutor, "_run", counted)
    halved = CreditShare(unit="U2", share=Decimal("0.4"))
    signed = [Agreement(signed_on="2022-03")]
    project = Project(
        id="A", name="A", owner="U1", shares=[halved], agreements=signed, investment=Money.of(3, "亿元")
    )
    kpis: list[Any] = ["signed_project_count", "signed_investment_total", "average_project_size"]
    needed = {}
    for asked in (kpis[:1], kpis):
        passes.clear()
        frames = from_ledger(Ledger(projects=[project]), evidence="ids")
        figures = evaluate(frames, asked, by="owner", profile=evolve(DEFAULT, credit="share"), **ASKED)
        assert figures["signed_project_count"].warnings == ("shares_not_one:A",)
        needed[len(asked)] = len(passes)
    assert needed[len(kpis)] == needed[1]


AGAIN: list[dict[str, Any]] = [
    {"by": "district", "period": "2022", "as_of": "2022-06-30"},
    {"by": "district", "period": "2021", "as_of": "2022-12-31"},
    {"by": ("district", "track"), "as_of": "2022-12-31"},
    {"by": "owner", "as_of": "2022-12-31", "profile": evolve(DEFAULT, credit="share")},
    {"by": "owner", "as_of": "2022-12-31", "profile": evolve(DEFAULT, phases="separate")},
    {"by": "stage", "as_of": "2022-06-30", "known_on": "2022-04-01"},
    {"as_of": "2022-12-31"},
]


def _same_as_anew(make: Callable[[], Frames], questions: Sequence[dict[str, Any]]) -> None:
    kept = make()
    answers = [(asked, told(evaluate(make(), SOME, **asked, **STAGES))) for asked in questions]
    for asked, answer in (*answers, *answers[::-1]):
        assert told(evaluate(kept, SOME, **asked, **STAGES)) == answer


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
def test_a_later_question_has_the_answer_of_a_first_one(engine: str) -> None:
    """Which groups there are is counted once for all questions, of other days and keys too."""
    _same_as_anew(lambda: Frames({"projects": ENGINES[engine](WIDE)}), [*AGAIN[:3], AGAIN[-1]])


@pytest.mark.long
def test_a_later_question_about_records_has_the_answer_of_a_first_one(drawn_cases: int) -> None:
    """Phases apart and corrections not yet known are other tables, in which other projects are counted."""
    for seed in range(-(-drawn_cases // 12)):
        ledger = drawn.ledger(Random(seed))  # noqa: S311 - ledgers need no secrecy
        _same_as_anew(partial(from_ledger, ledger), AGAIN)


@pytest.mark.long
def test_what_no_question_changes_is_asked_of_the_engine_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The projects of each district are counted for the first question alone; a plan is told in full all the same."""
    frames, fresh = (Frames({"projects": ENGINES["duckdb"](WIDE)}, evidence="none") for _ in range(2))
    engine, asked = type(frames._store.engine), list[int]()
    collect = engine.collect

    def counted(self: Any, queries: Sequence[Any], *, together: bool = False) -> Any:
        asked.append(len(queries))
        return collect(self, queries, together=together)

    monkeypatch.setattr(engine, "collect", counted)
    question: dict[str, Any] = {"by": "district", **ASKED, **STAGES}
    needed = []
    for _ in range(3):
        asked.clear()
        evaluate(frames, SOME, **question)
        needed.append(sum(asked))
    assert needed[0] > needed[1] == needed[2]
    plans = [explain_plan(each, SOME, **question) for each in (frames, fresh)]
    assert (plans[0].steps, len(plans[0].queries)) == (plans[1].steps, len(plans[1].queries))
