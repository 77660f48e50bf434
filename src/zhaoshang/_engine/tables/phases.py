"""The tables of phases and parts: under the project they belong to, and when all of them were completed or had ended."""

from collections.abc import Sequence
from datetime import date

from zhaoshang._engine.tables.columns import Cells, LedgerTable, from_tuples
from zhaoshang._engine.tables.history import ENDS
from zhaoshang._engine.tables.sources import Source
from zhaoshang.model import Project
from zhaoshang.model._fields.amounts import PROJECT_AMOUNTS


def completions(tables: Source, day: int, known: int | None) -> LedgerTable:
    """List when the phases of a project were all completed, for each project of which they are."""
    tree = tables.tree
    on, known_on = date.fromordinal(day), None if known is None else date.fromordinal(known)
    rows = []
    for root in tree.members:
        span = tree.completed(root, on, known_on)
        if span is not None:
            rows.append((root, *span))
    return from_tuples(rows, ("lo", "hi"))


def endings(tables: Source, known: int | None) -> LedgerTable:
    """List when and how the last phase of a project ended, for each project of which all have."""
    tree = tables.tree
    ends = tree.ends(None if known is None else date.fromordinal(known))
    last = ((root, tree.last_end(root, ends)) for root in tree.members)
    rows = [(root, *end.days, str(end.stage)) for root, end in last if end is not None]
    return from_tuples(rows, ("lo", "hi", "stage"))


def phases(tables: Source) -> LedgerTable:
    """List phases and parts, however deep, under the project they belong to."""
    tree = tables.tree
    rows = tree.phases

    def make(name: str) -> list[bool] | None:
        amount = name.removeprefix("is_skipped_")
        return None if amount == name else tree.skips(amount)

    listed = [tree.projects[row] for row in rows]
    made = [f"is_skipped_{name}" for name in PROJECT_AMOUNTS]
    table = LedgerTable(
        listed,
        [tree.roots[row] for row in rows],
        None,
        PROJECT_AMOUNTS,
        make=make,
        made=made,
        kinds=(Project,),
    )
    for name in ENDS:
        table.put(name, ended(tables, rows, name))
    return table


def ended(tables: Source, rows: Sequence[int], name: str) -> Cells:
    """Make a column of `ENDS` for what stands in some projects: what is no phase ends with its whole."""
    tree = tables.tree
    if not tree.has_phases:
        return [None] * len(rows)
    ends = tree.ends(tables.known)
    if name.startswith("all_"):
        last = {root: tree.last_end(root, ends) for root in tree.members}
        found = [last.get(tree.roots[row]) for row in rows]
    else:
        found = list(map(ends.get, rows))
    part = name.rpartition("ended_")[2].removesuffix("_on")
    return [None if end is None else getattr(end, part) for end in found]
