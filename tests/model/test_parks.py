"""A park says what is let and idle, and which space meets a demand."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Area, Ledger, Money, Park, evaluate
from zhaoshang.frames import from_ledger
from zhaoshang.model import Capacity, Demand, Lease, Reservation, Space
from zhaoshang.profiles import DEFAULT
from zhaoshang.quantities import CompoundQuantity, Length, Power
from zhaoshang.reports import park_table


def m2(number: int) -> Area:
    return Area.of(number, "㎡")


def rent(number: int) -> CompoundQuantity:
    return CompoundQuantity.of(number, "元/平方米")


PARK = Park(
    id="K",
    name="园",
    land=Area.of(2, "公顷"),
    spaces=[
        Space(
            id="a",
            kind="plant",
            area=m2(10_000),
            completed_on="2021-06",
            height=Length.of(9, "米"),
            rent=rent(15),
        ),
        Space(
            id="b",
            kind="plant",
            area=m2(5_000),
            lettable=m2(4_000),
            completed_on="2022-09",
            idle_since="2022-10",
        ),
        Space(id="c", kind="land", area=Area.of(30, "亩"), completed_on="2020", idle_since="2019"),
        Space(id="d", kind="office", area=m2(800)),
    ],
    leases=[
        Lease(space="a", tenant="T1", area=m2(3_000), stage="intent", on="2022-01"),
        Lease(space="a", tenant="T1", area=m2(3_000), stage="contracted", on="2022-03"),
        Lease(space="a", tenant="T1", area=m2(3_000), stage="moved_in", on="2022-05"),
        Lease(space="a", tenant="T2", area=m2(2_000), stage="intent", on="2022-04"),
        Lease(space="a", tenant="T3", area=m2(1_000), stage="contracted", on="2021-07", until="2022-02"),
        Lease(space="b", tenant="T4", area=m2(1_000), stage="contracted", on="2022-05"),
        Lease(space="c", tenant="T5", area=Area.of(30, "亩"), stage="moved_in", on="2022-11"),
        Lease(space="c", tenant="T5", area=Area.of(30, "亩"), stage="ended", on="2023-11"),
    ],
)


def values(kind: str | None, on: str | None) -> list[str | None]:
    balance = PARK.balance(kind, on=on)
    return [
        None if part is None else str(part.value)
        for part in (balance.stock, balance.let, balance.reserved, balance.idle, balance.pre_let)
    ]


def test_stock_let_and_idle_by_kind_and_day() -> None:
    """The latest record of each tenant counts; what is let before completion is pre-let."""
    assert values("plant", "2022-06-30") == ["10000", "3000", "2000", "7000", "1000"]
    assert values("plant", "2022-02-15") == ["10000", "1000", "3000", "9000", "0"]
    assert values("plant", None) == ["14000", "5000", "2000", "9000", "0"]
    assert values("land", "2022-12-31") == ["20000", "20000", "0", "0", "0"]
    assert values(None, "2024") == [None, None, None, None, "0"]
    assert PARK.balance(on="2024").reason == "several_kinds"
    assert PARK.balance("plant", on="2024").reason is None


def test_idle_spaces() -> None:
    assert [space.id for space in PARK.idle_spaces()] == ["b", "c"]
    assert [space.id for space in PARK.idle_spaces("land", on="2022-12")] == []
    assert [space.id for space in PARK.idle_spaces(on="2022-06")] == ["c"]


def test_an_idle_space_may_be_of_unknown_area() -> None:
    """What is not known is not nothing: such a space is idle until some of it is let. One let twice over is not."""
    spaces = [Space(id="a", idle_since="2021"), Space(id="b", idle_since="2021", area=m2(100))]
    leases = [Lease(space="a", stage="moved_in"), Lease(space="b", area=m2(120), stage="contracted")]
    assert [space.id for space in Park(id="K", name="园", spaces=spaces).idle_spaces()] == ["a", "b"]
    assert Park(id="K", name="园", spaces=spaces, leases=leases).idle_spaces() == ()


def test_demands_are_matched_with_reasons() -> None:
    """What is known to fit comes before what is not known; the least spare area wins; misfits are shown on request."""
    demand = Demand(
        id="D",
        kind="plant",
        area=m2(2_000),
        height=Length.of(8, "米"),
        load=CompoundQuantity.of(1, "吨/平方米"),
        rent=rent(20),
    )
    found = PARK.match(demand, on="2022-12", misfits=True)
    assert [(match.space, match.is_fit) for match in found] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", False),
    ]
    assert ("层高符合", "height met") in found[0].reasons
    assert ("荷载不明", "load not known") in found[0].reasons
    assert [match.space for match in PARK.match(demand)] == ["a", "b"]
    foreign = Demand(id="D", rent=CompoundQuantity.of(20, "美元/平方米"))
    assert ("租金不明", "rent not known") in PARK.match(foreign)[0].reasons
    assert [match.space for match in PARK.match(Demand(id="D", height=Length.of(12, "米")))] == [
        "d",
        "b",
        "c",
    ]


def test_per_mu() -> None:
    each = PARK.per_mu(Money.of(600, "万元"))
    assert each is not None
    assert each == CompoundQuantity.of(200_000, "CNY/mu")
    assert Park(id="K", name="k").per_mu(Money.of(1, "元")) is None


def test_capacity() -> None:
    kept = [Reservation(project="P1", amount=Power.of(20, "MW")), Reservation(project="P2")]
    free = Capacity(resource="power", total=Power.of(15, "MW"), reserved=kept).free
    assert str(free) == "-5 MW"
    assert Capacity(resource="power", reserved=kept).free is None


def _size(area: Area | None) -> Decimal | Fraction | None:
    return None if area is None else area.to("m2").value


def _let_by(*leases: Lease, day: str = "2025-12-31") -> tuple[int, int, int]:
    """Tell what one space of 10,000 m² has let by the balance, by the rate, and how much of it is moved into."""
    space = Space(id="S", kind="plant", area=Area.of(10_000, "㎡"), completed_on="2022-06")
    park = Park(id="K", name="园", spaces=[space], leases=leases)
    found = evaluate(Ledger(parks=[park]), ["letting_rate", "occupancy_rate"], as_of=day)
    return (
        int(_size(park.balance("plant", on=day).let) or 0),
        int(found["letting_rate"].numerator or 0),
        int(found["occupancy_rate"].numerator or 0),
    )


def _lease(stage: str, on: str, area: int | None, **more: str) -> Lease:
    size = None if area is None else Area.of(area, "㎡")
    return Lease(space="S", tenant="甲厂", stage=stage, on=on, area=size, **more)


@pytest.mark.parametrize(
    ("leases", "let", "occupied"),
    [
        pytest.param(
            [_lease("contracted", "2025-01-05", 6000), _lease("moved_in", "2025-03-05", 4000)],
            6000,
            4000,
            id="moving in fulfils what was contracted",
        ),
        pytest.param(
            [_lease("contracted", "2025-01-05", 4000), _lease("moved_in", "2025-03-05", 4500)],
            4500,
            4500,
            id="up to its size",
        ),
        pytest.param(
            [_lease("contracted", "2025-01-05", 2500), _lease("contracted", "2025-03-05", 1500)],
            4000,
            0,
            id="a further contract adds",
        ),
        pytest.param(
            [
                _lease("contracted", "2024-01-01", 3000, until="2024-12-31"),
                _lease("moved_in", "2024-02-01", 3000),
                _lease("contracted", "2025-01-01", 3500),
            ],
            3500,
            3000,
            id="a renewal takes the place of what it renews, and who moved in stays",
        ),
        pytest.param(
            [_lease("moved_in", "2024-01-05", 6000), _lease("ended", "2025-05-05", 2000)],
            4000,
            4000,
            id="an end gives a part back",
        ),
        pytest.param(
            [_lease("moved_in", "2024-01-05", 6000), _lease("ended", "2025-05-05", None)],
            0,
            0,
            id="or all",
        ),
        pytest.param(
            [
                _lease("contracted", "2024-01-05", 6000, id="L"),
                _lease("moved_in", "2024-05-05", 5000, id="L"),
                _lease("moved_in", "2024-09-05", 800, id="L", kind="addition"),
            ],
            5800,
            5800,
            id="records with one id are one lease",
        ),
        pytest.param(
            [_lease("moved_in", "2024-05-05", 5000, id="L"), _lease("ended", "2024-09-05", None, id="L")],
            0,
            0,
            id="which ends",
        ),
        pytest.param([_lease("contracted", "2024-05-05", 5000, until="2025-12-30")], 0, 0, id="or runs out"),
    ],
)
def test_what_records_of_a_letting_come_to(leases: list[Lease], let: int, occupied: int) -> None:
    assert _let_by(*leases) == (let, let, occupied)


_STAGES = st.sampled_from(["intent", "contracted", "moved_in", "ended"])
_RECORDS = st.builds(
    lambda stage, month, area, id_, kind, tenant: Lease(
        space="S",
        tenant=tenant,
        stage=stage,
        on=f"2025-{month:02d}-05",
        area=None if area is None and stage != "ended" else Area.of(area or 100, "㎡"),
        id=id_ and f"{id_}{tenant}",
        kind=kind,
    ),
    _STAGES,
    st.integers(1, 12),
    st.integers(1, 40).map(lambda each: each * 100),
    st.sampled_from([None, None, "L"]),
    st.sampled_from([None, "new", "renewal", "addition", "return"]),
    st.sampled_from(["甲厂", "乙厂"]),
)


@pytest.mark.long
@given(st.lists(_RECORDS, min_size=1, max_size=6), st.integers(1, 12))
def test_the_balance_of_a_park_is_its_letting_rate(leases: list[Lease], month: int) -> None:
    balance, rate, occupied = _let_by(*leases, day=f"2025-{month:02d}-28")
    assert balance == rate
    assert 0 <= occupied <= rate


def test_demands_are_open_from_the_day_raised_to_the_day_met() -> None:
    demand = Demand(id="D", raised_on="2025-02-10", met_on="2025-06-10")
    park = Park(id="K", name="园", demands=[demand])
    days = ("2025-02-09", "2025-02-10", "2025-06-09", "2025-06-10")
    assert [len(park.open_demands(day)) for day in days] == [0, 1, 1, 0]


# kinds, sales and tenants ---------------------------------------------------------------------------------------


def _site(*spaces: tuple[str, int, str], leases: tuple[Lease, ...] = (), id_: str = "K") -> Park:
    built = [Space(id=name, kind=kind, area=m2(size), completed_on="2020") for name, size, kind in spaces]
    return Park(id=id_, name=id_, spaces=built, leases=leases)


def _in(space: str, area: int, tenant: str = "甲厂", **more: Any) -> Lease:
    return Lease(
        space=space, tenant=tenant, area=m2(area), **{"stage": "contracted", "on": "2024-03-01", **more}
    )


def _rate(park: Park, **asked: Any) -> tuple[Decimal | None, str | None]:
    figure = evaluate(Ledger(parks=[park]), "letting_rate", as_of="2025-12-31", **asked)["letting_rate"]
    return figure.value, figure.reason


@pytest.mark.parametrize(
    ("kinds", "kind", "value"),
    [
        (("plant", "office"), None, "50"),
        (("plant", "dormitory"), ["plant"], "100"),
        (("land",), None, "100"),
        (("plant", "land"), None, None),
        (("plant", "land"), "land", "0"),
        (("plant", "land"), "plant", "100"),
        (("plant", "office", "land"), ["plant", "office"], "50"),
        (("plant", "land"), ["plant", "land"], None),
        (("plant", None), None, "50"),
    ],
)
def test_land_and_floors_are_never_added(kinds: tuple[str, ...], kind: Any, value: str | None) -> None:
    """Floors of every kind are one sum; with land beside them the whole has no value until a kind is asked for."""
    spaces = [(f"S{place}", 1_000, name) for place, name in enumerate(kinds)]
    asked = {} if kind is None else {"kind": kind}
    found, reason = _rate(_site(*spaces, leases=(_in("S0", 1_000),)), **asked)
    assert (found, reason) == (None, "several_kinds") if value is None else found == Decimal(value)


def test_each_park_has_the_kind_that_it_has() -> None:
    """One park of land and one of floors each have a rate; together they have none, and nor has the table's last row."""
    parks = [
        _site(("a", 1_000, "land"), leases=(_in("a", 500),), id_="L"),
        _site(("b", 2_000, "plant"), leases=(_in("b", 500),), id_="F"),
    ]
    ledger = Ledger(as_of="2025-12-31", parks=parks)
    found = evaluate(ledger, "letting_rate", by="park")
    assert [found[park].value for park in "LF"] == [Decimal(50), Decimal(25)]
    assert found["letting_rate"].reason == "several_kinds"
    by_kind = evaluate(ledger, "letting_rate", by="kind")
    assert [by_kind[kind].value for kind in ("land", "plant")] == [Decimal(50), Decimal(25)]
    table = park_table(ledger)
    assert [row[2] for row in table.rows] == ["0.1", "0.2", "—"]
    assert table.notes[-1] == "招商率：土地与房屋不相加，请指定一类"
    assert [row[2] for row in park_table(ledger, kind="plant").rows] == ["0", "0.2", "0.2"]


@pytest.mark.parametrize(
    ("leases", "with_sales", "without"),
    [
        ((_in("S0", 400, kind="sale"),), 40, 0),
        ((_in("S0", 400, kind="sale", stage=None),), 40, 0),
        ((_in("S0", 400, kind="sale"), _in("S0", 100, "乙厂")), 50, 10),
        ((_in("S0", 400, kind="sale"), _in("S0", 300, stage="moved_in", on="2024-06")), 40, 0),
        (
            (_in("S0", 400, id="1", kind="sale"), _in("S0", 400, id="1", stage="moved_in", on="2024-06")),
            40,
            0,
        ),
        ((_in("S0", 400, id="1"), _in("S0", 400, id="1", kind="sale", on="2024-06")), 40, 0),
        ((_in("S0", 400), _in("S0", 400, kind="return", stage=None, on="2024-06")), 0, 0),
    ],
)
def test_what_was_sold_is_let_unless_the_profile_says_otherwise(
    leases: tuple[Lease, ...], with_sales: int, without: int
) -> None:
    park = _site(("S0", 1_000, "plant"), leases=leases)
    unsold = DEFAULT.vary("unsold", sale_counts=False)
    assert _rate(park)[0] == with_sales
    assert _rate(park, profile=unsold)[0] == without
    assert _size(park.balance(on="2025-12-31").let) == with_sales * 10
    frames = from_ledger(Ledger(parks=[park]), backend="polars")
    rated = evaluate(frames, "letting_rate", as_of="2025-12-31", profile=unsold)["letting_rate"]
    assert rated.value == without


@pytest.mark.parametrize(
    ("leases", "firms"),
    [
        ((_in("a", 10), _in("b", 10)), 1),
        ((_in("a", 10, on="2023-05"),), 0),
        ((_in("a", 10, on="2023-05"), _in("a", 10, stage="moved_in")), 1),
        ((_in("a", 10, stage="intent"),), 0),
        ((_in("a", 10, on="2023-05"), _in("a", 10, kind="return")), 0),
        ((_in("a", 10, kind="sale", stage=None),), 1),
        ((_in("a", 10, on="2023-05", id="1"), Lease(id="1", stage="moved_in", on="2024-04")), 1),
    ],
)
def test_tenants_of_a_period_are_those_that_came_in_it(leases: tuple[Lease, ...], firms: int) -> None:
    """Who contracts, moves in or buys counts once; what is given back is no letting, and a lease keeps its tenant."""
    ledger = Ledger(parks=[_site(("a", 100, "plant"), ("b", 100, "plant"), leases=leases)])
    for source in (ledger, from_ledger(ledger, backend="polars")):
        found = evaluate(source, "tenant_count", period="2024", as_of="2024-12-31")["tenant_count"]
        assert found.value == firms


def test_a_lease_is_where_its_record_in_force_says() -> None:
    """A lease that may move keeps its id: an intent elsewhere moves nothing, a contract that names no space stays."""
    leases = [
        Lease(id="1", space="A1", tenant="甲", area=m2(300), stage="contracted", on="2023-05-01"),
        Lease(id="1", space="A2", tenant="甲", area=m2(300), stage="intent", on="2023-05-01"),
        Lease(id="2", space="A1", tenant="乙", area=m2(200), stage="intent", on="2023-04"),
        Lease(id="2", tenant="乙", stage="contracted", on="2023-06"),
    ]
    spaces = [
        Space(id="A1", kind="plant", area=m2(1_000), completed_on="2022"),
        Space(id="A2", kind="plant", area=m2(1_000), completed_on="2024"),
    ]
    park = Park(id="K", name="K", spaces=spaces, leases=leases)
    found = evaluate(Ledger(parks=[park]), "letting_rate", as_of="2023-12-31")["letting_rate"]
    assert (found.numerator, found.denominator) == (Decimal(500), Decimal(1_000))
    assert park.balance(on="2023-12-31").let == m2(500)


@st.composite
def _parks(draw: st.DrawFn) -> Park:
    names = [f"S{place}" for place in range(draw(st.integers(1, 3)))]
    kinds = st.sampled_from(["plant", "office", "land"])
    spaces = [
        Space(
            id=name,
            kind=draw(kinds),
            area=draw(st.sampled_from([m2(1_000), m2(700), None])),
            completed_on=draw(st.sampled_from(["2023", "2024-06-30", None])),
        )
        for name in names
    ]
    leases = [
        Lease(
            space=draw(st.sampled_from(names)),
            tenant=draw(st.sampled_from("甲乙")),
            area=draw(st.sampled_from([m2(100), m2(300), None])),
            stage=draw(st.sampled_from(["intent", "contracted", "moved_in", "ended"])),
            on=draw(st.sampled_from(["2023-05-01", "2024-02-01", "2024-08-01"])),
            until=draw(st.sampled_from([None, "2024-07-31", "2025-12-31"])),
            kind=draw(st.sampled_from([None, "renewal", "addition", "sale"])),
            id=draw(st.sampled_from([None, None, "1"])),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]
    return Park(id="K", name="K", spaces=spaces, leases=leases)


@pytest.mark.long
@given(
    _parks(),
    st.sampled_from(["2023-12-31", "2024-06-30", "2024-12-31"]),
    st.sampled_from([None, "plant", "land"]),
)
def test_balance_rate_and_table_agree(park: Park, day: str, kind: str | None) -> None:
    """What a park says of itself, what the KPI says of it and what the board shows are one."""
    ledger = Ledger(parks=[park])
    asked: dict[str, Any] = {} if kind is None else {"kind": kind}
    found, occupied = evaluate(ledger, ["letting_rate", "occupancy_rate"], as_of=day, **asked).values()
    balance = park.balance(kind, on=day)
    table = park_table(ledger, as_of=day, kind=kind)
    if found.reason == "several_kinds":
        assert (balance.stock, balance.let, balance.idle) == (None, None, None)
        assert table.values[0][2:4] == (None, None)
    elif found.reason == "no_data":
        assert all(lease.area is None for lease in park.leases)
    else:
        assert (found.denominator, found.numerator) == (_size(balance.stock), _size(balance.let))
        assert table.values[0][7] == found.value
        assert balance.excluded or Fraction(occupied.numerator or 0) <= Fraction(found.numerator or 0)
    assert set(balance.excluded) <= set(found.excluded) | {
        space.id
        for space in park.spaces
        if space.completed_on is None or space.completed_on.end.isoformat() > day
    }
    assert table.rows[0][2:9] == table.rows[1][2:9]
