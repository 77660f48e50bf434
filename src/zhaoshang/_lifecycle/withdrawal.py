"""When to withdraw from a project: the grounds that its records show (退出情形)."""

from collections.abc import Iterable
from typing import Final, final

from attrs import frozen

from zhaoshang._basics.brief import as_text, by_name
from zhaoshang._lifecycle.standard import GARZE, LIFECYCLE
from zhaoshang._lifecycle.supervision import ComplianceClass, supervise
from zhaoshang._lifecycle.walk import done, walk
from zhaoshang.calendars import Limit, due_on
from zhaoshang.errors import UnknownCodeError
from zhaoshang.model import Project
from zhaoshang.model._facts.history import standing
from zhaoshang.model._facts.phases import PhaseTree
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Evidence, Stage, Track


@final
@frozen(kw_only=True)
class ExitGround:
    """A reason to withdraw from a project (退出情形).

    Attributes:
        code: a short name.
        zh: what it is, in Chinese.
        en: what it is, in English.
        is_found: whether it is found in the records; others have to be reported.
        reference: where it is written.

    Examples:
        >>> from zhaoshang.lifecycle import GROUNDS
        >>> [ground.zh for ground in GROUNDS if ground.is_found][:2]
        ['未按约注册公司', '供地后逾期未开工']
    """

    __repr__ = by_name

    code: str
    zh: str
    en: str
    is_found: bool
    reference: Reference | None = GARZE


GROUNDS: Final = (
    ExitGround(
        code="no_bond", zh="未按约缴纳履约保证金", en="the performance bond was not paid", is_found=False
    ),
    ExitGround(
        code="no_registration", zh="未按约注册公司", en="no company was registered in time", is_found=True
    ),
    ExitGround(code="withdrawal", zh="投资方主动退出", en="the investor withdraws", is_found=False),
    ExitGround(code="false_papers", zh="提供虚假材料", en="papers were false", is_found=False),
    ExitGround(
        code="not_started",
        zh="供地后逾期未开工",
        en="not started in time after land was supplied",
        is_found=True,
    ),
    ExitGround(
        code="slow_building", zh="建设进度严重滞后", en="building lags far behind the plan", is_found=True
    ),
    ExitGround(
        code="below_agreement", zh="产出未达协议约定", en="output stays below the agreement", is_found=True
    ),
    ExitGround(code="banned_process", zh="采用禁止类工艺", en="a banned process is used", is_found=False),
)
"""Grounds for withdrawal; those that records cannot show are reported by hand."""

_REGISTER: Final = Limit(days=30)
_START: Final = Limit(months=6)
_LAG: Final = Limit(months=6)


def exit_grounds(
    project: Project,
    /,
    *,
    as_of: DateLike,
    reported: str | Iterable[str] = (),
    grounds: Iterable[ExitGround] = GROUNDS,
    phases: Iterable[Project] = (),
) -> tuple[ExitGround, ...]:
    """Find the grounds on which a project might be withdrawn from; deciding stays with people.

    Found in the records: no registration 30 days after the planned landing, no start 6 months after land was
    supplied, completion more than 6 months behind plan, and a failed review of the last year due.

    Args:
        project: the project.
        as_of: today.
        reported: codes of grounds that were found otherwise, or one of them.
        grounds: the grounds known.
        phases: its phases and parts, at every depth: what they came to, it came to.

    Returns:
        Those that hold, in the order of the list; none for a project that has ended.

    Raises:
        UnknownCodeError: for a code that none of the grounds has.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.lifecycle import exit_grounds
        >>> from zhaoshang.model import Milestone
        >>> project = Project(
        ...     id="P1", name="甲", track="land", milestones=[Milestone(stage="landed", on="2022-01-10")]
        ... )
        >>> [ground.code for ground in exit_grounds(project, as_of="2022-08-01", reported=["no_bond"])]
        ['no_bond', 'not_started']
    """
    known = tuple(grounds)
    codes = tuple(ground.code for ground in known)
    found = set((reported,) if isinstance(reported, str) else reported)
    for code in found:
        if code not in codes:
            raise UnknownCodeError("ExitGround", as_text(code), codes).at("reported")
    today = to_date(as_of)
    beside = tuple(phases)
    tree = PhaseTree((project, *beside))
    held = standing(tree.present(0, today, None))
    state = walk(held.history, LIFECYCLE.index, project.track, on=today)
    if state.is_ended:
        return ()
    papers = {code for step in done(held.history, today) for code in step.evidence}
    present = -1 if state.stage is None else state.stage.rank

    def is_late(start: Period | None, limit: Limit) -> bool:
        due = None if start is None else due_on(start, limit)
        return due is not None and today > due

    landing, landed = tree.planned(0, Stage.LANDED, today, None), state.reached.get(Stage.LANDED)
    is_registered = present >= Stage.LANDED.rank or Evidence.BUSINESS_LICENSE in papers
    if present >= Stage.SIGNED.rank and not is_registered and is_late(landing, _REGISTER):
        found.add("no_registration")
    is_supplied = project.track in {None, Track.LAND} and landed is not None and present < Stage.STARTED.rank
    if is_supplied and is_late(landed.on if landed else None, _START):
        found.add("not_started")
    completion = tree.planned(0, Stage.COMPLETED, today, None)
    if Stage.SIGNED.rank <= present < Stage.COMPLETED.rank and is_late(completion, _LAG):
        found.add("slow_building")
    due = [
        review
        for review in supervise(project, as_of=today, phases=beside)
        if review.class_ is not ComplianceClass.NOT_YET_DUE
    ]
    if due and due[-1].class_ is ComplianceClass.FAILED:
        found.add("below_agreement")
    return tuple(ground for ground in known if ground.code in found)
