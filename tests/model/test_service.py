"""Assignments are audited, cases watched, and steps planned."""

from datetime import date

import pytest

from zhaoshang import ServiceTeam
from zhaoshang.errors import StepCycleError
from zhaoshang.model import (
    Assignment,
    Case,
    ServiceStep,
    StepLimit,
    StepProgress,
    coverage_gaps,
    handovers,
    open_cases,
    plan_steps,
    subteams,
    workload,
)

DEPARTMENTS = ("发改", "资规", "生态", "住建", "行政审批", "应急")


def approval() -> ServiceTeam:
    """Build 23 steps across 6 departments: each waits for the one two before it."""
    steps = [
        ServiceStep(
            id=f"s{number}",
            name=f"环节{number}",
            department=DEPARTMENTS[number % 6],
            limit=StepLimit(days=3, working=True),
            after=[f"s{number - 2}"] if number > 2 else [],
        )
        for number in range(23, 0, -1)
    ]
    progress = [
        StepProgress(project="P1", step="s1", accepted_on="2022-06-06", done_on="2022-06-10"),
        StepProgress(project="P1", step="s2", accepted_on="2022-06-06", done_on="2022-06-08"),
        StepProgress(
            project="P1", step="s4", accepted_on="2022-06-08", paused=[("2022-06-09", "2022-06-14")]
        ),
        StepProgress(project="P1", step="s3", accepted_on="2022-06-10"),
        StepProgress(project="P2", step="s5", done_on="2022-06-10"),
    ]
    return ServiceTeam(id="U", name="代办", steps=steps, progress=progress)


def test_a_plan_of_23_steps_across_6_departments() -> None:
    plan = plan_steps(approval(), "P1", start="2022-06-06", as_of="2022-06-16")
    by_id = {found.step.id: found for found in plan}
    assert len(plan) == 23
    assert {found.step.department for found in plan} == set(DEPARTMENTS)
    places = {found.step.id: place for place, found in enumerate(plan)}
    assert all(places[name] < places[found.step.id] for found in plan for name in found.step.after)
    assert [str(by_id[f"s{number}"].state) for number in range(1, 6)] == [
        "done_late",
        "done",
        "overdue",
        "running",
        "waiting",
    ]
    assert by_id["s4"].due_on == date(2022, 6, 17)
    assert by_id["s5"].starts_on == by_id["s3"].due_on
    assert by_id["s5"].waits_for == ("s3",)


def test_steps_without_limits_leave_the_rest_undated() -> None:
    team = ServiceTeam(
        id="U",
        name="u",
        steps=[
            ServiceStep(id="a", name="a"),
            ServiceStep(id="b", name="b", limit=StepLimit(months=1), after=["a", "gone"]),
        ],
    )
    assert [found.due_on for found in plan_steps(team, "P", start="2022-01-31")] == [None, None]


def test_steps_in_a_circle_are_refused() -> None:
    steps = [ServiceStep(id="a", name="a", after=["b"]), ServiceStep(id="b", name="b", after=["a"])]
    with pytest.raises(StepCycleError) as caught:
        plan_steps(ServiceTeam(id="U", name="u", steps=steps), "P", start="2022")
    assert set(caught.value.steps) == {"a", "b"}


def test_a_plan_takes_a_calendar_in_any_form() -> None:
    step = ServiceStep(id="s", name="环评", limit=StepLimit(days=1, working=True))
    team = ServiceTeam(id="U", name="u", steps=[step])
    written = {"holidays": ["2061-03-02"], "makeup": []}
    (planned,) = plan_steps(team, "P", start="2061-03-01", calendar=written)
    assert planned.due_on == date(2061, 3, 3)


def test_coverage_workload_and_tree() -> None:
    teams = [
        ServiceTeam(id="A", name="领导小组", covers=["石墨烯"]),
        ServiceTeam(id="B", name="专班", parent="A", covers=["医疗器械"], status="planned"),
        ServiceTeam(
            id="C",
            name="小分队",
            parent="B",
            assignments=[
                Assignment(project="P1", member="M1", until="2022-03"),
                Assignment(project="P2", member="M1", since="2022-05"),
                Assignment(project="P3"),
            ],
        ),
    ]
    assert coverage_gaps(teams, ["石墨烯", "医疗器械"]) == ("医疗器械",)
    assert [team.id for team in subteams(teams, "A")] == ["B", "C"]
    assert [team.id for team in subteams(reversed(teams), "A")] == ["C", "B"]
    assert workload(teams[2]) == {"M1": 1}
    assert workload(teams[2], on="2022-04") == {}


def test_handovers() -> None:
    teams = [
        ServiceTeam(
            id="招商办",
            name="a",
            assignments=[
                Assignment(project="P", since="2022-01", until="2022-03-31"),
                Assignment(project="P", since="2022-02"),
                Assignment(project="Q"),
            ],
        ),
        ServiceTeam(id="园区办", name="b", assignments=[Assignment(project="P", since="2022-04-01")]),
    ]
    found = handovers(teams, "P")
    assert [(step.from_team, step.to_team, step.gap_days) for step in found] == [("招商办", "园区办", None)]


def test_cases() -> None:
    teams = [
        ServiceTeam(
            id="U",
            name="u",
            cases=[
                Case(id="1", raised_on="2022-02-01", due_on="2022-02-10", closed_on="2022-03-01"),
                Case(id="2", raised_on="2022-02-05"),
                Case(id="3", raised_on="2022-05-05"),
            ],
        )
    ]
    assert [case.id for case in open_cases(teams)] == ["2", "3"]
    assert [case.id for case in open_cases(teams, on="2022-02-20")] == ["1", "2"]
    assert [case.id for case in open_cases(teams, on="2022-02-20", overdue=True)] == ["1"]
    with pytest.raises(ValueError, match="pass on="):
        open_cases(teams, overdue=True)
