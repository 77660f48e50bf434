"""English sentences by kind: verbs and nouns of measures, and what is left of a clause that narrows a figure down."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement, Arrival, Milestone

TODAY = "2024-10-08"


def drawn() -> Ledger:
    draw = random.Random(5)  # noqa: S311 - an invented ledger needs no secrecy
    projects = []
    for number in range(60):
        month, day = draw.randint(1, 9), draw.randint(1, 28)
        unit = draw.choice(("Donghe", "Xishan", "Beiling"))
        stages = ("started", "completed", "producing")[: draw.randint(0, 3)]
        projects.append(
            Project(
                id=f"P{number}",
                name=f"Project {number}",
                owner=unit,
                district=unit,
                investment=Money.of(draw.randint(30, 900), "百万元"),
                agreements=[Agreement(signed_on=f"2024-{month:02d}-{day:02d}")],
                milestones=[Milestone(stage=stage, on=f"2024-{month:02d}-28") for stage in stages],
                arrivals=[Arrival(on=f"2024-{month:02d}-28", amount=Money.of(draw.randint(3, 90), "百万元"))],
            )
        )
    return Ledger(name="Lincheng City", as_of="2024-09-30", projects=projects)


LEDGER = drawn()
HALF = {"period": "2024-H1", "as_of": "2024-06-30"}
TOLD = {
    "signed_project_count": (
        "In the first half of 2024, the city signed {} projects.",
        "In the first half of 2024, a total of {} investment projects were signed.",
        "In the first half of 2024, contracts were signed for {} projects.",
        "New signings in the first half of 2024 reached {} projects.",
        "Signings stood at {} projects in the first half of 2024.",
        "The city inked {} projects in the first half of 2024.",
        "Despite headwinds, {} projects were signed in the first half of 2024.",
        "In the first half of 2024, the number of projects signed across the city came to {} projects.",
        "Signings totalled {} in the first half of 2024.",
        "The number of projects signed in the first half of 2024 was {}.",
        "In the half-year to June 2024, {} projects were signed.",
        "In the six months ended June 30, 2024, {} projects were signed.",
    ),
    "signed_investment_total": (
        "In the first half of 2024, signed investment came to {}.",
        "In the first half of 2024, the signed value totalled {}.",
        "The total investment of projects signed in the first half of 2024 was {}.",
        "Projects signed in the first half of 2024 carry a total investment of {}.",
        "In the first half of 2024, the city signed projects worth {}.",
        "Contracted investment amounted to {} in the first half of 2024.",
    ),
    "milestone_count:started": (
        "In the first half of 2024, {} projects started construction.",
        "In the first half of 2024, construction began on {} projects.",
        "{} projects broke ground in the first half of 2024.",
        "The city broke ground on {} projects in the first half of 2024.",
        "The city started {} projects in the first half of 2024.",
    ),
    "milestone_count:completed": (
        "The city completed {} projects in the first half of 2024.",
        "In the first half of 2024, {} projects reached completion.",
    ),
    "milestone_count:producing": (
        "In the first half of 2024, {} projects came on stream.",
        "Production began at {} projects in the first half of 2024.",
    ),
    "average_project_size": (
        "In the first half of 2024, the average project size was {}.",
        "Projects signed in the first half of 2024 averaged {}.",
        "The average investment per signed project in the first half of 2024 came to {}.",
    ),
    "arrived_funds": (
        "In the first half of 2024, paid-in funds came to {}.",
        "Funds in place reached {} in the first half of 2024.",
    ),
    "start_rate": (
        "In the first half of 2024, the start rate of projects signed was {}.",
        "The start rate for the first half of 2024 stood at {}.",
    ),
}
"""What a verb or a noun measures, whatever says how much it came to."""


def true_number(measure: str) -> Fraction:
    kpi, _, stage = measure.partition(":")
    figure = evaluate(LEDGER, kpi, **HALF, **({"of": stage} if stage else {}))[kpi]  # type: ignore[arg-type]
    return Fraction(figure.exact if figure.exact is not None else figure.value or 0)


def printed(number: Fraction, measure: str) -> str:
    if "count" in measure:
        return str(int(number))
    if measure.endswith("rate"):
        return f"{round(Decimal(float(number)), 1)}%"
    return f"{round(Decimal(float(number / 10**6)), 1)} million yuan"


@pytest.mark.long
@pytest.mark.parametrize(
    ("measure", "form"), [(measure, form) for measure, forms in TOLD.items() for form in forms]
)
def test_a_noun_or_verb_tells_the_measure(measure: str, form: str) -> None:
    number = true_number(measure)
    for shown, answer in ((number, "agrees"), (number * Fraction(13, 10) + 1, "differs")):
        text = form.format(printed(shown, measure))
        found = verify(text, LEDGER, today=TODAY)
        told = [(item.kpi, str(item.answer)) for item in found.verdicts if item.kpi is not None]
        assert told == [(measure, answer)], text


NARROWED = (
    # of other places
    "Nationwide, {} projects were signed in the first half of 2024.",
    "The province signed {} projects in the first half of 2024.",
    "In the first half of 2024, Suzhou signed {} projects.",
    "In the first half of 2024, the high-tech zone of Suzhou signed {} projects.",
    "In the first half of 2024, neighbouring Qinghe County signed {} projects.",
    "In the first half of 2024, {} projects were signed in Suzhou.",
    # not what happened
    "The city expects to have signed {} projects in the first half of 2024.",
    "If {} projects were signed in the first half of 2024, the bonus is paid.",
    "Teams that have signed {} projects in the first half of 2024 receive a bonus.",
    "The city could have signed {} projects in the first half of 2024.",
    # of some of them
    "In the first half of 2024, the city signed {} manufacturing projects.",
    "In the first half of 2024, the city signed {} projects in the chip industry.",
    "In the first half of 2024, the city signed {} projects with foreign investors.",
    "In the first half of 2024, the city signed {} projects each worth more than 100 million yuan.",
    "In the first half of 2024, the city signed {} projects above 1 billion yuan.",
    "In the first half of 2024, {} projects were signed at the Shanghai roadshow.",
    "At the Shanghai roadshow in the first half of 2024, {} projects were signed.",
    "In the first half of 2024, {} projects were signed, all of them in chips.",
    "In the first half of 2024, {} projects were signed and started construction.",
    "In the first half of 2024, the city signed {} projects a month on average.",
    "In the first half of 2024, the three counties signed {} projects each.",
    "In the first half of 2024, Donghe and Xishan signed {} projects.",
    "{} projects signed last year started construction in the first half of 2024.",
    "Signings in chips totalled {} in the first half of 2024.",
    "Monthly signings reached {} in the first half of 2024.",
    "The target was for signings to reach {} in the first half of 2024.",
    "Had the city signed {} projects in the first half of 2024, it would have met its target.",
    "{} projects were signed in the first half of 2024, or so rumours had it.",
    "Of the projects signed in the first half of 2024, {} projects started construction.",
    "In the first half of 2024, {} projects were signed and accepted by the province.",
    "In the first half of 2024, on one day alone the city signed {} projects.",
    "In the first half of 2024, the chamber of commerce signed {} projects.",
    "In the first half of 2024, the city inspected {} signed projects.",
    "In the first half of 2024, the city, together with Suzhou, signed {} projects.",
    "Huawei signed {} projects with the city in the first half of 2024.",
    # of another time
    "In the past six months, {} projects were signed.",
    "In the final quarter of 2023, {} projects were signed.",
)
"""What is left of a clause, names, times and words of grammar taken out, may narrow a figure down."""


@pytest.mark.parametrize("form", NARROWED)
def test_a_figure_beside_words_that_may_narrow_it_down_is_not_compared(form: str) -> None:
    for number in (true_number("signed_project_count"), Fraction(3), Fraction(600)):
        text = form.format(int(number))
        assert not verify(text, LEDGER, today=TODAY).differs, text
        assert not verify(text, LEDGER, today=TODAY).agrees, text


def test_what_belongs_to_some_projects_is_no_total() -> None:
    for text in (
        "In the first half of 2024, the city signed 3 projects in chips with a total investment of 9 billion yuan.",
        "In the first half of 2024, the biggest project signed has a total investment of 9 billion yuan.",
        "In the first half of 2024, a battery plant with a total investment of 9 billion yuan was signed.",
        "In the first half of 2024, the city signed 5 chip projects and the start rate was 50%.",
        "In the first half of 2024, the city's three counties signed 9 projects.",
        "In the first half of 2024, the city signed 3 projects in chips and credit lines worth 9 billion yuan.",
        "In the first half of 2024, projects were signed, 3 projects of them with a total investment of 9 billion yuan.",
    ):
        found = verify(text, LEDGER, today=TODAY)
        assert not found.differs, found.render()
        assert not found.agrees, found.render()


def test_a_unit_named_last_in_its_clause_is_whose_the_figure_is() -> None:
    names = ["Donghe", "Xishan"]
    text = "Donghe signed 4 projects and Xishan signed 5 projects; 6 projects were signed in Donghe District."
    assert [item.subject for item in read_figures(text, subjects=names)] == ["Donghe", "Xishan", "Donghe"]
    text = (
        "Donghe signed 4 projects. It started 2 projects. The start rate was 50%. The city signed 9 projects."
    )
    found = read_figures(text, subjects=names)
    assert [(item.subject, item.measure is None) for item in found] == [
        ("Donghe", False),
        ("Donghe", False),
        (None, True),  # of Donghe, or of all
        (None, False),
    ]


def test_a_row_of_names_and_numbers_shares_its_verb() -> None:
    names = ["Donghe", "Xishan", "Beiling"]
    for text in (
        "Donghe signed 4 projects, Xishan 5 projects and Beiling 6 projects.",
        "The city signed 15 projects: 4 projects in Donghe, 5 projects in Xishan and 6 projects in Beiling.",
    ):
        found = [item for item in read_figures(text, subjects=names) if item.subject]
        assert [item.subject for item in found] == names
        assert {item.measure for item in found} == {"signed_project_count"}


def test_a_day_and_a_period_hold_as_far_as_the_next_sentence_that_names_one() -> None:
    text = "By June 30, 2024, the city had signed 4 projects this year. In the third quarter of 2024, it signed 2 projects."
    first, second = read_figures(text, today=TODAY)
    assert (str(first.period), str(first.as_of)) == ("2024", "2024-06-30")
    assert (str(second.period), second.as_of) == ("2024-Q3", None)
    text = "In the first half of 2024, the city signed 4 projects. By the end of September, 3 projects had started construction."
    first, second = read_figures(text, today=TODAY)
    assert (str(second.period), str(second.as_of)) == ("2024-09-L", "2024-09-L")


def test_the_year_to_a_month_is_twelve_months_or_the_year_so_far() -> None:
    text = "In the year to June 2024, the city signed {} projects."
    (item,) = read_figures(text.format(7), today=TODAY)
    assert item.period is not None
    assert str(item.period.start) == "2023-07-01"
    number = int(true_number("signed_project_count"))
    assert verify(text.format(number), LEDGER, today=TODAY).agrees
    assert verify(text.format(number + 5), LEDGER, today=TODAY).differs


@pytest.mark.parametrize(
    ("text", "kpi"),
    [
        ("The city signed 48 projects, up 20% year on year.", "yoy_growth"),
        ("Signings grew by 20% from a year earlier.", "yoy_growth"),
        ("The city signed 48 projects, 75% of its annual target.", "target_completion_rate"),
        ("Donghe signed 12 projects, 25% of the city's total.", "share_of_total"),
        ("The city signed 48 projects, up 20% from March.", None),
    ],
)
def test_a_percentage_is_told_by_what_stands_around_it(text: str, kpi: str | None) -> None:
    *_, rate = read_figures(text, today=TODAY)
    assert (rate.kpi, rate.measure) == (kpi, None)


@pytest.mark.parametrize(
    ("words", "digits"), [("seven", 7), ("twenty-five", 25), ("two hundred and six", 206)]
)
def test_numbers_in_words_measure_what_those_in_digits_do(words: str, digits: int) -> None:
    form = "In 2023, the county signed {} projects with a total investment of RMB 2.38 billion."
    spelled, printed = (
        [(item.measure, str(item.period)) for item in read_figures(form.format(number))]
        for number in (words, digits)
    )
    assert spelled == printed == [("signed_project_count", "2023"), ("signed_investment_total", "2023")]
