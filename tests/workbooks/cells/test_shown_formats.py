"""A number or a day whose format shows more than itself is read as it is shown."""

from datetime import date
from pathlib import Path

import pytest
from tests.workbooks.packing import packed, unpacked

from zhaoshang import workbooks
from zhaoshang._workbooks.files.formats import says_more, shown_number, shown_text


def book(path: Path, code: str, value: object, header: str = "总投资（亿元）") -> workbooks.Import:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("台账")
        sheet.write_row(0, 0, ["项目名称", "投资方", header, "开工时间"])
        sheet.write_row(1, 0, ["虚构项目", "虚构公司"])
        look = made.add_format({"num_format": code})
        if isinstance(value, date):
            sheet.write_datetime(1, 3, value, look)
        elif isinstance(value, str):
            sheet.write_string(1, 2, value, look)
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


# Format, number, and what a spreadsheet shows of it below a header in 亿元; None where that is the number alone.
SECTIONS = [
    ('[>=10000]0!.0,"万";0', 5000, None),
    ('[>=10000]0!.0,"万";0', 50000, "5万"),
    ('[<10000]0;0!.0,"万"', 50000, "5万"),
    ('[<10000]0;0!.0,"万"', 9999, None),
    ('[>10000]"超"0;[<1000]"不到"0;"约"0', 50000, "超50000"),
    ('[>10000]"超"0;[<1000]"不到"0;"约"0', 500, "不到500"),
    ('[>10000]"超"0;[<1000]"不到"0;"约"0', 5000, "约5000"),
    ('[<=1000]0"亿";0"万"', 3000, "3000万"),
    ('[>100]"超"0;"近"0', 50, "近50"),
    ('[>100]"超"0;"亏"0;"近"0', 50, "近50"),
    ('[>100]"超"0;"亏"0;"近"0', -50, "亏-50"),
    ('0;[=-1]"无";"近"0', 3, None),
    ('0;[=-1]"无";"近"0', -1, "无"),
    ('0;[=-1]"无";"近"0', 0, "近0"),
    ('[<1]"不足1";0', 0.5, "不足1"),
    ('[<1]"不足1";0', 3, None),
    ('"约3000"', 1, "约3000"),
    ('0;-0;"无"', 0, "无"),
    ('0;-0;"无"', 3, None),
    ('0;"减少"0', -3, "减少-3"),
    ('0;"减少"0', 0, None),
    ('"甲;乙"0', 3, "甲;乙3"),
    ("0.0;-0.0;", 0, None),
    ('#,##0.00;-#,##0.00;"-"', 0, None),
    ('@"亿元"', 3, None),
    ('0"亿";@"万"', 3, "3亿"),
    ('G/通用格式"万"', 3, "3万"),
    ("G/通用格式", 3, None),
]


@pytest.mark.parametrize(("code", "number", "shown"), SECTIONS)
def test_the_section_that_a_number_is_of_shows_it(code: str, number: float, shown: str | None) -> None:
    """By its condition, else by its sign; words without a place for the number stand alone."""
    assert shown_number(code, number, "亿元") == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [('@"亿元"', "3亿元"), ('"约"@', "约3"), ('0;0;0;@"亿元"', "3亿元"), ('0.0"亿元"', None), ("@", None)],
)
def test_a_text_is_shown_by_the_section_for_texts(code: str, shown: str | None) -> None:
    """The last, where it has a place for one."""
    assert shown_text(code, "3") == shown


@pytest.mark.parametrize(
    ("code", "value", "amount"),
    [
        ('[>=10000]0!.0,"万";0', 5000, 50_000_000),
        ('[<1]"不足1";0', 3, 30_000),
        ('@"亿元"', "3", 300_000_000),
    ],
)
def test_a_cell_is_read_by_its_section(tmp_path: Path, code: str, value: object, amount: int) -> None:
    """5000 below 万元 was 0.5万, and a text shown as 3亿元 was 3万元."""
    (project,) = book(tmp_path / "a.xlsx", code, value, "总投资（万元）").ledger.projects
    assert project.investment is not None
    assert project.investment.value == amount


@pytest.mark.parametrize("sign", [b">", b"&gt;", b"&#62;"])
def test_a_format_may_hold_the_sign_that_ends_an_element(tmp_path: Path, sign: bytes) -> None:
    path = tmp_path / "台账.xlsx"
    book(path, '[>=1]"已完成";0', 1)
    parts = unpacked(path)
    assert b"[&gt;=1]" in parts["xl/styles.xml"]
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"[&gt;=1]", b"[" + sign + b"=1]")
    imported = workbooks.read(packed(parts), name="台账.xlsx")
    (project,) = imported.ledger.projects
    assert (project.investment, imported.findings.codes) == (None, ("not_a_quantity",))


@pytest.mark.long
def test_a_format_of_marks_costs_no_more_than_it_holds() -> None:
    """Brackets and quotes that are never closed, and words without end."""
    for mark in ("[", '"', "[$", "\\", ";", "[>", "长"):
        assert len(shown_number(mark * 200_000, 3, "亿元") or "") <= 1100


@pytest.mark.parametrize("rows", [3, 400])
def test_each_of_many_formats_shows_its_own_cell(tmp_path: Path, rows: int) -> None:
    """However many formats a file has, each cell is read by the one that it has."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet("台账")
        sheet.write_row(0, 0, ["项目名称", "投资方", "总投资（亿元）"])
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, [f"虚构项目{row}", "虚构公司"])
            look = made.add_format({"num_format": f'[>={2 * row}]"近"0.0;0.0', "bold": row % 2})
            sheet.write_number(row, 2, row * (2 if row % 3 else 1), look)
    read = workbooks.read(tmp_path / "a.xlsx").ledger.projects
    assert len(read) == rows
    hedges = [str(project.investment.hedge) for project in read if project.investment]
    assert hedges == ["near" if row % 3 else "none" for row in range(1, rows + 1)]


_SIGNS = ("-", "+", ".", "/", "~", "(", ")", "（", "—", ":", "×", "、")


@pytest.mark.long
@pytest.mark.parametrize("sign", _SIGNS)
@pytest.mark.parametrize("beside", ["", "5000", "万元"])
@pytest.mark.parametrize("is_before", [True, False], ids=["before", "behind"])
def test_what_a_format_types_beside_a_number_is_read_as_the_same_text(
    tmp_path: Path, sign: str, beside: str, *, is_before: bool
) -> None:
    """3000- and 3500 were 30003500: whatever is typed stands where it is shown."""
    words = f"{beside}{sign}" if is_before else f"{sign}{beside}"
    code, text = (f'"{words}"0', f"{words}3500") if is_before else (f'0"{words}"', f"3500{words}")
    shown = book(tmp_path / "a.xlsx", code, 3500, "总投资（万元）")
    typed = book(tmp_path / "b.xlsx", "General", text, "总投资（万元）")
    (seen,), (said,) = shown.ledger.projects, typed.ledger.projects
    assert str(seen.investment) == str(said.investment)
    assert shown.findings.codes == typed.findings.codes


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("-0", 3500, "-3500"),
        ("0;-0", -3500, None),
        ("0_);(0)", -3500, None),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ', 0, None),
        ('0"亿"0000"万"', 12345, "1亿2345万"),
        ('0"-"00', 5, "0-05"),
        ("#,##0", 3500, None),
        ('# ##0"万元"', 3500, "3500万元"),
        ('0" 5"', 3500, "3500 5"),
        ('#,##0"00"', 3500, "3,50000"),
        ('"¥"0"万美元"', 3500, "¥3500万美元"),
        ('"¥ "0', 3500, None),
        ("# ?/2", 3500.5, None),
        ("# ??/100", 3500.25, None),
        ("0/10", 3500, None),
        ("# ?/ 1", 3500, None),
        ('#,##0 ?/8"万元"', 3500.5, "3,500.5万元"),
        ("# ??/??;-# ??/??", -3500.5, None),
    ],
)
def test_signs_show_and_what_says_that_a_number_is_below_nought_does_not(
    code: str, number: int, text: str | None
) -> None:
    assert shown_number(code, number, "亿元") == text
