"""Paths that no file system takes are answered as files that are not there, by readers and writers alike.

A folder, a file in the place of a folder and a place that takes no file are errors of the library for every one of them.
"""

import importlib
import inspect
import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import polars as pl
import public_api
import pytest

from zhaoshang import Ledger, assessments, bulletins, frames, kpis, records, reports, workbooks
from zhaoshang.errors import FileAccessError, MissingFileError, ZhaoshangError

LEDGER: Final = Ledger(as_of="2022-06-30")
FIGURES: Final = kpis.evaluate(LEDGER, "signed_project_count")
MONTHS: Final = kpis.evaluate_periods(LEDGER, "signed_project_count", period="2022", step="month")
USES: Final[dict[str, Callable[[str], Any]]] = {
    "workbooks.read": workbooks.read,
    "workbooks.read.mapping": lambda path: workbooks.read(
        "项目名称\n甲\n".encode(), name="a.csv", mapping=path
    ),
    "workbooks.read_frame.mapping": lambda path: workbooks.read_frame(pl.DataFrame(), mapping=path),
    "workbooks.Mapping.load": workbooks.Mapping.load,
    "workbooks.Mapping.save": workbooks.Mapping.of({"盘子": "investment"}).save,
    "workbooks.Mapping.suggest": workbooks.Mapping.suggest,
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
    "reports.write_docx": lambda path: reports.write_docx("甲。", path, title="通报"),
    "bulletins.write_docx": lambda path: bulletins.write_docx(FIGURES, path, title="通报"),
    "bulletins.Verification.write_docx": bulletins.verify("甲。", LEDGER, period="2022").write_docx,
    "kpis.Figures.to_excel": FIGURES.to_excel,
    "kpis.PeriodFigures.to_excel": MONTHS.to_excel,
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.parametrize("name", ["甲\0乙", "甲\ud800乙"], ids=ascii)
@pytest.mark.parametrize("suffix", [".xlsx", ".jsonl"])
def test_a_name_that_no_file_can_have_is_refused(use: Callable[[str], Any], name: str, suffix: str) -> None:
    with pytest.raises(ZhaoshangError):
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


def taking_paths() -> Iterator[str]:
    """Give every public function and method that takes a path, by the annotation of its parameter."""
    for room in public_api.public_modules():
        module = importlib.import_module(room)
        for name in module.__all__:
            value = getattr(module, name)
            members = vars(value).items() if inspect.isclass(value) else ((name, value),)
            for inner, member in members:
                function = inspect.unwrap(getattr(member, "__func__", member))
                if not inspect.isfunction(function) or inner.startswith("_"):
                    continue
                said = ".".join(dict.fromkeys((room.removeprefix("zhaoshang."), name, inner)))
                for parameter, hint in function.__annotations__.items():
                    if parameter != "return" and "Path" in str(hint):
                        yield said if parameter != "mapping" else f"{said}.mapping"


def test_every_function_that_takes_a_path_is_tried() -> None:
    taking = set(taking_paths()) - {
        "frames.read_frame.mapping"
    }  # the same function, for the engines of frames
    assert taking == set(USES)


WRITES: Final = [use for use in USES if use.rpartition(".")[2].startswith(("write", "dump", "save", "to_"))]
ENDINGS: Final = {
    "dump": ".json",
    "write_lines": ".jsonl",
    "write_docx": ".docx",
    "save": ".toml",
    "write_parquet": "",
}
OF_BOOKS: Final = {"workbooks.write", "workbooks.write_review"}
"""Their own error says the same: `UnreadableWorkbookError`."""
IN_PLACES: Final = {
    "a folder": "folder/a",
    "a file for a folder": "file/a",
    "no folder": "none/a",
    "a long name": "x" * 300,
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a file, and with a folder for each ending that is called as a file would be."""
    (tmp_path / "file").write_text("x")
    for ending in (".xlsx", *ENDINGS.values()):
        (tmp_path / f"folder/a{ending}").mkdir(parents=True, exist_ok=True)
    return tmp_path


@pytest.mark.parametrize("where", IN_PLACES)
@pytest.mark.parametrize("use", WRITES)
def test_a_place_that_takes_no_file_is_told_by_every_writer(use: str, where: str, place: Path) -> None:
    path = place / f"{IN_PLACES[where]}{ENDINGS.get(use.rpartition('.')[2], '.xlsx')}"
    if use == "frames.write_parquet":  # which writes a folder, and makes those above it
        path = place / "file" if where in {"a folder", "no folder"} else path
    before = sorted(place.rglob("*"))
    with pytest.raises(ZhaoshangError) as caught:
        USES[use](str(path))
    told: Any = caught.value
    assert str(path) in str(told)
    assert told.render("zh_CN") != str(told)
    if use not in OF_BOOKS:
        assert isinstance(told, FileAccessError | MissingFileError)
        assert told.filename == str(path)
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize("use", [*READS, "frames.write_parquet"])
def test_a_folder_or_file_of_the_other_kind_is_told(use: str, place: Path) -> None:
    path = place / ("file" if "parquet" in use else "folder")
    with pytest.raises(ZhaoshangError) as caught:
        USES[use](str(path))
    assert str(path) in str(caught.value)
    assert caught.value.render("zh_CN") != str(caught.value)


def test_a_table_that_is_a_folder_stays_and_none_is_replaced(tmp_path: Path) -> None:
    frames.write_parquet(LEDGER, tmp_path)
    (tmp_path / "projects.parquet").unlink()
    (tmp_path / "projects.parquet").mkdir()
    before = {path: path.is_dir() or path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(FileAccessError, match=r"projects\.parquet: it is a folder"):
        frames.write_parquet(Ledger(as_of="2021-01-01"), tmp_path)
    assert {path: path.is_dir() or path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_name_that_ends_as_a_folder_does_is_no_file(tmp_path: Path) -> None:
    for name, write in {"a.json": records.dump, "a.jsonl": records.dump, "a.csv": workbooks.write}.items():
        with pytest.raises(ZhaoshangError, match="folder"):
            write(LEDGER, f"{tmp_path / name}/")
    assert not list(tmp_path.iterdir())


def test_what_is_wrong_with_a_place_is_told_as_it_is(tmp_path: Path) -> None:
    """What would help differs: closing the file in Excel makes no folder, and no folder can be made where a file is."""
    (tmp_path / "file").write_text("x")
    for link, target in {"ring": "ring", "dangling": "none/a", "below": "file/a"}.items():
        (tmp_path / link).symlink_to(target)
    places = {
        "file/a": ("no_folder", "in_the_way"),
        "file/a/b": ("no_folder", "in_the_way"),
        "below": ("no_folder", "in_the_way"),
        "none/a": ("MissingFileError", "no_folder"),
        "dangling": ("MissingFileError", "no_folder"),
        "甲\0乙": ("no_name", "no_name"),
        "甲\ud800乙": ("no_name", "no_name"),
        "x" * 300: ("no_name", "no_name"),
        "ring": ("no_name", "no_name"),
    }
    told = {}
    for name in places:
        reasons = []
        for write in (records.dump, workbooks.write):
            with pytest.raises(ZhaoshangError) as caught:
                write(LEDGER, f"{tmp_path}/{name}")
            reasons.append(getattr(caught.value, "reason", type(caught.value).__name__))
        told[name] = tuple(reasons)
    assert told == places


def test_writing_needs_no_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given as bytes is read from one, and its lack is told."""
    made = {kind: io.BytesIO() for kind in ("xlsx", "csv", "review of a book", "review")}
    workbooks.write(LEDGER, book := io.BytesIO())
    read = [
        workbooks.read(book.getvalue(), name="a.xlsx"),
        workbooks.read("项目名称,投资方\n虚构项目,甲公司\n".encode(), name="a.csv"),
    ]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    workbooks.write(LEDGER, made["xlsx"])
    workbooks.write(LEDGER, made["csv"], kind="csv")
    for imported, kind in zip(read, ("review of a book", "review"), strict=True):
        workbooks.write_review(imported, made[kind])
    assert all(stream.getvalue() for stream in made.values())
    with pytest.raises(
        workbooks.UnreadableWorkbookError, match=r"a\.xlsx: the folder for temporary files"
    ) as caught:
        workbooks.read(book, name="a.xlsx")
    assert caught.value.reason == "temporary"
