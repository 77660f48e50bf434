"""How each column of a table is read, where its values go, and what was read of its cells before."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import index
from typing import Any, Final, NamedTuple, SupportsIndex, final

from attrs import Factory, define

from zhaoshang._workbooks.cells.dates import DateReader
from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.readers import CurrencyReader, TitledReader
from zhaoshang._workbooks.cells.values import UNSAID, QuantityReader, Read
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.aliases import EXTRA, SPAN, kind_of_paper, step_path
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import FIELDS
from zhaoshang.model import Agreement, Milestone
from zhaoshang.periods import Period
from zhaoshang.vocabulary import AgreementKind, InvestorFlag, Stage

__all__ = ["ABOVE", "CONTEXT", "MANY", "FaultPlace", "Known", "Spec", "contexts_of", "spec_of"]


ABOVE: Final = "above"
"""The slot of what titles say of the units of the rows below them."""
CONTEXT: Final = frozenset({"currency", "unit", ABOVE})
"""The slots of what says in what the amounts of a row are."""

MANY: Final = 50_000
"""As many readings are kept for one column."""

_UNIQUE: Final = frozenset({"name", "code", "uscc"})
_ALONE: Final = frozenset({"shared", "investors", "park", "owner"})
_KNOWN: Final = {field.path: field for field in FIELDS}


@final
class FaultPlace(NamedTuple):
    """A fault in a column of a row."""

    column: int
    fault: Fault
    value: Cell


_StepMark = tuple[Stage, bool, str | None]
_Mark = _StepMark | AgreementKind | InvestorFlag | None
_STEP_SLOTS: Final[dict[_StepMark, str]] = {
    (Stage.SIGNED, False, None): "signing",
    (Stage.STARTED, False, None): "start",
}
_Told = list[tuple[int, Fault]]


@final
class _Memory(dict[Cell, object]):
    """What was read of the cells of a column; a cell that was not met before is read when it is asked for."""

    __slots__ = ("_read", "faults")

    def __init__(self, read: Callable[[Cell], tuple[object, Fault | None]], /) -> None:
        super().__init__({None: None})
        self._read = read
        self.faults: dict[Cell, Fault] = {}

    def __missing__(self, raw: Cell) -> object:
        value, fault = self._read(raw)
        self[raw] = value
        if fault is not None:
            self.faults[raw] = fault
        return value

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> str | tuple[Any, ...]:
        """Pickle as protocol 2 does, the first that knows slots."""
        return super().__reduce_ex__(max(2, index(protocol)))


Known = dict[str, _Memory]
"""What was read before, by what rows say of the amounts."""


@final
@define(eq=False)
class Spec:
    """How one column is read: its place in the row, the reader, and where the value goes.

    A value whose field no other column states goes straight there, which `is_direct` says. What was read before is
    kept by the cell and by what the row says of its amounts, for every sheet whose column is read in the same way.
    `is_kept` says whether the cells of the column may recur, and `is_amount` whether its reader takes the units of the
    row; `make` is called on each value that is read.
    """

    at: int
    column: Column
    read: Callable[..., Read]
    slot: str
    name: str
    flag: InvestorFlag | None
    make: Callable[[object], object] | None
    is_direct: bool
    is_amount: bool
    is_kept: bool
    _known: Known = Factory(dict)

    @property
    def is_titled(self) -> bool:
        """Tell whether the column is none of the table's own, but holds what titles say of the rows."""
        return self.column.header == self.column.field

    def cell(self, raw: Cell, number: int, context: str = "") -> Read:
        """Read a cell of a row, whose other columns may say in what its amounts are."""
        return self.read(raw, number, context) if self.is_amount else self.read(raw, number)

    def cells(
        self, cells: Sequence[Cell], numbers: Sequence[int], contexts: Sequence[str] | None, /
    ) -> tuple[Sequence[object], _Told]:
        """Read the cells of a column in some rows; those that recur are read once.

        Args:
            cells: the cells.
            numbers: their rows.
            contexts: what each row says of the amounts of this column; `None` where none says anything.

        Returns:
            The values, and the faults with their places in them.
        """
        types = set(map(type, cells))
        said = set(contexts) if contexts is not None and self.is_amount else {""}
        if len(said) > 1 or bool in types or not self._recur(types):
            return self._each(cells, numbers, contexts)
        memory = self._memory(*said)
        found, faults = list(map(memory.__getitem__, cells)), memory.faults
        if not faults or faults.keys().isdisjoint(cells):
            return found, []
        return found, [(place, faults[raw]) for place, raw in enumerate(cells) if raw in faults]

    def _recur(self, types: set[type]) -> bool:
        """Tell whether equal cells say the same in every row; a date may hang on how its number is shown there."""
        return self.is_amount or (self.is_kept and float not in types)

    def _each(
        self, cells: Sequence[Cell], numbers: Sequence[int], contexts: Sequence[str] | None
    ) -> tuple[list[object], _Told]:
        """Read cells one by one; texts that recur are still read once."""
        if not self.is_kept and not self.is_amount and self.make is None:
            read = [
                None if raw is None else self.read(raw, at) for raw, at in zip(cells, numbers, strict=True)
            ]
            return [one and one[0] for one in read], [
                (place, one[1]) for place, one in enumerate(read) if one is not None and one[1] is not None
            ]
        found: list[object] = []
        told: _Told = []
        for place, raw in enumerate(cells):
            context = contexts[place] if contexts is not None and self.is_amount else ""
            if type(raw) is str and self.is_kept:
                value, fault = self._text(raw, context)
            else:
                value, fault = (None, None) if raw is None else self._made(raw, numbers[place], context)
            found.append(value)
            if fault is not None:
                told.append((place, fault))
        return found, told

    def _text(self, raw: str, context: str) -> tuple[object, Fault | None]:
        memory = self._memory(context)
        return memory[raw], memory.faults.get(raw)

    def _made(self, raw: Cell, number: int, context: str) -> tuple[object, Fault | None]:
        value, fault = self.cell(raw, number, context)
        return (value if value is None or self.make is None else self.make(value)), fault

    def _memory(self, context: str) -> _Memory:
        memory = self._known.get(context)
        if memory is None or len(memory) > MANY:
            memory = self._known[context] = _Memory(partial(self._made, number=0, context=context))
        return memory


def spec_of(
    column: Column, read: Callable[..., Read], /, *, is_alone: bool, known: dict[object, Known] | None = None
) -> Spec:
    """Say how a column is read.

    Args:
        column: the column.
        read: the reader of its cells.
        is_alone: whether no other column states its field.
        known: what was read before in the sheets of one workbook, whose months state the same amounts and days.
    """
    slot, name, mark = _slot_of(column)
    depends = isinstance(read, DateReader) and read.depends
    way = getattr(read, "way", read)
    return Spec(
        at=column.number - 1,
        column=column,
        read=read,
        slot=slot,
        name=name,
        flag=mark if isinstance(mark, InvestorFlag) else None,
        make=_maker(slot, mark),
        is_direct=slot == "plain" or (slot in _ALONE and is_alone),
        is_amount=isinstance(read, QuantityReader | TitledReader),
        is_kept=not depends and column.kind not in _UNIQUE,
        known={} if known is None or depends else known.setdefault((way, slot, mark), {}),
    )


def contexts_of(
    specs: Sequence[Spec], rows: Sequence[Sequence[Cell]], numbers: Sequence[int], /
) -> dict[int, list[str]]:
    """Give the currency and unit that columns state for the amounts of some rows, by the place of the amounts' column."""
    said: dict[int, Sequence[object]] = {}
    for spec in specs:
        if spec.slot in CONTEXT:
            cells = [row[spec.at] if spec.at < len(row) else None for row in rows]
            told = spec.cells(cells, numbers, None)[0]
            is_told = isinstance(spec.read, CurrencyReader) and spec.read.is_told
            said[spec.at] = [UNSAID if value is None else value for value in told] if is_told else told
    if not said:
        return {}
    made: dict[tuple[int, ...], list[str]] = {}
    contexts = {}
    for at, sources in _sources(specs).items():
        if sources not in made:
            values = zip(*(said[source] for source in sources), strict=True) if sources else [()] * len(rows)
            made[sources] = [" ".join(str(value) for value in row if value is not None) for row in values]
        contexts[at] = made[sources]
    return contexts


def _sources(specs: Sequence[Spec]) -> dict[int, tuple[int, ...]]:
    """Find which columns of currency and of unit speak for each column of amounts.

    One column speaks for all of them, and one of units for those alone whose header has none, where there are such.
    Of several, each speaks for the amounts on one side of it, up to the next: those before it, unless the first of
    them stands before every amount.
    """
    amounts = sorted(spec.at for spec in specs if spec.is_amount)
    bare = [spec.at for spec in specs if spec.is_amount and spec.column.scaled is None] or amounts
    money = {spec.at for spec in specs if spec.is_amount and spec.column.kind == "money"}
    without = money.intersection(bare) or money
    found: dict[int, list[int]] = {at: [] for at in amounts}
    for slot in sorted(CONTEXT):
        places = sorted(spec.at for spec in specs if spec.slot == slot)
        leads = bool(places) and bool(bare) and places[0] < min(bare)
        for at in amounts if slot != "unit" else sorted(without):
            near = [place for place in places if (place < at) is leads] if len(places) > 1 else places
            if near:
                found[at].append(near[-1] if leads else near[0])
    return {at: tuple(sorted(places)) for at, places in found.items()}


def _maker(slot: str, mark: _Mark) -> Callable[[object], object] | None:
    """Say what is made of each value that a column states; `None` where it stays as it is."""
    if isinstance(mark, AgreementKind):
        return partial(_paper, mark)
    if not isinstance(mark, tuple) or slot == "signing":
        return None
    return partial(_span if slot == "span" else _step, mark)


def _paper(kind: AgreementKind, value: object) -> Agreement | None:
    """Make the agreement of a kind that a cell dates."""
    return Agreement(kind=kind, signed_on=value) if isinstance(value, Period) else None


def _step(mark: _StepMark, value: object) -> Milestone:
    """Make the step that a cell states, by its date or by a yes."""
    stage, planned, reporter = mark
    return Milestone(
        stage=stage, on=value if isinstance(value, Period) else None, planned=planned, reporter=reporter
    )


def _span(mark: _StepMark, value: object) -> tuple[Milestone, ...]:
    """Make the start and the completion whose dates a cell states."""
    ends = value if isinstance(value, tuple) else ()
    return tuple(_step((stage, *mark[1:]), end) for stage, end in zip(SPAN, ends, strict=True))


def _slot_of(column: Column) -> tuple[str, str, _Mark]:
    """Say where a column's values go: a slot, a name in it, and a stage or flag."""
    path = column.field or ""
    if path == ABOVE:
        return ABOVE, "", None
    if column.kind == EXTRA:
        return EXTRA, path.removeprefix(EXTRA).removeprefix("."), None
    known = _KNOWN.get(path)
    if known is not None and known.slot not in {"step", "flag"}:
        return known.slot, known.leaf, None
    paper = kind_of_paper(path)
    if paper is not None:
        return "paper", "", paper
    step = step_path(path)
    if step is not None:
        mark = (step.stages[0], step.planned, step.reporter)
        if step.stages == SPAN:
            return "span", "", mark
        return _STEP_SLOTS.get(mark, "step"), "", mark
    return "flag", "", InvestorFlag(path.removeprefix("investor.flags[").removesuffix("]"))
