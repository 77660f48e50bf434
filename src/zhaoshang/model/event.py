"""Events: ceremonies, fairs, contests and meetings where projects are shown."""

from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Count
from zhaoshang.vocabulary import Channel, EventKind

__all__ = ["Event"]


@final
@frozen(kw_only=True)
class Event:
    """An event (活动). A project may be shown at several and counts once.

    Attributes:
        id: its id in the ledger.
        name: its name.
        kind: signing ceremony, promotion, fair, contest or meeting.
        on: when it was held.
        channel: the way of recruiting that it serves.
        campaign: the id of the campaign it belongs to.
        place: where it was held.
        entries: how many projects entered a contest; a bare int counts 个.
        persons: how many took part; a bare int counts 人次.
        parks: ids or names of the parks promoted there.
        policies: names of the policies promoted there.

    Examples:
        >>> from zhaoshang.model import Event
        >>> Event(id="E1", name="4·28云签约", kind="signing", on="2022-04-28").kind.label("zh_CN")
        '集中签约'
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    kind: EventKind | None = field(default=None, converter=optional(EventKind))
    on: Period | None = field(default=None, converter=to.period)
    channel: Channel | None = field(default=None, converter=optional(Channel))
    campaign: str | None = field(default=None, converter=to.name, metadata=refers("campaigns"))
    place: str | None = field(default=None, converter=to.name)
    entries: Count | None = field(default=None, converter=to.entries)
    persons: Count | None = field(default=None, converter=to.heads)
    parks: tuple[str, ...] = field(default=(), converter=to.texts)
    policies: tuple[str, ...] = field(default=(), converter=to.texts)


guard_room(globals())
