"""What a figure was asked for is told with it: the condition on projects, and every argument that its KPI read."""

import json
from typing import Any

import pytest
from attrs import evolve

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang._engine.results.words import ARGUMENTS
from zhaoshang.bulletins import ZH, write
from zhaoshang.errors import UnfitValueError, UnknownIdError
from zhaoshang.kpis import CATALOGUE, Kpi, count, duration, evaluate_periods, mean, rate, ratio, share, total
from zhaoshang.measures import Exists, OneOf, Predicate, Present, column, equal
from zhaoshang.model import Agreement, Milestone
from zhaoshang.reports import kpi_table, period_table, ranking, ranking_table

LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id=f"P{number}",
            name=f"虚构{number}号项目",
            owner="东镇" if number % 2 else "西镇",
            investment=Money.of(number, "亿元"),
            agreements=[Agreement(signed_on="2022-03-05")],
            milestones=[Milestone(stage="started", on="2022-05-06")],
        )
        for number in range(1, 6)
    ],
)
LARGE = column("investment") >= "3亿元"

SAID: dict[str, tuple[Predicate, str, str]] = {
    "an amount": (LARGE, "总投资 ≥ 3亿元", "investment ≥ 300 million yuan"),
    "a date": (column("signed_on") < "2022-04", "签约时间 < 2022年4月", "signed_on < April 2022"),
    "options": (column("owner").is_in("西镇", "东镇"), "责任单位 为 东镇、西镇", "owner in 东镇, 西镇"),
    "a closed list": (column("track").is_in("land"), "落地方式 为 供地", "track in land"),
    "nothing": (OneOf(column("owner"), frozenset({None})), "责任单位 为 （未填）", "owner in (blank)"),
    "an own column": (column("extra.档次").is_in("甲"), "档次 为 甲", "extra.档次 in 甲"),
    "present": (Present(column("park")), "园区 已填", "park is given"),
    "not": (~Present(column("park")), "非（园区 已填）", "not (park is given)"),
    "and": (
        LARGE & column("owner").is_in("东镇"),
        "总投资 ≥ 3亿元 且 责任单位 为 东镇",
        "investment ≥ 300 million yuan and owner in 东镇",
    ),
    "or within and": (
        (LARGE | equal(column("owner"), "东镇")) & ~Present(column("park")),
        "（总投资 ≥ 3亿元 或 责任单位 为 东镇） 且 非（园区 已填）",
        "(investment ≥ 300 million yuan or owner in 东镇) and not (park is given)",
    ),
    "a node of the algebra": (
        Exists("history", equal(column("part"), "started")),
        "“Exists(table='history'",
        "Exists(table='history'",
    ),
}


@pytest.mark.parametrize(("where", "zh", "en"), SAID.values(), ids=SAID)
def test_a_condition_is_told_in_both_languages(where: Predicate, zh: str, en: str) -> None:
    ledger = LEDGER.with_(
        projects=[Project(id="P9", name="别的", track="land", park="甲园", extra={"档次": "甲"})]
    )
    for figure in evaluate(ledger, ["签约项目数", "签约总投资", "开工率"], by="owner", where=where).values():
        assert f"所问：筛选条件 {zh}" in figure.explain("zh_CN")
        assert f"asked: where {en}" in figure.explain()
        assert f"where {en}" in figure.asked_words()


def test_every_argument_of_the_catalogue_has_a_name_in_chinese() -> None:
    assert {name for kpi in CATALOGUE for name in kpi.arguments} == {*ARGUMENTS}


def test_every_argument_that_was_read_is_told_and_no_other() -> None:
    figures = evaluate(
        LEDGER, ["signed_project_count", "milestone_count", "stage_count"], of="started", where=LARGE
    )
    told = {figure.kpi: dict(figure.asked) for figure in figures.values()}
    assert told["milestone_count"] == {"of": "started", "where": LARGE}
    assert told["signed_project_count"] == {"where": LARGE}
    assert "所问：对象 开工；筛选条件 总投资 ≥ 3亿元" in figures["milestone_count"].explain("zh_CN")
    plain = evaluate(LEDGER, "signed_project_count")["signed_project_count"]
    assert "asked" not in plain.explain()
    assert plain.asked_words("zh_CN") == ""


def test_rows_and_tables_tell_what_was_asked() -> None:
    asked = evaluate(LEDGER, "milestone_count", of="started", where=LARGE, by="owner")
    words = "of = started; where investment ≥ 300 million yuan"
    assert {row["asked"] for row in asked.to_rows()} == {words}
    assert json.loads(json.dumps(asked.to_dicts()))[0]["asked"] == words
    assert "asked" not in evaluate(LEDGER, "signed_project_count").to_rows()[0]
    months = evaluate_periods(LEDGER, "signed_project_count", "2022-H1", where=LARGE)
    assert {row["asked"] for row in months.to_rows()} == {"where investment ≥ 300 million yuan"}
    note = "对象 开工；筛选条件 总投资 ≥ 3亿元"
    for table in (kpi_table(asked), period_table([asked]), ranking_table(ranking(asked))):
        assert any(note in line for line in table.notes), table.title


def test_what_a_figure_is_made_of_is_plain_data() -> None:
    figure = evaluate(LEDGER, "start_rate", where=LARGE)["start_rate"]
    told = {"ids": figure.ids, "of": figure.denominator_ids, "left out": figure.excluded}
    assert json.loads(json.dumps(told)) == {
        "ids": ["P3", "P4", "P5"],
        "of": ["P3", "P4", "P5"],
        "left out": [],
    }


def test_a_bulletin_says_no_condition_away() -> None:
    large = evaluate(LEDGER, "signed_project_count", where=LARGE)
    with pytest.raises(UnfitValueError, match="where investment ≥ 300 million yuan"):
        write(large, locale="en")
    worded = ("3亿元以上项目{signed_project_count}",)
    assert "3亿元以上项目3个" in write(large, template=evolve(ZH, clauses=worded))
    assert "新开工项目5个" in write(evaluate(LEDGER, "milestone_count", of="started"))


def test_a_ranking_takes_a_kpi_by_its_chinese_name() -> None:
    figures = evaluate(LEDGER, ["signed_project_count", "signed_investment_total"], by="owner")
    assert ranking(figures, kpi="签约项目数") == ranking(figures, kpi="signed_project_count")
    with pytest.raises(UnknownIdError, match="signed_project_count"):
        ranking(figures, kpi="signed_project_cuont")


_OWN: dict[str, Kpi] = {
    "count": count("own", zh="自定数", en="own", where=LARGE),
    "rate": rate("own", zh="自定率", en="own", met="started", where=LARGE),
    "total": total("own", zh="自定额", en="own", where=LARGE),
    "duration": duration("signed", "started", id="own", where=LARGE),
    "mean": mean("investment", id="own", where=LARGE),
    "share": share(column("owner").is_in("东镇"), id="own", zh="自定占比", en="own", where=LARGE),
}


@pytest.mark.long
@pytest.mark.parametrize("kpi", _OWN.values(), ids=_OWN)
def test_the_condition_of_a_kpi_of_ones_own_is_told(kpi: Kpi) -> None:
    figures = evaluate(LEDGER, kpi)
    assert figures["own"].asked["own_where"] == LARGE
    assert "筛选条件 总投资 ≥ 3亿元" in figures["own"].explain("zh_CN")
    assert any("筛选条件 总投资 ≥ 3亿元" in note for note in kpi_table(figures).notes)
    assert "own_where" not in evaluate(LEDGER, "签约项目数")["签约项目数"].asked
    assert write(figures)  # its name says what it is, as the condition of a question has no name


def test_the_sides_of_a_ratio_and_the_part_of_a_share_are_told_with_their_conditions() -> None:
    own = ratio("r", zh="比", en="ratio", top=_OWN["total"], bottom=_OWN["count"], unit="CNY")
    assert own.formula_zh == "自定额（筛选条件 总投资 ≥ 3亿元） ÷ 自定数（筛选条件 总投资 ≥ 3亿元）"
    assert (
        own.formula_en
        == "own (where investment ≥ 300 million yuan) ÷ own (where investment ≥ 300 million yuan)"
    )
    assert "符合“责任单位 为 东镇”的" in _OWN["share"].formula_zh


@pytest.mark.parametrize("by", [(), "owner"], ids=["whole", "by unit"])
def test_a_kpi_asked_by_several_names_is_one_figure(by: Any) -> None:
    names = ["签约项目数", "signed_project_count", "签约项目数"]
    once = evaluate(LEDGER, "签约项目数", by=by)
    assert list(evaluate(LEDGER, names, by=by).items()) == list(once.items())
