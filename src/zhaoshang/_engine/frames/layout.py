"""Where what a question reads stands among the columns that were handed over: under its name, another, or nowhere."""

from collections.abc import Mapping
from typing import Any, Final

from zhaoshang._engine.frames.entry import KIND_WORDS, expected_kind
from zhaoshang._engine.frames.kinds import Kind
from zhaoshang._engine.frames.schema import SPOKEN_FOR, field_of
from zhaoshang._engine.tables.columns import EXTRA
from zhaoshang.errors import FrameSchemaError
from zhaoshang.measures import Choose, Column, Const, Present, Value, equal, some

_NOTHING: Final = Const(None)
_WRITTEN_ANEW: Final = "what each row says without its phases, to keep phases apart: write the tables anew"


def words_of(name: str) -> str:
    """Say what a column of a name is expected to hold."""
    kind = expected_kind(name)
    return "a column of that name" if kind is None else KIND_WORDS[kind]


def find_column(store: Any, table: str, name: str) -> Value:
    """Give a column of a store's table, or what stands for it."""
    kinds = store.kinds_of(table)
    if "@" in name and name not in kinds:
        raise FrameSchemaError(
            table, name.partition("@")[0], "", "a ledger, for the stage on a day: use from_ledger"
        )
    name = _without_phases(store, table, name)
    head, dot, part = name.partition(".")
    if name.startswith(EXTRA):
        name = f"{head}_{part}"
        if name not in kinds:
            raise FrameSchemaError(table, name, "", KIND_WORDS["text"], tuple(kinds))
        store.check_column(table, name, "text")
        return Column(name)
    if dot:
        return _amount(store, table, kinds, head, part)
    if name in kinds:
        store.check_column(table, name)
        return Column(name)
    stem, _, end = name.rpartition("_")
    other = {"lo": "on", "hi": "on", "recorded": "recorded_on"}.get(name)
    if other is None and end in {"lo", "hi"}:
        other = f"{stem}_on"
    if other is not None and other in kinds:
        store.check_column(table, other)
        return Column(other)
    field = field_of(table, name)
    if field is not None and field.is_optional:
        is_there = field.instead and not (field.is_instead_optional and field.instead not in kinds)
        return find_column(store, table, field.instead) if is_there else _NOTHING
    if name == "kind" and "part" in kinds:
        part_column = Column("part")
        intent = Choose(equal(part_column, "intent"), Const("intent"), Const(""))
        return Choose(equal(part_column, "signed"), Const("formal"), intent)
    raise FrameSchemaError(table, name, "", words_of(name), tuple(kinds))


def _without_phases(store: Any, table: str, name: str) -> str:
    """Name the column of what a row says itself, where phases are kept apart and may have said it for their project."""
    own = f"own_{name}"
    if store.joins_phases or name not in SPOKEN_FOR.get(table, ()):
        return name
    if store.is_older and own not in store.kinds[table]:
        raise FrameSchemaError(table, own, "", _WRITTEN_ANEW)
    return own if own in store.kinds[table] else name


def _amount(store: Any, table: str, kinds: Mapping[str, Kind | None], head: str, part: str) -> Value:
    field = field_of(table, head)
    if field is not None and field.instead:
        other = _amount(store, table, kinds, field.instead, part)
        if head not in kinds:
            return other
        stated = Present(_own_amount(store, table, kinds, head, "unit"))
        return Choose(stated, _own_amount(store, table, kinds, head, part), other)
    if field is not None and field.is_optional and head not in kinds:
        return Const(0) if part == "side" else _NOTHING
    return _own_amount(store, table, kinds, head, part)


def _own_amount(store: Any, table: str, kinds: Mapping[str, Kind | None], head: str, part: str) -> Value:
    if head not in kinds:
        raise FrameSchemaError(table, head, "", KIND_WORDS["number"], tuple(kinds))
    name = head if part == "value" else f"{head}_{part}"
    if part in {"value", "low", "high"}:
        is_bound_unknown = name not in kinds and f"{head}_hedge" in kinds
        name = name if name in kinds else head
        store.check_column(table, name, "number")
        store.amounts.add((table, name))
        if is_bound_unknown:  # a hedge promises bounds, which nothing states
            hedge = _own_amount(store, table, kinds, head, "hedge")
            exact = some(equal(hedge, "none"), equal(hedge, ""))
            return Choose(exact, Column(name), Choose(Present(hedge), _NOTHING, Column(name)))
        return Column(name)
    if name in kinds:
        store.check_column(table, name)
        return Column(name)
    if part == "side":
        return Const(0)
    stated = Present(Column(head))
    if part == "hedge":
        return Choose(stated, Const("none"), _NOTHING)
    unit = store.units.get(f"{table}.{head}", store.units.get(head))
    if unit is None:
        raise FrameSchemaError(table, name, "", f"a unit for each amount, or units={{{head!r}: …}}")
    return Choose(stated, Const(unit), _NOTHING)
