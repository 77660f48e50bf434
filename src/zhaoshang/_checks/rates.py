"""Claims about rates: what gives them, how far they are ahead of time, and how they changed."""

from fractions import Fraction
from typing import Final, final

from attrs import field, frozen

from zhaoshang._checks import arithmetic
from zhaoshang._checks.base import Claims, Solved, finding_of, unit_mismatch, words_of
from zhaoshang._checks.figures import PrintedFigure, factor, may_be_same, numbers_of, range_of
from zhaoshang._text.messages import Message, Sentence
from zhaoshang.findings import Finding
from zhaoshang.model._fields import converters as to
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension

_COUNTED: Final = frozenset({Dimension.COUNT})
_VALUED: Final = frozenset({Hedge.NONE, Hedge.NEAR, Hedge.OVER, Hedge.BELOW})


_IMPOSSIBLE_RATE: Final = Sentence(
    "check.impossible_rate",
    zh="没有整数分子能使 {whole} 的比率为 {rate}（最接近：{nearest}）",
    en="no whole number of {whole} is {rate} (nearest: {nearest})",
)
_RATE_MISMATCH: Final = Sentence(
    "check.rate_mismatch",
    zh="{part} ÷ {whole} = {computed}%，与印出的 {rate} 不符",
    en="{part} of {whole} is {computed}%, not {rate}",
)


@final
@frozen(kw_only=True)
class RateOf:
    """A printed percentage is a numerator over a denominator.

    Attributes:
        rate: the id of the percentage.
        denominator: the id of the denominator.
        numerator: the id of the numerator, where it is printed.

    Examples:
        >>> from zhaoshang.checks import RateOf, verify_claims
        >>> printed = {"rate": "51.2%", "landed": "20个", "signed": "41个"}
        >>> figures = [{"id": name, "value": value} for name, value in printed.items()]
        >>> report = verify_claims(figures, [RateOf(rate="rate", denominator="signed", numerator="landed")])
        >>> print(report[0])
        rate, signed, landed: 20个 of 41个 is 48.78%, not 51.2%
        >>> report.solved["rate"]["half_up"]  # the whole numbers of 41 that are 51.2 %
        ('21',)
    """

    rate: str = field(converter=to.text)
    denominator: str = field(converter=to.text)
    numerator: str | None = field(default=None, converter=to.name)

    def _verify(self, given: Claims, solved: Solved) -> list[Finding]:
        """Report a rate that no whole numerator gives, or that the printed numerator does not give."""
        rate, whole = given.figure(self.rate), given.figure(self.denominator)
        ids = (self.rate, self.denominator, *((self.numerator,) if self.numerator else ()))
        if rate.value.unit.dimension is not Dimension.PERCENT:
            return unit_mismatch(ids, (rate, whole))
        printed = None
        if self.numerator is not None:
            part = given.figure(self.numerator)
            by = factor(part, whole)
            if by is None:
                return unit_mismatch(ids, (whole, part))
            printed = part, by
        found = self._solve(rate, whole, solved)
        if found is not None and not any(found.values()):
            return self._impossible(rate, whole)
        if printed is None or self._fits(rate, whole, *printed):
            return []
        part, by = printed
        computed = _ratio(part, whole, rate, by)
        return [
            finding_of(
                "rate_mismatch",
                ids,
                Message(
                    _RATE_MISMATCH,
                    part=words_of(part),
                    whole=words_of(whole),
                    computed=computed,
                    rate=words_of(rate),
                ),
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
        assert rate.number is not None  # noqa: S101 - the two were solved
        assert whole.number is not None  # noqa: S101 - as above
        exact = rate.number * whole.number / 100
        nearest = tuple(str(number) for number in dict.fromkeys((exact.__floor__(), exact.__ceil__())))
        return [
            finding_of(
                "impossible_rate",
                (self.rate, self.denominator),
                Message(
                    _IMPOSSIBLE_RATE,
                    whole=words_of(whole),
                    rate=words_of(rate),
                    nearest=tuple(nearest),
                ),
                nearest=nearest,
            )
        ]

    @staticmethod
    def _fits(rate: PrintedFigure, whole: PrintedFigure, part: PrintedFigure, by: Fraction) -> bool:
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


def _ratio(part: PrintedFigure, whole: PrintedFigure, rate: PrintedFigure, by: Fraction) -> str:
    if part.number is None or not whole.number:
        return "?"
    return arithmetic.shown(100 * part.number * by / whole.number, max(2, rate.value.places or 0))


def _day(value: DateLike) -> Period:
    return Period.of(value)


_GAP_UNRECONCILED: Final = Sentence(
    "check.gap_unreconciled",
    zh="与序时进度之差按月为 {months}、按日为 {days} 个百分点，均非 {gap}",
    en="ahead of time by {months} points (months) or {days} (days), not by {gap}",
)


@final
@frozen(kw_only=True)
class GapTo:
    """A completion rate is so far ahead of, or behind, the time that has passed.

    Attributes:
        completion: the id of the completion rate.
        gap: the id of the printed gap, ahead where positive.
        as_of: the date of the figures.
        period: the plan window; the year of `as_of` where absent.

    Examples:
        At the end of June half of the months have passed, but only 49.59 % of the days:

        >>> from zhaoshang.checks import GapTo, verify_claims
        >>> figures = [{"id": "done", "value": "58.6%"}, {"id": "ahead", "value": "8.6个百分点"}]
        >>> report = verify_claims(figures, [GapTo(completion="done", gap="ahead", as_of="2022-06-30")])
        >>> report.codes, report.solved["ahead"]["base"]
        ((), ('month',))
    """

    completion: str = field(converter=to.text)
    gap: str = field(converter=to.text)
    as_of: Period = field(converter=_day)
    period: Period | None = field(default=None, converter=to.period)

    def _verify(self, given: Claims, solved: Solved) -> list[Finding]:
        """Report a gap that neither months nor days give, or one in per cent that is a number of points."""
        completion, gap = given.figure(self.completion), given.figure(self.gap)
        ids = (self.completion, self.gap)
        if completion.value.unit.dimension is not Dimension.PERCENT or not _is_points(gap):
            return unit_mismatch(ids, (completion, gap))
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
            finding_of(
                "gap_unreconciled",
                ids,
                Message(_GAP_UNRECONCILED, months=shown["month"], days=shown["day"], gap=words_of(gap)),
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


_PERCENT_FOR_POINTS: Final = Sentence(
    "check.percent_for_points",
    zh="{figure} 是百分点之差，应写作“个百分点”",
    en="{figure} is a difference of percentages: write percentage points",
)


def _in_percent(figure: PrintedFigure, ids: tuple[str, ...]) -> list[Finding]:
    if figure.value.unit.dimension is not Dimension.PERCENT:
        return []
    return [
        finding_of(
            "percent_for_points",
            ids,
            Message(_PERCENT_FOR_POINTS, figure=words_of(figure)),
        )
    ]


_GAP_UNRECONCILED_OF_TWO: Final = Sentence(
    "check.gap_unreconciled.of_two",
    zh="前后之差为 {difference}，与印出的 {change} 不符",
    en="the two values differ by {difference}, not by {change}",
)


@final
@frozen(kw_only=True)
class ChangeOf:
    """A figure changed from one value to another by so much.

    Attributes:
        from_figure: the id of the earlier figure; `from` in data.
        to_figure: the id of the later figure; `to` in data.
        change: the id of the printed change.

    Examples:
        From 40% to 50% are 10 points (个百分点), and 25 per cent:

        >>> from zhaoshang.checks import ChangeOf, verify_claims
        >>> printed = {"last_year": "40%", "this_year": "50%", "change": "10%"}
        >>> figures = [{"id": name, "value": value} for name, value in printed.items()]
        >>> claim = ChangeOf(from_figure="last_year", to_figure="this_year", change="change")
        >>> verify_claims(figures, [claim]).codes
        ('percent_for_points',)
    """

    from_figure: str = field(converter=to.text)
    to_figure: str = field(converter=to.text)
    change: str = field(converter=to.text)

    def _verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report a change that the two values do not give, or points that are printed as per cent."""
        first, last = given.figure(self.from_figure), given.figure(self.to_figure)
        change = given.figure(self.change)
        ids = (self.from_figure, self.to_figure, self.change)
        by = factor(last, first)
        rates = first.value.unit.dimension is Dimension.PERCENT
        same_unit = factor(change, first) if not rates else None
        if by is None or not (_is_points(change) or same_unit is not None):
            return unit_mismatch(ids, (first, last, change))
        numbers = numbers_of((first, last, change))
        if numbers is None or not all(figure.is_exact for figure in (first, last, change)):
            return []
        before, after, printed = numbers
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
            finding_of(
                "gap_unreconciled",
                ids,
                Message(
                    _GAP_UNRECONCILED_OF_TWO,
                    difference=detail["difference"],
                    change=words_of(change),
                ),
                **detail,
            )
        ]
