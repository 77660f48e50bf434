"""Every case of `tests/lifecycle/cases/*.toml`, read as its README says."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.acceptance.lifecycle import differences

FOLDER = Path(__file__).parent / "cases"
CASES: dict[str, dict[str, Any]] = {
    f"{path.stem}: {case['title']}": case
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
}


def step(text: str, key: str) -> dict[str, Any]:
    stage, on, *words = text.split(" ")
    found: dict[str, Any] = {"stage": stage, "on": None if on == "-" else on, "evidence": []}
    for word in words:
        name, equals, value = word.partition("=")
        if word in {"planned", "strict"}:
            found[word] = True
        elif name == "correction":
            found |= {"correction": True, "reason": value}
        elif name == "promised":
            paper, _, due = value.partition("@")
            found["promised"] = [{"evidence": paper, "due_on": due}]
        elif equals:
            found[{"recorded": "recorded_on"}.get(name, name)] = value
        elif word:
            found["evidence"].append(word)
    assert key == "history" or on != "-"
    return found


@pytest.mark.parametrize("title", CASES)
def test_case(title: str) -> None:
    case = CASES[title]
    whole = dict(case)
    whole["history"] = [step(text, "history") for text in case["history"]]
    if "attempt" in case:
        whole["attempt"] = step(case["attempt"], "attempt")
    assert differences(whole) == {}


def test_each_kind_of_question_and_every_code_has_a_case() -> None:
    texts = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.toml"))
    codes = "not_allowed missing_evidence date_before ended on_hold needs_reason future_date unknown_stage already"
    codes += " skipped out_of_order promised reopened date_straddles"
    assert [code for code in codes.split() if f'"{code}' not in texts] == []
    kinds = {case["query"]["kind"] for case in CASES.values() if "query" in case}
    assert kinds == {"stage_at", "duration", "deadline", "overdue"}
