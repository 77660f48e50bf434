"""Ranks that English sentences state against the values beside them: led with 25, ahead of Xishan with 28."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from zhaoshang._bulletins.arithmetic.english_lines import ANY, LEVEL, lines
from zhaoshang._bulletins.arithmetic.relations import Context
from zhaoshang._bulletins.figures.english import is_english
from zhaoshang._bulletins.verifying.faults import Fault

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


def english_orders_of(context: Context) -> Iterator[Fault]:
    """Find ranks that the values beside them contradict."""
    if not is_english(context.document.text):
        return
    for line in lines(context):
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
                yield Fault(
                    "rank_order",
                    *spans[0],
                    "数值与所说名次不符",
                    "the values are not in the order that is said",
                    tuple(spans[1:]),
                )
