"""What frames of any engine are refused for: names that pandas and Arrow alone take, and what no engine can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from zhaoshang.errors import FrameSchemaError, ZhaoshangError

__all__ = ["engine_told", "refuse_names"]

_ENGINES: Final = frozenset(
    {
        "_duckdb",
        "duckdb",
        "nanobind",
        "narwhals",
        "pandas",
        "polars",
        "py4j",
        "pyarrow",
        "pyo3_runtime",
        "pyspark",
    }
)
_PASSED_ON: Final = (OSError, RuntimeError, TypeError)
"""What engines raise of Python's own errors where a file is damaged or their own parts do not fit."""


@contextmanager
def engine_told(table: str, /) -> Iterator[None]:
    """Say in our words that an engine cannot read what it was given, such as a file that is damaged.

    Raises:
        FrameSchemaError: for any error of an engine.
    """
    try:
        yield
    except BaseException as error:  # the panics of polars are no Exception
        if not _is_of_an_engine(error):
            raise
        raise FrameSchemaError(
            table, "", "what cannot be read", "files and columns that are whole"
        ) from error


def _is_of_an_engine(error: BaseException) -> bool:
    """Whether an error is of a kind of the engines, or one of Python's own that was raised inside an engine."""
    if type(error).__module__.partition(".")[0] in _ENGINES:
        return True
    if not isinstance(error, _PASSED_ON) or isinstance(error, FileNotFoundError | ZhaoshangError):
        return False
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = "" if last is None else last.tb_frame.f_globals.get("__name__") or ""
    return where.partition(".")[0] in _ENGINES


def refuse_names(table: str, native: Any) -> None:  # noqa: ANN401 - a frame of any engine
    """Refuse two columns of one name, of which either may be meant, and a name that is no text.

    Raises:
        FrameSchemaError: for either.
    """
    if type(native).__module__.partition(".")[0] not in {"pandas", "pyarrow"}:
        return  # other engines know names of text alone, each once
    seen: set[str] = set()
    names: Any = getattr(native, "column_names", None) or getattr(native, "columns", ())
    for name in names:
        if not isinstance(name, str):
            expected = 'names of text: join several levels by df.columns.map("_".join)'
            raise FrameSchemaError(table, str(name), f"a name that is a {type(name).__name__}", expected)
        if name in seen:
            raise FrameSchemaError(
                table, name, "two columns of this name", "each name once: rename or drop one"
            )
        seen.add(name)
