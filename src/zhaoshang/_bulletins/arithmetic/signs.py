"""Words that say what a figure is to others, language by language: the one list of them that the judge reads.

Each relation has the words that may stand right before the figure and those that may stand right behind it. What the
figure is of, is no matter of words but of units, order and number: see `judging`.
"""

from collections.abc import Mapping
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.directions import direction

_ZH_BEFORE: Final = {
    "share": r"占(?:[比到了有据]|(?P<of>[^，,；;。：:\d]{0,14}?))?(?:的|比重|比例|比)*(?:[为了约近是]|达到?)*"
    r"|(?:比重|份额|比例|占比)(?:约?为|达到?|是|有)*",
    "of_whole": r"(?:占|是|为|在|达到?|相当于)(?P<of>[^，,；;。：:\d]{0,14}?)[（(]?",
    "reached": r"(?:完成|达成|实现|兑现|进度|目标|任务|计划)[^，,；;。：:\d]{0,6}?(?:率|进度|比例)?[：:]?(?:约?为|达到?|了|是|过)*",
    "growth": r"(?:增|升|涨|长|扩|提|降|减|跌|落|滑|幅|速|[同环]比|多|少|高|加|大)(?:长|大|加|少|低|高|速|幅|率)*(?:约?为|达到?|了|是|出)*",
    "fall": r"降|减|跌|落|滑|少|低|慢|缩",
    "rate": r"(?P<verb>[\u4e00-\u9fff]{2})率(?:约?为|达到?|仅|是)*",
    "times": r"(?:是|为|相当于|达到?|增至|扩大到?)[^，,；;。：:\d]{0,8}的",
    "points": r"(?:高|低|快|慢|多|少|超|升|降|落后|领先|滞后|提|增|减|回落|下滑)(?:出|高|于|升|低|长|加|幅)*(?:了|约?为|达)*",
    "gap": r"(?:缺口|差距|差额|短缺|欠账|缺|差|欠|距[^，,；;。：:\d]{0,10}有)(?:还有|仍有|尚有|约?为|达|是|了|有)*",
    "over": r"超(?:出|过|额|目标|计划|任务|预期)*(?:完成)?(?:了|达|约?为)*|多(?:出|完成)?(?:了|达)*",
    "rest": r"(?:其余|其他|其它|余下|剩余|剩下|余)(?:的|还有|为|有|者|项目)*|(?:还有|尚有|仍有|剩)",
    "change": r"(?:增|减|多|少|升|降)(?:加|少|长|签|出|收|了|约?为|达)*",
    "total": r"(?:合计|共计|总计|总共|一共|总数|总量|总和|之和|合起来|加起来|相加|合)[^，,；;。：:\d]{0,8}"
    r"|(?<![公总])共(?![建享有同])[^，,；;。：:\d]{0,8}",
    "mean": r"(?:月均)[^，,；;。：:\d]{0,4}(?:约?为|达)?",
    "aim": r"(?:目标|任务|计划|指标|下达|要求|应完成)[^，,；;。：:\d]{0,10}[：:（(]?",
    "aim_own": r"(?:目标|任务|计划|指标|下达|要求)[^，,；;。：:\d]{0,10}[：:]?",
    "older": r"(?:去年|上年|上一年|上月|上季度?|上周|上半年(?=末)|年初|原来|原先|此前|过去|往年|上期|前一)[^，,；;。\d]{0,12}"
    r"|(?:[比较]|相比|对比)(?!前年)[^，,；;。]{0,8}的|[由从]的?",
    "part_of": r"其中|包括|包含|(?:^|[^不])含",
}
_ZH_BEHIND: Final = {
    "gap": r"的?(?:缺口|差距|差额)",
    "aim": r"[）)]?(?:个|项)?的?[^，,；;。：:\d]{0,4}(?:目标|任务|计划|指标)",
}
_EN_BEFORE: Final = {
    "share": r"\b(?:account(?:s|ed|ing)? for|ma(?:king|kes?|de) up|represent(?:s|ed|ing)?|a share of|or|equal to)(?: about)? ",
    "of_whole": r"\b(?:is|was|are|were) (?P<of>)",
    "reached": r"\b(?:complet(?:ed|ing|ion(?: rate)?(?: of)?)|achiev(?:ed|ing)|reach(?:ed|ing)|or|met|meeting) ",
    "growth": r"\b(?:up|down|rose|risen|fell|fallen|gr[eo]wn?|(?:in|de)creas(?:ed?|ing)|growth"
    r"|a (?:rise|fall|drop|gain|decline)|dropped|declined)"
    r"(?: by| of)? ",
    "fall": r"down|fell|fallen|decreas|drop|declin|\bfall\b|fewer|less|lower",
    "rate": r"\b(?:a |the )?(?:project )?(?P<en>[a-z]{4,})[a-z]*(?: [a-z]+)? rate (?:of|was|is|reached|at) ",
    "times": r"\b(?:is|was|are|were|or|reaching|reached) (?:about )?",
    "points": r"\b(?:up|down|above|below|ahead|higher|lower|by) ",
    "gap": r"\b(?:short by|shortfall of|a gap of|gap is|gap of|short of it by|still needs?|another|lacking) ",
    "over": r"\b(?:exceed(?:ed|ing)|surpass(?:ed|ing)|beat(?:ing)?)(?: (?:it|the target|that))? by ",
    "rest": r"\b(?:the (?:other|remaining|rest)|remaining|leaving|the remainder of) ",
    "change": r"\b(?:up|down|increase of|decrease of|rise of|fall of|rose|fell|increased|decreased)(?: by)? ",
    "total": r"\b(?:totall?ing|in total|total of|altogether|bringing the total to|a combined|together|in all|sum to|add up to) ",
    "mean": r"\b(?:a monthly average of) ",
    "aim": r"\b(?:target|goal|quota|plan)(?: (?:of|was|is|stood at|stands at|set at|for the year is))?(?: [a-z]+){0,2} ",
    "aim_own": r"\b(?:target|goal|quota|plan)(?: (?:of|was|is|stood at|stands at|set at|for the year is))?(?: [a-z]+){0,2} ",
    "older": r"\b(?:from|against|compared (?:with|to)|than|versus|last year|a year earlier"
    r"|the year before|the previous year)(?:'s)?(?: the)? ",
    "part_of": r"\bof which\b|\bincluding\b|\bamong them\b",
}
_EN_BEHIND: Final = {
    "share": r" of (?:the |all )?(?:total|all|signed|whole)\b",
    "reached": r" of (?:the |an? |its |that |this )?(?:annual |full-year |yearly |year's )?(?:target|goal|plan|quota)\b",
    "total": r" (?:[a-z]+ )?(?:in total|altogether|in all|combined|overall)\b",
    "aim": r" (?:[a-z]+ )?(?:target|goal|quota)\b",
    "older": r" (?:projects? )?(?:(?:in|for|during) the same period (?:of )?)?"
    r"(?:last year|a year (?:earlier|ago|before)|the (?:previous|prior) year|the year before|the same period last year)",
    "change": r" (?:projects? )?(?:more|fewer) than",
    "rest": r" (?:projects? )?(?:have|had|has|are|were) (?:yet|not|still)\b",
    "times": r" (?:as many|the|that|of|last|those)\b",
}
_NEVER: Final = re.compile(r"(?!)")


@final
@frozen
class RelationSign:
    """The words of one relation, in every language at once.

    Attributes:
        before: what stands right before the figure.
        behind: what stands right behind it.
    """

    before: re.Pattern[str]
    behind: re.Pattern[str]


def _joined(name: str, *tables: Mapping[str, str], end: str = "") -> re.Pattern[str]:
    # a group may stand in one pattern only once: those of one language have names of their own
    words: list[str] = []
    for table in tables:
        if name in table:
            taken = words and "(?P<of>" in words[0]
            words.append(table[name].replace("(?P<of>", "(?:") if taken else table[name])
    return re.compile(f"(?:{'|'.join(words)}){end}", re.IGNORECASE) if words else _NEVER


SIGNS: Final = {
    name: RelationSign(_joined(name, _ZH_BEFORE, _EN_BEFORE, end="$"), _joined(name, _ZH_BEHIND, _EN_BEHIND))
    for name in _ZH_BEFORE
}
"""Every relation with its words."""

FALL: Final = _joined("fall", _ZH_BEFORE, _EN_BEFORE)
PART_OF: Final = _joined("part_of", _ZH_BEFORE, _EN_BEFORE)

DIFFERENCE: Final = re.compile(
    r"(?:比(?![重例率])|较)[^，,；;。]*(?:多|少|增|减|高|低|差)[^，,；;。\d]{0,4}$"
    r"|超(?:出|过|额)?(?:完成)?(?:了)?[^，,；;。\d]{0,4}(?:目标|任务|计划|指标|预期)[^，,；;。\d]{0,4}$"
)
"""Before a figure: it is how far one is from another (比计划多, 超目标), and neither of them."""
TO_OTHERS: Final = re.compile(
    r"(?:比(?![重例率])|较)(?![^，,；;。]*(?:目标|任务|计划|指标|预期))[^，,；;。\d]*$"
)
"""Before a difference: it is one from something else than a target (比去年多)."""

_LATIN: Final = re.compile("[a-z]")


def way_said(near: str, said: str) -> int | None:
    """Tell which way the words before a change say that it went; `None` where that is not certain.

    Args:
        near: all the words before it in its clause.
        said: those of them that name the change.
    """
    return (-1 if FALL.search(said) else 1) if _LATIN.search(near) else direction(near)


LIGHT: Final = re.compile(
    r"其中|全部|所有|整个|目前|仅|约|近|已|共|则|就|便|也|达|为|的|了|是|有|在|个|件|家|项|宗|总数|总量|总额|总|数量|数|量|额|项目|招商引资|招商|[全我本该][市县区省州]|实现|同期|同比|环比|较|比|与|相比|去年|上年|今年|上月|本月|当期|期间|度"
    r"|[\s，,、；;：:（(）)“”]|\b(?:the|a|an|of|to|and|by|or|total|projects?|city|county|district|with|in|about|year|on|these|those|all|it|its|is|was|were|are|investment)\b",
    re.IGNORECASE,
)
"""Words that narrow nothing down."""

OPPOSITES: Final = ("有无", "上下", "公私", "城乡")
"""Of each pair a thing is one or the other: two names that differ in them alone are the whole together."""

DENIALS: Final = ("尚未", "没有", "未能", "不", "未", "非", "没", "无")
"""Before a name: all that it is not."""

RELATIONS: Final[Mapping[str, str]] = {
    "change_of_levels": "change",
    "growth_of_levels": "change",
    "times_of_level": "times",
    "completion_of_target": "reached",
    "what_is_left": "left",
    "mean_size": "mean",
    "share_of_whole": "share",
    "rate_of_counts": "rate",
    "impossible_rate": "rate",
    "rate_mismatch": "rate",
}
"""What each rule says that a figure is to others, which its own words may name: in English as in Chinese."""
