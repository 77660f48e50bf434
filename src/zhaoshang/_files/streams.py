"""Bytes go whole to a stream, or an error says that they did not: a raw one may take less than it is given."""

import io
from typing import Any

from zhaoshang._basics.brief import as_python
from zhaoshang._files.atomic import refused, unusable

__all__ = ["put"]


def put(stream: Any, data: bytes, /) -> None:  # noqa: ANN401 - whatever has a `write`
    """Write all of it to a binary stream, which is left open.

    Raises:
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
        except OSError as error:
            raise refused(_name(stream), error) from error
        except ValueError as error:  # closed
            raise unusable(_name(stream), "stream", str(error)) from error
        if type(taken) is not int:  # who does not count takes all, but for a raw one that would have to wait
            taken = 0 if isinstance(stream, io.RawIOBase) else len(data)
        if taken <= 0:
            raise unusable(_name(stream), "stream")
        place += taken


def _name(stream: object) -> str:
    name = getattr(stream, "name", None)
    return name if isinstance(name, str) and name else as_python(stream)
