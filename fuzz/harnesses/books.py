"""Workbooks: damaged as bytes, as containers, as XML and as records."""

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
        name = chance.choice([name for name in found if name.endswith((".xml", ".rels", ".bin"))])
        harm = damaged if chance.random() < 0.3 else recorded if name.endswith(".bin") else changed
        found[name] = harm(found[name], chance)
    return found


def recorded(data: bytes, chance: Drawn) -> bytes:
    """Change the records of a part of an .xlsb: take out, double, move, give another kind, size or content."""
    records = list(_records(data)) or [(0, b"")]
    sizes = [0] * len(records)
    for _ in range(chance.choice((1, 2, 5))):
        one, other = chance.randrange(len(records)), chance.randrange(len(records))
        kind, content = records[one]
        match chance.randrange(7):
            case 0:
                records[one] = (kind, b"")
            case 1:
                records[one:one] = [records[one]] * chance.choice((1, 3, 200))
                sizes[one:one] = [0] * (len(records) - len(sizes))
            case 2:
                records[one], records[other] = records[other], records[one]
            case 3:
                records[one] = (records[other][0], content)
            case 4:
                sizes[one] = chance.choice((-1, 1, 4, 1 << 20))
            case _:
                place = 4 * chance.randrange(1 + len(content) // 4)
                value = chance.choice((0, 1, 2, 0x7FFFFFFF, 0xFFFFFFFF, 0x10000, 255)).to_bytes(4, "little")
                records[one] = (kind, content[:place] + value + content[place + 4 :])
    return b"".join(
        _number(kind) + _number(max(0, len(content) + size)) + content
        for (kind, content), size in zip(records, sizes, strict=True)
    )


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Take a part of an .xlsb apart: the kind of each record, and its content."""
    at = 0

    def number(most: int) -> int:
        nonlocal at
        begun, value = at, 0
        while at < len(data) and at - begun < most:
            value |= (data[at] & 127) << 7 * (at - begun)
            at += 1
            if data[at - 1] < 128:
                break
        return value

    while at < len(data):
        kind, size = number(2), number(4)
        yield kind, data[at : at + size]
        at += size


def _number(value: int) -> bytes:
    low, rest = value & 127, value >> 7
    return bytes([low | 128]) + _number(rest) if rest else bytes([low])


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


_XLSB: Final = (
    "c-pO0&1(};5TCc3^aI*jNDe9}b#J20CKY?AO)1!eQYfkILA>ZTeaVI<*|586qfk>UrDBU|Y}KNmhbkVtdGa8Nc(4bx|3Hu87l@#U&_kW"
    "~lFfc3Egm{#$eWorznS;mZznb=`hrlFL!h=l@9e=9(><t@Y5B6IPmF2WL})CPy-o_SLgv9Kx6t>1+~I42Dxm5R;p-77Vsr*I<|;FN@Xg"
    "Q_+`x2yxy*T;rVUrI5cBk&p=rfTX<0)}<&2KWOgd{sCDk-@J+f@XRhm(Zkd~uaj3hKYqnK#wNjay)CzK?WyTajaS$ASceJ;$7)8kP|k4"
    "PP(`5gTpWG#_M#p!?+znGy}vrYki2t%dRL{LRfQZp)5U53p6BJ6;YT(6a`-E75B6`hWcn0hLkH0*X<ZmSj9b=7_D7yH%ScDRHqror-y)"
    "qp%CbI^z}rhx?jAO7d>{kYUR`ZFK62_T}qJT|cKf(CAvcb&Mv?53?(Lnnuux2&A0t52r>(BI3JeQtIp$#9%@did{1;64yP+Q%RS$AMu8"
    "m3{?e-=iAVoqhar?iw<V>0X=MHSaQwnM<TtWi%7k`y%>b5o)Ay-fLP}q-@%4aZ_|)A|BZR&*#Qtr}Y;(j-A!gk064b-d+!+l4Wgsz4oc"
    "Ux5PUT9hHf*y#^M%!LvEwd+}Mds?|YrWo_BcgMSpCx@-d5%eq*A52&S@M_d1{CR#9+X={aeW<E_h<39UlIPB3SSmlHYBNf6RK_ikuf-k"
    "-T99e;P7$_3^2DkVRg~ysOM(h|0H#*<KZpc^ckX@);tO;?~s_R;~tIf6R8=hfPoUK@!;@!&qAHa5z{Vmn5V}nEpirbHJOA5T8XRv#dy#"
    "v}#PVP9ay*S>nVdLx*>JJewg7>4f5jKSFKVdJ5mqj*8$>-rzY|!6OW`iG2;r2Cl!SD|@tzV}"
)
"""A small .xlsb: two projects with a text of two letterings, formats, a rule, an error, what is hidden and struck out."""


def fuzz_books(chance: Drawn, folder: Path) -> None:
    """Read damaged .ods, .xls and .xlsb files, each of which is read in a process of its own."""
    share = chance.random()
    if share < 0.3:
        path = folder / "a.xls"
        path.write_bytes(damaged(zlib.decompress(base64.b85decode(_XLS)), chance))
    elif share < 0.6:
        path = folder / "a.xlsb"
        path.write_bytes(packed(parts(zlib.decompress(base64.b85decode(_XLSB)), chance), chance))
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
