"""No room holds sentences in pairs of languages: messages stand in the catalogues."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from zhaoshang import errors

HOME = Path(errors.__file__).parent
CHINESE = re.compile(r"[\u3001-\u9fff]")


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def is_pair(node: ast.AST) -> bool:
    """Tell whether words are said in two languages here: `script.say(…, …)`, `… if chinese else …`, `Finding(zh=…)`."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "say":
            return (
                len(node.args) == 2
                and all(map(is_text, node.args))
                and bool(CHINESE.search(ast.unparse(node)))
            )
        return getattr(node.func, "id", "") == "Finding" and any(word.arg == "zh" for word in node.keywords)
    if isinstance(node, ast.IfExp):
        return (
            ("chinese" in ast.unparse(node.test) or ast.unparse(node.test) == "zh")
            and is_text(node.body)
            and bool(CHINESE.search(ast.unparse(node.body)))
        )
    return False


def pairs() -> dict[str, int]:
    """Count the pairs of each room, its workshop included."""
    found: Counter[str] = Counter()
    for path in sorted(HOME.rglob("*.py")):
        room = path.relative_to(HOME).parts[0].removesuffix(".py").removeprefix("_")
        found[room] += sum(map(is_pair, ast.walk(ast.parse(path.read_text("utf-8")))))
    return {room: number for room, number in sorted(found.items()) if number}


@pytest.mark.long
def test_no_room_holds_pairs() -> None:
    """Lists of codes with labels (`Rule`, `Board`, `Term`, the words of KPIs) are catalogues themselves and do not count."""
    assert pairs() == {}
