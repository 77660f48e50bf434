"""More than one formal agreement of a project is told, whatever their dates; a step into the future is refused."""

import pytest

from zhaoshang import Ledger, Money, Project, advance, evaluate
from zhaoshang.checks import check
from zhaoshang.errors import TransitionRefusedError
from zhaoshang.lifecycle import assess
from zhaoshang.model import Agreement

FIRST = Agreement(id="A", signed_on="2022-01-05", amount=Money.of(3, "亿元"))
PAPERS: dict[str, tuple[list[Agreement], str | None]] = {
    "one": ([FIRST], None),
    "another day": ([FIRST, Agreement(signed_on="2022-03-05")], "two_dates"),
    "the same day": (
        [FIRST, Agreement(signed_on="2022-01-05", amount=Money.of(2, "亿元"))],
        "second_agreement",
    ),
    "no day": ([FIRST, Agreement(amount=Money.of(2, "亿元"))], "second_agreement"),
    "twice the same": ([FIRST, Agreement(signed_on="2022-01-05")], "second_agreement"),
    "a supplement": ([FIRST, Agreement(signed_on="2022-01-05", amends="A")], None),
    "a correction": (
        [FIRST, Agreement(signed_on="2022-01-05", correction=True, reason="笔误", recorded_on="2022-02-01")],
        None,
    ),
    "an intent before": ([Agreement(kind="intent", signed_on="2022-01-05"), FIRST], None),
}


@pytest.mark.parametrize(("papers", "code"), PAPERS.values(), ids=PAPERS)
def test_a_second_formal_agreement_is_told_and_counts_once(papers: list[Agreement], code: str | None) -> None:
    project = Project(id="P1", name="虚构阀门项目", investment=Money.of(3, "亿元"), agreements=papers)
    ledger = Ledger(as_of="2022-06-30", projects=[project])
    told = {"two_dates", "second_agreement"} & set(check(ledger).codes)
    assert told == ({code} if code else set())
    figures = evaluate(ledger, ["formal_contract_count", "formal_contract_amount"])
    assert [figure.value for figure in figures.values()] == [1, 300_000_000]


@pytest.mark.parametrize("stage", ["signed", "landed", "开工"])
@pytest.mark.parametrize("known", [{"as_of": "2022-06-30"}, {"recorded_on": "2022-06-30"}])
def test_nothing_is_recorded_before_it_happened(stage: str, known: dict[str, str]) -> None:
    project = Project(id="P1", name="虚构阀门项目")
    with pytest.raises(TransitionRefusedError) as caught:
        advance(project, stage, on="2099-01-01", **known)  # type: ignore[arg-type]
    assert "future_date" in [blocker.code for blocker in caught.value.step.blockers]
    assert assess(project, stage, on="2022-06-30", **known).ok  # type: ignore[arg-type]
    coarse = assess(project, stage, on="2022", **known)  # type: ignore[arg-type]
    assert "date_straddles" in [warning.code for warning in coarse.warnings]


def test_the_day_of_the_ledger_finds_what_no_day_was_given_for() -> None:
    far = advance(Project(id="P1", name="虚构阀门项目"), "signed", on="2099-01-01", evidence=["contract"])
    assert "future_date" in check(Ledger(as_of="2022-06-30", projects=[far])).codes
