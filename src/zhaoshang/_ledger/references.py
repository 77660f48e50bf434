"""Which records name which, and what they name that is not there."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhaoshang.findings import Finding, Severity

COLLECTIONS: Final = {
    "projects": "项目",
    "investors": "投资方",
    "parks": "载体",
    "chains": "产业链",
    "teams": "队伍",
    "targets": "目标任务",
    "funds": "产业基金",
    "campaigns": "专项行动",
    "payments": "政策资金",
    "events": "活动",
    "partners": "合作伙伴",
    "scenarios": "应用场景",
}
_PARTS: Final = {"spaces": "空间", "steps": "服务环节", "nodes": "环节"}
_NAMES: Final = COLLECTIONS | _PARTS

# which fields name records of which collection: collection, path of attributes, collection named
_REFERENCES: Final = (
    ("projects", "owner", "teams"),
    ("projects", "investors", "investors"),
    ("projects", "park", "parks"),
    ("projects", "shares.unit", "teams"),
    ("projects", "parent", "projects"),
    ("projects", "referrer", "partners"),
    ("projects", "fund", "funds"),
    ("projects", "scenario", "scenarios"),
    ("investors", "parent", "investors"),
    ("parks", "parent", "parks"),
    ("parks", "chains", "chains"),
    ("parks", "leases.project", "projects"),
    ("parks", "capacity.reserved.project", "projects"),
    ("chains", "members.investor", "investors"),
    ("chains", "members.project", "projects"),
    ("teams", "parent", "teams"),
    ("teams", "assignments.project", "projects"),
    ("teams", "outreach.leads", "projects"),
    ("teams", "cases.project", "projects"),
    ("teams", "cases.investor", "investors"),
    ("teams", "progress.project", "projects"),
    ("targets", "unit", "teams"),
    ("targets", "campaign", "campaigns"),
    ("targets", "parent", "targets"),
    ("campaigns", "parent", "campaigns"),
    ("payments", "investor", "investors"),
    ("events", "campaign", "campaigns"),
)


def _named(record: object, path: str) -> Iterator[str]:
    head, _, rest = path.partition(".")
    value = getattr(record, head)
    for item in value if isinstance(value, tuple) else (value,):
        if item is not None and rest:
            yield from _named(item, rest)
        elif item is not None:
            yield item


def _unknown(path: str, owner: str, id_: str, collection: str) -> Finding:
    return Finding(
        code="unknown_reference",
        severity=Severity.WARNING,
        subject=id_,
        ids=[owner],
        path=path,
        zh=f"引用的 {id_} 不在{_NAMES[collection]}之中",
        en=f"it names {id_}, which is not among {collection}",
        detail={"collection": collection},
    )


def dangling(collections: Mapping[str, Any]) -> Iterator[Finding]:
    """Find every reference that leads nowhere; an empty collection is not judged."""
    for collection, path, target in _REFERENCES:
        known = collections[target]
        if not known:
            continue
        for place, record in enumerate(collections[collection]):
            for id_ in _named(record, path):
                if id_ not in known:
                    yield _unknown(f"$.{collection}[{place}].{path}", record.id, id_, target)
    yield from _nodes(collections)
    for place, park in enumerate(collections["parks"]):
        yield from _parts(f"$.parks[{place}]", park, "spaces", ("leases.space",))
    for place, team in enumerate(collections["teams"]):
        yield from _parts(f"$.teams[{place}]", team, "steps", ("steps.after", "progress.step"))
    for place, chain in enumerate(collections["chains"]):
        named = ("members.node", "links.from_node", "links.to_node")
        yield from _parts(f"$.chains[{place}]", chain, "nodes", named)


def _nodes(collections: Mapping[str, Any]) -> Iterator[Finding]:
    """Judge `chain/node`; a chain without nodes has any node."""
    nodes = {chain.id: {node.id for node in chain.nodes} for chain in collections["chains"]}
    if not nodes:
        return
    for place, project in enumerate(collections["projects"]):
        for name in project.chain_nodes:
            chain, _, node = name.partition("/")
            if chain not in nodes or (node and nodes[chain] and node not in nodes[chain]):
                yield _unknown(f"$.projects[{place}].chain_nodes", project.id, name, "chains")


def _parts(root: str, record: Any, own: str, paths: tuple[str, ...]) -> Iterator[Finding]:  # noqa: ANN401 - a record
    """Judge references of a record to its own parts."""
    known = {part.id for part in getattr(record, own)}
    for path in paths:
        for id_ in _named(record, path):
            if id_ not in known:
                yield _unknown(f"{root}.{path.removesuffix('_node')}", record.id, id_, own)
