"""What came of projects: payments and outcomes that repeat, overlap or shrink."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Final

from zhaoshang._checks.figures import WrittenQuantity
from zhaoshang._checks.rule import Rule, about
from zhaoshang._text.messages import Label, Message, Sentence
from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger
from zhaoshang.model import Outcome, Project
from zhaoshang.model._facts.arrivals import counting, replacements
from zhaoshang.model._facts.outcomes import OVERLAPPING, record_of, standings, stated_of
from zhaoshang.model._fields.amounts import MEASURE_WORDS, STOCKS
from zhaoshang.quantities import Quantity

_VALUE_DIFFERS_OF_PERIOD: Final = Sentence(
    "check.value_differs.of_period",
    zh="{period} 的{what}有两个数：{other}、{value}",
    en="two values of {what} for {period}: {other}, {value}",
)


def outcomes_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find two outcomes for one period that state different values."""
    for project in ledger.projects:
        seen: dict[tuple[Any, str], Quantity] = {}
        for outcome in project.outcomes:
            for name, (zh, en) in MEASURE_WORDS.items():
                value = getattr(outcome, name)
                if value is None or outcome.recorded_on is not None:
                    continue
                other = seen.setdefault((outcome.period, name), value)
                if other != value:
                    yield about(
                        "value_differs",
                        project,
                        Message(
                            _VALUE_DIFFERS_OF_PERIOD,
                            period=outcome.period,
                            what=Label(zh, en),
                            other=WrittenQuantity(other),
                            value=WrittenQuantity(value),
                        ),
                        subject=name,
                    )


_EVER: Final = (None, date.max.toordinal())
_UNMATCHED_CORRECTION: Final = Sentence(
    "check.unmatched_correction",
    zh="更正没有对应的到资记录，按一笔到资计入",
    en="it corrects no payment on record, and counts as one",
)


def unmatched(ledger: Ledger) -> Iterator[Finding]:
    """Find corrections that meet no payment."""
    for project in ledger.projects:
        for each in replacements(project.arrivals):
            if each.replaced is None:
                message = Message(_UNMATCHED_CORRECTION)
                yield _about("unmatched_correction", project, each.correction, message)


_AMBIGUOUS_CORRECTION: Final = Sentence(
    "check.ambiguous_correction",
    zh="更正可对应 {count} 笔到资，取最后一笔；请为到资编号",
    en="it may correct {count} payments, and the last is taken; give them ids",
)


def ambiguous(ledger: Ledger) -> Iterator[Finding]:
    """Find corrections that meet several payments."""
    for project in ledger.projects:
        for each in replacements(project.arrivals):
            if each.fitting > 1:
                message = Message(_AMBIGUOUS_CORRECTION, count=each.fitting)
                yield _about("ambiguous_correction", project, each.correction, message)


def _about(code: str, project: Project, place: int, message: Message) -> Finding:
    return Finding(
        code=code, subject=project.id, ids=[project.id], path=f"arrivals[{place}]", message=message
    )


_POSSIBLE_DUPLICATE_ARRIVAL: Final = Sentence(
    "check.possible_duplicate_arrival",
    zh="{on} 有 {times} 笔相同的到资 {amount}，均已计入",
    en="{times} equal payments of {amount} on {on}; all of them count",
)


def payments_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find payments of one day, amount and origin that no number tells apart."""
    for project in ledger.projects:
        told = Counter(
            (arrival.on, arrival.amount, arrival.origin)
            for arrival in counting(project.arrivals)
            if arrival.id is None and None not in (arrival.on, arrival.amount)
        )
        for (on, amount, _), times in told.items():
            if times > 1:
                yield Finding(
                    code="possible_duplicate_arrival",
                    subject=str(on),
                    ids=[project.id],
                    path="arrivals",
                    message=Message(_POSSIBLE_DUPLICATE_ARRIVAL, on=on, times=times, amount=amount),
                )


_OVERLAPPING_PERIODS: Final = Sentence(
    "check.overlapping_periods",
    zh="{what}的时段 {periods} 相互重叠，合计无法确定",
    en="the periods of {what}, {periods}, overlap, so that no sum can be told",
)


def overlaps(ledger: Ledger) -> Iterator[Finding]:
    """Find outcomes whose periods overlap without one holding the other: their sum cannot be told."""
    for project in ledger.projects:
        for measure, stated in _flows(project):
            found = standings([record_of(*each) for each in stated], _EVER, is_stock=False)
            periods = [
                str(outcome.period)
                for (outcome, _), standing in zip(stated, found, strict=True)
                if standing in OVERLAPPING
            ]
            if periods:
                zh, en = MEASURE_WORDS[measure]
                yield Finding(
                    code="overlapping_periods",
                    subject=measure,
                    ids=[project.id],
                    path="outcomes",
                    message=Message(_OVERLAPPING_PERIODS, what=Label(zh, en), periods=tuple(periods)),
                )


_DECREASING_CUMULATIVE: Final = Sentence(
    "check.decreasing_cumulative",
    zh="{what}累计数下降：至 {earlier} 为 {less}，至 {later} 为 {more}",
    en="the cumulative {what} falls: {less} by {earlier}, {more} by {later}",
)


def shrinking(ledger: Ledger) -> Iterator[Finding]:
    """Find cumulative reports that fall: a longer stretch from the same day that holds surely less."""
    for project in ledger.projects:
        for measure, stated in _flows(project):
            latest = {(each.period.start, each.period.end): amount for each, amount in stated if each.period}
            for (span, less), (longer, more) in pairwise(sorted(latest.items(), key=lambda item: item[0])):
                if span[0] == longer[0] and _is_below(more, less):
                    zh, en = MEASURE_WORDS[measure]
                    yield Finding(
                        code="decreasing_cumulative",
                        subject=measure,
                        ids=[project.id],
                        path="outcomes",
                        message=Message(
                            _DECREASING_CUMULATIVE,
                            what=Label(zh, en),
                            earlier=span[1],
                            less=less,
                            later=longer[1],
                            more=more,
                        ),
                    )


def _flows(project: Project) -> Iterator[tuple[str, list[tuple[Outcome, Quantity]]]]:
    for measure in MEASURE_WORDS:
        if measure in STOCKS:
            continue
        stated = [
            (each, amount) for each in project.outcomes if (amount := stated_of(each, measure)) is not None
        ]
        if len(stated) > 1:
            yield measure, stated


def _is_below(more: Quantity, less: Quantity) -> bool:
    high, low = more.interval.high, less.interval.low
    return more.unit == less.unit and high is not None and low is not None and high < low


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        code="value_differs",
        zh="同期实绩有两个数",
        en="two values for one period",
        find=outcomes_twice,
    ),
    Rule(
        code="unmatched_correction",
        zh="更正没有对应的到资",
        en="a correction of no payment",
        find=unmatched,
    ),
    Rule(
        code="ambiguous_correction",
        zh="更正可对应多笔到资",
        en="a correction of one of several payments",
        find=ambiguous,
    ),
    Rule(
        code="possible_duplicate_arrival",
        zh="疑似重复的到资",
        en="payments that may be one",
        find=payments_twice,
    ),
    Rule(
        code="overlapping_periods",
        zh="实绩时段相互重叠",
        en="outcomes of periods that overlap",
        find=overlaps,
    ),
    Rule(
        code="decreasing_cumulative",
        zh="累计数下降",
        en="a cumulative figure that falls",
        find=shrinking,
    ),
)
