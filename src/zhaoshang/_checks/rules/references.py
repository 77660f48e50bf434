"""What records name: other records, and what they are parts of."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from zhaoshang._checks.rule import Rule
from zhaoshang._text.messages import Message, Sentence
from zhaoshang.findings import Finding, Severity
from zhaoshang.ledger import Ledger


def references(ledger: Ledger) -> Iterable[Finding]:
    """Find ids that the ledger does not hold."""
    return ledger.dangling()


_PARENT_CYCLE: Final = Sentence(
    "check.parent_cycle", zh="上级关系成环", en="each is above the other: the parents run in a circle"
)


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
                    message=Message(_PARENT_CYCLE),
                )
            cleared.update(path)


_MISSING_PARENT: Final = Sentence(
    "check.missing_parent",
    zh="标为{relation}，但未说明所属项目",
    en="it is marked {relation} and names no parent",
)


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
                message=Message(_MISSING_PARENT, relation=project.relation),
            )


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        code="unknown_reference",
        zh="引用了台账中没有的对象",
        en="a record names what the ledger does not hold",
        find=references,
    ),
    Rule(
        code="parent_cycle",
        zh="上级关系成环",
        en="parents run in a circle",
        find=circles,
        severity=Severity.ERROR,
    ),
    Rule(
        code="missing_parent",
        zh="分期或子项目未说明所属",
        en="a phase or part of nothing",
        find=orphans,
    ),
)
