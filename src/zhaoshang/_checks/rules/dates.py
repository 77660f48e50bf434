"""When projects reached their stages: two dates, another order, a day to come."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from zhaoshang._checks.rule import Rule, about
from zhaoshang._text.messages import Label, Message, Sentence
from zhaoshang.findings import Finding, Severity
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.model._facts.arrivals import counting
from zhaoshang.model._facts.history import standing
from zhaoshang.vocabulary import AgreementKind, Stage

if TYPE_CHECKING:
    from zhaoshang.periods import Period

_TWO_DATES: Final = Sentence(
    "check.two_dates", zh="{stage}有两个日期：{dates}", en="two dates for {stage}: {dates}"
)


def two_dates(project: Project, stage: Stage) -> list[Finding]:
    """Report the dates of a stage where two of them share no day; what a correction took back never was."""
    shown = _apart(step.on for step in standing(project).history if step.stage is stage and not step.planned)
    if not shown:
        return []
    return [
        Finding(
            code="two_dates",
            subject=str(stage),
            ids=[project.id],
            message=Message(_TWO_DATES, stage=stage, dates=tuple(shown)),
            detail={"dates": shown},
        )
    ]


def _apart(told: "Iterable[Period | None]") -> list[str]:
    """Show dates of one thing of which two share no day; none where each two do."""
    dates: list[Period] = [on for on in dict.fromkeys(told) if on is not None]
    if not dates or max(date.start for date in dates) <= min(date.end for date in dates):
        return []  # each two of them share a day, and so do all
    return [str(date) for date in sorted(dates, key=lambda date: (date.start, date.end))]


def dates_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find stages with two dates that share no day; for signing a note, since agreements may follow each other."""
    for project in ledger.projects:
        stages = dict.fromkeys(step.stage for step in project.history if not step.planned)
        for stage in stages:
            if not stage.is_main or stage in (Stage.AT_CAPACITY, Stage.PRODUCING):
                continue
            for finding in two_dates(project, stage):
                is_signing = stage in (Stage.SIGNED, Stage.INTENT)
                yield evolve(finding, severity=Severity.INFO) if is_signing else finding


_TWO_PLANS: Final = Sentence(
    "check.two_plans",
    zh="{stage}有两个计划日期：{dates}；按最早的计算；改期请记为更正",
    en=(
        "two planned dates for {stage}: {dates}; the earliest counts: a plan that was changed is a correction"
    ),
)


def plans_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find stages planned for two dates that share no day, neither of which corrects the other."""
    for project in ledger.projects:
        planned = [step for step in project.milestones if step.planned]
        if len(planned) < 2:
            continue
        standing_plans = [step for step in standing(project).milestones if step.planned]
        for stage in dict.fromkeys(step.stage for step in standing_plans):
            shown = _apart(step.on for step in standing_plans if step.stage is stage)
            if shown:
                message = Message(_TWO_PLANS, stage=stage, dates=tuple(shown))
                yield evolve(
                    about("two_plans", project, message), subject=str(stage), detail={"dates": shown}
                )


_SECOND_AGREEMENT: Final = Sentence(
    "check.second_agreement",
    zh="有 {count} 份正式合同，均未注明修改哪一份；项目及其总投资只计一次",
    en="{count} formal agreements, none of which amends another; the project and its investment count once",
)


def agreements_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find formal agreements beside each other of which none supplements another and whose dates do not differ."""
    for project in ledger.projects:
        if len(project.agreements) < 2 or any(two_dates(project, Stage.SIGNED)):
            continue
        papers = [
            paper
            for paper in standing(project).agreements
            if paper.kind is AgreementKind.FORMAL and paper.amends is None and not paper.correction
        ]
        if len(papers) > 1:
            yield about("second_agreement", project, Message(_SECOND_AGREEMENT, count=len(papers)))


_STAGE_ORDER: Final = Sentence(
    "check.stage_order",
    zh="{later}（{later_on}）早于{earlier}（{earlier_on}）",
    en="{later} ({later_on}) comes before {earlier} ({earlier_on})",
)


def stage_order(ledger: Ledger) -> Iterator[Finding]:
    """Find stages that were reached before an earlier one."""
    for project in ledger.projects:
        first: dict[Stage, Any] = {}
        for step in standing(project).history:
            if step.stage.is_main and not step.planned and step.on is not None:
                first.setdefault(step.stage, step.on)
        stages = sorted(first, key=lambda stage: stage.rank)
        for place, later in enumerate(stages):
            for earlier in stages[:place]:
                if first[later].end < first[earlier].start:
                    yield about(
                        "stage_order",
                        project,
                        Message(
                            _STAGE_ORDER,
                            later=later,
                            later_on=first[later],
                            earlier=earlier,
                            earlier_on=first[earlier],
                        ),
                        subject=f"{later}<{earlier}",
                        later=str(first[later]),
                        earlier=str(first[earlier]),
                    )
                    break


_FUTURE_DATE: Final = Sentence(
    "check.future_date",
    zh="{what}的日期 {on} 晚于台账日期 {ledger}",
    en="{what} is dated {on}, after the ledger ({ledger})",
)


def future_dates(ledger: Ledger) -> Iterator[Finding]:
    """Find what is dated after the ledger and is no plan."""
    if ledger.as_of is None:
        return
    today = ledger.as_of.end
    for project in ledger.projects:
        dated = [
            (str(step.stage), step.stage.zh, step.stage.en, step.on)
            for step in standing(project).history
            if not step.planned
        ]
        dated += [("arrival", "到位资金", "a payment", arrival.on) for arrival in counting(project.arrivals)]
        for name, zh, en, on in dated:
            if on is not None and on.start > today:
                yield about(
                    "future_date",
                    project,
                    Message(_FUTURE_DATE, what=Label(zh, en), on=on, ledger=ledger.as_of),
                    subject=name,
                    on=str(on),
                )


RULES: Final[tuple[Rule, ...]] = (
    Rule(code="two_dates", zh="同一阶段有两个日期", en="two dates for one stage", find=dates_twice),
    Rule(
        code="two_plans",
        zh="同一阶段有两个计划日期",
        en="two planned dates for one stage",
        severity=Severity.INFO,
        find=plans_twice,
    ),
    Rule(
        code="second_agreement",
        zh="有不止一份正式合同",
        en="more than one formal agreement",
        find=agreements_twice,
        severity=Severity.INFO,
    ),
    Rule(code="stage_order", zh="阶段日期次序颠倒", en="stages dated out of order", find=stage_order),
    Rule(code="future_date", zh="日期晚于台账日期", en="dated after the ledger", find=future_dates),
)
