"""Twelve KPIs by district on a Spark cluster: partitioned files, one district with most of the rows, an executor that is killed.

    python benchmarks/spark.py 16000000         # needs Java and pyspark; a master and two workers are started here

Tables of a sixteenth, a quarter and all of the rows are written as Parquet, a folder for each year of signing. Three projects
in four lie in one district. The best of four counts; then it is asked once more while the process of an
executor is killed, so that its tasks fail and are done again. It fails where a number differs from what polars finds in
the same files, or where no executor was lost. The last line reckons a thousand million rows from the slope.
"""

import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from frames import KPIS, LAST, ask, by_library, day_column, drawn_days, drawn_projects

from zhaoshang.frames import Frames, read_parquet
from zhaoshang.kpis import explain_plan

WORKERS: Final = 2
CROWDED: Final = "330000"
EXECUTOR: Final = b"CoarseGrainedExecutorBackend"


def make(rows: int, folder: Path) -> None:
    """Write ready facts by year of signing, three in four of them in one district."""
    import polars as pl

    rng, days = drawn_days(rows, 1)
    crowded = pl.Series(rng.random(rows)) < 0.75
    frame = drawn_projects(rng, rows).with_columns(
        **{f"{name}_on": day_column(cells) for name, cells in days.items()}
    )
    frame = frame.with_columns(
        district=pl.when(crowded).then(pl.lit(CROWDED)).otherwise("district"),
        signed_year=pl.col("signed_on").dt.year().fill_null(0),
    )
    folder.mkdir(parents=True)
    (folder / "frames.json").write_text(json.dumps({"scales": {}, "units": {"investment": "CNY"}}))
    for (year,), part in frame.group_by("signed_year"):
        place = folder / "projects.parquet" / f"signed_year={year}"
        place.mkdir(parents=True)
        part.drop("signed_year").write_parquet(place / "part-0.parquet")


@contextmanager
def cluster() -> Iterator[Any]:
    """Start a master and its workers, each executor a process of its own with one core."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.executor.memory": "2g",
        "spark.sql.shuffle.partitions": str(2 * WORKERS),
        "spark.log.level": "OFF",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(f"local-cluster[{WORKERS},1,2560]").appName("zhaoshang")
    session = builder.config(map=settings).getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def executors() -> dict[int, float]:
    """Find the processes of executors that this one brought about, with the seconds that each has worked."""
    children: dict[int, list[int]] = {}
    busy: dict[int, float] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "stat").read_text().rpartition(")")[2].split()
            line = (place / "cmdline").read_bytes()
        except OSError:
            continue
        children.setdefault(int(words[1]), []).append(int(place.name))
        if EXECUTOR in line and b"java" in line.split(b"\0")[0]:
            busy[int(place.name)] = (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    ours, todo = set(), [os.getpid()]
    while todo:
        found = children.get(todo.pop(), [])
        ours.update(found)
        todo += found
    return {process: seconds for process, seconds in busy.items() if process in ours}


def kill_one_at_work(after: float, killed: list[int]) -> None:
    """Kill an executor once it has worked so long on what is asked."""
    before = executors()
    while not killed:
        time.sleep(0.01)
        for process, seconds in executors().items():
            if process in before and seconds - before[process] > after:
                os.kill(process, signal.SIGKILL)
                killed.append(process)
                return


def require(truth: bool, otherwise: str) -> None:  # noqa: FBT001 - as `assert` takes it
    """End with a word on what is wrong."""
    if not truth:
        raise SystemExit(otherwise)


def timed(frames: Frames) -> tuple[float, dict[str, list[str]]]:
    """Ask, and say how long it took."""
    started = time.perf_counter()
    figures = ask(frames)
    return time.perf_counter() - started, by_library(figures)


def main(rows: int) -> None:
    """Measure three sizes, then lose an executor at the last."""
    sizes = [rows // 16, rows // 4, rows]
    taken: list[float] = []
    with tempfile.TemporaryDirectory() as place, cluster() as session:
        for size in sizes:
            folder = Path(place) / str(size)
            make(size, folder)
            told = timed(read_parquet(folder, backend="polars"))[1]
            frames = read_parquet(folder, backend="pyspark", session=session)
            runs = [timed(frames) for _ in range(4)]
            seconds, found = min(run[0] for run in runs), runs[-1][1]
            require(found == told, "Spark and polars differ")
            taken.append(seconds)
            print(f"{size:>12,} rows  {seconds:6.2f} s", flush=True)
        print(explain_plan(frames, KPIS[:2], period="2022", as_of=LAST, by="district").explain())
        killed: list[int] = []
        watch = threading.Thread(target=kill_one_at_work, args=(taken[-1] / 10, killed), daemon=True)
        watch.start()
        seconds, found = timed(frames)
        require(bool(killed), "no executor was at work long enough to be killed: ask for more rows")
        require(found == told, "the figures changed when an executor was lost")
        print(f"{rows:>12,} rows  {seconds:6.2f} s, an executor killed on the way; the figures are the same")
    slope = (taken[-1] - taken[-2]) / (sizes[-1] - sizes[-2])
    print(
        f"{slope * 1e6:.2f} s a million rows on {WORKERS} cores: {slope * 1e9 / 60:.1f} minutes a thousand million"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 16_000_000)
