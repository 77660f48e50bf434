"""A bulletin in which one digit is changed is never clean. All firms are invented."""

import random

import pytest
from tests.bulletins.counties import BANDS, LEDGER, ask_once, figures, ledger

from zhaoshang import evaluate
from zhaoshang.bulletins import verify, write


@pytest.mark.parametrize("asked", [{"period": "2022-H1"}, {}, {"period": "2022-H1", "by": "owner"}])
@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW", "en"])
def test_every_corrupted_digit_is_found(
    asked: dict[str, str], locale: str, drawn_cases: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random single digits, dates among them, are changed one at a time."""
    ask_once(monkeypatch)
    text = write(figures(**asked), subject="滨江县", locale=locale)
    draw = random.Random(locale)  # noqa: S311 - a sample
    places = [place for place, char in enumerate(text) if char.isdigit()]
    for _ in range(drawn_cases):
        place = draw.choice(places)
        wrong = draw.choice([digit for digit in "0123456789" if digit != text[place]])
        corrupted = f"{text[:place]}{wrong}{text[place + 1 :]}"
        assert verify(corrupted, LEDGER).differs, corrupted


@pytest.mark.parametrize(
    "bands", [["≥10亿元", "≥5亿元", "≥1亿元"], BANDS, ["≥5亿元", "<2亿元", "[2亿元,5亿元)"]]
)
@pytest.mark.parametrize("by", [[], ["owner"]])
@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW"])
def test_every_corrupted_digit_of_sizes_is_found(
    bands: list[str], by: list[str], locale: str, drawn_cases: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever digit of a bulletin with sizes is changed to whatever other, the sizes being given."""
    ask_once(monkeypatch)
    known = ledger(seed=len(bands), size=25)
    kpis = ["signed_project_count", "signed_investment_total", "projects_in_band", "start_rate"]
    found = evaluate(known, kpis, by=by, bands=bands, period="2022-H1")
    text = write(found, subject="滨江县", locale=locale)
    assert verify(text, known, bands=bands).is_clean
    draw = random.Random(f"{bands}{by}{locale}")  # noqa: S311 - a sample
    places = [place for place, char in enumerate(text) if char.isdigit()]
    for place in draw.sample(places, min(drawn_cases, len(places))):
        wrong = draw.choice([digit for digit in "0123456789" if digit != text[place]])
        corrupted = f"{text[:place]}{wrong}{text[place + 1 :]}"
        assert verify(corrupted, known, bands=bands).differs, corrupted
