"""A mapping to edit: every column of a workbook with its guess and samples, and the likeliest header where none is known."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from os import PathLike
from typing import Final

from zhaoshang._workbooks.cells.faults import cell_text
from zhaoshang._workbooks.files.grids import Cell, Grid
from zhaoshang._workbooks.files.limits import LIMITS, Limits
from zhaoshang._workbooks.files.opening import open_workbook
from zhaoshang._workbooks.layout.tables import find_tables
from zhaoshang._workbooks.mapping.column_rules import ColumnRule, quoted, rule_text
from zhaoshang._workbooks.words.aliases import ALIASES, EXTRA
from zhaoshang._workbooks.words.columns import Column, Header, leaf_of, propose
from zhaoshang._workbooks.words.text import key

__all__ = ["likeliest_header", "nearest_words", "suggest"]

_SEARCHED: Final = 40
_SAMPLES: Final = 3
_SHOWN: Final = 24


def suggest(path: str | PathLike[str], /, *, limits: Limits = LIMITS) -> str:
    """Write a mapping of every column of a workbook as TOML text; see `zhaoshang.workbooks.Mapping.suggest`."""
    grids = open_workbook(path, limits).grids
    known: set[str] = set()
    lines = ["[columns]"]
    for grid in grids:
        tables = find_tables(grid)
        if tables:
            layout = tables[0]
            below = layout.grid.rows[layout.bottom :]
            lines += _sheet(grid, layout.columns, layout.header_rows, below, known)
    if len(lines) == 1:
        lines = _guessed(grids, known)
    return "\n".join(lines) + "\n"


def _guessed(grids: Sequence[Grid], known: set[str]) -> list[str]:
    """Suggest the columns below the likeliest header; a mapping has one."""
    for grid in grids:
        row = likeliest_header(grid)
        if row:
            texts = [cell if isinstance(cell, str) else "" for cell in grid.rows[row - 1]]
            headers = [Header(number=at, texts=(text,) if text else ()) for at, text in enumerate(texts, 1)]
            return [
                f"header = {row}",
                "[columns]",
                *_sheet(grid, propose(headers), (row,), grid.rows[row:], known),
            ]
    return ["[columns]"]


def _sheet(
    grid: Grid,
    columns: Sequence[Column],
    header: tuple[int, ...],
    below: Sequence[Sequence[Cell]],
    known: set[str],
) -> Iterator[str]:
    """Suggest the columns of one sheet; a header that another sheet has too is said once."""
    yield f"# {_short(grid.name)}, header in row {', '.join(map(str, header))}"
    leaves = Counter(leaf_of(column) for column in columns)
    for column in columns:
        name = leaf_of(column)
        if not name or leaves[name] > 1:
            name = column.letter
        cells = (row[column.number - 1] for row in below if column.number <= len(row))
        samples = [cell_text(cell) for cell in islice((cell for cell in cells if cell is not None), _SAMPLES)]
        if name in known or not (column.header or samples):
            continue
        known.add(name)
        field = column.field or next(iter(column.candidates), None)
        rule = ColumnRule(field or (EXTRA if samples else None), column.unit if field else None)
        told = [" | ".join(map(_short, samples))]
        if name == column.letter and column.header:
            told.insert(0, _short(column.header))
        near = [] if field else nearest_words(leaf_of(column))[:2]
        told += [f"nearest: {', '.join(near)}"] if near else []
        mark = "" if column.field or not field else "# not sure: "
        yield f"{mark}{quoted(name)} = {rule_text(rule)}  # {'; '.join(filter(None, told))}".rstrip(" #")


def _short(text: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def likeliest_header(grid: Grid, /) -> int | None:
    """Find the row that looks most like a header: many short texts that differ, and fuller rows below."""
    best: tuple[int, int] | None = None
    for number, row in enumerate(grid.rows[:_SEARCHED], 1):
        texts = [key(cell) for cell in row if isinstance(cell, str) and 0 < len(key(cell)) <= _SHOWN]
        filled = sum(cell is not None for cell in row)
        if len(texts) < 2 or len(texts) < filled or len(set(texts)) < len(texts) or number == len(grid.rows):
            continue
        if best is None or len(texts) > best[0]:
            best = (len(texts), number)
    return best[1] if best else None


def nearest_words(text: str, /) -> list[str]:
    """List the known header words that a text is most like."""
    return get_close_matches(key(text), ALIASES, n=3, cutoff=0.5)
