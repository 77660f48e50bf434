"""Sizes whose words put an edge on another side than the ledger counts it are told where nothing lies there. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement

AMOUNTS = (Money.of("0.6", "亿元"), Money.of(1, "亿元"), Money.of(3, "亿元"), Money.of(5, "亿元"))
LEDGER = Ledger(
    as_of="2023-12-31",
    projects=[
        Project(
            id=f"K{place}",
            name=f"虚构第{place}号项目",
            investment=amount,
            agreements=[Agreement(signed_on="2023-05-08")],
        )
        for place, amount in enumerate(AMOUNTS)
    ],
)
ON_AN_EDGE = {
    "5亿元（含）以下": 4,
    "不超过5亿元": 4,
    "5亿元以内": 4,
    "5亿元以下": 4,
    "5亿元以下（含5亿元）": 4,
    "5亿元（不含）以上": 0,
    "超5亿元": 0,
    "超过1亿元": 2,
    "1亿元以上（不含1亿元）": 2,
    "1亿元（不含）至2亿元": 0,
    "1亿元（含）至5亿元（含）": 3,
}
"""How many lie within, of sizes whose edge a project lies on that the catalogue counts otherwise."""
BESIDE_EDGES = {
    "2亿元以下": 2,
    "不超过2亿元": 2,
    "2亿元（含）以下": 2,
    "超2亿元": 2,
    "2亿元（不含）以上": 2,
    "5000万元至2亿元": 2,
    "2亿元（不含）至8亿元（含）": 2,
    "不足5亿元": 3,
    "5亿元（不含）以下": 3,
    "5亿元以上": 1,
    "1亿元（含）至5亿元（不含）": 2,
}
"""The same of sizes on whose edges nothing lies, or that say of them what the catalogue says."""


def answer(size: str, number: int) -> tuple[str, str]:
    (verdict,) = (
        each
        for each in verify(f"2023年，全县签约{size}项目{number}个。", LEDGER)
        if each.raw == f"{number}个"
    )
    return verdict.answer.value, verdict.code


@pytest.mark.long
@pytest.mark.parametrize("size", ON_AN_EDGE)
@pytest.mark.parametrize("more", [0, 1])
def test_a_size_is_not_told_where_a_project_lies_on_a_moot_edge(size: str, more: int) -> None:
    assert answer(size, ON_AN_EDGE[size] + more) == ("unknown", "no_definition")


@pytest.mark.long
@pytest.mark.parametrize("size", BESIDE_EDGES)
def test_a_size_is_told_where_no_project_lies_on_its_edges(size: str) -> None:
    assert answer(size, BESIDE_EDGES[size])[0] == "agrees"
    assert answer(size, BESIDE_EDGES[size] + 1)[0] == "differs"
