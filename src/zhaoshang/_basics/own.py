"""Values of other libraries as Python has them: what numpy calls a number, a truth or a text is one."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Integral
from typing import Any, Final, TypeGuard

__all__ = ["PYTHONS", "is_array", "is_ours", "own"]

PYTHONS: Final = frozenset({Decimal, Fraction, bool, dict, float, int, list, str, tuple, type(None)})
_OF_NUMPY: Final = ("bool", "int", "longlong", "str", "uint", "ulonglong")
"""How the classes of numpy are called whose values Python has exactly: a time and a binary fraction are none of them."""


def own(value: Any, /) -> Any:  # noqa: ANN401 - whatever was given
    """Give a whole number, a truth or a text of another library as Python has it; anything else stays what it is.

    A text of a class that cannot be looked up in a table is the text that it holds.

    Examples:
        >>> import numpy
        >>> own(numpy.int64(3)), own(numpy.bool_(True)), own(numpy.str_("甲")), own(2.5)
        (3, True, '甲', 2.5)
    """
    kind = type(value)
    if kind in PYTHONS:
        return value
    if kind.__module__ == "numpy":
        return value.item() if kind.__name__.startswith(_OF_NUMPY) else value
    if isinstance(value, str) and getattr(kind, "__hash__", None) is None:
        return str.__str__(value)
    return int(value) if not isinstance(value, int) and isinstance(value, Integral) else value


def is_array(value: object, /) -> TypeGuard[Iterable[Any]]:
    """Tell whether a thing is a column of values of another library, which compares and is true as no run of Python is.

    Examples:
        >>> import numpy
        >>> is_array(numpy.array([1, 2])), is_array([1, 2]), is_array(numpy.array(1))
        (True, False, False)
    """
    if type(value) in PYTHONS or not hasattr(value, "__array__") or hasattr(value, "columns"):
        return False
    return isinstance(value, Iterable) and not isinstance(value, Mapping) and getattr(value, "ndim", 1) == 1


def is_ours(value: object, /) -> bool:
    """Tell whether a class says itself what it holds, as the library's own do."""
    return type(value).__module__.startswith("zhaoshang")
