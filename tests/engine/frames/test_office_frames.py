"""An office's own frame read: recognised, declared or refused; on each engine the same."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import evaluate, workbooks
from zhaoshang._office_frames import reading
from zhaoshang.errors import FrameSchemaError, UnsupportedFrameError, ZhaoshangError
from zhaoshang.frames import read_frame

OFFICE = {
    "序号": [1, 2, 3, 4, 5, 6],
    "项目名称": ["虚构阀门", "虚构隔膜", "虚构仓储", "虚构轴承", "虚构茶叶", "合计"],
    "投资方": ["虚构甲公司、虚构乙公司", "虚构乙公司", None, "", "虚构丁公司", None],
    "所属区县": ["东区", "西区", "东区", "西区", " 东区 ", None],
    "盘子（亿元）": [3.5, 0.85, 1.23, None, 2.0, 7.58],
    "固定资产投资": ["约2亿元", "8000万元", "若干", None, "1亿元", None],
    "签约日期": [date(2022, 3, 5), date(2022, 4, 1), date(2022, 5, 1), date(2022, 6, 1), None, None],
    "开工时间": ["2022.5", "2022年6月1日", "未开工", "是", None, None],
    "用地方式": ["租赁厂房", "供地", "?", None, None, None],
    "项目进展": ["开工", "签约", "意向", "在谈", "投产", None],
    "到位资金（万元）": [100, None, 50, None, None, 150],
    "备注": ["a", None, None, None, None, None],
}
RULES = {"盘子（亿元）": "investment", "备注": False}
KPIS = ["签约项目数", "签约总投资", "开工率", "实际到位资金"]

ENGINES = {
    "polars": pl.DataFrame,
    "lazy": lambda columns: pl.DataFrame(columns).lazy(),
    "pandas": pd.DataFrame,
    "arrow": lambda columns: pl.DataFrame(columns).to_arrow(),
    "duckdb": lambda columns: duckdb.from_arrow(pl.DataFrame(columns).to_arrow()),
}


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
def test_a_frame_reads_alike_on_every_engine(engine: str) -> None:
    frames, doubts = read_frame(ENGINES[engine](OFFICE), mapping=RULES, as_of="2022-06-30", evidence="ids")
    figures = evaluate(frames, KPIS)
    assert [figures[kpi].value for kpi in KPIS] == [4, 558_000_000, Decimal("75.00"), 1_500_000]
    assert figures["开工率"].ids == ("row 1", "row 2", "row 4")
    found = {finding.code: finding.detail for finding in doubts}
    assert found["not_a_quantity"] == {"column": "固定资产投资", "value": "若干", "rows": "1"}
    assert found["total_rows"]["rows"] == "1"
    assert {finding.code for finding in doubts} == {
        "empty_mark",
        "not_a_quantity",
        "status_behind",
        "total_rows",
        "unknown_word",
    }


def test_months_by_district_come_of_text_alone() -> None:
    frame = pl.DataFrame(
        {
            "项目名称": ["甲", "乙", "丙"],
            "所属区县": ["东区", "东区", "西区"],
            "签约时间": ["2022年3月5日", "2022/4/1", "2022-03"],
            "总投资": ["1.5亿元", "近3000万元", "200万美元"],
        }
    )
    frames, doubts = read_frame(frame, as_of="2022-04-30")
    table = evaluate(frames, "签约项目数", by=["district", "month"]).to_polars()
    assert not doubts
    assert table.filter(pl.col("month") == "2022-03")["value"].to_list() == [1, 1]
    assert evaluate(frames, "签约总投资", by="district")["西区"].by_currency == {"USD": 2_000_000}


@pytest.mark.long
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["3亿元", "近5000万元", "1.25亿元", "约80万元", "100万美元", "面议", ""]),
            st.sampled_from(["2022-03-05", "2022年4月", "2022.5", "2021年12月31日", "待定", ""]),
            st.sampled_from(["2022-06-01", "2022年7月", ""]),
            st.sampled_from(["东区", "西区", ""]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_frame_and_the_same_workbook_give_the_same_figures(rows: list[tuple[str, ...]]) -> None:
    heads = ["项目名称", "总投资", "签约时间", "开工时间", "所属区县"]
    cells = [[f"虚构项目{place}", *row] for place, row in enumerate(rows)]
    frame = pl.DataFrame(dict(zip(heads, map(list, zip(*cells, strict=True)), strict=True)))
    text = "\n".join(",".join(row) for row in [heads, *cells])
    imported = workbooks.read(_csv(text), as_of="2022-12-31")
    frames, _ = read_frame(frame, as_of="2022-12-31", evidence="none")
    for by in ((), "district"):
        ours = evaluate(frames, KPIS[:3], period="2022", by=by)
        theirs = evaluate(imported.ledger, KPIS[:3], period="2022", by=by)
        assert [(each.kpi, each.group, each.value, each.low, each.high) for each in ours.items_] == [
            (each.kpi, each.group, each.value, each.low, each.high) for each in theirs.items_
        ]


def _csv(text: str) -> Path:
    from tempfile import mkdtemp  # noqa: PLC0415 - hypothesis gives no folder of its own

    path = Path(mkdtemp(), "ledger.csv")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame], ids=["polars", "pandas"])
@pytest.mark.parametrize("read", [read_frame, workbooks.read_frame], ids=["frames", "workbooks"])
def test_a_timestamp_of_a_zone_is_refused(make: Any, read: Any) -> None:
    """Midnight in Shanghai is the day before in London: whose day is meant must be said."""
    signed = datetime(2022, 2, 1, tzinfo=timezone(timedelta(hours=8)))
    table = make({"项目名称": ["虚构项目"], "总投资（亿元）": [3], "签约时间": [signed]})
    with pytest.raises(FrameSchemaError, match="zone") as caught:
        read(table)
    assert caught.value.column == "签约时间"


def test_units_are_declared_by_header_or_mapping_whatever_the_type() -> None:
    for cells in ([1.5], [Decimal("1.5")], ["1.5"], ["1.5亿元"]):
        header = pl.DataFrame({"项目名称": ["甲"], "总投资（亿元）": cells, "签约时间": ["2022-03-05"]})
        ruled = header.rename({"总投资（亿元）": "盘子"})
        for frame, mapping in ((header, None), (ruled, {"盘子": {"field": "investment", "unit": "亿元"}})):
            frames, _ = read_frame(frame, mapping=mapping, as_of="2022-12-31")
            assert evaluate(frames, "签约总投资")["签约总投资"].value == 150_000_000


def test_amounts_finer_than_a_cent_are_kept() -> None:
    frame = pl.DataFrame({"name": ["甲"], "investment": ["0.12345亿元"], "signed_on": [date(2022, 1, 1)]})
    fine = frame.with_columns(investment=pl.lit("1.2345元"))
    for table, value in ((frame, 12_345_000), (fine, Decimal("1.2345"))):
        frames, _ = read_frame(table, as_of="2022-12-31")
        assert evaluate(frames, "签约总投资")["签约总投资"].value == value


def test_the_names_of_the_library_do_as_headers() -> None:
    frame = pl.DataFrame(
        {
            "id": ["A", None],
            "name": ["甲", "乙"],
            "signed_on": [datetime(2022, 3, 5), datetime(2022, 4, 1)],  # noqa: DTZ001 - an office keeps no zones
            "planned_started_on": ["2022-05", "2022-06-01"],
            "started_on": [None, "2022-06-02"],
        }
    )
    frames, doubts = read_frame(frame, as_of="2022-06-30", evidence="ids")
    assert evaluate(frames, "plan_start_rate")["plan_start_rate"].denominator_ids == ("A", "row 2")
    assert not doubts


def test_agreements_of_intent_are_such() -> None:
    frame = pl.DataFrame(
        {
            "项目名称": ["甲", "乙", "丙"],
            "签约时间": ["2022-03-05", "2022-03-06", None],
            "协议类型": ["正式协议", "意向协议", "正式协议"],
        }
    )
    frames, _ = read_frame(frame, as_of="2022-12-31", evidence="ids")
    assert evaluate(frames, "签约项目数")["签约项目数"].ids == ("row 1", "row 3")
    assert evaluate(frames, "签约项目数", period="2022")["签约项目数"].excluded == ("row 3",)


def test_payments_stand_in_a_table_of_their_own() -> None:
    frame = pl.DataFrame(
        {
            "项目名称": ["甲", "乙"],
            "签约时间": ["2022-01-05", "2022-01-06"],
            "到位资金（万元）": [100, None],
            "到位时间": ["2022-05-01", None],
        }
    )
    frames, _ = read_frame(frame, as_of="2022-12-31")
    assert evaluate(frames, "实际到位资金", period="2022-05")["实际到位资金"].value == 1_000_000
    assert evaluate(frames, "实际到位资金", period="2022-06")["实际到位资金"].value == 0


REFUSED = [
    ({"项目名称": ["甲"], "总投资": [3.5]}, None, "总投资（亿元）"),
    ({"name": ["甲"], "investmnet": ["3亿元"]}, None, "investment"),
    ({"name": ["甲"], "signd_on": ["2022-01-01"]}, None, "signed_on"),
    ({"项目名称": ["甲"], "总投入": ["1亿元"]}, {"总投人": "investment"}, "总投入"),
    ({"项目名称": ["甲"], "x": ["1亿元"]}, {"x": "investmnet"}, "investment"),
    ({"项目名称": ["甲"], "x": [1]}, {"x": {"field": "investment", "unit": "大元"}}, "unit"),
    ({"x": ["甲"], "y": [1]}, None, "项目名称"),
]


@pytest.mark.parametrize(("columns", "mapping", "named"), REFUSED, ids=map(str, range(len(REFUSED))))
def test_what_would_be_lost_unseen_is_refused(columns: Any, mapping: Any, named: str) -> None:
    with pytest.raises(ZhaoshangError) as caught:
        read_frame(pl.DataFrame(columns), mapping=mapping)
    assert named in str(caught.value)


def test_a_column_without_a_field_is_told() -> None:
    frame = pl.DataFrame({"项目名称": ["甲", "乙"], "对接人手机": ["1", None]})
    _, doubts = read_frame(frame)
    assert [(each.code, each.detail["column"], each.detail["rows"]) for each in doubts] == [
        ("column_not_read", "对接人手机", "1")
    ]
    assert not read_frame(frame, mapping={"对接人手机": False})[1]


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(UnsupportedFrameError):
        read_frame([1, 2])
    with pytest.raises(FrameSchemaError):
        read_frame(pl.DataFrame())


def test_the_rows_behind_a_figure_stand_in_the_order_of_the_frame() -> None:
    days = pl.DataFrame(
        {"项目名称": [f"虚构{place}" for place in range(11)], "签约日期": ["2022-03-05"] * 11}
    )
    frames, _ = read_frame(days, as_of="2022-06-30", evidence="ids")
    assert evaluate(frames, "签约项目数")["签约项目数"].ids == tuple(f"row {place}" for place in range(1, 12))


@pytest.mark.parametrize("engine", ["polars", "arrow"])
def test_columns_looked_at_side_by_side_read_alike(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> Any:
        frames, doubts = read_frame(
            ENGINES[engine](OFFICE), mapping=RULES, as_of="2022-06-30", evidence="ids"
        )
        figures = evaluate(frames, KPIS, by="district")
        return figures.to_rows(exact=True), [figure.ids for figure in figures.items_], list(doubts)

    one_by_one = read()
    monkeypatch.setattr(reading, "_MANY", 0)
    assert read() == one_by_one


def test_a_fault_of_a_column_is_told_where_columns_are_looked_at_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "_MANY", 0)
    frame = pl.DataFrame({"项目名称": ["甲"], "签约日期": [["2022-03-05"]], "总投资": ["3亿元"]})
    with pytest.raises(FrameSchemaError, match="签约日期"):
        read_frame(frame)


CODED = {
    "项目编号": ["A1", "A1", "A2", None, "A1"],
    "项目名称": ["甲", "甲", "乙", "丙", "合计"],
    "总投资（亿元）": [1, 1, 2, 3, 9],
    "签约时间": ["2022-03-01", "2022-03-01", "2022-04-01", "2022-05-01", None],
}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_code_that_repeats_is_told_and_names_one_row(engine: str) -> None:
    """As in a workbook: both rows are read, the later under its row too; no question meets a key twice."""
    frames, findings = read_frame(ENGINES[engine](CODED), as_of="2022-06-30", evidence="ids")
    (finding,) = findings.only("duplicate_id")
    assert finding.detail == {"column": "项目编号", "rows": "1", "value": "A1"}
    frames.check()
    assert evaluate(frames, "签约项目数")["签约项目数"].ids == ("A1", "A1~row 2", "A2", "row 4")


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_that_say_the_same_are_told_where_no_code_parts_them(engine: str) -> None:
    uncoded = {header: cells for header, cells in CODED.items() if header != "项目编号"}
    _, findings = read_frame(ENGINES[engine](uncoded), as_of="2022-06-30")
    (finding,) = findings.only("duplicate_row")
    assert finding.detail == {"column": "项目名称", "rows": "1", "value": "甲"}
    other = {**uncoded, "总投资（亿元）": [1, 5, 2, 3, 9]}
    _, findings = read_frame(ENGINES[engine](other), as_of="2022-06-30")
    assert "duplicate_row" not in findings.codes
    numbered = {**CODED, "项目编号": ["A1", "A2", "A3", "A4", "A5"]}
    _, findings = read_frame(ENGINES[engine](numbered), as_of="2022-06-30")
    assert not {"duplicate_row", "duplicate_id"} & set(findings.codes)


@pytest.mark.parametrize("coded", [False, True], ids=["by-row", "by-code"])
@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["虚构甲", "其中：虚构丙", "虚构乙"], id="one-part"),
        pytest.param(["虚构甲", "其中：一期", "二期", "虚构乙"], id="phases"),
        pytest.param(["虚构甲", None, "其中：虚构丙"], id="below-a-gap"),
        pytest.param(["其中：虚构丙", "虚构甲"], id="of-nothing"),
    ],
)
def test_a_part_of_the_row_above_counts_in_a_frame_as_in_a_workbook(names: list[str], coded: bool) -> None:
    """Its amount was counted twice."""
    frame = pl.DataFrame(
        {
            **({"项目编号": [f"X{number}" for number in range(len(names))]} if coded else {}),
            "项目名称": names,
            "签约时间": ["2022-03-05"] * len(names),
            "总投资": [f"{len(names) - number}亿元" for number in range(len(names))],
        }
    )
    frames, _ = read_frame(frame, as_of="2022-06-30")
    book = workbooks.read_frame(frame, as_of="2022-06-30").ledger
    for kpi in ("签约项目数", "签约总投资"):
        assert evaluate(frames, kpi)[kpi].value == evaluate(book, kpi)[kpi].value


def test_a_share_of_the_total_is_no_project() -> None:
    frame = pl.DataFrame(
        {
            "项目名称": ["虚构甲", "合计", "其中：工业项目"],
            "总投资": ["3亿元", "3亿元", "1亿元"],
            "签约时间": "2022-03",
        }
    )
    frames, doubts = read_frame(frame, as_of="2022-06-30")
    assert evaluate(frames, "签约总投资")["签约总投资"].value == 300_000_000
    assert [doubt.detail for doubt in doubts.only("total_rows")] == [{"rows": "2"}]


@pytest.mark.long
@pytest.mark.parametrize("mark", ["待定", "未定", "不详", "无"])
@pytest.mark.parametrize("column", ["签约时间", "总投资", "责任单位"])
def test_a_mark_of_what_is_not_known_is_told_in_a_frame_as_in_a_workbook(mark: str, column: str) -> None:
    cells = {
        "项目名称": ["虚构甲", "虚构乙"],
        "签约时间": ["2022-03-05"] * 2,
        "总投资": ["1亿元"] * 2,
        "责任单位": ["虚构镇"] * 2,
    }
    frame = pl.DataFrame({**cells, column: [cells[column][0], mark]})
    _, doubts = read_frame(frame, as_of="2022-06-30")
    assert doubts.codes == workbooks.read_frame(frame, as_of="2022-06-30").findings.codes


@pytest.mark.long
@pytest.mark.parametrize(
    ("amounts", "is_one"),
    [
        pytest.param(["3亿元", "约5000万元", "面议"], True, id="one"),
        pytest.param(["3亿元", "200万美元", None], False, id="two"),
        pytest.param(["3亿元", "1亿元以上", "1-2亿元"], None, id="ranges"),
        pytest.param(["面议", None, "待定"], False, id="none"),
    ],
)
def test_a_unit_that_all_amounts_share_stands_once(amounts: list[str | None], is_one: bool | None) -> None:
    table = pl.DataFrame(
        {"项目名称": ["虚构阀门", "虚构隔膜", "虚构仓储"], "总投资": amounts, "签约时间": ["2022-03-05"] * 3}
    )
    frames, _ = read_frame(table, as_of="2022-12-31", evidence="ids")
    ledger = workbooks.read_frame(table, as_of="2022-12-31").ledger
    told, expected = (evaluate(each, ["签约总投资", "平均投资规模"]) for each in (frames, ledger))
    assert [(each.value, each.low, each.high, each.reason, each.by_currency) for each in told.items_] == [
        (each.value, each.low, each.high, each.reason, each.by_currency) for each in expected.items_
    ]
    if is_one is not None:
        assert ("investment_unit" not in frames._store.kinds["projects"]) is is_one
