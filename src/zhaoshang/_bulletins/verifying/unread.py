"""Whether every word between whose a figure is and what it measures was understood, and what is said to be left out."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Final

from zhaoshang._bulletins.measures.cues import PROJECT_CUES
from zhaoshang._bulletins.measures.scenes import BAND, PROJECT_UNITS, TOTAL
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import LANDED, STEP
from zhaoshang._bulletins.verifying.claims import REACH, Told
from zhaoshang.periods import Period

_FAR: Final = 60
_JOINED: Final = re.compile(r"[\u4e00-\u9fff][、和与及]$")
"""Before a name: it is one of several, of which a figure is together or of each."""
_PLAIN: Final = re.compile(
    r"(?:[新共已再又总也还仅只才现即都将的了为有：:、“”\"（(\s]|全[市县区省州镇乡旗盟]上下|其中|包括|另外|累计|合计|共计|总计|全部|实际|成功|集中|正式|先后|相继|陆续"
    r"|目前|截至|截止|以来|期间|全年|当[年季月]|招商引资|招商|引资|投资|招引|引进|引入|新增|完成|实现|达成|促成|推动|推进|开展|线上|现场|云"
    rf"|计划|协议|合同|预计|{LANDED}|建设|项目中?|工作|方面|情况|年度|目标|任务|力争|争取|确保|拟|[本此][次场](?:活动)?"
    r"|(?:部门|单位|街道|园区|[各级地市县区州镇乡])+共)*"
)
"""What narrows nothing down: adverbs, the words for what is done or hoped for, and all bodies together (各县区共)."""


def unread(item: Told, document: Document, own: str) -> str:
    """Give the words before what a figure of projects measures that nothing understood: 外资 of 外资签约项目.

    They stand behind the last name, date or quantity of the clause; of several names (东镇、西镇) it is those too. What
    the ledger itself is called (`own`) is understood.
    """
    reading, plain = item.reading, document.plain
    run, _ = document.lists.of.get(item.number, (None, 0))
    is_of_projects = reading.quantity.unit.code in PROJECT_UNITS or reading.kpi == TOTAL
    if reading.cue_span is None or run is not None or not is_of_projects:
        return ""
    cue = min(plain.place(reading.cue_span[0]), document.spans[item.number][0])
    ends = (end for _, end in document.spans[: item.number])
    clause = max(plain.clause(cue)[0], cue - _FAR)
    begin = max((end for end in ends if clause < end <= cue), default=clause)
    last = max(
        (end for period in document.periods if begin < (end := plain.place(period.end)) <= cue), default=begin
    )
    for mark in document.subjects.marks:
        if last <= mark.start < mark.end <= cue:
            if _JOINED.search(plain.text, begin, mark.start):
                return plain.text[last:cue]
            last = mark.end
    words = plain.text[last:cue]
    for known in PROJECT_CUES:
        words = known.words.sub("", words)
    return "" if _PLAIN.fullmatch(words) or words.rstrip("内里的") in own else words


_OUT: Final = re.compile(
    r"(?:不|未|没有?)(?:包?含|包括|计|列|纳入|统计)(?![)）]|\d|[一二三四五六七八九十百千][\d.]*[万亿])"
    r"|(?:剔|扣|刨|抛)(?:除|去|掉|开)|除(?:外|去|掉|开)|[去减]掉|另(?:行|外)?(?:单独)?(?:计|统计|列[^入])|单(?:独|列)(?:计|统计|$|[，,）)。])"
    r"|(?<![消拆解废清免排根])除[^，,；;。！？\n]{1,20}?外"
)
"""What takes a part away from all figures around it; the end of a size (10亿元，不含) is none."""
_OF_ALL: Final = re.compile(r"以[上下]|上述|下列|数据|口径|统计|数字|注[：:]")


def left_out(document: Document) -> Iterator[tuple[int, int]]:
    """Give the stretches of a text of whose figures something is left out (不含东镇); a note without one is on them all."""
    text = document.plain.text
    for said in _OUT.finditer(text):
        begin, end = document.plain.sentence(said.start())
        begin = max(text.rfind(mark, begin, said.start()) + 1 for mark in "；;") or begin
        end = min((place for mark in "；;" if (place := text.find(mark, said.end(), end)) >= 0), default=end)
        if any(begin <= start < end for start, _ in document.spans):
            yield begin, end
        elif _OF_ALL.search(text, begin, end):
            yield 0, len(text)


_BEHIND: Final = re.compile(
    rf"(?:招商|引资|投资|产业|{STEP})*(?:项目)?(?:[（(](?P<round>[^（()）\n]{{1,40}})[）)]|[【\[](?P<square>[^\]】\n]{{1,40}})[】\]])"
)
_ASIDE: Final = re.compile(
    r"(?:以?下同|[详参]?见|含|包[括含]|其中|即|合计?|约|折合?|初步|快报|暂|截[至止]|[较同环]比|人民币|全部|创|在?[稳仍均]?(?:全[市县区省州]|[居位排列]))"
)
_FIGURE: Final = re.compile(r"\d|[一二两三四五六七八九十]+[个家项]")


def is_bracketed(item: Told, document: Document) -> bool:
    """Tell whether words in brackets behind a figure may narrow it down: 2个（东镇）, and not a list of as many names."""
    said = _BEHIND.match(document.plain.text, document.spans[item.number][1])
    words = "" if said is None else said["round"] or said["square"]
    if not words or _FIGURE.search(words) or _ASIDE.match(words):
        return False
    names = re.split("[、和及与]", words)
    return len(names) == 1 or len(names) != item.reading.quantity.value


_AND: Final = re.compile(r"\s*(?:[、＋+&]|,|以?及|和|与|(?:, ?)?(?:and|plus)\b)\s*", re.IGNORECASE)

_NO_WORD: Final = re.compile(r"\s*(?:[，,；;。.、！!？?)）＋+]|以?及|和|与|and\b|\Z)", re.IGNORECASE)


def in_a_row(items: Sequence[Told], text: str, listed: Container[int]) -> Iterator[int]:
    """Give the figures that others of their kind go on from without a word: 3亿元、5亿元, 8亿元和3000万美元.

    What each is of, or whether they are to be added up, is not said.

    Args:
        items: all figures of the text.
        text: the text.
        listed: the figures of lists, of which each has its own.
    """
    for item, other in pairwise(items):
        one, two = item.reading, other.reading
        is_alike = one.quantity.unit.dimension is two.quantity.unit.dimension and two.kpi in {None, one.kpi}
        is_listed = item.number in listed or other.number in listed
        is_bare = _AND.fullmatch(text, one.end, two.start) and _NO_WORD.match(text, two.end)
        if is_alike and is_bare and not is_listed:
            yield from (item.number, other.number)


_TOGETHER: Final = re.compile(r"合计|共|总计|累计|连同|加上|加总")
_PARTS: Final = re.compile(
    r"[两二三四五六七八九十\d]+个?(?:乡?镇|地(?!块)|县|区|市|园区?|街道?|乡|季度?|年|月|部门|单位|批|期)[^，,；;。]{0,12}$"
)
"""So many places or times, of which a figure is together: 三镇总投资, 两季度累计."""
_SUM: Final = re.compile("合计|共计|总计|总共|一共|连同")


def together(items: Sequence[Told], document: Document) -> Iterator[int]:
    """Give the figures that are of several parts before them together, whose units or times differ (合计4个).

    Behind figures that were handed out (分别5个、3个) every other figure is, and so is what goes on behind such a sum.
    """
    marks = [mark.start for mark in document.subjects.marks]
    dates = [document.plain.place(period.start) for period in document.periods]
    last = None
    for item in items:
        run, _ = document.lists.of.get(item.number, (None, 0))
        if (run is not None and run.is_handed_out) or item.reading.kpi == BAND:
            continue
        if _is_of_unlike(item, items, document):
            yield item.number
            continue
        goes_on = last is not None and (last.number, last.sentence) == (item.number - 1, item.sentence)
        parts = [last] if goes_on and last is not None else _parts(item, items)
        if not parts:
            continue
        start, end = document.spans[item.number][0], document.spans[parts[-1].number][1]
        owns = [any(end <= place < start for place in places) for places in (marks, dates)]
        units, times = {part.reading.subject for part in parts}, {_when(part) for part in parts}
        is_mixed = any(many > 1 and not own for many, own in zip((len(units), len(times)), owns, strict=True))
        is_said = _TOGETHER.search(item.near) or _PARTS.search(item.near)
        is_row = _is_row(parts, document, is_said=bool(is_said))
        if ((goes_on or is_row) and not any(owns)) or (is_said and is_mixed):
            last = item
            yield item.number


def _is_of_unlike(item: Told, items: Sequence[Told], document: Document) -> bool:
    """Tell whether a sum that has no measure of its own follows figures of several: 签约3个，开工1个，合计4个."""
    before, cue = items[item.number - 1] if item.number else item, item.reading.cue_span
    is_bare = cue is None or document.plain.place(cue[0]) < document.spans[before.number][1]
    if not is_bare or _SUM.search(item.near) is None:
        return False
    lot = [
        other.reading.kpi
        for other in items[max(0, item.number - REACH) : item.number]
        if other.sentence == item.sentence and other.reading.quantity.unit == item.reading.quantity.unit
    ]
    return len({kpi for kpi in lot if kpi not in {None, BAND}}) > 1


def _parts(item: Told, items: Sequence[Told]) -> list[Told]:
    """Give the figures before one in its sentence that it may be the sum of."""
    lot = [
        other
        for other in items[max(0, item.number - REACH) : item.number]
        if other.sentence == item.sentence and other.reading.kpi != BAND and not other.is_target
    ]
    if _PARTS.search(item.near):
        return lot
    unit, kpi = item.reading.quantity.unit, item.reading.kpi
    is_sum = kpi == TOTAL and _SUM.search(item.near) is not None
    return [
        other
        for other in lot
        if (other.reading.quantity.unit == unit and (kpi is None or other.reading.kpi in {kpi, None}))
        or (is_sum and other.counts_projects)
        or item.reading.base == other.number
    ]


def _is_row(parts: Sequence[Told], document: Document, *, is_said: bool) -> bool:
    """Tell whether parts were handed out, or stand in a row without names: 2个、2个、2个，合计6个."""
    runs = [document.lists.of.get(part.number, (None, 0))[0] for part in parts]
    if any(run is not None and run.is_handed_out for run in runs):
        return True
    spans = [document.spans[part.number] for part in parts]
    return is_said and any(
        document.plain.text[one[1] : other[0]].strip() in {"、", "和", "及"} for one, other in pairwise(spans)
    )


def _when(item: Told) -> tuple[Period | None, Period | None]:
    return item.reading.period, item.reading.as_of
