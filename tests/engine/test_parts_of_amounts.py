"""Conditions on the unit and the hedge of an amount: one answer on every engine, and no word that is none."""

import json
from importlib.metadata import version
from typing import Any

import pytest

from zhaoshang import Area, Ledger, Money, Project, evaluate, frames, parse_money
from zhaoshang.errors import FrameSchemaError, UnknownCodeError
from zhaoshang.measures import column
from zhaoshang.model import Agreement

SIGNED = [Agreement(signed_on="2022-03-05")]
LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(id="P1", name="甲", investment=parse_money("近3亿元"), agreements=SIGNED),
        Project(id="P2", name="乙", investment=Money.of(2, "亿元"), agreements=SIGNED),
        Project(id="P3", name="丙", investment=Money.of(3, "万美元"), agreements=SIGNED),
        Project(id="P4", name="丁", land=Area.of(80, "亩"), agreements=SIGNED),
    ],
)
ASKED = {
    ("investment.unit", "CNY"): 2,
    ("investment.unit", "USD"): 1,
    ("investment.unit", "美元"): 1,
    ("investment.unit", "EUR"): 0,
    ("investment.hedge", "near"): 1,
    ("investment.hedge", "近"): 1,
    ("investment.hedge", "about"): 0,
    ("land.unit", "mu"): 1,
    ("land.unit", "m2"): 0,
}


@pytest.mark.long
@pytest.mark.parametrize(
    ("asked", "count"), ASKED.items(), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
@pytest.mark.parametrize("engine", ["records", "polars", "pandas", "pyarrow", "duckdb"])
def test_a_part_of_an_amount_is_asked_alike_on_every_engine(
    asked: tuple[str, str], count: int, engine: Any
) -> None:
    source = LEDGER if engine == "records" else frames.from_ledger(LEDGER, backend=engine)
    name, option = asked
    assert (
        evaluate(source, "signed_project_count", where=column(name).is_in(option))[
            "signed_project_count"
        ].value
        == count
    )


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("investment.unit", "万元"),
        ("investment.unit", "mu"),
        ("investment.unit", "zzz"),
        ("land.unit", "CNY"),
        ("investment.hedge", "zzz"),
        ("investment.side", "low"),
    ],
)
def test_a_word_that_no_amount_can_have_is_refused(name: str, option: str) -> None:
    """Each chose nothing: a confident 0."""
    with pytest.raises(UnknownCodeError):
        column(name).is_in(option)


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", "duckdb"])
def test_decimals_past_every_engine_are_refused_by_their_column(tmp_path: Any, backend: Any) -> None:
    pyarrow: Any = pytest.importorskip("pyarrow")
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    frames.write_parquet(LEDGER, tmp_path)
    cells = {"id": ["P1"], "name": ["甲"], "investment": pyarrow.array([10], pyarrow.decimal256(70, 2))}
    parquet.write_table(pyarrow.table(cells), tmp_path / "projects.parquet")
    head = (
        tmp_path / "frames.json"
    )  # without its marks, by which a table of another writing is told before it is read
    head.write_text(json.dumps({**json.loads(head.read_text("utf-8")), "marks": {}}), "utf-8")
    # polars below 1.40 ends at the file's schema, and says no column
    silent = backend == "polars" and tuple(map(int, version("polars").split(".")[:2])) < (1, 40)
    with pytest.raises(FrameSchemaError, match=r"projects:" if silent else r"projects\.investment"):
        frames.read_parquet(tmp_path, backend=backend)
