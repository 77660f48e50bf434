"""An earlier level told beside a figure (上年5个) is of its own time alone, and what follows is of the sentence's. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Milestone

LEDGER = Ledger(
    as_of="2024-12-31",
    projects=[
        Project(
            id=f"N{year}{place}",
            name=f"虚构{year}年第{place}号项目",
            investment=Money.of(size, "亿元"),
            agreements=[Agreement(signed_on=f"{year}-0{place + 1}-09")],
            milestones=[Milestone(stage="started", on=f"{year}-11-05")] if place % 2 else [],
        )
        for year, sizes in ((2023, (2, 3, 1)), (2024, (4, 1, 2, 5)))
        for place, size in enumerate(sizes)
    ],
)
"""Three projects of six hundred million in 2023, one of them begun; four of twelve in 2024, two of them begun."""


@pytest.mark.long
@pytest.mark.parametrize("said", ["上年为3个", "上年3个", "去年是3个", "2023年3个", "上年度为3个"])
@pytest.mark.parametrize("mark", ["，", "；"])
def test_what_follows_is_of_the_sentence(said: str, mark: str) -> None:
    for total, answer in ((12, "agrees"), (6, "differs")):
        text = f"2024年，全县签约项目4个，{said}{mark}总投资{total}亿元，开工率50%。"
        found = {verdict.raw: verdict.answer.value for verdict in verify(text, LEDGER, today="2024-12-31")}
        assert found == {"4个": "agrees", "3个": "agrees", f"{total}亿元": answer, "50%": "agrees"}


@pytest.mark.parametrize(
    "text",
    [
        "2024年，全县签约项目4个，上年为3个；总投资12亿元，上年为6亿元。",
        "2024年，全县签约项目4个（上年3个），总投资12亿元（上年6亿元）。",
    ],
)
def test_each_level_is_of_the_same_year(text: str) -> None:
    assert {verdict.answer.value for verdict in verify(text, LEDGER, today="2024-12-31")} == {"agrees"}


def test_a_row_of_quarters_goes_on() -> None:
    """What stands in the order of time is no comparison."""
    text = "2024年，全县一季度签约项目3个，二季度签约项目1个。"
    assert {verdict.answer.value for verdict in verify(text, LEDGER, today="2024-12-31")} == {"agrees"}


@pytest.mark.parametrize("of", ["2024年签约的项目中，", "2024年签约项目中，"])
def test_what_became_of_those_signed_is_of_these(of: str) -> None:
    """Three were begun in all, in 2023 and 2024; of those signed in 2024 two."""
    for number, answer in ((2, "agrees"), (3, "differs")):
        (verdict,) = verify(f"{of}已开工{number}个。", LEDGER, today="2024-12-31")
        assert verdict.answer.value == answer
