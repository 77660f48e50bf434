"""Scoring a ledger by a scheme."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import evolve

from zhaoshang import scoring
from zhaoshang._assessment.schemes import Bonus, Grade, Indicator, Measure, Scheme
from zhaoshang._assessment.scores import Assessment, Cell, UnitScore
from zhaoshang.errors import UnknownCodeError, UnknownIdError
from zhaoshang.kpis import Figure, Figures, evaluate, find
from zhaoshang.ledger import Ledger
from zhaoshang.periods import DateLike
from zhaoshang.profiles import Profile
from zhaoshang.scoring import Measured, Number, Result

Given = Mapping[str, Mapping[str, Number]]
"""For an indicator or a bonus: what each unit was given."""

_PERCENT: Final = 100
_AGAINST: Final = {"completion": "target_completion_rate", "schedule": "schedule_index"}
"""The KPI that compares a measure with the unit's own target."""


def assess(
    scheme: Scheme,
    ledger: Ledger | None,
    /,
    *,
    period: DateLike | None = None,
    as_of: DateLike | None = None,
    known_on: DateLike | None = None,
    profile: Profile | str = "default",
    units: Iterable[str] | None = None,
    classes: Mapping[str, str] | None = None,
    given: Given | None = None,
    previous: Assessment | None = None,
    **arguments: Any,  # noqa: ANN401 - each KPI has its own
) -> Assessment:
    """Score every unit by a scheme (考核计分).

    Every figure is asked of `zhaoshang.kpis.evaluate`, grouped as the scheme says; what an assessor awards is given.

    Args:
        scheme: the scheme.
        ledger: the ledger; `None` where all points are given.
        period: the period assessed.
        as_of: the day on which the figures stand.
        known_on: replay what was recorded by this day.
        profile: the local definitions.
        units: whom to assess, by id; by default every unit that has figures or was given points.
        classes: the class of each unit, where several are ranked apart and compared among themselves.
        given: for each indicator or bonus that is awarded: what each unit was given; a bonus takes how many times.
        previous: the result of the time before, for changes of place.
        arguments: what KPIs ask for and the scheme leaves open, such as `chains`.

    Raises:
        UnknownCodeError: for an argument that no KPI of the scheme reads.
        UnknownIdError: when points are given for a line that the scheme does not have, or one that is worked out.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.assessments import Indicator, Measure, Scheme, assess
        >>> from zhaoshang.model import Agreement, Milestone
        >>> def project(id: str, owner: str, *stages: str) -> Project:
        ...     milestones = [Milestone(stage=stage, on="2022-05-01") for stage in stages]
        ...     signed = [Agreement(signed_on="2022-03-05")]
        ...     return Project(id=id, name=id, owner=owner, agreements=signed, milestones=milestones)
        >>> ledger = Ledger(
        ...     projects=[
        ...         project("1", "东镇", "started"),
        ...         project("2", "东镇"),
        ...         project("3", "西镇", "started"),
        ...     ]
        ... )
        >>> starts = Indicator(
        ...     id="starts",
        ...     zh="开工率",
        ...     en="start rate",
        ...     points=20,
        ...     method="rate",
        ...     measures=[Measure(kpi="start_rate")],
        ... )
        >>> daily = Indicator(id="daily", zh="日常工作", en="daily work", points=10, method="given")
        >>> scheme = Scheme(id="x", zh="考核", en="assessment", indicators=[starts, daily])
        >>> found = assess(scheme, ledger, as_of="2022-06", given={"daily": {"东镇": 9, "西镇": 8}})
        >>> [(score.place, score.name, score.total.value) for score in found.scores]
        [(1, '西镇', Fraction(28, 1)), (2, '东镇', Fraction(19, 1))]
    """
    awarded = {name: dict(points) for name, points in (given or {}).items()}
    _known(scheme, awarded)
    dates = {"period": period, "as_of": as_of, "known_on": known_on}
    question = _LineQuestion(ledger, scheme.by, {**dates, "profile": profile}, arguments)
    asked = {line.id: question.figures_of(line) for line in scheme.lines}
    for name in question.unread:
        raise UnknownCodeError("arguments", name, ())
    found = dict.fromkeys(units) if units is not None else _units(asked, awarded)
    known = {**found, **_units(asked, awarded)}
    for unit in classes or ():
        if unit not in known:
            raise UnknownIdError("figures", unit, tuple(known)).at("classes")
    kinds = {unit: (classes or {}).get(unit, "") for unit in found}
    columns: dict[str, dict[str, Cell]] = {}
    for indicator in scheme.indicators:
        column: dict[str, Cell] = {}
        for kind in dict.fromkeys(kinds.values()):
            rivals = [unit for unit in found if kinds[unit] == kind]
            column |= _scored(indicator, rivals, asked[indicator.id], awarded.get(indicator.id, {}))
        columns[indicator.id] = column
    lines = {unit: [columns[indicator.id][unit] for indicator in scheme.indicators] for unit in found}
    for unit, cells in lines.items():
        cells.extend(_bonuses(scheme.bonuses, unit, asked, awarded))
    totals = {unit: _total(cells) for unit, cells in lines.items()}
    places = scoring.rank({unit: total.value for unit, total in totals.items()}, classes=kinds)
    before = {} if previous is None else {score.unit: score.place for score in previous.scores}
    scores = [
        UnitScore(
            unit=unit,
            name=question.name(unit),
            class_=kinds[unit],
            cells=tuple(cells),
            total=totals[unit],
            place=None if places[unit].value is None else int(places[unit].value or 0),
            before=before.get(unit),
            grade=_grade(scheme, totals[unit]),
        )
        for unit, cells in lines.items()
    ]
    order = {kind: place for place, kind in enumerate(dict.fromkeys(kinds.values()))}
    scores.sort(key=lambda score: (order[score.class_], score.place is None, score.place or 0))
    return Assessment(scheme=scheme, scores=tuple(scores), period=period, as_of=as_of)


def _known(scheme: Scheme, awarded: Given) -> None:
    """Refuse points for a line that is not there, or is worked out."""
    free = [line.id for line in scheme.indicators if line.method == "given"]
    free += [bonus.id for bonus in scheme.bonuses if bonus.kpi is None]
    for name in awarded:
        if name not in free:
            raise UnknownIdError("given", name, tuple(free))


def _units(asked: Mapping[str, list[dict[str, Figure]]], awarded: Given) -> dict[str, None]:
    """List the units that have figures or were given points, in the order they are met."""
    found: dict[str, None] = {}
    for columns in asked.values():
        for column in columns:
            found.update(dict.fromkeys(unit for unit in column if unit))
    for points in awarded.values():
        found.update(dict.fromkeys(points))
    return found


class _LineQuestion:
    """Asks a ledger for the figures of a line, by unit, once for each line."""

    def __init__(
        self, ledger: Ledger | None, by: str, asked: Mapping[str, Any], arguments: Mapping[str, Any]
    ) -> None:
        self.ledger = ledger
        self.asked = {"by": by, **asked}
        self.arguments = arguments
        self.unread = dict.fromkeys(arguments)

    def name(self, unit: str) -> str:
        """Name a unit as the ledger does."""
        teams = () if self.ledger is None else self.ledger.teams
        return next((team.name for team in teams if team.id == unit and team.name), unit)

    def figures_of(self, line: Indicator | Bonus) -> list[dict[str, Figure]]:
        """Give for each measure of a line the figures by unit."""
        if isinstance(line, Bonus):
            if line.kpi is None:
                return []
            if line.above_target:
                return [self._ask("target_completion_rate", {**line.arguments, "of": line.kpi})]
            return [self._ask(line.kpi, line.arguments)]
        return [self._of_measure(line, measure) for measure in line.measures]

    def _of_measure(self, line: Indicator, measure: Measure) -> dict[str, Figure]:
        against = "target_completion_rate" if line.method == "shortfall" else _AGAINST.get(line.method)
        if against is None or measure.target is not None:
            return self._ask(measure.kpi, measure.arguments)
        return self._ask(against, {**measure.arguments, "of": measure.kpi})

    def _ask(self, kpi: str, arguments: Mapping[str, Any]) -> dict[str, Figure]:
        read = {name: value for name, value in self.arguments.items() if name in find(kpi).arguments}
        for name in read:
            self.unread.pop(name, None)
        figures: Figures = evaluate(self.ledger, [kpi], **self.asked, **{**read, **arguments})
        return {figure.group[0]: figure for figure in figures.items_ if figure.group and not figure.is_part}


def _scored(
    line: Indicator, units: list[str], columns: list[dict[str, Figure]], given: Mapping[str, Number]
) -> dict[str, Cell]:
    """Score one indicator for the units of a class."""
    if line.method == "given":
        return {unit: _awarded(line, given.get(unit)) for unit in units}
    if line.method in {"efficacy", "relative"}:
        return _compared(line, units, columns)
    cells = {}
    for unit in units:
        figures = [column.get(unit) for column in columns]
        points = _bounded(line, figures)
        cells[unit] = Cell(
            line=line, points=points, figures=tuple(each for each in figures if each is not None)
        )
    return cells


def _awarded(line: Indicator, given: Number | None) -> Cell:
    points = Measured.of(given).value
    if points is None:
        high = None if line.cap == "none" else line.points
        return Cell(line=line, points=evolve(_none("no_data"), low=Fraction(0), high=high))
    capped = min(points, line.points) if line.cap != "none" else points
    return Cell(line=line, points=exactly(capped), given=points)


def _bounded(line: Indicator, figures: list[Figure | None]) -> Result:
    """Score by figures of the unit alone: the points, and between what bounds they lie."""

    def points(of: Callable[[Figure], Decimal | Fraction | int | None]) -> Fraction | None:
        shares = [
            None
            if figure is None
            else _share(line, place, figure, figure.exact if figure.is_exact else of(figure))
            for place, figure in enumerate(figures)
        ]
        known = [share for share in shares if share is not None]
        return _points(line, known) if len(known) == len(shares) else None

    value, least, most = (
        points(lambda figure: figure.exact),
        points(lambda figure: figure.low),
        points(lambda figure: figure.high),
    )
    falling = line.method in {"shortfall", "deduct"}  # the more is counted, the fewer points
    low, high = (most, least) if line.method == "deduct" else (least, most)
    if falling or line.cap == "total":
        low = Fraction(0) if low is None else low
        high = line.points if high is None else high
    if value is not None:
        return evolve(exactly(value), low=low, high=high)
    missing = [figure for figure in figures if figure is None or figure.exact is None]
    reason = (
        missing[0].reason if missing and missing[0] is not None else "no_data" if missing else "no_target"
    )
    return evolve(_none(reason or "no_data"), low=low, high=high)


def _share(
    line: Indicator, place: int, figure: Figure, number: Decimal | Fraction | int | None
) -> Fraction | None:
    """Turn a number of a figure into what its points are reckoned from: a share of the full points, or a count."""
    if number is None:
        return None
    target = line.measures[place].target
    if line.method in {"each", "deduct"}:
        return Fraction(number)
    if line.method == "shortfall":
        if target is None:
            goal = None if figure.denominator is None else Fraction(figure.denominator)
            return None if goal is None else max(goal - Fraction(number) * goal / _PERCENT, Fraction(0))
        goal = Measured.of(target).value
        return None if goal is None else max(goal - Fraction(number), Fraction(0))
    if target is None:
        return Fraction(number) / _PERCENT  # a rate, or the completion of the unit's own target
    done = scoring.completion(Measured(value=Fraction(number), unit=figure.unit), target)
    return None if done.value is None else Fraction(done.value) / _PERCENT


def _points(line: Indicator, shares: list[Fraction]) -> Fraction:
    """Add the measures of an indicator up: by weight, or what each one counted costs or earns."""
    if line.step is not None:
        total = sum(shares, Fraction(0)) * line.step
        if line.method != "each":
            return max(line.points - total, Fraction(0))
        return total if line.cap == "none" else min(total, line.points)
    whole = sum((measure.weight for measure in line.measures), Fraction(0))
    capped = [min(share, Fraction(1)) for share in shares] if line.cap == "each" else shares
    total = sum(
        (measure.weight / whole * share for measure, share in zip(line.measures, capped, strict=True)),
        Fraction(0),
    )
    return line.points * (min(total, Fraction(1)) if line.cap == "total" else total)


def _compared(line: Indicator, units: list[str], columns: list[dict[str, Figure]]) -> dict[str, Cell]:
    """Score by the place among the units of a class; a hedged value compares with nothing exactly."""
    whole = sum((measure.weight for measure in line.measures), Fraction(0))
    sums: dict[str, Result] = {unit: exactly(Fraction(0)) for unit in units}
    for measure, column in zip(line.measures, columns, strict=True):
        share = line.points * measure.weight / whole
        hedged = {unit for unit in units if unit in column and not column[unit].is_exact}
        values = {unit: column[unit].exact if unit in column else None for unit in units}
        score = _METHODS[line.method](values, share, line)
        for unit in units:
            part, figure = score[unit], column.get(unit)
            if hedged and part.value is not None:
                part = evolve(_none("both_hedged"), low=Fraction(0), high=share)
            if part.value is None and figure is not None and figure.exact is None:
                part = evolve(part, reason=figure.reason or "no_data")
            sums[unit] = _plus(sums[unit], part)
    return {
        unit: Cell(
            line=line, points=sums[unit], figures=tuple(column[unit] for column in columns if unit in column)
        )
        for unit in units
    }


_METHODS: Final[
    Mapping[str, Callable[[Mapping[str, Fraction | int | None], Fraction, Indicator], dict[str, Result]]]
] = {
    "efficacy": lambda values, points, line: scoring.efficacy_scores(
        values, points, lower_better=line.lower_better
    ),
    "relative": lambda values, points, _: scoring.relative_scores(values, points),
}


def _bonuses(
    bonuses: Iterable[Bonus], unit: str, asked: Mapping[str, list[dict[str, Figure]]], awarded: Given
) -> list[Cell]:
    """Score the bonuses of a unit together: a project that several rules reward takes the highest."""
    listed = list(bonuses)
    figures = {bonus.id: asked[bonus.id][0].get(unit) for bonus in listed if asked[bonus.id]}
    best: dict[str, Bonus] = {}
    for bonus in listed:
        for project in _rewarded(bonus, figures.get(bonus.id)):
            if project not in best or best[project].points < bonus.points:
                best[project] = bonus
    cells = []
    for bonus in listed:
        figure, given = figures.get(bonus.id), None
        times = Fraction(sum(other is bonus for other in best.values()))
        if bonus.kpi is None:
            given = times = Measured.of(awarded.get(bonus.id, {}).get(unit, 0)).value or Fraction(0)
        elif figure is not None and not _rewarded(bonus, figure):
            times = _times(bonus, figure)
        points = exactly(times * bonus.points if bonus.cap is None else min(times * bonus.points, bonus.cap))
        if figure is not None and figure.exact is None:
            points = _none(figure.reason or "no_data")
        cells.append(
            Cell(line=bonus, points=points, figures=() if figure is None else (figure,), given=given)
        )
    return cells


def _rewarded(bonus: Bonus, figure: Figure | None) -> tuple[str, ...]:
    """List the projects that a rule rewards, where its figure counts projects."""
    if figure is None or bonus.points <= 0 or bonus.above_target or len(figure.ids) != figure.exact:
        return ()
    return tuple(figure.ids)


def _times(bonus: Bonus, figure: Figure) -> Fraction:
    """Count how often a rule applies: each one counted, or each one beyond the target."""
    if not bonus.above_target:
        return Fraction(figure.exact or 0)
    return max(Fraction(figure.numerator or 0) - Fraction(figure.denominator or 0), Fraction(0))


def _total(cells: list[Cell]) -> Result:
    total = exactly(Fraction(0))
    for cell in cells:
        total = _plus(total, cell.points)
    return total


def _plus(one: Result, other: Result) -> Result:
    def added(left: Fraction | int | None, right: Fraction | int | None) -> Fraction | None:
        return None if left is None or right is None else Fraction(left) + Fraction(right)

    return evolve(
        one,
        value=added(one.value, other.value),
        low=added(one.low, other.low),
        high=added(one.high, other.high),
        reason=one.reason or other.reason,
    )


def _grade(scheme: Scheme, total: Result) -> Grade | None:
    """Find the grade of a total; where its bounds lie in two grades there is none."""
    if total.value is not None and total.low == total.high:
        return scheme.grade(Fraction(total.value))
    if total.low is None or total.high is None:
        return None
    least, most = scheme.grade(Fraction(total.low)), scheme.grade(Fraction(total.high))
    return least if least == most else None


def exactly(points: Fraction) -> Result:
    return Result(value=points, low=points, high=points, unit="point")


def _none(reason: str) -> Result:
    return Result(unit="point", reason=reason)
