"""Records that repeat: corrections, payments told twice, periods that overlap, sums that shrink."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from zhaoshang._text.messages import Label, Message
from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger
from zhaoshang.model import Outcome, Project, normalised_name
from zhaoshang.model._facts.arrivals import replacements
from zhaoshang.model._facts.outcomes import OVERLAPPING, record_of, standings, stated_of
from zhaoshang.model._fields.amounts import MEASURE_WORDS, STOCKS
from zhaoshang.quantities import Quantity

_EVER: Final = (None, date.max.toordinal())


def unmatched(ledger: Ledger) -> Iterator[Finding]:
    """Find corrections that meet no payment."""
    for project in ledger.projects:
        for each in replacements(project.arrivals):
            if each.replaced is None:
                message = Message("check.unmatched_correction")
                yield _about("unmatched_correction", project, each.correction, message)


def ambiguous(ledger: Ledger) -> Iterator[Finding]:
    """Find corrections that meet several payments."""
    for project in ledger.projects:
        for each in replacements(project.arrivals):
            if each.fitting > 1:
                message = Message("check.ambiguous_correction", count=each.fitting)
                yield _about("ambiguous_correction", project, each.correction, message)


def payments_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find payments of one day, amount and origin that no number tells apart."""
    for project in ledger.projects:
        gone = {each.replaced for each in replacements(project.arrivals)}
        told = Counter(
            (arrival.on, arrival.amount, arrival.origin)
            for place, arrival in enumerate(project.arrivals)
            if place not in gone and arrival.id is None and None not in (arrival.on, arrival.amount)
        )
        for (on, amount, _), times in told.items():
            if times > 1:
                yield Finding(
                    code="possible_duplicate_arrival",
                    subject=str(on),
                    ids=[project.id],
                    path="arrivals",
                    message=Message("check.possible_duplicate_arrival", on=on, times=times, amount=amount),
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
                    message=Message("check.overlapping_periods", what=Label(zh, en), periods=tuple(periods)),
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
                            "check.decreasing_cumulative",
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


_PHASE: Final = re.compile(r"[(（]?第?[一二三四五六七八九首\d]{1,2}期(?:工程)?[)）]?(?=项目$|$)")


def phases_beside_whole(ledger: Ledger) -> Iterator[Finding]:
    """Find several phases of a project that stand beside it as projects of their own, so that all of it counts twice."""
    alone = [project for project in ledger.projects if project.parent is None]
    phases: dict[str, list[Project]] = {}
    for project in alone:
        whole = _PHASE.sub("", project.name)
        if whole != project.name:
            phases.setdefault(_whole(whole), []).append(project)
    for project in alone if phases else ():
        found = phases.get(_whole(project.name), ())
        if len(found) > 1 and project not in found:
            yield Finding(
                code="phases_beside_whole",
                ids=[project.id, *(phase.id for phase in found)],
                message=Message(
                    "check.phases_beside_whole",
                    project=project.name,
                    phases=tuple(phase.name for phase in found),
                ),
            )


def _whole(name: str) -> str:
    return normalised_name(name).removesuffix("项目")


def _about(code: str, project: Project, place: int, message: Message) -> Finding:
    return Finding(
        code=code, subject=project.id, ids=[project.id], path=f"arrivals[{place}]", message=message
    )
