"""Run the acceptance cases of consistency checks against the library.

Each case has printed figures, claims about them, perhaps a ledger, and the complete set of findings expected.
"""

import importlib.util
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from zhaoshang import Ledger
from zhaoshang.checks import verify_claims
from zhaoshang.findings import Finding, Report
from zhaoshang.records import structure


def _expander(directory: Path) -> Callable[[object], Any]:
    spec = importlib.util.spec_from_file_location("expand_cases", directory / "expand.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    expand: Callable[[object], Any] = module.expand
    return expand


def _number_or_text(value: object) -> object:
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _same(expected: object, found: object) -> bool:
    """Compare numbers as numbers, lists item by item."""
    if isinstance(expected, list):
        return (
            isinstance(found, tuple | list)
            and len(expected) == len(found)
            and all(map(_same, expected, found))
        )
    return _number_or_text(expected) == _number_or_text(found)


def _fits(expected: dict[str, Any], finding: Finding) -> bool:
    detail = expected.get("detail", {})
    return (
        expected["code"] == finding.code
        and sorted(expected["refs"]) == sorted(finding.ids)
        and all(_same(value, finding.detail.get(key)) for key, value in detail.items())
    )


def _agrees(expect: dict[str, Any], report: Report) -> bool:
    left = list(report.findings)
    for expected in expect["findings"]:
        match = next((finding for finding in left if _fits(expected, finding)), None)
        if match is None:
            return False
        left.remove(match)
    solved = expect.get("solved", {})
    return not left and all(
        _told(ways) == _told(report.solved.get(figure)) for figure, ways in solved.items()
    )


def _told(solution: object) -> dict[str, list[str]]:
    """Write a solution in one form: a base may stand alone."""
    if isinstance(solution, Mapping):
        return {
            way: [numbers] if isinstance(numbers, str) else list(numbers) for way, numbers in solution.items()
        }
    if isinstance(solution, str):
        return {"base": [solution]}
    return {"base": [str(item) for item in solution]} if isinstance(solution, list) else {}


def checks_results(directory: Path | str) -> dict[str, Any]:
    """Judge every case of `checks.jsonl`: how many are right, of how many, and which are wrong."""
    where = Path(directory)
    expand = _expander(where)
    wrong = []
    total = 0
    for line in (where / "checks.jsonl").read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        case = json.loads(line)
        total += 1
        ledger = structure(expand(case["ledger"]), Ledger) if "ledger" in case else None
        if not _agrees(case["expect"], verify_claims(case["figures"], case["claims"], ledger=ledger)):
            wrong.append(case["id"])
    return {"right": total - len(wrong), "total": total, "wrong": wrong}
