"""What frames of any engine are refused for: names that pandas and Arrow alone take, and what no engine can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from zhaoshang.errors import FrameSchemaError

__all__ = ["engine_told", "refuse_names"]

_ENGINES: Final = frozenset(
    {"_duckdb", "duckdb", "narwhals", "pandas", "polars", "py4j", "pyarrow", "pyspark"}
)


@contextmanager
def engine_told(table: str, /) -> Iterator[None]:
    """Say in our words that an engine cannot read what it was given, such as a file that is damaged.

    Raises:
        FrameSchemaError: for any error of an engine.
    """
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in _ENGINES:
            raise
        raise FrameSchemaError(
            table, "", "what cannot be read", "files and columns that are whole"
        ) from error


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
