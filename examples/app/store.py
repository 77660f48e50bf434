"""Where projects are kept: a document a row, with its version; what a list shows stands beside it in typed columns."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from attrs import evolve, frozen

from zhaoshang import Ledger, Project
from zhaoshang.integrations.sqlalchemy import CodeType, PeriodType, QuantityType, RecordType
from zhaoshang.lifecycle import stage_at
from zhaoshang.vocabulary import Stage

metadata = sa.MetaData()
projects = sa.Table(
    "projects",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("district", sa.String, index=True),
    sa.Column("investment", QuantityType()),
    sa.Column("signed_on", PeriodType()),
    sa.Column("stage", CodeType(Stage), index=True),
    sa.Column("document", RecordType(Project), nullable=False),
)


class StaleError(Exception):
    """Somebody else saved the project in the meantime."""


@frozen
class Added:
    """What became of an upload.

    Attributes:
        added: how many projects are new.
        known: the ids of those that were there already, and were left as they are.
        doubts: a new project beside one that was there, each pair perhaps one: for people to decide.
    """

    added: int
    known: list[str]
    doubts: list[tuple[str, str]]


class Store:
    """The projects of one office in one database."""

    def __init__(self, url: str, as_of: str) -> None:
        """Open the database and lay the table down."""
        kept = (
            {"poolclass": sa.StaticPool, "connect_args": {"check_same_thread": False}}
            if url == "sqlite://"
            else {}
        )
        self.engine = sa.create_engine(url, **kept)
        self.as_of = as_of
        metadata.create_all(self.engine)

    @contextmanager
    def _begun(self) -> Iterator[sa.Connection]:
        with self.engine.begin() as connection:
            yield connection

    def _row(self, project: Project, version: int) -> dict[str, object]:
        signed = [agreement.signed_on for agreement in project.agreements if agreement.signed_on]
        stage = stage_at(project, self.as_of).stage
        return {
            "id": project.id,
            "version": version,
            "name": project.name,
            "district": project.district,
            "investment": project.investment,
            "signed_on": min(signed, key=lambda day: day.start) if signed else None,
            "stage": stage if isinstance(stage, Stage) else None,
            "document": project,
        }

    def listed(self, word: str = "") -> list[sa.Row[tuple[object, ...]]]:
        """Give the rows whose name or place has a word in it."""
        columns = [column for column in projects.c if column.name != "document"]
        found = sa.select(*columns).order_by(projects.c.id)
        if word:
            found = found.where(projects.c.name.contains(word) | projects.c.district.contains(word))
        with self._begun() as connection:
            return list(connection.execute(found))

    def project(self, key: str) -> tuple[Project, int] | None:
        """Give a project with its version."""
        with self._begun() as connection:
            row = connection.execute(sa.select(projects).where(projects.c.id == key)).one_or_none()
        return None if row is None else (row.document, row.version)

    def save(self, project: Project, version: int) -> int:
        """Keep a project: a new one from version 0, else the version that was read.

        Raises:
            StaleError: when it was saved by somebody else since.
        """
        row = self._row(project, version + 1)
        with self._begun() as connection:
            if version == 0:
                there = sa.select(projects.c.id).where(projects.c.id == project.id)
                if connection.execute(there).first() is not None:
                    raise StaleError(project.id)
                connection.execute(projects.insert(), row)
                return 1
            here = (projects.c.id == project.id) & (projects.c.version == version)
            if connection.execute(projects.update().where(here).values(row)).rowcount != 1:
                raise StaleError(project.id)
        return version + 1

    def add(self, upload: Ledger) -> Added:
        """Keep the projects of an import that are not there yet; those that are there are left and named.

        A project is the same by its code, else by its name and lead investor. The number of its row is no identity:
        two towns both have a first row, and next month another project stands in it.
        """
        kept = self.ledger()
        matching = upload.match(kept)
        pairs = {pair.first: pair.second for pair in matching.pairs}
        ids, taken = dict(pairs), {*kept.projects.ids, *pairs.values()}
        for key in upload.projects.ids:
            free = ids.get(key, key)
            while key not in ids and free in taken:
                free += "'"
            taken.add(free)
            ids[key] = free
        new = [project for project in upload.projects if project.id not in pairs]
        for project in new:
            parent = None if project.parent is None else ids.get(project.parent, project.parent)
            self.save(evolve(project, id=ids[project.id], parent=parent), 0)
        return Added(
            added=len(new),
            known=[pairs[key] for key in pairs],
            doubts=[(ids[pair.first], pair.second) for pair in matching.doubts],
        )

    def ledger(self) -> Ledger:
        """Give everything as a ledger."""
        with self._begun() as connection:
            rows = connection.execute(sa.select(projects.c.document).order_by(projects.c.id))
            return Ledger(as_of=self.as_of, projects=[row.document for row in rows])
