"""The engines, a file each: what narwhals does not say for all of them.

An engine is added by a file of this folder, named as narwhals names it, with an `Engine` in it. What it does in the usual
way, lazily and in SQL-like steps, it inherits.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from zhaoshang._engine.frames.backends.base import Engine

_USUAL: Final = ("polars", "pandas", "pyarrow", "duckdb")
"""The engines that stand first in a list."""

NAMES: Final = tuple(
    sorted(
        {module.name for module in iter_modules(__path__)} - {"base"},
        key=lambda name: (_USUAL.index(name) if name in _USUAL else len(_USUAL), name),
    )
)


@cache
def engine_of(name: str, /) -> "Engine":
    """Give an engine by its name."""
    module = import_module(f"{__name__}.{name}")
    return cast("Engine", module.ENGINE)
