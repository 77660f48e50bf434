"""Errors about what a ledger holds and what is asked of it."""

from typing import Any, ClassVar, final

from attrs import frozen

from zhaoshang._errors.base import ZhaoshangError, _list
from zhaoshang._lazy import living_in


@final
@frozen(repr=False)
class UnknownIdError(ZhaoshangError, LookupError):
    """A ledger does not hold the record that was looked up."""

    collection: str
    id: str
    similar: tuple[str, ...] = ()

    english: ClassVar[str] = "no {id} among {collection}. Did you mean: {similar}"
    chinese: ClassVar[str] = "{collection} 中没有 {id}。是否指：{similar}"


@final
@frozen(repr=False)
class DuplicateIdError(ZhaoshangError, ValueError):
    """Two records of one collection have the same id."""

    collection: str
    id: str

    english: ClassVar[str] = "two records of {collection} have the id {id}. Give each its own id."
    chinese: ClassVar[str] = "{collection} 中有两条记录的 id 都是 {id}。请为每条记录设定唯一的 id。"


@final
@frozen(repr=False)
class StepCycleError(ZhaoshangError, ValueError):
    """Steps of service wait for each other in a circle; `steps` names them in turn."""

    steps: tuple[str, ...]

    english: ClassVar[str] = "these steps wait for each other: {steps}. Drop one `after`."
    chinese: ClassVar[str] = "这些环节互相等待：{steps}。请去掉其中一个 after。"


@final
@frozen(repr=False)
class DanglingReferenceError(ZhaoshangError, LookupError):
    """Records name ids that the ledger does not hold; `findings` lists each."""

    findings: tuple[Any, ...]

    english: ClassVar[str] = (
        "the ledger does not hold what its records name: {findings}. Add them or mend the ids."
    )
    chinese: ClassVar[str] = "台账中没有记录所引用的对象：{findings}。请补充或更正。"


@final
@frozen(repr=False)
class TransitionRefusedError(ZhaoshangError, ValueError):
    """A project may not take the step asked for; `step` holds the blockers, warnings and the project as it is."""

    step: Any

    english: ClassVar[str] = (
        "the step is refused: {blockers}. See error.step, or ask blockers(…) before advance(…)."
    )
    chinese: ClassVar[str] = "不能推进到该阶段：{blockers}。详见 error.step，或先用 blockers(…) 查询。"

    def _words(self) -> dict[str, str]:
        return {"blockers": _list(tuple(str(item) for item in self.step.blockers))}


@final
@frozen(repr=False)
class ArgumentNeededError(ZhaoshangError, ValueError):
    """A KPI was asked for without an argument that it reads."""

    argument: str
    kpi: str

    english: ClassVar[str] = (
        "{kpi} needs {argument}: pass {argument}=…, or set it on the ledger where it has one."
    )
    chinese: ClassVar[str] = "{kpi} 需要 {argument}：请传入 {argument}=…，或在台账上设定。"


__test__ = living_in("zhaoshang.errors", vars())
