"""Data frames as tables with a declared and checked schema, on whichever engine they came from."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from copy import copy
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._basics.cached import cached_property
from zhaoshang._basics.gaps import is_missing
from zhaoshang._engine.frames.checks import Checks
from zhaoshang._engine.frames.entry import BACKENDS, KIND_WORDS, SCALE, enter, expected_kind
from zhaoshang._engine.frames.kinds import Frame, Kind, fresh
from zhaoshang._engine.frames.layout import find_column, words_of
from zhaoshang._engine.frames.names import refuse_declared, refuse_slips
from zhaoshang._engine.frames.numbering import Numbering
from zhaoshang._engine.frames.record_cells import columns_of
from zhaoshang._engine.frames.records import StoreRecords
from zhaoshang._engine.frames.schema import REHOMED, SCHEMA, SPOKEN, field_of
from zhaoshang._engine.frames.wide import derive_phases, wide_rows
from zhaoshang._engine.frames.worked_out import WORKED_OUT
from zhaoshang._engine.tables.columns import EXTRA, OF_SPACES, LedgerTable
from zhaoshang._engine.tables.history import ENDS
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang._engine.tables.phases import ended
from zhaoshang.errors import FrameSchemaError, OperationError, UnsupportedFrameError
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import Lifecycle
from zhaoshang.measures import Atom, Value

_PARTS: Final = ("low", "high", "unit", "side", "hedge")
_HELD_APART: Final = frozenset(
    "phases plans evidence flags chains nodes log shares events taken_back owners".split()
)
_OF_ALL_PHASES: Final = ("completions@", "endings@")
"""Tables that are worked out from the history of phases, where it is told from that of their projects."""
_NUMBERED: Final = (
    (
        "history",
        "row",
        "a column with the number of each record, in the order of entry: some are corrections",
    ),
    ("evidence", "history_row", "a column with the number of the record of history that each paper proves"),
    ("terms", "history_row", "a column with the number of the agreement in history that each term stands in"),
    (
        "commitments",
        "history_row",
        "a column with the number of the agreement in history that each stands in",
    ),
)
_NUMBERED_PLANS: Final = (
    ("plans", "row", "a column with the number of each plan, in the order of entry: some are corrections"),
)
_OF_LIVING: Final = frozenset({"plans", "phases"})
"""The tables whose rows say when the phase that each is of ended."""
_OF_A_CONNECTION: Final = frozenset({"duckdb", "pyspark"})
OTHER_PROCESS: Final = "Write them with write_parquet, and read them with read_parquet in the other process."


class Store:
    """Tables on one engine.

    Attributes:
        is_older: whether the tables are of files written before rows told what a project says without its phases.
        engine: the engine.
        frames: the tables, as narwhals frames.
        amounts: the columns that questions read as amounts, which have a scale.
        counted: what was counted once for every question, such as the projects of each group.
        untold: the stages of which an office's frame says nothing where they have no column; `None` where that goes for every
            stage, paper and plan.
    """

    def __init__(
        self, frames: Mapping[str, Any], *, scales: Mapping[str, int], units: Mapping[str, str]
    ) -> None:
        self.scales = dict(scales)
        self.units = dict(units)
        self.frames: dict[str, Frame] = {}
        self.kinds: dict[str, dict[str, Kind | None]] = {}
        self.stamps: dict[tuple[str, str], Frame] = {}
        engines, all_entered = {}, {}
        for name, native in frames.items():
            entered = enter(name, native)
            engines[entered.engine.backend] = entered.engine
            self.frames[name] = entered.frame
            self.kinds[name] = entered.kinds
            self.stamps |= {(name, column): entered.raw for column in entered.stamps}
            refuse_slips(name, entered.kinds, frames)
            all_entered[name] = entered
        refuse_declared(self.kinds, self.scales, self.units)
        if len(engines) != 1:
            raise UnsupportedFrameError(
                "no tables" if not engines else "tables of several engines: " + ", ".join(sorted(engines)),
                BACKENDS,
            )
        (self.engine,) = engines.values()
        self._numbering = Numbering(self.engine)
        for name, entered in all_entered.items():
            if entered.held is not None:
                self._numbering.hold(name, entered.held, entered.casts, entered.frame)
        self._beside: Ledger | None = None
        self._laid: dict[str, Callable[[Tables], LedgerTable]] = {}
        self._worked_out: set[str] = set()
        self._scaled: dict[tuple[str, str], tuple[Kind, int]] = {}
        self.amounts: set[tuple[str, str]] = set()
        self._masses: dict[tuple[str, str], int] = {}
        self._codes: dict[tuple[str, str], frozenset[str]] = {}
        self._rows: dict[str, int] = {}
        self.counted: dict[tuple[Hashable, Atom], Any] = {}
        self.checks: Checks | None = Checks(self)
        self.joins_phases = True
        self.untold: frozenset[str] | None = None
        self.is_older = False
        self._apart: Store | None = None
        self._replayed: dict[int | None, Store] = {}
        if "phases" not in self.frames:
            derive_phases(self.frames, self.kinds)

    def __getstate__(self) -> dict[str, Any]:
        """Give what another process needs; what was worked out for questions stays behind, and is worked out anew there.

        Raises:
            OperationError: for tables that live in a connection of this process.
        """
        if self.engine.backend in _OF_A_CONNECTION:
            raise OperationError("Frames", "pickle", OTHER_PROCESS)
        made_here: dict[str, Any] = {
            "_laid": {},
            "_beside": None,
            "_apart": None,
            "_replayed": {},
            "counted": {},
        }
        return {
            name: value
            for name, value in (vars(self) | made_here).items()
            if not isinstance(getattr(type(self), name, None), cached_property)
        }

    def __copy__(self) -> "Store":
        made = object.__new__(type(self))
        made.__dict__.update(vars(self))
        return made

    def joining(self, joins_phases: bool, /) -> "Store":  # noqa: FBT001 - one question
        """Give the tables with the history of phases under their projects, or apart."""
        if joins_phases or not self.has_phases:
            return self
        if self._apart is None:
            apart = self._apart = self._bare()
            apart.joins_phases, apart._replayed = False, {}
            for table in SPOKEN & apart.frames.keys():
                if "is_own" in apart.kinds[table]:
                    apart.frames[table] = apart.frames[table].filter(nw.col("is_own"))
        return self._apart

    def _bare(self) -> "Store":
        """Give a store of the same tables, without what was worked out of them for the questions of this one."""
        made = copy(self)
        made.frames = {name: frame for name, frame in self.frames.items() if name not in self._worked_out}
        made.kinds = {name: kinds for name, kinds in self.kinds.items() if name not in self._worked_out}
        made.checks = None if self.checks is None else Checks(made)
        made._worked_out, made._laid, made._beside, made._apart, made.counted = set(), {}, None, None, {}
        made._scaled, made._masses, made._codes, made._rows = dict(self._scaled), {}, {}, {}
        made.__dict__.pop("records", None)
        return made

    def replaying(self, known: int | None, /) -> "Store":
        """Give the tables without what the corrections took back that were known on a day, and the ends known then."""
        retells = known is not None and self.joins_phases and self._tells_phases
        if not (self.is_corrected or self._has_corrected_plans or retells):
            return self
        if known not in self._replayed:
            made = self._replayed[known] = self._bare()
            if self.is_corrected:
                gone, (columns, kinds) = self.records.taken_back(known)
                for table, name, _ in _NUMBERED:
                    if gone and table in made.frames:
                        made.frames[table] = made.frames[table].filter(~nw.col(name).is_in(gone))
                made.kinds["taken_back"] = dict(kinds)
                made.frames["taken_back"] = made.engine.beside(made.frames["history"], columns, kinds)
            if self._has_corrected_plans:
                dropped = self.records.plans_taken_back(known)
                made.frames["plans"] = made.frames["plans"].filter(~nw.col("row").is_in(dropped))
            if retells:
                made._retell_ends(known)
        return self._replayed[known]

    def _retell_ends(self, known: int | None) -> None:
        """Tell in plans and phases when phases had ended, as known on a day; a table holds one end of each."""
        keys, projects = self.records.families()
        source = Tables(Ledger(projects=projects), known=known)
        cells = {name: list(ended(source, range(len(projects)), name)) for name in ENDS}
        if all(end is None for column in cells.values() for end in column) and not any(
            name in self.kinds.get(table, ()) for table in _OF_LIVING for name in ENDS
        ):
            return
        for table in _OF_LIVING & self.frames.keys():
            wanted = ("own_row",) if self.key("projects") == "row" else ("own", "id")
            own = next((name for name in wanted if name in self.kinds[table]), None)
            if own is None:
                raise FrameSchemaError(
                    table,
                    wanted[0],
                    "",
                    "the key of the phase that each row is of, to tell what was known of its end",
                )
            key = fresh()
            kinds: dict[str, Kind] = {key: self.kinds[table][own] or "text", **dict.fromkeys(ENDS, "date")}
            beside = self.engine.beside(self.frames[table], {key: keys, **cells}, kinds)
            bare = self.frames[table].drop(*ENDS, strict=False)
            self.frames[table] = bare.join(beside, left_on=own, right_on=key, how="left")
            self.kinds[table] = {**self.kinds[table], **dict.fromkeys(ENDS, "date")}

    def going_by(self, _lifecycle: Lifecycle | None, /) -> "Store":
        """Tables tell what happened; the stage of a day is not found from them."""
        return self

    @cached_property
    def is_corrected(self) -> bool:
        """Whether any record of history is a correction; its rows must then be numbered."""
        return self._has_corrections("history", _NUMBERED)

    @cached_property
    def _has_corrected_plans(self) -> bool:
        """Whether any plan is a correction of another."""
        return self._has_corrections("plans", _NUMBERED_PLANS)

    def _has_corrections(self, corrected: str, numbered: Sequence[tuple[str, str, str]]) -> bool:
        if "correction" not in self.kinds.get(corrected, ()):
            return False
        self.check_column(corrected, "correction")
        frame = self.frames[corrected].filter(nw.col("correction")).select(nw.len())
        ((found,),) = self.engine.collect([frame])[0]
        if not found:
            return False
        for table, name, meaning in numbered:
            if table in self.frames and name not in self.kinds[table]:
                raise FrameSchemaError(table, name, "", meaning)
        return True

    @cached_property
    def has_phases(self) -> bool:
        """Whether any project is a phase or part, so that its rows may stand under another project."""
        if "phases" not in self.frames:
            return False
        ((found,),) = self.engine.collect([self.frames["phases"].select(nw.len())])[0]
        return bool(found)

    # layout ----------------------------------------------------------------------------------------------------

    def column(self, table: str, name: str) -> Value:
        """Give a column, or what stands for it."""
        return find_column(self, table, name)

    def kinds_of(self, table: str) -> Mapping[str, Kind | None]:
        """Tell what the columns of a table hold; one that is worked out from others is made first."""
        if table in self._laid and table not in self.kinds:
            self._work_out(table, self._laid[table])
        if table not in self.kinds and table.startswith(_OF_ALL_PHASES):
            self._work_out(table, lambda tables: tables[table])
        if table not in self.kinds:
            raise FrameSchemaError(table, "", "", self._expected_table(table))
        return self.kinds[table]

    @cached_property
    def _tells_phases(self) -> bool:
        """Whether the history tells the records of phases from those of their projects."""
        if not self.has_phases:
            return False
        history, projects = self.kinds.get("history", {}), self.kinds["projects"]
        return (
            "is_phase" in history
            and not {"own", "own_row"}.isdisjoint(history)
            and {"id", "parent", "relation"} <= projects.keys()
        )

    @staticmethod
    def _expected_table(table: str) -> str:
        columns = [field.columns[0] for field in SCHEMA.get(table, ()) if not field.is_optional]
        return f"a table of that name, with {', '.join(columns)}" if columns else "a table of that name"

    def _work_out(self, table: str, make: Callable[[Tables], LedgerTable]) -> None:
        """Work a table out from the records that others hold, and put it beside them."""
        how = WORKED_OUT.get(table.partition("@")[0])
        if how is None:
            raise FrameSchemaError(table.partition("@")[0], "", "", self._expected_table(table))
        for needed in how.needed:
            self.kinds_of(needed)
        ledger, keys = how.read(self.records)
        made = make(Tables(ledger, joins_phases=self.joins_phases and how.joins))
        columns = columns_of(made)
        order: list[Any] = list(range(len(made)))
        columns["row"] = (order, "number", 1)
        if made.parents is not None:
            above = self.parent_of(table)
            link = "parent_row" if self.key(above) == "row" else "parent"
            kind = self.kinds[above][self.key(above)] or "text"
            columns[link] = ([keys[parent] for parent in made.parents], kind, 1)
        kinds = {name: kind for name, (_, kind, _) in columns.items()}
        like = next(iter(self.frames.values()))
        self.frames[table] = self.engine.beside(
            like, {name: cells for name, (cells, _, _) in columns.items()}, kinds
        )
        self.kinds[table] = dict(kinds)
        self._worked_out.add(table)
        self._scaled |= {(table, name): (kind, scale) for name, (_, kind, scale) in columns.items()}

    def check_column(self, table: str, name: str, kind: Kind | None = None) -> None:
        """Refuse a column of another kind than its name, or the question, tells."""
        self._note(table, name)
        found, expected = self.kinds[table][name], kind or expected_kind(name)
        if found is None or (expected is not None and found != expected):
            dtype = str(self.frames[table].collect_schema()[name])
            raise FrameSchemaError(
                table, name, dtype, "a type that can be used" if expected is None else KIND_WORDS[expected]
            )

    def has_table(self, name: str) -> bool:
        """Whether a child table is there; one that no question can do without must be."""
        if name in self.frames or name in self._laid:
            return True
        if name in _HELD_APART:
            return False
        if name.startswith(_OF_ALL_PHASES):
            return self._tells_phases
        raise FrameSchemaError(name, "", "", self._expected_table(name))

    def has(self, table: str, column: str) -> bool:
        """Whether a table was given, with such a column."""
        if column.startswith(EXTRA):
            column = column.replace(".", "_", 1)
        return column in self.kinds.get(table, ())

    def has_rows_of(self, table: str) -> bool:
        """Whether the rows of a table can be counted; a table that was not given cannot."""
        self.kinds_of(table)
        return True

    def wide(self, table: str, child: str) -> Mapping[str, Mapping[str, Value]] | None:
        """Find the dated rows that are laid out in columns of the projects, such as `signed_on`."""
        if table != "projects" or child in self.frames:
            return None
        return wide_rows(self.kinds.get("projects", {}), child)

    def key(self, table: str) -> str:
        """Name the column that children refer to."""
        name = "row" if "row" in self.kinds_of(table) else "id"
        if name in self.kinds[table]:
            self._note(table, name)
        return name

    def names_rows(self, table: str) -> bool:
        """Whether the rows of a table have the key that children would refer to."""
        return self.key(table) in self.kinds[table]

    def _note(self, table: str, name: str) -> None:
        if self.checks is not None:
            self.checks.note(table, name)

    def link(self, table: str) -> str:
        """Name the column by which child rows refer to their parents."""
        name = "parent_row" if self.key(self.parent_of(table)) == "row" else "parent"
        expected = "the key of the parent row"
        if not self.joins_phases and table in REHOMED:
            name = "own_row" if name == "parent_row" else "own"
            expected = (
                "the key of the phase that each row is of, to keep phases apart; else ask with phases as_one"
            )
        if not self.joins_phases and table in SPOKEN and "is_own" not in self.kinds_of(table):
            raise FrameSchemaError(
                table, "is_own", "", "whether the project lists it itself, to keep phases apart"
            )
        if name not in self.kinds_of(table):
            raise FrameSchemaError(table, name, "", expected)
        above = self.parent_of(table)
        kind = self.kinds[above].get(self.key(above))
        if kind is not None and self.kinds_of(table)[name] != kind:
            dtype = str(self.frames[table].collect_schema()[name])
            raise FrameSchemaError(
                table, name, dtype, f"what {above}.{self.key(above)} holds: {KIND_WORDS[kind]}"
            )
        self._note(table, name)
        return name

    def order(self, table: str) -> Sequence[str]:
        """Name the column that rows stand in order of, if there is one."""
        return ("row",) if "row" in self.kinds_of(table) else ()

    def parent_of(self, table: str) -> str:
        """Name the table of a child's parents."""
        return "spaces" if table.partition("@")[0] in OF_SPACES else "projects"

    def has_key(self, table: str, key: str) -> bool:
        """Whether the rows of a table have a grouping key of their own."""
        if key in self.kinds_of(table) or (table == "projects" and (key.startswith(EXTRA) or "@" in key)):
            return True  # a column that is not there is refused when it is read
        return table == "projects" and field_of(table, key) is not None

    def is_child(self, table: str) -> bool:
        """Whether the rows of a table belong to projects."""
        return table != "projects" and bool({"parent", "parent_row"} & self.kinds_of(table).keys())

    def register_table(self, name: str, make: Callable[[Tables], LedgerTable]) -> None:
        """Note how a table is worked out that was not handed over itself."""
        self._laid.setdefault(name, make)

    def complete_ledger(self, ledger: Ledger) -> Ledger:
        """Complete what stands beside the projects by the small tables."""
        if self._beside is None:
            self._beside = self.records.complete_ledger(ledger)
        return self._beside

    @cached_property
    def records(self) -> StoreRecords:
        """The records that tables stand for."""
        return StoreRecords(self)

    # columns ---------------------------------------------------------------------------------------------------

    def frame(self, table: str, columns: Iterable[str]) -> Frame:
        """Give a table with these columns."""
        names = tuple(dict.fromkeys(columns))
        for name in names:
            self._require(table, name)
        wanted = map(nw.col, names or tuple(self.kinds[table])[:1])
        # by names alone an older DuckDB takes `on` for a word of its own
        return self.frames[table].select(*wanted)

    def _require(self, table: str, name: str) -> None:
        if name not in self.kinds_of(table) and (table, name) not in self._scaled:
            raise FrameSchemaError(table, name, "", words_of(name), tuple(self.kinds[table]))

    def numbered(self, table: str, column: str) -> str | None:
        """Name the column that stands for one of text in numbers, to group by; `None` where there is none."""
        name = self._numbering.name(self.frames, table, column)
        if name is not None:
            self._scaled[table, name] = "text", 1
        return name

    def kind(self, table: str, column: str) -> tuple[Kind, int]:
        """Tell what a column holds, and its scale."""
        if (table, column) in self._scaled:
            return self._scaled[table, column]
        self._require(table, column)
        kind = self.kinds[table][column]
        assert kind is not None  # noqa: S101 - checked when the column was asked for
        if (table, column) in self.amounts or column in self.scales:
            return kind, self._scale(column)
        return kind, 1

    def _scale(self, column: str) -> int:
        head, _, tail = column.rpartition("_")
        return self.scales.get(head if head and tail in _PARTS else column, SCALE)

    # what columns hold -----------------------------------------------------------------------------------------

    def gather_sizes(self, table: str, numbers: Sequence[str], codes: Sequence[str]) -> None:
        """Ask once for the rows, the size of the numbers and the codes of a table."""
        numbers = [name for name in numbers if (table, name) not in self._masses]
        codes = [name for name in codes if (table, name) not in self._codes]
        if not self.engine.wraps:  # its sums do not overflow
            self._masses.update({(table, name): 0 for name in numbers})
            self._rows.setdefault(table, 0)
            numbers = []
        frame = self.frames[table]
        queries = []
        if numbers or table not in self._rows:
            sizes = {name: self.engine.size(name).sum() for name in numbers}
            queries.append(frame.select(nw.len().alias("rows_"), **sizes))
        queries += [frame.select(name).unique() for name in codes]
        tables = self.engine.collect(queries) if queries else []
        if len(tables) > len(codes):
            rows, *found = (cell for (cell,) in tables.pop(0))
            self._rows[table] = int(rows)
            for name, size in zip(numbers, found, strict=True):
                mass = 0 if is_missing(size) else int(size)
                # each cell and each sum was rounded by 1 part in 2**53 at most
                self._masses[table, name] = mass + (mass * self._rows[table] >> 52) + 1
        for name, cells in zip(codes, tables, strict=True):
            self._codes[table, name] = frozenset(cell for cell in cells[0] if isinstance(cell, str))

    def magnitude_bound(self, table: str, column: str) -> int:
        """Give about the sum of a column, signs left aside: what no sum over some of its rows exceeds."""
        return self._masses[table, column]

    def greatest(self, table: str, column: str) -> int:
        """Give the greatest number of a column, signs left aside."""
        if not self.engine.wraps:
            return 0
        cells = nw.col(column)
        ends = self.frame(table, [column]).select(least=cells.min(), most=cells.max())
        return max(0 if is_missing(end) else abs(int(end)) for (end,) in self.engine.collect([ends])[0])

    def max_rows_per_parent(self, table: str) -> int:
        """Count the rows of the parent that has most of them."""
        if not self.engine.wraps:
            return 0
        link, rows = self.link(table), fresh()
        counted = self.frame(table, [link]).group_by(link).agg(**{rows: nw.len()}).select(nw.col(rows).max())
        ((found,),) = self.engine.collect([counted])[0]
        return 0 if is_missing(found) else int(found)

    def codes(self, table: str, column: str) -> frozenset[str]:
        """Give the codes that occur in a column."""
        return self._codes[table, column]

    def rows(self, table: str) -> int:
        """Count the rows of a table."""
        return self._rows[table]
