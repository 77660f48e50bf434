"""What a field of a record says of itself beside its type: which records it names, or what a collection is called.

Whatever walks the records (the ledger's references, the tables of KPIs, the pages of the reference) reads it here, so
that a field is declared once, in the class that it belongs to.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, final, get_args, get_origin

import attrs
from attrs import frozen

from zhaoshang._basics import above
from zhaoshang._basics import deferred_re as re
from zhaoshang.model._fields import converters as to

_CALLED: Final = "zhaoshang.called"
_REFERS: Final = "zhaoshang.refers"
_SEVERAL: Final = re.compile(r"(?:Records|tuple)\[(\w+)(?:, \.\.\.)?\]")


def refers(target: str, /) -> Mapping[str, str]:
    """Declare that a field holds ids of other records, as the `metadata` of an attrs field.

    Args:
        target: a collection of the ledger, such as `teams`, or a part of the record that the field stands in, such as
            the `spaces` of a park.
    """
    return {_REFERS: target}


def called(zh: str, /) -> Mapping[str, str]:
    """Declare what a field is called, or the records of a collection of the ledger, as the `metadata` of the field.

    Args:
        zh: the Chinese name; the English one is that of the field.
    """
    return {_CALLED: zh}


def name_of(attribute: "attrs.Attribute[Any]", /) -> str | None:
    """Give what a field is declared to be called."""
    return attribute.metadata.get(_CALLED)


def names_of_collections(ledger: type, /) -> dict[str, str]:
    """Give the Chinese names of the collections of a ledger whose records are looked up by id."""
    return {
        attribute.name: attribute.metadata[_CALLED]
        for attribute in attrs.fields(ledger)
        if _CALLED in attribute.metadata
    }


def collections_of(ledger: type, /) -> dict[str, type]:
    """Give the class of the records of each collection of a ledger, in its order; other classes are not loaded."""
    found = {attribute.name: _record_of(attribute.type) for attribute in attrs.fields(ledger)}
    return {name: record for name, record in found.items() if record is not None}


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
    return _record_of(annotation) if isinstance(annotation, str) or get_origin(annotation) is tuple else None


def _record_of(annotation: Any) -> type | None:  # noqa: ANN401 - as above
    """Give the class of the model that a type holds several of: a type form, or its name in a class not resolved yet."""
    if isinstance(annotation, str):
        named = _SEVERAL.fullmatch(annotation)
        first = None if named is None else getattr(above.model, named[1])
    else:
        first = next(iter(get_args(annotation)), None) if isinstance(get_origin(annotation), type) else None
    is_record = isinstance(first, type) and attrs.has(first) and first.__module__.startswith(_MODEL)
    return first if is_record else None


_MODEL: Final = "zhaoshang.model"
