"""How an element of a web page is shown: hidden, struck out, raised, turned, by what its tag and its styles say."""

from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.declarations import Style, hiding_in, strange_in

__all__ = ["BOXES", "PLAIN", "Look"]

_Colour = tuple[int, int, int] | None

_ZERO: Final = re.compile(r"(?=[0.])0*\.?0*(?:[a-z%]{1,4})?")
_RELATIVE: Final = re.compile(r"[\d.]+(?:em|ex|ch|%)|smaller|larger")
_AWAY: Final = re.compile(r"-\d{3,9}(?:\.\d{1,9})?(?:px|pt|em|rem)?")
_NO_SIZE: Final = re.compile(r"rect\((?:\s{0,9}0(?:px)?[\s,]{0,9}){4}\)")
_HEX: Final = re.compile("#([0-9a-f]{3})([0-9a-f]{3})?")
_RGB: Final = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,1)?\)")
_NAMED: Final = {
    "black": (0, 0, 0), "silver": (192, 192, 192), "gray": (128, 128, 128), "grey": (128, 128, 128), "white": (255, 255, 255),
    "maroon": (128, 0, 0), "red": (255, 0, 0), "purple": (128, 0, 128), "fuchsia": (255, 0, 255), "green": (0, 128, 0),
    "lime": (0, 255, 0), "olive": (128, 128, 0), "yellow": (255, 255, 0), "navy": (0, 0, 128), "blue": (0, 0, 255),
    "teal": (0, 128, 128), "aqua": (0, 255, 255),
}  # fmt: skip
_ALIKE: Final = 8
"""Nobody tells letters from their ground where no part of the two colours differs by more."""
_CLEAR: Final = re.compile(r"transparent|rgba\([\d.,%]{0,40},0*\.?0*\)")
_NO_GROUND: Final = re.compile(r"none|inherit|initial|unset|")
_STRUCK: Final = frozenset({"s", "del", "strike"})
_RAISED: Final = {"sup": "super", "sub": "sub"}
_BIDI: Final = {"bdo": "isolate-override"}
_CELLS: Final = frozenset({"td", "th", "tr", "table", "thead", "tbody", "tfoot", "caption"})
BOXES: Final = frozenset(
    "ins br p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hr pre blockquote section article header footer address figure option select img"
    " button textarea fieldset legend details summary object svg text math mn mi mo mfrac msup msub label output q progress meter"
    " article aside center dialog dir figcaption form hgroup listing main menu nav optgroup search xmp".split()
)
"""What begins on a line of its own, is a box of its own or was put in later: numbers in two of them are two."""
_IN_LINE: Final = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i kbd mark nobr s samp span strike strong sub sup time tt u var"
    " wbr col colgroup html body head link meta base param source track area map input rt rp".split()
)
"""What leaves a text in its line, as it is."""
_OF_OFFICES: Final = ":"
"""In the name of an element that only office programs know: `o:p`."""
_KNOWN: Final = _IN_LINE | BOXES | _CELLS
_GROUNDS: Final = {"mark": "yellow", "button": "silver"}
"""What browsers put behind the text of some elements."""
_PLAIN: Final = _KNOWN - {*_STRUCK, *_RAISED, *_BIDI, *_GROUNDS, "summary"}
_DRAWN_BY: Final = tuple(
    "?text-shadow ?-webkit-text-fill-color ?-webkit-text-stroke ?background-clip ?-webkit-background-clip ?background-color".split()
)
"""By what letters are seen that have no colour, or that of their ground."""
_FLOWS: Final = re.compile(r"block|list-item|flow-root|run-in|(?:inline-)?table(?:-[a-z-]{1,20})?")
"""Ways to show a box in which a text flows as ever."""


@final
@frozen(kw_only=True)
class Look:
    """How an element is shown, with what it has of those around it.

    Attributes:
        is_gone: whether it is left out with all that stands in it.
        is_faint: whether it is so faint that nothing is seen.
        folded: how many boxes around it are closed.
        is_hidden: whether it is not shown.
        is_tiny: whether its letters have no size.
        ink: their colour, where it is known.
        is_clear: whether they have no colour at all.
        ground: the colour behind them, where it is known.
        is_struck: whether it is struck out.
        raised: `super` or `sub` where it stands above or below the line.
        is_from_right: whether its lines run from the right.
        is_turned: whether its letters stand in the opposite order, which the page asks for.
        is_aside: whether it only says how something is said or drawn, and is no text of the cell.
        strange: what it is, or its own style says, that may hide it or put it elsewhere.
        container: how it shows what stands in it, where each element there is a box of its own, maybe in another order.
        hiding: what may hide it, of its own style or of those around.
        told: what a style sheet may do to it that is not read: a text put beside it, or a rule that may hide it.
    """

    is_gone: bool = False
    is_faint: bool = False
    folded: int = 0
    is_hidden: bool = False
    is_tiny: bool = False
    ink: _Colour = None
    is_clear: bool = False
    ground: _Colour = (255, 255, 255)
    is_struck: bool = False
    raised: str = ""
    is_from_right: bool = False
    is_turned: bool = False
    is_aside: bool = False
    strange: str = ""
    container: str = ""
    hiding: str = ""
    told: str = ""

    @property
    def is_unseen(self) -> bool:
        """Whether a reader sees nothing of it."""
        return self.is_left_out or self.is_tiny or self._is_pale or self.is_aside

    @property
    def is_left_out(self) -> bool:
        """Whether its place is left out, or empty."""
        return self.is_gone or self.is_hidden or self.is_faint or self.folded > 0

    @property
    def takes_room(self) -> bool:
        """Whether nothing is seen of it but the room that it takes."""
        return (self.is_hidden or self.is_faint or self._is_pale) and not (
            self.is_gone or self.is_tiny or self.is_aside or self.folded
        )

    @property
    def parts(self) -> str:
        """What may part the digits before its beginning or end from those behind."""
        return self.strange or ("direction: rtl" if self.is_from_right else "")

    @property
    def _is_pale(self) -> bool:
        return self.is_clear or _are_alike(self.ink, self.ground)

    def put_back(self) -> "Look":
        """Give the look that it has where it is put back."""
        return evolve(self, is_gone=False, is_hidden=False, is_faint=False, folded=0)

    def aside(self) -> "Look":
        """Give the look of what only says how something is said or drawn."""
        return evolve(self, is_aside=True)

    def inner(self, name: str, style: Style) -> "Look":
        """Give the look of an element within."""
        if not style and not self.container and name in _PLAIN:
            return evolve(self, strange="") if self.strange else self
        line = style.get("text-decoration", "")
        is_struck = "line-through" in line or (name in _STRUCK and not line)
        raised = style.get("vertical-align", _RAISED.get(name, "")) if name not in _CELLS else ""
        found = evolve(
            self,
            is_gone=self.is_gone or _is_gone(name, style),
            is_faint=self.is_faint or ("opacity" in style and _ZERO.fullmatch(style["opacity"]) is not None),
            folded=self.folded + ("folded" in style) - (name == "summary" and self.folded > 0),
            is_struck=self.is_struck or is_struck,
            raised=self.raised or (raised if raised in _RAISED.values() else ""),
            strange=strange_in(style)
            or self.container
            or ("" if name in _KNOWN or _OF_OFFICES in name else f"<{name}>"),
            container=self.container if style.get("display") == "contents" else _container(style),
            hiding=self.hiding or hiding_in(style),
        )
        if "direction" in style and style["direction"] != "inherit":
            is_from_right = style["direction"] == "rtl"
            turned = "direction" if self.is_from_right and not is_from_right else ""
            found = evolve(found, is_from_right=is_from_right, strange=found.strange or turned)
        bidi = style.get("unicode-bidi", _BIDI.get(name))
        if bidi is not None:
            found = evolve(found, is_turned=found.is_from_right and "override" in bidi)
        if style.get("visibility", "inherit") != "inherit":
            found = evolve(found, is_hidden=style["visibility"] in {"hidden", "collapse"})
        size = style.get("font-size", "inherit")
        if size != "inherit":
            is_of_it = self.is_tiny and _RELATIVE.fullmatch(size) is not None  # so much of nothing is nothing
            found = evolve(found, is_tiny=is_of_it or _ZERO.fullmatch(size) is not None)
        return _coloured(found, name, style)


PLAIN: Final = Look()


def _coloured(found: Look, name: str, style: Style) -> Look:
    """Give a look its colours; a ground and letters of its own make a badge, which stands beside the number."""
    color = style.get("color", "inherit")
    if color != "inherit":
        is_clear = _CLEAR.fullmatch(color.replace(" ", "")) is not None
        found = evolve(found, ink=_colour(color), is_clear=is_clear)
    if any(style.get(each) for each in _DRAWN_BY):
        found = evolve(found, ink=None, is_clear=False)
    if style.get("background-image", "none") not in {"none", "initial", "unset"}:
        found = evolve(found, ground=None)
    ground = style.get("background-color", _GROUNDS.get(name, "")).replace(", ", ",")
    if _NO_GROUND.fullmatch(ground) or _CLEAR.fullmatch(ground.replace(" ", "")):
        return found
    behind = next(filter(None, map(_colour, ground.split())), None)
    if color != "inherit" and behind != found.ground and not found.strange:
        found = evolve(found, strange=f"background-color: {ground}")
    return evolve(found, ground=behind)


def _is_gone(name: str, style: Style) -> bool:
    position = style.get("position", "")
    is_placed = position in {"absolute", "fixed"}
    is_box = (
        style.get("?display") or style.get("display") == "inline-block" or name in _CELLS or name in BOXES
    )
    moved = (
        *(("left", "top") if is_placed or position == "relative" else ()),
        *(("text-indent",) if is_box else ()),
    )
    return (
        style.get("display") == "none"
        or any(_AWAY.fullmatch(style.get(each, "")) for each in moved)
        or (is_placed and _NO_SIZE.fullmatch(style.get("clip", "")) is not None)
    )


def _container(style: Style) -> str:
    """Give how an element shows what stands in it, where that does not flow as text does."""
    display = style.get("?display", "")
    return "" if not display or _FLOWS.fullmatch(display) else f"display: {display}"


def _colour(text: str) -> _Colour:
    if found := _HEX.fullmatch(text):
        digits = found[0][1:] if found[2] else "".join(each * 2 for each in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _RGB.fullmatch(text.replace(" ", "") if "," in text else text.replace(" ", ",")):
        return int(found[1]), int(found[2]), int(found[3])
    return _NAMED.get(text)


def _are_alike(one: _Colour, other: _Colour) -> bool:
    return (
        one is not None
        and other is not None
        and all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
    )
