"""What an office owes, laid over a drawn ledger: it follows from what was drawn, so that no random number is used.

What came later than the drawing stands here; the stream of `drawn.py` stays as it is.
"""

from attrs import evolve

from zhaoshang import Ledger, Money, Project, ServiceTeam
from zhaoshang.model import (
    Agreement,
    Award,
    Commitment,
    Fund,
    FundInvestment,
    FundSponsor,
    Order,
    Payment,
    StatisticsEntry,
)

DUES = ("2022-05-10", "2022-02", None, "2022", "2023-01-01")


def with_office(ledger: Ledger) -> Ledger:
    """Add commitments of the government to the agreements, and payments for some of them."""
    projects = [_promising(project, number) for number, project in enumerate(ledger.projects)]
    payments = [
        Payment(
            id=f"X{number}", commitment=f"C{number}.0.0", amount=Money.of(100 * number, "万元"), on="2022-03"
        )
        for number in range(0, len(projects), 3)
    ]
    return evolve(
        ledger,
        projects=projects,
        payments=[*ledger.payments, *(payments if ledger.payments else ())],
        funds=[_backed(fund, number) for number, fund in enumerate(ledger.funds)],
        teams=[_owing(team, len(projects) + number) for number, team in enumerate(ledger.teams)],
    )


def _owing(team: ServiceTeam, number: int) -> ServiceTeam:
    """Give a unit orders and awards, its cases a due day, its trips a leader and leads."""
    cases = [
        evolve(case, due_on=DUES[(number + place) % len(DUES)], department=("发改", None)[place % 2])
        for place, case in enumerate(team.cases)
    ]
    trips = [
        evolve(
            trip,
            led_by=("甲", "乙", None)[(number + place) % 3],
            leads=[f"P{(number + 3 * place) % 9}", f"P{place}"][: (number + place) % 3],
        )
        for place, trip in enumerate(team.outreach)
    ]
    orders = [
        Order(
            id=f"D{number}.{each}", due_on=DUES[each], answered_on=("2022-05-01", None, "2022-02")[each % 3]
        )
        for each in range(number % 4)
    ]
    awards = [
        Award(on=DUES[each], points=("1.5", "-2", None)[(number + each) % 3]) for each in range(number % 5)
    ]
    return evolve(team, cases=cases, outreach=trips, orders=orders, awards=awards)


def _promising(project: Project, number: int) -> Project:
    papers = [_with_commitments(paper, number, place) for place, paper in enumerate(project.agreements)]
    entries = [
        StatisticsEntry(
            kind=("investment", "industry", "trade")[(number + each) % 3],
            on=DUES[(number + each) % len(DUES)],
            removed_on="2022-06-01" if (number + each) % 6 == 5 else None,
        )
        for each in range(number % 3)
    ]
    return evolve(project, agreements=papers, statistics=entries)


def _backed(fund: Fund, number: int) -> Fund:
    """Give a fund the government's money, and what it invested here and elsewhere."""
    sponsor = FundSponsor(name="国投", amount=Money.of(2, "亿元"), is_government=True)
    made = [
        FundInvestment(
            firm=f"I{each}",
            amount=None if each == 2 else Money.of(each + 1, "千万元"),
            on=DUES[(number + each) % len(DUES)],
            is_local=each != 1,
        )
        for each in range(4)
    ]
    return evolve(fund, sponsors=[sponsor], investments=made)


def _with_commitments(paper: Agreement, number: int, place: int) -> Agreement:
    """Promise nothing, one thing or two, tied to what the investor promised or not."""
    found = [
        Commitment(
            id=f"C{number}.{place}.{each}",
            kind="租金补贴",
            amount=Money.of(200, "万元") if each == 0 else None,
            due_on=DUES[(number + 2 * place + each) % len(DUES)],
            honoured_on="2022-04-20" if (number + each) % 4 == 1 else None,
            terms=["tax"] if number % 4 == 2 else [],
            contested_on="2022-03-03" if number % 7 == 3 else None,
        )
        for each in range((number + place) % 3)
    ]
    return evolve(paper, commitments=found)
