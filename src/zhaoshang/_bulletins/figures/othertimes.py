"""The time nearest to a figure, where it is not the one that the figure was taken to be of: 2024年上半年，…，去年底，签约5个.

A date between the time that holds and the figure, or a clause before it that is nothing but a time, says of when the figure
is. Where that is another time, or one that no calendar knows (历年, 近三年), the figure is open.
"""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.understood import TIME, Understood
from zhaoshang._bulletins.texts.dated import Dated, Use
from zhaoshang._bulletins.texts.document import Document

__all__ = ["other_time"]

_NEAR: Final = frozenset({Use.OWN, Use.UNTIL, Use.PRIOR})
_A_TIME: Final = re.compile(
    "(?:其中|据统计)?[^，,：:。]{0,12}?(?:(?:[年月季周旬届]|同期|[任学假时]期)度?(?:份|间|内|里|中|底|末|初|后|以?来|之?前|累计)*"
    "|期间|以[来前后]|之[前后]|前后)"
)
"""A clause that is a time and nothing else: 近三年, 历年累计, 全年, 任期内, 投洽会期间."""
_LEADS: Final = re.compile("其中|截[至止]到?|[至到自从在于]")
_VAGUE: Final = re.compile(
    "(?<![去上前年月季比较与往])同期|近[日期]|日前|[此彼]前|[此彼]时|此间|前期|[今往以]后"
)
"""A time that no calendar knows, or of something else that was told."""
_ENDS: Final = re.compile("[，,：: \t\n\u3000]*$")


def other_time(
    number: int,
    reading: FigureReading,
    document: Document,
    words: Understood,
    clauses: Sequence[tuple[int, int]],
) -> str:
    """Give the words of the time nearest to a figure where the figure was not taken to be of it.

    Args:
        number: the place of the figure.
        reading: the figure.
        document: the text.
        words: what is understood of it.
        clauses: those before the figure since the last, its own at the end.
    """
    if reading.period is None or words.is_compared(number):
        return ""
    place, start = document.when[number].place, document.spans[number][0]
    low = clauses[0][0]
    for dated in reversed(document.times.within(max(low, -1 if place is None else place + 1), start)):
        if dated.use in _NEAR and not _agrees(dated, reading) and _is_near(dated, clauses, words):
            return document.plain.text[dated.start : dated.end]
    vague = _VAGUE.search(document.plain.text, *clauses[-1])
    if vague is not None:
        return vague[0]
    if len(clauses) > 1:
        begin, end = clauses[-2]
        said = _ENDS.sub("", document.plain.text[begin:end])
        is_date = document.times.within(begin, end) or (place is not None and begin <= place < end)
        if (
            not is_date
            and _ENDS.sub("", words.flat[begin:end]).strip(TIME)
            and (_A_TIME.fullmatch(said) or _VAGUE.fullmatch(said))
        ):
            return said
    return ""


def _agrees(dated: Dated, reading: FigureReading) -> bool:
    """Tell whether a date is that of the figure, or the day up to which it counts."""
    if reading.period is None or dated.period is None:
        return reading.period is None
    if dated.use is not Use.UNTIL:
        return dated.period == reading.period
    stood = reading.period if reading.as_of is None else reading.as_of
    return dated.period.end == stood.end >= reading.period.start


def _is_near(dated: Dated, clauses: Sequence[tuple[int, int]], words: Understood) -> bool:
    """Tell whether a date stands in the clause of the figure, or in one before it that says nothing else."""
    begin, end = next(piece for piece in clauses if piece[0] <= dated.start < piece[1])
    if (begin, end) == clauses[-1]:
        return True
    rest = _LEADS.sub("", words.flat[begin:end].replace(TIME, ""))
    return (begin, end) == clauses[-2] and not _ENDS.sub("", rest)
