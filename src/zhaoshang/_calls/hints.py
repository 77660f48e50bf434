"""What the types of a signature take: whether a value fits one, what in it does not, and what it is called."""

import builtins
import collections.abc
import datetime as dt
import inspect
import sys
import typing
from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from enum import StrEnum
from types import FunctionType, NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin

from zhaoshang._basics.own import is_array, is_ours, own

_KEY_AND_VALUE: Final = 2
_RUNS: Final = frozenset(
    {
        collections.abc.Collection,
        collections.abc.Iterable,
        collections.abc.Sequence,
        frozenset,
        list,
        set,
        tuple,
    }
)
_CLASSES: Final = frozenset({frozenset, list, set, tuple})
_MOST: Final = 9
"""So many words are listed where only they are taken."""


class _PublicNames(dict[str, Any]):
    """Every public name of the library, its own room's first, looked up when it is asked; what is not found is any type."""

    def __init__(self, own: Mapping[str, Any]) -> None:
        super().__init__(own)

    def __missing__(self, name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
        if name in self.get("_HOMES", {}):  # the function's own room loads it when it is asked
            return getattr(sys.modules[self["__name__"]], name)
        for module in (builtins, collections.abc):
            if hasattr(module, name):
                return getattr(module, name)
        for room in sorted(room for room in sys.modules if room.startswith("zhaoshang")):
            module = sys.modules[room]
            found = vars(module).get(name)
            if found is None and name in getattr(module, "_HOMES", {}):
                found = getattr(module, name)
            if found is not None:
                return found
        return getattr(typing, name, None) or getattr(dt, name, Any)


def hint_of(function: FunctionType, annotation: Any) -> Any:  # noqa: ANN401 - a type form
    """Give the type that an annotation stands for; what cannot be told is any."""
    if annotation is inspect.Parameter.empty:
        return Any
    if isinstance(annotation, str):
        try:
            return eval(annotation, _PublicNames(function.__globals__))  # noqa: S307 - the library's own annotation
        except Exception:  # noqa: BLE001 - a form that says nothing at run time
            return Any
    return annotation


def fits(value: object, hint: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a value may be what a type asks for; a type that cannot be asked fits anything."""
    if hint is type(value):
        return True
    if isinstance(hint, str | typing.ForwardRef):
        named = hint if isinstance(hint, str) else hint.__forward_arg__
        hint = hint_of(_AT_HOME, named)
    if isinstance(hint, TypeVar):
        return any(fits(value, form) for form in hint.__constraints__ or (hint.__bound__ or Any,))
    origin = get_origin(hint)
    if hint is None or hint is NoneType:
        return value is None
    if hint is Any or hint is object:
        return True
    if origin is not None:
        return _fits_form(value, origin, get_args(hint))
    return not isinstance(hint, type) or _is(value, hint)


def _is(value: object, hint: type) -> bool:
    """Tell whether a value is of a class, as a type checker reads it."""
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if issubclass(hint, StrEnum):  # a member is equal to its code; which codes there are the function tells
        return isinstance(value, str)
    if hint is str:  # a text of numpy is brought to one of Python's, as its numbers are
        return isinstance(value, str) and own(value) is value
    try:
        return isinstance(value, hint)
    except TypeError:  # a protocol that is not asked at run time
        names = [name for name in vars(hint) if name == "__call__" or not name.startswith("_")]
        return all(hasattr(value, name) for name in names)


def _at_home() -> None:
    """Stand for the names of this module."""


_AT_HOME: Final = typing.cast("FunctionType", _at_home)


def _fits_form(value: object, origin: Any, parts: tuple[Any, ...]) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a value fits a form such as `Iterable[str]`; which words of a `Literal` there are the function tells."""
    if origin in {Union, UnionType}:
        return any(fits(value, part) for part in parts)
    if origin is typing.Annotated:
        return fits(value, parts[0])
    if origin is Literal:
        return any(_is(value, type(word)) for word in parts)
    return _fits_generic(value, origin, parts)


def _fits_generic(value: object, origin: Any, parts: tuple[Any, ...]) -> bool:  # noqa: ANN401 - a type form
    if origin is collections.abc.Callable:
        return callable(value)
    if origin is type:
        return isinstance(value, type) or get_origin(value) is not None
    if origin is typing.IO:
        return hasattr(value, "read") or hasattr(value, "write")
    if not isinstance(origin, type):
        return True
    if not isinstance(value, origin):
        return False
    if isinstance(value, Mapping):
        return _fits_mapping(value, origin, parts)
    if isinstance(value, str | bytes):  # no run: where one does for a list of one, the type says so
        return False
    if isinstance(value, tuple) and origin is tuple and parts and parts[-1] is not Ellipsis:
        return len(value) == len(parts) and all(map(fits, value, parts))
    if origin not in _RUNS or not is_run(value):
        return len(parts) != 1 or _may_give(value, parts[0])
    given: Any = value
    return _all_fit(given, parts[0])


def _fits_mapping(value: Mapping[Any, Any], origin: type, parts: tuple[Any, ...]) -> bool:
    """Tell whether a mapping fits: never as a run of its keys, for what they stand for would be passed over."""
    if not issubclass(origin, Mapping):
        return is_ours(value) and (len(parts) != 1 or _may_give(value, parts[0]))
    return all(_all_fit(run, part) for run, part in zip((value, value.values()), parts, strict=False))


def is_run(value: object) -> bool:
    """Tell whether a thing can be looked through; what is gone through only once, and a record of ours, is not."""
    return isinstance(value, Sized) and (isinstance(value, tuple | type) or not is_ours(value))


_FEW: Final = 3
"""So few items are asked one by one, without a look at their classes."""


def _all_fit(items: Collection[object], part: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether all items of a run fit; where their class decides, one of each class is asked."""
    try:
        if len(items) > _FEW and not any(map(_holds, forms_of(part))):
            items = {type(item): item for item in items}.values()
        return all(fits(item, part) for item in items)
    except TypeError:  # an array without a dimension
        return False


def forms_of(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type form
    """List the forms of which a type takes any, without `None`."""
    if get_origin(hint) in {Union, UnionType}:
        return tuple(form for part in get_args(hint) for form in forms_of(part))
    if get_origin(hint) is typing.Annotated:
        return forms_of(get_args(hint)[0])
    return () if hint is None or hint is NoneType else (hint,)


def part_of(hint: Any) -> Any:  # noqa: ANN401 - a type form
    """Give the type of the items where a run is taken of which nothing more is asked than to be gone through."""
    runs = (collections.abc.Iterable, collections.abc.Iterator)
    return next((get_args(form)[0] for form in forms_of(hint) if get_origin(form) in runs), Any)


def brought(value: Any, hint: Any) -> Any:  # noqa: ANN401 - whatever was given, and a type form
    """Give what was given as a type asks for it: Python's own numbers and texts, a tuple for a pair, a run for what gives one.

    What does not fit all the same is given as it came, or as far as it could be brought.
    """
    value = own(value)
    if fits(value, hint) and not is_array(value):
        return value
    for form in forms_of(hint):
        made = _brought(value, form)
        if made is not value and fits(made, form):
            return made
        if isinstance(value, Iterator):  # it has been gone through
            value = made
    return value


def _brought(value: Any, form: Any) -> Any:  # noqa: ANN401 - as above
    origin, parts = get_origin(form), get_args(form)
    if isinstance(value, Mapping):
        if not isinstance(origin, type) or not issubclass(origin, Mapping) or len(parts) != _KEY_AND_VALUE:
            return value
        return {brought(key, parts[0]): brought(item, parts[1]) for key, item in value.items()}
    if origin not in _RUNS or not _gives_several(value):
        return value
    if _is_of_places(form):
        given = tuple(value)
        return tuple(map(brought, given, parts)) if len(given) == len(parts) else given
    made = [brought(item, parts[0]) for item in value]
    return origin(made) if origin in _CLASSES else made


def _gives_several(value: object) -> bool:
    """Tell whether a thing gives several in their order, of which any run may be made."""
    if isinstance(value, str | bytes | bytearray | set | frozenset) or is_ours(value):
        return False
    return is_array(value) or (isinstance(value, Iterable) and not hasattr(value, "__array__"))


def _is_of_places(form: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a type is that of a tuple of so many things, each in its place."""
    return get_origin(form) is tuple and get_args(form)[-1] is not Ellipsis


def plain_forms_of(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type form
    """List the forms of which every value of a class fits that one of it does, whatever it holds."""
    return tuple(form for form in forms_of(hint) if not _holds(form))


def fits_any(value: object, forms: tuple[Any, ...]) -> bool:
    """Tell whether a value may be of one of several forms."""
    return any(fits(value, form) for form in forms)


def _holds(form: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a form says what a thing of it holds."""
    return get_origin(form) is not Literal and bool(get_args(form))


def _may_give(value: object, part: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a record of ours, iterated for what its own signature says, may give what is asked for.

    A mapping has to say so: of one of anything it would be the keys, and what they stand for is passed over.
    """
    iterate = inspect.unwrap(getattr(type(value), "__iter__", _at_home))
    if not isinstance(iterate, FunctionType):  # of a tuple with more to it, which says what it is of
        return not isinstance(value, Mapping)
    given = next(iter(get_args(hint_of(iterate, iterate.__annotations__.get("return", Any)))), Any)
    if not isinstance(given, type) or given in {Any, object}:
        return not isinstance(value, Mapping) and (not isinstance(value, Collection) or _all_fit(value, part))
    return any(_may_be(given, form) for form in forms_of(part))


def _may_be(given: type, form: Any) -> bool:  # noqa: ANN401 - a type form
    """Tell whether a thing of a class may fit one form; of a form that cannot be asked it may."""
    if get_origin(form) is Literal:
        return any(isinstance(word, given) for word in get_args(form))
    kind = get_origin(form) or form
    try:
        return not isinstance(kind, type) or issubclass(given, kind)
    except TypeError:  # a protocol that is not asked at run time
        return True


def misfit(name: str, value: object, hint: Any) -> tuple[str, object, Any]:  # noqa: ANN401 - a type form
    """Find what in an argument does not fit: the first item of a run that should be of another type, with its place.

    Returns:
        What to call it, such as `imports[0]`, the thing itself, and the type that was asked for there.
    """
    forms = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    for form in forms:
        for label, item, part in _places_of(value, form):
            if not fits(item, part):
                return misfit(f"{name}{label}", item, part)
    return name, value, hint


def _places_of(value: object, form: Any) -> Iterator[tuple[str, object, Any]]:  # noqa: ANN401 - a type form
    """Give what stands in a run or a mapping: where, the thing itself, and the type that is asked for there."""
    origin, parts = get_origin(form), get_args(form)
    if not parts or not isinstance(origin, type):
        return
    if isinstance(value, Mapping) and issubclass(origin, Mapping) and len(parts) == _KEY_AND_VALUE:
        yield from (
            (f"[{key!r}]", item, parts[1]) for key, item in list(value.items()) if fits(key, parts[0])
        )
    elif isinstance(value, tuple) and _is_of_places(form):
        if len(value) == len(parts):
            yield from (
                (f"[{place}]", item, part)
                for place, (item, part) in enumerate(zip(value, parts, strict=True))
            )
    elif isinstance(value, list | tuple) and (issubclass(list, origin) or parts[-1] is Ellipsis):
        yield from ((f"[{place}]", item, parts[0]) for place, item in enumerate(value))


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
    if get_origin(hint) in {type, collections.abc.Callable}:
        return (get_origin(hint).__name__,)
    if get_origin(hint) is Literal and len(get_args(hint)) > _MOST:
        return tuple({type(word).__name__: None for word in get_args(hint)})
    parts = ["..." if part is Ellipsis else " | ".join(names_of(part)) for part in get_args(hint)]
    origin = get_origin(hint)
    head = getattr(origin, "__name__", None) or str(hint)
    return (f"{head}[{', '.join(parts)}]" if parts else head,)
