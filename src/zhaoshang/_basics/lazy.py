"""Faces that load what stands behind them when it is first asked for, so that a script pays for what it uses."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from sys import modules
from types import FunctionType
from typing import Any

from zhaoshang._basics import above


def lazy(
    face: str,
    homes: Mapping[str, str],
    /,
    *,
    around: Callable[[Any], Any] | None = None,
    searches: bool = False,
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Make the `__getattr__` and `__dir__` of a module whose names live in other modules.

    Args:
        face: the name of the module.
        homes: for each public name, the module it lives in.
        around: what is put around each name as it is found.
        searches: whether a name that is no key is looked for in what the modules of a package offer, so that a module
            can be added to it without being listed.

    Returns:
        The two functions; a name looked up once is kept in the module. In a package, a name that is no key is
        looked for among its modules.
    """

    def keep(name: str, home: str) -> Any:  # noqa: ANN401 - whatever the name stands for
        value = getattr(import_module(home), name)
        if around is not None:
            value = around(value)
            live_in(face, value)
        setattr(modules[face], name, value)
        return value

    def find(name: str) -> Any:  # noqa: ANN401 - as above
        if name in homes:
            return keep(name, homes[name])
        if not name.startswith("_") and hasattr(modules[face], "__path__"):
            try:
                return import_module(f"{face}.{name}")
            except ModuleNotFoundError as error:
                if error.name != f"{face}.{name}":
                    raise
            if searches and name in offered_in(face):
                return keep(name, offered_in(face)[name])
        raise no_name(face, name, [*getattr(modules[face], "__all__", ()), *_offers(face, homes, searches)])

    def names() -> list[str]:
        return sorted({*vars(modules[face]), *_offers(face, homes, searches)})

    return find, names


def _offers(face: str, homes: Mapping[str, str], searches: bool) -> Iterable[str]:  # noqa: FBT001 - of `lazy`
    return {**homes, **offered_in(face)} if searches else homes


def no_name(module: str, name: str, known: Iterable[str], /) -> AttributeError:
    """Make the error about a name that a module has not; in our words, unless Python or a tool looks for a mark.

    Args:
        module: the name of the module.
        name: what was asked of it.
        known: what it has.
    """
    if name.startswith("_"):
        return AttributeError(f"module {module!r} has no attribute {name!r}", name=name, obj=modules[module])
    public = tuple(sorted({each for each in known if not each.startswith("_")}))
    error: AttributeError = above.errors.UnknownAttributeError(module, name, public)
    return error


@cache
def offered_in(package: str, /) -> Mapping[str, str]:
    """Tell which module of a package offers each name, by loading them all: those that begin with `_` are left out."""
    from pkgutil import iter_modules  # noqa: PLC0415 - loaded where modules are searched

    found: dict[str, str] = {}
    for module in iter_modules(modules[package].__path__, f"{package}."):
        if not module.name.rpartition(".")[2].startswith("_"):
            found |= dict.fromkeys(getattr(import_module(module.name), "__all__", ()), module.name)
    return found


def live_in(room: str, value: object, /) -> None:
    """Let a function that was guarded name the public room that it stands in.

    Pickle finds it there: the workshop it comes from keeps the function without its guard.
    """
    if isinstance(value, FunctionType) and "._" in value.__module__ and hasattr(value, "__wrapped__"):
        value.__module__ = room


def living_in(room: str, names: Mapping[str, object], /) -> dict[str, type]:
    """Choose the classes that say they live in a public room.

    A workshop keeps them as its `__test__`, for doctest passes over classes that name another home.

    Args:
        room: the name of the public module.
        names: what the workshop holds, `vars()`.
    """
    classes = {name: value for name, value in names.items() if isinstance(value, type)}
    return {name: value for name, value in classes.items() if value.__module__ == room}
