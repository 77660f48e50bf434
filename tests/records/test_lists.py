"""A list of records is read as any other collection is: a fault says in which of its items it lies."""

from typing import Any

import pytest

from zhaoshang import Project
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
