"""The score table of a scheme: what each unit earned, and the figures that prove it."""

from decimal import Decimal
from fractions import Fraction
from typing import final

from attrs import field, frozen

from zhaoshang._assessment.schemes import METHODS, Bonus, Grade, Indicator, Scheme
from zhaoshang._basics.decimals import shifted
from zhaoshang._text.messages import in_script, say
from zhaoshang._text.wording import Script
from zhaoshang.errors import UnknownIdError
from zhaoshang.kpis import Figure, Rounding, describe
from zhaoshang.periods import DateLike
from zhaoshang.scoring import Result


def plain(number: Fraction | int) -> str:
    """Write a number exactly where it ends, else to two places."""
    exact = Fraction(number)
    scale = next((digits for digits in range(7) if (exact * 10**digits).denominator == 1), None)
    if scale is None:
        return f"{Rounding().apply(exact):f}"
    return f"{shifted(Decimal(int(exact * 10**scale)), -scale):f}"


def shown(points: Result) -> str:
    """Write points with their bounds where they are not exact; without a value the bounds alone, or a dash."""
    if points.value is not None and points.low == points.high == points.value:
        return plain(points.value)
    low = "…" if points.low is None else plain(points.low)
    high = "…" if points.high is None else plain(points.high)
    if points.value is not None:
        return f"{plain(points.value)} [{low}, {high}]"
    return "—" if points.low is None and points.high is None else f"[{low}, {high}]"


@final
@frozen(kw_only=True)
class Cell:
    """One cell of a score table: what a unit earned by an indicator or a bonus, and why.

    Attributes:
        line: the indicator or the bonus.
        points: the points, exactly, with bounds; without a value where a figure behind them has none.
        figures: the figures that they were worked out from, in the order of the measures.
        given: what the assessor gave, where it was given.

    Examples:
        >>> from zhaoshang.assessments import Cell, Indicator, Scheme, assess
        >>> talks = Indicator(id="talks", zh="日常工作", en="daily work", points=20, method="given")
        >>> scheme = Scheme(id="x", zh="考核", en="assessment", indicators=[talks])
        >>> cell: Cell = assess(scheme, None, given={"talks": {"东镇": 18}}).of("东镇").cells[0]
        >>> cell.line.id, cell.points.value, cell.given
        ('talks', Fraction(18, 1), Fraction(18, 1))
    """

    line: Indicator | Bonus
    points: Result
    figures: tuple[Figure, ...] = field(default=(), repr=False)
    given: Fraction | None = None

    def explain(self, locale: str = "zh_CN") -> str:
        """Tell how the points were earned, with every figure behind them.

        Examples:
            >>> from zhaoshang.assessments import assess, Indicator, Scheme
            >>> talks = Indicator(id="talks", zh="日常工作", en="daily work", points=20, method="given")
            >>> scheme = Scheme(id="x", zh="考核", en="assessment", indicators=[talks])
            >>> (score,) = assess(scheme, None, given={"talks": {"东镇": 18}}).scores
            >>> score.cells[0].explain("en")
            'daily work: 18 of 20 points (awarded by the assessor)'
        """
        script = Script.of(locale)
        name = script.say(self.line.zh, self.line.en)
        points = self.points
        said = (
            shown(points)
            if points.value is not None
            else in_script(describe(points.reason or "no_data", locale=locale), script)
        )
        if isinstance(self.line, Indicator):
            formula = script.say(*METHODS[self.line.method])
            full = plain(self.line.points)
            head = say("assessment.line.of_points", script, name=name, said=said, full=full, formula=formula)
        else:
            each = plain(self.line.points)
            head = say("assessment.line.for_each", script, name=name, said=said, each=each)
        return "\n".join([head, *(figure.explain(locale) for figure in self.figures)])


@final
@frozen(kw_only=True)
class UnitScore:
    """The line of one unit in a score table.

    Attributes:
        unit: its label.
        name: what it is called.
        class_: the class that it is ranked in; empty where there is one only.
        cells: its cells, indicators first and then bonuses.
        total: all points together; without a value where a cell has none, the bounds then say what it can be.
        place: its place within its class; `None` without a total.
        before: its place the time before.
        grade: what the total is called; `None` where the scheme has no grade for it.

    Examples:
        >>> from zhaoshang.assessments import Grade, Indicator, Scheme, UnitScore, assess
        >>> talks = Indicator(id="talks", zh="日常工作", en="daily work", points=20, method="given")
        >>> good = Grade(zh="优秀", en="excellent", at_least=18)
        >>> scheme = Scheme(id="x", zh="考核", en="assessment", indicators=[talks], grades=[good])
        >>> may = assess(scheme, None, given={"talks": {"东镇": 17, "西镇": 18}})
        >>> june = assess(scheme, None, given={"talks": {"东镇": 19, "西镇": 18}}, previous=may)
        >>> east: UnitScore = june.scores[0]
        >>> east.name, east.place, east.before, east.change, east.grade.zh
        ('东镇', 1, 2, 1, '优秀')
    """

    unit: str
    name: str
    class_: str = ""
    cells: tuple[Cell, ...] = field(repr=False)
    total: Result
    place: int | None = None
    before: int | None = None
    grade: Grade | None = None

    @property
    def change(self) -> int | None:
        """How many places it rose; negative where it fell, `None` where that cannot be said."""
        return None if self.place is None or self.before is None else self.before - self.place


@final
@frozen(kw_only=True)
class Assessment:
    """A scheme scored (考核结果).

    Attributes:
        scheme: the scheme.
        scores: the units by class and place; those without a total come last in their class.
        period: the period that was assessed.
        as_of: the day on which it stands.

    Examples:
        >>> from zhaoshang.assessments import Assessment, Indicator, Scheme, assess
        >>> talks = Indicator(id="talks", zh="日常", en="daily", points=20, method="given", duty="督查室")
        >>> events = Indicator(id="events", zh="活动", en="events", points=10, method="given", duty="商务局")
        >>> scheme = Scheme(id="x", zh="考核", en="assessment", indicators=[talks, events])
        >>> found: Assessment = assess(scheme, None, given={"talks": {"东镇": 18}})
        >>> found.of("东镇").total.value, found.of("东镇").total.low, found.gaps()
        (None, Fraction(18, 1), {'商务局': (('东镇', 'events'),)})
    """

    scheme: Scheme
    scores: tuple[UnitScore, ...] = field(repr=False)
    period: DateLike | None = None
    as_of: DateLike | None = None

    def of(self, unit: str, /) -> UnitScore:
        """Find the line of a unit.

        Raises:
            UnknownIdError: when the unit was not assessed.
        """
        for score in self.scores:
            if score.unit == unit:
                return score
        raise UnknownIdError("units", unit, tuple(score.unit for score in self.scores))

    def gaps(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """List the cells without points, by who is to report the data (未报数据): unit and indicator of each."""
        found: dict[str, list[tuple[str, str]]] = {}
        for score in self.scores:
            for cell in score.cells:
                if cell.points.value is None:
                    duty = cell.line.duty if isinstance(cell.line, Indicator) else None
                    found.setdefault(duty or "", []).append((score.unit, cell.line.id))
        return {duty: tuple(cells) for duty, cells in found.items()}
