"""Arguments and figures as they are read: what a question was given and no definition asked for is refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar, final

from attrs import frozen

from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang.errors import UnknownCodeError

T = TypeVar("T")


@final
@frozen
class Reads:
    """What a KPI reads.

    Attributes:
        arguments: the further arguments that it asks for.
        inputs: the figures that it takes instead of a ledger.
        options: the options of a profile.
        columns: the columns, by table; an amount by its name.
    """

    arguments: tuple[str, ...]
    inputs: tuple[str, ...]
    options: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]


@final
class Given(Mapping[str, Any]):
    """What a question was given by name, which remembers every name that was asked for, there or not.

    What a definition asks for while it is worked out is what it reads.
    """

    __slots__ = ("_hidden", "_items", "_lent", "_names", "asked")

    def __init__(self, items: Mapping[str, Any]) -> None:
        """Begin with nothing read."""
        self._items = dict(items)
        self._names: dict[str, str] = {}
        self._hidden: frozenset[str] = frozenset()
        self._lent: tuple[str, ...] | None = None
        self.asked: dict[str, None] = {}

    def __getitem__(self, name: str) -> Any:
        """Look a name up, and note that it was."""
        if name in self._hidden:
            raise KeyError(name)
        given = self._names.get(name, name)
        self.asked[given] = None
        return self._items[given]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, which reads none of them."""
        return iter(self._items)

    def __len__(self) -> int:
        """Count what was given."""
        return len(self._items)

    @property
    def read(self) -> FrozenMap[str, Any]:
        """Give what was given and asked for."""
        return FrozenMap({name: given for name, given in self._items.items() if name in self.asked})

    def name_of(self, name: str) -> str:
        """Name what a definition asks for as the caller writes it."""
        return self._names.get(name, name)

    def left(self, listed: Iterable[str], *, is_whole: bool) -> tuple[str, ...]:
        """Name what was given of what a definition reads on some way, and neither it nor whom it put the question on to read.

        Args:
            listed: what the definition reads on any way.
            is_whole: whether the way taken was gone to its end; where data lacked, what it did not come to may be read.
        """
        lent = None if self._lent is None else set(self._lent)
        return tuple(
            name
            for name in listed
            if name in self._items
            and name not in self.asked
            and (is_whole if lent is None else name not in lent)
        )

    def lent(self, names: Mapping[str, str], *, hidden: str, reads: Iterable[str]) -> "Given":
        """Hand the same on to another definition that may read so much of it, under the names that it has there."""
        view = self.passed_on(names, hidden=hidden)
        self._lent = tuple(view.name_of(name) for name in reads)
        return view

    def passed_on(self, names: Mapping[str, str], *, hidden: str) -> "Given":
        """Hand the same on to another definition, some under other names; what it reads is read of this.

        Args:
            names: by the name that the other definition asks for, the name given.
            hidden: a name that was meant for the first definition alone.
        """
        view = Given(self._items)
        view.asked = self.asked
        view._names = dict(names)
        view._hidden = frozenset({hidden} - set(names))
        return view

    def aside(self) -> "Given":
        """Give the same to what is no definition, whose reading does not count."""
        return Given(self._items)

    def with_(self, **more: Any) -> "Given":
        """Add values that a definition itself supplies; they count as read."""
        view = self.passed_on(self._names, hidden="")
        view._hidden = self._hidden
        view._items = {**self._items, **more}
        return view


@final
class Noted:
    """What every question may be given, and which of it a definition asked for while it was worked out."""

    __slots__ = ("asked", "given")

    def __init__(self, given: Mapping[str, object]) -> None:
        """Begin with nothing read."""
        self.given = {name: value for name, value in given.items() if value is not None}
        self.asked: set[str] = set()

    def noted(self, name: str, value: T) -> T:
        """Hand a value on, and note that it was asked for; one that a definition put in its place is another."""
        if value is not None and self.given.get(name) is value:
            self.asked.add(name)
        return value

    @property
    def unread(self) -> tuple[str, ...]:
        """Name what was given and not asked for."""
        return tuple(name for name in self.given if name not in self.asked)


def refuse_unread(
    vocabulary: str,
    given: Iterable[Given],
    elsewhere: Callable[[], Iterable[str]],
    others: Iterable[str] = (),
    readers: Callable[[str], tuple[str, ...]] = lambda _: (),
) -> None:
    """Refuse the first name that no question asked for.

    Args:
        vocabulary: what the names are.
        given: what each question was given.
        elsewhere: lists the names that the same definitions read on a way not taken, such as one that ended for want of
            data; it is asked only where a name was not read.
        others: keywords that would have been right, to find the nearest among.
        readers: tells what else reads a name, which then is no slip.

    Raises:
        UnknownCodeError: for a name that no definition read.
    """
    listed = list(given)
    read = dict.fromkeys(name for each in listed for name in each.asked)
    unread = [name for name in dict.fromkeys(name for each in listed for name in each) if name not in read]
    if not unread:
        return
    read.update(dict.fromkeys(elsewhere()))
    for name in unread:
        if name not in read:
            known = tuple(dict.fromkeys((*read, *others)))
            raise UnknownCodeError(vocabulary, name, known, elsewhere=readers(name))
