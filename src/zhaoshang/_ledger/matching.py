"""Which projects of two ledgers are one, and which of one ledger may be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, final

from attrs import frozen

from zhaoshang._ledger.identity import TAIL, Key, Side, grouped, is_in_turn, name_key, numbers_rows
from zhaoshang._ledger.renaming import AnyLedger
from zhaoshang._text.messages import Message
from zhaoshang.findings import Finding, Report, Severity
from zhaoshang.vocabulary import Term

if TYPE_CHECKING:
    from zhaoshang.model import Project


class MatchLevel(Term):
    """How two projects are alike, the surest first.

    Examples:
        >>> from zhaoshang.ledger import MatchLevel
        >>> [level.label("zh_CN") for level in MatchLevel]
        ['约定的标识相同', '编号相同', '名称和投资方相同', '名称相同', '投资方和总投资相同', '责任单位、总投资和签约时间相同']
    """

    DECLARED = "declared", "约定的标识相同", "the same declared key"
    CODE = "code", "编号相同", "the same code"
    NAME_AND_INVESTOR = "name_and_investor", "名称和投资方相同", "the same name and investor"
    NAME = "name", "名称相同", "the same name"
    INVESTOR_AND_AMOUNT = (
        "investor_and_amount",
        "投资方和总投资相同",
        "the same investor and total investment",
    )
    AMOUNT_AND_SIGNING = (
        "amount_and_signing",
        "责任单位、总投资和签约时间相同",
        "the same unit, total investment and day of signing",
    )


@final
@frozen(kw_only=True)
class Match:
    """Two projects that are one, or may be.

    Attributes:
        first: the id of one, in the ledger that was asked; within one ledger, of the earlier one.
        second: the id of the other.
        level: how they are alike.

    Examples:
        >>> from zhaoshang import Ledger, Project, workbooks
        >>> twins = [
        ...     Project(id="A", name="虚构项目", investors=["I1"]),
        ...     Project(id="B", name="虚构", investors=["I1"]),
        ... ]
        >>> (match,) = workbooks.find_matches(Ledger(projects=twins))
        >>> match.first, match.second, match.level.value
        ('A', 'B', 'name_and_investor')
        >>> print(match.finding().zh)
        名称和投资方相同，请核实是否为同一项目
    """

    first: str
    second: str
    level: MatchLevel

    def finding(self) -> Finding:
        """Say it as a finding, `possible_duplicate`."""
        return Finding(
            code="possible_duplicate",
            severity=Severity.WARNING,
            subject=str(self.level),
            ids=(self.first, self.second),
            message=Message("merge.possible_duplicate", level=self.level),
        )


@final
@frozen(kw_only=True)
class Matching:
    """Which projects of two ledgers are one.

    Attributes:
        pairs: the projects that are one: `first` is the id here, `second` the id in the other ledger.
        doubts: the review list: projects that may be one, of which neither was matched.
        only_here: the ids of this ledger that the other has nothing for.
        only_there: the ids of the other ledger that this one has nothing for.
        findings: what was noticed on the way, such as ids that are row numbers.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> may = Ledger(projects=[Project(id="台账!5", name="甲"), Project(id="台账!6", name="乙")])
        >>> june = Ledger(projects=[Project(id="台账!5", name="乙"), Project(id="台账!6", name="丙")])
        >>> matching = june.match(may)
        >>> [(pair.first, pair.second, pair.level.value) for pair in matching.pairs]
        [('台账!5', '台账!6', 'name')]
        >>> matching.only_here, matching.only_there, matching.findings.codes
        (('台账!6',), ('台账!5',), ('row_number_ids',))
    """

    pairs: tuple[Match, ...]
    doubts: tuple[Match, ...]
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    findings: Report


Fact = Callable[["Project"], object]
_FACTS: Final[tuple[Fact, ...]] = (
    lambda project: (project.district, project.owner, project.park),
    lambda project: project.investment,
    lambda project: (project.industry, project.category, project.parent is None),
    lambda project: project.agreements,
    lambda project: project.id,
)
"""What tells projects of one name and investor apart."""


@final
class _Pairing:
    """Pairs projects of two sides, level by level; what is paired is asked no more."""

    def __init__(self, here: Side, there: Side) -> None:
        self.here, self.there = here, there
        self.left = {project.id: project for project in here.ledger.projects}
        self.right = {project.id: project for project in there.ledger.projects}
        self.pairs: dict[str, tuple[str, MatchLevel]] = {}

    def by(self, key: Callable[[Side, Any], Key | None], level: MatchLevel) -> None:
        """Pair what has one key on both sides, and nothing else has; where several have it, further facts decide."""
        theirs = grouped(self.there, self.right.values(), key)
        for sign, some in grouped(self.here, self.left.values(), key).items():
            others = theirs.get(sign)
            if others is not None:
                self._pair(some, others, level, _FACTS if level is MatchLevel.NAME_AND_INVESTOR else ())

    def _pair(
        self, some: "list[Project]", others: "list[Project]", level: MatchLevel, facts: tuple[Fact, ...]
    ) -> None:
        if len(some) == 1 and len(others) == 1:
            self._take(some[0], others[0], level)
        elif facts:
            ours, theirs = _parted(some, facts[0]), _parted(others, facts[0])
            for sign, mine in ours.items():
                if sign in theirs:
                    self._pair(mine, theirs[sign], level, facts[1:])
            some = [project for project in some if project.id in self.left]
            others = [project for project in others if project.id in self.right]
            if len(some) == 1 and len(others) == 1:  # all others of the name have found theirs
                self._take(some[0], others[0], level)

    def _take(self, one: "Project", other: "Project", level: MatchLevel) -> None:
        if one.id not in self.left or other.id not in self.right:
            return
        if level in _BY_NAME:
            if self.here.code(one) and self.there.code(other):
                return  # two codes are two projects, whatever they are called
            leads = self.here.lead(one), self.there.lead(other)
            if (None not in leads and leads[0] != leads[1]) or not _agree(one, other, leads):
                return
            if None in leads:
                level = MatchLevel.NAME
        self.pairs[one.id] = (other.id, level)
        del self.left[one.id], self.right[other.id]


_BY_NAME: Final = frozenset({MatchLevel.NAME_AND_INVESTOR, MatchLevel.NAME})


def _agree(one: "Project", other: "Project", leads: tuple[str | None, str | None]) -> bool:
    """Tell whether nothing further that both say of projects of one name differs, or less than agrees.

    The investor weighs as much as two others, the place more than the amount or the day of signing, and less than both.
    """
    facts = (
        (6, leads),
        (3, _told_by_both(_PLACES, one, other)),
        (2, (one.investment, other.investment)),
        (
            2,
            tuple(tuple(paper.signed_on for paper in project.agreements) or None for project in (one, other)),
        ),
    )
    told = [weight if pair[0] == pair[1] else -weight for weight, pair in facts if None not in pair]
    return not told or sum(told) > 0


_PLACES: Final = ("owner", "district", "park")


def _told_by_both(names: tuple[str, ...], one: "Project", other: "Project") -> tuple[str | None, str | None]:
    """Give what two projects say in the first of several fields that both fill."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in names)
    return next((pair for pair in pairs if None not in pair), (None, None))


def _parted(projects: "list[Project]", fact: Fact) -> "dict[object, list[Project]]":
    found: dict[object, list[Project]] = defaultdict(list)
    for project in projects:
        found[fact(project)].append(project)
    return found


def _code(side: Side, project: "Project") -> Key | None:
    code = side.code(project)
    return None if code is None else (code,)


def _name(_: Side, project: "Project") -> Key:
    return (name_key(project.name),)


def _declared_and_named(side: Side, project: "Project") -> Key | None:
    declared = side.declared(project)
    return None if declared is None else (*declared, *side.named(project))


def _declared_and_known(side: Side, project: "Project") -> Key | None:
    named = _declared_and_named(side, project)
    return None if named is None else (*named, *(fact(project) for fact in _FACTS))


def match(here: AnyLedger, there: AnyLedger, identity: tuple[str, ...] = ()) -> Matching:
    """Find the projects of two ledgers that are one; see `Ledger.match`."""
    sides = (Side(here, identity), Side(there, identity))
    pairing = _Pairing(*sides)
    findings: list[Finding] = []
    if identity:
        findings += _repeated(*sides)
        for key in (Side.declared, _declared_and_named, _declared_and_known):
            pairing.by(key, MatchLevel.DECLARED)
    else:
        _strip_row_numbers(*sides)
        rows = [sum(side.code(project) is None for project in side.ledger.projects) for side in sides]
        if any(rows):
            findings.append(_row_numbers(max(rows)))
        pairing.by(_code, MatchLevel.CODE)
        pairing.by(Side.named, MatchLevel.NAME_AND_INVESTOR)
        pairing.by(_name, MatchLevel.NAME)
    return Matching(
        pairs=tuple(
            Match(first=id_, second=pairing.pairs[id_][0], level=pairing.pairs[id_][1])
            for id_ in here.projects.ids
            if id_ in pairing.pairs
        ),
        doubts=tuple(_doubts(pairing)),
        only_here=tuple(pairing.left),
        only_there=tuple(pairing.right),
        findings=Report(findings),
    )


_SOME: Final = 3
"""Fewer ids than these run on by chance."""


def _strip_row_numbers(here: Side, there: Side) -> None:
    """Take ids for what they are where they number rows: by their form, or because projects change places."""
    sides = (here, there)
    for side in sides:
        if numbers_rows(side.ledger):
            side.uncoded.update(side.ledger.projects.ids)
    in_turn = [is_in_turn(side.ledger.projects.ids, TAIL) for side in sides]
    moved = list(_moved(here, there))
    if moved and any(in_turn):
        for side in sides:
            side.uncoded.update(side.ledger.projects.ids)
    for mine, theirs in moved:
        here.uncoded.add(mine)
        there.uncoded.add(theirs)
    if all(in_turn) and all(len(side.ledger.projects) >= _SOME for side in sides):
        doubted = set(_other_projects(here, there))
        for side in sides:
            side.doubted |= doubted
            side.uncoded |= doubted


def _other_projects(here: Side, there: Side) -> Iterable[str]:
    """Find ids, of those that run on with the rows, under which another name and another investor stand."""
    for project in here.ledger.projects:
        other = there.ledger.projects.get(project.id)
        if (
            other is None
            or here.code(project) is None
            or None in (leads := (here.lead(project), there.lead(other)))
        ):
            continue
        if leads[0] != leads[1] and name_key(project.name) != name_key(other.name):
            yield project.id


def _moved(here: Side, there: Side) -> Iterable[tuple[str, str]]:
    """Find projects, alone with their name and investor, whose id another project has in the other ledger."""
    theirs = grouped(there, there.ledger.projects, Side.named)
    for sign, some in grouped(here, here.ledger.projects, Side.named).items():
        others = theirs.get(sign, [])
        if len(some) != 1 or len(others) != 1:
            continue
        one, other = some[0], others[0]
        if one.id == other.id or here.code(one) is None or there.code(other) is None:
            continue
        taken = there.ledger.projects.get(one.id), here.ledger.projects.get(other.id)
        if any(taken):
            yield one.id, other.id


def _repeated(here: Side, there: Side) -> Iterable[Finding]:
    """Tell which declared keys several projects of one ledger share, where the other has such projects too."""
    theirs = grouped(there, there.ledger.projects, Side.declared)
    for key, some in grouped(here, here.ledger.projects, Side.declared).items():
        others = theirs.get(key, ())
        if others and len(some) + len(others) > 2:
            parts = tuple(f"{field}={part}" for field, part in zip(here.identity, key, strict=True))
            yield Finding(
                code="identity_repeated",
                severity=Severity.WARNING,
                subject=", ".join(parts),
                ids=tuple(project.id for project in some),
                detail={"here": str(len(some)), "there": str(len(others))},
                message=Message("merge.identity_repeated", key=parts, here=len(some), there=len(others)),
            )


def _row_numbers(number: int) -> Finding:
    return Finding(
        code="row_number_ids",
        severity=Severity.INFO,
        detail={"projects": str(number)},
        message=Message("merge.row_number_ids", projects=number),
    )


def _doubts(pairing: _Pairing) -> Iterable[Match]:
    """List what may be one: the same code under other names, the same name, the same investor and amount."""
    keys: tuple[tuple[MatchLevel, Callable[[Side, Any], Key | None]], ...] = (
        (MatchLevel.CODE, lambda side, project: (project.id,) if project.id in side.doubted else None),
        (
            MatchLevel.NAME_AND_INVESTOR,
            lambda side, project: side.named(project) if project.investors else None,
        ),
        (MatchLevel.NAME, _name),
        (MatchLevel.INVESTOR_AND_AMOUNT, Side.paid),
        (MatchLevel.AMOUNT_AND_SIGNING, Side.agreed),
    )
    seen: set[tuple[str, str]] = set()
    for level, key in keys:
        theirs = grouped(pairing.there, pairing.right.values(), key)
        for sign, some in grouped(pairing.here, pairing.left.values(), key).items():
            for one in some[:_MANY]:
                for other in theirs.get(sign, ())[:_MANY]:
                    if (one.id, other.id) not in seen:
                        seen.add((one.id, other.id))
                        yield Match(first=one.id, second=other.id, level=level)


_MANY: Final = 12
"""As many projects of one sign are listed one with another; more are a sign that tells nothing."""


def find_within(
    ledger: AnyLedger, sources: Mapping[str, tuple[str, ...]] | None = None, /
) -> tuple[Match, ...]:
    """Find projects of one ledger that may be one, each pair once at its surest level.

    Args:
        ledger: the ledger.
        sources: by project, the ledgers that it was put together of. What a unit signs in one day for one amount is
            several projects where one ledger lists them, and may be one where no ledger lists both.
    """
    side = Side(ledger)
    seen: dict[Key, str] = {}
    found: dict[tuple[str, str], Match] = {}
    for project in ledger.projects:
        for level, sign in _signs(side, project):
            first = seen.setdefault((level, *sign), project.id)
            if first != project.id:
                found.setdefault((first, project.id), Match(first=first, second=project.id, level=level))
    for some in grouped(side, ledger.projects, Side.agreed).values() if sources else ():
        for one, other in combinations(some[:_MANY], 2):
            if sources and not {*sources[one.id]} & {*sources[other.id]}:
                level = MatchLevel.AMOUNT_AND_SIGNING
                found.setdefault((one.id, other.id), Match(first=one.id, second=other.id, level=level))
    return tuple(found.values())


def _signs(side: Side, project: "Project") -> Iterable[tuple[MatchLevel, Key]]:
    code = project.id.partition("~")[0].rpartition(":")[2].rstrip("'")
    if "!" not in code:  # ids made from sheet and row say nothing
        yield MatchLevel.CODE, (code,)
    if project.investors:
        yield MatchLevel.NAME_AND_INVESTOR, side.named(project)
    paid = side.paid(project)
    if paid is not None:
        yield MatchLevel.INVESTOR_AND_AMOUNT, paid
    yield MatchLevel.NAME, _name(side, project)
