"""The ids behind a figure, listed when they are first asked for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, final, overload


@final
class LazyIds(Sequence[str]):
    """A tuple of ids that is made on first use; it equals, hashes and pickles like the tuple."""

    __slots__ = ("_ids", "_make")

    def __init__(self, make: Callable[[], Sequence[str]]) -> None:
        """Keep how to make the ids."""
        self._make: Callable[[], Sequence[str]] | None = make
        self._ids: tuple[str, ...] = ()

    def _listed(self) -> tuple[str, ...]:
        make = self._make
        if make is not None:
            self._ids = tuple(dict.fromkeys(make()))
            self._make = None
        return self._ids

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        """Give an id, or several, by place."""
        return self._listed()[place]

    def __len__(self) -> int:
        """Count the ids."""
        return len(self._listed())

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self._listed())

    def __contains__(self, item: object) -> bool:
        """Tell whether an id is among them."""
        return item in self._listed()

    def __eq__(self, other: object) -> bool:
        """Compare with a tuple or other rows."""
        if isinstance(other, LazyIds | tuple):
            return self._listed() == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        """Hash as the tuple does."""
        return hash(self._listed())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the ids, not how they are made."""
        return tuple, (self._listed(),)

    def __repr__(self) -> str:
        """Show the ids."""
        return repr(self._listed())
