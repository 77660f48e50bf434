"""Bytes go whole to a stream and come whole from one, or an error says that they did not.

A raw stream may take less than it is given, and give less than it is asked for.
"""

import io
from collections.abc import Iterator
from os import PathLike
from typing import IO, Any, Final

from zhaoshang._basics import above
from zhaoshang._basics.brief import as_python
from zhaoshang._files.atomic import refused, replacing, unusable

__all__ = ["SOURCE", "pieces", "put", "set_down"]

SOURCE: Final = "the path of a file, its bytes, or a binary stream"
"""What is expected of something to read from or to write to."""
_PIECE: Final = 2**18


def pieces(stream: Any, most: int, name: str = "", /) -> Iterator[bytes]:  # noqa: ANN401 - whatever has a `read`
    """Read a binary stream from where it stands, which is left open, and no further than so many bytes.

    Args:
        stream: the stream.
        most: how many bytes; one more than what is allowed tells of a stream that is longer, or never ends.
        name: what it is called in errors; by default its own name.

    Raises:
        FileAccessError: when the stream is closed or not made for reading, when it breaks off, or when a raw one would have
            to wait.
        TypeError: for a stream of text.

    Examples:
        >>> stream = io.BytesIO(b"a whole ledger")
        >>> b"".join(pieces(stream, 7)), stream.read()
        (b'a whole', b' ledger')
    """
    called = name or _name(stream)
    while most > 0:
        try:
            piece = stream.read(min(_PIECE, most))
        except io.UnsupportedOperation as error:
            raise unusable(called, "unreadable", str(error)) from error
        except OSError as error:
            raise refused(called, error) from error
        except (ValueError, EOFError) as error:  # closed; packed, and cut short
            raise unusable(called, "unreadable", str(error)) from error
        if piece is None:
            raise unusable(called, "unreadable")
        if not isinstance(piece, bytes | bytearray | memoryview):
            raise TypeError(type(piece).__name__)
        if not piece:
            return
        most -= len(piece)
        yield bytes(piece)


def put(stream: Any, data: bytes, /) -> None:  # noqa: ANN401 - whatever has a `write`
    """Write all of it to a binary stream, which is left open.

    Raises:
        FieldTypeError: for a stream of text, and for what is no stream.
        FileAccessError: when the stream is closed or not made for writing, when its disk is full, or when it takes no more.

    Examples:
        >>> class Socket(io.RawIOBase):
        ...     taken = b""
        ...
        ...     def writable(self):
        ...         return True
        ...
        ...     def write(self, data):
        ...         self.taken += bytes(data[:4])
        ...         return len(data[:4])
        >>> socket = Socket()
        >>> put(socket, b"a whole ledger")
        >>> socket.taken
        b'a whole ledger'
    """
    place = 0
    while place < len(data):
        try:
            taken = stream.write(data[place:] if place else data)
        except io.UnsupportedOperation as error:
            raise unusable(_name(stream), "stream", str(error)) from error
        except OSError as error:
            raise refused(_name(stream), error) from error
        except ValueError as error:  # closed
            raise unusable(_name(stream), "stream", str(error)) from error
        except (AttributeError, TypeError):
            raise above.errors.FieldTypeError(as_python(stream), SOURCE) from None
        if type(taken) is not int:  # who does not count takes all, but for a raw one that would have to wait
            taken = 0 if isinstance(stream, io.RawIOBase) else len(data)
        if taken <= 0:
            raise unusable(_name(stream), "stream")
        place += taken


def set_down(target: str | PathLike[str] | IO[bytes], data: bytes, /) -> None:
    """Let bytes take the place of a file, or go to a binary stream.

    Raises:
        FileAccessError: when they cannot be written.
        MissingFileError: when the folder of the file is not there.

    Examples:
        >>> held = io.BytesIO()
        >>> set_down(held, b"a whole ledger")
        >>> held.getvalue()
        b'a whole ledger'
    """
    if not isinstance(target, str | PathLike):
        put(target, data)
        return
    with replacing(target) as new:
        new.write_bytes(data)


def _name(stream: object) -> str:
    name = getattr(stream, "name", None)
    return name if isinstance(name, str) and name else as_python(stream)
