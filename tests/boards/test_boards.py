"""Boards as data: paths, figures, filters, order, lights; every shipped board; a board of one's own."""

from decimal import Decimal
from random import Random

import pytest
from tests.properties import drawn

from zhaoshang import Area, Chain, Count, Investor, Ledger, Money, Park, Project, ServiceTeam
from zhaoshang.boards import BOARDS, Board, BoardColumn, Light, Row, board_table
from zhaoshang.errors import DuplicateIdError, FieldTypeError, UnfitValueError, UnknownCodeError
from zhaoshang.kpis import evaluate
from zhaoshang.model import (
    Agreement,
    Campaign,
    Capacity,
    Case,
    ChainMember,
    ChainNode,
    Event,
    Fund,
    Milestone,
    Outreach,
    Partner,
    PlanCode,
    Reservation,
    Scenario,
    Space,
)

SIGNED = [Agreement(signed_on="2025-03-05")]
LATER = [Agreement(signed_on="2025-08-05")]


def ledger() -> Ledger:
    """Invent a small county with one of everything."""
    return Ledger(
        as_of="2025-09-30",
        projects=[
            Project(
                id="P1",
                name="虚构项目甲",
                owner="U",
                investors=["I"],
                referrer="R",
                fund="F",
                scenario="S",
                events=["E"],
                chain_nodes=["C/n1"],
                investment=Money.of(12, "亿元"),
                agreements=SIGNED,
                milestones=[Milestone(stage="started", on="2025-06-01")],
            ),
            Project(
                id="P2",
                name="虚构项目乙",
                owner="U",
                referrer="R",
                investment=Money.of(3, "亿元", hedge="over"),
                agreements=LATER,
                milestones=[Milestone(stage="started", on="2025-08-20", planned=True)],
            ),
            Project(id="P3", name="虚构项目丙", milestones=[Milestone(stage="negotiating", on="2025-09-20")]),
        ],
        investors=[Investor(id="I", name="虚构集团", origin="out_of_province")],
        parks=[
            Park(
                id="K",
                name="虚构园区",
                spaces=[
                    Space(
                        id="a",
                        kind="plant",
                        area=Area.of(3000, "平方米"),
                        completed_on="2024-01",
                        idle_since="2025-01",
                    )
                ],
                capacity=[
                    Capacity(
                        resource="land",
                        total=Area.of(100, "亩"),
                        reserved=[Reservation(project="P1", amount=Area.of(100, "亩"))],
                    )
                ],
            )
        ],
        chains=[
            Chain(
                id="C",
                name="虚构链",
                nodes=[ChainNode(id="n1", name="材料"), ChainNode(id="n2", name="应用")],
                members=[ChainMember(node="n1", investor="I", role="leader")],
            )
        ],
        teams=[
            ServiceTeam(
                id="U",
                name="商务局",
                outreach=[
                    Outreach(on="2025-02-01", led_by="王某", direction="outbound", leads=["P1", "P3"]),
                    Outreach(on="2025-01-10", led_by="李某", direction="inbound"),
                ],
                cases=[
                    Case(id="c1", project="P1", category="用地", raised_on="2025-05-01", due_on="2025-05-10"),
                    Case(
                        id="c2",
                        project="P2",
                        category="用工",
                        raised_on="2025-05-01",
                        due_on="2025-05-10",
                        closed_on="2025-05-09",
                    ),
                ],
            )
        ],
        funds=[Fund(id="F", name="虚构基金", size=Money.of(5, "亿元"))],
        campaigns=[Campaign(id="G", name="百日攻坚", period="2025-07/2025-09")],
        events=[Event(id="E", name="虚构大会", on="2025-03-05", entries=Count.of(40, "个"))],
        partners=[Partner(id="R", name="虚构商会", kind="chamber")],
        scenarios=[Scenario(id="S", name="智慧工地"), Scenario(id="T", name="无人配送")],
        codes=[PlanCode(code="1+2", members=["领导小组", "甲专班", "乙专班"]), PlanCode(code="1+2+5")],
    )


def cells(board: str) -> list[dict[str, str]]:
    """Fill a shipped board from the invented county, by the English headings."""
    return board_table(ledger(), BOARDS[board], locale="en").to_rows()


def test_a_partner_shows_what_was_referred() -> None:
    """Two referred, both signed, one of them started; a hedged amount keeps its bounds."""
    (row,) = cells("partners")
    assert (row["Name"], row["Kind"], row["Projects referred"]) == ("虚构商会", "chamber", "2")
    assert (row["Projects signed"], row["Start rate (%)"]) == ("2", "50.00")
    table = board_table(ledger(), BOARDS["partners"])
    figure = table.figures[0][-2]
    assert figure is not None
    assert figure.kpi == "signed_investment_total"
    assert (figure.low, set(figure.ids)) == (Decimal(15), {"P1", "P2"})


def test_a_fund_a_scenario_an_event_an_investor_show_their_projects() -> None:
    """Whatever names a record counts for it, nothing else does; what nobody uses is lit."""
    assert [row["Investment signed (100 million yuan)"] for row in cells("funds")] == ["12"]
    assert [(row["Light"], row["Projects signed"]) for row in cells("scenarios")] == [
        ("green", "1"),
        ("amber", "0"),
    ]
    assert [(row["Entries"], row["Projects signed"]) for row in cells("events")] == [("40 items", "1")]
    assert [row["Projects signed"] for row in cells("investors")] == ["1"]


def test_a_campaign_shows_what_was_signed_in_its_time() -> None:
    """The project of August lies in the campaign, that of March does not."""
    (row,) = cells("campaigns")
    assert row["Signed in its time"] == "1"


def test_outreach_shows_leads_and_what_was_signed_of_them() -> None:
    """The earlier trip stands first; of two leads one was signed."""
    rows = cells("outreach")
    assert [(row["Led by"], row["Leads"], row["Signed of these"]) for row in rows] == [
        ("李某", "0", "0"),
        ("王某", "2", "1"),
    ]


def test_progress_is_lit_by_alarms() -> None:
    """A missed plan is red and stands first; what is in time is green."""
    rows = board_table(ledger(), BOARDS["progress"]).to_rows()
    assert next(row["名称"] for row in rows) == "虚构项目乙"
    assert rows[0]["灯"] == "红灯"
    assert int(rows[0]["超期（天）"]) > 0
    assert rows[-1]["灯"] == "绿灯"


def test_chains_factors_cases_and_codes_are_lit() -> None:
    """An empty node, a factor used up, a case past its day, a code that does not fit its members."""
    assert [(row["Node"], row["Light"], row["Projects signed"]) for row in cells("chain_gaps")] == [
        ("材料", "green", "1"),
        ("应用", "red", "0"),
    ]
    (factor,) = cells("factors")
    assert factor["Light"] == "red"
    assert [
        (row["Matter"] if "Matter" in row else row["Category"], row["Light"]) for row in cells("services")
    ] == [
        ("用地", "red"),
        ("用工", "green"),
    ]
    assert [row["Light"] for row in cells("codes")] == ["green", "amber"]
    assert [(row["Park"], row["Idle"]) for row in cells("spaces")] == [("虚构园区", "yes")]


def test_a_board_of_ones_own_takes_a_few_lines() -> None:
    """Filter, order, a function, a light and a KPI with its argument."""
    board = Board(
        id="mine",
        zh="大项目",
        en="large projects",
        rows="projects",
        where=lambda row: row.record.investment is not None,
        columns=[
            BoardColumn(id="name", zh="项目", en="project", value="name"),
            BoardColumn(id="owner", zh="单位", en="unit", value="owner.name"),
            BoardColumn(id="size", zh="投资", en="investment", value="investment", unit="万元"),
            BoardColumn(
                id="large",
                zh="10亿元以上",
                en="over 1 billion",
                kpi="分规模项目数",
                of=lambda row: [row.record.id],
                arguments={"bands": ["≥10亿元"]},
            ),
        ],
        sort=["size"],
        lights=[Light(tone="green", when=lambda values: values["large"] == 1)],
    )
    table = board_table(ledger(), board)
    assert table.title == "大项目（截至 2025年9月30日）"
    assert table.rows == (
        ("", "虚构项目乙", "商务局", "超30000万元", "0"),
        ("绿灯", "虚构项目甲", "商务局", "120000万元", "1"),
    )
    assert table.values[1][4] == 1


@pytest.mark.parametrize("board", BOARDS.values(), ids=list(BOARDS))
@pytest.mark.parametrize("seed", range(3))
def test_every_board_fills_from_any_ledger(board: Board, seed: int) -> None:
    """No ledger breaks a board; each figure is that of the KPI over the row's projects."""
    drawn_up = drawn.ledger(Random(seed), 8)  # noqa: S311 - a random ledger needs no secrecy
    for locale in ("zh_CN", "en"):
        table = board_table(drawn_up, board, as_of="2022-06-30", locale=locale)
        assert len(table.columns) == len(board.columns) + bool(board.lights)
    whole = evaluate(drawn_up, "signed_project_count", as_of="2022-06-30")["signed_project_count"]
    for row in table.figures:
        for figure in row:
            if figure is not None and figure.kpi == "signed_project_count" and figure.period is None:
                assert set(figure.ids) <= set(whole.ids)


def test_what_leads_nowhere_is_refused() -> None:
    """A collection, a field, a column to sort by, a column twice, a column without or with two contents."""
    name = BoardColumn(id="name", zh="名称", en="name", value="name")
    with pytest.raises(UnknownCodeError):
        Board(id="x", zh="甲", en="x", rows="project", columns=[name])
    with pytest.raises(UnknownCodeError):
        Board(id="x", zh="甲", en="x", rows="projects", columns=[name], sort=["size"])
    with pytest.raises(DuplicateIdError):
        Board(id="x", zh="甲", en="x", rows="projects", columns=[name, name])
    for wrong in ({}, {"value": "name", "kpi": "开工率"}):
        with pytest.raises(FieldTypeError):
            BoardColumn(id="x", zh="甲", en="x", **wrong)  # type: ignore[arg-type]  # wrong on purpose
    astray = (
        ("projects", "nmae"),
        ("projects", "owner.nmae"),
        ("projects", "name.size"),
        ("parks.space", "id"),
    )
    for rows, value in astray:
        board = Board(
            id="x",
            zh="甲",
            en="x",
            rows=rows,
            columns=[BoardColumn(id="name", zh="名称", en="name", value=value)],
        )
        with pytest.raises(UnknownCodeError):
            board_table(ledger(), board)


@pytest.mark.parametrize(
    ("rows", "by", "fits"),
    [
        ("teams", "owner", True),
        ("teams", "责任单位", True),
        ("teams", "district", True),
        ("teams", "park", False),
        ("teams", "园区", False),
        ("parks", "park", True),
        ("parks", "owner", False),
        ("parks", "district", False),
        ("projects", "owner", False),
        ("projects", "落地方式", False),
        ("parks.spaces", "park", False),
    ],
)
def test_a_key_of_which_the_rows_are_no_groups_is_refused(rows: str, by: str, fits: bool) -> None:
    """Every cell of the column would be empty. A key of texts fits where a row is called by one of them."""
    one = Project(id="P", name="甲", owner="东镇", district="东镇", park="K", track="land", agreements=SIGNED)
    held = Ledger(
        as_of="2025-09-30",
        projects=[one],
        teams=[ServiceTeam(id="东镇", name="东镇")],
        parks=[Park(id="K", name="乙", spaces=[Space(id="S", kind="plant")])],
    )
    columns = [BoardColumn(id="n", zh="签约（个）", en="signed", kpi="签约项目数", by=by)]
    if fits:
        assert board_table(held, Board(id="x", zh="甲", en="x", rows=rows, columns=columns)).rows == (("1",),)
        return
    with pytest.raises(UnfitValueError, match="a key whose groups are the rows"):
        board_table(held, Board(id="x", zh="甲", en="x", rows=rows, columns=columns))


def test_paths_stop_where_nothing_is_told() -> None:
    """A reference that is not filled, or leads to nothing, is empty."""
    row = Row(Project(id="P", name="甲", owner="U"), None, Ledger())
    assert row.get("owner.name") is None
    assert row.get("park.name") is None
    assert row.get("within.name") is None
