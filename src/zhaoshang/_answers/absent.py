"""What a condition asks for and a ledger nowhere has: no project is chosen then, and the figure must say why."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from zhaoshang._engine.query.definitions import Answers
from zhaoshang._engine.query.groups import DECLARED
from zhaoshang._engine.results.keys import SEVERAL
from zhaoshang._engine.tables.columns import EXTRA
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.errors import UnknownCodeError
from zhaoshang.frames import Frames
from zhaoshang.industries import full_code
from zhaoshang.ledger import Ledger
from zhaoshang.measures import CODED, And, Condition, Not, Or, Predicate
from zhaoshang.model._fields.keys import KEYS

_INDUSTRY: Final = "industry"


def headers_kept(ledger: Ledger) -> tuple[str, ...]:
    """List the columns of an office's own that some project keeps, each `extra.` and its header."""
    return tuple(dict.fromkeys(f"{EXTRA}{header}" for project in ledger.projects for header in project.extra))


def refuse_headers(where: Predicate, ledger: Ledger) -> None:
    """Refuse a condition on a header that no project keeps anything under."""
    asked = [node.name for node in _conditions(where) if node.name.startswith(EXTRA)]
    if not asked or not ledger.projects:
        return
    kept = headers_kept(ledger)
    for name in asked:
        if name not in kept:
            raise UnknownCodeError("column", name, (*kept, *KEYS))


def notes_of_absent(where: Predicate, tables: Tables) -> tuple[str, ...]:
    """Note every option of a condition that stands in no record, and that the ledger declares nowhere."""
    if not tables.ledger.projects:
        return ()
    return _notes(where, lambda name: _values(name, tables))


def notes_of_nothing(where: Predicate, source: object, answers: Iterable[Answers]) -> tuple[str, ...]:
    """Note the options that stand in no row of frames, where nothing at all was found: only then are they looked through."""
    if not isinstance(source, Frames) or any(
        answer.result.value for each in answers for answer in each.values()
    ):
        return ()
    return _notes(where, lambda name: _values_in_frames(name, source))


def _notes(where: Predicate, values: Callable[[str], frozenset[str] | None]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"no_such_value:{node.name}={option}"
            for node in _conditions(where)
            if node.op == "in" and node.name not in CODED
            for option in _absent(node, values(node.name))
        )
    )


def _conditions(node: Predicate) -> Iterator[Condition]:
    """List the conditions on fields of projects that a condition is made of."""
    if isinstance(node, Condition):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _conditions(part)
    elif isinstance(node, Not):
        yield from _conditions(node.part)


def _absent(node: Condition, there: frozenset[str] | None) -> Iterable[str]:
    assert isinstance(node.operand, frozenset)  # noqa: S101 - the options of `in`
    if there is None:
        return
    for option in sorted(node.operand - there):
        if node.name == _INDUSTRY and (full_code(option) or any(each.startswith(option) for each in there)):
            continue  # a code of the standard that no project has is answered by none
        yield option


def _values(name: str, tables: Tables) -> frozenset[str]:
    """Give the values that occur, and those that the ledger declares, which may be of nothing yet."""
    projects = tables["projects"]
    found: set[object] = set()
    if projects.has(name):
        found.update(projects.column(name))
    if name in SEVERAL:
        several = tables[SEVERAL[name]]
        found.update(several.column("unit" if name == "owner" else name))
    if name in DECLARED:
        found.update(DECLARED[name](tables.ledger))
    if name == "owner":
        found.update(team.parent for team in tables.ledger.teams if team.parent)
    return frozenset(str(each) for each in found if each is not None)


def _values_in_frames(name: str, frames: Frames) -> frozenset[str] | None:
    """Give the values that occur in frames, and those declared beside them; nothing where the table is empty."""
    found = frames._occurring(name)  # noqa: SLF001 - of one library
    if not found:
        return None
    declared = DECLARED[name](frames.ledger) if name in DECLARED else ()
    parents = [team.parent for team in frames.ledger.teams if team.parent] if name == "owner" else ()
    return found | {*declared, *parents}
