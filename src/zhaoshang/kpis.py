"""KPIs: every official figure from one definition, each able to explain itself.

`evaluate` works out KPIs over a ledger for a period and a day, under a profile, by unit, park or any other key.
The definitions are `CATALOGUE`; the reference lists them with their formulas.

    >>> from zhaoshang.kpis import BUNDLES, CATALOGUE, KEYS, PLAN_RULES
    >>> [kpi.zh for kpi in CATALOGUE[:2]], KEYS["owner"]
    (['签约项目数', '签约总投资'], ('责任单位', 'unit in charge'))
    >>> BUNDLES["guangxi_three"].kpis  # what is reported together
    ('contract_performance_rate', 'start_completion_rate', 'fund_arrival_rate')
    >>> PLAN_RULES["push_down"].en  # what makes a question less work
    'leave out early the rows that nothing asks for'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, Unpack, cast

from zhaoshang._basics.deferred import Deferred
from zhaoshang._basics.lazy import lazy
from zhaoshang._calls.guard import guard_room, guarded, telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zhaoshang._answers import evaluation, standings, trends
    from zhaoshang._answers.standings import NodeStanding
    from zhaoshang._answers.trends import PeriodFigures
    from zhaoshang._engine.catalogue import CATALOGUE
    from zhaoshang._engine.catalogue.bundles import BUNDLES, Bundle
    from zhaoshang._engine.query.builders import count, duration, mean, rate, ratio, share, total
    from zhaoshang._engine.query.definitions import Kpi
    from zhaoshang._engine.query.execution_plans import PLAN_RULES, PlanRule, PlanStep, QueryPlan
    from zhaoshang._engine.results.comparison import Comparison, Difference
    from zhaoshang._engine.results.figure import Figure, Rounding
    from zhaoshang._engine.results.figures import Figures
    from zhaoshang._engine.results.words import describe
    from zhaoshang._typed import Arguments, CohortName, KeyName, KpiName, Names, RoundingOptions
    from zhaoshang.frames import Frames, Lines
    from zhaoshang.ledger import Ledger
    from zhaoshang.measures import Predicate
    from zhaoshang.model._fields.keys import KEYS
    from zhaoshang.periods import DateLike
    from zhaoshang.profiles import Profile
else:  # the engine is loaded when the first figure is asked for, not when the library is imported
    evaluation = Deferred("zhaoshang._answers.evaluation")
    standings = Deferred("zhaoshang._answers.standings")
    trends = Deferred("zhaoshang._answers.trends")

__all__ = [
    "BUNDLES",
    "CATALOGUE",
    "KEYS",
    "PLAN_RULES",
    "Bundle",
    "Comparison",
    "Difference",
    "Figure",
    "Figures",
    "Kpi",
    "NodeStanding",
    "PeriodFigures",
    "PlanRule",
    "PlanStep",
    "QueryPlan",
    "Rounding",
    "chain_nodes",
    "compare",
    "count",
    "describe",
    "duration",
    "evaluate",
    "evaluate_periods",
    "explain_plan",
    "find",
    "mean",
    "rate",
    "ratio",
    "share",
    "total",
]


@telling("kpi")
def find(kpi: str | Kpi, /) -> Kpi:
    """Find a KPI by its id or Chinese name.

    Raises:
        UnknownCodeError: when the catalogue has no such KPI.

    Examples:
        >>> from zhaoshang import kpis
        >>> kpis.find("开工率").id, kpis.find("start_rate").zh
        ('start_rate', '开工率')
    """
    return evaluation.find(kpi)


@telling("source", "kpis", "by", "inputs")
def evaluate(
    source: Ledger | Frames | Lines | None,
    kpis: KpiName | Kpi | list[Any] | tuple[Any, ...] | Iterable[KpiName | Kpi],
    /,
    *,
    as_of: DateLike | None = None,
    period: DateLike | None = None,
    known_on: DateLike | None = None,
    cohort: CohortName | None = None,
    by: KeyName | Names | Sequence[KeyName] = (),
    profile: Profile | str = "default",
    inputs: Mapping[str, Any] | None = None,
    round: Rounding | RoundingOptions | int | None = None,  # noqa: A002 - the word of the contract
    unit: str | None = None,
    where: Predicate | None = None,
    **arguments: Unpack[Arguments],
) -> Figures:
    """Work out KPIs over a ledger.

    A type checker knows the names of KPIs, keys and arguments; one made while the program runs is given in a list, or
    found first by `find`, which takes any text.

    Args:
        source: the ledger, or its tables as data frames; `None` for KPIs that work on figures given.
        kpis: ids, Chinese names or definitions; a single text is one name.
        as_of: the day on which the figures stand, by default the ledger's own; a month means its last day. After the
            ledger's own day a figure warns `after_ledger`: what happened since is not on record.
        period: the period asked for; without it, everything to date. A KPI that stands on a day alone has no use for it,
            nor one of no cohort for `cohort`, and its figure warns `not_read` with the name of the argument.
        known_on: replay what was recorded by this day.
        cohort: `signed_in_period`, `all` or `earlier_years`; by default the period's, else all.
        by: one or more grouping keys, such as `owner` or `district`.
        profile: the local definitions, by id or as an instance.
        inputs: figures given instead of a ledger: numbers, digits or texts of quantities, or lists and mappings of them.
            What is of another type is refused with its place (`inputs.payments[1].amount`). Payments count as those of
            a ledger do: one without amount is left out, and named by its `id` or its place.
        round: how quotients and scores are rounded: digits, or digits and mode; two places half-up by default.
            Counts and sums are exact; one of more digits than asked for warns `not_read`.
        unit: the unit to show values in, such as `亿元`; of several KPIs it holds for those that can be told in it, and
            is refused where none can.
        where: a condition that projects must meet to be looked at, such as `column("investment") >= "1亿元"` of
            `zhaoshang.measures`; a KPI that looks at no projects refuses it. An option that occurs nowhere in the
            ledger is told by the warning `no_such_value` on every figure, on frames where nothing at all was found.
        arguments: what a KPI asks for beside these, such as `bands` or `from_stage`. One that none of them has is refused;
            one that the KPI named by `of` does not read is told by the warning `not_read`.

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
    return evaluation.evaluate(
        source,
        kpis,
        as_of=as_of,
        period=period,
        known_on=known_on,
        cohort=cohort,
        by=by,
        profile=profile,
        inputs=inputs,
        round=cast("Rounding | Mapping[str, Any] | int | None", round),
        unit=unit,
        **({} if where is None else {"where": where}),
        **arguments,
    )


@telling("source", "kpis", "by")
def evaluate_periods(
    source: Ledger | Frames | Lines,
    kpis: KpiName | Kpi | list[Any] | tuple[Any, ...] | Iterable[KpiName | Kpi],
    /,
    period: DateLike,
    *,
    step: Literal["month", "quarter", "year"] = "month",
    cumulative: bool = False,
    by: KeyName | Names | Sequence[KeyName] = (),
    **same: Any,  # noqa: ANN401 - the keywords of `evaluate`
) -> PeriodFigures:
    """Work out KPIs for each month of a period, with the growth on the year (同比) and on the month before (环比).

    A rate grows in percentage points. Where a step has not ended on the day of the figures, or either level is not
    exact, growth is left open rather than guessed, and `yoy_reason` and `mom_reason` say why. A step that the period
    cuts holds what lies in both, and is named by its days: `2022-02-01/2022-03-31`. A step that begins after the day of
    the figures is left out.

    Args:
        source: the ledger, or its tables as data frames.
        kpis: ids, Chinese names or definitions; a single text is one name.
        period: the months asked for, such as `2022` or `2022-01/2022-06`; it may be named, `period="2022"`.
        step: how the period is cut: `month`, `quarter` or `year`.
        cumulative: ask from January to the end of each step (1—6月累计), as the figures stood at that end; there is
            then no growth on the step before.
        by: one or more grouping keys besides, such as `district`.
        same: what `evaluate` takes besides, the same for all steps.

    Returns:
        A figure for each KPI, group and step.

    Raises:
        UnknownCodeError: for a step or key that does not exist, or a key of time.
        UnfitValueError: for a period that begins after the day of the figures.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.kpis import evaluate_periods
        >>> from zhaoshang.model import Agreement
        >>> days = ["2021-02-05", "2022-01-10", "2022-02-05", "2022-02-07"]
        >>> ledger = Ledger(
        ...     as_of="2022-06-30",
        ...     projects=[
        ...         Project(id=f"P{n}", name="某", agreements=[Agreement(signed_on=day)])
        ...         for n, day in enumerate(days)
        ...     ],
        ... )
        >>> found = evaluate_periods(ledger, "签约项目数", "2022-01/2022-02")
        >>> [(row["period"], row["value"], row["yoy"], row["mom"]) for row in found.to_rows()][1]
        ('2022-02', 2, 100, 100)
        >>> evaluate_periods(ledger, "签约项目数", "2022-Q1", cumulative=True)["签约项目数", "2022-03"].value
        Decimal('3')
    """
    return trends.evaluate_periods(
        source, kpis, period, step=step, cumulative=cumulative, by=by, same=dict(same)
    )


def explain_plan(
    source: Ledger | Frames | Lines,
    kpis: KpiName | Kpi | list[Any] | tuple[Any, ...] | Iterable[KpiName | Kpi],
    /,
    **same: Any,  # noqa: ANN401 - the keywords of `evaluate`
) -> QueryPlan:
    """Put a question and say how it was put: what was added up, which rules made it less work, what the engine was asked.

    Args:
        source: the ledger, or its tables as data frames.
        kpis: ids, Chinese names or definitions; a single text is one name.
        same: what `evaluate` takes besides.

    Returns:
        The plan; `print` it, or read its `queries` (SQL on DuckDB).

    Examples:
        >>> import duckdb
        >>> from zhaoshang.frames import Frames
        >>> from zhaoshang.kpis import explain_plan
        >>> projects = duckdb.sql("select 'P1' as id, '东区' as district, date '2022-03-05' as signed_on")
        >>> frames = Frames({"projects": projects}, evidence="none")
        >>> plan = explain_plan(frames, "签约项目数", period="2022", as_of="2022-12-31", by="district")
        >>> plan.source, plan.aggregates["projects"], "GROUP BY" in plan.queries[0]
        ('duckdb', 7, True)
        >>> [step.rule for step in plan.steps]
        ['whole_from_groups', 'settle', 'batches', 'push_down']
    """
    return evaluation.explain_plan(source, kpis, **same)


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
        (100, 0, ('P1',))
    """
    return evaluation.compare(source, kpis, profiles, **same)


def chain_nodes(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    known_on: DateLike | None = None,
    profile: Profile | str = "default",
    minimum: int = 2,
) -> Mapping[str, NodeStanding]:
    """Say who fills each node of the chains of a ledger, and who may (产业链环节现状).

    A node is filled by the firms placed there and by the projects signed for it that have not ended; leads, talks and
    prospects are its candidates. A project stands at a node when it names it in `chain_nodes`, or when the chain lists
    it among its members. Which projects are signed and which have ended is told by the KPIs, under the profile.

    Args:
        ledger: the chains, and the projects placed at them.
        as_of: the day, by default the ledger's own; without one every record counts.
        known_on: replay what was recorded by this day.
        profile: the local definitions, by id or as an instance.
        minimum: with fewer members than this a node is thin.

    Returns:
        What stands at each node, by chain and node (`C1/n1`), in the order of the ledger.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.kpis import chain_nodes
        >>> from zhaoshang.model import Agreement, Chain, ChainMember, ChainNode
        >>> chain = Chain(
        ...     id="C1",
        ...     name="储能",
        ...     nodes=[ChainNode(id="n1", name="正极材料")],
        ...     members=[ChainMember(node="n1", investor="甲公司", role="leader")],
        ... )
        >>> signed = Project(
        ...     id="P1", name="乙", chain_nodes=["C1/n1"], agreements=[Agreement(signed_on="2022-03-05")]
        ... )
        >>> ledger = Ledger(as_of="2022-06-30", chains=[chain], projects=[signed])
        >>> found = chain_nodes(ledger)["C1/n1"]
        >>> found.state.label(), found.leaders, found.projects
        ('完备', ('甲公司',), ('P1',))
    """
    return standings.chain_nodes(ledger, as_of=as_of, known_on=known_on, profile=profile, minimum=minimum)


_HOMES: Final = {
    "BUNDLES": "zhaoshang._engine.catalogue.bundles",
    "CATALOGUE": "zhaoshang._engine.catalogue",
    "KEYS": "zhaoshang.model._fields.keys",
    "PLAN_RULES": "zhaoshang._engine.query.execution_plans",
    "Bundle": "zhaoshang._engine.catalogue.bundles",
    "Comparison": "zhaoshang._engine.results.comparison",
    "Difference": "zhaoshang._engine.results.comparison",
    "Figure": "zhaoshang._engine.results.figure",
    "Figures": "zhaoshang._engine.results.figures",
    "Kpi": "zhaoshang._engine.query.definitions",
    "NodeStanding": "zhaoshang._answers.standings",
    "PeriodFigures": "zhaoshang._answers.trends",
    "PlanRule": "zhaoshang._engine.query.execution_plans",
    "PlanStep": "zhaoshang._engine.query.execution_plans",
    "QueryPlan": "zhaoshang._engine.query.execution_plans",
    "Rounding": "zhaoshang._engine.results.figure",
    "count": "zhaoshang._engine.query.builders",
    "describe": "zhaoshang._engine.results.words",
    "duration": "zhaoshang._engine.query.builders",
    "mean": "zhaoshang._engine.query.builders",
    "rate": "zhaoshang._engine.query.builders",
    "ratio": "zhaoshang._engine.query.builders",
    "share": "zhaoshang._engine.query.builders",
    "total": "zhaoshang._engine.query.builders",
}

__getattr__, __dir__ = lazy(__name__, _HOMES, around=guarded)

guard_room(globals())
