"""Claims about printed figures, each with what it checks."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final, final

from attrs import field, frozen

from zhaoshang._checks import arithmetic
from zhaoshang._checks.figures import (
    PrintedFigure,
    Range,
    factor,
    is_above,
    may_be_same,
    plus,
    range_of,
    said,
)
from zhaoshang.errors import UnknownCodeError, UnknownFieldError, UnknownIdError
from zhaoshang.findings import Finding, Severity
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.model import _fields as to
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension
from zhaoshang.vocabulary import Stage

Solved = dict[str, dict[str, tuple[str, ...]]]
_COUNTED: Final = frozenset({Dimension.COUNT})
_VALUED: Final = frozenset({Hedge.NONE, Hedge.NEAR, Hedge.OVER, Hedge.BELOW})


@final
@frozen
class Claims:
    """What claims are judged against: the figures by id, and perhaps a ledger."""

    figures: Mapping[str, PrintedFigure]
    ledger: Ledger | None

    def figure(self, id: str) -> PrintedFigure:  # noqa: A002 - the word of the exchange format
        """Look a figure up."""
        try:
            return self.figures[id]
        except KeyError:
            raise UnknownIdError("figures", id, tuple(self.figures)[:5]) from None


def _finding(code: str, ids: Iterable[str], zh: str, en: str, **detail: str | Iterable[str]) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, ids=ids, zh=zh, en=en, detail=detail)


def _unit_mismatch(ids: Iterable[str], figures: Iterable[PrintedFigure]) -> list[Finding]:
    units = " ".join(dict.fromkeys(figure.value.unit.code for figure in figures))
    return [
        _finding(
            "unit_mismatch",
            ids,
            f"计量单位不同，不能比较：{units}",
            f"different units, which cannot be compared: {units}",
            units=units,
        )
    ]


@final
@frozen(kw_only=True)
class PartOf:
    """One figure is a part of another, so it cannot be larger.

    Attributes:
        part: the id of the part.
        whole: the id of the whole.
    """

    part: str = field(converter=to.text)
    whole: str = field(converter=to.text)

    def verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report a part that is surely larger than its whole."""
        part, whole = given.figure(self.part), given.figure(self.whole)
        by = factor(part, whole)
        if by is None:
            return _unit_mismatch((self.part, self.whole), (part, whole))
        if not is_above(range_of(part, by), range_of(whole)):
            return []
        return [
            _finding(
                "part_exceeds_whole",
                (self.part, self.whole),
                f"部分（{_words(part)}）大于整体（{_words(whole)}）",
                f"the part ({_words(part)}) is larger than the whole ({_words(whole)})",
            )
        ]


@final
@frozen(kw_only=True)
class SumOf:
    """Several figures add up to another.

    Attributes:
        parts: the ids of the parts.
        total: the id of the total.
    """

    parts: tuple[str, ...] = field(converter=to.texts)
    total: str = field(converter=to.text)

    def verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report parts that surely do not add up, unless the total is their sum rounded as printed."""
        ids = (self.total, *self.parts)
        total = given.figure(self.total)
        parts = [given.figure(part) for part in self.parts]
        factors = [factor(part, total) for part in parts]
        if None in factors:
            return _unit_mismatch(ids, (total, *parts))
        ranges = [range_of(part, by or Fraction(1)) for part, by in zip(parts, factors, strict=True)]
        known = [item for item in ranges if item is not None]
        wanted = range_of(total)
        if len(known) < len(ranges) or wanted is None:
            return []
        found = plus(known)
        if not _differ(found, wanted, total):
            return []
        detail = {}
        values = [part.number for part in parts]
        if total.number is not None and None not in values:
            added = sum(
                ((value or Fraction(0)) * (by or 1) for value, by in zip(values, factors, strict=True)),
                Fraction(0),
            )
            detail = {
                "sum": arithmetic.shown(added),
                "total": arithmetic.shown(total.number),
                "difference": arithmetic.shown(total.number - added),
            }
        shown = detail.get("sum", _range_words(found))
        return [
            _finding(
                "sum_mismatch",
                ids,
                f"各项之和 {shown} 与合计（{_words(total)}）不符",
                f"the parts add up to {shown}, not to the total ({_words(total)})",
                **detail,
            )
        ]


def _differ(found: Range, wanted: Range, total: PrintedFigure) -> bool:
    """Tell whether a sum surely differs from a total: a side alone (just under, just over) does not count."""
    low, high = found
    if low is not None and high is not None and low[0] == high[0] and total.number is not None:
        if wanted == (wanted[0], wanted[0]) and wanted[0] is not None:
            return arithmetic.rounded(low[0] / total.step, 0) * total.step != total.number
        if low[0] == total.number:
            return False
    return not may_be_same(found, wanted)


@final
@frozen(kw_only=True)
class SameFact:
    """Several figures state one fact.

    Attributes:
        of: the ids of the figures.
    """

    of: tuple[str, ...] = field(converter=to.texts)

    def verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report values that differ, or one value under different hedges."""
        figures = [given.figure(id_) for id_ in self.of]
        if len(figures) < 2:
            return []
        factors = [factor(figure, figures[0]) for figure in figures]
        if None in factors:
            return _unit_mismatch(self.of, figures)
        numbers = {
            None if figure.number is None else figure.number * (by or 1)
            for figure, by in zip(figures, factors, strict=True)
        }
        words = " / ".join(_words(figure) for figure in figures)
        if len(numbers) == 1 and None not in numbers:
            if len({figure.value.hedge for figure in figures}) == 1:
                return []
            return [
                _finding(
                    "hedge_differs",
                    self.of,
                    f"同一数值，约数词不同：{words}",
                    f"one value under different hedges: {words}",
                )
            ]
        ranges = [range_of(figure, by or Fraction(1)) for figure, by in zip(figures, factors, strict=True)]
        pairs = [(left, right) for place, left in enumerate(ranges) for right in ranges[place + 1 :]]
        if all(may_be_same(left, right) for left, right in pairs):
            return []
        return [
            _finding(
                "value_differs",
                self.of,
                f"同一事实，数值不同：{words}",
                f"one fact with different values: {words}",
            )
        ]


@final
@frozen(kw_only=True)
class RateOf:
    """A printed percentage is a numerator over a denominator.

    Attributes:
        rate: the id of the percentage.
        denominator: the id of the denominator.
        numerator: the id of the numerator, where it is printed.
    """

    rate: str = field(converter=to.text)
    denominator: str = field(converter=to.text)
    numerator: str | None = field(default=None, converter=to.name)

    def verify(self, given: Claims, solved: Solved) -> list[Finding]:
        """Report a rate that no whole numerator gives, or that the printed numerator does not give."""
        rate, whole = given.figure(self.rate), given.figure(self.denominator)
        part = None if self.numerator is None else given.figure(self.numerator)
        ids = (self.rate, self.denominator, *((self.numerator,) if self.numerator else ()))
        if rate.value.unit.dimension is not Dimension.PERCENT:
            return _unit_mismatch(ids, (rate, whole))
        if part is not None and factor(part, whole) is None:
            return _unit_mismatch(ids, (whole, part))
        found = self._solve(rate, whole, solved)
        if found is not None and not any(found.values()):
            return self._impossible(rate, whole)
        if part is None or self._fits(rate, whole, part):
            return []
        computed = _ratio(part, whole, rate)
        return [
            _finding(
                "rate_mismatch",
                ids,
                f"{_words(part)} ÷ {_words(whole)} = {computed}%，与印出的 {_words(rate)} 不符",
                f"{_words(part)} of {_words(whole)} is {computed}%, not {_words(rate)}",
                rate=computed,
            )
        ]

    def _solve(
        self, rate: PrintedFigure, whole: PrintedFigure, solved: Solved
    ) -> dict[str, tuple[str, ...]] | None:
        number = whole.number
        countable = whole.value.unit.dimension in _COUNTED and whole.is_exact and rate.is_exact
        if not countable or number is None or rate.number is None or number <= 0 or number.denominator != 1:
            return None
        found = arithmetic.numerators(rate.number, rate.value.places or 0, number)
        solved[self.rate] = found
        return found

    def _impossible(self, rate: PrintedFigure, whole: PrintedFigure) -> list[Finding]:
        exact = (rate.number or Fraction(0)) * (whole.number or Fraction(0)) / 100
        nearest = tuple(str(number) for number in dict.fromkeys((exact.__floor__(), exact.__ceil__())))
        return [
            _finding(
                "impossible_rate",
                (self.rate, self.denominator),
                f"没有整数分子能使 {_words(whole)} 的比率为 {_words(rate)}（最接近：{'、'.join(nearest)}）",
                f"no whole number of {_words(whole)} is {_words(rate)} (nearest: {', '.join(nearest)})",
                nearest=nearest,
            )
        ]

    @staticmethod
    def _fits(rate: PrintedFigure, whole: PrintedFigure, part: PrintedFigure) -> bool:
        by = factor(part, whole) or Fraction(1)
        if rate.is_exact and {part.value.hedge, whole.value.hedge} <= _VALUED:
            if rate.number is None or part.number is None or not whole.number:
                return True
            return arithmetic.gives(rate.number, rate.value.places or 0, part.number * by, whole.number)
        bounds = (part.value.interval * by).over(whole.value.interval)
        silent = range_of(part) is None or range_of(whole) is None or range_of(rate) is None
        if bounds is None or silent:
            return True
        low = None if bounds.low is None else (bounds.low * 100, 0)
        high = None if bounds.high is None else (bounds.high * 100, 0)
        step = rate.step if rate.is_exact else Fraction(0)
        ends = range_of(rate) or (None, None)
        slack = (
            None if ends[0] is None else (ends[0][0] - step, ends[0][1]),
            None if ends[1] is None else (ends[1][0] + step, ends[1][1]),
        )
        return may_be_same((low, high), slack)


def _ratio(part: PrintedFigure, whole: PrintedFigure, rate: PrintedFigure) -> str:
    by = factor(part, whole) or Fraction(1)
    if part.number is None or not whole.number:
        return "?"
    return arithmetic.shown(100 * part.number * by / whole.number, max(2, rate.value.places or 0))


def _day(value: DateLike) -> Period:
    return Period.of(value)


@final
@frozen(kw_only=True)
class GapTo:
    """A completion rate is so far ahead of, or behind, the time that has passed.

    Attributes:
        completion: the id of the completion rate.
        gap: the id of the printed gap, ahead where positive.
        as_of: the date of the figures.
        period: the plan window; the year of `as_of` where absent.
    """

    completion: str = field(converter=to.text)
    gap: str = field(converter=to.text)
    as_of: Period = field(converter=_day)
    period: Period | None = field(default=None, converter=to.period)

    def verify(self, given: Claims, solved: Solved) -> list[Finding]:
        """Report a gap that neither months nor days give, or one in per cent that is a number of points."""
        completion, gap = given.figure(self.completion), given.figure(self.gap)
        ids = (self.completion, self.gap)
        if completion.value.unit.dimension is not Dimension.PERCENT or not _is_points(gap):
            return _unit_mismatch(ids, (completion, gap))
        if completion.number is None or gap.number is None or not (completion.is_exact and gap.is_exact):
            return []
        bases = {
            name: completion.number - progress
            for name, progress in time_progress(self.as_of, self.period).items()
        }
        places = gap.value.places or 0
        fitting = tuple(
            name
            for name, number in bases.items()
            if arithmetic.agrees(number, gap.number, places)
            or (gap.number >= 0 > number and arithmetic.agrees(-number, gap.number, places))
        )
        if fitting:
            solved[self.gap] = {"base": fitting}
            return _in_percent(gap, ids)
        shown = {
            name: arithmetic.shown(number, max(2, completion.value.places or 0))
            for name, number in bases.items()
        }
        return [
            _finding(
                "gap_unreconciled",
                ids,
                f"与序时进度之差按月为 {shown['month']}、按日为 {shown['day']} 个百分点，均非 {_words(gap)}",
                f"ahead of time by {shown['month']} points (months) or {shown['day']} (days), not by {_words(gap)}",
                **shown,
            )
        ]


def time_progress(as_of: Period, window: Period | None = None) -> dict[str, Fraction]:
    """Give the part of a window that has passed, in per cent: by whole months and by days.

    Examples:
        >>> from zhaoshang.periods import DateLike, Period
        >>> {name: float(round(part, 2)) for name, part in time_progress(Period.of("2016-05-31")).items()}
        {'month': 41.67, 'day': 41.53}
    """
    day = as_of.end
    span = Period.year(day.year) if window is None else window
    if day < span.start:
        return {"month": Fraction(0), "day": Fraction(0)}
    if day >= span.end:
        return {"month": Fraction(100), "day": Fraction(100)}
    start = span.start
    passed = Fraction((day - start).days + 1, span.days)
    months = (span.end.year - start.year) * 12 + span.end.month - start.month + 1
    is_month_end = Period.month(day.year, day.month).end == day
    done = (day.year - start.year) * 12 + day.month - start.month + (1 if is_month_end else 0)
    return {"month": Fraction(100 * done, months), "day": 100 * passed}


def _is_points(figure: PrintedFigure) -> bool:
    return figure.value.unit.dimension in (Dimension.POINT, Dimension.PERCENT)


def _in_percent(figure: PrintedFigure, ids: tuple[str, ...]) -> list[Finding]:
    if figure.value.unit.dimension is not Dimension.PERCENT:
        return []
    return [
        _finding(
            "percent_for_points",
            ids,
            f"{_words(figure)} 是百分点之差，应写作“个百分点”",
            f"{_words(figure)} is a difference of percentages: write percentage points",
        )
    ]


@final
@frozen(kw_only=True)
class ChangeOf:
    """A figure changed from one value to another by so much.

    Attributes:
        from_figure: the id of the earlier figure; `from` in data.
        to_figure: the id of the later figure; `to` in data.
        change: the id of the printed change.
    """

    from_figure: str = field(converter=to.text)
    to_figure: str = field(converter=to.text)
    change: str = field(converter=to.text)

    def verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report a change that the two values do not give, or points that are printed as per cent."""
        first, last = given.figure(self.from_figure), given.figure(self.to_figure)
        change = given.figure(self.change)
        ids = (self.from_figure, self.to_figure, self.change)
        by = factor(last, first)
        rates = first.value.unit.dimension is Dimension.PERCENT
        same_unit = factor(change, first) if not rates else None
        if by is None or not (_is_points(change) or same_unit is not None):
            return _unit_mismatch(ids, (first, last, change))
        numbers = (first.number, last.number, change.number)
        if not all(figure.is_exact for figure in (first, last, change)) or None in numbers:
            return []
        before, after, printed = (number or Fraction(0) for number in numbers)
        difference = after * by - before
        places = change.value.places or 0
        signed = (difference, -difference) if printed >= 0 else (difference,)
        if same_unit is not None:
            step = change.step
            wanted = [number / same_unit / step for number in signed]
            agreed = any(arithmetic.agrees(number, printed / step, 0) for number in wanted)
            return [] if agreed else self._unreconciled(ids, change, difference, before)
        in_points = rates and any(arithmetic.agrees(number, printed, places) for number in signed)
        if in_points:
            return _in_percent(change, ids)
        in_percent = change.value.unit.dimension is Dimension.PERCENT and before != 0
        if in_percent and any(arithmetic.agrees(100 * number / before, printed, places) for number in signed):
            return []
        return self._unreconciled(ids, change, difference, before)

    @staticmethod
    def _unreconciled(
        ids: tuple[str, ...], change: PrintedFigure, difference: Fraction, before: Fraction
    ) -> list[Finding]:
        detail = {"difference": arithmetic.shown(difference)}
        if before:
            detail["percent"] = arithmetic.shown(100 * difference / before, 2)
        return [
            _finding(
                "gap_unreconciled",
                ids,
                f"前后之差为 {detail['difference']}，与印出的 {_words(change)} 不符",
                f"the two values differ by {detail['difference']}, not by {_words(change)}",
                **detail,
            )
        ]


@final
@frozen(kw_only=True)
class Nested:
    """Each figure lies inside the next.

    Attributes:
        of: the ids of the figures, the smallest first.
    """

    of: tuple[str, ...] = field(converter=to.texts)

    def verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report each figure that is surely larger than the next that can be compared."""
        figures = [given.figure(id_) for id_ in self.of]
        found: list[Finding] = []
        if any(factor(figure, figures[0]) is None for figure in figures):
            return _unit_mismatch(self.of, figures)
        deciding = [figure for figure in figures if range_of(figure) is not None]
        for inner, outer in pairwise(deciding):
            if is_above(range_of(inner, factor(inner, outer) or Fraction(1)), range_of(outer)):
                found.append(
                    _finding(
                        "nesting_violated",
                        (inner.id, outer.id),
                        f"内层（{_words(inner)}）大于外层（{_words(outer)}）",
                        f"the inner ({_words(inner)}) is larger than the outer ({_words(outer)})",
                    )
                )
        return found


@final
@frozen(kw_only=True)
class OneDate:
    """A project reached a stage on one date.

    Attributes:
        project: the id of the project.
        stage: the stage.
    """

    project: str = field(converter=to.text)
    stage: Stage = field(converter=Stage)

    def verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report two dates that exclude each other."""
        projects = given.ledger.projects if given.ledger is not None else Ledger().projects
        return two_dates(projects[self.project], self.stage)


def two_dates(project: Project, stage: Stage) -> list[Finding]:
    """Report the dates of a stage where two of them share no day; a correction replaces what came before."""
    dates: list[Period] = []
    for step in project.history:
        if step.stage is stage and not step.planned and step.on is not None:
            if step.correction:
                dates = []
            dates.append(step.on)
    dates = list(dict.fromkeys(dates))
    if all(one.overlaps(other) for place, one in enumerate(dates) for other in dates[place + 1 :]):
        return []
    shown = [str(date) for date in sorted(dates, key=lambda date: (date.start, date.end))]
    return [
        Finding(
            code="two_dates",
            subject=str(stage),
            ids=[project.id],
            zh=f"{stage.label('zh_CN')}有两个日期：{'、'.join(shown)}",
            en=f"two dates for {stage.label('en')}: {', '.join(shown)}",
            detail={"dates": shown},
        )
    ]


_PERIOD_WORD: Final = re.compile(
    r"[上下]半年|半年|[一二三四1-4]季度|前[二两三23]季度|季度|[今本全去当前明]年|[本当上]月|[本当上]季|年度|年内|本周|上旬|中旬|下旬"
    r"|\d{1,2}\s*[-—–－~～至到]\s*\d{1,2}\s*月|(?<!\d)\d{1,2}月|[一二三四五六七八九十]+月份?|\d{4}\s*年"
)
_STOCK: Final = re.compile(r"截至|截止|以来|至今|迄今|目前")


@final
@frozen(kw_only=True)
class PeriodClear:
    """The text says whether a figure is of the period or to date.

    Attributes:
        of: the id of the figure.
    """

    of: str = field(converter=to.text)

    def verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report 累计 beside a period word where no period is given: flow or stock is not said."""
        figure = given.figure(self.of)
        words = figure.context + figure.label
        plain = "累计" in words and _PERIOD_WORD.search(words) and not _STOCK.search(words)
        if figure.period is not None or not plain:
            return []
        return [
            _finding(
                "ambiguous_period",
                (self.of,),
                f"“{words}”：期间数还是累计数不明",
                f"{words}: it is not said whether the figure is of the period or to date",
            )
        ]


Claim = PartOf | SumOf | SameFact | RateOf | GapTo | ChangeOf | Nested | OneDate | PeriodClear
"""A statement about printed figures that can be judged."""

KINDS: Final[dict[str, tuple[Callable[..., Claim], dict[str, str]]]] = {
    "part_of": (PartOf, {"part": "part", "whole": "whole"}),
    "sum": (SumOf, {"parts": "parts", "total": "total"}),
    "same": (SameFact, {"of": "of"}),
    "rate": (RateOf, {"rate": "rate", "denominator": "denominator", "numerator": "numerator"}),
    "gap": (GapTo, {"completion": "completion", "gap": "gap", "as_of": "as_of", "period": "period"}),
    "change": (ChangeOf, {"from": "from_figure", "to": "to_figure", "change": "change"}),
    "nested": (Nested, {"of": "of"}),
    "one_date": (OneDate, {"project": "project", "stage": "stage"}),
    "period_clear": (PeriodClear, {"of": "of"}),
}


def claim_of(data: Claim | Mapping[str, object]) -> Claim:
    """Take a claim, or the mapping that describes it."""
    if not isinstance(data, Mapping):
        return data
    name = str(data.get("claim"))
    if name not in KINDS:
        raise UnknownCodeError("claim", name, tuple(KINDS))
    make, names = KINDS[name]
    given = {}
    for key, value in data.items():
        if key == "claim":
            continue
        if key not in names:
            raise UnknownFieldError(name, key, tuple(names))
        given[names[key]] = value
    return make(**given)


def _words(figure: PrintedFigure) -> str:
    return said(figure.value)


def _range_words(found: Range) -> str:
    low, high = found
    left = "" if low is None else arithmetic.shown(low[0])
    right = "" if high is None else arithmetic.shown(high[0])
    return f"{left}…{right}"
