"""What the patterns find in a part that holds a sheet, beside what a parser finds in it."""

import io

import pytest

from zhaoshang._workbooks.files import surveys
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


@pytest.mark.parametrize("second", CELLS)
@pytest.mark.parametrize("first", CELLS)
def test_patterns_find_what_a_parser_finds(first: str, second: str) -> None:
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
    reach = surveys._Reach(Survey())
    assert reach.covers(part([CELLS[0], CELLS[4]], ""))
    assert reach.has_values_only
    reach = surveys._Reach(Survey())  # a sheet has each place once
    assert reach.covers(part([CELLS[0], CELLS[7]], ""))
    assert not reach.has_values_only
