"""What `write` writes verifies against the ledger that it is of, with no further argument."""

import random
from decimal import Decimal

import pytest

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.bulletins import verify, write
from zhaoshang.model import Agreement, Arrival, Milestone, ServiceTeam

KPIS = [
    "signed_project_count",
    "signed_investment_total",
    "start_rate",
    "average_project_size",
    "arrived_funds",
    "projects_in_band",
]
COUNTIES = ["江川县", "石渠县", "白鹭区"]


def drawn(seed: int) -> Ledger:
    """A city with counties for units, and towns under the first of them."""
    draw = random.Random(seed)  # noqa: S311 - an invented ledger needs no secrecy
    teams = [ServiceTeam(id=f"U{number}", name=name) for number, name in enumerate(COUNTIES)]
    teams += [ServiceTeam(id="U0a", name="云桥镇", parent="U0")]
    projects = []
    for number in range(draw.randint(8, 30)):
        month, day = draw.randint(1, 6), draw.randint(1, 28)
        projects.append(
            Project(
                id=f"P{number}",
                name=f"项目{number}",
                owner=draw.choice(teams).id,
                investment=Money.of(Decimal(draw.randint(1, 400)) / 10, "亿元"),
                agreements=[Agreement(signed_on=f"2023-{month:02d}-{day:02d}")],
                milestones=[Milestone(stage="started", on="2023-06-29")] if draw.random() < 0.6 else [],
                arrivals=[
                    Arrival(on="2023-06-25", amount=Money.of(Decimal(draw.randint(1, 90)) / 10, "亿元"))
                ],
            )
        )
    return Ledger(as_of="2023-06-30", projects=projects, teams=teams)


@pytest.mark.long
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_written_verifies_clean(seed: int, locale: str) -> None:
    ledger = drawn(seed)
    for by in ((), ("owner",)):
        figures = evaluate(ledger, KPIS, period="2023-H1", by=by, bands=["≥1亿元", "≥10亿元"])
        text = write(figures, locale=locale)
        found = verify(text, ledger)
        assert found.is_clean, found.render()
        assert len(found.agrees) * 2 > len(found.readings)
