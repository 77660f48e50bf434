"""Each line of `SECURITY.md` names the tests that hold it, and each of them is there and asserts something."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
HELD = PAGE.partition("\n## Supported versions")[0]
"""What is promised of the library; what follows is of people."""


@cache
def defined(path: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def asserts(path: str, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether a test asserts anything or expects our errors alone, by itself or in what it calls of its module."""
    nodes = list(ast.walk(defined(path)[name]))
    called = {node.id for node in nodes if isinstance(node, ast.Name)} & defined(path).keys() - seen - {name}
    return (
        any(isinstance(node, ast.Assert) for node in nodes)
        or any(isinstance(node, ast.Attribute) and node.attr in {"raises", "fail"} for node in nodes)
        or any(isinstance(node, ast.Name) and node.id == "suppress" for node in nodes)
        or any(asserts(path, each, seen | {name}) for each in called)
    )


def missing(page: str) -> list[str]:
    """List the tests that a page names and that are not there."""
    return [
        f"{path}::{test}"
        for path, test in NAMED.findall(page)
        if not (ROOT / path).exists() or (test and test not in defined(path))
    ]


def sections(page: str) -> dict[str, str]:
    """Give the text of each section by its heading."""
    parts = re.split(r"^##+ (.+)\n", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def promises(text: str) -> list[str]:
    """Give the items of lists and the rows of tables below their heads."""
    items = re.findall(r"^- .+?(?=^- |^$|\Z)", text, re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\|[^\n]+", text, re.MULTILINE)
    return items + [row for row in rows[2:] if row]


def test_every_test_that_is_named_is_there() -> None:
    assert len(NAMED.findall(PAGE)) > 50
    assert missing(PAGE) == []


def test_one_that_is_not_there_is_missed() -> None:
    """A wrong file, a wrong name, and a name that merely begins alike."""
    page = "`tests/trust/test_nothing.py::test_a`, `tests/trust/test_host.py::test_the_host_changes`"
    assert missing(page) == [
        "tests/trust/test_nothing.py::test_a",
        "tests/trust/test_host.py::test_the_host_changes",
    ]


@pytest.mark.parametrize(("path", "name"), sorted({each for each in NAMED.findall(PAGE) if each[1]}))
def test_what_is_named_asserts_something(path: str, name: str) -> None:
    assert name.startswith("test_")
    assert asserts(path, name)
    marks = [ast.unparse(each) for each in defined(path)[name].decorator_list]
    assert not [mark for mark in marks if mark.startswith(("pytest.mark.skip(", "pytest.mark.xfail"))]


@pytest.mark.parametrize("section", sections(HELD))
def test_every_line_names_a_test(section: str) -> None:
    """Of a table whose rows name none, the text above it does: a test of its own asks for every row."""
    text = sections(HELD)[section]
    above = text.partition("\n|")[0] if "\n|" in text else text
    bare = [line for line in promises(text) if not NAMED.search(line)]
    assert not bare or NAMED.search(above), bare
    assert NAMED.search(text)
