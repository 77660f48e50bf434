"""The JSON Schema as a form is built of it: what fields and codes are called, what may stand in them, and in what unit."""

import json
import re
from typing import Any

import pytest
from fastapi import FastAPI

from zhaoshang import Ledger, Project, parse_quantity
from zhaoshang.integrations import pydantic as ours
from zhaoshang.records import json_schema, structure
from zhaoshang.vocabulary import Track

CLASSES: dict[str, Any] = json_schema(Ledger)["$defs"]
FIELDS = {
    f"{name}.{field}": said
    for name, kind in CLASSES.items()
    if name not in {"Quantity", "Count"}
    for field, said in kind.get("properties", {}).items()
}
CODES = {name: kind for name, kind in CLASSES.items() if "enum" in kind}


def test_every_field_has_a_title_in_chinese_and_a_sentence() -> None:
    assert len(FIELDS) > 200
    for place, said in FIELDS.items():
        assert re.search(r"[一-鿿]", said["title"]), place
        if not place.endswith(".format_version"):
            assert said["description"], place
            assert said["x-title-en"] == place.partition(".")[2].replace("_", " ")
    assert FIELDS["Project.name"]["title"] != FIELDS["Park.name"]["title"]


def test_every_code_has_a_title_in_both_languages() -> None:
    assert CODES["Track"]["enum"] == [str(track) for track in Track]
    for name, said in CODES.items():
        assert len(said["enum"]) == len(said["x-enum-titles"]) == len(said["x-enum-titles-en"]), name
        assert all(re.search(r"[一-鿿]", title) for title in said["x-enum-titles"]), name


def test_examples_are_read_and_units_are_units() -> None:
    """What a form shows in an empty field does when it is typed in."""
    shown = CLASSES["Project"]["properties"]
    for example in shown["investment"]["examples"]:
        assert structure({"id": "P", "name": "甲", "investment": example}, Project).investment is not None
    for example in shown["land"]["examples"]:
        assert structure({"id": "P", "name": "甲", "land": example}, Project).land is not None
    for example in CLASSES["Agreement"]["properties"]["signed_on"]["examples"]:
        assert structure(
            {"id": "P", "name": "甲", "agreements": [{"signed_on": example}]}, Project
        ).agreements
    for said in FIELDS.values():
        for unit in said.get("x-units", ()):
            assert parse_quantity(f"3{unit}").value


def test_what_is_written_is_described_without_examples_of_other_texts() -> None:
    canonical = json_schema(Project, canonical=True)["$defs"]["Project"]["properties"]["investment"]
    assert "examples" not in canonical
    assert canonical["title"] == "总投资"


@pytest.mark.long
@pytest.mark.parametrize("routes", [1, 3])
def test_openapi_has_each_definition_once_however_many_routes_take_it(routes: int) -> None:
    app = FastAPI()
    for number in range(routes):

        @app.post(f"/ledgers/{number}")
        def take(ledger: ours.Ledger, project: ours.Project) -> ours.Ledger:
            return ledger.with_(projects=[project])

    described = app.openapi()
    schemas = described["components"]["schemas"]
    end = (
        "" if "Project" in schemas else "-Input"
    )  # older versions of pydantic tell what is read from what is written
    assert {f"Ledger{end}", f"Project{end}", f"Agreement{end}", "Stage"} <= schemas.keys()
    assert schemas[f"Project{end}"]["properties"]["track"]["anyOf"][0] == {
        "$ref": "#/components/schemas/Track"
    }
    named = set(re.findall(r'"#/components/schemas/([\w-]+)"', json.dumps(described)))
    assert named <= schemas.keys()
    assert len(json.dumps(described, ensure_ascii=False)) < (200_000 if end else 100_000)
