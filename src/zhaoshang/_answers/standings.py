"""Who stands where on a day: projects at their stages, firms and projects at the nodes of chains.

Boards, chains and scripts ask here; here KPIs are asked, so that whoever is counted there is listed here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, final

from attrs import field, frozen

from zhaoshang._answers.evaluation import Prepared, evaluate
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.shapes.counting import Tally
from zhaoshang._engine.results.figure import Figure
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import Reached, as_known_on, reached
from zhaoshang.measures import ALWAYS as EVERYBODY
from zhaoshang.model import Chain, ChainNode, Project
from zhaoshang.model._facts.history import standing
from zhaoshang.model._facts.nodes import node_state
from zhaoshang.model._facts.phases import PhaseTree
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.profiles import DEFAULT, Profile, profile_of
from zhaoshang.vocabulary import MemberRole, NodeState, Stage

__all__ = [
    "ALWAYS",
    "PROJECTS",
    "Families",
    "NodeStanding",
    "Prepared",
    "Stages",
    "chain_nodes",
    "evaluate",
]

ALWAYS: Final = Period.of(date.max)
"""The day asked about where none is known: every record counts."""


def _projects(context: Context) -> Plan:
    facts = Facts(context)
    people = facts.population(amounts=False)
    return Plan(shape=Tally(where=people), notes=facts.left_out(EVERYBODY))


PROJECTS: Final = Kpi(
    id="project_count",
    zh="项目数",
    en="projects",
    unit="个",
    formula_zh="台账中的项目数，不论进展；分期及口径剔除的项目不计",
    formula_en="projects of the ledger wherever they stand, without phases and what the profile leaves out",
    plan=_projects,
)
"""Everybody that counts are about. Boards list them; it is no figure of the catalogue."""


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
    when: dict[str, Any] = {"as_of": ALWAYS if day is None else day, "known_on": known_on}
    source = Prepared(ledger)

    def by_node(kpi: str, **asked: Any) -> dict[str, Figure]:  # noqa: ANN401 - what the KPI takes
        figures = evaluate(source, kpi, by="node", profile=profile, **when, **asked).of(kpi)
        return {figure.group[0]: figure for figure in figures if figure.group}

    signed, tracked = by_node("signed_project_count"), by_node("tracked_count")
    ended, produced = (
        by_node("stage_count", of=[str(stage) for stage in Stage if stage.is_end]),
        by_node("milestone_count", of="produced"),
    )
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

    def __init__(self, source: Prepared, **asked: Any) -> None:  # noqa: ANN401 - as_of, known_on, profile
        self.of: dict[str, Stage] = {}
        self.figures: dict[Stage, Figure] = {}
        for stage in Stage:
            if stage.is_main or stage.is_end:
                figure = evaluate(source, "stage_count", of=str(stage), **asked)["stage_count"]
                if figure.ids:
                    self.figures[stage] = figure
                    self.of.update(dict.fromkeys(figure.ids, stage))


@final
class Families:
    """The projects of a ledger, each with its phases where a profile takes them for one."""

    def __init__(self, ledger: Ledger, profile: Profile | str, *, known_on: DateLike | None = None) -> None:
        self._known = None if known_on is None else to_date(known_on)
        joins_phases = profile_of(profile).phases == "as_one"
        known = None if self._known is None else self._known.toordinal()
        self._tables = Tables(ledger, joins_phases=joins_phases, known=known)
        self._rows = {id_: row for row, id_ in enumerate(ledger.projects.ids)}

    def root(self, id_: str) -> str:
        """Give the id of the project that a phase is one with; of any other its own."""
        row = self._rows.get(id_)
        return id_ if row is None else self._tables.tree.projects[self._tables.root_row(row)].id

    def has_phases(self, id_: str) -> bool:
        """Whether a project has phases that are one with it."""
        return len(self.members(id_)) > 1

    def members(self, id_: str) -> Sequence[Project]:
        """List the projects that are one with a project, itself first."""
        return self._tables.members(self._rows[id_])

    def whole(self, id_: str) -> Project:
        """Give a project with the records of all that is one with it, as they were known."""
        return self._as_known(self._tables.whole(self._rows[id_]))

    def _as_known(self, project: Project) -> Project:
        return project if self._known is None else as_known_on(project, self._known)

    def present(self, id_: str, day: Period) -> Project:
        """Give a project with the records that say where it stands on a day, as they were known."""
        return self._as_known(self._tables.present(self._rows[id_], day.end, self._known))

    def planned(self, id_: str, stage: Stage, *, by: Period) -> Period | None:
        """Say for when a stage is planned, as it was known."""
        row = self._rows[id_]
        if self._tables.joins_phases:
            return self._tables.tree.planned(row, stage, by.end, self._known)
        return PhaseTree((self._tables.tree.projects[row],)).planned(0, stage, by.end, self._known)

    def reached(self, id_: str, stage: Stage, *, by: Period) -> Reached:
        """Say whether and when a project came to a stage; it is completed when all its phases are."""
        row = self._rows[id_]
        own = self._as_known(self._tables.tree.projects[row])
        says_so = any(step.stage is stage and not step.planned for step in standing(own).milestones)
        if stage is not Stage.COMPLETED or not self.has_phases(id_):
            return reached(self.whole(id_), stage, by=by)
        if says_so:
            return reached(own, stage, by=by)
        span = self._tables.tree.completed(row, by.end, self._known)
        if span is None or (span[0] is not None and date.fromordinal(span[0]) > by.end):
            return Reached(is_reached=False, on=None)
        first, last = (None if day is None else date.fromordinal(day) for day in span)
        if first is None or last is None:
            return Reached(is_reached=True, on=None)
        on = Period.of(first) if first == last else Period.of(f"{first}/{last}")
        return Reached(is_reached=True if last <= by.end else None, on=on)
