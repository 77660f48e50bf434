"""The stages of projects, and those that a city declares."""

from collections.abc import Iterable
from threading import Lock
from typing import Any, Literal, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.lazy import living_in
from zhaoshang._vocabulary.projects import Evidence
from zhaoshang._vocabulary.terms import Term
from zhaoshang.errors import UnfitValueError


class Stage(Term):
    """How far a project has come (阶段): eleven stages in order, four ends, six overlays.

    Examples:
        >>> from zhaoshang import Stage
        >>> Stage.SIGNED.label("zh_CN"), Stage.PLANNED.rank < Stage.LEAD.rank
        ('签约', True)
        >>> Stage("signed").is_main, Stage("terminated").is_end, Stage("on_hold").is_overlay
        (True, True, True)
    """

    PLANNED = "planned", "谋划", "planned"
    LEAD = "lead", "线索", "lead"
    NEGOTIATING = "negotiating", "在谈", "negotiating"
    INTENT = "intent", "意向", "intent"
    SIGNED = "signed", "签约", "signed"
    APPROVING = "approving", "在批", "approving"
    LANDED = "landed", "落地", "landed"
    STARTED = "started", "开工", "started"
    COMPLETED = "completed", "竣工", "completed"
    PRODUCING = "producing", "投产", "producing"
    AT_CAPACITY = "at_capacity", "达产", "at capacity"
    REJECTED = "rejected", "不引进", "rejected"
    TERMINATED = "terminated", "终止", "terminated"
    EXITED = "exited", "退出", "exited"
    CLOSED = "closed", "注销", "closed"
    ON_HOLD = "on_hold", "搁置", "on hold"
    RESUMED = "resumed", "恢复", "resumed"
    BREACHED = "breached", "违约", "breached"
    CURED = "cured", "违约已纠正", "cured"
    REASSIGNED = "reassigned", "流转", "reassigned"
    TRIAL = "trial", "试生产", "trial production"

    @property
    def is_main(self) -> bool:
        """Whether it is a step of the way: one of the eleven in order, or one that a city declared."""
        return _ROWS[self].kind == "main"

    @property
    def is_end(self) -> bool:
        """Whether the project is over with it."""
        return _ROWS[self].kind == "end"

    @property
    def is_overlay(self) -> bool:
        """Whether it lies over a stage and leaves it unchanged."""
        return _ROWS[self].kind == "overlay"

    @property
    def rank(self) -> float:
        """Place in the order of stages, from 0 (planned)."""
        return _ROWS[self].rank

    @property
    def implies(self) -> "tuple[Stage, ...]":
        """The earlier stages which it shows to have been passed, on some day up to its own.

        Examples:
            >>> from zhaoshang import Stage
            >>> [str(stage) for stage in Stage.AT_CAPACITY.implies]
            ['started', 'producing']
        """
        return _ROWS[self].implies

    @property
    def implied_by(self) -> "tuple[Stage, ...]":
        """The later stages that show that it was passed.

        Examples:
            >>> from zhaoshang import Stage
            >>> [str(stage) for stage in Stage.STARTED.implied_by]
            ['completed', 'producing', 'at_capacity', 'trial']
        """
        return tuple(stage for stage, row in _ROWS.items() if self in row.implies)

    @classmethod
    def codes(cls) -> frozenset[str]:
        """List the codes of all stages, those declared among them.

        Examples:
            >>> from zhaoshang import Stage
            >>> "signed" in Stage.codes(), "topped_out" in Stage.codes()
            (True, False)
        """
        return frozenset(map(str, _ROWS))

    @classmethod
    def declared(cls) -> "tuple[Stage, ...]":
        """List the stages that `declare_stage` added.

        Examples:
            >>> from zhaoshang import Stage
            >>> Stage.declared()
            ()
        """
        return tuple(stage for stage, row in _ROWS.items() if row.is_own)

    def __reduce_ex__(self, protocol: object) -> tuple[Any, ...]:
        """Pickle a stage that was declared with all that was said of it, so that another process knows it too."""
        row = _ROWS[self]
        return (
            (_restored, (str(self), self.zh, self.en, row)) if row.is_own else super().__reduce_ex__(protocol)
        )


Kind = Literal["main", "end", "overlay"]


class StageRow(NamedTuple):
    """What there is to know about a stage beside its labels.

    Attributes:
        rank: its place in the order.
        kind: whether it is a step of the way, an end, or an overlay.
        implies: the earlier stages which it shows to have been passed.
        is_own: whether a city declared it.
    """

    rank: float
    kind: Kind
    implies: tuple[Stage, ...] = ()
    is_own: bool = False


_IMPLIES: dict[Stage, tuple[Stage, ...]] = {
    Stage.COMPLETED: (Stage.STARTED,),
    Stage.TRIAL: (Stage.STARTED,),
    Stage.PRODUCING: (Stage.STARTED,),
    Stage.AT_CAPACITY: (Stage.STARTED, Stage.PRODUCING),
}
_LASTS: tuple[tuple[Stage, Kind], ...] = (
    (Stage.AT_CAPACITY, "main"),
    (Stage.CLOSED, "end"),
    (Stage.TRIAL, "overlay"),
)
_ORDER = list(Stage)
_ROWS: dict[Stage, StageRow] = {
    stage: StageRow(
        rank=rank,
        kind=next(kind for last, kind in _LASTS if rank <= _ORDER.index(last)),
        implies=_IMPLIES.get(stage, ()),
    )
    for rank, stage in enumerate(_ORDER)
}
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LOCK = Lock()


def declare_stage(
    code: str,
    /,
    *,
    zh: str,
    en: str,
    after: str,
    kind: Kind = "main",
    implies: Iterable[str] | None = None,
) -> Stage:
    """Declare a stage of one's own, before records that use it are made or read (自定义阶段).

    Milestones, the exchange format, ledgers, lifecycles, KPIs and boards then know its code, readers of workbooks its
    Chinese name. It holds for the process; to declare the same again changes nothing.

    Args:
        code: its code, such as `topped_out`.
        zh: its Chinese name.
        en: its English name.
        after: the stage that it comes next after.
        kind: `main` for a step of the way, `end` for one that closes it, `overlay` for what changes no stage.
        implies: the earlier stages which it shows to have been passed; for a step of the way by default `after`, where
            later stages show that one, and what `after` shows.

    Returns:
        The stage.

    Raises:
        UnfitValueError: for a code or a name that something else has, or that is no code.

    Examples:
        What another stage is called already is refused:

        >>> from zhaoshang.vocabulary import declare_stage
        >>> declare_stage("roofed", zh="签约", en="topped out", after="started")
        Traceback (most recent call last):
        ...
        zhaoshang.errors.UnfitValueError: unfit: roofed, 签约, topped out. Expected a code of lower-case letters, digits and _...
    """
    before = Stage(after)
    if implies is None:
        is_shown = kind == "main" and bool(before.implied_by)
        shown = (*before.implies, *([before] if is_shown else []))
    else:
        shown = tuple(Stage(stage) for stage in implies)
    with _LOCK:
        later = [row.rank for row in _ROWS.values() if row.rank > before.rank]
        rank = (before.rank + min(later)) / 2 if later else before.rank + 1
        row = StageRow(rank, kind, shown, is_own=True)
        known = next((stage for stage in _ROWS if stage == code), None)
        if known is not None:
            old = _ROWS[known]
            if (known.zh, known.en, *old[1:]) == (zh, en, *row[1:]):
                return known
            msg = f"{code}, {zh}, {en}"
            raise UnfitValueError(msg, "a code that is not taken, or the very stage again")
        taken = {label for stage in _ROWS for label in (stage.zh, stage.en)} | set(map(str, Evidence))
        if _CODE.fullmatch(code) is None or not zh or not en or not taken.isdisjoint({code, zh, en}):
            msg = f"{code}, {zh}, {en}"
            raise UnfitValueError(
                msg,
                "a code of lower-case letters, digits and _, and no name of another stage",
            )
        return _added(code, zh, en, row)


def _added(code: str, zh: str, en: str, row: StageRow) -> Stage:
    """Make a member of `Stage`, as its class statement makes them."""
    made = str.__new__(Stage, code)
    made._name_, made._value_, made.zh, made.en = code.upper(), code, zh, en
    Stage._value2member_map_[code] = made
    Stage._member_map_[code.upper()] = made
    Stage._member_names_.append(code.upper())
    _ROWS[made] = row
    return made


def _restored(code: str, zh: str, en: str, row: StageRow) -> Stage:
    """Give the stage of a pickle; where the process does not know it, it does from now on."""
    with _LOCK:
        known = next((stage for stage in _ROWS if stage == code), None)
        return _added(code, zh, en, row) if known is None else known


__test__ = living_in("zhaoshang.vocabulary", vars())
