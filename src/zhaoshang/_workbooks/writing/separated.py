"""A ledger to CSV as Excel opens it: UTF-8 with a mark, quoted where it must be, and no text that runs as a formula."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._calls.streams import Target
from zhaoshang._files.inert import storable_in_text
from zhaoshang._files.streams import set_down
from zhaoshang._workbooks.files.delimited import as_text
from zhaoshang._workbooks.files.errors import unwritable
from zhaoshang._workbooks.writing.written import Value

__all__ = ["write_separated"]

_QUOTED: Final = re.compile(r'[",;|\t，\r\n]|^\s|\s$')  # every mark that a reader may take for a separator


def write_separated(target: Target, rows: Iterable[Iterable[Value]], /) -> None:
    """Write rows of cells; the file there is replaced once the new one is whole.

    Raises:
        UnreadableWorkbookError: when it cannot be written.
    """
    text = "".join(",".join(map(_cell, row)) + "\r\n" for row in rows)
    try:
        set_down(target, text.encode("utf-8-sig"))
    except OSError as cause:
        raise unwritable(target, cause) from cause


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        written = f"{value:f}"  # `normalize` would round to what the host's context holds
        return written.rstrip("0").rstrip(".") if "." in written else written
    if not isinstance(value, str):
        return value.isoformat()
    text = as_text(storable_in_text(value))
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
