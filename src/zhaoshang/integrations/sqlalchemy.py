"""Columns of SQLAlchemy for amounts, dates, codes and whole records: what comes back is what was put in, hedge and all.

An amount is kept with its unit, its hedge and the text that it was read from; a date as coarse as it was told; a code
of a vocabulary by its id; a record as its document in the exchange format. Digits are kept as text, so nothing is
rounded, on SQLite and on PostgreSQL (there as `jsonb`) alike. Texts are read on the way in, as in records.

    >>> import sqlalchemy as sa
    >>> from zhaoshang.integrations.sqlalchemy import CodeType, PeriodType, QuantityType, RecordType
    >>> from zhaoshang.model import Project
    >>> from zhaoshang.vocabulary import Stage
    >>> projects = sa.Table(
    ...     "projects",
    ...     sa.MetaData(),
    ...     sa.Column("id", sa.String, primary_key=True),
    ...     sa.Column("investment", QuantityType()),
    ...     sa.Column("signed_on", PeriodType()),
    ...     sa.Column("stage", CodeType(Stage)),
    ...     sa.Column("document", RecordType(Project)),
    ... )
    >>> engine = sa.create_engine("sqlite://")
    >>> projects.create(engine)
    >>> row = {"id": "P1", "investment": "近3.5亿元", "signed_on": "2022-03", "stage": "signed"}
    >>> with engine.begin() as connection:
    ...     _ = connection.execute(projects.insert(), row | {"document": Project(id="P1", name="某项目")})
    ...     found = connection.execute(sa.select(projects).where(projects.c.stage == Stage.SIGNED)).one()
    >>> engine.dispose()
    >>> str(found.investment), found.signed_on, found.stage, found.document.name
    ('350000000 CNY (near)', Period('2022-03'), <Stage.SIGNED: 'signed'>, '某项目')
"""

from typing import Any, Final, final

from zhaoshang._basics.brief import as_python
from zhaoshang._files.strict_json import parse_json
from zhaoshang.errors import FieldError, FieldTypeError, MissingExtraError, OperationError, RecordError
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.records import structure, unstructure
from zhaoshang.vocabulary import Term

try:
    from sqlalchemy import JSON, Dialect, String
    from sqlalchemy.dialects.postgresql import JSONB
    from sqlalchemy.sql import operators
    from sqlalchemy.sql.functions import FunctionElement
    from sqlalchemy.types import TypeDecorator
except ImportError:
    raise MissingExtraError("sqlalchemy", "sqlalchemy") from None

__all__ = ["CodeType", "PeriodType", "QuantityType", "RecordType"]

_ORDERING: Final = {
    operators.lt: "<",
    operators.le: "<=",
    operators.gt: ">",
    operators.ge: ">=",
    operators.between_op: "BETWEEN",
    operators.asc_op: "ORDER BY",
    operators.desc_op: "ORDER BY",
    operators.not_between_op: "NOT BETWEEN",
    operators.neg: "-",
    operators.add: "+",
    operators.sub: "-",
    operators.mul: "*",
    operators.truediv: "/",
    operators.floordiv: "//",
    operators.mod: "%",
}
_FIX: Final = "Keep a number in a column of its own for the database to compare and sort, or do it in Python."
_RECKONING: Final = frozenset({"max", "min", "sum", "avg", "total"})
_SHOWN: Final = 60
_LONGEST_CODE: Final = 64
_LONGEST_PERIOD: Final = 32


class _Document(TypeDecorator[Any]):
    """A value kept as its document in the exchange format."""

    impl = JSON
    cache_ok = True

    class comparator_factory(TypeDecorator.Comparator[Any]):  # noqa: N801 - the name that SQLAlchemy looks for
        """Refuses to order documents and to reckon with them; the database sees letters: 8000万 is after 3亿."""

        def operate(self, op: Any, *other: Any, **named: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has it
            """Build an expression, but for one that asks which of two is more, or how much they are together."""
            if op in _ORDERING:
                raise OperationError(str(self.type), _ORDERING[op], _FIX)
            return super().operate(op, *other, **named)

        def reverse_operate(self, op: Any, other: Any, **named: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has it
            """Build an expression of which the column is the second part."""
            if op in _ORDERING:
                raise OperationError(str(self.type), _ORDERING[op], _FIX)
            return super().reverse_operate(op, other, **named)

    def __init__(self, kind: type, /) -> None:
        super().__init__()
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> Any:  # noqa: ANN401 - the library's own types
        """Keep documents as `jsonb` where there is such a type."""
        kept = JSONB if dialect.name == "postgresql" else JSON
        return dialect.type_descriptor(kept(none_as_null=True))

    def column_expression(self, column: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has it
        """Refuse the largest, the smallest and the sum of documents, which take the type of the column."""
        if isinstance(column, FunctionElement) and getattr(column, "name", "").lower() in _RECKONING:
            raise OperationError(str(self), f"{column.name}()", _FIX)
        return column

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ANN401 - as SQLAlchemy has it
        """Read the text of a cell strictly, where the database gives a text."""
        if dialect.name == "postgresql":  # its driver parses
            return super().result_processor(dialect, coltype)

        def read(cell: Any) -> Any:  # noqa: ANN401 - any cell
            return self.process_result_value(
                self._parsed(cell) if isinstance(cell, str | bytes) else cell, dialect
            )

        return read

    def _parsed(self, cell: str | bytes) -> Any:  # noqa: ANN401 - JSON data
        text = cell if isinstance(cell, bytes) else cell.encode("utf-8", "surrogatepass")
        try:
            return parse_json(text)
        except (ValueError, RecursionError) as cause:
            shown = cell[:_SHOWN]
            wrong = FieldTypeError(as_python(shown), "a document in JSON, which gives each key once")
            raise RecordError(self.kind.__name__, [FieldError("$", shown, wrong)]) from cause

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - any cell
        """Write a value, or what can be read as one."""
        if value is None:
            return None
        return unstructure(value if isinstance(value, self.kind) else structure(value, self.kind))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - any cell
        """Read a value, and check it as any other document."""
        return None if value is None else structure(value, self.kind)


@final
class QuantityType(_Document):
    """A column of amounts: `Quantity`, or one kind of it such as `Money`.

    Amounts are kept whole and have no order in the database: `<` and its like, `between`, `asc` and `desc`, sums and
    differences of the column and a selected `func.max`, `func.min` or `func.sum` are an `OperationError`. To compare or
    sort there, keep a number in a column of its own. What a database does without asking the column (`order_by` of the
    column alone, `func.avg`, functions within others) sees letters.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.integrations.sqlalchemy import QuantityType
        >>> QuantityType(Money).process_bind_param("3亿元", None)["value"]
        '300000000'
    """

    cache_ok = True

    def __init__(self, kind: type[Quantity] = Quantity, /) -> None:
        """Keep the kind.

        Args:
            kind: the kind of amount that the column holds.
        """
        super().__init__(kind)


@final
class RecordType(_Document):
    """A column of records of one class, such as `Project`; each is checked on its way in and out.

    Examples:
        >>> from zhaoshang.integrations.sqlalchemy import RecordType
        >>> from zhaoshang.model import Agreement
        >>> RecordType(Agreement).process_bind_param({"signed_on": "2022年3月5日"}, None)["signed_on"]
        '2022-03-05'
    """

    cache_ok = True

    def __init__(self, kind: type, /) -> None:
        """Keep the class.

        Args:
            kind: the class of the records.
        """
        super().__init__(kind)


@final
class PeriodType(TypeDecorator[Period]):
    """A column of dates, a day or coarser, as text such as `2022-03`; it sorts by the first digits told.

    Examples:
        >>> from zhaoshang.integrations.sqlalchemy import PeriodType
        >>> PeriodType().process_bind_param("2022年3月", None)
        '2022-03'
        >>> PeriodType().process_result_value("2022-03", None)
        Period('2022-03')
    """

    impl = String(_LONGEST_PERIOD)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002 - any cell
        """Write a date, or what can be read as one."""
        return (
            None
            if value is None
            else str(structure(value, Period) if isinstance(value, str) else Period.of(value))
        )

    def process_result_value(self, value: Any, dialect: Dialect) -> Period | None:  # noqa: ANN401, ARG002 - any cell
        """Read a date."""
        return None if value is None else Period.of(value)


@final
class CodeType(TypeDecorator[Term]):
    """A column of codes of one vocabulary, such as `Stage`; a code that it does not have is refused.

    Examples:
        >>> from zhaoshang.errors import UnknownCodeError
        >>> from zhaoshang.integrations.sqlalchemy import CodeType
        >>> from zhaoshang.vocabulary import Stage
        >>> try:
        ...     CodeType(Stage).process_bind_param("startd", None)
        ... except UnknownCodeError as error:
        ...     print(error)
        startd is no Stage. Did you mean started?
        >>> CodeType(Stage).process_result_value("started", None)
        <Stage.STARTED: 'started'>
    """

    impl = String(_LONGEST_CODE)
    cache_ok = True

    def __init__(self, vocabulary: type[Term], /) -> None:
        """Keep the vocabulary.

        Args:
            vocabulary: the class of the codes.
        """
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002 - any cell
        """Write a code."""
        return None if value is None else str(self.vocabulary(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Term | None:  # noqa: ANN401, ARG002 - any cell
        """Read a code."""
        return None if value is None else self.vocabulary(value)
