"""The areas of phases in several units are added, each at its exact worth, on every engine alike."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from zhaoshang import Area, Ledger, Money, Project, evaluate, parse_money
from zhaoshang.frames import from_ledger
from zhaoshang.model import Agreement, Milestone
from zhaoshang.profiles import DEFAULT, Profile, Rate

SIGNED = [Agreement(signed_on="2024-02-29")]
ENGINES = pytest.mark.parametrize("engine", [None, "polars", "duckdb", "pandas"])


def answer(engine: Any, kpi: Any, own: dict[str, Any], *phases: dict[str, Any], **more: Any) -> Any:
    whole = Project(id="R", name="甲", agreements=SIGNED, **own)
    parts = [
        Project(id=f"R{n}", name="乙", parent="R", relation="phase", **fields)
        for n, fields in enumerate(phases)
    ]
    ledger = Ledger(as_of="2024-12-31", projects=[whole, *parts])
    return evaluate(ledger if engine is None else from_ledger(ledger, backend=engine), kpi, **more)[kpi]


@pytest.mark.long
@ENGINES
@pytest.mark.parametrize("unit", ["亩", "公顷", "平方米", "平方公里"])
def test_land_of_phases_is_added_in_any_units(engine: Any, unit: str) -> None:
    land: Any = {"亩": 30, "公顷": 2, "平方米": 20000, "平方公里": "0.02"}[unit]
    own = {"fixed_investment": Money.of(9000, "万元")}
    phases = {"land": Area.of(20, "亩")}, {"land": Area.of(land, unit)}
    found = answer(engine, "investment_intensity", own, *phases, unit="万元/亩")
    assert (found.value, found.excluded, found.warnings) == (Decimal(180), (), ())


@pytest.mark.long
@ENGINES
def test_floors_of_phases_are_added_in_two_units(engine: Any) -> None:
    phases = (
        {"floor_area": Area.of(1, "万㎡"), "land": Area.of(10, "亩")},
        {"floor_area": Area.of(15, "亩"), "land": Area.of(1, "公顷")},
    )
    assert answer(engine, "plot_ratio", {}, *phases).value == Decimal("1.20")


@pytest.mark.long
@ENGINES
def test_of_two_currencies_the_sum_is_not_known(engine: Any) -> None:
    phases = {"investment": Money.of(1, "亿元")}, {"investment": Money.of(1000, "万美元")}
    found = answer(engine, "signed_investment_total", {}, *phases)
    assert (found.value, found.excluded) == (None, ("R",))


@pytest.mark.long
@ENGINES
def test_a_phase_without_land_leaves_the_sum_unknown(engine: Any) -> None:
    own = {"fixed_investment": Money.of(9000, "万元")}
    phases = {"land": Area.of(20, "亩")}, {"land": Area.of(2, "公顷")}
    assert answer(engine, "investment_intensity", own, *phases, {}).value is None


MIXED: Any = (
    {"investment": Money.of(1, "亿元"), "foreign_investment": Money.of(100, "万美元")},
    {"investment": parse_money("近1000万美元"), "foreign_investment": Money.of(20, "万欧元")},
    {"investment": Money.of("12.34", "万欧元")},
)


@pytest.mark.long
@ENGINES
def test_money_of_phases_is_added_at_the_rates_on_hand(engine: Any) -> None:
    """100 000 000 + 10 000 000 × 7.1234 + 123 400 × 7.8; phases go by the day of the one project that they are."""
    signing, year = (
        Rate(currency="USD", value=7, on="2024-02-29"),
        Rate(currency="USD", value=6, period="2024"),
    )
    euro = Rate(currency="EUR", value=8)
    daily = DEFAULT.vary("daily", rates={"USD": "7.1234", "EUR": "7.8"})
    cases: list[tuple[Any, Profile, dict[str, Any], Any]] = [
        ("signed_investment_total", daily, {}, Decimal(172196520)),
        ("signed_investment_total", daily, {"unit": "万美元"}, Decimal("2417.34")),
        ("tracked_investment", daily, {}, Decimal(172196520)),
        ("fdi_contracted", daily, {"unit": "CNY"}, Decimal(8683400)),
        ("signed_investment_total", DEFAULT.vary("one", rates={"USD": "7.1234"}), {}, None),
        *(
            (kpi, DEFAULT.vary(name, rates=rates), asked, right)
            for name, rates, kpi, asked, right in (
                ("signing", [year, signing, euro], "signed_investment_total", {}, 170987200),
                ("signing", [year, signing, euro], "signed_investment_total", {"unit": "万美元"}, 2442.674),
                ("stock", [year, signing, euro], "tracked_investment", {}, 160987200),
                (
                    "another year",
                    [evolve(signing, on="2023-02-28"), euro],
                    "signed_investment_total",
                    {},
                    None,
                ),
                ("stock alone", [signing, euro], "tracked_investment", {}, None),
            )
        ),
    ]
    wrong = []
    for kpi, profile, asked, right in cases:
        found = answer(engine, kpi, {}, *MIXED, profile=profile, **asked)
        near = (
            right is not None
            and found.value is not None
            and abs(found.value - Decimal(str(right))) < Decimal("0.01")
        )
        if not near and (right is not None or found.value is not None or not found.reason):
            wrong.append((kpi, profile.id, asked, found.value, right))
    assert wrong == []


ENDS: Any = (  # (stage, on, recorded_on) of a phase worth 1, and of what it is a phase of, beside one worth 2
    ([("closed", "2024-09-01", None), ("terminated", "2024-03-01", None)], [], "2024-06-30", None, 2),
    ([("terminated", "2024-03-01", None), ("closed", "2024-09-01", None)], [], "2024-06-30", None, 2),
    ([("closed", "2024-09-01", None), ("terminated", "2024-03-01", None)], [], "2024-02-01", None, 3),
    (
        [("exited", "2024-01-01", "2025-01-01"), ("closed", "2024-03-01", "2024-03-02")],
        [],
        "2024-12-31",
        "2024-06-30",
        2,
    ),
    ([("exited", "2024-01-01", "2025-01-01")], [], "2024-12-31", "2024-06-30", 3),
    (
        [("exited", "2024-03-01", "2024-03-02")],
        [("closed", "2024-01-01", "2025-01-01")],
        "2024-12-31",
        "2024-06-30",
        2,
    ),
)


@pytest.mark.long
@ENGINES
def test_a_phase_has_ended_by_the_first_end_that_was_known(engine: Any) -> None:
    wrong = []
    for place, (own, above, as_of, known_on, right) in enumerate(ENDS):
        steps = [
            [Milestone(stage=stage, on=on, recorded_on=recorded) for stage, on, recorded in told]
            for told in (own, above)
        ]
        listed = [
            Project(id="R", name="甲", agreements=[Agreement(signed_on="2023-01-05")]),
            Project(id="A", name="乙", parent="R", relation="phase", milestones=steps[1]),
            Project(
                id="A1",
                name="乙",
                parent="A",
                relation="phase",
                milestones=steps[0],
                investment=Money.of(1, "亿元"),
            ),
            Project(id="B", name="丙", parent="R", relation="phase", investment=Money.of(2, "亿元")),
        ]
        source = (
            Ledger(projects=listed)
            if engine is None
            else from_ledger(Ledger(projects=listed), backend=engine)
        )
        found = evaluate(source, "signed_investment_total", as_of=as_of, known_on=known_on, unit="亿元")
        wrong += [] if found["signed_investment_total"].value == right else [(place, found)]
    assert wrong == []
