"""The model holds what is said of projects, and keeps signing in one place."""

import pickle
from datetime import date
from typing import get_args

import pytest

from zhaoshang import Area, Count, Ledger, Money, Project
from zhaoshang.errors import (
    DuplicateIdError,
    FieldTypeError,
    InexactNumberError,
    UnknownCodeError,
    UnknownIdError,
)
from zhaoshang.model import (
    Agreement,
    CreditShare,
    Milestone,
    Outcome,
    Outreach,
    PromisedTerm,
    ServiceStep,
    Space,
    StepLimit,
    StepProgress,
)
from zhaoshang.model._fields.amounts import MEASURES, PROJECT_AMOUNTS
from zhaoshang.model._fields.converters import typed
from zhaoshang.quantities import Quantity


def stages(project: Project) -> list[str]:
    return [f"{step.stage}@{step.on}" for step in project.history]


def test_a_project_by_hand() -> None:
    """Lists, codes and ISO text are taken as they are written."""
    project = Project(
        id="P1",
        name="甲",
        investment=Money.of(3, "亿元"),
        track="land",
        agreements=[Agreement(signed_on=date(2022, 3, 5))],
    )
    assert project.agreements[0].kind == "formal"
    assert stages(project) == ["signed@2022-03-05"]


def test_history_orders_by_time_then_stage() -> None:
    """Equal dates follow the stages, undated steps stand by their stage, plans come last."""
    project = Project(
        id="P",
        name="P",
        agreements=[Agreement(signed_on="2022-03-01"), Agreement(kind="framework")],
        milestones=[
            Milestone(stage="negotiating", on="2022-03-01"),
            Milestone(stage="landed", on="2022-03-01"),
            Milestone(stage="completed", on="2024-06", planned=True),
            Milestone(stage="producing", planned=True),
            Milestone(stage="started"),
            Milestone(stage="trial"),
            Milestone(stage="on_hold", on="2023-01-05"),
            Milestone(stage="lead", on="2022-01-05"),
        ],
    )
    assert stages(project) == [
        "lead@2022-01-05",
        "negotiating@2022-03-01",
        "intent@None",
        "signed@2022-03-01",
        "landed@2022-03-01",
        "started@None",
        "trial@None",
        "on_hold@2023-01-05",
        "completed@2024-06",
        "producing@None",
    ]


def test_a_coarse_date_is_before_another_only_if_all_of_it_is() -> None:
    """Overlapping dates keep the given order and the order of stages."""
    project = Project(
        id="P",
        name="P",
        agreements=[Agreement(signed_on="2022-03-05")],
        milestones=[
            Milestone(stage="landed", on="2022"),
            Milestone(stage="started", on="2021-12"),
            Milestone(stage="completed", on="2023"),
        ],
    )
    assert stages(project) == ["started@2021-12", "signed@2022-03-05", "landed@2022", "completed@2023"]


def test_signing_milestones_become_agreements() -> None:
    """A repeated signing is merged, another date stays another agreement, a plan stays a plan."""
    project = Project(
        id="P",
        name="P",
        agreements=[Agreement(signed_on="2022-03-05", terms=[PromisedTerm(measure="tax")])],
        milestones=[
            Milestone(stage="signed", on="2022-03-05", evidence=["contract"], reporter="发改"),
            Milestone(stage="signed", on="2022-04"),
            Milestone(stage="intent", note="一"),
            Milestone(stage="signed", on="2023", planned=True),
        ],
    )
    first, second, third = project.agreements
    assert (first.evidence, first.reporter, len(first.terms)) == (("contract",), "发改", 1)
    assert str(second.signed_on) == "2022-04"
    assert (third.kind, third.note) == ("intent", "一")
    assert [step.planned for step in project.milestones] == [True]


PROJECT = {"id": "P", "name": "x"}
WRONG: tuple[tuple[type, dict[str, object], type[Exception]], ...] = (
    (Project, {"id": "", "name": "x"}, FieldTypeError),
    (Project, {**PROJECT, "investment": "3亿元"}, FieldTypeError),
    (Project, {**PROJECT, "land": Money.of(3, "元")}, FieldTypeError),
    (Project, {**PROJECT, "capacity": "100万套"}, FieldTypeError),
    (Project, {**PROJECT, "tags": "一"}, FieldTypeError),
    (Project, {**PROJECT, "tags": 3}, FieldTypeError),
    (Project, {**PROJECT, "tags": [3]}, FieldTypeError),
    (Project, {**PROJECT, "owner": 3}, FieldTypeError),
    (Project, {**PROJECT, "track": "sea"}, UnknownCodeError),
    (Project, {**PROJECT, "government_funded": 1}, FieldTypeError),
    (Agreement, {"note": 1}, FieldTypeError),
    (CreditShare, {"unit": "U", "share": 0.5}, InexactNumberError),
    (CreditShare, {"unit": "U", "share": "half"}, InexactNumberError),
    (Outreach, {"persons": "12"}, FieldTypeError),
    (Space, {"id": "A", "height": "9米"}, FieldTypeError),
    (StepLimit, {}, ValueError),
    (StepLimit, {"days": -1}, FieldTypeError),
    (ServiceStep, {"id": "s", "name": "s", "limit": 5}, FieldTypeError),
    (StepProgress, {"project": "P", "step": "s", "paused": ["2022"]}, FieldTypeError),
    (StepProgress, {"project": "P", "step": "s", "paused": [("2022-02", "2022-01")]}, ValueError),
    (StepProgress, {"project": "P", "step": "s", "conditional": "2022"}, FieldTypeError),
)


@pytest.mark.parametrize(("kind", "values", "error"), WRONG, ids=map(str, range(len(WRONG))))
def test_wrong_values_are_refused(kind: type, values: dict[str, object], error: type[Exception]) -> None:
    """No record holds a value of the wrong kind."""
    with pytest.raises(error):
        kind(**values)


def test_bare_counts_take_the_counter_of_the_field() -> None:
    """12 persons on a trip are 12人次."""
    persons = Outreach(persons=12).persons
    assert persons is not None
    assert persons.unit.code == "人次"


def test_the_ledger_looks_up_by_id() -> None:
    """Look-up, length, iteration and membership go by id; an unknown id names similar ones."""
    ledger = Ledger(as_of="2022-06", projects=[Project(id="P1", name="甲"), Project(id="P2", name="乙")])
    assert ledger.projects["P2"].name == "乙"
    assert [project.id for project in ledger.projects] == ["P1", "P2"]
    assert ("P1" in ledger.projects, ledger.projects["P1"] in ledger.projects) == (True, True)
    with pytest.raises(UnknownIdError) as caught:
        ledger.projects["P11"]
    assert "P1" in caught.value.similar
    with pytest.raises(DuplicateIdError):
        Ledger(projects=[Project(id="P1", name="甲"), Project(id="P1", name="乙")])


def test_a_ledger_survives_pickling() -> None:
    """Equal before and after, in hash too."""
    ledger = Ledger(projects=[Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022")])])
    assert ledger.projects["P1"].history
    again = pickle.loads(pickle.dumps(ledger))  # noqa: S301 - our own bytes
    assert again == ledger
    assert hash(again) == hash(ledger)
    assert again.projects["P1"].history == ledger.projects["P1"].history


def test_the_amounts_are_those_that_the_records_have() -> None:
    """Every field of money or area of a project, and every amount and count of an outcome, in their order."""

    def held(record: type, *kinds: type) -> tuple[str, ...]:
        return tuple(each.name for each in typed(record) if set(get_args(each.type)) & set(kinds))

    assert held(Project, Money, Area) == PROJECT_AMOUNTS
    assert held(Outcome, Money, Count, Quantity) == MEASURES


@pytest.mark.long
def test_a_history_may_be_long() -> None:
    """Signings and steps without a date are placed by their stage, however many there are, in the given order."""
    papers = [Agreement(note=str(number)) for number in range(10_000)]
    leads = [Milestone(stage="lead", on="2021-06", note=str(number)) for number in range(10_000)]
    undated = [Milestone(stage="landed", note=str(number)) for number in range(10_000)]
    project = Project(id="P1", name="甲", agreements=papers, milestones=[*undated, *leads])
    assert [step.note for step in project.history] == [str(number) for number in range(10_000)] * 3
    assert [str(step.stage) for step in project.history[::10_000]] == ["lead", "signed", "landed"]
