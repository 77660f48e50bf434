"""Reports: figures as tables that officials read, in 中文 or English.

A `Table` is data first; it renders as Markdown, as text for a terminal (Chinese characters take two columns), as HTML
for a notebook or a page, and as rows. `kpi_table` lays figures out: a column a KPI and a row a group, or a row a KPI
where there are no groups. Amounts are shown in 亿元 or 万元, one unit a column, exactly.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Final, Literal, final
from unicodedata import combining, east_asian_width

from attrs import field, frozen

from zhaoshang.kpis import KEYS, Figure, Figures, Rounding, describe
from zhaoshang.periods import Period  # noqa: TC001 - attrs-free annotations are read by the docs
from zhaoshang.units import unit as find_unit

__all__ = ["Column", "Table", "display_width", "kpi_table"]

Align = Literal["left", "right"]


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
        notes: remarks below the table.
        total_rows: how many rows at the end are totals.

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
    notes: tuple[str, ...] = field(default=(), converter=_texts)
    total_rows: int = 0

    def __attrs_post_init__(self) -> None:
        """Refuse rows of another length than the heading."""
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                msg = f"row {number} has {len(row)} cells for {len(self.columns)} columns"
                raise ValueError(msg)

    def _widths(self, least: int) -> list[int]:
        lines = [[column.title for column in self.columns], *map(list, self.rows)]
        return [
            max(least, *(display_width(line[place]) for line in lines)) for place in range(len(self.columns))
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
        body = [line(row) for row in self.rows]
        if 0 < self.total_rows < len(body):
            body.insert(len(body) - self.total_rows, rule)
        head = [self.title] if self.title else []
        lines = [*head, rule, line([column.title for column in self.columns]), rule, *body, rule]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)]) + "\n"

    def to_html(self) -> str:
        """Write the table as HTML that stands by itself, every text escaped."""
        styles = [f' style="text-align:{column.align}"' for column in self.columns]
        head = "".join(
            f'<th scope="col"{style}>{escape(column.title)}</th>'
            for column, style in zip(self.columns, styles, strict=True)
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

    def __str__(self) -> str:
        """Show the table as in a terminal."""
        return self.to_text()


def _in_cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


# figures ---------------------------------------------------------------------------------------------------------

_YI: Final = 10**8
_WAN: Final = 10**4
_SCALES: Final = {"zh": ((_YI, "亿"), (_WAN, "万")), "en": ((10**9, "billion "), (10**6, "million "))}
_SIGNS: Final = {
    ("zh", "near"): "近{}",
    ("zh", "over"): "超{}",
    ("zh", "about"): "约{}",
    ("en", "near"): "nearly {}",
    ("en", "over"): "over {}",
    ("en", "about"): "about {}",
}
_WORDS: Final = {
    "zh": {
        "whole": "合计",
        "blank": "（未填）",
        "kpi": "指标",
        "value": "数值",
        "range": "区间",
        "computed": "计算",
        "none": "—",
        "out": "剔除",
        "colon": "：",
        "sep": "；",
        "period": "期间",
        "as_of": "截至",
        "profile": "口径",
        "title": "招商引资指标",
    },
    "en": {
        "whole": "Total",
        "blank": "(blank)",
        "kpi": "KPI",
        "value": "Value",
        "range": "Range",
        "computed": "Computed",
        "none": "—",
        "out": "left out",
        "colon": ": ",
        "sep": "; ",
        "period": "period",
        "as_of": "as of",
        "profile": "profile",
        "title": "Investment attraction KPIs",
    },
}


def _language(locale: str) -> str:
    return "zh" if locale.lower().startswith("zh") else "en"


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
        locale: `zh_CN` (any `zh`) or `en`.
        title: the heading; by default what the figures are of.
        names: names to show for ids of projects in the notes.

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
    language = _language(locale)
    wholes = [figure for figure in figures.values() if not figure.group]
    heading = title if title is not None else _heading(wholes, language)
    notes = _notes(wholes, language, names or {})
    if figures.by:
        return _by_groups(figures, wholes, language, heading, notes)
    return _by_kpis(figures, language, heading, notes)


def _heading(wholes: Sequence[Figure], language: str) -> str:
    words = _WORDS[language]
    if not wholes:
        return words["title"]
    first = wholes[0]
    facts: tuple[tuple[str, Period | str | None], ...] = (
        (words["period"], first.period),
        (words["as_of"], first.as_of),
        (words["profile"], first.profile.id),
    )
    said = words["sep"].join(f"{label} {value}" for label, value in facts if value is not None)
    return f"{words['title']}（{said}）" if language == "zh" else f"{words['title']} ({said})"


def _by_groups(
    figures: Figures, wholes: Sequence[Figure], language: str, heading: str, notes: list[str]
) -> Table:
    words = _WORDS[language]
    asked = [figure.kpi for figure in wholes]
    cells: dict[str, dict[tuple[str, ...], Figure]] = {kpi: {} for kpi in asked}
    width = len(figures.by)
    for figure in figures.values():
        if len(figure.group) == width and not figure.is_part:
            cells[figure.kpi][figure.group] = figure
    scales = {whole.kpi: _scale([whole, *cells[whole.kpi].values()], language) for whole in wholes}
    keys = [KEYS[key][0 if language == "zh" else 1] for key in figures.by]
    columns = [Column(title=key) for key in keys]
    columns += [Column(title=_title(whole, scales[whole.kpi], language), align="right") for whole in wholes]
    rows = []
    for group in dict.fromkeys(group for found in cells.values() for group in found):
        labels = [figures.labels.get(label, label) or words["blank"] for label in group]
        shown = [cells[kpi].get(group) for kpi in asked]
        rows.append(
            [
                *labels,
                *(words["none"] if one is None else _cell(one, scales[one.kpi], language) for one in shown),
            ]
        )
    rows.append(
        [words["whole"], *[""] * (width - 1), *(_cell(one, scales[one.kpi], language) for one in wholes)]
    )
    return Table(title=heading, columns=columns, rows=rows, notes=notes, total_rows=1)


def _by_kpis(figures: Figures, language: str, heading: str, notes: list[str]) -> Table:
    words = _WORDS[language]
    columns = [
        Column(title=words["kpi"]),
        Column(title=words["value"], align="right"),
        Column(title=words["range"], align="right"),
        Column(title=words["computed"], align="right"),
    ]
    rows = []
    for figure in figures.values():
        scale = _scale([figure], language)
        label = f"　{' / '.join(figure.group)}" if figure.group else _title(figure, scale, language)
        computed = ""
        if figure.denominator is not None and figure.numerator is not None:
            computed = f"{_plain(figure.numerator, scale)} ÷ {_plain(figure.denominator, (1, ''))}"
        rows.append([label, _cell(figure, scale, language), _range(figure, scale), computed])
    return Table(title=heading, columns=columns, rows=rows, notes=notes)


Scale = tuple[int, str]


def _scale(figures: Sequence[Figure], language: str) -> Scale:
    """Choose one unit for a column of money: 亿元 where the largest reaches it, else 万元; other units stay."""
    try:
        is_money = find_unit(figures[0].unit).dimension == "money"
    except LookupError:
        return 1, ""
    numbers = [abs(figure.value) for figure in figures if figure.value]
    if not is_money or not numbers:
        return 1, ""
    for factor, word in _SCALES[language]:
        if max(numbers) >= factor:
            return factor, word
    return 1, ""


def _title(figure: Figure, scale: Scale, language: str) -> str:
    name = figure.kpi if figure.wording is None else getattr(figure.wording, language)
    try:
        unit = getattr(find_unit(figure.unit), language)
    except LookupError:
        unit = figure.unit
    unit = "个百分点" if figure.unit == "pp" and language == "zh" else unit
    said = f"{scale[1]}{unit}"
    if not said:
        return name
    return f"{name}（{said}）" if language == "zh" else f"{name} ({said})"


def _plain(number: Decimal | Fraction, scale: Scale) -> str:
    """Write a number exactly in its column's unit, without trailing zeros; a fraction without end to two places."""
    shown = Fraction(number) / scale[0]
    denominator = shown.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{Rounding().apply(shown):f}"
    if isinstance(number, Decimal) and scale[0] == 1:
        return f"{number:f}"
    digits = 0
    while (shown * 10**digits).denominator != 1:
        digits += 1
    return f"{Rounding(digits=digits).apply(shown):f}"


def _cell(figure: Figure, scale: Scale, language: str) -> str:
    if figure.value is None:
        return _range(figure, scale) or _WORDS[language]["none"]
    text = _plain(figure.value, scale)
    if figure.exact is not None and figure.denominator is not None and scale[0] != 1:
        # a quotient is rounded in the unit that it is shown in
        text = f"{Rounding().apply(figure.exact / scale[0]):f}"
    if figure.is_exact or figure.unit not in _MONEY_LIKE:
        return text
    if figure.low is None and figure.high is None:
        sign = "about"
    elif figure.low is None:
        sign = "near" if figure.high == figure.value else "about"
    elif figure.high is None:
        sign = "over" if figure.low == figure.value else "about"
    else:
        sign = "about"
    return _SIGNS[language, sign].format(text)


_MONEY_LIKE: Final = frozenset({"CNY", "USD", "HKD", "EUR", "m2", "mu", "CNY/mu"})


def _range(figure: Figure, scale: Scale) -> str:
    if figure.is_exact or (figure.low is None and figure.high is None):
        return ""
    low = "…" if figure.low is None else _plain(figure.low, scale)
    high = "…" if figure.high is None else _plain(figure.high, scale)
    return f"{low}–{high}"


_MOST_IDS: Final = 5


def _notes(wholes: Sequence[Figure], language: str, names: Mapping[str, str]) -> list[str]:
    """Say for each KPI what was left out and what to know, ids gathered by warning."""
    words = _WORDS[language]
    notes = []
    for figure in wholes:
        said = []
        if figure.value is None and figure.reason is not None:
            said.append(describe(figure.reason, locale=language))
        if figure.excluded:
            said.append(f"{words['out']} {_some(figure.excluded, names)}")
        gathered: dict[str, list[str]] = {}
        for warning in figure.warnings:
            code, _, about = warning.partition(":")
            gathered.setdefault(code, []).extend([about] if about else [])
        for code, ids in gathered.items():
            listed = f" {_some(ids, names)}" if ids else ""
            said.append(f"{describe(code, locale=language)}{listed}")
        if said:
            name = figure.kpi if figure.wording is None else getattr(figure.wording, language)
            notes.append(f"{name}{words['colon']}{words['sep'].join(said)}")
    return notes


def _some(ids: Sequence[str], names: Mapping[str, str]) -> str:
    shown = ", ".join(names.get(one, one) for one in ids[:_MOST_IDS])
    return f"{len(ids)} ({shown}{', …' if len(ids) > _MOST_IDS else ''})"
