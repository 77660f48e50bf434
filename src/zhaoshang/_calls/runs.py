"""What is given several at once, in the order in which it was given."""

from collections.abc import Iterable
from typing import Final, TypeVar

from zhaoshang.errors import FieldTypeError

__all__ = ["in_order"]

T = TypeVar("T")
_ORDERED: Final = "several in their order, such as a list"


def in_order(given: Iterable[T], /) -> list[T]:
    """List what is given several; a set is refused, whose order is another in each run of a program."""
    if isinstance(given, set | frozenset):
        shown = f"<{type(given).__name__}>"
        raise FieldTypeError(shown, _ORDERED, "sorted(…)")
    return list(given)
