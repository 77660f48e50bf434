"""The ledger that bulletins are written of. All firms are invented."""

import random
from collections.abc import Mapping
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang._bulletins.verifying.comparing import AskedLedger
from zhaoshang.kpis import Figures
from zhaoshang.model import Agreement, Milestone
from zhaoshang.profiles import Profile

KPIS = (
    "signed_project_count",
    "signed_investment_total",
    "contract_performance_rate",
    "start_rate",
    "production_rate",
    "average_project_size",
)


def ledger(seed: int = 7, size: int = 37) -> Ledger:
    """Make up a ledger of the first half of 2022."""
    draw = random.Random(seed)  # noqa: S311 - an invented ledger needs no secrecy
    projects = []
    for number in range(size):
        month, day = draw.randint(1, 6), draw.randint(1, 28)
        steps = [
            *([Milestone(stage="started", on="2022-06-28")] if draw.random() < 0.55 else []),
            *([Milestone(stage="producing", on="2022-06-29")] if draw.random() < 0.3 else []),
        ]
        projects.append(
            Project(
                id=f"P{number}",
                name=f"项目{number}",
                owner=draw.choice(["东镇", "西镇", "南园区"]),
                investment=Money.of(str(draw.randint(800, 250000)), "万元"),
                agreements=[Agreement(signed_on=f"2022-0{month}-{day:02d}")],
                milestones=steps,
            )
        )
    return Ledger(as_of="2022-06-30", projects=projects)


LEDGER = ledger()


def figures(**more: object) -> Figures:
    return evaluate(LEDGER, KPIS, **more)  # type: ignore[arg-type]


BANDS = ["<1亿元", "[1亿元,5亿元)", "[5亿元,10亿元)", "≥10亿元"]


def ask_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a ledger answer each question once for all texts of a test, and not once for each."""
    kept: dict[tuple[int, str], AskedLedger] = {}

    def asked(held: Ledger, profile: Profile, arguments: Mapping[str, Any]) -> AskedLedger:
        assert not arguments
        return kept.setdefault((id(held), profile.id), AskedLedger(held, profile, arguments))

    monkeypatch.setattr("zhaoshang._bulletins.verifying.verify.AskedLedger", asked)
