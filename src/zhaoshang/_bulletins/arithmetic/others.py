"""Whether what is worked out is of one thing: a figure whose words name what the others' do not is of something else.

A change, a mean, a rate or a target names what it is from, of or for (较上月, 单个项目最大, 全市平均, 下半年目标). It is worked out
from levels only where these say the same, or where it names nothing. Words are compared as they stand, but for those that
narrow nothing down and those of the relation itself; one time is one word, however it is told (同比, 较上年同期).
"""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic import english_others
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.arithmetic.roles import AIM, CHANGE, GAP, is_mean
from zhaoshang._bulletins.arithmetic.signs import DIFFERENCE, RELATIONS
from zhaoshang._bulletins.texts.steps import STEP

_ONE_WORD: Final = (
    (re.compile("上年|上一年|前一年"), "去年"),
    (re.compile("(?:去年)?(?:同期|同月)"), "去期"),
    (re.compile("同比"), "去"),
    (re.compile("环比"), "上"),
    (re.compile("任务|计划|指标"), "目标"),
)
"""One word for each time, and for what is to be reached: the shorter is said by the longer."""
_LIGHT: Final = (
    r"今年|本年|当年|年度|全年|目前|截至|截止|以来|累计|合计|共计|总计|一共|总共|全部|所有|整个|此外|同时|招商引资|招商|引资|项目|工作|情况|资金|企业|总投资|投资"
    rf"|实际|实现|引进|引入|招引|完成|达到|新增|{STEP}|总数|总量|总额|数量|个数|金额|其中|以及"
    r"|[新签到位已仅约近达为的了是有在个件家项宗共总数量额则就便也均都和与及至、，,。；;：:（(）)“”\"\s\-—]"
)
"""What narrows nothing down."""
_MOVE: Final = r"增长|增加|提高|提升|上升|扩大|下降|减少|降低|回落|下滑|[增涨升降减]幅|增速|多出|高出|[净增减升涨降多少高低快慢]"
_OF: Final = {
    "change": rf"{_MOVE}|相比|对比|原来|原先|此前|[比较同率]",
    "times": rf"{_MOVE}|相当于|原来|原先|此前|[比较倍由从]",
    "reached": r"超额|目标|完成率|进度|比例|比重|下达|占|[率比]",
    "left": r"目标|下达|剩[余下]|余下|其余|缺口|差距|[没未还尚仍再差缺欠余剩距离需超出过多比较]",
    "mean": r"平均|[户亩人月]均|每亩|每[个家户]|单个|单体|规模|强度|税收|纳税|产值|[均每]",
    "share": r"[全我本][市县区省州]|占?比[重例]|份额|占比|[占比所中]",
    "rate": rf"{STEP}率|[\u4e00-\u9fff]{{2}}率",
}
"""The words of each relation themselves."""
_FIGURE: Final = {of: re.compile(f"{words}|{_LIGHT}") for of, words in _OF.items()}
_AIM: Final = re.compile(rf"目标|[省市县区州委政府里上级]*(?:下达|[确预既制]?定下?)|年初|预期|{_LIGHT}")
_LEVEL: Final = re.compile(
    r"[上下]半年|前?[\d一二三四五六七八九十]+个?(?:季度|月份?)[末底]?|[上本]月|[上本]季度?|[上本]周|\d{4}年|去年|去期"
    rf"|(?:{_MOVE})++(?=[至到为])|原来|原先|此前|[由从]|{_LIGHT}"
)
_BASE: Final = re.compile("[比较与同]|[高低快慢]于|超过")
_BESIDES: Final = re.compile("另|[还尚仍]有")
_NAMED: Final = re.compile("[比较同环年月季期标]")
_FEW: Final = 3
"""So many sizes, times and the like may stand in the words of one figure."""
_BREAK: Final = re.compile("[，,；;：:（(）)、。]")


def is_of_another(context: ArithmeticText, rule: str, number: int, levels: Sequence[int]) -> bool:
    """Tell whether a figure, or one of the levels that a rule works it out from, is said to be of something else.

    The first of all may say what the rest are of; so may the parts of a whole.
    """
    if context.is_english:
        return english_others.is_of_another(context, rule, number, levels)
    of = RELATIONS.get(rule)
    aims = [other for other in levels if AIM.search(_own(context, other))]
    is_rest = of == "left" and not aims
    if of is None or (is_rest and not _BESIDES.search(context.near(number))):
        return False
    if _says_more(context, number, levels, _FIGURE[of], goes_on=of == "change"):
        return True
    if of in {"share", "rate"}:
        return any(_is_no_level(context, other) for other in levels)
    if is_rest:
        return False
    first = min(number, *levels)
    return any(
        _says_more(context, other, (number, *levels), _AIM if other in aims else _LEVEL)
        for other in levels
        if (other != first or other in aims)
        and not _is_base(context, other, number, may_be_named=of == "change")
        and (of != "change" or not _is_change(context, other))
    )


def _is_base(context: ArithmeticText, level: int, number: int, *, may_be_named: bool) -> bool:
    """Tell whether a level stands where a figure says what it is from, or of: 比2021年的30个多, 完成目标50个的."""
    is_beside = level == number - 1 and not _BREAK.search(context.between(level, number))
    return is_beside or (may_be_named and _BASE.match(_own(context, level)) is not None)


def _is_no_level(context: ArithmeticText, number: int) -> bool:
    near = context.near(number)
    return (
        is_mean(near, context.behind(number)) or GAP.search(near) is not None or _is_change(context, number)
    )


def _is_change(context: ArithmeticText, number: int) -> bool:
    near = context.near(number).replace("新增", "")
    return any(words.search(near) is not None for words in (DIFFERENCE, CHANGE, _BEYOND))


_BEYOND: Final = re.compile(r"(?:^|[，,；;（(])(?:多|少|超额?)[^，,；;。\d]{0,4}$")


def _says_more(
    context: ArithmeticText,
    number: int,
    others: Sequence[int],
    known: re.Pattern[str],
    *,
    goes_on: bool = False,
) -> bool:
    """Tell whether a figure names what none of the others does, nor the words that open their sentence."""
    others = [other for other in others if other != number]
    first = min(others)
    lead = context.words(context.sentence(first), first) if first < number else ""
    said = _plainly("|".join((lead, *(_own(context, other) for other in others))))
    words, before = _own(context, number), number - 1
    while (
        goes_on
        and not _NAMED.search(words)
        and before not in others
        and before > first
        and _goes_on(context, before)
    ):
        words, before = f"{_own(context, before)}|{words}", before - 1
    named = known.sub("|", _plainly(words)).split("|")
    return any(
        word[place : place + 2] not in said
        for word in named
        if word
        for place in range(max(1, len(word) - 1))
    )


def _goes_on(context: ArithmeticText, number: int) -> bool:
    return CHANGE.search(context.near(number)) is not None


def _own(context: ArithmeticText, number: int) -> str:
    """The words of a figure alone: as far as a mark or another level before it, and behind it unless they lead on."""
    text, (start, end) = context.document.plain.text, context.document.spans[number]
    first = number
    while (
        number - first < _FEW
        and first
        and not context.is_level(first - 1)
        and not context.is_percent(first - 1)
        and not _BREAK.search(context.between(first - 1, first))
    ):
        first -= 1
    low = context.document.spans[first][0]
    near = _BREAK.split(context.near(first))[-1] + text[low:start]
    behind = _BREAK.split(context.behind(number))[0]
    leads_on = number + 1 < len(context) and context.document.spans[number + 1][0] == end + len(behind)
    return near if leads_on else f"{near}|{behind}"


def _plainly(words: str) -> str:
    for pattern, word in _ONE_WORD:
        words = pattern.sub(word, words)
    return words
