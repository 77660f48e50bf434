"""Text columns of tables in memory, each text given a number once: rows are grouped by numbers in a fraction of the time."""

from collections.abc import Mapping
from typing import Any, final

from zhaoshang._engine.frames.backends.base import Engine
from zhaoshang._engine.frames.kinds import Frame, fresh


@final
class Numbering:
    """The numbered columns of the tables of one engine.

    A table that is lazy may change and is read anew for each question, so that only one in memory is numbered.
    """

    __slots__ = ("_casts", "_engine", "_held", "_names", "_plain")

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: dict[str, Any] = {}
        self._casts: dict[str, Mapping[str, Any]] = {}
        self._plain: dict[str, list[Frame]] = {}
        self._names: dict[tuple[str, str], str | None] = {}

    def hold(self, table: str, held: Any, casts: Mapping[str, Any], frame: Frame) -> None:
        """Keep a table in memory, what its columns are cast to, and the frame that was made of it."""
        self._held[table], self._casts[table], self._plain[table] = held, casts, [frame]

    def name(self, frames: dict[str, Frame], table: str, column: str) -> str | None:
        """Name the column that stands for another in numbers, laid into the frame of its table.

        Args:
            frames: the frames of a store; one that is more than the table as it was entered is left alone.
            table: the table.
            column: a column of text.

        Returns:
            The name, or `None` where the engine groups by the column as it is.
        """
        plain = self._plain.get(table, [])
        if not any(frames[table] is frame for frame in plain):
            return None
        key = (table, column)
        if key not in self._names:
            self._names[key] = self._number(table, column)
        if self._names[key] is not None:
            frames[table] = plain[-1]
        return self._names[key]

    def _number(self, table: str, column: str) -> str | None:
        numbered = self._engine.numbered(self._held[table], column, name := fresh())
        if numbered is None:
            return None
        self._held[table] = numbered
        casts = self._casts[table]
        frame = numbered.lazy()
        self._plain[table].append(frame.with_columns(**casts) if casts else frame)
        return name
