"""What holds for every row of a frame, as its mapping says, put into the frame."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from zhaoshang._workbooks.words.columns import Column

__all__ = ["with_constants"]


def with_constants(
    frame: Any, columns: Sequence[Column], constants: Mapping[str, str]
) -> tuple[Any, list[Column]]:
    """Fill the columns of some fields where they say nothing, or add them.

    Args:
        frame: the frame.
        columns: how its columns are read.
        constants: by field, the text that holds for every row.
    """
    found = list(columns)
    for path, text in constants.items():
        column = next((each for each in found if each.field == path), None)
        if column is None:
            name = next(each for each in (path, f"{path} (constant)") if each not in frame.columns)
            frame = frame.with_columns(nw.lit(text).alias(name))
            found.append(Column(number=len(frame.columns), header=path, field=path, certainty=1.0))
            continue
        name = frame.columns[column.number - 1]
        own = nw.col(name).cast(nw.String)
        blank = own.is_null() | (own.str.strip_chars() == "")
        frame = frame.with_columns(nw.when(blank).then(nw.lit(text)).otherwise(own).alias(name))
    return frame, found
