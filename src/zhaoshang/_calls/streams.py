"""Files that are given as streams or bytes, where a path would do as well."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from zhaoshang.errors import FieldTypeError

Target = str | PathLike[str] | IO[bytes]
"""Where something is written to: a path, or a binary stream, which is left open."""

_EXPECTED: Final = "the path of a file, its bytes, or a binary stream"


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
    """
    stream: Any = target
    try:
        stream.write(data)
    except (AttributeError, TypeError):
        raise FieldTypeError(repr(target), _EXPECTED) from None


def read_bytes(source: object, /) -> bytes:
    """Read bytes, or a binary stream from where it stands.

    Raises:
        FieldTypeError: for what is neither.
    """
    given: Any = source
    if isinstance(given, bytes | bytearray | memoryview):
        return bytes(given)
    data = given.read() if hasattr(given, "read") else None
    if not isinstance(data, bytes):
        raise FieldTypeError(repr(source), _EXPECTED)
    return data
