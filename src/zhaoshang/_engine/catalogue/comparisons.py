"""Plans that follow from other figures: against a schedule, an earlier period, an earlier day; and their words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from attrs import evolve

from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, Ask, GroupAnswer, Kpi, Lower, Plan
from zhaoshang._engine.query.inputs import figure, figures
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.periods import Period, Precision
from zhaoshang.scoring import (
    Measured,
    Number,
    Result,
    change_of_rates,
    completion,
    growth,
    month_growth,
    schedule_gap,
    schedule_index,
    time_progress,
)

if TYPE_CHECKING:
    from zhaoshang._engine.query.groups import Label

from zhaoshang._engine.catalogue.targets import Targets, as_number, below, compared

# schedules --------------------------------------------------------------------------------------------------------


def _progress(context: Context) -> Result:
    profile = context.profile
    if context.as_of is None:
        context.day  # noqa: B018 - raises the error that says what is missing
        return Result(unit="percent", reason="no_data")
    window = Period.year(context.year) if context.period is None else context.period
    return time_progress(
        window,
        as_of=context.as_of,
        base=profile.schedule_base,
        mid_month=profile.mid_month,
        stretch=profile.stretch,
    )


def schedule(context: Context) -> Plan:
    """Give how much of the plan's time has passed."""
    return Plan(result=_progress(context))


def against_schedule(compare: Callable[[Number | None, Number], Result]) -> Lower:
    """Compare completion with the time progress."""

    def plan(context: Context) -> Plan:
        if context.inputs:
            progress = _progress(context)
            if context.is_ahead:
                unit = compare(1, 1).unit
                context.inputs.get("completion")  # it is read, though no time has passed to hold it against
                return Plan(result=Result(unit=unit, reason="period_after_as_of"))
            result = compare(figure(context, "completion"), _bare(progress))
            return Plan(result=evolve(result, warnings=progress.warnings))
        if context.ledger is None:
            return Plan()
        targets = Targets(context, context.ledger, completion)

        def derive(ask: Ask) -> Answers:
            progress = _progress(context)
            return {
                label: _against(answer, compare, progress) for label, answer in targets.answers(ask).items()
            }

        return Plan(derive=derive)

    return plan


def _bare(result: Result) -> Measured:
    return evolve(Measured.of(result), unit=None, is_hedged=False)


def _against(
    answer: GroupAnswer, compare: Callable[[Number | None, Number], Result], progress: Result
) -> GroupAnswer:
    done = answer.result
    unit = compare(1, 1).unit
    if done.value is None and done.low is None and done.high is None:
        result = Result(unit=unit, reason=done.reason)
    else:
        result = compare(evolve(as_number(done), unit=None), _bare(progress))
        if done.value is None:
            result = evolve(result, value=None, reason=done.reason)
    return evolve(
        answer, result=result, warnings=tuple(dict.fromkeys((*answer.warnings, *progress.warnings)))
    )


# growth -----------------------------------------------------------------------------------------------------------


def year_growth(context: Context) -> Plan:
    """Compare a figure with that of the same period a year before."""
    if context.inputs:
        current, previous = figure(context, "current"), figure(context, "previous")
        return Plan(result=growth(current, previous, rates=context.rates))
    if context.ledger is None:
        return Plan()
    now = below(context)
    before = evolve(
        now,
        as_of=None if now.as_of is None else a_year_before(now.as_of),
        period=None if now.period is None else a_year_before(now.period),
    )
    return _growth(context, now, before)


def a_year_before(day: Period) -> Period:
    """Move a date back by a year; the end of a month stays one."""
    moved = day.shift(years=-1)
    if day.precision is not Precision.DAY or day.end != Period.month(day.end.year, day.end.month).end:
        return moved
    return Period.of(Period.month(moved.end.year, moved.end.month).end)


def last_month_growth(context: Context) -> Plan:
    """Compare the last month with the one before."""
    if context.inputs:
        cumulative = figures(context, "cumulative")
        known = [each for each in cumulative if each is not None]
        if len(known) < len(cumulative):
            return Plan(result=Result(unit="percent", reason="no_data"))
        return Plan(result=month_growth(known))
    if context.ledger is None:
        return Plan()
    now = below(context)
    if now.period is None:
        raise ArgumentNeededError("period", context.kpi)
    earlier = now.period.previous()
    before = evolve(now, period=earlier, as_of=Period.of(earlier.end))
    return _growth(context, now, before)


def _growth(context: Context, now: Context, before: Context) -> Plan:
    kpi = compared(context)
    rates = context.rates

    def compare(one: GroupAnswer, other: GroupAnswer) -> Result:
        for answer in (one, other):
            found = answer.result
            if found.value is None and found.low is None and found.high is None:
                return Result(unit="percent", reason=found.reason)
        return growth(as_number(one.result), as_number(other.result), rates=rates)

    return Plan(derive=lambda ask: _paired(ask(kpi, now), ask(kpi, before), compare))


def _paired(now: Answers, before: Answers, compare: Callable[[GroupAnswer, GroupAnswer], Result]) -> Answers:
    """Compare two runs of answers group by group; a group that is missing in one has its empty answer there."""
    labels: dict[Label, None] = dict.fromkeys((*now, *before))
    found: Answers = {}
    for label in labels:
        one, other = now.get(label), before.get(label)
        if one is None or other is None:
            there = one or other
            assert there is not None  # noqa: S101 - the label is from one of the two
            nothing = _nothing_like(there)
            one, other = one or nothing, other or nothing
        result = compare(one, other)
        found[label] = evolve(
            one,
            result=result,
            excluded=tuple(dict.fromkeys((*one.excluded, *other.excluded))),
            warnings=tuple(dict.fromkeys((*one.warnings, *other.warnings, *result.warnings))),
            base_ids=other.ids,
        )
    return found


def _nothing_like(answer: GroupAnswer) -> GroupAnswer:
    """Give the answer of an empty group: 0 for a count or a sum, no value for a quotient."""
    found = answer.result
    if found.is_quotient:
        return GroupAnswer(result=Result(unit=found.unit, reason="no_data"))
    return GroupAnswer(result=Result(value=0, low=0, high=0, unit=found.unit, numerator=0, is_quotient=False))


def points_change(context: Context) -> Plan:
    """Give the change of a rate from an earlier day, in percentage points."""
    if context.inputs:
        return Plan(result=_change_given(context))
    if context.ledger is None:
        return Plan()
    kpi, now = compared(context), below(context)
    base = Period.of(context.argument("base_as_of"))
    before_now = evolve(now, as_of=base)
    is_backwards = context.as_of is not None and base.end > context.as_of.end

    def compare(one: GroupAnswer, other: GroupAnswer) -> Result:
        if is_backwards:
            return Result(unit="pp", reason="base_after_as_of")
        for answer in (one, other):
            if answer.result.value is None and answer.result.low is None and answer.result.high is None:
                return Result(unit="pp", reason=answer.result.reason)
        if one.result.unit != "percent":
            return Result(unit="pp", reason="units_differ")
        return change_of_rates(as_number(other.result), as_number(one.result))

    return Plan(derive=lambda ask: _paired(ask(kpi, now), ask(kpi, before_now), compare))


def _change_given(context: Context) -> Result:
    """Give the change of figures that were given, or the change that itself was."""
    change = figure(context, "change")
    if change is not None and change.unit not in {None, "pp"}:  # 21% of a rate is not 21 points
        return Result(unit="pp", reason="units_differ")
    if change is not None:
        return Result(
            value=change.value,
            low=change.low,
            high=change.high,
            unit="pp",
            reason=None if change.value is not None else "no_data",
            warnings=("levels_unknown",),
        )
    before, after = figure(context, "from"), figure(context, "to")
    if before is not None and after is not None and before.unit != after.unit:
        return Result(unit="pp", reason="units_differ")
    return change_of_rates(before, after)


gap = against_schedule(schedule_gap)
index = against_schedule(schedule_index)


COMPARISONS: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="time_progress",
        zh="序时进度",
        en="time progress",
        unit="percent",
        formula_zh="已过月数 ÷ 计划总月数（或按天数），可乘以加压系数",
        formula_en="months passed ÷ months of the plan, or by days; perhaps times a stretch",
        plan=schedule,
        edge_cases_zh="窗口之前为 0，之后为 100，再乘以系数",
        edge_cases_en="0 before the window and 100 after it, then times the stretch",
        references=cite("S26 S23 S29"),
    ),
    Kpi(
        id="schedule_gap",
        zh="超（欠）序时进度",
        en="ahead of schedule",
        unit="pp",
        formula_zh="目标完成率 − 序时进度",
        formula_en="completion − time progress",
        plan=gap,
        edge_cases_zh="两个百分数之差以百分点计",
        edge_cases_en="a difference of percentages is percentage points",
        references=cite("S27 S28 S29 S30 S31"),
    ),
    Kpi(
        id="schedule_index",
        zh="序时完成率",
        en="completion over schedule",
        unit="percent",
        formula_zh="目标完成率 ÷ 序时进度",
        formula_en="completion ÷ time progress",
        plan=index,
        edge_cases_zh="按月与按日得出不同的数",
        edge_cases_en="months and days give different values",
        references=cite("S23"),
    ),
    Kpi(
        id="yoy_growth",
        zh="同比",
        en="growth on the year",
        unit="percent",
        formula_zh="（本期 − 上年同期）÷ 上年同期",
        formula_en="(this period − the same a year before) ÷ the same a year before",
        plan=year_growth,
        edge_cases_zh="基数为 0 或为负时没有增速",
        edge_cases_en="a base of 0 or less gives no rate",
        references=cite("S36"),
    ),
    Kpi(
        id="mom_growth",
        zh="环比",
        en="growth on the month",
        unit="percent",
        formula_zh="（本月 − 上月）÷ 上月，单月数由累计数相减得出",
        formula_en="(last month − the month before) ÷ the month before, single months from sums since January",
        plan=last_month_growth,
        edge_cases_zh="一月的累计就是当月数；修订可使某月为负",
        edge_cases_en="January's sum is its own; a revision may make a month negative",
        references=cite("S39"),
    ),
    Kpi(
        id="pp_change",
        zh="提升百分点",
        en="change in percentage points",
        unit="pp",
        formula_zh="截至日的率 − 前一时点的率",
        formula_en="rate on the as-of day − rate on an earlier day",
        plan=points_change,
        edge_cases_zh="只公布变化时，两端的水平仍未知",
        edge_cases_en="where only the change is printed the levels stay unknown",
    ),
)
"""Figures against schedules, earlier periods and days."""
