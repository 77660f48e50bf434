"""Of projects named before, those begun are counted among these; what began in the period is another number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement, Milestone

DAY = "2024-10-31"


def ledger(begun: int, idle: int, older: int) -> Ledger:
    """Make up a ledger: signed this year and begun, signed and idle, signed before and begun this year."""

    def made(kind: str, number: int, signed: str, *, is_begun: bool) -> Project:
        return Project(
            id=f"{kind}{number}",
            name=f"{kind}{number}",
            agreements=[Agreement(signed_on=signed)],
            milestones=[Milestone(stage="started", on="2024-08-01")] if is_begun else [],
        )

    return Ledger(
        as_of=DAY,
        projects=[
            *(made("B", number, "2024-03-05", is_begun=True) for number in range(begun)),
            *(made("I", number, "2024-04-05", is_begun=False) for number in range(idle)),
            *(made("O", number, "2023-04-05", is_begun=True) for number in range(older)),
        ],
    )


def last(text: str, known: Ledger) -> str:
    return str(verify(text, known, today=DAY).verdicts[-1].answer)


NAMED = (
    "今年签约的{n}个项目中已开工{k}个。",
    "今年签约的{n}个中，已开工{k}个。",
    "今年签约的{n}个项目，已开工{k}个。",
    "今年签约的{n}个项目已有{k}个开工。",
)


@pytest.mark.long
@given(st.integers(1, 6), st.integers(1, 5), st.integers(1, 5), st.integers(1, 12))
def test_those_begun_of_the_projects_named_are_no_flow(begun: int, idle: int, older: int, said: int) -> None:
    known = ledger(begun, idle, older)
    for form in NAMED:
        text = form.format(n=begun + idle, k=said)
        assert last(text, known) == ("agrees" if said == begun else "differs"), text
    among = f"今年以来，全市签约项目{begun + idle}个，其中已开工{said}个。"
    flow = "unknown" if said == begun + older else "differs"
    assert last(among, known) == ("agrees" if said == begun else flow)
    beside = f"今年以来，全市签约项目{begun + idle}个，开工{said}个。"
    assert last(beside, known) == ("unknown" if said in {begun, begun + older} else "differs")
    new = f"今年以来，全市签约项目{begun + idle}个，新开工{said}个。"
    assert last(new, known) == ("agrees" if said == begun + older else "differs")


@pytest.mark.parametrize("amount", ["3亿元", "90亿元"])
def test_what_those_are_worth_cannot_be_told(amount: str) -> None:
    assert last(f"今年签约的5个项目中已开工3个，总投资{amount}。", ledger(3, 2, 2)) == "unknown"


def test_a_number_or_rate_of_which_it_is_open_what_it_counts_is_right_only_where_both_readings_are() -> None:
    """Of 6 signed this year 2 were begun, and so were 3 signed before: 5 were begun, of 9 signed altogether."""
    open_ones, same = ledger(2, 4, 3), ledger(2, 4, 0)
    told = {
        "2024年，签约项目6个，开工项目2个。": "unknown",
        "2024年，签约项目6个、开工项目5个。": "unknown",
        "2024年，签约项目6个，开工项目4个。": "differs",
        "2024年，签约项目6个；开工项目5个。": "agrees",
        "2024年，签约项目6个，新开工项目5个。": "agrees",
        "截至2024年10月底，开工率33.3%。": "unknown",
        "截至2024年10月底，开工率55.6%。": "unknown",
        "截至2024年10月底，开工率60%。": "differs",
        "截至2024年10月底，累计签约项目9个，开工率55.6%。": "agrees",
        "2024年，签约项目6个，开工项目5个，开工率83.3%。": "unknown",
        "2024年，签约项目6个，开工项目5个，开工率33.3%。": "agrees",
    }
    assert {text: last(text, open_ones) for text in told} == told
    assert last("2024年，签约项目6个，开工项目2个。", same) == "agrees"
    assert verify("2024年，签约项目6个，开工项目5个，开工率33.3%。", open_ones, today=DAY).differs == ()


CROSSED = (
    "去年签约的项目今年开工{n}个。",
    "2023年签约，2024年上半年开工项目{n}个。",
    "2023年引进的项目，2024年上半年开工{n}个。",
    "签约于2023年的项目，2024年上半年开工{n}个。",
    "今年开工的{n}个项目均为上年签约。",
    "2024年上半年，开工项目{n}个，签约时间都在2023年。",
    "2024年上半年，开工项目{n}个来自去年签约。",
)


@pytest.mark.parametrize("form", CROSSED)
def test_a_step_of_projects_of_another_time_is_left_open_by_both(form: str) -> None:
    known = ledger(2, 1, 3)
    for number in (3, 5, 6):
        text = form.format(n=number)
        assert read_figures(text, today=DAY)[-1].measure is None, text
        assert last(text, known) == "unknown", text
    plain = "2023年签约6个，2024年上半年开工项目3个，均已投产。"
    assert [item.measure for item in read_figures(plain, today=DAY)] == [
        "signed_project_count",
        "milestone_count:started",
    ]
