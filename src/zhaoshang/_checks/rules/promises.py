"""What the government promised, paid for and secures."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import evolve

from zhaoshang._checks.figures import WrittenQuantity
from zhaoshang._checks.rule import Rule, about
from zhaoshang._checks.rules.practices import FAIR
from zhaoshang._text.messages import Message, Sentence
from zhaoshang.findings import Finding, Severity
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import commitments
from zhaoshang.model import Agreement, Commitment, Payment, Project
from zhaoshang.model._facts.history import standing
from zhaoshang.model._facts.phases import PhaseTree
from zhaoshang.vocabulary import Evidence, Stage, Track

_IN_FORCE: Final = date(2024, 8, 1)
"""Since when commitments have to be reviewed; what was signed before is not judged."""


def _promised(ledger: Ledger) -> Iterator[tuple[Project, Agreement, Commitment]]:
    """List the commitments of agreements that were surely signed under the regulation."""
    for project in ledger.projects:
        for paper in standing(project).agreements:
            if paper.signed_on is not None and paper.signed_on.start >= _IN_FORCE:
                for promise in paper.commitments:
                    yield project, paper, promise


_COMMITMENT_UNREVIEWED: Final = Sentence(
    "check.commitment_unreviewed", zh="没有公平竞争审查记录", en="no review of fair competition is on record"
)
_COMMITMENT_UNREVIEWED_LATE: Final = Sentence(
    "check.commitment_unreviewed.late",
    zh="公平竞争审查（{on}）晚于签约（{signed_on}）",
    en="the review of fair competition ({on}) came after the signing ({signed_on})",
)


def unreviewed(ledger: Ledger) -> Iterator[Finding]:
    """Find commitments that were signed before they passed the review, or without it."""
    for project, paper, promise in _promised(ledger):
        on = promise.reviewed_on
        if on is None:
            message = Message(_COMMITMENT_UNREVIEWED)
        elif paper.signed_on is not None and on.start > paper.signed_on.end:
            message = Message(_COMMITMENT_UNREVIEWED_LATE, on=on, signed_on=paper.signed_on)
        else:
            continue
        yield _about("commitment_unreviewed", project, promise, message)


_COMMITMENT_WITHOUT_BASIS: Final = Sentence(
    "check.commitment_without_basis",
    zh="未注明法律法规或批准依据",
    en="it names no law, rule or approval that allows it",
)


def without_basis(ledger: Ledger) -> Iterator[Finding]:
    """Find commitments that name no rule or paper that allows them."""
    for project, _, promise in _promised(ledger):
        if not promise.legal_basis:
            message = Message(_COMMITMENT_WITHOUT_BASIS)
            yield _about("commitment_without_basis", project, promise, message)


_LEFT: Final = (Stage.EXITED, Stage.TERMINATED)
_ON_LAND: Final = (None, Track.LAND, Track.EXPANSION)
_LAND_NOT_RECOVERED: Final = Sentence(
    "check.land_not_recovered",
    zh="已{stage}，{land}用地没有收回记录",
    en="{stage}, but nothing says that its {land} were taken back",
)


def land_kept(ledger: Ledger) -> Iterator[Finding]:
    """Find projects that had land and left, and whose land nobody recorded as taken back (闲置低效用地)."""
    for project in ledger.projects:
        if project.land is None or project.track not in _ON_LAND:
            continue
        project = standing(project)  # noqa: PLW2901 - papers go with the steps that corrections took back
        steps = [step for step in project.history if not step.planned]
        left = [step for step in steps if step.stage in _LEFT]
        held = any(step.stage.is_main and step.stage.rank >= Stage.LANDED.rank for step in steps)
        if not left or not held:
            continue
        papers = {code for step in project.milestones if not step.planned for code in step.evidence}
        if Evidence.LAND_RECOVERED not in papers:
            yield Finding(
                code="land_not_recovered",
                subject="land",
                ids=[project.id],
                message=Message(
                    _LAND_NOT_RECOVERED, stage=left[-1].stage, land=WrittenQuantity(project.land)
                ),
            )


_PAID_BEFORE_TERMS: Final = Sentence(
    "check.paid_before_terms",
    zh="{on} 已兑现（{id}），但挂钩指标尚未达成：{measures}",
    en="it was paid on {on} ({id}) before these were kept: {measures}",
)


def paid_too_soon(ledger: Ledger) -> Iterator[Finding]:
    """Find payments for commitments that were tied to promises of the investor not kept on the day."""
    paid: dict[str, list[Payment]] = {}
    for payment in ledger.payments:
        if payment.commitment is not None and payment.on is not None and payment.amount is not None:
            paid.setdefault(payment.commitment, []).append(payment)
    tree = PhaseTree(ledger.projects)
    for project in ledger.projects if paid else ():
        tied = {each.id for paper in standing(project).agreements for each in paper.commitments if each.terms}
        if tied.isdisjoint(paid):
            continue
        alone = evolve(ledger, projects=(project, *tree.one_with(project.id)), payments=())
        for payment in (each for id_ in tied for each in paid.get(id_, ())):
            assert payment.on is not None  # noqa: S101 - chosen above
            for line in commitments(alone, as_of=payment.on.end):
                if line.commitment.id == payment.commitment and line.waits_for:
                    measures = tuple(line.waits_for)
                    yield Finding(
                        code="paid_before_terms",
                        subject=line.commitment.id,
                        ids=[line.project],
                        message=Message(_PAID_BEFORE_TERMS, on=payment.on, id=payment.id, measures=measures),
                        detail={"payment": payment.id},
                    )


def _about(code: str, project: Project, promise: Commitment, message: Message) -> Finding:
    return Finding(code=code, subject=promise.id, ids=[project.id], message=message)


_FACTOR_SHORT: Final = Sentence(
    "check.factor_short",
    zh="{kind}保障不足：需{needed}，已落实{secured}",
    en="too little {kind}: {needed} needed, {secured} secured",
)


def short_factors(ledger: Ledger) -> Iterator[Finding]:
    """Find factors of which less is secured than needed."""
    for project in ledger.projects:
        for factor in project.factors:
            if factor.is_short:
                yield about(
                    "factor_short",
                    project,
                    Message(
                        _FACTOR_SHORT,
                        kind=factor.kind,
                        needed=WrittenQuantity(factor.needed),
                        secured=WrittenQuantity(factor.secured),
                    ),
                    subject=str(factor.kind),
                )


PROMISED: Final[tuple[Rule, ...]] = (
    Rule(
        code="commitment_unreviewed",
        zh="政府承诺未经公平竞争审查",
        en="a commitment of the government without a review of fair competition",
        find=unreviewed,
        sources=(FAIR,),
    ),
    Rule(
        code="commitment_without_basis",
        zh="政府承诺没有依据",
        en="a commitment of the government without a legal basis",
        find=without_basis,
        sources=(FAIR,),
    ),
)


KEPT: Final[tuple[Rule, ...]] = (
    Rule(
        code="paid_before_terms",
        zh="挂钩指标未达成即已兑现",
        en="paid before the investor kept what it is tied to",
        find=paid_too_soon,
    ),
    Rule(
        code="land_not_recovered",
        zh="项目退出后用地未见收回",
        en="land that a project left and nobody took back",
        find=land_kept,
    ),
    Rule(
        code="factor_short",
        zh="要素保障不足",
        en="a factor that is short",
        find=short_factors,
        severity=Severity.INFO,
    ),
)
