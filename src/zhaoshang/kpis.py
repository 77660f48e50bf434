"""KPIs: every official figure from one definition, each able to explain itself.

`evaluate` works out KPIs over a ledger for a period and a day, under a profile, by unit, park or any other key.
The definitions are `CATALOGUE`; the reference lists them with their formulas.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from zhaoshang._engine.answers import figures_of
from zhaoshang._engine.builders import count, rate, ratio, total
from zhaoshang._engine.bundles import BUNDLES, Bundle
from zhaoshang._engine.catalogue import CATALOGUE
from zhaoshang._engine.comparison import Comparison, Difference
from zhaoshang._engine.context import COHORTS, Context
from zhaoshang._engine.definitions import Kpi
from zhaoshang._engine.executors import Executor
from zhaoshang._engine.figures import ROUNDING, Figure, Figures, Rounding
from zhaoshang._engine.groups import KEYS, key_of, names_of
from zhaoshang._engine.objects import Objects
from zhaoshang._engine.session import Session
from zhaoshang._engine.tables import Tables
from zhaoshang._engine.words import describe
from zhaoshang._frozenmap import FrozenMap
from zhaoshang.errors import UnknownCodeError
from zhaoshang.frames import Frames, Lines
from zhaoshang.ledger import Ledger
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile, profile_of

__all__ = [
    "BUNDLES",
    "CATALOGUE",
    "KEYS",
    "Bundle",
    "Comparison",
    "Difference",
    "Figure",
    "Figures",
    "Kpi",
    "Rounding",
    "compare",
    "count",
    "describe",
    "evaluate",
    "find",
    "rate",
    "ratio",
    "total",
]

_BY_ID: Final = {kpi.id: kpi for kpi in CATALOGUE}


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
    source: Ledger | Frames | Lines | None,
    kpis: str | Kpi | Iterable[str | Kpi],
    /,
    *,
    as_of: DateLike | None = None,
    period: DateLike | None = None,
    known_on: DateLike | None = None,
    cohort: str | None = None,
    by: str | Sequence[str] = (),
    profile: Profile | str = DEFAULT,
    inputs: Mapping[str, Any] | None = None,
    round: Rounding | Mapping[str, Any] | int | None = None,  # noqa: A002 - the word of the contract
    unit: str | None = None,
    **arguments: Any,  # noqa: ANN401 - each KPI has its own
) -> Figures:
    """Work out KPIs over a ledger.

    Args:
        source: the ledger, or its tables as data frames; `None` for KPIs that work on figures given.
        kpis: ids, Chinese names or definitions; a single text is one name.
        as_of: the day on which the figures stand, by default the ledger's own; a month means its last day.
        period: the period asked for; without it, everything to date.
        known_on: replay what was recorded by this day.
        cohort: `signed_in_period`, `all` or `earlier_years`; by default the period's, else all.
        by: one or more grouping keys, such as `owner` or `district`.
        profile: the local definitions, by id or as an instance.
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
    ledger = source.ledger if isinstance(source, Frames | Lines) else source
    day = ledger.as_of if as_of is None and ledger is not None else as_of
    context = Context(
        kpi="",
        ledger=ledger,
        profile=profile_of(profile),
        as_of=None if day is None else Period.of(day),
        period=None if period is None else Period.of(period),
        known_on=None if known_on is None else Period.of(known_on),
        cohort=cohort,
        inputs=inputs or {},
        arguments=arguments,
        by=keys,
        rounds=rounding.apply,
    )
    make: Callable[[bool], Executor] | None = None
    if source is not None:
        make = source.executor if isinstance(source, Frames | Lines) else partial(_objects, source)
    answers = Session(ledger, _BY_ID, make).answer_all(wanted, context)
    figures = [
        figure
        for kpi, answer in zip(wanted, answers, strict=True)
        for figure in figures_of(kpi, answer, context, rounding, unit)
    ]
    return Figures(tuple(figures), keys, FrozenMap(names_of(context)))


def compare(
    source: Ledger | None,
    kpis: str | Kpi | Iterable[str | Kpi],
    profiles: Iterable[Profile | str],
    /,
    **same: Any,  # noqa: ANN401 - the keywords of `evaluate`
) -> Comparison:
    """Read one ledger under several profiles.

    Args:
        source: the ledger.
        kpis: ids, Chinese names or definitions; a single text is one name.
        profiles: the profiles, by id or as instances; the others are compared with the first.
        same: what `evaluate` takes besides, the same for all profiles.

    Returns:
        The figures under each profile, and the projects that make the difference.

    Raises:
        ValueError: when fewer than two profiles are given.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.kpis import compare
        >>> from zhaoshang.model import Agreement, Milestone
        >>> from zhaoshang.profiles import DEFAULT
        >>> step = Milestone(stage="trial", on="2022-05-01")
        >>> one = Project(
        ...     id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")], milestones=[step]
        ... )
        >>> strict = DEFAULT.vary("strict", trial_counts=False)
        >>> read = compare(Ledger(projects=[one]), "production_rate", [DEFAULT, strict], as_of="2022-06-30")
        >>> read.to_rows()[0]["default"], read.to_rows()[0]["strict"], read.differences[0].removed
        (Decimal('100.00'), Decimal('0.00'), ('P1',))
    """
    listed = [profiles] if isinstance(profiles, Profile | str) else list(profiles)
    if len(listed) < 2:
        msg = "a comparison needs at least two profiles; for one use evaluate"
        raise ValueError(msg)
    wanted = [kpis] if isinstance(kpis, str | Kpi) else list(kpis)
    return Comparison(figures=tuple(evaluate(source, wanted, profile=profile, **same) for profile in listed))


def _objects(ledger: Ledger, joins_phases: bool, /) -> Executor:  # noqa: FBT001 - bound by partial
    return Objects(Tables(ledger, joins_phases=joins_phases))


def _rounding(given: Rounding | Mapping[str, Any] | int | None) -> Rounding:
    if given is None:
        return ROUNDING
    if isinstance(given, Rounding):
        return given
    return Rounding(digits=given) if isinstance(given, int) else Rounding(**given)
