"""Figures that are of less, or by another day, than their words measure: parts, what shares are of, cohorts, demands."""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.crossed import FLOWS
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import RATES, SIGNED, STEP
from zhaoshang._bulletins.verifying.claims import REACH, Told, whole_of
from zhaoshang.periods import Period

_SHARED: Final = re.compile(r"占(?:到|了)?[^，,；;。\d]{0,8}$")
_SHARE: Final = re.compile(r"(?:个|家|项)?(?:项目)?(?:总数)?的\s*\d")
_OF_THESE: Final = re.compile(rf"(?:招商|{SIGNED})*(?:项目)?(?:之?中)?(?:现|目前)?(?:已|全部|均|都)")
_THEN: Final = re.compile(rf"{SIGNED}(?:的|项目)|结转|全部|已")
_APART: Final = re.compile("[；;。\n]")


def is_narrowed(item: Told, items: Sequence[Told], document: Document, *, differs: bool) -> bool:
    """Tell whether a figure is of some of those that its words measure.

    So is a part of what another measure counted (开工3个，其中当年签约2个), a rate of projects that nothing measured
    (结转项目2个，全部开工，开工率100%), and one that tells of whom (开工率低于33%的有西镇). What a share is of
    (占全部6个的66.7%), and those of whom something is told behind them (西镇2个全部开工), may be so: they differ from nothing.
    """
    reading, text = item.reading, document.plain.text
    start, end = document.spans[item.number]
    if _is_of_outcome(item, items, document):
        return True
    if reading.kpi in RATES and item.number:
        before = items[item.number - 1]
        between = text[document.spans[before.number][1] : start]
        is_its = before.sentence == item.sentence and _APART.search(between) is None
        if is_its and before.counts_projects and before.reading.kpi is None:
            return True
    if _is_of_two(item, document) or _is_of_undone(item, items, document):
        return True
    if _is_of_size(item, items, text, document) or (reading.kpi in RATES and text.startswith("的", end)):
        return True
    if not differs:
        return False
    is_base = _SHARED.search(text, max(0, start - 12), start) is not None and _SHARE.match(text, end)
    cue = reading.cue_span
    is_told_of = (
        cue is not None and not document.plain.clause(start)[0] <= document.plain.place(cue[0]) < start
    )
    return bool(is_base or (is_told_of and item.counts_projects and _OF_THESE.match(text, end)))


_GOES_ON: Final = re.compile(r"(?:个|家|项)?(?:项目)?[，,、和及与]\D{0,6}(?:(?:20)?\d{2}年)?\D{0,8}")


def _is_of_outcome(item: Told, items: Sequence[Told], document: Document) -> bool:
    """Tell whether a number of those signed is a part of what another measure counted: 开工6个，其中今年签约5个、去年签约1个."""
    for number in range(item.number, max(-1, item.number - _FEW), -1):
        each = items[number]
        if each.reading.kpi != "signed_project_count" or not each.counts_projects:
            return False
        if each.reading.is_part:
            whole = whole_of(items, each)
            return whole is not None and whole.counts_projects and whole.reading.kpi not in {None, each.kpi}
        ends = document.spans[number - 1][1] if number else 0, document.spans[number][0]
        if not _GOES_ON.fullmatch(document.plain.text, *ends):
            return False
    return False


def _is_of_undone(item: Told, items: Sequence[Told], document: Document) -> bool:
    """Tell whether an amount stands behind a number of projects that did not come so far: 签约24个，未开工13个，总投资5亿元."""
    base = item.reading.base
    if base is None or base >= item.number - 1 or (before := items[item.number - 1]).reading.kpi is not None:
        return False
    between = document.plain.text[document.spans[before.number][1] : document.spans[item.number][0]]
    is_its = before.sentence == item.sentence and before.counts_projects and not _APART.search(between)
    return is_its and _UNDONE.search(before.near) is not None


_UNDONE: Final = re.compile(rf"(?:未|没有?|待)[^，,；;。\d]{{0,2}}{STEP}")
_FEW: Final = 6
_TWO: Final = re.compile(rf"{STEP}(?:项目)?数?[、和与及]{STEP}[^，,；;。：:\d]*[：:]?")
_DEALT: Final = re.compile("分别|依次|各")
_FAR: Final = 400


def _is_of_two(item: Told, document: Document) -> bool:
    """Tell whether the head before a figure names two measures that nothing deals out: 签约、开工项目：东镇2个、1个."""
    text, start = document.plain.text, document.spans[item.number][0]
    head = _TWO.search(text, max(document.plain.sentence(start)[0], start - _FAR), start)
    is_its = (
        head is not None and item.reading.measure is not None and not _DEALT.search(text, head.start(), start)
    )
    if head is None or not is_its:
        return False
    return head[0].endswith(("：", ":")) or not re.search(r"[，,；;。\d]", text[head.end() : start])


def _is_of_size(item: Told, items: Sequence[Told], text: str, document: Document) -> bool:
    """Tell whether what came of projects is of those of one size before it: 亿元以上项目29个，其中开工15个，开工率51.7%."""
    kpi = item.reading.kpi or ""
    is_outcome = kpi in RATES or kpi in FLOWS or kpi.startswith("milestone_count:")
    if not is_outcome or item.reading.band is not None:
        return False
    start = document.spans[item.number][0]
    apart = max(text.rfind(mark, item.sentence, start) for mark in "；;。\n")
    for other in reversed(items[max(0, item.number - REACH) : item.number]):
        if other.sentence != item.sentence or document.spans[other.number][1] <= apart:
            return False
        if other.counts_projects and not other.reading.is_part and other.kpi not in {BAND, item.kpi}:
            return other.reading.band is not None
    return False


def is_beside_size(item: Told, items: Sequence[Told], document: Document) -> bool:
    """Tell whether a size was said of a figure before one only, and is perhaps not of it: 5亿元以上10个，东镇12个."""
    if item.reading.band is None:
        return False
    for other in reversed(items[max(0, item.number - REACH) : item.number]):
        if other.reading.band != item.reading.band:
            continue
        if other.reading.cues:
            between = document.plain.text[document.spans[other.number][1] : document.spans[item.number][0]]
            return not item.reading.cues and "其中" not in between
    return False


def is_of_cohort(item: Told, document: Document) -> bool:
    """Tell whether a rate is said of projects signed in a period, which what came of them later may count for."""
    start = document.spans[item.number][0]
    sentence = document.plain.sentence(start)[0]
    return item.reading.kpi in RATES and _THEN.search(document.plain.text, sentence, start) is not None


_BY_THEN: Final = re.compile(
    r"[年月度日][末底]|(?:截[至止]|(?<![\d年月日度初末底上中下旬达得收来])[至到])(?:今年|去年|上年|\d)[^，,；;。]{0,10}[年月度日]"
)
"""A day that figures may count up to (6月末, 至6月底), and no end of a span (1至6月, 1月到6月底)."""
_SPAN: Final = re.compile(r"[\d年月日度初][至到\-—~～][^，,；;。]{0,10}[年月度日][末底]$")


def up_to(item: Told, document: Document) -> Period | None:
    """Give the day that a figure may count up to from the beginning: 6月末累计签约6个, 1月签约1个，截至6月底累计签约6个."""
    reading, text = item.reading, document.plain.text
    if reading.period is None:
        return None
    start = document.spans[item.number][0]
    begin = max(item.sentence, text.rfind("；", 0, start) + 1)
    said = [
        each
        for each in _BY_THEN.finditer(text, begin, start)
        if _SPAN.search(text, begin, each.end()) is None
    ]
    if not said or (reading.as_of is not None and "累计" not in text[said[-1].end() : start]):
        return None
    return reading.as_of or reading.period


_BOUND: Final = re.compile(r"不(?P<asked>得|应当?|[能可许准宜]|允许)?(?:少于|低于|小于|超过|高于|多于|突破)")
_DEMANDED: Final = re.compile(r"要求|必须|须|应当?(?=[，,\d不在于]|签|达)")


def is_demanded(item: Told, document: Document) -> bool:
    """Tell whether a bound is what somebody asks for: 要求各镇签约不少于5个 measures nothing that happened."""
    plain = document.plain
    bound = _BOUND.match(item.reading.raw)
    if bound is None or bound["asked"]:
        return bound is not None
    return _DEMANDED.search(plain.text, item.sentence, plain.place(item.reading.start)) is not None
