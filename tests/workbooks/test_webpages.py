"""Tables of web pages, whatever name they were saved under."""

import time
from pathlib import Path

import pytest

from zhaoshang import workbooks
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
    assert [each.name for each in projects] == ["虚构&阀门 项目", "虚构轴承项目", "虚构齿轮项目"]
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
