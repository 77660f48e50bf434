"""A park says what is let and idle, and which space meets a demand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Area, Ledger, Money, Park, evaluate
from zhaoshang.model import Capacity, Demand, Lease, Reservation, Space
from zhaoshang.quantities import CompoundQuantity, Length, Power


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


def values(kind: str | None, on: str | None) -> list[str]:
    balance = PARK.balance(kind, on=on)
    return [
        str(part.value)
        for part in (balance.stock, balance.let, balance.reserved, balance.idle, balance.pre_let)
    ]


def test_stock_let_and_idle_by_kind_and_day() -> None:
    """The latest record of each tenant counts; what is let before completion is pre-let."""
    assert values("plant", "2022-06-30") == ["10000", "3000", "2000", "7000", "1000"]
    assert values("plant", "2022-02-15") == ["10000", "1000", "3000", "9000", "0"]
    assert values("plant", None) == ["14000", "5000", "2000", "9000", "0"]
    assert values("land", "2022-12-31") == ["20000", "20000", "0", "0", "0"]
    assert values(None, "2024") == ["34000", "4000", "2000", "30000", "0"]


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


def _let_by(*leases: Lease, day: str = "2025-12-31") -> tuple[int, int, int]:
    """Tell what one space of 10,000 m² has let by the balance, by the rate, and how much of it is moved into."""
    space = Space(id="S", kind="plant", area=Area.of(10_000, "㎡"), completed_on="2022-06")
    park = Park(id="K", name="园", spaces=[space], leases=leases)
    found = evaluate(Ledger(parks=[park]), ["letting_rate", "occupancy_rate"], as_of=day)
    return (
        int(park.balance("plant", on=day).let.value or 0),
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
