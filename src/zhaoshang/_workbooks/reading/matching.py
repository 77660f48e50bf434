"""Projects that may be one: a report, never a merge; and several imports as one ledger."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final, final

from attrs import evolve, field, frozen

from zhaoshang._text.messages import Label, Message
from zhaoshang._workbooks.reading.imports import Import
from zhaoshang.findings import Finding, Report
from zhaoshang.ledger import Ledger, Match
from zhaoshang.model import Investor, Project
from zhaoshang.periods import DateLike, Period

__all__ = ["Joined", "join"]


@final
@frozen(kw_only=True)
class Joined:
    """Several imports as one ledger.

    Attributes:
        ledger: all projects, with every investor, park and unit once.
        findings: what the imports found, and what may be duplicates.
        matches: projects that may be one.
        sources: by project id, the file it comes from.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.findings import Report
        >>> from zhaoshang.workbooks import Import, join
        >>> east, west = (
        ...     Import(
        ...         ledger=Ledger(projects=[Project(id="P1", name="虚构项目")]), findings=Report(), path=path
        ...     )
        ...     for path in ("east.xlsx", "west.xlsx")
        ... )
        >>> joined = join([east, west])
        >>> joined.sources, joined.findings.codes
        ({'P1': 'east.xlsx', 'west:P1': 'west.xlsx'}, ('possible_duplicate',))
        >>> joined.matches[0].level.value, len(joined.ledger.projects)
        ('code', 2)
    """

    ledger: Ledger
    findings: Report
    matches: tuple[Match, ...]
    sources: dict[str, str] = field(hash=False)


def join(imports: Sequence[Import], /, *, as_of: DateLike | None = None, name: str | None = None) -> Joined:
    """Put several imports into one ledger; see `zhaoshang.workbooks.join`."""
    projects: dict[str, Project] = {}
    sources: dict[str, str] = {}
    findings: list[Finding] = []
    investors: dict[str, Investor] = {}
    parks: dict[str, Any] = {}
    teams: dict[str, Any] = {}
    for imported in imports:
        stem = PurePath(imported.path).stem
        ids: dict[str, str] = {}
        for id_ in imported.ledger.projects.ids:
            chosen = id_
            while chosen in sources:
                chosen = f"{stem}:{id_}" if chosen == id_ else f"{chosen}'"
            ids[id_] = chosen
            sources[chosen] = imported.path
        for project in imported.ledger.projects:
            parent = project.parent and ids.get(project.parent, project.parent)
            is_told = ids[project.id] == project.id and parent == project.parent
            given = project if is_told else evolve(project, id=ids[project.id], parent=parent)
            projects[given.id] = given
        findings += [_in_file(item, stem) for item in imported.findings]
        for investor in imported.ledger.investors:
            known = investors.get(investor.id)
            if known is None:
                investors[investor.id] = investor
            else:
                investors[investor.id], doubt = _one(known, investor)
                findings += doubt
        for park in imported.ledger.parks:
            parks.setdefault(park.id, park)
        for team in imported.ledger.teams:
            teams.setdefault(team.id, team)
    ledger = Ledger(
        as_of=_as_of(imports, as_of),
        name=name,
        projects=projects.values(),
        investors=investors.values(),
        parks=parks.values(),
        teams=teams.values(),
    )
    matches = ledger.duplicates()
    findings += [match.finding() for match in matches]
    return Joined(ledger=ledger, findings=Report(findings), matches=matches, sources=sources)


def _as_of(imports: Sequence[Import], as_of: DateLike | None) -> Period | None:
    if as_of is not None:
        return Period.of(as_of)
    days = {imported.ledger.as_of for imported in imports}
    return days.pop() if len(days) == 1 else None


def _in_file(found: Finding, stem: str) -> Finding:
    return evolve(found, path=f"[{stem}]{found.path}", detail={**found.detail, "file": stem})


_TOLD: Final = {
    "uscc": Label("统一社会信用代码", "unified social credit code"),
    "ownership": Label("性质", "ownership"),
}


def _one(known: Investor, other: Investor) -> tuple[Investor, list[Finding]]:
    """Take what either says of an investor; report what both say differently."""
    changes: dict[str, Any] = {}
    doubts = []
    for told, label in _TOLD.items():
        mine, theirs = getattr(known, told), getattr(other, told)
        if mine is None:
            changes[told] = theirs
        elif theirs is not None and mine != theirs:
            doubts.append(
                Finding(
                    code="investor_conflict",
                    subject=told,
                    ids=(known.id,),
                    detail={"first": str(mine), "second": str(theirs)},
                    message=Message("merge.investor_conflict", field=label, first=mine, second=theirs),
                )
            )
    names = dict.fromkeys((*known.aliases, other.name, *other.aliases))
    changes["aliases"] = tuple(name for name in names if name != known.name)
    changes["flags"] = tuple(dict.fromkeys((*known.flags, *other.flags)))
    return evolve(known, **changes), doubts
