"""Laws of boards: every number on a board is what the KPI says, asked with the same profile and day."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from attrs import evolve
from tests.properties import drawn

from zhaoshang import Ledger, Project
from zhaoshang.kpis import Figure, chain_nodes, evaluate
from zhaoshang.lifecycle import as_known_on
from zhaoshang.model import Agreement, ChainMember, ChainNode, CreditShare, Milestone, ServiceTeam
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.reports import (
    Table,
    chain_table,
    funnel,
    kpi_table,
    progress,
    progress_table,
    ranking,
    ranking_table,
    stage_board,
    weekly_table,
)
from zhaoshang.vocabulary import Stage

SEEDS = range(6)
PROFILES = [
    DEFAULT,
    DEFAULT.vary("apart", phases="separate", government_funded=True, relocation="count"),
    DEFAULT.vary("wide", signed_kinds=("formal", "intent"), trial_counts=False, expansion="exclude"),
]
DAY = "2022-06-30"
STEPS: dict[int, tuple[str, dict[str, Any]]] = {
    2: ("signed_project_count", {}),
    4: ("milestone_count", {"of": "landed"}),
    5: ("milestone_count", {"of": "started"}),
    6: ("milestone_count", {"of": "completed"}),
    7: ("milestone_count", {"of": "producing"}),
}
"""The columns of the weekly table that count steps, with what they are to add up to."""

asked_of = pytest.mark.parametrize(
    ("seed", "profile"), [(seed, PROFILES[seed % len(PROFILES)]) for seed in SEEDS]
)


def _ledger(seed: int) -> Ledger:
    """Draw a ledger with units in a tree, phases, and chains whose nodes hold firms and projects."""
    random = Random(seed)  # noqa: S311 - ledgers need no secrecy
    ledger = drawn.ledger(random, 14)
    nodes = [ChainNode(id=name, name=name, position=random.choice([None, "upstream"])) for name in "abc"]
    chains = [
        evolve(
            chain,
            nodes=nodes,
            members=[
                ChainMember(
                    node=random.choice("abc"),
                    investor=random.choice([None, "I1", "I2"]),
                    project=random.choice([None, *ledger.projects.ids]),
                    role=random.choice(["leader", "member"]),
                )
                for _ in range(random.randint(0, 4))
            ],
        )
        for chain in ledger.chains
    ]
    teams = [ServiceTeam(id=unit, name=f"单位{unit}", parent=above) for unit, above in UNITS.items()]
    projects = [
        evolve(
            project,
            name=f"项目{project.id}",
            owner=random.choice([None, *UNITS, "U9"]),
            shares=(),
            government_funded=random.choice([None, True, False]),
            chain_nodes=[f"{random.choice(['C1', 'C2'])}/{random.choice('abc')}"] * random.randint(0, 1),
        )
        for project in ledger.projects
    ]
    return evolve(ledger, chains=chains, teams=teams, projects=projects)


UNITS = {"U1": None, "U2": "U1", "U3": "U2", "U4": None}


def _asked_again(ledger: Ledger, figure: Figure, **asked: Any) -> Figure:
    """Ask for a figure as it says it was asked for."""
    of: dict[str, Any] = {"of": asked.pop("of")} if "of" in asked else {}
    found = evaluate(ledger, [figure.kpi], as_of=figure.as_of, period=figure.period, **of, **asked)
    return next(each for each in found.of(figure.kpi) if each.group == figure.group)


def _column(table: Table, place: int) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for row, values in zip(table.rows, table.values, strict=True):
        number = values[place]
        assert isinstance(number, int | Fraction)
        found[row[0]] = found.get(row[0], Fraction()) + number
    return found


def _shared(ledger: Ledger) -> Ledger:
    """Split the credit of every other project between two units, of one until a day in May."""
    split = [CreditShare(unit="U1", share="0.4", until="2022-05-10"), CreditShare(unit="U4", share="0.6")]
    projects = [evolve(each, shares=split[at % 3 :]) for at, each in enumerate(ledger.projects)]
    return evolve(ledger, projects=projects)


@asked_of
def test_the_weeks_of_a_year_add_up_to_the_year(seed: int, profile: Profile) -> None:
    """However late a step was recorded, what was corrected and whose credit ran out: the tables are the KPI of the year."""
    whole = _shared(_ledger(seed))
    ends = ["2021-12-31", *(f"2022-{month:02}-28" for month in range(1, 12)), "2022-12-31"]
    states = [evolve(as_known_on(whole, day), as_of=day) for day in ends]
    weeks = [weekly_table(now, then, profile=profile) for then, now in pairwise(states)]
    asked: dict[str, Any] = {"period": "2022", "profile": profile}
    for place, (kpi, of) in STEPS.items():
        told = [_column(week, place) for week in weeks]
        sums = {name: sum(week.get(name, 0) for week in told) for name in told[-1]}
        year = evaluate(states[-1], [kpi], by="owner", **asked, **of)
        assert sums.pop("合计") == year[kpi].value, kpi
        for figure in year.of(kpi):
            if figure.group:
                unit = figure.group[0]
                name = year.labels.get(unit, unit) or "（未填）"
                assert sums.get(name, 0) == (figure.value or 0), (kpi, name)


@asked_of
def test_each_number_of_a_week_has_its_figure(seed: int, profile: Profile) -> None:
    """The figure of a cell is its number, whatever is taken off; where nothing is, its ids are as many."""
    whole = _ledger(seed)
    then, now = (evolve(as_known_on(whole, day), as_of=day) for day in ("2022-04-30", "2022-08-31"))
    table = weekly_table(now, then, profile=profile)
    has_gone = any("不再计入" in note for note in table.notes)
    for values, figures in zip(table.values, table.figures, strict=True):
        for place in (1, 2, *STEPS, 8, 9):
            figure = figures[place]  # a unit that none of the projects asked about stands in has none
            counted = (0, 0) if figure is None else (figure.value, len(figure.ids))
            assert values[place] == counted[0]
            assert has_gone or values[place] == counted[1]


@asked_of
def test_the_board_of_stages_is_the_count_of_stages(seed: int, profile: Profile) -> None:
    """Whom the board shows at a stage is whom `stage_count` counts there, phases and what is left out alike."""
    ledger = _ledger(seed)
    board = stage_board(ledger, as_of=DAY, profile=profile, include_ended=True, warnings=[])
    shown: dict[str, list[str]] = {}
    for row, figures in zip(board.rows, board.figures, strict=True):
        figure = figures[-3]
        shown.setdefault(row[-3].split("、")[0] if figure else "", []).append(row[0])
        assert figure is None or row[0].removeprefix("项目") in figure.ids
    for stage in Stage:
        if not stage.is_overlay:
            counted = evaluate(ledger, "stage_count", of=[str(stage)], as_of=DAY, profile=profile)[
                "stage_count"
            ]
            assert sorted(shown.get(stage.zh, [])) == sorted(f"项目{id_}" for id_ in counted.ids)
    open_ = stage_board(ledger, as_of=DAY, profile=profile, warnings=[])
    ended = {stage.zh for stage in Stage if stage.is_end}
    left = [row for row in board.rows if row[-3].split("、")[0] not in ended]
    assert [(row[0], *row[-3:]) for row in left] == [(row[0], *row[-3:]) for row in open_.rows]


@pytest.mark.parametrize("seed", [2, 3, 5])
@pytest.mark.parametrize("profile", PROFILES[:2], ids=lambda profile: profile.id)
def test_a_board_as_known_on_a_day_is_the_board_of_what_was_known(seed: int, profile: Profile) -> None:
    """Whatever was put right since: dates and plans that a later correction took back stand on the board of the day."""
    ledger = _ledger(seed)
    asked: dict[str, Any] = {"as_of": DAY, "profile": profile, "include_ended": True, "warnings": []}
    for day in ("2022-02", "2022-04-01"):
        assert (
            stage_board(ledger, known_on=day, **asked).rows
            == stage_board(as_known_on(ledger, day), **asked).rows
        )


def test_a_completion_known_of_the_phases_stands_on_the_board() -> None:
    """The project's own record was made later, and then says so."""
    phases = [
        Project(
            id=id_,
            name=id_,
            parent="P",
            relation="phase",
            milestones=[Milestone(stage="completed", on=on, recorded_on="2022-04-01")],
        )
        for id_, on in (("P1", "2022-02-01"), ("P2", "2022-03-01"))
    ]
    own = Milestone(stage="completed", on="2022-06-01", recorded_on="2023-03-01")
    whole = Project(id="P", name="甲", agreements=[Agreement(signed_on="2022-01-01")], milestones=[own])
    ledger = Ledger(projects=[whole, *phases])
    for known_on, on in ((None, "2022-06-01"), ("2022-12-31", "2022-03-01")):
        asked: dict[str, Any] = {"as_of": "2022-12-31", "known_on": known_on}
        assert on in stage_board(ledger, warnings=[], **asked).rows[0]
        assert evaluate(ledger, "milestone_count", of="completed", **asked)["milestone_count"].value == 1


@asked_of
def test_a_chain_its_map_and_the_kpis_agree(seed: int, profile: Profile) -> None:
    """Who holds a node is who was signed for it and has not ended; a chain, its map and scripts say the same."""
    ledger = _ledger(seed)
    asked: dict[str, Any] = {"as_of": DAY, "profile": profile}
    signed = evaluate(ledger, "signed_project_count", by="node", **asked)
    over = {
        id_
        for stage in Stage
        if stage.is_end
        for id_ in evaluate(ledger, "stage_count", of=[str(stage)], **asked)["stage_count"].ids
    }
    rows = iter(chain_table(ledger, **asked).rows)
    usual = chain_nodes(ledger, as_of=DAY)
    for place, standing in chain_nodes(ledger, **asked).items():
        figure = signed["signed_project_count", place]
        assert standing.signed == figure
        assert set(standing.projects) == set(figure.ids) - over
        assert not set(standing.candidates) & {*figure.ids, *over}
        row = next(rows)
        assert row[-1] == standing.state.zh
        assert [bool(cell) for cell in row[4:8]] == [
            bool(side) for side in (standing.leaders, standing.firms, standing.projects, standing.candidates)
        ]
        chain, node = place.split("/")
        assert ledger.chains[chain].state_of(node, as_of=DAY) == usual[place].state


@asked_of
def test_the_steps_of_a_funnel_are_the_conversion(seed: int, profile: Profile) -> None:
    ledger = _ledger(seed)
    steps = funnel(ledger, as_of=DAY, profile=profile)
    for step in steps[1:]:
        figure = _asked_again(
            ledger, step.figure, profile=profile, from_stage="lead", to_stage=str(step.stage)
        )
        assert figure.value == step.figure.value
        assert [int(side or 0) for side in (figure.numerator, figure.denominator)] == [
            step.count,
            steps[0].count,
        ]


@asked_of
def test_progress_is_the_completion_of_targets(seed: int, profile: Profile) -> None:
    ledger = _ledger(seed)
    asked: dict[str, Any] = {"period": "2022", "as_of": DAY, "profile": profile}
    items = progress(ledger, "signed_project_count", **asked)
    told = evaluate(ledger, "target_completion_rate", of="signed_project_count", by="owner", **asked)
    for item, row in zip(items, progress_table(items).figures, strict=True):
        figure = told["target_completion_rate", item.unit] if item.unit else told["target_completion_rate"]
        assert (item.figure, item.completion, item.target) == (figure, figure.exact, figure.denominator)
        assert row[2:5] == (figure, figure, figure)


@asked_of
def test_a_ranking_is_the_kpi_by_unit(seed: int, profile: Profile) -> None:
    figures = evaluate(_ledger(seed), "signed_project_count", by="owner", as_of=DAY, profile=profile)
    places = ranking(figures)
    units = [figure for figure in figures.of("signed_project_count") if any(figure.group)]
    of_none = [
        figure for figure in figures.of("signed_project_count") if figure.group == ("",) and figure.value
    ]
    assert Counter(place.figure for place in places if place.place is not None) == Counter(units)
    assert [place.figure for place in places[len(units) :]] == of_none
    for place, row in zip(places, ranking_table(places).figures, strict=True):
        assert place.figure in row
        if place.place is None:
            continue
        ahead = [each for each in units if (each.value or 0) > (place.figure.value or 0)]
        assert place.place == len(ahead) + 1


@asked_of
def test_a_band_counts_a_project_once_whatever_units_it_stands_under(seed: int, profile: Profile) -> None:
    """The last row of a table of bands by unit is the band, not the sum of units and those above them."""
    ledger = _ledger(seed)
    asked: dict[str, Any] = {"bands": ["≥1亿元", "≥5000万元"], "as_of": DAY, "profile": profile}
    wholes = [
        figure.value for figure in evaluate(ledger, "projects_in_band", **asked).values() if figure.is_part
    ]
    table = kpi_table(evaluate(ledger, "projects_in_band", by="owner", **asked))
    assert list(table.values[-1][1:]) == wholes
