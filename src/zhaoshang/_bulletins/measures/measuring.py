"""What a quantity measures, told by the words around it: rules of wording, never lists of articles."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.counts import count
from zhaoshang._bulletins.measures.heads import headed
from zhaoshang._bulletins.measures.money import value
from zhaoshang._bulletins.measures.rates import area, duration, rate
from zhaoshang._bulletins.measures.scenes import (
    BAND,
    NOTHING,
    PLACE_SUFFIX,
    PROJECT_UNITS,
    TOTAL,
    Scene,
    SceneMeasure,
    last_cue,
    last_match,
)
from zhaoshang._bulletins.measures.sizes import TextSizes
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.lists import Run
from zhaoshang._text.scripts import to_hans
from zhaoshang.kpis import CATALOGUE, find
from zhaoshang.units import Dimension
from zhaoshang.units import unit as find_unit


def measure(document: Document) -> list[SceneMeasure]:
    """Tell for every quantity of a text what it measures."""
    found: list[SceneMeasure] = []
    scenes = [Scene(document, number) for number in range(len(document.mentions))]
    sizes = TextSizes.find(scenes)
    for scene in scenes:
        measured = SceneMeasure(BAND, BAND) if scene.number in sizes.bands else _measure(scene, found, sizes)
        found.append(_aimed(scene, measured, found))
    return found


def _measure(scene: Scene, found: Sequence[SceneMeasure], sizes: TextSizes) -> SceneMeasure:
    named = _by_name(scene) or _by_turn(scene)
    if named is not None:
        return named
    rules = _of_old, _by_topic, _remarked, _bare, _done, _alike, _onward, _in_month, _of_printed
    done = next((measured for rule in rules if (measured := rule(scene, found)) is not None), None)
    if done is not None:
        return done
    told = _by_kind(scene, found, sizes)
    return told if told.kpi is not None else headed(scene, found, _of_name) or told


def _by_kind(scene: Scene, found: Sequence[SceneMeasure], sizes: TextSizes) -> SceneMeasure:
    match scene.dimension:
        case Dimension.COUNT:
            return count(scene, found, sizes)
        case Dimension.MONEY:
            return value(scene, found)
        case Dimension.PERCENT | Dimension.POINT:
            return rate(scene, found)
        case Dimension.AREA:
            return area(scene)
        case Dimension.DURATION:
            return duration(scene)
        case _:
            return NOTHING


def _by_turn(scene: Scene) -> SceneMeasure | None:
    """Hand figures out to measures in their order: 签约数、开工数分别为30个、20个."""
    run, turn = scene.lists.of.get(scene.number, (None, 0))
    if run is None or not run.is_handed_out or run.of_places:
        return None
    kpis = [_of_name(scene, name or "") for name in run.names]
    kpi = kpis[turn]
    if kpi is None or None in kpis or len(set(kpis)) < len(kpis):
        return None
    return SceneMeasure(kpi, kpi, run.spans[turn])


_NAMES_COUNT: Final = re.compile(r"(?:项目)?(?:总)?(?:个)?数?(?:量)?(?:[三两]?[项者])?")


def _of_name(scene: Scene, name: str) -> str | None:
    """Tell what a name alone measures in the unit of a figure: 签约数, 开工项目数, 到位资金."""
    if scene.unit in PROJECT_UNITS:
        cue = last_cue(cues.PROJECT_CUES, name)
        return cue[0] if cue is not None and _NAMES_COUNT.fullmatch(name, cue[1].end()) else None
    if scene.dimension is Dimension.MONEY:
        cue = last_cue(cues.AMOUNTS, name)
        ends = any(cues.SUM_OF_SIGNED.fullmatch(name, start) for start in range(len(name)))
        return cue[0] if cue else TOTAL if ends else None
    return None


_BARE: Final = re.compile(
    r"[、，,；;和及与\s）)]*(?:以及)?(?P<part>其中|包括|(?:分别|依次)(?:[为是]|达到?)?|[^，,；;。、\d]{0,10}较[多高大好快]的[为是有])?[：:，,（(\s]*"
)
_NO_WORDS: Final = re.compile(r"(?:个?项目|企业)?[）)]?(?:[、，,；;（(和及与].*)?", re.DOTALL)


def _bare(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let a figure that has no words of its own, only a name or its turn in a list, measure what the list is of."""
    run, turn = scene.lists.of.get(scene.number, (None, 0))
    match = _BARE.fullmatch(scene.near)
    if run is not None and run.is_handed_out and not turn:
        match = _after_names(scene, run) or match
    if match is None or not _NO_WORDS.fullmatch(scene.after):
        return None
    if run is not None and turn:
        before = found[scene.number - 1]
        is_named = run.of_places if run.is_handed_out else scene.is_named
        return evolve(before, cue=None) if is_named and before.kpi not in {None, BAND} else None
    is_turn = match["part"] is not None and match["part"].startswith(("分别", "依次"))
    if not (scene.is_named or (run is not None and run.is_handed_out and is_turn)):
        return None
    return _of_whole(scene, found, of_places=run is None or run.of_places, is_part=match["part"] is not None)


def _of_whole(
    scene: Scene, found: Sequence[SceneMeasure], *, of_places: bool, is_part: bool
) -> SceneMeasure | None:
    """Let a figure measure what the last one like it in the sentence does."""
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < scene.whole_from:
            return None
        other = found[number]
        if scene.mentions[number].quantity.unit != scene.mention.quantity.unit or other.kpi == BAND:
            continue
        if other.kpi is None:
            return None
        if other.is_part and scene.dimension is Dimension.COUNT:
            continue
        measure = other.measure if of_places else None
        is_part = is_part and scene.dimension is not Dimension.PERCENT
        return evolve(
            other, measure=measure, cue=None, is_part=is_part, base=number if is_part else other.base
        )
    return None


_OLD: Final = re.compile(
    r"(?:^|[，,（(])(?:较|比|与|同|而)?(?:去年|上年|前年|\d{4}年)(?:度)?(?:同期|上半年|前?[一二三四]季度|(?:前|[\d一二三四五六七八九十]+[-—~～至])?[\d一二三四五六七八九十]+个?月份?)?(?:的|为|是|仅为?|只有)?$"
)


def _of_old(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let the level of another year (较去年同期的35个) be of what was told before it in the sentence."""
    if not _OLD.search(scene.near):
        return None
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < scene.sentence:
            return None
        if scene.mentions[number].quantity.unit == scene.mention.quantity.unit and found[number].kpi != BAND:
            return evolve(found[number], cue=None, is_part=False, base=None) if found[number].kpi else None
    return None


def _after_names(scene: Scene, run: Run) -> re.Match[str] | None:
    """Match the words behind names that open a clause: 东河区、西山县分别为72%和66%."""
    first, last = run.spans[0], run.spans[-1]
    if first is None or last is None or scene.plain.text[scene.clause : first[0]].strip():
        return None
    return _BARE.fullmatch(scene.plain.text[last[1] : scene.start])


_REMARKED: Final = re.compile(
    rf"(?:^|[；;，,])(?P<what>[^；;。，,\d]{{0,14}}?)(?P<name>[\u4e00-\u9fff]{{1,6}}{PLACE_SUFFIX})(?P<remark>[^；;。，,\d]{{0,8}})[，,](?:达到?了?|为|是|有|共|仅)+$"
)
_HAS_NO_WORDS: Final = re.compile(r"(?:达到?了?|为|是|有|共|仅)+")
_ORDERED: Final = re.compile(r"排名|居首|位居|列|第|最|其次|次之|紧随|依次|稍|较|更|略|些")


def _remarked(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let a figure behind a remark on its place (签约额最高的是东河区，达20亿元；其次是西山县，为9亿元) measure what the row does."""
    if not _HAS_NO_WORDS.fullmatch(scene.near.lstrip("，,")):
        return None
    before = scene.number - 1
    is_told = before >= 0 and scene.spans[before][0] >= scene.sentence
    begin = scene.spans[before][1] if is_told else max(scene.sentence, scene.start - 60)
    said = _REMARKED.search(scene.plain.text, begin, scene.start)
    words = "" if said is None else said["what"] + said["name"]
    if said is None or not _ORDERED.search(words + said["remark"]):
        return None
    noun, *rest = _ORDERED.split(words)
    kpi = _of_name(scene, noun) if rest else None
    if kpi is not None:
        return SceneMeasure(kpi, kpi)
    if not is_told or scene.mentions[before].quantity.unit != scene.mention.quantity.unit:
        return None
    return evolve(found[before], cue=None, base=None) if found[before].kpi not in {None, BAND} else None


_DONE: Final = re.compile(
    r"(?:^|[，,])(?:今年)?(?:[上下]半年|前?[一二三四]季度|(?:前|[\d一二三四五六七八九十]+[-—~～至])?[\d一二三四五六七八九十]+个?月份?)(?:已|累计|实际|共)*完成(?:了)?$|(?:已|累计|实际|共|，)+完成(?:了)?$|(?:^|[，,])完成(?:了)?$"
)


def _done(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let what has been done (已完成4120万美元) be of the target told before it in the sentence."""
    match = _DONE.search(scene.near)
    if match is None or not scene.number or scene.spans[scene.number - 1][0] < scene.sentence:
        return None
    kpi = found[scene.number - 1].kpi or ""
    is_like = scene.mentions[scene.number - 1].quantity.unit == scene.mention.quantity.unit
    if not is_like or not kpi.startswith("target:"):
        return None
    reached = kpi.removeprefix("target:")
    return SceneMeasure(reached, reached, scene.near_span(match))


_PARALLEL: Final = re.compile(rf"[；;，,、。]?[\u4e00-\u9fff]{{1,9}}{PLACE_SUFFIX}(?:完成|实现|达到?|为|共)")


def _alike(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let a place with a bare figure (西镇完成1.1亿元) have what the place before it in the sentence has."""
    if not _PARALLEL.fullmatch(scene.near):
        return None
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < scene.sentence:
            return None
        if scene.mentions[number].quantity.unit == scene.mention.quantity.unit:
            return evolve(found[number], cue=None, base=None) if found[number].kpi else None
    return None


_CHANGED_BY: Final = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,12}?)数?(?:净增加?|净减少?|增加|减少)了?$")
_ONWARD: Final = re.compile(
    r"(?P<total>[，,]?(?:总数|总量)?达到?)|[，,]?(?:增|升|涨|扩|降|减|跌|变)(?:加|长|大|少)?(?:至|到|为)(?:今年(?:同期)?的?)?|[，,]?(?:提高|上升|下降|回落|提升)(?:至|到|为)(?:今年(?:同期)?的?)?"
)


def _onward(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let what a level rose or fell to (由30个增至40个) measure what the level does."""
    onward = _ONWARD.fullmatch(scene.near)
    if not scene.number or onward is None or scene.dimension is Dimension.PERCENT:
        return None
    before = scene.number - 1
    changed = _CHANGED_BY.search(
        scene.plain.text, max(scene.sentence, scene.spans[before][0] - 40), scene.spans[before][0]
    )
    if changed is not None and scene.unit in PROJECT_UNITS:
        # 签约项目增加12个，达到40个
        cue = last_cue(cues.PROJECT_CUES, changed["what"])
        return (
            None
            if cue is None or not changed["what"].endswith(("项目", cue[1][0]))
            else SceneMeasure(cue[0], cue[0])
        )
    is_like = scene.mentions[before].quantity.unit == scene.mention.quantity.unit
    is_told = found[before].kpi not in {None, BAND} and scene.spans[before][0] >= scene.sentence
    return evolve(found[before], cue=None) if is_like and is_told and onward["total"] is None else None


_IN_MONTH: Final = re.compile(
    r"(?:^|[，,])(?:其中)?(?:\d{1,2}月份?|[本当单]月|[本当]周|[本当]季度?)(?:当月)?(?P<adds>新增|净增)?$"
)


def _in_month(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let what a month alone adds (累计签约40个，6月新增5个) measure what was told before it in the sentence."""
    said = _IN_MONTH.search(scene.near)
    if not scene.number or said is None or not (said["adds"] or scene.is_bracketed):
        return None
    before = scene.number - 1
    is_like = scene.mentions[before].quantity.unit == scene.mention.quantity.unit
    is_told = found[before].measure is not None and scene.spans[before][0] >= scene.sentence
    is_whole = found[before].band is None and not found[before].is_part
    return evolve(found[before], cue=None, base=None) if is_like and is_told and is_whole else None


_OF_PRINTED: Final = re.compile(
    r"[，,]?(?:约|仅)?占到?(?:全[市县区省州]|[全总]部|总数|总额|总量)[^，,；;。\d]{0,6}[（(]?"
)


def _of_printed(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let a whole printed beside the share of it (占全市60亿元的25%) measure what the part before it does."""
    if not scene.number or not _OF_PRINTED.fullmatch(scene.near) or not re.match(r"[）)]?的", scene.after):
        return None
    before, behind = scene.number - 1, scene.number + 1
    if (
        behind >= len(scene.mentions)
        or scene.mentions[behind].quantity.unit.dimension is not Dimension.PERCENT
    ):
        return None
    is_like = scene.mentions[before].quantity.unit == scene.mention.quantity.unit
    is_told = found[before].kpi not in {None, BAND} and scene.spans[before][0] >= scene.sentence
    return evolve(found[before], cue=None, base=None, is_part=False) if is_like and is_told else None


_TOPIC: Final = re.compile(
    r"(?:^|[，,；;：:])\s*(?P<what>[\u4e00-\u9fff]{2,10})(?:方面|情况|来看|中)[，,：:](?P<rest>[^；;。\d]*(?:\d{1,4}[年月个\-—－至]+[^；;。\d]{0,8}){0,3})$"
)
_ONLY_WHEN: Final = re.compile(
    r"(?:[，,]|[全我][市县区州省]|今年|\d{4}年|前?[\d一二三四五六七八九十]个?月?(?:份|[-—－至~～])?|上半年|下半年|前?[一二三四]季度|第[一二三四]季度)*"
    r"(?:为|达到?|共|是|有|累计|合计)*"
)


def _by_topic(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let the topic of a clause (签约额方面，东河区为20亿元) tell what a bare figure measures, and the next like it."""
    before = scene.number - 1
    if before >= 0 and scene.spans[before][0] >= scene.sentence:
        said = _NAMED_NEXT.fullmatch(scene.plain.text[scene.spans[before][1] : scene.start])
        is_like = scene.mentions[before].quantity.unit == scene.mention.quantity.unit
        topic = _topic(scene, scene.spans[before][0])
        kpi = None if topic is None else _of_name(scene, topic["what"])
        if said and is_like and kpi is not None and found[before].kpi == kpi:
            return evolve(found[before], cue=None)
    topic = _topic(scene, scene.start)
    if topic is None:
        return None
    name = scene.document_name
    rest = _SOME_PLACE.sub("", topic["rest"]) if name is None else topic["rest"].replace(name, "")
    if not _ONLY_WHEN.fullmatch(rest):
        return None
    kpi = _of_name(scene, topic["what"])
    return None if kpi is None else SceneMeasure(kpi, kpi)


def _topic(scene: Scene, end: int) -> re.Match[str] | None:
    return _TOPIC.search(scene.plain.text[max(scene.sentence, end - 60) : end])


_SOME_PLACE: Final = re.compile(rf"[\u4e00-\u9fff]{{1,6}}{PLACE_SUFFIX}(?=为|共|达|有|是|$)")
_NAMED_NEXT: Final = re.compile(r"[，,；;、][\u4e00-\u9fff]{2,10}?(?:为|达到?|共|是|有)?")


def _names() -> Iterator[tuple[str, str]]:
    """List the names of the catalogue that stand for one figure each, longest first."""
    for kpi in sorted(CATALOGUE, key=lambda kpi: -len(kpi.zh)):
        if not (_SEVERAL_NAMES.search(kpi.zh) or kpi.id in _TOO_PLAIN):
            yield kpi.id, to_hans(kpi.zh)


_SEVERAL_NAMES: Final = re.compile("、")
_TOO_PLAIN: Final = frozenset(
    "yoy_growth mom_growth share_of_total pp_change stage_duration_days ranking projects_in_band"
    " fixed_asset_investment funnel_conversion jobs".split()
)
_OFFICIAL: Final = re.compile(
    "(?:" + "|".join(f"(?P<{kpi}>{re.escape(name)})" for kpi, name in _names()) + r")(?:[为达共有]|达到)?-?$"
)


_ASKED: Final = re.compile(r"不(?:得)?[低少高超][于過过]")
"""What is asked for, and not what is: 不低于300万元."""


def _by_name(scene: Scene) -> SceneMeasure | None:
    """Take the name of a figure from the catalogue, where it stands right before the number."""
    match = _OFFICIAL.search(scene.near)
    if match is None or match.lastgroup is None:
        return None
    kpi = match.lastgroup
    dimension = find_unit(find(kpi).unit).dimension
    if _ASKED.match(scene.mention.raw):
        return None
    is_per_mu = find(kpi).unit.endswith("/mu") and scene.dimension is Dimension.MONEY
    if dimension is not scene.dimension and not is_per_mu:
        return None
    return SceneMeasure(kpi, kpi, scene.near_span(match), base=_base(scene) if kpi == TOTAL else None)


def _base(scene: Scene) -> int | None:
    """Find the count that an amount belongs to: the one right before it in the sentence."""
    before = scene.number - 1
    if before < 0 or scene.spans[before][0] < scene.sentence:
        return None
    return before if scene.mentions[before].quantity.unit.code in PROJECT_UNITS else None


_THEN: Final = re.compile(r"\d[^，,；;。]{0,6}[，,；;][^。；;]*?实际")
"""A target with its number, and then what was in fact: 任务为40亿元，实际到位30亿元."""


_NEXT_TIME: Final = re.compile(
    r"\d[^，,；;。\d]{0,8}[，,；;](?:今年)?(?:上半年|前?[一二三四]季度|(?:前|\d{1,2}[—～~-])?[\d一二三四五六七八九十]{1,3}个?月份?)"
    r"(?![^。；;]*(?:计划|拟|力争|确保|争取|预计|目标|任务))"
)
"""A target with its number, and then what came about in a time of its own: 签约目标10个，上半年签约4个."""


def _is_reached(words: str, cue: re.Match[str]) -> bool:
    if cues.REACHED.search(words, cue.end()) or _NEXT_TIME.search(words, cue.end()):
        return True
    # 力争新签约80个，实际到位资金60亿元 is one hope; 任务为80亿元，实际到位60亿元 is not
    return cue[0].endswith(("为", "是", "：", ":")) and _THEN.search(words, cue.end()) is not None


_DONE_SHARE: Final = re.compile(
    r"(?:完成|达到?|占|为)[^，,；;。]{0,16}(?:任务|目标|计划|指标)[^，,；;。]{0,16}?的[\d.]+[%％]"
)
"""A share of a target is what was reached of it."""

_HAS_BEEN: Final = re.compile(r"(?:项目)?已")


def _is_told_after(
    scene: Scene, found: SceneMeasure, before: Sequence[SceneMeasure], cue: re.Match[str]
) -> bool:
    """Tell whether words for a target have a figure of their own: 市下达任务10个，全县签约项目8个; 目标开工率60%，签约项目8个.

    One hope has several figures of several things (力争签约10个，到位资金6亿元), and none twice but of its parts.
    """
    if scene.sentence + cue.start() >= scene.near_from or found.is_part or scene.is_named:
        return False
    if found.base is not None and found.base < scene.number:
        return not (before[found.base].kpi or "").startswith("target:")
    first = next(
        number
        for number in range(scene.first_of_sentence, scene.number + 1)
        if scene.spans[number][0] >= scene.sentence + cue.start()
    )
    said = [
        (scene.mentions[number].quantity.unit, before[number].kpi) for number in range(first, scene.number)
    ]
    is_rate = bool(said) and said[0][0].dimension in {Dimension.PERCENT, Dimension.POINT}
    own = (scene.mention.quantity.unit, {None, found.kpi, f"target:{found.kpi}"})
    return is_rate or any(unit == own[0] and kpi in own[1] for unit, kpi in said)


def _aimed(scene: Scene, found: SceneMeasure, before: Sequence[SceneMeasure]) -> SceneMeasure:
    """Turn a figure that is yet to be reached into a target."""
    if found.kpi is None or found.kpi == BAND or scene.dimension in {Dimension.PERCENT, Dimension.POINT}:
        return found
    if found.kpi.startswith("target:"):
        return found
    if scene.dimension is Dimension.MONEY and cues.CONDITION.match(scene.plain.text, scene.end):
        return NOTHING
    forecast = last_match(cues.FORECAST, scene.wide)
    if forecast is not None and not cues.REACHED.search(scene.wide, forecast.end()):
        return NOTHING
    cue = last_match(cues.TARGET, _DONE_SHARE.sub(lambda match: " " * len(match[0]), scene.wide))
    if cue is None or _is_reached(scene.wide, cue) or _HAS_BEEN.match(scene.after):
        return found
    if _is_told_after(scene, found, before, cue):
        return evolve(found, measure=None)
    if found.kpi in cues.TARGETS:
        return evolve(found, kpi=f"target:{found.kpi}", measure=f"target:{found.measure}")
    return NOTHING if (found.kpi or "").startswith("cohort_benefit") else found
