"""Rules about units, targets, parks, investors and the ledger as a whole."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from zhaoshang._checks.figures import Written
from zhaoshang._text.messages import Label, Message
from zhaoshang.errors import ZhaoshangError
from zhaoshang.findings import Finding, Severity
from zhaoshang.industries import district_fault, uscc_fault
from zhaoshang.ledger import Ledger, targets_of_nobody
from zhaoshang.model import Target, duplicates
from zhaoshang.model._facts.lettings import tenancies
from zhaoshang.vocabulary import AssignmentRole


def references(ledger: Ledger) -> Iterable[Finding]:
    """Find ids that the ledger does not hold."""
    return ledger.dangling()


def circles(ledger: Ledger) -> Iterator[Finding]:
    """Find records that are their own ancestors."""
    for name in ("projects", "investors", "parks", "teams", "targets", "campaigns"):
        records: Any = getattr(ledger, name)
        cleared: set[str] = set()
        for record in records:
            path: dict[str, int] = {}
            place = record
            while place is not None and place.id not in cleared and place.id not in path:
                path[place.id] = len(path)
                place = records.get(place.parent)
            if place is not None and place.id in path:
                circle = list(path)[path[place.id] :]
                yield Finding(
                    code="parent_cycle",
                    severity=Severity.ERROR,
                    subject=name,
                    ids=circle,
                    message=Message("check.parent_cycle"),
                )
            cleared.update(path)


def orphans(ledger: Ledger) -> Iterator[Finding]:
    """Find phases, parts, expansions and spawned projects that do not say of what."""
    for project in ledger.projects:
        if (
            project.relation is not None
            and project.parent is None
            and project.relation not in ("relocation", "renamed")
        ):
            yield Finding(
                code="missing_parent",
                subject=str(project.relation),
                ids=[project.id],
                message=Message("check.missing_parent", relation=project.relation),
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
        total = sum(known, Decimal(0))
        if total != 1:
            yield Finding(
                code="shares_sum",
                ids=[project.id],
                message=Message("check.shares_sum", sum=total),
                detail={"sum": str(total)},
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
                    "check.repeated_target", first=Written(known.value), second=Written(target.value)
                ),
            )


def target_units(ledger: Ledger) -> Iterator[Finding]:
    """Find targets of units that no project names, where there are no teams to name them among."""
    for target in () if ledger.teams else targets_of_nobody(ledger):
        yield Finding(
            code="unknown_target_unit",
            subject=target.unit or "",
            ids=[target.id],
            message=Message("check.unknown_target_unit", unit=target.unit or ""),
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
                message=Message("check.target_split", sum=Written(total), target=Written(parent.value)),
                detail={"sum": str(total.value), "total": str(parent.value.value)},
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
            Message("check.one_member.several", count=len(members), members=tuple(members))
            if members
            else Message("check.one_member")
        )
        yield Finding(code="one_member", subject=str(len(members)), ids=[project], message=message)


def let_too_much(ledger: Ledger) -> Iterator[Finding]:
    """Find spaces that are let beyond their area, and lettable parts larger than the space."""
    for park in ledger.parks:
        let: dict[str, Any] = {}
        day = None if ledger.as_of is None else ledger.as_of.end.toordinal()
        for part in (part for tenancy in tenancies(park.leases) for part in tenancy.held(day)):
            place = part.space
            if place and part.area is not None and part.stage in ("contracted", "moved_in"):
                area = part.area.to("m2")
                let[place] = let[place] + area if place in let else area
        for space in park.spaces:
            whole = space.area or space.lettable
            for name, size in (("lettable", space.lettable), ("leases", let.get(space.id))):
                if (
                    size is not None
                    and whole is not None
                    and size.to("m2").interval.is_above(whole.to("m2").interval)
                ):
                    yield Finding(
                        code="part_exceeds_whole",
                        subject=name,
                        ids=[park.id, space.id],
                        message=Message(
                            f"check.part_exceeds_whole.{name}", part=Written(size), whole=Written(whole)
                        ),
                    )


def promised_too_much(ledger: Ledger) -> Iterator[Finding]:
    """Find capacities of which more is kept for projects than there is."""
    for park in ledger.parks:
        for capacity in park.capacity:
            try:
                free = capacity.free
            except ZhaoshangError:
                continue
            if free is not None and free.interval.high is not None and free.interval.high < 0:
                yield Finding(
                    code="over_reserved",
                    subject=str(capacity.resource),
                    ids=[park.id],
                    message=Message("check.over_reserved", resource=capacity.resource, free=Written(free)),
                )


def codes(ledger: Ledger) -> Iterator[Finding]:
    """Find credit codes and codes of places that cannot be right."""
    for investor in ledger.investors:
        fault = uscc_fault(investor.uscc) if investor.uscc else None
        if fault:
            yield Finding(
                code="invalid_code",
                subject="uscc",
                ids=[investor.id],
                message=Message("check.invalid_code.uscc", fault=Label(fault.zh, fault.en)),
            )
    for team in ledger.teams:
        fault = district_fault(team.code) if team.code else None
        if fault:
            yield Finding(
                code="invalid_code",
                subject="code",
                ids=[team.id],
                message=Message("check.invalid_code", fault=Label(fault.zh, fault.en)),
            )


def duplicate_investors(ledger: Ledger) -> Iterator[Finding]:
    """Find investors that may be one firm."""
    for pair in duplicates(ledger.investors):
        yield Finding(
            code="duplicate_investor",
            severity=Severity.INFO,
            subject=str(pair.level),
            ids=pair.ids,
            message=Message("check.duplicate_investor", level=pair.level, shared=pair.shared),
        )
