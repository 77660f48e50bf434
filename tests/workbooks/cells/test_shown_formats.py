"""A number or a day whose format shows more than itself is read as it is shown."""

from datetime import date
from pathlib import Path

import pytest

from zhaoshang import workbooks
from zhaoshang._workbooks.files.formats import says_more


def book(path: Path, code: str, value: object, header: str = "总投资（亿元）") -> workbooks.Import:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("台账")
        sheet.write_row(0, 0, ["项目名称", "投资方", header, "开工时间"])
        sheet.write_row(1, 0, ["虚构项目", "虚构公司"])
        look = made.add_format({"num_format": code})
        if isinstance(value, date):
            sheet.write_datetime(1, 3, value, look)
        else:
            sheet.write_number(1, 2, value, look)
    return workbooks.read(path)


OTHER_UNIT = [
    '0.0"万元"',
    'General"万"',
    "0.0!万",
    '0.0"千万"',
    '"US$"0.0',
    "[$$-409]#,##0.0",
    "[$€-2] 0.0",
    '0.0"人"',
    '0.0"元"',
    "0.0%",
]


@pytest.mark.parametrize("code", OTHER_UNIT)
def test_a_format_that_shows_another_unit_is_told(tmp_path: Path, code: str) -> None:
    """3.5 shown as 3.5万元 was 3.5亿元."""
    imported = book(tmp_path / "a.xlsx", code, 3.5)
    (project,) = imported.ledger.projects
    assert imported.findings.codes[0] in {"unit_conflict", "not_a_quantity"}
    assert project.investment is None or project.investment.value != 350_000_000


@pytest.mark.parametrize(
    "code",
    [
        '0.0"亿元"',
        '0.0"亿"',
        "#,##0.00_ ",
        '"¥"0.0',
        "[$¥-804]#,##0.0",
        "_ [$¥-804]* #,##0.00_ ",
        "0.00_);[Red](0.00)",
        "General",
        "0.0 ",
        "[Red]0.0",
    ],
)
def test_a_format_that_agrees_changes_nothing(tmp_path: Path, code: str) -> None:
    """The unit of the header, its currency, colours and room."""
    imported = book(tmp_path / "a.xlsx", code, 3.5)
    (project,) = imported.ledger.projects
    assert not imported.findings
    assert project.investment is not None
    assert project.investment.value == 350_000_000


@pytest.mark.parametrize(
    ("code", "header", "value"),
    [
        ("0!.0,", "总投资（万元）", 35_000_000),
        ("0\\.0,", "总投资（万元）", 35_000_000),
        ('0!.0,"万"', "总投资（元）", 35_000_000),
        ("0.0,", "总投资（千元）", 35_000_000),
        ("#,##0,,", "总投资（百万元）", 35_000_000),
    ],
)
def test_a_format_that_shows_a_part_is_read_so(tmp_path: Path, code: str, header: str, value: int) -> None:
    """35,000,000 shown as 3500.0 below 万元 was 350 thousand million yuan."""
    imported = book(tmp_path / "a.xlsx", code, 35_000_000, header)
    (project,) = imported.ledger.projects
    assert not imported.findings
    assert project.investment is not None
    assert project.investment.value == value


@pytest.mark.parametrize(
    ("code", "hedge"),
    [('"近"0.0', "near"), ('0.0"以上"', "at_least"), ('"不超过"0.0', "at_most"), ('"约"0.0', "about")],
)
def test_a_hedge_of_the_format_holds(tmp_path: Path, code: str, hedge: str) -> None:
    """As it does in a cell of text."""
    (project,) = book(tmp_path / "a.xlsx", code, 3.5).ledger.projects
    assert project.investment is not None
    assert project.investment.value == 350_000_000
    assert str(project.investment.hedge) == hedge


@pytest.mark.parametrize(
    "code", ['"预计"yyyy"年"m"月"', '"计划"yyyy-mm-dd', 'yyyy"年"m"月底前"', 'yyyy"年前"']
)
def test_a_plan_of_the_format_is_no_fact(tmp_path: Path, code: str) -> None:
    """预计2022年3月 was a start."""
    imported = book(tmp_path / "a.xlsx", code, date(2022, 3, 5))
    (project,) = imported.ledger.projects
    assert imported.findings.codes[0] in {"planned_date", "open_date"}
    assert not project.milestones


@pytest.mark.parametrize(
    "code",
    [
        'yyyy"年"m"月"',
        "yyyy/m/d",
        'yyyy"年"m"月"d"日"',
        "[$-804]yyyy-mm-dd",
        "m/d/yy h:mm",
        "dd.mm.yyyy",
        "yyyy-mm-dd;@",
        "aaaa",
        '"公元"yyyy"年"',
    ],
)
def test_a_format_of_days_says_no_more(code: str) -> None:
    """The words of the calendar are none beside it."""
    assert not says_more(code)
