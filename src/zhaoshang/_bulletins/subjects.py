"""Whose a figure is: the names of places and offices around it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final

from zhaoshang._bulletins.text import Plain

_SUFFIX: Final = (
    "(?:经济(?:技术)?|高新(?:技术)?(?:产业)?|台商投资|产业|投资|化工|工业)(?:开发区|集聚区|园区)|开发区|高新区|投资区|新区|示范区|管委会|自治州|自治县"
    "|(?:区|市|县)?招商(?:公司|集团|局|中心)|区|市|县|旗|镇|乡|街道"
)
_NAME: Final = re.compile(
    rf"[\u4e00-\u9fff]{{1,10}}?(?:{_SUFFIX})(?:招商(?:公司|集团|局|中心))?(?!域|间|场|级|民|长|内|位|别|直|块|集|容|各)"
)
_LEAD: Final = re.compile(
    r".*(?:签约|落地|引进|打造|聚焦|突出|得益于|围绕|依托|创建|走进|实施|推动|引领|作为|组织|印发|位于|以来|多位|有关|"
    r"[于由在据对以从向到和与及为使让年月日了的着过是有将把并后前中内全来其各该本我])"
)
_NO_NAME: Final = re.compile(
    r"[一二三四五六七八九十两几多各每这那个些第]|城市|产业园|国家|部分|重点|其他|周边|沿海|先进|园区$|项目|主城|地区|小镇"
)
_WHOLE: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?:全[省市县区州旗镇乡]|[我该本][省市县区州旗])(?!各|内|域|性|级|直|长|委|政府|主要|第|有关|上下|最|排|平均|范围)"
)
_OPENS: Final = re.compile(
    r"(?:^|[，,；;：:。！？\n“”\"（）()、年月日来]|上半年|下半年|季度|期间|目前|其中|同时|分别[为是]|依次[为是])$"
)
_AMONG: Final = re.compile(r"其中|分别[为是]")
_LOOK: Final = 3
_FAR: Final = 2000  # no name is looked for further back, so that the time stays linear without full stops
_LONGEST_SUFFIX: Final = re.compile(rf"(?:{_SUFFIX})(?:招商(?:公司|集团|局|中心))?$")


def series(name: str) -> re.Pattern[str] | None:
    """Match every name of the series that a name belongs to, 招商2组 beside 招商1组; `None` for one without a number."""
    parts = _NUMBER.split(name)
    return re.compile(r"\d+".join(re.escape(part) for part in parts)) if len(parts) > 1 else None


_NUMBER: Final = re.compile(r"\d+")


class Subjects:
    """Who a text speaks of at each place."""

    def __init__(self, plain: Plain, names: Sequence[str]) -> None:
        self.plain = plain
        found: list[tuple[int, str]] = []
        for name in names:
            words = series(name) or re.compile(re.escape(name))
            found += [(match.start(), match[0]) for match in words.finditer(plain.text)]
        told = self._told(found)
        often = Counter(name for _, name, _ in told)
        sure: list[tuple[int, str | None]] = [
            (place, name) for place, name, opens in told if opens or often[name] > 1
        ]
        self.main = often.most_common(1)[0][0] if often and often.most_common(1)[0][1] > 1 else None
        stem = "" if self.main is None else _LONGEST_SUFFIX.sub("", self.main)
        if len(stem) > 1 and self.main is not None:
            sure += [(match.start(), self.main) for match in re.finditer(re.escape(stem), plain.text)]
        # 全县 is the whole that the text speaks of, whatever unit was named before it
        by_end: dict[str, str] = {}
        for name, _ in often.most_common():
            by_end.setdefault(name[-1], name)
        sure += [(match.start(), by_end.get(match[0][1])) for match in _WHOLE.finditer(plain.text)]
        self.found = sorted({*found, *sure}, key=lambda item: item[0])
        self.starts = [place for place, _ in self.found]

    def _told(self, given: Sequence[tuple[int, str]]) -> list[tuple[int, str, bool]]:
        """Find what looks like a name of a place or an office, and whether it opens a clause."""
        told = []
        covered = {place + offset for place, known in given for offset in range(len(known))}
        for match in _NAME.finditer(self.plain.text):
            lead = _LEAD.match(match[0])
            start = match.start() + (lead.end() if lead else 0)
            name = self.plain.text[start : match.end()]
            stem = _LONGEST_SUFFIX.sub("", name)
            if start in covered or not stem or _NO_NAME.search(name) or len(stem) > 6:
                continue
            told.append(
                (start, name, _OPENS.search(self.plain.text, max(0, start - _LOOK), start) is not None)
            )
        return told

    def at(self, place: int) -> str | None:
        """Name the last subject before a place in its sentence; else the one that the text speaks of most.

        The places of a list of parts (其中东镇12个、西镇8个) hold as far as the next semicolon.
        """
        text = self.plain.text
        sentence = max(self.plain.sentence(place)[0], place - _FAR)
        number = bisect_left(self.starts, place) - 1
        nearest = number
        while number >= 0 and self.starts[number] >= sentence:
            start, name = self.found[number]
            after = text.find("；", start, place)
            part = max(sentence, text.rfind("；", sentence, start) + 1)
            among = _AMONG.search(text, part, start)
            if after < 0 or among is None:
                return name
            number = bisect_left(self.starts, among.start()) - 1
        return self.main or (self.found[nearest][1] if nearest >= 0 and number == nearest else None)
