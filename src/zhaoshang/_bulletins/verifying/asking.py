"""The question that a figure of a text puts to a ledger: what is measured, of which projects, whose, and for when."""

from collections.abc import Mapping, Sequence
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._bulletins.figures.english import English
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.understood import of_parks
from zhaoshang._bulletins.measures.sizes import label_of
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.plans import planned
from zhaoshang._bulletins.verifying.areas import Areas
from zhaoshang._bulletins.verifying.claims import Told
from zhaoshang._bulletins.verifying.comparing import AskedFigure, AskedLedger
from zhaoshang._bulletins.verifying.kinds import kinds_of_projects
from zhaoshang._bulletins.verifying.narrowed import is_demanded
from zhaoshang.periods import Period


@final
@frozen(kw_only=True)
class Asking:
    """The questions that the figures of one text put to one ledger.

    Attributes:
        source: the ledger.
        period: the period of figures for which the text names none.
        day: the day on which the ledger stands.
        subject: what the text calls the whole.
        document: the text as it was read; `None` for an English one.
        english: the same for an English one.
        items: the readings of it.
        planned: the numbers of the figures that are planned.
        areas: the places that the text is about.
        whole: what it calls the whole ledger.
        kinds: by the number of a figure the kind of projects that it is of.
        sized: the numbers of the figures of projects of one size.
    """

    source: AskedLedger
    period: Period | None = None
    day: Period | None = None
    subject: str | None = None
    document: Document | None = None
    english: English | None = None
    items: Sequence[Told] = ()
    planned: frozenset[int] = field(init=False, eq=False)
    areas: Areas = field(init=False, eq=False)
    whole: frozenset[str] = field(init=False, eq=False)
    kinds: Mapping[int, str | None] = field(init=False, eq=False)
    sized: frozenset[int] = field(init=False, eq=False)

    @planned.default
    def _planned(self) -> frozenset[int]:
        return frozenset() if self.document is None else planned(self.document)

    @areas.default
    def _areas(self) -> Areas:
        return Areas(self.source, self.document, self.subject, self.english)

    @whole.default
    def _whole(self) -> frozenset[str]:
        return self.areas.whole(self.items)

    @kinds.default
    def _kinds(self) -> Mapping[int, str | None]:
        if self.document is None:
            return {}
        return kinds_of_projects(self.items, self.document, self.source.industries())

    @sized.default
    def _sized(self) -> frozenset[int]:
        return frozenset(item.number for item in self.items if item.reading.band is not None)

    def asked(self, item: Told, of: int | None = None, *, is_settled: bool = False) -> AskedFigure | str:
        """Put the question that a figure answers, or say in a code why there is none.

        Args:
            item: the figure.
            of: the figure that says which projects it is of, where that is another.
            is_settled: whether the period is one of those that the text leaves open.
        """
        reading = item.reading
        measure = reading.kpi if (reading.kpi or "").startswith("target:") else reading.measure
        kind = self.kinds.get(item.number if of is None else of, "")
        if measure in of_parks():
            kind = ""  # 标准厂房招商率
        if kind is None or (kind and (item.is_target or measure in _WHOLE_ONLY)):
            return "no_measure"
        if kind and measure is None and not self._has_size(item) and reading.kpi in _COUNTED:
            measure = reading.kpi  # the text tells of which, and the ledger knows them
        scope = self.source.scope(reading.subject, self.whole)
        band = "" if reading.band is None else label_of(reading.band)
        period, as_of = self._when(reading)
        if measure is None:
            return "unclear_period" if self._is_undated(reading) else "no_measure"
        if scope == "unknown" or (scope is None and self.areas.is_of_others(item)):
            return "no_measure" if self.areas.is_of_several(item) else "unknown_subject"
        if self.is_late(reading) and not item.is_target:
            return "after_ledger"
        if (code := self._open(item, is_settled=is_settled)) is not None:
            return code
        if period is None and as_of is None:
            return "no_date"
        if reading.band is not None and not band:
            return "no_definition"
        return AskedFigure(measure, scope, period, as_of, band, kind)

    def _open(self, item: Told, *, is_settled: bool) -> str | None:
        """Say in a code that the period of a figure is open; a time that is told is never passed over."""
        is_planned = item.number in self.planned and not item.is_target
        if is_planned or (self.document is not None and is_demanded(item, self.document)):
            return "planned"
        if is_settled:
            return None
        if self._is_undated(item.reading):
            return "unclear_period"
        when = None if self.document is None else self.document.when[item.number]
        if when is None or not when.is_open or self.period is not None:
            return None
        is_told = when.is_since and self.document is not None and self.document.today is not None
        return "open_start" if is_told else "open_period"

    def _has_size(self, item: Told) -> bool:
        """Tell whether a figure, or the number that an amount belongs to, is of projects of one size."""
        base = item.reading.base
        return item.reading.band is not None or (base is not None and base in self.sized)

    def _is_undated(self, reading: FigureReading) -> bool:
        """Tell whether an English figure has no period although its sentence names one."""
        return self.english is not None and reading.start in self.english.undated

    def may_be_earlier(self, item: Told) -> bool:
        """Tell whether a period may be another as well, such as that of the year told before, which is not late."""
        others = () if self.document is None else self.document.when[item.number].others
        return any(not self.is_late(evolve(item.reading, period=other)) for other in others)

    def is_late(self, reading: FigureReading) -> bool:
        """Tell whether a period begins after the day of the ledger."""
        return self.day is not None and reading.period is not None and reading.period.start > self.day.end

    def _when(self, reading: FigureReading) -> tuple[Period | None, Period | None]:
        """Settle period and day: 截至 names a day, any other date a period, which stands on its last day."""
        if reading.as_of is not None and reading.period in {None, reading.as_of}:
            return self.period, Period.of(reading.as_of.end)
        period = reading.period or self.period
        if reading.as_of is not None:
            return period, Period.of(reading.as_of.end)
        if period is None:
            return None, self.day
        today = None if self.document is None else self.document.today
        if today is not None and period.start <= today.end < period.end:
            return period, Period.of(today.end)  # 今年 goes no further than the day of writing
        return period, Period.of(period.end)


_COUNTED: Final = frozenset({"signed_project_count", "signed_investment_total"})
"""What of projects of one kind is measured as it is of all."""
_WHOLE_ONLY: Final = frozenset(
    {"target_completion_rate", "outbound_trips", "inbound_visits", "leads_collected"}
)
"""What is of no kind of projects."""
