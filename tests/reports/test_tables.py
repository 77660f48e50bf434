"""Tables in every form and script."""

import re
from decimal import Decimal

import pytest
from markdown_it import MarkdownIt
from tests.reports.shown import LEDGER, LOCALES

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.errors import FieldTypeError, UnknownIdError
from zhaoshang.kpis import Figures
from zhaoshang.model import Agreement, ServiceTeam
from zhaoshang.reports import (
    Column,
    Table,
    kpi_table,
    period_table,
    ranking,
)


def test_rows_and_values_fit_the_heading() -> None:
    columns = [Column(title="甲"), Column(title="乙")]
    with pytest.raises(ValueError, match=r"row 1: 1\. Expected 2 cells"):
        Table(columns=columns, rows=[["1"]])
    with pytest.raises(ValueError, match=r"values\. Expected the shape of the rows"):
        Table(columns=columns, rows=[["1", "2"]], values=[[1]])


@pytest.mark.parametrize("cell", [None, 5, Decimal(3), ["甲"]], ids=str)
def test_a_cell_that_is_no_text_is_refused_where_the_table_is_made(cell: object) -> None:
    columns = [Column(title="甲"), Column(title="乙")]
    with pytest.raises(FieldTypeError, match=r"rows\[1\], 乙: .* expected a text"):
        Table(columns=columns, rows=[["1", "2"], ["3", cell]])  # type: ignore[list-item]


ADDRESSES = {
    "http://a.example": r"http\://a.example",
    "ftp://b": r"ftp\://b",
    "WWW.c.example": r"WWW\.c.example",
    "d@e.example": r"d\@e.example",
}


@pytest.mark.parametrize(("address", "shown"), ADDRESSES.items(), ids=ADDRESSES)
def test_an_address_in_markdown_is_escaped_as_other_markup_is(address: str, shown: str) -> None:
    """Readers of Markdown that know addresses would make a link of it."""
    table = Table(title=address, columns=[Column(title=address)], rows=[[address]], notes=[address])
    written = table.to_markdown()
    assert written.count(shown) == 4
    assert address not in written
    html = MarkdownIt("commonmark").enable("table").render(written)
    assert html.count(address) == 4


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
    assert kpi_table(Figures(())).title == "招商引资指标"
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


def test_a_heading_that_begins_with_a_year_may_break_after_it() -> None:
    """Twelve months stand side by side on a desk; a year alone and a title are left whole."""
    titles = ("2022年3月", "2022年第一季度", "2022年", "至2022年3月")
    html = Table(columns=[Column(title=title) for title in titles], rows=[titles]).to_html()
    assert ">2022年<wbr>3月</th>" in html
    assert ">2022年<wbr>第一季度</th>" in html
    assert ">2022年</th>" in html
    assert ">至2022年3月</th>" in html


def test_what_groups_alone_leave_out_is_told_and_numbers_keep_their_hedge() -> None:
    ledger = Ledger(
        as_of="2024-12-31",
        projects=[
            Project(id="A", name="虚构甲", agreements=[Agreement(signed_on="2024-Q1")]),
            Project(id="B", name="虚构乙", agreements=[Agreement(signed_on="2024-02-05")]),
        ],
    )
    table = kpi_table(evaluate(ledger, "signed_project_count", by="month"), names={"A": "虚构甲"})
    assert [row[1] for row in table.rows[:4]] == ["0–1", "约1", "0–1", "0"]
    assert table.rows[-1] == ("合计", "2")
    assert table.notes == ("各组中，签约项目数：剔除 1 项（虚构甲）；日期跨越统计边界 1 项（虚构甲）",)
    known = kpi_table(evaluate(ledger, "signed_project_count", by="district", period="2024-02"))
    assert [note for note in known.notes if note.startswith("各组中")] == []


def test_a_class_for_a_name_of_two_units_is_refused() -> None:
    ledger = Ledger(
        teams=[
            ServiceTeam(id=id_, name=name) for id_, name in (("U1", "城西"), ("U2", "城西"), ("U3", "城东"))
        ],
        projects=[
            Project(id=id_, name=id_, owner=id_, agreements=[Agreement(signed_on="2024-02-05")])
            for id_ in ("U1", "U2", "U3")
        ],
    )
    figures = evaluate(ledger, "signed_project_count", by="owner", as_of="2024-06-30")
    assert [item.class_ for item in ranking(figures, classes={"城东": "甲类", "U1": "乙类"})] == [
        "",
        "甲类",
        "乙类",
    ]
    for ask in (lambda: ranking(figures, classes={"城西": "甲类"}), lambda: figures["城西"]):
        with pytest.raises(UnknownIdError) as refused:
            ask()
        assert refused.value.similar == ("U1", "U2")
