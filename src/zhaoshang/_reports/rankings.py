"""Units compared: who stands where, who moved, and what happened in a week."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, final

from attrs import field, frozen

from zhaoshang import scoring
from zhaoshang._basics.brief import as_python
from zhaoshang._reports.figures import asked_of, kpi_name, reasons_of
from zhaoshang._reports.numbers import (
    MOVED,
    NONE,
    ONE,
    Scale,
    dated,
    is_money,
    scale_of,
    shown,
    value_in,
    with_unit,
)
from zhaoshang._reports.tables import CellDraft, CellLike, Column, Table, TableDraft
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script
from zhaoshang.errors import UnfitValueError, UnknownIdError
from zhaoshang.kpis import Figure, Figures
from zhaoshang.writing import format_period

_BEFORE: Final = ("report.rank_before", "report.change_of_rank")


@final
@frozen(kw_only=True)
class Ranked:
    """The place of a unit in a ranking (排名).

    Attributes:
        unit: the label of the unit; empty for what names none.
        name: what it is called.
        class_: the class it is ranked in, empty where there is one only.
        place: its place, `None` where it has no value.
        before: its place the time before, `None` where it had none.
        figure: the figure it is ranked by.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.reports import ranking
        >>> project = Project(id="1", name="甲", owner="东镇", agreements=[Agreement(signed_on="2022-03")])
        >>> june = evaluate(Ledger(projects=[project]), "signed_project_count", as_of="2022-06", by="owner")
        >>> (ranked,) = ranking(june)
        >>> ranked.name, ranked.place, ranked.before, ranked.change
        ('东镇', 1, None, None)
    """

    unit: str
    name: str
    class_: str = ""
    place: int | None = None
    before: int | None = None
    figure: Figure = field(repr=False)

    @property
    def change(self) -> int | None:
        """How many places it rose; negative where it fell, `None` where that cannot be said."""
        return None if self.place is None or self.before is None else self.before - self.place


def ranking(
    figures: Figures,
    /,
    *,
    previous: Figures | None = None,
    kpi: str | None = None,
    classes: Mapping[str, str] | None = None,
    ties: Literal["competition", "dense"] = "competition",
    lowest_first: bool = False,
) -> tuple[Ranked, ...]:
    """Rank units by a figure, and tell how they moved since the time before (每月排序).

    Args:
        figures: figures by unit, or by any one key.
        previous: the same figures of the time before.
        kpi: the KPI to rank by, by its id or Chinese name, which must be named where there are several.
        classes: the class of each unit, by its id or name, where several are ranked apart.
        ties: 1-2-2-4 or 1-2-2-3.
        lowest_first: whether less is better.

    Returns:
        The units by class and place; those without a value come last, and behind them, without a place, what names no
        unit, so that the ranking adds up to the whole.

    Raises:
        UnknownIdError: when the KPI was not evaluated, and for a class of what is no unit, or of a name that several
            units have, whose ids are told.
        UnfitValueError: when there are figures of several KPIs, and none is named, they are not grouped, or the
            previous ones are by another key.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.reports import ranking
        >>> def signed(id: str, owner: str, on: str) -> Project:
        ...     return Project(id=id, name=id, owner=owner, agreements=[Agreement(signed_on=on)])
        >>> ledger = Ledger(
        ...     projects=[
        ...         signed("0", "东镇", "2022-05"),
        ...         signed("1", "东镇", "2022-05"),
        ...         signed("2", "西镇", "2022-05"),
        ...         signed("4", "西镇", "2022-06"),
        ...         signed("3", "西镇", "2022-06"),
        ...     ]
        ... )
        >>> may, june = (
        ...     evaluate(ledger, "signed_project_count", as_of=day, by="owner")
        ...     for day in ("2022-05", "2022-06")
        ... )
        >>> [(item.place, item.name, item.change) for item in ranking(june, previous=may)]
        [(1, '西镇', 1), (2, '东镇', -1)]
    """
    if kpi is None and len(figures.kpis) > 1:
        several = ", ".join(figures.kpis)
        raise UnfitValueError(several, "figures of one KPI, or kpi= with one of them").at("kpi")
    if figures.kpis and not figures.by:
        raise UnfitValueError(as_python(figures), 'figures by unit, such as evaluate(…, by="owner")')
    of_kpi = figures.of(next(iter(figures.kpis), "") if kpi is None else kpi)
    wanted = of_kpi[0].kpi if of_kpi else ""
    now = _groups(figures, wanted)
    known = _by_unit(classes or {}, figures.labels, now)
    places = _places(now, known, ties, lowest_first=lowest_first)
    rest = next((figure for figure in of_kpi if _is_of_nobody(figure) and figure.value), None)
    before: dict[str, int | None] = {}
    if previous is not None:
        _refuse_other_key(previous, figures)
        before = _places(_groups(previous, wanted), known, ties, lowest_first=lowest_first)
    found = [
        Ranked(
            unit=unit,
            name=figures.labels.get(unit, unit),
            class_=known.get(unit, ""),
            place=places[unit],
            before=before.get(unit),
            figure=figure,
        )
        for unit, figure in now.items()
    ]
    nobody = [] if rest is None else [Ranked(unit="", name="", figure=rest)]
    classed = {label: number for number, label in enumerate(dict.fromkeys(known.values()))}
    found.sort(key=lambda item: (classed.get(item.class_, -1), item.place is None, item.place or 0))
    return (*found, *nobody)


def _by_unit(
    classes: Mapping[str, str], labels: Mapping[str, str], units: Mapping[str, Figure]
) -> dict[str, str]:
    """Give the class of each unit by its id; one that the figures have not, or that two are called, is refused."""
    named: dict[str, list[str]] = {}
    for unit in units:
        named.setdefault(labels.get(unit, unit), []).append(unit)
    for unit in classes:
        if unit not in units and len(named.get(unit, ())) != 1:
            raise UnknownIdError("figures", unit, tuple(named.get(unit) or (*units, *named)))
    return {unit if unit in units else named[unit][0]: label for unit, label in classes.items()}


def _groups(figures: Figures, kpi: str) -> dict[str, Figure]:
    return {
        "/".join(figure.group): figure
        for figure in figures.of(kpi)
        if any(figure.group) and not figure.is_part
    }


def _refuse_other_key(given: Figures, figures: Figures) -> None:
    """Refuse figures by another key: no unit would have had a place among them."""
    if given.by != figures.by:
        raise UnfitValueError(as_python(given.by), f"figures by {', '.join(figures.by)}").at("previous")


def _is_of_nobody(figure: Figure) -> bool:
    """Tell whether a figure is that of the projects that name no unit."""
    return bool(figure.group) and not any(figure.group) and not figure.is_part


def _places(
    figures: Mapping[str, Figure],
    classes: Mapping[str, str],
    ties: Literal["competition", "dense"],
    *,
    lowest_first: bool,
) -> dict[str, int | None]:
    sign = -1 if lowest_first else 1
    scores: dict[str, scoring.Number | None] = {}
    for unit, figure in figures.items():
        number = figure.value if figure.exact is None else figure.exact
        scores[unit] = None if number is None else sign * number
    found = scoring.rank(scores, classes=classes, ties=ties)
    return {unit: None if place.value is None else int(place.value) for unit, place in found.items()}


def ranking_table(
    places: Iterable[Ranked],
    /,
    *,
    beside: Figures | Iterable[Figures] = (),
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Lay a ranking out with the change of place.

    Args:
        places: what `ranking` gave.
        beside: other figures by the same key, shown beside those ranked by: the month alone, growth on the year (同比)
            or on the month before (环比); a column a KPI, which names its period where that is another one.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a unit: place, name, figure, figures beside, place before, and ↑ or ↓ with the places moved. The last two
        are left out where no unit had a place before, as without `previous`.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.reports import ranking, ranking_table
        >>> ledger = Ledger(
        ...     projects=[
        ...         Project(id="1", name="甲", owner="东镇", agreements=[Agreement(signed_on="2022-05")])
        ...     ]
        ... )
        >>> june = evaluate(ledger, "signed_project_count", as_of="2022-06", by="owner")
        >>> ranking_table(ranking(june, previous=june)).rows
        (('1', '东镇', '1', '1', '—'),)
        >>> alone = evaluate(ledger, "signed_project_count", period="2022-06", as_of="2022-06", by="owner")
        >>> table = ranking_table(ranking(june, previous=june), beside=alone)
        >>> [column.title for column in table.columns][2:4], table.rows[0][2:4]
        (['签约项目数（个）', '2022年6月签约项目数（个）'], ('1', '0'))
    """
    script = Script.of(locale)
    found = list(places)
    has_classes = any(item.class_ for item in found)
    has_before = any(item.before is not None for item in found)
    figures = [item.figure for item in found]
    scale = scale_of((figure.value for figure in figures), script) if _all_money(figures) else (1, "")
    heading = with_unit(kpi_name(figures[0], script), scale, figures[0].unit, script) if figures else ""
    others = [
        _Beside(run, kpi, figures, script)
        for run in ([beside] if isinstance(beside, Figures) else beside)
        for kpi in run.kpis
        if figures
    ]
    for other in others:
        if other.figures and other.figures.keys().isdisjoint(item.unit for item in found):
            raise UnfitValueError(as_python(tuple(other.figures)), "figures of the units that are ranked").at(
                "beside"
            )
    columns = [
        *([Column(title=say("report.class", script))] if has_classes else []),
        Column(title=say("report.rank", script), align="right"),
        Column(title=say("report.unit", script), is_key=True),
        Column(title=heading, align="right"),
        *(Column(title=other.title, align="right") for other in others),
        *(Column(title=say(key, script), align="right") for key in _BEFORE if has_before),
    ]
    grid = TableDraft()
    for item in found:
        cells: list[CellLike] = [
            (NONE, None) if item.place is None else item.place,
            item.name or say("report.blank", script),
            CellDraft(shown(item.figure, scale, script), value_in(item.figure.value, scale), item.figure),
            *(other.cell(item.unit) for other in others),
        ]
        if has_before:
            cells += [
                (NONE, None) if item.before is None else item.before,
                (moved(item, script), item.change),
            ]
        grid.add(*([item.class_] if has_classes else []), *cells)
    return Table(
        title=_ranking_title(figures, script) if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        figures=grid.figures,
        notes=[
            *asked_of([*figures, *(figure for other in others for figure in other.figures.values())], script),
            *reasons_of(
                ((item.figure.reason, item.name) for item in found if item.figure.value is None), script
            ),
        ],
    )


@final
class _Beside:
    """Figures of one KPI that stand beside those ranked by."""

    def __init__(self, run: Figures, kpi: str, ranked: Sequence[Figure], script: Script) -> None:
        self.figures = _groups(run, kpi)
        self.script = script
        found = [figure for figure in run.values() if figure.kpi == kpi]
        self.scale: Scale = scale_of((one.value for one in found), script) if _all_money(found) else ONE
        self.title = with_unit(kpi_name(found[0], script), self.scale, found[0].unit, script) if found else ""
        when = found[0].period if found else None
        if when is not None and when != ranked[0].period:
            self.title = say(
                "report.kpi_of_period", script, period=format_period(when, locale=script), kpi=self.title
            )

    def cell(self, unit: str) -> CellDraft:
        """Show the figure of a unit, or that there is none."""
        figure = self.figures.get(unit)
        if figure is None:
            return CellDraft(NONE, None)
        return CellDraft(shown(figure, self.scale, self.script), value_in(figure.value, self.scale), figure)


def _ranking_title(figures: Sequence[Figure], script: Script) -> str:
    heading = say("report.ranking_of_units", script)
    return dated(heading, script, period=figures[0].period, as_of=figures[0].as_of) if figures else heading


def _all_money(figures: Sequence[Figure]) -> bool:
    return bool(figures) and all(is_money(figure.unit) for figure in figures)


def moved(item: Ranked, script: Script) -> str:
    """Say how a unit moved."""
    if item.change is None:
        return "" if item.place is None else say("report.new", script)
    return MOVED.say(item.change, script)
