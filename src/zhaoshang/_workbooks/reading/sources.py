"""What is read may be a file, bytes or a stream; a file of our own stands in for the latter and is never told of."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from attrs import evolve

from zhaoshang._basics.brief import as_python
from zhaoshang._files.streams import SOURCE, pieces
from zhaoshang._workbooks.files.errors import MappingError, UnreadableWorkbookError, WorkbookError
from zhaoshang._workbooks.files.limits import Limits
from zhaoshang._workbooks.reading.imports import Import
from zhaoshang.errors import FieldTypeError, ZhaoshangError

__all__ = ["Source", "read_from"]

Source = str | PathLike[str] | bytes | bytearray | memoryview | IO[bytes]
"""A path, the bytes of a file, or a stream of them."""

_UNNAMED: Final = "upload"
_OF_TEXT: Final = "a file: its text is given as bytes, text.encode()"
_OF_FRAMES: Final = "a file: a frame is read by workbooks.read_frame"


def read_from(
    source: Source, name: str | None, limits: Limits, read: Callable[[str | PathLike[str]], Import]
) -> Import:
    """Read a source; what is given without a path is called by its name alone, in results and in errors.

    Args:
        source: a path, bytes or a stream, which is read from where it stands and left open.
        name: what the file is called, such as the name of an upload; of a path, its own.
        limits: how many bytes are taken from a stream at most.
        read: reads a file.
    """
    if isinstance(source, str) and "\n" in source:
        raise FieldTypeError(as_python(source), _OF_TEXT)
    if isinstance(source, list | tuple):
        raise FieldTypeError(as_python(source), SOURCE, "workbooks.join([workbooks.read(path), …])")
    if hasattr(source, "columns") and not hasattr(source, "read"):
        raise FieldTypeError(type(source).__name__, _OF_FRAMES)
    if isinstance(source, str | PathLike):
        if name is None:
            return read(source)
        return _renamed(lambda: read(source), name)
    shown = (
        Path(name or getattr(source, "name", None) or _UNNAMED).name
        if _is_text_name(source, name)
        else _UNNAMED
    )
    with _as_file(source, shown, limits) as path:
        return _renamed(lambda: read(path), name or shown)


def _is_text_name(source: object, name: str | None) -> bool:
    return isinstance(name or getattr(source, "name", ""), str)


def _renamed(read: Callable[[], Import], name: str) -> Import:
    try:
        return evolve(read(), path=name)
    except MappingError:  # which names the file of the mapping
        raise
    except WorkbookError as error:
        fields: Any = error  # every error of reading is a record
        if not hasattr(fields, "path"):
            raise
        raise evolve(fields, path=name) from None


def _safe(name: str) -> str:
    """Give a name that a file may have: the ids of rows without a code begin with it."""
    kept = "".join(char if char.isalnum() or char in " .-_()（）" else "_" for char in Path(name).name)
    stem, suffix = Path(kept).stem.strip(". "), Path(kept).suffix
    return f"{stem[:60] or _UNNAMED}{suffix[:12]}"


@contextmanager
def _as_file(source: object, shown: str, limits: Limits) -> Iterator[Path]:
    """Keep the bytes in a file of a folder of its own."""
    with ExitStack() as kept:
        try:
            path = Path(kept.enter_context(TemporaryDirectory(prefix="zhaoshang-")), _safe(shown))
            with path.open("wb") as file:
                file.writelines(_bytes_of(source, shown, limits))
        except OSError as cause:
            if isinstance(cause, ZhaoshangError):  # of the stream
                raise
            raise UnreadableWorkbookError(shown, "temporary", str(cause)) from cause
        yield path


def _bytes_of(source: object, shown: str, limits: Limits) -> Iterator[bytes | bytearray | memoryview]:
    """Give the bytes; of a stream no more than are read."""
    if isinstance(source, memoryview):
        yield source if source.c_contiguous else source.tobytes()
    elif isinstance(source, bytes | bytearray):
        yield source
    elif callable(getattr(source, "read", None)):
        try:
            yield from pieces(source, limits.file_size + 1, shown)
        except TypeError:  # a stream of text
            raise FieldTypeError(as_python(source), SOURCE) from None
    else:
        raise FieldTypeError(as_python(source), SOURCE)
