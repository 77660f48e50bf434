"""The elements of a web page that are open, and how what stands in them is shown; ends that were left out are made up."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, final

from attrs import evolve

from zhaoshang._workbooks.files.looks import PLAIN, Look
from zhaoshang._workbooks.files.stylesheets import Sheets, Surroundings

__all__ = ["BARS", "Elements"]

BARS: Final = frozenset({"progress", "meter"})
"""What is drawn as a bar; its own text is for browsers that cannot."""
_ASIDE: Final = frozenset({"rt", "rp"})
"""How a word is said, above it."""
_EMPTY: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_KINDS: Final = {"table": 0, "thead": 1, "tbody": 1, "tfoot": 1, "tr": 2, "td": 3, "th": 3}
"""The parts of a table: each begins where those within the one before it have ended."""
_PAGE: Final = -1
_BODY, _ROW, _CELL = _KINDS["tbody"], _KINDS["tr"], _KINDS["td"]
_ENDS_PARAGRAPH: Final = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header"
    " hgroup hr main menu nav ol p pre section summary ul listing".split()
)
_ONCE: Final = frozenset({"html", "body"})
_ENDS: Final = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "body": ("head",)}
"""What an element ends that is open, beside a paragraph."""


@final
class _Level:
    """A part of a table, or the page, and the elements that are open in it, with the looks and places that they end with."""

    def __init__(self, kind: int, around: Look, behind: Surroundings) -> None:
        self.kind, self.around, self.behind = kind, around, behind
        self.open: list[tuple[str, Look, Surroundings]] = []
        self.names: Counter[str] = Counter()


@final
class Elements:
    """Follows the tags of a page.

    Attributes:
        look: how a text is shown that stands here.
        row_is_left_out: whether the row of the last cell is not shown.
    """

    def __init__(
        self, sheets: Iterable[tuple[str, str]], unknown: str = "", *, is_standard: bool = True
    ) -> None:
        self.look = PLAIN
        self.row_is_left_out = False
        self._ends_paragraph = _ENDS_PARAGRAPH | {"table"} if is_standard else _ENDS_PARAGRAPH
        self._sheets = Sheets(is_standard=is_standard)
        for sheet, media in sheets:
            self._sheets.add(sheet, media)
        if unknown:
            self._sheets.add_unknown(unknown)
        # letters of the colour of the page are seen where a sheet that is not there gives it another
        self._plain = evolve(PLAIN, ground=None) if self._sheets.has_unknown else PLAIN
        self._place = Surroundings()
        self._root = PLAIN, self._place
        self._begin_page("html", {})  # a page has both whether it says so or not
        self._levels = [_Level(_PAGE, PLAIN, self._place)]

    def start(self, name: str, attributes: Mapping[str, str]) -> Look:
        """Begin an element, and give its look; rows that are not shown are read all the same, and so are their cells."""
        kind = _KINDS.get(name)
        if kind and self._levels[-1].kind != _PAGE:
            while self._levels[-1].kind >= kind:
                self._close()
            if kind > _BODY and self._levels[-1].kind < _BODY:
                self._begin("tbody", {}, _BODY)
            if kind > _ROW and self._levels[-1].kind < _ROW:
                self._begin("tr", {}, _ROW)
        level = self._levels[-1]
        if name in self._ends_paragraph and level.names["p"]:
            self.end("p")
        for other in _ENDS.get(name, ()):
            if level.names[other] and level.open[-1][0] == other:
                self.end(other)
        if name in _ONCE:
            return self.look if len(self._levels) > 1 or level.open else self._begin_page(name, attributes)
        return self._begin(name, attributes, kind)

    def _begin_page(self, name: str, attributes: Mapping[str, str]) -> Look:
        """Begin the page, or its body: each is there once."""
        around, place = (self._plain, Surroundings()) if name == "html" else self._root
        self.look, met = self._sheets.look(place, around, name, attributes)
        self._place = place.inside(met)
        if name == "html":
            self._root = self.look, self._place
            self._begin_page("body", {})
        return self.look

    def _begin(self, name: str, attributes: Mapping[str, str], kind: int | None) -> Look:
        around = self.look
        if kind == _CELL:
            self.row_is_left_out = around.is_left_out
            around = around.put_back()
        look, met = self._sheets.look(self._place, around, name, attributes)
        behind = self._place.after(met)
        if name in _EMPTY:
            self._place = behind
            return look
        self._place = behind.inside(met)
        if kind is not None and (kind == 0 or self._levels[-1].kind != _PAGE):
            self._levels.append(_Level(kind, self.look, behind))
            self.look = look
            return look
        level = self._levels[-1]
        level.open.append((name, self.look, behind))
        level.names[name] += 1
        self.look = look.aside() if name in _ASIDE or name in BARS else look
        return look

    def end(self, name: str) -> str:
        """End an element, and give what is strange about it; the end of none that is open is passed over."""
        kind = _KINDS.get(name)
        level = self._levels[-1]
        if kind is not None:
            if level.kind >= kind:
                while self._levels[-1].kind > kind:
                    self._close()
                if self._levels[-1].kind == kind:
                    self._close()
        elif level.names[name]:
            strange = ""
            while True:
                strange = strange or ("" if self.look.is_unseen else self.look.parts)
                found, self.look, self._place = level.open.pop()
                level.names[found] -= 1
                if found == name:
                    return strange
        return ""

    def _close(self) -> None:
        level = self._levels.pop()
        self.look, self._place = level.around, level.behind
