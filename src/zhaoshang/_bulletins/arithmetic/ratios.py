"""Shares, completions, growth, means and rates, worked out again from the numbers that a text prints."""

import re
from collections.abc import Iterator
from typing import Final

from zhaoshang._bulletins.arithmetic.printed import Worked, value_of, work
from zhaoshang._bulletins.arithmetic.relations import OF_WHOLE, SHARE, Context, is_one_thing
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.scenes import last_cue
from zhaoshang.units import Dimension

# shares, rates and growth ----------------------------------------------------------------------------------------

_SET: Final = re.compile(r"项目(?:总数)?(?:当)?中[，,]?\s*$")
_FALL: Final = re.compile(r"下降|减少|降低|回落|下滑|降")


def shares(context: Context) -> Iterator[Worked]:
    """占…的: a part beside its whole, where both are printed."""
    for number in range(1, len(context)):
        said = SHARE.search(context.near(number)) if context.is_percent(number) else None
        part = number - 1
        if said is None or not OF_WHOLE.fullmatch(said["of"]) or not context.is_level(part):
            continue
        if context.near(number)[: said.start()].strip("，,、；;（( "):
            continue  # 投资额分别占61%: the share says itself what it is of
        if len(re.findall(r"[，,；;。]", context.between(part, number))) > 1:
            continue
        mine = value_of(context, part)
        for whole in _wholes(context, part, said["of"]):
            its = value_of(context, whole)
            if mine is not None and its is not None and its.high >= mine.low:
                yield from work(context, number, "share_of_whole", (part, whole), mine.over(its, 100))


def _wholes(context: Context, part: int, of: str) -> list[int]:
    reading = context.readings[part]
    if reading.base is not None and context.alike(reading.base, part) and reading.base < part:
        return [reading.base]
    if reading.band is not None and reading.base is None:
        return []
    is_area = re.match(r"[全我本][市县区省州]", of) is not None
    if is_area and reading.subject is None:
        return []
    same = [
        other
        for other in context.before(part)
        if context.alike(other, part)
        and not context.readings[other].is_part
        and context.readings[other].band is None
    ]
    areas = {None, context.document.subjects.own} | (set() if is_area else {reading.subject})
    same = [
        other
        for other in same
        if context.readings[other].subject in areas
        and not _is_sibling(context, other, part)
        and (not is_area or context.readings[other].kpi == reading.kpi)
    ]
    if same:
        return same
    start = context.document.spans[part][0]
    before = context.document.plain.text[max(context.sentence(part), start - 40) : start]
    if not _SET.search(before):
        return []
    # 签约项目中，8个…: of those told before in the paragraph, if one number is
    cue = last_cue(cues.PROJECT_CUES, before)
    found = [
        other
        for other in context.before(part, context.paragraph(part))
        if context.alike(other, part)
        and cue is not None
        and context.readings[other].kpi == cue[0]
        and not context.readings[other].is_part
    ]
    return found if len(found) == 1 else []


def _is_sibling(context: Context, other: int, part: int) -> bool:
    """Tell whether a figure is another part of the same whole: it has a share of its own, or a semicolon parts them."""
    words = context.between(other, part)
    has_share = (
        other + 1 < part
        and context.is_percent(other + 1)
        and SHARE.search(context.near(other + 1)) is not None
    )
    return has_share or (re.search(r"[；;]", words) is not None and "其中" not in words)


def completions(context: Context) -> Iterator[Worked]:
    """完成目标任务20亿元的56.3%: what was reached of a target that is printed."""
    for number in range(2, len(context)):
        target = number - 1
        if context.readings[number].kpi != "target_completion_rate" or not cues.OF_IT.fullmatch(
            context.between(target, number)
        ):
            continue
        for reached in context.before(target):
            if re.search(r"[；;]", context.between(reached, target)):
                break
            if not context.alike(reached, target) or not _of_one(context, reached, number):
                continue
            mine, its = value_of(context, reached), value_of(context, target)
            if mine is not None and its is not None:
                yield from work(
                    context, number, "completion_of_target", (reached, target), mine.over(its, 100)
                )


_AIM: Final = re.compile(r"(?:任务|目标|计划|指标)(?:数|为|是)?$")
_SO_FAR: Final = re.compile(r"(?:实际|已|完成|到位|累计)[^，,；;。\d]{0,6}$")
_DONE_RATE: Final = re.compile(r"完成率(?:为|达到?|仅)?$")


def done(context: Context) -> Iterator[Worked]:
    """任务50亿元，实际到位31.5亿元，完成率63%: a target, what was reached of it, and the rate."""
    for number in range(2, len(context)):
        target, reached = number - 2, number - 1
        if not (context.is_percent(number) and _DONE_RATE.search(context.near(number))):
            continue
        if context.sentence(target) != context.sentence(number) or not context.alike(target, reached):
            continue
        is_aim = _AIM.search(context.near(target)) and _SO_FAR.search(context.near(reached))
        if is_aim and is_one_thing(context, target, reached):
            mine, its = value_of(context, reached), value_of(context, target)
            if mine is not None and its is not None and context.is_level(reached):
                yield from work(
                    context, number, "completion_of_target", (reached, target), mine.over(its, 100)
                )


def _of_one(context: Context, one: int, other: int) -> bool:
    """Tell whether two figures are of one unit."""
    return context.readings[one].subject == context.readings[other].subject


_OLD: Final = re.compile(
    r"(?:(?P<year>去年|上年)(?:度)?(?:同期)?|(?:较|比|与|同)\d{4}年(?:度)?(?:同期)?(?=的|为))(?P<what>[^，,；;。：:\d]{0,8}?)(?:的|为|是|仅为?|有|共)?$"
)
_CHANGED: Final = re.compile(r"增|减|多|少|升|降")
_GREW: Final = re.compile(
    r"[，,]?(?:则|因此|同比|也)*(?P<verb>增长|增加|提高|上升|下降|减少|降低|回落|下滑)(?:了)?$"
)
_TIMES: Final = re.compile(r"(?:是|为|相当于|达到?)(?P<year>去年|上年)(?:同期)?的$")


def growths(context: Context) -> Iterator[Worked]:
    """较去年同期的35个增长20%: two levels and the growth between them, or how many times the older it is."""
    for number in range(2, len(context)):
        old = number - 1
        unit = context.readings[number].quantity.unit.code
        if not (context.is_percent(number) or unit == "times") or not context.is_level(old):
            continue
        prior = _OLD.search(context.near(old))
        if context.sentence(old) != context.sentence(number) or prior is None:
            continue
        if _CHANGED.search(prior["what"]):
            continue  # 较上年同期增加4个，增长20%: by how much, and no level
        said = context.between(old, number)
        verb = _GREW.fullmatch(said)
        is_times = (
            unit == "times"
            and (times := _TIMES.search(said)) is not None
            and _is_year(context, old, times["year"])
        )
        if not (verb or is_times):
            continue
        for now in context.before(old):
            if re.search(r"[；;]", context.between(now, old)):
                break
            if (
                not context.alike(now, old)
                or _OLD.search(context.near(now))
                or not _of_one(context, now, old)
            ):
                continue
            yield from _grown(context, number, (now, old), verb["verb"] if verb else "")


def _is_year(context: Context, old: int, year: str) -> bool:
    """Tell whether 是去年的…倍 is of the year that the older level is of."""
    said = _OLD.search(context.near(old))
    return said is not None and said["year"] == year


def _grown(context: Context, number: int, levels: tuple[int, int], verb: str) -> Iterator[Worked]:
    mine, its = (value_of(context, level) for level in levels)
    if mine is None or its is None:
        return
    if not verb:
        yield from work(context, number, "times_of_level", levels, mine.over(its))
        return
    base = 1 if context.readings[number].quantity.unit.code == "times" else 100
    sign = -1 if _FALL.search(verb) else 1
    yield from work(context, number, "growth_of_levels", levels, mine.grown(its, base), sign=sign)


_MEAN: Final = re.compile(
    r"(?:平均|户均|项目均)(?:每个|单个|单体)?(?:项目)?(?:的)?(?:总?投资|规模|金额|体量|单体)*(?:额|规模|金额|强度)?(?:为|达到?|约|有)?$"
)


def means(context: Context) -> Iterator[Worked]:
    """平均投资额: an amount over the number of projects that it is of, both printed before it."""
    for number in range(2, len(context)):
        if context.readings[number].quantity.unit.dimension is not Dimension.MONEY or not _MEAN.search(
            context.near(number)
        ):
            continue
        amount = number - 1
        count = amount - 1
        if not (context.alike(amount, number) and context.is_level(count)):
            continue
        if context.readings[count].quantity.unit.dimension is not Dimension.COUNT:
            continue
        if context.sentence(count) != context.sentence(number) or re.search(
            r"[；;]", context.between(count, number)
        ):
            continue
        if "项目" not in context.near(count) + context.behind(count):
            continue
        mine, its = value_of(context, amount), value_of(context, count)
        if mine is not None and its is not None:
            yield from work(context, number, "mean_size", (amount, count), mine.over(its))


_RATE: Final = re.compile(
    r"(?P<verb>开工|动工|竣工|投产|落地|履约|注册|达产|入驻|签约)(?:[（(][^（()）]{1,8}[)）])?率(?:为|达到?|仅)?$"
)


def rates(context: Context) -> Iterator[Worked]:
    """125个项目开工115个，开工率92%: x of y beside the rate, where x is said to be of y."""
    for number in range(2, len(context)):
        said = _RATE.search(context.near(number)) if context.is_percent(number) else None
        part, whole = number - 1, number - 2
        if said is None or not (
            context.is_level(part) and context.is_level(whole) and context.alike(part, whole)
        ):
            continue
        if context.sentence(whole) != context.sentence(number) or re.search(
            r"[；;]", context.between(whole, number)
        ):
            continue
        joint = context.between(whole, part)
        of_it = re.fullmatch(
            rf"[^，,；;。、]{{0,14}}(?:项目|企业)(?:当?中[，,]?)?(?:已|共|实现|有|累计|现)*(?:{said['verb']}[^，,；;。、\d]{{0,6}})?",
            joint,
        )
        if of_it is None or said["verb"] not in re.split("项目|企业", joint)[-1] + context.behind(part):
            continue
        mine, its = value_of(context, part), value_of(context, whole)
        if mine is not None and its is not None:
            yield from work(context, number, "rate_of_counts", (part, whole), mine.over(its, 100))
