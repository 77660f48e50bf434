"""Names of tables and columns that are nearly, and not, those that are read: a slip would make a figure of nothing."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from zhaoshang._basics.brief import as_python
from zhaoshang._engine.frames.schema import SCHEMA
from zhaoshang.errors import FieldTypeError, FrameSchemaError, UnitMismatchError, UnknownCodeError
from zhaoshang.model._fields.amounts import PROJECT_AMOUNTS
from zhaoshang.units import Dimension, unit
from zhaoshang.vocabulary import Evidence, Stage

_KEYS: Final = ("id", "row", "parent", "parent_row", "own", "own_row", "history_row")
_PARTS: Final = ("low", "high", "unit", "side", "hedge")
_AREAS: Final = frozenset({"land", "floor_area"})
_ALIKE: Final = 0.85
_HEADERS: Final = "headers of an office"
_UNKNOWN: Final = "a name that nothing reads"


def refuse_slips(table: str, columns: Collection[str], tables: Collection[str]) -> None:
    """Refuse a table or a column whose name is nearly one that is read and not there; any other is the caller's own.

    Raises:
        FrameSchemaError: with the nearest names.
    """
    if table not in SCHEMA and (near := _near(table, SCHEMA.keys() - set(tables))):
        raise FrameSchemaError(table, "", _UNKNOWN, ", ".join(near))
    known = _known(table)
    if known and not any(column in known for column in columns):
        for column in columns:
            if any("\u4e00" <= sign <= "\u9fff" for sign in column):
                raise FrameSchemaError(table, column, _HEADERS, "frames.read_frame(df), which reads them")
    held = {known[column] for column in columns if column in known}
    lacking = [name for name, meaning in known.items() if meaning not in held]
    for column in columns:
        if column not in known and (near := _near(column, lacking)):
            raise FrameSchemaError(table, column, _UNKNOWN, ", ".join(near))


def refuse_declared(
    frames: Mapping[str, Collection[str]], scales: Mapping[str, object], units: Mapping[str, object]
) -> None:
    """Refuse a scale or a unit of what is no column, a scale that is no whole number, and a unit that cannot be one.

    Raises:
        UnknownCodeError: for a name that neither a table has nor a KPI reads, with the nearest.
        UnknownUnitError: for a unit that does not exist.
        UnitMismatchError: for land in money, and money in mu.
        FieldTypeError: for a scale that is no number.
    """
    numbers = {field.name for fields in SCHEMA.values() for field in fields if field.holds != "date"}
    held = {column for columns in frames.values() for column in columns}
    for name in (*scales, *units):
        if name.rpartition(".")[2] not in held | numbers:
            raise UnknownCodeError("column", str(name), tuple(sorted(held | set(PROJECT_AMOUNTS))))
    for name, scale in scales.items():
        if type(scale) is not int or scale < 1:
            error = FieldTypeError(as_python(scale), "a whole number from 1")
            object.__setattr__(error, "place", f"scales.{name}")  # errors are frozen
            raise error
    for name, code in units.items():
        found = unit(str(code))
        head = name.rpartition(".")[2]
        wanted = Dimension.AREA if head in _AREAS else Dimension.MONEY
        if head in PROJECT_AMOUNTS and found.dimension is not wanted:
            known = ("mu", "m2", "ha") if wanted is Dimension.AREA else ("CNY", "USD", "HKD", "EUR")
            mismatch = UnitMismatchError(found.code, str(wanted), known=known)
            object.__setattr__(mismatch, "place", f"units.{name}")  # errors are frozen
            raise mismatch


def _near(name: str, names: Collection[str]) -> list[str]:
    return get_close_matches(name, sorted(names), n=3, cutoff=_ALIKE)


@cache
def _known(table: str) -> dict[str, str]:
    """List the columns that are read in a table, each with what it says: a day, or the two ends of one, say the same."""
    return dict(_columns(table))


def _columns(table: str) -> Iterator[tuple[str, str]]:
    if table not in SCHEMA:
        return
    yield from ((name, name) for name in _KEYS)
    for field in SCHEMA[table]:
        if field.holds == "date":
            name = field.name
            yield from ((column, f"{name}_on") for column in (*field.columns, f"{name}_on" if name else "on"))
            continue
        yield field.name, field.name
        if field.holds == "amount":
            yield from ((f"{field.name}_{part}", f"{field.name}_{part}") for part in _PARTS)
    if table == "projects":
        for code in (*Stage, *Evidence):
            for stem in (str(code), f"planned_{code}"):
                yield from ((f"{stem}_{end}", f"{stem}_on") for end in ("on", "lo", "hi"))
                yield f"has_{stem}", f"{stem}_on"
                yield f"{stem}_recorded_on", f"{stem}_recorded_on"
        yield from ((f"approved_{end}", "approved_on") for end in ("on", "lo", "hi"))
