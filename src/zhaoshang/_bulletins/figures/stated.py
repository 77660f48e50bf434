"""Whether a text states its figures: what is denied, doubted, asked, handed on as hearsay, or leaves some out is no fact.

A language has few signs for that: negators, interrogatives, verbs of saying and of doubt. A sentence that holds one states
its figures only where the word that it is part of is known to do no such thing (不断, 宣传, 据统计局统计).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, final

from zhaoshang._bulletins.figures.signs import SignWords

_BLANK: Final = "\x17"
_PARTS: Final = frozenset("；;")
_CUTS: Final = "，,；;：:。！？!?（(）)\n\r"
_ASKED: Final = frozenset({"？", "?"})
_CLOSED: Final = " \t\r\n\u3000\"'”’」』）)"
_SHORT: Final = 80
"""A sentence of fewer characters may take back what stands before without any sign: That was the plan."""
_FAR: Final = 300
"""No further is looked from a figure, so that the time stays linear."""


@final
class StatedFigures:
    """What a text says of its own figures."""

    def __init__(
        self, text: str, words: str, sentences: Sequence[int], starts: Sequence[int], signs: SignWords
    ) -> None:
        """Find the signs that no harmless word holds.

        Args:
            text: the text.
            words: the same with what was read blanked out.
            sentences: where its sentences begin.
            starts: where its figures begin.
            signs: the signs of its language.
        """
        self._text, self._sentences, self._starts = text, [*sentences, len(text)], starts
        self._words = signs.harmless.sub(lambda said: _BLANK * len(said[0]), words)
        found = [(said.start(), said["sure"]) for said in signs.signs.finditer(self._words)]
        self._signs, self._sure = [place for place, _ in found], [place for place, sure in found if sure]
        self._parts = [0, *self._parted(words), len(words)]
        self._taken: dict[int, str] = {}
        self._until, self._from = (0, ""), (len(words), "")
        self._look_around(signs)

    def doubt(self, place: int) -> str:
        """Give the words that keep what stands at a place from being stated; none where nothing does."""
        number = bisect_right(self._sentences, place) - 1
        low, high = self._sentences[number : number + 2]
        if low < self._until[0] or low >= self._from[0]:
            return self._until[1] if low < self._until[0] else self._from[1]
        if low in self._taken:
            return self._taken[low]
        if not _holds(self._signs, low, high):
            return ""
        low, high = max(low, place - _FAR), min(high, place + _FAR)
        part = bisect_right(self._parts, place)
        number = bisect_left(self._starts, low)
        first = min(self._starts[number], high) if number < len(self._starts) else high
        own = max(low, first, self._parts[part - 1]), min(high, self._parts[part])
        return self._said(low, first, self._sure) or self._said(*own, self._signs)

    def _parted(self, words: str) -> Iterator[int]:
        """Give the semicolons that part sentences; what has no figure of its own speaks of those before."""
        marks = [place for place, mark in enumerate(words) if mark in _PARTS]
        for place, after in pairwise((*marks, len(words))):
            end = self._sentences[bisect_right(self._sentences, place)]
            if _holds(self._starts, place, min(after, end)):
                yield place

    def _said(self, low: int, high: int, signs: Sequence[int]) -> str:
        """Give the clause of the first of some signs in a stretch."""
        number = bisect_left(signs, low)
        if number == len(signs) or signs[number] >= high:
            return ""
        place = signs[number]
        begin = max(low, *(self._text.rfind(mark, low, place) + 1 for mark in _CUTS))
        ends = (self._text.find(mark, place, high) for mark in _CUTS)
        end = min((end for end in ends if end >= 0), default=high)
        return self._text[begin:end].strip(_CLOSED) or self._text[place]

    def _look_around(self, signs: SignWords) -> None:
        """Find the sentences that ask, and those that take back what stands before them or doubt what follows."""
        last: int | None = None  # the last sentence with a figure, and whether this one is right behind it
        is_next = False
        for low, high in pairwise(self._sentences):
            has_figure = _holds(self._starts, low, high)
            has_sign = _holds(self._signs, low, high)
            is_taken = is_next and not has_figure and (has_sign or high - low < _SHORT)
            is_taken = is_taken and signs.retracting.search(self._words, low, high) is not None
            if has_sign or is_taken:
                said = self._said(low, min(high, low + _FAR), self._signs) or self._text[low:high].strip(
                    _CLOSED
                )
                back = signs.back.match(self._words, low, high)
                if said and back is not None and back["all"]:
                    self._until = low, said
                elif said and last is not None and (back is not None or is_taken):
                    self._taken[last] = said
                elif said and not has_figure and self._from[0] > high:
                    self._from = (high, said) if signs.forward.search(self._words, low, high) else self._from
            if has_figure:
                last, is_next = low, True
                ending = self._text[max(low, high - _FAR) : high].rstrip(_CLOSED)[-1:]
                if ending in _ASKED:
                    self._taken[low] = ending
            elif is_next:
                is_next = self._text[low:high].isspace()


def _holds(places: Sequence[int], low: int, high: int) -> bool:
    """Tell whether a stretch holds any of some places, which are in order."""
    return bisect_left(places, high) > bisect_left(places, low)
