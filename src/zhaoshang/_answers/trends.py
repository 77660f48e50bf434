"""KPIs step by step through a period, each held against a year before and the step before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from os import PathLike
from typing import IO, Any, Final, final

from attrs import evolve, field, frozen

from zhaoshang._answers.evaluation import evaluate
from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.cached import cached_property
from zhaoshang._calls.runs import in_order
from zhaoshang._engine.query.definitions import Kpi
from zhaoshang._engine.query.groups import key_of
from zhaoshang._engine.query.times import Span, spans_of
from zhaoshang._engine.results.exports import excel_of, frame_of, named_rows, plain
from zhaoshang._engine.results.figure import ROUNDING, Figure
from zhaoshang._engine.results.figures import Figures
from zhaoshang._engine.results.words import describe, unit_shown
from zhaoshang.errors import FieldTypeError, UnfitValueError, UnknownCodeError
from zhaoshang.model._fields.keys import KEYS, TIME_KEYS
from zhaoshang.periods import DateLike, Period
from zhaoshang.scoring import Measured, Result, growth

__all__ = ["PeriodFigures", "evaluate_periods"]

_STEPS: Final = ("month", "quarter", "year")
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_RATES: Final = frozenset({"percent"})
_UNITS: Final = {"percentage_point": "pp", "percent": "percent"}

_Place = tuple[str, tuple[str, ...], str]
"""The KPI, the group but for its step, and the step of a figure."""


@final
@frozen
class PeriodFigures(Sequence[Figure]):
    """Figures of several steps of time, in the order of KPI, group and step.

    `found["签约项目数", "东区", "2022-03"]` is one of them: KPI, group and step.

    Attributes:
        figures: the figures of all steps as one table, grouped by the keys and by the step.
        growths: for each figure its growth on the year and on the step before, each with the reason where it has none.
        cumulative: whether each counts from January on.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.kpis import PeriodFigures, evaluate_periods
        >>> from zhaoshang.model import Agreement
        >>> one = Project(id="P1", name="甲", district="东区", agreements=[Agreement(signed_on="2022-03-05")])
        >>> ledger = Ledger(as_of="2022-06-30", projects=[one])
        >>> found = evaluate_periods(ledger, "签约项目数", "2022-Q1", by="district")
        >>> isinstance(found, PeriodFigures), len(found), found["签约项目数", "东区", "2022-03"].value
        (True, 3, Decimal('1'))
        >>> found.periods, found.to_rows()[2]["value"] == found.to_dicts()[2]["value"] == 1
        (('2022-01', '2022-02', '2022-03'), True)
        >>> found.to_polars()["value"].to_list() == found.to_pandas()["value"].tolist() == [0.0, 0.0, 1.0]
        True
        >>> from io import BytesIO
        >>> found.to_excel(BytesIO())
    """

    figures: Figures
    growths: tuple[tuple[Result, Result], ...] = field(repr=False)
    cumulative: bool = False

    def __len__(self) -> int:
        """Count the figures."""
        return len(self.figures.items_)

    def __iter__(self) -> Iterator[Figure]:
        """Give each figure."""
        return iter(self.figures.items_)

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 - a place, a slice, or the name of a figure
        """Give a figure by its place, or by KPI, group and step.

        Raises:
            UnknownIdError: when there is no such figure.
        """
        if isinstance(key, int | slice):
            return self.figures.items_[key]
        return self.figures[key]

    def to_rows(self, *, exact: bool = False) -> list[dict[str, Any]]:
        """Give one flat mapping a figure, for a table or a data frame.

        `yoy` and `mom` are its growth, `yoy_reason` and `mom_reason` say why there is none, in codes that
        `kpis.describe` words.

        Args:
            exact: keep numbers as `Decimal` and `Fraction` objects; else they are such as JSON holds.
        """
        rows = [self._more(row, at) for at, row in enumerate(self.figures.to_rows(exact=True))]
        return rows if exact else [{name: plain(cell) for name, cell in row.items()} for row in rows]

    def _more(self, row: Mapping[str, Any], at: int) -> dict[str, Any]:
        year, before = self.growths[at]
        kept = {name: cell for name, cell in row.items() if name not in {*_STEPS, "is_whole", "part"}}
        figure = self.figures.items_[at]
        return {
            **kept,
            "period": figure.group[-1],
            "cumulative": self.cumulative,
            "yoy": _shown(year),
            "mom": _shown(before),
            "yoy_reason": year.reason,
            "mom_reason": before.reason,
            "growth_unit": "percentage_point" if figure.unit in _RATES else "percent",
        }

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give one mapping a figure, of plain JSON data."""
        return self.to_rows()

    def to_pandas(self) -> Any:  # noqa: ANN401 - a data frame
        """Give the figures as a pandas data frame, the columns of `to_rows`.

        Raises:
            MissingExtraError: when pandas is not installed.
        """
        return frame_of(self.to_rows(exact=True), "pandas")

    def to_polars(self) -> Any:  # noqa: ANN401 - a data frame
        """Give the figures as a polars data frame, the columns of `to_rows`.

        Raises:
            MissingExtraError: when polars is not installed.
        """
        return frame_of(self.to_rows(exact=True), "polars")

    def to_excel(self, target: str | PathLike[str] | IO[bytes], /, *, locale: str = "zh_CN") -> None:
        """Write the figures as a workbook of one sheet, a line a figure.

        Args:
            target: the file, or a stream of bytes.
            locale: `en` or a Chinese locale such as `zh_CN`.

        Raises:
            MissingExtraError: when the extra `excel` is not installed.
            UnfitValueError: when the suffix is that of another kind of file.
        """
        rows = [self._more(row, at) for at, row in enumerate(named_rows(self.figures, locale=locale))]
        for row in rows:
            reasons = {name: row[name] for name in ("yoy_reason", "mom_reason")}
            row |= {name: code and describe(code, locale=locale) for name, code in reasons.items()}
            row["growth_unit"] = unit_shown(_UNITS[row["growth_unit"]], locale=locale)
        excel_of(rows, target, locale=locale, title="figures")

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The steps, in order."""
        return tuple(dict.fromkeys(figure.group[-1] for figure in self.figures.items_))


def _shown(result: Result) -> Decimal | None:
    """Round a growth to the two places that reports print."""
    return None if result.value is None else ROUNDING.apply(result.value)


def evaluate_periods(
    source: Any,  # noqa: ANN401 - as `evaluate` takes it
    kpis: Any,  # noqa: ANN401 - as above
    period: DateLike,
    /,
    *,
    step: str,
    cumulative: bool,
    by: str | Iterable[str],
    same: Mapping[str, Any],
) -> PeriodFigures:
    """Work out KPIs for each step of a period."""
    if step not in _STEPS:
        raise UnknownCodeError("step", as_text(step), _STEPS)
    if not isinstance(by, Iterable):
        raise FieldTypeError(as_python(by), "a grouping key, such as owner, or several")
    keys = tuple(key_of(name) for name in ([by] if isinstance(by, str) else in_order(by)))
    for key in keys:
        if key in TIME_KEYS:
            others = tuple(each for each in KEYS if each not in TIME_KEYS)
            raise UnknownCodeError("grouping key beside step", key, others)
    asked = Period.of(period)
    table = _Levels(source, kpis, dict(same), keys, step)
    wanted, levels = table.cumulated(asked) if cumulative else table.single(asked)
    figures, growths = [], []
    for (kpi, group, name), figure in levels.items():
        if name not in wanted:
            continue
        figures.append(figure)
        reason = "part_of_figure" if figure.is_part else None if wanted[name] else "period_open"
        if reason is not None:
            growths.append((_none(reason), _none(reason)))
            continue
        year, last = (levels.get((kpi, group, _moved(name, months))) for months in (12, _MONTHS[step]))
        growths.append(
            (_growth(figure, year), _none("since_january") if cumulative else _growth(figure, last))
        )
    found = Figures(tuple(figures), (*keys, step), table.labels)
    return PeriodFigures(found, tuple(growths), cumulative)


@final
class _Levels:
    """The levels of one question: a figure for each KPI, group and step, those to compare with among them."""

    def __init__(
        self,
        source: Any,  # noqa: ANN401 - as `evaluate` takes it
        kpis: Any,  # noqa: ANN401 - as above
        same: dict[str, Any],
        keys: tuple[str, ...],
        step: str,
    ) -> None:
        self.keys = keys
        self.step = step
        self.labels: Any = {}
        self._ask = partial(evaluate, source, in_order(kpis) if not isinstance(kpis, str | Kpi) else kpis)
        self._same = same

    def _asked(self, **more: Any) -> Figures:  # noqa: ANN401 - the keywords of `evaluate`
        found = self._ask(**(self._same | more))
        self.labels = found.labels
        return found

    def single(self, asked: Period) -> tuple[dict[str, bool], dict[_Place, Figure]]:
        """Ask of each step alone, back to a year before the first; of a step that the period cuts, again.

        Returns:
            The steps wanted, and whether each is whole and over; and the figures.
        """
        early = Period.between(asked.start, asked.end).shift(years=-1).start
        first = min(early, Period.of(asked.start).shift(months=-_MONTHS[self.step]).start)
        by = (*self.keys, self.step)
        found = self._asked(by=by, period=Period.between(first.replace(day=1), asked.end))
        spans = self._spans(asked, asked.start, found)
        cut = {span.label[self.step]: str(span.period) for span in spans if not self._is_whole(span)}
        alone = {
            (figure.kpi, figure.group): figure
            for days in cut.values()
            for figure in self._asked(by=by, period=days).items_
        }
        size = len(self.keys)
        levels: dict[_Place, Figure] = {}
        for figure in found.items_:
            if not figure.group[size:]:
                continue
            name, other = figure.group[size], _other(figure.group, size)
            levels[figure.kpi, other, name] = figure
            if name in cut and (figure.kpi, figure.group) in alone:
                group = (*figure.group[:size], cut[name], *figure.group[size + 1 :])
                levels[figure.kpi, other, cut[name]] = evolve(alone[figure.kpi, figure.group], group=group)
        return self._wanted(spans), levels

    def cumulated(self, asked: Period) -> tuple[dict[str, bool], dict[_Place, Figure]]:
        """Ask from January to the end of each step, as it stood then; and a year before."""
        wanted = self._wanted(self._spans(asked, date(asked.start.year, 1, 1), self._asked(period=asked)))
        levels: dict[_Place, Figure] = {}
        size = len(self.keys)
        for name in (*wanted, *(_moved(name, 12) for name, is_whole in wanted.items() if is_whole)):
            end = Period.of(name).end
            period = Period.between(date(end.year, 1, 1), end)
            day = end if self._day is None else min(end, self._day)
            for figure in self._asked(by=self.keys, period=period, as_of=Period.of(day)).items_:
                if len(figure.group) >= size:
                    group = (*figure.group[:size], name, *figure.group[size:])
                    levels[figure.kpi, figure.group, name] = evolve(figure, group=group)
        return wanted, levels

    def _spans(self, asked: Period, first: date, found: Figures) -> list[Span]:
        """Cut a period into its steps, up to the day of the figures.

        Raises:
            UnfitValueError: when it begins after that day.
        """
        as_of = next((figure.as_of for figure in found.items_), None)
        day = self._day = None if as_of is None else as_of.end
        if day is not None and day < asked.start:
            raise UnfitValueError(str(asked), f"a period that begins by {day}, the day of the figures")
        spans = spans_of([self.step], first, day or asked.end, asked.end)
        return [span for span in spans if span.period.end >= asked.start]

    def _wanted(self, spans: Iterable[Span]) -> dict[str, bool]:
        """Name steps, one that is cut by its days, and tell whether each is whole and over."""
        return {
            str(span.period): self._is_whole(span) and (self._day is None or span.period.end <= self._day)
            for span in spans
        }

    def _is_whole(self, span: Span) -> bool:
        return str(span.period) == span.label[self.step]


def _other(group: tuple[str, ...], size: int) -> tuple[str, ...]:
    return (*group[:size], *group[size + 1 :])


def _moved(name: str, months: int) -> str:
    """Name the step so many months before."""
    return str(Period.of(name).shift(months=-months))


def _growth(figure: Figure, level: Figure | None) -> Result:
    """Hold a figure against an earlier one: a rate by the difference, anything else by the quotient."""
    for each in (figure, level):
        if each is None or each.value is None:
            return _none("no_data" if each is None or each.reason is None else each.reason)
    if level is None or figure.unit != level.unit:
        return _none("units_differ")
    if figure.unit not in _RATES:
        found = growth(_measured(figure), _measured(level))
        return found if found.value is not None or found.reason else evolve(found, reason="not_exact")
    if not (figure.is_exact and level.is_exact) or figure.exact is None or level.exact is None:
        return _none("not_exact")
    return Result(value=Fraction(figure.exact) - Fraction(level.exact), unit="percent")


def _none(reason: str) -> Result:
    return Result(unit="percent", reason=reason)


def _measured(figure: Figure) -> Measured:
    """Take a figure as a number with its bounds."""
    low, high = (None if bound is None else Fraction(bound) for bound in (figure.low, figure.high))
    value = None if figure.exact is None else Fraction(figure.exact)
    return Measured(value=value, low=low, high=high, is_hedged=not figure.is_exact)
