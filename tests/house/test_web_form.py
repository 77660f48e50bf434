"""The web form of the examples: what a browser and a program are answered."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient

PATH = Path(__file__).parents[2] / "examples" / "web_form.py"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Load the example and call its application."""
    spec = importlib.util.spec_from_file_location("web_form", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["web_form"] = module
    spec.loader.exec_module(module)
    with TestClient(module.app) as caller:
        yield caller


def test_a_wrong_document_is_told_every_fault_in_chinese(client: TestClient) -> None:
    answer = client.post("/projects", json={"id": "F1", "land": "3亿元", "investment": 3.5})
    assert answer.status_code == 422
    errors = {fault["path"]: fault["message"] for fault in answer.json()["errors"]}
    assert errors.keys() == {"$.name", "$.land", "$.investment"}
    assert "name" in errors["$.name"]
    assert any("一" <= letter <= "龥" for letter in errors["$.land"])


def test_the_language_is_an_argument(client: TestClient) -> None:
    answer = client.post("/projects", params={"locale": "en"}, json={"id": "F1"})
    assert "needs the field name" in answer.json()["errors"][0]["message"]


def test_a_right_document_comes_back_in_canonical_form_with_its_doubts(client: TestClient) -> None:
    data = {
        "id": "F2",
        "name": "虚构项目",
        "investment": "近2亿元",
        "agreements": [{"signed_on": "2022-05-20"}],
        "milestones": [{"stage": "started", "on": "2022-03"}],
    }
    answer = client.post("/projects", json=data)
    assert answer.status_code == 201
    assert answer.json()["project"]["investment"]["hedge"] == "near"
    assert any("早于" in doubt for doubt in answer.json()["doubts"])


def test_the_schema_is_served_and_describes_what_is_taken(client: TestClient) -> None:
    answer = client.get("/schema")
    assert answer.headers["content-type"].startswith("application/schema+json")
    schema = answer.json()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"id": "F3", "name": "虚构项目", "land": "80余亩"})
    assert not validator.is_valid({"id": "F3"})


def test_the_form_shows_errors_beside_the_fields_and_escapes_what_was_typed(client: TestClient) -> None:
    """What a browser sends is answered with the same form, filled in."""
    typed = {
        "id": "F4",
        "name": "<b>虚构</b>",
        "investment": "很多钱",
        "signed_on": "2022-02-30",
        "land": " ",
    }
    answer = client.post("/", data=typed)
    assert answer.status_code == 422
    assert answer.text.count("<em>不是") == 2
    assert "&lt;b&gt;虚构&lt;/b&gt;" in answer.text
    assert "<b>" not in answer.text


def test_a_missing_name_stands_beside_its_field(client: TestClient) -> None:
    answer = client.post("/", data={"id": "F5", "name": ""})
    assert answer.status_code == 422
    assert "<em>Project 缺少必填字段 name" in answer.text


def test_a_right_form_is_taken(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    answer = client.post("/", data={"id": "F6", "name": "虚构光学项目", "signed_on": "2022年5月20日"})
    assert answer.status_code == 200
    assert "已登记：虚构光学项目" in answer.text
