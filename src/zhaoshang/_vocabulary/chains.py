"""The words of industry chains: their links, who stands where, what is done about a gap."""

from zhaoshang._basics.lazy import living_in
from zhaoshang._vocabulary.terms import Term


class NodePosition(Term):
    """Where a node lies in its chain (环节位置).

    Examples:
        >>> from zhaoshang.model import ChainNode
        >>> ChainNode(id="n1", name="正极材料", position="upstream").position.label()
        '上游'
    """

    UPSTREAM = "upstream", "上游", "upstream"
    MIDSTREAM = "midstream", "中游", "midstream"
    DOWNSTREAM = "downstream", "下游", "downstream"
    SUPPORT = "support", "配套", "support"


class MatchLevel(Term):
    """How sure it is that two records are one firm (匹配程度), surest first.

    Examples:
        >>> from zhaoshang import Investor
        >>> from zhaoshang.model import duplicates
        >>> firms = [
        ...     Investor(id="V1", name="虚构阀门有限公司"),
        ...     Investor(id="V2", name="虚构阀门股份有限公司"),
        ... ]
        >>> [found.level.label() for found in duplicates(firms)]
        ['字号相同']
    """

    CODE = "code", "信用代码相同", "same credit code"
    NAME = "name", "名称相同", "same name"
    ALIAS = "alias", "别名相同", "shared alias"
    CORE = "core", "字号相同", "same core of the name"


class NodeState(Term):
    """How well a node of a chain is filled (环节状态).

    Examples:
        >>> from zhaoshang.model import Chain, ChainNode
        >>> chain = Chain(id="C1", name="储能", nodes=[ChainNode(id="n1", name="正极材料")])
        >>> chain.state_of("n1").label()
        '空白'
    """

    EMPTY = "empty", "空白", "empty"
    THIN = "thin", "薄弱", "thin"
    LEADERLESS = "leaderless", "缺链主", "leaderless"
    SOUND = "sound", "完备", "sound"


class MemberRole(Term):
    """What a member is in its chain node (链上角色).

    Examples:
        >>> from zhaoshang.model import ChainMember
        >>> ChainMember(node="n1", investor="V1", role="leader").role.label()
        '链主'
    """

    LEADER = "leader", "链主", "leader"
    MEMBER = "member", "成员", "member"


class ChainAction(Term):
    """What a chain needs next (链条行动).

    Examples:
        >>> from zhaoshang.model import Chain, ChainNode
        >>> chain = Chain(id="C1", name="储能", nodes=[ChainNode(id="n1", name="正极材料")])
        >>> chain.suggest()[0].action.label()
        '建链'
    """

    BUILD = "build", "建链", "build"
    FILL = "fill", "补链", "fill"
    STRENGTHEN = "strengthen", "强链", "strengthen"
    EXTEND = "extend", "延链", "extend"


__test__ = living_in("zhaoshang.vocabulary", vars())
