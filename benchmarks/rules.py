"""What each rule of the plans of data frames pays: seconds of the same question without it, over those with all of them.

    python benchmarks/rules.py 1000000                 # both layouts, every engine
    python benchmarks/rules.py 1000000 polars duckdb   # these engines alone

Two layouts: *wide*, the dates beside each project, and *long*, six dated records a project in tables of their own. Three
questions: the twelve KPIs of `benchmarks/frames.py` by district, the same as a whole, and the months of a year. Seconds are
of processor time, the least of three; a rule pays where the ratio is above 1.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import frames as facts

from zhaoshang._engine.query.execution_plans import PLAN_RULES, without
from zhaoshang.frames import Backend, read_parquet
from zhaoshang.kpis import evaluate

ENGINES: tuple[Backend, ...] = ("polars", "duckdb", "pandas", "pyarrow")
TWELVE: dict[str, Any] = {
    "as_of": "2022-12-31",
    "period": "2022",
    "bands": list(facts.BANDS),
    "from_stage": "signed",
    "to_stage": "started",
}
QUESTIONS: dict[str, tuple[list[str], dict[str, Any]]] = {
    "groups": (list(facts.KPIS), {"by": "district", **TWELVE}),
    "whole": (list(facts.KPIS), TWELVE),
    "months": (list(facts.KPIS[:3]), {"by": "month", "as_of": "2022-12-31", "period": "2022"}),
}


def folders(rows: int, root: Path) -> dict[str, Path]:
    """Make the tables of both layouts."""
    made = {"wide": root / "wide", "long": root / "long"}
    for layout, make in (("wide", facts.make), ("long", facts.make_tables)):
        make(rows, made[layout])
    about = {"scales": {}, "units": {"investment": "CNY"}}
    for folder in made.values():
        (folder / "frames.json").write_text(json.dumps(about))
    return made


def seconds(run: Callable[[], Any]) -> float:
    """Give the least processor time of three."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return min(taken)


def measure(folder: Path, engine: Backend) -> dict[str, dict[str, float]]:
    """Give for each rule and question the seconds without it over those with all."""
    found: dict[str, dict[str, float]] = {rule: {} for rule in PLAN_RULES}
    for name, (kpis, asked) in QUESTIONS.items():
        frames = read_parquet(folder, backend=engine, evidence="none")
        ask = partial(evaluate, frames, kpis, **asked)
        usual = seconds(ask)
        for rule, ratios in found.items():
            with without(rule):
                ratios[name] = seconds(ask) / usual
    return found


def main() -> None:
    """Print a table of ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    engines = [engine for engine in ENGINES if engine in sys.argv[2:] or len(sys.argv) < 3]
    with tempfile.TemporaryDirectory() as root:
        for layout, folder in folders(rows, Path(root)).items():
            for engine in engines:
                for rule, ratios in measure(folder, engine).items():
                    told = "  ".join(f"{name} {ratio:5.2f}" for name, ratio in ratios.items())
                    print(f"{layout:5} {engine:8} {rule:18} {told}", flush=True)


if __name__ == "__main__":
    main()
