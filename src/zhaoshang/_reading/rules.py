"""Rules over named tokens: the form in which a language tells how its dates are written.

A token is a pattern with the name of what it says and a reader that makes a number of it. A rule is a pattern over
tokens, `<year>年<month>月`, with a name, an example and the ruling that it follows. Of the rules that match at a place the
longest is meant, so the order of a table decides nothing but ties.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property
from zhaoshang._reading.script import both

__all__ = ["FormRule", "RuleMatch", "RuleTable", "Token"]


class Token(NamedTuple):
    """What stands at a named place of a rule.

    Attributes:
        pattern: how it is written.
        says: the name of what it says; empty for a mark that says nothing.
        read: what makes a number of the text.
    """

    pattern: str
    says: str = ""
    read: Callable[[str], int] = int


class FormRule(NamedTuple):
    """One way to write something.

    Attributes:
        name: what it is called in the reference.
        pattern: the tokens and marks, in order.
        example: a text that it reads.
        ruling: the number of the ruling that it follows; 0 for what needs none.
        says: what it says beside its tokens.
        is_cell: whether it holds in cells alone.
    """

    name: str
    pattern: str
    example: str
    ruling: int = 0
    says: Mapping[str, int] = {}
    is_cell: bool = False


class RuleMatch(NamedTuple):
    """What a rule read: where it ends, what it says and which rule it was."""

    end: int
    said: dict[str, int]
    rule: FormRule


_PLACE: Final = re.compile(r"(?<!\?P)<([a-z_]+)>")
_SAME: Final = "same_"


class RuleTable:
    """The rules that may begin at one place, compiled when the first text asks for them.

    A place `<same_mark>` holds again what `<mark>` held.
    """

    def __init__(self, rules: Iterable[FormRule], tokens: Mapping[str, Token], *, is_cell: bool) -> None:
        self.rules = tuple(rule for rule in rules if is_cell or not rule.is_cell)
        self._tokens = tokens

    @cached_property
    def _compiled(self) -> tuple[tuple[FormRule, re.Pattern[str]], ...]:
        return tuple((rule, re.compile(_PLACE.sub(self._named, both(rule.pattern)))) for rule in self.rules)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """Make one pattern of all rules: most places that are tried begin nothing, and it tells so at once."""
        patterns = [both(rule.pattern) for rule in self.rules]
        return re.compile("|".join(map(self._numbered, range(len(patterns)), patterns)))

    def _numbered(self, number: int, pattern: str) -> str:
        """Write a pattern with groups only for what is held again, each of its own name."""

        def place(match: re.Match[str]) -> str:
            name = match[1].removeprefix(_SAME)
            if match[1].startswith(_SAME):
                return f"(?P={name}_{number})"
            opening = f"?P<{name}_{number}>" if f"<{_SAME}{name}>" in pattern else "?:"
            return f"({opening}{both(self._tokens[name].pattern)})"

        return _PLACE.sub(place, pattern)

    def _named(self, match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith(_SAME):
            return f"(?P={name.removeprefix(_SAME)})"
        return f"(?P<{name}>{both(self._tokens[name].pattern)})"

    def longest(self, text: str, start: int) -> RuleMatch | None:
        """Match every rule at a position and keep the longest.

        Raises:
            ValueError: for digits that are no number together.
        """
        if self._any.match(text, start) is None:
            return None
        best: re.Match[str] | None = None
        chosen: FormRule | None = None
        for rule, pattern in self._compiled:
            match = pattern.match(text, start)
            if match is not None and (best is None or match.end() > best.end()):
                best, chosen = match, rule
        if best is None or chosen is None:
            return None
        said = dict(chosen.says)
        for name, value in best.groupdict().items():
            token = self._tokens[name]
            if value is not None and token.says:  # a mark says nothing
                said[token.says] = token.read(value)
        return RuleMatch(best.end(), said, chosen)
