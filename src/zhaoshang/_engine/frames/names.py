"""Names of tables and columns that are nearly, and not, those that are read: a slip would make a figure of nothing."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Final

from zhaoshang._engine.frames.schema import SCHEMA
from zhaoshang.errors import FrameSchemaError
from zhaoshang.vocabulary import Evidence, Stage

_KEYS: Final = ("id", "row", "parent", "parent_row", "own", "own_row", "history_row")
_PARTS: Final = ("low", "high", "unit", "side", "hedge")
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
