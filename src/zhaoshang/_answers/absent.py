"""What a condition asks for and a ledger nowhere has: no project is chosen then, and the figure must say why."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, final

from attrs import fields

from zhaoshang._engine.query.definitions import Answers, Kpi
from zhaoshang._engine.query.groups import DECLARED
from zhaoshang._engine.query.recipes import Bound
from zhaoshang._engine.results.keys import SEVERAL
from zhaoshang._engine.tables.columns import EXTRA
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.errors import UnknownCodeError
from zhaoshang.frames import Frames
from zhaoshang.industries import full_code, industry_fault
from zhaoshang.ledger import Ledger
from zhaoshang.measures import (
    ALWAYS,
    CODED,
    Column,
    Condition,
    Exists,
    OneOf,
    Parent,
    Predicate,
    Reduce,
    Value,
)
from zhaoshang.model._fields.keys import KEYS

_INDUSTRY: Final = "industry"
_OF_ALL: Final = ""
"""The condition that all KPIs are asked under, among those of one of them, by its id."""


def headers_kept(ledger: Ledger) -> tuple[str, ...]:
    """List the columns of an office's own that some project keeps, each `extra.` and its header."""
    return tuple(dict.fromkeys(f"{EXTRA}{header}" for project in ledger.projects for header in project.extra))


@final
class AskedConditions:
    """The conditions of a question: the one that all its KPIs are asked under, and those that KPIs of one's own hold.

    The conditions of the catalogue are no words of the one who asks, so that they are not looked at.
    """

    def __init__(self, where: Predicate, kpis: Iterable[Kpi]) -> None:
        held = {kpi.id: tuple(kpi.plan.conditions) for kpi in kpis if isinstance(kpi.plan, Bound)}
        given = {_OF_ALL: () if where == ALWAYS else (where,), **held}
        self.conditions = {of: each for of, each in given.items() if each}
        self._notes: dict[str, tuple[str, ...]] = {}

    def look_in(self, tables: Tables) -> None:
        """Refuse headers that no project keeps anything under, and note options that the ledger nowhere has or declares."""
        if not tables.ledger.projects:
            return
        _refuse_headers(tuple(self.conditions.values()), tables.ledger)
        for of, each in self.conditions.items():
            self._notes[of] = _notes(each, lambda name: _values(name, tables))

    def look_through(self, source: object, answers: Iterable[tuple[str, Answers]]) -> None:
        """Note the options that stand in no row of frames, where nothing at all was found: only then are they sought."""
        if not isinstance(source, Frames) or not self.conditions:
            return
        found = {
            each
            for kpi, answered in answers
            if any(answer.result.value for answer in answered.values())
            for each in (kpi, _OF_ALL)
        }
        for of, each in self.conditions.items():
            if of not in found:
                self._notes[of] = _notes(each, lambda name: _values_in_frames(name, source))

    def notes(self, kpi: str) -> tuple[str, ...]:
        """Give what was noted for the figures of a KPI."""
        return tuple(dict.fromkeys((*self._notes.get(_OF_ALL, ()), *self._notes.get(kpi, ()))))


def _refuse_headers(conditions: tuple[object, ...], ledger: Ledger) -> None:
    asked = [
        node.name
        for node in _nodes(conditions)
        if isinstance(node, Condition | Column) and node.name.startswith(EXTRA)
    ]
    kept = headers_kept(ledger) if asked else ()
    for name in asked:
        if name not in kept:
            raise UnknownCodeError("column", name, (*kept, *KEYS))


def _notes(
    conditions: tuple[Predicate, ...], values: Callable[[str], frozenset[object] | None]
) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"no_such_value:{name}={option}"
            for name, options in map(_chosen, _nodes(conditions))
            if options
            for option in _absent(name, options, _there(name, values))
        )
    )


def _nodes(node: object, below: int = 0) -> Iterator[Condition | OneOf | Column]:
    """List what conditions ask of projects, wherever it stands in them, but not of the rows below projects."""
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part, below)
    if not isinstance(node, Predicate | Value):
        return
    if isinstance(node, Condition | OneOf | Column) and not below:
        yield node
    inner = below + isinstance(node, Exists | Reduce) - isinstance(node, Parent)
    nodes: Any = node  # every node is an attrs class
    for field in fields(type(nodes)):
        yield from _nodes(getattr(node, field.name), inner)


def _chosen(node: Condition | OneOf | Column) -> tuple[str, frozenset[Any]]:
    """Give the column and the options that a condition chooses by; nothing and yes or no are options of any column."""
    if isinstance(node, OneOf) and isinstance(node.value, Column):
        return node.value.name, frozenset(
            each for each in node.options if each is not None and not isinstance(each, bool)
        )
    if isinstance(node, Condition) and isinstance(node.operand, frozenset):
        return node.name, node.operand
    return "", frozenset()


def _there(name: str, values: Callable[[str], frozenset[object] | None]) -> frozenset[object] | None:
    codes: Any = CODED.get(name)
    return values(name) if codes is None else frozenset(codes)


def _absent(name: str, options: frozenset[Any], there: frozenset[object] | None) -> Iterable[object]:
    if there is None:
        return
    for option in sorted(options - there, key=str):
        code = str(option)
        if name == _INDUSTRY and (
            (full_code(code) == code and industry_fault(code) is None)
            or any(str(each).startswith(code) for each in there)
        ):
            continue  # a whole code of the standard that no project has is answered by none
        yield option


def _values(name: str, tables: Tables) -> frozenset[object] | None:
    """Give the values that occur, and those that the ledger declares, which may be of nothing yet."""
    projects = tables["projects"]
    found: set[object] = set()
    if projects.has(name):
        found.update(projects.column(name))
    elif name not in SEVERAL and name not in DECLARED:
        return None
    if name in SEVERAL:
        several = tables[SEVERAL[name]]
        found.update(several.column("unit" if name == "owner" else name))
    if name in DECLARED:
        found.update(DECLARED[name](tables.ledger))
    if name == "owner":
        found.update(team.parent for team in tables.ledger.teams if team.parent)
    return frozenset(found)


def _values_in_frames(name: str, frames: Frames) -> frozenset[object] | None:
    """Give the values that occur in frames, and those declared beside them; nothing where the table is empty."""
    found = frames._occurring(name)  # noqa: SLF001 - of one library
    if not found:
        return None
    declared = DECLARED[name](frames.ledger) if name in DECLARED else ()
    parents = [team.parent for team in frames.ledger.teams if team.parent] if name == "owner" else ()
    return found | {*declared, *parents}
