"""Trees whose records name the one above: walked without recursion, however deep, and a circle once round."""

from collections.abc import Iterable, Iterator, Mapping


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
