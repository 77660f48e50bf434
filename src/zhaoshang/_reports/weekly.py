"""The roll-up of a week: what two states of a ledger count, and what they do not count alike."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, final

from attrs import evolve

from zhaoshang._answers.standings import ALWAYS, PROJECTS, Families, Prepared, evaluate
from zhaoshang._basics.cached import cached_property
from zhaoshang._basics.decimals import EXACT
from zhaoshang._reports.numbers import (
    NONE,
    Scale,
    bracketed,
    listed,
    money_words,
    scale_of,
    shown,
    value_in,
    with_unit,
)
from zhaoshang._reports.tables import CellDraft, CellLike, Column, Table, TableDraft
from zhaoshang._text.messages import say
from zhaoshang._text.scripts import to_hans
from zhaoshang._text.wording import Script
from zhaoshang.kpis import Figure
from zhaoshang.ledger import Change, Ledger, Match
from zhaoshang.lifecycle import as_known_on
from zhaoshang.measures import Column as Named
from zhaoshang.measures import OneOf
from zhaoshang.model import normalised_name
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.quantities import Money
from zhaoshang.vocabulary import ChangeKind, Stage
from zhaoshang.writing import format_period

_ZERO: Final = Decimal()

_NOTHING: Final[Mapping[str, Any]] = {
    "value": _ZERO, "exact": Fraction(), "low": _ZERO, "high": _ZERO, "numerator": _ZERO,
    "reason": None, "by_currency": {}, "ids": (),
}  # fmt: skip
_CREDITED: Final = frozenset({"owner", "shares", "parent", "relation"})
"""The fields by which a project is counted with one unit or another."""

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
    known_on: DateLike | None = None,
    profile: Profile | str = DEFAULT,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Roll up what changed between two states of a ledger (每周汇总).

    A step is new where the KPI counts the project for the year to date in the newer state and not in the older. So the
    tables of a year add up to the figure of the year, whenever a step was recorded; one that is counted no more, such
    as a signing that was corrected, is taken off and named. A unit's numbers are its own and those of all units under
    it, and the last row is the whole ledger; what has moved from one unit to another is taken off the one, counted with
    the other, and named.

    Args:
        newer: the ledger now.
        older: the ledger a week ago.
        known_on: replay what was recorded by this day, in both states.
        profile: the local definitions, such as what counts as signed and whether phases are one project.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a unit and a last row for all: projects added, newly signed with their investment, newly landed,
        started, completed and producing, with progress of any kind, and without; another name or spelling is none. The
        investment is what the year's has grown by, as the numbers are: what is counted no more is taken off, and an
        amount that changed counts by its difference. The notes name the projects signed and started, amounts and names
        that changed, what was removed, and what may be one project under two names (`Ledger.match`).
        `Table.figures` holds the figure of each number.

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
        ('东镇', '0', '1', '—', '0', '0', '0', '0', '1', '0')
    """
    script = Script.of(locale)
    week = _Week(newer, older, profile, known_on)
    people = week.now.ids()
    added = {id_ for id_ in people if week.families.root(id_) not in week.older.projects}
    touched = week.touched & set(people)
    columns = [_NewByUnit(week, added), *(_NewByUnit(week, *week.step(stage)) for stage, _, _ in _STEPS)]
    progress = [_NewByUnit(week, touched), _NewByUnit(week, set(people) - touched)]
    money = week.money(columns[1])
    units = week.units | week.left(columns)
    scale = scale_of((figure.value for figure in money.values() if figure.unit == "CNY"), script)
    grid = TableDraft()
    for unit in (*units, ()):
        name = units.get(unit, "") or say("report.blank", script)
        grid.add(
            name if unit else say("report.total", script),
            *(tally.cell(unit) for tally in columns[:2]),
            _money_cell(money.get(unit), scale, script),
            *(tally.cell(unit) for tally in (*columns[2:], *progress)),
        )
    steps = [zh_en for _, *zh_en in _STEPS]
    heads = [
        Column(title=say("report.unit_in_charge", script)),
        Column(title=say("report.added", script), align="right"),
        Column(title=script.say(*steps[0]), align="right"),
        Column(title=with_unit(say("report.signed_investment", script), scale, "CNY", script), align="right"),
        *(Column(title=script.say(*step), align="right") for step in steps[1:]),
        Column(title=say("report.with_progress", script), align="right"),
        Column(title=say("report.unchanged", script), align="right"),
    ]
    return Table(
        title=_heading(newer, older, script) if title is None else title,
        columns=heads,
        rows=grid.rows,
        values=grid.values,
        figures=grid.figures,
        notes=_notes(week, columns[1:], money.get(()), script),
        total_rows=1,
    )


@final
class _LedgerState:
    """A state of a ledger, asked under one profile on its day."""

    def __init__(
        self, ledger: Ledger, profile: Profile | str, day: Period | None, known_on: DateLike | None
    ) -> None:
        self.source = Prepared(ledger)
        self.asked: dict[str, Any] = {
            "profile": profile,
            "as_of": ALWAYS if day is None else day,
            "known_on": known_on,
        }

    def units(self) -> dict[tuple[str, ...], str]:
        """Name the units by their groups."""
        figures = evaluate(self.source, PROJECTS, by="owner", **self.asked)
        labels = figures.labels
        return {
            each.group: labels.get(each.group[0], each.group[0]) for each in figures.values() if each.group
        }

    def ids(self, kpi: Any = PROJECTS, **asked: Any) -> tuple[str, ...]:  # noqa: ANN401 - as `evaluate` takes them
        """List the projects that a KPI counts."""
        (whole,) = evaluate(self.source, kpi, **self.asked, **asked).values()
        return tuple(whole.ids)

    def figures(self, kpi: Any, ids: Iterable[str], **asked: Any) -> dict[tuple[str, ...], Figure]:  # noqa: ANN401
        """Work a KPI out for some projects, whole and by unit."""
        where = OneOf(Named("id"), frozenset(ids))
        figures = evaluate(self.source, kpi, by="owner", where=where, **self.asked, **asked)
        return {figure.group: figure for figure in figures.values()}


@final
class _Week:
    """Two states of a ledger, and the years that the days between them lie in."""

    def __init__(
        self, newer: Ledger, older: Ledger, profile: Profile | str, known_on: DateLike | None
    ) -> None:
        changes = newer.diff(older)
        self.newer, self.older = newer, changes.older  # projects that moved to another row go by one id
        self.now = _LedgerState(newer, profile, newer.as_of, known_on)
        self.then = _LedgerState(self.older, profile, older.as_of or newer.as_of, known_on)
        self.families = Families(newer, profile, known_on=known_on)
        ids = {before: now for now, before in changes.ids.items()}
        if known_on is not None:
            changes = as_known_on(newer, known_on).diff(as_known_on(self.older, known_on))
        self.doubts = [
            Match(first=pair.first, second=ids.get(pair.second, pair.second), level=pair.level)
            for pair in changes.doubts
        ]
        self.period = _years(newer.as_of, older.as_of)
        self.changes = [change for change in changes if change.collection == "projects"]
        self.moved = {self.families.root(change.id) for change in self.changes if change.field in _CREDITED}
        if any(change.collection == "teams" and change.field in {"", "parent"} for change in changes):
            self.moved.update(newer.projects.ids)  # another tree of units
        self.moved |= self.ran_out
        self.touched = {self.families.root(change.id) for change in self.changes if self.is_progress(change)}

    @cached_property
    def ran_out(self) -> set[str]:
        """List the projects of which a share ran out between the two days; it is the owner's again."""
        now, then = self.newer.as_of, self.older.as_of
        return {
            self.families.root(project.id)
            for project in (self.newer.projects if now and then else ())
            for share in project.shares
            if share.until and now and then and then.end <= share.until.end < now.end
        }

    def is_progress(self, change: Change) -> bool:
        """Tell whether a change is more than what a project is called, or another way to write what stood there."""
        if change.kind is not ChangeKind.CHANGED or change.field in {"id", "name"}:
            return change.kind is ChangeKind.ADDED
        now, then = (
            _respelt(change.field, value, ledger)
            for value, ledger in ((change.new, self.newer), (change.old, self.older))
        )
        return now != then

    @cached_property
    def units(self) -> dict[tuple[str, ...], str]:
        """Name the units, those declared first; a project that names none has a blank one."""
        return self.now.units()

    def left(self, columns: "Iterable[_NewByUnit]") -> dict[tuple[str, ...], str]:
        """Name the units that are no more and of which something is taken off."""
        gone = {unit for column in columns for unit in column.left if unit not in self.units}
        return {unit: name for unit, name in self.then.units().items() if unit in gone} if gone else {}

    def step(self, stage: Stage) -> tuple[set[str], set[str], set[str]]:
        """List the projects that newly came to a stage, those that are counted there no more, and those that moved."""
        kpi = "signed_project_count" if stage is Stage.SIGNED else "milestone_count"
        asked: dict[str, Any] = {} if stage is Stage.SIGNED else {"of": str(stage)}
        if self.period is not None:
            asked["period"] = self.period
        now, then = set(self.now.ids(kpi, **asked)), set(self.then.ids(kpi, **asked))
        return now - then, then - now, now & then & self.moved

    def money(self, signed: "_NewByUnit") -> dict[tuple[str, ...], Figure]:
        """Tell by unit what the investment signed has grown by: of what is new, gone, or has another amount."""
        kpi = "signed_investment_total"
        asked = {} if self.period is None else {"period": self.period}
        now, then = set(self.now.ids(kpi, **asked)), set(self.then.ids(kpi, **asked))
        changed = {
            id_
            for change in self.changes
            if change.field == "investment" or change.kind is not ChangeKind.CHANGED
            for id_ in (change.id, self.families.root(change.id))
        }
        both = now & then & (changed | self.moved)
        new = self.now.figures(kpi, signed.ids | now - then | both, **asked)
        old = self.then.figures(kpi, then - now | both, **asked) if then - now | both else {}
        left = {unit: evolve(figure, **_NOTHING) for unit, figure in old.items() if unit not in new}
        return {unit: _less(figure, old.get(unit)) for unit, figure in (new | left).items()}


def _less(new: Figure, old: Figure | None) -> Figure:
    """Take an amount off another, currency by currency; what a hedge leaves open widens the bounds."""
    if old is None or old.reason == "no_data" or not (old.by_currency or old.value):
        return new
    if new.reason == "no_data":  # nothing new states an amount, which the notes tell
        new = evolve(new, **_NOTHING)
    sums = {
        code: total
        for code in dict.fromkeys((*new.by_currency, *old.by_currency))
        if (total := _difference(new.by_currency.get(code, _ZERO), old.by_currency.get(code, _ZERO)))
    }
    return evolve(
        new,
        value=_difference(new.value, old.value),
        exact=_difference(new.exact, old.exact),
        low=_difference(new.low, old.high),
        high=_difference(new.high, old.low),
        numerator=_difference(new.numerator, old.numerator),
        ids=tuple(dict.fromkeys((*new.ids, *old.ids))),  # what is added, and what is taken off
        by_currency=sums,
        unit=next(iter(sums)) if len(sums) == 1 else new.unit,
    )


def _difference(one: Any, other: Any) -> Any:  # noqa: ANN401 - a decimal, or a fraction where either is one
    if one is None or other is None:
        return None
    if Fraction in {type(one), type(other)}:
        return Fraction(one) - Fraction(other)
    return EXACT.subtract(one, other) if Decimal in {type(one), type(other)} else one - other


def _respelt(field: str, value: object, ledger: Ledger) -> object:
    """Write texts so that spellings of one agree: half-width, without blanks; investors by their names."""
    if isinstance(value, str):
        return normalised_name(to_hans(value))
    if isinstance(value, Mapping):
        return {key: _respelt("", text, ledger) for key, text in value.items()}
    if not isinstance(value, tuple):
        return value
    if field == "investors":
        found = [ledger.investors.get(id_) for id_ in value]
        value = tuple(
            id_ if record is None else record.name for id_, record in zip(value, found, strict=True)
        )
    return tuple(_respelt("", item, ledger) for item in value)


def _years(newer: Period | None, older: Period | None) -> Period | None:
    """Give the years that the days from the older state to the newer lie in."""
    if newer is None:
        return None
    last = newer.end
    first = last if older is None or older.end >= last else older.end + timedelta(days=1)
    return (
        Period.year(first.year)
        if first.year == last.year
        else Period.between(Period.year(first.year), Period.year(last.year))
    )


@final
class _NewByUnit:
    """How many projects are new in a column, by unit; those that are counted no more are taken off.

    Those that were counted before and moved are taken off one unit and counted with another.
    """

    def __init__(
        self, week: _Week, ids: set[str], gone: Iterable[str] = (), moved: Iterable[str] = ()
    ) -> None:
        self.ids, self.gone = ids, set(gone)
        self._new = week.now.figures(PROJECTS, ids.union(moved))
        left = self.gone.union(moved)
        self._left = week.then.figures(PROJECTS, left) if left else {}

    @property
    def left(self) -> set[tuple[str, ...]]:
        """The units that something is taken off."""
        return {unit for unit, figure in self._left.items() if figure.value}

    def cell(self, unit: tuple[str, ...]) -> CellDraft:
        """Give the cell of a unit."""
        new, left = self._new.get(unit), self._left.get(unit)
        if left is not None:
            new = _less(evolve(left, **_NOTHING) if new is None else new, left)
        number = Fraction((new and new.value) or 0)
        value = int(number) if number.denominator == 1 else number
        return CellDraft(str(value), value, new)


def _money_cell(figure: Figure | None, scale: Scale, script: Script) -> CellLike:
    if figure is None:
        return 0
    if len(figure.by_currency) > 1 or figure.unit != "CNY":
        sums = figure.by_currency or {figure.unit: figure.value or 0}
        words = listed([money_words(Money.of(sum_, code), script) for code, sum_ in sums.items()], script)
        return CellDraft(words, words, figure)
    if figure.value is None:
        return CellDraft(NONE, None, figure)
    words = shown(figure, scale, script)
    return CellDraft(words, value_in(figure.value, scale) if figure.is_exact else words, figure)


def _heading(newer: Ledger, older: Ledger, script: Script) -> str:
    heading = say("report.changes_in_the_ledger", script)
    if newer.as_of is None or older.as_of is None:
        return heading
    since, until = (format_period(day, locale=script) for day in (older.as_of, newer.as_of))
    return bracketed(heading, say("report.since_until", script, since=since, until=until), script)


def _notes(week: _Week, steps: Sequence[_NewByUnit], money: Figure | None, script: Script) -> list[str]:
    newer, older = week.newer, week.older
    names = {project.id: project.name for ledger in (older, newer) for project in ledger.projects}

    def said(zh: str, en: str, told: Iterable[str]) -> list[str]:
        found = list(told)
        return [f"{script.say(zh, en)}{say('list.colon', script)}{listed(found, script)}"] if found else []

    def named(ids: Iterable[str]) -> list[str]:
        wanted = set(ids)
        return [name for id_, name in names.items() if id_ in wanted]

    notes: list[str] = []
    for (_, zh, en), tally in zip(_STEPS, steps, strict=True):
        notes += said(zh, en, named(tally.ids))
        notes += said(f"{zh.removeprefix('新')}不再计入", f"{en}, counted no more", named(tally.gone))
    if money is not None:
        notes += said("未计入签约总投资", "Not in the investment", named(money.excluded))
    notes += said("总投资变动", "Investment changed", _amounts(week.changes, newer, older, script))
    called = [change for change in week.changes if change.field == "name"]
    notes += said("名称变动", "Called otherwise", [f"{change.old}→{change.new}" for change in called])
    units: dict[object, str] = {team.id: team.name for ledger in (older, newer) for team in ledger.teams}
    units[None] = NONE
    moves = [
        f"{names[change.id]} {units.get(change.old, change.old)}→{units.get(change.new, change.new)}"
        for change in week.changes
        if change.field == "owner" and week.is_progress(change)
    ]
    notes += said("责任单位变动", "Unit in charge changed", moves)
    shared = {change.id for change in week.changes if change.field == "shares"}
    notes += said("分成变动", "Shares changed", named(shared | week.ran_out))
    removed = [change.id for change in week.changes if change.kind is ChangeKind.REMOVED]
    notes += said("移出台账", "Removed", named(removed))
    doubts = [
        bracketed(
            f"{names[pair.second]}→{names[pair.first]}", script.say(pair.level.zh, pair.level.en), script
        )
        for pair in week.doubts
    ]
    return notes + said("请核实是否为同一项目", "Perhaps one project", doubts)


def _amounts(changes: Iterable[Change], newer: Ledger, older: Ledger, script: Script) -> list[str]:
    def money(ledger: Ledger, id_: str) -> str:
        return money_words(ledger.projects[id_].investment, script) or NONE

    return [
        f"{newer.projects[change.id].name} {money(older, change.id)}→{money(newer, change.id)}"
        for change in changes
        if change.field == "investment"
    ]
