"""More mistakes of new users, each kind told by its place, what was given, and what would have done, the nearest first."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from zhaoshang import (
    Area,
    Count,
    Ledger,
    Money,
    Period,
    Project,
    advance,
    bulletins,
    checks,
    evaluate,
    frames,
    kpis,
    lifecycle,
    profiles,
    records,
    reports,
    units,
    workbooks,
    writing,
)
from zhaoshang.errors import ZhaoshangError
from zhaoshang.measures import column
from zhaoshang.model import Agreement, Milestone
from zhaoshang.vocabulary import Evidence

P: Any = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
L: Any = Ledger(as_of="2022-06-30", projects=[P])
AGREEMENT: Any = Agreement
ASK: Any = evaluate
MONEY: Any = Money.of
AREA: Any = Area.of
COUNT: Any = Count.of
AMOUNTS = pl.DataFrame({"id": ["1"], "investment": [3]})
FRAMES: Any = frames.Frames
VERIFY: Any = bulletins.verify
CHECK: Any = checks.check
JOIN: Any = workbooks.join
CAPITALS: Any = writing.format_capitals
HISTORY: Any = lifecycle.history
THREE: Any = Money.of(3, "元")
VARY: Any = profiles.DEFAULT.vary
STEP: Any = advance
PERIOD: Any = Period.of
STRUCTURE: Any = records.structure

SLIPS: dict[str, tuple[Callable[[], object], str, str]] = {
    # units: the slip, what stands in the English message, and in the Chinese one
    "land for money": (lambda: MONEY(3, "亩"), "mu|money|亿元, 万元, 元", "亩|金额|面积|亿元"),
    "money for land": (lambda: AREA(3, "万元"), "CNY|area|亩, 平方米", "元|面积|金额|亩"),
    "land for a count": (lambda: COUNT(3, "亩"), "mu|count|个, 家", "亩|数量|个"),
    "land for money in a document": (
        lambda: STRUCTURE({"id": "1", "name": "a", "investment": {"value": "3", "unit": "亩"}}, Project),
        "$.investment|mu|亿元",
        "$.investment|亩|亿元",
    ),
    "the unit first": (lambda: MONEY("亿元", 3), "'亿元'|Money.of(3, \"亿元\")", "先写数"),
    "the unit first, both as text": (lambda: AREA("亩", "3.5"), 'Area.of("3.5", "亩")', "先写数"),
    "a number for a unit": (lambda: MONEY(3, 5), '5|"亿元"', "5|单位"),
    "a unit turned around": (lambda: MONEY(3, "元亿"), "元亿|such as 亿元", "可用：亿元"),
    "a unit in English": (lambda: MONEY(3, "yuan"), "yuan|such as 元", "可用：元"),
    "a unit that is none in a document": (
        lambda: STRUCTURE({"id": "1", "name": "a", "land": {"value": "3", "unit": "mo"}}, Project),
        "$.land|mo|such as 亩",
        "$.land|可用：亩",
    ),
    # names
    "a KPI without what it is of": (
        lambda: ASK(L, "milestone_count"),
        'milestone_count|of="started"',
        '请传入 of="started"',
    ),
    "a KPI without a day": (
        lambda: ASK(Ledger(projects=[P]), "开工率"),
        "as_of=|on the ledger",
        "台账上设定 as_of",
    ),
    "a condition misspelt": (
        lambda: kpis.rate("x", zh="x", en="x", met=["开公"]),
        "开公|mean 开工",
        "开公|是否指：开工",
    ),
    "an option in Chinese": (
        lambda: VARY("x", 试生产=False),
        "试生产|mean trial_counts",
        "是否指：trial_counts",
    ),
    "a value of an option in Chinese": (
        lambda: VARY("x", started=["开公"]),
        "开公|mean 开工",
        "是否指：开工",
    ),
    "a step too far": (
        lambda: STEP(P, "投产", on="2023-01-01", strict=True),
        "signed → producing|approving, landed",
        "签约 → 投产|在批, 落地",
    ),
    "several KPIs to rank": (
        lambda: reports.ranking(ASK(L, ["签约项目数", "开工率"], by="owner")),
        "signed_project_count, start_rate|kpi=",
        "kpi=",
    ),
    "an office's frame for tables": (
        lambda: frames.Frames({"projects": pl.DataFrame({"项目名称": ["甲"], "总投资": ["3亿元"]})}),
        "projects.项目名称|frames.read_frame(df)",
        "projects.项目名称|frames.read_frame(df)",
    ),
    # frames and files
    "a unit of another kind for a column": (
        lambda: frames.Frames({"projects": AMOUNTS}, units={"investment": "亩"}),
        "units.investment|mu|CNY",
        "units.investment|亩|面积",
    ),
    "a unit for a column misspelt": (
        lambda: frames.Frames({"projects": AMOUNTS}, units={"invest": "CNY"}),
        "invest|mean investment",
        "invest|是否指：总投资（investment）",
    ),
    "a scale in words": (
        lambda: FRAMES({"projects": AMOUNTS}, scales={"investment": "万"}),
        "scales.investment|'万'|whole number",
        "scales.investment|整数",
    ),
    "a workbook for JSON": (
        lambda: records.dump(L, "台账.xlsx"),
        "台账.xlsx|workbooks.write",
        "台账.xlsx|workbooks.write",
    ),
    "a folder that is not there": (
        lambda: workbooks.write(L, "/nowhere/a.xlsx"),
        "/nowhere/a.xlsx|no such folder",
        "没有这个文件夹",
    ),
    "a folder for a file": (lambda: workbooks.write(L, "/"), "it is a folder", "这是文件夹"),
    "a path for a ledger": (
        lambda: VERIFY("签约2个。", "a.xlsx"),
        "ledger|'a.xlsx'|workbooks.read('a.xlsx', as_of=…).ledger",
        "请改用",
    ),
    "projects for a ledger": (
        lambda: CHECK([P]),
        "ledger|Ledger(projects=[…])",
        "请改用 Ledger(projects=[…])",
    ),
    "the name of a class": (
        lambda: STRUCTURE({"id": "1"}, "Project"),
        "'Project'|Give it Project.",
        "请改用 Project。",
    ),
    "a path to join": (
        lambda: JOIN("a.xlsx"),
        "imports|[workbooks.read('a.xlsx', as_of=…), …]",
        "imports|请改用",
    ),
    "a text for money": (lambda: CAPITALS("三亿"), "'三亿'|parse_money('三亿')", "请改用 parse_money"),
    "an id for a project": (lambda: HISTORY("P1"), "project|ledger.projects['P1']", "请改用 ledger.projects"),
    "a number for a rate": (
        lambda: THREE.to("美元", rate=7),
        "rate|7|ExchangeRate(base=",
        "请改用 ExchangeRate(",
    ),
    "what a rate is of misspelt": (
        lambda: kpis.rate("x", zh="x", en="x", met="开工", of="签越"),
        "签越|mean 签约",
        "是否指：签约",
    ),
    "what a sum is of misspelt": (
        lambda: kpis.total("x", zh="x", en="x", of="签越"),
        "签越|mean 签约",
        "是否指：签约",
    ),
    "half of a unit looked up": (lambda: units.unit("平方公"), "平方公|such as 平方公里", "可用：平方公里"),
    # what was taken without a word
    "a yes in words": (
        lambda: VARY("x", trial_counts="no"),
        "trial_counts|'no'|True or False",
        "trial_counts|True 或 False",
    ),
    "a profile by a number": (lambda: VARY(3, trial_counts=False), "id|3|a text", "id|3|文本"),
    "another way to round": (
        lambda: ASK(L, "开工率", round={"mode": "floor"}),
        "floor|half_up, truncate",
        "取舍方式|floor",
    ),
    "digits as text": (
        lambda: ASK(L, "开工率", round={"digits": "1"}),
        "digits|'1'|whole number",
        "digits|整数",
    ),
    "half a digit": (lambda: ASK(L, "开工率", round=1.5), "round|1.5|digits", "round|1.5|小数位数"),
    "a key twice": (lambda: ASK(L, "开工率", by=["owner", "owner"]), "owner, owner|once", "只写一次"),
    "the figures of a KPI not asked": (
        lambda: ASK(L, "开工率").of("开公率"),
        "开公率|mean 开工率",
        "是否指：开工率",
    ),
    # what is named
    "no key": (lambda: ASK(L, "开工率", by=None), "by|None|owner", "by|None|分组项"),
    "a function for a condition": (
        lambda: ASK(L, "开工率", where=lambda each: each),
        "where|column(",
        "where|条件",
    ),
    "no day of a step": (lambda: STEP(P, "开工", on=None), "on|None|2022-03-05", "on|None"),
    "options for a profile": (
        lambda: ASK(L, "开工率", profile={"a": 1}),
        "evaluate|profile|Profile",
        "evaluate|profile",
    ),
    "words above which money lies": (
        lambda: column("investment") > "大",
        "investment|'大'|1亿元",
        "investment|'大'",
    ),
    "half of a label": (
        lambda: AGREEMENT(kind="框架"),
        "kind|框架|mean framework",
        "是否指：框架协议（framework）",
    ),
    "money in mu": (lambda: Money.of(1, "元").to("亩"), "mu|money|亿元", "亩|面积|亿元"),
    "half of a unit": (lambda: Area.of(1, "亩").to("平方公"), "平方公|such as 平方公里", "可用：平方公里"),
    # periods
    "two ends of a period": (
        lambda: ASK(L, "签约项目数", period=("2022-01", "2022-06")),
        'period|"2022-01/2022-06"',
        'period|"2022-01/2022-06"',
    ),
    "two years of a period": (lambda: PERIOD(["2021", "2022"]), '"2021/2022"', "合成一个文本"),
    "two ends of which one is none": (lambda: PERIOD(["2021", "x"]), "2022-03-05", "2022年3月"),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_is_told_in_both_languages(what: str) -> None:
    make, *words = SLIPS[what]
    with pytest.raises(ZhaoshangError) as caught:
        make()
    for said, wanted in zip((str(caught.value), caught.value.render("zh_CN")), words, strict=True):
        assert [word for word in wanted.split("|") if word not in said] == [], said
    assert re.search(r"[一-鿿]{2}", caught.value.render("zh_CN"))


def test_a_paper_is_called_as_offices_call_it() -> None:
    permit = Evidence.CONSTRUCTION_PERMIT
    assert Milestone(stage="started", on="2022-05-01", evidence=["施工许可证"]).evidence == (permit,)
    started = advance(P, "开工", on="2022-05-01", evidence=["施工许可"])
    assert started.milestones[-1].evidence == (permit,)
    ledger = Ledger(as_of="2022-06-30", projects=[started])
    assert evaluate(ledger, "milestone_count", of="施工许可证")["milestone_count"].value == 1
    rate = kpis.rate("permit_rate", zh="施工许可率", en="permits", met=["施工许可证+开工"])
    assert evaluate(ledger, rate)["permit_rate"].value == 100
    assert profiles.DEFAULT.vary("x", started=["施工许可证"]).started == (str(permit),)


def test_no_word_for_a_paper_is_the_label_or_the_word_of_another() -> None:
    named = Evidence.by_name()
    assert all(named[name] is paper for paper in Evidence for name in (paper.zh, str(paper)))
    words = [word for word, paper in named.items() if word not in {paper.zh, str(paper)}]
    assert words
    assert {paper.zh for paper in Evidence}.isdisjoint(words)


def test_a_column_of_an_offices_own_stands_beside_those_that_are_read() -> None:
    tables = {"projects": pl.DataFrame({"id": ["P1"], "镇": ["甲镇"], "signed_on": [date(2022, 3, 5)]})}
    assert evaluate(frames.Frames(tables), "签约项目数", as_of="2022-06-30")["签约项目数"].value == 1


def test_stages_of_a_report_are_called_in_chinese() -> None:
    assert [step.stage for step in reports.funnel(L, stages=["签约", "开工"])] == ["signed", "started"]
    assert (
        reports.stage_board(L, stages=["签约", "开工"]).rows
        == reports.stage_board(L, stages=["signed", "started"]).rows
    )
