"""Ask one public reader for what it costs, in a process of its own: `python asked_reader.py folder room '{"reader": memory}'`.

The process may take no more address space than `room` and `memory` bytes for each byte that is read; a reader that starts
a process for the file hands this limit down to it. Prints each reader with its calls of functions for each byte, or with
what went wrong. All texts are invented.
"""

import gc
import io
import json
import os
import resource
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import openpyxl

from zhaoshang import (
    Ledger,
    Money,
    Project,
    assessments,
    bulletins,
    frames,
    kpis,
    reading,
    records,
    workbooks,
)
from zhaoshang.errors import ZhaoshangError
from zhaoshang.model import Agreement, Milestone

KPI: Final = "signed_investment_total"
TODAY: Final = "2022-06-30"
LINE: Final = "2022年上半年，全县新签约项目12个，总投资近130亿元，同比增长8.4%；其中东镇签约3个，亿元以上项目2个，占地80余亩。\n"
HEAD: Final = ["项目名称", "投资方", "总投资（亿元）", "责任单位", "签约时间", "备注"]
Asked = tuple[int, Callable[[], object]]


def rows(count: int) -> Iterator[list[str | float]]:
    yield [*HEAD]
    for n in range(count):
        yield [
            f"虚构{n}号智能装备项目",
            f"虚构{n}号科技有限公司",
            n % 90 + 1.5,
            "东镇",
            "2022-03-12",
            "手续办理中",
        ]


def csv(size: int) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in rows(size // 90)).encode()


def html(size: int) -> bytes:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows(size // 150))
    return (
        "<meta charset=utf-8><table>" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    ).encode()


def xlsx(size: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    for row in rows(size // 400):
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def ods(size: int) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows(size // 600)
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>",
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="台账">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>".encode(),
        }
    )


def packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return held.getvalue()


def _part(kind: int, data: bytes) -> bytes:
    """One record of an .xlsb: its kind and size in sevens of bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return (
        head + bytes([len(data) & 0x7F | 0x80, len(data) >> 7 & 0x7F | 0x80, len(data) >> 14 & 0x7F]) + data
    )


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(size: int) -> bytes:
    body = b""
    for number, row in enumerate(rows(size // 230)):
        body += _part(0, struct.pack("<III", number, 0, 0) + b"\0" * 13)
        body += b"".join(
            _part(6, struct.pack("<II", column, 0) + _wide(cell))
            if isinstance(cell, str)
            else _part(5, struct.pack("<IId", column, 0, cell))
            for column, cell in enumerate(row)
        )
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    sheet = _part(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide("S"))
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.bin": _part(131, b"") + _part(143, b"") + sheet + _part(144, b"") + _part(132, b""),
            "xl/_rels/workbook.bin.rels": relation.encode(),
            "xl/worksheets/sheet1.bin": _part(129, b"")
            + _part(148, b"\0" * 16)
            + _part(145, b"")
            + body
            + _part(146, b""),
        }
    )


def xls(size: int) -> bytes:
    """An .xls: one stream in a container of sectors, its cells as labels and numbers."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def text(told: str, form: str) -> bytes:
        return struct.pack(form, len(told), 1) + told.encode("utf-16-le")

    cells = b"".join(
        record(0x0204, struct.pack("<HHH", number, column, 0) + text(cell, "<HB"))
        if isinstance(cell, str)
        else record(0x0203, struct.pack("<HHHd", number, column, 0, cell))
        for number, row in enumerate(rows(size // 180))
        for column, cell in enumerate(row)
    )
    end = record(0x000A, b"")
    first = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    place = len(first) + len(record(0x0085, b"\0" * 6 + text("S", "<BB"))) + len(end)
    book = first + record(0x0085, struct.pack("<IH", place, 0) + text("S", "<BB")) + end
    book += record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + end
    book += b"\0" * max(0, 4096 - len(book))
    return container(book)


def container(stream: bytes) -> bytes:
    """A compound file that holds one stream: the tables of sectors, a folder, the stream."""
    count = -(-len(stream) // 512)
    tables = -(-(count + 2) // 127)  # each tells of 128 sectors, its own among them
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE]
    chain += [*range(tables + 2, tables + 1 + count), 0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        told = name.encode("utf-16-le") + b"\0\0"
        nothing = 0xFFFFFFFF
        return (
            told.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(told), kind, 1, nothing, nothing, child)
            + b"\0" * 36
            + struct.pack("<IQ", start, size)
        )

    head = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += b"".join(struct.pack("<I", n if n < tables else 0xFFFFFFFF) for n in range(109))
    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(
        "Workbook", 2, 0xFFFFFFFF, tables + 1, len(stream)
    )
    return (
        head
        + struct.pack(f"<{len(chain)}I", *chain)
        + folder.ljust(512, b"\0")
        + stream.ljust(count * 512, b"\0")
    )


def projects(size: int) -> list[Project]:
    return [
        Project(
            id=f"P{number}",
            name=f"虚构{number}号智能装备项目",
            investment=Money.of(number % 9 + 1, "亿元"),
            agreements=[Agreement(signed_on="2022-03-05")],
            milestones=[Milestone(stage="started", on="2022-05-01")],
        )
        for number in range(size // 250)
    ]


def document(folder: Path, size: int, suffix: str) -> Path:
    path = folder / f"{size}{suffix}"
    records.dump(Ledger(projects=projects(size)), path)
    return path


def mapping(size: int) -> str:
    head = "[columns]\n"
    return head + "".join(
        f'"投资列{n}" = {{ field = "investment", unit = "万元" }}\n' for n in range(size // 60)
    )


def scheme(size: int) -> str:
    one = (
        '[[indicators]]\nid = "a{0}"\nmethod = "rate"\nzh = "签约{0}"\n'
        'en = "signed {0}"\npoints = "1"\nmeasures = [{{ kpi = "start_rate" }}]\n'
    )
    return 'id = "a"\nzh = "考核"\nen = "assessment"\n' + "".join(one.format(n) for n in range(size // 140))


def cells(size: int) -> list[str]:
    kinds = (
        "12.5亿元",
        "约3000万元（含设备）",
        "2022年3月5日",
        "2022年上半年",
        "1,234.56",
        "待定",
        "3" * 990,
    )
    return [kinds[n % len(kinds)] for n in range(size * len(kinds) // 1060)]


def asked(reader: str, folder: Path, size: int) -> Asked:
    """Make something of about that size; give its size, and how to read it."""
    books: dict[str, Callable[[int], bytes]] = {
        f"workbooks.read .{make.__name__}": make for make in (csv, html, xlsx, ods, xls, xlsb)
    }
    if make := books.get(reader):
        data = make(size)
        unpacked = len(data)
        if data.startswith(b"PK"):
            unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
        name = f"a.{make.__name__}"
        return unpacked, lambda: whole(workbooks.read(data, name=name).ledger.projects)
    if reader.startswith("records."):
        name, _, suffix = reader.partition(" ")
        path = document(folder, size, suffix)
        read: Callable[[Any], Any] = records.load if name == "records.load" else records.iter_lines
        return path.stat().st_size, lambda: whole(getattr(found := read(path), "projects", found))
    if reader in {"frames.read_lines", "frames.read_parquet"}:
        path = folder / f"{size}-{reader}"
        if reader.endswith("lines"):
            frames.write_lines(projects(size), path)
            return path.stat().st_size, lambda: kpis.evaluate(frames.read_lines(path), KPI, as_of=TODAY)
        frames.write_parquet(Ledger(projects=projects(size)), path)
        return size, lambda: kpis.evaluate(frames.read_parquet(path), KPI, as_of=TODAY)
    text = LINE * (size // len(LINE.encode()) + 1)
    if reader in {"workbooks.Mapping.from_toml", "assessments.read_scheme"}:
        text = mapping(size) if "Mapping" in reader else scheme(size)
        path = folder / f"{size}.toml"
        path.write_text(text, "utf-8")
        of_file: Callable[[Path], object] = (
            workbooks.Mapping.load if "Mapping" in reader else assessments.read_scheme
        )
        return len(text.encode()), lambda: of_file(path)
    given = cells(size)
    if reader == "reading.parse_column":
        return sum(len(cell.encode()) for cell in given), lambda: reading.parse_column(given)
    of_cell: dict[str, Callable[[str], object]] = {
        "reading.parse_quantity": reading.parse_quantity_cell,
        "reading.parse_number": reading.parse_number,
        "reading.parse_period": lambda cell: reading.parse_period_cell(cell, today=TODAY),
    }
    if one := of_cell.get(reader):
        return sum(len(cell.encode()) for cell in given), lambda: [answered(one, cell) for cell in given]
    of_text: dict[str, Callable[[], object]] = {
        "reading.find_mentions": lambda: reading.find_mentions(text),
        "reading.find_periods": lambda: reading.find_periods(text, today=TODAY),
        "bulletins.read_figures": lambda: bulletins.read_figures(text, subjects=["东镇"], today=TODAY),
        "bulletins.verify": lambda: bulletins.verify(text, today=TODAY),
    }
    return len(text.encode()), of_text[reader]


def whole(found: Any) -> object:
    """Go through all that was read; nothing read would cost nothing."""
    count = sum(1 for _ in found)
    assert count > 3, count
    return found


def answered(one: Callable[[str], object], cell: str) -> object:
    with suppress(ZhaoshangError):
        return one(cell)
    return None


def cost(reader: str, folder: Path, memory: int, room: int) -> float:
    """Count the calls for each byte, then read under a limit that cannot be taken back."""
    asked(reader, folder, 3_000)[1]()  # what is loaded once
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    size, read = asked(reader, folder, 8_000)
    sys.setprofile(count)
    read()
    sys.setprofile(None)
    told = calls / size
    size, read = asked(reader, folder, 60_000 if reader.startswith(("reading", "bulletins")) else 200_000)
    gc.collect()
    held = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + room + memory * size,) * 2)
    read()
    return told


def main() -> None:
    """Ask each reader in a fork of this process, which loads the library once for all of them."""
    folder, room, bounds = Path(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])
    for reader, memory in bounds.items():
        sys.stdout.flush()
        if child := os.fork():
            os.waitpid(child, 0)
            continue
        try:
            told: float | str = cost(reader, folder, memory, room)
        except BaseException as error:  # noqa: BLE001 - what is told is why
            told = f"{type(error).__name__}: {error}"[:200]
        sys.stdout.write(json.dumps([reader, told]) + "\n")
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
