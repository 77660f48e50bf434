"""The work grows as the records of one project, tenant or tree do: machines write long histories of one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from tests.trust.counting import calls

from zhaoshang import Area, Count, Ledger, Money, Park, Project, ServiceTeam, check, evaluate, workbooks
from zhaoshang.lifecycle import standing_terms
from zhaoshang.model import Agreement, Arrival, Lease, Milestone, Promise, PromisedTerm, Space, Target

TODAY: Final = "2025-06-30"


def day(number: int) -> date:
    return date(1990, 1, 1) + timedelta(days=number)


def paid(size: int, **told: Callable[[int], Any]) -> Ledger:
    """Payments, the later half of which corrects the earlier."""
    listed = [
        Arrival(
            **{name: of(number) for name, of in told.items()},
            amount=Money.of(number + 1, "元"),
            correction=number >= size // 2,
        )
        for number in range(size)
    ]
    return Ledger(projects=[Project(id="A", name="虚构", arrivals=listed)])


def amended(size: int, **told: Callable[[int], Any]) -> Project:
    """Papers that go back to the first."""
    papers = [
        Agreement(
            id=f"G{number}",
            **{name: of(number) for name, of in told.items() if number or name != "amends"},
            terms=[PromisedTerm(measure="tax", period=f"{2025 + number}", promised=Money.of(number, "元"))],
        )
        for number in range(size)
    ]
    return Project(id="A", name="虚构", agreements=papers)


def units(size: int) -> Ledger:
    """Units that stand each under the one before, and their targets; the lowest has a project."""
    listed = [
        ServiceTeam(id=f"T{number}", name=f"{number}组", parent=f"T{number - 1}" if number else None)
        for number in range(size)
    ]
    targets = [
        Target(
            id=f"G{number}",
            unit=f"T{number}",
            measure="签约项目数",
            period="2025",
            value=Count.of(9, "个"),
            parent=f"G{number - 1}" if number else None,
        )
        for number in range(size)
    ]
    signed = Project(id="A", name="虚构", owner=f"T{size - 1}", agreements=[Agreement(signed_on="2025-02")])
    return Ledger(as_of=TODAY, teams=listed, targets=targets, projects=[signed])


def let(size: int, **told: Callable[[int], Any]) -> Ledger:
    """Lettings of one tenant in one space."""
    listed = [
        Lease(
            space="S",
            tenant="T",
            area=Area.of(10, "㎡"),
            on=day(number),
            **{name: of(number) for name, of in told.items()},
        )
        for number in range(size)
    ]
    spaces = [Space(id="S", area=Area.of(9, "平方公里"))]
    return Ledger(as_of=TODAY, parks=[Park(id="K", name="虚构园", spaces=spaces, leases=listed)])


HEADER: Final = "项目名称,投资方,总投资,签约时间,备注"


def stacked(size: int, table: str) -> bytes:
    """Tables below each other, each told apart by its number."""
    return "".join(
        table.replace("#", str(number)).replace("@", str(2000 + number % 20)) for number in range(size // 2)
    ).encode()


def paged(size: int) -> bytes:
    """Tables of a page of the web below each other, with merged cells in each."""
    head = "".join(f"<td>{word}</td>" for word in HEADER.split(","))
    row = "<tr><td>虚构#厂</td><td>虚构公司</td><td>5</td><td rowspan=2>2022-03</td><td>否</td></tr>"
    more = "<tr><td>虚构#站</td><td>虚构公司</td><td>6</td><td>否</td></tr>"
    title = "<tr><td colspan=5>@年项目（单位：万元）</td></tr>"
    return (
        b"<html><body><table>"
        + stacked(size, f"{title}<tr>{head}</tr>{row}{more}")
        + b"</table></body></html>"
    )


def read_csv(text: bytes) -> object:
    return workbooks.read(text, name="p.csv", as_of=TODAY)


SHAPES: Final[dict[str, tuple[Callable[[int], Any], Callable[[Any], object]]]] = {
    "payments corrected by id": (
        lambda size: paid(size, id=lambda number: f"R{number % (size // 2)}"),
        check,
    ),
    "payments of one id": (lambda size: paid(size, id="R".format), check),
    "payments of one day": (lambda size: paid(size, on="2024-01".format), check),
    "payments of many days": (lambda size: paid(size, on=lambda number: day(number % (size // 2))), check),
    "signings": (
        lambda size: [Milestone(stage="signed", on=day(number)) for number in range(size)],
        lambda steps: Project(id="A", name="虚构", milestones=steps),
    ),
    "signings corrected": (
        lambda size: [
            Milestone(stage="signed", on=day(number), correction=number > 0) for number in range(size)
        ],
        lambda steps: Project(id="A", name="虚构", milestones=steps),
    ),
    "one signing told often": (
        lambda size: [
            Milestone(stage="signed", promised=[Promise(evidence="eia", due_on=day(number))])
            for number in range(size)
        ],
        lambda steps: Project(id="A", name="虚构", milestones=steps),
    ),
    "papers that amend each the one before": (
        lambda size: amended(size, amends=lambda number: f"G{number - 1}", signed_on=day),
        lambda project: standing_terms(project, as_of=TODAY),
    ),
    "undated papers that amend the first": (
        lambda size: amended(size, amends="G0".format),
        lambda project: standing_terms(project, as_of=TODAY),
    ),
    "contracts": (lambda size: let(size, stage="contracted".format), check),
    "contracts that end as the next begins": (
        lambda size: let(size, stage="contracted".format, until=lambda number: day(number + 1)),
        check,
    ),
    "contracts and moves": (
        lambda size: let(size, stage=lambda number: "contracted" if number < size // 2 else "moved_in"),
        check,
    ),
    "moves and returns": (
        lambda size: let(size, stage=lambda number: "moved_in" if number < size // 2 else "ended"),
        check,
    ),
    "units in a chain": (units, lambda ledger: ledger.units_below("T0")),
    "groups of units in a chain": (units, lambda ledger: evaluate(ledger, "签约项目数", by="owner")),
    "targets of units in a chain": (
        units,
        lambda ledger: evaluate(ledger, "目标完成率", by="owner", of="签约项目数"),
    ),
    "tables with titles, notes and sums": (
        lambda size: stacked(
            size, f"@年项目#\n{HEADER}\n虚构#项目,虚构#公司,2#,,\n合计,,2#,,\n注：金额单位为万元\n\n"
        ),
        read_csv,
    ),
    "tables of other units, with groups and codes that come again": (
        lambda size: stacked(
            size,
            "第#批项目\n单位：万元、#亩\n项目编号,项目名称,总投资#\n一、#镇（单位：亿元）\nA1,虚构项目,3\n合计,,#\n",
        ),
        read_csv,
    ),
    "tables below a wide title": (
        lambda size: b"x," * 300 + b"x\n" + stacked(size, f"@年\n{HEADER}\n虚构#项目,虚构#公司,2#,,\n"),
        read_csv,
    ),
    "tables with merged cells": (paged, lambda text: workbooks.read(text, name="p.html", as_of=TODAY)),
}


def test_twice_the_records_more_make_about_twice_the_work_more() -> None:
    """What a question costs whatever is asked is left out; the square would make four times as much."""
    grown = {}
    for name, (make, work) in SHAPES.items():
        work(make(8))  # what is loaded once
        first, second, third = (calls(lambda: work(given)) for given in map(make, (60, 120, 240)))  # noqa: B023
        grown[name] = (third - second) / (second - first)
    assert {name: factor for name, factor in grown.items() if factor > 2.4} == {}
