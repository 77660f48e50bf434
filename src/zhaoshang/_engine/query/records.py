"""Which records a figure looks at: a 0 over records that nobody keeps is no figure."""

from collections.abc import Callable
from typing import Final

from zhaoshang._engine.query.shapes.counting import Shape
from zhaoshang._engine.query.shapes.sums import Quotient
from zhaoshang._engine.tables.columns import OF_SPACES
from zhaoshang._engine.tables.declared import declared_tables
from zhaoshang.measures import Atom, Count, MoneySum, Not, Predicate, every

_LISTS: Final = frozenset({"arrivals", "outcomes", "statistics"})
"""Tables of records of projects that a source may not keep."""

_WORKED_OUT: Final = {**dict.fromkeys(OF_SPACES, "leases"), "leads_found": "outreach"}
"""The tables that others are worked out from, where these have another name."""


def records_of(atom: Atom) -> str | None:
    """Name the table of records that an atom reads; `None` for those that every source has, such as projects."""
    name = atom.table.partition("@")[0]
    table = _WORKED_OUT.get(name, name)
    if table not in _LISTS and (table not in declared_tables() or declared_tables()[table].spec.is_complete):
        return None
    return table


def amounts_of(shape: Shape) -> list[MoneySum]:
    """List the sums of amounts that a shape's value is made of."""
    summed = shape.top if isinstance(shape, Quotient) else shape
    return [atom for atom in summed.atoms() if isinstance(atom, MoneySum)]


def looked_at(shape: Shape, is_phase: Predicate, known: Callable[[str], Predicate]) -> list[Count]:
    """Count the known rows of a source that state the amount that a shape adds up, and the rows of each of its sums.

    A phase that is one with its project states nothing by itself: what counts of it stands with the project.
    """
    amounts = amounts_of(shape)
    if not amounts:
        return []
    table = records_of(amounts[0]) or amounts[0].table
    is_stated = amounts[0].amount.is_stated
    stated = every(is_stated, Not(is_phase) if table == "projects" else known(table))
    return [Count(table, stated), *(Count(atom.table, atom.where) for atom in amounts)]
