"""The columns of the workbook that a ledger is written as: one for each field that any project fills."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple, final

from zhaoshang._workbooks.cells.rowscales import AREA_IN_MU, is_out_of_scale
from zhaoshang._workbooks.cells.scales import WHOLE, suspects
from zhaoshang._workbooks.words.aliases import StepPath
from zhaoshang._workbooks.words.columns import Header, propose
from zhaoshang._workbooks.words.fields import FIELDS, Field, Slot
from zhaoshang._workbooks.words.text import unit_words
from zhaoshang._workbooks.writing.rows import Step, step_of
from zhaoshang._workbooks.writing.texts import number_in_unit, period_text, quantity_text
from zhaoshang._workbooks.writing.unread import is_unread, unread_headers
from zhaoshang.ledger import Ledger
from zhaoshang.model import Investor, Milestone, Park, Project, ServiceTeam
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.units import Dimension, Scaled, scaled
from zhaoshang.vocabulary import AgreementKind, Stage, Term

__all__ = [
    "DATE",
    "NUMBER",
    "TEXT",
    "Value",
    "WrittenColumn",
    "day",
    "header_of",
    "written_columns",
]

TEXT, NUMBER, DATE = "text", "number", "date"
_FIRST_DAY: Final = date(1900, 3, 1)  # before it Excel's calendar has a day that never was

Value = str | Decimal | date | None


@final
class WrittenColumn(NamedTuple):
    """One column of the workbook: its header, how wide it is, its number format, and what each project has there."""

    header: str
    width: int
    style: str
    value: Callable[[Project], Value]


def written_columns(ledger: Ledger, unit: Scaled) -> tuple[WrittenColumn, ...]:
    """Choose the columns: id, name and those that any project fills."""
    projects = tuple(ledger.projects)
    unread = unread_headers(projects)
    columns = [
        *(
            _with_unread(column, unread.get(field.path)) if column.header == field.zh else column
            for field in FIELDS
            if field.width
            for column in _WRITERS[field.slot](field, ledger, unit)
        ),
        *_extras(projects, frozenset(unread.values())),
    ]
    return tuple(
        column
        for number, column in enumerate(columns)
        if number < 2 or any(column.value(project) is not None for project in projects)
    )


def _with_unread(column: WrittenColumn, header: str | None) -> WrittenColumn:
    """Write a column under the header whose words its field did not know, and these where the field says nothing."""
    if header is None:
        return column

    def value(project: Project) -> Value:
        said = column.value(project)
        text = project.extra.get(header) if said is None else None
        return text if text is not None and is_unread(header, text) else said

    return column._replace(header=header, value=value)


def _extras(projects: Sequence[Project], taken: frozenset[str]) -> Iterable[WrittenColumn]:
    for header in dict.fromkeys(header for project in projects for header in project.extra):
        if header in taken:
            continue

        def value(project: Project, header: str = header) -> Value:
            return project.extra.get(header)

        yield WrittenColumn(header, 16, TEXT, value)


def _shown(value: object) -> Value:
    """Give a value as a cell shows it: a word in Chinese, a yes, a date."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Period):
        return day(value)
    return None if value is None else value.zh if isinstance(value, Term) else str(value)


def _of_project(field: Field, _ledger: Ledger, _unit: Scaled) -> Iterator[WrittenColumn]:
    yield WrittenColumn(field.zh, field.width, TEXT, lambda project: _shown(getattr(project, field.path)))


def _of_investors(field: Field, ledger: Ledger, _unit: Scaled) -> Iterator[WrittenColumn]:
    yield WrittenColumn(field.zh, field.width, TEXT, lambda project: _investor_names(ledger, project))


def _of_park(field: Field, ledger: Ledger, _unit: Scaled) -> Iterator[WrittenColumn]:
    yield WrittenColumn(field.zh, field.width, TEXT, lambda project: _name(ledger.parks.get(project.park)))


def _of_owner(field: Field, ledger: Ledger, _unit: Scaled) -> Iterator[WrittenColumn]:
    yield WrittenColumn(field.zh, field.width, TEXT, lambda project: _name(ledger.teams.get(project.owner)))


def _of_lead(field: Field, ledger: Ledger, _unit: Scaled) -> Iterator[WrittenColumn]:
    def value(project: Project) -> Value:
        return _shown(getattr(_lead(ledger, project), field.leaf, None))

    yield WrittenColumn(field.zh, field.width, TEXT, value)


def _of_flag(field: Field, ledger: Ledger, _unit: Scaled) -> Iterator[WrittenColumn]:
    def value(project: Project) -> Value:
        lead = _lead(ledger, project)
        held = lead is not None and any(f"investor.flags[{item.flag}]" == field.path for item in lead.flags)
        return "是" if held else None

    yield WrittenColumn(field.zh, field.width, TEXT, value)


def _of_amount(field: Field, ledger: Ledger, unit: Scaled) -> Iterator[WrittenColumn]:
    projects = ledger.projects
    usual = _usual(projects, field.path, scaled(field.unit) if field.unit else unit)
    is_odd = _is_odd if field.path == "investment" else None
    yield _quantity(field, usual, projects, lambda project: getattr(project, field.path), is_odd)


def _of_agreement(field: Field, _ledger: Ledger, _unit: Scaled) -> Iterator[WrittenColumn]:
    """Write what the last agreement of a project says, and the dates of those before it by their kinds."""

    def value(project: Project) -> Value:
        return _shown(getattr(project.agreements[-1], field.leaf)) if project.agreements else None

    yield WrittenColumn(field.zh, field.width, DATE if field.kind == "date" else TEXT, value)
    for kind, header in _KINDS if field.leaf == "signed_on" else ():

        def signed(project: Project, kind: AgreementKind = kind) -> Value:
            return next(
                (day(paper.signed_on) for paper in project.agreements[:-1] if paper.kind is kind), None
            )

        yield WrittenColumn(header, field.width, DATE, signed)


_KINDS: Final = ((AgreementKind.INTENT, "意向协议签订时间"), (AgreementKind.FRAMEWORK, "框架协议签订时间"))


def _of_arrival(field: Field, ledger: Ledger, unit: Scaled) -> Iterator[WrittenColumn]:
    def first(project: Project) -> Any:  # noqa: ANN401 - an amount or a day
        return getattr(project.arrivals[0], field.leaf) if project.arrivals else None

    if isinstance(field.kind, Dimension):
        yield _quantity(field, unit, ledger.projects, first)
    else:
        yield WrittenColumn(field.zh, field.width, DATE, lambda project: _shown(first(project)))


def _of_state(field: Field, ledger: Ledger, _unit: Scaled) -> Iterator[WrittenColumn]:
    """Write the dates of steps, those of plans and of departments too, and the state without a date behind them."""
    yield from _steps(tuple(ledger.projects))
    yield WrittenColumn(field.zh, field.width, TEXT, _state)


def _with_state(_field: Field, _ledger: Ledger, _unit: Scaled) -> Iterator[WrittenColumn]:
    """A step is written with all others, before the state."""
    return iter(())


_WRITERS: Final[dict[Slot, Callable[[Field, Ledger, Scaled], Iterator[WrittenColumn]]]] = {
    "plain": _of_project,
    "investors": _of_investors,
    "investor": _of_lead,
    "flag": _of_flag,
    "park": _of_park,
    "owner": _of_owner,
    "shared": _of_amount,
    "agreement": _of_agreement,
    "step": _with_state,
    "stage": _of_state,
    "arrival": _of_arrival,
}


def _name(record: Park | ServiceTeam | None) -> str | None:
    return None if record is None else record.name


def _investor_names(ledger: Ledger, project: Project) -> str | None:
    names = [ledger.investors[id_].name for id_ in project.investors]
    return "、".join(names) or None


def _lead(ledger: Ledger, project: Project) -> Investor | None:
    return ledger.investors.get(project.lead_investor)


def _usual(projects: Iterable[Project], name: str, unit: Scaled) -> Scaled | None:
    """Choose the unit of a column: the one wanted, or where most amounts are in another currency, that.

    What is no money is not in the unit of a column where its units differ: each cell says its own, and no header another.
    """
    found = Counter(quantity.unit for project in projects if (quantity := getattr(project, name)) is not None)
    if len(found) > 1 and unit.unit.dimension is not Dimension.MONEY:
        return None
    most = max(found, key=lambda item: found[item], default=unit.unit)
    return unit if found[unit.unit] >= found[most] else Scaled(most, 4 if unit.power else 0)


def _quantity(
    field: Field,
    unit: Scaled | None,
    projects: Iterable[Project],
    of: Callable[[Project], Quantity | None],
    is_odd: Callable[[Project], bool] | None = None,
) -> WrittenColumn:
    if unit is None:
        return WrittenColumn(field.zh, field.width, TEXT, lambda project: _in_words(of(project)))
    held = [quantity for project in projects if (quantity := of(project)) is not None]
    bounds = _plausible(held, unit, is_whole=field.path in WHOLE)
    header = f"{field.zh}（{unit_words(unit)}）"

    def value(project: Project) -> Value:
        if is_odd is not None and is_odd(project):
            return _amount(of(project), unit, (0, 0))
        return _amount(of(project), unit, bounds)

    return WrittenColumn(header, field.width, NUMBER, value)


def _is_odd(project: Project) -> bool:
    """Tell whether the reader would doubt the scale of an investment, beside what else its row says."""
    whole = _size(project.investment)
    paid = [arrival.amount for arrival in project.arrivals]
    parts = map(_size, (project.fixed_investment, project.outside_investment, *paid))
    land, floor = (
        _size(area) * AREA_IN_MU.get(area.unit.code, 0) if area is not None else 0.0
        for area in (project.land, project.floor_area)
    )
    return is_out_of_scale(whole, parts, land, floor / AREA_IN_MU["m2"])


def _size(quantity: Quantity | None) -> float:
    return 0.0 if quantity is None or quantity.value is None else float(quantity.value)


def _plausible(quantities: Sequence[Quantity], unit: Scaled, *, is_whole: bool) -> tuple[float, float]:
    """Find the bounds within which the reader takes a column's numbers for what they are."""
    low, high = float("-inf"), float("inf")
    numbers = [
        float(number)
        for item in quantities
        if item.is_exact and (number := number_in_unit(item, unit)) is not None
    ]
    while (found := suspects(numbers, unit, is_whole=is_whole)) is not None:
        low, high = max(low, found[0]), min(high, found[1])
        kept = [number for number in numbers if low < number < high]
        if len(kept) == len(numbers):
            break
        numbers = kept
    return low, high


def _amount(quantity: Quantity | None, unit: Scaled, bounds: tuple[float, float]) -> Value:
    """Write a number where it says all, else the words; an amount that seems a slip of unit names its unit."""
    number = number_in_unit(quantity, unit) if quantity is not None and quantity.is_exact else None
    is_plain = number is not None and (bounds[0] < float(number) < bounds[1] or not number)
    return number if is_plain else _in_words(quantity)


def _in_words(quantity: Quantity | None) -> Value:
    return None if quantity is None else quantity_text(quantity)


def day(period: Period | None) -> Value:
    if period is None:
        return None
    return period.start if period.is_day and period.start >= _FIRST_DAY else period_text(period)


def header_of(step: Step) -> str | None:
    """Find a header that the reader takes for a step."""
    stage, planned, reporter = step
    wanted = StepPath((stage,), planned, reporter).path
    for word in _STEP_WORDS.get(stage, (stage.zh,)):
        header = f"{'预计' if planned else ''}{word}时间{f'（{reporter}）' if reporter else ''}"
        if propose([Header(number=1, texts=(header,))])[0].field == wanted:
            return header
    return None


_STEP_WORDS: Final = {
    Stage.NEGOTIATING: ("初次对接", "在谈"),
    Stage.ON_HOLD: ("停工",),
    Stage.RESUMED: ("复工",),
}


def _steps(projects: Sequence[Project]) -> Iterable[WrittenColumn]:
    found = {step_of(item) for project in projects for item in _columned(project)}
    for step in sorted(found, key=lambda item: (item[0].rank, item[1], item[2] or "")):
        header = header_of(step)
        if header is not None:

            def value(project: Project, step: Step = step) -> Value:
                held = next((item for item in _columned(project) if step_of(item) == step), None)
                return None if held is None else "是" if held.on is None else day(held.on)

            yield WrittenColumn(header, 12, DATE, value)


def _columned(project: Project) -> tuple[Milestone, ...]:
    """Give the milestones that stand in columns of their own: all but the state."""
    return project.milestones if _state(project) is None else project.milestones[:-1]


def _state(project: Project) -> Value:
    """Give the state of a project: its last milestone, where that has no date."""
    last = project.milestones[-1] if project.milestones else None
    return last.stage.zh if last is not None and last.on is None else None
