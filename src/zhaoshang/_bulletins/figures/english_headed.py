"""Whose the figures of an English text are that name nobody: those of the heading above them, or of who signed it."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.english_names import EnglishWhose
from zhaoshang._bulletins.texts.outline import Outline
from zhaoshang._bulletins.texts.subjects import NameMark

PLACE: Final = (
    r"(?-i:(?<![A-Za-z])(?!The )(?:[A-Z][a-z]+ ){1,3}(?:City|County|District|Township|Town|Province|Prefecture|Subdistrict)"
    r"(?![A-Za-z]))"
)
"""A place by its full name, whether or not it is known."""
_PLACE: Final = re.compile(PLACE)
_SIGNATURE: Final = re.compile(
    r"\n[ \t]*(?P<who>[A-Z][^\n.,:;\d]{2,60})\n[ \t]*(?:\d{1,2} [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})\s*$"
)
_LAST: Final = 120
"""The signature stands within so many characters of the end."""
_OPEN: Final = EnglishWhose(None, is_open=True)


@final
class EnglishHeaded:
    """Whose the figures are that name nobody in their own paragraph."""

    def __init__(self, text: str, marks: Sequence[NameMark], outline: Outline) -> None:
        """Find whom the headings and the signature of a text name."""
        self._text, self._marks, self._outline = text, marks, outline
        self._starts = [mark.start for mark in marks]
        self._named: list[tuple[EnglishWhose, int] | None] = []
        for heading in outline.headings:
            own = self._of(heading.start, heading.end)
            above = self._named[heading.before] if heading.before >= 0 else None
            self._named.append(above if own is None else (own, heading.end))
        said = _SIGNATURE.search(text, max(0, len(text) - _LAST))
        signed = None if said is None else self._of(*said.span("who"))
        self._signed = None if signed is None else (signed, 0)

    def at(self, place: int) -> EnglishWhose | None:
        """Give whose a figure is that names nobody; `None` where no heading tells. Where others were named since, it is open."""
        number = self._outline.at(place)
        found = (self._named[number] if number >= 0 else None) or self._signed
        if found is None:
            return None
        whose, low = found
        first = bisect_left(self._starts, low)
        is_own = first == len(self._starts) or self._starts[first] >= place
        return whose if is_own or whose.name is None or self._marks[first].name == whose.name else _OPEN

    def _of(self, low: int, high: int) -> EnglishWhose | None:
        marks = self._marks[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        if not marks:
            place = _PLACE.search(self._text, low, high)
            return None if place is None else EnglishWhose(place[0])
        if len({mark.name for mark in marks}) > 1:
            return _OPEN
        return EnglishWhose(marks[0].name, marks[-1].level)
