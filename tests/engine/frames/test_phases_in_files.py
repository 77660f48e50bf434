"""A ledger with phases of phases in files: one figure for every question, whether phases are one with their project or apart."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq
import pytest
from attrs import asdict

from zhaoshang import Area, Ledger, Money, Project, evaluate, parse_money
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import from_ledger, read_parquet, write_parquet
from zhaoshang.model import (
    Agreement,
    Arrival,
    Chain,
    ChainMember,
    ChainNode,
    DatedFlag,
    Investor,
    Milestone,
    Outcome,
    StatisticsEntry,
)
from zhaoshang.profiles import DEFAULT, Profile

SEPARATE: Final = DEFAULT.vary("apart", phases="separate")


def outcome(period: str, many: int) -> Outcome:
    amount = Money.of(many, "万元")
    return Outcome(
        period=period, tax=amount, output=amount, fixed_asset_investment=amount, value_added=amount, jobs=many
    )


def steps(*dated: tuple[str, str, str | None]) -> list[Milestone]:
    return [Milestone(stage=stage, on=on, recorded_on=recorded) for stage, on, recorded in dated]


def ledger(*reports: tuple[str, int]) -> Ledger:
    """Make a project that says little itself, a phase of it and a phase of that, and one that says everything itself.

    Args:
        reports: the period and the amount of what the project, its phase and the phase of that achieved.
    """
    own, first, second = (outcome(*report) for report in reports)
    signed = [Agreement(signed_on="2031-02-03")]
    begun = steps(("landed", "2031-02-10", None), ("started", "2031-02-20", None))
    phase: Any = {"relation": "phase", "agreements": signed}
    facts: Any = {
        "investors": ["V"],
        "chain_nodes": ["C/n"],
        "tags": ["甲类"],
        "regions": ["北片"],
        "events": ["E"],
    }
    paid = [Arrival(on="2031-03-02", amount=Money.of(7, "万元"))]
    entered = [StatisticsEntry(kind="industry", on="2031-04-01")]
    land = Area.of(40, "亩")
    projects = [
        Project(
            id="R",
            name="根",
            land=land,
            agreements=signed,
            milestones=begun,
            outcomes=[own],
            arrivals=paid,
            investment=parse_money("9亿元"),
        ),
        Project(
            id="A",
            name="一期",
            parent="R",
            outcomes=[first],
            milestones=steps(("exited", "2031-03-01", "2031-06-20"), ("exited", "2031-04-01", "2031-04-02")),
            investment=parse_money("3亿元"),
            **phase,
            **facts,
        ),
        Project(
            id="B",
            name="一期之二",
            parent="A",
            outcomes=[second],
            statistics=entered,
            arrivals=paid,
            tags=["乙类"],
            land=land,
            milestones=begun,
            **phase,
        ),
        Project(id="S", name="独立", agreements=signed, milestones=begun, outcomes=[own], land=land, **facts),
        Project(id="S1", name="独立二期", parent="S", outcomes=[first], milestones=begun, **phase),
    ]
    titled = [DatedFlag(flag="fortune_500", year=2030)]
    return Ledger(
        as_of="2031-06-30",
        projects=projects,
        investors=[Investor(id="V", name="某公司", origin="foreign", ownership="private", flags=titled)],
        chains=[
            Chain(
                id="C",
                name="链",
                nodes=[ChainNode(id="n", name="点"), ChainNode(id="m", name="面")],
                members=[ChainMember(node="m", project="B")],
            )
        ],
    )


ACHIEVED: Final = ("tax_per_mu", "fixed_asset_investment", "jobs", "fai_pull", "investment_conversion_rate")
Question = tuple[tuple[str, ...], dict[str, Any]]
OF_OUTCOMES: Final[Question] = (ACHIEVED, {"period": "2031"})
ASKED: Final[tuple[Question, ...]] = (
    OF_OUTCOMES,
    *((("signed_project_count",), {"by": by}) for by in ("chain", "tag", "origin")),
    (("arrived_funds",), {"by": "origin"}),
    (("flagship_count", "chain_fit_rate", "fdi_utilised", "above_scale_rate"), {"chains": ["C"]}),
    *((("signed_investment_total",), {"known_on": day}) for day in ("2031-05-01", "2031-06-30")),
)
REPORTS: Final = (
    (("2031-Q1", 90), ("2031-Q1", 40), ("2031-Q1", 8)),
    (("2031-H1", 90), ("2031-Q1", 40), ("2031-01/2031-09", 8)),
    (("2031-01/2031-04", 90), ("2031-03/2031-06", 40), ("2031-Q1", 8)),
)


def answers(
    source: Any, questions: Iterable[Question], profiles: Iterable[Profile] = (DEFAULT, SEPARATE)
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Ask of phases as one, and apart."""
    for profile in profiles:
        for kpis, about in questions:
            figures = evaluate(source, kpis, profile=profile, **about).items_
            told = [asdict(figure, recurse=False) for figure in figures]
            yield (
                f"{profile.id} {kpis} {about}",
                [{name: each[name] for name in each if name != "data"} for each in told],
            )


@pytest.mark.long
def test_files_give_the_figures_of_the_ledger(tmp_path: Path) -> None:
    """Whatever is asked first: what phases report, and list, is theirs where they are kept apart."""
    wrong: list[tuple[int, str]] = []
    for place, reports in enumerate(REPORTS):
        held, questions = ledger(*reports), ASKED if place == 0 else (OF_OUTCOMES,)
        write_parquet(held, tmp_path / f"{place}")
        files = read_parquet(tmp_path / f"{place}", evidence="ids", ledger=held)
        expected = list(answers(held, questions))
        for source in (from_ledger(held), files):
            wrong += [
                (place, question)
                for (question, found), (_, told) in zip(answers(source, questions), expected, strict=True)
                if found != told
            ]
    assert wrong == []


def test_files_of_an_older_form_keep_no_phases_apart(tmp_path: Path) -> None:
    """They do not tell what a project lists itself: such questions are refused by the column that lacks, others answered."""
    held = ledger(*REPORTS[0])
    write_parquet(held, tmp_path)
    about = json.loads((tmp_path / "frames.json").read_text("utf-8"))
    del about["form"], about["marks"]
    (tmp_path / "frames.json").write_text(json.dumps(about), "utf-8")
    for path in tmp_path.glob("*.parquet"):
        table = pq.read_table(path)
        news = [
            name
            for name in table.column_names
            if name == "is_own" or (name.startswith("own_") and (name != "own_row" or path.stem == "phases"))
        ]
        pq.write_table(table.drop_columns(news), path)
    files = read_parquet(tmp_path, evidence="ids", ledger=held)
    for kpis, about in ASKED[1:4]:
        with pytest.raises(FrameSchemaError, match=r"\.(own_\w+|is_own)\b"):
            evaluate(files, kpis, profile=SEPARATE, **about)
    found, told = (list(answers(each, ASKED[:4], (DEFAULT,))) for each in (files, held))
    assert found == told
    with pytest.raises(FrameSchemaError, match=r"phases\.own_row"):
        evaluate(files, "signed_investment_total", known_on="2031-05-01")


def test_the_stage_of_a_day_is_refused_of_files_whatever_is_counted(tmp_path: Path) -> None:
    write_parquet(ledger(*REPORTS[0]), tmp_path)
    files = read_parquet(tmp_path)
    for kpi in ("signed_project_count", "inbound_visits", "award_points", "order_on_time_rate"):
        with pytest.raises(FrameSchemaError, match="from_ledger"):
            evaluate(files, kpi, by="stage")
