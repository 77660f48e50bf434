"""The public face changes only on purpose, and every name of it is documented.

After a deliberate change: `python3 tools/dev.py api`.
"""

import ast
import importlib
import inspect
import re
from pathlib import Path

import public_api
import pytest

REFERENCE = Path(__file__).parent.parent / "docs" / "en" / "reference"
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


@pytest.mark.parametrize("name", MODULES[1:])
def test_every_public_name_has_a_docstring(name: str) -> None:
    """A constant has its docstring below it, where the reference finds it."""
    module = importlib.import_module(name)
    body = ast.parse(inspect.getsource(module)).body
    documented = {
        target
        for statement, following in zip(body, [*body[1:], None], strict=True)
        if _is_text(following)
        for target in _assigned(statement)
    }
    constants = {target for statement in body for target in _assigned(statement)}
    missing = [
        public
        for public in module.__all__
        if public not in documented and (public in constants or not inspect.getdoc(getattr(module, public)))
    ]
    assert missing == []


def _is_text(statement: ast.stmt | None) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _assigned(statement: ast.stmt) -> list[str]:
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


@pytest.mark.parametrize("name", MODULES[1:])
def test_every_room_is_in_the_reference(name: str) -> None:
    room = name.split(".")[1]
    page = REFERENCE / f"{room}.md"
    assert page.is_file(), f"write docs/en/reference/{room}.md and its twin in docs/zh"
    assert re.search(rf"^::: {re.escape(name)}$", page.read_text("utf-8"), re.MULTILINE)


def test_every_name_of_the_root_is_in_the_reference() -> None:
    """The index names what the root re-exports, linked to the room where it lives."""
    index = (REFERENCE / "index.md").read_text("utf-8")
    root = importlib.import_module("zhaoshang")
    missing = [
        public
        for public in root.__all__
        if public != "__version__" and f"[`{public}`][zhaoshang." not in index
    ]
    assert missing == []
