"""What a file is, by its content; and whether it is safe to unpack."""

import stat
import struct
import zipfile
import zlib
from pathlib import Path
from posixpath import normpath
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.binaries import check_binary
from zhaoshang._workbooks.files.bounds import check_document
from zhaoshang._workbooks.files.compounds import check_container
from zhaoshang._workbooks.files.errors import UnreadableWorkbookError, WorkbookError, WorkbookLimitError
from zhaoshang._workbooks.files.limits import Limits

__all__ = ["DAMAGE", "check_zip", "find_kind"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_BIFF: Final = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_TEXT_SUFFIXES: Final = {".csv", ".tsv", ".txt", ""}
_MARKUP: Final = (b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta")
_MAIL: Final = b"mime-version:"
"""Begins a page that was saved with its pictures (.mht): its lines are broken anywhere, within numbers too."""
_PART: Final = re.compile(rb"<(?:[a-z][a-z0-9]*[\s/>]|!--)")
"""What a part of a web page begins with, such as `<style>`, `<div>` or a comment."""
_TAG: Final = re.compile(rb"<[/!?]?[a-z]")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_ENTRIES: Final = 20_000

DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ValueError,
)
"""What the standard library raises for an archive that is damaged."""


def find_kind(path: Path, limits: Limits, /) -> str:
    """Find what a file is: `xlsx` (with .xlsm), `xlsb`, `xls`, `ods`, `html` or `csv`.

    Raises:
        UnreadableWorkbookError: when it is none of them, empty, encrypted or cut short.
        WorkbookLimitError: when it is larger than the limits allow.
    """
    name = str(path)
    head = _head(path, limits)
    suffix = path.suffix.lower()
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head.startswith(_BIFF):
        return "xls"
    if suffix == ".et":  # of a later kind than those that WPS writes as .xls
        raise UnreadableWorkbookError(name, "et")
    if head.startswith(b"PK"):
        return _zip_kind(path, limits)
    plain = head.decode("utf-16", "replace").encode() if head.startswith(_UTF_16) else head
    if head.startswith(b"%PDF"):
        raise UnreadableWorkbookError(name, "pdf")
    start = plain.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if _is_page(path, start):
        return "html"
    if suffix in _TEXT_SUFFIXES:
        return "csv"
    is_text = not any(byte < 9 or 13 < byte < 32 for byte in head)
    raise UnreadableWorkbookError(name, "text" if is_text else "not_a_workbook")


def _head(path: Path, limits: Limits) -> bytes:
    """Read the beginning of a file that is neither empty nor too large."""
    name = str(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe may never give anything
            raise UnreadableWorkbookError(name, "no_file")
        with path.open("rb") as file:
            head = file.read(4096)
    except (OSError, ValueError) as cause:
        if isinstance(cause, WorkbookError):
            raise
        raise UnreadableWorkbookError(name, "missing", str(cause)) from cause
    if about.st_size == 0:
        raise UnreadableWorkbookError(name, "empty")
    if about.st_size > limits.file_size:
        raise WorkbookLimitError(name, "file_size", limits.file_size, about.st_size)
    return head


def _is_page(path: Path, start: bytes) -> bool:
    """Tell whether a file is a web page, by its beginning in small letters; one without a table, and a mail, is refused."""
    is_markup = start.startswith(_MARKUP)
    if is_markup and path.suffix.lower() in _TEXT_SUFFIXES and _is_titled(path):
        return False
    if is_markup and (b"<html" in start or b"<table" in start):
        return True
    if is_markup or start.startswith(_MAIL):
        raise UnreadableWorkbookError(str(path), "markup")
    return _PART.match(start) is not None and _has_table(path)


def _has_table(path: Path) -> bool:
    """Tell whether a part of a web page has a table, however far behind its styles; a workbook of XML has others."""
    page = _small(path)
    return b"<tr" in page and b"<table" in page


def _is_titled(path: Path) -> bool:
    """Tell whether a text begins with one tag alone, and goes on as no page does: with lines below it that have none."""
    page = _small(path)
    return len(_TAG.findall(page)) == 1 and len(page.split()) > 1 and page.strip()[-1:] != b">"


def _small(path: Path) -> bytes:
    """Give the letters of a page, small, whatever writes each of them in two bytes."""
    return path.read_bytes().lower().replace(b"\0", b"")


def _zip_kind(path: Path, limits: Limits) -> str:
    name = str(path)
    try:
        with zipfile.ZipFile(path) as file:
            check_zip(file, name, limits)
            parts = {part.lower() for part in file.namelist()}
            is_document = "mimetype" in parts and file.read("mimetype").strip().startswith(_ODS)
            if is_document and any(part.startswith("xl/") for part in parts):
                raise UnreadableWorkbookError(
                    name, "damaged", "it is two workbooks: programs differ in which they show"
                )
            if "xl/workbook.bin" in parts:
                check_binary(file, name, limits)
                return "xlsb"
            if any(part.rpartition("/")[2] == "workbook.xml" for part in parts):
                return "xlsx"
            if is_document:
                if b"encryption-data" in file.read("META-INF/manifest.xml"):
                    raise UnreadableWorkbookError(name, "encrypted")
                check_document(file, name, limits)
                return "ods"
    except WorkbookError:
        raise
    except DAMAGE as cause:
        raise UnreadableWorkbookError(name, "damaged", str(cause)) from cause
    except RuntimeError as cause:  # zipfile's word for a part with a password
        raise UnreadableWorkbookError(name, "encrypted", str(cause)) from cause
    raise UnreadableWorkbookError(name, "not_a_workbook")


def check_zip(file: zipfile.ZipFile, name: str, limits: Limits, /) -> None:
    """Refuse an archive that unpacks to more than the limits allow, by its own directory.

    A directory that lies is found when the part is read: `zipfile` stops at the declared size and the checksum
    does not fit.
    """
    entries = file.infolist()
    if len(entries) > _ENTRIES:
        raise WorkbookLimitError(name, "sheets", _ENTRIES, len(entries))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_size:
        raise WorkbookLimitError(name, "unpacked_size", limits.unpacked_size, unpacked)
    if len({_address(entry.filename) for entry in entries}) < len(entries):
        raise UnreadableWorkbookError(
            name, "damaged", "two parts have the same name: readers differ in which they take"
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableWorkbookError(name, "encrypted")


def _address(part: str) -> str:
    r"""Give a part's name as the loosest reader takes it: xl\sheet1.xml, /XL/sheet1.xml and xl/./sheet1.xml are one."""
    return normpath("/" + part.replace("\\", "/").lower().strip("/"))


def _ole_kind(path: Path) -> str:
    data = path.read_bytes()
    if _wide("EncryptedPackage") in data:
        raise UnreadableWorkbookError(str(path), "encrypted")
    if any(_wide(stream) + b"\0" in data for stream in ("Workbook", "Book")):
        try:
            check_container(data)
        except (ValueError, struct.error) as cause:
            raise UnreadableWorkbookError(str(path), "damaged", str(cause)) from cause
        return "xls"
    whole = len(data) % 512 == 0
    raise UnreadableWorkbookError(str(path), "not_a_workbook" if whole else "damaged")


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
