"""The same figures as a PySpark job: `spark-submit examples/spark_job.py tables/` on a cluster, or on one machine.

`tables/` holds projects.parquet and whatever else the questions read, as any Spark job may have written them. Without
a folder the tables of the bundled example are written and asked.

Requires: pyspark, java
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from zhaoshang import evaluate, workbooks
from zhaoshang.frames import read_parquet, write_parquet

EXAMPLE = Path(__file__).parent / "data" / "ledger_2022h1.xlsx"

KPIS = ("signed_project_count", "signed_investment_total", "start_rate")


def report(session: Any, folder: str) -> list[dict[str, Any]]:  # noqa: ANN401 - pyspark is an extra
    """Ask Spark for the figures of a year by district."""
    frames = read_parquet(folder, backend="pyspark", session=session)
    return evaluate(frames, KPIS, period="2022", as_of="2022-12-31", by="district").to_rows()


def main(folder: str, settings: dict[str, Any]) -> None:
    """Start Spark, print the figures, stop it."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra, and `report` is tested without starting it

    spark = SparkSession.builder.appName("zhaoshang").config(map=settings).getOrCreate()
    for row in report(spark, folder):
        print(row["kpi"], row.get("district"), row["value"], row["unit"])
    spark.stop()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1], {})  # the cluster's own settings
    else:
        with TemporaryDirectory() as tables:
            write_parquet(workbooks.read(EXAMPLE, as_of="2022-06-30").ledger, tables)
            main(tables, {"spark.sql.shuffle.partitions": "2"})  # a few rows need no two hundred tasks
