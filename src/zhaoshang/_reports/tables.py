"""The table: data first, shown as Markdown, text, HTML, rows or typed values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal, final
from unicodedata import category, east_asian_width

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._basics.decimals import ending
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.plain import between, plain_fields
from zhaoshang._calls.uses import refusing
from zhaoshang._files.inert import in_html, one_line
from zhaoshang.errors import FieldTypeError, UnfitValueError
from zhaoshang.periods import Period

if TYPE_CHECKING:
    from zhaoshang.kpis import Figure

Align = Literal["left", "right"]
CellValue = str | int | Decimal | Fraction | date | Period | None


_SHORT: Final = 26
"""Columns whose cells are no wider stay on one line of a page."""
_LEAST: Final = "min-width:min({}em,{}vw)"
"""Columns of long words take so much of a desk's width, or of a telephone's."""
_SHORT_NAME: Final = 18
_KEY: Final = ' class="key"'
"""The column that names the rows: it heads them for readers of screens, and stays while others scroll."""


_WIDEST: Final = 200
"""Cells are filled up to no more columns, however long one of them is: the others cost nothing for it."""
_WHOLE: Final = 2**53
"""Whole numbers below it are numbers to whatever reads JSON."""
_WIDTHLESS: Final = frozenset({"Mn", "Me", "Cf"})
_AFTER_YEAR: Final = re.compile(r"^\d{4}年(?=\d|第)")
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~&$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What Markdown takes for markup, and the mark by which it knows an address that it would make a link of."""
_OPENING: Final = re.compile(r"^([0-9]*)(?=[#+=.)-])")
"""What at the beginning of a line would open a heading, a list or a rule."""


def plain_of(value: CellValue, /) -> str | int | float | None:
    """Give a cell as JSON writes it without loss: a number, else its digits as text; a fraction that does not end as 1/3."""
    if isinstance(value, Fraction):
        ends = ending(value)
        if ends is None:
            return str(value)
        value = ends
    if isinstance(value, Decimal):
        if not value.is_finite():
            return str(value)
        if value == value.to_integral_value() and value.copy_abs() < _WHOLE:
            return int(value)
        number = float(value)
        return number if Decimal(repr(number)) == value else f"{value:f}"
    if isinstance(value, int) and abs(value) >= _WHOLE:
        return str(value)
    return value if value is None or isinstance(value, str | int) else str(value)


def display_width(text: str, /) -> int:
    """Measure how many columns a text takes in a terminal: two for a full-width character.

    Examples:
        >>> from zhaoshang.reports import display_width
        >>> display_width("开工率 %")
        8
    """
    return sum(
        0 if category(char) in _WIDTHLESS else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def _pad(text: str, width: int, align: Align) -> str:
    blank = " " * (width - display_width(text))
    return blank + text if align == "right" else text + blank


def _marks(marks: Mapping[str, str]) -> Mapping[str, str]:
    return FrozenMap(marks)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Column:
    """A column of a table.

    Attributes:
        title: the heading, with the unit where it has one.
        align: numbers stand on the right, words on the left.
        is_key: whether it names the rows: on a page it stays while others scroll, and readers of screens say it with
            each cell. Where no column says so it is the first of words.
        marks: the colours that some words of it are marked with on a page, such as those of lights; the words stay.

    Examples:
        >>> from zhaoshang.reports import Column, Table
        >>> table = Table(
        ...     columns=[Column(title="名次", align="right"), Column(title="单位")], rows=[("1", "东镇")]
        ... )
        >>> '<th scope="row" class="key"' in table.to_html()
        True
    """

    title: str
    align: Align = "left"
    is_key: bool = False
    marks: Mapping[str, str] = field(factory=FrozenMap, converter=_marks)


def _columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(columns)


def _rows(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)


def _values(rows: Iterable[Sequence[CellValue]]) -> tuple[tuple[CellValue, ...], ...]:
    return tuple(tuple(row) for row in rows)


def _figures(rows: "Iterable[Sequence[Figure | None]]") -> "tuple[tuple[Figure | None, ...], ...]":
    return tuple(tuple(row) for row in rows)


def _texts(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(lines)


@final
@refusing(places="Write table.rows, or table.to_data().")
@frozen(kw_only=True, field_transformer=plain_fields)
class Table:
    """A table ready to be shown.

    Attributes:
        title: the heading of the whole.
        columns: the columns, from left to right.
        rows: the cells as text, a tuple a row.
        values: the same cells as numbers, dates and texts, for a workbook; the texts themselves where not given.
        notes: remarks below the table.
        total_rows: how many rows at the end are totals.
        figures: for each cell the figure that its number was taken from, `None` where it shows none.

    Raises:
        ValueError: when a row has another length than the heading, or the values or figures another shape than the
            rows.
        FieldTypeError: when a cell of `rows` is no text; numbers go into `values`.

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
    total_rows: int = field(default=0, validator=between(0, expected="a whole number from 0"))
    figures: "tuple[tuple[Figure | None, ...], ...]" = field(default=(), converter=_figures, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse rows of another length than the heading."""
        columns = len(self.columns)
        for number, row in enumerate(self.rows, 1):
            if len(row) != columns:
                msg = f"row {number}: {len(row)}"
                raise UnfitValueError(msg, f"{columns} cells, one for each column")
            cells: Sequence[object] = row
            for column, cell in zip(self.columns, cells, strict=True):
                if not isinstance(cell, str):
                    place = f"rows[{number - 1}], {column.title}"
                    raise FieldTypeError(as_python(cell), "a text").at(place)
        if not self.values:
            object.__setattr__(self, "values", self.rows)
        if [len(row) for row in self.values] != [len(row) for row in self.rows]:
            raise UnfitValueError("values", "the shape of the rows")
        if not self.figures:
            object.__setattr__(self, "figures", tuple((None,) * len(row) for row in self.rows))
        if [len(row) for row in self.figures] != [len(row) for row in self.rows]:
            raise UnfitValueError("figures", "the shape of the rows")

    def _shown(self, write: Callable[[str], str]) -> list[list[str]]:
        """Give the heading and the rows, each cell written by `write`."""
        lines = [[column.title for column in self.columns], *map(list, self.rows)]
        return [[write(cell) for cell in line] for line in lines]

    def to_markdown(self) -> str:
        """Write a Markdown table whose source is aligned as well; what Markdown would take for markup is escaped."""
        lines = self._shown(_escaped)
        widths = _widths(lines, 3)
        rule = [
            f"{'-' * (width - 1)}:" if column.align == "right" else f":{'-' * (width - 1)}"
            for column, width in zip(self.columns, widths, strict=True)
        ]
        lines.insert(1, rule)
        body = "\n".join("| " + " | ".join(self._padded(line, widths)) + " |" for line in lines)
        title = _escaped(one_line(self.title).strip())
        notes = "".join(f"- {_item(note)}\n" for note in self.notes)
        head = f"**{title}**\n\n" if title else ""
        return f"{head}{body}\n" + (f"\n{notes}" if notes else "")

    def _padded(self, cells: Sequence[str], widths: Sequence[int]) -> list[str]:
        return [
            _pad(cell, width, column.align)
            for cell, width, column in zip(cells, widths, self.columns, strict=True)
        ]

    def to_text(self) -> str:
        """Write the table for a terminal, where a Chinese character takes two columns; a rule stands above the totals.

        Examples:
            >>> from zhaoshang.reports import Column, Table
            >>> columns = [Column(title="单位"), Column(title="亿元", align="right")]
            >>> print(Table(columns=columns, rows=[("甲镇", "3.0"), ("合计", "3.0")], total_rows=1).to_text())
            ----------
            单位  亿元
            ----------
            甲镇   3.0
            ----------
            合计   3.0
            ----------
            <BLANKLINE>
        """
        lines = self._shown(one_line)
        widths = _widths(lines, 1)
        rule = "-" * (sum(widths) + 2 * max(0, len(widths) - 1))
        head, *body = ["  ".join(self._padded(line, widths)).rstrip() for line in lines]
        if 0 < self.total_rows < len(body):
            body.insert(len(body) - self.total_rows, rule)
        title = [one_line(self.title)] if self.title else []
        notes = [f"  {one_line(note)}" for note in self.notes]
        return "\n".join([*title, rule, head, rule, *body, rule, *notes]) + "\n"

    def to_html(self) -> str:
        """Write the table as HTML that stands by itself, every text escaped.

        Examples:
            >>> from zhaoshang.reports import Column, Table
            >>> columns = [Column(title="单位"), Column(title="亿元", align="right")]
            >>> "1 &lt; 2" in Table(columns=columns, rows=[("1 < 2", "3.0")]).to_html()
            True
        """
        caption = f"<caption>{in_html(self.title)}</caption>" if self.title else ""
        return f"{table_html(self, caption)}{notes_html(self)}"

    def _repr_html_(self) -> str:
        """Show the table in a notebook."""
        return self.to_html()

    def to_rows(self) -> list[dict[str, str]]:
        """Give one mapping of headings to cells a row.

        Examples:
            >>> from decimal import Decimal
            >>> from zhaoshang.reports import Column, Table
            >>> columns = [Column(title="单位"), Column(title="亿元", align="right")]
            >>> table = Table(columns=columns, rows=[("甲镇", "3.0")], values=[("甲镇", Decimal(3))])
            >>> table.to_rows()
            [{'单位': '甲镇', '亿元': '3.0'}]
        """
        return [
            {column.title: cell for column, cell in zip(self.columns, row, strict=True)} for row in self.rows
        ]

    def to_data(self, *, exact: bool = False) -> list[dict[str, Any]]:
        """Give one mapping of headings to values a row, of plain JSON data: for an answer of a web service, or a chart.

        Numbers are numbers where JSON holds their digits, else text; dates are ISO text; an empty cell is `None`.

        Args:
            exact: keep numbers as `Decimal` and `Fraction` objects, and dates as they are.

        Examples:
            >>> from decimal import Decimal
            >>> from zhaoshang.reports import Column, Table
            >>> columns = [Column(title="单位"), Column(title="亿元", align="right")]
            >>> table = Table(columns=columns, rows=[("甲镇", "3.0")], values=[("甲镇", Decimal(3))])
            >>> table.to_data(), table.to_data(exact=True)
            ([{'单位': '甲镇', '亿元': 3}], [{'单位': '甲镇', '亿元': Decimal('3')}])
        """
        return [
            {
                column.title: value if exact else plain_of(value)
                for column, value in zip(self.columns, row, strict=True)
            }
            for row in self.values
        ]

    def __str__(self) -> str:
        """Show the table as in a terminal."""
        return self.to_text()


def table_html(table: Table, caption: str = "", label: str = "") -> str:
    """Write a table as HTML, under a caption or with an attribute that labels it."""
    widths = _widths(table._shown(one_line)[1:] or [[""] * len(table.columns)], 1)  # noqa: SLF001 - one workshop
    likely = sorted(enumerate(table.columns), key=lambda item: (not item[1].is_key, item[1].align != "left"))
    key = likely[0][0] if likely else 0
    styles = [
        f"text-align:{column.align};{'white-space:nowrap' if width <= _SHORT else _LEAST.format(11, 40)}"
        for column, width in zip(table.columns, widths, strict=True)
    ]
    named = _named(widths[key]) if widths else ""
    head = "".join(
        f'<th scope="col"{_KEY if place == key else ""} style="text-align:{column.align}">{_headed(column.title)}</th>'
        for place, column in enumerate(table.columns)
    )
    lines = []
    for number, row in enumerate(table.rows):
        cells = "".join(
            f'<th scope="row"{_KEY} style="text-align:left;{named}">{in_html(cell)}</th>'
            if place == key
            else f'<td style="{style}">{_marked(column, cell)}{in_html(cell)}</td>'
            for place, (column, cell, style) in enumerate(zip(table.columns, row, styles, strict=True))
        )
        is_total = number >= len(table.rows) - table.total_rows
        lines.append(
            f'<tr class="total" style="font-weight:600">{cells}</tr>' if is_total else f"<tr>{cells}</tr>"
        )
    return f"<table{label}>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _headed(title: str) -> str:
    """Write a heading; one that begins with a year may break after it, so that twelve months fit on a desk."""
    return _AFTER_YEAR.sub("\\g<0><wbr>", in_html(title))


def _marked(column: Column, cell: str) -> str:
    """Put a coloured dot before a word that is marked; readers of screens say the word alone."""
    colour = column.marks.get(cell)
    return "" if colour is None else f'<span aria-hidden="true" style="color:{in_html(colour)}">● </span>'


def _named(width: int) -> str:
    """Give names room: short ones stay on one line, long ones break where they must."""
    if width <= _SHORT_NAME:
        return "white-space:nowrap"
    return f"{_LEAST.format(min(14, width // 2 + 1), 34)};overflow-wrap:anywhere"


def notes_html(table: Table) -> str:
    """Write the notes of a table as a list."""
    notes = "".join(f"<li>{in_html(note)}</li>" for note in table.notes)
    return f"<ul>{notes}</ul>" if notes else ""


def _widths(lines: Sequence[Sequence[str]], least: int) -> list[int]:
    return [min(_WIDEST, max(least, *map(display_width, cells))) for cells in zip(*lines, strict=True)]


def _escaped(text: str) -> str:
    """Write a text so that Markdown and the HTML within it show it as it is."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


def _item(text: str) -> str:
    """Write a text as an item of a Markdown list."""
    return _OPENING.sub(r"\1\\", _escaped(one_line(text).strip()))


@final
@frozen
class CellDraft:
    """A cell being gathered: its text, the value that it shows, and the figure that this was taken from."""

    text: str
    value: CellValue
    figure: "Figure | None" = None

    @classmethod
    def of(cls, cell: "CellLike") -> "CellDraft":
        """Take a text, a count, nothing, or a text with its value."""
        if isinstance(cell, CellDraft):
            return cell
        if isinstance(cell, tuple):
            return cls(*cell)
        return cls("" if cell is None else str(cell), cell)


CellLike = CellDraft | str | int | tuple[str, CellValue] | None


class TableDraft:
    """Rows being gathered, as text, as values and as figures at once."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.values: list[list[CellValue]] = []
        self.figures: list[list[Figure | None]] = []

    def add(self, *cells: "CellLike") -> None:
        """Add a row."""
        found = [CellDraft.of(cell) for cell in cells]
        self.rows.append([cell.text for cell in found])
        self.values.append([cell.value for cell in found])
        self.figures.append([cell.figure for cell in found])
