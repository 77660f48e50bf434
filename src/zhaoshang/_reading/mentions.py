"""The amounts of a text in all its languages, in order, and the money that its 元 means."""

from collections.abc import Iterable
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.found import Found
from zhaoshang._reading.languages import LANGUAGES
from zhaoshang._reading.words import per
from zhaoshang.quantities import kind_of
from zhaoshang.units import Unit

__all__ = ["find", "in_currency", "merge"]


def find(text: str) -> Iterable[Found]:
    """Find every amount of a folded text, in order and without overlaps."""
    amounts: Iterable[Found] = ()
    held = [language for language in LANGUAGES if language.is_in(text)]
    for language in held:
        found = language.amounts.find(text)
        amounts = merge(amounts, found) if amounts else found
    if len(held) == 1:
        return amounts
    return [one for one in amounts if not any(language.is_cut(text, one) for language in held)]


def merge(found: Iterable[Found], others: Iterable[Found]) -> list[Found]:
    """Put the amounts of two languages in order; of two that overlap the longer one was meant."""
    kept: list[Found] = []
    for one in sorted((*others, *found), key=lambda each: (each.start, -each.end)):
        last = kept[-1] if kept else None
        if last is None or last.end <= one.start:
            kept.append(one)
        elif one.end - one.start > last.end - last.start:
            kept[-1] = one
    return kept


_NAMED_CURRENCY: Final = re.compile("人民[币幣]|RMB|CNY|yuan|renminbi|[¥￥]")
_OWN_NAME: Final = 3


def in_currency(text: str, found: Found, currency: Unit) -> Found:
    """Give money that only says 元 the currency of its text."""
    one = found.unit
    top = one.parts[0] if one.parts is not None else one
    if top.code != "CNY" or _NAMED_CURRENCY.search(text, max(0, found.start - _OWN_NAME), found.end):
        return found
    other = currency if one.parts is None else per(currency, one.parts[1].code)
    return found if other is None else found._replace(unit=other, kind=kind_of(other))
