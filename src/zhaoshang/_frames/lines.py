"""Projects kept as JSON Lines, worked through a chunk at a time."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final, final

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.lazy import living_in
from zhaoshang._calls.limits import within
from zhaoshang._engine.query.executors import Executor
from zhaoshang._files.atomic import readable, replacing
from zhaoshang._files.names import is_of_another_kind
from zhaoshang._files.strict_json import write_json
from zhaoshang.errors import ArgumentError, UnfitValueError
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.model._facts.phases import PhaseTree

if TYPE_CHECKING:
    from zhaoshang.lifecycle import Lifecycle

_PARTS: Final = ("phase", "part")
_MOST: Final = 1000
"""More processes than this no machine has."""


@final
class Lines:
    """Projects as JSON Lines, worked through in chunks by the executor of plain objects.

    Attributes:
        path: the file, a project a line in the exchange format.
        ledger: what stands beside the projects.
        size: how many projects are in memory at a time, for each process.
        processes: how many processes share the work.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import Project
        >>> from zhaoshang.frames import read_lines, write_lines
        >>> from zhaoshang.measures import ALWAYS, Count
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "projects.jsonl")
        ...     _ = write_lines([Project(id="P1", name="甲"), Project(id="P2", name="乙")], path)
        ...     lines = read_lines(path, size=1)
        ...     (
        ...         [part.projects.ids for part in lines.ledgers()],
        ...         lines.executor(True).atom(Count("projects", ALWAYS)),
        ...     )
        ([('P1',), ('P2',)], 2)
    """

    __module__ = "zhaoshang.frames"

    __slots__ = ("ledger", "path", "processes", "size")

    def __init__(self, path: Path, ledger: Ledger, size: int, processes: int) -> None:
        """Keep where to read."""
        self.path = path
        self.ledger = ledger
        self.size = size
        self.processes = processes

    def executor(
        self,
        joins_phases: bool,  # noqa: FBT001 - one question, two answers
        known: int | None = None,
        lifecycle: "Lifecycle | None" = None,
        /,
    ) -> Executor:
        """Give what `evaluate` adds up with."""
        from zhaoshang._engine.frames.chunks import ChunkExecutor  # noqa: PLC0415 - loaded when asked for
        from zhaoshang.records import structuring  # noqa: PLC0415 - as above

        return ChunkExecutor(
            self.path,
            self.ledger,
            structuring,
            size=self.size,
            processes=self.processes,
            joins_phases=joins_phases,
            known=known,
            lifecycle=lifecycle,
        )

    def ledgers(self) -> Iterable[Ledger]:
        """Give the projects a chunk at a time, each chunk a ledger."""
        from zhaoshang._engine.frames.chunks import ledgers  # noqa: PLC0415 - loaded when asked for
        from zhaoshang.records import structuring  # noqa: PLC0415 - as above

        return ledgers(self.path, self.ledger, structuring, self.size)

    def _promising(self) -> Iterator[Project]:
        """Give the projects whose agreements promise something, with their phases."""
        for ledger in self.ledgers():
            tree = PhaseTree(ledger.projects)
            kept = {
                each.id
                for project in ledger.projects
                if any(paper.terms for paper in project.agreements)
                for each in (project, *tree.one_with(project.id))
            }
            yield from (project for project in ledger.projects if project.id in kept)

    def __repr__(self) -> str:
        """Show the file."""
        return f"<projects of {self.path.name}>"


def read_lines(
    path: str | PathLike[str],
    /,
    *,
    ledger: Ledger | None = None,
    size: int = 20_000,
    processes: int = 1,
) -> Lines:
    """Open projects kept as JSON Lines, without reading them yet. The inverse is `write_lines`.

    A phase or part must follow its project, perhaps with others between that do so too, as `write_lines` writes them; in
    a small file that one batch holds it may stand anywhere.

    Args:
        path: the file: a project a line in the exchange format, with the head of `write_lines` or without.
        ledger: what stands beside the projects: investors, units, parks, the day of the ledger.
        size: how many projects are in memory at a time, for each process; of the others their ids.
        processes: how many processes share the work.

    Raises:
        DuplicateIdError: while the lines are read, for a project that stands twice, however far apart.
        NumberRangeError: for a size, or a number of processes, that cannot be.
        RecordError: while the lines are read, for one that is no project, and for a phase or part that stands in another
            batch than its project, which would be counted twice; the path of each fault begins with the file and the
            number of the line: `projects.jsonl: $[2].land`.
        FileSyntaxError: likewise, for a line that is not JSON in UTF-8, an empty file and one that holds another number
            of projects than its head says.

    Examples:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.frames import read_lines, write_lines
        >>> from zhaoshang.kpis import evaluate
        >>> from zhaoshang.model import Agreement
        >>> many = (
        ...     Project(id=f"P{n}", name="甲", agreements=[Agreement(signed_on="2022")]) for n in range(9)
        ... )
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder, "projects.jsonl")
        ...     write_lines(many, path)
        ...     lines = read_lines(path, ledger=Ledger(as_of="2022-12-31"), size=4)
        ...     evaluate(lines, "signed_project_count")["signed_project_count"].value
        9
        Decimal('9')
    """
    within(size, 1, None, "a whole number from 1", "size")
    within(processes, 1, _MOST, "1 to 1000 processes", "processes")
    return Lines(readable(path), Ledger() if ledger is None else ledger, size, processes)


def write_lines(projects: Iterable[Project], path: str | PathLike[str], /) -> int:
    """Write projects as JSON Lines and count them. The inverse is `read_lines`.

    The first line is a head that says how many there are, so that a file cut short is refused. Phases and parts are put
    behind the project that they belong to; else the order is kept.

    Raises:
        ArgumentError: for anything that is no project; a file that was there stays as it was.
        UnfitValueError: for the name of a file of another kind, such as `.xlsx`.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import Project
        >>> from zhaoshang.frames import write_lines
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "projects.jsonl")
        ...     write_lines((Project(id=f"P{number}", name="甲") for number in (1, 2)), path)
        ...     path.read_text("utf-8").splitlines()[1]
        2
        '{"id": "P1", "name": "甲"}'
    """
    from zhaoshang._engine.frames.chunks import head_of  # noqa: PLC0415 - loaded when asked for
    from zhaoshang.records import unstructure  # noqa: PLC0415 - as above

    if is_of_another_kind(path, ".jsonl", ".json", ".txt"):
        raise UnfitValueError(str(path), "the name of a file of JSON Lines, such as projects.jsonl")
    places: dict[str, int] = {}
    parents: dict[int, str] = {}
    ends = array("Q", [len(head_of(0))])
    with replacing(path) as new, new.open("wb") as lines:
        lines.write(head_of(0))
        for written, project in enumerate(projects):
            if not isinstance(project, Project):  # any record could be written, and few be read again
                raise ArgumentError("write_lines", f"projects[{written}]", as_python(project), ("Project",))
            ends.append(ends[-1] + lines.write(write_json(unstructure(project)).encode() + b"\n"))
            places.setdefault(project.id, written)
            if project.parent is not None and project.relation in _PARTS:
                parents[written] = project.parent
        lines.seek(0)
        lines.write(head_of(len(ends) - 1))
        lines.flush()
        order = _behind_their_projects(places, parents, len(ends) - 1) if parents else []
        if order != sorted(order):
            _reorder(new, ends, order)
    return len(ends) - 1


def _behind_their_projects(places: Mapping[str, int], parents: Mapping[int, str], count: int) -> list[int]:
    """Order the lines of projects so that phases and parts stand behind what they belong to, at every depth."""
    below: dict[int, list[int]] = {}
    for place, parent in parents.items():
        if parent in places:
            below.setdefault(places[parent], []).append(place)
    children = {place for phases in below.values() for place in phases}
    order: dict[int, None] = {}
    for root in (
        *(place for place in range(count) if place not in children),
        *range(count),
    ):  # circles come last
        waiting = [root]
        while waiting:
            place = waiting.pop()
            if place not in order:
                order[place] = None
                waiting += reversed(below.get(place, ()))
    return list(order)


def _reorder(path: Path, ends: Sequence[int], order: Iterable[int]) -> None:
    """Put the lines of a file in another order."""
    with path.open("r+b") as lines, TemporaryFile(dir=path.parent) as copy:
        for place in order:
            lines.seek(ends[place])
            copy.write(lines.read(ends[place + 1] - ends[place]))
        lines.seek(ends[0])
        copy.seek(0)
        copyfileobj(copy, lines)


__test__ = living_in("zhaoshang.frames", vars())
