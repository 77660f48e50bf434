"""The work grows as the records of one project or tree do: machines write long histories of one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from tests.trust.counting import calls

from zhaoshang import Ledger, Money, Project, ServiceTeam, check
from zhaoshang.lifecycle import standing_terms
from zhaoshang.model import Agreement, Arrival, Milestone, Promise, PromisedTerm

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
    """Units that stand each under the one before."""
    listed = [
        ServiceTeam(id=f"T{number}", name=f"{number}组", parent=f"T{number - 1}" if number else None)
        for number in range(size)
    ]
    return Ledger(teams=listed)


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
    "units in a chain": (units, lambda ledger: ledger.units_below("T0")),
}


def test_four_times_the_records_make_about_four_times_the_work() -> None:
    grown = {}
    for name, (make, work) in SHAPES.items():
        short, long = make(60), make(240)
        work(short)  # what is loaded once
        grown[name] = calls(lambda: work(long)) / calls(lambda: work(short))  # noqa: B023 - called here
    assert {name: factor for name, factor in grown.items() if factor > 6} == {}
