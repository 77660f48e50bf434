"""What makes the thing that is wanted of the thing that was given, and what other libraries call it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from keyword import iskeyword
from os import PathLike
from sys import modules
from typing import Final

from zhaoshang._basics.brief import as_python

_BOOKS: Final = (".xlsx", ".xlsm", ".xls", ".csv", ".docx", ".ods")
_READERS: Final = {"Money": "parse_money", "Quantity": "parse_quantity", "Area": "parse_quantity"}
_PATHS: Final = frozenset({"Path", "PathLike", "PathLike[str]"})
_NUMBERS: Final = frozenset({"int", "float", "Decimal", "Fraction", "str"})
_RATE: Final = 'ExchangeRate(base="USD", quote="CNY", rate="7.1")'
_MAKERS: Final = {
    ("Figures", "Table"): "reports.kpi_table(figures)",
    ("Ledger", "Figures"): "evaluate(ledger, …)",
    ("Frames", "Figures"): "evaluate(frames, …)",
    ("Figures", "Iterable[Ranked]"): "reports.ranking(figures, kpi=…)",
    ("Figures", "Iterable[str | Table | Chart]"): "[reports.kpi_table(figures)]",
    ("Import", "Ledger"): "imported.ledger",
    ("Import", "Table"): "reports.kpi_table(evaluate(imported.ledger, …))",
    ("Ledger", "Project"): "ledger.projects[…]",
    ("PeriodFigures", "Figures"): "trend.figures",
    ("PeriodFigures", "Iterable[Figures]"): "[trend.figures]",
    ("Ledger", "Table"): "reports.kpi_table(evaluate(ledger, …))",
    ("Changes", "Table"): "reports.change_table(changes)",
    ("Project", "Ledger"): "Ledger(projects=[project])",
}
"""What makes the thing that is wanted of the thing that was given."""

_MAKERS_OF_SEVERAL: Final = {
    ("Project", "Ledger"): "Ledger(projects=[…])",
    ("Ledger", "Iterable[Import]"): "ledger.merge(other)",
    ("Ledger", "Ledger"): "ledger.merge(*others)",
}

_NAMED: Final = {
    "Kpi": "kpis.find({})",
    "Lifecycle": "lifecycle.LIFECYCLE",
    "Scheme": "assessments.SCHEMES[{}]",
    "Template": "bulletins.ZH",
}
"""What gives a thing by the name that it goes by."""


def made_by(given: object, wanted: tuple[str, ...]) -> str:
    """Write what makes the thing that is wanted of the thing that was given; nothing where nothing does."""
    kind = type(given).__name__
    if isinstance(given, str | PathLike):
        return _of_text(given, wanted)
    made = next((maker for (old, new), maker in _MAKERS.items() if old == kind and new in wanted), "")
    if not made and isinstance(given, list | tuple) and given:
        first = type(given[0]).__name__
        of_several = _MAKERS_OF_SEVERAL.items()
        made = next((maker for (old, new), maker in of_several if old == first and new in wanted), "")
    if made:
        return made
    if isinstance(given, bytes):
        return "data.decode()" if "str" in wanted and _PATHS.isdisjoint(wanted) else ""
    if isinstance(given, int) and "Rounding" in wanted:
        return f"kpis.Rounding(digits={as_python(given)})"
    if isinstance(given, Mapping):
        if "Profile" in wanted:
            return "profiles.DEFAULT.vary(new_id, **options)"
        record = next((name for name in wanted if _is_record(name)), "")
        if record:
            return f"records.structure(data, {record})"
    if wanted == ("str",) and hasattr(given, "id") and _is_record(kind):
        return f"{variable(kind)}.id"
    return _RATE if "ExchangeRate" in wanted and kind in _NUMBERS else ""


def made_several(given: object, kind: type) -> str:
    """Write what makes several records of one class of a thing that holds them otherwise."""
    if isinstance(given, kind):
        return f"[{variable(kind.__name__)}]"
    if isinstance(given, Mapping) and given and all(isinstance(each, kind) for each in given.values()):
        return f"{variable(kind.__name__)}s.values()"
    if isinstance(given, Mapping) and _is_record(kind.__name__):
        return f"[records.structure(data, {kind.__name__})]"
    if hasattr(given, "columns") and kind.__name__ == "Project":
        return "workbooks.read_frame(df).ledger.projects"
    return ""


def read_by(given: object, *, of_numbers: str = "") -> str:
    """Write what makes a value of a number, a day or several texts, which no reader of one text takes."""
    if isinstance(given, int | float | Decimal) and not isinstance(given, bool):
        return of_numbers.format(given)
    if isinstance(given, date):
        return "Period.of(day)"
    if isinstance(given, bytes):
        return "data.decode()"
    return "parse_column(texts)" if isinstance(given, list | tuple) else ""


def frame_made_by(given: object) -> str:
    """Write what makes a data frame of what was given in the place of one."""
    if isinstance(given, str | PathLike):
        suffix = str(given).lower().rpartition(".")[2]
        return f"polars.read_{suffix}({as_python(str(given))})" if suffix in {"parquet", "csv"} else ""
    if isinstance(given, Mapping | list):
        return "polars.DataFrame(data)"
    return "series.to_frame()" if hasattr(given, "to_frame") else ""


def object_made_by(given: object, name: str) -> str:
    """Write what makes an object with the fields of a record of what was given in its place."""
    if isinstance(given, str | bytes):
        return "json.loads(text)"
    if isinstance(given, list | tuple):
        return f"[records.structure(data[0], {name}), …]"
    if type(given).__name__ == name:
        return "records.unstructure(record)"
    return "dict(row)" if hasattr(given, "keys") else ""


def variable(kind: str) -> str:
    """Name what holds a record as programs do: service_team for ServiceTeam."""
    name = "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in kind).lstrip("_")
    return f"{name}ed" if iskeyword(name) else name  # an import


def _is_record(name: str) -> bool:
    """Tell whether a class is one of the records that data is read into."""
    return name == "Ledger" or (name.isidentifier() and hasattr(modules.get("zhaoshang.model"), name))


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
    named = next((_NAMED[name] for name in wanted if name in _NAMED), "")
    if named:
        return named.format(written)
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
    ("Figures", "value"): "figures[kpi].value",
    **dict.fromkeys((("Records", "filter"), ("Records", "where")), "[each for each in ledger.projects if …]"),
    ("Records", "first"): "next(iter(ledger.projects))",
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
