"""The nodes of chains, what flows between them, and who fills them."""

from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import refers
from zhaoshang.vocabulary import MemberRole, NodePosition

__all__ = ["ChainLink", "ChainMember", "ChainNode"]


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

    from_node: str = field(converter=to.text, metadata=refers("nodes"))
    to_node: str = field(converter=to.text, metadata=refers("nodes"))


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

    node: str = field(converter=to.text, metadata=refers("nodes"))
    investor: str | None = field(default=None, converter=to.name, metadata=refers("investors"))
    project: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
    role: MemberRole = field(default=MemberRole.MEMBER, converter=MemberRole)


guard_room(globals())
