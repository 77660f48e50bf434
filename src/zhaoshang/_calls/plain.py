"""Fields of declared records refuse what they are not for: a text for yes, a word of no list, a text for several.

Python takes any text for yes, a number for a name, and a text for its letters. A record that somebody declares by hand
(an option, a rule, a column of a board) refuses what its field is not for; without that a misspelt value would give a
figure, or an error of Python once it is used.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from types import FunctionType, GenericAlias, NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.own import PYTHONS, is_array, is_ours, own
from zhaoshang._calls.limits import check_year, within
from zhaoshang.errors import FieldTypeError, UnknownCodeError

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["all_must_be", "between", "gathered", "must_be", "of_year", "plain_fields"]

Validator = Callable[[Any, Any, Any], None]
"""What attrs calls with the record, the field and the value."""

_SINGLE: Final = frozenset({int, float, bool, complex, str, bytes})
"""What Python has of single things; it takes a text for its letters."""
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


def gathered(value: Any, kind: Any = tuple) -> Any:  # noqa: ANN401 - whatever was given
    """Take several for a tuple or a set, from a list or a generator too; a text or a mapping is left to be refused."""
    several = isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)
    return kind(map(own, value)) if several else value


def between(
    low: int, high: int | None = None, *, expected: str, kind: type = int, is_optional: bool = False
) -> Validator:
    """Make a validator of a field that holds a number within limits, both of them allowed."""

    def check(_record: object, field: "Attribute[Any]", value: object) -> None:
        if value is None and is_optional:
            return
        if not isinstance(value, kind) or type(value) is bool:
            raise FieldTypeError(as_python(value), expected).at(field.name)
        number: Any = value
        within(number, low, high, expected, field.name)

    return check


def of_year(_record: object, field: "Attribute[Any]", value: object) -> None:
    """Check a field that holds a year, or none."""
    check_year(value, field.name)


def _is_number(kinds: tuple[type, ...]) -> bool:
    """Whether `True` would be taken for one of these types, and is not meant: Python counts it as a number."""
    return issubclass(bool, kinds) and bool not in kinds


def plain_fields(_record: type, fields: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    """Let each field that nothing else checks refuse values of another type than its own."""
    return [_owned(_checked(field)) for field in fields]


def _owned(field: "Attribute[Any]") -> "Attribute[Any]":
    """Let a field take numbers, truths and texts of other libraries as those of Python, before anything reads them."""
    read: Any = field.converter
    if not field.init or not isinstance(read, FunctionType | NoneType):
        return field

    def as_own(value: Any) -> Any:  # noqa: ANN401 - whatever was given
        if type(value) not in PYTHONS:
            value = own(value)
        return value if read is None else read(value)

    if read is None:
        as_own.__annotations__ = {"value": field.type, "return": field.type}
        return field.evolve(converter=as_own)
    return field.evolve(converter=wraps(read)(as_own))


def _checked(field: "Attribute[Any]") -> "Attribute[Any]":
    if field.validator is not None or not field.init:
        return field
    if field.converter is not None:
        return _checked_run(field)
    if get_origin(field.type) in {tuple, frozenset}:
        return field.evolve(converter=_gathering(field.type), validator=_is_of_its_type)
    for kind in _PLAIN:
        if field.type in (kind, kind | None):
            kinds = (kind,) if field.type is kind else (kind, type(None))
            return field.evolve(validator=must_be(*kinds, expected=_PLAIN[kind]))
    return field.evolve(validator=_is_a_word if _words(field.type) else _is_of_its_type)


def _gathering(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type form
    """Make what takes several in any order of Python's for a tuple or a set."""
    kind, part = get_origin(hint), get_args(hint)[0]

    def read(value: Any) -> Any:  # noqa: ANN401 - whatever was given
        return gathered(value, kind)

    read.__annotations__ = {"value": GenericAlias(Iterable, part), "return": hint}
    return read


def _checked_run(field: "Attribute[Any]") -> "Attribute[Any]":
    """Let a field that reads several refuse a text, whose letters it would read, and what is none of them."""
    if get_origin(field.type) not in {tuple, frozenset}:
        return field
    read: Any = field.converter
    takes = next(iter(getattr(read, "__annotations__", {}).values()), field.type)
    if not _is_run(takes):
        return field
    single = _SINGLE - {str} if _takes_text(takes) else _SINGLE

    @wraps(read)
    def several(value: Any) -> Any:  # noqa: ANN401 - whatever was given
        is_no_run = isinstance(value, Mapping) or (hasattr(value, "__array__") and not is_array(value))
        if type(value) in single or (is_no_run and not is_ours(value)):
            raise FieldTypeError(as_python(value), "several, such as a list")
        return read(list(map(own, value)) if is_array(value) or type(value) is list else value)

    is_plain = isinstance(get_args(field.type)[0], type)
    return field.evolve(converter=several, validator=_is_of_its_type if is_plain else None)


def _is_run(takes: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a converter takes several and nothing else but `None`, or a text for one of them."""
    if isinstance(takes, str):  # of a room that is loaded later
        names = [name for name in takes.split(" | ") if name not in {"None", "str"}]
        return len(names) == 1 and names[0].startswith(("Iterable[", "Sequence[", "Collection["))
    if get_origin(takes) in {Union, UnionType}:
        parts = [part for part in get_args(takes) if part not in {NoneType, str}]
        return len(parts) == 1 and _is_run(parts[0])
    form = get_origin(takes) or takes
    is_plain = isinstance(form, type) and form is not object and not issubclass(form, Mapping)
    return is_plain and (issubclass(list, form) or issubclass(form, tuple | set | frozenset))


def _takes_text(takes: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a text does for a list of one."""
    if isinstance(takes, str):
        return "str" in takes.split(" | ")
    return get_origin(takes) in {Union, UnionType} and str in get_args(takes)


def _words(hint: Any) -> tuple[str | None, ...]:  # noqa: ANN401 - a type form
    """List the words of a type that is made of nothing else."""
    parts = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    if any(get_origin(part) is not Literal and part is not type(None) for part in parts):
        return ()
    return tuple(word for part in parts for word in get_args(part) or (None,))


def _is_a_word(_record: object, field: "Attribute[Any]", value: object) -> None:
    words = _words(field.type)
    if value not in words:
        known = tuple(word for word in words if word is not None)
        raise UnknownCodeError("value", as_text(value), known).at(field.name)


def _is_of_its_type(_record: object, field: "Attribute[Any]", value: object) -> None:
    from zhaoshang._calls.hints import fits, misfit, names_of  # noqa: PLC0415 - declared records are few

    if not fits(value, field.type):
        name, found, hint = misfit(field.name, value, field.type)
        raise FieldTypeError(as_python(found), ", ".join(names_of(hint))).at(name)
