"""Which projects a figure is of: all of them, those of an industry that the ledger names, or of a kind nobody knows."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.relations import GROUP, VERBS
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import STEP
from zhaoshang._bulletins.verifying.claims import Told
from zhaoshang._bulletins.verifying.parts import left_out, together
from zhaoshang.units import Dimension

_TRIMMED: Final = re.compile(
    r"(?:等?[一二两三四五六七八九十\d]+[大个类])?(?:产业|行业|领域|板块|类)?(?:链|集群)?(?:的)?(?:项目)?$"
)
_DONE_WITH: Final = re.compile(rf"^.*(?:{VERBS.pattern}|新增|共有?)(?=[\u4e00-\u9fff]{{2}})")
_SOME_KIND: Final = re.compile(r"(?:产业链?|行业|领域|板块|赛道|制造业|服务业|农业|工业)(?:方面|内|中|的)?")
_BY_KIND: Final = re.compile(
    r"(?:分|按|从)(?:产业|行业|领域|类别|门类|产业链)(?:类别|门类|分类)?(?:来)?(?:看|分|划分)?[，,：:]"
)
_AROUND: Final = re.compile(r"(?:围绕|聚焦|依托|瞄准|针对|在)[^，,；;。]{1,24}(?:产业|领域|行业|赛道|方面)")
_WHOLE: Final = re.compile(r"[全我本][市县区州省]|合计|共计|总计|累计")
_APART: Final = re.compile(r"[；;]")
_GOES_ON: Final = re.compile(rf"[，,、]?(?:其中|目前|现)?(?:已|有|{STEP})")
_PROJECTS: Final = re.compile(r"^[^，,；;。：:、]{0,16}?项目")


def kinds_of_projects(
    items: Sequence[Told], document: Document, names: Collection[str]
) -> dict[int, str | None]:
    """Name the industry that each figure is of.

    Args:
        items: all figures of the text.
        document: the text.
        names: what the ledger calls its industries.

    Returns:
        By the number of a figure an industry of the ledger, empty for projects of any; `None` for some of them that
        the ledger has no name for.
    """
    found: dict[int, str | None] = {}
    parts, sums = list(left_out(document)), frozenset(together(items, document))
    for item in items:
        start, _ = document.spans[item.number]
        is_part = any(begin <= start < end for begin, end in parts)
        is_open = is_part or item.number in sums
        found[item.number] = None if is_open else _kind(item, items, document, names, found)
    return found


def _kind(
    item: Told,
    items: Sequence[Told],
    document: Document,
    names: Collection[str],
    told: Mapping[int, str | None],
) -> str | None:
    reading = item.reading
    if GROUP.match(document.plain.text, document.spans[item.number][1]):
        return ""  # 三个县区: how many they are
    run, turn = document.lists.of.get(item.number, (None, 0))
    if run is not None and not run.of_places and run.names[turn] not in {None, "", reading.cues}:
        return _known(run.names[turn] or "", names)
    if reading.narrow:
        return _known(reading.narrow, names)
    base = reading.base
    if base is not None and base < item.number and reading.quantity.unit.dimension is Dimension.MONEY:
        return told[base]
    words = _words(item, items, document)
    found = {name for name in names if name in words}
    found = {name for name in found if not any(name != other and name in other for other in found)}
    if len(found) == 1:
        return found.pop()
    if found or _SOME_KIND.search(words):
        return None
    if item.number and not _WHOLE.search(words):
        before = items[item.number - 1]
        is_one = (before.sentence, before.reading.subject) == (item.sentence, reading.subject)
        between = document.plain.text[document.spans[before.number][1] : document.spans[item.number][0]]
        kind = told[before.number] if is_one and not _APART.search(between) else ""
        if kind != "":
            return kind if _GOES_ON.match(words) else None  # 绿色化工产业签约5个，已开工3个
    start = document.spans[item.number][0]
    around = _AROUND.search(document.plain.text, max(item.sentence, start - 120), start)
    if around is not None and any(name in around[0] for name in names):
        return None  # 围绕绿色食品产业，全市签约5个: of it, or of all
    said = _BY_KIND.search(document.plain.text, max(item.sentence, start - 120), start)
    return None if said is not None and reading.subject is None else ""


def _known(name: str, names: Collection[str]) -> str | None:
    """Give the ledger's name for a kind, where it has one."""
    plain = _TRIMMED.sub("", _DONE_WITH.sub("", name.rpartition("的")[2] or name))
    return next((known for known in names if _TRIMMED.sub("", known) == plain), None)


def _words(item: Told, items: Sequence[Told], document: Document) -> str:
    """Give the words of a figure in its clause: behind the figure before that is no size, and what it counts."""
    start, end = document.spans[item.number]
    begin = document.plain.clause(start)[0]
    for number in range(item.number - 1, -1, -1):
        other = items[number]
        stop = document.spans[other.number][1]
        if stop <= begin or other.reading.kpi != BAND:
            begin = max(begin, stop)
            break
    counted = _PROJECTS.match(document.plain.text[end : end + 24])
    return document.plain.text[begin:start] + (counted[0] if counted else "")
