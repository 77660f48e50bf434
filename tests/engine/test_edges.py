"""Figures at the edges of what their rules name."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from zhaoshang import Area, Ledger, Money, Park, Project, evaluate, kpis, parse_quantity
from zhaoshang.frames import from_ledger
from zhaoshang.kpis import compare
from zhaoshang.lifecycle import MEASURES
from zhaoshang.model import Agreement, Space
from zhaoshang.profiles import DEFAULT
from zhaoshang.quantities import Length
from zhaoshang.reading import parse_money
from zhaoshang.records import structure
from zhaoshang.scoring import ratio


@pytest.mark.parametrize(
    ("height", "storeys", "ratio"),
    [
        ("7.9米", 1, "1.00"),
        ("8米", 1, "1.00"),
        ("超8米", 1, "2.00"),
        ("8.1米", 1, "2.00"),
        ("8.9米", 1, "2.00"),
        ("9米", 2, "1.00"),
        (None, 1, "1.00"),
    ],
)
def test_a_storey_counts_twice_above_eight_metres(height: str | None, storeys: int, ratio: str) -> None:
    """The standard of land for industry doubles what is higher than 8 m, and nothing at 8 m."""
    read = None if height is None else parse_quantity(height)
    assert read is None or isinstance(read, Length)
    size = Area.of(1000, "平方米")
    spaces = [Space(id="S", area=size, storeys=storeys, height=read)]
    ledger = Ledger(as_of="2022-06-30", parks=[Park(id="K", name="园", land=size, spaces=spaces)])
    for source in (ledger, from_ledger(ledger)):
        assert evaluate(source, "plot_ratio", park="K")["plot_ratio"].value == Decimal(ratio)


@pytest.mark.parametrize(("amounts", "mean"), [((1, 2), "1.5"), ((4,), "4"), ((1, None, 3), "2")])
def test_a_mean_of_ones_own_is_over_the_projects_that_state_it(
    amounts: tuple[int | None, ...], mean: str
) -> None:
    projects = [
        Project(
            id=f"P{place}",
            name="甲",
            investment=None if number is None else Money.of(number, "亿元"),
            agreements=[Agreement(signed_on="2022")],
        )
        for place, number in enumerate(amounts)
    ]
    ledger = Ledger(projects=projects, as_of="2022-12-31")
    size = kpis.mean("investment")
    for source in (ledger, from_ledger(ledger)):
        assert evaluate(source, size, unit="亿元")[size.id].value == Decimal(mean)


@pytest.mark.parametrize(("count", "is_cut"), [(9, False), (10, False), (11, True)])
def test_a_comparison_lists_ten_projects_and_says_that_there_are_more(count: int, is_cut: bool) -> None:
    """All of ten are listed; of eleven the last is not, and it says so."""
    (difference,) = compare(Ledger(as_of="2022"), "signed_project_count", [DEFAULT, DEFAULT.vary("b")]).all()
    text = evolve(difference, added=tuple(f"P{place}" for place in range(count))).explain("zh_CN")
    assert (f"{count} 项" in text, "…" in text) == (True, is_cut)
    assert text.count("P") == min(count, 10)


def test_a_measure_is_no_stage_unless_it_says_so() -> None:
    plain = type(MEASURES[0])(code="x", zh="甲", en="x")
    assert (plain.is_stock, plain.is_date) == (False, False)


@pytest.mark.long
@pytest.mark.parametrize(
    ("amounts", "unit", "total"),
    [
        (("30亩", "2000平方米"), "mu", ("33", "mu")),
        (("30亩", "2000平方米"), "m2", ("22000", "m2")),
        (("30亩", "2000平方米"), None, ("33", "mu")),
        (("2000平方米",), None, ("3", "mu")),
        ((), None, ("0", "mu")),
    ],
    ids=["the unit asked for", "another unit asked for", "no unit asked for", "one unit", "nothing"],
)
def test_areas_are_added_up_across_their_units(
    amounts: tuple[str, ...], unit: str | None, total: tuple[str, str]
) -> None:
    projects = [
        Project(id=text, name="甲", land=structure(text, Area), agreements=[Agreement(signed_on="2022")])
        for text in amounts
    ]
    ledger = Ledger(projects=projects, as_of="2022-12-31")
    land = kpis.total("land", zh="用地", en="land", amount="land", unit=unit)
    for source in (ledger, from_ledger(ledger)):
        figure = evaluate(source, land)["land"]
        assert (figure.value, figure.unit) == (Decimal(total[0]), total[1])


def test_what_converts_is_divided_across_its_units() -> None:
    """Energy is as areas are; persons and pieces are no more than themselves."""
    assert ratio(parse_quantity("3兆瓦时"), parse_quantity("6000千瓦时")).value == 50
    assert ratio(parse_quantity("3人"), parse_quantity("6件")).reason == "units_differ"


PLACED = [
    ("80余亿元", "≥85亿元", (0, 0, 1)),
    ("80余亿元", "[50亿元,85亿元)", (1, 0, 1)),
    ("80余亿元", "≥80亿元", (1, 1, 1)),
    ("80余亿元", "≥90亿元", (0, 0, 0)),
    ("1亿元以上", "[1亿元,5亿元)", (1, 0, 1)),
    ("1亿元以上", "≥5亿元", (0, 0, 1)),
    ("1亿元以上", "≥1亿元", (1, 1, 1)),
    ("不超过5亿元", "≥5亿元", (1, 0, 1)),
    ("不超过5亿元", "<6亿元", (1, 1, 1)),
    ("不足5亿元", "<5亿元", (1, 1, 1)),
    ("不足5亿元", "[1亿元,5亿元)", (1, 0, 1)),
    ("约5亿元", "≥5亿元", (1, 0, 1)),
    ("近5亿元", "[1亿元,5亿元)", (1, 1, 1)),
    ("超5亿元", "[5亿元,6亿元)", (1, 1, 1)),
    ("6亿元+近5亿元", "[10亿元,11亿元)", (1, 1, 1)),
    ("6亿元+不足5亿元", "≥10亿元", (1, 0, 1)),
    ("近6亿元+超5亿元", "≥10亿元", (1, 0, 1)),
]


@pytest.mark.parametrize(("words", "band", "placed"), PLACED, ids=[f"{row[0]} {row[1]}" for row in PLACED])
@pytest.mark.parametrize(
    "engine",
    [
        None,
        *(
            pytest.param(each, marks=[pytest.mark.long, pytest.mark.one_in(3)])
            for each in ("polars", "duckdb", "pandas")
        ),
    ],
)
def test_an_amount_on_both_sides_of_an_edge_leaves_its_band_open(
    words: str, band: str, placed: Any, engine: Any
) -> None:
    """The printed number places it, the bounds say for how certain; of phases the words are kept in their sum."""
    first, *rest = [parse_money(part) for part in words.split("+")]
    own = Project(
        id="P", name="甲", investment=None if rest else first, agreements=[Agreement(signed_on="2022-03")]
    )
    phases = [
        Project(id=f"P{place}", name="乙", parent="P", relation="phase", investment=money)
        for place, money in enumerate([first, *rest] if rest else [])
    ]
    ledger = Ledger(projects=[own, *phases], as_of="2022-12-31")
    source = ledger if engine is None else from_ledger(ledger, backend=engine)
    found = evaluate(source, "projects_in_band", bands=[band])["projects_in_band"]
    assert (found.value, found.low, found.high) == placed
    assert ("band_uncertain:P" in found.warnings) is (placed[1] < placed[2])


def test_a_flagship_by_size_is_open_where_its_words_are() -> None:
    own = Project(
        id="P", name="甲", investment=parse_money("5亿元以上"), agreements=[Agreement(signed_on="2022")]
    )
    found = evaluate(Ledger(projects=[own], as_of="2022-12-31"), "flagship_count")["flagship_count"]
    placed: Any = (found.value, found.low, found.high)
    assert (placed, found.warnings) == ((0, 0, 1), ("band_uncertain:P",))
