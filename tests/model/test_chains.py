"""A chain knows what it lacks and what an anchor brought."""

import pickle
from copy import deepcopy
from typing import Any

import pytest

from zhaoshang import Chain, Ledger, Project
from zhaoshang.errors import UnknownIdError
from zhaoshang.kpis import NodeStanding, chain_nodes
from zhaoshang.model import (
    Agreement,
    Branch,
    ChainLink,
    ChainMember,
    ChainNode,
    Milestone,
    PlanCode,
    brought_by,
    brought_in,
)
from zhaoshang.profiles import DEFAULT
from zhaoshang.records import structure, unstructure

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


def test_a_node_that_is_not_there_is_no_gap() -> None:
    with pytest.raises(UnknownIdError) as caught:
        chain().state_of("z")
    assert (caught.value.collection, caught.value.id, caught.value.similar) == ("nodes", "z", ("a", "b", "c"))
    assert chain(*fill("z")).members_of("z") == ()


def signed(id_: str, node: str, *steps: tuple[str, str], on: str = "2024-03-01", **more: object) -> Project:
    return Project(
        id=id_,
        name=id_,
        chain_nodes=[node] if node else [],
        agreements=[Agreement(signed_on=on)] if on else [],
        milestones=[Milestone(stage=stage, on=day) for stage, day in steps],
        **more,  # type: ignore[arg-type]
    )


def standing(*projects: Project, at: str = "C/b", as_of: str = "2025-12-31", **asked: Any) -> NodeStanding:
    firms = [ChainMember(node="b", investor="I1", role="leader"), ChainMember(node="b", investor="I1")]
    ledger = Ledger(chains=[chain(*firms, ChainMember(node="c", project="M"))], projects=projects)
    found = chain_nodes(ledger, as_of=as_of, **asked)[at]
    assert ledger.chains["C"].state_of(at[2:], as_of=as_of) is found.state or asked
    return found


@pytest.mark.long
@pytest.mark.parametrize(
    ("project", "as_of", "holds"),
    [
        (signed("P", "C/b"), "2024-02-29", None),
        (signed("P", "C/b"), "2024-03-01", True),
        (signed("P", "C/b", ("closed", "2025-06-01")), "2025-05-31", True),
        (signed("P", "C/b", ("closed", "2025-06-01")), "2025-06-01", None),
        (signed("P", "C/b", ("rejected", "2024-06-01"), on=""), "2025-12-31", None),
        (signed("P", "C/b", ("lead", "2024-01-01"), on=""), "2025-12-31", False),
        (signed("P", "C/b", ("lead", "2024-01-01")), "2024-02-01", False),
        (signed("P", "C/b", on="2024-03"), "2024-03-15", None),
        (signed("P", "C/b", ("lead", "2024-01-01"), on="2024-03"), "2024-03-15", False),
        (signed("P", "C/b", government_funded=True), "2025-12-31", None),
        (signed("P", "C/b", on=""), "2025-12-31", False),
        (signed("P", ""), "2025-12-31", None),
    ],
)
def test_a_project_fills_a_node_from_its_signing_to_its_end(
    project: Project, as_of: str, holds: object
) -> None:
    """Before its signing it is a candidate, after its end nothing; what the profile does not count is neither."""
    found = standing(project, as_of=as_of)
    assert ("P" in found.holders, "P" in found.candidates) == (holds is True, holds is False)


def test_a_project_that_the_chain_lists_stands_at_its_node() -> None:
    """Members by name and by the project's own word are one; a member that is not signed is a candidate."""
    assert standing(signed("M", "C/c"), at="C/c").holders == ("M",)
    assert standing(signed("M", "", ("lead", "2024-01-01"), on=""), at="C/c").candidates == ("M",)


def test_a_phase_fills_the_node_for_its_project() -> None:
    """A project and its phases are one: they stand where the project says, or where it is silent its phases."""
    whole = signed("R", "", ("lead", "2024-01-01"), on="")
    phase = signed("S", "C/c", parent="R", relation="phase")
    assert standing(whole, phase, at="C/c").projects == ("R",)
    apart = DEFAULT.vary("apart", phases="separate")
    assert standing(whole, phase, at="C/c", profile=apart).projects == ("S",)


@pytest.mark.parametrize(
    ("projects", "at", "state"),
    [
        ([signed("P", "C/b")], "C/b", "sound"),  # the leading firm produces
        ([signed("P", "C/a"), signed("Q", "C/a")], "C/a", "thin"),
        ([signed("P", "C/a", ("producing", "2025-01-01")), signed("Q", "C/a")], "C/a", "leaderless"),
        ([signed("P", "C/a", ("producing", "2025-01-01"), ("exited", "2025-02-01"))], "C/a", "empty"),
        ([], "C/b", "thin"),
    ],
)
def test_the_state_of_a_node(projects: list[Project], at: str, state: str) -> None:
    assert standing(*projects, at=at).state == state


def test_what_is_urgent_comes_first() -> None:
    """From upstream down, key nodes first, then those with the most candidates."""
    nodes = [
        ChainNode(id="d", name="d", position="downstream"),
        ChainNode(id="m", name="m", position="midstream"),
        ChainNode(id="n", name="n", position="midstream"),
        ChainNode(id="k", name="k", position="midstream", key=True),
        ChainNode(id="x", name="x"),
    ]
    talks = [signed(f"T{place}", "C/n", ("negotiating", "2024-01-01"), on="") for place in range(2)]
    held = ChainMember(node="x", investor="I")
    ledger = Ledger(as_of="2025-12-31", chains=[chain(held, nodes=nodes)], projects=talks)
    found = ledger.chains["C"].suggest()
    assert [step.node for step in found] == ["k", "n", "m", "d", "x", None]
    assert found[1].zh == "环节“n”为空白，在谈和线索 2 个"


def test_a_chain_keeps_its_ledger_through_copies() -> None:
    """What is pickled, copied, changed or written and read answers as before; chains compare as they are written."""
    alone = chain(*fill("a"))
    ledger = Ledger(as_of="2025-12-31", chains=[alone], projects=[signed("P", "C/b")])
    copies = [
        pickle.loads(pickle.dumps(ledger)),  # noqa: S301 - our own bytes
        deepcopy(ledger),
        ledger.with_(name="县"),
        structure(unstructure(ledger), Ledger),
        Ledger(as_of="2025-12-31", chains=ledger.chains, projects=ledger.projects),
    ]
    assert [copy.chains["C"].state_of("b") for copy in copies] == ["thin"] * len(copies)
    assert ledger.without(projects="P").chains["C"].state_of("b") == "empty"
    assert alone.state_of("b") == "empty"
    assert ledger.chains["C"] == alone
    assert ledger.diff(ledger.without(projects="P"))[0].collection == "projects"


def test_the_drawing_is_safe_and_whole() -> None:
    drawn = Chain(
        id="C",
        name="链",
        nodes=NODES,
        links=[ChainLink(from_node="a", to_node="b"), ChainLink(from_node="a", to_node="z")],
        members=[*fill("a"), *fill("b")[:1]],
    ).mermaid()
    assert 'N1["整机”核心” (1)"]:::weak' in drawn
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


LONG = 20_000


def long_chain() -> list[Project]:
    """A brings B, B brings C, and so on: 20,000 projects, all but the last of one firm."""
    return [
        Project(
            id=f"P{place}",
            name="某",
            investors=["I"] if place < LONG - 1 else [],
            parent=f"P{place - 1}" if place else None,
            relation="spawned" if place else None,
        )
        for place in range(LONG)
    ]


@pytest.mark.long
def test_a_chain_of_introductions_may_be_long() -> None:
    """Growing, walking, comparing, hashing, writing, copying and pickling need no recursion, and no square of time."""
    projects = long_chain()
    branch = brought_in(projects, "P0")
    assert list(branch) == [project.id for project in projects[1:]]
    assert brought_by(reversed(projects), "I") == (branch,)
    for copy in (deepcopy(branch), pickle.loads(pickle.dumps(branch))):  # noqa: S301 - our own bytes
        assert (copy == branch, hash(copy) == hash(branch)) == (True, True)
    assert branch != brought_in(projects[:-1], "P0")
    assert repr(branch) == "<Branch P0: P1, P2, P3, P4, P5, P6, P7, P8, …>"


def test_branches_differ_by_depth_and_order() -> None:
    flat = Branch("A", (Branch("B"), Branch("C")))
    deep = Branch("A", (Branch("B", (Branch("C"),)),))
    assert list(flat) == list(deep)
    assert len({flat, deep, Branch("A", (Branch("C"), Branch("B"))), Branch("A")}) == 4
    assert flat != "A"
    assert repr(Branch("A")) == "<Branch A: nothing>"


def test_a_firm_whose_projects_bring_each_other_keeps_the_first() -> None:
    projects = [
        Project(id="A", name="一", investors=["I"], parent="B", relation="spawned"),
        Project(id="B", name="二", investors=["I"], parent="A", relation="spawned"),
    ]
    assert brought_by(projects, "I") == (Branch("A", (Branch("B"),)),)


@pytest.mark.parametrize(
    ("code", "parts", "total"),
    [
        ("1+2+5+8", ((1, ""), (2, ""), (5, ""), (8, "")), 16),
        ("“2+2+1”", ((2, ""), (2, ""), (1, "")), 5),
        ("1+6+N", ((1, ""), (6, ""), (None, "")), None),
        ("三图四库五池", ((3, "图"), (4, "库"), (5, "池")), 12),
        ("8项机制", ((8, "机制"),), 8),
        ("五个一批", ((5, "一批"),), 5),
        ("12项", (), None),
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
