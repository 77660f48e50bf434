"""What a row of the table of mechanisms is, and the small objects that some rows ask."""

from collections.abc import Callable
from typing import Any, Final, Literal, NamedTuple

from zhaoshang import Area, Chain, Ledger, Money, Park, Project, ServiceTeam
from zhaoshang.checks import verify_claims
from zhaoshang.model import (
    Agreement,
    ChainLink,
    ChainMember,
    ChainNode,
    Lease,
    Milestone,
    PromisedTerm,
    ServiceStep,
    Space,
    StepLimit,
)
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.reading import find_mentions, parse_quantity

Kind = Literal["KPI", "board", "check", "suggestion", "reading", "label"]
"""What answers: a figure, a shipped board, a rule or claim, a function that works something out, the reader of texts;
a label is kept and asked nothing."""


class Row(NamedTuple):
    """A mechanism at work.

    Attributes:
        id: its number in the source articles.
        kind: what kind of thing answers.
        where: the KPI, board, rule, claim or function.
        words: what is asked.
        fact: the field of the county that carries it: without it the answer is another; empty where a text or figures
            given are asked.
        ask: how it is asked.
        answer: the answer.
    """

    id: str
    kind: Kind
    where: str
    words: str
    fact: str
    ask: Callable[[Ledger], object]
    answer: object


def team(id: str = "U", **given: Any) -> ServiceTeam:  # noqa: A002 - the word of the exchange format
    return ServiceTeam(id=id, name="组", **given)


def project(id: str = "P", **given: Any) -> Project:  # noqa: A002 - the word of the exchange format
    return Project(id=id, name=f"项目{id}", **given)


def park(**given: Any) -> Park:
    return Park(id="K", name="园", **given)


def steps(*stages: str) -> list[Milestone]:
    return [Milestone(stage=stage, on=f"2022-{month:02}") for month, stage in enumerate(stages, 1)]


def signed(on: str, kind: str = "formal") -> list[Agreement]:
    return [Agreement(kind=kind, signed_on=on)]


def found(claim: dict[str, object], ledger: Ledger | None = None, **values: str) -> tuple[str, ...]:
    figures = [{"id": name, "value": value} for name, value in values.items()]
    return verify_claims(figures, [claim], ledger=ledger).codes


def within(text: str) -> tuple[object, object]:
    bounds = parse_quantity(text).interval
    return bounds.low, bounds.high


def balance_of(text: str) -> tuple[object, object]:
    """Give the bounds of what lies idle in a park whose one plant has such an area."""
    area = parse_quantity(text)
    assert isinstance(area, Area)
    plant = Space(id="p", kind="plant", area=area, completed_on="2019")
    idle = park(spaces=[plant]).balance("plant", on="2022-06-30").idle
    assert idle is not None
    return idle.interval.low, idle.interval.high


def reads(text: str, plain: str) -> bool:
    return parse_quantity(text) == parse_quantity(plain)


CHAIN: Final = Chain(
    id="C",
    name="石墨烯",
    priority=True,
    nodes=[ChainNode(id="a", name="粉体"), ChainNode(id="b", name="应用")],
    links=[ChainLink(from_node="a", to_node="b")],
    members=[ChainMember(node="a", investor="I", role="leader"), ChainMember(node="a", project="P")],
)
SPAWN: Final = [project("A"), project("B", parent="A", relation="spawned")]
STEPS: Final = tuple(
    ServiceStep(
        id=f"s{number}",
        name=f"环节{number}",
        department=f"部门{number % 6}",
        limit=StepLimit(days=2),
        after=[f"s{number - 1}"] if number else [],
    )
    for number in range(23)
)
TAX_TERM: Final = PromisedTerm(measure="tax", period="2024", promised=Money.of(800, "万元"))
LET: Final = park(
    spaces=[Space(id="a", kind="land", area=Area.of(100, "亩"), completed_on="2022-06", idle_since="2020")],
    leases=[
        Lease(space="a", tenant="T", project="P", area=Area.of(71, "亩"), stage="contracted", on="2022-03")
    ],
)


def same(text: str) -> bool:
    """Tell whether noise in a text leaves its one amount to be read."""
    return [str(mention.quantity.value) for mention in find_mentions(text)] == ["15"]


def apart() -> Profile:
    """Count phases one by one."""
    return DEFAULT.vary("apart", phases="separate")


def landed_by(paper: str) -> Profile:
    """Take a paper for the proof of landing."""
    return DEFAULT.vary("landed", landed=[paper])
