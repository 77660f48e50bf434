"""What calamine does not tell of an .xlsx: hidden rows, number formats, error values, formulas never computed.

The parts are streamed; no entity is ever expanded.
"""

import html
import zipfile
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.files.asides import Comments, hidden_columns
from zhaoshang._workbooks.files.bounds import ROOM
from zhaoshang._workbooks.files.containers import DAMAGE
from zhaoshang._workbooks.files.errors import WorkbookLimitError
from zhaoshang._workbooks.files.formats import BUILT_IN, is_coarse, says_more, shows_nothing
from zhaoshang._workbooks.files.grids import Oddity, column_letter
from zhaoshang._workbooks.files.limits import Limits
from zhaoshang._workbooks.files.relations import PartRelation, relations_of, workbook_part
from zhaoshang._workbooks.files.rulemarks import RuledRange, hiding_styles, ruled_ranges
from zhaoshang._workbooks.files.seen import PALE, STRUCK_OUT, Seen
from zhaoshang._workbooks.files.sheetruns import seen_cells, seen_texts
from zhaoshang._workbooks.files.surveys import Survey, pieces, survey
from zhaoshang._workbooks.files.xmlparts import XmlPartError, local, parse_part

__all__ = ["Package", "SheetFacts"]

_CHUNK: Final = 1 << 20
_SMALLEST_TEXT: Final = 5  # bytes of an empty shared text
_P: Final = rb"(?:\w{1,20}:)?"  # some programs write every name with a prefix
_ATTRIBUTE: Final = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FORMAT: Final = re.compile(
    rb"<" + _P + rb"""numFmt\s((?:[^<>"']++|"[^<"]{0,2000}+"|'[^<']{0,2000}+'){0,20}+)>"""
)
"""A format may hold the sign that ends an element: [>=1]."""
_FONTS: Final = re.compile(rb"<" + _P + rb"fonts\b[^<>]*>(.*?)</" + _P + rb"fonts>", re.DOTALL)
_FONT: Final = re.compile(rb"<" + _P + rb"font\b[^<>]*?(?:/>|>(.*?)</" + _P + rb"font>)", re.DOTALL)
_STRIKE: Final = re.compile(rb"<" + _P + rb"strike(?:\s+val=[\"'](\w+)[\"'])?\s*/?>")
_NO: Final = frozenset({b"0", b"false"})
_WHITE: Final = re.compile(
    rb"<"
    + _P
    + rb"color\s(?![^<>]*\btint=[\"']-)[^<>]*(?:\brgb=[\"'](?:FF|00)?FFFFFF[\"']|\btheme=[\"']0[\"']|\bindexed=[\"'][19][\"'])",
    re.IGNORECASE,
)
_FILLS: Final = re.compile(rb"<" + _P + rb"fills\b[^<>]*>(.*?)</" + _P + rb"fills>", re.DOTALL)
_FILL: Final = re.compile(rb"<" + _P + rb"fill\b[^<>]*?(?:/>|>(.*?)</" + _P + rb"fill>)", re.DOTALL)
_FILLED: Final = re.compile(rb"patternType=[\"'](?!none)|gradientFill")
_STYLES: Final = b"cellXfs"
_MOST_STYLES: Final = (
    1 << 20
)  # elements; the 65,490 formats of cells that Excel allows, with all they refer to, are fewer
_LONGEST_STYLES: Final = 1 << 26
_STYLE: Final = re.compile(rb"<" + _P + rb"xf[\s>/]([^<>]*)")


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
    hidden_columns: frozenset[int]
    comments: dict[tuple[int, int], str]
    has_all_comments: bool
    oddities: dict[tuple[int, int], tuple[Oddity, str]]
    seen: dict[tuple[int, int], Seen]
    ruled: tuple[RuledRange, ...]


@final
@frozen(eq=False, slots=False)
class Package:
    """An .xlsx file, opened to look at its parts."""

    path: Path
    file: zipfile.ZipFile = field(repr=False)
    limits: Limits = field(repr=False)

    @cached_property
    def workbook_part(self) -> str:
        """The part that lists the sheets."""
        return workbook_part(self.file, ".xml")

    @cached_property
    def _workbook(self) -> tuple[tuple[tuple[str, str], ...], int]:
        """The names of the sheets with their relations, and the epoch."""
        sheets: list[tuple[str, str]] = []
        epoch = 1900

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal epoch
            own = {local(key): value for key, value in attributes.items()}
            if local(name) == "sheet" and "name" in own:
                sheets.append((own["name"], own.get("id", "")))
                self._limit("sheets", len(sheets))
            elif local(name) == "workbookPr" and (days := own.get("date1904", "0")) not in {"0", "false"}:
                if days not in {"1", "true"}:
                    raise XmlPartError("it does not say plainly from which year its days count")
                epoch = 1904

        with self.file.open(self.workbook_part) as stream:
            parse_part(stream, start)
        return tuple(sheets), epoch

    @cached_property
    def _relations(self) -> tuple[PartRelation, ...]:
        """What the workbook refers to."""
        return relations_of(self.file, self.workbook_part)

    @property
    def epoch(self) -> int:
        """The year that day numbers count from."""
        return self._workbook[1]

    @property
    def has_external_links(self) -> bool:
        """Whether cells refer to other files."""
        return any("externallink" in name.lower() for name in self.file.namelist())

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """The part of each sheet, by the sheet's name."""
        relations = {each.id: each.part for each in self._relations}
        names = set(self.file.namelist())
        claimed = [relations[id_].lower() for _, id_ in self._workbook[0] if id_ in relations]
        if len(set(claimed)) < len(claimed):
            raise XmlPartError("two sheets have the same part: it would be read again for each")
        return {name: relations[id_] for name, id_ in self._workbook[0] if relations.get(id_, "") in names}

    def pieces(self, part: str) -> Iterator[bytes]:
        """Stream a part in pieces that each end after a row."""
        with self.file.open(part) as stream:
            yield from pieces(stream)

    def survey(self) -> dict[str, SheetFacts]:
        """Survey every part that may be read as a sheet; refuse a workbook whose cells reach beyond the limits."""
        spans = _Spans(self)
        self._check_rest()
        longest = self._longest_text()
        found: dict[str, SheetFacts] = {}
        names = {part: name for name, part in self.sheet_parts.items()}
        comments = Comments(self.file.namelist(), self.file.open)
        uses = 0
        for part in self._claimed_parts:
            known = survey(partial(self.file.open, part), partial(spans.check, names.get(part, part)))
            spans.close(known)
            uses += known.uses
            if part in names:
                facts = self._facts(part, known, comments)
                found |= {name: facts for name, own in self.sheet_parts.items() if own == part}
        if longest * uses > self.limits.text_size:  # then each text counts with its own length
            self._count_text()
        return found

    def _facts(self, part: str, known: Survey, comments: Comments) -> SheetFacts:
        with self.file.open(part) as stream:
            hidden = hidden_columns(stream, known.columns)
        found, are_whole = comments.of(part, known.rows, known.columns)
        return SheetFacts(
            hidden_rows=frozenset(known.hidden),
            hidden_columns=hidden,
            comments=found,
            has_all_comments=are_whole,
            oddities=known.oddities,
            seen=self._seen(part, known.uses),
            ruled=ruled_ranges(partial(self.file.open, part), self._hiding_rules),
        )

    def _seen(self, part: str, uses: int) -> dict[tuple[int, int], Seen]:
        """Find the cells of which a part is struck out, raised or lowered, or all is struck out."""
        return seen_cells(partial(self.file.open, part), self._seen_texts, self.seen_styles, uses)

    @cached_property
    def _hiding_rules(self) -> frozenset[int]:
        return hiding_styles(self._style_data)

    @cached_property
    def _seen_texts(self) -> Mapping[int, Seen]:
        if len(self._text_parts) != 1:
            return {}
        (part,) = self._text_parts
        return seen_texts(self.file.read(part), partial(self.file.open, part))

    def _count_text(self) -> None:
        """Refuse a workbook whose cells hold too much text, counted each time that it stands in one."""
        lengths, longest = self._text_lengths()
        characters = 0
        for part in self._claimed_parts:
            known = survey(partial(self.file.open, part), lambda _: None, shared=True)
            characters += sum(lengths[number] for number in known.shared if number < len(lengths))
            characters += known.unknown * longest
            self._limit("text_size", characters)

    @cached_property
    def _claimed_parts(self) -> tuple[str, ...]:
        """The parts that the workbook names as sheets, or that a reader could take for one of these.

        Readers differ in how they resolve the address of a part, so every part with the same last name is one.
        """
        ids = {id_ for _, id_ in self._workbook[0]}
        wanted = {_leaf(each.part) for each in self._relations if each.id in ids}
        return tuple(
            name for name in self.file.namelist() if _leaf(name) in wanted and not name.endswith("/")
        )

    def _check_rest(self) -> None:
        """Unpack the other parts once: `zipfile` finds a directory that lies, which a reader would believe."""
        sheets = set(self._claimed_parts)
        for name in self.file.namelist():
            if name not in sheets and name.lower().endswith((".xml", ".rels", ".bin")):
                are_styles = name.lower().endswith("styles.xml")
                elements = size = 0
                with self.file.open(name) as stream:
                    while chunk := stream.read(_CHUNK):
                        size += len(chunk)
                        elements += chunk.count(b"<")
                        if are_styles and (elements > _MOST_STYLES or size > _LONGEST_STYLES):
                            raise XmlPartError("it has more styles than a workbook may have")

    def _limit(self, name: str, found: int, sheet: str = "") -> None:
        allowed = getattr(self.limits, name)
        if found > allowed:
            raise WorkbookLimitError(str(self.path), name, allowed, found, sheet)

    @cached_property
    def _text_parts(self) -> tuple[str, ...]:
        return tuple(name for name in self.file.namelist() if name.lower().endswith("sharedstrings.xml"))

    def _longest_text(self) -> int:
        """Give what no shared text is longer than; refuse parts of them that claim more than they hold."""
        longest = 0
        for part in self._text_parts:
            data = self.file.read(part)
            _check_claim(partial(self.file.open, part), data)
            sizes = map(len, data.split(b"</si>"))  # bytes and tags are never fewer than characters
            longest = max(longest, *sizes)
        return longest if longest <= self.limits.cell_length else self._text_lengths()[1]

    def _text_lengths(self) -> tuple["array[int]", int]:
        """Give the length of every shared text, and of the longest one."""
        lengths, longest = array("L"), 0
        for part in self._text_parts:
            counter = _TextLengths(partial(self._limit, "cell_length"))
            with self.file.open(part) as stream:
                parse_part(stream, counter.start, counter.end, counter.text)
            lengths = counter.lengths if len(self._text_parts) == 1 else array("L")
            longest = max(longest, max(counter.lengths, default=0))
        return lengths, longest

    @cached_property
    def _style_data(self) -> bytes:
        part = next((name for name in self.file.namelist() if name.lower().endswith("styles.xml")), None)
        return b"" if part is None else self.file.read(part)

    @cached_property
    def seen_styles(self) -> Mapping[int, Seen]:
        """The cell styles whose text is struck out, and those of which nothing is seen: white on nothing, or of no format."""
        data = self._style_data
        fonts = _FONTS.search(data)
        listed = _FONT.findall(fonts[1] if fonts else b"")
        struck = {
            str(at) for at, font in enumerate(listed) if (mark := _STRIKE.search(font)) and mark[1] not in _NO
        }
        white = {str(at) for at, font in enumerate(listed) if _WHITE.search(font)}
        fills = _FILLS.search(data)
        bare = {
            str(at)
            for at, fill in enumerate(_FILL.findall(fills[1] if fills else b""))
            if not _FILLED.search(fill)
        }
        known: dict[bytes, Seen | None] = {}
        for item, code in zip(self._cell_styles(data), self.style_codes, strict=True):
            if item not in known:
                told = _attributes(item)
                font = told.get("fontId", "0")
                is_pale = (font in white and told.get("fillId", "0") in bare) or shows_nothing(code)
                known[item] = STRUCK_OUT if font in struck else PALE if is_pale else None
        styles = enumerate(map(known.get, self._cell_styles(data)))
        return {style: seen for style, seen in styles if seen is not None}

    @staticmethod
    def _cell_styles(data: bytes) -> list[bytes]:
        start = data.find(_STYLES)
        return _STYLE.findall(data[start : data.find(_STYLES, start + 1)]) if start >= 0 else []

    @cached_property
    def style_codes(self) -> tuple[str, ...]:
        """The number format of each cell style, by its number."""
        data = self._style_data
        own = {}
        for item in _FORMAT.findall(data):
            found = _attributes(item)
            own[found.get("numFmtId", "")] = found.get("formatCode", "")
        codes = []
        known: dict[bytes, str] = {}
        for item in self._cell_styles(data):
            if item not in known:
                number = _attributes(item).get("numFmtId", "0")
                built_in = BUILT_IN.get(int(number) if number.isdecimal() else 0, "General")
                known[item] = own.get(number) or built_in
            codes.append(known[item])
        return tuple(codes)


def _leaf(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].lower()


@final
class _Spans:
    """Holds the claims of the sheets against the limits, one after another and together."""

    def __init__(self, package: Package) -> None:
        self._limit = package._limit  # noqa: SLF001 - one module
        self._blank = package.limits.blank_cells
        self._past = 0

    def check(self, sheet: str, found: Survey) -> None:
        """Refuse what is beyond a limit so far."""
        self._limit("rows", found.rows, sheet)
        self._limit("columns", found.columns, sheet)
        self._limit("cells", found.rows * found.columns, sheet)

    def close(self, found: Survey) -> None:
        """Refuse sheets that together hold far more room than cells."""
        self._past += max(0, found.rows * found.columns - (1 + ROOM) * found.cells)
        self._limit("blank_cells", self._past)


class _Begun(Exception):  # noqa: N818 - it ends a parse that has seen enough
    """The first element of a part has been seen."""


def _check_claim(open_part: Callable[[], IO[bytes]], data: bytes) -> None:
    """Refuse shared texts that claim to be more than fit in their part: a reader makes room for as many as they claim."""
    most, claims = len(data) // _SMALLEST_TEXT, data.count(b"ount") + data.count(b"\0")

    def fits(claim: str) -> bool:
        return claim.isascii() and claim.isdigit() and len(claim) <= len(str(most)) and int(claim) <= most

    def start(name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if local(key).lower() == "uniquecount" and not fits(value):
                msg = f"it claims {value[:20]} shared texts and has room for {most}"
                raise XmlPartError(msg)
        if local(name) == "sst" and claims <= len(attributes):
            raise _Begun

    with suppress(_Begun), open_part() as stream:
        parse_part(stream, start)


@final
class _TextLengths:
    """Counts the characters of each shared text, phonetic guides too."""

    def __init__(self, check: Callable[[int], None]) -> None:
        self.lengths = array("L")
        self._check = check
        self._length = 0

    def start(self, name: str, _: object) -> None:
        if local(name) == "si":
            self._length = 0

    def text(self, text: str) -> None:
        self._length += len(text)
        self._check(self._length)

    def end(self, name: str) -> None:
        if local(name) == "si":
            self.lengths.append(self._length)


@final
@frozen(eq=False, slots=False)
class SheetFormats:
    """Answers how a number in an .xlsx sheet is shown; the sheet is searched once, when first asked."""

    path: Path
    sheet: str
    limits: Limits = field(repr=False)

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        """The number format of each cell style."""
        try:
            with zipfile.ZipFile(self.path) as file:
                return Package(self.path, file, self.limits).style_codes
        except DAMAGE:  # the file is gone or changed since it was read
            return ()

    @cached_property
    def has_words(self) -> bool:
        """Whether any format in use shows more than a number or a day: a percent sign, a unit, a word."""
        return any(says_more(code) for code in self._codes)

    @cached_property
    def has_coarse(self) -> bool:
        """Whether any format in use shows a year and no day."""
        return any(is_coarse(code) for code in self._codes)

    @cached_property
    def _styles(self) -> dict[bytes, int]:
        """The style number of every cell whose style says how it is shown: most only say in what font."""
        try:
            return self._search()
        except DAMAGE:  # as above
            return {}

    def _search(self) -> dict[bytes, int]:
        styles: dict[bytes, int] = {}
        told = [place for place, code in enumerate(self._codes) if code not in _SAY_NOTHING]
        if not told:
            return styles
        is_many = len(told) > _FEW
        marks = [] if is_many else [b' s="%d"' % number for number in told]
        plain = re.compile(rb'<c r="([A-Z]+[0-9]+)" s="(%s)"' % b"|".join(mark[4:-1] for mark in marks))
        with zipfile.ZipFile(self.path) as file:
            package = Package(self.path, file, self.limits)
            part = package.sheet_parts.get(self.sheet)
            for chunk in package.pieces(part) if part else ():
                found = [] if is_many else plain.findall(chunk)
                if is_many or b"='" in chunk or b"= " in chunk or sum(map(chunk.count, marks)) != len(found):
                    found = list(_any_form(chunk))
                styles.update((place, int(style)) for place, style in found)
        return styles

    def code(self, row: int, column: int) -> str | None:
        """Give the number format of a cell."""
        number = self._styles.get(f"{column_letter(column)}{row}".encode(), 0)
        return self._codes[number] if number < len(self._codes) else None


_CELL_ATTRIBUTES: Final = re.compile(rb"<" + _P + rb"c\s([^<>]{0,500})>")
_CELL_PLACE: Final = re.compile(rb"""\br=["']([A-Z]+[0-9]+)["']""")
_CELL_STYLE: Final = re.compile(rb"""\bs=["']([0-9]+)["']""")
_FEW: Final = 50  # styles that are looked for one by one: of more, every cell is looked at
_SAY_NOTHING: Final = frozenset({"General", "general", "@"})


def _any_form(chunk: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the place and style of cells, in whatever order and quotes their attributes are written."""
    for attributes in _CELL_ATTRIBUTES.findall(chunk):
        place, style = _CELL_PLACE.search(attributes), _CELL_STYLE.search(attributes)
        if place and style and style[1] != b"0":
            yield place[1], style[1]
