"""What a percentage, an area or a time is of."""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.scenes import (
    LISTED,
    NOTHING,
    PLACE_SUFFIX,
    Scene,
    SceneMeasure,
    last_cue,
    last_match,
)
from zhaoshang.units import Dimension

_COMPARED: Final = frozenset({"yoy_growth", "mom_growth", "share_of_total"})
_OF_TARGET: Final = re.compile(
    r"(?:完成|达到?了?|实现|占|为|超额完成)[^，,；;。\d%]{0,20}(?:目标|任务|计划|指标)[^，,；;。\d%]{0,8}$"
)
_OWN_RATES: Final = frozenset(cue.kpi for cue in cues.RATES) - _COMPARED - {"time_progress"}
_SINCE_THEN: Final = re.compile(
    r"[，,（(]?[比较][^，,；;。]{1,12}(?:提升|提高|上升|增加|增长|下降|降低|回落|减少)(?:了)?"
)
_CHANGED: Final = re.compile(r"(?:提升|提高|上升|增加|增长|下降|降低|降|回落|升)(?:至|到|为)")


def rate(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure:
    """Tell what a percentage or points are of."""
    aimed = _of_printed_target(scene) or _progress(scene, found)
    if aimed is not None:
        return SceneMeasure("target_completion_rate", "target_completion_rate", aimed)
    name = _rate_name(scene)
    if name is None and (dealt := _dealt(scene, found)) is not None:
        return SceneMeasure("yoy_growth", "yoy_growth", dealt)
    if name is None and (grown := _grown(scene)) is not None:
        is_told = any(
            found[number].kpi is not None
            for number in range(max(0, scene.number - 4), scene.number)
            if scene.spans[number][0] >= scene.sentence
        )
        words = scene.plain.text[scene.near_from : grown[1][0]].strip("，,、 ")
        if is_told and not words:
            return SceneMeasure(grown[0], grown[0], grown[1])
        name = grown
    is_points = scene.dimension is Dimension.POINT
    if name is not None and name[0] in _COMPARED and not is_points and not _is_ours(scene, name[1], found):
        return NOTHING
    if scene.dimension is Dimension.POINT:
        return _points(scene, name, found)
    if _CHANGED.fullmatch(scene.near) and scene.number:
        before = found[scene.number - 1]
        is_rate = scene.mentions[scene.number - 1].quantity.unit == scene.mention.quantity.unit
        return SceneMeasure(before.kpi, before.measure, before.cue) if is_rate and before.kpi else NOTHING
    if name is not None:
        return SceneMeasure(name[0], name[0], name[1])
    return _told_elsewhere(scene)


def _told_elsewhere(scene: Scene) -> SceneMeasure:
    """Tell what a percentage is of by what it is a share of, by the words behind it, or by the heading of its list."""
    if scene.near == "的" and _PRINTED_WHOLE.search(scene.plain.text, max(0, scene.start - 60), scene.start):
        return SceneMeasure("share_of_total", "share_of_total")
    behind = re.match(r"^的([^，,；;。]{0,8}率)", scene.after)
    cue = last_cue(cues.RATES, behind[1]) if behind else None
    if cue and behind:
        return SceneMeasure(cue[0], cue[0], scene.after_span(behind))
    cue = None if scene.heading is None else last_cue(cues.RATES, scene.heading)
    return SceneMeasure(cue[0], cue[0]) if cue else NOTHING


_PROGRESS: Final = re.compile(r"[，,、（(]*(?:任务|目标|计划|完成|总体|总)?(?:进度|进展)(?:为|达到?|已达)?$")


def _progress(scene: Scene, found: Sequence[SceneMeasure]) -> tuple[int, int] | None:
    """Take 进度 behind what was reached of a target that the sentence speaks of (对照80个的目标，签约41个，进度51%)."""
    said = _PROGRESS.fullmatch(scene.near)
    before = scene.number - 1
    if said is None or before < 0 or scene.spans[before][0] < scene.sentence:
        return None
    is_told = found[before].kpi in cues.TARGETS or (found[before].kpi or "").startswith("target:")
    return scene.near_span(said) if is_told and _TARGET_BEHIND.search(scene.wide) else None


_PRINTED_WHOLE: Final = re.compile(
    r"占到?(?:全[市县区省州]|[全总]部|总数|总额|总量)[^，,；;。\d]{0,6}[（(]?[\d.]+[万亿]?(?:个|项|元|亿元|万元)[）)]?的$"
)
"""The whole is printed between a part and its share: 占全市80亿元的25%."""
_GREW: Final = re.compile(r"(?P<verb>增长|增加|提高|上升|下降|减少|降低|回落|下滑)(?:了|约|近|超|达)*$")
_LEVEL_OF_OLD: Final = re.compile(
    r"(?:较|比|与|同)?(?:去年|上年|前年|\d{4}年)(?:度)?(?:同期)?(?:的|为|是|仅为?|(?:净?增加?|多|减少|少)了?)?$"
)
_TO: Final = re.compile(r"[，,]?[增升涨扩降减跌变提上下回][加长大少高升落降]?(?:至|到|为)")
_BESIDE_OLD: Final = re.compile(
    r"(?:与|同|较|比)(?:去年|上年)(?:同期)?(?:的[\d.]+[^，,；;。\d]{1,3})?(?:相比|比较|比)|同比(?:来)?看?[，,：:]|同比(?:情况|方面)[，,：:]"
)


_ONE_MORE: Final = re.compile(
    r"同比[^，,；;。\d]{0,4}[\d.]+%[、，,][^，,；;。\d%]{2,12}(?:增长|增加|下降|减少)$|同比[^，,；;。\d]{0,4}(?:[\d.]+%[、，,][^，,；;。\d%]{2,12}(?:增长|增加|下降|减少)){2}$"
)
"""同比 said once for growths that follow each other: 到位资金同比增长5%，签约数增长8%."""


def _grown(scene: Scene) -> tuple[str, tuple[int, int]] | None:
    """Find growth on last year that the words beside it alone do not tell: 较去年同期的35个增长20%, 与去年同期相比，…增长20%."""
    verb = _GREW.search(scene.near)
    if verb is None:
        return None
    before = scene.spans[scene.number - 1] if scene.number else (0, 0)
    words = scene.plain.text[before[1] : scene.start]
    if before[0] >= scene.sentence and re.fullmatch(rf"[，,、]?(?:同比)?{verb[0]}", words):
        older = scene.number - 2
        is_onward = older >= 0 and _TO.fullmatch(scene.plain.text, scene.spans[older][1], before[0])
        at = scene.spans[older][0] if is_onward else before[0]
        old = _LEVEL_OF_OLD.search(scene.plain.text, max(scene.sentence, at - 14), at)
        if old is not None:
            return "yoy_growth", scene.near_span(verb)
    if _BESIDE_OLD.search(scene.wide) or _ONE_MORE.search(
        scene.plain.text, max(scene.sentence, before[0] - 30), scene.start
    ):
        return "yoy_growth", scene.near_span(verb)
    return None


_AND: Final = re.compile(
    r"(?:[、和及与]|以及)(?:同比)?(?:增长|增加|提高|上升|下降|减少|降低|回落|下滑)?(?:了)?"
)


def _dealt(scene: Scene, found: Sequence[SceneMeasure]) -> tuple[int, int] | None:
    """Find growth that is handed out with a verb each: 签约40个、总投资30亿元，同比分别增长5%、下降8%."""
    before = scene.number - 1
    if before < 0 or scene.spans[before][0] < scene.sentence or found[before].kpi != "yoy_growth":
        return None
    if scene.mentions[before].quantity.unit != scene.mention.quantity.unit:
        return None
    place = scene.spans[before][1]
    return (place, scene.start) if _AND.fullmatch(scene.plain.text, place, scene.start) else None


def _of_printed_target(scene: Scene) -> tuple[int, int] | None:
    """Find the words for a target that is printed itself: 完成目标任务20亿元的56%, 完成年度目标（35个）的60%, 完成全年40个目标的60%."""
    if not scene.number:
        return None
    start, end = scene.spans[scene.number - 1]
    if not cues.OF_IT.fullmatch(scene.plain.text, end, scene.start):
        return None
    is_named = _TARGET_BEHIND.search(scene.plain.text, end, scene.start) is not None
    words = _REACHED if is_named else _OF_TARGET
    match = words.search(scene.plain.text, max(scene.sentence, start - 40), start)
    return None if match is None else match.span()


_TARGET_BEHIND: Final = re.compile(r"目标|任务|计划|指标")
_REACHED: Final = re.compile(r"(?:完成|达到?了?|实现|占|超额完成)[^，,；;。\d%]{0,8}$")


def _points(
    scene: Scene, name: tuple[str, tuple[int, int]] | None, found: Sequence[SceneMeasure]
) -> SceneMeasure:
    """Tell what changed by some points: a rate named beside them or right before, or the lead over time."""
    ahead = cues.AHEAD.search(scene.near)
    if ahead is not None:
        return SceneMeasure("schedule_gap", "schedule_gap", scene.near_span(ahead))
    kpi, span = name or (None, None)
    if kpi == "time_progress":
        return SceneMeasure("schedule_gap", "schedule_gap", span)
    if kpi in _COMPARED and span is not None:
        named = last_cue(cues.RATES, scene.plain.text[scene.near_from : span[0]])
        if named is not None and named[0] in _OWN_RATES:
            return SceneMeasure(f"pp_change:{named[0]}", f"pp_change:{named[0]}", span)
    if kpi in _COMPARED or (kpi is None and _SINCE_THEN.fullmatch(scene.near)):
        kpi = _rate_before(scene, found)
    return NOTHING if kpi is None else SceneMeasure(f"pp_change:{kpi}", f"pp_change:{kpi}", span)


def _rate_before(scene: Scene, found: Sequence[SceneMeasure]) -> str | None:
    """Name the rate that stands right before: 竣工率38.8%，较去年同期提高4.3个百分点."""
    before = scene.number - 1
    if before < 0 or scene.spans[before][0] < scene.sentence or "分别" in scene.near:
        return None
    return found[before].kpi if found[before].kpi in _OWN_RATES else None


def _is_ours(scene: Scene, cue: tuple[int, int], found: Sequence[SceneMeasure]) -> bool:
    """Tell whether what grew is a figure of the catalogue: the words before say so, else the figure before."""
    words = scene.plain.text[scene.near_from : cue[0]].strip("，,；; ")
    words = _SELF.sub("", words)
    run, _ = scene.lists.of.get(scene.number, (None, 0))
    if run is not None and run.is_handed_out and run.of_places:
        words = ""
    if not words and scene.plain.text[cue[0] : cue[1]].startswith("占"):
        return True
    if words and not _PLACE.fullmatch(words):
        is_named = last_cue((*cues.PROJECT_CUES, *cues.AMOUNTS, *cues.RATES), words) or cues.TOTAL.search(
            words
        )
        return bool(is_named) and not cues.ECONOMY.search(words)
    before = scene.number - 1
    if before < 0 or scene.spans[before][0] < scene.sentence:
        return True
    return found[before].kpi is not None


_PLACE: Final = re.compile(rf"[\u4e00-\u9fff]{{1,9}}{PLACE_SUFFIX}")
_SELF: Final = re.compile(r"^(?:其中|分别|比例|均|也|，|、|的)+|(?:，|、)$")


def _rate_name(scene: Scene) -> tuple[str, tuple[int, int]] | None:
    """Find the rate that a percentage is of; 分别 hands out several in their order."""
    first = scene.number
    while first and scene.spans[first - 1][0] >= scene.sentence and _is_listed(scene, first):
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
    turn, behind = scene.number - first, scene.number + 1
    # names hand out no more figures than there are of them
    while behind < len(scene.spans) and behind - first <= len(named) and _is_listed(scene, behind):
        behind += 1
    listed = behind - first
    return named[-listed + turn] if len(named) >= listed > 1 else named[-1]


def _is_listed(scene: Scene, number: int) -> bool:
    """Tell whether nothing but a mark of a list stands between a mention and the one before it."""
    return LISTED.match(scene.plain.text[scene.spans[number - 1][1] : scene.spans[number][0]]) is not None


def area(scene: Scene) -> SceneMeasure:
    built = cues.BUILT.search(scene.near)
    if built is not None:
        return SceneMeasure("plant_built_area", "plant_built_area", scene.near_span(built))
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
        return SceneMeasure(kpi, kpi, scene.after_span(behind))
    span = scene.near_span(revived) if revived and revived.string is scene.near else None
    return SceneMeasure(kpi, kpi, span)


def _carried(scene: Scene) -> re.Match[str] | None:
    """Let 盘活 reach over a list: 盘活土地80亩、厂房1.5万平方米."""
    if not re.match(r"^[、和及]", scene.near):
        return None
    return cues.REVIVED.search(scene.plain.text[scene.clause : scene.start])


def duration(scene: Scene) -> SceneMeasure:
    match = cues.TOOK.search(scene.near)
    if match is not None:
        return SceneMeasure("stage_duration_days", "stage_duration_days", scene.near_span(match))
    match = cues.TOOK_AFTER.match(scene.after)
    return (
        SceneMeasure("stage_duration_days", "stage_duration_days", scene.after_span(match))
        if match
        else NOTHING
    )
