"""Sixty mistakes of new users: each message names the field or argument, what was given, and what would have done.

A table to be judged by reading it. Where something near was meant it comes first; whoever reads Chinese is told in Chinese.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from zhaoshang import (
    Area,
    Ledger,
    Money,
    Period,
    Project,
    advance,
    boards,
    bulletins,
    evaluate,
    frames,
    kpis,
    lifecycle,
    parse_money,
    parse_period,
    parse_quantity,
    profiles,
    records,
    reports,
    workbooks,
)
from zhaoshang.errors import RecordError, ZhaoshangError
from zhaoshang.measures import Compare, column
from zhaoshang.model import Agreement, Milestone, Target

P: Any = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
L: Any = Ledger(as_of="2022-06-30", projects=[P])
TABLE = pl.DataFrame({"项目名称": ["甲"], "总投资": ["3亿元"]})
CSV = "项目名称,投资方,盘子\n甲,虚构公司,3亿元\n".encode()

PROJECT: Any = Project
LEDGER: Any = Ledger
MILESTONE: Any = Milestone
AGREEMENT: Any = Agreement
TARGET: Any = Target
ASK: Any = evaluate
STEP: Any = advance
FRAMES: Any = frames
KPIS: Any = kpis
VARY: Any = profiles.DEFAULT.vary
REPORTS: Any = reports
READ: Any = workbooks.read
STRUCTURE: Any = records.structure
COMPARE: Any = Compare
READ_QUANTITY: Any = parse_quantity
MONEY: Any = Money.of
MONEY_: Any = Money
THREE: Any = parse_money("3亿元")
AREA: Any = Area
PERIOD: Any = Period
VERIFY: Any = bulletins.verify
ALLOWED: Any = lifecycle.allowed
BOARD: Any = boards.board_table

MISTAKES: dict[str, tuple[Callable[[], object], str]] = {
    # records: the mistake, and the words of which each must stand in the message
    "an amount as a number": (lambda: PROJECT(id="P", name="x", investment=3.5), "investment|3.5|Money.of"),
    "a field misspelt": (lambda: PROJECT(id="P", name="x", investmnet=1), "investmnet|mean investment?"),
    "no name": (lambda: PROJECT(id="P"), "Project|name|Add it"),
    "a name without its name": (lambda: PROJECT("甲"), "Project|#1|by its name|id, name"),
    "a number for a name": (lambda: PROJECT(id="P", name=5), "name|5|text"),
    "an empty id": (lambda: PROJECT(id="", name="x"), "id|''|not empty"),
    "an area for money": (
        lambda: PROJECT(id="P", name="x", investment=parse_quantity("30亩")),
        "investment|30|Money",
    ),
    "a stage misspelt": (lambda: MILESTONE(stage="strated", on="2022-03"), "stage|strated|mean started"),
    "a month that is none": (lambda: MILESTONE(stage="started", on="2022-13"), "on|2022-13|exists"),
    "a day that is none": (lambda: AGREEMENT(signed_on="2022-02-30"), "signed_on|2022-02-30|2022-03-05"),
    "a text for agreements": (
        lambda: PROJECT(id="P", name="x", agreements="2022-03"),
        "agreements|2022-03|list",
    ),
    "days for agreements": (
        lambda: PROJECT(id="P", name="x", agreements=["2022-03"]),
        "agreements|2022-03|Agreement",
    ),
    "a track misspelt": (lambda: PROJECT(id="P", name="x", track="lnad"), "track|lnad|mean land"),
    "a target of text": (
        lambda: TARGET(id="T", unit="东", measure="签约项目数", period="2022", value="3"),
        "value|'3'|Count.of",
    ),
    # ledgers
    "an id twice": (lambda: LEDGER(projects=[P, P]), "projects|P1|its own id"),
    "names for projects": (lambda: LEDGER(projects=["甲"]), "projects|甲|Project"),
    "one for several": (lambda: LEDGER(projects=P), "projects|P1|list"),
    "a day in words": (lambda: LEDGER(as_of="六月"), "as_of|六月|2022-03|parse_period"),
    "an id that is not there": (lambda: L.projects["P2"], "P2|projects|mean P1"),
    "a collection misspelt": (lambda: L.with_(project=[P]), "project|mean projects"),
    "a collection to leave out misspelt": (lambda: L.without(project=["P1"]), "project|mean projects"),
    "a text for a ledger": (lambda: L.diff("x"), "'x'|Ledger"),
    # steps
    "a stage in Chinese misspelt": (lambda: STEP(P, "开公", on="2022-05-01"), "开公|mean 开工"),
    "a stage in English misspelt": (lambda: STEP(P, "start", on="2022-05-01"), "start|mean started"),
    "no day of a step": (lambda: STEP(P, "开工"), "advance|on|Add it"),
    "a step yesterday": (lambda: STEP(P, "开工", on="昨天"), "on|昨天|2022-03-05"),
    "an id for a project": (lambda: STEP("P1", "开工", on="2022-05-01"), "project|P1|Project"),
    "a step back": (lambda: STEP(P, "签约", on="2022-05-01"), "P1|already signed"),
    "a ledger for a project": (lambda: ALLOWED(L), "project|Ledger|Project"),
    # questions
    "a KPI in Chinese misspelt": (lambda: ASK(L, "签约项目树"), "签约项目树|mean 签约项目数"),
    "a KPI in English misspelt": (
        lambda: ASK(L, "signed_projects_count"),
        "signed_projects_count|mean signed_project_count",
    ),
    "a key in Chinese misspelt": (lambda: ASK(L, "开工率", by="部门"), "部门|承办部门"),
    "a key in English misspelt": (lambda: ASK(L, "开工率", by="distrct"), "distrct|mean district"),
    "a fifth quarter": (lambda: ASK(L, "开工率", period="2022-Q5"), "period|2022-Q5|2022-Q1"),
    "a year as a number": (lambda: ASK(L, "开工率", period=2022), "period|2022|as text"),
    "the end of the year": (lambda: ASK(L, "开工率", as_of="年底"), "as_of|年底|2022-03-05"),
    "a profile misspelt": (lambda: ASK(L, "开工率", profile="gansuu"), "gansuu|mean gansu"),
    "a keyword misspelt": (lambda: ASK(L, "开工率", perod="2022"), "perod|mean period"),
    "a band without a unit": (lambda: ASK(L, "projects_in_band", bands=["1亿"]), "1亿|≥1亿元"),
    "a stage of a count misspelt": (lambda: ASK(L, "stage_count", of="startd"), "startd|mean started"),
    "a condition as text": (lambda: ASK(L, "开工率", where="investment > 1"), "investment > 1|column"),
    "a condition on a column misspelt": (
        lambda: ASK(L, "开工率", where=column("invesment") >= "1亿元"),
        "invesment|mean investment",
    ),
    "a condition without a unit": (lambda: column("investment") >= 1, "1|1亿元"),
    "a comparison with a text": (lambda: COMPARE("investment", ">=", 3), "investment|column"),
    "a KPI not found": (lambda: KPIS.find("开公率"), "开公率|mean 开工率"),
    "a stage of a duration misspelt": (
        lambda: ASK(L, KPIS.duration("signd", "started")),
        "signd|mean signed",
    ),
    "a profile by half its name": (lambda: ASK(L, "开工率", profile="甘肃"), "甘肃|mean 甘肃开工投产口径"),
    "an option without its name": (lambda: VARY("x", {"trial_counts": True}), "#2|new_id"),
    "figures to draw": (
        lambda: REPORTS.ranking_chart(ASK(L, "开工率")),
        "places|reports.ranking(figures",
    ),
    "a mean misspelt": (lambda: KPIS.duration("signed", "started", stat="averge"), "averge|median, mean"),
    "an option misspelt": (lambda: VARY("x", trail_counts=False), "trail_counts|mean trial_counts"),
    "the value of an option misspelt": (lambda: VARY("x", credit="al"), "al|credit|share, owner"),
    "a figure by a KPI not asked": (lambda: ASK(L, ["开工率", "投产率"])["开公率"], "开公率|mean 开工率"),
    # frames
    "a frame for a ledger": (lambda: ASK(TABLE, "开工率"), "DataFrame|Ledger|Frames"),
    "a frame for tables": (lambda: FRAMES.Frames(TABLE), "DataFrame|read_frame"),
    "the header of a mapping misspelt": (
        lambda: FRAMES.read_frame(TABLE, mapping={"总投": "investment"}, as_of="2022-06-30"),
        "总投|such as 总投资",
    ),
    "the field of a mapping misspelt": (
        lambda: FRAMES.read_frame(TABLE, mapping={"总投资": "investmnt"}, as_of="2022-06-30"),
        "总投资|investmnt|field investment",
    ),
    "a list for a frame": (lambda: FRAMES.read_frame([1, 2], as_of="2022-06-30"), "list|polars"),
    "a column nearly named": (
        lambda: FRAMES.Frames({"projects": pl.DataFrame({"id": ["1"], "sign_on": [date(2022, 1, 1)]})}),
        "projects.sign_on|expected signed_on",
    ),
    "a table nearly named": (
        lambda: FRAMES.Frames({"project": pl.DataFrame({"id": ["1"]})}),
        "project|expected projects",
    ),
    # reports, boards, bulletins
    "a measure misspelt": (
        lambda: REPORTS.progress(L, "签约项目书", period="2022"),
        "签约项目书|mean 签约项目数",
    ),
    "a ledger for figures": (lambda: REPORTS.kpi_table(L), "figures|Ledger|Figures"),
    "a board misspelt": (lambda: BOARD(L, "progess"), "progess|mean progress"),
    "a number for an article": (lambda: VERIFY(5), "text|5|str"),
    # texts
    "an amount without a unit": (lambda: parse_money("3.5"), "3.5|unit|亿元"),
    "an area as money": (lambda: parse_money("3.5万亩"), "3.5万亩|money|1.5亿元"),
    "nothing to read": (lambda: READ_QUANTITY(None), "None|text"),
    "a thirteenth month": (lambda: parse_period("2022年13月"), "2022年13月|2022年3月"),
    "a float": (lambda: MONEY(3.5, "亿元"), '3.5|"3.5"|Decimal'),
    "money made of a text": (lambda: MONEY_("3亿元"), "Money|parse_money('3亿元')"),
    "land made of a text": (lambda: AREA("30亩"), "Area|parse_quantity('30亩')"),
    "a period made of a text": (lambda: PERIOD("2022/13"), "Period|Period.of('2022/13')"),
    "a month of the period that is none": (lambda: Period.of("2022/13"), "2022/13|2022-03-05"),
    "money and a number added": (lambda: THREE + 3, 'CNY|Money.of(3, "CNY")'),
    "a number and money added": (lambda: 3 + THREE, 'CNY|Money.of(3, "CNY")'),
    "money above a float": (lambda: THREE > 2.5, 'CNY|Money.of("2.5", "CNY")'),
    "money and land added": (lambda: parse_money("3亿元") + READ_QUANTITY("3亩"), "CNY|mu|apart"),
    # workbooks and JSON
    "a file that is not there": (lambda: READ("/nowhere/a.xlsx", as_of="2022-06-30"), "a.xlsx|no such file"),
    "a folder": (lambda: READ("/", as_of="2022-06-30"), "folder|path of a file"),
    "a frame for a workbook": (lambda: READ(TABLE), "DataFrame|workbooks.read_frame"),
    "the text of a workbook": (lambda: READ("项目名称\n甲"), "text.encode()"),
    "JSON as text": (lambda: STRUCTURE('{"id": "P1"}', Project), "fields of Project|json.loads"),
    "a name for an id": (lambda: L.projects["甲"], "甲|mean P1"),
    "a ledger to rank": (lambda: REPORTS.ranking(L, by="责任单位"), "figures|Ledger|evaluate(ledger"),
    "figures for a workbook": (
        lambda: REPORTS.write_excel(ASK(L, "开工率"), "x.xlsx"),
        "tables|reports.kpi_table(figures)",
    ),
    "changes for a workbook": (
        lambda: REPORTS.write_excel(L.diff(Ledger()), "x.xlsx"),
        "tables|reports.change_table(changes)",
    ),
    "a field of a workbook misspelt": (
        lambda: READ(CSV, name="a.csv", mapping={"盘子": "investmnt"}),
        "盘子|investmnt|field investment",
    ),
    "the field of a workbook misspelt in Chinese": (
        lambda: READ(CSV, name="a.csv", mapping={"盘子": "总头资"}),
        "盘子|总头资|总投资",
    ),
    "an argument of a reader": (lambda: READ(CSV, sheets=["台账"]), "read|sheets|mapping"),
    "the day of a workbook": (lambda: READ(CSV, name="a.csv", as_of="六月底"), "as_of|六月底|2022-03-05"),
    "a list for a record": (lambda: STRUCTURE([1], Project), "$|[1]|fields of Project"),
    "a key misspelt": (
        lambda: STRUCTURE({"id": "P", "nmae": "x"}, Project),
        "$.nmae|mean name|$.name|Add it",
    ),
    "an amount in JSON": (
        lambda: STRUCTURE({"id": "P", "name": "x", "investment": 3.5}, Project),
        "$.investment|3.5|近130亿元",
    ),
    "a day within JSON": (
        lambda: STRUCTURE({"id": "P", "name": "x", "agreements": [{"signed_on": "2022-02-30"}]}, Project),
        "$.agreements[0].signed_on|2022-02-30",
    ),
    "a patch misspelt": (lambda: records.merge(P, {"investmnt": "3亿元"}), "$.investmnt|mean investment"),
}
ENGLISH = re.compile(
    r"(?<![\w.])(?:an?|the|or|and|of|is|are|it|such|that|not|no|with|for|by|which|as|found|expected)(?![\w.(=])"
)


def test_there_are_sixty_of_them() -> None:
    assert len(MISTAKES) >= 60


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_told_with_its_place_what_was_given_and_what_to_do(what: str) -> None:
    make, words = MISTAKES[what]
    with pytest.raises(ZhaoshangError) as caught:
        make()
    english, chinese = str(caught.value), caught.value.render("zh_CN")
    assert [word for word in words.split("|") if word not in english] == []
    said = chinese.removeprefix(
        f"{caught.value.to_dict().get('place', '')}："
    )  # an argument is named as it is written
    assert not ENGLISH.search(said), chinese
    assert re.search(r"[一-鿿]{2}", chinese)


def test_every_fault_of_a_document_is_told_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        STRUCTURE({"id": "P", "investment": "30亩", "land": "3亿元", "nmae": "x"}, Project)
    assert {fault["path"] for fault in caught.value.to_dicts("zh_CN")} == {
        "$.investment",
        "$.land",
        "$.nmae",
        "$.name",
    }
