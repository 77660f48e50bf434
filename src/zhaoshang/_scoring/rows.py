"""The mappings that a rule is given: each key is one that it reads."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._rates import Rate
from zhaoshang._scoring.numbers import ONE
from zhaoshang.errors import MissingFieldError, UnknownCodeError, ZhaoshangError
from zhaoshang.units import CURRENCIES

_CODES: Final = frozenset(each.code for each in CURRENCIES)


def refuse_other_keys(given: Mapping[str, Any] | None, known: Iterable[str], place: str, /) -> None:
    """Refuse a key that nothing reads: misspelt, it would leave out what it was meant for.

    Raises:
        UnknownCodeError: names the key, and those that are read.
    """
    names = tuple(known)
    for key in given or ():
        if key not in names:
            raise UnknownCodeError("key", as_text(key), names).at(place)


def rows_of(
    given: Iterable[Mapping[str, Any]], place: str, /, *, needed: tuple[str, ...], more: tuple[str, ...] = ()
) -> list[Mapping[str, Any]]:
    """List mappings whose keys are those that a rule reads.

    Args:
        given: the mappings.
        place: the argument that they were given for.
        needed: the keys that none may lack.
        more: those that may be left out.

    Raises:
        UnknownCodeError: for another key.
        MissingFieldError: for a mapping that lacks one.
    """
    listed = list(given)
    for number, row in enumerate(listed):
        here = f"{place}[{number}]"
        refuse_other_keys(row, (*needed, *more), here)
        for key in needed:
            if key not in row:
                raise MissingFieldError(here, key)
    return listed


def rates_of(given: Mapping[str, Any] | None, /) -> dict[str, Fraction]:
    """Take how many yuan a unit of each currency is worth, as a profile does.

    Raises:
        ZhaoshangError: for what is no currency, or no rate of one.
    """
    found = {"CNY": ONE}
    for code, rate in (given or {}).items():
        if type(rate) is Fraction and code in _CODES and rate > 0:  # as a profile gives them
            found[code] = rate
            continue
        try:
            taken = Rate(currency=code, value=rate)
        except ZhaoshangError as error:
            place = f"rates[{as_python(code)}]"
            raise error.at(place) from None
        found[taken.currency] = Fraction(taken.value)
    return found
