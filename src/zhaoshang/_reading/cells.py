"""Cells: texts that are wholly one quantity, with a short way for the shapes that nearly every cell has."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._calls.fixes import read_by
from zhaoshang._reading import LONGEST, written
from zhaoshang._reading.folding import Folded, fold
from zhaoshang._reading.found import Found, Refused
from zhaoshang._reading.languages import LANGUAGES
from zhaoshang._reading.script import both
from zhaoshang.errors import AmbiguousQuantityError, FieldTypeError, QuantitySyntaxError
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Dimension, Scaled

__all__ = ["agree", "forget", "number", "quantity", "same_amount", "with_remark"]


_MINUS: Final = frozenset("-\u2212负")
_SIGNS: Final = _MINUS | {"+"}
_SIGN: Final = re.compile("[-\u2212负+]|(?i:minus|negative) ")

# ---------------------------------------------------------------- the whole language


_NONE: Final = Hedge.NONE
_MEMORY: Final = 8192
_plain, _under_header = LANGUAGES[0].short  # most cells are of the first language

_seen: dict[tuple[str, Scaled | None] | str, Quantity] = {}


def forget() -> None:
    """Empty the memory of cells, as benchmarks do before each round."""
    _seen.clear()


def quantity(text: str, default: Scaled | None = None) -> Quantity:
    """Read one cell; equal cells are read once.

    Raises:
        QuantitySyntaxError: when it is not wholly a quantity.
        AmbiguousQuantityError: when it has two readings.
    """
    # plain dictionaries, emptied when full, cost a fraction of an LRU cache where most cells are new
    key = text if default is None else (text, default)
    found = _seen.get(key)
    if found is not None:
        return found
    if not isinstance(text, str):
        raise FieldTypeError(as_python(text), "a text", read_by(text, of_numbers=_MADE))
    if len(text) > LONGEST:
        return _read(text, default)  # which refuses it
    found = _plain(text) if default is None else _under_header(text, default)
    if found is None:
        found = _read(text, default)
    if len(_seen) >= _MEMORY:
        _seen.clear()
    _seen[key] = found
    return found


_HAN: Final = re.compile("[\u2e80-\uffef]")


def _read(text: str, default: Scaled | None) -> Quantity:
    found, remark = with_remark(text, default)
    if remark is not None and _KEEPS_IT.fullmatch(fold(remark).text.strip()) is None:
        place = text.rfind(remark)
        raise QuantitySyntaxError(text, (place, place + len(remark)), "the end of the text")
    return found


_KEEPS_IT: Final = re.compile(
    both(
        "(?:其中|包括|包?含(?!水分?|虚|估)|[一二三四五首全]期|(?:折合?|[约相]?合|约|即|≈|=)*+(?:人民币)?[0-9$¥]).*|人民币"
        "|(?!实|应|其实|正|更|改|原|非|不|误)[\u4e00-\u9fff]{1,6}[0-9$¥].*|(?:不?含|免)税|税[前后]|[大小]写|暂定|[合协]同?议?[额价]?"
    )
    + "|(?:including|incl|of which|phase|about|approx|equal to|RMB|US[$D]).*|CNY|yuan|renminbi",
    re.IGNORECASE,
)
"""Remarks beside an amount that leave it what it is: a part of it, the same in another unit; any other may deny it."""


_MADE: Final = 'Money.of("{}", "亿元")'


def with_remark(text: str, default: Scaled | None) -> tuple[Quantity, str | None]:
    """Read one cell, and what stands in it beside the amount: 100亩（一期60亩）.

    Raises:
        QuantitySyntaxError: when it is not a quantity, with a remark or without.
        AmbiguousQuantityError: when it has two readings.
    """
    if not isinstance(text, str):
        raise FieldTypeError(as_python(text), "a text", read_by(text, of_numbers=_MADE))
    if len(text) > LONGEST:
        raise QuantitySyntaxError(text, (LONGEST, len(text)), f"at most {LONGEST} characters")
    exact = (
        written.read(text)
        if "【" in text
        else written.fraction(text)
        if "/" in text or "／" in text
        else None
    )
    if exact is not None:
        return exact, None
    folded = fold(text)
    plain = folded.text
    low, high = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    if low >= high:
        raise QuantitySyntaxError(text, folded.raw(0, len(plain)), "a number")
    found = _signed(plain, low, high, default)
    remark = None
    if isinstance(found, Refused) and not found.readings:
        other = _in_form(plain[low:high], default, _DEEPEST)
        if other is not None:
            found, remark = other
            if remark is not None:  # as it is printed, not as it is folded
                place = plain.rfind(remark)
                first, last = folded.raw(place, place + len(remark))
                remark = text[first:last]
    if isinstance(found, Refused):
        raise _error(text, folded, found)
    return found.quantity(text), remark


_DEEPEST: Final = 3
"""How many forms one cell may have: a label in front, a unit in brackets and a remark."""


def _in_form(plain: str, default: Scaled | None, depth: int) -> tuple[Found, str | None] | None:
    """Read a cell in one of the forms of ledgers, or in several at once."""
    languages = LANGUAGES if depth else ()
    for one in (form for language in languages for form in language.forms(plain, default)):
        found = _signed(one.text, 0, len(one.text), default)
        if isinstance(found, Found):
            return found, one.remark
        inner = None if found.readings else _in_form(one.text, default, depth - 1)
        if inner is not None:
            return inner[0], one.remark if inner[1] is None else inner[1]
    return None


def same_amount(remark: str) -> Quantity | None:
    """Read a remark that is wholly an amount, as one that says the main amount again: 约6.67公顷."""
    plain = fold(remark).text.strip()
    for language in LANGUAGES:
        plain = language.again.sub("", plain, count=1)
    found = _signed(plain, 0, len(plain), None) if plain else None
    return found.quantity(remark) if isinstance(found, Found) else None


def agree(first: Quantity, second: Quantity) -> bool:
    """Tell whether two amounts in different units may be one, as exactly as the second is printed."""
    one, other = first.unit, second.unit
    if one == other or one.dimension is not other.dimension or one.dimension not in _EXACT:
        return True
    if first.value is None or second.value is None:
        return True
    least = (second.scale or 0) - (second.places or 0)
    step = Fraction(10**least if least >= 0 else Fraction(1, 10**-least)) * other.factor
    return abs(Fraction(first.value) * one.factor - Fraction(second.value) * other.factor) <= step


_EXACT: Final = frozenset(
    {Dimension.AREA, Dimension.LENGTH, Dimension.MASS, Dimension.VOLUME, Dimension.POWER, Dimension.ENERGY}
)


def _signed(plain: str, low: int, high: int, default: Scaled | None) -> Found | Refused:
    """Read the amount, with its sign, that fills a folded text from `low` to `high`."""
    sign = _SIGN.match(plain, low)
    if sign is None:
        return _longest(plain, low, high, default)
    whole = _longest(plain, low, high, default)  # a range from below nought
    if isinstance(whole, Found):
        return whole
    found = _longest(plain, sign.end(), high, default)
    if isinstance(found, Refused):
        return found
    if found.hedge is not _NONE:
        return Refused(low, low + 1, "no sign before a hedged number")
    value = found.numeral.value
    assert value is not None  # noqa: S101 - no hedge, so there is a value
    if plain.startswith("+", low):
        return found
    return found._replace(numeral=found.numeral._replace(value=value.copy_negate()))


def _longest(plain: str, low: int, high: int, default: Scaled | None) -> Found | Refused:
    """Read an amount in the first language that has it; an error speaks of the one that the cell is written in."""
    refused = []
    for language in LANGUAGES:
        if language.is_in_cell(plain):
            found = language.amounts.whole(plain, low, high, default)
            if isinstance(found, Found):
                return found
            refused += [] if found is None else [found]
    return refused[0 if _HAN.search(plain) else -1]


def _error(text: str, folded: Folded, refused: Refused) -> QuantitySyntaxError | AmbiguousQuantityError:
    length = len(folded.text)
    span = folded.raw(min(refused.start, length), min(refused.end, length))
    if refused.readings:
        return AmbiguousQuantityError(text, span, refused.readings)
    return QuantitySyntaxError(text, span, refused.expected)


def number(text: str) -> Decimal | None:
    """Read a text that is wholly an exact number, or give `None`."""
    if not isinstance(text, str):  # a class of texts has a length and the methods of a text as well
        raise TypeError(text)
    if len(text) > LONGEST:
        return None
    plain = fold(text).text.strip()
    sign = plain[:1] in _SIGNS and len(plain) > 1
    found = (language.number(plain[sign:]) for language in LANGUAGES if language.is_in_cell(plain))
    value = next((one for one in found if one is not None), None)
    if value is None:
        return None
    return value.copy_negate() if sign and plain[0] != "+" else value
