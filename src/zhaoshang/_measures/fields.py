"""Conditions on fields as people write them: `column("investment") >= "1亿元"`; a question settles what they mean."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, Literal, final

from attrs import field, frozen

from zhaoshang._basics.brief import as_python, in_order
from zhaoshang._calls.plain import must_be, plain_fields
from zhaoshang._measures.nodes import Op, Predicate
from zhaoshang.errors import (
    FieldTypeError,
    PeriodSyntaxError,
    QuantitySyntaxError,
    UnknownCodeError,
    ZhaoshangError,
)
from zhaoshang.model._fields.amounts import AMOUNT_DIMENSIONS, MEASURE_DIMENSIONS, MEASURES, PROJECT_AMOUNTS
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import CURRENCIES, UNITS, Dimension
from zhaoshang.vocabulary import Category, Channel, Origin, Ownership, Relation, Stage, Track

AMOUNT_NAMES: Final = frozenset((*PROJECT_AMOUNTS, *MEASURES))
CODED: Final[dict[str, type]] = {
    "track": Track,
    "category": Category,
    "channel": Channel,
    "relation": Relation,
    "origin": Origin,
    "ownership": Ownership,
    "moved_from": Origin,
    "stage": Stage,
    **{f"{amount}.hedge": Hedge for amount in AMOUNT_NAMES},
}
"""Fields whose options are of a closed list, so that a word that is none is refused."""

_COMPARABLE: Final = 'an amount such as "1亿元", a date such as "2022-03", an exact number, or another value'
_MEASURED: Final[Mapping[str, tuple[Dimension, ...]]] = {
    "energy": (Dimension.ENERGY, Dimension.MASS),
    **{name: (dimension,) for name, dimension in (*AMOUNT_DIMENSIONS.items(), *MEASURE_DIMENSIONS.items())},
}
_EXAMPLES: Final = {
    Dimension.MONEY: "1亿元",
    Dimension.AREA: "80亩",
    Dimension.COUNT: "120人",
    Dimension.ENERGY: "500吨",
}


def example_of(name: str) -> str:
    """Give an amount that the cells of a column could be compared with."""
    dimension = _MEASURED[name][0]
    return _EXAMPLES.get(dimension) or f"1{next(unit.zh for unit in UNITS if unit.dimension is dimension)}"


@final
@frozen(cache_hash=True, field_transformer=plain_fields)
class Condition(Predicate):
    """A condition on a field of a project, as `column("investment") >= "1亿元"` and `column(…).is_in(…)` make it.

    What it means is settled when a KPI is asked for: an amount is that of the project and its phases, compared in its
    own currency, by a paired edge or a rate of the profile, and 近1亿元 lies below 1亿元; a date is read as the
    profile reads coarse dates; what lies under a unit is found in the ledger.

    Attributes:
        name: the field.
        op: `lt`, `le`, `ge`, `gt`, or `in`.
        operand: what it is compared with, or the options.

    Examples:
        >>> from zhaoshang.measures import Condition, column
        >>> where = column("investment") >= "1亿元"
        >>> isinstance(where, Condition), where.name, where.op, str(where.operand)
        (True, 'investment', 'ge', '100000000 CNY')
    """

    name: str = field(validator=must_be(str, expected="the name of a field, such as owner"))
    op: Op | Literal["in"]
    operand: Quantity | Period | frozenset[str] = field(repr=in_order)


def operand(name: str, other: object) -> Quantity | Period:
    """Read an amount or a date; what will not do is refused by the name of the column."""
    try:
        return _operand(name, other)
    except FieldTypeError as error:
        if not error.place:
            error.at(name)
        raise


def _operand(name: str, other: object) -> Quantity | Period:
    if isinstance(other, Quantity):
        read: Quantity | Period = other
    elif isinstance(other, Period):
        read = other
    elif isinstance(other, date) and not isinstance(other, datetime):
        read = Period.of(other)
    elif isinstance(other, str):
        read = _read(name, other)
    else:
        raise FieldTypeError(as_python(other), _COMPARABLE)
    if isinstance(read, Quantity) and not read.is_exact:
        raise FieldTypeError(as_python(other), "an amount without a hedge")
    if name in AMOUNT_NAMES and not isinstance(read, Quantity):
        raise FieldTypeError(as_python(other), f'an amount with its unit, such as "{example_of(name)}"')
    if isinstance(read, Quantity):
        _refuse_another_dimension(name, read, other)
    return read


def _refuse_another_dimension(name: str, read: Quantity, given: object) -> None:
    """Refuse an amount that no cell of the column could ever be compared with: it would choose nothing, unsaid."""
    if name not in AMOUNT_NAMES:
        return
    wanted, example = _MEASURED[name], example_of(name)
    if read.unit.dimension in wanted:
        return
    match wanted[0]:
        case Dimension.MONEY:
            raise FieldTypeError(as_python(given), f'money for the column {name}, such as "{example}"')
        case Dimension.AREA:
            raise FieldTypeError(as_python(given), f'an area for the column {name}, such as "{example}"')
        case Dimension.COUNT if name == "jobs":
            raise FieldTypeError(
                as_python(given), f'a number of persons for the column {name}, such as "{example}"'
            )
        case Dimension.ENERGY:
            raise FieldTypeError(
                as_python(given), f'energy or a mass for the column {name}, such as "{example}"'
            )
        case _:
            raise FieldTypeError(
                as_python(given), f'an amount of the kind that the column {name} holds, such as "{example}"'
            )


def _read(name: str, text: str) -> Quantity | Period:
    from zhaoshang.reading import parse_period, parse_quantity  # noqa: PLC0415 - loaded with the first text

    readers = (parse_quantity, parse_period) if name in AMOUNT_NAMES else (parse_period, parse_quantity)
    first: ZhaoshangError | None = None
    for reader in readers:
        try:
            return reader(text)
        except (QuantitySyntaxError, PeriodSyntaxError) as error:
            first = error if first is None else first
    raise FieldTypeError(as_python(text), _COMPARABLE) from first


def chosen(name: str, options: Iterable[object]) -> Condition:
    """Hold where a field is one of some options, each known where the field has a closed list."""
    listed = [
        each
        for option in options
        for each in (option if isinstance(option, list | tuple | set | frozenset) else [option])
    ]
    if not listed:
        raise FieldTypeError("()", "one option or several")
    for option in listed:
        if not isinstance(option, str):
            raise FieldTypeError(as_python(option), "a code or name as text")
    return Condition(name, "in", frozenset(code_of(name, str(option)) for option in listed))


def _unit_of(amount: str, option: str) -> str:
    """Find the code of a unit that amounts are kept in: 亿元 and 万元 are kept in CNY."""
    kept = [unit for unit in (*UNITS, *CURRENCIES) if unit.dimension in _MEASURED[amount]]
    found = next((unit.code for unit in kept if option in {unit.code, unit.zh, unit.en}), None)
    if found is None:
        raise UnknownCodeError("unit", option, tuple(unit.code for unit in kept))
    return found


def code_of(name: str, option: str) -> str:
    """Find the code of an option by itself or its label, where the field has a closed list.

    Raises:
        UnknownCodeError: when the list has neither.
    """
    head, dot, part = name.partition(".")
    if dot and head in AMOUNT_NAMES:
        if part == "unit":
            return _unit_of(head, option)
        if part != "hedge":
            raise UnknownCodeError("column", name, (head, f"{head}.unit", f"{head}.hedge"))
    vocabulary: Any = CODED.get(name)
    if vocabulary is None:
        return option
    terms = list(vocabulary)
    found = next((str(term) for term in terms if option in {str(term), term.zh, term.en}), None)
    if found is None:
        raise UnknownCodeError(vocabulary.__name__, option, (*map(str, terms), *(term.zh for term in terms)))
    return found
