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

__all__ = ["all_must_be", "must_be", "plain_fields"]

Validator = Callable[[Any, Any, Any], None]
"""What attrs calls with the record, the field and the value."""

_PLAIN: Final[dict[Any, str]] = {bool: "True or False", str: "a text", int: "a whole number"}


def must_be(*kinds: type, expected: str) -> Validator:
    """Make a validator of a field that holds values of these types; `True` is a number only where it is said to be one."""
    is_number = _is_number(kinds)

    def check(_record: object, field: "Attribute[Any]", value: object) -> None:
        if not isinstance(value, kinds) or (is_number and type(value) is bool):
            raise FieldTypeError(as_python(value), expected).at(field.name)

    return check


def all_must_be(*kinds: type, expected: str) -> Validator:
    """Make a validator of a field that holds a tuple of values of these types."""
    is_number = _is_number(kinds)

    def check(_record: object, field: "Attribute[Any]", value: object) -> None:
        if not isinstance(value, tuple):
            raise FieldTypeError(as_python(value), f"a tuple: {expected}").at(field.name)
        for part in value:
            if not isinstance(part, kinds) or (is_number and type(part) is bool):
                raise FieldTypeError(as_python(part), expected).at(field.name)

    return check


def _is_number(kinds: tuple[type, ...]) -> bool:
    """Whether `True` would be taken for one of these types, and is not meant: Python counts it as a number."""
    return issubclass(bool, kinds) and bool not in kinds


def plain_fields(_record: type, fields: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    """Let each field of a plain type that nothing else reads or checks refuse values of another type."""
    return [_checked(field) for field in fields]


def _checked(field: "Attribute[Any]") -> "Attribute[Any]":
    if field.converter is not None or field.validator is not None or not field.init:
        return field
    for kind in _PLAIN:
        if field.type in (kind, kind | None):
            kinds = (kind,) if field.type is kind else (kind, type(None))
            return field.evolve(validator=must_be(*kinds, expected=_PLAIN[kind]))
    return field
