"""What can be wrong with a workbook as a whole; faults of single rows and cells are findings."""

from typing import Any, Final, final

from attrs import frozen

from zhaoshang._basics.brief import brief
from zhaoshang._files.atomic import refused
from zhaoshang._text.messages import say, text_of
from zhaoshang.errors import FileAccessError, ZhaoshangError

__all__ = [
    "MappingError",
    "NoHeaderError",
    "UnknownSheetError",
    "UnreadableWorkbookError",
    "WorkbookError",
    "WorkbookLimitError",
    "unwritable",
]


NO_FILE: Final = "there is no such file"
_LONGEST: Final = 500  # of a name, in a sentence


class WorkbookError(ZhaoshangError, ValueError):
    """The base of what is wrong with a whole workbook.

    Attributes:
        path: the file.

    Examples:
        >>> from zhaoshang import workbooks
        >>> try:
        ...     workbooks.read("没有这个文件.xlsx")
        ... except workbooks.WorkbookError as error:
        ...     print(type(error).__name__, error.path)
        UnreadableWorkbookError 没有这个文件.xlsx
    """

    path: str


@final
@frozen
class UnreadableWorkbookError(WorkbookError):
    """A file cannot be read, or written, at all.

    Attributes:
        path: the file.
        reason: a code: `missing`, `no_file`, `empty`, `damaged`, `encrypted`, `et`, `markup`, `pdf`, `text`, `encoding`,
            `not_a_workbook`, `control` for a control character in a text, `quotes` for a CSV of stray quotes, `beside` for
            too many tables side by side, `temporary` where the folder for temporary files cannot be used, and `unwritable`
            for a file that cannot be written, `folder_written` for a folder, `no_folder` where there is none, `in_the_way`
            where a file stands in its place, `no_name` for a path that names nothing, `full` for one that the disk has no
            room for, `not_written` for a format that is not, `other_suffix` for the name of another kind of workbook.
        detail: what the reader beneath said.

    Examples:
        >>> from zhaoshang import workbooks
        >>> try:
        ...     workbooks.read("没有这个文件.xlsx")
        ... except workbooks.UnreadableWorkbookError as error:
        ...     print(error.reason)
        ...     print(error.render("zh_CN"))
        missing
        没有这个文件.xlsx：文件不存在或无法打开。请检查路径。
    """

    path: str
    reason: str
    detail: str = ""

    def _values(self, locale: str) -> dict[str, object]:
        return {
            "path": brief(self.path, _LONGEST),
            "sentence": say(
                f"error.UnreadableWorkbookError.{self.reason}", locale, detail=brief(self.detail, _LONGEST)
            ),
        }


def unwritable(path: object, cause: OSError, /) -> UnreadableWorkbookError:
    """Tell why a file could not be written: closing it in Excel helps against much, and not against a full disk.

    Examples:
        >>> print(unwritable("a.xlsx", OSError(28, "No space left on device")))
        a.xlsx: the disk is full. Make room on it, or choose another path.
    """
    if isinstance(cause, FileNotFoundError):
        return UnreadableWorkbookError(str(path), "no_folder", str(cause))
    told: Any = cause if isinstance(cause, FileAccessError) else refused(str(path), cause)
    return UnreadableWorkbookError(str(path), _WHY_NOT.get(told.reason, "unwritable"), str(cause))


_WHY_NOT: Final = {
    "folder": "folder_written", "full": "full", "no_file": "no_file", "no_folder": "in_the_way", "no_name": "no_name",
}  # fmt: skip


@final
@frozen
class WorkbookLimitError(WorkbookError):
    r"""A file is larger than the limits allow; nothing of it was read.

    Attributes:
        path: the file.
        limit: which limit, by its name in `Limits`.
        allowed: how much it allows.
        found: how much there is, as far as was counted.
        sheet: the sheet, where it is about one.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(
        ...         "项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,3.5\n", encoding="utf-8"
        ...     )
        ...     try:
        ...         workbooks.read(path, limits=workbooks.Limits(rows=1))
        ...     except workbooks.WorkbookLimitError as error:
        ...         print(error.limit, error.allowed, error.found)
        rows 1 2
    """

    path: str
    limit: str
    allowed: int
    found: int
    sheet: str = ""


@final
@frozen
class NoHeaderError(WorkbookError):
    r"""No sheet has a header that names projects.

    Attributes:
        path: the file.
        sheets: the sheets that were looked at.
        sheet: the sheet with the row that looks most like a header.
        row: that row, from 1.
        words: its texts.
        nearest: the known header words that they are most like.
        is_form: whether a sheet is a form, a label beside each value.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "weather.csv")
        ...     _ = path.write_text("日期,天气\n3月1日,晴\n", encoding="utf-8")
        ...     try:
        ...         workbooks.read(path)
        ...     except workbooks.NoHeaderError as error:
        ...         print(error.sheets, error.row, error.words)
        ('weather',) 1 ('日期', '天气')
    """

    path: str
    sheets: tuple[str, ...]
    sheet: str | None = None
    row: int | None = None
    words: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    is_form: bool = False

    def _key(self) -> str:
        return "error.NoHeaderError.form" if self.is_form else "error.NoHeaderError"


@final
@frozen
class UnknownSheetError(WorkbookError, LookupError):
    r"""A mapping names a sheet that the workbook does not have.

    Attributes:
        path: the file.
        sheet: the sheet that the mapping names.
        known: the sheets there are.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(
        ...         "项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,3.5\n", encoding="utf-8"
        ...     )
        ...     try:
        ...         workbooks.read(path, mapping=workbooks.Mapping(sheets=["在谈"]))
        ...     except workbooks.UnknownSheetError as error:
        ...         print(error.sheet, error.known)
        在谈 ('ledger',)
    """

    path: str
    sheet: str
    known: tuple[str, ...]


@final
@frozen
class MappingError(WorkbookError):
    """A mapping cannot be used: it is no TOML, or names a field or column that does not exist.

    Attributes:
        path: the file of the mapping; empty where it was made in code.
        item: what cannot be used.
        expected: what could be.

    Examples:
        >>> from zhaoshang.workbooks import Mapping, MappingError
        >>> try:
        ...     Mapping.of({"盘子": {"field": "investment", "unit": "大元"}})
        ... except MappingError as error:
        ...     print(error.item, "|", error.expected)
        盘子: unit '大元' | a unit such as 万元, 亿元, 亩
    """

    path: str
    item: str
    expected: str

    def _key(self) -> str:
        return "error.MappingError.of_file" if self.path else "error.MappingError"

    def _values(self, locale: str) -> dict[str, object]:
        return {**super()._values(locale), "item": text_of(self.item, "item", locale)}
