"""How far a project has come: what may happen next, with what evidence, by when (项目全生命周期).

Dated events with evidence are what is stored; the stage is derived. The graph is data: `LIFECYCLE` is the library's
own, `build_lifecycle` makes a city's. `assess` tells everything about a step, `blockers` and `advance` are views of it.
"""

from zhaoshang._lifecycle.alarms import Alarm, AlarmLevel, alarms
from zhaoshang._lifecycle.deadlines import Deadline, DeadlineState, deadline
from zhaoshang._lifecycle.graph import (
    EvidenceRule,
    Lifecycle,
    LifecycleError,
    StageRule,
    Transition,
    build_lifecycle,
    check_lifecycle,
)
from zhaoshang._lifecycle.known import as_known_on
from zhaoshang._lifecycle.pictures import (
    alarm_table,
    draw_lifecycle,
    draw_project,
    evidence_table,
    stage_table,
    transition_table,
)
from zhaoshang._lifecycle.rhythm import LADDER, RHYTHMS, Rhythm, Rung, escalate
from zhaoshang._lifecycle.rules import RULES, AlarmKind, AlarmRule
from zhaoshang._lifecycle.spans import DaySpan, StageAge, duration, stage_ages
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.steps import PromiseLike, Step, advance, allowed, assess, blockers
from zhaoshang._lifecycle.supervision import (
    DISPOSALS,
    GROUNDS,
    MEASURES,
    ComplianceClass,
    Disposal,
    ExitGround,
    Measure,
    Review,
    TermResult,
    exit_grounds,
    supervise,
)
from zhaoshang._lifecycle.variants import VARIANTS, LocalWord, Mark, Reading, Variant
from zhaoshang._lifecycle.views import HistoryEntry, Reached, StageAt, history, reached, stage_at

__all__ = [
    "DISPOSALS",
    "GROUNDS",
    "LADDER",
    "LIFECYCLE",
    "MEASURES",
    "RHYTHMS",
    "RULES",
    "VARIANTS",
    "Alarm",
    "AlarmKind",
    "AlarmLevel",
    "AlarmRule",
    "ComplianceClass",
    "DaySpan",
    "Deadline",
    "DeadlineState",
    "Disposal",
    "EvidenceRule",
    "ExitGround",
    "HistoryEntry",
    "Lifecycle",
    "LifecycleError",
    "LocalWord",
    "Mark",
    "Measure",
    "PromiseLike",
    "Reached",
    "Reading",
    "Review",
    "Rhythm",
    "Rung",
    "StageAge",
    "StageAt",
    "StageRule",
    "Step",
    "TermResult",
    "Transition",
    "Variant",
    "advance",
    "alarm_table",
    "alarms",
    "allowed",
    "as_known_on",
    "assess",
    "blockers",
    "build_lifecycle",
    "check_lifecycle",
    "deadline",
    "draw_lifecycle",
    "draw_project",
    "duration",
    "escalate",
    "evidence_table",
    "exit_grounds",
    "history",
    "reached",
    "stage_ages",
    "stage_at",
    "stage_table",
    "supervise",
    "transition_table",
]
