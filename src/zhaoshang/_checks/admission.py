"""Screening before signing: lists of industries, limits of land, yield and energy, and a score (项目准入预评估)."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics.decimals import ending
from zhaoshang._calls.plain import between, plain_fields
from zhaoshang._checks.rules.practices import ListKind
from zhaoshang._text.languages import is_chinese
from zhaoshang.errors import UnitMismatchError, UnknownCodeError
from zhaoshang.intervals import Exact, to_fraction
from zhaoshang.ledger import Ledger
from zhaoshang.model import Appraisal, Project
from zhaoshang.model._facts.history import standing
from zhaoshang.model._fields import converters as to
from zhaoshang.periods import DateLike
from zhaoshang.quantities import Quantity
from zhaoshang.references import Reference
from zhaoshang.vocabulary import FactorKind, Resource, Verdict

_WAN: Final = 10_000
_YI: Final = 100_000_000
_PERCENT: Final = 100

Value = Fraction | None


def _value(quantity: Quantity | None, unit: str) -> Value:
    """Give an exact amount in a unit; a hedged or missing one, or one of another kind, is not known."""
    if quantity is None or quantity.value is None or not quantity.is_exact:
        return None
    try:
        found = quantity.to(unit).value
    except UnitMismatchError:
        return None
    return None if found is None else Fraction(found)


def _over(part: Value, whole: Value) -> Value:
    return None if part is None or not whole else part / whole


def _promised(project: Project, measure: str, unit: str) -> Value:
    """Take what was promised of a measure for the last period."""
    terms = [
        term
        for paper in standing(project).agreements
        for term in paper.terms
        if term.measure == measure and term.promised
    ]
    terms.sort(key=lambda term: (term.period is not None, term.period and term.period.end))
    return _value(terms[-1].promised, unit) if terms else None


@final
@frozen(init=False)
class _Asked:
    """A way to read with its first arguments; two of the same are equal, which those of `partial` are not."""

    read: Callable[..., Value]
    given: tuple[object, ...]

    def __init__(self, read: Callable[..., Value], /, *given: object) -> None:
        self.__attrs_init__(read, given)

    def __call__(self, project: Project, ledger: Ledger | None) -> Value:
        return self.read(*self.given, project, ledger)


def _per_mu(amount: Value, project: Project) -> Value:
    return _over(None if amount is None else amount / _WAN, _value(project.land, "mu"))


def _land_left(project: Project, ledger: Ledger | None) -> Value:
    """Say what land the park has left after the project: what is kept for itself is its own."""
    park = None if ledger is None or project.park is None else ledger.parks.get(project.park)
    land = _value(project.land, "mu")
    held = [each for each in (() if park is None else park.capacity) if each.resource is Resource.LAND]
    if land is None or not held or held[0].free is None:
        return None
    free = _value(held[0].free, "mu")
    own = [_value(each.amount, "mu") for each in held[0].reserved if each.project == project.id]
    if free is None or None in own:
        return None
    return free + sum((part for part in own if part is not None), Fraction(0)) - land


def _short(kind: FactorKind, project: Project, _: Ledger | None) -> Value:
    """Count the factors of a kind that are short; without any on record nothing is known."""
    told = [factor.is_short for factor in project.factors if factor.kind is kind]
    return Fraction(sum(short is True for short in told)) if told and None not in told else None


def _amount(name: str, unit: str, size: int, project: Project, _: Ledger | None) -> Value:
    """Give a quantity of a project in so many of a unit."""
    return _over(_value(getattr(project, name), unit), Fraction(size))


def _promised_per_mu(measure: str, project: Project, _: Ledger | None) -> Value:
    return _per_mu(_promised(project, measure, "CNY"), project)


def _intensity(project: Project, _: Ledger | None) -> Value:
    return _per_mu(_value(project.fixed_investment, "CNY"), project)


def _plot_ratio(project: Project, _: Ledger | None) -> Value:
    return _over(_value(project.floor_area, "m2"), _value(project.land, "m2"))


def _energy_per_output(project: Project, _: Ledger | None) -> Value:
    """Divide the standard coal that a project needs by the output that it promised."""
    needed = [_value(each.needed, "t") for each in project.factors if each.kind is FactorKind.ENERGY]
    output = _promised(project, "output", "CNY")
    if not needed or None in needed:
        return None
    coal = sum((part for part in needed if part is not None), Fraction(0))
    return _over(coal, None if output is None else output / _WAN)


def _fits_park(project: Project, ledger: Ledger | None) -> Value:
    """Count the chains of a project that its park is meant for; a park that names none says nothing."""
    park = None if ledger is None or project.park is None else ledger.parks.get(project.park)
    if park is None or not park.chains or not project.chain_nodes:
        return None
    own = {node.partition("/")[0] for node in project.chain_nodes}
    return Fraction(len(own & set(park.chains)))


ADMISSION_MEASURES: Final[Mapping[str, tuple[str, str, Callable[[Project, Ledger | None], Value]]]] = {
    "investment": (
        "总投资（亿元）",
        "investment (100 million yuan)",
        _Asked(_amount, "investment", "CNY", _YI),
    ),
    "fixed_investment": (
        "固定资产投资（亿元）",
        "fixed-asset investment (100 million yuan)",
        _Asked(_amount, "fixed_investment", "CNY", _YI),
    ),
    "land": ("用地（亩）", "land (mu)", _Asked(_amount, "land", "mu", 1)),
    "intensity": (
        "投资强度（万元/亩）",
        "investment intensity (10 thousand yuan a mu)",
        _intensity,
    ),
    "tax_per_mu": (
        "承诺亩均税收（万元/亩）",
        "tax promised (10 thousand yuan a mu)",
        _Asked(_promised_per_mu, "tax"),
    ),
    "output_per_mu": (
        "承诺亩均产值（万元/亩）",
        "output promised (10 thousand yuan a mu)",
        _Asked(_promised_per_mu, "output"),
    ),
    "plot_ratio": (
        "容积率",
        "plot ratio",
        _plot_ratio,
    ),
    "land_left": ("园区剩余用地（亩）", "land the park has left (mu)", _land_left),
    "park_chains": ("属园区主导产业链（条）", "chains that its park is meant for", _fits_park),
    "energy_short": (
        "用能缺口（项）",
        "factors of energy that are short",
        _Asked(_short, FactorKind.ENERGY),
    ),
    "energy_per_output": (
        "单位产值能耗（吨标准煤/万元）",
        "energy for the output promised (tonnes of standard coal for 10 thousand yuan)",
        _energy_per_output,
    ),
    "environment_short": (
        "环境容量缺口（项）",
        "environmental quotas that are short",
        _Asked(_short, FactorKind.ENVIRONMENT),
    ),
}
"""What a limit may look at: its name with its unit in both languages, and how it is read from a project."""


def _number(value: Exact | str | None) -> Fraction | None:
    return None if value is None else to_fraction(value)


_FROM_NOUGHT: Final = between(0, kind=Fraction, expected="a number from 0")
_OF_100: Final = between(0, 100, kind=Fraction, expected="a score from 0 to 100")


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Limit:
    """A limit that projects have to keep to be admitted (准入指标).

    Attributes:
        measure: what it looks at: a key of `ADMISSION_MEASURES`.
        at_least: the least value, in the unit of the measure.
        at_most: the greatest.
        industries: codes of GB/T 4754 that it holds for, with all below them; all where empty.
        points: what meeting it is worth.
        is_required: whether a project that misses it is not admitted.
        reference: where it is written.

    Raises:
        UnknownCodeError: for a measure that does not exist.

    Examples:
        >>> from zhaoshang.checks import Limit
        >>> Limit(measure="intensity", at_least=300).at_least
        Fraction(300, 1)
    """

    measure: str = field()
    at_least: Fraction | None = field(default=None, converter=_number)
    at_most: Fraction | None = field(default=None, converter=_number)
    industries: tuple[str, ...] = field(default=(), converter=to.texts)
    points: Fraction = field(default=Fraction(1), converter=to_fraction, validator=_FROM_NOUGHT)
    is_required: bool = field(default=False, converter=to.flag)
    reference: Reference | None = None

    @measure.validator
    def _is_known(self, _: object, value: str) -> None:
        if value not in ADMISSION_MEASURES:
            raise UnknownCodeError("measure", value, tuple(ADMISSION_MEASURES))

    def is_met(self, value: int | Decimal | Fraction | None, /) -> bool | None:
        """Tell whether a value keeps the limit; `None` where it is not known.

        Examples:
            >>> from zhaoshang.checks import Limit
            >>> limit = Limit(measure="plot_ratio", at_least=1, at_most="2.5")
            >>> limit.is_met(2), limit.is_met(3), limit.is_met(None)
            (True, False, None)
        """
        if value is None:
            return None
        over = self.at_least is None or value >= self.at_least
        return over and (self.at_most is None or value <= self.at_most)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class ListedIndustry:
    """An industry in a list of what is encouraged, restricted or prohibited (产业目录).

    Attributes:
        code: the code of GB/T 4754; what stands below it is meant too.
        kind: what the list says of it.
        note: what exactly is meant, where it is a part of the industry.
        reference: where it is written.

    Examples:
        >>> from zhaoshang.checks import ListedIndustry
        >>> ListedIndustry(code="C31", kind="restricted", note="新增产能").kind.zh
        '限制'
    """

    code: str = field(converter=to.text)
    kind: ListKind = field(converter=ListKind)
    note: str = field(default="", converter=to.note)
    reference: Reference | None = None


def _limits(value: Iterable[Limit]) -> tuple[Limit, ...]:
    return to.items(value, Limit)


def _industries(value: Iterable[ListedIndustry]) -> tuple[ListedIndustry, ...]:
    return to.items(value, ListedIndustry)


@final
@frozen(kw_only=True)
class Admission:
    """A rule of admission as data (准入标准): lists of industries, limits, and the marks of the score.

    Attributes:
        limits: what projects have to keep.
        industries: what is encouraged, restricted and prohibited.
        pass_mark: the least score, of 100, that is admitted.
        revise_mark: the least that may be revised; below it a project is rejected.

    Examples:
        >>> from zhaoshang.checks import Admission, Limit
        >>> Admission(limits=[Limit(measure="intensity", at_least=300)]).pass_mark
        Fraction(60, 1)
    """

    limits: tuple[Limit, ...] = field(default=(), converter=_limits)
    industries: tuple[ListedIndustry, ...] = field(default=(), converter=_industries)
    pass_mark: Fraction = field(default=Fraction(60), converter=to_fraction, validator=_OF_100)
    revise_mark: Fraction = field(default=Fraction(0), converter=to_fraction, validator=_OF_100)


@final
@frozen(kw_only=True)
class LimitResult:
    """One limit held against a project.

    Attributes:
        limit: the limit.
        value: what the project has, in the unit of the measure; `None` where it is not known.
        is_met: whether it keeps the limit; `None` where that is not known.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.checks import Admission, Limit, screen
        >>> (result,) = screen(
        ...     Project(id="P1", name="甲"), Admission(limits=[Limit(measure="land", at_most=100)])
        ... ).results
        >>> result.value, result.is_met, result.label("en")
        (None, None, 'land (mu)')
    """

    limit: Limit
    value: Fraction | None
    is_met: bool | None

    def label(self, locale: str = "zh_CN") -> str:
        """Name the measure in a language."""
        zh, en, _ = ADMISSION_MEASURES[self.limit.measure]
        return zh if is_chinese(locale) else en


@final
@frozen(kw_only=True)
class Screening:
    """What came of screening a project (预评估结果).

    Attributes:
        project: the id of the project.
        listed: the industries in the lists that it falls under.
        results: its limits, one by one.
        low: the least that the score may be, of 100.
        high: the greatest; the same where everything is known.
        verdict: admit, revise or reject.

    Examples:
        >>> from zhaoshang import Area, Money, Project
        >>> from zhaoshang.checks import Admission, Limit, screen
        >>> project = Project(
        ...     id="P1", name="甲", fixed_investment=Money.of(2, "亿元"), land=Area.of(50, "亩")
        ... )
        >>> found = screen(project, Admission(limits=[Limit(measure="intensity", at_least=300)]))
        >>> found.score, found.verdict.label("zh_CN"), found.appraisal(on="2025-03-05").score
        (Fraction(100, 1), '引进', Decimal('100'))
    """

    project: str
    listed: tuple[ListedIndustry, ...]
    results: tuple[LimitResult, ...]
    low: Fraction
    high: Fraction
    verdict: Verdict

    @property
    def score(self) -> Fraction | None:
        """The score, where everything is known."""
        return self.low if self.low == self.high else None

    def appraisal(self, *, on: DateLike | None = None, by: str | None = None) -> Appraisal:
        """Make the record that a project keeps of its screening.

        Args:
            on: when it was held.
            by: who held it.
        """
        score = self.score
        rounded = None if score is None else round(score, 2)
        exact = None if rounded is None else f"{ending(Fraction(rounded)):f}"
        return Appraisal(on=on, by=by, verdict=self.verdict, score=exact)


def screen(project: Project, admission: Admission, /, *, ledger: Ledger | None = None) -> Screening:
    """Hold a project against a rule of admission before it is signed (项目预评估).

    What is not known is neither met nor missed: the score has bounds. A prohibited industry, a required limit that is
    missed, or a score that cannot reach the mark for revision rejects; admission needs every required limit known and
    met and a score that surely passes; everything else is to be revised.

    Args:
        project: the project.
        admission: the rule.
        ledger: where its park is found, for what the park has left.

    Examples:
        >>> from zhaoshang import Area, Money, Project
        >>> from zhaoshang.checks import Admission, Limit, ListedIndustry, screen
        >>> rule = Admission(
        ...     limits=[
        ...         Limit(measure="intensity", at_least=300, points=60, is_required=True),
        ...         Limit(measure="tax_per_mu", at_least=20, points=40),
        ...     ],
        ...     industries=[ListedIndustry(code="C22", kind="prohibited")],
        ... )
        >>> project = Project(
        ...     id="P1",
        ...     name="甲",
        ...     industry="C39",
        ...     fixed_investment=Money.of(2, "亿元"),
        ...     land=Area.of(50, "亩"),
        ... )
        >>> found = screen(project, rule)
        >>> found.low, found.high, found.verdict.label("zh_CN")  # what tax it will pay is not known
        (Fraction(60, 1), Fraction(100, 1), '引进')
        >>> from attrs import evolve
        >>> screen(evolve(project, industry="C2221"), rule).verdict.label("zh_CN")
        '不引进'
    """
    code = project.industry or ""
    listed = tuple(each for each in admission.industries if code.startswith(each.code))
    results = tuple(
        LimitResult(limit=limit, value=value, is_met=limit.is_met(value))
        for limit in admission.limits
        if not limit.industries or code.startswith(limit.industries)
        for value in [ADMISSION_MEASURES[limit.measure][2](project, ledger)]
    )
    whole = sum((each.limit.points for each in results), Fraction(0))
    met = sum((each.limit.points for each in results if each.is_met), Fraction(0))
    open_ = sum((each.limit.points for each in results if each.is_met is None), Fraction(0))
    low, high = (_PERCENT * part / whole if whole else Fraction(_PERCENT) for part in (met, met + open_))
    return Screening(
        project=project.id,
        listed=listed,
        results=results,
        low=low,
        high=high,
        verdict=_verdict(listed, results, low, high, admission),
    )


def _verdict(
    listed: Iterable[ListedIndustry],
    results: Iterable[LimitResult],
    low: Fraction,
    high: Fraction,
    admission: Admission,
) -> Verdict:
    required = [each.is_met for each in results if each.limit.is_required]
    is_prohibited = any(each.kind is ListKind.PROHIBITED for each in listed)
    if is_prohibited or False in required or high < admission.revise_mark:
        return Verdict.REJECT
    if None not in required and low >= admission.pass_mark:
        return Verdict.ADMIT
    return Verdict.REVISE
