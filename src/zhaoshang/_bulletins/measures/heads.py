"""A noun that opens a sentence tells what the bare figures of the names behind it measure: 到位资金排名：东河区（40亿元）."""

from collections.abc import Callable, Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures.scenes import BAND, Scene, SceneMeasure

_BARE: Final = re.compile(
    r"[、，,；;（(）)：:。和及与\s]*(?:其中[，,：:]?)?(?:[全我本][市县区州省盟旗])?(?:合计|共计|总计|共)?(?:为|达到?|是|有)?[（(：:\s]*"
)
_ARRANGED: Final = re.compile(
    r"(?:方面|情况|来看|排名|排行|排序|位次|[居列处排]?(?:前|后|末|倒数)[一二三四五六七八九十两\d]+(?:名|位(?![居列次]))?|位居|位列|的|分别|依次|各|为|是|如下|看)+$"
)
_OF_WHOM: Final = re.compile(
    r"^(?:其中|从|按|[全我本各][市县区州省盟旗地]+[（(市县区）)]*|今年|本年|累计|的|[\u4e00-\u9fff]{1,8}[、和])++"
)
_PUNCTUATION: Final = re.compile(r"[，,：:；;（()）\s【】“”①②③]+")
_FAR: Final = 80


def headed(
    scene: Scene, found: Sequence[SceneMeasure], noun_of: Callable[[Scene, str], str | None]
) -> SceneMeasure | None:
    """Let the noun at the head of a sentence tell what a bare figure with a name measures, and the next like it.

    Args:
        scene: the figure.
        found: what the figures before it measure.
        noun_of: tells what a noun alone measures.
    """
    first = scene.first_of_sentence
    if not (
        scene.is_named
        if first == scene.number
        else _BARE.fullmatch(scene.near.replace(scene.document_name or "", ""))
    ):
        return None
    kpi = _head(scene, first, noun_of)
    if kpi is None:
        return None
    if first == scene.number:
        return SceneMeasure(kpi, kpi)
    before = scene.number - 1
    is_like = scene.mentions[before].quantity.unit == scene.mention.quantity.unit
    is_one = is_like and found[before].kpi == kpi and found[before].kpi != BAND and found[before].band is None
    return evolve(found[before], cue=None, is_part=False) if is_one else None


def _head(scene: Scene, first: int, noun_of: Callable[[Scene, str], str | None]) -> str | None:
    """Tell what the words before the first figure of a sentence, times and names left out, measure."""
    end = scene.spans[first][0]
    if end - scene.sentence > _FAR:
        return None
    name = scene.names.get(first)
    if name is None or name[0] < scene.sentence:
        return None
    words = scene.without_times(scene.sentence, name[0])
    noun = _OF_WHOM.sub("", _ARRANGED.sub("", _PUNCTUATION.sub("", words)))
    return noun_of(scene, noun) if noun else None
