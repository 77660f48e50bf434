"""Figures handed on: as plain JSON data, as data frames, as a table in a notebook."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any, Final

from zhaoshang._engine.results.words import unit_shown
from zhaoshang.errors import MissingExtraError

if TYPE_CHECKING:
    from zhaoshang._engine.results.figures import Figure, Figures

_NUMBERS: Final = ("value", "low", "high", "numerator", "denominator")


def dicts_of(figures: "Figures") -> list[dict[str, Any]]:
    """Give one mapping a figure, of plain JSON data."""
    found = []
    for figure, row in zip(figures.items_, figures.to_rows(), strict=True):
        words = figure.wording
        plain = {name: _plain(cell) for name, cell in row.items() if name != "kpi"}
        names = {
            "kpi": figure.kpi,
            "zh": None if words is None else words.zh,
            "en": None if words is None else words.en,
        }
        more = {
            "by_currency": {code: _plain(total) for code, total in figure.by_currency.items()},
            "excluded": list(figure.excluded),
            "warnings": list(figure.warnings),
        }
        found.append({**names, **plain, **more})
    return found


def _plain(cell: Any) -> Any:
    """Give a number as JSON writes it without loss, else as text."""
    if isinstance(cell, Fraction):
        return str(cell)
    if not isinstance(cell, Decimal):
        return cell
    if cell == cell.to_integral_value() and abs(cell) < 2**53:
        return int(cell)
    number = float(cell)
    return number if Decimal(repr(number)) == cell else f"{cell:f}"


def _columns(figures: "Figures", number: Callable[[Any], Any]) -> dict[str, list[Any]]:
    """Turn the rows into columns, each number as asked."""
    rows = figures.to_rows()
    names = list(rows[0]) if rows else ["kpi", *figures.by, *_NUMBERS]
    return {
        name: [number(row[name]) if name in _NUMBERS and row[name] is not None else row[name] for row in rows]
        for name in names
    }


def pandas_of(figures: "Figures", *, exact: bool) -> Any:
    """Give the figures as a pandas data frame."""
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pandas", "pandas") from None
    columns = _columns(figures, _as_it_is if exact else float)
    return pd.DataFrame(columns).astype(dict.fromkeys(_NUMBERS, object if exact else float))


def _as_it_is(number: Any) -> Any:
    return number


def polars_of(figures: "Figures", *, exact: bool) -> Any:
    """Give the figures as a polars data frame."""
    try:
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("polars", "polars") from None
    kind = pl.String if exact else pl.Float64
    return pl.DataFrame(
        _columns(figures, str if exact else float), schema_overrides=dict.fromkeys(_NUMBERS, kind)
    )


def arrow_of(figures: "Figures", *, exact: bool) -> Any:
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


def html_of(figures: "Figures") -> str:
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
        f"<th>{escape(each)}</th>" for each in (*figures.by, *([""] if has_parts else []), *titles)
    )
    lines = "".join(
        "<tr>"
        + "".join(f"<th>{escape(label)}</th>" for label in row)
        + "".join(cells.get(kpi, "<td></td>") for kpi in kpis)
        + "</tr>"
        for row, cells in rows.items()
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _cell(figure: "Figure") -> str:
    shown = "—" if figure.value is None else f"{figure.value:f} {unit_shown(figure.unit, locale='zh_CN')}"
    told = escape(figure.explain("zh_CN"), quote=True)
    return f'<td style="text-align: right" title="{told}">{escape(shown)}</td>'
