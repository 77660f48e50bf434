"""The rows of a table to projects, and what they say of investors, parks and units to records."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, final

from attrs import Factory, define

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.specs import CONTEXT, Place, Spec, contexts_of
from zhaoshang._workbooks.files.grids import Cell, column_letter
from zhaoshang._workbooks.words.text import key
from zhaoshang.model import Agreement, Arrival, DatedFlag, Investor, Milestone, Park, Project, ServiceTeam
from zhaoshang.model._fields.building import build
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Dimension
from zhaoshang.vocabulary import AgreementKind, Stage, Term

__all__ = ["Assembler", "agree"]

_SIGNED: Final = Stage.SIGNED
_INTENT: Final = Stage.INTENT


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
@define(eq=False)
class _Rows:
    """Some rows of a table: what their columns say, and where they are at fault."""

    numbers: Sequence[int]
    columns: list[tuple[Spec, Sequence[Cell], Sequence[Any]]] = Factory(list)
    places: dict[int, list[Place]] = Factory(dict)

    @classmethod
    def read(
        cls, rows: Sequence[Sequence[Cell]], numbers: Sequence[int], specs: Sequence[Spec], /
    ) -> "_Rows":
        """Read the cells, a column after the other."""
        self = cls(numbers)
        width = max((spec.at + 1 for spec in specs), default=0)
        if min(map(len, rows), default=width) < width:
            rows = [[*row, *[None] * (width - len(row))] for row in rows]
        by_column = list(zip(*rows, strict=False))
        contexts = contexts_of(specs, rows, numbers)
        for spec in specs:
            cells = by_column[spec.at] if by_column else ()
            values, told = spec.cells(cells, numbers, contexts)
            for place, fault in told:
                self.places.setdefault(place, []).append(Place(spec.at + 1, fault, cells[place]))
            if spec.slot not in CONTEXT:
                self.columns.append((spec, cells, values))
        return self

    def direct(self) -> dict[str, Sequence[Any]]:
        """Give the columns that alone state their field, by its name."""
        return {spec.name: values for spec, _, values in self.columns if spec.is_direct}

    def facts(self) -> "list[_Facts]":
        """Put together what each row says in several columns."""
        several = [(spec, cells, values) for spec, cells, values in self.columns if not spec.is_direct]
        facts = [_Facts() for _ in self.numbers]
        for spec, cells, values in several:
            take = getattr(_Facts, f"take_{spec.slot}", _Facts.take_one)
            for place, value in enumerate(values):
                if value is not None:
                    take(facts[place], spec, value, cells[place])
        return facts


@final
class Assembler:
    """Builds projects from rows, and gathers investors, parks and units in charge on the way."""

    def __init__(self) -> None:
        self._investors: dict[str, dict[str, Any]] = {}
        self._investor_ids: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._parks: dict[str, str] = {}
        self._teams: dict[str, str] = {}
        self._agreements: dict[tuple[object, ...], tuple[Agreement, ...]] = {}
        self._signed: dict[int, tuple[Agreement, ...]] = {}
        self._states: dict[Stage, Milestone] = {}
        self.takes_investors = True

    # -------------------------------------------------------------- rows

    def projects(
        self,
        rows: Sequence[Sequence[Cell]],
        numbers: Sequence[int],
        specs: Sequence[Spec],
        new_id: Callable[[str | None, int], str],
    ) -> list[tuple[Project | None, list[Place]]]:
        """Build the projects of some rows, `None` for one that has no name, each with its faults.

        Args:
            rows: the cells of each row, merged ones filled down.
            numbers: their numbers, from 1.
            specs: how the columns are read, those of currency and unit first.
            new_id: gives the id, from the code that the row states or from nothing, and the row.
        """
        read = _Rows.read(rows, numbers, specs)
        facts = read.facts()
        columns = read.direct()
        for name in ("investors", "park", "owner"):
            if name not in columns:
                columns[name] = [getattr(said, name) for said in facts]
        columns["name"] = self._names(columns, specs)
        named = [place for place, name in enumerate(columns["name"]) if name is not None]
        if len(named) < len(numbers):
            columns = {name: [values[place] for place in named] for name, values in columns.items()}
        facts = [facts[place] for place in named]
        projects = self._built(columns, facts, [numbers[place] for place in named], new_id)
        for place, said in zip(named, facts, strict=True):
            if said.told:
                read.places.setdefault(place, []).extend(said.told)
        built: dict[int, Project] = dict(zip(named, projects, strict=True))
        return [(built.get(place), read.places.get(place, [])) for place in range(len(numbers))]

    def _names(self, columns: dict[str, Sequence[Any]], specs: Sequence[Spec]) -> Sequence[str | None]:
        """Give the names; where a list has no column of them, a project is called by its first investor."""
        names = columns.get("name")
        if names is not None:
            return [name or None for name in names]
        if not self.takes_investors or any(spec.name == "name" for spec in specs):
            return [None] * len(columns["investors"])
        return [f"{firms[0]}项目" if firms else None for firms in columns["investors"]]

    def _built(
        self,
        columns: dict[str, Any],
        facts: "Sequence[_Facts]",
        numbers: Sequence[int],
        new_id: Callable[[str | None, int], str],
    ) -> list[Project]:
        """Build the projects of rows that have a name."""
        columns["investors"] = [self._ids_of(names) if names else () for names in columns["investors"]]
        for firms, said in zip(columns["investors"], facts, strict=True):
            if said.investor:
                said.told += tuple(self._learn(firms[0], said) if firms else said.unnamed())
        for known, names in ((self._parks, columns["park"]), (self._teams, columns["owner"])):
            known.update((name, name) for name in names if name is not None and name not in known)
        for name in {name for said in facts for name in said.amounts}:
            columns[name] = [said.amounts.get(name) for said in facts]
        for said in facts:
            if said.opening is not None and said.opening.startswith("开业"):
                said.drop_starts()
        columns["agreements"] = [
            self._signings(said) if said.agreement or said.signs else () for said in facts
        ]
        columns["milestones"] = [self._milestones(said) if said.steps or said.stage else () for said in facts]
        columns["arrivals"] = _arrivals([said.arrival for said in facts])
        if any(said.extra for said in facts):
            columns["extra"] = [said.extra for said in facts]
        codes = columns.get("id") or [None] * len(numbers)
        columns["id"] = list(map(new_id, codes, numbers))
        return build(Project, columns, len(numbers))

    # -------------------------------------------------------------- signing and steps

    def _signings(self, facts: "_Facts") -> tuple[Agreement, ...]:
        """Give the agreement that a row states; equal ones, of which there are many, are one."""
        agreement = facts.agreement
        if (
            len(agreement) == 1 and facts.stage is not _INTENT
        ):  # as most rows: an object of its own for each day
            on = agreement.get("signed_on")
            known = self._signed.get(id(on))
            if known is not None:
                return known
        if facts.stage is _INTENT and "kind" not in agreement:
            agreement = {**agreement, "kind": AgreementKind.INTENT}
        elif not agreement and facts.signs:
            agreement = {"kind": AgreementKind.FORMAL}
        place = (*agreement, *map(id, agreement.values()))  # the values live as long as the agreement
        found = self._agreements.get(place)
        if found is None:
            found = self._agreements[place] = (Agreement(**agreement),)
            if tuple(agreement) == ("signed_on",):
                self._signed[id(agreement["signed_on"])] = found
        return found

    def _milestones(self, facts: "_Facts") -> tuple[Milestone, ...]:
        """Give the steps that a row dates, and the one that it is said to be at."""
        steps, stage = facts.steps, facts.stage
        if len(steps) > 1:
            steps = _each_once(steps)
        if stage is None or stage is _SIGNED or stage is _INTENT:
            return steps
        for step in steps:
            if step.stage is stage and not step.planned:
                return steps
        return (*steps, self._states.get(stage) or self._states.setdefault(stage, Milestone(stage=stage)))

    # -------------------------------------------------------------- names

    def _ids_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Give the ids of investors, the comparing forms of their names."""
        found = self._investor_ids.get(names)
        if found is None:
            found = self._investor_ids[names] = tuple([self._investor(name) for name in names])
        return found

    def _investor(self, name: str) -> str:
        found = key(name)
        entry = self._investors.setdefault(found, {"name": name, "aliases": []})
        if name != entry["name"] and name not in entry["aliases"]:
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


def _each_once(steps: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
    """Leave out the steps that are stated twice, and those without a date that another column dates."""
    stated = [(step.stage, step.planned) for step in steps]
    for step, mark in zip(steps, stated, strict=True):
        if step.on is None or stated.count(mark) > 1:
            break
    else:
        return steps
    dated = [step.stage for step in steps if step.on is not None and not step.planned]
    found: list[Milestone] = []
    for step in steps:
        if (step.on is not None or step.stage not in dated) and step not in found:
            found.append(step)
    return tuple(found)


def _arrivals(stated: Sequence[dict[str, Any]]) -> list[tuple[Arrival, ...]]:
    """Make the payments of rows that state an amount."""
    paid = [one for one in stated if one.get("amount") is not None]
    fields = {name for one in paid for name in one}
    made = iter(build(Arrival, {name: [one.get(name) for one in paid] for name in fields}, len(paid)))
    return [(next(made),) if one.get("amount") is not None else () for one in stated]


_NOTHING: Final[dict[str, Any]] = {}


@final
class _Facts:
    """What one row says in several columns, before it is a project; most rows say little of it."""

    agreement: dict[str, Any] = _NOTHING
    amounts: dict[str, Quantity | None] = _NOTHING
    arrival: dict[str, Any] = _NOTHING
    extra: dict[str, str] = _NOTHING
    investor: dict[str, Any] = _NOTHING
    investor_cells: tuple[tuple[str, int, Cell], ...] = ()
    investors: tuple[str, ...] = ()
    opening: str | None = None
    owner: str | None = None
    park: str | None = None
    shared: dict[str, list[tuple[int, Cell, Quantity]]] = _NOTHING
    signs = False
    stage: Stage | None = None
    start_cells: tuple[tuple[int, Cell], ...] = ()
    steps: tuple[Milestone, ...] = ()
    told: tuple[Place, ...] = ()

    def take_shared(self, spec: Spec, value: Quantity, raw: Cell) -> None:
        """Take an amount that several columns may state; where they disagree neither is kept."""
        name = spec.name
        if self.shared is _NOTHING:
            self.shared, self.amounts = {}, {}
        known = self.shared.setdefault(name, [])
        known.append((spec.at, raw, value))
        if len(known) == 1:
            self.amounts[name] = value
            return
        first = known[0]
        if first[2].unit != value.unit and value.unit.dimension is Dimension.MONEY:
            self._tell(spec.at, Fault("two_currencies", column_letter(first[0] + 1)), raw)
            return
        before = self.amounts[name]
        chosen = None if before is None else agree(before, value)
        self.amounts[name] = chosen
        if chosen is not None:
            return
        if before is not None:
            self._tell(first[0], Fault("columns_disagree", column_letter(spec.at + 1)), first[1])
        self._tell(spec.at, Fault("columns_disagree", column_letter(first[0] + 1)), raw)

    def _tell(self, at: int, fault: Fault, raw: Cell) -> None:
        self.told += (Place(at + 1, fault, raw),)

    def take_stage(self, _: Spec, value: Stage, _raw: Cell) -> None:
        """Take the stage that the project is said to be in."""
        self.stage = value
        self.signs = self.signs or value is _SIGNED or value is _INTENT

    def take_investor(self, spec: Spec, value: object, raw: Cell) -> None:
        """Take what the row says of its first investor."""
        self.investor = {**self.investor, spec.name: value}
        self.investor_cells += ((spec.name, spec.at, raw),)

    def take_flag(self, spec: Spec, value: object, raw: Cell) -> None:
        """Take a title of the first investor."""
        if value:
            flags = [*self.investor.get("flags", ()), spec.flag]
            self.investor = {**self.investor, "flags": flags}
            self.investor_cells += (("flags", spec.at, raw),)

    def take_agreement(self, spec: Spec, value: object, _: Cell) -> None:
        """Take what the row says of the agreement."""
        self.agreement = {**self.agreement, spec.name: value}

    def take_extra(self, spec: Spec, value: str, _: Cell) -> None:
        """Take a text that no field holds."""
        if self.extra is _NOTHING:
            self.extra = {}
        self.extra[spec.name] = value

    def take_arrival(self, spec: Spec, value: object, _: Cell) -> None:
        """Take what the row says of the payments."""
        if self.arrival is _NOTHING:
            self.arrival = {}
        self.arrival[spec.name] = value

    def take_one(self, spec: Spec, value: object, _: Cell) -> None:
        """Take the one value of a slot: investors, park, owner, opening."""
        setattr(self, spec.slot, value)

    def take_signing(self, _: Spec, value: object, _raw: Cell) -> None:
        """Take the day of signing, or a yes: it is the agreement's."""
        self.signs = True
        if isinstance(value, Period):
            self.agreement = {"signed_on": value, **self.agreement}

    def take_start(self, spec: Spec, value: Milestone, raw: Cell) -> None:
        """Take the start of construction, unless it turns out to be the opening of a business."""
        self.start_cells += ((spec.at, raw),)
        self.steps += (value,)

    def take_step(self, _: Spec, value: Milestone, _raw: Cell) -> None:
        """Take a step with its date, or a plan of it."""
        self.steps += (value,)

    def take_span(self, _: Spec, value: tuple[Milestone, ...], _raw: Cell) -> None:
        """Take the start and the end of the works."""
        self.steps += value

    def unnamed(self) -> Iterator[Place]:
        """Name what is said of an investor who is not."""
        return (Place(at + 1, Fault("investor_unnamed"), raw) for _, at, raw in self.investor_cells)

    def drop_starts(self) -> None:
        """Where the row says that it opened for business, its start is no start of construction."""
        self.steps = tuple(
            step for step in self.steps if step.stage is not Stage.STARTED or step.planned or step.reporter
        )
        for at, raw in self.start_cells:
            self._tell(at, Fault("start_or_opening", self.opening or ""), raw)
