"""Writing a bulletin and finding its quantities again gives exactly the figures that it was written from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import find_mentions
from zhaoshang._bulletins.figures.writing import quantity_of
from zhaoshang.bulletins import read_figures, write
from zhaoshang.kpis import CATALOGUE, Figure, Kpi, find
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge
from zhaoshang.reading import find_periods
from zhaoshang.testing import periods

LOCALES = ("zh_CN", "zh_TW", "en")
COUNTS = st.integers(0, 10**6).map(Decimal)
AMOUNTS = st.decimals(0, 10**13, places=2, allow_nan=False, allow_infinity=False)
RATES = st.decimals(0, 400, places=2, allow_nan=False, allow_infinity=False)
VALUES = {
    "signed_project_count": COUNTS,
    "signed_investment_total": AMOUNTS,
    "contract_performance_rate": RATES,
    "start_rate": RATES,
    "production_rate": RATES,
    "letting_rate": RATES,
    "tenant_count": COUNTS,
    "arrived_funds": AMOUNTS,
    "fdi_utilised": AMOUNTS,
    "outbound_trips": COUNTS,
    "plant_built_area": AMOUNTS,
    "average_project_size": AMOUNTS,
    "tax_per_mu": AMOUNTS,
}
WRITTEN = st.sampled_from(
    [kpi for kpi in CATALOGUE if kpi.unit not in {"point", "rank", "ratio"} and kpi.id != "projects_in_band"]
)
HEDGED = {"signed_investment_total", "arrived_funds", "plant_built_area"}


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Figure]:
    """Draw some figures in any order, amounts sometimes hedged."""
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=6, unique=True))
    found = {}
    for name in names:
        value = draw(VALUES[name])
        low: Decimal | None = value
        high: Decimal | None = value
        if name in HEDGED:
            low, high = draw(st.sampled_from([(value, value), (None, value), (value, None), (None, None)]))
        kpi = find(name)
        found[name] = Figure(
            kpi=name,
            value=value,
            low=low,
            high=high,
            unit=kpi.unit,
            wording=kpi.wording,
            period=Period.of("2022-H1"),
        )
    return found


@pytest.mark.parametrize("locale", LOCALES)
@given(figures=figures())
def test_a_bulletin_is_read_as_it_was_written(locale: str, figures: dict[str, Figure]) -> None:
    text = write(figures, subject="滨江县", locale=locale)
    items = read_figures(text)
    wanted = sorted((figure.value, figure.unit) for figure in figures.values())
    assert sorted((item.quantity.value, item.quantity.unit.code) for item in items) == wanted
    assert {item.kpi for item in items} == set(figures)
    for item in items:
        figure = figures[item.kpi or ""]
        ends = {item.quantity.interval.low, item.quantity.interval.high}
        assert (item.quantity.hedge is Hedge.NONE) is figure.is_exact
        assert item.quantity.hedge is not Hedge.NEAR or ends == {None, figure.value}


@pytest.mark.parametrize("locale", LOCALES)
@given(figures=figures())
def test_mentions_are_the_figures_and_nothing_else(locale: str, figures: dict[str, Figure]) -> None:
    """`find_mentions` gives back every figure with its hedge, and no other quantity."""
    text = write(figures, subject="滨江县", locale=locale)
    found = sorted(
        (item.quantity.value, item.quantity.unit.code, item.quantity.hedge) for item in find_mentions(text)
    )
    wanted = [quantity_of(figure) for figure in figures.values()]
    assert found == sorted((item.value, item.unit.code, item.hedge) for item in wanted if item is not None)
    assert [str(mention.period) for mention in find_periods(text)] == ["2022-H1"]


@pytest.mark.parametrize("locale", LOCALES)
@given(kpi=WRITTEN, number=st.decimals(0, 10**13, places=2), period=periods())
def test_every_kpi_of_the_catalogue_is_found_again(
    locale: str, kpi: Kpi, number: Decimal, period: Period
) -> None:
    figure = Figure(
        kpi=kpi.id, value=number, low=number, high=number, unit=kpi.unit, wording=kpi.wording, period=period
    )
    text = write({kpi.id: figure}, subject="Binjiang", locale=locale)
    assert [(item.quantity.value, item.quantity.unit.code) for item in find_mentions(text)] == [
        (number, kpi.unit)
    ], text
    days = [(item.period.start, item.period.end) for item in find_periods(text) if item.period is not None]
    assert (period.start, period.end) in days or days == [
        (end.start, end.end) for end in (Period.of(period.start), Period.of(period.end))
    ], text


@given(
    text=st.text(
        st.sampled_from("签约项目总投资亿元万个家12.05%，。；其中年月以上超近率开工率、（）\n东镇截至abc ")
        | st.characters(),
        max_size=60,
    )
)
def test_no_text_is_too_strange(text: str) -> None:
    for item in read_figures(text):
        assert text[item.start : item.end] == item.raw
        assert item.cue_span is None or text[slice(*item.cue_span)] == item.cues
