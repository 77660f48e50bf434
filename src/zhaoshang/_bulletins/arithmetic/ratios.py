"""Shares, completions and rates, worked out again from the numbers that a text prints."""

from collections.abc import Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.nearby import is_of_money
from zhaoshang._bulletins.arithmetic.printed import Worked, value_of, work
from zhaoshang._bulletins.arithmetic.relations import OF_WHOLE, SHARE, ArithmeticText
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.scenes import last_cue
from zhaoshang._bulletins.texts.steps import STEP, alike

# shares, rates and growth ----------------------------------------------------------------------------------------

_SET: Final = re.compile(r"项目(?:总数)?(?:当)?中[，,]?\s*$")


def shares(context: ArithmeticText) -> Iterator[Worked]:
    """占…的: a part beside its whole, where both are printed."""
    for number in range(1, len(context)):
        said = SHARE.search(context.near(number)) if context.is_percent(number) else None
        part = number - 1
        if said is None or not OF_WHOLE.fullmatch(said["of"]) or not context.is_level(part):
            continue
        if is_of_money(context, part, said["of"]):
            continue
        if context.near(number)[: said.start()].strip("，,、；;（( 所约仅则"):
            continue  # 投资额分别占61%: the share says itself what it is of
        if len(re.findall(r"[，,；;。]", context.between(part, number))) > 1:
            continue
        mine = value_of(context, part)
        for whole in _wholes(context, part, said["of"]):
            its = value_of(context, whole)
            if mine is not None and its is not None and its.high >= mine.low:
                yield from work(context, number, "share_of_whole", (part, whole), mine.over(its, 100))


def _wholes(context: ArithmeticText, part: int, of: str) -> list[int]:
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


def _is_sibling(context: ArithmeticText, other: int, part: int) -> bool:
    """Tell whether a figure is another part of the same whole: it has a share of its own, or a semicolon parts them."""
    words = context.between(other, part)
    has_share = (
        other + 1 < part
        and context.is_percent(other + 1)
        and SHARE.search(context.near(other + 1)) is not None
    )
    return has_share or (re.search(r"[；;]", words) is not None and "其中" not in words)


_OF_AREA: Final = re.compile(r"占到?全[市县区省州](?:总[数量额])?(?:的)?(?:比重|比例)?(?:为|达到?|约)?$")


def placed(context: ArithmeticText) -> Iterator[Worked]:
    """东河区签约20个，全市签约50个，东河区占全市40%: one figure of the unit and one of the whole, of one measure."""
    for number in range(2, len(context)):
        mine = context.readings[number]
        if (
            not context.is_percent(number)
            or mine.subject is None
            or not _OF_AREA.search(context.near(number))
        ):
            continue
        levels = [other for other in context.before(number) if not context.is_group(other)]
        parts = [other for other in levels if context.readings[other].subject == mine.subject]
        wholes = [
            other
            for other in levels
            if context.readings[other].subject in {None, context.document.subjects.own}
        ]
        if not (len(parts) == len(wholes) == 1) or not context.alike(parts[0], wholes[0]):
            continue
        pair = parts[0], wholes[0]
        of = {context.readings[other].kpi for other in pair}
        if len(of) != 1 or None in of or any(context.readings[other].band for other in pair):
            continue
        values = [value_of(context, other) for other in pair]
        if values[0] is not None and values[1] is not None:
            yield from work(context, number, "share_of_whole", pair, values[0].over(values[1], 100))


def completions(context: ArithmeticText) -> Iterator[Worked]:
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


def _of_one(context: ArithmeticText, one: int, other: int) -> bool:
    """Tell whether two figures are of one unit."""
    return context.readings[one].subject == context.readings[other].subject


_RATE: Final = re.compile(rf"(?P<verb>{STEP}|注册|入驻)(?:[（(][^（()）]{{1,8}}[)）])?率(?:为|达到?|仅)?$")


def rates(context: ArithmeticText) -> Iterator[Worked]:
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
        joint, done = context.between(whole, part), alike(said["verb"])
        of_it = re.fullmatch(
            rf"[^，,；;。、]{{0,14}}(?:项目|企业)(?:当?中[，,]?)?(?:已|共|实现|有|累计|现)*(?:{done}[^，,；;。、\d]{{0,6}})?",
            joint,
        )
        if of_it is None or not re.search(done, re.split("项目|企业", joint)[-1] + context.behind(part)):
            continue
        mine, its = value_of(context, part), value_of(context, whole)
        if mine is not None and its is not None:
            yield from work(context, number, "rate_of_counts", (part, whole), mine.over(its, 100))
