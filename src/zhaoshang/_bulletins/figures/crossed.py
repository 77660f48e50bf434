"""Figures of projects that another step tells: 开工项目12个，其中去年签约的4个 counts those begun, and not those signed.

What both the facts of a text and what is held against a ledger ask: 去年签约项目今年开工2个, 开工的13个项目中今年签约11个,
今年开工的5个项目均为去年签约, 签约项目到位资金5亿元.
"""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.understood import CUE, FAR, FIGURE, TIME, Understood
from zhaoshang._bulletins.measures.scenes import BAND, PROJECT_UNITS
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import RATES, STEP, STEP_OF, STEP_WORDS

_FEW: Final = 4
_MANY: Final = 6
_ORDER: Final = {step: place for place, step in enumerate(STEP_WORDS)}
_DATED: Final = re.compile(
    rf"{TIME}++(?:期间|[份度内间])?[新已]?(?P<step>{STEP})"
    rf"(?:、?(?={TIME})|的?[^，,；;。：:、{FIGURE}]{{0,4}}(?:项目|企业)(?!数)(?:之?[中里内]?[，,])?)"
)
"""Projects by the time of a step, of which a figure behind is: 去年签约的项目今年开工2个, 去年签约、今年开工的项目2个."""
_PART: Final = re.compile(
    "^(?:个?项目)?(?:[：:]|[之当]?[中里内][，,]?)|(?:其中|[均都皆][为是系]?|全部?[为是系])[，,]?|[（(](?![^（）()]*[）)])|(?<=[，,、])(?=[^，,、]*的$)"
)
"""Between a number of projects and one that is a part of them."""
_FROM: Final = re.compile("其中")
"""Opening a sentence: it tells parts of what the one before counts."""
_APART: Final = re.compile("[；;]")
_STEP_BEFORE: Final = re.compile(f"{STEP}的?$")
_STAGES: Final = ("stage_", "tracked_", "docked_", "continuing_")
"""What counts the projects that stand at a stage, and not those that took a step."""


OUT_OF: Final = re.compile(r"(?:[^，,；;。\d]{0,4}项目)?之?[中里](?!心)")
"""Behind a number of projects: what follows is of these."""
FLOWS: Final = frozenset({"arrived_funds", "fdi_utilised", "out_of_province_funds", "fixed_asset_investment"})
"""What comes in of projects in a time, at no step of theirs."""
_HEAD: Final = re.compile(STEP)
_BEFORE: Final = re.compile(r"[^，,；;。：:\d]{0,8}")
_TO_TIME: Final = re.compile(r"的?(?:[^，,；;。：:\d]{0,4}项目)?之?[中里]?[，,、]?(?:截[至止])?[在于到至]?")
_OF_PROJECTS: Final = re.compile(r"的?(?:[^，,；;。：:、和与及\d]{0,4}项目)(?!数)[^；;。：:、和与及\d]{0,16}")
_THESE: Final = re.compile(rf"{STEP}的$")
_GO_ON: Final = re.compile(r"(?:[^，,；;。\d]{0,4}项目)[^，,；;。：:\d]{0,12}")
_ENDED: Final = re.compile("[；;。\n]")
_NEAR: Final = 60
_OF_TIME: Final = re.compile(
    rf"{TIME}++[^，,；;：:。{TIME}{FIGURE}]*?(?:(?P<step>{STEP})|(?:项目|企业)(?=[之中里内]*[，,]))|(?P<on>{STEP})[于在]{TIME}"
)
"""In a clause before the time of a figure: projects by an earlier time of their own (2023年引进的项目，, 签约于2023年)."""
_SAID_BEHIND: Final = re.compile(rf"[，,（(]?[^，,；;：:。\n{FIGURE}{CUE}]*")


def came_of(measure: str | None) -> str:
    """Name the step that a measure is of, or what comes in; an empty string for neither."""
    return measure if measure is not None and measure in FLOWS else step_of(measure)


def step_of(measure: str | None) -> str:
    """Name the step that a measure is of; an empty string for one that is of none."""
    name, _, step = (measure or "").partition(":")
    return "signed" if name.startswith("signed_") else step if step in _ORDER else ""


def step_beside(document: Document, reading: FigureReading) -> str:
    """Give the step that is told in one phrase with a stage, none where none is: 签约在建项目18个 are not all that are 在建."""
    if reading.cue_span is None or not (reading.kpi or "").startswith(_STAGES):
        return ""
    start = document.plain.place(reading.cue_span[0])
    said = _STEP_BEFORE.search(document.plain.text, max(0, start - _FEW), start)
    return "" if said is None else said[0]


def crossed(
    number: int,
    document: Document,
    words: Understood,
    readings: Sequence[FigureReading],
    found: Sequence[FigureReading],
) -> str:
    """Give the words by which a figure is of projects that another step than its own tells, none where it is not.

    Args:
        number: its number.
        document: the text.
        words: what was read of it.
        readings: its figures, with what the words name.
        found: what those before this one turned out to be.
    """
    reading = readings[number]
    if reading.kpi in RATES or reading.cue_span is None:
        return ""
    if beside := step_beside(document, reading):
        return beside
    start, cue = document.spans[number][0], document.plain.place(reading.cue_span[0])
    sentence = document.plain.sentence(start)[0]
    last = document.spans[number - 1][1] if number else 0
    if said := (
        _of_counted(number, document, readings)
        or _of_uncounted(number, document, readings)
        or _by_time(number, document, words, readings)
        or _told_behind(number, document, words, readings)
    ):
        return said
    step = step_of(reading.measure)
    for match in _DATED.finditer(words.flat, max(sentence, last, start - FAR), max(cue, sentence)):
        if STEP_OF[match["step"]] != step:
            return document.plain.text[match.start() : match.end()].strip("，,、")
    return "" if not step else _of_later(number, step, document, readings, found)


def crossings(document: Document, words: Understood, readings: Sequence[FigureReading]) -> dict[int, str]:
    """Give the words by which figures are of projects that another step tells, by their numbers."""
    found = list(readings)
    told: dict[int, str] = {}
    for number, reading in enumerate(readings):
        if reading.measure is not None and (said := crossed(number, document, words, readings, found)):
            told[number] = said
            found[number] = evolve(reading, measure=None, narrow=said)
    return told


def _of_counted(number: int, document: Document, readings: Sequence[FigureReading]) -> str:
    """Give the number before a figure that counts what this is of: 开工的13个项目中，…, 签约的24个项目已到位资金…."""
    text, (start, _), step = document.plain.text, document.spans[number], came_of(readings[number].measure)
    sentence = document.plain.sentence(start)[0]
    for other in range(number - 1, max(-1, number - 1 - _MANY), -1):
        begin, end = document.spans[other]
        if not step or begin < sentence or _ENDED.search(text, end, start):
            return ""
        is_counted = readings[other].quantity.unit.code in PROJECT_UNITS
        if not is_counted or came_of(readings[other].measure) in {"", step}:
            continue
        low = max(document.plain.clause(begin)[0], document.spans[other - 1][1] if other else 0)
        is_next = other == number - 1 and _THESE.search(text, low, begin) is not None
        if OUT_OF.match(text, end) or (is_next and _GO_ON.fullmatch(text, end, start)):
            return text[low:end]
    return ""


def _of_uncounted(number: int, document: Document, readings: Sequence[FigureReading]) -> str:
    """Give the projects of another step that are named before a figure, with a time of their own, or what came in of them."""
    text, (start, _), step = document.plain.text, document.spans[number], came_of(readings[number].measure)
    before = number - 1
    while before >= 0 and readings[before].kpi == BAND:
        before -= 1
    sentence = document.plain.sentence(start)[0]
    low = max(sentence, start - _NEAR, document.spans[before][1] if before >= 0 else 0)
    dates = document.times.within(low, start)
    cue = readings[number].cue_span
    own = start if cue is None else document.plain.place(cue[0])
    for head in _HEAD.finditer(text, low, start) if step else ():
        if STEP_OF[head[0]] == step or head.start() >= own:
            continue
        is_dated = any(_BEFORE.fullmatch(text, date.end, head.start()) for date in dates)
        later = [date.start for date in dates if date.start >= head.end()]
        if is_dated and later and _TO_TIME.fullmatch(text, head.end(), later[0]):
            return text[low : head.end()].strip("，,")
        if step in FLOWS and _OF_PROJECTS.fullmatch(text, head.end(), start):
            return text[low : head.end()].strip("，,")
    return ""


def _by_time(number: int, document: Document, words: Understood, readings: Sequence[FigureReading]) -> str:
    """Give the projects of a time of their own that a clause before the time of a figure names: 2023年引进的项目，今年开工2个."""
    step, start = step_of(readings[number].measure), document.spans[number][0]
    last = document.spans[number - 1][1] if number else 0
    low = max(document.plain.sentence(start)[0], last, start - FAR)
    own = words.flat.rfind(TIME, low, start)
    while own > low and words.flat[own - 1] == TIME:
        own -= 1
    for said in _OF_TIME.finditer(words.flat, low, own) if step and own >= 0 else ():
        word = said["step"] or said["on"]
        if word is None or STEP_OF[word] != step:
            return document.plain.text[said.start() : said.end()].strip("，,")
    return ""


def _told_behind(
    number: int, document: Document, words: Understood, readings: Sequence[FigureReading]
) -> str:
    """Give the other step that is told behind a figure, at a time of its own: 今年开工的5个项目均为去年签约."""
    step, (_, low) = step_of(readings[number].measure), document.spans[number]
    high = words.behind(number)[1]
    end = next((match.end() for match in [_SAID_BEHIND.match(words.text, high, high + FAR)] if match), high)
    is_free = words.text[end : end + 1] not in {FIGURE, CUE}
    own, later = (low, high), (high, end if is_free else high)
    for begin, stop in (own, later) if step else ():
        is_its = (begin, stop) == own and low < high
        if not is_its and TIME not in words.text[begin:stop]:
            continue
        steps = [STEP_OF[each[0]] for each in _HEAD.finditer(words.text, begin, stop)]
        if any(each != step if is_its else _ORDER[each] < _ORDER[step] for each in steps):
            return document.plain.text[begin:stop].strip("，,（(")
    return ""


def _of_later(
    number: int,
    step: str,
    document: Document,
    readings: Sequence[FigureReading],
    found: Sequence[FigureReading],
) -> str:
    """Give what stands before a part of projects that had come further than the step by which the part is told."""
    text, start = document.plain.text, document.spans[number][0]
    sentence = document.plain.sentence(start)[0]
    low = max(sentence, start - FAR)
    if _FROM.match(text, sentence) and sentence:
        low = max(document.plain.sentence(sentence - 1)[0], start - FAR)
    for before in range(number - 1, -1, -1):
        (begin, end), other = document.spans[before], readings[before]
        if begin < low or _APART.search(text, end, start):
            return ""
        if not step_of(other.measure):
            continue
        if other.subject != readings[number].subject:
            return ""
        parts = [*_PART.finditer(text[end:start])]
        is_later = _ORDER[step_of(other.measure)] > _ORDER[step]
        if parts and is_later:
            return text[end + parts[-1].end() : start].strip() or parts[-1][0]
        is_next = other.kpi == readings[number].kpi and other.measure is not None and not parts
        return found[before].narrow if is_next and found[before].measure is None else ""
    return ""
