"""Orders that a text states: ranks against values, steps of a project against their dates, names against their number."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import STEP, STEP_WORDS
from zhaoshang._bulletins.verifying.faults import TextFault

if TYPE_CHECKING:
    from zhaoshang.reading import PeriodMention

_MOST: Final = re.compile(
    r"(?:[，,。；;\n]|其中)(?:其中)?(?:以)?(?P<name>[\u4e00-\u9fff]{2,10}?)(?:的)?(?P<of>数量|金额|规模|投资)?"
    r"(?P<what>最多|最高|最大|(?:位?居|位?列|排名?)(?:在)?(?:全[市县区省州])?(?:首位|榜首|第一(?:位|名)?)|居首|领跑"
    r"|最少|最低|最小|垫底)(?![\u4e00-\u9fff])"
)
_LEAST: Final = frozenset({"最少", "最低", "最小", "垫底"})
_RANK: Final = re.compile(
    r"(?:的[\u4e00-\u9fff]{2,6})?(?:位居|位列|排名|排在|排|居|列)(?:全[市县省区州])?第(?P<rank>[一二三四五六七八九十]|\d{1,2})(?:位|名)?(?![\u4e00-\u9fff])"
)
_NUMERALS: Final = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}


def orders_of(context: ArithmeticText) -> Iterator[TextFault]:
    """Find orders that the figures, dates and names of a text contradict."""
    yield from _superlatives(context)
    yield from _ranks(context)
    yield from _steps(context.document)
    yield from _names(context.document)


def _superlatives(context: ArithmeticText) -> Iterator[TextFault]:
    """A 21亿元、B 16亿元，其中B最多: what is said to be the most is not."""
    text = context.document.plain.text
    ends = [end for _, end in context.document.spans]
    for said in _MOST.finditer(text):
        last = bisect_right(ends, said.start("name")) - 1
        if (
            last < 1
            or said.start() - ends[last] > _NEXT
            or re.search(r"[。\n].*[。\n]", text[ends[last] : said.start() + 1])
        ):
            continue
        lots = [lot for lot in _listed(context, last).values() if len(lot) > 1]
        wrong = [_is_wrong(lot, context, said) for lot in lots]
        found = next((item for item in wrong if item), None)
        if found is not None and all(wrong):
            yield _fault(context, found[0], found, said["what"])
    yield from _first_told(context)


def _first_told(context: ArithmeticText) -> Iterator[TextFault]:
    """签约最多的是A，达8个；B为12个: what is told first as the most is not."""
    for number in range(len(context) - 1):
        said = _FIRST_TOLD.search(context.words(context.sentence(number), number))
        if said is None or not context.is_level(number):
            continue
        rest = [
            other
            for other in range(number + 1, min(len(context), number + _FEW))
            if context.sentence(other) == context.sentence(number)
        ]
        lot = [number, *(other for other in rest if _may_be_listed(context, other))]
        names = [context.readings[other].subject for other in lot]
        is_one = all(context.kind(other) == context.kind(number) for other in lot)
        if not is_one or len(lot) <= len(rest) or None in names or len(set(names)) < len(names):
            continue  # not all of them are places beside each other
        found = _above(context, number, lot, is_least=said["what"] in _LEAST)
        if found:
            yield _fault(context, number, found, said["what"])


_NEXT: Final = 12
_FEW: Final = 8
_FIRST_TOLD: Final = re.compile(
    r"(?P<what>最多|最高|最大|最少|最低|最小)的?(?:是|为)(?P<name>[\u4e00-\u9fff]{2,8}?)[，,（(]?(?:达到?|为|有|共)?$"
)
"""Before the figure that is said to be the most: 签约最多的是东镇，达8个."""
_NOT_LISTED: Final = re.compile(
    r"全[市县区省州]|合计|总计|共计|累计|平均|同比|环比|增|减|较|比|目标|任务|计划"
)


def _listed(context: ArithmeticText, last: int) -> dict[str, list[int]]:
    """Give the figures of named things before a place, by unit."""
    lots: dict[str, list[int]] = {}
    for number in range(last, max(-1, last - 4 * _FEW), -1):
        if context.block(number) != context.block(last):
            break
        if context.is_percent(number) and _NOT_LISTED.search(context.near(number)):
            return {}  # the most may be said of the growth
        if _may_be_listed(context, number):
            lots.setdefault(context.kind(number), []).insert(0, number)
    return lots


def _may_be_listed(context: ArithmeticText, number: int) -> bool:
    reading = context.readings[number]
    if context.document.whose[number].is_of_stranger:
        return False
    is_value = context.is_level(number) or context.is_percent(number)
    near = context.near(number)
    return is_value and reading.band is None and not context.is_group(number) and not _NOT_LISTED.search(near)


def _is_wrong(lot: Sequence[int], context: ArithmeticText, said: re.Match[str]) -> list[int] | None:
    """Give the figures that belie what is said of the most; none where they do not, `None` where the list has no such name."""
    name = said["name"]
    chosen = [
        number
        for number in lot
        if context.readings[number].subject == name
        or context.near(number).strip("，,、；;（( ").startswith(name)
    ]
    return _above(context, chosen[0], lot, is_least=said["what"] in _LEAST) if len(chosen) == 1 else None


def _above(context: ArithmeticText, number: int, lot: Sequence[int], *, is_least: bool) -> list[int]:
    """Give a figure and those of its measure that are above it, or below where it is said to be the least."""
    mine, kpi = context.bounds(number), context.readings[number].kpi
    if mine is None:
        return []
    found = [number]
    for other in lot:
        its = context.bounds(other)
        if other == number or its is None or context.readings[other].kpi not in {kpi, None}:
            continue
        if (its.high < mine.low) if is_least else (its.low > mine.high):
            found.append(other)
    return found if len(found) > 1 else []


def _ranks(context: ArithmeticText) -> Iterator[TextFault]:
    """A以20亿元位居第一，B以24亿元位居第二: a value above that of a higher rank."""
    ranked: list[tuple[int, int]] = []
    for number in range(len(context)):
        said = _RANK.match(context.behind(number)) or _ranked_next(context, number)
        if said is not None:
            ranked.append((number, _NUMERALS.get(said["rank"]) or int(said["rank"])))
    for (one, first), (other, second) in pairwise(ranked):
        if context.sentence(one) != context.sentence(other) or not context.alike(one, other):
            continue
        if other - one > 1 or first == second or context.readings[one].kpi != context.readings[other].kpi:
            continue
        values = context.bounds(one), context.bounds(other)
        if values[0] is None or values[1] is None:
            continue
        upper, lower = (values[0], values[1]) if first < second else (values[1], values[0])
        if upper.high < lower.low:
            yield _fault(context, other, (one, other), f"第{second}")


def _ranked_next(context: ArithmeticText, number: int) -> re.Match[str] | None:
    """Match a rank in a clause of its own behind a figure: 签约27个，位列第一."""
    end = context.document.spans[number][1]
    text = context.document.plain.text
    is_own = not context.is_percent(number) and text[end : end + 1] in {"，", ","}
    return _RANK.match(text, end + 1) if is_own else None


def _fault(context: ArithmeticText, number: int, numbers: Sequence[int], said: str) -> TextFault:
    reading = context.readings[number]
    others = tuple(
        (context.readings[other].start, context.readings[other].end) for other in numbers if other != number
    )
    return TextFault(
        "rank_order",
        reading.start,
        reading.end,
        f"数值与所说名次不符：{said}",
        "the values are not in the order that is said",
        others,
    )


# steps ------------------------------------------------------------------------------------------------------------

_IN_ORDER: Final = ("signed", "started", "completed", "producing")
_ORDER: Final = {
    "奠基": _IN_ORDER.index("started"),
    **{word: order for order, step in enumerate(_IN_ORDER) for word in STEP_WORDS[step]},
}
_DONE: Final = "|".join(sorted(_ORDER, key=len, reverse=True))
_STEP: Final = re.compile(
    rf"(?:正式|成功|顺利|集中|实现|举行|全面)*(?P<step>{_DONE})(?:建设|仪式|投用|{STEP})?(?![论筹准]|前期|手续|条件|申请|[率方额])"
)
_ITS: Final = re.compile(rf"[，,]?(?:该|本)?项目(?=正式|成功|顺利|集中|全面|实现|{_DONE})")
"""Between a date and a step: the project that is spoken of."""
_JOINT: Final = re.compile(r"(?:[，,、；;]|并|后|于|在|又|随后|(?:该|本)?项目(?=于|在|[，,；;]|$))*")


def _steps(document: Document) -> Iterator[TextFault]:
    """项目于2023年5月签约，2022年8月开工: a later step with an earlier date."""
    last: tuple[str, PeriodMention, int] | None = None
    text = document.plain.text
    for mention in document.periods:
        start, end = document.plain.place(mention.start), document.plain.place(mention.end)
        its = _ITS.match(text, end)
        said = _STEP.match(text, its.end() if its else end)
        if said is None or mention.period is None:
            last = None
            continue
        if last is not None and _JOINT.fullmatch(text, last[2], start) and last[1].period is not None:
            one, other = (last[1].period, mention.period)
            before, after = _ORDER[last[0]], _ORDER[said["step"]]
            is_wrong = (before < after and other.end < one.start) or (
                before > after and one.end < other.start
            )
            if is_wrong:
                yield TextFault(
                    "steps_out_of_order",
                    mention.start,
                    mention.end,
                    f"{said['step']}与{last[0]}的先后与日期不符",
                    "the dates are not in the order of the steps",
                    ((last[1].start, last[1].end),),
                )
        last = said["step"], mention, said.end()


# names ------------------------------------------------------------------------------------------------------------

_SIGN: Final = "(?![和与及])[\u4e00-\u9fff]"
"""Of a name in a list; a list of several 和, or of 和 and 、, says nothing sure of how many there are."""
_SO_MANY: Final = re.compile(
    rf"(?P<list>(?:{_SIGN}){{2,12}}(?:(?:、(?:{_SIGN}){{1,12}}){{1,9}}?|[和与及](?:{_SIGN}){{1,12}}))(?P<rest>等)?"
    r"(?P<many>[二两三四五六七八九十]|(?<!\d)\d{1,2})(?P<of>个(?:县[市区]?|区县?|市|镇|乡镇?|街道|园区|片区|功能区)(?![\u4e00-\u9fff]?[级域外内])|地(?=[^\u4e00-\u9fff]|共|合|签|新|的|到|实)|大(?:主导|重点|支柱|优势|特色)?产业)"
)


def _names(document: Document) -> Iterator[TextFault]:
    """A县、B县、C县4个县: more or fewer names than are said; 等 leaves room for more."""
    yield from _names_behind(document)
    text = document.plain.text
    for said in _SO_MANY.finditer(text):
        listed = said["list"].removesuffix("等")
        rest = said["rest"] or listed != said["list"]
        items = re.split(r"[、和与及]", listed)
        many = 2 if said["many"] == "两" else _NUMERALS.get(said["many"]) or int(said["many"])
        # 甲和乙 may be one name, and what stands before the first 、 may be no item
        at_most = len(items)
        at_least = len([mark for mark in listed if mark == "、"]) + (1 if "、" in listed else 2)
        is_sure = at_least == at_most and all(len(item) > 1 for item in items) and "的" not in items[-1]
        is_wrong = many < at_most if rest else many != at_most
        if is_sure and is_wrong and not _is_nested(text, said.start()):
            start, end = document.plain.raw(said.start("many"), said.end("of"))
            yield TextFault(
                "names_miscounted",
                start,
                end,
                f"列出 {at_most} 个名称，文中说 {many} 个",
                f"{at_most} names are listed, and {many} are said",
                (document.plain.raw(*said.span("list")),),
            )


_SO_MANY_BEHIND: Final = re.compile(
    r"(?<![\d第前后])(?P<many>[二两三四五六七八九十]|\d{1,2})(?P<of>[个大](?:县[市区]?|区县?|镇|乡镇?|街道|园区|片区|(?:主导|重点|支柱)?产业|重点项目|项目))"
    r"(?:[：:]|[，,]?(?:即|分别(?:是|为)|依次(?:是|为))[：:]?|(?P<open>[（(]))"
    r"(?P<list>[\u4e00-\u9fff]{2}[\u4e00-\u9fff、]{3,400}+)(?P<close>[）)]|[。；;\n]|$)"
)


def _names_behind(document: Document) -> Iterator[TextFault]:
    """4个县区（A县、B县、C县）, 签约3个项目：甲项目、乙项目: more or fewer names than are said."""
    for said in _SO_MANY_BEHIND.finditer(document.plain.text):
        is_list = re.search("、|..[和与及]..", said["list"]) is not None
        if bool(said["open"]) != (said["close"] in {"）", ")"}) or "等" in said["list"] or not is_list:
            continue
        items = said["list"].split("、")
        # the last may be two, joined by 和, or one that has 和 in its name
        counts = {len(items), len(items) + len(re.findall("[和与及]", said["list"]))}
        many = 2 if said["many"] == "两" else _NUMERALS.get(said["many"]) or int(said["many"])
        is_listed = len(set(items)) == len(items) and all(_is_item(item, said["of"]) for item in items)
        if is_listed and many not in range(min(counts), max(counts) + 1):
            start, end = document.plain.raw(said.start("many"), said.end("of"))
            yield TextFault(
                "names_miscounted",
                start,
                end,
                f"列出 {max(counts)} 个名称，文中说 {many} 个",
                f"{max(counts)} names are listed, and {many} are said",
                (document.plain.raw(*said.span("list")),),
            )


def _is_item(item: str, of: str) -> bool:
    """Tell whether an item of a list may be one of what was counted."""
    if "项目" in of:
        return len(item) > _SHORT and re.search(r"[级类]$|领域|方面|分别|投资$", item) is None
    return "产业" in of or re.search(r"[县区市镇乡园道]$", item) is not None


_SHORT: Final = 3


def _is_nested(text: str, start: int) -> bool:
    """Tell whether a list goes on before the place where it was found to begin."""
    return text[max(0, start - 1) : start] in {"、", "和", "与", "及", "”", "）", ")", "》"}
