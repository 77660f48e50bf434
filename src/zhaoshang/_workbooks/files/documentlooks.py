"""How the styles of an .ods file write the texts of its cells: struck out, raised, white; and the rules by which they do."""

from collections.abc import Mapping
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.documentformats import DataStyles
from zhaoshang._workbooks.files.grids import column_number
from zhaoshang._workbooks.files.rulemarks import RuledRange
from zhaoshang._workbooks.files.seen import PALE, RAISED, Seen, TextRuns

__all__ = ["CellLooks"]

_WHITE: Final = frozenset({"#ffffff", "#fff", "white"})
_NO_GROUND: Final = _WHITE | {"transparent", ""}
_CELL: Final = r"(?:'(?:[^']|'')*+'|[^\s.:']*+)?\.\$?([A-Z]{1,3})\$?(\d{1,7})"
_RANGE: Final = re.compile(rf"(?<!\S){_CELL}(?::{_CELL})?(?!\S)")
_MOST: Final = 100
_LONGEST: Final = 10_000


class _CellStyle(NamedTuple):
    """What a style says of the text of a cell; `None` of what it leaves to the style around."""

    is_struck: bool | None = None
    raised: str | None = None
    is_white: bool | None = None
    has_ground: bool | None = None

    @property
    def is_pale(self) -> bool:
        """Whether nobody sees it."""
        return bool(self.is_white) and not self.has_ground

    @property
    def is_odd(self) -> bool:
        """Whether it is not seen as it is written."""
        return bool(self.is_struck or self.raised or self.is_white)

    def within(self, around: "_CellStyle") -> "_CellStyle":
        """Give the look of a style within another."""
        return _CellStyle(
            around.is_struck if self.is_struck is None else self.is_struck,
            around.raised if self.raised is None else self.raised,
            around.is_white if self.is_white is None else self.is_white,
            around.has_ground if self.has_ground is None else self.has_ground,
        )


_PLAIN: Final = _CellStyle()


@final
class CellLooks:
    """Follows the styles of a document, and the runs of the cell that is open.

    Attributes:
        ruled: the ranges of the sheet that is open in which a rule may hide what cells say.
    """

    def __init__(self, data: DataStyles) -> None:
        self.ruled: list[RuledRange] = []
        self._data = data
        self._said: dict[str, _CellStyle] = {}
        self._rules: dict[str, list[str]] = {}  # by style: those that take its place by what a cell says
        self._has_odd = False
        self._style = ""
        self._runs: TextRuns | None = None
        self._open: list[_CellStyle] = []
        self._is_seen = False  # whether anything of the cell is
        self._lines = self._depth = 0
        self._area = ""  # of the rules that are open
        self._boxes: dict[str, RuledRange] = {}  # where cells of styles with rules stand

    def start(self, plain: str, told: Mapping[str, str]) -> None:
        """Follow the start of an element outside of tables, or of what a style says."""
        match plain:
            case "style":
                self._style = told.get("name", "")
                if told.get("parent-style-name") in self._said:
                    self._said[self._style] = self._said[told["parent-style-name"]]
            case "text-properties" | "table-cell-properties":
                self._properties(told)
            case "map" if not self._data.is_open:
                self._rules.setdefault(self._style, []).append(told.get("apply-style-name", ""))
            case "conditional-format":
                self._area = told.get("target-range-address", "")[:_LONGEST]
            case "condition" if self.hides(told.get("apply-style-name", "")):
                self._rule()
            case "data-bar" | "icon-set" if told.get("show-value") == "false":
                self._rule()
            case _ if self._runs is not None:
                self._run(self._runs, plain, told)
            case _:
                pass

    def _run(self, runs: TextRuns, plain: str, told: Mapping[str, str]) -> None:
        """Follow a part of the text of a cell."""
        match plain:
            case "span":
                look = self._said.get(told.get("style-name", ""), _PLAIN)
                self._open.append(look.within(self._open[-1]))
            case "p":
                self._depth += 1
                self._lines += 1
                if self._lines > 1:
                    runs.add("\n")
            case "line-break":
                runs.add("\n")
            case "s":
                runs.add(" ")
            case _:
                pass

    def _properties(self, told: Mapping[str, str]) -> None:
        """Take what a style says of its text and of what is behind it."""
        line = told.get("text-line-through-type", told.get("text-line-through-style"))
        place = told["text-position"].split(" ")[0] if "text-position" in told else None
        color, ground = told.get("color"), told.get("background-color")
        look = _CellStyle(
            None if line is None else line != "none",
            place if place is None or place in RAISED else "",
            None if color is None else color.lower() in _WHITE,
            None if ground is None else ground.lower() not in _NO_GROUND,
        )
        self._said[self._style] = look = look.within(self._said.get(self._style, _PLAIN))
        self._has_odd = self._has_odd or look.is_odd

    def hides(self, style: str) -> bool:
        """Tell whether a style strikes out or hides what a cell says, or shows it otherwise."""
        look = self._said.get(style, _PLAIN)
        return (
            bool(look.is_struck) or look.is_pale or self._data.is_blank(style) or bool(self._data.code(style))
        )

    def _rule(self) -> None:
        for left, top, right, low in _RANGE.findall(self._area):
            if len(self.ruled) < _MOST:
                first, last = column_number(left), column_number(right or left)
                self.ruled.append((int(top), first, int(low or top), last))

    def table(self) -> None:
        """Begin a sheet."""
        self.ruled, self._boxes = [], {}

    def ranges(self) -> tuple[RuledRange, ...]:
        """Give the ranges of the sheet that ends in which a rule may hide what cells say."""
        return tuple(dict.fromkeys((*self.ruled, *self._boxes.values())))

    def stand(self, style: str, at: tuple[int, int], span: tuple[int, int]) -> None:
        """Take the place of a cell that holds something."""
        if style in self._rules and any(map(self.hides, self._rules[style])):
            (row, column), (rows, columns) = at, span
            box = self._boxes.get(style, (row, column, row, column))
            low, right = row + rows - 1, column + columns - 1
            self._boxes[style] = min(box[0], row), min(box[1], column), max(box[2], low), max(box[3], right)

    def cell(self, style: str) -> None:
        """Begin a cell."""
        look, self._is_seen = self._said.get(style, _PLAIN), not self._data.is_blank(style)
        self._runs = None
        if self._has_odd or not self._is_seen:
            self._runs, self._open, self._lines, self._depth = TextRuns(), [look], 0, 0
            self._is_seen = self._is_seen and not look.is_pale

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._runs is not None and self._depth:
            look = self._open[-1]
            self._is_seen = self._is_seen or (len(self._open) > 1 and not look.is_pale)
            self._runs.add(text, is_struck=bool(look.is_struck), raised=look.raised or "")

    def end(self, plain: str) -> None:
        """Follow the end of an element."""
        if self._runs is not None:
            if plain == "span" and len(self._open) > 1:
                self._open.pop()
            elif plain == "p":
                self._depth -= 1

    def seen(self) -> Seen | None:
        """End a cell; give what is seen of it, where that is not all."""
        runs, self._runs = self._runs, None
        if runs is None:
            return None
        return runs.seen() if self._is_seen else PALE
