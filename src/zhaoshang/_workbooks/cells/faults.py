"""What can be wrong with a cell, a row or a sheet, as data: each fault has a code and a gravity, and its words in the catalogues."""

from typing import Final, NamedTuple, final

from zhaoshang._text.messages import Message
from zhaoshang._workbooks.files.grids import Cell, column_letter
from zhaoshang.findings import Finding, Severity

__all__ = ["FAULTS", "UNREAD", "Fault", "cell_text", "finding", "lost_digits", "words_of"]


@final
class Fault(NamedTuple):
    """A fault of one cell: its code, and what the message names besides the cell's text."""

    code: str
    note: str = ""


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

FAULTS: Final[dict[str, Severity]] = {
    "missing_name": _E,
    "name_alone": _W,
    "row_too_wide": _E,
    "split_number": _E,
    "stray_quote": _W,
    "error_value": _E,
    "uncached_formula": _E,
    "formula_text": _W,
    "ditto_mark": _W,
    "digits_lost": _W,
    "unit_missing": _W,
    "unit_conflict": _W,
    "title_unit": _W,
    "title_not_read": _W,
    "mapped_unit": _W,
    "row_units_disagree": _W,
    "not_a_quantity": _W,
    "other_measure": _W,
    "restated_amount": _W,
    "inner_amount": _W,
    "inner_amount_read": _I,
    "wrong_kind": _W,
    "scale_suspect": _W,
    "negative_amount": _W,
    "zero_amount": _W,
    "columns_disagree": _W,
    "shared_amount": _W,
    "rows_disagree": _W,
    "covered_cell": _W,
    "wide_cell": _W,
    "two_currencies": _I,
    "two_in_one": _W,
    "not_a_date": _W,
    "one_as_yes": _W,
    "open_date": _W,
    "planned_date": _W,
    "scheduled_date": _W,
    "date_after_ledger": _W,
    "ambiguous_date": _W,
    "year_missing": _W,
    "serial_as_date": _I,
    "ambiguous_status": _W,
    "unknown_status": _W,
    "status_in_text": _I,
    "unknown_word": _W,
    "several_investors": _W,
    "beside_investors": _I,
    "bad_uscc": _W,
    "empty_mark": _I,
    "start_or_opening": _I,
    "step_denied": _W,
    "step_not_ticked": _W,
    "status_behind": _W,
    "stage_not_told": _I,
    "title_denies": _W,
    "title_disagrees": _W,
    "title_may_end": _W,
    "said_ended": _W,
    "said_in_note": _W,
    "said_not_taken": _I,
    "odd_ordinal": _W,
    "set_aside": _W,
    "may_be_set_aside": _W,
    "status_beside": _W,
    "remark_beside": _I,
    "remark_restates": _W,
    "remark_doubts": _W,
    "bare_row": _W,
    "phase_alone": _W,
    "investor_unnamed": _I,
    "investor_conflict": _W,
    "duplicate_row": _W,
    "duplicate_id": _W,
    "possible_duplicate": _I,
    "total_mismatch": _W,
    "total_of_others": _I,
    "not_a_span": _W,
    "hidden_row": _I,
    "hidden_column": _I,
    "ruled_text": _I,
    "cell_comment": _I,
    "comments_not_read": _W,
    "struck_row": _W,
    "struck_text": _W,
    "hidden_text": _W,
    "styled_text": _W,
    "pale_text": _W,
    "hidden_sheet": _I,
    "not_a_ledger": _W,
    "names_not_told": _W,
    "names_made_up": _W,
    "names_by_cells": _I,
    "unsure_column": _W,
    "column_not_read": _I,
    "kept_as_extra": _I,
    "copied_sheet": _W,
    "only_in_copy": _W,
    "copy_disagrees": _W,
    "unused_rule": _W,
    "several_years": _I,
    "external_links": _I,
}
"""How grave each fault is, by its code; the catalogues hold its words."""

UNREAD: Final = frozenset({"unknown_word", "unknown_status", "ambiguous_status", "status_in_text"})
"""What is told of words of which a field cannot be made: they are kept as they stand, by their header."""

_SHOWN: Final = 60
_EXACT: Final = 2**53  # codes of 16 digits are exact up to here


def lost_digits(value: Cell) -> bool:
    """Tell whether a number is too long for a cell to hold all its digits, as a code of 18 is."""
    return isinstance(value, float) and abs(value) >= _EXACT


def cell_text(value: Cell) -> str:
    """Write a cell's value as it is shown, or nearly so."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and not lost_digits(value):
            return str(int(value))
        return f"{value:.15g}"
    return str(value)


def words_of(fault: Fault, value: str) -> Message:
    """Give the words of a fault, with the text of the cell as it is shown."""
    return Message(f"workbook.fault.{fault.code}", value=value, note=fault.note)


def finding(fault: Fault, sheet: str, row: int, column: int, value: Cell = None) -> Finding:
    """Make the finding of a fault at a place; rows and columns count from 1."""
    text = cell_text(value)
    letter = column_letter(column)
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    detail = {"sheet": sheet, "row": str(row), "column": letter, "value": text}
    if fault.note:
        detail["note"] = fault.note
    return Finding(
        code=fault.code,
        severity=FAULTS[fault.code],
        path=f"{sheet}!{letter}{row}",
        detail=detail,
        message=words_of(fault, short),
    )
