"""Every public name is in the reference, with a runnable example."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from doctest import DocTestFinder, DocTestParser
from functools import cache
from pathlib import Path

import public_api
import pytest

REFERENCE = Path(__file__).parents[2] / "docs" / "en" / "reference"
ROOMS = public_api.public_modules()[1:]


def used_in(docstring: str | None) -> set[str]:
    """Gather the names that the examples of a docstring use."""
    trees = [ast.parse(example.source) for example in DocTestParser().get_examples(docstring or "")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    plain = {node.id for node in nodes if isinstance(node, ast.Name)}
    return plain | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def own_docstrings(owner: type) -> Iterator[tuple[str, str]]:
    """Give the docstring of a class as written, and those of its public methods and properties, by name."""
    yield "", vars(owner).get("__doc__") or ""
    yield from ((name, value.__doc__ or "") for name, value in public_api.members(owner))


def without_example(room: str) -> Iterator[str]:
    """List what no example shows: a class needs its own, a member may be used in that of its class or of a base."""
    module = importlib.import_module(room)
    for name in module.__all__:
        value = getattr(module, name)
        is_class, is_function = inspect.isclass(value), inspect.isroutine(value)
        if (is_class or is_function) and value.__module__ in set(ROOMS) - {room}:
            continue  # a package repeats the names of its modules
        if not is_class:
            if name not in used_in(value.__doc__ if is_function else module.__doc__):
                yield name
            continue
        family = [text for owner in value.__mro__ for _, text in own_docstrings(owner)]
        shown = set().union(*map(used_in, family))
        for member, text in own_docstrings(value):
            if not (member in shown if member else used_in(text)):
                yield f"{name}.{member}".rstrip(".")


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_has_an_example(room: str) -> None:
    """A class and a function in their own docstring; a constant and an alias in that of the module."""
    assert list(without_example(room)) == []


@cache
def run_as_doctests() -> frozenset[str]:
    """Gather every docstring that doctest finds in the module that it is written in.

    A lazy face holds the names that were asked of it before, which is chance: they do not count.
    """
    package = importlib.import_module("zhaoshang")
    names = [found.name for found in pkgutil.walk_packages(package.__path__, "zhaoshang.")]
    texts: set[str] = set()
    for module in (importlib.import_module(name) for name in names if not name.endswith("__main__")):
        elsewhere = getattr(module, "_HOMES", ())
        for test in DocTestFinder().find(module):
            if test.name.removeprefix(f"{module.__name__}.").split(".")[0] not in elsewhere:
                texts.add(test.docstring or "")
    return frozenset(texts)


@pytest.mark.parametrize("room", ROOMS)
def test_every_example_is_run(room: str) -> None:
    """Doctest finds a name in the module that it says it lives in; a name may say so and be written elsewhere."""
    module = importlib.import_module(room)
    public = {name: getattr(module, name) for name in module.__all__}
    texts = {name: value.__doc__ or "" for name, value in public.items() if inspect.isroutine(value)}
    for name, value in public.items():
        if inspect.isclass(value):
            texts |= {f"{name}.{member}".rstrip("."): text for member, text in own_docstrings(value)}
    assert [name for name, text in texts.items() if used_in(text) and text not in run_as_doctests()] == []


@pytest.mark.parametrize("name", ROOMS)
def test_every_public_name_has_a_docstring(name: str) -> None:
    """A constant has its docstring below it, in the module where it is written: the reference finds it there."""
    module = importlib.import_module(name)
    homes = {
        alias.name: statement.module or name
        for statement in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }
    missing = []
    for public in module.__all__:
        value = getattr(module, public)
        has_its_own = inspect.isclass(value) or inspect.isroutine(value)
        if not (inspect.getdoc(value) if has_its_own else public in documented(homes.get(public, name))):
            missing.append(public)
    assert missing == []


@cache
def documented(module: str) -> frozenset[str]:
    """Gather the constants of a module with a docstring below them."""
    body = ast.parse(inspect.getsource(importlib.import_module(module))).body
    pairs = zip(body, [*body[1:], None], strict=True)
    return frozenset(
        target for statement, following in pairs if _is_text(following) for target in _assigned(statement)
    )


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


@pytest.mark.parametrize("name", ROOMS)
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
