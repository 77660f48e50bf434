"""How long 12 KPIs by district take, beside code that computes the same by hand; it fails where the figures differ.

    python benchmarks/kpis.py objects 100000          # a ledger of records, beside a bare loop
    python benchmarks/kpis.py frames 10000000         # ready facts on each engine of data frames, beside its own language
    python benchmarks/kpis.py derive 10000000         # the facts derived on the way from six dated records a project
    python benchmarks/kpis.py first 10000000          # the first question on a table of polars, beside the next one

`objects` prints the seconds of processor time of both, best of three, and their ratio. The loop is what a person would
write who needs just these figures: one pass, no bounds, no exclusions named, no ids, no explanations. The others are
told in `frames.py`.
"""

import gc
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any, Final, TypeVar

from zhaoshang.kpis import Figures, evaluate
from zhaoshang.ledger import Ledger
from zhaoshang.model import Agreement, Arrival, Milestone, Project
from zhaoshang.quantities import Money

KPIS: Final = (
    "signed_project_count",
    "signed_investment_total",
    "contract_performance_rate",
    "registration_rate",
    "landing_rate",
    "start_rate",
    "completion_rate",
    "production_rate",
    "fund_arrival_rate",
    "arrived_funds",
    "average_project_size",
    "stage_duration_days",
)
T = TypeVar("T")
Sums = dict[str, dict[str, Any]]

PERIOD: Final = (date(2022, 1, 1), date(2022, 12, 31))
PERFORMING: Final = frozenset({"business_license", "land_payment", "filing"})
STARTED: Final = frozenset({"started", "completed", "trial", "producing", "at_capacity"})
PRODUCED: Final = frozenset({"producing", "trial", "at_capacity"})


def make(count: int) -> Ledger:
    """Make a ledger of so many projects in 84 districts."""
    rng = random.Random(7)
    first = date(2020, 1, 1)
    projects = []
    for number in range(count):
        signed = first + timedelta(days=rng.randrange(1200))
        steps = []
        day = signed
        for stage, evidence in (
            ("landed", ["business_license"]),
            ("started", ["construction_permit"]),
            ("completed", ["acceptance"]),
            ("producing", ["first_invoice"]),
        ):
            if rng.random() < 0.3:
                break
            day += timedelta(days=rng.randrange(20, 200))
            steps.append(Milestone(stage=stage, on=day, evidence=evidence))
        arrivals = [
            Arrival(
                on=signed + timedelta(days=rng.randrange(400)), amount=Money.of(rng.randrange(1, 900), "万元")
            )
            for _ in range(rng.randrange(3))
        ]
        projects.append(
            Project(
                id=f"P{number}",
                name=f"项目{number}",
                district=f"D{rng.randrange(84)}",
                track="leased_plant" if rng.random() < 0.1 else "land",
                investment=Money.of(rng.randrange(100, 90_000), "万元"),
                agreements=[Agreement(signed_on=signed)],
                milestones=steps,
                arrivals=arrivals,
            )
        )
    return Ledger(as_of=PERIOD[1], projects=projects)


def bare(ledger: Ledger) -> Sums:  # noqa: C901, PLR0912 - one loop over everything is the point of it
    """Compute the same figures by hand, in one pass."""
    start, end = PERIOD
    found: Sums = defaultdict(lambda: defaultdict(int, days=[]))
    for project in ledger.projects:
        sums = found[project.district or ""]
        for arrival in project.arrivals:
            on = arrival.on
            if on is not None and arrival.amount is not None and start <= on.start <= on.end <= end:
                sums["arrived_funds"] += int(arrival.amount.value or 0)
        signed = None
        papers = set()
        for agreement in project.agreements:
            if agreement.kind == "formal" and agreement.signed_on is not None:
                on = agreement.signed_on
                if signed is None or on.start < signed.start:
                    signed = on
            papers.update(agreement.evidence)
        reached: dict[str, date] = {}
        for step in project.milestones:
            if step.planned or step.on is None or step.on.end > end:
                continue
            papers.update(step.evidence)
            if step.stage not in reached or step.on.start < reached[step.stage]:
                reached[step.stage] = step.on.start
        if signed is None:
            continue
        begun = min((reached[stage] for stage in STARTED if stage in reached), default=None)
        if begun is not None and signed.end <= end:
            sums["days"].append(max(0, (begun - signed.start).days))
        if not start <= signed.start <= signed.end <= end:
            continue
        sums["signed_project_count"] += 1
        amount = project.investment
        if amount is not None:
            sums["signed_investment_total"] += int(amount.value or 0)
            sums["average_project_size"] += 1
            for arrival in project.arrivals:
                if arrival.on is not None and arrival.amount is not None and arrival.on.end <= end:
                    sums["fund_arrival_rate"] += int(arrival.amount.value or 0)
        sums["contract_performance_rate"] += bool(papers & PERFORMING) or begun is not None
        sums["registration_rate"] += "business_license" in papers
        sums["landing_rate"] += "landed" in reached
        sums["start_rate"] += begun is not None
        if project.track != "leased_plant":
            sums["completion_rate"] += "completed" in reached
        sums["production_rate"] += any(stage in reached for stage in PRODUCED)
    for sums in found.values():
        sums["stage_duration_days"] = median(sums["days"]) if sums["days"] else None
    return dict(found)


def library(ledger: Ledger) -> Figures:
    """Compute them by the library, facts and all."""
    return evaluate(ledger, KPIS, period="2022", by="district", from_stage="signed", to_stage="started")


def best(work: Callable[[Ledger], T], ledger: Ledger) -> tuple[float, T]:
    """Time the best of three."""
    times = []
    for _ in range(3):
        gc.collect()
        began = time.process_time()
        found = work(ledger)
        times.append(time.process_time() - began)
    return min(times), found


def agree(by_hand: Sums, figures: Figures) -> None:
    """Fail where the two differ."""
    shown = {"average_project_size": "denominator", "stage_duration_days": "value"}
    for district, sums in by_hand.items():
        for kpi in KPIS:
            found = getattr(figures[kpi, district], shown.get(kpi, "numerator"))
            if found != sums[kpi]:
                sys.exit(f"{kpi} of {district}: the library says {found}, the loop {sums[kpi]}")


def objects(count: int) -> None:
    """Print both times and their ratio."""
    ledger = make(count)
    slow, by_hand = best(bare, ledger)
    fast, figures = best(library, ledger)
    agree(by_hand, figures)
    print(f"{count} projects: by hand {slow:.2f} s, library {fast:.2f} s, ratio {fast / slow:.2f}")


def main(command: str = "objects", *words: str) -> None:
    """Do what the command line says."""
    if command == "objects":
        objects(int(words[0]) if words else 100_000)
        return
    import frames  # beside this file; it needs the engines

    frames.main(command, *words)


if __name__ == "__main__":
    main(*sys.argv[1:])
