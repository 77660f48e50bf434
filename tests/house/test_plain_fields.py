"""What people declare by hand: no field of a plain type takes a value of another."""

import importlib
import pkgutil
from typing import Any

import attrs
import pytest

import zhaoshang
from zhaoshang._calls.plain import plain_fields
from zhaoshang.errors import FieldTypeError
from zhaoshang.quantities import Quantity

MADE_HERE = (
    "Accuracy Alarm Assessment Bottleneck Branch Bundle Cell Change Chart Collected Column CommitmentStatus Currency Deadline "
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
