"""Figures that five articles print or imply, recomputed from ledgers built to their counts."""

from decimal import Decimal
from typing import Any

import pytest

from zhaoshang.kpis import evaluate
from zhaoshang.ledger import Ledger
from zhaoshang.model import (
    Agreement,
    Investor,
    Lease,
    Milestone,
    Outreach,
    Park,
    Project,
    ServiceTeam,
    Space,
    Target,
)
from zhaoshang.quantities import Area
from zhaoshang.reading import parse_quantity


def value(source: Ledger | None, kpi: str, **arguments: Any) -> Decimal | None:
    return evaluate(source, [kpi], **arguments)[kpi].value


def projects(count: int, prefix: str = "P", **fields: Any) -> list[Project]:
    return [Project(id=f"{prefix}{number}", name=f"{prefix}{number}", **fields) for number in range(count)]


def area(text: str) -> Area:
    found = parse_quantity(text)
    assert isinstance(found, Area)
    return found


def signed(on: str) -> dict[str, Any]:
    return {"agreements": [Agreement(signed_on=on)]}


def talks(on: str) -> dict[str, Any]:
    return {"milestones": [Milestone(stage="negotiating", on=on)]}


def test_000_10_share_of_taiwanese_firms_in_talks() -> None:
    """6 of 21 firms in talks are Taiwanese: 28.6 %."""
    investors = [
        Investor(id=f"I{n}", name=f"I{n}", origin="taiwan" if n < 6 else "out_of_province") for n in range(21)
    ]
    listed = [Project(id=f"P{n}", name=f"P{n}", investors=[f"I{n}"], **talks("2020-04")) for n in range(21)]
    ledger = Ledger(as_of="2020-07-31", projects=listed, investors=investors)
    assert value(ledger, "stage_count", of="negotiating", count_by="investor") == 21
    assert value(None, "capital_origin_share", inputs={"part": "6家", "whole": "21家"}, round=1) == Decimal(
        "28.6"
    )


def test_000_15_remote_funnel() -> None:
    """5 of 18 matched intents were signed: 27.8 %."""
    matched = [
        *projects(5, "S", **talks("2020-04"), **signed("2020-06")),
        *projects(13, "M", **talks("2020-04")),
    ]
    ledger = Ledger(as_of="2020-07-31", projects=matched)
    figure = evaluate(
        ledger, "funnel_conversion", from_stage="negotiating", to_stage="signed", period="2020", round=1
    )["funnel_conversion"]
    assert figure.value == Decimal("27.8")
    assert figure.denominator == 18


def test_000_18_revived_space() -> None:
    """At least 80 of 144 mu of land, at most 1.5 of 7万㎡ of plants."""
    land = Park(
        id="K1",
        name="土地",
        spaces=[Space(id="L", kind="land", area=area("144亩"), idle_since="2019")],
        leases=[Lease(space="L", tenant="T", area=area("80余亩"), stage="contracted", on="2020-05")],
    )
    plant = Park(
        id="K2",
        name="厂房",
        spaces=[Space(id="F", kind="plant", area=area("7万多㎡"), idle_since="2019")],
        leases=[Lease(space="F", tenant="T", area=area("1.5万㎡"), stage="contracted", on="2020-05")],
    )
    figures = evaluate(
        Ledger(as_of="2020-07-31", parks=[land, plant]), "idle_land_revival_rate", by="park", round=1
    )
    assert figures["K1"].low == Decimal("55.6")
    assert figures["K2"].high == Decimal("21.4")


def test_001_mean_size_and_start_rate() -> None:
    """41 projects of 210.77亿 are 5.14亿 each; 21 started of 41 are 51.22 %."""
    listed = [
        *projects(
            21,
            "A",
            investment=parse_quantity("5亿元"),
            **signed("2023-03"),
            milestones=[Milestone(stage="started", on="2023-05")],
        ),
        *projects(19, "B", investment=parse_quantity("5亿元"), **signed("2023-03")),
        *projects(1, "C", investment=parse_quantity("10.77亿元"), **signed("2023-03")),
    ]
    figures = evaluate(
        Ledger(projects=listed),
        ["average_project_size", "start_rate"],
        period="2023-H1",
        as_of="2023-06-30",
        unit="亿元",
    )
    assert figures["average_project_size"].value == Decimal("5.14")
    assert figures["start_rate"].value == Decimal("51.22")


def test_001_13_letting_of_all_stock() -> None:
    """46.93 of 210.53万㎡ are 22.3 %, which is not the printed rate of the open parks."""
    park = Park(
        id="K",
        name="K",
        spaces=[Space(id="F", kind="plant", area=area("210.53万㎡"), completed_on="2023-05")],
        leases=[Lease(space="F", tenant="T", area=area("46.93万㎡"), stage="contracted", on="2023-05")],
    )
    assert value(Ledger(parks=[park]), "letting_rate", as_of="2023-06-30", round=1) == Decimal("22.3")


@pytest.mark.parametrize(
    ("amount", "count", "digits", "expected"),
    [("956个", "26个", 1, "36.8"), ("42亿元", "12个", 1, "350000000"), ("2967万元", "134家", 0, "221418")],
)
def test_means_that_articles_imply(amount: str, count: str, digits: int, expected: str) -> None:
    """956 problems over 26 teams are 36.8 each; 12 projects of 42亿 are 3.5亿 each; 2967万 to 134 firms 22.1万 each."""
    inputs = {"amount": amount, "count": count}
    assert value(None, "average_project_size", inputs=inputs, round=digits) == Decimal(expected)


def test_002_means_with_lower_bounds() -> None:
    """873 projects of 1700.98亿 are 1.95亿 each; 16 trips brought at least 4.4 projects each."""
    inputs = {"amount": "1700.98亿元", "count": "873个"}
    assert value(None, "average_project_size", inputs=inputs, unit="亿元") == Decimal("1.95")
    trips = evaluate(None, "average_project_size", inputs={"amount": "70多项", "count": "16次"}, round=1)[
        "average_project_size"
    ]
    assert trips.low == Decimal("4.4")


def test_003_targets() -> None:
    """386 of 200 projects and 1708.2 of 1300亿; the county has 10 %, 13 % and 20 % of the city's targets."""
    listed = projects(385, investment=parse_quantity("4亿元"), **signed("2022-06"))
    listed += projects(1, "Z", investment=parse_quantity("168.2亿元"), **signed("2022-06"))
    targets = [
        Target(id="T1", measure="signed_project_count", period="2022", value=parse_quantity("200个")),
        Target(id="T2", measure="signed_investment_total", period="2022", value=parse_quantity("1300亿元")),
    ]
    ledger = Ledger(as_of="2022-12-20", projects=listed, targets=targets)
    same: dict[str, Any] = {"period": "2022", "round": 1}
    assert value(ledger, "target_completion_rate", of="signed_project_count", **same) == 193
    assert value(ledger, "target_completion_rate", of="signed_investment_total", **same) == Decimal("131.4")
    shares = [("200个", "2000个", 10), ("1300亿元", "1万亿元", 13), ("20个", "100个", 20)]
    for part, whole, expected in shares:
        assert value(None, "share_of_total", inputs={"part": part, "whole": whole}) == expected


def test_003_07_sixteen_teams() -> None:
    """1 + 2 + 5 + 8 teams are 16."""
    teams = [ServiceTeam(id=f"U{number}", name=f"U{number}") for number in range(1 + 2 + 5 + 8)]
    figures = evaluate(Ledger(teams=teams), "signed_project_count", as_of="2022-12-31", by="owner")
    assert len(figures.groups) == 16


def test_003_32_two_lower_bounds_give_bounds_alone() -> None:
    """Over 20 signed of over 60 docked: no rate, only what it lies between."""
    figure = evaluate(None, "funnel_conversion", inputs={"from": "60多个", "to": "20多个"})[
        "funnel_conversion"
    ]
    assert (figure.value, figure.reason) == (None, "both_hedged")
    assert (figure.low, figure.high) == (Decimal("28.57"), Decimal(50))


def test_004_outreach_leads_and_bands() -> None:
    """48 + 66 contacts, 46 leads, 12 signed of them 26.1 %; 26 and 3 large projects leave 23 between."""
    team = ServiceTeam(
        id="U",
        name="U",
        outreach=[Outreach(on="2013-03", direction="outbound")] * 48
        + [Outreach(on="2013-03", direction="inbound")] * 66,
    )
    lead = [Milestone(stage="lead", on="2013-02")]
    listed = [*projects(12, "S", milestones=lead, **signed("2013-05")), *projects(34, "L", milestones=lead)]
    started = [Milestone(stage="started", on="2013-04")]
    listed += projects(23, "M", milestones=started, investment=parse_quantity("2亿元"))
    listed += projects(3, "G", milestones=started, investment=parse_quantity("10亿元"))
    ledger = Ledger(as_of="2013-06-30", projects=listed, teams=[team])
    same: dict[str, Any] = {"period": "2013-H1"}
    assert value(ledger, "outbound_trips", **same) == 48
    assert value(ledger, "inbound_visits", **same) == 66
    assert value(ledger, "leads_collected", **same) == 46
    figures = evaluate(
        ledger, "projects_in_band", of="started", bands=["≥1亿元", "≥10亿元", "[1亿元,10亿元)"], **same
    )
    assert [figures[band].value for band in ("≥1亿元", "≥10亿元", "[1亿元,10亿元)")] == [26, 3, 23]
    funnel = evaluate(ledger, "funnel_conversion", from_stage="lead", to_stage="signed", round=1, **same)
    assert funnel["funnel_conversion"].value == Decimal("26.1")
    refused = evaluate(None, "share_of_total", inputs={"part": "46条", "whole": "114次"})["share_of_total"]
    assert refused.reason == "units_differ"
