"""What is told about tables in a folder: damaged, it is one error that names the file."""

from pathlib import Path

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.errors import FileSyntaxError, FrameSchemaError
from zhaoshang.frames import read_parquet, write_parquet

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
    "nan": b'{"scales": NaN}',
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_of_what_is_told_about_tables_is_named(tmp_path: Path, data: bytes) -> None:
    write_parquet(Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲")]), tmp_path)
    (tmp_path / "frames.json").write_bytes(data)
    with pytest.raises((FileSyntaxError, FrameSchemaError), match=r"frames\.json"):
        read_parquet(tmp_path)
