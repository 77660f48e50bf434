"""Time limits as data: what is watched, for how long, and where that is written."""

from collections.abc import Iterable
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics.brief import by_name, in_order
from zhaoshang._calls.plain import between, plain_fields
from zhaoshang._lifecycle.standard import ANQING, CIXI, GARZE, JIANGMEN, WUHAN
from zhaoshang.calendars import Limit, LimitLike
from zhaoshang.errors import UnfitValueError
from zhaoshang.model import Project
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Stage, Term, Track


class AlarmKind(Term):
    """What an alarm rule watches (预警类型).

    Examples:
        >>> from zhaoshang.lifecycle import RULES, AlarmKind
        >>> [rule.zh for rule in RULES if rule.kind is AlarmKind.PROMISE]
        ['容缺材料未补齐']
    """

    STAGE = "stage", "阶段停留", "time in a stage"
    STEP = "step", "节点时限", "time from one stage to another"
    PLANNED = "planned", "计划节点", "planned date"
    PROMISE = "promise", "容缺补件", "promised paper"
    SERVICE = "service", "办理环节", "service step"
    TERM = "term", "约定时限", "stage promised by a day"
    COMMITMENT = "commitment", "政府承诺", "commitment of the government"
    ORDER = "order", "督办件", "supervision order"
    CASE = "case", "企业诉求", "problem of a firm"


def _limit(value: LimitLike | None) -> Limit | None:
    return None if value is None else Limit.of(value)


def _stage(value: str | None) -> Stage | None:
    return None if value is None else Stage(value)


def _texts(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _tracks(value: Iterable[str] | None) -> frozenset[Track] | None:
    return None if value is None else frozenset(Track(track) for track in value)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class AlarmRule:
    """One time limit that is watched (时限规则).

    Attributes:
        code: a short name.
        zh: what it says, in Chinese.
        en: what it says, in English.
        kind: what it watches.
        limit: how long it may take; for plans and promises, the days of grace.
        stage: the stage in which the clock runs (`stage`), or from which (`step`), or that is planned (`planned`, all
            of them when left out).
        until: stages or papers that stop the clock, any of them (`step`).
        tracks: the tracks it holds for; `None` for all.
        tag: it holds only for projects with this tag.
        warn_days: how many days before the due day it turns amber; `None` for never.
        references: where it is written.

    Raises:
        ValueError: when a rule of kind `stage` or `step` lacks its stage or limit, or a `step` what it waits for.

    Examples:
        >>> from zhaoshang.lifecycle import RULES
        >>> [rule.code for rule in RULES if rule.kind == "stage"]
        ['planned_45', 'talks_30', 'signed_20']
    """

    __repr__ = by_name

    code: str
    zh: str
    en: str
    kind: AlarmKind = field(converter=AlarmKind)
    limit: Limit | None = field(default=None, converter=_limit)
    stage: Stage | None = field(default=None, converter=_stage)
    until: tuple[str, ...] = field(default=(), converter=_texts)
    tracks: frozenset[Track] | None = field(default=None, converter=_tracks, repr=in_order)
    tag: str | None = None
    warn_days: int | None = field(
        default=None, validator=between(0, is_optional=True, expected="a whole number from 0")
    )
    references: tuple[Reference, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that lacks what its kind needs."""
        needs_stage = self.kind in {AlarmKind.STAGE, AlarmKind.STEP}
        if needs_stage and (self.limit is None or self.stage is None):
            msg = f"{self.code}: {self.kind}"
            raise UnfitValueError(msg, "a rule with stage= and limit=")
        if self.kind is AlarmKind.STAGE and self.stage is not None and self.stage.is_end:
            raise UnfitValueError(str(self.stage), "a stage that does not end a project, which rings no more")
        if self.kind is AlarmKind.STEP and not self.until:
            msg = f"{self.code}: {self.kind}"
            raise UnfitValueError(msg, "a rule with the stages or papers it waits for, until=")

    def holds_for(self, project: Project) -> bool:
        """Tell whether a project falls under the rule, by track and tag.

        Args:
            project: the project.

        Examples:
            >>> from zhaoshang import Project
            >>> from zhaoshang.lifecycle import AlarmRule
            >>> plants = AlarmRule(
            ...     code="plants", zh="厂房", en="plants", kind="planned", tracks=["leased_plant"]
            ... )
            >>> plants.holds_for(Project(id="P1", name="甲", track="leased_plant"))
            True
            >>> plants.holds_for(Project(id="P2", name="乙"))  # of which the track is not known
            False
        """
        return (self.tracks is None or project.track in self.tracks) and (
            self.tag is None or self.tag in project.tags
        )


def _rule(
    code: str, kind: AlarmKind, zh: str, en: str, *references: Reference, **details: object
) -> AlarmRule:
    return AlarmRule(code=code, kind=kind, zh=zh, en=en, references=references, **details)  # type: ignore[arg-type]


RULES: Final[tuple[AlarmRule, ...]] = (
    _rule(
        "planned_45", AlarmKind.STAGE, "谋划超过45天", "planned for more than 45 days", WUHAN,
        stage="planned", limit=45, warn_days=7,
    ),
    _rule(
        "talks_30", AlarmKind.STAGE, "在谈超过30天", "in talks for more than 30 days", WUHAN,
        stage="negotiating", limit=30, warn_days=7,
    ),
    _rule(
        "signed_20", AlarmKind.STAGE, "签约后20天未推进", "signed and nothing more for 20 days", WUHAN,
        stage="signed", limit=20, warn_days=5,
    ),
    _rule(
        "lead_judged", AlarmKind.STEP, "线索7天内研判反馈", "a lead is judged and answered within a week", JIANGMEN,
        stage="lead", until=("negotiating", "intent", "signed", "rejected"), limit=7, warn_days=2,
    ),
    _rule(
        "land_3_months", AlarmKind.STEP, "签约后3个月内取得存量土地", "stock land within 3 months of signing", ANQING,
        stage="signed", until=("landed", "started", "land_contract", "land_payment"), limit={"months": 3},
        tracks=("land",), warn_days=15,
    ),
    _rule(
        "land_filing_2_months", AlarmKind.STEP, "新增用地2个月内申报", "new land is applied for within 2 months", ANQING,
        stage="signed", until=("land_review", "landed", "started"), limit={"months": 2}, tracks=("land",),
        tag="新增用地", warn_days=15,
    ),
    _rule(
        "plant_2_months", AlarmKind.STEP, "标准厂房2个月内开工", "a standard plant is started within 2 months", ANQING,
        stage="signed", until=("started", "trial", "producing"), limit={"months": 2}, tracks=("leased_plant",),
        warn_days=15,
    ),
    _rule(
        "start_6_months", AlarmKind.STEP, "供地后6个月未开工", "not started 6 months after the land was supplied", GARZE,
        stage="landed", until=("started", "completed", "producing"), limit={"months": 6}, tracks=("land",),
        warn_days=30,
    ),
    _rule(
        "plan_missed", AlarmKind.PLANNED, "计划节点未完成", "a planned date has passed", warn_days=7,
    ),
    _rule(
        "paper_promised", AlarmKind.PROMISE, "容缺材料未补齐", "a promised paper is due", warn_days=5,
    ),
    _rule(
        "term_missed", AlarmKind.TERM, "协议约定的时限已到", "a stage promised in the agreement is due", CIXI, warn_days=30,
    ),
    _rule(
        "commitment_due", AlarmKind.COMMITMENT, "政府承诺事项未兑现", "a commitment of the government is due", warn_days=15,
    ),
    _rule(
        "order_due", AlarmKind.ORDER, "督办件未反馈", "a supervision order is to be answered", warn_days=3,
    ),
    _rule(
        "case_due", AlarmKind.CASE, "企业诉求未办结", "a problem of a firm is to be solved", warn_days=3,
    ),
    _rule(
        "service_step", AlarmKind.SERVICE, "环节限时办结", "a service step runs against its limit", warn_days=1,
    ),
)  # fmt: skip
"""The time limits that are watched unless others are passed; a city adds its own beside them."""
