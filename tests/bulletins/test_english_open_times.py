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
