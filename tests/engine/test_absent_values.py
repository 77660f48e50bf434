"""An option of a condition that stands nowhere: told on every engine where nothing was found, with a look only then."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from zhaoshang import Ledger, Money, Project, evaluate, kpis
from zhaoshang.errors import FieldTypeError, FrameSchemaError, UnknownCodeError
from zhaoshang.frames import Frames, from_ledger, read_frame
from zhaoshang.kpis import Kpi
from zhaoshang.measures import ALWAYS, Exists, Parent, Predicate, Present, column, equal
from zhaoshang.model import Agreement, ServiceTeam

ROWS: dict[str, Any] = {
    "id": ["P1", "P2"],
    "owner": ["东镇", "西镇"],
    "district": ["东区", "西区"],
    "industry": ["C39", "F51"],
    "signed_on": [date(2022, 3, 5), date(2022, 7, 1)],
    "started_on": [None, None],
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
    "started_on": "开工日期",
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


@pytest.mark.long
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


@pytest.mark.one_in(2)
@pytest.mark.long
@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("code", ["39", "391", "c39", "C99", "C9912", "Z"])
def test_a_code_that_the_standard_has_not_or_writes_otherwise_finds_nothing_and_is_told(
    source: str, code: str
) -> None:
    assert warnings(SOURCES[source], column("industry").is_in(code)) == {(f"no_such_value:industry={code}",)}
    assert warnings(SOURCES[source], column("industry").is_in("C39")) == {()}


def test_what_is_declared_beside_frames_is_there() -> None:
    beside = Ledger(teams=[ServiceTeam(id="南镇", name="南镇", parent="南片")])
    frames = Frames({"projects": pl.DataFrame(ROWS)}, ledger=beside)
    for option in ("南镇", "南片"):
        assert warnings(frames, column("owner").is_in(option)) == {()}
    assert warnings(frames, column("owner").is_in("北镇")) == {("no_such_value:owner=北镇",)}


def _ratio(where: Predicate) -> Kpi:
    """Divide by what the condition chooses, so that it stands a KPI further down."""
    chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
    total = kpis.total("sum", zh="和", en="sum")
    return kpis.ratio("own", zh="自定", en="own", top=total, bottom=chosen, unit="CNY")


OWN: dict[str, Callable[[Predicate], Kpi]] = {
    "count": lambda where: kpis.count("own", zh="自定", en="own", where=where),
    "rate": lambda where: kpis.rate("own", zh="自定", en="own", met="started", where=where),
    "total": lambda where: kpis.total("own", zh="自定", en="own", where=where),
    "mean": lambda where: kpis.mean("investment", id="own", zh="自定", en="own", where=where),
    "duration": lambda where: kpis.duration("signed", "started", id="own", zh="自定", en="own", where=where),
    "share": lambda where: kpis.share(where, id="own", zh="自定", en="own"),
    "share of": lambda where: kpis.share(ALWAYS, id="own", zh="自定", en="own", where=where),
    "ratio": _ratio,
}


SUMMED: dict[str, Any] = {
    "polars": Frames(
        {"projects": pl.DataFrame(ROWS | {"investment": [100, 200]})}, units={"investment": "CNY"}
    ),
    "an office's": read_frame(OFFICE.with_columns(pl.lit("1亿元").alias("总投资")))[0],
    "ledger": LEDGER,
}


def _told(source: Any, asked: Any, where: Predicate = ALWAYS) -> set[str]:
    figures = evaluate(source, asked, where=where, as_of="2022-12-31")
    return {each for figure in figures.values() for each in figure.warnings if each.startswith("no_such")}


@pytest.mark.one_in(3)
@pytest.mark.long
@pytest.mark.parametrize("source", SUMMED)
@pytest.mark.parametrize("own", OWN)
def test_a_kpi_of_ones_own_tells_what_where_tells(source: str, own: str) -> None:
    for name, option in ABSENT.items():
        for condition in (column(name).is_in(option), equal(column(name), option)):
            told = _told(SUMMED[source], "签约项目数", condition)
            assert told == {f"no_such_value:{name}={option}"}
            assert _told(SUMMED[source], OWN[own](condition)) == told
    there = equal(column("district"), FOUND["district"]) | column("owner").is_in(FOUND["owner"])
    assert not _told(SUMMED[source], OWN[own](there))


@pytest.mark.long
@pytest.mark.parametrize("own", OWN)
def test_what_no_project_has_is_told_of_the_contrary_too(own: str) -> None:
    for condition in (~column("district").is_in("东区区"), ~equal(column("district"), "东区区")):
        assert _told(LEDGER, OWN[own](condition)) == {"no_such_value:district=东区区"}


def test_what_one_kpi_holds_is_told_of_its_figure_alone() -> None:
    own = OWN["count"](equal(column("district"), "东区区"))
    for source in (SUMMED["polars"], LEDGER):
        figures = evaluate(source, ["signed_project_count", own], as_of="2022-12-31")
        assert figures["own"].warnings == ("no_such_value:district=东区区",)
        assert figures["signed_project_count"].warnings == ()


@pytest.mark.parametrize("source", SUMMED)
@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize(
    "condition",
    [
        column("extra.负责入").is_in("张"),
        equal(column("extra.负责入"), "张"),
        ~equal(column("extra.负责入"), "张"),
        Present(column("extra.负责入")),
        Exists("history", equal(Parent(column("extra.负责入")), "张")),
    ],
    ids=["is_in", "equal", "not equal", "present", "below"],
)
def test_a_header_misspelt_is_refused_wherever_it_stands(source: str, own: str, condition: Predicate) -> None:
    for asked, where in ((OWN[own](condition), ALWAYS), ("签约项目数", condition)):
        with pytest.raises((UnknownCodeError, FrameSchemaError), match=r"extra[._]负责人"):
            _told(SUMMED[source], asked, where)


@pytest.mark.parametrize("source", SUMMED)
@pytest.mark.parametrize("name", ["extra.负责人", "district"])
def test_text_is_not_compared_with_a_number(source: str, name: str) -> None:
    for where in (column(name) >= 5, column(name) < 5, ~(column(name) > 5)):
        with pytest.raises(FieldTypeError) as caught:
            _told(SUMMED[source], "签约项目数", where)
        assert str(caught.value) == (
            f'5 does not fit: expected a text for the column {name}, whose cells are text: is_in("5").'
        )
        assert f'{name} 一栏为文本，按取值选取：is_in("5")' in caught.value.render("zh_CN")


def test_an_amount_below_nothing_is_told() -> None:
    """It counts, as it is recorded; `check` says where it stands."""
    papers = [Agreement(signed_on="2022-03-05")]
    ledger = Ledger(
        as_of="2022-12-31",
        projects=[
            Project(id=f"P{amount}", name="甲", investment=Money.of(amount, "亿元"), agreements=papers)
            for amount in (-5, 0, 3)
        ],
    )
    for source in (ledger, from_ledger(ledger)):
        figure = evaluate(source, "签约总投资")["签约总投资"]
        assert figure.value == -200_000_000
        assert figure.warnings == ("negative_amount:P-5",)
        assert "负" in figure.explain("zh_CN")
