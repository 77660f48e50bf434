"""What new users write first, with nothing around it: an upload, an office's frame, a KPI of one's own, a step kept."""

import json
from io import BytesIO
from types import SimpleNamespace

import polars as pl

from zhaoshang import Ledger, Project, advance, evaluate, frames, kpis, parse_money, workbooks
from zhaoshang.measures import column
from zhaoshang.model import Agreement, Milestone

BOOK = "项目名称,投资方,总投资（亿元）,签约时间\n虚构泵业项目,虚构甲公司,2.4,2023年5月8日\n".encode()


def test_an_upload_is_read_as_it_arrives() -> None:
    """Without a temporary folder, a copy or a path: a web framework gives a stream and a name."""
    upload = SimpleNamespace(filename="五月.csv", file=BytesIO(BOOK))
    imported = workbooks.read(upload.file, name=upload.filename, as_of="2023-05-31")
    assert [project.name for project in imported.ledger.projects] == ["虚构泵业项目"]
    assert imported.path == "五月.csv"
    assert workbooks.read(BOOK, name=upload.filename, as_of="2023-05-31").ledger == imported.ledger


def test_an_offices_frame_becomes_a_table_of_months_and_districts() -> None:
    office = pl.DataFrame(
        {
            "项目": ["虚构泵业项目", "虚构轴承项目", "虚构冷库项目"],
            "县区": ["南区", "北区", "南区"],
            "总额": ["2.4亿元", "超8000万元", "1.1亿元"],
            "何时签": ["2023年5月8日", "2023/6/1", "2023.6.20"],
        }
    )
    names = {"项目": "name", "县区": "district", "总额": "investment", "何时签": "agreements[].signed_on"}
    office_frames, doubts = frames.read_frame(office, mapping=names, as_of="2023-06-30")
    assert not doubts
    wanted = ["signed_project_count", "signed_investment_total"]
    table = evaluate(office_frames, wanted, by=["district", "month"]).to_polars()
    june = table.filter(pl.col("month") == "2023-06", pl.col("district") == "南区")
    assert june["value"].to_list() == [1, 110_000_000]


def test_a_duration_of_ones_own_takes_a_condition() -> None:
    def signed(name: str, industry: str, money: str, started: str) -> Project:
        return Project(
            id=name,
            name=name,
            industry=industry,
            investment=parse_money(money),
            agreements=[Agreement(signed_on="2023-03-01")],
            milestones=[Milestone(stage="started", on=started)],
        )

    ledger = Ledger(
        as_of="2023-12-31",
        projects=[
            signed("a", "C34", "1亿元", "2023-03-11"),
            signed("b", "C36", "3亿元", "2023-03-31"),
            signed("small", "C34", "9000万元", "2023-09-01"),
            signed("hotel", "H61", "5亿元", "2023-10-01"),
        ],
    )
    large = column("industry").is_in("C") & (column("investment") >= "1亿元")
    days = kpis.duration("signed", "started", stat="mean", where=large)
    for source in (ledger, frames.from_ledger(ledger)):
        assert evaluate(source, days)[days.id].value == 20


def test_a_step_is_kept_without_going_through_the_list() -> None:
    ledger = Ledger(as_of="2023-12-31", projects=[Project(id="P1", name="甲"), Project(id="P2", name="乙")])
    signed = advance(ledger.projects["P2"], "签约", on="2023-11-02")
    later = ledger.with_(projects=[signed])
    assert [project.id for project in later.projects] == ["P1", "P2"]
    assert evaluate(later, "签约项目数")["签约项目数"].value == 1


def test_rows_of_figures_are_json_as_they_are() -> None:
    """Numbers, days and groups of every kind of figure, without a converter of one's own."""
    imported = workbooks.read(BOOK, name="五月.csv", as_of="2023-05-31")
    figures = evaluate(imported.ledger, ["签约项目数", "签约总投资", "开工率"], by=["district", "month"])
    rows = json.loads(json.dumps(figures.to_rows(), ensure_ascii=False))
    assert {row["kpi"] for row in rows} == set(dict.fromkeys(figure.kpi for figure in figures.values()))
    assert all(isinstance(row["value"], int | float | str | None) for row in rows)


def test_stages_and_periods_go_by_what_an_office_calls_them() -> None:
    """In a KPI of one's own, a table of months and a mapping, as in the name of a KPI."""
    imported = workbooks.read(
        "企业及项目,盘子,签订日期,动工日期\n虚构泵业项目,2.4亿元,2023/5/8,5月28日\n".encode(),
        name="六月.csv",
        as_of="2023年6月30日",
        mapping={"企业及项目": "项目名称", "盘子": "总投资", "签订日期": "签约时间"},
        year=2023,
    )
    days = kpis.duration("签约", "开工", stat="mean")
    assert days.id == kpis.duration("signed", "started", stat="mean").id
    assert evaluate(imported.ledger, days, period="2023年5月")[days.id].value == 20
    started = kpis.rate("own_rate", zh="自定开工率", en="own start rate", met="开工", of="签约")
    assert evaluate(imported.ledger, started)["own_rate"].value == 100
    months = kpis.evaluate_periods(imported.ledger, "签约项目数", "2023年1-6月")
    assert [row["value"] for row in months.to_rows()] == [0, 0, 0, 0, 1, 0]
