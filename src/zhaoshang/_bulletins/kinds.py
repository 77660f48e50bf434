"""Which projects a figure is of: all of them, those of an industry that the ledger names, or of a kind nobody knows."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from zhaoshang._bulletins.claims import Told
from zhaoshang._bulletins.document import Document
from zhaoshang._bulletins.scenes import BAND
from zhaoshang.units import Dimension

_TRIMMED: Final = re.compile(
    r"(?:等?[一二两三四五六七八九十\d]+[大个类])?(?:产业|行业|领域|板块|类)?(?:链|集群)?(?:的)?(?:项目)?$"
)
_SOME_KIND: Final = re.compile(r"(?:产业链?|行业|领域|板块|赛道|制造业|服务业|农业|工业)(?:方面|内|中|的)?")
_BY_KIND: Final = re.compile(
    r"(?:分|按|从)(?:产业|行业|领域|类别|门类|产业链)(?:类别|门类|分类)?(?:来)?(?:看|分|划分)?[，,：:]"
)
_PROJECTS: Final = re.compile(r"^[^，,；;。：:、]{0,16}?项目")


def kind_of_projects(
    item: Told, items: Sequence[Told], document: Document, names: Collection[str]
) -> str | None:
    """Name the industry that a figure is of.

    Args:
        item: the figure.
        items: all figures of the text.
        document: the text.
        names: what the ledger calls its industries.

    Returns:
        An industry of the ledger, empty for projects of any; `None` for some of them that the ledger has no name for.
    """
    reading = item.reading
    run, turn = document.lists.of.get(item.number, (None, 0))
    if run is not None and not run.of_places and run.names[turn]:
        return _known(run.names[turn] or "", names)
    if reading.narrow:
        return _known(reading.narrow, names)
    base = reading.base
    if base is not None and base < item.number and reading.quantity.unit.dimension is Dimension.MONEY:
        return kind_of_projects(items[base], items, document, names)
    words = _words(item, items, document)
    found = {name for name in names if name in words}
    found = {name for name in found if not any(name != other and name in other for other in found)}
    if len(found) == 1:
        return found.pop()
    if found or _SOME_KIND.search(words):
        return None
    start = document.spans[item.number][0]
    said = _BY_KIND.search(document.plain.text, max(item.sentence, start - 120), start)
    return None if said is not None and reading.subject is None else ""


def _known(name: str, names: Collection[str]) -> str | None:
    """Give the ledger's name for a kind, where it has one."""
    plain = _TRIMMED.sub("", name)
    return next((known for known in names if _TRIMMED.sub("", known) == plain), None)


def _words(item: Told, items: Sequence[Told], document: Document) -> str:
    """Give the words of a figure in its clause: behind the figure before that is no size, and what it counts."""
    start, end = document.spans[item.number]
    begin = document.plain.clause(start)[0]
    for other in reversed(items[: item.number]):
        stop = document.spans[other.number][1]
        if stop <= begin or other.reading.kpi != BAND:
            begin = max(begin, stop)
            break
    counted = _PROJECTS.match(document.plain.text[end : end + 24])
    return document.plain.text[begin:start] + (counted[0] if counted else "")
