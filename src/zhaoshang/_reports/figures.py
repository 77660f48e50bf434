"""Figures laid out as tables: by group, by period, or one below the other."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._reports.numbers import (
    NONE,
    ONE,
    Scale,
    bracketed,
    dated,
    is_money,
    listed,
    plain,
    range_words,
    scale_of,
    shown,
    value_in,
    with_unit,
)
from zhaoshang._reports.tables import CellDraft, Column, Table, TableDraft
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script, capital
from zhaoshang.errors import UnknownCodeError
from zhaoshang.industries import industry
from zhaoshang.kpis import KEYS, Figure, Figures, describe
from zhaoshang.units import Dimension
from zhaoshang.units import unit as find_unit
from zhaoshang.vocabulary import (
    CapitalForm,
    Category,
    Channel,
    Origin,
    Ownership,
    SpaceKind,
    Stage,
    Term,
    Track,
)
from zhaoshang.writing import format_period

_TITLE: Final = ("招商引资指标", "Investment attraction KPIs")
_EXTRA: Final = "extra."
_WHOLE: Final = ("合计", "Total")
_BLANK: Final = ("（未填）", "(blank)")
_LABELS: Final[dict[str, type[Term]]] = {
    "category": Category,
    "channel": Channel,
    "form": CapitalForm,
    "kind": SpaceKind,
    "origin": Origin,
    "ownership": Ownership,
    "stage": Stage,
    "track": Track,
}


def kpi_table(
    figures: Figures,
    /,
    *,
    locale: str = "zh_CN",
    title: str | None = None,
    names: Mapping[str, str] | None = None,
) -> Table:
    """Lay figures out as officials read them.

    Args:
        figures: what `zhaoshang.kpis.evaluate` gave.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading; by default what the figures are of.
        names: names to show for groups, and for ids of projects in the notes.

    Returns:
        A row for each group and a last row for the whole, with a column a KPI; or without groups a row a KPI. A
        hedged total is shown with 近, 超 or 约; what was left out and why stands in the notes.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.reports import kpi_table
        >>> park = Project(
        ...     id="P1",
        ...     name="甲",
        ...     investment=Money.of("1.5", "亿元"),
        ...     agreements=[Agreement(signed_on="2022-03-05")],
        ... )
        >>> ledger = Ledger(projects=[park], as_of="2022-06-30")
        >>> table = kpi_table(evaluate(ledger, ["signed_project_count", "signed_investment_total"]))
        >>> table.rows[1][:2]
        ('签约总投资（亿元）', '1.5')
    """
    script = Script.of(locale)
    wholes = [figure for figure in figures.values() if not figure.group]
    heading = title if title is not None else _heading(wholes, script)
    notes = [*asked_of(wholes, script), *notes_of(wholes, script, names or {})]
    if figures.by:
        notes += _notes_of_groups(figures, wholes, script, names or {})
        found = _by_groups(figures, wholes, script, names or {})
    else:
        found = _by_kpis(figures, script)
    return evolve(found, title=heading, notes=notes)


def kpi_name(figure: Figure, script: Script) -> str:
    """Name the KPI of a figure."""
    wording = figure.wording
    return figure.kpi if wording is None else script.say(wording.zh, wording.en)


def _heading(wholes: Sequence[Figure], script: Script) -> str:
    title = script.say(*_TITLE)
    if not wholes:
        return title
    first = wholes[0]
    return dated(
        title,
        script,
        period=first.period if all(one.period == first.period for one in wholes) else None,
        as_of=first.as_of if all(one.as_of == first.as_of for one in wholes) else None,
        profile=first.profile if all(one.profile.id == first.profile.id for one in wholes) else None,
    )


def _column_title(figure: Figure, scale: Scale, script: Script) -> str:
    return with_unit(kpi_name(figure, script), scale, figure.unit, script)


def _row_title(figure: Figure, scale: Scale, script: Script) -> str:
    """Name the row of a KPI, or below it that of a part."""
    return f"　{' / '.join(figure.group)}" if figure.group else _column_title(figure, scale, script)


def _scale(figures: Iterable[Figure], script: Script) -> Scale:
    """Choose one unit for a column: 亿元 or 万元 for money; other units stay."""
    found = list(figures)
    if not found or not is_money(found[0].unit):
        return ONE
    return scale_of((figure.value for figure in found), script)


def _label(label: str, key: str, figures: Figures, names: Mapping[str, str], script: Script) -> str:
    if not label:
        return script.say(*_BLANK)
    known = names.get(label) or figures.labels.get(label)
    if known is not None:
        return known
    if key == "industry" and script.is_chinese:
        return _industry(label)
    if key not in _LABELS or label not in {str(each) for each in _LABELS[key]}:
        return label  # cases of firms have a category in words
    term = _LABELS[key](label)
    return capital(script.say(term.zh, term.en))


def _industry(code: str) -> str:
    """Name an industry beside its code; the standard has Chinese names alone."""
    try:
        return f"{code} {industry(code).name}"
    except UnknownCodeError:
        return code


def _by_groups(figures: Figures, wholes: Sequence[Figure], script: Script, names: Mapping[str, str]) -> Table:
    """Lay figures out with a row a group, and a column a KPI or, where the KPI names parts such as bands, a part."""
    width = len(figures.by)
    cells: dict[tuple[str, str], dict[tuple[str, ...], Figure]] = {}
    for figure in figures.values():
        part = figure.group[-1] if figure.is_part else ""
        group = figure.group[:-1] if figure.is_part else figure.group
        cells.setdefault((figure.kpi, part), {})[group] = figure
    for found in cells.values():
        many = None if () in found else _counted_once(figures.by, list(found.values()))
        if many is not None:
            value = Decimal(many)
            high = value if all(figure.is_exact for figure in found.values()) else None
            first = next(iter(found.values()))
            found[()] = evolve(first, group=(), value=value, exact=Fraction(many), low=value, high=high)
    asked = [
        (whole, part)
        for whole in wholes
        for kpi, part in cells
        if kpi == whole.kpi and (any(cells[kpi, part]) or len([one for one, _ in cells if one == kpi]) == 1)
    ]
    scales = {
        whole.kpi: _scale(
            (one for (kpi, _), found in cells.items() if kpi == whole.kpi for one in found.values()), script
        )
        for whole in wholes
    }
    columns = [Column(title=capital(script.say(*_key_words(key)))) for key in figures.by]
    columns += [
        Column(
            title=with_unit(
                f"{kpi_name(whole, script)} {part}".strip(), scales[whole.kpi], whole.unit, script
            ),
            align="right",
        )
        for whole, part in asked
    ]
    grid = TableDraft()

    def add(labels: list[str], group: tuple[str, ...]) -> None:
        found = [cells[whole.kpi, part].get(group) for whole, part in asked]
        grid.add(
            *labels,
            *(_cell(one, scales[whole.kpi], script) for one, (whole, _) in zip(found, asked, strict=True)),
        )

    for group in dict.fromkeys(group for found in cells.values() for group in found if len(group) == width):
        labels = [
            _label(label, key, figures, names, script) for label, key in zip(group, figures.by, strict=True)
        ]
        add(labels, group)
    add([script.say(*_WHOLE), *[""] * (width - 1)], ())
    return Table(columns=columns, rows=grid.rows, values=grid.values, figures=grid.figures, total_rows=1)


def _key_words(key: str) -> tuple[str, str]:
    """Name a grouping key; a column that the model has no field for is called by its header."""
    return (key.removeprefix(_EXTRA),) * 2 if key.startswith(_EXTRA) else KEYS[key]


def _cell(figure: Figure | None, scale: Scale, script: Script) -> CellDraft:
    if figure is None:
        return CellDraft(NONE, None)
    return CellDraft(shown(figure, scale, script), value_in(figure.value, scale), figure)


_OVERLAPPING: Final = frozenset({"owner", "event", "chain", "node"})
"""The keys of which a project may count in several groups: a unit and those above it, each of its events."""


def _counted_once(by: Sequence[str], found: Sequence[Figure]) -> int | None:
    """Count what groups hold together, each project once; `None` where that cannot be said."""
    values = [figure.value for figure in found]
    if find_unit(found[0].unit).dimension is not Dimension.COUNT or any(value is None for value in values):
        return None
    if all(figure.value == len(figure.ids) for figure in found):
        return len({id_ for figure in found for id_ in figure.ids})
    return int(sum(value or 0 for value in values)) if _OVERLAPPING.isdisjoint(by) else None


def _by_kpis(figures: Figures, script: Script) -> Table:
    columns = [
        Column(title=say("report.kpi", script)),
        Column(title=say("report.value", script), align="right"),
        Column(title=say("report.range", script), align="right"),
        Column(title=say("report.computed", script), align="right"),
    ]
    grid = TableDraft()
    for figure in figures.values():
        scale = _scale([figure], script)
        label = _row_title(figure, scale, script)
        computed = ""
        if figure.denominator is not None and figure.numerator is not None:
            computed = f"{plain(figure.numerator, scale)} ÷ {plain(figure.denominator)}"
        bounds = range_words(figure, scale)
        value = _cell(figure, scale, script)
        grid.add(label, value, CellDraft(bounds, bounds, figure), CellDraft(computed, computed, figure))
    return Table(columns=columns, rows=grid.rows, values=grid.values, figures=grid.figures)


def period_table(
    figures: Iterable[Figures],
    /,
    *,
    locale: str = "zh_CN",
    title: str | None = None,
    names: Mapping[str, str] | None = None,
) -> Table:
    """Lay the same KPIs of several periods side by side: a row a KPI, a column a period.

    Args:
        figures: one evaluation a period, from the earliest to the latest.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.
        names: names to show for ids of projects in the notes.

    Returns:
        The table; a KPI that an evaluation lacks leaves its cell empty.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.reports import period_table
        >>> ledger = Ledger(
        ...     projects=[Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])]
        ... )
        >>> quarters = [
        ...     evaluate(ledger, "signed_project_count", period=quarter, as_of="2022-06-30")
        ...     for quarter in ("2022-Q1", "2022-Q2")
        ... ]
        >>> table = period_table(quarters)
        >>> [column.title for column in table.columns], table.rows
        (['指标', '2022年第一季度', '2022年第二季度'], (('签约项目数（个）', '1', '0'),))
    """
    script = Script.of(locale)
    runs = [
        {
            (figure.kpi, figure.group): figure
            for figure in run.values()
            if not figure.group or (figure.is_part and len(figure.group) == 1)
        }
        for run in figures
    ]
    columns = [Column(title=say("report.kpi", script))]
    for number, run in enumerate(runs, 1):
        first = next(iter(run.values()), None)
        when = None if first is None else first.period or first.as_of
        said = f"{number}" if when is None else format_period(when, locale=script)
        columns.append(Column(title=said, align="right"))
    grid = TableDraft()
    for key in dict.fromkeys(key for run in runs for key in run):
        found = [run.get(key) for run in runs]
        known = [figure for figure in found if figure is not None]
        scale = _scale(known, script)
        label = _row_title(known[0], scale, script)
        grid.add(label, *(_cell(one, scale, script) for one in found))
    notes: dict[str, None] = {}
    for run, column in zip(runs, columns[1:], strict=True):
        for note in notes_of([figure for figure in run.values() if not figure.group], script, names or {}):
            notes[f"{column.title} {note}"] = None
    firsts = [next(iter(run.values())) for run in runs if run]
    asked = asked_of([figure for run in runs for figure in run.values()], script)
    return Table(
        title=_heading(firsts, script) if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        figures=grid.figures,
        notes=[*asked, *notes],
    )


def asked_of(figures: Iterable[Figure], script: Script) -> list[str]:
    """Say under which condition and with which arguments figures were asked for; KPIs that share them share a note."""
    gathered: dict[str, list[str]] = {}
    for figure in figures:
        if figure.asked:
            gathered.setdefault(figure.asked_words(script), []).append(kpi_name(figure, script))
    return _grouped(gathered, script)


_MOST_IDS: Final = 5
_OF_THE_CALL: Final = frozenset({"not_read", "no_such_value", "after_ledger"})
"""The warnings that name what was asked, and no records."""


def notes_of(wholes: Sequence[Figure], script: Script, names: Mapping[str, str]) -> list[str]:
    """Say what was left out and what to know, ids gathered by warning; KPIs of which the same is said share a note."""
    notes: dict[str, list[str]] = {}
    for figure in wholes:
        said = []
        if figure.value is None and figure.reason is not None:
            said.append(_describe(figure.reason, script))
        if figure.excluded:
            said.append(_some(say("report.left_out", script), figure.excluded, names, script))
        gathered: dict[str, list[str]] = {}
        for warning in figure.warnings:
            code, _, detail = warning.partition(":")
            gathered.setdefault(code, []).extend([detail] if detail else [])
        for code, ids in gathered.items():
            words = _describe(code, script)
            if code in _OF_THE_CALL:
                said.extend(_describe(f"{code}:{detail}", script) for detail in ids)
            else:
                said.append(_some(words, ids, names, script) if ids else words)
        if said:
            text = say("list.semicolon", script).join(said)
            notes.setdefault(text, []).append(kpi_name(figure, script))
    return _grouped(notes, script)


def _notes_of_groups(
    figures: Figures, wholes: Sequence[Figure], script: Script, names: Mapping[str, str]
) -> list[str]:
    """Say what groups leave out or doubt and the whole does not, such as a date that lies across two months."""
    apart = []
    for whole in wholes:
        groups = [figure for figure in figures.of(whole.kpi) if figure.group]
        left = dict.fromkeys(id_ for each in groups for id_ in each.excluded if id_ not in whole.excluded)
        said = dict.fromkeys(
            text for each in groups for text in each.warnings if ":" in text and text not in whole.warnings
        )
        apart.append(evolve(whole, value=Decimal(), reason=None, excluded=tuple(left), warnings=tuple(said)))
    return [f"{say('report.groups', script)}{note}" for note in notes_of(apart, script, names)]


def unread_of(found: Iterable[tuple[str, Figure]], script: Script) -> list[str]:
    """Say what figures were given and did not read, each by its name; those of which the same is said share a note."""
    notes: dict[str, list[str]] = {}
    for name, figure in found:
        for warning in figure.warnings:
            if warning.partition(":")[0] == "not_read":
                notes.setdefault(_describe(warning, script), []).append(name)
    return _grouped(notes, script)


def _grouped(notes: Mapping[str, Sequence[str]], script: Script) -> list[str]:
    return [
        f"{capital(listed(list(dict.fromkeys(names)), script))}{say('list.colon', script)}{text}"
        for text, names in notes.items()
    ]


def reasons_of(found: Iterable[tuple[str | None, str]], script: Script) -> list[str]:
    """Say why some have no value: each reason once, with the names of all that it holds for."""
    gathered: dict[str, list[str]] = {}
    for reason, name in found:
        if reason is not None:
            gathered.setdefault(reason, []).append(name)
    return [
        f"{capital(_describe(reason, script))}{say('list.colon', script)}{listed(list(dict.fromkeys(names)), script)}"
        for reason, names in gathered.items()
    ]


def _describe(code: str, script: Script) -> str:
    return script.say(describe(code, locale="zh_CN"), describe(code, locale="en"))


def _some(words: str, ids: Sequence[str], names: Mapping[str, str], script: Script) -> str:
    """Add to words how many they are said of, and the first few."""
    shown = listed([names.get(one, one) for one in ids[:_MOST_IDS]], script)
    rest = say("list.more", script) if len(ids) > _MOST_IDS else ""
    return bracketed(f"{words} {say('report.items', script, count=len(ids))}", f"{shown}{rest}", script)
