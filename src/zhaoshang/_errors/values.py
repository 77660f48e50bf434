"""Errors about texts, units, numbers and codes."""

from typing import final

from attrs import frozen

from zhaoshang._basics import above
from zhaoshang._basics.brief import as_text
from zhaoshang._basics.lazy import living_in
from zhaoshang._errors.base import Span, ZhaoshangError, listed, near_names
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import say, text_of


@final
@frozen(repr=False)
class QuantitySyntaxError(ZhaoshangError, ValueError):
    """A text is not wholly an amount.

    Attributes:
        text: the text as given.
        span: where the first part that was not understood begins and ends in it, in characters.
        expected: what would have been understood there.

    Examples:
        >>> from zhaoshang import parse_quantity
        >>> from zhaoshang.errors import QuantitySyntaxError
        >>> try:
        ...     parse_quantity("3亿元吧")
        ... except QuantitySyntaxError as error:
        ...     error.text[slice(*error.span)], error.expected
        ('吧', 'the end of the text')
    """

    text: str
    span: Span
    expected: str

    def _hint(self, locale: str) -> str:
        if "such as" in self.expected:  # it has shown how already
            return ""
        return say("error.QuantitySyntaxError.hint", locale)


@final
@frozen(repr=False)
class AmbiguousQuantityError(ZhaoshangError, ValueError):
    """A text has more than one reading and none is preferred.

    Attributes:
        text: the text as given.
        span: where the ambiguous part begins and ends in it, in characters.
        readings: what it may mean.

    Examples:
        >>> from zhaoshang import parse_quantity
        >>> from zhaoshang.errors import AmbiguousQuantityError
        >>> try:
        ...     parse_quantity("5000-1亿元")  # 5000元 or 5000亿元?
        ... except AmbiguousQuantityError as error:
        ...     error.readings
        ('5000–1亿', '5000亿–1亿')
    """

    text: str
    span: Span
    readings: tuple[str, ...]


@final
@frozen(repr=False)
class PeriodSyntaxError(ZhaoshangError, ValueError):
    """A text is not wholly a date or period.

    Attributes:
        text: the text as given.
        span: where the first part that was not understood begins and ends in it, in characters.
        expected: what would have been understood there.

    Examples:
        >>> from zhaoshang import parse_period
        >>> from zhaoshang.errors import PeriodSyntaxError
        >>> try:
        ...     parse_period("2022年2月30日")
        ... except PeriodSyntaxError as error:
        ...     error.text[slice(*error.span)], error.expected
        ('2022年2月30日', 'a date that exists')
    """

    text: str
    span: Span
    expected: str

    def _hint(self, locale: str) -> str:
        if "such as" in self.expected:  # it has shown how already
            return say("error.PeriodSyntaxError.hint.relative", locale)
        return say("error.PeriodSyntaxError.hint", locale)


@final
@frozen(repr=False)
class TodayNeededError(ZhaoshangError, ValueError):
    """A relative date was read without saying what day it is.

    Attributes:
        text: the text as given.
        span: where the relative words begin and end in it, in characters.

    Examples:
        >>> from datetime import date
        >>> from zhaoshang import parse_period
        >>> from zhaoshang.errors import TodayNeededError
        >>> try:
        ...     parse_period("去年9月")
        ... except TodayNeededError as error:
        ...     parse_period(error.text, today=date(2022, 3, 5))
        Period('2021-09')
    """

    text: str
    span: Span


@final
@frozen(repr=False)
class DateValueError(ZhaoshangError, ValueError):
    """A value is not a civil date; a `datetime` is refused because the field's dates have no time of day.

    Attributes:
        value: the value as Python writes it.
        expected: what would do.

    Examples:
        >>> from datetime import datetime
        >>> from zhaoshang.errors import DateValueError
        >>> from zhaoshang.model import Milestone
        >>> try:
        ...     Milestone(stage="started", on=datetime(2022, 6, 1, 9, 30))
        ... except DateValueError as error:
        ...     error.value
        'datetime.datetime(2022, 6, 1, 9, 30)'
    """

    value: str
    expected: str

    def _hint(self, locale: str) -> str:
        is_moment = "datetime" in self.value or self.value.startswith("Timestamp(")
        return say("error.DateValueError.hint", locale) if is_moment else ""


@final
@frozen(repr=False)
class InexactNumberError(ZhaoshangError, TypeError):
    """A number is not exact (a float, a bool, NaN) where an exact one is needed.

    Attributes:
        value: the number as Python writes it.
        expected: what would do.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.errors import InexactNumberError
        >>> try:
        ...     Money.of(0.1 + 0.2, "亿元")
        ... except InexactNumberError as error:
        ...     error.value, error.expected
        ('0.30000000000000004', 'int, Decimal or Fraction')
    """

    value: str
    expected: str

    def _hint(self, locale: str) -> str:
        if "as in" in self.expected or "ratio" in self.expected:  # it has shown how already
            return ""
        return say("error.InexactNumberError.hint", locale)


@final
@frozen(repr=False)
class NumberRangeError(ZhaoshangError, ValueError):
    """A number is exact, but larger, smaller or longer than what is asked of it allows.

    Attributes:
        value: the number, or how large it is where its digits are too many to write.
        expected: what would do.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.errors import NumberRangeError
        >>> try:
        ...     Money.of(10**5000, "元")
        ... except NumberRangeError as error:
        ...     error.value, error.expected
        ('≈10^5000', 'a number of at most 400 digits')
    """

    value: str
    expected: str


@final
@frozen(repr=False)
class UnfitValueError(ZhaoshangError, ValueError):
    """A value of the right type cannot stand, alone or beside others that were given: a period that ends before it starts.

    Attributes:
        value: what was given, each value by its name where there are several.
        expected: what would do.

    Examples:
        >>> from zhaoshang.errors import UnfitValueError
        >>> from zhaoshang.model import StepLimit
        >>> try:
        ...     StepLimit(days=5, months=3)
        ... except UnfitValueError as error:
        ...     error.value, error.expected
        ('days=5, months=3', 'either a number of days or a number of months')
    """

    value: str
    expected: str


@final
@frozen(repr=False)
class FieldTypeError(ZhaoshangError, TypeError):
    """A record was built with a value of the wrong type: text for an amount, one name for a list of names.

    Attributes:
        value: the value as Python writes it.
        expected: what the field takes.
        fix: what makes it of the value that was given, where something does.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.errors import FieldTypeError
        >>> try:
        ...     Project(id="P1", name="甲", investment="3亿元")
        ... except FieldTypeError as error:
        ...     error.value, error.expected
        ("'3亿元'", 'Money, such as Money.of(3, "亿元")')
    """

    value: str
    expected: str
    fix: str = ""

    def _hint(self, locale: str) -> str:
        if self.fix:
            return say("error.argument.made_by", locale, made_by=self.fix)
        is_text = self.value.startswith(("'", '"')) and ".of(" in self.expected
        return say("error.FieldTypeError.hint", locale) if is_text else ""


@final
@frozen(repr=False)
class UnknownUnitError(ZhaoshangError, LookupError):
    """A unit, currency or counter is not known.

    Attributes:
        unit: the name that was looked up.
        known: some names that would do.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.errors import UnknownUnitError
        >>> try:
        ...     Area.of(3, "方丈")
        ... except UnknownUnitError as error:
        ...     error.unit, "平方米" in error.known
        ('方丈', True)
    """

    unit: str
    known: tuple[str, ...]

    def _hint(self, locale: str) -> str:
        near = self._near()
        gap = "" if is_chinese(locale) else " "
        return say("error.hint.near", locale, near=listed(near)) + gap if near else ""

    def _near(self) -> tuple[str, ...]:
        return near_names("unit", as_text(self.unit), map(as_text, self.known)) if self.unit else ()


@final
@frozen(repr=False)
class UnitMismatchError(ZhaoshangError, TypeError):
    """Two quantities of different kinds were added, compared or converted: money with area, 家 with 个.

    Attributes:
        left: the code of the first unit.
        right: the code of the second, or the number that stands without a unit, or a text in quotes.
        kind: the class that would make a quantity of such a number; empty where both have units.
        known: units of the kind that is asked for, where the second is no unit but that kind.

    Examples:
        >>> from zhaoshang import Count
        >>> from zhaoshang.errors import UnitMismatchError
        >>> try:
        ...     Count.of(15, "个") + Count.of(3, "家")  # projects and firms
        ... except UnitMismatchError as error:
        ...     error.left, error.right
        ('个', '家')
    """

    left: str
    right: str
    kind: str = ""
    known: tuple[str, ...] = ()

    def _key(self) -> str:
        if self.known:
            return "error.UnitMismatchError.asked"
        if self.right.startswith("'"):
            return "error.UnitMismatchError.text"
        return "error.UnitMismatchError.number" if self.kind else "error.UnitMismatchError"

    def _values(self, locale: str) -> dict[str, object]:
        sides: dict[str, object] = {"left_kind": self.left}
        for side in ("left", "right"):
            code = getattr(self, side)
            try:
                found = above.units.unit(code)
            except UnknownUnitError:
                sides[side] = text_of(code, "dimension", locale)
            else:
                sides[side] = found.zh if is_chinese(locale) and found.zh else found.code
                sides[f"{side}_kind"] = text_of(str(found.dimension), "dimension", locale)
        return super()._values(locale) | sides


@final
@frozen(repr=False)
class CurrencyMismatchError(ZhaoshangError, ValueError):
    """Two amounts in different currencies were added or compared without an exchange rate.

    Attributes:
        left: the code of the first currency.
        right: the code of the second.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.errors import CurrencyMismatchError
        >>> try:
        ...     Money.of(3, "亿元") + Money.of(2000, "万美元")
        ... except CurrencyMismatchError as error:
        ...     error.left, error.right
        ('CNY', 'USD')
    """

    left: str
    right: str


@final
@frozen(repr=False)
class ConversionError(ZhaoshangError, ValueError):
    """A quantity cannot be written in the unit asked for.

    Attributes:
        unit: the code of the unit it has.
        target: the code of the unit asked for.
        reason: why not.

    Examples:
        >>> from zhaoshang.errors import ConversionError
        >>> from zhaoshang.quantities import Duration
        >>> try:
        ...     Duration.of(3, "个月").to("天")
        ... except ConversionError as error:
        ...     error.unit, error.target, error.reason
        ('month', 'day', 'no fixed ratio between them')
    """

    unit: str
    target: str
    reason: str


@final
@frozen(repr=False)
class UnknownCodeError(ZhaoshangError, KeyError, ValueError):
    """A word is not one of a closed list: a stage, a KPI, a grouping key; or a key is not in what is shipped.

    Attributes:
        vocabulary: the name of the list.
        code: the word that was looked up.
        known: every code of the list, perhaps with the names that do as well.
        similar: the codes that it seems to mean, where that is known; else those that resemble it are shown.
        elsewhere: what it belongs to, where it is no slip but a word of another place.

    Examples:
        >>> from zhaoshang import Stage
        >>> from zhaoshang.errors import UnknownCodeError
        >>> try:
        ...     Stage("signing")
        ... except UnknownCodeError as error:
        ...     error.vocabulary, error.code, "signed" in error.known
        ('Stage', 'signing', True)
    """

    vocabulary: str
    code: str
    known: tuple[str, ...]
    similar: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    def _hint(self, locale: str) -> str:
        from zhaoshang._text.called import all_shown  # noqa: PLC0415 - loaded with the first mistake

        if self.elsewhere:
            found = all_shown(self.elsewhere, locale)
            return say("error.hint.elsewhere", locale, elsewhere=listed(found, most=5))
        if not self.known:
            return say("error.hint.none_read", locale)
        if near := self._near():
            return say("error.hint.near", locale, near=listed(all_shown(near, locale, self.vocabulary)))
        known = all_shown(_for_reader(self.known, locale), locale, self.vocabulary)
        return say("error.hint.known", locale, known=listed(known))

    def _near(self) -> tuple[str, ...]:
        if self.similar or not self.code or self.elsewhere:
            return self.similar
        return near_names(self.vocabulary, as_text(self.code), self.known)


def _for_reader(known: tuple[str, ...], locale: str) -> list[str]:
    """Put the names first that the reader knows: those in Chinese characters for a Chinese one, else the codes."""
    wanted = is_chinese(locale)
    return sorted(known, key=lambda name: any("\u4e00" <= sign <= "\u9fff" for sign in name) is not wanted)


__test__ = living_in("zhaoshang.errors", vars())
