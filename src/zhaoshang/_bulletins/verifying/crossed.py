"""Figures of projects that another step tells: 去年签约项目今年开工2个, 开工的13个项目中今年签约11个, 签约项目到位资金5亿元."""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import STEP, STEP_OF
from zhaoshang._bulletins.verifying.claims import Told

OUT_OF: Final = re.compile(r"(?:[^，,；;。\d]{0,4}项目)?之?[中里](?!心)")
"""Behind a number of projects: what follows is of these."""

_HEAD: Final = re.compile(STEP)
_BEFORE: Final = re.compile(r"[^，,；;。：:\d]{0,8}")
_TO_TIME: Final = re.compile(r"的?(?:[^，,；;。：:\d]{0,4}项目)?之?[中里]?[，,、]?(?:截[至止])?[在于到至]?")
_OF_PROJECTS: Final = re.compile(r"的?(?:[^，,；;。：:、和与及\d]{0,4}项目)(?!数)[^；;。：:、和与及\d]{0,16}")
_THESE: Final = re.compile(rf"{STEP}的$")
_GO_ON: Final = re.compile(r"(?:[^，,；;。\d]{0,4}项目)[^，,；;。：:\d]{0,12}")
_APART: Final = re.compile("[；;。\n]")
_FAR: Final = 60
_FEW: Final = 6
FLOWS: Final = frozenset({"arrived_funds", "fdi_utilised", "out_of_province_funds", "fixed_asset_investment"})
"""What comes in of projects in a time, at no step of theirs."""


def step_of(item: Told) -> str | None:
    """Name the step that a figure counts, or what comes in; `None` where it does neither."""
    measure, _, step = (item.reading.measure or "").partition(":")
    if measure in {"signed_project_count", "signed_investment_total"}:
        return "signed"
    return measure if measure in FLOWS else step if measure.startswith("milestone_") else None


def is_of_other_step(item: Told, items: Sequence[Told], document: Document) -> bool:
    """Tell whether a figure is of projects that a step tells which it does not count."""
    step = step_of(item)
    return step is not None and (
        _is_of_counted(step, item, items, document) or _is_of_uncounted(step, item, items, document)
    )


def _is_of_counted(step: str, item: Told, items: Sequence[Told], document: Document) -> bool:
    """Tell whether a number before a figure counts what this is of: 开工的13个项目中，…, 签约的24个项目已到位资金…."""
    text, start = document.plain.text, document.spans[item.number][0]
    for other in reversed(items[max(0, item.number - _FEW) : item.number]):
        end = document.spans[other.number][1]
        if other.sentence != item.sentence or _APART.search(text, end, start):
            return False
        if not other.counts_projects or step_of(other) in {None, step}:
            continue
        is_next = other.number == item.number - 1 and _THESE.search(other.near) is not None
        if OUT_OF.match(text, end) or (is_next and _GO_ON.fullmatch(text, end, start)):
            return True
    return False


def _is_of_uncounted(step: str, item: Told, items: Sequence[Told], document: Document) -> bool:
    """Tell whether projects of another step are named before a figure, with a time of their own, or what came in of them."""
    text, start = document.plain.text, document.spans[item.number][0]
    number = item.number - 1
    while number >= 0 and items[number].reading.kpi == BAND:
        number -= 1
    low = max(item.sentence, start - _FAR, document.spans[number][1] if number >= 0 else 0)
    dates = document.times.within(low, start)
    cue = item.reading.cue_span
    own = start if cue is None else document.plain.place(cue[0])
    for head in _HEAD.finditer(text, low, start):
        if STEP_OF[head[0]] == step or head.start() >= own:
            continue
        is_dated = any(_BEFORE.fullmatch(text, date.end, head.start()) for date in dates)
        later = [date.start for date in dates if date.start >= head.end()]
        if is_dated and later and _TO_TIME.fullmatch(text, head.end(), later[0]):
            return True
        if step in FLOWS and _OF_PROJECTS.fullmatch(text, head.end(), start):
            return True
    return False
