"""Values: a column, and what is made of columns, of child rows and of the row above."""

from datetime import date
from fractions import Fraction
from typing import Final, Literal, final, get_args

from attrs import field, frozen

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.own import own
from zhaoshang._calls.guard import telling
from zhaoshang._calls.plain import all_must_be, must_be, plain_fields
from zhaoshang._measures.fields import AMOUNT_NAMES, Condition, chosen
from zhaoshang._measures.nodes import Predicate, Scalar, Value, in_row, is_predicate, is_value
from zhaoshang.calendars import CN, Limit, WorkingDays
from zhaoshang.errors import OperationError, UnknownCodeError
from zhaoshang.intervals import Exact, to_fraction
from zhaoshang.model._fields.keys import COLUMN_ALIASES

Fold = Literal["min", "max", "sum", "count", "only"]
"""How the values of child rows become one; `only` is that which they all share."""


_FOLDS: Final = get_args(Fold)


def _known_fold(node: object, _field: object, given: object) -> None:
    folds = ("min", "max") if isinstance(node, Among) else _FOLDS
    if given not in folds:
        raise UnknownCodeError("fold", as_text(given), folds)


_is_scalar: Final = must_be(
    str, bool, int, Fraction, type(None), expected="an exact number, a text, True, False or None"
)


def exact(number: Exact | str) -> int | Fraction:
    """Take an exact number, a whole one as such."""
    taken = to_fraction(number)
    return taken.numerator if taken.denominator == 1 else taken


def _as_python(scalar: Scalar) -> Scalar:
    given: Scalar = own(scalar)
    return given


_is_name: Final = must_be(str, expected="the name of a column, such as owner")


@final
@frozen(eq=False)
class Column(Value):
    """A column of the table, as it stands. Dates are day numbers (`date.toordinal`), codes are text.

    Attributes:
        name: the field of the record, such as `owner`; for an amount its part, `investment.value`; for a dated record
            its first and last day, `lo` and `hi`.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Column, equal
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", "东区"), ("P2", "西区")]
        ... ]
        >>> where = equal(Column("owner"), "东区")
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    name: str = field(validator=_is_name)

    def __eq__(self, other: object) -> bool:
        """Tell whether this is the same column: equal nodes are worked out once.

        Raises:
            OperationError: for a value that the column was to be compared with, which would be false without a word.
        """
        if isinstance(other, Column):
            return self.name == other.name
        if other is None or isinstance(other, Value | Predicate):
            return False
        raise OperationError("Column", f"== {as_python(other)}", f"Write {self._chosen_by(other)}.")

    def __ne__(self, other: object) -> bool:
        """Tell the contrary, and refuse what `==` refuses."""
        if other is None or isinstance(other, Value | Predicate):
            return not self == other
        raise OperationError("Column", f"!= {as_python(other)}", f"Write ~({self._chosen_by(other)}).")

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self.name)

    def _chosen_by(self, other: object) -> str:
        """Write the condition that `==` was meant for."""
        column = f'column("{self.name}")'
        if self.name not in AMOUNT_NAMES and isinstance(other, str):
            return f"{column}.is_in({as_python(other)})"
        given = as_python(str(other) if isinstance(other, date) else other)
        return f"({column} >= {given}) & ({column} <= {given})"

    @telling("options")
    def is_in(self, *options: str) -> Condition:
        """Hold where the column is one of the options, or lies under one.

        Codes of a closed list and their Chinese labels do alike. An industry is asked for by code (`C`, not 制造业) and
        lies under its section, division and group; a unit in charge under the units above it; a stage is that of the day
        asked for.

        Args:
            options: codes, names or ids.

        Raises:
            UnknownCodeError: where the column has a closed list of codes that an option is not in.

        Examples:
            >>> from zhaoshang import Ledger, Project, evaluate
            >>> from zhaoshang.measures import column
            >>> from zhaoshang.model import Agreement
            >>> signed = [Agreement(signed_on="2022-03-05")]
            >>> projects = [
            ...     Project(id=id, name="甲", industry=code, agreements=signed)
            ...     for id, code in [("P1", "C3911"), ("P2", "F51")]
            ... ]
            >>> where = column("industry").is_in("C")
            >>> ledger = Ledger(projects=projects, as_of="2022-12-31")
            >>> evaluate(ledger, "signed_project_count", where=where)["signed_project_count"].ids
            ('P1',)
        """
        return chosen(self.name, options)


@final
@frozen(cache_hash=True, order=False)
class Const(Value):
    """The same scalar in every row.

    Attributes:
        scalar: an exact number, a day number, a code, yes or no; `None` is nothing. An amount is in its unit: yuan, 亩.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import Amount, Compare, Const
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", investment=Money.of(yi, "亿元"), agreements=signed)
        ...     for id, yi in [("P1", 3), ("P2", 1)]
        ... ]
        >>> where = Compare(Amount.of("investment").value, "ge", Const(200_000_000))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    scalar: Scalar = field(converter=_as_python, validator=_is_scalar)


@final
@frozen(cache_hash=True, order=False)
class Choose(Value):
    """One value where a predicate holds and another where it does not.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Choose, Const, column, equal
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", grade=grade, owner="西区", agreements=signed)
        ...     for id, grade in [("P1", "A"), ("P2", "B")]
        ... ]
        >>> where = equal(Choose(equal(column("grade"), "A"), Const("专班"), column("owner")), "专班")
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    when: Predicate = field(validator=is_predicate)
    then: Value = field(validator=is_value)
    otherwise: Value = field(validator=is_value)


@final
@frozen(cache_hash=True, order=False)
class Among(Value):
    """The least or greatest of several values in one row, leaving out those that are missing.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import Among, Amount, Compare, Const
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> largest = Among("max", (Amount.of("investment").value, Amount.of("fixed_investment").value))
        >>> projects = [
        ...     Project(
        ...         id=id,
        ...         name="甲",
        ...         investment=Money.of(total, "亿元"),
        ...         fixed_investment=Money.of(fixed, "亿元"),
        ...         agreements=signed,
        ...     )
        ...     for id, total, fixed in [("P1", 1, 2), ("P2", 1, 1)]
        ... ]
        >>> where = Compare(largest, "ge", Const(200_000_000))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    fold: Literal["min", "max"] = field(validator=_known_fold)
    values: tuple[Value, ...] = field(converter=in_row, validator=all_must_be(Value, expected="a value"))


@final
@frozen(cache_hash=True, order=False)
class Times(Value):
    """A value multiplied by an exact number.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import Amount, Compare, Times
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> fixed = Amount.of("fixed_investment").value
        >>> projects = [
        ...     Project(
        ...         id=id,
        ...         name="甲",
        ...         investment=Money.of(total, "亿元"),
        ...         fixed_investment=Money.of(fixed, "亿元"),
        ...         agreements=signed,
        ...     )
        ...     for id, total, fixed in [("P1", 3, 2), ("P2", 3, 1)]
        ... ]
        >>> where = Compare(Times(fixed, 2), "ge", Amount.of("investment").value)
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    value: Value = field(validator=is_value)
    factor: int | Fraction = field(converter=exact)


@final
@frozen(cache_hash=True, order=False, field_transformer=plain_fields)
class Shift(Value):
    """A day so many months, days or working days after another; a day that the month lacks becomes its last day.

    Attributes:
        value: the day number to start from.
        limit: how far to go.
        calendar: the working days, for a limit that counts them.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.calendars import Limit
        >>> from zhaoshang.measures import Compare, Reduce, Shift, column, equal
        >>> from zhaoshang.model import Agreement, Milestone
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> signing, start = (
        ...     Reduce("min", "history", column("lo"), equal(column("part"), part))
        ...     for part in ("signed", "started")
        ... )
        >>> projects = [
        ...     Project(id=id, name="甲", milestones=[Milestone(stage="started", on=on)], agreements=signed)
        ...     for id, on in [("P1", "2022-06-10"), ("P2", "2022-11-10")]
        ... ]
        >>> where = Compare(start, "le", Shift(signing, Limit(months=6)))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    value: Value = field(validator=is_value)
    limit: Limit = field(validator=must_be(Limit, expected="a Limit, such as Limit(months=6)"))
    calendar: WorkingDays = CN


@final
@frozen(cache_hash=True, order=False)
class Reduce(Value):
    """A value folded over the child rows of each row: the earliest, latest, sum, count, or the only one there is.

    Nothing comes of no child rows (but `count` is 0); a `sum` with a missing part is missing, for it is not known;
    `only` is missing where the children differ or one lacks it.

    Attributes:
        fold: `min`, `max`, `sum`, `count` or `only`.
        table: the table of the child rows.
        value: what is folded.
        where: the child rows looked at.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import ALWAYS, Compare, Const, Reduce
        >>> from zhaoshang.model import Agreement, Arrival
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> paid = Arrival(on="2022-05", amount=Money.of(500, "万元"))
        >>> payments = Reduce("count", "arrivals", Const(1), ALWAYS)
        >>> projects = [
        ...     Project(id=id, name="甲", arrivals=[paid] * times, agreements=signed)
        ...     for id, times in [("P1", 2), ("P2", 1)]
        ... ]
        >>> where = Compare(payments, "ge", Const(2))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    fold: Fold = field(validator=_known_fold)
    table: str = field(validator=must_be(str, expected="the name of a table, such as history"))
    value: Value = field(validator=is_value)
    where: Predicate = field(validator=is_predicate)


@final
@frozen(cache_hash=True, order=False)
class Parent(Value):
    """A value of the parent row, seen from a child row.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Exists, Parent, equal, column
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", "东区"), ("P2", "西区")]
        ... ]
        >>> where = Exists("history", equal(Parent(column("owner")), "东区"))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    value: "Value | Predicate" = field(validator=must_be(Value, Predicate, expected="a value or a condition"))


def column(name: str, /) -> Column:
    """Name a column of the table at hand.

    Args:
        name: the field, by its code or Chinese name; `extra.` and a header for a column of an office's own. Those that
            a condition of projects takes are listed on the page *Add a KPI*.

    Examples:
        >>> from zhaoshang.measures import Present, column
        >>> Present(column("owner")).value.name
        'owner'
        >>> column("总投资").name, column("开工时间").name
        ('investment', 'started_on')
    """
    return Column(COLUMN_ALIASES.get(name, name))
