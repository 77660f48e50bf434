"""Rules of a workbook that strike out or hide what cells say are told by their ranges."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from zhaoshang import workbooks
from zhaoshang._workbooks.files.rulemarks import ruled_ranges

HEAD = ["项目名称", "投资方", "总投资（亿元）", "签约时间", "项目状态"]
ROWS = [["虚构甲项目", "甲公司", 3, "2022-03-05", "签约"], ["虚构乙项目", "乙公司", 2, "2022-03-06", "终止"]]
HIDING: dict[str, dict[str, Any]] = {
    "struck": {"font_strikeout": True},
    "white": {"font_color": "#FFFFFF"},
    "no format": {"num_format": ";;;"},
    "no format but texts": {"num_format": ";;"},
    "another unit": {"num_format": '0.0"万元"'},
    "a share": {"num_format": "0%"},
}
SHOWING: dict[str, dict[str, Any]] = {
    "red": {"font_color": "#FF0000"},
    "white on blue": {"font_color": "#FFFFFF", "bg_color": "#0000FF"},
    "a format": {"num_format": "0.00"},
    "bold": {"bold": True},
}


def read(looks: dict[str, Any], area: str, rule: dict[str, Any] | None = None) -> workbooks.Import:
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet: Any = book.add_worksheet("清单")
        for number, row in enumerate((HEAD, *ROWS)):
            sheet.write_row(number, 0, row)
        made: dict[str, Any] = rule or {"type": "formula", "criteria": '=$E2="终止"'}
        sheet.conditional_format("G2:G9", {**made, "format": book.add_format({"italic": True})})
        sheet.conditional_format(area, {**made, "format": book.add_format(looks)})
    return workbooks.read(held.getvalue(), name="a.xlsx")


@pytest.mark.long
@pytest.mark.parametrize("looks", HIDING.values(), ids=HIDING)
@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("A2:E99", "A2:E3"),
        ("A1:A1048576", "A2:A3"),
        ("C2:D3", "C2:D3"),
        ("E3", "E3:E3"),
        ("D1:Z2", "D2:E2"),
    ],
)
def test_a_rule_that_hides_is_told_by_its_range(looks: dict[str, Any], area: str, said: str) -> None:
    """A struck out row of a project that is no longer one was read as any other, without a word."""
    found = read(looks, area)
    assert [(each.code, each.detail["note"]) for each in found.findings] == [("ruled_text", said)]
    assert len(found.ledger.projects) == 2


@pytest.mark.parametrize("looks", SHOWING.values(), ids=SHOWING)
def test_a_rule_that_shows_is_not(looks: dict[str, Any]) -> None:
    assert not read(looks, "A2:E99").findings


def test_a_bar_or_a_sign_in_the_place_of_a_number_is_told() -> None:
    for rule in (
        {"type": "data_bar", "bar_only": True},
        {"type": "icon_set", "icon_style": "3_arrows", "icons_only": True},
    ):
        held = BytesIO()
        with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
            sheet: Any = book.add_worksheet("清单")
            for number, row in enumerate((HEAD, *ROWS)):
                sheet.write_row(number, 0, row)
            sheet.conditional_format("C2:C9", rule)
            sheet.conditional_format("A2:A9", {k: v for k, v in rule.items() if not k.endswith("only")})
        found = workbooks.read(held.getvalue(), name="a.xlsx").findings
        assert [(each.code, each.detail["note"]) for each in found] == [("ruled_text", "C2:C3")]


@pytest.mark.parametrize("area", ["A1:E1", "H2:K9", "A50:E60"])
def test_where_nothing_stands_nothing_is_told(area: str) -> None:
    assert not read(HIDING["struck"], area).findings


def test_rules_of_newer_workbooks_are_told() -> None:
    """They stand at the end of the part, each with a look of its own."""
    part = (
        b"<worksheet><sheetData/><x14:conditionalFormatting><x14:cfRule><x14:dxf><font><strike/></font></x14:dxf>"
        b"</x14:cfRule><xm:sqref>B2:B9 D4 C:C 5:6</xm:sqref></x14:conditionalFormatting></worksheet>"
    )
    assert ruled_ranges(lambda: BytesIO(part), frozenset()) == (
        (2, 2, 9, 2),
        (4, 4, 4, 4),
        (1, 3, 1 << 20, 3),
        (5, 1, 6, 1 << 14),
    )


def test_several_ranges_and_rules_are_told_once_each() -> None:
    rule = {"type": "cell", "criteria": ">", "value": 1, "multi_range": "A2:A3 C2:C3"}
    found = read(HIDING["white"], "A2:A3", rule)
    assert [each.detail["note"] for each in found.findings] == ["A2:A3", "C2:C3"]
