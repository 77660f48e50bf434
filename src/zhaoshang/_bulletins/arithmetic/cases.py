"""A figure whose words call for others, and the parts that the levels of its sentence play: told by words and order."""

from collections.abc import Callable, Iterator
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText, verbs_in
from zhaoshang._bulletins.arithmetic.signs import DIFFERENCE, LIGHT, PART_OF, SIGNS
from zhaoshang._bulletins.measures.scenes import BAND

MANY: Final = 8
"""Sentences with more figures of one unit are lists, in which nothing is told by what is left over."""


@final
@frozen
class RelationCase:
    """A figure whose words call for a relation.

    Attributes:
        context: the text.
        number: the figure.
        said: the words that call for it.
        lead: what stands in the clause before them.
        here: the levels of its sentence, by unit.
    """

    context: ArithmeticText
    number: int
    said: re.Match[str]
    lead: str
    here: dict[str, list[int]] = field(factory=dict)

    def value(self, number: int) -> Bounds | None:
        """What a figure may stand for."""
        return self.context.bounds(number)


Way = tuple[str, tuple[int, ...], Bounds]
"""A rule, the figures that it takes and what it makes of them."""

Ask = Callable[[RelationCase], Iterator[Way | None]]


def way_of(rule: str, of: tuple[int, ...], made: Bounds | None) -> Way | None:
    return None if made is None else (rule, of, made)


def levels_here(context: ArithmeticText, number: int) -> dict[str, list[int]]:
    """Sort the levels of a figure's sentence by unit; sizes and groups are none."""
    low, high = context.document.plain.sentence(context.document.spans[number][0])
    found: dict[str, list[int]] = {}
    for other in range(max(0, number - 3 * MANY), min(len(context), number + MANY)):
        if other == number or not low <= context.document.spans[other][0] < high:
            continue
        if context.is_level(other) and not context.is_group(other) and not _is_few(context, other):
            found.setdefault(context.kind(other), []).append(other)
    return found


_FEW_KINDS: Final = re.compile(r"[一二两三四五六七八九十][种类批届期轮大次条]")


def _is_few(context: ArithmeticText, number: int) -> bool:
    """Tell whether a figure only says how many kinds there are: 两种方式."""
    return _FEW_KINDS.fullmatch(context.readings[number].raw) is not None


def near_of(context: ArithmeticText, number: int) -> str:
    """The words before a figure in its clause, or where a colon stands right before it, those before the colon."""
    near = context.near(number)
    label = "" if near.strip() else context.label(number)
    return label[-_LABEL:].lstrip("；;，, ") if label.endswith(("：", ":")) else near


_LABEL: Final = 16


def pair_in(case: RelationCase, *, only_before: bool = False) -> list[int] | None:
    """Give the two levels of one unit in the sentence, the nearest of all levels among them."""
    here = [number for lot in case.here.values() for number in lot]
    if only_before:
        here = [number for number in here if number < case.number]
    if not here:
        return None
    before = [number for number in here if number < case.number]
    last = max(before, default=min(here))
    pair = [other for other in here if case.context.kind(other) == case.context.kind(last)]
    return sorted(pair) if len(pair) == 2 else None


# the parts that levels play ---------------------------------------------------------------------------------------


def is_aim(context: ArithmeticText, number: int) -> bool:
    """Tell whether a level is one to be reached."""
    sign = SIGNS["aim"]
    if DIFFERENCE.search(near_of(context, number)):
        return False
    if sign.before.search(near_of(context, number)) is not None:
        return True
    if (context.readings[number].kpi or "").startswith("target:") and not _DONE.search(
        near_of(context, number)
    ):
        return True
    said = sign.behind.match(context.behind(number))
    return said is not None and not (
        number + 1 < len(context)
        and context.is_level(number + 1)
        and SIGNS["aim"].before.search(near_of(context, number + 1)) is not None
    )


_DONE: Final = re.compile("已|实际|实现")


def is_older(context: ArithmeticText, number: int) -> bool:
    """Tell whether a level is of a time before."""
    sign = SIGNS["older"]
    if SIGNS["change"].before.search(near_of(context, number)) is not None:
        return False  # 较上年同期增加4个
    return (
        sign.before.search(near_of(context, number)) is not None
        or sign.behind.match(context.behind(number)) is not None
    )


def is_change(context: ArithmeticText, number: int) -> bool:
    sign = SIGNS["change"]
    return (
        sign.before.search(near_of(context, number)) is not None
        or sign.behind.match(context.behind(number)) is not None
    )


def is_part(context: ArithmeticText, number: int) -> bool:
    return PART_OF.search(near_of(context, number)) is not None


def is_plain(context: ArithmeticText, number: int) -> bool:
    reading = context.readings[number]
    return reading.band is None and reading.kpi != BAND


def _is_banded(context: ArithmeticText, number: int) -> bool:
    """Tell whether a size stands right before a figure: what is told is of such projects alone."""
    return bool(number) and context.readings[number - 1].kpi == BAND


def is_odd(context: ArithmeticText, number: int) -> bool:
    """Tell whether a level is no item of a sum: a size, an aim, a level of before, a change, or in brackets."""
    if is_odd_item(context, number):
        return True
    return number > 0 and re.search(r"[（(][^（()）]*$", context.between(number - 1, number)) is not None


def is_odd_item(context: ArithmeticText, number: int) -> bool:
    near = near_of(context, number)
    return (
        not is_plain(context, number)
        or _is_banded(context, number)
        or is_aim(context, number)
        or is_older(context, number)
        or is_change(context, number)
        or context.is_group(number)
        or re.search(r"同比|环比|平均|均|累计", near) is not None
    )


def is_ours(context: ArithmeticText, part: int, whole: int) -> bool:
    """Tell whether a whole may hold a part: of the same unit, or of the area that the unit lies in."""
    its = context.readings[whole].subject
    return its in {None, context.document.subjects.own, context.readings[part].subject}


def may_be_one(context: ArithmeticText, one: int, other: int) -> bool:
    """Tell whether two levels may be of one thing."""
    verbs = [verbs_of(context, number) for number in (one, other)]
    kpis = [(context.readings[number].kpi or "").removeprefix("target:") for number in (one, other)]
    is_told = all(verbs) and verbs[0].isdisjoint(verbs[1])
    same = context.readings[one].subject == context.readings[other].subject
    return same and not is_told and (not all(kpis) or kpis[0] == kpis[1])


def verbs_of(context: ArithmeticText, number: int) -> set[str]:
    return verbs_in(words_of(context, number))


def words_of(context: ArithmeticText, number: int) -> str:
    return f"{near_of(context, number)}|{context.behind(number)}"


def narrowed(words: str) -> str:
    """What words say beyond those that narrow nothing down."""
    return LIGHT.sub("", words)


def says_all(words: str, wanted: str) -> bool:
    """Tell whether words hold all that others say, letter pair by letter pair."""
    pairs = [wanted[place : place + 2] for place in range(max(1, len(wanted) - 1))] if wanted else []
    return all(pair in words for pair in pairs)
