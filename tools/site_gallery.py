"""Draw the pictures of the documentation from what the library prints: a screen, charts, pages.

    python3 tools/dev.py tables

renews `docs/assets/made/`; a test compares. The county is invented, and every number follows from its place in a list, so
that a picture changes only when the library does.
"""

import contextlib
import io
import os
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from zhaoshang import Count, Ledger, Money, Project, ServiceTeam, evaluate
from zhaoshang import __main__ as command
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.bulletins import verify, write
from zhaoshang.model import Agreement, Milestone, Target
from zhaoshang.reports import (
    display_width,
    funnel,
    funnel_chart,
    kpi_table,
    page,
    progress,
    progress_chart,
    ranking,
    ranking_chart,
    ranking_table,
    stage_board,
)

HOME = Path(__file__).resolve().parent.parent / "docs" / "assets" / "made"
LOCALES: Final = {"zh": "zh_CN", "en": "en"}

# ------------------------------------------------------------------ a screen

WIDE, HIGH, EDGE, BAR = 8.4, 20, 16, 30
"""Pixels that a column and a line take, the margin, and the height of the window's bar."""
COLOURS: Final = {
    "prompt": "#7ee787",
    "text": "#d5dbe3",
    "rule": "#5c6773",
    "bar": "#58a6ff",
    "dim": "#9aa6b2",
}
FONT: Final = (
    "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', monospace"
)


def screen(lines: list[str], told: str) -> str:
    """Draw lines of a terminal as SVG: each run of words at its column, bars and rules as shapes.

    Args:
        lines: what stands on the screen; a line that begins with `$ ` is what was typed.
        told: what readers of screens are told.
    """
    width = round(80 * WIDE + 2 * EDGE)
    height = BAR + len(lines) * HIGH + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"',
        f'  role="img" aria-label="{escape(told)}" font-family="{FONT}" font-size="14">',
        f'<rect width="{width}" height="{height}" rx="8" fill="#12181f"/>',
        *(f'<circle cx="{EDGE + 18 * at + 4}" cy="15" r="5" fill="#3a4552"/>' for at in range(3)),
    ]
    for number, line in enumerate(lines):
        parts += _drawn(line, BAR + number * HIGH)
    return "\n".join([*parts, "</svg>\n"])


def _drawn(line: str, top: int) -> Iterator[str]:
    colour = COLOURS["prompt"] if line.startswith("$ ") else COLOURS["text"]
    column = 0
    for kind, run in ((kind, "".join(chars)) for kind, chars in groupby(line, _kind)):
        x, span = round(EDGE + column * WIDE, 1), round(display_width(run) * WIDE, 1)
        column += display_width(run)
        if kind == "bar":
            yield f'<rect x="{x}" y="{top + 4}" width="{span}" height="12" rx="2" fill="{COLOURS["bar"]}"/>'
        elif kind == "rule":
            yield f'<path d="M{x} {top + 10}h{span}" stroke="{COLOURS["rule"]}"/>'
        elif kind == "words":
            words = run.strip()
            x = round(x + (len(run) - len(run.lstrip())) * WIDE, 1)
            length = round(display_width(words) * WIDE, 1)
            yield f'<text x="{x}" y="{top + 15}" fill="{colour}" textLength="{length}">{escape(words)}</text>'


def _kind(char: str) -> str:
    return {"█": "bar", "─": "rule", " ": "blank"}.get(char, "words")


def typed(line: str) -> list[str]:
    """Type a line at the command, and give it with what was printed."""
    told = io.StringIO()
    kept = os.environ.pop("COLUMNS", None)
    try:
        with contextlib.redirect_stdout(told):
            command.main([*line.split()[1:], "--width", "80"])
    finally:
        if kept is not None:
            os.environ["COLUMNS"] = kept
    return [f"$ {line}", *told.getvalue().rstrip().split("\n")]


def report(locale: str) -> str:
    """Draw the report of the demonstration up to its chart."""
    lines = typed(f"zhaoshang report --demo --locale {locale}")
    end = max(number for number, line in enumerate(lines) if "█" in line)
    said = {
        "zh_CN": "终端中的指标报告：一张表和一幅条形图",
        "en": "The report in a terminal: a table and a chart",
    }
    return screen(lines[: end + 1], said[locale])


# ------------------------------------------------------------------ an invented county

TOWNS: Final = (
    ("云溪镇", "Yunxi"),
    ("石桥镇", "Shiqiao"),
    ("柳湾镇", "Liuwan"),
    ("高塘镇", "Gaotang"),
    ("北屏街道", "Beiping"),
    ("经开区", "Development zone"),
)


def county(locale: str, as_of: str = "2025-06-30") -> Ledger:
    """Make the ledger of a county: six units, thirty projects, a target each."""
    names = [pair[locale == "en"] for pair in TOWNS]
    word = "project" if locale == "en" else "虚构项目"
    projects = []
    for number in range(30):
        town = (number * number + number // 7) % 6
        month, day = 1 + number % 6, 3 + number % 25
        steps = []
        if number % 3:
            steps.append(Milestone(stage="started", on=f"2025-{min(month + 1, 6):02}-{day:02}"))
        if number % 5 == 1:
            steps.append(Milestone(stage="producing", on=f"2025-06-{day:02}"))
        is_talk = number % 10 == 9
        projects.append(
            Project(
                id=f"P{number + 1:02}",
                name=f"{word} {number + 1:02}",
                owner=f"U{town}",
                investment=Money.of((number * 37) % 90 + 5, "千万元"),
                agreements=[] if is_talk else [Agreement(signed_on=f"2025-{month:02}-{day:02}")],
                milestones=[Milestone(stage="negotiating", on="2025-01-02")] if is_talk else steps,
            )
        )
    return Ledger(
        as_of=as_of,
        projects=projects,
        teams=[ServiceTeam(id=f"U{at}", name=name) for at, name in enumerate(names)],
        targets=[
            Target(
                id=f"T{at}",
                unit=f"U{at}",
                measure="signed_project_count",
                period="2025",
                value=Count.of(5 + at, "个"),
            )
            for at in range(6)
        ],
    )


ARTICLE: Final = {
    "zh_CN": "上半年，全县新签约项目27个，签约总投资130亿元。其中，经开区签约5个。开工率达到88.0%。",
    "en": "In the first half of 2025 the county signed 27 projects with a total investment of 13 billion yuan.",
}


def gallery(locale: str) -> Iterator[tuple[str, str]]:
    """Give each picture and page by its name."""
    ledger = county(locale)
    zh = locale == "zh_CN"
    kpis = ["signed_project_count", "signed_investment_total", "start_rate"]
    now = evaluate(ledger, kpis, period="2025-H1", by="owner")
    before, after = (
        evaluate(ledger, "signed_investment_total", as_of=day, by="owner")
        for day in ("2025-05-31", "2025-06-30")
    )
    places, targets = ranking(after, previous=before), progress(ledger, "signed_project_count", period="2025")
    steps = funnel(ledger, stages=["signed", "started", "producing"])
    charts = [
        progress_chart(targets, locale=locale),
        ranking_chart(places, locale=locale),
        funnel_chart(steps, locale=locale),
    ]
    for name, chart in zip(("targets", "ranking", "funnel"), charts, strict=True):
        yield f"{name}.svg", chart.to_svg()
    tables = [kpi_table(now, locale=locale), ranking_table(places, locale=locale)]
    title = "六月招商月报" if zh else "Investment attraction, June"
    yield (
        "month.html",
        page(tables, title=title, locale=locale),
    )
    boards = [
        board_table(ledger, BOARDS["targets"], locale=locale),
        stage_board(ledger, locale=locale, warnings=[]),
    ]
    yield "boards.html", page(boards, title="作战图" if zh else "Boards", locale=locale)
    wholes = evaluate(ledger, kpis, period="2025-H1")
    written = write(wholes, subject="某县" if zh else "the county", locale=locale)
    checked = verify(ARTICLE[locale], ledger, subject="全县" if zh else "the county", today="2025-07-05")
    yield "article.html", checked.to_html(locale, title="核对文章" if zh else "An article, checked")
    yield "bulletin.txt", written + "\n"


def made() -> Mapping[str, str]:
    """Give every file of the gallery by its name."""
    found = {}
    for language, locale in LOCALES.items():
        found[f"report.{language}.svg"] = report(locale)
        for name, content in gallery(locale):
            stem, _, ending = name.partition(".")
            found[f"{stem}.{language}.{ending}"] = content
    return found


def main() -> None:
    """Write them, and take away what is made no more."""
    HOME.mkdir(parents=True, exist_ok=True)
    files = made()
    for path in HOME.iterdir():
        if path.name not in files:
            path.unlink()
    for name, content in files.items():
        (HOME / name).write_text(content, encoding="utf-8")
    sizes = {name: len(content.encode()) for name, content in files.items()}
    print(re.sub(r"[{}']", "", str(sizes)))


if __name__ == "__main__":
    main()
