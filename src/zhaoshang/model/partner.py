"""Partners: associations, chambers, advisers and others who bring projects or serve them."""

from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.vocabulary import PartnerKind

__all__ = ["Partner"]


@final
@frozen(kw_only=True)
class Partner:
    """A partner in recruiting (合作伙伴).

    Attributes:
        id: its id in the ledger.
        name: its name.
        kind: association, chamber, adviser, ambassador, expert, platform or institution.
        level: how high it ranks, in words: 国家级, 省级.

    Examples:
        >>> from zhaoshang.model import Partner
        >>> Partner(id="A1", name="泉州智能装备产业协会", kind="association").kind.label("zh_CN")
        '行业协会'
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    kind: PartnerKind | None = field(default=None, converter=optional(PartnerKind))
    level: str | None = field(default=None, converter=to.name)


guard_room(globals())
