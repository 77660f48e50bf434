"""What is loaded by its name points down as imports do, but for the questions that one file lists."""

import ast
from collections.abc import Iterator
from pathlib import Path

import grimp

SRC = Path(__file__).parents[2] / "src" / "zhaoshang"
ABOVE = SRC / "_basics" / "above.py"
LOADERS = {"Deferred", "import_module"}


def _loaded(file: Path) -> Iterator[str]:
    """Find the modules of the library that a file loads by a name written in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LOADERS:
            name = node.args[0].values[0] if isinstance(node.args[0], ast.JoinedStr) else node.args[0]
            if isinstance(name, ast.Constant) and str(name.value).startswith("zhaoshang."):
                yield str(name.value).rstrip(".")


def _name(file: Path) -> str:
    return ".".join(file.relative_to(SRC.parent).with_suffix("").parts).removesuffix(".__init__")


def test_what_is_loaded_by_name_stands_below() -> None:
    """No module loads by its name one that stands upon it, behind the back of the contract of imports."""
    graph = grimp.build_graph("zhaoshang", cache_dir=None)
    loaded = [
        (_name(file), name) for file in sorted(SRC.rglob("*.py")) if file != ABOVE for name in _loaded(file)
    ]
    assert loaded
    wrong = [
        f"{file} loads {name}"
        for file, name in loaded
        if graph.find_shortest_chain(importer=name, imported=file, as_packages=False)
    ]
    assert wrong == []


def test_each_room_asked_from_below_is_asked() -> None:
    """The list of rooms that are asked from below names no room that nobody asks."""
    listed = {
        target.id
        for node in ast.parse(ABOVE.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AnnAssign) and isinstance(target := node.target, ast.Name)
    }
    asked = {
        node.attr
        for file in SRC.rglob("*.py")
        if "from zhaoshang._basics import above" in (written := file.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(written))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "above"
    }
    assert listed == asked
