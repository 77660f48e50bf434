"""Arithmetic on what a text prints: every rule, and of several readings the one that holds."""

from collections.abc import Callable, Iterator
from typing import Final

from zhaoshang._bulletins.arithmetic import balancing
from zhaoshang._bulletins.arithmetic.adding import both, groups, nearly, parts, totals
from zhaoshang._bulletins.arithmetic.english_lines import skips_number
from zhaoshang._bulletins.arithmetic.english_rules import told
from zhaoshang._bulletins.arithmetic.judging import judged
from zhaoshang._bulletins.arithmetic.nearby import fits_nearby
from zhaoshang._bulletins.arithmetic.others import is_of_another
from zhaoshang._bulletins.arithmetic.printed import Worked
from zhaoshang._bulletins.arithmetic.ratios import completions, placed, rates, shares
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.arithmetic.repeats import twice
from zhaoshang._bulletins.arithmetic.resting import gaps, headlines, hundred, wholes_and_rests
from zhaoshang._bulletins.arithmetic.roles import SHARED, is_mean
from zhaoshang._bulletins.arithmetic.rows import sums
from zhaoshang._bulletins.arithmetic.scales import shares_before, totals_above, two_scales
from zhaoshang._bulletins.arithmetic.tied import tied
from zhaoshang._bulletins.arithmetic.undone import undone

Rule = Callable[[ArithmeticText], Iterator[Worked]]


def worked(context: ArithmeticText) -> list[Worked]:
    """Work out every figure that the text itself gives the numbers for; of several readings, the one that holds."""
    best: dict[tuple[int, str], Worked] = {}
    english = context.is_english
    for rule in _RULES:
        for item in rule(context):
            if is_of_another(context, item.rule, item.number, item.operands):
                continue
            if item.rule in _PARTED and not item.holds and _is_no_sum(context, item):
                continue
            if english and rule is not told and item.rule in _MOVES and not item.holds:
                continue  # English tells what a change is of by whole patterns, and by what stands nearest only that it may
            key = item.number, item.rule
            if key not in best or (item.holds and not best[key].holds):
                best[key] = item
    found = (item for item in best.values() if item.holds or not _is_open(context, item))
    if english:
        right = {item.number for item in best.values() if item.holds}
        found = (
            item
            for item in found
            if item.holds
            or not (item.number in right or skips_number(context, (item.number, *item.operands)))
        )
    return sorted(found, key=lambda item: (item.number, item.rule))


def _is_no_sum(context: ArithmeticText, item: Worked) -> bool:
    """Tell whether parts need not add up to a whole: means do not, nor parts that hold one thing twice (含共建1个)."""
    numbers = (item.number, *item.operands)
    return any(is_mean(context.near(each), context.behind(each)) for each in numbers) or any(
        SHARED.match(context.document.plain.text, context.document.spans[each][1]) for each in item.operands
    )


_PARTED: Final = frozenset({"parts_of_whole", "parts_within_whole"})


def _is_open(context: ArithmeticText, item: Worked) -> bool:
    """Tell whether other figures nearby make right what these do not: the text may mean them."""
    is_tied = item.rule in _TIED and context.is_percent(item.number)
    return is_tied and fits_nearby(context, item.number, item.printed, item.operands)


_MOVES: Final = frozenset({"growth_of_levels", "change_of_levels", "times_of_level"})
_TIED: Final = frozenset({"share_of_whole", "completion_of_target", "growth_of_levels", "rate_of_counts"})


_RULES: Final[tuple[Rule, ...]] = (
    shares, placed, completions, totals, rates, parts, groups, both, nearly, wholes_and_rests, hundred, gaps, headlines,
    balancing.phases, balancing.dealt, balancing.within, balancing.of_printed, balancing.hundred,
    tied, undone, sums, twice, judged, two_scales, totals_above, shares_before, told,
)  # fmt: skip
"""The rules, each named by what it works out."""
