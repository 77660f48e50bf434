"""Wholes told by the form of a row or by names alone: what is and what is not, and all that a whole is made of."""

from collections.abc import Iterator, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import total
from zhaoshang._bulletins.arithmetic.cases import (
    is_odd,
    is_odd_item,
    is_part,
    near_of,
    says_all,
    verbs_of,
    words_of,
)
from zhaoshang._bulletins.arithmetic.printed import Worked
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.arithmetic.signs import DENIALS, OPPOSITES, PART_OF, SIGNS


def opposites(context: ArithmeticText) -> Iterator[Worked]:
    """线索85条，有效52条，无效33条: a whole, and what is one or the other."""
    for number in range(2, len(context)):
        whole, one = number - 2, number - 1
        if not (context.is_level(number) and context.alike(whole, one) and context.alike(one, number)):
            continue
        if context.sentence(whole) != context.sentence(number) or not context.is_level(whole):
            continue
        names = [_name(context, other) for other in (one, number)]
        if PART_OF.search(context.between(one, number)) is not None:
            continue  # 已开工54个，其中上年结转未开工10个
        if not are_opposite(*names) or says_all(words_of(context, whole), names[0]):
            continue
        if any(is_odd(context, other) for other in (whole, one, number)):
            continue
        values = [context.bounds(other) for other in (whole, one, number)]
        if values[0] is not None and values[1] is not None and values[2] is not None:
            yield Worked(number, "what_is_left", (whole, one), values[0] - values[1], values[2])


_SOME: Final = re.compile(
    r"等|主要|重点|如|例如|较[多大高快]|前[一二三四五六七八九十\d]|[之其]中|包括|包含|不含|另|\bincluding\b|of which"
)
_COMPLETE: Final = re.compile("组成|构成|加总而成|made up of|consisting of|comprising")
_DIVIDED: Final = re.compile(r"[按分从][\u4e00-\u9fff]{1,6}(?:分|看|划分|统计|来看)")


def rows_of_wholes(context: ArithmeticText) -> Iterator[Worked]:
    """33个，由12个、9个和7个组成: a whole, and behind it in one row all that it is made of, or more than it can hold."""
    done = -1
    for whole in range(len(context) - 2):
        run: list[int] = []
        if whole <= done:
            continue  # an item of a row is no whole of those behind it
        while (item := whole + 1 + len(run)) < len(context) and _goes_on(context, whole, item):
            run.append(item)
        done = run[-1] if len(run) > 1 else whole
        if len(run) < 2 or is_odd(context, whole) or is_part(context, whole) or context.is_group(whole):
            continue
        head, tail = context.between(whole, run[0]), context.behind(run[-1])
        inner = "".join(context.between(one, one + 1) for one in run[:-1])
        if _SOME.search(head + inner + tail) or SIGNS["total"].before.search(near_of(context, run[0])):
            continue
        is_closed = ":" in head and re.search(r"\band\b", context.between(run[-2], run[-1])) is not None
        values = [context.bounds(item) for item in (whole, *run)]
        known = [value for value in values if value is not None]
        if len(known) != len(values):
            continue
        added = total(known[1:])
        if is_closed or _COMPLETE.search(head + tail):
            yield Worked(whole, "parts_of_whole", tuple(run), added, known[0])
        elif added.low > known[0].high and (_DIVIDED.search(head) or _are_places(context, whole, run)):
            yield Worked(whole, "parts_within_whole", tuple(run), added, known[0])


def _goes_on(context: ArithmeticText, whole: int, item: int) -> bool:
    """Tell whether a level may be an item of a whole: of its unit and sentence, with nothing else said of it."""
    is_one = context.is_level(item) and context.kind(item) == context.kind(whole)
    if not is_one or context.sentence(item) != context.sentence(whole) or is_odd_item(context, item):
        return False
    verbs = verbs_of(context, item)
    return not verbs or verbs <= verbs_of(context, whole)


def _are_places(context: ArithmeticText, whole: int, run: Sequence[int]) -> bool:
    places = [context.readings[number].subject for number in run]
    own = context.readings[whole].subject
    if whole in context.document.lists.of or own not in {None, context.document.subjects.own}:
        return False
    if own is not None and own in near_of(context, whole):
        return False
    return None not in places and len(set(places)) == len(places)


def _name(context: ArithmeticText, number: int) -> str:
    return re.split(r"[，,、；;：:（(\s]|其中|包括|项目", near_of(context, number).removesuffix("项目"))[-1]


def are_opposite(one: str, other: str) -> bool:
    """Tell whether two names are of what is and of what is not, or differ in a pair of letters of which one must be.

    Examples:
        >>> are_opposite("成熟", "不成熟"), are_opposite("规上企业", "规下企业"), are_opposite("工业", "农业")
        (True, True, False)
    """
    for first, second in ((one, other), (other, one)):
        for denial in DENIALS:
            bare = first.removeprefix("实际").removeprefix("已").removeprefix("有")
            if len(bare) > 1 and second.startswith(denial) and second.removeprefix(denial) in {first, bare}:
                return True
    least = min(len(one), len(other))
    if least < 2:
        return False
    one, other = one[:least], other[:least]
    unlike = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(unlike) == 1 and any(set(unlike[0]) == set(pair) for pair in OPPOSITES)
