"""A figure: a value that can say where it comes from, how it is rounded and what it is called."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, final

from attrs import field, fields, frozen

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.decimals import decimal_text, shifted
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.limits import within_places
from zhaoshang._calls.plain import plain_fields
from zhaoshang._calls.uses import refusing
from zhaoshang._engine.results.asked import asked_words
from zhaoshang._engine.results.words import (
    REASONS,
    UNITS_SHOWN,
    WARNINGS,
    cohort_name,
    describe,
    option_value,
    profile_name,
    quoted,
)
from zhaoshang._files.inert import one_line
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import Label, in_script, said, say
from zhaoshang.errors import FieldTypeError, UnknownCodeError
from zhaoshang.periods import Period
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.quantities import Hedge

Exact = int | Fraction


_MODES: Final = ("half_up", "truncate")


def _whole(_rounding: object, _field: object, given: object) -> None:
    if type(given) is not int:
        raise FieldTypeError(as_python(given), "digits that are a whole number").at("digits")
    within_places(given)


def _mode(_rounding: object, _field: object, given: object) -> None:
    if given not in _MODES:
        vocabulary = "mode of rounding"
        raise UnknownCodeError(vocabulary, as_text(given), _MODES)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Rounding:
    """How a quotient or a score is rounded (取舍).

    Attributes:
        digits: how many decimal places are kept, 0 to 400.
        mode: `half_up` goes away from zero at the half, `truncate` toward zero.

    Examples:
        >>> from fractions import Fraction
        >>> from zhaoshang.kpis import Rounding
        >>> (
        ...     Rounding(digits=2).apply(Fraction(29100, 292)),
        ...     Rounding(digits=2, mode="truncate").apply(Fraction(29100, 292)),
        ... )
        (Decimal('99.66'), Decimal('99.65'))
    """

    digits: int = field(default=2, validator=_whole)
    mode: Literal["half_up", "truncate"] = field(default="half_up", validator=_mode)

    def apply(self, number: Exact) -> Decimal:
        """Round an exact number.

        Examples:
            >>> from fractions import Fraction
            >>> from zhaoshang.kpis import Rounding
            >>> Rounding(digits=1).apply(Fraction(-1, 20))
            Decimal('-0.1')
        """
        scale = 10**self.digits
        top, bottom = number.numerator * scale, number.denominator
        sign = -1 if top < 0 else 1
        whole, rest = divmod(abs(top), bottom)
        if self.mode == "half_up" and 2 * rest >= bottom:
            whole += 1
        return shifted(Decimal(sign * whole), -self.digits)


ROUNDING: Final = Rounding()


@final
@frozen(kw_only=True)
class Wording:
    """The words of a KPI that its figures carry along.

    Attributes:
        zh: the Chinese name.
        en: the English name.
        formula_zh: the definition in Chinese words.
        formula_en: the definition in English words.
    """

    zh: str
    en: str
    formula_zh: str
    formula_en: str


def _by_currency(sums: Mapping[str, Decimal]) -> FrozenMap[str, Decimal]:
    return sums if isinstance(sums, FrozenMap) else FrozenMap(sums)


@final
@refusing(
    order="Write figure.value, which is None where there is none.",
    sums="Write figure.value, which is None where there is none.",
    number="Write figure.value, which is None where there is none.",
    layout="Write figure.value, which is None where there is none.",
    equals="Write figure.value, which is None where there is none.",
)
@frozen(kw_only=True)
class Figure:
    """One official figure with all that explains it.

    Attributes:
        kpi: the id of the KPI.
        group: the labels of its group, empty for the whole.
        is_part: whether the group is a part that the KPI itself names, such as a band.
        value: the figure, rounded where it is a quotient or a score; `None` where it cannot be known.
        exact: the same before rounding.
        unit: the code of the unit, or the unit asked for.
        reason: why there is no value.
        low: the lower bound, `None` where there is none.
        high: the upper bound, `None` where there is none.
        numerator: what was counted or added, exactly, in the base unit.
        denominator: what it was divided by, exactly.
        by_currency: the sum of each currency, where amounts were added.
        class_: the class that a score falls in.
        warnings: what to know about it, as `code` or `code:id`.
        cohort: which signed projects were looked at.
        period: the period asked for.
        as_of: the day on which it stands.
        known_on: the day whose knowledge was replayed.
        profile: the local definitions.
        library: the version of the library that worked it out.
        definitions: the version of the definitions.
        data: the name of the ledger, where it has one.
        wording: the name and formula of the KPI in both languages.
        asked: the arguments that the KPI read, by name, the condition `where` among them, and `own_where`, the
            condition that a KPI of one's own holds.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate
        >>> from zhaoshang.model import Agreement, Milestone
        >>> signed = Agreement(signed_on="2022-03-05")
        >>> start = Milestone(stage="started", on="2022-06-01")
        >>> one = Project(id="P1", name="甲", district="东区", agreements=[signed], milestones=[start])
        >>> two = Project(id="P2", name="乙", district="西区", agreements=[signed])
        >>> figure = evaluate(Ledger(projects=[one, two]), "start_rate", as_of="2022-06-30")["start_rate"]
        >>> figure.value, figure.numerator, figure.denominator, figure.is_exact
        (Decimal('50.00'), Decimal('1'), Decimal('2'), True)
        >>> figure.ids, figure.denominator_ids, figure.excluded
        (('P1',), ('P1', 'P2'), ())
        >>> print(figure.explain())
        start rate: 50.00 %
          computed: 1 ÷ 2
          definition: started projects, those built and producing included ÷ signed projects
          as of 2022-06-30; cohort all; profile default
    """

    kpi: str
    group: tuple[str, ...] = ()
    is_part: bool = False
    value: Decimal | None = None
    exact: Fraction | None = field(default=None, repr=False)
    unit: str = ""
    reason: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    numerator: Decimal | Fraction | None = None
    denominator: Decimal | Fraction | None = None
    by_currency: FrozenMap[str, Decimal] = field(default=FrozenMap(), converter=_by_currency)
    class_: str | None = None
    _excluded: Sequence[str] = field(default=(), alias="excluded")
    warnings: tuple[str, ...] = ()
    _ids: Sequence[str] = field(default=(), alias="ids", repr=False)
    _denominator_ids: Sequence[str] = field(default=(), alias="denominator_ids", repr=False)
    cohort: str | None = None
    period: Period | None = None
    as_of: Period | None = None
    known_on: Period | None = None
    profile: Profile = field(default=DEFAULT, repr=False)
    library: str = field(default="", repr=False)
    definitions: str = field(default="", repr=False)
    data: str | None = field(default=None, repr=False)
    wording: Wording | None = field(default=None, repr=False)
    asked: Mapping[str, Any] = field(default=FrozenMap(), repr=False, eq=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids behind the value, or behind the numerator of a rate; they are listed when first asked for."""
        return tuple(self._ids)

    @property
    def denominator_ids(self) -> tuple[str, ...]:
        """The ids behind the denominator."""
        return tuple(self._denominator_ids)

    @property
    def excluded(self) -> tuple[str, ...]:
        """The ids left out by a rule or a gap."""
        return tuple(self._excluded)

    @property
    def is_exact(self) -> bool:
        """Whether value and bounds are one number."""
        return self.value is not None and self.low == self.value == self.high

    @property
    def hedge(self) -> Hedge:
        """The word that its bounds ask for where the value is printed: 近 without a floor, 超 without a ceiling, else 约.

        Examples:
            >>> from zhaoshang import Ledger, Project, evaluate, parse_money
            >>> from zhaoshang.model import Agreement
            >>> signed = [Agreement(signed_on="2022-03-05")]
            >>> one = Project(id="P1", name="甲", investment=parse_money("近2亿元"), agreements=signed)
            >>> ledger = Ledger(as_of="2022-06-30", projects=[one])
            >>> evaluate(ledger, "signed_investment_total")["signed_investment_total"].hedge.value
            'near'
        """
        if self.is_exact or self.value is None:
            return Hedge.NONE
        if self.low is None and self.high == self.value:
            return Hedge.NEAR
        if self.high is None and self.low == self.value:
            return Hedge.OVER
        return Hedge.ABOUT

    def explain(self, locale: str = "en") -> str:
        """Say what the figure is, how it came about and what was left out.

        Args:
            locale: `en` or a Chinese locale such as `zh_CN`.

        Returns:
            A few lines of text.
        """
        return "\n".join(map(one_line, _explain(self, locale)))

    def asked_words(self, locale: str = "en") -> str:
        """Say under which condition and with which arguments it was asked for.

        Args:
            locale: `en` or a Chinese locale such as `zh_CN`.

        Returns:
            The words, empty where nothing was asked for beside dates, cohort and profile.

        Examples:
            >>> from zhaoshang import Ledger, evaluate
            >>> from zhaoshang.measures import column
            >>> large = column("investment") >= "1亿元"
            >>> ledger = Ledger(as_of="2022-06-30")
            >>> figure = evaluate(ledger, "milestone_count", of="started", where=large)["milestone_count"]
            >>> figure.asked_words(), figure.asked_words("zh_CN")
            ('of = started; where investment ≥ 100 million yuan', '对象 开工；筛选条件 总投资 ≥ 1亿元')
        """
        return asked_words(self.asked, locale)

    def __repr__(self) -> str:
        """Show the fields, those aside that only explain it."""
        shown = [f"{each.alias}={getattr(self, each.name)!r}" for each in fields(type(self)) if each.repr]
        return f"{type(self).__name__}({', '.join(shown)})"

    def __str__(self) -> str:
        """Show KPI, group, value and unit."""
        name = "/".join((self.kpi, *self.group))
        shown = f"{self.value:f} {self.unit}" if self.value is not None else f"no value ({self.reason})"
        return one_line(f"{name}: {shown}")


def _shown(number: Decimal | Fraction | None) -> str:
    return "?" if number is None else decimal_text(number)


def _explain(figure: Figure, locale: str) -> Iterator[str]:
    wording = figure.wording
    name = figure.kpi if wording is None else said(Label(wording.zh, wording.en), locale)
    head = " / ".join((name, *figure.group))
    if figure.value is None:
        reason = _of_pair(REASONS.get(figure.reason or ""), figure.reason or "")
        yield say("figure.no_value", locale, head=head, reason=reason)
    else:
        unit = _of_pair(UNITS_SHOWN.get(figure.unit), figure.unit)
        yield say("figure.value", locale, head=head, value=_shown(figure.value), unit=unit).rstrip()
    if figure.denominator is not None:
        division = f"{_shown(figure.numerator)} ÷ {_shown(figure.denominator)}"
        yield "  " + say("figure.computed", locale, division=division)
    if not figure.is_exact and (figure.low is not None or figure.high is not None):
        low = "…" if figure.low is None else _shown(figure.low)
        high = "…" if figure.high is None else _shown(figure.high)
        yield "  " + say("figure.range", locale, low=low, high=high)
    elif not figure.is_exact and figure.value is not None:
        yield "  " + say("figure.range.uncertain", locale)
    if wording is not None:
        yield "  " + say("figure.defined", locale, formula=Label(wording.formula_zh, wording.formula_en))
    facts = (
        ("figure.period", figure.period),
        ("figure.as_of", figure.as_of),
        ("figure.known_on", figure.known_on),
        ("figure.cohort", figure.cohort and cohort_name(figure.cohort, locale)),
    )
    told = [f"{say(key, locale)} {value}" for key, value in facts if value is not None]
    told.append(say("figure.profile", locale, profile=profile_name(figure.profile, locale)))
    yield "  " + say("list.semicolon", locale).join(told)
    if figure.asked:
        yield "  " + say("figure.asked", locale, asked=asked_words(figure.asked, locale))
    for option, value in figure.profile.differences().items():
        yield f"    {quoted(option, locale)} = {option_value(value, locale)}"
    if figure.excluded:
        listed = ", ".join(figure.excluded[:10]) + (" …" if len(figure.excluded) > 10 else "")
        yield "  " + say("figure.left_out", locale, count=len(figure.excluded), ids=listed)
    for warning in figure.warnings:
        known = warning.partition(":")[0] in WARNINGS or warning in WARNINGS
        text = describe(warning, locale=locale) if known else quoted(warning, locale)
        yield "  " + say(
            "figure.note", locale, warning=in_script(text, locale) if is_chinese(locale) else text
        )


def _of_pair(pair: tuple[str, str] | None, code: str) -> Label | str:
    """Take the labels of a code; one that has none is said as it is."""
    return code if pair is None else Label(*pair)
