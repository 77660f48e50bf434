"""A ledger's tables as data frames: columns are made when they are first asked for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import lcm
from typing import Any, Final

from zhaoshang._basics.brief import as_python
from zhaoshang._engine.frames.backends import engine_of
from zhaoshang._engine.frames.entry import SCALE, empty_kind, enter, expected_kind
from zhaoshang._engine.frames.kinds import Frame, Kind
from zhaoshang._engine.frames.schema import SCHEMA, SPOKEN_FOR
from zhaoshang._engine.frames.store import OTHER_PROCESS, Store
from zhaoshang._engine.tables.columns import EXTRA, LedgerTable
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.errors import FieldTypeError, FrameSchemaError, OperationError
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import Lifecycle
from zhaoshang.measures import Column, Value
from zhaoshang.model._facts.history import records_of

_LARGEST: Final = 2**63 - 1
_EXTRA: Final = EXTRA.removesuffix(".")


class LedgerStore(Store):
    """The tables of a ledger on one engine."""

    def __init__(
        self,
        ledger: Ledger,
        backend: str,
        session: Any = None,
        *,
        joins_phases: bool = True,
        scales: Mapping[str, int] | None = None,
        known: int | None = None,
        as_recorded: bool = False,
        lifecycle: Lifecycle | None = None,
    ) -> None:
        self.tables = Tables(
            ledger, joins_phases=joins_phases, known=known, as_recorded=as_recorded, lifecycle=lifecycle
        )
        self.known = known
        self.lifecycle = lifecycle
        self.engine = engine_of(backend)
        self.session = session
        self._others: dict[tuple[bool, int | None, Lifecycle | None], LedgerStore] = {
            (joins_phases, known, lifecycle): self
        }
        self.scales = {} if scales is None else dict(scales)
        self.is_fixed = scales is not None
        self.units = {}
        self.frames = {}
        self.counted = {}
        self.checks = None  # records were checked when they were built
        self._made: dict[tuple[str, str], tuple[list[Any], Kind, int]] = {}
        self._ready: dict[tuple[str, tuple[str, ...]], Frame] = {}

    def __getstate__(self) -> dict[str, Any]:
        if self.session is not None:
            raise OperationError("Frames", "pickle", OTHER_PROCESS)
        tables = self.tables
        return {
            "ledger": tables.recorded,
            "backend": self.engine.backend,
            "joins_phases": tables.joins_phases,
            "scales": self.scales if self.is_fixed else None,
            "known": self.known,
            "as_recorded": tables.as_recorded,
            "lifecycle": self.lifecycle,
        }

    def __setstate__(self, made_of: dict[str, Any]) -> None:
        LedgerStore.__init__(self, **made_of)

    def joining(self, joins_phases: bool, /) -> "LedgerStore":  # noqa: FBT001 - one question
        """Give the tables with the history of phases under their projects, or apart."""
        return self._like(joins_phases, self.known, self.lifecycle)

    def replaying(self, known: int | None, /) -> "LedgerStore":
        """Give the tables with the corrections, and the ends of phases, that were known on a day."""
        is_told = self.tables.ledger is not self.tables.recorded or self.tables.has_phases
        return self._like(self.tables.joins_phases, known if is_told else None, self.lifecycle)

    def going_by(self, lifecycle: Lifecycle | None, /) -> "LedgerStore":
        """Give the tables in which the stage of a day is found by a lifecycle."""
        return self._like(self.tables.joins_phases, self.known, lifecycle)

    def _like(
        self,
        joins_phases: bool,  # noqa: FBT001 - of this class
        known: int | None,
        lifecycle: Lifecycle | None,
    ) -> "LedgerStore":
        key = (joins_phases, known, lifecycle)
        if key not in self._others:
            made = self._others[key] = LedgerStore(
                self.tables.recorded,
                self.engine.backend,
                self.session,
                joins_phases=joins_phases,
                known=known,
                as_recorded=self.tables.as_recorded,
                lifecycle=lifecycle,
            )
            made._others = self._others
        return self._others[key]

    def column(self, table: str, name: str) -> Value:
        """Give a column; the value of an amount goes by the amount's own name."""
        head, dot, part = name.partition(".")
        physical = name if not dot else head if part == "value" else f"{head}_{part}"
        if (table, physical) not in self._made:
            self._made[table, physical] = self._typed(table, self._cells(table, name), physical, head, part)
        return Column(physical)

    def _typed(
        self, table: str, cells: list[Any], name: str, head: str, part: str
    ) -> tuple[list[Any], Kind, int]:
        """Give cells one type: numbers become whole by a scale.

        Args:
            table: the table.
            cells: the cells.
            name: the name of the column.
            head: the name of the amount that it belongs to, or of the column.
            part: which part of an amount it is, or nothing.
        """
        kind = "text" if head == _EXTRA else _AMOUNT_KINDS.get(part) or expected_kind(name)
        if kind is None:
            first = next((cell for cell in cells if cell is not None), None)
            kind = (
                empty_kind(table, name)
                if first is None
                else "bool"
                if isinstance(first, bool)
                else "text"
                if isinstance(first, str)
                else "number"
            )
        if kind == "text":
            return [None if cell is None else str(cell) for cell in cells], kind, 1
        if kind != "number":
            return cells, kind, 1
        scale = self.scales.get(head, SCALE if part in {"value", "low", "high"} else 1)
        needed = lcm(scale, *{cell.denominator for cell in cells if cell is not None})
        if self.is_fixed and needed != scale:
            raise FrameSchemaError(
                "ledger", name, f"numbers finer than 1/{scale}", f"scales={{{head!r}: {needed}}}"
            )
        scaled = [None if cell is None else int(cell * needed) for cell in cells]
        if any(cell is not None and abs(cell) > _LARGEST for cell in scaled):
            raise FrameSchemaError(
                "ledger", name, "a number past 64 bits", "smaller amounts, or fewer decimals"
            )
        return scaled, kind, needed

    def _cells(self, table: str, name: str) -> list[Any]:
        """Read a column off the ledger, joining the parts of a table that is kept in parts."""
        tables = self.tables
        parts = tables.parts(table)
        if name == "own_row":
            apart = self.joining(False)  # noqa: FBT003 - of the same class
            return list(tables.tree.phases) if table == "phases" else apart._cells(table, "parent_row")
        if name == "is_own":
            return self._listed_themselves(table)
        if name.removeprefix("own_") in SPOKEN_FOR.get(table, ()) and name.startswith("own_"):
            return self.joining(False)._cells(table, name.removeprefix("own_"))  # noqa: FBT003 - as above
        if name == "row":
            return self._entries if table == "history" else list(range(self.rows(table)))
        if table in {"evidence", "terms", "commitments"} and name == "history_row":
            return self._steps_of(table)
        if parts is None:
            whole = tables[table]
            return list((whole.parents or ()) if name == "parent_row" else whole.column(name))
        cells: list[Any] = []
        for part in sorted(parts):
            piece = tables[f"{table}:{part}"]
            if name == "part":
                cells.extend([part] * len(piece))
            elif name == "parent_row":
                cells.extend(piece.parents or ())
            else:
                cells.extend(_column_of(piece, name))
        return cells

    def _listed_themselves(self, table: str) -> list[bool]:
        """Say of each row whether its project lists it itself, and not by a phase."""
        names = ["parent_row", *(field.name for field in SCHEMA[table] if field.name != "is_own")]
        joined, apart = (
            zip(*(store._cells(table, name) for name in names), strict=True)
            for store in (self.joining(True), self.joining(False))  # noqa: FBT003 - of the same class
        )
        left, found = Counter(apart), []
        for row in joined:
            found.append(left[row] > 0)
            left[row] -= 1
        return found

    @property
    def _steps(self) -> Iterator[Any]:
        """The agreements and steps in the order of the table of history, which is that of its parts."""
        parts = sorted(self.tables.parts("history") or ())
        return (step for part in parts for step in self.tables[f"history:{part}"].rows)

    @property
    def _entries(self) -> list[int]:
        """The numbers of the records of history in the order of entry, which decides where no day does."""
        entered: defaultdict[int, list[int]] = defaultdict(list)
        for place, step in enumerate(chain.from_iterable(map(records_of, self.tables.ledger.projects))):
            entered[id(step)].append(place)
        seen = Counter[int]()
        places = []
        for step in self._steps:
            places.append(entered[id(step)][seen[id(step)]])
            seen[id(step)] += 1
        numbers = {place: number for number, place in enumerate(sorted(places))}
        return [numbers[place] for place in places]

    def _steps_of(self, table: str) -> list[Any]:
        """Number the record of history that each paper proves, or the agreement that each term stands in.

        One object may stand in several projects: its rows stand in one order everywhere, that of the ledger.
        """
        tables = self.tables
        rows: defaultdict[int, list[int]] = defaultdict(list)
        for row, step in zip(self._entries, self._steps, strict=True):
            rows[id(step)].append(row)
        if table == "evidence":
            codes = sorted(tables.parts(table) or ())
            held = (
                (code, step, step.evidence.count(code))
                for code in codes
                for step in tables[f"{table}:{code}"].rows
            )
        else:
            papers = (paper for project in tables.ledger.projects for paper in project.agreements)
            held = (
                (table, paper, len(parts))
                for paper in papers
                for parts in [getattr(paper, table)]
                for _ in parts
            )
        found, seen = [], Counter[tuple[str, int]]()
        for part, step, times in held:
            place = part, id(step)
            found.append(rows[id(step)][seen[place] // times])
            seen[place] += 1
        return found

    def has_table(self, name: str) -> bool:
        """Whether a table has any row; what has none need not be asked."""
        return bool(self.rows(name))

    def has(self, table: str, column: str) -> bool:
        """Whether a table has rows with such a column."""
        return self.tables[table].has(column)

    def has_rows_of(self, table: str) -> bool:
        """Whether a table has any row."""
        return bool(self.rows(table))

    def wide(self, table: str, child: str) -> None:
        """Nothing of a ledger is laid out wide."""

    def key(self, table: str) -> str:
        """Rows are referred to by number."""
        self.column(table, "row")
        return "row"

    def names_rows(self, _table: str) -> bool:
        """Every row has its number."""
        return True

    def link(self, table: str) -> str:
        """Rows refer to their parents by number."""
        self.column(table, "parent_row")
        return "parent_row"

    def order(self, table: str) -> Sequence[str]:
        """Rows stand in the ledger's order."""
        return (self.key(table),)

    def is_part(self, table: str) -> bool:
        """Whether the rows of a table belong to projects."""
        return self.tables.parts(table) is not None or self.tables[table].parents is not None

    def parent_of(self, table: str) -> str:
        """Name the table of the parents."""
        if self.tables.parts(table) is not None:
            return "projects"
        return self.tables[table].above or "projects"

    def has_key(self, table: str, key: str) -> bool:
        """Whether the rows of a table have a grouping key of their own."""
        return self.tables[table].has(key)

    def is_child(self, table: str) -> bool:
        """Whether the rows of a table belong to those of another."""
        return self.tables[table].parents is not None

    def complete_ledger(self, ledger: Ledger) -> Ledger:
        """Leave the ledger as it is."""
        return ledger

    def register_table(self, name: str, make: Callable[[Tables], LedgerTable]) -> None:
        """Lay down a table that is worked out for a question."""
        self.tables.put(name, make)

    def frame(self, table: str, columns: Iterable[str]) -> Frame:
        """Make a frame of these columns."""
        names = tuple(dict.fromkeys(columns)) or ("row",)
        for name in names:
            if (table, name) not in self._made:
                self.column(table, name)
        key = (table, names)
        if key not in self._ready:
            self._ready[key] = self._make({name: self._made[table, name] for name in names})
        return self._ready[key]

    def _make(self, columns: Mapping[str, tuple[list[Any], Kind, int]]) -> Frame:
        cells = {name: held for name, (held, _, _) in columns.items()}
        kinds = {name: kind for name, (_, kind, _) in columns.items()}
        try:
            native = self.engine.made(cells, kinds, self.session)
        except (
            UnicodeEncodeError
        ) as error:  # no engine holds half of a pair of signs, and another text is another id
            raise FieldTypeError(as_python(error.object), "a text without half of a pair of signs") from None
        return enter("ledger", native).frame

    def numbered(self, _table: str, _column: str) -> None:
        """Columns made of records are small."""

    def kind(self, table: str, column: str) -> tuple[Kind, int]:
        """Tell what a column holds, and its scale."""
        if (table, column) not in self._made:
            self.column(table, column)
        _, kind, scale = self._made[table, column]
        return kind, scale

    def gather_sizes(self, table: str, numbers: Sequence[str], codes: Sequence[str]) -> None:
        """Nothing need be asked of cells at hand."""

    def magnitude_bound(self, table: str, column: str) -> int:
        """Give the sum of a column, signs left aside."""
        return sum(abs(cell) for cell in self._made[table, column][0] if cell is not None)

    def codes(self, table: str, column: str) -> frozenset[str]:
        """Give the codes that occur in a column."""
        return frozenset(cell for cell in self._made[table, column][0] if cell is not None)

    def rows(self, table: str) -> int:
        """Count the rows of a table."""
        parts = self.tables.parts(table)
        if parts is None:
            return len(self.tables[table])
        return sum(len(self.tables[f"{table}:{part}"]) for part in parts)


def _column_of(piece: LedgerTable, name: str) -> list[Any]:
    """Give a column that not every part of a table has: steps have no kind, agreements do."""
    return list(piece.column(name)) if piece.has(name) else [None] * len(piece)


_AMOUNT_KINDS: Final[Mapping[str, Kind]] = {
    "value": "number",
    "low": "number",
    "high": "number",
    "side": "number",
    "unit": "text",
    "hedge": "text",
}
