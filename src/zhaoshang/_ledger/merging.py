"""Several ledgers as one: each project once, what either says kept, what both say differently told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar, final

import attrs
from attrs import evolve, fields, frozen

from zhaoshang import errors
from zhaoshang._basics.brief import as_python
from zhaoshang._ledger.identity import is_row
from zhaoshang._ledger.matching import Match, find_within, match
from zhaoshang._ledger.records import Records
from zhaoshang._ledger.renaming import AnyLedger, aligned, renamed
from zhaoshang._text.messages import Label, Message
from zhaoshang.findings import Finding, Report, Severity
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import names_records
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import Term
from zhaoshang.writing import format_period, format_quantity

if TYPE_CHECKING:
    from zhaoshang.model import Project

L = TypeVar("L")


@final
@frozen(kw_only=True)
class Merged(Generic[L]):
    """Several ledgers as one.

    Attributes:
        ledger: every record once; where ledgers differ, what the later one says.
        findings: each difference with both values and where they stand, and what was noticed in matching.
        doubts: the review list: projects of the result that may be one. `merge(duplicates=…)` takes what people decide.
        order: the ledgers from the earliest to the latest, as sources call them.
        sources: by project, the ledgers that tell of it.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project
        >>> may = Ledger(
        ...     as_of="2022-05-31", projects=[Project(id="P1", name="甲", investment=Money.of(3, "亿元"))]
        ... )
        >>> june = Ledger(
        ...     as_of="2022-06-30", projects=[Project(id="P1", name="甲", investment=Money.of(4, "亿元"))]
        ... )
        >>> merged = may.merge(june)
        >>> print(merged.findings[0].en)
        investment of 甲: 300 million yuan in 2022-05-31, 400 million yuan in 2022-06-30; the later stands
        >>> merged.ledger == june, merged.order, merged.sources["P1"]
        (True, ('2022-05-31', '2022-06-30'), ('2022-05-31', '2022-06-30'))
    """

    ledger: L
    findings: Report
    doubts: tuple[Match, ...]
    order: tuple[str, ...]
    sources: Mapping[str, tuple[str, ...]]


_CONFLICT: Final = "merge_conflict"


class _Conflict(NamedTuple):
    """What two records say differently."""

    path: str
    old: object
    new: object


def merged(
    ledgers: Sequence[AnyLedger], identity: tuple[str, ...], duplicates: "Iterable[Match | tuple[str, str]]"
) -> Merged[AnyLedger]:
    """Put ledgers into one; see `Ledger.merge`."""
    if all(ledger.as_of is not None for ledger in ledgers):
        ledgers = sorted(ledgers, key=lambda ledger: ledger.as_of.end)
    names = _names(ledgers)
    whole = ledgers[0]
    found: list[Finding] = []
    sources: dict[str, tuple[str, ...]] = {project.id: (names[0],) for project in whole.projects}
    for number, later in enumerate(ledgers[1:], 1):
        whole, told, sources, ids = _two(
            whole, later, identity, sources, (_before(names, number), names[number])
        )
        found = [_followed(finding, ids) for finding in found]
        known = {finding.code for finding in found} - {_CONFLICT}
        found += [finding for finding in told if finding.code not in known]
    for pair in duplicates:
        whole, told, sources, ids = _fold(whole, pair, sources)
        found = [*(_followed(finding, ids) for finding in found), *told]
    return Merged(
        ledger=whole,
        findings=Report(found),
        doubts=find_within(whole, sources),
        order=names,
        sources=sources,
    )


def _names(ledgers: Sequence[AnyLedger]) -> tuple[str, ...]:
    """Call the ledgers by their day where those differ, else by their name, else by their place."""
    for told in (
        [None if ledger.as_of is None else str(ledger.as_of) for ledger in ledgers],
        [ledger.name for ledger in ledgers],
        [
            f"{ledger.name} {ledger.as_of}" if ledger.name is not None and ledger.as_of is not None else None
            for ledger in ledgers
        ],
    ):
        if None not in told and len({*told}) == len(ledgers):
            return tuple(str(name) for name in told)
    return tuple(f"ledgers[{number}]" for number in range(len(ledgers)))


def _before(names: tuple[str, ...], number: int) -> str:
    return names[number - 1] if number == 1 else f"{names[0]} … {names[number - 1]}"


def _two(
    earlier: AnyLedger,
    later: AnyLedger,
    identity: tuple[str, ...],
    sources: Mapping[str, tuple[str, ...]],
    names: tuple[str, str],
) -> tuple[AnyLedger, list[Finding], dict[str, tuple[str, ...]], Mapping[str, str]]:
    """Merge two ledgers; also tell what is found, where each project is from, and the ids that those of the first got."""
    matching = match(later, earlier, identity)
    codes, ids = {}, {}
    for pair in matching.pairs:  # a code outlives the number of a row
        ids[pair.second] = pair.first
        if is_row(pair.first) and not is_row(pair.second) and pair.second not in later.projects:
            codes[pair.first] = ids[pair.second] = pair.second
    later = renamed(later, {"projects": codes})
    ids = aligned(earlier.projects.ids, ids, later.projects.ids)
    earlier = renamed(earlier, {"projects": ids})
    found = list(matching.findings)
    was = ({new: old for old, new in ids.items()}, {new: old for old, new in codes.items()})
    is_dated = earlier.as_of is not None and later.as_of is not None and earlier.as_of != later.as_of
    parts: dict[str, Any] = {}
    for attribute in fields(type(later)):
        name = attribute.name
        old, new = getattr(earlier, name), getattr(later, name)
        if isinstance(new, Records):
            records, conflicts = _records(old, new)
            parts[name] = records
            moved = [
                side.get(id_, id_) if name == "projects" else id_ for id_, _ in conflicts for side in was
            ]
            found += [
                _told(name, new[id_], conflict, names, is_dated=is_dated, ids=(before, after))
                for (id_, conflict), before, after in zip(conflicts, moved[::2], moved[1::2], strict=True)
            ]
        elif isinstance(new, tuple):
            parts[name] = (*new, *(record for record in old if record not in new))
        else:
            parts[name] = old if new is None else new
    known = {ids[id_]: told for id_, told in sources.items()}
    mine = {id_: (*known.get(id_, ()), names[1]) for id_ in later.projects.ids}
    return evolve(later, **parts), found, {**known, **mine}, ids


def _followed(finding: Finding, ids: Mapping[str, str]) -> Finding:
    """Let a difference of projects name them by the ids that they have since; what they were is told beside it."""
    if finding.code != _CONFLICT or finding.detail["collection"] != "projects":
        return finding
    (before,) = finding.ids
    after = ids.get(before, before)
    if after == before:
        return finding
    return evolve(
        finding,
        ids=(after,),
        detail=_both({"first_id": before, "second_id": before, **dict(finding.detail)}, after),
    )


def _both(detail: Mapping[str, Any], id_: str) -> dict[str, Any]:
    """Leave out the ids in the ledgers before where they are that of the ledger made of them."""
    return {
        name: text for name, text in detail.items() if name not in {"first_id", "second_id"} or text != id_
    }


def _records(old: "Records[Any]", new: "Records[Any]") -> tuple[list[Any], list[tuple[str, _Conflict]]]:
    """Merge two collections by id: those of the later in its order, then what only the earlier has."""
    found, conflicts = [], []
    for record in new:
        known = old.get(record.id)
        if known is None or known == record:
            found.append(record)
            continue
        one, differ = _merge_records(known, record)
        found.append(one)
        conflicts += [(record.id, conflict) for conflict in differ]
    return [*found, *(record for record in old if record.id not in new)], conflicts


def _fold(
    ledger: AnyLedger, pair: "Match | tuple[str, str]", sources: Mapping[str, tuple[str, ...]]
) -> tuple[AnyLedger, list[Finding], dict[str, tuple[str, ...]], Mapping[str, str]]:
    """Make two projects of a ledger one, as people decided: the first keeps its id and its place, and its word stands."""
    if isinstance(pair, Match):
        first, second = pair.first, pair.second
    else:
        first, second = two if len(two := _listed(pair)) == 2 else (None, None)
    if first == second:
        raise errors.FieldTypeError(
            as_python(pair), 'pairs of ids of projects, such as [("P1", "P7")], or matches'
        )
    keep, gone = ledger.projects[first], ledger.projects[second]
    upper = _upper(ledger, keep, gone)
    if upper is not None:  # what is one with its own phase stands where it stood
        keep, gone = (evolve(one, parent=upper.parent, relation=upper.relation) for one in (keep, gone))
    one, conflicts = _merge_records(evolve(gone, id=first), keep)
    rest = [one if project.id == first else project for project in ledger.projects if project.id != second]
    follow = {project.id: project.id for project in rest} | {second: first}
    held = renamed(evolve(ledger, projects=rest), {"projects": follow})
    found = [
        _told("projects", one, conflict, (second, first), is_dated=False, ids=(second, first))
        for conflict in conflicts
    ]
    told = dict(sources)
    told[first] = tuple(dict.fromkeys((*told.get(first, ()), *told.pop(second, ()))))
    return held, found, told, follow


def _upper(ledger: AnyLedger, *two: "Project") -> "Project | None":
    """Give the one of two projects that the other lies under, at any depth."""
    for upper, lower in (two, two[::-1]):
        seen, above = {lower.id}, lower.parent
        while above is not None and above not in seen:
            if above == upper.id:
                return upper
            seen.add(above)
            known = ledger.projects.get(above)
            above = None if known is None else known.parent
    return None


def _listed(given: object) -> tuple[Any, ...]:
    return tuple(given) if isinstance(given, tuple | list) else ()


def _told(
    collection: str,
    record: Any,  # noqa: ANN401 - a record of any collection
    conflict: _Conflict,
    names: tuple[str, str],
    *,
    is_dated: bool,
    ids: tuple[str, str],
) -> Finding:
    """Tell what two ledgers say differently: news where one is of a later day, else a doubt.

    Args:
        collection: the collection of the record.
        record: the record as the later ledger has it, by its id in the ledger made of both.
        conflict: what they say.
        names: what the two are called.
        is_dated: whether one is of a later day.
        ids: the id of the record in each.
    """
    id_, called = record.id, getattr(record, "name", None)
    told = called and conflict.path != "name"  # else both names are told as it is
    words = {
        locale: [shown(value, locale) for value in (conflict.old, conflict.new)] for locale in ("zh_CN", "en")
    }
    (zh_old, zh_new), (en_old, en_new) = words["zh_CN"], words["en"]
    return Finding(
        code=_CONFLICT,
        severity=Severity.INFO if is_dated else Severity.WARNING,
        subject=conflict.path,
        ids=(id_,),
        detail=_both(
            {
                "collection": collection,
                **({"name": called} if called else {}),
                "first": en_old,
                "second": en_new,
                "first_source": names[0],
                "second_source": names[1],
                "first_id": ids[0],
                "second_id": ids[1],
            },
            id_,
        ),
        message=Message(
            "merge.conflict",
            path=Label(f"{called}的 {conflict.path}", f"{conflict.path} of {called}")
            if told
            else conflict.path,
            first=names[0],
            old=Label(zh_old, en_old),
            second=names[1],
            new=Label(zh_new, en_new),
        ),
    )


def shown(value: object, locale: str) -> str:
    """Write a value of a field in a few words."""
    if isinstance(value, Quantity):
        return format_quantity(value, locale=locale)
    if isinstance(value, Period):
        return format_period(value, locale=locale)
    if isinstance(value, Term):
        return value.label(locale)
    if isinstance(value, tuple):
        return ("、" if locale == "zh_CN" else ", ").join(shown(part, locale) for part in value)
    return to.brief(value) if attrs.has(type(value)) else str(value)


# ------------------------------------------------------------------ two records as one


def _merge_records(older: Any, newer: Any) -> tuple[Any, list[_Conflict]]:  # noqa: ANN401 - two records of one class
    """Put what two records of one class say into one; where they differ the newer stands, and that is told."""
    changes: dict[str, Any] = {}
    conflicts: list[_Conflict] = []
    for attribute in fields(type(newer)):
        if not attribute.init or attribute.name == "id":
            continue
        name = attribute.name
        old, new = getattr(older, name), getattr(newer, name)
        if old == new or _is_unsaid(old):
            continue
        if _is_unsaid(new):
            changes[name] = old
        elif isinstance(new, Mapping):
            changes[name] = {**old, **new}
            conflicts += [
                _Conflict(f"{name}[{key}]", old[key], text)
                for key, text in new.items()
                if old.get(key, text) != text
            ]
        elif isinstance(new, tuple) and attrs.has(type((*new, *old)[0])) and not _is_value((*new, *old)[0]):
            changes[name], differ = _merge_parts(old, new)
            conflicts += [
                _Conflict(f"{name}{conflict.path}", conflict.old, conflict.new) for conflict in differ
            ]
        elif isinstance(new, tuple) and not names_records(attribute):
            changes[name] = (*new, *(part for part in old if part not in new))
        elif _is_within(old, new):
            changes[name] = old
        elif not _is_within(new, old):
            conflicts.append(_Conflict(name, old, new))
    return (evolve(newer, **changes) if changes else newer), conflicts


def _is_unsaid(value: object) -> bool:
    return value is None or value in ((), "") or (isinstance(value, Mapping) and not value)


def _is_value(value: object) -> bool:
    return isinstance(value, Quantity | Period)


def _is_within(finer: object, coarser: object) -> bool:
    """Tell whether two values agree, and the first says more: a day of a month, all names of a list and further ones."""
    if isinstance(finer, Period) and isinstance(coarser, Period):
        return coarser.start <= finer.start and finer.end <= coarser.end
    if isinstance(finer, tuple) and isinstance(coarser, tuple):
        return finer[: len(coarser)] == coarser
    return False


def _merge_parts(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[tuple[Any, ...], list[_Conflict]]:
    """Merge the parts of two records, such as milestones: the newer ones in their order, then what only the older has."""
    left = list(old)
    found: list[Any] = list(new)
    open_ = []
    for place, part in enumerate(new):
        if part in left:
            left.remove(part)
        else:
            open_.append(place)
    conflicts: list[_Conflict] = []
    for sign in (_id_of, _kind_of):
        for place in list(open_):
            other = _partner(new[place], [new[at] for at in open_], left, sign)
            if other is None:
                continue
            left.remove(other)
            open_.remove(place)
            found[place], differ = _merge_records(other, new[place])
            conflicts += [
                _Conflict(f"[{place}].{conflict.path}", conflict.old, conflict.new) for conflict in differ
            ]
    return (*found, *left), conflicts


def _partner(
    part: Any,  # noqa: ANN401 - any part of a record
    rivals: Sequence[Any],
    left: Sequence[Any],
    sign: Callable[[Any], object],
) -> Any:  # noqa: ANN401
    """Find the older part that a newer one tells of, where it is the only one and tells of no other."""
    mine = sign(part)
    if mine is None:
        return None
    others = [other for other in left if sign(other) == mine and _may_be_one(part, other)]
    claims = [rival for rival in rivals if sign(rival) == mine and others and _may_be_one(rival, others[0])]
    return others[0] if len(others) == 1 and len(claims) == 1 else None


def _id_of(part: Any) -> object:  # noqa: ANN401 - any part of a record
    return getattr(part, "id", None)


def _kind_of(part: Any) -> object:  # noqa: ANN401 - any part of a record
    """Say what kind of part it is: its codes, flags and names, without amounts, dates and notes."""
    return tuple(
        value
        for attribute in fields(type(part))
        if attribute.init
        and attribute.name != "id"
        and attribute.converter is not to.note
        and isinstance(value := getattr(part, attribute.name), Term | bool | str)
    )


_ONCE: Final = frozenset({"Agreement", "Milestone"})
"""What happens once to a project: two dates of it are two opinions, where two payments are two."""


def _may_be_one(one: Any, other: Any) -> bool:  # noqa: ANN401 - two parts of one class
    ids = _id_of(one), _id_of(other)
    if None not in ids:
        return ids[0] == ids[1]
    if type(one).__name__ in _ONCE:
        return True
    dates = [
        (getattr(one, attribute.name), getattr(other, attribute.name))
        for attribute in fields(type(one))
        if attribute.name in {"on", "period", "since", "until"}
    ]
    return all(
        mine is None or theirs is None or _is_within(mine, theirs) or _is_within(theirs, mine)
        for mine, theirs in dates
    )
