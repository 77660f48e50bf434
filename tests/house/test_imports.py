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


def test_the_everyday_import_is_light() -> None:
    """Values, model, reading and figures load no Excel, frame or locale package."""
    statement = (
        "from zhaoshang import Project, Ledger, Money, parse_money, evaluate; import sys; "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", statement], check=True, capture_output=True, text=True)  # noqa: S603 - our own statement
    loaded = set(done.stdout.split())
    assert "zhaoshang" in loaded
    assert loaded & HEAVY == set()
