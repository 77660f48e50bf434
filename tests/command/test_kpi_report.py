"""The main job: a ledger workbook in, its KPIs and every doubt out; whatever cannot be read ends with status 2."""

import importlib.util
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

EXAMPLES = Path(__file__).parents[2] / "examples"
LEDGER = EXAMPLES / "data" / "ledger_2022h1.xlsx"
Main = Callable[[Sequence[str]], int]


@pytest.fixture(scope="module")
def main() -> Main:
    """Load the example as a module."""
    spec = importlib.util.spec_from_file_location("kpi_report", EXAMPLES / "kpi_report.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kpi_report"] = module
    spec.loader.exec_module(module)
    found: Main = module.main
    return found


def test_the_bundled_ledger_by_unit(main: Main, capsys: pytest.CaptureFixture[str]) -> None:
    """Without arguments the bundled ledger is reported, and what was not read comes after it."""
    assert main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    total = next(line.split() for line in lines if line.startswith("合计"))
    assert total[1:3] == ["9", "约25.4"]
    assert total[4:7] == ["5", "2", "1"]
    assert total[8] == "55.56"
    assert any(line.startswith("未读入：招商台账!B14") for line in lines)
    assert any("H10" in line and "2022-02-30" in line for line in lines)


def test_english_and_markdown(main: Main, capsys: pytest.CaptureFixture[str]) -> None:
    """The same report in English, as Markdown, without groups."""
    assert main([str(LEDGER), "--period", "2022-H1", "--locale", "en", "--markdown"]) == 0
    shown = capsys.readouterr().out
    assert "| Start rate (%) " in shown
    assert "5 ÷ 9 |" in shown
    assert "17 rows: 11 projects, 1 not read, 5 titles, headers, totals or notes" in shown


def test_a_day_is_needed(main: Main, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a period and a day nothing is guessed from the clock."""
    with pytest.raises(SystemExit) as stopped:
        main([str(LEDGER)])
    assert stopped.value.code == 2
    assert "--as-of" in capsys.readouterr().err


def _no_header(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["甲", "乙", "丙"])


def _encrypted(path: Path) -> None:
    # a compound file whose directory names the package that Office writes for a password
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + name + bytes(1024))


def _wrong_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("readme.txt", "no workbook")


BROKEN: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(LEDGER.read_bytes()[:3000]),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 8),
    "picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "zip": _wrong_zip,
    "encrypted": _encrypted,
    "no_header": _no_header,
    "missing": Path.absolute,
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_what_cannot_be_read_is_said_once(
    main: Main, kind: str, locale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One clear error, no traceback, status 2."""
    path = tmp_path / "ledger.xlsx"
    BROKEN[kind](path)
    assert main([str(path), "--period", "2022", "--locale", locale]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "ledger.xlsx" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "extra", [["--sheet", "不存在"], ["--by", "星座"], ["--bands", "很大"], ["--period", "去年"]]
)
def test_arguments_that_mean_nothing_are_refused(
    main: Main, extra: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown sheet, key, band or period is named."""
    assert main([str(LEDGER), "--period", "2022-H1", *extra]) == 2
    assert extra[1] in capsys.readouterr().err
