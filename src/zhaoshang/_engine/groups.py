"""Grouping keys: which groups a row belongs to, and the groups that are shown though empty."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any, Final, final

from attrs import frozen

from zhaoshang._engine.context import Context
from zhaoshang._engine.tables import Tables
from zhaoshang.errors import UnknownCodeError

KEYS: Final[dict[str, tuple[str, str]]] = {
    "owner": ("责任单位", "unit in charge"),
    "district": ("所属地", "district"),
    "park": ("园区", "park"),
    "event": ("活动", "event"),
    "level": ("层级", "level"),
    "origin": ("来源地", "origin"),
    "track": ("落地方式", "track"),
    "category": ("项目类别", "category"),
    "channel": ("招商方式", "channel"),
    "industry": ("行业", "industry"),
    "grade": ("等级", "grade"),
    "ownership": ("企业性质", "ownership"),
}
"""The keys that figures may be grouped by, each with its Chinese and English name."""

_ALIASES: Final = {**{zh: key for key, (zh, _) in KEYS.items()}, "区域": "district", "区县": "district"}

Member = tuple[str, Any]
Label = tuple[str, ...]


class Groups:
    """Which group each row belongs to, with the share of it that is credited there.

    Attributes:
        rows: the row number of each membership, or `None` where every row has exactly one group.
        labels: the group of each membership.
        weights: the share of each membership, or `None` where each counts wholly.
    """

    __slots__ = ("labels", "rows", "weights")

    def __init__(
        self, labels: Sequence[Label], rows: Sequence[int] | None = None, weights: Sequence[Any] | None = None
    ) -> None:
        self.labels = labels
        self.rows = rows
        self.weights = weights


@final
@frozen
class By:
    """How rows are grouped, whatever the executor.

    Attributes:
        keys: the grouping keys.
        shared: whether an owner's credit is split by the shares of units.
        every_event: whether a project belongs to all its events, not to its first alone.
        day: the day on which shares must be valid.
    """

    keys: tuple[str, ...]
    shared: bool = False
    every_event: bool = False
    day: date | None = None

    @classmethod
    def of(cls, keys: Sequence[str], context: Context) -> "By":
        """Settle the grouping of one question."""
        profile = context.profile
        return cls(
            tuple(keys),
            shared="owner" in keys and profile.credit == "share",
            every_event="event" in keys and profile.events == "every",
            day=None if context.as_of is None else context.as_of.end,
        )

    def is_single(self, key: str) -> bool:
        """Whether each row has exactly one value of a key."""
        return not ((key == "owner" and self.shared) or (key == "event" and self.every_event))


def key_of(name: str) -> str:
    """Find a key by its code or Chinese name.

    Raises:
        UnknownCodeError: when there is none.
    """
    key = _ALIASES.get(name, name)
    if key not in KEYS:
        raise UnknownCodeError("grouping key", name, (*KEYS, *_ALIASES))
    return key


def groups_of(tables: Tables, table: str, by: By) -> Groups:
    """Work out the groups of every row of a table."""
    if all(by.is_single(key) for key in by.keys):
        columns = [
            ["" if cell is None else str(cell) for cell in tables[table].column(key)] for key in by.keys
        ]
        return Groups(list(zip(*columns, strict=True)))
    members = [_members(tables, table, key, by) for key in by.keys]
    labels: list[Label] = []
    rows: list[int] = []
    weights: list[Any] = []
    for row in range(len(tables[table])):
        for combination in product(*(column[row] for column in members)):
            labels.append(tuple(label for label, _ in combination))
            rows.append(row)
            weight: Any = 1
            for _, share in combination:
                weight = weight * share
            weights.append(weight)
    return Groups(labels, rows, None if all(weight == 1 for weight in weights) else weights)


def _members(tables: Tables, table: str, key: str, by: By) -> list[list[Member]]:
    if by.is_single(key) or table != "projects":
        return [[("" if cell is None else str(cell), 1)] for cell in tables[table].column(key)]
    if key == "owner":
        return [_owners(project, by.day) for project in tables[table].rows]
    return [
        [(event, 1) for event in dict.fromkeys(project.events)] or [("", 1)] for project in tables[table].rows
    ]


def _owners(project: Any, day: Any) -> list[Member]:
    shares: list[Member] = [
        (share.unit, Fraction(share.share))
        for share in project.shares
        if share.share is not None and (share.until is None or day is None or share.until.end >= day)
    ]
    return shares or [(project.owner or "", 1)]


def declared(context: Context, by: Sequence[str]) -> tuple[Label, ...]:
    """List the groups that are shown even if empty: with a single key, the units and parks of the ledger."""
    ledger = context.ledger
    if ledger is None or len(by) != 1 or by[0] not in _DECLARED:
        return ()
    return tuple((record.id,) for record in _DECLARED[by[0]](ledger))


_DECLARED: Final[Mapping[str, Callable[[Any], Any]]] = {
    "owner": lambda ledger: ledger.teams,
    "park": lambda ledger: ledger.parks,
}


def names_of(context: Context) -> dict[str, str]:
    """Map the ids of units, parks and events to their names."""
    ledger = context.ledger
    if ledger is None:
        return {}
    named = (*ledger.teams, *ledger.parks, *ledger.events)
    return {record.id: record.name for record in named}
