"""An office's own frame of texts to a table of months and districts, against a query written by hand on polars.

    python benchmarks/office.py            # 200,000 rows
    python benchmarks/office.py 50000

The hand parses the same columns and keeps to what is easy to write: no hedges, no doubts, no coarse dates. Seconds are
the best of five. It fails where a count of any month and district differs.
"""

import random
import sys
import time
from collections.abc import Callable
from typing import Any

import polars as pl

from zhaoshang import evaluate
from zhaoshang.frames import read_frame

DISTRICTS, YEARS = 14, (2020, 2021, 2022)
KPIS = ["签约项目数", "签约总投资"]


def make(rows: int) -> pl.DataFrame:
    """Make up a frame: dates in four ways of writing, amounts in three, some hedged and some not told."""
    rng = random.Random(1)
    ways = ["{}-{:02d}-{:02d}", "{}年{}月{}日", "{}/{}/{}", "{}.{}.{}"]

    def day() -> str:
        return rng.choice(ways).format(rng.choice(YEARS), rng.randint(1, 12), rng.randint(1, 28))

    def amount() -> str:
        drawn = rng.random()
        if drawn < 0.5:
            return f"{rng.randint(1, 5000) / 100}亿元"
        if drawn < 0.95:
            return f"{rng.randint(100, 500_000)}万元"
        return f"约{rng.randint(1, 50)}亿元" if drawn < 0.99 else "面议"

    return pl.DataFrame(
        {
            "项目名称": [f"虚构项目{number}" for number in range(rows)],
            "所属区县": [f"第{rng.randint(1, DISTRICTS)}区" for _ in range(rows)],
            "总投资": [amount() for _ in range(rows)],
            "签约时间": [day() for _ in range(rows)],
            "开工时间": [day() if rng.random() < 0.6 else "" for _ in range(rows)],
        }
    )


def by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """Do it on polars."""

    def day(name: str) -> pl.Expr:
        text = pl.col(name).str.replace_all("[年月/.]", "-").str.strip_chars("日")
        return text.str.to_date("%Y-%m-%d", strict=False)

    text = pl.col("总投资")
    times = pl.when(text.str.contains("亿元", literal=True)).then(1e8).otherwise(1e4)
    number = text.str.extract(r"(\d+(?:\.\d+)?)").cast(pl.Float64)
    read = frame.lazy().with_columns(signed=day("签约时间"), started=day("开工时间"), amount=number * times)
    months = read.with_columns(month=pl.col("signed").dt.truncate("1mo")).group_by("所属区县", "month")
    return months.agg(
        many=pl.len(), total=pl.col("amount").sum(), started=pl.col("started").is_not_null().sum()
    ).collect()


def by_library(frame: pl.DataFrame) -> pl.DataFrame:
    """Do it here."""
    frames, _ = read_frame(frame, as_of="2022-12-31")
    found: pl.DataFrame = evaluate(frames, KPIS, by=["district", "month"]).to_polars()
    return found


def best(work: Callable[[], Any]) -> float:
    """Time the best of five."""
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main(rows: int) -> int:
    """Compare, and tell the times."""
    frame = make(rows)
    hand, ours = by_hand(frame), by_library(frame)
    expected = {(place, f"{month:%Y-%m}"): many for place, month, many, *_ in hand.rows()}
    counted = ours.filter((pl.col("kpi") == "signed_project_count") & ~pl.col("is_whole"))
    found = {
        (place, month): many
        for place, month, many in counted.select("district", "month", "value").rows()
        if many
    }
    if found != expected:
        print("the tables differ")
        return 1
    one, other = best(lambda: by_hand(frame)), best(lambda: by_library(frame))
    print(f"{rows} rows: by hand {one:.3f} s, here {other:.3f} s, {other / one:.1f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
