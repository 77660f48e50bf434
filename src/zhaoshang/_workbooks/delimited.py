"""CSV and its kin: the encoding and the separator are found, and reported."""

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from zhaoshang._workbooks.errors import UnreadableWorkbookError, WorkbookLimitError
from zhaoshang._workbooks.grids import Cell, Grid, Workbook
from zhaoshang._workbooks.limits import Limits

__all__ = ["find_encoding", "read_delimited"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK: Final = 1 << 20
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_DELIMITERS: Final = (",", "\t", ";", "|", "，")
_SAMPLE: Final = 64 * 1024


def find_encoding(path: Path, /) -> str | None:
    """Find how a text file is encoded: `utf-8-sig`, `utf-16`, `utf-8` or `gb18030`; `None` for none of them."""
    with path.open("rb") as file:
        head = file.read(4)
    known = next((name for bom, name in _BOMS if head.startswith(bom)), None)
    for encoding in (known,) if known else ("utf-8", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    return None


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if _CONTROL.search(decoder.decode(chunk)):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def read_delimited(path: Path, limits: Limits, /) -> Workbook:
    """Read a CSV file into one grid; every value is text, empty text is `None`."""
    encoding = find_encoding(path)
    if encoding is None:
        raise UnreadableWorkbookError(str(path), "encoding")
    with path.open(encoding=encoding, newline="") as file:
        delimiter = _delimiter(file.read(_SAMPLE))
    rows = list(_records(path, encoding, delimiter, limits))
    if not any(rows):
        raise UnreadableWorkbookError(str(path), "empty")
    grid = Grid(name=path.stem, rows=rows)
    return Workbook(path=str(path), kind="csv", grids=(grid,), encoding=encoding, delimiter=delimiter)


def _records(path: Path, encoding: str, delimiter: str, limits: Limits) -> Iterator[list[Cell]]:
    cells = 0
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for number, record in enumerate(reader, 1):
                cells += len(record)
                for name, allowed, found in (
                    ("rows", limits.rows, number),
                    ("columns", limits.columns, len(record)),
                    ("cells", limits.cells, cells),
                    ("cell_length", limits.cell_length, max(map(len, record), default=0)),
                ):
                    if found > allowed:
                        raise WorkbookLimitError(str(path), name, allowed, found)
                yield [text or None for text in record]
        except csv.Error as cause:  # a field beyond the csv module's own limit: an open quote, as a rule
            raise UnreadableWorkbookError(str(path), "damaged", str(cause)) from cause


def _delimiter(sample: str) -> str:
    """Choose the separator that parts the lines most evenly, quoted text left aside."""
    plain = re.sub(r'"[^"]*(?:"|$)', "", sample)
    lines = [line for line in plain.splitlines() if line.strip()][:50]

    def score(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        common = max(set(counts), key=counts.count, default=0)
        return (counts.count(common) if common else 0, common)

    return max(_DELIMITERS, key=score)
