"""Arithmetic on what a text prints: every rule, and of several readings the one that holds."""

from collections.abc import Callable, Iterator
from typing import Final

from zhaoshang._bulletins.arithmetic import balancing
from zhaoshang._bulletins.arithmetic.adding import both, groups, nearly, parts, totals
from zhaoshang._bulletins.arithmetic.printed import Worked
from zhaoshang._bulletins.arithmetic.ratios import completions, placed, rates, shares
from zhaoshang._bulletins.arithmetic.relations import Context
from zhaoshang._bulletins.arithmetic.repeats import twice
from zhaoshang._bulletins.arithmetic.resting import gaps, headlines, hundred, wholes_and_rests
from zhaoshang._bulletins.arithmetic.rows import sums
from zhaoshang._bulletins.arithmetic.tied import tied, undone

Rule = Callable[[Context], Iterator[Worked]]


def worked(context: Context) -> list[Worked]:
    """Work out every figure that the text itself gives the numbers for; of several readings, the one that holds."""
    best: dict[tuple[int, str], Worked] = {}
    for rule in _RULES:
        for item in rule(context):
            key = item.number, item.rule
            if key not in best or (item.holds and not best[key].holds):
                best[key] = item
    return sorted(best.values(), key=lambda item: (item.number, item.rule))


_RULES: Final[tuple[Rule, ...]] = (
    shares, placed, completions, totals, rates, parts, groups, both, nearly, wholes_and_rests, hundred, gaps, headlines,
    balancing.phases, balancing.dealt, balancing.within, balancing.of_printed, balancing.hundred,
    tied, undone, sums, twice,
)  # fmt: skip
"""The rules, each named by what it works out."""
