"""What lies within a whole, what is left of it, what is the same in other units, what time has passed."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds, bounds_of, room_within, step_of, total
from zhaoshang._bulletins.arithmetic.printed import Worked, value_of, work
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText, is_of_less, row_of
from zhaoshang._bulletins.texts.steps import SIGNED
from zhaoshang.periods import Precision
from zhaoshang.quantities import Quantity
from zhaoshang.reading import find_periods
from zhaoshang.units import Dimension, conversion
from zhaoshang.units import unit as find_unit

_PHASE: Final = re.compile(
    r"其中[，,：:]?(?:项目)?(?:一期|首期|第一期|二期|固定资产|设备|土建|基建|建设)"
    r"[^，,；;。\d]{0,6}投资(?:额)?(?:为|约|达|计划)?$"
)
_FIRST_PHASE: Final = re.compile(
    r"(?:一期|首期|第一期)(?:工程|项目)?(?:计划|预计)?(?:投资|投入)(?:额)?(?:为|约|达)?$"
)
_WHOLE_OF_PHASES: Final = re.compile(r"(?:总|计划|项目)投资(?:总?额)?(?:为|约|达)?$")
_TOTAL_SIZE: Final = re.compile(r"(?:总|合计|可供?|共有?|规划|建成|计划)[^，,；;。\d]{0,8}$")
_TAKEN: Final = re.compile(rf"(?:已|{SIGNED}|出租|租出|售出|使用|利用|入驻|供地|去化)[^，,；;。\d]{{0,8}}$")
_LEFT: Final = re.compile(
    rf"(?:剩余|剩下|尚余|尚有|还有|空置|闲置|还差|尚差|未(?:[出使利供签]|{SIGNED}))[^，,；;。\d]{{0,8}}$"
)
_EQUALS: Final = re.compile(r"[，,（(]?\s*(?:约合|折合|合计?|约|即|约为|相当于)?")


_SAME_LAND: Final = re.compile(r"[，,]?\s*(?:约合|折合|合|即|相当于)|[（(]\s*(?:约|约合|合|即)")


def wholes_and_rests(context: ArithmeticText) -> Iterator[Worked]:
    """A phase within the whole; what was let and what is left; one land in two units."""
    for number in range(1, len(context)):
        other = number - 1
        near = context.near(number)
        mine, its = value_of(context, number), value_of(context, other)
        of_phase = _PHASE.search(near) and "总投资" in context.near(other)
        of_first = _FIRST_PHASE.search(near) and _WHOLE_OF_PHASES.search(context.near(other))
        if (
            (of_phase or of_first)
            and context.alike(number, other)
            and context.sentence(number) == context.sentence(other)
            and mine is not None
            and its is not None
        ):
            yield Worked(
                number,
                "phase_within_total",
                (other,),
                room_within(context.readings[number].quantity, context.readings[other].quantity, its),
                mine,
            )
        if number > 1 and _LEFT.search(near) and _TAKEN.search(context.near(other)):
            yield from _left(context, number)
        yield from _land(context, number)


def _left(context: ArithmeticText, number: int) -> Iterator[Worked]:
    whole, taken = number - 2, number - 1
    if not (context.alike(whole, number) and context.alike(taken, number)):
        return
    if context.sentence(whole) != context.sentence(number) or not _TOTAL_SIZE.search(context.near(whole)):
        return
    mine, its = value_of(context, whole), value_of(context, taken)
    if mine is not None and its is not None:
        yield from work(context, number, "what_is_left", (whole, taken), mine - its)


def _land(context: ArithmeticText, number: int) -> Iterator[Worked]:
    one, other = context.readings[number - 1].quantity, context.readings[number].quantity
    if not (one.unit.dimension is other.unit.dimension is Dimension.AREA) or one.unit == other.unit:
        return
    joint = context.between(number - 1, number)
    said = f"{joint}{context.readings[number].raw}"
    # 75亩（5公顷）: in brackets of its own
    is_apart = re.fullmatch(r"[（(]\s*", joint) and re.match(r"[）)]", context.behind(number))
    if not _EQUALS.fullmatch(joint) or not (_SAME_LAND.match(said) or is_apart):
        return
    mine, its = _metres(one), _metres(other)
    if mine is not None and its is not None:
        factor = Fraction(conversion(find_unit("m2"), other.unit))
        yield Worked(
            number, "one_land_in_two_units", (number - 1,), _times(mine, factor), _times(its, factor)
        )


def _metres(quantity: Quantity) -> Bounds | None:
    found = bounds_of(quantity, about=True)
    if found is None:
        return None
    factor = Fraction(conversion(quantity.unit, find_unit("m2")))
    return _times(found, factor)


def _times(bounds: Bounds, factor: Fraction) -> Bounds:
    return Bounds(bounds.low * factor, bounds.high * factor, bounds.mid * factor)


_SHARES: Final = re.compile(r"占比?(?:重)?(?:分别|依次)[为是]$|比重(?:分别|依次)[为是]$")
_SECTORS: Final = re.compile(
    r"一、二、三(?:次)?产|[一二三]、[一二三]、[一二三]产业|三次产业|第一、(?:第)?二、(?:第)?三产"
)


def hundred(context: ArithmeticText) -> Iterator[Worked]:
    """一、二、三产占比分别为: the shares of all add up to a hundred."""
    for number in range(len(context) - 2):
        if not _SHARES.search(context.near(number)) or not context.is_percent(number):
            continue
        start = context.document.spans[number][0]
        if not _SECTORS.search(
            context.document.plain.text[max(context.sentence(number), start - 30) : start]
        ):
            continue
        run = (number, number + 1, number + 2)
        if not all(re.fullmatch(r"[、和及与，]", context.between(one, one + 1)) for one in run[:2]):
            continue
        values = [value_of(context, one) for one in run]
        if None in values or not all(context.is_percent(one) for one in run):
            continue
        # each may be rounded either way
        slack = sum((step_of(context.readings[one].quantity) for one in run), Fraction(0))
        added = total([value for value in values if value is not None])
        yield Worked(
            number + 2,
            "shares_of_all",
            run[:2],
            Bounds(added.low - slack, added.high, added.mid),
            Bounds.exactly(Fraction(100)),
        )


_AHEAD: Final = re.compile(
    r"(?P<verb>超过?|快于|高于|领先|早于|慢于|低于|落后|欠|滞后)(?:于)?(?:序时|时间)(?:进度)?$|(?:序时|时间)进度(?P<too>超前?|快|慢)?$"
)
_SOME_DAY: Final = date(2001, 12, 31)
_SLACK: Final = Fraction(15, 100)


def gaps(context: ArithmeticText) -> Iterator[Worked]:
    """完成年度计划的82.4%，超时间进度7.4个百分点: what was reached less the part of the year that has passed."""
    for number in range(1, len(context)):
        said = _AHEAD.search(context.near(number))
        rate = number - 1
        if said is None or context.readings[number].quantity.unit.dimension is not Dimension.POINT:
            continue
        if context.readings[rate].kpi != "target_completion_rate" or context.sentence(
            rate
        ) != context.sentence(number):
            continue
        if len(row_of(context, rate)) > 1 or is_of_less(context, rate):
            continue  # of which of them is not told, or of another time than the year
        passed = _passed(context, number)
        mine = value_of(context, rate)
        if passed is None or mine is None:
            continue
        behind = (said["verb"] or said["too"] or "超")[0] in "慢低落欠滞"
        gap = mine - passed
        yield from work(context, number, "gap_to_time", (rate,), gap, sign=-1 if behind else 1)


def _passed(context: ArithmeticText, number: int) -> Bounds | None:
    """Give the part of the year that has passed at the end of the period, by months and by days.

    A year alone does not tell the day: 今年签约43个，完成计划的86%，超时间进度36个百分点 may be told in June.
    """
    reading = context.readings[number]
    period = reading.as_of or reading.period
    if period is None and not context.document.when[number].is_since:
        start = context.sentence(number)
        found = [
            item.period for item in find_periods(context.words(start, number), today=_SOME_DAY) if item.period
        ]
        period = found[-1] if found else None
    if period is None or period.start.year != period.end.year or period.precision is Precision.YEAR:
        return None
    end = period.end
    first = date(end.year, 1, 1)
    days = Fraction((end - first).days + 1, (date(end.year, 12, 31) - first).days + 1) * 100
    is_month = (end + timedelta(days=1)).day == 1
    months = Fraction(end.month, 12) * 100 if is_month else days
    return Bounds(min(days, months) - _SLACK, max(days, months) + _SLACK, months)


_THIS: Final = re.compile(rf"(?:此次|本次|这次|此番)[^，,；;。\d]{{0,8}}{SIGNED}的?$")
_IN_ALL: Final = re.compile(rf"{SIGNED}项目(?:总数)?(?:共|共计|合计|总计|达)+$")
_OTHER_SCOPE: Final = re.compile(r"累计|全年|今年|截至|以来|其中|此前|目前|去年")


def headlines(context: ArithmeticText) -> Iterator[Worked]:
    """此次签约的40个项目…，签约项目共45个: one number told twice in a sentence."""
    for number in range(1, len(context)):
        if not _IN_ALL.search(context.near(number)):
            continue
        for other in context.before(number):
            words = context.between(other, number)
            if (
                context.alike(other, number)
                and _THIS.search(context.near(other))
                and not _OTHER_SCOPE.search(words)
            ):
                value = value_of(context, other)
                yield from work(context, number, "one_number_twice", (other,), value)
                break
