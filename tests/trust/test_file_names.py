"""No writer replaces a file of another kind, however its name is written, nor any file by what is not its to write."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhaoshang import Investor, Ledger, Project, evaluate, records, reports, workbooks
from zhaoshang.errors import ArgumentError, ZhaoshangError
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


TAKING: dict[str, Callable[[Any, Path], Any]] = {
    "dump.json": records.dump,
    "dump.jsonl": records.dump,
    "write.xlsx": workbooks.write,
    "write.csv": lambda thing, path: workbooks.write(thing, path, kind="csv"),
    "write_review.xlsx": workbooks.write_review,
    "write_excel.xlsx": reports.write_excel,
    "write_docx.docx": lambda thing, path: reports.write_docx(thing, path, title="甲"),
    "write_lines.jsonl": write_lines,
}
"""The writers, by their name and that of a file, with what they write."""
PROJECT = LEDGER.projects["P1"]
WRONG: dict[str, Any] = {
    "none": None,
    "number": 1,
    "mapping": {1: 2},
    "class": Project,
    "texts": [PROJECT, "x"],
    "objects": [PROJECT, {"id": "P1", "name": "甲"}],
    "nothings": [PROJECT, None],
    "ledgers": [PROJECT, LEDGER],
    "investors": [Investor(id="I1", name="甲")],
}


@pytest.mark.parametrize("thing", WRONG)
@pytest.mark.parametrize("writer", TAKING)
def test_what_is_not_its_to_write_leaves_the_old_file(writer: str, thing: str, tmp_path: Path) -> None:
    path = tmp_path / writer
    path.write_bytes(b"old")
    with pytest.raises(ZhaoshangError):
        TAKING[writer](WRONG[thing], path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == [writer]


def test_a_line_of_no_project_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError) as caught:
        write_lines(iter([PROJECT, LEDGER]), tmp_path / "lines.jsonl")  # type: ignore[arg-type]
    assert str(caught.value).startswith("write_lines cannot take Ledger(")
    assert "for projects[1]: expected Project." in str(caught.value)
