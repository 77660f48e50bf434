"""Write the homes of lazy faces from their one list: what a face imports for type checkers and names in `__all__`.

    python3 tools/dev.py tables

renews the `_HOMES` of every module that hands it to `lazy`, and before that what the face of a package imports and
names that is made of all its modules, such as that of the model; a test compares.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

WIDTH = 110
SOURCE = Path(__file__).resolve().parent.parent / "src" / "zhaoshang"
HOMES = re.compile(r"^_HOMES: Final = \{\n.*?^\}$", re.MULTILINE | re.DOTALL)
USED = re.compile(r"\blazy\(\s*__name__, _HOMES\b")
SEARCHES = re.compile(r"\blazy\(__name__, _HOMES\b.*\bsearches=True")
IMPORTS = re.compile(r"^if TYPE_CHECKING:\n(?:    .*\n|\n)*?(?=__all__)", re.MULTILINE)
PUBLIC = re.compile(r"^__all__ = \[\n.*?^\]$", re.MULTILINE | re.DOTALL)


def faces() -> Iterator[Path]:
    """Find the modules whose names live elsewhere."""
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        if HOMES.search(text) and USED.search(text):
            yield path


def homes(text: str) -> dict[str, str]:
    """Tell where each public name lives, in the order of `__all__`, from the imports under `TYPE_CHECKING`."""
    found: dict[str, str] = {}
    public: list[str] = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for line in node.body:
                if isinstance(line, ast.ImportFrom) and line.module is not None:
                    found |= {alias.asname or alias.name: line.module for alias in line.names}
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            public = ast.literal_eval(node.value)
    return {name: found[name] for name in public if name in found}


def offered(package: Path) -> dict[str, list[str]]:
    """List what each public module of a package offers; what several do is that of the one that writes it."""
    found: dict[str, list[str]] = {}
    for path in sorted(package.glob("[a-z]*.py")):
        body = ast.parse(path.read_text("utf-8")).body
        lists = [
            node.value
            for node in body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        ]
        names = [name for each in lists for name in ast.literal_eval(each)]
        written = {node.name for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
        found[path.stem] = [name for name in names if name in written]
    return found


def made_of_modules(text: str, package: Path) -> str:
    """Put what the modules of a package offer into its face: the imports for type checkers, and `__all__`."""
    room = f"zhaoshang.{package.name}"
    lines, public = [], []
    for module, names in offered(package).items():
        public += names
        line = f"    from {room}.{module} import {', '.join(sorted(names, key=_as_ruff))}\n"
        if len(line) > WIDTH + 1:
            line = f"    from {room}.{module} import (\n"
            line += "".join(f"        {name},\n" for name in sorted(names, key=_as_ruff)) + "    )\n"
        lines.append(line if names else "")
    listed = "".join(f'    "{name}",\n' for name in sorted(public, key=_as_ruff))
    text = IMPORTS.sub("if TYPE_CHECKING:\n" + "".join(lines) + "\n", text)
    return PUBLIC.sub(f"__all__ = [\n{listed}]", text)


def _as_ruff(name: str) -> tuple[bool, str]:
    """Sort classes before functions, as the formatter does."""
    return (name[0].islower(), name)


def renewed(path: Path) -> str:
    """Renew a face: what it is made of, where it is made of all modules of its package, and the homes."""
    text = path.read_text("utf-8")
    if SEARCHES.search(text):
        text = made_of_modules(text, path.parent)
    lines = "".join(f'    "{name}": "{home}",\n' for name, home in homes(text).items())
    return HOMES.sub(f"_HOMES: Final = {{\n{lines}}}", text)


def main() -> None:
    """Renew the faces."""
    for path in faces():
        path.write_text(renewed(path), "utf-8")


if __name__ == "__main__":
    main()
