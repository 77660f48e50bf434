"""`report`: what was read as what, the KPIs, and what was not read."""

import argparse
from typing import TYPE_CHECKING, Final

from attrs import evolve

from zhaoshang._command.books import (
    DEMO_PERIOD,
    Opened,
    account,
    add_book,
    add_printing,
    book_of,
    day_of,
    opened,
)
from zhaoshang._command.printing import bars_of, notes_text, tell, tell_json, tell_lines, text_of, width_of
from zhaoshang._command.words import Words
from zhaoshang._text.languages import is_chinese
from zhaoshang.kpis import Figures, evaluate, find
from zhaoshang.reading import parse_period
from zhaoshang.reports import kpi_table
from zhaoshang.workbooks import write_review

if TYPE_CHECKING:
    from zhaoshang._command.parsing import Parser

DEFAULT_KPIS: Final = (
    "signed_project_count",
    "signed_investment_total",
    "average_project_size",
    "projects_in_band",
    "contract_performance_rate",
    "start_rate",
    "production_rate",
    "stage_duration_days",
)


def add(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """Declare the verb."""
    parser = commands.add_parser(
        "report", words=words, help=words("report"), description=words("report_more"), epilog=words("status")
    )
    add_book(parser, words)
    parser.add_argument("--period", help=words("period"))
    parser.add_argument("--as-of", help=words("as_of"))
    parser.add_argument("--by", action="append", default=[], help=words("by"))
    parser.add_argument("--kpi", action="append", default=[], help=words("kpi"))
    parser.add_argument("--bands", nargs="+", default=["≥1亿元", "≥5亿元", "≥10亿元"], help=words("bands"))
    parser.add_argument("--profile", default="default", help=words("profile"))
    parser.add_argument("--markdown", action="store_true", help=words("markdown"))
    parser.add_argument("--review", metavar="XLSX", help=words("review"))
    add_printing(parser, words)
    parser.set_defaults(run=run, parser=parser)


def run(given: argparse.Namespace, words: Words) -> int:
    """Print what was read, the KPIs of the ledger, then what was not read."""
    book = book_of(given, words)
    if given.demo and not (given.as_of or given.period):
        given.period, given.by = DEMO_PERIOD, given.by or ["owner"]
    day = day_of(given)
    if day is None:
        given.parser.error(words("no_day"))
    source = opened(book, given, words, as_of=day)
    figures = _figures(source, given)
    if given.json:
        tell_json(_data(source, figures, words))
    else:
        _say(source, figures, given, words)
    if given.review and source.imported is not None:
        write_review(source.imported, given.review, locale=words.locale)
        if not given.json:
            tell(words("written").format(given.review))
    return 0


def _figures(source: Opened, given: argparse.Namespace) -> Figures:
    kpis = [find(kpi) for kpi in given.kpi or DEFAULT_KPIS]
    offered = {"bands": given.bands, "from_stage": "signed", "to_stage": "started"}
    read_by = {name for kpi in kpis for name in kpi.arguments}
    return evaluate(
        source.ledger,
        kpis,
        period=parse_period(given.period) if given.period else None,
        by=given.by,
        profile=given.profile,
        **{name: value for name, value in offered.items() if name in read_by},
    )


def _say(source: Opened, figures: Figures, given: argparse.Namespace, words: Words) -> None:
    width = width_of(given.width)
    names = {project.id: project.name for project in source.ledger.projects}
    table = kpi_table(figures, locale=words.locale, names=names)
    if source.imported is not None:
        tell_lines(account(source.imported, words), width)
    else:
        tell(words("projects").format(len(source.ledger.projects)))
    tell("")
    if given.markdown:
        tell(table.to_markdown())
    else:
        tell(text_of(evolve(table, notes=()), width))
        for more in (bars_of(table, width), notes_text(table, width)):
            if more:
                tell(f"\n{more}")
    if source.imported is not None and source.imported.findings:
        tell("")
        tell_lines(_doubts(source, words), width)


def _doubts(source: Opened, words: Words) -> list[str]:
    assert source.imported is not None  # noqa: S101 - the caller has asked
    rejected = {row.reason for row in source.imported.rejected}
    return [
        *(f"{words('not_read')}{row.reason.render(words.locale)}" for row in source.imported.rejected),
        *(
            f"  {finding.severity.label(words.locale)}  {finding.render(words.locale)}"
            for finding in source.imported.findings
            if finding not in rejected
        ),
    ]


def _data(source: Opened, figures: Figures, words: Words) -> dict[str, object]:
    imported = source.imported
    data: dict[str, object] = {"figures": figures.to_dicts(), "projects": len(source.ledger.projects)}
    if imported is not None:
        data["sheets"] = [
            {
                "sheet": sheet.name,
                "rows": sheet.row_count,
                "counts": {str(kind): number for kind, number in sheet.counts.items()},
                "columns": {column.letter: column.field for column in sheet.columns},
            }
            for sheet in imported.sheets
        ]
        data["layout"] = [
            {
                "sheet": each.sheet,
                "about": each.about,
                "choice": each.choice,
                "evidence": each.zh if is_chinese(words.locale) else each.en,
                "runner_up": each.runner_up,
            }
            for each in imported.layout
        ]
        data["findings"] = [finding.to_dict(words.locale) for finding in imported.findings]
    return data
