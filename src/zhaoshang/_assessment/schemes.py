"""What an assessment scheme is made of: indicators with points and a method, bonuses and penalties, grades."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, final, get_args

from attrs import field, frozen

from zhaoshang import kpis
from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.plain import between, plain_fields
from zhaoshang._text.languages import is_chinese
from zhaoshang.errors import DuplicateIdError, FieldTypeError, UnknownCodeError
from zhaoshang.intervals import to_fraction
from zhaoshang.quantities import Quantity
from zhaoshang.reading import parse_quantity
from zhaoshang.references import Reference

Method = Literal[
    "completion", "schedule", "rate", "each", "efficacy", "relative", "shortfall", "deduct", "given"
]
"""How points are earned: the keys of `METHODS`."""
Cap = Literal["total", "each", "none"]
"""Where points end: at the full points, at each measure's share, or nowhere."""

METHODS: Final[Mapping[str, tuple[str, str]]] = {
    "completion": ("完成值÷目标值×分值", "actual ÷ target × points"),
    "schedule": ("完成率÷序时进度×分值", "completion ÷ time gone × points"),
    "rate": ("指标值（％）×分值", "the rate × points"),
    "each": ("个数×每个分值", "number × points for each"),
    "efficacy": (
        "分值×（0.6+0.4×（本值−最小值）÷（最大值−最小值））",
        "points × (0.6 + 0.4 × (value − least) ÷ (greatest − least))",
    ),
    "relative": ("分值×本值÷最大值", "points × value ÷ greatest"),
    "shortfall": ("分值−每缺一个扣分×缺额", "points − step × what is missing"),
    "deduct": ("分值−每个扣分×个数", "points − step × number"),
    "given": ("评分单位打分", "awarded by the assessor"),
}
"""Every method, with its formula in both languages."""

STEPPED: Final = frozenset({"each", "shortfall", "deduct"})
"""The methods that earn or cost so many points for each one."""


def _optional_number(number: Decimal | Fraction | int | str | None) -> Fraction | None:
    return None if number is None else to_fraction(number)


def _quantity(value: Quantity | str | None) -> Quantity | None:
    return parse_quantity(value) if isinstance(value, str) else value


def _arguments(items: Mapping[str, Any]) -> Mapping[str, Any]:
    return FrozenMap(items)


def _kpi(name: str | None) -> str | None:
    return None if name is None else kpis.find(name).id


def _measures(items: Iterable["Measure"]) -> tuple["Measure", ...]:
    return tuple(items)


def _indicators(items: Iterable["Indicator"]) -> tuple["Indicator", ...]:
    return tuple(items)


def _bonuses(items: Iterable["Bonus"]) -> tuple["Bonus", ...]:
    return tuple(items)


def _grades(items: Iterable["Grade"]) -> tuple["Grade", ...]:
    return tuple(items)


def _references(items: Iterable[Reference]) -> tuple[Reference, ...]:
    return tuple(items)


def _one_of(options: Iterable[str]) -> Any:  # noqa: ANN401 - attrs' own type for a validator
    known = tuple(options)

    def check(_: object, attribute: Any, value: str) -> None:  # noqa: ANN401 - attrs' own type
        if value not in known:
            msg = f"value of {attribute.name}"
            raise UnknownCodeError(msg, as_text(value), known)

    return check


_FROM_NOUGHT: Final = between(0, kind=Fraction, is_optional=True, expected="a number from 0")


def _distinct(kind: str, items: Iterable[Any]) -> None:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise DuplicateIdError(kind, item.id)
        seen.add(item.id)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Measure:
    """One KPI that an indicator looks at (考核口径).

    Attributes:
        kpi: its id or Chinese name.
        weight: how much it weighs among the measures of its indicator.
        target: a target that is the same for every unit, such as `27个`; without it each unit's own of the ledger.
        arguments: what the KPI asks for beside the period, such as `bands`.

    Examples:
        >>> from zhaoshang.assessments import Measure
        >>> Measure(kpi="签约项目数", weight="1/2", target="27个").kpi
        'signed_project_count'
    """

    kpi: str = field(converter=_kpi)
    weight: Fraction = field(default=Fraction(1), converter=to_fraction, validator=_FROM_NOUGHT)
    target: Quantity | None = field(default=None, converter=_quantity)
    arguments: Mapping[str, Any] = field(factory=dict, converter=_arguments)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Indicator:
    """A line of the score table (考核指标).

    Attributes:
        id: its id within the scheme.
        zh: its Chinese name.
        en: its English name.
        points: its full points (分值).
        method: how points are earned; `METHODS` has the formulas.
        measures: the KPIs it looks at; none where the points are given.
        cap: `total`: never above the full points; `each`: no measure above its own share; `none`: no limit.
        step: points for each one counted (method `each`), or taken off for each one missing (`shortfall`) or counted
            (`deduct`).
        lower_better: whether less is better, for the method `efficacy`.
        duty: who reports the data.

    Raises:
        UnknownCodeError: for a method, a cap or a KPI that does not exist.
        FieldTypeError: where a method lacks its measures or its step.
        NumberRangeError: for points, or a step, below 0.

    Examples:
        >>> from zhaoshang.assessments import Indicator, Measure
        >>> starts = Indicator(
        ...     id="starts",
        ...     zh="开工率",
        ...     en="start rate",
        ...     points=20,
        ...     method="rate",
        ...     measures=[Measure(kpi="start_rate")],
        ... )
        >>> starts.points, starts.label("en")
        (Fraction(20, 1), 'start rate')
    """

    id: str
    zh: str
    en: str
    points: Fraction = field(converter=to_fraction, validator=_FROM_NOUGHT)
    method: Method = field(validator=_one_of(get_args(Method)))
    measures: tuple[Measure, ...] = field(default=(), converter=_measures)
    cap: Cap = field(default="total", validator=_one_of(get_args(Cap)))
    step: Fraction | None = field(default=None, converter=_optional_number, validator=_FROM_NOUGHT)
    lower_better: bool = False
    duty: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an indicator that could not be scored."""
        if (self.method == "given") is bool(self.measures):
            wanted = "no measures: the points are given" if self.measures else "at least one measure"
            raise FieldTypeError(as_python(self.measures), wanted)
        if (self.method in STEPPED) is (self.step is None):
            wanted = "a number of points" if self.step is None else "nothing: the method has no step"
            raise FieldTypeError(as_python(self.step), wanted)

    def label(self, locale: str = "zh_CN") -> str:
        """Name it in a language."""
        return self.zh if is_chinese(locale) else self.en


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Bonus:
    """Points added or taken off beside the indicators (加分项、扣分项).

    A project earns its highest bonus only; what it earned is then capped by rule; penalties count in full.

    Attributes:
        id: its id within the scheme.
        zh: its Chinese name.
        en: its English name.
        points: the points for each time; negative for a penalty.
        cap: the most that the rule gives in all.
        kpi: the KPI whose projects (or, where it counts no projects, whose number) earn it; without one the number of
            times is given.
        arguments: what the KPI asks for.
        above_target: whether only what goes beyond the unit's target counts.

    Examples:
        >>> from zhaoshang.assessments import Bonus
        >>> Bonus(
        ...     id="big",
        ...     zh="10亿元以上项目",
        ...     en="projects of 1 billion yuan",
        ...     points=4,
        ...     kpi="分规模项目数",
        ...     arguments={"bands": ["≥10亿元"]},
        ... ).label("en")
        'projects of 1 billion yuan'
    """

    id: str
    zh: str
    en: str
    points: Fraction = field(converter=to_fraction)
    cap: Fraction | None = field(default=None, converter=_optional_number, validator=_FROM_NOUGHT)
    kpi: str | None = field(default=None, converter=_kpi)
    arguments: Mapping[str, Any] = field(factory=dict, converter=_arguments)
    above_target: bool = False

    def label(self, locale: str = "zh_CN") -> str:
        """Name it in a language."""
        return self.zh if is_chinese(locale) else self.en


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Grade:
    """What a total is called (考核等次).

    Attributes:
        zh: its Chinese name, such as 优秀.
        en: its English name.
        at_least: the least total that earns it.

    Examples:
        >>> from zhaoshang.assessments import Grade
        >>> Grade(zh="优秀", en="excellent", at_least=90).at_least
        Fraction(90, 1)
    """

    zh: str
    en: str
    at_least: Fraction = field(converter=to_fraction)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Scheme:
    """An assessment scheme as data (考核办法、评分细则).

    Attributes:
        id: its id.
        zh: its Chinese name.
        en: its English name.
        indicators: the lines that earn points.
        bonuses: what is added and taken off beside them.
        grades: what totals are called.
        by: the key that says whom it assesses: `owner`, `district`, `chain` and the like.
        references: where it is taken from.

    Raises:
        DuplicateIdError: for two indicators or bonuses of one id.

    Examples:
        >>> from zhaoshang.assessments import Indicator, Measure, Scheme
        >>> starts = Indicator(
        ...     id="s",
        ...     zh="开工率",
        ...     en="start rate",
        ...     points=20,
        ...     method="rate",
        ...     measures=[Measure(kpi="start_rate")],
        ... )
        >>> Scheme(id="x", zh="考核", en="assessment", indicators=[starts]).full_points
        Fraction(20, 1)
        >>> scheme = Scheme(id="x", zh="考核", en="assessment", indicators=[starts])
        >>> scheme.label("en"), [line.id for line in scheme.lines]
        ('assessment', ['s'])
    """

    id: str
    zh: str
    en: str
    indicators: tuple[Indicator, ...] = field(converter=_indicators)
    bonuses: tuple[Bonus, ...] = field(default=(), converter=_bonuses)
    grades: tuple[Grade, ...] = field(default=(), converter=_grades)
    by: str = "owner"
    references: tuple[Reference, ...] = field(default=(), converter=_references)

    def __attrs_post_init__(self) -> None:
        """Refuse two lines of one id."""
        _distinct("indicators", self.indicators)
        _distinct("bonuses", self.bonuses)

    @property
    def lines(self) -> tuple[Indicator | Bonus, ...]:
        """All lines, indicators first."""
        return (*self.indicators, *self.bonuses)

    @property
    def full_points(self) -> Fraction:
        """The points of all indicators together, bonuses apart."""
        return sum((indicator.points for indicator in self.indicators), Fraction(0))

    def label(self, locale: str = "zh_CN") -> str:
        """Name it in a language."""
        return self.zh if is_chinese(locale) else self.en

    def grade(self, total: Fraction | int, /) -> Grade | None:
        """Find the grade that a total earns; `None` where it reaches none.

        Examples:
            >>> from zhaoshang.assessments import Grade, Scheme
            >>> grades = [
            ...     Grade(zh="合格", en="passed", at_least=60),
            ...     Grade(zh="优秀", en="excellent", at_least=90),
            ... ]
            >>> Scheme(id="x", zh="甲", en="one", indicators=[], grades=grades).grade(91).zh
            '优秀'
        """
        reached = [grade for grade in self.grades if total >= grade.at_least]
        return max(reached, key=lambda grade: grade.at_least, default=None)
