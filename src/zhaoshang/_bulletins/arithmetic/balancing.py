"""What adds up by its nature: kinds that are all there are, phases, places handed out, and changes between two levels."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds, room_within, total
from zhaoshang._bulletins.arithmetic.families import KIND, Kinship, kinship_of
from zhaoshang._bulletins.arithmetic.printed import Worked, value_of, work
from zhaoshang._bulletins.arithmetic.relations import SHARE as SHARE_OF
from zhaoshang._bulletins.arithmetic.relations import VERBS, ArithmeticText
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.steps import SIGNED, STEP
from zhaoshang.units import Dimension


def _added(context: ArithmeticText, whole: int, run: list[int], *, is_all: bool) -> Iterator[Worked]:
    values = [value_of(context, number) for number in run]
    printed = value_of(context, whole)
    if printed is None or None in values:
        return
    added = total([value for value in values if value is not None])
    if is_all:
        yield Worked(whole, "parts_of_whole", tuple(run), added, printed)
    else:
        room = Bounds(added.low, max(added.high, printed.high), added.mid)
        yield Worked(whole, "parts_within_whole", tuple(run), room, printed)


_PHASES: Final = re.compile(r"(?:分|共|共分|分为)(?P<many>[二两三四五])期")
_PHASE: Final = re.compile(
    r"(?:^|[，,、；;：:]|其中)(?:项目)?第?(?P<turn>[一二三四五首])期(?:工程|项目)?(?:计划|预计)?(?:(?:总)?投资(?:额)?)?(?:为|约)?$"
)
_TURNS: Final = {"首": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


def phases(context: ArithmeticText) -> Iterator[Worked]:
    """分三期建设，总投资9亿元，一期投资2亿元…: where every phase is told, they make the total."""
    for first in range(len(context) - 1):
        turns: list[int] = []
        for number in range(first, len(context)):
            said = _PHASE.search(context.near(number))
            if said is None or not context.alike(first, number) or _TURNS[said["turn"]] != len(turns) + 1:
                break
            turns.append(number)
        whole = next(
            (other for other in (first - 1, first + len(turns)) if _is_total(context, other, first)), None
        )
        if len(turns) < 2 or whole is None:
            continue
        start, end = context.sentence(first), context.document.spans[first][0]
        end = max(end, context.document.spans[whole][0])
        told = _PHASES.search(context.document.plain.text, start, end)
        many = None if told is None else _TURNS[told["many"]]
        if many is None or many >= len(turns):
            yield from _added(context, whole, turns, is_all=many == len(turns))


def _is_total(context: ArithmeticText, whole: int, part: int) -> bool:
    if not 0 <= whole < len(context) or context.sentence(whole) != context.sentence(part):
        return False
    return context.alike(whole, part) and _TOTAL.search(context.near(whole)) is not None


_TOTAL: Final = re.compile("总投资|合计|共计|总计")


_NAMED_TOTAL: Final = re.compile(r"(?P<names>[\u4e00-\u9fff、]+)(?:共|合计|共计|总计)[^，,；;。\d]{0,10}$")
_DEALT: Final = re.compile(r"(?:[，,；;]|其中)*(?:分别|依次)(?:为|是)?$")


def dealt(context: ArithmeticText) -> Iterator[Worked]:
    """柳河县和安平区共签约30个，总投资9亿元，分别为12个、18个: what is handed out makes the total of the clause before."""
    for first in range(1, len(context)):
        if not context.is_level(first) or not _DEALT.fullmatch(context.near(first)):
            continue
        run = [first]
        while run[-1] + 1 < len(context) and re.fullmatch(
            r"[、和及与]|以及", context.between(run[-1], run[-1] + 1)
        ):
            run.append(run[-1] + 1)
        run = [number for number in run if context.alike(first, number)]
        whole = next((other for other in context.before(first) if context.alike(other, first)), None)
        if whole is None or len(run) < 2:
            continue
        said = _NAMED_TOTAL.search(context.near(whole))
        if said is not None and len(re.split(r"、|和|及|与", said["names"])) == len(run):
            yield from _added(context, whole, run, is_all=True)


_AMONG: Final = re.compile(
    r"[，,（(]?其中[：:，,]?(?:实际)?(?:到位|利用|使用)?"
    r"(?:(?:省|市|县|境|国)[内外]|内|外|港澳台)(?:到位)?(?:资金|投资|资)?(?:额)?(?:为|约|达)?$"
)


def within(context: ArithmeticText) -> Iterator[Worked]:
    """到位资金40亿元，其中外资3亿元; 签约40个，其中省重点12个: a source of funds, or some of a number, is no more than all of it."""
    for number in range(1, len(context)):
        whole = number - 1
        dimension = context.readings[number].quantity.unit.dimension
        if not (context.is_level(number) and context.alike(whole, number)):
            continue
        if not _is_among(context, number, whole):
            continue
        if dimension is not Dimension.MONEY and not _is_some(context, number, whole):
            continue
        if _KIND_BEFORE.search(context.near(whole)):
            continue
        mine, its = value_of(context, number), value_of(context, whole)
        if mine is None or its is None:
            yield from _hedged(context, number, whole)
        else:
            room = room_within(context.readings[number].quantity, context.readings[whole].quantity, its)
            item = Worked(number, "phase_within_total", (whole,), room, mine)
            is_source = dimension is Dimension.MONEY and _AMONG.fullmatch(context.near(number))
            if is_source or not item.holds:
                yield item  # a number below another says nothing for itself


def _hedged(context: ArithmeticText, number: int, whole: int) -> Iterator[Worked]:
    """到位资金近8亿元，其中外资超12亿元: the least that a part may be is above the most that its whole may be."""
    low = context.readings[number].quantity.interval.low
    high = context.readings[whole].quantity.interval.high
    if low is not None and high is not None and low > high:
        most = Fraction(high)
        yield Worked(
            number,
            "phase_within_total",
            (whole,),
            Bounds(Fraction(0), most, most),
            Bounds.exactly(Fraction(low)),
        )


def _is_among(context: ArithmeticText, number: int, whole: int) -> bool:
    """Tell whether the words before a figure make it some of the one before."""
    near, its = context.near(number), context.near(whole)
    dimension = context.readings[number].quantity.unit.dimension
    if dimension is Dimension.MONEY:
        return _AMONG.fullmatch(near) is not None or (_SPENT.fullmatch(near) is not None and "总投资" in its)
    if dimension is Dimension.COUNT and _OUT_OF.fullmatch(context.between(whole, number)):
        return True
    is_floor = [_FLOOR.search(words) is not None for words in (near, its)]
    is_land = [_LAND.search(words) is not None for words in (near, its)]
    # floors may be more than the land they stand on
    is_mixed = dimension is Dimension.AREA and (
        (is_floor[0] and not is_floor[1]) or (is_land[0] and is_floor[1])
    )
    return not is_mixed and _SOME.fullmatch(near) is not None


_SPENT: Final = re.compile(
    r"[，,（(；;]?其中[：:，,]?(?:固定资产|设备|土建|建设|建安|工程|基础设施)(?:投资|投入)(?:额)?(?:为|约|达)?"
)
_OUT_OF: Final = re.compile(
    rf"(?:{SIGNED}|新签|引进|重点|招商|在建)?(?:项目|企业)?(?:之)?[中里][，,]?(?:目前|截至目前|现)?已(?:有|经)?(?:全部)?(?:{VERBS.pattern})(?:建设|项目)?"
)
"""Between a number and one out of it: 今年签约的19个项目中，已开工10个."""
_FLOOR: Final = re.compile("建筑|厂房|用房|车间|仓库|楼|宿舍|房")
_LAND: Final = re.compile("占地|用地|土地|供地|地块|规划面积")


_SOME: Final = re.compile(r"[，,（(；;]?其中[：:，,]?[^，,；;。：:\d]{0,16}[（(：:]?")
_NOT_SOME: Final = re.compile(r"同比|环比|增|减|较|比|均|累计|目标|计划|力争|预计|历年|岗位|就业")


def _is_some(context: ArithmeticText, number: int, whole: int) -> bool:
    """Tell whether a number after 其中 can only be of some of those before it."""
    words = context.near(number) + context.behind(number)[:4]
    if _NOT_SOME.search(words) or _NOT_SOME.search(context.near(whole)) or context.is_group(number):
        return False
    readings = context.readings[number], context.readings[whole]
    if readings[0].is_part or context.sentence(whole) != context.sentence(number):
        return False  # parts of what is known are claims of the text
    return not (
        context.is_group(whole) or any(reading.band for reading in readings) or readings[1].kpi == BAND
    )


_KIND_BEFORE: Final = re.compile(r"[内外]资|省[内外]|境[内外]|财政|税")

_OF_PRINTED: Final = re.compile(rf"[）)]?个?(?:(?:{STEP}|招商|引进|重点|全部)*项目)?(?:总数|总额|总投资)?的")
_TAKES: Final = re.compile(r"(?:^|[，,（(])占到?(?:[^，,；;。\d的（(]{0,10})[（(]?$")


def of_printed(context: ArithmeticText) -> Iterator[Worked]:
    """签约12个，占全市50个的24%: the whole is printed between a part and its share."""
    for number in range(2, len(context)):
        part, whole = number - 2, number - 1
        if not (context.is_percent(number) and context.is_level(part) and context.alike(part, whole)):
            continue
        if not (_OF_PRINTED.fullmatch(context.between(whole, number)) and _TAKES.search(context.near(whole))):
            continue
        if context.sentence(part) != context.sentence(number) or context.readings[part].kpi == BAND:
            continue
        mine, its = value_of(context, part), value_of(context, whole)
        if mine is not None and its is not None:
            yield from work(context, number, "share_of_whole", (part, whole), mine.over(its, 100))


_HOLDS: Final = re.compile(
    rf"(?:^|[，,、；;]|其中)(?P<kind>{KIND})(?:项目|资金|投资|企业)*占(?:比)?(?:为|达)?$"
)


def hundred(context: ArithmeticText) -> Iterator[Worked]:
    """内资占62%，外资占20%，港澳台资占18%: the shares of all kinds there are make a hundred."""
    number = 0
    while number < len(context) - 1:
        run = next((run for many in (3, 2) if (run := _shares(context, number, many))), ())
        number += len(run) or 1
        values = [value_of(context, one) for one in run]
        if not run or None in values:
            continue
        added = total([value for value in values if value is not None])
        slack = Fraction(15, 100)
        room = Bounds(added.low - slack, added.high + slack, added.mid)
        if kinship_of(_kinds_of(context, run)) is Kinship.ALL or room.low > 100:
            yield Worked(run[-1], "shares_of_all", run[:-1], room, Bounds.exactly(Fraction(100)))


def _shares(context: ArithmeticText, first: int, many: int) -> tuple[int, ...]:
    """Take so many shares in a row that are of kinds of one family."""
    run = tuple(range(first, min(first + many, len(context))))
    if len(run) < many or not all(context.is_percent(number) for number in run):
        return ()
    is_one = context.sentence(run[0]) == context.sentence(run[-1])
    names = _kinds_of(context, run)
    return run if is_one and len(names) == many and kinship_of(names) is not None else ()


_SHARES_HEADED: Final = re.compile(
    rf"(?:占比|比重|结构)(?:情况|分别|依次)?(?:为|是)?[：:，,]\s*(?:{KIND})(?:项目|资金|投资|企业)*(?:为|占)?$"
)
"""占比：内资60%、外资30%: the head says once that all are shares."""


def _kinds_of(context: ArithmeticText, run: tuple[int, ...]) -> list[str]:
    said = [_HOLDS.search(context.near(number)) for number in run]
    names = [match["kind"] for match in said if match is not None]
    if not names and _SHARES_HEADED.search(context.words(context.sentence(run[0]), run[0])):
        names = [context.near(number).strip("，,、；; ") for number in run]
    return names or (sorted(_dealt_names(context, run[0])) if len(run) > 2 else [])


def _dealt_names(context: ArithmeticText, first: int) -> set[str]:
    """Give the kinds whose shares are handed out: 省内、省外、境外资金占比分别为."""
    near = context.near(first)
    said = re.search(
        rf"(?P<names>(?:{KIND})(?:[、和](?:{KIND})){{2}})(?:项目|资金|投资|企业)*占比?(?:分别|依次)?[为是]?$",
        near,
    )
    dealt_out = all(
        re.fullmatch(r"[、和及，]", context.between(number, number + 1)) for number in (first, first + 1)
    )
    if said is None or SHARE_OF.search(near.replace("分别", "").replace("依次", "")) is None or not dealt_out:
        return set()
    return set(re.split(r"[、和]", said["names"]))
