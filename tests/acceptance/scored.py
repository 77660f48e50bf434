"""How well the readers read the texts that come with a program of their own: gold with several right readings.

The scoring is the corpus's own program; what it prints is counted here. What is reported beside the gold counts against it.
"""

import contextlib
import importlib.util
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

_SENTENCES = 400
"""Drawn sentences: the gate asks for few, a closer look for more."""
_READ = re.compile(
    r"quantities F1 \S+ \(tp (?P<quantities>\d+) fp (?P<more>\d+) fn (?P<fewer>\d+), alarms on negatives (?P<alarms>\d+)\); "
    r"periods F1 \S+ \(tp (?P<dates>\d+) fp (?P<more_dates>\d+) fn (?P<fewer_dates>\d+)\)"
)
_SLIPS = re.compile(r"slips found (?P<found>\d+) of (?P<slips>\d+), alarms that touch none (?P<stray>\d+)")
_CASES = re.compile(r"cases right (?P<right>\d+) of (?P<cases>\d+)")


def scored_results(program: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Run the corpus's program over each folder that it scores, its cases, and sentences that it draws."""
    module, corpus = _loaded(program), program.parent
    for folder in sorted(path for path in corpus.glob("*") if has_a_program(path)):
        for part, result in counted(_said(module.folder, folder, 0, True)).items():
            yield f"{folder.name}/{part}", result
    if (corpus / "cases.jsonl").is_file():
        said = _said(module.cases, corpus / "cases.jsonl", 0, True)
        yield "cases.jsonl", counted(said)["cases"]
    if (corpus / "textforge.py").is_file():
        said = _said(module.forge, corpus / "textforge.py", 0, False, _SENTENCES, 1, False)
        for part, result in counted(said).items():
            yield f"textforge.py/{part}", result


def has_a_program(folder: Path) -> bool:
    """Tell whether a folder of gold has rows that only the corpus's program knows to read."""
    return (folder / "docs.jsonl").is_file() and (folder.parent / "score.py").is_file()


def _loaded(program: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("acceptance_score", program)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _said(score: Any, *given: object) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        score(*given)
    return said.getvalue()


def counted(said: str) -> dict[str, dict[str, Any]]:
    """Count what the program says, by part: quantities with negatives, dates, slips, cases."""
    found: dict[str, dict[str, Any]] = {}
    if match := _READ.search(said):
        number = {name: int(value) for name, value in match.groupdict().items()}
        found["quantities.jsonl"] = _result(
            number["quantities"], number["fewer"], number["more"] + number["alarms"]
        )
        found["dates.jsonl"] = _result(number["dates"], number["fewer_dates"], number["more_dates"])
    if (match := _SLIPS.search(said)) and int(match["slips"]):
        right = int(match["found"])
        found["slips.jsonl"] = _result(right, int(match["slips"]) - right, int(match["stray"]))
    if match := _CASES.search(said):
        found["cases"] = _result(int(match["right"]), int(match["cases"]) - int(match["right"]), 0)
    return found


def _result(right: int, missed: int, beside: int) -> dict[str, Any]:
    wrong = [f"{missed} missed, {beside} beside the gold"] * (missed + beside)
    return {"right": max(0, right - beside), "total": right + missed, "wrong": wrong}
