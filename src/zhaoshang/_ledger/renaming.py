"""Records under other ids: every field that names them follows."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, fields

from zhaoshang._ledger.records import Records
from zhaoshang._ledger.references import declared

AnyLedger = Any  # a ledger stands above, where no import points


def renamed(ledger: AnyLedger, ids: Mapping[str, Mapping[str, str]]) -> AnyLedger:
    """Give records other ids, all at once, and let what names them follow.

    Args:
        ledger: the ledger.
        ids: by collection, the new id of each old one; ids that stay need not be told.
    """
    wanted = {name: moved for name, changes in ids.items() if (moved := _moved(changes))}
    if not wanted:
        return ledger
    paths: dict[str, list[tuple[list[str], Mapping[str, str]]]] = {}
    kind: Any = type(ledger)
    for collection, field in declared(kind):
        if field.target in wanted:
            paths.setdefault(collection, []).append((field.path.split("."), wanted[field.target]))
    changed: dict[str, list[Any]] = {}
    for attribute in fields(type(ledger)):
        name = attribute.name
        records = getattr(ledger, name)
        if not isinstance(records, Records) or not (name in wanted or name in paths):
            continue
        own = wanted.get(name, {})
        changed[name] = [_record(record, own.get(record.id), paths.get(name, ())) for record in records]
    return evolve(ledger, **changed)


def _moved(changes: Mapping[str, str]) -> dict[str, str]:
    return {old: new for old, new in changes.items() if old != new}


def _record(record: Any, id_: str | None, paths: Iterable[tuple[list[str], Mapping[str, str]]]) -> Any:  # noqa: ANN401
    changed = record if id_ is None else evolve(record, id=id_)
    for path, ids in paths:
        changed = _followed(changed, path, ids)
    return changed


def _followed(record: Any, path: list[str], ids: Mapping[str, str]) -> Any:  # noqa: ANN401 - any record
    head, *rest = path
    value = getattr(record, head)
    if value is None or value == ():
        return record
    new: Any
    if isinstance(value, tuple):
        new = tuple([_followed(part, rest, ids) if rest else ids.get(part, part) for part in value])
    else:
        new = _followed(value, rest, ids) if rest else ids.get(value, value)
    return record if new == value else evolve(record, **{head: new})


def aligned(older: Iterable[str], paired: Mapping[str, str], newer: Iterable[str]) -> dict[str, str]:
    """Give the projects of an older ledger the ids of a newer one, and those left over ids that nothing else has.

    Args:
        older: the ids of the older ledger.
        paired: by id there, the id in the newer ledger.
        newer: the ids of the newer ledger.
    """
    known = tuple(older)
    taken = {*newer, *paired.values()}
    found = {}
    for id_ in known:
        chosen = paired.get(id_)
        if chosen is None:
            chosen = id_
            while chosen in taken:
                chosen += "'"
            taken.add(chosen)
        found[id_] = chosen
    return found
