"""What a complete row states, by stage."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, final

import attrs
from attrs import frozen

from zhaoshang._calls.plain import plain_fields
from zhaoshang._checks.rule import Rule, about
from zhaoshang._text.messages import Label, Message, Sentence
from zhaoshang.errors import UnknownFieldError
from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.model._facts.history import standing
from zhaoshang.model._fields import converters as to
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Stage

_JIANGMEN: Final = Reference(key="江府办函2024年37号", title="江门市招商线索管理办法", issued_on="2024")


def _is_known(_: object, __: object, name: str) -> None:
    known = (_SIGNED_ON, *(attribute.name for attribute in attrs.fields(Project)))
    if name not in known:
        raise UnknownFieldError("Project", name, known)


_SIGNED_ON: Final = "signed_on"


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Requirement:
    """A field that a row must state from a stage on (台账要素).

    Attributes:
        stage: from which stage on.
        field: the field; `signed_on` means a dated agreement.
        zh: its name in Chinese.
        en: its name in English.

    Raises:
        UnknownFieldError: when a project has no such field.

    Examples:
        >>> from zhaoshang.checks import Requirement
        >>> need = Requirement(stage="started", field="park", zh="载体", en="park")
        >>> need.stage.label("zh_CN"), need.zh
        ('开工', '载体')
    """

    stage: Stage = attrs.field(converter=Stage)
    field: str = attrs.field(converter=to.text, validator=_is_known)
    zh: str
    en: str


REQUIREMENTS: Final[tuple[Requirement, ...]] = (
    Requirement(stage=Stage.LEAD, field="investors", zh="投资方", en="investor"),
    Requirement(stage=Stage.NEGOTIATING, field="owner", zh="责任单位", en="unit in charge"),
    Requirement(stage=Stage.NEGOTIATING, field="category", zh="项目类别", en="category"),
    Requirement(stage=Stage.SIGNED, field="signed_on", zh="签约日期", en="date of signing"),
    Requirement(stage=Stage.SIGNED, field="investment", zh="总投资", en="total investment"),
    Requirement(stage=Stage.LANDED, field="district", zh="落地地点", en="place"),
)
"""What a complete row states, by stage: 在谈有台账、有措施，签约底数清、情况明."""


def _states(project: Project, name: str) -> bool:
    if name == _SIGNED_ON:
        return any(paper.signed_on is not None for paper in standing(project).agreements)
    return getattr(project, name) not in (None, (), "")


def _reached(project: Project) -> float:
    ranks = [step.stage.rank for step in standing(project).history if step.stage.is_main and not step.planned]
    return max(ranks, default=-1)


def completeness(requirements: Iterable[Requirement] = REQUIREMENTS) -> Callable[[Ledger], Iterator[Finding]]:
    """Make the finder of incomplete rows for a list of requirements.

    A field that no project of the ledger states is no column of it, and is not asked for.

    Args:
        requirements: what a complete row states.

    Returns:
        The `find` of a `Rule`.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.checks import Requirement, Rule, check, completeness
        >>> need = Requirement(stage="signed", field="park", zh="载体", en="park")
        >>> rule = Rule(
        ...     code="incomplete_row", zh="要素不全", en="an incomplete row", find=completeness([need])
        ... )
        >>> from zhaoshang.model import Agreement
        >>> rows = [
        ...     Project(id="P1", name="甲", park="K1", agreements=[Agreement()]),
        ...     Project(id="P2", name="乙", agreements=[Agreement()]),
        ...     Project(id="P3", name="丙"),
        ... ]
        >>> [(finding.ids, finding.zh) for finding in check(Ledger(projects=rows), rules=[rule])]
        [(('P2',), '缺少载体')]
    """
    return _Completeness(tuple(requirements))


_INCOMPLETE_ROW: Final = Sentence("check.incomplete_row", zh="缺少{fields}", en="it lacks {fields}")


@final
@frozen
class _Completeness:
    """Finds incomplete rows; data and not a closure, so that a rule goes to other processes."""

    wanted: tuple[Requirement, ...]

    def __call__(self, ledger: Ledger) -> Iterator[Finding]:
        columns = {
            need.field
            for need in self.wanted
            if any(_states(project, need.field) for project in ledger.projects)
        }
        for project in ledger.projects:
            reached = _reached(project)
            missing = [
                need
                for need in self.wanted
                if need.field in columns and reached >= need.stage.rank and not _states(project, need.field)
            ]
            if missing:
                yield about(
                    "incomplete_row",
                    project,
                    Message(_INCOMPLETE_ROW, fields=tuple(Label(need.zh, need.en) for need in missing)),
                    fields=" ".join(need.field for need in missing),
                )


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        code="incomplete_row",
        zh="台账要素不全",
        en="an incomplete row",
        find=completeness(),
        sources=(_JIANGMEN,),
    ),
)
