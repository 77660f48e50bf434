"""Ask what no KPI asks: reviews of promises, balances of parks, rows of several KPIs, findings of `check`.

A kind of question that no function here asks counts as wrong, never as skipped.
"""

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from tests.acceptance.kpis import _expander

from zhaoshang.checks import check
from zhaoshang.kpis import chain_nodes, evaluate
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import supervise
from zhaoshang.records import structure

Ask = Callable[[Ledger, Mapping[str, Any], Mapping[str, Any]], bool]


def questions_results(directory: str | Path) -> dict[str, Any]:
    """Count the cases of `questions.jsonl` in a directory that come out right."""
    lines = (Path(directory) / "questions.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    expand = _expander(Path(directory))
    wrong = [case["id"] for case in cases if not _is_right(case, expand)]
    return {"right": len(cases) - len(wrong), "total": len(cases), "wrong": wrong}


def _is_right(case: Mapping[str, Any], expand: Any) -> bool:
    question = {name: value for name, value in case["question"].items() if name != "kind"}
    ask = _ASKED.get(case["question"]["kind"])
    if ask is None:
        return False
    try:
        return ask(structure(expand(case["ledger"]), Ledger), question, case["expect"])
    except Exception:  # noqa: BLE001 - a question that raises is one that is wrong; the rest still counts
        return False


def _same(expected: str | None, found: Any) -> bool:
    if expected is None or found is None:
        return expected is found
    return Fraction(expected) == Fraction(found)


def _supervise(ledger: Ledger, question: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    project = ledger.projects[question["project"]]
    asked = {name: value for name, value in question.items() if name != "project"}
    (review,) = (review for review in supervise(project, **asked) if review.year == expect["year"])
    return ("score" not in expect or _same(expect["score"], review.score)) and (
        "class" not in expect or expect["class"] == review.class_
    )


def _balance(ledger: Ledger, question: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    park = ledger.parks[question["park"]]
    balance = park.balance(question["space_kind"], on=question["on"])
    areas = {name: getattr(balance, name) for name in expect}
    return all(
        _same(expect[name], None if area is None else area.to("m2").value) for name, area in areas.items()
    )


def _evaluate(ledger: Ledger, question: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    asked = {name: value for name, value in question.items() if name != "kpis"}
    figures = evaluate(ledger, question["kpis"], **asked)
    for kpi, rows in expect["rows"].items():
        found = {"/".join(figure.group): figure.value for figure in figures.of(kpi) if figure.group}
        if found.keys() != rows.keys() or not all(_same(rows[name], found[name]) for name in rows):
            return False
    return True


def _check(ledger: Ledger, question: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    assert not question
    found = check(ledger).findings
    told = {(finding.code, tuple(sorted(finding.ids))) for finding in found}
    codes = {finding.code for finding in found}
    wanted = {(item["code"], tuple(sorted(item["refs"]))) for item in expect.get("contains", ())}
    return wanted <= told and codes.isdisjoint(expect.get("absent", ()))


_STATES: Final = {"empty": "blank", "thin": "weak", "leaderless": "filled", "sound": "filled"}
"""The words of the cases for the states of nodes; one without a leader counts as filled there."""


def _chain(ledger: Ledger, question: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    chain = ledger.chains[question["chain"]]
    standings = chain_nodes(ledger, as_of=question["as_of"])
    for node, wanted in expect["nodes"].items():
        there = standings[f"{chain.id}/{node}"]
        found = {
            "state": _STATES[chain.state_of(node, as_of=question["as_of"])],
            "holders": set(there.holders),
            "candidates": set(there.candidates),
        }
        sides = {name: value if name == "state" else set(value) for name, value in wanted.items()}
        if any(found[name] != value for name, value in sides.items()):
            return False
    return True


def _open_demands(ledger: Ledger, question: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    park = ledger.parks[question["park"]]
    return [len(park.open_demands(day)) for day in question["on"]] == [
        int(count) for count in expect["counts"]
    ]


_ASKED: Final[dict[str, Ask]] = {
    "supervise": _supervise,
    "balance": _balance,
    "evaluate": _evaluate,
    "check": _check,
    "chain": _chain,
    "open_demands": _open_demands,
}
