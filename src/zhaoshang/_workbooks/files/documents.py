"""How the dates of an .ods file are shown: its date styles, which its reader does not tell."""

import zipfile
from pathlib import Path
from typing import Final, final

from zhaoshang._workbooks.files.containers import DAMAGE
from zhaoshang._workbooks.files.xmlparts import local, parse_part

__all__ = ["coarse_dates"]

_MOST: Final = 2_000_000  # so many cells are followed; what is repeated beyond holds nothing


def coarse_dates(path: Path, /) -> dict[str, dict[tuple[int, int], str]]:
    """Find the cells whose style shows a month or a year and no day.

    Returns:
        By sheet, the format as Excel writes it by row and column, both counted from 1.
    """
    follower = _Document()
    try:
        with zipfile.ZipFile(path) as file:
            for part in ("styles.xml", "content.xml"):
                if part in file.namelist():
                    with file.open(part) as stream:
                        parse_part(stream, follower.start, follower.end)
    except DAMAGE:  # the file is gone or changed since it was read
        return {}
    return follower.found


@final
class _Document:
    """Follows the styles and tables of a document."""

    def __init__(self) -> None:
        self.found: dict[str, dict[tuple[int, int], str]] = {}
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
            case "date-style":
                self._date = told.get("name", "")
                self._parts[self._date] = ""
            case "year" | "month" | "day" | "hours" | "minutes" | "quarter" if self._date:
                self._parts[self._date] += {"year": "y", "month": "m", "quarter": "d"}.get(plain, plain[0])
            case "style" if told.get("family") == "table-cell":
                self._style(told)
            case "table":
                self._cells = self.found.setdefault(told.get("name", ""), {})
                self._columns, self._row = [], 1
            case "table-column":
                times = min(_times(told, "number-columns-repeated"), 1024)
                self._columns += [told.get("default-cell-style-name", "")] * times
            case "table-row":
                self._column, self._repeats = 1, _times(told, "number-rows-repeated")
            case "table-cell" | "covered-table-cell":
                self._cell(told)
            case _:
                pass

    def _style(self, told: dict[str, str]) -> None:
        shown = self._parts.get(told.get("data-style-name", ""), "")
        if "y" in shown and not set(shown) - {"y", "m"}:
            self._styles[told.get("name", "")] = "yyyy-mm" if "m" in shown else "yyyy"

    def _cell(self, told: dict[str, str]) -> None:
        times = _times(told, "number-columns-repeated")
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

    def end(self, name: str) -> None:
        match local(name):
            case "date-style":
                self._date = ""
            case "table-row":
                self._row += self._repeats
            case _:
                pass


def _times(told: dict[str, str], name: str) -> int:
    value = told.get(name, "1")
    return max(1, int(value[:9])) if value.isascii() and value.isdigit() else 1
