"""One evaluation at work: an executor adds atoms up, plans turn the sums into answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, final

from attrs import evolve

from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, GroupAnswer, Kpi, Plan
from zhaoshang._engine.query.execution_plans import note_aggregates
from zhaoshang._engine.query.executors import Executor
from zhaoshang._engine.query.groups import BAD_SHARES, By, Label
from zhaoshang._engine.query.history import History
from zhaoshang._engine.query.work import Work
from zhaoshang.errors import UnknownCodeError, UnpublishedYearError
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import Lifecycle
from zhaoshang.measures import (
    ALWAYS,
    Atom,
    Column,
    Count,
    Distinct,
    Ids,
)
from zhaoshang.scoring import Result


@final
class Session:
    """Answers KPIs over one source.

    Attributes:
        ledger: the ledger, where there is one.
        kpis: the definitions by id.
    """

    def __init__(
        self,
        ledger: Ledger | None,
        kpis: Mapping[str, Kpi],
        executor: Callable[[bool, int | None, Lifecycle | None], Executor] | None,
    ) -> None:
        """Begin.

        Args:
            ledger: the ledger, where there is one.
            kpis: the definitions by id.
            executor: makes the executor of the source, with phases kept together or apart, and with the corrections that
                were known on a day; `None` without a source.
        """
        self.ledger = ledger
        self.kpis = kpis
        self._make = executor
        self._executors: dict[tuple[bool, int | None, Lifecycle | None], Executor] = {}
        self._bad_shares: frozenset[str] | None = None
        self._owners: frozenset[str] | None = None
        self._shown: dict[Any, tuple[Label, ...]] = {}

    def __call__(self, kpi: str, context: Context, /) -> Answers:
        """Answer a KPI, the whole under the empty label and then each group."""
        if kpi not in self.kpis:
            raise UnknownCodeError("KPI", kpi, (*self.kpis, *(each.zh for each in self.kpis.values())))
        return self.answer(self.kpis[kpi], context)

    def answer(self, kpi: Kpi, context: Context) -> Answers:
        """Answer a KPI that need not be in the catalogue."""
        (answers,) = self.answer_all([(kpi, context)])
        return answers

    def answer_all(self, questions: Sequence[tuple[Kpi, Context]]) -> list[Answers]:
        """Answer several questions that differ in KPI and period, asking the executor for everything at once."""
        if not questions:
            return []
        plans = [(kpi, kpi.plan(evolve(context, kpi=kpi.id)), context) for kpi, context in questions]
        works = [self._work(plan, context) for _, plan, context in plans]
        by = next((work.by for work in works if work is not None and work.by is not None), None)
        executor = self.executor(questions[0][1])
        if executor is not None:
            there = [work for work in works if work is not None]
            self._prepare(executor, [atom for work in there for atom in work.atoms()])
            if by is not None:
                grouped = [atom for work in there if work.by for atom in work.group_atoms()]
                self._prepare(executor, grouped, by)
            executor.require(
                [atom for work in there for atom in (work.shape.counted, work.shape.base) if atom]
            )
            # which projects are named waits for an answer of its own, so these cannot go with the others
            executor.prepare([atom for work in there for atom in work.share_atoms()])
            executor.prepare([atom for work in there for atom in work.share_group_atoms()], by)
            executor.prefetch([atom for work in there for atom in work.later_atoms()], by)
        answered = [self._answers(kpi, plan, work) for (kpi, plan, _), work in zip(plans, works, strict=True)]
        return [
            _not_yet(found) if context.is_ahead and plan.result is None else found
            for (_, plan, context), found in zip(plans, answered, strict=True)
        ]

    @staticmethod
    def _prepare(executor: Executor, atoms: Sequence[Atom], by: By | None = None) -> None:
        note_aggregates(atoms, by)
        executor.prepare(atoms, by)

    def _work(self, plan: Plan, context: Context) -> Work | None:
        executor = self.executor(context)
        if plan.derive is not None or plan.result is not None or plan.shape is None or executor is None:
            return None
        for name, make in plan.tables.items():
            executor.register_table(name, make)
        return Work(plan, plan.shape, context, executor, self.bad_shares, shown=self._shown)

    def _answers(self, kpi: Kpi, plan: Plan, work: Work | None) -> Answers:
        if plan.derive is not None:
            return plan.derive(self)
        if work is not None:
            try:
                return work.answers()
            except UnpublishedYearError:
                return {(): GroupAnswer(result=Result(unit=kpi.unit, reason="unknown_calendar"))}
        result = plan.result or Result(unit=kpi.unit, reason="no_data")
        warnings = tuple(dict.fromkeys((*plan.warnings, *result.warnings)))
        answers: Answers = {(): GroupAnswer(result=result, excluded=plan.excluded, warnings=warnings)}
        for label, part in plan.parts:
            if isinstance(part, Result):
                answers[label,] = GroupAnswer(result=part, warnings=part.warnings, is_part=True)
        return answers

    def of_units(self, kpi: str, context: Context, units: frozenset[str], /) -> GroupAnswer:
        """Answer a KPI for what some units are credited with."""
        context = evolve(context, by=("owner",))
        plan = self.kpis[kpi].plan(evolve(context, kpi=kpi))
        work = self._work(plan, context)
        if work is None:
            return self.answer(self.kpis[kpi], context.whole)[()]
        return work.inside(evolve(By.of(context), inside=units))

    def owners(self) -> frozenset[str]:
        """List the units that projects name as in charge, or share their credit between."""
        executor = self._usual()
        if self._owners is None and executor is not None:
            named = [("projects", "owner"), ("shares", "unit")]
            atoms = [
                Distinct(table, Column(name), ALWAYS) for table, name in named if executor.has(table, name)
            ]
            executor.prepare(atoms)
            self._owners = frozenset().union(*(executor.atom(atom) for atom in atoms))
        return self._owners or frozenset()

    def has_records(self, table: str, context: Context, /) -> bool:
        """Tell whether a table holds any record that was known."""
        executor = self.executor(context)
        if executor is None or not any(executor.has(table, day) for day in ("lo", "on", "period")):
            return False
        there = Count(table, History(context).known)
        executor.prepare([there])
        return bool(executor.atom(there))

    def _usual(self) -> Executor | None:
        """Give an executor for what does not depend on how phases are kept."""
        return next(iter(self._executors.values()), None) or self._executor(joins=True)

    def executor(self, context: Context) -> Executor | None:
        """Give the executor, with phases kept together or apart as the profile says."""
        profile = context.profile
        return self._executor(
            joins=profile.phases == "as_one", known=context.known, lifecycle=profile.lifecycle
        )

    def _executor(
        self, *, joins: bool, known: int | None = None, lifecycle: Lifecycle | None = None
    ) -> Executor | None:
        if self._make is None:
            return None
        key = (joins, known, lifecycle)
        if key not in self._executors:
            self._executors[key] = self._make(*key)
        return self._executors[key]

    def bad_shares(self) -> frozenset[str]:
        """List the projects whose shares do not add up to one."""
        executor = self._usual()
        if self._bad_shares is None and executor is not None:
            known = executor.has("shares", "share")
            self._bad_shares = frozenset(executor.atom(Ids("projects", BAD_SHARES)) if known else ())
        return self._bad_shares or frozenset()


def _not_yet(answers: Answers) -> Answers:
    """Take the values of a time to come: what is on record of it is no figure yet."""
    return {
        label: GroupAnswer(
            result=Result(
                unit=answer.result.unit,
                reason="period_after_as_of",
                is_quotient=answer.result.is_quotient,
            ),
            is_part=answer.is_part,
            cohort=answer.cohort,
        )
        for label, answer in answers.items()
    }
