"""The algebra that every KPI is written in: values and predicates over tables, and the atoms that add them up.

A ledger is seen as flat tables (`projects`, `history`, `arrivals` …). A *value* gives one number, date or code for
each row of a table; a *predicate* gives yes or no and is never undecided, for a comparison with nothing is false.
Values and predicates may reach down to the child rows of a row (`Exists`, `Reduce`) or up to its parent (`Parent`),
so the same nodes first derive facts ("the earliest start that meets this profile") and then count them.

Conditions on fields are written as people say them, and go wherever a `where` is taken:

    >>> from zhaoshang.measures import column
    >>> large = column("investment") >= "1亿元"
    >>> made_there = column("industry").is_in("C") & ~column("track").is_in("租赁厂房")
    >>> either = large | made_there

An *atom* is what is added up over the rows where a predicate holds: `Count`, `Sum`, `MoneySum`, `Histogram`, `Ids`,
`Distinct`. Atoms merge, so a ledger may be worked through in parts. All nodes are frozen and hashable; equal nodes are worked out once.
Executors are `zhaoshang.kpis` for plain objects and `zhaoshang.frames` for data frames.

    >>> from zhaoshang.measures import ALWAYS, NEVER, equal, column
    >>> leased = equal(column("track"), "leased_plant")
    >>> leased & ALWAYS == leased, leased | NEVER == leased  # for building conditions in a loop
    (True, True)
"""

from typing import Any, Final
from warnings import warn

from zhaoshang._basics.lazy import no_name
from zhaoshang._calls.guard import guard_room
from zhaoshang._measures.atoms import Amount, Atom, Count, Distinct, HedgedSum, Histogram, Ids, MoneySum, Sum
from zhaoshang._measures.comparing import compared as compared  # noqa: PLC0414 - the signs between values make it
from zhaoshang._measures.conditions import Compare, Exists, FirstOf, OneOf, Present, equal
from zhaoshang._measures.fields import CODED as CODED  # noqa: PLC0414 - closed lists that questions ask
from zhaoshang._measures.fields import Condition
from zhaoshang._measures.nodes import ALWAYS, NEVER, And, Not, Or, Predicate, Value, every, some
from zhaoshang._measures.nodes import CONDITION as CONDITION  # noqa: PLC0414 - what a `where` takes, in words
from zhaoshang._measures.nodes import Op as Op  # noqa: PLC0414 - a type that the engine names
from zhaoshang._measures.values import (
    Among,
    Choose,
    Column,
    Const,
    Parent,
    Reduce,
    Shift,
    Times,
    column,
)
from zhaoshang._measures.values import Fold as Fold  # noqa: PLC0414 - as above

__all__ = [
    "ALWAYS",
    "NEVER",
    "Among",
    "Amount",
    "And",
    "Atom",
    "Choose",
    "Column",
    "Compare",
    "Condition",
    "Const",
    "Count",
    "Distinct",
    "Exists",
    "FirstOf",
    "HedgedSum",
    "Histogram",
    "Ids",
    "MoneySum",
    "Not",
    "OneOf",
    "Or",
    "Parent",
    "Predicate",
    "Present",
    "Reduce",
    "Shift",
    "Sum",
    "Times",
    "Value",
    "column",
    "equal",
    "every",
    "some",
]

_RENAMED: Final = {"N": Count, "S": Sum, "M": MoneySum, "H": Histogram}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class, by its old name
    """Find an atom by the letter that it had in 0.1."""
    if name in _RENAMED:
        found = _RENAMED[name]
        warn(f"measures.{name} is now measures.{found.__name__}", DeprecationWarning, stacklevel=2)
        return found
    raise no_name(__name__, name, __all__)


guard_room(globals())
