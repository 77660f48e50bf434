"""A part of a record put into it: what a form or a row says, and nothing else."""

from collections.abc import Mapping
from typing import Any, Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._records import faults
from zhaoshang.errors import FieldTypeError

_STEP: Final = re.compile(r"\.?([^\W\d]\w*)|\[(\d{1,6})\]|\['((?:[^'\\]|\\.)*)'\]")


def patched(data: Any, patch: Mapping[str, object]) -> Any:  # noqa: ANN401 - JSON data
    """Put what a patch says into the data of a record; the data are changed, and given back.

    Args:
        data: what `unstructure` wrote.
        patch: by field, or by JSON path, the new value; `None` takes away, a blank text says nothing.

    Raises:
        FaultsError: for paths that lead nowhere, each at its place.
    """
    wrong: list[faults.Fault] = []
    for path, value in patch.items():
        steps = steps_of(path)
        if not steps:
            wrong.append(((path,), value, FieldTypeError(faults.shown(path), _EXPECTED)))
        elif not _is_blank(value):
            try:
                fault = _put(data, steps, value)
            except faults.FaultsError as error:  # of what a record of a list is to be merged with
                wrong += [((*steps, *way), part, cause) for way, part, cause in error.faults]
                continue
            if fault is not None:
                expected = FieldTypeError(faults.shown(path), _EXPECTED)
                wrong.append((tuple(steps[: fault + 1]), value, expected))
    if wrong:
        raise faults.FaultsError(wrong)
    return data


_DEEP: Final = 50  # a record has some eight levels
_EXPECTED: Final = "a path to a field, such as grade or agreements[0].signed_on"


def steps_of(path: object) -> list[faults.Step]:
    """Read a JSON path: `grade`, `agreements[0].signed_on`, `$.agreements[0]`; nothing where it is none."""
    if not isinstance(path, str):
        return []
    rest = path.removeprefix("$")
    steps: list[faults.Step] = []
    while rest:
        match = _STEP.match(rest)
        if match is None or (not steps and match[0].startswith("[") and match[2] is not None):
            return []
        name, number, quoted = match.groups()
        steps.append(int(number) if number is not None else name or re.sub(r"\\(.)", r"\1", quoted))
        rest = rest[match.end() :]
    return steps


def _put(data: Any, steps: list[faults.Step], value: object) -> int | None:  # noqa: ANN401 - JSON data
    """Set or take away what a path leads to; give the place of the step that leads nowhere."""
    node = data
    last = len(steps) - 1
    for place, step in enumerate(steps):
        if not _leads(node, step):
            return place
        if place == last:
            _set(node, step, value)
        else:
            empty: object = [] if isinstance(steps[place + 1], int) else {}
            if isinstance(node, dict):
                node.setdefault(step, empty)
            elif step == len(node):
                node.append(empty)
            node = node[step]
    return None


def _leads(node: object, step: faults.Step) -> bool:
    """Tell whether a step can be taken: to a field, or to a place of a list or the first behind it."""
    if isinstance(node, dict):
        return isinstance(step, str)
    return isinstance(node, list) and isinstance(step, int) and step <= len(node)


def _set(node: Any, step: Any, value: object) -> None:  # noqa: ANN401 - JSON data
    """Set a field or a place of a list; a record that stands there is merged with what is said of it."""
    if isinstance(node, dict):
        if value is None:
            node.pop(step, None)
        else:
            node[step] = _without_blanks(value)
    elif isinstance(value, Mapping) and step < len(node) and isinstance(node[step], dict):
        patched(node[step], value)
    else:
        node[step : step + 1] = [] if value is None else [_without_blanks(value)]


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _without_blanks(value: object, seen: dict[int, object] | None = None, depth: int = 0) -> object:
    """Leave out blank texts of what a form sends, and what is empty because of them; `None` within is left out too.

    What holds itself, or is deeper than any record, stays as it is: reading it says what is wrong.
    """
    seen = {} if seen is None else seen
    if depth > _DEEP or not isinstance(value, Mapping | list | tuple):
        return value
    if id(value) not in seen:
        seen[id(value)] = value
        seen[id(value)] = (
            {key: _without_blanks(part, seen, depth + 1) for key, part in value.items() if _is_said(part)}
            if isinstance(value, Mapping)
            else [_without_blanks(part, seen, depth + 1) for part in value if _is_said(part)]
        )
    return seen[id(value)]


def _is_said(part: object) -> bool:
    return part is not None and not _is_blank(part)


def by_id(rows: Any, patch: Any) -> Any:  # noqa: ANN401 - JSON data
    """Merge the rows of a collection by their ids: those that are there are patched, others come behind."""
    if not isinstance(patch, list):
        return patch
    places = {row["id"]: place for place, row in enumerate(rows) if isinstance(row, dict) and "id" in row}
    found = list(rows)
    for number, part in enumerate(patch):
        place = places.get(part.get("id")) if isinstance(part, dict) else None
        if place is None:
            if isinstance(part, dict) and "id" in part:
                places[part["id"]] = len(found)
            found.append(_without_blanks(part))
        else:
            try:
                found[place] = patched(found[place], part)
            except faults.FaultsError as error:
                raise faults.FaultsError(
                    [((number, *way), value, cause) for way, value, cause in error.faults]
                ) from None
    return found
