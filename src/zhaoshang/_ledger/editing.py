"""A new ledger with records added, put in place of others or left out."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from attrs import evolve, fields

from zhaoshang._ledger.arguments import refuse_unknown
from zhaoshang._ledger.records import Records

L = TypeVar("L", bound=Any)
"""A ledger, which stands above, where no import points."""


def with_records(ledger: L, changes: Mapping[str, Any]) -> L:
    """Add records or put them in place of those with the same id; what is no collection takes its new value."""
    known = {attribute.name: attribute for attribute in fields(type(ledger))}
    refuse_unknown("Ledger.with_", changes, known)
    merged: dict[str, Any] = {}
    for name, value in changes.items():
        old, new = getattr(ledger, name), value
        if isinstance(old, Records):
            converter: Any = known[name].converter
            new = {record.id: record for part in (old, converter(value)) for record in part}.values()
        elif isinstance(old, tuple):
            new = (*old, *value)
        merged[name] = new
    return evolve(ledger, **merged)


def without_records(ledger: L, ids: Mapping[str, str | Iterable[str]]) -> L:
    """Leave out the records of these ids, collection by collection; a text is one id."""
    names = [attribute.name for attribute in fields(type(ledger))]
    refuse_unknown(
        "Ledger.without", ids, [name for name in names if isinstance(getattr(ledger, name), Records)]
    )
    kept: dict[str, list[Any]] = {}
    for name, gone in ids.items():
        records: Records[Any] = getattr(ledger, name)
        dropped = {records[id_].id for id_ in ([gone] if isinstance(gone, str) else gone)}
        kept[name] = [record for record in records if record.id not in dropped]
    return evolve(ledger, **kept)
