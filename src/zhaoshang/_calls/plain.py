"""Fields of declared records that take plain values: a text, yes or no, a whole number, and nothing else.

Python takes any text for yes, and a number for a name. A record that somebody declares by hand (an option, a rule, a
column of a board) refuses what its field is not for; without that a misspelt value would give a figure.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from zhaoshang._basics.brief import as_python
from zhaoshang.errors import FieldTypeError

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["plain_fields"]

_PLAIN: Final[dict[Any, str]] = {bool: "True or False", str: "a text", int: "a whole number"}


def _only(kind: type, *, is_optional: bool) -> Callable[[Any, "Attribute[Any]", Any], None]:
    def check(_record: object, field: "Attribute[Any]", value: object) -> None:
        if type(value) is kind or (is_optional and value is None):
            return
        if kind is str and isinstance(value, str):
            return  # a term of a vocabulary is a text
        error = FieldTypeError(as_python(value), _PLAIN[kind])
        object.__setattr__(error, "place", field.name)  # errors are frozen
        raise error

    return check


def plain_fields(_record: type, fields: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    """Let each field of a plain type that nothing else reads or checks refuse values of another type."""
    return [_checked(field) for field in fields]


def _checked(field: "Attribute[Any]") -> "Attribute[Any]":
    if field.converter is not None or field.validator is not None or not field.init:
        return field
    for kind in _PLAIN:
        if field.type in (kind, kind | None):
            return field.evolve(validator=_only(kind, is_optional=field.type is not kind))
    return field
