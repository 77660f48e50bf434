"""What the government promised: how it stands, what follows for alarms, figures, checks, boards and the review."""

from typing import Any

import pytest

from zhaoshang import Ledger, evaluate
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.checks import check
from zhaoshang.frames import from_ledger
from zhaoshang.lifecycle import CommitmentState, alarms, commitments
from zhaoshang.records import structure, unstructure
from zhaoshang.reports import review_table

TAX = {"measure": "tax", "period": "2024", "promised": "800万元"}
SHORT, KEPT = ([{"period": "2024", "tax": tax}] for tax in ("500万元", "800万元"))


def county(promise: dict[str, Any], payments: list[dict[str, Any]] | None = None, **more: Any) -> Ledger:
    """Make a ledger of one project with one commitment."""
    paper = {"id": "G", "signed_on": "2024-09-02", "commitments": [{"id": "C", **promise}]}
    paper["terms"] = more.pop("terms", [])
    paid = [{"id": f"Y{number}", "commitment": "C", **each} for number, each in enumerate(payments or [])]
    project = {"id": "P", "name": "虚构项目", "owner": "U", "agreements": [paper], **more}
    teams = [{"id": "U", "name": "虚构局"}, {"id": "V", "name": "虚构办"}]
    read: Ledger = structure(
        {"as_of": "2025-07-10", "projects": [project], "payments": paid, "teams": teams}, Ledger
    )
    return read


DUE = {"kind": "奖励", "amount": "80万元", "due_on": "2025-06-30"}
TIED = {**DUE, "terms": ["tax"]}
ENDED = {"milestones": [{"stage": "terminated", "on": "2025-03-01"}]}


@pytest.mark.parametrize(
    ("promise", "payments", "more", "state"),
    [
        (DUE, [], {}, "overdue"),
        ({**DUE, "due_on": "2025-07-10"}, [], {}, "not_due"),
        ({**DUE, "due_on": None}, [], {}, "not_due"),
        (DUE, [{"amount": "80万元", "on": "2025-06"}], {}, "honoured"),
        (DUE, [{"amount": "50万元", "on": "2025-05"}, {"amount": "30万元", "on": "2025-06"}], {}, "honoured"),
        (DUE, [{"amount": "79万元", "on": "2025-06"}], {}, "overdue"),
        (DUE, [{"amount": "80万元", "on": "2025-08"}], {}, "overdue"),
        # tied to tax: short, kept, not reported, not due itself, nothing promised of it
        (TIED, [], {"terms": [TAX], "outcomes": SHORT}, "waiting"),
        (TIED, [], {"terms": [TAX], "outcomes": KEPT}, "overdue"),
        (TIED, [], {"terms": [TAX]}, "open"),
        ({**TIED, "due_on": "2026-06-30"}, [], {"terms": [TAX], "outcomes": KEPT}, "not_due"),
        (TIED, [], {"outcomes": KEPT}, "waiting"),
        ({**TIED, "due_on": None}, [], {"terms": [TAX], "outcomes": KEPT}, "open"),
        ({**TIED, "due_on": None}, [], {"terms": [TAX], "outcomes": SHORT}, "not_due"),
        # disputes stand before all but what was honoured
        ({**DUE, "contested_on": "2025-05-05"}, [], {}, "contested"),
        ({**DUE, "contested_on": "2025-05-05", "settled_on": "2025-07-01"}, [], {}, "overdue"),
        ({**DUE, "contested_on": "2025-05-05", "honoured_on": "2025-06-01"}, [], {}, "honoured"),
        ({**DUE, "contested_on": "2025-08-05"}, [], {}, "overdue"),
        # with the end of the project
        (DUE, [], ENDED, "lapsed"),
        ({**DUE, "honoured_on": "2025-02-01"}, [], ENDED, "honoured"),
    ],
)
def test_how_a_commitment_stands(
    promise: dict[str, Any], payments: list[dict[str, Any]], more: dict[str, Any], state: str
) -> None:
    """One judgement for the register, the alarms, the board and the rate; it survives the exchange format."""
    ledger = county(promise, payments, **more)
    (line,) = commitments(ledger)
    assert line.state is CommitmentState(state)
    assert commitments(structure(unstructure(ledger), Ledger)) == (line,)
    red = [each.days_over for each in alarms(ledger) if each.rule == "commitment_due" and each.days_over > 0]
    rings = state == "overdue" or (state == "open" and promise["due_on"] is not None)
    assert red == ([10] if rings else [])
    assert line.days_over == (10 if state == "overdue" else None)
    table = board_table(ledger, BOARDS["commitments"])
    assert line.state.label("zh_CN") in table.rows[0]
    for source in (ledger, from_ledger(ledger)):
        figure = evaluate(source, "commitment_rate", as_of="2025-07-10")["commitment_rate"]
        below = int(state in {"honoured", "overdue", "contested", "open"})
        assert figure.denominator == below
        assert figure.value == (100 * (state == "honoured") if below else None)
        assert figure.high == (100 * (state in {"honoured", "open"}) if below else None)


@pytest.mark.parametrize(
    ("payments", "paid"),
    [
        ([], 0),
        ([{"amount": "30万元", "on": "2025-07-10"}], 300_000),
        ([{"amount": "30万元", "on": "2025-07-11"}], 0),
        ([{"amount": "30万元", "on": "2025-07"}], 0),
        ([{"amount": "30万元"}], 0),
        ([{"on": "2025-05-01"}], 0),
        ([{"amount": "3万美元", "on": "2025-05-01"}], 0),
        ([{"amount": "30万元", "on": "2025-05-01"}, {"amount": "3万美元", "on": "2025-05-01"}], 300_000),
        ([{"amount": "30万元", "on": "2025-05-01"}, {"amount": "20万元", "on": "2025-06-01"}], 500_000),
    ],
    ids=["none", "today", "tomorrow", "this month", "undated", "no amount", "dollars", "both", "twice"],
)
def test_what_was_paid_is_in_the_money_of_the_promise_by_the_day(
    payments: list[dict[str, Any]], paid: int
) -> None:
    (line,) = commitments(county(DUE, payments))
    assert line.paid is not None
    assert line.paid.value == paid
    assert line.paid.unit.code == "CNY"
    (line,) = commitments(county({"kind": "用工"}, payments))
    assert line.paid is None


def test_a_phase_reports_for_what_the_project_promised() -> None:
    ledger = county(TIED, terms=[TAX])
    phase = {"id": "F", "name": "一期", "parent": "P", "relation": "phase", "outcomes": KEPT}
    ledger = ledger.with_(projects=[structure(phase, type(ledger.projects["P"]))])
    assert [line.state for line in commitments(ledger)] == [CommitmentState.OVERDUE]


def test_what_was_not_signed_or_not_known_is_not_in_the_register() -> None:
    ledger = county(DUE)
    assert commitments(ledger, as_of="2024-09-01") == ()
    assert len(commitments(ledger, as_of="2024-09-02")) == 1
    with pytest.raises(ValueError, match="as_of"):
        commitments(Ledger())


def test_the_rate_goes_to_the_unit_in_charge_and_the_period_of_the_due_day() -> None:
    ledger = county(DUE, [{"amount": "80万元", "on": "2025-06"}])
    by_unit = evaluate(ledger, "commitment_rate", by="owner")
    assert {figure.group: figure.value for figure in by_unit.values()} == {(): 100, ("U",): 100, ("V",): None}
    assert evaluate(ledger, "commitment_rate", period="2025-H1")["commitment_rate"].value == 100
    assert evaluate(ledger, "commitment_rate", period="2024")["commitment_rate"].reason == "no_denominator"


@pytest.mark.parametrize(
    ("promise", "signed", "codes"),
    [
        ({}, "2024-07-31", set()),
        ({}, "2024-08-01", {"commitment_unreviewed", "commitment_without_basis"}),
        ({"legal_basis": "虚构办法"}, "2024-08-01", {"commitment_unreviewed"}),
        ({"legal_basis": "虚构办法", "reviewed_on": "2024-08-02"}, "2024-08-01", {"commitment_unreviewed"}),
        ({"legal_basis": "虚构办法", "reviewed_on": "2024-08-01"}, "2024-08-01", set()),
        ({"legal_basis": "虚构办法", "reviewed_on": "2024-07"}, "2024-08-01", set()),
        ({"legal_basis": "虚构办法", "reviewed_on": "2024-08-01"}, "2024-08", set()),
    ],
)
def test_commitments_need_a_basis_and_a_review_before_they_are_signed(
    promise: dict[str, Any], signed: str, codes: set[str]
) -> None:
    """Since the regulation on reviews of fair competition is in force."""
    paper = {"signed_on": signed, "commitments": [{"id": "C", **promise}]}
    ledger = structure({"projects": [{"id": "P", "name": "甲", "agreements": [paper]}]}, Ledger)
    found = {each.code for each in check(ledger)}
    assert {code for code in found if code.startswith("commitment")} == codes


@pytest.mark.parametrize(
    ("outcomes", "on", "found"),
    [(SHORT, "2025-05-01", True), (KEPT, "2025-05-01", False), (KEPT, "2024-10-01", True)],
)
def test_money_paid_before_the_investor_kept_the_terms_is_found(
    outcomes: list[dict[str, str]], on: str, *, found: bool
) -> None:
    ledger = county(TIED, [{"amount": "80万元", "on": on}], terms=[TAX], outcomes=outcomes)
    findings = [each for each in check(ledger) if each.code == "paid_before_terms"]
    assert [each.ids for each in findings] == ([("P",)] if found else [])


def test_the_yearly_review_counts_classes_causes_and_what_follows() -> None:
    table = review_table(county(DUE, terms=[TAX], outcomes=SHORT))
    assert table.rows == (("虚构项目", "2024", "62.50", "部分履约", "税收", "暂缓兑现优惠政策"),)
    assert table.notes == ("评价等次：部分履约1个", "未达标指标：税收1个", "分类处置：暂缓兑现优惠政策1个")
    assert review_table(county(DUE, terms=[TAX], outcomes=SHORT), year=2023).rows == ()
    english = review_table(county(DUE, terms=[TAX]), locale="en")
    assert english.rows[0][3:] == ("Failed", "taxes", "Incentives are held back")
    with pytest.raises(ValueError, match="report needs as_of"):
        review_table(Ledger())
