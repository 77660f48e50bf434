"""A book that is written says what is in force: its figures are those of the ledger."""

from io import BytesIO
from typing import Any

import pytest

from zhaoshang import Ledger, Project, evaluate, workbooks
from zhaoshang.lifecycle import stage_at
from zhaoshang.model import Agreement, Arrival, Milestone
from zhaoshang.reading import parse_money

FORMAL = Agreement(signed_on="2024-02-06")
INTENT = Agreement(kind="intent", signed_on="2023-11-08")
FRAMEWORK = Agreement(kind="framework", signed_on="2023-12-18")
STARTED = Milestone(stage="started", on="2024-04-11", recorded_on="2024-04-12")


def corrected(stage: str, on: str) -> Milestone:
    return Milestone(stage=stage, on=on, recorded_on="2024-10-09", correction=True, reason="误录")


def paid(on: str, amount: str, *, correction: bool = False) -> Arrival:
    return Arrival(on=on, amount=parse_money(amount), correction=correction)


def held_up(*days: str) -> list[Milestone]:
    return [Milestone(stage=("on_hold", "resumed")[at % 2], on=day) for at, day in enumerate(days)]


PROJECTS = {
    "a start set to another half-year": Project(
        id="C01",
        name="虚构泵业",
        agreements=[FORMAL],
        milestones=[STARTED, corrected("started", "2024-09-02")],
    ),
    "an end taken back": Project(
        id="C02",
        name="虚构管业",
        agreements=[FORMAL],
        milestones=[
            STARTED,
            Milestone(stage="exited", on="2024-05-20", recorded_on="2024-05-21"),
            corrected("started", "2024-06-13"),
        ],
    ),
    "a signing set to another quarter": Project(
        id="C03",
        name="虚构轴承",
        agreements=[FORMAL, Agreement(signed_on="2024-05-17", correction=True, reason="误录")],
    ),
    "a contract behind two papers": Project(
        id="C04", name="虚构铸造", agreements=[INTENT, FRAMEWORK, FORMAL, Agreement(signed_on="2024-08-05")]
    ),
    "an intent alone": Project(id="C05", name="虚构锻造", agreements=[FRAMEWORK, INTENT]),
    "payments, one of them corrected": Project(
        id="C06",
        name="虚构电机",
        agreements=[FORMAL],
        arrivals=[
            paid("2024-03-07", "6亿元"),
            paid("2024-07-09", "2亿元"),
            paid("2024-03-07", "4亿元", correction=True),
        ],
    ),
    "held up again": Project(
        id="C07",
        name="虚构开关",
        agreements=[FORMAL],
        milestones=[STARTED, *held_up("2024-05-06", "2024-06-07", "2024-07-08")],
    ),
    "steps without a day": Project(
        id="C08",
        name="虚构电缆",
        agreements=[FORMAL],
        milestones=[Milestone(stage=stage) for stage in ("landed", "started", "completed", "producing")],
    ),
}
ASKED: list[tuple[Any, str | None, dict[str, Any]]] = [
    (kpi, period, arguments)
    for kpi, arguments in (
        ("signed_project_count", {}),
        ("intent_conversion_rate", {}),
        ("start_rate", {}),
        ("completion_rate", {}),
        *(("milestone_count", {"of": of}) for of in ("landed", "started", "completed")),
    )
    for period in (None, "2024-Q1", "2024-H1", "2024-H2", "2024")
] + [("arrived_funds", None, {})]


@pytest.mark.long
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_figures_of_a_book_are_those_of_its_ledger(kind: str) -> None:
    wrong: list[tuple[object, ...]] = []
    for name, project in PROJECTS.items():
        ledger, file = Ledger(as_of="2024-12-31", projects=[project]), BytesIO()
        workbooks.write(ledger, file, kind="csv" if kind == "csv" else "xlsx")
        file.seek(0)
        book = workbooks.read(file, as_of="2024-12-31").ledger
        if book != workbooks.writable(ledger):
            wrong.append((name, "writable", book.projects[project.id]))
        ends = [stage_at(each.projects[project.id], "2024-12-31") for each in (ledger, book)]
        if (ends[0].stage, ends[0].overlays) != (ends[1].stage, ends[1].overlays):
            wrong.append((name, "stage", ends))
        for kpi, period, arguments in ASKED:
            told = [evaluate(each, kpi, period=period, **arguments)[kpi].value for each in (ledger, book)]
            if told[0] != told[1]:
                wrong.append((name, (kpi, period, arguments), told))
    assert wrong == []


def below(id_: str, parent: str | None, relation: str, name: str, **more: Any) -> Project:
    given: dict[str, Any] = {"agreements": [FORMAL], "investment": parse_money("2亿元"), **more}
    return Project(id=id_, name=name, parent=parent, relation=relation, **given)


FAMILIES = {
    "phases, one in a phase": [
        Project(id="R", name="虚构泵业", investment=parse_money("9亿元")),
        below("R-1", "R", "phase", "一期"),
        below("R-2", "R", "part", "虚构泵业研发楼", milestones=[STARTED]),
        below("R-2a", "R-2", "phase", "虚构泵业中试线"),
    ],
    "a phase above its project in the list": [
        below("7", "12", "phase", "二期"),
        Project(id="12", name="虚构管业"),
    ],
    "more, anew and renamed": [
        Project(id="R", name="虚构轴承", agreements=[FORMAL]),
        below("R-x", "R", "expansion", "虚构轴承扩产"),
        below("R-s", "R", "spawned", "虚构轴承配套"),
        below("R-n", "R", "renamed", "虚构轴承（更名）"),
    ],
    "moved from elsewhere": [
        below(f"M{at}", None, "relocation", f"虚构搬迁{at}", moved_from=moved_from)
        for at, moved_from in enumerate((None, "local", "out_of_county", "out_of_province", "hk"))
    ],
}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_one_project_in_a_ledger_is_one_in_its_book(kind: Any) -> None:
    wrong: list[tuple[object, ...]] = []
    asked: Any = ("signed_project_count", "signed_investment_total", "start_rate", "tracked_count")
    for name, projects in FAMILIES.items():
        ledger, file = Ledger(as_of="2024-12-31", projects=projects), BytesIO()
        workbooks.write(ledger, file, kind=kind)
        file.seek(0)
        read = workbooks.read(file, as_of="2024-12-31")
        if read.ledger != workbooks.writable(ledger, kind=kind) or "phase_alone" in read.findings.codes:
            wrong.append((name, read.findings.codes))
        told, again = (evaluate(each, asked) for each in (ledger, read.ledger))
        wrong += [(name, kpi) for kpi in asked if told[kpi].value != again[kpi].value]
    assert wrong == []


def test_payments_in_two_currencies_are_no_one_payment() -> None:
    project = Project(
        id="C09", name="虚构仪表", arrivals=[paid("2024-03-07", "1亿元"), paid("2024-03-08", "90万美元")]
    )
    assert workbooks.writable(Ledger(projects=[project])).projects["C09"].arrivals == ()
