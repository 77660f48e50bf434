"""The day of a meeting, of a step of one project or of writing is no period of the figures in other clauses."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Milestone

DAYS = ("2024-02-03", "2024-05-01", "2024-05-20", "2024-09-09", "2024-11-30")
LEDGER = Ledger(
    as_of="2024-12-31",
    name="虚构县",
    projects=[
        Project(
            id=f"P{place}",
            name=f"虚构{name}电子项目",
            agreements=[Agreement(signed_on=day)],
            milestones=[Milestone(stage="started", on="2024-12-20")] if place % 2 else [],
        )
        for place, (name, day) in enumerate(zip("甲乙丙丁戊", DAYS, strict=True))
    ],
)
LEADS = (
    "虚构乙电子项目于2024年5月1日签约。",
    "虚构乙电子项目于2024年5月1日签约，",
    "虚构乙电子项目（2024年5月1日签约）进展顺利；",
    "2024年12月3日，虚构县召开招商会。",
    "2024年12月3日，虚构县召开招商会，会后统计，",
)
FIGURES = ("全县签约项目5个。", "全县累计签约项目5个。", "全县已开工2个。", "全县开工率40%。")


def answers(text: str) -> list[str]:
    return [str(verdict.answer) for verdict in verify(text, ledger=LEDGER) if "年" not in verdict.raw]


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("figure", FIGURES)
def test_a_day_of_something_else_makes_no_true_figure_differ(lead: str, figure: str) -> None:
    """Before a span that is told, the figure is of that; without one it is open."""
    assert "differs" not in answers(lead + figure)
    told = answers(f"2024年，全县招商成效明显。{lead}{figure}")
    assert told, lead
    assert set(told) <= {"agrees", "unknown"}


@pytest.mark.parametrize("lead", LEADS[:2])
def test_a_false_figure_behind_a_day_still_differs_from_every_reading(lead: str) -> None:
    assert "differs" in answers(f"2024年全县签约项目5个。{lead}全县签约项目9个。")


def test_a_day_right_before_a_figure_is_its_own() -> None:
    assert answers("2024年5月1日，全县签约项目1个。") == ["agrees"]
    assert answers("2024年5月1日，全县签约项目3个。") == ["differs"]


def test_the_year_of_an_earlier_sentence_is_that_of_the_whole_year_told_behind_it() -> None:
    assert answers("2024年，虚构县招商引资成效明显。全年共签约项目5个。") == ["agrees"]
    assert answers("2024年，虚构县招商引资成效明显。全年共签约项目7个。") == ["differs"]


def test_more_than_a_year_that_the_ledger_does_not_reach_cannot_be_told() -> None:
    assert answers("2024年，全县签约项目5个，同比增加2个。") == ["agrees", "unknown"]


def test_a_share_of_money_is_not_worked_out_from_numbers_of_projects() -> None:
    text = "签约项目41个，总投资200亿元，其中工业项目12个，占签约总投资的62%。"
    assert not [verdict for verdict in verify(text) if str(verdict.answer) == "differs"]


def test_started_of_those_signed_are_of_those_signed() -> None:
    """However many these are: the starts of the period are another number."""
    earlier = Project(
        id="P9",
        name="虚构己电子项目",
        agreements=[Agreement(signed_on="2023-05-01")],
        milestones=[Milestone(stage="started", on="2024-06-01")],
    )
    ledger = Ledger(as_of="2024-12-31", projects=[*LEDGER.projects, earlier])
    (verdict,) = verify("今年新签约项目中已开工2个。", ledger=ledger, today="2024-12-31")
    assert str(verdict.answer) != "differs"


@pytest.mark.parametrize(("today", "number"), [("2024-05-10", 2), ("2024-06-30", 3), ("2024-12-31", 5)])
def test_this_year_goes_no_further_than_the_day_of_writing(today: str, number: int) -> None:
    """A ledger goes on after a text was written: what it has learnt since makes nothing in it wrong."""
    text = "今年，全县已签约项目{}个。"
    (right,) = verify(text.format(number), ledger=LEDGER, today=today)
    (wrong,) = verify(text.format(number + 1), ledger=LEDGER, today=today)
    assert (str(right.answer), str(wrong.answer)) == ("agrees", "differs")


def test_a_text_that_stands_on_the_end_of_an_earlier_month_is_held_against_that_day() -> None:
    assert answers("截至2024年8月31日，全县累计签约项目3个。") == ["agrees"]
    assert answers("截至2024年8月31日，全县累计签约项目4个。") == ["differs"]


@pytest.mark.parametrize("words", ["超额完成任务的{}", "超额完成任务{}", "超额完成年度目标{}"])
def test_by_how_much_a_target_was_passed(words: str) -> None:
    form = f"全年签约目标40个，实际签约46个，{words}。"
    told = [verify(form.format(rate)).verdicts for rate in ("15%", "115%", "25%")]
    assert [[str(verdict.answer) for verdict in each] for each in told] == [
        ["agrees"],
        ["agrees"],
        ["differs"],
    ]
