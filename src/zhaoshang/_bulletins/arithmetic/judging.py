"""One judge for every relation: a figure whose words say what it is to others, and the figures it can only be of.

The words (`signs`) tell the relation alone. The figures are found by unit, order and number: those of one unit in the
sentence, of which no more than the relation needs may be left, once targets, older levels and changes are told apart.
A figure differs only where one way to work it out is left and no pair of figures nearby makes it right.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.asked_levels import (
    ask_change,
    ask_gap,
    ask_monthly,
    ask_over,
    ask_rest,
    ask_sum,
)
from zhaoshang._bulletins.arithmetic.asked_rates import (
    ask_grown_times,
    ask_growth,
    ask_points,
    ask_rate,
    ask_reached,
    ask_share,
    ask_times,
)
from zhaoshang._bulletins.arithmetic.cases import (
    Ask,
    RelationCase,
    Way,
    is_aim,
    is_older,
    is_plain,
    levels_here,
    near_of,
)
from zhaoshang._bulletins.arithmetic.nearby import fits_nearby
from zhaoshang._bulletins.arithmetic.printed import Worked
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.arithmetic.signs import SIGNS
from zhaoshang._bulletins.arithmetic.wholes import opposites, rows_of_wholes
from zhaoshang.units import Dimension


def judged(context: ArithmeticText) -> Iterator[Worked]:
    """Judge every figure whose words say what it is to others."""
    for number in range(len(context)):
        near, behind = near_of(context, number), context.behind(number)
        here: dict[str, list[int]] | None = None
        for name, ask, is_wide in _asked(context, number):
            sign = SIGNS[name]
            before = sign.before.search(near)
            said = before or sign.behind.match(behind)
            if said is None:
                continue
            here = levels_here(context, number) if here is None else here
            case = RelationCase(
                context, number, said, near if before is None else near[: before.start()], here
            )
            ways = [way for way in ask(case) if way is not None]
            yield from _weighed(case, ways, is_wide=is_wide)
    yield from _of_whole(context)
    yield from opposites(context)
    yield from rows_of_wholes(context)


def _weighed(case: RelationCase, ways: Sequence[Way], *, is_wide: bool) -> Iterator[Worked]:
    printed = case.value(case.number)
    if printed is None:
        return
    found = [Worked(case.number, rule, of, made, printed) for rule, of, made in ways]
    right = next((item for item in found if item.holds), None)
    if right is not None:
        yield right
    elif len({(item.rule, item.operands) for item in found}) == 1 and not (
        is_wide and fits_nearby(case.context, case.number, printed, found[0].operands)
    ):
        yield found[0]


def _asked(context: ArithmeticText, number: int) -> tuple[tuple[str, Ask, bool], ...]:
    unit = context.readings[number].quantity.unit
    if context.is_percent(number):
        return _OF_PERCENT
    if unit.code == "times":
        return _OF_TIMES
    if unit.dimension is Dimension.POINT:
        return _OF_POINTS
    return _OF_LEVEL if context.is_level(number) else ()


def _of_whole(context: ArithmeticText) -> Iterator[Worked]:
    """是全市80个的25%, 在80个项目中占65%: the whole is printed in the share."""
    for number in range(2, len(context)):
        whole = number - 1
        if not (context.is_percent(number) and context.is_level(whole) and is_plain(context, whole)):
            continue
        if not _OF_WHOLE.fullmatch(context.between(whole, number)):
            continue
        said = SIGNS["of_whole"].before.search(near_of(context, whole))
        if said is None:
            continue
        lot = [other for other in levels_here(context, number).get(context.kind(whole), []) if other < whole]
        if len(lot) != 1 or not is_plain(context, lot[0]) or is_older(context, whole):
            continue
        mine, its = context.bounds(lot[0]), context.bounds(whole)
        made = None if mine is None or its is None else mine.over(its, 100)
        rule = "completion_of_target" if is_aim(context, whole) else "share_of_whole"
        if made is not None:
            case = RelationCase(context, number, said, "")
            yield from _weighed(case, [(rule, (lot[0], whole), made)], is_wide=True)


_OF_WHOLE: Final = re.compile(
    r"[）)]?(?:个|家|项)?[^，,；;。：:\d]{0,8}?(?:的|中占|里占|占)(?:比例|比重|占比|份额)?(?:约?为|达到?|是)*"
)


_OF_PERCENT: Final[tuple[tuple[str, Ask, bool], ...]] = (
    ("share", ask_share, True),
    ("reached", ask_reached, True),
    ("growth", ask_growth, True),
    ("rate", ask_rate, True),
)
_OF_TIMES: Final[tuple[tuple[str, Ask, bool], ...]] = (
    ("times", ask_times, False),
    ("growth", ask_grown_times, False),
)
_OF_POINTS: Final[tuple[tuple[str, Ask, bool], ...]] = (("points", ask_points, False),)
_OF_LEVEL: Final[tuple[tuple[str, Ask, bool], ...]] = (
    ("gap", ask_gap, False),
    ("over", ask_over, False),
    ("rest", ask_rest, False),
    ("change", ask_change, False),
    ("mean", ask_monthly, False),
    ("total", ask_sum, False),
)
