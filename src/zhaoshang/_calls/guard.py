"""Wrong arguments end in an error of ours that names the argument, what was given and what would do.

A public function that is called wrongly fails somewhere below, with an `AttributeError` or `TypeError` that says nothing
to its caller. `guarded` stands around the public functions and classes of a room: a call that succeeds costs one more
frame; only once a call has failed are its arguments compared with the signature. Where they do not fit it, that is the
error; where they fit, the error was another one and is raised as it came. What nothing below might notice is looked at
beforehand: a text for a lifecycle or for a run of texts, a number for a name. Likewise a name that a record has not, and
a field of it that is to be changed in place, are told in our words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from types import FunctionType, NoneType, UnionType
from typing import Any, Final, NoReturn, TypeVar, Union, get_args, get_origin

from zhaoshang._basics.lazy import no_name

T = TypeVar("T")

CO_GENERATOR: Final = 0x20  # as `inspect` has it, which takes long to load
_MAKING: Final = frozenset({"__init__", "__new__"})
_MARK: Final = "__zhaoshang_guard__"
_NUMBERS: Final = frozenset({int, float, bool, complex})
_RUNS: Final = frozenset({list, tuple, dict, set, frozenset})
_TEXTS: Final = frozenset({str, bytes})
_NO_TEXT: Final = _NUMBERS | _RUNS | {bytes}
_PLAIN: Final[dict[Any, frozenset[type]]] = {
    bool: frozenset({float, complex}) | _RUNS | _TEXTS,
    int: frozenset({float, complex, bool}) | _RUNS | _TEXTS,
    str: _NO_TEXT,
}
_TOLD_BELOW: Final = "zhaoshang._measures"
"""Where each condition and value refuses what is none of them itself, with an example."""
_UNIONS: Final = frozenset({Union, UnionType})
_NO_PLACE: Final = 1 << 30


def guard_room(names: dict[str, Any], /) -> None:
    """Guard the public functions and classes of a module in place: the last statement of a room.

    Args:
        names: the names of the module, `globals()`.
    """
    for name in names["__all__"]:
        if name in names:
            names[name] = guarded(names[name])
    room, offered = names["__name__"], tuple(names["__all__"])

    def missing(name: str) -> NoReturn:
        raise no_name(room, name, offered)

    names.setdefault("__getattr__", missing)


def guarded(value: T, /) -> T:
    """Guard a function, or the making and the methods of a class; anything else stays as it is."""
    made: Any = value
    if isinstance(value, FunctionType):
        made = _around(value, value.__name__)
    elif isinstance(value, type) and issubclass(value, Enum):
        if value._missing_.__func__ is Enum._missing_.__func__:  # type: ignore[attr-defined]
            value._missing_ = classmethod(_no_member)  # type: ignore[method-assign, assignment]
    elif isinstance(value, type) and not issubclass(value, BaseException):
        _guard_class(value)
    return made  # type: ignore[no-any-return]


def _no_member(kind: type[Enum], value: object) -> NoReturn:
    """Refuse what is no member, with those that are."""
    from zhaoshang.errors import UnknownCodeError  # noqa: PLC0415 - loaded with the first mistake

    raise UnknownCodeError(kind.__name__, str(value), tuple(str(member.value) for member in kind))


def _guard_class(kind: type, /) -> None:
    if _MARK in vars(kind) or getattr(kind, "_is_protocol", False):
        return
    for name, member in list(vars(kind).items()):
        if name.startswith("_") and name not in _MAKING:
            continue
        inner = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if not isinstance(inner, FunctionType):
            continue
        around: Any = _around(inner, kind.__name__ if name in _MAKING else f"{kind.__name__}.{name}")
        setattr(kind, name, around if inner is member else type(member)(around))
    if not issubclass(kind, type):
        _tell_names(kind)
    setattr(kind, _MARK, True)


def _tell_names(kind: type, /) -> None:
    """Let a class tell in our words of a name that it has not, and of a field that cannot be changed."""
    found = getattr(kind, "__getattr__", None)

    def missing(self: object, name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
        if found is not None:
            try:
                return found(self, name)
            except AttributeError:
                if name.startswith("_") or name in dir(kind):
                    raise
        if name.startswith("_") or name in dir(kind):  # asked again for the error of a property
            return object.__getattribute__(self, name)
        from zhaoshang._calls.blame import unknown_attribute  # noqa: PLC0415 - loaded with the first mistake

        raise unknown_attribute(self, name)

    def fixed(self: object, name: str, value: object = None) -> NoReturn:  # noqa: ARG001 - of setting and deleting
        from zhaoshang._calls.blame import immutable  # noqa: PLC0415 - loaded with the first mistake

        raise immutable(self, name)

    own: Any = kind
    own.__getattr__ = missing
    if getattr(vars(kind).get("__setattr__"), "__name__", "") == "_frozen_setattrs":  # as attrs calls it
        own.__setattr__ = own.__delattr__ = fixed


def _around(function: FunctionType, said: str, /) -> FunctionType:
    """Put the guard around a function; the guard says that it lives where the function does."""
    known = getattr(function, _MARK, None)
    if known is not None:
        return known  # type: ignore[no-any-return]

    guard: Any = _guard_of(function, said)
    # of the module of the function, as doctest and pickle ask it: names are found in the closure
    around = FunctionType(guard.__code__, function.__globals__, function.__name__, None, guard.__closure__)
    around.__kwdefaults__ = function.__kwdefaults__
    around.__module__, around.__qualname__ = function.__module__, function.__qualname__
    around.__doc__, around.__annotations__ = function.__doc__, function.__annotations__
    around.__dict__.update(function.__dict__)
    around.__wrapped__ = function  # type: ignore[attr-defined]
    setattr(around, _MARK, around)
    setattr(function, _MARK, around)
    return around


def _guard_of(function: FunctionType, said: str, /) -> Callable[..., Any]:
    """Make the guard that a function needs: of one that gives a run, of one whose arguments are looked at, of any other."""
    explain, any_error, refuse = _explain, Exception, _refuse
    looked_at = () if function.__name__ in _MAKING else _looked_at(function)

    def guard(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes
        try:
            return function(*args, **kwargs)
        except any_error as error:
            explain(function, said, args, kwargs, error)
            raise

    def guard_looking(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - likewise
        many = len(args)
        for place, name, unfit in looked_at:
            value = args[place] if place < many else kwargs.get(name)
            if type(value) in unfit:  # Python would take "no" for yes, and "甲镇" for two names
                refuse(function, said, args, kwargs)
        try:
            return function(*args, **kwargs)
        except any_error as error:
            explain(function, said, args, kwargs, error)
            raise

    def guard_each(*args: Any, **kwargs: Any) -> Iterator[Any]:  # noqa: ANN401 - likewise
        try:
            yield from function(*args, **kwargs)
        except any_error as error:
            explain(function, said, args, kwargs, error)
            raise

    if function.__code__.co_flags & CO_GENERATOR:
        return guard_each
    return guard_looking if looked_at else guard


def _looked_at(function: FunctionType, /) -> tuple[tuple[int, str, frozenset[type]], ...]:
    """List the parameters to be looked at: the place and name of each, and the classes of Python's own that do not fit."""
    code = function.__code__
    places = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    found = [
        (
            place if place < code.co_argcount else _NO_PLACE,
            name,
            not_taken(function.__annotations__.get(name)),
        )
        for place, name in enumerate(places)
    ]
    first = code.co_posonlyargcount  # a text that stands first is read, and told of, by what it is given to
    return tuple(
        (place, name, unfit)
        for place, name, unfit in found
        if unfit and (place >= first or unfit is not _NO_TEXT)
    )


def not_taken(annotation: Any) -> frozenset[type]:  # noqa: ANN401 - a type form
    """List the classes of Python's own that an annotation does not take; none where that cannot be told at once."""
    if isinstance(annotation, str):  # of a room that is loaded later
        name = annotation.removesuffix(" | None")
        annotation = {"bool": bool, "int": int, "str": str}.get(name)
        if " | " not in name and name.startswith(("Iterable[", "Sequence[", "Collection[")):
            annotation = Iterable
    elif get_origin(annotation) in _UNIONS:
        parts = [part for part in get_args(annotation) if part is not NoneType]
        annotation = parts[0] if len(parts) == 1 else None
    form = get_origin(annotation) or annotation
    if form in _PLAIN:
        return _PLAIN[form]
    if not isinstance(form, type) or form is object or form.__module__.startswith(_TOLD_BELOW):
        return frozenset()
    if form.__module__.startswith("zhaoshang"):
        is_word = issubclass(form, str)  # a member is equal to its code
        return _NUMBERS | _RUNS | (frozenset({bytes}) if is_word else _TEXTS)
    if issubclass(form, Mapping):
        return _NUMBERS | _TEXTS | _RUNS - {dict}
    is_run = issubclass(list, form) or issubclass(form, tuple | set | frozenset)
    return _NUMBERS | _TEXTS if is_run else frozenset()


def _refuse(function: FunctionType, said: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> NoReturn:
    """Refuse a call whose arguments do not fit, which nothing below would have noticed."""
    error = TypeError(said)
    _explain(function, said, args, kwargs, error)
    raise error


def _explain(
    function: FunctionType, said: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], error: Exception
) -> None:
    """Say which argument is at fault, once a call has failed; nothing where none is."""
    from zhaoshang._calls.blame import explain  # noqa: PLC0415 - loaded with the first mistake

    explain(function, said, args, kwargs, error)
