"""Which argument of a call that failed is at fault, told by the signature; loaded with the first mistake."""

import builtins
import collections.abc
import datetime as dt
import inspect
import sys
import typing
from collections.abc import Mapping
from datetime import datetime
from keyword import iskeyword
from types import FunctionType, NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin

from zhaoshang._basics.brief import Short, as_python
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
    UnknownAttributeError,
    ZhaoshangError,
)

_SHORT: Final = Short()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 80
_SHORT.maxlist = _SHORT.maxdict = _SHORT.maxtuple = 6
_MOST: Final = 1000
_ITSELF_AND_ONE: Final = 2
_INSTANCE: Final = frozenset({"self", "cls", "_cls"})


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
        _say_function(said, kwargs, error)
        return
    signature = inspect.signature(function)
    if function.__name__ == "__init__" and args:
        said = type(args[0]).__name__
        reader = getattr(type(args[0]), "_read_by", "")
        if reader and len(args) == _ITSELF_AND_ONE and not kwargs and isinstance(args[1], str):
            raise ArgumentError(said, "#1", shortly(args[1]), reader=reader) from None
    _check_first(function, signature, said, args)
    _check_names(signature, said, args, kwargs)
    bound = signature.bind(*args, **kwargs)
    for name, value in bound.arguments.items():
        parameter = signature.parameters[name]
        hint = _hint(function, parameter.annotation)
        parts: tuple[tuple[str, Any], ...] = ((name, value),)
        if parameter.kind is parameter.VAR_POSITIONAL:
            parts = tuple((name, part) for part in value)
        elif parameter.kind is parameter.VAR_KEYWORD:
            parts = tuple(value.items())
        for shown, part in parts:
            if name not in _INSTANCE and not fits(part, hint):
                made_by = _made_by(part, names_of(hint))
                raise ArgumentError(said, shown, shortly(part), names_of(hint), made_by=made_by) from None


def _check_first(
    function: FunctionType, signature: inspect.Signature, said: str, args: tuple[Any, ...]
) -> None:
    """Refuse what a question is asked of before the rest: of another thing other arguments would do."""
    places = [parameter for parameter in signature.parameters.values() if parameter.name not in _INSTANCE]
    own = args[len(signature.parameters) - len(places) :]
    if not own or not places or places[0].kind is not inspect.Parameter.POSITIONAL_ONLY:
        return
    hint = _hint(function, places[0].annotation)
    if not fits(own[0], hint):
        raise ArgumentError(
            said, places[0].name, shortly(own[0]), names_of(hint), made_by=_made_by(own[0], names_of(hint))
        ) from None


_BOOKS: Final = (".xlsx", ".xlsm", ".xls", ".csv", ".docx", ".ods")
_READERS: Final = {"Money": "parse_money", "Quantity": "parse_quantity", "Area": "parse_quantity"}
_NUMBERS: Final = frozenset({"int", "float", "Decimal", "Fraction", "str"})
_MAKERS: Final = {
    ("Figures", "Table"): "reports.kpi_table(figures)",
    ("Ledger", "Figures"): "evaluate(ledger, …)",
    ("Frames", "Figures"): "evaluate(frames, …)",
    ("Figures", "Iterable[Ranked]"): "reports.ranking(figures, kpi=…)",
    ("Import", "Ledger"): "imported.ledger",
    ("Changes", "Table"): "reports.change_table(changes)",
    ("Project", "Ledger"): "Ledger(projects=[project])",
}
"""What makes the thing that is wanted of the thing that was given."""


def _made_by(given: object, wanted: tuple[str, ...]) -> str:
    kind = type(given).__name__
    if "Ledger" in wanted and isinstance(given, str) and given.lower().endswith(_BOOKS):
        return f"workbooks.read({as_python(given)}, as_of=…).ledger"
    if (
        "Ledger" in wanted
        and isinstance(given, list | tuple)
        and given
        and type(given[0]).__name__ == "Project"
    ):
        return "Ledger(projects=[…])"
    if isinstance(given, str) and (
        reader := next((_READERS[name] for name in wanted if name in _READERS), "")
    ):
        return f"{reader}({as_python(given)})"
    if isinstance(given, str) and "Project" in wanted:
        return f"ledger.projects[{as_python(given)}]"
    if "ExchangeRate" in wanted and type(given).__name__ in _NUMBERS:
        return 'ExchangeRate(base="USD", quote="CNY", rate="7.1")'
    if wanted == ("type",) and isinstance(given, str) and given.isidentifier():
        return given  # the class itself, and not its name
    if "Iterable[Import]" in wanted and isinstance(given, str):
        return f"[workbooks.read({as_python(given)}), …]"
    return next((maker for (old, new), maker in _MAKERS.items() if old == kind and new in wanted), "")


def _check_names(
    signature: inspect.Signature, said: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> None:
    parameters = {
        name: parameter for name, parameter in signature.parameters.items() if name not in _INSTANCE
    }
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
        for name in kwargs:
            if name not in by_name and (name in known or inspect.Parameter.VAR_KEYWORD not in spread):
                rest = tuple(other for other in known if other in by_name) or known
                raise ArgumentError(
                    said, name, known=tuple(other for other in rest if other != name)
                ) from None
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        given = len(args) - len(signature.parameters) + len(parameters)
        places = [
            name
            for name, parameter in parameters.items()
            if parameter.kind in {parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD}
        ]
        if given > len(places) and inspect.Parameter.VAR_POSITIONAL not in spread:
            surplus = f"#{len(places) + 1}"
            known += tuple(f"**{name}" for name, each in parameters.items() if each.kind is each.VAR_KEYWORD)
            raise ArgumentError(said, surplus, known=known) from None
        for name in kwargs:
            if name in places[:given]:
                raise ArgumentError(said, name, shortly(kwargs[name]), known=known) from None
        for name in known:
            parameter = parameters[name]
            if parameter.default is parameter.empty and name not in kwargs and name not in places[:given]:
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
                object.__setattr__(error, "place", name)  # errors are frozen
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
)
"""The errors that hold what was given."""


def _say_argument(
    function: FunctionType, args: tuple[Any, ...], kwargs: Mapping[str, Any], error: ZhaoshangError
) -> None:
    """Let an error about a text or value name the argument that held it, where the caller knows it by a name.

    The function that was called last is asked first, so that the outermost has the last word: it is the one that was
    called by the user.
    """
    held = getattr(error, "text", None) if hasattr(error, "text") else getattr(error, "value", None)
    if not isinstance(error, _OF_VALUES) or held is None:
        return
    # who reads thousands of cells catches as many errors: a signature is made only where an argument may be named
    named = (*args[function.__code__.co_posonlyargcount :], *kwargs.values())
    if not any(_holds(value, held) for value in named):
        return
    signature = inspect.signature(function)
    try:
        bound = signature.bind(*args, **kwargs).arguments
    except TypeError:
        return
    found = [
        name
        for name, value in bound.items()
        if signature.parameters[name].kind
        in {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}
        and name not in _INSTANCE
        and _holds(value, held)
    ]
    if len(found) == 1 and (not error.place or error.place.isidentifier()):
        object.__setattr__(error, "place", found[0])  # errors are frozen


def _say_function(said: str, kwargs: Mapping[str, Any], error: ZhaoshangError) -> None:
    """Let an error about an argument that was handed on name the function that was called, which its caller knows."""
    if not isinstance(error, ArgumentError) or not error.value or error.argument in error.known:
        return
    if error.argument in kwargs and shortly(kwargs[error.argument]) == error.value and error.function != said:
        raise ArgumentError(
            said, error.argument, error.value, error.expected, reader=error.reader, made_by=error.made_by
        ) from None


def _holds(value: object, held: object) -> bool:
    """Tell whether an argument holds the text or number that an error is about."""
    if type(value) in {str, int, float}:
        return bool(value == held or as_python(value) == held)
    return (
        type(value) in {tuple, list, dict, bool, datetime, NoneType, FunctionType}
        and as_python(value) == held
    )


# ------------------------------------------------------------------ names


def unknown_attribute(owner: object, name: str) -> UnknownAttributeError:
    """Make the error about a name that a record has not."""
    kind = type(owner)
    known = tuple(each for each in dir(kind) if not each.startswith("_"))
    return UnknownAttributeError(kind.__name__, name, known, _anew(owner, name), _elsewhere(owner, name))


_CONVERSIONS: Final = {
    ("Ledger", "to_dict"): "records.unstructure(ledger)",
    ("Ledger", "to_excel"): "workbooks.write(ledger, path)",
    ("Ledger", "to_json"): "records.dump(ledger, path)",
    ("Ledger", "to_pandas"): 'frames.from_ledger(ledger, backend="pandas")',
    ("Ledger", "to_polars"): 'frames.from_ledger(ledger, backend="polars")',
    ("Project", "to_dict"): "records.unstructure(project)",
    ("Table", "to_excel"): "reports.write_excel(table, path)",
    ("Table", "to_docx"): "reports.write_docx(table, path, title=…)",
    ("Figures", "to_csv"): "figures.to_polars().write_csv(path)",
    ("Figures", "to_dict"): "figures.to_dicts()",
}
"""What makes another thing of a record, by the name that it has in other libraries."""


def _elsewhere(owner: object, name: str) -> str:
    """Write where what was looked for is: in a part of the record, or a function that takes it."""
    converted = _CONVERSIONS.get((type(owner).__name__, name))
    if converted is not None:
        return converted
    variable = _variable(type(owner).__name__)
    if iskeyword(variable):
        variable += "ed"  # an import
    for field in getattr(type(owner), "__attrs_attrs__", ()):
        part = getattr(owner, field.name, None)
        if type(part).__module__.startswith("zhaoshang") and name in dir(type(part)):
            return f"{variable}.{field.name}.{name}"
    root = sys.modules["zhaoshang"]
    function = getattr(root, name, None) if name in root.__all__ else None
    if not isinstance(function, FunctionType):
        return ""
    first = next(iter(inspect.signature(function).parameters.values()), None)
    takes = first is not None and fits(owner, _hint(inspect.unwrap(function), first.annotation))
    return f"{name}({variable}, …)" if takes else ""


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
    variable = _variable(type(owner).__name__)
    if hasattr(type(owner), "with_"):  # as a ledger, whose records are what is changed mostly
        return f"{variable}.with_({name if name in fields else 'projects'}=…)"
    field = name if name in fields else fields[min(1, len(fields) - 1)]
    return f"attrs.evolve({variable}, {field}=…)"


def _variable(kind: str) -> str:
    """Name what holds a record as programs do: service_team for ServiceTeam."""
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in kind).lstrip("_")


def shortly(value: object) -> str:
    """Write a value in a few characters."""
    return _SHORT.repr(value)


# ------------------------------------------------------------------ types


class _Names(dict[str, Any]):
    """Every public name of the library, looked up when it is asked; what is not found is any type."""

    def __init__(self, own: Mapping[str, Any]) -> None:
        super().__init__(own)

    def __missing__(self, name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
        for module in (builtins, typing, collections.abc, dt):
            if hasattr(module, name):
                return getattr(module, name)
        for room in sorted(room for room in sys.modules if room.startswith("zhaoshang")):
            module = sys.modules[room]
            found = vars(module).get(name)
            if found is None and name in getattr(module, "_HOMES", {}):
                found = getattr(module, name)
            if found is not None:
                return found
        return Any


def _hint(function: FunctionType, annotation: Any) -> Any:  # noqa: ANN401 - a type form
    if annotation is inspect.Parameter.empty:
        return Any
    if isinstance(annotation, str):
        try:
            return eval(annotation, _Names(function.__globals__))  # noqa: S307 - the library's own annotation
        except Exception:  # noqa: BLE001 - a form that says nothing at run time
            return Any
    return annotation


def fits(value: object, hint: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a value may be what a type asks for; a type that cannot be asked fits anything."""
    if isinstance(hint, str | typing.ForwardRef):
        named = hint if isinstance(hint, str) else hint.__forward_arg__
        hint = _hint(_AT_HOME, named)
    origin = get_origin(hint)
    if hint is None or hint is NoneType:
        return value is None
    if hint is Any or hint is object or isinstance(hint, TypeVar):
        return True
    if origin is not None:
        return _fits_form(value, origin, get_args(hint))
    return not isinstance(hint, type) or _is(value, hint)


def _is(value: object, hint: type) -> bool:
    """Tell whether a value is of a class, as a type checker reads it."""
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is float:
        return isinstance(value, int | float)
    try:
        return isinstance(value, hint)
    except TypeError:
        return True


def _at_home() -> None:
    """Stand for the names of this module."""


_AT_HOME: Final = typing.cast("FunctionType", _at_home)


def _fits_form(value: object, origin: Any, parts: tuple[Any, ...]) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a value fits a form such as `Iterable[str]`; the words of a `Literal` are told by the function."""
    if origin in {Union, UnionType}:
        return any(fits(value, part) for part in parts)
    if origin is typing.Annotated:
        return fits(value, parts[0])
    return origin is Literal or _fits_generic(value, origin, parts)


def _fits_generic(value: object, origin: Any, parts: tuple[Any, ...]) -> bool:  # noqa: ANN401 - a type form
    if origin is collections.abc.Callable:
        return callable(value)
    if not isinstance(origin, type):
        return True
    if not isinstance(value, origin):
        return False
    if isinstance(value, Mapping):
        items = list(value.items())[:_MOST]
        return all(all(map(fits, item, parts)) for item in items)  # of one part alone the keys are asked
    if isinstance(value, str | bytes) and origin is not type(value):
        return not parts or fits(value[:1] if isinstance(value, str) else 0, parts[0])
    if isinstance(value, tuple) and origin is tuple and parts and parts[-1] is not Ellipsis:
        return len(value) == len(parts) and all(map(fits, value, parts))
    if isinstance(value, list | tuple | set | frozenset) and parts:
        return all(fits(item, parts[0]) for item in list(value)[:_MOST])
    return True


def names_of(hint: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type form
    """Name the types that do, as a caller writes them."""
    if get_origin(hint) in {Union, UnionType}:
        return tuple(dict.fromkeys(name for part in get_args(hint) for name in names_of(part)))
    if get_origin(hint) is typing.Annotated:
        return names_of(get_args(hint)[0])
    if hint is None or hint is NoneType:
        return ("None",)
    if isinstance(hint, typing.ForwardRef):
        return (hint.__forward_arg__,)
    if get_origin(hint) is None and isinstance(hint, type):
        return (hint.__name__,)
    if get_origin(hint) is type:
        return ("type",)
    parts = [name for part in get_args(hint) for name in names_of(part)]
    origin = get_origin(hint)
    head = getattr(origin, "__name__", None) or str(hint)
    return (f"{head}[{', '.join(parts)}]" if parts else head,)
