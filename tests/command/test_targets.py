"""Where a verb writes, and how narrow a page may be: no line destroys what it reads, and none goes on for ever."""

from pathlib import Path

import pytest

from zhaoshang import __main__ as command
from zhaoshang._command.printing import LEAST, width_of, wrapped

Capture = pytest.CaptureFixture[str]
BOOK = "项目名称,投资方,总投资（亿元）,签约时间\n虚构阀门项目,虚构甲公司,3.5,2022年3月\n"
READ = {"may.csv": BOOK, "article.txt": "上半年签约3个项目。", "map.toml": "year = 2022\n"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in READ.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "soft.csv").symlink_to(tmp_path / "may.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "report may.csv --as-of 2022-06-30 --review may.csv",
        "report may.csv --as-of 2022-06-30 --review marked.csv",
        "report may.csv --as-of 2022-06-30 --mapping map.toml --review map.toml",
        "columns may.csv --write may.csv",
        "columns may.csv --mapping map.toml --write map.toml",
        "verify article.txt --html article.txt",
        "verify article.txt --html page.pdf",
        "verify article.txt --ledger may.csv --as-of 2022-06-30 --html may.csv",
        "convert may.csv soft.csv",
        "convert may.csv map.toml --mapping map.toml",
        "join may.csv may.csv -o soft.csv",
    ],
    ids=str,
)
def test_nothing_is_written_over_what_is_read(line: str, folder: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(line.split())
    assert left.value.code == 2
    assert (
        line.split()[-1 if "--mapping" not in line else line.split().index("map.toml")]
        in capsys.readouterr().err
    )
    assert {name: (folder / name).read_text("utf-8") for name in READ} == READ
    assert (folder / "soft.csv").is_symlink()


@pytest.mark.parametrize("verb", ["report", "check", "columns"])
def test_a_book_and_the_demonstration_are_not_both_read(verb: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        command.main([verb, "may.csv", "--demo"])
    assert left.value.code == 2
    assert "may.csv" in capsys.readouterr().err


@pytest.mark.long
@pytest.mark.parametrize("columns", range(1, 8))
@pytest.mark.parametrize(
    "line", ["report --demo", "check --demo", "columns --demo", "kpis 开工率", "profiles gansu"], ids=str
)
def test_no_terminal_is_too_narrow(
    line: str, columns: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert command.main(line.split()) in {0, 1}
    wide = capsys.readouterr().out
    monkeypatch.delenv("COLUMNS")
    command.main([*line.split(), "--width", str(columns)])
    assert capsys.readouterr().out == wide
    assert width_of(columns) == LEAST


@pytest.mark.parametrize("width", range(1, 12))
def test_breaking_a_text_ends_and_loses_nothing(width: int) -> None:
    text = "签约项目数，开工率；合计 12 个"
    assert "".join(wrapped(text, width)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.long
@pytest.mark.parametrize("columns", ["9" * 8, "9" * 30, "-1", "abc", ""])
def test_no_terminal_is_too_wide(columns: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert command.main(["report", "--demo"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 10_000
