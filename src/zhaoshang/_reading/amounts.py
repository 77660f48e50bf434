"""Amounts: a number with its hedges, its unit and its range, put together from numerals and words.

`amount` starts at one match of `NUMBER` in a folded text and gives a `Found` with the span that belongs to it, or a
`Refused` that says where it failed. Cells and running text use the same rules; text adds the guards of `scanning`.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from zhaoshang._reading import numerals
from zhaoshang._reading.lexicon import AFTER, BEFORE, FRONT, PER, UNIT_WORDS, UnitWord, per
from zhaoshang._reading.numerals import Numeral
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.units import Dimension, Scaled, Unit, unit

__all__ = ["NUMBER", "Found", "Refused", "Scope", "amount", "number", "unit_word"]

NUMBER: Final = re.compile(
    r"([0-9]++(?:,[0-9]{3}(?![0-9]))*+(?:\.[0-9]++)?+)"
    r"((?:[十百千万亿兆多余几][零一二三四五六七八九两十百千万亿兆余多几0-9.]*+)?+)"
    r"|([零一二三四五六七八九两十百千万亿兆几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟]"
    r"[零一二三四五六七八九两十百千万亿兆余多几点廿卅壹贰叁肆伍陆柒捌玖拾佰仟]*+)"
)
_CONNECT: Final = re.compile(r"(?:[-—–~～至到]|——|--)")
_INCLUSIVE: Final = re.compile(r"\((不)?含(?:本数)?\)")
_CAPITAL: Final = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_CAPITAL_MONEY: Final = re.compile(
    r"(?:[元圆])(?:零?([一二三四五六七八九])角)?(?:零?([一二三四五六七八九])分)?[整正]?"
)
_SMALL_MONEY: Final = re.compile(
    r"([0-9一二三四五六七八九])角(?:([0-9一二三四五六七八九])分)?|([0-9一二三四五六七八九])分"
)
_DIGIT: Final = "零一二三四五六七八九"
_DIVISIONS: Final = {"百": 0, "千": -1}
_TALL: Final = (Dimension.DURATION, Dimension.LENGTH, Dimension.MASS, Dimension.AREA)

_CNY: Final = unit("CNY")
_PERCENT: Final = UNIT_WORDS["%"][0]


class Found(NamedTuple):
    """An amount with its span in the folded text."""

    start: int
    end: int
    numeral: Numeral
    unit: Unit
    kind: type[Quantity]
    hedge: Hedge
    bounds: Interval | None
    word: UnitWord | None

    def quantity(self, raw: str) -> Quantity:
        """Build the value."""
        numeral = self.numeral
        return self.kind(
            value=numeral.value,
            unit=self.unit,
            hedge=self.hedge,
            bounds=self.bounds,
            places=numeral.places,
            scale=numeral.scale,
            raw=raw,
        )


class Refused(NamedTuple):
    """Why there is no amount: where the text stops making sense, and what should stand there."""

    start: int
    end: int
    expected: str
    readings: tuple[str, ...] = ()


def number(text: str, match: re.Match[str], *, cell: bool) -> tuple[Numeral, int] | None:
    """Read the number that a match of `NUMBER` covers, and find where it ends."""
    digits, tail, chinese = match.groups()
    end = match.end()
    following = text[end : end + 1]
    if digits is None:
        return _chinese_number(chinese, end, following)
    if tail:
        if tail[-1] in "千兆" and following in _METRIC.get(tail[-1], ""):
            tail, end = tail[:-1], end - 1
        elif tail[-1] == ".":
            tail, end = tail.rstrip("."), end - len(tail) + len(tail.rstrip("."))
    found = numerals.simple(digits.replace(",", ""), tail) or numerals.read(digits + tail, short_tail=cell)
    return None if found is None else (found, end)


_METRIC: Final = {"千": "瓦米克卡伏", "兆": "瓦赫字欧"}


def _chinese_number(chinese: str, end: int, following: str) -> tuple[Numeral, int] | None:
    if len(chinese) > 1 and chinese[-1] in _METRIC and following and following in _METRIC[chinese[-1]]:
        chinese, end = chinese[:-1], end - 1
    if chinese[-1] == "点":
        chinese, end = chinese[:-1], end - 1
    if _CAPITAL.search(chinese):
        if len(chinese) == 1:
            return None
        chinese = numerals.capital(chinese)
    found = _HALF if chinese == "半" else numerals.read(chinese)
    if found is None and len(chinese) == 2 and following == "折":
        found = numerals.read("".join(str(numerals.DIGITS.get(char, "x")) for char in chinese))
    return None if found is None else (found, end)


_HALF: Final = Numeral(Decimal("0.5"), places=1)


def unit_word(text: str, position: int) -> UnitWord | None:
    """Find the longest unit word that starts at a position."""
    for entry in UNIT_WORDS.get(text[position : position + 1], ()):
        if text.startswith(entry.word, position):
            end = position + len(entry.word)
            last = entry.word[-1]
            if (
                last.isascii()
                and last.isalnum()
                and text[end : end + 1].isascii()
                and text[end : end + 1].isalnum()
            ):
                continue
            return entry
    return None


def hedge_before(text: str, start: int) -> tuple[int, Hedge]:
    """Walk left over the hedge in front of a number; give where it starts and what it is."""
    for word, hedge, guard in BEFORE.get(text[start - 1 : start], ()):
        begin = start - len(word)
        if begin >= 0 and text.startswith(word, begin):
            if guard and begin and text[begin - 1] in guard:
                continue
            return begin, hedge
    return start, Hedge.NONE


def hedge_after(text: str, end: int) -> tuple[int, Hedge]:
    """Walk right over the hedge behind an amount."""
    for word, hedge, guard in AFTER.get(text[end : end + 1], ()):
        if text.startswith(word, end):
            stop = end + len(word)
            if guard and text[stop : stop + 1] and text[stop] in guard:
                continue
            return stop, hedge
    return end, Hedge.NONE


def front(text: str, start: int) -> tuple[int, Unit | None]:
    """Walk left over the currency in front of a number: US$, 新台币, ¥."""
    for word, one in FRONT.get(text[start - 1 : start], ()):
        begin = start - len(word)
        if begin >= 0 and text.startswith(word, begin):
            if (
                word.isascii()
                and word.isalpha()
                and text[begin - 1 : begin].isascii()
                and text[begin - 1 : begin].isalpha()
            ):
                continue
            return begin, one
    return start, None


_RANK: Final = {
    Hedge.NONE: 0,
    Hedge.ABOUT: 1,
    Hedge.AT_LEAST: 2,
    Hedge.AT_MOST: 2,
    Hedge.NEAR: 3,
    Hedge.OVER: 3,
    Hedge.BELOW: 3,
}
_RISING: Final = (Hedge.OVER, Hedge.AT_LEAST)


def tighter(first: Hedge, second: Hedge) -> Hedge | None:
    """Keep the tighter of two hedges; `None` where they pull in opposite directions (不低于…以下)."""
    if _RANK[first] > 1 and _RANK[second] > 1 and (first in _RISING) is not (second in _RISING):
        return None
    return first if _RANK[first] >= _RANK[second] else second


def bounds_of(numeral: Numeral) -> Interval | None:
    """Give the interval of a number that is hedged by its own digits."""
    if numeral.hedge not in _CLOSED:
        return None
    low_closed, high_closed = _CLOSED[numeral.hedge]
    return Interval(numeral.low, numeral.high, low_closed, high_closed)


_CLOSED: Final = {
    Hedge.ODD: (False, False),
    Hedge.SEVERAL: (True, False),
    Hedge.ORDER: (True, False),
    Hedge.RANGE: (True, True),
}


class Scope(NamedTuple):
    """What an amount is read in: a folded text, whether it is one cell, and the unit of the cell's header."""

    text: str
    cell: bool = False
    default: Scaled | None = None


class Measure(NamedTuple):
    """What stands behind a number: its unit word, if any, the unit that it means, and where it ends."""

    word: UnitWord | None
    unit: Unit | None
    end: int


def amount(scope: Scope, match: re.Match[str]) -> Found | Refused:
    """Read the amount whose first number is a match of `NUMBER`."""
    start = match.start()
    got = number(scope.text, match, cell=scope.cell)
    if got is None:
        return Refused(start, match.end(), "a number")
    numeral, end = got
    if scope.text[end : end + 1] == "来" and _is_round(numeral) and unit_word(scope.text, end + 1):
        numeral, end = numeral._replace(hedge=Hedge.ABOUT), end + 1  # 十来家
    elif numeral.hedge is Hedge.SEVERAL and scope.text[start - 1 : start] == "好":
        start -= 1
    if match[3] is not None and match[3] in _DIVISIONS and scope.text.startswith("分之", end):
        return _division(scope, start, end + 2, _DIVISIONS[match[3]])
    measure = _measure(scope.text, end)
    ranged = _range(scope, start, numeral, measure)
    return _single(scope, start, numeral, measure) if ranged is None else ranged


def _is_round(numeral: Numeral) -> bool:
    return (
        numeral.hedge is Hedge.NONE
        and bool(numeral.value)
        and not numeral.places
        and str(numeral.value)[-1] == "0"
    )


def _division(scope: Scope, start: int, end: int, power: int) -> Found | Refused:
    """Read 百分之五十一."""
    match = NUMBER.match(scope.text, end)
    got = match and number(scope.text, match, cell=scope.cell)
    if not match or not got:
        return Refused(end, end + 1, "a number after 分之")
    numeral, stop = got
    return _finish(scope.text, start, _moved(numeral, power), Measure(_PERCENT, _PERCENT.unit, stop))


def _moved(numeral: Numeral, power: int) -> Numeral:
    """Multiply a number by a power of ten, exactly."""
    if not power:
        return numeral

    def move(one: Decimal | None) -> Decimal | None:
        if one is None:
            return None
        return numerals.moved(one, power)

    return numeral._replace(value=move(numeral.value), low=move(numeral.low), high=move(numeral.high))


def _measure(text: str, end: int) -> Measure:
    """Read the unit behind a number."""
    word = unit_word(text, end)
    if word is None or word.word == "级":  # 百亿级 is an order of magnitude, of yuan
        return Measure(None, None, end)
    stop = end + len(word.word)
    if text[stop : stop + 1] == "/":
        one, stop = _per(text, word.unit, stop)
        return Measure(word, one, stop)
    return Measure(word, word.unit, stop)


def _single(scope: Scope, start: int, numeral: Numeral, measure: Measure) -> Found | Refused:
    """Read one number with its unit, or without."""
    text, word = scope.text, measure.word
    begin, currency = front(text, start)
    if currency is not None and measure.unit in {None, _CNY, currency}:
        # 人民币 says no more than 元 does and stays outside in running text; a symbol or a foreign name is needed
        if measure.unit is None or currency is not _CNY or scope.cell or text[begin:start] != "人民币":
            start = begin
        measure = measure._replace(unit=currency)
    if measure.unit is None:
        return _unitless(scope, start, numeral, measure.end)
    if word is not None and (word.rate or word.odd or word.half):
        changed = _special(numeral, word)
        if changed is None:
            return Refused(start, measure.end, "a plain number before " + word.word)
        numeral = changed
    return _finish(text, start, numeral, measure)


def _per(text: str, top: Unit, stop: int) -> tuple[Unit, int]:
    """Read the denominator of 万元/亩."""
    for word in PER.get(text[stop + 1 : stop + 2], ()):
        if text.startswith(word, stop + 1):
            compound = per(top, word)
            if compound is not None:
                return compound, stop + 1 + len(word)
    return top, stop


def _special(numeral: Numeral, word: UnitWord) -> Numeral | None:
    """Read 两成, 八五折, 3个多月, 两年半."""
    if word.word == "折":
        if numeral.value is None or not 0 < numeral.value < 100:
            return None
        return _moved(numeral, 1) if numeral.value < 10 else numeral
    if word.rate:
        return _moved(numeral, word.rate)
    if numeral.value is None or numeral.hedge is not Hedge.NONE or numeral.places:
        return None
    if word.half:
        return numeral._replace(value=Decimal(f"{numeral.value}.5"), places=1)
    return numeral._replace(hedge=Hedge.ODD, low=numeral.value, high=Decimal(int(numeral.value) + 1))


def _unitless(scope: Scope, start: int, numeral: Numeral, end: int) -> Found | Refused:
    """Read a number without a unit: the header's unit, or yuan after 万 and 亿."""
    default = scope.default
    if default is not None:
        if default.power and not numeral.scale:
            numeral = _scaled(numeral, default.power)
        return _finish(scope.text, start, numeral, Measure(None, default.unit, end))
    if _is_bare_money(scope.text, end):
        return _finish(scope.text, start, numeral, Measure(None, _CNY, end))
    return Refused(end, end + 1, "a unit such as 亿元, 亩 or 个")


def _is_bare_money(text: str, end: int) -> bool:
    return text[end - 1] in "万亿兆" or (text[end - 1] in "多余几" and text[end - 2] in "万亿兆")


def _scaled(numeral: Numeral, power: int) -> Numeral:
    return _moved(numeral, power)._replace(scale=power)


def _range(scope: Scope, start: int, first: Numeral, measure: Measure) -> Found | Refused | None:
    """Read 10-20亿元 and 5000万元至1亿元 from its first number on; `None` where there is no range."""
    text = scope.text
    inclusive = _INCLUSIVE.match(text, measure.end)
    connect = _CONNECT.match(text, inclusive.end() if inclusive else measure.end)
    match = connect and NUMBER.match(text, connect.end())
    got = match and number(text, match, cell=scope.cell)
    if not match or not got:
        return None
    second, stop = got
    if first.hedge is not Hedge.NONE or second.hedge is not Hedge.NONE:
        return None
    last = _measure(text, stop)
    if last.unit is None:
        if measure.unit is not None:
            return None
        if scope.default is not None:
            first, second = _default_scale(first, second, scope.default.power)
            last = last._replace(unit=scope.default.unit)
        elif _is_bare_money(text, stop):
            last = last._replace(unit=_CNY)
        else:
            return None
    elif measure.unit not in {None, last.unit}:
        return None
    return _ranged(text, start, (first, second), last, is_shared=measure.unit is None, inclusive=inclusive)


def _default_scale(first: Numeral, second: Numeral, power: int) -> tuple[Numeral, Numeral]:
    if power and not second.scale and not first.scale:
        return _scaled(first, power), _scaled(second, power)
    return first, second


def _ranged(
    text: str,
    start: int,
    pair: tuple[Numeral, Numeral],
    last: Measure,
    *,
    is_shared: bool,
    inclusive: re.Match[str] | None,
) -> Found | Refused | None:
    """Put the two ends of a range together; a bare first number takes the second's scale if it is the smaller."""
    first, second = pair
    if last.word is not None and last.word.rate:
        changed = [_special(one, last.word) for one in pair]
        first, second = changed[0] or first, changed[1] or second
    low, high = first.value, second.value
    if low is None or high is None:
        return None
    if is_shared and second.scale and not first.scale:
        if not low < numerals.moved(high, -second.scale):
            readings = (f"{low}–{high}", f"{low}×10^{second.scale}–{high}")
            return Refused(start, last.end, "one order of magnitude", readings)
        low = numerals.moved(low, second.scale)
    if not low < high:
        return Refused(start, last.end, "a second number above the first")
    numeral = Numeral(None, Hedge.RANGE, low, high, max(first.places, second.places), second.scale)
    bounds = Interval(low, high, inclusive is None or inclusive[1] is None, high_closed=True)
    after = _INCLUSIVE.match(text, last.end)
    if after:
        last = last._replace(end=after.end())
        bounds = Interval(low, high, bounds.low_closed, high_closed=after[1] is None)
    return _finish(text, start, numeral, last, bounds)


def _finish(
    text: str, start: int, numeral: Numeral, measure: Measure, bounds: Interval | None = None
) -> Found | Refused:
    """Take the hedges on both sides and make the interval."""
    word, one, end = measure
    assert one is not None  # noqa: S101 - the callers found a unit
    if word is not None:
        numeral, end = _behind_unit(text, numeral, end, word)
    if text.startswith("级", end) and _is_order(text, numeral, start):
        numeral = numeral._replace(
            value=None, hedge=Hedge.ORDER, low=numeral.value, high=_moved(numeral, 1).value
        )
        end += 1
    end, after = _behind(text, end)
    if numeral.hedge is Hedge.ABOUT and after is Hedge.NONE:
        after = Hedge.ABOUT
    start, hedge = _in_front(text, start, numeral, after)
    if hedge is None:
        return Refused(start, end, "hedges that agree")
    if bounds is None:
        bounds = bounds_of(numeral)
    if bounds is not None:
        hedge = numeral.hedge
    kind = word.kind if word is not None and word.unit is one else kind_of(one)
    return Found(start, end, numeral, one, kind, hedge, bounds, word)


_OPEN: Final = {Hedge.AT_LEAST: Hedge.OVER, Hedge.AT_MOST: Hedge.BELOW}


def _behind(text: str, end: int) -> tuple[int, Hedge]:
    """Read the hedge behind an amount, with the （含） or （不含） before or after it."""
    inclusive = _INCLUSIVE.match(text, end)
    stop, after = hedge_after(text, inclusive.end() if inclusive else end)
    if after is Hedge.NONE:
        return end, after
    inclusive = inclusive or _INCLUSIVE.match(text, stop)
    if inclusive is None:
        return stop, after
    return max(stop, inclusive.end()), after if inclusive[1] is None else _OPEN.get(after, after)


def _behind_unit(text: str, numeral: Numeral, end: int, word: UnitWord) -> tuple[Numeral, int]:
    """Read what belongs to the number but stands behind the unit: 三成五, 3年多, 3元5角."""
    following = text[end : end + 1]
    if not following:
        return numeral, end
    if (
        word.word == "成"
        and following in _DIGIT
        and numeral.value is not None
        and numeral.hedge is Hedge.NONE
    ):
        more = _DIGIT.index(following)
        return numeral._replace(value=Decimal(int(numeral.value) + more)), end + 1
    if (
        following in "多余"
        and word.unit.dimension in _TALL
        and numeral.hedge is Hedge.NONE
        and numeral.value is not None
        and not numeral.places
        and text[end + 1 : end + 2] not in _NOT_ODD
    ):
        high = Decimal(int(numeral.value) + 1)
        return numeral._replace(hedge=Hedge.ODD, low=numeral.value, high=high), end + 1
    if word.unit is _CNY and word.word in {"元", "圆"}:
        return _small_money(text, numeral, end)
    return numeral, end


_NOT_ODD: Final = frozenset("次个家种方样元年地部人项万平")


def _small_money(text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
    """Read 角 and 分 and the closing 整 of a contract."""
    if text[end] in "整正" and (len(text) == end + 1 or text[end + 1] not in "个体合齐式在确常好规"):
        return numeral, end + 1
    start = end + 1 if text[end] == "零" else end
    match = _SMALL_MONEY.match(text, start)
    if match is None or numeral.value is None or numeral.places or numeral.hedge is not Hedge.NONE:
        return numeral, end
    tenths, cents, lone = (_digit(part) for part in match.groups())
    value = Decimal(f"{numeral.value}.{tenths}{cents or lone}")
    places = 1 if match[1] and not match[2] else 2
    stop = match.end()
    if text[stop : stop + 1] in {"整", "正"}:
        stop += 1
    if places == 1:
        value = Decimal(f"{numeral.value}.{tenths}")
    return numeral._replace(value=value, places=places, scale=0), stop


def _digit(part: str | None) -> str:
    if part is None:
        return "0"
    return part if part.isascii() else str(_DIGIT.index(part))


def _is_order(text: str, numeral: Numeral, start: int) -> bool:
    """Tell whether 级 after it makes an order of magnitude: 百亿级, 10亿级, but not 20万吨级."""
    if numeral.value is None or numeral.hedge is not Hedge.NONE or not numeral.scale:
        return False
    return (
        numeral.value.as_tuple().digits.count(0) == len(numeral.value.as_tuple().digits) - 1
        and (numeral.value.as_tuple().digits[0] == 1)
        and text[start - 1 : start] != "第"
    )


def _in_front(text: str, start: int, numeral: Numeral, after: Hedge) -> tuple[int, Hedge | None]:
    """Take the hedges in front of a number, and the currency word between them and it."""
    hedge = after
    begin, found = hedge_before(text, start)
    if found is Hedge.NONE and text[max(0, start - 3) : start] == "人民币":
        begin, found = hedge_before(text, start - 3)
    while found is not Hedge.NONE:
        if text[begin] == "上" and begin == start - 1 and not (numeral.is_bare):
            break
        merged = tighter(found, hedge)
        if merged is None:
            return begin, None
        hedge, start = merged, begin
        begin, found = hedge_before(text, start)
    return start, hedge
