"""The same figures as a PySpark job: `spark-submit examples/spark_job.py tables/` on a cluster, or on one machine.

`tables/` holds projects.parquet and whatever else the questions read, as any Spark job may have written them.
"""

import sys
from typing import Any

from zhaoshang import evaluate
from zhaoshang.frames import read_parquet

KPIS = ("signed_project_count", "signed_investment_total", "start_rate")


def report(session: Any, folder: str) -> list[dict[str, Any]]:  # noqa: ANN401 - pyspark is an extra
    """Ask Spark for the figures of a year by district."""
    frames = read_parquet(folder, backend="pyspark", session=session)
    return evaluate(frames, KPIS, period="2022", as_of="2022-12-31", by="district").to_rows()


if __name__ == "__main__":
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("zhaoshang").getOrCreate()
    for row in report(spark, sys.argv[1]):
        print(row["kpi"], row.get("district"), row["value"], row["unit"])
    spark.stop()
