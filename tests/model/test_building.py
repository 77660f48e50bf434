"""Records that are made at once are the ones that their class makes, field by field."""

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Money, Period
from zhaoshang.errors import FieldTypeError
from zhaoshang.model import Agreement, Arrival, Milestone, Park, Project
from zhaoshang.model._fields.building import build

AMOUNTS = st.integers(1, 99).map(lambda number: Money.of(number, "亿元"))
STEPS = st.sampled_from(
    [
        Milestone(stage="started", on="2022-03"),
        Milestone(stage="signed", on="2022-01-05"),
        Milestone(stage="intent"),
        Milestone(stage="started", on="2023", planned=True),
    ]
)
VALUES = {
    "name": st.text("甲乙丙", min_size=1),
    "owner": st.none() | st.text("局组", min_size=1),
    "investors": st.lists(st.text("甲乙", min_size=1), max_size=2).map(tuple),
    "category": st.sampled_from([None, "industry", "services"]),
    "investment": st.none() | AMOUNTS,
    "agreements": st.sampled_from([(), (Agreement(signed_on="2022-01-05"),)]),
    "milestones": st.lists(STEPS, max_size=3, unique=True).map(tuple),
    "arrivals": st.lists(st.builds(Arrival, amount=AMOUNTS), max_size=2).map(tuple),
    "extra": st.dictionaries(st.text("备注", min_size=1), st.text("好"), max_size=2),
    "government_funded": st.sampled_from([None, True, False]),
}


def stored(record: Any) -> list[tuple[type, object]]:
    """Give the values of a record with their types."""
    values = [getattr(record, field.name) for field in attrs.fields(type(record))]
    return [(type(value), value) for value in values]


@pytest.mark.long
@given(st.lists(st.fixed_dictionaries(VALUES), max_size=5))
def test_they_are_what_the_class_makes(rows: list[Mapping[str, Any]]) -> None:
    """Types, values, defaults, and signings moved to the agreements."""
    ids = [str(number) for number in range(len(rows))]
    columns = {"id": ids, **{name: [row[name] for row in rows] for name in VALUES}}
    made = build(Project, columns, len(rows))
    plain = [Project(id=id_, **row) for id_, row in zip(ids, rows, strict=True)]
    assert list(map(stored, made)) == list(map(stored, plain))
    assert [project.history for project in made] == [project.history for project in plain]


def test_what_is_stated_of_none_is_the_default() -> None:
    (made,) = build(Arrival, {"on": [Period.of("2022-05")]}, 1)
    assert stored(made) == stored(Arrival(on="2022-05"))


@pytest.mark.parametrize(
    ("field", "values"), [("name", ["虚构园", 5]), ("name", [None, "虚构园"]), ("district", [3, None])]
)
def test_a_value_of_another_type_is_refused_as_the_class_refuses_it(field: str, values: list[object]) -> None:
    with pytest.raises(FieldTypeError):
        build(Park, {"id": ["K1", "K2"], "name": ["甲", "乙"], field: values}, 2)


def test_there_may_be_none() -> None:
    assert build(Park, {"id": [], "name": []}, 0) == []
