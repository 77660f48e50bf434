"""Whether the words beside a figure were understood: what was read is blanked out, and all that is left must be neutral."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.neutral import (
    BESIDE_MARKS,
    BETWEEN,
    COMPARING,
    CONVERTED,
    HOLDING,
    LISTED,
    NEUTRAL,
    OF_KIND,
    ORDERED,
    PARKS,
    PART,
    REMARK,
    STEPS,
    UNSETTLED,
)
from zhaoshang._bulletins.figures.openings import says_by_itself
from zhaoshang._bulletins.figures.signs import CHINESE
from zhaoshang._bulletins.figures.stated import StatedFigures
from zhaoshang._bulletins.measures.cues import AMOUNTS
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.dated import Dated, Use, span_of
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import RATES
from zhaoshang.kpis import CATALOGUE
from zhaoshang.units import Dimension

TIME, NAME, KIND, FIGURE, CUE, INSIDE, SPAN = "\x1e", "\x1f", "\x1c", "\x1b", "\x1a", "\x19", "\x18"
"""What stands for a time, a name or a word for the whole, a kind, a figure, what one measures, brackets, a span of time."""
TOKEN: Final = re.compile("[\x19-\x1f]+")
BRACKET: Final = re.compile(r"[（(【\[]([^（()）【】\[\]\n]*)[)）】\]]")
FAR: Final = 300
"""No further is looked, so that the time stays linear."""
_STOP: Final = re.compile(rf"[，,；;：:。！？!?\n\r、)）{FIGURE}]|[和及与](?=[{CUE}{NAME}])|$")
_CUT: Final = re.compile(r"[，,；;：:。！？!?\n\r]")
_WORD: Final = re.compile("\\w")
_JOINTS: Final = re.compile("[、和及与]")
_NUMBERED: Final = re.compile(
    r"[ \t\n\u3000*·•●■◆/.．]*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Za-z\u2160-\u216b])[）)、.．]|[一二三四五六七八九十]是)?"
)
"""The number of a paragraph or point."""
_FIGURES: Final = re.compile(f"{FIGURE}+")
_NAMED: Final = re.compile(f"[{NAME}{KIND}]")
_PERCENTS: Final = frozenset({Dimension.PERCENT, Dimension.POINT})
_TABLES_OF_PARKS: Final = frozenset({"lettings", "rentals", "spaces", "tenancies"})


@cache
def of_parks() -> frozenset[str]:
    """Give the KPIs of what stands in parks, which is of no kind of projects: by the tables that they read."""
    return frozenset(kpi.id for kpi in CATALOGUE if not _TABLES_OF_PARKS.isdisjoint(kpi.columns))


@final
class Understood:
    """The words beside the figures of a text.

    Attributes:
        text: the plain text, with all that was read blanked out.
        flat: the same without what stands in brackets.
    """

    def __init__(
        self,
        document: Document,
        readings: Sequence[FigureReading],
        compared: Collection[int] = (),
        kinds: Collection[str] = (),
        own: str = "",
    ) -> None:
        """Blank out what was read.

        Args:
            document: the text.
            readings: all its figures.
            compared: the numbers of those that are worked out from others.
            kinds: the names of kinds of projects.
            own: what needs no name, such as what a ledger itself is called.
        """
        self._document, self._readings, self._own = document, readings, own
        self._compared = frozenset(compared)
        self._neutral: dict[int, tuple[re.Pattern[str], ...]] = {}
        self._lefts: dict[tuple[int, int, tuple[re.Pattern[str], ...]], str] = {}
        self.text = _blanked(document, readings, kinds)
        self.flat = BRACKET.sub(lambda said: INSIDE * len(said[0]), self.text)
        plain = document.plain
        self._stated = StatedFigures(plain.text, self.text, plain.sentences, CHINESE, document.outline)

    def doubt(self, place: int) -> str:
        """Give the words that keep what stands at a place from being stated; none where nothing does."""
        return self._stated.doubt(place)

    def narrowed(self, place: int) -> str:
        """Give the heading that may say of which the figure at a place is; none where nothing does."""
        return self._stated.narrowed(place)

    def clauses(self, number: int, low: int) -> list[tuple[int, int]]:
        """Cut what stands before a figure into clauses, the last of which is its own with the label before it."""
        start = self._document.spans[number][0]
        cut = self.text if self.flat[start] == INSIDE else self.flat
        low = max(low, start - FAR)
        low = max(low, *(cut.rfind(mark, low, start) + 1 for mark in "；;"))
        cuts = [match.end() for match in _CUT.finditer(cut, low, start)]
        *others, own = zip([low, *cuts], [*cuts, start], strict=True)
        while others and cut[own[0] - 1] in "：:":  # a label: 签约项目：3个
            own = (others.pop()[0], own[1])
        return [*others, own]

    def says(self, low: int, high: int) -> bool:
        """Tell whether a clause, or what stands in one behind a date, says something by itself."""
        said = self.flat[low:high]
        is_source = _WORD.search(said) is not None and self._stated.is_harmless(low, high)
        return is_source or says_by_itself(said)

    def behind(self, number: int) -> tuple[int, int]:
        """Give the words right behind a figure that may say of which it is."""
        start, end = self._document.spans[number]
        return end, end_of(_STOP, self.text if self.flat[start] == INSIDE else self.flat, end)

    def is_compared(self, number: int) -> bool:
        """Tell whether a figure is a share or a change, or is worked out from others."""
        unit = self._readings[number].quantity.unit
        return number in self._compared or unit.dimension in _PERCENTS

    def left(self, low: int, high: int, number: int, *more: re.Pattern[str]) -> str:
        """Give the words of a stretch beside a figure that are not neutral; `more` are those that are beside this one.

        A clause stands before many figures, and without brackets it is to all of a kind what it is to one.
        """
        if number not in self._neutral:
            self._neutral[number] = tuple(self._more(number))
        more = (*more, *self._neutral[number])
        if self.flat.find(INSIDE, low, high) >= 0:
            return self._left(low, high, number, more)
        if (low, high, more) not in self._lefts:
            self._lefts[low, high, more] = self._left(low, high, number, more)
        return self._lefts[low, high, more]

    def _left(self, low: int, high: int, number: int, more: Sequence[re.Pattern[str]]) -> str:
        is_behind_time = self.text[max(0, low - 1) : low] == TIME
        numbered = None if is_behind_time else _NUMBERED.match(self.text, low, high)
        last = low = low if numbered is None else numbered.end()
        kept = TIME if is_behind_time else ""
        for said in BRACKET.finditer(self.text, low, high):
            kept += self.text[last : said.start()] + ("" if self._is_remark(said, number, more) else "?")
            last = said.end()
        words = kept + self.text[last:high]
        for name in BETWEEN.split(words):
            if len(name) > 1 and name.rstrip("内里的") in self._own:
                words = words.replace(name, "")
        return left_of(words, *more)

    def _more(self, number: int) -> list[re.Pattern[str]]:
        """Give the words that are neutral beside such a figure: what compares it, or puts it in order."""
        reading = self._readings[number]
        kpi = (reading.kpi or "").removeprefix("target:")
        found = [COMPARING] if self.is_compared(number) else []
        found += [ORDERED, *(cue.words for cue in AMOUNTS)] if reading.cue_span is None else []
        found += [PARKS] if reading.measure in of_parks() else []
        step = RATES.get(kpi, kpi).partition(":")[2]
        return [*found, *([] if step not in STEPS else [STEPS[step]])]

    def _is_remark(self, said: re.Match[str], number: int, more: Sequence[re.Pattern[str]]) -> bool:
        """Tell whether brackets make a figure no other: a remark, its own parts, or as many names as it counts."""
        begin, end = said.span(1)
        if end - begin > FAR:
            return False
        reading = self._readings[number]
        words, text = self.text[begin:end], self._document.plain.text[begin:end]
        is_unit = text != "" and reading.raw.endswith(text)
        if is_unit or REMARK.fullmatch(text):
            return True
        if CHINESE.remarks.of_all.match(words) is not None:
            return CHINESE.remarks.is_understood(words, text)
        if len(names := _JOINTS.split(text)) > 1 and len(names) == reading.quantity.value:
            return True
        converted = CONVERTED.match(text)
        if converted is not None and _FIGURES.fullmatch(words, converted.end()):
            return True
        is_held = HOLDING.match(text) is not None and PART.match(text) is None
        if left_of(words, HOLDING, *([COMPARING] if FIGURE in words else []), *more):
            return False
        if FIGURE not in words:
            if UNSETTLED.search(text):
                return False  # 8个（预计）, 8个（暂定）
            is_when = all(
                self._is_told_by(dated, number) for dated in self._document.times.within(begin, end)
            )
            return (is_held or not _NAMED.search(words)) and is_when
        spans = self._document.starts
        inside = self._readings[bisect_left(spans, begin) : bisect_left(spans, end)]
        return all(
            each.kpi not in {None, BAND} or each.quantity.unit == reading.quantity.unit for each in inside
        )

    def _is_told_by(self, dated: Dated, number: int) -> bool:
        """Tell whether a date is that of a figure, or the day it is said to stand on."""
        is_day = dated.use is Use.UNTIL and dated.period == self._readings[number].as_of
        return is_day or dated.start == self._document.when[number].place


def left_of(words: str, *more: re.Pattern[str]) -> str:
    """Give what is left of words without those that are neutral."""
    if "等" in words:
        words = LISTED.sub(lambda said: "" if "、" in said[0] else said[0], words)
    for known in (BESIDE_MARKS, *more, NEUTRAL, TOKEN):
        if not words:
            break
        words = known.sub("", words)
    return words


def end_of(stop: re.Pattern[str], text: str, low: int) -> int:
    """Find where a stretch ends, or as far as is looked."""
    high = min(len(text), low + FAR)
    found = stop.search(text, low, high)
    return high if found is None else found.start()


def _blanked(document: Document, readings: Sequence[FigureReading], kinds: Collection[str]) -> str:
    """Blank out the times, the names, the figures and what they measure, and the kinds of projects, of a text."""
    plain = document.plain
    spans = [(*span_of(plain, dated), TIME) for dated in document.times.dates]
    spans += [(mark.start, mark.end, NAME) for mark in document.subjects.marks]
    spans += [(*span, NAME) for run in document.lists.runs for span in run.spans if span is not None]
    for span, reading in zip(document.spans, readings, strict=True):
        is_span = reading.quantity.unit.dimension is Dimension.DURATION
        spans.append((*span, SPAN if is_span else FIGURE))
        if reading.cue_span is not None:
            low, high = (plain.place(end) for end in reading.cue_span)
            inside = [said.span() for said in BRACKET.finditer(plain.text, low, high)]  # 开工（外资）率
            ends = (low, *(end for span in inside for end in span), high)
            spans += [(begin, end, CUE) for begin, end in zip(ends[::2], ends[1::2], strict=True)]
    if kinds:
        named = "|".join(re.escape(kind) for kind in sorted(kinds, key=lambda kind: (-len(kind), kind)))
        spans += [(*said.span(), KIND) for said in re.finditer(f"(?:{named}){OF_KIND}", plain.text)]
    return _laid(plain.text, spans)


def _laid(text: str, spans: Collection[tuple[int, int, str]]) -> str:
    """Lay marks over spans of a text; where two overlap, the first covers what both hold."""
    pieces: list[str] = []
    last = 0
    for start, end, mark in sorted(spans):
        begin = max(start, last)
        if end > begin:
            pieces += (text[last:begin], mark * (end - begin))
            last = end
    return "".join((*pieces, text[last:]))
