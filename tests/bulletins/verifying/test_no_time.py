"""A text that tells of no time at all is open where one that is usual makes all of it right, and else wrong. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement

LEDGER = Ledger(
    as_of="2024-12-31",
    projects=[
        Project(
            id=f"N{number}",
            name=f"虚构第{number}号项目",
            investment=Money.of(number + 1, "亿元"),
            agreements=[Agreement(signed_on=day)],
        )
        for number, day in enumerate(
            ("2023-03-01", "2023-10-01", "2024-01-09", "2024-02-08", "2024-05-07", "2024-07-06", "2024-08-05")
        )
    ],
)
"""2023: 2 of 3 hundred million; 2024: 5 of 25, the first half 3 of 12, the second 2 of 13, the second quarter 1 of 5."""


@pytest.mark.parametrize(
    ("number", "total", "answer", "code"),
    [
        (7, 28, "agrees", "matches"),
        (5, 25, "agrees", "matches"),
        (3, 12, "unknown", "no_date"),
        (2, 13, "unknown", "no_date"),
        (1, 5, "unknown", "no_date"),
        (2, 3, "unknown", "no_date"),
        (3, 13, "differs", "value_differs"),
        (4, 20, "differs", "value_differs"),
    ],
)
def test_all_of_it_is_right_by_one_time_or_wrong(number: int, total: int, answer: str, code: str) -> None:
    verdicts = verify(f"全县签约项目{number}个，总投资{total}亿元。", LEDGER, today="2024-12-31")
    assert {(verdict.answer.value, verdict.code) for verdict in verdicts} == {(answer, code)}


@pytest.mark.parametrize("text", ["2024年，全县签约项目3个。", "截至2024年12月底，全县签约项目3个。"])
def test_a_time_that_is_told_holds(text: str) -> None:
    assert [verdict.answer.value for verdict in verify(text, LEDGER, today="2024-12-31")] == ["differs"]


def test_a_period_given_holds() -> None:
    (verdict,) = verify("全县签约项目3个。", LEDGER, period="2024", today="2024-12-31")
    assert verdict.answer.value == "differs"
