"""What was read beside what is true: right, told, lost or wrong."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.offices.rendering import Wanted

from zhaoshang import workbooks
from zhaoshang.errors import ZhaoshangError
from zhaoshang.model import Project
from zhaoshang.quantities import Quantity
from zhaoshang.workbooks import Import

_SILENT = {
    "hidden_row",
    "hidden_column",
    "hidden_sheet",
    "cell_comment",
    "external_links",
    "several_years",
    "unused_rule",
}


@dataclass
class Verdict:
    """How a file was read."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def say(self, verdict: str, text: str) -> None:
        self.counts[verdict] += 1
        if verdict != "right":
            self.faults.append(f"{verdict}: {text}")

    @property
    def is_right(self) -> bool:
        return set(self.counts) <= {"right"}


def _plain(text: object) -> str:
    return re.sub(r"\s|\u200b", "", unicodedata.normalize("NFKC", str(text)))


class _Told:
    def __init__(self, imported: Import) -> None:
        self.places = set()
        for found in imported.findings:
            if found.code not in _SILENT:
                row, column = found.detail.get("row"), found.detail.get("column")
                whole = found.code in {"not_a_ledger", "copied_sheet"} and str(row) == "1"
                self.places.add(
                    (
                        str(found.detail.get("sheet")),
                        0 if whole or row is None else int(str(row)),
                        str(column or ""),
                    )
                )

    def cell(self, sheet: str, row: int, column: int, heads: tuple[int, ...]) -> bool:
        letter = _letters(column)
        return any(
            s == sheet and (r == 0 or ((r == row or r in heads) and c in {"", letter}))
            for s, r, c in self.places
        )

    def row(self, sheet: str, row: int) -> bool:
        return any(s == sheet and r in {0, row} for s, r, _ in self.places)

    def sheet(self, sheet: str) -> bool:
        return any(s == sheet for s, _, _ in self.places)


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def values(imported: Import, project: Project) -> dict[str, object]:
    """Say what a project of the ledger states, by the paths of the truths."""
    ledger = imported.ledger
    found: dict[str, object] = {
        name: getattr(project, name)
        for name in (
            "investment",
            "fixed_investment",
            "outside_investment",
            "foreign_investment",
            "land",
            "floor_area",
        )
    }
    amounts = [arrival.amount for arrival in project.arrivals]
    found["arrivals"] = amounts[0] if amounts else None
    names = [known.name if (known := ledger.investors.get(id_)) else id_ for id_ in project.investors]
    found["investors"] = tuple(names) or None
    owner = ledger.teams.get(project.owner) if project.owner else None
    found["owner"] = owner.name if owner else project.owner
    found["district"] = project.district
    places = {f"{row.sheet}!{row.number}" for row in imported.rows}
    found["code"] = None if project.id.rstrip("'") in places else project.id
    signed = [paper.signed_on for paper in project.agreements if paper.signed_on]
    found["signed"] = str(signed[0]) if signed else None
    stages = {"signed"} if project.agreements else set()
    undated = set()
    for step in project.milestones:
        word = str(step.stage)
        if step.on is not None:
            found[word + ("_planned" if step.planned else "")] = str(step.on)
        elif not step.planned:
            undated.add(word)
        if not step.planned:
            stages.add(word)
    found["stage"] = stages or None
    found["government_funded"] = project.government_funded
    return found


_CLOSED = (
    "investment", "fixed_investment", "outside_investment", "foreign_investment", "land", "floor_area", "arrivals", "investors",
    "signed", "started", "completed", "producing", "started_planned", "completed_planned", "producing_planned", "signed_planned",
    "landed", "trial", "at_capacity", "government_funded",
)  # fmt: skip


def _same(wanted: object, given: object) -> bool:
    if isinstance(given, Quantity):
        if not isinstance(wanted, tuple) or len(wanted) < 2:
            return False
        if len(wanted) == 3:
            low, high, unit = wanted
            ends = given.interval
            return (ends.low, ends.high, given.unit.code) == (low, high, unit)
        value, unit = wanted
        return bool(given.value == value and given.unit.code == unit)
    if isinstance(given, set):
        return wanted in given
    if isinstance(given, tuple):
        return isinstance(wanted, tuple) and [_plain(x) for x in wanted] == [_plain(x) for x in given]
    return wanted is not None and _plain(wanted) == _plain(given)


def judge(path: Path, wanted: list[Wanted], year: int | None = None) -> Verdict:
    """Read a file and compare."""
    verdict = Verdict()
    try:
        imported = workbooks.read(path, as_of="2022-06-30", year=year)
    except ZhaoshangError as error:
        verdict.say("refused", f"{type(error).__name__}: {str(error)[:150]}")
        verdict.counts["told"] += sum(len(one.fields) + 1 for one in wanted)
        return verdict
    except Exception as error:  # noqa: BLE001 - what a reader must never let out
        verdict.say("foreign", f"{type(error).__name__}: {str(error)[:150]}")
        return verdict
    told = _Told(imported)
    left = list(imported.ledger.projects)
    place_of = {row.project: (row.sheet, row.number) for row in imported.rows if row.project}
    for one in wanted:
        fits = [p for p in left if _plain(p.name) == _plain(one.name)]
        near = [p for p in fits if place_of.get(p.id, ("", 0))[0] == one.sheet] or fits
        project = (
            near[0] if near else next((p for p in left if place_of.get(p.id) == (one.sheet, one.row)), None)
        )
        where = f"{one.sheet}!{one.row} {one.name}"
        if project is None:
            is_told = told.row(one.sheet, one.row) or (not one.says_all and told.sheet(one.sheet))
            verdict.say("told" if is_told else "wrong", f"{where} is missing")
            continue
        left.remove(project)
        if not near:
            is_told = told.row(one.sheet, one.row)
            verdict.say("told" if is_told else "wrong", f"{where} is called {project.name}")
        else:
            verdict.say("right", "")
        _fields(verdict, told, one, values(imported, project))
    for project in left:
        sheet, row = place_of.get(project.id, ("", 0))
        verdict.say(
            "told" if told.row(sheet, row) else "wrong", f"{sheet}!{row} {project.name} is no project"
        )
    return verdict


def _fields(verdict: Verdict, told: _Told, one: Wanted, given: dict[str, object]) -> None:
    for path, (row, column, truth) in one.fields.items():
        is_told = told.cell(one.sheet, row, column, one.heads) or (not one.says_all and told.sheet(one.sheet))
        value = given.get(path)
        if path == "stage" and value == {"signed"} and "signed" not in truth.accept:
            value = None  # a date of signing is no status
        text = f"{one.sheet}!{_letters(column)}{row} {path}: {value} for {truth.accept}"
        if any(_same(accepted, value) for accepted in truth.accept):
            verdict.say("right", "")
        elif value is None:
            if is_told:
                verdict.say("right" if truth.tells else "told", text)
            else:
                verdict.say("right" if not truth.accept and not truth.tells else "lost", text)
        else:
            verdict.say("told" if is_told else "wrong", text)
    for path in _CLOSED:
        if path not in one.fields and given.get(path) is not None:
            is_told = told.row(one.sheet, one.row)
            verdict.say(
                "told" if is_told else "wrong", f"{one.sheet}!{one.row} {path}: {given[path]} for nothing"
            )
