"""Where investors and money come from, what projects are labelled with: keys, conditions, frames alike."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from zhaoshang import Investor, Ledger, Money, Project, ServiceTeam, evaluate
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import Frames, from_ledger
from zhaoshang.measures import column
from zhaoshang.model import Agreement, Arrival, Campaign, Case, Event, Fund, Milestone, Payment
from zhaoshang.profiles import DEFAULT, Rate
from zhaoshang.reports import kpi_table

SIGNED = [Agreement(signed_on="2025-02-10")]


def paid(amount: int, unit: str, form: str | None, on: str) -> Arrival:
    """Invent a payment from abroad."""
    return Arrival(on=on, amount=Money.of(amount, unit), origin="foreign", form=form)


COUNTY = Ledger(
    as_of="2025-12-31",
    investors=[
        Investor(id="I", name="虚构电子", place="广东"),
        Investor(id="J", name="虚构食品", place="浙江"),
        Investor(id="K", name="虚构某厂"),
    ],
    projects=[
        Project(
            id="1",
            name="甲",
            investors=["I"],
            tags=["平台", "首店"],
            regions=["闽南", "赣南"],
            agreements=SIGNED,
            arrivals=[
                paid(30, "万美元", "cash", "2025-03-05"),
                paid(20, "万美元", "profit", "2025-06-05"),
                paid(720, "万元", "cash", "2025-09-10"),
            ],
        ),
        Project(id="2", name="乙", investors=["J"], tags=["平台"], agreements=SIGNED),
        Project(
            id="3",
            name="丙",
            investors=["I", "J"],
            agreements=SIGNED,
            arrivals=[paid(5, "万美元", None, "2025-03-05")],
        ),
        Project(id="4", name="丁", investors=["K"], agreements=SIGNED),
    ],
    payments=[
        Payment(id="1", investor="I", programme="技改", amount=Money.of(2, "万元"), on="2025-05"),
        Payment(id="2", investor="I", programme="设备", amount=Money.of(2, "万元"), on="2025-05"),
        Payment(id="3", investor="J", programme="设备", amount=Money.of(2, "万元"), on="2025-05"),
        Payment(id="4", investor="K", programme="稳岗", planned=Money.of(2, "万元"), on="2025-05"),
    ],
    teams=[
        ServiceTeam(
            id="U",
            name="帮办组",
            cases=[
                Case(id="1", category="高企申报", raised_on="2025-03", closed_on="2025-04"),
                Case(id="2", category="用工", raised_on="2025-03"),
            ],
        )
    ],
)

SOURCES: dict[str, Callable[[Ledger], Any]] = {"ledger": lambda ledger: ledger, "frames": from_ledger}


@pytest.fixture(params=list(SOURCES))
def county(request: pytest.FixtureRequest) -> Any:
    """Give the county as a ledger, and as frames."""
    return SOURCES[request.param](COUNTY)


def groups(county: Any, kpi: Any, by: Any, **asked: Any) -> dict[str, Any]:
    """Ask a figure by a key."""
    figures = evaluate(county, [kpi], by=[by], **asked)
    return {figure.group[0] if figure.group else "all": figure.value for figure in figures.items_}


def test_projects_are_counted_by_where_their_lead_investor_comes_from(county: Any) -> None:
    """The second investor of a project does not count it again; without a place it stands in the blank row."""
    assert groups(county, "signed_project_count", "source") == {"all": 4, "": 1, "广东": 2, "浙江": 1}


def test_foreign_capital_is_told_by_country() -> None:
    """A firm's country is its own, wherever its place is written; without one it stands in the blank row."""
    ledger = Ledger(
        as_of="2025-12-31",
        investors=[
            Investor(id="A", name="甲", origin="foreign", country="sg"),
            Investor(id="B", name="乙", origin="foreign", place="慕尼黑"),
        ],
        projects=[
            Project(
                id=firm,
                name=firm,
                investors=[firm],
                arrivals=[Arrival(on="2025-04-01", amount=Money.of(30, "万美元"), origin="foreign")],
            )
            for firm in ("A", "B")
        ],
    )
    for source in (ledger, from_ledger(ledger)):
        assert groups(source, "fdi_utilised", "国别地区", unit="万美元") == {"all": 60, "": 30, "SG": 30}


def test_a_project_counts_for_each_of_its_tags_and_regions_and_once_in_the_whole(county: Any) -> None:
    """Labels overlap: the rows add up to more than the whole."""
    assert groups(county, "signed_project_count", "tag") == {"all": 4, "": 2, "平台": 2, "首店": 1}
    assert groups(county, "signed_project_count", "region") == {"all": 4, "": 3, "闽南": 1, "赣南": 1}


@pytest.mark.long
@pytest.mark.parametrize(
    ("where", "count"),
    [
        (column("tag").is_in("平台"), 2),
        (~column("tag").is_in("平台"), 2),
        (column("tag").is_in("首店", "平台"), 2),
        (column("region").is_in("赣南"), 1),
        (column("source").is_in("广东"), 2),
        (~column("source").is_in("广东"), 1),
    ],
    ids=str,
)
def test_projects_are_chosen_by_tag_region_and_source(county: Any, where: Any, count: int) -> None:
    """A project without a tag has none of those asked; of one without a place nothing is known."""
    assert evaluate(county, "signed_project_count", where=where)["signed_project_count"].value == count


def test_foreign_capital_is_told_by_form_and_in_dollars_of_the_day(county: Any) -> None:
    """Each payment is worked out by the rate of its own day; what has no form stands in the blank row."""
    rates = [
        Rate(currency="USD", value="7.3", on="2025-03-05"),
        Rate(currency="USD", value="7.2", on="2025-09-10"),
    ]
    dated = DEFAULT.vary("dated", rates=rates)
    found = groups(county, "fdi_utilised", "form", unit="万美元", profile=dated)
    assert found == {"all": 155, "": 5, "cash": 130, "profit": 20}


def test_programmes_that_were_paid_are_not_firms(county: Any) -> None:
    """Two firms were paid, under two programmes; what is only planned counts for neither."""
    asked = {
        measure: evaluate(county, "policy_cash", measure=measure)["policy_cash"].value
        for measure in ("firms", "programmes")
    }
    assert asked == {"firms": 2, "programmes": 2}
    given = [{"firm": firm, "programme": "技改", "amount": "20万元"} for firm in ("甲", "乙")]
    figures = evaluate(None, "policy_cash", inputs={"payments": given}, measure="programmes")
    assert figures["policy_cash"].value == 1
    assert figures["policy_cash"].unit == "项"


def test_cases_are_told_by_their_own_category() -> None:
    """A case has a category in words, which the table shows as it is."""
    table = kpi_table(evaluate(COUNTY, "issues_closed", by="category"))
    assert ("高企申报", "1") in {row[:2] for row in table.rows}


def test_the_form_is_shown_in_the_language_of_the_table() -> None:
    """Codes become words."""
    figures = evaluate(COUNTY, "fdi_utilised", by="form")
    shown = {locale: kpi_table(figures, locale=locale).to_text() for locale in ("zh_CN", "en")}
    assert "收益再投资" in shown["zh_CN"]
    assert "Reinvested earnings" in shown["en"]


DRIVE = Ledger(
    as_of="2025-12-31",
    campaigns=[Campaign(id="C", name="虚构攻坚年"), Campaign(id="D", name="首季行动", parent="C")],
    events=[Event(id="E", name="虚构推介会", campaign="D"), Event(id="F", name="虚构座谈会", campaign="C")],
    funds=[Fund(id="G", name="虚构母基金"), Fund(id="H", name="虚构子基金")],
    projects=[
        Project(id="1", name="甲", events=["E"], fund="G", agreements=SIGNED),
        Project(
            id="2",
            name="乙",
            events=["F", "E"],
            agreements=SIGNED,
            milestones=[
                Milestone(stage="started", on="2025-03-10"),
                Milestone(stage="producing", on="2025-09"),
            ],
        ),
        Project(id="3", name="丙", agreements=SIGNED),
    ],
    payments=COUNTY.payments,
    investors=COUNTY.investors,
)


@pytest.mark.parametrize("source", [DRIVE, from_ledger(DRIVE, backend="polars")], ids=["objects", "polars"])
@pytest.mark.parametrize(
    ("by", "period", "counts"),
    [
        ("campaign", "2025", {"C": 2, "D": 2, "": 1}),
        ("专项行动", "2025", {"C": 2, "D": 2, "": 1}),
        ("fund", "2025", {"G": 1, "H": 0, "": 2}),
        ("stage", "2025", {"signed": 2, "producing": 1}),
    ],
)
def test_projects_are_grouped_by_campaign_fund_and_stage(
    source: Any, by: Any, period: str, counts: dict[str, int]
) -> None:
    """A project counts once in each campaign of its events and in those above; the whole counts it once."""
    figures = evaluate(source, "签约项目数", by=by, period=period)
    found = {figure.group[0]: figure.value for figure in figures.items_ if figure.group}
    assert found == counts
    assert figures["签约项目数"].value == 3


def test_the_stage_of_a_group_is_that_of_the_day() -> None:
    """Groups stand in the order of a project's life."""
    for day, expected in (("2025-02-28", ["signed"]), ("2025-06-30", ["signed", "started"])):
        figures = evaluate(DRIVE, "签约项目数", by="阶段", as_of=day)
        assert [figure.group[0] for figure in figures.items_ if figure.group] == expected
    shown = kpi_table(evaluate(DRIVE, "签约项目数", by="stage")).to_text()
    assert shown.index("签约 ") < shown.index("投产 ")


def test_frames_without_a_ledger_do_not_know_the_stage_of_a_day() -> None:
    projects = pl.DataFrame({"id": ["1", "2"], "fund": ["G", None], "signed_on": [date(2025, 2, 10)] * 2})
    frames = Frames({"projects": projects})
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(frames, "签约项目数", by="stage", as_of="2025-12-31")
    assert refused.value.column == "stage"
    by_fund = evaluate(frames, "签约项目数", by="fund", as_of="2025-12-31")
    assert by_fund["签约项目数", "G"].value == 1


def test_payments_are_grouped_by_programme() -> None:
    figures = evaluate(DRIVE, "policy_cash", by="兑现事项")
    paid = {figure.group[0]: figure.value for figure in figures.items_ if figure.group}
    assert paid == {"技改": 20_000, "设备": 40_000}
