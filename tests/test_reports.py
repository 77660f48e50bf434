"""Reports: every table and chart in every form and script. All projects are invented."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from attrs import evolve
from python_calamine import CalamineWorkbook

from zhaoshang import Area, Count, Ledger, Money, Project, evaluate
from zhaoshang._wording import to_hant
from zhaoshang.errors import ArgumentNeededError, MissingExtraError, UnknownIdError
from zhaoshang.intervals import Interval
from zhaoshang.kpis import Figures
from zhaoshang.lifecycle import alarms
from zhaoshang.model import (
    Agreement,
    Assignment,
    Chain,
    ChainMember,
    ChainNode,
    Demand,
    Investor,
    Lease,
    Milestone,
    Park,
    ServiceTeam,
    Space,
    Target,
    TeamMember,
)
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge
from zhaoshang.reading import parse_money
from zhaoshang.reports import (
    Chart,
    Column,
    Progress,
    Table,
    chain_table,
    funnel,
    funnel_chart,
    funnel_table,
    kpi_table,
    page,
    park_table,
    period_table,
    progress,
    progress_chart,
    progress_table,
    ranking,
    ranking_chart,
    ranking_table,
    stage_board,
    weekly_table,
    write_excel,
)

LOCALES = ("zh_CN", "zh_TW", "en")


def project(
    number: int, owner: str, amount: Money | None, *steps: tuple[str, str], signed: str = "", **more: object
) -> Project:
    return Project(
        id=f"P{number}",
        name=f"项目{number}",
        owner=owner,
        investment=amount,
        agreements=[Agreement(signed_on=signed)] if signed else [],
        milestones=[Milestone(stage=stage, on=on) for stage, on in steps],
        **more,  # type: ignore[arg-type]
    )


def ledger() -> Ledger:
    lead = ("lead", "2022-01")
    return Ledger(
        as_of="2022-06-30",
        projects=[
            project(
                1, "U1", Money.of(3, "亿元"), lead, ("started", "2022-06-10"), signed="2022-03-05", park="K1"
            ),
            project(2, "U1", Money.of(5, "亿元", hedge="near"), lead, signed="2022-06-01", industry="C39"),
            project(
                3,
                "U2",
                Money.of(2, "亿元"),
                lead,
                ("negotiating", "2022-02-01"),
                channel="fund",
                industry="ZZ",
            ),
            project(
                4, "U2", Money.of(3000, "万美元"), lead, ("terminated", "2022-05-01"), signed="2022-04-01"
            ),
            project(5, "", None, lead, chain_nodes=["C1/n1"]),
        ],
        teams=[
            ServiceTeam(
                id="U1",
                name="东镇",
                members=[TeamMember(id="M1", name="张三")],
                assignments=[
                    Assignment(project="P1", member="M1", role="leader_in_charge"),
                    Assignment(project="P2", member="李四", role="leader_in_charge", until="2022-05"),
                ],
            ),
            ServiceTeam(id="U2", name="西镇"),
        ],
        parks=[
            Park(
                id="K1",
                name="芯谷园",
                kind="industrial_park",
                spaces=[Space(id="A", kind="plant", area=Area.of(2, "万㎡"), completed_on="2021-06")],
                leases=[
                    Lease(space="A", tenant="甲", area=Area.of(5000, "㎡"), stage="moved_in", on="2022-01")
                ],
                demands=[Demand(id="D", tenant="乙"), Demand(id="E", tenant="丙", met_on="2022-03")],
            ),
            Park(id="K2", name="空园"),
        ],
        investors=[Investor(id="I1", name="石墨公司")],
        chains=[
            Chain(
                id="C1",
                name="石墨烯",
                nodes=[
                    ChainNode(id="n1", name="粉体", position="upstream", key=True),
                    ChainNode(id="n2", name="应用", position="downstream"),
                ],
                members=[
                    ChainMember(node="n1", investor="I1", role="leader"),
                    ChainMember(node="n1", investor="某公司"),
                    ChainMember(node="n1", project="P1"),
                ],
            )
        ],
        targets=[
            Target(
                id="T1", unit="U1", measure="signed_project_count", period="2022", value=Count.of(3, "个")
            ),
            Target(
                id="T2", unit="U2", measure="signed_project_count", period="2022", value=Count.of(8, "个")
            ),
        ],
    )


LEDGER = ledger()


# tables ---------------------------------------------------------------------------------------------------------


def test_rows_and_values_fit_the_heading() -> None:
    columns = [Column(title="甲"), Column(title="乙")]
    with pytest.raises(ValueError, match="row 1 has 1 cells for 2 columns"):
        Table(columns=columns, rows=[["1"]])
    with pytest.raises(ValueError, match="another shape"):
        Table(columns=columns, rows=[["1", "2"]], values=[[1]])


def test_a_table_in_every_form() -> None:
    table = Table(
        title="开工|",
        columns=[Column(title="单位|甲"), Column(title="个", align="right")],
        rows=[("东镇\n一组", "3"), ("<b>西", "12"), ("合计", "15")],
        values=[("东镇\n一组", 3), ("<b>西", 12), ("合计", 15)],
        notes=["备注"],
        total_rows=1,
    )
    assert "| 单位\\|甲" in table.to_markdown()
    assert "- 备注" in table.to_markdown()
    assert sum(set(line) == {"-"} for line in str(table).splitlines()) == 4
    assert "东镇 一组" in table.to_text()
    html = table.to_html()
    assert "&lt;b&gt;西" in html
    assert html.count("font-weight:600") == 1
    assert '<th scope="row" class="key"' in html
    assert html == table._repr_html_()
    assert table.to_rows()[1] == {"单位|甲": "<b>西", "个": "12"}
    assert table.to_data()[2] == {"单位|甲": "合计", "个": 15}
    assert Table(columns=[Column(title="甲")]).to_text().splitlines()[1] == "甲"


def test_the_column_that_names_the_rows_heads_them() -> None:
    number, word, other = (
        Column(title="名次", align="right"),
        Column(title="类别"),
        Column(title="单位", is_key=True),
    )
    for columns, key in (([number, word, other], 2), ([number, word], 1), ([number], 0)):
        html = Table(columns=columns, rows=[[f"{place}" for place in range(len(columns))]]).to_html()
        assert re.findall(r'<th scope="row"[^>]*>(\d)', html) == [f"{key}"]


@pytest.mark.parametrize("locale", LOCALES)
def test_figures_by_group(locale: str) -> None:
    figures = evaluate(
        LEDGER,
        ["signed_project_count", "signed_investment_total", "start_rate"],
        by="owner",
        period="2022-H1",
    )
    table = kpi_table(figures, locale=locale, names={"U2": "西镇组"})
    whole = {"zh_CN": "合计", "zh_TW": "合計", "en": "Total"}[locale]
    assert [row[0] for row in table.rows][:2] == ["东镇", "西镇组"]
    assert table.rows[-1][:2] == (whole, "3")
    assert table.values[0][1] == Decimal(2)
    blank = evaluate(LEDGER, "tracked_count", by="owner")
    assert {"（未填）", "(blank)"} & {row[0] for row in kpi_table(blank, locale=locale).rows}


def test_codes_of_groups_are_named() -> None:
    channels = kpi_table(evaluate(LEDGER, "tracked_count", by="channel"))
    assert "基金招商" in [row[0] for row in channels.rows]
    industries = evaluate(LEDGER, "tracked_count", by="industry")
    assert {"C39 计算机、通信和其他电子设备制造业", "（未填）"} <= {
        row[0] for row in kpi_table(industries).rows
    }
    assert "C39" in {row[0] for row in kpi_table(industries, locale="en").rows}


def test_figures_below_each_other_with_bands_and_notes() -> None:
    figures = evaluate(
        LEDGER,
        ["start_rate", "signed_investment_total", "projects_in_band"],
        bands=["≥1亿元", "≥5亿元"],
        period="2022-H1",
    )
    table = kpi_table(figures, title="标题", names={"P2": "甲项目"})
    assert table.title == "标题"
    assert table.rows[0][1:] == ("33.33", "", "1 ÷ 3")
    assert [row[0] for row in table.rows][-2] == "　≥1亿元"
    assert any("币种不同" in note for note in table.notes)
    assert kpi_table(evaluate(Ledger(), [])).title == "招商引资指标"
    unknown = kpi_table(evaluate(LEDGER, "agreement_compliance"), locale="en")
    assert unknown.rows[0][1] == "—"
    assert unknown.notes


def test_bounds_stand_where_there_is_no_value() -> None:
    figures = evaluate(None, "idle_land_revival_rate", inputs={"revived": "80余亩", "listed": "7万多平方米"})
    assert kpi_table(figures).rows[0][1] != ""


@pytest.mark.parametrize("locale", LOCALES)
def test_periods_side_by_side(locale: str) -> None:
    kpis = ["signed_project_count", "signed_investment_total"]
    runs = [evaluate(LEDGER, kpis, period=quarter, as_of="2022-06-30") for quarter in ("2022-Q1", "2022-Q2")]
    table = period_table(runs, locale=locale)
    said = {"zh_CN": "2022年第一季度", "zh_TW": "2022年第一季度", "en": "Q1 2022"}[locale]
    assert table.columns[1].title == said
    assert table.values[0][1:] == (Decimal(1), Decimal(2))
    assert period_table([], title="空").title == "空"
    uneven = period_table([runs[0], evaluate(LEDGER, "tracked_count", as_of="2022-06-30")])
    assert uneven.rows[-1][1] == "—"


BANDS = ["≥1亿元", "≥5亿元"]


def test_bands_by_unit_have_a_column_each() -> None:
    figures = evaluate(LEDGER, ["projects_in_band", "start_rate"], bands=BANDS, by="owner", period="2022-H1")
    table = kpi_table(figures)
    titles = [column.title for column in table.columns]
    assert titles == ["责任单位", "分规模项目数 ≥1亿元（个）", "分规模项目数 ≥5亿元（个）", "开工率（%）"]
    assert table.rows[0][:3] == ("东镇", "2", "0")
    assert table.rows[-1][:3] == ("合计", "3", "1")
    rows = [row for row in figures.to_rows() if row["owner"] == "U1" and row["kpi"] == "projects_in_band"]
    assert [(row["part"], row["value"]) for row in rows] == [("≥1亿元", 2), ("≥5亿元", 0)]
    english = kpi_table(figures, locale="en").columns[1].title
    assert english == "Projects by size band ≥1亿元"


def test_bands_by_period_have_a_row_each() -> None:
    runs = [
        evaluate(LEDGER, "projects_in_band", bands=BANDS, period=quarter, as_of="2022-06-30")
        for quarter in ("2022-Q1", "2022-Q2")
    ]
    table = period_table(runs)
    assert [row[0] for row in table.rows] == ["分规模项目数（个）", "　≥1亿元", "　≥5亿元"]
    assert table.values[1][1:] == (Decimal(1), Decimal(2))
    assert table.title == "招商引资指标（截至 2022年6月30日；默认口径）"


# boards ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_the_board_of_stages(locale: str) -> None:
    board = stage_board(LEDGER, locale=locale)
    assert [row[0] for row in board.rows] == ["项目1", "项目2", "项目3", "项目5"]
    assert board.rows[0][2] == "张三"
    assert board.rows[1][2] == ""
    assert board.notes
    whole = stage_board(LEDGER, locale=locale, include_ended=True, warnings=[], stages=["signed"])
    assert len(whole.rows) == 5
    assert whole.rows[0][4] == "2022-03-05"
    assert {row[-1] for row in whole.rows} == {""}
    assert stage_board(Ledger(as_of="2022-06"), title="空", warnings=[]).notes == ()


def test_the_board_tells_plans_delays_and_the_gravest_alarm() -> None:
    plans = [
        Milestone(stage="started", on="2022-05", planned=True),
        Milestone(stage="completed", on="2022-09", planned=True),
    ]
    late = Project(
        id="L",
        name="晚",
        agreements=[Agreement(signed_on="2022-01")],
        milestones=[*plans, Milestone(stage="on_hold", on="2022-06")],
    )
    done = Project(
        id="D", name="成", agreements=[Agreement()], milestones=[Milestone(stage="producing", on="2022-06")]
    )
    known = Ledger(as_of="2022-06-30", projects=[late, done])
    board = stage_board(known, stages=["signed", "started", "completed"], warnings=alarms(known))
    assert board.rows[0][4:7] == ("2022-01", "逾期 2022-05", "计划 2022-09")
    assert board.rows[0][7] == "签约、搁置"
    assert board.rows[1][4:7] == ("✓", "✓", "✓")
    assert board.rows[0][-1].startswith("红色预警")


def test_a_board_needs_a_day() -> None:
    with pytest.raises(ArgumentNeededError):
        stage_board(Ledger())


@pytest.mark.parametrize("locale", LOCALES)
def test_parks(locale: str) -> None:
    table = park_table(LEDGER, locale=locale)
    rate = table.rows[0][7]
    assert (rate, table.rows[0][-2:], table.rows[1][7]) == ("25.00", ("1", "1"), "—")
    assert table.values[-1][7] == Fraction(25)
    assert table.total_rows == 1
    assert park_table(Ledger(), title="空").rows[0][7] == "—"
    assert table.notes == ()
    first = LEDGER.parks["K1"]
    twice = park_table(Ledger(parks=[first, evolve(first, id="K3")]), locale=locale)
    assert [row[-2] for row in twice.rows] == ["1", "1", "1"]
    assert len(twice.notes) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_chains(locale: str) -> None:
    table = chain_table(LEDGER, locale=locale)
    first, second = table.rows
    assert first[3:6] == ("★", "石墨公司", "某公司")
    assert "项目1" in first[6]
    assert "项目5" in first[7]
    assert second[-1] in {"空白", "Empty"}
    assert any("应用" in note for note in table.notes)
    signed, tracked = table.figures[0][6], table.figures[0][7]
    assert signed is not None
    assert tracked is not None
    assert (signed.kpi, signed.group, tuple(signed.ids)) == ("signed_project_count", ("C1/n1",), ("P1",))
    assert (tracked.kpi, tuple(tracked.ids)) == ("tracked_count", ("P1", "P5"))


def test_a_chain_with_candidates_alone_is_not_said_to_have_nobody() -> None:
    """The notes of the map say of leads and talks what its rows list."""
    chain = Chain(id="C", name="储能", nodes=[ChainNode(id="a", name="电芯")])
    talks = project(7, "", None, ("negotiating", "2022-05"), chain_nodes=["C/a"])
    table = chain_table(Ledger(as_of="2022-06-30", chains=[chain], projects=[talks]))
    assert table.rows[0][6:] == ("", "项目7（在谈）", "空白")
    assert table.notes == ("储能（建链）：储能尚无企业或签约项目，在谈和线索 1 个",)


# progress -------------------------------------------------------------------------------------------------------


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


# rankings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_rankings(locale: str) -> None:
    def by_unit(day: str) -> Figures:
        return evaluate(LEDGER, ["signed_project_count", "start_rate"], as_of=day, by="owner")

    now, before = by_unit("2022-06-30"), by_unit("2022-04-30")
    places = ranking(now, previous=before)
    assert [(item.name, item.place, item.change) for item in places][:2] == [("东镇", 1, 0), ("西镇", 2, -1)]
    table = ranking_table(places, locale=locale)
    assert table.rows[1][-1] == "↓1"
    rates = ranking(now, kpi="start_rate", lowest_first=True, ties="dense")
    assert rates[0].name == "西镇"
    assert ranking_table(rates, locale=locale).rows[0][-1] in {"新进", "新進", "new"}
    chart = ranking_chart(places, locale=locale)
    assert [row["moved"] for row in chart.spec["data"]["values"]] == ["", "↓1"]
    with pytest.raises(UnknownIdError):
        ranking(now, kpi="landing_rate")


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
    assert ranking_table(places).rows[1][1:] == ("西镇", "—", "—", "")
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
    assert "5" in total[3]
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


# files ----------------------------------------------------------------------------------------------------------


def test_a_workbook_is_read_back_with_its_types(tmp_path: Path) -> None:
    table = Table(
        title="台账/一（截至）",
        columns=[Column(title=title) for title in ("单位", "数", "率", "近", "日", "月", "空", "式")],
        rows=[
            ("东镇", "3", "33.33", "近5", "2022-03-05", "2022-03", "", "=1+1"),
            ("合计", "9" * 16, "-0.5", "—", "2022-03-06", "", "", "@x"),
        ],
        values=[
            (
                "东镇",
                3,
                Fraction(100, 3),
                Decimal(5),
                Period.of("2022-03-05"),
                Period.of("2022-03"),
                None,
                "=1+1",
            ),
            ("合计", int("9" * 16), Decimal("-0.5"), None, date(2022, 3, 6), None, None, "@x"),
        ],
        notes=["备注"],
        total_rows=1,
    )
    path = tmp_path / "report.xlsx"
    write_excel([table, table, Table()], path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["台账 一", "台账 一 2", "3"]
    sheet = book["台账 一"]
    assert sheet["A1"].value == "台账/一（截至）"
    row = [cell.value for cell in sheet[3]]
    assert row[:2] == ["东镇", 3]
    assert row[2] == pytest.approx(100 / 3)
    assert row[3:] == ["近5", datetime(2022, 3, 5), "2022-03", None, "=1+1"]  # noqa: DTZ001 - as written
    assert sheet["C3"].number_format == "0.00"
    assert sheet["H3"].data_type == "s"
    assert [cell.value for cell in sheet[4]][1] == "9" * 16
    assert sheet["A5"].value == "备注"
    assert sheet.freeze_panes == "B3"


def test_equal_reports_are_equal_files(tmp_path: Path) -> None:
    table = park_table(LEDGER)
    for name in ("a", "b"):
        write_excel(table, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(("locale", "tag"), [("zh_CN", "zh-Hans"), ("zh_TW", "zh-Hant"), ("en", "en")])
def test_a_page_stands_by_itself(locale: str, tag: str) -> None:
    steps = funnel(LEDGER, stages=["lead", "signed"])
    text = page(
        [
            funnel_table(steps, locale=locale),
            Table(columns=[Column(title="甲")]),
            funnel_chart(steps, locale=locale),
        ],
        title="<月报>",
        locale=locale,
    )
    assert f'<html lang="{tag}">' in text
    assert "&lt;月报&gt;" in text
    assert "<script" not in text
    assert "http" not in text
    assert "width=device-width" in text


def every_report(locale: str) -> list[Table]:
    """Make one table of each kind."""
    kpis = ["signed_project_count", "signed_investment_total", "start_rate"]
    now, before = (evaluate(LEDGER, kpis, as_of=day, by="owner") for day in ("2022-06-30", "2022-04-30"))
    return [
        kpi_table(now, locale=locale),
        kpi_table(evaluate(LEDGER, kpis), locale=locale),
        period_table([evaluate(LEDGER, kpis, period=half) for half in ("2022-Q1", "2022-Q2")], locale=locale),
        funnel_table(funnel(LEDGER), locale=locale),
        progress_table(progress(LEDGER, "signed_project_count", period="2022"), locale=locale),
        ranking_table(ranking(now, previous=before), locale=locale),
        weekly_table(LEDGER, LEDGER.without(projects=["P2"]), locale=locale),
        stage_board(LEDGER, locale=locale),
        park_table(LEDGER, locale=locale),
        chain_table(LEDGER, locale=locale),
    ]


def shown_value(value: object, text: str) -> object:
    """Say what a cell of a workbook holds for a value of the data form and its text."""
    if isinstance(value, Period):
        return datetime.combine(value.start, datetime.min.time()) if value.is_day else text
    if isinstance(value, (int, Decimal, Fraction)):
        hedged = {"近", "超", "约", "約", "n", "o", "a"}
        return (
            text
            if text[0] in hedged and not text.startswith(("ahead", "超序"))
            else float(f"{float(value):.16G}")
        )
    return text or None


@pytest.mark.parametrize("locale", LOCALES)
def test_the_workbook_holds_every_figure_of_the_data_form(locale: str, tmp_path: Path) -> None:
    tables = every_report(locale)
    path = tmp_path / "report.xlsx"
    write_excel(tables, path)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == len(tables)
    for sheet, table in zip(book.worksheets, tables, strict=True):
        read = [
            list(row) for row in sheet.iter_rows(min_row=2, max_row=2 + len(table.rows), values_only=True)
        ]
        assert read[0] == [column.title for column in table.columns]
        data = [list(row.values()) for row in table.to_data()]
        second = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet.title).to_python()[2:]
        for line, again, values, texts in zip(read[1:], second, data, table.rows, strict=False):
            expected = [shown_value(*cell) for cell in zip(values, texts, strict=True)]
            assert line == expected
            days = [each.date() if isinstance(each, datetime) else each or "" for each in expected]
            assert [each or "" for each in again] == [each or "" for each in days]
        assert len(read) == len(table.rows) + 1
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.freeze_panes == "B3"


def test_signs_in_words_are_numbers_in_a_workbook(tmp_path: Path) -> None:
    items = progress(LEDGER, "signed_project_count", period="2022")
    path = tmp_path / "report.xlsx"
    write_excel(progress_table(items), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["G3"].value == pytest.approx(float(items[0].gap or 0))
    assert sheet["G3"].number_format == '"超序时 "0.00;"欠序时 "0.00;"与序时持平"'


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_tells_readers_of_screens_what_is_where(locale: str) -> None:
    charts = [funnel_chart(funnel(LEDGER), locale=locale)]
    tables = every_report(locale)
    text = page([*tables, *charts], title="月报", locale=locale)
    ids = re.findall(r' id="(\w+)"', text)
    assert len(ids) == len(set(ids)) == len(tables) + 2 * len(charts)
    asked = {name for names in re.findall(r'aria-labelledby="([\w ]+)"', text) for name in names.split()}
    assert asked <= set(ids)
    assert re.findall(r"<(h\d)", text) == ["h1"] + ["h2"] * (len(tables) + len(charts))
    assert text.count('<th scope="row"') == sum(len(table.rows) for table in tables)
    assert text.count('<th scope="col"') == sum(len(table.columns) for table in tables)
    assert text.count('role="group"') == text.count('tabindex="0"') == len(tables)
    assert text.count('role="img"') == len(charts)
    assert "http" not in text
    assert "@import" not in text
    assert "url(" not in text


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Work out the contrast of two colours by WCAG 2."""
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_colours_are_told_apart_by_those_who_see_little() -> None:
    text = page([], title="月报")
    light, dark = (
        dict(re.findall(r"--(\w+):(#\w+)", block)) for block in re.findall(r":root\{([^}]*)\}", text)
    )
    for colours in (light, dark):
        for ink in ("ink", "dim"):
            for ground in ("page", "head"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground, colours)
    drawn = dict(re.findall(r"\[fill='(#\w+)'\]\{fill:(#\w+)\}", text))
    assert len(drawn) == 5
    for on_white, on_dark in drawn.items():
        assert contrast(on_white, light["page"]) >= 3
        assert contrast(on_dark, dark["page"]) >= 3


def test_traditional_reports_have_no_simplified_words() -> None:
    tables = every_report("zh_TW")
    own = "".join([table.title + column.title for table in tables for column in table.columns])
    assert to_hant(own) == own


def items(*parts: int) -> list[Progress]:
    return [
        Progress(
            measure="signed_project_count",
            name=f"{part}",
            completion=Fraction(part),
            time=Fraction(50),
            gap=Fraction(part - 50),
        )
        for part in parts
    ]


def test_a_bar_far_beyond_the_others_is_broken_off_and_says_how_far_it_reaches() -> None:
    rows = progress_chart(items(20, 60, 80, 35000)).spec["data"]["values"]
    assert [(row["done"], row["broken"]) for row in rows] == [(20, ""), (60, ""), (80, ""), (200, "»")]
    assert rows[-1]["said"] == "35000.0% 超序时 34950.00"
    alike = progress_chart(items(260, 300, 280)).spec["data"]["values"]
    assert {row["broken"] for row in alike} == {""}


def test_classes_of_a_ranking_are_drawn_below_each_other() -> None:
    figures = evaluate(LEDGER, "signed_project_count", by="owner")
    spec = ranking_chart(ranking(figures, previous=figures, classes={"U1": "镇", "U2": "园区"})).spec
    first, second = spec["data"]["values"]
    assert first["was"] == first["is"] < second["was"] == second["is"]
    headed = [layer["data"]["values"] for layer in spec["layer"] if "heading" in str(layer)][-1]
    assert [row["heading"] for row in headed] == ["镇", "园区"]


@pytest.mark.parametrize("width", [340, 640, 720])
def test_names_of_any_length_leave_a_chart_its_size(width: int) -> None:
    long = [Progress(measure="start_rate", name="招商" * 60, completion=Fraction(10), time=Fraction(100))]
    svg = progress_chart(long, width=width, title="目标" * 60).to_svg()
    assert f'width="{width}"' in svg
    assert "…" in svg


def test_nothing_of_a_chart_is_cut_off_below_its_title() -> None:
    svg = progress_chart(items(*range(0, 100, 10)), title="目标").to_svg()
    root = ET.fromstring(svg)  # noqa: S314 - written here
    height = float(root.attrib["height"])
    places = re.findall(r'transform="translate\(0,([0-9.]+)\)"', svg)
    assert max(map(float, places)) + 30 + 34 - 18 < height - 8


def test_names_in_charts_stay_names() -> None:
    names = [
        "<script>alert(1)</script>",
        '" onload="x',
        "甲&amp;乙",
        "]]>",
        "</svg>",
        "'文",
        "datum.x",
        "\\u003c",
    ]
    named = [Progress(measure="start_rate", name=name, completion=Fraction(10)) for name in names]
    chart = progress_chart(named, title="</title><script>")
    root = ET.fromstring(chart.to_svg())  # noqa: S314 - written here
    assert set(names) <= {text for text in root.itertext() if text}
    html = chart.to_html()
    assert "<script" not in html
    assert "onload" not in re.sub(r">[^<]*<", "><", html)


def test_a_page_shows_a_tall_chart_upright() -> None:
    assert 'class="tall"' in page([progress_chart(items(*range(20)))], title="月报")
    assert 'class="tall"' not in page([progress_chart(items(1))], title="月报")


def test_hundreds_of_units_and_one(tmp_path: Path) -> None:
    many = Table(columns=[Column(title="单位")], rows=[[f"镇{number}"] for number in range(500)])
    write_excel([many, Table(title="History")], tmp_path / "many.xlsx")
    book = openpyxl.load_workbook(tmp_path / "many.xlsx")
    assert book.worksheets[0].max_row == 501
    assert book.sheetnames[1].lower() != "history"


def test_what_a_workbook_cannot_hold_is_written_as_text(tmp_path: Path) -> None:
    table = Table(
        columns=[Column(title="日"), Column(title="文")],
        rows=[["1890-01-01", "长" * 40000]],
        values=[[date(1890, 1, 1), "长" * 40000]],
    )
    write_excel(table, tmp_path / "old.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "old.xlsx").worksheets[0]
    assert sheet["A2"].value == "1890-01-01"
    assert sheet["B2"].value == "长" * 32766 + "…"


def test_a_chart_is_data_svg_and_page() -> None:
    chart = ranking_chart(ranking(evaluate(LEDGER, "signed_project_count", by="owner")))
    assert json.loads(chart.data) == chart.spec
    svg = chart.to_svg()
    assert svg.startswith("<svg")
    assert "东镇" in svg
    assert svg == chart._repr_html_()
    assert "东镇" in chart.to_html()
    assert "</script" not in Chart(title="x", data='{"a": "</script>"}').to_json()


def test_extras_are_asked_for_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(MissingExtraError) as excel:
        write_excel(Table(), tmp_path / "x.xlsx")
    with pytest.raises(MissingExtraError) as charts:
        funnel_chart([]).to_svg()
    assert (excel.value.extra, charts.value.extra) == ("excel", "charts")


def test_units_asked_for_by_words_stand_in_the_heading() -> None:
    figures = evaluate(LEDGER.without(projects=["P4"]), "signed_investment_total", unit="亿元")
    assert kpi_table(figures).rows[0][:2] == ("签约总投资（亿元）", "近8")


def test_hedged_amounts_are_shown_with_their_words() -> None:
    amounts = [
        Money.of(1, "亿元", hedge=hedge)
        for hedge in ("none", "near", "over", "at_least", "at_most", "below", "about")
    ]
    span = Money(unit=amounts[0].unit, hedge=Hedge.RANGE, bounds=Interval(10**8, 2 * 10**8))
    projects = [
        Project(id=f"{place}", name="甲", investment=money) for place, money in enumerate([*amounts, span])
    ]
    board = stage_board(Ledger(as_of="2022-06", projects=projects), warnings=[])
    assert [row[3] for row in board.rows] == [
        "1", "近1", "超1", "1以上", "1以下", "不足1", "约1", "1–2",
    ]  # fmt: skip
    odd = [parse_money(text) for text in ("百亿级", "5-10亿元", "3000万-5000万美元", "近800万美元", "0元")]
    projects = [Project(id=f"{place}", name="甲", investment=money) for place, money in enumerate(odd)]
    known = Ledger(as_of="2022-06", projects=[*projects, Project(id="x", name="乙", investment=amounts[0])])
    said = [row[3] for row in stage_board(known, warnings=[]).rows]
    assert said == ["百亿级", "5–10", "3000–5000万美元", "近800万美元", "0", "1"]
    english = [row[3] for row in stage_board(known, warnings=[], locale="en").rows]
    assert english[1:4] == ["500–1000", "30–50 million US dollars", "nearly 8 million US dollars"]
    dollars = Project(id="1", name="甲", investment=Money.of(5, "万美元"))
    assert stage_board(Ledger(as_of="2022-06", projects=[dollars]), warnings=[]).rows[0][3] == "5万美元"


@pytest.mark.parametrize(
    ("hedge", "shown"), [("near", "近5"), ("over", "超5"), ("about", "约5"), ("none", "5")]
)
def test_hedged_sums_keep_their_words(hedge: str, shown: str) -> None:
    signed = [Agreement(signed_on="2022-03-05")]
    one = Project(id="1", name="甲", investment=Money.of(5, "亿元", hedge=hedge), agreements=signed)
    figures = evaluate(Ledger(as_of="2022-06", projects=[one]), "signed_investment_total")
    assert kpi_table(figures).rows[0][1] == shown
    small = evaluate(Ledger(as_of="2022-06", projects=[]), "signed_investment_total")
    assert kpi_table(small).rows[0][:2] == ("签约总投资（元）", "0")


def test_a_workbook_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_excel(Table(columns=[Column(title="项目")], rows=[["甲"]]), tmp_path / "nowhere" / "x.xlsx")
