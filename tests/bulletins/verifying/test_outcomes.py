"""What came of projects signed in a time is counted of these, whatever stands between; else it is not compared. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Arrival, Milestone

_MADE = (
    # signed, begun, producing, hundred millions
    ("2022-02-03", "2022-06-01", "2023-03-01", 3), ("2022-03-04", "2022-09-01", None, 1),
    ("2022-05-06", "2023-02-01", "2023-05-01", 6), ("2022-07-08", "2023-03-03", None, 2),
    ("2022-08-09", None, None, 4), ("2023-01-05", "2023-04-01", None, 8), ("2023-02-06", "2023-05-06", None, 2),
    ("2023-03-07", None, None, 1), ("2023-04-08", None, None, 5), ("2023-05-09", "2023-06-02", None, 7),
    ("2023-05-10", None, None, 2),
)  # fmt: skip

LEDGER = Ledger(
    as_of="2023-06-30",
    projects=[
        Project(
            id=f"N{number}",
            name=f"虚构第{number}号项目",
            investment=Money.of(size, "亿元"),
            agreements=[Agreement(signed_on=signed)],
            milestones=[
                Milestone(stage=stage, on=day)
                for stage, day in (("started", begun), ("producing", running))
                if day is not None
            ],
            arrivals=[] if begun is None else [Arrival(on=begun, amount=Money.of(size, "千万元"))],
        )
        for number, (signed, begun, running, size) in enumerate(_MADE)
    ],
)
"""Signed in 2022: 5, of them begun 2 in 2022 and 2 in 2023, 2 producing; signed in 2023: 6, 3 begun. Begun in 2023: 5."""


def said(text: str) -> list[str]:
    return [verdict.answer.value for verdict in verify(text, LEDGER, today="2023-06-30")]


UNCOUNTED = (
    "2023年上半年签约的项目中，已开工{}个。",
    "2023年上半年签约项目中，开工{}个。",
    "2023年上半年签约的项目，开工{}个。",
    "2023年上半年签约的项目已有{}个开工。",
    "2023年上半年新签约的项目中，新开工{}个。",
    "2023年上半年签约的项目中，目前已开工{}个。",
)


@pytest.mark.long
@pytest.mark.parametrize("form", UNCOUNTED)
def test_those_begun_of_the_signed_are_counted_of_these(form: str) -> None:
    """Three of the six; five were begun in all."""
    assert [said(form.format(number))[-1] for number in (3, 5, 4)] == ["agrees", "differs", "differs"]


@pytest.mark.parametrize("of", ["2022年签约的项目中，", "2023年，去年签约项目", "2023年，2022年签约的项目"])
def test_those_of_an_earlier_year_are_counted_so_far(of: str) -> None:
    """Four came to be begun by now, two by the end of that year."""
    answers = [said(f"{of}已开工{number}个。")[-1] for number in (4, 2, 3)]
    assert answers == ["agrees", "unknown", "differs"]


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize(
    "text",
    [
        "2022年签约的项目中，今年上半年新开工{}个。",
        "2023年上半年，全县5亿元以上签约项目中，已开工{}个。",
    ],
)
def test_some_of_them_are_not_counted(text: str, number: int) -> None:
    assert said(text.format(number))[-1] == "unknown"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("2022年签约项目5个，截至2023年6月底已开工{}个。", {4: "agrees", 3: "differs"}),
        ("2022年签约项目5个，截至2023年6月底已开工4个，已投产{}个。", {2: "agrees", 1: "differs"}),
        ("2022年签约项目5个，当年开工2个，2023年开工{}个。", {2: "unknown", 4: "unknown"}),
        ("2023年上半年，全县签约项目6个，其中新开工{}个。", {3: "agrees", 5: "unknown", 4: "differs"}),
        ("2023年上半年，全县签约项目6个，其中新开工3个，总投资{}亿元。", {17: "unknown", 25: "unknown"}),
    ],
)
def test_what_came_of_those_counted_is_of_these(text: str, answers: dict[int, str]) -> None:
    assert {number: said(text.format(number))[-1] for number in answers} == answers


@pytest.mark.long
@pytest.mark.parametrize("now", [1, 3, 6])
@pytest.mark.parametrize("before", [2, 5])
@pytest.mark.parametrize(
    "form",
    [
        "2023年上半年，全县新开工项目5个，其中今年签约{}个，去年签约{}个。",
        "2023年上半年，全县新开工项目5个，其中2023年签约的{}个、2022年签约的{}个。",
        "2023年上半年，全县开工项目5个，其中当年签约{}个和上年签约{}个。",
    ],
)
def test_parts_by_the_year_of_signing_are_of_those_begun(form: str, now: int, before: int) -> None:
    """No ledger is asked how many of those begun were signed when."""
    verdicts = verify(form.format(now, before), LEDGER, today="2023-06-30")
    against = [verdict.answer.value for verdict in verdicts if verdict.against == "ledger"]
    assert against == ["agrees", "unknown", "unknown"]


CROSSED = (
    "去年签约项目今年{}{}。",
    "2022年签约项目，今年{}{}。",
    "去年签约的项目在今年{}{}。",
    "2022年签约的5个项目中，2023年{}{}。",
    "2022年全县签约项目今年上半年{}{}。",
)


@pytest.mark.parametrize("form", CROSSED)
@pytest.mark.parametrize(
    ("what", "figure"),
    [("新开工", "2个"), ("新开工", "5个"), ("到位资金", "0.8亿元"), ("到位资金", "2.5亿元")],
)
def test_what_came_in_a_year_of_those_signed_in_another_is_not_compared(
    form: str, what: str, figure: str
) -> None:
    """Two of the five were begun this year, and five of all."""
    assert said(form.format(what, figure))[-1] == "unknown"


@pytest.mark.long
@pytest.mark.parametrize("number", [2, 5, 6])
@pytest.mark.parametrize(
    "form",
    [
        "去年签约、今年开工项目{}个。",
        "去年签约今年开工的项目{}个。",
        "2023年上半年新开工项目5个，其中去年签约今年开工{}个。",
        "2023年上半年新开工项目5个，其中去年签约、今年开工的{}个。",
        "2023年上半年开工的5个项目中，今年签约的{}个。",
        "2023年上半年开工的5个项目中，今年签约的3个，去年签约的{}个。",
    ],
)
def test_those_of_two_steps_are_not_compared(form: str, number: int) -> None:
    assert said(form.format(number))[-1] == "unknown"


@pytest.mark.parametrize("amount", ["1.7亿元", "2.5亿元", "9亿元"])
@pytest.mark.parametrize(
    "form",
    [
        "2023年上半年签约项目到位资金{}。",
        "2023年上半年签约的6个项目已到位资金{}。",
        "2023年上半年，全县5亿元以上签约项目3个，到位资金{}。",
        "2023年上半年签约项目6个，未开工3个，总投资{}。",
    ],
)
def test_amounts_of_some_are_not_compared(form: str, amount: str) -> None:
    assert said(form.format(amount))[-1] == "unknown"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("2022年全县签约项目5个，截至目前已开工{}个。", {4: "agrees", 2: "unknown", 3: "differs"}),
        ("2022年全县签约项目5个，目前已开工{}个。", {4: "agrees", 2: "unknown", 3: "differs"}),
        ("2023年上半年签约的6个项目中，新开工{}个。", {3: "agrees", 5: "differs", 4: "differs"}),
        ("今年签约项目新开工{}个。", {3: "agrees", 5: "unknown", 4: "differs"}),
    ],
)
def test_those_that_came_of_the_signed_are_counted_of_these(text: str, answers: dict[int, str]) -> None:
    assert {number: said(text.format(number))[-1] for number in answers} == answers


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("2023年上半年，全县签约项目6个，到位资金{}亿元。", {"2.5": "agrees", "1.7": "differs"}),
        ("2023年上半年签约项目6个，新开工项目{}个。", {"5": "agrees", "4": "differs"}),
        ("2023年上半年，全县新开工项目5个，签约项目{}个。", {"6": "agrees", "5": "differs"}),
        ("2022年签约项目5个，2023年上半年签约项目{}个。", {"6": "agrees", "5": "differs"}),
    ],
)
def test_what_a_clause_of_its_own_tells_is_of_all(text: str, answers: dict[str, str]) -> None:
    assert {number: said(text.format(number))[-1] for number in answers} == answers


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("step", ["签约落户", "落地", "竣工", "达产"])
def test_none_of_a_step_that_no_project_tells_is_no_data(step: str, number: int) -> None:
    verdicts = verify(f"2023年上半年，全县{step}项目{number}个。", LEDGER, today="2023-06-30")
    assert [verdict.code for verdict in verdicts if verdict.against == "ledger"] == ["no_data"]
