"""Reading documents that are right, as nearly all are: nothing is collected on the way, and the first fault ends it.

What is refused here is read again by the converters of `classes`, which tell every fault with its path; so both take
the same documents, and make the same records of them.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, final, get_args

from cattrs import Converter

from zhaoshang._records import faults, values
from zhaoshang._records.classes import (
    PREPARE,
    as_list,
    fields_of,
    hook_of,
    is_list,
    is_record,
    is_records,
    is_term,
    is_tuple,
    make_converter,
)
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.building import LAST, Slot, slots_of

REFUSED: Final = (*faults.ANY, KeyError)
"""What a reader raises here for a document that has a fault, or that only looks as if it had one."""


@final
class _Plan(NamedTuple):
    """What is done with the value of a field: it is read, converted where the class would change it, put in its place."""

    put: Callable[[object, object], None]
    read: values.Hook
    kind: Any
    convert: Callable[[Any], object] | None


_KEEPING: Final = frozenset({to.area, to.length, to.money, to.period, to.quantity})
"""Converters that keep what has been read for them."""


def _is_kept(slot: Slot, inner: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether the class stores what is read for a field as it is; records of a list were checked by their reader."""
    if is_tuple(inner):
        return is_record(get_args(inner)[0])
    return slot.convert in _KEEPING or (
        is_term(inner) and all(slot.convert(member) is member for member in inner)
    )


def _tuple_hook(kind: Any, converter: Converter) -> values.Hook:  # noqa: ANN401 - a type form
    item = get_args(kind)[0]
    hook = hook_of(item, converter)

    def read_tuple(value: object, _: object = None) -> tuple[object, ...]:
        if type(value) is not list and type(value) is not tuple:
            raise faults.FaultsError([])
        return tuple([hook(entry, item) for entry in value])

    return read_tuple


def _list_hook(kind: Any, converter: Converter) -> values.Hook:  # noqa: ANN401 - a type form
    return as_list(_tuple_hook(kind, converter))


def _class_hook(kind: type, converter: Converter) -> values.Hook:
    table, required = fields_of(kind, converter)
    slots = {slot.name: slot for slot in slots_of(kind)}
    plan = {
        key: _Plan(
            slots[name].put, read, inner, None if _is_kept(slots[name], inner) else slots[name].convert
        )
        for key, (name, read, inner) in table.items()
    }
    needed = {key for key, (name, _, _) in table.items() if name in required}
    unsaid = [(slot.put, slot.default) for slot in slots.values() if slot.name not in required]
    prepare = PREPARE.get(kind)
    last: Callable[[object], None] | None = getattr(kind, LAST, None)
    make: Callable[[type], object] = object.__new__

    def read_record(data: object, _: object = None) -> object:
        if type(data) is not dict:
            raise faults.FaultsError([])
        given: Mapping[str, object] = data if prepare is None else prepare(data)
        if not needed <= given.keys():
            raise faults.FaultsError([])
        record = make(kind)
        for put, default in unsaid:
            put(record, default)
        for key, value in given.items():
            if value is not None:
                put, read, inner, convert = plan[key]
                put(record, read(value, inner) if convert is None else convert(read(value, inner)))
            elif key in needed or key not in plan:
                raise faults.FaultsError([])
        if last is not None:
            last(record)
        return record

    return read_record


def make_quick_converter() -> Converter:
    """Make a converter that reads what `make_converter` reads, and says of a fault only that there is one."""
    converter = make_converter()
    converter.register_structure_hook_factory(lambda kind: is_tuple(kind) or is_records(kind), _tuple_hook)
    converter.register_structure_hook_factory(is_list, _list_hook)
    converter.register_structure_hook_factory(is_record, _class_hook)
    return converter
