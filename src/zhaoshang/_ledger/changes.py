"""What differs between two ledgers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, final

from attrs import fields, frozen

from zhaoshang import vocabulary

if TYPE_CHECKING:
    from zhaoshang._ledger.records import Records
    from zhaoshang.vocabulary import ChangeKind


@final
@frozen(kw_only=True)
class Change:
    """What became of one record, or of one field of it, between two ledgers (变动).

    Attributes:
        kind: added, removed or changed.
        collection: the collection of the record, such as `projects`.
        id: the id of the record; empty for the ledger itself.
        field: the field that changed; empty for a record that was added or removed.
        old: what stood there.
        new: what stands there.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> before = Ledger(projects=[Project(id="P1", name="甲", grade="B")])
        >>> after = Ledger(projects=[Project(id="P1", name="甲", grade="A")])
        >>> (change,) = after.diff(before)
        >>> f"{change.id} {change.field}: {change.old} -> {change.new} ({change.kind.label('zh_CN')})"
        'P1 grade: B -> A (变更)'
    """

    kind: "ChangeKind"
    collection: str
    id: str
    field: str = ""
    old: object = None
    new: object = None


def changes_of(name: str, before: "Records[Any]", after: "Records[Any]") -> Iterator[Change]:
    for record in after:
        old = before.get(record.id)
        if old is None:
            yield Change(kind=vocabulary.ChangeKind.ADDED, collection=name, id=record.id, new=record)
        elif old is not record and old != record:
            for attribute in fields(type(record)):
                was, now = getattr(old, attribute.name), getattr(record, attribute.name)
                if attribute.init and was != now:
                    yield Change(
                        kind=vocabulary.ChangeKind.CHANGED,
                        collection=name,
                        id=record.id,
                        field=attribute.name,
                        old=was,
                        new=now,
                    )
    for record in before:
        if record.id not in after:
            yield Change(kind=vocabulary.ChangeKind.REMOVED, collection=name, id=record.id, old=record)
