"""Whether every word in the reach of a figure was understood: what none knew may narrow it down, shift it or move it.

The reach is what a sentence says of a figure: the clauses from the figure before it on, its own as far as the next comma,
and the brackets in them. Times, names, kinds and figures were read before; all that is left must be neutral. A longer
clause before its own says something by itself, and is passed over.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final, final

from zhaoshang._bulletins.figures.directions import told_from
from zhaoshang._bulletins.measures.cues import AMOUNTS
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.dated import Dated, Use, span_of
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import STEP, STEP_OF
from zhaoshang._bulletins.verifying.claims import RATES, Told
from zhaoshang._bulletins.verifying.comparing import of_parks
from zhaoshang._bulletins.verifying.neutral import (
    ADJUNCT,
    AFTER_NAMES,
    AFTER_TIME,
    BEFORE_TIME,
    BETWEEN,
    COMPARING,
    CONVERTED,
    HOLDING,
    LISTED,
    NEUTRAL,
    OF_KIND,
    OF_TIME,
    ORDERED,
    PARKS,
    PART,
    PLANNED,
    REMARK,
    STEPS,
)
from zhaoshang.units import Dimension

_TIME, _NAME, _KIND, _FIGURE, _CUE, _INSIDE, _SPAN = "\x1e", "\x1f", "\x1c", "\x1b", "\x1a", "\x19", "\x18"
"""What stands for a time, a name or a word for the whole, a kind, a figure, what one measures, brackets, a span of time."""
_TOKEN: Final = re.compile("[\x19-\x1f]+")
_CUT: Final = re.compile(r"[，,；;：:。！？!?\n\r]")
_BRACKET: Final = re.compile(r"[（(【\[]([^（()）【】\[\]\n]*)[)）】\]]")
_STOP: Final = re.compile(rf"[，,；;：:。！？!?\n\r、)）{_FIGURE}]|[和及与](?=[{_CUE}{_NAME}])|$")
_END_OF_TIME: Final = re.compile(f"[{_NAME}{_TIME}{_CUE}{_FIGURE}，,；;：:。！？!?\n\r]|$")
_JOINTS: Final = re.compile("[、和及与]")
_NUMBERED: Final = re.compile(
    r"[ \t\n\u3000*·•●■◆/.．]*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Za-z\u2160-\u216b])[）)、.．]|[一二三四五六七八九十]是)?"
)
"""The number of a paragraph or point."""
_CONTINUED: Final = re.compile(f"[^{_FIGURE}、\n ][、和与及] *\n[ \u3000]*$")
"""Before a line: it goes on with a list (东镇、 and 西镇 on the next)."""
_SAYS, _SAYS_OF_TIME, _A_FIGURE = 6, 10, 3
"""So many characters say something by themselves, and unknown ones beside a time; a figure is worth three of them."""
_OTHER_TIME: Final = re.compile(f"{_SPAN}|[\\d一二两三四五六七八九十几]+个?(?:年|季|月|旬|周|天|日)")
_PARTED: Final = re.compile(r"[，,；;：:。、和及与)）（(]")
_FIGURES: Final = re.compile(f"{_FIGURE}+")
_NAMED: Final = re.compile(f"[{_NAME}{_KIND}]")
_FAR: Final = 300
_PERCENTS: Final = frozenset({Dimension.PERCENT, Dimension.POINT})


@final
class Reach:
    """The reach of each figure of a text.

    Attributes:
        unread: by the number of a figure, in a code, that words in its reach were not understood; empty where all were.
    """

    def __init__(
        self,
        document: Document,
        items: Sequence[Told],
        worked_out: Collection[int] = (),
        kinds: Collection[str] = (),
        own: str = "",
    ) -> None:
        """Find what nothing understood.

        Args:
            document: the text.
            items: all its figures.
            worked_out: the numbers of those that are worked out from others.
            kinds: what the ledger calls its industries.
            own: what the ledger itself is called.
        """
        self._document, self._items, self._own = document, items, own
        self._worked_out = frozenset(worked_out)
        self._text = _blanked(document, items, kinds)
        self._flat = _BRACKET.sub(lambda said: _INSIDE * len(said[0]), self._text)
        self._dates = [dated.start for dated in document.times.dates]
        self._marks = [mark.start for mark in document.subjects.marks]
        self._sized: set[int] = set()
        self._outer: dict[int, str] = {}
        self.unread: dict[int, str] = {}
        for item in items:
            outer, inner = self._of(item)
            self._outer[item.number], self.unread[item.number] = outer, outer or inner

    def _of(self, item: Told) -> tuple[str, str]:
        """Say what is unread in the clauses before that of a figure, and in its own."""
        text, (start, end) = self._text, self._document.spans[item.number]
        cut = text if self._flat[start] == _INSIDE else self._flat
        before = self._before(item)
        stop = 0 if before is None else self._document.spans[before.number][1]
        low = max(item.sentence, start - _FAR, stop)
        low = max(low, *(cut.rfind(mark, low, start) + 1 for mark in "；;"))
        *others, own = _pieces(cut, low, start)
        while others and cut[own[0] - 1] in "：:":  # a label: 签约项目：3个
            own = (others.pop()[0], own[1])
        said = [piece for piece in others if not self._says(*piece)]
        date = self._document.when[item.number].place
        outer = ""
        if date is not None and not own[0] <= date < own[1] and not self._is_clear(date, item):
            outer = "unclear_period"
        elif any(self._left(*piece, item) or _KIND in text[slice(*piece)] for piece in said):
            outer = "no_measure"
        is_open = (
            self._left(own[0], self._way(own, item), item)
            or self._is_open_behind(end, _end(_STOP, cut, end), item)
            or _CONTINUED.search(text, max(0, low - 8), low) is not None
            or self._is_attributed(item)
            or self._is_of_other_step(own[0], item)
            or (item.counts_projects and low == stop and self._is_joined(low, item))
            or self._are_apart([*said, own], item)
        )
        inner = "no_measure" if is_open else ""
        is_shared = _NAME not in text[low:start] or item.reading.cue_span is None
        goes_on = before is not None and low == stop and is_shared
        is_sized = item.reading.band is not None and not item.reading.is_part
        if is_sized or (goes_on and before is not None and before.number in self._sized):
            self._sized.add(item.number)
        is_outcome = item.kpi in RATES or item.kpi.startswith("milestone_count:")
        if is_outcome and item.reading.band is None and item.number in self._sized:
            inner = "no_measure"  # 签约5亿元以上项目1个，总投资5亿元，开工率0%: of those
        if before is not None and goes_on:
            outer = outer or self._outer[before.number]
            inner = inner or (self.unread[before.number] if _is_of_projects(before) else "")
        return outer, inner

    def _way(self, own: tuple[int, int], item: Told) -> int:
        """Give where the clause of a figure ends before the words that say which way it went."""
        return (
            own[0] + told_from(self._document.plain.text[slice(*own)]) if self._is_compared(item) else own[1]
        )

    def _is_compared(self, item: Told) -> bool:
        return item.number in self._worked_out or item.reading.quantity.unit.dimension in _PERCENTS

    def _before(self, item: Told) -> Told | None:
        """Give the figure before one in its sentence that is no size of it."""
        least = max(item.sentence, self._document.spans[item.number][0] - _FAR)
        for number in range(item.number - 1, -1, -1):
            if self._document.spans[number][0] < least:
                return None
            if self._is_other(self._items[number], item):
                return self._items[number]
        return None

    def _is_other(self, before: Told, item: Told) -> bool:
        """Tell whether a figure before one measures something else, and is no size, span of time or remark beside it."""
        start, own = (self._document.spans[each.number][0] for each in (before, item))
        is_beside = self._flat[start] == _INSIDE and self._flat[own] != _INSIDE
        is_size = before.reading.kpi == BAND and item.reading.band is not None
        is_told = before.reading.kpi is not None or before.counts_projects
        return self._text[start] == _FIGURE and is_told and not is_beside and not is_size

    def _says(self, low: int, high: int) -> bool:
        """Tell whether a clause says something by itself, and is no adjunct."""
        said = self._flat[low:high]
        words = _TOKEN.sub("", said).strip("，,；;：: ")
        if ADJUNCT.search(words) or _OTHER_TIME.search(said):
            return False
        is_short = _TIME in self._text[max(0, low - 1) : high] and words == _neutral(words)
        return len(words) + _A_FIGURE * (_FIGURE in said) >= (_SAYS_OF_TIME if is_short else _SAYS)

    def _is_clear(self, place: int, item: Told) -> bool:
        """Tell whether nothing between a date and what follows it may make it another time (9月以前, 9月后)."""
        low = self._document.times.dates[bisect_right(self._dates, place) - 1].end
        stop = _end(_END_OF_TIME, self._flat, low)
        is_time = OF_TIME.search(_TOKEN.sub("", self._flat[low:stop])) is not None
        return not self._left(low, stop, item) or (self._says(low, stop) and not is_time)

    def _are_apart(self, pieces: Sequence[tuple[int, int]], item: Told) -> bool:
        """Tell whether several units stand before a figure, of which it cannot be told whose it is (东镇联合西镇)."""
        if item.number in self._document.lists.of:
            return False
        subjects = self._document.subjects
        spans = [(bisect_left(self._marks, low), bisect_left(self._marks, high)) for low, high in pieces]
        marks = [mark for span in spans for mark in subjects.marks[slice(*span)]]
        return any(
            one.name is not None
            and one.name != other.name
            and (one.name in subjects.given or one.end < other.start)
            for one, other in pairwise(marks)
        )

    def _is_attributed(self, item: Told) -> bool:
        """Tell whether a figure that measures nothing stands before one, and says of which it is: 100亩以上的签约项目."""
        if not item.number or (before := self._items[item.number - 1]).sentence != item.sentence:
            return False
        (start, end), own = self._document.spans[before.number], self._document.spans[item.number][0]
        is_size = before.reading.kpi == BAND and item.reading.band is None
        is_bare = before.reading.kpi is None and not before.counts_projects
        is_next = self._text[start] == _FIGURE and _PARTED.search(self._text, end, own) is None
        return is_next and (is_size or is_bare)

    def _is_of_other_step(self, low: int, item: Told) -> bool:
        """Tell whether words that were read as the measure say another step than its, or a plan of a rate."""
        start = self._document.spans[item.number][0]
        words = self._document.plain.text[low:start]
        if item.kpi in RATES:
            return PLANNED.search(words) is not None
        own = {"signed", item.kpi.partition(":")[2], (item.reading.measure or "").partition(":")[2]}
        return (
            item.reading.band is not None and not {STEP_OF[word] for word in re.findall(STEP, words)} <= own
        )

    def _is_joined(self, low: int, item: Told) -> bool:
        """Tell whether a figure is tied to another before it (总投资3亿元和开工项目1个), whose words may be its own too."""
        return self._text[low : low + 1] in {"和", "与", "及"} and item.number not in self._document.lists.of

    def _is_open_behind(self, low: int, high: int, item: Told) -> bool:
        """Tell whether the words right behind a figure say of which it is: 有1个落户西镇, 投资达5亿元的1个."""
        behind, is_next = item.number + 1, self._text[high : high + 1] == _FIGURE
        if is_next and self._text[low : low + 1] in {"和", "与", "及"}:
            return False
        if self._left(low, high, item):
            return True
        if is_next:
            is_of_next = self._text[low:high].startswith("的") and self._items[behind].counts_projects
            return is_of_next and not item.counts_projects and item.reading.base != behind
        names = self._document.subjects.marks[bisect_left(self._marks, low) : bisect_left(self._marks, high)]
        return any(
            mark.name not in {None, item.reading.subject} and self._flat[mark.start] != _INSIDE
            for mark in names
        )

    def _left(self, low: int, high: int, item: Told) -> str:
        """Give the words of a stretch that are not neutral."""
        is_behind_time = self._text[max(0, low - 1) : low] == _TIME
        numbered = None if is_behind_time else _NUMBERED.match(self._text, low, high)
        last = low = low if numbered is None else numbered.end()
        kept = _TIME if is_behind_time else ""
        for said in _BRACKET.finditer(self._text, low, high):
            kept += self._text[last : said.start()] + ("" if self._is_remark(said, item) else "?")
            last = said.end()
        words = kept + self._text[last:high]
        for name in BETWEEN.split(words):
            if len(name) > 1 and name.rstrip("内里的") in self._own:
                words = words.replace(name, "")
        return _neutral(words, *self._more(item))

    def _more(self, item: Told) -> list[re.Pattern[str]]:
        """Give the words that are neutral beside such a figure: what compares it, or puts it in order."""
        found = [COMPARING] if self._is_compared(item) else []
        found += [ORDERED, *(cue.words for cue in AMOUNTS)] if item.reading.cue_span is None else []
        found += [PARKS] if item.reading.measure in of_parks() else []
        step = RATES.get(item.kpi, item.kpi).partition(":")[2]
        return [*found, *([] if step not in STEPS else [STEPS[step]])]

    def _is_remark(self, said: re.Match[str], item: Told) -> bool:
        """Tell whether brackets make a figure no other: a remark, its own parts, or as many names as it counts."""
        begin, end = said.span(1)
        if end - begin > _FAR:
            return False
        words, text = self._text[begin:end], self._document.plain.text[begin:end]
        is_unit = text != "" and item.reading.raw.endswith(text)
        if is_unit or REMARK.fullmatch(text):
            return True
        if len(names := _JOINTS.split(text)) > 1 and len(names) == item.reading.quantity.value:
            return True
        converted = CONVERTED.match(text)
        if converted is not None and _FIGURES.fullmatch(words, converted.end()):
            return True
        is_held = HOLDING.match(text) is not None and PART.match(text) is None
        if _neutral(words, HOLDING, *([COMPARING] if _FIGURE in words else []), *self._more(item)):
            return False
        if _FIGURE not in words:
            if PLANNED.search(text):
                return False  # 8个（预计）
            is_when = all(self._is_told_by(dated, item) for dated in self._document.times.within(begin, end))
            return (is_held or not _NAMED.search(words)) and is_when
        spans = self._document.starts
        inside = self._items[bisect_left(spans, begin) : bisect_left(spans, end)]
        return all(
            each.reading.kpi not in {None, BAND} or each.reading.quantity.unit == item.reading.quantity.unit
            for each in inside
        )

    def _is_told_by(self, dated: Dated, item: Told) -> bool:
        """Tell whether a date is that of a figure, or the day it is said to stand on."""
        is_day = dated.use is Use.UNTIL and dated.period == item.reading.as_of
        return is_day or dated.start == self._document.when[item.number].place


def _neutral(words: str, *more: re.Pattern[str]) -> str:
    """Give what is left of words without those that are neutral."""
    if "等" in words:
        words = LISTED.sub(lambda said: "" if "、" in said[0] else said[0], words)
    for known in (BEFORE_TIME, AFTER_TIME, AFTER_NAMES, *more, NEUTRAL, _TOKEN):
        words = known.sub("", words)
    return words


def _end(stop: re.Pattern[str], text: str, low: int) -> int:
    """Find where a stretch ends, or as far as is looked."""
    high = min(len(text), low + _FAR)
    found = stop.search(text, low, high)
    return high if found is None else found.start()


def _pieces(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Cut a stretch at its commas."""
    cuts = [match.end() for match in _CUT.finditer(text, low, high)]
    return list(zip([low, *cuts], [*cuts, high], strict=True))


def _is_span(item: Told) -> bool:
    return item.reading.quantity.unit.dimension is Dimension.DURATION


def _is_of_projects(item: Told) -> bool:
    """Tell whether what a figure is of may go on for the next: of projects, and no journeys or leads."""
    is_counted = item.reading.quantity.unit.dimension is Dimension.COUNT
    return item.reading.kpi is not None and (item.counts_projects or not is_counted)


def _blanked(document: Document, items: Sequence[Told], kinds: Collection[str]) -> str:
    """Blank out the times, the names, the figures and what they measure, and the kinds of projects, of a text."""
    plain = document.plain
    spans = [(*span_of(plain, dated), _TIME) for dated in document.times.dates]
    spans += [(mark.start, mark.end, _NAME) for mark in document.subjects.marks]
    spans += [(*span, _NAME) for run in document.lists.runs for span in run.spans if span is not None]
    for item in items:
        spans.append((*document.spans[item.number], _SPAN if _is_span(item) else _FIGURE))
        if item.reading.cue_span is not None:
            low, high = (plain.place(end) for end in item.reading.cue_span)
            inside = [said.span() for said in _BRACKET.finditer(plain.text, low, high)]  # 开工（外资）率
            ends = (low, *(end for span in inside for end in span), high)
            spans += [(begin, end, _CUE) for begin, end in zip(ends[::2], ends[1::2], strict=True)]
    if kinds:
        named = "|".join(re.escape(kind) for kind in sorted(kinds, key=lambda kind: (-len(kind), kind)))
        spans += [(*said.span(), _KIND) for said in re.finditer(f"(?:{named}){OF_KIND}", plain.text)]
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
