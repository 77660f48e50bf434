"""One figure told twice: in the same words, of the same unit, for the same time, in another sentence."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.printed import Worked, work
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText

_LIGHT: Final = re.compile(
    r"记者获悉|据了解|据悉|据统计|会上透露|数据显示|标题|摘要|消息|今年|本年|全年|[全我本][市县区省州]|招商引资|招商|项目|资金|数|共|新|的|为|达到?|是|实现|完成|已|总额|额"
    r"|[\s，,：:、“”\"（()）]"
)
_NOT_WHOLE: Final = re.compile(
    r"其中|除|另|以外|分别|当月|当日|当天|现场|集中|仪式|大会|活动|此次|本次|这次|首批|同比|较|比|增|减|目标|任务|计划|力争|预计"
)
_SAME: Final = re.compile(r"[—–－~～至]")
_FAR: Final = 90


def twice(context: ArithmeticText) -> Iterator[Worked]:
    """上半年全市签约30个。…上半年全市签约35个: one measure, unit and time, and two numbers."""
    told: dict[tuple[object, ...], int] = {}
    ends = [context.document.plain.place(item.end) for item in context.document.periods]
    for number, reading in enumerate(context.readings):
        if reading.kpi is None or reading.is_part or reading.band is not None or not context.is_level(number):
            continue
        whose = context.document.whose[number]
        if reading.subject is None and not whose.level:
            continue
        said = _said(context, number, ends)
        if said is None:
            continue
        key = reading.kpi, reading.subject, whose.level, context.kind(number), *said
        first = told.setdefault(key, number)
        if first != number and context.sentence(first) != context.sentence(number):
            yield from work(context, number, "one_number_twice", (first,), context.bounds(first))


def _said(context: ArithmeticText, number: int, ends: list[int]) -> tuple[str, str] | None:
    """Give the words that lead to a figure from the start of its sentence, and the time among them; `None` if others do."""
    sentence = context.sentence(number)
    start = context.document.spans[number][0]
    before = context.document.spans[number - 1][1] if number else 0
    if before > sentence or start - sentence > _FAR:
        return None
    place = bisect_right(ends, start) - 1
    if place < 0:
        return None
    time = context.document.periods[place]
    begin = context.document.plain.place(time.start)
    if begin < sentence or (place and ends[place - 1] > sentence):
        return None
    text = context.document.plain.text
    if _NOT_WHOLE.search(text, sentence, start):
        return None
    words = f"{text[context.document.plain.clause(begin)[0] : begin]}|{text[ends[place] : start]}"
    subject = context.readings[number].subject
    if subject is not None:
        words = words.replace(subject, "")
    words = _LIGHT.sub("", words).replace("|", "")
    return words, _SAME.sub("-", time.raw.removeprefix("今年").removesuffix("份").replace("年1月-", "年1-"))
