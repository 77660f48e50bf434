"""Columns of databases: what comes back is what was put in, on SQLite and on PostgreSQL."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    "ask",
    [
        lambda column: column < "1亿元",
        lambda column: column >= "1亿元",
        lambda column: column.between("1亿元", "2亿元"),
        lambda column: column.desc(),
        sa.asc,
        lambda column: -column,
        lambda column: column + "1亿元",
        lambda column: 5 - column,
        lambda column: sa.select(sa.func.max(column)).compile(),
        lambda column: sa.select(sa.func.min(column)).compile(),
        lambda column: sa.select(sa.func.sum(column)).compile(),
        lambda column: sa.select(sa.func.avg(column, type_=column.type)).compile(),
    ],
    ids=[
        "<",
        ">=",
        "between",
        "desc",
        "asc",
        "neg",
        "+",
        "- reversed",
        "max",
        "min",
        "sum",
        "avg",
    ],
)
@pytest.mark.parametrize("name", ["amount", "money", "document"])
def test_a_database_orders_no_documents(ask: Any, name: str) -> None:
    """It would by their letters: 8000万元 is not more than 1亿元."""
    with pytest.raises(OperationError) as caught:
        ask(table.c[name])
    assert "另设" in caught.value.render("zh_CN")
    assert str(table.c[name] == None)  # noqa: E711 - an expression


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


@settings(max_examples=25, deadline=None)
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
            (table.c.day >= "2022-03", 1),
            (table.c.day < "2022-03", 0),
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
