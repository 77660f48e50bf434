"""What is told about tables in a folder: damaged, it is one error that names the file."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.errors import FileSyntaxError, FrameSchemaError, ZhaoshangError
from zhaoshang.frames import read_parquet, write_parquet
from zhaoshang.model import Agreement

DAMAGED = {
    "empty": b"",
    "cut": b"{",
    "list": b"[]",
    "nothing": b"null",
    "latin": b"\xff",
    "deep": b"[" * 100_000,
    "twice": b'{"scales": {}, "scales": {}}',
    "scales": b'{"scales": 5}',
    "units": b'{"units": []}',
    "as_of": b'{"as_of": 5}',
    "tables": b'{"tables": {}}',
    "nan": b'{"scales": NaN}',
    "no word of it": b"{}",
    "of something else": b'{"a": 1}',
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_of_what_is_told_about_tables_is_named(tmp_path: Path, data: bytes) -> None:
    write_parquet(Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲")]), tmp_path)
    (tmp_path / "frames.json").write_bytes(data)
    with pytest.raises((FileSyntaxError, FrameSchemaError), match=r"frames\.json"):
        read_parquet(tmp_path)


def test_a_table_that_is_lost_is_told(tmp_path: Path) -> None:
    """It was read as a table without rows; one that was written without any may be left out."""
    signed = [Agreement(signed_on="2022-03-05")]
    projects = [Project(id="P1", name="甲", agreements=signed)]
    write_parquet(Ledger(as_of="2022-06-30", projects=projects), tmp_path)
    (tmp_path / "cases.parquet").unlink()
    assert (
        evaluate(read_parquet(tmp_path), "signed_project_count", period="2022")["signed_project_count"].value
        == 1
    )
    (tmp_path / "history.parquet").unlink()
    with pytest.raises(FrameSchemaError, match=r"no history\.parquet"):
        read_parquet(tmp_path)


@pytest.mark.parametrize("backend", ["polars", "pyarrow"])
def test_a_table_of_another_writing_is_told(tmp_path: Path, backend: Any) -> None:
    """Emptied, of fewer rows, or of other cells: a figure of it would be of two ledgers."""
    signed = [Agreement(signed_on="2022-03-05")]
    projects = [Project(id=f"P{n}", name="甲", agreements=signed) for n in range(6)]
    write_parquet(Ledger(as_of="2022-06-30", projects=projects), tmp_path / "whole")
    write_parquet(Ledger(as_of="2022-06-30", projects=projects[:2]), tmp_path / "other")
    write_parquet(Ledger(as_of="2022-06-30", projects=projects), tmp_path / "again")
    history = tmp_path / "whole" / "history.parquet"
    history.write_bytes((tmp_path / "again" / "history.parquet").read_bytes())
    read_parquet(tmp_path / "whole", backend=backend)
    pq.write_table(pq.read_table(history).slice(0, 0), tmp_path / "empty.parquet")
    wrong = []
    for data in ((tmp_path / "empty.parquet"), (tmp_path / "other" / "history.parquet")):
        history.write_bytes(data.read_bytes())
        try:
            read_parquet(tmp_path / "whole", backend=backend)
        except FrameSchemaError as refused:
            if "of another writing" in str(refused):
                continue
        wrong.append(data)
    assert not wrong


@pytest.mark.one_in(3)
@pytest.mark.parametrize("backend", ["polars", "duckdb", "pandas", "pyarrow"])
@pytest.mark.parametrize("table", ["projects", "history"])
@pytest.mark.parametrize("place", [0.3, 0.6, 0.9], ids=str)
def test_a_damaged_table_is_told_whatever_is_asked(
    tmp_path: Path, backend: Any, table: str, place: float
) -> None:
    """Lazy engines find it with the first question, or a look through the tables."""
    signed = [Agreement(signed_on="2022-03-05")]
    projects = [Project(id=f"P{n}", name="甲", owner="东镇", agreements=signed) for n in range(50)]
    write_parquet(Ledger(as_of="2022-06-30", projects=projects), tmp_path)
    path = tmp_path / f"{table}.parquet"
    data = bytearray(path.read_bytes())
    start = int(len(data) * place)
    data[start : start + 40] = bytes(range(200, 240))
    path.write_bytes(data)
    for ask in (
        lambda frames: frames.check(),
        lambda frames: frames.ledger,
        lambda frames: evaluate(frames, "signed_project_count", by="owner"),
    ):
        with suppress(ZhaoshangError):
            ask(read_parquet(tmp_path, backend=backend))
