"""The days of a row, and its group where groups are numbered, put into one number for polars to count.

To group by one number is to hash a fraction of the row, and knows no rows.
"""

from collections.abc import Sequence
from math import prod
from typing import Any, Final, final

from attrs import frozen

_MOST: Final = 2**22
"""More days than lie between any two that can be written (the years 1 to 9999); it stands for no number of days."""
_BASE: Final = 2 * _MOST + 1
_LIMIT: Final = 2**63


@final
@frozen
class Packing:
    """Rows to be counted by their days, within groups.

    Attributes:
        frame: the rows, as a lazy frame of polars.
        labels: the columns of groups.
        span: the columns of days.
        many: the column for the number of rows.
        texts: the texts that the columns of groups are numbered by; `None` where not all are.
    """

    frame: Any
    labels: Sequence[str]
    span: Sequence[str]
    many: str
    texts: Sequence[Any] | None

    @classmethod
    def of(cls, frame: Any, labels: Sequence[str], span: Sequence[str], many: str) -> "Packing | None":
        """Pack what fits into 64 bits; `None` where days are no whole numbers, or too many."""
        import polars as pl  # noqa: PLC0415 - an extra

        kinds = frame.collect_schema()
        if len(span) > 2 or any(kinds[name] != pl.Int32 for name in span):
            return None
        texts = [kind.categories for kind in map(kinds.get, labels) if isinstance(kind, pl.Enum)]
        is_numbered = len(texts) == len(labels) and all(map(len, texts))
        fits = prod(len(each) + 1 for each in texts) * _BASE ** len(span) < _LIMIT
        return cls(frame, labels, span, many, texts if is_numbered and fits else None)

    def by_group(self) -> Any:
        """Count, each group with its days in order as lists in one row."""
        import polars as pl  # noqa: PLC0415 - as above

        if self.texts is None:
            return self._by_text()
        counted = self._counted(self._group() * self._size + self._number()).sort(self._packed)
        place, rows = pl.col(self._packed), pl.col(self.many)
        listed = counted.select(
            (place // self._size).alias(self._place), rows, **self._days(place % self._size)
        )
        grouped = listed.group_by(self._place, maintain_order=True).agg(pl.all())
        return grouped.select(**self._texts(pl.col(self._place)), **self._columns())

    def of_whole(self) -> Any:
        """Count without groups, the days in order; where groups are numbered, of what was counted by group."""
        import polars as pl  # noqa: PLC0415 - as above

        place, rows = pl.col(self._packed), pl.col(self.many)
        if self.texts:
            counted = self._counted(self._group() * self._size + self._number())
            counted = counted.group_by(place % self._size).agg(rows.sum())
        else:
            counted = self._counted(self._number())
        return counted.sort(place).select(rows, **self._days(place)).select(**self._columns())

    def _by_text(self) -> Any:
        """Count where groups are not numbered."""
        import polars as pl  # noqa: PLC0415 - as above

        one = pl.element().struct
        numbers = self.frame.select(*self.labels, self._number().alias(self._packed))
        grouped = numbers.group_by(self.labels).agg(pl.col(self._packed).value_counts(name=self.many))
        in_order = pl.element().sort_by(
            one.field(self._packed)
        )  # as a statistic sorts them, where it takes longer
        grouped = grouped.with_columns(pl.col(self._packed).list.eval(in_order))
        cells = {**self._days(one.field(self._packed)), self.many: one.field(self.many)}
        nested = {name: pl.col(self._packed).list.eval(cell) for name, cell in cells.items()}
        return grouped.select(*self.labels, **nested)

    # numbers ---------------------------------------------------------------------------------------------------

    @property
    def _packed(self) -> str:
        return f"{self.many}_packed"

    @property
    def _place(self) -> str:
        return f"{self.many}_place"

    @property
    def _size(self) -> int:
        """How many numbers the days of a row may have."""
        return int(_BASE ** len(self.span))

    def _columns(self) -> dict[str, Any]:
        import polars as pl  # noqa: PLC0415 - as above

        return {name: pl.col(name) for name in (*self.span, self.many)}

    def _counted(self, number: Any) -> Any:
        """Count the rows of each number; equal queries of one call are worked out once."""
        import polars as pl  # noqa: PLC0415 - as above

        return (
            self.frame.select(number.alias(self._packed))
            .group_by(self._packed)
            .agg(pl.len().alias(self.many))
        )

    def _number(self) -> Any:
        """Put the days of a row into one number."""
        import polars as pl  # noqa: PLC0415 - as above

        number: Any = pl.lit(0, dtype=pl.Int64)
        for name in self.span:
            days = pl.col(name).clip(-_MOST, _MOST - 1).fill_null(_MOST).cast(pl.Int64)
            number = number * _BASE + days + _MOST
        return number

    def _days(self, number: Any) -> dict[str, Any]:
        """Take the days out of their number again."""
        import polars as pl  # noqa: PLC0415 - as above

        days = {}
        for name in reversed(self.span):
            part, number = number % _BASE - _MOST, number // _BASE
            days[name] = pl.when(part != _MOST).then(part)
        return {name: days[name] for name in self.span}

    def _group(self) -> Any:
        """Put the groups of a row into one number."""
        import polars as pl  # noqa: PLC0415 - as above

        number: Any = pl.lit(0, dtype=pl.Int64)
        for name, texts in zip(self.labels, self.texts or (), strict=True):
            place = pl.col(name).to_physical().cast(pl.Int64).fill_null(len(texts))
            number = number * (len(texts) + 1) + place
        return number

    def _texts(self, number: Any) -> dict[str, Any]:
        """Take the texts of the groups out of their number again."""
        import polars as pl  # noqa: PLC0415 - as above

        found = {}
        for name, texts in reversed(tuple(zip(self.labels, self.texts or (), strict=True))):
            part, number = number % (len(texts) + 1), number // (len(texts) + 1)
            places = list(range(len(texts)))
            found[name] = part.replace_strict(places, texts, default=None, return_dtype=pl.String)
        return {name: found[name] for name in self.labels}
