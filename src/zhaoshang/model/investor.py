"""Investors: who invests, where from, and what they are known as."""

from collections.abc import Iterable
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import refers
from zhaoshang.vocabulary import InvestorFlag, InvestorType, Origin, Ownership

__all__ = ["DatedFlag", "Investor"]


@final
@frozen(kw_only=True)
class DatedFlag:
    """A title that an investor holds, with the year of the list (企业标签).

    Attributes:
        flag: the title.
        year: the year it was given; `None` where not known.

    Examples:
        >>> from zhaoshang.model import DatedFlag
        >>> DatedFlag(flag="fortune_500", year=2022).flag.label("zh_CN")
        '世界500强'
    """

    flag: InvestorFlag = field(converter=InvestorFlag)
    year: int | None = field(default=None, converter=to.whole)


def _flags(value: Iterable[DatedFlag] | None) -> tuple[DatedFlag, ...]:
    return to.items(value, DatedFlag)


def _types(value: Iterable[InvestorType | str] | None) -> tuple[InvestorType, ...]:
    return tuple([InvestorType(code) for code in to.texts(value)])


def _code(value: str | None) -> str | None:
    """Write a code in capitals without blanks, as it is printed on a licence."""
    text = to.name(value)
    return None if text is None else "".join(text.split()).upper() or None


@final
@frozen(kw_only=True)
class Investor:
    """An investor (投资方).

    Attributes:
        id: its id in the ledger.
        name: its name.
        aliases: other names it is written with.
        uscc: its unified social credit code (统一社会信用代码, GB 32100), kept in capitals without blanks.
        origin: where it comes from.
        place: the province or city that it comes from, in words (来源省市).
        country: its country, ISO 3166 alpha-2.
        ownership: who owns it.
        parent: the id of the group that it belongs to.
        industry: the code of GB/T 4754-2017.
        flags: titles it holds, by year.
        types: the kinds of firm that recruiters look for.
        tags: further labels.
        is_prospect: whether it stands on a list of firms to be won (目标企业).

    Examples:
        >>> from zhaoshang.model import Investor
        >>> Investor(id="I1", name="海尔卡奥斯", ownership="private", uscc="9137 0200ma3c").uscc
        '91370200MA3C'
    """

    __repr__ = to.brief

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    aliases: tuple[str, ...] = field(default=(), converter=to.texts)
    uscc: str | None = field(default=None, converter=_code)
    origin: Origin | None = field(default=None, converter=optional(Origin))
    place: str | None = field(default=None, converter=to.name)
    country: str | None = field(default=None, converter=_code)
    ownership: Ownership | None = field(default=None, converter=optional(Ownership))
    parent: str | None = field(default=None, converter=to.name, metadata=refers("investors"))
    industry: str | None = field(default=None, converter=to.name)
    flags: tuple[DatedFlag, ...] = field(default=(), converter=_flags)
    types: tuple[InvestorType, ...] = field(default=(), converter=_types)
    tags: tuple[str, ...] = field(default=(), converter=to.texts)
    is_prospect: bool = field(default=False, converter=to.flag)


guard_room(globals())
