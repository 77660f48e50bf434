"""Errors about what a ledger holds and what is asked of it."""

from typing import Any, Final, final

from attrs import frozen

from zhaoshang._basics.brief import brief
from zhaoshang._basics.lazy import living_in
from zhaoshang._errors.base import ZhaoshangError, listed, plain_data
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import said, say, text_of


@final
@frozen(repr=False)
class UnknownIdError(ZhaoshangError, LookupError):
    """A ledger does not hold the record that was looked up, or a set of figures the figure.

    Attributes:
        collection: where it was looked for.
        id: the id that was looked up.
        similar: ids there that resemble it, or how it is written; none where none does.
        is_position: whether a place in a list was asked for, where records go by id.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.errors import UnknownIdError
        >>> try:
        ...     Ledger(projects=[Project(id="P-2022-01", name="甲")]).projects["P-2022-1"]
        ... except UnknownIdError as error:
        ...     error.collection, error.similar
        ('projects', ('P-2022-01',))
    """

    collection: str
    id: str
    similar: tuple[str, ...] = ()
    is_position: bool = False

    def _hint(self, locale: str) -> str:
        if self.is_position:
            run = "figures.items_" if self.collection == "figures" else f"list({self.collection})"
            code = f"{run}[{self.id}]"
            return say("error.UnknownIdError.position", locale, near=listed(self.similar), code=code)
        if self.similar:
            from zhaoshang._text.called import all_shown  # noqa: PLC0415 - loaded with the first mistake

            codes = "KPI" if self.collection == "figures" else ""
            return say("error.hint.near", locale, near=listed(all_shown(self.similar, locale, codes)))
        return say("error.UnknownIdError.hint", locale)

    def _near(self) -> tuple[str, ...]:
        return self.similar


@final
@frozen(repr=False)
class DuplicateIdError(ZhaoshangError, ValueError):
    """Two records of one collection have the same id.

    Attributes:
        collection: the collection that holds both.
        id: the id that they share.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.errors import DuplicateIdError
        >>> try:
        ...     Ledger(projects=[Project(id="P1", name="甲"), Project(id="P1", name="乙")])
        ... except DuplicateIdError as error:
        ...     error.collection, error.id
        ('projects', 'P1')
    """

    collection: str
    id: str


@final
@frozen(repr=False)
class LedgerOrderError(ZhaoshangError, ValueError):
    """What changed was asked from a later ledger to an earlier one.

    Attributes:
        older: the day of the ledger that was given as the older one.
        newer: the day of the ledger that was asked.

    Examples:
        >>> from zhaoshang import Ledger
        >>> from zhaoshang.errors import LedgerOrderError
        >>> may, june = Ledger(as_of="2022-05-31"), Ledger(as_of="2022-06-30")
        >>> try:
        ...     may.diff(june)
        ... except LedgerOrderError as error:
        ...     error.older, error.newer
        ('2022-06-30', '2022-05-31')
    """

    older: str
    newer: str


@final
@frozen(repr=False)
class ChangeConflictError(ZhaoshangError, ValueError):
    """A change was to be applied to a ledger that holds another value than the change was made from.

    Attributes:
        collection: the collection of the record, or `ledger`.
        id: the id of the record; empty for the ledger itself.
        field: the field; empty for a record as a whole, which was to be added or removed.
        old: the value that the change was made from; None for a record that was to be added.
        found: the value that the ledger holds.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.errors import ChangeConflictError
        >>> may, june, other = (Ledger(projects=[Project(id="P1", name="甲", grade=one)]) for one in "BAC")
        >>> try:
        ...     other.apply(june.diff(may))
        ... except ChangeConflictError as error:
        ...     print(error)
        grade of P1: the changes were made from B, and this ledger has C. Apply them to the ledger that diff was given.
    """

    collection: str
    id: str
    field: str
    old: Any
    found: Any

    def _values(self, locale: str) -> dict[str, object]:
        values = {
            name: say("step.nothing", locale) if held is None else brief(said(held, locale), _LONGEST)
            for name, held in (("old", self.old), ("found", self.found))
        }
        place = record = self.id or text_of(self.collection, "collection", locale)
        if self.field:
            place = say("error.ChangeConflictError.field", locale, field=self.field, record=record)
        return {**values, "place": place}


@final
@frozen(repr=False)
class StepCycleError(ZhaoshangError, ValueError):
    """Steps of service wait for each other in a circle.

    Attributes:
        steps: the ids of the steps in turn; the first stands again at the end.

    Examples:
        >>> from zhaoshang.errors import StepCycleError
        >>> from zhaoshang.model import ServiceStep, ServiceTeam, plan_steps
        >>> steps = [
        ...     ServiceStep(id="eia", name="环评", after=["site"]),
        ...     ServiceStep(id="site", name="选址", after=["eia"]),
        ... ]
        >>> try:
        ...     plan_steps(ServiceTeam(id="U1", name="代办组", steps=steps), "P1", start="2022-06-06")
        ... except StepCycleError as error:
        ...     error.steps
        ('eia', 'site', 'eia')
    """

    steps: tuple[str, ...]


@final
@frozen(repr=False)
class DanglingReferenceError(ZhaoshangError, LookupError):
    """Records name ids that the ledger does not hold.

    Attributes:
        findings: one `Finding` for each such reference, with the path to it.

    Examples:
        >>> from zhaoshang import Ledger, Park, Project
        >>> from zhaoshang.errors import DanglingReferenceError
        >>> ledger = Ledger(
        ...     projects=[Project(id="P1", name="甲", park="K9")], parks=[Park(id="K1", name="东区")]
        ... )
        >>> try:
        ...     ledger.require_references()
        ... except DanglingReferenceError as error:
        ...     [(found.path, found.subject) for found in error.findings]
        [('$.projects[0].park', 'K9')]
    """

    findings: tuple[Any, ...]

    def _values(self, locale: str) -> dict[str, object]:
        return {"findings": listed(said(item, locale) for item in self.findings)}


@final
@frozen(repr=False)
class TransitionRefusedError(ZhaoshangError, ValueError):
    """A project may not take the step asked for.

    Attributes:
        step: the `lifecycle.Step` that was refused, with its blockers, its warnings and the project as it is.
        allowed: the stages that may come next, where the one asked for may not.

    Examples:
        >>> from zhaoshang import Project, advance
        >>> from zhaoshang.errors import TransitionRefusedError
        >>> try:
        ...     advance(Project(id="P1", name="甲"), "terminated", on="2022-06-01")
        ... except TransitionRefusedError as error:
        ...     [found.code for found in error.step.blockers]
        ['not_allowed']
    """

    step: Any
    allowed: tuple[Any, ...] = ()

    def _fields(self, locale: str) -> dict[str, Any]:
        return {
            "stage": plain_data(self.step.stage, locale),
            "blockers": plain_data(self.step.blockers, locale),
            "warnings": plain_data(self.step.warnings, locale),
            "allowed": [str(stage) for stage in self.allowed],
        }

    def _values(self, locale: str) -> dict[str, object]:
        told = [item.render(locale) for item in self.step.blockers]
        if self.allowed:
            names = listed(said(item, locale) if is_chinese(locale) else item for item in self.allowed)
            told.append(say("error.TransitionRefusedError.allowed", locale, allowed=names))
        return {"hint": say("list.semicolon", locale).join(told)}


@final
@frozen(repr=False)
class ArgumentNeededError(ZhaoshangError, ValueError):
    """A KPI or a report was asked for without an argument that it reads.

    Attributes:
        argument: the name of the argument.
        kpi: the id of the KPI, or `report`.
        example: what would do, as it is written in a call; empty where the name of the argument tells.

    Examples:
        >>> from zhaoshang import Ledger, evaluate
        >>> from zhaoshang.errors import ArgumentNeededError
        >>> try:
        ...     evaluate(Ledger(), "start_rate")
        ... except ArgumentNeededError as error:
        ...     error.argument, error.kpi
        ('as_of', 'start_rate')
    """

    argument: str
    kpi: str
    example: str = ""

    def _hint(self, locale: str) -> str:
        if self.argument.startswith("profile."):
            return say("error.ArgumentNeededError.rates", locale)
        example = self.example or _EXAMPLES.get(self.argument, "…")
        fix = say("error.ArgumentNeededError.pass", locale, argument=self.argument, example=example)
        return fix + (say("error.ArgumentNeededError.ledger", locale) if self.argument == "as_of" else "")


_LONGEST: Final = 200

_EXAMPLES: Final = {
    "as_of": '"2022-06-30"',
    "bands": '"≥1亿元"',
    "base_as_of": '"2022-03-31"',
    "from_stage": '"signed"',
    "of": '"started"',
    "on": '"2022-06-30"',
    "period": '"2022-H1"',
    "to_stage": '"started"',
}
"""What would do for an argument, as it is written in a call."""

__test__ = living_in("zhaoshang.errors", vars())
