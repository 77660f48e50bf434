"""How far the sheets of .ods and .xlsb files reach, found before a reader keeps them in memory."""

import re
import zipfile
from collections.abc import Iterator
from typing import Final

from zhaoshang._workbooks.errors import WorkbookLimitError
from zhaoshang._workbooks.limits import Limits

__all__ = ["check_binary", "check_document"]

_ROW_START: Final = b"<table:table-row"
_CELL: Final = re.compile(rb"<table:(?:covered-)?table-cell([^<>]{0,1000}?)(/?)>")
_ROWS: Final = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_COLUMNS: Final = re.compile(rb'number-columns-repeated="(\d{1,9})"')
_ROW_HEADER: Final = 0
_CELLS: Final = range(1, 12)


def check_document(file: zipfile.ZipFile, name: str, limits: Limits, /) -> None:
    """Refuse an .ods file that repeats cells or rows with content beyond the limits: a few bytes may say a million."""
    rows = cells = 0
    for piece in file.read("content.xml").split(_ROW_START)[1:]:
        attributes, _, content = piece.partition(b">")
        repeated = _ROWS.search(attributes)
        times = int(repeated[1]) if repeated else 1
        width = _width(content)
        if not width:
            continue
        rows += times
        cells += times * width
        for limit, allowed, found in (
            ("columns", limits.columns, width),
            ("rows", limits.rows, rows),
            ("cells", limits.cells, cells),
        ):
            if found > allowed:
                raise WorkbookLimitError(name, limit, allowed, found)


def _width(content: bytes) -> int:
    """Count the cells of a row up to the last one with content."""
    width = last = 0
    for attributes, is_empty in _CELL.findall(content):
        repeated = _COLUMNS.search(attributes)
        width += int(repeated[1]) if repeated else 1
        if not is_empty or b"office:value" in attributes:
            last = width
    return last


def check_binary(file: zipfile.ZipFile, name: str, limits: Limits, /) -> None:
    """Refuse an .xlsb file whose cells lie beyond the limits."""
    for part in file.namelist():
        if not re.fullmatch(r"xl/worksheets/[^/]+\.bin", part, re.IGNORECASE):
            continue
        rows = columns = 0
        for kind, start in _records(data := file.read(part)):
            if kind == _ROW_HEADER:
                rows = max(rows, int.from_bytes(data[start : start + 4], "little") + 1)
            elif kind in _CELLS:
                columns = max(columns, int.from_bytes(data[start : start + 4], "little") + 1)
        for limit, allowed, found in (
            ("columns", limits.columns, columns),
            ("rows", limits.rows, rows),
            ("cells", limits.cells, rows * columns),
        ):
            if found > allowed:
                raise WorkbookLimitError(name, limit, allowed, found, part)


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """Walk the records of a binary part: the kind of each, and where its content starts."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind |= data[at] << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            if at >= end:
                return
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, at
        at += size
