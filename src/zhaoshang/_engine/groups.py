"""Grouping keys: which groups a row belongs to, and the groups that are shown though empty."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any, Final

from zhaoshang._engine.context import Context
from zhaoshang._engine.objects import Groups, Label
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


def key_of(name: str) -> str:
    """Find a key by its code or Chinese name.

    Raises:
        UnknownCodeError: when there is none.
    """
    key = _ALIASES.get(name, name)
    if key not in KEYS:
        raise UnknownCodeError("grouping key", name, (*KEYS, *_ALIASES))
    return key


def groups_of(tables: Tables, table: str, by: Sequence[str], context: Context) -> Groups:
    """Work out the groups of every row of a table."""
    if all(_is_single(key, context) for key in by):
        columns = [["" if cell is None else str(cell) for cell in tables[table].column(key)] for key in by]
        return Groups(list(zip(*columns, strict=True)))
    members = [_members(tables, table, key, context) for key in by]
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


def _is_single(key: str, context: Context) -> bool:
    if key == "owner":
        return context.profile.credit == "owner"
    return key != "event" or context.profile.events == "first"


def _members(tables: Tables, table: str, key: str, context: Context) -> list[list[Member]]:
    if _is_single(key, context) or table != "projects":
        return [[("" if cell is None else str(cell), 1)] for cell in tables[table].column(key)]
    day = None if context.as_of is None else context.as_of.end
    if key == "owner":
        return [_owners(project, day) for project in tables[table].rows]
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
