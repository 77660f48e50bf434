"""Names come first: a date, or a word of direction, inside the name of a unit says nothing of its figures. Invented."""

from itertools import product

import pytest

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.bulletins import read_figures, verify, write
from zhaoshang.model import Agreement, Milestone, ServiceTeam

NAMES = [
    f"{head}{tail}"
    for head, tail in product(
        ["三月街", "九月", "一季度", "三季度", "年初", "去年湾", "2021湾", "回落", "下降", "缩减", "上半年"],
        ["镇", "乡", "办"],
    )
]


def ledger(*units: str) -> Ledger:
    """Make a ledger of three projects of each unit, signed in the first months of 2022, one of them started."""
    return Ledger(
        as_of="2022-12-31",
        teams=[ServiceTeam(id=unit, name=unit) for unit in units],
        projects=[
            Project(
                id=f"{unit}-{place}",
                name=f"虚构{number}{place}号项目",
                owner=unit,
                investment=Money.of(2, "亿元"),
                agreements=[Agreement(signed_on=f"2022-0{place + 1}-05")],
                milestones=[Milestone(stage="started", on="2022-08-01")] if place == 1 else [],
            )
            for number, unit in enumerate(units)
            for place in range(3)
        ],
    )


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_agrees_whatever_a_unit_is_called(name: str) -> None:
    book = ledger(name, "松镇")
    found = evaluate(book, ["signed_project_count", "start_rate"], period="2022", by="owner")
    answers = {verdict.answer.value for verdict in verify(write(found, subject="滨江县"), book)}
    assert answers == {"agrees"}


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_number_of_a_unit_is_still_found(name: str) -> None:
    text = f"2022年，{name}签约项目4个。松镇签约项目3个。"
    answers = [verdict.answer.value for verdict in verify(text, ledger(name, "松镇"))]
    assert answers == ["differs", "agrees"]


def test_a_date_beside_a_name_stays_one() -> None:
    (reading,) = read_figures("2022年5月三月街镇签约项目4个。", subjects=["三月街镇"])
    assert (str(reading.period), reading.subject) == ("2022-05", "三月街镇")


def test_a_name_that_is_all_a_date_is_one_too() -> None:
    (reading,) = read_figures("2022年签约项目4个。", subjects=["2022年"])
    assert str(reading.period) == "2022"
