"""A chain knows what it lacks and what an anchor brought."""

import pytest

from zhaoshang import Chain, Project
from zhaoshang.model import ChainLink, ChainMember, ChainNode, PlanCode, brought_by, brought_in

NODES = [
    ChainNode(id="a", name="原料", position="upstream"),
    ChainNode(id="b", name='整机"核心"', position="midstream", key=True),
    ChainNode(id="c", name="应用", position="downstream"),
]


def chain(*members: ChainMember, nodes: list[ChainNode] | None = None) -> Chain:
    return Chain(id="C", name="医疗器械", nodes=NODES if nodes is None else nodes, members=members)


def fill(node: str, *, leader: bool = True) -> list[ChainMember]:
    return [
        ChainMember(node=node, investor="I1", role="leader" if leader else "member"),
        ChainMember(node=node, project="P1"),
    ]


def steps(found: Chain) -> list[tuple[str, str | None]]:
    return [(str(step.action), step.node) for step in found.suggest()]


def test_a_chain_nobody_fills_is_to_be_built() -> None:
    assert steps(chain()) == [("build", None)]


def test_empty_key_nodes_come_first_then_weak_ones() -> None:
    found = chain(*fill("a", leader=False))
    assert steps(found) == [("fill", "b"), ("fill", "c"), ("strengthen", "a")]
    assert "关键" in found.suggest()[0].zh
    assert "链主" in found.suggest()[2].zh
    assert [node.id for node in found.nodes_in("empty")] == ["b", "c"]


def test_a_sound_chain_can_be_extended() -> None:
    assert steps(chain(*fill("a"), *fill("b"), *fill("c"))) == [("extend", None)]
    upstream_only = chain(*fill("a"), nodes=NODES[:1])
    assert [(str(step.action), step.en) for step in upstream_only.suggest()] == [
        ("extend", "医疗器械 has no downstream node")
    ]
    unplaced = chain(*fill("x"), nodes=[ChainNode(id="x", name="x")])
    assert steps(unplaced) == [("extend", None)]


def test_the_drawing_is_safe_and_whole() -> None:
    drawn = Chain(
        id="C",
        name="链",
        nodes=NODES,
        links=[ChainLink(from_node="a", to_node="b"), ChainLink(from_node="a", to_node="z")],
        members=[*fill("a"), *fill("b")[:1]],
    ).mermaid()
    assert 'N1["整机#quot;核心#quot; (1)"]:::weak' in drawn
    assert drawn.count("-->") == 1


def test_what_an_anchor_brought() -> None:
    """Spawned projects are followed to every depth, a circle once round."""
    projects = [
        Project(id="A", name="龙头", parent="C", relation="spawned"),
        Project(id="B", name="配套", parent="A", relation="spawned"),
        Project(id="C", name="配套的配套", parent="B", relation="spawned"),
        Project(id="D", name="二期", parent="A", relation="phase"),
    ]
    branch = brought_in(projects, "A")
    assert (list(branch), len(branch)) == (["B", "C"], 2)


def test_what_a_leading_firm_brought() -> None:
    """A project that another of the firm's brought is no branch of its own."""
    projects = [
        Project(id="A", name="一", investors=["I"]),
        Project(id="B", name="二", investors=["I"], parent="A", relation="spawned"),
        Project(id="C", name="三", investors=["I"]),
    ]
    assert [(branch.project, list(branch)) for branch in brought_by(projects, "I")] == [
        ("A", ["B"]),
        ("C", []),
    ]


@pytest.mark.parametrize(
    ("code", "parts", "total"),
    [
        ("1+2+5+8", ((1, ""), (2, ""), (5, ""), (8, "")), 16),
        ("“2+2+1”", ((2, ""), (2, ""), (1, "")), 5),
        ("1+6+N", ((1, ""), (6, ""), (None, "")), None),
        ("三图四库五池", ((3, "图"), (4, "库"), (5, "池")), 12),
        ("136", (), None),
        ("二分之一", (), None),
        ("四大班子", (), None),
    ],
)
def test_codes_are_read_as_far_as_they_explain_themselves(
    code: str, parts: tuple[tuple[int | None, str], ...], total: int | None
) -> None:
    found = PlanCode(code=code)
    assert (found.parts, found.total, found.is_complete) == (parts, total, None)
