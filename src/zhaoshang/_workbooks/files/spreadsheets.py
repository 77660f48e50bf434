"""Workbooks of Excel and its kin, read with python-calamine, which is imported only in `foreign`."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.asides import OWN, quotation, typed
from zhaoshang._workbooks.files.biff import shown_cells, stream_facts, written_notes
from zhaoshang._workbooks.files.biffrules import rules_in_stream
from zhaoshang._workbooks.files.biffruns import hidden_in_stream, seen_in_stream
from zhaoshang._workbooks.files.binaries import binary_facts
from zhaoshang._workbooks.files.binaryruns import binary_looks
from zhaoshang._workbooks.files.compounds import workbook_stream
from zhaoshang._workbooks.files.containers import DAMAGE
from zhaoshang._workbooks.files.documents import NOTHING_TOLD, ToldCells, document_facts
from zhaoshang._workbooks.files.errors import UnreadableWorkbookError, WorkbookError, WorkbookLimitError
from zhaoshang._workbooks.files.formats import says_more
from zhaoshang._workbooks.files.grids import Grid, KnownFormats, NoFormats, Oddity, Workbook
from zhaoshang._workbooks.files.isolated import can_isolate, read_isolated
from zhaoshang._workbooks.files.limits import Limits
from zhaoshang._workbooks.files.seen import Seen
from zhaoshang._workbooks.files.sheetxml import Package, SheetFacts, SheetFormats
from zhaoshang.errors import MissingExtraError

__all__ = ["read_spreadsheet"]

_PANIC: Final = "PanicException"
_PACKAGE: Final = "python-calamine"
_PARTS: Final = 10_000
_LONGEST: Final = 1 << 20
_RELATIONS: Final = re.compile(r"xl/worksheets/_rels/sheet(\d{1,4})\.bin\.rels")
_FOREIGN: Final = "zhaoshang._workbooks.files.foreign"


def read_spreadsheet(path: Path, kind: str, limits: Limits, /) -> Workbook:
    """Read an .xlsx, .xlsb, .xls or .ods file.

    Raises:
        MissingExtraError: when python-calamine is not installed.
        UnreadableWorkbookError: when it is damaged or encrypted.
        WorkbookLimitError: when it is larger than the limits allow.
    """
    if kind == "xlsx":
        try:
            with zipfile.ZipFile(path) as file:
                return _read(path, kind, limits, Package(path, file, limits))
        except WorkbookError:
            raise
        except DAMAGE as cause:
            raise UnreadableWorkbookError(str(path), "damaged", str(cause)) from cause
    return _read(path, kind, limits, None)


def _read(path: Path, kind: str, limits: Limits, package: Package | None) -> Workbook:
    # the parts are searched first: what is too large must not reach the reader, which keeps whole sheets in memory
    facts: dict[str, SheetFacts] = {} if package is None else package.survey()
    # the older formats are read by code that trusts their tables, and abort or never end where these are wrong
    is_isolated = (package is None or limits.is_isolated) and can_isolate()
    sheets = (_read_apart if is_isolated else _read_here)(path, limits)
    told = NOTHING_TOLD if package is not None else _told(path, kind)
    unread = _unread_comments(path, kind)
    grids = tuple(
        evolve(grid, has_all_comments=False) if place in unread else grid
        for place, sheet in enumerate(sheets)
        for grid in [_grid(path, sheet, facts.get(sheet[0]), limits, told)]
    )
    return Workbook(
        path=str(path),
        kind=kind,
        grids=grids,
        epoch=package.epoch if package else told.epoch,
        has_external_links=package.has_external_links if package else False,
        package=path.read_bytes() if package else None,
    )


def _told(path: Path, kind: str) -> ToldCells:
    """Find what the older formats say of their cells: dates that are shown without their day, errors, comments."""
    try:
        if kind == "ods":
            return document_facts(path)
        if kind != "xls":
            errors, epoch = binary_facts(path)
            looks = binary_looks(path)
            return ToldCells(
                looks.codes,
                {},
                {},
                errors,
                epoch,
                hidden_rows=looks.rows,
                hidden_columns=looks.columns,
                seen=looks.seen,
                ruled=looks.ruled,
            )
        stream = workbook_stream(path.read_bytes())
        errors, epoch = stream_facts(stream)
    except DAMAGE as cause:
        raise UnreadableWorkbookError(str(path), "damaged", str(cause)) from cause
    comments = {
        sheet: {
            place: quotation(said)
            for place, (author, text) in notes.items()
            if (said := typed(text, is_own=author == OWN))
        }
        for sheet, notes in written_notes(stream).items()
    }
    rows, columns = hidden_in_stream(stream)
    return ToldCells(
        shown_cells(stream),
        comments,
        {},
        errors,
        epoch,
        hidden_rows=rows,
        hidden_columns=columns,
        seen=seen_in_stream(stream),
        ruled=rules_in_stream(stream),
    )


def _unread_comments(path: Path, kind: str) -> frozenset[int]:
    """List the sheets of an .xlsb, counted from 0, whose comments stand in parts that nobody reads here."""
    found: set[int] = set()
    if kind == "xlsb":
        with suppress(*DAMAGE), zipfile.ZipFile(path) as file:
            for name in file.namelist()[:_PARTS]:
                match = _RELATIONS.fullmatch(name)
                if match and file.getinfo(name).file_size <= _LONGEST and b"/comments" in file.read(name):
                    found.add(int(match[1]) - 1)
    return frozenset(found)


def _read_apart(path: Path, limits: Limits) -> Iterator[Any]:
    if find_spec("python_calamine") is None:
        raise MissingExtraError(_PACKAGE, "excel")
    spec = find_spec(_FOREIGN)
    source = getattr(spec and spec.loader, "get_source", lambda _: None)(_FOREIGN)
    return _read_here(path, limits) if source is None else read_isolated(path, source, limits)


def _read_here(path: Path, limits: Limits) -> Iterator[Any]:
    try:
        import_module("python_calamine")
        foreign = import_module(_FOREIGN)
    except ImportError as cause:
        raise MissingExtraError(_PACKAGE, "excel") from cause
    allowed = {name: getattr(limits, name) for name in ("sheets", "rows", "columns", "cells")}
    try:
        yield from foreign.read_sheets(str(path), allowed)
    except foreign.TooLarge as cause:
        raise WorkbookLimitError(str(path), *cause.args) from None
    except foreign.PasswordError as cause:
        raise UnreadableWorkbookError(str(path), "encrypted", str(cause)) from cause
    except GeneratorExit:
        raise
    except BaseException as cause:
        raise _damaged(path, cause) from cause


def _damaged(path: Path, cause: BaseException) -> BaseException:
    """Turn what calamine raises, a Rust panic included, into our error; let interrupts pass."""
    if isinstance(cause, Exception) or type(cause).__name__ == _PANIC:
        return UnreadableWorkbookError(str(path), "damaged", str(cause))
    return cause


def _grid(
    path: Path,
    sheet: Any,  # noqa: ANN401 - of `foreign`
    facts: SheetFacts | None,
    limits: Limits,
    told: ToldCells,
) -> Grid:
    name, is_shown, rows, merged = sheet
    shown = told.formats.get(name, {})
    errors = told.errors.get(name, {})
    odd = {place: (Oddity.UNCACHED, formula) for place, formula in told.formulas.get(name, {}).items()}
    odd |= {place: (Oddity.ERROR, text) for place, text in errors.items()}
    _put(rows, dict.fromkeys(errors))
    _put(rows, told.shown.get(name, {}))
    seen = facts.seen if facts else told.seen.get(name, {})
    _put(rows, {place: each.shown for place, each in seen.items() if each.shown.strip()})
    width = max(map(len, rows), default=0)
    return Grid(
        name=name,
        rows=rows,
        is_hidden=not is_shown,
        hidden_rows=facts.hidden_rows if facts else _unfolded(told.hidden_rows.get(name, ()), len(rows)),
        hidden_columns=facts.hidden_columns if facts else _unfolded(told.hidden_columns.get(name, ()), width),
        comments=facts.comments if facts else told.comments.get(name, {}),
        has_all_comments=facts is None or facts.has_all_comments,
        merged=None if merged is None else tuple(_merges(path, merged, rows)),
        ruled=facts.ruled if facts else told.ruled.get(name, ()),
        oddities=(facts.oddities if facts else odd) | dict(_struck(seen)),
        # pyright takes a cached property for no property
        formats=SheetFormats(path, name, limits)
        if facts
        else KnownFormats(shown, has_words=any(map(says_more, set(shown.values()))))
        if shown
        else NoFormats(),  # pyright: ignore[reportArgumentType]
    )


def _struck(seen: Mapping[tuple[int, int], Seen]) -> Iterator[tuple[tuple[int, int], tuple[Oddity, str]]]:
    """Name the cells of which a part is struck out, or all."""
    for place, each in seen.items():
        if not each.shown.strip():
            yield place, (Oddity.PALE if each.is_pale else Oddity.STRUCK_OUT, "")
        elif each.struck.strip():
            yield place, (Oddity.STRUCK, quotation(each.struck))


def _put(rows: list[Any], places: Mapping[tuple[int, int], str | None]) -> None:
    """Put what a cell shows in the place of what a reader gives: a zero for an error, a number alone for 3.5 dollars."""
    for (row, column), shown in places.items():
        if row <= len(rows) and column <= len(rows[row - 1]) and rows[row - 1][column - 1] is not None:
            cells = rows[row - 1]
            rows[row - 1] = (*cells[: column - 1], shown, *cells[column:])


def _unfolded(runs: Iterable[tuple[int, int]], most: int) -> frozenset[int]:
    """List the rows or columns of runs, as far as there are cells."""
    return frozenset(at for first, times in runs for at in range(first, min(first + times, most + 1)))


def _merges(path: Path, merged: Iterable[Any], rows: list[Any]) -> Iterator[tuple[int, int, int, int]]:
    """Give merged ranges as far as there are cells: a range may claim the whole of a sheet in a few bytes."""
    height, width = len(rows), max(map(len, rows), default=0)
    most = 2 * height * width + 1000
    for (top, left), (low, right) in merged:
        if top > low or left > right or top >= height or left >= width:
            continue
        last, edge = min(low, height - 1), min(right, width - 1)
        most -= (last - top + 1) * (edge - left + 1)
        if most < 0:  # ranges that are merged do not overlap, or hardly
            raise UnreadableWorkbookError(str(path), "damaged", "merged ranges overlap")
        yield top + 1, left + 1, last + 1, edge + 1
