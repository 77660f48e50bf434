"""Industrial chains: their nodes, how these are linked, which firms and projects fill them, and what they lack."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, zip_longest
from typing import Any, final

from attrs import evolve, field, frozen

from zhaoshang._basics.cached import cached_property
from zhaoshang._calls.guard import guard_room
from zhaoshang._files.inert import in_diagram
from zhaoshang.errors import UnknownIdError
from zhaoshang.model._facts.nodes import Listed, StandingAtNode, needs
from zhaoshang.model._facts.trees import children, walk
from zhaoshang.model._fields import converters as to
from zhaoshang.model.node import ChainLink, ChainMember, ChainNode
from zhaoshang.model.project import Project
from zhaoshang.periods import DateLike
from zhaoshang.vocabulary import ChainAction, NodeState, Relation

__all__ = [
    "Branch",
    "Chain",
    "ChainLink",
    "ChainMember",
    "ChainNode",
    "Suggestion",
    "brought_by",
    "brought_in",
]


@final
@frozen(kw_only=True)
class Suggestion:
    """What a chain needs next, and why (建链、补链、强链、延链); `Chain.suggest` makes them.

    Attributes:
        action: build, fill, strengthen or extend.
        node: the id of the node it is about; `None` where it is about the whole chain.
        zh: the reason in Chinese.
        en: the reason in English.

    Examples:
        >>> from zhaoshang.model import Chain, ChainNode
        >>> chain = Chain(id="C1", name="石墨烯", nodes=[ChainNode(id="n1", name="粉体")])
        >>> (step,) = chain.suggest()
        >>> step.action.label("zh_CN"), step.node, step.zh
        ('建链', None, '石墨烯尚无企业或签约项目')
    """

    action: ChainAction
    node: str | None = None
    zh: str
    en: str


def _nodes(value: Iterable[ChainNode] | None) -> tuple[ChainNode, ...]:
    return to.items(value, ChainNode)


def _links(value: Iterable[ChainLink] | None) -> tuple[ChainLink, ...]:
    return to.items(value, ChainLink)


def _members(value: Iterable[ChainMember] | None) -> tuple[ChainMember, ...]:
    return to.items(value, ChainMember)


@final
@frozen(kw_only=True)
class Chain:
    """An industrial chain (产业链).

    A chain that stands in a ledger, `ledger.chains["C1"]`, knows the projects of that ledger: what fills its nodes are
    the firms placed there and the projects signed for them that have not ended on the day asked about. A chain alone
    takes its members as they are listed. `zhaoshang.kpis.chain_nodes` tells who they are, under any profile.

    Attributes:
        id: its id in the ledger.
        name: its name.
        priority: whether it is one of the leading chains; `None` where not known.
        nodes: its nodes.
        links: who delivers to whom.
        members: who fills the nodes.
        tags: further labels.

    Examples:
        >>> from zhaoshang.model import Chain, ChainNode
        >>> Chain(id="C1", name="石墨烯", nodes=[ChainNode(id="n1", name="粉体")]).nodes[0].name
        '粉体'
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    priority: bool | None = field(default=None, converter=to.maybe)
    nodes: tuple[ChainNode, ...] = field(default=(), converter=_nodes)
    links: tuple[ChainLink, ...] = field(default=(), converter=_links)
    members: tuple[ChainMember, ...] = field(default=(), converter=_members)
    tags: tuple[str, ...] = field(default=(), converter=to.texts)
    _desk: Any = field(default=None, init=False, eq=False, repr=False)

    def _at(self, desk: object) -> "Chain":
        """Give the chain as one that stands in a ledger, which answers at a desk."""
        bound = evolve(self)
        object.__setattr__(bound, "_desk", desk)
        return bound

    def _standings(self, as_of: DateLike | None, minimum: int) -> Mapping[str, StandingAtNode]:
        """Say who stands at each node: as the ledger knows it, or of a chain alone as it is listed."""
        if self._desk is not None:
            found = self._desk.nodes(as_of, minimum)
            return {node.id: found[f"{self.id}/{node.id}"] for node in self.nodes}
        return {node: Listed(members, minimum) for node, members in self._fillers.items()}

    @cached_property
    def _fillers(self) -> dict[str, list[ChainMember]]:
        """Who fills each node, by its id."""
        found: dict[str, list[ChainMember]] = {node.id: [] for node in self.nodes}
        for member in self.members:
            if member.node in found:
                found[member.node].append(member)
        return found

    def members_of(self, node: str) -> tuple[ChainMember, ...]:
        """List who fills a node, in order; nobody where the chain has no such node.

        Args:
            node: the id of the node.

        Examples:
            >>> from zhaoshang.model import Chain, ChainMember, ChainNode
            >>> chain = Chain(
            ...     id="C1",
            ...     name="石墨烯",
            ...     nodes=[ChainNode(id="n1", name="粉体")],
            ...     members=[
            ...         ChainMember(node="n1", investor="I1", role="leader"),
            ...         ChainMember(node="n1", project="P7"),
            ...     ],
            ... )
            >>> [member.investor or member.project for member in chain.members_of("n1")]
            ['I1', 'P7']
        """
        return tuple(self._fillers.get(node, ()))

    def state_of(self, node: str, *, as_of: DateLike | None = None, minimum: int = 2) -> NodeState:
        """Say whether a node is empty (空白), thin (薄弱), leaderless (缺链主) or sound (完备).

        It is empty where nobody fills it, and thin with fewer members than the minimum or where none of them produces;
        a firm placed there counts as producing.

        Args:
            node: the id of the node.
            as_of: the day that projects are read on, by default the ledger's own.
            minimum: with fewer members than this a node is thin.

        Raises:
            UnknownIdError: when the chain has no such node.

        Examples:
            >>> from zhaoshang.model import Chain, ChainMember, ChainNode
            >>> chain = Chain(
            ...     id="C1",
            ...     name="石墨烯",
            ...     nodes=[ChainNode(id="n1", name="粉体"), ChainNode(id="n2", name="应用")],
            ...     members=[ChainMember(node="n1", investor="I1", role="leader")],
            ... )
            >>> chain.state_of("n1").label("zh_CN"), chain.state_of("n2").label("zh_CN")
            ('薄弱', '空白')

            In a ledger, a project fills a node from its signing to its end:

            >>> from zhaoshang import Ledger, Project
            >>> from zhaoshang.model import Agreement
            >>> signed = Project(
            ...     id="P1", name="甲", chain_nodes=["C1/n2"], agreements=[Agreement(signed_on="2022-03-05")]
            ... )
            >>> placed = Ledger(chains=[chain], projects=[signed]).chains["C1"]
            >>> [placed.state_of("n2", as_of=day).label("zh_CN") for day in ("2022-03-04", "2022-03-05")]
            ['空白', '薄弱']
        """
        if node not in self._fillers:
            raise UnknownIdError("nodes", node, tuple(self._fillers)[:8])
        return self._standings(as_of, minimum)[node].state

    def nodes_in(
        self, state: NodeState | str, *, as_of: DateLike | None = None, minimum: int = 2
    ) -> tuple[ChainNode, ...]:
        """List the nodes in a state, in order.

        Args:
            state: `empty`, `thin`, `leaderless` or `sound`.
            as_of: the day that projects are read on, by default the ledger's own.
            minimum: with fewer members than this a node is thin.

        Examples:
            Its gaps (空白环节):

            >>> from zhaoshang.model import Chain, ChainNode
            >>> chain = Chain(id="C1", name="石墨烯", nodes=[ChainNode(id="n1", name="粉体")])
            >>> [node.name for node in chain.nodes_in("empty")]
            ['粉体']
        """
        wanted = NodeState(state)
        standings = self._standings(as_of, minimum)
        return tuple(node for node in self.nodes if standings[node.id].state is wanted)

    def suggest(self, *, as_of: DateLike | None = None, minimum: int = 2) -> tuple[Suggestion, ...]:
        """Suggest what the chain needs next (强链补链).

        A chain that nobody fills is to be built; an empty node is to be filled; a thin or leaderless one is to be
        strengthened; a chain that is sound, or that has no node on one side, can be extended. Nodes to be filled, and
        those to be strengthened, come from upstream down; of one position key nodes first, and then those with the most
        candidates: leads, talks and prospects of the ledger.

        Args:
            as_of: the day that projects are read on, by default the ledger's own.
            minimum: with fewer members than this a node is thin.

        Examples:
            >>> from zhaoshang.model import Chain, ChainMember, ChainNode
            >>> chain = Chain(
            ...     id="C1",
            ...     name="石墨烯",
            ...     nodes=[
            ...         ChainNode(id="n1", name="粉体", position="upstream"),
            ...         ChainNode(id="n2", name="应用", position="downstream", key=True),
            ...     ],
            ...     members=[ChainMember(node="n1", investor="I1", role="leader")],
            ... )
            >>> [(step.action.label("zh_CN"), step.node) for step in chain.suggest()]
            [('补链', 'n2'), ('强链', 'n1')]
        """
        return tuple(
            Suggestion(action=action, node=node, zh=zh, en=en)
            for action, node, zh, en in needs(
                self.name, self.nodes, self._standings(as_of, minimum), minimum=minimum
            )
        )

    def mermaid(self, *, as_of: DateLike | None = None, minimum: int = 2) -> str:
        """Draw the chain as a Mermaid flow chart; empty nodes are dashed, thin and leaderless ones grey.

        Args:
            as_of: the day that projects are read on, by default the ledger's own.
            minimum: with fewer members than this a node is thin.

        Examples:
            >>> from zhaoshang.model import Chain, ChainLink, ChainNode
            >>> nodes = [ChainNode(id="n1", name="粉体"), ChainNode(id="n2", name="应用")]
            >>> print(
            ...     Chain(
            ...         id="C1", name="石墨烯", nodes=nodes, links=[ChainLink(from_node="n1", to_node="n2")]
            ...     ).mermaid()
            ... )
            flowchart LR
              N0["粉体 (0)"]:::empty
              N1["应用 (0)"]:::empty
              N0 --> N1
              classDef empty stroke-dasharray: 4 4
              classDef weak fill:#eee
        """
        places = {node.id: f"N{number}" for number, node in enumerate(self.nodes)}
        styles = {NodeState.EMPTY: ":::empty", NodeState.SOUND: ""}
        standings = self._standings(as_of, minimum)
        lines = ["flowchart LR"]
        for node in self.nodes:
            state = standings[node.id].state
            label = in_diagram(f"{node.name} ({len(standings[node.id].holders)})")
            lines.append(f'  {places[node.id]}["{label}"]{styles.get(state, ":::weak")}')
        lines += [
            f"  {places[link.from_node]} --> {places[link.to_node]}"
            for link in self.links
            if link.from_node in places and link.to_node in places
        ]
        return "\n".join([*lines, "  classDef empty stroke-dasharray: 4 4", "  classDef weak fill:#eee"])


def _branches(brought: "Iterable[Branch]") -> "tuple[Branch, ...]":
    return to.several(brought, "Branch")


@final
@frozen(eq=False, repr=False)
class Branch:
    """A project with the projects that it brought, and theirs (引进一个、带来一批).

    Iterating gives the ids below the root, depth first, and `len` counts them. Chains of introductions may be as long as
    they like.

    Attributes:
        project: the id of the project.
        brought: what it brought.

    Examples:
        >>> from zhaoshang.model import Branch
        >>> anchor = Branch("龙头", (Branch("配套一", (Branch("配套二"),)), Branch("配套三")))
        >>> list(anchor), len(anchor), [branch.project for branch in anchor.brought]
        (['配套一', '配套二', '配套三'], 3, ['配套一', '配套三'])
    """

    project: str
    brought: "tuple[Branch, ...]" = field(default=(), converter=_branches)

    def _places(self) -> Iterator[tuple[int, str]]:
        """Walk the branch from its root, each id with its depth."""
        waiting = [(0, self)]
        while waiting:
            depth, branch = waiting.pop()
            yield depth, branch.project
            waiting += [(depth + 1, below) for below in reversed(branch.brought)]

    def __iter__(self) -> Iterator[str]:
        """Walk the ids below the root, depth first."""
        return (place for depth, place in self._places() if depth)

    def __len__(self) -> int:
        """Count the projects below the root."""
        return sum(1 for _ in self)

    def __eq__(self, other: object) -> bool:
        """Compare root, order and depth."""
        if not isinstance(other, Branch):
            return NotImplemented
        return all(one == two for one, two in zip_longest(self._places(), other._places()))

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(tuple(self._places()))

    def __repr__(self) -> str:
        """Name the root and the first of those below."""
        below = list(islice(self, 9))
        return (
            f"<Branch {self.project}: {', '.join(below[:8]) or 'nothing'}{', …' if len(below) > 8 else ''}>"
        )

    def __reduce__(self) -> "tuple[object, tuple[object, ...]]":
        """Pickle and copy by places, which need no recursion."""
        return _grown, (tuple(self._places()),)


def _grown(places: Iterable[tuple[int, str]]) -> Branch:
    """Grow a branch from its places, the last first."""
    found: dict[int, list[Branch]] = {}
    for depth, place in reversed(tuple(places)):
        branch = Branch(place, tuple(reversed(found.pop(depth + 1, ()))))
        found.setdefault(depth, []).append(branch)
    return found[0][0]


def _spawned(projects: Iterable[Project]) -> dict[str, list[str]]:
    spawned = (project for project in projects if project.relation is Relation.SPAWNED)
    return children((project.id, project.parent) for project in spawned)


def brought_in(projects: Iterable[Project], root: str, /) -> Branch:
    """Find what a project brought in: the projects spawned by it, by those, and so on.

    Args:
        projects: the projects to look through.
        root: the id of the anchor project.

    Returns:
        The branch; a project that brings itself in a circle stands once.

    Examples:
        >>> from zhaoshang.model import Project, brought_in
        >>> projects = [
        ...     Project(id="A", name="龙头"),
        ...     Project(id="B", name="配套一", parent="A", relation="spawned"),
        ...     Project(id="C", name="配套二", parent="B", relation="spawned"),
        ... ]
        >>> list(brought_in(projects, "A"))
        ['B', 'C']
    """
    return _grown(walk(_spawned(projects), root))


def brought_by(projects: Iterable[Project], investor: str, /) -> tuple[Branch, ...]:
    """Find what a leading firm brought in: its own projects, each with those spawned by it (链主带动).

    Args:
        projects: the projects to look through.
        investor: the id of the firm.

    Returns:
        A branch for each project of the firm that none of its others brought; of those that run in a circle, the first.

    Examples:
        >>> from zhaoshang.model import Project, brought_by
        >>> projects = [
        ...     Project(id="A", name="龙头", investors=["I1"]),
        ...     Project(id="B", name="配套", investors=["I2"], parent="A", relation="spawned"),
        ... ]
        >>> [(branch.project, list(branch)) for branch in brought_by(projects, "I1")]
        [('A', ['B'])]
    """
    known = tuple(projects)
    below = _spawned(known)
    own = {project.id: place for place, project in enumerate(known) if investor in project.investors}
    brought: set[str] = set()
    walked: set[str] = set()
    waiting = list(own)
    while waiting:
        place = waiting.pop()
        if place not in walked:
            walked.add(place)
            brought.update(below.get(place, ()))
            waiting += below.get(place, ())
    branches: list[Branch] = []
    covered: set[str] = set()
    for project in sorted(
        own, key=brought.__contains__
    ):  # what those not brought leave over runs in a circle
        if project not in covered:
            branch = _grown(walk(below, project))
            covered.update((project, *branch))
            branches.append(branch)
    return tuple(sorted(branches, key=lambda branch: own[branch.project]))


guard_room(globals())
