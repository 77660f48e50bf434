"""What official statistics hold of projects, and what funds invested in return."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from zhaoshang import Ledger, Money, Project, ServiceTeam, evaluate
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.errors import FrameSchemaError, UnknownCodeError
from zhaoshang.frames import Frames, from_ledger
from zhaoshang.model import Fund, FundInvestment, FundSponsor, Milestone, StatisticsEntry
from zhaoshang.scoring import grades_by_share

STARTED = [Milestone(stage="started", on="2025-02-01")]
PRODUCING = [*STARTED, Milestone(stage="producing", on="2025-06-01")]


def project(
    name: str, owner: str, milestones: list[Milestone], **entered: str | tuple[str, str] | None
) -> Project:
    """Make a project with entries: when, or when and until when, by kind."""
    entries = [
        StatisticsEntry(kind=kind, on=on[0], removed_on=on[1])
        if isinstance(on, tuple)
        else StatisticsEntry(kind=kind, on=on)
        for kind, on in entered.items()
    ]
    return Project(id=name, name=name, owner=owner, milestones=milestones, statistics=entries)


COUNTY = Ledger(
    as_of="2025-12-31",
    teams=[ServiceTeam(id="U", name="虚构局"), ServiceTeam(id="V", name="虚构镇")],
    projects=[
        project("1", "U", PRODUCING, investment="2025-03", industry="2025-07-01"),
        project("2", "U", STARTED, investment=("2025-03", "2025-09-01")),
        project("3", "V", PRODUCING),
        project("4", "V", [], trade=None, services="2025-10-01"),
    ],
    funds=[
        Fund(
            id="F",
            name="虚构基金",
            size=Money.of(10, "亿元"),
            return_ratio="1.5",
            sponsors=[
                FundSponsor(
                    name="国投", amount=Money.of(3, "亿元"), paid=Money.of(2, "亿元"), is_government=True
                ),
                FundSponsor(name="某银行", amount=Money.of(7, "亿元")),
            ],
            investments=[
                FundInvestment(firm="甲", amount=Money.of(1, "亿元"), on="2025-02", is_local=True),
                FundInvestment(firm="乙", amount=Money.of(5, "亿元"), on="2025-02"),
            ],
        ),
        Fund(
            id="G",
            name="社会基金",
            investments=[FundInvestment(firm="丙", amount=Money.of(9, "亿元"), is_local=True)],
        ),
    ],
)


@pytest.mark.long
@pytest.mark.parametrize(
    ("kpi", "asked", "answer"),
    [
        ("investment_entry_rate", {}, {(): 33.33}),
        # before project 2 was taken out
        (
            "investment_entry_rate",
            {"as_of": "2025-08-31", "by": "owner"},
            {(): 66.67, ("U",): 100, ("V",): 0},
        ),
        ("investment_entry_rate", {"as_of": "2025-01-31"}, {(): None}),
        ("above_scale_rate", {}, {(): 50}),
        ("above_scale_rate", {"as_of": "2025-06-30"}, {(): 0}),
        # project 4 was entered as trade nobody knows when, and counts at the day that is known
        ("statistics_entry_count", {}, {(): 2}),
        ("statistics_entry_count", {"period": "2025-Q3"}, {(): 1}),
        ("statistics_entry_count", {"entered_as": "investment"}, {(): 1}),
        (
            "statistics_entry_count",
            {"entered_as": ["investment", "industry"], "by": "owner"},
            {("U",): 1, ("V",): 0},
        ),
        # 1 of 2 paid in; what a fund without the government's money invests is no return
        ("fund_reinvestment_rate", {}, {(): 50}),
        ("fund_reinvestment_rate", {"as_of": "2025-01-31"}, {(): 0}),
    ],
)
def test_a_question_has_its_answer(kpi: str, asked: dict[str, Any], answer: dict[Any, Any]) -> None:
    """The same from records and from frames."""
    for source in (COUNTY, from_ledger(COUNTY)):
        found = {figure.group: figure.value for figure in evaluate(source, [kpi], **asked).values()}
        said = {group: None if value is None else float(value) for group, value in found.items()}
        assert {group: said[group] for group in answer} == answer


def test_funds_are_asked_of_tables_alone() -> None:
    """Their sponsors and what they invested are tables like any other; without them the question is refused."""
    tables = {
        "fund_sponsors": pa.table(
            {
                "id": ["F1", "F1"],
                "is_government": [True, False],
                "amount": [400_00, 900_00],
                "paid": [200_00, None],
            }
        ),
        "fund_investments": pa.table(
            {
                "id": ["F1", "F1", "F2"],
                "on": [date(2025, 3, 1), date(2025, 4, 1), date(2025, 4, 1)],
                "is_local": [True, False, True],
                "has_government_money": [True, True, False],
                "amount": [150_00, 70_00, 90_00],
            }
        ),
    }
    units = {"amount": "CNY", "paid": "CNY"}
    frames = Frames(tables, units=units)
    assert (
        evaluate(frames, "fund_reinvestment_rate", as_of="2025-12-31")["fund_reinvestment_rate"].value == 75
    )
    del tables["fund_sponsors"]
    with pytest.raises(FrameSchemaError, match="fund_sponsors"):
        evaluate(Frames(tables, units=units), "fund_reinvestment_rate", as_of="2025-12-31")


PROJECTS = pa.table({"id": ["1", "2", "3"], "producing_on": [date(2025, 6, 1), date(2025, 6, 1), None]})


def test_entries_of_statistics_are_asked_of_a_table() -> None:
    """One of two firms that produce was entered, and is in the books still; without the table the question is refused."""
    entries = pa.table(
        {
            "parent": ["1", "2", "3"],
            "kind": ["industry", "industry", "services"],
            "on": [date(2025, 7, 1), date(2025, 7, 1), date(2025, 8, 1)],
            "removed_on": [None, date(2025, 9, 1), None],
        }
    )
    frames = Frames({"projects": PROJECTS, "statistics": entries})
    asked = ["above_scale_rate", "statistics_entry_count"]
    assert [figure.value for figure in evaluate(frames, asked, as_of="2025-12-31").values()] == [50, 2]
    for kpi in asked:
        with pytest.raises(FrameSchemaError, match="statistics"):
            evaluate(Frames({"projects": PROJECTS}), [kpi], as_of="2025-12-31")


def test_commitments_and_leads_are_refused_by_the_table_that_is_missing() -> None:
    for kpi, table in (("commitment_rate", "commitments"), ("outreach_conversion", "leads")):
        with pytest.raises(FrameSchemaError, match=table):
            evaluate(Frames({"projects": PROJECTS, "outreach": TRIPS}), [kpi], as_of="2025-12-31")


TRIPS = pa.table({"id": ["U"], "owner": ["U"], "direction": ["outbound"], "on": [date(2025, 1, 5)]})


def test_leads_of_tables_are_followed_to_their_signing() -> None:
    """Two trips led to two projects, of which one was signed; the first trip that names a project has it."""
    projects = pa.table({"id": ["1", "2"], "signed_on": [date(2025, 6, 1), None]})
    leads = pa.table(
        {
            "owner": ["U", "V", "V"],
            "project": ["1", "1", "2"],
            "direction": ["outbound", "outbound", "inbound"],
            "on": [date(2025, 1, 5), date(2025, 3, 5), date(2025, 3, 6)],
        }
    )
    frames = Frames({"projects": projects, "outreach": TRIPS, "leads": leads}, evidence="ids")
    found = evaluate(frames, "outreach_conversion", by="owner", as_of="2025-12-31")
    told: dict[Any, Any] = {figure.group: (figure.value, figure.ids) for figure in found.values()}
    assert told == {
        (): (50, ("1",)),
        ("U",): (100, ("1",)),
        ("V",): (0, ()),
    }


def test_commitments_of_tables_are_tied_to_payments_and_terms() -> None:
    """One was paid, one is in default, one waits for a tax that fell short; without the terms it is refused."""
    promised = pa.table(
        {
            "parent": ["1", "1", "2"],
            "commitment": ["C1", "C2", "C3"],
            "amount": [600_00, None, 80_00],
            "due_on": [date(2025, 6, 30)] * 3,
            "terms": [None, None, "tax"],
        }
    )
    paid = pa.table(
        {
            "id": ["Y1"],
            "investor": ["I1"],
            "on": [date(2025, 5, 1)],
            "amount": [600_00],
            "commitment": ["C1"],
        }
    )
    year = [date(2024, 1, 1)], [date(2024, 12, 31)]
    terms = pa.table(
        {
            "parent": ["2"],
            "measure": ["tax"],
            "lo": year[0],
            "hi": year[1],
            "signed_on": [date(2023, 1, 1)],
            "promised": [900_00],
        }
    )
    made = pa.table(
        {
            "parent": ["2"],
            "lo": year[0],
            "hi": year[1],
            "tax": [100_00],
            "output": pa.array([None], pa.int64()),
        }
    )
    tables = {
        "projects": PROJECTS,
        "commitments": promised,
        "payments": paid,
        "terms": terms,
        "outcomes": made,
    }
    units = dict.fromkeys(("amount", "promised", "tax", "output"), "CNY")
    rate = evaluate(Frames(tables, units=units), "commitment_rate", as_of="2025-12-31")["commitment_rate"]
    assert [rate.value, rate.numerator, rate.denominator] == [50, 1, 2]
    del tables["terms"]
    with pytest.raises(FrameSchemaError, match="terms"):
        evaluate(Frames(tables, units=units), "commitment_rate", as_of="2025-12-31")


def test_an_entry_known_later_is_not_replayed() -> None:
    late = StatisticsEntry(kind="industry", on="2025-07-01", recorded_on="2025-11-11")
    ledger = Ledger(projects=[Project(id="1", name="甲", milestones=PRODUCING, statistics=[late])])
    for known, value in (("2025-10-31", 0), ("2025-11-30", 100)):
        found = evaluate(ledger, "above_scale_rate", as_of="2025-12-31", known_on=known)
        assert found["above_scale_rate"].value == value


def test_what_nobody_keeps_is_no_zero() -> None:
    bare = Ledger(as_of="2025-12-31", projects=[Project(id="1", name="甲", milestones=PRODUCING)])
    assert evaluate(bare, "above_scale_rate")["above_scale_rate"].reason == "not_recorded"
    assert evaluate(bare, "statistics_entry_count")["statistics_entry_count"].reason == "not_recorded"
    assert evaluate(bare, "fund_reinvestment_rate")["fund_reinvestment_rate"].reason == "no_denominator"
    with pytest.raises(UnknownCodeError):
        evaluate(bare, "statistics_entry_count", entered_as="四上")


def test_the_board_of_funds_shows_who_is_behind() -> None:
    """50 % of 1.5 times: amber; where nothing is agreed there is no light."""
    rows = board_table(COUNTY, BOARDS["funds"]).to_rows()
    assert [(row["灯"], row["出资人"], row["已投（家）"], row["返投比例（％）"]) for row in rows] == [
        ("黄灯", "国投、某银行", "2", "50.00"),
        ("", "—", "1", "—"),
    ]


@pytest.mark.parametrize(
    ("scores", "shares", "grades"),
    [
        ([9, 8, 7, 6, 5], [("A", 20), ("B", 60), ("C", 15)], "ABBBC"),  # 4.75 places are 5
        ([9, 9, 7, 6, 5], [("A", 20), ("B", 60), ("C", 20)], "AABBC"),  # equal scores share the better grade
        ([9, 8, 7], [("A", 50), ("B", 50)], "AAB"),  # 1.5 places are 2
        ([9, 8, 7], [("A", 10)], "DDD"),  # 0.3 places are none
        ([], [("A", 20)], ""),
    ],
)
def test_grades_go_by_the_share_of_places(
    scores: list[int], shares: list[tuple[str, int]], grades: str
) -> None:
    found = grades_by_share({str(place): score for place, score in enumerate(scores)}, shares, rest="D")
    assert "".join(str(grade) for grade in found.values()) == grades


def test_shares_come_to_a_hundred_at_most() -> None:
    with pytest.raises(ValueError, match="101"):
        grades_by_share({"a": 1}, [("A", 60), ("B", 41)], rest="C")
