"""Converters of classes: a table of fields for each, walked once per record.

The converter is cattrs'; what is registered here is strict (a number is no text, an unknown field is a fault) and
collects every fault with its path instead of stopping at the first.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Final, Union, cast, get_args, get_origin

import attrs
from cattrs import Converter

from zhaoshang._basics.brief import as_text
from zhaoshang._calls.fixes import object_made_by
from zhaoshang._records import faults, values
from zhaoshang.errors import (
    DuplicateIdError,
    FieldTypeError,
    FormatVersionError,
    MissingFieldError,
    UnknownFieldError,
)
from zhaoshang.ledger import Ledger, Records
from zhaoshang.model import ChainLink, Outreach, PromisedTerm, ServiceTeam
from zhaoshang.model._fields.amounts import STAGE_TERMS
from zhaoshang.model._fields.converters import typed
from zhaoshang.model._fields.table import collections_of
from zhaoshang.model.team import Pause
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import Term

Table = dict[str, tuple[str, values.Hook, Any]]
"""The fields of a class by their names in JSON: the attribute, its converter and its type."""

FORMAT_VERSION: Final = 1
"""The version of the exchange format that is written, and the one that is read."""

VERSION_KEY: Final = "format_version"

COLLECTIONS: Final[dict[str, type]] = collections_of(Ledger)
"""What a ledger holds: the class of the records of each collection."""

_RENAMED: Final[dict[type, dict[str, str]]] = {
    ChainLink: {"from_node": "from", "to_node": "to"},
    ServiceTeam: {"class_": "class"},
}


def json_name(kind: type, attribute: str) -> str:
    """Give the name of an attribute in the exchange format."""
    return _RENAMED.get(kind, {}).get(attribute, attribute)


def bare(annotation: Any) -> Any:  # noqa: ANN401 - a type form
    """Take `None` out of an optional type."""
    if get_origin(annotation) in (Union, UnionType):
        rest = [part for part in get_args(annotation) if part is not NoneType]
        return rest[0] if len(rest) == 1 else annotation
    return annotation


def is_tuple(kind: Any) -> bool:  # noqa: ANN401 - a type form
    return get_origin(kind) is tuple and len(get_args(kind)) == 2 and get_args(kind)[1] is Ellipsis


def is_list(kind: Any) -> bool:  # noqa: ANN401 - a type form
    return get_origin(kind) is list


def is_records(kind: Any) -> bool:  # noqa: ANN401 - a type form
    return get_origin(kind) is Records


def is_texts(kind: Any) -> bool:  # noqa: ANN401 - a type form
    return get_origin(kind) is Mapping and get_args(kind) == (str, str)


def is_pair(kind: Any) -> bool:  # noqa: ANN401 - a type form
    return get_origin(kind) is tuple and get_args(kind) == (str, str)


def is_quantity(kind: Any) -> bool:  # noqa: ANN401 - a type form
    return isinstance(kind, type) and issubclass(kind, Quantity)


def is_term(kind: Any) -> bool:  # noqa: ANN401 - a type form
    return isinstance(kind, type) and issubclass(kind, Term)


def is_record(kind: Any) -> bool:  # noqa: ANN401 - a type form
    return isinstance(kind, type) and attrs.has(kind) and not is_quantity(kind) and kind is not Period


# ------------------------------------------------------------------ in


# looked up by identity: a vocabulary is a str too, and a boolean an int
_PRIMITIVES: Final[dict[type, values.Hook]] = {
    str: values.structure_text,
    int: values.structure_whole,
    bool: values.structure_flag,
    Decimal: values.structure_decimal,
    Period: values.structure_period,
    date: values.structure_day,
}


def hook_of(kind: Any, converter: Converter) -> values.Hook:  # noqa: ANN401 - a type form
    """Give what reads a type; plain values need no converter between."""
    if isinstance(kind, type) and kind in _PRIMITIVES:
        return _PRIMITIVES[kind]
    if is_term(kind):
        return values.term_hook(kind)
    return converter.get_structure_hook(kind)


def _tuple_hook(kind: Any, converter: Converter) -> values.Hook:  # noqa: ANN401 - a type form
    item = get_args(kind)[0]
    hook = hook_of(item, converter)

    def structure_tuple(value: object, _: object = None) -> tuple[object, ...]:
        if type(value) is not list and not isinstance(value, list | tuple):
            raise FieldTypeError(faults.shown(value), "a list")
        items: list[object] = []
        found: list[faults.Fault] | None = None
        for place, entry in enumerate(value):
            try:
                items.append(hook(entry, item))
            except faults.ANY as error:
                found = faults.note(found, place, entry, error)
        if found is not None:
            raise faults.FaultsError(found)
        return tuple(items)

    return structure_tuple


def as_list(read: values.Hook) -> values.Hook:
    """Give as a list what a reader gives as a tuple, so that a fault says in which of its items it lies."""

    def read_list(value: object, kind: object = None) -> list[object]:
        return list(read(value, kind))

    return read_list


def _list_hook(kind: Any, converter: Converter) -> values.Hook:  # noqa: ANN401 - a type form
    return as_list(_tuple_hook(kind, converter))


def _records_hook(kind: Any, converter: Converter) -> values.Hook:  # noqa: ANN401 - a type form
    tuple_hook = _tuple_hook(kind, converter)
    (name,) = (name for name, item in COLLECTIONS.items() if item is get_args(kind)[0])

    def structure_records(value: object, _: object = None) -> object:
        records = tuple_hook(value, kind)
        ids: dict[str, int] = {}
        found: list[faults.Fault] | None = None
        for place, record in enumerate(records):
            if ids.setdefault(record.id, place) != place:
                cause = DuplicateIdError(name, record.id)
                found = faults.note(found, place, record.id, cause)
        if found is not None:
            raise faults.FaultsError(found)
        return records

    return structure_records


def _class_hook(kind: type, converter: Converter) -> values.Hook:
    name = kind.__name__
    prepare = PREPARE.get(kind)
    make: Callable[[type], object] = object.__new__
    fill = values.unguarded(kind)

    def structure_record(data: object, _: object = None) -> object:
        fields = _object(data, name) if prepare is None else prepare(_object(data, name))
        given: dict[str, object] = {}
        found: list[faults.Fault] | None = None
        for key, value in fields.items():
            entry = table.get(key)
            if entry is None:
                found = faults.note(found, key, value, UnknownFieldError(name, as_text(key), tuple(table)))
            elif value is not None:
                attribute, read, inner = entry
                try:
                    given[attribute] = read(value, inner)
                except faults.ANY as error:
                    found = faults.note(found, key, value, error)
        if found or not required <= given.keys():
            lacking = _lacking(kind, fields, table, required)
            raise faults.FaultsError([*(found or []), *_refused(kind, given), *lacking])
        record = make(kind)
        try:
            fill(record, **(blank | given))
        except faults.ANY:
            if refused := _refused(kind, given):
                raise faults.FaultsError(refused) from None
            raise
        return record

    typed(kind)
    converter.register_structure_hook(
        kind, structure_record
    )  # a class may hold records of its own, as Branch does
    table, required, blank = fields_of(kind, converter)
    return structure_record


def _object(data: object, name: str) -> Mapping[Any, object]:
    if type(data) is dict or isinstance(data, Mapping):
        return data
    raise FieldTypeError(
        faults.shown(data), f"an object with the fields of {name}", object_made_by(data, name)
    )


def _lacking(
    kind: type, data: Mapping[Any, object], table: Table, required: frozenset[str]
) -> list[faults.Fault]:
    """List the fields that a record cannot do without and that are not stated."""
    return [
        ((key,), data, MissingFieldError(kind.__name__, key))
        for key, (attribute, _, _) in table.items()
        if attribute in required and data.get(key) is None
    ]


def _refused(kind: type, given: Mapping[str, object]) -> list[faults.Fault]:
    """List what the class itself will not take, such as an empty name, each at its own field."""
    found: list[faults.Fault] | None = None
    for attribute in attrs.fields(kind):
        if attribute.name in given and callable(attribute.converter):
            try:
                attribute.converter(given[attribute.name])
            except faults.ANY as error:
                name = json_name(kind, attribute.name)
                found = faults.note(found, name, given[attribute.name], error)
    return found or []


def fields_of(kind: type, converter: Converter) -> tuple[Table, frozenset[str], dict[str, object]]:
    """List the fields of a class by their JSON name, with their converters, those it cannot do without, and what others hold.

    A field without a default that may be `None`, or hold nothing, holds that where a document leaves it out, as it is written.
    """
    table: Table = {}
    required = set()
    blank: dict[str, object] = {}
    for attribute in typed(kind):
        key, inner = json_name(kind, attribute.name), bare(attribute.type)
        table[key] = (attribute.name, hook_of(inner, converter), inner)
        if may_lack(attribute):
            blank[attribute.name] = () if is_tuple(inner) else None
        elif attribute.default is attrs.NOTHING:
            required.add(attribute.name)
    return table, frozenset(required), blank


def may_lack(attribute: "attrs.Attribute[Any]") -> bool:
    """Tell whether a field without a default may hold nothing."""
    kind = attribute.type
    return attribute.default is attrs.NOTHING and (bare(kind) is not kind or is_tuple(kind))


def _check_version(data: Mapping[str, object]) -> Mapping[str, object]:
    if VERSION_KEY not in data:
        return data
    version = data[VERSION_KEY]
    if version != FORMAT_VERSION or isinstance(version, bool):
        cause = FormatVersionError(faults.shown(version), FORMAT_VERSION)
        raise faults.FaultsError([((VERSION_KEY,), version, cause)])
    return {key: value for key, value in data.items() if key != VERSION_KEY}


def _count_companies(data: Mapping[str, object]) -> Mapping[str, object]:
    """Read a number of companies as visits: only names are companies."""
    companies = data.get("companies")
    if companies is None or isinstance(companies, list | tuple) or data.get("visits") is not None:
        return data
    rest = {key: value for key, value in data.items() if key != "companies"}
    return {**rest, "visits": companies}


def _read_term(data: Mapping[str, object]) -> Mapping[str, object]:
    """Read the day of a stage wherever it stands, and a ratio without a unit."""
    measure, promised = data.get("measure"), data.get("promised")
    if type(promised) is not str:
        return data
    if measure in STAGE_TERMS:
        rest = {key: value for key, value in data.items() if key != "promised"}
        return {**rest, "period": promised}
    if measure == "plot_ratio" and promised[-1:].isdecimal():
        return {**data, "promised": f"{promised}倍"}
    return data


PREPARE: Final[dict[type, Callable[[Mapping[str, object]], Mapping[str, object]]]] = {
    Ledger: _check_version,
    Outreach: _count_companies,
    PromisedTerm: _read_term,
}

# ------------------------------------------------------------------ out


def _out_hook(kind: Any, converter: Converter) -> Callable[[Any], object]:  # noqa: ANN401 - a type form
    if kind is str or is_term(kind):
        return str.__str__  # a member of a vocabulary is written as its code
    return cast("Callable[[Any], object]", converter.get_unstructure_hook(kind))


def _out_class(kind: type, converter: Converter) -> Callable[[Any], dict[str, object]]:
    plan: list[tuple[str, str, Callable[[Any], object] | None, object]] = []

    def unstructure_record(record: object) -> dict[str, object]:
        data: dict[str, object] = {}
        for key, attribute, hook, default in plan:
            value = getattr(record, attribute)
            if value is default or value is None or (value == default and default is not None):
                continue
            if not value and (type(value) is tuple or type(value) is Records):
                continue
            data[key] = value if hook is None else hook(value)
        return data

    attributes = typed(kind)
    converter.register_unstructure_hook(kind, unstructure_record)  # a class may hold records of its own
    for attribute in attributes:
        inner = bare(attribute.type)
        default = attribute.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            default = ()
        always = isinstance(default, Term) or default is attrs.NOTHING
        hook = None if inner in (int, bool) else _out_hook(inner, converter)
        plan.append((json_name(kind, attribute.name), attribute.name, hook, ... if always else default))
    return unstructure_record


def _out_tuple(kind: Any, converter: Converter) -> Callable[[Any], list[object]]:  # noqa: ANN401 - a type form
    hook = _out_hook(get_args(kind)[0], converter)
    return lambda value: [hook(item) for item in value]


def _out_pause(pause: Pause) -> list[object]:
    first, last = pause
    return [str(first), None if last is None else str(last)]


# ------------------------------------------------------------------ the converter


def make_converter() -> Converter:
    """Make a cattrs converter that knows every value and class of the exchange format."""
    converter = Converter(detailed_validation=False)
    for kind, hook in _PRIMITIVES.items():
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook_func(lambda kind: kind == Pause, values.structure_pause)
    converter.register_structure_hook_factory(is_term, values.term_hook)
    converter.register_structure_hook_factory(is_tuple, _tuple_hook)
    converter.register_structure_hook_factory(is_list, _list_hook)
    converter.register_structure_hook_factory(is_records, _records_hook)
    converter.register_structure_hook_func(is_texts, values.structure_texts)
    converter.register_structure_hook_func(is_pair, values.structure_pair)
    converter.register_structure_hook_factory(is_record, _class_hook)
    converter.register_structure_hook_factory(is_quantity, values.quantity_hook)

    converter.register_unstructure_hook(Decimal, values.write_number)
    converter.register_unstructure_hook(Period, str)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook_func(is_pair, list)
    converter.register_unstructure_hook_func(lambda kind: kind == Pause, _out_pause)
    converter.register_unstructure_hook_func(is_term, str.__str__)
    converter.register_unstructure_hook_func(is_texts, dict)
    converter.register_unstructure_hook_factory(lambda kind: is_tuple(kind) or is_records(kind), _out_tuple)
    converter.register_unstructure_hook_factory(is_record, _out_class)
    converter.register_unstructure_hook_func(is_quantity, values.unstructure_quantity)
    return converter
