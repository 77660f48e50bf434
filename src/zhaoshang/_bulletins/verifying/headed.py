"""Below which headings figures stand that name somebody: what follows 一、东镇 is of the town, and not of the whole.

A heading is a short line without a figure. It holds until the next of its form or of a higher one; a line without a
number, such as the title, until the next of those that names somebody.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re

_HEADING: Final = re.compile(
    r"(?:^|(?<=\n))[ \u3000*]*+(?:(?P<md>#{1,6}+)|(?P<chapter>第[一二三四五六七八九十]{1,3}+[章节篇]|第[一二三四五六七八九十]{1,3}+部分)"
    r"|(?P<first>[一二三四五六七八九十]{1,3}+[、.．])|(?P<second>[（(][一二三四五六七八九十]{1,3}+[）)])|(?P<third>\d{1,2}+[.．、])|(?P<fourth>[（(]\d{1,2}+[）)]))?+"
    r"[^，,；;。！？!?|\t\n]{1,60}+(?=\n(?![a-z]))"
)
_ORDER: Final = ("md", "chapter", "first", "second", "third", "fourth")
"""The forms of numbers, the highest first."""


def headed(text: str, starts: Sequence[int], named: Callable[[int, int], bool | None]) -> frozenset[int]:
    """Give the numbers of the figures below a heading that names one unit.

    Args:
        text: the text.
        starts: where its figures begin.
        named: says of a stretch whether it names one unit, or whoever else; `None` where it names nobody.
    """
    above: list[tuple[tuple[int, int], bool | None]] = []
    turns, units = [0], [False]
    for line in _HEADING.finditer(text):
        low, high = line.span()
        if bisect_left(starts, low) < bisect_left(starts, high):
            continue
        is_unit, form = named(low, high), line.lastgroup
        rank = (-1, 0) if form is None else (_ORDER.index(form), len(line[form]) * (form == "md"))
        if form is not None or is_unit is not None:
            above = [*(each for each in above if each[0] < rank), (rank, is_unit)]
            turns.append(high)
            units.append(next((said for _, said in reversed(above) if said is not None), False))
    return frozenset(number for number, start in enumerate(starts) if units[bisect_right(turns, start) - 1])
