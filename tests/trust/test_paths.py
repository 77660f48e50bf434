"""Paths that no file system takes are answered as files that are not there, by readers and writers alike."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from zhaoshang import Ledger, assessments, bulletins, frames, kpis, records, reports, workbooks
from zhaoshang.errors import ZhaoshangError

LEDGER: Final = Ledger(as_of="2022-06-30")
FIGURES: Final = kpis.evaluate(LEDGER, "signed_project_count")
USES: Final[dict[str, Callable[[str], Any]]] = {
    "workbooks.read": workbooks.read,
    "workbooks.Mapping.load": workbooks.Mapping.load,
    "workbooks.write": lambda path: workbooks.write(LEDGER, path),
    "workbooks.write_review": lambda path: workbooks.write_review(
        workbooks.read("项目名称,投资方\n虚构项目,甲公司\n".encode(), name="a.csv"), path
    ),
    "records.load": records.load,
    "records.iter_lines": lambda path: list(records.iter_lines(path)),
    "records.dump": lambda path: records.dump(LEDGER, path),
    "frames.read_parquet": frames.read_parquet,
    "frames.read_lines": lambda path: kpis.evaluate(
        frames.read_lines(path), "signed_project_count", as_of="2022-06-30"
    ),
    "frames.write_parquet": lambda path: frames.write_parquet(LEDGER, path),
    "frames.write_lines": lambda path: frames.write_lines([], path),
    "assessments.read_scheme": assessments.read_scheme,
    "reports.write_excel": lambda path: reports.write_excel(reports.kpi_table(FIGURES), path),
    "bulletins.write_docx": lambda path: bulletins.write_docx(FIGURES, path, title="通报"),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.parametrize("name", ["甲\0乙", "甲\ud800乙"], ids=ascii)
@pytest.mark.parametrize("suffix", [".xlsx", ".jsonl"])
def test_a_name_that_no_file_can_have_is_refused(use: Callable[[str], Any], name: str, suffix: str) -> None:
    with pytest.raises((OSError, ZhaoshangError)):
        use(f"/nowhere/{name}{suffix}")


READS: Final = (
    "workbooks.read", "workbooks.Mapping.load", "records.load", "records.iter_lines", "frames.read_parquet",
    "frames.read_lines", "assessments.read_scheme",
)  # fmt: skip


@pytest.mark.parametrize("use", READS)
@pytest.mark.parametrize(
    "name", ["x" * 5000, "甲\0乙", "甲\ud800乙", "file/below", "ring"], ids=lambda name: ascii(name)[:9]
)
def test_a_path_that_names_nothing_is_told_as_one_that_is_not_there(
    use: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "ring").symlink_to("ring")
    with pytest.raises(ZhaoshangError) as caught:
        USES[use](f"{tmp_path}/{name}")
    assert caught.value.render("zh_CN") != str(caught.value)
