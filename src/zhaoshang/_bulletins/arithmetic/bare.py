"""Numbers that leave out what they count, in English: of 60 projects 45 have started, and 12, 9 and 7 projects.

They are read for the arithmetic alone, and only beside a number that names what it counts in the same sentence.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.texts.document import Document
from zhaoshang.quantities import Count
from zhaoshang.reading import Mention
from zhaoshang.units import Dimension

_NUMBER: Final = re.compile(r"(?<![\w.,$¥€£/\-–—])\d{1,3}(?:,\d{3})*(?![\w%/\-–—]|[.,:]\d)")
_GOES_ON: Final = re.compile(
    r"[,;:.)]|$|,? (?:and|in|at|on|from|to|by|of|have|has|had|were|was|are|is|been|a year|last year|the year before"
    r"|respectively|more|fewer|short|for|or|signed|started|completed|under|this|so far|combined|altogether|overall)\b",
    re.IGNORECASE,
)
"""Behind a number that counts what the sentence has named before: nothing of its own to count."""
_NO_COUNT: Final = re.compile(
    r"\b(?:no\.?|number|phase|chapter|article|day|age|aged|section|route|top|by|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\s*$",
    re.IGNORECASE,
)

_PROJECTS: Final = re.compile(r"\b(?:projects|signings)\b")
_FAR: Final = 400


def with_bare(
    document: Document, readings: Sequence[FigureReading]
) -> tuple[Document, Sequence[FigureReading]]:
    """Read the numbers of an English text that leave out what they count."""
    found = list(_bare(document))
    if not found:
        return document, readings
    mentions = sorted((*document.mentions, *found), key=lambda mention: mention.start)
    known = {reading.start: reading for reading in readings}
    last: FigureReading | None = None
    wide = []
    for mention in mentions:
        reading = known.get(mention.start)
        if reading is None:
            reading = FigureReading(mention.start, mention.end, mention.raw, mention.quantity)
            if last is not None:
                reading = attrs.evolve(reading, period=last.period, as_of=last.as_of)
        last = reading
        wide.append(reading)
    return with_mentions(document, mentions), wide


def with_mentions(document: Document, mentions: Sequence[Mention]) -> Document:
    """Give a text other quantities."""
    if len(mentions) == len(document.mentions):
        return document
    plain = document.plain
    spans = tuple((plain.place(mention.start), plain.place(mention.end)) for mention in mentions)
    return attrs.evolve(document, mentions=tuple(mentions), spans=spans)


def _bare(document: Document) -> Iterator[Mention]:
    plain = document.plain
    counts: dict[int, list[str]] = {}  # by sentence, the units of what is counted there, each once
    for mention, (start, _) in zip(document.mentions, document.spans, strict=True):
        if mention.quantity.unit.dimension is Dimension.COUNT:
            codes = counts.setdefault(plain.sentence(start)[0], [])
            if mention.quantity.unit.code not in codes:
                codes.append(mention.quantity.unit.code)
    taken = sorted(
        [(mention.start, mention.end) for mention in document.mentions]
        + [(period.start, period.end) for period in document.periods]
    )
    starts = [start for start, _ in taken]
    for said in _NUMBER.finditer(plain.text):
        beside = counts.get(plain.sentence(said.start())[0])
        low, high = plain.sentence(said.start())
        if beside is None and not _PROJECTS.search(plain.text, low, min(high, low + _FAR)):
            continue
        if beside is not None and len(beside) > 1:
            continue
        start, end = plain.raw(*said.span())
        place = bisect_right(starts, start) - 1
        if (place >= 0 and taken[place][1] > start) or (place + 1 < len(taken) and taken[place + 1][0] < end):
            continue
        tail = plain.text[said.end() : said.end() + 20]
        is_year = len(said[0]) == len("2001")
        if is_year or not _GOES_ON.match(tail) or _NO_COUNT.search(plain.text[: said.start()][-12:]):
            continue
        unit = "个" if beside is None else beside[0]
        quantity = Count.of(Decimal(said[0].replace(",", "")), unit)
        yield Mention(start, end, said[0], attrs.evolve(quantity, raw=said[0]), "projects")
