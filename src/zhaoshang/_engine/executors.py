"""What an executor is: something that adds atoms up, over the whole or apart for each group."""

from collections.abc import Iterable
from typing import Any, Literal, Protocol

from zhaoshang._engine.groups import By
from zhaoshang.measures import Atom

Evidence = Literal["ids", "counts", "none"]


class Executor(Protocol):
    """Adds atoms up over one source.

    Attributes:
        evidence: whether the rows behind a figure are listed by id, only counted, or left aside.
    """

    @property
    def evidence(self) -> Evidence:
        """How much is told of the rows behind a figure."""

    def prepare(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Add up in one pass what will be asked for; what is asked beyond it is worked out then."""

    def atom(self, atom: Atom, by: By | None = None) -> Any:
        """Give the result of an atom over the whole, or a mapping of group label to result."""
