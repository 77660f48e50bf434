"""A ledger is edited by making new ones, tells what changed, and says what it names and does not hold."""

import pickle
from collections.abc import Iterator

import pytest

from zhaoshang import Ledger, Project
from zhaoshang._ledger import references
from zhaoshang._records.classes import COLLECTIONS
from zhaoshang.errors import DanglingReferenceError, DuplicateIdError, FieldTypeError, UnknownIdError
from zhaoshang.findings import Finding
from zhaoshang.ledger import Change, Records
from zhaoshang.model import (
    Agreement,
    Assignment,
    Chain,
    ChainLink,
    ChainMember,
    ChainNode,
    Investor,
    Lease,
    Milestone,
    Park,
    PlanCode,
    ServiceStep,
    ServiceTeam,
    Space,
    StepProgress,
)
from zhaoshang.model._fields.converters import typed
from zhaoshang.model._fields.table import names_of_collections, part_of

OLD = Ledger(
    as_of="2022-06-23",
    projects=[Project(id="P1", name="甲"), Project(id="P2", name="乙"), Project(id="P3", name="丙")],
)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_ledger_is_pickled_by_every_protocol(protocol: int) -> None:
    hash(OLD.projects)
    again = pickle.loads(pickle.dumps(OLD, protocol))  # noqa: S301 - our own
    assert again == OLD
    assert again.projects["P2"] == OLD.projects["P2"]
    with pytest.raises(UnknownIdError, match="projects"):
        again.projects["P9"]


def summary(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    return [(str(change.kind), change.collection, change.id, change.field) for change in changes]


def test_editing_makes_a_new_ledger_and_diff_tells_what_changed() -> None:
    new = OLD.with_(
        as_of="2022-06-30",
        projects=[
            Project(id="P2", name="乙", grade="A", agreements=[Agreement()]),
            Project(id="P4", name="丁"),
        ],
        codes=[PlanCode(code="136")],
    ).without(projects=["P3"])
    assert summary(new.diff(OLD)) == [
        ("changed", "ledger", "", "as_of"),
        ("changed", "projects", "P2", "grade"),
        ("changed", "projects", "P2", "agreements"),
        ("added", "projects", "P4", ""),
        ("removed", "projects", "P3", ""),
        ("changed", "ledger", "", "codes"),
    ]
    assert OLD.diff(OLD) == ()
    assert OLD.projects.ids == ("P1", "P2", "P3")


def test_editing_refuses_what_is_not_there() -> None:
    with pytest.raises(TypeError, match="firms"):
        OLD.with_(firms=[])
    with pytest.raises(TypeError, match="no argument name"):
        OLD.without(name="甲", codes=["136"])
    with pytest.raises(DuplicateIdError):
        OLD.with_(projects=[Project(id="P9", name="甲"), Project(id="P9", name="乙")])
    with pytest.raises(FieldTypeError):
        OLD.with_(projects=["P9"])
    assert OLD.without(projects="P1") == OLD.without(projects=["P1"])
    with pytest.raises(UnknownIdError):
        OLD.without(projects=["P9"])


def test_one_project_one_member() -> None:
    """Projects that have ended need nobody; the day decides who serves."""
    ledger = OLD.with_(
        projects=[
            Project(id="P4", name="丁", milestones=[Milestone(stage="terminated", on="2022-05")]),
            Project(id="P5", name="戊", milestones=[Milestone(stage="terminated", on="2022-08")]),
            Project(
                id="P6",
                name="己",
                milestones=[
                    Milestone(stage="terminated", on="2022-01"),
                    Milestone(stage="negotiating", on="2022-02", correction=True, reason="误报"),
                ],
            ),
        ],
        teams=[
            ServiceTeam(
                id="U",
                name="组",
                assignments=[
                    Assignment(project="P1", member="M1", since="2022-01", until="2022-03"),
                    Assignment(project="P2", member="M1"),
                    Assignment(project="P2", member="M2", since="2022-05"),
                    Assignment(project="P5", member="M2", role="lead"),
                ],
            )
        ],
    )
    assert ledger.unserved() == ("P1", "P3", "P5", "P6")
    assert ledger.unserved(as_of="2022-02-28", role="service") == ("P3", "P4", "P5", "P6")
    assert dict(ledger.over_served()) == {"P2": ("M1", "M2")}
    assert ledger.over_served(as_of="2022-02") == {}


def test_references_that_lead_nowhere() -> None:
    """Every kind of reference is judged, but not against a collection that is empty."""
    ledger = Ledger(
        projects=[
            Project(
                id="P1",
                name="甲",
                owner="U9",
                parent="P9",
                chain_nodes=["C1/n9", "C9/n1", "C2/any"],
                fund="F9",
            ),
        ],
        investors=[Investor(id="I1", name="某", parent="I9")],
        chains=[
            Chain(
                id="C1",
                name="链",
                nodes=[ChainNode(id="n1", name="一")],
                links=[ChainLink(from_node="n1", to_node="n8")],
                members=[ChainMember(node="n7", investor="I8")],
            ),
            Chain(id="C2", name="空链"),
        ],
        parks=[
            Park(id="K", name="园", spaces=[Space(id="A")], leases=[Lease(space="B", project="P8"), Lease()])
        ],
        teams=[
            ServiceTeam(
                id="U1",
                name="组",
                steps=[ServiceStep(id="s1", name="一", after=["s0"])],
                progress=[StepProgress(project="P1", step="s2")],
            )
        ],
    )
    found = {(finding.path, finding.subject) for finding in ledger.dangling()}
    assert found == {
        ("$.projects[0].owner", "U9"),
        ("$.projects[0].parent", "P9"),
        ("$.projects[0].chain_nodes", "C1/n9"),
        ("$.projects[0].chain_nodes", "C9/n1"),
        ("$.investors[0].parent", "I9"),
        ("$.chains[0].members.investor", "I8"),
        ("$.chains[0].members.node", "n7"),
        ("$.chains[0].links.to", "n8"),
        ("$.parks[0].leases.project", "P8"),
        ("$.parks[0].leases.space", "B"),
        ("$.teams[0].steps.after", "s0"),
        ("$.teams[0].progress.step", "s2"),
    }
    with pytest.raises(DanglingReferenceError) as caught:
        ledger.require_references()
    assert all(isinstance(finding, Finding) for finding in caught.value.findings)
    assert OLD.require_references() is OLD


def test_records_show_themselves() -> None:
    assert repr(OLD.projects) == "<3 projects: P1, P2, P3>"
    assert repr(OLD.parks) == "<no parks>"
    assert OLD.projects.get("P9") is None
    assert OLD.projects.get(None) is None
    assert OLD.projects != [1]
    assert (3 in OLD.projects, Project(id="P1", name="别") in OLD.projects) == (False, False)
    assert Records([Project(id="P1", name="甲")]) == OLD.without(projects=["P2", "P3"]).projects


def test_a_record_shows_what_it_says_and_nothing_else() -> None:
    """What is written can be read back by Python; fields left unsaid are not shown."""
    project = Project(
        id="P1", name="甲", government_funded=False, milestones=[Milestone(stage="started", on="2022-05")]
    )
    shown = repr(project)
    assert shown.startswith("Project(id='P1', name='甲', milestones=(Milestone(")
    assert shown.endswith("government_funded=False)")
    assert "None" not in shown
    assert repr(Ledger(projects=[project])) == "Ledger(projects=<1 projects: P1>)"
    assert repr(Project(id="P2", name="乙")) == "Project(id='P2', name='乙')"


def test_every_field_that_names_records_is_declared_where_it_stands() -> None:
    """A field of the model that holds an id says what it names, so that no reference goes unjudged."""
    told = {(collection, field.path): field.target for collection, field in references.declared(Ledger)}
    known = names_of_collections(Ledger)
    for collection, record in COLLECTIONS.items():
        if collection not in known:
            continue
        for path in _paths(record):
            last = path.rpartition(".")[2]
            if last in {
                "owner",
                "project",
                "investor",
                "investors",
                "leads",
                "campaign",
                "fund",
                "scenario",
                "park",
            }:
                assert (collection, path) in told, (collection, path)
    assert set(told.values()) <= {*known, "agreements", "spaces", "steps", "nodes"}


def _paths(record: type) -> Iterator[str]:
    for field in typed(record):
        yield field.name
        if (part := part_of(field.type)) is not None:
            yield from (f"{field.name}.{inner}" for inner in _paths(part))
