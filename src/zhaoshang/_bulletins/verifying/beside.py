"""Whose a figure is that stands behind figures of several: 其中东镇12个，总投资42亿元 is of the town, or of the whole.

It is of the one told last, unless another told before it in its sentence lacks such a figure as well.
"""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.verifying.claims import REACH, Told


def of_whom_else(
    item: Told, level: Told, items: Sequence[Told], document: Document
) -> tuple[str | None, ...]:
    """Name those that a figure may be of as well, `None` for the whole.

    Args:
        item: the figure.
        level: the figure that it is worked out from, or itself.
        items: all figures of the text.
        document: the text.
    """
    text, start = document.plain.text, document.spans[item.number][0]
    low = max(item.sentence, text.rfind("；", item.sentence, start))
    named = document.subjects.within(low, start)
    if not named or item.number in document.lists.of or document.whose[item.number].together:
        return ()
    before = _told_before(item, items, document, low)
    end = document.spans[before[0].number][1] if before else start
    if text.find("，", end, start) < 0 or named[-1].start >= end:
        return ()
    told = {other.reading.subject for other in before if other.reading.kpi == item.reading.kpi}
    told.add(level.reading.subject)
    return tuple(dict.fromkeys(name for other in before if (name := other.reading.subject) not in told))


def _told_before(item: Told, items: Sequence[Told], document: Document, low: int) -> list[Told]:
    """Give the figures before one, from a place on, that measure something, the last first; those in brackets left out."""
    text, start = document.plain.text, document.spans[item.number][0]
    closed = max(text.rfind(mark, low, start) for mark in "）)")
    found = []
    for other in reversed(items[max(0, item.number - REACH) : item.number]):
        begin, end = document.spans[other.number]
        if begin < low:
            break
        if other.reading.kpi not in {None, BAND} and not (end <= closed and _CLOSED.match(text, end, start)):
            found.append(other)
    return found


_CLOSED: Final = re.compile("[^（(）)]*[）)]")
"""Behind a figure in brackets: what follows them is of what stood before."""
