"""Tables in files: a ledger's tables as Parquet, a chunk at a time, and back as frames of any engine."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from os import SEEK_END
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.columns import engine_told
from zhaoshang._engine.frames.backends import engine_of
from zhaoshang._engine.frames.ledger_store import LedgerStore
from zhaoshang._engine.frames.names import refuse_declared
from zhaoshang._engine.frames.schema import REHOMED, SCHEMA
from zhaoshang._engine.frames.store import Store
from zhaoshang._engine.tables.columns import PARTS
from zhaoshang._files.atomic import committed, readable, replacing_in
from zhaoshang._files.strict_json import parse_json
from zhaoshang.errors import FileSyntaxError, FrameSchemaError
from zhaoshang.ledger import Ledger

ABOUT: Final = "frames.json"
_SHARE_SCALE: Final = 1_000_000
_POINT_SCALE: Final = 1_000

_ABOUT: Final = "what frames.write_parquet writes: objects of scales, units and marks, a list of tables, and as_of as text"
_FORM: Final = 2
"""The form of the tables; since 2 rows tell what a project says without its phases."""
_MAGIC: Final = b"PAR1"
_TAIL: Final = 8
"""A table ends in what is told about it, the length of that in four bytes, and these four letters."""


class ParquetTables:
    """Writes the tables of ledgers one after another, numbering rows throughout."""

    def __init__(self, folder: Path, scales: Mapping[str, int]) -> None:
        self.folder = folder  # an empty one, which takes the place of another once it is whole
        self.scales = {"share": _SHARE_SCALE, "points": _POINT_SCALE, **scales}
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._rows: dict[str, int] = dict.fromkeys(SCHEMA, 0)

    def add(self, ledger: Ledger) -> None:
        """Write the tables of a ledger, or of a part of one."""
        store = LedgerStore(ledger, "pyarrow", scales=self.scales, as_recorded=True)
        before = dict(self._rows)
        for table, fields in SCHEMA.items():
            names = ["row", "parent_row"] if store.is_part(table) else ["row"]
            if table in REHOMED or table == "phases":
                names.append("own_row")
            for field in fields:
                if field.holds != "amount":
                    names += field.columns
            for name in names:
                store.column(table, name)
            for field in fields:
                if field.holds == "amount":
                    parts = [store.column(table, f"{field.name}.{part}") for part in PARTS]
                    names += [part.name for part in parts]  # type: ignore[attr-defined]  # a ledger gives plain columns
            made = _shifted(store.frame(table, names).to_native(), store, table, before)
            if table not in self._writers:
                self._writers[table] = pq.ParquetWriter(self.folder / f"{table}.parquet", made.schema)
            self._writers[table].write_table(made)
            self._rows[table] += len(made)

    def close(self, **about: Any) -> None:
        """Finish the files and say what the numbers in them mean."""
        for writer in self._writers.values():
            writer.close()
        tables = [name for name, rows in self._rows.items() if rows]
        _tell(self.folder, {"scales": self.scales, "tables": tables, "form": _FORM, **about})

    def abandon(self) -> None:
        """Let go of the files as they are; a writer that is collected would finish its own and print what fails."""
        for writer in self._writers.values():
            with suppress(OSError):
                writer.close()
            writer.is_open = False


def _shifted(made: pa.Table, store: Store, table: str, before: Mapping[str, int]) -> pa.Table:
    """Turn day numbers to dates, and row numbers of a part to those of the whole."""
    columns = {}
    for name in made.column_names:
        cells = made.column(name)
        if store.kind(table, name)[0] == "date":
            cells = cells.cast(pa.int32()).cast(pa.date32())
        elif name in {"row", "parent_row", "own_row", "history_row"}:
            offset = before[{"row": table, "history_row": "history"}.get(name, "projects")]
            cells = pa.chunked_array([pa.array([cell.as_py() + offset for cell in cells], pa.int64())])
        columns[name] = cells
    return pa.table(columns)


def folder_of_tables(folder: Path) -> Path:
    """Give a folder, and refuse a file."""
    if readable(folder, folder=True).is_file():
        raise FrameSchemaError(str(folder), "", "a file", "the folder of such files")
    return folder


def read_tables(folder: Path, backend: str, session: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Open every Parquet table of a folder, lazily where the engine is lazy, and what is told about them."""
    found = committed(folder)
    about = _about(found[ABOUT]) if ABOUT in found else {}
    paths = sorted(path for path in found.values() if path.suffix == ".parquet" or _holds_parquet(path))
    if not paths:
        raise FrameSchemaError(str(folder), "", "no Parquet file", "files such as projects.parquet")
    engine, opened = engine_of(backend), {}
    if lost := {str(name) for name in about.get("tables") or ()} - {path.stem for path in paths}:
        raise FrameSchemaError(str(folder), "", f"no {min(lost)}.parquet", f"the tables that {ABOUT} lists")
    for path in paths:
        if about.get("marks", {}).get(path.stem, "") not in ("", _mark(path)):
            expected = f"the table that {ABOUT} was written with; write all tables at once"
            raise FrameSchemaError(path.name, "", "a table of another writing", expected)
        with engine_told(path.name):
            opened[path.stem] = engine.open(path, session)
    return opened, about | {"is_older": bool(about) and about.get("form", 1) < _FORM}


def _about(path: Path) -> dict[str, Any]:
    """Read what is told about tables: what their numbers mean, and the day of the ledger."""
    try:
        told = parse_json(path.read_bytes())
    except json.JSONDecodeError as error:
        raise FileSyntaxError(str(path), error.lineno, error.msg) from None
    except (RecursionError, ValueError) as error:
        raise FileSyntaxError(str(path), 1, str(error)) from None
    if not isinstance(told, dict):
        raise FrameSchemaError(str(path), "", type(told).__name__, _ABOUT)
    for key, kind in (
        ("scales", dict),
        ("units", dict),
        ("tables", list),
        ("as_of", str),
        ("marks", dict),
        ("form", int),
    ):
        if not isinstance(told.get(key), kind | None):
            raise FrameSchemaError(str(path), key, as_python(told[key]), _ABOUT)
    if not {"scales", "tables"} <= told.keys():
        raise FrameSchemaError(str(path), "", as_python(list(told)), _ABOUT)
    return told


def _holds_parquet(path: Path) -> bool:
    return path.is_dir() and any(path.rglob("*.parquet"))


def write_frames(store: Store, folder: Path) -> None:
    """Write tables that were handed over as frames, once no cell of theirs is lost by it."""
    if store.checks is not None:
        store.checks.times()
    with replacing_in(folder) as new:
        _write_frames(store, new)


def _write_frames(store: Store, folder: Path) -> None:
    store.engine.wake()
    for table, frame in store.frames.items():
        path = folder / f"{table}.parquet"
        if store.engine.is_eager:
            made = frame.to_native()
            dates = {name for name, kind in store.kinds[table].items() if kind == "date"}
            columns = {
                name: made.column(name).cast(pa.date32()) if name in dates else made.column(name)
                for name in made.column_names
            }
            pq.write_table(pa.table(columns), path)
        else:
            frame.sink_parquet(str(path))
    form = {} if store.is_older else {"form": _FORM}
    _tell(folder, {"scales": store.scales, "units": store.units, "tables": list(store.frames), **form})


def _tell(folder: Path, about: Mapping[str, Any]) -> None:
    """Say what the numbers in tables mean, and mark each table: one that is written anew is another."""
    marks = {path.stem: _mark(path) for path in sorted(folder.iterdir())}
    (folder / ABOUT).write_text(json.dumps({**about, "marks": marks}, ensure_ascii=False, indent=2), "utf-8")


def _mark(path: Path) -> str:
    """Mark a table, or a folder of its parts, by what ends each file: how many rows it has, and where all its cells are."""
    mark = sha256()
    for part in sorted(path.rglob("*.parquet")) if path.is_dir() else [path]:
        with part.open("rb") as file:
            end = max(0, file.seek(0, SEEK_END) - _TAIL)
            file.seek(end)
            file.seek(max(0, end - int.from_bytes(file.read(_TAIL - len(_MAGIC)), "little")))
            mark.update(file.read())
    return mark.hexdigest()[:32]


def write_ledgers(
    ledgers: Iterable[Ledger], folder: Path, scales: Mapping[str, int], as_of: str | None
) -> None:
    """Write the parts of a ledger, one after another."""
    refuse_declared({}, scales, {})  # what could not be read again
    with replacing_in(folder) as new:
        tables = ParquetTables(new, scales)
        try:
            for ledger in ledgers:
                tables.add(ledger)
            tables.close(as_of=as_of)
        except BaseException:
            tables.abandon()
            raise


__all__ = ["ABOUT", "ParquetTables", "read_tables", "write_frames", "write_ledgers"]
