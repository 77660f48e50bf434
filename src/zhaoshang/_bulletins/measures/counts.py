"""What a number of firms, journeys, leads, problems or people counts."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.projects import count_projects
from zhaoshang._bulletins.measures.scenes import NOTHING, PROJECT_UNITS, Scene, SceneMeasure, last_match
from zhaoshang._bulletins.measures.sizes import TextSizes
from zhaoshang._bulletins.texts.steps import LANDED, SIGNED

_FIRM_UNITS: Final = frozenset("家 户".split())
_HEADS: Final = frozenset("人 名 个".split())
_TIMES: Final = frozenset("次 批次 批 趟 人次".split())
_PERSONS: Final = "人次"
"""So many persons went or came, on journeys that nobody counted."""
_NOT_TENANTS: Final = re.compile(
    r"服务|指导|协助|梳理|对接|走访|邀请|组织|拜访|储备|帮助|培育|认定|申报|新增规上"
)


def count(scene: Scene, found: Sequence[SceneMeasure], sizes: TextSizes) -> SceneMeasure:
    if scene.unit in PROJECT_UNITS:
        return (
            _troubles(scene) or _leads(scene) or sizes.measure(scene, found) or count_projects(scene, found)
        )
    if scene.unit in _FIRM_UNITS:
        return _firms(scene, found)
    if scene.unit == "条":
        return _leads(scene) or NOTHING
    if scene.unit in _TIMES:
        trips = _trips(scene)
        return trips if scene.unit != _PERSONS else evolve(trips, measure=None)
    if scene.unit in _HEADS:
        match = cues.JOBS.search(scene.near)
        if match is None or cues.HOPED.search(scene.near):
            return NOTHING
        return SceneMeasure("jobs", "jobs", scene.near_span(match))
    return NOTHING


def _troubles(scene: Scene) -> SceneMeasure | None:
    match = last_match(cues.SOLVED, scene.near)
    if (
        match
        and match.end() == len(scene.near)
        and cues.TROUBLE_TOLD.search(scene.wide)
        and not scene.mention.counted
    ):
        return SceneMeasure("issues_closed", "issues_closed", scene.near_span(match))
    noun = f"{scene.near[match.end() :] if match else ''}{scene.mention.counted or ''}"
    if match and cues.TROUBLES.search(noun) and "项目" not in noun:
        return SceneMeasure("issues_closed", "issues_closed", scene.near_span(match))
    return None


def _leads(scene: Scene) -> SceneMeasure | None:
    match = last_match(cues.LEADS, scene.near)
    if match and match.end() >= len(scene.near) - 4:
        return SceneMeasure("leads_collected", "leads_collected", scene.near_span(match))
    behind = cues.LEADS.match(scene.after)
    return SceneMeasure("leads_collected", "leads_collected", scene.after_span(behind)) if behind else None


def _firms(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure:
    inside = scene.is_bracketed and scene.number > 0
    if inside and scene.mentions[scene.number - 1].quantity.unit == scene.mention.quantity.unit:
        whole = found[scene.number - 1]
        if whole.kpi is not None:
            return SceneMeasure(whole.kpi, None, whole.cue, is_part=True, base=scene.number - 1)
    match = last_match(cues.FIRMS_TALKED, scene.near)
    if match is not None:
        return SceneMeasure("stage_count:negotiating", "stage_count:negotiating", scene.near_span(match))
    is_firm = (scene.mention.counted or "").endswith(("企业", "公司", "商户")) or scene.near.endswith(
        ("企业", "公司")
    )
    if "企业" not in scene.after[:14] and not is_firm:
        return NOTHING
    if _NOT_TENANTS.search(scene.near):
        return NOTHING
    match = last_match(cues.FIRMS_IN, scene.near)
    if match is not None:
        return SceneMeasure("tenant_count", "tenant_count", scene.near_span(match))
    match = re.match(
        rf"^[^，]{{0,8}}企业(?:已|成功|{SIGNED}|相继|陆续|先后)*(?:入驻|{LANDED}|进驻|入园)", scene.after
    )
    if match is None and scene.near.endswith("企业"):
        match = re.match(rf"^(?:已|成功|{SIGNED}|相继|陆续|先后)*(?:入驻|{LANDED}|进驻|入园)", scene.after)
    return SceneMeasure("tenant_count", "tenant_count", scene.after_span(match)) if match else NOTHING


def _trips(scene: Scene) -> SceneMeasure:
    match = last_match(cues.INWARD, scene.near)
    if match is not None:
        return SceneMeasure("inbound_visits", "inbound_visits", scene.near_span(match))
    match = last_match(cues.OUT, scene.near)
    if match is not None:
        return SceneMeasure("outbound_trips", "outbound_trips", scene.near_span(match))
    match = cues.OUT_AFTER.search(scene.after)
    return SceneMeasure("outbound_trips", "outbound_trips", scene.after_span(match)) if match else NOTHING
