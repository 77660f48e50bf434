"""Laws of reports: whatever a name holds, every form shows it as it is, and a workbook gives back the figures."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

from zhaoshang._files.inert import for_terminal, one_line
from zhaoshang.reports import Column, Table, display_width, page, write_excel

HOSTILE = [
    "<script>alert(1)</script>", '=HYPERLINK("http://x","点")', "+1", "-1", "@SUM(A1)", "甲|乙", "*粗*", "_斜_", "`码`",
    "~~删~~", "[链](http://x)", "![图](x)", "&lt;", "&#38;", "\\", "\\|", "# 题", "1. 条", "- 条", "> 引", "$x$", "<!-- 注",
    "甲\n乙", "甲\r\n乙", "\t", "\x1b[31m红", "\u2028", "]]>", "</table>", '" onclick="x', "{{ 7 }}", "_x0041_", "'文",
    "石墨烯(一期、二期)", "年产100万套", "①", "e\u0301", "\u200b", "ｶﾅ",
]  # fmt: skip
words = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Make up a table whose texts are as bad as they come."""
    columns = [
        Column(title=draw(words), align=draw(st.sampled_from(["left", "right"])))
        for _ in range(draw(st.integers(1, 4)))
    ]
    rows = [[draw(words) for _ in columns] for _ in range(draw(st.integers(0, 4)))]
    notes = draw(st.lists(words, max_size=2))
    return Table(title=draw(words), columns=columns, rows=rows, notes=notes, total_rows=min(len(rows), 1))


def lines_of(table: Table) -> list[list[str]]:
    return [[column.title for column in table.columns], *map(list, table.rows)]


@given(table=tables())
def test_markdown_shows_every_text_as_it_is(table: Table) -> None:
    """A reader of Markdown, raw HTML allowed, finds in each cell the text and no markup."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse(table.to_markdown())
    cells: list[str] = []
    lines: list[str] = []
    for before, token in pairwise(tokens):
        assert token.type not in {"html_block", "code_block", "fence", "heading_open"}
        if token.type != "inline":
            continue
        children = token.children or []
        assert {child.type for child in children} <= {"text", "text_special", "strong_open", "strong_close"}
        is_cell = before.type in {"th_open", "td_open"}
        (cells if is_cell else lines).append("".join(child.content for child in children))
        assert is_cell <= all(child.type.startswith("text") for child in children)
    assert cells == [one_line(text).strip() for line in lines_of(table) for text in line]
    assert lines == [one_line(text).strip() for text in [table.title, *table.notes] if one_line(text).strip()]


class Reader(HTMLParser):
    """Gathers the tags of a page and the texts of its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.cells: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        if tag in {"td", "th"}:
            self.inside = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[-1] += data


@given(table=tables())
def test_html_shows_every_text_as_it_is(table: Table) -> None:
    """No text becomes a tag or an attribute, alone or on a page."""
    for shown in (table.to_html(), page([table], title=table.title)):
        reader = Reader()
        reader.feed(shown)
        reader.close()
        assert reader.cells == [one_line(text) for line in lines_of(table) for text in line]
        assert set(reader.tags) <= {
            "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "section", "div",
            "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "li",
        }  # fmt: skip
        assert reader.names <= {
            "class", "style", "scope", "lang", "charset", "name", "content", "id", "role", "tabindex",
            "aria-labelledby", "aria-label",
        }  # fmt: skip


@given(table=tables())
def test_columns_of_a_terminal_stand_below_each_other(table: Table) -> None:
    """A line is a line, nothing steers the terminal, and every column begins where its rule does."""
    shown = table.to_text()
    assert not any(unicodedata.category(char) == "Cc" for char in shown.replace("\n", ""))
    lines = shown.split("\n")[:-1]
    assert len(lines) == bool(table.title) + 4 + len(table.rows) + len(table.notes) + (len(table.rows) > 1)
    rules = [line for line in lines if set(line) == {"-"}]
    widths = [
        max(1, *(display_width(one_line(line[place])) for line in lines_of(table)))
        for place in range(len(table.columns))
    ]
    assert display_width(rules[0]) == sum(widths) + 2 * (len(widths) - 1)
    body = [line for line in lines[bool(table.title) :] if set(line) != {"-"}]
    for line, cells in zip(body, lines_of(table), strict=False):
        padded = [
            one_line(cell).rjust(width - display_width(one_line(cell)) + len(one_line(cell)))
            if column.align == "right"
            else one_line(cell).ljust(width - display_width(one_line(cell)) + len(one_line(cell)))
            for cell, width, column in zip(cells, widths, table.columns, strict=True)
        ]
        assert line == "  ".join(padded).rstrip()


def both(path: Path, sheet: int = 0) -> tuple[list[list[object]], list[list[object]]]:
    """Read a sheet with two libraries that have nothing in common."""
    first = openpyxl.load_workbook(path).worksheets[sheet]
    second = CalamineWorkbook.from_path(path).get_sheet_by_index(sheet)
    return (
        [list(row) for row in first.iter_rows(values_only=True)],
        [list(row) for row in second.to_python(skip_empty_area=False)],
    )


def same(read: object, text: str) -> bool:
    found = "" if read is None else read
    return found == text


@given(table=tables())
def test_no_text_of_a_workbook_is_a_formula(table: Table) -> None:
    """Every text is read back as the same text."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_excel(table, path)
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
        top = bool(table.title)
        for number, line in enumerate(lines_of(table)):
            for place, text in enumerate(line):
                kept = re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", " ", text)
                read = sheet.cell(top + number + 1, place + 1).value
                assert same(read, for_terminal(kept)), (read, kept)  # hidden characters by their codes


def numbers(places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(-(10**9), 10**9, places=places, allow_nan=False, allow_infinity=False)


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 10**6), numbers(4), st.fractions(-1000, 1000), st.dates(date(1900, 3, 1))),
        max_size=6,
    )
)
def test_numbers_of_a_workbook_are_those_of_the_table(
    rows: Sequence[tuple[int, Decimal, Fraction, date]],
) -> None:
    """Two readers find the very numbers and dates of the data form; nothing is rounded but what is shown."""
    table = Table(
        columns=[Column(title=title) for title in "甲乙丙丁"],
        rows=[(f"{a}", f"{b}", f"{float(c):.2f}", f"{d}") for a, b, c, d in rows],
        values=rows,
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_excel(table, path)
        for read in both(path):
            for line, (count, amount, rate, day) in zip(read[1:], rows, strict=True):
                assert line[0] == count
                assert Decimal(repr(line[1])) == amount
                assert line[2] == float(f"{float(rate):.16G}")  # as many digits as a workbook holds
                assert line[3] in {day, datetime.combine(day, time())}
