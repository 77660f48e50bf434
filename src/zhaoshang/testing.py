"""Hypothesis strategies for every value and record, for the tests of programs that use the library.

Install them with `pip install "zhaoshang[testing]"`. What they make is valid by construction; a ledger's references
lead somewhere.

Examples:
    >>> from hypothesis import given
    >>> from zhaoshang.records import structure, unstructure
    >>> from zhaoshang import Project
    >>> from zhaoshang.testing import projects
    >>> @given(projects())
    ... def test_round_trip(project):
    ...     assert structure(unstructure(project), Project) == project
    >>> test_round_trip()
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import attrs

from zhaoshang._calls.guard import guard_room
from zhaoshang._typed import KpiName
from zhaoshang.errors import MissingExtraError
from zhaoshang.intervals import Interval
from zhaoshang.ledger import Ledger
from zhaoshang.model import (
    Agreement,
    Chain,
    ChainLink,
    ChainMember,
    ChainNode,
    Commitment,
    Investor,
    Milestone,
    Park,
    Project,
    PromisedTerm,
    ServiceTeam,
    StepLimit,
    Target,
)
from zhaoshang.model._fields.amounts import TERM_WORDS
from zhaoshang.model._fields.converters import typed
from zhaoshang.model.team import Pause
from zhaoshang.periods import Period
from zhaoshang.quantities import (
    Area,
    CompoundQuantity,
    Count,
    Duration,
    Energy,
    Hedge,
    Length,
    Mass,
    Money,
    Multiple,
    Percent,
    PercentagePoint,
    Power,
    Quantity,
    Volume,
)
from zhaoshang.vocabulary import Stage, Term

try:
    from hypothesis import strategies as st
except ModuleNotFoundError as cause:
    raise MissingExtraError("hypothesis", "testing") from cause

__all__ = [
    "agreements",
    "areas",
    "chains",
    "counts",
    "intervals",
    "investors",
    "ledgers",
    "milestones",
    "money",
    "parks",
    "percents",
    "periods",
    "projects",
    "quantities",
    "records",
    "stages",
    "targets",
    "teams",
]

T = TypeVar("T")
Q = TypeVar("Q", bound=Quantity)

_UNITS: Final[dict[type[Quantity], tuple[str, ...]]] = {
    Money: ("CNY", "USD", "HKD"),
    Area: ("m2", "mu", "ha", "km2"),
    Count: ("个", "家", "户次", "人"),
    Percent: ("percent",),
    PercentagePoint: ("pp",),
    Multiple: ("times",),
    Duration: ("day", "workday", "month", "year"),
    Power: ("kW", "MW", "GW"),
    Energy: ("kWh",),
    Mass: ("t", "kg"),
    Volume: ("m3",),
    Length: ("m", "km"),
    CompoundQuantity: ("CNY/mu", "CNY/year", "t/m2"),
}
_SIMPLE: Final = (Hedge.NEAR, Hedge.OVER, Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.BELOW, Hedge.ABOUT)
_BOUNDED: Final = (Hedge.RANGE, Hedge.ODD, Hedge.SEVERAL, Hedge.ORDER)
_FIRST, _LAST = date(1990, 1, 1), date(2040, 12, 31)
_WORDS: Final = st.text(
    st.sampled_from("甲乙丙丁泉州晋江南安项目园区石墨烯医疗ABCabc0123 ·（）()-"), min_size=1, max_size=8
).filter(lambda text: not text.isspace())
_NUMBERS: Final = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False)


def _ids(letter: str) -> st.SearchStrategy[str]:
    return st.integers(1, 99).map(lambda number: f"{letter}{number}")


def periods() -> st.SearchStrategy[Period]:
    """Make periods of every precision, between 1990 and 2040.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import periods
        >>> str(find(periods(), lambda period: period.precision == "quarter"))[5:6]
        'Q'
    """
    year = st.integers(1990, 2040)
    month = st.integers(1, 12)
    texts = st.one_of(
        st.builds("{:04}-{:02}".format, year, month),
        st.builds("{:04}-{:02}-{}".format, year, month, st.sampled_from("EML")),
        st.builds("{:04}-Q{}".format, year, st.integers(1, 4)),
        st.builds("{:04}-H{}".format, year, st.integers(1, 2)),
        year.map(str),
    ).map(Period.of)
    days = st.dates(_FIRST, _LAST)
    ranges = st.tuples(days, days).map(lambda ends: Period.between(min(ends), max(ends)))
    return st.one_of(days.map(Period.of), texts, ranges)


def intervals() -> st.SearchStrategy[Interval]:
    """Make intervals with open, closed and unbounded ends.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import intervals
        >>> find(intervals(), lambda drawn: drawn.low is None and drawn.high is not None).is_bounded
        False
    """
    ends = st.tuples(
        _NUMBERS, _NUMBERS, st.booleans(), st.booleans(), st.sampled_from(["both", "low", "high", "none"])
    )
    return ends.map(lambda parts: _interval(*parts))


def _interval(one: Decimal, other: Decimal, low_closed: bool, high_closed: bool, which: str) -> Interval:  # noqa: FBT001 - drawn by position
    low, high = min(one, other), max(one, other)
    if low == high:
        return Interval.point(low)
    has_low, has_high = which in ("both", "low"), which in ("both", "high")
    return Interval(
        low if has_low else None,
        high if has_high else None,
        low_closed and has_low,
        high_closed and has_high,
    )


def quantities(kind: type[Q] | None = None, *, hedged: bool = True) -> st.SearchStrategy[Any]:
    """Make quantities of a kind, or of any: exact, hedged and ranged ones.

    Args:
        kind: the class wanted, such as `Money`; any of them where absent.
        hedged: whether hedged ones are made too.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.quantities import Power
        >>> from zhaoshang.testing import quantities
        >>> drawn = find(quantities(Power, hedged=False), lambda power: power.value > 0)
        >>> type(drawn).__name__, drawn.is_exact
        ('Power', True)
    """
    if kind is None or kind is Quantity:
        return st.sampled_from(sorted(_UNITS, key=lambda each: each.__name__)).flatmap(
            lambda each: quantities(each, hedged=hedged)
        )
    units = st.sampled_from(_UNITS[kind])
    exact = st.builds(kind.of, _NUMBERS, units)
    if not hedged:
        return exact
    simple = st.builds(
        lambda value, unit, hedge: kind.of(value, unit, hedge=hedge),
        _NUMBERS,
        units,
        st.sampled_from(_SIMPLE),
    )
    bounded = st.builds(
        lambda bounds, unit, hedge: attrs.evolve(kind.of(0, unit), value=None, hedge=hedge, bounds=bounds),
        intervals().filter(lambda bounds: bounds.low is not None and bounds.high is not None),
        units,
        st.sampled_from(_BOUNDED),
    )
    return st.one_of(exact, simple, bounded)


def money(*, hedged: bool = True) -> st.SearchStrategy[Money]:
    """Make amounts of money in several currencies, hedged ones among them unless `hedged` is false.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import money
        >>> find(money(), lambda drawn: drawn.unit.code == "USD" and drawn.hedge == "near").is_exact
        False
    """
    return quantities(Money, hedged=hedged)


def areas(*, hedged: bool = True) -> st.SearchStrategy[Area]:
    """Make areas in several units, hedged ones among them unless `hedged` is false.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import areas
        >>> find(areas(hedged=False), lambda drawn: drawn.unit.code == "mu").is_exact
        True
    """
    return quantities(Area, hedged=hedged)


def counts(*, hedged: bool = True) -> st.SearchStrategy[Count]:
    """Make counts with several counters, hedged ones among them unless `hedged` is false.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import counts
        >>> find(counts(hedged=False), lambda drawn: drawn.unit.code == "家").unit.code
        '家'
    """
    return quantities(Count, hedged=hedged)


def percents(*, hedged: bool = True) -> st.SearchStrategy[Percent]:
    """Make percentages, some above 100, hedged ones among them unless `hedged` is false.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import percents
        >>> find(percents(hedged=False), lambda drawn: drawn.value > 100).value > 100
        True
    """
    return quantities(Percent, hedged=hedged)


def stages() -> st.SearchStrategy[Stage]:
    """Make stages, ends and overlays.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import stages
        >>> find(stages(), lambda stage: stage.is_overlay).is_main
        False
    """
    return st.sampled_from(Stage)


def _bare(kind: Any) -> Any:  # noqa: ANN401 - a type form
    if get_origin(kind) in (Union, UnionType):
        return next(part for part in get_args(kind) if part is not NoneType)
    return kind


def _pauses() -> st.SearchStrategy[Pause]:
    days = st.tuples(periods(), st.none() | periods())
    return days.filter(lambda ends: ends[1] is None or ends[1].end >= ends[0].start)


_SIMPLE_KINDS: Final[dict[Any, st.SearchStrategy[Any]]] = {
    str: _WORDS,
    int: st.integers(0, 3000),
    bool: st.booleans(),
    Decimal: st.decimals(min_value=0, max_value=1, places=3),
    Period: periods(),
    Pause: _pauses(),
    date: st.dates(_FIRST, _LAST),
}


_CODES: Final[dict[tuple[type, str], Iterable[str]]] = {
    (PromisedTerm, "measure"): TERM_WORDS,
    (Commitment, "terms"): TERM_WORDS,
    (Target, "measure"): get_args(KpiName)[::2],
}
"""The fields that hold a code of their own, or several, though their type is text."""


def _value(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type form
    """Make values of the type of a field."""
    if kind in _SIMPLE_KINDS:
        return _SIMPLE_KINDS[kind]
    if get_origin(kind) is tuple and get_args(kind)[-1] is not Ellipsis:
        return st.tuples(*map(_value, get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(_value(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is Mapping:
        key, text = (_value(each) for each in get_args(kind))
        return st.dictionaries(key, text, max_size=2)
    if isinstance(kind, type) and issubclass(kind, Term):
        return st.sampled_from(kind)
    if isinstance(kind, type) and issubclass(kind, Quantity):
        return quantities(kind)
    return st.deferred(lambda: _any_record(kind))  # a class may hold records of its own


@cache
def _any_record(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a class
    return records(kind)


def records(kind: type[T], /, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """Make records of any class of the model, each field absent or drawn by its type.

    Args:
        kind: the class.
        **fixed: strategies for some of its fields.

    Examples:
        >>> from hypothesis import find, strategies as st
        >>> from zhaoshang.model import Fund
        >>> from zhaoshang.testing import records
        >>> find(records(Fund, id=st.just("F1")), lambda fund: True).id
        'F1'
    """
    if kind is StepLimit:
        days = st.builds(StepLimit, days=st.integers(0, 60), working=st.booleans())
        limits: Any = st.one_of(days, st.builds(StepLimit, months=st.integers(0, 24)))
        return limits  # type: ignore[no-any-return]
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for attribute in typed(kind):
        name = attribute.name
        codes = _CODES.get((kind, name))
        type_ = _bare(attribute.type)
        own = _value(type_) if codes is None else st.sampled_from(sorted(codes))
        if codes is not None and get_origin(type_) is tuple:
            own = st.lists(own, max_size=2).map(tuple)
        drawn = fixed.get(name, own)
        (required if attribute.default is attrs.NOTHING or name in fixed else optional)[name] = drawn
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: kind(**given))


def agreements(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Agreement]:
    """Make agreements of every kind; keyword arguments fix fields.

    Examples:
        >>> from hypothesis import given, settings, strategies as st
        >>> from zhaoshang.testing import agreements
        >>> @given(agreements(kind=st.sampled_from(["intent", "framework"])))
        ... @settings(max_examples=10)
        ... def test_only_a_formal_contract_signs(drawn):
        ...     assert drawn.stage == "intent"
        >>> test_only_a_formal_contract_signs()
    """
    return records(Agreement, **fixed)


def milestones(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Milestone]:
    """Make milestones, done and planned; keyword arguments fix fields.

    Examples:
        >>> from hypothesis import given, settings, strategies as st
        >>> from zhaoshang.testing import milestones
        >>> @given(milestones(stage=st.just("started")))
        ... @settings(max_examples=10)
        ... def test_a_milestone_keeps_its_stage(drawn):
        ...     assert drawn.stage.label() == "开工"
        >>> test_a_milestone_keeps_its_stage()
    """
    return records(Milestone, **fixed)


def projects(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Project]:
    """Make projects; keyword arguments fix fields.

    Examples:
        >>> from hypothesis import given, settings, strategies as st
        >>> from zhaoshang import Ledger
        >>> from zhaoshang.testing import projects
        >>> @given(projects(id=st.just("P1")))
        ... @settings(max_examples=10)
        ... def test_a_ledger_finds_its_project(drawn):
        ...     assert Ledger(projects=[drawn]).projects["P1"] == drawn
        >>> test_a_ledger_finds_its_project()
    """
    return records(Project, **fixed)


def investors(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Investor]:
    """Make investors; keyword arguments fix fields.

    Examples:
        >>> from hypothesis import given, settings, strategies as st
        >>> from zhaoshang.model import duplicates
        >>> from zhaoshang.testing import investors
        >>> @given(investors())
        ... @settings(max_examples=10)
        ... def test_a_firm_alone_has_no_twin(drawn):
        ...     assert duplicates([drawn]) == ()
        >>> test_a_firm_alone_has_no_twin()
    """
    return records(Investor, **fixed)


def parks(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Park]:
    """Make parks with spaces, leases, demands and capacities; keyword arguments fix fields.

    Examples:
        >>> from hypothesis import given, settings
        >>> from zhaoshang.testing import parks
        >>> @given(parks())
        ... @settings(max_examples=10)
        ... def test_what_is_in_stock_is_let_or_idle(park):
        ...     balance = park.balance()
        ...     assert balance.stock == balance.let + balance.idle
        >>> test_what_is_in_stock_is_let_or_idle()
    """
    return records(Park, **fixed)


def targets(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Target]:
    """Make targets; keyword arguments fix fields.

    Examples:
        >>> from hypothesis import given, settings
        >>> from zhaoshang.model import Target
        >>> from zhaoshang.records import structure, unstructure
        >>> from zhaoshang.testing import targets
        >>> @given(targets())
        ... @settings(max_examples=10)
        ... def test_a_target_is_read_back(drawn):
        ...     assert structure(unstructure(drawn), Target) == drawn
        >>> test_a_target_is_read_back()
    """
    return records(Target, **fixed)


def teams(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[ServiceTeam]:
    """Make service teams with members, assignments and steps; keyword arguments fix fields.

    Examples:
        >>> from hypothesis import given, settings, strategies as st
        >>> from zhaoshang.model import coverage_gaps
        >>> from zhaoshang.testing import teams
        >>> @given(teams(status=st.just("planned")))
        ... @settings(max_examples=10)
        ... def test_a_planned_team_covers_nothing(drawn):
        ...     assert coverage_gaps([drawn], ["华东"]) == ("华东",)
        >>> test_a_planned_team_covers_nothing()
    """
    return records(ServiceTeam, **fixed)


@st.composite
def chains(draw: st.DrawFn, /, **fixed: st.SearchStrategy[Any]) -> Chain:
    """Make chains whose links and members name nodes that exist; keyword arguments fix fields.

    Examples:
        >>> from hypothesis import given, settings
        >>> from zhaoshang.testing import chains
        >>> @given(chains())
        ... @settings(max_examples=10)
        ... def test_members_stand_in_nodes_of_the_chain(drawn):
        ...     assert {member.node for member in drawn.members} <= {node.id for node in drawn.nodes}
        >>> test_members_stand_in_nodes_of_the_chain()
    """
    nodes = draw(st.lists(records(ChainNode, id=_ids("n")), max_size=4, unique_by=lambda node: node.id))
    names = st.sampled_from([node.id for node in nodes]) if nodes else st.nothing()
    links = st.lists(records(ChainLink, from_node=names, to_node=names), max_size=3)
    members = st.lists(records(ChainMember, node=names), max_size=4)
    inside = (
        {"nodes": st.just(nodes), "links": links, "members": members}
        if nodes
        else {name: st.just(()) for name in ("nodes", "links", "members")}
    )
    return draw(records(Chain, **{**inside, **fixed}))


@st.composite
def ledgers(draw: st.DrawFn, /, *, most: int = 4) -> Ledger:
    """Make ledgers with projects, investors and units that name each other.

    Args:
        draw: given by Hypothesis, never by the caller.
        most: the largest number of records in a collection.

    Examples:
        >>> from hypothesis import given, settings
        >>> from zhaoshang.testing import ledgers
        >>> @given(ledgers(most=2))
        ... @settings(max_examples=10)
        ... def test_references_lead_somewhere(drawn):
        ...     assert drawn.dangling() == () and len(drawn.projects) <= 2
        >>> test_references_lead_somewhere()
    """

    def ids(letter: str) -> list[str]:
        return [f"{letter}{number}" for number in range(1, draw(st.integers(0, most)) + 1)]

    def one_of(names: list[str]) -> st.SearchStrategy[str | None]:
        return st.none() | st.sampled_from(names) if names else st.none()

    firms, units, names = ids("I"), ids("U"), ids("P")
    lists = st.lists(st.sampled_from(firms), max_size=2, unique=True) if firms else st.just([])
    return Ledger(
        as_of=draw(st.none() | periods()),
        name=draw(st.none() | _WORDS),
        investors=[draw(investors(id=st.just(id_), parent=st.none())) for id_ in firms],
        teams=[
            ServiceTeam(id=id_, name=draw(_WORDS), parent=draw(one_of(units[:place])))
            for place, id_ in enumerate(units)
        ],
        projects=[
            draw(
                projects(
                    id=st.just(id_),
                    owner=one_of(units),
                    investors=lists,
                    parent=one_of(names[:place]),
                    shares=st.just(()),
                    chain_nodes=st.just(()),
                    agreements=st.lists(agreements(amends=st.none()), max_size=2),
                )
            )
            for place, id_ in enumerate(names)
        ],
    )


guard_room(globals())
