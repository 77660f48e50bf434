"""What people declare by hand: no field of a plain type takes a value of another."""

import importlib
import pkgutil
from datetime import date
from typing import Any

import attrs
import pytest

import zhaoshang
from zhaoshang import calendars
from zhaoshang._calls.plain import plain_fields
from zhaoshang.boards import Board, BoardColumn, Light
from zhaoshang.checks import Limit
from zhaoshang.errors import FieldTypeError, UnknownCodeError
from zhaoshang.lifecycle import AlarmRule
from zhaoshang.measures import Condition, Const, Shift
from zhaoshang.profiles import Profile
from zhaoshang.quantities import Quantity
from zhaoshang.references import Reference
from zhaoshang.reports import Column, Table

MADE_HERE = (
    "Accuracy Alarm Assessment Bottleneck Branch Bundle Cell Change Collected Column CommitmentStatus Currency Deadline "
    "DemandMatch Difference DaySpan Duplicate ExitGround Fact Figure FigureReading Finding FunnelStep Handover "
    "HedgedSum HistoryEntry Import Industry LimitResult Match Measured Mention NodeStanding Offer PeriodCell "
    "PeriodFigures PeriodMention Place PlanStep PlannedStep Progress QuantityCell QueryPlan Ranked Reached Reason "
    "RejectedRow Result Review Row Scaled Screening SheetImport SpaceBalance SpaceMatch StageAge StandingTerm "
    "Suggestion TermResult Total Unit UnitScore Verdict Verification Decision PlanRule Step"
).split()
"""Classes that are results: only the library builds them."""
NOT_THESE = (BaseException, Quantity)
"""Errors are raised by the library; quantities look at all their parts at once."""
PLAIN = {bool, str, int, bool | None, str | None, int | None}


def declared() -> dict[str, type]:
    """List the public classes that people build themselves."""
    found: dict[str, type] = {}
    for module in pkgutil.iter_modules(zhaoshang.__path__):
        if module.name.startswith("_") or module.name in {"integrations", "testing"}:
            continue
        room = importlib.import_module(f"zhaoshang.{module.name}")
        for name in room.__all__:
            kind = getattr(room, name)
            is_record = isinstance(kind, type) and attrs.has(kind) and not issubclass(kind, NOT_THESE)
            if is_record and name not in MADE_HERE:
                found[f"{module.name}.{name}"] = kind
    return found


@pytest.mark.parametrize("kind", declared().values(), ids=declared().keys())
def test_each_plain_field_is_read_or_checked(kind: type[Any]) -> None:
    loose = [
        field.name
        for field in attrs.fields(kind)
        if field.init and field.type in PLAIN and field.converter is None and field.validator is None
    ]
    assert loose == []


RESULTS = {
    "kpis.Comparison", "kpis.Figures", "ledger.Matching", "ledger.Merged", "lifecycle.StageAt", "profiles.Rates",
    "workbooks.Joined",
}  # fmt: skip
"""What only the library builds, of fields that hold records."""


@pytest.mark.parametrize("name", sorted(declared().keys() - RESULTS))
def test_each_field_is_read_or_checked(name: str) -> None:
    loose = [
        field.name
        for field in attrs.fields(declared()[name])
        if field.init and field.converter is None and field.validator is None and field.type is not date
    ]
    assert loose == []


BOARD: dict[str, Any] = {
    "id": "m", "zh": "m", "en": "m", "rows": "projects",
    "columns": [BoardColumn(id="a", zh="a", en="a", value="name")],
}  # fmt: skip
RULE: dict[str, Any] = {"code": "x", "zh": "某", "en": "x", "kind": "stage", "stage": "lead", "limit": 3}


@pytest.mark.parametrize(
    ("place", "kind", "given"),
    [
        ("tone", Light, {"tone": "gren", "when": bool}),
        ("when", Light, {"tone": "red", "when": "x"}),
        ("align", Column, {"title": "a", "align": 'left"onmouseover=alert(1) x="'}),
        ("align", Column, {"title": "a", "align": "centre"}),
        ("where", Board, {**BOARD, "where": "x"}),
        ("lights", Board, {**BOARD, "lights": "x"}),
        ("lights[0]", Board, {**BOARD, "lights": [5]}),
        ("sort", Board, {**BOARD, "sort": "a"}),
        ("sort", Board, {**BOARD, "sort": 5}),
        ("columns[0]", Board, {**BOARD, "columns": ["name"]}),
        ("value", BoardColumn, {"id": "a", "zh": "a", "en": "a", "value": 5}),
        ("of", BoardColumn, {"id": "a", "zh": "a", "en": "a", "kpi": "开工率", "of": "P1"}),
        ("columns", Table, {"columns": "ab", "rows": []}),
        ("notes", Table, {"columns": [Column(title="a")], "rows": [["a"]], "notes": "注"}),
        ("rows", Table, {"columns": [Column(title="a")], "rows": "ab"}),
        ("reference", Limit, {"measure": "investment", "at_least": 3, "reference": "x"}),
        ("references", AlarmRule, {**RULE, "references": "x"}),
        ("op", Condition, {"name": "owner", "op": "is", "operand": frozenset("甲")}),
        ("calendar", Shift, {"value": Const(3), "limit": calendars.Limit.of(3), "calendar": "cn"}),
    ],
    ids=str,
)  # fmt: skip
def test_a_declared_record_refuses_what_its_fields_are_not_for(
    place: str, kind: type[Any], given: dict[str, Any]
) -> None:
    with pytest.raises((FieldTypeError, UnknownCodeError)) as told:
        kind(**given)
    assert told.value.place == place
    assert told.value.render("zh_CN") != str(told.value)


def test_one_text_does_for_a_list_of_one_where_the_type_says_so() -> None:
    assert AlarmRule(**RULE, until="signed").until == ("signed",)


@attrs.frozen(field_transformer=plain_fields)
class Declared:
    """One field of each plain type."""

    flag: bool = False
    text: str = ""
    many: int = 0
    note: str | None = None


@pytest.mark.parametrize(
    ("field", "value"),
    [("flag", "no"), ("flag", 1), ("text", 3), ("text", None), ("many", True), ("many", "3"), ("note", b"x")],
    ids=str,
)
def test_a_value_of_another_type_names_its_field(field: str, value: object) -> None:
    with pytest.raises(FieldTypeError) as told:
        Declared(**{field: value})  # type: ignore[arg-type]
    assert told.value.place == field


def test_values_of_the_type_stay() -> None:
    assert attrs.astuple(Declared(flag=True, text="甲", many=3, note=None)) == (True, "甲", 3, None)


def test_several_are_taken_in_any_order_of_pythons() -> None:
    """A list stands for a tuple or a set, and a generator; a text does not."""
    listed = Reference(key="S1", title="某县考评办法（示例，虚构）")
    for given in ([listed], (listed,), iter([listed])):
        made = Profile(id="office", references=given)  # type: ignore[arg-type]
        assert made.references == (listed,)
    for unfit in ("S1", 5, ["S1"]):
        with pytest.raises(FieldTypeError, match="references"):
            Profile(id="office", references=unfit)  # type: ignore[arg-type]
