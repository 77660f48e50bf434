"""The verbs of the command: each in two languages, as text within a width and as JSON, with its exit status."""

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, kpis, profiles, records, workbooks
from zhaoshang import __main__ as command
from zhaoshang._command import books
from zhaoshang._command.printing import KEPT, bars_of, text_of, wrapped
from zhaoshang.model import Agreement
from zhaoshang.reports import Column, Table, display_width, kpi_table

Capture = pytest.CaptureFixture[str]
LEDGER = Path(__file__).parents[2] / "examples" / "data" / "ledger_2022h1.xlsx"
MAY = (
    "项目名称,投资方,总投资（亿元）,责任单位\n虚构阀门项目,虚构甲公司,3.5,一组\n虚构仓储,虚构乙公司,2,二组\n"
)
JUNE = "项目名称,投资方,总投资（亿元）,责任单位\n虚构仓储,虚构乙公司,2.5,二组\n虚构风机,虚构丙公司,1,一组\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LC_ALL", "LC_MESSAGES", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name, text in (("may.csv", MAY), ("june.csv", JUNE)):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: Capture, *line: str) -> tuple[int, str]:
    status = command.main(line)
    return status, capsys.readouterr().out


def data(capsys: Capture, *line: str) -> tuple[int, Any]:
    status, told = run(capsys, *line, "--json")
    return status, json.loads(told)


def test_the_demo_is_the_ledger_of_the_examples(capsys: Capture) -> None:
    assert books.DEMO.read_bytes() == LEDGER.read_bytes()
    status, told = run(capsys, "report", "--demo", "--locale", "zh_CN")
    assert status == 0
    assert told.startswith("招商台账：共 17 行，项目 11")


@pytest.mark.long
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("width", [70, 80, 100])
@pytest.mark.parametrize(
    "line",
    [
        ["report", "--demo"],
        ["report", "--demo", "--by", "owner", "--by", "category"],
        ["check", "--demo"],
        ["columns", "--demo"],
        ["kpis", "开工率"],
        ["diff", "may.csv", "june.csv"],
        ["join", "may.csv", "june.csv", "--merge"],
        ["profiles", "gansu"],
    ],
)
def test_the_screen_is_kept(line: list[str], locale: str, width: int, capsys: Capture) -> None:
    _, told = run(capsys, *line, "--locale", locale, "--width", str(width))
    assert told.strip()
    assert max(map(display_width, told.splitlines())) <= width


def test_a_table_is_turned_or_parted_and_loses_nothing() -> None:
    columns = [Column(title="单位"), *(Column(title=f"指标{n}") for n in range(9))]
    table = Table(
        title="表", columns=columns, rows=[(f"镇{r}", *(f"{r}-{n}" for n in range(9))) for r in range(9)]
    )
    for width in (0, 30, 40, 200):
        told = text_of(table, width)
        for r in range(9):
            assert all(f"{r}-{n}" in told for n in range(9))
        assert not width or max(map(display_width, told.splitlines())) <= width
    assert text_of(table, 0).replace("─", "-") == table.to_text().strip()


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_the_first_screen_is_one_table_and_a_chart(locale: str, capsys: Capture) -> None:
    """Of the demonstration, within the eighty columns of any terminal: the whole stands beside the units."""
    _, told = run(capsys, "report", "--demo", "--locale", locale, "--width", "80")
    rules = [line for line in told.splitlines() if line and not line.strip("─")]
    assert len(rules) == 3
    head = next(line for line in told.splitlines() if "东湖镇" in line)
    assert ("合计" if locale == "zh_CN" else "Total") in head
    bars = [line.split() for line in told.splitlines() if "█" in line]
    assert [bar[0] for bar in bars] == ["东湖镇", "西山镇", "高新园区"]
    first, second, third = (len(bar[1]) for bar in bars)
    assert third / first == pytest.approx(13.8 / 3.5, rel=0.05)
    assert third / second == pytest.approx(13.8 / 8.1, rel=0.05)


@pytest.mark.parametrize(("encoding", "is_drawn"), [("utf-8", True), ("gbk", False), ("ascii", False)])
def test_a_chart_is_drawn_where_blocks_take_one_column(
    encoding: str, is_drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = TextIOWrapper(BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", screen)
    assert command.main(["report", "--demo", "--locale", "en"]) == 0
    screen.flush()
    told = screen.buffer.getvalue().decode(encoding)
    assert ("█" in told) is is_drawn
    assert ("─" in told) is is_drawn
    assert ("-----" in told) is not is_drawn


def test_bars_need_groups_and_numbers_from_nought() -> None:
    ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P", name="甲", owner="东镇")])
    for by in ((), ("owner",)):
        assert bars_of(kpi_table(kpis.evaluate(ledger, "签约总投资", by=by)), 80) == ""
    assert bars_of(Table(columns=[Column(title="单位")], rows=[("甲",), ("乙",)]), 80) == ""


def test_kpis_of_which_the_same_is_said_share_a_note() -> None:
    signed = [Agreement(signed_on="2022-03-05")]
    told, silent = (
        Project(id=name, name=name, agreements=signed, investment=money)
        for name, money in (("甲", Money.of(1, "亿元")), ("乙", None))
    )
    ledger = Ledger(as_of="2022-06-30", projects=[told, silent])
    found = kpis.evaluate(ledger, ["签约总投资", "平均投资规模", "签约项目数"])
    assert kpi_table(found).notes == ("签约总投资、平均投资规模：剔除 1 项（乙）；金额缺失 1 项（乙）",)


@pytest.mark.parametrize("text", ["", "短", "很长" * 60, "word " * 60, "a" * 200, "，" * 100])
def test_wrapping_loses_nothing(text: str) -> None:
    lines = wrapped(text, 30)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(display_width, lines)) <= 30


def test_words_that_belong_together_stay_on_one_line() -> None:
    columns = [f"{letter}{KEPT}第{letter}列" for letter in "ABCDEFGH"]
    for width in range(20, 60):
        lines = wrapped("、".join(columns), width)
        assert KEPT not in "".join(lines)
        assert all(any(column.replace(KEPT, " ") in line for line in lines) for column in columns)


def test_figures_as_json(capsys: Capture) -> None:
    status, told = data(capsys, "report", "--demo", "--kpi", "开工率")
    assert (status, told["projects"]) == (0, 11)
    assert {row["kpi"] for row in told["figures"]} == {"start_rate"}
    assert told["sheets"][0]["columns"]["B"] == "name"
    sheet = told["layout"][0]
    assert (sheet["about"], sheet["choice"], sheet["runner_up"]) == ("sheet", "ledger", "")
    assert sheet["evidence"]
    assert {each["about"] for each in told["layout"]} >= {"header", "bounds", "rows", "column B"}
    assert [finding["severity"] for finding in told["findings"]].count("error") == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [("近130亿元", "quantity"), ("2022年3月", "period"), ("签约41个，总投资5亿元", "mentions")],
)
def test_texts_as_json(text: str, key: str, capsys: Capture) -> None:
    assert next(iter(data(capsys, "read", text)[1])) == key


def test_what_changed(capsys: Capture) -> None:
    status, told = run(capsys, "diff", "may.csv", "june.csv", "--locale", "zh_CN")
    assert status == 1
    assert "变更  虚构仓储 总投资: 2亿元 → 2.5亿元" in told
    assert "investment" not in told
    assert "新增  虚构风机" in told
    assert "移除  虚构阀门项目" in told
    assert run(capsys, "diff", "may.csv", "may.csv")[0] == 0
    status, changes = data(capsys, "diff", "may.csv", "june.csv")
    assert [change["old"] for change in changes["changes"] if change.get("field") == "investment"] == [
        {"value": "200000000", "unit": "CNY", "places": 0, "scale": 8}
    ]
    assert run(capsys, "diff", "may.csv", "june.csv", "--identity", "责任单位")[0] == 1


def test_books_are_joined_or_merged(folder: Path, capsys: Capture) -> None:
    assert "4 projects" in run(capsys, "join", "may.csv", "june.csv", "-o", "all.xlsx")[1]
    assert len(workbooks.read("all.xlsx").ledger.projects) == 4
    status, told = run(
        capsys, "join", "may.csv", "june.csv", "--merge", "-o", "all.json", "--locale", "zh_CN"
    )
    assert status == 0
    assert "may 为 2亿元，june 为 2.5亿元" in "".join(told.split("\n      "))
    merged = records.load("all.json")
    assert sorted(project.name for project in merged.projects) == ["虚构仓储", "虚构阀门项目", "虚构风机"]
    assert data(capsys, "join", "may.csv", "all.json", "--merge")[1]["projects"] == 3
    assert (folder / "all.json").exists()


def test_a_ledger_is_converted_there_and_back(capsys: Capture) -> None:
    assert run(capsys, "convert", "may.csv", "a.json", "--as-of", "2022-05-31")[0] == 0
    assert run(capsys, "convert", "a.json", "a.xlsx")[0] == 0
    assert run(capsys, "convert", "a.xlsx", "b.jsonl", "--as-of", "2022-05-31")[0] == 0
    assert records.load("a.json").projects == records.load("b.jsonl").projects
    records.dump(Ledger(projects=[Project(id="P", name="甲", tags=["重点"])]), "c.json")
    assert data(capsys, "convert", "c.json", "c.xlsx")[1]["not_whole"] == 1


def test_doubts_are_listed(capsys: Capture) -> None:
    assert run(capsys, "check", "may.csv")[0] == 0
    assert run(capsys, "check", "--demo", "--locale", "zh_CN")[0] == 1
    assert "error" in {finding["severity"] for finding in data(capsys, "check", "--demo")[1]}


@pytest.mark.long
def test_kpis_are_listed_found_and_explained(capsys: Capture) -> None:
    assert len(data(capsys, "kpis")[1]) == len(kpis.CATALOGUE)
    assert "start_rate" in run(capsys, "kpis", "开工")[1]
    told = run(capsys, "kpis", "开工率", "--locale", "zh_CN")[1]
    assert "算法" in told
    assert "÷" in told


def test_profiles_say_where_they_differ(capsys: Capture) -> None:
    assert {row["id"] for row in data(capsys, "profiles")[1]} == set(profiles.PROFILES)
    assert data(capsys, "profiles", "gansu")[1]
    assert data(capsys, "profiles", "default")[1] == {}


def test_columns_are_told_and_a_mapping_written(capsys: Capture) -> None:
    told = data(capsys, "columns", "may.csv")[1]
    assert [(each["column"], each["field"]) for each in told if each["column"]][:2] == [
        ("A", "name"),
        ("B", "investors"),
    ]
    assert run(capsys, "columns", "may.csv", "--write", "m.toml")[0] == 0
    assert workbooks.Mapping.load("m.toml").columns["项目名称"].field == "name"


UNSURE = "项目名称,投资方,总投资（亿元）,落户地点或园区\n虚构阀门项目,虚构甲公司,3.5,城东\n"


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_every_decision_is_told_with_its_evidence_and_what_came_next(
    locale: str, capsys: Capture, folder: Path
) -> None:
    (folder / "unsure.csv").write_text(UNSURE, "utf-8")
    layout = workbooks.read("unsure.csv").layout
    told = data(capsys, "columns", "unsure.csv", "--locale", locale)[1]
    assert [
        (each["sheet"], each["about"], each["choice"], each["evidence"], each["runner_up"]) for each in told
    ] == [
        (each.sheet, each.about, each.choice, each.zh if locale == "zh_CN" else each.en, each.runner_up)
        for each in layout
    ]
    assert (told[-1]["column"], told[-1]["runner_up"]) == ("D", "district")
    shown = run(capsys, "columns", "unsure.csv", "--locale", locale)[1].splitlines()
    (line,) = (line for line in shown if line.startswith("D "))
    assert line.split() == ["D", "落户地点或园区", "extra", "district"]
    assert (
        run(capsys, "columns", "may.csv", "--locale", locale)[1].count(
            "其次" if locale == "zh_CN" else "else"
        )
        == 0
    )


ERRANDS = "事项,说明\n会议,周三\n培训,周五\n"


@pytest.mark.parametrize("verb", ["report", "columns"])
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_what_the_sheets_are_is_shown_before_a_list_is_missed(
    verb: str, options: list[str], capsys: Capture, folder: Path
) -> None:
    (folder / "errands.csv").write_text(ERRANDS, "utf-8")
    assert command.main([verb, "errands.csv", *options]) == 2
    said = capsys.readouterr()
    assert "no row names projects and facts of them" in " ".join(said.out.split())
    assert "no header of a project list" in said.err
    if options:
        told = json.loads(said.out)
        (sheet,) = told if verb == "columns" else told["layout"]
        assert (sheet["sheet"], sheet["about"], sheet["choice"]) == ("errands", "sheet", "other")


def test_what_was_read_is_shown_before_a_day_is_asked_for(capsys: Capture, folder: Path) -> None:
    """The columns with their fields, the rows and the findings; no figure, and no day that nobody gave."""
    (folder / "unsure.csv").write_text(UNSURE.replace("3.5", "待定"), "utf-8")
    for options in ([], ["--json"]):
        with pytest.raises(SystemExit, match="2"):
            command.main(["report", "unsure.csv", *options])
        said = capsys.readouterr()
        assert "pass --period or --as-of" in said.err
        if options:
            told = json.loads(said.out)
            assert (told["figures"], told["projects"], told["sheets"][0]["columns"]["B"]) == (
                None,
                1,
                "investors",
            )
            assert {each["code"] for each in told["findings"]} >= {"unsure_column"}
        else:
            assert "unsure: 2 rows: 1 projects" in said.out
            assert "A 项目名称 = name" in said.out
            assert "columns not read: D 落户地点或园区" in said.out
            assert "C2" in said.out


def test_what_was_not_read_stands_above_the_figures(capsys: Capture) -> None:
    told = run(capsys, "report", "--demo")[1]
    assert (
        told.index("columns not read: ")
        < told.index("not read: 招商台账!B14")
        < told.index("Signed projects")
    )


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize(
    ("line", "named"),
    [
        (["report"], "--demo"),
        (["check", "missing.xlsx"], "missing.xlsx"),
        (["convert", "may.csv", "may.csv"], "may.csv"),
        (["convert", "may.csv", "a.pdf"], "a.pdf"),
        (["convert", "may.csv", "no/such/folder/a.json"], "no"),
        (["convert", "missing.json", "a.xlsx"], "missing.json"),
        (["join", "may.csv", "june.csv", "-o", "june.csv"], "june.csv"),
        (["diff", "may.csv", "june.csv", "--identity", "nmae"], "nmae"),
        (["kpis", "幸福指数"], "幸福指数"),
        (["profiles", "nowhere"], "nowhere"),
        (["columns", "may.csv", "--mapping", "missing.toml"], "missing.toml"),
    ],
)
def test_what_cannot_be_used_ends_with_status_2(
    line: list[str], named: str, locale: str, capsys: Capture
) -> None:
    try:
        status = command.main([*line, "--locale", locale])
    except SystemExit as left:
        status = int(left.code or 0)
    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert named in said.err
    assert "Traceback" not in said.err


def test_no_traceback_is_ever_shown(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(kpis, "find", broken)
    assert command.main(["kpis", "开工率", "--locale", "zh_CN"]) == 2
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "Traceback" not in said


def test_a_ledger_of_json_is_reported(capsys: Capture) -> None:
    ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P", name="甲", investment=Money.of(3, "亿元"))])
    records.dump(ledger, "l.json")
    assert run(capsys, "report", "l.json", "--period", "2022", "--kpi", "签约项目数")[0] == 0


@pytest.mark.parametrize("option", ["--as-of", "--period", "--today"])
def test_a_day_that_is_none_is_refused_whether_or_not_a_ledger_is_asked(
    capsys: Capture, folder: Path, option: str
) -> None:
    (folder / "a.txt").write_text("签约项目5个。", "utf-8")
    assert command.main(["verify", "a.txt", option, "TYPO"]) == 2
    assert option in capsys.readouterr().err
