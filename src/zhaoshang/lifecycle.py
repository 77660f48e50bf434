"""How far a project has come: what may happen next, with what evidence, by when (项目全生命周期).

Dated events with evidence are what is stored; the stage is derived. The graph is data: `LIFECYCLE` is the library's
own, `build_lifecycle` makes a city's. `assess` tells everything about a step, `blockers` and `advance` are views of it.

Examples:
    The rules are data: they can be listed, and passed on with a city's own beside them.

    >>> from zhaoshang.lifecycle import LIFECYCLE, RULES, VARIANTS
    >>> [rule.label("zh_CN") for rule in LIFECYCLE.stages[:5]]
    ['谋划', '线索', '在谈', '意向', '签约']
    >>> [(rule.zh, str(rule.limit)) for rule in RULES[:2]]
    [('谋划超过45天', '45 days'), ('在谈超过30天', '30 days')]
    >>> len(VARIANTS), VARIANTS[0].zh
    (12, '泉州台商投资区三份清单')

    Who hears of what is late, and when is reported:

    >>> from zhaoshang.lifecycle import LADDER, RHYTHMS
    >>> [rung.who_zh for rung in LADDER]
    ['项目专员', '责任单位负责人', '包抓领导', '招商领导小组']
    >>> RHYTHMS[0].zh, RHYTHMS[0].rule
    ('每周汇总', 'FREQ=WEEKLY;BYDAY=FR')

    What an agreement may promise, what follows when it is not kept, and when to withdraw:

    >>> from zhaoshang.lifecycle import DISPOSALS, GROUNDS, MEASURES
    >>> [measure.zh for measure in MEASURES][:3], DISPOSALS[-1].zh, len(GROUNDS)
    (['税收', '产值', '营业收入'], '追究违约责任', 8)

    A paper that is promised for later is a `Promise` or a mapping:

    >>> from zhaoshang.lifecycle import PromiseLike, advance
    >>> from zhaoshang.model import Project
    >>> later: list[PromiseLike] = [{"evidence": "eia", "due_on": "2022-06-30"}]
    >>> advance(Project(id="P1", name="甲"), "landed", on="2022-05-10", promised=later).milestones[0].promised
    (Promise(evidence='eia', due_on=Period('2022-06-30')),)
"""

from zhaoshang._calls.guard import guard_room
from zhaoshang._lifecycle.alarms import Alarm, AlarmLevel, alarms
from zhaoshang._lifecycle.commitments import CommitmentState, CommitmentStatus, commitments
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
    MEASURES,
    ComplianceClass,
    Disposal,
    Measure,
    Review,
    TermResult,
    supervise,
)
from zhaoshang._lifecycle.terms import StandingTerm, standing_terms
from zhaoshang._lifecycle.variants import VARIANTS, LocalWord, Mark, Reading, Variant
from zhaoshang._lifecycle.variation import extend_lifecycle
from zhaoshang._lifecycle.views import HistoryEntry, Reached, StageAt, history, reached, stage_at
from zhaoshang._lifecycle.withdrawal import GROUNDS, ExitGround, exit_grounds

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
    "CommitmentState",
    "CommitmentStatus",
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
    "StandingTerm",
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
    "commitments",
    "deadline",
    "draw_lifecycle",
    "draw_project",
    "duration",
    "escalate",
    "evidence_table",
    "exit_grounds",
    "extend_lifecycle",
    "history",
    "reached",
    "stage_ages",
    "stage_at",
    "stage_table",
    "standing_terms",
    "supervise",
    "transition_table",
]

guard_room(globals())
