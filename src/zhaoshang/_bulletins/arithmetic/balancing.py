"""What adds up by its nature: kinds that are all there are, phases, places handed out, and changes between two levels."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from zhaoshang._bulletins.arithmetic.bounds import Bounds, total
from zhaoshang._bulletins.arithmetic.printed import Worked, value_of, work
from zhaoshang._bulletins.arithmetic.relations import SHARE as SHARE_OF
from zhaoshang._bulletins.arithmetic.relations import Context
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang.units import Dimension

_WHOLE_FAMILIES: Final = (
    frozenset("一产 二产 三产".split()),
    frozenset("第一产业 第二产业 第三产业".split()),
    frozenset("一产业 二产业 三产业".split()),
    frozenset("内资 外资 港澳台资".split()),
    frozenset("省内 省外 境外".split()),
    frozenset("国企 民企 外企".split()),
)
"""Kinds that are all there are."""
_FAMILIES: Final = (
    *_WHOLE_FAMILIES,
    frozenset("省内 省外".split()),
    frozenset("市内 市外".split()),
    frozenset("县内 县外".split()),
    frozenset("境内 境外".split()),
    frozenset("内资 外资".split()),
    frozenset("固定资产 流动".split()),
    frozenset("续建 新建".split()),
)
"""Kinds of which none is two: together they are no more than the whole."""
_KIND: Final = "|".join(
    sorted({kind for family in _FAMILIES for kind in family}, key=lambda kind: -len(kind))
)
_OF_KIND: Final = re.compile(
    rf"(?:^|[、，,；;：:（(]|其中|包括)(?P<kind>{_KIND})(?P<noun>项目|资金|投资|到位资金|到位)?(?:额|数)?(?:为|约)?$"
)
_OPENS: Final = re.compile(r"其中|包括|[：:（(]|按[\u4e00-\u9fff]{2,8}分")


def kinds(context: Context) -> Iterator[Worked]:
    """其中内资12个、外资14个、港澳台资24个: kinds that are all there are make the whole, others are no more than it."""
    number = 0
    while number < len(context):
        run, names = _run_of_kinds(context, number)
        number = run[-1] + 1 if run else number + 1
        family = frozenset(names)
        if len(run) < 2 or len(family) != len(names) or not any(family <= known for known in _FAMILIES):
            continue
        whole = run[0] - 1
        if whole < 0 or not context.is_level(whole) or not context.alike(whole, run[0]):
            continue
        if context.sentence(whole) != context.sentence(run[0]) or not _OPENS.search(
            context.between(whole, run[0])
        ):
            continue
        yield from _added(context, whole, run, is_all=family in _WHOLE_FAMILIES)


def _run_of_kinds(context: Context, first: int) -> tuple[list[int], list[str]]:
    run: list[int] = []
    names: list[str] = []
    for number in range(first, len(context)):
        said = _OF_KIND.search(context.near(number)) if context.is_level(number) else None
        if said is None or (
            run
            and not (
                context.alike(run[0], number)
                and re.match(r"[、，,；;和及]", context.between(run[-1], number))
            )
        ):
            break
        run.append(number)
        names.append(said["kind"])
    return run, names


def _added(context: Context, whole: int, run: list[int], *, is_all: bool) -> Iterator[Worked]:
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


def phases(context: Context) -> Iterator[Worked]:
    """分三期建设，总投资9亿元，一期投资2亿元…: where every phase is told, they make the total."""
    for first in range(1, len(context) - 1):
        turns: list[int] = []
        for number in range(first, len(context)):
            said = _PHASE.search(context.near(number))
            if said is None or not context.alike(first, number) or _TURNS[said["turn"]] != len(turns) + 1:
                break
            turns.append(number)
        whole = first - 1
        if len(turns) < 2 or not context.alike(whole, first) or "总投资" not in context.near(whole):
            continue
        if context.sentence(whole) != context.sentence(turns[-1]):
            continue
        start, end = context.sentence(first), context.document.spans[first][0]
        told = _PHASES.search(context.document.plain.text, start, end)
        many = None if told is None else _TURNS[told["many"]]
        if many is None or many >= len(turns):
            yield from _added(context, whole, turns, is_all=many == len(turns))


_NAMED_TOTAL: Final = re.compile(r"(?P<names>[\u4e00-\u9fff、]+)(?:共|合计|共计|总计)[^，,；;。\d]{0,10}$")
_DEALT: Final = re.compile(r"(?:[，,；;]|其中)*(?:分别|依次)(?:为|是)?$")


def dealt(context: Context) -> Iterator[Worked]:
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


def within(context: Context) -> Iterator[Worked]:
    """到位资金40亿元，其中外资3亿元: a source of funds is no more than all of them."""
    for number in range(1, len(context)):
        whole = number - 1
        is_money = context.readings[number].quantity.unit.dimension is Dimension.MONEY
        if not (is_money and context.alike(whole, number) and _AMONG.fullmatch(context.near(number))):
            continue
        if _KIND_BEFORE.search(context.near(whole)):
            continue
        mine, its = value_of(context, number), value_of(context, whole)
        if mine is not None and its is not None:
            room = Bounds(min(Fraction(0), its.low), its.high, its.mid)
            yield Worked(number, "phase_within_total", (whole,), room, mine)


_KIND_BEFORE: Final = re.compile(r"[内外]资|省[内外]|境[内外]|财政|税")

_OF_PRINTED: Final = re.compile(
    r"[）)]?个?(?:(?:签约|开工|投产|招商|引进|重点|全部)*项目)?(?:总数|总额|总投资)?的"
)
_TAKES: Final = re.compile(r"(?:^|[，,（(])占(?:[^，,；;。\d的（(]{0,10})[（(]?$")


def of_printed(context: Context) -> Iterator[Worked]:
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
    rf"(?:^|[，,、；;]|其中)(?P<kind>{_KIND})(?:项目|资金|投资|企业)?占(?:比)?(?:为|达)?$"
)


def hundred(context: Context) -> Iterator[Worked]:
    """内资占62%，外资占20%，港澳台资占18%: the shares of all kinds there are make a hundred."""
    for first in range(len(context) - 2):
        run = (first, first + 1, first + 2)
        if not all(context.is_percent(number) for number in run):
            continue
        said = [_HOLDS.search(context.near(number)) for number in run]
        names = {match["kind"] for match in said if match is not None}
        if not names:
            names = _dealt_names(context, first)
        if frozenset(names) not in _WHOLE_FAMILIES or context.sentence(run[0]) != context.sentence(run[2]):
            continue
        values = [value_of(context, number) for number in run]
        if None not in values:
            added = total([value for value in values if value is not None])
            slack = Fraction(15, 100)
            yield Worked(
                run[2],
                "shares_of_all",
                run[:2],
                Bounds(added.low - slack, added.high + slack, added.mid),
                Bounds.exactly(Fraction(100)),
            )


def _dealt_names(context: Context, first: int) -> set[str]:
    """Give the kinds whose shares are handed out: 省内、省外、境外资金占比分别为."""
    near = context.near(first)
    said = re.search(
        rf"(?P<names>(?:{_KIND})(?:[、和](?:{_KIND})){{2}})(?:项目|资金|投资|企业)*占比?(?:分别|依次)?[为是]?$",
        near,
    )
    dealt_out = all(
        re.fullmatch(r"[、和及，]", context.between(number, number + 1)) for number in (first, first + 1)
    )
    if said is None or SHARE_OF.search(near.replace("分别", "").replace("依次", "")) is None or not dealt_out:
        return set()
    return set(re.split(r"[、和]", said["names"]))
