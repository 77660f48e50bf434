"""What an executor is: something that adds atoms up, over the whole or apart for each group."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, Protocol

from zhaoshang._engine.query.groups import By
from zhaoshang._engine.tables.columns import LedgerTable
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.measures import Atom

Evidence = Literal["ids", "counts", "none"]
"""How much is told of the rows behind a figure: their ids, their number, or nothing."""


class Executor(Protocol):
    """Adds atoms up over one source.

    Attributes:
        evidence: whether the rows behind a figure are listed by id, only counted, or left aside.
    """

    @property
    def evidence(self) -> Evidence:
        """How much is told of the rows behind a figure."""
        ...

    def has(self, table: str, column: str) -> bool:
        """Tell whether the source has a table with such a column, for questions that can do without."""
        ...

    def register_table(self, name: str, make: Callable[[Tables], LedgerTable]) -> None:
        """Lay down a table that is worked out for a question."""
        ...

    def require(self, atoms: Iterable[Atom], /) -> None:
        """Refuse a figure of nothing that is one only because the source has no place for the dates that it asks for."""
        ...

    def prepare(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Add up in one pass what will be asked for; what is asked beyond it is worked out then."""
        ...

    def prefetch(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Note what may be asked for later, of the whole or of the groups: when any of it is, all of it is worked out."""
        ...

    def atom(self, atom: Atom, by: By | None = None) -> Any:
        """Give the result of an atom over the whole, or a mapping of group label to result."""
        ...
