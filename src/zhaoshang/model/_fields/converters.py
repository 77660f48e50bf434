"""Converters of fields: they accept what a person writes and store plain immutable values.

Each is a named function with plain types, because type checkers read the accepted type from it.
"""

from collections.abc import Iterable, Mapping, Sized
from decimal import Decimal
from typing import Any, Final, TypeVar

import attrs
from attrs import Attribute, fields

from zhaoshang._basics import above
from zhaoshang._basics.brief import as_python
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._basics.own import is_ours, own
from zhaoshang._calls.fixes import made_by, made_several
from zhaoshang._calls.limits import within_digits
from zhaoshang._calls.runs import in_order
from zhaoshang.errors import FieldTypeError
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import Area, Count, Length, Money, Quantity, exact_decimal
from zhaoshang.vocabulary import Evidence

T = TypeVar("T")

_KNOWN_EVIDENCE: Final = dict(Evidence.by_name())
_KINDS: Final[dict[str, type[Any]]] = {}  # the classes that records were taken of so far


def brief(record: Any) -> str:  # noqa: ANN401 - any record of the model
    """Write a record as the call that makes it, without what it leaves unsaid."""
    said = [
        f"{attribute.alias}={value!r}"
        for attribute in fields(type(record))
        if attribute.repr and not _is_unsaid(value := getattr(record, attribute.name), attribute.default)
    ]
    return f"{type(record).__name__}({', '.join(said)})"


def _is_unsaid(value: object, default: object) -> bool:
    return value is None or value == default or (isinstance(value, Sized) and not value)


def text(value: str) -> str:
    """Take a text that says something."""
    if type(value) is str and value and not value.isspace():
        return value
    given: object = own(value)
    if not isinstance(given, str) or not given or given.isspace():
        raise FieldTypeError(as_python(value), "a text that is not empty")
    return given


def note(value: str | None) -> str:
    """Take a free text; nothing is the empty text."""
    if value is None:
        return ""
    if type(value) is str:
        return value
    if not isinstance(value, str):
        raise FieldTypeError(as_python(value), "a text", made_by(value, ("str",)))
    return str(own(value))


def name(value: str | None) -> str | None:
    """Take an id or a name, or nothing; the empty text is nothing."""
    if value is None:
        return None
    if type(value) is str:
        return value or None
    if not isinstance(value, str):
        raise FieldTypeError(as_python(value), "a text", made_by(value, ("str",)))
    return own(value) or None


def texts(value: Iterable[str] | None) -> tuple[str, ...]:
    """Take several texts; one text alone is refused, as it is never iterated."""
    return items(value, str)


def pair(value: tuple[str, str]) -> tuple[str, str]:
    """Take two texts."""
    found = texts(value)
    if len(found) != 2:
        raise FieldTypeError(as_python(value), "two texts")
    return found[0], found[1]


def pairs(value: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Take several pairs of texts."""
    return tuple(map(pair, items(value, tuple)))


NO_TEXTS: Final[Mapping[str, str]] = FrozenMap()
"""Texts by name, of which there are none."""


def named_texts(value: Mapping[str, str] | None) -> Mapping[str, str]:
    """Take texts by name, and keep them as they are, in an immutable mapping."""
    if value is None or value is NO_TEXTS:
        return NO_TEXTS
    given: Any = value
    if not isinstance(given, Mapping):
        raise FieldTypeError(as_python(value), "texts by name, such as {'包抓领导': '王某'}")
    for key, item in given.items():
        if not isinstance(key, str) or not key or key.isspace():
            raise FieldTypeError(as_python(key), "a name that is not empty")
        if not isinstance(item, str):
            raise FieldTypeError(as_python(item), "a text")
    return FrozenMap(value) if value else NO_TEXTS


def items(value: Iterable[T] | None, kind: type[T]) -> tuple[T, ...]:
    """Take several values of one class."""
    if value is None or (type(value) is tuple and not value):
        return ()
    found = tuple(value) if type(value) is list or type(value) is tuple else _gone_through(value, kind)
    for item in found:
        if type(item) is not kind:
            return _kept(found, kind)
    return found


def _gone_through(value: Iterable[T], kind: type[T]) -> tuple[T, ...]:
    """Go through what is neither a list nor a tuple."""
    try:
        found = None if _is_no_run(value) else tuple(in_order(value))
    except TypeError:
        found = None
    if found is None:
        expected = f"several of {kind.__name__}, such as a list"
        given = f"<{type(value).__name__}>" if hasattr(value, "columns") else as_python(value)
        raise FieldTypeError(given, expected, made_several(value, kind))
    return found


def _kept(found: tuple[T, ...], kind: type[T]) -> tuple[T, ...]:
    """Take values that are not all of a class itself: of one below it, or what another library calls a text."""
    for item in found:
        if not isinstance(item, kind):
            raise FieldTypeError(
                as_python(item), f"an instance of {kind.__name__}", made_by(item, (kind.__name__,))
            )
    return tuple(map(own, found))


def _is_no_run(value: object) -> bool:
    """Tell whether something would give other things than records when it is gone through: letters, keys or columns."""
    # what is ours has what its class has, and makes an error of any other name, which takes long
    holder = type(value) if is_ours(value) else value
    return isinstance(value, str | bytes | Mapping) or hasattr(holder, "columns")


def several(value: Iterable[Any] | None, kind: str) -> tuple[Any, ...]:
    """Take several records of one class of the model, named so that it is loaded when there are some."""
    if value is None or (type(value) is tuple and not value):
        return ()
    found = _KINDS.get(kind)
    if found is None:
        found = _KINDS[kind] = getattr(above.model, kind)
    return items(value, found)


def evidence(value: Iterable[str] | None) -> tuple[str, ...]:
    """Take papers by code or Chinese name; those of `Evidence` become its members, others stay text."""
    return tuple([_KNOWN_EVIDENCE.get(code, code) for code in items(value, str)])


def period(value: DateLike | None) -> Period | None:
    """Take a date, a period or text."""
    return value if value is None or type(value) is Period else Period.of(value)


def flag(value: bool | None) -> bool:  # noqa: FBT001 - a converter has one positional argument
    """Take a boolean; nothing is false."""
    given: Any = value
    if given is None or type(given) is bool:
        return bool(given)
    read = own(given)
    if type(read) is not bool:
        raise FieldTypeError(as_python(value), "True or False")
    return read


def maybe(value: bool | None) -> bool | None:  # noqa: FBT001 - a converter has one positional argument
    """Take a boolean or nothing, which means that it is not known."""
    return None if value is None else flag(value)


def whole(value: int | None) -> int | None:
    """Take a whole number that is not negative."""
    if value is None:
        return None
    given = own(value)
    if type(given) is not int or given < 0:
        raise FieldTypeError(as_python(value), "a whole number from 0")
    within_digits(given)
    return given


def decimal(value: Decimal | int | str | None) -> Decimal | None:
    """Take an exact number; a float is refused."""
    return None if value is None else exact_decimal(value)


def money(value: Money | None) -> Money | None:
    """Take an amount of money."""
    if value is None or type(value) is Money:
        return value
    raise FieldTypeError(as_python(value), 'Money, such as Money.of(3, "亿元")')


def area(value: Area | None) -> Area | None:
    """Take an area."""
    if value is None or type(value) is Area:
        return value
    raise FieldTypeError(as_python(value), 'Area, such as Area.of(80, "亩")')


def length(value: Length | None) -> Length | None:
    """Take a length."""
    if value is None or type(value) is Length:
        return value
    raise FieldTypeError(as_python(value), 'Length, such as Length.of(9, "米")')


def quantity(value: Quantity | None) -> Quantity | None:
    """Take a quantity of any kind."""
    if value is None or isinstance(value, Quantity):
        return value
    raise FieldTypeError(as_python(value), 'a Quantity, such as Count.of(15, "个")')


def jobs(value: Count | int | None) -> Count | None:
    """Take a number of persons; a bare int counts 人."""
    return _count(value, "人")


def heads(value: Count | int | None) -> Count | None:
    """Take a number of participations; a bare int counts 人次."""
    return _count(value, "人次")


def visits(value: Count | int | None) -> Count | None:
    """Take a number of visits to firms; a bare int counts 户次."""
    return _count(value, "户次")


def batches(value: Count | int | None) -> Count | None:
    """Take a number of groups that travelled; a bare int counts 批次."""
    return _count(value, "批次")


def entries(value: Count | int | None) -> Count | None:
    """Take a number of things; a bare int counts 个."""
    return _count(value, "个")


def _count(value: Count | int | None, counter: str) -> Count | None:
    if value is None or type(value) is Count:
        return value
    given = own(value)
    if type(given) is int:
        return Count.of(given, counter)
    raise FieldTypeError(as_python(value), f'Count, such as Count.of(15, "{counter}")')


def typed(kind: type, /) -> "tuple[Attribute[Any], ...]":
    """Give the fields of a class of the model, or of the ledger, with their types in place of their names."""
    known = {name: getattr(above.model, name) for name in dir(above.model) if not name.startswith("_")}
    attrs.resolve_types(kind, localns={"Mapping": Mapping} | known)
    return tuple(attribute for attribute in attrs.fields(kind) if attribute.init)
