"""The command: whatever it is given, it answers, and what it prints steers no terminal."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhaoshang import Ledger, Money, Project, records, workbooks
from zhaoshang.__main__ import main
from zhaoshang.errors import ZhaoshangError
from zhaoshang.frames import read_lines
from zhaoshang.model import Agreement

STEERING = "\x1b[31m\u202e\u2066\x07\x9b\u200b\r\ufeff"


def command(*line: str, encoding: str = "utf-8") -> tuple[int, str]:
    """Give a line to the command; give its status and everything it printed to a terminal of an encoding."""
    with (
        io.TextIOWrapper(io.BytesIO(), encoding, errors="strict") as terminal,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "stdout", terminal)
        patch.setattr(sys, "stderr", terminal)
        try:
            status = main(line)
        except SystemExit as left:  # as argparse leaves
            status = int(left.code or 0)
        terminal.flush()
        return status, terminal.buffer.getvalue().decode(encoding)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    signed = [Agreement(signed_on="2022-03")]
    ledger = Ledger(
        projects=[
            Project(id=f"A{STEERING}", name=f"虚构{STEERING}甲", owner=f"东{STEERING}镇", agreements=signed),
            Project(id="B", name="乙", investment=Money.of(3, "亿元"), agreements=signed),
        ]
    )
    workbooks.write(ledger, tmp_path / "b.xlsx")
    monkeypatch.chdir(tmp_path)
    return "b.xlsx"


def steers(shown: str) -> set[str]:
    return {mark for mark in STEERING if not mark.isprintable()} & {*shown}


ODD_OPTIONS = [[name, STEERING] for name in ("--by", "--kpi", "--bands", "--profile", "--sheet", "--mapping")]


@pytest.mark.parametrize(
    "more", [[], ["--markdown"], ["--by", "owner"], ["--review", "r.xlsx"], *ODD_OPTIONS, [STEERING]]
)
def test_names_steer_no_terminal(book: str, more: list[str]) -> None:
    """Escape sequences, turns of the writing direction and hidden characters are shown as their codes."""
    for locale in ("zh_CN", "en"):
        status, shown = command("report", book, "--period", "2022", "--locale", locale, *more)
        assert status in {0, 2}, shown
        assert not steers(shown)
        assert "\\u202e" in shown


@pytest.mark.parametrize("text", ["签约3个{}，总投资3亿元", "{}3亿元", "3亿元{}", "{}", "2022年{}", "{}abc"])
def test_texts_steer_no_terminal(text: str) -> None:
    status, shown = command("read", text.format(STEERING))
    assert status in {0, 2}
    assert not steers(shown)


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
@pytest.mark.parametrize(
    "line",
    [
        ["read", "近130亿元"],
        ["read", "约1.5亿㎡😀"],
        ["read", "--help"],
        ["report", "无€😀.xlsx", "--period", "2022"],
        ["report", "b.xlsx", "--period", "2022"],
        ["报告"],
    ],
)
def test_a_terminal_of_any_encoding_is_answered(
    encoding: str, line: list[str], book: str, tmp_path: Path
) -> None:
    """What an encoding does not have is shown as its code."""
    assert (tmp_path / book).exists()
    for locale in ("zh_CN", "en"):
        assert command(*line, "--locale", locale, encoding=encoding)[0] in {0, 2}


MAPPINGS = {
    "a number": "columns = 5",
    "a list": "columns = [1]",
    "a number for names": "sheets = 3",
    "numbers for names": "skip = [1]",
    "a text for names": 'skip = "甲"',
    "a year in words": 'year = "2022"',
    "a number for a field": "[columns]\n5 = 3",
    "a table for a unit": '[columns]\n"甲" = { field = "investment", unit = {a = 1} }',
    "a key of its own": "colums = 1",
    "no TOML": "a = [",
    "deep TOML": f"columns = {'[' * 5000}",
    "deep TOML that ends": f"columns = {'[' * 900}{']' * 900}",
}


@pytest.mark.parametrize("text", MAPPINGS.values(), ids=MAPPINGS)
def test_a_mapping_that_cannot_be_used_is_told(text: str, book: str, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    assert command("report", book, "--period", "2022", "--mapping", "m.toml")[0] == 2
    with pytest.raises(ZhaoshangError):
        workbooks.Mapping.load(tmp_path / "m.toml")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["read", "1/3亿元"], "100000000/3"),
        (["read", "去年", "--today", "1000-01-01"], ""),
        (["read", "明年", "--today", "9999-12-31"], ""),
        (["read", "9999年12月31日"], "9999-12-31"),
        (["read", "0001年1月1日"], ""),
        (["read", "下周", "--today", "9999-12-31"], ""),
        (["read", "九" * 500 + "亿元"], ""),
        (["read", "(" * 5000], ""),
        (["read", ""], ""),
        (["read", "\udcff\udcfe"], ""),
        (["report", "b.xlsx", "--period", "9999-12-31"], ""),
        (["report", "b.xlsx", "--as-of", "1000-01-01"], ""),
        (["report", "b.xlsx", "--period", "2022", "--kpi", "时间进度", "--as-of", "9999-12-31"], ""),
        (["report", "b.xlsx", "--period", "2022", "--width", "99999999999"], "10000"),
        (["report", "b.xlsx", "--period", "2022", "--width", "-1"], "10000"),
        (["report", "b.xlsx", "--period", "2022", "--width", "九"], "10000"),
        (["report", "nowhere.xlsx", "--period", "2022"], "nowhere.xlsx"),
        (["report", ".", "--period", "2022"], "."),
        (["report", "b.xlsx", "--period", "2022", "--review", "nowhere/x.xlsx"], "nowhere"),
        (["report", "b.xlsx", "--period", "2022", "--mapping", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_every_line_is_answered(line: list[str], told: str, book: str, tmp_path: Path) -> None:
    """A status of 0 or 2, words, and never a traceback."""
    assert (tmp_path / book).exists()
    status, shown = command(*line)
    assert status in {0, 2}, shown
    assert told in shown


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_wherever_a_file_is_read(book: str, tmp_path: Path) -> None:
    """A pipe that nobody writes to would be waited for for ever."""
    os.mkfifo(tmp_path / "p.jsonl")
    os.mkfifo(tmp_path / "p.json")
    for line in (["p.json"], [book, "--mapping", "p.json"]):
        status, shown = command("report", *line, "--period", "2022")
        assert (status, "p.json" in shown) == (2, True)
    status, shown = command("verify", "p.json")
    assert (status, "p.json" in shown) == (2, True)
    for read in (
        lambda: records.load(tmp_path / "p.json"),
        lambda: records.load(tmp_path / "p.jsonl"),
        lambda: list(records.iter_lines(tmp_path / "p.jsonl")),
        lambda: list(read_lines(tmp_path / "p.jsonl").ledgers()),
    ):
        with pytest.raises(OSError, match="a pipe or a device"):
            read()


@pytest.mark.skipif(sys.platform != "linux", reason="a device of Linux")
@pytest.mark.parametrize("line", [["check", "nowhere.json"], ["no such command"]])
def test_the_status_is_the_same_where_nothing_can_be_told(line: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "zhaoshang", *line],
            stdout=subprocess.PIPE,
            stderr=full,
            stdin=subprocess.DEVNULL,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    assert done.returncode == 2
