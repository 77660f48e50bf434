"""Tables of web pages, whatever name they were saved under."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from attrs import evolve
from tests.trust.counting import calls

from zhaoshang import workbooks
from zhaoshang.errors import ZhaoshangError
from zhaoshang.workbooks import Import

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}"><title>不是标题</title>
<style>td {{ mso-number-format: "<td>"; }}</style><!--[if gte mso 9]><xml><td>1</td></xml><![endif]--></head><body>
<h2>虚构区2022年招商项目台账</h2><p>单位：万元</p>
<table border=1><tr><th rowspan=2>序号<th rowspan="2">项目名称<th rowspan='2'>投资方<th colspan=2>投资<th rowspan=2>签约时间</tr>
<tr><th>总投资<th>到位资金</tr>
<tr><td>1<td>虚构&amp;阀门<br>项目<td>虚构甲公司<td class="a>b" x:num>35000<td>&nbsp;<td>3月5日</tr>
<tr style="display: none"><td>2</td><td>虚构轴承项目</td><td rowspan=2>虚构乙公司</td><td>1,200.50</td><td>500</td><td>2021年6月</td></tr>
<tr><td>3</td><td>虚构齿轮项目</td><td>800</td><td></td><td></td></tr>
</table><script>document.write("<table><tr><td>假</table>")</script></body></html>"""


def _read(page: str | bytes, name: str = "虚构区.xls") -> Import:
    return workbooks.read(page if isinstance(page, bytes) else page.encode(), name=name)


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "utf-16")]
)
def test_a_table_is_read_with_its_spans_and_what_stands_above(charset: str, encoding: str) -> None:
    imported = _read(PAGE.format(charset=charset).encode(encoding))
    projects = list(imported.ledger.projects)
    assert imported.kind == "html"
    assert [each.name for each in projects] == ["虚构&阀门项目", "虚构轴承项目", "虚构齿轮项目"]
    assert [str(each.investment and each.investment.value) for each in projects] == [
        "350000000",
        "12005000",
        "8000000",
    ]
    assert [each.investors for each in projects] == [("虚构甲公司",), ("虚构乙公司",), ("虚构乙公司",)]
    assert str(projects[0].agreements[0].signed_on) == "2022-03-05"
    assert [item.path for item in imported.findings.only("hidden_row")] == ["虚构区!A7"]


def test_a_table_within_a_table_for_looks_is_read() -> None:
    page = (
        "<TABLE><TR><TD>菜单</TD><TD><TABLE><TR><TD>项目名称</TD><TD>投资方</TD><TD>总投资（亿元）</TD></TR>"
        "<TR><TD>虚构项目</TD><TD>虚构公司</TD><TD>3.5</TD></TR></TABLE></TD></TR></TABLE>"
    )
    assert [each.name for each in _read(page).ledger.projects] == ["虚构项目"]


@pytest.mark.parametrize(
    "page", ["<html><p>没有表格</p></html>", "<?xml version='1.0'?><Workbook/>", "<table></table>"]
)
def test_a_page_without_a_table_is_called_what_it_is(page: str) -> None:
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        _read(page)
    assert caught.value.reason == "markup"


@pytest.mark.long
@pytest.mark.parametrize(
    "part",
    [
        "<!--",
        "<!",
        '<a "',
        "<a '",
        "<td " + "x" * 50,
        "<script>",
        "<",
        "<table>",
        "</table>",
        "<td x=1 ",
        "&#",
    ],
)
def test_no_page_costs_more_than_its_length(part: str) -> None:
    page = "<table><tr><td>项目名称</table>" + part * (300_000 // len(part))
    start = time.process_time()
    with pytest.raises(workbooks.WorkbookError):
        _read(page)
    assert time.process_time() - start < 5


def test_spans_count_as_cells(tmp_path: Path) -> None:
    path = tmp_path / "虚构.html"
    path.write_text("<table>" + "<tr>" + "<td colspan=99999 rowspan=99999>项" * 9, encoding="utf-8")
    with pytest.raises(workbooks.WorkbookLimitError):
        workbooks.read(path)


HEAD = "<tr><th>项目名称</th><th>投资方</th><th>总投资（亿元）</th></tr>"
FIRST, SECOND = (
    f"<tr><td>{name}</td><td{{}}>虚构公司</td><td>3</td></tr>" for name in ("虚构阀门项目", "虚构轴承项目")
)


@pytest.mark.parametrize(
    "body",
    [
        HEAD + FIRST.format(f' title="{"a" * 5_000}"') + SECOND,
        HEAD + FIRST.format("".join(f' a{number}="1"' for number in range(100))) + SECOND,
        HEAD + FIRST.format(' data-colspan="2"') + SECOND,
        HEAD + FIRST.format(' title="colspan=2 rowspan=2"') + SECOND,
        HEAD + FIRST.format(' colspan="1" colspan="2"') + SECOND,
        HEAD + FIRST.replace("<tr>", '<tr title="display:none">') + SECOND,
        HEAD + FIRST + "<!-- x --!>" + SECOND + "<!-- y -->",
        HEAD + FIRST + "<!-->" + SECOND + "<!-- y -->",
        HEAD + FIRST.replace("项目<", "项目<script>x</scriptx><td>9</td></script><") + SECOND,
        HEAD + FIRST.replace("</td>", "</ td>", 1) + SECOND,
    ],
    ids=[
        "a long attribute",
        "many attributes",
        "an attribute of another name",
        "spans in a text",
        "an attribute twice",
        "hiding in a text",
        "a comment that ends with --!>",
        "an empty comment",
        "an end tag of another name",
        "an end tag that is a comment",
    ],
)
def test_a_page_is_cut_as_browsers_cut_it(body: str) -> None:
    imported = _read(f"<table>{body.replace('{}', '')}</table>")
    found = [(each.name, each.investors, str(each.investment)) for each in imported.ledger.projects]
    assert found == [(name, ("虚构公司",), found[0][2]) for name in ("虚构阀门项目", "虚构轴承项目")]
    assert [each.investment and each.investment.value for each in imported.ledger.projects] == [
        300_000_000
    ] * 2


@pytest.mark.parametrize("above", ["<caption>单位：万元</caption>", "单位：万元"])
def test_a_unit_beside_the_rows_is_read_above_them(above: str) -> None:
    head, row = HEAD.replace("（亿元）", ""), FIRST.replace("{}", "").replace(">3<", ">35000<")
    (project,) = _read(f"<table>{above}{head}{row}</table>").ledger.projects
    assert project.investment is not None
    assert project.investment.value == 350_000_000


def test_a_number_that_no_character_has_is_marked() -> None:
    row = FIRST.replace("{}", "").replace("项目<", f"项目&#{'9' * 5_000};<")
    (project,) = _read(f"<table>{HEAD}{row}</table>").ledger.projects
    assert project.name == "虚构阀门项目\N{REPLACEMENT CHARACTER}"


def test_a_table_whose_end_was_left_out_keeps_its_rows() -> None:
    page = f"<table>{HEAD}{FIRST}{SECOND}<table><tr><td>备注：虚构</td></tr></table>".replace("{}", "")
    names = [each.name for each in _read(page).ledger.projects]
    assert names[:2] == ["虚构阀门项目", "虚构轴承项目"]


def test_cells_that_reach_down_count_where_they_reach(tmp_path: Path) -> None:
    path = tmp_path / "虚构.html"
    path.write_text("<table><tr>" + "<td rowspan=60000>项" * 500 + "<tr><td>目" * 500, encoding="utf-8")
    with pytest.raises(workbooks.WorkbookLimitError, match="cells"):
        workbooks.read(path, limits=evolve(workbooks.LIMITS, cells=100_000))


@pytest.mark.long
@pytest.mark.parametrize(
    "tile", ["<p>", "<table>", "</table>", "<table><tr><td>甲", "<div style=x>", "<", "<!-- -->", "&#60;"]
)
def test_the_work_grows_as_the_page_does(tile: str) -> None:
    """Of what tells nothing too: three times the page makes about three times the calls."""

    def read(size: int) -> None:
        with suppress(ZhaoshangError):
            _read("<table><tr><td>项目名称<td>投资方<tr><td>甲<td>" + tile * (size // len(tile)))

    read(99)  # what is loaded once
    assert calls(lambda: read(9000)) < 4 * calls(lambda: read(3000)) + 3000


_LINES = "<tr><td>甲项目</td><td><table><tr><td>甲一公司</td></tr><tr><td>甲二公司</td></tr></table></td><td>3</td></tr>"
_ROW = "<tr><td>乙项目</td><td>乙公司</td><td>4</td></tr>"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (_LINES + _ROW, [("甲项目", 2), ("乙项目", 1)]),
        (
            f"{_ROW}<tr><td colspan=3><table>{_ROW * 2}</table></td></tr>{_ROW}{_LINES}",
            [("乙项目", 1)] * 4 + [("甲项目", 2)],
        ),
    ],
    ids=["lines of a cell", "further rows"],
)
def test_table_in_a_cell_of_a_list_is_of_the_list(rows: str, found: list[tuple[str, int]]) -> None:
    page = f"<table><tr><td>项目名称</td><td>投资方</td><td>总投资（亿元）</td></tr>{rows}</table>"
    projects = workbooks.read(page.encode(), name="a.html").ledger.projects
    assert [(project.name, len(project.investors)) for project in projects] == found


@pytest.mark.parametrize(
    "cell",
    ["100<sup>2</sup>", "100<sub>1</sub>", "<ins>100</ins>200", "10<sup>8</sup>"],
)
def test_what_is_set_off_is_no_digit_of_the_number(cell: str) -> None:
    """A footnote, a power and what was put in later make no other number."""
    read = _read(
        f"<table><tr><td>项目名称<td>投资方<td>总投资（万元）<tr><td>虚构项目<td>甲公司<td>{cell}</table>"
    )
    assert [project.investment for project in read.ledger.projects] == [None]
    assert [finding.code for finding in read.findings] == ["not_a_quantity"]


def test_a_raised_two_is_a_unit_squared() -> None:
    read = _read(
        "<table><tr><td>项目名称<td>投资方<td>用地面积（m<sup>2</sup>）<tr><td>虚构项目<td>甲公司<td>12</table>"
    )
    assert [str(project.land) for project in read.ledger.projects] == ["12 m2"]


OPENINGS = [
    *(
        "<style>td{color:red}</style>",
        "<script>a<b</script>",
        "<div>",
        "<p>说明</p>",
        "<!-- 导出 -->",
        "<center>",
    ),
    *(
        "<body>",
        "<head>",
        "<title>台账</title>",
        "<h1>台账</h1>",
        "<link rel=x>",
        "<font size=2>",
        "<style>" + "a" * 9000 + "</style>",
    ),
]


@pytest.mark.long
@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: f"{opening[:7]}{len(opening)}")
@pytest.mark.parametrize("name", ["甲.html", "甲.xls", "甲.csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_begins_with_any_part(opening: str, name: str, encoding: str) -> None:
    page = f"{opening}<table><tr><th>项目名称<th>总投资（亿元）<tr><td>虚构项目<td>1.5</table>"
    imported = _read(page.encode(encoding), name)
    assert imported.kind == "html"
    assert [str(each.investment) for each in imported.ledger.projects] == ["150000000 CNY"]


@pytest.mark.parametrize("text", ["<甲>项目,1", "<a>,1", "< 5,1", "<br,1"])
def test_a_sign_at_the_beginning_of_a_csv_makes_no_page(text: str) -> None:
    table = f"{text}\n项目名称,总投资（亿元）\n虚构项目,1.5\n".encode()
    assert _read(table, "甲.csv").kind == "csv"


def _table(*rows: str) -> str:
    lines = "".join(f"<tr><td>{'<td>'.join(row.split('|'))}</tr>" for row in rows)
    return f"<table>{lines}</table>"


@pytest.mark.parametrize("below", range(3))
@pytest.mark.parametrize("above", range(4))
def test_lines_around_a_table_on_its_side_are_no_projects_of_it(above: int, below: int) -> None:
    """A line of text has a row of the page; the rows of the table on its side are columns there."""
    names = "|".join(f"虚构{letter}项目" for letter in "甲乙丙丁戊")
    table = _table(
        f"项目名称|{names}", "投资方|" + "|".join("甲公司" for _ in range(5)), "总投资（万元）|1|2|3|4|5"
    )
    read = _read("<p>说明</p>" * above + table + "<p>说明</p>" * below)
    assert [str(project.name) for project in read.ledger.projects] == names.split("|")


@pytest.mark.parametrize("below", range(3))
def test_lines_below_the_last_of_several_tables_are_read(below: int) -> None:
    one = _table("项目名称|投资方|总投资（万元）", "虚构甲项目|甲公司|3", "虚构乙项目|甲公司|4")
    other = _table("项目名称|责任单位|签约时间", "虚构丙项目|东镇|2022-03-01", "虚构丁项目|东镇|2022-03-02")
    read = _read(f"<h2>一</h2>{one}<p>二</p>{other}" + "<p>说明</p>" * below)
    assert [str(project.name) for project in read.ledger.projects] == [
        f"虚构{each}项目" for each in "甲乙丙丁"
    ]


def test_a_page_that_is_cut_short_is_refused() -> None:
    """Wherever it ends: within a cell, a tag or a comment, between two rows or two tables."""
    rows = "".join(
        f"<tr><td title='{year}>'>虚构{year}项目<td>甲公司<td>{year}.25<!-- {year} --></td>"
        for year in (2021, 2022)
    )
    table = f"<table>{HEAD}{rows}</table>"
    whole = {table: table, f"<html><body>{table}<p>二</p>{table}<i></i></body></html>": "</body>"}
    wrong = []
    for page, end in whole.items():
        assert len(_read(page).ledger.projects) >= 2
        for size in range(page.index("虚构2021"), page.rindex(end) + len(end) - 1):
            with suppress(workbooks.UnreadableWorkbookError):
                wrong.append((size, page[:size][-9:], _read(page[:size])))
    assert not wrong


@pytest.mark.parametrize("stray", ["<td title='甲>", "<!-- ", "<style>", "<xml>"])
def test_what_takes_in_the_rows_behind_it_is_no_part_of_a_page(stray: str) -> None:
    below = SECOND + SECOND.replace("{}", " title='乙'")
    page = f"<table>{HEAD}{FIRST}<tr>{stray}<td>虚构公司</td>{below}</table>".replace("{}", "")
    with pytest.raises(workbooks.UnreadableWorkbookError, match="cut short"):
        _read(page)


def test_a_page_in_a_mail_is_no_page() -> None:
    """There the lines of a text may be broken anywhere."""
    page = f"MIME-Version: 1.0\nContent-Type: text/html\n\n<html><table>{HEAD}{FIRST}</table></html>"
    with pytest.raises(workbooks.UnreadableWorkbookError, match="web page"):
        _read(page)


def test_a_text_below_one_tag_is_no_page() -> None:
    """A title may look like a tag; a page has more of them, wherever it is cut."""
    lines = "项目名称,投资方,总投资（万元）\n虚构甲项目,虚构公司,5\n"
    for title in ("<html>", "<table>,,", "<Table 1>", "<!DOCTYPE html>", "<meta charset=utf-8>台账"):
        imported = workbooks.read(f"{title}\n{lines}".encode(), name="p.csv")
        assert (imported.kind, [project.name for project in imported.ledger.projects]) == (
            "csv",
            ["虚构甲项目"],
        )
    for page in (f"<table>{HEAD}{FIRST}", f"<html>\n{lines}</html>", f"<html>\n<body>\n{lines}"):
        with pytest.raises(workbooks.UnreadableWorkbookError):
            workbooks.read(page.encode(), name="p.csv")
