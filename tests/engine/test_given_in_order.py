"""What is given several has an order, in which the answer comes; a set has another in each run of a program."""

from collections.abc import Callable
from typing import Any

import pytest

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.errors import FieldTypeError
from zhaoshang.kpis import compare, evaluate_periods
from zhaoshang.profiles import DEFAULT

LEDGER = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="虚构甲", owner="东镇", district="东区")])

ASKED: dict[str, tuple[Callable[[Any], object], tuple[object, ...]]] = {
    "KPIs": (lambda given: evaluate(LEDGER, given), ("签约总投资", "签约项目数")),
    "by": (lambda given: evaluate(LEDGER, "签约项目数", by=given), ("owner", "district")),
    "by, of periods": (
        lambda given: evaluate_periods(LEDGER, "签约项目数", "2022-Q1", by=given),
        ("owner", "district"),
    ),
    "KPIs, of periods": (
        lambda given: evaluate_periods(LEDGER, given, "2022-Q1"),
        ("签约总投资", "签约项目数"),
    ),
    "KPIs, of profiles": (
        lambda given: compare(LEDGER, given, [DEFAULT, DEFAULT.vary("x")]),
        ("签约总投资", "签约项目数"),
    ),
    "profiles": (
        lambda given: compare(LEDGER, "签约项目数", given),
        (DEFAULT, DEFAULT.vary("x")),
    ),
    "projects": (lambda given: Ledger(projects=given), tuple(LEDGER.projects)),
}


@pytest.mark.long
@pytest.mark.parametrize("kind", [set, frozenset])
@pytest.mark.parametrize(("ask", "items"), ASKED.values(), ids=ASKED.keys())
def test_a_set_is_refused_wherever_the_order_shows(
    ask: Callable[[Any], object], items: tuple[object, ...], kind: type
) -> None:
    """A list, a run and the keys of a table have an order, and are taken."""
    assert ask(list(items)) == ask(items) == ask(iter(items)) == ask(dict.fromkeys(items).keys())
    with pytest.raises(FieldTypeError, match="such as a list"):
        ask(kind(items))
