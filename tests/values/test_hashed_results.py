"""What compares by its values hashes, so that results are kept in sets; equal ones as one."""

from collections.abc import Callable
from typing import Final

import pytest

from zhaoshang import Ledger, Money, Project, evaluate, workbooks
from zhaoshang.assessments import Indicator, Scheme, assess
from zhaoshang.kpis import evaluate_periods
from zhaoshang.records import collect
from zhaoshang.scoring import completion

LEDGER: Final = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="虚构阀门项目")])
SCHEME: Final = Scheme(
    id="x",
    zh="考核",
    en="assessment",
    indicators=[Indicator(id="t", zh="日常", en="daily", points=20, method="given")],
)
MADE: Final[dict[str, Callable[[], object]]] = {
    "Figure": lambda: evaluate(LEDGER, "signed_project_count"),
    "PeriodFigures": lambda: evaluate_periods(LEDGER, "signed_project_count", "2022-Q1"),
    "Result": lambda: completion(Money.of(24, "亿元"), Money.of(40, "亿元")),
    "Assessment": lambda: assess(SCHEME, None, given={"t": {"东镇": 18}}),
    "UnitScore": lambda: assess(SCHEME, None, given={"t": {"东镇": 18}}).scores[0],
    "Cell": lambda: assess(SCHEME, None, given={"t": {"东镇": 18}}).scores[0].cells[0],
    "Mapping": lambda: workbooks.Mapping(columns={"盘子": {"field": "investment", "unit": "亿元"}}),
    "Collected": lambda: collect({"id": "P1", "name": "甲", "colour": "red"}, Project, keep_unknown=True),
}


@pytest.mark.parametrize("name", MADE)
def test_a_result_hashes_as_what_equals_it(name: str) -> None:
    one, same = MADE[name](), MADE[name]()
    assert one == same
    assert len({one, same}) == 1
