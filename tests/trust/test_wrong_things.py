"""Wrong things given to public functions: errors of the library that name what would do, in both languages."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from zhaoshang import (
    Ledger,
    Period,
    Project,
    advance,
    evaluate,
    frames,
    kpis,
    parse_period,
    parse_quantity,
    records,
    reports,
    workbooks,
)
from zhaoshang.errors import ZhaoshangError
from zhaoshang.ledger import Records
from zhaoshang.model import Agreement
from zhaoshang.profiles import DEFAULT
from zhaoshang.units import unit

ASK: Any = evaluate
FRAMES: Any = frames
READ: Any = workbooks.read
VARY: Any = DEFAULT.vary
FIND: Any = kpis.find
RECORDS: Any = Records

ONE = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
LEDGER = Ledger(as_of="2022-06-30", projects=[ONE])

WRONG: dict[str, tuple[Any, str, str]] = {
    "no KPI": (lambda: ASK(LEDGER, 5), "Chinese name", "5"),
    "nothing": (lambda: ASK(LEDGER, None), "several", "None"),
    "a key": (lambda: ASK(LEDGER, "开工率", by=5), "owner", "5"),
    "a key by another name": (lambda: ASK(LEDGER, "开工率", by=["责任单元"]), "责任单位", "责任单元"),
    "a frame for a ledger": (lambda: ASK(pl.DataFrame({"a": [1]}), "开工率"), "a Ledger", "DataFrame"),
    "a frame for tables": (lambda: FRAMES.Frames(pl.DataFrame({"a": [1]})), "read_frame", "DataFrame"),
    "a profile": (lambda: ASK(LEDGER, "开工率", profile=3), "default", "3"),
    "a rounding": (lambda: ASK(LEDGER, "开工率", round={"digit": 1}), "digits", "digit"),
    "rounding as text": (lambda: ASK(LEDGER, "开工率", round="1"), "digits", "'1'"),
    "inputs": (lambda: ASK(None, "yoy_growth", inputs=[1]), "by name", "[1]"),
    "bands": (lambda: ASK(LEDGER, "projects_in_band", bands=5), "several for bands", "5"),
    "an option": (lambda: VARY("x", trail_counts=False), "trial_counts", "trail_counts"),
    "the value of an option": (lambda: VARY("x", credit="al"), "owner", "al"),
    "an engine": (lambda: FRAMES.from_ledger(LEDGER, backend="polar"), "polars", "polar"),
    "evidence": (lambda: FRAMES.from_ledger(LEDGER, evidence="id"), "ids", "id"),
    "a field": (
        lambda: records.structure({"id": "P", "name": "x", "investmnet": "3亿元"}, Project),
        "Did you mean investment",
        "investmnet",
    ),
    "a workbook": (lambda: READ(5), "binary stream", "5"),
    "a stream of text": (lambda: READ(StringIO("项目名称\n甲\n")), "binary stream", "StringIO"),
    "a measure": (lambda: reports.progress(LEDGER, "签约项目树", period="2022"), "签约项目数", "签约项目树"),
    "what has no id": (lambda: RECORDS([1]), "with an id", "1"),
    "what has no text for an id": (lambda: RECORDS([Project]), "with an id", "Project"),
    "a finding of KPIs": (lambda: FIND(5), "Chinese name", "5"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_thing_is_refused_by_what_would_do(what: str) -> None:
    make, fix, given = WRONG[what]
    with pytest.raises(ZhaoshangError) as caught:
        make()
    english, chinese = str(caught.value), caught.value.render("zh_CN")
    assert fix in english
    assert given in english
    assert given in chinese
    assert english != chinese


def test_chinese_names_do_wherever_codes_do() -> None:
    started = advance(ONE, "开工", on="2022-05-01")
    ledger = LEDGER.with_(projects=[started])
    assert evaluate(ledger, "stage_count", of="开工")["stage_count"].ids == ("P1",)
    assert evaluate(ledger, "milestone_count", of="开工")["milestone_count"].value == 1
    days = evaluate(ledger, "stage_duration_days", from_stage="签约", to_stage="开工")
    assert days["stage_duration_days"].value == 57
    assert evaluate(ledger, "cohort_benefit", measure="税收")["cohort_benefit"].reason == "not_recorded"
    assert reports.progress(ledger, "签约项目数", period="2022")[0].measure == "signed_project_count"


def test_a_text_of_any_class_is_the_text_that_it_holds() -> None:
    class Unhashable(str):
        __slots__ = ()
        __hash__ = None  # type: ignore[assignment]

    odd: Any = Unhashable("元")
    assert unit(odd) == unit("元")
    assert parse_quantity(Unhashable("3"), default_unit=Unhashable("亿元")) == parse_quantity("3亿元")
    assert Period.of(Unhashable("2022-03")) == parse_period(Unhashable("2022-03")) == Period.of("2022-03")


def test_an_import_of_anything_shows_itself() -> None:
    """A debugger shows what a mistake has made."""
    for wrong in (None, 3):
        made: Any = workbooks.Import
        shown = repr(made(ledger=wrong, findings=wrong, rejected=wrong, path=wrong))
        assert "? projects, ? rows not read, ? findings" in shown


TEXT = "项目名称,投资方,总投资（亿元）\n虚构阀门项目,虚构甲公司,3.5\n"


@pytest.mark.parametrize("kind", ["bytes", "stream", "named stream", "path"])
def test_a_workbook_is_read_from_whatever_holds_it(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "某区.csv"
    path.write_bytes(TEXT.encode())
    if kind == "named stream":
        with path.open("rb") as stream:
            imported = workbooks.read(stream, name="某区.csv", as_of="2022-06-30")
    else:
        source: Any = {"bytes": TEXT.encode(), "stream": BytesIO(TEXT.encode()), "path": path}[kind]
        imported = workbooks.read(source, name="某区.csv", as_of="2022-06-30")
    assert imported.path == "某区.csv"
    assert imported.ledger == workbooks.read(path, as_of="2022-06-30").ledger


def test_a_whole_workbook_travels_as_bytes(tmp_path: Path) -> None:
    workbooks.write(LEDGER, tmp_path / "ledger.xlsx")
    content = (tmp_path / "ledger.xlsx").read_bytes()
    assert workbooks.read(content, name="upload").ledger.projects == LEDGER.projects


def test_errors_name_the_upload_and_no_path_of_ours() -> None:
    for content in (b"", b"PK\x03\x04 broken", b"\x00\x01\x02"):
        with pytest.raises(workbooks.WorkbookError) as caught:
            workbooks.read(content, name="上传.xlsx")
        assert "上传.xlsx" in str(caught.value)
        assert "zhaoshang-" not in str(caught.value)
