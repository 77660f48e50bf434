"""How an .ods file shows numbers, days and texts: its styles, written as the formats that other spreadsheets name."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.formats import is_coarse, says_more, shows_nothing

__all__ = ["DataStyles"]

_KINDS: Final = frozenset(
    f"{kind}-style" for kind in ("number", "currency", "percentage", "date", "time", "boolean", "text")
)
_LETTERS: Final = {
    "text-content": "@", "boolean": "General", "year": "yyyy", "month": "m", "day": "d", "hours": "h", "minutes": "h",
    "seconds": "s", "am-pm": "AM/PM", "day-of-week": "aaaa", "era": "g", "quarter": "d", "week-of-year": "d",
}  # fmt: skip
"""What has no letter of its own has one that shows as much of a day."""
_DIGITS: Final = {"number": "0", "scientific-number": "0E+0", "fraction": "0/0"}
_WORDS: Final = frozenset({"text", "currency-symbol", "embedded-text"})
_TENS: Final = re.compile(r"1(0{0,30})(?:\.0*)?")
_CONDITION: Final = re.compile(r"value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?\d{1,30}(?:\.\d{1,30})?)")
_MOST: Final = 240  # so many pieces of a style are taken, and so much of each
_DEPTH: Final = 8  # so many styles are asked for what one leaves open


@final
class DataStyles:
    r"""Follows the styles of a document that say how values are shown.

    Examples:
        >>> styles = DataStyles()
        >>> styles.start("number-style", {"name": "N1"}), styles.start("number", {"display-factor": "10000"})
        (None, None)
        >>> styles.end("number"), styles.start("text", {}), styles.text("万"), styles.end("text")
        (None, None, None, None)
        >>> styles.end("number-style")
        >>> styles.start("style", {"family": "table-cell", "name": "ce1", "data-style-name": "N1"})
        >>> print(styles.code("ce1"))
        0\.0,\万
    """

    def __init__(self) -> None:
        self._sections: dict[str, str] = {}  # by the name of a data style, what it shows itself
        self._others: dict[str, list[tuple[str, str]]] = {}  # the styles that show some values in its place
        self._of_cells: dict[
            str, tuple[str, str]
        ] = {}  # by style of cells, its data style and the style it is of
        self._known: dict[str, tuple[str, bool]] = {}
        self._name = self._kind = ""  # of the data style that is open
        self._pieces: list[str] = []
        self._words: list[str] | None = None  # of the text that is open
        self._mark: Mapping[str, str] = {}  # what is said of it
        self._number: Mapping[str, str] = {}  # what is said of the number that is open
        self._within: list[tuple[int, str]] = []  # texts in it, and before how many of its digits

    def start(self, plain: str, told: Mapping[str, str]) -> None:
        """Follow the start of an element."""
        if plain == "style" and told.get("family") == "table-cell":
            around = told.get("parent-style-name", "Default")
            self._of_cells[told.get("name", "")] = told.get("data-style-name", ""), around
        elif plain in _KINDS:
            self._name, self._kind, self._pieces = told.get("name", ""), plain, []
        elif not self._kind or len(self._pieces) > _MOST:
            return
        elif plain in _DIGITS:
            self._number, self._within = told, []
        elif plain in _WORDS:
            self._words, self._mark = [], told
        elif plain == "map":
            other = told.get("condition", ""), told.get("apply-style-name", "")
            self._others.setdefault(self._name, []).append(other)
        else:
            self._pieces.append(_LETTERS.get(plain, ""))

    @property
    def is_open(self) -> bool:
        """Whether a data style is."""
        return bool(self._kind)

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._words is not None and len(self._words) < _MOST:
            self._words.append(text[:_MOST])

    def end(self, plain: str) -> None:
        """Follow the end of an element."""
        if self._words is not None and plain in _WORDS:
            said, self._words = "".join(self._words), None
            if plain == "embedded-text":
                position = self._mark.get("position", "")
                self._within.append((int(position[:3]) if position.isdecimal() else 0, said))
            elif plain == "currency-symbol" and self._mark.get("country") == "JP":
                self._pieces.append(f"[${said}-411]")
            else:
                self._pieces.append(_escaped(said, "%" if self._kind == "percentage-style" else ""))
        elif self._kind and plain in _DIGITS:
            self._pieces += _digits(_DIGITS[plain], self._number.get("display-factor", "1"), self._within)
        elif plain == self._kind:
            self._sections[self._name] = "".join(self._pieces)
            self._kind = ""

    def code(self, style: str) -> str:
        """Give the format of cells of a style; empty where it shows no more than a number, or a day."""
        return self._of(style)[0]

    def is_blank(self, style: str) -> bool:
        """Tell whether a style shows nothing of what is written in it."""
        return self._of(style)[1]

    def _of(self, style: str) -> tuple[str, bool]:
        found = self._known.get(style)
        if found is None:
            data, around = "", style
            for _ in range(_DEPTH):
                if data or not around:
                    break
                data, around = self._of_cells.get(around, ("", "Default" if around != "Default" else ""))
            code = ";".join(self._written(data))
            says = is_coarse(code) or says_more(code)
            found = self._known[style] = code if says else "", shows_nothing(code)
        return found

    def _written(self, data: str) -> Iterator[str]:
        """Write the sections of a data style, that of every other value last."""
        for said, other in self._others.get(data, ())[:3]:
            if condition := _CONDITION.fullmatch(said):
                sign = condition[1].replace("!=", "<>")
                yield f"[{sign}{condition[2]}]{self._sections.get(other, '')}"
        yield self._sections.get(data, "")


def _escaped(text: str, kept: str = "") -> str:
    return "".join(each if each in kept else f"\\{each}" for each in text)


def _digits(plain: str, factor: str, within: list[tuple[int, str]]) -> Iterator[str]:
    """Write the place of a number that is divided before it is shown, with the texts between its digits."""
    tens = _TENS.fullmatch(factor)
    commas, rest = divmod(len(tens[1]), 3) if tens else (0, 0)
    texts = sorted(within, reverse=True)[:_MOST] or ([(rest, ".")] if rest else [])
    yield plain
    for (position, text), (following, _) in pairwise([*texts, (0, "")]):
        yield _escaped(text) + "0" * min(position - following, _MOST)
    yield "," * min(commas, 9)
    if tens is None:
        yield _escaped(f"÷{factor[:_MOST]}")
