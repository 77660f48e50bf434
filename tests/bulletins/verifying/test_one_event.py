"""What was done at one event, or on a day that is not told, makes no text differ from the ledger."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Milestone

DAY = "2024-10-31"
LEDGER = Ledger(
    as_of=DAY,
    projects=[
        Project(
            id=f"P{number}",
            name=f"P{number}",
            agreements=[Agreement(signed_on="2024-10-15")],
            milestones=[Milestone(stage="started", on="2024-10-15")],
        )
        for number in range(4)
    ],
)


@pytest.mark.parametrize(
    "form",
    [
        "会上，{}个项目签约。", "本次活动签约项目{}个。", "2024年10月16日，全市举行集中签约仪式，签约项目{}个。",
        "在10月20日举行的招商大会上，现场签约项目{}个。", "此次集中开工项目{}个。", "推介会上，签约项目{}个。",
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", [2, 9])
def test_an_event_is_not_all_that_was_done(form: str, number: int) -> None:
    (verdict,) = verify(form.format(number), LEDGER, today=DAY).verdicts
    assert (str(verdict.answer), verdict.code) == ("unknown", "of_an_event"), verdict.render("zh_CN")


@pytest.mark.parametrize("lead", ["近日", "日前", "近期", "最近", "不久前", "连日来"])
@pytest.mark.parametrize("number", [4, 9])
def test_a_day_that_is_not_told_is_open(lead: str, number: int) -> None:
    (verdict,) = verify(f"{lead}，我市签约项目{number}个。", LEDGER, today=DAY).verdicts
    assert (str(verdict.answer), verdict.code) == ("unknown", "open_start")


def test_a_time_that_is_told_after_such_words_is_compared() -> None:
    for number, answer in ((4, "agrees"), (9, "differs")):
        text = f"近日，记者从市招商局获悉，2024年1—10月，全市签约项目{number}个。"
        (verdict,) = verify(text, LEDGER, today=DAY).verdicts
        assert str(verdict.answer) == answer


def test_what_was_negotiated_is_not_kept_where_all_is_signed() -> None:
    first, last = verify("2024年1—10月，全市对接项目50个，签约4个。", LEDGER, today=DAY)
    assert (first.code, str(last.answer)) == ("no_data", "agrees")
    more = LEDGER.with_(
        projects=[
            *LEDGER.projects,
            Project(id="L", name="L", milestones=[Milestone(stage="lead", on="2024-03-01")]),
        ]
    )
    first, _ = verify("2024年1—10月，全市对接项目50个，签约4个。", more, today=DAY)
    assert first.code in {"value_differs", "no_data"}
