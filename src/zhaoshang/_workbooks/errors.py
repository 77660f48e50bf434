"""What can be wrong with a workbook as a whole; faults of single rows and cells are findings."""

from typing import ClassVar, Final, final

from attrs import frozen

from zhaoshang._languages import is_chinese
from zhaoshang.errors import ZhaoshangError

__all__ = [
    "MappingError",
    "NoHeaderError",
    "UnknownSheetError",
    "UnreadableWorkbookError",
    "WorkbookError",
    "WorkbookLimitError",
]


NO_FILE: Final = "there is no such file"


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


_REASONS: Final[dict[str, tuple[str, str]]] = {
    "missing": (
        "there is no such file, or it may not be read. Check the path.",
        "文件不存在或无法打开。请检查路径。",
    ),
    "no_file": (
        "it is a folder, a pipe or a device. Give the path of a file.",
        "这是文件夹、管道或设备，不是文件。请给出文件的路径。",
    ),
    "empty": ("the file is empty. Ask the sender for it once more.", "文件是空的。请联系报送方重新发送。"),
    "damaged": (
        "the file is damaged or cut short. Ask the sender for it once more, or open it in Excel and save it anew.",
        "文件已损坏或不完整。请联系报送方重新发送，或用 Excel 打开后另存。",
    ),
    "encrypted": (
        "the file is protected by a password. Open it in Excel, remove the password and save it.",
        "文件已加密。请用 Excel 打开，取消密码后保存。",
    ),
    "et": (
        "WPS .et files cannot be read. Open it in WPS and save it as .xlsx.",
        "不支持 WPS 的 .et 格式。请用 WPS 打开后另存为 .xlsx。",
    ),
    "markup": (
        "it is a web page or XML saved under a workbook's name. Open it in Excel and save it as .xlsx.",
        "这是以工作簿扩展名保存的网页或 XML。请用 Excel 打开后另存为 .xlsx。",
    ),
    "text": (
        "it is plain text under a workbook's name. If it is CSV, rename it to .csv.",
        "这是以工作簿扩展名保存的纯文本。如为 CSV，请把扩展名改为 .csv。",
    ),
    "encoding": (
        "its text is neither UTF-8 nor GB18030. Save it as CSV UTF-8.",
        "文本既不是 UTF-8 也不是 GB18030。请另存为 CSV UTF-8。",
    ),
    "unwritable": (
        "the file cannot be written there. Close it in Excel, or choose another path.",
        "无法写入该文件。请先在 Excel 中关闭它，或换一个路径。",
    ),
    "not_a_workbook": (
        "it is no workbook. Use .xlsx, .xlsm, .xlsb, .xls, .ods or .csv.",
        "这不是工作簿。可用格式：.xlsx、.xlsm、.xlsb、.xls、.ods、.csv。",
    ),
}


@final
@frozen
class UnreadableWorkbookError(WorkbookError):
    """A file cannot be read, or written, at all.

    Attributes:
        path: the file.
        reason: a code: `missing`, `no_file`, `empty`, `damaged`, `encrypted`, `et`, `markup`, `text`, `encoding`,
            `not_a_workbook`, and `unwritable` for a file that cannot be written.
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

    english: ClassVar[str] = "{path}: {sentence}"
    chinese: ClassVar[str] = "{path}：{sentence}"

    def render(self, locale: str = "en") -> str:
        """Say what is wrong with the file and what would mend it.

        Args:
            locale: the language: any `zh` for Chinese, otherwise English.
        """
        chinese = is_chinese(locale)
        sentence = _REASONS[self.reason][chinese]
        template = self.chinese if chinese else self.english
        return template.format(path=self.path, sentence=sentence)


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

    english: ClassVar[str] = (
        "{path} {sheet} is beyond the limit of {allowed} {limit} ({found}). "
        "Split it, or pass limits=evolve(LIMITS, {limit}=…) if you trust it."
    )
    chinese: ClassVar[str] = (
        "{path} {sheet} 超出上限：{limit} 最多 {allowed}，实为 {found}。"
        "请拆分文件；如来源可信，可传入 limits=evolve(LIMITS, {limit}=…)。"
    )


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

    english: ClassVar[str] = (
        "no header of a project list in {path} (sheets: {sheets}). A header has 项目名称 or 投资方 and two more "
        "known words; name the columns with mapping=…"
    )
    chinese: ClassVar[str] = (
        "{path} 中没有项目台账的表头（工作表：{sheets}）。表头须含“项目名称”或“投资方”及另外两个已知栏目；"
        "也可用 mapping=… 指定各列。"
    )


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

    english: ClassVar[str] = "{path} has no sheet {sheet}. It has: {known}."
    chinese: ClassVar[str] = "{path} 中没有工作表“{sheet}”。现有：{known}。"


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

    english: ClassVar[str] = "the mapping{hint}. Expected {expected}."
    chinese: ClassVar[str] = "列映射{hint}。应为{expected}。"

    def _hint(self, *, chinese: bool) -> str:
        place = f" {self.path} " if self.path else "" if chinese else " "
        if chinese:
            return f"{place}无法使用：{'文件不存在' if self.item == NO_FILE else self.item}"
        return f"{place}cannot be used: {self.item}"
