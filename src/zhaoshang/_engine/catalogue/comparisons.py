"""Plans that follow from other figures: against a target, a schedule, an earlier period, an earlier day."""

from collections.abc import Callable, Iterable
from copy import copy
from typing import TYPE_CHECKING

from attrs import evolve

from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answer, Answers, Ask, Lower, Plan
from zhaoshang._engine.query.inputs import figure, figures
from zhaoshang._engine.query.reads import Given
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.ledger import Ledger
from zhaoshang.model import Target
from zhaoshang.periods import Period, Precision
from zhaoshang.scoring import (
    Measured,
    Number,
    Result,
    change_of_rates,
    completion,
    growth,
    month_growth,
    overfulfilment,
    schedule_gap,
    schedule_index,
    time_progress,
)

if TYPE_CHECKING:
    from zhaoshang._engine.query.groups import Label

Against = Callable[..., Result]


def _of(context: Context) -> str:
    """Name the KPI that is compared."""
    return str(context.argument("of"))


def _asked(context: Context) -> Context:
    """Put the question to the KPI that is compared; its own `of` comes as `stage`."""
    passed_on = context.arguments.passed_on({"of": "stage"}, hidden="of")
    return evolve(context, arguments=passed_on, inputs=Given({}))


# targets ----------------------------------------------------------------------------------------------------------


def target_rate(against: Against) -> Lower:
    """Compare a figure with its target."""

    def plan(context: Context) -> Plan:
        if context.inputs:
            rates = context.rates
            actual, target = figure(context, "actual"), figure(context, "target")
            if target is None:
                return Plan(result=Result(unit="percent", reason="no_target"))
            return Plan(result=against(actual, target, rates=rates))
        if context.ledger is None:
            return Plan()
        return Plan(derive=_Targets(context, context.ledger, against).answers)

    return plan


class _Targets:
    """Find the targets of a measure and period, and compare each unit, level and the whole with them."""

    def __init__(self, context: Context, ledger: Ledger, against: Against) -> None:
        period = Period.year(context.year) if context.period is None else context.period
        self.kpi = _of(context)
        self.bands = context.listed("bands")
        self.context = evolve(_asked(context), period=period)
        self.ledger = ledger
        self.against = against
        self.level = context.arguments.get("level")
        self.by = context.by
        self.targets = [target for target in ledger.targets if self._matches(target, period)]

    def _matches(self, target: Target, period: Period) -> bool:
        if target.period != period or (self.level is not None and target.level != self.level):
            return False
        if self.kpi == "projects_in_band":
            fits = target.measure in {"projects_in_band", "signed_project_count"} and target.band is not None
            return fits and (self.bands is None or target.band in self.bands)
        return target.measure == self.kpi and target.band is None

    def answers(self, ask: Ask) -> Answers:
        """Answer the whole and every group."""
        if self.kpi == "projects_in_band":
            bands = list(dict.fromkeys(target.band for target in self.targets if target.band is not None))
            if len(bands) > 1:
                return self._of_bands(ask, bands)
            if bands or self.bands is None:
                self.context = evolve(self.context, arguments=self.context.arguments.with_(bands=bands))
        whole = self._whole(ask, self.targets)
        if not self.by:
            return {(): whole}
        groups = self._by_level(ask) if self.by == ("level",) else self._by_unit(ask)
        if "owner" in self.by and any(
            answer.result.reason == "no_target" and not self._is_covered(label[self.by.index("owner")])
            for label, answer in groups.items()
        ):
            whole = evolve(whole, result=Result(unit="percent", reason="no_target"))
        return {(): whole, **groups}

    def _of_bands(self, ask: Ask, bands: Iterable[str]) -> Answers:
        """Answer for each band apart: bands lie inside or across each other, so their targets are never added."""
        found: Answers = {}
        for band in bands:
            one = copy(self)
            one.targets = [target for target in self.targets if target.band == band]
            for label, answer in one.answers(ask).items():
                found.setdefault(
                    label, evolve(answer, result=Result(unit="percent", reason="several_targets"))
                )
                found[*label, band] = evolve(answer, is_part=True)
        return dict(sorted(found.items(), key=lambda item: (item[1].is_part, item[0])))

    def _is_covered(self, unit: str) -> bool:
        """Whether a unit above has a target, which its work counts for."""
        line = self.ledger.unit_lines().get(unit, (unit,))
        return any(target.unit in line for target in self.targets)

    def _by_level(self, ask: Ask) -> Answers:
        levels = dict.fromkeys(target.level or "" for target in self.targets)
        return {
            (level,): self._whole(ask, [each for each in self.targets if (each.level or "") == level])
            for level in levels
        }

    def _by_unit(self, ask: Ask) -> Answers:
        """Compare each group with the targets of its unit, and of its level where levels are asked for."""
        keys = tuple(key for key in self.by if key != "level")
        actuals = ask(self.kpi, evolve(self.context, by=keys))
        place = keys.index("owner") if "owner" in keys else 0
        labels = [label for label, answer in actuals.items() if label and not answer.is_part]
        if "level" not in self.by:
            return {
                label: self._compared(actuals[label], self._of_unit(self.targets, label[place]))
                for label in labels
            }
        at = self.by.index("level")
        found: Answers = {}
        for label in labels:
            mine = self._of_unit(self.targets, label[place])
            for level in dict.fromkeys(target.level or "" for target in mine):
                pair = (*label[:at], level, *label[at:])
                found[pair] = self._compared(
                    actuals[label], [target for target in mine if (target.level or "") == level]
                )
        return found

    @staticmethod
    def _of_unit(targets: Iterable[Target], unit: str) -> list[Target]:
        return [target for target in targets if target.unit == unit]

    def _whole(self, ask: Ask, targets: list[Target]) -> Answer:
        if not targets or len({target.level for target in targets}) > 1:
            actual = ask(self.kpi, evolve(self.context, by=()))[()]
            return self._compared(actual, targets)
        top = self._topmost(targets)
        units = self._units(ask, top, targets)
        if units is None or not ask.owners():
            actual = ask(self.kpi, evolve(self.context, by=()))[()]
        else:
            actual = ask.of_units(self.kpi, evolve(self.context, by=()), units)
        return self._compared(actual, top)

    @staticmethod
    def _topmost(targets: list[Target]) -> list[Target]:
        """Leave out the targets that are parts of others."""
        ids = {target.id for target in targets}
        return [target for target in targets if target.parent not in ids]

    def _units(self, ask: Ask, top: list[Target], targets: list[Target]) -> frozenset[str] | None:
        """List the units whose work counts for some targets, or `None` where that is everybody's."""
        if any(target.unit is None for target in top):
            return None
        units = {target.unit or "" for target in top}
        below = {target.id for target in top}
        grown = True
        while grown:
            parts = [each for each in targets if each.parent in below and each.id not in below]
            below |= {each.id for each in parts}
            units |= {each.unit for each in parts if each.unit is not None}
            grown = bool(parts)
        units = set(self.ledger.units_below(*units))
        known = {team.id for team in self.ledger.teams} | ask.owners()
        return frozenset(units) if units & known else None

    def _compared(self, actual: Answer, targets: list[Target]) -> Answer:
        """Compare an answer with the sum of some targets."""
        if len({target.level for target in targets}) > 1:
            return evolve(actual, result=Result(unit="percent", reason="several_targets"))
        values = [target.value for target in targets if target.value is not None]
        if not targets or len(values) < len(targets):
            return evolve(actual, result=Result(unit="percent", reason="no_target"))
        if len({value.unit for value in values}) > 1:
            return evolve(actual, result=Result(unit="percent", reason="units_differ"))
        total = sum(values[1:], values[0])
        found = actual.result
        if found.reason is not None and found.value is None and found.low is None and found.high is None:
            return evolve(actual, result=Result(unit="percent", reason=found.reason))
        result = self.against(_measured(found), Measured.of(total), rates=self.context.rates)
        return evolve(
            actual, result=result, warnings=tuple(dict.fromkeys((*actual.warnings, *result.warnings)))
        )


def _measured(found: Result) -> Measured:
    """Take a figure as a number; only the range that hedges give, not coarse dates, makes it hedged."""
    hedged = found.value is None or found.low is None or found.high is None or found.low < found.value
    return evolve(Measured.of(found), is_hedged=hedged)


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
        targets = _Targets(context, context.ledger, completion)

        def derive(ask: Ask) -> Answers:
            progress = _progress(context)
            return {
                label: _against(answer, compare, progress) for label, answer in targets.answers(ask).items()
            }

        return Plan(derive=derive)

    return plan


def _bare(result: Result) -> Measured:
    return evolve(Measured.of(result), unit=None, is_hedged=False)


def _against(answer: Answer, compare: Callable[[Number | None, Number], Result], progress: Result) -> Answer:
    done = answer.result
    unit = compare(1, 1).unit
    if done.value is None and done.low is None and done.high is None:
        result = Result(unit=unit, reason=done.reason)
    else:
        result = compare(evolve(_measured(done), unit=None), _bare(progress))
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
    now = _asked(context)
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
        cumulative = figures(context.inputs.get("cumulative"))
        known = [each for each in cumulative if each is not None]
        if len(known) < len(cumulative):
            return Plan(result=Result(unit="percent", reason="no_data"))
        return Plan(result=month_growth(known))
    if context.ledger is None:
        return Plan()
    now = _asked(context)
    if now.period is None:
        raise ArgumentNeededError("period", context.kpi)
    earlier = now.period.previous()
    before = evolve(now, period=earlier, as_of=Period.of(earlier.end))
    return _growth(context, now, before)


def _growth(context: Context, now: Context, before: Context) -> Plan:
    kpi = _of(context)
    rates = context.rates

    def compare(one: Answer, other: Answer) -> Result:
        for answer in (one, other):
            found = answer.result
            if found.value is None and found.low is None and found.high is None:
                return Result(unit="percent", reason=found.reason)
        return growth(_measured(one.result), _measured(other.result), rates=rates)

    return Plan(derive=lambda ask: _paired(ask(kpi, now), ask(kpi, before), compare))


def _paired(now: Answers, before: Answers, compare: Callable[[Answer, Answer], Result]) -> Answers:
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


def _nothing_like(answer: Answer) -> Answer:
    """Give the answer of an empty group: 0 for a count or a sum, no value for a quotient."""
    found = answer.result
    if found.is_quotient:
        return Answer(result=Result(unit=found.unit, reason="no_data"))
    return Answer(result=Result(value=0, low=0, high=0, unit=found.unit, numerator=0, is_quotient=False))


def points_change(context: Context) -> Plan:
    """Give the change of a rate from an earlier day, in percentage points."""
    if context.inputs:
        change = figure(context, "change")
        if change is not None and change.unit not in {None, "pp"}:  # 21% of a rate is not 21 points
            return Plan(result=Result(unit="pp", reason="units_differ"))
        if change is not None:
            return Plan(
                result=Result(
                    value=change.value,
                    low=change.low,
                    high=change.high,
                    unit="pp",
                    reason=None if change.value is not None else "no_data",
                    warnings=("levels_unknown",),
                )
            )
        before, after = figure(context, "from"), figure(context, "to")
        if before is not None and after is not None and before.unit != after.unit:
            return Plan(result=Result(unit="pp", reason="units_differ"))
        return Plan(result=change_of_rates(before, after))
    if context.ledger is None:
        return Plan()
    kpi, now = _of(context), _asked(context)
    before_now = evolve(now, as_of=Period.of(context.argument("base_as_of")))

    def compare(one: Answer, other: Answer) -> Result:
        for answer in (one, other):
            if answer.result.value is None and answer.result.low is None and answer.result.high is None:
                return Result(unit="pp", reason=answer.result.reason)
        if one.result.unit != "percent":
            return Result(unit="pp", reason="units_differ")
        return change_of_rates(_measured(other.result), _measured(one.result))

    return Plan(derive=lambda ask: _paired(ask(kpi, now), ask(kpi, before_now), compare))


gap = against_schedule(schedule_gap)
index = against_schedule(schedule_index)
completion_rate = target_rate(completion)
overfulfilment_rate = target_rate(overfulfilment)
