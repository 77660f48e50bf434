"""Write the bill of materials of the library as CycloneDX 1.6: what it installs, for the core and for each extra.

    python3 tools/dev.py sbom                 # to .cache/wheel/zhaoshang-VERSION.cdx.json
    python3 tools/dev.py sbom FILE

It lists the versions of the environment that it runs in, which are the pins that every check runs with, with their
licences as their own metadata says them. The same environment gives the same bytes.
"""

import importlib.metadata as installed
import json
import sys
import tomllib
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FORMAT = "http://cyclonedx.org/schema/bom-1.6.schema.json"

Needs = dict[tuple[str, str], set[str]]
"""What each package with one of its extras ("" for the package alone) needs, by name."""


def declared() -> dict[str, Any]:
    """Read what the library says of itself."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def wanted(project: dict[str, Any]) -> dict[str, list[Requirement]]:
    """List the requirements of the core (under "") and of each extra."""
    extras = {
        name: [Requirement(text) for text in texts]
        for name, texts in project["optional-dependencies"].items()
    }
    return {"": [Requirement(text) for text in project["dependencies"]], **extras}


def closure(first: list[Requirement], own: str) -> dict[str, set[str]]:
    """Follow requirements through what is installed; `LookupError` names one that is not."""
    needs: dict[str, set[str]] = {}
    ahead = list(first)
    seen: set[tuple[str, str]] = set()
    while ahead:
        need = ahead.pop()
        name = canonicalize_name(need.name)
        if name == own:
            continue
        needs.setdefault(name, set())
        for extra in ("", *need.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for text in installed.requires(name) or ():
                further = Requirement(text)
                if further.marker is None or further.marker.evaluate({"extra": extra}):
                    needs[name].add(canonicalize_name(further.name))
                    ahead.append(further)
    return needs


def licence_of(name: str) -> list[dict[str, Any]]:
    """Tell the licence of a package: its expression, else its classifiers, else what it calls it."""
    about = installed.metadata(name)
    if "License-Expression" in about:
        return [{"expression": about["License-Expression"]}]
    listed = [
        line.rsplit(" :: ", 1)[1]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License :: OSI Approved :: ")
    ]
    words = listed or (about["License"].splitlines()[:1] if "License" in about else [])
    return [{"license": {"name": word}} for word in words]


def bill() -> dict[str, Any]:
    """Make the bill; a component that only extras need names them."""
    project = declared()
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    groups = wanted(project)
    needs: dict[str, set[str]] = {}
    used: dict[str, set[str]] = {}
    for group, requirements in groups.items():
        for name, further in closure(requirements, project["name"]).items():
            needs.setdefault(name, set()).update(further)
            used.setdefault(name, set()).add(group)
    reference = {name: f"pkg:pypi/{name}@{installed.version(name)}" for name in sorted(needs)}
    components = [
        {
            "type": "library",
            "bom-ref": reference[name],
            "name": name,
            "version": installed.version(name),
            "purl": reference[name],
            "scope": "required" if "" in used[name] else "optional",
            "licenses": licence_of(name),
            "properties": [
                {"name": "zhaoshang:extra", "value": group} for group in sorted(used[name]) if group
            ],
        }
        for name in sorted(needs)
    ]
    direct = {canonicalize_name(need.name) for needed in groups.values() for need in needed}
    graph = [
        {"ref": own, "dependsOn": [reference[name] for name in sorted(direct - {project["name"]})]},
        *(
            {"ref": reference[name], "dependsOn": [reference[one] for one in sorted(needs[name])]}
            for name in sorted(needs)
        ),
    ]
    content = json.dumps([components, graph], sort_keys=True)
    return {
        "$schema": FORMAT,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, own + content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "purl": own,
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": components,
        "dependencies": graph,
    }


def main() -> None:
    """Write the bill to the file named, or beside the wheel."""
    named = sys.argv[1:]
    name = f"zhaoshang-{declared()['version']}.cdx.json"
    target = Path(named[0]) if named else ROOT / ".cache" / "wheel" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main()
