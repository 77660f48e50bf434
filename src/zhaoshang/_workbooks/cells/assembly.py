"""The rows of a table to projects, and what they say of investors, parks and units to records."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from typing import Any, Final, final

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.gathered import GatheredRows, Papers
from zhaoshang._workbooks.cells.rowfacts import RowFacts
from zhaoshang._workbooks.cells.specs import FaultPlace, Spec
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.fields import of_slot
from zhaoshang._workbooks.words.text import key
from zhaoshang.model import Agreement, Arrival, DatedFlag, Investor, Milestone, Park, Project, ServiceTeam
from zhaoshang.model._fields.building import build
from zhaoshang.periods import Period
from zhaoshang.vocabulary import AgreementKind, Stage, Term

__all__ = ["Assembler", "NewIds"]

NewIds = Callable[[Sequence[str | None] | None, Sequence[int]], list[str]]
"""Gives ids of projects, by the codes that rows state and by the rows."""

_SIGNED: Final = Stage.SIGNED
_INTENT: Final = Stage.INTENT
_PAPERS: Final = (_SIGNED, _INTENT)
"""The stages that are shown by an agreement, and by no step."""


@final
class Assembler:
    """Builds projects from rows, and gathers investors, parks and units in charge on the way."""

    def __init__(self) -> None:
        self._investors: dict[str, dict[str, Any]] = {}
        self._investor_ids: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._parks: dict[str, str] = {}
        self._teams: dict[str, str] = {}
        self._agreements: dict[tuple[object, ...], tuple[Agreement, ...]] = {}
        self._arrivals: dict[int, tuple[Arrival, ...]] = {}
        self._signed: dict[int, tuple[Agreement, ...]] = {}
        self._states: dict[Stage, Milestone] = {}
        self._alone: dict[Stage, tuple[Milestone, ...]] = {}

    # -------------------------------------------------------------- rows

    def projects(
        self,
        rows: Sequence[Sequence[Cell]],
        numbers: Sequence[int],
        specs: Sequence[Spec],
        new_ids: NewIds,
        *,
        names_by_investor: bool,
    ) -> list[tuple[Project | None, list[FaultPlace]]]:
        """Build the projects of some rows, `None` for one that has no name, each with its faults.

        Args:
            rows: the cells of each row, merged ones filled down.
            numbers: their numbers, from 1.
            specs: how the columns are read, those of currency and unit first.
            new_ids: gives the ids, from the codes that the rows state or from nothing, and the rows.
            names_by_investor: whether a project without a column of names is called by its first investor.
        """
        read = GatheredRows.read(rows, numbers, specs)
        facts = read.facts()
        columns = read.direct()
        for name, nothing in (("investors", ()), ("park", None), ("owner", None)):
            if name not in columns:
                columns[name] = [getattr(said, name) for said in facts] or [nothing] * len(numbers)
        columns["name"] = _names(columns, specs, by_investor=names_by_investor)
        for name in {name for said in facts for name in said.amounts}:
            columns[name] = [said.amounts.get(name) for said in facts]
        columns |= read.inner(columns)
        stages = read.stages()
        columns["agreements"] = self._papers(read, stages)
        columns["milestones"] = self._milestones(read, facts, stages)
        columns["arrivals"] = read.arrivals(self._arrivals)
        extras = read.extras()
        if extras is not None:
            columns["extra"] = extras
        named = [place for place, name in enumerate(columns["name"]) if name is not None]
        if len(named) < len(numbers):
            columns = {name: [values[place] for place in named] for name, values in columns.items()}
            numbers = [numbers[place] for place in named]
        columns["investors"] = [self._ids_of(names) if names else () for names in columns["investors"]]
        for place, firms in zip(named, columns["investors"], strict=True) if facts else ():
            said = facts[place]
            if said.investor:
                said.told += tuple(self._learn(firms[0], said) if firms else said.unnamed())
            if said.told:
                read.tell(place, *said.told)
        projects = self._built(columns, numbers, new_ids)
        built: dict[int, Project] = dict(zip(named, projects, strict=True))
        return [(built.get(place), read.places.get(place, [])) for place in range(len(rows))]

    def _built(self, columns: dict[str, Any], numbers: Sequence[int], new_ids: NewIds) -> list[Project]:
        """Build the projects of rows that have a name."""
        for known, names in ((self._parks, columns["park"]), (self._teams, columns["owner"])):
            known.update((name, name) for name in names if name is not None and name not in known)
        columns["id"] = new_ids(columns.get("id"), numbers)
        return build(Project, columns, len(numbers))

    # -------------------------------------------------------------- signing and steps

    def _signings(self, papers: Papers, stages: Sequence[Stage | None]) -> list[tuple[Agreement, ...]]:
        """Give the agreement that each row states; equal ones, of which there are many, are one."""
        return [
            ()
            if paper is None and stage is not _SIGNED and stage is not _INTENT
            else self._paper(paper, stage)
            for paper, stage in zip(papers, stages, strict=True)
        ]

    def _papers(
        self, read: GatheredRows, stages: Sequence[Sequence[Stage | None]]
    ) -> list[tuple[Agreement, ...]]:
        """Put the agreements whose columns say their kind before the others; a stage alone says nothing more than they."""
        said = read.papers()
        shown: list[Stage | None] = [None] * len(said)
        for each in stages:
            shown = [
                one or (stage if stage in _PAPERS else None) for one, stage in zip(shown, each, strict=True)
            ]
        signed = self._signings(said, shown)
        for place, named in enumerate(read.named_papers()):
            kinds, known = {paper.kind for paper in named}, {paper.stage for paper in named}
            own = said[place] or {}
            rest = [
                one
                for one in signed[place]
                if one.signed_on is not None
                or (one.kind not in kinds if "kind" in own else one.stage not in known)
            ]
            signed[place] = (*named, *rest)
        return signed

    def _paper(self, paper: AnyMapping[str, Any] | None, stage: Stage | None) -> tuple[Agreement, ...]:
        agreement = paper or {}
        on = agreement.get("signed_on")
        is_dated = on is not None and len(agreement) == 1 and stage is not _INTENT
        if is_dated:  # as most rows: an object of its own for each day
            known = self._signed.get(id(on))
            if known is not None:
                return known
        if on is not None and not isinstance(on, Period):
            agreement = {name: value for name, value in agreement.items() if name != "signed_on"}
        if stage is _INTENT and "kind" not in agreement:
            agreement = {**agreement, "kind": AgreementKind.INTENT}
        elif not agreement:
            agreement = {"kind": AgreementKind.FORMAL}
        place = (*agreement, *map(id, agreement.values()))  # the values live as long as the agreement
        found = self._agreements.get(place)
        if found is None:
            found = self._agreements[place] = (Agreement(**agreement),)
        if is_dated:
            self._signed[id(on)] = found
        return found

    def _milestones(
        self, read: GatheredRows, facts: Sequence[RowFacts], stages: Sequence[Sequence[Stage | None]]
    ) -> list[tuple[Milestone, ...]]:
        """Give the steps that each row dates, and those that it is said to be at."""
        found = [_each_once(steps) if len(steps) > 1 else steps for steps in read.steps()]
        for place, said in enumerate(facts):
            if said.opening is not None and said.opening.startswith("开业"):
                found[place] = read.without_starts(place, found[place], said.opening)
        for each in reversed(stages):
            found = [
                steps if stage is None or stage in _PAPERS else self._with_state(steps, stage)
                for steps, stage in zip(found, each, strict=True)
            ]
        return found

    def _with_state(self, steps: tuple[Milestone, ...], stage: Stage) -> tuple[Milestone, ...]:
        for step in steps:
            if step.stage is stage and not step.planned:
                return steps
        state = self._states.get(stage) or self._states.setdefault(stage, Milestone(stage=stage))
        return (*steps, state) if steps else self._alone.setdefault(stage, (state,))

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

    def _learn(self, name: str, facts: RowFacts) -> Iterator[FaultPlace]:
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
                    FaultPlace(at + 1, fault, raw) for told, at, raw in facts.investor_cells if told == field
                )

    # -------------------------------------------------------------- records

    def investors(self) -> list[Investor]:
        """The investors met, each once, by the comparing form of its name."""
        return [
            Investor(
                id=name,
                name=entry["name"],
                aliases=tuple(entry["aliases"]),
                **{field.leaf: entry.get(field.leaf) for field in of_slot("investor")},
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
    dates = [step.stage for step in steps if step.on is not None]
    if len(set(dates)) == len(steps):
        return steps  # as most rows
    stated = {(step.stage, step.planned) for step in steps if step.on is not None}
    if len(stated) == len(steps):
        return steps
    dated = [step.stage for step in steps if step.on is not None and not step.planned]
    found: list[Milestone] = []
    for step in steps:
        if (step.on is not None or step.stage not in dated) and step not in found:
            found.append(step)
    return tuple(found)


def _names(
    columns: dict[str, Sequence[Any]], specs: Sequence[Spec], *, by_investor: bool
) -> Sequence[str | None]:
    """Give the names; where a list has no column of them, a project is called by its first investor."""
    names = columns.get("name")
    if names is not None:
        return [name or None for name in names]
    if not by_investor or any(spec.name == "name" for spec in specs):
        return [None] * len(columns["investors"])
    return [f"{firms[0]}项目" if firms else None for firms in columns["investors"]]
