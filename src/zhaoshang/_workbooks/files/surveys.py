"""How far a sheet of an .xlsx reaches and what else it says of its cells, found before anything is made of it.

A reader makes room for the rectangle that the references of cells span, however few cells there are, so that a few bytes
can ask for all memory. What a part claims is therefore read by a parser. Nearly all files write rows and cells in one
plain form, and these are searched several times faster with patterns; a piece in which any start of a row or cell is
written in another way sends the whole part to the parser.
"""

import html
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from operator import lt
from typing import IO, Final, final

from attrs import Factory, define

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.bounds import ROOM
from zhaoshang._workbooks.files.errors import WorkbookLimitError
from zhaoshang._workbooks.files.grids import Oddity, column_letter, column_number
from zhaoshang._workbooks.files.plainrows import UNSEEN_ROWS, VALUE, plain_rows
from zhaoshang._workbooks.files.xmlparts import PartParser, XmlPartError, local

__all__ = ["Survey", "pieces", "survey"]

Spans = Callable[["Survey"], object]
"""Called with what was found so far; it raises `WorkbookLimitError` where that is beyond a limit."""

_CHUNK: Final = 1 << 20
_LONGEST_ROW: Final = 1 << 25
_ROW_ENDS: Final = (b"</row>", b"/row>")
_HEAD: Final = 1 << 14  # the columns of a list are known from the first of its rows, as a rule
_SPARSE: Final = 100_000  # so much room beside what cells need is no reason to look closer
_OFTEN: Final = 4096  # elements between two checks of the limits

_ATTRIBUTES: Final = '[ a-zA-Z0-9="]*+/?'
_ODD_CELL: Final = re.compile(f'<c(?! r="[A-Z]++[0-9]++"{_ATTRIBUTES}>)[\\s/>]'.encode())
_TWICE: Final = re.compile(rb'<c r="[^<>]*" r="')
_ODD_CELL_WITH_BLANKS: Final = re.compile(
    rb'<c(?! r="[A-Z]++[0-9]++"(?: [a-z]{1,2}="[A-Za-z0-9]{0,12}+"){0,5} ?/?>)[\s/>]'
)
_PLAIN_ROW: Final = rb'(?: [A-Za-z0-9]{1,20}(?::[A-Za-z0-9]{1,20})?="[^"<>&]{0,80}"){0,20} ?/?>'
_ODD_ROW: Final = re.compile(rb"<row(?=[\s/>])(?!" + _PLAIN_ROW + rb")")
_PREFIXED: Final = re.compile(rb":(?:c|row|v|is)[\s/>]")
# a value or text that is not the only one and the last of its cell, or not one piece of text; a text where a value is
# meant, and a value where a text is
_ODD_VALUE: Final = re.compile(
    rb"</(?:v|is)>(?!\s{0,64}</c>)|<(?:v|is)\s?/>(?!\s{0,64}</c>)|<v(?:\s[^<>]*)?>[^<]*+(?!</v>)<"
    rb'|t="inlineStr"[^<>]*+(?<!/)>(?!\s{0,64}<(?:is\b|/c>))'
)
_REFERRING: Final = re.compile(rb"<v(?:\s[^<>]*)?>[^<&]*+&")
_NAMED: Final = re.compile(rb'<c r="([A-Z]++[0-9]++)"')
_COLUMNS: Final = 33  # bits of the number of a column that seven letters name
_LETTERS: Final = bytes(range(65, 91))
_ROW: Final = re.compile(rb"<row([ />][^>]*)")
_ROW_NUMBER: Final = re.compile(rb' r="([0-9]{1,9})"')
_HIDDEN: Final = re.compile(rb' (?:hidden="(?:1|true)|ht="0+(?:\.0*)?)"')
_NO_HEIGHT: Final = re.compile(r"\s*0+(?:\.0*)?\s*")
_PLACE: Final = re.compile(rb'<c r="([A-Z]{1,7})([0-9]{1,9})"')
_ERROR: Final = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"[^<>]{0,60}? t="e"[^<>]{0,60}>\s{0,64}(?:<f[^<>]{0,500}(?:/>|>[^<]*</f>))?'
    rb"\s{0,64}<v>([^<]*)<"
)
_UNCACHED: Final = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^<>]{0,80})>\s{0,64}<f(?:\s[^<>]{0,500})?(?:/>|>([^<]*)</f>)\s{0,64}'
    rb"(<v\s?/>|<v></v>)?\s{0,64}</c>"
)
_SHARED: Final = re.compile(rb'<c r="[A-Z]+[0-9]+"[^<>]{0,60}? t="s"[^<>]{0,60}>\s{0,64}<v>([0-9]{1,9})</v>')
_IS_SHARED: Final = re.compile(rb' t="s"')
_NO_NUMBER: Final = re.compile(rb' t="s"[^<>]{0,60}>\s{0,64}<v>(?![0-9]{1,9}</v>)')
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,7})0*([0-9]{1,9})", re.ASCII)


@final
@define(eq=False)
class Survey:
    """What one sheet claims.

    Attributes:
        rows: the last row that a cell stands in; rows without cells cost nothing.
        columns: the last column that a cell stands in.
        cells: how many cells there are.
        hidden: the rows that are not shown.
        oddities: error values, and formulas never computed.
        uses: uses of shared texts, or more.
        shared: the number of each shared text used, once for each use.
        unknown: uses of shared texts whose number was not found.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    hidden: set[int] = Factory(set)
    oddities: dict[tuple[int, int], tuple[Oddity, str]] = Factory(dict)
    uses: int = 0
    shared: "array[int]" = Factory(lambda: array("L"))
    unknown: int = 0


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Stream a part in pieces that each end after a row."""
    rest = bytearray()
    while chunk := stream.read(_CHUNK):
        known = max(0, len(rest) - len(_ROW_ENDS[0]))  # no end lies before: it would have been cut there
        rest += chunk
        ends = (rest.rfind(mark, known) + len(mark) for mark in _ROW_ENDS if rest.find(mark, known) >= 0)
        end = next(ends, 0)
        if not end and len(rest) > _LONGEST_ROW:  # no row is as long: there may be no end to wait for
            end = len(rest)
        if end:
            yield bytes(rest[:end])
            del rest[:end]
    if rest:
        yield bytes(rest)


def survey(open_part: Callable[[], IO[bytes]], check: Spans, /, *, shared: bool = False) -> Survey:
    """Survey a sheet.

    Args:
        open_part: opens the part anew each time.
        check: see `Spans`.
        shared: whether the number of each shared text used is wanted too, beside how many uses there are.

    Raises:
        XmlPartError: when the part cannot be parsed, or names a cell that there cannot be.
    """
    found = Survey()
    reach = _Extent(found)
    with open_part() as stream:
        for piece in pieces(stream):
            if not reach.covers(piece):
                break
            _search(found, piece, shared=shared, has_values_only=reach.has_values_only)
        else:
            with suppress(WorkbookLimitError):
                check(found)
                if found.rows * found.columns <= (1 + ROOM) * found.cells + _SPARSE:
                    return found
    # cells that hold nothing but a style cost nothing, wherever they stand: the parser knows them
    with open_part() as stream:
        return _parsed(stream, check)


# ------------------------------------------------------------------ the plain form, by patterns


@final
class _Extent:
    """Knows how far the cells reach, and finds at once whether a piece holds any that reach further."""

    def __init__(self, found: Survey) -> None:
        self.found = found
        self.has_values_only = False
        """Whether the cells of the last piece hold nothing but a value or a shared text each."""
        self._last = 0
        self._places = _SeenCells()
        self._made_for = (-1, -1)

    def _make(self) -> None:
        """Make patterns for any cell that is outside of what is known, or not in the plain form, or not a value alone."""
        if self._made_for == (self.found.columns, self.found.rows):
            return
        self._made_for = (self.found.columns, self.found.rows)
        columns = _up_to(column_letter(max(1, self.found.columns)), "A", "Z")
        rows = _up_to(str(max(1, self.found.rows)), "0", "9")
        place = f' r="(?:{columns})(?:(?:{rows})")'
        self._pattern = re.compile(f"<c(?!{place}{_ATTRIBUTES}>)[\\s/>]".encode())
        self._value = re.compile(f"<c(?!{place}{VALUE})[\\s/>]".encode())

    def covers(self, piece: bytes) -> bool:
        """Take a piece into account; tell whether it is plain, so that all of it was."""
        self.has_values_only = self._holds_plain_rows(piece)
        if self.has_values_only:
            return True
        if b"\0" in piece or b"<!" in piece or _ODD_ROW.search(piece) or _PREFIXED.search(piece):
            return False
        if not self._places.are_new(piece):
            return False
        self._rows(piece)
        last = _PLACE.match(piece, max(0, piece.rfind(b'<c r="')))  # the lowest of the piece, as a rule
        if last is not None and int(last[2]) > self.found.rows:
            self.found.rows = int(last[2])
        self._make()
        head = piece[: max(0, piece.rfind(b"<c ", 0, _HEAD))]
        if not self._holds(head):
            return False
        self.has_values_only = self._value.search(piece) is None
        if self.has_values_only:
            return True
        has_blanks = b"= " in piece or b" =" in piece  # then one attribute might hide behind them
        if (
            (has_blanks and _ODD_CELL_WITH_BLANKS.search(piece))
            or (b'" r="' in piece and _TWICE.search(piece))
            or _NO_NUMBER.search(piece)
            or _ODD_VALUE.search(piece)
            or (b"&" in piece and _REFERRING.search(piece))
        ):
            return False
        return self._holds(piece)

    def _holds_plain_rows(self, piece: bytes) -> bool:
        """Take a piece into account whose rows are all of the plainest form; tell whether they are."""
        rows = plain_rows(piece, self.found.columns)
        if rows is None or not self._places.follow(rows.numbers[0], rows.beside):
            return False
        self._last = rows.numbers[-1]
        if rows.columns > 1:
            self.found.columns = rows.columns
        last = _PLACE.match(piece, max(0, piece.rfind(b'<c r="')))
        if last is not None:
            self.found.rows = self._places.last = int(last[2])
        return True

    def _holds(self, piece: bytes) -> bool:
        """Let the reach grow to the cells of a piece; tell whether all of them are plain."""
        if self._pattern.search(piece) is None:
            return True
        if _ODD_CELL.search(piece):
            return False
        places = set(_PLACE.findall(piece))
        letters = max((name for name, _ in places), key=lambda name: (len(name), name), default=b"A")
        self.found.columns = max(self.found.columns, column_number(letters.decode()))
        self.found.rows = max(self.found.rows, max((int(row) for _, row in places), default=0))
        self._make()
        return self._pattern.search(piece) is None

    def _rows(self, piece: bytes) -> None:
        """Find the rows that are not shown."""
        if not any(mark in piece for mark in UNSEEN_ROWS):
            at = piece.rfind(b"<row ")
            number = _ROW_NUMBER.search(piece, at, piece.find(b">", at)) if at >= 0 else None
            if number is not None:
                self._last = int(number[1])
                return
        for attributes in _ROW.findall(piece):
            number = _ROW_NUMBER.search(attributes)
            self._last = int(number[1]) if number else self._last + 1
            if _HIDDEN.search(attributes):
                self.found.hidden.add(self._last)


@final
class _SeenCells:
    """Knows the rows whose cells were seen: of two cells of one place a reader keeps the last, and the other is lost."""

    def __init__(self) -> None:
        self.last = 0
        self._tables = 0
        self._is_first = True

    def follow(self, row: int, beside: bytes) -> bool:
        """Tell whether a row stands below those before, in the one table of cells, by what the piece holds beside rows."""
        tables = self._tables + beside.count(b"sheetData>")  # the end of one, and its start
        if row <= self.last or tables > 2 or beside.count(b"<?") > (1 if self._is_first else 0):
            return False
        self._tables, self._is_first = tables, False
        return True

    def are_new(self, piece: bytes) -> bool:
        """Tell whether no cell of a piece stands there twice, and all stand below those before."""
        if not self.follow(self.last + 1, piece):
            return False
        cells = _NAMED.findall(piece)
        places = set(cells)
        if len(places) < len(cells):
            return False
        texts = set(b" ".join(places).translate(None, _LETTERS).split())
        numbers = set(map(int, texts))
        if len(numbers) < len(texts) or min(numbers, default=self.last + 1) <= self.last:
            return False
        self.last = max(numbers, default=self.last)
        return True


def _up_to(last: str, low: str, high: str) -> str:
    """Make a pattern for all numbers, or names of columns, up to one."""
    size = len(last)
    choices = [f"[{low}-{high}]{{1,{size - 1}}}+"] if size > 1 else []
    for place in range(size - 1):
        if last[place] > low:
            before = chr(ord(last[place]) - 1)
            choices.append(f"{last[:place]}[{low}-{before}][{low}-{high}]{{{size - place - 1}}}")
    return "|".join([*choices, f"{last[:-1]}[{low}-{last[-1]}]"])


def _search(found: Survey, piece: bytes, *, shared: bool, has_values_only: bool) -> None:
    found.cells += piece.count(b"<c ")  # in the plain form no cell is without a reference
    found.uses += piece.count(b't="s"')
    if not has_values_only and b' t="e"' in piece:
        _collect(found, Oddity.ERROR, _ERROR.findall(piece))
    if not has_values_only and b"<f" in piece:
        plain = [
            (place, formula)
            for place, attributes, formula, empty in _UNCACHED.findall(piece)
            if not (empty and b't="str"' in attributes)  # an empty text was computed
        ]
        _collect(found, Oddity.UNCACHED, plain)
    if shared:
        numbers = _SHARED.findall(piece)
        found.shared.extend(map(int, numbers))
        found.unknown += len(_IS_SHARED.findall(piece)) - len(numbers)


def _collect(found: Survey, kind: Oddity, cells: Iterable[tuple[bytes, bytes]]) -> None:
    for reference, text in cells:
        match = _REFERENCE.fullmatch(reference.decode())
        if match:
            place = (int(match[2]), column_number(match[1]))
            found.oddities.setdefault(place, (kind, html.unescape(text.decode("utf-8", "replace"))))


# ------------------------------------------------------------------ any form, by a parser


@final
class _Parsed:
    """Follows the elements of a sheet."""

    def __init__(self, check: Spans) -> None:
        self.found = Survey()
        self._check = check
        self._row = self._column = 0
        self._is_blank = True
        self._count = 0
        self._places = array("Q")
        self._tables = 0
        self._parser = PartParser()
        self._type = ""
        self._in = ""
        self._contents = 0  # how many values and texts the cell holds
        self._has_text = False
        self._begin = 0  # where the value begins, in bytes
        self._formula: list[str] | None = None
        self._value: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = local(name)
        self._count += 1
        if not self._count % _OFTEN:
            self._check(self.found)
        if plain == "sheetData":
            self._table()
        elif plain == "row":
            self._start_row(attributes)
        elif plain == "c":
            self._cell(attributes)
        elif self._in == "v":
            raise XmlPartError(self._says("an element in its value"))
        elif plain in {"f", "v", "is"}:
            self._content(plain, name, attributes)

    def _table(self) -> None:
        self._tables += 1
        if self._tables > 1:
            raise XmlPartError("there are two tables of cells")

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number[:9]) if number.isascii() and number.isdigit() else self._row + 1
        self._column = 0
        if attributes.get("hidden") in {"1", "true"} or _NO_HEIGHT.fullmatch(attributes.get("ht", "")):
            self.found.hidden.add(self._row)

    def _content(self, plain: str, name: str, attributes: dict[str, str]) -> None:
        self._fill()
        self._in = plain
        if plain == "f":
            self._formula = []
        else:
            self._contents += 1
        if plain == "v":
            tag = self._parser.here().find(b">") + 1 if attributes else len(name.encode()) + 2
            self._begin = self._parser.at + tag

    def _says(self, what: str) -> str:
        return f"cell {column_letter(self._column)}{self._row} holds {what}"

    def _cell(self, attributes: dict[str, str]) -> None:
        self._type, self._formula, self._value = attributes.get("t", ""), None, []
        self._contents, self._has_text = 0, False
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                message = f"there is no cell {reference[:40]}"
                raise XmlPartError(message)
            self._row, self._column = int(match[2]), column_number(match[1].upper())
        self._is_blank = True
        if self._type == "s":
            self.found.uses += 1
            self.found.unknown += 1

    def _fill(self) -> None:
        """Count a cell once something stands in it."""
        if self._is_blank:
            self._is_blank = False
            self._places.append(self._row << _COLUMNS | self._column)
            found = self.found
            found.cells += 1
            found.rows, found.columns = max(found.rows, self._row), max(found.columns, self._column)

    def text(self, text: str) -> None:
        self._has_text = True
        if self._in == "v":
            self._value.append(text)
        elif self._in == "f" and self._formula is not None:
            self._formula.append(text)

    def end(self, name: str) -> None:
        plain = local(name)
        if plain == "v":
            self._in = ""
            self._end_value("".join(self._value))
        elif plain == "f":
            self._in = ""
        elif plain == "c":
            place, value = (self._row, self._column), "".join(self._value)
            if self._contents > 1 and self._has_text:
                raise XmlPartError(self._says("two contents"))
            if self._type == "s" and value:
                if not (value.isascii() and value.isdigit() and len(value) < 10):
                    message = (
                        f"a cell holds the shared text {value[:40]}"  # readers take the first one instead
                    )
                    raise XmlPartError(message)
                self.found.shared.append(int(value))
                self.found.unknown -= 1
            elif self._type == "e" and value:
                self.found.oddities.setdefault(place, (Oddity.ERROR, value))
            elif self._formula is not None and not value and not (self._contents and self._type == "str"):
                self.found.oddities.setdefault(place, (Oddity.UNCACHED, "".join(self._formula)))

    def _end_value(self, value: str) -> None:
        """Refuse a value that a reader takes in part, or not at all: it takes one piece of text, as it is written."""
        if not value:
            return
        if self._type == "inlineStr":
            raise XmlPartError(self._says("a value where a text is meant"))
        if self._type != "str" and self._parser.at - self._begin != len(value.encode()):
            raise XmlPartError(self._says("a value in several pieces"))

    def marked(self) -> None:
        """Refuse text in a marked section, which a reader leaves out of a value."""
        if self._in == "v":
            raise XmlPartError(self._says("a value in several pieces"))

    def _check_places(self) -> None:
        """Refuse two cells of one place, of which a reader keeps the last."""
        places = self._places
        if not all(map(lt, places, islice(places, 1, None))) and len(set(places)) < len(places):
            raise XmlPartError("two cells stand in one place")

    def read(self, stream: IO[bytes]) -> Survey:
        """Follow a part to its end."""
        self._parser.parse(stream, self.start, self.end, self.text, self.marked)
        self._check(self.found)
        self._check_places()
        return self.found


def _parsed(stream: IO[bytes], check: Spans) -> Survey:
    return _Parsed(check).read(stream)
