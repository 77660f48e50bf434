"""What units owe and earn: trips planned and made, leads signed, cases and orders in time, rewards and penalties."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from zhaoshang import Ledger, Project, ServiceTeam, evaluate
from zhaoshang.assessments import Bonus, Scheme, assess
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.frames import Frames, from_ledger
from zhaoshang.kpis import find
from zhaoshang.lifecycle import alarms
from zhaoshang.model import (
    Agreement,
    Award,
    Case,
    Order,
    Outreach,
    ServiceStep,
    StepLimit,
    StepProgress,
    TeamMember,
)

SIGNED = [Agreement(signed_on="2025-05-05")]


def trip(on: str | None, who: str | None, *leads: str, **more: Any) -> Outreach:
    return Outreach(on=on, led_by=who, leads=leads, **{"direction": "outbound", **more})


COUNTY = Ledger(
    as_of="2025-12-31",
    teams=[
        ServiceTeam(
            id="U",
            name="虚构局",
            members=[TeamMember(id="m", name="林某")],
            outreach=[
                trip("2025-02", "甲县长", "P1", "P2", batches=2, level="县处级"),
                trip("2025-03", "乙镇长", "P1", "P3", level="乡科级"),
                trip("2025-04", "甲县长", planned=True, batches=3),
                trip("2025-05", None, "P4", direction="inbound"),
            ],
            cases=[
                Case(id="c1", due_on="2025-03-01", closed_on="2025-02-20", department="发改局"),
                Case(id="c2", due_on="2025-03-01", closed_on="2025-03-02", department="资规局"),
                Case(id="c3", due_on="2025-12-31", department="资规局"),
                Case(id="c4", category="用工"),
            ],
            orders=[
                Order(id="d1", due_on="2025-05", answered_on="2025-05-31", closed_on="2025-06-03"),
                Order(id="d2", due_on="2025-05", answered_on="2025-06-01", project="P1"),
                Order(id="d3", subject="供地", due_on="2025-12-20"),
                Order(id="d4", due_on="2026-01-02", issued_on="2025-12-01"),
            ],
            awards=[
                Award(kind="commendation", on="2025-03", points="1.5", member="m"),
                Award(kind="points_off", on="2025-09", points="-2"),
                Award(kind="talk", on="2025-10"),
            ],
        ),
        ServiceTeam(id="V", name="虚构镇", outreach=[trip("2025-06", "丙镇长", planned=True)]),
    ],
    projects=[
        Project(id="P1", name="甲", agreements=SIGNED),
        Project(id="P2", name="乙"),
        Project(id="P3", name="丙", agreements=SIGNED),
        Project(id="P4", name="丁"),
        Project(id="P5", name="无人带回", agreements=SIGNED),
    ],
)


def figures(kpi: str, **asked: Any) -> dict[tuple[str, ...], Any]:
    """Ask the ledger and its frames, which say the same."""
    of_objects, of_frames = (
        {figure.group: figure.value for figure in evaluate(source, [kpi], **asked).values()}
        for source in (COUNTY, from_ledger(COUNTY))
    )
    assert of_objects == of_frames
    return of_objects


@pytest.mark.parametrize(
    ("kpi", "asked", "answer"),
    [
        ("planned_trips", {}, {(): 4}),
        ("trip_plan_rate", {}, {(): 75}),
        ("trip_plan_rate", {"by": "leader"}, {("甲县长",): 66.67, ("乙镇长",): None, ("丙镇长",): 0}),
        ("trip_plan_rate", {"by": "owner"}, {("U",): 100, ("V",): 0}),
        ("trip_plan_rate", {"period": "2025-05"}, {(): None}),
        # P1 and P3 were signed; P1 counts for the first trip alone
        ("outreach_conversion", {}, {(): 50}),
        ("outreach_conversion", {"by": "leader"}, {("甲县长",): 50, ("乙镇长",): 100, ("",): 0}),
        ("outreach_conversion", {"by": "level"}, {("县处级",): 50, ("乡科级",): 100}),
        ("outreach_conversion", {"by": "direction"}, {("outbound",): 66.67, ("inbound",): 0}),
        ("outreach_conversion", {"as_of": "2025-04-30"}, {(): 0}),
        ("outreach_conversion", {"period": "2025-03"}, {(): 100}),
        ("case_on_time_rate", {}, {(): 33.33}),
        ("case_on_time_rate", {"by": "department"}, {("发改局",): 100, ("资规局",): 0}),
        ("case_on_time_rate", {"as_of": "2025-02-28"}, {(): None}),
        ("case_on_time_rate", {"period": "2025-03"}, {(): 50}),
        # a due month is its last day
        ("order_on_time_rate", {}, {(): 33.33}),
        ("order_on_time_rate", {"period": "2025-05"}, {(): 50}),
        ("award_points", {}, {(): -0.5}),
        ("award_points", {"period": "2025-H1", "by": "owner"}, {("U",): 1.5, ("V",): 0}),
    ],
)
def test_a_question_has_its_answer(kpi: str, asked: dict[str, Any], answer: dict[Any, Any]) -> None:
    found = figures(kpi, **asked)
    said = {group: None if value is None else float(value) for group, value in found.items()}
    assert {group: said[group] for group in answer} == answer


def test_steps_are_in_time_by_the_department_in_charge() -> None:
    """Of a step without one the department is blank; frames that hold steps and progress as tables say the same."""
    five = StepLimit(days=5)
    team = ServiceTeam(
        id="U",
        name="代办组",
        steps=[
            ServiceStep(id="s1", name="环评", department="环境局", limit=five),
            ServiceStep(id="s2", name="规划", department="规划局", limit=five),
            ServiceStep(id="s3", name="接电", limit=five),
        ],
        progress=[
            StepProgress(project="P1", step="s1", accepted_on="2025-03-03", done_on="2025-03-05"),
            StepProgress(project="P2", step="s1", accepted_on="2025-03-03", done_on="2025-03-25"),
            StepProgress(project="P1", step="s2", accepted_on="2025-04-07", done_on="2025-04-08"),
            StepProgress(project="P1", step="s3", accepted_on="2025-04-07"),
        ],
    )
    ledger = Ledger(as_of="2025-12-31", projects=COUNTY.projects, teams=[team])
    tables = {
        "steps": pa.table(
            {
                "owner": ["U", "U", "U"],
                "step": ["s1", "s2", "s3"],
                "department": ["环境局", "规划局", None],
                "days": [5, 5, 5],
            }
        ),
        "progress": pa.table(
            {
                "id": ["P1", "P2", "P1", "P1"],
                "owner": ["U"] * 4,
                "step": ["s1", "s1", "s2", "s3"],
                "accepted_on": [date(2025, 3, 3), date(2025, 3, 3), date(2025, 4, 7), date(2025, 4, 7)],
                "done_on": [date(2025, 3, 5), date(2025, 3, 25), date(2025, 4, 8), None],
            }
        ),
    }
    for source in (ledger, from_ledger(ledger), Frames(tables)):
        found = evaluate(source, "on_time_rate", by="department", as_of="2025-12-31").values()
        assert {figure.group: figure.value for figure in found} == {
            (): 50,
            ("环境局",): 50,
            ("规划局",): 100,
            ("",): 0,
        }


def test_what_is_not_recorded_is_not_zero() -> None:
    """A ledger without orders, awards, trips or cases says so; figures given are divided."""
    for kpi in (
        "planned_trips",
        "trip_plan_rate",
        "outreach_conversion",
        "award_points",
        "order_on_time_rate",
    ):
        assert evaluate(Ledger(as_of="2025-12-31"), [kpi]).items_[0].reason == "not_recorded"
    given = evaluate(None, "order_on_time_rate", inputs={"in_time": 45, "due": 50})
    assert given["order_on_time_rate"].value == 90


def test_points_that_may_be_taken_off_widen_the_low_end() -> None:
    """A coarse day may put a penalty into the half or not: the figure may be less, and is never more."""
    awards = [
        Award(kind="commendation", on="2025-03", points="1.5"),
        Award(kind="points_off", on="2025", points="-2"),
        Award(kind="commendation", on="2025", points="1"),
    ]
    ledger = Ledger(as_of="2025-12-31", teams=[ServiceTeam(id="U", name="虚构县", awards=awards)])
    for source in (ledger, from_ledger(ledger)):
        figure = evaluate(source, ["award_points"], period="2025-Q1").items_[0]
        assert [str(end) for end in (figure.low, figure.value, figure.high)] == ["-0.5", "1.5", "2.5"]


def test_awards_count_in_an_assessment() -> None:
    bonus = Bonus(id="awards", zh="奖惩", en="awards", points=1, kpi=find("奖惩得分").id)
    scheme = Scheme(id="s", zh="考核", en="assessment", indicators=[], bonuses=[bonus])
    found = assess(scheme, COUNTY, as_of="2025-12-31", units=["U", "V"])
    assert {score.unit: score.total.value for score in found.scores} == {"U": -0.5, "V": 0}


def test_orders_and_cases_ring() -> None:
    """Whether they are about a project or not; what is answered does not, and the day before it is due is amber."""
    found = {
        (each.rule, each.subject, each.project): (str(each.level), each.days_over)
        for each in alarms(COUNTY)
        if each.rule in {"order_due", "case_due"}
    }
    assert found == {
        ("order_due", "供地", ""): ("red", 11),
        ("order_due", "d4", ""): ("amber", -2),
        ("case_due", "c3", ""): ("amber", 0),
    }
    early = [each.subject for each in alarms(COUNTY, as_of="2025-06-30") if each.rule == "order_due"]
    assert early == []  # d2 was answered, late; d3 is far off
    (line,) = [each for each in alarms(COUNTY) if each.subject == "供地"]
    assert line.render("zh_CN").startswith("U：红色预警，督办件未反馈(供地)")


def test_the_boards_show_who_is_late_and_who_was_rewarded() -> None:
    orders = board_table(COUNTY, BOARDS["orders"], locale="en").to_rows()
    assert [(row["Number"], row["Light"], row["Days overdue"]) for row in orders] == [
        ("d1", "green", "—"),
        ("d2", "red", "1"),
        ("d3", "red", "11"),
        ("d4", "amber", "—"),
    ]
    awards = board_table(COUNTY, BOARDS["awards"]).to_rows()
    assert [(row["类型"], row["个人"], row["记分"]) for row in awards] == [
        ("通报表扬", "林某", "1.5"),
        ("扣分", "—", "-2"),
        ("约谈", "—", "—"),
    ]


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", "duckdb"])
def test_awards_of_which_none_has_points_are_told_alike_on_every_engine(backend: Any) -> None:
    """A column without one value is still one of numbers."""
    team = ServiceTeam(id="U1", name="专班", awards=[Award(kind="talk", on="2022-01")])
    ledger = Ledger(teams=[team], as_of="2022-06-30")
    here = evaluate(ledger, "award_points")["award_points"]
    there = evaluate(from_ledger(ledger, backend=backend), "award_points")["award_points"]
    assert (there.value, there.numerator) == (here.value, here.numerator)
