"""Modules that are loaded when they are first used, so that a script pays for what it uses."""

from importlib import import_module
from typing import Any


class Deferred:
    """A module that is loaded when it is first used; what was looked up once stays at hand."""

    def __init__(self, name: str, /) -> None:
        self.__dict__["__name__"] = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module holds
        """Load the module if need be, and keep what was asked for."""
        value = getattr(import_module(self.__name__), name)
        self.__dict__[name] = value
        return value

    def __dir__(self) -> list[str]:
        """Name what the module holds."""
        return dir(import_module(self.__name__))
