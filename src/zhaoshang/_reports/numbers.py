"""Numbers as reports print them: exact, in one unit a column, with the hedge that they were written with."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script, capital
from zhaoshang.kpis import Figure, Rounding
from zhaoshang.periods import DateLike
from zhaoshang.profiles import PROFILES, Profile
from zhaoshang.quantities import Hedge, Money
from zhaoshang.units import Dimension, scaled
from zhaoshang.units import unit as find_unit
from zhaoshang.writing import format_period

NONE: Final = "—"
Scale = tuple[int, str]
"""What a column's numbers are divided by, and the words for it: 10⁸ and 亿."""

ONE: Final[Scale] = (1, "")
_CHINESE: Final[tuple[Scale, ...]] = ((10**8, "亿"), (10**4, "万"))
_ENGLISH: Final[tuple[Scale, ...]] = ((10**9, "billion "), (10**6, "million "))

_SIGNS: Final[dict[Hedge, tuple[str, str]]] = {
    Hedge.NEAR: ("近{}", "nearly {}"),
    Hedge.OVER: ("超{}", "over {}"),
    Hedge.AT_LEAST: ("{}以上", "at least {}"),
    Hedge.AT_MOST: ("{}以下", "at most {}"),
    Hedge.BELOW: ("不足{}", "below {}"),
    Hedge.ABOUT: ("约{}", "about {}"),
    Hedge.ODD: ("{}余", "over {}"),
}


def hedged(text: str, hedge: Hedge, script: Script) -> str:
    """Write a number with the word that it was hedged with."""
    return script.say(*_SIGNS.get(hedge, ("{}", "{}"))).format(text)


def scale_of(numbers: Iterable[Decimal | Fraction | None], script: Script) -> Scale:
    """Choose one unit for a column of money: 亿 where the largest reaches it, else 万; in English billions, millions."""
    largest = max((abs(Fraction(number)) for number in numbers if number is not None), default=Fraction(0))
    for scale in _CHINESE if script.is_chinese else _ENGLISH:
        if largest >= scale[0]:
            return scale[0], script.say(scale[1], scale[1])
    return ONE


def is_money(code: str) -> bool:
    """Tell whether a unit is a currency."""
    try:
        return find_unit(code).dimension is Dimension.MONEY
    except LookupError:
        return False


def unit_words(code: str, script: Script) -> str:
    """Name a unit; a unit asked for by words (亿元) stands as it is."""
    try:
        unit = find_unit(code)
    except LookupError:
        return script.say(code, code)
    return script.say(unit.zh, "" if unit.dimension is Dimension.COUNT else unit.en)


def with_unit(name: str, scale: Scale, code: str, script: Script) -> str:
    """Write a heading with its unit in brackets."""
    said = f"{scale[1]}{unit_words(code, script)}".strip()
    return bracketed(capital(name), said, script)


def bracketed(text: str, said: str, script: Script) -> str:
    """Add words in brackets, where there are any."""
    if not said:
        return text
    return say("report.bracketed", script, text=text, said=said)


def dated(
    title: str,
    script: Script,
    *,
    period: DateLike | None = None,
    as_of: DateLike | None = None,
    profile: Profile | None = None,
) -> str:
    """Add to a heading what period and day it is of, and by whose definitions."""
    facts = ((("期间 ", ""), period), (("截至 ", "as of "), as_of))
    said = [
        f"{script.say(*label)}{format_period(when, locale=script)}"
        for label, when in facts
        if when is not None
    ]
    if profile is not None:
        shipped = script.is_chinese and PROFILES.get(profile.id) == profile
        said.append(script.say(profile.zh if shipped else f"口径 {profile.id}", f"profile {profile.id}"))
    return bracketed(title, say("list.semicolon", script).join(said), script)


def listed(names: Sequence[str], script: Script) -> str:
    """Write names one after the other."""
    return say("list.comma", script).join(names)


def plain(number: Decimal | Fraction | int, scale: Scale = ONE) -> str:
    """Write a number exactly in its column's unit, without trailing zeros; a fraction without end to two places."""
    shown = Fraction(number) / scale[0]
    denominator = shown.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{Rounding().apply(shown):f}"
    if isinstance(number, Decimal) and scale[0] == 1:
        return f"{number:f}"
    digits = 0
    while (shown * 10**digits).denominator != 1:
        digits += 1
    return f"{Rounding(digits=digits).apply(shown):f}"


def to_places(number: Fraction | int, digits: int = 2) -> str:
    """Write a number to so many places, half away from zero."""
    return f"{Rounding(digits=digits).apply(number):f}"


def value_in(number: Decimal | Fraction | int | None, scale: Scale = ONE) -> Decimal | Fraction | None:
    """Give a number in its column's unit, for a workbook."""
    if number is None:
        return None
    return number if isinstance(number, Decimal) and scale[0] == 1 else Fraction(number) / scale[0]


@final
@frozen
class Signed:
    """The words that stand for a sign: what is said of more, of less and of neither, and of how many places."""

    more: tuple[str, str]
    less: tuple[str, str]
    even: tuple[str, str]
    places: int

    def say(self, number: Fraction | int, script: Script) -> str:
        """Write a number, its sign in words."""
        if number == 0:
            return script.say(*self.even)
        return f"{script.say(*(self.more if number > 0 else self.less))}{to_places(abs(Fraction(number)), self.places)}"


AHEAD: Final = Signed(("超序时 ", "ahead "), ("欠序时 ", "behind "), ("与序时持平", "on schedule"), 2)
MOVED: Final = Signed(("↑", "↑"), ("↓", "↓"), (NONE, NONE), 0)

_HEDGED: Final = frozenset({"money", "area", "compound"})


def shown(figure: Figure, scale: Scale, script: Script) -> str:
    """Write the value of a figure, with 近, 超 or 约 where an amount or a number is hedged; about nothing is a range."""
    if figure.value is None or (figure.value == 0 and (is_amount(figure.unit) or is_counted(figure.unit))):
        return range_words(figure, scale) or (NONE if figure.value is None else "0")
    text = plain(figure.value, scale)
    if figure.exact is not None and figure.denominator is not None and scale[0] != 1:
        # a quotient is rounded in the unit that it is shown in
        text = f"{Rounding().apply(figure.exact / scale[0]):f}"
    is_hedged = is_amount(figure.unit) or is_counted(figure.unit)
    return hedged(text, figure.hedge, script) if is_hedged else text


def range_words(figure: Figure, scale: Scale) -> str:
    """Write the bounds of a figure that has no single value or a hedged one."""
    if figure.is_exact or (figure.low is None and figure.high is None):
        return ""
    low = "…" if figure.low is None else plain(figure.low, scale)
    high = "…" if figure.high is None else plain(figure.high, scale)
    return f"{low}–{high}"


def is_amount(code: str) -> bool:
    """Tell whether a unit measures what is printed with hedges: money and areas, not counts and rates."""
    try:
        return scaled(code).unit.dimension in _HEDGED
    except LookupError:
        return False


def is_counted(code: str) -> bool:
    """Tell whether a unit counts things."""
    try:
        return find_unit(code).dimension is Dimension.COUNT
    except LookupError:
        return False


def money_words(money: Money | None, script: Script, scale: Scale | None = None) -> str:
    """Write an amount: of yuan in its column's unit, where there is one; any other with a unit of its own.

    A hedged amount keeps its word; a range is written by its ends, and any other without a value as it was printed.
    """
    if money is None:
        return ""
    bounds, after = money.interval, ""
    if scale is None or money.unit.code != "CNY":
        scale = scale_of((money.value, bounds.high, bounds.low), script)
        after = script.say(f"{scale[1]}{money.unit.zh}", f" {scale[1]}{money.unit.en}")
    if money.value is not None:
        return hedged(f"{plain(money.value, scale)}{after}", money.hedge, script)
    if bounds.low is None or bounds.high is None or (money.raw and money.hedge is not Hedge.RANGE):
        return money.raw or f"{bounds}"
    return f"{plain(bounds.low, scale)}–{plain(bounds.high, scale)}{after}"
