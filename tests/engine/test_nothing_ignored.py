"""What a question is given is obeyed, refused, or told of."""

from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, evaluate, kpis, reports
from zhaoshang.errors import UnknownCodeError
from zhaoshang.kpis import CATALOGUE, describe
from zhaoshang.measures import column
from zhaoshang.model import Agreement, Arrival, ServiceTeam
from zhaoshang.units import Dimension, unit

PROJECTS = [
    Project(
        id="P1",
        name="甲",
        investment=Money.of(3, "亿元"),
        agreements=[Agreement(signed_on="2022-03-05")],
        arrivals=[Arrival(amount=Money.of(1, "亿元"), on="2022-04-01")],
    )
]
LEDGER = Ledger(as_of="2022-06-30", projects=PROJECTS)
WRONG = {
    Dimension.MONEY: ("亩", "元, 万元, 亿元"),
    Dimension.COUNT: ("亿元", "个"),
    Dimension.PERCENT: ("万元", "%"),
    Dimension.COMPOUND: ("亩", "万元/亩"),
    Dimension.AREA: ("元", "亩"),
    Dimension.DURATION: ("亩", "天"),
}
ARGUMENTS: dict[str, Any] = {
    "milestone_count": {"of": "started"},
    "milestone_investment": {"of": "started"},
    "stage_count": {"of": "started"},
    "stage_investment": {"of": "started"},
    "stage_duration_days": {"from_stage": "signed", "to_stage": "started"},
}
ASKED = [
    kpi.id
    for kpi in CATALOGUE
    if (not kpi.arguments or kpi.id in ARGUMENTS) and kpi.unit and unit(kpi.unit).dimension in WRONG
]


@pytest.mark.parametrize("kpi", [kpi for kpi in ASKED if not kpi.startswith("continuing")])
def test_a_unit_of_another_kind_is_refused_with_those_that_do(kpi: Any) -> None:
    wrong, right = WRONG[unit(kpis.find(kpi).unit).dimension]
    with pytest.raises(UnknownCodeError) as caught:
        evaluate(LEDGER, kpi, unit=wrong, **ARGUMENTS.get(kpi, {}))
    assert caught.value.code == wrong
    own = unit(kpis.find(kpi).unit)
    if own.dimension is Dimension.COUNT:
        right = own.zh
    elif own.code == "CNY/day":
        right = "万元/天"
    assert all(each in caught.value.known for each in right.split(", "))
    assert kpi in str(caught.value)
    assert "单位" in caught.value.render("zh_CN")


def test_a_unit_holds_for_those_of_several_that_can_be_told_in_it() -> None:
    figures = evaluate(LEDGER, ["签约项目数", "签约总投资", "实际到位资金"], unit="亿元")
    assert [figure.unit for figure in figures.values()] == ["个", "亿元", "亿元"]
    assert evaluate(LEDGER, "签约总投资", unit="亿元", by="owner")["签约总投资"].value == 3
    with pytest.raises(UnknownCodeError):
        evaluate(LEDGER, ["签约项目数", "签约总投资"], unit="亩")


def test_a_day_after_that_of_the_ledger_is_told() -> None:
    """What happened since is not on record, and a figure of that day would be too small."""
    late = evaluate(LEDGER, ["签约项目数", "开工率"], as_of="2023-06-30", by="owner")
    for figure in late.values():
        assert "after_ledger:2022-06-30" in figure.warnings
    assert "2022-06-30" in late["签约项目数"].explain("zh_CN")
    assert "台账" in describe("after_ledger", locale="zh_CN")
    assert "2022-06-30" in reports.kpi_table(late, locale="en").to_text()


@pytest.mark.parametrize("as_of", [None, "2022-06-30", "2022-06", "2022-03-31"])
def test_a_day_that_the_ledger_covers_is_not(as_of: str | None) -> None:
    figures = evaluate(LEDGER, "签约项目数", **({} if as_of is None else {"as_of": as_of}))  # type: ignore[arg-type]
    assert not any("after_ledger" in warning for warning in figures["签约项目数"].warnings)
    undated = evaluate(Ledger(projects=PROJECTS), "签约项目数", as_of="2023-06-30")
    assert not any("after_ledger" in warning for warning in undated["签约项目数"].warnings)


HELD = Ledger(
    as_of="2022-06-30",
    teams=[ServiceTeam(id="T1", name="甲县"), ServiceTeam(id="T2", name="乙镇", parent="T1")],
    projects=[
        Project(
            id=f"P{place}",
            name=f"项目{place}",
            owner=owner,
            industry="C3911",
            regions=["长三角"],
            tags=["重点"],
            extra={"乡镇": "甲镇"},
            agreements=[Agreement(signed_on="2022-03-05")],
        )
        for place, owner in enumerate(["T2", "T3", None])
    ],
)


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("owner", "丙镇"),
        ("owner", "乙镇"),  # a name, where the id is asked for
        ("tag", "重点项目"),
        ("industry", "电子"),
        ("id", "P9"),
        ("district", "东区"),
        ("lead_investor", "某公司"),
        ("extra.乡镇", "乙镇"),
        ("park", "园区"),
        ("chain", "链"),
    ],
)
@pytest.mark.parametrize("among", [False, True])
def test_a_value_that_occurs_nowhere_is_told(name: str, option: str, among: bool) -> None:
    """No project can be chosen by it: the figure would be nought, or too small, without a word."""
    there = {"owner": "T2", "tag": "重点", "industry": "C39", "id": "P1", "extra.乡镇": "甲镇"}.get(name)
    options = [option, *([there] if among and there else [])]
    condition = column(name).is_in(*options)
    for where in (condition, condition & column("industry").is_in("C"), ~condition):
        figures = evaluate(HELD, ["签约项目数", "签约总投资"], where=where, by="owner")
        for figure in figures.values():
            assert [each for each in figure.warnings if each.startswith("no_such")] == [
                f"no_such_value:{name}={option}"
            ]
    figure = evaluate(HELD, "签约项目数", where=condition)["签约项目数"]
    assert f"({name}={option})" in figure.explain()
    assert f"={option}）" in figure.explain("zh_CN")


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("owner", "T1"),
        ("owner", "T2"),
        ("owner", "T3"),
        ("tag", "重点"),
        ("industry", "C"),
        ("industry", "C39"),
        ("industry", "C26"),
        ("stage", "completed"),
        ("track", "租赁厂房"),
        ("extra.乡镇", "甲镇"),
        ("id", "P1"),
    ],
)
def test_a_value_that_occurs_or_could_is_not(name: str, option: str) -> None:
    """A unit declared, a code of the standard and a word of a closed list that no project has are answered by none."""
    figures = evaluate(HELD, "签约项目数", where=column(name).is_in(option))
    assert not any("no_such_value" in each for each in figures["签约项目数"].warnings)
    empty = evaluate(Ledger(as_of="2022-06-30"), "签约项目数", where=column("owner").is_in("丙镇"))
    assert not any("no_such_value" in each for each in empty["签约项目数"].warnings)


@pytest.mark.parametrize("ledger", [HELD, LEDGER])
def test_a_header_that_no_project_keeps_is_refused(ledger: Ledger) -> None:
    asked: tuple[dict[str, Any], ...] = (
        {"by": "extra.乡填"},
        {"where": column("extra.乡填").is_in("甲镇")},
    )
    for each in asked:
        with pytest.raises(UnknownCodeError) as caught:
            evaluate(ledger, "签约项目数", **each)
        assert caught.value.code == "extra.乡填"
        assert ("extra.乡镇" in str(caught.value)) is (ledger is HELD)
