"""Buildings, floors and rooms of addresses, which count nothing: 188号3幢502室, 位于科技园5座, 大厦12层举行.

No list of names tells them: units of an address stand in a chain, from the gate to the room, and one of them counts nothing
anywhere; or a word of place stands before the name, or something is held there.
"""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.found import Found
from zhaoshang._reading.script import both
from zhaoshang.quantities import Hedge

__all__ = ["is_in_address"]

_LINK: Final = (
    "(?:[0-9]{1,5}[A-Za-z]?|[A-Za-z]|[一二三四五六七八九十]{1,3})(?:号[楼院]|单元|[号弄巷幢栋座层楼室房])"
)
_LINKS_BEFORE: Final = re.compile(f"(?<![0-9A-Za-z一二三四五六七八九十月.])((?:{_LINK})+)$")
_LINKS_BEHIND: Final = re.compile(rf"(?:{_LINK})+|[0-9]{{3,4}}(?![0-9.,\u4e00-\u9fff%])")
_ANCHOR: Final = re.compile("[号弄巷室房]|单元|[A-Za-z][幢栋座]|[0-9]$")
"""What counts nothing in an address: 号, 室, a letter, a room without a word."""
_AT: Final = re.compile(
    both(
        r"(?:位于|[坐座]落于?|地处|设[在于]|[迁搬]至|[地住][址所][为是:：]?)[\u4e00-\u9fff]{2,16}(?<![的有建共达约过超近逾为是成造设])$"
    )
)
_HELD_THERE: Final = re.compile(both("[举召][行办开]|办公(?!楼)|开业|揭牌|会议|展厅"))
_IN_A_BUILDING: Final = re.compile(both(r"[厦廈楼座栋幢馆园城场厅](?:[A-Za-z]座)?$"))
# what a number and 号 name, 3号厂房, before one of its floors; 8号 of a month is a day
_NUMBERED: Final = re.compile(
    both(
        r"(?<![0-9月])(?:[0-9]{1,4}|[A-Za-z]|[一二三四五六七八九十]{1,3})号[\u4e00-\u9fff]{1,4}(?<![的有建共达约过超近逾为是成造设计加增盖高])$"
    )
)
_ADDRESSED: Final = frozenset("幢栋座层间")
_CHAIN: Final = 32


def is_in_address(text: str, start: int, found: Found) -> bool:
    """Tell the third building of 188号3幢502室 from three buildings: by its chain, its place or what is held there."""
    end = found.end
    if found.word is None or found.word.word not in _ADDRESSED or found.hedge is not Hedge.NONE:
        return False
    before = _LINKS_BEFORE.search(text, max(0, start - _CHAIN), start)
    behind = _LINKS_BEHIND.match(text, end)
    if any(links is not None and _ANCHOR.search(links[0]) for links in (before, behind)):
        return True
    begin = start if before is None else before.start()
    stop = end if behind is None else behind.end()
    if not "\u4e00" <= text[stop : stop + 1] <= "\u9fff" and _AT.search(text, max(0, begin - _CHAIN), begin):
        return True
    if found.word.word == "层" and _NUMBERED.search(text, max(0, start - _CHAIN), start):
        return True
    return (
        found.word.word == "层"
        and _HELD_THERE.match(text, end) is not None
        and (before or _IN_A_BUILDING.search(text, max(0, start - 3), start)) is not None
    )
