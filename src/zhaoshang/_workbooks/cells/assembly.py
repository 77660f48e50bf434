"""One row's values to a project, and what the rows say of investors, parks and units to records."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple, final

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.values import DateReader, QuantityReader, Read
from zhaoshang._workbooks.files.grids import Cell, column_letter
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.text import key
from zhaoshang.model import Agreement, Arrival, DatedFlag, Investor, Milestone, Park, Project, ServiceTeam
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Dimension
from zhaoshang.vocabulary import AgreementKind, InvestorFlag, Stage, Term

__all__ = ["CONTEXT", "Assembler", "Place", "Spec", "agree", "plan", "spec_of"]


CONTEXT: Final = frozenset({"currency", "unit"})
"""The slots of columns that say in what the amounts of their row are."""

_MANY: Final = 50_000  # as many readings are kept for one column
_UNIQUE: Final = frozenset({"name", "code", "uscc"})


@final
class Spec(NamedTuple):
    """How one column is read: its place in the row, the reader, and where the value goes.

    A value whose field no other column states goes straight there, which `is_direct` says. What was read before is
    kept by cell, in `seen` as a plain tuple and in `memo` as the milestone made of it; `is_kept` says whether the cells
    of the column may recur, and `is_amount` whether its reader takes the units of the row.
    """

    at: int
    column: Column
    read: Callable[..., Read]
    slot: str
    name: str
    mark: tuple[Stage, bool, str | None] | InvestorFlag | None
    is_direct: bool
    memo: dict[Cell, Milestone]
    seen: dict[Cell, tuple[object, Fault | None]]
    is_amount: bool
    is_kept: bool

    def cell(self, raw: Cell, number: int, context: str = "") -> Read:
        """Read a cell; what recurs in a column, and is the same in every row, is kept."""
        if self.is_amount:
            found = self.read(raw, number, context)
        else:
            found = self.read(raw, number)
            if not self.is_kept or isinstance(raw, float):
                return found
        if not context and not isinstance(raw, bool) and len(self.seen) < _MANY:
            self.seen[raw] = (found[0], found[1])  # a plain tuple is taken apart faster than a named one
        return found

    def recall(self, raw: Cell) -> tuple[object, Fault | None] | None:
        """Give what was read from an equal cell before; `True` is not taken for 1."""
        return None if raw is True or raw is False else self.seen.get(raw)

    def milestone(self, value: object, raw: Cell) -> Milestone:
        """Give the step that a cell states; equal cells share one."""
        assert isinstance(self.mark, tuple)  # noqa: S101 - slot_of gives one
        stage, planned, reporter = self.mark
        on = value if isinstance(value, Period) else None
        known = self.memo.get(raw)
        if known is None or (
            known.on is not on and known.on != on
        ):  # a number format may tell equal dates apart
            known = self.memo[raw] = Milestone(stage=stage, on=on, planned=planned, reporter=reporter)
        return known


def spec_of(column: Column, read: Callable[..., Read], /, *, is_alone: bool) -> Spec:
    """Say how a column is read.

    Args:
        column: the column.
        read: the reader of its cells.
        is_alone: whether no other column states its field.
    """
    slot, name, mark = slot_of(column)
    is_direct = slot == "plain" or (slot == "shared" and is_alone)
    depends = isinstance(read, DateReader) and read.shows_coarse
    is_kept = not depends and column.kind not in _UNIQUE
    is_amount = isinstance(read, QuantityReader)
    return Spec(column.number - 1, column, read, slot, name, mark, is_direct, {}, {}, is_amount, is_kept)


_Cell = tuple[int, dict[Cell, tuple[object, Fault | None]], bool, str, str, Spec]


def plan(specs: Iterable[Spec]) -> tuple[_Cell, ...]:
    """Lay out what is asked of every cell as plain tuples: place, memory, whether direct, slot, name, column."""
    return tuple((spec.at, spec.seen, spec.is_direct, spec.slot, spec.name, spec) for spec in specs)


@final
class Place(NamedTuple):
    """A fault in a column of a row."""

    column: int
    fault: Fault
    value: Cell


_SIGNED: Final = Stage.SIGNED
_STARTED: Final = Stage.STARTED
_SIGNING: Final = frozenset({Stage.SIGNED, Stage.INTENT})
_PLAIN: Final = {
    "name",
    "id",
    "district",
    "category",
    "industry",
    "channel",
    "track",
    "grade",
    "government_funded",
}


def slot_of(column: Column) -> tuple[str, str, tuple[Stage, bool, str | None] | InvestorFlag | None]:
    """Say where a column's values go: a slot, a name in it, and a stage or flag."""
    path = column.field or ""
    if column.kind == EXTRA:
        return EXTRA, path.removeprefix(EXTRA).removeprefix("."), None
    if path in _PLAIN:
        return "plain", path, None
    if path in {"investors", "park", "owner"} or path.startswith("@"):
        return path.removeprefix("@"), path, None
    if path == "milestones[].stage":
        return "stage", "", None
    if path.startswith("milestones["):
        word, *marks = path[11:-1].split(",")
        reporter = next((mark[9:] for mark in marks if mark.startswith("reporter=")), None)
        return "milestone", "", (Stage(word), "planned" in marks, reporter)
    if path.startswith("investor.flags["):
        return "flag", "", InvestorFlag(path[15:-1])
    head, _, leaf = path.rpartition(".")
    slots = {"investor": "investor", "agreements[]": "agreement", "arrivals[]": "arrival", "": "shared"}
    return slots[head], leaf, None


def agree(first: Quantity, second: Quantity) -> Quantity | None:
    """Choose between two prints of one quantity: the finer where they are the same to rounding, else none."""
    if first.unit != second.unit:
        if first.unit.dimension is Dimension.MONEY:
            return first
        second = second.to(first.unit)
    if first.value is None or second.value is None:
        return first if first.interval == second.interval else None
    difference = abs(Fraction(first.value) - Fraction(second.value))
    if difference == 0:
        return second if first.hedge is not Hedge.NONE and second.hedge is Hedge.NONE else first
    if difference <= max(_rounding(first), _rounding(second)) / 2:
        return first if _rounding(first) <= _rounding(second) else second
    return None


def _rounding(quantity: Quantity) -> Fraction:
    """The step of the last place that was printed."""
    if quantity.places is None or not quantity.places:
        return Fraction(0)
    return Fraction(Decimal(1).scaleb(quantity.scale - quantity.places))


@final
class Assembler:
    """Builds projects row by row, and gathers investors, parks and units in charge on the way."""

    def __init__(self) -> None:
        self._investors: dict[str, dict[str, Any]] = {}
        self._investor_ids: dict[str, str] = {}
        self._parks: dict[str, str] = {}
        self._teams: dict[str, str] = {}
        self._agreements: dict[tuple[object, ...], Agreement] = {}
        self._states: dict[Stage, Milestone] = {}
        self.takes_investors = True

    # -------------------------------------------------------------- rows

    def project(
        self,
        row: Sequence[Cell],
        number: int,
        cells: Sequence[_Cell],
        new_id: Callable[[str | None, int], str],
    ) -> tuple[Project | None, list[Place]]:
        """Build the project of a row; `None` where it has no name.

        Args:
            row: the cells, merged ones filled down.
            number: the row, from 1.
            cells: the plan of the columns, those of currency and unit first.
            new_id: gives the id, from the code that the row states or from nothing, and the row.
        """
        values, facts, places = self._read(row, number, cells)
        if facts.opening is not None and facts.opening.startswith("开业"):
            facts.drop_starts(places)
        name = values.get("name") or self._stand_in(facts, cells)
        if name is None:
            return None, places
        values["name"] = name
        self._add_names(values, facts, places)
        if facts.agreement or facts.signs:
            values["agreements"] = self._signings(facts)
        steps = self._milestones(facts)
        if steps:
            values["milestones"] = steps
        if facts.arrival.get("amount") is not None:
            values["arrivals"] = (Arrival(**facts.arrival),)
        if facts.extra:
            values["extra"] = facts.extra
        values["id"] = new_id(values.get("id"), number)
        return Project(**values), places

    @staticmethod
    def _read(
        row: Sequence[Cell], number: int, cells: Sequence[_Cell]
    ) -> "tuple[dict[str, Any], _Facts, list[Place]]":
        """Read the cells of a row: plain fields, what is put together from several cells, and faults."""
        values: dict[str, Any] = {}
        facts = _Facts()
        places: list[Place] = []
        width = len(row)
        context = ""
        for at, seen, is_direct, slot, name, spec in cells:
            raw = row[at] if at < width else None
            if raw is None:
                continue
            found = seen.get(raw)
            if found is None or raw is True or raw is False or context:
                found = spec.cell(raw, number, context)
            value, fault = found
            if fault is not None:
                places.append(Place(at + 1, fault, raw))
            if value is None:
                continue
            if is_direct:
                values[name] = value
            elif slot == "milestone":
                facts.step(spec, value, raw)
            elif slot == "shared" and isinstance(value, Quantity):
                facts.share(values, spec, value, raw, places)
            elif slot in CONTEXT:
                context = f"{context} {value}".strip()
            else:
                facts.take(spec, value, raw)
        return values, facts, places

    def _stand_in(self, facts: "_Facts", cells: Sequence[_Cell]) -> str | None:
        """Where a list has no column of names, call a project by its first investor."""
        if (
            not facts.investors
            or not self.takes_investors
            or any(name == "name" for _, _, _, _, name, _ in cells)
        ):
            return None
        return f"{facts.investors[0]}项目"

    def _add_names(self, values: dict[str, Any], facts: "_Facts", places: list[Place]) -> None:
        if facts.investors:
            ids = tuple([self._investor(name) for name in facts.investors])
            values["investors"] = ids
            if facts.investor:
                places.extend(self._learn(ids[0], facts))
        elif facts.investor:
            places.extend(
                Place(at + 1, Fault("investor_unnamed"), raw) for _, at, raw in facts.investor_cells
            )
        if facts.park is not None:
            values["park"] = self._parks.setdefault(facts.park, facts.park)
        if facts.owner is not None:
            values["owner"] = self._teams.setdefault(facts.owner, facts.owner)

    # -------------------------------------------------------------- signing and steps

    def _signings(self, facts: "_Facts") -> tuple[Agreement, ...]:
        agreement: dict[str, Any] = facts.agreement
        if "kind" not in agreement and facts.stage is Stage.INTENT:
            agreement = {**agreement, "kind": AgreementKind.INTENT}
        elif not agreement and facts.signs:
            agreement = {"kind": AgreementKind.FORMAL}
        place = tuple(agreement.items())
        found = self._agreements.get(place)
        if found is None:
            found = self._agreements[place] = Agreement(**agreement)
        return (found,)

    def _milestones(self, facts: "_Facts") -> tuple[Milestone, ...]:
        if not facts.steps and facts.stage is None:
            return ()
        found: list[Milestone] = []
        dated = [step.stage for step in facts.steps if step.on is not None and not step.planned]
        for step in facts.steps:
            if (step.on is not None or step.stage not in dated) and step not in found:
                found.append(step)
        stage = facts.stage
        if stage is not None and stage not in _SIGNING:
            for step in found:
                if step.stage is stage and not step.planned:
                    break
            else:
                found.append(
                    self._states.get(stage) or self._states.setdefault(stage, Milestone(stage=stage))
                )
        return tuple(found)

    # -------------------------------------------------------------- names

    def _investor(self, name: str) -> str:
        found = self._investor_ids.get(name)
        if found is None:
            found = self._investor_ids[name] = key(name)
            entry = self._investors.setdefault(found, {"name": name, "aliases": []})
            if name != entry["name"]:
                entry["aliases"].append(name)
        return found

    def _learn(self, name: str, facts: "_Facts") -> Iterator[Place]:
        """Keep what a row says of an investor; where rows say different things the first is kept, and that is told."""
        entry = self._investors[name]
        for field, value in facts.investor.items():
            if field == "flags":
                known = entry.setdefault("flags", [])
                known.extend(flag for flag in value if flag not in known)
            elif entry.setdefault(field, value) != value:
                kept = entry[field]
                fault = Fault("investor_conflict", kept.zh if isinstance(kept, Term) else str(kept))
                yield from (
                    Place(at + 1, fault, raw) for told, at, raw in facts.investor_cells if told == field
                )

    # -------------------------------------------------------------- records

    def investors(self) -> list[Investor]:
        """The investors met, each once, by the comparing form of its name."""
        return [
            Investor(
                id=name,
                name=entry["name"],
                aliases=tuple(entry["aliases"]),
                uscc=entry.get("uscc"),
                ownership=entry.get("ownership"),
                flags=[DatedFlag(flag=flag) for flag in entry.get("flags", ())],
            )
            for name, entry in self._investors.items()
        ]

    def parks(self) -> list[Park]:
        """The parks met."""
        return [Park(id=name, name=name) for name in self._parks]

    def teams(self) -> list[ServiceTeam]:
        """The units in charge met."""
        return [ServiceTeam(id=name, name=name) for name in self._teams]


@final
class _Facts:
    """What one row says, before it is a project."""

    __slots__ = (
        "agreement", "arrival", "extra", "investor", "investor_cells", "investors", "opening", "owner",
        "park", "shared", "signs", "stage", "start_cells", "steps",
    )  # fmt: skip

    def __init__(self) -> None:
        self.agreement: dict[str, Any] = {}
        self.arrival: dict[str, Any] = {}
        self.extra: dict[str, str] = {}
        self.investor: dict[str, Any] = {}
        self.investor_cells: list[tuple[str, int, Cell]] = []
        self.investors: tuple[str, ...] = ()
        self.opening: str | None = None
        self.owner: str | None = None
        self.park: str | None = None
        self.shared: dict[str, list[tuple[int, Cell, Quantity]]] = {}
        self.signs = False
        self.stage: Stage | None = None
        self.start_cells: list[tuple[int, Cell]] = []
        self.steps: list[Milestone] = []

    def share(
        self, values: dict[str, Any], spec: Spec, value: Quantity, raw: Cell, places: list[Place]
    ) -> None:
        """Take an amount that several columns may state; where they disagree neither is kept."""
        name = spec.name
        known = self.shared.setdefault(name, [])
        known.append((spec.at, raw, value))
        if len(known) == 1:
            values[name] = value
            return
        first = known[0]
        if first[2].unit != value.unit and value.unit.dimension is Dimension.MONEY:
            places.append(Place(spec.at + 1, Fault("two_currencies", column_letter(first[0] + 1)), raw))
            return
        chosen = agree(values[name], value) if name in values else None
        if chosen is not None:
            values[name] = chosen
            return
        if values.pop(name, None) is not None:
            places.append(
                Place(first[0] + 1, Fault("columns_disagree", column_letter(spec.at + 1)), first[1])
            )
        places.append(Place(spec.at + 1, Fault("columns_disagree", column_letter(first[0] + 1)), raw))

    def take(self, spec: Spec, value: Any, raw: Cell) -> None:  # noqa: ANN401 - each slot has its own type
        """Keep a value until the row is read whole."""
        match spec.slot:
            case "stage":
                self.stage = value
                self.signs |= value in _SIGNING
            case "investor":
                self.investor[spec.name] = value
                self.investor_cells.append((spec.name, spec.at, raw))
            case "flag":
                if value:
                    self.investor.setdefault("flags", []).append(spec.mark)
                    self.investor_cells.append(("flags", spec.at, raw))
            case "agreement":
                self.agreement[spec.name] = value
            case "extra":
                self.extra[spec.name] = value
            case "arrival":
                self.arrival[spec.name] = value
            case slot:  # investors, park, owner, opening: one value each
                setattr(self, slot, value)

    def step(self, spec: Spec, value: object, raw: Cell) -> None:
        """Keep a step, or the date of the agreement that it is."""
        step = spec.milestone(value, raw)
        if not step.planned:
            if step.stage is _SIGNED:
                self.signs = True
                if step.on is not None:
                    self.agreement.setdefault("signed_on", step.on)
                return
            if step.stage is _STARTED and step.reporter is None:
                self.start_cells.append((spec.at, raw))
        self.steps.append(step)

    def drop_starts(self, places: list[Place]) -> None:
        """Where the row says that it opened for business, its start is no start of construction."""
        self.steps = [
            step for step in self.steps if step.stage is not _STARTED or step.planned or step.reporter
        ]
        note = self.opening or ""
        places.extend(
            Place(index + 1, Fault("start_or_opening", note), raw) for index, raw in self.start_cells
        )
