"""Some rows of a table, read a column after the other, and what several columns say together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, final

from attrs import Factory, define

from zhaoshang._workbooks.cells.denials import (
    asks,
    comes_to,
    denies,
    disagrees,
    is_behind,
    is_taken,
    parted,
    puts_off,
    step_of,
    still_holds,
)
from zhaoshang._workbooks.cells.faults import UNREAD, Fault, cell_text
from zhaoshang._workbooks.cells.inside import inner_of, named_in
from zhaoshang._workbooks.cells.remarks import UNIT, restating, said_again, states_again
from zhaoshang._workbooks.cells.rowfacts import RowFacts
from zhaoshang._workbooks.cells.specs import CONTEXT, MANY, FaultPlace, Spec, contexts_of
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.doubted import doubting, heads_plain
from zhaoshang._workbooks.words.ended import (
    ENDED,
    affirms,
    beside_name,
    heads_ended,
    saying_ended,
    stage_beside,
)
from zhaoshang._workbooks.words.neutral import is_undecided
from zhaoshang.model import Agreement, Arrival, Milestone
from zhaoshang.model._fields.building import build
from zhaoshang.model._fields.converters import NO_TEXTS
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Stage

__all__ = ["GatheredRows", "Papers"]

Papers = Sequence[Mapping[str, object] | None]
"""What each row says of its agreement: nothing in words where it only says that there is one, `None` where nothing."""

_Column = tuple[Spec, Sequence[Cell], Sequence[Any]]
_STEPS: Final = frozenset({"step", "start", "span"})
_PAPERS: Final = frozenset({"agreement", "signing"})
_OF_REMARKS: Final = frozenset({"said_ended", "status_behind", "remark_restates"})
"""What is told of remarks, once of each."""
_TOGETHER: Final = _STEPS | _PAPERS | {"stage", "paper", "arrival", "extra"}
"""The slots that are put together for all rows at once; the rest a row after the other."""


@final
@define(eq=False)
class GatheredRows:
    """Some rows of a table: what their columns say, where they are at fault, and the words that no field takes."""

    numbers: Sequence[int]
    columns: list[_Column] = Factory(list)
    places: dict[int, list[FaultPlace]] = Factory(dict)
    unread: dict[int, dict[str, str]] = Factory(dict)

    @classmethod
    def read(
        cls, rows: Sequence[Sequence[Cell]], numbers: Sequence[int], specs: Sequence[Spec], /
    ) -> "GatheredRows":
        """Read the cells, a column after the other."""
        self = cls(numbers)
        width = max((spec.at + 1 for spec in specs), default=0)
        if min(map(len, rows), default=width) < width:
            rows = [[*row, *[None] * (width - len(row))] for row in rows]
        by_column = list(zip(*rows, strict=False))
        contexts = contexts_of(specs, rows, numbers)
        for spec in specs:
            cells = by_column[spec.at] if by_column else ()
            values, told = spec.cells(cells, numbers, contexts.get(spec.at))
            for place, fault in told:
                self.tell(place, FaultPlace(spec.at + 1, fault, cells[place]))
                if fault.code in UNREAD:
                    self._keep(place, spec.column, cell_text(cells[place]))
            if spec.slot not in CONTEXT:
                self.columns.append((spec, cells, values))
        self._take_back()
        self._follow_dates()
        self._tell_behind()
        self._tell_undecided()
        self._tell_ended()
        self._tell_restated()
        self._tell_doubted()
        return self

    def _take_back(self) -> None:
        """Take back the days of a step that another cell of the row says has not been taken: 否 under 是否开工, beside a day."""
        of_stages: dict[Stage, list[int]] = {}
        for at, (spec, _, _) in enumerate(self.columns):
            stage = step_of(spec.column)
            if stage is not None:
                of_stages.setdefault(stage, []).append(at)
        states = [at for at, (spec, _, _) in enumerate(self.columns) if spec.slot == "stage"]
        for stage, group in of_stages.items():
            for asked in group if len(group) > 1 or states else ():
                spec, cells, values = self.columns[asked]
                is_ticked = asks(spec.column) and any(value is not None for value in values)
                for place, (cell, value) in enumerate(zip(cells, values, strict=True)):
                    if value is not None or (cell is None and not is_ticked):
                        continue
                    said = [at for at in states if comes_to(self.columns[at][2][place], stage)]
                    if cell is not None and denies(cell, spec.column):
                        self._take_back_of(place, spec, cell, (*group, *said))
                    elif said and (cell is None or puts_off(cell)):
                        # where others have a tick, one that has none is not said to be as far as the title above it
                        titles = [at for at in said if self.columns[at][0].is_titled]
                        self._take_back_of(place, spec, cell, titles)

    def _take_back_of(self, place: int, asked: Spec, cell: Cell, columns: Sequence[int]) -> None:
        if cell is None:
            fault = Fault("step_not_ticked", asked.column.header)
        else:
            fault = Fault("step_denied", f"{asked.column.header} {cell_text(cell)}")
        for at in columns:
            spec, cells, values = self.columns[at]
            if values[place] is not None:
                kept = list(values)
                kept[place] = None
                self.columns[at] = (spec, cells, kept)
                at_fault = asked if spec.is_titled else spec
                self.tell(place, FaultPlace(at_fault.at + 1, fault, cells[place]))

    def _follow_dates(self) -> None:
        """Leave the stage that a title says to the rows that date it."""
        titles = [
            at for at, (spec, _, _) in enumerate(self.columns) if spec.slot == "stage" and spec.is_titled
        ]
        for at in titles:
            spec, cells, said = self.columns[at]
            for column, _, values in self.columns:
                step = step_of(column.column)
                if step is not None and step in said:
                    said = [
                        None if one is step and value is not None else one
                        for one, value in zip(said, values, strict=True)
                    ]
            self.columns[at] = (spec, cells, said)

    def _tell_behind(self) -> None:
        """Tell of the rows whose status lies before a step that they say was taken, the furthest of those."""
        steps = [
            (stage, at)
            for at, (spec, _, _) in enumerate(self.columns)
            if (stage := step_of(spec.column)) is not None
        ]
        steps.sort(key=lambda step: -step[0].rank)
        for status, texts, said in self._statuses() if steps else ():
            told: set[int] = set()
            for stage, at in steps:
                behind = {value for value in set(said) if is_behind(value, stage)}
                spec, cells, values = self.columns[at]
                for place, value in enumerate(values) if behind else ():
                    if value is not None and said[place] in behind and place not in told:
                        told.add(place)
                        fault = Fault("status_behind", f"{spec.column.header} {cell_text(cells[place])}")
                        self.tell(
                            place, FaultPlace(status.at + 1, fault, texts[place] if texts else said[place].zh)
                        )

    def _statuses(self) -> Iterator[tuple[Spec, Sequence[Cell], Sequence[Any]]]:
        """Give the columns that say how far each project is: those of stages, and those of names with their texts: 甲项目（在谈）."""
        for spec, cells, values in self.columns:
            if spec.slot == "stage":
                yield spec, (), values
            elif spec.column.kind == "name":
                yield spec, cells, [stage_beside(cell) if type(cell) is str else None for cell in cells]

    def _tell_undecided(self) -> None:
        """Tell of the rows that are at another stage than their title says, and of the amounts of talks of those that were signed."""
        states = self._of("stage")
        for title, _, above in states[:-1]:
            spec, cells, said = states[-1]
            differ = disagrees if title.is_titled and not spec.is_titled else parted
            for place, (one, other) in enumerate(zip(above, said, strict=True)):
                if differ(one, other):
                    self.tell(place, FaultPlace(spec.at + 1, Fault("title_disagrees", one.zh), cells[place]))
        amounts = [each for each in self.columns if each[0].is_amount and is_undecided(each[0].column.header)]
        taken = self._taken() if amounts else {}
        for spec, _, values in amounts:
            for place, fact in taken.items():
                if values[place] is not None:
                    self.tell(
                        place, FaultPlace(spec.at + 1, Fault("status_behind", fact), spec.column.header)
                    )

    def _taken(self) -> Mapping[int, str]:
        """Give what each row says that only a project does which was signed."""
        found: dict[int, str] = {}
        for spec, cells, values in self.columns:
            is_state = spec.slot == "stage"
            for place, value in enumerate(values) if is_state or is_taken(step_of(spec.column)) else ():
                if is_taken(value) if is_state else value is not None:
                    found.setdefault(place, f"{spec.column.header} {cell_text(cells[place])}")
        return found

    def _tell_ended(self) -> None:
        """Tell of the rows of which a remark, its header or an aside to the name says that they ended, where no status does."""
        states = [values for _, _, values in self._of("stage")]
        told: set[int] = set()
        for spec, cells, _ in self.columns:
            if spec.slot != EXTRA and spec.column.kind != "name":
                continue
            is_headed = spec.slot == EXTRA and heads_ended(spec.column.header)
            places = [place for place, cell in enumerate(cells) if is_headed or type(cell) is str]
            texts = [cell_text(cells[place]) for place in places]
            if is_headed:
                said = iter([at for at, text in enumerate(texts) if affirms(text)])
            else:
                said = saying_ended(texts if spec.slot == EXTRA else list(map(beside_name, texts)))
            for at in said:
                place = places[at]
                if place not in told and not any(values[place] in ENDED for values in states):
                    told.add(place)
                    value = f"{spec.column.header} {texts[at]}" if is_headed else texts[at]
                    self.tell(place, FaultPlace(spec.at + 1, Fault("said_ended"), value))

    def _tell_restated(self) -> None:
        """Tell of the remarks that take back, or say anew, what their row says."""
        held = {spec.column.field: (spec, values) for spec, _, values in self.columns if spec.slot != EXTRA}
        amounts = next((spec.column.header for spec, _, _ in self.columns if spec.is_amount), "")
        for spec, cells, _ in self.columns:
            texts = [(place, cell) for place, cell in enumerate(cells) if type(cell) is str]
            if spec.slot != EXTRA or spec.is_titled or not restating([text for _, text in texts]):
                continue
            for place, text in texts:
                taken = {path for path, (_, values) in held.items() if path and values[place] is not None}
                for path, takes_back in said_again(text, taken):
                    header = amounts if path == UNIT else held[path][0].column.header
                    code = "status_behind" if takes_back else "remark_restates"
                    if header:
                        self.tell(place, FaultPlace(spec.at + 1, Fault(code, header), text))

    def _tell_doubted(self) -> None:
        """Tell of the remarks that may change what their row says, of which nothing else was told."""
        amounts = [values for spec, _, values in self.columns if spec.is_amount]
        dates = [values for spec, _, values in self.columns if step_of(spec.column) is not None]
        for spec, cells, _ in self.columns:
            if spec.slot != EXTRA or spec.is_titled or heads_plain(spec.column.header):
                continue
            for place, text in enumerate(cells):
                if type(text) is not str or any(
                    each.column == spec.at + 1 and each.fault.code in _OF_REMARKS
                    for each in self.places.get(place, ())
                ):
                    continue
                for kind, clause in doubting(text):
                    held = [values[place] for values in (dates if kind == "date" else amounts)]
                    if kind == "row" or any(
                        value is not None and not states_again(clause, value) for value in held
                    ):
                        self.tell(place, FaultPlace(spec.at + 1, Fault("remark_doubts", clause), text))
                        break

    def tell(self, place: int, *faults: FaultPlace) -> None:
        """Report what is at fault in a row."""
        self.places.setdefault(place, []).extend(faults)

    def _keep(self, place: int, column: Column, text: str) -> None:
        """Keep words of a row that no field takes, by the header they stand under."""
        kept = self.unread.setdefault(place, {})
        header = column.header or column.letter
        kept[f"{header}（{column.letter}）" if header in kept else header] = text

    def _of(self, *slots: str) -> list[_Column]:
        return [column for column in self.columns if column[0].slot in slots]

    def direct(self) -> dict[str, Sequence[Any]]:
        """Give the columns that alone state their field, by its name."""
        return {spec.name: values for spec, _, values in self.columns if spec.is_direct}

    def facts(self) -> Sequence[RowFacts]:
        """Put together what each row says of one thing in several columns, which may not agree; nothing without them."""
        several = [
            column for column in self.columns if not column[0].is_direct and column[0].slot not in _TOGETHER
        ]
        if not several:
            return ()
        facts = [RowFacts() for _ in self.numbers]
        for spec, cells, values in several:
            take = getattr(RowFacts, f"take_{spec.slot}", RowFacts.take_one)
            for place, value in enumerate(values):
                if value is not None:
                    take(facts[place], spec, value, cells[place])
        return facts

    def inner(self, columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        """Give the amounts that cells state within their own of a field that the row lacks; what no field takes is told."""
        found: dict[str, list[Any]] = {}
        for spec, cells, values in self.columns:
            for place, raw in enumerate(cells) if spec.is_amount else ():
                whole = values[place]
                fault = inner_of(whole, raw) if whole is not None and type(raw) is str else None
                if fault is None:
                    continue
                told = FaultPlace(spec.at + 1, fault, raw)
                said = FaultPlace(spec.at + 1, Fault("inner_amount_read", fault.note), raw)
                rest = [each for each in self.places.get(place, []) if each not in {told, said}]
                named = named_in(fault.note, whole)
                name, amount = (None, None) if named is None else named
                known = [] if name is None else found.setdefault(name, [*columns.get(name, self._blank)])
                if name is not None and known[place] in {None, amount}:
                    known[place] = amount
                    self.places[place] = [*rest, said]
                else:
                    self.places[place] = [*rest, told]
        return found

    @property
    def _blank(self) -> list[None]:
        return [None] * len(self.numbers)

    def stages(self) -> Sequence[Sequence[Stage | None]]:
        """Give the stage that each row says its project is in, the last of several columns that say one; then those that hold beside it."""
        last: Sequence[Stage | None] = [None] * len(self.numbers)
        others: list[Sequence[Stage | None]] = []
        for _, _, values in reversed(self._of("stage")):
            beside = [
                one if said is not None and still_holds(one, said) else None
                for one, said in zip(values, last, strict=True)
            ]
            others += [beside] if any(beside) else []
            last = [one if said is None else said for one, said in zip(values, last, strict=True)]
        return [last, *others]

    def steps(self) -> Sequence[tuple[Milestone, ...]]:
        """Give the steps that each row dates, in the order of their columns."""
        columns = self._of(*_STEPS)
        if not columns:
            return [()] * len(self.numbers)
        lines = zip(*(values for _, _, values in columns), strict=True)
        if not any(spec.slot == "span" for spec, _, _ in columns):
            return [tuple(filter(None, line)) for line in lines]
        return [
            tuple(
                step
                for value in line
                if value is not None
                for step in (value if isinstance(value, tuple) else (value,))
            )
            for line in lines
        ]

    def without_starts(self, place: int, steps: tuple[Milestone, ...], opening: str) -> tuple[Milestone, ...]:
        """Leave out the start of a row that says it opened for business: that is no start of construction."""
        for spec, cells, values in self._of("start"):
            if values[place] is not None:
                self.tell(place, FaultPlace(spec.at + 1, Fault("start_or_opening", opening), cells[place]))
        return tuple(
            [step for step in steps if step.stage is not Stage.STARTED or step.planned or step.reporter]
        )

    def papers(self) -> Papers:
        """Give what each row says of its agreement."""
        columns = self._of(*_PAPERS)
        if len(columns) == 1 and (columns[0][0].name == "signed_on" or columns[0][0].slot == "signing"):
            return [None if value is None else {"signed_on": value} for value in columns[0][2]]
        papers: list[dict[str, object] | None] = [None] * len(self.numbers)
        for spec, _, values in columns:
            for place, value in enumerate(values):
                known = papers[place] or {}
                if value is None:
                    continue
                if spec.slot == "agreement":
                    papers[place] = {**known, spec.name: value}
                else:  # the day of signing, or a yes: it is the agreement's
                    papers[place] = {"signed_on": value, **known} if isinstance(value, Period) else known
        return papers

    def named_papers(self) -> Sequence[tuple[Agreement, ...]]:
        """Give the agreements of each row whose columns say of what kind they are; nothing without such columns."""
        columns = [values for _, _, values in self._of("paper")]
        return [tuple(filter(None, line)) for line in zip(*columns, strict=True)] if columns else ()

    def arrivals(self, made_before: dict[int, tuple[Arrival, ...]], /) -> Sequence[tuple[Arrival, ...]]:
        """Make the payments of rows that state an amount; one that says nothing else is made once for each amount.

        Args:
            made_before: the payments made before, by the identity of their amount, which lives as long as they do.
        """
        stated: dict[str, Sequence[Any]] = {}
        for spec, _, values in self._of("arrival"):
            known = stated.get(spec.name, [None] * len(values))
            stated[spec.name] = [
                before if value is None else value for before, value in zip(known, values, strict=True)
            ]
        amounts = stated.get("amount", ())
        found: list[tuple[Arrival, ...]] = [()] * len(self.numbers)
        if len(stated) == 1:
            for place, amount in enumerate(amounts):
                if amount is not None:
                    made = made_before.get(id(amount))
                    if made is None or made[0].amount is not amount:
                        made = (Arrival(amount=amount),)
                        if len(made_before) >= MANY:
                            made_before.clear()
                        made_before[id(amount)] = made
                    found[place] = made
            return found
        paid = [place for place, amount in enumerate(amounts) if amount is not None]
        columns = {name: [values[place] for place in paid] for name, values in stated.items()}
        for place, arrival in zip(paid, build(Arrival, columns, len(paid)), strict=True):
            found[place] = (arrival,)
        return found

    def extras(self) -> Sequence[Mapping[str, str]] | None:
        """Give the texts of each row that no field holds, by their headers; `None` where there are none."""
        found = self.unread
        for spec, _, values in self._of("extra"):
            for place, value in enumerate(values):
                if value is not None:
                    found.setdefault(place, {})[spec.name] = value
        return [found.get(place, NO_TEXTS) for place in range(len(self.numbers))] if found else None
