"""Which records name which, and what they name that is not there."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from zhaoshang._text.messages import Label, Message, Sentence
from zhaoshang.model._fields.table import (
    NamingField,
    collections_of,
    names_of_collections,
    references_of,
)

if TYPE_CHECKING:
    from zhaoshang.findings import Finding
    from zhaoshang.model import Target

_PARTS: Final = {
    "spaces": "空间",
    "steps": "服务环节",
    "nodes": "环节",
    "agreements": "协议",
    "commitments": "政府承诺事项",
}


@cache
def declared(ledger: type, /) -> tuple[tuple[str, NamingField], ...]:
    """List every field that names records, with the collection of the record that it stands in.

    Args:
        ledger: the class that holds the collections.
    """
    names = names_of_collections(ledger)
    records = {name: record for name, record in collections_of(ledger).items() if name in names}
    return tuple((name, field) for name, record in records.items() for field in references_of(record))


def _named(record: object, path: str) -> Iterator[str]:
    head, _, rest = path.partition(".")
    value = getattr(record, head)
    for item in value if isinstance(value, tuple) else (value,):
        if item is not None and rest:
            yield from _named(item, rest)
        elif item is not None:
            yield item


_UNKNOWN: Final = Sentence(
    "check.unknown_reference",
    zh="引用的 {id} 不在{collection}之中",
    en="it names {id}, which is not among {collection}",
)


def _unknown(path: str, owner: str, id_: str, collection: str, zh: str) -> "Finding":
    from zhaoshang.findings import Finding, Severity  # noqa: PLC0415 - loaded with the first mistake

    return Finding(
        code="unknown_reference",
        severity=Severity.WARNING,
        subject=id_,
        ids=[owner],
        path=path,
        message=Message(_UNKNOWN, id=id_, collection=Label(zh, collection)),
        detail={"collection": collection},
    )


def dangling(ledger: Any) -> "Iterator[Finding]":  # noqa: ANN401 - a ledger, which stands above
    """Find every reference that leads nowhere; an empty collection is not judged."""
    kind: Any = type(ledger)
    names = names_of_collections(kind)
    collections = {name: getattr(ledger, name) for name in names}
    fields = declared(kind)
    for collection, field in fields:
        if field.target not in names:
            continue
        known = collections[field.target]
        if not known:
            continue
        for place, record in enumerate(collections[collection]):
            for id_ in _named(record, field.path):
                if id_ not in known:
                    yield _unknown(
                        f"$.{collection}[{place}].{field.path}",
                        record.id,
                        id_,
                        field.target,
                        names[field.target],
                    )
    yield from _nodes(collections, names["chains"])
    yield from _paid_for(collections)
    for collection, field in fields:
        if field.target in names:
            continue
        for place, record in enumerate(collections[collection]):
            yield from _parts(f"$.{collection}[{place}]", record, field)


def _nodes(collections: Mapping[str, Any], zh: str) -> "Iterator[Finding]":
    """Judge `chain/node`; a chain without nodes has any node."""
    nodes = {chain.id: {node.id for node in chain.nodes} for chain in collections["chains"]}
    if not nodes:
        return
    for place, project in enumerate(collections["projects"]):
        for name in project.chain_nodes:
            chain, _, node = name.partition("/")
            if chain not in nodes or (node and nodes[chain] and node not in nodes[chain]):
                yield _unknown(f"$.projects[{place}].chain_nodes", project.id, name, "chains", zh)


def _paid_for(collections: Mapping[str, Any]) -> "Iterator[Finding]":
    """Judge what payments name of agreements, where any project has such a thing."""
    papers = [paper for project in collections["projects"] for paper in project.agreements]
    known = {
        "agreement": ("agreements", {paper.id for paper in papers if paper.id is not None}),
        "commitment": ("commitments", {each.id for paper in papers for each in paper.commitments}),
    }
    for place, payment in enumerate(collections["payments"]):
        for field, (target, ids) in known.items():
            id_ = getattr(payment, field)
            if id_ is not None and ids and id_ not in ids:
                yield _unknown(f"$.payments[{place}].{field}", payment.id, id_, target, _PARTS[target])


def _parts(root: str, record: Any, field: NamingField) -> "Iterator[Finding]":  # noqa: ANN401 - a record
    """Judge references of a record to its own parts."""
    known = {part.id for part in getattr(record, field.target)}
    for id_ in _named(record, field.path):
        if id_ not in known:
            path = f"{root}.{field.path.removesuffix('_node')}"
            yield _unknown(path, record.id, id_, field.target, _PARTS[field.target])


def targets_of_nobody(ledger: Any) -> "Iterator[Target]":  # noqa: ANN401 - as above
    """Find targets of units that are no team and that no project names; one that has parts is of theirs together."""
    units = {team.id for team in ledger.teams}
    for project in ledger.projects:
        units.update((project.owner, *(share.unit for share in project.shares)))
    units.discard(None)
    wholes = {target.parent for target in ledger.targets}
    for target in ledger.targets if units else ():
        if target.unit is not None and target.unit not in units and target.id not in wholes:
            yield target
