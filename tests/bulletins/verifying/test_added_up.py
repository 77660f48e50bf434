"""累计 behind a month counts from January; what only the month, or all the time there was, makes right is not told. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement

MONTHS = {"2021": [3, 3, 6, 10], "2022": [2, 2, 5, 9, 9]}
"""The months in which a project was signed, of 1亿元 each."""
LEDGER = Ledger(
    as_of="2022-12-31",
    projects=[
        Project(
            id=f"{year}-{number}",
            name=f"虚构{year}第{number}号项目",
            investment=Money.of(1, "亿元"),
            agreements=[Agreement(signed_on=f"{year}-{month:02d}-12")],
        )
        for year, months in MONTHS.items()
        for number, month in enumerate(months)
    ],
)
HEADS = {
    "a count": ("2022年{month}月，累计签约项目{number}个。", "{number}个"),
    "behind the month's own": (
        "2022年{month}月，全县签约项目{own}个，累计签约项目{number}个，累计总投资{number}亿元。",
        "{number}亿元",
    ),
    "without its noun": ("2022年{month}月，全县签约项目{own}个，累计{number}个。", "{number}个"),
    "under a heading": ("2022年{month}月招商情况\n全县累计签约项目{number}个。", "{number}个"),
    "a column": (
        "2022年签约情况\n月份|签约项目数（个）|累计（个）\n{month}月|{own}|{number}",
        "{number}",
    ),
}


def said(text: str, raw: str) -> str:
    """Give the answer on the last figure that is printed so."""
    return [verdict.answer.value for verdict in verify(text, LEDGER) if verdict.raw == raw][-1]


def counts(month: int) -> tuple[int, int, int]:
    """Count the projects of a month, of the year so far, and of all the time so far."""
    own, so_far = MONTHS["2022"].count(month), sum(each <= month for each in MONTHS["2022"])
    return own, so_far, so_far + len(MONTHS["2021"])


@pytest.mark.long
@pytest.mark.parametrize("month", [3, 5, 9])
@pytest.mark.parametrize("head", HEADS)
def test_a_month_is_added_up_from_january(head: str, month: int) -> None:
    own, so_far, ever = counts(month)
    text, raw = HEADS[head]
    for number in range(1, 12):
        form = {"month": month, "own": own, "number": number}
        expected = "agrees" if number == so_far else "unknown" if number in {own, ever} else "differs"
        assert said(text.format(**form), raw.format(**form)) == expected, number


@pytest.mark.parametrize("number", range(1, 12))
def test_a_quarter_may_be_added_up_either_way(number: int) -> None:
    expected = "agrees" if number in {2, 5} else "differs"  # of the third quarter, and of the year so far
    assert said(f"2022年三季度，累计签约项目{number}个。", f"{number}个") == expected


def test_a_change_of_what_is_added_up_is_of_it() -> None:
    text = "2022年9月，累计签约项目5个，同比增长66.7%。"  # five after three
    assert said(text, "66.7%") == "agrees"


def test_what_is_no_more_added_up_is_of_the_month() -> None:
    assert said("2022年9月累计签约项目5个，当月签约项目2个。", "2个") == "agrees"
    assert said("2022年9月签约项目2个。", "2个") == "agrees"
