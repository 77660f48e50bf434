"""A head that names two measures deals neither out without a word: 签约、开工项目：东镇2个、1个. Invented."""

from itertools import product

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement, Milestone

LEDGER = Ledger(
    as_of="2022-12-31",
    projects=[
        Project(
            id=str(number),
            name=f"虚构{number}号项目",
            owner="松镇" if number < 3 else "榆镇",
            agreements=[Agreement(signed_on="2022-03-01")],
            milestones=[Milestone(stage="started", on="2022-06-01")] if number == 1 else [],
        )
        for number in (1, 2, 3)
    ],
)
HEADS = ["签约、开工项目", "签约和开工项目", "开工、签约", "签约项目与开工项目"]


def answers(text: str) -> list[str]:
    return [verdict.answer.value for verdict in verify(text, LEDGER)]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("joint", ["；", "，"])
@pytest.mark.parametrize("numbers", [(2, 1, 1, 0), (1, 2, 0, 1), (2, 2, 1, 1)])
def test_a_head_of_two_is_not_told(head: str, joint: str, numbers: tuple[int, ...]) -> None:
    one, two, three, four = numbers
    text = f"2022年，{head}：松镇{one}个、{two}个{joint}榆镇{three}个、{four}个。"
    assert set(answers(text)) == {"unknown"}
    assert {reading.subject for reading in read_figures(text, subjects=["松镇", "榆镇"])} == {"松镇", "榆镇"}


@pytest.mark.parametrize(("one", "two"), list(product([2, 3], [1, 2])))
def test_a_word_that_deals_out_tells_which(one: int, two: int) -> None:
    told = answers(f"2022年，全县签约、开工项目分别为{one}个、{two}个。")
    assert told == ["agrees" if one == 3 else "differs", "agrees" if two == 1 else "differs"]


def test_a_head_of_one_is_told() -> None:
    assert answers("2022年，签约项目：松镇2个；榆镇1个。") == ["agrees", "agrees"]
    assert answers("2022年，签约项目：松镇3个；榆镇1个。") == ["differs", "agrees"]
