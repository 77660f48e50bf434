"""Industrial chains: their nodes, how these are linked, and which firms and projects fill them."""

from collections.abc import Iterable
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang.model import _fields as to
from zhaoshang.vocabulary import MemberRole, NodePosition

__all__ = ["Chain", "ChainLink", "ChainMember", "ChainNode"]


@final
@frozen(kw_only=True)
class ChainNode:
    """A link of the chain in the economic sense: one step of making and selling (环节).

    Attributes:
        id: its id within the chain.
        name: its name.
        position: upstream, midstream, downstream or support.
        key: whether the chain depends on it (关键环节).

    Examples:
        >>> from zhaoshang.model import ChainNode
        >>> ChainNode(id="n1", name="石墨烯粉体", position="upstream", key=True).key
        True
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    position: NodePosition | None = field(default=None, converter=optional(NodePosition))
    key: bool = field(default=False, converter=to.flag)


@final
@frozen(kw_only=True)
class ChainLink:
    """A delivery from one node to the next (供应关系).

    Attributes:
        from_node: the id of the node that delivers; `from` in the exchange format.
        to_node: the id of the node that receives; `to` in the exchange format.

    Examples:
        >>> from zhaoshang.model import ChainLink
        >>> ChainLink(from_node="n1", to_node="n2").to_node
        'n2'
    """

    from_node: str = field(converter=to.text)
    to_node: str = field(converter=to.text)


@final
@frozen(kw_only=True)
class ChainMember:
    """A firm or a project that fills a node (链上企业).

    Attributes:
        node: the id of the node within the chain.
        investor: the id of the firm.
        project: the id of the project.
        role: leader (链主) or member.

    Examples:
        >>> from zhaoshang.model import ChainMember
        >>> ChainMember(node="n1", investor="I1", role="leader").role.label("zh_CN")
        '链主'
    """

    node: str = field(converter=to.text)
    investor: str | None = field(default=None, converter=to.name)
    project: str | None = field(default=None, converter=to.name)
    role: MemberRole = field(default=MemberRole.MEMBER, converter=MemberRole)


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
