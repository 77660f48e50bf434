"""Rows of a table that would be counted beside what they add up, or whose records would be lost, are refused."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from zhaoshang import evaluate
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import Frames
from zhaoshang.profiles import DEFAULT

MARCH, MAY = date(2024, 3, 1), date(2024, 5, 1)
PHASED: dict[str, Any] = {
    "id": ["P1", "P1a", "P1b"],
    "parent": [None, "P1", "P1"],
    "relation": [None, "phase", "phase"],
    "is_government_funded": [False] * 3,
}
COLUMNS: dict[str, dict[str, Any]] = {
    "a total by its id": {"id": ["P1", "P2", "合计"], "signed_on": [MARCH] * 3},
    "a total by its name": {"id": ["P1", "P2", "P3"], "name": ["甲", "乙", "小计"], "signed_on": [MARCH] * 3},
    "a contract of a phase alone": {**PHASED, "signed_on": [None, MARCH, MAY]},
    "an earlier contract of a phase": {**PHASED, "signed_on": [MAY, MARCH, MAY]},
}


@pytest.mark.parametrize("backend", ["polars", "duckdb", "pandas"])
def test_rows_that_would_be_counted_twice_or_lost_are_refused(backend: str) -> None:
    def asked(columns: dict[str, Any], **more: Any) -> Any:
        frame: Any = pl.DataFrame(columns)
        if backend == "pandas":
            frame = frame.to_pandas(use_pyarrow_extension_array=True)
        elif backend == "duckdb":
            import duckdb  # noqa: PLC0415 - of one engine

            frame = duckdb.from_arrow(frame.to_arrow())
        source = Frames({"projects": frame})
        return evaluate(source, "signed_project_count", as_of="2024-12-31", **more)[
            "signed_project_count"
        ].value

    taken: list[Any] = []
    for name, columns in COLUMNS.items():
        try:
            taken.append((name, asked(columns)))
        except FrameSchemaError as error:
            taken += [] if error.table == "projects" else [(name, error)]
    assert taken == []
    assert asked({**PHASED, "signed_on": [MARCH, MAY, None]}) == 1
    apart = DEFAULT.vary("apart", phases="separate")
    assert asked({**PHASED, "signed_on": [None, MARCH, MAY]}, profile=apart) == 2
