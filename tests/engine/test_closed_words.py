"""A word of a closed list is known by code and label in every argument, and what is none is refused with the nearest."""

from contextlib import suppress
from typing import Any

import pytest
from attrs import evolve

from zhaoshang import Count, Ledger, Money, Project, ServiceTeam, evaluate
from zhaoshang.errors import UnknownCodeError, UnknownIdError, ZhaoshangError
from zhaoshang.kpis import CATALOGUE, compare
from zhaoshang.measures import column
from zhaoshang.model import Agreement, Arrival, Assignment, Fund, Investor, Target
from zhaoshang.profiles import DEFAULT
from zhaoshang.reports import progress, ranking
from zhaoshang.scoring import month_growth

LED = [Assignment(project=f"P{number}", member="某甲", role="lead") for number in (1, 2)]
LEDGER = Ledger(
    as_of="2022-06-30",
    teams=[ServiceTeam(id="U1", name="东镇", assignments=LED), ServiceTeam(id="U2", name="西镇")],
    investors=[Investor(id="I1", name="虚构甲公司", origin="taiwan")],
    funds=[Fund(id="F1", name="虚构基金", size=Money.of(2, "亿元"), status="planned")],
    projects=[
        Project(
            id=f"P{number}",
            name=f"虚构{number}号项目",
            owner=f"U{number}",
            investors=["I1"],
            investment=Money.of(3, "亿元"),
            agreements=[Agreement(signed_on="2022-03-01")],
            arrivals=[Arrival(on="2022-04-01", amount=Money.of(1, "亿元"), origin="hk_macao_taiwan")],
        )
        for number in (1, 2)
    ],
    targets=[
        Target(id="T", unit="U1", measure="签约项目数", period="2022", value=Count.of(4, "个"), level="city")
    ],
)
BOTH: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "origins of payments": (
        "out_of_province_funds",
        {"origins": ["hk_macao_taiwan"]},
        {"origins": ["港澳台"]},
    ),
    "origins of firms": ("capital_origin_share", {"origins": "taiwan"}, {"origins": "台湾"}),
    "role": ("service_coverage_rate", {"role": "lead"}, {"role": "牵头"}),
    "status": ("fund_size_total", {"status": "planned"}, {"status": "筹建"}),
}
NONE: dict[str, tuple[str, dict[str, Any]]] = {
    "origins of payments": ("out_of_province_funds", {"origins": ["taiwna"]}),
    "origins of firms": ("capital_origin_share", {"origins": "台弯"}),
    "role": ("service_coverage_rate", {"role": "leed"}),
    "status": ("fund_size_total", {"status": "planed"}),
    "basis": ("capital_origin_share", {"basis": "amuont"}),
    "level": ("target_completion_rate", {"of": "签约项目数", "level": "市级"}),
}


@pytest.mark.parametrize(("kpi", "code", "label"), BOTH.values(), ids=BOTH)
def test_a_label_does_where_its_code_does(kpi: str, code: dict[str, Any], label: dict[str, Any]) -> None:
    by_code, by_label = (evaluate(LEDGER, [kpi], **asked)[kpi] for asked in (code, label))
    assert by_code.value
    assert by_label == by_code


@pytest.mark.parametrize(("kpi", "asked"), NONE.values(), ids=NONE)
def test_a_word_that_is_none_is_refused(kpi: str, asked: dict[str, Any]) -> None:
    with pytest.raises(UnknownCodeError):
        evaluate(LEDGER, [kpi], **asked)


def test_progress_refuses_a_level_that_no_target_has() -> None:
    with pytest.raises(UnknownCodeError, match="city"):
        progress(LEDGER, "签约项目数", period="2022", level="市级")
    assert progress(LEDGER, "签约项目数", period="2022", level="city")[0].target == 4


def test_classes_go_by_the_id_or_the_name_of_a_unit() -> None:
    figures = evaluate(LEDGER, "签约项目数", by="owner")
    by_id, by_name = (
        ranking(figures, classes=classes)
        for classes in ({"U1": "甲类", "U2": "乙类"}, {"东镇": "甲类", "西镇": "乙类"})
    )
    assert [item.class_ for item in by_id] == ["甲类", "乙类"]
    assert by_name == by_id
    with pytest.raises(UnknownIdError, match="东镇"):
        ranking(figures, classes={"东振": "甲类"})


def test_a_comparison_tells_the_condition() -> None:
    wide = DEFAULT.vary("wide", signed_kinds=("formal", "intent"))
    intent = Project(
        id="P3", name="虚构意向", owner="U1", agreements=[Agreement(kind="intent", signed_on="2022-03-01")]
    )
    ledger = LEDGER.with_(projects=[*LEDGER.projects, intent])
    found = compare(ledger, "签约项目数", [DEFAULT, wide], where=column("owner").is_in("U1"))
    assert "所问：筛选条件 责任单位 为 U1" in found.explain("zh_CN")
    assert "asked: where owner in U1" in found.explain()


WRONG: tuple[Any, ...] = (5, 3.5, "zz", b"x", ["signed"], [["signed"]], {"a": 5}, object(), ())
NEEDED = {
    "from_stage": "signed", "to_stage": "started", "of": "signed_project_count", "measure": "tax",
    "stat": "mean",
}  # fmt: skip
ARGUMENTS = sorted({name for kpi in CATALOGUE for name in kpi.arguments})


@pytest.mark.parametrize("name", ARGUMENTS)
def test_an_argument_of_any_shape_is_answered_or_refused_in_our_words(name: str) -> None:
    for kpi in (kpi for kpi in CATALOGUE if name in kpi.arguments):
        asked: dict[str, Any] = {each: NEEDED[each] for each in kpi.arguments if each in NEEDED}
        for wrong in WRONG:
            with suppress(ZhaoshangError):
                evaluate(LEDGER, kpi, **{"period": "2022", **asked, name: wrong})


@pytest.mark.parametrize(
    ("kpi", "asked", "place"),
    [
        ("target_completion_rate", {"stage": "zz"}, "stage"),
        ("target_completion_rate", {"bands": "zz"}, "bands"),
        ("yoy_growth", {"stage": "zz", "period": "2022-H1"}, "stage"),
    ],
    ids=["stage of a target", "bands of a target", "stage of a growth"],
)
def test_what_the_compared_kpi_need_not_read_is_a_word_that_there_is(
    kpi: Any, asked: dict[str, Any], place: str
) -> None:
    with pytest.raises(ZhaoshangError) as caught:
        evaluate(LEDGER, kpi, **{"of": "signed_project_count", "period": "2022", **asked})
    assert caught.value.place == place


def test_no_months_have_no_growth() -> None:
    assert month_growth([]).reason == "no_data"


@pytest.mark.parametrize("header", ["@x", "a@b", "stage@2022", "a.b", "value", "%s", "owner"])
def test_a_header_of_any_signs_is_a_key_and_a_condition(header: str) -> None:
    held = LEDGER.with_(projects=[evolve(LEDGER.projects["P1"], extra={header: "v"})])
    asked = f"extra.{header}"
    assert evaluate(held, "签约项目数", by=[asked])["签约项目数", "v"].value == 1
    assert evaluate(held, "签约项目数", where=column(asked).is_in("v"))["签约项目数"].value == 1
