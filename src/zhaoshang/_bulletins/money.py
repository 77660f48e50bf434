"""What an amount of money is: the total investment of projects, the size of funds, or what was paid."""

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._bulletins import cues
from zhaoshang._bulletins.scenes import NOTHING, PROJECT_UNITS, TOTAL, Measured, Scene, last_cue

_EXACT: Final = {"milestone_count": "milestone_investment", "stage_count": "stage_investment"}
_INVESTMENTS: Final = {
    "signed_project_count": TOTAL,
    "formal_contract_count": "formal_contract_amount",
    "tracked_count": "tracked_investment",
    "continuing_count": "continuing_investment",
}


def value(scene: Scene, found: Sequence[Measured]) -> Measured:
    fund = _fund(scene)
    if fund is not None:
        return fund
    cue = last_cue(cues.AMOUNTS, scene.near)
    total = cues.TOTAL.search(scene.near)
    if cue is None and total is None:
        behind = last_cue(cues.AMOUNTS, scene.after[:8]) if re.match(r"的", scene.after) else None
        if behind is None:
            return NOTHING
        cue, span = behind, scene.after_span(behind[1])
    elif cue is not None and (total is None or cue[1].end() > total.start()):
        span = scene.near_span(cue[1])
    else:
        assert total is not None  # noqa: S101 - one of the two is there
        return _total(scene, found, total)
    if cue[0].startswith("cohort_benefit") and (
        cues.EXPECTED.search(scene.near) or cues.LATER.search(scene.wide)
    ):
        return NOTHING
    return Measured(cue[0], cue[0], span)


def _fund(scene: Scene) -> Measured | None:
    """Tell the size of funds: 3支基金，总规模达90亿元; 设立20亿元规模的产业基金."""
    before = cues.FUND_SIZE.search(scene.near)
    behind = cues.FUND_SIZE.match(scene.after)
    if cues.NO_FUND.search(scene.near) or not (before or behind or cues.FUND.match(scene.after[-2:])):
        return None
    around = f"{scene.wide[-40:]}{scene.rest}"
    fund = cues.FUND.search(around)
    if fund is None or cues.TOTAL.search(scene.near):
        return None
    match = scene.near_span(before) if before else scene.after_span(behind) if behind else None
    return Measured("fund_size_total", "fund_size_total", match)


def _total(scene: Scene, found: Sequence[Measured], match: re.Match[str]) -> Measured:
    """Tie a total investment to the projects that stand before it in the sentence."""
    span = scene.near_span(match)
    planned = last_cue(cues.PROJECT_CUES, scene.wide)
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < scene.sentence:
            break
        other = scene.mentions[number].quantity.unit
        kpi = found[number].kpi
        if other.code not in PROJECT_UNITS:
            continue
        if found[number].band is not None:
            return Measured(TOTAL, None, span, base=number)
        is_projects = (
            kpi is not None or "项目" in scene.plain.text[max(0, scene.spans[number][0] - 8) : scene.start]
        )
        if is_projects:
            of = _of_projects((kpi or "").removeprefix("target:"), span, number)
            is_narrow = found[number].kpi is None or found[number].measure is None
            return evolve(of, measure=None) if is_narrow else of
    if planned is not None and planned[0] == "stage_count:planned" and cues.SEVERAL.search(scene.wide):
        return Measured("stage_investment:planned", "stage_investment:planned", span)
    behind = re.match(r"^的?[^，,；;。]{0,6}$", scene.after)
    if scene.has_next and behind and re.match(r"的", scene.after):
        return _of_projects("", span, scene.number + 1)
    if cues.SIGNED_TOTAL.search(match[0]) or cues.SEVERAL.search(scene.wide) or _signed_near(scene):
        return _of_projects("", span, None)
    return NOTHING


def _signed_near(scene: Scene) -> bool:
    cue = last_cue(cues.PROJECT_CUES, scene.near)
    return cue is not None and cue[0] in {"signed_project_count", "formal_contract_count"}


def _of_projects(kpi: str, span: tuple[int, int], base: int | None) -> Measured:
    """Name an amount by the projects it is of: by convention the total of what was signed, unless it is planned."""
    if kpi == "stage_count:planned":
        return Measured("stage_investment:planned", "stage_investment:planned", span, base=base)
    exact = _INVESTMENTS.get(kpi, TOTAL if kpi == "" else None)
    if exact is None:
        name, colon, argument = kpi.partition(":")
        exact = f"{_EXACT[name]}{colon}{argument}" if name in _EXACT else None
    return Measured(TOTAL, exact, span, base=base)
