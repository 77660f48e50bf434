"""What the parts of a package refer to: Excel finds parts by that alone, and their reader some of them by name.

A package in which the two ways lead to two parts is refused: another book would be read than its people see.
"""

import zipfile
from posixpath import join, normpath
from typing import Final, final

from attrs import frozen

from zhaoshang._workbooks.files.xmlparts import XmlPartError, local, parse_part

__all__ = ["PartRelation", "relations_of", "workbook_part"]

_BY_NAME: Final = ("sharedStrings", "styles")
"""What a reader takes by its name beside the workbook."""


@final
@frozen
class PartRelation:
    """A part that another refers to: by its number, as what, and where it is."""

    id: str
    kind: str
    part: str


def relations_of(file: zipfile.ZipFile, part: str, /) -> tuple[PartRelation, ...]:
    """Give what a part refers to within its package; the package itself is the part without a name.

    Raises:
        XmlPartError: when two have one number, or an address is written so that readers differ in what it means.
    """
    folder, slash, leaf = part.rpartition("/")
    wanted = f"{folder}{slash}_rels/{leaf}.rels".lower()
    found: list[PartRelation] = []

    def start(name: str, told: dict[str, str]) -> None:
        if local(name) == "Relationship" and told.get("TargetMode") != "External":
            kind, target = told.get("Type", "").rpartition("/")[2], told.get("Target", "").replace("\\", "/")
            if kind in {"officeDocument", "worksheet", *_BY_NAME} and "%" in target:
                raise XmlPartError("the address of a part is escaped: readers differ in what it means")
            found.append(
                PartRelation(told.get("Id", ""), kind, normpath(join("/", folder, target)).lstrip("/"))
            )

    for name in file.namelist():
        if name.lower() == wanted:
            with file.open(name) as stream:
                parse_part(stream, start)
    if len({each.id for each in found}) < len(found):
        raise XmlPartError("two parts have one number: a reader takes one of them")
    return tuple(found)


def workbook_part(file: zipfile.ZipFile, suffix: str, /) -> str:
    """Give the part that lists the sheets, by the name that it has in the file.

    Args:
        file: the package.
        suffix: of its parts, `.xml` or `.bin`.

    Raises:
        XmlPartError: when a reader takes another part than the package says, for it, its shared texts or its styles.
    """
    names = {name.lower(): name for name in file.namelist()}
    told = [each.part for each in relations_of(file, "") if each.kind == "officeDocument"]
    told = told or [f"xl/workbook{suffix}"]
    folder, _, leaf = told[0].lower().rpartition("/")
    if len(told) != 1 or leaf != f"workbook{suffix}" or told[0].lower() not in names:
        raise XmlPartError("the package names another part as its workbook than its reader takes")
    part = names[told[0].lower()]
    listed = relations_of(file, part)
    for kind in _BY_NAME:
        taken = f"{folder}/{kind}{suffix}".lower().lstrip("/")
        named = [each.part.lower() for each in listed if each.kind == kind]
        # styles that nothing refers to change what is shown, not what cells hold
        if named != [taken] and (named or (kind == "sharedStrings" and taken in names)):
            msg = f"the workbook names another part as its {kind} than its reader takes"
            raise XmlPartError(msg)
    return part
