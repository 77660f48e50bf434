"""How well `verify` judges drawn articles: true and changed numbers against a ledger, and texts that contradict themselves.

The drawing and the scoring are the corpus's own program; what it prints is counted here.
"""

import contextlib
import importlib.util
import io
import re
import sys
from pathlib import Path
from typing import Any

_EACH = 1
"""Ledgers a pattern: the gate asks for few, a closer look for more."""
_RIGHT = re.compile(
    r"true numbers (?P<true>\d+): agrees (?P<agrees>\d+), cannot be told \d+, rightly not told (?P<open>\d+)"
    r"|changed numbers (?P<changed>\d+): found (?P<found>\d+)"
    r"|without a ledger (?P<texts>\d+) contradictions: found (?P<caught>\d+), missed \d+; twins: clean (?P<clean>\d+)"
)


def articles_results(program: Path, *, each: int = _EACH, seed: int = 1) -> dict[str, Any]:
    """Run the corpus's program; right verdicts, all verdicts, and the lines on alarms."""
    spec = importlib.util.spec_from_file_location("acceptance_articles", program)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        spec.loader.exec_module(module)
        module.score(module, each, seed, show=True)
    return counted(said.getvalue())


def counted(said: str) -> dict[str, Any]:
    """Count what the program says: right are true numbers agreed with, changes found, and twins left alone."""
    numbers: dict[str, int] = {}
    for match in _RIGHT.finditer(said):
        numbers |= {name: int(value) for name, value in match.groupdict().items() if value is not None}
    right = sum(numbers.get(name, 0) for name in ("agrees", "open", "found", "caught", "clean"))
    total = sum(numbers.get(name, 0) for name in ("true", "changed")) + numbers.get("texts", 0)
    total += numbers.get("texts", 0)
    alarms = [line for line in said.splitlines() if re.match(r"FALSE ALARM|STRAY|TWIN|AGREES WRONGLY", line)]
    missed = [f"not told {place}" for place in range(total - right - len(alarms))]
    return {"right": right, "total": total, "wrong": [*alarms, *missed]}
