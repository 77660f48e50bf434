"""One plan being worked out over tables: the whole, its parts and its groups, with the rows behind each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import evolve

from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, GroupAnswer, Plan
from zhaoshang._engine.query.executors import Executor
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.groups import INSIDE, By, Label, RollUp, listed, population
from zhaoshang._engine.query.history import parts
from zhaoshang._engine.query.records import amounts_of, looked_at, records_of
from zhaoshang._engine.query.shapes.counting import CohortRate, Shape
from zhaoshang._engine.query.shapes.sums import AmountTotal, LandOrFloors, Quotient
from zhaoshang._engine.query.wheres import reads_attributes
from zhaoshang._engine.results.keys import PLACES
from zhaoshang._engine.results.rows import LazyIds
from zhaoshang.measures import (
    ALWAYS,
    Atom,
    Count,
    Exists,
    Ids,
    OneOf,
    Predicate,
    every,
    some,
)
from zhaoshang.scoring import Result


class Work:
    """One plan being worked out over tables: the whole, its parts and its groups."""

    def __init__(
        self,
        plan: Plan,
        shape: Shape,
        context: Context,
        executor: Executor,
        bad_shares: Callable[[], frozenset[str]],
        *,
        shown: dict[Any, tuple[Label, ...]],
    ) -> None:
        """Begin.

        Args:
            plan: the plan.
            shape: what it works out.
            context: the question.
            executor: adds the atoms up.
            bad_shares: lists the projects whose shares do not add up to one.
            shown: the groups shown to questions that are about the same projects, filled in here.
        """
        self.bad_shares = bad_shares
        self._shown_to = shown
        self.plan = plan
        self.shape = shape
        self.context = context
        self.executor = executor
        self.by = By.of(context) if context.by else None
        self.rolled = RollUp(context)
        self._kept: dict[int, bool] = {}
        self.parts = [(label, part) for label, part in plan.parts if not isinstance(part, Result)]

    def atoms(self) -> list[Atom]:
        """List the atoms of the whole, and of the parts where these stand alone."""
        listed: list[Atom] = [*self._records(self.shape), *self._looked_at(self.shape)]
        if not self.context.groups_only:
            listed += self.shape.atoms()
        if self.executor.evidence == "ids":
            listed += [note.atom for note in self.plan.notes]
        elif self.executor.evidence == "counts" and not self.context.groups_only:
            listed += [atom for _, atom in self._counted_notes()]
        if self.by is None:
            listed += [atom for _, part in self.parts for atom in (*part.atoms(), *self._looked_at(part))]
        return listed

    def group_atoms(self) -> list[Atom]:
        """List the atoms of the groups."""
        shapes = [part for _, part in self.parts] or [self.shape]
        listed = [atom for shape in shapes for atom in (*shape.atoms(), *self._looked_at(shape))]
        if self.executor.evidence == "ids":
            listed += [note.atom for note in self.plan.notes if note.code is not None]
        return listed if self.population is None else [self.population, *listed]

    def share_atoms(self) -> list[Ids]:
        """List the atoms of the whole that name projects whose shares do not add up to one."""
        return [] if self.context.groups_only else self._bad_behind(self.shape.counted, self.shape.base)

    def share_group_atoms(self) -> list[Ids]:
        """List such atoms of the groups."""
        shapes = [part for _, part in self.parts] or [self.shape]
        return (
            [] if self.by is None else [atom for shape in shapes for atom in self._bad_behind(shape.counted)]
        )

    @cached_property
    def population(self) -> Count | None:
        """Count everybody that figures are about, where projects have the keys asked for."""
        if self.by is None or not all(self._is_of_projects(key) for key in self.by.keys):
            return None
        return population(self.context)

    def _is_of_projects(self, key: str) -> bool:
        return key in PLACES or self.executor.has("projects", key)

    def later_atoms(self) -> list[Atom]:
        """List the atoms that name rows, which are looked up when they are first read."""
        if self.executor.evidence != "ids":
            return []
        shapes = (self.shape, *(part for _, part in self.parts))
        listed = [atom for shape in shapes for atom in self._listed(shape) if atom is not None]
        return [*listed, *(note.atom for note in self.plan.notes if note.is_excluded)]

    def _behind(self, shape: Shape) -> tuple[Sequence[str], Sequence[str]]:
        """List the rows behind value and denominator, when they are asked for."""
        counted, base = (
            () if atom is None else LazyIds(partial(self.executor.atom, atom)) for atom in self._listed(shape)
        )
        return counted, base

    def _listed(self, shape: Shape) -> tuple[Ids | None, Ids | None]:
        return (shape.counted, shape.base) if self.executor.evidence == "ids" else (None, None)

    def _counted_notes(self) -> list[tuple[str, Atom]]:
        """Count the rows of each warning, and those left out, each once."""
        wheres: dict[tuple[str, str], list[Predicate]] = {}
        for note in self.plan.notes:
            if note.is_excluded:
                wheres.setdefault(("excluded", note.table), []).append(note.where)
            if note.code is not None:
                wheres.setdefault((note.code, note.table), []).append(note.where)
        return [(code, Count(table, some(*rows))) for (code, table), rows in wheres.items()]

    def answers(self) -> Answers:
        """Work out the whole, the parts, and the groups asked for."""
        answers: Answers = {} if self.context.groups_only else {(): self._whole()}
        if self.by is None:
            for label, part in self.parts:
                ids, base_ids = self._behind(part)
                result = self._finished(part, self.executor.atom)
                answers[label,] = GroupAnswer(result=result, ids=ids, base_ids=base_ids, is_part=True)
            return answers
        shown = self._shown(self.by)
        if not self.parts:
            answers |= self._grouped(self.shape, self.by, shown)
        for label, part in self.parts:
            for group, answer in self._grouped(part, self.by, shown).items():
                answers[*group, label] = evolve(answer, excluded=(), is_part=True)
        if () in answers and (self.by.every_event or not PLACES.isdisjoint(self.by.keys)):
            answers[()] = _flag_excess(answers)
        return answers

    def _shown(self, by: By) -> tuple[Label, ...]:
        """List the groups that are shown whatever they hold: those declared, and all that projects stand in."""
        counted = self.population
        asked = (id(self.executor), counted, by, self.context.by)
        if asked not in self._shown_to:
            held = () if counted is None else self._of_groups(counted, by)
            self._shown_to[asked] = listed(self.context, held)
        return self._shown_to[asked]

    def _of_groups(self, atom: Atom, by: By) -> Mapping[Label, Any]:
        """Give the result of an atom for each group asked for."""
        return self.rolled.merged(atom, self.executor.atom(atom, by))

    def _warnings(self, get: Callable[[Atom], Any]) -> dict[str, None]:
        """Say what to be warned of, by id or by number."""
        warnings: dict[str, None] = dict.fromkeys(self.plan.warnings)
        if self.executor.evidence == "ids":
            for note in self.plan.notes:
                if note.code is not None:
                    warnings.update(dict.fromkeys(f"{note.code}:{row}" for row in get(note.atom)))
        elif self.executor.evidence == "counts":
            for code, atom in self._counted_notes():
                if rows := get(atom):
                    warnings[f"{code}:×{rows}"] = None
        return warnings

    def _excluded(self, get: Callable[[Atom], Any]) -> Sequence[str]:
        """Name what was left out, when it is asked for."""
        if self.executor.evidence != "ids":
            return ()
        atoms = [note.atom for note in self.plan.notes if note.is_excluded]
        return LazyIds(lambda: [str(row) for atom in atoms for row in get(atom)])

    def _whole(self) -> GroupAnswer:
        warnings = self._warnings(self.executor.atom)
        ids, base_ids = self._behind(self.shape)
        bad = _named(map(self.executor.atom, self.share_atoms()))
        if bad and self.executor.evidence == "counts":
            warnings[f"shares_not_one:×{len(bad)}"] = None
        elif self.executor.evidence == "ids":
            warnings.update(dict.fromkeys(f"shares_not_one:{project}" for project in bad))
        asked = self.context.arguments.aside().get("where", ALWAYS)
        if self.context.known_on is not None and (self.plan.reads_attributes or reads_attributes(asked)):
            warnings["attributes_as_of_now"] = None
        result = self._refused(self._finished(self.shape, self.executor.atom), bad)
        warnings.update(dict.fromkeys(result.warnings))
        if not result.value and self._lacks_agreements:
            warnings["no_agreements"] = None
        return GroupAnswer(
            result=result,
            excluded=self._excluded(self.executor.atom),
            warnings=tuple(warnings),
            ids=ids,
            base_ids=base_ids,
            cohort=self.plan.cohort,
        )

    @cached_property
    def _lacks_agreements(self) -> bool:
        """Whether a question about signed projects is put to a ledger without a single agreement."""
        if self.plan.cohort is None or self.plan.came_to != "signed":
            return False
        signings = every(parts("signed", "intent"), Facts(self.context).known)
        return not self.executor.atom(Count("projects", Exists("history", signings)))

    @property
    def _is_phase(self) -> Predicate:
        return Facts(self.context).is_phase

    def _bad_behind(self, *behind: Ids | None) -> list[Ids]:
        """Ask, of rows behind a figure, for those of projects whose shares matter to it and do not add up to one."""
        matters = self.plan.needs_shares or (self.by is not None and "owner" in self.by.keys)
        bad = self.bad_shares() if matters and self.context.profile.credit == "share" else None
        if not bad:
            return []
        asked = [atom for atom in behind if atom is not None]
        return [Ids(atom.table, every(atom.where, OneOf(atom.id, bad)), atom.id) for atom in asked]

    def _refused(self, result: Result, bad: tuple[str, ...]) -> Result:
        if not bad or not self.plan.needs_shares:
            return result
        return Result(unit=result.unit, reason="shares_not_one", is_quotient=result.is_quotient)

    def _finished(self, shape: Shape, get: Callable[[Atom], Any]) -> Result:
        """Finish a shape; a 0 that was not looked at is no figure."""
        result = shape.finish(get)
        reason = self._why_none(shape, result, get)
        if reason is None:
            return result
        return Result(unit=result.unit, reason=reason, is_quotient=result.is_quotient)

    def _why_none(self, shape: Shape, result: Result, get: Callable[[Atom], Any]) -> str | None:
        """Say why a result is none: a table without any record, or 0 over rows of which none states its amount."""
        if not self._has_records(shape):
            return "not_recorded"
        if isinstance(shape, LandOrFloors):
            chosen = shape.chosen(get)
            return None if chosen is None else self._why_none(chosen, result, get)
        is_sum = not result.is_quotient or isinstance(shape, Quotient)
        return "no_data" if is_sum and result.value == 0 and self._is_unstated(shape, get) else None

    def _is_unstated(self, shape: Shape, get: Callable[[Atom], Any]) -> bool:
        """Tell whether no row that a sum of amounts is made of states one.

        Without rows 0 is right of what every source has, and of other records where any of the source states the
        amount; so it is of rows that may leave it out.
        """
        amounts = amounts_of(shape)
        if not amounts or any(map(get, amounts)):
            return False
        stated, *rows = self._looked_at(shape)
        has_rows = any(map(get, rows))
        summed = shape.top if isinstance(shape, Quotient) else shape
        is_zero = isinstance(summed, AmountTotal) and summed.none_is_zero
        if not has_rows and (is_zero or records_of(amounts[0]) is None):
            return False
        may_leave_out = not has_rows or (isinstance(summed, AmountTotal) and summed.is_optional)
        is_of_others = records_of(amounts[0]) is not None and get(stated)
        return not is_of_others and not (may_leave_out and self.executor.atom(stated))

    def _has_records(self, shape: Shape) -> bool:
        """Whether the source keeps records of each kind that a shape needs: looked for once, not for every group."""
        if id(shape) not in self._kept:
            self._kept[id(shape)] = all(map(self.executor.atom, self._records(shape)))
        return self._kept[id(shape)]

    def _records(self, shape: Shape) -> list[Count]:
        """Count the records of each kind that a source may not keep, known on the day that is replayed."""
        kept = shape.kept if isinstance(shape, CohortRate) else ()
        tables = dict.fromkeys(map(records_of, shape.atoms()))
        return [Count(table, ALWAYS) for table in kept] + [
            Count(table, self._is_known(table)) for table in tables if table is not None
        ]

    def _looked_at(self, shape: Shape) -> list[Count]:
        return looked_at(shape, self._is_phase, self._is_known)

    def _is_known(self, table: str) -> Predicate:
        """Hold for the records of a table that were known on the day that is replayed."""
        return Facts(self.context).known if self.executor.has(table, "recorded") else ALWAYS

    def _grouped(self, shape: Shape, by: By, shown: tuple[Label, ...]) -> Answers:
        """Work out each group: those declared first, then those that occur."""
        grouped = {atom: self._of_groups(atom, by) for atom in shape.atoms()}
        behind = [
            None if atom is None else _Shared(self._of_groups, atom, by) for atom in self._listed(shape)
        ]
        wrong = [self._of_groups(atom, by) for atom in self._bad_behind(shape.counted)]
        warnings: dict[Label, dict[str, None]] = {}
        left_out: list[_Shared] = []
        if self.executor.evidence == "ids":
            left_out = [
                _Shared(self._of_groups, note.atom, by) for note in self.plan.notes if note.is_excluded
            ]
            for note in self.plan.notes:
                if note.code is not None and self.executor.atom(note.atom):
                    for label, rows in self._of_groups(note.atom, by).items():
                        named = dict.fromkeys(f"{note.code}:{row}" for row in rows)
                        warnings.setdefault(label, {}).update(named)
        ask = partial(self._of_groups, by=by)
        labels = dict.fromkeys(shown)
        labels.update(dict.fromkeys(sorted(set().union(*grouped.values()).difference(labels))))
        known = _GroupResults(grouped)
        answers: Answers = {}
        for label in labels:
            ids, base_ids = (() if found is None else found.at(label) for found in behind)
            bad = _named(found.get(label, ()) for found in wrong) if wrong else ()
            get = _GroupSums(known, label, ask)
            result = self._refused(self._finished(shape, get), bad)
            lacking = ("no_agreements",) if not result.value and self._lacks_agreements else ()
            answers[label] = GroupAnswer(
                result=result,
                excluded=LazyIds(partial(_left_out, left_out, label)) if left_out else (),
                warnings=tuple(dict.fromkeys((*warnings.get(label, ()), *result.warnings, *lacking)))
                if warnings or result.warnings or lacking
                else (),
                ids=ids,
                base_ids=base_ids,
                cohort=self.plan.cohort,
            )
        return answers

    def inside(self, by: By) -> GroupAnswer:
        """Work the shape out for what some units are credited with."""

        def get(atom: Atom) -> Any:
            return self.executor.atom(atom, by).get(INSIDE, atom.empty())

        warnings = self._warnings(get)
        result = self._finished(self.shape, get)
        ids, base_ids = (
            () if atom is None else LazyIds(partial(get, atom)) for atom in self._listed(self.shape)
        )
        return GroupAnswer(
            result=result,
            excluded=self._excluded(get),
            warnings=tuple(dict.fromkeys((*warnings, *result.warnings))),
            ids=ids,
            base_ids=base_ids,
            cohort=self.plan.cohort,
        )


def _named(found: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Name each of some projects once."""
    return tuple(dict.fromkeys(project for ids in found for project in ids))


class _Shared:
    """The rows behind the groups of one figure, worked out for all groups when one of them is asked for."""

    __slots__ = ("_ask", "_atom", "_by", "_found")

    def __init__(self, ask: Callable[[Atom, By], Mapping[Label, Any]], atom: Ids, by: By) -> None:
        self._ask = ask
        self._atom = atom
        self._by = by
        self._found: Mapping[Label, Sequence[str]] | None = None

    def at(self, label: Label) -> LazyIds:
        """Give the rows of one group."""
        return LazyIds(lambda: self._listed().get(label, ()))

    def _listed(self) -> Mapping[Label, Sequence[str]]:
        if self._found is None:
            self._found = self._ask(self._atom, self._by)
        return self._found or {}


_Known = tuple[Atom, Mapping[Label, Any], Any]


class _GroupResults(dict[int, _Known]):
    """The results of atoms by group, found by the atom's place in memory: to compare conditions takes longer.

    With each stands what a group without rows has, where that is a number.
    """

    def __init__(self, grouped: Mapping[Atom, Mapping[Label, Any]]) -> None:
        super().__init__()
        self._same: dict[Atom, _Known] = {}
        for atom, found in grouped.items():
            self.add(atom, found)

    def add(self, atom: Atom, found: Mapping[Label, Any]) -> _Known:
        """Keep the result of an atom, and the atom, whose place stays its own as long as it is kept."""
        empty = atom.empty()
        known = self[id(atom)] = self._same[atom] = (atom, found, empty if isinstance(empty, int) else None)
        return known

    def look_up(self, atom: Atom, ask: Callable[[Atom], Mapping[Label, Any]]) -> _Known:
        """Give the result of an atom: that of an equal one where one is known."""
        same = self._same.get(atom)
        return self.add(atom, ask(atom) if same is None else same[1])


class _GroupSums:
    """The sums of one group."""

    __slots__ = ("_ask", "_known", "_label")

    def __init__(
        self, known: _GroupResults, label: Label, ask: Callable[[Atom], Mapping[Label, Any]]
    ) -> None:
        self._known = known
        self._label = label
        self._ask = ask

    def __call__(self, atom: Atom) -> Any:
        _, found, empty = self._known.get(id(atom)) or self._known.look_up(atom, self._ask)
        result = found.get(self._label, empty)
        return atom.empty() if result is None else result


def _left_out(shared: Sequence[_Shared], label: Label) -> list[str]:
    return [str(row) for rows in shared for row in rows.at(label)]


def _flag_excess(answers: Answers) -> GroupAnswer:
    """Warn where groups that overlap add up to more than the whole."""
    whole = answers[()]
    groups: Iterable[Any] = (answer.result.value or 0 for label, answer in answers.items() if label)
    if whole.result.value is None or sum(groups) <= whole.result.value:
        return whole
    return evolve(whole, warnings=(*whole.warnings, "groups_exceed_total"))
