"""A ledger as flat tables of columns, each made when it is first asked for.

Dates become day numbers, a coarse one two of them (`lo`, `hi`); amounts become the six columns of
`zhaoshang.measures.Amount`. A child table keeps the row number of each row's parent. Rows of `history`, `plans` and
`evidence` are kept apart by stage or code, since nearly every question asks for one.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from operator import attrgetter
from typing import Any, Final

from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity

Cells = list[Any]

_SIDES: Final = {Hedge.NEAR: -1, Hedge.BELOW: -1, Hedge.OVER: 1, Hedge.ODD: 1}
_PARTS: Final = ("value", "low", "high", "unit", "side", "hedge")
_PART_KINDS: Final = frozenset({"phase", "part"})


def exact(number: Any) -> int | Fraction:
    """Turn an exact number into an int where it is whole, else a fraction."""
    whole = int(number)
    return whole if whole == number else Fraction(number)


def _amount_cells(amounts: Iterable[Quantity | None]) -> dict[str, Cells]:
    """Split quantities into the six columns of an amount."""
    cells: dict[str, Cells] = {part: [] for part in _PARTS}
    value, low, high, unit, side, hedge = (cells[part].append for part in _PARTS)
    for amount in amounts:
        if amount is None:
            for add in (value, low, high, unit, hedge):
                add(None)
            side(0)
        elif amount.hedge is Hedge.NONE:
            number = exact(amount.value)
            value(number)
            low(number)
            high(number)
            unit(amount.unit.code)
            side(0)
            hedge("none")
        else:
            bounds = amount.interval
            value(None if amount.value is None else exact(amount.value))
            low(None if bounds.low is None else exact(bounds.low))
            high(None if bounds.high is None else exact(bounds.high))
            unit(amount.unit.code)
            side(_SIDES.get(amount.hedge, 0))
            hedge(str(amount.hedge))
    return cells


def _lo(day: Period | None) -> int | None:
    return None if day is None else day.start.toordinal()


def _hi(day: Period | None) -> int | None:
    return None if day is None else day.end.toordinal()


class Table:
    """Rows of one kind, with the columns asked for so far.

    Attributes:
        rows: the objects, in the ledger's order.
        parents: the row number of each row's parent, for a child table.
    """

    __slots__ = ("_amounts", "_columns", "_getters", "parents", "rows")

    def __init__(
        self,
        rows: Sequence[Any],
        parents: Sequence[int] | None = None,
        getters: "dict[str, Callable[[Any], Any]] | None" = None,
        amounts: Iterable[str] = (),
    ) -> None:
        self.rows = rows
        self.parents = parents
        self._getters = getters or {}
        self._amounts = frozenset(amounts)
        self._columns: dict[str, Cells] = {}

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def column(self, name: str) -> Cells:
        """Give a column by name."""
        cells = self._columns.get(name)
        if cells is None:
            head, dot, part = name.partition(".")
            if dot and head in self._amounts:
                split = _amount_cells(map(attrgetter(head), self.rows))
                self._columns.update({f"{head}.{each}": split[each] for each in _PARTS})
                cells = self._columns[f"{head}.{part}"]
            else:
                getter = self._getters.get(name)
                cells = list(map(getter or attrgetter(name), self.rows))
                self._columns[name] = cells
        return cells

    def put(self, name: str, cells: Cells) -> None:
        """Lay down a ready column."""
        self._columns[name] = cells


def _dated(name: str) -> dict[str, Callable[[Any], Any]]:
    get = attrgetter(name)
    return {
        "lo": lambda row: _lo(get(row)),
        "hi": lambda row: _hi(get(row)),
        "recorded": lambda row: _hi(row.recorded_on),
    }


def _first(items: Sequence[Any]) -> Any:
    return items[0] if items else None


class Tables:
    """The tables of a ledger, made when first asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._tables: dict[str, Table] = {}
        self._split: dict[str, dict[str, Table]] = {}

    def __getitem__(self, name: str) -> Table:
        """Give a table; `history:started` is the part of `history` at one stage."""
        table = self._tables.get(name)
        if table is None:
            whole, colon, part = name.partition(":")
            if colon:
                table = self._parts(whole).get(part)
                if table is None:
                    table = _EMPTY_PARTS[whole]()
            else:
                table = _MAKERS[name](self)
            self._tables[name] = table
        return table

    def parts(self, name: str) -> frozenset[str] | None:
        """List the parts that a table is kept in, or `None` for a table in one piece."""
        return frozenset(self._parts(name)) if name in _EMPTY_PARTS else None

    def _parts(self, name: str) -> dict[str, Table]:
        if name not in self._split:
            self._walk_histories()
        return self._split[name]

    def _walk_histories(self) -> None:
        """Sort every agreement, milestone and paper into the parts of `history`, `plans` and `evidence`."""
        happened: dict[str, list[tuple[Any, ...]]] = {}
        plans: dict[str, list[tuple[Any, ...]]] = {}
        papers: dict[str, list[tuple[Any, ...]]] = {}
        for row, project in enumerate(self.ledger.projects):
            for agreement in project.agreements:
                stage = "signed" if agreement.kind == "formal" else "intent"
                signed, approved = agreement.signed_on, agreement.approved_on
                lo, hi = (
                    (None, None) if signed is None else (signed.start.toordinal(), signed.end.toordinal())
                )
                recorded = None if agreement.recorded_on is None else agreement.recorded_on.end.toordinal()
                happened.setdefault(stage, []).append(
                    (row, lo, hi, recorded, str(agreement.kind), _lo(approved), _hi(approved))
                )
                for code in agreement.evidence:
                    papers.setdefault(str(code), []).append((row, lo, hi, recorded))
            for milestone in project.milestones:
                on = milestone.on
                lo, hi = (None, None) if on is None else (on.start.toordinal(), on.end.toordinal())
                recorded = None if milestone.recorded_on is None else milestone.recorded_on.end.toordinal()
                if milestone.planned:
                    plans.setdefault(milestone.stage, []).append((row, lo, hi, recorded))
                    continue
                stage = milestone.stage
                kind = {"signed": "formal", "intent": "intent"}.get(stage, "")
                happened.setdefault(stage, []).append((row, lo, hi, recorded, kind, None, None))
                for code in milestone.evidence:
                    papers.setdefault(str(code), []).append((row, lo, hi, recorded))
        self._split["history"] = {str(part): _columns(rows, _HISTORY) for part, rows in happened.items()}
        self._split["plans"] = {str(part): _columns(rows, _DATED) for part, rows in plans.items()}
        self._split["evidence"] = {part: _columns(rows, _DATED) for part, rows in papers.items()}

    def child(self, name: str, amounts: Iterable[str] = (), **getters: Callable[[Any], Any]) -> Table:
        """Make the child table of projects that holds one of their collections."""
        rows: list[Any] = []
        parents: list[int] = []
        for number, project in enumerate(self.ledger.projects):
            items = getattr(project, name)
            if items:
                rows.extend(items)
                parents.extend([number] * len(items))
        return Table(rows, parents, getters, amounts)


_DATED: Final = ("lo", "hi", "recorded")
_HISTORY: Final = ("lo", "hi", "recorded", "kind", "approved_lo", "approved_hi")


def _columns(rows: list[tuple[Any, ...]], names: tuple[str, ...]) -> Table:
    parents, *cells = map(list, zip(*rows, strict=True)) if rows else ([], *([] for _ in names))
    table = Table(range(len(rows)), parents)
    for name, column in zip(names, cells, strict=True):
        table.put(name, column)
    return table


_EMPTY_PARTS: Final[dict[str, Callable[[], Table]]] = {
    "history": lambda: _columns([], _HISTORY),
    "plans": lambda: _columns([], _DATED),
    "evidence": lambda: _columns([], _DATED),
}


def _projects(tables: Tables) -> Table:
    ledger = tables.ledger
    investors = ledger.investors

    def lead(project: Project) -> Any:
        first = _first(project.investors)
        return investors.get(first) if first is not None else None

    def of_lead(name: str) -> Callable[[Project], Any]:
        return lambda project: getattr(lead(project), name, None)

    projects = ledger.projects
    getters: dict[str, Callable[[Any], Any]] = {
        "parent_known": lambda project: project.parent is not None and project.parent in projects,
        "origin": of_lead("origin"),
        "ownership": of_lead("ownership"),
        "lead_investor": lambda project: _first(project.investors),
        "event": lambda project: _first(project.events),
        "is_government_funded": lambda project: project.government_funded is True,
    }
    amounts = (
        "investment",
        "fixed_investment",
        "outside_investment",
        "foreign_investment",
        "land",
        "floor_area",
    )
    return Table(tuple(projects), None, getters, amounts)


def _phases(tables: Tables) -> Table:
    numbers = {project.id: row for row, project in enumerate(tables.ledger.projects)}
    rows: list[Any] = []
    parents: list[int] = []
    for project in tables.ledger.projects:
        if project.relation in _PART_KINDS and project.parent in numbers:
            rows.append(project)
            parents.append(numbers[project.parent])
    amounts = (
        "investment",
        "fixed_investment",
        "outside_investment",
        "foreign_investment",
        "land",
        "floor_area",
    )
    return Table(rows, parents, None, amounts)


def _flags(tables: Tables) -> Table:
    """List the titles of each project's lead investor."""
    rows: list[Any] = []
    parents: list[int] = []
    for number, project in enumerate(tables.ledger.projects):
        investor = tables.ledger.investors.get(project.investors[0]) if project.investors else None
        if investor is not None:
            rows.extend(investor.flags)
            parents.extend([number] * len(investor.flags))
    return Table(rows, parents)


def _chain_nodes(tables: Tables) -> Table:
    rows: list[str] = []
    parents: list[int] = []
    for number, project in enumerate(tables.ledger.projects):
        rows.extend(node.partition("/")[0] for node in project.chain_nodes)
        parents.extend([number] * len(project.chain_nodes))
    return Table(rows, parents, {"chain": lambda chain: chain})


_OUTCOME_AMOUNTS: Final = ("tax", "output", "revenue", "fixed_asset_investment", "value_added", "jobs")

_MAKERS: Final[dict[str, Callable[[Tables], Table]]] = {
    "projects": _projects,
    "phases": _phases,
    "flags": _flags,
    "chains": _chain_nodes,
    "arrivals": lambda tables: tables.child("arrivals", ("amount", "fixed"), **_dated("on")),
    "outcomes": lambda tables: tables.child("outcomes", _OUTCOME_AMOUNTS, **_dated("period")),
    "log": lambda tables: tables.child(
        "log",
        (),
        lo=lambda entry: _lo(entry.on),
        hi=lambda entry: _hi(entry.on),
        recorded=lambda _entry: None,
    ),
}
