"""One firm under several names: groups of firms, and records that may be the same. Nothing is merged."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._calls.guard import guard_room
from zhaoshang.model._facts.trees import children, walk
from zhaoshang.model._fields import converters as to
from zhaoshang.model.investor import Investor
from zhaoshang.vocabulary import MatchLevel

__all__ = ["Duplicate", "duplicates", "group_of", "normalised_name"]

_SUFFIX: Final = re.compile(
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|\(集团\)|集团|公司|股份|\(有限合伙\)|合伙企业)+$"
)
_NOISE: Final = re.compile(r"[\s·・•\-—_“”\"'《》「」]+")
_BRACKETS: Final = re.compile(r"\([^()]*\)")


def normalised_name(name: str, /, *, core: bool = False) -> str:
    """Write a name so that spellings of one name agree: half-width, without blanks, dots and quotation marks.

    Args:
        name: the name.
        core: whether to drop what stands in brackets and the legal form too.

    Examples:
        >>> from zhaoshang.model import normalised_name
        >>> normalised_name("泰维（福建） 石墨烯有限公司")
        '泰维(福建)石墨烯有限公司'
        >>> normalised_name("泰维（福建）石墨烯有限公司", core=True)
        '泰维石墨烯'
    """
    text = _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()
    if not core:
        return text
    return _SUFFIX.sub("", _BRACKETS.sub("", _SUFFIX.sub("", text))) or text


@final
@frozen(kw_only=True)
class Duplicate:
    """Two records that may be one firm.

    Attributes:
        ids: the ids of the two, in the order of the ledger.
        level: how sure it is: the same credit code, name, alias, or core of the name.
        shared: the code or name that they share.

    Examples:
        >>> from zhaoshang.model import Investor, duplicates
        >>> firms = [
        ...     Investor(id="I1", name="海尔卡奥斯"),
        ...     Investor(id="I2", name="卡奥斯", aliases=["海尔·卡奥斯"]),
        ... ]
        >>> (pair,) = duplicates(firms)
        >>> pair.ids, pair.level.label("zh_CN"), pair.shared
        (('I1', 'I2'), '别名相同', '海尔卡奥斯')
    """

    ids: tuple[str, str] = field(converter=to.pair)
    level: MatchLevel
    shared: str


def duplicates(investors: Iterable[Investor], /) -> tuple[Duplicate, ...]:
    """Find investors that may be the same, each pair at its surest level.

    A pair with two different credit codes is never reported. Every record is compared with the first that shares a
    key with it, so the work grows with the number of records.

    Args:
        investors: the firms to compare.

    Examples:
        >>> from zhaoshang.model import Investor, duplicates
        >>> found = duplicates(
        ...     [
        ...         Investor(id="I1", name="泰维（福建）石墨烯有限公司"),
        ...         Investor(id="I2", name="泰维(福建)石墨烯有限公司"),
        ...         Investor(id="I3", name="泰维石墨烯", aliases=["泰维"]),
        ...     ]
        ... )
        >>> [(pair.ids, pair.level.value) for pair in found]
        [(('I1', 'I2'), 'name'), (('I1', 'I3'), 'core')]
    """
    known = tuple(investors)
    found: dict[tuple[str, str], Duplicate] = {}
    for level, keys in _LEVELS:
        first: dict[str, Investor] = {}
        for investor in known:
            for key in dict.fromkeys(keys(investor)):
                other = first.setdefault(key, investor)
                differ = other.uscc and investor.uscc and other.uscc != investor.uscc
                pair = (other.id, investor.id)
                if other is not investor and not differ and pair not in found:
                    found[pair] = Duplicate(ids=pair, level=level, shared=key)
    return tuple(found.values())


def _codes(investor: Investor) -> tuple[str, ...]:
    return (investor.uscc,) if investor.uscc else ()


def _names(investor: Investor) -> tuple[str, ...]:
    return (normalised_name(investor.name),)


def _all_names(investor: Investor) -> tuple[str, ...]:
    return tuple(normalised_name(name) for name in (investor.name, *investor.aliases))


def _cores(investor: Investor) -> tuple[str, ...]:
    return (normalised_name(investor.name, core=True),)


_LEVELS: Final[tuple[tuple[MatchLevel, Callable[[Investor], tuple[str, ...]]], ...]] = (
    (MatchLevel.CODE, _codes),
    (MatchLevel.NAME, _names),
    (MatchLevel.ALIAS, _all_names),
    (MatchLevel.CORE, _cores),
)


def group_of(investors: Iterable[Investor], member: str, /) -> tuple[Investor, ...]:
    """List the group that a firm belongs to (集团): its topmost parent that is known, and everything below it.

    Args:
        investors: the firms to look through.
        member: the id of the firm.

    Returns:
        The firms in the given order; none where the firm is not among them.

    Examples:
        >>> from zhaoshang.model import Investor, group_of
        >>> firms = [
        ...     Investor(id="H", name="海尔集团"),
        ...     Investor(id="K", name="卡奥斯", parent="H"),
        ...     Investor(id="X", name="别家"),
        ... ]
        >>> [firm.id for firm in group_of(firms, "K")]
        ['H', 'K']
    """
    known = {investor.id: investor for investor in investors}

    root, passed = member, {member}
    while root in known:
        parent = known[root].parent
        if parent not in known or parent in passed:
            break
        passed.add(parent)
        root = parent
    firms = children((investor.id, investor.parent) for investor in known.values())
    group = {place for _, place in walk(firms, root)} if root in known else set()
    return tuple(investor for investor in known.values() if investor.id in group)


guard_room(globals())
