"""Words that the reader of a field did not know: kept by their header, and written back under it."""

from collections.abc import Iterable
from typing import Final

from zhaoshang._workbooks.cells.faults import UNREAD
from zhaoshang._workbooks.cells.readers import reader_of
from zhaoshang._workbooks.words.columns import Header, propose
from zhaoshang.model import Project

__all__ = ["is_unread", "unread_headers"]

_OF_WORDS: Final = frozenset(
    {
        "stage",
        "flag",
        "industry",
        "category",
        "channel",
        "track",
        "relation",
        "origin",
        "ownership",
        "agreement_kind",
    }
)


def unread_headers(projects: Iterable[Project], /) -> dict[str, str]:
    """Find the headers of kept texts that name a field of words, by the field; none where several name one field."""
    found: dict[str, list[str]] = {}
    for header in dict.fromkeys(header for project in projects for header in project.extra):
        column = propose([Header(number=1, texts=(header,))])[0]
        if column.field is not None and column.kind in _OF_WORDS:
            found.setdefault(column.field, []).append(header)
    return {path: headers[0] for path, headers in found.items() if len(headers) == 1}


def is_unread(header: str, text: str, /) -> bool:
    """Tell whether a text under a header is words that the field of the header does not know.

    Examples:
        >>> is_unread("产业类别", "数字经济"), is_unread("产业类别", "工业")
        (True, False)
    """
    column = propose([Header(number=1, texts=(header,))])[0]
    value, fault = reader_of(column, year=None, cells=tuple)(text)
    return value is None and fault is not None and fault.code in UNREAD
