"""What a field of a record says of itself beside its type: which records it names.

Whatever walks the records (the ledger's references, the tables of KPIs, the pages of the reference) reads it here, so
that a field is declared once, in the class that it belongs to.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, final, get_args, get_origin

import attrs
from attrs import frozen

from zhaoshang.model._fields import converters as to

_REFERS: Final = "zhaoshang.refers"


def refers(target: str, /) -> Mapping[str, str]:
    """Declare that a field holds ids of other records, as the `metadata` of an attrs field.

    Args:
        target: a collection of the ledger, such as `teams`, or a part of the record that the field stands in, such as
            the `spaces` of a park.
    """
    return {_REFERS: target}


def names_records(attribute: "attrs.Attribute[Any]", /) -> bool:
    """Tell whether a field holds ids of other records."""
    return _REFERS in attribute.metadata


@final
@frozen
class NamingField:
    """A field that names records.

    Attributes:
        path: where it stands, from the record of a collection down: `owner`, `leases.project`.
        target: the collection, or the part of the same record, that it names records of.
    """

    path: str
    target: str


def references_of(record: type, /) -> Iterator[NamingField]:
    """Walk a class of records, and the classes of its parts, for the fields that name records."""
    for attribute in to.typed(record):
        if names_records(attribute):
            yield NamingField(attribute.name, attribute.metadata[_REFERS])
        part = part_of(attribute.type)
        if part is not None:
            for inner in references_of(part):
                yield NamingField(f"{attribute.name}.{inner.path}", inner.target)


def part_of(annotation: Any, /) -> type | None:  # noqa: ANN401 - a type form
    """Give the class of the records that a field holds several of, or `None`."""
    if get_origin(annotation) is not tuple:
        return None
    first = get_args(annotation)[0]
    return (
        first
        if isinstance(first, type) and attrs.has(first) and first.__module__.startswith(_MODEL)
        else None
    )


_MODEL: Final = "zhaoshang.model"
