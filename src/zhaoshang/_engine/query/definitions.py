"""What a KPI is: names, formula in words, unit, and the plan that lowers a question to shapes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol, SupportsIndex, final

from attrs import field, frozen

from zhaoshang._basics import above
from zhaoshang._basics.brief import by_name
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.plain import plain_fields
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.groups import Label
from zhaoshang._engine.query.reads import Reads
from zhaoshang._engine.query.shapes.counting import Note, Shape
from zhaoshang._engine.results.figure import Wording
from zhaoshang.measures import NEVER
from zhaoshang.references import Reference
from zhaoshang.scoring import Result

if TYPE_CHECKING:
    from zhaoshang._engine.tables.columns import LedgerTable
    from zhaoshang._engine.tables.ledger_tables import Tables


@final
@frozen(kw_only=True)
class GroupAnswer:
    """The answer for the whole or one group.

    Attributes:
        result: the value or the reason why there is none.
        excluded: the ids left out by a rule or a gap.
        warnings: what to know about it.
        ids: the ids behind the value, or behind the numerator.
        base_ids: the ids behind the denominator.
        is_part: whether the group is a part that the KPI itself names.
        cohort: which signed projects were looked at.
    """

    result: Result
    excluded: Sequence[str] = ()
    warnings: tuple[str, ...] = ()
    ids: Sequence[str] = ()
    base_ids: Sequence[str] = ()
    is_part: bool = False
    cohort: str | None = None


Answers = dict[Label, GroupAnswer]

TableMakers = Mapping[str, Callable[["Tables"], "LedgerTable"]]
"""Tables worked out for a question, by name."""


class Ask(Protocol):
    """Put a further question about the same ledger."""

    def __call__(self, kpi: str, context: Context, /) -> Answers:
        """Answer a KPI, the whole under the empty label and then each group."""
        ...

    def of_units(self, kpi: str, context: Context, units: frozenset[str], /) -> GroupAnswer:
        """Answer a KPI for what some units are credited with."""
        ...

    def owners(self) -> frozenset[str]:
        """List the units that projects name as in charge, or share their credit between."""
        ...

    def has_records(self, table: str, context: Context, /) -> bool:
        """Tell whether a table holds any record that was known."""
        ...


def _naming(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Keep the notes that may name a row."""
    return tuple(note for note in notes if note.where != NEVER)


@final
@frozen(kw_only=True)
class Plan:
    """How one question is answered.

    Attributes:
        shape: what is added up and finished, where the answer comes from tables.
        result: the answer, where it comes from figures given.
        derive: how the answer follows from other answers, or from records.
        records: what `derive` reads of records, as columns by table.
        parts: further answers that stand as groups, by label (bands, units of a ranking).
        notes: the rows to be named beside the figure.
        tables: tables worked out for the question, by name.
        warnings: warnings that hold whatever the sums.
        excluded: what a result leaves out of the figures given.
        cohort: the name of the cohort looked at, if any.
        came_to: what the projects of the cohort came to.
        reads_attributes: whether edited attributes are read, which `known_on` cannot replay.
        needs_shares: whether shares that do not add up to one leave no value.
    """

    shape: Shape | None = None
    result: Result | None = None
    derive: Callable[[Ask], Answers] | None = None
    records: Mapping[str, tuple[str, ...]] = field(factory=FrozenMap)
    parts: tuple[tuple[str, "Shape | Result"], ...] = ()
    notes: tuple[Note, ...] = field(default=(), converter=_naming)
    tables: "TableMakers" = field(factory=dict)
    warnings: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    cohort: str | None = None
    came_to: str = "signed"
    reads_attributes: bool = False
    needs_shares: bool = False


Lower = Callable[[Context], Plan]


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Kpi:
    """One official figure: its names, its formula in words and in nodes (指标定义).

    Attributes:
        id: the id, as in the catalogue.
        zh: the Chinese name.
        en: the English name.
        unit: the code of the unit.
        formula_zh: the definition in Chinese words.
        formula_en: the definition in English words.
        plan: the definition in nodes, for one question.
        edge_cases_zh: what to watch for, in Chinese.
        edge_cases_en: the same in English.
        references: where the definition comes from.

    Examples:
        What a KPI reads is nowhere declared: it is found by following the plan.

        >>> from zhaoshang.kpis import find
        >>> kpi = find("阶段用时")
        >>> kpi.id, kpi.unit, kpi.wording.en, kpi.arguments
        ('stage_duration_days', 'day', 'days from stage to stage', ('from_stage', 'to_stage', 'stat'))
        >>> find("activity_index").inputs, find("ranking").options, find("policy_cash").columns["payments"]
        (('parts', 'weights'), ('ties', 'rank_on'), ('amount', 'hi', 'id', 'lo', 'planned'))
    """

    __repr__ = by_name

    id: str
    zh: str
    en: str
    unit: str
    formula_zh: str
    formula_en: str
    plan: Lower = field(repr=False)
    edge_cases_zh: str = ""
    edge_cases_en: str = ""
    references: tuple[Reference, ...] = ()

    @property
    def arguments(self) -> tuple[str, ...]:
        """The further arguments that it asks for."""
        return self._listed.arguments

    @property
    def inputs(self) -> tuple[str, ...]:
        """The figures that it takes instead of a ledger."""
        return self._listed.inputs

    @property
    def options(self) -> tuple[str, ...]:
        """The options of a profile that it reads, those that grouping by unit or event reads among them."""
        return self._listed.options

    @property
    def columns(self) -> Mapping[str, tuple[str, ...]]:
        """The columns that it reads, by table; an amount by its name."""
        return self._listed.columns

    @property
    def _listed(self) -> Reads:
        """What it reads: of a KPI of the catalogue as traced beforehand, which takes seconds."""
        told = traced().get(self.id) if self._is_shipped else None
        found: Reads = above.tracing.reads_of(self.plan) if told is None else told
        return found

    @property
    def _is_shipped(self) -> bool:
        return any(kpi is self for kpi in above.catalogue.CATALOGUE)

    @property
    def wording(self) -> Wording:
        """The words that figures carry along."""
        return Wording(zh=self.zh, en=self.en, formula_zh=self.formula_zh, formula_en=self.formula_en)

    def __str__(self) -> str:
        """Show the id and the Chinese name."""
        return f"{self.id} {self.zh}"

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> str | tuple[Any, ...]:
        """Send a KPI of the catalogue to another process by its id, which finds the same one there."""
        if self._is_shipped:
            return _shipped, (self.id,)
        return super().__reduce_ex__(protocol)


@cache
def traced() -> Mapping[str, Reads]:
    """Load what each KPI of the catalogue was found to read when the library was made."""
    text = files("zhaoshang").joinpath("_engine", "catalogue", "reads.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {
        kpi: Reads(
            arguments=tuple(arguments.split()),
            inputs=tuple(inputs.split()),
            options=tuple(options.split()),
            columns=FrozenMap(
                {
                    table: tuple(names.split(","))
                    for table, _, names in (each.partition(":") for each in columns.split())
                }
            ),
        )
        for kpi, arguments, inputs, options, columns in rows
    }


def _shipped(kpi: str) -> Kpi:
    """Find a KPI of the catalogue that was sent by its id."""
    found: Kpi = next(each for each in above.catalogue.CATALOGUE if each.id == kpi)
    return found
