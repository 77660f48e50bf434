"""The exact notation of `zhaoshang.writing` for what no phrase can say: 85亩【range (80, 95]】, 160000/3 m²."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.deferred import Deferred
from zhaoshang._reading.folding import fold
from zhaoshang.errors import ZhaoshangError
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.units import scaled

if TYPE_CHECKING:
    from zhaoshang._reading.english import units as english
else:
    english = Deferred("zhaoshang._reading.english.units")

__all__ = ["fraction", "read"]

_NUMBER: Final = r"-?[0-9]{1,400}(?:\.[0-9]{1,400}|/[0-9]{1,400})?"
_EXACT: Final = re.compile(
    rf"({_NUMBER})?([^0-9【】]*)【([a-z_]+)(?: ([\[(])(-∞|{_NUMBER}), (∞|{_NUMBER})([\])]))?】", re.ASCII
)
_GROUPS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_FRACTION: Final = re.compile(r"(-?[0-9]{1,400}/[0-9]{1,400})([^0-9/][^0-9]*)", re.ASCII)


def read(text: str) -> Quantity | None:
    """Read the exact notation, or give `None` where a text is not in it."""
    match = _EXACT.fullmatch(_GROUPS.sub("", fold(text).text.strip()))
    if match is None:
        return None
    printed, word, hedge, left, low, high, right = match.groups()
    try:
        bounds = None
        if low is not None:
            bounds = Interval(_end(low), _end(high), left == "[", right == "]")
        return _made(text, printed, word, Hedge(hedge), bounds)
    except (ZhaoshangError, ValueError, ArithmeticError):
        return None


def _end(text: str) -> Fraction | None:
    return None if text in {"-∞", "∞"} else Fraction(text)


def fraction(text: str) -> Quantity | None:
    """Read a fraction that does not end, 160000/3平方米."""
    match = _FRACTION.fullmatch(fold(text).text.strip())
    if match is None:
        return None
    try:
        return _made(text, match[1], match[2], Hedge.NONE, None)
    except (ZhaoshangError, ValueError, ArithmeticError):
        return None


def _made(text: str, printed: str | None, word: str, hedge: Hedge, bounds: Interval | None) -> Quantity:
    name = word.strip()
    found = (english.named(name) if name[:1].isascii() else None) or scaled(name)
    one, power = found.unit, found.power
    value: Decimal | Fraction | None = None
    places = 0
    if printed is not None:
        places = len(printed.partition(".")[2])
        number = Fraction(printed) * 10**power
        value = number if "/" in printed else _decimal(number, max(0, places - power))
    return kind_of(one)(
        value=value, unit=one, hedge=hedge, bounds=bounds, places=places, scale=power, raw=text
    )


def _decimal(number: Fraction, places: int) -> Decimal:
    return Decimal(f"{int(number * 10**places)}E-{places}")
