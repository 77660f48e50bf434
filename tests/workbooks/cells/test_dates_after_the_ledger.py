"""Dates that begin after the day of the ledger, under headers of what came about."""

import polars as pl
import pytest

from zhaoshang import workbooks
from zhaoshang.frames import read_frame
from zhaoshang.kpis import evaluate

DAY = "2023-09-30"
FACTS = ["签约时间", "开工时间", "竣工时间", "实际竣工日期", "投产时间", "动工日期"]
LATER = ["2024-12", "2024年1月", "2023-10-01", "2023年10月", "2023年四季度", "2024", "2024/3/5", "45658"]
NOT_LATER = ["2023-09-30", "2023年9月", "2023", "2023年下半年", "2023年三季度", "2022-12", "44926"]


def _read(header: str, cell: str, as_of: str | None) -> workbooks.Import:
    text = f"项目名称,投资方,{header}\n虚构甲项目,虚构公司,{cell}\n虚构乙项目,虚构二公司,2021-03-05\n"
    return workbooks.read(text.encode(), name="册.csv", as_of=as_of)


def _dates(imported: workbooks.Import) -> list[str]:
    project = next(one for one in imported.ledger.projects if one.name == "虚构甲项目")
    steps = [step.on for step in project.milestones if not step.planned]
    return [str(day) for day in (*steps, *(paper.signed_on for paper in project.agreements)) if day]


@pytest.mark.long
@pytest.mark.parametrize("header", FACTS)
@pytest.mark.parametrize("cell", LATER)
def test_what_is_dated_after_the_ledger_is_told_and_counted_from_then_on(header: str, cell: str) -> None:
    imported = _read(header, cell, DAY)
    told = [one for one in imported.findings if one.code == "date_after_ledger"]
    assert [(one.path, str(one.severity), one.detail["note"]) for one in told] == [("册!C2", "warning", DAY)]
    assert _dates(imported) == _dates(_read(header, cell, None))
    if header == "签约时间":
        figures = [evaluate(imported.ledger, "签约项目数", as_of=day) for day in (DAY, "2025-12-31")]
        assert [one["签约项目数"].value for one in figures] == [1, 2]
    assert len(_dates(_read(header, cell, None))) == 1
    assert "date_after_ledger" not in _read(header, cell, None).findings.codes


@pytest.mark.long
@pytest.mark.parametrize("header", FACTS)
@pytest.mark.parametrize("cell", NOT_LATER)
def test_a_date_that_begins_by_the_day_of_the_ledger_is_read(header: str, cell: str) -> None:
    imported = _read(header, cell, DAY)
    assert len(_dates(imported)) == 1
    assert "date_after_ledger" not in imported.findings.codes


@pytest.mark.parametrize("header", ["计划开工时间", "预计竣工时间", "拟签约时间", "建设起止年限"])
def test_plans_are_dated_after_the_ledger(header: str) -> None:
    cell = "2022-2024" if "起止" in header else "2024-12"
    assert "date_after_ledger" not in _read(header, cell, DAY).findings.codes


def test_the_span_of_works_that_came_about_ends_by_the_day_of_the_ledger() -> None:
    assert _read("实际开竣工时间", "2022.3-2024.5", DAY).findings.codes == (
        "date_after_ledger",
        "not_a_span",
    )
    assert _dates(_read("实际开竣工时间", "2021.3-2023.5", DAY)) == ["2021-03", "2023-05"]


def test_money_that_arrived_after_the_ledger_is_told() -> None:
    text = "项目名称,投资方,到位资金（万元）,到位时间\n虚构甲项目,虚构公司,300,2024-03-05\n"
    imported = workbooks.read(text.encode(), name="册.csv", as_of=DAY)
    (arrival,) = next(iter(imported.ledger.projects)).arrivals
    assert str(arrival.on) == "2024-03-05"
    assert imported.findings.codes == ("date_after_ledger",)


@pytest.mark.parametrize("rows", [2, 400])
def test_frames_tell_it_too(rows: int) -> None:
    days = [f"{2019 + at % 4}-{at % 12 + 1:02d}-{at % 28 + 1:02d}" for at in range(rows)]
    table = pl.DataFrame(
        {
            "项目名称": [f"虚构{at}项目" for at in range(rows + 2)],
            "签约时间": ["2021-03-05", "2021-03-06", *days],
            "竣工时间": ["2024-12-03", "2024-11", *days],
        }
    )
    frames, found = read_frame(table, as_of=DAY)
    told = {one.code: one.detail for one in found}
    assert (told["date_after_ledger"]["column"], told["date_after_ledger"]["rows"]) == ("竣工时间", "2")
    figures = evaluate(frames, "签约项目数", as_of=DAY)
    assert figures["签约项目数"].value == rows + 2
    plain, found = read_frame(table)
    assert not found
    assert plain is not None
