"""The names of a frame's columns, before any engine is asked for them: pandas and Arrow take what no other does."""

from typing import Any

from zhaoshang.errors import FrameSchemaError

__all__ = ["refuse_names"]


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
