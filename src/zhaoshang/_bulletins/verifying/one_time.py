"""Figures that share a date are right in one time or in none: each may not choose for itself which it is of.

A day (截至6月底) may end all the time there was or the year so far, and a date may be that of the figure told before.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verifying.claims import Told
from zhaoshang.periods import Period

Time = tuple[Period | None, Period | None]
"""A period, and the day on which the figures stand."""

_COUNTED: Final = re.compile("累计|历年|新(?=[签增开引落投竣建上])")
"""What says how figures are counted, for those behind it too."""
_FAR: Final = 400
"""No further is looked, so that the time stays linear."""


def same_time(item: Told, document: Document | None) -> Hashable:
    """Give what all figures of one time have in common: their date, and how they are said to be counted."""
    if document is None:
        return item.sentence, item.reading.period, item.reading.as_of
    place, start = document.when[item.number].place, document.spans[item.number][0]
    low = max(item.sentence, start - _FAR, 0 if place is None else place)
    said = [match[0] for match in _COUNTED.finditer(document.plain.text, low, start)]
    return item.sentence if place is None else place, item.reading.period, item.reading.as_of, *said[-1:]


def in_one_time(
    found: Mapping[int, Verdict],
    groups: Mapping[Hashable, list[int]],
    at: Callable[[int, Time], Verdict],
    *,
    is_sure: Callable[[int], bool],
    cohorts: Callable[[int], Iterable[Time]],
    unclear: Callable[[int], Verdict],
) -> dict[int, Verdict]:
    """Judge figures that are right in different times in the one that makes all of them right; else none is.

    A rate that is right of those signed in one time and wrong of those in another is right in none that is certain, unless
    a number beside it is right in one of them only.

    Args:
        found: the verdicts, by the number of the figure.
        groups: the numbers of those that agree, by what they have in common.
        at: judges a figure in a time.
        is_sure: tells whether a figure can be of one time only.
        cohorts: gives the times of which those signed may be that a rate is of; none for what is no rate.
        unclear: says that it cannot be told of which time a figure is.
    """
    settled = dict(found)
    for numbers in groups.values():
        times = {number: (found[number].period, found[number].as_of) for number in numbers}
        if len(set(times.values())) == 1:
            settled |= {number: unclear(number) for number in _of_open_time(numbers, at, cohorts)}
            continue
        sure = [number for number in numbers if is_sure(number)]
        for time in dict.fromkeys(times[number] for number in sure or numbers):
            told = {number: at(number, time) for number in numbers if number not in sure}
            if all(verdict.answer is Answer.AGREES for verdict in told.values()):
                break
        else:
            told = {number: unclear(number) for number in numbers if number not in sure}
        settled |= told
    return settled


def _of_open_time(
    numbers: Sequence[int], at: Callable[[int, Time], Verdict], cohorts: Callable[[int], Iterable[Time]]
) -> Iterator[int]:
    """Give the rates that are wrong in another time their date may tell, in which all that is no rate is right too."""
    times = {number: tuple(dict.fromkeys(cohorts(number))) for number in numbers}
    for number, own in times.items():
        wrong = (time for time in own if at(number, time).answer is Answer.DIFFERS)
        beside = [other for other in numbers if not times[other]]
        if any(all(at(other, time).answer is Answer.AGREES for other in beside) for time in wrong):
            yield number
