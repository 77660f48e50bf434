"""The steps that an office's frame tells of its projects: by their days, by a tick, by a column of stages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._office_frames.cells import CellReading, plain
from zhaoshang._office_frames.shapes import days
from zhaoshang._workbooks.cells.denials import TAKEN, denies, is_behind, step_of
from zhaoshang._workbooks.cells.faults import Fault, cell_text
from zhaoshang._workbooks.words.aliases import SPAN, kind_of_paper, step_path
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.ended import ENDED, affirms, beside_name, heads_ended, saying_ended
from zhaoshang._workbooks.words.neutral import is_undecided
from zhaoshang.periods import Period
from zhaoshang.vocabulary import AgreementKind, Stage

__all__ = ["StepReading", "holds_days"]

_MARKS: Final = r"[(（【\[\-—–:：,，;；/]"
"""What parts a name from what is said beside it."""
_SIGNED: Final = {f"agreements[].{end}_on": end for end in ("signed", "approved")}


def holds_days(path: str, /) -> bool:
    """Tell whether a field is the days of a step, of signing or of a kind of agreement."""
    step = step_path(path)
    is_step = step is not None and step.stages != SPAN
    return is_step or path in _SIGNED or kind_of_paper(path) is not None


class StepReading(CellReading):
    """Reads the columns that tell of steps, and puts together what they say of each row."""

    _columns: Mapping[str, list[Column]]

    def _dated(self, stem: str, column: Column) -> None:
        """Put a column of dates as the first and last day, and whether it happened where it says no date."""
        coded, shaped, values, rest = self._shaped(column, days)
        periods = [value if isinstance(value, Period) else None for value in values]
        ends = {
            "lo": [None if each is None else each.start.toordinal() for each in periods],
            "hi": [None if each is None else each.end.toordinal() for each in periods],
        }
        for end, held in ends.items():
            joined = self._joined(None if shaped is None else shaped.columns[end], held, "date", rest)
            self._put_earliest(f"{stem}_{end}", coded.taken(joined))
        if any(value is True for value in values):
            done = None if shaped is None else shaped.done
            told = self._joined(done, [value is not None for value in values], "bool", rest)
            self._put_yes(f"has_{stem}", coded.taken(told).fill_null(value=False))

    def _spanned(self, stems: Sequence[str], column: Column) -> None:
        """Put a column of spans as the days of the two steps that its cells begin and end with."""
        values, coded = self._read(column)
        for at, stem in enumerate(stems):
            days = [None if value is None else value[at] for value in values]
            for end, name in (("start", "lo"), ("end", "hi")):
                held = [None if day is None else getattr(day, end).toordinal() for day in days]
                self._put_earliest(f"{stem}_{name}", coded.taken(self._new(held, "date")))

    def _put_first(self, name: str, cells: Any) -> None:
        """Put a column, or where it is there already what it lacks."""
        old = self._made.get(name)
        self._made[name] = cells if old is None else old.zip_with(~old.is_null(), cells)

    def _put_yes(self, name: str, cells: Any) -> None:
        """Put where something is so; what else says so of the other rows is kept."""
        self._put_first(name, cells.zip_with(cells, self._nothing("bool")))

    def _put_earliest(self, name: str, cells: Any) -> None:
        """Put a column of days, or beside one that is there already the earlier day of each row."""
        old = self._made.get(name)
        if old is not None:
            both = old.alias("old").to_frame().with_columns(cells.alias("new"))
            cells = both.select(nw.min_horizontal("old", "new").alias("day"))["day"]
        self._made[name] = cells

    def _steps(self) -> None:
        for path, columns in self._columns.items():
            step = step_path(path)
            if step is None:
                continue
            stems = [f"planned_{stage}" if step.planned else str(stage) for stage in step.stages]
            for column in columns:
                if step.stages == SPAN:
                    self._spanned(stems, column)
                else:
                    self._dated(stems[0], column)

    def _signing(self) -> None:
        for path, end in _SIGNED.items():
            for column in self._columns.get(path, ()):
                self._dated(end, column)
        for path, columns in self._columns.items():
            kind = kind_of_paper(path)
            for column in columns if kind is not None else ():
                self._dated("signed" if kind is AgreementKind.FORMAL else "intent", column)
        for column in self._columns.get("agreements[].kind", ()):
            values, coded = self._read(column)
            is_intent = [value is not None and value != AgreementKind.FORMAL for value in values]
            self._split_signing(
                coded.taken(self._new(is_intent, "bool")).fill_null(value=False),
                coded.taken(self._new([value is not None for value in values], "bool")).fill_null(
                    value=False
                ),
            )

    def _split_signing(self, is_intent: Any, is_known: Any) -> None:
        """Let agreements of intent be such; one whose date is not told was signed none the less."""
        none = self._nothing("date")
        for end in ("lo", "hi"):
            days = self._made.get(f"signed_{end}", none)
            self._made[f"signed_{end}"] = none.zip_with(is_intent, days)
            self._put_first(f"intent_{end}", days.zip_with(is_intent, none))
        for stem, wanted in (("signed", is_known & ~is_intent), ("intent", is_known & is_intent)):
            self._put_yes(f"has_{stem}", wanted)

    def _stages(self) -> None:
        """Let a column of stages say what happened, without a date."""
        for column in self._columns.get("milestones[].stage", ()):
            values, coded = self._read(column)
            for stage in dict.fromkeys(value for value in values if isinstance(value, Stage)):
                told = self._new([True if value is stage else None for value in values], "bool")
                self._put_first(f"has_{stage}", coded.taken(told))
        self._take_back()
        for column in self._columns.get("milestones[].stage", ()):
            self._tell_behind(column)
        for name, cells in list(self._made.items()):
            if name.startswith("has_"):
                self._made[name] = cells.fill_null(value=False)

    def _tell_behind(self, column: Column) -> None:
        """Tell of a column of stages where it lies before steps that other columns say were taken."""
        values, coded = self._read(column)
        steps = {
            step: each.header
            for columns in self._columns.values()
            for each in columns
            if (step := step_of(each))
        }
        told = self._nothing("bool").fill_null(value=False)
        against: list[tuple[str, Stage]] = []
        for step, header in steps.items():
            behind = [is_behind(value, step) for value in values]
            for name in (f"{step}_lo", f"has_{step}") if any(behind) else ():
                if name in self._made:
                    cells = self._made[name]
                    taken = ~cells.is_null() if name.endswith("_lo") else cells.fill_null(value=False)
                    found = taken & coded.taken(self._new(behind, "bool")).fill_null(value=False)
                    if found.any():
                        against.append((header, values[behind.index(True)]))
                        told = told | found
        if against:
            header, said = against[0]
            self._doubts.say(Fault("status_behind", header), column.header, int(told.sum()), said.zh)

    def _tell_undecided(self, columns: Iterable[Column]) -> None:
        """Tell of amounts that are called those of talks, in rows of projects that were signed."""
        taken = self._any(TAKEN)
        for column in columns if taken.any() else ():
            rows = int((taken & ~self._series(column).is_null()).sum()) if is_undecided(column.header) else 0
            if rows:
                self._doubts.say(Fault("status_behind", Stage.SIGNED.zh), column.header, rows)

    def _tell_ended(self, column: Column, texts: Any, *, is_name: bool = False) -> None:
        """Tell of texts that say that their project ended or counts elsewhere, where no column of stages says it too."""
        told = (
            texts.filter(texts.str.contains(_MARKS).fill_null(value=False)) if is_name else texts.drop_nulls()
        )
        held = sorted(set(told.to_list()))
        if not is_name and heads_ended(column.header):
            said = list(filter(affirms, held))
        else:
            said = [held[at] for at in saying_ended(list(map(beside_name, held)) if is_name else held)]
        rows = int((texts.is_in(said).fill_null(value=False) & ~self._any(ENDED)).sum()) if said else 0
        if rows:
            self._doubts.say(Fault("said_ended"), column.header, rows, said[0])

    def _any(self, stages: Iterable[Stage]) -> Any:
        """Give the rows that say that one of some stages came about."""
        found = self._nothing("bool").fill_null(value=False)
        for stage in stages:
            for name in (f"{stage}_lo", f"has_{stage}"):
                if name in self._made:
                    cells = self._made[name]
                    found |= ~cells.is_null() if name.endswith("_lo") else cells.fill_null(value=False)
        return found

    def _take_back(self) -> None:
        """Take back the steps that another cell of their row says have not been taken: 否 under 是否开工, beside a day."""
        told = Counter(step_of(column) for columns in self._columns.values() for column in columns)
        is_said = "milestones[].stage" in self._columns
        for columns in self._columns.values():
            for column in columns:
                step = step_of(column)
                if step is not None and column.kind == "milestone" and (is_said or told[step] > 1):
                    self._take_back_of(step, column)

    def _take_back_of(self, step: Stage, column: Column) -> None:
        values, coded = self._read(column)
        words = [cell_text(cell) for cell in map(plain, coded.cells.to_list())]
        said = [value is None and denies(word, column) for value, word in zip(values, words, strict=True)]
        if not any(said):
            return
        denied = coded.taken(self._new(said, "bool")).fill_null(value=False)
        taken = self._nothing("bool").fill_null(value=False)
        for stem in (step, *(each for each in Stage if step in each.implies)):
            for name in (f"{stem}_lo", f"{stem}_hi") if stem is step else ():
                if name in self._made:
                    cells = self._made[name]
                    taken = taken | (~cells.is_null() & denied)
                    self._made[name] = self._nothing("date").zip_with(denied, cells)
            if f"has_{stem}" in self._made:
                cells = self._made[f"has_{stem}"]
                taken = taken | (cells.fill_null(value=False) & denied)
                self._made[f"has_{stem}"] = self._nothing("bool").zip_with(denied, cells)
        if rows := int(taken.sum()):
            word = words[said.index(True)]
            self._doubts.say(Fault("step_denied", f"{column.header} {word}"), column.header, rows)
