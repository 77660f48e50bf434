"""Titles of a table with its unit beside them, and headers with a line that says what their column adds up to."""

from itertools import product
from pathlib import Path

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
