"""Ranks that English sentences state against the values beside them: led with 25, ahead of Xishan with 28."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.english_lines import ANY, LEVEL, EnglishLine, lines
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.verifying.faults import TextFault

_C: Final = rf"[^{ANY}\d;:,.]{{0,50}}?"
_AFTER: Final = rf",? (?:ahead of|followed by|before) {_C}(?P<b>{LEVEL})(?: and {_C}(?P<c>{LEVEL}))?"
_OF_ALL: Final = (
    r"(?: of (?:the|all) (?:[a-z]+ )?(?:counties|districts|cities|towns|units|zones|three|four|five|six|seven|eight|nine|ten)"
    r"| in the (?:city|county|district|province))?"
)
_MOST: Final = (
    rf"(?:ranked first|came first|topped the list|led(?: the [a-z]+)?) with (?P<a>{LEVEL}){_AFTER}",
    rf"(?P<a>{LEVEL}), the (?:most|highest){_OF_ALL}{_AFTER}",
    rf"the most,? (?P<a>{LEVEL}){_AFTER}",
)
_LEAST: Final = (
    rf"the (?:fewest|least),? (?P<a>{LEVEL}), (?:behind|after) {_C}(?P<b>{LEVEL})(?: and {_C}(?P<c>{LEVEL}))?",
    rf"(?:ranked last|came last) with (?P<a>{LEVEL}), (?:behind|after) {_C}(?P<b>{LEVEL})(?: and {_C}(?P<c>{LEVEL}))?",
)
_FORMS: Final = (*((re.compile(form), 1) for form in _MOST), *((re.compile(form), -1) for form in _LEAST))


def english_orders_of(context: ArithmeticText) -> Iterator[TextFault]:
    """Find ranks that the values beside them contradict."""
    if not context.is_english:
        return
    for line in lines(context):
        yield from _named(context, line)
        for form, sign in _FORMS:
            said = form.search(line.text)
            if said is None:
                continue
            numbers = [line.numbers[said.start(name)] for name in "abc" if said[name] is not None]
            values = [context.bounds(number) for number in numbers]
            known = [value for value in values if value is not None]
            if len(known) < len(values) or not all(context.alike(numbers[0], number) for number in numbers):
                continue
            is_row = "followed by" in said[0] and sign > 0
            pairs = pairwise(known) if is_row else ((known[0], other) for other in known[1:])
            if any((one.high < other.low if sign > 0 else one.low > other.high) for one, other in pairs):
                spans = [(context.readings[number].start, context.readings[number].end) for number in numbers]
                yield TextFault(
                    "rank_order",
                    *spans[0],
                    "数值与所说名次不符",
                    "the values are not in the order that is said",
                    tuple(spans[1:]),
                )


_FIRST: Final = re.compile(
    r"\b(?:with )?(?P<name>[A-Z]\w+) (?:ranking first|ranked first|coming first|came first|topping the list|in (?:the lead|first place))\b"
    r"(?! (?:in|by|for|on) (?!the (?:city|county|district|province)\b))"
)
_ITEM: Final = re.compile(rf"\b(?P<name>[A-Z]\w+)(?: [a-z]+)? (?P<a>{LEVEL})")


def _named(context: ArithmeticText, line: EnglishLine) -> Iterator[TextFault]:
    """Donghe signed 14 projects, Xishan 11 and Beiling 8, with Xishan ranking first: what is said to be first is not."""
    said = _FIRST.search(line.text)
    if said is None:
        return
    items = {
        item["name"]: line.numbers[item.start("a")] for item in _ITEM.finditer(line.text, 0, said.start())
    }
    mine = items.get(said["name"])
    is_row = mine is not None and len(items) == len(line.numbers) > 1
    if mine is None or not is_row or not all(context.alike(mine, other) for other in items.values()):
        return
    value = context.bounds(mine)
    others = [(other, context.bounds(other)) for other in items.values() if other != mine]
    higher = [
        other for other, its in others if value is not None and its is not None and its.low > value.high
    ]
    if higher:
        yield TextFault(
            "rank_order",
            context.readings[mine].start,
            context.readings[mine].end,
            "数值与所说名次不符",
            "the values are not in the order that is said",
            tuple((context.readings[other].start, context.readings[other].end) for other in higher),
        )
