"""Files that are given as streams or bytes, where a path would do as well."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from zhaoshang._basics.brief import as_python
from zhaoshang._files.atomic import unusable
from zhaoshang._files.streams import pieces, put
from zhaoshang.errors import ArgumentError, FieldTypeError

Target = str | PathLike[str] | IO[bytes]
"""Where something is written to: a path, or a binary stream, which is left open."""

_READ_FROM: Final = ("str", "PathLike", "bytes", "IO[bytes]")
SOURCE: Final = "the path of a file, its bytes, or a binary stream"
"""What is expected of something to read from."""
_LONGEST: Final = 2**30
_UPLOAD: Final = "upload"


@contextmanager
def as_path(target: Target, name: str, /) -> Iterator[str | PathLike[str]]:
    """Give a path to write to: the one given, or one of ours whose bytes go to the stream once they are whole."""
    if isinstance(target, str | PathLike):
        yield target
        return
    with TemporaryDirectory(prefix="zhaoshang-") as folder:
        path = Path(folder, name)
        yield path
        write_bytes(target, path.read_bytes())


def write_bytes(target: object, data: bytes, /) -> None:
    """Write to a binary stream.

    Raises:
        FieldTypeError: for what is none.
        FileAccessError: when it cannot be written.
    """
    try:
        put(target, data)
    except (AttributeError, TypeError):
        raise FieldTypeError(as_python(target), SOURCE) from None


def read_bytes(source: object, function: str, /) -> bytes:
    """Read bytes, or a binary stream from where it stands: the `source` of a public function.

    Raises:
        ArgumentError: for what is neither.
        FieldTypeError: for a stream of text.
        FileAccessError: for a stream that cannot be read, or is longer than 1 GB.
    """
    given: Any = source
    if isinstance(given, bytes | bytearray | memoryview):
        return bytes(given)
    if not hasattr(given, "read"):
        raise ArgumentError(function, "source", as_python(source), _READ_FROM)
    try:
        held = list(pieces(given, _LONGEST + 1, _UPLOAD))
    except (AttributeError, TypeError):  # a stream of text
        raise FieldTypeError(as_python(source), SOURCE) from None
    if sum(map(len, held)) > _LONGEST:
        raise unusable(_UPLOAD, "endless")
    return b"".join(held)
