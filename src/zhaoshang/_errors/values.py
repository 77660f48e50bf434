"""Errors about texts, units, numbers and codes."""

from typing import ClassVar, final

from attrs import frozen

from zhaoshang._errors.base import Span, ZhaoshangError
from zhaoshang._lazy import living_in


@final
@frozen(repr=False)
class QuantitySyntaxError(ZhaoshangError, ValueError):
    """A text is not wholly an amount; `span` marks the first part that was not understood."""

    text: str
    span: Span
    expected: str

    english: ClassVar[str] = (
        "not a quantity: expected {expected}. Write it like 1.5亿元, 近130亿元, 80余亩 or 1.5 billion yuan.{caret}"
    )
    chinese: ClassVar[str] = (
        "不是数量：此处应为{expected}。请写成 1.5亿元、近130亿元、80余亩、1.5 billion yuan 等形式。{caret}"
    )


@final
@frozen(repr=False)
class AmbiguousQuantityError(ZhaoshangError, ValueError):
    """A text has more than one reading and none is preferred; `readings` lists them."""

    text: str
    span: Span
    readings: tuple[str, ...]

    english: ClassVar[str] = (
        "ambiguous quantity, it may mean {readings}. Write the unit in full at every number.{caret}"
    )
    chinese: ClassVar[str] = "数量有歧义，可能是 {readings}。请在每个数字后写明完整的单位。{caret}"


@final
@frozen(repr=False)
class PeriodSyntaxError(ZhaoshangError, ValueError):
    """A text is not wholly a date or period; `span` marks the first part that was not understood."""

    text: str
    span: Span
    expected: str

    english: ClassVar[str] = (
        "not a date or period: expected {expected}. Write it like 2022-03-05, 2022年3月 or March 2022.{caret}"
    )
    chinese: ClassVar[str] = (
        "不是日期或期间：此处应为{expected}。请写成 2022-03-05、2022年3月、March 2022 等形式。{caret}"
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


__test__ = living_in("zhaoshang.errors", vars())
