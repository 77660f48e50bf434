"""English sentences with their figures as single letters, so that one pattern tells a relation from end to end."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang.periods import Period
from zhaoshang.units import Dimension

COUNT, MONEY, AREA, PERCENT, TIMES, POINTS, OTHER, DATE = (chr(0xE001 + place) for place in range(8))
"""What stands for a figure of a kind, and for a date."""
LEVEL: Final = f"[{COUNT}-{AREA}]"
ANY: Final = f"{COUNT}-{OTHER}"
_KINDS: Final = {
    Dimension.COUNT: COUNT,
    Dimension.MONEY: MONEY,
    Dimension.AREA: AREA,
    Dimension.PERCENT: PERCENT,
}
_MOST: Final = 12
_LONGEST: Final = 800


@final
@frozen
class EnglishLine:
    """A sentence.

    Attributes:
        text: its words, a letter for each figure and date.
        numbers: the figures, by where their letters stand.
        dates: the dates, by where theirs do.
    """

    text: str
    numbers: Mapping[int, int]
    dates: Mapping[int, Period | None]

    def dates_in(self, low: int, high: int) -> list[Period]:
        """The dates that stand in a stretch."""
        return [date for place, date in self.dates.items() if low <= place < high and date is not None]


def lines(context: ArithmeticText) -> Iterator[EnglishLine]:
    """Cut an English text into its sentences, those with a few figures."""
    plain = context.document.plain
    dates = [
        (plain.place(date.start), plain.place(date.end), date.period) for date in context.document.periods
    ]
    number = first = 0
    while number < len(context):
        low, high = plain.sentence(context.document.spans[number][0])
        last = number
        while last + 1 < len(context) and context.document.spans[last + 1][0] < high:
            last += 1
        while first < len(dates) and dates[first][0] < low:
            first += 1
        if 0 < last - number < _MOST and high - low < _LONGEST:
            here = []
            place = first
            while place < len(dates) and dates[place][0] < high:
                here.append(dates[place])
                place += 1
            yield _line(context, range(number, last + 1), here, (low, high))
        number = last + 1


def skips_number(context: ArithmeticText, numbers: Sequence[int]) -> bool:
    """Tell whether a number that nobody could read stands between figures of one sentence: they may be of that one."""
    plain, spans = context.document.plain, context.document.spans
    low, high = spans[min(numbers)][1], spans[max(numbers)][0]
    if plain.sentence(low)[0] != plain.sentence(high)[0] or high - low > _LONGEST:
        return False
    inside = [spans[number] for number in range(min(numbers) + 1, max(numbers))]
    dates = context.document.periods
    first = bisect_left(dates, low, key=lambda date: plain.place(date.start))
    while first < len(dates) and plain.place(dates[first].start) < high:
        inside.append((plain.place(dates[first].start), plain.place(dates[first].end)))
        first += 1
    last = low
    for start, end in sorted(inside):
        if _DIGIT.search(plain.text, last, max(last, start)):
            return True
        last = max(last, end)
    return _DIGIT.search(plain.text, last, max(last, high)) is not None


_DIGIT: Final = re.compile(r"(?<![A-Za-z])\d")


def _line(
    context: ArithmeticText,
    figures: range,
    dates: list[tuple[int, int, Period | None]],
    span: tuple[int, int],
) -> EnglishLine:
    spans = context.document.spans
    items: list[tuple[int, int, int | None, Period | None]] = [
        (spans[number][0], spans[number][1], number, None) for number in figures
    ]
    items += [(start, end, None, period) for start, end, period in dates]
    text, last = "", span[0]
    numbers: dict[int, int] = {}
    told: dict[int, Period | None] = {}
    for start, end, number, period in sorted(items, key=lambda item: item[:2]):
        if start < last:
            continue
        text += context.document.plain.text[last:start]
        if number is None:
            told[len(text)] = period
            text += DATE
        else:
            numbers[len(text)] = number
            text += _letter(context, number)
        last = end
    return EnglishLine(text + context.document.plain.text[last : span[1]], numbers, told)


def _letter(context: ArithmeticText, number: int) -> str:
    unit = context.readings[number].quantity.unit
    if unit.code == "times":
        return TIMES
    if unit.dimension is Dimension.POINT:
        return POINTS
    return _KINDS.get(unit.dimension, OTHER)


_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_NUMERALS: Final = {
    word: number for number, word in enumerate("a one two three four five six seven eight nine ten".split())
}
PART: Final = (
    r"(?P<f>(?:one |a )?half|(?:an?|one|two|three|four|five)[ -](?:third|quarter|fourth|fifth|sixth|tenth)s?"
    r"|(?:one|two|three|four|five|seven|nine)(?: in | out of )(?:two|three|four|five|six|eight|ten))"
)
"""A part of a whole in words: a third, two-thirds, three in five."""


def part_of(said: str) -> tuple[int, int]:
    """Give a part of a whole in words as a fraction."""
    first, *others = re.split(r"[ -](?:out of|in)?[ ]?", said.lower())
    if not others or others == ["half"]:
        return 1, 2
    upper = _NUMERALS.get(first, 1) or 1
    last = others[-1]
    return upper, _PARTS.get(last.removesuffix("s")) or _NUMERALS[last]
