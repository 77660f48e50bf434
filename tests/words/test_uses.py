"""What a record is not made for is refused with what to write."""

import copy
import math
import operator
import pickle
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Period, Project, evaluate, kpis, workbooks
from zhaoshang.errors import DateValueError, OperationError, UnknownCodeError
from zhaoshang.model import Agreement

PROJECT: Any = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
LEDGER: Any = Ledger(as_of="2022-06-30", projects=[PROJECT])
FIGURES: Any = evaluate(LEDGER, ["签约项目数", "开工率"])
FIGURE: Any = FIGURES["签约项目数"]
PERIOD: Any = Period.of("2022")
IMPORT: Any = workbooks.read("项目名称,投资方\n虚构甲,虚构乙\n".encode(), name="a.csv", as_of="2022-06-30")

USES: list[tuple[Callable[[], object], str]] = [
    (lambda: list(LEDGER), "ledger.projects"),
    (lambda: LEDGER["projects"], "ledger.projects"),
    (lambda: LEDGER + LEDGER, "ledger.merge"),
    (lambda: list(IMPORT), "imported.ledger.projects"),
    (lambda: dict(PROJECT), "project.investment"),
    (lambda: PROJECT["name"], "project.investment"),
    (lambda: list(PERIOD), "period.start"),
    (lambda: PERIOD < "2023", "period.order"),
    (lambda: sorted([PERIOD, PERIOD]), "key=lambda"),
    (lambda: PERIOD + 1, "period.shift"),
    (lambda: f"{FIGURE:.2f}", "figure.value"),
    (lambda: FIGURE == 1, "figure.value"),
    (lambda: Decimal(1) == FIGURE, "figure.value"),
    (lambda: FIGURES > 1, "figures[kpi].value"),
    *[
        (lambda use=use: use(FIGURE), "figure.value")
        for use in (float, int, round, abs, lambda it: sum([it]), lambda it: max(it, it), lambda it: 2 * it)
    ],
    *[
        (lambda sign=sign: sign(FIGURE, 1), "figure.value")
        for sign in (operator.lt, operator.le, operator.gt, operator.ge, operator.add, operator.truediv)
    ],
]


@pytest.mark.parametrize(("use", "fix"), USES, ids=[str(at) for at in range(len(USES))])
def test_a_use_that_is_none_says_what_to_write(use: Callable[[], object], fix: str) -> None:
    with pytest.raises(OperationError) as caught:
        use()
    error = caught.value
    assert fix in str(error)
    assert "请" in error.render("zh_CN")
    assert isinstance(error, TypeError)  # as Python raises it
    assert pickle.loads(pickle.dumps(error)) == error  # noqa: S301 - our own


def test_records_are_as_they_were() -> None:
    for each in (LEDGER, PROJECT, FIGURE, FIGURES, PERIOD, IMPORT):
        assert each == copy.deepcopy(each)
        assert each
        assert isinstance(f"{each}", str)
    for each in (LEDGER, PROJECT, FIGURE, PERIOD, IMPORT):
        assert not isinstance(each, Iterable)
    assert len({FIGURE, copy.copy(FIGURE)}) == 1
    assert FIGURE != "1"
    assert "2022-05" in PERIOD


def test_a_year_as_a_number_is_shown_as_text() -> None:
    ask: Any = evaluate
    with pytest.raises(DateValueError, match='as text, "2022"'):
        ask(LEDGER, "签约项目数", period=2022)


@pytest.mark.parametrize("stages", [("签约", "动工"), ("签订合同", "开工")])
def test_a_kpi_of_stages_that_are_none_is_refused_when_it_is_made(stages: tuple[str, str]) -> None:
    with pytest.raises(UnknownCodeError, match=r"开工|签约"):
        kpis.duration(*stages)


def test_amounts_say_what_to_write_for_every_sign() -> None:
    money: Any = Money.of(10, "元")
    for sign in (operator.mod, operator.floordiv, divmod, operator.pow, math.floor, math.ceil, math.trunc):
        takes = (money, 3) if sign not in {math.floor, math.ceil, math.trunc} else (money,)
        with pytest.raises(OperationError, match=r"amount\.value"):
            sign(*takes)
    for sign in (operator.mod, operator.floordiv, divmod, operator.pow, operator.truediv):
        with pytest.raises(OperationError, match=r"amount\.value"):
            sign(3, money)
    assert (money / 4, 2 * money) == (Money.of("2.5", "元"), Money.of(20, "元"))
