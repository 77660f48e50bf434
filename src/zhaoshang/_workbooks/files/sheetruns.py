"""The cells of an .xlsx of which a part is struck out, raised or lowered, in their own text or in a shared one."""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import column_number
from zhaoshang._workbooks.files.seen import Seen, TextRuns
from zhaoshang._workbooks.files.surveys import pieces
from zhaoshang._workbooks.files.xmlparts import local, parse_part

__all__ = ["seen_cells", "seen_texts"]

_MARKS: Final = (b"strike", b"vertAlign")
_RAISED: Final = {"superscript": "super", "subscript": "sub"}
_P: Final = rb"(?:\w{1,20}:)?"
_NO_PLACE: Final = re.compile(rb"<" + _P + rb"c(?=[\s/>])(?![^<>]{0,500}?\br\s?=)")
_SHARED: Final = re.compile(
    rb"<" + _P + rb"c\s([^<>]{0,500}?\bt\s?=\s?[\"']s[\"'][^<>]{0,500})>\s{0,64}"
    rb"(?:<"
    + _P
    + rb"f[^<>]{0,500}(?:/>|>[^<]*</"
    + _P
    + rb"f>)\s{0,64})?<"
    + _P
    + rb"v[^<>]{0,500}>([0-9]{1,9})<"
)
_STYLED: Final = re.compile(rb"<" + _P + rb"c\s([^<>]{0,500}?\bs\s?=\s?[\"']([0-9]{1,9})[\"'][^<>]{0,500})>")
_PLACE: Final = re.compile(rb"""\br\s?=\s?["']([A-Z]{1,7})([0-9]{1,9})["']""")
_REFERENCE: Final = re.compile(r"([A-Z]{1,7})([0-9]{1,9})", re.ASCII)

Place = tuple[int, int]


def seen_texts(data: bytes, open_part: Callable[[], IO[bytes]], /) -> Mapping[int, Seen]:
    """Give what is seen of the shared texts that are set apart, by their number."""
    if not any(mark in data for mark in _MARKS):
        return {}
    found: dict[int, Seen] = {}
    reader = _Texts(lambda number, seen: found.update({number: seen}))
    with open_part() as stream:
        parse_part(stream, reader.start, reader.end, reader.text)
    return found


def seen_cells(
    open_part: Callable[[], IO[bytes]], texts: Mapping[int, Seen], styles: Mapping[int, Seen], uses: int, /
) -> dict[Place, Seen]:
    """Find the cells of a sheet of which not all is seen.

    Args:
        open_part: opens the part anew each time.
        texts: the shared texts that are set apart, by their number.
        styles: the styles that strike all of a cell out, or of which nothing is seen.
        uses: how many cells hold a shared text.
    """
    found: dict[Place, Seen] = {}
    is_plain, shared = True, 0
    with open_part() as stream:
        for piece in pieces(stream):
            if any(mark in piece for mark in _MARKS) or _NO_PLACE.search(piece):
                is_plain = False
                break
            if styles:
                found |= _placed(
                    (at, styles[int(style)]) for at, style in _STYLED.findall(piece) if int(style) in styles
                )
            if texts:
                cells = [(at, int(number)) for at, number in _SHARED.findall(piece)]
                shared += len(cells)
                found |= _placed((at, texts[number]) for at, number in cells if number in texts)
    if is_plain and (not texts or shared == uses):
        return found
    reader = _Cells(texts, styles)
    with open_part() as stream:
        parse_part(stream, reader.start, reader.end, reader.text)
    return reader.found


def _placed(cells: Iterator[tuple[bytes, Seen]]) -> dict[Place, Seen]:
    return {
        (int(place[2]), column_number(place[1].decode())): seen
        for attributes, seen in cells
        if (place := _PLACE.search(attributes))
    }


@final
class _Texts:
    """Follows the texts of a part: each shared text, or the text of each cell."""

    def __init__(self, keep: Callable[[int, Seen], object], container: str = "si") -> None:
        self._keep, self._container = keep, container
        self._number = -1
        self._runs = TextRuns()
        self._is_struck, self._raised = False, ""
        self._is_text, self._is_aside = False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = local(name)
        if plain == self._container:
            self._number += 1
            self._runs = TextRuns()
        elif plain == "rPh":
            self._is_aside = True
        elif plain == "t":
            self._is_text = not self._is_aside
        elif plain == "strike":
            self._is_struck = attributes.get("val", "1") not in {"0", "false"}
        elif plain == "vertAlign":
            self._raised = _RAISED.get(attributes.get("val", ""), "")

    def text(self, text: str) -> None:
        if self._is_text:
            self._runs.add(text, is_struck=self._is_struck, raised=self._raised)

    def end(self, name: str) -> None:
        plain = local(name)
        if plain == "t":
            self._is_text = False
        elif plain == "rPh":
            self._is_aside = False
        elif plain == "r":
            self._is_struck, self._raised = False, ""
        elif plain == self._container and (seen := self._runs.seen()) is not None:
            self._keep(self._number, seen)


@final
class _Cells:
    """Follows the cells of a sheet in any form."""

    def __init__(self, texts: Mapping[int, Seen], styles: Mapping[int, Seen]) -> None:
        self.found: dict[Place, Seen] = {}
        self._shared, self._styles = texts, styles
        self._texts = _Texts(lambda _, seen: self.found.update({(self._row, self._column): seen}), "is")
        self._row = self._column = 0
        self._is_shared = False
        self._value: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = local(name)
        if plain == "row":
            number = attributes.get("r", "")
            self._row = int(number[:9]) if number.isascii() and number.isdigit() else self._row + 1
            self._column = 0
        elif plain == "c":
            place = _REFERENCE.fullmatch(attributes.get("r", "").upper())
            self._column = column_number(place[1]) if place else self._column + 1
            self._row = int(place[2]) if place else self._row
            self._is_shared = attributes.get("t") == "s"
            style = attributes.get("s", "0")
            if style.isascii() and style.isdigit() and (seen := self._styles.get(int(style[:9]))):
                self.found[self._row, self._column] = seen
        elif plain == "v" and self._is_shared:
            self._value = []
        else:
            self._texts.start(name, attributes)

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        self._texts.text(text)

    def end(self, name: str) -> None:
        if local(name) == "v" and self._value is not None:
            number = "".join(self._value)
            if number.isascii() and number.isdigit() and (seen := self._shared.get(int(number[:9]))):
                self.found[self._row, self._column] = seen
            self._value = None
        self._texts.end(name)
