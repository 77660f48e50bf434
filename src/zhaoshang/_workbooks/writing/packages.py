"""An .xlsx sent back as it came: every part is copied as it is, but for the few that marks and comments change."""

import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from posixpath import join, normpath, relpath
from typing import IO, Final, NamedTuple, final

from attrs import evolve

from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.files.grids import column_letter
from zhaoshang._workbooks.files.limits import LIMITS
from zhaoshang._workbooks.files.sheetxml import Package
from zhaoshang._workbooks.files.xmlparts import XmlPartError
from zhaoshang._workbooks.writing.boxes import boxed, first_block
from zhaoshang._workbooks.writing.notes import noted
from zhaoshang._workbooks.writing.sheetmarks import MarkedSheet, mark_sheet
from zhaoshang._workbooks.writing.splicing import (
    Edit,
    Node,
    in_ascii,
    prefix_of,
    spliced,
    spliced_stream,
    tree,
    within,
)
from zhaoshang._workbooks.writing.styling import NO_STYLES, Styles
from zhaoshang.findings import Severity

__all__ = ["SUFFIXES", "CellMark", "mark_package", "suffix_of"]

Place = tuple[int, int]

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NO_RELATIONS: Final = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
)
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_STYLES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_DRAWING: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"


SUFFIXES: Final = {
    "sheet.main+xml": ".xlsx",
    "sheet.macroenabled.main+xml": ".xlsm",
    "template.main+xml": ".xltx",
    "template.macroenabled.main+xml": ".xltm",
}
"""The suffix of each kind of workbook, by how its kind ends: programs refuse one under the suffix of another."""


class CellMark(NamedTuple):
    """How a cell is marked: by its colour, and by what is said of it."""

    severity: Severity
    text: str


def mark_package(data: bytes, marks: Mapping[str, Mapping[Place, CellMark]], /) -> bytes:
    """Give a workbook with some cells marked and explained; marks and comments of an earlier review go.

    Args:
        data: the workbook as it came.
        marks: what to mark, by sheet and place.

    Raises:
        XmlPartError: when a part that marks change cannot be parsed.
    """
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source:
        changed = _Marking(source).changed(marks)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            target.comment = source.comment
            for old in source.infolist():
                new = zipfile.ZipInfo(old.filename, old.date_time)
                new.compress_type, new.external_attr = old.compress_type, old.external_attr
                new.create_system, new.comment = old.create_system, old.comment
                with (
                    source.open(old) as read,
                    target.open(new, "w", force_zip64=old.file_size > 1 << 30) as write,
                ):
                    part = changed.pop(old.filename, None)
                    if isinstance(part, bytes):
                        write.write(part)
                    else:
                        for piece in spliced_stream(read, part or ()):
                            write.write(piece)
            for name, part in changed.items():
                new = zipfile.ZipInfo(name)
                new.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(new, part if isinstance(part, bytes) else b"")
    return packed.getvalue()


def suffix_of(data: bytes, /) -> str:
    """Give the suffix that a workbook wants, by what it says of itself; .xlsx where it says nothing."""
    with zipfile.ZipFile(BytesIO(data)) as source:
        return _Marking(source).suffix()


@final
class _Marking:
    """Finds what changes in the parts of a workbook."""

    def __init__(self, source: zipfile.ZipFile) -> None:
        self._source = source
        # how large it may be was asked when it was read
        self._package = Package(Path(), source, evolve(LIMITS, sheets=1 << 20))
        self._names = {_plain(name): name for name in source.namelist()}
        self._new: dict[str, bytes] = {}
        self._edits: dict[str, list[Edit]] = {}
        self._types: list[tuple[str, str, str]] = []
        self._book = self._package.workbook_part
        self._folder = self._book.replace("\\", "/").rpartition("/")[0]
        self._said: set[str] = set()
        self._block = 0

    def suffix(self) -> str:
        """Give the suffix of this kind of workbook."""
        name = self._names.get("[content_types].xml", "")
        for each in tree(in_ascii(self._read(name))).all("Override") if name else ():
            if _plain(each.attributes.get("PartName", "")) == _plain(self._book):
                kind = each.attributes.get("ContentType", "").lower()
                return next((suffix for end, suffix in SUFFIXES.items() if kind.endswith(f".{end}")), ".xlsx")
        return ".xlsx"

    def changed(self, marks: Mapping[str, Mapping[Place, CellMark]]) -> dict[str, bytes | list[Edit]]:
        """Give the parts that change: whole, or the changes."""
        by_part: dict[str, dict[Place, CellMark]] = {}
        for name, part in self._package.sheet_parts.items():
            by_part.setdefault(part, {}).update(marks.get(name, {}))
        place, styles = self._styles()
        for part, own in by_part.items():
            if own or styles.marked or self._has_comments(part):
                self._sheet(part, own, styles)
        new = styles.changed()
        if new is not None:
            self._new[place or self._add_styles()] = new
        self._say_types()
        return {**self._new, **self._edits}

    def _read(self, name: str) -> bytes:
        return self._new[name] if name in self._new else self._source.read(name)

    # ------------------------------------------------------------------ parts and what they refer to

    def _relations_of(self, part: str) -> str:
        """Give the name of the part of relations of a part."""
        folder, slash, leaf = part.replace("\\", "/").rpartition("/")
        name = f"{folder}{slash}_rels/{leaf}.rels"
        return self._names.get(_plain(name), name)

    def _relations(self, part: str) -> Node:
        name = self._relations_of(part)
        is_there = name in self._new or name in self._names.values()
        return tree(in_ascii(self._read(name)) if is_there else _NO_RELATIONS)

    def _target(self, part: str, relation: Node) -> str:
        """Give the part that a relation leads to, as it would be called."""
        target = relation.attributes.get("Target", "").replace("\\", "/")
        folder = part.replace("\\", "/").rpartition("/")[0]
        name = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        return self._names.get(_plain(name), name)

    def _related(self, part: str, kind: str) -> str:
        """Give the part of a kind that a part leads to and that is there, or nothing."""
        for relation in self._relations(part).all("Relationship"):
            if relation.attributes.get("Type", "").rpartition("/")[2] == kind:
                name = self._target(part, relation)
                if self._is_there(name):
                    return name
        return ""

    def _has_comments(self, part: str) -> bool:
        try:
            return bool(self._related(part, "comments"))
        except XmlPartError:  # a part that cannot be parsed stays as it is
            return False

    def _is_there(self, name: str) -> bool:
        return name in self._new or _plain(name) in self._names

    def _relate(self, part: str, kind: str, target: str) -> str:
        """Let a part lead to another; give the id of the relation."""
        name = self._relations_of(part)
        data = in_ascii(self._read(name)) if self._is_there(name) else _NO_RELATIONS
        root = tree(data)
        taken = {each.attributes.get("Id", "") for each in root.children}
        number = next(number for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        folder = part.replace("\\", "/").rpartition("/")[0]
        address = relpath(target, folder) if folder else target
        made = f'<{prefix_of(root.name)}Relationship Id="rId{number}" Type="{self._base}/{kind}" Target="{address}"/>'
        self._new[name] = spliced(data, [within(root, made.encode())])
        return f"rId{number}"

    @cached_property
    def _base(self) -> str:
        """How the kinds of relations begin, which a strict package calls otherwise."""
        relations = self._relations(self._book).children
        kinds = [each.attributes.get("Type", "").rpartition("/")[0] for each in relations]
        return next((each for each in kinds if each.startswith("http://purl.oclc.org/")), _OFFICE)

    def _fresh(self, pattern: str) -> str:
        """Give a name for a part that no part has."""
        whole = f"{self._folder}/{pattern}" if self._folder else pattern
        names = {*self._names, *map(_plain, self._new)}
        return next(
            name for number in range(1, len(names) + 2) if _plain(name := whole.format(number)) not in names
        )

    # ------------------------------------------------------------------ what changes

    def _styles(self) -> tuple[str, Styles]:
        part = self._related(self._book, "styles")
        return part, Styles(in_ascii(self._read(part)) if part else NO_STYLES.format(_MAIN).encode())

    def _add_styles(self) -> str:
        name = f"{self._folder}/styles.xml" if self._folder else "styles.xml"  # where most readers look
        if self._is_there(name):
            name = self._fresh("styles{}.xml")
        self._relate(self._book, "styles", name)
        self._types.append(("Override", f"/{name}", _STYLES))
        return name

    def _sheet(self, part: str, marks: Mapping[Place, CellMark], styles: Styles) -> None:
        head = self._source.open(part).read(2)
        open_part: Callable[[], IO[bytes]] = partial(self._source.open, part)
        wide = (
            in_ascii(self._source.read(part)) if b"\0" in head or head in {b"\xff\xfe", b"\xfe\xff"} else None
        )
        if wide is not None:
            open_part = partial(BytesIO, wide)
        sheet = mark_sheet(open_part, {place: mark.severity for place, mark in marks.items()}, styles)
        before, edits, types = dict(self._new), list(sheet.edits), list(self._types)
        try:
            self._say(part, sheet, {_address(place): mark.text for place, mark in sorted(marks.items())})
        except (
            XmlPartError
        ):  # the comments of the office are damaged: they stay as they are, and cells are coloured
            self._new, sheet.edits, self._types = before, edits, types
        if sheet.edits:
            if wide is None:
                self._edits[part] = sheet.edits
            else:
                self._new[part] = spliced(wide, sheet.edits)

    def _say(self, part: str, sheet: MarkedSheet, said: Mapping[str, str]) -> None:
        """Put what is said of cells among the comments of a sheet."""
        name = self._related(part, "comments")
        if not name and not said:
            return
        if name in self._said:
            raise XmlPartError("two sheets have the same comments")
        old = self._read(name) if name else None
        space = sheet.spaces.get(prefix_of(sheet.root)[:-1], _MAIN)
        notes = noted(old, said, space)
        if notes.data == old:
            return
        if not name:
            name = self._fresh("comments{}.xml")
            self._relate(part, "comments", name)
            self._types.append(("Override", f"/{name}", _COMMENTS))
        self._said.add(name)
        self._new[name] = notes.data
        own = {key: said[key] for key in said if key in notes.own}
        own |= dict.fromkeys(sorted(notes.own - own.keys()), "")  # what people typed there stays
        self._draw(part, sheet, own, notes.gone, notes.others)

    def _draw(
        self,
        part: str,
        sheet: MarkedSheet,
        own: Mapping[str, str],
        gone: frozenset[str],
        others: frozenset[str],
    ) -> None:
        """Give the comments their boxes."""
        drawing = self._drawing(part, sheet)
        if not drawing:
            if not own:
                return
            drawing = self._fresh("drawings/vmlDrawing{}.vml")
            relation = self._relate(part, "vmlDrawing", drawing)
            space = self._base
            prefix = next((key for key, value in sheet.spaces.items() if key and value == space), "")
            declared = "" if prefix else f' xmlns:r="{space}"'
            element = f"{prefix_of(sheet.root)}legacyDrawing"
            made = f'<{element}{declared} {prefix or "r"}:id="{relation}"/>'.encode()
            sheet.edits.append(Edit(sheet.drawing_at, sheet.drawing_at, made))
            self._types.append(("Default", "vml", _DRAWING))
            own = {**dict.fromkeys(sorted(others), ""), **own}
        old = self._read(drawing) if self._is_there(drawing) else None
        if not self._block:
            self._block = first_block(
                self._source.read(name) for plain, name in self._names.items() if plain.endswith(".vml")
            )
        new = boxed(old, own, gone, self._block, sheet.width)
        if new is None:
            raise XmlPartError("the drawing of the comments is no XML")
        if old is None:
            self._block += 1 + len(own) // 1000
        if new != old:
            self._new[drawing] = new

    def _drawing(self, part: str, sheet: MarkedSheet) -> str:
        """Give the part of the drawing of comments that a sheet names, or nothing."""
        if not sheet.drawing:
            return ""
        for relation in self._relations(part).all("Relationship"):
            if relation.attributes.get("Id") == sheet.drawing:
                return self._target(part, relation)
        raise XmlPartError("the drawing of the comments is not there")

    def _say_types(self) -> None:
        """Name the kinds of new parts."""
        name = self._names.get("[content_types].xml", "")
        if not self._types or not name:
            return
        data = in_ascii(self._read(name))
        root = tree(data)
        known = {each.attributes.get("Extension", "").lower() for each in root.all("Default")}
        prefix = prefix_of(root.name)
        content = "".join(
            f'<{prefix}{kind} {"Extension" if kind == "Default" else "PartName"}="{of}" ContentType="{type_}"/>'
            for kind, of, type_ in dict.fromkeys(self._types)
            if kind == "Override" or of not in known
        )
        self._new[name] = spliced(data, [within(root, content.encode())])


def _plain(name: str) -> str:
    """Give a name as two are compared."""
    return name.replace("\\", "/").lstrip("/").lower()


def _address(place: Place) -> str:
    return f"{column_letter(place[1])}{place[0]}"
