"""The table: data first, shown as Markdown, text, HTML, rows or typed values."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Final, Literal, final
from unicodedata import combining, east_asian_width

from attrs import field, frozen

from zhaoshang.periods import Period

Align = Literal["left", "right"]
CellValue = str | int | Decimal | Fraction | date | Period | None


_SHORT: Final = 26
"""Columns whose cells are no wider stay on one line of a page."""


def display_width(text: str, /) -> int:
    """Measure how many columns a text takes in a terminal: two for a full-width character.

    Examples:
        >>> from zhaoshang.reports import display_width
        >>> display_width("开工率 %")
        8
    """
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int, align: Align) -> str:
    blank = " " * (width - display_width(text))
    return blank + text if align == "right" else text + blank


@final
@frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        title: the heading, with the unit where it has one.
        align: numbers stand on the right, words on the left.
    """

    title: str
    align: Align = "left"


def _columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(columns)


def _rows(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)


def _values(rows: Iterable[Sequence[CellValue]]) -> tuple[tuple[CellValue, ...], ...]:
    return tuple(tuple(row) for row in rows)


def _texts(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(lines)


@final
@frozen(kw_only=True)
class Table:
    """A table ready to be shown.

    Attributes:
        title: the heading of the whole.
        columns: the columns, from left to right.
        rows: the cells as text, a tuple a row.
        values: the same cells as numbers, dates and texts, for a workbook; the texts themselves where not given.
        notes: remarks below the table.
        total_rows: how many rows at the end are totals.

    Raises:
        ValueError: when a row has another length than the heading, or the values another shape than the rows.

    Examples:
        >>> from zhaoshang.reports import Column, Table
        >>> table = Table(
        ...     title="开工",
        ...     columns=[Column(title="单位"), Column(title="个", align="right")],
        ...     rows=[("甲镇", "3"), ("乙园区", "12")],
        ... )
        >>> print(table.to_markdown())
        **开工**
        <BLANKLINE>
        | 单位   |   个 |
        | :----- | --: |
        | 甲镇   |   3 |
        | 乙园区 |  12 |
        <BLANKLINE>
    """

    title: str = ""
    columns: tuple[Column, ...] = field(default=(), converter=_columns)
    rows: tuple[tuple[str, ...], ...] = field(default=(), converter=_rows)
    values: tuple[tuple[CellValue, ...], ...] = field(default=(), converter=_values, repr=False)
    notes: tuple[str, ...] = field(default=(), converter=_texts)
    total_rows: int = 0

    def __attrs_post_init__(self) -> None:
        """Refuse rows of another length than the heading."""
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                msg = f"row {number} has {len(row)} cells for {len(self.columns)} columns"
                raise ValueError(msg)
        if not self.values:
            object.__setattr__(self, "values", self.rows)
        if [len(row) for row in self.values] != [len(row) for row in self.rows]:
            msg = f"the values have another shape than the {len(self.rows)} rows"
            raise ValueError(msg)

    def _widths(self, least: int, *, titles: bool = True) -> list[int]:
        lines = [*([[column.title for column in self.columns]] if titles else []), *map(list, self.rows)]
        return [
            max([least, *(display_width(line[place]) for line in lines)])
            for place in range(len(self.columns))
        ]

    def to_markdown(self) -> str:
        """Write a Markdown table whose source is aligned as well."""
        shown = Table(
            columns=[Column(title=_in_cell(column.title), align=column.align) for column in self.columns],
            rows=[[_in_cell(cell) for cell in row] for row in self.rows],
        )
        widths = shown._widths(3)
        rule = [
            f"{'-' * (width - 1)}:" if column.align == "right" else f":{'-' * (width - 1)}"
            for column, width in zip(self.columns, widths, strict=True)
        ]
        lines = [[column.title for column in shown.columns], rule, *shown.rows]
        body = "\n".join(
            "| "
            + " | ".join(
                _pad(cell, width, column.align)
                for cell, width, column in zip(line, widths, self.columns, strict=True)
            )
            + " |"
            for line in lines
        )
        title = f"**{self.title}**\n\n" if self.title else ""
        notes = "\n" + "\n".join(f"- {note}" for note in self.notes) + "\n" if self.notes else ""
        return f"{title}{body}\n{notes}"

    def to_text(self) -> str:
        """Write the table for a terminal."""
        widths = self._widths(1)

        def line(cells: Sequence[str]) -> str:
            padded = (
                _pad(cell, width, column.align)
                for cell, width, column in zip(cells, widths, self.columns, strict=True)
            )
            return "  ".join(padded).rstrip()

        rule = "─" * (sum(widths) + 2 * max(0, len(widths) - 1))
        body = [line([_one_line(cell) for cell in row]) for row in self.rows]
        if 0 < self.total_rows < len(body):
            body.insert(len(body) - self.total_rows, rule)
        head = [self.title] if self.title else []
        lines = [*head, rule, line([column.title for column in self.columns]), rule, *body, rule]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)]) + "\n"

    def to_html(self) -> str:
        """Write the table as HTML that stands by itself, every text escaped."""
        styles = [
            f' style="text-align:{column.align};{"white-space:nowrap" if width <= _SHORT else "min-width:16em"}"'
            for column, width in zip(self.columns, self._widths(1, titles=False), strict=True)
        ]
        head = "".join(
            f'<th scope="col" style="text-align:{column.align}">{escape(column.title)}</th>'
            for column in self.columns
        )
        lines = []
        for number, row in enumerate(self.rows):
            is_total = number >= len(self.rows) - self.total_rows
            tag = "strong" if is_total else "span"
            cells = "".join(
                f"<td{style}><{tag}>{escape(cell)}</{tag}></td>"
                for cell, style in zip(row, styles, strict=True)
            )
            lines.append(f"<tr>{cells}</tr>")
        caption = f"<caption>{escape(self.title)}</caption>" if self.title else ""
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.notes)
        listed = f"<ul>{notes}</ul>" if notes else ""
        return (
            f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>{listed}"
        )

    def _repr_html_(self) -> str:
        """Show the table in a notebook."""
        return self.to_html()

    def to_rows(self) -> list[dict[str, str]]:
        """Give one mapping of headings to cells a row."""
        return [
            {column.title: cell for column, cell in zip(self.columns, row, strict=True)} for row in self.rows
        ]

    def to_data(self) -> list[dict[str, CellValue]]:
        """Give one mapping of headings to typed values a row: exact numbers, dates, texts, `None` where empty."""
        return [
            {column.title: value for column, value in zip(self.columns, row, strict=True)}
            for row in self.values
        ]

    def __str__(self) -> str:
        """Show the table as in a terminal."""
        return self.to_text()


def _in_cell(text: str) -> str:
    return _one_line(text.replace("\\", "\\\\").replace("|", "\\|"))


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


class Grid:
    """Rows being gathered, as text and as values at once."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.values: list[list[CellValue]] = []

    def add(self, *cells: "str | int | tuple[str, CellValue] | None") -> None:
        """Add a row: a text, a count, nothing, or a text with the value that it shows."""
        self.rows.append([_text_of(cell) for cell in cells])
        self.values.append([cell[1] if isinstance(cell, tuple) else cell for cell in cells])


def _text_of(cell: "str | int | tuple[str, CellValue] | None") -> str:
    if isinstance(cell, tuple):
        return cell[0]
    return "" if cell is None else str(cell)
