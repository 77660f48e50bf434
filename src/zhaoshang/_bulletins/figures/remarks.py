"""Whether the short words beside a figure were understood: a sentence or clause that stands alone or refers back may take it back.

Nobody can list the ways to say so (画饼而已, who believes that), but what a bulletin says beside its figures in so few words
is of few kinds. A long sentence of news with a subject of its own is left alone.
"""

from enum import Enum, auto
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re

_LETTERS: Final = 12
"""No word counted is longer on average, so that a long stretch is known without counting."""


_NAME: Final = "\x1f"


class Stand(Enum):
    """Where a stretch stands to a figure.

    Attributes:
        APART: in a sentence of its own, or a label.
        BEFORE: in its sentence or heading, before it.
        BEHIND: in its sentence, behind it.
    """

    APART = auto()
    BEFORE = auto()
    BEHIND = auto()


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


@final
@frozen(kw_only=True)
class RemarkWords:
    """How a language remarks on a figure in short words: patterns, and the lengths up to which a stretch must be understood.

    Attributes:
        known: what takes no figure back.
        refers: opening a stretch: it speaks of what stands before.
        closes: opening a stretch: it speaks of all that stands before.
        owned: opening a stretch: it has a subject of its own.
        leads: opening a clause: it says where, when or how, before the figure.
        fares: ending a stretch that has a subject of its own: it says how that one fares.
        numbered: opening a stretch: it is a point of a list, or its heading.
        turns: opening a stretch behind a figure: it turns against it (but, in fact), or speaks of what was counted, of who agreed
            to it, of who reckons or checks.
        of_all: opening a stretch: it says something of all that is counted before it.
        told_of_all: all that may be said of these and makes them no others: of what kind they are, whence, how far, how well.
        word: one word, or one character where words are not parted.
        asks: ending a stretch: it is a question.
        explains: a question that asks how or why something came about, and not whether.
        parts: between the clauses of a sentence.
        whole: fewer words are no clause, but what a broken line leaves of one.
        alone: the length of a sentence.
        with_subject: that of one with a subject of its own.
        referring: that of one that refers to what stands before.
        turning: that of one that turns against it.
        asked: that of a question.
        clause: that of a clause of the figure's own sentence, behind it.
        opening: that of one before it.
    """

    known: re.Pattern[str] = field(converter=_pattern)
    refers: re.Pattern[str] = field(converter=_pattern)
    closes: re.Pattern[str] = field(converter=_pattern)
    owned: re.Pattern[str] = field(converter=_pattern)
    leads: re.Pattern[str] = field(converter=_pattern)
    fares: re.Pattern[str] = field(converter=_pattern)
    numbered: re.Pattern[str] = field(converter=_pattern)
    turns: re.Pattern[str] = field(converter=_pattern)
    of_all: re.Pattern[str] = field(converter=_pattern)
    told_of_all: re.Pattern[str] = field(converter=_pattern)
    word: re.Pattern[str] = field(converter=_pattern)
    asks: re.Pattern[str] = field(converter=_pattern)
    explains: re.Pattern[str] = field(converter=_pattern)
    parts: re.Pattern[str] = field(converter=_pattern)
    whole: int
    alone: int
    with_subject: int
    referring: int
    turning: int
    asked: int
    clause: int
    opening: int

    def is_understood(self, stretch: str, text: str, place: Stand = Stand.APART) -> bool:
        """Tell whether a stretch without a figure takes nothing back: it is understood, or too long to be a remark.

        Args:
            stretch: the words, with what was read elsewhere blanked out.
            text: the same as it is written.
            place: where it stands to the figure.
        """
        if stretch[:1] == _NAME and self.turns.match(text) is not None:
            stretch = text  # no name begins like that
        if place is not Stand.BEFORE and (said := self.of_all.match(stretch)) is not None:
            return self.told_of_all.fullmatch(stretch, said.end()) is not None
        if len(stretch) > _LETTERS * self.turning:
            return True
        size = len(self.word.findall(stretch))
        least = 1 if place is Stand.APART else self.whole
        if size < least or size > self._limit(stretch, place):
            return True
        if self.asks.search(stretch) is not None and self.explains.search(text) is None:
            return False
        return self.word.search(self.known.sub("", stretch)) is None

    def is_short(self, stretch: str) -> bool:
        """Tell whether a sentence is no longer than one that may take a figure back by itself."""
        return len(self.word.findall(stretch)) <= self.alone

    def is_back(self, stretch: str) -> bool:
        """Tell whether a stretch speaks of what stands before."""
        return self.refers.match(stretch) is not None or self.closes.match(stretch) is not None

    def _limit(self, stretch: str, place: Stand) -> int:
        if place is not Stand.BEFORE and self.turns.match(stretch) is not None:
            return self.turning
        is_owned = self.owned.match(stretch) is not None
        if place is Stand.BEHIND:
            return min(self.clause, self.with_subject) if is_owned else self.clause
        if self.is_back(stretch):
            return self.referring
        if self.numbered.match(stretch) is not None:
            return 0
        if place is Stand.BEFORE:
            return 0 if is_owned or self.leads.match(stretch) is not None else self.opening
        if is_owned:
            return 0 if self.fares.search(stretch) is not None else self.with_subject
        return self.alone if self.asks.search(stretch) is None else self.asked
