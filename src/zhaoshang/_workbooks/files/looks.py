"""How an element of a web page is shown: hidden, struck out, raised, turned, by what its tag and its styles say."""

from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.declarations import Style, strange_in

__all__ = ["PLAIN", "Look"]

_ZERO: Final = re.compile(r"(?=[0.])0*\.?0*(?:[a-z%]{1,4})?")
_RELATIVE: Final = re.compile(r"[\d.]+(?:em|ex|ch|%)|smaller|larger")
_AWAY: Final = re.compile(r"-\d{3,9}(?:\.\d{1,9})?(?:px|pt|em|rem)?")
_NO_SIZE: Final = re.compile(r"rect\((?:\s{0,9}0(?:px)?[\s,]{0,9}){4}\)")
_WHITE: Final = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)"})
_CLEAR: Final = re.compile(r"transparent|rgba\([\d.,%]{0,40},0*\.?0*\)")
_NO_GROUND: Final = re.compile(r"none|inherit|initial|unset|")
_STRUCK: Final = frozenset({"s", "del", "strike"})
_RAISED: Final = {"sup": "super", "sub": "sub"}
_BIDI: Final = {"bdo": "isolate-override"}
_CELLS: Final = frozenset({"td", "th", "tr", "table", "thead", "tbody", "tfoot", "caption"})


@final
@frozen(kw_only=True)
class Look:
    """How an element is shown, with what it has of those around it.

    Attributes:
        is_gone: whether it is left out with all that stands in it.
        is_hidden: whether it is not shown.
        is_tiny: whether its letters have no size.
        is_white: whether they are white.
        is_clear: whether they have no colour at all.
        has_ground: whether something else than white is behind them.
        is_struck: whether it is struck out.
        raised: `super` or `sub` where it stands above or below the line.
        is_from_right: whether its lines run from the right.
        is_turned: whether its letters stand in the opposite order, which the page asks for.
        is_aside: whether it only says how something is said or drawn, and is no text of the cell.
        strange: what its own style says that is not understood, and may hide it or put it elsewhere.
        told: what a style sheet may do to it that is not read: a text put beside it, or a rule that may hide it.
    """

    is_gone: bool = False
    is_hidden: bool = False
    is_tiny: bool = False
    is_white: bool = False
    is_clear: bool = False
    has_ground: bool = False
    is_struck: bool = False
    raised: str = ""
    is_from_right: bool = False
    is_turned: bool = False
    is_aside: bool = False
    strange: str = ""
    told: str = ""

    @property
    def is_unseen(self) -> bool:
        """Whether a reader sees nothing of it."""
        is_pale = self.is_clear or (self.is_white and not self.has_ground)
        return self.is_left_out or self.is_tiny or is_pale or self.is_aside

    @property
    def is_left_out(self) -> bool:
        """Whether its place is left out, or empty."""
        return self.is_gone or self.is_hidden

    def put_back(self) -> "Look":
        """Give the look that it has where it is put back."""
        return evolve(self, is_gone=False, is_hidden=False)

    def aside(self) -> "Look":
        """Give the look of what only says how something is said or drawn."""
        return evolve(self, is_aside=True)

    def inner(self, name: str, style: Style) -> "Look":
        """Give the look of an element within."""
        if not style and name not in _STRUCK and name not in _RAISED and name not in _BIDI:
            return evolve(self, strange="") if self.strange else self
        line = style.get("text-decoration-line", style.get("text-decoration", ""))
        is_struck = "line-through" in line or (name in _STRUCK and not line)
        raised = style.get("vertical-align", _RAISED.get(name, "")) if name not in _CELLS else ""
        found = evolve(
            self,
            is_gone=self.is_gone or _is_gone(style),
            is_struck=self.is_struck or is_struck,
            raised=self.raised or (raised if raised in _RAISED.values() else ""),
            strange=strange_in(style),
        )
        if "direction" in style:
            found = evolve(found, is_from_right=style["direction"] == "rtl")
        bidi = style.get("unicode-bidi", _BIDI.get(name))
        if bidi is not None:
            found = evolve(found, is_turned=found.is_from_right and "override" in bidi)
        if "visibility" in style:
            found = evolve(found, is_hidden=style["visibility"] in {"hidden", "collapse"})
        if "font-size" in style:
            size = style["font-size"]
            is_of_it = self.is_tiny and _RELATIVE.fullmatch(size) is not None  # so much of nothing is nothing
            found = evolve(found, is_tiny=is_of_it or _ZERO.fullmatch(size) is not None)
        if "color" in style:
            color = style["color"].replace(" ", "")
            found = evolve(found, is_white=color in _WHITE, is_clear=_CLEAR.fullmatch(color) is not None)
        ground = style.get("background", style.get("background-color", "")).replace(" ", "")
        if not _NO_GROUND.fullmatch(ground) and not _CLEAR.fullmatch(ground):
            found = evolve(found, has_ground=ground not in _WHITE)
        return found


PLAIN: Final = Look()


def _is_gone(style: Style) -> bool:
    return (
        style.get("display") == "none"
        or style.get("content-visibility") == "hidden"
        or ("opacity" in style and _ZERO.fullmatch(style["opacity"]) is not None)
        or any(_AWAY.fullmatch(style.get(name, "")) for name in ("left", "top", "text-indent"))
        or _NO_SIZE.fullmatch(style.get("clip", "")) is not None
    )
