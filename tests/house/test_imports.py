"""What the everyday import loads, and what it leaves for those who ask."""

import subprocess
import sys

HEAVY = {
    "babel",
    "chinese_calendar",
    "duckdb",
    "narwhals",
    "openpyxl",
    "pandas",
    "polars",
    "pyarrow",
    "pyspark",
    "python_calamine",
    "stdnum",
    "xlsxwriter",
}
LATE = {
    "html",
    "json",
    "zhaoshang._errors.arguments",
    "zhaoshang._errors.ledgers",
    "zhaoshang._typed",
    "zhaoshang.findings",
}
"""What is needed where something is wrong, or a page is written."""


def test_the_everyday_import_is_light() -> None:
    """Values, model, reading and figures load no Excel, frame or locale package, and nothing that tells mistakes."""
    statement = (
        "from zhaoshang import Project, Ledger, Money, parse_money, evaluate; import sys; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", statement], check=True, capture_output=True, text=True)  # noqa: S603 - our own statement
    loaded = set(done.stdout.split())
    assert "zhaoshang" in loaded
    assert loaded & (HEAVY | LATE) == set()
