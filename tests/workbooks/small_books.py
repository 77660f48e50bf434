"""Small workbooks, written cell by cell. Every ledger here is invented."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from zhaoshang.workbooks import Import

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "签约时间", "目前进展"]


FIRM = "虚构甲科技有限公司"


Rows = Sequence[Sequence[object]]


def save(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    merges: Sequence[tuple[int, int, int, int]] = (),
    formats: dict[tuple[int, int], str] | None = None,
    finish: Callable[[Any, Any], None] | None = None,
    **options: object,
) -> Path:
    """Write an invented workbook; rows and columns of merges and formats count from 1."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, **options})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for top, left, low, right in merges:
            sheet.merge_range(top - 1, left - 1, low - 1, right - 1, "")
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                code = (formats or {}).get((row + 1, column + 1))
                look = book.add_format({"num_format": code}) if code else None
                if isinstance(value, dt.date):
                    sheet.write_datetime(row, column, value, look or day)
                elif isinstance(value, str) and value.startswith("{="):
                    formula, _, cached = value[1:].partition("}")
                    sheet.write_formula(row, column, formula, look, cached)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, look)
                elif value is not None:
                    sheet.write(row, column, value, look)
        if finish is not None:
            finish(book, sheet)
    book.close()
    return path


def rows(*cells: Sequence[object]) -> list[Sequence[object]]:
    return [HEAD, *cells]


def codes(imported: Import) -> list[tuple[str, str]]:
    return [(item.path.rpartition("!")[2], item.code) for item in imported.findings]


def counts(imported: Import, sheet: int = 0) -> dict[str, int]:
    return {str(kind): count for kind, count in imported.sheets[sheet].counts.items()}
