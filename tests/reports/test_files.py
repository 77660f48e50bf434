"""Workbooks, pages and charts of reports."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from tests.reports.shown import LEDGER, LOCALES, items

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang._text.scripts import to_hant
from zhaoshang.errors import MissingExtraError
from zhaoshang.intervals import Interval
from zhaoshang.model import (
    Agreement,
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
        ranking_table(ranking(now, previous=before, kpi="signed_project_count"), locale=locale),
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


@pytest.mark.long
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
        data = [list(row.values()) for row in table.to_data(exact=True)]
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


def test_a_number_does_not_run_into_the_name_beside_it(tmp_path: Path) -> None:
    table = Table(columns=[Column(title="名次", align="right"), Column(title="单位")], rows=[("1", "东区")])
    write_excel(table, tmp_path / "book.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.alignment.indent for cell in cells] == [1] * len(cells)
    assert sheet.column_dimensions["A"].width >= len("名次") * 2 + 4


def test_signs_in_words_are_numbers_in_a_workbook(tmp_path: Path) -> None:
    items = progress(LEDGER, "signed_project_count", period="2022")
    path = tmp_path / "report.xlsx"
    write_excel(progress_table(items), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["G3"].value == pytest.approx(float(items[0].gap or 0))
    assert sheet["G3"].number_format == '"超序时 "0.00;"欠序时 "0.00;"与序时持平"'


@pytest.mark.long
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
    assert "</script" not in Chart(title="x", data='{"height": 5, "a": "</script>"}').to_json()


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
