"""What an .ods hides by its styles, and by rules that depend on what some cell says."""

from pathlib import Path

import pytest
from tests.trust.test_cells_of_books import document
from tests.workbooks.packing import packed, unpacked

from zhaoshang import workbooks

CELL = '<table:table-cell office:value-type="float" office:value="3"{}><text:p>{}</text:p></table:table-cell>'
STYLE = '<style:style style:name="{}" style:family="table-cell"{}>{}</style:style>'
WHITE = '<style:text-properties fo:color="#FFFFFF"/>'
BLUE = '<style:table-cell-properties fo:background-color="#0000ff"/>'
STRUCK = '<style:text-properties style:text-line-through-type="single"/>'
BLANK = (
    '<number:number-style style:name="P"/><number:number-style style:name="N">'
    '<style:map style:condition="value()&gt;0" style:apply-style-name="P"/>'
    '<style:map style:condition="value()&lt;0" style:apply-style-name="P"/></number:number-style>'
)
UNIT = '<number:number-style style:name="N"><number:number/><number:text>万元</number:text></number:number-style>'
DATA = ' style:data-style-name="N"'
HIDING = {
    "white": STYLE.format("h", "", WHITE),
    "no format": BLANK + STYLE.format("h", DATA, ""),
    "struck": STYLE.format("h", "", STRUCK),
    "another unit": UNIT + STYLE.format("h", DATA, ""),
}
SHOWING = {
    "red": STYLE.format("h", "", '<style:text-properties fo:color="#ff0000"/>'),
    "white on blue": STYLE.format("h", "", BLUE + WHITE),
    "bold": STYLE.format("h", "", '<style:text-properties fo:font-weight="bold"/>'),
}


def codes(path: Path) -> list[tuple[str, object]]:
    return [(each.code, each.detail.get("note", each.path)) for each in workbooks.read(path).findings]


@pytest.mark.parametrize("text", ["3", ""], ids=["text", "no text"])
@pytest.mark.parametrize("name", ["white", "no format"])
def test_what_nobody_sees_is_told(tmp_path: Path, name: str, text: str) -> None:
    """As of an .xlsx: it is read, and told."""
    cell = CELL.format(' table:style-name="h"', text)
    path = document(tmp_path / "a.ods", cell, styles=HIDING[name])
    (project,) = workbooks.read(path).ledger.projects
    assert (str(project.investment), codes(path)) == ("300000000 CNY", [("pale_text", "S!C2")])


@pytest.mark.parametrize("name", SHOWING, ids=str)
def test_what_is_seen_is_not(tmp_path: Path, name: str) -> None:
    cell = CELL.format(' table:style-name="h"', "3")
    assert not codes(document(tmp_path / "a.ods", cell, styles=SHOWING[name]))


def test_a_text_that_is_seen_within_a_cell_that_is_not_is_seen(tmp_path: Path) -> None:
    red = SHOWING["red"].replace('"h"', '"r"').replace("table-cell", "text")
    cell = CELL.format(' table:style-name="h"', '<text:span text:style-name="r">3</text:span>')
    assert not codes(document(tmp_path / "a.ods", cell, styles=HIDING["white"] + red))


def ruled(path: Path, styles: str, rule: str) -> Path:
    """Write a document with rules in its sheet, as newer programs do."""
    document(path, CELL.format("", "3"), styles=styles)
    parts = unpacked(path)
    rules = f"<calcext:conditional-formats>{rule}</calcext:conditional-formats></table:table>"
    parts["content.xml"] = parts["content.xml"].replace(b"</table:table>", rules.encode())
    path.write_bytes(packed(parts))
    return path


FORMAT = '<calcext:conditional-format calcext:target-range-address="{}">{}</calcext:conditional-format>'
CONDITION = '<calcext:condition calcext:apply-style-name="h" calcext:value="=3"/>'


@pytest.mark.parametrize("name", [*HIDING, *SHOWING], ids=str)
def test_a_rule_that_hides_is_told_by_its_range(tmp_path: Path, name: str) -> None:
    """A rule of a style, or of the sheet."""
    styles = (HIDING | SHOWING)[name]
    rule = '<style:map style:condition="cell-content()=3" style:apply-style-name="h"/>'
    cell = CELL.format(' table:style-name="a"', "3")
    told = [("ruled_text", "C2:C2")] if name in HIDING else []
    assert codes(document(tmp_path / "a.ods", cell, styles=styles + STYLE.format("a", "", rule))) == told
    assert codes(ruled(tmp_path / "b.ods", styles, FORMAT.format("S.C2:S.C9", CONDITION))) == told


@pytest.mark.parametrize(
    ("area", "told"),
    [
        ("S.C2", ["C2:C2"]),
        ("$S.$C$2:$S.$C$9", ["C2:C2"]),
        ("'S'.A2:'S'.B9 'S'.C2", ["A2:B2", "C2:C2"]),
        ("'甲''s 表 .C2'.C2:.C3", ["C2:C2"]),
        ("S.F2:S.G9", []),
        ("nonsense", []),
    ],
)
def test_ranges_are_read_as_they_are_written(tmp_path: Path, area: str, told: list[str]) -> None:
    path = ruled(tmp_path / "a.ods", HIDING["white"], FORMAT.format(area, CONDITION))
    assert codes(path) == [("ruled_text", each) for each in told]


@pytest.mark.parametrize(("shown", "told"), [("false", [("ruled_text", "C2:C2")]), ("true", [])])
@pytest.mark.parametrize("mark", ["data-bar", "icon-set"])
def test_a_bar_in_the_place_of_a_number_is_told(
    tmp_path: Path, mark: str, shown: str, told: list[tuple[str, object]]
) -> None:
    rule = f'<calcext:{mark} calcext:show-value="{shown}"/>'
    assert codes(ruled(tmp_path / "a.ods", "", FORMAT.format("S.C2:S.C9", rule))) == told


def test_cells_of_nothing_are_not_counted(tmp_path: Path) -> None:
    """White cells without end hold nothing, and those behind them are told."""
    empty = '<table:table-cell table:style-name="h" table:number-columns-repeated="16000"/>'
    vast = f'</table:table-row><table:table-row table:number-rows-repeated="900000">{empty}</table:table-row><table:table-row>'
    cell = CELL.format(' table:style-name="h"', "3")
    assert codes(document(tmp_path / "a.ods", cell + vast, styles=HIDING["white"])) == [("pale_text", "S!C2")]
