"""Nothing is fetched and nothing is sent: no file that is read, and nothing that is written, reaches beyond the machine."""

import io
import json
import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.trust.programs import output_of

BESIDE: Final = "虚构的密文九七三"
USE: Final = """
import json, sys
from pathlib import Path

asked = []
sys.addaudithook(lambda event, _: asked.append(event) if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")) else None)

from zhaoshang import Ledger, Money, Project, bulletins, kpis, records, reports, workbooks
from zhaoshang.errors import ZhaoshangError

folder = Path(sys.argv[1])
told = {}
for path in sorted(folder.glob("in-*")):
    for limits in (workbooks.LIMITS, *([workbooks.Limits.strict()] if "in-1-0" in path.name else ())):
        try:
            read = workbooks.read(path, limits=limits)
            told[f"{path.name} {limits.is_isolated}"] = str(records.unstructure(read.ledger)) + str(read.findings)
        except ZhaoshangError as error:
            told[f"{path.name} {limits.is_isolated}"] = str(error)
name = "http://127.0.0.1:1/x"
ledger = Ledger(as_of="2022-06-30", projects=[Project(id="A", name=name, investment=Money.of(1, "亿元"), investors=[name])])
for form in ("a.json", "a.jsonl"):
    records.dump(ledger, folder / form)
    records.load(folder / form)
workbooks.write(ledger, folder / "a.xlsx")
workbooks.write_review(workbooks.read(folder / "a.xlsx"), folder / "b.xlsx")
figures = kpis.evaluate(ledger, ["signed_project_count"], as_of="2022-06-30")
bulletins.write_docx(figures, folder / "a.docx", title=name)
table = reports.kpi_table(figures)
reports.page([table, reports.funnel_chart(reports.funnel(ledger))], title=name)
reports.write_excel(table, folder / "c.xlsx")
bulletins.verify(f"全县签约1个，见{name}。", ledger)
print(json.dumps([sorted(set(asked)), told]))
"""


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Listen on a port of this machine, and keep whatever comes."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    peer, _ = server.accept()
                except TimeoutError:
                    continue
                heard.append(peer.recv(99))
                peer.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], heard
        done.set()
        thread.join()


def _zip(parts: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return held.getvalue()


def strangers(urls: list[str]) -> Iterator[tuple[str, bytes]]:
    """Make workbooks whose every part asks for another file: by an entity, a document type, a style sheet or a link."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = '<c r="A1" t="inlineStr"><is><t>项目名称</t></is></c><c r="B1" t="inlineStr"><is><t>投资方</t></is></c>'
    cell = '<c r="{}2" t="inlineStr"><is><t>{}</t></is></c>'
    for number, url in enumerate(urls):
        plain = {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns:r="{kind}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="r3" Type="{kind}/externalLink" Target="{url}" TargetMode="External"/></Relationships>',
            "xl/sharedStrings.xml": "<sst><si><t>甲</t></si></sst>",
            "xl/worksheets/sheet1.xml": f'<worksheet><sheetData><row r="1">{head}</row><row r="2">{cell.format("A", "虚构项目")}'
            f"{cell.format('B', '&x;')}</row></sheetData></worksheet>",
        }
        for part, text in plain.items():
            for form, mark in enumerate(
                (
                    f'<!DOCTYPE s [<!ENTITY x SYSTEM "{url}">]>',
                    f'<!DOCTYPE s PUBLIC "-//x" "{url}">',
                    f'<!DOCTYPE s [<!ENTITY % y SYSTEM "{url}"> %y;]>',
                    f'<?xml-stylesheet href="{url}"?>',
                )
            ):
                yield f"in-{number}-{form}-{part.rpartition('/')[2]}.xlsx", _zip({**plain, part: mark + text})
        spaces = " ".join(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for name in ("office", "table", "text")
        )
        yield (
            f"in-{number}.ods",
            _zip(
                {
                    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "META-INF/manifest.xml": "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>",
                    "content.xml": f'<!DOCTYPE s [<!ENTITY x SYSTEM "{url}">]><office:document-content {spaces}><office:body>'
                    '<office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell><text:p>项目名称&x;</text:p>'
                    "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
                    "</office:document-content>",
                }
            ),
        )
        yield (
            f"in-{number}.xls",
            f'<!DOCTYPE html [<!ENTITY x SYSTEM "{url}">]><link rel=stylesheet href="{url}"><script src="{url}"></script><table '
            f'background="{url}"><tr><td>项目名称<td>投资方<tr><td><img src="{url}">虚构项目&x;<td><a href="{url}">甲</a></table>'.encode(),
        )
        yield (
            f"in-{number}.csv",
            f'项目名称,投资方\n虚构项目,"=HYPERLINK(""{url}"")"\n乙项目,=WEBSERVICE("{url}")\n'.encode(),
        )


def test_nothing_is_fetched_and_nothing_is_sent(tmp_path: Path, listener: tuple[int, list[bytes]]) -> None:
    """Neither by this process, nor by one that a reader starts; a file beside is not read either."""
    port, heard = listener
    secret = tmp_path / "secret.txt"
    secret.write_text(BESIDE, "utf-8")
    for name, data in strangers([f"http://127.0.0.1:{port}/x", secret.as_uri()]):
        (tmp_path / name).write_bytes(data)
    asked, told = json.loads(output_of("-c", USE, str(tmp_path)))
    assert asked == []
    assert heard == []
    assert not [name for name, text in told.items() if BESIDE in text]
    assert sum("虚构项目" in text for text in told.values()) >= 4  # what declares no entity is read
