"""What is seen of a text of several runs: what is struck out is no part of it, and a raised digit none of a number."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, final

__all__ = ["PALE", "RAISED", "STRUCK_OUT", "Font", "Seen", "TextRuns", "seen_of"]

RAISED: Final = {
    "super": str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"),
    "sub": str.maketrans("0123456789", "".join(map(chr, range(0x2080, 0x208A)))),
}
"""Digits that stand above or below the line: marks of footnotes, and m², but no digits of the number before."""


@final
class Seen(NamedTuple):
    """What is seen of a text, what is struck out of it, and whether nobody sees it; where all is struck out it shows nothing."""

    shown: str
    struck: str
    is_pale: bool = False


STRUCK_OUT: Final = Seen("", "")
"""All of it, whatever it says."""
PALE: Final = Seen("", "", is_pale=True)
"""It is written so that nobody sees it."""


@final
class Font(NamedTuple):
    """How a font sets letters apart: whether it strikes them out, and `super` or `sub` where it raises or lowers them."""

    is_struck: bool = False
    raised: str = ""


@final
class TextRuns:
    """Gathers the runs of one text.

    Examples:
        >>> runs = TextRuns()
        >>> runs.add("3"), runs.add("0", is_struck=True), runs.add("2", raised="super")
        (None, None, None)
        >>> runs.seen()
        Seen(shown='3²', struck='0', is_pale=False)
    """

    def __init__(self) -> None:
        self._shown: list[str] = []
        self._struck: list[str] = []
        self._is_plain = True

    def add(self, text: str, *, is_struck: bool = False, raised: str = "") -> None:
        """Add a run, or a part of one."""
        self._is_plain = self._is_plain and not is_struck and not raised
        shown = text.translate(RAISED[raised]) if raised else text
        (self._struck if is_struck else self._shown).append(shown)

    def seen(self) -> Seen | None:
        """Give what is seen; nothing where no run is set apart, so that the text is what it says."""
        return None if self._is_plain else Seen("".join(self._shown), "".join(self._struck))


def seen_of(letters: bytes, runs: Iterable[tuple[int, int]], fonts: Sequence[Font], /) -> Seen | None:
    """Give what is seen of a text of the binary formats.

    Args:
        letters: its letters, in UTF-16.
        runs: where each run begins, and the number of its font; before the first the font is that of the cell.
        fonts: the fonts.
    """
    found, font, at = TextRuns(), Font(), 0
    for begin, number in (*runs, (len(letters) // 2, -1)):
        if begin > at:
            run = letters[at * 2 : begin * 2].decode("utf-16-le", "replace")
            found.add(run, is_struck=font.is_struck, raised=font.raised)
            at = begin
        font = fonts[number] if 0 <= number < len(fonts) else Font()
    return found.seen()
