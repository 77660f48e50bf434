"""Funnels, targets, rankings and the week."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from tests.reports.shown import LEDGER, LOCALES, project

from zhaoshang import Count, Ledger, Money, Project, evaluate
from zhaoshang.errors import UnfitValueError, UnknownIdError
from zhaoshang.frames import from_ledger
from zhaoshang.kpis import Figures
from zhaoshang.measures import column
from zhaoshang.model import Agreement, ServiceTeam, Target
from zhaoshang.reports import (
    Progress,
    funnel,
    funnel_chart,
    funnel_table,
    progress,
    progress_chart,
    progress_table,
    ranking,
    ranking_chart,
    ranking_table,
    weekly_table,
)


@pytest.mark.parametrize("locale", LOCALES)
def test_funnels(locale: str) -> None:
    steps = funnel(LEDGER, stages=["lead", "signed", "started"])
    assert [(step.count, step.of_previous) for step in steps] == [
        (5, Fraction(100)),
        (3, Fraction(60)),
        (1, Fraction(100, 3)),
    ]
    assert funnel_table(steps, locale=locale).rows[2][1:] == ("1", "20.00", "33.33")
    chart = funnel_chart(steps, locale=locale, title="图")
    assert chart.title == "图"
    assert len(chart.spec["data"]["values"]) == 3
    with pytest.raises(ValueError, match="two stages"):
        funnel(LEDGER, stages=["lead"])
    empty = funnel(Ledger(as_of="2022-06"), stages=["lead", "signed"])
    assert funnel_table(empty).rows[0][1:] == ("0", "—", "—")
    assert funnel_chart(empty).spec["data"]["values"][1]["said"] == "0 个"


@pytest.mark.parametrize("locale", LOCALES)
def test_targets(locale: str) -> None:
    items = progress(
        LEDGER, ["signed_project_count", "signed_investment_total"], period="2022", as_of="2022-06-30"
    )
    east, west = items[0], items[1]
    assert (east.name, east.actual, east.target) == ("东镇", Decimal(2), Decimal(3))
    assert (east.completion, east.time) == (Fraction(200, 3), Fraction(50))
    assert (east.is_ahead, west.is_ahead) == (True, False)
    table = progress_table(items, locale=locale)
    assert table.rows[0][2:6] == ("3", "2", "66.67", "50.00")
    assert any("—" in row for row in table.rows)
    chart = progress_chart(items, locale=locale)
    assert len({row["unit"] for row in chart.spec["data"]["values"]}) == len(chart.spec["data"]["values"])
    whole = progress(LEDGER, "signed_project_count", period="2022", by=())
    assert [(item.unit, item.target) for item in whole] == [("", Decimal(11))]
    for key in ("park", "月份"):
        with pytest.raises(UnfitValueError, match="a key that targets are set by"):
            progress(LEDGER, "signed_project_count", period="2022", by=key)


@pytest.mark.parametrize(
    ("hedge", "done", "rate"),
    [
        ("none", "20", "50.00"),
        ("near", "近20", "近50.00"),
        ("over", "超20", "超50.00"),
        ("about", "约20", "约50.00"),
    ],
)
def test_what_is_done_keeps_its_hedge_against_a_target(hedge: str, done: str, rate: str) -> None:
    one = project(1, "U1", Money.of(20, "亿元", hedge=hedge), signed="2022-03")
    goal = Target(
        id="T", unit="U1", measure="signed_investment_total", period="2022", value=Money.of(40, "亿元")
    )
    known = Ledger(as_of="2022-06-30", projects=[one], targets=[goal])
    found = progress(known, "signed_investment_total", period="2022")
    table = progress_table(found)
    assert table.rows[0][2:5] == ("40", done, rate)
    assert table.values[0][3:5] == (Fraction(20), Fraction(50))
    assert bool(table.notes) is (hedge != "none")
    assert progress_chart(found).spec["data"]["values"][0]["said"].startswith(rate[:-1])


def test_a_unit_without_a_target_shows_what_it_did() -> None:
    known = Ledger(
        as_of="2022-06-30",
        projects=[project(1, "U1", None, signed="2022-03"), project(2, "U2", None, signed="2022-03")],
        teams=[ServiceTeam(id="U1", name="东镇"), ServiceTeam(id="U2", name="西镇")],
        targets=[LEDGER.targets["T1"]],
    )
    table = progress_table(progress(known, "signed_project_count", period="2022"))
    assert [row[1:5] for row in table.rows][1] == ("西镇", "—", "1", "—")
    assert table.notes == ("没有目标任务：西镇",)


def test_on_time_and_without_a_target() -> None:
    even = Progress(
        measure="signed_project_count", completion=Fraction(50), time=Fraction(50), gap=Fraction(0)
    )
    none = Progress(measure="signed_investment_total", name="甲")
    rows = progress_table([even, none]).rows
    assert rows[0][-1] == "与序时持平"
    assert rows[1][-1] == "—"
    assert none.is_ahead is None
    bare = Progress(measure="signed_project_count", name="乙", completion=Fraction(0))
    several = progress_chart([even, bare, Progress(measure="start_rate", completion=Fraction(9))])
    assert several.spec["data"]["values"][1]["time"] is None
    assert progress_chart([]).spec["data"]["values"] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_rankings(locale: str) -> None:
    def by_unit(day: str) -> Figures:
        return evaluate(LEDGER, ["signed_project_count", "start_rate"], as_of=day, by="owner")

    now, before = by_unit("2022-06-30"), by_unit("2022-04-30")
    places = ranking(now, previous=before, kpi="signed_project_count")
    assert [(item.name, item.place, item.change) for item in places][:2] == [("东镇", 1, 0), ("西镇", 2, -1)]
    table = ranking_table(places, locale=locale)
    assert table.rows[1][-1] == "↓1"
    rates = ranking(now, kpi="start_rate", lowest_first=True, ties="dense")
    assert rates[0].name == "西镇"
    alone = ranking_table(rates, locale=locale)
    assert len(alone.columns) == len(table.columns) - 2, "nobody had a place before: no column says so"
    newcomers = (places[0], evolve(places[1], before=None))
    assert ranking_table(newcomers, locale=locale).rows[1][-1] in {"新进", "新進", "new"}
    chart = ranking_chart(places, locale=locale)
    assert [row["moved"] for row in chart.spec["data"]["values"]] == ["", "↓1"]
    with pytest.raises(UnknownIdError):
        ranking(now, kpi="landing_rate")


@pytest.mark.parametrize(
    ("locale", "heads"),
    [
        ("zh_CN", ["2022年3月签约项目数（个）", "2022年3月环比（%）"]),
        ("en", ["Signed projects, March 2022", "Growth on the month (%), March 2022"]),
    ],
)
def test_other_figures_stand_beside_a_ranking(locale: str, heads: list[str]) -> None:
    """A column a KPI, named with its period where that is another; a unit that it lacks shows nothing."""
    now = evaluate(LEDGER, "signed_project_count", period="2022", by="owner")
    alone = evaluate(LEDGER, "signed_project_count", period="2022-03", as_of="2022-03", by="owner")
    growth = evaluate(
        LEDGER, "mom_growth", of="signed_project_count", period="2022-03", as_of="2022-03", by="owner"
    )
    table = ranking_table(ranking(now), beside=[alone, growth], locale=locale)
    assert [column.title for column in table.columns][3:5] == heads
    places = {row[1]: figures for row, figures in zip(table.rows, table.figures, strict=True)}
    own = {item.name: item.figure for item in ranking(alone)}
    assert {name: figures[3] for name, figures in places.items()} == own
    few = evaluate(LEDGER, "signed_project_count", as_of="2022-03", by="district")
    assert {row[3] for row in ranking_table(ranking(now), beside=few).rows} == {"—"}
    assert ranking_table([], beside=alone).rows == ()


def test_classes_are_ranked_apart_and_money_has_one_unit() -> None:
    known = LEDGER.without(projects=["P4"])
    figures = evaluate(known, "signed_investment_total", by="owner")
    places = ranking(figures, classes={"U1": "镇", "U2": "园区"})
    assert [(item.class_, item.place) for item in places] == [("镇", 1), ("园区", 1)]
    table = ranking_table(places)
    assert table.columns[0].title == "类别"
    assert table.columns[3].title == "签约总投资（亿元）"
    assert ranking_table([]).rows == ()


def test_units_without_a_value_come_last_and_stay_out_of_the_chart() -> None:
    figures = evaluate(LEDGER, "start_rate", by="owner", period="2022-Q1")
    places = ranking(figures)
    assert [item.place for item in places] == [1, None]
    assert ranking_table(places).rows[1][1:] == ("西镇", "—")
    assert len(ranking_chart(places).spec["data"]["values"]) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_the_week(locale: str) -> None:
    older = Ledger(
        as_of="2022-06-23",
        projects=[
            project(1, "U1", Money.of(2, "亿元"), signed="2022-03-05"),
            project(3, "U2", None),
            project(9, "U2", None),
        ],
    )
    table = weekly_table(LEDGER, older, locale=locale)
    total = table.rows[-1]
    assert total[1:3] == ("3", "2")
    assert total[3].startswith("600 million" if locale == "en" else "6亿" if locale == "zh_CN" else "6億")
    assert total[5] == "1"
    assert any("项目9" in note for note in table.notes)
    assert any("→" in note for note in table.notes)
    assert any("项目4" in note for note in table.notes)
    assert table.title.endswith(
        "(June 23, 2022 to June 30, 2022)" if locale == "en" else "（2022年6月23日至2022年6月30日）"
    )
    quiet = weekly_table(Ledger(), Ledger(), title="静")
    assert (quiet.title, quiet.notes, len(quiet.rows)) == ("静", (), 1)
    assert "（" not in weekly_table(Ledger(), Ledger()).title


def test_a_week_is_told_as_it_was_known_on_a_day() -> None:
    """What was recorded later is in neither state; a day after every record changes nothing."""
    before = [Project(id=id_, name=f"虚构{id_}项目", owner="东镇") for id_ in ("1", "2", "3")]
    told = {"1": "2022-05-06", "2": "2022-05-20", "3": None}
    after = [
        evolve(project, agreements=[Agreement(signed_on="2022-05-05", recorded_on=told[project.id])])
        for project in before
    ]
    older, newer = (
        Ledger(as_of=day, projects=projects)
        for day, projects in (("2022-04-30", before), ("2022-05-31", after))
    )

    def signed(known_on: str | None) -> tuple[str, str]:
        table = weekly_table(newer, older, known_on=known_on)
        figure = evaluate(newer, "signed_project_count", period="2022", known_on=known_on)
        assert table.rows[-1][2] == str(figure["signed_project_count"].value)
        return table.rows[-1][2], table.rows[-1][-2]

    assert signed("2022-05-10") == ("2", "2")
    assert signed("2022-05-31") == signed(None) == ("3", "3")
    assert signed("2022-05-01") == ("1", "1")


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize(
    "faces", [(progress_table, progress_chart), (ranking_table, ranking_chart)], ids=["progress", "ranking"]
)
def test_tables_and_charts_show_the_condition_of_their_figures(faces: tuple[Any, Any], locale: str) -> None:
    """A chart of large projects looked like one of all."""
    ledger = Ledger(
        as_of="2022-06-30",
        projects=[
            Project(
                id=unit,
                name=unit,
                owner=unit,
                investment=Money.of(3, "亿元"),
                agreements=[Agreement(signed_on="2022-03-01")],
            )
            for unit in ("虚构东镇", "虚构西镇")
        ],
        targets=[
            Target(
                id="T",
                unit="虚构东镇",
                measure="signed_project_count",
                period="2022",
                value=Count.of(4, "个"),
            )
        ],
    )
    told = "总投资 ≥ 1亿元" if locale == "zh_CN" else "investment ≥ 100 million yuan"
    for where, is_told in ((column("investment") >= "1亿元", True), (None, False)):
        shown: Any = (
            progress(ledger, "signed_project_count", period="2022", where=where)
            if faces[0] is progress_table
            else ranking(evaluate(ledger, "signed_project_count", by="owner", where=where))
        )
        table, chart = (face(shown, locale=locale) for face in faces)
        drawn = [layer for layer in chart.spec["layer"] if "note" in str(layer)]
        assert any(told in note for note in table.notes) is is_told
        assert (told in chart.spec["description"], len(drawn)) == (is_told, int(is_told))


def test_a_target_of_a_unit_that_nothing_names_is_shown() -> None:
    goal = Target(id="T", unit="东阵", measure="signed_project_count", period="2022", value=Count.of(4, "个"))
    ledger = Ledger(
        as_of="2022-06-30",
        projects=[Project(id="1", name="虚构", owner="东镇", agreements=[Agreement(signed_on="2022-03-01")])],
        targets=[goal, evolve(goal, id="T2", unit="东镇"), evolve(goal, id="T3", period="2021")],
    )
    found = progress(ledger, "签约项目数", period="2022")
    shown: list[Any] = [(item.name, item.actual, item.target, item.reason) for item in found]
    assert shown == [
        ("东镇", 1, 4, None),
        ("东阵", None, 4, "not_recorded"),
        ("", 1, 8, None),
    ]
    assert progress_table(found).notes[-1] == "台账中没有此类记录：东阵"
    assert [item.name for item in progress(ledger, "签约项目数", period="2022", by=())] == [""]


@pytest.mark.parametrize("by", ["owner", "district"])
def test_progress_is_the_same_on_frames(by: str) -> None:
    held = Ledger(
        as_of="2022-06-30",
        projects=[
            Project(
                id="P1",
                name="甲",
                owner="东镇",
                district="东镇",
                agreements=[Agreement(signed_on="2022-03-01")],
            )
        ],
        targets=[
            Target(
                id="T", unit="东镇", measure="signed_project_count", period="2022", value=Count.of(4, "个")
            )
        ],
    )
    told = [
        [(item.unit, item.actual, item.target, item.completion, item.gap) for item in found]
        for found in (
            progress(source, "签约项目数", period="2022", by=by) for source in (held, from_ledger(held))
        )
    ]
    assert told[0] == told[1]
    assert told[0][0][3] == Fraction(25)


def test_an_argument_that_a_measure_does_not_read_is_told_in_the_table() -> None:
    """Several measures share their arguments: of the one that reads it nothing is said."""
    goals = [
        Target(id=name, unit="U1", measure=name, period="2022", value=Count.of(4, "个"))
        for name in ("signed_project_count", "milestone_count:started")
    ]
    ledger = LEDGER.with_(targets=goals)
    found = progress(ledger, ["签约项目数", "milestone_count"], period="2022", stage="started")
    notes = [note for note in progress_table(found).notes if "没有用到" in note]
    assert notes == ["签约项目数：该指标不读所给参数，没有用到（stage）"]
    assert any("was not read (stage)" in note for note in progress_table(found, locale="en").notes)
    silent = progress_table(progress(ledger, "签约项目数", period="2022")).notes
    assert not any("没有用到" in note for note in silent)
