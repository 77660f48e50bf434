"""Orders that a text states: ranks against values, steps of a project against their dates, names against their number."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhaoshang._bulletins.arithmetic.relations import Context
from zhaoshang._bulletins.arithmetic.rows import Row, rows
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.verifying.faults import Fault

if TYPE_CHECKING:
    from zhaoshang.reading import PeriodMention

_MOST: Final = re.compile(
    r"(?:[，,。；;]|其中)(?:其中)?(?:以)?(?P<name>[\u4e00-\u9fff]{2,10}?)(?:的)?(?:数量|金额|规模)?"
    r"(?P<what>最多|最高|最大|居首|居首位|排名第一|位居第一|位列第一|居第一位|领跑|最少|最低|最小|垫底)(?![\u4e00-\u9fff])"
)
_LEAST: Final = frozenset({"最少", "最低", "最小", "垫底"})
_RANK: Final = re.compile(
    r"(?:的[\u4e00-\u9fff]{2,6})?(?:位居|位列|排名|排在|排|居|列)(?:全[市县省区州])?第(?P<rank>[一二三四五六七八九十]|\d{1,2})(?:位|名)?(?![\u4e00-\u9fff])"
)
_NUMERALS: Final = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
_AHEAD: Final = 80


def orders_of(context: Context) -> Iterator[Fault]:
    """Find orders that the figures, dates and names of a text contradict."""
    yield from _superlatives(context)
    yield from _ranks(context)
    yield from _steps(context.document)
    yield from _names(context.document)


def _superlatives(context: Context) -> Iterator[Fault]:
    """A 21亿元、B 16亿元，其中B最多: what is said to be the most is not."""
    text = context.document.plain.text
    for row in rows(context) if _MOST.search(text) else ():
        end = context.document.spans[row.numbers[-1]][1]
        stop = (
            context.document.spans[row.numbers[-1] + 1][0]
            if row.numbers[-1] + 1 < len(context)
            else len(text)
        )
        said = _MOST.search(text, end, min(stop, end + _AHEAD))
        if said is None or re.search(r"[。\n].*[。\n]", text[end : said.start() + 1]):
            continue
        chosen = [number for number in row.numbers if _is_named(context, row, number, said["name"])]
        values = [context.bounds(number) for number in row.numbers]
        if len(chosen) != 1 or None in values:
            continue
        mine = context.bounds(chosen[0])
        others = [value for value in values if value is not None and value is not mine]
        if mine is None:
            continue
        is_wrong = (
            any(value.high < mine.low for value in others)
            if said["what"] in _LEAST
            else any(value.low > mine.high for value in others)
        )
        if is_wrong:
            yield _fault(context, chosen[0], row.numbers, said["what"])


def _is_named(context: Context, row: Row, number: int, name: str) -> bool:
    return context.readings[number].subject == name or row.names[row.numbers.index(number)] == name


def _ranks(context: Context) -> Iterator[Fault]:
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


def _ranked_next(context: Context, number: int) -> re.Match[str] | None:
    """Match a rank in a clause of its own behind a figure: 签约27个，位列第一."""
    end = context.document.spans[number][1]
    text = context.document.plain.text
    is_own = not context.is_percent(number) and text[end : end + 1] in {"，", ","}
    return _RANK.match(text, end + 1) if is_own else None


def _fault(context: Context, number: int, numbers: Sequence[int], said: str) -> Fault:
    reading = context.readings[number]
    others = tuple(
        (context.readings[other].start, context.readings[other].end) for other in numbers if other != number
    )
    return Fault(
        "rank_order",
        reading.start,
        reading.end,
        f"数值与所说名次不符：{said}",
        "the values are not in the order that is said",
        others,
    )


# steps ------------------------------------------------------------------------------------------------------------

_ORDER: Final = {"签约": 1, "开工": 2, "动工": 2, "奠基": 2, "竣工": 3, "投产": 4}
_STEP: Final = re.compile(
    r"(?:正式|成功|顺利|集中|实现|举行|全面)*(?P<step>签约|开工|动工|奠基|竣工|投产)(?:建设|仪式|投运)?"
)
_JOINT: Final = re.compile(r"(?:[，,、；;]|并|后|后于|于|在|又|随后)*")


def _steps(document: Document) -> Iterator[Fault]:
    """项目于2023年5月签约，2022年8月开工: a later step with an earlier date."""
    last: tuple[str, PeriodMention, int] | None = None
    text = document.plain.text
    for mention in document.periods:
        start, end = document.plain.place(mention.start), document.plain.place(mention.end)
        said = _STEP.match(text, end)
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
                yield Fault(
                    "steps_out_of_order",
                    mention.start,
                    mention.end,
                    f"{said['step']}与{last[0]}的先后与日期不符",
                    "the dates are not in the order of the steps",
                    ((last[1].start, last[1].end),),
                )
        last = said["step"], mention, said.end()


# names ------------------------------------------------------------------------------------------------------------

_SO_MANY: Final = re.compile(
    r"(?P<list>[\u4e00-\u9fff]{2,12}(?:[、和与及][\u4e00-\u9fff]{1,12}){1,9}?)(?P<rest>等)?"
    r"(?P<many>[二两三四五六七八九十]|(?<!\d)\d{1,2})(?P<of>个(?:县[市区]?|区县?|市|镇|乡镇?|街道|园区|片区|功能区)(?![\u4e00-\u9fff]?[级域外内])|地(?=[^\u4e00-\u9fff]|共|合|签|新|的|到|实)|大(?:主导|重点|支柱|优势|特色)?产业)"
)
_BEFORE: Final = re.compile(r"[\u4e00-\u9fff]$")


def _names(document: Document) -> Iterator[Fault]:
    """A县、B县、C县4个县: more or fewer names than are said; 等 leaves room for more."""
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
            yield Fault(
                "names_miscounted",
                start,
                end,
                f"列出 {at_most} 个名称，文中说 {many} 个",
                f"{at_most} names are listed, and {many} are said",
                (document.plain.raw(*said.span("list")),),
            )


def _is_nested(text: str, start: int) -> bool:
    """Tell whether a list goes on before the place where it was found to begin."""
    return text[max(0, start - 1) : start] in {"、", "和", "与", "及", "”", "）", ")", "》"}
