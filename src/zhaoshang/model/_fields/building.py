"""Many records at once, from columns of values, where each record alone would be checked as if a person had written it."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from operator import call
from typing import Any, Final, NamedTuple, TypeVar, final

from attrs import NOTHING, fields

T = TypeVar("T")

LAST: Final = "__attrs_post_init__"
"""The method that a class has where its fields depend on one another: called when all of them are set."""


@final
class FieldSlot(NamedTuple):
    """How a field is set past the guard of a frozen record, what converts its values, and what it is where not said.

    Values of the types in `plain` were found to be stored as they are.
    """

    name: str
    put: Callable[[object, object], None]
    convert: Callable[[Any], object]
    default: object
    plain: set[type]


def build(kind: type[T], columns: Mapping[str, Sequence[object]], count: int, /) -> list[T]:
    """Make records of the model, a column of values for each field that they state.

    One value of each type in a column goes through the converter of the field; where all of them come back as they
    are, so would the rest. What a person may write in many ways is for the class itself.

    Args:
        kind: the class of the records; its fields have converters and no validators.
        columns: the values by the name of the field, one for each record.
        count: how many records.

    Examples:
        >>> from zhaoshang.model import Park
        >>> build(Park, {"id": ["K1", "K2"], "name": ["虚构东园", "虚构西园"]}, 2)
        [Park(id='K1', name='虚构东园'), Park(id='K2', name='虚构西园')]
    """
    make: Callable[[type[T]], T] = object.__new__
    records = [make(kind) for _ in range(count)]
    for field in slots_of(kind):
        values = columns.get(field.name)
        _exhaust(map(field.put, records, repeat(field.default) if values is None else _stored(values, field)))
    last = getattr(kind, LAST, None)
    if last is not None:
        _exhaust(map(last, records))
    return records


def _stored(values: Sequence[object], field: FieldSlot) -> Sequence[object]:
    """Convert the values of a column, unless each type in it is stored as it is."""
    if set(map(type, values)) <= field.plain:
        return values
    for kind, value in dict(zip(map(type, values), values, strict=True)).items():
        if field.convert(value) is not value:
            return list(map(field.convert, values))
        field.plain.add(kind)
    return values


def _exhaust(steps: "map[Any]") -> None:
    deque(steps, maxlen=0)


_SLOTS: Final[dict[type, tuple[FieldSlot, ...]]] = {}


def slots_of(kind: Any) -> tuple[FieldSlot, ...]:  # noqa: ANN401 - a class of the model
    """Give how each field of a class of the model is set, in their order."""
    known = _SLOTS.get(kind)
    if known is not None:
        return known
    found = []
    for attribute in fields(kind):
        convert = attribute.converter or _same
        default = None if attribute.default is NOTHING else call(convert, attribute.default)
        found.append(FieldSlot(attribute.name, vars(kind)[attribute.name].__set__, convert, default, set()))
    return _SLOTS.setdefault(kind, tuple(found))


def _same(value: object) -> object:
    return value
