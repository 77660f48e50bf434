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

from collections.abc import Iterator
from types import NoneType
from typing import Any, Final, final

from zhaoshang._basics.brief import as_python
from zhaoshang._files.strict_json import parse_json
from zhaoshang.errors import FieldError, FieldTypeError, MissingExtraError, OperationError, RecordError
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.records import structure, unstructure
from zhaoshang.vocabulary import Term

try:
    from sqlalchemy import JSON, Column, Dialect, String, event
    from sqlalchemy.dialects.postgresql import JSONB
    from sqlalchemy.ext.compiler import compiles
    from sqlalchemy.sql import operators
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.sql.elements import (
        BinaryExpression,
        BindParameter,
        Cast,
        ColumnClause,
        Null,
        TypeCoerce,
        UnaryExpression,
    )
    from sqlalchemy.sql.functions import FunctionElement
    from sqlalchemy.sql.selectable import CompoundSelect, FromClause, Select, SelectBase
    from sqlalchemy.sql.visitors import iterate
    from sqlalchemy.types import TypeDecorator
except ImportError:
    raise MissingExtraError("sqlalchemy", "sqlalchemy") from None

__all__ = ["CodeType", "PeriodType", "QuantityType", "RecordType"]

_ASKED: Final = frozenset({operators.is_, operators.is_not})
"""What a database can tell of a document: whether it is there."""

_ORDERS: Final = frozenset(
    {
        *(operators.lt, operators.le, operators.gt, operators.ge),
        *(operators.between_op, operators.not_between_op, operators.asc_op, operators.desc_op),
        *("ORDER BY", "max()", "min()", "greatest()", "least()"),
    }
)
"""What puts cells in order, by their letters."""

_COUNTED: Final = frozenset({"coalesce", "count"})
"""What takes a document as a whole; functions whose names begin with `json` look into it."""

_ITS_OWN: Final = (
    BinaryExpression,
    BindParameter,
    Cast,
    ColumnClause,
    FunctionElement,
    SelectBase,
    TypeCoerce,
)
"""Expressions that say for themselves what they are, whatever they are made of."""

_PLACES: Final = {
    "_distinct_on": "DISTINCT ON",
    "_group_by_clauses": "GROUP BY",
    "_order_by_clauses": "ORDER BY",
    "_where_criteria": "WHERE",
    "order_by": "ORDER BY",
}
"""Where clauses of a statement or of a window stand, and what they do."""

_SIGNS: Final = {
    operators.eq: "==",
    operators.ne: "!=",
    operators.lt: "<",
    operators.le: "<=",
    operators.gt: ">",
    operators.ge: ">=",
    operators.between_op: "BETWEEN",
    operators.asc_op: "ORDER BY",
    operators.desc_op: "ORDER BY",
    operators.neg: "-",
    operators.add: "+",
    operators.sub: "-",
    operators.mul: "*",
    operators.truediv: "/",
    operators.floordiv: "//",
    operators.mod: "%",
    operators.getitem: "[]",
}
_FIX: Final = (
    "Keep a number or a day in a column of its own for the database to compare and sort, or do it in Python."
)
_SHOWN: Final = 60
_LONGEST_CODE: Final = 64
_LONGEST_PERIOD: Final = 32


class _LetterValue(TypeDecorator[Any]):
    """A value of which the database sees the letters."""

    impl: Any = String
    cache_ok = True

    class comparator_factory(TypeDecorator.Comparator[Any]):  # noqa: N801 - the name that SQLAlchemy looks for
        """Refuses what the letters do not tell: 8000万 is after 3亿 by them, and 2022-Q1 after 2022-12."""

        def operate(self, op: Any, *other: Any, **named: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has it
            """Build an expression that the letters can answer, such as whether there are any."""
            is_there = op in {operators.eq, operators.ne} and isinstance(other[0], NoneType | Null)
            if _refuses(self.type, op) and not is_there:
                raise _refusal(self.type, op)
            return super().operate(op, *other, **named)

        def reverse_operate(self, op: Any, other: Any, **named: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has it
            """Build an expression of which the column is the second part."""
            if _refuses(self.type, op):
                raise _refusal(self.type, op)
            return super().reverse_operate(op, other, **named)


class _ExchangeValue(_LetterValue):
    """A value kept as its document in the exchange format."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type, /) -> None:
        super().__init__()
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> Any:  # noqa: ANN401 - the library's own types
        """Keep documents as `jsonb` where there is such a type."""
        kept = JSONB if dialect.name == "postgresql" else JSON
        return dialect.type_descriptor(kept(none_as_null=True))

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


class _LetterColumn(Column[Any]):
    """A column of letters: SQLAlchemy asks its type where the column itself is operated on, and nowhere else."""

    inherit_cache = True


@event.listens_for(_LetterValue, "before_parent_attach", propagate=True)
def _watch(_: _LetterValue, column: Column[Any]) -> None:
    if type(column) is Column:
        column.__class__ = _LetterColumn


@compiles(_LetterColumn)
def _compile(column: _LetterColumn, compiler: SQLCompiler, **named: Any) -> str:  # noqa: ANN401 - as SQLAlchemy has it
    """Look at every statement around the column, however it came there: by a name, a function, another column."""
    for entry in getattr(compiler, "stack", ()):
        for element in iterate(entry["selectable"]):
            for clause, op in _compared(element):
                for kind in _written(clause, entry["selectable"]):
                    if _refuses(kind, op):
                        raise _refusal(kind, op)
    return compiler.visit_column(column, **named)


def _refuses(kind: object, op: Any) -> bool:  # noqa: ANN401 - an operator of SQLAlchemy, or words
    """Tell whether letters cannot answer an operator: of a document all but whether it is there, else what comes first."""
    if isinstance(kind, _ExchangeValue):
        return op not in _ASKED
    return (op.lower() if isinstance(op, str) and op.endswith("()") else op) in _ORDERS


def _refusal(kind: object, op: Any) -> OperationError:  # noqa: ANN401 - an operator of SQLAlchemy, or words
    return OperationError(
        type(kind).__name__, op if isinstance(op, str) else _SIGNS.get(op, op.__name__), _FIX
    )


def _compared(element: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - any element of a statement
    """Give the parts of an element that a database compares or reckons with, and what does so."""
    for place, op in _PLACES.items():
        clauses = getattr(element, place, None)
        for clause in () if clauses is None or callable(clauses) else clauses:
            yield clause, op
    yield from _told_apart(element)
    if isinstance(element, FunctionElement):
        name = getattr(element, "name", "")
        if name.lower() not in _COUNTED and not name.lower().startswith("json"):
            yield element.clauses, f"{name}()"
    elif isinstance(element, Cast) and not isinstance(element.type, String | JSON):
        yield element.clause, "CAST"
    elif isinstance(element, BinaryExpression) and element.operator not in _ASKED:
        yield element.left, element.operator
        yield element.right, element.operator


def _told_apart(element: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - any element of a statement
    """Give the columns of which a statement keeps one row each, and what does so."""
    if isinstance(element, CompoundSelect) and not element.keyword.value.endswith("ALL"):
        for select in element.selects:
            yield from ((clause, element.keyword.value) for clause in select.selected_columns)
    elif isinstance(element, Select) and element._distinct:  # noqa: SLF001 - SQLAlchemy shows it nowhere else
        yield from ((clause, "DISTINCT") for clause in element.selected_columns)
    elif isinstance(element, UnaryExpression) and element.operator is operators.distinct_op:
        yield element.element, "DISTINCT"


def _written(clause: Any, statement: Any) -> Iterator[_LetterValue]:  # noqa: ANN401 - any element of a statement
    """Give the types of the letters that an expression is, seen through brackets, lists and directions."""
    kind, name = getattr(clause, "type", None), getattr(clause, "element", None)
    if isinstance(kind, _LetterValue):
        yield kind
    elif isinstance(name, str):  # of a column
        tables = (each for each in iterate(statement) if isinstance(each, FromClause))
        for columns in (statement.selected_columns, *(each.c for each in tables)):
            if name in columns:
                yield from _written(columns[name], statement)
                return
    elif not isinstance(clause, _ITS_OWN):
        for part in clause.get_children():
            yield from _written(part, statement)


@final
class QuantityType(_ExchangeValue):
    """A column of amounts: `Quantity`, or one kind of it such as `Money`.

    Amounts are kept whole, and a database sees their letters. It can tell whether there is one (`is_(None)`,
    `func.count`, `func.coalesce`); everything else (`==`, `<`, `order_by`, `group_by`, `func.avg`, a difference) is an
    `OperationError`, when the statement is built or compiled. To compare or sort there, keep a number in a column of
    its own. What is written as text of SQL is not seen, nor a column without a table (`sqlalchemy.column`).

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
class RecordType(_ExchangeValue):
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
class PeriodType(_LetterValue):
    """A column of dates, a day or coarser, as text such as `2022-03`.

    A database can tell equal ones. What comes first (`<`, `order_by`, `func.max`) is an `OperationError`: by letters 2022-Q1 is
    after 2022-12. To compare or sort there, keep the last day (`period.end`) in a column of its own.

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
class CodeType(_LetterValue):
    """A column of codes of one vocabulary, such as `Stage`; a code that it does not have is refused.

    A database can tell equal ones; what comes first (`<`, `order_by`, `func.max`) is an `OperationError`: it goes by letters.

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
