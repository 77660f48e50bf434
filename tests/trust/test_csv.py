"""CSV from anybody: every row is read or told, whatever quotes and separators do in it."""

import csv
import io
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.trust.counting import calls
from tests.trust.programs import output_of

from zhaoshang import workbooks
from zhaoshang._workbooks.files.delimited import _by_hand
from zhaoshang.errors import ZhaoshangError

HEAD = "项目名称,投资方,总投资（万元）\n"


def read(path: Path, text: str) -> workbooks.Import:
    file = path / "ledger.csv"
    file.write_text(text, encoding="utf-8")
    return workbooks.read(file)


def test_an_unclosed_quote_takes_no_rows_with_it(tmp_path: Path) -> None:
    """200 rows below a quote that is never closed are 200 projects; the quote is text and is told."""
    rows = "".join(f"虚构{number}号,公司{number},{number}00\n" for number in range(1, 201))
    for place in (0, len(rows) // 2 + rows[len(rows) // 2 :].index("\n") + 1):
        imported = read(tmp_path, HEAD + rows[:place] + '"' + rows[place:])
        assert len(imported.ledger.projects) == 200
        assert [found.code for found in imported.findings].count("stray_quote") == 1
        assert sum(1 for project in imported.ledger.projects if project.name.startswith('"')) == 1


def test_a_last_row_that_is_cut_is_refused(tmp_path: Path) -> None:
    """Programs end each line; one that is not ended, and has fewer cells than all above, ends within a cell."""
    rows = "虚构一号,甲公司,1200\n虚构二号,乙公司,"
    with pytest.raises(workbooks.UnreadableWorkbookError, match="cut short"):
        read(tmp_path, HEAD + rows[:-2])
    for whole in (
        rows,
        rows + "3400",
        rows[:-1] + "\n",
        rows.replace(",1200", "")[:-1],
        rows + "3\n说明：虚构",
    ):
        assert len(read(tmp_path, HEAD + whole).ledger.projects) == 2


@pytest.mark.parametrize("column", range(5))
@pytest.mark.parametrize("gap", [1, 2, 3, 40])
@pytest.mark.parametrize("side", ["before", "behind"])
@pytest.mark.parametrize("has_note", [False, True])
def test_no_row_disappears_between_two_stray_quotes(
    tmp_path: Path, column: int, gap: int, side: str, *, has_note: bool
) -> None:
    """A quote that opens in one row and closes in the same column of another is balanced: the rows between were one cell."""
    rows = [[f"虚构{number}号", f"公司{number}", f"{number}00", "2022-03", "说明"] for number in range(1, 60)]
    rows[5][column] = f'"{rows[5][column]}'
    rows[5 + gap][column] = f'{rows[5 + gap][column]}"' if side == "behind" else '"'
    if has_note:
        rows[50][4] = '"第一行\n第二行"'
        if gap > 1:
            rows[6][4] = ""
    head = "项目名称,投资方,总投资（万元）,签约时间,备注\n"
    imported = read(tmp_path, head + "".join(",".join(row) + "\n" for row in rows))
    told = {item.detail["row"] for item in imported.findings if item.code == "stray_quote"}
    assert len(imported.ledger.projects) + len(imported.rejected) == 59
    assert "7" in told


@pytest.mark.parametrize(
    ("body", "names", "strays"),
    [
        ('"甲,某公司,100\n乙,某公司,200\n', ['"甲', "乙"], 1),
        ('甲,"某公司,100\n乙,某公司,200\n丙,某公司,300\n丁"园,某公司,400\n', ["甲", "乙", "丙", '丁"园'], 1),
        ('甲,"某公司,100\n乙,某公司,200\n丙,"某公司,300\n', ["甲", "乙", "丙"], 2),
        # both quotes stand where quotes may: the cell between them would hold the whole row of 乙
        ('"甲,某公司,100\n乙,某公司,200\n丙",某公司,300\n', ['"甲', "乙", '丙"'], 1),
        ('"智慧"产业园,某公司,100\n乙,某公司,200\n', ['"智慧"产业园', "乙"], 1),
        ('"智慧""云""产业园",某公司,100\n', ['智慧"云"产业园'], 0),
        ('甲,"某公司,某集团",100\n', ["甲"], 0),
        ('甲,"某公司\n某集团",100\n乙,某公司,200\n', ["甲", "乙"], 0),
        ('甲,"某公司\n、某集团\n",100\n乙,某公司,200\n', ["甲", "乙"], 0),
        ('甲"一期",某公司,100\n', ['甲"一期"'], 0),
        ('甲,某公司,100\n"', ["甲"], 1),
        ('甲,某公司,"100"', ["甲"], 0),
    ],
)
def test_quotes(tmp_path: Path, body: str, names: list[str], strays: int) -> None:
    """A quote quotes where its end is the end of the cell and no row of the table lies within; else it is text."""
    imported = read(tmp_path, HEAD + body)
    assert [project.name for project in imported.ledger.projects][: len(names)] == names
    assert [found.code for found in imported.findings].count("stray_quote") == strays


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (HEAD, "甲,某公司,1,200"),
        (HEAD, "甲,某公司,1,200,000"),
        (HEAD, "甲,某公司,某集团,100"),
        (HEAD, "甲,某公司,100,,,在谈"),
        ("项目名称,投资方,总投资（万元）,备注\n", "甲,某公司,1,200,"),
        ("2022年台账\n" + HEAD, "甲,某公司,1,200"),
    ],
)
def test_a_row_wider_than_its_header_is_not_guessed_at(tmp_path: Path, head: str, row: str) -> None:
    """Its cells may be shifted: the row is kept whole among those not read."""
    fine = "乙,某公司,300" + ("," if "备注" in head else "")
    imported = read(tmp_path, f"{head}{fine}\n{row}\n{fine.replace('乙', '丙')}\n")
    assert [project.name for project in imported.ledger.projects] == ["乙", "丙"]
    (rejected,) = imported.rejected
    assert (rejected.reason.code, list(rejected.cells)) == ("row_too_wide", row.split(","))
    assert {investor.name for investor in imported.ledger.investors} == {"某公司"}


@pytest.mark.parametrize(
    ("text", "read_", "split"),
    [
        ("项目名称,总投资（万元）,责任单位,备注\n甲项目,3,000,东镇\n乙项目,5,500,西镇\n丙项目,800,西镇,\n", ["丙项目"], 2),
        ("项目名称,责任单位,总投资（万元）,备注\n甲项目,东镇,3,000\n乙项目,西镇,5,500\n", [], 2),
        ("项目名称,责任单位,总投资（万元）,用地（亩）\n甲项目,东镇,3,000\n乙项目,西镇,5,500\n", [], 2),
        ("项目名称,总投资（万元）,签约时间,备注\n甲项目,12,500,2022-03-05\n乙项目,800,2022-03-05,\n", ["乙项目"], 1),
        ("项目名称,总投资（万元）,签约时间,备注\n甲项目,1,234,567,2022-03-05\n", [], 1),
        ("项目名称,总投资（万元）,责任单位,备注\n甲项目,3,000.50,东镇\n乙项目,3,000万元,东镇\n", [], 2),
        # values of their own
        ("项目名称,总投资（亿元）,用地（亩）,备注\n甲项目,3,500,\n乙项目,5,120,\n", ["甲项目", "乙项目"], 0),
        ("项目名称,总投资（亿元）,投资方,备注\n甲项目,3,360,\n", ["甲项目"], 0),
        ("项目名称,总投资（亿元）,备注,责任单位\n甲项目,3,500,东镇\n乙项目,3,120,西镇\n", ["甲项目", "乙项目"], 0),
        ("项目名称,总投资（亿元）,项目编号,责任单位\n甲项目,3,001,东镇\n乙项目,3,002,西镇\n", ["甲项目", "乙项目"], 0),
        ("项目名称,总投资（亿元）,行业代码,责任单位\n甲项目,3,361,东镇\n乙项目,3,261,西镇\n", ["甲项目", "乙项目"], 0),
        ("项目名称;总投资（亿元）;联系电话;责任单位\n甲项目;3;110;东镇\n", ["甲项目"], 0),
    ],
)  # fmt: skip
def test_a_number_split_at_its_thousands_is_told(
    tmp_path: Path, text: str, read_: list[str], split: int
) -> None:
    """3,000 without quotes in a row that lacks its last cell fits the header: it is no 3, and what is a value stays."""
    imported = read(tmp_path, text)
    assert [project.name for project in imported.ledger.projects] == read_
    assert len(imported.rejected) == split
    assert {row.reason.code for row in imported.rejected} <= {"split_number", "row_too_wide"}


def test_blank_cells_behind_every_row_are_no_fault(tmp_path: Path) -> None:
    imported = read(tmp_path, HEAD + "甲,某公司,100,,\n乙,某公司,200,,\n")
    assert len(imported.ledger.projects) == 2
    assert not imported.rejected


CELLS = st.text(st.sampled_from('甲乙1,"\n ，;'), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_is_written_as_csv_is_read_as_it_was(rows: list[list[str]]) -> None:
    """Our own reader gives back what the csv module writes, where no cell holds rows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    stray: set[int] = set()
    assert list(_by_hand(text.getvalue(), ",", 1, stray)) == rows
    assert not stray


@given(st.text(st.sampled_from('甲1,"\n'), max_size=40))
def test_no_character_is_lost(text: str) -> None:
    """Whatever stands in a file stands in its cells, but for separators, line ends and the quotes that quote."""
    rows = list(_by_hand(text, ",", 3, set()))
    kept = "".join(cell for row in rows for cell in row)
    for mark in "甲1":
        assert kept.count(mark) == text.count(mark)


@given(st.text(st.sampled_from('项目名称投资方万元1,;\t"\r\n'), max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but our own errors comes out."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - hypothesis wants a folder for each text

    with TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes((HEAD + text).encode())
        try:
            imported = workbooks.read(path)
        except ZhaoshangError:
            return
        assert sum(sheet.row_count for sheet in imported.sheets) == len(imported.rows)


def test_the_work_grows_as_the_pages_do() -> None:
    """A ledger printed page by page has a header on each page: four times the pages are about four times the work."""

    def read(pages: int) -> None:
        text = "2022年项目台账\n单位：亿元\n" + "项目名称,总投资\n虚构项目,3\n" * pages
        imported = workbooks.read(text.encode(), name="a.csv")
        assert (len(imported.ledger.projects), imported.sheets[0].year) == (pages, 2022)

    read(1)  # what is loaded once
    assert calls(lambda: read(100)) < 5 * calls(lambda: read(25))


@pytest.mark.parametrize(
    "sign", ["（", "亿", "亿元、", "其中：", "约", "①", "年", "3月", "1.", "()", "（1）", "数", "☑"]
)
def test_no_cell_costs_more_than_it_holds(sign: str) -> None:
    """The longest cell of one sign is no dearer than others, in whatever place: it took minutes where dates stand."""
    long = sign * (32_000 // len(sign))
    text = (
        f"{long}\n{long},项目名称,投资方{long},总投资（万元）,责任单位,签约时间\n"
        f"z,虚构甲项目{long[:90]},甲公司,{long}3000,东镇,{long}2022-03-05\n合计{long},,,3000,,\n"
    )
    started = time.process_time()
    workbooks.read(text.encode(), name="a.csv")
    assert time.process_time() - started < 10


def test_rows_that_hold_nothing_cost_what_others_do() -> None:
    """Rows of one quote were each held against all rows below."""

    def seconds(rows: int) -> float:
        text = HEAD + "虚构甲项目,甲,3000\n" + '""""\n' * rows
        started = time.process_time()
        assert workbooks.read(text.encode(), name="a.csv").sheets[0].counts[workbooks.RowKind.NOTE] == rows
        return time.process_time() - started

    seconds(10)
    assert seconds(40_000) < 10 * seconds(10_000)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of processor time is Linux's")
def test_a_long_cell_costs_what_its_length_does(tmp_path: Path) -> None:
    """Many investors in each cell, and an amount of words and months: a square of the length would be minutes."""
    investors = "".join(
        f"虚构{row},{'、'.join(f'公司{row}x{one}' for one in range(3000))},100\n" for row in range(40)
    )
    amounts = "".join(
        f"虚构{row},某公司,{sign * (32_000 // len(sign))}\n"
        for row, sign in enumerate(["甲2022年3月", "甲3)", "3", "3甲)", "甲3亿元"] * 8)
    )
    path = tmp_path / "read.py"
    path.write_text(LONG_CELLS, "utf-8")
    (tmp_path / "a.csv").write_text(HEAD + investors, "utf-8")
    (tmp_path / "b.csv").write_text(HEAD + amounts, "utf-8")
    assert output_of(str(path), str(tmp_path / "a.csv"), str(tmp_path / "b.csv")) == "41\n41\n"


LONG_CELLS = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from zhaoshang import workbooks
for path in sys.argv[1:]:
    print(len(workbooks.read(path).rows))
"""


def test_a_control_character_is_named_with_its_line(tmp_path: Path) -> None:
    for mark in "\0\x1b\x7f":
        with pytest.raises(workbooks.UnreadableWorkbookError, match=rf"U\+00{ord(mark):02X} @ 3") as caught:
            read(tmp_path, f"{HEAD}虚构一号,甲公司,1\n虚构{mark}二号,甲公司,1\n")
        assert caught.value.reason == "control"


def test_rows_of_stray_quotes_are_refused(tmp_path: Path) -> None:
    """Each such row is told, so that some are; of thousands nobody can tell the cells."""
    with pytest.raises(workbooks.UnreadableWorkbookError, match="closed nowhere"):
        read(tmp_path, HEAD + '"甲\n' * 1001)


_SIDE = HEAD.strip() + ","
_ROWS: Final[dict[str, Callable[[int], str]]] = {
    "blank": lambda size: HEAD + "\n" * size,
    "titles": lambda size: HEAD + "".join(f"标题{number}\n" for number in range(size)),
    "phases": lambda size: HEAD + "".join(f"{number}期,,4\n" for number in range(size)),
    "wider": lambda size: HEAD + "a,b,c,d\n" * size,
    "alike": lambda size: HEAD + "虚构项目,甲,2\n" * size,
    "one header word": lambda size: "项目名称," * (size // 10) + "总投资（万元）\n" + "虚构一号,甲,3\n" * 30,
    "tables side by side": lambda size: (
        _SIDE * (size // 100) + "\n" + ("虚构一号,甲,3," * (size // 100) + "\n") * 30
    ),
}


def test_a_row_costs_what_is_stated_however_short(tmp_path: Path) -> None:
    """Calls of functions, and bytes kept at the peak, by row or by column: they grow as the file does."""
    read(tmp_path, _ROWS["alike"](50))
    wrong = []
    for name, rows in _ROWS.items():
        few, many = (partial(read, tmp_path, rows(size)) for size in (500, 1000))
        cost = calls(many, builtins=False) - calls(few, builtins=False)
        if cost > 300 * 500:
            wrong.append((name, cost))
        tracemalloc.start()
        kept = many()
        room = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        if room > (8 << 20) + 2_500 * 1000:
            wrong.append((f"{name} of {kept.path}", room))
    with pytest.raises(workbooks.UnreadableWorkbookError, match="side by side"):
        read(tmp_path, _ROWS["tables side by side"](2500))
    assert not wrong
