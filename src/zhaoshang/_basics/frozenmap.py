"""An immutable mapping that hashes and pickles, for the fields of frozen records."""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar, final

K = TypeVar("K")
V = TypeVar("V")


@final
class FrozenMap(Mapping[K, V], Generic[K, V]):
    """A mapping that never changes."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None, /) -> None:
        object.__setattr__(self, "_items", dict(items or {}))

    def __getitem__(self, key: K) -> V:
        """Look a key up."""
        items: dict[K, V] = self._items  # type: ignore[attr-defined]  # set in __init__, past the guard
        return items[key]

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys, in order."""
        return iter(self._items)  # type: ignore[attr-defined]  # as above

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._items)  # type: ignore[attr-defined]  # as above

    def __hash__(self) -> int:
        """Agree with equality, which does not mind the order."""
        return hash(frozenset((key, repr(value)) for key, value in self.items()))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse every change."""
        msg = f"cannot set {name}: the mapping is immutable"
        raise AttributeError(msg)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by contents."""
        return FrozenMap, (dict(self.items()),)

    def __repr__(self) -> str:
        """Show the contents."""
        return repr(dict(self.items()))
