"""Twelve KPIs by district on each engine, against what one would write by hand on the same engine.

    python benchmarks/kpis.py frames 10000000                 # ready facts, every engine; made first where they are not
    python benchmarks/kpis.py frames 10000000 polars duckdb   # these engines alone
    python benchmarks/kpis.py derive 10000000 polars          # facts derived on the way from six dated records a project
    python benchmarks/kpis.py first 10000000                  # the first question on a table of polars, and the next one

A folder that holds such tables does in place of a number. Each measurement runs in a process of its own; seconds are the
best of five, by the clock and of processor time, which a busy machine changes less; memory is the peak of the process. It
fails where any number of any district differs from what was added up by hand.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

KPIS = (
    "signed_project_count",
    "signed_investment_total",
    "average_project_size",
    "contract_performance_rate",
    "registration_rate",
    "landing_rate",
    "start_rate",
    "completion_rate",
    "production_rate",
    "start_completion_rate",
    "projects_in_band",
    "stage_duration_days",
)
BANDS = ("≥1亿元", "<1亿元")
FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)
EDGE = 100_000_000_00
DISTRICTS = 341
STAGES = ("business_license", "landed", "started", "completed", "producing")


# data --------------------------------------------------------------------------------------------------------------


def drawn_days(rows: int, seed: int) -> tuple[Any, dict[str, Any]]:
    """Draw the days of each stage, -1 where there is none."""
    import numpy as np

    rng = np.random.default_rng(seed)
    base = (date(2013, 1, 1) - date(1970, 1, 1)).days

    def after(before: Any, share: float, low: int, high: int) -> Any:
        there = (rng.random(rows) < share) & (before >= 0)
        return np.where(there, before + rng.integers(low, high, rows), -1).astype("int32")

    signed = np.where(rng.random(rows) < 0.97, base + rng.integers(0, 3652, rows), -1).astype("int32")
    days = {"signed": signed}
    days["business_license"] = after(signed, 0.85, 5, 200)
    days["landed"] = after(signed, 0.8, 5, 300)
    days["started"] = after(signed, 0.7, 20, 700)
    days["completed"] = after(days["started"], 0.7, 100, 900)
    days["producing"] = after(days["completed"], 0.8, 10, 300)
    return rng, days


def day_column(cells: Any) -> Any:
    """Turn drawn days to a column of dates."""
    import polars as pl

    there = pl.Series(cells)
    return pl.select(pl.when(there >= 0).then(there).cast(pl.Date)).to_series()


def make(rows: int, folder: Path) -> None:
    """Write ready facts: one row a project, its dates beside it, six in a hundred amounts hedged."""
    rng, days = drawn_days(rows, 1)
    frame = drawn_projects(rng, rows).with_columns(
        **{f"{name}_on": day_column(cells) for name, cells in days.items()}
    )
    folder.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(folder / "projects.parquet")


def drawn_projects(rng: Any, rows: int) -> Any:
    """Draw what a project is: its district, its track, its amount."""
    import numpy as np
    import polars as pl

    names = np.array([f"{330000 + number}" for number in range(DISTRICTS)])
    hedge = pl.Series(rng.random(rows))
    amount = pl.when(pl.Series(rng.random(rows)) < 0.95).then(
        pl.Series(rng.lognormal(18.5, 1.5, rows)).cast(pl.Int64) * 100
    )
    return pl.select(
        id=pl.int_range(rows),
        district=pl.Series(names[rng.integers(0, DISTRICTS, rows)]),
        track=pl.when(pl.Series(rng.random(rows)) < 0.1)
        .then(pl.lit("leased_plant"))
        .otherwise(pl.lit("land")),
        investment=amount,
    ).with_columns(
        investment_low=pl.when(hedge >= 0.03).then("investment"),
        investment_high=pl.when(hedge <= 0.97).then("investment"),
        investment_side=pl.when(hedge < 0.03).then(-1).when(hedge > 0.97).then(1).otherwise(0).cast(pl.Int8),
    )


def make_tables(rows: int, folder: Path) -> None:
    """Write projects and their records: signing and stages in one table, papers in another, all long."""
    import numpy as np
    import polars as pl

    rng, days = drawn_days(rows, 2)
    folder.mkdir(parents=True, exist_ok=True)
    projects = drawn_projects(rng, rows).rename({"id": "row"}).with_columns(id="row")
    lead = np.where(days["signed"] >= 0, days["signed"] - rng.integers(30, 400, rows), -1)
    days = {"lead": lead.astype("int32"), "negotiating": (lead + 20).astype("int32"), **days}
    licence = days.pop("business_license")
    parts = [
        pl.select(
            parent_row=pl.int_range(rows),
            part=pl.lit(name, dtype=pl.Categorical),
            lo=day_column(cells),
            hi=day_column(cells),
            recorded=day_column(np.where(cells >= 0, cells + 3, -1).astype("int32")),
        ).filter(pl.col("lo").is_not_null() | (pl.col("parent_row") % 50 == 0))
        for name, cells in days.items()
    ]
    history = pl.concat(parts)
    extra = history.sample(max(0, 6 * rows - len(history)), with_replacement=False, seed=1)
    history = pl.concat([history, extra]).sort("parent_row")
    history.write_parquet(folder / "history.parquet")
    papers = pl.select(
        parent_row=pl.int_range(rows),
        part=pl.lit("business_license"),
        lo=day_column(licence),
        hi=day_column(licence),
    ).filter(pl.col("lo").is_not_null())
    papers.write_parquet(folder / "evidence.parquet")
    (folder / "frames.json").write_text(json.dumps({"scales": {}, "units": {"investment": "CNY"}}))
    projects.write_parquet(folder / "projects.parquet")


# what one would write by hand -----------------------------------------------------------------------------------------


def native_polars(table: Any) -> Any:
    """Add everything up in two expressions, the period pushed down by hand."""
    import polars as pl

    c = pl.col
    frame = table.lazy()
    amount, there = c("investment"), c("investment").is_not_null()
    started = (c("started_on") <= LAST) | (c("completed_on") <= LAST) | (c("producing_on") <= LAST)
    high = (amount > EDGE) | ((amount == EDGE) & (c("investment_side") >= 0))
    plants = c("track") != "leased_plant"
    sums = (
        frame.filter(c("signed_on").is_between(FIRST, LAST))
        .group_by("district")
        .agg(
            rows=pl.len(),
            value=amount.sum(),
            low=c("investment_low").sum(),
            high=c("investment_high").sum(),
            stated=there.sum(),
            no_low=(there & c("investment_low").is_null()).sum(),
            no_high=(there & c("investment_high").is_null()).sum(),
            performing=((c("business_license_on") <= LAST) | started).sum(),
            registered=(c("business_license_on") <= LAST).sum(),
            landed=(c("landed_on") <= LAST).sum(),
            started=started.sum(),
            plants=plants.sum(),
            completed=(plants & (c("completed_on") <= LAST)).sum(),
            producing=(c("producing_on") <= LAST).sum(),
            finished=(started | (c("completed_on") <= LAST)).sum(),
            large=high.sum(),
            small=(there & ~high).sum(),
        )
    )
    days = (
        frame.with_columns(first=pl.min_horizontal("started_on", "completed_on", "producing_on"))
        .filter((c("signed_on") <= LAST) & (c("first") <= LAST) & (c("first") >= c("signed_on")))
        .select("district", days=(c("first") - c("signed_on")).dt.total_days())
    )
    medians = days.group_by("district").agg(c("days").median())
    found = pl.collect_all([sums, medians, days.select(c("days").median())])
    return found[0].rows(), [*found[1].rows(), (None, found[2].item())]


SQL = """
select district, count(*), sum(investment), sum(investment_low), sum(investment_high), count(investment),
  count(*) filter (investment is not null and investment_low is null),
  count(*) filter (investment is not null and investment_high is null),
  count(*) filter (business_license_on <= {last} or {started}), count(*) filter (business_license_on <= {last}),
  count(*) filter (landed_on <= {last}), count(*) filter ({started}),
  count(*) filter (track <> 'leased_plant'), count(*) filter (track <> 'leased_plant' and completed_on <= {last}),
  count(*) filter (producing_on <= {last}), count(*) filter ({started} or completed_on <= {last}),
  count(*) filter (investment > {edge} or (investment = {edge} and investment_side >= 0)),
  count(*) filter (not (investment > {edge} or (investment = {edge} and investment_side >= 0)))
from projects where signed_on between {first} and {last} group by district
"""
MEDIAN = """
select district, median(first_on - signed_on)
from (select *, least(started_on, completed_on, producing_on) as first_on from projects)
where signed_on <= {last} and first_on <= {last} and first_on >= signed_on
group by grouping sets ((district), ())
"""


def native_duckdb(connection: Any) -> Any:
    """Ask two statements of SQL."""
    words = {
        "first": f"date '{FIRST}'",
        "last": f"date '{LAST}'",
        "edge": EDGE,
        "started": f"(started_on <= date '{LAST}' or completed_on <= date '{LAST}' or producing_on <= date '{LAST}')",
    }
    sums, medians = (connection.execute(text.format(**words)).fetchall() for text in (SQL, MEDIAN))
    return sums, medians


def native_pandas(table: Any) -> Any:
    """Filter, mask and group."""
    import pandas as pd

    chosen = table[(table["signed_on"] >= FIRST) & (table["signed_on"] <= LAST)]
    amount = chosen["investment"]
    started = _by(chosen, "started_on") | _by(chosen, "completed_on") | _by(chosen, "producing_on")
    high = ((amount > EDGE) | ((amount == EDGE) & (chosen["investment_side"] >= 0))).fillna(value=False)
    there, plants = amount.notna(), chosen["track"] != "leased_plant"
    masks = pd.DataFrame(
        {
            "district": chosen["district"],
            "value": amount,
            "low": chosen["investment_low"],
            "high": chosen["investment_high"],
            "stated": there,
            "no_low": there & chosen["investment_low"].isna(),
            "no_high": there & chosen["investment_high"].isna(),
            "performing": _by(chosen, "business_license_on") | started,
            "registered": _by(chosen, "business_license_on"),
            "landed": _by(chosen, "landed_on"),
            "started": started,
            "plants": plants,
            "completed": plants & _by(chosen, "completed_on"),
            "producing": _by(chosen, "producing_on"),
            "finished": started | _by(chosen, "completed_on"),
            "large": high,
            "small": there & ~high,
        }
    )
    grouped = masks.groupby("district")
    sums, rows = grouped.sum(), grouped.size()
    first = table[["started_on", "completed_on", "producing_on"]].astype("int32[pyarrow]").min(axis=1)
    signed, last = table["signed_on"].astype("int32[pyarrow]"), (LAST - date(1970, 1, 1)).days
    both = ((signed <= last) & (first <= last) & (first >= signed)).fillna(value=False)
    days = (first - signed)[both]
    medians = days.groupby(table["district"][both]).median()
    listed = [(district, rows[district], *cells) for district, *cells in sums.itertuples()]
    return listed, [*medians.items(), (None, days.median())]


def _by(table: Any, column: str) -> Any:
    return (table[column] <= LAST).fillna(value=False)


# the same answers -------------------------------------------------------------------------------------------------------


def by_hand(sums: Any, medians: Any) -> dict[str, list[str]]:
    """Write down, for each district and the whole, what was added up by hand."""
    found: dict[str, list[int]] = {district: [int(cell or 0) for cell in cells] for district, *cells in sums}
    found["whole"] = [sum(column) for column in zip(*found.values(), strict=True)]
    middle = {district or "whole": Decimal(str(days)) for district, days in medians}
    return {
        district: [str(Decimal(cell).normalize()) for cell in _shown(cells, middle.get(district))]
        for district, cells in found.items()
    }


def _shown(cells: list[int], days: Decimal | None) -> list[Any]:
    """Take only the bound that stands: one amount without it, and there is none."""
    rows, value, low, high, stated, no_low, no_high, *counts = cells
    return [
        rows,
        Decimal(value) / 100,
        -1 if no_low else Decimal(low) / 100,
        -1 if no_high else Decimal(high) / 100,
        stated,
        *counts,
        -1 if days is None else days,
    ]


def by_library(figures: Any) -> dict[str, list[str]]:
    """Write down the same numbers as the library gives them."""
    districts = [group[0] for group in figures.groups if len(group) == 1]
    found = {}
    for district in ("whole", *districts):
        key = () if district == "whole" else (district,)
        figure = {kpi: figures[(kpi, *key)] for kpi in KPIS if kpi != "projects_in_band"}
        total = figure["signed_investment_total"]
        numbers = [
            figure["signed_project_count"].value,
            total.value,
            total.low,
            total.high,
            figure["average_project_size"].denominator,
            *(
                figure[f"{name}_rate"].numerator
                for name in ("contract_performance", "registration", "landing", "start")
            ),
            figure["completion_rate"].denominator,
            figure["completion_rate"].numerator,
            figure["production_rate"].numerator,
            figure["start_completion_rate"].numerator,
            *((figures["projects_in_band", district, band].value for band in BANDS) if key else (None, None)),
            figure["stage_duration_days"].value,
        ]
        found[district] = [str(Decimal(-1 if number is None else number).normalize()) for number in numbers]
    for place in (-3, -2):
        found["whole"][place] = str(sum(int(Decimal(found[district][place])) for district in districts))
    return found


# measuring --------------------------------------------------------------------------------------------------------------


def _mebibytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _best(run: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    """Run five times: the first and the best by the clock, and the least processor time."""
    taken, worked, answer = [], [], None
    for _ in range(5):
        started, busy = time.perf_counter(), time.process_time()
        answer = run()
        taken.append(time.perf_counter() - started)
        worked.append(time.process_time() - busy)
    return {"first": taken[0], "best": min(taken), "cpu": min(worked)}, answer


def _open(engine: str, folder: Path) -> tuple[Any, Callable[[Any], Any]]:
    path = folder / "projects.parquet"
    if engine == "polars":
        import polars as pl

        return pl.read_parquet(path), native_polars
    if engine == "polars scan":
        import polars as pl

        return pl.scan_parquet(path), native_polars
    if engine == "duckdb":
        import duckdb

        connection = duckdb.connect()
        connection.execute(f"create table projects as from '{path}'")
        return connection, native_duckdb
    import pandas as pd
    import pyarrow.parquet as pq

    arrow = pq.read_table(path)
    return (
        (arrow, lambda _: None)
        if engine == "pyarrow"
        else (arrow.to_pandas(types_mapper=pd.ArrowDtype), native_pandas)
    )


def ask(frames: Any) -> Any:
    """Ask for everything at once."""
    from zhaoshang.kpis import evaluate

    return evaluate(
        frames,
        KPIS,
        period="2022",
        as_of=LAST,
        by="district",
        bands=BANDS,
        from_stage="signed",
        to_stage="started",
    )


def measure(engine: str, who: str, folder: Path) -> None:
    """Measure one engine, by hand or by `evaluate`, and print it as JSON."""
    table, native = _open(engine, folder)
    loaded = _mebibytes()
    if who == "native":
        times, found = _best(lambda: native(table))
        peak, told = _mebibytes(), by_hand(*found)
    else:
        from zhaoshang.frames import Frames

        projects = table.table("projects") if engine == "duckdb" else table
        frames = Frames({"projects": projects}, units={"investment": "CNY"}, evidence=who)  # type: ignore[arg-type]
        times, found = _best(lambda: ask(frames))
        peak, told = _mebibytes(), by_library(found)
    print(json.dumps({**times, "loaded": loaded, "peak": peak, "told": told}))


def _apart(*words: object) -> Any:
    """Run one measurement in a process of its own."""
    line = [sys.executable, __file__, *map(str, words)]
    done = subprocess.run(line, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return json.loads(done.stdout)


def run(folder: Path, *engines: str) -> None:
    """Measure all engines, each in a process of its own."""
    print("engine        who      first s   best s  ratio    cpu s  ratio   loaded MiB  peak MiB  ratio")
    expected: Any = None
    for engine in engines or ("polars", "polars scan", "duckdb", "pandas", "pyarrow"):
        base: dict[str, Any] = {}
        for who in ("native", "none", "counts"):
            if engine == "pyarrow" and who == "native":
                continue
            done = _apart("measure", engine, who, folder)
            base = base or done
            expected = expected or done["told"]
            if done["told"] != expected:
                sys.exit(f"{engine} {who}: {_differences(expected, done['told'])}")
            print(
                f"{engine:13} {who:8} {done['first']:7.2f} {done['best']:8.2f} {done['best'] / base['best']:6.2f}"
                f" {done['cpu']:8.2f} {done['cpu'] / base['cpu']:6.2f}"
                f" {done['loaded']:12} {done['peak']:9} {done['peak'] / base['peak']:6.2f}",
                flush=True,
            )
    print(f"the same {sum(map(len, expected.values())):,} numbers throughout")


def _differences(expected: Any, told: Any) -> str:
    places = [place for place in {*expected, *told} if expected.get(place) != told.get(place)]
    return f"{len(places)} places differ, such as {places[0]}: {expected.get(places[0])} and {told.get(places[0])}"


def derive(folder: Path, *engines: str) -> None:
    """Derive the facts of twelve KPIs from records, on each engine."""
    expected: Any = None
    for engine in engines or ("polars", "duckdb"):
        done = _apart("derive-one", engine, folder)
        expected = expected or done["told"]
        if done["told"] != expected:
            sys.exit(f"{engine}: {_differences(expected, done['told'])}")
        print(f"{engine:8} {done['seconds']:7.1f} s, peak {done['peak']} MiB", flush=True)


def derive_one(engine: str, folder: Path) -> None:
    """Derive once, and print it as JSON."""
    from zhaoshang.frames import read_parquet

    frames = read_parquet(folder, backend=engine, evidence="none")  # type: ignore[arg-type]
    started = time.perf_counter()
    figures = ask(frames)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "peak": _mebibytes(), "told": by_library(figures)}))


def first(folder: Path) -> None:
    """Ask tables of polars taken in anew, in a process that has loaded what it needs: once, and once more."""
    from zhaoshang.frames import Frames

    table, _ = _open("polars", folder)
    for who in ("none", "counts"):
        taken: dict[str, list[float]] = {"first": [], "next": []}
        for _ in range(9):
            frames = Frames({"projects": table}, units={"investment": "CNY"}, evidence=who)  # type: ignore[arg-type]
            for times in taken.values():
                busy = time.process_time()
                ask(frames)
                times.append(time.process_time() - busy)
        one, more = (min(times[1:]) for times in taken.values())
        print(
            f"polars {who:8} first {one:.2f} s, next {more:.2f} s of processor time, ratio {one / more:.2f}"
        )


def _folder(word: str, kind: str, make_all: Callable[[int, Path], None]) -> Path:
    """Find the tables in a folder, or make so many projects where they are not yet."""
    if not word.isdigit():
        return Path(word)
    folder = Path(tempfile.gettempdir(), f"zhaoshang-{kind}-{word}")
    if not (folder / "projects.parquet").exists():
        make_all(int(word), folder)
    return folder


def main(command: str, *words: str) -> None:
    """Do what the command line says."""
    match command:
        case "frames":
            run(_folder(words[0], "facts", make), *words[1:])
        case "derive":
            derive(_folder(words[0], "tables", make_tables), *words[1:])
        case "first":
            first(_folder(words[0], "facts", make))
        case "measure":
            measure(words[0], words[1], Path(words[2]))
        case "derive-one":
            derive_one(words[0], Path(words[1]))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
