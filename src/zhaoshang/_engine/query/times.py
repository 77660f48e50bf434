"""Time as a grouping key: a question asked anew for each month, quarter or year, and joined into one table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, final

from attrs import evolve, frozen

from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, Kpi
from zhaoshang._engine.query.executors import Executor
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.groups import Label
from zhaoshang._engine.results.figure import Figure
from zhaoshang.errors import UnfitValueError, ZhaoshangError
from zhaoshang.measures import ALWAYS, Column, Distinct
from zhaoshang.model._fields.keys import TIME_KEYS
from zhaoshang.periods import Period

_MOST: Final = 1200
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


@final
@frozen
class Span:
    """One month, quarter or year of a question.

    Attributes:
        period: the time itself, cut where the period asked for or the day of the question cuts it.
        label: what each time key says of it.
    """

    period: Period
    label: Mapping[str, str]


@final
@frozen
class TimeGrid:
    """The spans of a question, and how their labels join those of the other keys.

    Attributes:
        keys: all grouping keys, in the order asked for.
        spans: the spans in order.
    """

    keys: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def whole_by(self) -> tuple[str, ...]:
        """The keys that the whole is grouped by: with a key of time every group lies in a span."""
        return () if any(key in TIME_KEYS for key in self.keys) else self.keys

    def contexts(self, kpi: Kpi, question: Context) -> Iterator[Context]:
        """Ask the same of each span; of a stock, which reads no period, on the last day of each."""
        is_stock = bool(self.spans) and _is_stock(kpi, question, self.spans[0].period)
        for span in self.spans:
            cut = evolve(
                question,
                period=span.period,
                arguments=question.arguments.aside(),
                groups_only=bool(question.by),
            )
            if is_stock and span.period.end.toordinal() < question.day:
                cut = evolve(cut, as_of=Period.of(span.period.end))
            yield cut

    def in_order(self, figures: Iterable[Figure]) -> list[Figure]:
        """Put the figures of all spans in the order of the keys: those of one first key together."""
        listed = list(figures)
        first = {figure.group[0]: place for place, figure in reversed(list(enumerate(listed)))}
        return sorted(listed, key=lambda figure: first[figure.group[0]])

    def joined(self, span: Span, answers: Answers) -> Answers:
        """Give the answers of one span under labels of all keys."""
        others = [key for key in self.keys if key not in TIME_KEYS]
        return {
            self._label(span, label[: len(others)], label[len(others) :]): answer
            for label, answer in answers.items()
            if len(label) - answer.is_part == len(others)
        }

    def _label(self, span: Span, groups: Label, part: Label) -> Label:
        names = iter(groups)
        return (*(span.label[key] if key in TIME_KEYS else next(names) for key in self.keys), *part)


def _is_stock(kpi: Kpi, question: Context, period: Period) -> bool:
    """Whether the plan of a KPI stays the same whatever the period."""
    aside = evolve(question, arguments=question.arguments.aside(), inputs=question.inputs.aside())
    try:
        one, other = (kpi.plan(evolve(aside, period=each)) for each in (period, period.shift(years=-1)))
    except ZhaoshangError:  # the question itself will say so
        return False
    return one.shape is not None and (one.shape, one.notes) == (other.shape, other.notes)


def spans_of(keys: Sequence[str], first: date, day: date, last: date = date.max) -> tuple[Span, ...]:
    """Cut a stretch of days into its months, quarters or years, by the finest of the keys.

    Args:
        keys: the time keys.
        first: the first day.
        day: the day on which the figures stand; a span that begins after it is left out.
        last: the last day, which cuts a span in two as the first does.

    Raises:
        UnfitValueError: for more than 1,200 spans: one mistyped year, 1022 for 2022, makes twelve thousand months.

    Examples:
        >>> spans = spans_of(["quarter"], date(2022, 2, 1), date(2022, 5, 31))
        >>> [str(span.period) for span in spans]
        ['2022-02-01/2022-03-31', '2022-Q2']
    """
    step = min(_MONTHS[key] for key in keys)
    start = date(first.year, (first.month - 1) // step * step + 1, 1)
    end = min(day, last)
    if (end.year - start.year) * 12 + end.month - start.month >= _MOST * step:
        msg = f"{first}/{end}"
        raise UnfitValueError(
            msg, f"at most {_MOST} months, quarters or years: mend the first date, or name a shorter period"
        )
    found = []
    while start <= end:
        whole = _whole(start, step)
        is_cut = first > whole.start or last < whole.end
        period = Period.between(max(first, whole.start), min(last, whole.end)) if is_cut else whole
        found.append(Span(period, {key: str(_whole(start, _MONTHS[key])) for key in keys}))
        if whole.end == date.max:
            break
        start = date.fromordinal(whole.end.toordinal() + 1)
    return tuple(found)


def _whole(day: date, months: int) -> Period:
    if months == _MONTHS["year"]:
        return Period.year(day.year)
    if months == 1:
        return Period.month(day.year, day.month)
    return Period.of(f"{day.year:04}-Q{(day.month - 1) // months + 1}")


def first_day(question: Context, executor: Callable[[Context], Executor | None]) -> date | None:
    """Find the first day on which anything was signed or paid, to begin a table of all time with."""
    found = executor(question)
    if found is None:
        return None
    facts = Facts(evolve(question, arguments=question.arguments.aside()))
    asked = [Distinct("projects", facts.signing.day.lo, facts.population())]
    if found.has("arrivals", "lo") or found.has("arrivals", "on"):
        asked.append(Distinct("arrivals", Column("lo"), ALWAYS))
    found.prepare(asked)
    days: set[Any] = set().union(*map(found.atom, asked))
    days -= {None}
    return date.fromordinal(min(days)) if days else None
