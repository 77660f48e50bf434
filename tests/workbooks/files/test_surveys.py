"""What the patterns find in a part that holds a sheet, beside what a parser finds in it."""

import io

import pytest

from zhaoshang._workbooks.files import plainrows, surveys
from zhaoshang._workbooks.files.plainrows import plain_rows
from zhaoshang._workbooks.files.surveys import Survey, survey
from zhaoshang._workbooks.files.xmlparts import XmlPartError

CELLS = (
    '<c r="{at}"><v>1</v></c>',
    '<c r="{at}" s="3"><v>44562.5</v></c>',
    '<c r="{at}" s="3"/>',
    '<c r="{at}" t="s"><v>0</v></c>',
    '<c r="{at}" s="1" t="s"><v>123</v></c>',
    '<c r="{at}" t="str"><v>甲 &lt;c&gt; 乙</v></c>',
    '<c r="{at}" t="b"><v>1</v></c>',
    '<c r="{at}" t="e"><v>#REF!</v></c>',
    '<c r="{at}" s="2" t="e"><f>A1/0</f><v>#DIV/0!</v></c>',
    '<c r="{at}"><f>A1+B1</f></c>',
    '<c r="{at}"><f>A1+B1</f><v>3</v></c>',
    '<c r="{at}" t="inlineStr"><is><t>丙 t="s"</t></is></c>',
    '<c r="{at}" t="s" ><v> 7 </v></c>',
    '<c r="{at}" t="s"><v>x</v></c>',
    "<c r='{at}' t='s'><v>5</v></c>",
    '<c r="{at}" cm="1" t="s"><v>5</v></c>',
    '<c r="{at}" t="s" r="ZZ9"><v>5</v></c>',
    '<c t="s"><v>5</v></c>',
)


def part(cells: list[str], beside: str) -> bytes:
    """Write a part of three rows; the cells stand in the second, each after one in the plain form."""
    row = "".join(
        f'<c r="{chr(65 + 2 * place)}2"><v>{place}</v></c>' + cell.replace("{at}", f"{chr(66 + 2 * place)}2")
        for place, cell in enumerate(cells)
    )
    return (
        f'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c></row>{beside}'
        f'<row r="2">{row}</row><row r="4"><c r="C4"><v>9</v></c></row></sheetData></worksheet>'
    ).encode()


def found_in(data: bytes) -> tuple[object, ...] | str:
    """Survey a part; the error where it is refused."""
    return told(survey(lambda: io.BytesIO(data), lambda _: None, shared=True))


def told(found: Survey) -> tuple[object, ...]:
    """Give what is held of a survey but its bounds, which may be wider than need be."""
    return found.hidden, found.oddities, sorted(found.shared)


@pytest.mark.one_in(4)
@pytest.mark.long
@pytest.mark.parametrize("least", [0, 1 << 18], ids=["whole-rows", "cells"])
@pytest.mark.parametrize("second", CELLS)
@pytest.mark.parametrize("first", CELLS)
def test_patterns_find_what_a_parser_finds(
    first: str, second: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plainrows, "_LEAST", least)
    for beside in ("", '<row r="3" hidden="1"><c r="B3"><v>2</v></c></row>'):
        data = part([first, second], beside)
        try:
            expected: object = told(surveys._parsed(io.BytesIO(data), lambda _: None))
        except XmlPartError as refused:
            expected = str(refused)
        try:
            seen: object = found_in(data)
        except XmlPartError as refused:
            seen = str(refused)
        assert seen == expected


def test_cells_of_values_alone_are_searched_once() -> None:
    reach = surveys._Extent(Survey())
    assert reach.covers(part([CELLS[0], CELLS[4]], ""))
    assert reach.has_values_only
    reach = surveys._Extent(Survey())  # a sheet has each place once
    assert reach.covers(part([CELLS[0], CELLS[7]], ""))
    assert not reach.has_values_only


ROWS = (
    '<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}" t="s"><v>2</v></c></row>',
    '<row r="{n}" spans="1:3" s="2" customFormat="1"><c r="A{n}" s="1"/><c r="C{n}" t="str"><v>甲</v></c></row>',
    '<row r="{n}" ht="15"/>',
    '<row r="{n}"><c r="B{n}" s="4" t="n"><v>3.5</v></c></row>',
)
WIDE = '<row r="{n}"><c r="Z{n}" t="s"><v>1</v></c></row>'

ODD_ROWS = (
    '<row r="{n}"><c r="B{n}"><v>1</v></c><c r="A{n}"><v>2</v></c></row>',
    '<row r="{n}"><c r="A{n}"><v>1</v></c><c r="A{n}"><v>2</v></c></row>',
    '<row r="{n}"><c r="A{n}"><v>1</v></c></row><row r="{n}"><c r="B{n}"><v>1</v></c></row>',
    '<row r="{n}"><c r="A3"><v>1</v></c></row>',
    '<row r="2"><c r="A2"><v>1</v></c></row>',
    '<row r="{n}" hidden="1"><c r="A{n}"><v>1</v></c></row>',
    '<row r="{n}"><c r="CZ{n}"><v>1</v></c></row>',
    '<row r="{n}"><c r="A{n}" t="s"><v>x</v></c></row>',
    '<row r="{n}"><c r="A{n}"><v>1&#48;</v></c></row>',
    '<row r="{n}"><c r="A{n}" t="e"><v>#REF!</v></c></row>',
    '<row r="{n}"><c r="A{n}"><f>B1</f></c></row>',
    '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>甲</t></is></c></row>',
    '<row r="0{n}"><c r="A{n}"><v>1</v></c></row>',
    "<row><c><v>1</v></c></row>",
    '<!-- --><row r="{n}"><c r="A{n}"><v>1</v></c></row>',
    '</sheetData><sheetData><row r="{n}"><c r="A{n}"><v>1</v></c></row>',
    '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="{n}"><x:c r="A{n}"/></x:row>',
    ' <row r="{n}" spans=""><c r="A{n}"/></row>\n',
)
SPACES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: list[str], after: str = "") -> bytes:
    """Write a sheet of rows, numbered from 1."""
    body = "".join(row.replace("{n}", str(number)) for number, row in enumerate(rows, 1))
    return (
        f'<?xml version="1.0"?><worksheet {SPACES}><sheetData>{body}</sheetData>{after}</worksheet>'.encode()
    )


def all_of(data: bytes) -> tuple[object, ...] | str:
    """Survey a part, bounds and all; the error where it is refused."""
    try:
        found = survey(lambda: io.BytesIO(data), lambda _: None)
    except XmlPartError as refused:
        return str(refused)
    return found.rows, found.columns, found.cells, found.hidden, found.oddities, found.uses


@pytest.mark.parametrize("size", [1 << 20, 200], ids=["one-piece", "pieces"])
@pytest.mark.parametrize("place", [0, 4, 9])
@pytest.mark.parametrize("odd", [*ROWS, WIDE, *ODD_ROWS])
def test_whole_rows_say_what_their_cells_say(
    odd: str, place: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveys, "_CHUNK", size)
    rows = [ROWS[number % len(ROWS)] for number in range(10)]
    rows[place] = odd
    for after in ("", '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>', '<row r="99"><c r="A99"/></row>'):
        data = sheet(rows, after)
        expected = all_of(data)
        with monkeypatch.context() as patch:
            patch.setattr(plainrows, "_LEAST", 0)
            assert all_of(data) == expected


def test_rows_are_plain_or_looked_at_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = sheet([*ROWS, *ROWS])
    assert plain_rows(plain, 0) is None  # too few to make a pattern for
    monkeypatch.setattr(plainrows, "_LEAST", 0)
    found = plain_rows(plain, 0)
    assert found is not None
    assert (found.numbers, found.columns) == ([1, 2, 3, 4, 5, 6, 7, 8], 3)
    assert found.beside.startswith(b"<?xml")
    more = sheet([*ROWS, *ROWS, WIDE.replace("Z", "D")])
    assert plain_rows(more, 3) == found._replace(numbers=[*found.numbers, 9], columns=4)
    assert plain_rows(sheet([*ROWS, WIDE]), 5) is None  # nearly no cell of so many is filled
    assert all(plain_rows(sheet([*ROWS, odd, *ROWS]), 5) is None for odd in ODD_ROWS)
