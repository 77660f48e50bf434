"""Sheets whose columns are read alike share what was read of equal cells: a file says what its sheets say alone."""

import random
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workbooks.small_books import save

from zhaoshang import workbooks
from zhaoshang._workbooks.words.text import key, keys
from zhaoshang.workbooks import Import

AMOUNTS: Final = (1.5, 2, 20000, 0, "3亿元", "约3亿元", "500万元", "2.5", "待定", "-", None)
DAYS: Final = ("3月5日", "2022年4月", "2022.1", 20220301, "未签约", "12月", "预计6月", None)
WORDS: Final = ("签约", "在建", "已投产", "洽谈", "怪词", "", None)
UNITS: Final = ("亿元", "万元", "万美元")


def drawn(chance: random.Random, mark: str) -> list[list[object]]:
    """Draw a sheet: its year, its unit, and cells that recur in the other sheets of the file."""
    head: list[object] = [
        "项目名称",
        "投资方",
        f"总投资（{chance.choice(UNITS)}）",
        "签约时间",
        "计划开工时间",
        "目前进展",
    ]
    rows: list[list[object]] = [[chance.choice(["2021年签约项目", "2022年签约项目", "签约项目"])], head]
    for number in range(chance.randint(6, 14)):
        cells = [chance.choice(each) for each in (AMOUNTS, DAYS, DAYS, WORDS)]
        rows.append([f"虚构{mark}{number}号智能装备项目", f"虚构{number}号科技有限公司", *cells])
    return rows


def told(imported: Import) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Give what was read, ids and what compares sheets aside."""
    projects: list[tuple[object, ...]] = [
        (one.name, one.investment, one.agreements, one.milestones, one.extra)
        for one in imported.ledger.projects
    ]
    findings: list[tuple[object, ...]] = [
        (found.code, found.path, found.message)
        for found in imported.findings
        if not found.code.startswith("possible_")
    ]
    return projects, findings


@pytest.mark.long
@pytest.mark.one_in(4)
@pytest.mark.parametrize("seed", range(25))
def test_each_sheet_of_a_file_is_read_as_it_is_alone(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - a drawing that can be told again
    sheets = {f"{mark}组": drawn(chance, mark) for mark in "甲乙丙"}
    together = told(workbooks.read(save(tmp_path / "a.xlsx", sheets)))
    alone = [
        told(workbooks.read(save(tmp_path / f"{name}.xlsx", {name: rows}))) for name, rows in sheets.items()
    ]
    assert together[0] == [project for projects, _ in alone for project in projects]
    assert together[1] == [finding for _, findings in alone for finding in findings]


SIGNS: Final = "项目園区（）\uff3b3\uff3d【】　 \n\ufeff①⑽Ⅱ㈱…—“Ａ\uff41K㎡ｶﾞ가가\u3099\u0301é億"


@given(
    st.lists(
        st.text()
        | st.text(SIGNS)
        | st.sampled_from(["項　目", "①号", "ΑΣ", "e\u0301", "\u0301e", "a\0b", ""])
    )
)
def test_the_forms_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    assert keys(texts) == list(map(key, texts))
