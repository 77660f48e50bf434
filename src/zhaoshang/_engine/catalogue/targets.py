"""Plans that hold a figure against its target, and their words."""

from collections.abc import Callable, Iterable
from copy import copy
from typing import Final, TypeVar

from attrs import evolve

from zhaoshang._basics.brief import as_python
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.bands import Band
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, Ask, GroupAnswer, Kpi, Lower, Plan, traced
from zhaoshang._engine.query.inputs import figure
from zhaoshang._engine.query.naming import require_known
from zhaoshang._engine.query.reads import Given
from zhaoshang.errors import FieldTypeError, UnknownCodeError
from zhaoshang.ledger import Ledger
from zhaoshang.model import Target
from zhaoshang.periods import Period
from zhaoshang.quantities import Money
from zhaoshang.scoring import (
    Measured,
    Result,
    completion,
    overfulfilment,
)

K = TypeVar("K")
Against = Callable[..., Result]

_NO_BAND: Final = "<0元"
"""A band that holds no project, to ask for where no target names any."""


def compared(context: Context) -> str:
    """Name the KPI that is compared."""
    return str(context.argument("of", example='"signed_project_count"'))


def below(context: Context) -> Context:
    """Put the question to the KPI that is compared; its own `of` comes as `stage`, a word that there is in any case."""
    stage = context.arguments.aside().get("stage")
    if stage is not None:
        require_known(stage)
    listed = traced().get(compared(context))
    lent = context.arguments.lent(
        {"of": "stage"}, hidden="of", reads=() if listed is None else listed.arguments
    )
    return evolve(context, arguments=lent, inputs=Given({}))


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
        return Plan(derive=Targets(context, context.ledger, against).answers)

    return plan


class Targets:
    """Find the targets of a measure and period, and compare each unit, level and the whole with them."""

    def __init__(self, context: Context, ledger: Ledger, against: Against) -> None:
        period = Period.year(context.year) if context.period is None else context.period
        self.kpi = compared(context)
        is_by_bands = self.kpi == "projects_in_band"
        asked = context if is_by_bands else evolve(context, arguments=context.arguments.aside())
        self.bands = asked.listed("bands")
        for band in self.bands or ():
            _edges(band)  # one that is none is refused, whether or not the measure is by bands
        self.context = evolve(below(context), period=period)
        self.ledger = ledger
        self.against = against
        self.level = context.arguments.get("level")
        self.by = context.by
        levels = tuple(dict.fromkeys(target.level for target in ledger.targets if target.level is not None))
        if self.level is not None and not isinstance(self.level, str):
            raise FieldTypeError(as_python(self.level), "a text").at("level")
        if self.level is not None and levels and self.level not in levels:
            vocabulary = "target level"
            raise UnknownCodeError(vocabulary, self.level, levels)
        self.targets = [target for target in ledger.targets if self._matches(target, period)]

    def _matches(self, target: Target, period: Period) -> bool:
        if target.period != period or (self.level is not None and target.level != self.level):
            return False
        if self.kpi == "projects_in_band":
            fits = target.measure in {"projects_in_band", "signed_project_count"} and target.band is not None
            return fits and (self.bands is None or _edges(target.band) in map(_edges, self.bands))
        kpi, _, stage = (target.measure or "").partition(":")
        if kpi != self.kpi or target.band is not None:
            return False
        if stage:
            return bool(self.context.arguments.get("of") == stage)
        return "of" not in traced()[kpi].arguments  # one that asks for a stage has no target without

    def answers(self, ask: Ask) -> Answers:
        """Answer the whole and every group."""
        if self.kpi == "projects_in_band":
            known: dict[object, str] = {}
            for target in self.targets:
                known.setdefault(_edges(target.band), target.band or "")
            bands = list(known.values())
            if len(bands) > 1:
                return self._of_bands(ask, bands)
            if bands or self.bands is None:
                asked = bands or [_NO_BAND]
                self.context = evolve(self.context, arguments=self.context.arguments.with_(bands=asked))
        whole = self._whole(ask, self.targets)
        if not self.by:
            return {(): whole}
        groups = self._by_level(ask) if self.by == ("level",) else self._by_unit(ask)
        if "owner" in self.by and not self._covered().issuperset(
            label[self.by.index("owner")]
            for label, answer in groups.items()
            if answer.result.reason == "no_target"
        ):
            whole = evolve(whole, result=Result(unit="percent", reason="no_target"))
        return {(): whole, **groups}

    def _of_bands(self, ask: Ask, bands: Iterable[str]) -> Answers:
        """Answer for each band apart: bands lie inside or across each other, so their targets are never added."""
        found: Answers = {}
        targets = _apart(self.targets, lambda target: _edges(target.band))
        for band in bands:
            one = copy(self)
            one.targets = targets.get(_edges(band), [])
            for label, answer in one.answers(ask).items():
                found.setdefault(
                    label, evolve(answer, result=Result(unit="percent", reason="several_targets"))
                )
                found[*label, band] = evolve(answer, is_part=True)
        return dict(sorted(found.items(), key=lambda item: (item[1].is_part, item[0])))

    def _covered(self) -> frozenset[str]:
        """List the units of which one above, or they themselves, have a target, which their work counts for."""
        return self.ledger.units_below(*{target.unit for target in self.targets if target.unit is not None})

    def _by_level(self, ask: Ask) -> Answers:
        levels = _apart(self.targets, lambda target: target.level or "")
        return {(level,): self._whole(ask, targets) for level, targets in levels.items()}

    def _by_unit(self, ask: Ask) -> Answers:
        """Compare each group with the targets of its unit, and of its level where levels are asked for."""
        keys = tuple(key for key in self.by if key != "level")
        actuals = ask(self.kpi, evolve(self.context, by=keys))
        place = keys.index("owner") if "owner" in keys else 0
        labels = [label for label, answer in actuals.items() if label and not answer.is_part]
        targets = _apart(self.targets, lambda target: target.unit)
        if "level" not in self.by:
            return {label: self._compared(actuals[label], targets.get(label[place], [])) for label in labels}
        at = self.by.index("level")
        found: Answers = {}
        for label in labels:
            levels = _apart(targets.get(label[place], []), lambda target: target.level or "")
            for level, mine in levels.items():
                found[*label[:at], level, *label[at:]] = self._compared(actuals[label], mine)
        return found

    def _whole(self, ask: Ask, targets: list[Target]) -> GroupAnswer:
        if not targets or len({target.level for target in targets}) > 1:
            actual = ask(self.kpi, self.context.whole)[()]
            return self._compared(actual, targets)
        top = self._topmost(targets)
        units = self._units(ask, top, targets)
        if units is None or not ask.owners():
            actual = ask(self.kpi, self.context.whole)[()]
        else:
            actual = ask.of_units(self.kpi, self.context.whole, units)
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
        parts = _apart(targets, lambda target: target.parent)
        waiting, seen = [*top], {target.id for target in top}
        while waiting:
            for part in parts.get(waiting.pop().id, ()):
                if part.id not in seen:
                    seen.add(part.id)
                    waiting.append(part)
                    if part.unit is not None:
                        units.add(part.unit)
        units = set(self.ledger.units_below(*units))
        known = {team.id for team in self.ledger.teams} | ask.owners()
        return frozenset(units) if units & known else None

    def _compared(self, actual: GroupAnswer, targets: list[Target]) -> GroupAnswer:
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
        result = self.against(as_number(found), Measured.of(total), rates=self.context.rates)
        return evolve(
            actual, result=result, warnings=tuple(dict.fromkeys((*actual.warnings, *result.warnings)))
        )


def _apart(targets: Iterable[Target], key: Callable[[Target], K]) -> dict[K, list[Target]]:
    """Part targets by what a key says of them."""
    found: dict[K, list[Target]] = {}
    for target in targets:
        found.setdefault(key(target), []).append(target)
    return found


def _edges(band: str | None) -> tuple[Money | None, Money | None]:
    """Take a band by its edges, for ≥1亿元 and >=10000万元 are one."""
    found = Band.of(band or "")
    return found.low, found.high


def as_number(found: Result) -> Measured:
    """Take a figure as a number, hedged where its bounds are apart, whether by its amounts or by coarse dates."""
    return evolve(Measured.of(found), is_hedged={found.low, found.high} != {found.value})


completion_rate = target_rate(completion)
overfulfilment_rate = target_rate(overfulfilment)

TARGETS: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="target_completion_rate",
        zh="目标完成率",
        en="target completion",
        unit="percent",
        formula_zh="实际完成 ÷ 目标任务",
        formula_en="actual ÷ target",
        plan=completion_rate,
        edge_cases_zh="目标有几档就有几个完成率；没有目标就没有完成率",
        edge_cases_en="several target levels give several rates; without a target there is none",
        references=cite("S8 S27"),
    ),
    Kpi(
        id="overfulfilment_rate",
        zh="超额完成率",
        en="overfulfilment",
        unit="percent",
        formula_zh="（实际完成 − 目标任务）÷ 目标任务",
        formula_en="(actual − target) ÷ target",
        plan=overfulfilment_rate,
        edge_cases_zh="常与完成率混淆，后者多 100 个百分点",
        edge_cases_en="often confused with completion, which is 100 points more",
        references=cite("S32"),
    ),
)
"""Figures against targets."""
