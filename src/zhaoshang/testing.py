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
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import Term

try:
    from hypothesis import strategies as st

    from zhaoshang._testing import (
        DAYS,
        areas,
        counts,
        intervals,
        money,
        percents,
        periods,
        quantities,
        stages,
    )
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
_WORDS: Final = st.text(
    st.sampled_from("甲乙丙丁泉州晋江南安项目园区石墨烯医疗ABCabc0123 ·（）()-"), min_size=1, max_size=8
).filter(lambda text: not text.isspace())


def _ids(letter: str) -> st.SearchStrategy[str]:
    return st.integers(1, 99).map(lambda number: f"{letter}{number}")


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
    date: DAYS,
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
