"""Errors about what a ledger holds and what is asked of it."""

from typing import Any, ClassVar, final

from attrs import frozen

from zhaoshang._errors.base import ZhaoshangError, _list
from zhaoshang._lazy import living_in


@final
@frozen(repr=False)
class UnknownIdError(ZhaoshangError, LookupError):
    """A ledger does not hold the record that was looked up, or a set of figures the figure.

    Attributes:
        collection: where it was looked for.
        id: the id that was looked up.
        similar: ids there that resemble it; none where none does.

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

    english: ClassVar[str] = "no {id} among {collection}. {hint}"
    chinese: ClassVar[str] = "{collection}中没有“{id}”。{hint}"

    def _hint(self, *, chinese: bool) -> str:
        if self.similar:
            near = _list(self.similar)
            return f"是否指：{near}？" if chinese else f"Did you mean {near}?"
        return "请核对 id，或补上该记录。" if chinese else "Check the id, or add what it names."


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

    english: ClassVar[str] = "two records of {collection} have the id {id}. Give each its own id."
    chinese: ClassVar[str] = "{collection}中有两条记录的 id 都是 {id}。请为每条记录设定唯一的 id。"


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

    english: ClassVar[str] = (
        "the ledger given as the older one is of {older}, later than {newer}. Ask the later one: later.diff(earlier)."
    )
    chinese: ClassVar[str] = (
        "给出的旧台账截至 {older}，晚于本台账的 {newer}。请由较新的台账调用：新台账.diff(旧台账)。"
    )


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

    english: ClassVar[str] = "these steps wait for each other: {steps}. Drop one `after`."
    chinese: ClassVar[str] = "这些环节互相等待：{steps}。请去掉其中一个 after。"


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

    english: ClassVar[str] = (
        "the ledger does not hold what its records name: {findings}. Add them or mend the ids."
    )
    chinese: ClassVar[str] = "台账中没有记录所引用的对象：{findings}。请补充或更正。"


@final
@frozen(repr=False)
class TransitionRefusedError(ZhaoshangError, ValueError):
    """A project may not take the step asked for.

    Attributes:
        step: the `lifecycle.Step` that was refused, with its blockers, its warnings and the project as it is.

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

    english: ClassVar[str] = (
        "the step is refused: {hint}. See error.step, or ask blockers(…) before advance(…)."
    )
    chinese: ClassVar[str] = "不能推进到该阶段：{hint}。详见 error.step，或先用 blockers(…) 查询。"

    def _words(self) -> dict[str, str]:
        return {}

    def _hint(self, *, chinese: bool) -> str:
        said = [item.render("zh_CN") if chinese else str(item) for item in self.step.blockers]
        return ("；" if chinese else ", ").join(said)


@final
@frozen(repr=False)
class ArgumentNeededError(ZhaoshangError, ValueError):
    """A KPI or a report was asked for without an argument that it reads.

    Attributes:
        argument: the name of the argument.
        kpi: the id of the KPI, or `report`.

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

    english: ClassVar[str] = (
        "{kpi} needs {argument}: pass {argument}=…, or set it on the ledger where it has one."
    )
    chinese: ClassVar[str] = "{kpi} 需要 {argument}：请传入 {argument}=…，或在台账上设定。"


__test__ = living_in("zhaoshang.errors", vars())
