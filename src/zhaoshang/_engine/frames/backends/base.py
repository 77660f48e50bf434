"""What an engine does in its own way: working queries out, days, tallies, small tables beside great ones, files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Literal

import narwhals.stable.v2 as nw

from zhaoshang._basics.gaps import is_missing
from zhaoshang._engine.frames.kinds import Frame, Kind, day_number, fresh

CountsBy = Literal["sum", "count"]


class Engine:
    """One engine; what is not said here is the same for all that narwhals knows.

    Attributes:
        backend: its name, as narwhals has it.
        is_eager: whether each expression is worked out at once, so that repeats cost; tables then stand in Arrow memory.
        wraps: whether a sum past 64 bits comes out wrong, or not at all.
    """

    backend: ClassVar[str]
    is_eager: ClassVar[bool] = False
    wraps: ClassVar[bool] = True

    # tables ----------------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """Refuse where the engine cannot work in this process."""

    def adopt(self, native: Any) -> Any:
        """Give what narwhals can take for a table that was handed over, or `None` where it is none of this engine's."""
        return None

    def to_arrow(self, table: str, native: Any) -> Any:
        """Give the Arrow table of an eager engine's; a column that Arrow cannot hold is refused by its name."""
        raise NotImplementedError

    def open(self, path: Path, session: Any) -> Any:
        """Open a Parquet file, or a folder of them, lazily where the engine is lazy."""
        raise NotImplementedError

    def made(self, cells: dict[str, list[Any]], kinds: Mapping[str, Kind], session: Any) -> Any:
        """Make a table of a ledger's columns."""
        raise NotImplementedError

    def beside(self, like: Frame, columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> Frame:
        """Make a small table on the connection of another; days are given as numbers."""
        raise NotImplementedError

    def numbered(self, held: Frame, column: str, name: str) -> Frame | None:
        """Give a table in memory one more column: a text column with its texts numbered; `None` where that gains nothing."""
        return None

    # queries ---------------------------------------------------------------------------------------------------

    def collect(self, queries: Sequence[Frame], *, together: bool = False) -> list[list[list[Any]]]:
        """Work several queries out and give the cells of their columns.

        Args:
            queries: what to work out.
            together: whether they share work that is worth sharing, where the engine can.
        """
        raise NotImplementedError

    def words_of(self, query: Frame) -> str:
        """Give a query as the engine would put it: SQL, its plan, or nothing where it works at once."""
        return ""

    def day(self, day: int) -> Any:
        """Give a day as the columns of the store hold it."""
        return date.fromordinal(day)

    def size(self, column: str) -> nw.Expr:
        """Give the sizes of numbers as floats, which do not overflow, and add up in half the time of whole numbers."""
        return nw.col(column).cast(nw.Float64).abs()

    def negated(self, truth: nw.Expr) -> nw.Expr:
        """Give where a predicate does not hold; unknown means no, so there it does not."""
        return ~truth.fill_null(False)  # noqa: FBT003 - the filling

    def counts_by(self, labels: Sequence[str]) -> CountsBy:
        """Say how the rows where a predicate holds are counted: truths added up, or what is there where it holds."""
        return "sum"

    def countable(self, truth: nw.Expr, how: CountsBy) -> nw.Expr:
        """Give a predicate as what is counted."""
        return nw.when(truth).then(nw.lit(1)) if how == "count" else truth

    def moved(self, frame: Frame, column: str, name: str, move: Callable[[int], int | None]) -> Frame:
        """Add a column of days, each moved from the day of another column."""
        (cells,) = self.collect([frame.select(column).unique()])[0]
        days = [day_number(cell) for cell in cells if not is_missing(cell)]
        later = {day: move(day) for day in days}
        found = fresh()
        columns: dict[str, list[Any]] = {found: list(later), name: list(later.values())}
        looked_up = self.beside(frame, columns, dict.fromkeys(columns, "date"))
        return frame.join(looked_up, left_on=column, right_on=found, how="left")

    def days(self, frame: Frame, ends: Mapping[str, tuple[str, str]]) -> Frame:
        """Add columns with the days from one date to another, by the name of each."""
        return frame.with_columns(
            **{name: nw.col(end) - nw.col(start) for name, (start, end) in ends.items()}
        )

    def stretches(self, frame: Frame, name: str, day: nw.Expr, thresholds: Sequence[int]) -> Frame | None:
        """Add a column with how many of some days in order a day has reached; `None` where no way is faster than to compare."""
        return None

    def tally(self, frame: Frame, labels: Sequence[str], span: Sequence[str], many: str) -> Frame:
        """Count the rows of each span in each group, in order; rows of one group come together, or as lists in one row."""
        keys = [*labels, *span]
        return frame.group_by(keys).agg(**{many: nw.len()}).sort(keys)

    def tally_of_whole(
        self, frame: Frame, labels: Sequence[str], span: Sequence[str], many: str
    ) -> Frame | None:
        """Count the rows of each span in all groups of a tally, in order; `None` where that costs a further look at the rows."""
        return None
