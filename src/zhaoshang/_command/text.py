"""`read`: what a text means as a quantity or a date."""

import argparse
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from zhaoshang import records
from zhaoshang._command.books import add_printing, period_of
from zhaoshang._command.printing import tell, tell_json
from zhaoshang._command.words import KINDS, Words
from zhaoshang.errors import PeriodSyntaxError, QuantitySyntaxError
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.reading import Mention, find_mentions, parse_period, parse_quantity

if TYPE_CHECKING:
    from zhaoshang._command.parsing import Parser


def add(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """Declare the verb."""
    parser = commands.add_parser(
        "read", words=words, help=words("read"), description=words("read_more"), epilog=words("status")
    )
    parser.add_argument("text", metavar="TEXT", help=words("text"))
    parser.add_argument("--unit", help=words("unit"))
    parser.add_argument("--today", help=words("today"))
    add_printing(parser, words, width=False)
    parser.set_defaults(run=run, parser=parser)


def run(given: argparse.Namespace, words: Words) -> int:
    """Print what a text means as a quantity or a date; else every quantity in it."""
    today = period_of(given, "today")
    try:
        quantity = parse_quantity(given.text, default_unit=given.unit)
    except QuantitySyntaxError as not_a_quantity:
        try:
            period = parse_period(given.text, today=today)
        except PeriodSyntaxError as not_a_period:
            found = find_mentions(given.text)
            if not found:
                raise _nearer(not_a_quantity, not_a_period) from None
            _tell_mentions(found, given, words)
        else:
            if given.json:
                tell_json({"period": str(period), "start": str(period.start), "end": str(period.end)})
            else:
                tell("\n".join(_period(period, words)))
    else:
        if given.json:
            tell_json({"quantity": records.unstructure(quantity)})
        else:
            tell("\n".join(_quantity(quantity, words)))
    return 0


def _tell_mentions(found: Sequence[Mention], given: argparse.Namespace, words: Words) -> None:
    if given.json:
        data = [
            {
                "start": mention.start,
                "end": mention.end,
                "text": mention.raw,
                "quantity": records.unstructure(mention.quantity),
            }
            for mention in found
        ]
        tell_json({"mentions": data})
        return
    for mention in found:
        tell(f"{mention.start}–{mention.end}  {mention.raw}  {_brief(mention.quantity, words)}")


def _nearer(
    quantity: QuantitySyntaxError, period: PeriodSyntaxError
) -> QuantitySyntaxError | PeriodSyntaxError:
    """Choose the error of the reader that understood more: 2022年2月30日 was meant as a date."""
    is_day = period.expected in {"a date that exists", "a year from 1900 to 2099"}
    return period if is_day or 0 < quantity.span[0] <= period.span[0] else quantity


def _quantity(quantity: Quantity, words: Words) -> Iterator[str]:
    unit = words.unit(quantity.unit)
    kind = type(quantity)
    yield f"{words('kind')}  {KINDS.get(kind.__name__, kind.__name__) if words.is_chinese else kind.__name__}"
    yield f"{words('value')}  {_brief(quantity, words)}"
    if quantity.hedge is not Hedge.NONE:
        yield f"{words('hedge')}  {quantity.hedge.label(words.locale)}"
    if not quantity.interval.is_point:
        yield f"{words('range')}  {quantity.interval} {unit}"


def _brief(quantity: Quantity, words: Words) -> str:
    if quantity.value is None:
        return words("no_value")
    value = str(quantity.value) if isinstance(quantity.value, Fraction) else f"{quantity.value:f}"
    return f"{value} {words.unit(quantity.unit)}"


def _period(period: Period, words: Words) -> Iterator[str]:
    yield f"{words('value')}  {period}"
    yield f"{words('days')}  {period.start} – {period.end}"
