"""English dates told together, from which on, or of which a part is told in words are no period that is known. Invented."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement

DAYS = ["2021-02-01", "2021-03-01", "2022-02-01", "2022-03-10", "2022-09-01"]
LEDGER = Ledger(
    as_of="2022-12-31",
    projects=[
        Project(id=day, name=f"Invented {number}", agreements=[Agreement(signed_on=day)])
        for number, day in enumerate(DAYS)
    ],
)
OPEN = [
    "In 2022 and 2021, the county signed {} projects and 2 projects respectively.",
    "In 2021 and 2022, the county signed {} projects.",
    "From March 2022, the county signed {} projects.",
    "The year was slow. From March 2022 on, the county signed {} projects.",
    "In the last quarter of 2022, the county signed {} projects.",
    "In the final months of 2022, the county signed {} projects.",
    "For the rest of 2022, the county signed {} projects.",
]
KNOWN = {
    "In 2022, the county signed {} projects.": 3,
    "From January to March 2022, the county signed {} projects.": 2,
    "Between January and March 2022, the county signed {} projects.": 2,
    "In the first quarter of 2022, the county signed {} projects.": 2,
    "In the first nine months of 2022, the county signed {} projects.": 3,
    "In 2022, the county signed {} projects, up from 2 in 2021.": 3,
}


@pytest.mark.parametrize("text", OPEN)
@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_what_is_no_known_period_is_not_told(text: str, number: int) -> None:
    assert {verdict.answer.value for verdict in verify(text.format(number), LEDGER)} == {"unknown"}


@pytest.mark.parametrize("text", KNOWN)
@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_a_period_that_is_told_is_known(text: str, number: int) -> None:
    first = verify(text.format(number), LEDGER).verdicts[0]
    assert first.answer.value == ("agrees" if number == KNOWN[text] else "differs")


@pytest.mark.long
def test_what_is_told_from_a_time_goes_on_to_the_day_of_writing() -> None:
    """A beginning without an end is no month of its own: 自3月 is as 自3月以来; words that only look at a month are none."""
    open_heads = [
        "自2022年3月，",
        "从2022年3月，",
        "自从2022年3月，",
        "从2022年3月1日",
        "2022年3月以来，",
        "2022年3月起，",
    ]
    known = {f"{head}全县签约项目{{}}个。": 2 for head in open_heads}
    known |= dict.fromkeys(
        ("{} projects were signed from March 2022.", "From March 2022, {} projects were signed."), 2
    )
    known |= {
        "从2022年2月至3月，全县签约项目{}个。": 2,
        "自2022年2月到2022年3月，全县签约项目{}个。": 2,
        "{} projects were signed from February to March 2022.": 2,
    }
    wrong = [
        (text, number, str(first.answer))
        for text, right in known.items()
        for number in (1, 2, 3)
        for first in verify(text.format(number), LEDGER, today="2022-12-31").verdicts[:1]
        if str(first.answer) != ("agrees" if number == right else "differs")
    ]
    unsure = ("从2022年3月看，全县签约项目{}个。", "The county signed {} projects from March 2022.")
    wrong += [
        (text, number, str(verdict.answer))
        for text in unsure
        for number in (1, 2, 3)
        for verdict in verify(text.format(number), LEDGER, today="2022-12-31")
        if str(verdict.answer) != "unknown"
    ]
    assert wrong == []
