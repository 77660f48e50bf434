"""The bill of materials lists what an installation brings, and nothing twice."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

sbom = pytest.importorskip("sbom", reason="packaging is part of the tools of a release")
PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    try:
        made: dict[str, Any] = sbom.bill()
    except (
        sbom.installed.PackageNotFoundError
    ) as missing:  # pragma: no cover - an environment without an extra
        pytest.skip(f"{missing} is not installed")
    return made


def test_every_dependency_of_the_core_is_required(bill: dict[str, Any]) -> None:
    required = {one["name"] for one in bill["components"] if one["scope"] == "required"}
    assert {
        sbom.canonicalize_name(sbom.Requirement(text).name) for text in PROJECT["dependencies"]
    } <= required
    assert "polars" not in required


def test_every_component_is_of_a_version_and_has_its_licence(bill: dict[str, Any]) -> None:
    names = [one["name"] for one in bill["components"]]
    assert len(names) == len(set(names)) > 20
    assert [one["name"] for one in bill["components"] if not one["version"] or not one["licenses"]] == []


def test_the_graph_names_components_alone(bill: dict[str, Any]) -> None:
    """Each edge of the graph leads to a component, from the library or from one."""
    known = {one["bom-ref"] for one in bill["components"]}
    assert {edge["ref"] for edge in bill["dependencies"]} - known == {
        bill["metadata"]["component"]["bom-ref"]
    }
    assert {ref for edge in bill["dependencies"] for ref in edge["dependsOn"]} <= known


def test_the_same_environment_gives_the_same_bill(bill: dict[str, Any]) -> None:
    assert sbom.bill() == bill
