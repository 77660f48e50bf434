"""English relations are judged only where all that the figure's words name is said by the others too."""

import pytest

from zhaoshang.bulletins import verify

OF_OTHERS = (
    "among foreign-funded projects",
    "for orchards",
    "in the harbour zone",
    "of the provincial quota",
    "in terms of jobs",
    "nationwide",
    "for reinvestment",
    "excluding framework agreements",
)
"""What says that a figure is of less, or of more, than the figures beside it."""

BEHIND = (
    ("The county signed 36 projects, with a start rate of {}", "41.3%"),
    ("Of 36 projects signed, 15 have started, a start rate of {}", "38.2%"),
    ("The county signed 36 projects, compared with 30 a year earlier, an increase of {}", "33%"),
    ("The county signed 36 projects, up from 30 a year earlier, growth of {}", "33%"),
    ("The county signed 36 projects against a target of 50, a completion rate of {}", "61%"),
    ("The county signed 36 projects, or {} of the target of 50 projects", "61%"),
    ("With 36 projects signed, the county has met {} of its target of 50 projects", "61%"),
    ("The county signed 36 projects, 6 more than a year earlier, a rise of {}", "33%"),
    ("The county signed 36 projects worth 7.20 billion yuan, averaging {} each", "130 million yuan"),
    ("The county signed 36 projects, {} short of its target of 50", "9"),
)
"""A sentence, and what is wrong in it."""


@pytest.mark.long
@pytest.mark.parametrize(("form", "wrong"), BEHIND)
@pytest.mark.parametrize("other", OF_OTHERS)
def test_a_figure_that_is_said_to_be_of_others_contradicts_nothing(form: str, wrong: str, other: str) -> None:
    text = f"{form.format(wrong)} {other}."
    assert not verify(text).differs, verify(text).render()


@pytest.mark.parametrize(("form", "wrong"), BEHIND)
def test_the_same_figure_without_such_words_is_wrong(form: str, wrong: str) -> None:
    assert verify(f"{form.format(wrong)}.").differs


BEFORE = (
    "The county signed 36 projects, with a {} completion rate of 61.3%.",
    "The county signed 36 projects and the {} start rate was 61.3%.",
    "The county signed 36 projects, up from 30 a year earlier, with {} growth of 61.3%.",
    "The county signed 36 projects against a target of 50, a {} rate of 61.3%.",
    "Of the 36 projects signed, 15 have started, with a {} share of 61.3%.",
    "The county signed 36 projects with investment of 7.20 billion yuan, a {} average of 61 million yuan.",
    "The county signed 36 projects, 61.3% of the {} plan of 50 projects.",
)


@pytest.mark.parametrize("form", BEFORE)
@pytest.mark.parametrize("of", ["permit", "funding", "five-year", "coastal", "revised", "retention"])
def test_a_word_before_a_figure_may_say_that_it_is_of_others(form: str, of: str) -> None:
    text = form.format(of)
    assert not verify(text).differs, verify(text).render()


def test_what_was_reached_of_a_target_is_no_rate_of_those_signed() -> None:
    text = "The county signed 36 projects, with a target completion rate of {}."
    assert not verify(text.format("61.3%")).differs
    assert verify("The county signed 36 projects, with a completion rate of 61.3%.").differs


def test_a_percentage_of_money_is_none_of_counts() -> None:
    said = "A total of 36 projects were signed, of which 15 were in chips, a share of 62.5%{}."
    assert verify(said.format("")).differs
    assert not verify(said.format(" in investment")).differs


@pytest.mark.parametrize(
    "when", ["for the previous year", "by the end of last year", "in the same period of 2021"]
)
def test_a_change_of_another_time_is_none_of_levels_beside_it(when: str) -> None:
    said = "The county signed 36 projects, up from 30 a year earlier, growth of 33%{}."
    assert verify(said.format("")).differs
    assert not verify(said.format(f" {when}")).differs
