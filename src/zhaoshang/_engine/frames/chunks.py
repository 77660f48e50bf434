"""A ledger larger than memory: projects as JSON Lines, worked through in chunks whose sums are merged."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final, final

from attrs import evolve, frozen

from zhaoshang._engine.objects.interpreter import Objects
from zhaoshang._engine.query.executors import Evidence
from zhaoshang._engine.query.groups import By
from zhaoshang._engine.tables.columns import LedgerTable
from zhaoshang._engine.tables.declared import declared_tables
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang._files.atomic import readable
from zhaoshang._files.strict_json import make_parser, parse_json
from zhaoshang.errors import DuplicateIdError, FieldError, FileSyntaxError, RecordError, UnfitValueError
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import Lifecycle
from zhaoshang.measures import Atom
from zhaoshang.model import Project

Asked = Sequence[tuple[Atom, By | None]]
Read = Callable[[], Callable[[object, type[Project]], Project]]
"""Makes what reads project after project."""

Parse = Callable[[bytes], Any]

_VERSION: Final = "format_version"
_COUNT: Final = "records"
_PARTS: Final = ("phase", "part")


@final
@frozen
class FileLine:
    """A line of a file.

    Attributes:
        path: the file.
        number: the number of the line, from 1.
        text: what stands there, in UTF-8.
    """

    path: Path
    number: int
    text: bytes

    @property
    def place(self) -> str:
        """Name the line where what is wrong with it is told."""
        return f"{self.path}: $[{self.number}]"

    def data(self, parse: Parse = parse_json) -> Any:
        """Read the JSON that stands there."""
        try:
            return parse(self.text)
        except json.JSONDecodeError as error:
            raise FileSyntaxError(str(self.path), self.number, error.msg) from None
        except (RecursionError, ValueError) as error:
            raise FileSyntaxError(str(self.path), self.number, str(error)) from None

    def project(self, read: Callable[[object, type[Project]], Project], parse: Parse) -> Project:
        """Read the project that stands there; its faults are told with file and line."""
        try:
            return read(self.data(parse_json if self.number == 1 else parse), Project)
        except RecordError as error:
            faults = [
                evolve(fault, path=self.place + fault.path.removeprefix("$"))
                for fault in error.exceptions
                if isinstance(fault, FieldError)  # as all of them are
            ]
            raise RecordError(error.type, faults) from None

    def fields(self) -> Mapping[str, Any]:
        """Read the fields that stand there, if it is an object."""
        data = self.data()
        return data if isinstance(data, dict) else {}


@final
@frozen
class Batch:
    """Lines of a file that follow one another.

    Attributes:
        path: the file.
        number: the number of the first.
        text: what stands there.
    """

    path: Path
    number: int
    text: bytes

    def lines(self) -> Iterator[FileLine]:
        """Give those that are not blank."""
        for number, text in enumerate(self.text.split(b"\n"), self.number):
            if text.strip():
                yield FileLine(self.path, number, text)

    def projects(self, read: Read) -> list[Project]:
        """Read the projects that stand there."""
        take, parse = read(), make_parser()
        return [line.project(take, parse) for line in self.lines()]

    def ids(self) -> set[str]:
        """Give the ids of the projects that stand there."""
        return {str(line.fields().get("id")) for line in self.lines()}


def batches(path: Path, size: int) -> Iterator[Batch]:
    """Read a file of lines in batches; the phases that follow a project stay in its batch.

    A file that says how many projects it has must have them, and one without a line is none.
    """
    held: list[bytes] = []
    ids: set[str] = set()
    announced: object = None
    number = first = filled = found = 0
    with readable(path).open("rb") as lines:
        for number, text in enumerate(lines, 1):
            if text.strip():
                if not found and announced is None and b'"format_version"' in text:
                    announced = _announced(FileLine(path, number, text))
                    if announced is not None:
                        continue
                found += 1
                if filled >= size:
                    line = FileLine(path, number, text)
                    parent = _parent_of(line)
                    if parent is not None:
                        ids = ids or Batch(path, first, b"".join(held)).ids()
                    if parent in ids:
                        ids.add(str(line.fields().get("id")))
                    else:
                        yield Batch(path, first, b"".join(held))
                        ids, filled = set(), 0
                if not filled:
                    held, first = [], number
                filled += 1
            held.append(text)
    _check_whole(path, number, announced, found)
    if filled:
        yield Batch(path, first, b"".join(held))


def _check_whole(path: Path, number: int, announced: object, found: int) -> None:
    """Refuse a file without a project or a head, and one that has another number of projects than its head says."""
    if announced is None and not found:
        raise FileSyntaxError(str(path), max(number, 1), "the file is empty")
    if announced is not None and announced != found:
        reason = f"the file is cut short or mixed up: {announced!r} records announced, {found} found"
        raise FileSyntaxError(str(path), number, reason)


def _announced(line: FileLine) -> object:
    """Give how many projects the head of a file announces; `None` for a line that is no head."""
    fields = line.fields()
    return fields.get(_COUNT, 0) if _VERSION in fields and "id" not in fields else None


def head_of(count: int) -> bytes:
    """Write the head of a file of so many projects, as long for any number of them."""
    return f'{{"{_VERSION}": 1, "{_COUNT}": {count:>19}}}\n'.encode()


def _parent_of(line: FileLine) -> str | None:
    """Give the project that a line is a phase or part of."""
    if b'"parent"' not in line.text:
        return None
    fields = line.fields()
    parent = fields.get("parent")
    return parent if fields.get("relation") in _PARTS and isinstance(parent, str) else None


class ChunkExecutor:
    """Adds atoms up chunk by chunk."""

    evidence: Evidence = "ids"

    def __init__(
        self,
        path: Path,
        rest: Ledger,
        read: Read,
        *,
        size: int,
        processes: int,
        joins_phases: bool,
        known: int | None = None,
        lifecycle: Lifecycle | None = None,
    ) -> None:
        self.batches = partial(batches, path, size)
        self.processes = processes
        self._work = partial(_add_up, rest, read, joins_phases, known, lifecycle)
        self._beside = Tables(evolve(rest, projects=()))
        self._laid: dict[str, Callable[[Tables], LedgerTable]] = {}
        self._asked: dict[tuple[Atom, By | None], None] = {}
        self._results: dict[tuple[Atom, By | None], Any] = {}

    def has(self, table: str, column: str) -> bool:
        """Tell whether records have such a column: those of the file, or those beside it."""
        return table in self._laid or self._beside[table].may_have(column)

    def register_table(self, name: str, make: Callable[[Tables], LedgerTable]) -> None:
        """Lay down a table that is worked out for a question."""
        self._laid[name] = make

    def require(self, _atoms: Iterable[Atom], /) -> None:
        """Records have a place for every date."""

    def prepare(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Note what will be asked for; the file is read when the first answer is."""
        self._asked.update(((atom, by), None) for atom in atoms if (atom, by) not in self._results)

    def prefetch(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Note what may be asked for later, so that the file need not be read again for each."""
        for which in {None, by}:
            self.prepare(atoms, which)

    def atom(self, atom: Atom, by: By | None = None) -> Any:
        """Give the result of an atom, reading the file once for everything asked for so far."""
        if (atom, by) not in self._results:
            self.prepare([atom], by)
            self._run()
        return self._results[atom, by]

    def _run(self) -> None:
        asked = tuple(self._asked)
        self._asked = {}
        merged: list[Any] = [atom.empty() if by is None else {} for atom, by in asked]
        seen = _ChunksSoFar()
        for ids, apart, found in self._parts(asked):
            seen.add(ids, apart)
            for place, (atom, by) in enumerate(asked):
                if by is None:
                    merged[place] = atom.merge(merged[place], found[place])
                else:
                    for label, part in found[place].items():
                        there = merged[place].get(label)
                        merged[place][label] = part if there is None else atom.merge(there, part)
        self._results.update(zip(asked, merged, strict=True))

    def _parts(self, asked: Asked) -> Iterator[tuple[Sequence[str], "Apart", list[Any]]]:
        work = partial(self._work, asked)
        if self.processes == 1 or self._laid:  # tables for a question are made by closures, which stay here
            for place, batch in enumerate(self.batches()):
                yield work(self._laid, place, batch)
            return
        with ProcessPoolExecutor(self.processes) as pool:
            waiting: list[Any] = []
            for place, batch in enumerate(self.batches()):
                waiting.append(pool.submit(work, {}, place, batch))
                if len(waiting) > 2 * self.processes:
                    yield waiting.pop(0).result()
            for future in waiting:
                yield future.result()


def ledgers(path: Path, rest: Ledger, read: Read, size: int) -> Iterator[Ledger]:
    """Give a ledger for each chunk."""
    seen = _ChunksSoFar()
    for place, batch in enumerate(batches(path, size)):
        ledger = _ledger(_beside(rest, place), read, batch)
        seen.add(ledger.projects.ids, _apart(ledger, batch))
        yield ledger


Apart = Mapping[str, str]
"""By the project that it belongs to, the line of a phase whose batch does not hold that."""


def _apart(ledger: Ledger, batch: Batch) -> Apart:
    projects = ledger.projects
    places = [
        place
        for place, project in enumerate(projects)
        if project.relation is not None and project.relation in _PARTS and project.parent not in projects
    ]
    if not places:
        return {}
    lines, listed = tuple(batch.lines()), tuple(projects)
    return {listed[place].parent or "": lines[place].place for place in places}


@final
class _ChunksSoFar:
    """The projects of the chunks so far, and the phases whose project has not come yet."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._apart: dict[str, str] = {}

    def add(self, ids: Sequence[str], apart: Apart) -> None:
        """Take up a chunk; a project of an earlier one, and a phase of such a project or its project, would count twice.

        Raises:
            DuplicateIdError: for a project that stood in an earlier chunk.
            RecordError: for a phase whose project stands in another chunk.
        """
        for each in ids:
            if each in self._ids:
                raise DuplicateIdError("projects", each)
        self._ids.update(ids)
        self._apart.update(apart)
        for parent in self._apart.keys() & (self._ids if apart else ids):
            wrong = UnfitValueError(parent, "a project of the same batch, where write_lines puts it")
            raise RecordError("Project", [FieldError(f"{self._apart[parent]}.parent", parent, wrong)])


def _beside(rest: Ledger, place: int) -> Ledger:
    """Give what stands beside the projects of a chunk: what is counted itself goes with the first chunk alone."""
    if not place:
        return rest
    kept: dict[str, Any] = {}
    parts: dict[str, dict[str, tuple[()]]] = {}
    for each in declared_tables().values():
        collection, *below = each.fields
        if below:
            parts.setdefault(collection, {})[below[0]] = ()
        else:
            kept[collection] = ()
    for collection, nothing in parts.items():
        if collection not in kept:
            kept[collection] = [evolve(record, **nothing) for record in getattr(rest, collection)]
    return evolve(rest, **kept)


def _ledger(rest: Ledger, read: Read, batch: Batch) -> Ledger:
    return evolve(rest, projects=batch.projects(read))


def _add_up(  # noqa: PLR0917 - bound by partial, which pickles
    rest: Ledger,
    read: Read,
    joins_phases: bool,  # noqa: FBT001 - bound by partial
    known: int | None,
    lifecycle: Lifecycle | None,
    asked: Asked,
    laid: dict[str, Callable[[Tables], LedgerTable]],
    place: int,
    batch: Batch,
) -> tuple[Sequence[str], Apart, list[Any]]:
    """Work one chunk through; give its projects, phases without their project, and what was asked of them."""
    ledger = _ledger(_beside(rest, place), read, batch)
    tables = Tables(
        ledger,
        joins_phases=joins_phases,
        known=known,
        lifecycle=lifecycle,
        beside=rest,
    )
    objects = Objects(tables)
    for name, make in laid.items():
        objects.register_table(name, make)
    found = [_plain(objects.atom(atom, by)) for atom, by in asked]
    return tuple(ledger.projects.ids), _apart(ledger, batch), found


def _plain(result: Any) -> Any:
    """Make a result fit for another process."""
    return dict(result) if isinstance(result, defaultdict) else result
