"""What a quantity measures, told by the words around it: rules of wording, never lists of articles."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from zhaoshang._bulletins import cues
from zhaoshang._bulletins.counts import count
from zhaoshang._bulletins.money import value
from zhaoshang._bulletins.rates import area, duration, rate
from zhaoshang._bulletins.scenes import (
    BAND,
    NOTHING,
    PLACE_SUFFIX,
    PROJECT_UNITS,
    TOTAL,
    Measured,
    Scene,
    last_match,
)
from zhaoshang._bulletins.sizes import Sizes
from zhaoshang._bulletins.text import Plain
from zhaoshang._wording import to_hans
from zhaoshang.kpis import CATALOGUE, find
from zhaoshang.reading import Mention
from zhaoshang.units import Dimension
from zhaoshang.units import unit as find_unit


def measure(plain: Plain, mentions: Sequence[Mention]) -> list[Measured]:
    """Tell for every mention of a text what it measures."""
    spans = [(plain.place(mention.start), plain.place(mention.end)) for mention in mentions]
    found: list[Measured] = []
    scenes = [Scene(plain, spans, number, mentions) for number in range(len(mentions))]
    sizes = Sizes.find(scenes)
    for scene in scenes:
        measured = Measured(BAND, BAND) if scene.number in sizes.bands else _measure(scene, found, sizes)
        found.append(_aimed(scene, measured))
    return found


def _measure(scene: Scene, found: Sequence[Measured], sizes: Sizes) -> Measured:
    named = _by_name(scene)
    if named is not None:
        return named
    done = _done(scene, found) or _alike(scene, found)
    if done is not None:
        return done
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


_DONE: Final = re.compile(r"(?:已|累计|实际|共|，)+完成(?:了)?$|(?:^|[，,])完成(?:了)?$")


def _done(scene: Scene, found: Sequence[Measured]) -> Measured | None:
    """Let what has been done (已完成4120万美元) be of the target told before it in the sentence."""
    match = _DONE.search(scene.near)
    if match is None or not scene.number or scene.spans[scene.number - 1][0] < scene.sentence:
        return None
    kpi = found[scene.number - 1].kpi or ""
    is_like = scene.mentions[scene.number - 1].quantity.unit == scene.mention.quantity.unit
    if not is_like or not kpi.startswith("target:"):
        return None
    reached = kpi.removeprefix("target:")
    return Measured(reached, reached, scene.near_span(match))


_PARALLEL: Final = re.compile(rf"[；;，,、。]?[\u4e00-\u9fff]{{1,9}}{PLACE_SUFFIX}(?:完成|实现|达到?|为|共)")


def _alike(scene: Scene, found: Sequence[Measured]) -> Measured | None:
    """Let a place with a bare figure (西镇完成1.1亿元) have what the place before it in the sentence has."""
    if not _PARALLEL.fullmatch(scene.near):
        return None
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < scene.sentence:
            return None
        if scene.mentions[number].quantity.unit == scene.mention.quantity.unit:
            return evolve(found[number], cue=None, base=None) if found[number].kpi else None
    return None


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


def _by_name(scene: Scene) -> Measured | None:
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
    return Measured(kpi, kpi, scene.near_span(match), base=_base(scene) if kpi == TOTAL else None)


def _base(scene: Scene) -> int | None:
    """Find the count that an amount belongs to: the one right before it in the sentence."""
    before = scene.number - 1
    if before < 0 or scene.spans[before][0] < scene.sentence:
        return None
    return before if scene.mentions[before].quantity.unit.code in PROJECT_UNITS else None


def _aimed(scene: Scene, found: Measured) -> Measured:
    """Turn a figure that is yet to be reached into a target."""
    if found.kpi is None or found.kpi == BAND or scene.dimension in {Dimension.PERCENT, Dimension.POINT}:
        return found
    if found.kpi.startswith("target:"):
        return found
    forecast = last_match(cues.FORECAST, scene.wide)
    if forecast is not None and not cues.REACHED.search(scene.wide, forecast.end()):
        return NOTHING
    cue = last_match(cues.TARGET, scene.wide)
    if cue is None or cues.REACHED.search(scene.wide, cue.end()):
        return found
    if found.kpi in cues.TARGETS:
        return evolve(found, kpi=f"target:{found.kpi}", measure=f"target:{found.measure}")
    return NOTHING if (found.kpi or "").startswith("cohort_benefit") else found
