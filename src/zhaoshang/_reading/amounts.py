"""Amounts: a number with its hedges, its unit and its range, put together from numerals and words.

`amount` starts at one match of `NUMBER` in a folded text and gives a `Found` with the span that belongs to it, or a
`Refused` that says where it failed. Cells and running text use the same rules; text adds the guards of `scanning`.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from zhaoshang._reading import numerals
from zhaoshang._reading.hedging import behind, bounds_of, front, hedges_in_front, inclusion
from zhaoshang._reading.lexicon import AFTER, BEFORE, FRONT, LONG_WORDS, PER, UNIT_WORDS, UnitWord, per
from zhaoshang._reading.numerals import Numeral
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.units import MAGNITUDES, Dimension, Scaled, Unit, unit

__all__ = ["NUMBER", "Found", "Refused", "Scope", "amount", "build", "number", "unit_word"]

NUMBER: Final = re.compile(
    r"([0-9]++(?:(?:,[0-9]{3}(?![0-9]))++|(?:,[0-9]{4}(?![0-9]))++)?+(?:\.[0-9]++)?+)"
    r"((?:[十百千万亿兆多余几](?:[零一二三四五六七八九两十百千万亿兆余多几0-9.]|(?<=[0-9]),(?=[0-9]{3}(?![0-9])))*+)?+)"
    r"|([零一二三四五六七八九两十百千万亿兆几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟]"
    r"[零一二三四五六七八九两十百千万亿兆余多几点廿卅壹贰叁肆伍陆柒捌玖拾佰仟]*+)"
)
_CONNECT: Final = re.compile(r" {0,2}(?:——|--|[-—–~～至到]) {0,2}")
_CAPITAL: Final = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_SMALL_MONEY: Final = re.compile(
    r"([0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])角(?:([0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?"
    r"|([0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])分"
)
_LATIN: Final = re.compile("[0-9A-Za-z]")
_SIZES: Final = {power: word for word, power in MAGNITUDES.items()}
_MAY_JOIN: Final = frozenset("-—–~～至到( ")
_MAY_BELONG: Final = frozenset("半多余整正零一二三四五六七八九壹贰叁肆伍陆柒捌玖0123456789")
_NONE: Final = Hedge.NONE
_DIGIT: Final = "零一二三四五六七八九"
_LONE_DIGIT: Final = re.compile("[1-9](?![0-9.,%年月日个家项万亿元])")
_DIVISIONS: Final = {"百": 0, "千": -1}
_TALL: Final = (
    Dimension.DURATION,
    Dimension.LENGTH,
    Dimension.MASS,
    Dimension.VOLUME,
    Dimension.AREA,
    Dimension.MULTIPLE,
)

_CNY: Final = unit("CNY")
_PERCENT: Final = UNIT_WORDS["%"]


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
        return build(
            self.kind, numeral.value, self.unit, self.hedge, self.bounds, numeral.places, numeral.scale, raw
        )


_SET_VALUE, _SET_UNIT, _SET_HEDGE, _SET_BOUNDS, _SET_PLACES, _SET_SCALE, _SET_RAW, _SET_TRACE = (
    getattr(Quantity, name).__set__
    for name in ("value", "unit", "hedge", "bounds", "places", "scale", "raw", "trace")
)


def build(  # noqa: PLR0917 - the hot path of every cell: names would cost as much as the work
    kind: type[Quantity],
    value: Decimal | None,
    unit: Unit,
    hedge: Hedge,
    bounds: Interval | None,
    places: int,
    scale: int,
    raw: str,
) -> Quantity:
    """Make a quantity of parts that are known to agree, without checking them again.

    The constructor's checks cost more than all of reading a plain cell; a property test builds every quantity that
    is read a second time through the constructor and compares.
    """
    quantity = kind.__new__(kind)
    _SET_VALUE(quantity, value)
    _SET_UNIT(quantity, unit)
    _SET_HEDGE(quantity, hedge)
    _SET_BOUNDS(quantity, bounds)
    _SET_PLACES(quantity, places)
    _SET_SCALE(quantity, scale)
    _SET_RAW(quantity, raw)
    _SET_TRACE(quantity, ())
    return quantity


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
        return _chinese_number(chinese, end, following, cell=cell)
    if tail:
        if tail[-1] in _METRIC and following and following in _METRIC[tail[-1]]:
            tail, end = tail[:-1], end - 1
        elif tail[-1] == ".":
            tail, end = tail.rstrip("."), end - len(tail) + len(tail.rstrip("."))
    if "," in digits:
        digits = digits.replace(",", "")
    found = numerals.simple(digits, tail) or numerals.read(digits + tail, short_tail=cell)
    return None if found is None else (found, end)


_METRIC: Final = {"千": "瓦米克卡伏", "兆": "瓦赫字欧", "百": "分"}
"""What a magnitude word belongs to rather than to the number in front of it: 千瓦, 兆瓦, 百分点."""


def _chinese_number(chinese: str, end: int, following: str, *, cell: bool) -> tuple[Numeral, int] | None:
    if len(chinese) > 1 and chinese[-1] in _METRIC and following and following in _METRIC[chinese[-1]]:
        chinese, end = chinese[:-1], end - 1
    if chinese[-1] == "点":
        chinese, end = chinese[:-1], end - 1
    if _CAPITAL.search(chinese):
        if len(chinese) == 1 and not cell:
            return None  # 伍 and 陆 are surnames and more
        chinese = numerals.capital(chinese)
    found = _HALF if chinese == "半" else numerals.read(chinese)
    if found is None and len(chinese) == 2 and following == "折":
        found = numerals.read("".join(str(numerals.DIGITS.get(char, "x")) for char in chinese))
    return None if found is None else (found, end)


_HALF: Final = Numeral(Decimal("0.5"), places=1)


_WAN: Final = 4
_SIZED: Final = frozenset("元级美港欧日英")
"""What makes 亿 behind 个 the size of what is counted: 37个亿元以上项目 are 37."""


def unit_word(text: str, position: int) -> UnitWord | None:
    """Find the longest unit word that starts at a position."""
    first_two = text[position : position + 2]
    for entry in LONG_WORDS.get(first_two, ()):
        if text.startswith(entry.word, position) and not (
            (entry.is_latin and _LATIN.match(text, position + len(entry.word)))
            or (entry.word.startswith("个亿") and text[position + 2 : position + 3] in _SIZED)
        ):
            return entry
    found = UNIT_WORDS.get(first_two[:1])
    if found is not None and found.is_latin and _LATIN.match(first_two, 1):
        return None
    return found


class Scope(NamedTuple):
    """What an amount is read in: a folded text, whether it is one cell, and the unit of the cell's header."""

    text: str
    cell: bool = False
    default: Scaled | None = None


Measure = tuple[UnitWord | None, Unit | None, int]
"""What stands behind a number: its unit word, if any, the unit that it means, and where it ends."""


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
    measure = _measure(scope.text, end, numeral)
    if scope.text[measure[2] : measure[2] + 1] in _MAY_JOIN:
        ranged = _range(scope, start, numeral, measure)
        if ranged is not None:
            return ranged
    return _single(scope, start, numeral, measure)


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
    last = (_PERCENT, _PERCENT.unit, stop)
    second = _second_division(scope, stop)
    if second is not None and numeral.value is not None and second[0].value is not None:
        pair = (_moved(numeral, power), _moved(second[0], power))
        last = (_PERCENT, _PERCENT.unit, second[1])
        return _ranged(scope.text, start, pair, last, is_shared=False, inclusive=None) or Refused(
            start, second[1], "two plain numbers"
        )
    return _finish(scope.text, start, _moved(numeral, power), last)


_SECOND_PART: Final = re.compile(r"(?: {0,2}(?:——|--|[-—–~～至到]) {0,2})(百分之)?")


def _second_division(scope: Scope, end: int) -> tuple[Numeral, int] | None:
    """Read the second end of 百分之三十到四十; one with a unit of its own is another amount."""
    connect = _SECOND_PART.match(scope.text, end)
    match = connect and NUMBER.match(scope.text, connect.end())
    got = match and number(scope.text, match, cell=scope.cell)
    if not connect or not got or unit_word(scope.text, got[1]) is not None:
        return None
    return got


def _moved(numeral: Numeral, power: int) -> Numeral:
    """Multiply a number by a power of ten, exactly."""
    if not power:
        return numeral

    def move(one: Decimal | None) -> Decimal | None:
        if one is None:
            return None
        return numerals.moved(one, power)

    return numeral._replace(value=move(numeral.value), low=move(numeral.low), high=move(numeral.high))


def _measure(text: str, end: int, numeral: Numeral) -> Measure:
    """Read the unit behind a number."""
    word = unit_word(text, end)
    # 百亿级 is an order of magnitude, of yuan; 千亿大关 counts nothing big
    if (
        word is None
        or (word.word == "级" and numeral.scale)
        or (word.word == "大" and text.startswith("大关", end))
    ):
        return None, None, end
    stop = end + len(word.word)
    following = text[stop : stop + 1]
    if following and numeral.scale >= _WAN and following in word.not_before:
        return None, None, end  # 50亿项目, 5000万家具: the word is another one
    if following == "/":
        one, stop = _per(text, word.unit, stop)
        return word, one, stop
    return word, word.unit, stop


def _single(scope: Scope, start: int, numeral: Numeral, measure: Measure) -> Found | Refused:
    """Read one number with its unit, or without."""
    text = scope.text
    word, one, end = measure
    if start and text[start - 1] in FRONT:
        begin, currency = front(text, start)
        if currency is not None and (one is None or one is _CNY or one == currency):
            # 人民币 says no more than 元 does and stays outside in running text; a symbol or a foreign name is needed
            if one is None or currency is not _CNY or scope.cell or text[begin:start] != "人民币":
                start = begin
            one = currency
    if one is None:
        return _unitless(scope, start, numeral, end)
    if word is not None and (word.rate or word.odd or word.half):
        changed = _special(numeral, word)
        if changed is None:
            return Refused(start, end, "a plain number before " + word.word)
        numeral = changed
    return _finish(text, start, numeral, (word, one, end))


def _per(text: str, top: Unit, stop: int) -> tuple[Unit, int]:
    """Read the denominator of 万元/亩."""
    words = list(PER.get(text[stop + 1 : stop + 2], ()))
    other = unit_word(text, stop + 1)
    for word in (*words, other.word) if other else words:
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
    if word.rate and not word.odd:
        return _moved(numeral, word.rate)
    if numeral.value is None or numeral.hedge is not Hedge.NONE or numeral.places:
        return None
    if word.half:
        return numeral._replace(value=Decimal(f"{numeral.value}.5"), places=1)
    odd = numeral._replace(hedge=Hedge.ODD, low=numeral.value, high=Decimal(int(numeral.value) + 1))
    return _moved(odd, word.rate)


def _unitless(scope: Scope, start: int, numeral: Numeral, end: int) -> Found | Refused:
    """Read a number without a unit: the header's unit, or yuan after 万 and 亿."""
    default = scope.default
    if default is not None:
        if default.power and not numeral.scale:
            numeral = _scaled(numeral, default.power)
        return _finish(scope.text, start, numeral, (None, default.unit, end))
    if _is_bare_money(scope.text, end):
        return _finish(scope.text, start, numeral, (None, _CNY, end))
    return Refused(end, end + 1, "a unit such as 亿元, 亩 or 个")


def _is_bare_money(text: str, end: int) -> bool:
    return text[end - 1] in "万亿兆" or (text[end - 1] in "多余几" and text[end - 2] in "万亿兆")


def _scaled(numeral: Numeral, power: int) -> Numeral:
    return _moved(numeral, power)._replace(scale=power)


def _range(scope: Scope, start: int, first: Numeral, measure: Measure) -> Found | Refused | None:
    """Read 10-20亿元 and 5000万元至1亿元 from its first number on; `None` where there is no range."""
    text = scope.text
    _, unit_before, end = measure
    inclusive = inclusion(text, end)
    connect = _CONNECT.match(text, inclusive.end() if inclusive else end)
    match = connect and NUMBER.match(text, connect.end())
    got = match and number(text, match, cell=scope.cell)
    if not match or not got or not connect:
        return None
    if (
        not scope.cell
        and connect[0].strip() in {"至", "到"}
        and text[start - 1 : start] in {"从", "由", "自"}
    ):
        return None  # a change from one number to another, not a range
    second, stop = got
    if first.hedge is not Hedge.NONE or second.hedge is not Hedge.NONE:
        return None
    word, one, stop = _measure(text, stop, second)
    if one is None:
        if unit_before is not None:
            return None
        if scope.default is not None:
            first, second = _default_scale(first, second, scope.default.power)
            one = scope.default.unit
        elif _is_bare_money(text, stop):
            one = _CNY
        else:
            return None
    elif unit_before not in {None, one}:
        return None
    return _ranged(
        text, start, (first, second), (word, one, stop), is_shared=unit_before is None, inclusive=inclusive
    )


def _default_scale(first: Numeral, second: Numeral, power: int) -> tuple[Numeral, Numeral]:
    if power and not second.scale and not first.scale:
        return _scaled(first, power), _scaled(second, power)
    return first, second


def _shared_place(first: Numeral, second: Numeral) -> int:
    """Find the power of ten that 二 takes from 三千万 in 二至三千万: a lone numeral shares the place of the next."""
    low, high = first.value, second.value
    if low is None or high is None or first.is_arabic or second.is_arabic or second.is_bare:
        return 0
    printed = f"{high:f}"
    if not 0 < low < 10 or printed.strip("0") != printed[:1] or not low < int(printed[0]):
        return 0
    return len(printed) - 1


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
    word, one, end = last
    if word is not None and word.rate:
        changed = [_special(side, word) for side in pair]
        first, second = changed[0] or first, changed[1] or second
    low, high = first.value, second.value
    if low is None or high is None:
        return None
    step = _shared_place(first, second) if is_shared else 0
    if step:
        low = numerals.moved(low, step)
    elif is_shared and second.scale and not first.scale:
        top = numerals.moved(high, -second.scale)
        if not low < top:
            size = _SIZES.get(second.scale, f"×10^{second.scale}")
            readings = (f"{low:f}–{top:f}{size}", f"{low:f}{size}–{top:f}{size}")
            return Refused(start, end, "one order of magnitude", readings)
        low = numerals.moved(low, second.scale)
    if not low < high:
        return Refused(start, end, "a second number above the first")
    numeral = Numeral(None, Hedge.RANGE, low, high, max(first.places, second.places), second.scale)
    bounds = Interval(low, high, inclusive is None or inclusive[1] is None, high_closed=True)
    after = inclusion(text, end)
    if after:
        end = after.end()
        bounds = Interval(low, high, bounds.low_closed, high_closed=after[1] is None)
    return _finish(text, start, numeral, (word, one, end), bounds)


def _finish(
    text: str, start: int, numeral: Numeral, measure: Measure, bounds: Interval | None = None
) -> Found | Refused:
    """Take the hedges on both sides and make the interval."""
    word, one, end = measure
    assert one is not None  # noqa: S101 - the callers found a unit
    following = text[end : end + 1]
    if word is not None and following in _MAY_BELONG:
        numeral, end = _behind_unit(text, numeral, end, word)
        following = text[end : end + 1]
    if following == "级" and one.dimension is Dimension.MONEY and _is_order(text, numeral, start):
        numeral = numeral._replace(
            value=None, hedge=Hedge.ORDER, low=numeral.value, high=_moved(numeral, 1).value
        )
        end += 1
        following = text[end : end + 1]
    after = _NONE
    if following in AFTER or following == "(":
        end, after = behind(text, end)
    if numeral.hedge is Hedge.ABOUT and after is _NONE:
        after = Hedge.ABOUT
    hedge: Hedge | None = after
    if start and (text[start - 1] in BEFORE or text[start - 1] == "币"):
        start, hedge = hedges_in_front(text, start, numeral, after)
    if hedge is None:
        return Refused(start, end, "hedges that agree")
    if bounds is None and numeral.hedge is not _NONE:
        bounds = bounds_of(numeral)
    if bounds is not None:
        hedge = numeral.hedge
    kind = word.kind if word is not None and word.unit is one else kind_of(one)
    return Found(start, end, numeral, one, kind, hedge, bounds, word)


def _behind_unit(text: str, numeral: Numeral, end: int, word: UnitWord) -> tuple[Numeral, int]:
    """Read what belongs to the number but stands behind the unit: 三成五, 3年多, 3元5角."""
    following = text[end : end + 1]
    if not following:
        return numeral, end
    if (
        word.word == "成"
        and (following in _DIGIT or _LONE_DIGIT.match(text, end))
        and numeral.value is not None
        and numeral.hedge is Hedge.NONE
    ):
        if numeral.value % 10:
            return numeral, end
        more = _DIGIT.index(following) if following in _DIGIT else int(following)
        return numeral._replace(value=Decimal(int(numeral.value) + more)), end + 1
    if word.word == "成" and following == "半" and numeral.hedge is Hedge.NONE and numeral.value is not None:
        if numeral.value % 10:
            return numeral, end
        return numeral._replace(value=Decimal(int(numeral.value) + 5)), end + 1
    if word.word == "成" and following == "多" and numeral.hedge is Hedge.NONE and numeral.value is not None:
        return numeral._replace(
            hedge=Hedge.ODD, low=numeral.value, high=Decimal(int(numeral.value) + 10)
        ), end + 1
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


_NOT_ODD: Final = frozenset("次个家种方样元年地部人项万平0123456789一二三四五六七八九十")


def _small_money(text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
    """Read 角 and 分 and the closing 整 of a contract."""
    if text[end] in "整正" and (len(text) == end + 1 or text[end + 1] not in "个体合齐式在确常好规"):
        return numeral, end + 1
    start = end + 1 if text[end] == "零" else end
    match = _SMALL_MONEY.match(text, start)
    if match is None or numeral.value is None or _is_broken(numeral.value) or numeral.hedge is not Hedge.NONE:
        return numeral, end
    tenths, cents, lone = match.groups()
    figures = _figure(tenths) + (_figure(cents) if cents else "") if tenths else "0" + _figure(lone)
    stop = match.end()
    if text[stop : stop + 1] in {"整", "正"}:
        stop += 1
    value = Decimal(f"{numeral.value}.{figures}")
    return numeral._replace(value=value, places=len(figures), scale=0), stop


def _is_broken(value: Decimal) -> bool:
    return value != value.to_integral_value()


def _figure(part: str) -> str:
    return part if part.isascii() else str(_DIGIT.index(numerals.capital(part)))


def _is_order(text: str, numeral: Numeral, start: int) -> bool:
    """Tell whether 级 after money makes an order of magnitude: 百亿级, 50亿级, but not 20万吨级."""
    if not numeral.value or numeral.hedge is not Hedge.NONE or not numeral.scale or numeral.places:
        return False
    return text[start - 1 : start] != "第"
