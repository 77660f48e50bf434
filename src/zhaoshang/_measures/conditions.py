"""Conditions on values and on child rows."""

from fractions import Fraction
from typing import Final, final, get_args

from attrs import field, frozen

from zhaoshang._basics.brief import as_python, as_text, in_order
from zhaoshang._calls.plain import all_must_be
from zhaoshang._measures.fields import AMOUNT_NAMES, code_of
from zhaoshang._measures.nodes import (
    Op,
    Predicate,
    Scalar,
    Value,
    in_row,
    is_predicate,
    is_table,
    is_value,
)
from zhaoshang.errors import FieldTypeError, UnknownCodeError

_OPS: Final = get_args(Op)
_SIGNS: Final = {"<": "lt", "<=": "le", "≤": "le", "==": "eq", "=": "eq", ">=": "ge", "≥": "ge", ">": "gt"}


def _known_op(_node: object, _field: object, given: object) -> None:
    if given not in _OPS:
        meant = _SIGNS.get(str(given))
        raise UnknownCodeError("comparison", as_text(given), _OPS, () if meant is None else (meant,))


def _are_scalars(_node: object, _field: object, given: object) -> None:
    if not isinstance(given, frozenset):
        raise FieldTypeError(as_python(given), 'a set of codes, such as frozenset({"甲镇"})')
    for each in given:
        if not (each is None or isinstance(each, str | int | Fraction)):
            raise FieldTypeError(as_python(each), "an exact number, a text, True, False or None")


@final
@frozen(cache_hash=True)
class Present(Predicate):
    """Hold where a value is not missing.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Present, column
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", None), ("P2", "西区")]
        ... ]
        >>> where = Present(column("owner"))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P2',)
    """

    value: Value = field(validator=is_value)


@final
@frozen(cache_hash=True)
class OneOf(Predicate):
    """Hold where a value is one of the options; where nothing stands, `None` must be one of them.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import OneOf, column
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", "东区"), ("P2", "西区")]
        ... ]
        >>> where = OneOf(column("owner"), frozenset({"东区", "南区"}))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    value: Value = field(validator=is_value)
    options: frozenset[Scalar] = field(validator=_are_scalars, repr=in_order)


@final
@frozen(cache_hash=True)
class Compare(Predicate):
    """Hold where both values are there and compare as said.

    Attributes:
        left: the value on the left.
        op: `lt`, `le`, `eq`, `ge` or `gt`.
        right: the value on the right.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import Amount, Compare
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(
        ...         id=id,
        ...         name="甲",
        ...         investment=Money.of(total, "亿元"),
        ...         fixed_investment=Money.of(fixed, "亿元"),
        ...         agreements=signed,
        ...     )
        ...     for id, total, fixed in [("P1", 3, 2), ("P2", 3, 3)]
        ... ]
        >>> where = Compare(Amount.of("fixed_investment").value, "lt", Amount.of("investment").value)
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    left: Value = field(validator=is_value)
    op: Op = field(validator=_known_op)
    right: Value = field(validator=is_value)


@final
@frozen(cache_hash=True)
class Exists(Predicate):
    """Hold where some child row meets a predicate.

    Attributes:
        table: the table of the child rows, such as `history`, `evidence` or `arrivals`.
        where: the predicate on them.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Exists, column, equal
        >>> from zhaoshang.model import Agreement, Milestone
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(
        ...         id=id, name="甲", milestones=[Milestone(stage=stage, on="2022-06-10")], agreements=signed
        ...     )
        ...     for id, stage in [("P1", "started"), ("P2", "landed")]
        ... ]
        >>> where = Exists("history", equal(column("part"), "started"))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    table: str = field(validator=is_table)
    where: Predicate = field(validator=is_predicate)


@final
@frozen(cache_hash=True)
class FirstOf(Predicate):
    """Hold for the first of the rows that share their keys: the least in order, among equals the first listed.

    Attributes:
        keys: what the rows share.
        order: what puts them in order; a missing one comes last.
        where: the rows looked at; other rows do not hold.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import ALWAYS, FirstOf, column
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", "东区"), ("P2", "东区")]
        ... ]
        >>> where = FirstOf((column("owner"),), column("id"), ALWAYS)
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    keys: tuple[Value, ...] = field(converter=in_row, validator=all_must_be(Value, expected="a value"))
    order: Value = field(validator=is_value)
    where: Predicate = field(validator=is_predicate)


def equal(value: Value, scalar: Scalar, /) -> Predicate:
    """Hold where a value is this scalar; the option of a closed list is given by its code or label.

    Raises:
        UnknownCodeError: for an option that the closed list of a column has not.
        FieldTypeError: for an amount of a project, which is compared by `>=` and `<=`.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import column, equal
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", track=track, agreements=signed)
        ...     for id, track in [("P1", "leased_plant"), ("P2", "land")]
        ... ]
        >>> where = equal(column("track"), "leased_plant")
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """
    name = getattr(value, "name", None)
    if isinstance(scalar, str | bool) and name in AMOUNT_NAMES:
        raise FieldTypeError(as_python(scalar), "an amount compared by >= and <=: two conditions joined by &")
    if isinstance(scalar, str) and isinstance(name, str):
        scalar = code_of(name, scalar)
    return OneOf(value, frozenset({scalar}))
