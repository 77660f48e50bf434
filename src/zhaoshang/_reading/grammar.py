"""Amounts as rules over tokens: the form in which a language tells how its amounts are written.

A language cuts what stands at a number into tokens, each of a kind with a name, and lists rules: a pattern over the names,
`<number><unit><after>?`, and what it means. Of the rules that match the longest is tried first; a meaning that gives nothing
leaves the place to the next. Which rules match a row of kinds is worked out once and remembered.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.found import Found, ReadingScope, Refused
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.words import UnitWord
from zhaoshang.quantities import Hedge
from zhaoshang.units import Unit

__all__ = ["NOTHING", "AmountRule", "Grammar", "Kind", "Meaning", "TokenPiece"]

NOTHING: Final = Numeral(None)
"""The number of a token that is none."""


class TokenPiece(NamedTuple):
    """A token where it stands, with what it says.

    Attributes:
        kind: the letter of its kind.
        start: where it begins in the folded text.
        end: where it ends.
        numeral: of a number, the number.
        unit: of a unit, the unit.
        word: of a unit, its word.
        hedge: of a hedge, which one.
        power: of a scale, its power of ten.
        is_open: of a mark of an end, whether it leaves the end out.
    """

    kind: str
    start: int
    end: int
    numeral: Numeral = NOTHING
    unit: Unit | None = None
    word: UnitWord | None = None
    hedge: Hedge = Hedge.NONE
    power: int = 0
    is_open: bool = False


class Kind(NamedTuple):
    """A kind of token.

    Attributes:
        name: what patterns call it.
        letter: what it is in a row of kinds.
        examples: how it is written.
    """

    name: str
    letter: str
    examples: str


Meaning = Callable[[ReadingScope, Sequence[TokenPiece]], Found | Refused | None]
"""What a rule makes of its tokens; `None` where they do not fit together."""


class AmountRule(NamedTuple):
    """One way to write an amount.

    Attributes:
        name: what it is called in the reference.
        pattern: the kinds of tokens, in order.
        meaning: what it makes of them.
        example: a text that it reads.
        ruling: the number of the ruling that it follows; 0 for what needs none.
    """

    name: str
    pattern: str
    meaning: Meaning
    example: str
    ruling: int = 0


_PLACE: Final = re.compile(r"<([a-z_]+)>")
_MEMORY: Final = 4096


class Grammar:
    """The rules of a language, compiled."""

    def __init__(self, kinds: Iterable[Kind], rules: Iterable[AmountRule]) -> None:
        letters = {kind.name: kind.letter for kind in kinds}
        self.rules = tuple(rules)
        self._compiled = tuple(
            (rule, re.compile(_PLACE.sub(lambda place: letters[place[1]], rule.pattern)))
            for rule in self.rules
        )
        self._fitting: dict[str, tuple[tuple[AmountRule, int], ...]] = {}

    def read(self, scope: ReadingScope, pieces: Sequence[TokenPiece]) -> Found | Refused | None:
        """Read the longest amount that the tokens begin with."""
        kinds = "".join([piece.kind for piece in pieces])
        fitting = self._fitting.get(kinds)
        if fitting is None:
            fitting = self._fit(kinds)
        for rule, count in fitting:
            found = rule.meaning(scope, pieces[:count])
            if found is not None:
                return found
        return None

    def _fit(self, kinds: str) -> tuple[tuple[AmountRule, int], ...]:
        """Find the rules that match a row of kinds, the longest first."""
        matches = ((rule, pattern.match(kinds)) for rule, pattern in self._compiled)
        found = [(rule, match.end()) for rule, match in matches if match is not None]
        found.sort(key=lambda pair: -pair[1])  # of equals the first in the table
        if len(self._fitting) >= _MEMORY:
            self._fitting.clear()
        self._fitting[kinds] = tuple(found)
        return self._fitting[kinds]
