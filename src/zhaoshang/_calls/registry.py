"""What is shipped, by id: a mapping whose missing key is told in our words."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, Generic, Protocol, SupportsIndex, TypeVar, final

from zhaoshang._basics.brief import as_text
from zhaoshang.errors import UnknownCodeError


class RegistryEntry(Protocol):
    """What a registry holds: something with an id and a Chinese name."""

    @property
    def id(self) -> str:
        """Give the id."""

    @property
    def zh(self) -> str:
        """Give the Chinese name."""


N = TypeVar("N", bound=RegistryEntry)


def _shipped(room: str, name: str) -> Any:  # noqa: ANN401 - a registry of whatever it holds
    return getattr(import_module(room), name)


def _entry(room: str, name: str, key: str) -> Any:  # noqa: ANN401 - as above
    return _shipped(room, name)[key]


def reduced(entry: RegistryEntry, home: tuple[str, str], protocol: SupportsIndex, /) -> str | tuple[Any, ...]:
    """Pickle what is shipped by its id, for it may hold functions, and one of your own by what it holds.

    Args:
        entry: what is pickled.
        home: the public room that the registry stands in, and its name there.
        protocol: that of `__reduce_ex__`.
    """
    if _shipped(*home).get(entry.id) is entry:
        return _entry, (*home, entry.id)
    return object.__reduce_ex__(entry, protocol)


def _part(room: str, name: str, key: str, field: str, place: int) -> Any:  # noqa: ANN401 - as above
    return getattr(_shipped(room, name)[key], field)[place]


def reduced_part(
    part: object, home: tuple[str, str], field: str, protocol: SupportsIndex, /
) -> str | tuple[Any, ...]:
    """Pickle a part of what is shipped by its place there, and any other by what it holds.

    Args:
        part: what is pickled.
        home: the public room that the registry stands in, and its name there.
        field: the field of an entry that lists such parts.
        protocol: that of `__reduce_ex__`.
    """
    for key, entry in _shipped(*home).items():
        for place, each in enumerate(getattr(entry, field)):
            if each is part:
                return _part, (*home, key, field, place)
    return object.__reduce_ex__(part, protocol)


@final
class Registry(Mapping[str, N], Generic[N]):
    """An immutable mapping of ids to what is shipped; a Chinese name finds it as well.

    Iterating gives the ids alone. A key that is neither raises `UnknownCodeError`, which is a `KeyError` too, so that
    `get` and `in` answer as those of any mapping. It pickles as the name that it has in a room, for entries may hold
    functions.
    """

    __slots__ = ("_by_id", "_by_name", "_home", "_vocabulary")

    def __init__(self, vocabulary: str, entries: Iterable[N], /, *, home: tuple[str, str]) -> None:
        """Keep the entries.

        Args:
            vocabulary: what an error calls the list.
            entries: what is shipped, in order.
            home: the public room that it stands in, and its name there.
        """
        by_id = {entry.id: entry for entry in entries}
        object.__setattr__(self, "_vocabulary", vocabulary)
        object.__setattr__(self, "_home", home)
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "_by_name", {entry.zh: entry for entry in by_id.values()} | by_id)

    def __getitem__(self, key: str) -> N:
        """Look an entry up by id or Chinese name."""
        by_name: dict[str, N] = self._by_name  # type: ignore[attr-defined]  # set in __init__, past the guard
        found = None
        if isinstance(key, str):  # what has no hash is no id either
            found = by_name.get(key)
        if found is None:
            raise UnknownCodeError(self._vocabulary, as_text(key), tuple(by_name))  # type: ignore[attr-defined]
        return found

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids, in order."""
        return iter(self._by_id)  # type: ignore[attr-defined]  # as above

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._by_id)  # type: ignore[attr-defined]  # as above

    def __hash__(self) -> int:
        """Agree with equality, which does not mind the order."""
        return hash(frozenset(self))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse every change."""
        msg = f"cannot set {name}: the mapping is immutable"
        raise AttributeError(msg)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by name."""
        return _shipped, self._home  # type: ignore[attr-defined]  # as above

    def __repr__(self) -> str:
        """Show the ids."""
        return f"<{len(self)} by id: {', '.join(self)}>"
