"""Cells that say of a step that it was not taken: 否 under 是否开工 beside a day of it, a status 在谈 beside a day of signing."""

from collections.abc import Iterable, Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import cell_text
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.aliases import step_path
from zhaoshang._workbooks.words.cellwords import NO
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.text import EMPTY_WORDS, key
from zhaoshang.vocabulary import Stage

__all__ = ["TAKEN", "comes_to", "denies", "is_behind", "is_taken", "shown_alone", "step_of"]

_ASKS: Final = re.compile("是否|有无|已")
_TURNS: Final = frozenset({Stage.SIGNED, Stage.STARTED, Stage.COMPLETED, Stage.PRODUCING, Stage.AT_CAPACITY})
"""The steps that a project in talks has not taken; a firm may be founded and approvals be asked for before."""
TAKEN: Final = _TURNS | {Stage.LANDED, Stage.TRIAL}
"""The stages of projects that were signed."""
_STEP: Final = re.compile(r"milestones\[(?!\])([^,\]]+)\]")


def step_of(column: Column, /) -> Stage | None:
    """Give the step that a column says was taken, or on which day; one that is planned or of another reporter is none."""
    path = column.field or ""
    if path == "agreements[].signed_on":
        return Stage.SIGNED
    found = _STEP.fullmatch(path)
    return Stage(found[1]) if found and found[1] in set(Stage) else None


def shown_alone(columns: Iterable[Column], /) -> Iterator[tuple[Column, Stage]]:
    """Find the columns of stages which show that another was passed that no column tells: 竣工时间 without 开工时间.

    Of the projects signed it is not told which came to that one and no further; a column of stages tells it.
    """
    held = {column.field: column for column in columns if column.field}
    if "milestones[].stage" in held or Stage.SIGNED not in map(step_of, held.values()):
        return
    steps = {
        stage: column
        for path, column in held.items()
        if (step := step_path(path)) is not None and not step.planned
        for stage in step.stages
    }
    alone = {shown: column for stage, column in reversed(steps.items()) for shown in stage.implies}
    yield from ((column, shown) for shown, column in alone.items() if shown not in steps)


def comes_to(said: object, step: Stage, /) -> bool:
    """Tell whether a project that is said to be at a stage has taken a step."""
    return isinstance(said, Stage) and (said is step or step in said.implies)


def is_behind(said: object, step: Stage, /) -> bool:
    """Tell whether a project that is said to be at a stage has not taken a step; what is of intent may be signed.

    One that is called signed is so when it has started too.

    Examples:
        >>> said = (Stage.NEGOTIATING, Stage.INTENT, Stage.SIGNED, Stage.ON_HOLD)
        >>> [[is_behind(each, step) for each in said] for step in (Stage.SIGNED, Stage.STARTED)]
        [[True, False, False, False], [True, True, False, False]]
    """
    is_early = isinstance(said, Stage) and said.is_main and said.rank < Stage.SIGNED.rank
    return is_early and step in _TURNS and not (said is Stage.INTENT and step is Stage.SIGNED)


def is_taken(said: object, /) -> bool:
    """Tell whether a stage is one of projects that were signed."""
    return said in TAKEN


def denies(cell: Cell, column: Column, /) -> bool:
    """Tell whether a cell says no; what may as well be a blank, such as 无 or 0, says so below a question alone.

    Examples:
        >>> ask, day = (
        ...     Column(number=1, header="是否开工", certainty=1.0),
        ...     Column(number=2, header="开工时间", certainty=1.0),
        ... )
        >>> [denies(cell, column) for cell in ("否", "无", "是") for column in (ask, day)]
        [True, True, True, False, False, False]
    """
    word = key(cell_text(cell))
    return word in NO and (
        _ASKS.match(key(column.header)) is not None or not (word in EMPTY_WORDS or word[0].isdigit())
    )
