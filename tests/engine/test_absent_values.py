"""An option of a condition that stands nowhere: told on every engine where nothing was found, with a look only then."""

from datetime import date
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.frames import Frames, from_ledger, read_frame
from zhaoshang.measures import Predicate, column
from zhaoshang.model import Agreement, ServiceTeam

ROWS: dict[str, Any] = {
    "id": ["P1", "P2"],
    "owner": ["东镇", "西镇"],
    "district": ["东区", "西区"],
    "industry": ["C39", "F51"],
    "signed_on": [date(2022, 3, 5), date(2022, 7, 1)],
    "extra_负责人": ["张", "李"],
}
LEDGER = Ledger(
    projects=[
        Project(
            id=row["id"], name="甲", owner=row["owner"], district=row["district"], industry=row["industry"],
            agreements=[Agreement(signed_on=row["signed_on"])], extra={"负责人": row["extra_负责人"]},
        )
        for row in pl.DataFrame(ROWS).to_dicts()
    ]
)  # fmt: skip
HEADERS = {
    "id": "项目编号",
    "owner": "责任单位",
    "district": "所属地",
    "industry": "行业代码",
    "signed_on": "签约日期",
}
OFFICE = (
    pl.DataFrame(ROWS)
    .rename({**HEADERS, "extra_负责人": "负责人"})
    .with_columns(pl.lit("甲").alias("项目名称"))
)
SOURCES: dict[str, Any] = {
    "polars": Frames({"projects": pl.DataFrame(ROWS)}),
    "lazy": Frames({"projects": pl.LazyFrame(ROWS)}),
    "pandas": Frames({"projects": pd.DataFrame(ROWS)}),
    "arrow": Frames({"projects": pa.table(ROWS)}),
    "a ledger's": from_ledger(LEDGER),
    "an office's": read_frame(OFFICE)[0],
    "ledger": LEDGER,
}
ABSENT = {"district": "东区区", "owner": "东镇镇", "industry": "制造业", "extra.负责人": "王"}
FOUND = {"district": "东区", "owner": "东镇", "industry": "C", "extra.负责人": "张"}


def warnings(source: Any, where: Predicate) -> set[tuple[str, ...]]:
    asked: Any = ["signed_project_count", "start_rate"]
    return {
        figure.warnings
        for figure in evaluate(source, asked, where=where, as_of="2022-12-31", by="owner").values()
    }


@pytest.mark.parametrize(
    ("source", "name"),
    # frames of a ledger keep no headers of an office
    [
        (source, name)
        for source in SOURCES
        for name in ABSENT
        if (source, name) != ("a ledger's", "extra.负责人")
    ],
    ids=str,
)
def test_an_option_that_stands_nowhere_is_told(source: str, name: str) -> None:
    told = {(f"no_such_value:{name}={ABSENT[name]}",)}
    assert warnings(SOURCES[source], column(name).is_in(ABSENT[name])) == told
    assert warnings(SOURCES[source], column(name).is_in(FOUND[name])) == {()}


@pytest.mark.parametrize("source", SOURCES)
def test_a_code_of_the_standard_that_no_project_has_is_answered_by_none(source: str) -> None:
    assert warnings(SOURCES[source], column("industry").is_in("A")) == {()}


def test_what_is_declared_beside_frames_is_there() -> None:
    beside = Ledger(teams=[ServiceTeam(id="南镇", name="南镇", parent="南片")])
    frames = Frames({"projects": pl.DataFrame(ROWS)}, ledger=beside)
    for option in ("南镇", "南片"):
        assert warnings(frames, column("owner").is_in(option)) == {()}
    assert warnings(frames, column("owner").is_in("北镇")) == {("no_such_value:owner=北镇",)}
