"""Whether other figures nearby make a percentage right: then the text may mean them, and nothing is said to be wrong."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang.units import Dimension

_WIDE: Final = 10


def fits_nearby(context: ArithmeticText, number: int, printed: Bounds, of: Sequence[int] = ()) -> bool:
    """Tell whether levels nearby of one unit make a percentage right, as a share or as growth.

    Args:
        context: the text.
        number: the percentage.
        printed: what it may stand for.
        of: the levels that it was worked out from; those alone, whatever their order, make nothing else right.
    """
    low, sentence = context.paragraph(number), context.sentence(number)
    lots: dict[str, list[int]] = {}
    rates: list[Bounds] = []
    for other in range(max(0, number - _WIDE), min(len(context), number + 5)):
        value = context.bounds(other)
        if other == number or value is None or value.low <= 0 or context.document.spans[other][0] < low:
            continue
        if context.is_level(other):
            lots.setdefault(context.kind(other), []).append(other)
        elif context.is_percent(other) and other < number and context.sentence(other) == sentence:
            rates.append(value)
    return any(
        made is not None and (made.meets(printed) or (-made).meets(printed))
        for lot in lots.values()
        for made in _ratios(context, lot, rates, sentence, frozenset(of))
    )


def _ratios(
    context: ArithmeticText, lot: Sequence[int], rates: Sequence[Bounds], sentence: int, of: frozenset[int]
) -> Iterator[Bounds | None]:
    values = {number: context.bounds(number) or Bounds.exactly(Fraction(0)) for number in lot}
    for one, other in permutations(lot, 2):
        if not {one, other} <= of:
            yield values[one].over(values[other], 100)
            yield values[one].grown(values[other], 100)
        for rate in rates:  # of 65% of 80
            part = values[other].times(rate)
            yield values[one].over(part, 10000)
    here = [number for number in lot if context.sentence(number) == sentence]
    for one, other, third in permutations(here, 3) if len(here) <= _FEW else ():
        yield values[one].over(values[other] + values[third], 100)
        # 已开工24个（含往年结转3个），开工率: those of before may be left out of the rate
        yield (values[one] - values[third]).over(values[other], 100)


_FEW: Final = 5
_RATED: Final = re.compile(r"[）)]?\s*的\s*(?=[\d.]+\s*[%％])")


def has_own_rate(context: ArithmeticText, level: int, number: int) -> bool:
    """Tell whether a level stands right before a percentage of its own, so that another is not of it: 20亿元的89.5%."""
    behind = _RATED.match(context.document.plain.text, context.document.spans[level][1])
    return behind is not None and behind.end() != context.document.spans[number][0]


_MONEY: Final = re.compile("投资|资金|金额|外资|引资|到资")


def is_of_money(context: ArithmeticText, part: int, of: str) -> bool:
    """Tell whether a share is of money, and what stands before it counts: 工业项目12个，占签约总投资的62%."""
    counts = context.readings[part].quantity.unit.dimension is Dimension.COUNT
    return counts and _MONEY.search(of) is not None
