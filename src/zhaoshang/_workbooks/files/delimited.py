"""CSV and its kin: the encoding and the separator are found, and reported."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from os import SEEK_END
from pathlib import Path
from typing import Any, Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.errors import UnreadableWorkbookError, WorkbookLimitError
from zhaoshang._workbooks.files.grids import Grid, Workbook
from zhaoshang._workbooks.files.limits import Limits

__all__ = ["as_text", "find_encoding", "read_delimited"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK: Final = 1 << 20
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_MOST_STRAY: Final = 1000
_DELIMITERS: Final = (",", "\t", ";", "|", "，")
_SAMPLE: Final = 64 * 1024


def find_encoding(path: Path, /) -> str:
    """Find how a text file is encoded: in UTF-8 or UTF-16, with a mark or without, or GB18030.

    Raises:
        UnreadableWorkbookError: when it is none of them, or holds a control character; it says where.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    known = next((name for bom, name in _BOMS if head.startswith(bom)), None) or _unmarked(head)
    for encoding in (known,) if known else ("utf-8", "gb18030"):
        if (control := _control_in(path, encoding)) is not None:
            if control:
                raise UnreadableWorkbookError(str(path), "control", control)
            return encoding
    raise UnreadableWorkbookError(str(path), "encoding")


def _unmarked(head: bytes) -> str | None:
    """Tell UTF-16 without a mark by its line breaks and by the zeros of its ASCII, which stand at one side; 一 has one too."""
    first, second = (head[side::2].count(0) for side in (0, 1))
    pairs = {head[at : at + 2] for at in range(0, len(head), 2)}
    if first > 2 * second and b"\0\n" in pairs:
        return "utf-16-be"
    return "utf-16-le" if second > 2 * first and b"\n\0" in pairs else None


def _control_in(path: Path, encoding: str) -> str | None:
    """Give the first control character and its line, nothing where there is none, `None` where the encoding is another."""
    decoder = codecs.getincrementaldecoder(encoding)()
    control, line = "", 1
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                if not control and (found := _CONTROL.search(text)):
                    above = line + text.count("\n", 0, found.start())
                    control = f"U+{ord(found[0]):04X} @ {above}"
                line += text.count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return control


def read_delimited(path: Path, limits: Limits, /) -> Workbook:
    """Read a CSV file into one grid; every value is text, empty text is `None`.

    A quote that opens a cell and is closed nowhere, or only after rows of the table, is a character like any other:
    the file is then read by our own rules, and the rows are told, so that no row disappears in a cell.
    """
    encoding = find_encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(_SAMPLE)
    delimiter = _delimiter(sample)
    width = _width(sample, delimiter)
    stray: set[int] = set()
    try:
        rows = list(_strict(path, encoding, delimiter, limits))
        has_quotes = b'"' in path.read_bytes()
        is_plain = not has_quotes or not any(_swallows(row, delimiter, width) for row in rows)
    except csv.Error:
        is_plain = False
    if not is_plain:
        text = path.read_text(encoding)  # line breaks of every kind become one
        rows = []
        for row in _bounded(_by_hand(text, delimiter, width, stray), path, limits):
            rows.append(row)
            if len(stray) > _MOST_STRAY and 2 * len(stray) > len(rows):  # each is told
                raise UnreadableWorkbookError(str(path), "quotes")
    if not any(rows):
        raise UnreadableWorkbookError(str(path), "empty")
    if not _has_line_end(path) and _ends_short(rows):
        raise UnreadableWorkbookError(str(path), "damaged", "its last row ends within")
    known: dict[str, str | None] = {"": None}  # cells that are alike are one
    cells: list[Any] = rows  # in its place: a sheet is held once
    for at, row in enumerate(rows):
        cells[at] = [
            known.setdefault(text, text) if text[:1] not in _MARKS else _shown(text) or None for text in row
        ]
    grid = Grid(
        name=path.stem,
        rows=cells,
        stray_quotes=frozenset(stray),
        is_delimited=True,
    )
    return Workbook(path=str(path), kind="csv", grids=(grid,), encoding=encoding, delimiter=delimiter)


# what Excel takes for text ---------------------------------------------------------------------------------------

_MARKS: Final = frozenset("'=")
_WRAPPED: Final = re.compile(r'="((?:[^"]|"")*)"')
_KEPT: Final = re.compile(
    r"'*[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－\uff20﹦﹢﹣﹫]"
)  # a program may drop what cannot be seen


def _shown(text: str) -> str:
    """Take off what only keeps a program from reading a text as a number or a formula: ="000123" and '=1+1."""
    wrapped = _WRAPPED.fullmatch(text)
    if wrapped is not None:
        return wrapped[1].replace('""', '"')
    return text[1:] if text[:1] == "'" and _KEPT.match(text, 1) else text


def as_text(text: str, /) -> str:
    """Mark a text that would run as a formula in a file of separated values; it is read back without the mark.

    Examples:
        >>> as_text("=1+1"), as_text("虚构项目")
        ("'=1+1", '虚构项目')
    """
    return f"'{text}" if _KEPT.match(text) else text


def _has_line_end(path: Path) -> bool:
    """Tell whether the last line is ended, as nearly all programs do."""
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), SEEK_END)
        return file.read().rstrip(b"\0 \t")[-1:] in {b"\r", b"\n"}


def _ends_short(rows: list[list[str]]) -> bool:
    """Tell whether the last row alone has fewer cells than its header; a note below has one."""
    width = len(rows[-1])
    above = [len(row) for row in rows[:-1] if len(row) > 1]
    return len(above) > 1 and 1 < width < min(above)


def _strict(path: Path, encoding: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        yield from _bounded(csv.reader(file, delimiter=delimiter, strict=True), path, limits)


def _bounded(records: Iterable[list[str]], path: Path, limits: Limits) -> Iterator[list[str]]:
    cells = 0
    for number, record in enumerate(records, 1):
        cells += len(record)
        for name, allowed, found in (
            ("rows", limits.rows, number),
            ("columns", limits.columns, len(record)),
            ("cells", limits.cells, cells),
        ):
            if found > allowed:
                raise WorkbookLimitError(str(path), name, allowed, found)
        yield record


# quotes ----------------------------------------------------------------------------------------------------------

# a quoted cell: what follows its closing quote is looked at by the caller; the atomic group never goes back, so that
# the time is linear
_QUOTED: Final = re.compile(r'"(?>((?:[^"]|"")*+))"')


def _width(sample: str, delimiter: str) -> int:
    """Count the cells that most lines have, of those that have any."""
    widths = Counter(line.count(delimiter) + 1 for line in sample.splitlines() if line.strip())
    return max(widths, key=lambda width: (widths[width], width), default=1)


def _swallows(row: list[str], delimiter: str, width: int) -> bool:
    """Tell whether a cell of a row holds whole rows of the table."""
    return any("\n" in cell and _holds_rows(cell, delimiter, width, at) for at, cell in enumerate(row, 1))


def _holds_rows(cell: str, delimiter: str, width: int, at: int) -> bool:
    """Tell whether most lines of the cell of a column are rows, or it ends one row and begins the next in the same column."""
    first, *inner, last = cell.split("\n")
    held = [line.count(delimiter) for line in inner if line.strip()]
    if not held:
        return width > _NARROW and (first.count(delimiter), last.count(delimiter)) == (width - at, at - 1)
    return width > 2 and 2 * sum(count >= width - 1 for count in held) >= len(held)


_NARROW: Final = 3  # in no more columns two lines of a text may hold as many separators by chance


def _by_hand(text: str, delimiter: str, width: int, stray: set[int]) -> Iterator[list[str]]:
    """Part a text into records; the numbers of those with a quote that quotes nothing are added to `stray`."""
    plain = re.compile(f"[^{re.escape(delimiter)}\n]*")
    place, size, number, record = 0, len(text), 1, list[str]()
    while place <= size:
        quoted = _QUOTED.match(text, place) if text.startswith('"', place) else None
        if quoted is not None:
            ends = quoted.end() == size or text[quoted.end()] in {delimiter, "\n"}
            if not ends or ("\n" in quoted[1] and _holds_rows(quoted[1], delimiter, width, len(record) + 1)):
                quoted = None
        if quoted is not None:
            record.append(quoted[1].replace('""', '"'))
            place = quoted.end()
        else:
            if text.startswith('"', place):
                stray.add(number)
            found = plain.match(text, place)
            assert found is not None  # noqa: S101 - it matches nothing at all too
            record.append(found[0])
            place = found.end()
        if place >= size:
            break
        if text[place] == "\n":
            yield record
            record, number = [], number + 1
            if place + 1 == size:
                return
        place += 1
    if record != [""]:
        yield record


def _delimiter(sample: str) -> str:
    """Choose the separator that parts the lines most evenly, quoted text left aside."""
    plain = re.sub(r'"[^"]*(?:"|$)', "", sample)
    lines = [line for line in plain.splitlines() if line.strip()][:50]

    def score(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        common = max(set(counts), key=counts.count, default=0)
        return (counts.count(common) if common else 0, common)

    return max(_DELIMITERS, key=score)
