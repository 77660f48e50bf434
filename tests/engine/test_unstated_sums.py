"""A sum over projects none of which states its amount has no value, whoever else states one; without projects it is 0."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.errors import FieldTypeError, UnknownIdError
from zhaoshang.frames import from_ledger
from zhaoshang.model import Agreement, Chain, ChainNode


def project(key: str, year: int, amount: int | None, owner: str = "东镇") -> Project:
    investment = None if amount is None else Money.of(amount, "万元")
    signed = [Agreement(signed_on=f"{year}-03-01")]
    return Project(id=key, name=key, owner=owner, investment=investment, agreements=signed)


SOURCES: dict[str, Callable[[Ledger], Any]] = {"objects": lambda ledger: ledger, "frames": from_ledger}


@pytest.mark.long
@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("kpi", ["signed_investment_total", "milestone_investment"])
def test_projects_of_another_year_or_unit_change_nothing(source: str, kpi: str) -> None:
    """Every set of other projects leaves the figure of the year what it is without them."""
    more: dict[str, Any] = {"of": "signed"} if kpi == "milestone_investment" else {}
    others: list[Project] = [project("B", 2021, 300), project("C", 2021, None, "西镇"), project("D", 2020, 0)]
    for chosen in product([True, False], repeat=len(others)):
        held = [other for other, is_in in zip(others, chosen, strict=True) if is_in]
        ledger = Ledger(as_of="2022-12-31", projects=[project("A", 2022, None), *held])
        asked: Any = kpi
        figure = evaluate(SOURCES[source](ledger), asked, period="2022", **more)[kpi]
        assert (figure.value, figure.low, figure.high, figure.reason) == (None, None, None, "no_data")


@pytest.mark.parametrize("source", SOURCES)
def test_a_year_without_projects_has_nothing(source: str) -> None:
    ledger = Ledger(as_of="2022-12-31", projects=[project("A", 2022, None), project("B", 2021, 300)])
    figure = evaluate(SOURCES[source](ledger), "signed_investment_total", period="2020")[
        "signed_investment_total"
    ]
    assert figure.value == 0
    assert figure.reason is None


CHAINED = Ledger(
    as_of="2022-12-31",
    chains=[Chain(id="c1", name="虚构产业链", priority=True, nodes=[ChainNode(id="n1", name="原料")])],
    projects=[
        Project(id="P", name="P", chain_nodes=["c1/n1"], agreements=[Agreement(signed_on="2022-03-01")]),
        project("Q", 2022, 5),
    ],
)


@pytest.mark.parametrize("source", SOURCES)
def test_a_chain_is_asked_for_by_id_or_name(source: str) -> None:
    book = SOURCES[source](CHAINED)
    for named in ("c1", "虚构产业链", ["c1"], ["c1", "虚构产业链"]):
        assert evaluate(book, "chain_fit_rate", chains=named)["chain_fit_rate"].value == 50
    for wrong in ("zz", ["c1", "zz"], ["c1/n1"], ""):
        with pytest.raises(UnknownIdError, match="among chains"):
            evaluate(book, "chain_fit_rate", chains=wrong)
    with pytest.raises(FieldTypeError):
        evaluate(book, "chain_fit_rate", chains=[])
