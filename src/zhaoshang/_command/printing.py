"""Printing: to any terminal, within its width, or as JSON."""

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import IO, Any, Final

from attrs import evolve

from zhaoshang._files.inert import for_terminal
from zhaoshang.reports import Column, Table, display_width
from zhaoshang.units import CURRENCIES

WIDTH: Final = 80
"""How wide tables are where nobody says otherwise."""
LEAST: Final = 20
WIDEST: Final = 10_000
"""No page is broken to fewer columns: below, each line would be a sign or two, and what hangs has no room at all."""


def tell(text: str, stream: IO[str] | None = None, *, end: str = "\n") -> None:
    """Print a text: what would steer a terminal is shown as its code, and so is what its encoding does not have."""
    stream = sys.stdout if stream is None else stream
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        stream.write(for_terminal(text).encode(encoding, "backslashreplace").decode(encoding) + end)
    except OSError as error:
        error.filename = "stderr" if stream is sys.stderr else "stdout"
        raise


def write_out() -> None:
    """Write what was printed and waits: at the interpreter's end nobody could tell what goes wrong."""
    try:
        sys.stdout.flush()
    except OSError as error:
        error.filename = "stdout"
        raise


def tell_json(data: object) -> None:
    """Print JSON data."""
    tell(json.dumps(data, ensure_ascii=False, indent=1))


def width_of(asked: int | None) -> int:
    """Give the width to keep to: the one asked for, else that of the terminal; 0 for any."""
    if asked is not None:
        return max(LEAST, asked) if asked > 0 else 0
    if not getattr(sys.stdout, "isatty", bool)() and "COLUMNS" not in os.environ:
        return WIDTH
    return min(WIDEST, max(LEAST, shutil.get_terminal_size((WIDTH, 24)).columns))


# ------------------------------------------------------------------ tables


def text_of(table: Table, width: int) -> str:
    """Write a table within a width: as it is, turned so that its columns are rows, or in parts side by side.

    Args:
        table: the table.
        width: how wide it may be; 0 for any width.
    """
    bare = evolve(table, notes=())
    parts = [bare]
    if width and _width(bare) > width:
        turned = _turned(bare)
        narrow = _narrowed(turned, width)
        parts = [narrow] if _width(narrow) <= width else list(_parts(turned, width))
    title = wrapped(table.title, width, first="", hanging="  ") if table.title else []
    texts = [*title, *(_ruled(evolve(part, title="").to_text().strip("\n")) for part in parts)]
    return "\n".join([*texts, *([notes_text(table, width)] if table.notes else [])])


def notes_text(table: Table, width: int) -> str:
    """Write what stands below a table."""
    return "\n".join(line for note in table.notes for line in wrapped(note, width))


def can_draw() -> bool:
    """Tell whether the terminal shows lines and blocks of one column: in other encodings they are wide, or none."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    return encoding.replace("-", "").replace("_", "") in {"utf8", "utf8sig"}


def _ruled(text: str) -> str:
    """Draw rules as lines, where the terminal has them."""
    if not can_draw():
        return text
    return "\n".join("─" * len(line) if line and not line.strip("-") else line for line in text.split("\n"))


_LEAST_NAME: Final = 20
"""No column that names the rows is broken to less than so many columns of the terminal."""


def _narrowed(table: Table, width: int) -> Table:
    """Break the words that name the rows, as far as the table needs it and they bear it."""
    over = _width(table) - width
    widest = max(display_width(text) for text in (table.columns[0].title, *(row[0] for row in table.rows)))
    room = widest - over
    if over <= 0 or room < _LEAST_NAME:
        return table
    head, *more = wrapped(table.columns[0].title, room, first="", hanging="  ")
    blank = [""] * (len(table.columns) - 1)
    lines = [(line, *blank) for line in more]
    for name, *cells in table.rows:
        first, *rest = wrapped(name, room, first="", hanging="  ")
        lines += [(first, *cells), *((line, *blank) for line in rest)]
    return Table(columns=[evolve(table.columns[0], title=head), *table.columns[1:]], rows=lines)


def _width(table: Table) -> int:
    lines = evolve(table, title="").to_text().splitlines()
    return max(map(display_width, lines), default=0)


def _turned(table: Table) -> Table:
    """Make each column a row; the words that name the rows of the table head its columns."""
    keys = 0
    while keys < len(table.columns) and table.columns[keys].align == "left":
        keys += 1
    keys = keys if 0 < keys < len(table.columns) else 1
    columns = [Column(title=_joined([column.title for column in table.columns[:keys]]), is_key=True)]
    columns += [Column(title=_joined(row[:keys]), align="right") for row in table.rows]
    rows = [
        (column.title, *(row[place] for row in table.rows))
        for place, column in enumerate(table.columns[keys:], keys)
    ]
    return Table(title=table.title, columns=columns, rows=rows)


def _joined(words: Sequence[str]) -> str:
    return " · ".join(word for word in words if word)


def _parts(table: Table, width: int) -> Iterator[Table]:
    """Part a table into tables of fewer columns, each with the first."""
    first = [row[0] for row in table.rows]
    taken: list[int] = []

    def made(places: Sequence[int], title: str) -> Table:
        return Table(
            title=title,
            columns=[table.columns[0], *(table.columns[place] for place in places)],
            rows=[
                (name, *(row[place] for place in places)) for name, row in zip(first, table.rows, strict=True)
            ],
        )

    title = table.title
    for place in range(1, len(table.columns)):
        if taken and _width(made([*taken, place], "")) > width:
            yield made(taken, title)
            title, taken = "", []
        taken.append(place)
    yield made(taken, title)


_BREAKS: Final = frozenset("，。；：、）》 ,;:)")
KEPT: Final = "\u00a0"
_CLOSING: Final = _BREAKS - {" "}
"""What no line begins with."""


def wrapped(text: str, width: int, *, hanging: str = "    ", first: str = "  ") -> list[str]:
    """Break a text into lines of a width, after a mark or blank where there is one; 0 for one line.

    A blank that is `KEPT` is none to break at, and is written as any other: few encodings of terminals have it.
    """
    line, lines = first, []
    rest = text.strip()
    while width and rest and display_width(line + rest) > width:
        room = width - display_width(line)
        end = used = 0
        last = 0
        for end, char in enumerate(rest):
            used += display_width(char)
            if used > room:
                break
            if char in _BREAKS and rest[end + 1 : end + 2] not in _CLOSING:
                last = end + 1
        cut = last or max(end, 1)
        lines.append((line + rest[:cut]).rstrip())
        line, rest = hanging, rest[cut:].lstrip()
    return [each.replace(KEPT, " ") for each in (*lines, line + rest)]


_MOST_BARS: Final = 20
_CURRENCIES: Final = frozenset(currency.code for currency in CURRENCIES)


def bars_of(table: Table, width: int) -> str:
    """Draw the first column of amounts of a table, or else its first of numbers, as a bar a row; nothing where it has none.

    Args:
        table: a table with a row a group, such as `kpi_table` gives.
        width: how wide the drawing may be; 0 for the usual width.
    """
    rows = range(len(table.rows) - table.total_rows)
    columns = [
        place
        for place in range(len(table.columns))
        if any(table.figures[row][place] is not None for row in rows)
    ]
    place = next((place for place in columns if any(_is_money(table, row, place) for row in rows)), None)
    place = columns[0] if place is None and columns else place
    if place is None or not 1 < len(rows) <= _MOST_BARS or not can_draw():
        return ""
    sizes = [table.values[row][place] for row in rows]
    numbers = [float(size) if isinstance(size, int | Decimal | Fraction) else 0.0 for size in sizes]
    longest = max(numbers)
    if min(numbers) < 0 or not longest:
        return ""
    names = [_joined([cell for cell in table.rows[row][: columns[0]] if cell]) for row in rows]
    said = [table.rows[row][place] for row in rows]
    wide, told = (max(map(display_width, texts)) for texts in (names, said))
    room = (width or WIDTH) - wide - told - 4
    if room < _LEAST_NAME:
        return ""
    lines = [
        f"  {name}{' ' * (wide - display_width(name))} {'█' * round(number / longest * room)}{' ' if number else ''}{text}"
        for name, number, text in zip(names, numbers, said, strict=True)
    ]
    return "\n".join([table.columns[place].title, *lines])


def _is_money(table: Table, row: int, place: int) -> bool:
    figure = table.figures[row][place]
    return figure is not None and figure.unit in _CURRENCIES


def tell_lines(lines: Iterable[str], width: int) -> None:
    """Print lines, each broken at the width."""
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        tell("\n".join(wrapped(line, width, first=indent, hanging=indent + "    ")))


def plain(value: Any) -> object:  # noqa: ANN401 - a value of a record
    """Write a value of a record as JSON data."""
    from zhaoshang.records import unstructure  # noqa: PLC0415 - with the first value

    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return unstructure(value)
