"""Trees whose records name the one above: walked without recursion, however deep, and a circle once round."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhaoshang.model.project import Project


def children(pairs: Iterable[tuple[str, str | None]]) -> dict[str, list[str]]:
    """Turn ids with what stands above them into what stands below each, in order."""
    found: dict[str, list[str]] = {}
    for place, above in pairs:
        if above is not None:
            found.setdefault(above, []).append(place)
    return found


def walk(below: Mapping[str, Iterable[str]], root: str) -> Iterator[tuple[int, str]]:
    """Walk the ids from a root down, depth first, each with its depth and once."""
    seen = {root}
    waiting = [(0, iter((root,)))]
    while waiting:
        depth, siblings = waiting[-1]
        place = next(siblings, None)
        if place is None:
            waiting.pop()
        elif not depth or place not in seen:
            seen.add(place)
            yield depth, place
            waiting.append((depth + 1, iter(below.get(place, ()))))


def phases_below(projects: "Iterable[Project]") -> "Mapping[str, Sequence[Project]]":
    """List for each project that has any the phases and parts under it, at every depth; a circle ends where it began."""
    below: dict[str, list[Project]] = {}
    for project in projects:
        if project.relation in ("phase", "part") and project.parent not in (None, project.id):
            below.setdefault(project.parent or "", []).append(project)
    found: dict[str, Sequence[Project]] = {}
    for id_, first in below.items():
        held: dict[str, Project] = {}
        waiting = list(first)
        while waiting:
            phase = waiting.pop(0)
            if phase.id != id_ and phase.id not in held:
                held[phase.id] = phase
                waiting += below.get(phase.id, ())
        found[id_] = tuple(held.values())
    return found
