"""A park says what is let and idle, and which space meets a demand."""

from zhaoshang import Area, Money, Park
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
