"""Files of frames: Parquet, lines, text columns, a job on Spark."""

import json
import runpy
import shutil
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.engine.held_tables import ARGUMENTS, ENGINES, KPIS, WIDE, projects_of, told, wide_ledger

from zhaoshang import Ledger, Money, Project
from zhaoshang.errors import (
    DuplicateIdError,
    FieldError,
    FileSyntaxError,
    FrameSchemaError,
    RecordError,
    UnfitValueError,
    UnsupportedFrameError,
    ZhaoshangError,
)
from zhaoshang.frames import (
    Frames,
    from_ledger,
    parse_amounts,
    read_lines,
    read_parquet,
    write_lines,
    write_parquet,
)
from zhaoshang.kpis import evaluate
from zhaoshang.model import Agreement, Outcome, PromisedTerm
from zhaoshang.reading import parse_money
from zhaoshang.records import unstructure


@pytest.mark.long
def test_parquet_keeps_the_figures(tmp_path: Path, paired: Callable[..., Iterable[tuple[Any, Any]]]) -> None:
    """What is written as tables, whole or in chunks, gives the figures of the ledger on every engine."""
    for backend, is_chunked in paired(("polars", "pandas", "pyarrow", "duckdb"), (False, True)):
        folder = tmp_path / f"{backend}-{is_chunked}"
        folder.mkdir()
        assert_kept(backend, folder, is_chunked=is_chunked)


def assert_kept(backend: Any, folder: Path, *, is_chunked: bool) -> None:
    ledger = Ledger(as_of="2022-12-31", projects=projects_of(21))
    source: Any = ledger
    if is_chunked:
        write_lines(ledger.projects, folder / "projects.jsonl")
        source = read_lines(folder / "projects.jsonl", ledger=Ledger(as_of="2022-12-31"), size=5)
        assert repr(source) == "<projects of projects.jsonl>"
    write_parquet(source, folder / "tables")
    frames = read_parquet(folder / "tables", backend=backend, evidence="ids")
    by = "owner" if is_chunked else "district"
    found, expected = (
        evaluate(each, KPIS, period="2022", by=by, **ARGUMENTS)  # type: ignore[arg-type]
        for each in (frames, ledger)
    )
    assert told(found) == told(expected)
    again = folder / "again"
    write_parquet(frames, again)
    copied = evaluate(read_parquet(again, backend=backend), "start_rate", as_of="2022-12-31")
    assert copied["start_rate"].value == evaluate(ledger, "start_rate")["start_rate"].value


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"id": "P2", "land": 80}', ".land"),
        ("7", ""),
        ('{"id": "P2", "name": "乙", "relation": ["phase"], "parent": "P1"}', ".relation"),
        ('{"id": "P2", "name": "乙", "relation": "phase", "parent": ["P1"]}', ".parent"),
    ],
    ids=["land", "number", "relation", "parent"],
)
def test_a_line_that_is_no_project_is_named(line: str, fault: str, processes: int, tmp_path: Path) -> None:
    path = tmp_path / "projects.jsonl"
    path.write_text(f'{{"id": "P1", "name": "甲"}}\n\n{line}\n', "utf-8")
    with pytest.raises(RecordError) as refused:
        evaluate(read_lines(path, size=1, processes=processes), "signed_project_count", as_of="2022-06-30")
    first = refused.value.exceptions[0]
    assert isinstance(first, FieldError)
    assert first.path == f"{path}: $[3]{fault}"


@pytest.mark.parametrize(
    "text", [b'{"id": "P1"', b'{"id": "P1", "name": "\xff"}', b'"parent'], ids=["open", "bytes", "text"]
)
def test_a_line_that_is_no_json_is_named(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "projects.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "P1", "name": "\xe7\x94\xb2"}\n' + text)
    with pytest.raises(FileSyntaxError) as refused:
        evaluate(read_lines(path, size=1), "signed_project_count", as_of="2022-06-30")
    assert (refused.value.path, refused.value.line) == (str(path), 2)


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("size", [1, 2, 3, 6, 20])
def test_a_project_that_stands_twice_is_refused(size: int, processes: int, tmp_path: Path) -> None:
    """However far apart the two lines stand: one of them was counted once more where another batch held it."""
    path = tmp_path / "projects.jsonl"
    write_lines((Project(id=f"P{n}", name="甲") for n in range(6)), path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"P5"', b'"P0"'))
    lines = read_lines(path, size=size, processes=processes)
    with pytest.raises(DuplicateIdError) as caught:
        evaluate(lines, "signed_project_count", as_of="2022-06-30")
    assert caught.value.id == "P0"
    with pytest.raises(DuplicateIdError):
        list(lines.ledgers())


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("many", [0, 1, 10])
def test_lines_cut_anywhere_are_refused(many: int, processes: int, tmp_path: Path) -> None:
    """At the end of a line too, and down to nothing; lines of others, which announce no number, are read as they are."""
    path = tmp_path / "projects.jsonl"
    signed = [Agreement(signed_on="2022-03-05")]
    assert write_lines((Project(id=f"P{n}", name="甲", agreements=signed) for n in range(many)), path) == many
    whole = path.read_bytes()

    def asked(text: bytes) -> object:
        path.write_bytes(text)
        lines = read_lines(path, size=3, processes=processes)
        return evaluate(lines, "signed_project_count", as_of="2022-06-30")["signed_project_count"].value

    assert asked(whole) == many
    lines = whole.splitlines(keepends=True)
    cuts = {*range(0, len(whole) - 1, 97), *(len(b"".join(lines[:place])) for place in range(len(lines)))}
    for cut in sorted(cuts)[:: 1 if processes == 1 else 5]:
        with pytest.raises(FileSyntaxError):
            asked(whole[:cut])
    with pytest.raises(FileSyntaxError):
        asked(whole + b'{"id": "Q", "name": "x"}\n')
    if many:
        assert asked(b"".join(lines[1:])) == many


def test_amounts_finer_than_their_scale_are_refused(tmp_path: Path) -> None:
    fine = Ledger(
        projects=[
            Project(
                id="P1",
                name="甲",
                investment=Money.of("0.001", "元"),
                agreements=[Agreement(signed_on="2022")],
            )
        ]
    )
    with pytest.raises(FrameSchemaError) as refused:
        write_parquet(fine, tmp_path)
    assert refused.value.expected == "scales={'investment': 1000}"
    write_parquet(from_ledger(fine), tmp_path, scales={"investment": 1000})
    figures = evaluate(read_parquet(tmp_path), "signed_investment_total", as_of="2022-12-31")
    assert figures["signed_investment_total"].value == Decimal("0.001")
    with pytest.raises(FrameSchemaError):
        read_parquet(_empty(tmp_path))


def _empty(folder: Path) -> Path:
    empty = folder / "empty"
    empty.mkdir()
    return empty


@pytest.mark.parametrize("engine", ENGINES)
def test_text_columns_are_read_once_a_text(engine: str) -> None:
    table = pa.table({"n": [1, 2, 3, 4, 5], "总投资": ["3亿元", "近1.5亿元", "3亿元", "面议'", None]})
    read, findings = parse_amounts(ENGINES[engine](table), "总投资", name="investment")
    native = read.collect() if isinstance(read, pl.LazyFrame) else read  # noqa: F841 - DuckDB finds it by name
    found = duckdb.sql("select n, investment, investment_high, investment_unit from native order by n")
    assert found is not None
    rows = found.fetchall()
    assert rows[0] == (1, 300_000_000_00, 300_000_000_00, "CNY")
    assert rows[1][:3] == (2, 150_000_000_00, 150_000_000_00)
    assert rows[3][1] is None
    assert [finding.detail["text"] for finding in findings] == ["面议'"]


def test_reading_text_refuses_what_it_cannot_use() -> None:
    table = pl.DataFrame({"总投资": ["0.001元"]})
    with pytest.raises(FrameSchemaError):
        parse_amounts(table, "总投资", name="investment")
    with pytest.raises(FrameSchemaError):
        parse_amounts(table, "absent", name="investment")
    with pytest.raises(UnsupportedFrameError):
        parse_amounts({"总投资": []}, "总投资", name="investment")


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A Spark of two threads, where Java and pyspark are there."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)  # a worker must not be of another Python than this
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",  # compiling would take longer than the few rows
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # likewise
    }
    builder = sql.SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_the_same_twelve_figures(spark: Any, tmp_path: Path) -> None:
    """Of a ledger laid out, of tables of its own, and of Parquet: one test, for a session is slow to start."""
    ledger = Ledger(as_of="2022-12-31", projects=projects_of(21))
    asked: dict[str, Any] = {"period": "2022", "by": "district", **ARGUMENTS}
    frames = from_ledger(ledger, backend="pyspark", session=spark)
    assert told(evaluate(frames, KPIS, **asked)) == told(evaluate(ledger, KPIS, **asked))

    rows = [tuple(row.values()) for row in WIDE.to_pylist()]
    kinds = ["string"] * 3 + ["bigint"] * 3 + ["int", "string"] + ["date"] * 3 + ["boolean"] + ["date"] * 5
    schema = ", ".join(f"{name} {kind}" for name, kind in zip(WIDE.column_names, kinds, strict=True))
    frames = Frames({"projects": spark.createDataFrame(rows, schema)}, evidence="ids")
    few = ["signed_investment_total", "start_rate", "overdue_not_started"]
    asked = {"as_of": "2022-06-30", "period": "2022-H1", "by": "district"}
    assert told(evaluate(frames, few, **asked)) == told(evaluate(wide_ledger(), few, **asked))

    write_parquet(ledger, tmp_path)
    script = Path(__file__).parents[3] / "examples" / "spark_job.py"
    job = runpy.run_path(str(script))
    expected = evaluate(ledger, job["KPIS"], period="2022", as_of="2022-12-31", by="district")
    values = [(row["kpi"], row["value"]) for row in job["report"](spark, str(tmp_path))]
    assert values == [(row["kpi"], row["value"]) for row in expected.to_rows()]


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table], ids=["polars", "pandas", "pyarrow"])
def test_an_amount_past_64_bits_is_refused_as_it_is_in_numbers(make: Any) -> None:
    for text, scale in (("99999999999999999999亿元", 100), ("3亿元", 10**30)):
        with pytest.raises(FrameSchemaError, match="past 64 bits"):
            parse_amounts(make({"a": [text]}), "a", name="b", scale=scale)


def test_scales_that_could_not_be_read_again_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    ledger = Ledger(as_of="2022-06-30")
    wrong: Any = ({"investment": 0}, {"investment": True}, {"投资": 100})
    for scales in wrong:
        with pytest.raises(ZhaoshangError):
            write_parquet(ledger, tmp_path / "tables", scales=scales)
    with pytest.raises(UnfitValueError, match="keep those") as told:
        write_parquet(
            Frames({"projects": pl.DataFrame({"id": ["P"]})}), tmp_path / "tables", scales={"land": 100}
        )
    assert told.value.place == "scales"
    assert list(tmp_path.rglob("*.parquet")) == []


@pytest.mark.parametrize("many", [1, 3])
def test_lines_are_reviewed_as_their_ledger_is(many: int, tmp_path: Path) -> None:
    term = PromisedTerm(measure="tax", period="2023", promised=Money.of(80, "万元"))
    parts = [
        Project(
            id=f"R{number}",
            name=f"虚构{number}号厂",
            agreements=[Agreement(signed_on="2022-05-06", terms=[term])],
            outcomes=[Outcome(period="2023", tax=Money.of(10 * number, "万元"))],
        )
        for number in range(many)
    ]
    tail = Project(
        id="T",
        name="虚构二期",
        parent="R0",
        relation="phase",
        outcomes=[Outcome(period="2023", tax=Money.of(20, "万元"))],
    )
    ledger = Ledger(as_of="2024-06-30", projects=[*parts, Project(id="Q", name="虚构空项目"), tail])
    write_lines(ledger.projects, tmp_path / "p.jsonl")
    lines = read_lines(tmp_path / "p.jsonl", ledger=Ledger(as_of="2024-06-30"), size=2)
    answers = [
        [(figure.group, figure.value, figure.reason) for figure in found.items_]
        for source in (ledger, lines)
        for found in [evaluate(source, "agreement_compliance", weights={"tax": 100})]
    ]
    assert answers[0] == answers[1]
    assert answers[0][-1][1] is not None


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_phases_are_counted_with_their_project_wherever_they_come(size: int, tmp_path: Path) -> None:
    def project(id_: str, amount: str, parent: str | None = None) -> Project:
        return Project(
            id=id_,
            name=f"虚构{id_}号项目",
            investment=parse_money(amount),
            parent=parent,
            relation=None if parent is None else "phase",
            agreements=[Agreement(signed_on="2024-02-08")],
        )

    apart = [
        project("deep", "1亿元", "first"),
        project("other", "2亿元"),
        project("first", "3亿元", "whole"),
        project("alone", "4亿元", "nowhere"),
        project("whole", "9亿元"),
        project("more", "5亿元"),
        project("second", "6亿元", "whole"),
    ]
    kpis = ["signed_project_count", "signed_investment_total"]
    wanted = [figure.value for figure in evaluate(Ledger(as_of="2024-12-31", projects=apart), kpis).items_]
    path, raw = tmp_path / "written.jsonl", tmp_path / "raw.jsonl"
    assert write_lines(iter(apart), path) == len(apart)
    lines = read_lines(path, ledger=Ledger(as_of="2024-12-31"), size=size)
    assert [figure.value for figure in evaluate(lines, kpis).items_] == wanted
    raw.write_text("".join(f"{json.dumps(unstructure(each))}\n" for each in apart), encoding="utf-8")
    lines = read_lines(raw, ledger=Ledger(as_of="2024-12-31"), size=size)
    if size > len(apart):
        assert [figure.value for figure in evaluate(lines, kpis).items_] == wanted
        return
    with pytest.raises(RecordError) as refused:
        evaluate(lines, kpis)
    with pytest.raises(RecordError):
        list(lines.ledgers())
    assert {
        fault.path.partition("]")[2] for fault in refused.value.exceptions if isinstance(fault, FieldError)
    } == {".parent"}
