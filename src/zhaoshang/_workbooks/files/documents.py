"""What its reader does not tell of an .ods file: how its dates are shown, its errors, and the comments of its cells."""

import zipfile
from itertools import islice, product
from pathlib import Path
from typing import Final, NamedTuple, final

from zhaoshang._workbooks.files.asides import OWN, quotation
from zhaoshang._workbooks.files.containers import DAMAGE
from zhaoshang._workbooks.files.xmlparts import local, parse_part

__all__ = ["NOTHING_TOLD", "Told", "document_facts"]

_VALUES: Final = frozenset("value date-value time-value boolean-value string-value".split())
_COMMENTS: Final = 20_000
_WORDS: Final = 240  # so much of a comment is looked at, and in so many pieces
_MOST: Final = 2_000_000  # so many cells are followed; what is repeated beyond holds nothing


@final
class Told(NamedTuple):
    """What an .ods file says of its cells: by sheet, by row and column, both counted from 1.

    Attributes:
        dates: the format, as Excel writes it, of dates whose style shows a month or a year and no day.
        comments: what is said of cells beside them, in short.
        formulas: the formulas that were never computed.
        errors: the error values, as they are shown.
        epoch: the year that day numbers count from.
    """

    dates: dict[str, dict[tuple[int, int], str]]
    comments: dict[str, dict[tuple[int, int], str]]
    formulas: dict[str, dict[tuple[int, int], str]]
    errors: dict[str, dict[tuple[int, int], str]]
    epoch: int = 1900


NOTHING_TOLD: Final = Told({}, {}, {}, {})


def document_facts(path: Path, /) -> Told:
    """Find what an .ods file says of its cells beside their values."""
    follower = _Document()
    try:
        with zipfile.ZipFile(path) as file:
            for part in ("styles.xml", "content.xml"):
                if part in file.namelist():
                    with file.open(part) as stream:
                        parse_part(stream, follower.start, follower.end, follower.text)
    except DAMAGE:  # the file is gone or changed since it was read
        return NOTHING_TOLD
    return Told(follower.found, follower.comments, follower.formulas, follower.errors, follower.epoch)


@final
class _Document:
    """Follows the styles and tables of a document."""

    def __init__(self) -> None:
        self.found: dict[str, dict[tuple[int, int], str]] = {}
        self.comments: dict[str, dict[tuple[int, int], str]] = {}
        self.formulas: dict[str, dict[tuple[int, int], str]] = {}
        self.errors: dict[str, dict[tuple[int, int], str]] = {}
        self.epoch = 1900
        self._open: dict[tuple[int, int], str] = {}
        self._wrong: dict[tuple[int, int], str] = {}
        self._span = 1, 1  # how many rows and columns it stands for
        self._shown: list[str] | None = None  # the text of a cell that may be an error
        self._said: dict[tuple[int, int], str] = {}
        self._in = ""  # within a comment, the element that holds text
        self._words: list[str] = []
        self._is_own = False
        self._at = (0, 0)
        self._commented = 0
        self._parts: dict[str, str] = {}  # what each date style shows, as letters
        self._date = ""
        self._styles: dict[str, str] = {}
        self._cells: dict[tuple[int, int], str] = {}
        self._columns: list[str] = []
        self._row = self._column = self._repeats = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = local(name)
        told = {local(key): value for key, value in attributes.items()}
        match plain:
            case "date-style" | "null-date":
                self._calendar(plain, told)
            case "year" | "month" | "day" | "hours" | "minutes" | "quarter" if self._date:
                self._parts[self._date] += {"year": "y", "month": "m", "quarter": "d"}.get(plain, plain[0])
            case "style" if told.get("family") == "table-cell":
                self._style(told)
            case "table":
                self._table(told.get("name", ""))
            case "table-column":
                times = min(_times(told, "number-columns-repeated"), 1024)
                self._columns += [told.get("default-cell-style-name", "")] * times
            case "table-row":
                self._column, self._repeats = 1, _times(told, "number-rows-repeated")
            case "table-cell" | "covered-table-cell":
                self._at = (self._row, self._column)
                self._cell(told)
                self._shown = [] if _is_error(attributes) else None
                self._span = self._repeats, _times(told, "number-columns-repeated")
            case "annotation":
                self._in, self._words, self._is_own = plain, [], False
            case "creator" | "date" | "p" if self._in:
                self._in = plain
            case _:
                pass

    def _calendar(self, plain: str, told: dict[str, str]) -> None:
        """Follow a style of dates, or the day that all of them are counted from."""
        if plain == "date-style":
            self._date = told.get("name", "")
            self._parts[self._date] = ""
        elif told.get("date-value", "").startswith("1904"):
            self.epoch = 1904

    def _table(self, name: str) -> None:
        self._cells = self.found.setdefault(name, {})
        self._said = self.comments.setdefault(name, {})
        self._open = self.formulas.setdefault(name, {})
        self._wrong = self.errors.setdefault(name, {})
        self._columns, self._row = [], 1

    def _style(self, told: dict[str, str]) -> None:
        shown = self._parts.get(told.get("data-style-name", ""), "")
        if "y" in shown and not set(shown) - {"y", "m"}:
            self._styles[told.get("name", "")] = "yyyy-mm" if "m" in shown else "yyyy"

    def _cell(self, told: dict[str, str]) -> None:
        times = _times(told, "number-columns-repeated")
        if "formula" in told and told.keys().isdisjoint(_VALUES) and told.get("value-type") != "string":
            self._open[self._at] = told["formula"].removeprefix("of:").removeprefix("=")
        default = self._columns[self._column - 1] if self._column <= len(self._columns) else ""
        code = self._styles.get(told.get("style-name") or default)
        if code is not None and "date-value" in told:
            for row in range(self._row, self._row + self._repeats):
                for column in range(self._column, self._column + times):
                    self._count += 1
                    if self._count > _MOST:
                        return
                    self._cells[row, column] = code
        self._column += times

    def _end_cell(self, shown: str) -> None:
        """Keep what an error shows, for every cell that it stands in."""
        if shown:
            (row, column), (rows, columns) = self._at, self._span
            places = product(range(row, row + rows), range(column, column + columns))
            room = max(0, _MOST - self._count)
            for place in islice(places, room):
                self._count += 1
                self._wrong[place] = shown

    def text(self, text: str) -> None:
        if self._in == "creator":
            self._is_own |= text.strip() == OWN
        elif self._in == "p" and len(self._words) < _WORDS:
            self._words.append(text[:_WORDS])
        elif self._shown is not None and not self._in and len(self._shown) < _WORDS:
            self._shown.append(text[:_WORDS])

    def end(self, name: str) -> None:
        match local(name):
            case "creator" | "date" | "p" if self._in:
                self._words.append(" ")
                self._in = "annotation"
            case "annotation":
                self._in, said = "", quotation("".join(self._words))
                if said and not self._is_own and self._commented < _COMMENTS:
                    self._commented += 1
                    self._said[self._at] = said
            case "date-style":
                self._date = ""
            case "table-cell" | "covered-table-cell":
                self._end_cell("".join(self._shown or ()).strip())
                self._shown = None
            case "table-row":
                self._row += self._repeats
            case _:
                pass


def _is_error(attributes: dict[str, str]) -> bool:
    """Tell whether a cell holds an error: its type says so, or its text is none although one is shown."""
    return any(
        (local(name) == "value-type" and value == "error") or (local(name) == "string-value" and not value)
        for name, value in attributes.items()
    )


def _times(told: dict[str, str], name: str) -> int:
    value = told.get(name, "1")
    return max(1, int(value[:9])) if value.isascii() and value.isdigit() else 1
