"""The tables of history: agreements, milestones and the papers that prove them, kept apart by stage and code.

Nearly every question reads them, so all records are gathered at one look, with their days: what belongs to one project
lies together in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter, ne
from typing import Final, NamedTuple, final

from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.tables.columns import (
    Cells,
    LedgerTable,
    Numbers,
    day_columns,
    from_tuples,
    last_day,
    numbers,
)
from zhaoshang.model import Agreement, Milestone, Project
from zhaoshang.model._facts.corrections import Record, date_of
from zhaoshang.model._facts.history import records_of
from zhaoshang.vocabulary import AgreementKind

_DATED: Final = ("lo", "hi", "recorded")
ENDS: Final = tuple(
    f"{head}_{part}" for head in ("ended", "all_ended") for part in ("lo", "hi", "recorded_on")
)
"""The columns that say when a phase ended, and when the last one of its project did."""

_HISTORY: Final = (*_DATED, "kind", "approved_lo", "approved_hi", "is_phase")
_SIGNED: Final = "signed"
_INTENT: Final = "intent"


def _none_of(names: Sequence[str], *kinds: type) -> LedgerTable:
    table = from_tuples([], names)
    table.kinds = kinds
    return table


EMPTY_PARTS: Final[Mapping[str, Callable[[], LedgerTable]]] = {
    "history": partial(_none_of, _HISTORY, Agreement, Milestone),
    "plans": partial(_none_of, (*_DATED, *ENDS), Milestone),
    "evidence": partial(_none_of, _DATED, Agreement, Milestone),
}


class _StageRecords(NamedTuple):
    """The records of one stage, or those that one paper proves.

    Attributes:
        own: the row of the project of each.
        places: the place of each among all records.
        days: the `single_day` of each.
    """

    own: Numbers
    places: Numbers
    days: Numbers

    @classmethod
    def empty(cls) -> "_StageRecords":
        """Begin one."""
        return cls(numbers(), numbers(), numbers())


_Stages = dict[str, tuple[_StageRecords, list[tuple[str, ...]]]]
"""Records by stage, or kind of agreement, with the papers that prove each."""


@final
class _PartRows:
    """The records of a part, looked up when they are read."""

    __slots__ = ("_history", "_places")

    def __init__(self, history: "HistoryTables", places: Sequence[int]) -> None:
        self._history = history
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Record]:
        return map(self._history.records.__getitem__, self._places)


@final
class HistoryTables:
    """The agreements and milestones of projects.

    Attributes:
        corrected: the rows of the projects of which a record is a correction.
    """

    def __init__(self, projects: Iterable[Project]) -> None:
        self._projects = projects
        history: _Stages = defaultdict(lambda: (_StageRecords.empty(), []))
        plans: _Stages = defaultdict(lambda: (_StageRecords.empty(), []))
        corrected: dict[int, None] = {}
        place = 0
        for row, project in enumerate(projects):
            for paper in project.agreements:
                stage = _SIGNED if paper.kind is AgreementKind.FORMAL else _INTENT
                (own, places, days), proofs = history[stage]
                own.append(row)
                places.append(place)
                on = paper.signed_on
                days.append(on.start.toordinal() if on is not None and on.start is on.end else 0)
                proofs.append(paper.evidence)
                if paper.correction:
                    corrected[row] = None
                place += 1
            for step in project.milestones:
                (own, places, days), proofs = (plans if step.planned else history)[step.stage]
                own.append(row)
                places.append(place)
                on = step.on
                days.append(on.start.toordinal() if on is not None and on.start is on.end else 0)
                proofs.append(step.evidence)
                if step.correction:
                    corrected[row] = None
                place += 1
        self.corrected = tuple(corrected)
        self._parts: dict[str, dict[str, _StageRecords]] = {
            "history": {stage: part for stage, (part, _) in history.items()},
            "plans": {stage: part for stage, (part, _) in plans.items()},
            "evidence": _proved(history.values()),
        }

    @cached_property
    def records(self) -> Sequence[Record]:
        """The agreements and milestones; only columns that few questions read need them."""
        return list(chain.from_iterable(map(records_of, self._projects)))

    def parts(
        self, homes: Callable[[Sequence[int]], Sequence[int]], ends: Callable[[Sequence[int], str], Cells]
    ) -> dict[str, dict[str, LedgerTable]]:
        """Make a table of each part of `history`, `plans` and `evidence`; a paper is dated by the step that it proves.

        Args:
            homes: says under which project what stands in each is kept.
            ends: makes a column of `ENDS` for what stands in each.
        """
        found = {
            name: {
                str(code): self._table(part, homes, ends if name == "plans" else None)
                for code, part in parts.items()
            }
            for name, parts in self._parts.items()
        }
        for signing in (found["history"].get(code) for code in (_SIGNED, _INTENT)):
            if signing is not None:
                signing.put_dates(
                    "approved_lo", "approved_hi", partial(map, attrgetter("approved_on"), signing.rows)
                )
        return found

    def _table(
        self,
        part: _StageRecords,
        homes: Callable[[Sequence[int]], Sequence[int]],
        ends: Callable[[Sequence[int], str], Cells] | None,
    ) -> LedgerTable:
        """Make the table of a part."""
        own, places, days = part
        rows, parents = _PartRows(self, places), homes(own)

        def make(name: str) -> Cells | None:
            if name == "recorded":
                return [last_day(record.recorded_on) for record in rows]
            if ends is not None and name in ENDS:
                return ends(own, name)
            return list(map(ne, own, parents)) if name == "is_phase" else None

        made = ("recorded", "is_phase", *(() if ends is None else ENDS))
        table = LedgerTable(rows, parents, make=make, made=made)
        table.put_days("lo", "hi", lambda: day_columns(days, partial(map, date_of, rows)))
        return table


def _proved(stages: Iterable[tuple[_StageRecords, list[tuple[str, ...]]]]) -> dict[str, _StageRecords]:
    """Find the records that each paper proves: those of a whole stage, where all of it is proved by the same papers."""
    found: dict[str, list[_StageRecords]] = defaultdict(list)
    for part, proofs in stages:
        if proofs.count(proofs[0]) == len(proofs):
            pieces = [(code, part) for code in proofs[0]]
        else:
            apart: dict[str, _StageRecords] = defaultdict(_StageRecords.empty)
            for row, place, day, codes in zip(*part, proofs, strict=True):
                for code in codes:
                    own, places, days = apart[code]
                    own.append(row)
                    places.append(place)
                    days.append(day)
            pieces = list(apart.items())
        for code, piece in pieces:
            found[code].append(piece)
    return {code: _joined(pieces) for code, pieces in found.items()}


def _joined(pieces: Sequence[_StageRecords]) -> _StageRecords:
    """Put records of several stages together, in their order."""
    if len(pieces) == 1:
        return pieces[0]
    columns = [list(chain.from_iterable(cells)) for cells in zip(*pieces, strict=True)]
    places = columns[1]
    order = sorted(range(len(places)), key=places.__getitem__)
    return _StageRecords(*(numbers(map(cells.__getitem__, order)) for cells in columns))
