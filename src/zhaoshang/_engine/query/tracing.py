"""What a KPI reads, found by following its plan: arguments, figures given, options of the profile, tables, columns.

A plan is lowered for one question after another over an empty ledger. Whatever it asks for is written down, and asked
again with a value in its place: an argument with a sample, an option with each of its other values. What a plan reads on
any of these ways is what it reads.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal, cast, final, get_args, get_origin

import attrs
from attrs import evolve, frozen

from zhaoshang._basics import above
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, GroupAnswer, Kpi, Lower
from zhaoshang._engine.query.groups import By
from zhaoshang._engine.query.naming import CONDITIONS
from zhaoshang._engine.query.reads import Given, Reads
from zhaoshang._engine.tables.columns import OF_SPACES
from zhaoshang.calendars import Limit
from zhaoshang.errors import ZhaoshangError
from zhaoshang.ledger import Ledger
from zhaoshang.measures import Amount, Atom, Column, Parent, Predicate, Value
from zhaoshang.model import Agreement, Park, Project, PromisedTerm, Target
from zhaoshang.model._fields.amounts import MEASURES
from zhaoshang.periods import Period
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.quantities import Count, Money
from zhaoshang.scoring import Result

_STAGES: Final = ("started", "signed", "intent", *CONDITIONS, "producing", "business_license")
_SAMPLES: Final[Mapping[str, tuple[Any, ...]]] = {
    "of": (*_STAGES, "signed_project_count", "milestone_count", "projects_in_band"),
    "bands": (["≥1亿元"],),
    "measure": (*MEASURES, "promised", "created", "amount", "rate", "count", "investment"),
    "basis": ("amount",),
    "base_as_of": ("2021",),
    "within_days": (90,),
    "weights": ({"tax": 100},),
}
"""What some arguments may be; any other may be the name of a stage."""
_OTHERWISE: Final[Mapping[str, tuple[Any, ...]]] = {
    "start_deadline": (FrozenMap({"leased_plant": Limit(months=6)}),),
    **dict.fromkeys(CONDITIONS, (("producing",), ("business_license",))),
}
"""Other values of options that are no closed list and lead another way."""
_FIGURES: Final[Mapping[str, Any]] = {
    **dict.fromkeys("parts bands rules hits payments utilised contracted cumulative".split(), ()),
    **dict.fromkeys("weights values bases ranges class_mean scores classes".split(), FrozenMap()),
}
"""Figures that are given as lists or by name; any other is a number."""
_AS_OF: Final = Period.of("2022-06-30")
_NOT_ARGUMENTS: Final = frozenset({"where", "period"})
"""Keywords of every question, which are no further arguments."""


@cache
def _sample() -> Ledger:
    """Make the ledger over which plans are lowered: next to nothing, but what some look for before they ask on."""
    promised = Agreement(
        signed_on="2020", terms=[PromisedTerm(measure="tax", period="2021", promised=Money.of(1, "亿元"))]
    )
    asked = {"signed_project_count": None, "milestone_count": None, "projects_in_band": "≥1亿元"}
    return Ledger(
        projects=[Project(id="1", name="1", agreements=[promised])],
        parks=[Park(id="started", name="1")],
        targets=[
            Target(id=kpi, measure=kpi, period="2022", value=Count.of(1, "个"), band=band)
            for kpi, band in asked.items()
        ],
    )


class _Watched:
    """A profile that writes down which of its options are asked for."""

    def __init__(self, profile: Profile, asked: dict[str, None]) -> None:
        self._profile = profile
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        """Look an option up."""
        if name in _OPTIONS:
            self._asked[name] = None
        return getattr(self._profile, name)


_OPTIONS: Final = {
    option.name: option
    for option in attrs.fields(Profile)
    if option.name not in {"id", "zh", "en", "references"}
}


def _other_values(name: str) -> Iterator[Any]:
    """List the other values of an option, where these are a closed list or lead another way."""
    kind = _OPTIONS[name].type
    listed: tuple[Any, ...] = _OTHERWISE.get(name, ())
    if kind is bool:
        listed = (True, False)
    elif get_origin(kind) is Literal:
        listed = get_args(kind)
    yield from (value for value in listed if value != getattr(DEFAULT, name))


@final
@frozen(kw_only=True)
class _TracedQuestion:
    """One question that is put to a plan.

    Attributes:
        arguments: the arguments given.
        inputs: the figures given.
        period: the period.
        otherwise: an option of the profile that is not the usual one: one at a time, for none leads on to another.
        is_first: whether every argument is its first sample; then each is tried as its others, one at a time.
    """

    arguments: Mapping[str, Any] = FrozenMap()
    inputs: Mapping[str, Any] = FrozenMap()
    period: Period | None = None
    otherwise: tuple[str, Any] | None = None
    is_first: bool = True

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others."""
        given = str(sorted(self.arguments.items())), str(sorted(self.inputs.items()))
        return *given, self.period, self.otherwise

    def context(self, options: dict[str, None]) -> Context:
        """Make the question that a plan understands, with a profile that writes down what is asked of it."""
        profile = DEFAULT if self.otherwise is None else evolve(DEFAULT, **dict([self.otherwise]))
        return Context(
            kpi="",
            ledger=_sample(),
            profile=cast("Profile", _Watched(profile, options)),
            as_of=_AS_OF,
            period=self.period,
            inputs=Given(self.inputs),
            arguments=Given(self.arguments),
        )

    def with_arguments(self, asked: Iterable[str]) -> "Iterator[_TracedQuestion]":
        """Give an argument that was asked for and is not there, or another value of one that is."""
        for name in asked:
            first, *others = _SAMPLES.get(name, _STAGES)
            if name not in self.arguments:
                yield evolve(self, arguments={**self.arguments, name: first})
            elif self.is_first:
                for sample in others:
                    yield evolve(self, arguments={**self.arguments, name: sample}, is_first=False)

    def with_inputs(self, taken: Iterable[str]) -> "Iterator[_TracedQuestion]":
        """Give a figure that was asked for and is not there."""
        for name in taken:
            if name not in self.inputs:
                yield evolve(self, inputs={**self.inputs, name: _FIGURES.get(name, 1)})

    def with_options(self, options: Iterable[str]) -> "Iterator[_TracedQuestion]":
        """Change an option that was read."""
        for name in options:
            for value in _other_values(name):
                yield evolve(self, otherwise=(name, value), is_first=False)


@final
class _Tracer:
    """Follows one plan on every way that its questions open."""

    def __init__(self, plan: Lower) -> None:
        self.plan = plan
        self.arguments: dict[str, None] = {}
        self.inputs: dict[str, None] = {}
        self.options: dict[str, None] = {}
        self.columns: dict[tuple[str, str], None] = {}
        self._seen: set[tuple[object, ...]] = set()
        self._varied: set[tuple[object, ...]] = set()
        self._walked: set[tuple[object, str]] = set()

    def follow(self, question: "_TracedQuestion") -> None:
        """Ask one question, and those that it leads to."""
        if question.key in self._seen:
            return
        self._seen.add(question.key)
        options: dict[str, None] = {}
        context = question.context(options)
        self._lower(context)
        asked = [name for name in context.arguments.asked if name not in _NOT_ARGUMENTS]
        taken = [name for name in context.inputs.asked if name]
        self.arguments.update(dict.fromkeys(asked))
        self.inputs.update(dict.fromkeys(taken))
        self.options.update(options)
        for further in (*question.with_arguments(asked), *question.with_inputs(taken)):
            self.follow(further)
        if question.otherwise is None:
            for further in question.with_options(options):
                where = (further.otherwise, question.period, *question.arguments)
                if (
                    where not in self._varied
                ):  # each value once for the arguments that are there, whatever they are
                    self._varied.add(where)
                    self.follow(further)

    def _lower(self, context: Context) -> None:
        """Lower the plan, and write down what it adds up."""
        try:
            plan = self.plan(context)
            read = ((table, name) for table, names in plan.records.items() for name in names)
            self.columns.update(dict.fromkeys(read))
            if plan.derive is not None:
                plan.derive(_Below())
        except (ZhaoshangError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
            return  # a sample that the plan refuses leads nowhere
        if plan.shape is not None:
            By.of(evolve(context, by=("owner", "event")))
        parts = [part for _, part in plan.parts if not isinstance(part, Result)]
        shapes = [*parts, *(() if plan.shape is None else (plan.shape,))]
        atoms = [atom for shape in shapes for atom in (*shape.atoms(), shape.counted, shape.base)]
        for atom in (*atoms, *(note.atom for note in plan.notes)):
            if atom is not None:
                self._walk(atom, atom.table)

    def _walk(self, node: object, table: str) -> None:
        """Write down the columns that a node reads, each of the table whose rows it is read of."""
        if isinstance(node, tuple):
            for part in node:
                self._walk(part, table)
        elif isinstance(node, Column):
            self.columns[_plain(table), _plain(node.name)] = None
        elif isinstance(node, Value | Predicate | Atom | Amount) and (node, table) not in self._walked:
            self._walked.add((node, table))
            kind: Any = type(node)
            names = _names(kind)
            of_node: Any = node
            inner = of_node.table if "table" in names else table
            if isinstance(node, Parent):
                inner = "spaces" if _plain(table) in OF_SPACES else "projects"
            for name in names:
                self._walk(getattr(node, name), inner)


class _Below:
    """Puts a question on to another KPI; the options that it reads are its own."""

    def __call__(self, kpi: str, context: Context, /) -> Answers:
        """Lower the plan of the other KPI, which may ask for arguments of this question."""
        plan = _by_id()[kpi].plan(evolve(context, profile=DEFAULT))
        if plan.derive is not None:
            plan.derive(self)
        return {(): GroupAnswer(result=Result(value=1, low=1, high=1, unit="percent"))}

    def of_units(self, kpi: str, context: Context, _units: frozenset[str], /) -> GroupAnswer:
        """Do the same for the projects of some units."""
        return self(kpi, context)[()]

    def owners(self) -> frozenset[str]:
        """Name no unit."""
        return frozenset()

    def has_records(self, _table: str, _context: Context, /) -> bool:
        """Find none."""
        return False


@cache
def _by_id() -> Mapping[str, Kpi]:
    return {kpi.id: kpi for kpi in above.catalogue.CATALOGUE}


def _plain(name: str) -> str:
    """Give a name without the part of an amount and without the day that it was worked out for."""
    return name.partition("@")[0].partition(".")[0]


@cache
def _names(node: type) -> tuple[str, ...]:
    return tuple(each.name for each in attrs.fields(node))


@cache
def reads_of(plan: Lower) -> Reads:
    """Find what a plan reads."""
    tracer = _Tracer(plan)
    for period in (None, Period.of("2022")):
        tracer.follow(_TracedQuestion(period=period))
        tracer.follow(_TracedQuestion(period=period, inputs={"": None}))
    columns: dict[str, list[str]] = {}
    for table, name in sorted(tracer.columns):
        columns.setdefault(table, []).append(name)
    return Reads(
        arguments=tuple(tracer.arguments),
        inputs=tuple(tracer.inputs),
        options=tuple(name for name in _OPTIONS if name in tracer.options),
        columns=FrozenMap({table: tuple(names) for table, names in columns.items()}),
    )
