"""What units share, are to reach and serve."""

from collections.abc import Iterator
from functools import reduce
from typing import TYPE_CHECKING, Final

from attrs import evolve

from zhaoshang._basics.decimals import EXACT
from zhaoshang._checks.figures import WrittenQuantity
from zhaoshang._checks.rule import Rule
from zhaoshang._text.messages import Label, Message, Sentence
from zhaoshang._typed import KPI_UNITS
from zhaoshang.errors import ZhaoshangError
from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger, targets_of_nobody
from zhaoshang.scoring import Measured, completion
from zhaoshang.units import unit
from zhaoshang.vocabulary import AssignmentRole

if TYPE_CHECKING:
    from zhaoshang.model import Target

_SHARES_SUM: Final = Sentence(
    "check.shares_sum", zh="分成之和为 {sum}，不是 1", en="the shares sum to {sum}, not 1"
)


def shares(ledger: Ledger) -> Iterator[Finding]:
    """Find credit shares that do not sum to 1 on the date of the ledger."""
    for project in ledger.projects:
        valid = [
            share
            for share in project.shares
            if share.until is None or ledger.as_of is None or share.until.end >= ledger.as_of.end
        ]
        parts = [share.share for share in valid]
        known = [part for part in parts if part is not None]
        if not known or len(known) < len(parts):
            continue
        total = reduce(EXACT.add, known)
        if total != 1:
            yield Finding(
                code="shares_sum",
                ids=[project.id],
                message=Message(_SHARES_SUM, sum=total),
                detail={"sum": str(total)},
            )


_REPEATED_TARGET: Final = Sentence(
    "check.repeated_target",
    zh="同一单位、指标和期间有两个目标（{first}、{second}），计算时相加",
    en="two targets of one unit, measure and period, {first} and {second}, are added up",
)


def targets_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find targets that differ in nothing but their value and what they are parts of: a figure adds them up."""
    first: dict[tuple[object, ...], Target] = {}
    for target in ledger.targets:
        about = (target.unit, target.measure, target.period, target.band, target.level)
        key = (*about, target.leader, target.campaign)
        if None in (target.measure, target.period, target.value):
            continue
        known = first.setdefault(key, target)
        if known is not target and target.id != known.parent and known.id != target.parent:
            yield Finding(
                code="repeated_target",
                ids=(known.id, target.id),
                message=Message(
                    _REPEATED_TARGET, first=WrittenQuantity(known.value), second=WrittenQuantity(target.value)
                ),
            )


_UNKNOWN_TARGET_UNIT: Final = Sentence(
    "check.unknown_target_unit",
    zh="没有项目的责任单位是 {unit}，其目标任务无从比较",
    en="no project names the unit {unit}, so that its target is compared with nothing",
)


def target_units(ledger: Ledger) -> Iterator[Finding]:
    """Find targets of units that no project names, where there are no teams to name them among."""
    for target in () if ledger.teams else targets_of_nobody(ledger):
        yield Finding(
            code="unknown_target_unit",
            subject=target.unit or "",
            ids=[target.id],
            message=Message(_UNKNOWN_TARGET_UNIT, unit=target.unit or ""),
        )


_TARGET_UNIT: Final = Sentence(
    "check.target_unit",
    zh="目标值 {value} 与指标的计量单位“{unit}”不能比较，算不出完成率。请核对指标或数值",
    en="the target is {value}, and its measure is told in {unit}: they cannot be compared. Check the measure or the value",
)


def target_unit(ledger: Ledger) -> Iterator[Finding]:
    """Find targets that no figure of their measure can be held against, as the two are of different dimensions."""
    for target in ledger.targets:
        code = KPI_UNITS.get((target.measure or "").partition(":")[0])
        if code is None or target.value is None:
            continue
        one = evolve(Measured.of(1), unit=code)
        if completion(one, target.value).reason == "units_differ":
            told = unit(code)
            yield Finding(
                code="target_unit",
                subject=target.measure or "",
                ids=[target.id],
                path="value",
                message=Message(
                    _TARGET_UNIT,
                    value=WrittenQuantity(target.value),
                    unit=Label(told.zh or "1", told.en or "1"),
                ),
            )


_TARGET_SPLIT: Final = Sentence(
    "check.target_split",
    zh="分解目标之和 {sum}与总目标{target}不符",
    en="the parts add up to {sum}, the target is {target}",
)


def target_split(ledger: Ledger) -> Iterator[Finding]:
    """Find targets whose parts, set for units below, do not add up to them."""
    parts: dict[tuple[str, str | None, str | None], list[Target]] = {}
    for target in ledger.targets:
        if target.parent is not None and target.value is not None:
            parts.setdefault((target.parent, target.measure, target.band), []).append(target)
    for (parent_id, measure, band), children in parts.items():
        parent = ledger.targets.get(parent_id)
        if parent is None or parent.value is None or (parent.measure, parent.band) != (measure, band):
            continue
        values = [child.value for child in children if child.value is not None]
        try:
            total = sum(
                (value.to(parent.value.unit) for value in values[1:]), values[0].to(parent.value.unit)
            )
            off = total.interval.is_below(parent.value.interval) or total.interval.is_above(
                parent.value.interval
            )
        except ZhaoshangError:
            continue
        if off:
            yield Finding(
                code="target_split",
                ids=[parent.id, *(child.id for child in children)],
                message=Message(
                    _TARGET_SPLIT, sum=WrittenQuantity(total), target=WrittenQuantity(parent.value)
                ),
                detail={"sum": str(total.value), "total": str(parent.value.value)},
            )


_ONE_MEMBER: Final = Sentence("check.one_member", zh="没有服务专员", en="nobody serves it")
_ONE_MEMBER_SEVERAL: Final = Sentence(
    "check.one_member.several",
    zh="有 {count} 名服务专员：{members}",
    en="{count} members serve it: {members}",
)


def one_member(ledger: Ledger) -> Iterator[Finding]:
    """Find projects without a member who serves them, or with several, once the ledger assigns members at all."""
    roles = {assignment.role for team in ledger.teams for assignment in team.assignments}
    if AssignmentRole.SERVICE not in roles:
        return
    for project, members in ledger.served_by().items():
        if len(members) == 1:
            continue
        message = (
            Message(_ONE_MEMBER_SEVERAL, count=len(members), members=tuple(members))
            if members
            else Message(_ONE_MEMBER)
        )
        yield Finding(code="one_member", subject=str(len(members)), ids=[project], message=message)


RULES: Final[tuple[Rule, ...]] = (
    Rule(code="shares_sum", zh="分成之和不为 1", en="shares that do not sum to 1", find=shares),
    Rule(
        code="repeated_target",
        zh="同一目标任务有两条",
        en="two targets of one thing",
        find=targets_twice,
    ),
    Rule(
        code="unknown_target_unit",
        zh="目标任务的责任单位没有项目",
        en="a target of a unit that no project names",
        find=target_units,
    ),
    Rule(
        code="target_unit",
        zh="目标值与指标的计量单位不能比较",
        en="a target that its measure cannot be compared with",
        find=target_unit,
    ),
    Rule(
        code="target_split",
        zh="目标分解与总目标不符",
        en="parts of a target that do not add up",
        find=target_split,
    ),
    Rule(code="one_member", zh="一项目一专员", en="one member for each project", find=one_member),
)
