"""What is given several at once, in the order in which it was given."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.own import is_array, is_ours, own
from zhaoshang.errors import FieldTypeError

__all__ = ["in_order"]

T = TypeVar("T")
_ORDERED: Final = "several in their order, such as a list"


def in_order(given: Iterable[T], /) -> list[T]:
    """List what is given several; a set is refused, whose order is another in each run of a program.

    So is a mapping, of which the keys alone would be read, and what gives nothing when it is gone through.
    """
    is_mapping = isinstance(given, Mapping) and not is_ours(given)
    if is_mapping or isinstance(given, set | frozenset):
        shown = f"<{type(given).__name__}>"
        raise FieldTypeError(shown, _ORDERED, "list(…)" if is_mapping else "sorted(…)")
    try:
        return list(map(own, given)) if is_array(given) else list(given)
    except TypeError:
        if isinstance(given, Iterator):  # the fault of what it goes through
            raise
        raise FieldTypeError(as_python(given), _ORDERED) from None
