"""What numbers and amounts are of: gaps to a target, rests, changes, sums and means by the month."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.asked_rates import levels_of
from zhaoshang._bulletins.arithmetic.bounds import Bounds, total
from zhaoshang._bulletins.arithmetic.cases import (
    MANY,
    RelationCase,
    Way,
    is_aim,
    is_change,
    is_odd,
    is_older,
    is_part,
    is_plain,
    may_be_one,
    narrowed,
    near_of,
    says_all,
    verbs_of,
    way_of,
    words_of,
)
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.arithmetic.signs import FALL, SIGNS, TO_OTHERS
from zhaoshang.reading import find_periods

_SOME_DAY: Final = date(2001, 12, 31)


def ask_gap(case: RelationCase) -> Iterator[Way | None]:
    pair = _aimed(case)
    if pair is not None:
        done, aim = case.value(pair[0]), case.value(pair[1])
        if done is not None and aim is not None:
            yield way_of("what_is_left", (pair[1], pair[0]), aim - done)


def ask_over(case: RelationCase) -> Iterator[Way | None]:
    pair = _aimed(case)
    if pair is not None:
        done, aim = case.value(pair[0]), case.value(pair[1])
        if done is not None and aim is not None:
            yield way_of("what_is_left", pair, done - aim)


def _aimed(case: RelationCase) -> tuple[int, int] | None:
    """Give what was reached and the target, the only other levels of the unit in the sentence."""
    context = case.context
    lot = [other for other in case.here.get(context.kind(case.number), []) if other < case.number]
    if len(lot) != 2 or lot[1] != case.number - 1 or not all(is_plain(context, other) for other in lot):
        return None
    if TO_OTHERS.search(near_of(context, case.number)):
        return None
    aims = [other for other in lot if is_aim(context, other)]
    if len(aims) != 1:
        return None
    done = lot[0] if lot[1] == aims[0] else lot[1]
    is_one = may_be_one(context, done, aims[0]) and may_be_one(context, done, case.number)
    is_one = is_one and not (is_older(context, done) or is_part(context, done))
    is_one = is_one and SIGNS["gap"].before.search(near_of(context, done)) is None
    return (done, aims[0]) if is_one else None


def ask_rest(case: RelationCase) -> Iterator[Way | None]:
    """签约45个，开工31个，剩下的14个: the first is the whole, those between its parts."""
    context, number = case.context, case.number
    lot = [other for other in case.here.get(context.kind(number), []) if other < number]
    after = [other for other in case.here.get(context.kind(number), []) if other > number]
    if not 2 <= len(lot) <= 4 or lot[-1] != number - 1 or after:
        return
    if not all(is_plain(context, other) and not context.is_percent(other) for other in lot):
        return
    if any(is_older(context, other) or is_aim(context, other) or is_change(context, other) for other in lot):
        return
    if len({context.readings[other].subject for other in (*lot, number)}) > 1 or is_part(context, lot[0]):
        return
    values = [case.value(other) for other in lot]
    known = [value for value in values if value is not None]
    if len(known) == len(values) and known[0].mid > total(known[1:]).mid:
        yield way_of("what_is_left", tuple(lot), known[0] - total(known[1:]))


def ask_change(case: RelationCase) -> Iterator[Way | None]:
    context = case.context
    pair = levels_of(case)
    if pair is None or not context.alike(pair[0], case.number) or max(pair) > case.number:
        return
    now, old = case.value(pair[0]), case.value(pair[1])
    is_fall = FALL.search(case.said[0]) is not None
    if now is not None and old is not None:
        yield way_of("change_of_levels", pair, old - now if is_fall else now - old)


def ask_monthly(case: RelationCase) -> Iterator[Way | None]:
    """上半年签约30个，月均签约5个: one level, and the months that it took."""
    context, number = case.context, case.number
    lot = [other for other in case.here.get(context.kind(number), []) if other < number]
    if len(lot) != 1 or lot[0] != number - 1 or not is_plain(context, lot[0]):
        return
    found = [
        item.period
        for item in find_periods(context.words(context.sentence(number), number), today=_SOME_DAY)
        if item.period is not None
    ]
    if len(found) != 1 or found[0].start.day != 1 or found[0].start.year != found[0].end.year:
        return
    period = found[0]
    months = period.end.month - period.start.month + 1
    if (
        re.search("累计|其中", near_of(context, lot[0]))
        or months < 2
        or not may_be_one(context, lot[0], number)
    ):
        return
    value = case.value(lot[0])
    if value is not None:
        yield way_of("mean_size", (lot[0],), value.over(Bounds.exactly(Fraction(months))))


def ask_sum(case: RelationCase) -> Iterator[Way | None]:
    """A加上B，共C: what stands before in the sentence, of one thing, one after another."""
    context, number = case.context, case.number
    lot = [other for other in case.here.get(context.kind(number), []) if other < number]
    if not 2 <= len(lot) <= MANY or not _is_of_them(case, lot):
        return
    opening = [
        place for place, other in enumerate(lot) if place and _opens_row(context, lot[place - 1], other)
    ]
    if opening:
        lot = lot[opening[-1] :]
    if len(lot) < 2 or any(is_odd(context, other) for other in (*lot, number)):
        return
    if len({near_of(context, other).lstrip("，,、；; ") + context.behind(other)[:6] for other in lot}) < len(
        lot
    ):
        return  # told twice in the same words, it may be the same thing
    verbs = [verbs_of(context, other) for other in lot]
    said = [one for one in verbs if one]
    if said and (any(one != said[0] for one in said) or not verbs[0]):
        return
    kpis = {context.readings[other].kpi for other in lot} - {None}
    is_added = _ADDED.search(context.words(context.document.spans[lot[0]][1], number)) is not None
    if not is_added and (
        len(kpis) > 1 or (kpis and (context.readings[number].kpi or next(iter(kpis))) not in kpis)
    ):
        return
    values = [case.value(other) for other in lot]
    known = [value for value in values if value is not None]
    if len(known) != len(values):
        return
    printed = case.value(number)
    told = _OF_SO_MANY.search(near_of(context, number))
    many = 0 if told is None else "零一二三四五六七八九十".index(told["many"].replace("两", "二"))
    if many > len(lot):
        return
    ends = (
        first
        for first in range(len(lot) - 1)
        if printed is not None and many in {0, len(lot) - first} and total(known[first:]).meets(printed)
    )
    first = next(ends, len(lot) - many if many > 1 else 0)
    yield way_of("parts_of_whole", tuple(lot[first:]), total(known[first:]))


_OF_SO_MANY: Final = re.compile(
    r"(?P<many>[两二三四五六七八九十])(?:者|地|家|类|项)(?:合计|共计|总计|共|相加)"
)
"""Before a sum: it is of so many, 三者合计."""


def _opens_row(context: ArithmeticText, one: int, other: int) -> bool:
    return re.search(r"其中|包括|[：:]|of which|including", context.between(one, other)) is not None


_SO_MANY: Final = re.compile(
    r"[两二三四五六七八九十\d](?:[个大类项种地者批次]|方面|部分)?[\u4e00-\u9fff]{0,4}$"
)
_ALL_TIME: Final = re.compile("历年|历史|累计|以来|全年|年度")
_ADDED: Final = re.compile(r"加上|再加|外加|另有|又|再|\bplus\b|\band another\b")


def _is_of_them(case: RelationCase, lot: Sequence[int]) -> bool:
    """Tell whether a sum says that it is of what stands before it."""
    context, number = case.context, case.number
    near = near_of(context, number)
    if _ALL_TIME.search(near):
        return False
    is_added = _ADDED.search(context.words(context.document.spans[lot[0]][1], number)) is not None
    start = context.document.spans[number][0]
    clause = context.document.plain.text[context.document.plain.clause(start)[0] : start]
    lead = (
        clause[: len(clause) - len(case.said[0])]
        if case.said[0] and clause.endswith(case.said[0])
        else clause
    )
    places = [context.readings[other].subject for other in lot]
    if re.search(r"[全我本][市县区省州]|\bcity\b|\bcounty\b", near) and not is_added:
        return False
    if _SO_MANY.search(lead) or is_added or re.search("[a-z]", case.said[0]):
        return True
    named = narrowed(lead)
    names = "".join(words_of(context, other) for other in lot)
    return says_all(names, named) and (len(set(places)) in {1, len(places)})
