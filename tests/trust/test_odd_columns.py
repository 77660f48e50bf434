"""Columns of every type that an engine holds: each is read as its plain twin is, or refused by its name."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from zhaoshang import evaluate, workbooks
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import Frames, read_frame

MAY = [dt.date(2022, 5, 4), dt.date(2022, 5, 5)]
WORDS = ["甲", "乙"]
HALVES = [Decimal("0.1"), Decimal(16777218)]
NO_DAY = 10**8  # since 1970

# a column in Arrow, and the plain cells that it must be read as; None where every reader refuses it
ARROW: dict[str, tuple[Callable[[], Any], list[Any] | None]] = {
    "float of 16 bits": (lambda: pa.array(np.array([0.1, 2], np.float16)), None),
    "float of 32 bits": (lambda: pa.array([0.1, 16777218.0], pa.float32()), [0.1, 16777218.0]),
    "unsigned": (lambda: pa.array([5, 1], pa.uint64()), [5, 1]),
    "unsigned past 64 bits": (lambda: pa.array([2**64 - 1, 1], pa.uint64()), [2**64 - 1, 1]),
    "decimal of 256 bits": (lambda: pa.array(HALVES, pa.decimal256(50, 1)), HALVES),
    "coded numbers": (lambda: pa.array([1, 2]).dictionary_encode(), [1, 2]),
    "coded days": (lambda: pa.array(MAY).dictionary_encode(), MAY),
    "coded texts": (lambda: pa.array(WORDS).dictionary_encode(), WORDS),
    "runs of texts": (lambda: pa.RunEndEncodedArray.from_arrays([1, 2], WORDS), WORDS),
    "runs of numbers": (lambda: pa.RunEndEncodedArray.from_arrays([1, 2], [1, 2]), [1, 2]),
    "text views": (lambda: pa.array(WORDS, pa.string_view()), WORDS),
    "lists": (lambda: pa.array([[1], [2]]), None),
    "structs": (lambda: pa.array([{"a": 1}, {"a": 2}]), None),
    "maps": (lambda: pa.array([[("a", 1)], []], pa.map_(pa.string(), pa.int64())), None),
    "bytes": (lambda: pa.array([b"a", b"\xff"]), None),
    "durations": (lambda: pa.array([dt.timedelta(1), None]), None),
    "moments of a zone": (lambda: pa.array(MAY).cast(pa.timestamp("us", "Asia/Shanghai")), None),
    "days of 64 bits": (lambda: pa.array(MAY, pa.date64()), MAY),
    "days at midnight": (lambda: pa.array(MAY).cast(pa.timestamp("us")), MAY),
    "days of no year": (lambda: pa.array([NO_DAY, 0], pa.int32()).cast(pa.date32()), None),
    "days before any year": (lambda: pa.array([-NO_DAY, 0], pa.int32()).cast(pa.date32()), None),
    "moments of no year": (lambda: pa.array([NO_DAY * 86_400, 0]).cast(pa.timestamp("s")), None),
    "moments of no year, in ms": (lambda: pa.array([NO_DAY * 86_400_000 + 1, 0]).cast(pa.timestamp("ms")), None),
}  # fmt: skip
PANDAS: dict[str, tuple[Callable[[], Any], list[Any] | None]] = {
    "numbers and pandas.NA": (lambda: pd.Series([1, pd.NA], dtype=object), [1, None]),
    "numbers and words": (lambda: pd.Series([1, "甲"], dtype=object), ["1", "甲"]),
    "periods": (lambda: pd.Series(pd.period_range("2022-04", periods=2, freq="M")), ["2022-04", "2022-05"]),
    "intervals": (lambda: pd.Series(pd.interval_range(0, 2)), None),
    "complex numbers": (lambda: pd.Series([1j, 2]), None),
    "long floats": (lambda: pd.Series(np.array([0.1, 2], np.longdouble)), None),
    "sparse numbers": (lambda: pd.Series(pd.arrays.SparseArray([1, 0])), None),
    "whole numbers past 64 bits": (lambda: pd.Series([2**70, 1], dtype=object), [str(2**70), "1"]),
    "whole numbers past all digits": (lambda: pd.Series([10**5000, 1], dtype=object), None),
    "nullable floats of 32 bits": (lambda: pd.Series([0.1, None], dtype="Float32"), [0.1, None]),
    "nullable flags": (lambda: pd.Series([True, None], dtype="boolean"), [True, None]),
    "decimals and no number": (
        lambda: pd.Series([Decimal("NaN"), Decimal("1.5")], dtype=object),
        [None, Decimal("1.5")],
    ),
    "numbers of numpy": (lambda: pd.Series([np.float32(0.1), np.int64(5)], dtype=object), ["0.1", "5"]),
    "half a pair of signs": (lambda: pd.Series(["\ud800", "b"], dtype=object), None),
    "objects": (lambda: pd.Series([object(), 1], dtype=object), None),
    "lists and numbers": (lambda: pd.Series([[1], 2], dtype=object), None),
}
POLARS: dict[str, tuple[Callable[[], Any], list[Any] | None]] = {
    "128 bits": (lambda: pl.Series([5, 1], dtype=pl.Int128), [5, 1]),
    "past 64 bits": (lambda: pl.Series([2**100, 1], dtype=pl.Int128), [str(2**100), "1"]),
    "unsigned of 128 bits": (lambda: pl.Series([5, 1], dtype=pl.UInt128), [5, 1]),
    "objects": (lambda: pl.Series([object(), object()], dtype=pl.Object), None),
    "arrays": (lambda: pl.Series([[1], [2]], dtype=pl.Array(pl.Int64, 1)), None),
    "categories": (lambda: pl.Series(WORDS, dtype=pl.Categorical), WORDS),
}
DUCKDB: dict[str, tuple[str, list[Any] | None]] = {
    "128 bits": ("(5::HUGEINT), (1::HUGEINT)", [5, 1]),
    "past 64 bits": (f"({2**100}::HUGEINT), (1::HUGEINT)", [str(2**100), "1"]),
    "no day": ("('infinity'::DATE), ('2022-05-04'::DATE)", None),
    "a day before Christ": ("('0044-03-15 (BC)'::DATE), ('2022-05-04'::DATE)", None),
    "a span": ("(INTERVAL 1 DAY), (INTERVAL 2 DAY)", None),
    "one of several": ("(union_value(n := 1)), (union_value(n := 2))", None),
}


Odd = tuple[str, Any, list[Any] | None]
"""Its name, how to put it beside other columns, and its plain cells."""


def odd() -> Iterator[Odd]:
    """Give every odd column on each engine that holds it."""
    for name, (make, plain) in ARROW.items():
        cells = make()
        yield f"arrow-{name}", lambda base, key, c=cells: pa.table({**base, key: c}), plain
        if name not in {"float of 16 bits", "decimal of 256 bits"} and not name.startswith("runs"):
            yield (
                f"duckdb-{name}",
                lambda base, key, c=cells: duckdb.from_arrow(pa.table({**base, key: c})),
                plain,
            )
        if not name.startswith("runs"):
            yield (
                f"pandas-{name}",
                lambda base, key, c=cells: pd.DataFrame(
                    {**base, key: pd.Series(c, dtype=pd.ArrowDtype(c.type))}
                ),
                plain,
            )
        if name.split()[0] not in {"runs", "decimal"}:
            yield (
                f"polars-{name}",
                lambda base, key, c=cells: pl.DataFrame({**base, key: pl.from_arrow(c)}),
                plain,
            )
    for name, (make, plain) in PANDAS.items():
        yield f"pandas-{name}", lambda base, key, m=make: pd.DataFrame({**base, key: m()}), plain
    for name, (make, plain) in POLARS.items():
        yield f"polars-{name}", lambda base, key, m=make: pl.DataFrame({**base, key: m()}), plain
    for name, (cells, plain) in DUCKDB.items():
        yield f"duckdb-{name}", lambda base, key, c=cells: _in_duckdb(base, key, c), plain


def _in_duckdb(base: dict[str, Any], key: str, cells: str) -> Any:
    connection = duckdb.connect()
    connection.register("base", pa.table({**base, "place": [1, 2]}))
    odd = connection.sql(f"SELECT x, row_number() OVER () AS n FROM (VALUES {cells}) AS t(x)")  # noqa: S608 - our words
    together = connection.table("base").join(odd, "n = place")
    return together.project(", ".join([*(f'"{name}"' for name in base), f'x AS "{key}"']))


OFFICE = {
    "项目名称": ["甲项目", "乙项目"],
    "总投资（亿元）": ["3", "2"],
    "签约日期": ["2022-03-05", "2022-04-06"],
    "责任单位": ["甲局", "乙局"],
}


HELD: dict[str, list[Any]] = {
    "id": ["P1", "P2"],
    "owner": ["U1", "U2"],
    "signed_on": [dt.date(2022, 3, 5), dt.date(2022, 3, 6)],
    "investment": [100, 200],
}


def by_frames(frame: Any) -> Any:
    frames, doubts = read_frame(frame, as_of="2022-12-31")
    figures = evaluate(frames, ["signed_project_count", "signed_investment_total"], by="owner")
    told = [{**doubt.detail, "code": doubt.code} for doubt in doubts]
    return [(each.group, each.value) for each in figures.items_], told


def by_books(frame: Any) -> Any:
    read = workbooks.read_frame(frame, as_of="2022-12-31")
    return list(read.ledger.projects), read.findings.codes


def by_hand(frame: Any) -> Any:
    frames = Frames({"projects": frame}, units={"investment": "CNY"}, evidence="ids")
    kpis = ["signed_project_count", "signed_investment_total"]
    figures = evaluate(frames, kpis, as_of="2022-12-31", by="owner")
    frames.check()
    return [(each.group, each.value, each.ids) for each in figures.items_]


TOLD_PLAINLY: dict[tuple[Any, str, str], Any] = {}


def _plainly(read: Any, base: dict[str, Any], key: str, cells: list[Any]) -> Any:
    """Read the plain twin, once for all engines that hold it."""
    if (asked := (read, key, repr(cells))) not in TOLD_PLAINLY:
        TOLD_PLAINLY[asked] = read(pl.DataFrame({**base, key: pl.Series(cells, strict=False)}))
    return TOLD_PLAINLY[asked]


Paired = Callable[..., Iterable[tuple[Odd, str]]]
ODD = [*odd()]


def _read_otherwise(read: Any, frame: Any, plain: list[Any] | None, name: str) -> object:
    """Tell what is made of a column, unless it is read as its plain twin is, or refused by its name where it must be."""
    base = {header: cells for header, cells in OFFICE.items() if header != name}
    made = frame(base, name)
    try:
        told = read(made)
    except FrameSchemaError as refused:
        return None if plain is None and refused.column == name and refused.render("zh_CN") else refused
    return None if plain is not None and told == _plainly(read, base, name, plain) else told


@pytest.mark.parametrize("read", [by_frames, by_books], ids=["frames", "books"])
def test_an_odd_column_is_read_as_its_plain_twin_or_refused(read: Any, paired: Paired) -> None:
    """It came out as an error or a panic of another library, as a number that drifts, or by the words of its type."""
    wrong = {
        (which, name): told
        for (which, frame, plain), name in paired(ODD, [*OFFICE, "说明"])
        if (told := _read_otherwise(read, frame, plain, name)) is not None
    }
    assert wrong == {}


def _held_otherwise(frame: Any, plain: list[Any] | None, name: str) -> object:
    """Tell what is counted of a table of one's own that holds a column, unless that is right."""
    base = {header: cells for header, cells in HELD.items() if header != name}
    try:
        found = by_hand(frame(base, name))
    except FrameSchemaError as refused:
        return None if refused.column in {name, ""} else refused  # a sum past 64 bits names its table
    if name == "note":
        return None if found == _plainly(by_hand, HELD, "id", HELD["id"]) else found
    return None if plain is not None and found == _plainly(by_hand, base, name, plain) else found


def test_so_it_is_in_tables_of_ones_own(paired: Paired) -> None:
    """What no question reads is let be; nothing is ever an error of another library."""
    wrong = {
        (which, name): told
        for (which, frame, plain), name in paired(ODD, [*HELD, "note"])
        if (told := _held_otherwise(frame, plain, name)) is not None
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "engine", [pl.DataFrame, pl.LazyFrame, pd.DataFrame, pa.table], ids=["polars", "lazy", "pandas", "arrow"]
)
def test_sums_of_short_floats_are_those_of_their_texts(engine: Any) -> None:
    """A thousand times 0.1 in 32 bits is 100, not 100.0000015."""
    cells = pa.array([0.1] * 1000, pa.float32()).to_numpy()
    frame = engine(
        {
            "项目名称": [f"项目{n}" for n in range(1000)],
            "总投资（亿元）": cells,
            "签约日期": ["2022-03-05"] * 1000,
        }
    )
    frames, _ = read_frame(frame, as_of="2022-12-31")
    assert evaluate(frames, "signed_investment_total")["signed_investment_total"].value == 10_000_000_000
    totals = [
        project.investment for project in workbooks.read_frame(frame, as_of="2022-12-31").ledger.projects
    ]
    assert {str(amount) for amount in totals} == {"10000000 CNY"}


@pytest.mark.parametrize("many", [5, 300], ids=["few", "by shape"])
def test_a_float_is_a_number_of_fifteen_digits(many: int) -> None:
    """It is what Excel shows of it, on both faces of a frame: 0.1 + 0.2 is 0.3."""
    amounts = [0.1 + 0.2, 12.345678912345678, *(1 + place / 7 for place in range(many - 2))]
    frame = pl.DataFrame(
        {
            "项目名称": [f"项目{place}" for place in range(many)],
            "总投资（亿元）": amounts,
            "签约日期": ["2022-03-05"] * many,
        }
    )
    exact = [Decimal(f"{amount:.15g}") * 10**8 for amount in amounts]
    frames, _ = read_frame(frame, as_of="2022-12-31")
    assert evaluate(frames, "signed_investment_total")["signed_investment_total"].value == sum(exact)
    read = workbooks.read_frame(frame, as_of="2022-12-31").ledger.projects
    assert [project.investment.value for project in read if project.investment] == exact
