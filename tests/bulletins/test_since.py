"""What is counted from a day on goes to the day of writing; without that day, or without the first, it is open."""

from collections.abc import Callable, Iterable

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement

TODAY = "2024-10-20"
MONTHS = (3, 5, 8, 9, 10, 10)
LEDGER = Ledger(
    as_of=TODAY,
    projects=[
        Project(id=f"P{place}", name=f"项目{place}", agreements=[Agreement(signed_on=f"2024-{month:02d}-08")])
        for place, month in enumerate(MONTHS)
    ],
)
FORMS = (
    "{}以来，", "自{}以来，", "自{}起，", "从{}起，", "{}起，", "自{}开始，", "{}至今，", "自{}至今，", "从{}到现在，", "从{}到目前，",
    "自{}起至今，", "进入{}以来，", "从{}一直到现在，",
)  # fmt: skip


DAYS, SINCE = ("{}月", "2024年{}月", "{}月1日", "2024年{}月1日", "{}月份"), (5, 8, 9, 10)


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
def test_what_is_told_since_a_day_goes_on_to_that_of_writing(
    form: str, paired: Callable[..., Iterable[tuple[str, int]]]
) -> None:
    turn = FORMS.index(form) % len(SINCE)  # each day of each month is told in one form or another
    for said, month in paired(DAYS, SINCE[turn:] + SINCE[:turn]):
        lead = form.format(said.format(month))
        number = sum(other >= month for other in MONTHS)
        (reading,) = read_figures(f"{lead}全市签约项目{number}个。", today=TODAY)
        assert str(reading.period) == f"2024-{month:02d}-01/{TODAY}"
        for printed, answer in ((number, "agrees"), (number + 1, "differs")):
            (verdict,) = verify(f"{lead}全市签约项目{printed}个。", LEDGER, today=TODAY)
            assert str(verdict.answer) == answer, lead
        for printed in (number, len(MONTHS), MONTHS.count(month)):
            (verdict,) = verify(f"{lead}全市签约项目{printed}个。", LEDGER)
            assert (str(verdict.answer), verdict.code) == ("unknown", "open_period"), lead


@pytest.mark.parametrize(
    "lead", ["国庆以来，", "入秋以来，", "8月5日后，", "2024年8月以后，", "近年来，", "开局以来，"]
)
@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_first_day_that_is_not_told_is_open(lead: str, number: int) -> None:
    (verdict,) = verify(f"{lead}全市签约项目{number}个。", LEDGER, today=TODAY)
    assert (str(verdict.answer), verdict.code) == ("unknown", "open_start")


@pytest.mark.parametrize("lead", ["从3月起到9月底，", "自3月起至9月底，", "3月到9月，", "3月至9月，"])
def test_a_last_day_that_is_told_ends_it(lead: str) -> None:
    (verdict,) = verify(f"{lead}全市签约项目4个。", LEDGER, today=TODAY)
    assert str(verdict.answer) == "agrees"


DATED = ["2023年", "2024年", "今年上半年"]
TOLD = ["2023", "2024", "2025-H1"]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("join", ["、", "和", "与"])
@pytest.mark.parametrize(
    "form",
    [
        "{dates}，全县分别签约项目{figures}。",
        "全县{dates}签约项目分别为{figures}。",
        "{dates}，全县依次新签约项目{figures}，总投资分别为{sums}。",
    ],
)
def test_figures_follow_dates_in_their_order(form: str, join: str, count: int) -> None:
    """So many dates in a row, and as many figures behind 分别: each is of its own date, and all measure the same."""
    figures = join.join(["7个", "13个", "16个"][:count])
    sums = join.join(["3亿元", "5亿元", "8亿元"][:count])
    text = form.format(dates=join.join(DATED[-count:]), figures=figures, sums=sums)
    found = [(str(item.period), item.kpi) for item in read_figures(text, today="2025-07-02")]
    want = [(period, "signed_project_count") for period in TOLD[-count:]]
    if "{sums}" in form:
        want += [(period, "signed_investment_total") for period in TOLD[-count:]]
    assert found == want


def test_dates_and_figures_that_do_not_match_in_number_are_not_handed_out() -> None:
    found = read_figures(
        "2023年、2024年，东镇、西镇、北镇分别签约5个、3个和2个。",
        today="2025-07-02",
        subjects=["东镇", "西镇", "北镇"],
    )
    assert [item.subject for item in found] == ["东镇", "西镇", "北镇"]
