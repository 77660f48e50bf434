"""The charts that there are: funnel, target progress and change of rank."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any, Final

from zhaoshang._reports.charts import (
    DIM,
    DONE,
    LATE,
    MARK,
    Chart,
    Spec,
    across,
    chart,
    down,
    headings,
    room,
    words_at,
)
from zhaoshang._reports.figures import asked_of, kpi_name
from zhaoshang._reports.numbers import to_places
from zhaoshang._reports.progress import (
    FunnelStep,
    Progress,
    ahead,
    completed,
    funnel_heading,
    progress_asked,
    progress_heading,
)
from zhaoshang._reports.rankings import Ranked, moved
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script, capital
from zhaoshang.kpis import find


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
    row = 40
    height = row * max(len(found), 1)
    values: list[Spec] = []
    for number, step in enumerate(found):
        count = say("report.count", script, count=step.count)
        rate = "" if number == 0 or step.of_previous is None else f"{to_places(step.of_previous, 1)}%"
        bracketed = say("report.beside", script, rate=rate) if rate else ""
        values.append(
            {
                "stage": capital(script.say(step.stage.zh, step.stage.en)),
                "low": -step.count / 2,
                "high": step.count / 2,
                "top": number * row + 5,
                "middle": number * row + row // 2,
                "bottom": (number + 1) * row - 5,
                "said": f"{count}{bracketed}",
            }
        )
    widest = max((step.count for step in found), default=1) or 1
    left, right = (room(str(value[part]) for value in values) + 10 for part in ("stage", "said"))
    span = (-widest / 2, widest / 2)
    layers: list[Spec] = [
        {
            "mark": {"type": "rect", "color": DONE, "cornerRadius": 2},
            "encoding": {
                "x": across("low", span, left, right),
                "x2": {"field": "high"},
                "y": down("top", height),
                "y2": {"field": "bottom"},
            },
        },
        words_at({"value": 0}, down("middle", height), "stage"),
        words_at(across("high", span, left, right), down("middle", height), "said", dx=6),
    ]
    heading = funnel_heading(found, script) if title is None else title
    told = [f"{value['stage']} {value['said']}" for value in values]
    return chart(heading, height, values, layers, told, script=script, locale=locale, width=width)


_TARGET: Final = 100.0
_LONGEST: Final = 200.0
"""Bars beyond so many per cent, and beyond twice the median, are broken off, so that one does not flatten the rest."""


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
        The chart: blue bars are on or ahead of time, orange ones behind. A bar far beyond the others is broken off and
        marked »; its words say how far it reaches.

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
    done = [float(item.completion or 0) for item in found]
    times = sorted({item.time for item in found if item.time is not None})
    limit = max(_LONGEST, 2 * median(done)) if done else _LONGEST
    longest = max([*(min(each, limit) for each in done), *map(float, times), _TARGET])
    several = len({item.measure for item in found}) > 1
    values: list[Spec] = []
    groups: list[tuple[str, int]] = []
    below, measure = 26, ""
    for item, reached in zip(found, done, strict=True):
        if several and item.measure != measure:
            measure, kpi = item.measure, find(item.measure)
            groups.append((capital(script.say(kpi.zh, kpi.en)), below + 14))
            below += 26
        shown = min(reached, longest)
        values.append(
            {
                "unit": item.name or say("report.total", script),
                "zero": 0,
                "done": shown,
                "time": None if item.time is None else float(item.time),
                "colour": LATE if item.is_ahead is False else DONE,
                "label": below + 9,
                "top": below + 18,
                "middle": below + 26,
                "bottom": below + 34,
                "said": f"{completed(item, 1, script)}%{_ahead(item, script)}",
                "end": max(shown, float(item.time or 0)),
                "broken": "»" if reached > shown else "",
            }
        )
        below += 42
    height = max(below, 40)
    line = _line(times, script)
    right = room([*(str(value["said"]) for value in values), line]) + 10
    span = (0.0, longest)
    bar = {"y": down("top", height), "y2": {"field": "bottom"}}
    middle = down("middle", height)
    layers: list[Spec] = [
        {
            "mark": {"type": "rect", "cornerRadius": 2},
            "encoding": {
                "x": across("zero", span, 0, right),
                "x2": {"field": "done"},
                "color": {"field": "colour", "type": "nominal", "scale": None, "legend": None},
                **bar,
            },
        },
        {
            "transform": [{"filter": "datum.broken != ''"}],
            **words_at(
                across("done", span, 0, right),
                middle,
                "broken",
                align="right",
                dx=-4,
                color="white",
                fontWeight="bold",
            ),
        },
        {
            "transform": [{"filter": "datum.time != null"}],
            "mark": {"type": "rule", "strokeWidth": 3, "color": MARK},
            "encoding": {"x": across("time", span, 0, right), **bar},
        },
        words_at({"value": 0}, down("label", height), "unit", limit={"expr": "width"}),
        words_at(across("end", span, 0, right), middle, "said", dx=6),
        *headings(groups, height),
        *_time(times, line, height, span, right),
    ]
    heading = progress_heading(found, script) if title is None else title
    told = [f"{value['unit']} {value['said']}" for value in values]
    notes = progress_asked(found, script)
    return chart(
        heading, height, values, layers, told, script=script, locale=locale, width=width, notes=notes
    )


def _ahead(item: Progress, script: Script) -> str:
    return "" if item.gap is None else f" {ahead(item, script)}"


def _line(times: Sequence[Any], script: Script) -> str:
    """Say what the line across the bars is, and where it is the same for all."""
    said = say("report.time_elapsed", script)
    return f"{said} {to_places(times[0], 1)}%" if len(times) == 1 else said


def _time(
    times: Sequence[Any], said: str, height: int, span: tuple[float, float], right: float
) -> list[Spec]:
    """Say above the bars what the line is."""
    if not times:
        return []
    row = {"time": float(times[0]), "top": 2, "middle": 10, "bottom": 18, "said": said}
    place = across("time", span, 0, right)
    return [
        {
            "data": {"values": [row]},
            "mark": {"type": "rule", "strokeWidth": 3, "color": MARK},
            "encoding": {"x": place, "y": down("top", height), "y2": {"field": "bottom"}},
        },
        {
            "data": {"values": [row]},
            **words_at(place, down("middle", height), "said", dx=6, color=MARK),
        },
    ]


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
        The chart; rising lines are blue, falling ones orange. Classes stand below each other.

    Examples:
        >>> from zhaoshang.reports import ranking_chart
        >>> ranking_chart([]).title
        '位次变化'
    """
    script = Script.of(locale)
    found = [item for item in places if item.place is not None]
    row, below = 30, 26
    values: list[Spec] = []
    groups: list[tuple[str, int]] = []
    for class_ in dict.fromkeys(item.class_ for item in found):
        members = [item for item in found if item.class_ == class_]
        if class_:
            groups.append((class_, below + 16))
            below += 28
        earlier = sorted(
            (item for item in members if item.before is not None), key=lambda item: item.before or 0
        )
        was = {item.unit: below + number * row + row // 2 for number, item in enumerate(earlier)}
        for number, item in enumerate(members):
            change = item.change or 0
            values.append(
                {
                    "before": "" if item.before is None else f"{item.before}",
                    "place": f"{item.place}",
                    "moved": "" if item.change == 0 else moved(item, script),
                    "name": item.name,
                    "was": was.get(item.unit),
                    "is": below + number * row + row // 2,
                    "colour": DONE if change > 0 else LATE if change < 0 else DIM,
                }
            )
        below += len(members) * row
    height = max(below, 40)
    left = {"value": room(str(value["before"]) for value in values) + 14}
    middle = {"value": {"expr": "width * 0.3"}}
    to_moved = 16 + room(str(value["place"]) for value in values)
    to_name = to_moved + 8 + room(str(value["moved"]) for value in values)
    was, now = down("was", height), down("is", height)
    colour = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    known: Spec = {"transform": [{"filter": "isValid(datum.was)"}]}
    point = {"type": "point", "filled": True, "size": 70, "opacity": 1}
    when = (("report.before", left), ("report.now", middle))
    layers: list[Spec] = [
        {
            **known,
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"x": left, "x2": middle, "y": was, "y2": {"field": "is"}, "color": colour},
        },
        {**known, "mark": point, "encoding": {"x": left, "y": was, "color": colour}},
        {"mark": point, "encoding": {"x": middle, "y": now, "color": colour}},
        {**known, **words_at(left, was, "before", align="right", dx=-10)},
        *(
            words_at(middle, now, name, dx=dx, limit={"expr": f"width * 0.7 - {dx}"})
            for name, dx in (("place", 10), ("moved", to_moved), ("name", to_name))
        ),
        *(
            {
                "data": {"values": [{"said": say(key, script)}]},
                **words_at(x, {"value": 10}, "said", align="center", color=DIM),
            }
            for key, x in when
        ),
        *headings(groups, height),
    ]
    heading = title
    if heading is None:
        kpi = kpi_name(found[0].figure, script) if found else ""
        heading = say("report.change_of_rank.of_kpi", script, kpi=kpi).strip(" :")
    told = [f"{value['place']} {value['name']} {value['moved']}".strip() for value in values]
    notes = asked_of([item.figure for item in found], script)
    return chart(
        heading, height, values, layers, told, script=script, locale=locale, width=width, notes=notes
    )
