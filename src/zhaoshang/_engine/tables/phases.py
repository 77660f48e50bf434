"""The tables of phases and parts: under the project they belong to, and when all of them were completed or had ended."""

from datetime import date

from zhaoshang._engine.tables.columns import LedgerTable, from_tuples
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
    lines = [(row, root) for row, root, _ in tree.lines()] if tree.has_phases else []

    def make(name: str) -> list[bool] | None:
        amount = name.removeprefix("is_skipped_")
        return None if amount == name else tree.skips(amount) if lines else []

    listed = [tree.projects[row] for row, _ in lines]
    made = [f"is_skipped_{name}" for name in PROJECT_AMOUNTS]
    table = LedgerTable(
        listed, [root for _, root in lines], None, PROJECT_AMOUNTS, make=make, made=made, kinds=(Project,)
    )
    ends = tree.ends(tables.known) if lines else {}
    last = {root: tree.last_end(root, ends) for _, root in lines}
    for head, found in (
        ("ended", [ends.get(row) for row, _ in lines]),
        ("all_ended", [last[root] for _, root in lines]),
    ):
        table.put(f"{head}_lo", [None if end is None else end.lo for end in found])
        table.put(f"{head}_hi", [None if end is None else end.hi for end in found])
        table.put(f"{head}_recorded_on", [None if end is None else end.recorded for end in found])
    return table
