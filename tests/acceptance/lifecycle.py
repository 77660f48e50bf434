"""Run lifecycle cases: a history and one attempted step, or one question about it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import AlarmLevel, alarms, assess, deadline, duration, stage_at
from zhaoshang.model import Milestone, Project, Promise


def lifecycle_results(directory: str | Path) -> dict[str, Any]:
    """Count the cases of `lifecycle.jsonl` in a directory that come out right."""
    lines = (Path(directory) / "lifecycle.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    wrong = [case["id"] for case in cases if differences(case)]
    return {"right": len(cases) - len(wrong), "total": len(cases), "wrong": wrong}


def differences(case: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    """Compare one case: what was expected and what came out, where they differ."""
    found = outcome(case)
    return {
        key: (expected, found.get(key))
        for key, expected in case["expect"].items()
        if _comparable(key, found.get(key)) != _comparable(key, expected)
    }


def _comparable(key: str, value: object) -> object:
    return sorted(value) if key in {"blockers", "warnings", "overlays"} and isinstance(value, list) else value


def outcome(case: Mapping[str, Any]) -> dict[str, object]:
    """Work a case out."""
    project = _project(case)
    return _attempted(project, case["attempt"]) if "attempt" in case else _asked(project, case["query"])


def _project(case: Mapping[str, Any]) -> Project:
    steps = [
        Milestone(**{**step, "promised": [Promise(**paper) for paper in step.get("promised", ())]})
        for step in case["history"]
    ]
    return Project(id="P", name="P", track=case.get("track"), milestones=steps)


def _keys(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.key for finding in findings]


def _attempted(project: Project, attempt: Mapping[str, Any]) -> dict[str, object]:
    arguments = dict(attempt)
    step = assess(project, arguments.pop("stage"), **arguments)
    return {
        "ok": step.ok,
        "stage_after": step.stage_after,
        "blockers": _keys(step.blockers),
        "warnings": _keys(step.warnings),
        "inferred": list(step.inferred),
        "overlays": list(step.overlays),
    }


def _asked(project: Project, query: Mapping[str, Any]) -> dict[str, object]:
    arguments = dict(query)
    match arguments.pop("kind"):
        case "stage_at":
            at = stage_at(project, arguments.pop("on"), **arguments)
            return {"stage": at.stage, "overlays": list(at.overlays), "warnings": _keys(at.warnings)}
        case "duration":
            span = duration(project, arguments.pop("from"), arguments.pop("to"), **arguments)
            return {"days": span.days, "low": span.low, "high": span.high}
        case "deadline":
            limit = deadline(arguments.pop("start"), arguments.pop("limit"), **arguments)
            due = limit.due_on
            return {"due_on": due and due.isoformat(), "state": limit.state}
        case _:
            found = alarms(Ledger(projects=[project]), **arguments)
            return {
                "alarms": [
                    {"stage": alarm.stage, "days_over": alarm.days_over}
                    for alarm in found
                    if alarm.level is AlarmLevel.RED
                ]
            }
