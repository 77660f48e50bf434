"""What its reader does not tell of an .ods file: how its numbers and dates are shown, what is hidden, errors and comments."""

import zipfile
from collections.abc import Container, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from pathlib import Path
from typing import Final, NamedTuple, TypeVar, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import decimal_of, shifted, trimmed
from zhaoshang._workbooks.files.asides import OWN, quotation
from zhaoshang._workbooks.files.bounds import VALUES
from zhaoshang._workbooks.files.documentformats import DataStyles
from zhaoshang._workbooks.files.documentlooks import CellLooks
from zhaoshang._workbooks.files.rulemarks import RuledRange
from zhaoshang._workbooks.files.seen import PALE, Seen
from zhaoshang._workbooks.files.xmlparts import XmlPartError, local, parse_part

__all__ = ["NOTHING_TOLD", "ToldCells", "document_facts"]

T = TypeVar("T")

_COMMENTS: Final = 20_000
_MOST_STYLES: Final = 1 << 17  # twice the formats of cells that Excel allows
_WORDS: Final = 240  # so much of a comment is looked at, and in so many pieces
_NUMBERS: Final = frozenset({"float", "currency"})
_PLAIN: Final = re.compile(
    r"[\s0-9.,'’+\-−()/#*¥￥Ee]*(?:CNY|RMB|人民币)?[\s)]*"
)  # a number alone, in yuan at most
_ONE_NUMBER: Final = re.compile(r"[^\d.,]*(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?[^\d.,]*")
_SET_DOWN: Final = (0, *range(3, 13))
"""By how many digits a style may set a number down: thousands, 万, millions, 亿."""
_COARSE: Final = re.compile(r"\s*([0-9]{4})(?:\s*年|(?:\s*年\s*|[-/.])([0-9]{1,2})(?:\s*月)?)?\s*")
_NO_SIZE: Final = re.compile(r"0+(?:\.0*)?(?:[a-z]{2})?")
_WORD: Final = re.compile(r"\w")
_NUMBER: Final = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_OF_DATES: Final = re.compile("[年月日号时分秒点星期周一二三四五六七八九十〇零上下午\\W\\dA-Za-z]*")
_MOST: Final = 2_000_000  # so many cells are followed; what is repeated beyond holds nothing


@final
class ToldCells(NamedTuple):
    """What an .ods file says of its cells: by sheet, by row and column, both counted from 1.

    Attributes:
        formats: the number formats, as Excel writes them, of cells that show more than their value, or less of a day.
        comments: what is said of cells beside them, in short.
        formulas: the formulas that were never computed.
        errors: the error values, as they are shown.
        epoch: the year that day numbers count from.
        shown: numbers and dates whose text has words of its own, such as a unit, as they are shown.
        hidden_rows: runs of hidden rows, the first and how many.
        hidden_columns: runs of hidden columns, as the rows.
        seen: what is seen of cells of which not all is.
        ruled: the ranges in which a rule may strike out or hide what cells say.
    """

    formats: dict[str, dict[tuple[int, int], str]]
    comments: dict[str, dict[tuple[int, int], str]]
    formulas: dict[str, dict[tuple[int, int], str]]
    errors: dict[str, dict[tuple[int, int], str]]
    epoch: int = 1900
    shown: Mapping[str, dict[tuple[int, int], str]] = {}
    hidden_rows: Mapping[str, list[tuple[int, int]]] = {}
    hidden_columns: Mapping[str, list[tuple[int, int]]] = {}
    seen: Mapping[str, dict[tuple[int, int], Seen]] = {}
    ruled: Mapping[str, tuple[RuledRange, ...]] = {}


NOTHING_TOLD: Final = ToldCells({}, {}, {}, {})


def document_facts(path: Path, /) -> ToldCells:
    """Find what an .ods file says of its cells beside their values."""
    follower = _StyledDocument()
    with zipfile.ZipFile(path) as file:
        for part in ("styles.xml", "content.xml"):
            if part in file.namelist():
                with file.open(part) as stream:
                    parse_part(stream, follower.start, follower.end, follower.text)
    return ToldCells(
        follower.formats,
        follower.comments,
        follower.formulas,
        follower.errors,
        follower.epoch,
        follower.shown,
        follower.hidden_rows,
        follower.hidden_columns,
        follower.seen,
        follower.ruled,
    )


@final
class _StyledDocument:
    """Follows the styles and tables of a document."""

    def __init__(self) -> None:
        self.formats: dict[str, dict[tuple[int, int], str]] = {}
        self.comments: dict[str, dict[tuple[int, int], str]] = {}
        self.formulas: dict[str, dict[tuple[int, int], str]] = {}
        self.errors: dict[str, dict[tuple[int, int], str]] = {}
        self.epoch = 1900
        self.shown: dict[str, dict[tuple[int, int], str]] = {}
        self.hidden_rows: dict[str, list[tuple[int, int]]] = {}
        self.hidden_columns: dict[str, list[tuple[int, int]]] = {}
        self.seen: dict[str, dict[tuple[int, int], Seen]] = {}
        self.ruled: dict[str, tuple[RuledRange, ...]] = {}
        self._name = ""  # of the sheet
        self._groups: list[bool] = []  # whether the groups of rows or columns around are hidden
        self._sized, self._flat = (
            "",
            set[tuple[str, str]](),
        )  # the style of a row or column, and those of no size
        self._beside = 0  # how many elements of a comment or a drawing are open
        self._told: dict[str, str] = {}  # of the cell
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
        self._styles = 0
        self._data = DataStyles()
        self._looks = CellLooks(self._data)
        self._literals: set[str] = set()  # what styles without a number show
        self._literal: list[str] | None = None  # the texts of the style that is open
        self._cells: dict[tuple[int, int], str] = {}
        self._columns: list[str] = []
        self._of_row = ""
        self._style = ""  # of the cell
        self._row = self._column = self._repeats = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = local(name)
        told = {local(key): value for key, value in attributes.items()}
        if self._beside or plain == "annotation" or name.startswith("draw:"):
            self._aside(plain)
        elif plain.startswith("table") and plain != "table-cell-properties":
            self._part(plain, told, attributes)
        else:
            self._styles += plain.endswith("style")
            if self._styles > _MOST_STYLES:
                raise XmlPartError("it has more styles than a workbook may have")
            self._format(plain, told)
            self._data.start(plain, told)
            self._looks.start(plain, told)

    def _aside(self, plain: str) -> None:
        """Follow a comment, or a drawing with its text."""
        self._beside += 1
        if self._beside == 1:
            self._in, self._words, self._is_own = "annotation", [], False
        elif plain in {"creator", "date", "p"}:
            self._in = plain

    def _format(self, plain: str, told: dict[str, str]) -> None:
        match plain:
            case "null-date" if told.get("date-value", "").startswith("1904"):
                self.epoch = 1904
            case "number-style" | "currency-style":
                self._literal = []
            case "number" | "scientific-number" | "fraction":
                self._literal = None
            case "style":
                self._sized = told.get("name", "")
            case _:
                pass

    def _part(self, plain: str, told: dict[str, str], attributes: dict[str, str]) -> None:
        """Follow a table and what it is made of."""
        match plain:
            case "table":
                self._table(told.get("name", ""))
            case "table-column":
                times = min(_times(told, "number-columns-repeated"), 1024)
                if self._is_hidden(plain, told):
                    self.hidden_columns[self._name].append((len(self._columns) + 1, times))
                self._columns += [told.get("default-cell-style-name", "")] * times
            case "table-row":
                self._column, self._repeats = 1, _times(told, "number-rows-repeated")
                self._of_row = told.get("default-cell-style-name", "")
                if self._is_hidden(plain, told):
                    self.hidden_rows[self._name].append((self._row, self._repeats))
            case "table-column-properties" | "table-row-properties":
                size = told.get("column-width", told.get("row-height", ""))
                if _NO_SIZE.fullmatch(size) and told.get("use-optimal-row-height") != "true":
                    self._flat.add((plain.removesuffix("-properties"), self._sized))
            case "table-row-group" | "table-column-group":
                self._groups.append(told.get("display") == "false")
            case "table-cell" | "covered-table-cell":
                self._at = (self._row, self._column)
                self._cell(told)
                self._told = {"error": "1"} if _is_error(attributes) else told
                self._shown = [] if "error" in self._told or "value-type" in told else None
                self._span = self._repeats, _times(told, "number-columns-repeated")
                self._looks.cell(self._style)
            case _:
                pass

    def _is_hidden(self, plain: str, told: dict[str, str]) -> bool:
        is_flat = (plain, told.get("style-name", "")) in self._flat
        return is_flat or any(self._groups) or told.get("visibility", "visible") != "visible"

    def _table(self, name: str) -> None:
        self._cells = self.formats.setdefault(name, {})
        self._said = self.comments.setdefault(name, {})
        self._open = self.formulas.setdefault(name, {})
        self._wrong = self.errors.setdefault(name, {})
        self._columns, self._row, self._groups, self._name = [], 1, [], name
        self.shown.setdefault(name, {})
        self.seen.setdefault(name, {})
        self._looks.table()
        for runs in (self.hidden_rows, self.hidden_columns):
            runs.setdefault(name, [])

    def _cell(self, told: dict[str, str]) -> None:
        if "formula" in told and told.keys().isdisjoint(VALUES) and told.get("value-type") != "string":
            self._open[self._at] = told["formula"].removeprefix("of:").removeprefix("=")
        default = self._columns[self._column - 1] if self._column <= len(self._columns) else ""
        self._style = told.get("style-name") or self._of_row or default or "Default"
        self._column += _times(told, "number-columns-repeated")

    def _end_cell(self, shown: str) -> None:
        """Keep what an error shows, and a number or a date that shows more than its value, for every cell of the kind."""
        seen = self._looks.seen()
        has_value = "value-type" in self._told
        if has_value:
            self._looks.stand(self._style, self._at, self._span)
        if seen is not None and (has_value or seen is not PALE):
            self._keep(self.seen[self._name], seen)
        if shown and "error" in self._told:
            self._keep(self._wrong, shown)
        elif more := _more(shown, self._told, self._literals):
            self._keep(self.shown[self._name], more)
        elif has_value:
            code = self._data.code(self._style) or _plain_code(shown, self._told)
            if code:
                self._keep(self._cells, code)

    def _keep(self, kept: dict[tuple[int, int], T], shown: T) -> None:
        (row, column), (rows, columns) = self._at, self._span
        places = product(range(row, row + rows), range(column, column + columns))
        for place in islice(places, max(0, _MOST - self._count)):
            self._count += 1
            kept[place] = shown

    def text(self, text: str) -> None:
        if self._in == "creator":
            self._is_own |= text.strip() == OWN
        elif self._in == "p" and len(self._words) < _WORDS:
            self._words.append(text[:_WORDS])
        elif self._shown is not None and not self._in and len(self._shown) < _WORDS:
            self._shown.append(text[:_WORDS])
        elif self._literal is not None and len(self._literal) < _WORDS:
            self._literal.append(text[:_WORDS])
        if not self._in:
            self._data.text(text)
            self._looks.text(text)

    def end(self, name: str) -> None:
        if self._beside:
            self._beside -= 1
            if self._beside == 0:
                self._end_aside()
            elif local(name) in {"creator", "date", "p"}:
                self._words.append(" ")
                self._in = "annotation"
            return
        self._looks.end(local(name))
        self._data.end(local(name))
        match local(name):
            case "number-style" | "currency-style" if self._literal is not None:
                self._literals.add("".join(self._literal).strip())
                self._literal = None
            case "table-cell" | "covered-table-cell":
                self._end_cell("".join(self._shown or ()).strip())
                self._shown = None
            case "table-row":
                self._row += self._repeats
            case "table":
                self.ruled[self._name] = self._looks.ranges()
            case "table-row-group" | "table-column-group" if self._groups:
                self._groups.pop()
            case _:
                pass

    def _end_aside(self) -> None:
        """Keep what a comment or a box of text says of its cell."""
        self._in, said = "", quotation("".join(self._words))
        if said and not self._is_own and self._commented < _COMMENTS and self._at != (0, 0):
            self._commented += 1
            self._said[self._at] = said


def _more(shown: str, told: dict[str, str], literals: Container[str]) -> str:
    """Give what a cell shows where its text shows more than its value: a unit, another currency, a word, another number."""
    kind, value, currency = told.get("value-type"), told.get("value", ""), told.get("currency", "CNY").upper()
    if kind == "date":
        return "" if _OF_DATES.fullmatch(shown) else shown
    if kind not in _NUMBERS:
        return ""
    if not _PLAIN.fullmatch(shown) and _WORD.search(shown):
        exact = None if shown in literals else _exact(shown, value)
        return shown if exact is None else exact[0]
    is_yuan = currency in {"CNY", "RMB"} or kind != "currency"
    more = _another(shown, value)
    return more if is_yuan else f"{more or value or shown} {currency}"


def _another(shown: str, value: str) -> str:
    """Give the number that is shown in place of a value, where it is more than rounded: 5000 is shown as 5.0, in thousands."""
    if shown == value or not _ONE_NUMBER.fullmatch(shown):
        return ""
    exact = _exact(shown, value)
    if exact is not None:
        return trimmed(shifted(decimal_of(value), -exact[1])) if exact[1] else ""
    has_comma_for_point = _exact(shown.replace(",", "."), value) is not None
    return "" if has_comma_for_point or not _is_number(value) else f"{shown} ≠ {value}"


def _is_number(value: str) -> bool:
    try:
        return decimal_of(value).is_finite()
    except (ArithmeticError, ValueError):
        return False


def _exact(shown: str, value: str) -> tuple[str, int] | None:
    """Write the whole number in the place of its rounding, and tell by how many digits it was set down.

    3.4567 is shown as 3.46亿元, and 34567 as 3.5万.
    """
    found = list(_NUMBER.finditer(shown))
    if len(found) != 1 or not _is_number(value):
        return None
    (match,) = found
    rounded = Decimal(match[0].replace(",", ""))
    number = decimal_of(value).copy_sign(rounded)
    half = Fraction(shifted(Decimal(5), int(rounded.as_tuple().exponent) - 1))
    for down in _SET_DOWN if rounded else (0,):
        whole = shifted(number, -down)
        if abs(Fraction(whole) - Fraction(rounded)) <= half:
            return f"{shown[: match.start()]}{whole:f}{shown[match.end() :]}", down
    return None


def _plain_code(shown: str, told: dict[str, str]) -> str:
    """Give the format of a percentage, and of a date whose text shows its year and month, or its year, and no more."""
    if told.get("value-type") == "percentage":
        return "0%"
    match = _COARSE.fullmatch(shown)
    day = told.get("date-value", "")
    if match is None or day[:4] != match[1] or (match[2] and day[5:7] != match[2].zfill(2)):
        return ""
    return "yyyy-mm" if match[2] else "yyyy"


def _is_error(attributes: dict[str, str]) -> bool:
    """Tell whether a cell holds an error: its type says so, or its text is none although one is shown."""
    return any(
        (local(name) == "value-type" and value == "error") or (local(name) == "string-value" and not value)
        for name, value in attributes.items()
    )


def _times(told: dict[str, str], name: str) -> int:
    value = told.get(name, "1")
    return max(1, int(value[:9])) if value.isascii() and value.isdigit() else 1
