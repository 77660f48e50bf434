"""Keep projects in a database: a table with key columns and a JSON document, SQLAlchemy Core on SQLite.

    python examples/database.py

Needs `pip install zhaoshang sqlalchemy`. All names are invented.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from zhaoshang import Ledger, Money, Project, advance, evaluate
from zhaoshang.lifecycle import stage_at
from zhaoshang.model import Agreement
from zhaoshang.records import structure, unstructure

# --8<-- [start:table]
metadata = sa.MetaData()
projects = sa.Table(
    "projects",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("owner", sa.String, index=True),
    sa.Column("stage", sa.String, index=True),
    sa.Column("signed_on", sa.Date, index=True),
    sa.Column("document", sa.JSON, nullable=False),
)


def to_row(project: Project, version: int, as_of: str) -> dict[str, Any]:
    """Make a row: the document is the project, the key columns are derived from it and only serve queries."""
    signed = [agreement.signed_on for agreement in project.agreements if agreement.signed_on]
    return {
        "id": project.id,
        "version": version,
        "name": project.name,
        "owner": project.owner,
        "stage": stage_at(project, as_of).stage,
        "signed_on": min(period.start for period in signed) if signed else None,
        "document": unstructure(project),
    }


def to_ledger(rows: Iterable[sa.Row[Any]], as_of: str) -> Ledger:
    """Make a ledger of rows; every document is validated on its way in."""
    return Ledger(as_of=as_of, projects=[structure(row.document, Project) for row in rows])


# --8<-- [end:table]


# --8<-- [start:save]
class StaleRowError(RuntimeError):
    """Somebody else saved the project in the meantime."""


def save(connection: sa.Connection, project: Project, version: int, as_of: str) -> None:
    """Replace a project, unless it was changed since it was read."""
    done = connection.execute(
        sa.update(projects)
        .where(projects.c.id == project.id, projects.c.version == version)
        .values(to_row(project, version + 1, as_of))
    )
    if done.rowcount != 1:
        raise StaleRowError(project.id)


# --8<-- [end:save]


def main() -> None:
    """Insert, change, query, count."""
    # --8<-- [start:use]
    as_of = "2022-06-30"
    engine = sa.create_engine("sqlite://")
    metadata.create_all(engine)
    firms = [
        Project(
            id="P1",
            name="虚构光学项目",
            owner="甲镇",
            investment=Money.of("3.5", "亿元"),
            agreements=[Agreement(signed_on="2022-03-05")],
        ),
        Project(
            id="P2",
            name="虚构冷链项目",
            owner="甲镇",
            investment=Money.of(2, "亿元", hedge="near"),
            agreements=[Agreement(signed_on="2022-04")],
        ),
        Project(id="P3", name="虚构检测项目", owner="乙镇"),
    ]
    with engine.begin() as connection:  # one transaction: all projects or none
        connection.execute(sa.insert(projects), [to_row(firm, 1, as_of) for firm in firms])

    with engine.begin() as connection:
        row = connection.execute(sa.select(projects).where(projects.c.id == "P1")).one()
        started = advance(structure(row.document, Project), "started", on="2022-05-20")
        save(connection, started, row.version, as_of)
    # --8<-- [end:use]

    # --8<-- [start:stale]
    try:
        with engine.begin() as connection:
            save(connection, firms[1], 1, as_of)
            save(connection, firms[0], 1, as_of)  # version 2 by now: the whole transaction is undone
    except StaleRowError as error:
        print(error)  # P1
    # --8<-- [end:stale]

    # --8<-- [start:query]
    wanted = sa.select(projects).where(projects.c.owner == "甲镇").order_by(projects.c.id)
    with engine.connect() as connection:
        rows = connection.execute(wanted).all()
    print([(row.id, row.version, row.stage) for row in rows])  # [('P1', 2, 'started'), ('P2', 1, 'signed')]
    figures = evaluate(to_ledger(rows, as_of), ["签约总投资", "开工率"], period="2022-H1")
    print(figures["signed_investment_total"].value)  # 550000000
    print(figures["start_rate"].numerator, figures["start_rate"].denominator)  # 1 2
    # --8<-- [end:query]


if __name__ == "__main__":
    main()
