"""What a class is not made for, and what is: `float(figure)`, `list(ledger)`, `period < "2023"`.

Python says of them that a type does not support an operation. `refusing` lets the class say what to write instead; a type
checker refuses such a use without it.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeVar

from zhaoshang import errors
from zhaoshang._basics.brief import as_index, as_python

C = TypeVar("C", bound=type)

_ORDER: Final = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
_SUMS: Final = {
    **{f"__{name}__": sign for name, sign in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"))},
    **{f"__r{name}__": sign for name, sign in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"))},
}
_NUMBERS: Final = {
    **{f"__{name}__": f"{name}()" for name in ("float", "int", "round", "abs", "floor", "ceil", "trunc")},
    **{
        f"__{side}{name}__": sign
        for name, sign in (("mod", "%"), ("floordiv", "//"), ("divmod", "divmod()"), ("pow", "**"))
        for side in ("", "r")
    },
    "__rtruediv__": "1 /",
}


def refusing(
    *, order: str = "", sums: str = "", number: str = "", layout: str = "", places: str = "", equals: str = ""
) -> Callable[[C], C]:
    """Let a class refuse uses that it is not made for, each with what to write.

    Args:
        order: in the place of `<` and its like.
        sums: in the place of `+` and its like.
        number: in the place of `float()`, `%` and their like.
        layout: in the place of a format such as `f"{figure:.2f}"`.
        places: in the place of `[0]` and of iterating.
        equals: in the place of `==` with a number, which would always be false.

    Examples:
        >>> from zhaoshang import Ledger
        >>> from zhaoshang.errors import OperationError
        >>> try:
        ...     list(Ledger())
        ... except OperationError as error:
        ...     print(error)
        Ledger has no list(), [0]. Write ledger.projects, or another of its collections.
    """

    def put(kind: C) -> C:
        said = {
            **({name: (sign, order) for name, sign in _ORDER.items()} if order else {}),
            **({name: (sign, sums) for name, sign in _SUMS.items()} if sums else {}),
            **({name: (sign, number) for name, sign in _NUMBERS.items()} if number else {}),
        }
        for name, (sign, fix) in said.items():
            setattr(kind, name, _refused(sign, fix))
        if places:  # a class that says how it is indexed is asked for its places when it is iterated
            setattr(kind, "__getitem__", _no_place(kind.__name__, places))  # noqa: B010 - of any class
        if layout:
            setattr(kind, "__format__", _no_layout(layout))  # noqa: B010 - as above
        if equals:
            setattr(kind, "__eq__", _no_number(kind, equals))  # noqa: B010 - as above
        return kind

    return put


def _no_number(kind: type, fix: str) -> Callable[[object, object], Any]:
    own: Any = kind.__eq__

    def equal(self: object, other: object) -> Any:  # noqa: ANN401 - as Python has it
        if isinstance(other, int | float | Decimal | Fraction):
            raise errors.OperationError(kind.__name__, f"== {as_python(other)}", fix)
        return own(self, other)

    return equal


def _refused(sign: str, fix: str) -> Callable[..., Any]:
    def refuse(self: object, *_others: object) -> Any:  # noqa: ANN401 - whatever it is used with
        raise errors.OperationError(type(self).__name__, sign, fix)

    return refuse


def _no_place(kind: str, fix: str) -> Callable[..., Any]:
    def refuse(self: object, key: object) -> Any:  # noqa: ANN401, ARG001 - of any key
        raise errors.OperationError(kind, "list(), [0]" if key == 0 else f"[{as_index(key)}]", fix)

    return refuse


def _no_layout(fix: str) -> Callable[[object, str], str]:
    def refuse(self: object, layout: str) -> str:
        if not layout:
            return str(self)
        raise errors.OperationError(type(self).__name__, f":{layout}", fix)

    return refuse
