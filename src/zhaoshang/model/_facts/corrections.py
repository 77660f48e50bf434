"""Which records a correction may be about, found without looking at each of them.

Machines enter long histories of one project again and again, each record a correction. The records of a stage stand in
the order of their entry, and over them a tree of the least of their days: what a correction is about is read off it in
steps that grow as the logarithm of the records, where a look at all of them would make a square.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, final

from zhaoshang.model.steps import Agreement, Milestone
from zhaoshang.vocabulary import Stage

if TYPE_CHECKING:
    from zhaoshang.periods import Period

__all__ = ["Record", "Uncorrected", "date_of"]

Record = Agreement | Milestone

_TRIAL_SHOWS: Final = Stage.STARTED
"""A trial run follows works that were begun; production and completion may come before or after it."""
_UNDATED: Final = -1
"""The day of a record without one, before every other."""
_SETTLED: Final = 1 << 40
"""A day past every other: of a record that is there, and that no correction takes back by its day."""
_FEW: Final = 16
_GONE: Final = 1 << 41
"""The day of a record that is not there."""


def date_of(record: Record) -> "Period | None":
    """Give the day that a record is dated by."""
    return record.on if isinstance(record, Milestone) else record.signed_on


@final
class _Least:
    """Numbers in a row, under a tree of the least of each part; a part of the lowest floor is a few numbers."""

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = numbers
        parts = -(-len(numbers) // _FEW)
        self._size = size = 1 << (parts - 1).bit_length() if parts > 1 else 1
        self._tree = tree = [_GONE] * (2 * size)
        for part in range(parts):
            tree[size + part] = min(numbers[part * _FEW : (part + 1) * _FEW])
        for node in range(size - 1, 0, -1):
            tree[node] = min(tree[2 * node], tree[2 * node + 1])

    def __getitem__(self, place: int) -> int:
        """Give a number."""
        return self._numbers[place]

    def __setitem__(self, place: int, number: int) -> None:
        """Change a number."""
        self._numbers[place] = number
        tree, part = self._tree, place // _FEW
        node, least = self._size + part, min(self._numbers[part * _FEW : (part + 1) * _FEW])
        while node and tree[node] != least:
            tree[node] = least
            node //= 2
            least = min(tree[2 * node : 2 * node + 2])

    def up_to(self, first: int, last: int, bound: int) -> Iterator[int]:
        """List the places from one before another whose numbers are no greater than a bound, the last first."""
        waiting = [(1, 0, self._size)]
        while waiting:
            node, begin, end = waiting.pop()
            if begin * _FEW >= last or end * _FEW <= first or self._tree[node] > bound:
                continue
            if end - begin > 1:
                middle = (begin + end) // 2
                waiting += [(2 * node, begin, middle), (2 * node + 1, middle, end)]
                continue
            for place in range(min(last, end * _FEW) - 1, max(first, begin * _FEW) - 1, -1):
                if self._numbers[place] <= bound:
                    yield place


@final
class _Group:
    """The records of one stage, or those of one reporter, in the order of their entry, that are not taken back.

    Those listed before the correction that is looked at are told from those listed after it, and among the latter the
    ones that correct nothing themselves.
    """

    def __init__(self, entries: Iterable[tuple[int, int, int, bool]]) -> None:
        """Take records: the day of entry or 0, the place in the list, the day, whether it is a correction."""
        held = sorted(entries)
        self._keys = [(entered, place) for entered, place, _, _ in held]
        self._index = {place: at for at, (_, place) in enumerate(self._keys)}
        self._dated = bisect_left(self._keys, (1, 0))
        self._past = _Least([_GONE] * len(held))
        self._later = _Least([day for _, _, day, _ in held])
        self._plain = _Least([_GONE if corrects else day for _, _, day, corrects in held])

    def passes(self, place: int, day: int) -> None:
        """Take a record for one listed before, of a day that may be that of one that is gone."""
        at = self._index[place]
        self._later[at] = self._plain[at] = _GONE
        self._past[at] = day

    def change(self, place: int, day: int) -> None:
        """Change the day of a record that is there."""
        at = self._index[place]
        for part in (self._past, self._later, self._plain):
            if part[at] != _GONE:
                part[at] = day

    def before(self, now: int, bound: int) -> Iterator[int]:
        """List the records listed before that a correction of a day of entry can be about, up to a day, the last first."""
        last = bisect_right(self._keys, (now, _GONE)) if now else len(self._keys)
        return (self._keys[at][1] for at in self._past.up_to(0, last, bound))

    def after(self, now: int, bound: int) -> Iterator[int]:
        """List the records listed after it alike: those surely entered before, and those that correct nothing.

        Days of record decide; where they do not, a record may stand anywhere in the list, but of two corrections the
        one listed first came first.
        """
        first = bisect_left(self._keys, (now, 0)) if now else len(self._keys)
        last = bisect_right(self._keys, (now, _GONE)) if now else len(self._keys)
        parts = (
            (self._plain, first, last),
            (self._later if now else self._plain, self._dated, first),
            (self._plain, 0, self._dated),
        )
        return (self._keys[at][1] for part, begin, end in parts for at in part.up_to(begin, end, bound))


@final
class Uncorrected:
    """The records that no correction has taken back yet: a correction looks at the few that it is about."""

    def __init__(self, records: Sequence[Record], there: Sequence[int]) -> None:
        """Take the records, and the places of those that were known."""
        self._records, self._there = records, there
        self._passed, self._by_papers = 0, True
        self._settled: dict[int, int] = {}
        self.corrections = [place for place in there if records[place].correction]
        entries: dict[tuple[Stage, str | None], list[tuple[int, int, int, bool]]] = {}
        for place in there:
            record = records[place]
            for key in _keys(record):
                entries.setdefault(key, []).append(
                    (_entered(record), place, _begin(record), record.correction)
                )
        self._groups = {key: _Group(held) for key, held in entries.items()}
        self._stages = [(stage, group) for (stage, by), group in self._groups.items() if by is None]

    def look_from(self, place: int) -> None:
        """Go on to a correction: they are looked at as they are listed."""
        if self._by_papers and isinstance(self._records[place], Milestone):
            # an end listed after a milestone is taken back only where all of it lies before
            self._by_papers = False
            for other in self._there[self._passed :]:
                if self._records[other].stage.is_end and other not in self._settled:
                    on = date_of(self._records[other])
                    self._change(other, _SETTLED if on is None else on.end.toordinal())
        while self._there[self._passed] < place:
            other = self._there[self._passed]
            self._passed += 1
            day = self._settled.get(other, _begin(self._records[other]))
            for key in _keys(self._records[other]):
                self._groups[key].passes(other, day)

    def take(self, place: int) -> None:
        """Leave a record out that a correction has taken back."""
        self._settle(place, _GONE)

    def replaced(self, place: int) -> int | None:
        """Find the record that a correction stands in for: the last recorded, and of equals the last listed before it."""
        record = self._records[place]
        now = _entered(record)
        for key in reversed(_keys(record)):
            group = self._groups[key]
            found = next(group.before(now, _SETTLED), None)
            if found is None:
                found = next(group.after(now, _SETTLED), None)
            if found is not None:
                return found
        return None

    def taken_back(self, place: int) -> tuple[list[int], list[int]]:
        """List the records of other stages that a correction of a main stage or an end takes back, and those without a day.

        Later stages and trial runs are taken back where they begin before it; without a date they stay. Ends are where
        they do not lie surely after it, or, listed after it, where they lie surely before.
        """
        record = self._records[place]
        now, on = _entered(record), date_of(record)
        gone: list[int] = []
        kept: list[int] = []
        for stage, group in self._stages:
            if stage.is_end:
                listed = _SETTLED - 1 if on is None else on.end.toordinal()
                surely = _UNDATED - 1 if on is None else on.start.toordinal() - 1
                gone += group.before(now, listed)
                gone += group.after(now, listed if self._by_papers else surely)
            elif on is not None and record.stage.is_main and _is_later(stage, record.stage):
                earlier = on.start.toordinal() - 1
                for other in (*group.before(now, earlier), *group.after(now, earlier)):
                    (kept if date_of(self._records[other]) is None else gone).append(other)
        for other in kept:
            self._settle(other, _SETTLED)
        return gone, kept

    def _settle(self, place: int, day: int) -> None:
        self._settled[place] = day
        self._change(place, day)

    def _change(self, place: int, day: int) -> None:
        for key in _keys(self._records[place]):
            self._groups[key].change(place, day)


def _keys(record: Record) -> tuple[tuple[Stage, str | None], ...]:
    """Give the groups that a record stands in."""
    every = (record.stage, None)
    return (every,) if record.reporter is None else (every, (record.stage, record.reporter))


def _entered(record: Record) -> int:
    return 0 if record.recorded_on is None else record.recorded_on.end.toordinal()


def _begin(record: Record) -> int:
    on = date_of(record)
    return _UNDATED if on is None else on.start.toordinal()


def _is_later(stage: Stage, than: Stage) -> bool:
    """Whether a stage is one that a correction of another takes back."""
    if stage is Stage.TRIAL:
        return than.rank <= _TRIAL_SHOWS.rank
    return stage.is_main and stage.rank > than.rank
