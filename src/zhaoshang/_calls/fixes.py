"""What makes the thing that is wanted of the thing that was given, and what other libraries call it."""

from os import PathLike
from typing import Final

from zhaoshang._basics.brief import as_python

_BOOKS: Final = (".xlsx", ".xlsm", ".xls", ".csv", ".docx", ".ods")
_READERS: Final = {"Money": "parse_money", "Quantity": "parse_quantity", "Area": "parse_quantity"}
_NUMBERS: Final = frozenset({"int", "float", "Decimal", "Fraction", "str"})
_RATE: Final = 'ExchangeRate(base="USD", quote="CNY", rate="7.1")'
_MAKERS: Final = {
    ("Figures", "Table"): "reports.kpi_table(figures)",
    ("Ledger", "Figures"): "evaluate(ledger, …)",
    ("Frames", "Figures"): "evaluate(frames, …)",
    ("Figures", "Iterable[Ranked]"): "reports.ranking(figures, kpi=…)",
    ("Import", "Ledger"): "imported.ledger",
    ("Import", "Table"): "reports.kpi_table(evaluate(imported.ledger, …))",
    ("Ledger", "Import"): "ledger.merge(other)",
    ("Ledger", "Table"): "reports.kpi_table(evaluate(ledger, …))",
    ("Changes", "Table"): "reports.change_table(changes)",
    ("Project", "Ledger"): "Ledger(projects=[project])",
}
"""What makes the thing that is wanted of the thing that was given."""


def made_by(given: object, wanted: tuple[str, ...]) -> str:
    """Write what makes the thing that is wanted of the thing that was given; nothing where nothing does."""
    kind = type(given).__name__
    if isinstance(given, str | PathLike):
        return _of_text(given, wanted)
    if (
        isinstance(given, list | tuple)
        and given
        and "Ledger" in wanted
        and type(given[0]).__name__ == "Project"
    ):
        return "Ledger(projects=[…])"
    if "str" in wanted and isinstance(given, bytes):
        return "data.decode()"
    if "ExchangeRate" in wanted and kind in _NUMBERS:
        return _RATE
    return next((maker for (old, new), maker in _MAKERS.items() if old == kind and new in wanted), "")


def _of_text(given: "str | PathLike[str]", wanted: tuple[str, ...]) -> str:
    """Write what reads a text, or the file that it names."""
    text, written = str(given), as_python(str(given))
    if "Ledger" in wanted and text.lower().endswith(_BOOKS):
        return f"workbooks.read({written}, as_of=…).ledger"
    if "Import" in wanted:
        return f"workbooks.read({written}, as_of=…)"
    if "Iterable[Import]" in wanted:
        return f"[workbooks.read({written}, as_of=…), …]"
    if not isinstance(given, str):
        return f'Path({written}).read_text("utf-8")' if "str" in wanted else ""
    reader = next((_READERS[name] for name in wanted if name in _READERS), "")
    if reader:
        return f"{reader}({written})"
    if "Project" in wanted:
        return f"ledger.projects[{written}]"
    if "ExchangeRate" in wanted:
        return _RATE
    return given if wanted == ("type",) and given.isidentifier() else ""  # the class itself, and not its name


_SVG: Final = 'Path("chart.svg").write_text(chart.to_svg(), "utf-8")'
CONVERSIONS: Final = {
    ("Ledger", "to_dict"): "records.unstructure(ledger)",
    ("Ledger", "to_excel"): "workbooks.write(ledger, path)",
    ("Ledger", "to_json"): "records.dump(ledger, path)",
    ("Ledger", "to_pandas"): 'frames.from_ledger(ledger, backend="pandas")',
    ("Ledger", "to_polars"): 'frames.from_ledger(ledger, backend="polars")',
    ("Project", "to_dict"): "records.unstructure(project)",
    **dict.fromkeys((("Chart", "save"), ("Chart", "to_file"), ("Chart", "write")), _SVG),
    ("Chart", "to_png"): "chart.to_pictures()[1]",
    ("Chart", "show"): "reports.page([chart])",
    ("Figures", "chart"): "reports.ranking_chart(reports.ranking(figures))",
    ("Figures", "plot"): "reports.ranking_chart(reports.ranking(figures))",
    ("Figures", "save"): "figures.to_excel(path)",
    ("Table", "save"): "reports.write_excel(table, path)",
    ("Table", "to_csv"): "table.to_data()",
    ("Table", "to_dict"): "table.to_data()",
    ("Table", "to_dicts"): "table.to_data()",
    ("Table", "to_json"): "json.dumps(table.to_data())",
    ("Table", "to_pandas"): "pandas.DataFrame(table.to_data())",
    ("Table", "to_polars"): "polars.DataFrame(table.to_data())",
    ("Ledger", "save"): "records.dump(ledger, path)",
    ("Ledger", "to_csv"): "workbooks.write(ledger, path)",
    ("Import", "save"): "records.dump(imported.ledger, path)",
    ("Table", "to_excel"): "reports.write_excel(table, path)",
    ("Table", "to_docx"): "reports.write_docx(table, path, title=…)",
    ("Figures", "to_csv"): "figures.to_polars().write_csv(path)",
    ("Figures", "to_dict"): "figures.to_dicts()",
}
"""What makes another thing of a record, by the name that it has in other libraries."""
