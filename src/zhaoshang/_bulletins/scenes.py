"""The words around a quantity, and what it turns out to measure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, final

from attrs import frozen

from zhaoshang._bulletins.cues import Cue
from zhaoshang._bulletins.text import Plain
from zhaoshang.reading import Mention
from zhaoshang.units import Dimension

BAND: Final = "band"
TOTAL: Final = "signed_investment_total"
PROJECT_UNITS: Final = frozenset("个 项 宗 件 笔".split())

# no rule looks further than this, so that the time stays linear in the length of a text without full stops
_NEAR: Final = 300
_WIDE: Final = 600
_INSIDE: Final = re.compile(r"[（(][^（()）]*$")
LISTED: Final = re.compile(r"^[、和及与]$")


@final
@frozen
class Measured:
    """What a quantity measures.

    Attributes:
        kpi: the id, with its argument after a colon; `None` where it measures nothing in the catalogue.
        measure: the same, told more exactly where an amount is of projects of another kind than those signed.
        cue: the span in the plain text of the words that decided it.
        is_part: whether it is said to be a part of what stands before (其中).
        base: the number of the mention that it belongs to: an amount to its projects, a part to its whole.
        band: the numbers of the mentions of the size that it is about.
    """

    kpi: str | None = None
    measure: str | None = None
    cue: tuple[int, int] | None = None
    is_part: bool = False
    base: int | None = None
    band: tuple[int, ...] | None = None


NOTHING: Final = Measured()


class Scene:
    """The words around one mention, in simplified characters."""

    def __init__(
        self, plain: Plain, spans: Sequence[tuple[int, int]], number: int, mentions: Sequence[Mention]
    ) -> None:
        self.plain, self.spans, self.number, self.mentions = plain, spans, number, mentions
        self.mention = mentions[number]
        self.start, self.end = spans[number]
        self.sentence, _ = plain.sentence(self.start)
        self.clause, clause_end = plain.clause(self.start)
        before = spans[number - 1][1] if number else 0
        after = spans[number + 1][0] if number + 1 < len(spans) else len(plain.text)
        text = plain.text
        self.near_from = max(self.clause, before, self.start - _NEAR)
        opened = _INSIDE.search(text, self.near_from, self.start)
        if opened:
            self.near_from = opened.start() + 1
        self.near = text[self.near_from : self.start]
        self.sentence = max(self.sentence, self.start - _WIDE)
        self.wide = text[self.sentence : self.start]
        clause_end = min(clause_end, self.end + _NEAR)
        self.tail_to = min(clause_end, after)
        self.after = text[self.end : self.tail_to].rstrip("，,；;：:。！？!?\n\r")
        self.rest = text[self.end : clause_end]
        self.is_bracketed = opened is not None
        self.has_next = after < clause_end

    @property
    def dimension(self) -> Dimension:
        """The kind of quantity."""
        return self.mention.quantity.unit.dimension

    @property
    def unit(self) -> str:
        """The code of the unit."""
        return self.mention.quantity.unit.code

    def near_span(self, match: re.Match[str]) -> tuple[int, int]:
        """Place a match inside the words before."""
        return self.near_from + match.start(), self.near_from + match.end()

    def wide_span(self, match: re.Match[str]) -> tuple[int, int]:
        """Place a match inside the sentence so far."""
        return self.sentence + match.start(), self.sentence + match.end()

    def after_span(self, match: re.Match[str]) -> tuple[int, int]:
        """Place a match inside the words behind."""
        return self.end + match.start(), self.end + match.end()


def last_cue(words: Iterable[Cue], text: str) -> tuple[str, re.Match[str]] | None:
    """Find the cue that ends last in a text; of those, the longest."""
    best: tuple[str, re.Match[str]] | None = None
    for cue in words:
        for match in cue.words.finditer(text):
            if best is None or (match.end(), -match.start()) > (best[1].end(), -best[1].start()):
                best = cue.kpi, match
    return best


def last_match(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in words.finditer(text):
        last = match
    return last
