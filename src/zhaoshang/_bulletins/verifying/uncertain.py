"""What makes a figure of the ledger uncertain: records without a date or an amount, and dates across the boundary."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from zhaoshang._bulletins.measures.scenes import PROJECT_UNITS
from zhaoshang._bulletins.verifying.comparing import are_apart
from zhaoshang.kpis import Figure, describe
from zhaoshang.quantities import Quantity
from zhaoshang.units import Dimension
from zhaoshang.units import unit as find_unit

_OPEN: Final = (
    "missing_date",
    "date_straddles",
    "missing_amount",
    "no_value",
    "band_uncertain",
    "threshold_unknown",
    "condition_open",
    "missing_origin",
    "missing_investor",
    "missing_tenant",
    "missing_outcome",
    "incomplete_year",
    "coarse_period",
)
_SHOWN: Final = 3


@final
@frozen
class Doubt:
    """What is open about a figure of the ledger.

    Attributes:
        code: the code of the first warning.
        ids: the records that it is about.
        zh: what is open, in Chinese.
        en: the same in English.
    """

    code: str
    ids: tuple[str, ...]
    zh: str
    en: str


NOT_EXACT: Final = Doubt(
    "not_exact", (), "尚不确定：记录中有约数", "which is not certain: records are hedged"
)
"""What is open about a figure that hedged amounts were added up to."""


def doubt_of(figures: Iterable[Figure]) -> Doubt | None:
    """Say what is open about figures; `None` where nothing is."""
    found: dict[str, list[str]] = {}
    for figure in figures:
        for warning in figure.warnings:
            code, _, about = warning.partition(":")
            if code in _OPEN and about not in found.setdefault(code, []):
                found[code].append(about)
    if not found:
        return None
    zh = "；".join(f"{describe(code, locale='zh_CN')}{_listed(ids, '（{}）')}" for code, ids in found.items())
    en = "; ".join(f"{describe(code)}{_listed(ids, ' ({})')}" for code, ids in found.items())
    known = tuple(dict.fromkeys(id_ for ids in found.values() for id_ in ids if id_))
    return Doubt(next(iter(found)), known, f"尚不确定：{zh}", f"which is not certain: {en}")


def _listed(ids: list[str], form: str) -> str:
    named = [id_ for id_ in ids if id_]
    more = " …" if len(named) > _SHOWN else ""
    return form.format(", ".join(named[:_SHOWN]) + more) if named else ""


def may_be(quantity: Quantity, figure: Figure, factor: Fraction, doubt: Doubt) -> bool:
    """Tell whether what is open may make a figure of the ledger the printed one.

    Args:
        quantity: what is printed.
        figure: the ledger's figure.
        factor: what turns its unit into the printed one.
        doubt: what is open about it.
    """
    if figure.value is not None and quantity.value is not None:
        is_far = are_apart(Fraction(quantity.value), Fraction(figure.value) * factor)
        if is_far and doubt is NOT_EXACT:
            return False
    dimension = find_unit(figure.unit).dimension
    if figure.high is not None and doubt is NOT_EXACT and quantity.value is not None:
        step = Fraction(10) ** (quantity.scale - (quantity.places or 0))
        if Fraction(quantity.value) - step >= Fraction(figure.high) * factor:
            return False
    if figure.value is None or quantity.value is None or dimension not in {Dimension.COUNT, Dimension.MONEY}:
        return True
    step = Fraction(10) ** (quantity.scale - (quantity.places or 0))
    printed = Fraction(quantity.value)
    low = None if set(doubt.ids) & set(figure.ids) else figure.low
    if low is not None and printed + step <= Fraction(low) * factor:
        return False  # what is open can only be added
    if figure.unit not in PROJECT_UNITS or not doubt.ids:
        return True
    high = max(Fraction(figure.high or 0), Fraction(figure.value) + len(doubt.ids))
    return printed - step < high * factor
