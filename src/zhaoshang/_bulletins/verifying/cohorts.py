"""What became of projects that were named before: 今年签约的19个中已开工10个 is of those 19, and no flow of the period."""

import re
from collections.abc import Sequence
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._basics.decimals import nearest
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import SIGNED
from zhaoshang._bulletins.verifying.claims import Told
from zhaoshang._bulletins.verifying.comparing import AskedFigure, AskedLedger
from zhaoshang.kpis import Figure
from zhaoshang.periods import Period

_RATES: Final = {
    "milestone_count:started": "start_rate",
    "milestone_count:performing": "contract_performance_rate",
    "milestone_count:landed": "landing_rate",
    "milestone_count:completed": "completion_rate",
    "milestone_count:producing": "production_rate",
}
"""The rates that count, of the projects signed in a period, those that came so far."""

_OUT_OF: Final = re.compile(r"[^，,；;。]{0,8}?(?:之)?[中里][，,]?[^，,；;。\d]{0,10}")
_OF_THESE: Final = re.compile(rf"{SIGNED}的[^，,；;。\d]{{0,6}}$")
_OF_UNCOUNTED: Final = re.compile(
    rf"{SIGNED}的?(?:[^，,；;。\d]{{0,4}}项目)?(?:之)?[中里][，,]?[^，,；;。\d]{{0,12}}$"
)
"""今年新签约项目中已开工11个: of those signed, however many they are."""
_DONE: Final = re.compile(r"[，,、]?(?:个)?(?:项目)?[，,、]?(?:目前|现)?已")
_FLOW: Final = re.compile(r"新|累计|历年|往年|上年|去年")
_FAR: Final = 40
_APART: Final = re.compile("[；;。\n]")


class CohortGuess(Enum):
    """How sure it is that a figure is of projects named before."""

    SURE = "sure"
    MAYBE = "maybe"


def cohort_of(item: Told, items: Sequence[Told], document: Document) -> CohortGuess | None:
    """Tell whether a figure is of the projects signed that its sentence names before it; `None` for a flow."""
    if item.reading.kpi not in _RATES or item.reading.band is not None:
        return None
    whole = next(
        (
            other
            for other in reversed(items[max(0, item.number - 4) : item.number])
            if other.sentence == item.sentence and other.counts_projects and other.reading.band is None
        ),
        None,
    )
    start = document.spans[item.number][0]
    told = document.spans[item.number - 1][1] if item.number else 0
    if whole is None and _OF_UNCOUNTED.search(
        document.plain.text, max(item.sentence, told, start - _FAR), start
    ):
        return CohortGuess.SURE
    if whole is None or whole.reading.kpi != "signed_project_count" or whole.is_target:
        return None
    between = document.plain.text[document.spans[whole.number][1] : document.spans[item.number][0]]
    if whole.reading.subject != item.reading.subject or _FLOW.search(item.near) or _APART.search(between):
        return None
    is_next = whole.number == item.number - 1
    is_named = _OF_THESE.search(whole.near) is not None
    if item.reading.is_part or (
        is_next and (_OUT_OF.fullmatch(between) or (is_named and _DONE.match(between)))
    ):
        return CohortGuess.SURE
    return CohortGuess.MAYBE


def numbers_of(source: AskedLedger, asked: AskedFigure, day: Period | None) -> list[Figure]:
    """Count those that came so far: by the end of the period, and by the day of the ledger."""
    rate = _RATES.get(asked.measure)
    found: list[Figure] = []
    for on in dict.fromkeys((asked.as_of, day)):
        figure = "" if rate is None or asked.band else source.figure(evolve(asked, measure=rate, as_of=on))
        if not isinstance(figure, str) and figure.numerator is not None and figure.denominator:
            number = Fraction(figure.numerator)
            value = nearest(number)
            end = value if figure.is_exact else None
            found.append(evolve(figure, value=value, exact=number, low=end, high=end, unit="个"))
    return found
