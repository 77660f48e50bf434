"""Whatever a public room offers can be handed to another process, and is the same there."""

import copy
import pickle
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import FunctionType
from typing import Any

import pytest

import zhaoshang
from zhaoshang.boards import BOARDS, Board, BoardColumn

ROOMS = [
    "zhaoshang",
    *(f"zhaoshang.{room.name}" for room in iter_modules(zhaoshang.__path__) if not room.name.startswith("_")),
]
APART = {
    "zhaoshang.testing": {"chains", "ledgers"},  # strategies of hypothesis, which are made where they stand
}


def offered(room: str) -> Iterator[tuple[str, Any]]:
    module = import_module(room)
    for name in getattr(module, "__all__", ()):
        if name not in APART.get(room, ()):
            yield name, getattr(module, name)


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_offers_pickles(room: str) -> None:
    for name, value in offered(room):
        again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
        if isinstance(value, FunctionType | type):
            assert again is value, name
            assert "._" not in value.__module__ or isinstance(value, type), name


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("board", BOARDS)
def test_a_board_that_is_shipped_pickles_by_its_id(board: str, protocol: int) -> None:
    shipped = BOARDS[board]
    assert pickle.loads(pickle.dumps(shipped, protocol)) is shipped  # noqa: S301 - our own
    assert copy.deepcopy(shipped) is shipped


def test_a_board_of_ones_own_pickles_by_what_it_holds() -> None:
    own = Board(
        id="funds",
        zh="基金",
        en="funds",
        rows="funds",
        columns=[BoardColumn(id="n", zh="名称", en="name", value="name")],
    )
    assert pickle.loads(pickle.dumps(own)) == own  # noqa: S301 - our own
    assert copy.copy(own) == own
