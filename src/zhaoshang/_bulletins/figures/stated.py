"""Whether a text states its figures: what is denied, doubted, asked, handed on as hearsay, or leaves some out is no fact.

A language has few signs for that: negators, interrogatives, verbs of saying and of doubt. A sentence that holds one states
its figures only where the word that it is part of is known to do no such thing (不断, 宣传, 据统计局统计).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.headings import HeadingSense, HeadingWords
from zhaoshang._bulletins.figures.remarks import RemarkWords, Stand
from zhaoshang._bulletins.figures.signs import SignWords
from zhaoshang._bulletins.texts.outline import Outline

_BLANK: Final = "\x17"
_PARTS: Final = frozenset("；;")
_CUTS: Final = "，,；;：:。！？!?（(）)\n\r"
_ASKED: Final = frozenset({"？", "?"})
_CLOSED: Final = " \t\r\n\u3000\"'”’」』）)"
_ENDS: Final = frozenset("。！？!?.…：:;；”’")
_LABELS: Final = frozenset("：:")
_STOPS: Final = _ENDS - _LABELS
_NOTES: Final = tuple("（(【[")
_QUOTED: Final = frozenset("”’」』")
_FORM: Final = " \t\n\u3000*：:。（()）【】《》"
"""What brackets or ends a heading."""
_BLANKS: Final = " \t\r\n\u3000\xa0"
_WORD: Final = re.compile("\\w")
_SHORT: Final = 80
"""A sentence of fewer characters may take back what stands before without any sign: That was the plan."""
_FIGURE: Final = re.compile("\x1b+")
_OWN: Final = re.compile("[\x1a\x1c\x1e\x1f]")
"""What stands for a time, a name, a kind, or what a figure measures."""
_PART: Final = re.compile("(?:其中[^\x1b，,]{1,8}\x1b+[。；;]?$|[^\x1b]*\x1b+的|其余|其[他它]|另|还有|剩余)")
"""It tells a part of what is counted before, more, or what has such a size."""
_COUNTED: Final = frozenset("个家项宗件")
"""Ending a number of projects, or of those who invest in them."""
_FAR: Final = 300
"""No further is looked from a figure, so that the time stays linear."""


@final
class StatedFigures:
    """What a text says of its own figures.

    Attributes:
        outline: its headings.
    """

    def __init__(
        self,
        text: str,
        words: str,
        sentences: Sequence[int],
        signs: SignWords,
        outline: Outline,
    ) -> None:
        """Find the signs that no harmless word holds.

        Args:
            text: the text.
            words: the same with what was read blanked out.
            sentences: where its sentences begin.
            signs: the signs of its language.
            outline: its headings, and where its figures begin.
        """
        self._text, self._sentences, self._starts = text, [*sentences, len(text)], outline.starts
        self._words = signs.harmless.sub(lambda said: _BLANK * len(said[0]), words)
        found = [(said.start(), said["sure"]) for said in signs.signs.finditer(self._words)]
        self._signs, self._sure = [place for place, _ in found], [place for place, sure in found if sure]
        self._signs_of = signs
        self._add_clauses(signs.remarks)
        self._parts = [0, *self._parted(words), len(words)]
        self._taken: dict[int, str] = {}
        self._until, self._from = (0, ""), (len(words), "")
        self.outline = outline
        self._headed = self._below(words, signs.headings)
        headings = enumerate(outline.headings)
        self._heads = [(each.start, number) for number, each in headings if each.end > each.start]
        self._look_around()

    def doubt(self, place: int) -> str:
        """Give the words that keep what stands at a place from being stated; none where nothing does."""
        if self._heads:
            said, heading = self._headed[self.outline.at(place)]
            if said is HeadingSense.UNDONE:
                return heading
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

    def is_harmless(self, low: int, high: int) -> bool:
        """Tell whether nothing stands in a stretch but words that tell who counted it."""
        said = self._words[low:high]
        return _BLANK in said and _WORD.search(said) is None

    def narrowed(self, place: int) -> str:
        """Give the heading that may say of which the figure at a place is, unless its own sentence says so itself."""
        if not self._heads:
            return ""
        said, heading = self._headed[self.outline.at(place)]
        if said is not HeadingSense.NARROWED:
            return ""
        kinds = self._signs_of.headings.kinds(heading)
        own = self._text[self._sentences[bisect_right(self._sentences, place) - 1] : place]
        return "" if kinds and all(kind in own for kind in kinds) else heading

    def _below(self, words: str, known: HeadingWords) -> list[tuple[HeadingSense, str]]:
        """Tell for each heading what it and those above it say of the figures below; the last is of no heading."""
        found: list[tuple[HeadingSense, str]] = [(HeadingSense.PLAIN, "")] * (len(self.outline.headings) + 1)
        for number, heading in enumerate(self.outline.headings):
            text, above = self._text[heading.start : heading.end], found[heading.above]
            said = known.said(
                words[heading.start : heading.end].strip(_FORM),
                text.strip(_FORM),
                is_numbered=heading.is_numbered,
            )
            own = said, text.strip(_FORM)
            found[number] = above if said is HeadingSense.PLAIN or above[0] is HeadingSense.UNDONE else own
        return found

    def _add_clauses(self, remarks: RemarkWords) -> None:
        """Take for signs the short clauses beside the figures of a sentence that were not understood."""
        unknown: list[tuple[int, bool]] = []
        for low, high in pairwise(self._sentences):
            number = bisect_left(self._starts, low)
            if number == len(self._starts) or self._starts[number] >= high:
                continue
            first = self._starts[number]
            cuts = [said.end() for said in remarks.parts.finditer(self._words, low, high)]
            unknown += [
                (begin, begin < first)
                for begin, end in self._beside(first, [low, *cuts, high])
                if self._is_unknown(low, first, begin, end)
            ]
        self._signs = sorted((*self._signs, *(place for place, _ in unknown)))
        self._sure = sorted((*self._sure, *(place for place, is_before in unknown if is_before)))

    def _is_unknown(self, low: int, first: int, begin: int, end: int) -> bool:
        """Tell whether a clause beside the first figure of a sentence is a short one that was not understood."""
        stretch, remarks = self._words[begin:end], self._signs_of.remarks
        if _holds(self._starts, begin, end):
            return begin > first and self._is_anew(low, begin, end)
        is_before, is_label = begin < first, stretch[-1:] in _LABELS
        if is_before:
            place = Stand.APART if is_label else Stand.BEFORE
            return not any(map(str.isdigit, stretch)) and not remarks.is_understood(
                stretch, self._text[begin:end], place
            )
        is_counted = any(map(str.isdigit, stretch)) and (_OWN.search(stretch) or _PART.match(stretch))
        return not (
            is_label or is_counted or remarks.is_understood(stretch, self._text[begin:end], Stand.BEHIND)
        )

    def _beside(self, first: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Give the clauses of a sentence behind its first figure, and the last one before that says more than a name or time."""
        before: tuple[int, int] | None = None
        for begin, end in pairwise(cuts):
            if begin > first:
                yield begin, end
            elif end <= first and re.search(r"\w", self._words[begin:end]):
                before = begin, end
        if before is not None:
            yield before

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

    def _look_around(self) -> None:
        """Find the sentences that ask, and those that take back what stands before them or doubt what follows."""
        last: int | None = None  # the last sentence with a figure, and whether this one is right behind it
        is_next, before, above = False, "", ""
        for low, high in pairwise(self._sentences):
            said = self._said(low, min(high, low + _FAR), self._signs)
            if _holds(self._starts, low, high):
                told = self._anew(last, low, high, said) if is_next and last is not None else ""
                self._take(low, high, last, said or told, is_behind=told != "")
                if told:
                    self._taken[low] = told
                    continue
                if before or above:
                    self._taken.setdefault(low, before or above)
                ending = self._text[max(low, high - _FAR) : high].rstrip(_CLOSED)[-1:]
                if ending in _ASKED:
                    self._taken[low] = ending
                last, is_next, before = low, True, ""
            elif self._text[low:high].strip():
                remark = self._remark(low, high)
                said = "" if self._heading(low, high) is HeadingSense.PLAIN else said
                above = self._note(low, high, above)
                is_behind = is_next and (
                    self._takes_back(low, high, is_short=not said)
                    or (remark != "" and self._is_of_last(last, low, high))
                )
                said = said or (self._text[low:high].strip(_CLOSED) if remark or is_behind else "")
                is_taken = self._take(low, high, last, said, is_behind=is_behind)
                if (
                    not is_taken
                    and said
                    and self._from[0] > high
                    and self._signs_of.forward.search(self._words, low, high)
                ):
                    self._from = high, said
                is_next, before = False, remark and said

    def _take(self, low: int, high: int, last: int | None, said: str, *, is_behind: bool) -> bool:
        """Let a sentence take back what stands before it: all of it, or the last sentence with a figure."""
        back = self._signs_of.back.match(self._words, low, high)
        if not said or not (is_behind or back is not None):
            return False
        is_of_all = back is not None and back["all"] is not None
        if is_of_all or (is_behind and self._signs_of.remarks.closes.match(self._words, low, high)):
            self._until = low, said
        elif last is not None:
            self._taken[last] = said
        return is_of_all or last is not None

    def _anew(self, last: int, low: int, high: int, said: str) -> str:
        """Give a short sentence that tells the figures right before it anew: 实为10个, 1个都没有, 其中3个是假的.

        It has no time, name or measure of its own, and a sign, or what its figure counts is what is counted before and its
        words were not understood.
        """
        stretch, remarks = self._words[low : min(high, low + _FAR)].strip(_BLANKS), self._signs_of.remarks
        if len(stretch) > _SHORT or _OWN.search(stretch) is not None:
            return ""
        units = self._units(max(last, low - _FAR), low), self._units(low, high)
        is_same = not units[0].isdisjoint(units[1]) or (
            all(map(_COUNTED.intersection, units)) and remarks.turns.match(stretch) is not None
        )
        if said or self._signs_of.retracting.search(stretch) is not None:
            is_told = remarks.is_short(stretch) and (is_same or remarks.owned.match(stretch) is None)
        else:
            is_told = is_same and _PART.match(stretch) is None
            is_told = is_told and not remarks.is_understood(stretch, self._text[low:high])
        return self._text[low:high].strip(_CLOSED) if is_told else ""

    def _is_anew(self, low: int, begin: int, end: int) -> bool:
        """Tell whether a clause tells the figure right before it anew, in words that were not understood: ，实为10个."""
        stretch, remarks = self._words[begin:end], self._signs_of.remarks
        if len(stretch) > _SHORT or _OWN.search(stretch) is not None or _PART.match(stretch) is not None:
            return False
        before = [*_FIGURE.finditer(self._words, max(low, begin - _FAR), begin)][-2:]
        own = _FIGURE.search(self._words, begin, end)
        if not before or own is None:
            return False
        units = {self._text[said.end() - 1] for said in (before[-1], own)}
        if len(units) > 1 and not (units <= _COUNTED and remarks.turns.match(stretch)):
            return False
        heads = {self._words[max(low, said.start() - 2) : said.start()] for said in (*before, own)}
        is_listed = len(before) > 1 and len(heads) == 1  # 工业项目8个，农业项目3个，商贸项目4个
        return not is_listed and not remarks.is_understood(stretch, self._text[begin:end], Stand.BEHIND)

    def _units(self, low: int, high: int) -> set[str]:
        """Give the last characters of the figures in a stretch."""
        return {self._text[said.end() - 1] for said in _FIGURE.finditer(self._words, low, high)}

    def _takes_back(self, low: int, high: int, *, is_short: bool) -> bool:
        """Tell whether a sentence right behind a figure denies it, whatever it opens with."""
        is_far = is_short and high - low >= _SHORT
        return not is_far and self._signs_of.retracting.search(self._words, low, high) is not None

    def _remark(self, low: int, high: int) -> str:
        """Give a short sentence without a figure that was not understood."""
        stretch = self._words[low : min(high, low + _FAR)].strip(_BLANKS)
        if stretch[:1] in _QUOTED:
            return ""  # who says what is quoted
        if self._heading(low, high) is not None:
            return ""  # what it says is told apart
        is_heading = stretch[-1:] not in _ENDS and not self._signs_of.remarks.is_back(stretch)
        place = Stand.BEFORE if is_heading else Stand.APART
        is_known = self._signs_of.remarks.is_understood(stretch, self._text[low:high], place)
        return "" if is_known else stretch

    def _heading(self, low: int, high: int) -> HeadingSense | None:
        """Give what the heading that fills a sentence says, with those above it; `None` where it may speak of what is before."""
        number = bisect_left(self._heads, (low, 0))
        if number == len(self._heads) or self._heads[number][0] >= high:
            return None
        place, which = self._heads[number]
        words = self._words[place : min(high, low + _FAR)].strip(_BLANKS)
        is_free = words[-1:] in _STOPS or self._signs_of.remarks.is_back(words)
        return None if is_free else self._headed[which][0]

    def _note(self, low: int, high: int, above: str) -> str:
        """Give the note in brackets, a line of its own, that takes back the figures below, which holds until the next."""
        line = self._words[low : min(high, low + _FAR)].strip(_BLANKS)
        if line[:1] in _NOTES and self._signs_of.retracting.search(line) and "\n" in self._text[low:high]:
            return self._text[low:high].strip(_BLANKS)
        return above if line[-1:] in _ENDS else ""

    def _is_of_last(self, last: int | None, low: int, high: int) -> bool:
        """Tell whether a sentence behind a figure is no heading of what follows."""
        stretch = self._words[low : min(high, low + _FAR)].strip(_BLANKS)
        is_ended = stretch[-1:] in _ENDS and stretch[-1:] not in _LABELS
        return is_ended or "\n" not in self._text[last or 0 : low] or self._signs_of.remarks.is_back(stretch)


def _holds(places: Sequence[int], low: int, high: int) -> bool:
    """Tell whether a stretch holds any of some places, which are in order."""
    return bisect_left(places, high) > bisect_left(places, low)
