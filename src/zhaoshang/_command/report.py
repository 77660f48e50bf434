"""`report`: what was read as what and what was not, then the KPIs."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from zhaoshang._command.books import (
    DEMO_PERIOD,
    Opened,
    account,
    add_book,
    add_printing,
    book_of,
    day_of,
    decision_data,
    doubts,
    period_of,
    refuse_unread,
    seen,
)
from zhaoshang._command.printing import (
    bars_of,
    notes_text,
    tell,
    tell_json,
    tell_lines,
    text_of,
    width_of,
    write_out,
)
from zhaoshang._command.targets import check_target
from zhaoshang._command.words import Words
from zhaoshang.kpis import Figures, Kpi, evaluate, find
from zhaoshang.profiles import profile_of
from zhaoshang.reports import kpi_table
from zhaoshang.workbooks import write_review

if TYPE_CHECKING:
    from zhaoshang._command.parsing import Parser

DEFAULT_BANDS: Final = ("≥1亿元", "≥5亿元", "≥10亿元")
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
    parser.add_argument("--bands", nargs="+", help=words("bands"))
    parser.add_argument("--profile", default="default", help=words("profile"))
    parser.add_argument("--markdown", action="store_true", help=words("markdown"))
    parser.add_argument("--review", metavar="XLSX", help=words("review"))
    add_printing(parser, words)
    parser.set_defaults(run=run, parser=parser)


def run(given: argparse.Namespace, words: Words) -> int:
    """Print what was read as what and what was not, then the KPIs of the ledger or why there are none."""
    book = book_of(given, words)
    refuse_unread(given, book)
    if given.review:
        check_target(given, words, given.review, (".xlsx",))
    if given.demo and not (given.as_of or given.period):
        given.period, given.by = DEMO_PERIOD, given.by or ["owner"]
    day = day_of(given)
    kpis, _ = [find(kpi) for kpi in given.kpi or DEFAULT_KPIS], profile_of(given.profile)
    _refuse_idle(kpis, given)
    source = seen(book, given, words, as_of=day)
    if source.imported is None:
        given.parser.refuse_unused(given, ["review"], "only_workbook")
    is_ready = day is not None and source.refused is None
    if given.json:
        tell_json(_data(source, _figures(source, kpis, given) if is_ready else None, words))
    else:
        _say_read(source, given, words)
        if is_ready:
            _say_figures(source, _figures(source, kpis, given), given, words)
    if not is_ready:
        write_out()  # what was read stands above why there are no figures
        if source.refused is not None:
            raise source.refused
        given.parser.error(words("no_day"))
    if given.review and source.imported is not None:
        write_review(source.imported, given.review, locale=words.locale)
        if not given.json:
            tell(words("written").format(given.review))
    return 0


def _refuse_idle(kpis: Sequence[Kpi], given: argparse.Namespace) -> None:
    if not any("bands" in kpi.arguments for kpi in kpis):
        given.parser.refuse_unused(given, ["bands"], "only_bands")
    if given.json:
        given.parser.refuse_unused(given, ["markdown"], "not_json")


def _figures(source: Opened, kpis: Sequence[Kpi], given: argparse.Namespace) -> Figures:
    offered: dict[str, Any] = {
        "bands": given.bands or DEFAULT_BANDS,
        "from_stage": "signed",
        "to_stage": "started",
    }
    read_by = {name for kpi in kpis for name in kpi.arguments}
    return evaluate(
        source.ledger,
        kpis,
        period=period_of(given, "period"),
        by=given.by,
        profile=given.profile,
        **{name: value for name, value in offered.items() if name in read_by},
    )


def _say_read(source: Opened, given: argparse.Namespace, words: Words) -> None:
    width = width_of(given.width)
    if source.imported is None:
        tell(words("projects").format(len(source.ledger.projects)))
        return
    tell_lines(account(source.imported, words), width)
    if source.imported.findings:
        tell("")
        tell_lines(doubts(source.imported, words), width)


def _say_figures(source: Opened, figures: Figures, given: argparse.Namespace, words: Words) -> None:
    width = width_of(given.width)
    names = {project.id: project.name for project in source.ledger.projects}
    table = kpi_table(figures, locale=words.locale, names=names)
    tell("")
    if given.markdown:
        tell(table.to_markdown())
        return
    tell(text_of(evolve(table, notes=()), width))
    for more in (bars_of(table, width), notes_text(table, width)):
        if more:
            tell(f"\n{more}")


def _data(source: Opened, figures: Figures | None, words: Words) -> dict[str, object]:
    imported = source.imported
    data: dict[str, object] = {
        "figures": None if figures is None else figures.to_dicts(),
        "projects": len(source.ledger.projects),
    }
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
        data["layout"] = [decision_data(each, words) for each in imported.layout]
        data["findings"] = [finding.to_dict(words.locale) for finding in imported.findings]
    return data
