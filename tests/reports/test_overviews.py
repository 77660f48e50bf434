"""Boards of stages, parks and chains."""

from fractions import Fraction

import pytest
from attrs import evolve
from tests.reports.shown import LEDGER, LOCALES, project

from zhaoshang import Ledger, Project
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.lifecycle import alarms
from zhaoshang.model import (
    Agreement,
    Chain,
    ChainNode,
    Milestone,
)
from zhaoshang.reports import (
    chain_table,
    park_table,
    stage_board,
)


@pytest.mark.long
@pytest.mark.parametrize("locale", LOCALES)
def test_the_board_of_stages(locale: str) -> None:
    board = stage_board(LEDGER, locale=locale)
    assert [row[0] for row in board.rows] == ["项目1", "项目2", "项目3", "项目5"]
    assert board.rows[0][2] == "张三"
    assert board.rows[1][2] == ""
    assert board.notes
    whole = stage_board(LEDGER, locale=locale, include_ended=True, warnings=[], stages=["signed"])
    assert len(whole.rows) == 5
    assert whole.rows[0][4] == "2022-03-05"
    assert {row[-1] for row in whole.rows} == {""}
    assert stage_board(Ledger(as_of="2022-06"), title="空", warnings=[]).notes == ()


def test_the_board_tells_plans_delays_and_the_gravest_alarm() -> None:
    plans = [
        Milestone(stage="started", on="2022-05", planned=True),
        Milestone(stage="completed", on="2022-09", planned=True),
    ]
    late = Project(
        id="L",
        name="晚",
        agreements=[Agreement(signed_on="2022-01")],
        milestones=[*plans, Milestone(stage="on_hold", on="2022-06")],
    )
    done = Project(
        id="D", name="成", agreements=[Agreement()], milestones=[Milestone(stage="producing", on="2022-06")]
    )
    known = Ledger(as_of="2022-06-30", projects=[late, done])
    board = stage_board(known, stages=["signed", "started", "completed"], warnings=alarms(known))
    assert board.rows[0][4:7] == ("2022-01", "逾期 2022-05", "计划 2022-09")
    assert board.rows[0][7] == "签约、搁置"
    assert board.rows[1][4:7] == ("✓", "✓", "✓")
    assert board.rows[0][-1].startswith("红色预警")


def test_a_board_needs_a_day() -> None:
    with pytest.raises(ArgumentNeededError):
        stage_board(Ledger())


@pytest.mark.parametrize("locale", LOCALES)
def test_parks(locale: str) -> None:
    table = park_table(LEDGER, locale=locale)
    rate = table.rows[0][7]
    assert (rate, table.rows[0][-2:], table.rows[1][7]) == ("25.00", ("1", "1"), "—")
    assert table.values[-1][7] == Fraction(25)
    assert table.total_rows == 1
    assert park_table(Ledger(), title="空").rows[0][7] == "—"
    assert table.notes == ()
    first = LEDGER.parks["K1"]
    twice = park_table(Ledger(parks=[first, evolve(first, id="K3")]), locale=locale)
    assert [row[-2] for row in twice.rows] == ["1", "1", "1"]
    assert len(twice.notes) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_chains(locale: str) -> None:
    table = chain_table(LEDGER, locale=locale)
    first, second = table.rows
    assert first[3:6] == ("★", "石墨公司", "某公司")
    assert "项目1" in first[6]
    assert "项目5" in first[7]
    assert second[-1] in {"空白", "Empty"}
    assert any("应用" in note for note in table.notes)
    signed, tracked = table.figures[0][6], table.figures[0][7]
    assert signed is not None
    assert tracked is not None
    assert (signed.kpi, signed.group, tuple(signed.ids)) == ("signed_project_count", ("C1/n1",), ("P1",))
    assert (tracked.kpi, tuple(tracked.ids)) == ("tracked_count", ("P1", "P5"))


def test_a_chain_with_candidates_alone_is_not_said_to_have_nobody() -> None:
    """The notes of the map say of leads and talks what its rows list."""
    chain = Chain(id="C", name="储能", nodes=[ChainNode(id="a", name="电芯")])
    talks = project(7, "", None, ("negotiating", "2022-05"), chain_nodes=["C/a"])
    table = chain_table(Ledger(as_of="2022-06-30", chains=[chain], projects=[talks]))
    assert table.rows[0][6:] == ("", "项目7（在谈）", "空白")
    assert table.notes == ("储能（建链）：储能尚无企业或签约项目，在谈和线索 1 个",)


def test_of_many_projects_the_first_are_named_and_all_are_kept() -> None:
    """A cell that a hundred names would fill says how many there are; the values hold every name."""
    chain = Chain(id="C", name="链", nodes=[ChainNode(id="n", name="环")])
    projects = [
        Project(id=f"P{n}", name=f"项目{n}", chain_nodes=["C/n"], agreements=[Agreement(signed_on="2022-03")])
        for n in range(20)
    ]
    table = chain_table(Ledger(as_of="2022-06-30", chains=[chain], projects=projects))
    assert table.rows[0][6].startswith("项目0（签约）、")
    assert table.rows[0][6].endswith("项目11（签约）等20个")
    assert str(table.values[0][6]).count("项目") == 20
