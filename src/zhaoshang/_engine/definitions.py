"""What a KPI is: names, formula in words, unit, and the plan that lowers a question to shapes."""

from collections.abc import Callable
from typing import final

from attrs import field, frozen

from zhaoshang._engine.context import Context
from zhaoshang._engine.figures import Wording
from zhaoshang._engine.shapes import Draft, Note, Shape
from zhaoshang.references import Reference


@final
@frozen(kw_only=True)
class Plan:
    """How one question is answered.

    Attributes:
        shape: what is added up and finished, where the answer comes from tables.
        draft: the answer, where it comes from figures given.
        parts: further answers that stand as groups, by label (bands, units of a ranking).
        notes: the rows to be named beside the figure.
        warnings: warnings that hold whatever the sums.
        cohort: the name of the cohort looked at, if any.
        reads_attributes: whether edited attributes are read, which `known_on` cannot replay.
    """

    shape: Shape | None = None
    draft: Draft | None = None
    parts: tuple[tuple[str, "Shape | Draft"], ...] = ()
    notes: tuple[Note, ...] = ()
    warnings: tuple[str, ...] = ()
    cohort: str | None = None
    reads_attributes: bool = False


@final
@frozen(kw_only=True)
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
        arguments: the further arguments it takes.
        edge_cases: what to watch for.
        references: where the definition comes from.
    """

    id: str
    zh: str
    en: str
    unit: str
    formula_zh: str
    formula_en: str
    plan: Callable[[Context], Plan] = field(repr=False)
    arguments: tuple[str, ...] = ()
    edge_cases: str = ""
    references: tuple[Reference, ...] = ()

    @property
    def wording(self) -> Wording:
        """The words that figures carry along."""
        return Wording(zh=self.zh, en=self.en, formula_zh=self.formula_zh, formula_en=self.formula_en)

    def __str__(self) -> str:
        """Show the id and the Chinese name."""
        return f"{self.id} {self.zh}"
