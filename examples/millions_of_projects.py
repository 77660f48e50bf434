"""The figures of many projects: tables in Parquet, worked through by polars and by DuckDB.

python examples/millions_of_projects.py
"""

# --8<-- [start:tables]
import tempfile
from datetime import date, timedelta
from pathlib import Path

import polars as pl

rows = 20_000
number = pl.int_range(rows)
projects = pl.select(
    id=number,
    district=pl.lit("区县") + (number % 40).cast(pl.String),
    investment=(number % 900 + 100) * 1_000_000_00,
    signed_on=pl.lit(date(2021, 1, 1)) + (number % 700) * timedelta(days=1),
).with_columns(
    started_on=pl.when(number % 3 > 0).then(pl.col("signed_on") + timedelta(days=90)),
)
folder = Path(tempfile.mkdtemp())
projects.write_parquet(folder / "projects.parquet")
# --8<-- [end:tables]

# --8<-- [start:polars]
from zhaoshang import evaluate
from zhaoshang.frames import Frames

frames = Frames({"projects": pl.scan_parquet(folder / "projects.parquet")}, units={"investment": "CNY"})
kpis = ["signed_project_count", "signed_investment_total", "start_rate"]
figures = evaluate(frames, kpis, period="2022", as_of="2022-12-31", by="district")
print(figures["signed_project_count"].value)  # 9415
print(figures["start_rate"].value, figures["start_rate", "区县7"].value)  # 54.76 54.81
# --8<-- [end:polars]

# --8<-- [start:duckdb]
import duckdb

table = duckdb.read_parquet(str(folder / "projects.parquet"))
again = evaluate(
    Frames({"projects": table}, units={"investment": "CNY"}),
    kpis,
    period="2022",
    as_of="2022-12-31",
    by="district",
)
print(all(again[name].value == figures[name].value for name in kpis))  # True
# --8<-- [end:duckdb]

# --8<-- [start:ledger]
from zhaoshang import Ledger, Money, Project
from zhaoshang.frames import read_lines, read_parquet, write_lines, write_parquet
from zhaoshang.model import Agreement

many = (
    Project(
        id=f"P{place}",
        name="虚构项目",
        investment=Money.of(place % 9 + 1, "亿元"),
        agreements=[Agreement(signed_on="2022-03")],
    )
    for place in range(1000)
)
write_lines(many, folder / "projects.jsonl")
lines = read_lines(folder / "projects.jsonl", ledger=Ledger(as_of="2022-12-31"), size=200)
print(evaluate(lines, "signed_investment_total", unit="亿元")["signed_investment_total"].value)  # 4996

write_parquet(lines, folder / "tables")
tables = read_parquet(folder / "tables", backend="duckdb")
print(evaluate(tables, "signed_investment_total", unit="亿元")["signed_investment_total"].value)  # 4996
# --8<-- [end:ledger]

# --8<-- [start:text]
from zhaoshang.frames import parse_amounts

sheet = pl.DataFrame({"项目": ["甲", "乙", "丙"], "总投资": ["3亿元", "近1.5亿元", "面议"]})
read, findings = parse_amounts(sheet, "总投资", name="investment")
print(read["investment"].to_list())  # [30000000000, 15000000000, None]
print([finding.detail["text"] for finding in findings])  # ['面议']
# --8<-- [end:text]
