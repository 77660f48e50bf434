"""Laws of groups: units are a tree, every KPI of a call shows the same groups, industries nest."""

from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from attrs import evolve
from tests.properties import drawn

from zhaoshang import Ledger, Project
from zhaoshang.kpis import evaluate
from zhaoshang.model import ServiceTeam
from zhaoshang.vocabulary import Track

SEEDS = range(8)
KPIS = ("signed_project_count", "signed_investment_total", "arrived_funds", "start_rate", "outbound_trips")
ADDED = ("signed_project_count", "tracked_count", "outbound_trips")


def _ledger(seed: int) -> Ledger:
    """Draw a ledger whose units stand in a tree, and whose projects have no shares."""
    random = Random(seed)  # noqa: S311 - ledgers need no secrecy
    ledger = drawn.ledger(random, 14)
    units = sorted({*(team.id for team in ledger.teams), "U1", "U2", "U3"})
    kept = {team.id: team for team in ledger.teams}
    tree = []
    for place, unit in enumerate(units):
        team = kept.get(unit) or ServiceTeam(id=unit, name=unit)
        tree.append(evolve(team, parent=random.choice([None, *units[:place]])))
    projects = [
        evolve(project, owner=random.choice([None, *units]), shares=(), industry=random.choice(INDUSTRIES))
        for project in ledger.projects
    ]
    return evolve(ledger, teams=tree, projects=projects)


INDUSTRIES = (None, "C", "C39", "C391", "C3911", "C26", "M73")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_unit_is_its_own_projects_and_its_children(seed: int) -> None:
    """Counts of a unit are those of its own rows and of its children, each once."""
    ledger = _ledger(seed)
    whole = evaluate(ledger, ADDED, by="owner", as_of="2022-12-31")
    direct = evaluate(ledger, ADDED, by="owner_direct", as_of="2022-12-31")
    for kpi in ADDED:
        for team in ledger.teams:
            children = [each.id for each in ledger.teams if each.parent == team.id]
            parts = [direct[kpi, team.id].value, *(whole[kpi, child].value for child in children)]
            told = [part for part in parts if part is not None]
            assert whole[kpi, team.id].value == (sum(told) if told else None), (kpi, team.id)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "by", ["owner", "owner_direct", "district", "park", "chain", "node", "industry", "origin"]
)
def test_every_kpi_of_a_call_shows_the_same_groups(seed: int, by: str) -> None:
    figures = evaluate(_ledger(seed), KPIS, by=[by], as_of="2022-12-31")
    rows = {kpi: {figure.group for figure in figures.of(kpi) if figure.group} for kpi in KPIS[:4]}
    assert len({frozenset(groups) for groups in rows.values()}) == 1, rows


@pytest.mark.parametrize("seed", SEEDS)
def test_levels_of_industry_nest(seed: int) -> None:
    """What a class holds is in its group, its division and its section; shorter codes stand in the blank row."""
    ledger = _ledger(seed)
    levels = ("industry_section", "industry", "industry_group", "industry_class")
    counted = [
        {
            figure.group[0]: figure.value or Decimal(0)
            for figure in evaluate(ledger, "tracked_count", by=[level], as_of="2022-12-31").of(
                "tracked_count"
            )
            if figure.group
        }
        for level in levels
    ]
    assert len({sum(groups.values()) for groups in counted}) == 1
    for coarse, fine in pairwise(counted):
        for code, held in coarse.items():
            if code:
                assert sum(each for part, each in fine.items() if part.startswith(code)) <= held
    assert set(counted[1]) <= {"", "C39", "C26", "M73"}


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("C3911", ("C", "C39", "C391", "C3911")),
        ("3911", ("C", "C39", "C391", "C3911")),
        ("c39", ("C", "C39", "", "")),
        ("电子信息", ("电子信息",) * 4),
        ("电子商务", ("电子商务",) * 4),
        ("医药", ("医药",) * 4),
    ],
)
def test_only_codes_of_industries_are_cut(written: str, at: tuple[str, ...]) -> None:
    ledger = Ledger(projects=[Project(id="P1", name="甲", industry=written)])
    levels = ("industry_section", "industry", "industry_group", "industry_class")
    asked = [evaluate(ledger, "tracked_count", by=[level], as_of="2022-12-31") for level in levels]
    assert tuple(figures.groups[0][0] for figures in asked) == at


@pytest.mark.parametrize("place", range(3))
def test_a_unit_keeps_the_other_keys_of_its_groups(place: int) -> None:
    """Whatever place it has among the keys, what climbs to the unit above stays under the same district and track."""
    teams = [ServiceTeam(id="县", name="县"), ServiceTeam(id="镇", name="镇", parent="县")]
    places = [("东", Track.LAND), ("东", Track.LEASED_PLANT), ("西", Track.LAND)]
    projects = [
        Project(id=str(number), name="甲", owner="镇", district=district, track=track)
        for number, (district, track) in enumerate(places)
    ]
    keys: list[Any] = ["district", "track"]
    keys.insert(place, "owner")
    figures = evaluate(Ledger(teams=teams, projects=projects), "tracked_count", by=keys, as_of="2022-12-31")
    found = {figure.group: figure.value for figure in figures.of("tracked_count") if figure.group}
    expected = {}
    for unit in ("县", "镇"):
        for project in projects:
            group = [str(project.district), str(project.track)]
            group.insert(place, unit)
            expected[tuple(group)] = Decimal(1)
    assert found == expected
