"""What differs between two ledgers, and the older one made into the newer by it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, final

from attrs import evolve, fields, frozen

from zhaoshang import errors, vocabulary
from zhaoshang._basics.brief import as_python
from zhaoshang._ledger.identity import is_row
from zhaoshang._ledger.matching import Match, Matching, match
from zhaoshang._ledger.records import Records
from zhaoshang._ledger.renaming import AnyLedger, aligned, renamed
from zhaoshang.findings import Report

if TYPE_CHECKING:
    from zhaoshang.vocabulary import ChangeKind

L = TypeVar("L")


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


@final
class Changes(tuple[Change, ...], Generic[L]):  # noqa: SLOT001 - it keeps more than its items
    """What changed between two ledgers: a tuple of changes that knows how the projects of both were matched.

    Attributes:
        ids: for each project whose id was another one in the older ledger, by its id here, the id there.
        doubts: projects of both ledgers that may be one and were not taken for one.
        findings: what was noticed in matching, such as ids that are row numbers.
        older: the older ledger, with the ids of the newer one.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> may = Ledger(projects=[Project(id="台账!5", name="甲"), Project(id="台账!6", name="乙")])
        >>> june = Ledger(projects=[Project(id="台账!5", name="乙", grade="A")])
        >>> changes = june.diff(may)
        >>> [(change.kind.value, change.id, change.field) for change in changes], dict(changes.ids)
        ([('changed', '台账!5', 'grade'), ('removed', "台账!5'", '')], {"台账!5'": '台账!5', '台账!5': '台账!6'})
        >>> may.apply(changes) == june
        True
    """

    ids: Mapping[str, str]
    doubts: tuple[Match, ...]
    findings: Report
    older: L
    _order: Mapping[str, tuple[str, ...]]

    def __new__(
        cls,
        changes: Iterable[Change] = (),
        *,
        ids: Mapping[str, str],
        matching: Matching,
        older: L,
        order: Mapping[str, tuple[str, ...]],
    ) -> "Changes[L]":
        """Keep the changes, and how the two ledgers go together."""
        made = super().__new__(cls, changes)
        made.ids, made.older, made._order = ids, older, order
        made.doubts, made.findings = matching.doubts, matching.findings
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Support pickling and copying."""
        return _unpickled, (tuple(self), self.__dict__)


def _unpickled(changes: tuple[Change, ...], state: dict[str, Any]) -> Changes[AnyLedger]:
    made = tuple.__new__(Changes, changes)
    made.__dict__.update(state)
    return made


def changes_between(newer: AnyLedger, older: AnyLedger, identity: tuple[str, ...]) -> Changes[AnyLedger]:
    """Tell what changed from an older ledger to a newer; see `Ledger.diff`."""
    if newer.as_of is not None and older.as_of is not None and older.as_of.start > newer.as_of.end:
        raise errors.LedgerOrderError(str(older.as_of), str(newer.as_of))
    matching = match(newer, older, identity)
    paired = {pair.second: pair.first for pair in matching.pairs}
    ids = aligned(older.projects.ids, paired, newer.projects.ids)
    same = renamed(older, {"projects": ids})
    found: list[Change] = []
    order: dict[str, tuple[str, ...]] = {}
    for attribute in fields(type(newer)):
        name = attribute.name
        before, after = getattr(same, name), getattr(newer, name)
        if isinstance(after, Records):
            order[name] = after.ids
            found += _of_records(name, before, after)
        elif before != after:
            found.append(
                Change(
                    kind=vocabulary.ChangeKind.CHANGED,
                    collection="ledger",
                    id="",
                    field=name,
                    old=before,
                    new=after,
                )
            )
    moved = {new: old for old, new in ids.items() if new != old}
    coded = [
        Change(
            kind=vocabulary.ChangeKind.CHANGED, collection="projects", id=new, field="id", old=old, new=new
        )
        for new, old in moved.items()
        if new in newer.projects and not is_row(new)
    ]
    return Changes([*coded, *found], ids=moved, matching=matching, older=same, order=order)


def _of_records(name: str, before: "Records[Any]", after: "Records[Any]") -> Iterator[Change]:
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


def applied(ledger: L, changes: Iterable[Change]) -> L:
    """Make the newer ledger of an older one; see `Ledger.apply`."""
    told = changes if isinstance(changes, Changes) else tuple(changes)
    for change in told:
        if not isinstance(change, Change):
            raise errors.FieldTypeError(as_python(change), "changes, as diff gives them")
    if isinstance(told, Changes):
        ids = {old: new for new, old in told.ids.items()}
        order = told._order  # noqa: SLF001 - same module
    else:
        ids = {str(change.old): str(change.new) for change in told if change.field == "id"}
        order = {}
    start: Any = renamed(ledger, {"projects": ids})
    whole: dict[str, Any] = {}
    kept: dict[str, dict[str, Any]] = {}
    for change in told:
        if change.collection == "ledger":
            _require(change, getattr(start, change.field))
            whole[change.field] = change.new
            continue
        records: Records[Any] = getattr(start, change.collection)
        left = kept.setdefault(change.collection, {record.id: record for record in records})
        if change.kind is vocabulary.ChangeKind.ADDED:
            _require(change, left.get(change.id))
            left[change.id] = change.new
        elif change.field != "id":
            record = left[change.id] if change.id in left else records[change.id]
            _require(change, getattr(record, change.field) if change.field else record)
            if change.kind is vocabulary.ChangeKind.REMOVED:
                del left[change.id]
            else:
                left[change.id] = evolve(record, **{change.field: change.new})
    for name, ids_ in order.items():
        records = getattr(start, name)
        left = kept.setdefault(name, {record.id: record for record in records})
        kept[name] = {id_: left[id_] for id_ in (*(id_ for id_ in ids_ if id_ in left), *left)}
    newer: L = evolve(start, **whole, **{name: left.values() for name, left in kept.items()})
    return newer


def _require(change: Change, found: object) -> None:
    """Refuse a change made from another value than the ledger has."""
    if found != change.old:
        raise errors.ChangeConflictError(change.collection, change.id, change.field, change.old, found)
