"""Conditions that people wrote on fields, settled for one question: by its profile, its day and its ledger."""

from collections.abc import Callable
from typing import Any, Final, Protocol

from attrs import evolve, fields

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.edges import at_least, at_most, comparable, over, under
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, FuzzyDay, Reading, all_of, any_of
from zhaoshang._engine.results.keys import PLACES, SEVERAL
from zhaoshang._engine.tables.declared import amount_type
from zhaoshang._engine.tables.ledger_tables import refuse_unknown
from zhaoshang.errors import FieldTypeError, UnknownCodeError
from zhaoshang.measures import (
    NEVER,
    Amount,
    And,
    Column,
    Compare,
    Condition,
    Const,
    Exists,
    Not,
    OneOf,
    Or,
    Predicate,
    Present,
    Reduce,
    Value,
    every,
    some,
)
from zhaoshang.model._fields.amounts import MEASURES, PROJECT_AMOUNTS
from zhaoshang.periods import Period
from zhaoshang.profiles import Profile
from zhaoshang.quantities import Money, Quantity
from zhaoshang.units import Dimension
from zhaoshang.vocabulary import Stage

_AGAINST: Final[dict[str, Callable[..., Fuzzy]]] = {
    "ge": at_least,
    "gt": over,
    "lt": under,
    "le": at_most,
}
_INDUSTRY: Final = "industry"
_ALWAYS_TOLD: Final = frozenset({"stage", "id", *PLACES})
"""What every project has: a stage, even if it is none of those asked; chains and tags, even if they are none."""

_REPLAYED: Final = frozenset({"stage", "id", "has_history"})
"""What `known_on` replays of a project, and its name."""


class _Occurrence(Protocol):
    """When something happened to a project."""

    @property
    def day(self) -> FuzzyDay:
        """The day."""

    @property
    def undated(self) -> Predicate:
        """Hold where it happened on a day that nobody states."""


class Known(Protocol):
    """What of a project a question knows, which settles what a condition on it means."""

    @property
    def context(self) -> Context:
        """The question."""

    @property
    def profile(self) -> Profile:
        """The local definitions."""

    @property
    def reading(self) -> Reading:
        """How coarse dates are read."""

    def amount(self, name: str, /) -> Amount:
        """Give an amount of a project and its phases."""

    def event(self, of: str, /) -> _Occurrence:
        """Say when a stage was come to."""

    def stands(self, at: Callable[[Value], Predicate], /) -> Fuzzy:
        """Hold where the stage of the day is as asked for."""


def settled(node: Any, facts: Known, table: str = "projects") -> Any:
    """Give a node with every condition on a field in it settled; a node without any stays itself."""
    if isinstance(node, Condition):
        return _condition(node, facts, table)
    if isinstance(node, Not):
        return _denied(node.part, facts, table)
    if not isinstance(node, Predicate | Value):
        return node
    inner = node.table if isinstance(node, Exists | Reduce) else table
    nodes: Any = node  # every node is an attrs class
    changes = {}
    for field in fields(type(nodes)):
        part = getattr(node, field.name)
        made: Any = (
            tuple(settled(each, facts, inner) for each in part)
            if isinstance(part, tuple)
            else settled(part, facts, inner)
        )
        if made is not part and made != part:
            changes[field.name] = made
    return evolve(nodes, **changes) if changes else node


def _denied(node: Predicate, facts: Known, table: str) -> Predicate:
    """Give what must hold for a condition not to: of what nobody states neither it nor its contrary holds."""
    if isinstance(node, And):
        return some(*(_denied(part, facts, table) for part in node.parts))
    if isinstance(node, Or):
        return every(*(_denied(part, facts, table) for part in node.parts))
    if isinstance(node, Not):
        whole: Predicate = settled(node.part, facts, table)
        return whole
    met: Predicate = settled(node, facts, table)
    if not isinstance(node, Condition):
        return Not(met)
    return every(Not(met), Not(_open(node, facts, table)))


def reads_attributes(node: Any, table: str = "projects") -> bool:
    """Whether a condition looks at what is edited in place: a field of projects that no dated record tells."""
    if isinstance(node, Condition):
        return table == "projects" and node.name not in _REPLAYED and not isinstance(node.operand, Period)
    if isinstance(node, Column):
        return table == "projects" and node.name.partition("@")[0] not in _REPLAYED
    if isinstance(node, tuple):
        return any(reads_attributes(each, table) for each in node)
    if not isinstance(node, Predicate | Value):
        return False
    inner = node.table if isinstance(node, Exists | Reduce) else table
    nodes: Any = node  # every node is an attrs class
    return any(reads_attributes(getattr(node, field.name), inner) for field in fields(type(nodes)))


def undecided(node: Predicate, facts: Known) -> Predicate:
    """Hold for projects that a condition may take in or leave out: no amount or date, or one that leaves it open."""
    found = _fuzzily(node, facts)
    return some(found.maybe, found.unsure)


def _fuzzily(node: Predicate, facts: Known) -> Fuzzy:
    if isinstance(node, And):
        return all_of(*(_fuzzily(part, facts) for part in node.parts))
    if isinstance(node, Or):
        return any_of(*(_fuzzily(part, facts) for part in node.parts))
    if isinstance(node, Not):
        return ~_fuzzily(node.part, facts)
    met: Predicate = settled(node, facts)
    is_open = _open(node, facts) if isinstance(node, Condition) else NEVER
    return Fuzzy(met) if is_open == NEVER else Fuzzy(met, some(met, is_open), every(met, Not(is_open)))


def _condition(node: Condition, facts: Known, table: str) -> Predicate:
    if node.op == "in":
        return _chosen(node, facts, table)
    if isinstance(node.operand, Quantity):
        amount = _amount(node.name, facts, table)
        if amount_type(table, node.name) is Money and node.operand.unit.dimension is not Dimension.MONEY:
            raise FieldTypeError(str(node.operand), f'money for the column {node.name}, such as "1亿元"')
        return _AGAINST[node.op](amount, node.operand, facts.profile).counted
    return _dated(node, facts, table).counted


def unlike(name: str, scalar: object) -> FieldTypeError:
    """Make the error of a column of text that was to be compared with a number, which it neither exceeds nor equals."""
    expected = f'a text for the column {name}, whose cells are text: is_in("{as_text(scalar)}")'
    return FieldTypeError(as_python(scalar), expected)


def _must_be_there(column: str, facts: Known, table: str) -> None:
    """Refuse a column that the records of a ledger's table never have, though there may be none of them."""
    if facts.context.ledger is not None:
        refuse_unknown(table, column)


def _amount(name: str, facts: Known, table: str) -> Amount:
    if table != "projects":
        _must_be_there(f"{name}.value", facts, table)
        return Amount.of(name)
    if name not in PROJECT_AMOUNTS:
        raise UnknownCodeError("amount", name, PROJECT_AMOUNTS)
    return facts.amount(name)


def _dated(node: Condition, facts: Known, table: str) -> Fuzzy:
    """Hold for dates that lie as asked for certain, as the profile reads coarse ones."""
    assert isinstance(node.operand, Period)  # noqa: S101 - a condition holds amounts, dates or options
    day, period = _day(node.name, facts, table), node.operand
    first, last = period.start.toordinal(), period.end.toordinal()
    reading = facts.reading
    if node.op == "le":
        return day.by(last, reading)
    if node.op == "lt":
        return day.before(first, reading)
    short = day.before(first, reading) if node.op == "ge" else day.by(last, reading)
    return all_of((~short).surely, day.is_dated)


def _day(name: str, facts: Known, table: str) -> FuzzyDay:
    stem = name.removesuffix("_on")
    if table != "projects":
        lo, hi = ("lo", "hi") if name in {"on", "signed_on"} else (f"{stem}_lo", f"{stem}_hi")
        _must_be_there(hi, facts, table)
        return FuzzyDay(Column(lo), Column(hi))
    try:
        return facts.event(stem).day
    except UnknownCodeError:
        raise UnknownCodeError("column of days", name, tuple(f"{stage}_on" for stage in Stage)) from None


def _chosen(node: Condition, facts: Known, table: str) -> Predicate:
    assert isinstance(node.operand, frozenset)  # noqa: S101 - as above
    options, column = node.operand, Column(node.name)
    if table != "projects":
        _must_be_there(node.name, facts, table)
        return OneOf(column, options)
    if node.name == "stage":
        return facts.stands(lambda stage: OneOf(stage, options)).counted
    if node.name in {*PROJECT_AMOUNTS, *MEASURES}:
        raise FieldTypeError(
            node.name, 'a field of codes or names; amounts are compared: column(…) >= "1亿元"'
        )
    if node.name == "owner" and facts.context.ledger is not None:
        return OneOf(column, facts.context.ledger.units_below(*options) | options)
    if node.name == _INDUSTRY:
        return some(*(_under_code(column, code) for code in sorted(options)))
    if node.name in PLACES:
        return Exists(SEVERAL[node.name], OneOf(column, options))
    return OneOf(column, options)


def _under_code(column: Column, code: str) -> Predicate:
    """Hold for codes that begin with another; codes are letters and digits, so that they lie between it and the next."""
    if not code:
        raise FieldTypeError(as_python(code), "a code of GB/T 4754, such as C39")
    after = code[:-1] + chr(ord(code[-1]) + 1)
    return every(Compare(column, "ge", Const(code)), Compare(column, "lt", Const(after)))


def _open(node: Condition, facts: Known, table: str = "projects") -> Predicate:
    """Hold where a condition can be neither affirmed nor denied: nothing is stated, or too coarsely."""
    if node.op == "in":
        return NEVER if table != "projects" or node.name in _ALWAYS_TOLD else Not(Present(Column(node.name)))
    if isinstance(node.operand, Quantity):
        amount = _amount(node.name, facts, table)
        fits = every(amount.has_value, comparable(amount, node.operand, facts.profile))
        met = _AGAINST[node.op](amount, node.operand, facts.profile)
        return some(Not(fits), met.maybe, met.unsure)
    if table != "projects":
        day = _day(node.name, facts, table)
        return some(_dated(node, facts, table).maybe, Not(day.is_dated))
    return some(_dated(node, facts, table).maybe, facts.event(node.name.removesuffix("_on")).undated)
