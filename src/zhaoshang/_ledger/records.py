"""Runs of records looked up by id, and how the fields of a ledger take them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Generic, NoReturn, TypeVar, final

from zhaoshang import errors
from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_index, as_python, as_text
from zhaoshang.model._fields import converters as to

if TYPE_CHECKING:
    from attrs import Attribute

    from zhaoshang.model import PlanCode, Understanding

R = TypeVar("R")


def _id(record: Any) -> str:  # noqa: ANN401 - a protocol would keep type checkers from fields with converters
    found = getattr(record, "id", None)
    if not isinstance(found, str):
        raise errors.FieldTypeError(as_python(record), "a record with an id, such as a Project")
    return found


_TAKING_AWAY: Final = frozenset({"clear", "discard", "pop", "popitem", "remove"})


@final
class Records(Generic[R]):
    """An immutable run of records of one class, in order, looked up by id.

    Raises:
        DuplicateIdError: when two records have one id.
        FieldTypeError: for what is no record.

    Examples:
        >>> from zhaoshang.ledger import Ledger
        >>> from zhaoshang.model import Project
        >>> projects = Ledger(projects=[Project(id="P1", name="甲"), Project(id="P2", name="乙")]).projects
        >>> projects["P2"].name, len(projects), [project.id for project in projects], "P3" in projects
        ('乙', 2, ['P1', 'P2'], False)
    """

    __slots__ = ("_by_id", "_hash", "_name")
    _by_id: dict[str, R]
    _name: str
    _hash: int | None

    def __init__(self, records: Iterable[R] | None = (), /, *, name: str = "records") -> None:
        """Index the records; `name` is what errors call the collection."""
        by_id: dict[str, R] = {}
        for record in () if records is None else records:
            id_ = _id(record)
            if id_ in by_id:
                raise errors.DuplicateIdError(name, id_)
            by_id[id_] = record
        self._by_id = by_id
        self._name = name
        self._hash = None

    def __getitem__(self, id: str, /) -> R:  # noqa: A002 - the word of the exchange format
        """Look a record up by its id.

        Raises:
            UnknownIdError: when there is none; it names the ids of records that are called so, else similar ids.
        """
        try:
            return self._by_id[id]
        except (KeyError, TypeError):  # of a slice, which has no hash
            raise self._unknown(id) from None

    def _unknown(self, key: object) -> "errors.UnknownIdError":
        from zhaoshang._text.nearest import nearest  # noqa: PLC0415 - loaded with the first mistake

        if not isinstance(key, str):  # a place in a list was meant: records go by id
            written = as_index(key)
            return errors.UnknownIdError(self._name, written, tuple(self._by_id)[:3], is_position=True)
        called = [id_ for id_, record in self._by_id.items() if getattr(record, "name", None) == key][:3]
        return errors.UnknownIdError(self._name, as_text(key), tuple(called) or nearest(key, self._by_id))

    def get(self, id: str | None, /) -> R | None:  # noqa: A002 - the word of the exchange format
        """Look a record up by its id, or give `None`; of `None`, `None`, so that a reference may be empty.

        Args:
            id: the id, or `None`.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Investor, Project
            >>> ledger = Ledger(
            ...     investors=[Investor(id="I1", name="某公司")], projects=[Project(id="P1", name="甲")]
            ... )
            >>> ledger.investors.get(ledger.projects["P1"].lead_investor) is None
            True
        """
        return None if id is None else self._by_id.get(id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Project
            >>> Ledger(projects=[Project(id="P2", name="乙"), Project(id="P1", name="甲")]).projects.ids
            ('P2', 'P1')
        """
        return tuple(self._by_id)

    def __reduce__(self) -> "tuple[Callable[..., Records[Any]], tuple[str, tuple[R, ...]]]":
        """Pickle by any protocol."""
        return _named, (self._name, tuple(self))

    def _anew(self, method: str) -> str:
        """Write how a ledger with other records is made, for who looks for a method that changes these."""
        if method in _TAKING_AWAY:
            return f"ledger.without({self._name}=[…])"
        return f"ledger.with_({self._name}=[…])"

    if not TYPE_CHECKING:  # a type checker refuses them without our help

        def __add__(self, _other: object) -> NoReturn:
            raise errors.UnknownAttributeError("Records", "+", (), self._anew("+"))

        __radd__ = __or__ = __ror__ = __add__

        def __setitem__(self, id: str, _record: object) -> NoReturn:  # noqa: A002 - the word of the exchange format
            raise errors.ImmutableError(self._name, as_text(id), (as_text(id),), self._anew("="))

        def __delitem__(self, id: str) -> NoReturn:  # noqa: A002 - likewise
            raise errors.ImmutableError(self._name, as_text(id), (as_text(id),), self._anew("pop"))

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, item: object) -> bool:
        """Tell whether an id, or a record, is there."""
        if isinstance(item, str):
            return item in self._by_id
        found = self._by_id.get(getattr(item, "id", ""))
        return found is not None and found == item

    def __eq__(self, other: object) -> bool:
        """Compare the records in order."""
        if not isinstance(other, Records):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """Agree with equality."""
        if self._hash is None:
            self._hash = hash(tuple(self._by_id.values()))
        return self._hash

    def __repr__(self) -> str:
        from zhaoshang._files.inert import one_line  # noqa: PLC0415 - loaded with the first repr

        shown = ", ".join(list(self._by_id)[:8]) + (", …" if len(self._by_id) > 8 else "")
        return one_line(f"<{len(self)} {self._name}: {shown}>") if self._by_id else f"<no {self._name}>"


def _named(name: str, records: Iterable[Any]) -> Records[Any]:
    return Records(records, name=name)


def _taking(kind: str, name: str) -> Callable[[Iterable[Any] | None], Records[Any]]:
    """Make the converter of a field: the class of its records is loaded when there are some."""

    def taken(value: Iterable[Any] | None) -> Records[Any]:
        if isinstance(value, Records) and value._name == name:  # noqa: SLF001 - same module
            return value
        return Records(to.several(value, kind), name=name)

    taken.__annotations__["value"] = f"Iterable[{kind}] | None"  # what the signature of the ledger shows
    return taken


def looked_up(_ledger: type, attributes: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    """Let each field that is a run of records take several records of its class, whose name its type says.

    The converter that such a field declares, `Records["Fund"]`, is what type checkers read.
    """
    return [
        attribute.evolve(converter=_taking(named[1], attribute.name))
        if (named := _RUN.fullmatch(str(attribute.type)))
        else attribute
        for attribute in attributes
    ]


_RUN: Final = re.compile(r"Records\[(\w+)\]")


NONE: Final[Records[Any]] = Records()


def understandings(value: "Iterable[Understanding] | None") -> "tuple[Understanding, ...]":
    return to.several(value, "Understanding")


def codes(value: "Iterable[PlanCode] | None") -> "tuple[PlanCode, ...]":
    return to.several(value, "PlanCode")
