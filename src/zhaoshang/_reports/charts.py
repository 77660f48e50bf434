"""Charts as Vega-Lite specifications: data that any Vega tool draws, and with the extra `charts` SVG and HTML."""

import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final, final

from attrs import field, frozen

from zhaoshang._reports.figures import kpi_name
from zhaoshang._reports.numbers import to_places
from zhaoshang._reports.progress import FunnelStep, Progress, ahead
from zhaoshang._reports.rankings import Ranked, moved
from zhaoshang._reports.shell import VERSION, converter, document
from zhaoshang._wording import Script
from zhaoshang.kpis import find

Spec = dict[str, Any]
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
_INK: Final = "#1b2430"
_DIM: Final = "#5b6675"
_DONE: Final = "#2f6fb5"
_LATE: Final = "#d98032"
_MARK: Final = "#a3142e"
_FONT: Final = "system-ui, 'PingFang SC', 'PingFang TC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_ROW: Final = 36
_ROOM: Final = 2.1
"""How much wider than its longest bar a chart is, so that the words behind it have room on a telephone."""
_BEHIND: Final = {"type": "text", "align": "left", "dx": 6}


@final
@frozen(kw_only=True)
class Chart:
    """A chart ready to be drawn.

    Attributes:
        title: what it shows.
        data: the Vega-Lite specification as JSON.
        width: the width of an SVG in pixels; on a page a chart takes the width there is.
        locale: the language of its words.

    Examples:
        >>> from zhaoshang.reports import funnel_chart
        >>> chart = funnel_chart([])
        >>> chart.title, chart.spec["$schema"].rpartition("/")[2]
        ('招商项目转化漏斗', 'v6.json')
    """

    title: str
    data: str = field(repr=False)
    width: int = 640
    locale: str = "zh_CN"

    @property
    def spec(self) -> Spec:
        """The Vega-Lite specification, as plain data that may be changed and drawn elsewhere."""
        made: Spec = json.loads(self.data)
        return made

    def to_json(self) -> str:
        """Write the specification as JSON that may stand inside a page."""
        return self.data.replace("</", "<\\/")

    def to_section(self, number: int) -> str:
        """Write the place of the chart on a page, under its heading."""
        return (
            f'<section><figure><figcaption>{escape(self.title)}</figcaption><div class="chart" id="chart{number}">'
            "</div></figure></section>"
        )

    def to_svg(self) -> str:
        """Draw the chart as SVG; its words stay text, in the fonts of the reader.

        Raises:
            MissingExtraError: when the extra `charts` is not installed.
        """
        spec = {**self.spec, "title": {"text": self.title, "anchor": "start"}, "width": self.width}
        drawn: str = converter().vegalite_to_svg(spec, vl_version=VERSION)
        return drawn

    def to_html(self) -> str:
        """Write a page with this chart alone that needs no network.

        Raises:
            MissingExtraError: when the extra `charts` is not installed.
        """
        return document(self.title, self.to_section(0), {0: self.to_json()}, Script.of(self.locale))

    def _repr_html_(self) -> str:
        """Show the chart in a notebook."""
        return self.to_svg()


def _chart(
    title: str, rows: int, values: Sequence[Spec], layers: Sequence[Spec], *, locale: str, width: int
) -> Chart:
    spec = {
        "$schema": _SCHEMA,
        "width": "container",
        "height": _ROW * max(rows, 1),
        "autosize": {"type": "fit", "contains": "padding"},
        "background": "white",
        "padding": 8,
        "data": {"values": list(values)},
        "layer": list(layers),
        "config": {
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {
                "domain": False,
                "ticks": False,
                "grid": False,
                "labelFontSize": 13,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "labelColor": _INK,
                "titleColor": _DIM,
                "labelLimit": 180,
            },
            "text": {"fontSize": 13, "color": _INK},
            "title": {"fontSize": 16, "color": _INK, "offset": 14},
            "legend": {"labelFontSize": 12, "orient": "bottom", "title": None, "direction": "vertical"},
        },
    }
    return Chart(title=title, data=json.dumps(spec, ensure_ascii=False), locale=locale, width=width)


def funnel_chart(
    steps: Iterable[FunnelStep],
    /,
    *,
    locale: str = "zh_CN",
    title: str | None = None,
    width: int = 640,
) -> Chart:
    """Draw a funnel: a bar a stage, as wide as its projects are many.

    Args:
        steps: what `funnel` gave.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.
        width: the width of an SVG in pixels.

    Returns:
        The chart; each bar says its count and its part of the stage before.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.reports import funnel, funnel_chart
        >>> ledger = Ledger(
        ...     as_of="2022-06-30",
        ...     projects=[Project(id="1", name="甲", agreements=[Agreement(signed_on="2022-03")])],
        ... )
        >>> chart = funnel_chart(funnel(ledger, stages=["signed", "started"]))
        >>> [row["said"] for row in chart.spec["data"]["values"]]
        ['1 个', '0 个（0.0%）']
    """
    script = Script.of(locale)
    found = list(steps)
    widest = max((step.count for step in found), default=1) or 1
    values: list[Spec] = []
    for number, step in enumerate(found):
        count = script.say(f"{step.count} 个", f"{step.count}")
        rate = "" if number == 0 or step.of_previous is None else f"{to_places(step.of_previous, 1)}%"
        bracketed = script.say(f"（{rate}）", f" ({rate})") if rate else ""
        values.append(
            {
                "stage": script.say(step.stage.zh, step.stage.en),
                "low": -step.count / 2,
                "high": step.count / 2,
                "said": f"{count}{bracketed}",
            }
        )
    domain = [-widest / 2, widest * (_ROOM - 0.5)]
    across = {"type": "quantitative", "scale": {"domain": domain, "nice": False}, "axis": None}
    down = {"field": "stage", "type": "nominal", "sort": None, "axis": {"title": None}}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "color": _DONE, "height": {"band": 0.72}, "cornerRadius": 2},
            "encoding": {"y": down, "x": {"field": "low", **across}, "x2": {"field": "high"}},
        },
        {
            "mark": _BEHIND,
            "encoding": {"y": down, "x": {"field": "high", **across}, "text": {"field": "said"}},
        },
    ]
    heading = script.say("招商项目转化漏斗", "Project funnel") if title is None else title
    return _chart(heading, len(found), values, layers, locale=locale, width=width)


def progress_chart(
    items: Iterable[Progress],
    /,
    *,
    locale: str = "zh_CN",
    title: str | None = None,
    width: int = 640,
) -> Chart:
    """Draw target progress: a bar a unit, a line where it should be by now, and whether it is ahead or behind.

    Args:
        items: what `progress` gave; those without a target are left out.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.
        width: the width of an SVG in pixels.

    Returns:
        The chart.

    Examples:
        >>> from fractions import Fraction
        >>> from zhaoshang.reports import Progress, progress_chart
        >>> item = Progress(
        ...     measure="signed_project_count",
        ...     name="东镇",
        ...     completion=Fraction(25),
        ...     time=Fraction(50),
        ...     gap=Fraction(-25),
        ... )
        >>> progress_chart([item]).spec["data"]["values"][0]["said"]
        '25.0% 欠序时 25.00'
    """
    script = Script.of(locale)
    found = [item for item in items if item.completion is not None]
    several = len({item.measure for item in found}) > 1
    done, late = script.say("达到或超序时", "on or ahead of time"), script.say("欠序时", "behind time")
    line = script.say("序时进度", "time passed")
    longest = max((float(max(item.completion or 0, item.time or 0)) for item in found), default=100.0) or 1.0
    room = _ROOM * 2 if several else _ROOM
    values: list[Spec] = []
    for item in found:
        kpi = find(item.measure)
        name = item.name or script.say("合计", "Total")
        said = "" if item.gap is None else f" {ahead(item, script)}"
        values.append(
            {
                "unit": f"{name} {script.say(kpi.zh, kpi.en)}" if several else name,
                "done": float(item.completion or 0),
                "time": None if item.time is None else float(item.time),
                "state": late if item.is_ahead is False else done,
                "line": line,
                "said": f"{to_places(item.completion or 0, 1)}%{said}",
                "end": max(float(item.completion or 0), float(item.time or 0)),
            }
        )
    across = {
        "type": "quantitative",
        "scale": {"domain": [0, longest * room], "nice": False},
        "axis": None,
    }
    down = {"field": "unit", "type": "nominal", "sort": None, "axis": {"title": None}}
    colours = {"domain": [done, late], "range": [_DONE, _LATE]}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": {"band": 0.6}, "cornerRadiusEnd": 2},
            "encoding": {
                "y": down,
                "x": {"field": "done", **across},
                "color": {"field": "state", "type": "nominal", "scale": colours},
            },
        },
        {
            "transform": [{"filter": "datum.time != null"}],
            "mark": {"type": "tick", "thickness": 3, "size": _ROW - 6},
            "encoding": {
                "y": down,
                "x": {"field": "time", **across},
                "stroke": {
                    "field": "line",
                    "type": "nominal",
                    "scale": {"domain": [line], "range": [_MARK]},
                    "legend": {"symbolType": "stroke", "symbolStrokeWidth": 3},
                },
                "color": {"value": _MARK},
            },
        },
        {
            "mark": _BEHIND,
            "encoding": {"y": down, "x": {"field": "end", **across}, "text": {"field": "said"}},
        },
    ]
    heading = script.say("目标任务完成情况", "Progress toward targets") if title is None else title
    return _chart(heading, len(found), values, layers, locale=locale, width=width)


def ranking_chart(
    places: Iterable[Ranked],
    /,
    *,
    locale: str = "zh_CN",
    title: str | None = None,
    width: int = 640,
) -> Chart:
    """Draw how units moved from one ranking to the next: a line a unit, from its place before to its place now.

    Args:
        places: what `ranking` gave; those without a place are left out.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.
        width: the width of an SVG in pixels.

    Returns:
        The chart; rising lines are blue, falling ones orange.

    Examples:
        >>> from zhaoshang.reports import ranking_chart
        >>> ranking_chart([]).title
        '位次变化'
    """
    script = Script.of(locale)
    found = [item for item in places if item.place is not None]
    earlier = sorted(
        (item for item in found if item.before is not None), key=lambda item: (item.class_, item.before or 0)
    )
    row_before = {(item.class_, item.unit): number for number, item in enumerate(earlier)}
    values: list[Spec] = []
    for number, item in enumerate(found):
        change = item.change or 0
        hue = _DONE if change > 0 else _LATE if change < 0 else _DIM
        shared = {"unit": f"{item.class_}{item.unit}", "colour": hue}
        arrow = moved(item, script)
        before = row_before.get((item.class_, item.unit))
        if before is not None:
            values.append({**shared, "when": 0, "row": before, "left": f"{item.before}  {item.name}"})
        tail = f"  {arrow}" if item.change != 0 else ""
        values.append({**shared, "when": 1, "row": number, "right": f"{item.place}  {item.name}{tail}"})
    across = {
        "field": "when",
        "type": "quantitative",
        "scale": {"domain": [-0.85, 2.05], "nice": False},
        "axis": {
            "values": [0, 1],
            "labelExpr": f"datum.value == 0 ? '{script.say('上期', 'before')}' : '{script.say('本期', 'now')}'",
            "orient": "top",
            "title": None,
        },
    }
    down = {
        "field": "row",
        "type": "quantitative",
        "scale": {"domain": [-0.5, max(len(found) - 0.5, 0.5)], "reverse": True, "nice": False},
        "axis": None,
    }
    colour = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    both = {"x": across, "y": down}
    layers: list[Spec] = [
        {
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {**both, "color": colour, "detail": {"field": "unit"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
            "encoding": {**both, "color": colour},
        },
        {
            "transform": [{"filter": "isValid(datum.left)"}],
            "mark": {"type": "text", "align": "right", "dx": -10, "limit": 170},
            "encoding": {**both, "text": {"field": "left"}},
        },
        {
            "transform": [{"filter": "isValid(datum.right)"}],
            "mark": {"type": "text", "align": "left", "dx": 10, "limit": 190},
            "encoding": {**both, "text": {"field": "right"}},
        },
    ]
    heading = title
    if heading is None:
        kpi = kpi_name(found[0].figure, script) if found else ""
        heading = script.say(f"{kpi} 位次变化", f"Change of place: {kpi}").strip(" :")
    return _chart(heading, len(found) + 1, values, layers, locale=locale, width=width)
