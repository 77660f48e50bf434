"""What a percentage, an area or a time is of."""

import re

from zhaoshang._bulletins import cues
from zhaoshang._bulletins.scenes import LISTED, NOTHING, Measured, Scene, last_cue, last_match
from zhaoshang.units import Dimension


def rate(scene: Scene) -> Measured:
    if scene.dimension is Dimension.POINT:
        ahead = cues.AHEAD.search(scene.near)
        if ahead is not None:
            return Measured("schedule_gap", "schedule_gap", scene.near_span(ahead))
    name = _rate_name(scene)
    if name is None:
        behind = re.match(r"^的([^，,；;。]{0,8}率)", scene.after)
        cue = last_cue(cues.RATES, behind[1]) if behind else None
        return Measured(cue[0], cue[0], scene.after_span(behind)) if cue and behind else NOTHING
    kpi, span = name
    if scene.dimension is Dimension.POINT:
        if kpi in {"yoy_growth", "mom_growth", "share_of_total", "time_progress"}:
            return Measured("schedule_gap", "schedule_gap", span) if kpi == "time_progress" else NOTHING
        kpi = f"pp_change:{kpi}"
    return Measured(kpi, kpi, span)


def _rate_name(scene: Scene) -> tuple[str, tuple[int, int]] | None:
    """Find the rate that a percentage is of; 分别 hands out several in their order."""
    first = scene.number
    while first and LISTED.match(scene.plain.text[scene.spans[first - 1][1] : scene.spans[first][0]]):
        first -= 1
    start = max(scene.clause, scene.spans[first - 1][1] if first else 0)
    words = scene.plain.text[start : scene.spans[first][0]]
    named: list[tuple[str, tuple[int, int]]] = []
    place = 0
    while place < len(words):
        found = [(match, cue.kpi) for cue in cues.RATES if (match := cue.words.search(words, place))]
        if not found:
            break
        match, kpi = min(found, key=lambda item: (item[0].start(), -item[0].end()))
        named.append((kpi, (start + match.start(), start + match.end())))
        place = match.end()
    if not named:
        return None
    turn = scene.number - first
    listed = 1 + turn
    while scene.number + listed - turn < len(scene.spans) and LISTED.match(
        scene.plain.text[
            scene.spans[scene.number + listed - turn - 1][1] : scene.spans[scene.number + listed - turn][0]
        ]
    ):
        listed += 1
    return named[-listed + turn] if len(named) >= listed > 1 else named[-1]


def area(scene: Scene) -> Measured:
    built = cues.BUILT.search(scene.near)
    if built is not None:
        return Measured("plant_built_area", "plant_built_area", scene.near_span(built))
    revived = last_match(cues.REVIVED, scene.near) or _carried(scene)
    behind = None if revived else cues.REVIVED.search(scene.rest)
    if revived is None and behind is None:
        return NOTHING
    words = scene.near if revived else scene.rest
    kind = "plant" if cues.PLANT.search(words) else "land"
    kpi = f"idle_area_revived:{kind}"
    if behind is not None:
        if cues.PLAN_WORD.search(scene.rest):
            kpi = f"target:{kpi}"
        return Measured(kpi, kpi, scene.after_span(behind))
    span = scene.near_span(revived) if revived and revived.string is scene.near else None
    return Measured(kpi, kpi, span)


def _carried(scene: Scene) -> re.Match[str] | None:
    """Let 盘活 reach over a list: 盘活土地80亩、厂房1.5万平方米."""
    if not re.match(r"^[、和及]", scene.near):
        return None
    return cues.REVIVED.search(scene.plain.text[scene.clause : scene.start])


def duration(scene: Scene) -> Measured:
    match = cues.TOOK.search(scene.near)
    if match is not None:
        return Measured("stage_duration_days", "stage_duration_days", scene.near_span(match))
    match = cues.TOOK_AFTER.match(scene.after)
    return (
        Measured("stage_duration_days", "stage_duration_days", scene.after_span(match)) if match else NOTHING
    )
