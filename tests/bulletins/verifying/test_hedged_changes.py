"""A change or a share with a hedge is right, wrong or not told as a level with one is. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement

LEDGER = Ledger(
    as_of="2023-12-31",
    projects=[
        Project(
            id=f"H{year}{place}",
            name=f"虚构{year}年第{place}号项目",
            owner="杏花镇" if place else "桃林镇",
            investment=Money.of(size, "亿元"),
            agreements=[Agreement(signed_on=f"{year}-0{place + 1}-12")],
        )
        for year, sizes in ((2022, (2, 2, 1, 0, 0)), (2023, (3, 2, 1, 1, 1, 0, 0, 0)))
        for place, size in enumerate(sizes)
    ],
)
"""Five projects of 5亿 became eight of 8亿; 桃林镇 has 3亿 of them, 37.5 %."""
SAID = {
    "同比增长约60%": "agrees",
    "同比增长约62%": "unknown",
    "同比增长约200%": "differs",
    "同比增长近200%": "differs",
    "同比增长超五成": "agrees",
    "同比增长七成以上": "differs",
    "同比下降约六成": "differs",
    "同比下降近60%": "differs",
}


@pytest.mark.parametrize("said", SAID)
def test_a_change_with_a_hedge(said: str) -> None:
    verdict = list(verify(f"2023年，全县签约项目8个，{said}。", LEDGER))[-1]
    assert verdict.answer.value == SAID[said]
    assert "成" not in verdict.expected


SHARES = {"近四成": "agrees", "约38%": "agrees", "近90%": "differs", "约九成": "differs", "近五成": "unknown"}


@pytest.mark.parametrize("said", SHARES)
def test_a_share_with_a_hedge(said: str) -> None:
    verdict = list(verify(f"2023年，桃林镇签约总投资3亿元，占全县的{said}。", LEDGER))[-1]
    assert verdict.answer.value == SHARES[said]
