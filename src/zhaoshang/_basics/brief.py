"""Objects of data shown by their names: a line that can be read, never all that is in them."""

from operator import attrgetter
from typing import Any, Final

_NAMES: Final = ("id", "code")


def by_name(self: Any, /) -> str:  # noqa: ANN401 - any object that has an id or a code
    """Show an object as its class and its id or code; made to be set as `__repr__`."""
    name = next(attrgetter(each)(self) for each in _NAMES if hasattr(self, each))
    return f"<{type(self).__name__} {name}>"


def in_order(value: Any, /) -> str:  # noqa: ANN401 - a field's value, a set or not
    """Show a set with what is in it sorted, so that no seed of hashes shows; anything else as it shows itself."""
    return "{" + ", ".join(sorted(map(repr, value))) + "}" if isinstance(value, frozenset) else repr(value)
