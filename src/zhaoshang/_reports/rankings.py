"""Units compared: who stands where, who moved, and what happened in a week."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, final

from attrs import field, frozen

from zhaoshang import scoring
from zhaoshang._reports.figures import kpi_name, reasons_of
from zhaoshang._reports.numbers import (
    MOVED,
    NONE,
    bracketed,
    dated,
    is_money,
    money_words,
    plain,
    scale_of,
    shown,
    value_in,
    with_unit,
)
from zhaoshang._reports.tables import Column, Grid, Table
from zhaoshang._wording import Script
from zhaoshang.errors import UnknownIdError
from zhaoshang.kpis import Figure, Figures
from zhaoshang.ledger import Change, Ledger
from zhaoshang.model import Project
from zhaoshang.vocabulary import ChangeKind, Stage
from zhaoshang.writing import format_period


@final
@frozen(kw_only=True)
class Ranked:
    """The place of a unit in a ranking (排名).

    Attributes:
        unit: the label of the unit.
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
        kpi: the KPI to rank by, where there are several; the first unless named.
        classes: the class of each unit, where several are ranked apart.
        ties: 1-2-2-4 or 1-2-2-3.
        lowest_first: whether less is better.

    Returns:
        The units by class and place; those without a value come last.

    Raises:
        UnknownIdError: when the KPI was not evaluated.

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
    wanted = kpi or next(iter(figures.kpis), "")
    if wanted not in figures.kpis:
        raise UnknownIdError("figures", wanted, figures.kpis)
    now = _groups(figures, wanted)
    known = classes or {}
    places = _places(now, known, ties, lowest_first=lowest_first)
    before: dict[str, int | None] = {}
    if previous is not None:
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
    classed = {label: number for number, label in enumerate(dict.fromkeys(known.values()))}
    return tuple(
        sorted(found, key=lambda item: (classed.get(item.class_, -1), item.place is None, item.place or 0))
    )


def _groups(figures: Figures, kpi: str) -> dict[str, Figure]:
    return {
        "/".join(figure.group): figure
        for figure in figures.of(kpi)
        if figure.group and any(figure.group) and not figure.is_part
    }


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
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Lay a ranking out with the change of place.

    Args:
        places: what `ranking` gave.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a unit: place, name, figure, place before, and ↑ or ↓ with the places moved.

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
    """
    script = Script.of(locale)
    found = list(places)
    has_classes = any(item.class_ for item in found)
    figures = [item.figure for item in found]
    scale = scale_of((figure.value for figure in figures), script) if _all_money(figures) else (1, "")
    heading = with_unit(kpi_name(figures[0], script), scale, figures[0].unit, script) if figures else ""
    columns = [
        *([Column(title=script.say("类别", "Class"))] if has_classes else []),
        Column(title=script.say("名次", "Rank"), align="right"),
        Column(title=script.say("单位", "Unit"), is_key=True),
        Column(title=heading, align="right"),
        Column(title=script.say("上期名次", "Rank before"), align="right"),
        Column(title=script.say("位次变化", "Change of rank"), align="right"),
    ]
    grid = Grid()
    for item in found:
        cells = (
            (NONE, None) if item.place is None else item.place,
            item.name,
            (shown(item.figure, scale, script), value_in(item.figure.value, scale)),
            (NONE, None) if item.before is None else item.before,
            (moved(item, script), item.change),
        )
        grid.add(*([item.class_] if has_classes else []), *cells)
    return Table(
        title=_ranking_title(figures, script) if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        notes=reasons_of(
            ((item.figure.reason, item.name) for item in found if item.figure.value is None), script
        ),
    )


def _ranking_title(figures: Sequence[Figure], script: Script) -> str:
    heading = script.say("招商引资工作排名", "Ranking of units")
    return dated(heading, script, period=figures[0].period, as_of=figures[0].as_of) if figures else heading


def _all_money(figures: Sequence[Figure]) -> bool:
    return bool(figures) and all(is_money(figure.unit) for figure in figures)


def moved(item: Ranked, script: Script) -> str:
    """Say how a unit moved."""
    if item.change is None:
        return "" if item.place is None else script.say("新进", "new")
    return MOVED.say(item.change, script)


# the week -------------------------------------------------------------------------------------------------------

_STEPS: Final = (
    (Stage.SIGNED, "新签约", "Signed"),
    (Stage.LANDED, "新落地", "Landed"),
    (Stage.STARTED, "新开工", "Started"),
    (Stage.COMPLETED, "新竣工", "Completed"),
    (Stage.PRODUCING, "新投产", "Producing"),
)


def weekly_table(
    newer: Ledger,
    older: Ledger,
    /,
    *,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Roll up what changed between two states of a ledger (每周汇总).

    Args:
        newer: the ledger now.
        older: the ledger a week ago.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a unit and a last row for all: projects added, newly signed with their investment, newly landed,
        started, completed and producing, with progress of any kind, and without. The notes name the projects signed
        and started, amounts that changed, and what was removed.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.reports import weekly_table
        >>> before = Ledger(projects=[Project(id="1", name="甲", owner="东镇")])
        >>> after = Ledger(
        ...     projects=[
        ...         Project(id="1", name="甲", owner="东镇", agreements=[Agreement(signed_on="2022-05-06")])
        ...     ]
        ... )
        >>> weekly_table(after, before).rows[0]
        ('东镇', '0', '1', '0', '0', '0', '0', '0', '1', '0')
    """
    script = Script.of(locale)
    changes = [change for change in newer.diff(older) if change.collection == "projects"]
    touched = {change.id for change in changes if change.kind is not ChangeKind.REMOVED}
    added = {change.id for change in changes if change.kind is ChangeKind.ADDED}
    fresh = {
        project.id: _stages(project) - _stages(older.projects.get(project.id)) for project in newer.projects
    }
    signed = {id_ for id_, stages in fresh.items() if Stage.SIGNED in stages}
    amounts = [_amount(newer.projects[id_]) for id_ in signed]
    scale = scale_of((sum(amounts, Fraction(0)),), script)
    columns = [
        Column(title=script.say("责任单位", "Unit in charge")),
        Column(title=script.say("新增项目", "Added"), align="right"),
        Column(title=script.say("新签约", "Signed"), align="right"),
        Column(title=with_unit(script.say("签约总投资", "Investment"), scale, "CNY", script), align="right"),
        *(Column(title=script.say(zh, en), align="right") for _, zh, en in _STEPS[1:]),
        Column(title=script.say("有进展", "With progress"), align="right"),
        Column(title=script.say("无变动", "Unchanged"), align="right"),
    ]
    grid = Grid()

    def add(label: str, projects: Sequence[Project]) -> None:
        own = [project for project in projects if project.id in signed]
        money = sum(map(_amount, own), Fraction(0))
        words = plain(money, scale)
        is_exact = all(project.investment is None or project.investment.is_exact for project in own)
        if not is_exact:
            words = script.say(f"约{words}", f"about {words}")
        counts = [sum(stage in fresh[project.id] for project in projects) for stage, _, _ in _STEPS]
        moving = sum(project.id in touched for project in projects)
        grid.add(
            label,
            sum(project.id in added for project in projects),
            counts[0],
            (words, value_in(money, scale) if is_exact else words),
            *counts[1:],
            moving,
            len(projects) - moving,
        )

    owners = dict.fromkeys(
        [*(team.id for team in newer.teams), *(each.owner or "" for each in newer.projects)]
    )
    for owner in owners:
        projects = [project for project in newer.projects if (project.owner or "") == owner]
        team = newer.teams.get(owner)
        add(team.name if team else owner or script.say("（未填）", "(blank)"), projects)
    add(script.say("合计", "Total"), list(newer.projects))
    return Table(
        title=_week(newer, older, script) if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        notes=_week_notes(newer, older, fresh, changes, script),
        total_rows=1,
    )


def _week(newer: Ledger, older: Ledger, script: Script) -> str:
    heading = script.say("招商引资工作情况汇总", "Changes in the ledger")
    if newer.as_of is None or older.as_of is None:
        return heading
    since, until = (format_period(day, locale=script) for day in (older.as_of, newer.as_of))
    return bracketed(heading, script.say(f"{since}至{until}", f"{since} to {until}"), script)


def _stages(project: Project | None) -> set[Stage]:
    return set() if project is None else {step.stage for step in project.history if not step.planned}


def _amount(project: Project) -> Fraction:
    money = project.investment
    return Fraction(money.value or 0) if money is not None and money.unit.code == "CNY" else Fraction(0)


def _week_notes(
    newer: Ledger,
    older: Ledger,
    fresh: Mapping[str, set[Stage]],
    changes: Sequence[Change],
    script: Script,
) -> list[str]:
    colon, comma = script.say("：", ": "), script.say("、", ", ")
    notes = []
    for stage, zh, en in _STEPS:
        names = [newer.projects[id_].name for id_, stages in fresh.items() if stage in stages]
        if names:
            notes.append(f"{script.say(zh, en)}{colon}{comma.join(names)}")
    unknown = [newer.projects[id_] for id_, stages in fresh.items() if Stage.SIGNED in stages]
    unknown = [
        each
        for each in unknown
        if each.investment is None or each.investment.value is None or each.investment.unit.code != "CNY"
    ]
    if unknown:
        label = script.say("未计入签约总投资", "Not in the investment")
        notes.append(f"{label}{colon}{comma.join(each.name for each in unknown)}")
    amounts = [change for change in changes if change.field == "investment"]
    if amounts:
        said = comma.join(
            f"{newer.projects[change.id].name} {_money(older, change.id, script)}→{_money(newer, change.id, script)}"
            for change in amounts
        )
        notes.append(f"{script.say('总投资变动', 'Investment changed')}{colon}{said}")
    removed = [older.projects[change.id].name for change in changes if change.kind is ChangeKind.REMOVED]
    if removed:
        notes.append(f"{script.say('移出台账', 'Removed')}{colon}{comma.join(removed)}")
    return notes


def _money(ledger: Ledger, id_: str, script: Script) -> str:
    return money_words(ledger.projects[id_].investment, script) or NONE
