"""Rates, changes, means and rests tied to the figures that they can only be of, in whatever order they stand."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds, total
from zhaoshang._bulletins.arithmetic.nearby import has_own_rate
from zhaoshang._bulletins.arithmetic.printed import Worked, work
from zhaoshang._bulletins.arithmetic.relations import VERBS, ArithmeticText, is_one_thing
from zhaoshang._bulletins.arithmetic.roles import (
    CHANGE,
    CHANGE_BEHIND,
    GAP,
    LESS,
    MEAN,
    MEAN_BEHIND,
    RoleParts,
    is_of_another_year,
    is_same_time,
    parts_of,
)
from zhaoshang._bulletins.arithmetic.signs import LIGHT, way_said
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.steps import STEP
from zhaoshang.units import Dimension

_either = partial(re.compile, flags=re.IGNORECASE)

_COMPLETION: Final = _either(
    r"(?:完成率|完成(?:进度|比例)|(?:完成|达到?|占|实现|为|是|相当于)[^，,；;。\d]{0,8}(?:目标|任务|计划|指标)(?:任务|数)?的?(?:比例|比重)?)(?:为|达到?|仅)?$"
    r"|(?:^|[，,])完成(?:了)?$|\b(?:completion rate of|a completion rate of|completing|or) $"
)
_COMPLETION_BEHIND: Final = _either(
    r" of (?:the |an? |its |this year's )?(?:annual |full-year |yearly |year's )?(?:target|goal|plan|quota)\b|的?(?:目标|任务)(?:完成率)?$"
)
_GROWTH: Final = _either(
    r"(?:同比|比[去上]年(?:同期)?|较[去上]年(?:同期)?)?(?:净?增长?|增加|提高|提升|上升|增幅|涨幅|增速|下降|减少|降低|回落|下滑|降幅|减幅)(?:率|幅)?(?:了|为|是|达到?)?$"
    r"|\b(?:up|rose|risen|increased|grew|growth of|an increase of|a rise of)(?: by)? $"
    r"|\b(?:down|fell|fallen|decreased|dropped|a decrease of|a drop of)(?: by)? $"
)
_TIMES: Final = _either(r"(?:是|为|相当于|达到?)[^，,；;。\d]{0,8}的$|^的$|\b(?:to|is|was|or|reaching) $")
REST: Final = _either(
    r"(?:其余|余下|剩下|剩余|另外|另有)(?:的)?(?:还有)?$|\b(?:the (?:other|remaining)|leaving) $"
)
_AMONG: Final = re.compile(r"其中|中[，,]?|包括|里[，,]?|\bof (?:which|these)\b", re.IGNORECASE)
_RATE: Final = _either(
    r"(?P<verb>[\u4e00-\u9fff]{2})率(?:为|达到?|仅|约|是)?$|\b(?P<en>[a-z]{4,})[a-z]* rate of $"
)
_NOT_YET: Final = re.compile(r"(?:应|需|拟|待|未|计划|预计|新)(?:当)?$")
_OTHER: Final = re.compile(r"其中|预计|力争|环比|平均")
_MONEY_OR_SPACE: Final = frozenset({Dimension.MONEY, Dimension.AREA})
_BACK: Final = 8


def tied(context: ArithmeticText) -> Iterator[Worked]:
    """Tie every figure whose words call for others to them."""
    for number in range(len(context)):
        unit = context.readings[number].quantity.unit
        if context.is_percent(number):
            rules = _OF_PERCENT
        elif unit.code == "times":
            rules = _OF_TIMES
        elif unit.dimension is Dimension.POINT:
            rules = _OF_POINTS
        else:
            rules = _OF_LEVEL if context.is_level(number) else ()
        near, behind = context.near(number), context.behind(number)
        for before, after, rule in rules:
            said = before.search(near) or (after.match(behind) if after is not None else None)
            if said is not None:
                yield from rule(context, number, said)
                break


def _judged(found: list[Worked]) -> Iterator[Worked]:
    """Of several ways to work a figure out, give the one that holds, or the only one."""
    right = next((item for item in found if item.holds), None)
    if right is not None:
        yield right
    elif len(found) == 1:
        yield found[0]


def _last(context: ArithmeticText, number: int) -> int | None:
    """Give the figure before one in its sentence that is no percentage and no size."""
    for other in range(number - 1, max(-1, number - _BACK), -1):
        if context.document.spans[other][0] < context.block(number):
            return None
        if context.is_level(other) and not context.is_group(other):
            return other
    return None


def _pair(
    context: ArithmeticText,
    number: int,
    parts: RoleParts | None,
    base: list[int],
    *,
    of_percents: bool = False,
) -> tuple[int, int] | None:
    """Give the one figure and the one base of its unit that a rate can be of, nothing of another kind between."""
    if parts is None or len(base) != 1:
        return None
    mine = [other for other in parts.plain if context.alike(other, base[0])]
    if len(mine) > 1 and VERBS.search(context.near(base[0])):
        mine = [other for other in mine if is_one_thing(context, other, base[0])]
    if len(mine) != 1:
        return None
    pair = mine[0], base[0]
    last = number - 1 if of_percents else _last(context, number)
    if last is None and min(pair) > number:
        return pair if _is_sure(context, number, pair) else None
    if last is None or (last not in pair and not (last in parts.changes and context.alike(last, pair[0]))):
        return None
    return pair if _is_sure(context, number, pair) else None


def _is_sure(context: ArithmeticText, number: int, pair: tuple[int, int]) -> bool:
    readings = [context.readings[other] for other in pair]
    if not is_one_thing(context, *pair) or len({reading.subject for reading in readings}) != 1:
        return False
    if any(reading.band is not None or reading.is_part for reading in readings):
        return False
    low, high = min(*pair, number), max(*pair, number)
    return not _OTHER.search(context.between(low, high))


def values_of(context: ArithmeticText, numbers: tuple[int, ...]) -> list[Bounds] | None:
    values = [context.bounds(number) for number in numbers]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _completed(context: ArithmeticText, number: int, _: re.Match[str]) -> Iterator[Worked]:
    """年度目标40亿元，到位31亿元，完成率77.5%: what was reached of a target."""
    parts = parts_of(context, number)
    pair = None if parts is None else _pair(context, number, parts, parts.aims)
    if pair is not None and has_own_rate(context, pair[1], number):
        return
    if pair is not None and (values := values_of(context, pair)):
        made = values[0].over(values[1], 100)
        if made is not None and "超" in re.split("[，,；;。]", context.near(number))[-1]:
            made = _beyond(context, number, made)
        yield from work(context, number, "completion_of_target", pair, made)


def _beyond(context: ArithmeticText, number: int, made: Bounds) -> Bounds:
    """Give by how much a target was passed (超额完成任务15%), unless the whole is printed (超额完成任务的115%)."""
    printed = context.bounds(number)
    is_whole = printed is not None and made.meets(printed)
    return made if is_whole else made - Bounds.exactly(Fraction(100))


def _levels(context: ArithmeticText, number: int, parts: RoleParts | None) -> tuple[int, int] | None:
    """Give the level and the older one of a growth, in its stretch or told a sentence before."""
    if parts is None:
        return None
    pair = _pair(context, number, parts, parts.prior)
    if pair is None and not parts.prior and not parts.changes:
        last = _last(context, number)
        if last is not None and parts.plain and last == parts.plain[-1]:
            old = _told_before(context, last)
            pair = None if old is None else (last, old)
    if pair is not None and "同比" in context.near(number) and _MONTH_BEFORE.search(context.near(pair[1])):
        return None
    if pair is None or is_of_another_year(context, number, pair[1]):
        return None
    return pair if is_same_time(context, *pair) else None


_MONTH_BEFORE: Final = re.compile("上[月季周]")
_OLD: Final = re.compile(r"(?:去年|上年)(?!以来)")
_THIS: Final = re.compile(r"今年|本年")


def _told_before(context: ArithmeticText, now: int) -> int | None:
    """Find the same figure of the year before in the sentence before: 去年签约20个。今年签约30个，增长50%."""
    reading = context.readings[now]
    sentence = context.sentence(now)
    low = max(context.paragraph(now), context.document.plain.sentence(max(0, sentence - 1))[0])
    if not sentence or reading.kpi is None or not _THIS.search(context.words(sentence, now)):
        return None
    found = [
        other
        for other in range(max(0, now - _BACK), now)
        if low <= context.document.spans[other][0] < sentence and context.is_level(other)
    ]
    same = [
        other
        for other in found
        if context.alike(other, now)
        and (context.readings[other].kpi, context.readings[other].subject) == (reading.kpi, reading.subject)
    ]
    if len(same) != 1 or context.readings[same[0]].is_part or reading.is_part:
        return None
    return same[0] if _OLD.search(context.words(low, same[0])) else None


def _grown(context: ArithmeticText, number: int, said: re.Match[str]) -> Iterator[Worked]:
    """上年同期20亿元，今年25亿元，增长25%: two levels and the growth between them, or one and by how much it changed."""
    parts = parts_of(context, number)
    sign = way_said(context.near(number), said[0])
    if sign is None:
        return
    pair = _levels(context, number, parts)
    if pair is not None and max(pair) < number and _is_of_others(context, number, said, pair):
        return
    if pair is not None and (values := values_of(context, pair)):
        yield from work(context, number, "growth_of_levels", pair, values[0].grown(values[1], 100), sign=sign)
        return
    change = None if parts is None else _changed_by(context, number, parts)
    if change is not None and (values := values_of(context, change)):
        level, by = values
        fall = LESS.search(context.near(change[1])) is not None
        old = level + by if fall else level - by
        is_one_way = fall == (sign < 0) or "幅" not in said[0]
        if is_one_way:
            yield from work(context, number, "growth_of_levels", change, by.over(old, 100))


_BARE_GROWTH: Final = re.compile(
    r"[，,、]?(?:同比)?(?:增长|增幅|涨幅|增速|增加|下降|降幅|减少)(?:率)?(?:为|达到?|了)?"
)
_BARE_CHANGE: Final = re.compile(
    rf"[，,、]?(?:同比|较[去上]年(?:同期)?|比[去上]年(?:同期)?|相比|净)*(?:增加|增长|增|减少|下降|多|少|净增|增加额|增量|增加值)(?:了|为|额为|量为|到位|{STEP})*"
)


def _changed_by(context: ArithmeticText, number: int, parts: RoleParts) -> tuple[int, int] | None:
    """Give the level and the change of it beside a growth: 到位30亿元，同比增加5亿元，增长20%."""
    if len(parts.changes) != 1 or parts.prior:
        return None
    by = parts.changes[0]
    beside = number - 1 if by < number else number + 1
    level = min(by, number) - 1
    if by != beside or level not in parts.plain or not context.alike(level, by):
        return None
    if context.sentence(level) != context.sentence(number):
        return None
    is_bare = _BARE_CHANGE.fullmatch(context.between(by - 1, by)) and _BARE_GROWTH.fullmatch(
        context.between(number - 1, number)
    )
    reading = context.readings[level]
    return (level, by) if is_bare and reading.band is None else None


def _timed(context: ArithmeticText, number: int, _: re.Match[str]) -> Iterator[Worked]:
    parts = parts_of(context, number)
    pair = _levels(context, number, parts)
    if pair is not None and (values := values_of(context, pair)):
        yield from work(context, number, "times_of_level", pair, values[0].over(values[1]))


def _changed(context: ArithmeticText, number: int, said: re.Match[str]) -> Iterator[Worked]:
    parts = parts_of(context, number)
    pair = _levels(context, number, parts)
    if pair is None or not context.alike(pair[0], number) or not (values := values_of(context, pair)):
        return
    sign = -1 if LESS.search(said[0]) else 1
    yield from work(context, number, "change_of_levels", pair, values[0] - values[1], sign=sign)


def _pointed(context: ArithmeticText, number: int, said: re.Match[str]) -> Iterator[Worked]:
    """开工率由60%提高到65%，提高5个百分点: two rates and the points between them."""
    parts = parts_of(context, number, of_percents=True)
    pair = None if parts is None else _pair(context, number, parts, parts.prior, of_percents=True)
    if pair is not None and (values := values_of(context, pair)):
        sign = -1 if LESS.search(said[0]) else 1
        yield from work(context, number, "change_of_levels", pair, values[0] - values[1], sign=sign)


_AHEAD: Final = re.compile(r"(?:高|低|快|慢|超|领先|落后|多|少)(?:出|于|了)?$")
_BESIDE: Final = re.compile(r"(?:比|较)[^，,；;。\d]{1,14}$")


def _ahead(context: ArithmeticText, number: int, said: re.Match[str]) -> Iterator[Worked]:
    """完成目标的61%，比序时进度50%快11个百分点: two rates told one after another, and the points between them."""
    rate, other = number - 2, number - 1
    if rate < 0 or not (context.is_percent(rate) and context.is_percent(other)):
        return
    is_beside = _BESIDE.search(context.near(other)) and said.span()[0] == 0
    if not is_beside or context.sentence(rate) != context.sentence(number):
        return
    if re.search("[；;]", context.between(rate, number)) or not (values := values_of(context, (rate, other))):
        return
    sign = -1 if re.match("低|慢|落后|少", said[0]) else 1
    yield from work(context, number, "change_of_levels", (rate, other), values[0] - values[1], sign=sign)


def _rated(context: ArithmeticText, number: int, said: re.Match[str]) -> Iterator[Worked]:
    """厂房50万平方米，已出租12万平方米，出租率24%: of one whole so much had it done, and the rate."""
    parts = parts_of(context, number)
    if parts is None or parts.prior or parts.aims:
        return
    verb = said["verb"] or said["en"].lower()[:5]
    did = [other for other in parts.plain if _has_done(context, other, verb)]
    if len(did) != 1:
        return
    part = did[0]
    wholes = [other for other in parts.plain if other < part and context.alike(other, part)]
    wholes = [
        other
        for other in wholes
        if verb not in context.near(other) + _own_words(context, other, part)
        or f"应{verb}" in context.near(other)
    ]
    found: list[Worked] = []
    for whole in wholes:
        is_claim = context.sentence(whole) == context.sentence(number)
        is_signed = context.readings[whole].kpi == "signed_project_count"
        if is_claim and part < number and is_signed and context.readings[number].kpi in CLAIMED:
            continue  # a rate of what was signed is a claim of the text
        values = values_of(context, (part, whole))
        is_one = _is_whole_of(context, whole, part)
        if values is not None and is_one and values[1].mid >= values[0].mid:
            found += work(context, number, "rate_of_counts", (part, whole), values[0].over(values[1], 100))
    yield from _judged(found)


_COUNTED: Final = re.compile(r"项目|企业|问题|诉求")


def _own_words(context: ArithmeticText, whole: int, part: int) -> str:
    """The words behind a whole that are its own: of 40个签约项目落地25个 those as far as what is counted."""
    behind = re.split("[（(]", context.behind(whole).lower())[0]
    counted = _COUNTED.search(behind)
    return behind[: counted.end()] if counted is not None and part == whole + 1 else behind


CLAIMED: Final = frozenset(
    "start_rate contract_performance_rate landing_rate completion_rate production_rate registration_rate".split()
)


def _is_whole_of(context: ArithmeticText, whole: int, part: int) -> bool:
    """Tell whether two levels are of one unit's, neither of one size only, nothing but one clause between."""
    readings = context.readings[whole], context.readings[part]
    return readings[0].subject == readings[1].subject and not any(item.band is not None for item in readings)


def _has_done(context: ArithmeticText, number: int, verb: str) -> bool:
    near, behind = context.near(number), _own_words(context, number, number + 1)
    for words in (near.lower(), behind):
        place = words.find(verb)
        if place >= 0:
            return _NOT_YET.search(words[:place]) is None
    return False


def _lacking(context: ArithmeticText, number: int, _: re.Match[str]) -> Iterator[Worked]:
    """目标36个，已签约10个，尚差26个: what is still to be reached of a target."""
    parts = parts_of(context, number)
    pair = None if parts is None else _pair(context, number, parts, parts.aims)
    if pair is not None and context.alike(pair[0], number) and (values := values_of(context, pair)):
        yield from work(context, number, "what_is_left", (pair[1], pair[0]), values[1] - values[0])


_EXCESS: Final = re.compile(r"(?:超额(?:完成)?|超出(?:目标|计划)?|超目标|超计划)(?:任务)?(?:了|达)?$")


def _over(context: ArithmeticText, number: int, _: re.Match[str]) -> Iterator[Worked]:
    """目标80亿元，实际完成92亿元，超额完成12亿元: what was reached beyond a target."""
    parts = parts_of(context, number)
    pair = None if parts is None else _pair(context, number, parts, parts.aims)
    if pair is not None and context.alike(pair[0], number) and (values := values_of(context, pair)):
        yield from work(context, number, "what_is_left", pair, values[0] - values[1])


_OF_THESE: Final = _either(r" of (?:which|these|them)\b")
_TAKEN: Final = re.compile(r"已[\u4e00-\u9fff]{2,4}(?:的)?(?:有)?$|[\u4e00-\u9fff]{2}的(?:有|是|为|占)?$")
"""Such of the whole as something is said of (民营企业投资的有19家)."""

_OF: Final = _either(r"\bof (?:the )?$")
_OLDER: Final = re.compile(r"(?:去年|上年)同期(?:为|是|仅为?|只有)?$")


def _older(context: ArithmeticText, number: int, _: re.Match[str]) -> Iterator[Worked]:
    """签约45个，同比增加9个，去年同期36个: the older level is what the change leaves."""
    parts = parts_of(context, number)
    if parts is None or len(parts.changes) != 1 or parts.prior:
        return
    level, by = number - 2, parts.changes[0]
    if (
        by != number - 1
        or level not in parts.plain
        or not (context.alike(level, by) and context.alike(by, number))
    ):
        return
    if _BARE_CHANGE.fullmatch(context.between(level, by)) and (values := values_of(context, (level, by))):
        fall = LESS.search(context.near(by)) is not None
        old = values[0] + values[1] if fall else values[0] - values[1]
        yield from work(context, number, "what_is_left", (level, by), old)


def _rest(context: ArithmeticText, number: int, _: re.Match[str]) -> Iterator[Worked]:
    """签约60个，其中已开工19个，其余41个: the first is the whole, and what stands between it and the rest its parts."""
    parts = parts_of(context, number)
    if parts is None or parts.prior or parts.aims:
        return
    same = tuple(other for other in parts.plain if context.alike(other, number))
    if len(same) < 2 or same != tuple(range(number - len(same), number)):
        return
    is_among = (
        _OF_THESE.match(context.behind(same[1]))
        or _AMONG.search(context.between(same[0], same[1]))
        or _TAKEN.search(context.near(same[1]))
    )
    if not (is_among or _OF.search(context.near(same[0]))):
        return
    values = values_of(context, same)
    if values is not None and not any(context.readings[other].band for other in same):
        yield from work(context, number, "what_is_left", same, values[0] - total(values[1:]))


def _mean(context: ArithmeticText, number: int, said: re.Match[str]) -> Iterator[Worked]:
    """19家企业共投资380亿元，户均投资20亿元: one amount, one number of those who share it."""
    parts = parts_of(context, number)
    levels = [] if parts is None or parts.prior or parts.aims else list(parts.plain)
    if parts is not None and parts.prior and not (parts.plain or parts.aims or parts.changes):
        levels = list(parts.prior)  # all of it is of last year
    elif parts is not None and len(parts.prior) == 1 and len(parts.plain) == 1 and not parts.aims:
        levels = _of_last_year(context, number, parts)
    if not levels:
        levels = [
            other
            for other in (number + 1, number + 2)
            if other < len(context)
            and context.is_level(other)
            and context.sentence(other) == context.sentence(number)
            and not re.search("[；;]|比|较|增|减", context.between(other - 1, other))
        ]
    is_before = said.re.pattern == MEAN.pattern  # and not behind what is printed
    if is_before and _is_of_others(context, number, said, levels):
        return
    amounts = [other for other in levels if context.kind(other) == context.kind(number)]
    per_mu = is_before and said["per"] in {"亩均", "每亩"}
    counts = [
        other
        for other in levels
        if (
            context.kind(other) == "mu"
            if per_mu
            else context.readings[other].quantity.unit.dimension is Dimension.COUNT
        )
        and context.kind(other) != context.kind(number)
    ]
    if len(amounts) != 1 or len(counts) != 1 or len(levels) != 2:
        return
    pair = amounts[0], counts[0]
    if any(context.readings[other].band for other in pair) or not (values := values_of(context, pair)):
        return
    if values[1].low > 0 and context.readings[number].quantity.unit.dimension in _MONEY_OR_SPACE | {
        Dimension.COUNT
    }:
        yield from work(context, number, "mean_size", pair, values[0].over(values[1]))


_YEAR_BEFORE: Final = re.compile(r"(?:去年|上年)(?!同期|以来|末|底)")
_NOW: Final = re.compile(r"今年|本年|目前|现有|现|同比|\d{4}年")


def _of_last_year(context: ArithmeticText, number: int, parts: RoleParts) -> list[int]:
    """Give both levels where the year before opens the sentence and no other time follows: 去年签约20个，总投资60亿元，平均…."""
    first = parts.prior[0]
    is_first = first < parts.plain[0] and _YEAR_BEFORE.search(context.near(first)) is not None
    return [] if not is_first or _NOW.search(context.between(first, number)) else [first, parts.plain[0]]


def _is_of_others(context: ArithmeticText, number: int, said: re.Match[str], levels: Sequence[int]) -> bool:
    """Tell whether a figure is of some of what was told only: 其中10亿元以上项目平均投资, 工业项目增长25%."""
    if number and context.readings[number - 1].kpi == BAND:
        return True
    named = LIGHT.sub("", re.split("[，,；;（(]", context.near(number)[: said.start()])[-1])
    words = "".join(f"{context.near(other)}{context.behind(other)}" for other in levels)
    return any(named[place : place + 2] not in words for place in range(max(0, len(named) - 1)))


_Rule = Callable[[ArithmeticText, int, re.Match[str]], Iterator[Worked]]
_Rules = tuple[tuple[re.Pattern[str], re.Pattern[str] | None, _Rule], ...]
_OF_PERCENT: Final[_Rules] = (
    (_COMPLETION, _COMPLETION_BEHIND, _completed),
    (_GROWTH, None, _grown),
    (_RATE, None, _rated),
)
_OF_TIMES: Final[_Rules] = ((_TIMES, None, _timed),)
_OF_POINTS: Final[_Rules] = ((_GROWTH, None, _pointed), (_AHEAD, None, _ahead))
_OF_LEVEL: Final[_Rules] = (
    (REST, None, _rest),
    (_EXCESS, None, _over),
    (GAP, None, _lacking),
    (MEAN, MEAN_BEHIND, _mean),
    (_OLDER, None, _older),
    (CHANGE, CHANGE_BEHIND, _changed),
)
"""By what is printed, the words before it, those behind it and the rule that they call for; the first that fits is asked."""
