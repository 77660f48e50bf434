"""A workbook is packed in memory and written as one piece, so that a full disk is one error, told once.

XlsxWriter packs into the file itself. Where that fails, the container is closed again when it is collected, and what
fails then is printed on the host's standard error.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from os import PathLike
from typing import IO, TYPE_CHECKING

from zhaoshang._files.atomic import replacing
from zhaoshang._files.streams import put

if TYPE_CHECKING:
    import xlsxwriter

__all__ = ["book_at"]


@contextmanager
def book_at(
    target: str | PathLike[str] | IO[bytes], options: Mapping[str, object] | None = None, /
) -> Iterator["xlsxwriter.Workbook"]:
    """Give a workbook to fill; in the end it takes the place of the file there, or goes to the stream.

    Raises:
        ImportError: when XlsxWriter is not installed.
        FileAccessError: when it cannot be written.

    Examples:
        >>> made = BytesIO()
        >>> with book_at(made) as book:
        ...     _ = book.add_worksheet("甲")
        >>> made.getvalue()[:2]
        b'PK'
    """
    import xlsxwriter  # noqa: F401, PLC0415 - an extra, missed before anything is made

    if not isinstance(target, str | PathLike):
        held = BytesIO()
        with _packed(held, options) as book:
            yield book
        put(target, held.getvalue())
        return
    with replacing(target) as new:
        held = BytesIO()
        with _packed(held, options) as book:
            yield book
        new.write_bytes(held.getbuffer())


@contextmanager
def _packed(held: BytesIO, options: Mapping[str, object] | None) -> Iterator["xlsxwriter.Workbook"]:
    import xlsxwriter  # noqa: PLC0415 - an extra, loaded on use

    # in memory from end to end: of a sheet that cannot be set down, the container would tell when it is collected
    book = xlsxwriter.Workbook(held, {"in_memory": True, **(options or {})})
    try:
        yield book
    except BaseException:
        book.fileclosed = True  # it would pack itself when it is collected
        raise
    book.close()
