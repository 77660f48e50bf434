"""A text against a ledger: every figure that it knows is worked out again."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._bulletins.arithmetic.bounds import bounds_of
from zhaoshang._bulletins.arithmetic.printed import shown
from zhaoshang._bulletins.arithmetic.relations import Derived
from zhaoshang._bulletins.figures.crossed import came_of
from zhaoshang._bulletins.figures.english import English
from zhaoshang._bulletins.figures.english_times import other_year
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.measures.sizes import Edges, edges_of, is_usual, moot_edges
from zhaoshang._bulletins.texts.dated import When
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.plans import is_wish, of_an_event
from zhaoshang._bulletins.texts.steps import RATES
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verifying.asking import Asking
from zhaoshang._bulletins.verifying.beside import of_whom_else
from zhaoshang._bulletins.verifying.claims import Told, untold, verdict_on
from zhaoshang._bulletins.verifying.cohorts import OutcomeCohorts
from zhaoshang._bulletins.verifying.comparing import (
    AskedFigure,
    AskedLedger,
    compare,
    expected_of,
    is_meant,
)
from zhaoshang._bulletins.verifying.daily import later_periods, other_days, usual_periods
from zhaoshang._bulletins.verifying.held import Held
from zhaoshang._bulletins.verifying.named import Named
from zhaoshang._bulletins.verifying.narrowed import is_beside_size, is_narrowed, is_of_cohort, up_to
from zhaoshang._bulletins.verifying.one_time import Time, in_one_time, same_time
from zhaoshang._bulletins.verifying.parts import in_a_row
from zhaoshang._bulletins.verifying.ranks import ranks_of
from zhaoshang._bulletins.verifying.reach import Reach
from zhaoshang._bulletins.verifying.uncertain import NOT_EXACT, doubt_of
from zhaoshang._bulletins.verifying.worked import worked_from
from zhaoshang.kpis import Figure, Rounding
from zhaoshang.periods import Period


@final
@frozen(kw_only=True)
class Against:
    """The comparison of one text with one ledger.

    Attributes:
        source: the ledger.
        text: the text.
        period: the period of figures for which the text names none.
        day: the day on which the ledger stands.
        subject: what the text calls the whole.
        sizes: the sizes that the ledger's projects are counted by, where they are settled.
        rounding: how the text rounds.
        document: the text as it was read; `None` for an English one.
        english: the same for an English one.
        items: the readings of it.
        named: what it tells of single projects.
        worked_out: its figures that are worked out from others.
        asking: the questions that its figures put.
    """

    source: AskedLedger
    text: str
    period: Period | None = None
    day: Period | None = None
    subject: str | None = None
    sizes: frozenset[Edges] | None = None
    rounding: Rounding = field(factory=Rounding)
    document: Document | None = None
    english: English | None = None
    items: Sequence[Told] = ()
    named: Named | None = field(default=None, eq=False)
    worked_out: Sequence[Derived] = ()

    asking: Asking = field(init=False, eq=False)
    derived: Mapping[int, Derived] = field(init=False, eq=False)
    reach: Reach | None = field(init=False, eq=False)
    rows: frozenset[int] = field(init=False, eq=False)
    cohorts: OutcomeCohorts = field(init=False, eq=False)

    @asking.default
    def _asking(self) -> Asking:
        return Asking(
            source=self.source,
            period=self.period,
            day=self.day,
            subject=self.subject,
            document=self.document,
            english=self.english,
            items=self.items,
        )

    @derived.default
    def _derived(self) -> Mapping[int, Derived]:
        return {item.number: item for item in self.worked_out}

    @reach.default
    def _reach(self) -> Reach | None:
        if self.document is None:
            return None
        own = self.source.ledger.name or ""
        return Reach(self.document, self.items, self.derived, self.source.industries(), own)

    @rows.default
    def _rows(self) -> frozenset[int]:
        listed = {} if self.document is None else self.document.lists.of
        return frozenset(in_a_row(self.items, self.text, listed))

    @cohorts.default
    def _cohorts(self) -> OutcomeCohorts:
        crossed = () if self.reach is None else self.reach.crossed
        return OutcomeCohorts(
            self.asking, self.source, self.day, self.items, self.document, self.rounding, crossed
        )

    def verdicts(self) -> list[Verdict]:
        """Judge every reading that measures something, and what is worked out from such."""
        found: dict[int, Verdict] = {}
        plain: list[int] = []  # what is held against the ledger as it is read
        of_these: set[int] = set()  # the figures so far that are of projects named before
        for item in self.items:
            called = None if self.named is None else self.named.of(item)
            if called is not None and self.named is not None:
                found[item.number] = self.named.judged(called, item)
            elif (derived := self.derived.get(item.number)) is not None:
                plain.append(item.number)
                found[item.number] = self._read(self._tried(item), item.number, derived.level)
            elif item.reading.kpi is not None and item.reading.kpi != BAND:
                verdict, is_of_these = self._judged(item, is_beside_these=item.reading.base in of_these)
                found[item.number] = self._read(verdict, item.number)
                of_these |= {item.number} if is_of_these else set()
                plain += [] if is_of_these or item.is_target else [item.number]
        told = [] if self.named is None else list(self.named.dates())
        told += self._in_one_time(found, plain).values()
        if self.document is not None:
            told += ranks_of(self.source, self.document, self.items, self.asking.asked)
        told = [*self._of_other_days(), *self._undated(told)]
        return told if self.reach is None else [self.reach.stated(verdict) for verdict in told]

    @property
    def unread(self) -> Mapping[int, str]:
        """Give the figures beside which words were not understood, each with a code."""
        return {} if self.reach is None else self.reach.unread

    def _in_one_time(self, found: Mapping[int, Verdict], plain: Sequence[int]) -> dict[int, Verdict]:
        """Let the figures that agree and share a date be right in one time, or in none that is certain."""
        groups: dict[Hashable, list[int]] = {}
        for number in plain:
            if found[number].answer is Answer.AGREES:
                level = self._level(number)
                groups.setdefault(same_time(level, self.document), []).append(number)

        def at(number: int, time: Time) -> Verdict:
            reading = evolve(self._level(number).reading, period=time[0], as_of=time[1])
            return self._judge(number, reading, is_settled=True)

        def is_sure(number: int) -> bool:
            level = self._level(number)
            return not any(True for _ in self._times(level, level.reading))

        def cohorts(number: int) -> Iterator[Time]:
            level = self._level(number)
            if level.kpi in RATES:
                yield from (
                    (other.period, other.as_of) for other, _ in self._of_cohorts(level, level.reading)
                )
                yield level.reading.period, level.reading.as_of

        return in_one_time(
            found,
            groups,
            at,
            is_sure=is_sure,
            cohorts=cohorts,
            unclear=lambda number: self.unknown(self.items[number], "unclear_period"),
        )

    def _undated(self, found: Sequence[Verdict]) -> Sequence[Verdict]:
        """Leave open what differs in a text that tells of no time, where one that is usual makes all of it right."""
        wrong = {verdict.start for verdict in found if verdict.code == "value_differs"}
        is_told = self.document is None or self.period is not None or bool(self.document.times.dates)
        if not wrong or is_told or self.day is None:
            return found
        told = [
            item
            for item in self.items
            if item.reading.measure is not None
            and not item.is_target
            and item.number not in self.derived
            and item.number not in self.asking.planned
            and not self.unread.get(item.number)
        ]
        for period in usual_periods(self.day):
            if self._fits(told, period):
                opened = {
                    item.reading.start: self.unknown(item, "no_date")
                    for item in told
                    if item.reading.start in wrong
                }
                return [opened.get(verdict.start, verdict) for verdict in found]
        return found

    def _fits(self, told: Sequence[Told], period: Period) -> bool:
        """Tell whether a period makes some figures right and none wrong."""
        is_right = False
        for item in told:
            answer = self._single(evolve(item, reading=evolve(item.reading, period=period))).answer
            if answer is Answer.DIFFERS:
                return False
            is_right = is_right or answer is Answer.AGREES
        return is_right

    def _read(self, verdict: Verdict, *numbers: int | None) -> Verdict:
        """Judge a figure only where every word in the reach of it, and of the one it is worked out from, was understood."""
        if verdict.answer is Answer.UNKNOWN and verdict.code != "unknown_subject":
            return verdict
        codes = [code for number in numbers if number is not None and (code := self.unread.get(number))]
        return self.unknown(self.items[numbers[0] or 0], codes[0]) if codes else verdict

    def _judged(self, item: Told, *, is_beside_these: bool) -> tuple[Verdict, bool]:
        """Judge a figure, a wish by no target that was set, and say whether it is of projects named before.

        Args:
            item: the figure.
            is_beside_these: whether the figure that it belongs to is of projects named before.
        """
        first = self._verdict(item)
        if item.number in self.rows and first.answer is not Answer.UNKNOWN:
            return self.unknown(item, "no_measure"), False
        if self.document is None:
            return first, False
        if item.is_target and first.answer is Answer.DIFFERS and is_wish(self.document, item.number):
            return self.unknown(item, "planned"), False
        if (code := self._partly(item, first)) is not None:
            return self.unknown(item, code), False
        if is_beside_these and first.answer is not Answer.UNKNOWN:
            return self.unknown(item, "no_measure"), False  # what those are worth, no measure tells
        return self.cohorts.judged(item, first)

    def _partly(self, item: Told, first: Verdict) -> str | None:
        """Say in a code that a figure is of some of those that its measure is of, or of another day than was asked."""
        assert self.document is not None  # noqa: S101 - asked of Chinese texts alone
        differs = first.answer is Answer.DIFFERS
        if (differs or first.code == "open_period") and of_an_event(self.document, item.number):
            return "of_an_event"
        if first.answer is Answer.UNKNOWN:
            return None
        if is_narrowed(item, self.items, self.document, differs=differs):
            return "no_measure"
        asked = self.asking.asked(item) if is_of_cohort(item, self.document) else ""
        if isinstance(asked, str) or self.day is None or item.reading.as_of is not None:
            return None
        then, now = (self.source.figure(evolve(asked, as_of=day)) for day in (asked.as_of, self.day))
        is_same = isinstance(then, str) or isinstance(now, str) or then.exact == now.exact
        return None if is_same else "ambiguous_period"

    def _of_other_days(self) -> Iterator[Verdict]:
        """Compare each day that figures stand on, and each period that they are of, with the day asked about."""
        if self.day is None:
            return
        judged = [
            item
            for item in self.items
            if item.reading.kpi is not None
            and item.number not in self.asking.planned
            and not self.unread.get(item.number)
        ]
        yield from other_days(judged, self.day)
        late = [
            item
            for item in judged
            if self.asking.is_late(item.reading) and not self.asking.may_be_earlier(item)
        ]
        yield from later_periods([item for item in late if not item.is_target], self.day)

    def _verdict(self, item: Told) -> Verdict:
        """Judge a figure; where the text may mean another unit or period too, it differs only if no reading is right."""
        verdict = self._tried(item)
        is_apart = self.document is not None and self.document.when[item.number].is_apart
        return self.unknown(item, "unclear_period") if is_apart and verdict.code == "open_period" else verdict

    def _tried(self, item: Told) -> Verdict:
        """Judge a figure, or what is worked out from one, in each of its readings; what 累计 adds up counts from January.

        If only the month itself, or all the time there was, makes such a one right, its period is not certain; nor if
        only the time does whose end a date may be (10月末). Where its sentence may be read in two ways that are equally
        good, a figure that is right in one of them only is open.
        """
        level = self._level(item.number)
        when = When() if self.document is None else self.document.when[level.number]
        added = when.added
        reading = level.reading if added is None else evolve(level.reading, period=added)
        verdict = self._in_times(item.number, level, reading)
        perhaps = [evolve(reading, period=period, as_of=None) for period in when.perhaps]
        if added is not None:
            perhaps += [level.reading, evolve(reading, period=None, as_of=Period.of(added.end))]
        is_wrong = verdict.answer is Answer.DIFFERS
        if is_wrong and any(self._judge(item.number, other).answer is Answer.AGREES for other in perhaps):
            return self.unknown(item, "unclear_period")
        return verdict if verdict.answer is Answer.UNKNOWN else self._unless_open(item, verdict, reading)

    def _unless_open(self, item: Told, verdict: Verdict, reading: FigureReading) -> Verdict:
        """Leave a figure open that its sentence, read in another way that is as good, makes right or wrong."""
        if self.document is None:
            return verdict
        level = self._level(item.number)
        names = of_whom_else(item, level, self.items, self.document)
        units = {name for name in (reading.subject, *names) if name not in self.asking.whole | {None}}
        answers = {
            self._in_times(item.number, level, other).answer for other in self._as_well(level, reading, names)
        }
        is_open = (names and len(units) > 1) or answers - {verdict.answer, Answer.UNKNOWN}
        return self.unknown(item, "no_measure") if is_open else verdict

    def _in_times(self, number: int, level: Told, reading: FigureReading) -> Verdict:
        """Judge a figure in the periods that its date may stand for: it differs only if no one makes it right."""
        first = self._judge(number, reading)
        is_open = first.code == "open_period"
        is_late = first.code == "after_ledger" and self.asking.may_be_earlier(level)
        if is_late or is_open or first.answer is Answer.DIFFERS:
            for other, is_settled in self._times(level, reading, is_open=is_open):
                verdict = self._judge(number, other, is_settled=is_settled)
                if verdict.answer is Answer.AGREES:
                    return verdict
        return first

    def _as_well(
        self, item: Told, reading: FigureReading, names: Iterable[str | None]
    ) -> Iterator[FigureReading]:
        """Give what a figure may be of as well: other units, the time around its own, all sizes."""
        assert self.document is not None  # noqa: S101 - asked of Chinese texts alone
        for name in (*names, *self.document.whose[item.number].others):
            yield evolve(reading, subject=name)
        around = self.document.when[item.number].around
        if around is not None:
            yield evolve(reading, period=around)
        if reading.base is not None and is_beside_size(item, self.items, self.document):
            base = self.items[reading.base].reading
            yield evolve(reading, band=None, kpi=base.kpi, measure=base.measure)

    def _level(self, number: int) -> Told:
        """Give the figure that one is worked out from, where that is another."""
        derived = self.derived.get(number)
        return self.items[number if derived is None or derived.level is None else derived.level]

    def _judge(self, number: int, reading: FigureReading, *, is_settled: bool = False) -> Verdict:
        """Judge a figure in one reading of it, or of what it is worked out from."""
        derived = self.derived.get(number)
        if derived is not None:
            return self._worked_out(derived, reading, is_settled=is_settled)
        return self._single(evolve(self.items[number], reading=reading), is_settled=is_settled)

    def _times(
        self, item: Told, reading: FigureReading, *, is_open: bool = False
    ) -> Iterator[tuple[FigureReading, bool]]:
        """Give the other periods that a figure may be of."""
        periods: tuple[Period | None, ...] = ()
        if self.document is not None:
            when = self.document.when[item.number]
            if when.is_since and when.is_open:
                return
            periods = when.others
        if self.english is not None:
            periods = other_year(reading.period)
        for period in periods:
            yield evolve(reading, period=period), period is not None
        yield from self._of_cohorts(item, reading, is_open=is_open)

    def _of_cohorts(
        self, item: Told, reading: FigureReading, *, is_open: bool = False
    ) -> Iterator[tuple[FigureReading, bool]]:
        """Give the figure as counted in the year so far, and from the beginning, where its date is a day."""
        for period in self._to_date(reading, is_open=is_open):
            yield evolve(reading, period=period), True
        day = None if self.document is None or self.period is not None else up_to(item, self.document)
        if day is not None:
            yield evolve(reading, period=None, as_of=day), False

    def _to_date(self, reading: FigureReading, *, is_open: bool) -> tuple[Period, ...]:
        """Give the year as far as the day, where a text names a day alone or none: 截至6月底签约30个 may count from January."""
        if self.period is not None or reading.period not in {None, reading.as_of} or is_open:
            return ()
        day = reading.as_of or self.day
        return () if day is None else (Period(date(day.end.year, 1, 1), day.end),)

    def _single(self, item: Told, *, is_settled: bool = False) -> Verdict:
        """Judge a figure as it was read by the one that the ledger has for it."""
        asked = self.asking.asked(item, is_settled=is_settled)
        if isinstance(asked, str):
            return self.unknown(item, asked)
        return evolve(self._compared(item, asked), period=asked.period, as_of=asked.as_of)

    def _compared(self, item: Told, asked: AskedFigure) -> Verdict:
        """Hold a figure against what the ledger answers."""
        figure = self.source.figure(asked)
        if self._is_baseless(asked, figure):
            zh, en = "台账中没有可作分母的项目", "the ledger has nothing that it could be a rate of"
            return self._differs(item, "no_base", "", zh, en)
        if isinstance(figure, str):
            return self.unknown(item, figure)
        edges = () if item.reading.band is None else moot_edges(item.reading.band)
        if not all(self.source.is_bare_at(asked, edge) for edge in edges):
            return self.unknown(item, "no_definition")
        clause = re.split(r"[，,；;。]", item.clause[-_LOOK:])[-1]
        result = compare(item.reading, figure, clause, self.rounding)
        is_valued = expected_of(figure, item.reading) is not None
        if isinstance(result, str) and (result == "unit_mismatch" or not is_valued):
            return self.unknown(item, result)
        held = Held.of(figure, item.reading)
        if isinstance(result, str):
            return held.incomparable(item, result)
        is_told = not result or item.kpi in RATES or came_of(item.reading.measure) not in {"", "signed"}
        if is_told and held.doubt in {None, NOT_EXACT} and self.source.is_silent(asked):
            return self.unknown(item, "no_data")
        if not result:
            return held.wrong(item)
        return held.of_unusual_size(item, asked.band) if self._is_slip(item, asked) else held.right(item)

    def _is_baseless(self, asked: AskedFigure, figure: Figure | str) -> bool:
        """Tell whether the ledger holds nothing that a rate could be of, and is sure of that."""
        if isinstance(figure, str):
            return figure == "no_group" and self.source.has_base(asked, self.day)
        is_sure = figure.reason == "no_denominator" and doubt_of([figure]) is None
        return is_sure and self.source.has_base(asked, self.day)

    def _worked_out(self, derived: Derived, reading: FigureReading, *, is_settled: bool = False) -> Verdict:
        """Judge a growth, a share or a completion by the levels of the ledger that it is worked out from."""
        item = self.items[derived.number]
        level = item if derived.level is None else self.items[derived.level]
        of = derived.of or (level.reading.kpi if self.asking.kinds.get(level.number) else None)
        if of is None or not derived.of_whole:
            return self.unknown(item, "no_measure")
        reading = evolve(reading, kpi=of, measure=of)
        is_of_another = reading.subject is None if derived.kind == "share" else self._is_named(level, item)
        if derived.level is None or is_of_another:
            reading = evolve(reading, subject=item.reading.subject)  # 其中东河区占30%, 东河区同比增长5%
        asked = self.asking.asked(evolve(item, reading=reading), level.number, is_settled=is_settled)
        if isinstance(asked, str):
            return self.unknown(item, asked)
        verdict = self._by_levels(item, derived, asked)
        return evolve(verdict, period=asked.period, unit=reading.subject, as_of=asked.as_of)

    def _is_named(self, level: Told, item: Told) -> bool:
        """Tell whether another unit is named between a level and what is worked out for that other: 3个，西镇下降50%."""
        if self.document is None or level.reading.subject == item.reading.subject:
            return False
        spans = self.document.spans
        return bool(self.document.subjects.within(spans[level.number][1], spans[item.number][0]))

    def _by_levels(self, item: Told, derived: Derived, asked: AskedFigure) -> Verdict:
        """Hold what is worked out from levels against those of the ledger."""
        used: list[Figure] = []
        number = worked_from(self.source, derived, asked, used)
        if isinstance(number, str):
            return self.unknown(item, number)
        quantity = item.reading.quantity
        expected = shown(number * derived.sign, quantity)
        mine = bounds_of(quantity)
        value = number * derived.sign
        is_same = is_meant(quantity, value) if mine is None else mine.holds(value)
        if isinstance(is_same, str):
            return self.unknown(item, is_same)
        said = {"zh": f"按台账计算为 {expected}", "en": f"by the ledger it is {expected}"}
        if is_same:
            return verdict_on(item, Answer.AGREES, "matches", expected=expected, **said)
        if derived.kind == "excess" and mine is not None and mine.holds(value + 100):
            return self.unknown(item, "no_definition")  # 超额完成目标150%, where it is the completion
        if derived.is_open:
            return self.unknown(item, "no_measure")
        if (doubt := doubt_of(used)) is not None:
            zh, en = f"{said['zh']}，{doubt.zh}", f"{said['en']}, {doubt.en}"
            return verdict_on(item, Answer.UNKNOWN, doubt.code, expected=expected, zh=zh, en=en)
        return verdict_on(item, Answer.DIFFERS, "value_differs", expected=expected, **said)

    def _is_slip(self, item: Told, asked: AskedFigure) -> bool:
        """Tell whether projects are not counted by a size: none of those settled, else one that is not usual.

        One whose end is marked (4亿元（不含）以下) is said on purpose.
        """
        if not asked.band or item.reading.band is None:
            return False
        edges = edges_of(asked.band)
        is_known = is_usual(edges) or "含" in (item.reading.band.raw or "")
        return not (is_known if self.sizes is None else edges in self.sizes)

    def _differs(self, item: Told, code: str, expected: str, zh: str, en: str) -> Verdict:
        return verdict_on(item, Answer.DIFFERS, code, expected=expected, zh=zh, en=en)

    def unknown(self, item: Told, code: str) -> Verdict:
        """Say that a figure cannot be told, and what is open."""
        return untold(item, code)


_LOOK: Final = 24
