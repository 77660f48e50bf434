"""Wrong arguments end in an error of ours that names the argument, what was given and what would do.

`guarded` stands around the public functions and classes of a room. Before a call it knows each argument by its class, which
is one look into a set; a class that it has not seen there is compared with the signature (`looking`), and what does not fit
is refused, for much of it Python would take: a text for yes, the class in place of a value, a text for its letters. What a
record is made of its fields look at themselves. Where a call fails all the same, the signature tells whether an argument
was at fault (`blame`); where none was, the error is raised as it came. Likewise a name that a record has not, and a field of
it that is to be changed in place, are told in our words.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import Enum
from types import FunctionType
from typing import Any, Final, NoReturn, TypeVar

from zhaoshang._basics.brief import as_text
from zhaoshang._basics.lazy import live_in, no_name

T = TypeVar("T")

CO_VARARGS: Final = 0x04  # as `inspect` has them, which takes long to load
CO_GENERATOR: Final = 0x20
_MAKING: Final = frozenset({"__init__", "__new__"})
_MANY: Final = 16
"""Of so many arguments that a function takes any number of each is looked at by its class alone."""
_MARK: Final = "__zhaoshang_guard__"
_TELLS: Final = "__zhaoshang_tells__"


def telling(*names: str) -> Callable[[T], T]:
    """Mark the parameters of a function whose wrong values it tells of itself, better than their type does."""

    def mark(function: T) -> T:
        setattr(function, _TELLS, frozenset(names))
        return function

    return mark


def guard_room(names: dict[str, Any], /) -> None:
    """Guard the public functions and classes of a module in place: the last statement of a room.

    Args:
        names: the names of the module, `globals()`.
    """
    room, offered = names["__name__"], tuple(names["__all__"])
    for name in names["__all__"]:
        if name in names:
            names[name] = guarded(names[name])
            live_in(room, names[name])

    def missing(name: str) -> NoReturn:
        raise no_name(room, name, offered)

    names.setdefault("__getattr__", missing)


def guarded(value: T, /) -> T:
    """Guard a function, or the making and the methods of a class; anything else stays as it is."""
    made: Any = value
    if isinstance(value, FunctionType):
        made = _around(value, value.__name__)
    elif hasattr(type(value), "cache_info"):  # one that keeps its answers, and hashes what it is asked
        made = _around(made.__wrapped__, made.__name__, made)
    elif isinstance(value, type) and issubclass(value, Enum):
        if value._missing_.__func__ is Enum._missing_.__func__:  # type: ignore[attr-defined]
            value._missing_ = classmethod(_no_member)  # type: ignore[method-assign, assignment]
    elif isinstance(value, type) and not issubclass(value, BaseException):
        _guard_class(value)
    return made  # type: ignore[no-any-return]


def _no_member(kind: type[Enum], value: object) -> NoReturn:
    """Refuse what is no member, with those that are."""
    from zhaoshang.errors import UnknownCodeError  # noqa: PLC0415 - loaded with the first mistake

    raise UnknownCodeError(kind.__name__, as_text(value), tuple(str(member.value) for member in kind))


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


def _around(function: FunctionType, said: str, kept: Callable[..., Any] | None = None, /) -> FunctionType:
    """Put the guard around a function; the guard says that it lives where the function does."""
    known = getattr(function, _MARK, None)
    if known is not None:
        return known  # type: ignore[no-any-return]

    guard: Any = _guard_of(function, said, kept or function)
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


def _guard_of(function: FunctionType, said: str, call: Callable[..., Any], /) -> Callable[..., Any]:
    """Make the guard that a function needs: of one that makes a record, whose fields look themselves, or of any other."""
    if function.__name__ in _MAKING:
        return _guard_told(function, said)
    code, unseen = function.__code__, frozenset[type]()
    many = code.co_argcount + code.co_kwonlyargcount
    is_open = code.co_flags & CO_VARARGS != 0
    names: dict[str, set[type]] = {name: set() for name in code.co_varnames[: many + is_open]}
    places: tuple[Collection[type], ...] = tuple(names.values())
    places = (*places[: code.co_argcount], *places[many:] * _MANY, *(unseen,) * is_open)
    looked = _look_of(function, said, names)
    explain, any_error = _explain, Exception
    if code.co_flags & CO_GENERATOR:
        call = _guard_each(function, said)

    def guard(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes
        for value, seen in zip(args, places):  # noqa: B905 - what is too many is told by the call
            if type(value) not in seen:
                args, kwargs = looked(args, kwargs)
                break
        else:
            for name in kwargs:
                if type(kwargs[name]) not in names.get(name, unseen):
                    args, kwargs = looked(args, kwargs)
                    break
        try:
            return call(*args, **kwargs)
        except any_error as error:
            explain(function, said, args, kwargs, error)
            raise

    return guard


def _guard_told(function: FunctionType, said: str, /) -> Callable[..., Any]:
    """Make a guard that looks at the arguments only once a call has failed."""
    explain, any_error = _explain, Exception

    def guard(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes
        try:
            return function(*args, **kwargs)
        except any_error as error:
            explain(function, said, args, kwargs, error)
            raise

    return guard


def _guard_each(function: FunctionType, said: str, /) -> Any:  # noqa: ANN401 - a function of the same arguments
    """Make what tells of the errors of a generator, which come as it is gone through."""

    def each(*args: Any, **kwargs: Any) -> Iterator[Any]:  # noqa: ANN401 - whatever the function takes
        try:
            yield from function(*args, **kwargs)
        except Exception as error:
            _explain(function, said, args, kwargs, error)
            raise

    return each


def _look_of(function: FunctionType, said: str, names: dict[str, set[type]], /) -> Callable[..., Any]:
    """Make what looks at arguments whose class is not known yet; the types of a signature are read with the first call."""
    look: Any = None

    def looked(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:  # noqa: ANN401 - the arguments
        nonlocal look
        if look is None:
            from zhaoshang._calls.looking import Looking  # noqa: PLC0415 - loaded with the first call

            look = Looking(function, said, names, getattr(function, _TELLS, ()))
        return look(args, kwargs)

    return looked


def _explain(
    function: FunctionType, said: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], error: Exception
) -> None:
    """Say which argument is at fault, once a call has failed; nothing where none is."""
    from zhaoshang._calls.blame import explain  # noqa: PLC0415 - loaded with the first mistake

    explain(function, said, args, kwargs, error)
