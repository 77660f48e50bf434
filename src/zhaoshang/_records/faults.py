"""Faults on their way up: each keeps the path from where it was found."""

from collections.abc import Iterable
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import Short, as_python
from zhaoshang.errors import FieldError, RecordError, ZhaoshangError

Step = str | int
Fault = tuple[tuple[Step, ...], object, Exception]

DATA_FAULTS: Final = (ZhaoshangError, ValueError, TypeError, ArithmeticError)
"""What a converter raises for a value that will not do."""

_PLAIN: Final = re.compile(r"[^\W\d]\w*")


class FaultsError(Exception):
    """Several faults below one place; never seen by users."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults."""
        super().__init__(len(faults))
        self.faults = faults


ANY: Final = (*DATA_FAULTS, FaultsError)


def note(faults: list[Fault] | None, step: Step, value: object, error: Exception) -> list[Fault]:
    """Add a fault, or the faults below it, with one step of path.

    Raises:
        FaultsError: for as many as are told of a document, which is read no further.
    """
    found = [] if faults is None else faults
    if isinstance(error, FaultsError):
        found += [((step, *path), inner, cause) for path, inner, cause in error.faults]
    else:
        found.append(((step,), value, error))
    if len(found) >= RecordError.MOST:
        raise FaultsError(found[: RecordError.MOST]) from None
    return found


def of(error: Exception, value: object) -> list[Fault]:
    """Take the faults out of an error; a plain error is one fault at the root."""
    return error.faults if isinstance(error, FaultsError) else [((), value, error)]


def shown(value: object) -> str:
    """Show a value in a sentence: its beginning, however long or deep it is.

    Examples:
        >>> shown("三亿"), shown({"value": [1, 2]}), len(shown("9" * 10_000)) < 400
        ("'三亿'", "{'value': [1, 2]}", True)
    """
    return _SHORT.repr(value)


_SHORT: Final = Short()
_SHORT.maxstring = _SHORT.maxlong = _SHORT.maxother = 300
_SHORT.maxdict = _SHORT.maxlist = _SHORT.maxtuple = 20


def json_path(path: Iterable[Step], root: str = "$") -> str:
    """Write a path as JSONPath.

    Examples:
        >>> json_path(["projects", 3, "投资 额"])
        "$.projects[3]['投资 额']"
    """
    shown = [root]
    for step in path:
        if not isinstance(step, str):  # a place in a list, or a key that JSON does not have
            shown.append(f"[{as_python(step)}]")
        elif _PLAIN.fullmatch(step):
            shown.append(f".{step}")
        else:
            shown.append("['" + step.replace("\\", "\\\\").replace("'", "\\'") + "']")
    return "".join(shown)


def group(name: str, faults: Iterable[Fault], root: str = "$") -> RecordError:
    """Make the error that users see."""
    return RecordError(
        name, [FieldError(json_path(path, root), value, cause) for path, value, cause in faults]
    )
