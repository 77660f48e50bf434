"""The acceptance data, worked out file by file: how many items, how many right, which wrong.

The data lie outside the repository: `corpus/*/`, `cases/*.jsonl` and `ledgers/*.expected.json` below one folder. Each
kind has its own judge; a file whose kind nobody judges counts as wrong altogether, never as skipped.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypedDict

from tests.acceptance.articles import articles_results
from tests.acceptance.bulletins import bulletins_results
from tests.acceptance.checks import checks_results
from tests.acceptance.corpus import corpus_results
from tests.acceptance.kpis import kpis_results
from tests.acceptance.ledgers import ledgers_results
from tests.acceptance.lifecycle import lifecycle_results
from tests.acceptance.questions import questions_results
from tests.acceptance.scored import has_a_program, scored_results

DEFAULT: Final = Path(__file__).parents[3] / "shared"
FLOORS: Final = Path(__file__).with_name("floors.toml")


class Result(TypedDict, total=False):
    """What came of one file."""

    right: int
    total: int
    wrong: list[str]
    f1: float
    kinds: dict[str, Any]


Judge = Callable[[Path], Mapping[str, Any]]

_CASES: Final[dict[str, Judge]] = {
    "checks.jsonl": checks_results,
    "kpis.jsonl": kpis_results,
    "lifecycle.jsonl": lifecycle_results,
    "questions.jsonl": questions_results,
}
_CORPUS: Final = ("quantities", "negatives", "dates")
_TOLD: Final = re.compile(
    r"^\|\s*([\w., -]+?\.txt[\w., -]*?)\s*\|\s*(\d{4}(?:-\d\d){0,2})\s*\|", re.MULTILINE
)


def results_in(folder: Path) -> dict[str, Result]:
    """Judge every file of acceptance data below a folder."""
    found: dict[str, Result] = {}
    for path in sorted((folder / "cases").glob("*.jsonl")):
        judge = _CASES.get(path.name)
        found[f"cases/{path.name}"] = _unjudged(path) if judge is None else _result(judge(path.parent))
    for corpus in sorted(path for path in (folder / "corpus").glob("*") if path.is_dir()):
        if not has_a_program(corpus):
            found.update(_corpus(corpus))
    if (folder / "corpus" / "score.py").is_file():
        for name, scored in scored_results(folder / "corpus" / "score.py"):
            found[f"corpus/{name}"] = _result(scored)
    if (folder / "corpus" / "articles.py").is_file():
        found["corpus/articles.py"] = _result(articles_results(folder / "corpus" / "articles.py"))
    for name, result in ledgers_results(folder / "ledgers").items():
        found[f"ledgers/{name}"] = _result(result)
    return found


def _corpus(corpus: Path) -> dict[str, Result]:
    """Judge one corpus; its README may tell the day on which each article was written."""
    readme = corpus / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    told = {name.strip(): day for names, day in _TOLD.findall(text) for name in names.split(",")}
    parts = corpus_results(corpus, today=told)
    found: dict[str, Result] = {}
    for name in _CORPUS:
        result = _result(parts.get(name, {"right": 0, "total": 0, "wrong": []}))
        kinds = {key.partition(":")[2]: value for key, value in parts.items() if key.startswith(f"{name}:")}
        if kinds:
            result["kinds"] = {
                kind: {"right": part["right"], "total": part["total"]} for kind, part in kinds.items()
            }
        found[f"corpus/{corpus.name}/{name}.jsonl"] = result
    if (corpus / "metric_map.json").is_file():
        found[f"corpus/{corpus.name}/metric_map.json"] = _result(bulletins_results(corpus, today=told))
    return found


def _result(judged: Mapping[str, Any]) -> Result:
    result: Result = {"right": judged["right"], "total": judged["total"], "wrong": list(judged["wrong"])}
    if "f1" in judged:
        result["f1"] = judged["f1"]
    if "kinds" in judged:
        result["kinds"] = dict(judged["kinds"])
    return result


def _unjudged(path: Path) -> Result:
    ids = [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {"right": 0, "total": len(ids), "wrong": ids}


def floors() -> dict[str, int]:
    """Read the least number of right items of each file; the numbers only ever rise."""
    return {name: int(least) for name, least in tomllib.loads(FLOORS.read_text(encoding="utf-8")).items()}


def raised(found: Mapping[str, Result]) -> str:
    """Write the floors anew, each the higher of what stands and what was reached."""
    standing = floors()
    names = sorted({*standing, *found})
    best = {name: max(standing.get(name, 0), found[name]["right"] if name in found else 0) for name in names}
    head = "# The least number of right items in each file of acceptance data. It only rises.\n"
    return head + "".join(f'"{name}" = {least}\n' for name, least in best.items())


def summary(found: Mapping[str, Result]) -> str:
    """Show right and total of every file, and its first wrong items."""
    lines = []
    for name, result in found.items():
        f1 = f"  F1 {result['f1']:.4f}" if "f1" in result else ""
        wrong = ", ".join(map(str, result["wrong"][:5])) + (" …" if len(result["wrong"]) > 5 else "")
        lines.append(f"{name}: {result['right']}/{result['total']}{f1}  {wrong}".rstrip())
        for kind, part in result.get("kinds", {}).items():
            lines.append(f"  {kind}: {part}")
    return "\n".join(lines) + "\n"
