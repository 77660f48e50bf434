"""Every error that the library raises, each a record first and a sentence second.

One base class, `ZhaoshangError`; each error also inherits the fitting standard class, keeps its fields,
compares by them and survives pickling. `str(error)` speaks English and ends with the likely fix;
`error.render("zh_CN")` says the same in Chinese.

Faults in data are not errors: see `zhaoshang.findings`.
"""

import builtins
from collections.abc import Sequence
from typing import Any, ClassVar, Self, final

from attrs import frozen

__all__ = [
    "AmbiguousQuantityError",
    "ArgumentNeededError",
    "ConversionError",
    "CurrencyMismatchError",
    "DanglingReferenceError",
    "DateValueError",
    "DuplicateIdError",
    "FieldError",
    "FieldTypeError",
    "FileSyntaxError",
    "FormatVersionError",
    "FrameSchemaError",
    "InexactNumberError",
    "MissingExtraError",
    "MissingFieldError",
    "PeriodSyntaxError",
    "QuantitySyntaxError",
    "RecordError",
    "StepCycleError",
    "TodayNeededError",
    "TransitionRefusedError",
    "UnitMismatchError",
    "UnknownCodeError",
    "UnknownFieldError",
    "UnknownIdError",
    "UnknownUnitError",
    "UnpublishedYearError",
    "UnsupportedFrameError",
    "ZhaoshangError",
]

Span = tuple[int, int]

_SHOWN = 60
_LAST_NARROW = 0x2E7F  # CJK characters begin after it


def _is_chinese(locale: str) -> bool:
    return locale.lower().startswith("zh")


def _caret(text: str, span: Span) -> str:
    """Draw the part of a text that an error is about, with a caret line below it.

    Full-width characters take two columns in a terminal, so the line below uses full-width blanks for them.
    """
    start, end = span
    left = max(0, start - _SHOWN)
    shown = text[left : end + _SHOWN].replace("\n", "⏎").replace("\r", "⏎").replace("\t", " ")
    pad = "".join("\u3000" if ord(char) > _LAST_NARROW else " " for char in shown[: start - left])
    width = sum(2 if ord(char) > _LAST_NARROW else 1 for char in shown[start - left : end - left])
    return f"\n  {shown}\n  {pad}{'^' * max(1, width)}"


def _list(items: tuple[str, ...], *, most: int = 12) -> str:
    more = ", …" if len(items) > most else ""
    return ", ".join(items[:most]) + more


class ZhaoshangError(Exception):
    """The base of all errors of this library.

    Two errors are equal when they are of one class and hold equal fields.

    Examples:
        >>> from zhaoshang.errors import UnknownUnitError, ZhaoshangError
        >>> error = UnknownUnitError("斤两", ("亩", "平方米"))
        >>> isinstance(error, ZhaoshangError), isinstance(error, LookupError)
        (True, True)
        >>> error.unit
        '斤两'
    """

    english: ClassVar[str] = ""
    chinese: ClassVar[str] = ""

    def __eq__(self, other: object) -> bool:
        """Compare class and fields."""
        return (
            type(self) is type(other) and self.args == other.args if isinstance(other, Exception) else False
        )

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((type(self), repr(self.args)))

    def __str__(self) -> str:
        """Say in English what is wrong and what would mend it."""
        return self.render()

    def render(self, locale: str = "en") -> str:
        """Say what is wrong and what would mend it.

        Args:
            locale: `en` or any Chinese locale such as `zh_CN`.

        Returns:
            One sentence or two, perhaps with the text and a caret line below.

        Examples:
            >>> from zhaoshang.errors import CurrencyMismatchError
            >>> CurrencyMismatchError("CNY", "USD").render("zh_CN")
            '币种不同，不能合并：CNY 与 USD。请先用 .to(币种, rate=汇率) 换算。'
        """
        template = self.chinese if _is_chinese(locale) else self.english
        return template.format(**self._words())

    def _words(self) -> dict[str, str]:
        names = [name for name in getattr(self, "__match_args__", ()) if isinstance(name, str)]
        words = {}
        for name in names:
            value = getattr(self, name)
            words[name] = _list(tuple(map(str, value))) if isinstance(value, tuple) else str(value)
        text, span = getattr(self, "text", None), getattr(self, "span", None)
        if isinstance(text, str) and isinstance(span, tuple):
            words["caret"] = _caret(text, span)
        return words


@final
@frozen(repr=False)
class QuantitySyntaxError(ZhaoshangError, ValueError):
    """A text is not wholly an amount; `span` marks the first part that was not understood."""

    text: str
    span: Span
    expected: str

    english: ClassVar[str] = (
        "not a quantity: expected {expected}. Write it like 1.5亿元, 近130亿元 or 80余亩.{caret}"
    )
    chinese: ClassVar[str] = "不是数量：此处应为{expected}。请写成 1.5亿元、近130亿元、80余亩 等形式。{caret}"


@final
@frozen(repr=False)
class AmbiguousQuantityError(ZhaoshangError, ValueError):
    """A text has more than one reading and none is preferred; `readings` lists them."""

    text: str
    span: Span
    readings: tuple[str, ...]

    english: ClassVar[str] = (
        "ambiguous quantity, it may mean {readings}. Write the unit at both numbers.{caret}"
    )
    chinese: ClassVar[str] = "数量有歧义，可能是 {readings}。请在两个数字后都写明单位。{caret}"


@final
@frozen(repr=False)
class PeriodSyntaxError(ZhaoshangError, ValueError):
    """A text is not wholly a date or period; `span` marks the first part that was not understood."""

    text: str
    span: Span
    expected: str

    english: ClassVar[str] = (
        "not a date or period: expected {expected}. Write it like 2022-03-05 or 2022年3月.{caret}"
    )
    chinese: ClassVar[str] = (
        "不是日期或期间：此处应为{expected}。请写成 2022-03-05、2022年3月 等形式。{caret}"
    )


@final
@frozen(repr=False)
class TodayNeededError(ZhaoshangError, ValueError):
    """A relative date such as 去年9月 was read without saying what day it is."""

    text: str
    span: Span

    english: ClassVar[str] = "a relative date needs the day it was written: pass today=date(…).{caret}"
    chinese: ClassVar[str] = "相对日期需要知道成文日期：请传入 today=date(…)。{caret}"


@final
@frozen(repr=False)
class DateValueError(ZhaoshangError, ValueError):
    """A value is not a civil date; a `datetime` is refused because the field's dates have no time of day."""

    value: str
    expected: str

    english: ClassVar[str] = "not a date: {value}. Expected {expected}; for a datetime pass value.date()."
    chinese: ClassVar[str] = "不是日期：{value}。应为{expected}；如为 datetime，请传 value.date()。"


@final
@frozen(repr=False)
class InexactNumberError(ZhaoshangError, TypeError):
    """A number is not exact (a float, a bool, NaN) where an exact one is needed."""

    value: str
    expected: str

    english: ClassVar[str] = (
        'not an exact number: {value}. Expected {expected}; write the digits as text, "3.5".'
    )
    chinese: ClassVar[str] = '不是精确的数：{value}。应为{expected}；请以文本写出数字，如 "3.5"。'


@final
@frozen(repr=False)
class FieldTypeError(ZhaoshangError, TypeError):
    """A record was built with a value of the wrong type: text for an amount, one name for a list of names."""

    value: str
    expected: str

    english: ClassVar[str] = (
        "{value} does not fit: expected {expected}. Text of amounts is read by zhaoshang.reading and zhaoshang.records."
    )
    chinese: ClassVar[str] = (
        "{value} 不合要求：应为{expected}。文本形式的数量请用 zhaoshang.reading 或 zhaoshang.records 读入。"
    )


@final
@frozen(repr=False)
class UnknownUnitError(ZhaoshangError, LookupError):
    """A unit, currency or counter is not known; `known` lists some that are."""

    unit: str
    known: tuple[str, ...]

    english: ClassVar[str] = (
        "unknown unit {unit!r}. Use one such as {known}, or a code listed in zhaoshang.units."
    )
    chinese: ClassVar[str] = "未知单位“{unit}”。可用：{known}，或 zhaoshang.units 中的代码。"


@final
@frozen(repr=False)
class UnitMismatchError(ZhaoshangError, TypeError):
    """Two quantities of different kinds were added, compared or converted: money with area, 家 with 个."""

    left: str
    right: str

    english: ClassVar[str] = (
        "cannot combine {left} with {right}: they measure different things. Keep them apart."
    )
    chinese: ClassVar[str] = "不能合并 {left} 与 {right}：计量的不是同一事物。请分开统计。"


@final
@frozen(repr=False)
class CurrencyMismatchError(ZhaoshangError, ValueError):
    """Two amounts in different currencies were added or compared without an exchange rate."""

    left: str
    right: str

    english: ClassVar[str] = (
        "two currencies: {left} and {right}. Convert one first with .to(currency, rate=Rate(…))."
    )
    chinese: ClassVar[str] = "币种不同，不能合并：{left} 与 {right}。请先用 .to(币种, rate=汇率) 换算。"


@final
@frozen(repr=False)
class ConversionError(ZhaoshangError, ValueError):
    """A quantity cannot be written in the unit asked for; `reason` says why."""

    unit: str
    target: str
    reason: str

    english: ClassVar[str] = "cannot convert {unit} to {target}: {reason}."
    chinese: ClassVar[str] = "不能把 {unit} 换算为 {target}：{reason}。"


@final
@frozen(repr=False)
class UnknownCodeError(ZhaoshangError, ValueError):
    """A word is not one of a closed vocabulary; `known` lists the codes that are."""

    vocabulary: str
    code: str
    known: tuple[str, ...]

    english: ClassVar[str] = "{code} is no {vocabulary}. Use one of {known}."
    chinese: ClassVar[str] = "{vocabulary} 中没有“{code}”。可用：{known}。"


@final
@frozen(repr=False)
class UnknownIdError(ZhaoshangError, LookupError):
    """A ledger does not hold the record that was looked up."""

    collection: str
    id: str
    similar: tuple[str, ...] = ()

    english: ClassVar[str] = "no {id} among {collection}. Did you mean: {similar}"
    chinese: ClassVar[str] = "{collection} 中没有 {id}。是否指：{similar}"


@final
@frozen(repr=False)
class DuplicateIdError(ZhaoshangError, ValueError):
    """Two records of one collection have the same id."""

    collection: str
    id: str

    english: ClassVar[str] = "two records of {collection} have the id {id}. Give each its own id."
    chinese: ClassVar[str] = "{collection} 中有两条记录的 id 都是 {id}。请为每条记录设定唯一的 id。"


@final
@frozen(repr=False)
class StepCycleError(ZhaoshangError, ValueError):
    """Steps of service wait for each other in a circle; `steps` names them in turn."""

    steps: tuple[str, ...]

    english: ClassVar[str] = "these steps wait for each other: {steps}. Drop one `after`."
    chinese: ClassVar[str] = "这些环节互相等待：{steps}。请去掉其中一个 after。"


@final
@frozen(repr=False)
class DanglingReferenceError(ZhaoshangError, LookupError):
    """Records name ids that the ledger does not hold; `findings` lists each."""

    findings: tuple[Any, ...]

    english: ClassVar[str] = (
        "the ledger does not hold what its records name: {findings}. Add them or mend the ids."
    )
    chinese: ClassVar[str] = "台账中没有记录所引用的对象：{findings}。请补充或更正。"


@final
@frozen(repr=False)
class TransitionRefusedError(ZhaoshangError, ValueError):
    """A project may not take the step asked for; `step` holds the blockers, warnings and the project as it is."""

    step: Any

    english: ClassVar[str] = (
        "the step is refused: {blockers}. See error.step, or ask blockers(…) before advance(…)."
    )
    chinese: ClassVar[str] = "不能推进到该阶段：{blockers}。详见 error.step，或先用 blockers(…) 查询。"

    def _words(self) -> dict[str, str]:
        return {"blockers": _list(tuple(str(item) for item in self.step.blockers))}


@final
@frozen(repr=False)
class MissingExtraError(ZhaoshangError, ImportError):
    """An optional package is not installed; `extra` names what to install."""

    package: str
    extra: str

    english: ClassVar[str] = 'this needs {package}. Install it with: pip install "zhaoshang[{extra}]"'
    chinese: ClassVar[str] = '此功能需要 {package}。请安装：pip install "zhaoshang[{extra}]"'


@final
@frozen(repr=False)
class UnpublishedYearError(ZhaoshangError, LookupError):
    """The working days of a year are not known: the State Council announces them late in the year before."""

    year: int

    english: ClassVar[str] = (
        "no working days are known for {year}. Once they are announced, update chinesecalendar or pass "
        'calendar=working_days({{"holidays": […], "makeup": […]}}).'
    )
    chinese: ClassVar[str] = (
        "{year} 年的工作日尚无数据。通知公布后，请更新 chinesecalendar，"
        '或传入 calendar=working_days({{"holidays": […], "makeup": […]}})。'
    )


@final
@frozen(repr=False)
class ArgumentNeededError(ZhaoshangError, ValueError):
    """A KPI was asked for without an argument that it reads."""

    argument: str
    kpi: str

    english: ClassVar[str] = (
        "{kpi} needs {argument}: pass {argument}=…, or set it on the ledger where it has one."
    )
    chinese: ClassVar[str] = "{kpi} 需要 {argument}：请传入 {argument}=…，或在台账上设定。"


@final
@frozen(repr=False)
class UnsupportedFrameError(ZhaoshangError, TypeError):
    """A value is no data frame that can be used."""

    type: str
    supported: tuple[str, ...]

    english: ClassVar[str] = "cannot use {type} as a frame. Supported: {supported}."
    chinese: ClassVar[str] = "不能把 {type} 用作数据表。支持：{supported}。"


@final
@frozen(repr=False)
class FrameSchemaError(ZhaoshangError, TypeError):
    """A table of data frames lacks a column, or one holds what it should not; `column` is empty for a whole table."""

    table: str
    column: str
    found: str
    expected: str

    english: ClassVar[str] = "{place}: found {found}, expected {expected}."
    chinese: ClassVar[str] = "{place}：实为 {found}，应为 {expected}。"

    def _words(self) -> dict[str, str]:
        return {
            "place": f"{self.table}.{self.column}" if self.column else self.table,
            "found": self.found or "—",
            "expected": self.expected,
        }


@final
@frozen(repr=False)
class MissingFieldError(ZhaoshangError, ValueError):
    """A record lacks a field that it cannot do without."""

    record: str
    field: str

    english: ClassVar[str] = "a {record} needs the field {field}. Add it."
    chinese: ClassVar[str] = "{record} 缺少必填字段 {field}。请补上。"


@final
@frozen(repr=False)
class UnknownFieldError(ZhaoshangError, ValueError):
    """A record has a field that does not exist; `known` lists those that do."""

    record: str
    field: str
    known: tuple[str, ...]

    english: ClassVar[str] = (
        "a {record} has no field {field}. Its fields are {known}; to keep others, use collect(…, keep_unknown=True)."
    )
    chinese: ClassVar[str] = (
        "{record} 没有字段 {field}。可用字段：{known}；如需保留其他字段，请用 collect(…, keep_unknown=True)。"
    )


@final
@frozen(repr=False)
class FormatVersionError(ZhaoshangError, ValueError):
    """A document was written in a version of the exchange format that this library does not know."""

    version: str
    supported: int

    english: ClassVar[str] = (
        "format version {version}: this library reads version {supported}. Upgrade zhaoshang."
    )
    chinese: ClassVar[str] = "格式版本 {version}：本库支持版本 {supported}。请升级 zhaoshang。"


@final
@frozen(repr=False)
class FileSyntaxError(ZhaoshangError, ValueError):
    """A file is not JSON, or not JSON Lines."""

    path: str
    line: int
    reason: str

    english: ClassVar[str] = (
        "{path}, line {line} is not JSON: {reason}. Mend that line or write the file anew."
    )
    chinese: ClassVar[str] = "{path} 第 {line} 行不是 JSON：{reason}。请修正该行或重新导出。"


@final
@frozen(repr=False)
class FieldError(ZhaoshangError, ValueError):
    """One fault in a document: where it is, what stands there, and why that will not do."""

    path: str
    value: Any
    cause: Exception

    def render(self, locale: str = "en") -> str:
        """Say where the fault is and why, with the value where it is short.

        Examples:
            >>> from zhaoshang.errors import FieldError, MissingFieldError
            >>> FieldError("$.projects[0]", {}, MissingFieldError("Project", "name")).render("zh_CN")
            '$.projects[0]：Project 缺少必填字段 name。请补上。'
        """
        cause = self.cause.render(locale) if isinstance(self.cause, ZhaoshangError) else str(self.cause)
        return f"{self.path}{'：' if _is_chinese(locale) else ': '}{cause}"


class RecordError(ZhaoshangError, ExceptionGroup[FieldError], ValueError):
    """A document is not what it should be; `exceptions` holds every fault at once, each with its path.

    It is an exception group, so `except*` works, and a `ValueError`.

    Examples:
        >>> from zhaoshang.errors import FieldError, MissingFieldError, RecordError
        >>> error = RecordError("Project", [FieldError("$", {}, MissingFieldError("Project", "name"))])
        >>> print(error)
        Project: 1 fault
          $: a Project needs the field name. Add it.
        >>> error.to_dicts("zh_CN")
        [{'path': '$', 'value': '{}', 'error': 'MissingFieldError', 'message': 'Project 缺少必填字段 name。请补上。'}]
    """

    def __new__(cls, type: str, exceptions: Sequence[FieldError]) -> Self:  # noqa: A002 - a field of the contract
        """Make the group."""
        return super().__new__(cls, type, exceptions)

    @property
    def type(self) -> str:
        """The name of the class that was to be built."""
        return self.message

    def __eq__(self, other: object) -> bool:
        """Compare the class that was to be built, and the faults."""
        return isinstance(other, RecordError) and (self.type, self.exceptions) == (
            other.type,
            other.exceptions,
        )

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((self.type, self.exceptions))

    def derive(self, excs: Sequence[Any], /) -> "RecordError":  # type: ignore[override]
        """Make a part of the group, as `split` and `except*` do."""
        return RecordError(self.type, excs)

    def __reduce__(self) -> tuple[builtins.type["RecordError"], tuple[str, tuple[FieldError, ...]]]:
        """Support pickling."""
        return RecordError, (self.type, self.exceptions)  # type: ignore[return-value]

    def render(self, locale: str = "en") -> str:
        """List every fault on a line of its own."""
        number = len(self.exceptions)
        plural = "" if number == 1 else "s"
        head = (
            f"{self.type}：{number} 处错误" if _is_chinese(locale) else f"{self.type}: {number} fault{plural}"
        )
        return "\n  ".join([head, *(_rendered(item, locale) for item in self.exceptions)])

    def to_dicts(self, locale: str = "en") -> list[dict[str, str]]:
        """Give every fault as plain data: path, value, the class of the cause, message."""
        return [
            {
                "path": item.path,
                "value": repr(item.value)[:_SHOWN],
                "error": builtins.type(item.cause).__name__,
                "message": item.cause.render(locale)
                if isinstance(item.cause, ZhaoshangError)
                else str(item.cause),
            }
            for item in self.exceptions
            if isinstance(item, FieldError)
        ]


def _rendered(error: Exception, locale: str) -> str:
    return error.render(locale) if isinstance(error, ZhaoshangError) else str(error)
