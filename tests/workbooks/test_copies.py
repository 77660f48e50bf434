"""Which of several sheets list the same projects, by the names and investors in them."""

import pytest

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
