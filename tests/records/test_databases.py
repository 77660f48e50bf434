"""Columns of databases: what comes back is what was put in, on SQLite and on PostgreSQL."""

import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column
from tests.drawing import examples

from zhaoshang import Money, Project, parse_money, parse_quantity
from zhaoshang.errors import OperationError, RecordError, UnknownCodeError, ZhaoshangError
from zhaoshang.integrations.sqlalchemy import CodeType, PeriodType, QuantityType, RecordType
from zhaoshang.model import Agreement, Milestone
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Stage

metadata = sa.MetaData()
table = sa.Table(
    "projects",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("amount", QuantityType()),
    sa.Column("money", QuantityType(Money)),
    sa.Column("day", PeriodType()),
    sa.Column("stage", CodeType(Stage)),
    sa.Column("document", RecordType(Project)),
)


def _of(make: Any) -> Any:
    """Ask of the ids of the rows, by what a column makes of itself."""
    return lambda column: make(sa.select(table.c.id), column)


def _from_within(shown: Any) -> Any:
    inner = sa.select(table.c.id, shown).subquery()
    return sa.select(inner.c.id).order_by(inner.c.shown)


REFUSED: dict[str, Any] = {
    "<": lambda column: column < "1亿元",
    ">=": lambda column: column >= "1亿元",
    "5 <=": lambda column: 5 <= column,  # noqa: SIM300 - the number first is what is asked
    "==": lambda column: column == "1亿元",
    "!= itself": lambda column: column != column,  # noqa: PLR0124 - two columns are
    "in": lambda column: column.in_(["1亿元"]),
    "like": lambda column: column.like("1%"),
    "[]": lambda column: column["value"],
    "between": lambda column: column.between("1亿元", "2亿元"),
    "desc": lambda column: column.desc(),
    "asc": _of(lambda asked, column: asked.order_by(sa.asc(column))),
    "nulls_last": _of(lambda asked, column: asked.order_by(sa.nulls_last(column))),
    "neg": lambda column: -column,
    "+": lambda column: column + "1亿元",
    "- reversed": lambda column: 5 - column,
    "order_by": _of(lambda asked, column: asked.order_by(column)),
    "order_by second": _of(lambda asked, column: asked.order_by(table.c.id, column).limit(1)),
    "order_by name": _of(lambda asked, column: asked.order_by(column.name)),
    "order_by desc of name": _of(lambda asked, column: asked.order_by(sa.desc(column.name))),
    "order_by label": lambda column: sa.select(column.label("shown")).order_by("shown"),
    "order_by coalesce": _of(lambda asked, column: asked.order_by(sa.func.coalesce(column, column))),
    "order_by case": _of(lambda asked, column: asked.order_by(sa.case((table.c.id == 1, column)))),
    "order_by alias": lambda column: sa.select(table.alias("t").c[column.name]).order_by(column.name),
    "order_by subquery": lambda column: _from_within(column.label("shown")),
    "order_by union": lambda column: sa.union_all(sa.select(column), sa.select(column)).order_by(column.name),
    "group_by": _of(lambda asked, column: asked.group_by(column)),
    "where": _of(lambda asked, column: asked.where(column)),
    "literal <=": _of(lambda asked, column: asked.where(sa.literal(5) <= column)),
    "literal between": _of(lambda asked, column: asked.where(sa.between(sa.literal(5), column, column))),
    "tuple <": _of(
        lambda asked, column: asked.where(sa.tuple_(column, table.c.id) < sa.tuple_(column, table.c.id))
    ),
    "exists": _of(lambda asked, column: asked.where(sa.exists().where(sa.literal(5) < column))),
    "having": _of(lambda asked, column: asked.group_by(table.c.id).having(sa.func.max(column) > 5)),
    "over": lambda column: sa.select(sa.func.rank().over(order_by=[table.c.id, column])),
    "max": lambda column: sa.select(sa.func.max(column)),
    "min": lambda column: sa.select(sa.func.min(column)),
    "sum": lambda column: sa.select(sa.func.sum(column)),
    "avg": lambda column: sa.select(sa.func.avg(column)),
    "avg of coalesce": lambda column: sa.select(sa.func.avg(sa.func.coalesce(column, column))),
    "sum with filter": lambda column: sa.select(sa.func.sum(column).filter(table.c.id > 1)),
    "cast": lambda column: sa.select(sa.cast(column, sa.Integer)),
    "distinct": lambda column: sa.select(column).distinct(),
    "distinct of several": lambda column: sa.select(table.c.id, column.label("shown")).distinct(),
    "distinct of one": lambda column: sa.select(sa.distinct(column)),
    "count distinct": lambda column: sa.select(sa.func.count(sa.distinct(column))),
    "union": lambda column: sa.union(sa.select(column), sa.select(column)),
    "except": lambda column: sa.except_(sa.select(column), sa.select(column)),
    "intersect": lambda column: sa.select(column).intersect(sa.select(column)),
    "union in a subquery": lambda column: sa.select(
        sa.union(sa.select(column), sa.select(column)).subquery()
    ),
    "update": lambda column: sa.update(table).values(id=table.c.id + sa.func.length(column)),
    "delete": lambda column: sa.delete(table).where(sa.literal("1亿元") == column),
}


@pytest.mark.parametrize("ask", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("name", ["amount", "money", "document"])
def test_a_database_compares_no_documents(ask: Any, name: str) -> None:
    """It would by their letters: 8000万元 is not more than 1亿元, and 1亿元 is 10000万元."""
    with pytest.raises(OperationError) as caught:
        ask(table.c[name]).compile()
    assert "另设" in caught.value.render("zh_CN")


ORDERS = [name for name in REFUSED if re.match("order|literal|desc|asc|over|max|min|between|<|>|5 <=", name)]


@pytest.mark.parametrize("sign", ORDERS)
@pytest.mark.parametrize("name", ["day", "stage"])
def test_a_database_puts_no_dates_and_no_codes_in_order(sign: str, name: str) -> None:
    """By letters 2022-Q1 is after 2022-12, and what has landed before what is signed."""
    with pytest.raises(OperationError):
        REFUSED[sign](table.c[name]).compile()


def test_a_database_tells_equal_dates_and_codes(engine: sa.Engine) -> None:
    there_and_back(engine, day="2022-Q1", stage="signed")
    day, stage = table.c.day, table.c.stage
    with engine.connect() as connection:
        for met, many in (
            (day == "2022年一季度", 1),
            (day != "2022-03", 1),
            (day.in_(["2022-Q1"]), 1),
            (stage == Stage.SIGNED, 1),
            (stage.not_in([Stage.SIGNED]), 0),
            (day.is_(None), 0),
        ):
            assert connection.scalar(sa.select(sa.func.count(table.c.id)).where(met)) == many
        counted = sa.select(stage, sa.func.count()).group_by(stage)
        assert connection.execute(counted).all() == [(Stage.SIGNED, 1)]


def test_distinct_on_goes_by_letters_too() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a newer SQLAlchemy has it elsewhere
        asked = sa.select(table.c.id).distinct(table.c.amount)
    with pytest.raises(OperationError):
        asked.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]


def test_equal_dates_and_codes_are_told_apart() -> None:
    """They are written in one way each, so letters tell whether two are one."""
    for column in (table.c.day, table.c.stage):
        one = sa.select(column).distinct()
        assert "DISTINCT" in str(one)
        assert "UNION" in str(sa.union(one, one))


class Mapped(DeclarativeBase):
    """The classes of the tests that SQLAlchemy maps."""


class Filed(Mapped):
    """A row with an amount, declared as ORM classes are."""

    __tablename__ = "filed"
    id: MappedColumn[int] = mapped_column(sa.Integer, primary_key=True)
    amount: MappedColumn[Any] = mapped_column(QuantityType(Money))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: sa.select(Filed).order_by(Filed.amount),
        lambda: sa.select(Filed.id).order_by("amount"),
        lambda: sa.select(sa.func.avg(Filed.amount)),
    ],
    ids=["order_by", "order_by name", "avg"],
)
def test_nor_in_mapped_classes(ask: Any) -> None:
    with pytest.raises(OperationError):
        ask().compile()
    assert str(sa.select(Filed).order_by(Filed.id))


def test_whether_there_is_a_document_can_be_asked(engine: sa.Engine) -> None:
    there_and_back(engine, amount="近3.5亿元")
    column, other = table.c.amount, table.c.money
    with engine.connect() as connection:
        for met, many in (
            (column.is_(None), 0),
            (column.is_not(None), 1),
            (column == None, 0),  # noqa: E711 - an expression
            (other == sa.null(), 1),
            (sa.exists().where(other.is_not(None)), 0),
        ):
            asked = sa.select(column).where(met).order_by(table.c.id)
            assert len(connection.execute(asked).all()) == many
        assert connection.scalar(sa.select(sa.func.count(column))) == 1
        assert str(connection.scalar(sa.select(sa.func.coalesce(other, column)))) == "350000000 CNY (near)"
        assert (
            connection.scalar(sa.select(sa.type_coerce(column, sa.JSON)["value"].as_string())) == "350000000"
        )


@pytest.mark.parametrize(
    "cell",
    [
        "garbage",
        "",
        "[" * 100_000,
        '{"value":"1","unit":"CNY","unit":"USD"}',
        '{"value":NaN,"unit":"CNY"}',
        "\ufeff",
        "{",
    ],
    ids=["word", "empty", "deep", "twice", "nan", "mark", "cut"],
)
def test_a_cell_that_is_no_document_is_refused(cell: str) -> None:
    """It came out as an error of another library, and of a unit that stands twice the last was taken."""
    made = sa.create_engine("sqlite://")
    metadata.create_all(made)
    with made.begin() as connection:
        connection.exec_driver_sql("insert into projects(amount) values (?)", (cell,))
        with pytest.raises(RecordError) as caught:
            connection.execute(sa.select(table.c.amount)).all()
    made.dispose()
    assert "$" in caught.value.render("zh_CN")


def _postgres() -> Iterator[sa.Engine]:
    """Start a server of one's own in a folder that goes away; skip where there is none, or no driver."""
    pytest.importorskip("psycopg", reason="no driver of PostgreSQL is installed")
    made = shutil.which("initdb")
    if made is None:
        pytest.skip("PostgreSQL is not installed")
    folder, user = Path(mkdtemp(dir="/tmp")), None  # a socket's path must be short
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            user = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user for it")
        os.chown(folder, user.pw_uid, user.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    as_user: dict[str, Any] = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid}
    data = folder / "data"
    subprocess.run(  # noqa: S603 - a server of the test's own
        [made, "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        capture_output=True,
        cwd=folder,
        **as_user,
    )
    server = subprocess.Popen(  # noqa: S603 - as above
        [shutil.which("postgres") or "postgres", "-D", data, "-p", str(port), "-k", folder, "-F"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        **as_user,
    )
    engine = sa.create_engine(f"postgresql+psycopg://test@127.0.0.1:{port}/postgres")
    try:
        for _ in range(200):
            try:
                engine.connect().close()
                break
            except sa.exc.OperationalError:
                if server.poll() is not None:
                    pytest.skip("PostgreSQL did not start")
                subprocess.run([sys.executable, "-c", "import time; time.sleep(0.1)"], check=True)
        yield engine
    finally:
        engine.dispose()
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    """Give a database, empty but for the table."""
    if request.param == "sqlite":
        made = sa.create_engine("sqlite://")
        metadata.create_all(made)
        yield made
        made.dispose()
        return
    for made in _postgres():
        metadata.create_all(made)
        yield made


def there_and_back(engine: sa.Engine, **cells: Any) -> Any:
    with engine.begin() as connection:
        connection.execute(table.delete())
        connection.execute(table.insert(), {"id": 1, **cells})
        return connection.execute(sa.select(table)).one()


AMOUNTS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "约", "近", "超"]),
    st.decimals("0.000001", "99999999999.999999", places=6),
    st.sampled_from(["亿元", "万美元", "元", "亩", "平方米"]),
)
DAYS = st.sampled_from(["2022", "2022-H1", "2022-Q3", "2022-03", "2022-03-05", "2022-01-01/2022-03-31"])


@settings(max_examples=examples(25), deadline=None)
@given(text=AMOUNTS, day=DAYS, stage=st.sampled_from(list(Stage)))
def test_what_comes_back_is_what_was_put_in(engine: sa.Engine, text: str, day: str, stage: Stage) -> None:
    amount, on = parse_quantity(text), Period.of(day)
    row = there_and_back(engine, amount=amount, day=on, stage=stage)
    assert row.amount == amount
    assert (row.amount.value, row.amount.hedge, row.amount.interval) == (
        amount.value,
        amount.hedge,
        amount.interval,
    )
    assert (row.day, row.stage, row.money, row.document) == (on, stage, None, None)


def test_texts_are_read_on_the_way_in(engine: sa.Engine) -> None:
    row = there_and_back(
        engine, money="近3.5亿元", day="2022年3月", stage="started", document={"id": "P", "name": "某"}
    )
    assert row.money == parse_money("近3.5亿元")
    assert (row.day, row.stage, row.document) == (
        Period.of("2022-03"),
        Stage.STARTED,
        Project(id="P", name="某"),
    )


def test_no_digit_is_lost(engine: sa.Engine) -> None:
    value = Decimal("123456789012345678.123456789")
    assert there_and_back(engine, money=parse_money(f"{value}元")).money.value == value


def test_a_record_comes_back_whole(engine: sa.Engine) -> None:
    project = Project(
        id="P1",
        name="虚构阀门项目",
        investment=parse_money("近3.5亿元"),
        agreements=[Agreement(signed_on="2022-03")],
        milestones=[Milestone(stage="started", on="2022-06-01")],
    )
    assert there_and_back(engine, document=project).document == project


def test_codes_and_days_are_looked_for_in_the_database(engine: sa.Engine) -> None:
    there_and_back(engine, day="2022-03-05", stage="started")
    with engine.connect() as connection:
        for met, many in (
            (table.c.stage == Stage.STARTED, 1),
            (table.c.stage == "signed", 0),
            (table.c.day == "2022年3月5日", 1),
            (table.c.day.in_(["2022-03", "2022-Q1"]), 0),
        ):
            assert len(connection.execute(sa.select(table.c.id).where(met)).all()) == many


@pytest.mark.parametrize(
    "cells",
    [{"amount": "面议"}, {"money": "30亩"}, {"day": "待定"}, {"document": {"id": "P"}}, {"stage": "startd"}],
)
def test_what_cannot_be_read_is_refused(engine: sa.Engine, cells: dict[str, Any]) -> None:
    with pytest.raises(sa.exc.StatementError) as caught:
        there_and_back(engine, **cells)
    assert isinstance(caught.value.orig, ZhaoshangError)


def test_a_code_of_another_vocabulary_in_the_database_is_told(engine: sa.Engine) -> None:
    there_and_back(engine, stage="started")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE projects SET stage = 'startd'"))
        with pytest.raises(UnknownCodeError, match="started"):
            connection.execute(sa.select(table)).all()
