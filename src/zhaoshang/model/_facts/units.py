"""The tree of units: which units stand above which, by the parent that each names."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from zhaoshang.model._facts.trees import children

if TYPE_CHECKING:
    from zhaoshang.model import ServiceTeam


def parents(teams: "Iterable[ServiceTeam]") -> dict[str, str]:
    """Give each unit that stands under another with the one right above it."""
    return {team.id: team.parent for team in teams if team.parent is not None and team.parent != team.id}


def line(unit: str, above: Mapping[str, str]) -> tuple[str, ...]:
    """Give a unit with those above it, nearest first; a circle ends where it began."""
    found: dict[str, None] = {}  # a set that keeps its order: a line may be as long as the ledger
    at: str | None = unit
    while at is not None and at not in found:
        found[at] = None
        at = above.get(at)
    return tuple(found)


def lines(teams: "Iterable[ServiceTeam]") -> dict[str, tuple[str, ...]]:
    """Give each unit that stands under others, with those above it."""
    above = parents(teams)
    return {unit: line(unit, above) for unit in above}


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
