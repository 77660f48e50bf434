"""Which of several sheets list the same projects, by the names and investors in them."""

from pathlib import Path

import pytest
from tests.workbooks.small_books import save

from zhaoshang import workbooks
from zhaoshang._workbooks.layout.copies import find_copies

WHOLE = frozenset((f"虚构{mark}项目", f"虚构{mark}公司") for mark in "甲乙丙丁戊己")
NONE: frozenset[str] = frozenset()


def unsaid(projects: frozenset[tuple[str, str]], *marks: str) -> frozenset[tuple[str, str]]:
    """Leave the investors of some projects out."""
    return frozenset((name, "" if name[2] in marks else firm) for name, firm in projects)


@pytest.mark.parametrize("marks", ["", "甲", "甲乙丙", "甲乙丙丁戊己"])
@pytest.mark.parametrize("is_in_whole", [False, True])
def test_an_investor_left_out_makes_no_other_project(marks: str, is_in_whole: bool) -> None:
    part = frozenset(sorted(WHOLE)[:3])
    whole, part = (unsaid(WHOLE, *marks), part) if is_in_whole else (WHOLE, unsaid(part, *marks))
    assert find_copies({"总表": whole, "分表": part}, NONE) == {"分表": "总表"}


def test_the_same_names_of_other_investors_are_other_projects() -> None:
    other = frozenset((name, f"虚构另{firm}") for name, firm in WHOLE)
    assert find_copies({"甲": WHOLE, "乙": other}, NONE) == {}


@pytest.mark.parametrize(("own", "is_copy"), [(1, True), (2, False)])
def test_a_copy_has_hardly_a_project_of_its_own(own: int, is_copy: bool) -> None:
    more = frozenset((f"虚构新{number}项目", "虚构新公司") for number in range(own))
    part = unsaid(frozenset(sorted(WHOLE)[:5]), "丙") | more
    assert (find_copies({"总表": WHOLE | {("虚构旧", "")}, "分表": part}, NONE) != {}) is is_copy


_HEAD = ["项目名称", "投资方", "总投资（亿元）", "签约时间", "目前进展"]
_WHOLE = [
    ["虚构甲项目", "虚构甲公司", 1.5, "2024年3月", "洽谈"],
    ["虚构乙项目", "虚构乙公司", 2.5, "2024年4月", "洽谈"],
]


@pytest.mark.parametrize(
    ("row", "is_copy"),
    [
        (["虚构甲项目", "虚构甲公司", 1.5, "2024年3月", "签约"], True),
        (["虚构甲项目", "虚构甲公司", 1.5, None, None], True),
        (["虚构甲项目", "虚构甲公司", 3, "2024年3月", "洽谈"], False),
        (["虚构甲项目", "虚构甲公司", 1.5, "2024年5月", "洽谈"], False),
        (["虚构甲项目", "虚构甲公司", None, None, "洽谈"], False),
        (["虚构甲项目", "虚构另公司", 1.5, "2024年3月", "洽谈"], False),
        (["虚构甲二期项目", "虚构甲公司", 1.5, "2024年3月", "洽谈"], False),
    ],
)
def test_one_row_alone_is_a_copy_where_amounts_and_dates_agree(
    path: Path, row: list[object], *, is_copy: bool
) -> None:
    imported = workbooks.read(save(path, {"总表": [_HEAD, *_WHOLE], "一产": [_HEAD, row]}))
    assert len(imported.ledger.projects) == (2 if is_copy else 3)
    assert ("copied_sheet" in imported.findings.codes) is is_copy


def test_one_row_in_another_unit_is_told_and_kept(path: Path) -> None:
    other: list[list[object]] = [["项目名称", "投资方", "总投资（万元）"], ["虚构甲项目", "虚构甲公司", 1.5]]
    imported = workbooks.read(save(path, {"总表": [_HEAD, *_WHOLE], "一产": other}))
    assert len(imported.ledger.projects) == 3
    assert "possible_duplicate" in imported.findings.codes


def _months(first: str, own: int, second: str, other: int) -> dict[str, list[list[object]]]:
    """Write two sheets of ten projects that have all in common but some of each."""
    rows: list[list[object]] = [
        [f"虚构{mark}项目", "虚构公司", 1.5, "2024年3月"] for mark in "甲乙丙丁戊己庚辛壬癸"
    ]
    new: list[list[object]] = [[f"虚构新{mark}项目", "虚构新公司", 2.5, "2024年4月"] for mark in "甲乙丙丁"]
    head: list[object] = list(_HEAD[:4])
    return {first: [head, *rows], second: [head, *rows[own:], *new[:other]]}


@pytest.mark.long
@pytest.mark.parametrize("sheets", [("5月", "6月"), ("签约", "台账")], ids="、".join)
@pytest.mark.parametrize("own", range(6))
@pytest.mark.parametrize("other", range(5))
def test_no_project_of_a_copy_vanishes(path: Path, sheets: tuple[str, str], own: int, other: int) -> None:
    book = _months(sheets[0], own, sheets[1], other)
    imported = workbooks.read(save(path, book))
    named = {str(row[0]) for rows in book.values() for row in rows[1:]}
    read = {project.name for project in imported.ledger.projects}
    told = {found.detail["value"] for found in imported.findings if found.code == "only_in_copy"}
    assert read | told == named
    assert not read & told


_MARKS = "甲乙丙丁戊己庚辛壬癸"


def _of(marks: str) -> frozenset[tuple[str, str]]:
    return frozenset((f"虚构{mark}项目", "虚构公司") for mark in marks)


@pytest.mark.parametrize(
    ("sheets", "read"),
    [
        ({"1月": "甲乙丙丁戊己", "2月": "甲乙丙丁戊", "3月": "辛"}, {"2月", "3月"}),
        ({"1月": "甲乙丙丁戊己", "2月": "甲乙丙丁戊", "3月": "甲乙丙丁辛"}, {"3月"}),
        ({"6月": "甲乙丙丁", "5月": "甲乙丙丁戊", "目录": "辛壬"}, {"6月", "目录"}),
        ({"1月": _MARKS, "2月": _MARKS[1:], "3月": _MARKS[2:], "4月": _MARKS[3:]}, {"4月"}),
        ({"2023年": "甲乙丙丁戊", "2024年": "甲乙丙丁", "备份": "甲乙丙"}, {"2024年"}),
        ({"2024年": _MARKS, "2024年1月": "甲乙", "2024年2月": "丙丁"}, {"2024年"}),
        ({"总表": _MARKS, "1月": "甲乙丙", "2月": "甲乙丙丁"}, {"总表"}),
        ({"1月": "甲乙丙", "2月": "丁戊己", "3月": "庚辛壬"}, {"1月", "2月", "3月"}),
    ],
    ids=[
        "beside another",
        "a chain",
        "any order",
        "drifting",
        "years",
        "a year of months",
        "a whole",
        "parts",
    ],
)
def test_the_newest_of_months_is_read_whatever_stands_beside_them(
    sheets: dict[str, str], read: set[str]
) -> None:
    copies = find_copies({name: _of(marks) for name, marks in sheets.items()}, NONE)
    assert sheets.keys() - copies.keys() == read
    assert set(copies.values()) <= read


# Names of two sheets, the older before the newer.
ORDERED = [
    ("一季度", "二季度"),
    ("Q1", "Q2"),
    ("2022Q4", "2023Q1"),
    ("上半年", "下半年"),
    ("上半年", "全年"),
    ("1-3月", "1-12月"),
    ("九月", "十月"),
    ("Jan", "Feb"),
    ("3月上旬", "3月下旬"),
    ("6月5日", "6月12日"),
    ("台账0605", "台账0612"),
    ("9.30", "10.31"),
    ("台账202209", "台账202210"),
    ("2022台账", "2023台账"),
    ("截至9月", "截至10月"),
    ("2022年12月", "2023年1月"),
    ("第九周", "第十周"),
    ("W9", "W10"),
    ("6月第一周", "6月第二周"),
    ("2022年第9周", "2022年第10周"),
    ("第一期", "第二期"),
    ("v1", "v2"),
]
UNTOLD = [
    ("旧", "新"),
    ("初稿", "终稿"),
    ("Sheet1", "Sheet2"),
    ("9月", "9月 (2)"),
    ("三季度", "前三季度"),
    ("12月", "1月"),
    ("12月28日", "1月4日"),
    ("2022年9月", "10月"),
]


def _changed(*names: str) -> dict[str, list[list[object]]]:
    """Write a list twice, with another amount, another day and one more amount in the second."""
    head: list[object] = [*_HEAD[:4]]
    first: list[list[object]] = [
        ["虚构甲项目", "虚构甲公司", 1.5, "2024-03-05"],
        ["虚构乙项目", "虚构乙公司", None, "2024年4月6日"],
        ["虚构丙项目", "虚构丙公司", "3", "2024-05-05"],
    ]
    second: list[list[object]] = [
        ["虚构甲项目", "虚构甲公司", 7.5, "2024-03-05"],
        ["虚构乙项目", "虚构乙公司", 2.5, "2024-04-06"],
        ["虚构丙项目", "虚构丙公司", 3, "2024-06-05"],
    ]
    return dict(zip(names, ([head, *first], [head, *second]), strict=True))


@pytest.mark.long
@pytest.mark.parametrize("names", ORDERED, ids="、".join)
@pytest.mark.parametrize("is_turned", [False, True])
def test_the_newer_by_its_period_or_number_is_read(
    path: Path, names: tuple[str, str], *, is_turned: bool
) -> None:
    book = _changed(*names)
    imported = workbooks.read(save(path, dict(reversed(book.items())) if is_turned else book))
    amounts = [project.investment for project in imported.ledger.projects]
    assert [amount and amount.value for amount in amounts] == [750_000_000, 250_000_000, 300_000_000]
    assert imported.findings.codes == ("copied_sheet",)


@pytest.mark.parametrize("names", UNTOLD, ids="、".join)
def test_where_it_cannot_be_told_what_differs_is(path: Path, names: tuple[str, str]) -> None:
    imported = workbooks.read(save(path, _changed(*names)))
    (read,) = [sheet.name for sheet in imported.sheets if sheet.is_ledger]
    told = {
        found.path: str(found.detail["note"]) for found in imported.findings if found.code == "copy_disagrees"
    }
    other = next(name for name in names if name != read)
    assert told[f"{other}!C2"] in {f"{read}!C2 1.5", f"{read}!C2 7.5"}
    assert told[f"{other}!D4"].startswith(f"{read}!D4 2024-0")
    assert told.keys() - {f"{other}!C3"} == {f"{other}!C2", f"{other}!D4"}
    assert (f"{other}!C3" in told) is (other == names[1])


def test_titles_tell_the_years_of_months(path: Path) -> None:
    book = _changed("12月", "1月")
    titles = ("2022年12月台账", "2023年1月台账")
    titled: dict[str, list[list[object]]] = {
        name: [[title], *rows] for title, (name, rows) in zip(titles, book.items(), strict=True)
    }
    imported = workbooks.read(save(path, titled))
    assert [sheet.name for sheet in imported.sheets if sheet.is_ledger] == ["1月"]
    assert "copy_disagrees" not in imported.findings.codes


def test_a_part_that_states_another_amount_is_told(path: Path) -> None:
    """Which of a whole and its part is newer nobody can tell either; another unit of the same amount is no other."""
    whole: list[list[object]] = [
        [*_HEAD[:3]],
        *([f"虚构{mark}项目", f"虚构{mark}公司", 1.5] for mark in "甲乙丙"),
    ]
    part: list[list[object]] = [
        ["项目名称", "投资方", "总投资（万元）"],
        ["虚构甲项目", "虚构甲公司", 15000],
        ["虚构乙项目", "虚构乙公司", 16000],
    ]
    imported = workbooks.read(save(path, {"总表": whole, "分表": part}))
    told = [found.path for found in imported.findings if found.code == "copy_disagrees"]
    assert told == ["分表!C3"]
