"""Demands of firms held against the free spaces of all parks."""

from collections.abc import Iterable
from typing import final

from attrs import frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang.model.park import Demand, Park, SpaceMatch
from zhaoshang.periods import DateLike, to_date

__all__ = ["DemandMatch", "Offer", "match_demands"]


@final
@frozen(kw_only=True)
class Offer:
    """A space of some park that may meet a demand.

    Attributes:
        park: the id of the park.
        match: the space, and how well it fits.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Demand, Park, Space, match_demands
        >>> here = Park(id="K1", name="甲园", demands=[Demand(id="D1", area=Area.of(3000, "㎡"))])
        >>> there = Park(id="K2", name="乙园", spaces=[Space(id="A1", area=Area.of(4000, "㎡"))])
        >>> (found,) = match_demands([here, there])
        >>> found.offers[0].park, found.offers[0].match.space
        ('K2', 'A1')
    """

    park: str
    match: SpaceMatch


@final
@frozen(kw_only=True)
class DemandMatch:
    """A demand with what all parks can offer for it (供需对接).

    Attributes:
        park: the id of the park where the demand was raised.
        demand: the demand.
        offers: spaces that nothing known speaks against, those of the park itself first.

    Examples:
        >>> from zhaoshang.model import Demand, Park, match_demands
        >>> (found,) = match_demands([Park(id="K1", name="甲园", demands=[Demand(id="D1", tenant="T1")])])
        >>> found.demand.tenant, found.offers
        ('T1', ())
    """

    park: str
    demand: Demand
    offers: tuple[Offer, ...]


def match_demands(parks: Iterable[Park], /, *, on: DateLike | None = None) -> tuple[DemandMatch, ...]:
    """Hold every demand that is not met against the free spaces of all parks (供需对接).

    Args:
        parks: the parks, with their demands and spaces.
        on: the day: demands raised later, or met by then, are left out, and spaces must be free on it.

    Returns:
        The demands in the order of the parks; the offers of the demand's own park first, then those of the others as
        they are given, each park's in the order of `Park.match`.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Demand, Park, Space, match_demands
        >>> wanted = Demand(id="D1", kind="plant", area=Area.of(3000, "㎡"))
        >>> parks = [
        ...     Park(
        ...         id="K1",
        ...         name="甲园",
        ...         spaces=[Space(id="A1", kind="plant", area=Area.of(2000, "㎡"))],
        ...         demands=[wanted],
        ...     ),
        ...     Park(id="K2", name="乙园", spaces=[Space(id="B1", kind="plant", area=Area.of(5000, "㎡"))]),
        ... ]
        >>> [(each.park, each.match.space) for each in match_demands(parks)[0].offers]
        [('K2', 'B1')]
    """
    day = None if on is None else to_date(on)
    known = tuple(parks)
    found: list[DemandMatch] = []
    for park in known:
        others = [each for each in known if each is not park]
        for demand in park.demands:
            raised, met = demand.raised_on, demand.met_on
            if met is not None and (day is None or met.end <= day):
                continue
            if day is not None and raised is not None and raised.start > day:
                continue
            offers = [
                Offer(park=each.id, match=match)
                for each in (park, *others)
                for match in each.match(demand, on=on)
            ]
            found.append(DemandMatch(park=park.id, demand=demand, offers=tuple(offers)))
    return tuple(found)


guard_room(globals())
