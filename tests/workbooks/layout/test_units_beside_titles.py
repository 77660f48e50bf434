"""Titles of a table with its unit beside them, and headers with a line that says what their column adds up to."""

import time
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from tests.workbooks.small_books import save

from zhaoshang import workbooks
from zhaoshang._workbooks.words.text import headed

HEAD = ["序号", "项目名称", "投资方", "总投资", "签约时间"]
YUAN = {"亿元": 10**8, "万元": 10**4}


def _block(title: str, unit: str, first: int) -> list[list[object]]:
    members: list[list[object]] = [
        [at, f"虚构{first + at}号项目", f"虚构{first + at}公司", 3 * at, "2023.4.1"] for at in (1, 2)
    ]
    return [[title, None, None, None, f"单位：{unit}"], [*HEAD], *members]


@pytest.mark.parametrize(
    ("units", "gap", "title"),
    list(product(product(YUAN, YUAN), [0, 1], ["新签约项目", "签约项目情况"])),
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_each_table_takes_the_unit_beside_its_title(
    tmp_path: Path, units: tuple[str, str], gap: int, title: str
) -> None:
    blank: list[list[object]] = [[]] * gap
    sheet: list[list[object]] = [
        ["某县招商工作月报"],
        *_block(f"一、{title}", units[0], 0),
        *blank,
        *_block("二、开工项目", units[1], 10),
    ]
    imported = workbooks.read(save(tmp_path / "表.xlsx", {"表": sheet}))
    amounts = [project.investment and project.investment.value for project in imported.ledger.projects]
    assert amounts == [3 * at * YUAN[unit] for unit in units for at in (1, 2)]
    assert "missing_name" not in {finding.code for finding in imported.findings}
    assert not imported.rejected


@pytest.mark.parametrize(
    ("below", "is_aside"),
    [
        ("合计：181500", True),
        ("（合计181500万元）", True),
        ("共12个", True),
        ("小计 30", True),
        ("（亿元）", False),
        ("其中：固定资产投资", False),
        ("合计", False),
        ("2023年合计", False),
    ],
    ids=["total", "in brackets", "count", "subtotal", "unit", "part", "word", "year"],
)
def test_a_line_below_a_header(tmp_path: Path, below: str, is_aside: bool) -> None:
    word = f"投资总额（万元）\n{below}"
    assert headed(word) == ("投资总额（万元）" if is_aside else word)
    if is_aside:
        rows = [["虚构甲项目", "虚构甲公司", 3200], ["虚构乙项目", "虚构乙公司", 8600]]
        book = save(tmp_path / "表.xlsx", {"表": [["项目名称\n（共2个）", "投资单位", word], *rows]})
        amounts = [project.investment for project in workbooks.read(book).ledger.projects]
        assert [amount and amount.value for amount in amounts] == [32_000_000, 86_000_000]


@pytest.mark.parametrize(("line", "header"), list(product(YUAN, YUAN)), ids="-".join)
@pytest.mark.parametrize(
    ("place", "is_above"),
    [("单位：{}", True), ("2022年招商项目表（单位：{}）", True), ("（单位：{}）", True), ("单位：{}", False)],
    ids=["line", "title", "brackets", "below"],
)
def test_a_line_and_a_header_of_other_units_are_told(
    tmp_path: Path, line: str, header: str, place: str, *, is_above: bool
) -> None:
    """Which of the two is meant cannot be told: the header is read, and asked about."""
    listed: list[list[object]] = [
        ["项目名称", "投资方", f"总投资（{header}）"],
        ["虚构项目", "虚构公司", 3],
    ]
    said: list[list[object]] = [[place.format(line)]]
    rows = [*said, *listed] if is_above else [*listed, *said]
    imported = workbooks.read(save(tmp_path / "a.xlsx", {"表": rows}))
    (project,) = imported.ledger.projects
    assert project.investment is not None
    assert project.investment.value == 3 * YUAN[header]
    assert imported.findings.codes == (() if line == header else ("title_unit",))


@pytest.mark.parametrize("header", ["总投资（万美元）", "总投资（万元）"])
def test_a_header_beside_others_that_take_the_line_is_not_asked_about(tmp_path: Path, header: str) -> None:
    rows: list[list[object]] = [
        ["单位：亿元"],
        ["项目名称", header, "固定资产投资"],
        ["虚构项目", 3, 2],
    ]
    assert not workbooks.read(save(tmp_path / "a.xlsx", {"表": rows})).findings


_PLAIN: list[object] = ["序号", "项目名称", "投资方", "总投资", "签约时间"]
_YUAN = ("CNY", 10**4)
_MUCH = ("CNY", 10**8)
_DOLLARS = ("USD", 10**4)


def _members(first: int) -> list[list[object]]:
    return [[at, f"虚构{first + at}号项目", f"虚构{first + at}公司", 30 * at, "2023.4.1"] for at in (1, 2)]


@pytest.mark.long
def test_the_unit_of_a_title_between_rows_holds_to_the_next(tmp_path: Path) -> None:
    """Titles and headers, and in what the rows below each title are; of `None` nobody can know."""
    units: dict[str, tuple[str, int]] = {"亿元": _MUCH, "万美元": _DOLLARS, "万元": _YUAN}
    forms: list[list[object]] = [
        ["{}（单位：{}）"],
        ["{} 金额单位：{}"],
        ["{}（{}）"],
        ["{}，{}"],
        ["{}", None, None, "（{}）"],
        ["{}", None, None, None, "单位：{}"],
    ]
    wrong = []
    for form, other, again in product(forms, units, (True, False)):
        header: list[list[object]] = [[*_PLAIN]] if again else []
        title: list[object] = []
        words = ["二、市外项目", other]
        for cell in form:
            count = cell.count("{}") if isinstance(cell, str) else 0
            title.append(cell.format(*words[:count]) if isinstance(cell, str) else None)
            words = words[count:]
        rows: list[list[object]] = [
            ["某县招商项目台账（单位：万元）"],
            ["一、市内项目"],
            [*_PLAIN],
            *_members(0),
            title,
            *header,
            *_members(10),
            ["小计", None, None, 90],
            ["三、其他项目"],
            *header,
            *_members(20),
        ]
        imported = workbooks.read(save(tmp_path / "表.xlsx", {"表": rows}))
        expected = [_YUAN] * 2 + [units[other]] * 2 + [_YUAN] * 2
        found = [project.investment for project in imported.ledger.projects]
        told = [
            amount and amount.value is not None and (amount.unit.code, int(amount.value) // (30 * at))
            for amount, at in zip(found, (1, 2) * 3, strict=True)
        ]
        totals = [total.agrees for sheet in imported.sheets for total in sheet.totals]
        if told != expected or totals != [True] or imported.findings:
            wrong.append((title, again, told, totals, imported.findings.codes))
    assert not wrong


def test_a_unit_that_is_contradicted_or_not_understood_is_none(tmp_path: Path) -> None:
    """The title of the table, its header and a title between its rows, below which no amount can be read."""
    cases: list[tuple[str, str, list[list[object]]]] = [
        ("某县台账", "总投资（万元）", [["二、市外项目（单位：亿元）"]]),
        ("某县台账", "总投资（万）", [["二、外资项目（单位：万美元）"]]),
        ("某县台账（单位：万元）", "总投资", [["二、市外项目（单位：仟元）"]]),
        ("某县台账（单位：万元）", "总投资", [["二、外资项目（币种：美元）"]]),
        ("某县台账（单位：万元）", "总投资", [["二、外资项目（美元）"]]),
        ("某县台账（单位：万元）", "总投资", [["以下项目单位为亿元"]]),
        ("市内台账（单位：万元）", "总投资", [["市外台账（单位：亿元）"], ["境外台账"]]),
    ]
    wrong = []
    for above, header, between in cases:
        rows: list[list[object]] = [
            [above],
            [*_PLAIN[:3], header, _PLAIN[4]],
            *_members(0),
            *between,
            *_members(10),
        ]
        imported = workbooks.read(save(tmp_path / "表.xlsx", {"表": rows}))
        known = [project.investment is not None for project in imported.ledger.projects]
        if known != [True, True, False, False] or set(imported.findings.codes) != {"row_units_disagree"}:
            wrong.append((above, between, known, imported.findings.codes))
    assert not wrong


def test_a_title_with_a_unit_is_no_project(tmp_path: Path) -> None:
    listed = [row[1:] for row in _members(0)]
    rows: list[list[object]] = [
        ["某县台账（单位：万元）"],
        _PLAIN[1:],
        *listed,
        ["续建项目（单位：亿元）"],
        *listed,
    ]
    imported = workbooks.read(save(tmp_path / "表.xlsx", {"表": rows}))
    amounts = [project.investment and project.investment.value for project in imported.ledger.projects]
    assert amounts == [300_000, 600_000, 3 * 10**9, 6 * 10**9]


LONG: Final = {
    "statements": ("", "单位：万元、", ""),
    "statements without a colon": ("", "单位万元、", ""),
    "statements with a year": ("", "（2022年单位：万元", ""),
    "dashes before a word": ("单位：元", "-", "镇"),
    "sizes": ("单位：", "万", ""),
}


@pytest.mark.long
def test_a_title_costs_no_more_than_its_length() -> None:
    """Each took ten to seventy seconds, and with every doubling four times as long."""
    taken = {}
    for name, (before, piece, after) in LONG.items():
        title = before + piece * (32_000 // len(piece)) + after
        text = f"{title},,\n项目名称,总投资（万元）,签约时间\n虚构项目,3,2022-03\n"
        started = time.process_time()
        workbooks.read(text.encode(), name="long.csv", as_of="2022-12-31")
        taken[name] = time.process_time() - started
    assert {name: spent for name, spent in taken.items() if spent > 4} == {}
