"""Objects of data shown by their names: a line that can be read, never all that is in them."""

import reprlib
from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final

_NAMES: Final = ("id", "code")
_DEEP: Final = 200
_WIDE: Final = 10_000
_LONG: Final = 14_284
"""Bits of 4,300 digits, which Python writes unless its host has it otherwise."""
_HOLDING: Final = frozenset({dict, frozenset, list, set, tuple})


def by_name(self: Any, /) -> str:  # noqa: ANN401 - any object that has an id or a code
    """Show an object as its class and its id or code; made to be set as `__repr__`."""
    name = next(attrgetter(each)(self) for each in _NAMES if hasattr(self, each))
    return f"<{type(self).__name__} {name}>"


def in_order(value: Any, /) -> str:  # noqa: ANN401 - a field's value, a set or not
    """Show a set with what is in it sorted, so that no seed of hashes shows; anything else as it shows itself."""
    return "{" + ", ".join(sorted(map(repr, value))) + "}" if isinstance(value, frozenset) else repr(value)


def as_python(value: object, /) -> str:
    """Show what was given to someone who reads an error: as Python writes it, and by its type where that fails.

    An error tells of things that others made: an integer of more digits than Python writes, an object whose own
    `__repr__` raises, lists within lists that take the whole stack. Telling of one must not raise another.

    Examples:
        >>> as_python("3亿元"), as_python([10**5000])
        ("'3亿元'", '<list>')
    """
    return _said_by(repr, value)


def as_text(value: object, /) -> str:
    """Show what stands in a sentence as its own text, and by its type where that fails.

    Examples:
        >>> as_text("3亿元"), as_text(10**5000)
        ('3亿元', '<int>')
    """
    return value if type(value) is str else _said_by(str, value)


def as_index(key: object, /) -> str:
    """Write a key as it stands between brackets.

    Examples:
        >>> as_index(slice(0, 3)), as_index(0), as_index(slice(None, -1))
        ('0:3', '0', ':-1')
    """
    if not isinstance(key, slice):
        return as_python(key)
    ends = [key.start, key.stop, *([] if key.step is None else [key.step])]
    return ":".join("" if end is None else as_python(end) for end in ends)


def brief(text: str, most: int, /) -> str:
    """Leave out the middle of a text that is longer than what anyone reads.

    Examples:
        >>> brief("3" * 1_000_000, 9), brief("3亿元", 9)
        ('33333…333', '3亿元')
    """
    if len(text) <= most:
        return text
    head = most * 2 // 3
    return f"{text[: head - 1]}…{text[head - most :]}"


def _is_deep(value: object) -> bool:
    """Tell lists and objects that stand in one another past what the stack of any host holds, or more often than anyone reads."""
    held: list[Any] = [value]
    for _ in range(_DEEP):
        inner = (each.values() if type(each) is dict else each for each in held if type(each) in _HOLDING)
        held = [each for group in inner for each in group if type(each) in _HOLDING]
        if not held or len(held) > _WIDE:
            return bool(held)
    return True


def _said_by(say: Callable[[object], str], value: object) -> str:
    if isinstance(value, int) and value.bit_length() > _LONG:
        return f"<{type(value).__name__}>"
    try:
        text = (Short().repr if _is_deep(value) else say)(value)
    except Exception:  # noqa: BLE001 - whatever a foreign object raises
        text = ""
    return text or f"<{type(value).__name__}>"


class Short(reprlib.Repr):
    """Show the beginning of a value, and by its type whatever within it cannot be written.

    Examples:
        >>> Short().repr({"id": 10**5000, "name": "x"})
        "{'id': <int>, 'name': 'x'}"
    """

    def repr1(self, x: Any, level: int) -> str:  # noqa: ANN401 - any value of a document
        """Show one value of a nest of them."""
        try:
            return super().repr1(x, level)
        except Exception:  # noqa: BLE001 - whatever a foreign object raises
            return f"<{type(x).__name__}>"
