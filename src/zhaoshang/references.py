"""Where a rule comes from: document, clause, date, address."""

from typing import final

from attrs import frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang._calls.plain import plain_fields

__all__ = ["Reference"]


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Reference:
    """The place that a unit, a stage, a check, a KPI or a profile is taken from.

    Attributes:
        key: a short stable name, such as `GB/T 4754-2017` or `S18`.
        title: the title of the document, in its own language.
        issuer: who issued it.
        clause: the article, table or page.
        issued_on: the year, month or day of issue, as ISO text.
        address: a web address, when there is a lasting one.

    Examples:
        >>> from zhaoshang.references import Reference
        >>> print(
        ...     Reference(
        ...         key="民法典",
        ...         title="中华人民共和国民法典",
        ...         clause="第一千二百五十九条",
        ...         issued_on="2020-05-28",
        ...     )
        ... )
        中华人民共和国民法典, 第一千二百五十九条 (2020-05-28)
    """

    key: str
    title: str
    issuer: str | None = None
    clause: str | None = None
    issued_on: str | None = None
    address: str | None = None

    def __str__(self) -> str:
        """Cite the document as one line."""
        head = ", ".join(part for part in (self.title, self.clause) if part)
        return f"{head} ({self.issued_on})" if self.issued_on else head


guard_room(globals())
