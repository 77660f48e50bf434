"""Understandings: agreements that are no projects."""

from typing import final

from attrs import field, frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.periods import Period

__all__ = ["Understanding"]


@final
@frozen(kw_only=True)
class Understanding:
    """An agreement that is no project and never counts as signed (战略合作、集采等).

    Attributes:
        parties: who agrees, by id or name.
        kind: what about, in words: 招商合作, 集采.
        status: how far it is, in words: 拟定, 已签.
        on: when it came so far.
        note: a remark.

    Examples:
        >>> from zhaoshang.model import Understanding
        >>> Understanding(parties=["招商公司", "中国投资协会"], kind="招商合作", status="拟定").parties[1]
        '中国投资协会'
    """

    parties: tuple[str, ...] = field(default=(), converter=to.texts)
    kind: str | None = field(default=None, converter=to.name)
    status: str | None = field(default=None, converter=to.name)
    on: Period | None = field(default=None, converter=to.period)
    note: str = field(default="", converter=to.note)


guard_room(globals())
