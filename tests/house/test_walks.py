"""Data goes through few rooms: what five calls of the public face enter, as they are made."""

import pytest
import walks


@pytest.mark.parametrize(
    ("name", "door", "most"),
    [
        ("read", "workbooks", 15),
        ("evaluate", "kpis", 13),
        ("parse_quantity", "reading", 3),
        ("verify", "_bulletins/verifying", 28),
        ("advance", "_lifecycle", 5),
    ],
)
def test_a_call_enters_few_rooms(name: str, door: str, most: int) -> None:
    """A way that grows is looked at: either a room is new, or something goes round by one."""
    way = walks.walks()[name]
    assert [room for caller, room, _ in way if not caller] == [door]
    assert len({room for _, room, _ in way}) <= most


def test_each_room_is_opened_by_one_that_was_entered_before() -> None:
    """The drawing is a tree that begins at the door."""
    for way in walks.walks().values():
        opened = {next(room for caller, room, _ in way if not caller)}
        for caller, room in walks.first_ways([(one, two, times) for one, two, times in way]):
            assert caller in opened
            opened.add(room)


def test_amounts_know_nothing_of_projects() -> None:
    """Reading a text never enters the model, whoever asks."""
    for way in walks.walks().values():
        assert not [
            pair for *pair, _ in way if pair[0].startswith("_reading") and pair[1].startswith("model")
        ]
