"""A figure is judged in one reading: that of the figures beside it, and none that is only as good as another."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Arrival, Milestone
from zhaoshang.quantities import Money


def _project(number: int, unit: str, signed: str, worth: int, started: str | None = None) -> Project:
    return Project(
        id=f"P{number}",
        name=f"虚构{number}号",
        owner=unit,
        investment=Money.of(worth, "亿元"),
        agreements=[Agreement(signed_on=signed)],
        milestones=[] if started is None else [Milestone(stage="started", on=started)],
        arrivals=[] if started is None else [Arrival(on=started, amount=Money.of(1, "亿元"))],
    )


LEDGER = Ledger(
    as_of="2024-12-31",
    projects=[
        _project(1, "柳溪镇", "2023-03-02", 3, "2023-08-01"),
        _project(2, "柳溪镇", "2023-05-06", 4, "2024-02-01"),
        _project(3, "石桥镇", "2024-01-08", 7, "2024-06-03"),
        _project(4, "柳溪镇", "2024-03-11", 8, "2024-09-02"),
        _project(5, "柳溪镇", "2024-04-15", 2),
        _project(6, "柳溪镇", "2024-11-21", 6),
        _project(7, "石桥镇", "2024-12-09", 1),
    ],
)
"""Signed: 2 worth 7 in 2023, 5 worth 24 in 2024 (3 of 柳溪镇 worth 16, 2 of 石桥镇 worth 8). Started: 1 and 3."""


def _answers(text: str) -> dict[str, str]:
    found = verify(text, LEDGER, today="2024-12-31")
    return {verdict.raw: verdict.answer.value for verdict in found if verdict.against == "ledger"}


def _last(text: str) -> str:
    """What becomes of the last figure of a text."""
    found = verify(text, LEDGER, today="2024-12-31")
    return max((each for each in found if each.against == "ledger"), key=lambda each: each.start).answer.value


TO_DATE = "截至2024年底，全县累计签约项目{}个，总投资{}亿元。"


@pytest.mark.parametrize(("number", "worth"), [(7, 31), (5, 24)])
def test_figures_of_one_date_agree_in_one_time(number: int, worth: int) -> None:
    assert _answers(TO_DATE.format(number, worth)) == {f"{number}个": "agrees", f"{worth}亿元": "agrees"}


@pytest.mark.parametrize(("number", "worth"), [(7, 24), (5, 31)])
def test_figures_of_one_date_never_agree_in_times_of_their_own(number: int, worth: int) -> None:
    assert _answers(TO_DATE.format(number, worth)) == {f"{number}个": "unknown", f"{worth}亿元": "unknown"}


def test_a_figure_that_no_time_makes_right_differs_beside_one_that_is() -> None:
    assert _answers(TO_DATE.format(7, 29)) == {"7个": "agrees", "29亿元": "differs"}


def test_words_that_count_anew_make_a_time_of_their_own() -> None:
    assert _answers("截至2024年底，全县累计签约项目7个，新开工3个。") == {"7个": "agrees", "3个": "agrees"}
    assert _answers("截至目前，全县累计签约项目7个，累计开工3个。") == {"7个": "unknown", "3个": "unknown"}


BESIDE = {
    "a part by its name": ("2024年，全县签约项目5个，其中柳溪镇3个，总投资{}亿元。", (24, 16), 19),
    "a part without 其中": ("2024年，全县签约项目5个，柳溪镇签约3个，总投资{}亿元。", (24, 16), 19),
    "a part by its time": ("2024年，全县签约项目5个，其中四季度签约2个，总投资{}亿元。", (24, 7), 19),
    "two divisions": ("2024年，全县签约项目5个，5亿元以上3个，柳溪镇{}个。", (3, 2), 4),
    "two divisions the other way": ("2024年，全县签约项目5个，柳溪镇3个，5亿元以上{}个。", (3, 2), 4),
}
"""A text, what makes it right in one reading each, and what makes it right in none."""


@pytest.mark.parametrize(("text", "right", "wrong"), BESIDE.values(), ids=list(BESIDE))
def test_a_figure_of_the_whole_or_of_a_part_is_open(text: str, right: tuple[int, int], wrong: int) -> None:
    for number in right:
        assert _last(text.format(number)) == "unknown"
    assert _last(text.format(wrong)) == "differs"


SURE = {
    "the whole has its own": ("2024年，全县签约项目5个、总投资24亿元，其中柳溪镇3个，总投资{}亿元。", 16, 24),
    "joined to the part": ("2024年，全县签约项目5个，其中柳溪镇3个、总投资{}亿元。", 16, 24),
    "behind brackets": ("2024年，全县签约项目5个（其中柳溪镇3个），总投资{}亿元。", 24, 16),
    "behind a semicolon": ("2024年，全县签约项目5个，其中柳溪镇3个；总投资{}亿元。", 24, 16),
    "each with its own": (
        "2024年，石桥镇签约2个，总投资8亿元，柳溪镇签约3个，总投资{}亿元。",
        16,
        24,
    ),
    "part of a size": ("2024年，全县签约项目5个，5亿元以上3个，其中柳溪镇{}个。", 2, 3),
}


@pytest.mark.long
@pytest.mark.parametrize(("text", "right", "wrong"), SURE.values(), ids=list(SURE))
def test_a_figure_that_has_one_reading_is_judged(text: str, right: int, wrong: int) -> None:
    assert _last(text.format(right)) == "agrees"
    assert _last(text.format(wrong)) == "differs"


@pytest.mark.parametrize("worth", [24, 16, 8, 19])
def test_what_may_be_of_several_units_together_is_open(worth: int) -> None:
    text = f"2024年，柳溪镇签约项目3个，石桥镇2个，总投资{worth}亿元。"
    assert _last(text) == "unknown"
