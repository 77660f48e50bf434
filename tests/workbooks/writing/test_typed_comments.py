"""What people type into the comments of a review stays through the next reviews, and is read."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from tests.workbooks.small_books import FIRM, rows, save

from zhaoshang import workbooks
from zhaoshang._workbooks.files.asides import END, SEPARATOR


def comments(path: Path) -> dict[str, str]:
    """Give the comments of the first sheet by their cells."""
    sheet = load_workbook(path).worksheets[0]
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}


def typed(path: Path, cell: str, text: str, value: object = None) -> None:
    """Type behind a comment, and mend the cell."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    known = sheet[cell].comment
    sheet[cell].comment = Comment(f"{known.text}{text}", known.author)
    if value is not None:
        sheet[cell].value = value
    book.save(path)


def reviewed(path: Path) -> workbooks.Import:
    """Read a workbook, and write its review in its place."""
    imported = workbooks.read(path)
    workbooks.write_review(imported, path)
    return imported


@pytest.mark.long
@pytest.mark.parametrize(
    "text", ["经核实为2亿元", "\n经核实为2亿元", "\n第一行\n第二行 <&>", " see [zhaoshang] mail"]
)
@pytest.mark.parametrize("theirs", [None, "问过企业"])
@pytest.mark.parametrize("mended", [None, 2])
def test_text_typed_behind_what_a_review_said_stays(
    path: Path, text: str, theirs: str | None, mended: int | None
) -> None:
    save(path, {"表": rows([1, "虚构甲项目", FIRM, "若干"])})
    cell = workbooks.read(path).findings.only("not_a_quantity")[0].path.partition("!")[2]
    if theirs:
        book = load_workbook(path)
        book.worksheets[0][cell].comment = Comment(theirs, "李某")
        book.save(path)
    reviewed(path)
    said = comments(path)[cell]
    assert said.endswith(END)
    typed(path, cell, text, mended)
    for _ in range(3):
        imported = reviewed(path)
        shown = comments(path)[cell]
        assert shown.endswith(text)
        assert shown.count(text) == 1
        assert (theirs or "") in shown
        assert ("若干" in shown) == (mended is None)
        told = [item for item in imported.findings if item.code == "cell_comment"]
        assert [item.detail["note"] for item in told] == [" ".join(f"{theirs or ''} {text}".split())]
    assert SEPARATOR in said or not theirs


def test_a_comment_of_a_review_alone_goes_with_its_finding(path: Path) -> None:
    save(path, {"表": rows([1, "虚构甲项目", FIRM, "若干"])})
    reviewed(path)
    (cell,) = comments(path)
    typed(path, cell, "\n \n", 2)
    reviewed(path)
    assert comments(path) == {}
