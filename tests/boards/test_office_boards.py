"""The boards of units, parks, targets, firms to be won: what each asks, and what it answers."""

import pytest

from zhaoshang import Area, Chain, Count, Investor, Ledger, Money, Park, Project, ServiceTeam
from zhaoshang.boards import BOARDS, BoardColumn, board_table
from zhaoshang.errors import FieldTypeError
from zhaoshang.model import (
    Agreement,
    ChainNode,
    Event,
    Fund,
    FundInvestment,
    FundSponsor,
    Lease,
    LogEntry,
    Milestone,
    Outreach,
    Space,
    Target,
    TeamMember,
)


def project(number: int, signed: str | None, **given: object) -> Project:
    """Invent a project that was signed on a day, or not yet."""
    papers = [] if signed is None else [Agreement(signed_on=signed)]
    return Project(
        id=f"P{number}",
        name=f"虚构项目{number}",
        investment=Money.of(2, "亿元"),
        agreements=papers,
        **given,  # type: ignore[arg-type]  # each test gives its own fields
    )


def shown(ledger: Ledger, board: str, *columns: str, locale: str = "en") -> list[tuple[str, ...]]:
    """Fill a board and take some columns by their English headings."""
    rows = board_table(ledger, BOARDS[board], locale=locale).to_rows()
    return [tuple(row[name] for name in columns) for row in rows]


UNITS = Ledger(
    as_of="2025-06-30",
    teams=[
        ServiceTeam(id="A", name="虚构局", members=[TeamMember(id="m", name="吴某")], leader="m"),
        ServiceTeam(
            id="B",
            name="驻甬组",
            kind="outpost",
            place="宁波",
            parent="A",
            since="2025-03",
            outreach=[
                Outreach(on="2025-04", direction="outbound", visits=4, leads=["P1", "P3"]),
                Outreach(on="2025-05", direction="outbound", visits=3, persons=2),
                Outreach(on="2025-08", direction="outbound", visits=9, planned=True),
            ],
        ),
        ServiceTeam(id="C", name="驻蓉组", status="planned"),
    ],
    projects=[
        project(1, "2025-04-02", owner="B"),
        project(2, "2025-01-20", owner="B"),
        project(3, None, owner="A"),
    ],
)


def test_units_show_what_they_and_those_under_them_signed() -> None:
    """The bureau counts what its post signed; the post, what was signed since it was founded; of others that is not known."""
    assert shown(UNITS, "teams", "Name", "Leader", "Projects signed", "Signed since founded") == [
        ("虚构局", "吴某", "2", "—"),
        ("驻甬组", "—", "2", "1"),
        ("驻蓉组", "—", "0", "—"),
    ]
    assert [light for (light,) in shown(UNITS, "teams", "Light")] == ["", "", "amber"]


def test_units_show_their_trips_and_what_is_not_told_is_not_added() -> None:
    """A plan is no trip; one trip does not say how many went, so the sum is not known."""
    _, post, planned = shown(UNITS, "teams", "Trips out", "Firms visited", "Persons sent", "Leads signed (%)")
    assert post == ("2", "7 firm-visits", "—", "50.00")
    assert planned[1:] == ("—", "—", "—")


def test_targets_show_how_far_they_are() -> None:
    """Half of the year is gone: one target is ahead, one behind, one cannot be asked by its name alone."""
    ledger = UNITS.with_(
        targets=[
            Target(
                id="T",
                unit="A",
                leader="周某",
                measure="signed_project_count",
                period="2025",
                value=Count.of(4, "个"),
            ),
            Target(
                id="T1",
                unit="B",
                parent="T",
                measure="signed_project_count",
                period="2025",
                value=Count.of(1, "个"),
            ),
            Target(
                id="T2",
                unit="C",
                parent="T",
                measure="signed_project_count",
                period="2025",
                value=Count.of(2, "个"),
            ),
            Target(id="M", measure="signed_investment_total", period="2025", value=Money.of(16, "亿元")),
            Target(id="N", unit="A", measure="milestone_count", period="2025", value=Count.of(4, "个")),
            Target(id="S", unit="A", measure="milestone_count:开工", period="2025", value=Count.of(4, "个")),
            Target(id="B", measure="signed_investment_total", band="≥1亿元", value=Money.of(9, "亿元")),
        ]
    )
    columns = ("Light", "Taken on by", "Target", "Split among units", "Reached", "Reached (%)")
    assert shown(ledger, "targets", *columns) == [
        ("green", "周某", "4 items", "3 items", "2 items", "50.00"),
        ("green", "—", "1 item", "—", "2 items", "200.00"),
        ("red", "—", "2 items", "—", "0 items", "0.00"),
        ("red", "—", "1.6 billion yuan", "—", "400 million yuan", "25.00"),
        ("", "—", "4 items", "—", "—", "—"),
        ("red", "—", "4 items", "—", "0 items", "0.00"),
        ("", "—", "900 million yuan", "—", "—", "—"),
    ]


def test_what_is_reached_is_written_as_targets_are() -> None:
    """Money in 亿元, not in single yuan."""
    target = Target(id="M", measure="signed_investment_total", period="2025", value=Money.of(16, "亿元"))
    ledger = UNITS.with_(targets=[target])
    assert shown(ledger, "targets", "目标", "完成", locale="zh_CN") == [("16亿元", "4亿元")]


def test_firms_to_be_won_are_lit_until_somebody_meets_and_signs_them() -> None:
    """A trip names a firm by its id, its name or another of its names; a plan has met nobody."""
    team = ServiceTeam(
        id="A",
        name="虚构局",
        outreach=[
            Outreach(on="2025-02", companies=["甲工 (集团)"]),
            Outreach(on="2025-03", companies=["I2", "丙工"]),
            Outreach(on="2025-09", companies=["I4"], planned=True),
        ],
    )
    ledger = Ledger(
        as_of="2025-06-30",
        teams=[team],
        projects=[project(1, "2025-04-02", investors=["I2"])],
        investors=[
            Investor(id="I1", name="虚构甲工集团", aliases=["甲工（集团）"], is_prospect=True),
            Investor(id="I2", name="虚构乙工", is_prospect=True),
            Investor(id="I3", name="丙工"),
            Investor(id="I4", name="虚构丁工", is_prospect=True),
        ],
    )
    assert sorted(shown(ledger, "investors", "Name", "Times met", "Light")) == [
        ("丙工", "1", ""),
        ("虚构丁工", "0", "red"),
        ("虚构乙工", "1", "green"),
        ("虚构甲工集团", "1", "amber"),
    ]


def test_parks_show_what_is_built_let_idle_and_signed_with_the_parks_inside() -> None:
    """A park counts the projects of the park inside it; what is let is its own."""
    spaces = [
        Space(id="a", kind="plant", area=Area.of(4, "万㎡"), completed_on="2024", opened_on="2024"),
        Space(id="b", kind="plant", area=Area.of(1, "万㎡"), completed_on="2024", idle_since="2025-01"),
    ]
    ledger = Ledger(
        as_of="2025-06-30",
        parks=[
            Park(
                id="K",
                name="大园",
                spaces=spaces,
                leases=[
                    Lease(space="a", tenant="T", area=Area.of(1, "万㎡"), stage="moved_in", on="2025-02")
                ],
                chains=["C"],
            ),
            Park(id="S", name="园中园", parent="K"),
        ],
        chains=[Chain(id="C", name="虚构链", nodes=[ChainNode(id="n", name="件")])],
        projects=[project(1, "2025-04-02", park="S")],
    )
    assert shown(
        ledger, "parks", "Name", "Part of", "Let (%)", "Tenants", "Idle spaces", "Projects signed", "Light"
    ) == [("大园", "—", "20.00", "1", "1", "1", "amber"), ("园中园", "大园", "—", "0", "0", "1", "")]
    assert shown(ledger, "parks", "Chains it is meant for")[0] == ("虚构链",)


def test_an_event_shows_what_was_signed_for_the_parks_it_promoted() -> None:
    """Two projects were signed there, one goes to the park that was shown."""
    ledger = Ledger(
        as_of="2025-06-30",
        parks=[Park(id="K", name="大园"), Park(id="S", name="别园")],
        events=[Event(id="E", name="虚构大会", parks=["K"])],
        projects=[
            project(1, "2025-04-02", park="K", events=["E"]),
            project(2, "2025-04-02", park="S", events=["E"]),
            project(3, "2025-04-02", park="K"),
        ],
    )
    assert shown(ledger, "events", "Projects signed", "Parks shown", "Signed for the parks shown") == [
        ("2", "大园", "1")
    ]


def test_chains_show_who_may_fill_them() -> None:
    """Talks for a node are named as its candidates; they do not fill it."""
    ledger = Ledger(
        as_of="2025-06-30",
        chains=[Chain(id="C", name="虚构链", nodes=[ChainNode(id="n", name="件")])],
        projects=[
            project(1, None, chain_nodes=["C/n"], milestones=[Milestone(stage="negotiating", on="2025-05")])
        ],
    )
    assert shown(ledger, "chain_gaps", "State", "Candidates") == [("empty", "虚构项目1")]


def test_the_last_news_is_that_of_the_day() -> None:
    """A note counts as news, a plan and what came later do not."""
    steps = [
        Milestone(stage="landed", on="2025-02-03"),
        Milestone(stage="started", on="2025-06-15", planned=True),
        Milestone(stage="started", on="2025-08-01"),
    ]
    notes = [LogEntry(on="2025-05-07", note="推进"), LogEntry(on="2025-09-07", note="推进")]
    ledger = Ledger(as_of="2025-06-30", projects=[project(1, None, milestones=steps, log=notes)])
    assert shown(ledger, "projects", "Last news") == [("May 7, 2025",)]


def test_alarms_are_named_in_the_language_of_the_board() -> None:
    """The English board says the alarm in English."""
    late = [Milestone(stage="started", on="2025-03-01", planned=True)]
    ledger = Ledger(as_of="2025-06-30", projects=[project(1, "2025-01-01", milestones=late)])
    ((alarm,),) = shown(ledger, "progress", "Alarm")
    assert alarm.isascii()


def test_a_column_by_a_key_asks_for_no_projects() -> None:
    """A key gives the groups: there are no projects to choose, and no field to show."""
    for wrong in ({"kpi": "开工率", "of": lambda _row: ()}, {"value": "name"}):
        with pytest.raises(FieldTypeError):
            BoardColumn(id="x", zh="甲", en="x", by="owner", **wrong)


@pytest.mark.parametrize(("locale", "word"), [("zh_CN", "黄灯"), ("en", "amber")])
def test_lights_have_their_colour_on_a_page(locale: str, word: str) -> None:
    """A dot in the colour stands before the word; a row without a light has none."""
    html = board_table(UNITS, BOARDS["teams"], locale=locale).to_html()
    assert html.count("●") == 1
    assert f'style="color:#d98a00">● </span>{word}</td>' in html


def test_numbers_stand_to_the_right() -> None:
    """Counts and figures do, words and dates do not; a count that nobody knows says so."""
    table = board_table(UNITS, BOARDS["teams"], locale="en")
    sides = {column.title: column.align for column in table.columns}
    assert {sides[name] for name in ("Members", "Projects signed", "Firms visited")} == {"right"}
    assert {sides[name] for name in ("Name", "Founded", "Light")} == {"left"}
    assert [row["Members"] for row in table.to_rows()] == ["1", "—", "—"]


def test_the_register_of_funds_shows_who_owes_and_what_came_of_it() -> None:
    """What was subscribed and is not paid in, the firm by its name in the ledger, and the stage its project came to."""
    fund = Fund(
        id="F",
        name="母基金",
        sponsors=[
            FundSponsor(
                name="国投", amount=Money.of(3, "亿元"), paid=Money.of(1, "亿元"), is_government=True
            ),
            FundSponsor(name="银行", amount=Money.of(1, "亿元")),
            FundSponsor(name="外资", amount=Money.of(1, "亿元"), paid=Money.of(900, "万美元")),
            FundSponsor(name="国资", amount=Money.of(5, "千万元"), paid=Money.of(5, "千万元")),
        ],
        investments=[
            FundInvestment(firm="I1", project="P1", on="2025-02", is_local=True),
            FundInvestment(firm="外地企业", on="2025-03"),
            FundInvestment(firm="I1", project="P2", on="2025-04", is_local=True),
        ],
    )
    left = [Milestone(stage="terminated", on="2025-05-06")]
    ledger = Ledger(
        as_of="2025-06-30",
        funds=[fund],
        investors=[Investor(id="I1", name="虚构芯片")],
        projects=[project(1, "2025-01-01", milestones=left), project(2, "2025-01-01")],
    )
    owed = shown(ledger, "fund_sponsors", "Light", "Sponsor", "Still to be paid in")
    assert [(light, name) for light, name, _ in owed] == [
        ("amber", "国投"),
        ("", "银行"),
        ("", "外资"),
        ("green", "国资"),
    ]
    assert [sum_ == "—" for _, _, sum_ in owed] == [False, True, True, False]
    assert shown(ledger, "fund_investments", "Light", "Firm", "Stage of the project") == [
        ("red", "虚构芯片", "terminated"),
        ("", "外地企业", "—"),
        ("green", "虚构芯片", "signed"),
    ]
