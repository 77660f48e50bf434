"""Write the homes of lazy faces from their one list: what a face imports for type checkers and names in `__all__`.

    python3 tools/dev.py tables

renews the `_HOMES` of every module that hands it to `lazy`; a test compares.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "zhaoshang"
HOMES = re.compile(r"^_HOMES: Final = \{\n.*?^\}$", re.MULTILINE | re.DOTALL)
USED = re.compile(r"\blazy\(\s*__name__, _HOMES\b")


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


def renewed(text: str) -> str:
    """Put the homes into a face."""
    lines = "".join(f'    "{name}": "{home}",\n' for name, home in homes(text).items())
    return HOMES.sub(f"_HOMES: Final = {{\n{lines}}}", text)


def main() -> None:
    """Renew the faces."""
    for path in faces():
        path.write_text(renewed(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
