"""A printed figure against the one that a ledger gives."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, final

from attrs import evolve, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import shifted
from zhaoshang._bulletins.arithmetic.bounds import step_of
from zhaoshang._bulletins.figures.directions import direction
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.writing import quantity_words
from zhaoshang._bulletins.measures.scenes import PROJECT_UNITS
from zhaoshang._bulletins.texts.gazetteer import stem_of
from zhaoshang._bulletins.texts.steps import RATES
from zhaoshang._bulletins.texts.subjects import series
from zhaoshang._text.wording import Script
from zhaoshang.errors import (
    ArgumentError,
    ConversionError,
    UnitMismatchError,
    UnknownUnitError,
    ZhaoshangError,
)
from zhaoshang.kpis import CATALOGUE, Figure, Figures, Kpi, Rounding, evaluate, find
from zhaoshang.ledger import Ledger
from zhaoshang.measures import Condition, Predicate, column
from zhaoshang.periods import Period
from zhaoshang.profiles import Profile
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.units import Dimension, conversion, scaled
from zhaoshang.units import unit as find_unit

Scope = tuple[str, str] | None
"""A grouping key and a label; `None` for the whole ledger."""

_TIMES: Final = frozenset("次 批次 批 趟".split())
_BEHIND: Final = re.compile(r"欠|慢于|落后|低于|滞后")
_ARGUMENTS: Final = {
    "milestone_count": "of",
    "projects_in_band": "of",
    "milestone_investment": "of",
    "stage_count": "of",
    "stage_investment": "of",
    "cohort_benefit": "measure",
}
_NAMED: Final = re.compile(
    r"(?!.?[全我本各某])[\u3400-\u9fff]{1,7}?(?P<level>[省县州旗盟]|(?<![城上])市)(?![级直区域场])"
)
_PLACE: Final = re.compile(
    r"^(?:the )|(?: (?:city|county|district|province|region|prefecture|municipality))+$", re.IGNORECASE
)
"""What is left off the English name of a place."""
_OPEN: Final = frozenset({"pp_change"})
BLANK: Final = ("未填报单位", "(blank)")
"""What a bulletin calls the group of projects that name no unit."""


@final
@frozen
class AskedFigure:
    """What the ledger is asked for: a figure, whose it is, and for when.

    `edge` asks only what has just that amount, and `of_its_own` for the target of the period itself and not of its year.
    """

    measure: str
    scope: Scope
    period: Period | None
    as_of: Period | None
    band: str = ""
    industry: str = ""
    project: str = ""
    edge: str = ""
    of_its_own: bool = False


def refuse_unread_arguments(arguments: Iterable[str]) -> None:
    """Refuse what no KPI reads that a figure of an article may be."""
    for name in arguments:
        known = {each for kpi in CATALOGUE for each in kpi.arguments}
        if name not in known:
            own = ("today", "period", "as_of", "subject", "profile", "rounding", "bands", "template")
            raise ArgumentError("verify", name, known=(*own, *sorted(known)))


class AskedLedger:
    """A ledger that answers each question once."""

    def __init__(self, ledger: Ledger, profile: Profile, arguments: Mapping[str, Any]) -> None:
        self.ledger, self.profile, self.arguments = ledger, profile, dict(arguments)
        self.answers: dict[AskedFigure, Figure | str] = {}
        self.scopes: dict[str, Scope | Literal["unknown"]] = {}

    def figure(self, asked: AskedFigure) -> Figure | str:
        """Give the figure, or say in a code why there is none."""
        if asked not in self.answers:
            self.answers[asked] = self._figure(asked)
        return self.answers[asked]

    def _figure(self, asked: AskedFigure) -> Figure | str:
        kpi, more = _question(asked.measure)
        if kpi is None or kpi in _OPEN:
            return "no_definition"
        try:
            definition = find(kpi)
        except ZhaoshangError:
            return "no_definition"
        if asked.band:
            more["bands"] = [asked.band]
        more |= {name: value for name, value in self.arguments.items() if name in definition.arguments}
        year = None if kpi != "target_completion_rate" or asked.of_its_own else _year_of(asked.period)
        if year is not None:
            # what was reached so far of the target of a year
            of_year = self._evaluated(evolve(asked, period=year), definition, more)
            if not isinstance(of_year, str) and of_year.denominator is not None:
                return of_year
        return self._evaluated(asked, definition, more)

    def _evaluated(self, asked: AskedFigure, definition: Kpi, more: dict[str, Any]) -> Figure | str:
        by, label = asked.scope or ("", "")
        try:
            figures = evaluate(
                self.ledger,
                definition,
                as_of=asked.as_of,
                period=asked.period,
                by=[by] if by else (),
                profile=self.profile,
                where=_where(asked),
                **more,
            )
        except ZhaoshangError:
            return "not_evaluated"
        return _of_group(figures, definition, label) if by else figures[definition.id]

    def is_bare_at(self, asked: AskedFigure, edge: str) -> bool:
        """Tell whether nothing lies on an edge of a size, so that the figure is the same with it and without."""
        there = self.figure(evolve(asked, band=f"≥{edge}", edge=edge))
        return not isinstance(there, str) and there.is_exact and there.value == 0

    def is_silent(self, asked: AskedFigure) -> bool:
        """Tell whether the ledger holds no records of that kind at all, whosever and whenever."""
        ever = self.figure(AskedFigure(asked.measure, None, None, asked.as_of))
        if asked.measure == "docked_project_count" and not isinstance(ever, str):
            # a ledger in which all are signed keeps none that are only negotiated
            signed = self.figure(AskedFigure("signed_project_count", None, None, asked.as_of))
            return isinstance(signed, str) or ever.value == signed.value
        if isinstance(ever, str) or ever.value:
            return False
        return not ever.denominator or asked.measure in RATES  # of those signed, nothing was ever told

    def is_silent_in(self, asked: AskedFigure) -> bool:
        """Tell whether the ledger holds nothing of that kind in a period, whosever."""
        there = self.figure(evolve(asked, scope=None, band="", industry=""))
        return not isinstance(there, str) and not there.value and not there.denominator

    def has_base(self, asked: AskedFigure, day: Period | None) -> bool:
        """Tell whether the ledger has anything, at any time, that a rate could be of."""
        ever = self.figure(evolve(asked, scope=None, period=None, as_of=day))
        return not isinstance(ever, str) and bool(ever.denominator)

    def scope(self, subject: str | None, whole: frozenset[str]) -> Scope | Literal["unknown"]:
        """Find what a subject is in the ledger: a unit, a park, a district, or the whole."""
        if subject is None or subject in whole or subject == self.ledger.name:
            return None
        if subject not in self.scopes:
            self.scopes[subject] = self._scope(subject)
        return self.scopes[subject]

    def _scope(self, subject: str) -> Scope | Literal["unknown"]:
        ledger = self.ledger
        if subject in BLANK:
            return "owner", ""
        for team in ledger.teams:
            if subject in {team.id, team.name}:
                return "owner", team.id
        for park in ledger.parks:
            if subject in {park.id, park.name}:
                return "park", park.id
        for key in ("owner", "district"):
            known = {getattr(project, key) for project in ledger.projects} - {None}
            # one of a series of units, 招商3组 beside 招商1组, is known although nothing is credited to it
            alike = (pattern.fullmatch(subject) for name in known if (pattern := series(name)))
            if subject in known or any(alike):
                return key, subject
            # 云岭 for 云岭区, where no other is called so
            called = [name for name in known if stem_of(name) == subject]
            if len(called) == 1:
                return key, called[0]
        return "unknown"

    def level(self) -> str:
        """Tell of what kind the place is that the ledger is named after: 县 for 澄溪县台账; empty where it names none."""
        match = _NAMED.match(self.ledger.name or "")
        return "" if match is None else match["level"]

    def may_be_called(self, subject: str) -> bool:
        """Tell whether a text may call the whole ledger so: by the place it is named after, where it is after one."""
        name = self.ledger.name or ""
        if subject.isascii():
            stem = _PLACE.sub("", subject).lower()
            return stem in name.lower() if re.search("[A-Za-z]", name) else not self.level()
        return not self.level() or stem_of(subject) in name

    def is_called(self, words: str) -> bool:
        """Tell whether the ledger is named so: 高新区 where its name is 云溪高新区台账."""
        return bool(self.ledger.name) and words.rstrip("内里的") in (self.ledger.name or "")

    def units(self, key: str) -> frozenset[str]:
        """List the units that a grouping key parts the projects into."""
        return frozenset(name for project in self.ledger.projects if (name := getattr(project, key)))

    def is_whole(self, level: str) -> bool:
        """Tell whether 全县 may be the whole ledger: by the place it is named after, else where it has no such units."""
        return bool(level) and (level == self.level() if self.level() else level not in self.kinds() | {"国"})

    def kinds(self) -> frozenset[str]:
        """List what kinds of places the ledger's districts are, and the places below a county where its units are such."""
        names = {project.district or "" for project in self.ledger.projects}
        is_below = any(
            (project.owner or "").endswith(("镇", "乡", "街道")) for project in self.ledger.projects
        )
        return frozenset(name[-1] for name in names if len(name) > 1) | frozenset(
            "镇乡道" if is_below else ""
        )

    def industries(self) -> frozenset[str]:
        """List what the ledger calls its industries; a code is no word of a text."""
        names = {project.industry for project in self.ledger.projects} - {None}
        return frozenset(name for name in names if name is not None and not name.isascii())

    def names(self) -> list[str]:
        """List the names that figures of the ledger may belong to."""
        records = (*self.ledger.teams, *self.ledger.parks)
        found = [record.name for record in records]
        codes = {record.id for record in records} - set(found)
        found += [
            name for project in self.ledger.projects for name in (project.owner, project.district) if name
        ]
        return list(dict.fromkeys((*BLANK, *(name for name in found if name not in codes))))


def _where(asked: AskedFigure) -> Condition | Predicate | None:
    if asked.edge:
        up_to = column("investment") <= asked.edge
        return up_to & column("industry").is_in(asked.industry) if asked.industry else up_to
    if asked.project:
        return column("id").is_in(asked.project)
    return column("industry").is_in(asked.industry) if asked.industry else None


def _of_group(figures: Figures, kpi: Kpi, label: str) -> Figure | str:
    """Take the figure of a group; a number or sum of a group that does not occur is 0."""
    for figure in figures.of(kpi.id):
        if figure.group == (label,) and not figure.is_part:
            return figure
    if find_unit(kpi.unit).dimension not in {Dimension.COUNT, Dimension.MONEY}:
        return "no_group"
    none = Decimal(0)
    return evolve(
        figures[kpi.id], group=(label,), value=none, exact=Fraction(0), low=none, high=none, unit=kpi.unit
    )


def _question(measure: str) -> tuple[str | None, dict[str, Any]]:
    """Split a measure into the KPI and what it takes; no KPI where there is none for it."""
    kpi, _, argument = measure.partition(":")
    if kpi == "target" or (kpi == "target_completion_rate" and argument):
        return (None if ":" in argument else "target_completion_rate"), {"of": argument}
    if argument:
        return (kpi, {_ARGUMENTS[kpi]: argument}) if kpi in _ARGUMENTS else (None, {})
    return kpi, {}


def _year_of(period: Period | None) -> Period | None:
    """Give the year that a period is the first part of."""
    if (
        period is None
        or (period.start.month, period.start.day) != (1, 1)
        or period.start.year != period.end.year
    ):
        return None
    return Period.of(str(period.start.year))


# comparing ------------------------------------------------------------------------------------------------------


def expected_of(figure: Figure, reading: FigureReading) -> Decimal | Fraction | None:
    """Take the number that a reading is compared with: the figure, or its denominator for a target."""
    if (reading.kpi or "").startswith("target:"):
        return figure.denominator
    return figure.exact if figure.exact is not None else figure.value


def unit_of(figure: Figure, reading: FigureReading) -> str:
    """Name the unit of that number."""
    if (reading.kpi or "").startswith("target:"):
        return find((reading.kpi or "").split(":")[1]).unit
    return figure.unit


def compare(reading: FigureReading, figure: Figure, before: str, rounding: Rounding) -> bool | str:
    """Tell whether a printed figure agrees with the ledger's, or say in a code why that cannot be told.

    Args:
        reading: the printed figure.
        figure: the ledger's.
        before: the words before it in its clause, which may say that it fell.
        rounding: how the text rounds.
    """
    expected = expected_of(figure, reading)
    if expected is None:
        return figure.reason or "no_target"
    factor = factor_of(reading.quantity, unit_of(figure, reading))
    if factor is None:
        return "unit_mismatch"
    number = Fraction(expected) * factor
    quantity = reading.quantity
    sign = _sign(reading.kpi, before)
    if sign is None:
        return "no_measure"
    if quantity.value is None:
        return "only_order" if quantity.hedge is Hedge.ORDER else number * sign in quantity.interval
    value = Fraction(quantity.value) * sign
    step = step_of(quantity)
    is_same = Fraction(evolve(rounding, digits=0).apply(number / step)) * step == value
    is_inside = number * sign in quantity.interval
    if quantity.is_exact or is_same or not figure.is_exact:
        return is_same and (quantity.is_exact or is_inside)  # 近2个 of 2, 超5亿元 of 4.9996亿元
    return _hedged(quantity.hedge, number * sign, value, step, is_inside=is_inside)


def _sign(kpi: str | None, before: str) -> int | None:
    """Give the sign that the words before a figure give it; only a change has one, and `None` where it is not certain."""
    if before.endswith(("-", "−")) or (kpi == "schedule_gap" and _BEHIND.search(before)):
        return -1
    way = direction(before) if kpi in {"yoy_growth", "mom_growth"} else 0
    return 1 if way == 0 else way


def is_meant(quantity: Quantity, number: Fraction) -> bool | str:
    """Tell whether a number is such as a quantity with a hedge says, or say in a code why that cannot be told."""
    is_inside = number in quantity.interval
    if quantity.value is None or not is_inside:
        return is_inside
    value, step = Fraction(quantity.value), step_of(quantity)
    if number * value < 0:
        return False  # a fall where the text tells of a rise
    if Fraction(Rounding(digits=0).apply(number / step)) * step == value:
        return True
    return _hedged(quantity.hedge, number, value, step, is_inside=is_inside)


def _hedged(
    hedge: Hedge, number: Fraction, value: Fraction, step: Fraction, *, is_inside: bool
) -> bool | str:
    """Tell whether a number is such as a hedge says: 近10个 is right of 9, wrong of 3, and of 7 it cannot be told.

    约10个 is wrong of 3 and of 16.
    """
    if hedge is Hedge.ABOUT:
        return False if are_apart(number, value) else "only_about"
    share = _REACH.get(hedge)
    if share is None or not is_inside or abs(number - value) <= max(abs(value) * share, step):
        return is_inside
    return False if hedge is Hedge.NEAR and abs(number) * 2 < abs(value) else "only_about"


def are_apart(one: Fraction, other: Fraction) -> bool:
    """Tell whether two numbers, of which 约 says one, are too far from each other to be one: by half of the lesser."""
    return abs(one - other) * 2 > min(abs(one), abs(other))


_REACH: Final = {Hedge.NEAR: Fraction(1, 10), Hedge.OVER: Fraction(1, 2), Hedge.BELOW: Fraction(1, 2)}
"""How far from the number printed what is meant may lie."""


def factor_of(quantity: Quantity, code: str) -> Fraction | None:
    """Give what turns the ledger's unit into the printed one; counters of one thing are alike."""
    try:
        word = scaled(code)
        if word.unit.dimension is Dimension.COUNT and quantity.unit.dimension is Dimension.COUNT:
            pairs = ({word.unit.code, quantity.unit.code} <= kind for kind in (PROJECT_UNITS, _TIMES))
            return Fraction(1) if word.unit == quantity.unit or any(pairs) else None
        return conversion(word.unit, quantity.unit) * Fraction(10) ** word.power
    except (ConversionError, UnitMismatchError, UnknownUnitError, ZhaoshangError):
        return None


def in_words(
    number: Decimal | Fraction | None, code: str, script: Script = Script.HANS, hedge: Hedge = Hedge.NONE
) -> str:
    """Write the ledger's number as the text would; a quotient to two places."""
    word = scaled(code)
    value = number if isinstance(number, Decimal) else Rounding().apply(Fraction(number or 0))
    quantity = kind_of(word.unit)(value=shifted(value, word.power), unit=word.unit, hedge=hedge)
    return quantity_words(quantity, script)
