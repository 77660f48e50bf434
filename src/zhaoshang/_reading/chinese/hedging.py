"""The words around an amount: hedges in front and behind, and （含）."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.bounds import MEANT_NEGATED, NEGATED, tighter
from zhaoshang._reading.chinese.lexicon import AFTER, BEFORE
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.script import both, variants
from zhaoshang.quantities import Hedge

__all__ = ["AHEAD", "APART", "REMARKS", "behind", "hedge_after", "hedges_in_front", "inclusion"]

_INCLUSIVE: Final = re.compile(r"\((不)?含(?:本数|(?P<named>[0-9][^()\n]{0,15}))?\)")


def hedge_before(text: str, start: int) -> tuple[int, Hedge | None]:
    """Walk left over the hedge in front of a number, and what negates it; give where they start and what they promise.

    Without a bound 达到 hedges nothing, and 没有达到 is below. 大于或等于 closes its end. `None` is for a negation that leaves
    open what is promised: 不一定超过, 没有接近, 不得不超过, 防止超过.
    """
    equal = (
        _OR_EQUAL.search(text, max(0, start - _REACH), start)
        if text[start - 1 : start] in _EQUAL_ENDS
        else None
    )
    if equal is not None:
        is_open = _NEGATED.search(text, max(0, equal.start() - _REACH), equal.start()) is not None
        return equal.start(), None if is_open else _OR_EQUALS[equal[1] or equal[2]]
    reached = (
        _REACHED.search(text, max(0, start - _REACH), start) if text[start - 1 : start] in _REACHES else None
    )
    if reached is not None:
        return reached.start(), None if reached["open"] else Hedge.BELOW
    begin, hedge = _worded(text, start)
    if begin == start and text[start - 1 : start] in _COPULAS:  # 至少有, 大约在
        copula = _COPULA.search(text, max(0, start - _REACH), start)
        begin, hedge = (start, hedge) if copula is None else _worded(text, copula.start(), is_apart=True)
    if hedge is not Hedge.NONE or text[start - 1 : start] not in _UNSETTLED_ENDS:
        return begin, hedge
    unsettled = _UNSETTLED.search(text, max(0, start - _REACH), start)
    return (start, hedge) if unsettled is None else (unsettled.start(), None)


def _worded(text: str, start: int, *, is_apart: bool = False) -> tuple[int, Hedge | None]:
    """Walk left over a hedge of the lexicon; one that stands apart is no single sign but 约."""
    for word, hedge, guard in BEFORE.get(text[start - 1 : start], ()):
        begin = start - len(word)
        if begin >= 0 and text.startswith(word, begin) and not (is_apart and word in _CLOSE):
            if guard and begin and text[begin - 1] in guard:
                continue
            negated = _NEGATED.search(text, max(0, begin - _REACH), begin) if hedge in NEGATED else None
            if negated is None:
                return begin, hedge
            return negated.start(), None if negated["open"] else MEANT_NEGATED.get(hedge)
    return start, Hedge.NONE


_COPULA: Final = re.compile(both("(?:可?达到?|只?能?有|为|是|在|于|需要?|要)$"))
_COPULAS: Final = frozenset(variants("达到有为是在于需要"))
_CLOSE: Final = frozenset(word[0] for words in BEFORE.values() for word in words if len(word[0]) == 1) - {
    "约"
}
"""Signs that hedge nothing but what they touch: 最近有, 网上有."""

_DEGREES: Final = variants("优劣强弱胜逊次重轻长短宽窄厚薄深浅快慢早晚好坏稳差亚色后先")
_MEASURED: Final = variants("止只仅光单独啻及敌输亚逊弱逾越下低高少多大小差欠缺超过满足达到出至外比")
_UNSETTLED: Final = re.compile(
    both(
        rf"(?:(?<!高)[不未难莫没弗岂何无][{_MEASURED}]{{1,2}}[于过了]?|[{_DEGREES}]于|[^\W对]不[了着上动]|[略稍微][高低多少逊强弱差胜小大]"
        r"|(?:堪|可)比|媲美|比肩|逼平|差一?[点步些丝]到?|[触摸够碰挨][及到着边高]|[约粗毛匡略]估?[计算估值折数]|[或恐][将会可]?达到?|[预暂匡毛概]估|基本上?|大[体致概]上|差不离|顶天|(?:未必|不见得|[难鲜罕没未不])(?:有|为|是|在|达到?|需要?|要))$"
    )
)
"""Words made like hedges that no table knows, which leave open what is promised: 不逊于, 未及, 优于, 到不了, 约计."""
_UNSETTLED_ENDS: Final = frozenset(
    variants(f"{_MEASURED}于过了着上动比美肩平点步些丝到及边高计算估值折数本离天强胜有为是在达需要")
)
AHEAD: Final = frozenset(BEFORE) | _COPULAS | _UNSETTLED_ENDS
"""What a hedge in front of a number ends with."""
_VERB: Final = "(?!的)[^\\W0-9A-Za-z零一二三四五六七八九十百千万亿两几数]"
APART: Final = re.compile(
    both(
        rf"(?:(?<![签契合节预违制条公爽缔邀相履简赴失毁婉隐俭绰守续解立订特集])约(?![谈定见请束会书法翰旦])|大概(?!念)|大致|估计|差不多|至少|至多|起码"
        rf"|几乎|将近|少说|顶多|充其量|[最再][多少高低]也){_VERB}(?:{_VERB}){{0,2}}$"
    )
)
"""A hedge with a verb between it and the number that it is of: 约占地300亩, 至少投资3亿元."""
REMARKS: Final = re.compile(
    both(r"大?约数?|大概|概数|[暂预粗概匡毛]?估[计算值数]?|左右|上下|近似值?|出头|有余|[略稍][多少高低强弱]")
)
"""Remarks behind an amount that hedge it."""


_NEGATION: Final = both(
    r"(?:(?P<open>不一定|不见得|未必|不必|不用|无须|无需|并非|(?<!困)难以?|[是能会可]否|有没有|会不会|能不能|可不可以|应不应该?"
    r"|[防避免戒忌杜拒][止免绝范]?)|(?:严?禁止?|[切请]?勿|莫)|(?:未|(?<![淹沉埋吞湮])没有?|不|无法|无(?=[逾超]))(?:[会能得应可许宜准该要再曾]|允许|可以|能够|应当|至于)*)"
)
_NEGATED: Final = re.compile(rf"{_NEGATION} ?$")
_EQUAL: Final = "[大高多小低少]于|超过|不足"
_EQUAL_ENDS: Final = frozenset("于过足")
_OR_EQUAL: Final = re.compile(rf"({_EQUAL})(?:或者?|[、/])?等于$|等于(?:或者?|[、/])({_EQUAL})$")
_OR_EQUALS: Final = {
    word: Hedge.AT_LEAST if word in {"大于", "高于", "多于", "超过"} else Hedge.AT_MOST
    for word in "大于 高于 多于 超过 小于 低于 少于 不足".split()
}
_REACHED: Final = re.compile(rf"{_NEGATION}{both('达到?')}$|[未没]到$")
_REACHES: Final = frozenset("达達到")
_REACH: Final = 8
"""So many characters a negation has at most."""


def hedge_after(text: str, end: int) -> tuple[int, Hedge]:
    """Walk right over the hedge behind an amount."""
    for word, hedge, guard in AFTER.get(text[end : end + 1], ()):
        if text.startswith(word, end):
            stop = end + len(word)
            if guard and text[stop : stop + 1] and text[stop] in guard:
                continue
            return stop, hedge
    return end, Hedge.NONE


_OPEN: Final = {Hedge.AT_LEAST: Hedge.OVER, Hedge.AT_MOST: Hedge.BELOW}


def inclusion(text: str, end: int, unit_end: int | None = None) -> re.Match[str] | None:
    """Read （含） or （不含） behind an end; one that names a number, （不含10亿元）, must name the number just read.

    Args:
        text: the folded text.
        end: where the bracket may stand.
        unit_end: where the number with its unit ends, if a hedge stands between it and the bracket.
    """
    found = _INCLUSIVE.match(text, end)
    stop = end if unit_end is None else unit_end
    if found is not None and found["named"] is not None and not text.endswith(found["named"], 0, stop):
        return None
    return found


def behind(text: str, end: int) -> tuple[int, Hedge]:
    """Read the hedge behind an amount, with the （含） or （不含） before or after it."""
    stop, after = hedge_after(text, end + 1) if text[end : end + 1] == "(" else (end, Hedge.NONE)
    if after is not Hedge.NONE and text[stop : stop + 1] == ")":
        return stop + 1, after  # 5亿元（及以上）
    inclusive = inclusion(text, end)
    stop, after = hedge_after(text, inclusive.end() if inclusive else end)
    if after is Hedge.NONE:
        return end, after
    inclusive = inclusive or inclusion(text, stop, end)
    if inclusive is None:
        return stop, after
    return max(stop, inclusive.end()), after if inclusive[1] is None else _OPEN.get(after, after)


def hedges_in_front(text: str, start: int, numeral: Numeral, after: Hedge) -> tuple[int, Hedge | None]:
    """Take the hedges in front of a number, and the currency word between them and it."""
    hedge = after
    begin, found = hedge_before(text, start)
    if found is Hedge.NONE and text[max(0, start - 3) : start] == "人民币":
        begin, found = hedge_before(text, start - 3)
    while found is not Hedge.NONE:
        if text[begin] == "上" and begin == start - 1 and not (numeral.is_bare):
            break
        merged = None if found is None else tighter(found, hedge)
        if merged is None:
            return begin, None
        hedge, start = merged, begin
        begin, found = hedge_before(text, start)
    return start, hedge
