"""What percentages, ratios and points are of: shares, targets reached, growth between two levels, rates of what was done."""

from collections.abc import Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.cases import (
    MANY,
    RelationCase,
    Way,
    is_aim,
    is_change,
    is_older,
    is_ours,
    is_part,
    is_plain,
    may_be_one,
    narrowed,
    near_of,
    pair_in,
    says_all,
    way_of,
    words_of,
)
from zhaoshang._bulletins.arithmetic.nearby import has_own_rate, is_of_money
from zhaoshang._bulletins.arithmetic.roles import is_of_another_year, is_same_time
from zhaoshang._bulletins.arithmetic.signs import FALL, PART_OF, way_said
from zhaoshang._bulletins.arithmetic.tied import CLAIMED


def ask_share(case: RelationCase) -> Iterator[Way | None]:
    context, number = case.context, case.number
    part = number - 1
    if part < 0 or not context.is_level(part) or not is_plain(context, part):
        return
    if narrowed(case.lead):
        return  # 外资占25%: of something else than the part
    said = case.said.groupdict().get("of") or ""
    if is_of_money(context, part, said):
        return
    of = narrowed(said)
    pair = pair_in(case, only_before=True)
    if pair is None or pair[1] != part:
        return
    whole = pair[0]
    if not (is_plain(context, whole) and is_ours(context, part, whole)) or context.is_percent(part - 1):
        return
    if is_aim(context, whole) or is_older(context, whole) or is_older(context, part):
        return
    mine, its = case.value(part), case.value(whole)
    if mine is None or its is None or its.high < mine.low or not says_all(words_of(context, whole), of):
        return
    yield way_of("share_of_whole", (part, whole), mine.over(its, 100))


def ask_reached(case: RelationCase) -> Iterator[Way | None]:
    context = case.context
    pair = pair_in(case)
    if pair is None or _AHEAD.search(near_of(context, case.number)):
        return
    aims = [other for other in pair if is_aim(context, other)]
    if len(aims) != 1 or not all(is_plain(context, other) for other in pair):
        return
    done = pair[0] if pair[1] == aims[0] else pair[1]
    if has_own_rate(context, aims[0], case.number):
        return
    if is_older(context, done) or not may_be_one(context, done, aims[0]) or is_change(context, done):
        return
    mine, its = case.value(done), case.value(aims[0])
    if mine is not None and its is not None:
        yield way_of("completion_of_target", (done, aims[0]), mine.over(its, 100))


_AHEAD: Final = re.compile("超|快于|慢于|高于|低于|落后|领先")
"""What is told is by how much, and no rate."""


def levels_of(case: RelationCase) -> tuple[int, int] | None:
    """Give what is now and what was before: two levels, of which the words or the years tell one to be older."""
    context = case.context
    pair = pair_in(case)
    if pair is None or not all(is_plain(context, other) for other in pair):
        return None
    older = [other for other in pair if is_older(context, other)]
    if len(older) != 1 or any(is_aim(context, other) or is_part(context, other) for other in pair):
        return None
    now = pair[0] if pair[1] == older[0] else pair[1]
    if (
        is_of_another_year(context, case.number, older[0])
        or is_change(context, now)
        or not may_be_one(context, now, older[0])
    ):
        return None
    words = near_of(context, case.number) + near_of(context, older[0])
    if re.search("环比", words) and re.search("[去上]年|同期", near_of(context, older[0])):
        return None
    if re.search("同比", near_of(context, case.number)) and re.search(
        "上[月季周]|上一", near_of(context, older[0])
    ):
        return None
    is_fit = is_same_time(context, now, older[0]) or re.search(
        "上[月季周]|[比较由从]", near_of(context, older[0])
    )
    return (now, older[0]) if is_fit and not _is_of_other(case, (now, older[0])) else None


def _is_of_other(case: RelationCase, pair: tuple[int, int]) -> bool:
    """Tell whether the clause of a growth names what neither of two levels is of: 其中外资增长20%."""
    clause = re.split("[，,；;（(]", case.lead)[-1]
    named = narrowed(clause)
    if PART_OF.search(clause) is not None:
        return True
    return bool(named) and not says_all("".join(words_of(case.context, other) for other in pair), named)


def ask_growth(case: RelationCase) -> Iterator[Way | None]:
    pair = levels_of(case)
    if pair is None:
        return
    now, old = case.value(pair[0]), case.value(pair[1])
    made = None if now is None or old is None else now.grown(old, 100)
    way = way_said(near_of(case.context, case.number), case.said[0])
    if way is not None:
        yield way_of("growth_of_levels", pair, -made if made is not None and way < 0 else made)


def ask_times(case: RelationCase) -> Iterator[Way | None]:
    pair = levels_of(case)
    now, old = (None, None) if pair is None else (case.value(pair[0]), case.value(pair[1]))
    if pair is None or now is None or old is None:
        return
    yield way_of("times_of_level", pair, now.over(old))


def ask_grown_times(case: RelationCase) -> Iterator[Way | None]:
    """增长1.5倍: by so many times, or, as many write, to so many."""
    pair = levels_of(case)
    now, old = (None, None) if pair is None else (case.value(pair[0]), case.value(pair[1]))
    if pair is None or now is None or old is None:
        return
    to, printed = now.over(old), case.value(case.number)
    by = now.grown(old, 1)
    if to is not None and printed is not None and to.meets(printed):
        return
    yield way_of("times_of_level", pair, by)


def ask_points(case: RelationCase) -> Iterator[Way | None]:
    context, number = case.context, case.number
    low, high = context.document.plain.sentence(context.document.spans[number][0])
    rates = [
        other
        for other in range(max(0, number - MANY), min(len(context), number + 3))
        if context.is_percent(other) and low <= context.document.spans[other][0] < high
    ]
    if rates != [number - 2, number - 1]:
        return
    if not _BESIDE.search(near_of(context, rates[1])) or re.search(
        "[；;]", context.between(rates[0], number)
    ):
        return
    if FALL.search(near_of(context, rates[1])) and not re.search("[低慢落]", case.said[0]):
        return
    one, other = case.value(rates[0]), case.value(rates[1])
    if one is not None and other is not None:
        made = one - other
        is_fall = re.search("低|慢|落|滞|少|降|减|滑|down|below|lower|behind", case.said[0])
        yield way_of("change_of_levels", (rates[0], rates[1]), -made if is_fall else made)


_BESIDE: Final = re.compile(
    r"(?:比(?![重例率])|较|高于|低于|快于|慢于|超过|去年|上年|平均|from|than|against)[^，,；;。\d]{0,12}$",
    re.IGNORECASE,
)


def ask_rate(case: RelationCase) -> Iterator[Way | None]:
    """签约60个，开工45个，开工率75%: two levels, and of one of them it was done."""
    context = case.context
    pair = pair_in(case)
    if pair is None or not all(is_plain(context, other) for other in pair):
        return
    verb = case.said["verb"] or (case.said["en"] or "").lower()[:5]
    done = [other for other in pair if verb in words_of(context, other).lower()]
    if len(done) != 1 or any(is_older(context, other) or is_aim(context, other) for other in pair):
        return
    whole = pair[0] if pair[1] == done[0] else pair[1]
    is_claim = whole < done[0] < case.number and context.readings[case.number].kpi in CLAIMED
    readings = context.readings[whole], context.readings[done[0]]
    if is_claim and readings[0].kpi == "signed_project_count" and readings[1].kpi is not None:
        return  # a rate of what was signed is a claim of the text
    if f"新{verb}" in near_of(context, done[0]) or any(is_part(context, other) for other in pair[:1]):
        return  # what is newly done may be of what was there before
    if whole > done[0] and not re.search(r"总数|总共|全部|共|total|\ball\b", words_of(context, whole)):
        return  # what comes after need not be what it is of
    mine, its = case.value(done[0]), case.value(whole)
    if mine is not None and its is not None and mine.mid <= its.mid and is_ours(context, done[0], whole):
        yield way_of("rate_of_counts", (done[0], whole), mine.over(its, 100))
