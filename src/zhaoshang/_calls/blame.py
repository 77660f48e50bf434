"""Which argument of a call that failed is at fault, told by the signature; loaded with the first mistake."""

import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from types import FunctionType, NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

from zhaoshang._basics.brief import Short, as_python
from zhaoshang._calls.fixes import CONVERSIONS, made_by, variable
from zhaoshang._calls.hints import fits, forms_of, hint_of, misfit, names_of, part_of
from zhaoshang.errors import (
    ArgumentError,
    DateValueError,
    FieldTypeError,
    ImmutableError,
    InexactNumberError,
    NumberRangeError,
    OperationError,
    PeriodSyntaxError,
    QuantitySyntaxError,
    UnfitValueError,
    UnknownAttributeError,
    UnknownCodeError,
    UnknownUnitError,
    ZhaoshangError,
)

_SHORT: Final = Short()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 80
_SHORT.maxlist = _SHORT.maxdict = _SHORT.maxtuple = 6
_READERS: Final = {
    "Kpi": attrgetter("kpis.find"),
    "Limit": attrgetter("calendars.Limit.of"),
    "Period": attrgetter("periods.Period.of"),
    "Profile": attrgetter("profiles.profile_of"),
    "WorkingDays": attrgetter("calendars.working_days"),
}
"""What reads a value that is given for one of a kind, and says of every other what would do."""
_ITSELF_AND_ONE: Final = 2
INSTANCE: Final = frozenset({"self", "cls", "_cls"})


def explain(
    function: FunctionType, said: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], error: Exception
) -> None:
    """Raise the error that names the argument at fault, or return where the arguments fit.

    Args:
        function: the function that was called.
        said: what errors call it.
        args: its arguments.
        kwargs: its keyword arguments.
        error: what it raised.

    Raises:
        ArgumentError: for a name that the signature has not, one that is missing, or a value of another type.
    """
    # what lacks an attribute, or cannot be used so, may be another thing than was asked for
    if isinstance(error, ZhaoshangError) and not isinstance(error, UnknownAttributeError | OperationError):
        _say_field(function, args, kwargs, error)
        _say_argument(function, args, kwargs, error)
        _say_function(function, said, args, kwargs, error)
        return
    signature = inspect.signature(function)
    if function.__name__ in {"__init__", "of"} and args:
        kind = args[0] if isinstance(args[0], type) else type(args[0])
        said = kind.__name__ if function.__name__ == "__init__" else f"{kind.__name__}.of"
        reader = getattr(kind, "_read_by", "")
        if (
            reader
            and reader != said
            and len(args) == _ITSELF_AND_ONE
            and not kwargs
            and isinstance(args[1], str)
        ):
            raise ArgumentError(said, "#1", shortly(args[1]), reader=reader) from None
    _check_first(function, signature, said, args)
    _check_names(signature, said, args, kwargs)
    bound = signature.bind(*args, **kwargs)
    for name, value in bound.arguments.items():
        parameter = signature.parameters[name]
        hint = _asked_by(function, parameter, args)
        parts: tuple[tuple[str, Any], ...] = ((name, value),)
        if parameter.kind is parameter.VAR_POSITIONAL:
            parts = tuple((name, part) for part in value)
        elif parameter.kind is parameter.VAR_KEYWORD:
            parts = tuple(value.items())
        for shown, part in parts:
            if name not in INSTANCE and not fits(part, hint):
                raise unfit(function, said, (shown, part, hint), args) from None
    if function.__name__ == "__init__":
        _check_given_one_by_one(function, said, bound)


def _asked_by(function: FunctionType, parameter: inspect.Parameter, args: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a type form
    """Give the type that a parameter takes; of a field whose converter says none, that of the field."""
    annotation = parameter.annotation
    if annotation is parameter.empty and function.__name__ == "__init__":
        fields = getattr(type(args[0]), "__attrs_attrs__", ())
        annotation = next((each.type for each in fields if each.alias == parameter.name), annotation)
    return hint_of(function, annotation)


def _check_given_one_by_one(function: FunctionType, said: str, bound: inspect.BoundArguments) -> None:
    """Refuse what a field went through only once: what it gave was none of what is asked for."""
    for name, value in bound.arguments.items():
        hint = hint_of(function, bound.signature.parameters[name].annotation)
        if isinstance(value, Iterator) and part_of(hint) is not Any:
            raise unfit(function, said, (name, value, hint), bound.args) from None


def _check_first(
    function: FunctionType, signature: inspect.Signature, said: str, args: tuple[Any, ...]
) -> None:
    """Refuse what a question is asked of before the rest: of another thing other arguments would do."""
    places = [parameter for parameter in signature.parameters.values() if parameter.name not in INSTANCE]
    own = args[len(signature.parameters) - len(places) :]
    if not own or not places or places[0].kind is not inspect.Parameter.POSITIONAL_ONLY:
        return
    hint = hint_of(function, places[0].annotation)
    if not fits(own[0], hint):
        raise unfit(function, said, (places[0].name, own[0], hint), args) from None


def unfit(
    function: FunctionType, said: str, given: tuple[str, object, Any], args: tuple[Any, ...]
) -> ZhaoshangError:
    """Make the error about a value of another type: what in it does not fit, and what would do."""
    name, value, hint = given
    said_of_it = told(function, value, hint)
    if said_of_it is not None:
        return said_of_it.at(name)
    fix = _in_order(function, said, value, args)
    if not fix:
        fix = made_by(value, names_of(hint))
        alone = "" if fix else _alone(value, hint)
        if not alone and (not fix or type(value) in {list, tuple}):
            name, value, hint = misfit(name, value, hint)
        fix = fix or alone or made_by(value, names_of(hint))
    return ArgumentError(said, name, shortly(value), names_of(hint), made_by=fix)


def is_read(hint: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a type is of a kind that has a reader, which says more of a value than its class does."""
    return any(getattr(form, "__name__", "") in _READERS for form in forms_of(hint))


def told(function: FunctionType, value: object, hint: Any) -> ZhaoshangError | None:  # noqa: ANN401 - a type form
    """Ask what reads days, profiles and KPIs everywhere of a value that is none."""
    names = {getattr(form, "__name__", "") for form in forms_of(hint)}
    for kind in names & _READERS.keys():
        reader = _READERS[kind](sys.modules["zhaoshang"])
        if getattr(reader, "__wrapped__", None) is function:
            continue
        try:
            reader(value)
        except ZhaoshangError as error:
            return None if isinstance(error, ArgumentError) else error
    return None


def _alone(value: object, hint: Any) -> str:  # noqa: ANN401 - a type form
    """Write a list of one thing, where several of its kind are taken."""
    forms = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    runs = [get_args(form) for form in forms if get_origin(form) in {Iterable, Sequence} and get_args(form)]
    if not any(fits(value, part) for part, *_ in runs):
        return ""
    return f"[{shortly(value) if isinstance(value, str | tuple) else variable(type(value).__name__)}]"


def _in_order(function: FunctionType, said: str, value: object, args: tuple[Any, ...]) -> str:
    """Write the call with two arguments in their order, where each would fit the place of the other."""
    places = [
        (parameter.name, hint_of(function, parameter.annotation))
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind in {parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD}
    ]
    own = [
        (name, hint, each) for (name, hint), each in zip(places, args, strict=False) if name not in INSTANCE
    ]
    mine = next((hint for _, hint, each in own if each is value), None)
    for _, hint, other in own if mine is not None else ():
        if other is not value and fits(other, mine) and fits(value, hint):
            return f"{said}({', '.join(name for name, _, _ in own)})"
    return ""


def _check_names(
    signature: inspect.Signature, said: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> None:
    parameters = {name: parameter for name, parameter in signature.parameters.items() if name not in INSTANCE}
    spread = {parameter.kind for parameter in parameters.values()}
    known = tuple(
        name
        for name, parameter in parameters.items()
        if parameter.kind not in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}
    )
    by_name = {
        name
        for name, parameter in parameters.items()
        if parameter.kind in {parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY}
    }
    if inspect.Parameter.VAR_KEYWORD not in spread or not by_name.issuperset(known):
        filled = known[: len(args) - (len(signature.parameters) - len(parameters))]
        for name in kwargs:
            if name in filled and inspect.Parameter.VAR_KEYWORD in spread:
                continue  # a field of the same name: records(Agreement, kind=…)
            if name not in by_name and (name in known or inspect.Parameter.VAR_KEYWORD not in spread):
                if name in known:
                    call = f"{said}({', '.join(each for each in known if each not in by_name)}, …)"
                    raise ArgumentError(said, name, known=known, made_by=call) from None
                rest = tuple(other for other in known if other in by_name) or known
                raise ArgumentError(
                    said, name, known=tuple(other for other in rest if other != name)
                ) from None
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        _check_number(said, parameters, known, args[len(signature.parameters) - len(parameters) :], kwargs)


def _check_number(
    said: str,
    parameters: Mapping[str, inspect.Parameter],
    known: tuple[str, ...],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
) -> None:
    """Refuse an argument too many, one given twice, and a call that lacks one."""
    places = [
        name
        for name, parameter in parameters.items()
        if parameter.kind in {parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD}
    ]
    spread = {parameter.kind for parameter in parameters.values()}
    if len(args) > len(places) and inspect.Parameter.VAR_POSITIONAL not in spread:
        surplus = f"#{len(places) + 1}"
        known += tuple(f"**{name}" for name, each in parameters.items() if each.kind is each.VAR_KEYWORD)
        raise ArgumentError(said, surplus, "" if known else shortly(args[0]), known=known) from None
    for name in kwargs:
        if name in places[: len(args)]:
            raise ArgumentError(said, name, shortly(kwargs[name]), known=known) from None
    for name in known:
        is_given = name in kwargs or name in places[: len(args)]
        if parameters[name].default is inspect.Parameter.empty and not is_given:
            raise ArgumentError(said, name, known=known) from None


def _say_field(
    function: FunctionType, args: tuple[Any, ...], kwargs: Mapping[str, Any], error: ZhaoshangError
) -> None:
    """Let the error of a converter name the field that it was for."""
    owner = args[0] if args and function.__name__ == "__init__" else None
    fields = getattr(type(owner), "__attrs_attrs__", ())
    if not fields or error.place:
        return
    for field in fields:
        name = field.alias or field.name
        if name not in kwargs or field.converter is None:
            continue
        try:
            field.converter(kwargs[name])
        except ZhaoshangError as found:
            if found == error:
                error.at(name)
                return
        except Exception:  # noqa: BLE001, S110 - it was another field's
            pass


_OF_VALUES: Final = (
    DateValueError,
    FieldTypeError,
    InexactNumberError,
    NumberRangeError,
    PeriodSyntaxError,
    QuantitySyntaxError,
    UnfitValueError,
    UnknownCodeError,
    UnknownUnitError,
)
"""The errors that hold what was given."""

_BY_NAME: Final = frozenset({inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD})
_OF_ANY_PLACE: Final = _BY_NAME | {inspect.Parameter.POSITIONAL_ONLY}


def _say_argument(
    function: FunctionType, args: tuple[Any, ...], kwargs: Mapping[str, Any], error: ZhaoshangError
) -> None:
    """Let an error about a text or value name the argument that held it, where the caller knows it by a name.

    The function that was called last is asked first, so that the outermost has the last word: it is the one that was
    called by the user.
    """
    if not isinstance(error, _OF_VALUES):
        return
    held = next(
        (getattr(error, name) for name in ("text", "value", "code", "unit") if hasattr(error, name)), None
    )
    # who reads thousands of cells catches as many errors: a signature is made only where an argument may be named
    first = (
        0 if error.place else function.__code__.co_posonlyargcount
    )  # a name further in tells its caller less
    named = (*args[first:], *kwargs.values())
    if not any(_holds(value, held) for value in named):
        return
    signature = inspect.signature(function)
    try:
        bound = signature.bind(*args, **kwargs).arguments
    except TypeError:
        return
    kinds = _OF_ANY_PLACE if error.place else _BY_NAME
    found = [
        name
        for known, value in bound.items()
        for name, part in _named(signature.parameters[known], value, kinds)
        if name not in INSTANCE and _holds(part, held)
    ]
    if len(found) == 1 and (not error.place or error.place.isidentifier()):
        error.at(found[0])


def _say_function(
    function: FunctionType, said: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], error: ZhaoshangError
) -> None:
    """Let an error about an argument that was handed on name the function that was called, which its caller knows."""
    if not isinstance(error, ArgumentError) or not error.value or error.argument in error.known:
        return
    name = error.argument.partition("[")[0]
    places = function.__code__.co_varnames[: function.__code__.co_argcount]
    given = {**dict(zip(places, args, strict=False)), **kwargs}
    is_it = name in given and (name != error.argument or shortly(given[name]) == error.value)
    if is_it and error.function != said:
        raise ArgumentError(
            said, error.argument, error.value, error.expected, reader=error.reader, made_by=error.made_by
        ) from None


def _named(
    parameter: inspect.Parameter,
    value: Any,  # noqa: ANN401 - whatever was given
    kinds: frozenset[Any],
) -> Iterable[tuple[str, Any]]:
    """Give the arguments that a parameter stands for, where its caller knows them by a name."""
    if parameter.kind is parameter.VAR_KEYWORD:
        return tuple(value.items())
    return ((parameter.name, value),) if parameter.kind in kinds else ()


def _holds(value: object, held: object) -> bool:
    """Tell whether an argument holds the text, the number or the word of a run that an error is about."""
    if type(value) in {str, int, float}:
        return bool(value == held or as_python(value) == held)
    if type(value) in {tuple, list, dict}:
        given: Any = value
        runs = (*given, *given.values()) if type(value) is dict else given
        return as_python(value) == held or any(
            type(each) is str and held in (each, as_python(each)) for each in runs
        )
    return type(value) in {bool, datetime, NoneType, FunctionType} and as_python(value) == held


# ------------------------------------------------------------------ names


def unknown_attribute(owner: object, name: str) -> UnknownAttributeError:
    """Make the error about a name that a record has not."""
    kind = type(owner)
    known = tuple(each for each in dir(kind) if not each.startswith("_"))
    instead = _elsewhere(owner, name)
    example = "" if (kind.__name__, name) in CONVERSIONS else _anew(owner, name)
    return UnknownAttributeError(kind.__name__, name, known, example, instead)


def _elsewhere(owner: object, name: str) -> str:
    """Write where what was looked for is: in a part of the record, or a function that takes it."""
    converted = CONVERSIONS.get((type(owner).__name__, name))
    if converted is not None:
        return converted
    name_of_it = variable(type(owner).__name__)
    for field in getattr(type(owner), "__attrs_attrs__", ()):
        part = getattr(owner, field.name, None)
        if type(part).__module__.startswith("zhaoshang") and name in dir(type(part)):
            return f"{name_of_it}.{field.name}.{name}"
    root = sys.modules["zhaoshang"]
    function = getattr(root, name, None) if name in root.__all__ else None
    if not isinstance(function, FunctionType):
        return ""
    first = next(iter(inspect.signature(function).parameters.values()), None)
    takes = first is not None and fits(owner, hint_of(inspect.unwrap(function), first.annotation))
    return f"{name}({name_of_it}, …)" if takes else ""


def immutable(owner: object, name: str) -> ImmutableError:
    """Make the error about a field that was to be changed in place."""
    fields = tuple(field.name for field in getattr(type(owner), "__attrs_attrs__", ()))
    return ImmutableError(type(owner).__name__, name, fields, _anew(owner, name))


def _anew(owner: object, name: str) -> str:
    """Write how another record is made of one that stays as it is."""
    own = getattr(owner, "_anew", None)
    if own is not None:
        return str(own(name))
    fields = [field.name for field in getattr(type(owner), "__attrs_attrs__", ()) if field.init]
    if not fields:
        return ""
    name_of_it = variable(type(owner).__name__)
    if hasattr(type(owner), "with_"):  # as a ledger, whose records are what is changed mostly
        return f"{name_of_it}.with_({name if name in fields else 'projects'}=…)"
    field = name if name in fields else fields[min(1, len(fields) - 1)]
    return f"attrs.evolve({name_of_it}, {field}=…)"


def shortly(value: object) -> str:
    """Write a value in a few characters; a frame, which takes many lines, by its class."""
    shown = _SHORT.repr(value)
    return f"<{type(value).__name__}>" if "\n" in shown else shown
