"""Run KPI cases: one KPI over one ledger or a few figures, and one expected result."""

import importlib.util
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from zhaoshang.errors import ZhaoshangError
from zhaoshang.kpis import Figure, Figures, evaluate
from zhaoshang.ledger import Ledger
from zhaoshang.profiles import DEFAULT
from zhaoshang.records import structure

_NUMBERS: Final = frozenset({"value", "low", "high", "numerator", "denominator"})
_SETS: Final = frozenset({"excluded", "warnings"})
_RENAMED: Final = {"from": "from_stage", "to": "to_stage"}


def kpis_results(directory: str | Path) -> dict[str, Any]:
    """Count the cases of `kpis.jsonl` in a directory that come out right."""
    lines = (Path(directory) / "kpis.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    expand = _expander(Path(directory))
    wrong = [case["id"] for case in cases if not _is_right(case, expand)]
    return {"right": len(cases) - len(wrong), "total": len(cases), "wrong": wrong}


def _is_right(case: Mapping[str, Any], expand: Any) -> bool:
    if "error" in case["expect"]:
        return _is_refused(case, expand)
    try:
        return not differences(case, expand)
    except Exception:  # noqa: BLE001 - a case that raises is a case that is wrong; the rest still counts
        return False


def _is_refused(case: Mapping[str, Any], expand: Any) -> bool:
    """A call that must be refused is, by an error of the library."""
    try:
        outcome(case, expand)
    except ZhaoshangError:
        return True
    except Exception:  # noqa: BLE001 - refused by accident
        return False
    return False


def _expander(directory: Path) -> Any:
    """Load `expand.py` from beside the cases."""
    spec = importlib.util.spec_from_file_location("expand", directory / "expand.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.expand


def differences(case: Mapping[str, Any], expand: Any) -> dict[str, tuple[object, object]]:
    """Compare one case: what was expected and what came out, where they differ."""
    figures = outcome(case, expand)
    whole = figures[case["kpi"]]
    found: dict[str, tuple[object, object]] = {}
    for key, expected in case["expect"].items():
        if key == "groups":
            found |= _group_differences(figures, whole, expected)
        elif not _agrees(key, expected, _part(whole, key)):
            found[key] = (expected, _part(whole, key))
    return found


def _group_differences(
    figures: Figures, whole: Figure, expected: Mapping[str, Mapping[str, Any]]
) -> dict[str, tuple[object, object]]:
    groups = {"/".join(figure.group): figure for figure in figures.of(whole.kpi) if figure.group}
    if groups.keys() != expected.keys():
        return {"groups": (sorted(expected), sorted(groups))}
    return {
        f"{name}.{key}": (value, _part(groups[name], key))
        for name, parts in expected.items()
        for key, value in parts.items()
        if not _agrees(key, value, _part(groups[name], key))
    }


def outcome(case: Mapping[str, Any], expand: Any) -> Figures:
    """Work a case out."""
    arguments = {_RENAMED.get(name, name): value for name, value in case["args"].items()}
    options = arguments.pop("profile", None)
    profile = DEFAULT if options is None else DEFAULT.vary("case", **options)
    ledger = structure(expand(case["ledger"]), Ledger) if "ledger" in case else None
    return evaluate(ledger, case["kpi"], profile=profile, **arguments)


def _part(figure: Figure, key: str) -> Any:
    return getattr(figure, "class_" if key == "class" else key)


def _agrees(key: str, expected: Any, found: Any) -> bool:
    if key in _NUMBERS:
        if expected is None or found is None:
            return expected is found
        return Fraction(expected) == Fraction(found)
    if key in _SETS:
        return set(expected) == set(found)
    if key == "by_currency":
        return {code: Fraction(each) for code, each in expected.items()} == {
            code: Fraction(each) for code, each in found.items()
        }
    return bool(expected == found)
