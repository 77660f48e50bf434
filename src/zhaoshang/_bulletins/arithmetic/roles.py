"""The part that each figure plays in its stretch of a sentence, told by the words beside it, Chinese or English.

Levels are what is now (`plain`), what was before (`prior`), what is to be reached (`aims`); beside them stand changes
(增加5个), means (平均2亿元) and what lacks (尚差3个). A rule asks for the parts that it works on, in whatever order they
stand, and is answered only where no other figure could play them.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.arithmetic.signs import DIFFERENCE
from zhaoshang._bulletins.texts.steps import STEP

_MOST: Final = 7
"""Stretches with more levels than this are lists, in which a part is not told by its words alone."""

_either = partial(re.compile, flags=re.IGNORECASE)

AIM: Final = _either(
    r"(?:目标|任务|计划|指标)[^，,；;。\d]{0,8}$|(?:计划|目标|任务)[^，,；;。\d]{0,10}$"
    r"|\b(?:target|goal|quota|plan)\b(?: of| was| is|:| stands at)?(?: [a-z]+){0,2} $"
)
_AIM_BEHIND: Final = _either(
    r"[）)]?的?[^，,；;。\d]{0,6}(?:目标|任务|计划|指标)| ?(?:annual |yearly |full-year )?(?:target|goal|quota)\b"
)
_PRIOR: Final = _either(
    r"(?:去年|上年|上一年|前一年|年初|原来|此前|上月|上季度)(?:度|全年|末|底|初)?(?:同期|同月)?[^，,；;。\d]{0,8}$"
    r"|(?:比|较|与|同|是|为)\d{4}年(?:度|全年)?(?:同期)?[^，,；;。\d]{0,8}$"
    r"|\b(?:last year|previous year|prior year|year earlier|year before)\b(?:'s)?[^,;.\d]{0,12}$|\bfrom $"
)
_PRIOR_BEHIND: Final = _either(
    r" (?:projects? |items? )?(?:(?:in|for|during) the same period (?:of )?)?(?:last year|a year (?:earlier|ago|before)"
    r"|the (?:previous|prior) year|the year before|the same period last year)"
)
_COMPARED: Final = re.compile(r"(?:比|较|同|与)(?:去年|上年|上一年)(?:同期)?[^的，,；;。\d]{0,8}$")
CHANGE: Final = _either(
    rf"(?:净增加?|净减少?|增加|增长|增收|多出|多|减少|少|(?:净?增|减)(?:加|少)?(?:量|额)|增|减|提高|提升|上升|下降|回落|降低)(?:{STEP}|签|引进|到位|项目|资金)?(?:了|为|达到?)?$"
    r"|\b(?:up|rose|risen|increased?|an? (?:increase|rise|gain) of)(?: by)? $"
    r"|\b(?:down|fell|fallen|decreased?|dropped|a (?:decrease|drop|fall) of)(?: by)? $"
)
CHANGE_BEHIND: Final = _either(r" (?:projects? |items? )?(?:more|fewer|less|higher|lower) than")
LESS: Final = _either(r"减|少|降|回落|下滑|down|fell|fallen|decreas|drop|fewer|less|lower")
_TO_LEVEL: Final = _either(r"(?:至|到|为|达)$|\bto $")
MEAN: Final = _either(
    r"(?P<per>平均|户均|亩均|每亩|人均|项目均|均|每[个家户]项?目?|单个项目|单体)[^，,；;。\d]{0,6}(?:总?投资|规模|金额|到位资金|注资|产值|税收|纳税|投资强度)?(?:额|强度)?(?:为|达到?|约|超过?)?$"
    r"|\b(?P<en>averag(?:e|ing)|mean)\b[^,;.\d]*$"
)
MEAN_BEHIND: Final = _either(r" (?:each|per project|apiece|on average)\b")
SHARED: Final = re.compile(r"[（(，,]?(?:均|各|都|其中)?含")
"""Behind a part: other parts hold some of it too (5个（含共建1个）)."""


def is_mean(near: str, behind: str) -> bool:
    """Tell whether the words around a figure say that it is what there is for each."""
    return MEAN.search(near) is not None or MEAN_BEHIND.match(behind) is not None


GAP: Final = _either(
    rf"(?:还|尚)?(?:差|缺|欠)(?:额|距)?(?:为|有)?$|[还尚]剩(?:余|下)?$|[还尚]需(?:再)?(?:完成|到位|引进|{STEP})?$|[距离][^，,；;。\d]{{0,8}}(?:还有|尚有|还差|尚差|差|相差)$|差距(?:为|是)?$"
    r"|\b(?:short by|a shortfall of|leaving a gap of|another) $"
)
_FROM: Final = _either(r"(?:由|从)(?:原来|原先|过去|此前|年初)?的?$|\bfrom $")
_ONWARD: Final = _either(
    r"[，,]?(?:增|升|涨|扩|降|减|跌)(?:加|长|大|少)?(?:至|到|为)|[，,]?(?:提高|上升|下降|回落|提升)(?:至|到|为)| to "
)
_YEAR: Final = re.compile(r"(?<!\d)(\d{4})年")
_BREAK: Final = re.compile(r"[；;]")
_PART_OF_YEAR: Final = re.compile(
    r"上半年|下半年|季度|(?<!年)[\d一二三四五六七八九十]+月|截至|目前|以来|本月|当月|前[\d一二三四五六七八九十]"
)
_SAME_TIME: Final = re.compile(r"同期|同月|同比|上半年|下半年|季度|月")


@final
@frozen
class RoleParts:
    """The figures of a stretch, by the part that each plays.

    Attributes:
        plain: what is now.
        prior: what was before.
        aims: what is to be reached.
        changes: by how much something rose or fell.
        means: what there is of something for each.
        gaps: what lacks.
    """

    plain: list[int] = field(factory=list)
    prior: list[int] = field(factory=list)
    aims: list[int] = field(factory=list)
    changes: list[int] = field(factory=list)
    means: list[int] = field(factory=list)
    gaps: list[int] = field(factory=list)

    @property
    def all(self) -> tuple[int, ...]:
        """All the levels, in order."""
        return tuple(sorted((*self.plain, *self.prior, *self.aims)))


def parts_of(context: ArithmeticText, number: int, *, of_percents: bool = False) -> RoleParts | None:
    """Sort the figures before one in its stretch, and those in the bracket behind it; `None` where they are too many.

    Args:
        context: the text.
        number: the figure.
        of_percents: whether percentages are the levels, as for 提高3个百分点.
    """
    is_one = context.is_percent if of_percents else context.is_level
    around = [*_back(context, number), *_bracket_behind(context, number)]
    levels = [other for other in around if is_one(other) and not context.is_group(other)]
    if len(levels) > _MOST:
        return None
    years = {other: year for other in levels if (year := _year(context, other)) is not None}
    oldest = min(years.values(), default=0) if len(set(years.values())) == 2 else None
    found = RoleParts()
    for other in levels:
        near, behind = context.near(other), context.behind(other)
        if GAP.search(near):
            found.gaps.append(other)
        elif is_mean(near, behind):
            found.means.append(other)
        elif _is_aim(context, other):
            found.aims.append(other)
        elif _is_prior(context, other) or (
            oldest is not None and years.get(other) == oldest and not DIFFERENCE.search(near)
        ):
            found.prior.append(other)
        elif (
            DIFFERENCE.search(near)
            or CHANGE.search(near)
            or CHANGE_BEHIND.match(behind)
            or _COMPARED.search(near)
        ):
            found.changes.append(other)
        else:
            found.plain.append(other)
    return found


def _back(context: ArithmeticText, number: int) -> list[int]:
    found: list[int] = []
    for other in range(number - 1, max(-1, number - 4 * _MOST), -1):
        if context.document.spans[other][0] < context.block(number):
            break
        if _BREAK.search(context.between(other, other + 1)):
            break
        found.insert(0, other)
    return found


def _bracket_behind(context: ArithmeticText, number: int) -> Iterator[int]:
    """Give the figure right behind one that its bracket or its clause adds: 同比增加5个（上年同期为33个）, up 20% from 25."""
    if number + 1 >= len(context) or context.sentence(number + 1) != context.sentence(number):
        return
    joint = context.between(number, number + 1)
    if _ADDED.fullmatch(joint):
        yield number + 1
        after = number + 2
        is_open = "（" in joint or "(" in joint
        if (
            is_open
            and after < len(context)
            and not re.search("[（()）；;。]", context.between(number + 1, after))
        ):
            yield after  # 同比增加5个（去年20个，今年25个）
    elif _LED_TO.fullmatch(joint):
        # 落地率62.5%：40个签约项目落地25个; 同比增加5个（去年20个，今年25个）
        yield number + 1
        after = number + 2
        if after < len(context) and context.sentence(after) == context.sentence(number):
            joint = context.between(after - 1, after)
            if context.is_level(after) and not re.search("[；;：:]", joint):
                yield after
    elif (
        _FROM_BEHIND.fullmatch(joint)
        and number + 2 < len(context)
        and _ONWARD.match(context.between(number + 1, number + 2))
    ):
        yield from (number + 1, number + 2)


_LED_TO: Final = re.compile(r"(?:[：:（(]|[，,]即|——?)[^，,；;。：:（(\d]{0,10}")
_FROM_BEHIND: Final = re.compile(r"[，,（(]?(?:由|从)(?:去年|上年|原来|年初|此前)?(?:同期)?的?")
_ADDED: Final = _either(
    rf"[，,]?[（(]?(?:去年|上年|上一年|\d{{4}}年)(?:同期)?(?:到位|{STEP})?(?:仅?为|是|只有|有)?[：:]?"
    r"|[，,]?(?:增加额|增量|净增额?|减少额|增加|净增|多)(?:加|了|为)*"
    r"|,? from |,? compared with |,? against | of (?:the |an? |its )?(?:annual |full-year |yearly )?(?:target|goal|plan) of "
)


_NOW: Final = 9999
"""The year of 今年: later than any that is printed beside it."""


_THIS_YEAR: Final = re.compile("[今本]年")


def _year(context: ArithmeticText, number: int) -> int | None:
    """Give the year printed before a figure in its clause."""
    near = context.near(number)
    found = _YEAR.findall(near)
    if not found:
        return _NOW if _THIS_YEAR.search(near) else None
    return int(found[-1])


def _is_aim(context: ArithmeticText, number: int) -> bool:
    if DIFFERENCE.search(context.near(number)):
        return False
    if AIM.search(context.near(number)) or (context.readings[number].kpi or "").startswith("target:"):
        return True
    if _AIM_BEHIND.match(context.behind(number)) is None:
        return False
    # 到位30亿元（年度目标90亿元）: the word behind a figure is the next one's
    is_level = number + 1 < len(context) and context.is_level(number + 1)
    return not (is_level and AIM.search(context.behind(number)) is not None)


def _is_prior(context: ArithmeticText, number: int) -> bool:
    near, behind = context.near(number), context.behind(number)
    if (
        _FROM.search(near)
        and number + 1 < len(context)
        and _ONWARD.match(context.between(number, number + 1))
    ):
        return True
    if _PRIOR_BEHIND.match(behind):
        return True
    if (
        _COMPARED.search(near) and not near.endswith(("（", "(", "同期", "去年", "上年"))
    ) or _TO_LEVEL.search(near.removesuffix("为")):
        return False
    said = _PRIOR.search(near)
    return said is not None and not CHANGE.search(near)


def is_of_another_year(context: ArithmeticText, number: int, prior: int) -> bool:
    """Tell whether a change says that it is from another year than that of an older level: 比2021年的30个多2个，比2020年多6个."""
    said, told = (set(_YEAR.findall(context.near(other))) for other in (number, prior))
    return bool(said and told) and said.isdisjoint(told)


def is_same_time(context: ArithmeticText, now: int, prior: int) -> bool:
    """Tell whether a level and the older one are of times as long: 去年签约35个 is no base of 上半年签约20个."""
    near = context.near(prior)
    if _SAME_TIME.search(near) or not re.search(r"去年|上年|上一年|\d{4}年", near):
        return True
    words = context.words(context.sentence(now), now)
    said = _PART_OF_YEAR.search(words.replace(near, ""))
    return said is None
