"""KPIs: every official figure from one definition, each able to explain itself.

`evaluate` works out KPIs over a ledger for a period and a day, under a profile, by unit, park or any other key.
The definitions are `CATALOGUE`; the reference lists them with their formulas.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import evolve

from zhaoshang._engine.catalogue import CATALOGUE
from zhaoshang._engine.context import COHORTS, Context
from zhaoshang._engine.definitions import Kpi, Plan
from zhaoshang._engine.executors import Executor
from zhaoshang._engine.figures import ROUNDING, Figure, Figures, Rounding, to_number
from zhaoshang._engine.groups import KEYS, By, Label, declared, key_of, names_of
from zhaoshang._engine.objects import Objects
from zhaoshang._engine.shapes import Draft, Shape
from zhaoshang._engine.tables import Tables
from zhaoshang._engine.words import describe
from zhaoshang._frozenmap import FrozenMap
from zhaoshang._version import __version__
from zhaoshang.errors import UnknownCodeError
from zhaoshang.ledger import Ledger
from zhaoshang.measures import Atom, Ids, N, Predicate, some
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.units import conversion, scaled
from zhaoshang.units import unit as find_unit

__all__ = ["CATALOGUE", "KEYS", "Figure", "Figures", "Kpi", "Rounding", "describe", "evaluate", "find"]

_BY_ID: Final = {kpi.id: kpi for kpi in CATALOGUE}
DEFINITIONS: Final = "2026.1"
"""The version of the definitions, which changes whenever a figure would."""


def find(kpi: str | Kpi, /) -> Kpi:
    """Find a KPI by its id or Chinese name.

    Raises:
        UnknownCodeError: when the catalogue has no such KPI.

    Examples:
        >>> from zhaoshang import kpis
        >>> kpis.find("开工率").id, kpis.find("start_rate").zh
        ('start_rate', '开工率')
    """
    if isinstance(kpi, Kpi):
        return kpi
    found = _BY_ID.get(kpi) or next((each for each in CATALOGUE if each.zh == kpi), None)
    if found is None:
        raise UnknownCodeError("KPI", kpi, tuple(_BY_ID))
    return found


def evaluate(
    source: Ledger | None,
    kpis: str | Kpi | Iterable[str | Kpi],
    /,
    *,
    as_of: DateLike | None = None,
    period: DateLike | None = None,
    known_on: DateLike | None = None,
    cohort: str | None = None,
    by: str | Sequence[str] = (),
    profile: Profile = DEFAULT,
    inputs: Mapping[str, Any] | None = None,
    round: Rounding | Mapping[str, Any] | int | None = None,  # noqa: A002 - the word of the contract
    unit: str | None = None,
    **arguments: Any,  # noqa: ANN401 - each KPI has its own
) -> Figures:
    """Work out KPIs over a ledger.

    Args:
        source: the ledger; `None` for KPIs that work on figures given.
        kpis: ids, Chinese names or definitions; a single text is one name.
        as_of: the day on which the figures stand, by default the ledger's own; a month means its last day.
        period: the period asked for; without it, everything to date.
        known_on: replay what was recorded by this day.
        cohort: `signed_in_period`, `all` or `earlier_years`; by default the period's, else all.
        by: one or more grouping keys, such as `owner` or `district`.
        profile: the local definitions.
        inputs: figures given instead of a ledger.
        round: how quotients and scores are rounded: digits, or digits and mode; two places half-up by default.
        unit: the unit to show values in, such as `亿元`.
        arguments: what a KPI asks for beside these, such as `bands` or `from_stage`.

    Returns:
        The figures: for each KPI the whole and then its groups.

    Raises:
        UnknownCodeError: for a KPI, key or cohort that does not exist.
        ArgumentNeededError: when a KPI reads a date or argument that is not there.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.model import Agreement, Milestone
        >>> from zhaoshang.kpis import evaluate
        >>> one = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
        >>> two = Project(
        ...     id="P2",
        ...     name="乙",
        ...     agreements=[Agreement(signed_on="2022-04")],
        ...     milestones=[Milestone(stage="started", on="2022-06-01")],
        ... )
        >>> figure = evaluate(Ledger(projects=[one, two]), "start_rate", as_of="2022-06-30")["start_rate"]
        >>> figure.value, figure.numerator, figure.denominator, figure.ids
        (Decimal('50.00'), Decimal('1'), Decimal('2'), ('P2',))
    """
    wanted = [find(kpi) for kpi in ([kpis] if isinstance(kpis, str | Kpi) else kpis)]
    keys = tuple(key_of(name) for name in ([by] if isinstance(by, str) else by))
    if cohort is not None and cohort not in COHORTS:
        raise UnknownCodeError("cohort", cohort, COHORTS)
    rounding = _rounding(round)
    day = source.as_of if as_of is None and source is not None else as_of
    executor = None if source is None else Objects(Tables(source))
    answers: list[_Answer] = []
    context = Context(kpi="", ledger=source)
    for kpi in wanted:
        context = Context(
            kpi=kpi.id,
            ledger=source,
            profile=profile,
            as_of=None if day is None else Period.of(day),
            period=None if period is None else Period.of(period),
            known_on=None if known_on is None else Period.of(known_on),
            cohort=cohort,
            inputs=inputs or {},
            arguments=arguments,
        )
        answers.append(_Answer(kpi, kpi.plan(context), context, rounding, unit))
    grouping = By.of(keys, context) if keys else None
    if executor is not None:
        _prepare(executor, answers, grouping)
    figures: list[Figure] = []
    for answer in answers:
        figures.append(answer.whole(executor))
        figures.extend(answer.parts(executor))
        if grouping is not None and answer.plan.shape is not None and executor is not None:
            grouped = answer.groups(executor, grouping, declared(answer.context, keys))
            if grouping.every_event:
                figures[-1] = _flag_excess(figures[-1], grouped)
            figures.extend(grouped)
    return Figures(tuple(figures), keys, FrozenMap(names_of(context)))


def _prepare(executor: Executor, answers: Sequence["_Answer"], grouping: By | None) -> None:
    """Ask for everything at once, so that an executor may add it up in one pass."""
    executor.prepare([atom for answer in answers for atom in answer.atoms(executor)])
    if grouping is not None:
        grouped = [atom for answer in answers for atom in answer.group_atoms(executor)]
        executor.prepare(grouped, grouping)


def _rounding(given: Rounding | Mapping[str, Any] | int | None) -> Rounding:
    if given is None:
        return ROUNDING
    if isinstance(given, Rounding):
        return given
    return Rounding(digits=given) if isinstance(given, int) else Rounding(**given)


def _flag_excess(whole: Figure, groups: Sequence[Figure]) -> Figure:
    """Warn where groups that overlap add up to more than the whole."""
    if whole.value is None or sum(group.value or 0 for group in groups) <= whole.value:
        return whole
    return evolve(whole, warnings=(*whole.warnings, "groups_exceed_total"))


class _Answer:
    """One KPI's plan being worked out: the whole, its parts and its groups."""

    def __init__(self, kpi: Kpi, plan: Plan, context: Context, rounding: Rounding, unit: str | None) -> None:
        self.kpi = kpi
        self.plan = plan
        self.context = context
        self.rounding = rounding
        self.unit = unit

    def atoms(self, executor: Executor) -> list[Atom]:
        """List the atoms of the whole and of the parts."""
        plan = self.plan
        listed: list[Atom] = []
        if plan.draft is None and plan.shape is not None:
            listed += plan.shape.atoms()
            if executor.evidence == "ids":
                listed += [note.atom for note in plan.notes]
                listed += [atom for atom in self._listed(executor, plan.shape) if atom is not None]
            elif executor.evidence == "counts":
                listed += [atom for _, atom in self._counted_notes()]
        for _, part in plan.parts:
            if not isinstance(part, Draft):
                listed += part.atoms()
                if executor.evidence == "ids":
                    listed.append(Ids(part.table, part.counted))
        return listed

    def group_atoms(self, executor: Executor) -> list[Atom]:
        """List the atoms of the groups."""
        shape = self.plan.shape
        if shape is None:
            return []
        return [*shape.atoms(), *(atom for atom in self._listed(executor, shape) if atom is not None)]

    def whole(self, executor: Executor | None) -> Figure:
        """Work the figure out over everything."""
        plan = self.plan
        if plan.draft is not None or plan.shape is None or executor is None:
            return self._figure(
                (), plan.draft or Draft(unit=self.kpi.unit, reason="no_data"), warnings=plan.warnings
            )
        excluded, warnings = self._notes(executor)
        ids, base_ids = (executor.atom(atom) if atom else () for atom in self._listed(executor, plan.shape))
        draft = plan.shape.finish(executor.atom)
        return self._figure((), draft, warnings=warnings, excluded=excluded, ids=ids, base_ids=base_ids)

    def _notes(self, executor: Executor) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Name what was left out and what to be warned of, by id or by number."""
        plan = self.plan
        excluded: dict[str, None] = {}
        warnings: dict[str, None] = dict.fromkeys(plan.warnings)
        if executor.evidence == "ids":
            for note in plan.notes:
                for row in executor.atom(note.atom):
                    if note.is_excluded:
                        excluded[str(row)] = None
                    if note.code is not None:
                        warnings[f"{note.code}:{row}"] = None
        elif executor.evidence == "counts":
            for code, atom in self._counted_notes():
                if rows := executor.atom(atom):
                    warnings[f"{code}:×{rows}"] = None
        if plan.reads_attributes and self.context.known_on is not None:
            warnings["attributes_as_of_now"] = None
        return tuple(excluded), tuple(warnings)

    def _counted_notes(self) -> list[tuple[str, Atom]]:
        """Count the rows of each warning, and those left out, each once."""
        wheres: dict[tuple[str, str], list[Predicate]] = {}
        for note in self.plan.notes:
            if note.is_excluded:
                wheres.setdefault(("excluded", note.table), []).append(note.where)
            if note.code is not None:
                wheres.setdefault((note.code, note.table), []).append(note.where)
        return [(code, N(table, some(*rows))) for (code, table), rows in wheres.items()]

    def parts(self, executor: Executor | None) -> list[Figure]:
        """Work out the answers that stand as groups of their own."""
        figures = []
        for label, part in self.plan.parts:
            if isinstance(part, Draft):
                figures.append(self._figure((label,), part, is_part=True))
            elif executor is not None:
                listed = executor.evidence == "ids"
                ids = executor.atom(Ids(part.table, part.counted)) if listed else ()
                figures.append(self._figure((label,), part.finish(executor.atom), ids=ids, is_part=True))
        return figures

    def groups(self, executor: Executor, by: By, shown: tuple[Label, ...]) -> list[Figure]:
        """Work the figure out for each group: those declared first, then those that occur."""
        shape = self.plan.shape
        assert shape is not None  # noqa: S101 - groups are asked of shapes alone
        results = {atom: executor.atom(atom, by) for atom in shape.atoms()}
        behind = [executor.atom(atom, by) if atom else {} for atom in self._listed(executor, shape)]
        labels = dict.fromkeys(shown)
        labels.update(dict.fromkeys(sorted({label for found in results.values() for label in found})))

        def finish(label: Label) -> Draft:
            return shape.finish(lambda atom: results[atom].get(label, atom.empty()))

        return [
            self._figure(
                label, finish(label), ids=behind[0].get(label, ()), base_ids=behind[1].get(label, ())
            )
            for label in labels
        ]

    @staticmethod
    def _listed(executor: Executor, shape: Shape) -> tuple[Atom | None, Atom | None]:
        """Ask for the rows behind a figure, where they are listed."""
        if executor.evidence != "ids":
            return None, None
        base = shape.base
        return Ids(shape.table, shape.counted), None if base is None else Ids(shape.table, base)

    def _figure(
        self,
        group: Label,
        draft: Draft,
        *,
        warnings: tuple[str, ...] = (),
        excluded: tuple[str, ...] = (),
        ids: tuple[str, ...] = (),
        base_ids: tuple[str, ...] = (),
        is_part: bool = False,
    ) -> Figure:
        context = self.context
        factor, unit = self._shown_in(draft.unit)
        is_quotient = draft.is_quotient

        def shown(number: int | Fraction | None) -> Decimal | None:
            if number is None:
                return None
            scaled_number = Fraction(number) * factor
            exact = to_number(scaled_number)
            return (
                self.rounding.apply(scaled_number) if is_quotient or not isinstance(exact, Decimal) else exact
            )

        by_currency: dict[str, Decimal] = {}
        for code, total in draft.by_currency.items():
            number = shown(total)
            if number is not None:
                by_currency[code] = number
        return Figure(
            kpi=self.kpi.id,
            group=group,
            is_part=is_part,
            value=shown(draft.value),
            exact=None if draft.value is None else Fraction(draft.value) * factor,
            unit=unit,
            reason=draft.reason,
            low=shown(draft.low),
            high=shown(draft.high),
            numerator=to_number(draft.numerator),
            denominator=to_number(draft.denominator),
            by_currency=by_currency,
            class_=draft.class_,
            excluded=excluded,
            warnings=tuple(dict.fromkeys((*warnings, *draft.warnings))),
            ids=ids,
            denominator_ids=base_ids,
            cohort=self.plan.cohort,
            period=context.period,
            as_of=context.as_of,
            known_on=context.known_on,
            profile=context.profile,
            library=__version__,
            definitions=DEFINITIONS,
            data=None if context.ledger is None else context.ledger.name,
            wording=self.kpi.wording,
        )

    def _shown_in(self, code: str) -> tuple[Fraction, str]:
        """Find what to multiply by for the unit asked for; a figure of another kind keeps its own."""
        if self.unit is None:
            return Fraction(1), code
        wanted = scaled(self.unit)
        source = find_unit(code)
        if source.dimension is not wanted.unit.dimension or source.base != wanted.unit.base:
            return Fraction(1), code
        return conversion(source, wanted.unit) / 10**wanted.power, self.unit
