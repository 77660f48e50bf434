"""The tables of a ledger as data frames, of which columns are lost, moved, of another kind, or hold what is odd."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from chances import Drawn, answered, damaged
from tests.properties import drawn

from harnesses.invented import ledger, varied
from zhaoshang import kpis

KINDS: Final[tuple[list[Any], ...]] = (
    ["P1", "P2"], [1, None], [None, None], [1.5, 2.5], [True, False], ["2022-01-01", ""], ["P1", "P1"], ["", " "],
    [2**62, -(2**62)], ["9" * 60, "1e9"], [b"x", b""], [float("nan"), float("inf")], ["2022-13-45", "2022年"],
    [date.min, date.max], [datetime(2022, 6, 30, 1), None],  # noqa: DTZ001 - as tables hold them
)  # fmt: skip
COLUMNS: Final = (
    "id owner investment investment_unit signed_on started_on sign_on x parent row industry has_signed stage origin kind"
    " completed_on level 责任单位 总投资 signed_lo signed_hi investment_low own own_row recorded_lo until_lo"
).split()
TABLES: Final = "projects history arrivals outcomes plans phases shares x".split()
ODD: Final[Mapping[type, tuple[Any, ...]]] = {
    str: ("", " ", "x", "P1", "P2", "U1", "started", "signed", "formal", "CNY", "USD", "9" * 60, "2022-06-30", None),
    int: (0, 1, -1, 2, 99, 10**6, 2**62, -(2**63), 2**63 - 1, 20220630, 738000, None),
    float: (0.0, -0.5, 1e300, float("nan"), float("inf"), None),
    bool: (True, False, None),
    date: (date.min, date.max, date(2022, 6, 30), date(2022, 2, 28), None),
}  # fmt: skip
"""Values that a column may hold, though hardly any does, by the kind of what it holds."""


@cache
def _started() -> tuple[Any, ...]:
    """Let every engine take what it takes once: address space for its threads and pools."""
    from zhaoshang.frames import from_ledger  # noqa: PLC0415 - needs the extra

    engines: tuple[Any, ...] = ("polars", "pandas", "pyarrow", "duckdb")
    for engine in engines:
        kpis.evaluate(from_ledger(ledger(), backend=engine), "signed_project_count", by="owner")
    return (*engines[:1] * 12, *engines, "pandas")


@cache
def _files(seed: int) -> Mapping[str, bytes]:
    from zhaoshang.frames import write_parquet  # noqa: PLC0415 - needs the extra

    with TemporaryDirectory() as folder:
        write_parquet(varied(seed), folder)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def fuzz_frames(chance: Drawn, folder: Path) -> None:
    """Ask the tables of a ledger, changed as tables or as files, for any KPI on any engine."""
    from zhaoshang.frames import Frames, read_parquet  # noqa: PLC0415 - needs the extra

    kpi, files = chance.choice(kpis.CATALOGUE), _files(chance.randrange(16))
    backend = chance.choice(_started())
    evidence: Any = chance.choice(("ids", "counts", "none"))

    def ask(frames: Frames) -> None:
        asked = {**chance.choice(drawn.cases(kpi)), **drawn.question(chance)}
        looks_through = chance.random() > 0.9
        answered(lambda: kpis.evaluate(frames, [kpi], profile=drawn.profile(chance), **asked))
        if looks_through:
            answered(frames.check)

    if chance.random() > 0.9:
        with TemporaryDirectory(dir=folder) as place:
            broken = chance.choice([*files])
            for name, data in files.items():
                Path(place, name).write_bytes(damaged(data, chance) if name == broken else data)
            found = answered(lambda: read_parquet(place, backend=backend, evidence=evidence))
            if found is not None:
                ask(found)  # which may be when the files are read
    else:
        tables = _tables(chance, files, backend)
        found = answered(lambda: Frames(tables, evidence=evidence))
        if found is not None:
            ask(found)


def _tables(chance: Drawn, files: Mapping[str, bytes], backend: str) -> dict[str, Any]:
    """Open the tables and change some of them, or take a table of a few columns made up."""
    import polars as pl  # noqa: PLC0415 - an extra

    tables = {
        name.partition(".")[0]: pl.read_parquet(data)
        for name, data in files.items()
        if name.endswith(".parquet")
    }
    if chance.random() > 0.9:
        names = chance.sample(COLUMNS, chance.randrange(1, 8))
        made = {name: chance.choice(KINDS) for name in names}
        tables = {"projects": pl.DataFrame({"id": ["P1", "P2"], **made}, strict=False)}
    for _ in range(chance.choice((0, 1, 2, 5))):
        name = chance.choice([*tables])
        if chance.random() > 0.95:
            tables[chance.choice(TABLES)] = tables.pop(name)
        elif tables[name].columns:
            tables[name] = _altered(tables[name], chance)
    if backend == "pandas":
        return {name: table.to_pandas() for name, table in tables.items()}
    if backend == "pyarrow":
        return {name: table.to_arrow() for name, table in tables.items()}
    if backend == "duckdb":
        import duckdb  # noqa: PLC0415 - an extra

        return {name: duckdb.from_arrow(table.to_arrow()) for name, table in tables.items()}
    return {name: table.lazy() if chance.random() < 0.5 else table for name, table in tables.items()}


def _with_cells(table: Any, name: str, cells: list[Any]) -> Any:  # noqa: ANN401 - a frame of polars
    """Put cells into a column; the table as it was where they are texts that are days of no form."""
    import polars as pl  # noqa: PLC0415 - an extra

    try:
        return table.with_columns(pl.Series(name, cells, table[name].dtype, strict=False))
    except pl.exceptions.ComputeError:
        return table


def _altered(table: Any, chance: Drawn) -> Any:  # noqa: ANN401 - a frame of polars
    """Lose, rename, swap or refill a column, change one cell of it, or double and empty the table."""
    import polars as pl  # noqa: PLC0415 - an extra

    name, other = chance.choice(table.columns), chance.choice([*table.columns, *COLUMNS])
    cells = table[name].to_list()
    match chance.randrange(12):
        case 0:
            return table.drop(name)
        case 1:
            return table.drop(other, strict=False).rename({name: other}) if name != other else table
        case 2:
            made = chance.choice(KINDS)
            return table.with_columns(pl.Series(name, (made * len(cells))[: len(cells)], strict=False))
        case 3:
            kind = chance.choice((pl.String, pl.Int32, pl.Float64, pl.Categorical, pl.Decimal(38, 2)))
            return table.with_columns(pl.col(name).cast(pl.String, strict=False).cast(kind, strict=False))
        case 4:
            return table.with_columns(pl.col(name).reverse())
        case 5:
            return chance.choice((pl.concat([table, table]), table.head(0), table.head(1)))
        case 6:
            return table.with_columns(pl.lit(None, table[name].dtype).alias(name))
        case _:
            odd = ODD.get(next((type(cell) for cell in cells if cell is not None), str), (None,))
            for _ in range(chance.choice((1, 1, 3))):
                if cells:
                    cells[chance.randrange(len(cells))] = chance.choice(odd)
            return _with_cells(table, name, cells)
