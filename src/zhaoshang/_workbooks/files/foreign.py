"""Everything that is asked of python-calamine; it needs nothing of this library, so that a process of its own can run it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError

__all__ = ["PasswordError", "TooLarge", "read_sheets"]


class TooLarge(Exception):  # noqa: N818 - it is turned into an error of ours where it is caught
    """A sheet is beyond a limit: its name, what is allowed, what was found, and the sheet."""


def read_sheets(path: str, allowed: dict[str, int], /) -> Iterator[tuple[Any, ...]]:
    """Give every sheet of cells: its place and name, whether it is shown, its rows and its merged ranges."""
    with _opened(path) as book:
        sheets = book.sheets_metadata
        if len(sheets) > allowed["sheets"]:
            raise TooLarge("sheets", allowed["sheets"], len(sheets), "")
        if len({meta.name for meta in sheets}) < len(sheets):
            raise ValueError("two sheets have the same name: one would be read twice, the other not")
        for index, meta in enumerate(sheets):
            if _word(meta.typ) != "WorkSheet":
                continue
            sheet = book.get_sheet_by_index(index)
            height, width = sheet.total_height, sheet.total_width
            for name, found in (("rows", height), ("columns", width), ("cells", height * width)):
                if found > allowed[name]:
                    raise TooLarge(name, allowed[name], found, meta.name)
            start = sheet.start
            pad = (None,) * (start[1] if start else 0)
            # tuples of cells are nothing to Python's collector, which looks through lists again and again
            rows = [
                (*pad, *[cell if cell or cell != "" else None for cell in row]) for row in sheet.iter_rows()
            ]
            yield meta.name, _word(meta.visible) == "Visible", rows, sheet.merged_cell_ranges


def _opened(path: str) -> CalamineWorkbook:
    """Open a workbook by its content; calamine goes by the name where it is given one."""
    with Path(path).open("rb") as file:
        is_zip = file.read(2) == b"PK"
        if path.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".ods") if is_zip else ".xls"):
            return CalamineWorkbook.from_path(path)
        file.seek(0)
        return CalamineWorkbook.from_filelike(file)


def _word(member: object) -> str:
    """Name a member of calamine's enumerations, which at run time have no `name`."""
    return str(member).rpartition(".")[2]
