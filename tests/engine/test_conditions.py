"""Conditions as people write them: what they hold for, on objects and on frames, and what they refuse."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from operator import ge, gt, le, lt
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Area, Ledger, Project, ServiceTeam, evaluate, kpis, parse_money
from zhaoshang._engine.query.durations import days_between
from zhaoshang._engine.query.facts import Facts
from zhaoshang.errors import FieldTypeError, InexactNumberError, UnknownCodeError, ZhaoshangError
from zhaoshang.frames import from_ledger
from zhaoshang.measures import (
    ALWAYS,
    Amount,
    Compare,
    Condition,
    Const,
    Count,
    Distinct,
    Exists,
    Histogram,
    Ids,
    MoneySum,
    Predicate,
    Sum,
    column,
    equal,
)
from zhaoshang.model import Agreement, Milestone
from zhaoshang.profiles import DEFAULT

SIGNED = (Agreement(signed_on="2022-03-05"),)


def project(name: str, money: str | None = None, **fields: Any) -> Project:
    """Make a signed project."""
    fields.setdefault("agreements", SIGNED)
    return Project(id=name, name=name, investment=None if money is None else parse_money(money), **fields)


LEDGER = Ledger(
    as_of="2022-12-31",
    teams=[ServiceTeam(id="X", name="某县"), ServiceTeam(id="Z", name="某镇", parent="X")],
    projects=[
        project("near", "近1亿元", industry="C3911", owner="Z", track="leased_plant"),
        project("even", "1亿元", industry="C14", owner="X", track="land"),
        project(
            "over", "超1亿元", industry="C", owner="Z", milestones=[Milestone(stage="started", on="2022-05")]
        ),
        project("about", "约1亿元", industry="D44", owner="Y"),
        project("euros", "900万欧元", industry="F51", agreements=[Agreement(signed_on="2022-04")]),
        project("silent", industry="C39", agreements=[Agreement(signed_on="2022-03-31")]),
    ],
)

HELD = [
    (column("investment") >= "1亿元", "even over about", "about euros silent"),
    (column("investment") > "1亿元", "over", "about euros silent"),
    (column("investment") <= "10000万元", "near even about", "about euros silent"),
    (column("investment") < "1亿元", "near", "about euros silent"),
    (~(column("investment") < "1亿元"), "even over", "about euros silent"),
    (~~(column("investment") < "1亿元"), "near", "about euros silent"),
    (column("industry").is_in("C"), "near even over silent", ""),
    (~column("industry").is_in("C"), "about euros", ""),
    (~column("track").is_in("land"), "near", "over about euros silent"),
    (column("industry").is_in("C39", "F"), "near euros silent", ""),
    (column("industry").is_in("C3"), "near silent", ""),
    (column("track").is_in("租赁厂房"), "near", "over about euros silent"),
    (column("track").is_in("leased_plant", "land"), "near even", "over about euros silent"),
    (column("owner").is_in("X"), "near even over", "euros silent"),
    (column("owner").is_in("Z"), "near over", "euros silent"),
    (~column("owner").is_in("X"), "about", "euros silent"),
    (column("stage").is_in("开工", "signed"), "near even over about euros silent", ""),
    (column("signed_on") <= "2022-03", "near even over about silent", ""),
    (column("signed") < "2022-03-31", "near even over about", ""),
    (column("signed_on") >= "2022-04-10", "", "euros"),
    (column("started_on") > "2022年4月", "over", ""),
    ((column("investment") >= "1亿元") & column("industry").is_in("F"), "", "euros"),
    (
        (column("investment") >= "1亿元") | column("industry").is_in("F"),
        "even over about euros",
        "about silent",
    ),
    (Exists("history", column("on") > "2022-04"), "over", ""),
]


@pytest.mark.parametrize(("where", "held", "left_open"), HELD, ids=map(str, range(len(HELD))))
@pytest.mark.parametrize("backend", [None, "polars"])
def test_a_condition_holds_for(where: Predicate, held: str, left_open: str, backend: Any) -> None:
    source = LEDGER if backend is None else from_ledger(LEDGER, backend=backend)
    figure = evaluate(source, "signed_project_count", where=where)["signed_project_count"]
    assert set(figure.ids) == set(held.split())
    noted = {each.partition(":")[2] for each in figure.warnings if each.startswith("condition_open:")}
    assert noted == set(left_open.split())


def test_a_rate_of_the_profile_brings_another_currency_to_the_edge() -> None:
    rated = DEFAULT.vary("rated", rates={"EUR": "7"})
    figure = evaluate(LEDGER, "signed_project_count", where=column("investment") < "1亿元", profile=rated)
    assert set(figure["signed_project_count"].ids) == {"near", "euros"}


@pytest.mark.long
@given(
    st.sampled_from([lt, le, gt, ge]),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", "近", "超"])), max_size=8),
)
def test_a_sign_and_its_contrary_part_the_projects_that_state_an_amount(
    sign: Any, edge: int, amounts: list[tuple[int, str]]
) -> None:
    ledger = Ledger(
        as_of="2022-12-31",
        projects=[project(str(place), f"{hedge}{yi}亿元") for place, (yi, hedge) in enumerate(amounts)],
    )
    contrary = {lt: ge, le: gt, gt: le, ge: lt}[sign]
    there, back = (
        set(evaluate(ledger, "签约项目数", where=each(column("investment"), f"{edge}亿元"))["签约项目数"].ids)
        for each in (sign, contrary)
    )
    assert not there & back
    assert there | back == {str(place) for place in range(len(amounts))}
    rank = {"近": -1, "": 0, "超": 1}
    assert there == {
        str(place) for place, (yi, hedge) in enumerate(amounts) if sign((yi, rank[hedge]), (edge, 0))
    }


def test_a_condition_on_a_call_and_in_a_definition_say_the_same() -> None:
    where = column("investment") >= "1亿元"
    own = kpis.count("own", zh="自有", en="own", where=where)
    asked = evaluate(LEDGER, "signed_project_count", where=where)["signed_project_count"]
    defined = evaluate(LEDGER, own)["own"]
    assert (asked.ids, asked.value, asked.warnings) == (defined.ids, defined.value, defined.warnings)


def test_phases_count_with_their_project() -> None:
    phase = Project(
        id="phase", name="一期", parent="whole", relation="phase", investment=parse_money("2亿元")
    )
    ledger = Ledger(as_of="2022-12-31", projects=[project("whole"), phase])
    figure = evaluate(ledger, "签约项目数", where=column("investment") >= "2亿元")["签约项目数"]
    assert figure.ids == ("whole",)


REFUSED = [
    (lambda: column("investment") >= 1, "1亿元"),
    (lambda: column("land") >= 80, "80亩"),
    (lambda: column("investment") >= 1.5, "Decimal"),  # type: ignore[operator]
    (lambda: column("investment") >= "近1亿元", "without a hedge"),
    (lambda: column("investment") >= "2022-03", "1亿元"),
    (lambda: column("investment") >= "1亩", "'1亩' does not fit: expected money for the column investment"),
    (lambda: column("investment") < Area.of(1, "亩"), 'such as "1亿元"'),
    (lambda: column("land") >= "1亿元", 'an area for the column land, such as "80亩"'),
    (lambda: column("jobs") >= "3亿元", "a number of persons for the column jobs"),
    (lambda: column("energy") >= "3亿元", "energy or a mass for the column energy"),
    (lambda: column("grade") >= "A", "an exact number"),
    (lambda: column("track").is_in("leased"), "leased_plant"),
    (lambda: column("track").is_in("租厂房"), "租赁厂房"),
    (lambda: column("track").is_in(), "one option"),
    (lambda: column("owner").is_in(3), "as text"),  # type: ignore[arg-type]
    (lambda: Compare(column("a"), ">=", Const(1)), "Did you mean ge"),  # type: ignore[arg-type]
    (lambda: Compare(column("a"), "ge", 1), "a value"),  # type: ignore[arg-type]
    (lambda: column("owner").is_in("X") & "Z", "a condition"),  # type: ignore[operator]
    (lambda: bool(column("owner").is_in("X")), "&, | and ~"),
    (lambda: kpis.duration("signed", "started", stat="average"), "stat"),
    (lambda: kpis.mean("investmnet"), "investment"),
    (lambda: evaluate(LEDGER, "letting_rate", where=column("owner").is_in("X")), "argument of letting_rate"),
    (lambda: evaluate(LEDGER, "签约项目数", where="owner = X"), "a condition"),  # type: ignore[arg-type]
    (lambda: evaluate(LEDGER, "签约项目数", where=column("strated_on") > "2022"), "started"),
    (lambda: evaluate(LEDGER, "签约项目数", where=column("size") > "1亿元"), "investment"),
    (lambda: evaluate(LEDGER, "签约项目数", where=column("ownr").is_in("X")), "owner"),
    (lambda: evaluate(LEDGER, [kpis.mean("land"), kpis.mean("land")]), "mean_land_signed"),
]


@pytest.mark.parametrize(("make", "named"), REFUSED, ids=map(str, range(len(REFUSED))))
def test_what_cannot_be_meant_is_refused_with_what_can(make: Any, named: str) -> None:
    with pytest.raises(ZhaoshangError) as caught:
        make()
    assert named in str(caught.value)
    assert str(caught.value) != caught.value.render("zh_CN")


@pytest.mark.parametrize("backend", [None, "polars"])
@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("tags", "tag"),
        ("regions", "region"),
        ("chain_nodes", "chain"),
        ("chains", "chain"),
        ("ownrs", "owner"),
    ],
)
def test_a_list_of_several_and_a_slip_are_no_column(name: str, nearest: str, backend: Any) -> None:
    source = LEDGER if backend is None else from_ledger(LEDGER, backend=backend)
    for where in (column(name).is_in("甲"), equal(column(name), "甲")):
        with pytest.raises(UnknownCodeError, match=rf"{name} is no column\. Did you mean .*\b{nearest}\b"):
            evaluate(source, "签约项目数", where=where)
    assert evaluate(source, "签约项目数", where=column("tag").is_in("甲"))["签约项目数"].ids == ()


def test_errors_are_of_the_kinds_that_python_has() -> None:
    with pytest.raises(FieldTypeError):
        _ = column("investment") >= None  # type: ignore[operator]
    with pytest.raises(InexactNumberError):
        _ = column("floors") >= 0.5  # type: ignore[operator]
    with pytest.raises(UnknownCodeError):
        column("channel").is_in("网络")


def test_numbers_become_exact() -> None:
    assert (column("floors") >= Decimal("2.0")) == Compare(column("floors"), "ge", Const(2))
    assert (column("floors") >= Decimal("2.5")) == Compare(column("floors"), "ge", Const(Fraction(5, 2)))
    assert isinstance(column("investment") >= parse_money("1亿元"), Condition)


def test_a_duration_asks_what_came_to_the_second_stage_in_the_period() -> None:
    ledger = Ledger(
        as_of="2022-12-31",
        projects=[
            project(str(days), milestones=[Milestone(stage="started", on=on)])
            for days, on in ((10, "2022-03-15"), (40, "2022-04-14"), (100, "2022-06-13"))
        ],
    )
    days = kpis.duration("signed", "started", stat="max")
    values = [
        evaluate(ledger, days, period=month)[days.id].value for month in ("2022-03", "2022-04", "2022-05")
    ]
    assert values == [10, 40, None]
    assert evaluate(ledger, days)[days.id].value == 100


def test_a_share_by_amount_keeps_bounds() -> None:
    over = kpis.share(
        column("track").is_in("land"), amount="investment", id="on_land", zh="供地占比", en="share on land"
    )
    ledger = Ledger(
        as_of="2022-12-31", projects=[project("a", "1亿元", track="land"), project("b", "超1亿元")]
    )
    figure = evaluate(ledger, over)["on_land"]
    assert (figure.value, figure.low, figure.high) == (Decimal("50.00"), None, Decimal("50.00"))


EMPTY = Ledger(as_of="2022-12-31")


@pytest.mark.parametrize("source", [LEDGER, EMPTY, from_ledger(EMPTY, backend="polars")])
@pytest.mark.parametrize(
    ("where", "meant"),
    [
        (column("ownr").is_in("X"), "owner"),
        (Exists("arrivals", column("orign").is_in("foreign")), "origin"),
        (Exists("arrivals", column("amuont") >= "1亿元"), "amount.value"),
        (Exists("payments", column("programe").is_in("技改")), "programme"),
        (Exists("history", column("reportr").is_in("甲")), "reporter"),
    ],
)
def test_a_column_that_no_record_has_is_refused_though_there_are_no_records(
    source: Any, where: Predicate, meant: str
) -> None:
    with pytest.raises(UnknownCodeError) as refused:
        evaluate(source, "签约项目数", where=where)
    assert meant in str(refused.value)


@pytest.mark.parametrize("source", [LEDGER, EMPTY])
@pytest.mark.parametrize(("table", "name"), [("arrivals", "amount"), ("payments", "planned")])
def test_an_amount_of_a_child_table_is_of_its_own_dimension(source: Ledger, table: str, name: str) -> None:
    assert evaluate(source, "签约项目数", where=Exists(table, column(name) >= "1亿元")) is not None
    with pytest.raises(FieldTypeError, match=f"money for the column {name}"):
        evaluate(source, "签约项目数", where=Exists(table, column(name) >= "80亩"))


@pytest.mark.parametrize(
    ("chinese", "code"),
    [
        ("总投资", "investment"),
        ("区县", "district"),
        ("用工", "jobs"),
        ("开工时间", "started_on"),
        ("专项行动", "campaign"),
    ],
)
def test_a_chinese_name_of_a_column_is_its_code(chinese: str, code: str) -> None:
    assert column(chinese) == column(code)


@pytest.mark.parametrize("source", [Ledger, from_ledger], ids=["ledger", "frames of a ledger"])
def test_a_header_that_no_project_keeps_is_no_key(source: Any) -> None:
    ledger = Ledger(projects=[project("a", extra={"负责科室": "一科"})], as_of="2022-12-31")
    kept = ledger if source is Ledger else source(ledger)
    names: Any = ("负责科室", "extra.负责科")
    assert evaluate(kept, "签约项目数", by=["extra.负责科室"])["一科"].value == 1
    for name in names:
        with pytest.raises(UnknownCodeError) as refused:
            evaluate(kept, "签约项目数", by=name)
        assert "extra.负责科室" in refused.value.render("zh_CN")


EDITED: tuple[tuple[Predicate, bool], ...] = (
    (column("land") >= "80亩", True),
    (column("investment") < "1亿元", True),
    (~column("owner").is_in("X"), True),
    (column("signed_on") >= "2022-03", False),
    (column("stage").is_in("started"), False),
    (column("id").is_in("near"), False),
    (Exists("history", equal(column("part"), "started")), False),
    (column("stage").is_in("started") & (column("track").is_in("land")), True),
)


def _days(where: Predicate, context: Any) -> Any:
    return days_between(Facts(context), "signed", "started", "mean", where)


@pytest.mark.long
def test_a_condition_on_what_is_edited_in_place_is_told_of(
    paired: Callable[..., Iterable[tuple[tuple[Predicate, bool], Any]]],
) -> None:
    """Known as of a day: a field of a project stands as it is now, whoever looks at it; dated records are replayed."""
    for (where, warns), source in paired(EDITED, (LEDGER, from_ledger(LEDGER, backend="polars"))):
        own = [
            kpis.count("own_count", where=where, zh="计数", en="own"),
            kpis.share(where, id="own_share", zh="占比", en="own"),
            kpis.share(column("id").is_in("near"), id="own_part", where=where, zh="部分", en="own"),
            kpis.rate("own_rate", met="started", where=where, zh="比率", en="own"),
            days := kpis.duration("signed", "started", id="own_days", where=where, zh="用时", en="own"),
            evolve(
                days,
                id="catalogue_days",
                zh="目录",
                plan=partial(_days, where),
            ),
        ]
        asked: dict[str, Any] = {"known_on": "2022-12-31", "as_of": "2022-12-31"}
        figures = [*evaluate(source, own, **asked).values()]
        figures += evaluate(source, "signed_project_count", where=where, **asked).values()
        told = ["attributes_as_of_now" in figure.warnings for figure in figures]
        assert told == [warns] * (len(own) + 1)
        assert all(
            "attributes_as_of_now" not in figure.warnings
            for figure in evaluate(source, own, as_of="2022-12-31").values()
        )


@pytest.mark.parametrize(
    ("atom", "parts"),
    [
        (Count, (3, ALWAYS)),
        (Count, ("projects", "track")),
        (Sum, ("log", "hours", ALWAYS)),
        (Distinct, ("projects", "owner", ALWAYS)),
        (MoneySum, ("projects", "investment", ALWAYS)),
        (Amount, ("1", *[column("investment.low")] * 5)),
        (Histogram, ("leases", column("lo"), "hi", ALWAYS)),
        (Histogram, ("leases", column("lo"), column("hi"), ALWAYS, "no")),
        (Ids, ("projects", ALWAYS, "id")),
    ],
    ids=["table", "where", "value", "distinct", "amount", "part", "end", "pairs", "id"],
)
def test_what_is_added_up_is_refused_where_it_is_built(atom: Any, parts: tuple[Any, ...]) -> None:
    with pytest.raises(FieldTypeError):
        atom(*parts)


@pytest.mark.parametrize("backend", [None, "polars"])
def test_equal_takes_the_options_that_is_in_takes(backend: Any) -> None:
    source = LEDGER if backend is None else from_ledger(LEDGER, backend=backend)
    found = [
        evaluate(source, "签约项目数", where=where)["签约项目数"].value
        for where in (
            equal(column("track"), "leased_plant"),
            equal(column("track"), "租赁厂房"),
            column("track").is_in("租赁厂房"),
        )
    ]
    assert len(set(found)) == 1
    assert found[0]


def test_equal_refuses_what_nothing_is_equal_to() -> None:
    """Each gave 0, which looked as if it had been counted."""
    with pytest.raises(UnknownCodeError, match="leased_plant"):
        equal(column("track"), "leased")
    with pytest.raises(FieldTypeError, match=">="):
        equal(column("investment"), "1亿元")
