"""A language is a folder and a row: a small third one reads cells and text beside the others, writes and reports."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.french import LANGUAGE, WRITER, amounts, dates

from zhaoshang import (
    Ledger,
    Project,
    find_mentions,
    format_period,
    format_quantity,
    parse_period,
    parse_quantity,
)
from zhaoshang._reading import cells, whole
from zhaoshang._reading.languages import LANGUAGES
from zhaoshang._text import languages as tongues
from zhaoshang._text import messages
from zhaoshang._writing.languages import WRITERS
from zhaoshang.errors import QuantitySyntaxError
from zhaoshang.model import Agreement
from zhaoshang.periods import Period
from zhaoshang.quantities import kind_of
from zhaoshang.reading import find_periods
from zhaoshang.reports import Table, funnel, funnel_table, page
from zhaoshang.units import unit


@pytest.fixture(scope="module")
def french() -> Iterator[None]:
    """Add its rows and its catalogue."""
    LANGUAGES.append(LANGUAGE)
    WRITERS.append(WRITER)
    tongues.FOLDERS.append(Path(__file__).parent / "french")
    messages.forget()
    yield
    tongues.FOLDERS.pop()
    WRITERS.pop()
    LANGUAGES.pop()
    messages.forget()
    cells.forget()
    whole.cell.cache_clear()


def steps() -> Table:
    """Draw up a small report in French."""
    signed = Project(id="1", name="甲", agreements=[Agreement(signed_on="2022-03")])
    ledger = Ledger(as_of="2022-06-30", projects=[signed])
    return funnel_table(funnel(ledger, stages=["signed", "started"]), locale="fr")


@pytest.mark.usefixtures("french")
def test_cells_of_a_third_language() -> None:
    """Cells are read by its rules, ranges among them."""
    assert [str(parse_period(rule.example)) for rule in dates.RULES] == [
        "2023",
        "2023-06",
        "2023-07-14",
        "2023-Q2",
    ]
    assert str(parse_period("juin 2023 à août 2023")) == "2023-06-01/2023-08-31"
    assert str(parse_quantity("12 projets")) == "12 个"
    assert str(parse_quantity("près de 12,5 millions d'euros")) == "12500000 EUR (near)"
    assert str(parse_quantity("au moins 3 milliards de yuans")) == "3000000000 CNY (at_least)"
    assert str(parse_quantity("12 à 15 projets").interval) == "[12, 15]"
    for wrong in ("15 à 12 projets", "12 projets à", "12,5 millions"):
        with pytest.raises(QuantitySyntaxError):
            parse_quantity(wrong)


@pytest.mark.usefixtures("french")
def test_text_of_three_languages() -> None:
    """Each language finds its own in one text."""
    text = (
        "2023年3月签约8个; signed 9 projects in May 2023; 12 à 14 entreprises en juin 2023, 9 à 3 projets, "
        "plus de 1,5 milliards d'euros."
    )
    found = [one.quantity for one in find_mentions(text)]
    assert [str(one.interval) for one in found] == ["[8, 8]", "[9, 9]", "[12, 14]", "(1500000000, ∞)"]
    assert [one.unit.code for one in found] == ["个", "个", "家", "EUR"]
    assert [str(one.period) for one in find_periods(text)] == ["2023-03", "2023-05", "2023-06"]


@pytest.mark.usefixtures("french")
@given(
    st.decimals(0, 10**11, places=2),
    st.sampled_from(sorted(amounts.UNITS.values())),
    st.sampled_from(["none", *(hedge.value for hedge in amounts.HEDGES.values())]),
)
def test_what_it_writes_is_read_again(number: Decimal, code: str, hedge: str) -> None:
    """The inverse holds in every language."""
    one = unit(code)
    quantity = kind_of(one).of(number, one, hedge=hedge)
    assert parse_quantity(format_quantity(quantity, locale="fr")) == quantity


@pytest.mark.usefixtures("french")
def test_it_writes_and_reports() -> None:
    """Its words stand in a report; what its catalogue lacks is said in English."""
    assert format_quantity(parse_quantity("近1250万欧元"), locale="fr") == "près de 12,5 millions d'euros"
    for name in ("2023", "2023-06", "2023-07-14", "2023-Q2", "2023-H1"):
        assert parse_period(format_period(name, locale="fr_CA")) == Period.of(name)
    table = steps()
    titles = [column.title for column in table.columns]
    assert titles == ["Étape", "Projets", "Share of first stage (%)", "Conversion from stage before (%)"]
    assert table.title == "Entonnoir des projets (as of 30 juin 2022)"
    assert '<html lang="fr">' in page([table], title="Rapport", locale="fr")
