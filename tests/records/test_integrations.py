"""Records as types of pydantic: read, refused, written and described."""

from typing import Annotated

import pytest
from fastapi import Body, FastAPI
from pydantic import BaseModel, TypeAdapter, ValidationError

from zhaoshang import Ledger as Held
from zhaoshang import Project, parse_money
from zhaoshang.integrations import pydantic as ours
from zhaoshang.model import Agreement, Milestone
from zhaoshang.records import unstructure


class Filing(BaseModel):
    """A project with who files it."""

    by: str
    project: ours.Project


def test_a_project_comes_back_from_json() -> None:
    adapter = TypeAdapter(ours.Project)
    project = Project(
        id="P1",
        name="虚构阀门项目",
        investment=parse_money("近3.5亿元"),
        track="leased_plant",
        agreements=[Agreement(signed_on="2022-03")],
        milestones=[Milestone(stage="started", on="2022-05-10", evidence=["construction_permit"])],
    )
    assert adapter.validate_python(project) is project
    assert adapter.validate_json(adapter.dump_json(project)) == project


def test_faults_are_told_with_their_paths_in_both_languages() -> None:
    with pytest.raises(ValidationError) as caught:
        Filing.model_validate({"by": "甲局", "project": {"id": "P1", "investmnet": "3亿元"}})
    (error,) = caught.value.errors()
    assert error["loc"] == ("project",)
    assert error["type"] == "record"
    assert {fault["path"] for fault in error["ctx"]["faults"]} == {"$.name", "$.investmnet"}
    assert "缺少必填字段 name" in error["msg"]
    with pytest.raises(ValidationError, match="does not fit"):
        TypeAdapter(Annotated[Agreement, ours.Record(Agreement, locale="en")]).validate_python([])


def test_a_ledger_is_a_type_too() -> None:
    held = Held(as_of="2022-06-30")
    assert TypeAdapter(ours.Ledger).validate_python(unstructure(held)) == held


def test_openapi_shows_the_whole_format() -> None:
    app = FastAPI()

    @app.post("/projects")
    def take(project: Annotated[ours.Project, Body()]) -> ours.Project:
        return project

    described = str(app.openapi())
    assert "signed_on" in described
    assert "#/$defs/" not in described
