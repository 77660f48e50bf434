"""The container of an .xls: a table of sectors, of which each stream is a chain.

No stream is longer than its file. A chain that comes back to itself, or an entry that claims more, is refused before the reader,
which makes room for what is claimed and follows a chain as long as there is memory.
"""

import struct
from collections.abc import Iterator
from typing import Final

__all__ = ["check_container", "workbook_stream"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END: Final = 0xFFFFFFFA  # from here on sector numbers are marks
_WORKBOOKS: Final = frozenset({"Workbook", "Book"})


def workbook_stream(data: bytes, /) -> bytes:
    """Take the stream of records out of a file, or give it back where it is one.

    Raises:
        ValueError: when a chain of sectors comes back to itself.
        struct.error: when the file ends within its tables.
    """
    if not data.startswith(_OLE):
        return data
    container = _Container(data)
    found = (entry for entry in container.entries() if entry[0] in _WORKBOOKS)
    return next((container.stream(start, length) for _, start, length in found), b"")


def check_container(data: bytes, /) -> None:
    """Refuse a container that claims a longer stream than the file, or a chain that comes back to itself.

    Raises:
        ValueError: likewise.
        struct.error: when the file ends within its tables.
    """
    container = _Container(data)
    for place, (name, start, length) in enumerate(container.entries()):
        if place == 0 or name in _WORKBOOKS:
            if length > len(data):
                raise ValueError("a stream claims to be longer than its file")
            container.chain(start)
    container.chain(container.number(60))  # the table of short streams


class _Container:
    """The sectors of a file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
        self.most = len(data) // self.size + 1
        self.table = self._table()
        self.directory = self.chain(self.number(48))

    def number(self, at: int) -> int:
        """Give a number of the header."""
        return int(struct.unpack_from("<I", self.data, at)[0])

    def _table(self) -> list[int]:
        """Read which sector follows each; the header lists the sectors of the table, and a chain of lists goes on behind it."""
        sectors = [*struct.unpack_from("<109I", self.data, 76)]
        following, lists = self.number(68), 0
        while following < min(_END, self.most):
            *more, following = self._numbers(following)
            sectors += more
            lists += 1
            if lists > self.most:
                raise ValueError("a chain of sectors comes back to itself")
        held = [number for number in sectors if number < _END]
        return [each for number in held[: self.most] for each in self._numbers(number)]

    def _numbers(self, number: int) -> tuple[int, ...]:
        sector = self.data[(number + 1) * self.size : (number + 2) * self.size]
        return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])

    def entries(self) -> Iterator[tuple[str, int, int]]:
        """Give the name, the first sector and the length of what the directory lists; first the stream of all short ones."""
        for at in range(0, len(self.directory) - 127, 128):
            length = struct.unpack_from("<H", self.directory, at + 64)[0]
            name = self.directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, whole, high = struct.unpack_from("<III", self.directory, at + 116)
            yield name, start, whole + (high << 32 if self.size > 1 << 9 else 0)

    def stream(self, start: int, length: int) -> bytes:
        """Take a stream; a short one out of the one that holds all short ones."""
        if length >= self.number(56):
            return self.chain(start)[:length]
        cells = self.chain(self.number(60))
        small = struct.unpack(f"<{len(cells) // 4}I", cells[: len(cells) // 4 * 4])
        unit = 1 << min(struct.unpack_from("<H", self.data, 32)[0], 12)
        whole = bytes(unit) + self.chain(struct.unpack_from("<I", self.directory, 116)[0])
        return _joined(whole, small, start, unit)[:length]

    def chain(self, start: int) -> bytes:
        """Follow a chain of sectors."""
        return _joined(self.data, self.table, start, self.size)


def _joined(data: bytes, table: "list[int] | tuple[int, ...]", start: int, size: int) -> bytes:
    """Join the sectors of a chain, which has no more of them than the data."""
    parts: list[bytes] = []
    number, most = start, len(data) // size + 1
    while number < len(table):
        if len(parts) > most:
            raise ValueError("a chain of sectors comes back to itself")
        parts.append(data[(number + 1) * size : (number + 2) * size])
        number = table[number]
    return b"".join(parts)
