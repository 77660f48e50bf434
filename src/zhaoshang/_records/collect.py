"""Reading what can be read: faulty parts are taken out one after another, and reported."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final, Generic, TypeVar, final

from attrs import frozen

from zhaoshang._records import faults
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
    extras: Mapping[Path, object]


_CODES: Final = {
    UnknownFieldError: "unknown_field",
    MissingFieldError: "missing_field",
    DuplicateIdError: "duplicate_id",
}


def collect(data: object, build: Callable[[object], T], *, keep_unknown: bool) -> Collected[T]:
    """Build a record, taking out what is faulty until the rest is sound."""
    rest = deepcopy(data)
    findings: list[Finding] = []
    seen: list[Path] = []
    extras: dict[Path, object] = {}
    taken: dict[Path, list[int]] = {}
    while True:
        try:
            return Collected(value=build(rest), report=Report(findings), extras=extras)
        except faults.ANY as error:
            found = faults.of(error, rest)
        earlier = tuple(seen)
        for path, value, cause in found:
            shown = _original(path, taken)
            is_unknown = isinstance(cause, UnknownFieldError)
            if is_unknown and keep_unknown:
                extras[path] = value
            elif not any(old[: len(shown)] == shown for old in earlier):
                # a record that lacks what was taken out of it has been reported already
                findings.append(_finding(shown, cause))
            if not is_unknown:
                seen.append(shown)
        for path in sorted({path for path, *_ in found}, key=_sort_key, reverse=True):
            if not path:
                return Collected(value=None, report=Report(findings), extras={})
            before = _original(path, taken)
            if _take_out(rest, path):
                places = taken.setdefault(path[:-1], [])
                places += [step for step in before[-1:] if isinstance(step, int)]
                extras = _shifted(extras, path)


def _sort_key(path: Path) -> tuple[tuple[bool, faults.Step], ...]:
    return tuple((isinstance(step, int), step) for step in path)


def _original(path: Path, taken: Mapping[Path, list[int]]) -> Path:
    """Give a path as it was before items were taken out of lists."""
    found: list[faults.Step] = []
    for depth, step in enumerate(path):
        place = step
        if isinstance(place, int):
            for gone in sorted(taken.get(path[:depth], ())):
                place += gone <= place
        found.append(place)
    return tuple(found)


def _finding(path: Path, cause: Exception) -> Finding:
    said = cause if isinstance(cause, ZhaoshangError) else None
    return Finding(
        code=_CODES.get(type(cause), "invalid_field"),
        severity=Severity.ERROR,
        path=faults.json_path(path),
        zh=str(cause) if said is None else said.render("zh_CN"),
        en=str(cause),
    )


def _take_out(data: Any, path: Path) -> bool:  # noqa: ANN401 - JSON data
    """Delete what a path leads to; tell whether it was an item of a list."""
    *way, last = path
    for step in way:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False  # it went with something above it
    if isinstance(last, int) and isinstance(data, list):
        del data[last]
        return True
    if isinstance(data, dict):
        data.pop(last, None)
    return False


def _shifted(extras: Mapping[Path, object], gone: Path) -> dict[Path, object]:
    """Move kept fields along when an item of a list is taken out."""
    *head, place = gone
    depth = len(head)
    found: dict[Path, object] = {}
    for path, value in extras.items():
        step = path[depth] if len(path) > depth and path[:depth] == tuple(head) else None
        if not isinstance(step, int) or not isinstance(place, int) or step < place:
            found[path] = value
        elif step > place:
            found[*head, step - 1, *path[depth + 1 :]] = value
    return found


def put_back(data: Any, extras: Mapping[Path, object]) -> None:  # noqa: ANN401 - JSON data
    """Set kept fields in a written document."""
    for path, value in extras.items():
        *way, last = path
        place = data
        for step in way:
            place = place[step]
        place[last] = value
