"""What a workbook can hold of a ledger: one row a project, and what the reader takes back from it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from attrs import evolve

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._files.inert import storable, storable_in_text
from zhaoshang._workbooks.cells.dates import DateReader
from zhaoshang._workbooks.cells.firms import read_investors
from zhaoshang._workbooks.cells.values import read_industry, read_text, read_uscc
from zhaoshang._workbooks.files.grids import Cell, Grid
from zhaoshang._workbooks.layout.candidates import find_layout
from zhaoshang._workbooks.layout.header import RowKind, layout_at
from zhaoshang._workbooks.layout.rowkinds import row_kinds
from zhaoshang._workbooks.words.fields import Field, of_slot
from zhaoshang._workbooks.words.text import is_name, key
from zhaoshang._workbooks.writing.rows import (
    agreements_in_force,
    payment_in_force,
    step_of,
    steps_in_force,
)
from zhaoshang._workbooks.writing.texts import quantity_text
from zhaoshang._workbooks.writing.unread import is_unread, unread_headers
from zhaoshang._workbooks.writing.written import day, header_of, written_columns
from zhaoshang.errors import FieldError, RecordError, UnfitValueError, UnknownCodeError
from zhaoshang.ledger import Ledger
from zhaoshang.model import Agreement, DatedFlag, Investor, Milestone, Park, Project, ServiceTeam
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.units import scaled

__all__ = ["refuse_lost", "writable"]

_UNIT: Final = scaled("亿元")


_Stored = Callable[[str], str]
STORED: Final[Mapping[str, _Stored]] = {"xlsx": storable, "csv": storable_in_text}
"""By kind of file, what it holds of a text."""


def writable(ledger: Ledger, /, *, kind: str = "xlsx") -> Ledger:
    """Give the part of a ledger that a workbook holds; see `zhaoshang.workbooks.writable`."""
    if kind not in STORED:
        raise UnknownCodeError("value of kind", as_text(kind), tuple(STORED))
    stored = STORED[kind]
    investors: dict[str, Investor] = {}
    projects: list[Project] = []
    extra: dict[str, dict[str, str]] = {}
    for project in ledger.projects:
        kept = _project(ledger, project, investors, stored)
        if kept is not None:
            projects.append(kept)
            extra[kept.id] = {
                name: stored(text)
                for header, text in project.extra.items()
                if text.strip() and is_name(name := " ".join(stored(header).split()))
            }
    parks = dict.fromkeys(project.park for project in projects if project.park)
    teams = dict.fromkeys(project.owner for project in projects if project.owner)
    held = Ledger(
        as_of=ledger.as_of,
        projects=projects,
        investors=investors.values(),
        parks=[Park(id=name, name=name) for name in parks],
        teams=[ServiceTeam(id=name, name=name) for name in teams],
    )
    return _with_extra(held, extra)


def refuse_lost(ledger: Ledger, kept: Ledger, /, *, kind: str) -> None:
    """Refuse to write a ledger of which a whole project would be lost.

    Raises:
        RecordError: with the ids and names that a row is not read back by.
    """
    faults, stored = [], STORED[kind]
    for place, project in enumerate(ledger.projects if len(kept.projects) < len(ledger.projects) else ()):
        if _project(ledger, project, {}, stored) is None:
            name = "id" if _kept(project.id, stored) is None else "name"
            given = getattr(project, name)
            wrong = UnfitValueError(
                as_python(given), "a text that a row is read back by, not a mark for nothing"
            )
            faults.append(FieldError(f"$.projects[{place}].{name}", given, wrong))
    if faults:
        raise RecordError("Ledger", faults)


def _project(
    ledger: Ledger, project: Project, investors: dict[str, Investor], stored: _Stored
) -> Project | None:
    values: dict[str, Any] = {
        field.path: _plain(field, getattr(project, field.path), stored) for field in of_slot("plain")
    }
    if values["id"] is None or values["name"] is None or not _is_row(values["id"], values["name"]):
        return None
    park, owner = ledger.parks.get(project.park), ledger.teams.get(project.owner)
    values["park"] = _kept(park.name if park else project.park, stored)
    values["owner"] = _kept(owner.name if owner else project.owner, stored)
    for field in of_slot("shared"):
        quantity = getattr(project, field.path)
        values[field.path] = quantity if _is_writable(quantity) else None
    values["agreements"] = _agreements(project)
    values["milestones"] = _milestones(project)
    paid = payment_in_force(project)
    is_paid = paid is not None and _is_writable(paid.amount)
    values["arrivals"] = [evolve(paid, on=_date(paid.on))] if paid is not None and is_paid else []
    values["investors"] = _investors(ledger, project, investors, stored)
    return Project(**values)


def _with_extra(ledger: Ledger, extra: Mapping[str, Mapping[str, str]]) -> Ledger:
    """Put the extra texts back whose headers the reader takes for nothing else, and words that their field does not know."""
    if not any(extra.values()):
        return ledger
    unread = unread_headers(evolve(project, extra=extra[project.id]) for project in ledger.projects)
    taken = frozenset(unread.values())
    kept = {
        project.id: {
            header: text
            for header, text in extra[project.id].items()
            if header in taken and is_unread(header, text)
        }
        for project in ledger.projects
    }
    ledger = ledger.with_(
        projects=[evolve(project, extra=kept[project.id]) for project in ledger.projects if kept[project.id]]
    )
    written = {column.header: column for column in written_columns(ledger, _UNIT)}
    said = {
        project.id: {
            header: text
            for header, text in kept[project.id].items()
            if header in written and written[header].value(project) == text
        }
        for project in ledger.projects
    }
    headers = tuple(
        dict.fromkeys(header for texts in extra.values() for header in texts if header not in taken)
    )
    fixed = [*written]
    blank: list[Cell] = [None] * len(fixed)
    rows: list[list[Cell]] = [[*fixed, *headers]]
    rows += [[*blank, *(texts.get(header) for header in headers)] for texts in extra.values()]
    layout = layout_at(Grid(name="", rows=rows, merged=()), 1, frozenset())
    parts = {part for dated in layout.dated for part in dated}
    free = {
        column.header
        for column in layout.columns[len(fixed) :]
        if column.field is None and column.number not in parts
    }
    read = {column.header: column.field for column in layout.columns[: len(fixed)]}
    fitting = {header for path, header in unread.items() if read.get(header) == path}
    return ledger.with_(
        projects=[
            evolve(
                project,
                extra={name: text for name, text in extra[project.id].items() if name in free}
                | {name: text for name, text in said[project.id].items() if name in fitting},
            )
            for project in ledger.projects
            if extra[project.id]
        ]
    )


def _plain(field: Field, value: object, stored: _Stored) -> object:
    """Keep what reads back as itself; words of closed lists and yes or no do."""
    if field.kind == "industry":
        return read_industry(str(value)).value if value else None
    return (
        _kept(value, stored) if field.kind in {"text", "name", "code"} and isinstance(value, str) else value
    )


def _kept(text: str | None, stored: _Stored) -> str | None:
    """Keep a text that reads back as itself."""
    if text is None:
        return None
    found = read_text(stored(text)).value
    return str(found) if isinstance(found, str) and key(found) else None


def _is_row(code: str, name: str) -> bool:
    """Tell whether a row with this code and name would be read as a project, not as a total or a note."""
    grid = Grid(
        name="", rows=[["项目编号", "项目名称", "投资方", "签约时间"], [code, name, None, None]], merged=()
    )
    layout = find_layout(grid)
    return layout is not None and row_kinds(layout)[1] is RowKind.PROJECT


def _is_writable(quantity: Quantity | None) -> bool:
    if quantity is None or (quantity.interval.low or 0) < 0 or (quantity.value or 0) < 0:
        return False
    return quantity_text(quantity) is not None


def _agreements(project: Project) -> list[Agreement]:
    """Keep the agreement that signs the project, and of those of other kinds the date; by the dates that can be kept."""
    kept = [evolve(paper, signed_on=_date(paper.signed_on)) for paper in project.agreements]
    papers = agreements_in_force(evolve(project, agreements=kept))
    named = [Agreement(kind=paper.kind, signed_on=paper.signed_on) for paper in papers[:-1]]
    return [*named, *map(_agreement, papers[-1:])]


def _agreement(paper: Agreement) -> Agreement:
    stated: dict[str, Any] = {
        field.leaf: _date(value) if isinstance(value, Period) else value
        for field in of_slot("agreement")
        for value in (getattr(paper, field.leaf),)
    }
    return Agreement(**stated)


def _date(period: Period | None) -> Period | None:
    """Keep a date that reads back as itself."""
    if period is None:
        return None
    cell = day(period)
    found = DateReader(year=None, epoch=1900)(cell if isinstance(cell, str | date) else None).value
    return period if found == period else None


def _milestones(project: Project) -> list[Milestone]:
    """Keep one milestone for each header there is, dated or said to have come, and behind them the state."""
    steps = [
        Milestone(stage=item.stage, on=_date(item.on), planned=item.planned, reporter=item.reporter)
        for item in steps_in_force(project)
        if item.on is None or _date(item.on) is not None
    ]
    dated = {item.stage for item in steps if item.on is not None and not item.planned}
    undated = [
        item
        for item in steps
        if item.on is None and not item.planned and item.reporter is None and item.stage not in dated
    ]
    state = max(reversed(undated), key=lambda item: not item.stage.is_overlay, default=None)
    found = [
        item
        for item in steps
        if item is not state
        and (item.on is not None or item in undated)
        and header_of(step_of(item)) is not None
    ]
    found.sort(key=lambda item: (item.stage.rank, item.planned, item.reporter or ""))
    return found if state is None else [*found, state]


def _investors(
    ledger: Ledger, project: Project, investors: dict[str, Investor], stored: _Stored
) -> list[str]:
    """Name the investors as they are read from the cell that holds them, and keep of each what a row can say of the first."""
    listed = [known.name if (known := ledger.investors.get(id_)) else id_ for id_ in project.investors]
    names = read_investors(stored("、".join(listed))).value
    if not isinstance(names, tuple):
        return []
    lead = ledger.investors.get(project.lead_investor)
    for place, name in enumerate(names):
        entry = investors.setdefault(key(name), Investor(id=key(name), name=name))
        if place == 0 and lead is not None:
            held = {f"investor.flags[{item.flag}]": item.flag for item in lead.flags}
            flags = [DatedFlag(flag=held[field.path]) for field in of_slot("flag") if field.path in held]
            stated: dict[str, Any] = {
                field.leaf: read_uscc(value).value if field.kind == "uscc" else value
                for field in of_slot("investor")
                for value in (getattr(lead, field.leaf),)
            }
            investors[key(name)] = Investor(id=key(name), name=entry.name, flags=flags, **stated)
    return list(dict.fromkeys(map(key, names)))
