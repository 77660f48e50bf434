"""Figures handed on: as plain JSON data, as data frames, as a table in a notebook."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from os import PathLike, fspath
from typing import IO, Any, Final, Literal, Protocol

from zhaoshang._basics.decimals import decimal_text
from zhaoshang._engine.results.figure import Figure
from zhaoshang._engine.results.words import describe, unit_shown
from zhaoshang._files.books import book_at
from zhaoshang._files.inert import in_cell, in_html, lines_in_html, whole_signs
from zhaoshang._files.names import is_of_another_kind
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import say
from zhaoshang.errors import MissingExtraError, UnfitValueError
from zhaoshang.model._fields.keys import KEYS
from zhaoshang.periods import Period

_HEADS: Final[Mapping[str, tuple[str, str]]] = {
    **KEYS,
    "kpi": ("指标", "KPI"),
    "part": ("分项", "part"),
    "value": ("数值", "value"),
    "unit": ("单位", "unit"),
    "low": ("下限", "low"),
    "high": ("上限", "high"),
    "numerator": ("分子", "numerator"),
    "denominator": ("分母", "denominator"),
    "reason": ("无数值原因", "reason for no value"),
    "excluded": ("剔除", "left out"),
    "warnings": ("提示", "notes"),
    "period": ("期间", "period"),
    "as_of": ("截至", "as of"),
    "profile": ("口径", "profile"),
    "asked": ("所问", "asked"),
    "cumulative": ("累计", "cumulative"),
    "yoy": ("同比", "on the year"),
    "mom": ("环比", "on the period before"),
    "yoy_reason": ("无同比原因", "reason for no growth on the year"),
    "mom_reason": ("无环比原因", "reason for no growth on the period before"),
    "growth_unit": ("增幅单位", "unit of growth"),
}
_HIDDEN: Final = frozenset({"is_whole"})
_EXACT: Final = 15
"""A number of more digits would lose some in a cell, and is written as text."""
_WIDEST: Final = 40
_NUMBERS: Final = ("value", "low", "high", "numerator", "denominator")


class ExportedFigures(Protocol):
    """Figures of one question, as they are handed on."""

    @property
    def items_(self) -> Sequence[Figure]:
        """The figures, in order."""

    @property
    def by(self) -> Sequence[str]:
        """The keys that they are grouped by."""

    @property
    def kpis(self) -> Sequence[str]:
        """The KPIs, each once."""

    @property
    def labels(self) -> Mapping[str, str]:
        """What groups are called, by code."""

    def to_rows(self, *, exact: bool = False) -> list[dict[str, Any]]:
        """Give one mapping of plain values a figure."""


def dicts_of(figures: ExportedFigures) -> list[dict[str, Any]]:
    """Give one mapping a figure, of plain JSON data."""
    found = []
    for figure, row in zip(figures.items_, figures.to_rows(), strict=True):
        words = figure.wording
        cells = {name: cell for name, cell in row.items() if name != "kpi"}
        names = {
            "kpi": figure.kpi,
            "zh": None if words is None else words.zh,
            "en": None if words is None else words.en,
        }
        more = {
            "by_currency": {code: plain(total) for code, total in figure.by_currency.items()},
            "excluded": list(figure.excluded),
            "warnings": list(figure.warnings),
        }
        found.append({**names, **cells, **more})
    return found


def pivot_of(
    figures: ExportedFigures, across: str, kpi: str, number: Callable[[Any], Any]
) -> list[dict[str, Any]]:
    """Lay the values of one KPI out: a row for each group of the other keys, a column for each label of one key.

    Raises:
        UnfitValueError: for a label that is called as a key is.
    """
    at = list(figures.by).index(across)
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    columns: dict[str, None] = {}
    for figure in figures.items_:
        group = figure.group
        if figure.kpi != kpi or figure.is_part or len(group) != len(figures.by):
            continue
        columns.setdefault(group[at])
        found.setdefault((*group[:at], *group[at + 1 :]), {})[group[at]] = number(figure.value)
    keys = [key for key in figures.by if key != across]
    heads = {label: figures.labels.get(label, label) for label in columns}
    wrong = next((name for name in heads.values() if name in keys), None)
    if wrong is not None or len(set(heads.values())) < len(heads):
        msg = f"across={across!r}"
        raise UnfitValueError(msg, "a key whose labels differ from each other and from the keys")
    return [
        {
            **{key: figures.labels.get(label, label) for key, label in zip(keys, row, strict=True)},
            **{name: cells.get(label) for label, name in heads.items()},
        }
        for row, cells in found.items()
    ]


def plain(cell: Any) -> Any:
    """Give a number as JSON writes it without loss, else as text."""
    if isinstance(cell, Fraction):
        return str(cell)
    if not isinstance(cell, Decimal):
        return cell
    if cell == cell.to_integral_value() and cell.copy_abs() < 2**53:
        return int(cell)
    number = float(cell)
    return number if Decimal(repr(number)) == cell else f"{cell:f}"


def columns_of(figures: ExportedFigures, number: Callable[[Any], Any]) -> dict[str, list[Any]]:
    """Give a column for each thing that figures say, each number as asked, and `None` where there is none."""
    items, nowhere = figures.items_, ("",) * len(figures.by)
    groups = [each.group[:-1] if each.is_part else each.group for each in items]
    columns: dict[str, list[Any]] = {
        "kpi": [each.kpi for each in items],
        **{key: [(group or nowhere)[at] for group in groups] for at, key in enumerate(figures.by)},
        "part": [each.group[-1] if each.is_part else "" for each in items],
        "is_whole": [not each.group for each in items],
        "value": [each.value for each in items],
        "unit": [each.unit for each in items],
        "low": [each.low for each in items],
        "high": [each.high for each in items],
        "numerator": [each.numerator for each in items],
        "denominator": [each.denominator for each in items],
        "reason": [each.reason for each in items],
        "excluded": [len(each.excluded) for each in items],
        "warnings": ["; ".join(each.warnings) for each in items],
        "period": _said_once([each.period for each in items]),
        "as_of": _said_once([each.as_of for each in items]),
        "profile": [each.profile.id for each in items],
    }
    for name in _NUMBERS:
        columns[name] = [None if cell is None else number(cell) for cell in columns[name]]
    if any(each.asked for each in items):
        columns["asked"] = [each.asked_words("en") for each in items]
    return columns


def _said_once(times: Sequence[Period | None]) -> list[str | None]:
    """Write times down, one that stands in many rows once."""
    distinct = {id(time): time for time in times}
    said = {place: None if time is None else str(time) for place, time in distinct.items()}
    return [said[id(time)] for time in times]


def _columns(figures: ExportedFigures, number: Callable[[Any], Any]) -> dict[str, list[Any]]:
    """Give the columns of a data frame; of its texts each once, as most stand in many rows."""
    columns = columns_of(figures, number)
    if not figures.items_:
        return {name: [] for name in ("kpi", *figures.by, *_NUMBERS)}
    return {name: cells if name in _NUMBERS else _encoded(cells) for name, cells in columns.items()}


def _encoded(cells: list[Any]) -> list[Any]:
    shown = {cell: _encodable(cell) for cell in dict.fromkeys(cells)}
    return [shown[cell] for cell in cells]


def _encodable(cell: Any) -> Any:
    """Show half of a pair of signs, which no engine's text holds, as U+FFFD."""
    return whole_signs(cell) if isinstance(cell, str) else cell


def pandas_of(figures: ExportedFigures, *, exact: bool) -> Any:
    """Give the figures as a pandas data frame."""
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pandas", "pandas") from None
    columns = _columns(figures, as_it_is if exact else float)
    return pd.DataFrame(columns).astype(dict.fromkeys(_NUMBERS, object if exact else float))


def as_it_is(number: Any) -> Any:
    """Give a number as it is."""
    return number


def polars_of(figures: ExportedFigures, *, exact: bool) -> Any:
    """Give the figures as a polars data frame."""
    try:
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("polars", "polars") from None
    kind = pl.String if exact else pl.Float64
    return pl.DataFrame(
        _columns(figures, str if exact else float), schema_overrides=dict.fromkeys(_NUMBERS, kind)
    )


def arrow_of(figures: ExportedFigures, *, exact: bool) -> Any:
    """Give the figures as an Arrow table."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pyarrow", "pyarrow") from None
    kind = pa.string() if exact else pa.float64()
    columns = _columns(figures, str if exact else float)
    return pa.table(
        {name: pa.array(cells, type=kind if name in _NUMBERS else None) for name, cells in columns.items()}
    )


def html_of(figures: ExportedFigures) -> str:
    """Write the figures as a table, a row a group and a column a KPI; a cell explains itself under the pointer."""
    kpis, width = figures.kpis, len(figures.by)
    has_parts = any(figure.is_part for figure in figures.items_)
    words = {figure.kpi: figure.wording for figure in figures.items_}
    titles = [kpi if (found := words[kpi]) is None else found.zh for kpi in kpis]
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for figure in figures.items_:
        keys = figure.group[:width] if figure.group else ("合计",)[:width]
        part = figure.group[-1] if figure.is_part else ""
        named = [figures.labels.get(key, key) for key in keys] + [""] * (width - len(keys))
        row = (*named, part) if has_parts else tuple(named)
        rows.setdefault(row, {})[figure.kpi] = _cell(figure)
    heads = "".join(
        f"<th>{in_html(each)}</th>" for each in (*figures.by, *([""] if has_parts else []), *titles)
    )
    lines = "".join(
        "<tr>"
        + "".join(f"<th>{in_html(label)}</th>" for label in row)
        + "".join(cells.get(kpi, "<td></td>") for kpi in kpis)
        + "</tr>"
        for row, cells in rows.items()
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _cell(figure: Figure) -> str:
    shown = "—" if figure.value is None else f"{figure.value:f} {unit_shown(figure.unit, locale='zh_CN')}"
    told = lines_in_html(figure.explain("zh_CN"))
    return f'<td style="text-align: right" title="{told}">{in_html(shown)}</td>'


def excel_of(
    rows: Sequence[Mapping[str, Any]], target: str | PathLike[str] | IO[bytes], *, locale: str, title: str
) -> None:
    """Write rows as a sheet: numbers as numbers where a cell holds their digits, texts never as formulas."""
    if isinstance(target, str | PathLike) and is_of_another_kind(target, ".xlsx"):
        raise UnfitValueError(fspath(target), "the name of a workbook, such as figures.xlsx")
    try:
        with book_at(target) as book:
            _sheet(book, rows, title, chinese=is_chinese(locale))
    except ImportError:
        raise MissingExtraError("xlsxwriter", "excel") from None


def _sheet(book: Any, rows: Sequence[Mapping[str, Any]], title: str, *, chinese: bool) -> None:
    """Write a head and a line for each row; the head stays in sight and filters."""
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True, "bottom": 1})
    names = [name for name in (rows[0] if rows else ()) if name not in _HIDDEN]
    for at, name in enumerate(names):
        heads = _HEADS.get(name, (name, name))
        sheet.write_string(0, at, in_cell(heads[0 if chinese else 1]), bold)
        widest = max((len(f"{row[name]}") for row in rows if row[name] is not None), default=0)
        sheet.set_column(at, at, min(_WIDEST, max(10, widest * 1.2)))
    for line, row in enumerate(rows, 1):
        for at, name in enumerate(names):
            cell = row[name]
            if isinstance(cell, Decimal | int) and len(Decimal(cell).as_tuple().digits) <= _EXACT:
                sheet.write_number(line, at, cell)
            elif cell is not None:
                sheet.write_string(line, at, in_cell(decimal_text(cell)))
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(names) - 1)


def named_rows(figures: ExportedFigures, *, locale: str) -> list[dict[str, Any]]:
    """Give the rows in words: the names of KPIs, units and parks, what reasons and notes say."""
    chinese = is_chinese(locale)
    found = []
    for figure, row in zip(figures.items_, figures.to_rows(exact=True), strict=True):
        words = figure.wording
        kpi = figure.kpi if words is None else words.zh if chinese else words.en
        keys = {key: figures.labels.get(row[key], row[key]) for key in figures.by}
        whole = {figures.by[0]: say("figure.total", locale)} if figures.by and not figure.group else {}
        asked = {"asked": figure.asked_words(locale)} if "asked" in row else {}
        unit = unit_shown(figure.unit, locale=locale)
        said = {
            "reason": figure.reason and describe(figure.reason, locale=locale),
            "warnings": say("list.semicolon", locale).join(
                [describe(warning, locale=locale) for warning in figure.warnings]
            ),
        }
        found.append({**row, "kpi": kpi, **keys, **whole, "unit": unit, **asked, **said})
    return found


def frame_of(rows: Sequence[Mapping[str, Any]], engine: Literal["pandas", "polars"]) -> Any:
    """Give rows as a data frame, its numbers as floats."""
    columns = {name: [_encodable(_number(row[name])) for row in rows] for name in (rows[0] if rows else ())}
    try:
        if engine == "pandas":
            import pandas as pd  # noqa: PLC0415 - an extra

            return pd.DataFrame(columns)
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError(engine, engine) from None
    return pl.DataFrame(columns)


def _number(cell: Any) -> Any:
    return float(cell) if isinstance(cell, Decimal | Fraction) else cell
