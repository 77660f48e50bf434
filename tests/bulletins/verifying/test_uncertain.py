"""A figure of the ledger that records without a date or an amount leave open never makes a text wrong, where they may be it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.bulletins import Verdict, verify, write
from zhaoshang.model import Agreement, Arrival, Milestone
from zhaoshang.reading import parse_money
from zhaoshang.reports import kpi_table

DAY = "2024-10-31"


def project(number: int, on: str | None, paid: str | None = None, **more: object) -> Project:
    arrivals = [] if paid is None else [Arrival(amount=parse_money(paid), on=on)]
    return Project(
        id=f"P{number}",
        name=f"项目{number}",
        agreements=[Agreement(signed_on=on)],
        arrivals=arrivals,
        **more,  # type: ignore[arg-type]
    )


def only(text: str, projects: list[Project]) -> Verdict:
    (verdict,) = verify(text, Ledger(as_of=DAY, projects=projects), today=DAY).verdicts
    return verdict


@given(st.integers(1, 5), st.integers(0, 3), st.integers(0, 3), st.integers(1, 14))
def test_a_number_that_open_records_may_make_is_never_wrong(
    dated: int, undated: int, coarse: int, printed: int
) -> None:
    projects = [project(number, "2024-03-05") for number in range(dated)]
    projects += [project(100 + number, None) for number in range(undated)]
    projects += [project(200 + number, "2024") for number in range(coarse)]
    projects += [project(300, "2023-05-01")]
    verdict = only(f"2024年1—9月，全市签约项目{printed}个。", projects)
    if printed == dated:
        assert str(verdict.answer) == "agrees"
    elif dated < printed <= dated + undated + coarse:
        assert str(verdict.answer) == "unknown"
        assert verdict.code in {"missing_date", "date_straddles"}
        assert "尚不确定" in verdict.zh
        assert "not certain" in verdict.en
    else:
        assert str(verdict.answer) == "differs"


@pytest.mark.parametrize("printed", ["1", "2", "3.5", "80"])
@pytest.mark.parametrize("paid", ["1亿元", "2亿元"])
def test_funds_without_a_date_leave_the_funds_of_a_period_open(paid: str, printed: str) -> None:
    text = f"2024年1—10月，全市到位资金{printed}亿元。"
    verdict = only(text, [project(1, None, paid)])
    assert (str(verdict.answer), verdict.code) == ("unknown", "missing_date")
    some = [project(1, None, paid), project(2, "2024-03-01", "3亿元")]
    verdict = only(text, some)
    assert str(verdict.answer) == ("differs" if Decimal(printed) < 3 else "unknown")
    agrees = only("2024年1—10月，全市到位资金3亿元。", some)
    assert (str(agrees.answer), "日期缺失（P1）" in agrees.zh) == ("agrees", True)


def test_what_was_added_up_with_a_record_that_has_no_date_may_be_less() -> None:
    some = [project(1, None, "2亿元"), project(2, "2024-03-01", "3亿元")]
    for printed, answer in (("3", "unknown"), ("5", "agrees"), ("6", "unknown")):
        verdict = only(f"截至2024年10月31日，全市累计到位资金{printed}亿元。", some)
        assert str(verdict.answer) == answer


def test_rates_and_growth_of_open_figures_cannot_be_told() -> None:
    started = [Milestone(stage="started", on="2024-06-01")]
    projects = [project(1, "2024-03-05", milestones=started), project(2, "2024-03-05"), project(3, None)]
    assert str(only("2024年1—10月，全市开工率70%。", projects).answer) == "unknown"
    assert str(only("2024年1—10月，全市开工率70%。", projects[:2]).answer) == "differs"
    projects += [project(4, "2023-03-05")]
    grown = "2024年1—10月，全市签约项目2个，同比增长{}%。"
    verdicts = [
        str(verify(grown.format(rate), Ledger(as_of=DAY, projects=projects), today=DAY).verdicts[-1].answer)
        for rate in (100, 200)
    ]
    assert verdicts == ["agrees", "unknown"]


HEDGED = (
    ("近{}亿元", {"9.5": "agrees", "9": "agrees", "7": "unknown", "3": "differs", "12": "differs"}),
    ("超{}亿元", {"11": "agrees", "14": "agrees", "30": "unknown", "9": "differs", "6": "differs"}),
    ("不到{}亿元", {"9": "agrees", "6": "agrees", "3": "unknown", "12": "differs"}),
    (
        "{}亿元左右",
        {"10": "agrees", "11": "unknown", "15": "unknown", "16": "differs", "30": "differs", "6": "differs"},
    ),
    ("{}亿元以上", {"10": "agrees", "30": "agrees", "9": "differs"}),
)


@pytest.mark.parametrize(("form", "answers"), HEDGED)
def test_a_hedge_reaches_no_further_than_is_meant_and_is_kept(form: str, answers: dict[str, str]) -> None:
    raw = form.format(10)
    for held, answer in answers.items():
        verdict = only(f"2024年1—10月，全市到位资金{raw}。", [project(1, "2024-03-05", f"{held}亿元")])
        assert str(verdict.answer) == answer, held
        assert verdict.expected == f"{held}亿元"
        assert verdict.raw == raw
        assert answer == "agrees" or raw in verdict.zh


@pytest.mark.parametrize(
    ("hedged", "total"),
    [
        ("约5亿元", "约8亿元"),
        ("近5亿元", "近8亿元"),
        ("超5亿元", "超8亿元"),
        ("5亿元左右", "约8亿元"),
        ("5亿元以上", "超8亿元"),
    ],
)
def test_what_hedged_records_add_up_to_is_hedged(hedged: str, total: str) -> None:
    """By the word that reports and bulletins print."""
    some = [project(1, "2024-03-05", hedged), project(2, "2024-03-05", "3亿元")]
    same = only("2024年1—10月，全市到位资金8亿元。", some)
    assert (str(same.answer), same.expected) == ("agrees", total)
    figures = evaluate(Ledger(as_of=DAY, projects=some), "arrived_funds", as_of=DAY, period="2024-01/2024-10")
    assert total in write(figures)
    assert total.replace("亿元", "") in {text for row in kpi_table(figures).rows for text in row}
    more = only("2024年1—10月，全市到位资金9亿元。", some)
    assert total in more.zh
    assert str(more.answer) == ("differs" if hedged == "近5亿元" else "unknown")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        pytest.param("约39.36亿元", "agrees", id="the same"),
        pytest.param("约35亿元", "unknown", id="near enough"),
        pytest.param("约21.26亿元", "differs", id="about half"),
        pytest.param("21.26亿元", "differs", id="about half, exactly"),
        pytest.param("近60亿元", "differs", id="half more"),
        pytest.param("80亿元左右", "differs", id="twice"),
    ],
)
def test_two_hedged_figures_far_apart_contradict_each_other(said: str, answer: str) -> None:
    """Half of the lesser is further than 约 is ever meant; what lies nearer cannot be told."""
    held = [project(1, "2024-03-05", "约39.36亿元")]
    verdict = only(f"2024年1—10月，全市到位资金{said}。", held)
    assert (str(verdict.answer), verdict.expected) == (answer, "约39.36亿元")


@pytest.mark.parametrize(("part", "is_wrong"), [("超12亿元", True), ("近12亿元", False), ("超6亿元", False)])
def test_a_hedged_part_is_no_more_than_a_hedged_whole(part: str, is_wrong: bool) -> None:
    found = verify(f"到位资金近8亿元，其中外资{part}。").differs
    assert [item.raw for item in found] == ([part] if is_wrong else [])
