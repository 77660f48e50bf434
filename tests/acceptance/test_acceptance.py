"""What the acceptance data say of the library; run with `pytest tests/acceptance --acceptance DIR`."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.acceptance.questions import questions_results
from tests.acceptance.runner import DEFAULT, FLOORS, Result, floors, raised, results_in
from tests.acceptance.scored import counted


def test_something_is_judged(results: Mapping[str, Result]) -> None:
    """A folder of acceptance data holds items, and every result accounts for each of them."""
    assert sum(result["total"] for result in results.values()) > 0
    for result in results.values():
        assert 0 <= result["total"] - result["right"] <= len(result["wrong"])


def test_no_file_falls_below_its_floor(
    folder: Path, results: Mapping[str, Result], pytestconfig: pytest.Config
) -> None:
    """On the default folder nothing that was right becomes wrong."""
    if folder.resolve() != DEFAULT.resolve():
        pytest.skip("floors are kept for the default folder only")
    if pytestconfig.getoption("--acceptance-raise"):
        FLOORS.write_text(raised(results), encoding="utf-8")
    fallen = {
        name: (results[name]["right"] if name in results else 0, least)
        for name, least in floors().items()
        if name not in results or results[name]["right"] < least
    }
    assert fallen == {}


def test_floors_only_rise() -> None:
    """A result worse than its floor leaves the floor where it is; a better one lifts it."""
    name, least = next(iter(floors().items()))
    worse: dict[str, Result] = {name: {"right": least - 1, "total": least, "wrong": []}}
    better: dict[str, Result] = {name: {"right": least + 1, "total": least + 1, "wrong": []}}
    assert f'"{name}" = {least}\n' in raised(worse)
    assert f'"{name}" = {least + 1}\n' in raised(better)


def test_what_is_read_beside_the_gold_counts_against_it() -> None:
    """A reader that reports more than there is gains nothing by it."""
    said = (
        "verify without a ledger: slips found 2 of 3, alarms that touch none 1 in 9 texts\n"
        "quantities F1 0.900 (tp 20 fp 3 fn 2, alarms on negatives 1); periods F1 1.000 (tp 7 fp 0 fn 0); score 0.9 floor 0"
    )
    found = {name: (result["right"], result["total"]) for name, result in counted(said).items()}
    assert found == {"quantities.jsonl": (16, 22), "dates.jsonl": (7, 7), "slips.jsonl": (1, 3)}
    assert counted("cases right 3 of 5; score 0.6 floor 0")["cases"]["right"] == 3


def test_a_kind_without_a_judge_is_wrong(tmp_path: Path) -> None:
    """Cases of a kind that nobody judges count as wrong, not as absent."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "riddles.jsonl").write_text('{"id": "r/1"}\n{"id": "r/2"}\n', encoding="utf-8")
    assert results_in(tmp_path)["cases/riddles.jsonl"] == {"right": 0, "total": 2, "wrong": ["r/1", "r/2"]}


@pytest.mark.parametrize(
    ("question", "expect", "is_right"),
    [
        ({"kind": "balance", "park": "K", "space_kind": "plant", "on": "2025-12-31"}, {"stock": "600"}, True),
        (
            {"kind": "balance", "park": "K", "space_kind": "plant", "on": "2025-12-31"},
            {"stock": "601"},
            False,
        ),
        ({"kind": "supervise", "project": "P", "as_of": "2025-12-31"}, {"year": 2024, "score": "50"}, True),
        (
            {"kind": "supervise", "project": "P", "as_of": "2025-12-31"},
            {"year": 2024, "class": "full"},
            False,
        ),
        (
            {"kind": "evaluate", "kpis": ["signed_project_count"], "by": "district", "as_of": "2025-12-31"},
            {"rows": {"signed_project_count": {"东": "1"}}},
            True,
        ),
        (
            {"kind": "evaluate", "kpis": ["signed_project_count"], "by": "district", "as_of": "2025-12-31"},
            {"rows": {"signed_project_count": {"东": "1", "西": "0"}}},
            False,
        ),
        ({"kind": "check"}, {"absent": ["shares_not_one"]}, True),
        ({"kind": "check"}, {"contains": [{"code": "shares_not_one", "refs": ["P"]}]}, False),
        ({"kind": "riddle"}, {}, False),
    ],
)
def test_a_question_is_right_only_where_the_answer_is(
    tmp_path: Path, question: dict[str, object], expect: dict[str, object], is_right: object
) -> None:
    """The judge of questions passes what the faces answer, and nothing else; an unknown kind is wrong."""
    ledger = {
        "projects": [
            {
                "id": "P",
                "name": "甲",
                "district": "东",
                "agreements": [
                    {
                        "kind": "formal",
                        "signed_on": "2023-02-01",
                        "terms": [{"measure": "tax", "period": "2024", "promised": "60万元"}],
                    }
                ],
                "outcomes": [{"period": "2024", "tax": "30万元"}],
            }
        ],
        "parks": [
            {
                "id": "K",
                "name": "园",
                "spaces": [{"id": "S", "kind": "plant", "area": "600㎡", "completed_on": "2022-06"}],
            }
        ],
    }
    case = {"id": "q", "ledger": ledger, "question": question, "expect": expect}
    (tmp_path / "questions.jsonl").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "expand.py").write_text("def expand(ledger):\n    return ledger\n", encoding="utf-8")
    assert questions_results(tmp_path)["right"] == (1 if is_right else 0)
