"""A chart is checked when it is made: what it says, how it is drawn, how wide."""

from collections.abc import Callable
from typing import Any

import pytest

from zhaoshang import Ledger, evaluate
from zhaoshang.errors import FieldTypeError, NumberRangeError, UnfitValueError, ZhaoshangError
from zhaoshang.reports import Chart, funnel_chart, progress_chart, ranking, ranking_chart

DATA = funnel_chart([]).data
MAKE: Any = Chart
WRONG: dict[str, tuple[dict[str, Any], type[ZhaoshangError], str]] = {
    "no title": ({"title": None}, FieldTypeError, "title"),
    "a number for data": ({"data": 5}, FieldTypeError, "data"),
    "no JSON": ({"data": "x"}, UnfitValueError, "data"),
    "half a pair": ({"data": '{"height":5,"mark":"\ud800"}'}, UnfitValueError, "data"),
    "a list": ({"data": "[]"}, UnfitValueError, "data"),
    "lists in lists": ({"data": "[" * 100_000}, UnfitValueError, "data"),
    "no height": ({"data": "{}"}, UnfitValueError, "data"),
    "yes for a height": ({"data": '{"height": true}'}, UnfitValueError, "data"),
    "a height of nothing": ({"data": '{"height": 0}'}, UnfitValueError, "data"),
    "a height without end": ({"data": '{"height": 1e300}'}, UnfitValueError, "data"),
    "a number for what it tells": ({"data": '{"height": 5, "description": 5}'}, UnfitValueError, "data"),
    "a text for a width": ({"width": "640"}, FieldTypeError, "width"),
    "no width": ({"width": None}, FieldTypeError, "width"),
    "yes for a width": ({"width": True}, FieldTypeError, "width"),
    "a width between pixels": ({"width": 640.5}, FieldTypeError, "width"),
    "a width below nothing": ({"width": -1}, NumberRangeError, "width"),
    "a width without end": ({"width": 10**30}, NumberRangeError, "width"),
    "a number for a language": ({"locale": 5}, FieldTypeError, "locale"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_chart_is_refused_when_it_is_made(what: str) -> None:
    given, kind, place = WRONG[what]
    with pytest.raises(kind) as caught:
        MAKE(**{"title": "开工", "data": DATA, **given})
    assert caught.value.place == place
    assert caught.value.render("zh_CN") != str(caught.value)


@pytest.mark.parametrize("data", ['{"height": 5}', '{"height": 5, "mark": 5}'])
@pytest.mark.parametrize("draw", ["to_svg", "to_html", "to_pictures"])
def test_what_cannot_be_drawn_is_told_in_our_words(data: str, draw: str) -> None:
    with pytest.raises(UnfitValueError, match="Vega-Lite"):
        getattr(Chart(title="开工", data=data), draw)()


@pytest.mark.parametrize(
    "title", ["constructor", "toString", "__proto__", "hasOwnProperty", "datum", "'x'", ""]
)
def test_a_title_is_drawn_whatever_the_renderer_calls_its_own(title: str) -> None:
    chart = funnel_chart([], title=title)
    assert chart.title == title
    assert f">{title}</text>" in chart.to_svg() or not title


FIGURES = evaluate(Ledger(as_of="2022-06-30"), "signed_project_count", by="owner")
DRAWN: dict[str, Callable[[int], Chart]] = {
    "ranking_chart": lambda width: ranking_chart(ranking(FIGURES), width=width),
    "funnel_chart": lambda width: funnel_chart([], width=width),
    "progress_chart": lambda width: progress_chart([], width=width),
}


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize(
    "width",
    [-1, 0, 99, 10_001, 10**30, 10**5000],
    ids=lambda width: f"{width:.0e}"[:9] if width < 10**300 else "vast",
)
def test_a_width_that_no_chart_has_is_refused(name: str, width: int) -> None:
    with pytest.raises(NumberRangeError) as caught:
        DRAWN[name](width)
    assert (caught.value.place, caught.value.expected) == ("width", "a width of 100 to 10000 pixels")


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("width", [100, 10_000])
def test_the_narrowest_and_the_widest_are_drawn(name: str, width: int) -> None:
    assert f'width="{width}"' in DRAWN[name](width).to_svg()
