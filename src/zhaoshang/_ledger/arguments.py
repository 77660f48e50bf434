"""What the methods of a ledger take."""

from collections.abc import Collection, Iterable
from typing import Any

from zhaoshang import errors
from zhaoshang._basics.brief import as_python


def several(given: Iterable[Any]) -> Iterable[Any]:
    """Take several of something; one text is none."""
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise errors.FieldTypeError(as_python(given), "several, such as a list")
    return given


def refuse_unknown(method: str, names: Iterable[str], known: Collection[str]) -> None:
    """Refuse the first name that a method does not know."""
    for name in names:
        if name not in known:
            raise errors.ArgumentError(method, name, known=tuple(sorted(known)))
