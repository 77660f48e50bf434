"""What an .xls and an .xlsb hide: by white letters and empty formats, and by rules that depend on what some cell says."""

import struct
from pathlib import Path

import pytest
from tests.trust.test_cells_of_books import binary, older, part, real, record, wide
from tests.workbooks.packing import packed, unpacked

from zhaoshang import workbooks

WHITE_FONT, RED_FONT = 9, 10


def told(path: Path) -> list[tuple[str, object]]:
    return [(each.code, each.detail.get("note", each.path)) for each in workbooks.read(path).findings]


# ------------------------------------------------------------------ .xls


def font(color: int) -> bytes:
    return record(0x31, struct.pack("<5H", 200, 0, color, 400, 0) + b"\0" * 6)


def style(letters: int, code: int, fill: int = 0) -> bytes:
    return record(0xE0, struct.pack("<HH", letters, code) + b"\0" * 10 + struct.pack("<IH", fill << 26, 0))


def code_of(number: int, code: str) -> bytes:
    return record(0x41E, struct.pack("<HHB", number, len(code), 1) + code.encode("utf-16-le"))


def palette(white: int) -> bytes:
    """Write a palette in which one number is white and no other."""
    colors = b"".join(b"\xff\xff\xff\0" if at == white else b"\1\1\1\0" for at in range(8, 64))
    return record(0x92, struct.pack("<H", 56) + colors)


STYLES = {
    "white": (font(WHITE_FONT), style(2, 0), True),
    "white on a fill": (font(WHITE_FONT), style(2, 0, fill=1), False),
    "red": (font(RED_FONT), style(2, 0), False),
    "no format": (font(RED_FONT) + code_of(164, ";;;"), style(2, 164), True),
    "white of an own palette": (palette(RED_FONT) + font(RED_FONT), style(2, 0), True),
    "no white of an own palette": (palette(RED_FONT) + font(WHITE_FONT), style(2, 0), False),
}


@pytest.mark.parametrize("name", STYLES, ids=str)
def test_a_cell_of_an_older_file_that_nobody_sees_is_told(tmp_path: Path, name: str) -> None:
    """As of an .xlsx: it is read, and told."""
    letters, shown, is_pale = STYLES[name]
    path = older(
        tmp_path / "a.xls",
        record(0x203, struct.pack("<HHHd", 1, 2, 1, 3.5)),
        more=font(8) + font(8) + letters + style(0, 0) + shown,
    )
    assert told(path) == ([("pale_text", "S!C2")] if is_pale else [])


def test_a_cell_of_an_older_file_without_shared_texts_is_struck_out(tmp_path: Path) -> None:
    """Nothing was told of files whose cells hold their own texts."""
    struck = record(0x31, struct.pack("<5H", 200, 8, 8, 400, 0) + b"\0" * 6)
    amount = record(0x203, struct.pack("<HHHd", 1, 2, 1, 3.5))
    path = older(tmp_path / "a.xls", amount, more=font(8) + font(8) + struck + style(0, 0) + style(2, 0))
    assert told(path) == [("struck_text", "3.5")]


def look(
    *, struck: bool = False, color: int | None = None, code: str | None = None, fill: bool = False
) -> bytes:
    """Write the look of a rule."""
    flags = (code is not None) << 25 | (struck or color is not None) << 26 | fill << 29
    found = struct.pack("<IH", flags, code is not None)
    if code is not None:
        said = struct.pack("<HB", len(code), 1) + code.encode("utf-16-le")
        found += struct.pack("<H", len(said) + 2) + said
    if struck or color is not None:
        letters = bytearray(118)
        struct.pack_into("<I", letters, 68, 0x80 if struck else 0)
        struct.pack_into("<I", letters, 80, 0xFFFFFFFF if color is None else color)
        struct.pack_into("<I", letters, 88, 0 if struck else 0x80)
        found += bytes(letters)
    return found + (b"\0" * 4 if fill else b"")


LOOKS = {
    "struck": (look(struck=True), True),
    "white": (look(color=WHITE_FONT), True),
    "no format": (look(code=";;;"), True),
    "another unit": (look(code='0"万元"'), True),
    "struck behind a format": (look(code="0.00", struck=True), True),
    "red": (look(color=RED_FONT), False),
    "white on a fill": (look(color=WHITE_FONT, fill=True), False),
    "a format": (look(code="0.00"), False),
    "cut": (look(struck=True)[:40], False),
}


@pytest.mark.parametrize("name", LOOKS, ids=str)
@pytest.mark.parametrize("is_newer", [False, True], ids=["rule", "newer rule"])
def test_a_rule_of_an_older_file_that_hides_is_told(tmp_path: Path, name: str, is_newer: bool) -> None:
    shape, hides = LOOKS[name]
    ranges = struct.pack("<H8H", 2, 1, 9, 2, 2, 1, 1, 0, 1)
    head = struct.pack("<2H4H", 1, 0, 1, 9, 0, 2)
    frt = b"\0" * 12 if is_newer else b""
    rules = record(0x0879 if is_newer else 0x01B0, frt + head + ranges)
    size = struct.pack("<I", len(shape)) if is_newer else b""
    rules += record(0x087A if is_newer else 0x01B1, frt + struct.pack("<BBHH", 1, 3, 0, 0) + size + shape)
    path = older(tmp_path / "a.xls", record(0x203, struct.pack("<HHHd", 1, 2, 0, 3.5)), rules)
    assert told(path) == ([("ruled_text", "C2:C2"), ("ruled_text", "A2:B2")] if hides else [])


# ------------------------------------------------------------------ .xlsb


def mixed(*color: int) -> bytes:
    return bytes([5, 0, 0, 0, *color, 255])


def binary_font(color: bytes) -> bytes:
    return part(43, struct.pack("<4H", 200, 0, 400, 0) + b"\0" * 4 + color + b"\0" * 5)


def prop(kind: int, value: bytes) -> bytes:
    return struct.pack("<HH", kind, len(value) + 4) + value


def binary_look(*props: bytes) -> bytes:
    return part(507, struct.pack("<3H", 0, 0, len(props)) + b"".join(props))


WHITE, RED = mixed(255, 255, 255), mixed(255, 0, 0)


def book(
    path: Path,
    *,
    fonts: bytes = b"",
    fill: int = 0,
    code: str = "0",
    looks: bytes = b"",
    rule: int | None = None,
) -> Path:
    listed = part(615, struct.pack("<I", 1)) + part(44, struct.pack("<H", 164) + wide(code)) + part(616, b"")
    listed += fonts + part(45, struct.pack("<I", fill) + b"\0" * 64)
    listed += part(617, struct.pack("<I", 2)) + part(47, struct.pack("<8H", 0, 0, 9, 9, 0, 0, 0, 0))
    listed += part(47, struct.pack("<8H", 0, 164, 0, 0, 0, 0, 0, 0)) + part(618, b"") + looks
    rules = b""
    if rule is not None:
        rules = part(461, struct.pack("<3I", 1, 0, 2) + struct.pack("<8I", 1, 9, 2, 2, 1, 1, 0, 1))
        rules += (
            part(463, struct.pack("<6I", 1, 0, rule, 1, 0, 0) + b"\0" * 16) + part(464, b"") + part(462, b"")
        )
    binary(path, (5, 2, real(3.5)), styles=listed, after=rules)
    kept = unpacked(path)
    cell = part(5, struct.pack("<II", 2, 0) + real(3.5))
    sheet = kept["xl/worksheets/sheet1.bin"]
    assert sheet.count(cell) == 1
    kept["xl/worksheets/sheet1.bin"] = sheet.replace(cell, part(5, struct.pack("<II", 2, 1) + real(3.5)))
    path.write_bytes(packed(kept))
    return path


@pytest.mark.parametrize(
    ("fonts", "fill", "code", "is_pale"),
    [
        (binary_font(WHITE), 0, "0", True),
        (binary_font(bytes([2, 9, *[0] * 6])), 0, "0", True),
        (binary_font(WHITE), 1, "0", False),
        (binary_font(RED), 0, "0", False),
        (binary_font(RED), 0, ";;;", True),
    ],
    ids=["white", "white by number", "white on a fill", "red", "no format"],
)
def test_a_cell_of_a_binary_file_that_nobody_sees_is_told(
    tmp_path: Path, fonts: bytes, fill: int, code: str, is_pale: bool
) -> None:
    path = book(tmp_path / "a.xlsb", fonts=fonts, fill=fill, code=code)
    assert told(path) == ([("pale_text", "S!C2")] if is_pale else [])


BINARY_LOOKS = {
    "struck": ([prop(0x1D, b"\1")], True),
    "not struck": ([prop(0x1D, b"\0")], False),
    "white": ([prop(5, WHITE)], True),
    "white on a fill": ([prop(0, b"\1"), prop(2, RED), prop(5, WHITE)], False),
    "red": ([prop(5, RED)], False),
    "no format": ([prop(0x26, struct.pack("<H", 3) + ";;;".encode("utf-16-le"))], True),
    "another unit": ([prop(0x26, struct.pack("<H", 5) + '0"万元"'.encode("utf-16-le"))], True),
    "a format": ([prop(0x26, struct.pack("<H", 1) + "0".encode("utf-16-le"))], False),
}


@pytest.mark.parametrize("name", BINARY_LOOKS, ids=str)
def test_a_rule_of_a_binary_file_that_hides_is_told(tmp_path: Path, name: str) -> None:
    props, hides = BINARY_LOOKS[name]
    path = book(tmp_path / "a.xlsb", looks=binary_look() + binary_look(*props), rule=1)
    assert told(path) == ([("ruled_text", "C2:C2"), ("ruled_text", "A2:B2")] if hides else [])
