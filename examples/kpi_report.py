"""Print the KPIs of a ledger workbook, then what could not be read and why.

    python examples/kpi_report.py
    python examples/kpi_report.py WORKBOOK --period 2022-H1 --as-of 2022-06-30 --by 责任单位 --locale zh_CN

Without arguments the bundled example is read, an invented ledger. The exit status is 2 where the file or an argument
cannot be used.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from zhaoshang import ZhaoshangError, evaluate, workbooks
from zhaoshang.reports import kpi_table

EXAMPLE = Path(__file__).parent / "data" / "ledger_2022h1.xlsx"
KPIS = (
    "signed_project_count",
    "signed_investment_total",
    "average_project_size",
    "projects_in_band",
    "contract_performance_rate",
    "start_rate",
    "production_rate",
    "stage_duration_days",
)


def arguments(line: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; without a workbook, the bundled one with its own period."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("workbook", nargs="?", type=Path, help="an Excel or CSV ledger")
    parser.add_argument("--sheet", action="append", default=[], help="a sheet to read (default: all)")
    parser.add_argument("--period", help="such as 2022-H1, 2022-03 or 2022 (default: all to date)")
    parser.add_argument("--as-of", help="the day on which the figures stand, such as 2022-06-30")
    parser.add_argument("--by", action="append", help="group by 责任单位, 园区, 所属地 …; may be given twice")
    parser.add_argument("--bands", nargs="+", default=["≥1亿元", "≥5亿元", "≥10亿元"], help="size bands")
    parser.add_argument("--locale", default="zh_CN", help="zh_CN or en")
    parser.add_argument("--markdown", action="store_true", help="print Markdown instead of text")
    given = parser.parse_args(line)
    if given.workbook is None:
        given.workbook = EXAMPLE
        given.period = given.period or "2022-H1"
        given.as_of = given.as_of or "2022-06-30"
        given.by = given.by or ["责任单位"]
    if given.as_of is None:
        given.as_of = given.period
    if given.as_of is None:
        parser.error("pass --period or --as-of: figures stand on a day, and the clock is not read")
    return given


def main(line: Sequence[str] | None = None) -> int:
    """Read, evaluate, print; return the exit status."""
    given = arguments(line)
    try:
        mapping = workbooks.Mapping(sheets=given.sheet)
        imported = workbooks.read(given.workbook, as_of=given.as_of, mapping=mapping)
        figures = evaluate(
            imported.ledger,
            KPIS,
            period=given.period,
            by=given.by or (),
            bands=given.bands,
            from_stage="signed",
            to_stage="started",
        )
    except ZhaoshangError as error:
        print(error.render(given.locale), file=sys.stderr)
        return 2
    names = {project.id: project.name for project in imported.ledger.projects}
    table = kpi_table(figures, locale=given.locale, names=names)
    print(table.to_markdown() if given.markdown else table.to_text())
    chinese = given.locale.startswith("zh")
    for sheet in imported.sheets:
        rows, projects = sheet.row_count, sheet.counts.get(workbooks.RowKind.PROJECT, 0)
        rejected = sheet.counts.get(workbooks.RowKind.REJECTED, 0)
        other = rows - projects - rejected
        if chinese:
            print(
                f"{sheet.name}：共 {rows} 行，项目 {projects}，未读入 {rejected}，标题、表头、合计、备注等 {other}"
            )
        else:
            print(
                f"{sheet.name}: {rows} rows: {projects} projects, {rejected} not read, {other} titles, headers, totals or notes"
            )
        unread = [
            f"{column.letter} {column.header}"
            for column in sheet.columns
            if column.field is None and column.header
        ]
        if unread:
            print(f"未读入的列：{'、'.join(unread)}" if chinese else f"columns not read: {', '.join(unread)}")
    for row in imported.rejected:
        print(("未读入：" if chinese else "not read: ") + row.reason.render(given.locale))
    for finding in imported.findings:
        print(f"  {finding.severity.label(given.locale)}  {finding.render(given.locale)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
