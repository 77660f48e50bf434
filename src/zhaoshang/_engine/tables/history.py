"""The tables of history: agreements, milestones and the papers that prove them, kept apart by stage and code.

Nearly every question reads them, so all records are gathered at one look: those of one project lie together in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter, ne
from typing import TYPE_CHECKING, Final, TypeVar, final

from zhaoshang._engine.tables.columns import Cells, Days, Table, day_columns, from_tuples, last_day, paired
from zhaoshang.model import Agreement, Milestone, Project
from zhaoshang.model._facts.corrections import Record
from zhaoshang.model._facts.history import records_of
from zhaoshang.vocabulary import AgreementKind

if TYPE_CHECKING:
    from zhaoshang.periods import Period

T = TypeVar("T")

_DATED: Final = ("lo", "hi", "recorded")
_HISTORY: Final = (*_DATED, "kind", "approved_lo", "approved_hi", "is_phase")
_SIGNED: Final = "signed"
_INTENT: Final = "intent"


def _none_of(names: Sequence[str], *kinds: type) -> Table:
    table = from_tuples([], names)
    table.kinds = kinds
    return table


EMPTY_PARTS: Final[Mapping[str, Callable[[], Table]]] = {
    "history": partial(_none_of, _HISTORY, Agreement, Milestone),
    "plans": partial(_none_of, _DATED, Milestone),
    "evidence": partial(_none_of, _DATED, Agreement, Milestone),
}


@final
class _Rows:
    """Some of the records of a history, looked up when they are read."""

    __slots__ = ("_history", "_places")

    def __init__(self, history: "History", places: Sequence[int]) -> None:
        self._history = history
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Record]:
        return map(self._history.records.__getitem__, self._places)


@final
class History:
    """The agreements and milestones of projects.

    Attributes:
        corrected: the rows of the projects of which a record is a correction.
    """

    def __init__(self, projects: Iterable[Project]) -> None:
        self._projects = projects
        self._own: list[int] = []
        self._places: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in EMPTY_PARTS}
        corrected: dict[int, None] = {}
        dates: list[Period | None] = []
        history, plans, evidence = (self._places[name] for name in ("history", "plans", "evidence"))
        own, place = self._own, 0
        for row, project in enumerate(projects):
            for paper in project.agreements:
                history[_SIGNED if paper.kind is AgreementKind.FORMAL else _INTENT].append(place)
                for code in paper.evidence:
                    evidence[code].append(place)
                if paper.correction:
                    corrected[row] = None
                own.append(row)
                dates.append(paper.signed_on)
                place += 1
            for step in project.milestones:
                (plans if step.planned else history)[step.stage._value_].append(place)
                for code in () if step.planned else step.evidence:
                    evidence[code].append(place)
                if step.correction:
                    corrected[row] = None
                own.append(row)
                dates.append(step.on)
                place += 1
        self._days = day_columns(dates)
        self.corrected = tuple(corrected)

    @cached_property
    def records(self) -> Sequence[Record]:
        """The agreements and milestones; only columns that few questions read need them."""
        return list(chain.from_iterable(map(records_of, self._projects)))

    @cached_property
    def _recorded(self) -> Sequence[int | None]:
        return [last_day(record.recorded_on) for record in self.records]

    def parts(self, homes: Callable[[Sequence[int]], Sequence[int]]) -> dict[str, dict[str, Table]]:
        """Make a table of each part of `history`, `plans` and `evidence`; a paper is dated by the step that it proves.

        Args:
            homes: says under which project what stands in each is kept.
        """
        parents = homes(self._own)
        found = {
            name: {str(code): self._part(tuple(places), parents) for code, places in parts.items()}
            for name, parts in self._places.items()
        }
        for signing in (found["history"].get(code) for code in (_SIGNED, _INTENT)):
            if signing is not None:
                signing.put_dates(
                    "approved_lo", "approved_hi", partial(map, attrgetter("approved_on"), signing.rows)
                )
        return found

    def _part(self, places: Sequence[int], parents: Sequence[int]) -> Table:
        """Make a table of the records at some places."""
        kept = tuple(_chosen(parents, places))

        def make(name: str) -> Cells | None:
            if name == "recorded":
                return _chosen(self._recorded, places)
            return list(map(ne, _chosen(self._own, places), kept)) if name == "is_phase" else None

        table = Table(_Rows(self, places), kept, make=make, made=("recorded", "is_phase"))
        table.put_days("lo", "hi", lambda: self._days_at(places))
        return table

    def _days_at(self, places: Sequence[int]) -> Days:
        firsts, lasts, is_full = self._days
        there = _chosen(firsts, places)
        if lasts is not firsts:
            return paired(there, _chosen(lasts, places))
        return there, there, is_full


def _chosen(cells: Sequence[T], places: Sequence[int]) -> list[T]:
    return list(map(cells.__getitem__, places))
