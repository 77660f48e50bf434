"""What a number of projects is of: those signed, started, of a size, or a part of what stands before."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.scenes import (
    BAND,
    LISTED,
    NOTHING,
    PROJECT_UNITS,
    Scene,
    SceneMeasure,
    last_cue,
)
from zhaoshang._bulletins.texts.plain import without_brackets
from zhaoshang._bulletins.texts.steps import LANDED, SIGNED, STEP

_PROJECT_AFTER: Final = re.compile(r"^(?![、和及与])[^，,；;。：:]{0,16}?项目")
_PROJECT_BEFORE: Final = re.compile(
    r"项目(?:总)?(?:个)?(?:数|数量|总数)?(?:已|共|共计|累计|总计|均|分别|依次)?(?:为|达到?了?|有|是|超额|突破|约|新增|完成|增至)?(?:了)?[“\"]?$"
)
_ELLIPTIC: Final = re.compile(
    rf"(?:新签|签|破土|试产|{STEP}|在建|在谈|在批|续建|达成(?:合作)?意向|(?:框架|意向)(?:合作)?协议|正式合同|(?:投资|招商)合同){LANDED}?(?:的|了|已|共|达|有)*$"
)
_AMONG: Final = re.compile(r"其中|包括|含")


def _is_project(scene: Scene) -> bool:
    """Tell whether projects are counted."""
    noun = _PROJECT_AFTER.match(scene.after)
    if noun is not None:
        return cues.NO_PROJECT.search(noun[0]) is None
    near = without_brackets(scene.near)
    noun = _PROJECT_BEFORE.search(near)
    if noun is not None:
        return cues.NO_PROJECT.search(near[max(0, noun.start() - 6) : noun.start() + 2]) is None
    if _ELLIPTIC.search(near) is not None:
        return True
    # of projects spoken of: 引进的项目中，已有46个投产
    behind = _ALREADY.sub("", scene.after)
    verb = any(cue.words.match(behind) for cue in cues.PROJECT_CUES)
    return verb and _SO_MANY.search(near) is not None and "项目" in scene.wide


_SET: Final = re.compile(r"项目(?:总数)?(?:当)?中[，,]?(?:已?有|共有|已)?$")


_SOME_OF: Final = re.compile(r"项目(?:已有|已|有)$")


def _is_set(scene: Scene) -> bool:
    """Tell whether the words before only name those that some are of, and the verb follows: 签约项目中有38个项目已投产."""
    cue = last_cue(cues.PROJECT_CUES, scene.after)
    if cue is None:
        return False
    return _SET.search(scene.near) is not None or (
        _SOME_OF.search(scene.near) is not None and not cue[1].start()
    )


_ALREADY: Final = re.compile(r"^(?:已经?|正式|相继|陆续)+")
_SO_MANY: Final = re.compile(r"(?:已|共|现)?有(?:近|超)?$|^[、和，,]$|中[，,]$|^$")
_JOINT: Final = re.compile(
    rf"(?:{STEP}|新建|扩建|技改|改造|续建|在建|在谈|储备)(?:项目)?(?:[、，]|和|及|与|以及)(?:集中)?$"
)
"""Two things done (集中签约、投产项目共41个): the number is of both, and of neither alone."""

_NOT_YET: Final = re.compile(r"(?:未|没有|尚未|无)(?:能)?(?:按时|如期|实质性)?$")


def _is_denied(words: str, cue: re.Match[str]) -> bool:
    """Tell whether what a cue names is said not to have happened: 未开工."""
    return _NOT_YET.search(words, 0, cue.start()) is not None


def count_projects(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure:
    """Count projects, by what is said to be done with them."""
    row = _of_row(scene)
    if row is not None:
        return _counted(*row, scene)
    if not _is_project(scene):
        return _same_list(scene, found) or _by_heading(scene, found) or _so_far(scene, found) or NOTHING
    cue = None if _is_set(scene) else last_cue(cues.PROJECT_CUES, scene.near)
    if cue is not None:
        if _is_denied(scene.near, cue[1]) or _JOINT.search(scene.near, 0, cue[1].start()):
            return NOTHING
        return _counted(cue[0], scene.near_span(cue[1]), scene)
    noun = _PROJECT_AFTER.match(scene.after)
    done = None if noun is None else _done_behind(scene, noun)
    if done is not None:
        return SceneMeasure(done[0], done[0], scene.after_span(done[1]))
    cue = None if noun is None else last_cue(cues.PROJECT_CUES, noun[0])
    cue = cue or last_cue(cues.PROJECT_CUES, scene.after)
    said_from = _ALREADY.match(scene.after)
    is_said = (
        _SO_MANY.search(scene.near) is not None
        and cue is not None
        and cue[1].start() == (0 if said_from is None else said_from.end())
    )
    if cue is not None and (is_said or not (scene.has_next and cue[1].end() >= len(scene.after) - 1)):
        if _is_denied(scene.after, cue[1]):
            return NOTHING
        return _counted(cue[0], scene.after_span(cue[1]), scene)
    return _inherited(scene, found) or _next_kind(scene, found) or NOTHING


_ROW_ITEM: Final = re.compile(
    r"(?:的|个)?(?P<words>[^，,；;。：:、！？!?\n\d和及与]{2,12})(?P<mark>[、，,；;]|[和及与]|以及|(?=[。：:！？!?\n]|$))"
)
_ROW_PLAIN: Final = re.compile("(?:项目|已|实现|集中|正式|成功|相继|陆续|全部|均|新|现场)*")


def _of_row(scene: Scene) -> tuple[str, tuple[int, int]] | None:
    """Find what stands behind each number of a row (87个项目签约、6个项目开工), and so behind this one."""
    own = _row_item(scene, scene.number)
    if own is None:
        return None
    kpi, cue, end = own
    behind, before = scene.number + 1, _row_item(scene, scene.number - 1) if scene.number else None
    is_next = behind < len(scene.spans) and scene.spans[behind][0] == end
    if is_next and _row_item(scene, behind) is None:
        return None
    return (kpi, cue) if is_next or (before is not None and before[2] == scene.start) else None


def _row_item(scene: Scene, number: int) -> tuple[str, tuple[int, int], int] | None:
    """Give what was done with so many projects by the words right behind the number, and where these end."""
    text, end = scene.plain.text, scene.spans[number][1]
    item = _ROW_ITEM.match(text, end) if scene.mentions[number].quantity.unit.code in PROJECT_UNITS else None
    cue = None if item is None else last_cue(cues.PROJECT_CUES, item["words"])
    if item is None or cue is None:
        return None
    words, (start, stop) = item["words"], cue[1].span()
    if not _ROW_PLAIN.fullmatch(words[:start] + words[stop:]):
        return None
    return cue[0], (item.start("words") + start, item.start("words") + stop), item.end()


_IN_ALL: Final = re.compile(r"(?:^|[月年度份以来])(?:已?累计|合计)(?:已?达到?|为|有)?$")


def _so_far(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let what is added up to a longer time be of what stands before it: 6月签约项目4个；1-6月累计48个."""
    before = scene.number - 1
    if before < 0 or scene.spans[before][0] < scene.sentence or _IN_ALL.search(scene.near) is None:
        return None
    is_like = scene.mentions[before].quantity.unit == scene.mention.quantity.unit
    is_whole = found[before].measure is not None and not found[before].is_part and found[before].band is None
    return SceneMeasure(found[before].kpi, found[before].measure) if is_like and is_whole else None


_HAS: Final = re.compile(r"(?:^|[已共现仅只才]|[\u4e00-\u9fff]中)有(?:近|超)?$|(?:^|[，,县区市州省])已?有$")
_STAGES: Final = re.compile("milestone_count")
_SIGNED: Final = re.compile(SIGNED)


def _done_behind(scene: Scene, noun: re.Match[str]) -> tuple[str, re.Match[str]] | None:
    """Give what was done with so many of those signed: 已有26个签约项目开工."""
    if _HAS.search(scene.near) is None or _SIGNED.search(noun[0]) is None:
        return None
    start = noun.end()
    said_from = _ALREADY.match(scene.after[start:])
    start += 0 if said_from is None else said_from.end()
    found = [(cue.kpi, said) for cue in cues.PROJECT_CUES if (said := cue.words.match(scene.after, start))]
    kpi, said = max(found, key=lambda item: item[1].end(), default=(None, None))
    is_next = said is not None and scene.has_next and said.end() >= len(scene.after) - 1
    return None if kpi is None or said is None or is_next or not _STAGES.match(kpi) else (kpi, said)


_NEXT_KIND: Final = re.compile(r"(?:[、，,；;和及与]|以及)?(?P<kind>[\u4e00-\u9fff]{2,8}?)(?:产业|类)?项目")


def _next_kind(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let a kind of projects that follows another (签约食品项目11个，家具项目8个) be of what was done with those."""
    kind = _NEXT_KIND.fullmatch(scene.near)
    if kind is None or not scene.number or scene.spans[scene.number - 1][0] < scene.sentence:
        return None
    before = found[scene.number - 1]
    is_like = scene.mentions[scene.number - 1].quantity.unit == scene.mention.quantity.unit
    if not (is_like and before.narrow and before.kpi) or _SO_MANY_OF.search(kind["kind"]):
        return None
    return SceneMeasure(before.kpi, None, is_part=before.is_part, base=before.base, narrow=kind["kind"])


_SO_MANY_OF: Final = re.compile(r"其中|以上|重点|重大|上述|此外|另有|全[市县区省州]")


def _counted(kpi: str, cue: tuple[int, int], scene: Scene) -> SceneMeasure:
    """Count projects; of one kind of them (签约工业项目12个) it is not told what the ledger would call it."""
    narrow = _qualifier(cue, scene) or narrowed(scene.plain.text, scene.clause, cue[0])
    is_part = bool(_AMONG.search(scene.near))
    return SceneMeasure(kpi, None if narrow else kpi, cue, is_part=is_part, narrow=narrow)


_NARROWS: Final = re.compile(
    r"(?:^|.*(?:全[省市县区州]|[我本][省市县区州]|[市县区镇乡]|[，,：:；;（(\d月年份]|季度|半年|其中|目前))"
    r"(?P<kind>[\u4e00-\u9fff]{1,8}?)(?:产业链?|行业|领域|板块|集群|赛道|制造业|服务业|工业|农业|类)(?:方面|内|中|的)?(?:[，,]|已|共|新|累计|全年|再|又)*$"
)


def narrowed(text: str, clause: int, cue: int) -> str:
    """Name the kind of projects that a clause speaks of before its verb (新能源产业签约项目): it is of them only."""
    match = _NARROWS.match(text[max(clause, cue - 40) : cue])
    return "" if match is None else match["kind"]


_PLAIN: Final = re.compile(
    rf"(?:[新共已再又各总]|招商|引资|投资|建设|{LANDED}|{SIGNED}|的|了|成功|集中|正式|实现|累计|全部|上述|推进|服务|类|云|线上|现场|[“”\"])*"
)


def _qualifier(cue: tuple[int, int], scene: Scene) -> str:
    """Give the words that narrow the projects down, empty where there are none or they are a list of names (…等)."""
    text = scene.plain.text
    noun = _PROJECT_AFTER.match(scene.after)
    if noun is not None:
        words = noun[0].removesuffix("项目")
        for known in cues.PROJECT_CUES:
            words = known.words.sub("", words)
    else:
        before = _PROJECT_BEFORE.search(scene.near)
        words = "" if before is None else text[cue[1] : scene.near_from + before.start()]
    words = without_brackets(words)
    return "" if words.endswith("等") or _PLAIN.fullmatch(words) else words


def _inherited(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let a part, named by 其中 in the same sentence, measure what its whole does."""
    return _part(scene, found) if _AMONG.search(scene.wide) else None


def _part(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < scene.whole_from:
            return None
        kpi = found[number].kpi
        is_like = scene.mentions[number].quantity.unit == scene.mention.quantity.unit
        if (
            is_like
            and kpi is not None
            and kpi not in {BAND, "projects_in_band"}
            and not found[number].is_part
        ):
            words = _PROJECT_AFTER.match(scene.after)
            before = _KIND_BEFORE.search(scene.near)
            narrow = words[0].removesuffix("项目") if words else before["kind"] if before else ""
            return SceneMeasure(kpi, None, is_part=True, base=number, narrow=narrow)
    return None


_KIND_BEFORE: Final = re.compile(
    r"(?:^|[、，,；;和及与：:]|其中|包括)(?:其中|包括)?[，,：:]?(?P<kind>(?!其中|包括)[\u4e00-\u9fff]{2,10}?)(?:产业|类)?项目$"
)


def _by_heading(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let the heading of a list of places tell what is counted: 签约情况：东镇6个、西镇5个; 其中东镇6个."""
    counted = scene.mention.counted
    if scene.heading is None or (counted and not scene.near.endswith(counted)):
        return None
    cue = last_cue(cues.PROJECT_CUES, scene.heading)
    if cue is not None:
        return SceneMeasure(cue[0], cue[0])
    part = _part(scene, found)
    # the place is whose figure it is, so that nothing narrows it down
    return part if part is None or part.base is None else evolve(part, measure=found[part.base].measure)


def _same_list(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Let 12、8个 in a list measure what stands before it."""
    return None if not LISTED.match(scene.near) or scene.number == 0 else found[scene.number - 1]
