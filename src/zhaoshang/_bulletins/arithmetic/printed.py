"""Arithmetic on what a text prints: it differs only if no rounding and no reading of its scope makes it right."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import shifted
from zhaoshang._bulletins.arithmetic.bounds import Bounds, step_of
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang.kpis import Rounding
from zhaoshang.quantities import Quantity
from zhaoshang.units import Dimension


@final
@frozen
class Worked:
    """A printed figure beside what the others make of it.

    Attributes:
        number: the figure.
        rule: the rule that ties it to the others.
        operands: the figures that it is worked out from.
        expected: what they make of it, from the least to the greatest.
        printed: what it may stand for as printed.
        holds: whether the two meet.
    """

    number: int
    rule: str
    operands: tuple[int, ...]
    expected: Bounds
    printed: Bounds

    @property
    def holds(self) -> bool:
        """Whether some reading of rounding makes it right."""
        return self.expected.meets(self.printed)

    @property
    def is_sure(self) -> bool:
        """Whether it is right with the numbers taken as printed."""
        return self.printed.holds(self.expected.mid) or (self.rule in _LOOSE and self.holds)


LIMITS: Final = frozenset({"parts_within_whole", "phase_within_total"})
"""Rules that say no more than how great a figure may be: what keeps within proves nothing."""
_LOOSE: Final = LIMITS | {"shares_of_all", "gap_to_time"}
"""Rules that give room, and no number."""


RULES: Final = {
    "share_of_whole": ("计算，占比应为", "as a share by"),
    "completion_of_target": ("计算，完成比例应为", "as reached of the target by"),
    "growth_of_levels": ("计算，增幅应为", "as growth by"),
    "times_of_level": ("计算，倍数应为", "as a ratio by"),
    "mean_size": ("计算，平均应为", "as a mean by"),
    "rate_of_counts": ("计算，比率应为", "as a rate by"),
    "parts_of_whole": ("相加应为", "as the sum of"),
    "parts_within_whole": ("相加，各部分之和为", "and its parts add up, by"),
    "amounts_of_parts": ("相加应为", "as the sum of"),
    "phase_within_total": ("，应不超过", "which is no more than the total"),
    "what_is_left": ("相减应为", "as what is left of"),
    "change_of_levels": ("相减，增减应为", "as the change by"),
    "one_land_in_two_units": ("换算应为", "as the same land as"),
    "shares_of_all": ("相加，各项占比之和为", "and the shares of all add up, with"),
    "gap_to_time": ("与时间进度计算，差距应为", "as the gap to the time passed by"),
    "one_number_twice": ("，前文为", "and before"),
}
"""The rules in words."""


def shown(value: Fraction, quantity: Quantity) -> str:
    """Write a number as the printed one that it is held against: in its unit, to its places."""
    step = step_of(quantity)
    number = Rounding(digits=0).apply(value / step)
    places = quantity.places or 0
    text = f"{shifted(Decimal(number), -places):.{places}f}"
    raw = quantity.raw or ""
    if quantity.unit.dimension is Dimension.PERCENT and _TENTHS in raw:
        return f"{text}%"
    tail = _TAIL.search(raw)
    return f"{text}{tail[0] if tail else ''}"


_TENTHS: Final = "成"
_TAIL: Final = re.compile(r"[^\d.,，\s][^\d]*$")


def value_of(context: ArithmeticText, number: int, *, about: bool = False) -> Bounds | None:
    return context.bounds(number, about=about)


def work(
    context: ArithmeticText,
    number: int,
    rule: str,
    operands: tuple[int, ...],
    expected: Bounds | None,
    *,
    sign: int = 1,
) -> Iterator[Worked]:
    printed = value_of(context, number)
    if expected is not None and printed is not None:
        yield Worked(number, rule, operands, expected if sign > 0 else -expected, printed)
