"""Changes and shares handed out in a row go to the figures before them in their order, with the word said once. Invented."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement

SIZES = {
    2021: {"松镇": (4, 4, 2), "榆镇": (3, 3)},
    2022: {"松镇": (2, 3), "榆镇": (5,)},
}
"""What each town signed in each year, a project each in hundred million yuan."""


def ledger(last: int) -> Ledger:
    """Make the ledger; the one project of 榆镇 in 2022 is of `last`, so that the total falls or rises."""
    return Ledger(
        as_of="2022-12-31",
        projects=[
            Project(
                id=f"{town}{year}{place}",
                name=f"虚构{town}{year}第{place}号项目",
                owner=town,
                investment=Money.of(last if town == "榆镇" and year == 2022 else size, "亿元"),
                agreements=[Agreement(signed_on=f"{year}-0{place + 2}-11")],
            )
            for year, towns in SIZES.items()
            for town, sizes in towns.items()
            for place, size in enumerate(sizes)
        ],
    )


def percent(part: int, whole: int) -> str:
    return str((Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


FALLS, RISES = ledger(5), ledger(20)
"""Five projects of 16 became three of 10, or three of 25."""


def answers(text: str, book: Ledger) -> dict[str, str]:
    return {verdict.raw: verdict.answer.value for verdict in verify(text, book) if "%" in verdict.raw}


@pytest.mark.long
@pytest.mark.parametrize("verb", ["下降", "减少", "降低"])
@pytest.mark.parametrize("head", ["同比分别{}", "分别同比{}", "同比依次{}"])
@pytest.mark.parametrize("joint", ["、", "和", "以及"])
def test_a_word_of_direction_holds_for_its_whole_row(verb: str, head: str, joint: str) -> None:
    row = f"{head.format(verb)}40%{joint}37.5%。"
    text = f"2022年，全县签约项目3个、总投资10亿元，{row}"
    assert answers(text, FALLS) == {"40%": "agrees", "37.5%": "agrees"}
    told = answers(f"2022年，全县签约项目3个、总投资25亿元，{head.format(verb)}40%{joint}56.3%。", RISES)
    assert told == {"40%": "agrees", "56.3%": "differs"}, "the total rose"


def test_a_word_of_its_own_turns_the_row() -> None:
    text = "2022年，全县签约项目3个、总投资25亿元，同比分别下降40%、增长56.3%。"
    assert answers(text, RISES) == {"40%": "agrees", "56.3%": "agrees"}


@pytest.mark.parametrize(
    "row",
    ["同比下降40%、37.5%", "同比分别下降40%、37.5%、20%"],
    ids=["without 分别", "of more than stand before"],
)
def test_a_row_of_nobody_knows_which_is_not_told(row: str) -> None:
    told = answers(f"2022年，全县签约项目3个、总投资10亿元，{row}。", FALLS)
    assert set(told.values()) == {"unknown"}


def test_a_row_of_fewer_than_stand_before_is_not_told() -> None:
    text = "2022年，全县签约项目3个、总投资10亿元，开工0个，同比分别下降40%、37.5%。"
    assert set(answers(text, FALLS).values()) == {"unknown"}


@pytest.mark.parametrize(
    ("opening", "row"),
    list(
        product(
            ["签约项目分别为2个、1个", "分别签约项目2个、1个"],
            [
                (f"同比分别下降{percent(1, 3)}%、50%", ("agrees", "agrees")),
                ("同比分别下降30%、50%", ("differs", "agrees")),
                (f"分别占全县的{percent(2, 3)}%、{percent(1, 3)}%", ("agrees", "agrees")),
                (f"占全县的{percent(2, 3)}%、40%", ("agrees", "differs")),
                (f"占比分别为{percent(2, 3)}%、{percent(1, 3)}%", ("agrees", "agrees")),
            ],
        )
    ),
    ids=str,
)
def test_a_row_behind_names_is_of_these(opening: str, row: tuple[str, tuple[str, str]]) -> None:
    words, right = row
    told = tuple(answers(f"2022年，松镇、榆镇{opening}，{words}。", FALLS).values())
    assert told == right


def test_shares_go_to_the_figures_before_them() -> None:
    text = f"2022年，松镇签约项目2个、总投资5亿元，分别占全县的{percent(2, 3)}%、50%。"
    assert set(answers(text, FALLS).values()) == {"agrees"}
    text = f"2022年，松镇签约项目2个、总投资5亿元，分别占全县的50%、{percent(2, 3)}%。"
    assert set(answers(text, FALLS).values()) == {"differs"}
