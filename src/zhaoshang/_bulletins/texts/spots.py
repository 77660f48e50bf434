"""Where words stand in a text, found once: whether any lies in a stretch is asked for every figure of a long sentence."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, final

__all__ = ["NOW", "OWN_SPAN", "SINCE_OTHER", "TO_DATE", "Spots", "near"]

TO_DATE: Final = "截至|截止|累计|迄今|至今"
NOW: Final = "截至目前|目前|截至(?:今|昨)[天日]|迄今"
OWN_SPAN: Final = "[一二两三四五六七八九十几\\d]年(?:来|时间|间)|以来|近[一二两三四五六七八九十几\\d]+年|历年"
SINCE_OTHER: Final = (
    "近(?:几|些)?年|近[日期段]|日前|最近|不久前|连日来|这几天|前些天|[^\\d，,；;。](?:以来|年来)"
)
"""What goes on from a day that the words do not tell, or was on one: 国庆以来, 日前."""


@final
class Spots:
    """The places of a pattern in a text, which overlap where it does; the shortest form of a place goes first in it."""

    def __init__(self, pattern: str, text: str, /) -> None:
        """Find the places."""
        found = [match.span(1) for match in re.finditer(f"(?=({pattern}))", text)]
        self._starts = [start for start, _ in found]
        self._ends = [*accumulate((end for _, end in reversed(found)), min)][::-1]

    def within(self, low: int, high: int, /) -> bool:
        """Tell whether one begins at or behind a place and ends at another or before it.

        Examples:
            >>> spots = Spots(TO_DATE, "全市累计签约30个")
            >>> spots.within(0, 4), spots.within(0, 3), spots.within(3, 9)
            (True, False, False)
        """
        number = bisect_left(self._starts, low)
        return number < len(self._starts) and self._ends[number] <= high


def near(taken: Sequence[tuple[int, int]], place: int) -> Sequence[tuple[int, int]]:
    """Give the spans, in order, that may hold a place."""
    number = bisect_left(taken, (place, 0))
    return taken[max(0, number - 1) : number + 1]
