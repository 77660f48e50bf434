"""How well the nodes of a chain are filled, and what the chain needs next, by who stands at them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol, final

from zhaoshang._calls.limits import within
from zhaoshang.model.node import ChainMember, ChainNode
from zhaoshang.vocabulary import ChainAction, MemberRole, NodePosition, NodeState

Need = tuple[ChainAction, str | None, str, str]
"""What to do, at which node, and why, in Chinese and English."""

_POSITIONS: Final = {position: rank for rank, position in enumerate(NodePosition)}


class StandingAtNode(Protocol):
    """Who stands at a node on a day."""

    @property
    def state(self) -> NodeState:
        """How well it is filled."""

    @property
    def holders(self) -> Sequence[str]:
        """Who fills it."""

    @property
    def candidates(self) -> Sequence[str]:
        """Who may."""


@final
class Listed:
    """Who stands at a node of a chain alone: those listed, whatever became of them."""

    def __init__(self, members: Iterable[ChainMember], minimum: int) -> None:
        listed = list(members)
        self.holders = tuple(member.investor or member.project or "" for member in listed)
        self.candidates: tuple[str, ...] = ()
        is_led = any(member.role is MemberRole.LEADER for member in listed)
        self.state = node_state(len(listed), is_led=is_led, is_producing=True, minimum=minimum)


def node_state(members: int, *, is_led: bool, is_producing: bool, minimum: int) -> NodeState:
    """Say how well a node is filled by so many members."""
    within(minimum, 1, None, "a whole number from 1", "minimum")
    if not members:
        return NodeState.EMPTY
    if members < minimum or not is_producing:
        return NodeState.THIN
    return NodeState.SOUND if is_led else NodeState.LEADERLESS


def needs(
    chain: str, nodes: Sequence[ChainNode], standings: Mapping[str, StandingAtNode], *, minimum: int
) -> Iterator[Need]:
    """Tell what a chain needs next, the most urgent first.

    Args:
        chain: the name of the chain.
        nodes: its nodes.
        standings: who stands at each of its nodes.
        minimum: with fewer members than this a node is thin.
    """
    if not any(there.holders for there in standings.values()):
        also_zh, also_en = _candidates({id_ for there in standings.values() for id_ in there.candidates})
        zh, en = f"{chain}尚无企业或签约项目", f"no firm or signed project fills {chain} yet"
        yield ChainAction.BUILD, None, f"{zh}{also_zh}", f"{en}{also_en}"
        return
    order = sorted(nodes, key=lambda node: _urgency(node, standings[node.id]))
    found = [
        *(_fill(node, standings[node.id]) for node in order if not standings[node.id].holders),
        *(
            _strengthen(node, standings[node.id], minimum)
            for node in order
            if standings[node.id].state in (NodeState.THIN, NodeState.LEADERLESS)
        ),
    ]
    yield from found
    yield from _extend(chain, nodes, is_sound=not found)


def _urgency(node: ChainNode, there: StandingAtNode) -> tuple[int, bool, int]:
    """Order nodes from upstream down, key nodes first, and then those with the most candidates."""
    rank = len(_POSITIONS) if node.position is None else _POSITIONS[node.position]
    return rank, not node.key, -len(there.candidates)


def _candidates(ids: Iterable[str]) -> tuple[str, str]:
    many = len(list(ids))
    return (f"，在谈和线索 {many} 个", f", with {many} candidate(s)") if many else ("", "")


def _fill(node: ChainNode, there: StandingAtNode) -> Need:
    key_zh, key_en = ("关键", "key ") if node.key else ("", "")
    also_zh, also_en = _candidates(there.candidates)
    zh, en = f"{key_zh}环节“{node.name}”为空白", f"the {key_en}node {node.name} is empty"
    return ChainAction.FILL, node.id, f"{zh}{also_zh}", f"{en}{also_en}"


def _strengthen(node: ChainNode, there: StandingAtNode, minimum: int) -> Need:
    members = len(there.holders)
    if there.state is NodeState.LEADERLESS:
        zh, en = f"环节“{node.name}”没有链主", f"the node {node.name} has no leader"
    elif members < minimum:
        zh, en = f"环节“{node.name}”仅 {members} 家", f"the node {node.name} has {members} member(s) only"
    else:
        zh, en = f"环节“{node.name}”尚无投产", f"nobody at the node {node.name} produces yet"
    also_zh, also_en = _candidates(there.candidates)
    return ChainAction.STRENGTHEN, node.id, f"{zh}{also_zh}", f"{en}{also_en}"


def _extend(chain: str, nodes: Sequence[ChainNode], *, is_sound: bool) -> Iterator[Need]:
    """Suggest to extend on a side where the chain has no node, or anywhere once it is sound."""
    positions = {node.position for node in nodes} - {None}
    sides = [side for side in (NodePosition.UPSTREAM, NodePosition.DOWNSTREAM) if side not in positions]
    if not positions:
        sides = []
    for side in sides:
        zh, en = f"{chain}没有{side.label('zh_CN')}环节", f"{chain} has no {side.label('en')} node"
        yield ChainAction.EXTEND, None, zh, en
    if is_sound and not sides:
        yield (
            ChainAction.EXTEND,
            None,
            f"{chain}各环节均已完备",
            f"every node of {chain} is sound",
        )
