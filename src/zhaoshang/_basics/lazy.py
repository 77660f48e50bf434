"""Faces that load what stands behind them when it is first asked for, so that a script pays for what it uses."""

from collections.abc import Callable, Mapping
from importlib import import_module
from sys import modules
from typing import Any


def lazy(
    face: str, homes: Mapping[str, str], /, *, around: Callable[[Any], Any] | None = None
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Make the `__getattr__` and `__dir__` of a module whose names live in other modules.

    Args:
        face: the name of the module.
        homes: for each public name, the module it lives in.
        around: what is put around each name as it is found.

    Returns:
        The two functions; a name looked up once is kept in the module. In a package, a name that is no key is
        looked for among its modules.
    """

    def find(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
        home = homes.get(name)
        if home is not None:
            value = getattr(import_module(home), name)
            if around is not None:
                value = around(value)
            setattr(modules[face], name, value)
            return value
        if not name.startswith("_") and hasattr(modules[face], "__path__"):
            try:
                return import_module(f"{face}.{name}")
            except ModuleNotFoundError as error:
                if error.name != f"{face}.{name}":
                    raise
        msg = f"module {face!r} has no attribute {name!r}"
        raise AttributeError(msg)

    def names() -> list[str]:
        return sorted({*vars(modules[face]), *homes})

    return find, names


def living_in(room: str, names: Mapping[str, object], /) -> dict[str, type]:
    """Choose the classes that say they live in a public room.

    A workshop keeps them as its `__test__`, for doctest passes over classes that name another home.

    Args:
        room: the name of the public module.
        names: what the workshop holds, `vars()`.
    """
    classes = {name: value for name, value in names.items() if isinstance(value, type)}
    return {name: value for name, value in classes.items() if value.__module__ == room}


class Deferred:
    """A module of a workshop that is loaded when it is first used; what was looked up once stays at hand."""

    def __init__(self, name: str, /) -> None:
        self.__dict__["__name__"] = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module holds
        """Load the module if need be, and keep what was asked for."""
        value = getattr(import_module(self.__name__), name)
        self.__dict__[name] = value
        return value
