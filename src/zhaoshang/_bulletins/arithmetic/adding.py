"""Sums of what a text prints: parts and their whole, by count and by amount."""

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds, total
from zhaoshang._bulletins.arithmetic.families import kinship_of
from zhaoshang._bulletins.arithmetic.printed import Worked, value_of, work
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.texts.steps import SIGNED, STEP, alike
from zhaoshang.units import Dimension

# sums ------------------------------------------------------------------------------------------------------------

_FIRST_FEW: Final = re.compile(
    r"前[一二两三四五六七八九十\d]|较[多高大快好]|居前|靠前|排名|最[多高大快]|主要|包括|超过|以上的|部分"
)
_GOES_ON: Final = re.compile(r"[，,、]?等")
_ALL: Final = re.compile(r"分别|依次")
_SUMMED: Final = re.compile(r"[，,；;]?(?:以上|上述)?[一二两三四五六七八九十\d]类(?:项目)?(?:合计|共计|相加)")


def parts(context: ArithmeticText) -> Iterator[Worked]:
    """分别为: a list of parts adds up to its whole; parts of places after 其中 do not go over it."""
    for run in context.document.lists.runs:
        if run.is_handed_out or not context.is_level(run.numbers[0]):
            continue
        names = [name for name in run.names if name]
        is_apart = run.of_places or kinship_of(names) is not None
        yield from _added(context, run.numbers, is_apart=is_apart and len(names) == len(run.numbers))


def _added(context: ArithmeticText, numbers: tuple[int, ...], *, is_apart: bool) -> Iterator[Worked]:
    first, last = numbers[0], numbers[-1]
    whole = _whole_before(context, first)
    if whole is None:
        return
    text = context.document.plain.text
    head = text[context.document.spans[whole][1] : context.document.spans[first][0]]
    tail = text[context.document.spans[last][1] : context.document.spans[last][1] + 16]
    if _FIRST_FEW.search(head) or _GOES_ON.match(tail):
        return
    values = [value_of(context, number) for number in numbers]
    printed = value_of(context, whole)
    if printed is None or any(value is None for value in values):
        return
    added = total([value for value in values if value is not None])
    is_all = _ALL.search(head) is not None or _SUMMED.match(tail) is not None
    is_all = is_all or ("：" in head and _is_so_many(context, whole, len(numbers)))
    if is_all:
        yield Worked(whole, "parts_of_whole", numbers, added, printed)
    elif is_apart and re.search(r"其中|包括|[（(]", head):
        room = Bounds(added.low, max(added.high, printed.high), added.mid)
        yield Worked(whole, "parts_within_whole", numbers, room, printed)


def _whole_before(context: ArithmeticText, first: int) -> int | None:
    base = context.readings[first].base
    if base is not None and base < first and context.alike(base, first):
        return base
    start = context.document.spans[first][0]
    opens = re.match(r"\s*其中", context.document.plain.text[context.sentence(first) : start])
    low = context.document.plain.sentence(max(0, context.sentence(first) - 1))[0] if opens else None
    for other in context.before(first, low):
        if not context.alike(other, first):
            continue
        return None if context.readings[other].is_part or context.readings[other].band is not None else other
    return None


_SO_MANY: Final = re.compile(
    r"(?P<many>[二两三四五六七八九十]|\d{1,2})个?(?:大)?(?:片区|园区|功能区|县市区|县区|区县|市县|[县市区镇乡]|乡镇|镇街|街道|类|单位)[^，,；;。：:\d]{0,14}(?:共|共计|合计|总计)[^，,；;。：:\d]{0,6}$"
)
_NUMERALS: Final = {"两": 2} | {word: number for number, word in enumerate("二三四五六七八九十", 2)}


def _is_so_many(context: ArithmeticText, whole: int, many: int) -> bool:
    """Tell whether the words before a whole say that it is of so many: 三个片区共签约38个：…."""
    # 三个 is itself a figure in 三个片区共38个
    before = context.words(context.document.plain.clause(context.document.spans[whole][0])[0], whole)
    said = _SO_MANY.search(before)
    return said is not None and many == (_NUMERALS.get(said["many"]) or int(said["many"]))


_FAR: Final = 400
_IN_ALL: Final = re.compile(
    rf"[，,]?(?:[一二两三四五六七八九十]+[地县区市州类者]|两者)?(?:共|合计|共计|总计)(?:新签|实现|完成|到位|引进|{STEP})?(?:项目|资金)?$"
)


def totals(context: ArithmeticText) -> Iterator[Worked]:
    """云岭区12个、白鹭县8个，共20个: a list and the sum behind it, with nothing of the kind between."""
    for number in range(2, len(context)):
        if not context.is_level(number) or not _IN_ALL.fullmatch(context.between(number - 1, number)):
            continue
        run = [number - 1]
        while (
            run[0]
            and context.alike(run[0] - 1, number)
            and _JOINED.fullmatch(context.between(run[0] - 1, run[0]))
            and not _OPENS.search(context.between(run[0] - 1, run[0]))
        ):
            run.insert(0, run[0] - 1)
        values = [value_of(context, other) for other in run]
        is_apart = len(run) > 1 and context.alike(run[0], number) and None not in values
        if is_apart and not any(context.readings[other].band for other in (*run, number)):
            added = total([value for value in values if value is not None])
            yield from work(context, number, "parts_of_whole", tuple(run), added)


_JOINED: Final = re.compile(
    r"(?:[、和及与]|以及)[\u4e00-\u9fff]{0,8}|[，,；;][\u4e00-\u9fff]{1,6}(?:县|区|市|镇|乡|街道|园)"
)
_OPENS: Final = re.compile("其中|包括")
"""Between a whole and the first of its parts."""
_NOUN: Final = re.compile(rf"(?:总?投资额?|(?:总|协议|合同)?金额|到位资金|到位内资|引资|{SIGNED}额)$")


def groups(context: ArithmeticText) -> Iterator[Worked]:
    """Parts whose numbers add up to the whole's have amounts that add up to its amount."""
    text = context.document.plain.text
    for match in re.finditer("其中", text):
        stop = min(context.document.plain.sentence(match.start())[1], match.end() + _FAR)
        inside = _between(context, match.end(), stop)
        counts = [number for number in inside if _is_project_count(context, number)]
        if not 2 <= len(counts) <= 12:
            continue
        whole = next(
            (
                other
                for other in context.before(counts[0], _low(context, counts[0], match.start()))
                if context.alike(other, counts[0]) and not context.readings[other].is_part
            ),
            None,
        )
        if whole is None or whole >= counts[0]:
            continue
        values = [value_of(context, number) for number in (whole, *counts)]
        if any(value is None for value in values):
            continue
        exact = [value.low for value in values if value is not None]
        if exact[0] != sum(exact[1:]):
            continue
        yield from _amounts(context, whole, counts, match.start(), inside[-1])


_NEARLY: Final = Fraction(3, 100)
_LEAST: Final = 20
_GROUPS: Final = 6


def nearly(context: ArithmeticText) -> Iterator[Worked]:
    """152个，总投资809亿元。甲类95个，总投资725.6亿元；乙类57个，总投资91.4亿元: numbers that add up to the last one.

    Nothing says that the groups make the whole but their numbers, which add up exactly, and their amounts, which all
    but do. Two such sums meet by chance in no text; where the amounts are far apart, the numbers met by chance.
    """
    amounts: dict[int, int] = {}
    for number, reading in enumerate(context.readings):
        if reading.base is not None and reading.quantity.unit.dimension is Dimension.MONEY:
            amounts.setdefault(reading.base, number)
    counts = sorted(
        number for number in amounts if _is_project_count(context, number) and number < amounts[number]
    )
    for place, whole in enumerate(counts):
        size = context.readings[whole].quantity.value
        near = [
            number
            for number in counts[place + 1 : place + 1 + _GROUPS]
            if context.document.spans[number][0] - context.document.spans[whole][0] < _FAR
            and context.alike(amounts[number], amounts[whole])
        ]
        if size is None or size < _LEAST:
            continue
        for some in (*combinations(near, 2), *combinations(near, 3)):
            values = [
                value_of(context, number)
                for number in (amounts[whole], *(amounts[number] for number in some))
            ]
            sizes = [Fraction(context.readings[number].quantity.value or 0) for number in some]
            if sum(sizes) != size or None in values:
                continue
            printed, *parts = [value for value in values if value is not None]
            added = total(parts)
            if abs(added.mid - printed.mid) <= printed.mid * _NEARLY:
                operands = tuple(amounts[number] for number in some)
                yield from work(context, amounts[whole], "amounts_of_parts", operands, added)


def _low(context: ArithmeticText, first: int, place: int) -> int:
    sentence = context.document.plain.sentence(place)[0]
    opens = not context.document.plain.text[sentence:place].strip()
    return context.document.plain.sentence(max(0, sentence - 1))[0] if opens else context.sentence(first)


def _between(context: ArithmeticText, low: int, high: int) -> list[int]:
    starts = context.document.starts
    return list(range(bisect_left(starts, low), bisect_left(starts, high)))


def _is_project_count(context: ArithmeticText, number: int) -> bool:
    reading = context.readings[number]
    return (
        reading.quantity.unit.dimension is Dimension.COUNT
        and reading.kpi != BAND
        and reading.band is None
        and "项目" in context.near(number) + context.behind(number)[:8]
    )


def _amounts(
    context: ArithmeticText, whole: int, counts: list[int], place: int, last: int
) -> Iterator[Worked]:
    ends = [*counts[1:], last + 1]
    heads: dict[str, int] = {}
    for number in range(whole + 1, counts[0]):
        noun = _noun(context, number)
        if noun is not None and context.document.spans[number][0] < place:
            heads.setdefault(noun, number)
    for noun, number in heads.items():
        parts: list[int] = []
        for begin, end in zip(counts, ends, strict=True):
            parts += [other for other in range(begin + 1, end) if _noun(context, other) == noun][:1]
        values = [value_of(context, other) for other in parts]
        if (
            len(parts) == len(counts)
            and all(context.alike(number, other) for other in parts)
            and None not in values
        ):
            added = total([value for value in values if value is not None])
            yield from work(context, number, "amounts_of_parts", tuple(parts), added)


def _noun(context: ArithmeticText, number: int) -> str | None:
    if context.readings[number].quantity.unit.dimension is not Dimension.MONEY:
        return None
    match = _NOUN.search(context.near(number))
    return None if match is None else match[0]


_BOTH: Final = re.compile(
    rf"(?:集中)?(?P<one>{STEP})、"
    rf"(?:集中)?(?P<other>{STEP})项目(?:总数|数)?(?:共|共计|合计|总计)*$"
)


def both(context: ArithmeticText) -> Iterator[Worked]:
    """集中签约、开工项目共85个。其中签约47个，开工38个."""
    for number in range(len(context) - 2):
        said = _BOTH.search(context.near(number))
        if said is None or not all(context.alike(number, other) for other in (number + 1, number + 2)):
            continue
        if "其中" not in context.between(number, number + 1) or "\n" in context.between(number, number + 2):
            continue
        words = [context.near(other) for other in (number + 1, number + 2)]
        if re.search(alike(said["one"]), words[0]) and re.search(alike(said["other"]), words[1]):
            values = [value_of(context, other) for other in (number + 1, number + 2)]
            if values[0] is not None and values[1] is not None:
                yield from work(
                    context, number, "parts_of_whole", (number + 1, number + 2), values[0] + values[1]
                )
