"""A style sheet cut into its rules, as browsers cut it: by selectors, what they say, and when they hold.

What stands within strings and brackets ends no rule. A rule within another holds for what both say together.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re

__all__ = ["HOLDS", "ON_PAPER", "ON_SMALL", "PERHAPS", "SheetRule", "held", "rules_of"]

HOLDS, ON_PAPER, ON_SMALL, PERHAPS = "always", "on paper", "on small screens", "perhaps"
"""When rules hold: on any screen, on none, on none but small ones, or nobody here knows when."""

_PIECE: Final = re.compile(
    r"""[{};]|(?:[^{};"'\\(]++|\\.?|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?"""
    r"""|\((?:[^()"'\\]|\\.|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)*+)++""",
    re.DOTALL,
)
_COMMAS: Final = re.compile(r",(?![^()]{0,200}\))")
_AT: Final = re.compile(r"@([a-z-]{1,40})", re.IGNORECASE)
_GROUPS: Final = frozenset(
    "media supports layer container scope starting-style document -moz-document".split()
)
"""What stands around rules; in any other at-rule none are of elements."""
_QUERY: Final = re.compile(r"(?:(not|only)\s+)?([a-z][a-z-]{0,40})?\s*(.*)", re.DOTALL)
_SCREENS: Final = frozenset({"screen", "all"})
_NARROW: Final = re.compile(r"\bmax-(?:device-)?width\s*:\s*(\d{1,6}(?:\.\d{1,6})?)\s*(px|r?em)?")
_WIDEST_OF_SMALL: Final = 1_000  # pixels
_LONGEST: Final = 200  # no condition and no selector that is read is longer
_MOST: Final = 32  # so many selectors a rule within another stands for


class SheetRule(NamedTuple):
    """A rule of a sheet: its selectors, what it says, and when it holds."""

    selectors: Sequence[str]
    body: str
    holds: str


@final
class _RuleBlock:
    """What is open between two braces: a rule, what stands around rules, or what holds none."""

    def __init__(self, selectors: Sequence[str], holds: str, *, is_read: bool = True) -> None:
        self.selectors, self.holds, self.is_read = selectors, holds, is_read
        self.body: list[str] = []

    def rule(self) -> Iterator[SheetRule]:
        if self.is_read and self.selectors and self.body:
            yield SheetRule(self.selectors, "".join(self.body), self.holds)


def rules_of(text: str, media: str = "", /) -> Iterator[SheetRule]:
    """Give the rules of a sheet without comments, for some media alone where it says so.

    Examples:
        >>> [tuple(each) for each in rules_of("@media print{p{color:red}} a, b{top:0}")]
        [(['p'], 'color:red', 'on paper'), (['a', ' b'], 'top:0', 'always')]
    """
    page = _RuleBlock((), held(media) if media.strip() else HOLDS)
    opened = [page]
    before = ""
    for piece in _PIECE.findall(text):
        block = opened[-1]
        if piece == "{":
            opened.append(_begun(block, before.strip()))
            before = ""
        elif piece == "}" and block is page:  # one too many spoils the rule behind it
            before += piece
        elif piece == "}":
            block.body.append(before)
            before = ""
            yield from opened.pop().rule()
        elif piece == ";" and (block is not page or before.lstrip().startswith("@")):
            block.body += [before, piece]
            before = ""
        else:
            before += piece
    for block in reversed(opened):  # browsers end them with the sheet
        block.body.append(before)
        before = ""
        yield from block.rule()


def _begun(block: _RuleBlock, head: str) -> _RuleBlock:
    """Begin a rule, or what stands around rules, within a block."""
    at = _AT.match(head)
    if at is None:
        return _RuleBlock(*_within(block, _COMMAS.split(head)), is_read=block.is_read)
    name, condition = at[1].lower(), head[at.end() :]
    holds = _both(block.holds, held(condition) if name == "media" else PERHAPS)
    return _RuleBlock(block.selectors, holds, is_read=block.is_read and name in _GROUPS)


def _within(block: _RuleBlock, selectors: Sequence[str]) -> tuple[Sequence[str], str]:
    """Give the selectors of a rule within another in full."""
    if not block.selectors:
        return selectors, block.holds
    found = [
        each.replace("&", around) if "&" in each else f"{around} {each.strip()}"
        for around in block.selectors[:_MOST]
        for each in selectors[:_MOST]
    ]
    if len(found) > _MOST or any(len(each) > _LONGEST for each in found):
        found = ["*"]
    is_sure = len(block.selectors) == 1 and found != ["*"]
    return found, block.holds if is_sure else _both(block.holds, PERHAPS)


def held(condition: str, /) -> str:
    """Tell when rules hold by the media that they are for.

    Examples:
        >>> held("screen, print"), held("not print"), held("print and (color)"), held("(min-width: 9px)")
        ('always', 'always', 'on paper', 'perhaps')
    """
    found = {_held(each.strip()) for each in condition[:_LONGEST].lower().split(",")}
    return next(each for each in (HOLDS, PERHAPS, ON_SMALL, ON_PAPER) if each in found)


def _held(query: str) -> str:
    found = _QUERY.fullmatch(query)
    sign, kind, rest = found.groups() if found else (None, None, query)
    if not kind and not rest:
        return HOLDS
    if kind and not rest:
        return HOLDS if (kind in _SCREENS) is (sign != "not") else ON_PAPER
    if sign == "not" or (kind and not rest.startswith("and")):
        return PERHAPS
    if kind and kind not in _SCREENS:
        return ON_PAPER
    narrow = _NARROW.search(rest)
    if narrow is None:
        return PERHAPS
    width = float(narrow[1]) * (1 if narrow[2] == "px" else 16)
    return ON_SMALL if width < _WIDEST_OF_SMALL else PERHAPS


def _both(whole: str, part: str) -> str:
    """Tell when rules hold that stand in what is for some media, and there for some again."""
    if whole == HOLDS or part == ON_PAPER:
        return part
    return whole if whole == ON_PAPER or part == HOLDS else PERHAPS
