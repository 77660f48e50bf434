"""Reading what can be read: faulty parts are taken out one after another, and reported."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Generic, TypeVar, final

from attrs import field, frozen

from zhaoshang._records import faults
from zhaoshang._text.messages import Message
from zhaoshang.errors import DuplicateIdError, MissingFieldError, UnknownFieldError, ZhaoshangError
from zhaoshang.findings import Finding, Report, Severity

T = TypeVar("T")
Path = tuple[faults.Step, ...]


@final
@frozen(kw_only=True)
class Collected(Generic[T]):
    """What could be read of a document.

    Attributes:
        value: the record, or `None` where nothing of it could be read.
        report: a finding for every part that was left out, with its JSON path.
        extras: unknown fields that were kept, by path; `unstructure(value, extras=…)` puts them back.

    Examples:
        >>> from zhaoshang.model import Project
        >>> from zhaoshang.records import collect
        >>> data = {
        ...     "id": "P1",
        ...     "name": "甲",
        ...     "milestones": [{"stage": "started"}, {"stage": "开工"}],
        ...     "colour": "red",
        ... }
        >>> found = collect(data, Project, keep_unknown=True)
        >>> [str(step.stage) for step in found.value.milestones], found.extras
        (['started'], {('colour',): 'red'})
        >>> [(finding.path, finding.code) for finding in found.report]
        [('$.milestones[1].stage', 'invalid_field')]
    """

    value: T | None
    report: Report
    extras: Mapping[Path, object] = field(hash=False)


_CODES: Final = {
    UnknownFieldError: "unknown_field",
    MissingFieldError: "missing_field",
    DuplicateIdError: "duplicate_id",
}


def collect(data: object, build: Callable[[object], T], *, keep_unknown: bool) -> Collected[T]:
    """Build a record, taking out what is faulty until the rest is sound."""
    rest = _Rest(data)
    findings: list[Finding] = []
    extras: dict[Path, object] = {}
    covered: set[Path] = set()  # what was taken out, and all that stands above it
    while True:
        try:
            value = build(rest.data)
        except faults.ANY as error:
            found = faults.of(error, rest.data)
        else:
            return Collected(value=value, report=Report(findings), extras=rest.at_present(extras))
        told = []
        for path, item, cause in found:
            shown = rest.at_first(path)
            is_unknown = isinstance(cause, UnknownFieldError)
            if is_unknown and keep_unknown:
                extras[shown] = item
            elif shown not in covered:
                # a record that lacks what was taken out of it has been reported already
                findings.append(_finding(shown, cause))
            if not is_unknown:
                told.append(shown)
        covered.update(shown[:depth] for shown in told for depth in range(len(shown) + 1))
        paths = {path for path, *_ in found}
        if () in paths or not rest.take_out(paths):
            return Collected(value=None, report=Report(findings), extras={})


@final
class _Rest:
    """What is left of a document: the containers that lose something are copied, and lists remember what stood where."""

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - JSON data
        self.data = data
        self._owned: dict[int, Any] = {}
        self._places: dict[int, list[int]] = {}

    def at_first(self, path: Path) -> Path:
        """Give a path as it was in the document."""
        found: list[faults.Step] = []
        node = self.data
        for depth, step in enumerate(path):
            places = self._places.get(id(node))
            found.append(step if places is None or not isinstance(step, int) else places[step])
            if depth < len(path) - 1:
                node = node[step]
        return tuple(found)

    def at_present(self, extras: Mapping[Path, object]) -> dict[Path, object]:
        """Give what was kept by paths as they are now; what stood in something that was taken out is gone with it."""
        found: dict[Path, object] = {}
        for path, value in extras.items():
            way = self._way_to(path[:-1])
            if way is not None:
                found[*way, path[-1]] = value
        return found

    def _way_to(self, path: Path) -> Path | None:
        way: list[faults.Step] = []
        node = self.data
        for step in path:
            places = self._places.get(id(node))
            place = step
            if places is not None and isinstance(step, int):
                place = bisect_left(places, step)
                if place == len(places) or places[place] != step:
                    return None
            elif isinstance(node, Mapping) and step not in node:
                return None
            way.append(place)
            node = node[place]
        return tuple(way)

    def take_out(self, paths: Iterable[Path]) -> bool:
        """Delete what paths lead to, which is at least one thing for each; tell whether anything is left.

        A fault may be told at a place that the document does not have, such as a field that a converter makes: then
        the smallest part around it goes.
        """
        gone: dict[int, tuple[Any, list[Any]]] = {}
        paths = [self._there(path) for path in paths]
        if () in paths:
            return False
        for *way, last in paths:
            node = self._own(way)
            gone.setdefault(id(node), (node, []))[1].append(last)
        for node, steps in gone.values():
            if isinstance(node, list):
                left = sorted(set(range(len(node))).difference(steps))
                places = self._places.get(id(node))
                self._places[id(node)] = left if places is None else [places[place] for place in left]
                node[:] = [node[place] for place in left]
            else:
                for step in steps:
                    node.pop(step, None)
        return True

    def _there(self, path: Path) -> Path:
        """Cut a path where the document has nothing more of it."""
        node = self.data
        for depth, step in enumerate(path):
            try:
                node = node[step]
            except (LookupError, TypeError):
                return path[:depth]
            if isinstance(node, str):
                return path[: depth + 1]
        return path

    def _own(self, way: Iterable[faults.Step]) -> Any:  # noqa: ANN401 - JSON data
        """Copy the containers on a way, each once, and give the last."""
        node = self.data = self._copy(self.data)
        for step in way:
            node[step] = self._copy(node[step])
            node = node[step]
        return node

    def _copy(self, node: Any) -> Any:  # noqa: ANN401 - JSON data
        if id(node) in self._owned:
            return node
        copy = dict(node) if isinstance(node, Mapping) else list(node)
        self._owned[id(copy)] = copy
        return copy


def _finding(path: Path, cause: Exception) -> Finding:
    key = "record.fault" if isinstance(cause, ZhaoshangError) else "record.refused"
    return Finding(
        code=_CODES.get(type(cause), "invalid_field"),
        severity=Severity.ERROR,
        path=faults.json_path(path),
        message=Message(key, fault=cause),
    )


def put_back(data: Any, extras: Mapping[Path, object]) -> None:  # noqa: ANN401 - JSON data
    """Set kept fields in a written document."""
    for path, value in extras.items():
        *way, last = path
        place = data
        for step in way:
            place = place[step]
        place[last] = value
