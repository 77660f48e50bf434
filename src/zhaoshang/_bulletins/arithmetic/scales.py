"""One amount told twice in a row, in two scales of its unit, and sums that stand above what they are of."""

from collections.abc import Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds, total
from zhaoshang._bulletins.arithmetic.cases import is_odd_item, near_of, verbs_of
from zhaoshang._bulletins.arithmetic.printed import Worked
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang.units import Dimension

_SAME: Final = re.compile(r"[，,]?(?:即|也就是|折合|合计?|约合|相当于)(?:人民币)?(?:约|为)?")
_OPEN: Final = re.compile(r"[（(](?:即|折合|合|约合|约|人民币)?")
_CLOSE: Final = re.compile(r"[）)]")


def two_scales(context: ArithmeticText) -> Iterator[Worked]:
    """到位资金3.5亿元（35000万元）: an amount or area told again in another scale of the same unit."""
    for number in range(1, len(context)):
        one, other = context.readings[number - 1].quantity, context.readings[number].quantity
        if one.unit != other.unit or one.scale == other.scale:
            continue
        if one.unit.dimension not in {Dimension.MONEY, Dimension.AREA}:
            continue
        joint = context.between(number - 1, number)
        is_closed = _OPEN.fullmatch(joint) is not None and _CLOSE.match(context.behind(number)) is not None
        if not (is_closed or _SAME.fullmatch(joint)):
            continue
        mine, its = context.bounds(number - 1), context.bounds(number)
        if mine is not None and its is not None:
            yield Worked(number, "one_number_twice", (number - 1,), mine, its)


_HEAD: Final = re.compile(r"(?:合计|总计|共计)[^，,；;。：:\d]{0,8}[：:为]?\s*$")
_JOINT: Final = re.compile(
    r"(?:个|家|项)?(?:项目)?[，,。；;：:、\s]*(?:具体|其中|分别)?(?:为|是)?[：:]?\s*(?:\d+[.．、]|[（(]\d+[）)])?\s*[\u4e00-\u9fff]{2,16}?[：:]?\s*"
)
_MOST: Final = 12


def totals_above(context: ArithmeticText) -> Iterator[Worked]:
    """合计50个。东区20个，西区18个，南县19个: a sum printed above places that hold more than it."""
    for whole in range(len(context) - 2):
        words = near_of(context, whole) or context.label(whole)
        label = words if _HEAD.search(words) else context.label(whole)
        if not context.is_level(whole) or not _HEAD.search(label) or context.readings[whole].band:
            continue
        own = context.readings[whole].subject
        if own not in {None, context.document.subjects.own}:
            continue
        run: list[int] = []
        for item in range(whole + 1, min(len(context), whole + _MOST)):
            if not context.is_level(item) or context.kind(item) != context.kind(whole):
                break
            if is_odd_item(context, item) or not _JOINT.fullmatch(context.between(item - 1, item)):
                break
            verbs = verbs_of(context, item)
            if verbs and not verbs <= verbs_of(context, whole):
                break
            run.append(item)
        names = [context.readings[item].subject for item in run]
        is_apart = len(run) > 1 and None not in names and len(set(names)) == len(names)
        values = [context.bounds(item) for item in (whole, *run)]
        if not is_apart or None in values:
            continue
        printed, *parts = [value for value in values if value is not None]
        added = total(parts)
        if added.low > printed.high:
            yield Worked(whole, "parts_within_whole", tuple(run), added, printed)


_BEHIND: Final = re.compile(r"[，,]?(?:为|即|共|有|达|计)")
_SHARE: Final = re.compile(r"占(?:比|总数的|全部的|总量的)?(?:约|为|达)?$")


def shares_before(context: ArithmeticText) -> Iterator[Worked]:
    """签约80个，工业项目占35%，为28个: a share told before what it makes."""
    for number in range(2, len(context)):
        rate, whole = number - 1, number - 2
        if not context.is_percent(rate) or not context.is_level(number) or not context.alike(whole, number):
            continue
        if context.sentence(whole) != context.sentence(number) or context.readings[whole].is_part:
            continue
        if not _BEHIND.fullmatch(context.between(rate, number)) or not _SHARE.search(context.near(rate)):
            continue
        if is_odd_item(context, whole) or not context.is_level(whole):
            continue
        mine, its, share = context.bounds(number), context.bounds(whole), context.bounds(rate)
        if mine is not None and its is not None and share is not None:
            made = its.times(share)
            made = Bounds(made.low / 100, made.high / 100, made.mid / 100)
            yield Worked(number, "share_of_whole", (whole, rate), made, mine)
