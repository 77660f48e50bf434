"""What calamine does not tell of an .xlsx: hidden rows, number formats, error values, formulas never computed.

The parts are streamed and searched with linear patterns; no XML is parsed, so no entity is ever expanded.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath
from typing import Final, final

from attrs import field, frozen

from zhaoshang._workbooks.containers import DAMAGE
from zhaoshang._workbooks.errors import WorkbookLimitError
from zhaoshang._workbooks.grids import Oddity, column_letter, column_number
from zhaoshang._workbooks.limits import Limits

__all__ = ["Package", "SheetFacts"]

_CHUNK: Final = 1 << 20
_LONGEST_ROW: Final = 1 << 25
_SMALLEST_CELL: Final = 20  # bytes of a cell that refers to a shared text
_P: Final = rb"(?:\w{1,20}:)?"  # some programs write every name with a prefix
_ATTRIBUTE: Final = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET: Final = re.compile(rb"<" + _P + rb"sheet\s([^<>]{0,2000})>")
_RELATION: Final = re.compile(rb"<" + _P + rb"Relationship\s([^<>]{0,4000})>")
_ROW: Final = re.compile(rb"<" + _P + rb"row[\s>/]([^<>]*)")
_CELL_COLUMN: Final = re.compile(rb"<" + _P + rb'c\s[^<>]{0,500}?\br="([A-Z]+)')
_CELL: Final = re.compile(rb"<" + _P + rb"c[\s>]")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_ERROR: Final = re.compile(
    rb"<"
    + _P
    + rb'c\s([^<>]{0,500}\bt="e"[^<>]{0,500})>(?:(?!</?'
    + _P
    + rb"c[\s>]).)*?<"
    + _P
    + rb"v>([^<]*)<",
    re.DOTALL,
)
_UNCACHED: Final = re.compile(
    rb"<"
    + _P
    + rb"c\s([^<>]{0,500})>\s{0,99}<"
    + _P
    + rb"f(?:\s[^<>]{0,500})?(?:/>|>([^<]*)</"
    + _P
    + rb"f>)"
    rb"\s*(?:<" + _P + rb"v\s*/>|<" + _P + rb"v></" + _P + rb"v>)?\s*</" + _P + rb"c>"
)
_FORMAT: Final = re.compile(rb"<" + _P + rb"numFmt\s([^<>]{0,2000})>")
_STYLES: Final = b"cellXfs"
_STYLE: Final = re.compile(rb"<" + _P + rb"xf[\s>/]([^<>]*)")
_DATE1904: Final = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""")
_ITEM_END: Final = re.compile(rb"</" + _P + rb"si>")
_TAG: Final = re.compile(rb"<[^<>]*>")
_SHARED: Final = re.compile(rb"<" + _P + rb'c\s[^<>]{0,500}\bt="s"[^<>]{0,500}>\s{0,99}<' + _P + rb"v>(\d+)<")

# the number formats that Excel knows by number alone, as a Chinese Excel shows them
_BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 49: "@", 50: 'yyyy"年"m"月"', 52: 'yyyy"年"m"月"',
    55: 'yyyy"年"m"月"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def _attributes(text: bytes) -> dict[str, str]:
    found = {}
    for key, double, single in _ATTRIBUTE.findall(text):
        value = (double or single).decode("utf-8", "replace")
        found[key.decode("utf-8", "replace").rpartition(":")[2]] = html.unescape(value)
    return found


@final
@frozen(kw_only=True, eq=False)
class SheetFacts:
    """What the XML of one sheet tells beyond its values."""

    hidden_rows: frozenset[int]
    oddities: dict[tuple[int, int], tuple[Oddity, str]]


@final
@frozen(eq=False, slots=False)
class Package:
    """An .xlsx file, opened to look at its parts."""

    path: Path
    file: zipfile.ZipFile = field(repr=False)
    limits: Limits = field(repr=False)

    @cached_property
    def _workbook_part(self) -> str:
        names = self.file.namelist()
        found = [name for name in names if name.lower().endswith("/workbook.xml")]
        return next((name for name in found if name.lower() == "xl/workbook.xml"), found[0])

    @cached_property
    def _workbook(self) -> bytes:
        return self.file.read(self._workbook_part)

    @property
    def epoch(self) -> int:
        """The year that day numbers count from."""
        return 1904 if _DATE1904.search(self._workbook) else 1900

    @property
    def has_external_links(self) -> bool:
        """Whether cells refer to other files."""
        return any("externallink" in name.lower() for name in self.file.namelist())

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """The part of each sheet, by the sheet's name."""
        folder, _, leaf = self._workbook_part.rpartition("/")
        relations = {}
        try:
            text = self.file.read(f"{folder}/_rels/{leaf}.rels")
        except KeyError:
            return {}
        for item in _RELATION.findall(text):
            found = _attributes(item)
            target = found.get("Target", "")
            relations[found.get("Id", "")] = (
                target.removeprefix("/") if target.startswith("/") else normpath(join(folder, target))
            )
        names = set(self.file.namelist())
        parts = {}
        for item in _SHEET.findall(self._workbook):
            found = _attributes(item)
            part = relations.get(found.get("id", ""), "")
            if part in names and "name" in found:
                parts[found["name"]] = part
        return parts

    def _chunks(self, part: str) -> Iterator[bytes]:
        """Stream a part in pieces that each end after a row."""
        rest = b""
        with self.file.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                whole, mark, tail = (rest + chunk).rpartition(b"</row>")
                if not mark:
                    whole, mark, tail = (rest + chunk).rpartition(b"/row>")
                    mark = b"/row>" if mark else b""
                if mark:
                    yield whole + mark
                rest = tail
                if len(rest) > _LONGEST_ROW:  # no row is as long: there may be no end to wait for
                    yield rest
                    rest = b""
        if rest:
            yield rest

    def facts(self, sheet: str) -> SheetFacts:
        """Search one sheet; refuse it when its cells reach beyond the limits."""
        part = self.sheet_parts.get(sheet)
        hidden: set[int] = set()
        oddities: dict[tuple[int, int], tuple[Oddity, str]] = {}
        if part is None:
            return SheetFacts(hidden_rows=frozenset(), oddities=oddities)
        last_row, columns, beyond = 0, set[bytes](), _ROW
        for chunk in self._chunks(part):
            if _holds(chunk, b"'", b"t='", b"r='"):
                chunk = chunk.replace(b"'", b'"')  # noqa: PLW2901 - one quote style for the patterns
            # the first chunk tells the columns; later ones are only searched for any beyond them
            if not columns or beyond.search(chunk):
                columns.update(_CELL_COLUMN.findall(chunk))
                beyond = _beyond(columns)
            last_row = self._rows(chunk, last_row, hidden)
            if _holds(chunk, b"e", b't="e"'):
                _collect(oddities, Oddity.ERROR, _ERROR.findall(chunk))
            if _holds(chunk, b"f", b"<f", b":f"):
                plain = [pair for pair in _UNCACHED.findall(chunk) if b't="str"' not in pair[0]]
                _collect(oddities, Oddity.UNCACHED, plain)
            self._check(sheet, last_row, columns)
        return SheetFacts(hidden_rows=frozenset(hidden), oddities=oddities)

    @staticmethod
    def _rows(chunk: bytes, last_row: int, hidden: set[int]) -> int:
        if not _holds(chunk, b"h", b"hidden"):  # then the last row alone tells how far the sheet reaches
            start = chunk.rfind(b"<row ")
            number = _ROW_NUMBER.search(chunk, start, chunk.find(b">", start)) if start >= 0 else None
            if number is not None:
                return max(last_row, int(number[1]))
        for found in _ROW.findall(chunk):
            number = _ROW_NUMBER.search(found)
            last_row = int(number[1]) if number else last_row + 1
            if b"hidden" in found and _attributes(found).get("hidden") in {"1", "true"}:
                hidden.add(last_row)
        return last_row

    def _check(self, sheet: str, last_row: int, columns: set[bytes]) -> None:
        widest = max((column_number(name.decode()) for name in columns), default=0)
        for name, allowed, count in (
            ("rows", self.limits.rows, last_row),
            ("columns", self.limits.columns, widest),
            ("cells", self.limits.cells, last_row * widest),
        ):
            if count > allowed:
                raise WorkbookLimitError(str(self.path), name, allowed, count, sheet)

    def check_text(self) -> None:
        """Refuse a workbook whose shared texts, each counted where it is used, exceed the limits."""
        part = next(
            (name for name in self.file.namelist() if name.lower().endswith("sharedstrings.xml")), None
        )
        if part is None:
            return
        data = self.file.read(part)
        longest = max(map(len, data[data.find(b"<si") :].split(b"</si>")))
        lengths = (
            self._shared_lengths(data) if longest > self.limits.cell_length or b"</si>" not in data else []
        )
        if lengths:
            longest = max(lengths)
        size = sum(self.file.getinfo(name).file_size for name in self.sheet_parts.values())
        if longest * (size // _SMALLEST_CELL) <= self.limits.text_size:
            return
        cells = sum(
            len(_CELL.findall(chunk)) for name in self.sheet_parts.values() for chunk in self._chunks(name)
        )
        if longest * cells <= self.limits.text_size:
            return
        lengths = lengths or self._shared_lengths(data)
        total = sum(
            lengths[int(index)]
            for name in self.sheet_parts.values()
            for chunk in self._chunks(name)
            for index in _SHARED.findall(chunk)
            if int(index) < len(lengths)
        )
        if total > self.limits.text_size:
            raise WorkbookLimitError(str(self.path), "text_size", self.limits.text_size, total)

    def _shared_lengths(self, data: bytes) -> list[int]:
        lengths = []
        start = 0
        for end in _ITEM_END.finditer(data):
            length = end.start() - start
            if length > self.limits.cell_length:
                length = len(_TAG.sub(b"", data[start : end.start()]).decode("utf-8", "replace"))
                if length > self.limits.cell_length:
                    raise WorkbookLimitError(str(self.path), "cell_length", self.limits.cell_length, length)
            lengths.append(length)
            start = end.end()
        return lengths

    @cached_property
    def style_codes(self) -> tuple[str, ...]:
        """The number format of each cell style, by its number."""
        part = next((name for name in self.file.namelist() if name.lower().endswith("styles.xml")), None)
        if part is None:
            return ()
        data = self.file.read(part)
        own = {}
        for item in _FORMAT.findall(data):
            found = _attributes(item)
            own[found.get("numFmtId", "")] = found.get("formatCode", "")
        start = data.find(_STYLES)
        codes = []
        for item in _STYLE.findall(data[start : data.find(_STYLES, start + 1)]) if start >= 0 else ():
            number = _attributes(item).get("numFmtId", "0")
            codes.append(
                own.get(number) or _BUILT_IN.get(int(number) if number.isdecimal() else 0, "General")
            )
        return tuple(codes)


_ROW_NUMBER: Final = re.compile(rb'\br="(\d{1,9})"')


def _holds(chunk: bytes, letter: bytes, *words: bytes) -> bool:
    """Tell whether a chunk holds one of some words; a letter of them all is looked for first, which is far quicker."""
    return letter in chunk and any(word in chunk for word in words)


def _beyond(columns: set[bytes]) -> re.Pattern[bytes]:
    """Make a pattern that finds a cell to the right of every column known."""
    widest = max(columns, key=lambda name: (len(name), name), default=b"")
    length = len(widest)
    choices = [b"[A-Z]{%d,}" % (length + 1)]
    for place in range(length):
        after = widest[place] + 1
        if after <= ord("Z"):
            rest = b"[A-Z]{%d}" % (length - place - 1)
            choices.append(widest[:place] + b"[%c-Z]" % after + rest)
    return re.compile(rb' r="(?:' + b"|".join(choices) + rb")[0-9]")


def _collect(
    oddities: dict[tuple[int, int], tuple[Oddity, str]], kind: Oddity, found: list[tuple[bytes, bytes]]
) -> None:
    for attributes, text in found:
        match = _REFERENCE.fullmatch(_attributes(attributes).get("r", ""))
        if match:
            place = (int(match[2]), column_number(match[1]))
            oddities.setdefault(place, (kind, html.unescape(text.decode("utf-8", "replace"))))


@final
@frozen(eq=False, slots=False)
class SheetFormats:
    """Answers how a number in an .xlsx sheet is shown; the sheet is searched once, when first asked."""

    path: Path
    sheet: str
    limits: Limits = field(repr=False)

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        try:
            with zipfile.ZipFile(self.path) as file:
                return Package(self.path, file, self.limits).style_codes
        except DAMAGE:  # the file is gone or changed since it was read
            return ()

    @cached_property
    def has_months(self) -> bool:
        """Whether any format in use shows a year and month and no day."""
        return any(is_month_format(code) for code in self._codes)

    @cached_property
    def _styles(self) -> dict[bytes, int]:
        """The style number of every cell that has one other than 0."""
        try:
            return self._search()
        except DAMAGE:  # as above
            return {}

    def _search(self) -> dict[bytes, int]:
        styles: dict[bytes, int] = {}
        with zipfile.ZipFile(self.path) as file:
            package = Package(self.path, file, self.limits)
            part = package.sheet_parts.get(self.sheet)
            for chunk in package._chunks(part) if part else ():  # noqa: SLF001 - one module
                for attributes in _CELL_ATTRIBUTES.findall(chunk):
                    place, style = _CELL_PLACE.search(attributes), _CELL_STYLE.search(attributes)
                    if place and style and style[1] != b"0":
                        styles[place[1]] = int(style[1])
        return styles

    def code(self, row: int, column: int) -> str | None:
        """Give the number format of a cell."""
        number = self._styles.get(f"{column_letter(column)}{row}".encode(), 0)
        return self._codes[number] if number < len(self._codes) else None


_CELL_ATTRIBUTES: Final = re.compile(rb"<" + _P + rb"c\s([^<>]{0,500})>")
_CELL_PLACE: Final = re.compile(rb"""\br=["']([A-Z]+[0-9]+)["']""")
_CELL_STYLE: Final = re.compile(rb"""\bs=["']([0-9]+)["']""")


def is_month_format(code: str) -> bool:
    """Tell whether a number format shows a year and month but no day.

    Examples:
        >>> is_month_format('yyyy"年"m"月"'), is_month_format("yyyy/m/d"), is_month_format("0.00")
        (True, False, False)
    """
    plain = _LITERAL.sub("", code).lower()
    return "y" in plain and "m" in plain and "d" not in plain
