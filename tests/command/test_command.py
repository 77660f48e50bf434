"""`python -m zhaoshang`: the main job and the reading of a text, in two languages, with exit statuses."""

import errno
import io
import os
import re
import runpy
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhaoshang import Ledger, Project, workbooks
from zhaoshang import __main__ as command
from zhaoshang._command import books
from zhaoshang._command.words import WORDS, Words, locale_of
from zhaoshang.model import Agreement

LEDGER = str(Path(__file__).parents[2] / "examples" / "data" / "ledger_2022h1.xlsx")
CSV = "项目名称,投资方,总投资（亿元）,签约时间,单位\n虚构阀门项目,虚构甲公司,3.5,2022年3月,甲镇\n,虚构乙公司,1,2022年4月,甲镇\n"
if TYPE_CHECKING:
    from collections.abc import Callable
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.mark.long
def test_the_table_is_that_of_the_example(capsys: Capture) -> None:
    """One workbook gives one table, whether the script or the command prints it."""
    script = Path(__file__).parents[2] / "examples" / "kpi_report.py"
    main: Callable[[list[str]], int] = runpy.run_path(str(script))["main"]
    shared = [LEDGER, "--period", "2022-H1", "--by", "责任单位", "--locale", "zh_CN"]
    assert main([*shared, "--as-of", "2022-06-30"]) == 0
    table = capsys.readouterr().out.partition("招商台账：")[0].strip().splitlines()
    assert command.main(["report", *shared, "--width", "0"]) == 0
    told = capsys.readouterr().out.replace("─", "-").splitlines()
    assert [line for line in told if line in table] == [line for line in table if line]


def test_the_report_in_english_as_markdown(capsys: Capture) -> None:
    line = ["report", LEDGER, "--period", "2022-H1", "--kpi", "开工率", "--markdown", "--sheet", "招商台账"]
    assert command.main(line) == 0
    shown = capsys.readouterr().out
    assert "| Start rate (%) |" in shown
    assert "as of June 30, 2022" in shown
    assert "17 rows: 11 projects, 1 not read, 5 titles, headers, totals or notes" in shown


def test_a_profile_is_named_by_its_id(capsys: Capture) -> None:
    line = ["report", LEDGER, "--period", "2022-H1", "--kpi", "开工率", "--profile", "gansu"]
    assert command.main(line) == 0
    assert "profile gansu" in " ".join(capsys.readouterr().out.split())


def test_a_csv_with_a_mapping(tmp_path: Path, capsys: Capture) -> None:
    """CSV needs no extra; a mapping kept as TOML is used."""
    ledger, mapping = tmp_path / "ledger.csv", tmp_path / "mapping.toml"
    ledger.write_text(CSV, encoding="gb18030")
    mapping.write_text('[columns]\n"单位" = "owner"\n', encoding="utf-8")
    line = ["report", str(ledger), "--period", "2022", "--by", "owner", "--mapping", str(mapping)]
    assert command.main([*line, "--kpi", "signed_investment_total", "--locale=zh_CN"]) == 0
    shown = capsys.readouterr().out
    assert "甲镇" in shown
    assert "未读入：ledger!" in shown


def test_the_review_is_written_and_can_be_read(tmp_path: Path, capsys: Capture) -> None:
    back = tmp_path / "back.xlsx"
    assert command.main(["report", LEDGER, "--as-of", "2022-06-30", "--review", str(back)]) == 0
    assert f"wrote {back}" in capsys.readouterr().out
    assert len(workbooks.read(back).ledger.projects) == 11


@pytest.mark.parametrize(
    ("text", "more", "shown"),
    [
        ("近130亿元", [], ["kind   Money", "value  13000000000 yuan", "hedge  nearly", "range  (-∞, 13000000000) yuan"]),
        ("80余亩", ["--locale", "zh_CN"], ["类型  面积", "数值  80 亩", "修饰  余", "范围  (80, 90) 亩"]),
        ("3.5", ["--unit", "亿元"], ["kind   Money", "value  350000000 yuan"]),
        ("2022年12月中旬", [], ["value  2022-12-M", "days   2022-12-11 – 2022-12-20"]),
        ("去年", ["--today", "2023-01-05"], ["value  2022", "days   2022-01-01 – 2022-12-31"]),
        ("签约项目41个，总投资5-8亿元", [], ["4–7  41个", "no single value"]),
    ],
)  # fmt: skip
def test_a_text_is_read(text: str, more: list[str], shown: list[str], capsys: Capture) -> None:
    assert command.main(["read", text, *more]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    for part in shown:
        assert " ".join(part.split()) in printed


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (["read", "没有"], "没有"),
        (["read", "去年"], "today"),
        (["report", "missing.xlsx", "--period", "2022"], "missing.xlsx"),
        (["report", LEDGER, "--period", "去年"], "去年"),
        (["report", LEDGER, "--period", "2100-01-01"], "1900"),
        (["report", LEDGER, "--period", "2022", "--kpi", "幸福指数"], "幸福指数"),
        (["report", LEDGER, "--period", "2022", "--sheet", "不存在"], "不存在"),
        (["report", LEDGER, "--period", "2022", "--profile", "nowhere"], "nowhere"),
        (["report", LEDGER, "--period", "2022", "--mapping", "missing.toml"], "missing.toml"),
    ],
)
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_what_cannot_be_used_ends_with_status_2(
    line: list[str], named: str, locale: str, capsys: Capture
) -> None:
    """One sentence on standard error, nothing on standard output."""
    assert command.main([*line, "--locale", locale]) == 2
    said = capsys.readouterr()
    assert named in said.err
    assert said.out == ""


def test_a_period_is_written_as_people_write_it(capsys: Capture) -> None:
    """2022年上半年 and 2022-H1 are one period."""
    for period in ("2022-H1", "2022年上半年"):
        assert command.main(["report", LEDGER, "--period", period, "--kpi", "开工率"]) == 0
    shown = capsys.readouterr().out
    half = len(shown) // 2
    assert shown[:half] == shown[half:]


def test_no_command_without_a_day_of_today_asks_for_one(capsys: Capture) -> None:
    for option in ("--period", "--as-of"):
        assert command.main(["report", LEDGER, option, "去年", "--locale", "en"]) == 2
        said = capsys.readouterr().err
        assert ("a year in figures" in said, "today" in said) == (True, False)


def test_columns_that_were_not_read_are_named(tmp_path: Path, capsys: Capture) -> None:
    """A column without a field is no silent loss."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(CSV, encoding="gb18030")
    assert command.main(["report", str(ledger), "--period", "2022", "--locale", "zh_CN"]) == 0
    assert "未读入的列：" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022年2月30日", "a date that exists"),
        ("2022年12月32日", "not a date"),
        ("1899/12/30", "a year from 1900 to 2099"),
        ("很多钱", "not a quantity"),
    ],
)
def test_the_reader_that_understood_more_speaks(text: str, said: str, capsys: Capture) -> None:
    assert command.main(["read", text]) == 2
    assert said in capsys.readouterr().err


def test_a_language_that_is_not_spoken_is_refused(capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        command.main(["read", "5亩", "--locale", "fr"])
    assert "fr" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "english", "chinese"),
    [
        ([], "error: ", "参数有误：缺少 命令"),
        (["reprot"], "invalid choice: 'reprot'", "参数有误：命令 中没有“reprot”，可用："),
        (["reprot"], "Did you mean report?", "是否指：report？"),
        (["kpis", "开公率"], "Did you mean 开工率?", "是否指：开工率？"),
        (["report", LEDGER, "--perod", "2022"], "Did you mean --period?", "是否指：--period？"),
        (["verify", "no.txt"], "no.txt: there is no such file", "no.txt：文件不存在"),
        (["verify", "台账.xlsx"], "write --ledger 台账.xlsx", "请写 --ledger 台账.xlsx"),
        (["read", "5亩", "--unti", "亩"], "unrecognized arguments: --unti", "参数有误：没有参数 --unti"),
        (
            ["read", "5亩", "--unit"],
            "argument --unit: expected one argument",
            "参数有误：--unit 后面缺少内容",
        ),
        (["report", LEDGER], "pass --period or --as-of", "请给出 --period 或 --as-of"),
    ],
)
def test_a_wrong_command_line_is_told_in_the_language(
    line: list[str], english: str, chinese: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for locale, expected in (("C.UTF-8", english), ("zh_CN.UTF-8", chinese)):
        monkeypatch.setenv("LANG", locale)
        with pytest.raises(SystemExit) as stopped:
            command.main(line)
        assert stopped.value.code == 2
        assert expected in capsys.readouterr().err


def test_help_is_in_both_languages(capsys: Capture) -> None:
    """The same options, described in the language asked for."""
    options = []
    for locale, usage, status in (("zh_CN", "用法：", "退出码"), ("en", "usage: ", "Exit status")):
        for line in (["--help"], ["report", "--help"], ["read", "-h"]):
            with pytest.raises(SystemExit) as stopped:
                command.main([*line, "--locale", locale])
            assert stopped.value.code == 0
            shown = capsys.readouterr().out
            assert shown.startswith(usage)
            assert status in shown
            options.append([word for word in shown.split() if word.startswith("--")])
    assert options[:3] == options[3:]


def test_every_word_has_both_languages() -> None:
    assert all(chinese and english for chinese, english in WORDS.values())


class Terminal(io.StringIO):
    """A stream that says somebody watches."""

    def isatty(self) -> bool:
        return True


def test_a_long_file_shows_its_progress() -> None:
    """Where tqdm is installed and standard error is a terminal; short files show nothing."""
    stream = Terminal()
    with books.progress(Words("en"), stream) as told:
        assert told is not None
        told("台账", 1000, 4000)
        told("台账", 4000, 4000)
    assert stream.getvalue().strip() == ""


def test_without_tqdm_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with books.progress(Words("en"), Terminal()) as told:
        assert told is None


@pytest.mark.parametrize(
    ("line", "environment", "locale"),
    [
        (["read", "5亩", "--locale", "en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["--locale=zh_CN"], {}, "zh_CN"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ([], {"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        (["--locale"], {}, "en"),
    ],
)
def test_the_language_is_that_asked_for_else_of_the_environment(
    line: list[str], environment: dict[str, str], locale: str
) -> None:
    assert locale_of(line, environment) == locale


def test_a_reader_that_leaves_early_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m zhaoshang report … | head -1` ends quietly."""

    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())
    assert command.main(["read", "5亩"]) == 0
    sys.stdout.close()


def test_an_option_that_would_not_be_read_is_refused(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its name: a slip in it, or an empty variable of a script, would else pass in silence."""
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(CSV, "utf-8")
    Path("稿.txt").write_text("签约项目5个。", "utf-8")
    assert command.main(["convert", "a.csv", "a.json"]) == 0
    wrong = []
    for line, name in (
        ("join a.csv --identity name", "--identity"),
        ("join a.json --sheet 一", "--sheet"),
        ("read 3亿元 --today x", "--today"),
        ("read 3亿元 --width 40", "--width"),
        ("report a.csv --period 2022-H1 --as-of=", "--as-of"),
        ("report a.csv --period 去年", "--period"),
        ("report a.csv --period 2022-H1 --kpi start_rate --bands ≥1亿元", "--bands"),
        ("report a.csv --period 2022-H1 --json --markdown", "--markdown"),
        ("report a.json --period 2022-H1 --review b.xlsx", "--review"),
        ("check a.csv --json --width 40", "--width"),
        ("check a.json --mapping b.toml", "--mapping"),
        ("verify 稿.txt --sheet 一", "--sheet"),
        ("verify 稿.txt --as-of 2022-06-30", "--as-of"),
    ):
        try:
            status: object = command.main(line.split())
        except SystemExit as left:
            status = left.code
        said = capsys.readouterr().err
        told = said.rpartition("error: ")[2]  # below the usage, which names every option
        if status != 2 or name not in told:
            wrong.append((line, status, said))
    assert wrong == []
    line = "verify 稿.txt --ledger a.csv --as-of 2023-12-31 --period 去年 --today 2024-03-01"
    assert command.main(line.split()) == 1  # none was signed in 2023


class _Device(io.RawIOBase):
    """Standard output that takes nothing."""

    def __init__(self, fault: int) -> None:
        self.fault = fault

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise OSError(self.fault, os.strerror(self.fault))


def test_what_cannot_be_printed_is_told_by_the_command_itself(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line and with status 2 on a full disk, quietly where the reader left; nothing is left to the interpreter."""
    wrong = []
    for line in (
        "--version",
        "--help",
        "report --help",
        "read 5亩",
        "report --demo",
        "kpis --json",
        "report",
    ):
        for fault in (errno.ENOSPC, errno.EPIPE):
            is_error = line == "report"  # which prints nothing, but why it cannot
            broken = io.TextIOWrapper(io.BufferedWriter(_Device(fault)), "utf-8")
            monkeypatch.setattr(sys, "stdout", broken)
            try:
                status: object = command.main(line.split())
            except SystemExit as left:
                status = left.code
            sys.stdout.close()
            with suppress(OSError):  # what it still holds, Python 3.13 tells of when it is dropped
                broken.close()
            said = capsys.readouterr().err
            full = f"stdout: {os.strerror(errno.ENOSPC)}\n" if fault == errno.ENOSPC else ""
            if (status, said) != (2 if full else 0, full) and not (is_error and status == 2):
                wrong.append((line, fault, status, said))
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_commands_of_the_readme_work(
    readme: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = Path(__file__).parents[2]
    told = re.findall(r"^zhaoshang ([^#\n]+)", (root / readme).read_text("utf-8"), re.MULTILINE)
    assert len(told) > 1
    monkeypatch.chdir(tmp_path)
    project = Project(id="P1", name="甲", owner="东镇", agreements=[Agreement(signed_on="2022-03")])
    workbooks.write(Ledger(as_of="2022-06-30", projects=[project]), "ledger.xlsx")
    for line in told:
        assert command.main(shlex.split(line)) == 0
        assert capsys.readouterr().out


@pytest.mark.long
def test_it_runs_as_a_module() -> None:
    """From a shell, with the interpreter's warnings as errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "zhaoshang", "read", "5亩"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    assert "5 mu" in done.stdout.decode("utf-8")
