"""Whether every word in the reach of a figure was understood: what none knew may narrow it down, shift it or move it.

The reach is what a sentence says of a figure: the clauses from the figure before it on, its own as far as the next comma,
and the brackets in them. Times, names, kinds and figures were read before; all that is left must be neutral. A clause
before its own that says something by itself is passed over.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final, final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.crossed import crossings, step_beside
from zhaoshang._bulletins.figures.directions import told_from
from zhaoshang._bulletins.figures.neutral import HOLDING, LEFT_OUT, OF_TIME, PLANNED
from zhaoshang._bulletins.figures.othertimes import other_time
from zhaoshang._bulletins.figures.owners import named_before, named_behind
from zhaoshang._bulletins.figures.understood import (
    CUE,
    FAR,
    FIGURE,
    INSIDE,
    KIND,
    NAME,
    TIME,
    TOKEN,
    Understood,
    end_of,
)
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import RATES, STEP, STEP_OF
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verifying.claims import Told
from zhaoshang._bulletins.verifying.reasons import reason_of
from zhaoshang.units import Dimension

_END_OF_TIME: Final = re.compile(f"[{NAME}{TIME}{CUE}{FIGURE}，,；;：:。！？!?\n\r]|$")
_CONTINUED: Final = re.compile(f"[^{FIGURE}、\n ][、和与及] *\n[ \u3000]*$")
"""Before a line: it goes on with a list (东镇、 and 西镇 on the next)."""
_TOGETHER: Final = re.compile(f"{NAME}(?:[、，,]|[和与及同跟]){NAME}")
"""Several units, of which it cannot be told whose what follows is."""
_PARTED: Final = re.compile(r"[，,；;：:。、和及与)）（(]")


@final
class Reach:
    """The reach of each figure of a text.

    Attributes:
        unread: by the number of a figure, in a code, that words in its reach were not understood; empty where all were.
        crossed: the numbers of the figures that are of projects which another step tells.
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
        self._document, self._items = document, items
        readings = [item.reading for item in items]
        self._words = Understood(document, readings, worked_out, kinds, own)
        self.crossed = frozenset(crossings(document, self._words, readings))
        self._text, self._flat = self._words.text, self._words.flat
        self._dates = [dated.start for dated in document.times.dates]
        self._marks = [mark.start for mark in document.subjects.marks]
        self._sized: set[int] = set()
        self._outer: dict[int, str] = {}
        self.unread: dict[int, str] = {}
        for item in items:
            outer, inner = self._of(item)
            doubt = "not_stated" if self._words.doubt(document.starts[item.number]) else ""
            below = "no_measure" if self._words.narrowed(document.starts[item.number]) else ""
            self._outer[item.number], self.unread[item.number] = outer, outer or inner or doubt or below

    def stated(self, verdict: Verdict) -> Verdict:
        """Leave open what the text denies, doubts, asks or hands on: a figure, a date of one project, a rank."""
        place = self._document.plain.place(verdict.start)
        if verdict.answer is Answer.UNKNOWN or not self._words.doubt(place):
            return verdict
        zh, en = reason_of("not_stated")
        return evolve(verdict, answer=Answer.UNKNOWN, code="not_stated", expected="", zh=zh, en=en)

    def _of(self, item: Told) -> tuple[str, str]:
        """Say what is unread in the clauses before that of a figure, and in its own."""
        text, (start, _) = self._text, self._document.spans[item.number]
        before = self._before(item)
        stop = 0 if before is None else self._document.spans[before.number][1]
        *others, own = self._words.clauses(item.number, max(item.sentence, stop))
        low = others[0][0] if others else own[0]
        said = [piece for piece in others if _TOGETHER.search(text, *piece) or not self._words.says(*piece)]
        date = self._document.when[item.number].place
        outer = ""
        if date is not None and not own[0] <= date < own[1] and not self._is_clear(date, item):
            outer = "unclear_period"
        elif any(self._left(*piece, item) or KIND in text[slice(*piece)] for piece in said):
            outer = "no_measure"
        elif other_time(item.number, item.reading, self._document, self._words, [*others, own]):
            outer = "unclear_period"
        is_open = (
            named_before(item.number, self._document, self._words) != ""
            or named_behind(item.number, self._document, self._words) != ""
            or self._left(own[0], self._way(own, item), item)
            or self._is_open_behind(*self._words.behind(item.number), item)
            or _CONTINUED.search(text, max(0, low - 8), low) is not None
            or self._is_attributed(item)
            or self._is_of_other_step(own[0], item)
            or self._is_measured_by_a_part(item)
            or (item.counts_projects and low == stop and self._is_joined(low, item))
            or self._are_apart([*said, own], item)
        )
        inner = "no_measure" if is_open else ""
        is_shared = NAME not in text[low:start] or item.reading.cue_span is None
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
        is_compared = self._words.is_compared(item.number)
        return own[0] + told_from(self._document.plain.text[slice(*own)]) if is_compared else own[1]

    def _left(self, low: int, high: int, item: Told) -> str:
        return self._words.left(low, high, item.number)

    def _before(self, item: Told) -> Told | None:
        """Give the figure before one in its sentence that is no size of it."""
        least = max(item.sentence, self._document.spans[item.number][0] - FAR)
        for number in range(item.number - 1, -1, -1):
            if self._document.spans[number][0] < least:
                return None
            if self._is_other(self._items[number], item):
                return self._items[number]
        return None

    def _is_other(self, before: Told, item: Told) -> bool:
        """Tell whether a figure before one measures something else, and is no size, span of time or remark beside it."""
        start, own = (self._document.spans[each.number][0] for each in (before, item))
        is_beside = self._flat[start] == INSIDE and self._flat[own] != INSIDE
        is_size = before.reading.kpi == BAND and item.reading.band is not None
        is_told = before.reading.kpi is not None or before.counts_projects
        return self._text[start] == FIGURE and is_told and not is_beside and not is_size

    def _is_clear(self, place: int, item: Told) -> bool:
        """Tell whether nothing between a date and what follows it may make it another time (9月以前, 9月后)."""
        low = self._document.times.dates[bisect_right(self._dates, place) - 1].end
        stop = end_of(_END_OF_TIME, self._flat, low)
        is_time = OF_TIME.search(TOKEN.sub("", self._flat[low:stop])) is not None
        return not self._left(low, stop, item) or (self._words.says(low, stop) and not is_time)

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
        is_next = self._text[start] == FIGURE and _PARTED.search(self._text, end, own) is None
        return is_next and (is_size or is_bare)

    def _is_of_other_step(self, low: int, item: Told) -> bool:
        """Tell whether words that were read as the measure say another step than its, or a plan of a rate."""
        start = self._document.spans[item.number][0]
        words = self._document.plain.text[low:start]
        if item.kpi in RATES:
            return PLANNED.search(words) is not None
        if step_beside(self._document, item.reading):
            return True
        own = {"signed", item.kpi.partition(":")[2], (item.reading.measure or "").partition(":")[2]}
        return (
            item.reading.band is not None and not {STEP_OF[word] for word in re.findall(STEP, words)} <= own
        )

    def _is_measured_by_a_part(self, item: Told) -> bool:
        """Tell whether what measures a figure is only said to be among what it counts, or not: 签约项目（含续建）24个."""
        cue, start = item.reading.cue_span, self._document.spans[item.number][0]
        place = start if cue is None else self._document.plain.place(cue[0])
        if self._flat[place] != INSIDE or self._flat[start] == INSIDE:
            return False
        text = self._document.plain.text
        begin = max(text.rfind(mark, max(0, place - FAR), place) for mark in "（([【") + 1
        return any(words.match(text, begin) is not None for words in (HOLDING, LEFT_OUT))

    def _is_joined(self, low: int, item: Told) -> bool:
        """Tell whether a figure is tied to another before it (总投资3亿元和开工项目1个), whose words may be its own too."""
        return self._text[low : low + 1] in {"和", "与", "及"} and item.number not in self._document.lists.of

    def _is_open_behind(self, low: int, high: int, item: Told) -> bool:
        """Tell whether the words right behind a figure say of which it is: 有1个落户西镇, 投资达5亿元的1个."""
        behind, is_next = item.number + 1, self._text[high : high + 1] == FIGURE
        if is_next and self._text[low : low + 1] in {"和", "与", "及"}:
            return False
        if self._left(low, high, item):
            return True
        if is_next:
            is_of_next = self._text[low:high].startswith("的") and self._items[behind].counts_projects
            return is_of_next and not item.counts_projects and item.reading.base != behind
        names = self._document.subjects.marks[bisect_left(self._marks, low) : bisect_left(self._marks, high)]
        return any(
            mark.name not in {None, item.reading.subject} and self._flat[mark.start] != INSIDE
            for mark in names
        )


def _is_of_projects(item: Told) -> bool:
    """Tell whether what a figure is of may go on for the next: of projects, and no journeys or leads."""
    is_counted = item.reading.quantity.unit.dimension is Dimension.COUNT
    return item.reading.kpi is not None and (item.counts_projects or not is_counted)
