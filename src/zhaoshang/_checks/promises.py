"""Rules about what the government promised in agreements, and what it paid for it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import evolve

from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import commitments
from zhaoshang.model import Agreement, Commitment, Payment, Project
from zhaoshang.model._trees import phases_below
from zhaoshang.references import Reference

FAIR_COMPETITION: Final = Reference(
    key="国令783",
    title="公平竞争审查条例 国务院令第783号",
    issuer="国务院",
    issued_on="2024-06-06",
    address="http://www.jzhengjdzyii.com/zczq/gjzc/857.html",
)
_IN_FORCE: Final = date(2024, 8, 1)
"""Since when commitments have to be reviewed; what was signed before is not judged."""


def _promised(ledger: Ledger) -> Iterator[tuple[Project, Agreement, Commitment]]:
    """List the commitments of agreements that were surely signed under the regulation."""
    for project in ledger.projects:
        for paper in project.agreements:
            if paper.signed_on is not None and paper.signed_on.start >= _IN_FORCE:
                for promise in paper.commitments:
                    yield project, paper, promise


def unreviewed(ledger: Ledger) -> Iterator[Finding]:
    """Find commitments that were signed before they passed the review, or without it."""
    for project, paper, promise in _promised(ledger):
        on = promise.reviewed_on
        if on is None:
            zh, en = "没有公平竞争审查记录", "no review of fair competition is on record"
        elif paper.signed_on is not None and on.start > paper.signed_on.end:
            zh, en = (
                f"公平竞争审查（{on}）晚于签约（{paper.signed_on}）",
                f"the review of fair competition ({on}) came after the signing ({paper.signed_on})",
            )
        else:
            continue
        yield _about("commitment_unreviewed", project, promise, zh, en)


def without_basis(ledger: Ledger) -> Iterator[Finding]:
    """Find commitments that name no rule or paper that allows them."""
    for project, _, promise in _promised(ledger):
        if not promise.legal_basis:
            zh, en = "未注明法律法规或批准依据", "it names no law, rule or approval that allows it"
            yield _about("commitment_without_basis", project, promise, zh, en)


def paid_too_soon(ledger: Ledger) -> Iterator[Finding]:
    """Find payments for commitments that were tied to promises of the investor not kept on the day."""
    paid: dict[str, list[Payment]] = {}
    for payment in ledger.payments:
        if payment.commitment is not None and payment.on is not None and payment.amount is not None:
            paid.setdefault(payment.commitment, []).append(payment)
    phases = phases_below(ledger.projects) if paid else {}
    for project in ledger.projects if paid else ():
        tied = {each.id for paper in project.agreements for each in paper.commitments if each.terms}
        if tied.isdisjoint(paid):
            continue
        alone = evolve(ledger, projects=(project, *phases.get(project.id, ())), payments=())
        for payment in (each for id_ in tied for each in paid.get(id_, ())):
            assert payment.on is not None  # noqa: S101 - chosen above
            for line in commitments(alone, as_of=payment.on.end):
                if line.commitment.id == payment.commitment and line.waits_for:
                    measures = ", ".join(line.waits_for)
                    yield Finding(
                        code="paid_before_terms",
                        subject=line.commitment.id,
                        ids=[line.project],
                        zh=f"{payment.on} 已兑现（{payment.id}），但挂钩指标尚未达成：{measures}",
                        en=f"it was paid on {payment.on} ({payment.id}) before these were kept: {measures}",
                        detail={"payment": payment.id},
                    )


def _about(code: str, project: Project, promise: Commitment, zh: str, en: str) -> Finding:
    return Finding(code=code, subject=promise.id, ids=[project.id], zh=zh, en=en)
