"""Compares what `workbooks.read` makes of a folder of ledgers with the expectations beside them.

The rules are those of the README beside the ledgers: every expected field, every required problem, every row's kind,
every printed total and every refusal counts once. A field that is absent and reported is counted apart, and so is a
remark that nobody asked for.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from zhaoshang import workbooks
from zhaoshang.findings import Finding
from zhaoshang.model import Milestone, Project
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.workbooks import Import, RowKind, SheetImport

Json = dict[str, Any]

_PLAIN = {"name", "district", "industry", "category", "channel", "track", "grade"}
_FURNITURE = {
    "title": {"title", "unit", "note"},
    "unit": {"title", "unit", "note"},
    "note": {"title", "unit", "note"},
    "group": {"group"},
    "total": {"total"},
    "blank": {"blank"},
}


def ledgers_results(folder: Path, /) -> dict[str, Json]:
    """Read every ledger of a folder; give by file how many points are right, of how many, and which are wrong."""
    results = {}
    for path in sorted(Path(folder).glob("*.expected.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        score = Score()
        _compare_file(path.with_name(expected["file"]), expected, score)
        results[expected["file"]] = score.result()
    return results


class Score:
    """Counts points by kind."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.reported = 0
        self.noise: list[str] = []

    def point(self, kind: str, name: str, *, ok: bool) -> None:
        """Count one point."""
        self.total[kind] += 1
        if ok:
            self.right[kind] += 1
        else:
            self.wrong.append(f"{kind}: {name}")

    def result(self) -> Json:
        """Give the counts."""
        return {
            "right": sum(self.right.values()),
            "total": sum(self.total.values()),
            "wrong": self.wrong,
            "kinds": {kind: {"right": self.right[kind], "total": self.total[kind]} for kind in self.total},
            "reported": self.reported,
            "noise": self.noise,
        }


def _compare_file(path: Path, expected: Json, score: Score) -> None:
    refused = expected.get("refused")
    try:
        found = workbooks.read(path, as_of=expected["as_of"])
    except workbooks.WorkbookError as error:
        score.point("refused" if refused else "read", f"{path.name}: {error}", ok=bool(refused))
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, the file counts as wrong
        score.point("refused" if refused else "read", f"{path.name}: {error!r}", ok=False)
        return
    if refused:
        wanted = refused.get("or_read", {}).get("rows")
        score.point("refused", path.name, ok=wanted is not None and len(found.ledger.projects) == wanted)
        return
    for name in ("encoding", "delimiter"):
        if name in expected:
            given = (getattr(found, name) or "").lower().replace("-", "").replace("_", "")
            wanted = expected[name].lower().replace("-", "").replace("_", "")
            score.point("file", f"{name}: {given}", ok=given == wanted)
    sheets = {sheet.name: sheet for sheet in found.sheets}
    for sheet in expected["sheets"]:
        _compare_sheet(found, sheets.get(sheet["sheet"]), sheet, score)


def _compare_sheet(found: Import, sheet: SheetImport | None, expected: Json, score: Score) -> None:
    name = expected["sheet"]
    if sheet is None:
        score.point("rows", f"{name}: sheet not found", ok=False)
        return
    kinds = {row.number: row for row in found.rows if row.sheet == name}
    problems = {(item["row"], item["column"]): item for item in expected["problems"]}
    remarks = _remarks(found, name)
    _compare_problems(name, problems, remarks, score)
    _compare_kinds(name, kinds, expected, score)
    is_ledger = expected.get("kind") != "not_a_ledger"
    score.point("rows", f"{name}: ledger {sheet.is_ledger}", ok=sheet.is_ledger is is_ledger)
    if not is_ledger:
        return
    score.point(
        "rows", f"{name}: header {sheet.header_rows}", ok=list(sheet.header_rows) == expected["header_rows"]
    )
    by_path: dict[str, list[str]] = {}
    for letter, path in expected["columns"].items():
        if path is not None:
            by_path.setdefault(path, []).append(letter)
    given = {column.letter: column.field for column in sheet.columns}
    for letter, path in expected["columns"].items():
        if path is not None:
            score.point(
                "columns", f"{name}!{letter}: {given.get(letter)} for {path}", ok=given.get(letter) == path
            )
    for item in expected["rows"]:
        row = kinds.get(item["row"])
        if row is not None and row.project is not None:  # else it is wrong as a row already
            place = Place(name, item["row"], (by_path, problems, remarks), score)
            _compare_project(place, found.ledger.projects[row.project], item, found)
    _compare_totals(name, sheet, expected, score)


def _remarks(found: Import, sheet: str) -> dict[tuple[int, str], list[Finding]]:
    remarks: dict[tuple[int, str], list[Finding]] = {}
    for item in found.findings:
        if item.detail.get("sheet") == sheet:
            remarks.setdefault((int(str(item.detail["row"])), str(item.detail["column"])), []).append(item)
    return remarks


def _compare_columns(name: str, sheet: SheetImport, expected: Json, score: Score) -> dict[str, list[str]]:
    by_path: dict[str, list[str]] = {}
    given = {column.letter: column.field for column in sheet.columns}
    for letter, path in expected["columns"].items():
        if path is not None:
            by_path.setdefault(path, []).append(letter)
            score.point(
                "columns", f"{name}!{letter}: {given.get(letter)} for {path}", ok=given.get(letter) == path
            )
    return by_path


def _compare_problems(
    name: str,
    problems: Mapping[tuple[int, str], Json],
    remarks: Mapping[tuple[int, str], list[Finding]],
    score: Score,
) -> None:
    for (row, column), item in problems.items():
        if item.get("required", True):
            ok = any(found.severity == item["severity"] for found in remarks.get((row, column), ()))
            score.point("problems", f"{name}!{column}{row} {item['why']}", ok=ok)
    for (row, column), items in remarks.items():
        if (row, column) not in problems:
            score.noise += [f"{name}!{column}{row} {item.severity} {item.code}" for item in items]


def _compare_kinds(name: str, kinds: Mapping[int, Any], expected: Json, score: Score) -> None:
    rejected = {item["row"] for item in expected["problems"] if item["why"] == "missing_name"}
    for item in expected["rows"]:
        row = kinds.get(item["row"])
        score.point(
            "rows", f"{name}!{item['row']}: {row}", ok=row is not None and row.kind is RowKind.PROJECT
        )
        if "hidden" in item and row is not None:
            score.point("rows", f"{name}!{item['row']} hidden", ok=row.is_hidden is item["hidden"])
    for item in expected["not_projects"]:
        row = kinds.get(item["row"])
        kind = str(row.kind) if row else "blank" if item["why"] == "blank" else "absent"
        allowed = _FURNITURE[item["why"]] if expected.get("kind") != "not_a_ledger" else {"note", "blank"}
        score.point("rows", f"{name}!{item['row']}: {kind} for {item['why']}", ok=kind in allowed)
    for number in rejected:
        row = kinds.get(number)
        ok = row is not None and row.kind is RowKind.REJECTED
        score.point("rows", f"{name}!{number}: {row}", ok=ok)


Sides = tuple[
    Mapping[str, list[str]], Mapping[tuple[int, str], Json], Mapping[tuple[int, str], list[Finding]]
]


class Place:
    """A row under comparison."""

    def __init__(self, sheet: str, row: int, sides: Sides, score: Score) -> None:
        self.sheet, self.row, self.score = sheet, row, score
        self.columns, self.problems, self.remarks = sides

    def expect(self, paths: list[str], wanted: object, given: object, *, ok: bool) -> None:
        """Count an expected field."""
        if not ok and not given and self._any(self.remarks, paths):
            self.score.reported += 1
        self.score.point("fields", f"{self.sheet}!{self.row} {paths[0]}: {given!r} for {wanted!r}", ok=ok)

    def refuse(self, paths: list[str], given: object) -> None:
        """Count a field that is there and should not be."""
        if not any(path in self.columns for path in paths) or self._any(self.problems, paths):
            return
        self.score.point("fields", f"{self.sheet}!{self.row} {paths[0]}: {given!r} for nothing", ok=False)

    def _any(self, places: Mapping[tuple[int, str], object], paths: list[str]) -> bool:
        return any((self.row, letter) in places for path in paths for letter in self.columns.get(path, ()))


def _compare_project(place: Place, project: Project, item: Json, found: Import) -> None:
    facts = found.facts(sheet=place.sheet, row=place.row)
    expected = item["project"]
    stated = {fact.field: fact.value for fact in facts if fact.value is not None}
    for path in _PLAIN:
        _compare_text(place, [path], expected.get(path), getattr(project, path))
    _compare_text(place, ["id"], expected.get("id"), stated.get("id"))
    park, owner = found.ledger.parks.get(project.park), found.ledger.teams.get(project.owner)
    _compare_text(place, ["park"], expected.get("park"), park.name if park else None)
    _compare_text(place, ["owner"], expected.get("owner"), owner.name if owner else None)
    names = [found.ledger.investors[id_].name for id_ in project.investors]
    wanted = expected.get("investors")
    if wanted is not None:
        ok = [plain(name) for name in names] == [plain(name) for name in wanted]
        place.expect(["investors"], wanted, names, ok=ok)
    elif names:
        place.refuse(["investors"], names)
    for path in (
        "investment",
        "fixed_investment",
        "outside_investment",
        "foreign_investment",
        "land",
        "floor_area",
    ):
        _compare_quantity(place, [path], expected.get(path), getattr(project, path))
    _compare_arrivals(place, expected.get("arrivals", []), project)
    _compare_agreements(place, expected, project)
    _compare_milestones(place, expected, project)
    _compare_investor(place, item.get("investors", []), stated)


def plain(text: object) -> str:
    """Bring a text to its comparing form."""
    return re.sub("[\\s\u200b-\u200f\ufeff]", "", unicodedata.normalize("NFKC", str(text)))


def _compare_text(place: Place, paths: list[str], wanted: object, given: object) -> None:
    if wanted is not None:
        place.expect(paths, wanted, given, ok=given is not None and plain(given) == plain(wanted))
    elif given is not None:
        place.refuse(paths, given)


def _compare_quantity(place: Place, paths: list[str], wanted: Json | None, given: Quantity | None) -> None:
    if wanted is not None:
        place.expect(paths, wanted, given, ok=given is not None and is_same(wanted, given))
    elif given is not None:
        place.refuse(paths, given)


def is_same(wanted: Json, given: Quantity) -> bool:
    """Compare a quantity with its expectation, bounds included."""
    if given.unit.code != wanted["unit"]:
        return False
    if "value" in wanted and not _equal(wanted["value"], given.value):
        return False
    hedge = wanted.get("hedge")
    if hedge is None or {hedge, str(given.hedge)} == {"about", "none"}:
        return given.hedge in {Hedge.NONE, Hedge.ABOUT}
    interval = given.interval
    for end in ("low", "high"):
        if end in wanted and not _equal(wanted[end], getattr(interval, end)):
            return False
        closed = f"{end}_closed"
        if (
            wanted.get(end) is not None
            and closed in wanted
            and wanted[closed] is not getattr(interval, closed)
        ):
            return False
    return True


def _equal(wanted: str | None, given: Decimal | Fraction | None) -> bool:
    if wanted is None or given is None:
        return wanted is None and given is None
    return Fraction(wanted) == Fraction(given)


def _compare_arrivals(place: Place, wanted: list[Json], project: Project) -> None:
    amounts = [arrival.amount for arrival in project.arrivals]
    first = wanted[0].get("amount") if wanted else None
    _compare_quantity(place, ["arrivals[].amount"], first, amounts[0] if amounts else None)
    if wanted and "on" in wanted[0]:
        on = str(project.arrivals[0].on) if project.arrivals else None
        place.expect(["arrivals[].on"], wanted[0]["on"], on, ok=on == wanted[0]["on"])


def _compare_agreements(place: Place, expected: Json, project: Project) -> None:
    wanted = (expected.get("agreements") or [{}])[0]
    given = project.agreements[0] if project.agreements else None
    for name in ("signed_on", "approved_on", "recorded_on"):
        path = [f"agreements[].{name}"]
        value = getattr(given, name) if given else None
        if name in wanted:
            place.expect(path, wanted[name], value, ok=str(value) == wanted[name])
        elif value is not None:
            place.refuse(path, value)
    if "kind" in wanted:
        kind = str(given.kind) if given else None
        place.expect(["agreements[].kind"], wanted["kind"], kind, ok=kind == wanted["kind"])


def _paths(step: Json) -> list[str]:
    marks = [step["stage"]]
    if step.get("planned"):
        marks.append("planned")
    if step.get("reporter"):
        marks.append(f"reporter={step['reporter']}")
    return [f"milestones[{','.join(marks)}]", "milestones[].stage"]


def _as_json(step: Milestone) -> Json:
    found: Json = {"stage": str(step.stage)}
    if step.on is not None:
        found["on"] = str(step.on)
    if step.planned:
        found["planned"] = True
    if step.reporter:
        found["reporter"] = step.reporter
    return found


def _steps(project: Project) -> Iterator[Json]:
    for step in project.milestones:
        yield _as_json(step)
    for agreement in project.agreements:
        yield {
            "stage": str(agreement.stage),
            **({"on": str(agreement.signed_on)} if agreement.signed_on else {}),
        }
        yield {"stage": str(agreement.stage)}
        if agreement.kind in {"framework", "intent"}:
            yield {
                "stage": "signed"
            }  # a signed paper, of whatever kind, is a signing where the cell says 签约


def _compare_milestones(place: Place, expected: Json, project: Project) -> None:
    given = list(_steps(project))
    wanted = expected.get("milestones", [])
    for step in wanted:
        place.expect(
            _paths(step), step, [item for item in given if item["stage"] == step["stage"]], ok=step in given
        )
    for milestone in project.milestones:
        step = _as_json(milestone)
        if step not in wanted:
            place.refuse(_paths(step), step)
    has_signing = expected.get("agreements") or any(step["stage"] in {"signed", "intent"} for step in wanted)
    if project.agreements and not has_signing:
        place.refuse(["agreements[].signed_on", "milestones[].stage"], project.agreements)


def _compare_investor(place: Place, wanted: list[Json], stated: Mapping[str, object]) -> None:
    first = wanted[0] if wanted else {}
    for name in ("uscc", "ownership"):
        _compare_text(place, [f"investor.{name}"], first.get(name), stated.get(f"investor.{name}"))
    flags = {f"investor.flags[{flag['flag']}]" for flag in first.get("flags", ())}
    for path in flags:
        place.expect([path], True, stated.get(path), ok=stated.get(path) is True)
    for path, value in stated.items():
        if path.startswith("investor.flags[") and value and path not in flags:
            place.refuse([path], value)


def _compare_totals(name: str, sheet: SheetImport, expected: Json, score: Score) -> None:
    given = {(total.row, total.column): total for total in sheet.totals}
    for item in expected.get("totals", ()):
        total = given.get((item["row"], item["column"]))
        place = f"{name}!{item['column']}{item['row']}"
        agrees = None if total is None else total.agrees
        ok = total is not None and is_same(item["printed"], total.printed)
        if item["agrees"] is not None:
            ok = ok and agrees is item["agrees"] and list(total.covers if total else ()) == item["covers"]
        score.point("totals", f"{place}: {agrees} for {item['agrees']}", ok=ok)
