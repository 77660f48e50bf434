"""Grouping keys: which groups a row belongs to, and the groups that are shown though empty."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import count, product
from typing import Any, Final, NamedTuple, final

from attrs import evolve, frozen

from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.results.keys import PLACES, SEVERAL
from zhaoshang._engine.tables.columns import EXTRA
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.errors import UnknownCodeError
from zhaoshang.industries import full_code
from zhaoshang.ledger import Ledger
from zhaoshang.measures import ALWAYS, Atom, Column, Compare, Const, Count, Exists, Ids, Not, Reduce, every
from zhaoshang.model import Project
from zhaoshang.model._facts.units import line, parents
from zhaoshang.model._fields.keys import KEY_ALIASES, KEYS
from zhaoshang.vocabulary import Stage

NAMES: Final = (*KEYS, *KEY_ALIASES)
"""What a key may be called."""

_COLUMNS: Final = {
    "owner_direct": "owner",
    "industry_section": "industry",
    "industry_group": "industry",
    "industry_class": "industry",
}
"""The column that rows are grouped by, where the key is not its name."""

_FOREIGN: Final = {("arrivals", "origin"): None, ("arrivals", "arrival_origin"): "origin"}
"""Columns that are no key by their own name: a payment's origin is not that of the project's lead investor."""


def column_of(table: str, key: str) -> str | None:
    """Name the column of a table that a key may stand in; `None` where rows have it from their project alone."""
    return _FOREIGN.get((table, key), key)


_INDUSTRY_LENGTHS: Final = {"industry_section": 1, "industry": 3, "industry_group": 4, "industry_class": 5}
"""How long the code of GB/T 4754 is at each level."""

Member = tuple[str, Any]
Label = tuple[str, ...]


class Groups:
    """Which group each row belongs to, with the share of it that is credited there.

    Attributes:
        labels: the groups that occur.
        places: the place among the labels of each membership.
        rows: the row number of each membership, or `None` where every row has exactly one group.
        weights: the share of each membership, or `None` where each counts wholly.
    """

    __slots__ = ("labels", "places", "rows", "weights")

    def __init__(
        self,
        memberships: Sequence[Label | str],
        rows: Sequence[int] | None = None,
        weights: Sequence[Any] | None = None,
    ) -> None:
        """Number the groups.

        Args:
            memberships: the group of each membership; a bare text is the label of a single key.
            rows: the row number of each, where a row may have several.
            weights: the share of each, where it is not 1.
        """
        distinct = dict.fromkeys(memberships)
        self.labels: Sequence[Label] = [(label,) if isinstance(label, str) else label for label in distinct]
        numbers = {label: place for place, label in enumerate(distinct)}
        self.places = list(map(numbers.__getitem__, memberships))
        self.rows = rows
        self.weights = weights

    def under(self, parents: Sequence[int]) -> "Groups":
        """Give each row of a child table the group of its parent, where every parent has exactly one."""
        found = Groups(())
        found.labels, found.places = self.labels, list(map(self.places.__getitem__, parents))
        return found


@final
@frozen
class By:
    """How rows are grouped, whatever the executor.

    Attributes:
        keys: the grouping keys.
        shared: whether an owner's credit is split by the shares of units.
        every_event: whether a project belongs to all its events, not to its first alone.
        day: the day on which shares must be valid.
        inside: units that are taken together as `INSIDE`, all others as `OUTSIDE`; the key is then the owner.
    """

    keys: tuple[str, ...]
    shared: bool = False
    every_event: bool = False
    day: date | None = None
    inside: frozenset[str] | None = None

    @classmethod
    def of(cls, context: Context) -> "By":
        """Settle the grouping of one question."""
        profile = context.profile
        stage = Facts(context).stage_sides[0].name if "stage" in context.by else "stage"
        columns = tuple(stage if key == "stage" else _COLUMNS.get(key, key) for key in context.by)
        return cls(
            columns,
            shared="owner" in columns and profile.credit == "share",
            every_event="event" in context.by and profile.events == "every",
            day=None if context.as_of is None else context.as_of.end,
        )

    def is_single(self, key: str) -> bool:
        """Whether each row has exactly one value of a key."""
        several = {"owner": self.shared, "event": self.every_event}
        return not several.get(key, key in SEVERAL)


INSIDE: Final[Label] = ("in",)
OUTSIDE: Final[Label] = ("out",)


def key_of(name: str, kept: Sequence[str] | None = None) -> str:
    """Find a key by its code or Chinese name.

    Args:
        name: what the key is called.
        kept: the columns of an office's own that projects keep, each `extra.` and its header; `None` where
            they are not known.

    Raises:
        UnknownCodeError: when there is none.
    """
    key = KEY_ALIASES.get(name, name)
    if _is_extra(key) and (kept is None or key in kept):
        return key
    if key not in KEYS:
        known = tuple(kept or ())
        # a column of an office's own is one of those, and no key of the library
        known = known if known and _is_extra(key) else (*known, *NAMES)
        raise UnknownCodeError("grouping key", name, known, _meant(name, kept or ()))
    return key


def _meant(name: str, kept: Sequence[str]) -> tuple[str, ...]:
    """Say which column kept is meant by its header alone."""
    return tuple(key for key in kept if key == f"{EXTRA}{name}")


def _is_extra(key: object) -> bool:
    return isinstance(key, str) and key.startswith(EXTRA) and bool(key.removeprefix(EXTRA).strip())


def own_column(tables: Tables, table: str, key: str) -> str | None:
    """Name the column of its own that a key stands in; `None` where rows have it from their parent, or not at all."""
    column = column_of(table, key)
    return column if column is not None and tables[table].has(column) else None


def groups_of(tables: Tables, table: str, by: By) -> Groups:
    """Work out the groups of every row of a table."""
    if by.inside is not None:
        apart = groups_of(tables, table, evolve(by, inside=None))
        sides = [INSIDE if label[0] in by.inside else OUTSIDE for label in apart.labels]
        return Groups([sides[place] for place in apart.places], apart.rows, apart.weights)
    columns = [_memberships(tables, table, key, by) for key in by.keys]
    if all(singles is not None for singles, _ in columns):
        singles = [found for found, _ in columns if found is not None]
        return Groups(singles[0] if len(singles) == 1 else list(zip(*singles, strict=True)))
    members = [
        several if several is not None else [[(label, 1)] for label in singles or ()]
        for singles, several in columns
    ]
    found: list[Label] = []
    rows: list[int] = []
    weights: list[Any] = []
    for row in range(len(tables[table])):
        for combination in product(*(column[row] for column in members)):
            found.append(tuple(label for label, _ in combination))
            rows.append(row)
            weight: Any = 1
            for _, share in combination:
                weight = weight * share
            weights.append(weight)
    return Groups(found, rows, None if all(weight == 1 for weight in weights) else weights)


def _memberships(
    tables: Tables, table: str, key: str, by: By
) -> tuple[list[str] | None, list[list[Member]] | None]:
    """Give the one group of every row, or the several that each may have; a child row has those of its parent."""
    here = tables[table]
    several_owners = table == "projects" and key == "owner" and not by.is_single(key)
    if several_owners and any(project.shares for project in here.rows):
        return None, [_owners(project, by.day) for project in here.rows]
    if table == "projects" and key == "event" and not by.is_single(key):
        return None, [
            [(event, 1) for event in dict.fromkeys(project.events)] or [("", 1)] for project in here.rows
        ]
    if table == "projects" and key in PLACES:
        there = tables[SEVERAL[key]]
        placed: list[list[Member]] = [[] for _ in range(len(here))]
        for row, place in zip(there.parents or (), there.column(key), strict=True):
            placed[row].append((str(place), 1))
        return None, [found or [("", 1)] for found in placed]
    column = own_column(tables, table, key)
    if here.parents is not None and here.above is not None and column is None:
        singles, several = _memberships(tables, here.above, key, by)
        if singles is not None:
            return [singles[parent] for parent in here.parents], None
        assert several is not None  # noqa: S101 - one of the two is there
        return None, [several[parent] for parent in here.parents]
    if column is None:
        return [""] * len(here), None
    cells = here.column(column)
    labels = {cell: "" if cell is None else str(cell) for cell in set(cells)}
    return list(map(labels.__getitem__, cells)), None


def _owners(project: Project, day: date | None) -> list[Member]:
    """Split a project between units by the shares that hold on a day; what has run out goes to the owner."""
    valid: list[Member] = [
        (share.unit, Fraction(share.share))
        for share in project.shares
        if share.share is not None and (share.until is None or day is None or share.until.end >= day)
    ]
    rest = 1 - sum(part for _, part in valid)
    stated = sum((Fraction(share.share or 0) for share in project.shares), Fraction(0))
    if not valid:
        return [(project.owner or "", 1)]
    return [*valid, (project.owner or "", rest)] if rest and stated == 1 else valid


BAD_SHARES: Final = every(
    Exists("shares", ALWAYS), Not(Compare(Reduce("sum", "shares", Column("share"), ALWAYS), "eq", Const(1)))
)
"""Hold for projects whose shares are there and do not add up to one, or are not all stated."""


@final
class RollUp:
    """Merges the sums of the groups that rows are kept in into those of the groups asked for.

    A unit's group holds what is its own and its descendants'; an industry's what stands under its code. Sums of atoms
    merge, so that every executor groups by plain columns alone.
    """

    __slots__ = ("_cells",)

    def __init__(self, context: Context) -> None:
        self._cells = [_cells_of(key, context.ledger) for key in context.by]

    def __bool__(self) -> bool:
        return any(cell is not None for cell in self._cells)

    def labels(self, label: Label) -> Iterator[Label]:
        """List the groups that a group goes into."""
        cells = [
            (part,) if cell is None else line(cell.own(part), cell.above)
            for part, cell in zip(label, self._cells, strict=True)
        ]
        return product(*cells)

    def merged(self, atom: Atom, grouped: Mapping[Label, Any]) -> Mapping[Label, Any]:
        """Merge the results of an atom."""
        if not self:
            return grouped
        if not isinstance(atom, Ids):
            for place, cell in enumerate(self._cells):
                if cell is not None:
                    grouped = _climbed(atom, grouped, place, cell)
            return grouped
        found: dict[Label, dict[str, None]] = {}
        for label in sorted(grouped):
            ids = dict.fromkeys(grouped[label])
            for into in self.labels(label):
                found.setdefault(into, {}).update(ids)  # a project that units below share is named once
        return {label: tuple(named) for label, named in found.items()}


class _KeyTree(NamedTuple):
    """What the values of a key count under: a value of their own kind, and what stands above that."""

    own: Callable[[str], str]
    above: Mapping[str, str]


def _climbed(atom: Atom, grouped: Mapping[Label, Any], place: int, cell: _KeyTree) -> dict[Label, Any]:
    """Merge results along one key: each into the value above its own, the deepest first, so that all climb to the top."""
    found: dict[Label, Any] = {}

    def add(label: Label, value: str, part: Any) -> None:
        into = (*label[:place], value, *label[place + 1 :])
        found[into] = atom.merge(found[into], part) if into in found else part

    depths = _depths({cell.own(label[place]) for label in grouped}, cell.above)
    if depths is None:  # units in a circle stand under each other
        for label, part in grouped.items():
            for value in line(cell.own(label[place]), cell.above):
                add(label, value, part)
        return found
    for label, part in grouped.items():
        add(label, cell.own(label[place]), part)
    waiting: dict[int, dict[Label, None]] = {}
    for label in found:
        waiting.setdefault(depths[label[place]], {})[label] = None
    for depth in range(max(waiting, default=0), 0, -1):
        for label in waiting.get(depth, {}):
            above = cell.above[label[place]]
            add(label, above, found[label])
            waiting.setdefault(depth - 1, {})[(*label[:place], above, *label[place + 1 :])] = None
    return found


def _depths(values: Iterable[str], above: Mapping[str, str]) -> dict[str, int] | None:
    """Say how many stand above each value and above those; `None` where any of them stand in a circle."""
    found: dict[str, int] = {}
    for value in values:
        at: str | None = value
        way: dict[str, None] = {}
        while at is not None and at not in found:
            if at in way:
                return None
            way[at] = None
            at = above.get(at)
        first = 0 if at is None else found[at] + 1
        found.update(zip(reversed(way), count(first), strict=False))
    return found


def _cells_of(key: str, ledger: Ledger | None) -> _KeyTree | None:
    """Say what the values of a key count under; `None` where it is each value alone."""
    if key in _INDUSTRY_LENGTHS:
        return _KeyTree(partial(_industry_of, length=_INDUSTRY_LENGTHS[key]), {})
    above = parents(ledger.teams) if key == "owner" and ledger is not None else {}
    return _KeyTree(str, above) if above else None


def _industry_of(text: str, length: int) -> str:
    """Cut a code to its level; a name that is no code (电子信息) is a group of its own at every level."""
    code = full_code(text)
    if code is None:
        return text
    return code[:length] if len(code) >= length else ""


def declared(context: Context) -> tuple[Label, ...]:
    """List the groups shown even if empty: with a single key, the units, parks, chains and nodes of the ledger."""
    ledger = context.ledger
    if ledger is None or len(context.by) != 1 or context.by[0] not in DECLARED:
        return ()
    return tuple((id_,) for id_ in DECLARED[context.by[0]](ledger))


_STAGES: Final = {str(stage): place for place, stage in enumerate(Stage)}


def listed(context: Context, held: Iterable[Label]) -> tuple[Label, ...]:
    """List the groups declared, then those that are held: stages in the order of a project's life, all else by code."""

    def place(label: Label) -> list[tuple[int, str]]:
        parts = zip(context.by, label, strict=True)
        return [(_STAGES.get(part, -1) if key == "stage" else 0, part) for key, part in parts]

    return (*declared(context), *sorted(held, key=place))


def population(context: Context) -> Count:
    """Count the projects that any figure is about, so that every KPI of a call shows the same groups."""
    aside = evolve(context, arguments=context.arguments.aside())  # no KPI reads what only its rows depend on
    return Count("projects", Facts(aside).population(amounts=True))


DECLARED: Final[Mapping[str, Callable[[Ledger], Iterable[str]]]] = {
    "owner": lambda ledger: ledger.teams.ids,
    "owner_direct": lambda ledger: ledger.teams.ids,
    "park": lambda ledger: ledger.parks.ids,
    "fund": lambda ledger: ledger.funds.ids,
    "campaign": lambda ledger: ledger.campaigns.ids,
    "chain": lambda ledger: ledger.chains.ids,
    "node": lambda ledger: [f"{chain.id}/{node.id}" for chain in ledger.chains for node in chain.nodes],
}
"""What a ledger declares by itself, whether or not a project is of it."""


def names_of(context: Context) -> dict[str, str]:
    """Map the ids of units, parks, chains and their nodes, events, campaigns and funds to their names."""
    ledger = context.ledger
    if ledger is None:
        return {}
    named = (
        *ledger.teams,
        *ledger.parks,
        *ledger.chains,
        *ledger.events,
        *ledger.campaigns,
        *ledger.funds,
    )
    nodes = {
        f"{chain.id}/{node.id}": f"{chain.name}/{node.name}"
        for chain in ledger.chains
        for node in chain.nodes
    }
    return nodes | {record.id: record.name for record in named}
