"""How far a project has come: what may happen next, with what evidence, by when (项目全生命周期).

Dated events with evidence are what is stored; the stage is derived. The graph is data: `LIFECYCLE` is the library's
own, `build_lifecycle` makes a city's. `assess` tells everything about a step, `blockers` and `advance` are views of it.
"""

from zhaoshang._lifecycle.alarms import (
    RULES,
    Alarm,
    AlarmKind,
    AlarmLevel,
    AlarmRule,
    Deadline,
    DeadlineState,
    alarms,
    deadline,
)
from zhaoshang._lifecycle.graph import (
    EvidenceRule,
    Lifecycle,
    LifecycleError,
    StageRule,
    Transition,
    build_lifecycle,
    check_lifecycle,
)
from zhaoshang._lifecycle.rhythm import LADDER, RHYTHMS, Rhythm, Rung, escalate
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.steps import PromiseLike, Step, advance, allowed, assess, blockers
from zhaoshang._lifecycle.views import (
    DaySpan,
    HistoryEntry,
    Reached,
    StageAge,
    StageAt,
    as_known_on,
    duration,
    history,
    reached,
    stage_ages,
    stage_at,
)

__all__ = [
    "LADDER",
    "LIFECYCLE",
    "RHYTHMS",
    "RULES",
    "Alarm",
    "AlarmKind",
    "AlarmLevel",
    "AlarmRule",
    "DaySpan",
    "Deadline",
    "DeadlineState",
    "EvidenceRule",
    "HistoryEntry",
    "Lifecycle",
    "LifecycleError",
    "PromiseLike",
    "Reached",
    "Rhythm",
    "Rung",
    "StageAge",
    "StageAt",
    "StageRule",
    "Step",
    "Transition",
    "advance",
    "alarms",
    "allowed",
    "as_known_on",
    "assess",
    "blockers",
    "build_lifecycle",
    "check_lifecycle",
    "deadline",
    "duration",
    "escalate",
    "history",
    "reached",
    "stage_ages",
    "stage_at",
]
