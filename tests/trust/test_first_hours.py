"""What goes wrong in the first hours: a back end, an analyst and an office clerk, over every room.

Each message holds the same names in both languages: the field or argument, what was given, and what to write instead.
"""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

from zhaoshang import (
    Area,
    Ledger,
    Money,
    Percent,
    Period,
    Project,
    Stage,
    advance,
    assessments,
    boards,
    bulletins,
    calendars,
    check,
    evaluate,
    find_mentions,
    format_quantity,
    frames,
    industries,
    kpis,
    lifecycle,
    measures,
    parse_money,
    parse_period,
    profiles,
    records,
    reports,
    scoring,
    workbooks,
)
from zhaoshang.__main__ import main
from zhaoshang.errors import MissingFileError, OperationError, ZhaoshangError
from zhaoshang.measures import column
from zhaoshang.model import Agreement, Milestone, Park, PromisedTerm, ServiceTeam
from zhaoshang.vocabulary import Track

P: Any = Project(id="P1", name="甲", owner="东镇", agreements=[Agreement(signed_on="2022-03-05")])
L: Any = Ledger(as_of="2022-06-30", projects=[P])
CSV = "项目名称,投资方,盘子,责任单位,签约时间\n甲,虚构公司,3亿元,东镇,2022-03-05\n".encode()
IMPORT: Any = workbooks.read(CSV, name="a.csv", as_of="2022-06-30")
FIGURES: Any = evaluate(L, ["签约项目数", "签约总投资"], by="owner")
TREND: Any = kpis.evaluate_periods(L, "签约项目数", "2022-01/2022-03")
TABLE = pl.DataFrame({"项目名称": ["甲"], "总投资": ["3亿元"], "签约时间": ["2022-03-05"]})
ROWS: Any = {"id": ["P1"], "owner": ["东镇"], "signed_on": [date(2022, 3, 5)]}
FRAMES: Any = frames.Frames({"projects": pl.DataFrame(ROWS)})
THREE: Any = Money.of(3, "亿元")
LARGE: Any = column("investment") >= "1亿元"
OWNER: Any = column("owner")

PROJECT: Any = Project
AGREEMENT: Any = Agreement
MILESTONE: Any = Milestone
LEDGER: Any = Ledger
ASK: Any = evaluate
STEP: Any = advance
FRAME: Any = frames.Frames
READ_FRAME: Any = frames.read_frame
STRUCTURE: Any = records.structure
DUMP: Any = records.dump
LOAD: Any = records.load
READ: Any = workbooks.read
JOIN: Any = workbooks.join
WRITE: Any = workbooks.write
MAPPING: Any = workbooks.Mapping
REVIEW: Any = workbooks.write_review
KPIS: Any = kpis
REPORTS: Any = reports
BULLETINS: Any = bulletins
LIFE: Any = lifecycle
MEASURES: Any = measures
READ_MONEY: Any = parse_money
READ_PERIOD: Any = parse_period
DUE_ON: Any = calendars.due_on
ADD_DAYS: Any = calendars.add_working_days
CHECK: Any = check
ASSESS: Any = assessments.assess
RANK: Any = scoring.rank


def wide(amount: int, dtype: Any) -> Any:
    """Put one amount into a column of a type that has room for more than 64 bits."""
    return FRAME(
        {"projects": pl.DataFrame(ROWS | {"investment": pl.Series([amount], dtype=dtype)})},
        units={"investment": "CNY"},
    )


SAID: dict[str, tuple[Callable[[], object], str]] = {
    # conditions
    "a column equal to a text": (lambda: OWNER == "东镇", "column(\"owner\").is_in('东镇')"),
    "a column not equal to a text": (lambda: OWNER != "东镇", "~(column(\"owner\").is_in('东镇'))"),
    "a column equal to a day": (
        lambda: column("signed_on") == date(2022, 3, 5),
        "column(\"signed_on\") >= '2022-03-05'",
    ),
    "an amount equal to a text": (
        lambda: column("investment") == "1亿元",
        "column(\"investment\") >= '1亿元'",
    ),
    "a comparison joined to a condition": (lambda: (OWNER == "东镇") & LARGE, "is_in('东镇')"),
    "yes joined to a condition": (lambda: True & LARGE, 'True|column("owner")'),
    "conditions in a list": (lambda: ASK(L, "签约项目数", where=[LARGE, LARGE]), "where|first & second"),
    "a constant by another name": (lambda: MEASURES.Constant, "Constant|Const"),
    # records
    "an object for an id": (
        lambda: PROJECT(id="P", name="x", owner=ServiceTeam(id="U", name="东镇")),
        "owner|service_team.id",
    ),
    "a park for an id": (lambda: PROJECT(id="P", name="x", park=Park(id="K", name="东区")), "park|park.id"),
    "one for several": (
        lambda: PROJECT(id="P", name="x", agreements=Agreement(signed_on="2022")),
        "agreements|[agreement]",
    ),
    "data for a record": (
        lambda: PROJECT(id="P", name="x", agreements=[{"signed_on": "2022"}]),
        "agreements|signed_on|records.structure(data, Agreement)",
    ),
    "a time of day of pandas": (
        lambda: AGREEMENT(signed_on=pd.Timestamp("2022-03-05 10:00")),
        "signed_on|value.date()",
    ),
    "no day of pandas": (lambda: AGREEMENT(signed_on=pd.NaT), "signed_on|NaT|None"),
    "the label of a stage": (lambda: MILESTONE(stage="开工", on="2022-03"), "stage|开工|started"),
    "a measure nearly by its label": (lambda: PromisedTerm(measure="税受", period="2022"), "税受|tax"),
    "records in a list for one": (
        lambda: STRUCTURE([{"id": "P"}], Project),
        "$|[records.structure(data[0], Project), …]",
    ),
    "bytes for an object": (lambda: STRUCTURE(b"{}", Project), "json.loads(text)"),
    "a row of pandas": (lambda: STRUCTURE(pd.Series({"id": "P"}), Project), "Project|dict(row)"),
    "a record for its data": (lambda: STRUCTURE(P, Project), "records.unstructure(record)"),
    "a project for a file of a ledger": (lambda: DUMP(P, "x.json"), "ledger|Ledger(projects=[project])"),
    "a file that is not there": (lambda: LOAD("没有这个.json"), "没有这个.json"),
    "a folder that is not there": (lambda: DUMP(L, "没有这个/x.json"), "没有这个/x.json"),
    # ledgers
    "projects by id": (lambda: LEDGER(projects={"P1": P}), "projects|projects.values()"),
    "projects as data": (
        lambda: LEDGER(projects=[{"id": "P1", "name": "甲"}]),
        "projects|records.structure(data, Project)",
    ),
    "a frame of projects": (lambda: LEDGER(projects=pd.DataFrame(ROWS)), "projects|workbooks.read_frame(df)"),
    "ledgers in a list": (lambda: L.merge([L]), "others|ledger.merge(*others)"),
    # values
    "a float of money": (lambda: float(THREE), "Money|float()|amount.value"),
    "money rounded": (lambda: round(THREE, 2), "Money|round()|amount.value"),
    "money laid out": (lambda: f"{THREE:.2f}", "Money|.2f|format_quantity"),
    "money times money": (lambda: THREE * THREE, "amount.ratio(other)"),
    "money by nothing": (lambda: THREE / 0, "0"),
    "money in mu": (lambda: Money.of(3, "亩"), "亿元, 万元"),
    "land in yuan": (lambda: Area.of(3, "亿元"), "亩, 平方米"),
    "a share with its sign": (lambda: Percent.of("35%"), '35%|Percent.of("35", "%")'),
    "a period laid out": (lambda: f"{Period.of('2022-03'):%Y}", "Period|format_period(period)"),
    "a number as money": (lambda: READ_MONEY(3.5), '3.5|Money.of("3.5", "亿元")'),
    "a day as text": (lambda: READ_PERIOD(date(2022, 3, 5)), "datetime.date(2022, 3, 5)|Period.of(day)"),
    "texts in a list": (lambda: READ_MONEY(["3亿元"]), "parse_money|text|3亿元"),
    "a month that is none": (lambda: READ_PERIOD("2022-13"), "2022-13"),
    "bytes of an article": (lambda: find_mentions(b"x"), "text|data.decode()"),  # type: ignore[arg-type]
    "an industry that is none": (lambda: industries.industry("C99"), "GB/T 4754-2017|C99"),
    "an amount in another unit": (lambda: format_quantity(THREE, unit="亩"), "亿元, 万元"),
    "half a working day": (lambda: ADD_DAYS("2022-03-05", 2.5), "days|2.5|int"),
    # workbooks
    "a mapping the wrong way round": (
        lambda: READ(CSV, name="a.csv", mapping={"investment": "盘子"}),
        '{"盘子": "investment"}',
    ),
    "a mapping in a list": (lambda: READ(CSV, name="a.csv", mapping=["盘子"]), "mapping|盘子|TOML"),
    "a mapping that is not there": (
        lambda: READ(CSV, name="a.csv", mapping=Path("没有.toml")),
        "没有.toml|TOML",
    ),
    "mu for money in a mapping": (
        lambda: MAPPING(columns={"盘子": {"field": "investment", "unit": "亩"}}),
        "columns|盘子|investment|亿元",
    ),
    "a constant of no field": (lambda: MAPPING(constants={"onwer": "东镇"}), "constants|onwer|owner"),
    "a mapping that is no TOML": (lambda: MAPPING.from_toml("[columns"), "TOML"),
    "one import": (lambda: JOIN(IMPORT), "imports|[imported]"),
    "ledgers for imports": (lambda: JOIN([L]), "imports|ledger.merge(other)"),
    "a ledger to review": (lambda: REVIEW(L, "x.xlsx"), "imported|Import"),
    "another kind of workbook": (lambda: WRITE(L, BytesIO(), kind="xls"), "kind|xls|xlsx"),
    "rows for a frame": (lambda: workbooks.read_frame([{"项目名称": "甲"}]), "list|polars.DataFrame(data)"),
    # frames
    "a path for a frame": (
        lambda: FRAME({"projects": "p.parquet"}),
        "projects|polars.read_parquet('p.parquet')",
    ),
    "a series for a frame": (lambda: READ_FRAME(TABLE["总投资"], as_of="2022"), "Series|series.to_frame()"),
    "a column that is not in a frame": (
        lambda: ASK(FRAMES, "签约项目数", as_of="2022-06-30", where=column("onwer").is_in("东镇")),
        "projects.onwer|owner",
    ),
    "a column of amounts misspelt": (
        lambda: frames.parse_amounts(TABLE, "总投咨", name="investment"),
        "frame.总投咨|总投资",
    ),
    "a year of two digits": (lambda: READ_FRAME(TABLE, year=22, as_of="2022"), "year|22"),
    "a kind of evidence": (lambda: FRAME({"projects": pl.DataFrame(ROWS)}, evidence="idds"), "idds|ids"),
    "evidence of a question": (lambda: ASK(L, "签约项目数", evidence="ids"), "evidence|frames.Frames"),
    "more than 64 bits": (
        lambda: ASK(wide(2**64 - 1, pl.UInt64), "签约总投资", as_of="2022-06-30"),
        "projects.investment|64|scale",
    ),
    "many more than 64 bits": (
        lambda: ASK(wide(3 * 10**30, pl.Int128), "签约总投资", as_of="2022-06-30"),
        "projects.investment|64|scale",
    ),
    # questions
    "no key": (lambda: ASK(L, "签约项目数", by=None), "by|None|owner|()"),
    "a blank key": (lambda: ASK(L, "签约项目数", by=""), "''"),
    "KPIs in a dictionary": (lambda: ASK(L, {"签约项目数": 1}), "签约项目数"),
    "an argument of other KPIs": (
        lambda: ASK(L, "签约项目数", of="签约"),
        "of|signed_project_count|stage_count",
    ),
    "a number for a stage": (lambda: ASK(L, "stage_count", of=3), "of|3"),
    "a measure misspelt": (lambda: ASK(L, "cohort_benefit", measure="税受"), "税受|tax"),
    "a KPI of a target misspelt": (
        lambda: ASK(L, "target_completion_rate", of="签约项目树", period="2022"),
        "签约项目树|签约项目数",
    ),
    "a file for a profile": (lambda: ASK(L, "签约项目数", profile="某区.toml"), "某区.toml|DEFAULT.vary(…)"),
    "options for a profile": (
        lambda: ASK(L, "签约项目数", profile={"credit": "owner"}),
        "profile|DEFAULT.vary(",
    ),
    "the name of a KPI for itself": (
        lambda: KPIS.ratio("x", zh="x", en="x", top="签约项目数", bottom="开工率"),
        "top|kpis.find('签约项目数')",
    ),
    "profiles by their name": (
        lambda: KPIS.compare(L, "开工率", profiles=["default"]),
        "profiles|compare(source, kpis, profiles, …)",
    ),
    "a condition that is met": (
        lambda: KPIS.rate("x", zh="x", en="x", met="施工许可正"),
        "施工许可正|建筑工程施工许可证",
    ),
    "text for yes": (
        lambda: KPIS.evaluate_periods(L, "签约项目数", "2022", cumulative="no"),
        "cumulative|'no'|bool",
    ),
    # lifecycle
    "a ledger for a project": (lambda: STEP(L, "开工", on="2022-05-01"), "project|ledger.projects[…]"),
    "the name of a lifecycle": (
        lambda: STEP(P, "开工", on="2022-05-01", lifecycle="standard"),
        "lifecycle|LIFECYCLE",
    ),
    "text for strict": (lambda: STEP(P, "开工", on="2022-05-01", strict="no"), "strict|'no'|bool"),
    "a stage of a duration": (lambda: LIFE.duration(P, "签约", "开公"), "开公|started"),
    # reports, boards, bulletins, assessments
    "a trend for figures": (lambda: REPORTS.kpi_table(TREND), "figures|trend.figures"),
    "a trend for several figures": (lambda: REPORTS.period_table(TREND), "figures|[trend.figures]"),
    "one set of figures": (lambda: REPORTS.period_table(FIGURES), "figures|[figures]"),
    "one table of a page": (lambda: REPORTS.page(REPORTS.kpi_table(FIGURES), title="x"), "parts|[table]"),
    "a column of a table": (lambda: REPORTS.kpi_table(FIGURES)["责任单位"], "Table|责任单位|table.to_data()"),
    "a year as text": (lambda: REPORTS.review_table(L, year="2022"), "year|'2022'|int"),
    "a width as text": (
        lambda: REPORTS.ranking_chart(REPORTS.ranking(FIGURES, kpi="签约项目数"), width="640"),
        "width|'640'|int",
    ),
    "two KPIs to rank": (lambda: REPORTS.ranking(FIGURES), "signed_project_count|kpi="),
    "ties misspelt": (lambda: REPORTS.ranking(FIGURES, kpi="签约项目数", ties="dens"), "ties|dens|dense"),
    "a paper for a folder that is not there": (
        lambda: REPORTS.write_docx("x", "没有这个/x.docx", title="x"),
        "没有这个/x.docx",
    ),
    "a workbook for a folder that is not there": (
        lambda: REPORTS.write_excel(REPORTS.kpi_table(FIGURES), "没有这个/x.xlsx"),
        "没有这个/x.xlsx",
    ),
    "a period that no column reads": (
        lambda: boards.board_table(L, "progress", period="2022-13"),
        "period|2022-13",
    ),
    "an argument of verify": (lambda: BULLETINS.verify("签约1个", L, subjct="x"), "verify|subjct|subject"),
    "a profile of verify": (lambda: BULLETINS.verify("签约1个", L, profile="gansuu"), "gansuu|gansu"),
    "a rounding of verify": (
        lambda: BULLETINS.verify("签约1个", L, rounding=2),
        "rounding|kpis.Rounding(digits=2)",
    ),
    "the name of a template": (lambda: BULLETINS.write(FIGURES, template="ZH"), "template|bulletins.ZH"),
    "the name of a scheme": (lambda: ASSESS("towns", L), "scheme|assessments.SCHEMES['towns']"),
    "a limit in words": (
        lambda: LIFE.deadline("2022-03-05", "三个月", as_of="2022-06"),
        "limit|三个月|{'months': 3}",
    ),
    "a number in words": (lambda: scoring.ratio("三", 4), "part|三|3.5"),
    "files in a list": (lambda: READ(["a.xlsx", "b.xlsx"]), "a.xlsx|workbooks.join("),
    "the value of figures": (lambda: FIGURES.value, "Figures|figures[kpi].value"),
    "projects filtered": (lambda: L.projects.filter, "Records|filter|ledger.projects"),
    "a limit by its name": (lambda: DUE_ON("2022-03-05", limit=5), "limit|due_on(start, limit, …)"),
    "an import to check": (lambda: CHECK(IMPORT), "ledger|imported.ledger"),
    "scores in a list": (lambda: RANK([3, 4]), "scores|[3, 4]"),
    "a profile misspelt": (lambda: profiles.profile_of("gansuu"), "gansuu|gansu"),
}
ENGLISH = re.compile(
    r"(?<![\w.`])(?:an?|the|or|and|of|is|are|it|such|that|not|no|with|for|by|which|as|found|expected)(?![\w.(=\]])"
)


def test_there_are_many() -> None:
    assert len(SAID) >= 60


@pytest.mark.parametrize("what", SAID)
def test_what_went_wrong_is_told_in_both_languages(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make, words = SAID[what]
    with pytest.raises(ZhaoshangError) as caught:
        make()
    english, chinese = str(caught.value), caught.value.render("zh_CN")
    assert [word for word in words.split("|") if word not in english] == [], english
    assert [word for word in words.split("|") if word not in chinese] == [], chinese
    code = re.sub(
        r"<[^>]*>|^\w+：|of 的|（Expected[^）]*）|'[^']*'|\[[^]]*\]|“[^”]*”|\([^()]*\)|first & second|list\[.*",
        "",
        chinese,
    )
    assert not ENGLISH.search(code), chinese
    assert re.search(r"[一-鿿]{2}", chinese)
    told = caught.value.to_dict("zh_CN")
    assert told["message"] == chinese
    assert told.keys() & {"place", "given", "expected", "nearest"} or told["fields"]


def test_what_was_meant_is_data_for_a_form() -> None:
    with pytest.raises(ZhaoshangError) as caught:
        MILESTONE(stage="strated", on="2022-03")
    told = caught.value.to_dict("zh_CN")
    assert (told["place"], told["given"], told["nearest"]) == ("stage", "strated", ["started"])
    with pytest.raises(ZhaoshangError) as caught:
        ASK(L, "开工率", period="2022-13")
    told = caught.value.to_dict("zh_CN")
    assert (told["place"], told["given"], told["expected"]) == ("period", "2022-13", "实际存在的日期")


def test_a_missing_file_is_one_of_the_system_too(tmp_path: Path) -> None:
    for use, path in (
        (LOAD, tmp_path / "x"),
        (lambda path: DUMP(L, path), tmp_path / "y" / "x"),
    ):
        with pytest.raises(FileNotFoundError) as caught:
            use(path)
        assert isinstance(caught.value, MissingFileError)
        assert caught.value.filename == str(path)


def test_a_damaged_table_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "projects.parquet"
    pl.DataFrame(ROWS).write_parquet(path)
    path.write_bytes(path.read_bytes()[:40])
    for use in (
        lambda: FRAME({"projects": pl.scan_parquet(path)}),
        lambda: READ_FRAME(pl.scan_parquet(path), as_of="2022-06-30"),
        lambda: workbooks.read_frame(pl.scan_parquet(path)),
        lambda: frames.read_parquet(tmp_path, backend="pandas"),
    ):
        with pytest.raises(ZhaoshangError) as caught:
            use()
        assert "cannot be read" in str(caught.value)
        assert "无法读取" in caught.value.render("zh_CN")


def test_columns_of_more_room_are_read_where_64_bits_do() -> None:
    for dtype in (pl.UInt64, pl.Int128):
        figures = ASK(wide(3 * 10**10, dtype), "签约总投资", as_of="2022-06-30")
        assert figures["签约总投资"].value == 300_000_000


def test_columns_are_the_same_and_may_be_looked_for() -> None:
    assert column("owner") == column("owner")
    assert column("owner") != column("park")
    assert OWNER in [column("park"), LARGE, None, OWNER]
    with pytest.raises(OperationError):
        assert OWNER in ["owner", "park"]


def test_stages_go_by_either_name() -> None:
    started = advance(P, "开工", on="2022-05-01")
    assert LIFE.duration(started, "签约", "开工") == LIFE.duration(started, "signed", "started")
    assert LIFE.reached(started, "开工", by="2022-06").is_reached
    assert (Stage.named("开工"), Stage.named("started"), Track.named("供地")) == (
        Stage.STARTED,
        Stage.STARTED,
        Track.LAND,
    )


def test_the_industry_of_the_national_standard_is_one() -> None:
    read = READ("项目名称,国民经济行业\n甲,C3921\n乙,C39\n".encode(), name="a.csv", as_of="2022-06-30")
    assert [project.industry for project in read.ledger.projects] == ["C3921", "C39"]


LINES = {
    "a month that is none": (["report", "a.csv", "--period", "2022-13"], "--period|2022-13"),
    "a day in words": (["check", "a.csv", "--as-of", "六月底"], "--as-of|六月底"),
    "an option of another verb": (
        ["join", "a.csv", "--as-of", "2022-06-30"],
        "--as-of|zhaoshang join|--merge",
    ),
    "an option misspelt": (["report", "a.csv", "--asof", "2022-06-30"], "--asof|--as-of"),
    "a file for a profile": (
        ["report", "a.csv", "--as-of", "2022-06-30", "--profile", "p.toml"],
        "p.toml|gansu",
    ),
    "a mapping that is not there": (["columns", "a.csv", "--mapping", "map.toml"], "map.toml|TOML"),
    "a verb misspelt": (["reprot", "a.csv"], "reprot|report"),
    "a folder that is not there": (["convert", "a.csv", "没有/x.json"], "没有/x.json"),
}


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
@pytest.mark.parametrize("what", LINES)
def test_a_line_that_cannot_be_used_names_its_option(
    what: str,
    locale: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_bytes(CSV)
    line, words = LINES[what]
    try:
        status = main([*line, "--locale", locale])
    except SystemExit as left:
        status = int(left.code or 0)
    assert status == 2
    said = capsys.readouterr().err
    assert [word for word in words.split("|") if word not in said] == [], said
