"""A list of records is read as any other collection is: a fault says in which of its items it lies."""

from typing import Any

import pytest

from zhaoshang import Project
from zhaoshang._records.classes import make_converter
from zhaoshang._records.faults import FaultsError
from zhaoshang.errors import RecordError
from zhaoshang.records import structure

GOOD = {"id": "P1", "name": "虚构甲项目"}


@pytest.mark.parametrize("kind", [list[Project], tuple[Project, ...]])
def test_faults_name_the_item(kind: Any) -> None:
    assert list(structure([GOOD], kind)) == [Project(id="P1", name="虚构甲项目")]
    with pytest.raises(RecordError) as caught:
        structure([GOOD, {"id": "P2"}, GOOD | {"investment": "若干"}], kind)
    assert [fault["path"] for fault in caught.value.to_dicts()] == ["$[1].name", "$[2].investment"]


@pytest.mark.parametrize("value", ["ab", 3, None, {"0": GOOD}])
def test_what_is_no_list_is_refused(value: object) -> None:
    with pytest.raises(RecordError):
        structure(value, list[Project])


def test_a_fault_without_words_leaves_no_item_out() -> None:
    """The quick reader says of a fault only that there is one; whoever reads around it must not go on without the item."""
    converter = make_converter()

    def refuse(_value: object, _kind: object = None) -> Project:
        raise FaultsError([])

    converter.register_structure_hook(Project, refuse)
    for kind in (list[Project], tuple[Project, ...]):
        with pytest.raises(FaultsError):
            converter.structure([GOOD], kind)
