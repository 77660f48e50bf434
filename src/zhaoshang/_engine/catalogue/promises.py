"""Plans over what agreements promise: capacity reached, compliance, jobs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from zhaoshang._basics.brief import as_text
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._engine.catalogue.outcomes import outcome_total
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.cohorts import PROJECT, Cohort, of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, Ask, GroupAnswer, Kpi, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import is_true
from zhaoshang._engine.query.inputs import by_name, measured
from zhaoshang._engine.query.shapes.counting import CohortRate, Note
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, FuzzyDay, all_of
from zhaoshang._engine.query.shapes.sums import AmountTotal
from zhaoshang._engine.results.words import WARNINGS
from zhaoshang._engine.tables import promises as promise_tables
from zhaoshang._engine.tables.columns import LedgerTable
from zhaoshang.errors import UnknownCodeError
from zhaoshang.lifecycle import ComplianceClass, supervise
from zhaoshang.measures import NEVER, Amount, Column, Exists, Not, OneOf, equal, every
from zhaoshang.model import Project
from zhaoshang.model._facts.phases import PhaseTree
from zhaoshang.model._fields.amounts import MEASURES, OUTCOME_TERMS
from zhaoshang.periods import Period
from zhaoshang.scoring import Result

_PROMISED = Amount.of("promised")


def _table(context: Context, make: Callable[..., LedgerTable], name: str) -> tuple[str, Mapping[str, Any]]:
    day, known_on = context.day, context.known
    name = f"{name}@{day}@{'' if known_on is None else known_on}"
    return name, {name: lambda tables: make(tables, day, known_on)}


def capacity_rate(context: Context) -> Plan:
    """Divide the projects at capacity by the producing ones, or by all signed ones."""
    facts, profile = Facts(context), context.profile
    cohort = Cohort(facts, rate=True)
    producing = facts.reached(profile.produced)
    by_terms = profile.capacity_by == "terms"
    table, tables = _table(context, promise_tables.due, "due")
    if by_terms:
        due = OneOf(Column("measure"), frozenset({"tax", "output"}))
        made = producing.counted
        sure, possible = (
            every(Exists(table, due), Not(Exists(table, every(due, Not(is_true(name))))), made)
            for name in ("is_kept", "may_be_kept")
        )
        met = Fuzzy(sure, possible)
        without = every(made, Not(Exists(table, due)))
    else:
        met, without = facts.reached(("at_capacity",)), NEVER
    signed = cohort.members.counted
    base = cohort.members
    if profile.capacity_base == "producing":
        base = all_of(base, producing)
    base = all_of(base, Not(without))
    notes = [*cohort.notes, Note("no_terms", every(signed, without), is_excluded=True)]
    if not by_terms:
        dated = facts.reached(("at_capacity",), undated=False)
        notes.append(Note("missing_date", every(base.counted, met.counted, Not(dated.counted))))
        notes.append(Note("date_straddles", every(base.counted, met.maybe)))
        notes += facts.history_notes(("at_capacity",), every(base.counted, met.counted))
    if profile.capacity_base == "producing":
        notes.append(Note("date_straddles", every(signed, producing.maybe), is_excluded=True))
    shape = CohortRate(met=met, cohort=base)
    return Plan(shape=shape, tables=tables if by_terms else {}, notes=tuple(notes), cohort=facts.cohort_kind)


def jobs(context: Context) -> Plan:
    """Add up the jobs created in the period, or promised in the agreements signed in it."""
    measure = context.arguments.get("measure", "created")
    if measure == "created":
        return outcome_total("jobs", "人")(context)
    if measure != "promised":
        raise UnknownCodeError("measure", as_text(measure), ("created", "promised"))
    facts = Facts(context)
    table, tables = _table(context, promise_tables.promised, "promised")
    signed = FuzzyDay(Column("signed_lo"), Column("signed_hi"))
    window = context.window
    about = every(equal(Column("measure"), "jobs"), of_parent(facts.population()))
    undated = signed.is_undated
    promised = all_of(about, facts.falls(signed))
    counted = promised.counted
    notes = (
        Note(
            "missing_amount",
            every(counted, Not(_PROMISED.is_stated)),
            is_excluded=True,
            table=table,
            id=PROJECT,
        ),
        Note(
            "no_value",
            every(counted, _PROMISED.is_stated, Not(_PROMISED.has_value)),
            is_excluded=True,
            table=table,
            id=PROJECT,
        ),
        Note("missing_date", every(about, undated), is_excluded=window is not None, table=table, id=PROJECT),
        Note("date_straddles", promised.maybe, is_excluded=True, table=table, id=PROJECT),
    )
    shape = AmountTotal(amount=_PROMISED, where=promised, unit="人", table=table, id=PROJECT)
    return Plan(shape=shape, tables=tables, notes=notes)


# compliance -------------------------------------------------------------------------------------------------------


def compliance(context: Context) -> Plan:
    """Score how far each agreement was kept, over the terms whose period has ended."""
    if context.ledger is None:
        return Plan()
    return Plan(derive=_Reviews(context).answers, records=_REVIEWED)


_REVIEWED: Final = FrozenMap(
    {
        "terms": ("agreement", "amends", "hi", "lo", "measure", "promised", "signed_hi", "signed_lo"),
        "outcomes": ("hi", "lo", *MEASURES),
        "history": ("hi", "lo", "part"),
        "projects": ("floor_area", "id", "land", "relation"),
    }
)
"""What a review reads."""


class _Reviews:
    """The reviews of every project whose agreements promise something."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.weights = {
            name: each.value or 0
            for name, each in by_name(context.arguments.get("weights"), "weights", measured).items()
            if each is not None
        }

    def answers(self, ask: Ask) -> Answers:
        """Answer the one project, or each of several."""
        ledger = self.context.ledger
        projects = [] if ledger is None else [each for each in ledger.projects if self._promises(each)]
        is_told = ask.has_records("outcomes", self.context)
        joins = self.context.profile.phases == "as_one"
        tree = PhaseTree(ledger.projects if ledger is not None and joins else ())
        answers: Answers = {
            (each.id,): self._review(each, tree.one_with(each.id), is_told=is_told) for each in projects
        }
        if len(answers) == 1 and not self.context.by:
            return {(): next(iter(answers.values()))}
        reason = "per_unit" if len(answers) > 1 else "no_data" if is_told else "not_recorded"
        warnings = dict.fromkeys(code for answer in answers.values() for code in answer.warnings)
        whole = GroupAnswer(
            result=Result(unit="point", reason=reason),
            warnings=tuple(warnings),
            ids=tuple(label[0] for label in answers),
        )
        if len(answers) == 1:
            whole = next(iter(answers.values()))
        return {(): whole, **answers}

    def _promises(self, project: Project) -> bool:
        """Tell whether a project that is no duplicate has promised anything that was known."""
        return project.relation != "renamed" and any(
            paper.terms and _was_known(paper.recorded_on, self.context.known_on)
            for paper in project.agreements
        )

    def _review(self, project: Project, phases: Sequence[Project], *, is_told: bool) -> GroupAnswer:
        profile, warnings = self.context.profile, dict[str, None]()
        if self.weights and sum(self.weights.values()) != 100:
            warnings["weights_not_100"] = None
        found = supervise(
            project,
            as_of=self.context.as_of or date.fromordinal(self.context.day),
            known_on=self.context.known_on,
            weights=self.weights or None,
            edges=(profile.compliance.full, profile.compliance.partial),
            rates=profile.rates,
            trial_counts=profile.trial_counts,
            phases=phases,
            yearly=False,
        )
        if not any(each.is_due for review in found for each in review.results):
            is_asked = not self.weights or not OUTCOME_TERMS.isdisjoint(self.weights)
            reason = "not_recorded" if is_asked and not is_told else "no_data"
            return self._answer(project, Result(unit="point", reason=reason))
        if not self.weights:
            return self._answer(project, Result(unit="point", reason="missing_weights"))
        (review,) = found
        if review.low is None:  # no term that is due has a weight
            is_named = any(each.is_due and each.measure in self.weights for each in review.results)
            reason = "missing_weights" if is_named else "no_data"
            return self._answer(project, Result(unit="point", reason=reason), warnings)
        warnings.update(dict.fromkeys(f"missing_outcome:{measure}" for measure in review.missing))
        if review.reason is not None:
            reasons = dict.fromkeys(
                f"{each.reason}:{each.measure}"
                for each in review.results
                if each.weight and each.reason in WARNINGS
            )
            warnings.update(reasons)
        is_open = review.class_ is ComplianceClass.OPEN
        result = Result(
            value=review.score,
            low=review.low,
            high=review.high,
            unit="point",
            reason=review.reason,
            class_=None if is_open else str(review.class_),
        )
        return self._answer(project, result, warnings)

    @staticmethod
    def _answer(project: Project, result: Result, warnings: Mapping[str, None] | None = None) -> GroupAnswer:
        return GroupAnswer(result=result, warnings=tuple(warnings or ()), ids=(project.id,))


def _was_known(recorded_on: Period | None, known_on: Period | None) -> bool:
    return recorded_on is None or known_on is None or recorded_on.end <= known_on.end


PROMISES: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="agreement_compliance",
        zh="协议履约考核",
        en="compliance with the agreement",
        unit="point",
        formula_zh="Σ 权重 × min(实绩 ÷ 约定, 1)，按到期约定折算为百分制；开工、投产等时限只有履约与未履约两种",
        formula_en=(
            "sum of weight × min(achieved ÷ promised, 1) over the terms that are due, scaled to 100; "
            "a stage promised by a day is kept in full or not at all"
        ),
        plan=compliance,
        edge_cases_zh=(
            "未到期的约定略过；到期而无数据的按 0 计并列名；年度数据不全只给上下限；补充协议自签订之日起代替所列约定，"
            "此前已到期的不变；项目退出、终止、关停当年及以后不考核"
        ),
        edge_cases_en=(
            "terms not yet due are skipped; a due term without an outcome counts as 0 and is named; where part of a year is "
            "not reported there are bounds only; a supplementary agreement takes the place of the terms it names from its "
            "date, but not of those due before; nothing is due in the year of an end, nor after"
        ),
        references=cite("S66"),
    ),
    Kpi(
        id="jobs",
        zh="新增就业",
        en="jobs",
        unit="人",
        formula_zh="期内新增就业人数；或期内签约协议承诺的就业人数",
        formula_en="persons employed in the period, or promised in the agreements signed in it",
        plan=jobs,
        edge_cases_zh="承诺数与实际数是两个数字，不相加；补充协议改变承诺数，按原协议签订时间计",
        edge_cases_en=(
            "jobs promised and jobs created are two figures and are never added; what a supplementary agreement changes "
            "counts under the date of the first"
        ),
        references=cite("S79 S81"),
    ),
)
"""What agreements promised."""


CAPACITY: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="capacity_rate",
        zh="达产率",
        en="capacity rate",
        unit="percent",
        formula_zh="到期税收、产值约定全部达到的项目数 ÷ 已投产（或签约）项目数",
        formula_en="projects that met every due term of tax and output ÷ producing or signed projects",
        plan=capacity_rate,
        edge_cases_zh="已投产但没有到期约定的项目分子分母都不计",
        edge_cases_en="a producing project without due terms leaves both sides",
        references=cite("S60 S66"),
    ),
)
"""What has come to what was promised."""
