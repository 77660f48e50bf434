"""Chinese text for quantities and periods, in the words that the reader knows.

A quantity is written with its own hedge word wherever one says exactly what it holds. What no word says (a sum of
hedged amounts, a fraction that does not end) is written with its interval in brackets, 210亿元【range (20000000000, ∞)】,
so that nothing is lost: the reader takes it back.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._text.languages import is_traditional
from zhaoshang._writing.numbers import (
    LOWER,
    MAGNITUDES,
    best_scale,
    decimal,
    digits,
    exact,
    last_place,
    numeral,
    open_ends,
    rounded,
    rounding_power,
)
from zhaoshang.intervals import Interval
from zhaoshang.periods import Period, Precision
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import SMALL_COUNTERS, Dimension

__all__ = ["period_text", "quantity_text", "rounded_quantity"]

_WORDS: Final[dict[Hedge, tuple[str, str]]] = {
    Hedge.NONE: ("", ""),
    Hedge.NEAR: ("近", ""),
    Hedge.OVER: ("超", ""),
    Hedge.AT_LEAST: ("", "以上"),
    Hedge.AT_MOST: ("", "以下"),
    Hedge.BELOW: ("不足", ""),
    Hedge.ABOUT: ("约", ""),
}
# behind a magnitude word they count nothing, 百亿级, 千亿大关, so as counters they follow plain digits only
_PLAIN: Final = frozenset("级大")
_YI: Final = 10**8
_TENS: Final = {
    0: "", 1: "十", 2: "百", 3: "千", 4: "万", 5: "十万", 6: "百万", 7: "千万", 8: "亿", 9: "十亿", 10: "百亿", 11: "千亿",
    12: "万亿",
}  # fmt: skip
_TALL: Final = (
    Dimension.DURATION,
    Dimension.LENGTH,
    Dimension.MASS,
    Dimension.VOLUME,
    Dimension.AREA,
    Dimension.MULTIPLE,
)


def quantity_text(quantity: Quantity, scale: int | None, locale: str = "zh_CN") -> str:
    """Write a quantity in the script of a locale.

    `scale` forces the magnitude, else the printed or the best one is taken.
    """
    text = _spoken(quantity, scale) or _exact(quantity, scale)
    return text.translate(_TRADITIONAL) if is_traditional(locale) else text


def rounded_quantity(quantity: Quantity, scale: int | None, places: int) -> tuple[Quantity, int | None]:
    """Round an amount in the magnitude that it is written in, which may be another one when it is rounded."""
    number = quantity.value or Decimal(0)
    if scale is None and not quantity.scale:
        is_money = quantity.unit.dimension is Dimension.MONEY
        scale = rounding_power(number, is_money=is_money)
        # 9999.9999万元 is 1亿元 when it is rounded
        scale = rounding_power(rounded(number, scale, places), is_money=is_money)
    power = scale if scale is not None else min(12, quantity.scale // 4 * 4)
    return evolve(quantity, value=rounded(number, power, places), places=None, scale=power), scale


def _exact(quantity: Quantity, scale: int | None) -> str:
    """Write the parts that no phrase says: number, unit, hedge and interval."""
    value = quantity.value
    main = quantity.unit.zh
    if isinstance(value, Decimal):
        main = _printed(quantity, value, scale) + main
    elif value is not None:
        main = f"{value}{main}"
    return exact(quantity, main)


def _spoken(quantity: Quantity, scale: int | None) -> str | None:
    value = quantity.value
    if quantity.hedge in _WORDS:
        if not isinstance(value, Decimal) or (quantity.hedge is not Hedge.NONE and value.is_signed()):
            return None
        before, after = _WORDS[quantity.hedge]
        return f"{before}{_printed(quantity, value, scale)}{quantity.unit.zh}{after}"
    is_large = quantity.unit.zh in SMALL_COUNTERS and (quantity.interval.high or 0) >= _YI  # 数亿期
    return None if is_large or quantity.unit.zh in _PLAIN else _WRITERS[quantity.hedge](quantity, scale)


def _scale(quantity: Quantity, number: Decimal, scale: int | None) -> int:
    if quantity.unit.zh in _PLAIN:
        return 0
    most = 4 if quantity.unit.zh in SMALL_COUNTERS else 12
    if scale is not None:
        return min(most, scale)
    if quantity.places is None and quantity.unit.dimension is Dimension.MONEY:
        return best_scale(number)
    return min(most, quantity.scale // 4 * 4)


def _printed(quantity: Quantity, number: Decimal, scale: int | None) -> str:
    chosen = _scale(quantity, number, scale)
    places = (quantity.places or 0) if chosen == quantity.scale else 0
    return digits(number, scale=chosen, places=places) + MAGNITUDES[chosen]


def _odd(quantity: Quantity, scale: int | None) -> str | None:
    """Write 80余亩 and 3年多, or 十几亿元 where no number is printed."""
    value, ends = quantity.value, open_ends(quantity)
    if ends is None:
        return None
    low, step = ends[0], ends[1] - ends[0]
    if value is None:
        return _few(quantity, low, step)
    if not isinstance(value, Decimal) or low != Fraction(value):
        return None
    if step == 1 and quantity.unit.dimension in _TALL and quantity.unit.zh[-1] != "日":
        if value != int(value):
            return None
        word = "个多月" if quantity.unit.code == "month" else f"{quantity.unit.zh}多"
        return digits(value) + word
    if step != last_place(value):
        return None
    chosen = _scale(quantity, value, scale)
    number = digits(value, scale=chosen)
    if "." in number:
        return f"{number}{MAGNITUDES[chosen]}余{quantity.unit.zh}"
    return f"{number}余{MAGNITUDES[chosen]}{quantity.unit.zh}"


def _few(quantity: Quantity, low: Fraction, step: Fraction) -> str | None:
    for power, word in MAGNITUDES.items():
        if step == 10 ** (power + 1) and low % step == 0:
            tens = Decimal(int(low / 10**power))
            shown = numeral(tens, LOWER) if tens < 100 else digits(tens)
            return f"{shown}几{word}{quantity.unit.zh}"
    return None


def _several(quantity: Quantity, _: int | None) -> str | None:
    bounds = quantity.interval
    for power, word in _TENS.items():
        if bounds == Interval(2 * 10**power, 10 ** (power + 1), low_closed=True) and quantity.value is None:
            return f"{'数' if word else '几'}{word}{quantity.unit.zh}"
    return None


def _order(quantity: Quantity, _: int | None) -> str | None:
    bounds = quantity.interval
    if quantity.unit.dimension is not Dimension.MONEY:
        return None
    for power, word in _TENS.items():
        if (
            power >= 4
            and bounds == Interval(10**power, 10 ** (power + 1), low_closed=True)
            and quantity.value is None
        ):
            return f"{word}{quantity.unit.zh}级"
    return None


def _range(quantity: Quantity, scale: int | None) -> str | None:
    bounds = quantity.interval
    if (
        quantity.value is not None
        or bounds.low is None
        or bounds.high is None
        or not 0 <= bounds.low < bounds.high
    ):
        return None
    low, high = decimal(bounds.low), decimal(bounds.high)
    if low is None or high is None:
        return None
    left, right = (
        _end(quantity, end, _scale(quantity, high, scale), forced=scale is not None) for end in (low, high)
    )
    return (
        f"{left}{'' if bounds.low_closed else '（不含）'}至{right}{'' if bounds.high_closed else '（不含）'}"
    )


def _end(quantity: Quantity, number: Decimal, scale: int, *, forced: bool) -> str:
    """Write one end of a range; a small one takes a smaller magnitude than the large one: 1元至30亿元."""
    while scale and not forced and len(digits(number, scale=scale).partition(".")[2]) > 4:
        scale -= 4
    return digits(number, scale=scale) + MAGNITUDES[scale] + quantity.unit.zh


_WRITERS: Final[dict[Hedge, Callable[[Quantity, int | None], str | None]]] = {
    Hedge.ODD: _odd,
    Hedge.SEVERAL: _several,
    Hedge.ORDER: _order,
    Hedge.RANGE: _range,
}

# ---------------------------------------------------------------- periods

_HALVES: Final = "上下"
_QUARTERS: Final = "一二三四"
_THIRDS: Final = {1: "上旬", 11: "中旬", 21: "下旬"}
_DAY: Final = timedelta(days=1)


def period_text(period: Period, _locale: str = "zh_CN") -> str:
    """Write a period; its words are the same in both scripts."""
    start = period.start
    year = f"{start.year:04}年"
    match period.precision:
        case Precision.DAY:
            return _day(start)
        case Precision.THIRD:
            return f"{year}{start.month}月{_THIRDS[start.day]}"
        case Precision.MONTH:
            return f"{year}{start.month}月"
        case Precision.QUARTER:
            return f"{year}第{_QUARTERS[start.month // 3]}季度"
        case Precision.HALF:
            return f"{year}{_HALVES[start.month // 7]}半年"
        case Precision.YEAR:
            return year
        case Precision.RANGE:
            return _range_text(start, period.end)


def _day(day: date) -> str:
    return f"{day.year:04}年{day.month}月{day.day}日"


def _range_text(start: date, end: date) -> str:
    """Write whole years and whole months short, and from day to day without saying twice what both days share."""
    ends_month = end == date.max or (end + _DAY).day == 1
    if start.day == 1 and ends_month:
        if start.year < end.year and start.month == 1 and end.month == 12:
            return f"{start.year:04}年至{end.year:04}年"
        if (start.year, start.month) < (end.year, end.month):
            year = "" if start.year == end.year else f"{end.year:04}年"
            return f"{start.year:04}年{start.month}月至{year}{end.month}月"
    if start.year != end.year:
        return f"{_day(start)}至{_day(end)}"
    return f"{_day(start)}至{'' if start.month == end.month else f'{end.month}月'}{end.day}日"


# ---------------------------------------------------------------- traditional script

_TRADITIONAL: Final = str.maketrans(
    "亿万亩个项户条场层间组种类张辆台栋吨顷周时级约过余数几两点币欧镑韩卢铢纽门马兰轮笔队对处块县镇国标车页颗头届东亚贰叁陆负与单",
    "億萬畝個項戶條場層間組種類張輛臺棟噸頃週時級約過餘數幾兩點幣歐鎊韓盧銖紐門馬蘭輪筆隊對處塊縣鎮國標車頁顆頭屆東亞貳參陸負與單",
)
