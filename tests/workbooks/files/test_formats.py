"""Formats and encodings: CSV, old workbooks, open documents."""

import base64
import codecs
import zipfile
import zlib
from pathlib import Path

import pytest
from tests.workbooks.small_books import FIRM, Rows, rows, save

from zhaoshang import workbooks


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_separators_are_found(
    tmp_path: Path, encoding: str, found: str, delimiter: str
) -> None:
    path = tmp_path / "虚构.csv"
    text = '项目名称,投资方,总投资（亿元）,备注\n𡎚头虚构项目,虚构公司,3.5,"甲\n乙"\n'.replace(",", delimiter)
    path.write_bytes(text.encode(encoding))
    imported = workbooks.read(path)
    assert (imported.encoding, imported.delimiter, imported.kind) == (found, delimiter, "csv")
    assert [project.name for project in imported.ledger.projects] == ["𡎚头虚构项目"]
    assert imported.sheets[0].row_count == 2


def test_csv_needs_no_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    path = tmp_path / "虚构.csv"
    path.write_text("项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,3\n", encoding="utf-8")
    imported = workbooks.read(path)
    assert len(imported.ledger.projects) == 1
    from zhaoshang.errors import MissingExtraError  # noqa: PLC0415 - beside its use

    with pytest.raises(MissingExtraError) as caught:
        workbooks.write(imported.ledger, tmp_path / "出.xlsx")
    assert caught.value.extra == "excel"


def test_a_workbook_names_the_extra_it_needs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhaoshang.errors import MissingExtraError  # noqa: PLC0415 - beside its use

    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(MissingExtraError):
        workbooks.read(path)


XLS = (
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
)  # a small .xls, made with xlwt: a header and two invented projects


def test_an_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "虚构.xls"
    path.write_bytes(zlib.decompress(base64.b85decode(XLS)))
    imported = workbooks.read(path)
    assert imported.kind == "xls"
    assert [project.name for project in imported.ledger.projects] == ["虚构阀门项目", "虚构隔膜项目"]


def test_an_open_document(tmp_path: Path) -> None:
    def cell(value: object) -> str:
        if isinstance(value, float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    table: Rows = [["项目名称", "投资方", "总投资（亿元）"], ["虚构项目", FIRM, 3.5]]
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table)
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="表">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="x"/>'
    path = tmp_path / "虚构.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", manifest)
    imported = workbooks.read(path)
    assert (imported.kind, len(imported.ledger.projects)) == ("ods", 1)
    styles = "<office:automatic-styles>{}</office:automatic-styles><office:body>"
    for count, is_read in ((1000, True), (1 << 17, False)):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            file.writestr(
                "content.xml",
                content.replace("<office:body>", styles.format("<office:style/>" * (count + 1))),
            )
            file.writestr("META-INF/manifest.xml", manifest)
        if is_read:
            assert len(workbooks.read(path).ledger.projects) == 1
        else:
            with pytest.raises(workbooks.UnreadableWorkbookError):
                workbooks.read(path)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", manifest.replace("xmlns", "manifest:encryption-data='' xmlns"))
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.read(path)
    assert caught.value.reason == "encrypted"


def test_bom_of_other_encodings_is_known(tmp_path: Path) -> None:
    path = tmp_path / "虚构.csv"
    path.write_bytes(codecs.BOM_UTF16_LE + "项目名称,投资方,总投资\n虚构,虚构,3亿元\n".encode("utf-16-le"))
    assert workbooks.read(path).encoding == "utf-16"
