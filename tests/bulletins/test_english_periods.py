"""The period of figures in English sentences: before or behind them, since a day, or of something else."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement
from zhaoshang.periods import Period

TODAY = "2024-10-08"
DAYS = ("2023-05-04", "2023-11-20", "2024-02-01", "2024-03-02", "2024-06-03", "2024-07-09", "2024-09-01")
LEDGER = Ledger(
    as_of="2024-09-30",
    projects=[
        Project(id=f"P{number}", name=f"项目{number}", agreements=[Agreement(signed_on=day)])
        for number, day in enumerate(DAYS)
    ],
)
PERIODS = {
    "the first quarter of 2024": ("2024-01-01", "2024-03-31"),
    "the first half of 2024": ("2024-01-01", "2024-06-30"),
    "June 2024": ("2024-06-01", "2024-06-30"),
    "2023": ("2023-01-01", "2023-12-31"),
    "the first nine months of 2024": ("2024-01-01", "2024-09-30"),
}
FORMS = (
    "The county signed {number} projects in {period}.",
    "{number} projects were signed in {period}.",
    "{number} new projects were signed across the county during {period}.",
    "In {period}, the county signed {number} projects.",
    "In {period}, the county signed {number} projects, more than in 2022.",
    "The county signed {number} projects in {period}, up from 40 in 2022.",
    "In 2023, the county signed 2 projects. The county signed {number} projects in {period}.",
    "The county signed 2 projects in 2023 and {number} projects were signed in {period}.",
)


def signed(start: str, end: str) -> int:
    return sum(start <= day <= end for day in DAYS)


@pytest.mark.long
@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("form", FORMS)
def test_the_period_of_the_sentence_is_that_of_its_figure_wherever_it_stands(form: str, period: str) -> None:
    true = signed(*PERIODS[period])
    for number in (true, true + 3, len(DAYS)):
        text = form.format(number=number, period=period)
        found = verify(text, LEDGER, today=TODAY)
        place = len(form.split("{number}", maxsplit=1)[0].format(period=period))
        answers = [item for item in found.verdicts if item.start == place]
        assert [str(item.answer) for item in answers] == ["agrees" if number == true else "differs"], text


@pytest.mark.parametrize(
    "since", ["the beginning of 2024", "the start of 2024", "2024", "January 2024", "February 2024"]
)
@pytest.mark.parametrize(
    "form",
    [
        "Since {since}, the county has signed {number} projects.",
        "The county has signed {number} projects since {since}.",
    ],
)
def test_since_a_time_is_up_to_the_day_of_writing(since: str, form: str) -> None:
    start = "2024-02-01" if since.startswith("Feb") else "2024-01-01"
    text = form.format(since=since, number=5)
    (reading,) = read_figures(text, today=TODAY)
    assert (reading.period, reading.is_to_date) == (Period.of(f"{start}/{TODAY}"), True)
    assert [str(item.answer) for item in verify(text, LEDGER, today=TODAY).verdicts] == ["agrees"]
    assert verify(form.format(since=since, number=4), LEDGER, today=TODAY).differs


@pytest.mark.parametrize("number", [3, len(DAYS)])
@pytest.mark.parametrize(
    "form",
    [
        "The county signed {} projects, more than in 2023.",
        "The county signed {} projects to start in 2025.",
        "The county signed {} projects expected to be completed in 2025.",
        "In 2024 the county signed {} projects in June 2023.",
        "The county has signed {} projects since the beginning of 2025.",
        "The county signed {} projects, and the zone opened in 2021.",
    ],
)
def test_a_period_that_may_be_of_something_else_leaves_the_figure_open(form: str, number: int) -> None:
    found = verify(form.format(number), LEDGER, today=TODAY)
    assert [(str(item.answer), item.code) for item in found.verdicts] == [("unknown", "unclear_period")]


def test_without_a_time_all_records_are_meant() -> None:
    assert not verify(f"The county has signed {len(DAYS)} projects.", LEDGER, today=TODAY).differs
    assert verify("The county has signed 3 projects.", LEDGER, today=TODAY).differs
    assert not verify("Last year 2 projects were signed.", LEDGER, today=TODAY).differs
    assert not verify("The county signed 2 projects last year.", LEDGER, today=TODAY).differs
    assert not verify("The county signed 2 projects last year.", LEDGER).differs  # without a day of writing


@pytest.mark.parametrize("aside", ["(2 in 2023)", "(2023: 2)", "(compared with 2 in 2023)"])
def test_a_year_in_brackets_is_of_what_they_hold(aside: str) -> None:
    """Five were signed in 2024."""
    for number, answer in ((5, "agrees"), (2, "differs")):
        verdicts = verify(f"In 2024, the county signed {number} projects {aside}.", LEDGER, today=TODAY)
        assert verdicts.verdicts[0].answer.value == answer
    text = f"In 2024, the county signed 5 projects {aside}, with a total investment of 3 billion yuan."
    assert read_figures(text, today=TODAY)[-1].period == Period.of("2024")
