"""What became of projects that were named before: 今年签约的19个中已开工10个 is of those 19, and no flow of the period."""

from collections.abc import Container, Sequence
from enum import Enum
from fractions import Fraction
from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import nearest
from zhaoshang._bulletins.figures.crossed import OUT_OF
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.dated import Use
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import SIGNED
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verifying.asking import Asking
from zhaoshang._bulletins.verifying.claims import Told, untold, verdict_on
from zhaoshang._bulletins.verifying.comparing import AskedFigure, AskedLedger, compare
from zhaoshang._bulletins.verifying.held import said_of_these
from zhaoshang._bulletins.verifying.uncertain import doubt_of
from zhaoshang.kpis import Figure, Rounding
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
    rf"(?:{SIGNED}(?P<sure>的?(?:[^，,；;。\d]{{0,4}}项目)?之?[中里]|的[^，,；;。\d]{{0,4}}项目)"
    rf"|{SIGNED}项目(?:目前|现)?(?:已|全部|均|都|累计)|(?<=[年月度])新?{SIGNED}项目(?!数|[、和与及]))"
    r"[，,]?[^，,；;。\d]{0,12}(?:\d[^，,；;。\d]{0,12})?$"
)
"""今年新签约项目中已开工11个, 今年签约的项目，开工11个: of those signed, however many they are; 签约项目已开工11个 may be of all."""
_DONE: Final = re.compile(r"[，,、]?(?:个)?(?:项目)?[，,、]?(?:目前|现)?已")
_FLOW: Final = re.compile(r"新|累计|历年|往年|上年|去年")
_SO_FAR: Final = re.compile("已|目前|现[有共已]")
_EVER: Final = re.compile(r"累计|历年|往年|上年|去年")
_JOINT: Final = re.compile(r"(?:个|家|项)?(?:项目)?[，,、和及与]\D{0,8}")
_FAR: Final = 40
_FEW: Final = 4
_APART: Final = re.compile("[；;。\n]")
_CLAUSE: Final = re.compile("[，,；;。\n]")


class CohortGuess(Enum):
    """How sure it is that a figure is of projects named before."""

    SURE = "sure"
    LIKELY = "likely"
    """Of these, unless it is right of all in the time, which cannot be told then."""
    MAYBE = "maybe"
    """Of these or of all: it is right or wrong only where it is so of both."""
    OTHER = "other"
    """Of some of these that the ledger is not asked for: those of one size, those begun in another time."""


def cohort_of(
    item: Told, items: Sequence[Told], document: Document, crossed: Container[int] = ()
) -> CohortGuess | None:
    """Tell whether a figure is of the projects that its sentence names before it; `None` for a flow.

    `crossed` are the numbers of the figures that are of projects which another step tells.
    """
    how = None
    if item.reading.kpi in _RATES and item.reading.band is None:
        how = _of_uncounted(item, items, document) or _of_counted(item, items, document)
    is_open = how in {None, CohortGuess.MAYBE}
    return CohortGuess.OTHER if is_open and item.number in crossed else how


def _of_uncounted(item: Told, items: Sequence[Told], document: Document) -> CohortGuess | None:
    """Tell whether a figure is of those signed, whose number is not told."""
    text, start = document.plain.text, document.spans[item.number][0]
    last = document.spans[item.number - 1][1] if item.number else 0
    said = _OF_UNCOUNTED.search(text, max(item.sentence, last, start - _FAR), start)
    if said is None:
        return None
    is_sized = item.number > 0 and items[item.number - 1].kpi == BAND
    if is_sized and not _CLAUSE.search(text, last, said.start()):
        return CohortGuess.OTHER
    if any(dated.use is Use.OWN for dated in document.times.within(said.start(), start)):
        return CohortGuess.OTHER  # 2022年签约的项目中，今年新开工1个
    return CohortGuess.SURE if said["sure"] else CohortGuess.LIKELY


def _of_counted(item: Told, items: Sequence[Told], document: Document) -> CohortGuess | None:
    """Tell whether a figure is of those signed that are counted before it, with others that came of them in between."""
    before = [
        other
        for other in reversed(items[max(0, item.number - _FEW) : item.number])
        if other.sentence == item.sentence and other.counts_projects and other.reading.band is None
    ]
    whole = next((other for other in before if other.reading.kpi not in _RATES), None)
    if whole is None or whole.reading.kpi != "signed_project_count" or whole.is_target:
        return None
    between = document.plain.text[document.spans[whole.number][1] : document.spans[item.number][0]]
    if whole.reading.subject != item.reading.subject or _APART.search(between):
        return None
    is_part = _is_part(item, items, document) or OUT_OF.match(between) is not None
    if (_EVER if is_part else _FLOW).search(item.near):
        return None
    signed, own, day = whole.reading.period, item.reading.period, item.reading.as_of
    if signed is not None and own is not None and signed.end < own.start:
        return CohortGuess.OTHER  # 2022年签约7个，2023年开工1个
    day = document.today if day is None and so_far(item) else day
    if signed is not None and day is not None and day != whole.reading.as_of and signed.end < day.end:
        return CohortGuess.LIKELY  # 2022年签约7个，截至2023年6月底已开工5个, 截至目前已开工5个
    is_next = whole.number == item.number - 1
    is_named = _OF_THESE.search(whole.near) is not None
    if is_next and (_OUT_OF.fullmatch(between) or (is_named and _DONE.match(between))):
        return CohortGuess.SURE
    return CohortGuess.LIKELY if is_part else CohortGuess.MAYBE


def _is_part(item: Told, items: Sequence[Told], document: Document) -> bool:
    """Tell whether a figure is a part (其中开工5个), or goes on with one (、新投产2个)."""
    for number in range(item.number, max(-1, item.number - _FEW), -1):
        if items[number].reading.is_part:
            return True
        ends = document.spans[number - 1][1] if number else 0, document.spans[number][0]
        if items[number].kpi not in _RATES or not _JOINT.fullmatch(document.plain.text, *ends):
            return False
    return False


def so_far(item: Told) -> bool:
    """Tell whether a figure counts up to the day of telling: 去年签约的项目已开工5个."""
    return item.reading.as_of is None and not item.reading.is_part and _SO_FAR.search(item.near) is not None


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


@final
@frozen
class OutcomeCohorts:
    """The figures of a text that may be of projects named before them, held against the ledger.

    Attributes:
        asking: the questions that the figures put.
        source: the ledger.
        day: the day on which it stands.
        items: the figures.
        document: the text; `None` for an English one.
        rounding: how it rounds.
        crossed: the numbers of the figures that are of projects which another step tells.
    """

    asking: Asking
    source: AskedLedger
    day: Period | None
    items: Sequence[Told]
    document: Document | None
    rounding: Rounding
    crossed: Container[int] = ()

    def judged(self, item: Told, first: Verdict) -> tuple[Verdict, bool]:
        """Judge a figure of which the first verdict is as of all, and say whether it may be of those named before."""
        how = None if self.document is None else cohort_of(item, self.items, self.document, self.crossed)
        asked = self.asking.asked(item)
        numbers = [] if how is None or isinstance(asked, str) else numbers_of(self.source, asked, self.day)
        right = [figure for figure in numbers if compare(item.reading, figure, "", self.rounding) is True]
        is_right = first.answer is Answer.AGREES
        is_settled = not numbers or bool(right) is is_right or first.answer is Answer.UNKNOWN
        if how is None or (how is CohortGuess.MAYBE and is_settled):
            return first, False
        verdict = self._of_cohort(item, first, how, numbers, right)
        return verdict, not (verdict.answer is Answer.AGREES and is_right)

    def _of_cohort(
        self, item: Told, first: Verdict, how: CohortGuess, numbers: Sequence[Figure], right: Sequence[Figure]
    ) -> Verdict:
        if how in {CohortGuess.OTHER, CohortGuess.MAYBE}:
            return first if first.answer is Answer.UNKNOWN else untold(item, "no_measure")
        for figure in right:
            if figure.exact != numbers[-1].exact and so_far(item):
                return untold(item, "ambiguous_period")
            return verdict_on(item, Answer.AGREES, "matches", **said_of_these(figure))
        if isinstance(self.asking.asked(item), str):
            return first
        # 其中 may be said of all that were begun
        is_flow = how is CohortGuess.LIKELY and first.answer is Answer.AGREES
        if not numbers or is_flow or doubt_of(numbers) is not None:
            return untold(item, "no_measure")
        said = said_of_these(numbers[-1])
        zh = f"文中为 {item.reading.raw}，{said['zh']}"
        en = f"the text has {item.reading.raw}, {said['en']}"
        return verdict_on(item, Answer.DIFFERS, "value_differs", expected=said["expected"], zh=zh, en=en)
