"""The tables of phases and parts: under the project they belong to, and when all of them were completed."""

from datetime import date
from typing import Final

from zhaoshang._engine.tables.columns import Table, from_tuples
from zhaoshang._engine.tables.sources import Source
from zhaoshang.model._facts.history import standing
from zhaoshang.model._fields.amounts import PROJECT_AMOUNTS

_UNDATED_END: Final = 1
"""The day on which an end without a date is held to have been: before any day asked about."""


def completions(tables: Source, day: int, known: int | None) -> Table:
    """List when the phases of a project were all completed, for each project of which they are."""
    tree = tables.tree
    on, known_on = date.fromordinal(day), None if known is None else date.fromordinal(known)
    rows = []
    for root in tree.members:
        span = tree.completed(root, on, known_on)
        if span is not None:
            rows.append((root, *span))
    return from_tuples(rows, ("lo", "hi"))


def phases(tables: Source) -> Table:
    """List phases and parts, however deep, under the project they belong to."""
    tree = tables.tree
    lines = [(row, root) for row, root, _ in tree.lines()] if tree.has_phases else []

    def make(name: str) -> list[bool] | None:
        amount = name.removeprefix("is_skipped_")
        return None if amount == name else tree.skips(amount) if lines else []

    listed = [tree.projects[row] for row, _ in lines]
    made = [f"is_skipped_{name}" for name in PROJECT_AMOUNTS]
    table = Table(listed, [root for _, root in lines], None, PROJECT_AMOUNTS, make=make, made=made)
    ends = [
        next((step for step in project.milestones if step.stage.is_end and not step.planned), None)
        for project in (standing(project, tables.known) for project in listed)
    ]
    spans = [None if end is None else end.on for end in ends]
    for name, side in (("ended_lo", "start"), ("ended_hi", "end")):
        table.put(
            name,
            [
                None if end is None else _UNDATED_END if on is None else getattr(on, side).toordinal()
                for end, on in zip(ends, spans, strict=True)
            ],
        )
    recorded = [None if end is None else end.recorded_on for end in ends]
    table.put("ended_recorded_on", [None if on is None else on.end.toordinal() for on in recorded])
    return table
