"""How each kind of option of a profile is given: a code or its Chinese name, an amount as text, a list or one word."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang.calendars import Limit, WorkingDays, working_days
from zhaoshang.errors import (
    FieldTypeError,
    NumberRangeError,
    UnfitValueError,
    UnitMismatchError,
    UnknownCodeError,
)
from zhaoshang.lifecycle import Lifecycle
from zhaoshang.quantities import Area, Money, exact_decimal
from zhaoshang.reading import parse_money, parse_quantity
from zhaoshang.vocabulary import (
    AgreementKind,
    ArrivalOrigin,
    Evidence,
    InvestorFlag,
    LeaseStage,
    Ownership,
    Stage,
    Track,
)

if TYPE_CHECKING:
    import attrs

_T = TypeVar("_T")

Conditions = tuple[str, ...]


def _texts(items: str | Iterable[str]) -> tuple[str, ...]:
    return (items,) if isinstance(items, str) else tuple(map(as_text, items))


def _some(items: tuple[_T, ...]) -> tuple[_T, ...]:
    """Refuse a list of none: every figure of it would be 0, and look as if it had been counted."""
    if not items:
        raise UnfitValueError("()", "at least one entry")
    return items


_CONDITION_WORDS: Final = frozenset({*(str(code) for code in Evidence), "not_terminated"})


def check_lifecycle(_profile: object, _option: object, value: Lifecycle | None) -> None:
    """Refuse what is not a lifecycle."""
    if value is not None and not isinstance(value, Lifecycle):
        raise FieldTypeError(as_python(value), "a Lifecycle, such as extend_lifecycle makes")


def code_of(word: str) -> str:
    """Give the code of a stage or paper that is called by its Chinese name."""
    found = Evidence.by_name().get(word) or next((stage for stage in Stage if stage.zh == word), word)
    return str(found)


def conditions(items: str | Iterable[str]) -> Conditions:
    """Accept a list of conditions, each one or several codes or Chinese names joined by `+`."""
    listed = tuple("+".join(map(code_of, item.split("+"))) for item in _texts(items))
    for item in listed:
        for code in item.split("+"):
            known = _CONDITION_WORDS | Stage.codes()
            if code not in known:
                labels = [term.zh for term in (*Stage, *Evidence)]
                raise UnknownCodeError("condition", code, (*sorted(known), *labels))
    return _some(listed)


def kinds(items: str | Iterable[str]) -> tuple[AgreementKind, ...]:
    """Read kinds of agreements."""
    return _some(tuple(AgreementKind(item) for item in _texts(items)))


def tracks(items: str | Iterable[str] | None) -> tuple[Track, ...] | None:
    """Read tracks."""
    return None if items is None else tuple(Track(item) for item in _texts(items))


def lease_stages(items: str | Iterable[str]) -> tuple[LeaseStage, ...]:
    """Read stages of a lease."""
    return _some(tuple(LeaseStage(item) for item in _texts(items)))


def origins(items: str | Iterable[str] | None) -> tuple[ArrivalOrigin, ...] | None:
    """Read where money comes from."""
    return None if items is None else _some(tuple(ArrivalOrigin(item) for item in _texts(items)))


def flags(items: str | Iterable[str]) -> tuple[str, ...]:
    """Read titles of firms."""
    return tuple(str(InvestorFlag(item)) for item in _texts(items))


def ownerships(items: str | Iterable[str]) -> tuple[str, ...]:
    """Read kinds of ownership."""
    return tuple(str(Ownership(item)) for item in _texts(items))


def positive(number: Decimal | int | str) -> Decimal:
    """Take digits as text or a whole number, above 0; never a float."""
    found = exact_decimal(number)
    if found <= 0:
        raise NumberRangeError(str(found), "a positive number")
    return found


def from_zero(number: Decimal | int | str) -> Decimal:
    """Take digits as text or a whole number, 0 or more; never a float."""
    found = exact_decimal(number)
    if found < 0:
        raise NumberRangeError(str(found), "a number from 0")
    return found


def optional_positive(number: Decimal | int | str | None) -> Decimal | None:
    """Take a positive number, or nothing."""
    return None if number is None else positive(number)


def _whole(number: int) -> int:
    if type(number) is not int or number < 0:
        raise FieldTypeError(as_python(number), "a whole number from 0")
    return number


def optional_whole(number: int | None) -> int | None:
    """Take a whole number from 0, or nothing."""
    return None if number is None else _whole(number)


def days_by_stage(items: Mapping[str, int]) -> Mapping[str, int]:
    """Read how many days each stage may take, the stage by its code or Chinese name."""
    return FrozenMap({str(Stage(stage)): _whole(days) for stage, days in dict(items).items()})


def money(amount: Money | str) -> Money:
    """Read an amount of money."""
    found = parse_money(amount) if isinstance(amount, str) else amount
    if type(found) is not Money:
        raise FieldTypeError(as_python(amount), 'Money, such as Money.of(3, "亿元")')
    return found


def optional_money(amount: Money | str | None) -> Money | None:
    """Read an amount of money, or nothing."""
    return None if amount is None else money(amount)


def area(amount: Area | str | None) -> Area | None:
    """Read an area, or nothing."""
    if isinstance(amount, str):
        read = parse_quantity(amount)
        if not isinstance(read, Area):
            raise UnitMismatchError(read.unit.code, "area", known=("亩", "平方米", "公顷"))
        return read
    return amount


def edges(
    pairs: "Mapping[Money | str, Money | str] | Iterable[tuple[Money | str, Money | str]]",
) -> tuple[tuple[Money, Money], ...]:
    """Read the limits of bands in yuan, each with its own in dollars."""
    items: Iterable[tuple[Money | str, Money | str]] = (
        cast("Mapping[Money | str, Money | str]", pairs).items() if isinstance(pairs, Mapping) else pairs
    )
    found = tuple((money(left), money(right)) for left, right in items)
    for left, right in found:
        if left.unit.code != "CNY" or right.unit.code == "CNY":
            msg = f"{left}, {right}"
            raise UnfitValueError(msg, "an amount in yuan and what it is in another currency")
    return found


def calendar(name: "str | Mapping[str, Any] | WorkingDays") -> WorkingDays:
    """Find a calendar of working days by its name."""
    return working_days(name)


def deadlines(rule: "str | Mapping[str, Any]") -> "str | Mapping[str, Limit]":
    """Read one deadline, or one for each track."""
    if isinstance(rule, str):
        if rule != "planned":
            raise UnfitValueError(as_python(rule), "planned, or a limit by track")
        return rule
    return FrozenMap({str(Track(track)): Limit.of(limit) for track, limit in rule.items()})


def one_of(*options: str) -> Any:  # noqa: ANN401 - attrs' own type for a validator
    """Make the check that an option is one of a few words."""

    def check(_profile: object, option: "attrs.Attribute[str]", given: object) -> None:
        if given not in options:
            vocabulary = f"value of {option.name}"
            raise UnknownCodeError(vocabulary, as_text(given), options)

    return check
