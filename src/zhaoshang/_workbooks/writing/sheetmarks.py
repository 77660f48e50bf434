"""The cells of a sheet given other styles: values, formulas and every other element stay, byte for byte."""

from collections.abc import Callable, Mapping
from typing import IO, Final, final

from attrs import Factory, define

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import column_letter, column_number
from zhaoshang._workbooks.files.xmlparts import PartParser, XmlPartError, local
from zhaoshang._workbooks.writing.splicing import Edit, prefix_of, set_attribute, start_tag
from zhaoshang._workbooks.writing.styling import Styles
from zhaoshang.findings import Severity

__all__ = ["MarkedSheet", "mark_sheet"]

Place = tuple[int, int]

_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})0*([0-9]{1,7})", re.ASCII)
_PLAIN: Final = re.compile(r"[A-Z]+[1-9][0-9]*", re.ASCII)
_LATER: Final = frozenset(
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst AlternateContent".split()
)
"""What stands behind the drawing of comments in a sheet."""
_WIDTH: Final = 8.43


@final
@define(eq=False)
class _MarkedRow:
    """A row with marks."""

    at: int
    tag: bytes
    name: str
    style: int | None
    close: int = -1
    cells: list[tuple[int, int]] = Factory(list)


@final
@define(eq=False)
class MarkedSheet:
    """What marks change in a sheet.

    Attributes:
        edits: the changes.
        root: the name of its root.
        spaces: the namespaces that the root declares, by prefix.
        drawing: the id of the relation to the drawing of its comments; empty without one.
        drawing_at: where the element for it belongs.
        widths: the width of columns where the sheet tells, as (first, last, width).
    """

    edits: list[Edit] = Factory(list)
    root: str = ""
    spaces: dict[str, str] = Factory(dict)
    drawing: str = ""
    drawing_at: int = -1
    widths: list[tuple[int, int, float]] = Factory(list)

    def width(self, column: int, /) -> float:
        """Give the width of a column, in characters."""
        return next((width for first, last, width in self.widths if first <= column <= last), _WIDTH)


def mark_sheet(
    open_part: Callable[[], IO[bytes]], marks: Mapping[Place, Severity], styles: Styles, /
) -> MarkedSheet:
    """Find what to change so that some cells are marked and no others.

    Raises:
        XmlPartError: when the part cannot be parsed, or is no sheet of cells.
    """
    follower = _Follower(marks, styles)
    with open_part() as stream:
        follower.parser.parse(stream, follower.start, follower.end)
    return follower.result()


@final
class _Follower:
    """Follows the elements of a sheet."""

    def __init__(self, marks: Mapping[Place, Severity], styles: Styles) -> None:
        self.parser = PartParser()
        self.sheet = MarkedSheet()
        self._styles = styles
        self._marks = dict(marks)
        self._left = dict(marks)
        self._wanted = {f"{column_letter(column)}{row}" for row, column in marks}
        self._marked_rows = {row for row, _ in marks}
        self._row_numbers = sorted(self._marked_rows)
        self._waiting = 0
        self._places: dict[int, int] = {}
        self._rows: dict[int, _MarkedRow] = {}
        self._columns: list[tuple[int, int, int]] = []
        self._depth = self._number = self._column = 0
        self._last: str | None = None
        self._row: _MarkedRow | None = None
        self._in = ""
        self._data: tuple[int, bytes, str] | None = None
        self._data_close = -1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 4:
            if self._in == "sheetData" and local(name) == "c":
                self._cell(attributes)
        elif self._depth == 3:
            if self._in == "sheetData" and local(name) == "row":
                self._start_row(name, attributes)
            elif self._in == "cols" and local(name) == "col":
                self._col(attributes)
        elif self._depth == 2:
            self._child(name, attributes)
        elif self._depth == 1:
            self._root(name, attributes)

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) != "worksheet":
            raise XmlPartError("it is no sheet of cells")
        self.sheet.root = name
        for key, value in attributes.items():
            if key == "xmlns" or key.startswith("xmlns:"):
                self.sheet.spaces[key.partition(":")[2]] = value

    def _child(self, name: str, attributes: dict[str, str]) -> None:
        self._in = local(name)
        if self._in == "sheetData" and self._data is None:
            self._data = self.parser.at, start_tag(self.parser.here()), name
        elif self._in == "legacyDrawing":
            self.sheet.drawing = next((value for key, value in attributes.items() if local(key) == "id"), "")
        elif self._data is not None and self._in in _LATER and self.sheet.drawing_at < 0:
            self.sheet.drawing_at = self.parser.at

    def _col(self, attributes: dict[str, str]) -> None:
        first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
        style = _whole(attributes.get("style"))
        if style:
            self._columns.append((first, last, style))
        hidden = attributes.get("hidden") in {"1", "true"}
        try:
            width = float(attributes.get("width", _WIDTH))
        except ValueError:
            width = _WIDTH
        self.sheet.widths.append((first, last, 0.0 if hidden else width))

    def _start_row(self, name: str, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._number = int(number[:9]) if number.isascii() and number.isdigit() else self._number + 1
        self._column, self._last = 0, None
        while self._waiting < len(self._row_numbers) and self._row_numbers[self._waiting] <= self._number:
            self._places[self._row_numbers[self._waiting]] = self.parser.at
            self._waiting += 1
        self._row = None
        if self._number in self._marked_rows and self._number not in self._rows:
            own = attributes.get("customFormat") in {"1", "true"}
            style = _whole(attributes.get("s")) if own else None
            self._row = _MarkedRow(self.parser.at, start_tag(self.parser.here()), name, style)
            self._rows[self._number] = self._row

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._place_of_last()
            self._column += 1
            reference = f"{column_letter(self._column)}{self._number}"
        self._last = reference
        if self._row is not None:
            self._place_of_last()
            self._row.cells.append((self._column, self.parser.at))
        style = attributes.get("s", "0")
        is_wanted = reference in self._wanted or _PLAIN.fullmatch(reference) is None
        if is_wanted or style in self._styles.marked:
            self._restyle(reference, _whole(style))

    def _place_of_last(self) -> None:
        """Find the column of the last cell that named one."""
        match = _REFERENCE.fullmatch(self._last or "")
        if match is not None:
            self._column = column_number(match[1].upper())
        self._last = None

    def _restyle(self, reference: str, old: int) -> None:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            return
        place = int(match[2]), column_number(match[1].upper())
        self._left.pop(place, None)
        new = bare = self._styles.bare(old)
        if place in self._marks:
            marked = self._styles.mark(bare, self._marks[place])
            new = bare if marked is None else marked
        if new != old:
            at, tag = self.parser.at, start_tag(self.parser.here())
            self.sheet.edits.append(Edit(at, at + len(tag), set_attribute(tag, "s", str(new))))

    def end(self, name: str) -> None:
        if self._depth == 3 and self._row is not None and local(name) == "row":
            self._row.close = self.parser.at
            self._row = None
        elif self._depth == 2:
            if self._data is not None and self._data_close < 0 and self._in == "sheetData":
                self._data_close = self.parser.at
            self._in = ""
        elif self._depth == 1 and self.sheet.drawing_at < 0:
            self.sheet.drawing_at = self.parser.at
        self._depth -= 1

    # ------------------------------------------------------------------ cells that are not there yet

    def result(self) -> MarkedSheet:
        """Add the cells that were not met."""
        by_row: dict[int, dict[int, Severity]] = {}
        for (row, column), severity in self._left.items():
            by_row.setdefault(row, {})[column] = severity
        if by_row and self._data is None:
            raise XmlPartError("it has no cells")
        fresh: dict[int, bytes] = {}
        for row in sorted(by_row):
            if row in self._rows:
                self._fill_row(self._rows[row], row, by_row[row])
            else:
                self._new_row(row, by_row[row], fresh)
        self._add_rows(fresh)
        return self.sheet

    def _made(
        self, prefix: str, row: int, cells: Mapping[int, Severity], style: int | None
    ) -> dict[int, bytes]:
        made: dict[int, bytes] = {}
        for column in sorted(cells):
            own = style
            if own is None:
                own = next((each for first, last, each in self._columns if first <= column <= last), 0)
            marked = self._styles.mark(self._styles.bare(own), cells[column])
            if marked is not None:
                made[column] = f'<{prefix}c r="{column_letter(column)}{row}" s="{marked}"/>'.encode()
        return made

    def _fill_row(self, row: _MarkedRow, number: int, cells: Mapping[int, Severity]) -> None:
        made = self._made(prefix_of(row.name), number, cells, row.style)
        if not made:
            return
        end = row.at + len(row.tag)
        tag = _widened(row.tag, min(made), max(made))
        if row.tag.endswith(b"/>"):
            content = b"".join(made.values())
            new = tag[:-2].rstrip() + b">" + content + f"</{row.name}>".encode()
            self.sheet.edits.append(Edit(row.at, end, new))
            return
        if tag != row.tag:
            self.sheet.edits.append(Edit(row.at, end, tag))
        for column, cell in made.items():
            at = next((start for other, start in row.cells if other > column), row.close)
            self.sheet.edits.append(Edit(at, at, cell))

    def _new_row(self, number: int, cells: Mapping[int, Severity], fresh: dict[int, bytes]) -> None:
        prefix = prefix_of(self._data[2] if self._data else "")
        made = self._made(prefix, number, cells, None)
        if made:
            content = b"".join(made.values())
            fresh[number] = f'<{prefix}row r="{number}">'.encode() + content + f"</{prefix}row>".encode()

    def _add_rows(self, fresh: Mapping[int, bytes]) -> None:
        if not fresh or self._data is None:
            return
        at, tag, name = self._data
        if tag.endswith(b"/>"):
            new = tag[:-2].rstrip() + b">" + b"".join(fresh.values()) + f"</{name}>".encode()
            self.sheet.edits.append(Edit(at, at + len(tag), new))
            return
        for number, row in fresh.items():
            place = self._places.get(number, self._data_close)
            self.sheet.edits.append(Edit(place, place, row))


_SPANS: Final = re.compile(rb"""(\sspans\s*=\s*["'])([0-9]{1,5}):([0-9]{1,5})(["'])""")


def _widened(tag: bytes, first: int, last: int) -> bytes:
    """Let a row that says how far it reaches reach as far as its cells."""
    match = _SPANS.search(tag)
    if match is None:
        return tag
    low, high = min(int(match[2]), first), max(int(match[3]), last)
    return tag[: match.start()] + match[1] + b"%d:%d" % (low, high) + match[4] + tag[match.end() :]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
