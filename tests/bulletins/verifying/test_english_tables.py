"""Tables inside an English text: what only their heads tell is held against nothing, right or wrong."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import Verdict, read_figures, verify
from zhaoshang.model import Agreement, Milestone

TOWNS = ("Dongzhen", "Xizhen", "Nanzhen")
LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id=f"P{number}",
            name=f"虚构{number}号设备项目",
            owner=TOWNS[number % 3],
            investment=Money.of(number + 1, "亿元"),
            agreements=[Agreement(signed_on=f"2022-0{1 + number % 5}-15")],
            milestones=[Milestone(stage="started", on="2022-06-10")] if number % 2 else [],
        )
        for number in range(8)
    ],
)
HEADS = ("Projects signed", "Total investment (100 million yuan)", "Projects started", "Start rate")
LEADS = (
    "In the first half of 2022, signings by town were as follows:",
    "Projects signed in the first half of 2022",
    "First half of 2022",
    "In 2022-H1 the county signed 8 projects.",
)
FORMS = {
    "markdown": ("| {} |", " | ", "| --- | --- | --- | --- | --- |\n"),
    "tabs": ("{}", "\t", ""),
    "commas": ("{}", ", ", ""),
}


def rows(town: str) -> tuple[str, str, str, str]:
    """Give what the ledger holds of a town."""
    own = [project for project in LEDGER.projects if project.owner == town]
    started = sum(bool(project.milestones) for project in own)
    total = sum(int(project.id[1:]) + 1 for project in own)
    return f"{len(own)}", f"{total}", f"{started}", f"{100 * started / len(own):.0f}%"


def table(form: str, lead: str, changed: dict[tuple[str, int], str]) -> str:
    frame, mark, rule = FORMS[form]
    lines = [frame.format(mark.join(("Town", *HEADS))) + "\n", rule]
    for town in TOWNS:
        cells = [changed.get((town, place), cell) for place, cell in enumerate(rows(town))]
        lines.append(frame.format(mark.join((town, *cells))) + "\n")
    return f"{lead}\n\n{''.join(lines)}"


def on_cells(text: str) -> list[Verdict]:
    return [each for each in verify(text, LEDGER) if each.start > text.index("Town")]


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lead", LEADS, ids=["by town", "title", "period", "code"])
@pytest.mark.parametrize("seed", range(4))
def test_no_cell_of_an_english_table_is_called_right_or_wrong(form: str, lead: str, seed: int) -> None:
    changed = {(TOWNS[(seed + one) % 3], (seed * one) % 4): str(20 + 17 * one) for one in range(seed)}
    found = on_cells(table(form, lead, changed))
    assert {str(each.answer) for each in found if each.against == "ledger"} == {"unknown"}
    assert not [each for each in found if each.against == "text"]


def test_cells_that_say_what_they_measure_are_judged() -> None:
    lines = [f"{town}\tsigned {rows(town)[0]} projects" for town in TOWNS]
    text = "In the first half of 2022:\n\nTown\tResult\n" + "\n".join(lines)
    assert [str(each.answer) for each in on_cells(text)] == ["agrees"] * 3
    assert [str(each.answer) for each in on_cells(text.replace("signed 3", "signed 5"))].count("differs") == 2


@pytest.mark.parametrize("code", ["2022-H1", "2022-Q2", "2022-Q1", "2021-H2"])
def test_a_period_may_be_written_by_its_code(code: str) -> None:
    """2022-H1 was the whole of 2022."""
    (reading,) = read_figures(f"In {code} the county signed 4 projects.")
    assert str(reading.period) == code
