"""What chains ask of the ledger that they stand in."""

from collections.abc import Mapping
from typing import Any, final

from zhaoshang._basics import above
from zhaoshang.periods import DateLike, Period


@final
class Desk:
    """What chains ask of the ledger that they stand in; each question is answered once."""

    __slots__ = ("_answers", "_ledger")

    def __init__(self, ledger: Any) -> None:  # noqa: ANN401 - it stands above, where no import points
        self._ledger = ledger
        self._answers: dict[tuple[Period | None, int], Mapping[str, Any]] = {}

    def nodes(self, as_of: DateLike | None, minimum: int) -> Mapping[str, Any]:
        """Give who stands at each node of the ledger's chains, by chain and node."""
        asked = (self._ledger.as_of if as_of is None else Period.of(as_of), minimum)
        if asked not in self._answers:
            self._answers[asked] = above.standings.chain_nodes(self._ledger, as_of=asked[0], minimum=minimum)
        return self._answers[asked]

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Pickle and copy what is asked, without the answers."""
        return Desk, (self._ledger,)
