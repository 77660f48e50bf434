"""Files that are given as streams or bytes, where a path would do as well."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from os import PathLike
from typing import IO, Any, Final

from zhaoshang._basics.brief import as_python
from zhaoshang._files.atomic import unusable
from zhaoshang._files.streams import SOURCE, pieces, put
from zhaoshang.errors import ArgumentError, FieldTypeError

Target = str | PathLike[str] | IO[bytes]
"""Where something is written to: a path, or a binary stream, which is left open."""

_READ_FROM: Final = ("str", "PathLike", "bytes", "IO[bytes]")
_LONGEST: Final = 2**30
_UPLOAD: Final = "upload"


@contextmanager
def held(target: Target, /) -> Iterator[str | PathLike[str] | BytesIO]:
    """Give what to write to: the path given, or a buffer whose bytes go to the stream once they are whole."""
    if isinstance(target, str | PathLike):
        yield target
        return
    buffer = BytesIO()
    yield buffer
    put(target, buffer.getvalue())


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
        read = list(pieces(given, _LONGEST + 1, _UPLOAD))
    except (AttributeError, TypeError):  # a stream of text
        raise FieldTypeError(as_python(source), SOURCE) from None
    if sum(map(len, read)) > _LONGEST:
        raise unusable(_UPLOAD, "endless")
    return b"".join(read)
