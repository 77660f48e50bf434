"""The words around a quantity, and what it turns out to measure."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property
from zhaoshang._bulletins.measures.cues import Cue
from zhaoshang.units import Dimension

if TYPE_CHECKING:
    from zhaoshang._bulletins.texts.document import Document

BAND: Final = "band"
TOTAL: Final = "signed_investment_total"
PROJECT_UNITS: Final = frozenset("个 项 宗 件 笔".split())

# no rule looks further than this, so that the time stays linear in the length of a text without full stops
_NEAR: Final = 300
_WIDE: Final = 600
PLACE_SUFFIX: Final = "(?:县|市|区|镇|乡|街道|园|办事处|开发区|管委会|局|组)"
_PLACE: Final = re.compile(
    rf"[）)]?[、，；和](?!其中|分别|依次)[\u4e00-\u9fff]{{1,9}}{PLACE_SUFFIX}[（(：:]?"
)
_HEAD: Final = re.compile(
    rf"(?P<mark>：|:|的?是|分别[为是]?|有|其中[，,]?)\s*[\u4e00-\u9fff]{{1,9}}{PLACE_SUFFIX}[（(：:]?$"
)
_COLONS: Final = frozenset("：:")
_LABEL_END: Final = re.compile(r"(?:[（(][^（()）]{1,8}[)）])?[：:]\s*$")
_OPENS_WITH_PART: Final = re.compile(r"\s*其中")
_INSIDE: Final = re.compile(r"[（(][^（()）]*$")
_FROM_OLD: Final = re.compile(r"(?:由|从)(?:去年|上年|前年|\d{4}年)(?:度)?(?:同期)?的?$")
LISTED: Final = re.compile(r"^[、和及与]$")


@final
@frozen
class SceneMeasure:
    """What a quantity measures.

    Attributes:
        kpi: the id, with its argument after a colon; `None` where it measures nothing in the catalogue.
        measure: the same, told more exactly where an amount is of projects of another kind than those signed.
        cue: the span in the plain text of the words that decided it.
        is_part: whether it is said to be a part of what stands before (其中).
        base: the number of the mention that it belongs to: an amount to its projects, a part to its whole.
        band: the numbers of the mentions of the size that it is about.
        narrow: the words that narrow down what is counted (工业), where they are a kind of projects.
    """

    kpi: str | None = None
    measure: str | None = None
    cue: tuple[int, int] | None = None
    is_part: bool = False
    base: int | None = None
    band: tuple[int, ...] | None = None
    narrow: str = ""


NOTHING: Final = SceneMeasure()


class Scene:
    """The words around one mention, in simplified characters."""

    def __init__(self, document: "Document", number: int) -> None:
        self.number = number
        self.plain, self.spans, self.mentions = document.plain, document.spans, document.mentions
        self.lists, self.names, self._times = document.lists, document.names, document.times
        plain, spans, mentions = document.plain, document.spans, document.mentions
        name = document.names.get(number)
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
        # the name right before a figure says whose it is, and nothing of what it measures
        self.is_named = name is not None and name[0] >= self.near_from
        self.document_name = None if name is None else plain.text[slice(*name)]
        near_to = name[0] if name is not None and self.is_named else self.start
        self.near = text[self.near_from : near_to]
        if not self.near.strip() and text[self.clause - 1 : self.clause] in _COLONS:
            # a label: 签约项目数（个）：18个
            label = max(plain.clause(max(0, self.clause - 1))[0], before, self.start - _NEAR)
            self.near_from = label
            self.near = _LABEL_END.sub("", text[label:near_to])
        # whose level it is says nothing of what it measures: 签约项目由去年同期的30个增至40个
        self.near = _FROM_OLD.sub("", self.near)
        self.sentence = max(self.sentence, self.start - _WIDE)
        self.wide = text[self.sentence : self.start]
        # where what is parted may stand: a sentence that opens with 其中 parts what the one before tells
        opens = _OPENS_WITH_PART.match(text, self.sentence, self.start) is not None
        before_it = max(plain.sentence(max(0, self.sentence - 1))[0], self.sentence - _WIDE)
        self.whole_from = before_it if opens else self.sentence
        clause_end = min(clause_end, self.end + _NEAR)
        self.tail_to = min(clause_end, after)
        self.after = text[self.end : self.tail_to].rstrip("，,；;：:。！？!?\n\r")
        self.rest = text[self.end : clause_end]
        self.is_bracketed = opened is not None
        self.has_next = after < clause_end

    @cached_property
    def heading(self) -> str | None:
        """The words that open a list of places with a figure each: 签约情况：东镇6个、西镇5个."""
        number = self.number
        while number:
            begin = max(self.spans[number - 1][1], self.sentence)
            if not _PLACE.fullmatch(self.plain.text[begin : self.spans[number][0]]):
                break
            number -= 1
        # the first of a list follows its heading
        begin = max(self.spans[number - 1][1] if number else 0, self.sentence)
        words = self.plain.text[begin : self.spans[number][0]]
        head = _HEAD.search(words)
        return words[: head.end("mark")] if head else None

    @cached_property
    def first_of_sentence(self) -> int:
        """The number of the first mention of the sentence."""
        return min(bisect_left(self.spans, (self.sentence, 0)), self.number)

    def without_times(self, start: int, end: int) -> str:
        """Give the words of a stretch without its dates."""
        words, place = "", start
        for dated in self._times.within(start, end):
            words += self.plain.text[place : max(place, dated.start)]
            place = max(place, dated.end)
        return words + self.plain.text[min(place, end) : end]

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

    def after_span(self, match: re.Match[str]) -> tuple[int, int]:
        """Place a match inside the words behind."""
        return self.end + match.start(), self.end + match.end()


def last_cue(words: Iterable[Cue], text: str) -> tuple[str, re.Match[str]] | None:
    """Find the cue that ends last in a text; of those, the longest."""
    best: tuple[str, re.Match[str]] | None = None
    for cue in words if text else ():
        for match in cue.words.finditer(text):
            if best is None or (match.end(), -match.start()) > (best[1].end(), -best[1].start()):
                best = cue.kpi, match
    return best


def last_match(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in words.finditer(text):
        last = match
    return last
