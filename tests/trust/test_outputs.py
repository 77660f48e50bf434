"""What is written is inert: a name is a text, whatever it holds, in every form that the library writes."""

import csv
import io
import itertools
import re
import sys
import unicodedata
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from attrs import evolve
from markdown_it import MarkdownIt
from tests.trust.programs import output_of

from zhaoshang import (
    Count,
    Investor,
    Ledger,
    Money,
    Project,
    ZhaoshangError,
    kpis,
    lifecycle,
    parse_quantity,
    reports,
    workbooks,
)
from zhaoshang.bulletins import verify
from zhaoshang.checks import Rule, check, rule_table
from zhaoshang.errors import FieldTypeError, UnfitValueError
from zhaoshang.frames import from_ledger
from zhaoshang.kpis import evaluate
from zhaoshang.lifecycle import draw_project
from zhaoshang.model import Agreement, Chain, ChainNode, Milestone, Target
from zhaoshang.reports import Chart, Column, Table

NAMES = {
    "a tag": "<script>alert(1)</script>",
    "an attribute": "\" onmouseover='alert(1)' x=\"",
    "an image": "<img src=x onerror=alert(1)>",
    "an entity": "&lt;b&gt;&#60;",
    "an end of data": "]]></svg><svg onload=alert(1)>",
    "a comment": "--><!--",
    "a formula": "=cmd|'/C calc'!A0",
    "a formula behind a sign": "+1+cmd|' /C calc'!A0",
    "a formula behind an at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a formula behind a tab": "\t=1+1",
    "a full-width formula": "＝1+1",
    "a small formula": "﹦1+1",
    "a formula behind a hidden mark": "\u200b\u3000=1+1",
    "a link": "[x](javascript:alert(1))",
    "a link of HTML": "javascript:alert(1)",
    "bars and lines": "甲|乙\n|丙|\r\n| --- |",
    "a list": "- 甲\n- 乙",
    "marks of Markdown": "**粗** `code` ~~删~~ # 题 ![](x)",
    "an escape sequence": "\x1b[31m红\x1b]0;title\x07",
    "eight bits": "\x9b31m\x85",
    "turned writing": "甲\u202e乙\u2066丙",
    "hidden marks": "甲\u200b\ufeff乙\u2060",
    "blank letters": "甲\u3164乙\uffa0丙\u115f丁\u034f戊\u2800己\u180e",
    "signs that are none": "甲\ufdd0乙\U0001fffe丙\U0010ffff",
    "letters that nobody sees": "甲\U000e0049\U000e0067\U000e006e乙\xad丙\U0001d173",
    "nothing of XML": "甲\ufffe乙\uffff丙\x00丁\x0b",
    "half a pair": "甲\ud800乙",
    "escapes of Excel": "_x0000_甲_x001B__xD800_",
    "Mermaid": "%%{init: {'theme':'x'}}%% : done, 2022-01-01\n    section x;click a href \"javascript:1\"",
    "a placeholder": "{name}{0}{subject.__class__}",
    "an expression": "{expr: 'alert(1)'} datum.x",
    "a path": "../../etc/passwd",
    "long": "长" * 40_000,
    "hardly anything": ".",
}
WRITABLE = {kind: name for kind, name in NAMES.items() if name != "."}
"""A project that is called by a mark for nothing is refused where it would be no row of its list."""
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufeff\uffa0"
    "\ud800-\udfff\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def ledger(name: str) -> Ledger:
    agreements = [Agreement(signed_on="2022-03")]
    steps = [
        Milestone(stage="started", on="2022-04-01"),
        Milestone(stage="completed", on="2022-09", planned=True),
    ]
    amount = Money.of(3, "亿元")
    return Ledger(
        as_of="2022-06-30",
        investors=[Investor(id="I1", name=name)],
        projects=[
            Project(
                id="P1",
                name=name,
                owner=name,
                district=name,
                investors=["I1"],
                investment=amount,
                agreements=agreements,
                milestones=steps,
            ),
            Project(id="P2", name="乙", owner="西镇", investment=amount, agreements=agreements),
        ],
        targets=[
            Target(id="T", unit=name, measure="signed_project_count", period="2022", value=Count.of(4, "个"))
        ],
    )


def tables(name: str) -> list[Table]:
    held = ledger(name)
    figures = kpis.evaluate(held, ["signed_project_count", "start_rate"], by=["owner"])
    plain = Table(
        title=name,
        columns=[Column(title=name), Column(title="个")],
        rows=[(name, "1"), ("乙", "2")],
        notes=[name],
    )
    return [
        plain,
        reports.kpi_table(figures, names={"P1": name}),
        reports.ranking_table(reports.ranking(figures, kpi="start_rate")),
        reports.stage_board(held),
    ]


def charts(name: str) -> list[Chart]:
    held = ledger(name)
    figures = kpis.evaluate(held, ["signed_project_count"], by=["owner"])
    return [
        reports.ranking_chart(reports.ranking(figures)),
        reports.progress_chart(reports.progress(held, "signed_project_count", period="2022")),
        evolve(reports.funnel_chart([]), title=name),
    ]


class Tags(HTMLParser):
    """Collects the tags of a page and their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def assert_inert_html(text: str, plain: str) -> None:
    """The same tags and attributes as with a plain name, and nothing hidden."""
    text.encode()
    assert not STEERING.search(text)
    odd, usual = Tags(text), Tags(plain)
    assert odd.tags <= usual.tags
    assert odd.attributes <= usual.attributes


@pytest.mark.parametrize("form", ["to_text", "to_markdown"])
def test_one_long_name_is_not_paid_for_in_every_row(form: str) -> None:
    """Every cell was filled up to the longest of its column: a name of a megabyte took gigabytes."""
    columns = [reports.Column(title="单位"), reports.Column(title="亿元", align="right")]
    rows = [("甲", "1"), ("乙" * 100_000, "2")] + [("丙", "3")] * 1000
    written = getattr(reports.Table(columns=columns, rows=rows), form)()
    assert "乙" * 100_000 in written
    assert len(written) < 600_000


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_tables_are_inert(name: str) -> None:
    """HTML, Markdown, text for a terminal, and pages."""
    for odd, usual in zip(tables(name), tables("甲"), strict=True):
        assert_inert_html(odd.to_html(), usual.to_html())
        assert_inert_html(odd._repr_html_(), usual._repr_html_())
        assert_inert_html(reports.page([odd], title=name), reports.page([usual], title="甲"))
        shown = odd.to_text()
        assert not STEERING.search(shown)
        assert len(shown.splitlines()) == len(usual.to_text().splitlines())
        written = odd.to_markdown()
        assert not STEERING.search(written)
        rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(written)
        plain = MarkdownIt("commonmark", {"html": True}).enable("table").render(usual.to_markdown())
        assert Tags(rendered).tags <= Tags(plain).tags
        assert rendered.count("<tr>") == plain.count("<tr>")
        assert rendered.count("<td") == plain.count("<td")


def elements(drawn: str) -> set[str]:
    return {element.tag for element in ET.fromstring(drawn).iter()}  # noqa: S314 - our own


@cache
def usual_charts() -> list[tuple[set[str], str]]:
    """Give the elements and the page of each chart of a usual name."""
    return [(elements(chart.to_svg()), chart.to_html()) for chart in charts("甲")]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_charts_are_inert(name: str) -> None:
    """The renderer lives, the picture is XML, and a page around it has no tag more."""
    for odd, (usual, page) in zip(charts(name), usual_charts(), strict=True):
        drawn = odd.to_svg()
        assert elements(drawn) <= usual
        assert not STEERING.search(drawn)
        assert_inert_html(odd.to_html(), page)
        odd.to_json().encode()
        assert "</" not in odd.to_json()


@pytest.mark.parametrize("name", WRITABLE.values(), ids=WRITABLE)
def test_workbooks_are_inert(name: str, tmp_path: Path) -> None:
    """No cell is a formula or a link, and what was written is read."""
    held = ledger(name)
    workbooks.write(held, tmp_path / "a.xlsx")
    reports.write_excel(tables(name), tmp_path / "b.xlsx")
    workbooks.write_review(workbooks.read(tmp_path / "a.xlsx"), tmp_path / "c.xlsx")
    for path in tmp_path.glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f" or sheet.title == "合计", (
                        path.name,
                        cell.coordinate,
                        cell.value,
                    )
                    assert cell.hyperlink is None
                    if path.name == "b.xlsx":  # which nobody reads back
                        assert not STEERING.search(f"{cell.value}"), cell.coordinate
                        assert not STEERING.search(sheet.title)


@pytest.mark.parametrize(("rows", "columns"), [(1, 16_385), (100, 1)])
def test_a_table_that_no_sheet_holds_is_refused(
    rows: int, columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is past the end of the sheet was left out without a word; the old file stays."""
    monkeypatch.setattr("zhaoshang._reports.sheets._MOST_ROWS", 100)  # a million rows would take a minute
    (tmp_path / "a.xlsx").write_bytes(b"old")
    heads = [Column(title=f"{number}") for number in range(columns)]
    with pytest.raises(UnfitValueError, match="16,384"):
        reports.write_excel(Table(columns=heads, rows=[("1",) * columns] * rows), tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"


@pytest.mark.parametrize("name", WRITABLE.values(), ids=WRITABLE)
def test_separated_values_are_inert(name: str) -> None:
    """No cell begins as a formula, whatever blanks and hidden marks a program may drop before it."""
    held = ledger(name)
    held = held.with_(projects=[evolve(held.projects["P1"], extra={name: name, "列": name})])
    file = io.BytesIO()
    workbooks.write(held, file, kind="csv")
    rows = csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline=""))
    for cell in itertools.chain.from_iterable(rows):
        first = next((char for char in cell if not char.isspace() and unicodedata.category(char) != "Cf"), "")
        assert first not in {*"=+-@＝＋－\uff20﹦﹢﹣﹫"} or not first, cell


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_verified_article_is_inert(name: str) -> None:
    """The page has no tag more than that of a plain text, and hides nothing."""
    odd, usual = (verify(f"{each}签约项目80个，其中亿元以上36个，占比54%。") for each in (name[:200], "甲"))
    assert_inert_html(odd.to_html(title=name), usual.to_html(title="甲"))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_errors_steer_nothing(name: str) -> None:
    """What an error shows of a text can be printed anywhere."""
    asked: list[Any] = [
        lambda: kpis.find(name),
        lambda: parse_quantity(name),
        lambda: ledger("甲").projects[name],
        lambda: workbooks.read(b"\xff", name=f"{name}.csv"),
    ]
    for ask in asked:
        with pytest.raises(ZhaoshangError) as caught:
            ask()
        for said in (str(caught.value), caught.value.render("zh_CN")):
            said.encode()
            assert not STEERING.search(said)
            assert len(said) < 5_000


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_review_adds_nothing_that_acts(name: str, tmp_path: Path) -> None:
    """What an office's own file held of formulas and links comes back, and there is not one more."""
    # what the office's own program could not have written is left out
    held = "".join(
        char for char in name if char in "\t\n" or unicodedata.category(char) not in {"Cc", "Cn", "Cs"}
    )
    book: Any = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["项目名称", "投资方", "总投资（亿元）", "备注"],
        [held, "甲", "若干", "=1+1"],
        ["虚构乙", "乙", 3, "x"],
    ):
        sheet.append(row)
    sheet["B3"].hyperlink = "https://example.com/"
    sheet["A2"].data_type = "s"
    book.save(tmp_path / "a.xlsx")
    workbooks.write_review(workbooks.read(tmp_path / "a.xlsx"), tmp_path / "b.xlsx")
    acting = [
        {
            (one.title, cell.coordinate, cell.value if cell.data_type == "f" else str(cell.hyperlink))
            for one in openpyxl.load_workbook(tmp_path / file)
            for row in one.iter_rows()
            for cell in row
            if cell.data_type == "f" or cell.hyperlink is not None
        }
        for file in ("a.xlsx", "b.xlsx")
    ]
    assert len(acting[0]) == 2
    assert acting[0] == acting[1]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_diagrams_and_tables_of_rules_are_inert(name: str) -> None:
    """Mermaid has no line, no directive and no click more than with a plain name; Markdown no row and no tag."""
    odd, usual = (draw_project(ledger(each).projects["P1"], as_of="2022-06-30") for each in (name, "甲"))
    assert len(odd.splitlines()) == len(usual.splitlines())
    assert not STEERING.search(odd)
    title = next(line for line in odd.splitlines() if "title" in line)
    assert not {*title.partition("title")[2]} & {*':;#,"|%<>{}`'}
    rules: list[Any] = [
        Rule(code="x", zh=each, en=each, find=lambda _: []) for each in (name, "甲") if each.strip()
    ]
    tables = [rule_table([rule], locale) for rule in rules for locale in ("zh_CN", "en")]
    assert {len(table.splitlines()) for table in tables} == {3}
    for table in tables:
        assert table.splitlines()[2].count(" | ") == 3
        assert not STEERING.search(table)
        assert "<" not in table
    assert lifecycle.alarm_table()


def shown(name: str) -> tuple[list[str], list[str]]:
    """Give what the results of a ledger say of themselves: as text, and as HTML."""
    held = ledger(name)
    figures = kpis.evaluate(held, ["signed_project_count", "start_rate"], by=["owner"])
    report = check(held)
    verdict = verify("签约项目80个，其中亿元以上36个，占比54%。")
    chain = Chain(id="C", name=name, nodes=[ChainNode(id="N", name=name)])
    texts = [repr(held), chain.mermaid(), verdict.render(), verdict.render("zh_CN")]
    for locale in ("zh_CN", "en"):
        texts += [figure.explain(locale) for figure in figures.values()]
        texts += [report.render(locale), *(found.render(locale) for found in report)]
    texts += [str(figure) for figure in figures.values()]
    texts += [repr(figures), repr(report), *map(repr, report)]
    return texts, [figures._repr_html_(), report.to_html(), report._repr_html_()]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_results_are_inert(name: str) -> None:
    """Figures, findings, verdicts, ledgers and chains as text and in a notebook."""
    (odd, odd_pages), (usual, usual_pages) = shown(name), shown("甲")
    for text in odd:
        assert not STEERING.search(text)
    if len(odd) == len(usual):  # a name may be found wanting
        assert [len(text.split("\n")) for text in odd[:4]] == [len(text.split("\n")) for text in usual[:4]]
    for page, plain in zip(odd_pages, usual_pages, strict=True):
        assert_inert_html(page, plain)


@pytest.mark.parametrize("name", ["甲\x1b[31m", "甲\u202e乙", "甲\u200b", "甲\u2028", "甲\ud800"], ids=ascii)
def test_figures_and_findings_show_no_hidden_sign_of_a_column(name: str) -> None:
    """The column of an office that figures are grouped by, and a parent that is not there."""
    held = Ledger(as_of="2022-06-30", projects=[Project(id="A", name="甲", extra={name: "乙"}, parent=name)])
    for shows in (kpis.evaluate(held, "signed_project_count", by=[f"extra.{name}"]), *check(held)):
        assert not STEERING.search(repr(shows))
        assert not STEERING.search(str(shows))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_findings_can_be_shown(name: str) -> None:
    """Findings and errors name what they are about, and can be encoded and shown."""
    report = check(ledger(name))
    for locale in ("zh_CN", "en"):
        for found in report:
            assert isinstance(found.render(locale), str)


def test_the_names_are_as_bad_as_they_look() -> None:
    """The table holds something of every kind that the outputs guard against."""
    together = "".join(NAMES.values())
    kinds = {unicodedata.category(mark) for mark in together}
    assert {"Cc", "Cf", "Cs", "Cn"} <= kinds
    assert {*"<>&\"'|=+@-\t\r\n{}%`[]"} <= {*together}


BOUND = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]) << 30,) * 2)
from zhaoshang import reports
from zhaoshang.errors import UnfitValueError
chart = reports.funnel_chart([])
for draw in (chart.to_svg, chart.to_html, lambda: reports.page([chart], title="x")):
    try:
        draw()
    except UnfitValueError as error:
        print(error.value)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
@pytest.mark.parametrize("limit", [2, 4, 64])
def test_a_host_that_limits_its_addresses_is_told_and_lives(limit: int) -> None:
    """The renderer reserves tens of gigabytes of addresses, and ends the process where it may not."""
    assert output_of("-c", BOUND, str(limit)).split() == [f"RLIMIT_AS={limit << 30}"] * 3


def test_half_of_a_pair_of_signs_ends_in_no_error_of_an_engine() -> None:
    broken = Ledger(
        as_of="2022-06-30",
        projects=[Project(id="P1", name="甲", owner="东\ud800", agreements=[Agreement(signed_on="2022-03")])],
    )
    figures = evaluate(broken, "signed_project_count", by="owner")
    for frame in (figures.to_polars(), figures.to_pandas()):
        assert "东\ufffd" in list(frame["owner"])
    assert "东\ufffd" in figures.to_arrow()["owner"].to_pylist()
    for backend in ("polars", "pyarrow", "duckdb"):
        with pytest.raises(FieldTypeError, match="half of a pair"):
            evaluate(from_ledger(broken, backend=backend), "signed_project_count", by="owner")
