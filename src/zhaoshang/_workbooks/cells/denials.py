"""Cells that say of a step that it was not taken: 否 under 是否开工 beside a day of it, a status 在谈 beside a day of signing."""

from collections.abc import Iterable, Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import cell_text
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.aliases import step_path
from zhaoshang._workbooks.words.cellwords import NO
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.ended import ENDED
from zhaoshang._workbooks.words.text import EMPTY_WORDS, key
from zhaoshang.vocabulary import Stage

__all__ = [
    "TAKEN",
    "asks",
    "comes_to",
    "denies",
    "disagrees",
    "is_behind",
    "is_taken",
    "parted",
    "put_off",
    "puts_off",
    "shown_alone",
    "step_of",
    "still_holds",
]

_ASKS: Final = re.compile("是否|有无|已")
_TURNS: Final = frozenset({Stage.SIGNED, Stage.STARTED, Stage.COMPLETED, Stage.PRODUCING, Stage.AT_CAPACITY})
"""The steps that a project in talks has not taken; a firm may be founded and approvals be asked for before."""
TAKEN: Final = _TURNS | {Stage.LANDED, Stage.TRIAL}
"""The stages of projects that were signed."""
_NOT_YET: Final = re.compile(
    "(?:该?项目|目前|暂时?|尚|还|仍)*(?:未|没有?|待|拟)(?:正式|实际)?(?:(签)[约订]?(?:合同|协议)?|(?:开|动)(工)|(竣)工|完工|(投产|开业)|建成|落地)(?:建设)?"
)
"""What says of a step that it is still to come: 未开工, 尚未签约."""
_STEPS: Final = {
    "签": Stage.SIGNED,
    "工": Stage.STARTED,
    "竣": Stage.COMPLETED,
    "投产": Stage.PRODUCING,
    "开业": Stage.PRODUCING,
}
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


def _rank(said: Stage, /) -> float | None:
    """Give how far a project is; nothing for a stage that may come at any time."""
    if said is Stage.TRIAL:
        return (Stage.COMPLETED.rank + Stage.PRODUCING.rank) / 2
    return said.rank if said.is_main else None


def disagrees(title: object, said: object, /) -> bool:
    """Tell whether a row is at another stage than its title says: in talks, and signed; not so far; not ended after all.

    Examples:
        >>> pairs = (
        ...     (Stage.NEGOTIATING, Stage.SIGNED),
        ...     (Stage.STARTED, Stage.SIGNED),
        ...     (Stage.EXITED, Stage.STARTED),
        ...     (Stage.SIGNED, Stage.STARTED),
        ...     (Stage.STARTED, Stage.ON_HOLD),
        ... )
        >>> [disagrees(title, said) for title, said in pairs]
        [True, True, True, False, False]
    """
    if not isinstance(title, Stage) or not isinstance(said, Stage):
        return False
    far, own = _rank(title), _rank(said)
    is_short = far is not None and own is not None and Stage.STARTED.rank <= far and own < far
    return parted(title, said) or is_short or (title in ENDED and own is not None)


def parted(one: object, other: object, /) -> bool:
    """Tell whether one stage is of talks and the other of what was signed."""
    return any(
        is_behind(early, Stage.STARTED) and is_taken(late) for early, late in ((one, other), (other, one))
    )


def still_holds(title: object, said: object, /) -> bool:
    """Tell whether what a title says holds beside what the row says: what was signed has started, what started stopped.

    Examples:
        >>> pairs = (
        ...     (Stage.SIGNED, Stage.STARTED),
        ...     (Stage.STARTED, Stage.ON_HOLD),
        ...     (Stage.NEGOTIATING, Stage.SIGNED),
        ...     (Stage.STARTED, Stage.COMPLETED),
        ... )
        >>> [still_holds(title, said) for title, said in pairs]
        [True, True, False, False]
    """
    if not isinstance(title, Stage) or not isinstance(said, Stage):
        return True
    return (
        title.is_main
        and is_taken(title)
        and said is not Stage.REJECTED
        and not comes_to(said, title)
        and not disagrees(title, said)
    )


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
    return word in NO and (asks(column) or not (word in EMPTY_WORDS or word[0].isdigit()))


def asks(column: Column, /) -> bool:
    """Tell whether a column asks for yes or no: 是否开工."""
    return _ASKS.match(key(column.header)) is not None


def puts_off(cell: Cell, /) -> bool:
    """Tell whether a cell below the header of a step says that it is still to come.

    Examples:
        >>> [puts_off(cell) for cell in ("未开工", "尚未签约", "待投产", "未知", "/")]
        [True, True, True, False, False]
    """
    return _NOT_YET.fullmatch(key(cell_text(cell))) is not None


def put_off(word: str, /) -> Stage | None:
    """Give the step that a text, in comparing form, says is still to come, and nothing else.

    Examples:
        >>> put_off("尚未正式签约"), put_off("未动工"), put_off("未开工建设的原因")
        (<Stage.SIGNED: 'signed'>, <Stage.STARTED: 'started'>, None)
    """
    found = _NOT_YET.fullmatch(word)
    return None if found is None else next((_STEPS[sign] for sign in found.groups() if sign), None)
