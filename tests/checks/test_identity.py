"""Firms under several names are reported, with a level, and never merged."""

import pytest

from zhaoshang import Investor
from zhaoshang.model import duplicates, group_of

CODE = "91110000600037341L"


def found(*firms: Investor) -> list[tuple[tuple[str, str], str]]:
    return [(pair.ids, str(pair.level)) for pair in duplicates(firms)]


def test_levels() -> None:
    """A pair is reported once, at its surest level."""
    firms = [
        Investor(id="1", name="海尔卡奥斯股份有限公司", uscc=CODE),
        Investor(id="2", name="卡奥斯", aliases=["海尔卡奥斯"], uscc=CODE.lower()),
        Investor(id="3", name="海尔卡奥斯"),
        Investor(id="4", name="海尔 卡奥斯"),
        Investor(id="5", name="海尔卡奥斯(集团)有限公司"),
        Investor(id="6", name="海尔卡奥斯", uscc="91350582MA2XYZ1234"),
    ]
    assert found(*firms) == [
        (("1", "2"), "code"),
        (("3", "4"), "name"),
        (("3", "6"), "name"),
        (("2", "3"), "alias"),
        (("2", "4"), "alias"),
        (("1", "3"), "core"),
        (("1", "4"), "core"),
        (("1", "5"), "core"),
    ]


def test_a_name_that_is_all_suffix_is_kept() -> None:
    assert found(Investor(id="1", name="集团公司"), Investor(id="2", name="有限公司")) == []


def test_groups_survive_circles_and_gaps() -> None:
    firms = [
        Investor(id="A", name="a", parent="B"),
        Investor(id="B", name="b", parent="A"),
        Investor(id="C", name="c", parent="Z"),
    ]
    assert [firm.id for firm in group_of(firms, "C")] == ["C"]
    assert [firm.id for firm in group_of(firms, "A")] == ["A", "B"]
    assert group_of(firms, "Z") == ()


@pytest.mark.long
def test_a_group_may_be_deep() -> None:
    """The work grows with the number of firms, not with its square."""
    firms = [Investor(id=str(place), name="某", parent=str(place - 1)) for place in range(1, 20_000)]
    assert group_of(firms, "19999") == tuple(firms)
