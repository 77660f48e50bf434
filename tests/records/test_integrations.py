"""Records as types of pydantic: read, refused, written and described."""

from typing import TYPE_CHECKING, Annotated, Any

import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from zhaoshang import Ledger as Held
from zhaoshang import Project, parse_money
from zhaoshang.integrations import pydantic as ours
from zhaoshang.model import Agreement, Milestone
from zhaoshang.records import unstructure

if TYPE_CHECKING:
    from collections.abc import Callable


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


@pytest.mark.long
@pytest.mark.parametrize("declared", ["alone", "optional", "listed", "said", "embedded", "beside"])
def test_fastapi_takes_a_record_from_the_body_however_it_is_declared(declared: str) -> None:
    app = FastAPI()
    ways: dict[str, Callable[..., Any]] = {
        "alone": lambda project: project,
        "optional": lambda project=None: project,
        "listed": lambda project: project[0],
        "said": lambda project: project,
        "embedded": lambda project: project,
        "beside": lambda project, day: project if day else None,
    }
    kinds: dict[str, dict[str, Any]] = {
        "alone": {"project": ours.Project},
        "optional": {"project": ours.Project | None},
        "listed": {"project": list[ours.Project]},
        "said": {"project": Annotated[ours.Project, Body()]},
        "embedded": {"project": Annotated[ours.Project, Body(embed=True)]},
        "beside": {"project": ours.Project, "day": str},
    }
    way = ways[declared]
    way.__annotations__ = {**kinds[declared], "return": ours.Project}
    app.post("/projects")(way)
    body = {"id": "P1", "name": "虚构阀门项目"}
    sent: Any = {"listed": [body], "embedded": {"project": body}}.get(declared, body)
    client = TestClient(app)
    answered = client.post("/projects", json=sent, params={"day": "2022"})
    assert (answered.status_code, answered.json()) == (200, body)
    assert "requestBody" in client.get("/openapi.json").json()["paths"]["/projects"]["post"]
    if declared == "alone":
        assert client.post("/projects", json={"id": "P1"}).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        b'{"id":"A","name":"x","investment":{"value":NaN,"unit":"CNY"}}',
        b'{"id":"A","name":"x","investment":{"value":1e999,"unit":"CNY"}}',
        b'{"id":"A","name":"x","land":-Infinity}',
        rb'{"id":"\ud800","name":"x"}',
        rb'{"id":"A","name":"x","\ud800":1}',
        rb'{"id":"A","name":"x","investment":"\ud800"}',
    ],
    ids=["nan", "too_large", "infinity", "half_a_pair", "half_a_pair_as_key", "half_a_pair_as_amount"],
)
def test_what_no_answer_can_hold_is_a_fault_of_the_body(body: bytes) -> None:
    """FastAPI sends back what was given; NaN and half a pair of signs made that an error of the server."""
    app = FastAPI()

    @app.post("/projects")
    def take(project: ours.Project) -> ours.Project:
        return project

    answered = TestClient(app).post("/projects", content=body, headers={"content-type": "application/json"})
    assert answered.status_code == 422
    assert answered.json()["detail"][0]["ctx"]["faults"]


def test_the_type_of_a_record_makes_one_when_called() -> None:
    assert ours.Project(id="P1", name="甲") == Project(id="P1", name="甲")


def test_a_record_that_no_answer_can_hold_says_which_text() -> None:
    filing = TypeAdapter(ours.Project)
    with pytest.raises(PydanticSerializationError, match="half of a pair"):
        filing.dump_json(Project(id="P1", name="甲\ud800"))
    assert filing.dump_json(Project(id="P1", name="甲")).decode()
