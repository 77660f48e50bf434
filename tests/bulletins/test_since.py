"""What is counted from a day on goes to the day of writing; without that day, or without the first, it is open."""

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


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("month", [5, 8, 9, 10])
@pytest.mark.parametrize("said", ["{}月", "2024年{}月", "{}月1日", "2024年{}月1日", "{}月份"])
def test_what_is_told_since_a_day_goes_on_to_that_of_writing(form: str, month: int, said: str) -> None:
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
