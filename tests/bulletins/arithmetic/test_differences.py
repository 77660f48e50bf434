"""A difference from one thing is no level: it is subtracted from nothing, and a sum of unlike figures is of none of them. Invented."""

from itertools import product

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Milestone

LEVELS = [
    "今年签约{now}个",
    "计划签约{aim}个，实际签约{now}个",
    "2022年签约项目{now}个",
]
DIFFERENCES = ["比计划多{a}个", "比目标少{a}个", "超目标{a}个", "比2021年少{a}个", "较计划增加{a}个"]
OTHERS = ["比去年多{b}个", "比去年同期少{b}个", "比2020年多{b}个", "较上年增加{b}个"]


def differing(text: str) -> set[str]:
    return {verdict.raw for verdict in verify(text).differs}


@pytest.mark.long
@pytest.mark.parametrize(("level", "one", "other"), list(product(LEVELS, DIFFERENCES, OTHERS)))
def test_two_differences_are_not_subtracted(level: str, one: str, other: str) -> None:
    for numbers in ({"now": 32, "aim": 61, "a": 5, "b": 18}, {"now": 47, "aim": 40, "a": 7, "b": 6}):
        text = f"{level}，{one}，{other}。".format(**numbers)
        assert f"{numbers['b']}个" not in differing(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("今年签约30个，比计划的25个多{}个。", 5),
        ("计划签约25个，实际签约30个，比计划多{}个。", 5),
        ("计划签约25个，实际签约30个，超计划{}个。", 5),
        ("2022年签约32个，2021年签约30个，比2021年多{}个。", 2),
        ("2022年签约32个，比2021年的30个多{}个。", 2),
        ("今年签约32个，去年签约30个，比去年多{}个。", 2),
    ],
    ids=[
        "of a target",
        "from a plan",
        "beyond a plan",
        "from a year told",
        "from a year beside it",
        "from last year",
    ],
)
def test_a_difference_from_a_level_is_still_worked_out(text: str, right: int) -> None:
    assert differing(text.format(right)) == set()
    assert differing(text.format(right + 1)) == {f"{right + 1}个"}


def test_a_difference_from_another_year_is_of_no_level_of_the_text() -> None:
    assert differing("2022年签约32个，比2021年的30个多2个，比2020年多6个。") == set()


LEDGER = Ledger(
    as_of="2022-12-31",
    projects=[
        Project(
            id=str(number),
            name=f"虚构{number}号项目",
            investment=Money.of(2, "亿元"),
            agreements=[Agreement(signed_on=f"2022-0{number}-03")],
            milestones=[Milestone(stage="started", on="2022-10-01")] if number == 1 else [],
        )
        for number in (1, 2, 3)
    ],
)


@pytest.mark.parametrize("word", ["合计", "共计", "总计", "总共", "一共"])
@pytest.mark.parametrize("parts", [("签约项目3个", "开工项目1个"), ("开工项目1个", "签约项目3个")])
@pytest.mark.parametrize("number", [1, 3, 4, 5])
def test_a_sum_of_unlike_figures_is_of_neither(parts: tuple[str, str], word: str, number: int) -> None:
    text = f"2022年{'，'.join(parts)}，{word}{number}个。"
    last = next(verdict for verdict in reversed(verify(text, LEDGER).verdicts))
    assert last.answer.value == "unknown" or (number == 4 and last.against == "text")
