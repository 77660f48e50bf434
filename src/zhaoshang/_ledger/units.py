"""The tree of units: which units stand above which, by the parent that each names."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhaoshang.model._facts.trees import children

if TYPE_CHECKING:
    from zhaoshang.model import ServiceTeam


def lines(teams: "Iterable[ServiceTeam]") -> dict[str, tuple[str, ...]]:
    """Give each unit that stands under others, with those above it, nearest first; a circle ends where it began."""
    parents = {team.id: team.parent for team in teams if team.parent is not None and team.parent != team.id}
    found = {}
    for unit, parent in parents.items():
        line: dict[str, None] = {
            unit: None
        }  # a set that keeps its order: a line may be as long as the ledger
        above: str | None = parent
        while above is not None and above not in line:
            line[above] = None
            above = parents.get(above)
        found[unit] = tuple(line)
    return found


def below(teams: "Iterable[ServiceTeam]", units: Iterable[str]) -> frozenset[str]:
    """List some units with all that stand under them."""
    under = children((team.id, team.parent) for team in teams)
    found = dict.fromkeys(units)
    waiting = list(found)
    while waiting:
        for unit in under.get(waiting.pop(), ()):
            if unit not in found:
                found[unit] = None
                waiting.append(unit)
    return frozenset(found)
