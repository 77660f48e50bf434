"""What a call holds and nothing reads, or reads as something else: refused, and told by its name."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zhaoshang import Area, Ledger, Money, Project, assessments, boards, evaluate, kpis, lifecycle, measures
from zhaoshang.errors import ArgumentError, UnitMismatchError, ZhaoshangError
from zhaoshang.frames import from_ledger
from zhaoshang.model import Agreement, Milestone
from zhaoshang.model._fields.amounts import AMOUNT_DIMENSIONS
from zhaoshang.scoring import grades_by_share
from zhaoshang.units import COUNTERS, CURRENCIES, UNITS, Dimension
from zhaoshang.units import unit as find_unit

LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id="P1",
            name="甲",
            owner="东镇",
            investment=Money.of(3, "亿元"),
            fixed_investment=Money.of(2, "亿元"),
            land=Area.of(10, "亩"),
            agreements=[Agreement(signed_on="2022-03-05")],
        )
    ],
)
SUM = kpis.total("sum", zh="总投资", en="investment")
FIXED = kpis.total("fixed", zh="固投", en="fixed", amount="fixed_investment")
LAND = kpis.total("land", zh="用地", en="land", amount="land", unit="mu")
COUNT = kpis.count("count", zh="个数", en="count")
ASK: Any = evaluate
COLUMN: Any = boards.BoardColumn
EXTEND: Any = lifecycle.extend_lifecycle
MAKE: Any = Project
STEP: Any = Milestone
SUPERVISE: Any = lifecycle.supervise
TO_ASSESS: Any = assessments.assess
PIVOT: Any = evaluate(LEDGER, "签约项目数", by="owner").pivot


def quotient(top: kpis.Kpi, bottom: kpis.Kpi, unit: str) -> Any:
    own = kpis.ratio("own", zh="自定", en="own", top=top, bottom=bottom, unit=unit)
    return evaluate(LEDGER, own)["own"]


def days(**more: Any) -> Any:
    return ASK(LEDGER, "stage_duration_days", **{"from_stage": "signed", "to_stage": "started", **more})


def target(level: Any) -> Any:
    return ASK(LEDGER, "target_completion_rate", of="signed_project_count", period="2022", level=level)


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "no unit of a quotient": (lambda: quotient(SUM, LAND, "zzz"), "unit: unknown unit 'zzz'"),
    "a unit of one side": (lambda: quotient(SUM, LAND, "mu"), "such as CNY/mu"),
    "another unit of area": (lambda: quotient(SUM, LAND, "CNY/m2"), "such as CNY/mu"),
    "percent of a sum by a count": (lambda: quotient(SUM, COUNT, "percent"), "such as CNY"),
    "money for a counter": (lambda: kpis.count("c", zh="个数", en="c", unit="USD"), "Use one such as 个"),
    "percent for a counter": (
        lambda: kpis.count("c", zh="个数", en="c", unit="%"),
        "percent is no unit of count",
    ),
    "an area for a sum of money": (
        lambda: kpis.total("t", zh="和", en="t", unit="亩"),
        "Use one such as CNY",
    ),
    "money for a sum of land": (
        lambda: kpis.total("t", zh="和", en="t", amount="land", unit="CNY"),
        "Use one such as mu, m2",
    ),
    "firms for persons": (
        lambda: kpis.total("t", zh="和", en="t", amount="jobs", unit="家"),
        "Use one such as 人",
    ),
    "a counter for a mean of money": (lambda: kpis.mean("investment", unit="个"), "Use one such as CNY"),
    "a unit of a part": (lambda: quotient(FIXED, SUM, "CNY"), "such as percent"),
    "yes for a text": (
        lambda: ASK(LEDGER, "签约项目数", where=measures.equal(measures.column("owner"), True)),
        "a text for the column owner",
    ),
    "yes for an amount": (
        lambda: measures.equal(measures.column("investment"), True),
        "compared by >= and <=",
    ),
    "an empty statistic": (lambda: days(stat=""), "stat: '' is no stat"),
    "no statistic": (lambda: days(stat=0), "stat: 0 is no stat"),
    "a list for a stage": (lambda: days(to_stage=["started"]), "to_stage: "),
    "an empty way of counting": (
        lambda: ASK(LEDGER, "stage_count", of="started", count_by=""),
        "count_by: '' is no count_by",
    ),
    "a number for a level": (lambda: target(5), "level: 5 does not fit"),
    "the label of a stage misspelt": (
        lambda: EXTEND(code="x", zh="x", en="x", labels={"sgined": "已签"}),
        "labels: sgined is no Stage. Did you mean signed?",
    ),
    "an optional stage misspelt": (
        lambda: EXTEND(code="x", zh="x", en="x", optional={"sgined": None}),
        "optional: sgined is no Stage. Did you mean signed?",
    ),
    "what was known, of a board without KPIs": (
        lambda: boards.board_table(LEDGER, "progress", known_on="2022-06-30"),
        "known_on is no argument",
    ),
    "a period of a column without a KPI": (
        lambda: COLUMN(id="n", zh="名称", en="name", value="name", period="2022"),
        "n: period is no argument",
    ),
    "a mapping for the keys to group by": (
        lambda: ASK(LEDGER, "签约项目数", by={"owner": "东镇"}),
        "several in their order, such as a list",
    ),
    "a mapping for bands": (
        lambda: ASK(LEDGER, "projects_in_band", bands={">=1亿元": 3}),
        "several in their order, such as a list",
    ),
    "a mapping for firms": (
        lambda: MAKE(id="P1", name="甲", investors={"甲": 1}),
        "investors: ",
    ),
    "a mapping for units": (
        lambda: TO_ASSESS(assessments.SCHEMES["towns_2023"], LEDGER, period="2022", units={"东镇": 5}),
        "for units: expected",
    ),
    "a column of values for a code": (
        lambda: MAKE(id="P1", name="甲", category=pd.Series(["industrial"])),
        "Project cannot take <Series> for category: expected Category",
    ),
    "a frame for a stage": (
        lambda: STEP(stage=pd.DataFrame({"a": ["started"]}), on="2022"),
        "Milestone cannot take <DataFrame> for stage: expected Stage",
    ),
    "no run in an array": (
        lambda: ASK(LEDGER, "stage_count", of=np.array("started")),
        "several in their order, such as a list",
    ),
    "three for a pair": (
        lambda: SUPERVISE(Project(id="P1", name="甲"), as_of="2023", edges=(100, 60, 20)),
        "edges: expected tuple[int | Decimal | Fraction",
    ),
    "one of a pair": (
        lambda: SUPERVISE(Project(id="P1", name="甲"), as_of="2023", edges=(100, object())),
        "for edges[1]: expected int, Decimal, Fraction",
    ),
    "an empty key": (lambda: PIVOT(""), "among keys"),
    "a class of no unit": (
        lambda: assessments.assess(
            assessments.SCHEMES["towns_2023"], LEDGER, period="2022", classes={"南镇": "A"}
        ),
        "no 南镇 among figures",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_read_is_refused(what: str) -> None:
    call, words = REFUSED[what]
    with pytest.raises(ZhaoshangError) as caught:
        call()
    assert words in str(caught.value)
    assert caught.value.render("zh_CN") != str(caught.value)


AMOUNTS = (
    "investment",
    "fixed_investment",
    "land",
    "floor_area",
    "arrivals",
    "tax",
    "jobs",
)


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_takes_the_units_of_its_kind_and_no_other(amount: str) -> None:
    """A sum of nothing is told in the unit given, and without one in a unit of its kind."""
    own = find_unit(kpis.total("t", zh="和", en="t", amount=amount).unit)
    for each in (*UNITS, *CURRENCIES, *COUNTERS):
        is_its_own = each.dimension is own.dimension and (
            each.dimension is not Dimension.COUNT or each == own
        )
        try:
            made = kpis.total("t", zh="和", en="t", amount=amount, unit=each.code)
        except UnitMismatchError:
            assert not is_its_own, each
            continue
        assert is_its_own, each
        assert made.unit == each.code
        if amount in AMOUNT_DIMENSIONS:
            assert kpis.mean(amount, unit=each.zh or each.code).unit == each.code
            assert evaluate(Ledger(as_of="2022-06-30"), made)["t"].unit == each.code


def test_a_quotient_has_the_unit_that_its_sides_give() -> None:
    assert quotient(SUM, LAND, "CNY/mu").value == 30_000_000
    assert quotient(SUM, COUNT, "CNY").value == 300_000_000
    assert str(quotient(FIXED, SUM, "ratio").value) == "0.67"
    assert quotient(SUM, LAND, "percent").reason == "units_differ"


def test_pairs_may_be_lists_as_toml_gives_them() -> None:
    project = Project(id="P1", name="甲")
    assert lifecycle.supervise(project, as_of="2023-06-30", edges=[100, 60]) == ()  # type: ignore[arg-type]
    shares: Any = [["A", "0.5"]]
    assert grades_by_share({"a": 1, "b": 2}, shares, rest="B") == grades_by_share(
        {"a": 1, "b": 2}, [("A", "0.5")], rest="B"
    )
    with pytest.raises(ArgumentError, match="edges"):
        lifecycle.supervise(project, as_of="2023-06-30", edges=[100])  # type: ignore[arg-type]


def test_exact_numbers_may_be_digits_as_text() -> None:
    kept: Any = {"tax": 1, "output": "0.5"}
    project = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
    for edges in ((100, 60), ("100", "60"), [100, "60.0"]):
        asked: Any = edges
        assert lifecycle.supervise(project, as_of="2023-06-30", edges=asked, weights=kept) == ()
    wrong: Any = ("100", "某")
    with pytest.raises(ZhaoshangError, match="edges"):
        lifecycle.supervise(project, as_of="2023-06-30", edges=wrong)


def test_sums_by_currency_stand_in_one_order() -> None:
    papers = [Agreement(signed_on="2022-03-05")]
    projects = [
        Project(id=text, name="甲", investment=Money.of(1, text), agreements=papers)
        for text in ("美元", "元")
    ]
    ledger = Ledger(as_of="2022-06-30", projects=projects)
    for source in (ledger, from_ledger(ledger)):
        found = evaluate(source, "signed_investment_total")["signed_investment_total"].by_currency
        assert list(found) == ["CNY", "USD"]
