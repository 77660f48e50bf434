"""Histograms of one pass: the days between two dates, counted by group, all lengths of a row in one query."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, repeat
from typing import Any, cast, final

import narwhals.stable.v2 as nw
from attrs import frozen

from zhaoshang._engine.frames.backends.base import Engine
from zhaoshang._engine.frames.cells import read_days, read_label
from zhaoshang._engine.frames.kinds import Frame, day_number, fresh
from zhaoshang._engine.query.groups import Label
from zhaoshang._engine.query.lengths import Lengths
from zhaoshang.measures import Atom, Histogram

Grouped = dict[Label, Any]


@final
@frozen
class HistogramSpan:
    """What a histogram counts.

    Attributes:
        atom: the histogram.
        flag: the column that marks the rows it reads, `None` for all rows.
        start: the column of the first dates.
        end: the column of the last dates.
    """

    atom: Histogram
    flag: str | None
    start: str
    end: str


def pairs_query(engine: Engine, frame: Frame, labels: Sequence[str], span: HistogramSpan) -> Frame:
    """Count the rows of each pair of dates in each group."""
    days = {fresh(): nw.col(span.start), fresh(): nw.col(span.end)}
    chosen = _chosen(frame, [span.flag]).select(*labels, **days)
    return engine.tally(chosen, labels, list(days), fresh())


def lengths_queries(
    engine: Engine, frame: Frame, labels: Sequence[str], spans: Sequence[HistogramSpan]
) -> tuple[Frame, Frame | None]:
    """Count the rows of each length in each group; of several lengths, the rows that have all of them alike.

    With it stands the count of all groups, where the engine makes it on the way. Coarse dates give a row a shortest and
    a longest span, most often the same: one look at the rows serves both.
    """
    names = [fresh() for _ in spans]
    flags = list(dict.fromkeys(span.flag for span in spans))
    ends = {name: (span.start, span.end) for span, name in zip(spans, names, strict=True)}
    chosen, many = engine.days(_chosen(frame, flags), ends), fresh()
    if len(flags) > 1:
        chosen = chosen.with_columns(
            nw.when(nw.col(span.flag)).then(nw.col(name)).alias(name)
            for span, name in zip(spans, names, strict=True)
            if span.flag is not None
        )
    whole = engine.tally_of_whole(chosen, labels, names, many) if labels else None
    return engine.tally(chosen, labels, names, many), whole


def _chosen(frame: Frame, flags: Sequence[str | None]) -> Frame:
    """Keep the rows that any of some flags marks; `None` marks all."""
    marks = [nw.col(flag) for flag in flags if flag is not None]
    if len(marks) < len(flags):
        return frame
    return frame.filter(marks[0] if len(marks) == 1 else nw.any_horizontal(*marks, ignore_nulls=True))


def read_pairs(atom: Histogram, size: int, columns: Sequence[list[Any]]) -> dict[Atom, Grouped]:
    """Read a tally of pairs of dates, given the number of columns that label a group."""
    grouped: Grouped = {}
    for name, (starts, ends, rows) in _runs(size, columns):
        pairs = zip(map(day_number, starts), map(day_number, ends), strict=True)
        _add(grouped, name, Counter(dict(zip(pairs, rows, strict=True))))
    return {atom: grouped}


def read_lengths(atoms: Sequence[Histogram], size: int, columns: Sequence[list[Any]]) -> dict[Atom, Grouped]:
    """Read a tally of lengths, a column for each histogram; a row that a histogram does not read has none."""
    grouped: dict[Atom, Grouped] = {atom: {} for atom in atoms}
    are_alike = True
    for name, (*cells, rows) in _runs(size, columns):
        first, *others = map(read_days, cells)
        if all(other == first for other in others) and None not in first:
            alike = Lengths(cast("list[int]", first), rows)
            for atom in atoms:
                _add(grouped[atom], name, alike)
            continue
        are_alike = False
        for atom, lengths in zip(atoms, (first, *others), strict=True):
            found: Counter[Any] = Counter()
            for length, many in zip(lengths, rows, strict=True):
                if length is not None:
                    found[length] += many
            if found:
                _add(grouped[atom], name, found)
    # what is one is finished once
    return dict.fromkeys(atoms, grouped[atoms[0]]) if are_alike else grouped


def _runs(size: int, columns: Sequence[list[Any]]) -> Iterator[tuple[Label, Sequence[list[Any]]]]:
    """Give the groups and the cells of each: they stand together, or as lists in one row."""
    labels, cells = columns[:size], columns[size:]
    rows = cells[-1]
    if rows and isinstance(rows[0], list):
        for label, *listed in zip(zip(*labels, strict=True), *cells, strict=True):
            yield tuple(map(read_label, label)), listed
        return
    at = 0
    for label, run in groupby(zip(*labels, strict=True) if labels else repeat((), len(rows))):
        end = at + len(list(run))
        yield tuple(map(read_label, label)), [column[at:end] for column in cells]
        at = end


def _add(grouped: Grouped, name: Label, found: Mapping[Any, int]) -> None:
    grouped[name] = grouped[name] + found if name in grouped else found
