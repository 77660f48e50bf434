"""Filling a board from a ledger."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import attrs

from zhaoshang._basics.decimals import decimal_text
from zhaoshang._boards.declaring import Board, BoardColumn, Row, groups_of, unfit_key
from zhaoshang._boards.shipped import BOARDS
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script, capital
from zhaoshang.errors import UnknownCodeError
from zhaoshang.kpis import Figure, Figures, Kpi, evaluate
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import Alarm, Measure
from zhaoshang.measures import column as table_column
from zhaoshang.model import Project
from zhaoshang.model._facts.arrivals import counting
from zhaoshang.model._facts.history import standing
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import Profile, profile_of
from zhaoshang.quantities import Quantity
from zhaoshang.reports import Column, Table
from zhaoshang.units import unit as find_unit
from zhaoshang.vocabulary import Term
from zhaoshang.writing import format_period, format_quantity

NONE: Final = "—"
_COLOURS: Final = {"red": "#c8372d", "amber": "#d98a00", "green": "#2a8a4a"}
_NUMBERS: Final = (int, Decimal, Fraction, Quantity)


def _board(board: Board | str, known_on: DateLike | None) -> Board:
    """Find a board; a day to be replayed is refused where no KPI of it would."""
    found = BOARDS[board] if isinstance(board, str) else board
    if known_on is not None and all(column.kpi is None for column in found.columns):
        raise UnknownCodeError("argument", "known_on", ("as_of", "profile", "locale"))
    return found


def board_table(
    ledger: Ledger,
    board: Board | str,
    /,
    *,
    as_of: DateLike | None = None,
    period: DateLike | None = None,
    known_on: DateLike | None = None,
    profile: Profile | str = "default",
    locale: str = "zh_CN",
) -> Table:
    """Fill a board: a line for each record, in the order the board says (看板).

    A KPI of a column is asked of `zhaoshang.kpis.evaluate` over the row's projects; the figure stays with its cell in
    `Table.figures`.

    Args:
        ledger: the ledger.
        board: the board: the id or Chinese name of one of `BOARDS`, or one of your own.
        as_of: the day on which it stands, by default the ledger's own.
        period: the period that KPIs are asked for, where a column does not name its own.
        known_on: replay what was recorded by this day, for KPIs; refused by a board without any.
        profile: the local definitions.
        locale: `zh_CN`, `zh_TW` or `en`.

    Raises:
        UnknownCodeError: for a board that is not shipped, and a path of rows or fields that leads nowhere.
        UnfitValueError: for a column by a key of which no row is a group.

    Examples:
        >>> from zhaoshang import Ledger, Money
        >>> from zhaoshang.boards import Board, BoardColumn, board_table
        >>> from zhaoshang.model import Fund
        >>> board = Board(
        ...     id="funds",
        ...     zh="基金池",
        ...     en="pool of funds",
        ...     rows="funds",
        ...     columns=[
        ...         BoardColumn(id="name", zh="基金", en="fund", value="name"),
        ...         BoardColumn(id="size", zh="规模", en="size", value="size"),
        ...     ],
        ...     sort=["-size"],
        ... )
        >>> funds = [
        ...     Fund(id="A", name="虚构甲基金", size=Money.of(3, "亿元")),
        ...     Fund(id="B", name="虚构乙基金", size=Money.of(9, "亿元")),
        ... ]
        >>> board_table(Ledger(funds=funds), board).rows
        (('虚构乙基金', '9亿元'), ('虚构甲基金', '3亿元'))
    """
    board = _board(board, known_on)
    period = None if period is None else Period.of(period)
    script = Script.of(locale)
    day = ledger.as_of if as_of is None else as_of
    own = profile_of(profile)
    dates = {"as_of": day, "known_on": known_on, "profile": own}
    lines: list[tuple[dict[str, Any], dict[str, Figure]]] = []
    for row in _rows(ledger, board, day, own):
        if board.where is not None and not board.where(row):
            continue
        values: dict[str, Any] = {}
        figures: dict[str, Figure] = {}
        for column in board.columns:
            if column.kpi is None:
                values[column.id] = _value(row, column)
            else:
                figure = _figure(row, column, period, dates)
                if figure is not None:
                    figures[column.id] = figure
                values[column.id] = None if figure is None else figure.value
        lines.append((values, figures))
    for name in reversed(board.sort):
        key = name.removeprefix("-")
        missing = [line for line in lines if line[0][key] is None]
        lines = [line for line in lines if line[0][key] is not None]
        lines.sort(key=lambda line: _order(line[0][key]), reverse=name.startswith("-"))
        lines += missing
    columns = [
        _heading(column, script, is_key=number == 0, values=[values[column.id] for values, _ in lines])
        for number, column in enumerate(board.columns)
    ]
    if board.lights:
        marks = {light.label(script): _COLOURS[light.tone] for light in board.lights}
        columns.insert(0, Column(title=say("board.light", script), marks=marks))
    rows, cells, behind = [], [], []
    for values, figures in lines:
        light = [_light(board, values, script)] if board.lights else []
        rows.append(
            [
                *light,
                *(
                    _text(values[column.id], column, figures.get(column.id), script)
                    for column in board.columns
                ),
            ]
        )
        cells.append([*light, *(_plain(values[column.id], script) for column in board.columns)])
        behind.append([*(None for _ in light), *(figures.get(column.id) for column in board.columns)])
    title = capital(script.say(board.zh, board.en))
    if day is not None:
        when = format_period(day, locale=script)
        title = say("board.title", script, title=title, when=when)
    return Table(title=title, columns=columns, rows=rows, values=cells, figures=behind)


def _rows(ledger: Ledger, board: Board, as_of: DateLike | None, profile: Profile) -> Iterator[Row]:
    """Walk the records that a board names, with what each lies in."""
    collection, *inner = board.rows.split(".")
    found = getattr(ledger, collection)
    records: list[tuple[Any, Any]] = [
        (_in_force(record) if inner and isinstance(record, Project) else record, None) for record in found
    ]
    for name in inner:
        deeper: list[tuple[Any, Any]] = []
        for record, _ in records:
            known = tuple(attribute.name for attribute in attrs.fields(type(record)))
            if name not in known:
                raise UnknownCodeError(type(record).__name__, name, known)
            deeper += [(part, record) for part in getattr(record, name)]
        records = deeper
    shared: dict[str, Any] = {"ids": {getattr(record, "id", None) for record, _ in records}}
    for record, within in records:
        yield Row(record, within, ledger, as_of, profile, shared)


def _in_force(project: Project) -> Project:
    """Give a project without the records that corrections stand in for."""
    project = standing(project)
    arrivals = counting(project.arrivals)
    return project if len(arrivals) == len(project.arrivals) else attrs.evolve(project, arrivals=arrivals)


def _value(row: Row, column: BoardColumn) -> Any:  # noqa: ANN401 - whatever the field holds
    return row.get(column.value) if isinstance(column.value, str) else column.value(row)  # type: ignore[misc]  # one of the two


def _figure(
    row: Row, column: BoardColumn, period: DateLike | None, dates: Mapping[str, Any]
) -> Figure | None:
    """Ask a KPI over the projects of a row, or by a key for the group of its record."""
    if column.by is not None:
        return _group(row, column, period, dates)
    named = row.projects if column.of is None else column.of(row)
    if named is None:
        return None
    ids = tuple(named)
    own = row.get(column.period) if isinstance(column.period, str) else column.period and column.period(row)
    figures: Figures = evaluate(
        row.ledger,
        [column.kpi or ""],
        where=table_column("id").is_in(*(ids or ("",))),
        period=own or period,
        unit=column.unit,
        **dates,
        **column.arguments,
    )
    return figures.items_[0]


def _group(row: Row, column: BoardColumn, period: DateLike | None, dates: Mapping[str, Any]) -> Figure | None:
    own = row.get(column.period) if isinstance(column.period, str) else column.period and column.period(row)
    asked = own or period

    def ask() -> Mapping[str, Figure]:
        figures = evaluate(
            row.ledger,
            [column.kpi or ""],
            by=[column.by or ""],
            period=asked,
            unit=column.unit,
            **dates,
            **column.arguments,
        )
        found = {figure.group[0]: figure for figure in figures.items_ if len(figure.group) == 1}
        if groups_of(column) is None and any(found) and found.keys().isdisjoint(row.shared("ids", set[str])):
            raise unfit_key(column)
        return found

    return row.shared(f"column {column.id} in {asked}", ask).get(row.record.id)


_SCALES: Final = {"亿": "100 million", "万": "10 thousand"}


def _unit_words(unit: str, script: Script) -> str:
    """Name the unit of a column; in English what it counts by is said in words, as the cells count by it."""
    scale = "" if script.is_chinese else _SCALES.get(unit[0], "")
    try:
        base = find_unit(unit[1:] if scale else unit)
    except LookupError:
        return unit
    return f"{scale} {base.en}".strip() if scale else unit


def _heading(column: BoardColumn, script: Script, *, is_key: bool, values: Sequence[Any]) -> Column:
    """Head a column: figures stand to the right, and so does what is a number wherever it is known."""
    name = capital(script.say(column.zh, column.en))
    if column.unit is not None:
        name = say("board.column", script, name=name, unit=_unit_words(column.unit, script))
    known = [value for value in values if value is not None]
    are_numbers = known and all(
        isinstance(value, _NUMBERS) and not isinstance(value, bool) for value in known
    )
    return Column(
        title=name, align="right" if column.kpi is not None or are_numbers else "left", is_key=is_key
    )


def _light(board: Board, values: Mapping[str, Any], script: Script) -> str:
    return next((light.label(script) for light in board.lights if light.when(values)), "")


def _order(value: Any) -> Any:  # noqa: ANN401 - what can be compared within a column
    """Give what a value is sorted by; missing ones are put last by the caller."""
    if isinstance(value, Quantity):
        bounds = value.interval
        end = (
            value.value if value.value is not None else bounds.low if bounds.low is not None else bounds.high
        )
        return Fraction(end or 0)
    if isinstance(value, Period):
        return value.start
    return str(value) if isinstance(value, Term | str) else value


def _text(value: Any, column: BoardColumn, figure: Figure | None, script: Script) -> str:  # noqa: ANN401 - any cell
    """Write a cell."""
    if figure is not None:
        return _figure_text(figure)
    if value is None or value in ((), ""):
        return NONE
    if isinstance(value, bool):
        return say("board.yes" if value else "board.no", script)
    if isinstance(value, Quantity):
        return _amount(value, column, script)
    if isinstance(value, Period | date):
        return format_period(value, locale=script)
    if isinstance(value, Term):
        return value.label(script)
    if isinstance(value, Measure | Alarm | Kpi):
        return capital(script.say(value.zh, value.en))
    if isinstance(value, tuple | list):
        return say("list.comma", script).join(_text(item, column, None, script) for item in value)
    return decimal_text(value)


def _amount(value: Quantity, column: BoardColumn, script: Script) -> str:
    return format_quantity(value, locale=script, unit=column.unit)


def _figure_text(figure: Figure) -> str:
    """Write the number of a figure, or its bounds where it has no single one."""
    if figure.value is not None:
        return f"{figure.value:f}"
    ends = ["…" if end is None else f"{end:f}" for end in (figure.low, figure.high)]
    return NONE if figure.low is None and figure.high is None else f"[{ends[0]}, {ends[1]}]"


def _plain(value: Any, script: Script) -> Any:  # noqa: ANN401 - what a workbook's cell holds
    """Give the typed value of a cell."""
    if value is None or isinstance(value, str | int | Decimal | Fraction | date | Period):
        return value
    if isinstance(value, Quantity):
        return value.value
    return _text(value, BoardColumn(id="", zh="", en="", value=""), None, script)
