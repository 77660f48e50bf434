"""Files of another kind: no writer replaces one, however its name is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhaoshang import Ledger, Project, evaluate, records, reports, workbooks
from zhaoshang.errors import ZhaoshangError
from zhaoshang.frames import write_lines

LEDGER = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲")])
READ = workbooks.read(
    "项目名称,投资方,总投资（亿元）\n甲,虚构甲公司,3\n".encode(), name="a.csv", as_of="2022-06-30"
)
FIGURES = evaluate(LEDGER, "signed_project_count")
WRITERS: dict[str, tuple[Callable[[Path], Any], set[str]]] = {
    "dump": (lambda path: records.dump(LEDGER, path), {"json", "jsonl", "txt"}),
    "write": (lambda path: workbooks.write(LEDGER, path), {"xlsx", "csv"}),
    "write_excel": (lambda path: reports.write_excel(reports.kpi_table(FIGURES), path), {"xlsx"}),
    "write_docx": (lambda path: reports.write_docx("甲。", path, title="甲"), {"docx"}),
    "write_csv": (lambda path: workbooks.write(LEDGER, path, kind="csv"), {"csv", "tsv", "txt"}),
    "save": (lambda path: workbooks.Mapping(columns={"盘子": "investment"}).save(path), {"toml", "txt"}),
    "write_review": (lambda path: workbooks.write_review(READ, path), {"xlsx"}),
    "write_lines": (lambda path: write_lines(LEDGER.projects, path), {"jsonl", "json", "txt"}),
}
ENDINGS = "xlsx xlsm xls xlsb ods et csv tsv docx doc wps odt pdf html htm md txt json jsonl toml parquet png zip".split()


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_of_another_kind_stays(writer: str, ending: str, tmp_path: Path) -> None:
    write, own = WRITERS[writer]
    for name in (ending, ending.upper()):
        path = tmp_path / f"old.{name}"
        path.write_bytes(b"old")
        if ending in own:
            write(path)
            assert path.read_bytes() != b"old"
            continue
        with pytest.raises(ZhaoshangError):
            write(path)
        assert path.read_bytes() == b"old"


def test_lines_are_lines_whatever_the_case_of_their_ending(tmp_path: Path) -> None:
    records.dump(LEDGER, tmp_path / "a.JSONL")
    assert records.load(tmp_path / "a.JSONL") == LEDGER
    assert len((tmp_path / "a.JSONL").read_text("utf-8").splitlines()) == 2
