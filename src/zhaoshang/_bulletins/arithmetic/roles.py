"""Numbers tied by the part that each plays in its sentence, in whatever order they stand: target, level of last year, rest.

The rules beside this one know a wording each. Here a rate, a change or a rest looks for its operands among the figures
of its stretch (as far back as a semicolon or the end of a sentence), and is tied to them only if no other figure could
play the part.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, final

from attrs import frozen

from zhaoshang._bulletins.arithmetic.bounds import Bounds
from zhaoshang._bulletins.arithmetic.printed import Worked, value_of, work
from zhaoshang._bulletins.arithmetic.relations import Context, is_one_thing
from zhaoshang.units import Dimension

_MOST: Final = 6
"""Stretches with more figures than this are lists, in which a part is not told by its words alone."""

_AIM: Final = re.compile(r"(?:目标|任务|计划|指标)[^，,；;。\d]{0,8}$|(?:计划|目标|任务)[^，,；;。\d]{0,10}$")
_AIM_BEHIND: Final = re.compile(r"[）)]?的?[^，,；;。\d]{0,6}(?:目标|任务|计划|指标)")
_PRIOR: Final = re.compile(r"(?:去年|上年|上一年|前一年|\d{4}年)(?:度|全年)?(?:同期)?[^，,；;。\d]{0,8}$")
_COMPARED: Final = re.compile(r"(?:比|较|同|与)(?:去年|上年|上一年)(?:同期)?[^的，,；;。\d]{0,8}$")
_CHANGE: Final = re.compile(
    r"(?:净增加?|净减少?|增加|增长|多|减少|少|增量为?|增|减)(?:了)?(?:签约|到位|开工|投产|项目|资金)?$"
)
_LESS: Final = re.compile(r"减|少|降|回落|下滑")
_TO_LEVEL: Final = re.compile(r"(?:至|到|为)$")

_COMPLETION: Final = re.compile(
    r"(?:完成率|完成(?:进度|比例)|(?:完成|达到?|占|实现)[^，,；;。\d]{0,8}(?:目标|任务|计划|指标)(?:任务|数)?的?(?:比例|比重)?)(?:为|达到?|仅)?$|(?:^|[，,])完成(?:了)?$"
)
_GROWTH: Final = re.compile(
    r"(?:同比|比[去上]年(?:同期)?|较[去上]年(?:同期)?)?(?:增长|增加|提高|上升|增幅|涨幅|下降|减少|降低|回落|下滑|降幅)(?:率)?(?:了|为|达到?)?$"
)
_TIMES: Final = re.compile(r"(?:是|为|相当于)[^，,；;。\d]{0,6}的$")
_GAP: Final = re.compile(r"(?:还|尚)?(?:差|缺|欠)(?:额|距)?(?:为|有)?$")
_FROM: Final = re.compile(r"(?:由|从)(?:原来|原先|过去|此前|年初)?的?$")
_ONWARD: Final = re.compile(
    r"[，,]?(?:增|升|涨|扩|降|减|跌)(?:加|长|大|少)?(?:至|到|为)|[，,]?(?:提高|上升|下降|回落|提升)(?:至|到|为)"
)
_REST: Final = re.compile(r"(?:其余|余下|剩下|剩余)(?:的)?$")
_AMONG: Final = re.compile(r"其中|中[，,]?|包括|里[，,]?")
_MEAN: Final = re.compile(
    r"(?:平均|户均|项目均|每[个家户]项?目?)[^，,；;。\d]{0,4}(?:总?投资|规模|金额|到位资金|注资|产值|税收|纳税)?(?:额)?(?:为|达到?|约)?$"
)
_PARTS: Final = re.compile(r"[；;]")
_OTHER: Final = re.compile(r"其中|预计|力争|环比|平均")


@final
@frozen
class Parts:
    """The levels of a stretch, by the part that each plays."""

    plain: tuple[int, ...]
    prior: tuple[int, ...]
    aims: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """All of them, in order."""
        return tuple(sorted((*self.plain, *self.prior, *self.aims)))


_RATIO: Final = re.compile(r"(?P<verb>出租|去化|入驻|利用|供地|盘活|签约)率(?:为|达到?|仅)?$")
_HALVES: Final = (
    ("上半年", "下半年", "全年"),
    ("一季度", "二季度", "上半年"),
    ("三季度", "四季度", "下半年"),
)
_DID: Final = re.compile(r"已(?:经)?(?P<verb>开工|竣工|投产|履约|落地|建成|出租)")
_DID_NOT: Final = re.compile(r"(?:尚|还)?未(?P<verb>开工|竣工|投产|履约|落地|建成|出租)")


def halves(context: Context) -> Iterator[Worked]:
    """上半年18亿元，下半年20亿元，全年38亿元: parts of a time, and the whole of it."""
    for number in range(2, len(context)):
        run = (number - 2, number - 1, number)
        if context.sentence(run[0]) != context.sentence(number) or not all(map(context.is_level, run)):
            continue
        near = [context.near(other) for other in run]
        for words in _HALVES:
            if all(word in said for word, said in zip(words, near, strict=True)):
                kpis = {context.readings[other].kpi for other in run}
                is_alike = context.alike(run[0], number) and context.alike(run[1], number)
                if is_alike and len(kpis) == 1 and (values := _two(context, (run[0], run[1]))):
                    yield from work(context, number, "parts_of_whole", run[:2], values[0] + values[1])


def undone(context: Context) -> Iterator[Worked]:
    """30个项目中，12个未开工，已开工18个: what was done and what was not make the whole, whichever comes first."""
    for number in range(2, len(context)):
        whole, one = number - 2, number - 1
        if context.sentence(whole) != context.sentence(number) or not context.is_level(whole):
            continue
        if not (context.alike(whole, one) and context.alike(one, number)):
            continue
        said = [f"{context.near(other)}|{context.behind(other)}" for other in (one, number)]
        did = [_DID.search(words) for words in said]
        not_did = [_DID_NOT.search(words) for words in said]
        for done, left in ((did[0], not_did[1]), (did[1], not_did[0])):
            if (
                done is None
                or left is None
                or done["verb"] != left["verb"]
                or context.readings[whole].is_part
            ):
                continue
            if values := _two(context, (whole, one)):
                yield from work(context, number, "what_is_left", (whole, one), values[0] - values[1])


def tied(context: Context) -> Iterator[Worked]:
    """Tie rates, changes, means and rests to the figures that they can only be of."""
    for number in range(1, len(context)):
        near = context.near(number)
        if context.is_percent(number):
            rules = _OF_PERCENT
        elif context.readings[number].quantity.unit.code == "times":
            rules = _OF_TIMES
        else:
            rules = _OF_LEVEL if context.is_level(number) else ()
        for words, rule in rules:
            said = words.search(near)
            if said is not None:
                yield from rule(context, number, said)
                break


def _parts(context: Context, number: int) -> Parts | None:
    """Sort the levels before a figure in its stretch; `None` where there are too many to tell."""
    levels: list[int] = []
    for other in range(number - 1, -1, -1):
        if context.document.spans[other][0] < context.sentence(number):
            break
        if _PARTS.search(context.between(other, number)):
            break
        levels.insert(0, other)
        if len(levels) > _MOST:
            return None
    prior: list[int] = []
    aims: list[int] = []
    plain: list[int] = []
    for other in levels:
        near = context.near(other)
        if not context.is_level(other) or _COMPARED.search(near):
            continue
        if _AIM.search(near) or _is_aim(context, other):
            aims.append(other)
        elif (_PRIOR.search(near) and not _TO_LEVEL.search(near)) or _is_from(context, other):
            prior.append(other)
        else:
            plain.append(other)
    return Parts(tuple(plain), tuple(prior), tuple(aims))


def _is_aim(context: Context, number: int) -> bool:
    if (context.readings[number].kpi or "").startswith("target:"):
        return True
    return _AIM_BEHIND.match(context.behind(number)) is not None and not _is_next(context, number)


def _is_next(context: Context, number: int) -> bool:
    """Tell whether the word for a target behind a figure is the next one's: 到位30亿元（年度目标90亿元）."""
    is_level = number + 1 < len(context) and context.is_level(number + 1)
    return is_level and _AIM.search(context.behind(number)) is not None


def _is_from(context: Context, number: int) -> bool:
    """Tell whether a figure is the level that the next one rose or fell from: 由20亿元提高到35亿元."""
    is_from = number + 1 < len(context) and _FROM.search(context.near(number)) is not None
    return is_from and _ONWARD.match(context.between(number, number + 1)) is not None


def _pair(
    context: Context, number: int, now: tuple[int, ...], base: tuple[int, ...]
) -> tuple[int, int] | None:
    """Give the one figure and the one base of its unit that a rate can be of, the last of them right before it."""
    if len(base) != 1:
        return None
    mine = [other for other in now if context.alike(other, base[0])]
    if len(mine) != 1 or max(mine[0], base[0]) != number - 1:
        return None
    of = {context.readings[other].subject for other in (mine[0], base[0])}
    sizes = [context.readings[other].band or context.readings[other].is_part for other in (mine[0], base[0])]
    if not is_one_thing(context, mine[0], base[0]):
        return None
    if len(of) != 1 or any(sizes) or _OTHER.search(context.between(min(mine[0], base[0]), number)):
        return None
    return mine[0], base[0]


def _two(context: Context, pair: tuple[int, int]) -> tuple[Bounds, Bounds] | None:
    mine, its = (value_of(context, other) for other in pair)
    return None if mine is None or its is None else (mine, its)


def _completed(context: Context, number: int, _: re.Match[str]) -> Iterator[Worked]:
    parts = _parts(context, number)
    pair = None if parts is None else _pair(context, number, parts.plain, parts.aims)
    if pair is not None and (values := _two(context, pair)):
        yield from work(context, number, "completion_of_target", pair, values[0].over(values[1], 100))


def _grown(context: Context, number: int, said: re.Match[str]) -> Iterator[Worked]:
    parts = _parts(context, number)
    pair = None if parts is None else _pair(context, number, parts.plain, parts.prior)
    if pair is not None and (values := _two(context, pair)):
        sign = -1 if _LESS.search(said[0]) else 1
        yield from work(context, number, "growth_of_levels", pair, values[0].grown(values[1], 100), sign=sign)


def _timed(context: Context, number: int, _: re.Match[str]) -> Iterator[Worked]:
    parts = _parts(context, number)
    pair = None if parts is None else _pair(context, number, parts.plain, parts.prior)
    if pair is not None and (values := _two(context, pair)):
        yield from work(context, number, "times_of_level", pair, values[0].over(values[1]))


def _changed(context: Context, number: int, said: re.Match[str]) -> Iterator[Worked]:
    parts = _parts(context, number)
    pair = None if parts is None else _pair(context, number, parts.plain, parts.prior)
    if pair is None or not context.alike(pair[0], number) or not (values := _two(context, pair)):
        return
    sign = -1 if _LESS.search(said[0]) else 1
    yield from work(context, number, "change_of_levels", pair, values[0] - values[1], sign=sign)


def _used(context: Context, number: int, said: re.Match[str]) -> Iterator[Worked]:
    """厂房50万平方米，已出租12万平方米，出租率24%: of one space so much is used, and the rate."""
    parts = _parts(context, number)
    if parts is None or len(parts.plain) != 2 or parts.prior or parts.aims:
        return
    whole, part = parts.plain
    is_space = context.readings[whole].quantity.unit.dimension is Dimension.AREA
    is_used = f"已{said['verb']}" in context.near(part) and said["verb"] not in context.near(whole)
    is_beside = part == number - 1 and context.alike(whole, part)
    if is_space and is_used and is_beside and (values := _two(context, (part, whole))):
        yield from work(context, number, "rate_of_counts", (part, whole), values[0].over(values[1], 100))


def _lacking(context: Context, number: int, _: re.Match[str]) -> Iterator[Worked]:
    """目标36个，已签约10个，尚差26个: what is still to be reached of a target."""
    parts = _parts(context, number)
    pair = None if parts is None else _pair(context, number, parts.plain, parts.aims)
    if pair is not None and context.alike(pair[0], number) and (values := _two(context, pair)):
        yield from work(context, number, "what_is_left", (pair[1], pair[0]), values[1] - values[0])


def _rest(context: Context, number: int, _: re.Match[str]) -> Iterator[Worked]:
    """签约60个，其中已开工19个，其余41个: the first is the whole, and what stands between it and the rest its parts."""
    parts = _parts(context, number)
    if parts is None or parts.prior or parts.aims:
        return
    same = [other for other in parts.plain if context.alike(other, number)]
    if len(same) < 2 or same != list(range(number - len(same), number)):
        return
    if not _AMONG.search(context.between(same[0], same[1])):
        return
    values = [value_of(context, other) for other in same]
    if any(context.readings[other].band for other in same) or None in values:
        return
    whole, *taken = [value for value in values if value is not None]
    for value in taken:
        whole = whole - value
    yield from work(context, number, "what_is_left", tuple(same), whole)


def _mean(context: Context, number: int, _: re.Match[str]) -> Iterator[Worked]:
    """19家企业共投资380亿元，户均投资20亿元: one amount, one number of those who share it."""
    parts = _parts(context, number)
    if parts is None or len(parts.all) != 2 or len(parts.plain) != 2:
        return
    count, amount = parts.plain
    units = [context.readings[other].quantity.unit for other in (count, amount)]
    if units[0].dimension is not Dimension.COUNT or not context.alike(amount, number) or amount != number - 1:
        return
    pair = amount, count
    if any(context.readings[other].band for other in pair) or not (values := _two(context, pair)):
        return
    yield from work(context, number, "mean_size", pair, values[0].over(values[1]))


_Rule = Callable[[Context, int, re.Match[str]], Iterator[Worked]]
_OF_PERCENT: Final[tuple[tuple[re.Pattern[str], _Rule], ...]] = (
    (_COMPLETION, _completed),
    (_GROWTH, _grown),
    (_RATIO, _used),
)
_OF_TIMES: Final[tuple[tuple[re.Pattern[str], _Rule], ...]] = ((_TIMES, _timed),)
_OF_LEVEL: Final[tuple[tuple[re.Pattern[str], _Rule], ...]] = (
    (_REST, _rest),
    (_GAP, _lacking),
    (_MEAN, _mean),
    (_CHANGE, _changed),
)
"""By what is printed, the words before it and the rule that they call for; the first that fits is asked."""
