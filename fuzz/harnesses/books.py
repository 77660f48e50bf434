"""Workbooks and CSV: damaged as bytes, as containers and as XML."""

import base64
import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree import ElementTree as ET

from chances import Drawn, answered, damaged, require

from harnesses.invented import ledger
from zhaoshang import workbooks

NUMBERS: Final = (
    "0",
    "-1",
    "1",
    "2",
    "7",
    "1048576",
    "1048577",
    "4294967296",
    "9" * 30,
    "",
    " 3",
    "1e9",
    "0x7",
    "甲",
)
PLACES: Final = (
    "A1",
    "a1",
    "B2",
    "ZZ9",
    "XFD1048576",
    "ZZ1048000",
    "A0",
    "1A",
    "A1:B2",
    "A1:XFD1048576",
    "$A$1",
    "",
)
TYPES: Final = ("s", "str", "inlineStr", "b", "e", "n", "d", "x", "")
VALUES: Final = (
    *(
        "项目名称",
        "总投资（亿元）",
        "3.5",
        "1e400",
        "-0",
        "NaN",
        "44562",
        "1,200",
        "3亿元",
        "2022年3月",
        "合计",
        "=1+1",
    ),
    *("<>&", "甲" * 300, " ", "_x0000_", "\u202e甲", "true", "#REF!"),
)


@cache
def _good() -> bytes:
    with TemporaryDirectory() as folder:
        workbooks.write(ledger(), Path(folder, "a.xlsx"))
        return Path(folder, "a.xlsx").read_bytes()


def fuzz_csv(chance: Drawn, folder: Path) -> None:
    """Read CSV files: damaged ones, ones made of marks, and whatever bytes come."""
    good = "项目名称,投资方,总投资（万元）,签约时间\n" + "".join(
        f"虚构{n}号,公司{n},{n}00,2022-03-0{n}\n" for n in range(1, 9)
    )
    data = good.encode(chance.choice(("utf-8", "gb18030", "utf-16")))
    data = good.encode() + chance.rest() if chance.random() < 0.2 else damaged(data, chance)
    path = folder / "a.csv"
    path.write_bytes(data)
    read = answered(lambda: workbooks.read(path))
    if read is not None:
        again = workbooks.read(data, name="a.csv")
        require(again.ledger == read.ledger, "the same bytes, read from a file and from memory")


def fuzz_workbooks(chance: Drawn, folder: Path) -> None:
    """Read .xlsx files of which the container, a part or an element is damaged, and write what was read."""
    path = folder / "a.xlsx"
    path.write_bytes(
        damaged(_good(), chance) if chance.random() < 0.2 else packed(parts(_good(), chance), chance)
    )
    read = answered(lambda: workbooks.read(path))
    if read is None:
        return
    answered(lambda: workbooks.write_review(read, folder / "b.xlsx"))
    written = folder / "c.xlsx"
    if answered(lambda: (workbooks.write(read.ledger, written), 1)):
        # what was read can be written, and the rest of it is no project more
        again = workbooks.read(written)
        require(len(again.ledger.projects) == len(read.ledger.projects), "projects written and read")


@cache
def _reviewed() -> bytes:
    """Give a review with marks and comments of its own."""
    sent = "项目名称,投资方,总投资（万元）,签约时间\n虚构甲,公司甲,若干,2022-03-01\n虚构乙,公司乙,200,春天\n"
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.xlsx")
        workbooks.write_review(workbooks.read(sent.encode(), name="a.csv"), path)
        return path.read_bytes()


def fuzz_reviews(chance: Drawn, folder: Path) -> None:
    """Review damaged packages that hold an earlier review: nothing but marks and comments changes what is read."""
    path = folder / "a.xlsx"
    path.write_bytes(packed(parts(_reviewed(), chance), chance))
    read = answered(lambda: workbooks.read(path))
    if read is None:
        return
    review = folder / "b.xlsx"
    if answered(lambda: (workbooks.write_review(read, review), 1)):
        again = workbooks.read(review)
        require(again.ledger == read.ledger, "a workbook and its review")


def parts(data: bytes, chance: Drawn) -> dict[str, bytes]:
    """Take a container apart and change some of its parts, as XML or as bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        found = {name: source.read(name) for name in source.namelist()}
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice([name for name in found if name.endswith((".xml", ".rels"))])
        found[name] = damaged(found[name], chance) if chance.random() < 0.3 else changed(found[name], chance)
    return found


def packed(found: dict[str, bytes], chance: Drawn) -> bytes:
    """Put a container together, sometimes with a part twice, elsewhere, or lost."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as target:
        for name, data in found.items():
            odd = chance.random()
            if odd < 0.01:
                continue
            target.writestr(name.upper() if odd < 0.02 else f"/{name}" if odd < 0.03 else name, data)
    return held.getvalue()


_MOST: Final = 20_000
"""So many elements are not doubled: a document would take longer to make and to read than anything is learnt from it."""


def changed(data: bytes, chance: Drawn) -> bytes:
    """Change a document of XML by its elements: take out, double, move, rename, and other values of attributes."""
    try:
        root = ET.fromstring(data)  # noqa: S314 - our own, or damaged bytes of it
    except (ET.ParseError, LookupError):  # an encoding that nobody knows
        return damaged(data, chance)
    for _ in range(chance.choice((1, 2, 5, 12))):
        elements = list(root.iter())
        parent, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(8):
            case 0 if len(parent):
                parent.remove(chance.choice(list(parent)))
            case 1 if len(parent) and len(elements) < _MOST:
                one = chance.choice(list(parent))
                for _ in range(chance.choice((1, 3, 200))):
                    parent.append(one)
            case 2 if parent is not other and not any(each is parent for each in other.iter()):
                parent.append(other)
            case 3:
                parent.tag = other.tag
            case 4:
                parent.text = chance.choice(VALUES)
            case _:
                names = [*parent.attrib, "r", "t", "s", "ref", "count", "uniqueCount", "spans"]
                name = chance.choice(names)
                if chance.random() < 0.1:
                    parent.attrib.pop(name, None)
                else:
                    pools = {"r": PLACES, "ref": PLACES, "t": TYPES}
                    parent.set(name, chance.choice(pools.get(name, (*NUMBERS, *TYPES))))
    text = ET.tostring(root, encoding=chance.choice(("utf-8", "utf-16", "unicode")))
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")


_XLS: Final = (
    "c-rk)O-K}B7=FIlo&6DiR?|QO5g{uRs`V0tZvUQIG=oZ_)LbMKjl}{JHcjo65R_8kMG&Ej)uobx>eeAJ>JS8h)+GqSz`}z%z3)5U"
    "*jgT3sK}US_}+Q{zi;OIoq0K#JvDN#U>ZN65*{pCLHLq%ib~KCLLj?kG3(p|R4f;33c&z%q|d~oj2C|HL+<Zs7`W?wMih8Y<pj<m"
    "+TIo``is~rZD>&3h6<tz!=%YXzO*Vw=xL$rgx(R)$3l0DW<Y2K`A(@iOh%%mJM}0&W)zDp6P)*f#Jm;F4&>oEkK&70mF;U{Py9?n"
    ">%VCz^rmAJ)NfU>wphHObqcxEfus0p6#=u(OnqA9>i@1@f%J3B_5Ky~*9<Sv4Xa)Tct6sy&C3=;&D53*%;O5uNaEs!>b&v!e8!QP"
    "P7l;z<Nkq(m>+6aJ+lGpNpxRL&?2Wq*I43PY<AEGRd>0s8ABfjInK1j@VVBSxmt<~V>`lhb(}0mpjkU#9~$mSay}kqXUaL22!ku&"
    "cG$~BXxVa+A=4<GXcMx8&z8v)q77mG_Lo<O8ml9xMAI!>guRh$<Y$M49*&^kOtE-`vZYiawhFx@SvLq@AT*bz0NqQf^E7j?SA6=!"
    "T0-@d3tmSyCGney@BdWuu(1C_WDD`*Rnr%8$KOOoP)r+J6UFn@i!xQFZrx-|M4Y?Qi_SZt`M)ec0VAZ_Zt2}J3k%YBp!dPBC4M_<"
    "Niy`ivLz2m9-T|AkV{D}ul84x%Oojbu*A8#OvlE#d^(pQxtHfMB$r?3vU@GCByld@>MM;L+-Fx>RDU21E?l^9;lhOr7cSN)lpI3s"
    "gEt>6O?{~M>;F0nR2JReB>ycAqn)k}`Y=6!HoC{rnbP=K4^uh0)GA|~|AmaBRC^pPXq0xeq&$A<qf8|~&#D7Mzi$eqTK{4y?fk>_"
    "e+P7w@=5"
)
"""A small .xls: a header and two invented projects."""


def fuzz_books(chance: Drawn, folder: Path) -> None:
    """Read damaged .ods and .xls files, each of which is read in a process of its own."""
    if chance.random() < 0.5:
        path = folder / "a.xls"
        path.write_bytes(damaged(zlib.decompress(base64.b85decode(_XLS)), chance))
    else:
        path = folder / "a.ods"
        path.write_bytes(packed(dict(_opened(chance)), chance))
    answered(lambda: workbooks.read(path))


def _opened(chance: Drawn) -> Iterator[tuple[str, bytes]]:
    """Make a small document of the open format, of which a part is damaged or an element repeated."""
    names = "office table text".split()
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        "<table:table-row>" + "".join(map(cell.format, row)) + "</table:table-row>"
        for row in (("项目名称", "总投资（亿元）"), ("虚构甲", "1"), ("虚构乙", "2"))
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="台账">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    for mark, more in (
        ("<table:table-cell", '{} table:number-columns-repeated="{}"'),
        ("<table:table-row", '{} table:number-rows-repeated="{}"'),
        ("<text:p>", '{}<text:s text:c="{}"/>'),
    ):
        if chance.random() < 0.3:
            content = content.replace(mark, more.format(mark, chance.choice((1, 2, 999, 10**6, 10**12))), 1)
    yield "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"
    yield (
        "META-INF/manifest.xml",
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    )
    data = content.encode()
    share = chance.random()
    yield (
        "content.xml",
        damaged(data, chance) if share < 0.3 else changed(data, chance) if share < 0.7 else data,
    )
