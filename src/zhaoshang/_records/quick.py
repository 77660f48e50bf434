"""Reading documents that are right, as nearly all are: nothing is collected on the way, and the first fault ends it.

What is refused here is read again by the converters of `classes`, which tell every fault with its path; so both take
the same documents, and make the same records of them.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from marshal import dumps
from typing import Any, Final, NamedTuple, final, get_args

import attrs
from cattrs import Converter

from zhaoshang._records import faults, values
from zhaoshang._records.classes import (
    PREPARE,
    as_list,
    fields_of,
    hook_of,
    is_list,
    is_quantity,
    is_record,
    is_records,
    is_term,
    is_tuple,
    make_converter,
)
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.building import LAST, FieldSlot, slots_of
from zhaoshang.model._fields.converters import typed

Known = defaultdict[Any, dict[Any, Any]]
"""What has been read of a document so far, by its reader, for `_shared`."""

Reader = Callable[[Any, Known | None], Any]

_MOST: Final = 1 << 14
"""So many values of a kind are remembered."""

_NESTED, _HELD = 9, 1000
_HOLDING: Final = frozenset({dict, frozenset, list, set, tuple})
"""What is remembered holds no more of these at once, nor one in another more often."""

_PLAIN: Final = 2
"""The version of `marshal` that writes a value in one way only."""

_ID: Final = dumps("id", _PLAIN)

REFUSED: Final = (*faults.ANY, KeyError)
"""What a reader raises here for a document that has a fault, or that only looks as if it had one."""


@final
class _FieldPlan(NamedTuple):
    """What is done with the value of a field: it is read, converted where the class would change it, put in its place."""

    put: Callable[[object, object], None]
    read: Reader
    convert: Callable[[Any], object] | None


_KEEPING: Final = frozenset({to.area, to.length, to.money, to.period, to.quantity})
"""Converters that keep what has been read for them."""


def _is_kept(slot: FieldSlot, inner: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether the class stores what is read for a field as it is; records of a list were checked by their reader."""
    if is_tuple(inner):
        return is_record(get_args(inner)[0])
    return slot.convert in _KEEPING or (
        is_term(inner) and all(slot.convert(member) is member for member in inner)
    )


def _is_statement(kind: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a class holds what is said of something: what must have an id is somebody."""
    return is_record(kind) and not any(
        attribute.name == "id" and attribute.default is attrs.NOTHING for attribute in attrs.fields(kind)
    )


def _is_small(value: Any) -> bool:  # noqa: ANN401 - any part of a document
    """Tell whether the lists and objects in one another are few: those that hold themselves would be written without end."""
    if type(value) is dict and _HOLDING.isdisjoint(map(type, value.values())):
        return True
    held = [value]
    for _ in range(_NESTED):
        held = [
            each
            for group in held
            if type(group) in _HOLDING
            for each in (group.values() if type(group) is dict else group)
            if type(each) in _HOLDING
        ]
        if not held or len(held) > _HELD:
            return not held
    return False


def _shared(read: Reader) -> Reader:
    """Read what has been read before by giving it once more: what is equal in a document is one object in memory.

    The key is the text of `marshal`, in which no two values are alike, not even 1 and true. What states an id, itself or
    within, is read anew.
    """

    def read_shared(value: Any, known: Known | None) -> Any:  # noqa: ANN401 - what the reader takes and gives
        if known is None or not _is_small(value):
            return read(value, None)
        try:
            key = dumps(value, _PLAIN)
        except ValueError:  # it holds what JSON does not
            return read(value, known)
        before = known[read]
        found = before.get(key)
        if found is None:
            found = read(value, known)
            if _ID not in key:
                if len(before) >= _MOST:
                    before.clear()
                before[key] = found
        return found

    return read_shared


def _tuple_hook(kind: Any, converter: Converter) -> Reader:  # noqa: ANN401 - a type form
    item = get_args(kind)[0]
    is_shared = _is_statement(item)
    hook = _shared(hook_of(item, converter)) if is_shared else hook_of(item, converter)

    def read_tuple(value: object, known: Known | None) -> tuple[object, ...]:
        if type(value) is not list and type(value) is not tuple:
            raise faults.FaultsError([])
        items = [hook(entry, known) for entry in value]
        if is_shared and len(items) > 1 and len(set(map(id, items))) < len(items):
            # two of a list are two, even where they say the same
            items = [hook(entry, None) for entry in value]
        return tuple(items)

    return read_tuple


def _list_hook(kind: Any, converter: Converter) -> Reader:  # noqa: ANN401 - a type form
    return as_list(_tuple_hook(kind, converter))


def _converting(read: Reader, convert: Callable[[Any], object]) -> Reader:
    return lambda value, known: convert(read(value, known))


def _shared_text(value: object, known: Known | None) -> str:
    """Read a name, which many records may have."""
    text = values.structure_text(value)
    if known is None:
        return text
    before: dict[str, str] = known[_shared_text]
    if len(before) >= _MOST:
        before.clear()
    return before.setdefault(text, text)


def _planned(slot: FieldSlot, read: Reader, inner: Any) -> _FieldPlan:  # noqa: ANN401 - a type form
    convert = None if _is_kept(slot, inner) else slot.convert
    if convert is to.name:
        return _FieldPlan(slot.put, _shared_text, convert)
    if convert is not None and is_tuple(inner):
        return _FieldPlan(slot.put, _shared(_converting(read, convert)), None)
    return _FieldPlan(
        slot.put, _shared(read) if is_quantity(inner) or _is_statement(inner) else read, convert
    )


def _class_hook(kind: type, converter: Converter) -> Reader:
    typed(kind)
    slots = {slot.name: slot for slot in slots_of(kind)}
    prepare = PREPARE.get(kind)
    last: Callable[[object], None] | None = getattr(kind, LAST, None)
    make: Callable[[type], object] = object.__new__

    def read_record(data: object, known: Known | None) -> object:
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
                put, read, convert = plan[key]
                put(record, read(value, known) if convert is None else convert(read(value, known)))
            elif key in needed or key not in plan:
                raise faults.FaultsError([])
        if last is not None:
            last(record)
        return record

    converter.register_structure_hook(
        kind, read_record
    )  # a class may hold records of its own, as Branch does
    table, required, blank = fields_of(kind, converter)
    plan = {key: _planned(slots[name], read, inner) for key, (name, read, inner) in table.items()}
    needed = {key for key, (name, _, _) in table.items() if name in required}
    unsaid = [
        (slot.put, blank.get(slot.name, slot.default)) for slot in slots.values() if slot.name not in required
    ]
    return read_record


def make_reading() -> Callable[[type], Reader]:
    """Make what gives the reader of a class: it reads what `make_converter` reads, and tells no fault."""
    converter = make_converter()
    converter.register_structure_hook_factory(lambda kind: is_tuple(kind) or is_records(kind), _tuple_hook)
    converter.register_structure_hook_factory(is_list, _list_hook)
    converter.register_structure_hook_factory(is_record, _class_hook)
    return converter.get_structure_hook
