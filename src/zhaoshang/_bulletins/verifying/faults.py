"""What nobody writes: numbers that begin with 0, dates that do not exist, periods after their day, sizes told twice."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.english import DATED, is_english
from zhaoshang._bulletins.verifying.claims import Told
from zhaoshang._text.unseen import TURNING
from zhaoshang.errors import QuantitySyntaxError
from zhaoshang.periods import Period  # noqa: TC001
from zhaoshang.reading import PeriodMention, find_periods, parse_money

SOME_DAY: Final = date(2000, 12, 31)
"""Without a day of writing, relative dates still stand in one order; any day will do to compare them."""


@final
@frozen
class TextFault:
    """A stretch of a text that cannot be right as it stands.

    Attributes:
        code: the kind of fault.
        start: where it begins.
        end: where it ends.
        zh: the reason in Chinese.
        en: the reason in English.
        others: further stretches that it is about.
        expected: the number that is right, in words; empty where there is none.
    """

    code: str
    start: int
    end: int
    zh: str
    en: str
    others: tuple[tuple[int, int], ...] = ()
    expected: str = ""


def faults_of(text: str, items: Sequence[Told], periods: Sequence[PeriodMention]) -> Iterator[TextFault]:
    """Find what cannot be right whatever the figures are."""
    yield from _numbers(text)
    yield from _dates(text, periods, [item.reading.start for item in items])
    yield from _late_periods(items)
    yield from _sizes(items)
    yield from _ranges(text)
    yield from _turned(text)


_LEADING_ZERO: Final = re.compile(
    r"(?<![\d.,，:：/\-A-Za-z])(?<!\d[ \u00a0\u2009\u202f])0\d+(?:\.\d+)?(?=\s*[%％个個家项項條条次亿億万萬元亩畝天人平㎡])"
)


_ENGLISH_ZERO: Final = re.compile(r"(?<![\w.,:/-])0\d[\d,]*(?:\.\d+)?(?= ?[a-z%])")

_NOT_ONE: Final = re.compile(
    r"(?<![\w.,:/-])(?!1 )\d[\d,]* (?:project|item|trip|visit|firm|person|case)\b(?![ -]?\w)"
)


def _numbers(text: str) -> Iterator[TextFault]:
    """Find numbers that nobody writes, such as 02个 or 5 project."""
    for match in (*_LEADING_ZERO.finditer(text), *_ENGLISH_ZERO.finditer(text)):
        yield TextFault("malformed_number", *match.span(), "数字以 0 开头", "the number begins with 0")
    for match in _NOT_ONE.finditer(text):
        yield TextFault("malformed_number", *match.span(), "单复数不符", "the noun is in the singular")


_DATE: Final = re.compile(r"(?<!\d)\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?<![\d年])\d{1,2}月\d{1,2}日")


def _dates(text: str, periods: Sequence[PeriodMention], figures: Sequence[int]) -> Iterator[TextFault]:
    """Find what looks like a date and is none: 6月35日, 7022年, June 35; the 2022 of what was not read whole is one."""
    known = [(found.start, found.end) for found in periods]
    starts = [start for start, _ in known]
    pattern, before = (DATED, "In ") if is_english(text) else (_DATE, "")
    for match in pattern.finditer(text):
        start, end = match.span()
        number = bisect_right(starts, start)
        figure = bisect_right(figures, start)
        if figure < len(figures) and figures[figure] < end:
            continue  # by September 85 projects: the number counts something
        is_told = number and known[number - 1][1] >= end
        alone = before + match[0]
        if not is_told and all(found.end < len(alone) for found in find_periods(alone, today=SOME_DAY)):
            yield TextFault("malformed_date", start, end, "没有这个日期", "there is no such date")


def _late_periods(items: Sequence[Told]) -> Iterator[TextFault]:
    """Find periods that begin after the day on which their figures are said to stand."""
    seen: set[tuple[Period, Period]] = set()
    for item in items:
        period, day = item.reading.period, item.reading.as_of
        if (
            period is None
            or day is None
            or item.is_target
            or period.start <= day.end
            or (period, day) in seen
        ):
            continue
        seen.add((period, day))
        yield TextFault(
            "period_after_day",
            item.reading.start,
            item.reading.end,
            f"期间 {period} 在数据截止日 {day} 之后",
            f"the period {period} begins after {day}, the day of the figures",
        )


def _sizes(items: Sequence[Told]) -> Iterator[TextFault]:
    """Find size classes that stand twice in one list."""
    seen: dict[tuple[object, ...], Told] = {}
    for item in items:
        if item.reading.band is None or item.is_target:
            continue
        # 投资过千万美元 and 增资过千万美元 are of other projects, and every place has sizes of its own
        said = items[item.number - 1].near if item.number else ""
        words = said.strip("、，,；;和及其中")
        key = item.sentence, item.reading.base, item.reading.band, item.reading.subject, words
        first = seen.setdefault(key, item)
        if first is not item and first.reading.measure == item.reading.measure:
            yield TextFault(
                "sizes_repeated",
                first.reading.start,
                first.reading.end,
                f"规模档重复：{item.reading.band.raw}",
                f"a size class is repeated: {item.reading.band.raw}",
                ((item.reading.start, item.reading.end),),
            )


_OF_THEM: Final = frozenset(
    "start_rate contract_performance_rate landing_rate completion_rate production_rate registration_rate capacity_rate"
    " letting_rate occupancy_rate on_time_rate issue_resolution_rate share_of_total".split()
)
"""Rates of some in all; what was reached of a target may be more than it, and so may money that arrived."""


def above_all(items: Sequence[Told]) -> Iterator[TextFault]:
    """Find rates of some in all that are above 100 %."""
    for item in items:
        reading = item.reading
        low = reading.quantity.interval.low
        is_rate = reading.kpi in _OF_THEM and reading.quantity.unit.code == "percent"
        if is_rate and low is not None and low > _ALL:
            yield TextFault(
                "impossible_rate",
                reading.start,
                reading.end,
                "是部分占全部的比率，不会超过 100%",
                "it is a rate of some in all, and cannot be above 100 %",
            )


_ALL: Final = 100
_EDGE: Final = r"\d[\d.]*[万亿萬億]元?"
_RANGE: Final = re.compile(
    rf"(?<![从由從\d.])(?P<low>{_EDGE})(?:[（(]不?含[^（()）]{{0,8}}[)）])?(?:至|到|—{{1,2}}|-|~|～)(?P<high>{_EDGE})"
)


def _ranges(text: str) -> Iterator[TextFault]:
    """Find ranges of money that do not end above their beginning: 6亿元至5亿元."""
    for match in _RANGE.finditer(text):
        try:
            low, high = (parse_money(match[end], default_unit="元").value for end in ("low", "high"))
        except QuantitySyntaxError:
            continue
        if low is not None and high is not None and low >= high:
            yield TextFault(
                "reversed_range",
                *match.span(),
                "区间的起点不小于终点",
                "the range does not end above its beginning",
            )


def _turned(text: str) -> Iterator[TextFault]:
    """Find a mark that turns the order of what is seen: 51 is seen for 15, and what is read is another number."""
    match = TURNING.search(text)
    if match is not None:
        code = f"U+{ord(match[0]):04X}"
        yield TextFault(
            "turned_text",
            *match.span(),
            f"{code} 会改变其后文字的显示顺序，读到的与看到的可能不同",
            f"{code} turns the order of what follows: what is read may not be what is seen",
        )
