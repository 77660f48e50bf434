"""Who stands where on a day: projects at their stages, firms and projects at the nodes of chains.

Boards, chains and scripts ask here; here KPIs are asked, so that whoever is counted there is listed here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, final

from attrs import field, frozen

from zhaoshang._engine.results.figures import Figure
from zhaoshang._evaluation import Prepared, evaluate
from zhaoshang.ledger import Ledger
from zhaoshang.model import Chain, ChainNode
from zhaoshang.model._nodes import node_state
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.vocabulary import MemberRole, NodeState, Stage

_ENDS: Final = [str(stage) for stage in Stage if stage.is_end]
_ALWAYS: Final = Period.of(date.max)
"""The day asked about where none is known: every record counts."""


@final
@frozen(kw_only=True)
class NodeStanding:
    """Who stands at a node of a chain on a day: those that fill it, and those that may (环节现状).

    Attributes:
        chain: the id of the chain.
        node: the id of the node.
        state: how well it is filled.
        leaders: the ids of the leading firms placed there.
        firms: the ids of the other firms placed there.
        projects: the ids of the projects signed for it that have not ended.
        candidates: the ids of leads, talks and prospects; they do not fill it.
        signed: the figure that the projects were taken from.
        tracked: the figure that the candidates were taken from.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.kpis import chain_nodes
        >>> from zhaoshang.model import Chain, ChainNode, Milestone
        >>> chain = Chain(id="C1", name="储能", nodes=[ChainNode(id="n1", name="正极材料")])
        >>> talks = Project(
        ...     id="P1",
        ...     name="甲",
        ...     chain_nodes=["C1/n1"],
        ...     milestones=[Milestone(stage="negotiating", on="2022-03")],
        ... )
        >>> (found,) = chain_nodes(Ledger(as_of="2022-06-30", chains=[chain], projects=[talks])).values()
        >>> found.state.label(), found.holders, found.candidates
        ('空白', (), ('P1',))
    """

    chain: str
    node: str
    state: NodeState
    leaders: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    signed: Figure = field(repr=False)
    tracked: Figure = field(repr=False)

    @property
    def holders(self) -> tuple[str, ...]:
        """The ids of all that fill it."""
        return (*self.leaders, *self.firms, *self.projects)


def chain_nodes(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    known_on: DateLike | None = None,
    profile: Profile | str = DEFAULT,
    minimum: int = 2,
) -> Mapping[str, NodeStanding]:
    """Say who fills each node of the chains of a ledger, and who may."""
    day = ledger.as_of if as_of is None else Period.of(as_of)
    when: dict[str, Any] = {"as_of": _ALWAYS if day is None else day, "known_on": known_on}
    source = Prepared(ledger)

    def by_node(kpi: str, **asked: Any) -> dict[str, Figure]:  # noqa: ANN401 - what the KPI takes
        figures = evaluate(source, kpi, by="node", profile=profile, **when, **asked).of(kpi)
        return {figure.group[0]: figure for figure in figures if figure.group}

    signed, tracked = by_node("signed_project_count"), by_node("tracked_count")
    ended, produced = by_node("stage_count", of=_ENDS), by_node("milestone_count", of="produced")
    found: dict[str, NodeStanding] = {}
    for chain in ledger.chains:
        for node in chain.nodes:
            place = f"{chain.id}/{node.id}"
            over, came = set(ended[place].ids), set(signed[place].ids)
            projects = tuple(id_ for id_ in signed[place].ids if id_ not in over)
            leaders, firms = _firms(chain, node)
            runs = bool(leaders or firms) or not set(produced[place].ids).isdisjoint(projects)
            found[place] = NodeStanding(
                chain=chain.id,
                node=node.id,
                state=node_state(
                    len(leaders) + len(firms) + len(projects),
                    is_led=bool(leaders) or _leads(chain, node, projects),
                    is_producing=runs,
                    minimum=minimum,
                ),
                leaders=leaders,
                firms=firms,
                projects=projects,
                candidates=tuple(id_ for id_ in tracked[place].ids if id_ not in came and id_ not in over),
                signed=signed[place],
                tracked=tracked[place],
            )
    return found


def _firms(chain: Chain, node: ChainNode) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the firms placed at a node, those that lead apart."""
    roles: dict[str, bool] = {}
    for member in chain.members_of(node.id):
        if member.investor is not None:
            roles[member.investor] = roles.get(member.investor, False) or member.role is MemberRole.LEADER
    leading = [firm for firm, leads in roles.items() if leads]
    return tuple(leading), tuple(firm for firm, leads in roles.items() if not leads)


def _leads(chain: Chain, node: ChainNode, projects: tuple[str, ...]) -> bool:
    """Say whether a project that fills a node leads it."""
    return any(
        member.role is MemberRole.LEADER and member.project in projects
        for member in chain.members_of(node.id)
    )


# stages -------------------------------------------------------------------------------------------------------------


@final
class Stages:
    """At which stage the projects of a ledger stand on a day, as `stage_count` counts them.

    Attributes:
        of: the stage of each project that stands at one, by its id.
        figures: the figure of each stage that some project stands at, in the order of the stages.
    """

    def __init__(self, ledger: Ledger, **asked: Any) -> None:  # noqa: ANN401 - as_of, known_on, profile
        source = Prepared(ledger)
        self.of: dict[str, Stage] = {}
        self.figures: dict[Stage, Figure] = {}
        for stage in Stage:
            if stage.is_main or stage.is_end:
                figure = evaluate(source, "stage_count", of=str(stage), **asked)["stage_count"]
                if figure.ids:
                    self.figures[stage] = figure
                    self.of.update(dict.fromkeys(figure.ids, stage))
