"""The public face changes only on purpose.

After a deliberate change: `python3 tools/dev.py api`.
"""

import ast
import importlib
from collections import defaultdict
from pathlib import Path

import public_api
import pytest

import zhaoshang

MODULES = public_api.public_modules()


@pytest.mark.parametrize("name", MODULES)
def test_the_face_is_the_one_on_record(name: str) -> None:
    recorded = public_api.SNAPSHOTS / f"{name}.txt"
    described = public_api.describe(importlib.import_module(name))
    assert recorded.is_file(), "run: python3 tools/dev.py api"
    assert described == recorded.read_text("utf-8"), "if this is meant, run: python3 tools/dev.py api"


def test_no_record_outlives_its_room() -> None:
    assert {path.stem for path in public_api.SNAPSHOTS.glob("*.txt")} == set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_exists_once(name: str) -> None:
    module = importlib.import_module(name)
    assert len(set(module.__all__)) == len(module.__all__)
    assert [public for public in module.__all__ if not hasattr(module, public)] == []


def test_a_private_class_has_a_name_of_its_own() -> None:
    """Who searches for a class finds one thing; only public names of different rooms may agree, as `Column` does."""
    defined: dict[str, list[str]] = defaultdict(list)
    for path in sorted(Path(zhaoshang.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                defined[node.name.lstrip("_")].append(f"{path.name}:{node.lineno}")
    public: dict[str, set[int]] = defaultdict(set)
    for module in map(importlib.import_module, MODULES):
        for name in module.__all__:
            public[name].add(id(getattr(module, name)))
    shared = {name: places for name, places in defined.items() if len(places) > max(1, len(public[name]))}
    assert shared == {}
