"""Which modules still hold sentences in pairs: a list that only grows shorter, since messages stand in the catalogues."""

import ast
import re
from pathlib import Path

from zhaoshang import errors

HOME = Path(errors.__file__).parent
CHINESE = re.compile(r"[\u3001-\u9fff]")
PAIRS: dict[str, int] = {
    "_assessment/scores.py": 2,
    "_assessment/tables.py": 15,
    "_boards/filling.py": 3,
    "_bulletins/corpora.py": 2,
    "_bulletins/pages.py": 1,
    "_bulletins/papers.py": 2,
    "_engine/results/comparison.py": 3,
    "_engine/results/figures.py": 12,
    "_ledger/matching.py": 2,
    "_ledger/merging.py": 1,
    "_ledger/references.py": 1,
    "_lifecycle/graph.py": 1,
    "_lifecycle/pictures.py": 6,
    "_lifecycle/variants.py": 1,
    "_lifecycle/words.py": 1,
    "_office_frames/reading.py": 2,
    "_records/collect.py": 1,
    "_reports/boards.py": 11,
    "_reports/charts.py": 1,
    "_reports/drawings.py": 6,
    "_reports/figures.py": 8,
    "_reports/numbers.py": 1,
    "_reports/places.py": 10,
    "_reports/progress.py": 15,
    "_reports/rankings.py": 7,
    "_reports/reviews.py": 4,
    "_reports/weekly.py": 9,
    "_word/papers.py": 5,
    "_word/sources.py": 4,
    "_workbooks/faults.py": 1,
    "_workbooks/matching.py": 1,
    "reading.py": 5,
}
"""How many pairs of sentences each module holds. Lower a number when pairs move to the catalogues; raise none.

Lists of codes with labels (`Rule`, `Board`, `Term`, the words of KPIs) are catalogues themselves and are not counted.
"""


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


def test_no_module_holds_more_pairs_than_it_did() -> None:
    found = {}
    for path in sorted(HOME.rglob("*.py")):
        number = sum(map(is_pair, ast.walk(ast.parse(path.read_text("utf-8")))))
        if number:
            found[path.relative_to(HOME).as_posix()] = number
    assert found == PAIRS
