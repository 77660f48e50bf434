"""What people declare by hand: no field of a plain type takes a value of another."""

import importlib
import pkgutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import gettempdir
from types import UnionType
from typing import Any, get_args, get_origin

import attrs
import polars as pl
import pytest

import zhaoshang
from zhaoshang import Ledger, Project, calendars
from zhaoshang._calls.plain import plain_fields
from zhaoshang.boards import Board, BoardColumn, Light
from zhaoshang.checks import Limit
from zhaoshang.errors import FieldTypeError, UnknownCodeError, ZhaoshangError
from zhaoshang.frames import parse_amounts, read_lines, write_parquet
from zhaoshang.kpis import chain_nodes
from zhaoshang.lifecycle import AlarmRule, supervise
from zhaoshang.measures import Condition, Const, Shift
from zhaoshang.model import Chain, ChainNode
from zhaoshang.profiles import Flagship, Profile
from zhaoshang.quantities import Quantity
from zhaoshang.references import Reference
from zhaoshang.reports import Column, Table, review_table
from zhaoshang.scoring import efficacy_scores, grades_by_share, linear_score, ratio, relative_scores

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


MAY_BE_BELOW_NOUGHT = {
    "assessments.Bonus": {"points"},  # a penalty
    "assessments.Grade": {"at_least"},  # penalties count in full
    "checks.Limit": {"at_least", "at_most"},
    "intervals.Interval": {"low", "high"},
    "lifecycle.Rung": {"days_over"},  # before the due day
    "measures.Const": {"scalar"},
    "measures.HedgedSum": {"value", "low", "high"},
    "measures.Times": {"factor"},
    "model.Appraisal": {"score"},  # records say what they are told, and checks say what is wrong with it
    "model.Award": {"points"},
    "model.CreditShare": {"share"},
    "model.Fund": {"return_ratio"},
    "units.Scaled": {"power"},
}
"""Numbers that may be negative, by the class that is made of them."""
OF_THE_WHOLE = {
    "calendars.Limit": {"days", "months"},
    "profiles.Rate": {"value"},
    "quantities.ExchangeRate": {"rate"},
}
NUMBERS = {int, Fraction, Decimal}


@pytest.mark.parametrize("name", sorted(declared().keys() - RESULTS))
def test_a_number_has_its_limits(name: str) -> None:
    """What makes no sense is refused: points, days, widths and years below nought."""
    loose: set[str] = set()
    for field in attrs.fields(declared()[name]):
        parts = (field.type, *get_args(field.type))
        if not field.init or get_origin(field.type) not in {None, UnionType} or NUMBERS.isdisjoint(parts):
            continue
        try:
            read: Any = field.converter
            value = -1 if read is None else read(-1)
            if field.validator is not None:
                field.validator(None, field, value)
        except ZhaoshangError:
            continue
        loose.add(field.name)
    assert loose == MAY_BE_BELOW_NOUGHT.get(name, OF_THE_WHOLE.get(name, set()))


@pytest.mark.parametrize("name", OF_THE_WHOLE)
def test_a_number_that_is_looked_at_with_the_whole_has_its_limits(name: str) -> None:
    beside = {"Rate": {"currency": "USD"}, "ExchangeRate": {"base": "USD", "quote": "CNY"}}
    for field in OF_THE_WHOLE[name]:
        with pytest.raises(ZhaoshangError):
            declared()[name](**{**beside.get(name.rpartition(".")[2], {}), field: -1})


NODE = Chain(id="C1", name="链", nodes=[ChainNode(id="n", name="节点")])
LINES, NOWHERE = Path(__file__), Path(gettempdir(), "never-written")
EMPTY = Ledger(as_of="2022-06-30")
AMOUNTS = pl.DataFrame({"a": ["3亿元"]})
OUT_OF_RANGE: dict[str, tuple[str, Callable[[int], object], tuple[int, ...]]] = {
    "review_table": ("year", lambda year: review_table(Ledger(as_of="2022-06-30"), year=year), (0, 22, 10**9)),
    "Flagship": ("flag_year", lambda year: Flagship(flag_year=year), (0, 22, 10**30)),
    "HolidayTable": ("years", lambda year: calendars.HolidayTable(years=[year]), (0, 10**9)),
    "state_of": ("minimum", lambda least: NODE.state_of("n", minimum=least), (0, -1)),
    "nodes_in": ("minimum", lambda least: NODE.nodes_in("empty", minimum=least), (0, -1)),
    "suggest": ("minimum", lambda least: NODE.suggest(minimum=least), (0, -1)),
    "mermaid": ("minimum", lambda least: NODE.mermaid(minimum=least), (0, -1)),
    "chain_nodes": ("minimum", lambda least: chain_nodes(Ledger(as_of="2022", chains=[NODE]), minimum=least), (0, -1)),
    "read_lines size": ("size", lambda size: read_lines(LINES, size=size), (0, -1)),
    "read_lines processes": ("processes", lambda number: read_lines(LINES, processes=number), (0, -1, 10**30)),
    "parse_amounts": ("scale", lambda scale: parse_amounts(AMOUNTS, "a", name="b", scale=scale), (0, -1)),
    "write_parquet": ("scales.investment", lambda scale: write_parquet(EMPTY, NOWHERE, scales={"investment": scale}), (0, -1)),
    "supervise weights": (
        "weights", lambda share: supervise(Project(id="P", name="甲"), as_of="2022", weights={"tax": share}), (-1,),
    ),
    "supervise edges": (
        "edges", lambda edge: supervise(Project(id="P", name="甲"), as_of="2022", edges=(100, edge)), (-1, 101),
    ),
    "ratio": ("scale", lambda scale: ratio(1, 2, scale=scale), (0, -100)),
    "linear_score": (
        "points", lambda full: linear_score([{"actual": 1, "target": 2, "weight": 1}], full), (-1,),
    ),
    "efficacy_scores": ("points", lambda full: efficacy_scores({"甲": 1, "乙": 2}, full), (-1,)),
    "relative_scores": ("points", lambda full: relative_scores({"甲": 1, "乙": 2}, full), (-1,)),
    "grades_by_share": ("shares", lambda share: grades_by_share({"甲": 1}, [("A", share)], rest="B"), (-1, 101)),
}  # fmt: skip


@pytest.mark.parametrize("what", OUT_OF_RANGE)
def test_a_number_out_of_range_names_its_argument(what: str) -> None:
    place, call, wrong = OUT_OF_RANGE[what]
    for number in wrong:
        with pytest.raises(ZhaoshangError) as told:
            call(number)
        assert told.value.place == place
        assert told.value.render("zh_CN") != str(told.value)
