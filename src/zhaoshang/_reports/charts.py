"""What a chart is and how it is drawn: a Vega-Lite specification, and with the extra `charts` SVG and HTML.

Places are worked out here, in pixels down and from both edges across, so that no picture depends on how wide the words
are in the fonts of the machine that draws it.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, final

from attrs import field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.plain import between, plain_fields
from zhaoshang._files.inert import in_html, one_line
from zhaoshang._files.strict_json import parse_json
from zhaoshang._reports.shell import DARK, VERSION, converter, document
from zhaoshang._reports.tables import display_width
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script
from zhaoshang.errors import FieldTypeError, UnfitValueError

if TYPE_CHECKING:
    from attrs import Attribute

Spec = dict[str, Any]
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
INK, DIM, DONE, LATE, MARK = DARK
_FONT: Final = "system-ui, 'PingFang SC', 'PingFang TC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_PADDING: Final = 8
_NARROW, _WIDE = 340, 720
"""The widths of a chart on a page: for a telephone and for a desk."""
_WIDTHS: Final = (100, 10_000)
"""How wide a chart may be."""
_HIGHEST: Final = 10_000_000
_SPECIFICATION: Final = "a Vega-Lite specification as JSON, with a height in pixels"
_HEADING: Final = "zhaoshang_heading"
_TITLE: Final = 36
"""How much higher a chart is under a title of its own."""
_NOTE: Final = 20
"""The height of a line of notes."""
_TALL: Final = 600
"""Charts higher than this are printed on a page that stands upright."""
_LONGEST: Final = 400
"""How many characters of a text are drawn: no picture is wider, and measuring more takes the renderer minutes."""
_COLUMN: Final = 7.2
"""How many pixels a column of a terminal takes as text of a chart, with some to spare."""


def _is_specification(_chart: object, place: "Attribute[str]", data: object) -> None:
    """Refuse what is no specification; only the renderer, which is an extra, can tell all that may be wrong in one."""
    if not isinstance(data, str):
        raise FieldTypeError(as_python(data), _SPECIFICATION).at(place.name)
    try:
        spec = parse_json(data.encode())
    except (RecursionError, ValueError):
        spec = None
    is_one = isinstance(spec, dict) and isinstance(spec.get("description", ""), str)
    height: Any = spec.get("height") if is_one else None
    if type(height) not in {int, float} or not 0 < height <= _HIGHEST:
        raise UnfitValueError(as_python(data), _SPECIFICATION).at(place.name)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Chart:
    """A chart ready to be drawn.

    Attributes:
        title: what it shows.
        data: the Vega-Lite specification as JSON, with its height in pixels.
        width: the width of an SVG in pixels, from 100 to 10,000; on a page a chart is drawn for a telephone and for a desk.
        locale: the language of its words.

    Raises:
        FieldTypeError: for a title or data that is no text, a width that is no whole number.
        NumberRangeError: for a width beyond its limits.
        UnfitValueError: for data that is no specification: not JSON, without a height. What the renderer cannot draw is
            told when it is drawn.

    Examples:
        >>> from zhaoshang.reports import funnel_chart
        >>> chart = funnel_chart([])
        >>> chart.title, chart.spec["$schema"].rpartition("/")[2]
        ('招商项目转化漏斗', 'v6.json')
    """

    title: str
    data: str = field(repr=False, validator=_is_specification)
    width: int = field(default=640, validator=between(*_WIDTHS, expected="a width of 100 to 10000 pixels"))
    locale: str = "zh_CN"

    @property
    def spec(self) -> Spec:
        """The Vega-Lite specification, as plain data that may be changed and drawn elsewhere."""
        made: Spec = json.loads(self.data)
        return made

    def to_json(self) -> str:
        """Write the specification as JSON that may stand inside a page.

        Examples:
            >>> import json
            >>> from zhaoshang.reports import funnel_chart
            >>> chart = funnel_chart([])
            >>> json.loads(chart.to_json()) == chart.spec
            True
        """
        return self.data.replace("</", "<\\/")

    def to_section(self, number: int) -> str:
        """Write the place of the chart on a page, under its heading: the chart as two pictures, of which one is shown.

        Raises:
            MissingExtraError: when the extra `charts` is not installed.

        Examples:
            >>> from zhaoshang.reports import funnel_chart
            >>> funnel_chart([]).to_section(2)[:37]
            '<section><h2 id="part2">招商项目转化漏斗</h2>'
        """
        told = self.spec.get("description", "")
        drawn = "".join(
            f'<div class="{name}">{_inline(self._draw(background=None, width=width))}</div>'
            for name, width in (("narrow", _NARROW), ("wide", _WIDE))
        )
        tall = ' class="tall"' if self.spec["height"] > _TALL else ""
        return (
            f'<section{tall}><h2 id="part{number}">{in_html(self.title)}</h2>'
            f'<div class="chart" role="img" aria-labelledby="part{number} told{number}">{drawn}</div>'
            f'<p id="told{number}" hidden>{in_html(told)}</p></section>'
        )

    def to_svg(self) -> str:
        """Draw the chart as SVG; its words stay text, in the fonts of the reader.

        Raises:
            MissingExtraError: when the extra `charts` is not installed.

        Examples:
            >>> from zhaoshang.reports import funnel_chart
            >>> funnel_chart([]).to_svg()[:4]
            '<svg'
        """
        spec = self.spec
        # the renderer looks a title up among its own words where it stands as text: constructor
        params = [*spec.get("params", ()), {"name": _HEADING, "value": self.title}]
        text = {"expr": _HEADING} if self.title else ""
        title = {"text": text, "anchor": "start", "limit": self.width - 2 * _PADDING}
        return self._draw(params=params, title=title, width=self.width, height=spec["height"] + _TITLE)

    def to_pictures(self) -> tuple[bytes, str]:
        """Draw the chart without its title for a paper: as PNG, and as SVG whose words stay text.

        Raises:
            MissingExtraError: when the extra `charts` is not installed.

        Examples:
            >>> from zhaoshang.reports import funnel_chart
            >>> png, svg = funnel_chart([]).to_pictures()
            >>> png[1:4], svg[:4]
            (b'PNG', '<svg')
        """
        png: bytes = self._drawn("vegalite_to_png", {"width": _WIDE}, scale=2)
        return png, self._draw(width=_WIDE)

    def _draw(self, **more: Any) -> str:  # noqa: ANN401 - parts of a specification
        drawn: str = self._drawn("vegalite_to_svg", more)
        return drawn

    def _drawn(self, how: str, more: Spec, **options: object) -> Any:  # noqa: ANN401 - what the renderer gives
        render = getattr(converter(), how)
        try:
            return render(_inert({**self.spec, **more}), vl_version=VERSION, **options)
        except ValueError:
            raise UnfitValueError(as_python(self.data), _SPECIFICATION).at("data") from None

    def to_html(self) -> str:
        """Write a page with this chart alone that needs no network.

        Raises:
            MissingExtraError: when the extra `charts` is not installed.

        Examples:
            >>> from zhaoshang.reports import funnel_chart
            >>> page = funnel_chart([]).to_html()
            >>> "<title>招商项目转化漏斗</title>" in page, "src=" in page  # it fetches nothing
            (True, False)
        """
        return document(self.title, self.to_section(0), Script.of(self.locale))

    def _repr_html_(self) -> str:
        """Show the chart in a notebook."""
        return self.to_svg()


def _inert(part: Any) -> Any:  # noqa: ANN401 - any part of a specification
    """Take out of every text what XML cannot hold: the renderer ends the whole process at one control character."""
    match part:
        case str():
            text = one_line(part)
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        case dict():
            return {
                one_line(name): one_line(value) if name == "description" else _inert(value)
                for name, value in part.items()
            }
        case list() | tuple():
            return [_inert(value) for value in part]
        case _:
            return part


def _inline(svg: str) -> str:
    """Leave out what a picture within a page does not need: readers of screens are told of the whole."""
    return re.sub(r' (?:aria-[a-z]+|role|xmlns(?::xlink)?|version)="[^"]*"', "", svg)


def chart(
    title: str,
    height: int,
    values: Sequence[Spec],
    layers: Sequence[Spec],
    told: Iterable[str],
    *,
    script: Script,
    locale: str,
    width: int,
    notes: Sequence[str] = (),
) -> Chart:
    """Make a chart of so many pixels down, with notes below, and tell in words what it shows."""
    stop, semicolon = say("list.stop", script), say("list.semicolon", script)
    spec = {
        "$schema": _SCHEMA,
        "description": f"{title}{stop}{semicolon.join([*notes, *told])}",
        "width": "container",
        "height": height + _NOTE * len(notes) + 2 * _PADDING,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": "white",
        "padding": _PADDING,
        "data": {"values": list(values)},
        "layer": [*layers, *_noted(notes, height)],
        "config": {
            "font": _FONT,
            "view": {"stroke": None},
            "text": {"fontSize": 13, "color": INK, "align": "left", "baseline": "middle"},
            "title": {"fontSize": 16, "color": INK, "offset": 14},
        },
    }
    return Chart(
        title=one_line(title), data=json.dumps(_inert(spec), ensure_ascii=False), locale=locale, width=width
    )


def _noted(notes: Sequence[str], height: int) -> list[Spec]:
    """Write a line for each note below the chart."""
    return [
        {
            "data": {"values": [{"note": note}]},
            "mark": {"type": "text", "color": DIM, "limit": {"expr": "width"}},
            "encoding": {
                "x": {"value": 0},
                "y": {"value": height + _NOTE * number + _NOTE // 2},
                "text": {"field": "note"},
            },
        }
        for number, note in enumerate(notes)
    ]


def down(name: str, height: int) -> Spec:
    """Place a mark by a field that is in pixels from the top."""
    scale = {"domain": [0, height], "range": [0, height], "nice": False, "zero": False}
    return {"field": name, "type": "quantitative", "scale": scale, "axis": None}


def across(name: str, domain: tuple[float, float], left: float, right: float) -> Spec:
    """Place a mark by a number between so many pixels from the left and from the right."""
    span = {
        "domain": list(domain),
        "range": [left, {"expr": f"width - {right}"}],
        "nice": False,
        "zero": False,
    }
    return {"field": name, "type": "quantitative", "scale": span, "axis": None}


def room(texts: Iterable[str]) -> float:
    """Say how many pixels the longest of these texts takes."""
    return max((display_width(text) for text in texts), default=0) * _COLUMN


def words_at(x: Spec, y: Spec, name: str, **mark: object) -> Spec:
    """Write a field of each row at a place."""
    return {"mark": {"type": "text", **mark}, "encoding": {"x": x, "y": y, "text": {"field": name}}}


def headings(found: Sequence[tuple[str, int]], height: int) -> list[Spec]:
    """Write a heading at each of these heights."""
    rows = [{"heading": text, "y": y} for text, y in found if text]
    words = words_at({"value": 0}, down("y", height), "heading", fontWeight="bold", limit={"expr": "width"})
    return [{"data": {"values": rows}, **words}] if rows else []
