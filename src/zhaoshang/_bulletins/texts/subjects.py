"""Whose a figure is: units given, places known, and names that stand where only a name can stand."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.gazetteer import places, stem_of
from zhaoshang._bulletins.texts.lists import JOINED, Lists
from zhaoshang._bulletins.texts.papers import OF_PAPER
from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang._bulletins.texts.steps import LANDED, SIGNED, STEP
from zhaoshang._bulletins.texts.unnamed import UNNAMED, is_name, may_lead

_SUFFIX: Final = (
    "(?:经济(?:技术)?|高新(?:技术)?(?:产业)?|台商投资|产业|投资|化工|工业)(?:开发区|集聚区|园区)|开发区|经开区|高新区|投资区|新区|示范区|片区|园区"
    "|管委会|自治州|自治县|(?:区|市|县)?招商(?:公司|集团|局|中心)|区|市|县|旗|镇|乡|街道"
)
_NAME: Final = re.compile(
    rf"[\u4e00-\u9fff]{{1,10}}?(?:{_SUFFIX})(?:招商(?:公司|集团|局|中心))?(?!域|间|场|级|民|长|内|位|别|直|块|集|容|各)"
)
_LONGEST_SUFFIX: Final = re.compile(rf"(?:{_SUFFIX})(?:招商(?:公司|集团|局|中心))?$")
_TAKES: Final = (
    "引进|打造|聚焦|突出|得益于|围绕|依托|创建|走进|实施|推动|推行|实行|完成|达到|引领|作为|组织|印发|位于"
)
"""What a name may be the object of, so that nobody is told to do what follows: 依托高新园区."""
_LEAVING_OUT: Final = "不(?:包?含|包括|计入?|算|统计)|未(?:计入?|包?含|包括)|除[开去了却]?|剔除|扣[除减]|刨[除去]|[撇抛]开|去掉|减去"
_LEAD: Final = re.compile(
    rf".*(?:{_LEAVING_OUT}|{SIGNED}|{LANDED}|{_TAKES}|以来|多位|有关|"
    r"[于由在赴据对以从比向到和与及继为使让年月日份了的着过是有将把并后前中内全来其各该本我])"
)
_TAKEN: Final = re.compile(_TAKES)
_NO_NAME: Final = re.compile(
    r"[一二三四五六七八九十两几多各每这那个些第等]|城市|产业园|国家|部分|重点|其他|周边|沿海|先进|项目|主城|地区|小镇|^[省市县区州乡镇村城]+[两级]*"
    rf"(?:{_SUFFIX})$|^[省市县区州]{{2,}}"
)
_WHOLE: Final = re.compile(
    r"(?<![安健完齐周])(?:全(?P<level>[省市县区州盟旗镇乡])|(?:我们?|[本该])(?P<own>[省市县区州盟旗镇乡]))(?!域|性|级|直|长|第|有关|上下|最|排|范围|委|政府|主要|[市县区州]\s*(?:县|区|市|州)?排)"
)
THE_REST: Final = re.compile(
    r"(?:其余|其他|其它|另外|余下|剩余)的?(?:[\d一二两三四五六七八九十几各]+个?)?(?:县[（(]?市[、]?区[)）]?|县区|区县|市县|县市|市州|[县区市州镇乡]|园区|片区|街道|乡镇|镇街)|邻近?[县区市州镇乡]"
)
"""Some places that are not named: 其余两县, 邻县. What they have is no named one's."""

_NOT_ITS: Final = re.compile(
    r"(?:占|占到|占据|高于|低于|快于|慢于|好于|优于|大于|多于|少于|超过|超|居|位居|位列|列|排|排名|领先|领跑|跻身|进入|相当于)$"
)
"""Before a place: what follows measures against it, and is not its own."""

_LEFT_OUT: Final = re.compile(f"(?:{_LEAVING_OUT})$")
"""Before a place: what follows is not its own, nor that of the places named together with it."""

_AWAY: Final = re.compile(
    r"(?:[赴在从到自由对向往经把将]|来自|奔赴|前往|走进|引进|依托|对接|毗邻|融入|接轨|面向)$"
)
"""Before a place: it is where something is done, or comes from."""

_OPENS: Final = re.compile(
    r"(?:^|[，,；;：:。！？\n“”\"（）()、年月日来]|月份|上半年|下半年|季度|期间|目前|其中|同时|此外|分别[为是]|依次[为是]|方面|截至|底)\s*$"
)
_INSTITUTION: Final = "委|政府|人大|政协|商务|统计|发改|工信|招商|投资促进"
_ADVERB: Final = (
    r"(?:共|已|新|累计|全年|今年|目前|现|再|又|实际|成功|集中|正式|各|县区|市区|两级|等|也|均|还|则|总|合计|共计|平均|"
    r"上半年|前?[一二三四]季度|前?[\d一二三四五六七八九十]+个?月份?|\d{4}年)*"
)
_DOES: Final = (
    rf"{STEP}|签订|签下|新签|到位|利用|使用|总投资|投资(?![者商人])|合同|协议|引进|招引|引入|外出|赴|接待|收集|完成|固定资产|固投|"
    r"对接|洽谈|在谈|在建|在库|续建|兑现|解决|协调|盘活|建成|新增|实现|项目|产值|税收|纳税|营收|外资|内资|入驻|"
    r"[\u4e00-\u9fff]{1,8}率|[亩户人]均|储备|策划|谋划|举办|获批|兑付|设立|新设|地区生产总值|一般公共|规模以上|规上|进出口|占|达|为|有|开发|签|报批|跟踪|亿元|[\d一二三四五六七八九十百千两几近超约]"
)
_PREDICATE: Final = re.compile(
    rf"\s*(?:{_ADVERB}(?:{_DOES})|[、，,：:（(]|和|与|及|分别|依次|{_INSTITUTION})"
)
_STRICT: Final = re.compile(
    rf"\s*(?:{_ADVERB}(?:{_DOES})|[、：:（(]|和[\u4e00-\u9fff]|与[\u4e00-\u9fff]|分别|依次|[市州省县区]|等[一二三四五六七八九十\d]*[市州省县区])"
)
_OF_MORE: Final = re.compile(r"等[\d一二两三四五六七八九十多几]+个?[省市县区州盟旗镇乡地]")
"""Behind a name: what follows is of it and others that are not told (沛县等4个县区)."""
_AMONG: Final = re.compile(r"其中|分别[为是]|依次[为是]")
_BRACKET: Final = re.compile(r"[（(][^（()）\n]*[)）]")
_OF_THE_WHOLE: Final = re.compile(r"占到?全(?P<level>[市县区省州])[^的，,；;。\d]{0,6}[（(]?$")
"""Before a figure: it is the whole that a share is of."""
_SHARE_OF_WHOLE: Final = re.compile(
    r"占到?(?:全[市县区省州]|总[数量额])[^，,；;。\d]{0,6}(?:[\d.]+[万亿]?(?:个|项|亿?元|万元)的)?$"
    r"|在全[市县区省州][^，,；;。\d]{0,6}(?:占比?|比重|份额)[^，,；;。\d]{0,3}$"
)
"""Before a percentage: it is a share of the whole, and so not the whole's own."""
_PERCENT: Final = re.compile(r"[\d.]+\s*[%％]")
_HEADING: Final = re.compile(r"[。．.：:\s]+")
"""Between a name and a sentence: the name was the heading of it (1.东河区。签约项目7个)."""
_LOOK: Final = 4
_SHORT: Final = 2
_NEAR: Final = 600
_FAR: Final = 2000
"""No name is looked for further back, so that the time stays linear in the length of a text without full stops."""
_LEVELS: Final = frozenset("省市县区州盟旗镇乡")
_DIGIT: Final = re.compile(r"\d")
_HAS_FIGURE: Final = re.compile(r"[，,]?[^，,；;。！？\n\d]*(?:\d|$)")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")


def series(name: str) -> re.Pattern[str] | None:
    """Match every name of the series that a name belongs to, 招商2组 beside 招商1组; `None` for one without a number."""
    parts = _NUMBER.split(name)
    return re.compile(r"\d+".join(re.escape(part) for part in parts)) if len(parts) > 1 else None


_NUMBER: Final = re.compile(r"\d+")


@final
@frozen
class NameMark:
    """A name in a text, or a word for the whole of it (全市, the county).

    Attributes:
        start: where it begins.
        end: where it ends.
        name: the unit; `None` for the whole.
        level: what the whole is called.
        is_stranger: whether another is spoken of there, of whom nothing that follows can be told for certain.
    """

    start: int
    end: int
    name: str | None
    level: str = ""
    is_stranger: bool = False


@final
@frozen
class Whose:
    """Whose a figure is.

    Attributes:
        name: the name; `None` for the whole, or where the text does not say.
        level: what kind of whole (市), where it is said to be the whole.
        others: the names that it may be of as well, by another reading of the sentence.
        together: the names that it is of together (东镇、西镇), where it is of several.
        is_of_stranger: whether it is of another that was not understood.
        is_silent: whether nobody is named in its paragraph, or before its sentence there only the whole.
    """

    name: str | None = None
    level: str = ""
    others: tuple[str | None, ...] = ()
    together: tuple[str, ...] = ()
    is_of_stranger: bool = False
    is_silent: bool = False


class Subjects:
    """Who a text speaks of at each place."""

    def __init__(
        self, plain: Plain, names: Sequence[str], alone: Mapping[int, int] = MappingProxyType({})
    ) -> None:
        """Find the names in a text; `alone` are the headings, each by its start, which a name may fill."""
        self.plain, self.alone = plain, alone
        self.given = frozenset(names)
        self.stems = frozenset(stem_of(name) for name in names)
        self.places = places()
        taken: list[NameMark] = []
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            words = series(name) or re.compile(re.escape(name))
            taken += [NameMark(match.start(), match.end(), match[0]) for match in words.finditer(plain.text)]
        self.named = tuple(_longest(taken))
        self.seen: Counter[str] = Counter()
        self.unclear: list[tuple[int, int]] = []
        taken += self._full() + self._cities()
        taken += self._standing(taken)
        wholes = [
            NameMark(match.start(), match.end(), None, match["level"] or match["own"])
            for match in _WHOLE.finditer(plain.text)
        ]
        wholes = [_pointed(mark, taken, plain.text) for mark in wholes]
        taken += [NameMark(match.start(), match.end(), match[0]) for match in THE_REST.finditer(plain.text)]
        marks = [mark for mark in self._not_left_out(_longest([*wholes, *taken])) if self._is_subject(mark)]
        self.marks = marks
        self.own = self._own_area()
        self.starts = [mark.start for mark in marks]
        self.spoken = sorted([*marks, *self._strangers()], key=lambda mark: mark.start)
        self.spoken_starts = [mark.start for mark in self.spoken]
        self.brackets = [match.span() for match in _BRACKET.finditer(plain.text)]
        self.bracket_starts = [start for start, _ in self.brackets]

    def within(self, low: int, high: int) -> Sequence[NameMark]:
        """Give the names that begin in a stretch of the text."""
        return self.marks[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    # finding -----------------------------------------------------------------------------------------------------

    def knows(self, name: str) -> bool:
        """Tell whether an item of a list is a name: given, known, or formed like one."""
        if name in self.given or name in self.stems or self.places.knows(name):
            return True
        stem = _LONGEST_SUFFIX.sub("", name)
        return (
            stem != name
            and 0 < len(stem) <= 6
            and not _DIGIT.search(name)
            and not _NO_NAME.search(name)
            and not _LEAD.match(name)
        )

    def _full(self) -> list[NameMark]:
        """Find the full names of places."""
        text, found = self.plain.text, []
        for match in re.finditer("[省市县区旗州盟]", text):
            start = self.places.ending(text, match.end())
            if start is None:
                continue
            is_short = match.end() - start <= _SHORT
            if is_short and start and _HAN.match(text[start - 1]) and text[start - 1] not in "、和与及":
                continue
            self.seen[text[start : match.end()]] += 1
            if _PREDICATE.match(text, match.end()) or match.end() == len(text):
                found.append(NameMark(start, match.end(), text[start : match.end()]))
        return found

    def _cities(self) -> list[NameMark]:
        """Find the short names of provinces and prefectures, where what follows shows that they are the subject."""
        text, found = self.plain.text, []
        heads, firsts, lengths = self.places.heads
        for start, first in enumerate(text):
            if first not in firsts or text[start : start + _SHORT] not in heads:
                continue
            name = next(
                (text[start : start + n] for n in lengths if text[start : start + n] in self.places.cities),
                None,
            )
            if name is not None and _STRICT.match(text, start + len(name)):
                end = start + len(name)
                if text[end : end + 1] in _LEVELS:
                    end += 1
                    if end < len(text) and not _PREDICATE.match(text, end):
                        continue  # 深圳市力诚公司, 温州市商会
                found.append(NameMark(start, end, text[start:end]))
        return found

    def _standing(self, taken: Sequence[NameMark]) -> list[NameMark]:
        """Find names that nobody gave: such as open a clause and are followed by what was done, or recur as such."""
        text = self.plain.text
        busy = sorted((mark.start, mark.end) for mark in taken)
        starts = [start for start, _ in busy]
        told: list[tuple[NameMark, bool]] = []
        for match in _NAME.finditer(text):
            lead = _LEAD.match(match[0])
            start = match.start() + (lead.end() if lead else 0)
            name = text[start : match.end()]
            stem = _LONGEST_SUFFIX.sub("", name)
            place = bisect_right(starts, start) - 1
            if (place >= 0 and start < busy[place][1]) or not stem or _NO_NAME.search(name) or len(stem) > 6:
                continue
            filled = self.alone.get(start)
            is_alone = filled is not None and OF_PAPER.fullmatch(text, match.end(), filled) is not None
            opens = is_alone or _OPENS.search(text, max(0, start - _LOOK), start) is not None
            does = is_alone or _PREDICATE.match(text, match.end()) is not None
            inner = self.places.ending(text, match.end())
            is_torn = inner is not None and inner > start  # 帮助沛县, 仅沛县
            if place + 1 < len(busy) and start < busy[place + 1][0] < match.end():
                continue  # 协助东镇 where 东镇 is given
            if opens and (is_torn or not does):
                self.unclear.append((start, match.end()))
            if not is_torn:
                told.append((NameMark(start, match.end(), name), opens and does))
        often = Counter(mark.name for mark, _ in told)
        led = {
            (mark.start, mark.end)
            for mark, opens in told
            if opens and often[mark.name] == 1 and mark.start not in self.alone and may_lead(mark.name or "")
        }
        self.unclear += sorted(led)
        told = [item for item in told if (item[0].start, item[0].end) not in led]
        sure = {mark.name for mark, opens in told if opens}
        return [mark for mark, opens in told if opens or (often[mark.name] > 1 and mark.name in sure)]

    def _strangers(self) -> list[NameMark]:
        """Find who opens a clause and is not understood: 荣县表现抢眼, 高新区, 恒润公司; what was told before is not theirs."""
        text = self.plain.text
        ends = {match.end(): None for match in re.finditer("[省市县区旗州盟]", text)}
        spans = [(start, end) for end in ends if (start := self.places.ending(text, end)) is not None]
        spans += self.unclear
        spans += [
            (match.start() + 2 * match[0].startswith("其中"), match.end())
            for match in UNNAMED.finditer(text)
            if _is_other(match[0])
        ]
        found: list[NameMark] = []
        for start, end in sorted(spans):
            near = bisect_right(self.starts, start) - 1
            last = self.marks[near] if near >= 0 else None
            name = text[start:end]
            if last is not None and (start < last.end or last.name == name):
                continue
            if name != self.own and _OPENS.search(text, max(0, start - _LOOK), start):
                found.append(NameMark(start, end, name, is_stranger=True))
        return found

    def _not_left_out(self, marks: Iterable[NameMark]) -> Iterator[NameMark]:
        """Pass over the places that a figure leaves out: 不含东镇、西镇, 除东镇外."""
        text, end = self.plain.text, -1
        for mark in marks:
            is_next = 0 <= end <= mark.start and JOINED.fullmatch(text, end, mark.start) is not None
            if is_next or _LEFT_OUT.search(text, max(0, mark.start - _LOOK), mark.start):
                end = mark.end
            else:
                yield mark

    def _is_subject(self, mark: NameMark) -> bool:
        """Tell whether a name is whose figures follow, and not what they are measured against or where it was."""
        before = self.plain.text[max(0, mark.start - _LOOK) : mark.start]
        if _NOT_ITS.search(before):
            return False
        return mark.name is None or mark.name in self.given or not _AWAY.search(before)

    def _own_area(self) -> str | None:
        """Name the area that a text is about: a place named twice or more, twice as often as any other of its kind.

        It is named before the whole is told of: a part (全市40个，其中诸城市5个) or a visitor comes later. Where the text speaks
        of another kind of whole (全省 beside 昆明市), there is none.
        """
        often = {mark.name for mark in self.marks if mark.name is not None} | set(self.seen)
        kinds: dict[str, list[tuple[int, str]]] = {}
        for name in sorted(often):
            # one of several names given is a unit of the area, and not the area
            is_unit = name in self.given and len(self.given) > 1
            if len(name) > _SHORT and name[-1] in _LEVELS and not is_unit and not THE_REST.fullmatch(name):
                kinds.setdefault(name[-1], []).append((self.plain.text.count(stem_of(name)), name))
        levels = {mark.level for mark in self.marks if mark.name is None}
        found = []
        for level, told in kinds.items():
            whole = next((mark.start for mark in self.marks if mark.level == level), len(self.plain.text))
            names = [item for item in told if 0 <= self.plain.text.find(stem_of(item[1])) < whole]
            if not names:
                continue
            names.sort(key=lambda item: (-item[0], item[1]))
            count, name = names[0]
            is_first = (
                level in levels
                and self.plain.text.find(name) < self.plain.sentences[min(1, len(self.plain.sentences) - 1)]
            )
            if (
                (count > 1 or is_first)
                and (len(names) == 1 or count >= 2 * names[1][0])
                and levels <= {level}
            ):
                found.append(name)
        return found[0] if len(found) == 1 else None

    # asking ------------------------------------------------------------------------------------------------------

    def _inside(self, place: int) -> tuple[int, int] | None:
        number = bisect_right(self.bracket_starts, place) - 1
        if number >= 0 and self.brackets[number][0] < place < self.brackets[number][1]:
            return self.brackets[number]
        return None

    def _before(self, low: int, place: int) -> list[NameMark]:
        """List the marks of a stretch, those in brackets that do not hold the place left out."""
        starts = self.spoken_starts
        found = self.spoken[bisect_left(starts, low) : bisect_left(starts, place)]
        around = self._inside(place)
        return [mark for mark in found if (box := self._inside(mark.start)) is None or box == around]

    def _main(self, low: int, place: int) -> list[NameMark]:
        """List the marks of a stretch that are no parts (其中)."""
        text = self.plain.text
        found = []
        for mark in self._before(low, place):
            sentence = max(self.plain.sentence(mark.start)[0], mark.start - _NEAR)
            clause = max(sentence, self._semicolon(sentence, mark.start))
            if not _AMONG.search(text, clause, mark.start):
                found.append(mark)
        return found

    def at(self, place: int, lists: Lists | None = None, number: int = -1) -> Whose:
        """Tell whose a figure is: by its place in a list, else by the last name before it in its sentence, else in its paragraph.

        Names of parts (其中东镇12个、西镇8个) hold as far as the next semicolon; a new paragraph or 全市 ends every one.
        """
        is_share = _PERCENT.match(self.plain.text, place) is not None
        of = None if is_share else _OF_THE_WHOLE.search(self.plain.text, max(0, place - 12), place)
        if of is not None:
            return self._whole(NameMark(of.start(), of.end(), None, of["level"]))
        listed = None if lists is None else lists.of.get(number)
        name = listed[0].names[listed[1]] if listed is not None and listed[0].of_places else None
        if name is not None:
            names = tuple(JOINED.split(name))  # 其中东镇、西镇2个，南镇3个
            return Whose(name, together=names if len(names) > 1 and all(map(self.knows, names)) else ())
        text = self.plain.text
        paragraph = max(text.rfind("\n", max(0, place - _FAR), place) + 1, place - _FAR)
        sentence = max(self.plain.sentence(place)[0], place - _NEAR)
        before = self._before(sentence, place)
        if is_share and _SHARE_OF_WHOLE.search(text, max(sentence, place - 24), place):
            before = [mark for mark in before if mark.name is not None] or before
        while before:
            mark = before[-1]
            after = max(text.find("；", mark.end, place), text.find(";", mark.end, place))
            part = max(sentence, self._semicolon(sentence, mark.start))
            among = _AMONG.search(text, part, mark.start)
            if among is not None and after >= 0:
                before = [other for other in before if other.start < among.start()]
                continue
            if mark.is_stranger:
                return Whose(is_of_stranger=True)
            if mark.name is None:
                return self._whole(mark)
            first, *more = reversed(self._together(before, place))
            if not more and _OF_MORE.match(text, first.end):
                return Whose(is_of_stranger=True)
            if not more:
                return Whose(self._full_name(mark.name))
            names = tuple(text[each.start : each.end] for each in (first, *more))
            return Whose(text[first.start : mark.end], together=names)
        return self._earlier(paragraph, sentence)

    def _together(self, before: Sequence[NameMark], place: int) -> list[NameMark]:
        """Give the names told together that end with the last one, from there on back: 东镇、西镇签约3个 is of the two.

        东镇、西镇分别签约1个、2个、3个、4个 are of them too; which is whose, perhaps of several months, is not told. Names whose
        clause has no figure (按照东市、西县部署，签约3个) are no subject of one.
        """
        found = [before[-1]]
        if _HAS_FIGURE.match(self.plain.text, found[0].end, place) is None:
            return found
        for other in reversed(before[:-1]):
            if other.name is None or JOINED.fullmatch(self.plain.text, other.end, found[-1].start) is None:
                break
            found.append(other)
        return found

    def _earlier(self, paragraph: int, sentence: int) -> Whose:
        """Tell who goes on in a sentence that names nobody: its heading, or who was spoken of before in its paragraph."""
        text = self.plain.text
        earlier = self._main(paragraph, sentence)
        if earlier and _HEADING.fullmatch(text, earlier[-1].end, sentence):
            return Whose(self._full_name(earlier[-1].name)) if earlier[-1].name else self._whole(earlier[-1])
        if not earlier:
            return Whose(self.own, is_silent=True)
        topic = earlier[-1]
        if topic.is_stranger:
            return Whose(is_of_stranger=True)
        if topic.name is not None and len({mark.name for mark in earlier}) > 1:
            # of several it cannot be told which goes on
            levels = [mark.level for mark in earlier if mark.name is None]
            return Whose(self.own, levels[-1] if levels else "", (topic.name,))
        if topic.name is None:
            return evolve(self._whole(topic), is_silent=True)
        return Whose(self._full_name(topic.name), others=() if topic.name == self.own else (None,))

    def _whole(self, mark: NameMark) -> Whose:
        """Name the whole by the area that the text is about, if it is of that kind and no other of it was told last."""
        if self.own is None or not self.own.endswith(mark.level):
            return Whose(None, mark.level)
        near = max(0, mark.start - _NEAR)
        low = max(near, self.plain.text.rfind("\n", near, mark.start))
        named = (other.name for other in reversed(self.within(low, mark.start)) if other.name is not None)
        last = next((name for name in named if name.endswith(mark.level)), self.own)
        return Whose(self.own, mark.level) if last == self.own else Whose(None, mark.level, (self.own,))

    def _full_name(self, name: str) -> str:
        """Call the area that the text is about by one name: 泉州 is 泉州市 there."""
        return self.own if self.own is not None and stem_of(self.own) == name else name

    def _semicolon(self, low: int, high: int) -> int:
        """Find where the part between semicolons begins."""
        return max(self.plain.text.rfind(mark, low, high) for mark in "；;") + 1


def _is_other(words: str) -> bool:
    """Tell whether such words call another than the place told before, for which its 政府 speaks."""
    return is_name(words) and not words.endswith("政府") and not _TAKEN.match(words)


def _pointed(mark: NameMark, named: Sequence[NameMark], text: str) -> NameMark:
    """Let 该区 be the unit of that kind that was named last before it."""
    if text[mark.start] != "该":
        return mark
    before = [
        other
        for other in named
        if mark.start - _NEAR < other.start < mark.start
        and other.name is not None
        and other.name.endswith(mark.level)
    ]
    last = max(before, key=lambda other: other.start, default=None)
    return mark if last is None else NameMark(mark.start, mark.end, last.name)


def _longest(marks: Sequence[NameMark]) -> list[NameMark]:
    """Keep the longest of names that overlap, in the order of the text."""
    kept: list[NameMark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.name or "")):
        if kept and mark.start < kept[-1].end:
            continue
        kept.append(mark)
    return kept
