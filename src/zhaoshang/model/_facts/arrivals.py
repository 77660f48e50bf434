"""Which payments count, where some correct others: the one home of that question."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, final

from attrs import frozen

if TYPE_CHECKING:
    from zhaoshang.model.results import Arrival

ALWAYS_KNOWN: Final = date.min.toordinal()
"""The day of a correction of which nobody says when it was recorded."""


@final
@frozen
class Replacement:
    """A correction, and the payment that it takes the place of.

    Attributes:
        correction: the place of the correction in the list.
        replaced: the place of the payment, `None` where none fits.
        fitting: how many payments fit.
        known: the day number from which the correction is known.
    """

    correction: int
    replaced: int | None
    fitting: int
    known: int


def replacements(arrivals: "Sequence[Arrival]") -> Iterator[Replacement]:
    """Say of each correction which payment it takes the place of.

    One with an id corrects the payment of that id, one without that of the same day and origin; of several, the last.
    """
    if not any(arrival.correction for arrival in arrivals):
        return
    standing: dict[object, _Places] = {}
    for place, arrival in enumerate(arrivals):
        day = (arrival.on, arrival.origin)
        groups = [standing.setdefault(key, {}) for key in (day, arrival.id) if key is not None]
        if arrival.correction:
            fitting, replaced = len(groups[-1]), None
            if fitting:
                replaced, others = groups[-1].popitem()
                for group in others:
                    group.pop(replaced, None)
            recorded = arrival.recorded_on
            known = ALWAYS_KNOWN if recorded is None else recorded.end.toordinal()
            yield Replacement(place, replaced, fitting, known)
        for group in groups:
            group[place] = groups


_Places = dict[int, "list[_Places]"]
"""The places of payments of one id, or of one day and origin, that stand, each with all groups that it is in."""


def counting(arrivals: "Sequence[Arrival]") -> "list[Arrival]":
    """List the payments that count: those whose place no correction takes."""
    return [
        arrival for arrival, known in zip(arrivals, replaced_from(arrivals), strict=True) if known is None
    ]


def replaced_from(arrivals: "Sequence[Arrival]") -> list[int | None]:
    """Give for each payment the day number from which it no longer counts, `None` where it always does."""
    found: list[int | None] = [None] * len(arrivals)
    for each in replacements(arrivals):
        if each.replaced is not None:
            found[each.replaced] = each.known
    return found
