"""Containers of .xls files: no stream is longer than its file."""

import re
import struct
from pathlib import Path

import pytest

from zhaoshang import workbooks
from zhaoshang._workbooks.files.compounds import workbook_stream
from zhaoshang.workbooks import UnreadableWorkbookError

FREE, NONE, END = 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE
SECTORS = 8


def container(
    follows: list[int],
    *,
    length: int = 512 * 4,
    start: int = 2,
    directory: int = 1,
    short: int = END,
    lists: tuple[int, list[int]] | None = None,
) -> bytes:
    """Write a container by hand: sector 0 is the table of sectors, 1 the directory, the others hold a stream."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into(
        "<9I", header, 40, 0, 1, directory, 0, 64, short, 0, END if lists is None else lists[0], 0
    )
    struct.pack_into("<109I", header, 76, *([0] if lists is None else [FREE]), *[FREE] * 108)

    def entry(name: str, kind: int, first: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        return (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), kind, 1, NONE, NONE, 1)
            + bytes(36)
            + struct.pack("<IQ", first, size)
        )

    entries = entry("Root Entry", 5, END, 0) + entry("Workbook", 2, start, length) + bytes(256)
    table = struct.pack("<128I", *follows, *[FREE] * (128 - len(follows)))
    sectors = [bytes([number]) * 512 for number in range(2, SECTORS)]
    if lists is not None:
        sectors[lists[0] - 2] = struct.pack("<128I", *lists[1], *[FREE] * (127 - len(lists[1])), END)
    return bytes(header) + table + entries + b"".join(sectors)


PLAIN = [0xFFFFFFFD, END, 3, 4, 5, END]


def test_a_stream_is_taken_by_its_chain() -> None:
    """From the table that the header lists, and from one that a list behind the header names, as in files past 7 MB."""
    whole = b"".join(bytes([number]) * 512 for number in range(2, 6))
    assert workbook_stream(container(PLAIN)) == whole
    assert workbook_stream(container(PLAIN, lists=(7, [0]))) == whole


ENDLESS = {
    "a stream": container([0xFFFFFFFD, END, 3, 2]),
    "a stream of one sector": container([0xFFFFFFFD, END, 2], length=1 << 31),
    "the directory": container([0xFFFFFFFD, 1]),
    "the table of short streams": container([*PLAIN, 6], short=6),
    "a length": container(PLAIN, length=1 << 31),
    "lists of tables": container(PLAIN, lists=(7, [0] * 127))[:-4] + struct.pack("<I", 7),
}


@pytest.mark.parametrize("limits", [workbooks.Limits(), workbooks.Limits.strict()], ids=["usual", "strict"])
@pytest.mark.parametrize("data", ENDLESS.values(), ids=ENDLESS)
def test_what_is_longer_than_its_file_is_refused(
    data: bytes, limits: workbooks.Limits, tmp_path: Path
) -> None:
    """By our own look at the container: no reader of the format is asked."""
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    with pytest.raises(UnreadableWorkbookError) as caught:
        workbooks.read(path, limits=limits)
    assert re.search("comes back to itself|longer than its file", caught.value.detail)
