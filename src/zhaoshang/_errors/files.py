"""Errors about files, data frames, packages and years that are not there."""

import errno
import os
from typing import Any, Final, final

from attrs import frozen

from zhaoshang._basics.lazy import living_in
from zhaoshang._errors.base import ZhaoshangError, expected_in, listed, near_names
from zhaoshang._text.messages import say, text_of


@final
@frozen(repr=False)
class MissingExtraError(ZhaoshangError, ImportError):
    """An optional package is not installed.

    Attributes:
        package: the package that is missing.
        extra: the extra of this library that brings it.

    Examples:
        >>> from zhaoshang.errors import MissingExtraError
        >>> error = MissingExtraError(
        ...     "openpyxl", "excel"
        ... )  # as reading a workbook raises it where openpyxl is missing
        >>> isinstance(error, ImportError), str(error)
        (True, 'this needs openpyxl. Install it with: pip install "zhaoshang[excel]"')
    """

    package: str
    extra: str


@final
@frozen(repr=False)
class MissingFileError(ZhaoshangError, FileNotFoundError):
    """A file that was to be read is not there, or the folder that one was to be written to.

    Attributes:
        path: the file, as it was given.
        folder: the folder that is not there; empty where it is, or where a file was to be read.

    Examples:
        >>> from zhaoshang import Ledger, records
        >>> from zhaoshang.errors import MissingFileError
        >>> try:
        ...     records.load("没有这个文件.json")
        ... except MissingFileError as error:
        ...     print(error.render("zh_CN"))
        没有这个文件.json：文件不存在或无法打开。请检查路径。
        >>> try:
        ...     records.dump(Ledger(), "nowhere/ledger.json")
        ... except FileNotFoundError as error:
        ...     print(error, error.filename)
        nowhere/ledger.json: there is no folder nowhere. Make it first, or choose another path. nowhere/ledger.json
    """

    path: str
    folder: str = ""

    def __attrs_post_init__(self) -> None:
        """Say what the system says of it, for programs that ask."""
        object.__setattr__(self, "errno", errno.ENOENT)  # errors are frozen
        object.__setattr__(self, "strerror", os.strerror(errno.ENOENT))
        object.__setattr__(self, "filename", self.path)

    def __reduce__(self) -> tuple[Any, ...] | str:
        """Pickle the fields, and not what the system says."""
        return type(self), (self.path, self.folder)

    def _key(self) -> str:
        return "error.MissingFileError.folder" if self.folder else super()._key()


@final
@frozen(repr=False)
class FileAccessError(ZhaoshangError, OSError):
    """A file or folder is there, or could be, and cannot be read or written; what is not there is a `MissingFileError`.

    The two are all that the library says of the file system, but for workbooks (`UnreadableWorkbookError`) and mappings
    (`MappingError`), which have their own.

    Attributes:
        path: the file or folder, as it was given; of a stream its name.
        reason: a code: `folder` where a file was to be written, `no_file` for a folder, a pipe or a device, `no_folder`
            for a file in the place of a folder, `no_name` for a path that names nothing, `denied`, `full` for a disk that
            has no room, `replaced` for tables that were written anew while they were read, `stream` for a stream that is
            closed, not made for writing or takes no more, `unreadable` for one that is closed, not made for reading, breaks
            off or has nothing yet, `endless` for one that is longer than 1 GB, and `failed` for anything else.
        detail: what the system said.

    Examples:
        >>> from zhaoshang import Ledger, records
        >>> from zhaoshang.errors import FileAccessError
        >>> try:
        ...     records.dump(Ledger(), "/")
        ... except FileAccessError as error:
        ...     print(error)
        ...     print(error.render("zh_CN"))
        /: it is a folder. Add the name of the file.
        /：这是文件夹。请加上文件名。
    """

    path: str
    reason: str
    detail: str = ""

    def __attrs_post_init__(self) -> None:
        """Say what the system says of it, for programs that ask."""
        number = _NUMBERS.get(self.reason, errno.EIO)
        object.__setattr__(self, "errno", number)  # errors are frozen
        object.__setattr__(self, "strerror", self.detail or os.strerror(number))
        object.__setattr__(self, "filename", self.path)

    def __reduce__(self) -> tuple[Any, ...] | str:
        """Pickle the fields, and not what the system says."""
        return type(self), (self.path, self.reason, self.detail)

    def _values(self, locale: str) -> dict[str, object]:
        reason = self.reason if self.reason in _NUMBERS else "failed"
        return {"path": self.path, "sentence": say(f"error.FileAccessError.{reason}", locale)}


_NUMBERS: Final = {
    "folder": errno.EISDIR, "no_file": errno.EINVAL, "no_folder": errno.ENOTDIR, "no_name": errno.EINVAL,
    "denied": errno.EACCES, "full": errno.ENOSPC, "replaced": errno.ESTALE, "stream": errno.EBADF, "failed": errno.EIO,
    "unreadable": errno.EBADF, "endless": errno.EFBIG,
}  # fmt: skip


@final
@frozen(repr=False)
class ForkedProcessError(ZhaoshangError, RuntimeError):
    """An engine has worked in the process that this one was forked from, and its threads stayed there.

    Attributes:
        engine: the engine, whose answers would never come.

    Examples:
        >>> from zhaoshang.errors import ForkedProcessError
        >>> error = ForkedProcessError("polars")  # as frames raise it in a process that was forked
        >>> isinstance(error, RuntimeError), error.engine
        (True, 'polars')
    """

    engine: str


@final
@frozen(repr=False)
class UnpublishedYearError(ZhaoshangError, LookupError):
    """The working days of a year are not known: the State Council announces them late in the year before.

    Attributes:
        year: the year asked for.

    Examples:
        >>> from datetime import date
        >>> from zhaoshang.calendars import CN
        >>> from zhaoshang.errors import UnpublishedYearError
        >>> try:
        ...     CN.is_working(date(2099, 1, 1))
        ... except UnpublishedYearError as error:
        ...     error.year
        2099
    """

    year: int


@final
@frozen(repr=False)
class UnsupportedFrameError(ZhaoshangError, TypeError):
    """A value is no data frame that can be used.

    Attributes:
        type: the name of its class, with the table that it was given for.
        supported: the kinds of frame that can be used.
        fix: what makes a frame of the value, where something does.

    Examples:
        >>> from zhaoshang.errors import UnsupportedFrameError
        >>> from zhaoshang.frames import Frames
        >>> try:
        ...     Frames({"projects": [{"id": "P1"}]})
        ... except UnsupportedFrameError as error:
        ...     error.type, "pandas" in error.supported
        ('list (projects)', True)
    """

    type: str
    supported: tuple[str, ...]
    fix: str = ""

    def _hint(self, locale: str) -> str:
        return say("error.argument.made_by", locale, made_by=self.fix) if self.fix else ""


@final
@frozen(repr=False)
class FrameSchemaError(ZhaoshangError, TypeError):
    """A table of data frames lacks a column, or a column holds what it should not.

    Attributes:
        table: the name of the table.
        column: the name of the column; empty where the whole table is missing.
        found: the type found there; empty where nothing is.
        expected: what should be there.
        known: the columns that the table has, where one is missing that may have another name there.

    Examples:
        >>> import polars
        >>> from zhaoshang import evaluate
        >>> from zhaoshang.errors import FrameSchemaError
        >>> from zhaoshang.frames import Frames
        >>> projects = polars.DataFrame({"id": ["P1"], "signed_on": ["2022-03-05"]})  # text is no date
        >>> try:
        ...     evaluate(Frames({"projects": projects}), "signed_project_count", as_of="2022-06-30")
        ... except FrameSchemaError as error:
        ...     error.table, error.column, error.found, error.expected
        ('projects', 'signed_on', 'String', 'dates (a date type or timestamps at midnight, not text)')
    """

    table: str
    column: str
    found: str
    expected: str
    known: tuple[str, ...] = ()

    def _hint(self, locale: str) -> str:
        if near := self._near():
            return say("error.hint.near", locale, near=listed(near))
        return say("error.FrameSchemaError.known", locale, known=listed(self.known)) if self.known else ""

    def _near(self) -> tuple[str, ...]:
        return near_names("column", self.column.removeprefix("extra_"), self.known)

    def _said(self, locale: str) -> str:
        return super()._said(locale).rstrip()

    def _key(self) -> str:
        return "error.FrameSchemaError.missing" if self.column and not self.found else super()._key()

    def _values(self, locale: str) -> dict[str, object]:
        return {
            "hint": self._hint(locale),
            "place": f"{self.table}.{self.column}" if self.column else self.table,
            "found": text_of(self.found, "found", locale) or "—",
            "expected": expected_in(self.expected, locale).lstrip(),
        }


@final
@frozen(repr=False)
class FileSyntaxError(ZhaoshangError, ValueError):
    """A file is not JSON, or not JSON Lines.

    Attributes:
        path: the file.
        line: the first line that is wrong, from 1.
        reason: what is wrong there, in the words of the JSON reader.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang.errors import FileSyntaxError
        >>> from zhaoshang.records import load
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.json")
        ...     _ = path.write_text("{projects: []}")
        ...     try:
        ...         load(path)
        ...     except FileSyntaxError as error:
        ...         error.line, error.reason
        (1, 'Expecting property name enclosed in double quotes')
    """

    path: str
    line: int
    reason: str


__test__ = living_in("zhaoshang.errors", vars())
