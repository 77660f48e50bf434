"""How fast the lifecycle is, as ratios and as one pass over 100,000 projects.

    PYTHONPATH=src python3 benchmarks/lifecycle.py [projects]

The promise: `advance` on a project with 20 milestones costs at most 15 times one `attrs.evolve` of it. The rest is
measured and kept, not gated.
"""

import random
import sys
import time
import timeit
from collections.abc import Callable
from datetime import date, timedelta

from attrs import evolve

from zhaoshang import Ledger, Project
from zhaoshang.lifecycle import advance, alarms, as_known_on, stage_at
from zhaoshang.model import Agreement, Milestone

MOST = 15


def long_history() -> Project:
    """Make a project with 20 milestones, papers and holds among them."""
    steps = [("lead", "2021-01-01"), ("negotiating", "2021-02-01")]
    for month in range(3, 8):
        steps += [("on_hold", f"2021-{month:02}-01"), ("resumed", f"2021-{month:02}-11")]
    steps += [("approving", "2022-02-01"), ("landed", "2022-03-01"), ("started", "2022-04-01")]
    steps += [("reassigned", f"2022-05-{day:02}") for day in range(1, 6)]
    papers = ["lead_source", "business_license", "land_payment", "construction_permit"]
    return Project(
        id="P1",
        name="石墨烯产业园",
        track="land",
        agreements=[Agreement(signed_on="2022-01-01", evidence=["contract"])],
        milestones=[
            Milestone(stage=stage, on=on, recorded_on=on, evidence=papers, reporter="发改")
            for stage, on in steps
        ],
    )


def many(count: int) -> Ledger:
    """Make a ledger of projects of every stage, a tenth of their dates known to the month only."""
    chance = random.Random(7)
    stages = ["lead", "negotiating", "signed", "approving", "landed", "started", "completed", "producing"]
    projects = []
    for number in range(count):
        day = date(2021, 1, 1) + timedelta(chance.randrange(300))
        steps = []
        for stage in stages[: chance.randrange(1, len(stages) + 1)]:
            day += timedelta(chance.randrange(5, 120))
            on = day.isoformat() if chance.random() < 0.9 else day.isoformat()[:7]
            steps.append(Milestone(stage=stage, on=on, recorded_on=day + timedelta(chance.randrange(30))))
        projects.append(
            Project(
                id=f"P{number}", name="甲", track=chance.choice(["land", "leased_plant"]), milestones=steps
            )
        )
    return Ledger(projects=projects)


def microseconds(task: Callable[[], object], number: int = 3000) -> float:
    """Time one call, the best of five runs."""
    return min(timeit.repeat(task, number=number, repeat=5)) / number * 1e6


def seconds(task: Callable[[], object]) -> tuple[float, object]:
    """Time one pass."""
    started = time.perf_counter()
    found = task()
    return time.perf_counter() - started, found


def main() -> int:
    """Measure and print; return 1 where the promise is not kept."""
    project = long_history()
    once = microseconds(lambda: evolve(project, tags=()))
    step = microseconds(
        lambda: advance(
            project, "completed", on="2023-01-01", evidence=["acceptance"], as_of="2023-02-01", strict=True
        )
    )
    print(f"history of {len(project.history)} steps")
    print(f"attrs.evolve            {once:9.1f} µs")
    print(f"advance                 {step:9.1f} µs   {step / once:.1f} × evolve (at most {MOST})")

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    ledger = many(count)
    print(f"\n{count} projects, one pass each")
    for name, task in {
        "stage_at, first": lambda: [stage_at(one, "2022-06-30") for one in ledger.projects],
        "stage_at, again": lambda: [stage_at(one, "2022-06-30") for one in ledger.projects],
        "stage_at, known_on": lambda: [
            stage_at(one, "2022-06-30", known_on="2022-06-30") for one in ledger.projects
        ],
        "alarms": lambda: alarms(ledger, as_of="2022-06-30"),
        "as_known_on": lambda: as_known_on(ledger, "2022-06-30"),
    }.items():
        spent, found = seconds(task)
        more = f"   {len(found)} alarms" if isinstance(found, tuple) else ""
        print(f"{name:<24}{spent:9.2f} s{more}")
    return 0 if step / once <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
