"""Rules about single projects: their dates, their amounts, their rows."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from statistics import median
from typing import Any, Final, final

import attrs
from attrs import evolve, frozen

from zhaoshang._calls.plain import plain_fields
from zhaoshang._checks.claims import two_dates
from zhaoshang._checks.figures import Written
from zhaoshang._text.messages import Label, Message
from zhaoshang.errors import CurrencyMismatchError, UnknownFieldError
from zhaoshang.findings import Finding, Severity
from zhaoshang.industries import industry_fault
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project, normalised_name
from zhaoshang.model._facts.history import standing
from zhaoshang.model._fields.amounts import MEASURE_WORDS, PROJECT_AMOUNT_WORDS
from zhaoshang.quantities import Money, Quantity
from zhaoshang.vocabulary import AgreementKind, Relation, Stage


def _about(code: str, project: Project, message: Message, subject: str = "", **detail: str) -> Finding:
    return Finding(code=code, subject=subject, ids=[project.id], message=message, detail=detail)


def dates_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find stages with two dates that share no day; for signing a note, since agreements may follow each other."""
    for project in ledger.projects:
        stages = dict.fromkeys(step.stage for step in project.history if not step.planned)
        for stage in stages:
            if not stage.is_main or stage in (Stage.AT_CAPACITY, Stage.PRODUCING):
                continue
            for finding in two_dates(project, stage):
                is_signing = stage in (Stage.SIGNED, Stage.INTENT)
                yield evolve(finding, severity=Severity.INFO) if is_signing else finding


def agreements_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find formal agreements beside each other of which none supplements another and whose dates do not differ."""
    for project in ledger.projects:
        if len(project.agreements) < 2 or any(two_dates(project, Stage.SIGNED)):
            continue
        papers = [
            paper
            for paper in standing(project).agreements
            if paper.kind is AgreementKind.FORMAL and paper.amends is None and not paper.correction
        ]
        if len(papers) > 1:
            yield _about("second_agreement", project, Message("check.second_agreement", count=len(papers)))


def stage_order(ledger: Ledger) -> Iterator[Finding]:
    """Find stages that were reached before an earlier one."""
    for project in ledger.projects:
        first: dict[Stage, Any] = {}
        for step in standing(project).history:
            if step.stage.is_main and not step.planned and step.on is not None:
                first.setdefault(step.stage, step.on)
        stages = sorted(first, key=lambda stage: stage.rank)
        for place, later in enumerate(stages):
            for earlier in stages[:place]:
                if first[later].end < first[earlier].start:
                    yield _about(
                        "stage_order",
                        project,
                        Message(
                            "check.stage_order",
                            later=later,
                            later_on=first[later],
                            earlier=earlier,
                            earlier_on=first[earlier],
                        ),
                        subject=f"{later}<{earlier}",
                        later=str(first[later]),
                        earlier=str(first[earlier]),
                    )
                    break


def future_dates(ledger: Ledger) -> Iterator[Finding]:
    """Find what is dated after the ledger and is no plan."""
    if ledger.as_of is None:
        return
    today = ledger.as_of.end
    for project in ledger.projects:
        dated = [
            (str(step.stage), step.stage.zh, step.stage.en, step.on)
            for step in standing(project).history
            if not step.planned
        ]
        dated += [("arrival", "到位资金", "a payment", arrival.on) for arrival in project.arrivals]
        for name, zh, en, on in dated:
            if on is not None and on.start > today:
                yield _about(
                    "future_date",
                    project,
                    Message("check.future_date", what=Label(zh, en), on=on, ledger=ledger.as_of),
                    subject=name,
                    on=str(on),
                )


def _exceeds(part: Quantity | None, whole: Quantity | None) -> bool:
    """Tell whether a part is surely larger; other currencies decide nothing."""
    if part is None or whole is None:
        return False
    try:
        return part.interval.is_above(whole.interval) if part.unit == whole.unit else part > whole
    except CurrencyMismatchError:
        return False


_PARTS: Final = ("fixed_investment", "outside_investment")


def parts_of_amounts(ledger: Ledger) -> Iterator[Finding]:
    """Find parts of an investment or payment that are larger than the whole, and parts of a project that are."""
    children: dict[str, list[Money]] = {}
    for project in ledger.projects:
        for name in _PARTS:
            part = getattr(project, name)
            if _exceeds(part, project.investment):
                yield _exceeding(project, name, PROJECT_AMOUNT_WORDS[name], (part, project.investment))
        for arrival in project.arrivals:
            if _exceeds(arrival.fixed, arrival.amount):
                yield _exceeding(
                    project,
                    "arrivals.fixed",
                    ("到位固定资产", "the fixed part"),
                    (arrival.fixed, arrival.amount),
                )
        if project.relation in (Relation.PART, Relation.PHASE) and project.parent and project.investment:
            children.setdefault(project.parent, []).append(project.investment)
    for parent, amounts in children.items():
        project_ = ledger.projects.get(parent)
        if project_ is None or len({amount.unit for amount in amounts}) > 1:
            continue
        total = sum(amounts[1:], amounts[0])
        if _exceeds(total, project_.investment):
            yield _exceeding(
                project_, "children", ("各子项目之和", "the sum of its parts"), (total, project_.investment)
            )


def _exceeding(project: Project, name: str, words: tuple[str, str], pair: tuple[Any, Any]) -> Finding:
    (zh, en), (part, whole) = words, pair
    return _about(
        "part_exceeds_whole",
        project,
        Message(
            "check.part_exceeds_whole.amounts",
            what=Label(zh, en),
            part=Written(part),
            whole=Written(whole),
        ),
        subject=name,
        part=str(part),
        whole=str(whole),
    )


def zero_amounts(ledger: Ledger) -> Iterator[Finding]:
    """Find amounts of 0 where 0 cannot be meant: what is not known is left out."""
    for project in ledger.projects:
        for name in ("investment", "land"):
            amount = getattr(project, name)
            zh, en = PROJECT_AMOUNT_WORDS[name]
            if amount is not None and amount.value is not None and amount.value <= 0:
                yield _about(
                    "zero_amount",
                    project,
                    Message("check.zero_amount", what=Label(zh, en), amount=amount.value),
                    subject=name,
                )


_SUSPECT: Final = Fraction(3000)
_ENOUGH: Final = 5


def scale_suspicion(ledger: Ledger) -> Iterator[Finding]:
    """Find amounts about ten thousand times off the middle of their column: 万元 read as 亿元, or the reverse."""
    for name, (zh, en) in PROJECT_AMOUNT_WORDS.items():
        columns: dict[str, list[tuple[Project, Fraction]]] = {}
        for project in ledger.projects:
            amount = getattr(project, name)
            if amount is not None and amount.value:
                columns.setdefault(amount.unit.base, []).append(
                    (project, Fraction(amount.value) * amount.unit.factor)
                )
        for code, rows in columns.items():
            if len(rows) < _ENOUGH:
                continue
            middle = median(value for _, value in rows)
            for project, value in rows:
                if value > middle * _SUSPECT or value * _SUSPECT < middle:
                    yield _about(
                        "scale_suspicion",
                        project,
                        Message(
                            "check.scale_suspicion.high" if value > middle else "check.scale_suspicion.low",
                            what=Label(zh, en),
                        ),
                        subject=name,
                        unit=code,
                        value=str(value),
                        median=str(middle),
                    )


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
    field: str = attrs.field(validator=_is_known)
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
        return any(paper.signed_on is not None for paper in project.agreements)
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
                yield _about(
                    "incomplete_row",
                    project,
                    Message(
                        "check.incomplete_row", fields=tuple(Label(need.zh, need.en) for need in missing)
                    ),
                    fields=" ".join(need.field for need in missing),
                )


def wrong_industries(ledger: Ledger) -> Iterator[Finding]:
    """Find industries that are no code of GB/T 4754-2017."""
    for collection in (ledger.projects, ledger.investors):
        for record in collection:
            fault = industry_fault(record.industry) if record.industry else None
            if fault:
                yield Finding(
                    code="invalid_code",
                    subject="industry",
                    ids=[record.id],
                    message=Message("check.invalid_code", fault=Label(fault.zh, fault.en)),
                )


def duplicate_projects(ledger: Ledger) -> Iterator[Finding]:
    """Find projects that may be one: the same name, or the same lead investor under the core of the name.

    Phases and parts of one project, and a project and its parent, are not reported.
    """
    names: dict[tuple[str, ...], Project] = {}
    for project in ledger.projects:
        name = normalised_name(project.name).removesuffix("项目")
        core = normalised_name(project.name, core=True).removesuffix("项目")
        keys: list[tuple[str, ...]] = [("name", name)]
        if project.lead_investor and "期" not in name:
            keys.append(("core", core, project.lead_investor))
        for key in keys:
            other = names.setdefault(key, project)
            if other is project or _are_kin(other, project):
                continue
            shared = tuple(sorted({*other.events} | {*project.events}))
            yield Finding(
                code="duplicate_project",
                subject=key[0],
                ids=[other.id, project.id],
                message=Message(
                    "check.duplicate_project.events" if shared else "check.duplicate_project",
                    project=other.name,
                    other=project.name,
                    events=shared,
                ),
            )
            break


def _are_kin(one: Project, other: Project) -> bool:
    same_parent = one.parent is not None and one.parent == other.parent
    return same_parent or one.parent == other.id or other.parent == one.id


def outcomes_twice(ledger: Ledger) -> Iterator[Finding]:
    """Find two outcomes for one period that state different values."""
    for project in ledger.projects:
        seen: dict[tuple[Any, str], Quantity] = {}
        for outcome in project.outcomes:
            for name, (zh, en) in MEASURE_WORDS.items():
                value = getattr(outcome, name)
                if value is None or outcome.recorded_on is not None:
                    continue
                other = seen.setdefault((outcome.period, name), value)
                if other != value:
                    yield _about(
                        "value_differs",
                        project,
                        Message(
                            "check.value_differs.of_period",
                            period=outcome.period,
                            what=Label(zh, en),
                            other=Written(other),
                            value=Written(value),
                        ),
                        subject=name,
                    )


def short_factors(ledger: Ledger) -> Iterator[Finding]:
    """Find factors of which less is secured than needed."""
    for project in ledger.projects:
        for factor in project.factors:
            if factor.is_short:
                yield _about(
                    "factor_short",
                    project,
                    Message(
                        "check.factor_short",
                        kind=factor.kind,
                        needed=Written(factor.needed),
                        secured=Written(factor.secured),
                    ),
                    subject=str(factor.kind),
                )
