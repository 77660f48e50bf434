"""Python's collector rests while files are read, and goes on as before."""

import gc
from pathlib import Path

import pytest
from tests.workbooks.small_books import HEAD, save

from zhaoshang import Ledger, Project, records, workbooks
from zhaoshang._basics.collecting import uncollected
from zhaoshang.errors import ZhaoshangError


@pytest.mark.parametrize("is_on", [True, False])
@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".xlsx"])
@pytest.mark.parametrize("is_well", [True, False])
def test_the_collector_is_left_as_it_was(suffix: str, tmp_path: Path, *, is_on: bool, is_well: bool) -> None:
    path = tmp_path / f"a{suffix}"
    if not is_well:
        path.write_bytes(b"{nothing")
    elif suffix == ".xlsx":
        save(path, {"台账": [HEAD, [1, "虚构甲项目", "虚构甲公司", 2.5, "2022-03-01", "签约"]]})
    else:
        records.dump(Ledger(projects=[Project(id="P1", name="甲")]), path)
    read = workbooks.read if suffix == ".xlsx" else records.load
    try:
        if not is_on:
            gc.disable()
        if is_well:
            read(path)
        else:
            with pytest.raises(ZhaoshangError):
                read(path)
        assert gc.isenabled() is is_on
    finally:
        gc.enable()


def test_it_rests_until_the_outermost_is_done() -> None:
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
