"""The roll-up of a week: another name or spelling is no progress, whatever else changes is."""

from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from attrs import evolve

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.model import Agreement, Investor, LogEntry, Milestone
from zhaoshang.reports import ranking, ranking_table, weekly_table

ONE = Project(
    id="P1",
    name="虚构(一期)冷链项目",
    owner="东镇",
    investors=["虚构甲公司"],
    investment=Money.of(3, "亿元"),
    agreements=[Agreement(signed_on="2022-03-05")],
    extra={"备注": "正在推进 (A)", "负责人": "张某"},
)
SPELT: dict[str, dict[str, Any]] = {
    "a tail of the name": {"name": "虚构(一期)冷链"},
    "brackets of the name": {"name": "虚构（一期）冷链项目"},
    "another name": {"name": "虚构冷藏项目"},
    "blanks of the unit": {"owner": "东 镇"},
    "blanks of an investor": {"investors": ["虚构甲 公司"]},
    "traditional characters": {"investors": ["虛構甲公司"]},
    "brackets of a remark": {"extra": {"备注": "正在推进（Ａ）", "负责人": "张某"}},
    "the unit of an amount": {"investment": Money.of(30000, "万元")},
}
MOVED: dict[str, dict[str, Any]] = {
    "a step": {"milestones": [Milestone(stage="started", on="2022-06-25")]},
    "an amount": {"investment": Money.of(4, "亿元")},
    "a remark": {"extra": {"备注": "已开工", "负责人": "张某"}},
    "a note": {"log": [LogEntry(on="2022-06-25", note="现场办公")]},
    "another unit": {"owner": "西镇"},
    "another investor": {"investors": ["虚构乙公司"]},
    "a step and a name": {"name": "虚构冷链", "milestones": [Milestone(stage="started", on="2022-06-25")]},
}


def rows(new: Project) -> tuple[tuple[str, ...], tuple[str, ...]]:
    older = Ledger(as_of="2022-06-23", projects=[ONE])
    table = weekly_table(Ledger(as_of="2022-06-30", projects=[new]), older)
    return table.rows[-1][-2:], table.notes


@pytest.mark.long
@pytest.mark.parametrize("spelling", SPELT)
def test_another_name_or_spelling_is_no_progress(spelling: str) -> None:
    moved, notes = rows(evolve(ONE, **SPELT[spelling]))
    assert moved == ("0", "1")
    name = SPELT[spelling].get("name")
    assert notes == (() if name is None else (f"名称变动：{ONE.name}→{name}",))


@pytest.mark.parametrize("change", MOVED)
def test_what_a_project_came_to_is_progress(change: str) -> None:
    assert rows(evolve(ONE, **MOVED[change]))[0] == ("1", "0")


def test_an_investor_by_another_id_and_a_row_by_another_number_are_no_progress() -> None:
    older = Ledger(
        as_of="2022-06-23",
        projects=[Project(id="台账!5", name="甲", investors=["I1"])],
        investors=[Investor(id="I1", name="虚构甲公司")],
    )
    newer = Ledger(
        as_of="2022-06-30",
        projects=[Project(id="台账!9", name="甲", investors=["I7"])],
        investors=[Investor(id="I7", name="虚构甲公司")],
    )
    assert weekly_table(newer, older).rows[-1][-2:] == ("0", "1")


def weeks_of(seed: int) -> list[Ledger]:
    """Draw the states of a year: projects come, are signed, are paid for otherwise, fall back, move and go."""
    random = Random(seed)  # noqa: S311 - ledgers need no secrecy
    states, projects = [Ledger(as_of="2022-01-01")], dict[str, Project]()
    for week in range(1, 9):
        for id_ in [*projects]:
            drawn = random.random()
            if drawn < 0.1:
                del projects[id_]
            elif drawn < 0.3:
                amount = random.choice([None, Money.of(random.randint(1, 9), "亿元")])
                projects[id_] = evolve(projects[id_], investment=amount)
            elif drawn < 0.5:
                paper = [] if projects[id_].agreements else [Agreement(signed_on=f"2022-0{week}-02")]
                projects[id_] = evolve(projects[id_], agreements=paper)
            elif drawn < 0.7:
                projects[id_] = evolve(projects[id_], owner=random.choice(["东镇", "西镇", "南镇", None]))
        for number in range(random.randint(0, 3)):
            id_ = f"P{week}-{number}"
            paper = random.choice([[], [Agreement(signed_on=f"2022-0{week}-05")]])
            unit = random.choice(["东镇", "西镇", None])
            amount = Money.of(random.randint(1, 9), "亿元")
            projects[id_] = Project(
                id=id_, name=f"虚构{id_}", owner=unit, investment=amount, agreements=paper
            )
        states.append(Ledger(as_of=f"2022-0{week}-07", projects=projects.values()))
    return states


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_counts_and_amounts_of_the_weeks_add_up_to_those_of_the_year(seed: int) -> None:
    """Columns say by how much the year's figures have grown, of units and of all: what went or moved is taken off."""
    states = weeks_of(seed)
    tables = [weekly_table(now, then) for then, now in pairwise(states)]
    kpis = {2: "signed_project_count", 3: "signed_investment_total"}
    year = evaluate(states[-1], [*kpis.values()], period="2022", by="owner")
    wrong = []
    for place, kpi in kpis.items():
        scale = [10**8 if "亿" in table.columns[3].title else 10**4 for table in tables]
        factor = scale if place == 3 else [1] * len(tables)
        for unit in ("东镇", "西镇", "南镇", "（未填）", "合计"):
            told = Fraction()
            for table, one in zip(tables, factor, strict=True):
                cells: list[Any] = [row[place] or 0 for row in table.values if row[0] == unit]
                told += sum(map(Fraction, cells)) * one
            group = () if unit == "合计" else ("" if unit == "（未填）" else unit,)
            grown = sum(figure.value or 0 for figure in year.of(kpi) if figure.group == group)
            wrong += [] if told == grown else [(kpi, unit, told, grown)]
    assert wrong == []
    names = {project.id: project.name for state in states for project in state.projects}
    for table, (then, now) in zip(tables, pairwise(states), strict=True):
        moved = [id_ for id_ in now.projects.ids if id_ in then.projects]
        moved = [id_ for id_ in moved if now.projects[id_].owner != then.projects[id_].owner]
        notes = [note for note in table.notes if note.startswith("责任单位变动")]
        assert len(notes) == bool(moved)
        assert all(names[id_] in notes[0] for id_ in moved)


@pytest.mark.parametrize(
    ("new", "level"),
    [
        pytest.param({"name": "虚构冷藏项目"}, "投资方和总投资相同", id="a name of other characters"),
        pytest.param({"investors": ["虚构甲有限公司"]}, "名称相同", id="an investor spelt otherwise"),
        pytest.param(
            {"name": "虚构冷连项目", "investors": []},
            "责任单位、总投资和签约时间相同",
            id="a slip where no investor is named",
        ),
    ],
)
def test_what_may_be_one_project_under_two_names_is_told(new: dict[str, Any], level: str) -> None:
    """By its row alone nothing is the same; what counts as new then is asked about."""
    before = evolve(ONE, id="台账!5", investors=ONE.investors if new.get("investors", True) else [])
    after = evolve(before, **new)
    table = weekly_table(
        Ledger(as_of="2022-06-30", projects=[after]), Ledger(as_of="2022-06-23", projects=[before])
    )
    assert table.notes[-1] == f"请核实是否为同一项目：{before.name}→{after.name}（{level}）"
    assert table.rows[-1][2:4] == ("0", "0")


def test_an_amount_that_changed_counts_by_its_difference() -> None:
    older = Ledger(as_of="2022-06-23", projects=[ONE])
    more = evolve(ONE, investment=Money.of(5, "亿元"))
    table = weekly_table(Ledger(as_of="2022-06-30", projects=[more]), older)
    assert table.rows[-1][2:4] == ("0", "2")
    none = weekly_table(Ledger(as_of="2022-06-30"), older)
    assert none.rows[-1][2:4] == ("-1", "-3")
    dollars = evolve(ONE, investment=Money.of(100, "万美元"))
    other = weekly_table(Ledger(as_of="2022-06-30", projects=[dollars]), older)
    assert other.rows[-1][3] == "100万美元、-3亿元"


@pytest.mark.parametrize(("locale", "blank"), [("zh_CN", "（未填）"), ("en", "(blank)")])
def test_a_ranking_tells_what_names_no_unit_last(locale: str, blank: str) -> None:
    paper = [Agreement(signed_on="2022-05-05")]
    held = [
        Project(id=str(yi), name=f"虚构{yi}", owner=unit, investment=Money.of(yi, "亿元"), agreements=paper)
        for yi, unit in [(1, "东镇"), (2, "西镇"), (5, None)]
    ]
    figures = evaluate(Ledger(as_of="2022-06-30", projects=held), "签约总投资", by="owner")
    *units, nobody = ranking(figures, previous=figures)
    assert [(item.name, item.place) for item in units] == [("西镇", 1), ("东镇", 2)]
    assert (nobody.unit, nobody.place) == ("", None)
    assert nobody.figure.value == 500000000
    assert ranking_table([*units, nobody], locale=locale).rows[-1][:2] == ("—", blank)
    some = evaluate(Ledger(as_of="2022-06-30", projects=held[:2]), "签约总投资", by="owner")
    assert [item.name for item in ranking(some)] == ["西镇", "东镇"]


def test_an_amount_that_no_project_states_is_none_and_not_nothing() -> None:
    """A unit whose new project states no amount had a sum of 0."""
    signed = Agreement(kind="formal", signed_on="2025-03-01")
    newer = Ledger(projects=[Project(id="A", name="甲", owner="U", agreements=[signed])], as_of="2025-03-10")
    table = weekly_table(newer, Ledger(as_of="2025-02-28"))
    assert [
        row.split("|")[4].strip() for row in table.to_markdown().splitlines() if row.startswith("| U")
    ] == ["—"]
