"""The elements of a web page that are open, and how what stands in them is shown; ends that were left out are made up."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, final

from zhaoshang._workbooks.files.looks import PLAIN, Look, Sheets

__all__ = ["BARS", "Elements"]

BARS: Final = frozenset({"progress", "meter"})
"""What is drawn as a bar; its own text is for browsers that cannot."""
_ASIDE: Final = frozenset({"rt", "rp"})
"""How a word is said, above it."""
_EMPTY: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_KINDS: Final = {"table": 0, "thead": 1, "tbody": 1, "tfoot": 1, "tr": 2, "td": 3, "th": 3}
"""The parts of a table: each begins where those within the one before it have ended."""
_PAGE: Final = -1
_CELL: Final = _KINDS["td"]


@final
class _Level:
    """A part of a table, or the page, and the elements that are open in it."""

    def __init__(self, kind: int, around: Look) -> None:
        self.kind, self.around = kind, around
        self.open: list[tuple[str, Look]] = []
        self.names: Counter[str] = Counter()


@final
class Elements:
    """Follows the tags of a page.

    Attributes:
        look: how a text is shown that stands here.
        row_is_left_out: whether the row of the last cell is not shown.
    """

    def __init__(self, sheets: Iterable[str], unknown: str = "") -> None:
        self.look = PLAIN
        self.row_is_left_out = False
        self._sheets = Sheets()
        for sheet in sheets:
            self._sheets.add(sheet)
        if unknown:
            self._sheets.add_unknown(unknown)
        self._levels = [_Level(_PAGE, PLAIN)]

    def start(self, name: str, attributes: Mapping[str, str]) -> Look:
        """Begin an element, and give its look; rows that are not shown are read all the same, and so are their cells."""
        kind = _KINDS.get(name)
        if kind and self._levels[-1].kind != _PAGE:
            while self._levels[-1].kind >= kind:
                self._close()
        around = self.look
        if kind == _CELL:
            self.row_is_left_out = around.is_left_out
            around = around.put_back()
        look = self._sheets.look(around, name, attributes)
        if name in _EMPTY:
            return look
        if kind is not None and (kind == 0 or self._levels[-1].kind != _PAGE):
            self._levels.append(_Level(kind, self.look))
            self.look = look
            return look
        level = self._levels[-1]
        level.open.append((name, self.look))
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
                strange = strange or ("" if self.look.is_unseen else self.look.strange)
                found, self.look = level.open.pop()
                level.names[found] -= 1
                if found == name:
                    return strange
        return ""

    def _close(self) -> None:
        self.look = self._levels.pop().around
