"""What is said to be left out of figures, and figures of several parts together."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures.scenes import BAND, TOTAL
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.verifying.claims import REACH, Told
from zhaoshang.periods import Period

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
        owns = [bisect_left(places, end) < bisect_left(places, start) for places in (marks, dates)]
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
