"""Comments in older workbooks: those of an .xls are read, and those of an .xlsb are told where they are not."""

import struct
import zipfile
from pathlib import Path

import pytest

from zhaoshang._workbooks.files.biff import shown_cells, written_notes
from zhaoshang._workbooks.files.compounds import workbook_stream
from zhaoshang._workbooks.files.spreadsheets import _unread_comments

NOTE = b"\x15\x00\x12\x00\x19\x00"


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def text(said: str, *, is_wide: bool) -> bytes:
    return bytes([is_wide]) + said.encode("utf-16-le" if is_wide else "latin-1")


def note(at: tuple[int, int], number: int, said: str, author: str, *, cut: int = 0) -> tuple[bytes, bytes]:
    """Give the object of a comment, its text in one piece or two, and the note that says of which cell it speaks."""
    is_wide = not said.isascii()
    pieces = [said[:cut], said[cut:]] if cut else [said]
    said_ = struct.pack("<3H", 0x12, 0, 0) + bytes(4) + struct.pack("<HH", len(said), 16) + bytes(4)
    object_ = record(0x5D, NOTE + struct.pack("<H", number) + bytes(14)) + record(0x1B6, said_)
    object_ += b"".join(record(0x3C, text(piece, is_wide=is_wide)) for piece in pieces)
    object_ += record(0x3C, bytes(16))  # how it is shown
    name = struct.pack("<H", len(author)) + text(author, is_wide=not author.isascii())
    return object_, record(0x1C, struct.pack("<4H", *at, 0, number) + name)


def stream(*notes: tuple[bytes, bytes], sheet: str = "台账") -> bytes:
    begin = record(0x809, struct.pack("<HH", 0x600, 5) + bytes(12))
    name = bytes([len(sheet)]) + text(sheet, is_wide=True)
    length = len(begin) + 4 + 6 + len(name) + 4
    book = begin + record(0x85, struct.pack("<IH", length, 0) + name) + record(0x0A)
    body = record(0x809, struct.pack("<HH", 0x600, 16) + bytes(12))
    body += b"".join(object_ for object_, _ in notes) + b"".join(said for _, said in notes)
    return book + body + record(0x0A)


def contained(small: bytes) -> bytes:
    """Put a short stream into a container as programs do: among the short ones, in units of 64 bytes."""
    size, unit, end = 512, 64, 0xFFFFFFFE
    small = small.ljust(-(-len(small) // unit) * unit, b"\0")
    sectors = -(-len(small) // size)
    units = len(small) // unit
    header = bytearray(size)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<III", header, 48, 1, 0, 4096)
    struct.pack_into("<II", header, 60, 2, 1)
    struct.pack_into("<I", header, 76, 0)
    struct.pack_into("<108I", header, 80, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, end, end, *range(4, 3 + sectors), end]
    table = struct.pack(f"<{size // 4}I", *chain, *[0xFFFFFFFF] * (size // 4 - len(chain)))
    short = struct.pack(f"<{size // 4}I", *range(1, units), end, *[0xFFFFFFFF] * (size // 4 - units))

    def entry(name: str, kind: int, start: int, length: int) -> bytes:
        made = bytearray(128)
        raw = name.encode("utf-16-le")
        made[: len(raw)] = raw
        struct.pack_into("<HB", made, 64, len(raw) + 2, kind)
        struct.pack_into("<II", made, 116, start, length)
        return bytes(made)

    directory = entry("Root Entry", 5, 3, len(small)) + entry("Workbook", 2, 0, len(small)) + bytes(256)
    return bytes(header) + table + directory + short + small.ljust(sectors * size, b"\0")


NOTES = (
    note((1, 2), 1, "实为2亿元，待核", "张某"),
    note((2, 1), 2, "plain letters", "Li", cut=5),
    note((4, 0), 7, "分两段写的批注", "王某", cut=3),
)
WRITTEN = {
    "台账": {
        (2, 3): ("张某", "实为2亿元，待核"),
        (3, 2): ("Li", "plain letters"),
        (5, 1): ("王某", "分两段写的批注"),
    }
}


def test_comments_are_read_by_their_cell_with_their_author() -> None:
    assert written_notes(stream(*NOTES)) == WRITTEN
    assert written_notes(stream()) == {}


def test_a_short_stream_in_its_container_is_read_as_one_that_is_long() -> None:
    plain = stream(*NOTES)
    assert workbook_stream(contained(plain)).startswith(plain)
    assert written_notes(contained(plain)) == WRITTEN


def test_what_is_cut_short_or_turned_ends_and_breaks_nothing() -> None:
    whole = contained(stream(*NOTES))
    for place in range(0, len(whole), 7):
        for made in (whole[:place], whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]):
            written_notes(made)
            shown_cells(made)


@pytest.mark.parametrize(
    ("relation", "told"),
    [("../comments1.bin", {0}), ("../drawings/drawing1.xml", set())],
)
def test_comments_that_stand_in_parts_which_are_not_read_are_known_by_their_sheet(
    tmp_path: Path, relation: str, told: set[int]
) -> None:
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "xl/worksheets/_rels/sheet1.bin.rels",
            f'<Relationships><Relationship Target="{relation}"/></Relationships>',
        )
        file.writestr("xl/worksheets/sheet2.bin", b"")
    assert _unread_comments(path, "xlsb") == told
    assert not _unread_comments(path, "xls")
