"""Quantities against the words that they were read from."""

from collections.abc import Iterator
from typing import Final

import attrs

from zhaoshang._checks.rule import Rule, about
from zhaoshang._text.messages import Label, Message, Sentence
from zhaoshang.errors import ZhaoshangError
from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger
from zhaoshang.model._fields.labels import label_of
from zhaoshang.quantities import Quantity
from zhaoshang.reading import parse_quantity

_UNLIKE_TEXT: Final = Sentence(
    "check.value_unlike_text",
    zh="{what}的数值为 {value}，其原文“{text}”读作 {read}",
    en="{what} is {value}, and the text it came from, {text!r}, reads {read}",
)


def _kept(record: object, path: str = "") -> Iterator[tuple[str, str, Quantity]]:
    """List what a record and the records in it hold of quantities: the way there, its name in Chinese, the quantity."""
    for field in attrs.fields(type(record)):  # type: ignore[arg-type]
        value, way = getattr(record, field.name), f"{path}{field.name}"
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Quantity):
                yield way, label_of(type(record).__name__, field.name), each
            elif attrs.has(type(each)):
                yield from _kept(each, f"{way}.")


def _read_again(quantity: Quantity) -> Quantity | None:
    """Read the text of a quantity where it says all by itself; what came through a rate has another number than its text."""
    if quantity.raw is None or quantity.trace:
        return None
    try:
        return parse_quantity(quantity.raw)
    except ZhaoshangError:
        return None


def _is_same(quantity: Quantity, read: Quantity) -> bool:
    if quantity.unit.dimension is not read.unit.dimension:
        return False
    try:
        read = read.to(quantity.unit)
    except ZhaoshangError:
        return False
    return quantity.value == read.value and quantity.interval == read.interval


def values_unlike_texts(ledger: Ledger) -> Iterator[Finding]:
    """Find amounts whose number is not what the text that is kept with it says: one of the two was changed alone."""
    for project in ledger.projects:
        for way, zh, quantity in _kept(project):
            read = _read_again(quantity)
            if read is not None and not _is_same(quantity, read):
                yield about(
                    "value_unlike_text",
                    project,
                    Message(
                        _UNLIKE_TEXT,
                        what=Label(zh, way),
                        value=str(quantity),
                        text=quantity.raw,
                        read=str(read),
                    ),
                    subject=way,
                    value=str(quantity),
                    text=str(quantity.raw),
                )


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        code="value_unlike_text",
        zh="数值与原文不符",
        en="a number unlike its text",
        find=values_unlike_texts,
    ),
)
